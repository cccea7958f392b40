/* routes.c - the table of addresses, and how each failure looks. */
#include "web/web_int.h"

struct route {
    const char *path;   /* "/statement/" and rest: one segment behind it; else the whole path */
    bool rest;
    web_view *view;
};
static const struct route routes[] = {
    {"/", false, web_overview},
    {"/overview", false, web_overview},
    {"/statements", false, web_statements},
    {"/statement/", true, web_statement},
    {"/event/", true, web_event},
    {"/pages", false, web_pages},
    {"/page/", true, web_page},
    {"/timeline", false, web_timeline},
    {"/actors", false, web_actors},
    {"/actor/", true, web_actor},
    {"/contacts", false, web_contacts},
    {"/contact/", true, web_contact},
};

static const struct route *find(struct web_req *r) {
    for (uint32_t i = 0; i < RD_ARRAY_LEN(routes); i++) {
        if (!routes[i].rest && rd_str_is(r->path, routes[i].path))
            return &routes[i];
        if (!routes[i].rest || !rd_str_starts(r->path, routes[i].path))
            continue;
        r->rest = rd_str_sub(r->path, (uint32_t)strlen(routes[i].path), r->path.n);
        if (r->rest.n && rd_str_find(r->rest, RD_LIT("/"), 0) < 0)
            return &routes[i];
    }
    return NULL;
}

static const char *reason(unsigned status) {
    switch (status) {
    case 400: return "This request makes no sense";
    case 404: return "There is nothing here";
    case 405: return "Only GET and HEAD are answered";
    case 413: return "A request has no body here";
    case 421: return "Not the name of this server";
    default: return "The dossier could not answer";
    }
}

void web_error(const struct web_req *r, struct web_out *o, unsigned status, struct rd_str detail) {
    rd_buf_clear(&o->body);
    o->status = status;
    if (r->json) {
        o->type = "application/problem+json";
        web_json_problem(&o->body, status, rd_str_of(reason(status)), detail);
        return;
    }
    o->type = "text/html; charset=utf-8";
    web_begin(&o->body, r, rd_str_of(reason(status)), NULL);
    WEB(&o->body, H("<h1>"), Z(reason(status)), H("</h1>\n<p class=\"lede\">"), T(detail), H("</p>\n"
        "<p><a href=\"/statements\">Search the statements</a> or go to the <a href=\"/\">overview</a>.</p>\n"));
    web_end(&o->body, r);
}

void web_redirect(struct web_out *o, struct rd_str to) {
    rd_buf_clear(&o->body);
    o->status = 302;
    o->location = to;
    o->type = "text/plain; charset=utf-8";
    WEB(&o->body, H("moved\n"));
}

void web_answer(struct web_req *r, struct web_out *o) {
    struct rd_err err = {0};
    o->status = 200;
    o->type = r->json ? "application/json" : "text/html; charset=utf-8";
    if (web_static(r, o))
        return;
    if (r->path.n > 1 && rd_str_ends(r->path, "/") && !r->json) {
        struct rd_str to = rd_str_sub(r->path, 0, r->path.n - 1);
        for (uint32_t i = 0; i < RD_ARRAY_LEN(routes); i++)
            if (!routes[i].rest && rd_str_is(to, routes[i].path)) {
                web_redirect(o, rd_arena_str(r->a, to));
                return;
            }
    }
    const struct route *route = find(r);
    if (!route) {
        web_error(r, o, 404, RD_LIT("No view has this address."));
        return;
    }
    int rc = route->view(r, o, &err);
    if (!rc && o->body.err)
        rc = rd_fail(&err, RD_ELIMIT, "web", "the answer is larger than this server gives");
    if (rc == RD_ENOTFOUND)
        web_error(r, o, 404, rd_str_of(err.msg));
    else if (rc == RD_EUSAGE)
        web_error(r, o, 400, rd_str_of(err.msg));
    else if (rc)
        web_error(r, o, 500, rd_str_of(rc == RD_ELIMIT ? err.msg : "The dossier could not be read. readout verify tells more."));
}
