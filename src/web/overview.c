/* overview.c - what is new in the dossier: positions that moved, open disputes, calls with a silent side, the latest statements. */
#include "web/web_int.h"

#include "compare/positions.h"
#include "view/derived.h"

#define LATEST 6u
#define LATEST_OF_PAGE 2u
#define LATEST_SEEN 24u
#define MOVED    6u
#define SEEN     24u
#define DISPUTES 5u
#define CALLS    6u
#define ISSUES   10u
#define STORIES  6u

static void figure(struct rd_buf *o, const char *href, uint64_t n, const char *name) {
    WEB(o, H("<li><a href=\""), Z(href), H("\"><b>"));
    web_number(o, n);
    WEB(o, H("</b> "), Z(name), H("</a></li>\n"));
}

/* A facet as bars with their numbers beside them; the bars are drawn by attributes, for the policy allows no inline style. */
static int bars(struct rd_buf *o, const struct web_req *r, int facet, const char *arg, const char *title, struct rd_err *err) {
    static const struct rd_filter all;
    struct rd_row_count *v;
    uint32_t n;
    int rc = rd_store_facet(r->store, &all, facet, 8, r->a, &v, &n, err);
    if (rc || !n)
        return rc;
    uint64_t most = 1;
    for (uint32_t i = 0; i < n; i++)
        most = v[i].count > most ? v[i].count : most;
    WEB(o, H("<section class=\"bars\">\n<h2>"), Z(title), H("</h2>\n<ul>\n"));
    for (uint32_t i = 0; i < n; i++) {
        WEB(o, H("<li><span class=\"bar-name\">"));
        if (web_arg_ok(v[i].value))
            WEB(o, H("<a href=\"/statements?"), Z(arg), H("="), U(v[i].value), H("\">"));
        if (!v[i].value.n)
            WEB(o, H("<i>none told</i>"));
        else if (facet == RD_FACET_CHANNEL || facet == RD_FACET_FORM)
            web_words_str(o, v[i].value);
        else
            WEB(o, T(v[i].value));
        if (web_arg_ok(v[i].value))
            WEB(o, H("</a>"));
        WEB(o, H("</span><svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect height=\"8\" width=\""),
            N(1 + v[i].count * 99 / most), H("\"/></svg><span class=\"count\">"));
        web_number(o, v[i].count);
        WEB(o, H("</span></li>\n"));
    }
    WEB(o, H("</ul>\n</section>\n"));
    return RD_OK;
}

/* The latest, but not one page's alone: a few of each. */
static int find_latest(const struct web_req *r, struct rd_row_statement **out, uint32_t *n, struct rd_err *err) {
    struct rd_filter f = {.order = RD_ORDER_NEWEST, .limit = LATEST_SEEN};
    struct rd_row_statement *s;
    uint32_t all, kept = 0;
    int rc = rd_store_statements(r->store, &f, r->a, &s, &all, NULL, err);
    for (uint32_t i = 0; !rc && i < all && kept < LATEST; i++) {
        uint32_t same = 0;
        for (uint32_t k = 0; k < kept; k++)
            same += rd_str_eq(s[k].origin.page, s[i].origin.page);
        if (same < LATEST_OF_PAGE)
            s[kept++] = s[i];
    }
    *out = s;
    *n = rc ? 0 : kept;
    return rc;
}

/* ---- what was worked out ---- */

struct overview {
    struct rd_store_counts c;
    struct rd_row_statement *s; uint32_t n_s;
    struct rd_row_entry *moved; uint32_t n_moved;
    struct rd_row_dispute *d; uint32_t n_d; uint64_t total_d;
    struct rd_row_call *calls; uint32_t n_calls; uint64_t total_calls;
    struct rd_row_issue *issues; uint32_t n_issues; uint64_t total_issues;
    struct rd_row_story *stories; uint32_t n_stories; uint64_t total_stories;
};

static int load(const struct web_req *r, struct overview *x, struct rd_err *err) {
    struct rd_filter f = {.order = RD_ORDER_NEWEST, .limit = SEEN};
    memset(x, 0, sizeof *x);
    int rc = rd_store_counts(r->store, &x->c, err);
    if (!rc) rc = find_latest(r, &x->s, &x->n_s, err);
    f.moved = true;
    if (!rc) rc = rd_store_positions(r->store, &f, r->a, &x->moved, &x->n_moved, NULL, err);
    f.moved = false;
    f.limit = DISPUTES;
    if (!rc) rc = rd_store_disputes(r->store, &f, r->a, &x->d, &x->n_d, &x->total_d, err);
    f.limit = CALLS;
    if (!rc) rc = rd_store_calls(r->store, &f, r->a, &x->calls, &x->n_calls, &x->total_calls, err);
    f.limit = ISSUES;
    if (!rc) rc = rd_store_issues(r->store, &f, r->a, &x->issues, &x->n_issues, &x->total_issues, err);
    f.limit = STORIES;
    if (!rc) rc = rd_store_stories(r->store, &f, r->a, &x->stories, &x->n_stories, &x->total_stories, err);
    return rc;
}

static void figures(struct rd_buf *o, const struct overview *x) {
    WEB(o, H("<ul class=\"figures\" aria-label=\"In the dossier\">\n"));
    figure(o, "/statements", x->c.statements, x->c.statements == 1 ? "statement" : "statements");
    figure(o, "/pages", x->c.pages, x->c.pages == 1 ? "page" : "pages");
    figure(o, "/issues", x->total_issues, x->total_issues == 1 ? "issue" : "issues");
    figure(o, "/disputes", x->total_d, x->total_d == 1 ? "dispute" : "disputes");
    figure(o, "/contacts", x->total_calls, x->total_calls == 1 ? "contact" : "contacts");
    figure(o, "/stories", x->total_stories, x->total_stories == 1 ? "story" : "stories");
    figure(o, "/actors", x->c.actors, x->c.actors == 1 ? "actor" : "actors");
    WEB(o, H("</ul>\n"));
}

/* One entry for an actor and issue, and for a statement, so that one long ledger does not fill the list. */
static uint32_t distinct(const struct overview *x, struct rd_row_entry *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < x->n_moved && n < MOVED; i++) {
        bool seen = x->moved[i].move <= RD_MOVE_SAME;
        for (uint32_t k = 0; k < n && !seen; k++)
            seen = rd_str_eq(out[k].statement.id, x->moved[i].statement.id) ||
                   (rd_str_eq(out[k].actor_key, x->moved[i].actor_key) && rd_str_eq(out[k].issue, x->moved[i].issue));
        if (!seen)
            out[n++] = x->moved[i];
    }
    return n;
}

static void moved(struct rd_buf *o, const struct web_req *r, const struct overview *x) {
    struct rd_row_entry v[MOVED];
    uint32_t n = distinct(x, v);
    WEB(o, H("<h2>Positions that moved</h2>\n"));
    if (n)
        web_entries(o, r, v, n, WEB_SHOW_ACTOR | WEB_SHOW_ISSUE);
    else
        web_nothing(o, "No position has moved yet: a move needs somebody who speaks twice of one issue.");
    WEB(o, H("<p class=\"more\"><a href=\"/positions\">All positions</a></p>\n"));
}

static void latest(struct rd_buf *o, const struct web_req *r, const struct overview *x) {
    WEB(o, H("<h2>Latest statements</h2>\n"));
    if (x->n_s)
        web_cards(o, x->s, x->n_s, r);
    else
        web_nothing(o, "The dossier has no statement yet. readout add PATH... reads pages into it.");
    WEB(o, H("<p class=\"more\"><a href=\"/statements\">All statements</a> <a href=\"/timeline\">Timeline</a></p>\n"));
}

static void disputes(struct rd_buf *o, const struct web_req *r, const struct overview *x) {
    WEB(o, H("<section>\n<h2>Open disputes</h2>\n"));
    if (x->n_d)
        WEB(o, H("<ul class=\"short\">\n"));
    else
        web_nothing(o, "None was found.");
    for (uint32_t i = 0; i < x->n_d; i++) {
        WEB(o, H("<li>"));
        web_dispute_line(o, r, &x->d[i], true);
        WEB(o, H("</li>\n"));
    }
    if (x->n_d)
        WEB(o, H("</ul>\n"));
    if (x->total_d > x->n_d)
        WEB(o, H("<p class=\"more\"><a href=\"/disputes\">All "), N(x->total_d), H(" disputes</a></p>\n"));
    WEB(o, H("</section>\n"));
}

/* Calls of which a side has published nothing first. */
static void contacts(struct rd_buf *o, const struct overview *x) {
    if (!x->n_calls)
        return;
    WEB(o, H("<section>\n<h2>Calls and meetings</h2>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < x->n_calls; i++) {
        WEB(o, H("<li>"));
        web_call_line(o, &x->calls[i]);
        WEB(o, H("</li>\n"));
    }
    WEB(o, H("</ul>\n<p class=\"more\"><a href=\"/contacts\">All contacts</a></p>\n</section>\n"));
}

static void issues(struct rd_buf *o, const struct overview *x) {
    if (!x->n_issues)
        return;
    WEB(o, H("<section>\n<h2>Issues</h2>\n<ul class=\"short counted\">\n"));
    for (uint32_t i = 0; i < x->n_issues; i++) {
        WEB(o, H("<li>"));
        web_issue_link(o, x->issues[i].key, x->issues[i].name);
        WEB(o, H(" <span class=\"count\">"));
        web_number(o, x->issues[i].statements);
        WEB(o, H("</span></li>\n"));
    }
    WEB(o, H("</ul>\n<p class=\"more\"><a href=\"/issues\">All issues</a></p>\n</section>\n"));
}

static void stories(struct rd_buf *o, const struct overview *x) {
    if (!x->n_stories)
        return;
    WEB(o, H("<section>\n<h2>Stories</h2>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < x->n_stories; i++) {
        const struct rd_row_story *s = &x->stories[i];
        WEB(o, H("<li><a dir=\"auto\" href=\"/story/"), U(s->id), H("\">"), T(s->title.n ? s->title : s->id), H("</a> <span class=\"note\">"));
        web_counted(o, s->pages, "page", "pages");
        WEB(o, H(", "));
        web_days(o, &s->first, &s->last);
        WEB(o, H("</span></li>\n"));
    }
    WEB(o, H("</ul>\n<p class=\"more\"><a href=\"/stories\">All stories</a></p>\n</section>\n"));
}

static int json(const struct web_req *r, struct rd_buf *b, const struct overview *x, struct rd_err *err) {
    struct rd_row_entry v[MOVED];
    uint32_t n = distinct(x, v);
    web_json_counts(b, &x->c);
    int rc = web_json_statements(b, r, x->s, x->n_s, err);
    WEB(b, H("],\"moved\":["));
    WEB_ITEMS(b, n, rd_derived_entry(b, &v[i_], r->a))
    WEB(b, H("],\"disputes\":["));
    WEB_ITEMS(b, x->n_d, rd_derived_dispute(b, &x->d[i_]))
    WEB(b, H("],\"silent\":["));
    WEB_ITEMS(b, x->n_calls, rd_derived_call(b, &x->calls[i_]))
    web_json_tail(b);
    return rc;
}

int web_overview(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct overview x;
    struct rd_buf *b = &o->body;
    int rc = load(r, &x, err);
    if (rc || r->format == WEB_F_JSON)
        return rc ? rc : json(r, b, &x, err);
    if (r->format == WEB_F_CSV) {
        web_csv_statements(b, x.s, x.n_s, r->a);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Overview"), "/");
    WEB(b, H("<h1>Who said what to whom</h1>\n"));
    figures(b, &x);
    WEB(b, H("<div class=\"columns\">\n<section class=\"main-column\" aria-label=\"What is new\">\n"));
    moved(b, r, &x);
    latest(b, r, &x);
    WEB(b, H("</section>\n<div class=\"side-column\">\n"));
    disputes(b, r, &x);
    contacts(b, &x);
    issues(b, &x);
    stories(b, &x);
    rc = bars(b, r, RD_FACET_SIDE, "side", "Sides", err);
    if (!rc) rc = bars(b, r, RD_FACET_CHANNEL, "channel", "Channels", err);
    WEB(b, H("</div>\n</div>\n"));
    web_end(b, r);
    return rc;
}
