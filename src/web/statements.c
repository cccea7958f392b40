/* statements.c - search: a form, facets with counts, chips of what is set, the list in pages. */
#include "web/web_int.h"

#include "view/watch.h"

static void field(struct rd_buf *o, const struct web_req *r, const char *name, const char *label, const char *hint) {
    WEB(o, H("<p class=\"field\"><label for=\"f-"), Z(name), H("\">"), Z(label), H("</label><input id=\"f-"), Z(name), H("\" name=\""),
        Z(name), H("\" maxlength=\"200\" value=\""), T(web_arg(r, name)), H("\""));
    if (hint)
        WEB(o, H(" placeholder=\""), Z(hint), H("\""));
    WEB(o, H("></p>\n"));
}

static void order_field(struct rd_buf *o, const struct web_req *r, int order) {
    static const struct { const char *value, *label; int order; } orders[] = {
        {"newest", "latest first", RD_ORDER_NEWEST}, {"oldest", "earliest first", RD_ORDER_OLDEST},
        {"best", "best match first", RD_ORDER_BEST}, {"added", "as read", RD_ORDER_ADDED}};
    (void)r;
    WEB(o, H("<p class=\"field\"><label for=\"f-order\">Order</label><select id=\"f-order\" name=\"order\">"));
    for (uint32_t i = 0; i < RD_ARRAY_LEN(orders); i++) {
        WEB(o, H("<option value=\""), Z(orders[i].value), H("\""));
        if (orders[i].order == order)
            WEB(o, H(" selected"));
        WEB(o, H(">"), Z(orders[i].label), H("</option>"));
    }
    WEB(o, H("</select></p>\n"));
}

void web_search_form(struct rd_buf *o, const struct web_req *r, const char *action, int order) {
    static const char *const shown[] = {"q", "speaker", "addressee", "since", "until", NULL};
    WEB(o, H("<form class=\"search\" role=\"search\" aria-label=\"Filter\" action=\""), Z(action), H("\">\n"
        "<p class=\"field field-wide\"><label for=\"f-q\">Words</label><input id=\"f-q\" type=\"search\" name=\"q\" maxlength=\"200\" value=\""),
        T(web_arg(r, "q")), H("\" placeholder=\"ceasefire &quot;safe passage&quot; -talks\"></p>\n"));
    field(o, r, "speaker", "Speaker", NULL);
    field(o, r, "addressee", "To", NULL);
    field(o, r, "since", "Since", "2031-03");
    field(o, r, "until", "Until", "2031-04-15");
    order_field(o, r, order);
    web_hidden(o, r, shown);
    WEB(o, H("<p class=\"field field-button\"><button>Search</button></p>\n</form>\n"));
}

/* Of a filter, the facets that it does not set are counted together; one that it sets is counted as if it did not, so that the other choices
 * stay visible. Without a filter the store's counters know. */
int web_facets(struct rd_buf *o, const struct web_req *r, const struct rd_filter *f, struct rd_err *err) {
    static const struct { int facet; const char *arg, *title; } facets[] = {
        {RD_FACET_SIDE, "side", "Side"},                  {RD_FACET_SPEAKER, "speaker_name", "Speaker"}, {RD_FACET_ISSUE, "issue", "Issue"},
        {RD_FACET_CHANNEL, "channel", "Channel"},         {RD_FACET_OUTLET, "outlet_name", "Outlet"},    {RD_FACET_ADDRESSEE, "addressee_name", "To"},
        {RD_FACET_LANG, "lang", "Language"},              {RD_FACET_FORM, "form", "Form"},               {RD_FACET_MONTH, "since", "Month"}};
    enum { N = RD_ARRAY_LEN(facets) };
    struct rd_row_count *v[N];
    uint32_t n[N], k = 0, place[N];
    int together[N], rc = RD_OK;
    bool asked = f->words.n || f->speaker.n || f->addressee.n || f->outlet.n || f->since.n || f->until.n || f->code.n || f->actor || f->page.n;
    for (uint32_t i = 0; i < N; i++)
        asked = asked || web_arg(r, facets[i].arg).n;
    for (uint32_t i = 0; i < N; i++) {
        bool own = !asked || web_arg(r, facets[i].arg).n || (facets[i].facet == RD_FACET_MONTH && f->until.n) ||
                   (facets[i].facet == RD_FACET_SPEAKER && f->speaker.n) || (facets[i].facet == RD_FACET_ADDRESSEE && f->addressee.n) ||
                   (facets[i].facet == RD_FACET_OUTLET && f->outlet.n);
        place[i] = own ? N : k;
        if (!own)
            together[k++] = facets[i].facet;
    }
    if (k)
        rc = rd_store_facets(r->store, f, together, k, WEB_FACET_VALUES, r->a, v, n, err);
    WEB(o, H("<aside class=\"facets\" id=\"narrow\" aria-labelledby=\"narrow-title\">\n<h2 id=\"narrow-title\">Narrow down</h2>\n"));
    for (uint32_t i = 0; i < N && !rc; i++)
        if (place[i] == N)
            rc = web_facet(o, r, f, facets[i].facet, facets[i].arg, facets[i].title, err);
        else
            web_facet_values(o, r, v[place[i]], n[place[i]], facets[i].facet, facets[i].arg, facets[i].title);
    WEB(o, H("</aside>\n"));
    return rc;
}

static void feed(const struct web_req *r, struct rd_buf *b, const struct rd_row_statement *s, uint32_t n) {
    struct rd_buf url;
    rd_buf_init(&url, WEB_MAX_URI * 4);
    web_query_raw(&url, r, "offset", RD_NONE);
    const struct rd_feed f = {.id = rd_arena_printf(r->a, "urn:readout:search:%.*s", RD_S(rd_buf_view(&url))), .title = RD_LIT("readout: a search"), .base = r->base,
                              .updated = RD_LIT("1970-01-01T00:00:00Z")};
    rd_buf_free(&url);
    rd_feed_atom(b, &f, s, n, r->a);
}

static int json(const struct web_req *r, struct web_out *o, const struct web_query *q, const struct rd_row_statement *s,
                uint32_t n, uint64_t total, struct rd_err *err) {
    web_json_head(&o->body, r, q->limit, q->offset, total);
    int rc = web_json_statements(&o->body, r, s, n, err);
    web_json_tail(&o->body);
    return rc;
}

int web_statements(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_statement *s;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = web_query_read(&q, r, web_arg(r, "q").n ? RD_ORDER_BEST : RD_ORDER_NEWEST, err);
    if (!rc)
        rc = rd_store_statements(r->store, &q.f, r->a, &s, &n, &total, err);
    if (rc || r->format == WEB_F_JSON)
        return rc ? rc : json(r, o, &q, s, n, total, err);
    if (r->format == WEB_F_CSV) {
        web_csv_statements(b, s, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_ATOM) {
        feed(r, b, s, n);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Statements"), "/statements");
    WEB(b, H("<h1>Statements</h1>\n"));
    web_search_form(b, r, "/statements", q.f.order);
    web_chips(b, r);
    web_save_form(b, r);
    WEB(b, H("<div class=\"columns columns-facets\">\n<section class=\"main-column\" aria-labelledby=\"found\">\n"
             "<h2 id=\"found\" class=\"found\">"));
    web_number(b, total);
    WEB(b, Z(total == 1 ? " statement" : " statements"), H("</h2>\n<p class=\"jump\"><a href=\"#narrow\">Narrow down</a></p>\n"));
    if (n)
        web_cards(b, s, n, r);
    else
        web_nothing(b, "No statement fits. Take a filter off, or look for fewer words.");
    web_pager(b, r, q.limit, q.offset, total);
    WEB(b, H("</section>\n"));
    rc = web_facets(b, r, &q.f, err);
    WEB(b, H("</div>\n"));
    web_end(b, r);
    return rc;
}
