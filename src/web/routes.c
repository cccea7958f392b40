/* routes.c - the table of addresses, and how each failure looks. /openapi.json is printed from the same table. */
#include "web/web_int.h"

#define HJ (WEB_F_HTML | WEB_F_JSON)
#define HJC (WEB_F_HTML | WEB_F_JSON | WEB_F_CSV)
#define SEARCH (WEB_P_RECORDS | WEB_P_ORDER)

static const struct web_route routes[] = {
    {"/", WEB_REST_NONE, HJC, 0, web_overview, "What is new, what moved, what is disputed", "overview", false},
    {"/overview", WEB_REST_NONE, HJC, 0, web_overview, "What is new, what moved, what is disputed", "overview", false},
    {"/statements", WEB_REST_NONE, HJC | WEB_F_ATOM, SEARCH, web_statements, "Statements that fit a search", "statement", true},
    {"/statement/", WEB_REST_ID, HJC | WEB_F_ANNOTATION | WEB_F_QUOTATION, 0, web_statement, "One statement", "statement", false},
    {"/event/", WEB_REST_ID, HJC, 0, web_event, "One event", "event", false},
    {"/pages", WEB_REST_NONE, HJC, SEARCH, web_pages, "Pages that fit a search", "page_row", true},
    {"/page/", WEB_REST_ID, HJC | WEB_F_TEXT, 0, web_page, "One page with its text and blocks; as text: what citations count in", "page", false},
    {"/timeline", WEB_REST_NONE, HJC, SEARCH, web_timeline, "Statements, events and contacts by day", "record", true},
    {"/actors", WEB_REST_NONE, HJC, WEB_P_Q | WEB_P_PAGING, web_actors, "Actors that a name fits", "actor", true},
    {"/actor/", WEB_REST_KEY, HJC, WEB_P_RECORDS, web_actor, "One actor with its statements", "actor_page", false},
    {"/contacts", WEB_REST_NONE, HJC, WEB_P_DERIVED, web_contacts, "Calls and meetings", "told_contact", true},
    {"/contact/", WEB_REST_ID, HJC, 0, web_contact, "One call or meeting with all its readouts", "told_contact", false},
    {"/issues", WEB_REST_NONE, HJC, WEB_P_DERIVED, web_issues, "What is spoken of", "issue", true},
    {"/issue/", WEB_REST_KEY, HJC, WEB_P_DERIVED, web_issue, "One issue with its ledger and its disputes", "issue_page", false},
    {"/positions", WEB_REST_NONE, HJC, WEB_P_DERIVED, web_positions, "The matrix of actors and issues", "cell", true},
    {"/ledger", WEB_REST_NONE, HJC, WEB_P_DERIVED, web_ledger, "Positions in order of days, each with the words that changed", "position", true},
    {"/disputes", WEB_REST_NONE, HJC, WEB_P_DERIVED, web_disputes, "Statements that cannot both hold", "dispute", true},
    {"/dispute/", WEB_REST_ID, HJC, 0, web_dispute, "One dispute with its camps", "dispute", false},
    {"/names", WEB_REST_NONE, HJC, WEB_P_DERIVED, web_names, "Who calls what how", "name", true},
    {"/name/", WEB_REST_KEY, HJC, WEB_P_DERIVED, web_name, "What one thing is called", "name", true},
    {"/stories", WEB_REST_NONE, HJC, WEB_P_DERIVED, web_stories, "Pages on the same happening", "story", true},
    {"/story/", WEB_REST_ID, HJC, 0, web_story, "One story, outlet by outlet", "story", false},
    {"/watches", WEB_REST_NONE, HJC, 0, web_watches, "Saved queries", "watch", true},
    {"/watch/", WEB_REST_KEY, HJC | WEB_F_ATOM, WEB_P_LIMIT, web_watch, "What is new for a saved query", "statement", true},
    {"/changes", WEB_REST_NONE, HJC, 0, web_changes, "What users changed", "change", true},
    {"/openapi.json", WEB_REST_NONE, WEB_F_HTML, 0, web_openapi, "This description", "openapi", false},
};

const struct web_route *web_routes(uint32_t *n) {
    *n = RD_ARRAY_LEN(routes);
    return routes;
}

static const struct web_route *find(struct web_req *r) {
    for (uint32_t i = 0; i < RD_ARRAY_LEN(routes); i++) {
        if (!routes[i].rest && rd_str_is(r->path, routes[i].path))
            return &routes[i];
        if (!routes[i].rest || !rd_str_starts(r->path, routes[i].path))
            continue;
        r->rest = rd_str_sub(r->path, (uint32_t)strlen(routes[i].path), r->path.n);
        if (r->rest.n && (routes[i].rest == WEB_REST_KEY || rd_str_find(r->rest, RD_LIT("/"), 0) < 0))
            return &routes[i];
    }
    return NULL;
}

static const char *reason(unsigned status) {
    switch (status) {
    case 400: return "This request makes no sense";
    case 401: return "Who is asking?";
    case 403: return "This form was not made here";
    case 404: return "There is nothing here";
    case 405: return "This address is not asked that way";
    case 406: return "This view does not come in that form";
    case 413: return "That is too much";
    case 415: return "Only forms are read here";
    case 421: return "Not the name of this server";
    case 429: return "Too many wrong passwords";
    default: return "The dossier could not answer";
    }
}

void web_error(const struct web_req *r, struct web_out *o, unsigned status, struct rd_str detail) {
    rd_buf_clear(&o->body);
    o->status = status;
    if (r->format != WEB_F_HTML) {
        o->type = "application/problem+json";
        web_json_problem(&o->body, status, rd_str_of(reason(status)), detail);
        return;
    }
    struct web_req none = *r; /* an error comes in no other form */
    none.route = NULL;
    o->type = "text/html; charset=utf-8";
    web_begin(&o->body, &none, rd_str_of(reason(status)), NULL);
    WEB(&o->body, H("<h1>"), Z(reason(status)), H("</h1>\n<p class=\"lede\">"), T(detail), H("</p>\n"));
    if (status != 401)
        WEB(&o->body, H("<p><a href=\"/statements\">Search the statements</a> or go to the <a href=\"/\">overview</a>.</p>\n"));
    web_end(&o->body, &none);
}

void web_redirect(struct web_out *o, struct rd_str to) {
    rd_buf_clear(&o->body);
    o->status = 302;
    o->location = to;
    o->type = "text/plain; charset=utf-8";
    WEB(&o->body, H("moved\n"));
}

static const char *type_of(unsigned format) {
    switch (format) {
    case WEB_F_JSON: return "application/json";
    case WEB_F_CSV: return "text/csv; charset=utf-8";
    case WEB_F_ATOM: return "application/atom+xml; charset=utf-8";
    case WEB_F_TEXT: return "text/plain; charset=utf-8";
    case WEB_F_ANNOTATION: return "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"";
    case WEB_F_QUOTATION: return "application/ld+json";
    default: return "text/html; charset=utf-8";
    }
}

void web_answer(struct web_req *r, struct web_out *o) {
    struct rd_err err = {0};
    o->status = 200;
    o->type = type_of(r->format);
    if (web_static(r, o))
        return;
    if (r->path.n > 1 && rd_str_ends(r->path, "/") && r->format == WEB_F_HTML) {
        struct rd_str to = rd_str_sub(r->path, 0, r->path.n - 1);
        for (uint32_t i = 0; i < RD_ARRAY_LEN(routes); i++)
            if (!routes[i].rest && rd_str_is(to, routes[i].path)) {
                web_redirect(o, rd_arena_str(r->a, to));
                return;
            }
    }
    const struct web_route *route = r->route = find(r);
    if (!route) {
        web_error(r, o, 404, RD_LIT("No view has this address."));
        return;
    }
    if (!(route->formats & r->format)) {
        web_error(r, o, 406, RD_LIT("Ask for it as a page, or as JSON."));
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
