/* overview.c - what is in the dossier: how much, the latest statements, who speaks, contacts, pages. */
#include "web/web_int.h"

#define LATEST 8u
#define LATEST_OF_PAGE 2u
#define LATEST_SEEN 50u

static void figure(struct rd_buf *o, const char *href, uint64_t n, const char *name) {
    WEB(o, H("<li><a href=\""), Z(href), H("\"><b>"));
    web_number(o, n);
    WEB(o, H("</b> "), Z(name), H("</a></li>\n"));
}

static void figures(struct rd_buf *o, const struct rd_store_counts *c) {
    WEB(o, H("<ul class=\"figures\" aria-label=\"In the dossier\">\n"));
    figure(o, "/statements", c->statements, c->statements == 1 ? "statement" : "statements");
    figure(o, "/pages", c->pages, c->pages == 1 ? "page" : "pages");
    figure(o, "/contacts", c->contacts, "told contacts");
    figure(o, "/actors", c->actors, c->actors == 1 ? "actor" : "actors");
    WEB(o, H("</ul>\n"));
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

static int latest(struct rd_buf *o, const struct web_req *r, struct rd_err *err) {
    struct rd_row_statement *s;
    uint32_t n;
    int rc = find_latest(r, &s, &n, err);
    if (rc)
        return rc;
    WEB(o, H("<section class=\"main-column\">\n<h2>Latest statements</h2>\n"));
    if (n)
        web_cards(o, s, n, r);
    else
        web_nothing(o, "The dossier has no statement yet. readout add PATH... reads pages into it.");
    WEB(o, H("<p class=\"more\"><a href=\"/statements\">All statements</a> <a href=\"/timeline\">Timeline</a></p>\n</section>\n"));
    return RD_OK;
}

static int contacts(struct rd_buf *o, const struct web_req *r, struct rd_err *err) {
    struct rd_filter f = {.order = RD_ORDER_NEWEST, .limit = 5};
    struct rd_told_contact *c;
    uint32_t n;
    int rc = rd_dossier_contacts(r->store, &f, r->a, &c, &n, NULL, err);
    if (rc || !n)
        return rc;
    WEB(o, H("<section>\n<h2>Contacts</h2>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < n; i++) {
        WEB(o, H("<li>"));
        web_told_line(o, &c[i]);
        WEB(o, H("</li>\n"));
    }
    WEB(o, H("</ul>\n<p class=\"more\"><a href=\"/contacts\">All contacts</a></p>\n</section>\n"));
    return RD_OK;
}

static int pages(struct rd_buf *o, const struct web_req *r, struct rd_err *err) {
    struct rd_filter f = {.order = RD_ORDER_NEWEST, .limit = 6};
    struct rd_row_page *p;
    uint32_t n;
    int rc = rd_store_pages(r->store, &f, r->a, &p, &n, NULL, err);
    if (rc || !n)
        return rc;
    WEB(o, H("<section>\n<h2>Pages</h2>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < n; i++) {
        WEB(o, H("<li>"));
        web_page_line(o, &p[i]);
        WEB(o, H("</li>\n"));
    }
    WEB(o, H("</ul>\n<p class=\"more\"><a href=\"/pages\">All pages</a></p>\n</section>\n"));
    return RD_OK;
}

static int json(const struct web_req *r, struct web_out *o, const struct rd_store_counts *c, struct rd_err *err) {
    struct rd_row_statement *s;
    uint32_t n;
    int rc = find_latest(r, &s, &n, err);
    if (rc)
        return rc;
    web_json_counts(&o->body, c);
    rc = web_json_statements(&o->body, r, s, n, err);
    web_json_tail(&o->body);
    return rc;
}

int web_overview(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_store_counts c;
    struct rd_buf *b = &o->body;
    int rc = rd_store_counts(r->store, &c, err);
    if (rc || r->json)
        return rc ? rc : json(r, o, &c, err);
    web_begin(b, r, RD_LIT("Overview"), "/");
    WEB(b, H("<h1>Who said what to whom</h1>\n"));
    figures(b, &c);
    WEB(b, H("<div class=\"columns\">\n"));
    rc = latest(b, r, err);
    WEB(b, H("<div class=\"side-column\">\n"));
    if (!rc) rc = bars(b, r, RD_FACET_SIDE, "side", "Sides", err);
    if (!rc) rc = bars(b, r, RD_FACET_CHANNEL, "channel", "Channels", err);
    if (!rc) rc = contacts(b, r, err);
    if (!rc) rc = pages(b, r, err);
    WEB(b, H("</div>\n</div>\n"));
    web_end(b, r);
    return rc;
}
