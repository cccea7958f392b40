/* query.c - the filter that an address carries, and links to the same view with one thing changed. Only names of the table
 * below are kept in a link, so that what a stranger puts in an address does not travel on. */
#include "web/web_int.h"

/* In the order of the bits WEB_P_... */
static const struct { const char *name, *label, *about; bool filter; } known[] = {
    {"q", "words", "words that must all be there; \"a phrase\"; begin*; -not", true},
    {"speaker", "speaker", "words of the speaker's name, or a world id", true},
    {"addressee", "to", "words of the addressee's name, or a world id", true},
    {"channel", "channel", "briefing, phone_call, ...", true},
    {"side", "side", "the side spoken for, exactly", true},
    {"outlet", "outlet", "words of the outlet's name", true},
    {"lang", "language", "language of the page", true},
    {"form", "form", "direct, indirect, mixed, paraphrase", true},
    {"since", "since", "YYYY, YYYY-MM or YYYY-MM-DD, inclusive", true},
    {"until", "until", "YYYY, YYYY-MM or YYYY-MM-DD, inclusive", true},
    {"issue", "issue", "key of an issue", true},
    {"code", "CAMEO", "a CAMEO code or its beginning", true},
    {"actor", "actor", "key or number of an actor", true},
    {"speaker_name", "speaker", "the speaker's name, exactly", true},
    {"addressee_name", "to", "the addressee's name, exactly", true},
    {"outlet_name", "outlet", "the outlet's name, exactly", true},
    {"order", "order", "newest, oldest, best, added", false},
    {"limit", "limit", "how many at most", false},
    {"offset", "offset", "how many to pass over", false},
    {"format", "format", "json, csv, ...", false},
};

bool web_param(uint32_t i, const char **name, const char **about, bool *number) {
    if (i + 1 >= RD_ARRAY_LEN(known)) /* format is told by the path */
        return false;
    *name = known[i].name;
    *about = known[i].about;
    *number = strcmp(known[i].name, "limit") == 0 || strcmp(known[i].name, "offset") == 0;
    return true;
}

int web_query_read(struct web_query *q, const struct web_req *r, int order, struct rd_err *err) {
    static const struct { const char *name; int order; } orders[] = {
        {"newest", RD_ORDER_NEWEST}, {"oldest", RD_ORDER_OLDEST}, {"best", RD_ORDER_BEST}, {"added", RD_ORDER_ADDED}};
    memset(q, 0, sizeof *q);
    q->f = (struct rd_filter){
        .words = web_arg(r, "q"), .speaker = web_arg(r, "speaker"), .addressee = web_arg(r, "addressee"),
        .channel = web_arg(r, "channel"), .form = web_arg(r, "form"), .side = web_arg(r, "side"),
        .outlet = web_arg(r, "outlet"), .lang = web_arg(r, "lang"), .since = web_arg(r, "since"),
        .until = web_arg(r, "until"), .issue = web_arg(r, "issue"), .code = web_arg(r, "code"), .speaker_name = web_arg(r, "speaker_name"), .addressee_name = web_arg(r, "addressee_name"),
        .outlet_name = web_arg(r, "outlet_name"), .order = order,
    };
    for (uint32_t i = 0; i < RD_ARRAY_LEN(orders); i++)
        if (rd_str_is(web_arg(r, "order"), orders[i].name))
            q->f.order = orders[i].order;
    q->limit = web_arg_uint(r, "limit", WEB_MAX_PER_PAGE, WEB_PER_PAGE);
    q->limit = q->limit ? q->limit : WEB_PER_PAGE;
    q->offset = web_arg_uint(r, "offset", WEB_MAX_OFFSET, 0);
    q->f.limit = q->limit;
    q->f.offset = q->offset;
    if (!web_arg(r, "actor").n)
        return RD_OK;
    struct rd_row_actor actor;
    int rc = rd_store_actor(r->store, web_arg(r, "actor"), r->a, &actor, err);
    if (rc == RD_ENOTFOUND)
        return rd_fail(err, RD_EUSAGE, "web", "no actor of this dossier has that key");
    q->f.actor = rc ? 0 : actor.id;
    return rc;
}

static void path(struct rd_buf *o, struct rd_str p) {
    while (p.n) {
        int64_t slash = rd_str_find(p, RD_LIT("/"), 0);
        struct rd_str one = slash < 0 ? p : rd_str_sub(p, 0, (uint32_t)slash);
        WEB(o, U(one));
        if (slash >= 0)
            WEB(o, H("/"));
        p = slash < 0 ? RD_LIT("") : rd_str_sub(p, (uint32_t)slash + 1, p.n);
    }
}

/* `to`: the view's address, unknown: this one. */
static void build(struct rd_buf *o, const struct web_req *r, const struct web_arg *change, uint32_t n, bool markup) {
    bool first = true, paging = n == 1 && (rd_str_is(change[0].name, "offset") || rd_str_is(change[0].name, "format"));
    path(o, r->path);
    for (uint32_t i = 0; i < RD_ARRAY_LEN(known); i++) {
        struct rd_str v = web_arg(r, known[i].name);
        if (strcmp(known[i].name, "format") == 0 || (!paging && strcmp(known[i].name, "offset") == 0))
            v = RD_NONE;
        for (uint32_t c = 0; c < n; c++)
            if (rd_str_is(change[c].name, known[i].name))
                v = change[c].value;
        if (!v.n)
            continue;
        if (first)
            WEB(o, H("?"));
        else if (markup)
            WEB(o, H("&amp;"));
        else
            WEB(o, H("&"));
        first = false;
        WEB(o, Z(known[i].name), H("="), U(v));
    }
}

void web_query_url(struct rd_buf *o, const struct web_req *r, const char *name, struct rd_str value) {
    struct web_arg change = {rd_str_of(name), value};
    build(o, r, &change, 1, true);
}

void web_query_raw(struct rd_buf *o, const struct web_req *r, const char *name, struct rd_str value) {
    struct web_arg change = {rd_str_of(name), value};
    build(o, r, &change, 1, false);
}

const char *web_param_label(struct rd_str name) {
    for (uint32_t i = 0; i < RD_ARRAY_LEN(known); i++)
        if (rd_str_is(name, known[i].name))
            return known[i].label;
    return NULL;
}

void web_query_again(struct rd_buf *o, const struct web_req *r, struct rd_str query) {
    struct web_req own = {.a = r->a};
    if (web_query_parse(&own, query, NULL))
        return;
    for (uint32_t i = 0; i < own.n_args; i++) {
        if (i)
            WEB(o, H("&amp;"));
        WEB(o, U(own.args[i].name), H("="), U(own.args[i].value));
    }
}

void web_save_form(struct rd_buf *o, const struct web_req *r) {
    bool any = false;
    for (uint32_t i = 0; i < RD_ARRAY_LEN(known); i++)
        any = any || (known[i].filter && web_arg(r, known[i].name).n && strcmp(known[i].name, "actor") != 0);
    if (!any || !r->token)
        return;
    struct rd_buf q;
    struct web_req own = *r;
    own.path = RD_LIT("/");
    rd_buf_init(&q, WEB_MAX_URI * 4);
    web_query_raw(&q, &own, "order", RD_NONE);
    struct rd_str query = rd_buf_view(&q);
    WEB(o, H("<details class=\"write\"><summary>Save this search</summary>\n"));
    web_form_begin(o, r, "/watch", "write-form");
    WEB(o, H("<input type=\"hidden\" name=\"query\" value=\""), T(rd_str_sub(query, query.n > 2 ? 2 : query.n, query.n)),
        H("\">\n<p class=\"field\"><label for=\"w-name\">Name of the search</label><input id=\"w-name\" name=\"name\" maxlength=\"80\" required></p>\n"
          "<p class=\"field field-button\"><button>Save</button></p>\n</form>\n</details>\n"));
    rd_buf_free(&q);
}

void web_chips(struct rd_buf *o, const struct web_req *r) {
    bool any = false;
    for (uint32_t i = 0; i < RD_ARRAY_LEN(known); i++) {
        struct rd_str v = web_arg(r, known[i].name);
        if (!known[i].filter || !v.n)
            continue;
        if (!any)
            WEB(o, H("<ul class=\"chips\" aria-label=\"Filters that are set\">\n"));
        any = true;
        WEB(o, H("<li><a class=\"chip\" href=\""));
        web_query_url(o, r, known[i].name, RD_NONE);
        WEB(o, H("\"><span class=\"chip-name\">"), Z(known[i].label), H("</span> "), T(v),
            H("<span class=\"chip-x\" aria-hidden=\"true\"> \xC3\x97</span><span class=\"hidden\"> (remove)</span></a></li>\n"));
    }
    if (any) {
        WEB(o, H("<li><a class=\"chip chip-all\" href=\""));
        path(o, r->path);
        WEB(o, H("\">Clear all</a></li>\n</ul>\n"));
    }
}

void web_hidden(struct rd_buf *o, const struct web_req *r, const char *const *except) {
    for (uint32_t i = 0; i < RD_ARRAY_LEN(known); i++) {
        struct rd_str v = web_arg(r, known[i].name);
        bool skip = !known[i].filter || !v.n;
        for (uint32_t k = 0; except[k] && !skip; k++)
            skip = strcmp(except[k], known[i].name) == 0;
        if (!skip)
            WEB(o, H("<input type=\"hidden\" name=\""), Z(known[i].name), H("\" value=\""), T(v), H("\">\n"));
    }
}

static void page_link(struct rd_buf *o, const struct web_req *r, uint64_t offset, bool next) {
    struct rd_str v = offset ? rd_arena_printf(r->a, "%llu", (unsigned long long)offset) : RD_NONE;
    if (next)
        WEB(o, H("<a rel=\"next\" href=\""));
    else
        WEB(o, H("<a rel=\"prev\" href=\""));
    web_query_url(o, r, "offset", v);
    if (next)
        WEB(o, H("\">Next <span aria-hidden=\"true\">\xE2\x86\x92</span></a>\n"));
    else
        WEB(o, H("\"><span aria-hidden=\"true\">\xE2\x86\x90</span> Previous</a>\n"));
}

void web_pager(struct rd_buf *o, const struct web_req *r, uint32_t limit, uint32_t offset, uint64_t total) {
    if (total <= limit && !offset)
        return;
    uint64_t last = (uint64_t)offset + limit < total ? (uint64_t)offset + limit : total;
    WEB(o, H("<nav class=\"pager\" aria-label=\"Pages of the list\">\n"));
    if (offset)
        page_link(o, r, offset > limit ? offset - limit : 0, false);
    if (offset < total) {
        WEB(o, H("<span>"));
        web_number(o, (uint64_t)offset + 1);
        WEB(o, H("\xE2\x80\x93"));
        web_number(o, last);
        WEB(o, H(" of "));
        web_number(o, total);
        WEB(o, H("</span>\n"));
    }
    if (last < total)
        page_link(o, r, last, true);
    WEB(o, H("</nav>\n"));
}

static void facet_url(struct rd_buf *o, const struct web_req *r, int facet, const char *arg, struct rd_str v) {
    struct web_arg change[2] = {{rd_str_of(arg), v}, {RD_LIT("until"), v}};
    build(o, r, change, facet == RD_FACET_MONTH ? 2 : 1, true);
}

int web_facet(struct rd_buf *o, const struct web_req *r, const struct rd_filter *f, int facet, const char *arg,
              const char *title, struct rd_err *err) {
    struct rd_row_count *v;
    uint32_t n;
    int rc = rd_store_facet(r->store, f, facet, WEB_FACET_VALUES, r->a, &v, &n, err);
    if (!rc)
        web_facet_values(o, r, v, n, facet, arg, title);
    return rc;
}

void web_facet_values(struct rd_buf *o, const struct web_req *r, const struct rd_row_count *v, uint32_t n, int facet, const char *arg, const char *title) {
    if (!n)
        return;
    struct rd_str set = web_arg(r, arg);
    WEB(o, H("<section class=\"facet\">\n<h3>"), Z(title), H("</h3>\n<ul>\n"));
    for (uint32_t i = 0; i < n; i++) {
        bool on = set.n && rd_str_eq(set, v[i].value);
        WEB(o, H("<li>"));
        if (web_arg_ok(v[i].value)) {
            WEB(o, H("<a href=\""));
            facet_url(o, r, facet, arg, on ? RD_NONE : v[i].value);
            WEB(o, H("\""));
            if (on)
                WEB(o, H(" aria-current=\"true\""));
            WEB(o, H(">"));
        }
        WEB(o, H("<span class=\"value\">"));
        if (!v[i].value.n)
            WEB(o, H("<i>none told</i>"));
        else if (facet == RD_FACET_CHANNEL)
            web_words_str(o, v[i].value);
        else
            WEB(o, T(v[i].label.n ? v[i].label : v[i].value));
        WEB(o, H("</span>"));
        if (web_arg_ok(v[i].value))
            WEB(o, H("</a>"));
        WEB(o, H(" <span class=\"count\">"));
        web_number(o, v[i].count);
        WEB(o, H("</span></li>\n"));
    }
    WEB(o, H("</ul>\n</section>\n"));
}
