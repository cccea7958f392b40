/* issues.c - what is spoken of: the list, and one issue with its drawing, who moved how, the ledger and the disputes. */
#include "web/web_int.h"

#include "compare/positions.h"
#include "view/derived.h"

#define ISSUE_ENTRIES  100u
#define ISSUE_CELLS    60u
#define ISSUE_DISPUTES 20u
#define ISSUE_LEDGERS  12u

static void csv(struct rd_buf *o, const struct rd_row_issue *v, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"key", "name", "aliases", "statements", "origins", "actors", "moves", "first", "last"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++) {
        rd_table_add(&t, v[i].key);
        rd_table_add(&t, v[i].name);
        web_csv_list(&t, v[i].aliases, v[i].n_aliases, a);
        web_csv_num(&t, v[i].statements, a);
        web_csv_num(&t, v[i].origins, a);
        web_csv_num(&t, v[i].actors, a);
        web_csv_num(&t, v[i].moves, a);
        rd_table_add(&t, web_day_text(&v[i].first, a));
        rd_table_add(&t, web_day_text(&v[i].last, a));
    }
    rd_csv_table(o, &t);
}

static void row(struct rd_buf *o, const struct rd_row_issue *v) {
    static const struct web_col cols[] = {{"Issue", false}, {"Statements", true}, {"Origins", true}, {"Actors", true}, {"Moves", true}, {"Spoken of", false}};
    const uint64_t numbers[] = {v->statements, v->origins, v->actors, v->moves};
    web_row_begin(o);
    web_td(o, &cols[0], true);
    web_issue_link(o, v->key, v->name);
    for (uint32_t i = 0; i < v->n_aliases && i < 3; i++)
        WEB(o, Z(i ? ", " : ""), H(" <span class=\"note alias\" dir=\"auto\">"), T(v->aliases[i]), H("</span>"));
    web_td_end(o);
    for (uint32_t i = 0; i < RD_ARRAY_LEN(numbers); i++) {
        web_td(o, &cols[i + 1], false);
        web_number(o, numbers[i]);
        web_td_end(o);
    }
    web_td(o, &cols[5], false);
    web_days(o, &v->first, &v->last);
    web_td_end(o);
    web_row_end(o);
}

static const struct web_col list_cols[] = {{"Issue", false}, {"Statements", true}, {"Origins", true}, {"Actors", true}, {"Moves", true}, {"Spoken of", false}};

int web_issues(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_issue *v;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = web_query_read(&q, r, RD_ORDER_NEWEST, err);
    if (!rc)
        rc = rd_store_issues(r->store, &q.f, r->a, &v, &n, &total, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        csv(b, v, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, q.limit, q.offset, total);
        WEB_ITEMS(b, n, rd_derived_issue(b, &v[i_]))
        web_json_tail(b);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Issues"), "/issues");
    WEB(b, H("<h1>Issues</h1>\n<p class=\"lede\">What is spoken of. A move is an entry of somebody\xE2\x80\x99s ledger that says it otherwise than before.</p>\n"));
    web_filter_form(b, r, "/issues", "Words of the name");
    if (!n)
        web_nothing(b, "No issue fits.");
    else
        web_table_begin(b, "Issues", list_cols, RD_ARRAY_LEN(list_cols));
    for (uint32_t i = 0; i < n; i++)
        row(b, &v[i]);
    if (n)
        web_table_end(b);
    web_pager(b, r, q.limit, q.offset, total);
    web_end(b, r);
    return RD_OK;
}

/* ---- one ---- */

struct issue_page {
    struct rd_row_issue issue;
    struct web_query q;
    struct rd_row_entry *e; uint32_t n_e; uint64_t total;
    struct rd_row_cell *cells; uint32_t n_cells;
    struct rd_row_dispute *d; uint32_t n_d;
};

static int load(const struct web_req *r, struct issue_page *x, struct rd_err *err) {
    struct rd_filter f;
    memset(x, 0, sizeof *x);
    int rc = rd_store_issue(r->store, r->rest, r->a, &x->issue, err);
    if (rc == RD_ENOTFOUND && err)
        snprintf(err->msg, sizeof err->msg, "No issue in this dossier has the key %.*s.", r->rest.n > 100 ? 100 : (int)r->rest.n, r->rest.p);
    if (!rc)
        rc = web_query_read(&x->q, r, RD_ORDER_OLDEST, err);
    if (rc)
        return rc;
    x->q.f.issue = x->issue.key;
    rc = web_last_entries(r, &x->q.f, ISSUE_ENTRIES, &x->e, &x->n_e, &x->total, err);
    f = x->q.f;
    f.offset = 0;
    f.limit = ISSUE_CELLS;
    if (!rc) rc = rd_store_matrix(r->store, &f, r->a, &x->cells, &x->n_cells, NULL, err);
    f.limit = ISSUE_DISPUTES;
    if (!rc) rc = rd_store_disputes(r->store, &f, r->a, &x->d, &x->n_d, NULL, err);
    return rc;
}

static void summary(struct rd_buf *b, const struct issue_page *x) {
    static const struct web_col cols[] = {{"Who", false}, {"Entries", true}, {"Moves", true}, {"Last move", false}, {"Last spoke", false}};
    if (!x->n_cells)
        return;
    WEB(b, H("<h2 id=\"who\">Who speaks of it</h2>\n"));
    web_table_begin(b, "Who speaks of it", cols, RD_ARRAY_LEN(cols));
    for (uint32_t i = 0; i < x->n_cells; i++) {
        const struct rd_row_cell *c = &x->cells[i];
        web_row_begin(b);
        web_td(b, &cols[0], true);
        web_actor_link(b, c->actor_key, c->actor_name, c->side);
        web_td_end(b);
        web_td(b, &cols[1], false);
        WEB(b, H("<a href=\""));
        web_ledger_href(b, c->actor_key, c->issue);
        WEB(b, H("\" aria-label=\"Ledger of "), T(c->actor_name), H(", "), N(c->entries), H(" entries\">"), N(c->entries), H("</a>"));
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

/* The drawing's other self. */
static void entry_table(struct rd_buf *b, const struct issue_page *x) {
    static const struct web_col cols[] = {{"When", false}, {"Side", false}, {"Who", false}, {"Move", false}, {"Words", false}};
    WEB(b, H("<details class=\"table-fold\" open><summary>The same as a table</summary>\n"));
    web_table_begin(b, "Entries in order of days", cols, RD_ARRAY_LEN(cols));
    for (uint32_t i = 0; i < x->n_e; i++) {
        const struct rd_row_entry *e = &x->e[i];
        struct rd_str words = e->statement.n_content ? e->statement.content[0].exact : RD_NONE;
        web_row_begin(b);
        web_td(b, &cols[0], true);
        WEB(b, H("<a href=\"/statement/"), U(e->statement.id), H("\">"));
        web_day(b, &e->statement.day);
        WEB(b, H("</a>"));
        web_td_end(b);
        web_td(b, &cols[1], false);
        web_side(b, e->side);
        web_td_end(b);
        web_td(b, &cols[2], false);
        WEB(b, T(e->actor_name));
        web_td_end(b);
        web_td(b, &cols[3], false);
        web_move(b, e->move);
        web_td_end(b);
        web_td(b, &cols[4], false);
        WEB(b, H("<span class=\"table-words\" dir=\"auto\""));
        if (e->statement.origin.lang.n)
            WEB(b, H(" lang=\""), T(e->statement.origin.lang), H("\""));
        WEB(b, H(">"), T(web_cut(words, 160)), Z(web_cut(words, 160).n < words.n ? "\xE2\x80\xA6" : ""), H("</span>"));
        web_td_end(b);
        web_row_end(b);
    }
    web_table_end(b);
    WEB(b, H("</details>\n"));
}

/* Each actor's own entries, those who spoke most first. */
static void ledgers(struct rd_buf *b, const struct web_req *r, const struct issue_page *x) {
    struct rd_row_entry *own = RD_NEW_N(r->a, struct rd_row_entry, x->n_e + 1);
    WEB(b, H("<h2 id=\"ledgers\">Ledgers</h2>\n"));
    for (uint32_t c = 0; c < x->n_cells && c < ISSUE_LEDGERS; c++) {
        uint32_t k = 0;
        for (uint32_t i = 0; i < x->n_e; i++)
            if (rd_str_eq(x->e[i].actor_key, x->cells[c].actor_key))
                own[k++] = x->e[i];
        if (!k)
            continue;
        WEB(b, H("<details class=\"ledger-fold\""), Z(c < 2 ? " open" : ""), H("><summary>"));
        web_side(b, x->cells[c].side);
        WEB(b, H(" <b>"), T(x->cells[c].actor_name), H("</b> <span class=\"note\">"));
        web_counted(b, x->cells[c].entries, "entry", "entries");
        WEB(b, H(", "));
        web_counted(b, x->cells[c].moves, "move", "moves");
        WEB(b, H("</span></summary>\n"));
        web_entries(b, r, own, k, 0);
        WEB(b, H("</details>\n"));
    }
}

static int margin(struct rd_buf *b, const struct web_req *r, const struct issue_page *x, struct rd_err *err) {
    WEB(b, H("<aside class=\"margin\" aria-label=\"About the issue\">\n<h2>In dispute</h2>\n"));
    if (!x->n_d)
        web_nothing(b, "No dispute on it was found.");
    else
        WEB(b, H("<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < x->n_d; i++) {
        WEB(b, H("<li>"));
        web_dispute_line(b, r, &x->d[i], false);
        WEB(b, H("</li>\n"));
    }
    if (x->n_d)
        WEB(b, H("</ul>\n"));
    if (x->issue.n_aliases)
        WEB(b, H("<h2>Also written</h2>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < x->issue.n_aliases; i++)
        WEB(b, H("<li dir=\"auto\">"), T(x->issue.aliases[i]), H("</li>\n"));
    if (x->issue.n_aliases)
        WEB(b, H("</ul>\n"));
    WEB(b, H("<h2>See also</h2>\n<ul class=\"short\"><li><a href=\"/statements?issue="), U(x->issue.key), H("\">All statements on it</a></li><li><a href=\"/stories?issue="),
        U(x->issue.key), H("\">Stories that tell of it</a></li></ul>\n"));
    web_rename_form(b, r, x->issue.key, x->issue.name);
    int rc = web_changes_of(b, r, x->issue.key, NULL, err);
    WEB(b, H("</aside>\n"));
    return rc;
}

static void issue_json(struct rd_buf *b, const struct web_req *r, const struct issue_page *x) {
    WEB(b, H("{\"issue\":"));
    rd_derived_issue(b, &x->issue);
    WEB(b, H(",\"matrix\":["));
    WEB_ITEMS(b, x->n_cells, rd_derived_cell(b, &x->cells[i_]))
    WEB(b, H("],\"positions\":["));
    WEB_ITEMS(b, x->n_e, rd_derived_entry(b, &x->e[i_], r->a))
    WEB(b, H("],\"disputes\":["));
    WEB_ITEMS(b, x->n_d, rd_derived_dispute(b, &x->d[i_]))
    WEB(b, H("]}\n"));
}

int web_issue(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct issue_page x;
    struct rd_buf *b = &o->body;
    int rc = load(r, &x, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_JSON) {
        issue_json(b, r, &x);
        return RD_OK;
    }
    if (r->format == WEB_F_CSV) {
        web_csv_entries(b, x.e, x.n_e, r->a);
        return RD_OK;
    }
    web_begin(b, r, x.issue.name, "/issues#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/issues\">Issues</a></p>\n<h1 dir=\"auto\">"), T(x.issue.name), H("</h1>\n<p class=\"lede\">"));
    web_counted(b, x.issue.statements, "statement", "statements");
    WEB(b, H(" from "));
    web_counted(b, x.issue.origins, "origin", "origins");
    WEB(b, H(" \xC2\xB7 "));
    web_counted(b, x.issue.actors, "actor", "actors");
    WEB(b, H(" \xC2\xB7 "));
    web_counted(b, x.issue.moves, "move", "moves");
    WEB(b, H(" \xC2\xB7 "));
    web_days(b, &x.issue.first, &x.issue.last);
    WEB(b, H("</p>\n"));
    web_chips(b, r);
    if (x.total > x.n_e)
        WEB(b, H("<p class=\"note\">The last "), N(x.n_e), H(" of "), N(x.total), H(" entries; <a href=\"/ledger?issue="), U(x.issue.key), H("\">the whole ledger</a>.</p>\n"));
    web_chart(b, r, x.e, x.n_e);
    WEB(b, H("<div class=\"columns columns-sheet\">\n<section class=\"main-column\" aria-label=\"Positions\">\n"));
    if (!x.n_e)
        web_nothing(b, "No position on it fits.");
    summary(b, &x);
    if (x.n_e) {
        ledgers(b, r, &x);
        entry_table(b, &x);
    }
    WEB(b, H("</section>\n"));
    rc = margin(b, r, &x, err);
    WEB(b, H("</div>\n"));
    web_end(b, r);
    return rc;
}
