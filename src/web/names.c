/* names.c - who calls what how. One thing is a key; its display name is neutral or the user's choice; the words are those on the pages. */
#include "web/web_int.h"

#include "view/derived.h"

#define NAMES_ROWS 400u
#define NAME_ROWS  500u

static void csv(struct rd_buf *o, const struct rd_row_naming *v, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"key", "name", "words", "loaded", "by", "in", "side", "origins", "uses", "first", "last", "example", "exact"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_str s[] = {v[i].key, v[i].name, v[i].words, rd_str_of(v[i].loaded ? "true" : "false"), v[i].by, rd_str_of(v[i].speaker ? "speech" : "text"), v[i].side};
        for (uint32_t k = 0; k < RD_ARRAY_LEN(s); k++)
            rd_table_add(&t, s[k]);
        web_csv_num(&t, v[i].origins, a);
        web_csv_num(&t, v[i].uses, a);
        rd_table_add(&t, web_day_text(&v[i].first, a));
        rd_table_add(&t, web_day_text(&v[i].last, a));
        rd_table_add(&t, v[i].example);
        rd_table_add(&t, v[i].example_cite.exact);
    }
    rd_csv_table(o, &t);
}

static int ask(const struct web_req *r, struct rd_str key, uint32_t limit, struct web_query *q, struct rd_row_naming **v, uint32_t *n, uint64_t *total, struct rd_err *err) {
    int rc = web_query_read(q, r, RD_ORDER_NEWEST, err);
    if (rc)
        return rc;
    if (!web_arg(r, "limit").n)
        q->limit = q->f.limit = limit;
    if (key.n)
        q->f.issue = key;
    return rd_store_namings(r->store, &q->f, r->a, v, n, total, err);
}

static void list_json(struct rd_buf *b, const struct web_req *r, const struct web_query *q, const struct rd_row_naming *v, uint32_t n, uint64_t total) {
    web_json_head(b, r, q->limit, q->offset, total);
    WEB_ITEMS(b, n, rd_derived_naming(b, &v[i_]))
    web_json_tail(b);
}

static void words_of(struct rd_buf *b, const struct rd_row_naming *x) {
    if (x->loaded)
        WEB(b, H("<span class=\"wording loaded\" dir=\"auto\">"), T(x->words), H("</span> <span class=\"flag\">loaded</span>"));
    else
        WEB(b, H("<span class=\"wording\" dir=\"auto\">"), T(x->words), H("</span>"));
}

/* One thing in the list: its name, then each wording once with who uses it. */
static uint32_t one_of_list(struct rd_buf *b, const struct rd_row_naming *v, uint32_t n) {
    uint32_t end = 1;
    while (end < n && rd_str_eq(v[end].key, v[0].key))
        end++;
    WEB(b, H("<section class=\"naming\">\n<h2 dir=\"auto\"><a href=\"/name/"), U(v[0].key), H("\">"), T(v[0].name.n ? v[0].name : v[0].key), H("</a></h2>\n<ul>\n"));
    for (uint32_t i = 0; i < end;) {
        uint32_t k = i;
        uint64_t origins = 0;
        for (; k < end && rd_str_eq(v[k].words, v[i].words); k++)
            origins += v[k].origins;
        WEB(b, H("<li><span>"));
        words_of(b, &v[i]);
        WEB(b, H("</span> <span class=\"count\" title=\"origins\">"));
        web_number(b, origins);
        WEB(b, H("</span> <span class=\"note\">"));
        uint32_t told = 0, nameless = 0;
        for (uint32_t x = i; x < k; x++) {
            nameless += !v[x].by.n;
            if (v[x].by.n && told++ < 4)
                WEB(b, Z(told > 1 ? ", " : ""), T(v[x].by));
        }
        if (told > 4)
            WEB(b, H(" and "), N(told - 4), H(" more"));
        if (!told && nameless)
            WEB(b, H("outlet not told"));
        WEB(b, H("</span></li>\n"));
        i = k;
    }
    WEB(b, H("</ul>\n</section>\n"));
    return end;
}

int web_names(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_naming *v;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = ask(r, RD_NONE, NAMES_ROWS, &q, &v, &n, &total, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        csv(b, v, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        list_json(b, r, &q, v, n, total);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Names"), "/names");
    WEB(b, H("<h1>Names</h1>\n<p class=\"lede\">What one thing is called, by whom. The headings are the program\xE2\x80\x99s own names for things, neutral unless you "
             "choose otherwise; numbers count origins.</p>\n"));
    web_filter_form(b, r, "/names", "Words of the name");
    if (!n)
        web_nothing(b, "No name fits.");
    WEB(b, H("<div class=\"namings\">\n"));
    for (uint32_t i = 0; i < n;)
        i += one_of_list(b, v + i, n - i);
    WEB(b, H("</div>\n"));
    web_pager(b, r, q.limit, q.offset, total);
    web_end(b, r);
    return RD_OK;
}

/* ---- one ---- */

static void example(struct rd_buf *b, const struct rd_row_naming *x) {
    if (!x->example.n)
        return;
    if (x->example.n == 16)
        WEB(b, H("<a href=\"/statement/"));
    else
        WEB(b, H("<a href=\"/page/"));
    WEB(b, U(x->example), H("\" dir=\"auto\">"), T(web_cut(x->example_cite.exact.n ? x->example_cite.exact : RD_LIT("where"), 90)), H("</a>"));
}

static void part(struct rd_buf *b, const struct rd_row_naming *v, uint32_t n, bool speaker) {
    static const struct web_col cols[] = {{"Words", false}, {"Who", false}, {"Origins", true}, {"Uses", true}, {"When", false}, {"Where", false}};
    uint32_t shown = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_row_naming *x = &v[i];
        if (x->speaker != speaker)
            continue;
        if (!shown++) {
            WEB(b, H("<h2>"), Z(speaker ? "In what people say" : "In an outlet\xE2\x80\x99s own words"), H("</h2>\n"));
            web_table_begin(b, speaker ? "In what people say" : "In an outlet's own words", cols, RD_ARRAY_LEN(cols));
        }
        web_row_begin(b);
        web_td(b, &cols[0], true);
        words_of(b, x);
        web_td_end(b);
        web_td(b, &cols[1], false);
        web_side(b, x->side);
        if (!x->by.n)
            WEB(b, H("<span class=\"nobody\">outlet not told</span>"));
        else if (x->actor)
            WEB(b, H(" <a href=\"/actor/"), N((uint64_t)x->actor), H("\">"), T(x->by), H("</a>"));
        else
            WEB(b, H(" "), T(x->by));
        web_td_end(b);
        web_td(b, &cols[2], false);
        web_number(b, x->origins);
        web_td_end(b);
        web_td(b, &cols[3], false);
        web_number(b, x->uses);
        web_td_end(b);
        web_td(b, &cols[4], false);
        web_days(b, &x->first, &x->last);
        web_td_end(b);
        web_td(b, &cols[5], false);
        example(b, x);
        web_td_end(b);
        web_row_end(b);
    }
    if (shown)
        web_table_end(b);
}

/* Each wording with its share of the origins, as bars. */
static void shares(struct rd_buf *b, const struct rd_row_naming *v, uint32_t n, struct rd_arena *a) {
    uint32_t *first = RD_NEW_N(a, uint32_t, n + 1), k = 0;
    uint64_t *sum = RD_NEW_N(a, uint64_t, n + 1), most = 1;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t x = 0;
        while (x < k && !rd_str_eq(v[first[x]].words, v[i].words))
            x++;
        if (x == k)
            first[k++] = i;
        sum[x] += v[i].origins;
        most = sum[x] > most ? sum[x] : most;
    }
    WEB(b, H("<section class=\"bars\">\n<h2>Wordings</h2>\n<ul>\n"));
    for (uint32_t i = 0; i < k && i < 24; i++) {
        WEB(b, H("<li><span class=\"bar-name\">"));
        words_of(b, &v[first[i]]);
        WEB(b, H("</span><svg class=\"bar"), Z(v[first[i]].loaded ? " bar-loaded" : ""), H("\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect height=\"8\" width=\""),
            N(1 + sum[i] * 99 / most), H("\"/></svg><span class=\"count\">"));
        web_number(b, sum[i]);
        WEB(b, H("</span></li>\n"));
    }
    WEB(b, H("</ul>\n</section>\n"));
}

int web_name(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_naming *v;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = ask(r, r->rest, NAME_ROWS, &q, &v, &n, &total, err);
    bool narrowed = web_arg(r, "q").n || web_arg(r, "side").n || web_arg(r, "outlet").n || web_arg(r, "lang").n || web_arg(r, "since").n ||
                    web_arg(r, "until").n || web_arg(r, "actor").n || q.offset;
    if (!rc && !n && !narrowed)
        rc = rd_fail(err, RD_ENOTFOUND, "web", "Nothing of that key is named in this dossier.");
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        csv(b, v, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        list_json(b, r, &q, v, n, total);
        return RD_OK;
    }
    struct rd_str key = n ? v[0].key : r->rest, name = n && v[0].name.n ? v[0].name : key;
    web_begin(b, r, name, "/names#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/names\">Names</a></p>\n<h1 dir=\"auto\">"), T(name), H("</h1>\n<p class=\"lede\">Who calls it what. Numbers count origins: "
        "a text that others copied counts once.</p>\n<div class=\"columns columns-sheet\">\n<section class=\"main-column\" aria-label=\"Who calls it what\">\n"));
    web_chips(b, r);
    if (!n)
        web_nothing(b, "No name fits.");
    part(b, v, n, true);
    part(b, v, n, false);
    web_pager(b, r, q.limit, q.offset, total);
    WEB(b, H("</section>\n<aside class=\"margin\" aria-label=\"About the names\">\n"));
    shares(b, v, n, r->a);
    WEB(b, H("<p class=\"more\"><code class=\"break\">"), T(key), H("</code></p>\n"));
    web_rename_form(b, r, key, name);
    rc = web_changes_of(b, r, key, NULL, err);
    WEB(b, H("</aside>\n</div>\n"));
    web_end(b, r);
    return rc;
}
