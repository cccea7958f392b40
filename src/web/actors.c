/* actors.c - who is in the dossier; one actor with its positions, its ledger, what it said and was told, and what others call it. */
#include "web/web_int.h"

#include "view/derived.h"

#define ACTOR_CELLS   24u
#define ACTOR_ENTRIES 30u
#define ACTOR_SHOWN   8u
#define ACTOR_NAMES   60u
#define ACTOR_CALLS   8u

static void row(struct rd_buf *o, const struct rd_row_actor *a) {
    WEB(o, H("<tr role=\"row\"><td role=\"cell\" class=\"lead-cell\"><a href=\"/actor/"), U(a->key), H("\">"),
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

static void csv(struct rd_buf *o, const struct rd_row_actor *v, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"key", "kind", "name", "world", "side", "code", "role", "pages", "mentions", "statements", "addressed", "events"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_str s[] = {v[i].key, rd_str_of(rd_entity_kind_name(v[i].kind)), v[i].name, v[i].world, v[i].side, v[i].code, v[i].role};
        const uint64_t k[] = {v[i].pages, v[i].mentions, v[i].statements, v[i].addressed, v[i].events};
        for (uint32_t x = 0; x < RD_ARRAY_LEN(s); x++)
            rd_table_add(&t, s[x]);
        for (uint32_t x = 0; x < RD_ARRAY_LEN(k); x++)
            web_csv_num(&t, k[x], a);
    }
    rd_csv_table(o, &t);
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
    if (r->format == WEB_F_CSV) {
        csv(b, a, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
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

struct actor_page {
    struct rd_row_actor actor;
    struct web_query q;
    struct rd_row_statement *s; uint32_t n_s; uint64_t total;
    struct rd_row_cell *cells; uint32_t n_cells;
    struct rd_row_entry *e; uint32_t n_e; uint64_t n_all;
};

static int load(const struct web_req *r, struct actor_page *x, struct rd_err *err) {
    struct rd_filter f;
    memset(x, 0, sizeof *x);
    int rc = rd_store_actor(r->store, r->rest, r->a, &x->actor, err);
    if (rc == RD_ENOTFOUND && err)
        snprintf(err->msg, sizeof err->msg, "No actor in this dossier has the key %.*s.", r->rest.n > 100 ? 100 : (int)r->rest.n, r->rest.p);
    if (!rc)
        rc = web_query_read(&x->q, r, RD_ORDER_NEWEST, err);
    if (rc)
        return rc;
    x->q.f.actor = x->actor.id;
    rc = rd_store_statements(r->store, &x->q.f, r->a, &x->s, &x->n_s, &x->total, err);
    f = x->q.f;
    f.offset = 0;
    f.limit = ACTOR_CELLS;
    if (!rc) rc = rd_store_matrix(r->store, &f, r->a, &x->cells, &x->n_cells, NULL, err);
    if (!rc) rc = web_last_entries(r, &x->q.f, ACTOR_ENTRIES, &x->e, &x->n_e, &x->n_all, err);
    return rc;
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
            WEB(o, H("<h2>"), Z(said ? "Said" : "Was told, or took part"), H("</h2>\n<ol class=\"cards\">\n"));
        WEB(o, H("<li>"));
        web_card(o, &s[i], r);
        WEB(o, H("</li>\n"));
    }
    if (shown)
        WEB(o, H("</ol>\n"));
}

static void positions(struct rd_buf *b, const struct actor_page *x) {
    static const struct web_col cols[] = {{"Issue", false}, {"Entries", true}, {"Moves", true}, {"Last move", false}, {"Last spoke", false}};
    if (!x->n_cells)
        return;
    WEB(b, H("<h2>Positions</h2>\n"));
    web_table_begin(b, "Positions", cols, RD_ARRAY_LEN(cols));
    for (uint32_t i = 0; i < x->n_cells; i++) {
        const struct rd_row_cell *c = &x->cells[i];
        web_row_begin(b);
        web_td(b, &cols[0], true);
        web_issue_link(b, c->issue, c->issue_name);
        web_td_end(b);
        web_td(b, &cols[1], false);
        WEB(b, H("<a href=\""));
        web_ledger_href(b, c->actor_key, c->issue);
        WEB(b, H("\" aria-label=\"Ledger on "), T(c->issue_name), H(", "), N(c->entries), H(" entries\">"), N(c->entries), H("</a>"));
        web_td_end(b);
        web_td(b, &cols[2], false);
        web_number(b, c->moves);
        web_td_end(b);
        web_td(b, &cols[3], false);
        web_move(b, c->last_move);
        web_td_end(b);
        web_td(b, &cols[4], false);
        web_day(b, &c->last);
        web_td_end(b);
        web_row_end(b);
    }
    web_table_end(b);
}

/* The latest entries that say it otherwise than before; where there are none, the latest. */
static void ledger(struct rd_buf *b, const struct web_req *r, const struct actor_page *x) {
    struct rd_row_entry *v = RD_NEW_N(r->a, struct rd_row_entry, x->n_e + 1);
    uint32_t n = 0;
    for (uint32_t i = x->n_e; i-- > 0 && n < ACTOR_SHOWN;)
        if (x->e[i].move > 1)
            v[n++] = x->e[i];
    bool moved = n > 0;
    for (uint32_t i = x->n_e; !moved && i-- > 0 && n < ACTOR_SHOWN;)
        v[n++] = x->e[i];
    if (!n)
        return;
    WEB(b, H("<h2>"), Z(moved ? "How its positions moved" : "Its ledger"), H("</h2>\n"));
    web_entries(b, r, v, n, WEB_SHOW_ISSUE);
    WEB(b, H("<p class=\"more\"><a href=\"/ledger?actor="), U(x->actor.key), H("\">The whole ledger</a> <span class=\"note\">"));
    web_counted(b, x->n_all, "entry", "entries");
    WEB(b, H("</span></p>\n"));
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

/* What others call it, each wording once. */
static int names(struct rd_buf *b, const struct web_req *r, const struct rd_row_actor *a, struct rd_err *err) {
    struct rd_filter f = {.issue = a->key, .limit = ACTOR_NAMES};
    struct rd_row_naming *v;
    uint32_t n;
    int rc = rd_store_namings(r->store, &f, r->a, &v, &n, NULL, err);
    if (rc || !n)
        return rc;
    WEB(b, H("<h2>What others call it</h2>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0, shown = 0; i < n && shown < 12; shown++) {
        uint32_t k = i, told = 0;
        WEB(b, H("<li><span class=\""), Z(v[i].loaded ? "wording loaded" : "wording"), H("\" dir=\"auto\">"), T(v[i].words), H("</span> <span class=\"note\">"));
        for (; k < n && rd_str_eq(v[k].words, v[i].words); k++)
            if (v[k].by.n && told++ < 3)
                WEB(b, Z(told > 1 ? ", " : ""), T(v[k].by));
        if (told > 3)
            WEB(b, H(" and "), N(told - 3), H(" more"));
        WEB(b, H("</span></li>\n"));
        i = k;
    }
    WEB(b, H("</ul>\n<p class=\"more\"><a href=\"/name/"), U(a->key), H("\">All its names</a></p>\n"));
    return RD_OK;
}

static int calls(struct rd_buf *b, const struct web_req *r, const struct rd_row_actor *a, struct rd_err *err) {
    struct rd_filter f = {.actor = a->id, .order = RD_ORDER_NEWEST, .limit = ACTOR_CALLS};
    struct rd_row_call *c;
    uint32_t n;
    int rc = rd_store_calls(r->store, &f, r->a, &c, &n, NULL, err);
    if (rc || !n)
        return rc;
    WEB(b, H("<h2>Contacts</h2>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < n; i++) {
        WEB(b, H("<li>"));
        web_call_line(b, &c[i]);
        WEB(b, H("</li>\n"));
    }
    WEB(b, H("</ul>\n<p class=\"more\"><a href=\"/contacts?actor="), U(a->key), H("\">All its contacts</a></p>\n"));
    return RD_OK;
}

static void merge_form(struct rd_buf *b, const struct web_req *r, const struct rd_row_actor *a) {
    if (!r->token)
        return;
    WEB(b, H("<details class=\"write\"><summary>It is the same as another</summary>\n"));
    web_form_begin(b, r, "/change", "write-form");
    WEB(b, H("<input type=\"hidden\" name=\"kind\" value=\"merge\"><input type=\"hidden\" name=\"what\" value=\""), T(a->key),
        H("\">\n<p class=\"field\"><label for=\"g-to\">Name or key of the other actor</label><input id=\"g-to\" name=\"to\" maxlength=\"200\" required></p>\n"
          "<p class=\"field\"><label for=\"g-who\">Your name</label><input id=\"g-who\" name=\"who\" maxlength=\"80\" required value=\""), T(r->user),
        H("\"></p>\n<p class=\"field field-button\"><button>Join the two</button></p>\n</form>\n</details>\n"));
}

static int margin(struct rd_buf *b, const struct web_req *r, const struct rd_row_actor *a, struct rd_err *err) {
    WEB(b, H("<aside class=\"margin\" aria-label=\"About the actor\">\n<dl class=\"fields\">\n"));
    text_field(b, "Kind", rd_str_of(rd_entity_kind_name(a->kind)));
    text_field(b, "Role", a->role);
    text_field(b, "Code", a->code);
    text_field(b, "World id", a->world);
    number_field(b, "Said", a->statements);
    number_field(b, "Was told", a->addressed);
    number_field(b, "On pages", a->pages);
    WEB(b, H("<div><dt>Permalink</dt><dd><a class=\"break\" href=\"/actor/"), U(a->key), H("\">"), T(a->key), H("</a></dd></div>\n</dl>\n"));
    int rc = names(b, r, a, err);
    if (!rc) rc = calls(b, r, a, err);
    web_rename_form(b, r, a->key, a->name);
    merge_form(b, r, a);
    if (!rc) rc = web_changes_of(b, r, a->key, NULL, err);
    WEB(b, H("</aside>\n"));
    return rc;
}

static int actor_json(const struct web_req *r, struct rd_buf *b, const struct actor_page *x, struct rd_err *err) {
    WEB(b, H("{\"actor\":"));
    web_json_actor(b, &x->actor);
    WEB(b, H(",\"matrix\":["));
    WEB_ITEMS(b, x->n_cells, rd_derived_cell(b, &x->cells[i_]))
    WEB(b, H("],\"positions\":["));
    WEB_ITEMS(b, x->n_e, rd_derived_entry(b, &x->e[i_], r->a))
    WEB(b, H("],\"statements\":"));
    web_json_head(b, r, x->q.limit, x->q.offset, x->total);
    int rc = web_json_statements(b, r, x->s, x->n_s, err);
    web_json_tail(b);
    WEB(b, H("}\n"));
    return rc;
}

int web_actor(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct actor_page x;
    struct rd_buf *b = &o->body;
    int rc = load(r, &x, err);
    if (rc || r->format == WEB_F_JSON)
        return rc ? rc : actor_json(r, b, &x, err);
    if (r->format == WEB_F_CSV) {
        web_csv_statements(b, x.s, x.n_s, r->a);
        return RD_OK;
    }
    struct rd_str name = x.actor.name.n ? x.actor.name : x.actor.key;
    web_begin(b, r, name, "/actors#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/actors\">Actors</a></p>\n<h1 dir=\"auto\">"), T(name), H(" "));
    web_side(b, x.actor.side);
    WEB(b, H("</h1>\n"));
    if (x.actor.role.n)
        WEB(b, H("<p class=\"lede\">"), T(x.actor.role), H("</p>\n"));
    web_chips(b, r);
    WEB(b, H("<div class=\"columns columns-sheet\">\n<section class=\"main-column\" aria-label=\"Positions and statements\">\n"));
    positions(b, &x);
    ledger(b, r, &x);
    if (!x.n_s)
        web_nothing(b, "No statement by or to it is in the dossier.");
    part(b, r, x.s, x.n_s, x.actor.id, true);
    part(b, r, x.s, x.n_s, x.actor.id, false);
    web_pager(b, r, x.q.limit, x.q.offset, x.total);
    WEB(b, H("</section>\n"));
    rc = margin(b, r, &x.actor, err);
    WEB(b, H("</div>\n"));
    web_end(b, r);
    return rc;
}
