/* actors.c - who is in the dossier; one actor with what it said and what was said to it. */
#include "web/web_int.h"

static void row(struct rd_buf *o, const struct rd_row_actor *a) {
    WEB(o, H("<tr role=\"row\"><td role=\"cell\" class=\"lead-cell\"><a href=\"/actor/"), N((uint64_t)a->id), H("\">"),
        T(a->name.n ? a->name : a->key), H("</a>"));
    if (a->role.n)
        WEB(o, H(" <span class=\"note\">"), T(a->role), H("</span>"));
    WEB(o, H("</td><td role=\"cell\" data-label=\"Side\">"));
    web_side(o, a->side);
    WEB(o, H("</td><td role=\"cell\" data-label=\"Kind\">"), Z(rd_entity_kind_name(a->kind)), H("</td><td role=\"cell\" class=\"num\" data-label=\"Said\">"),
        N(a->statements), H("</td><td role=\"cell\" class=\"num\" data-label=\"Was told\">"), N(a->addressed),
        H("</td><td role=\"cell\" class=\"num\" data-label=\"Pages\">"), N(a->pages), H("</td></tr>\n"));
}

static void table(struct rd_buf *o, const struct rd_row_actor *a, uint32_t n) {
    WEB(o, H("<table role=\"table\" class=\"list\">\n<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Name</th>"
             "<th role=\"columnheader\" scope=\"col\">Side</th><th role=\"columnheader\" scope=\"col\">Kind</th>"
             "<th role=\"columnheader\" scope=\"col\" class=\"num\">Said</th><th role=\"columnheader\" scope=\"col\" class=\"num\">Was told</th>"
             "<th role=\"columnheader\" scope=\"col\" class=\"num\">Pages</th></tr></thead>\n<tbody role=\"rowgroup\">\n"));
    for (uint32_t i = 0; i < n; i++)
        row(o, &a[i]);
    WEB(o, H("</tbody>\n</table>\n"));
}

int web_actors(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_actor *a;
    uint32_t n, limit = web_arg_uint(r, "limit", WEB_MAX_PER_PAGE, 50), offset = web_arg_uint(r, "offset", WEB_MAX_OFFSET, 0);
    uint64_t total;
    struct rd_buf *b = &o->body;
    limit = limit ? limit : 50;
    int rc = rd_store_actors(r->store, web_arg(r, "q"), limit, offset, r->a, &a, &n, &total, err);
    if (rc)
        return rc;
    if (r->json) {
        web_json_head(b, r, limit, offset, total);
        for (uint32_t i = 0; i < n; i++) {
            if (i)
                WEB(b, H(","));
            web_json_actor(b, &a[i]);
        }
        web_json_tail(b);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Actors"), "/actors");
    WEB(b, H("<h1>Actors</h1>\n<form class=\"search search-one\" role=\"search\" aria-label=\"Find an actor\" action=\"/actors\">\n"
             "<p class=\"field field-wide\"><label for=\"f-q\">Name, side or world id</label><input id=\"f-q\" type=\"search\" name=\"q\" "
             "maxlength=\"200\" value=\""), T(web_arg(r, "q")), H("\"></p>\n<p class=\"field field-button\"><button>Find</button></p>\n</form>\n"));
    web_chips(b, r);
    if (n)
        table(b, a, n);
    else
        web_nothing(b, "No actor fits.");
    web_pager(b, r, limit, offset, total);
    web_end(b, r);
    return RD_OK;
}

/* ---- one ---- */

static bool find_in(const struct web_req *r, struct rd_str what, uint64_t id, struct rd_row_actor *out, int *rc, struct rd_err *err) {
    struct rd_row_actor *a;
    uint32_t n;
    *rc = rd_store_actors(r->store, what, RD_STORE_MAX_LIMIT, 0, r->a, &a, &n, NULL, err);
    for (uint32_t i = 0; !*rc && i < n; i++)
        if ((id && (uint64_t)a[i].id == id) || (!id && rd_str_eq(a[i].key, r->rest))) {
            *out = a[i];
            return true;
        }
    return false;
}

/* What to look for by name, so that not all actors are fetched: the name in the key, or in a statement of the actor's. */
static struct rd_str hint(const struct web_req *r, uint64_t id) {
    struct rd_filter f = {.actor = (int64_t)id, .limit = 1};
    struct rd_row_statement *s;
    struct rd_str part[4];
    uint32_t n;
    if (!id) {
        uint32_t k = rd_str_split(r->rest, ':', part, 4);
        return k >= 3 ? part[2] : k == 2 ? part[1] : RD_NONE;
    }
    if (rd_store_statements(r->store, &f, r->a, &s, &n, NULL, NULL) || !n)
        return RD_NONE;
    if (s[0].speaker.actor == (int64_t)id)
        return s[0].speaker.name;
    for (uint32_t i = 0; i < s[0].n_addr; i++)
        if (s[0].addressees[i].actor == (int64_t)id)
            return s[0].addressees[i].name;
    return RD_NONE;
}

static int find(const struct web_req *r, struct rd_row_actor *out, struct rd_err *err) {
    uint64_t id = 0;
    int rc = RD_OK;
    if (!rd_str_uint(r->rest, INT64_MAX, &id) && rd_str_find(r->rest, RD_LIT(":"), 0) < 0)
        return rd_fail(err, RD_ENOTFOUND, "web", "No actor has this address.");
    struct rd_str what = hint(r, id);
    if ((what.n && find_in(r, what, id, out, &rc, err)) || rc || find_in(r, RD_NONE, id, out, &rc, err) || rc)
        return rc;
    return rd_fail(err, RD_ENOTFOUND, "web", "No actor in this dossier has this address.");
}

static bool spoke(const struct rd_row_statement *s, int64_t actor) {
    bool yes = s->speaker.actor == actor;
    for (uint32_t i = 0; i < s->n_co; i++)
        yes = yes || s->co_speakers[i].actor == actor;
    return yes;
}

static void part(struct rd_buf *o, const struct web_req *r, const struct rd_row_statement *s, uint32_t n, int64_t actor, bool said) {
    uint32_t shown = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (spoke(&s[i], actor) != said)
            continue;
        if (!shown++)
            WEB(o, H("<h2>"), Z(said ? "Said" : "Was told"), H("</h2>\n<ol class=\"cards\">\n"));
        WEB(o, H("<li>"));
        web_card(o, &s[i], r);
        WEB(o, H("</li>\n"));
    }
    if (shown)
        WEB(o, H("</ol>\n"));
}

static void number_field(struct rd_buf *o, const char *name, uint64_t n) {
    WEB(o, H("<div><dt>"), Z(name), H("</dt><dd>"));
    web_number(o, n);
    WEB(o, H("</dd></div>\n"));
}

static void text_field(struct rd_buf *o, const char *name, struct rd_str v) {
    if (v.n)
        WEB(o, H("<div><dt>"), Z(name), H("</dt><dd>"), T(v), H("</dd></div>\n"));
}

static int margin(struct rd_buf *b, const struct web_req *r, const struct rd_row_actor *a, struct rd_err *err) {
    struct rd_filter f = {.actor = a->id, .order = RD_ORDER_NEWEST, .limit = 10};
    struct rd_told_contact *c;
    uint32_t n;
    WEB(b, H("<aside class=\"margin\" aria-label=\"About the actor\">\n<dl class=\"fields\">\n"));
    text_field(b, "Kind", rd_str_of(rd_entity_kind_name(a->kind)));
    text_field(b, "Role", a->role);
    text_field(b, "Code", a->code);
    text_field(b, "World id", a->world);
    number_field(b, "Said", a->statements);
    number_field(b, "Was told", a->addressed);
    number_field(b, "On pages", a->pages);
    WEB(b, H("<div><dt>Permalink</dt><dd><a class=\"break\" href=\"/actor/"), U(a->key), H("\">"), T(a->key), H("</a></dd></div>\n</dl>\n"));
    int rc = rd_dossier_contacts(r->store, &f, r->a, &c, &n, NULL, err);
    if (!rc && n) {
        WEB(b, H("<h2>Contacts</h2>\n<ul class=\"short\">\n"));
        for (uint32_t i = 0; i < n; i++) {
            WEB(b, H("<li>"));
            web_told_line(b, &c[i]);
            WEB(b, H("</li>\n"));
        }
        WEB(b, H("</ul>\n"));
    }
    WEB(b, H("</aside>\n"));
    return rc;
}

int web_actor(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_actor a;
    struct web_query q;
    struct rd_row_statement *s;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = find(r, &a, err);
    if (rc)
        return rc;
    web_query_read(&q, r, RD_ORDER_NEWEST);
    q.f.actor = a.id;
    rc = rd_store_statements(r->store, &q.f, r->a, &s, &n, &total, err);
    if (rc)
        return rc;
    if (r->json) {
        WEB(b, H("{\"actor\":"));
        web_json_actor(b, &a);
        WEB(b, H(",\"statements\":"));
        web_json_head(b, r, q.limit, q.offset, total);
        rc = web_json_statements(b, r, s, n, err);
        web_json_tail(b);
        WEB(b, H("}\n"));
        return rc;
    }
    web_begin(b, r, a.name.n ? a.name : a.key, "/actors#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/actors\">Actors</a></p>\n<h1>"), T(a.name.n ? a.name : a.key), H(" "));
    web_side(b, a.side);
    WEB(b, H("</h1>\n"));
    web_chips(b, r);
    WEB(b, H("<div class=\"columns columns-sheet\">\n<section class=\"main-column\" aria-label=\"Statements\">\n"));
    if (!n)
        web_nothing(b, "No statement by or to it is in the dossier.");
    part(b, r, s, n, a.id, true);
    part(b, r, s, n, a.id, false);
    web_pager(b, r, q.limit, q.offset, total);
    WEB(b, H("</section>\n"));
    rc = margin(b, r, &a, err);
    WEB(b, H("</div>\n"));
    web_end(b, r);
    return rc;
}
