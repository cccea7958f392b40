/* watches.c - saved queries: what is new in each, and each as an Atom feed. */
#include "web/web_int.h"

#include "view/derived.h"
#include "view/watch.h"

#define WATCH_FRESH 200u   /* counted at most, in the list */
#define WATCH_LIMIT 50u

static int fresh_of(const struct web_req *r, const struct rd_row_watch *w, uint64_t since, uint32_t limit, struct rd_row_statement **s, uint32_t *n,
                    uint64_t *last, struct rd_err *err) {
    struct rd_filter f;
    rd_watch_filter(&f, w->query, r->a);
    f.limit = limit;
    f.order = RD_ORDER_NEWEST;
    return rd_store_fresh(r->store, &f, since, r->a, s, n, last, err);
}

static void csv(struct rd_buf *o, const struct rd_row_watch *w, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"name", "query", "at", "seen", "fresh"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++) {
        rd_table_add(&t, w[i].name);
        rd_table_add(&t, w[i].query);
        rd_table_add(&t, w[i].at);
        web_csv_num(&t, w[i].seen, a);
        web_csv_num(&t, w[i].fresh, a);
    }
    rd_csv_table(o, &t);
}

/* The query as its parts, "speaker: Marr". */
static void query_words(struct rd_buf *b, const struct web_req *r, struct rd_str query) {
    struct web_req own = {.a = r->a};
    if (web_query_parse(&own, query, NULL))
        return;
    for (uint32_t i = 0; i < own.n_args; i++) {
        const char *label = web_param_label(own.args[i].name);
        WEB(b, H("<span class=\"chip chip-still\"><span class=\"chip-name\">"), Z(label ? label : ""), H("</span> "));
        if (rd_str_is(own.args[i].name, "channel"))
            web_words_str(b, own.args[i].value);
        else
            WEB(b, T(own.args[i].value));
        WEB(b, H("</span> "));
    }
}

static void row(struct rd_buf *b, const struct web_req *r, const struct rd_row_watch *w) {
    WEB(b, H("<li class=\"watch\">\n<p class=\"watch-name\"><a href=\"/watch/"), U(w->name), H("\">"), T(w->name), H("</a> <span class=\"flag"),
        Z(w->fresh ? " flag-strong" : ""), H("\">"), N(w->fresh), Z(w->fresh >= WATCH_FRESH ? "+" : ""), H(" new</span></p>\n<p>"));
    query_words(b, r, w->query);
    WEB(b, H("</p>\n<p class=\"note\"><a href=\"/watch/"), U(w->name), H(".atom\">Atom feed</a></p>\n</li>\n"));
}

int web_watches(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_watch *w;
    uint32_t n;
    struct rd_buf *b = &o->body;
    int rc = rd_store_watches(r->store, r->a, &w, &n, err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        struct rd_row_statement *s;
        uint32_t k;
        uint64_t last;
        rc = fresh_of(r, &w[i], w[i].seen, WATCH_FRESH, &s, &k, &last, err);
        w[i].fresh = k;
    }
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        csv(b, w, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, n, 0, n);
        WEB_ITEMS(b, n, rd_derived_watch(b, &w[i_]))
        web_json_tail(b);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Saved queries"), "/watches");
    WEB(b, H("<h1>Saved queries</h1>\n<p class=\"lede\">What fits each and came since you last looked. A feed reader on this machine can follow each one.</p>\n"));
    if (n)
        WEB(b, H("<ul class=\"watches\">\n"));
    else
        web_nothing(b, "None is saved yet. Search the statements and save what you asked for.");
    for (uint32_t i = 0; i < n; i++)
        row(b, r, &w[i]);
    if (n)
        WEB(b, H("</ul>\n"));
    WEB(b, H("<p class=\"more\"><a href=\"/statements\">Search the statements</a></p>\n"));
    web_end(b, r);
    return RD_OK;
}

/* ---- one ---- */

static int find(const struct web_req *r, struct rd_row_watch *out, struct rd_err *err) {
    struct rd_row_watch *w;
    uint32_t n;
    int rc = rd_store_watches(r->store, r->a, &w, &n, err);
    for (uint32_t i = 0; i < n && !rc; i++)
        if (rd_str_eq(w[i].name, r->rest)) {
            *out = w[i];
            return RD_OK;
        }
    return rc ? rc : rd_fail(err, RD_ENOTFOUND, "web", "No saved query has this name.");
}

static void forms(struct rd_buf *b, const struct web_req *r, const struct rd_row_watch *w, uint64_t last) {
    if (!r->token)
        return;
    WEB(b, H("<div class=\"buttons\">\n"));
    web_form_begin(b, r, "/seen", "inline-form");
    WEB(b, H("<input type=\"hidden\" name=\"name\" value=\""), T(w->name), H("\"><input type=\"hidden\" name=\"seq\" value=\""), N(last),
        H("\"><button>All seen</button></form>\n"));
    web_form_begin(b, r, "/unwatch", "inline-form");
    WEB(b, H("<input type=\"hidden\" name=\"name\" value=\""), T(w->name), H("\"><button class=\"quiet\">Forget this query</button></form>\n</div>\n"));
}

int web_watch(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_watch w = {0};
    struct rd_row_statement *s;
    uint32_t n, limit = web_arg_uint(r, "limit", WEB_MAX_PER_PAGE, WATCH_LIMIT);
    uint64_t last;
    struct rd_buf *b = &o->body;
    int rc = find(r, &w, err);
    bool feed = r->format == WEB_F_ATOM;
    if (!rc)
        rc = fresh_of(r, &w, feed ? 0 : w.seen, limit ? limit : WATCH_LIMIT, &s, &n, &last, err);
    if (rc)
        return rc;
    if (feed) {
        const struct rd_feed f = {.id = rd_arena_printf(r->a, "urn:readout:watch:%.*s", RD_S(w.name)), .title = w.name, .base = r->base, .updated = w.at};
        rd_feed_atom(b, &f, s, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_CSV) {
        web_csv_statements(b, s, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, limit, 0, n);
        rc = web_json_statements(b, r, s, n, err);
        web_json_tail(b);
        return rc;
    }
    web_begin(b, r, w.name, "/watches#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/watches\">Saved queries</a></p>\n<h1>"), T(w.name), H("</h1>\n<p>"));
    query_words(b, r, w.query);
    WEB(b, H("</p>\n<p class=\"more\"><a href=\"/statements?"));
    web_query_again(b, r, w.query);
    WEB(b, H("\">All that fits</a> <a href=\"/watch/"), U(w.name), H(".atom\">Atom feed</a></p>\n<h2 class=\"found\">"));
    web_counted(b, n, "new statement", "new statements");
    WEB(b, H("</h2>\n"));
    forms(b, r, &w, last);
    if (n)
        web_cards(b, s, n, r);
    else
        web_nothing(b, "Nothing is new.");
    web_end(b, r);
    return RD_OK;
}
