/* stories.c - pages on the same happening: the list, and one story outlet by outlet, copies folded under their origin. */
#include "web/web_int.h"

#include "view/derived.h"

#define STORY_STATEMENTS 200u
#define STORY_TELLERS    8u   /* columns of the table */

static void row(struct rd_buf *b, const struct rd_row_story *s) {
    WEB(b, H("<li class=\"story-line\">\n<p class=\"story-title\" dir=\"auto\"><a href=\"/story/"), U(s->id), H("\""));
    if (s->n_told && s->told[0].lang.n)
        WEB(b, H(" lang=\""), T(s->told[0].lang), H("\""));
    WEB(b, H(">"), T(s->title.n ? s->title : s->id), H("</a></p>\n<p class=\"note\">"));
    web_days(b, &s->first, &s->last);
    WEB(b, H(" \xC2\xB7 "));
    web_counted(b, s->pages, "page", "pages");
    WEB(b, H(" from "));
    web_counted(b, s->origins, "origin", "origins");
    WEB(b, H(" \xC2\xB7 "));
    web_counted(b, s->outlets, "outlet", "outlets");
    if (s->langs > 1) {
        WEB(b, H(" \xC2\xB7 "));
        web_counted(b, s->langs, "language", "languages");
    }
    WEB(b, H("</p>\n<p class=\"outlets\">"));
    for (uint32_t i = 0, k = 0; i < s->n_told && k < 8; i++) {
        bool seen = !s->told[i].outlet.n;
        for (uint32_t x = 0; x < i && !seen; x++)
            seen = rd_str_eq(s->told[x].outlet, s->told[i].outlet);
        if (!seen)
            WEB(b, Z(k++ ? ", " : ""), T(s->told[i].outlet));
    }
    WEB(b, H("</p>\n</li>\n"));
}

int web_stories(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_story *v;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = web_query_read(&q, r, RD_ORDER_NEWEST, err);
    if (!rc)
        rc = rd_store_stories(r->store, &q.f, r->a, &v, &n, &total, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        web_csv_stories(b, v, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, q.limit, q.offset, total);
        WEB_ITEMS(b, n, rd_derived_story(b, &v[i_]))
        web_json_tail(b);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Stories"), "/stories");
    WEB(b, H("<h1>Stories</h1>\n<p class=\"lede\">Pages that tell of the same happening, over outlets and languages.</p>\n"));
    web_filter_form(b, r, "/stories", "Words");
    if (n)
        WEB(b, H("<ol class=\"stories\">\n"));
    else
        web_nothing(b, "No story fits.");
    for (uint32_t i = 0; i < n; i++)
        row(b, &v[i]);
    if (n)
        WEB(b, H("</ol>\n"));
    web_pager(b, r, q.limit, q.offset, total);
    web_end(b, r);
    return RD_OK;
}

/* ---- one ---- */

struct telling {
    const struct rd_row_page *page;
    struct rd_str origin;   /* id of the page it copies; its own if none */
    uint8_t overlap;
};

static int find_origins(const struct web_req *r, const struct rd_row_story *s, struct telling *v, struct rd_err *err) {
    for (uint32_t i = 0; i < s->n_told; i++) {
        struct rd_row_copy *c;
        uint32_t n;
        v[i].page = &s->told[i];
        v[i].origin = s->told[i].id;
        int rc = rd_store_copies(r->store, s->told[i].id, r->a, &c, &n, err);
        if (rc)
            return rc;
        for (uint32_t k = 0; k < n; k++) {
            if (c[k].origin)
                v[i].origin = c[k].page.id;
            if (rd_str_eq(c[k].page.id, s->told[i].id))
                v[i].overlap = c[k].overlap;
        }
    }
    return RD_OK;
}

/* `number`: of the telling, for the table below. */
static void statements_of(struct rd_buf *b, const struct web_teller *x, const struct rd_row_page *p, uint32_t number, struct rd_arena *a) {
    if (!x->n)
        web_nothing(b, "No statement on it.");
    else
        WEB(b, H("<ol class=\"told-statements\">\n"));
    for (uint32_t i = 0; i < x->n; i++) {
        const struct rd_row_statement *s = &x->s[i];
        struct rd_str w = rd_derived_words(s, a);
        WEB(b, H("<li id=\"r"), N(number), H("-"), N(i + 1), H("\">"));
        web_side(b, s->speaker.side);
        WEB(b, H(" <a class=\"name\" href=\"/statement/"), U(s->id), H("\">"), T(s->speaker.name.n ? s->speaker.name : RD_LIT("not named")),
            H("</a> <span class=\"words\" dir=\"auto\""));
        if (p->lang.n)
            WEB(b, H(" lang=\""), T(p->lang), H("\""));
        WEB(b, H(">"), T(web_cut(w, 220)), Z(web_cut(w, 220).n < w.n ? "\xE2\x80\xA6" : ""), H("</span>"));
        for (uint32_t k = 0; k < s->n_issues && k < 3; k++) {
            WEB(b, H(" <span class=\"tag\">"));
            web_issue_link(b, web_issue_key(s, k), s->issues[k]);
            WEB(b, H("</span>"));
        }
        WEB(b, H("</li>\n"));
    }
    if (x->n)
        WEB(b, H("</ol>\n"));
}

/* One page with its statements, which *out gets for the table. */
static int telling(struct rd_buf *b, const struct web_req *r, const struct telling *all, uint32_t n, uint32_t i, struct web_teller *out, uint32_t number, struct rd_err *err) {
    const struct rd_row_page *p = all[i].page;
    uint32_t copies = 0;
    WEB(b, H("<section class=\"told\">\n<h2>"), T(p->outlet.n ? p->outlet : RD_LIT("Outlet not told")), H("</h2>\n<p class=\"told-title\" dir=\"auto\">"));
    web_page_line(b, p);
    WEB(b, H("</p>\n"));
    for (uint32_t k = 0; k < n; k++) {
        if (k == i || !rd_str_eq(all[k].origin, p->id))
            continue;
        if (!copies++)
            WEB(b, H("<details class=\"copies\"><summary>Copied by others</summary>\n<ul class=\"short\">\n"));
        WEB(b, H("<li>"));
        web_page_line(b, all[k].page);
        if (all[k].overlap)
            WEB(b, H(" <span class=\"note\">"), N(all[k].overlap), H(" % the same</span>"));
        WEB(b, H("</li>\n"));
    }
    if (copies)
        WEB(b, H("</ul>\n</details>\n"));
    struct rd_filter f = {.page = p->id, .order = RD_ORDER_ADDED, .limit = STORY_STATEMENTS};
    struct rd_row_statement *s;
    *out = (struct web_teller){.name = p->outlet};
    int rc = rd_store_statements(r->store, &f, r->a, &s, &out->n, NULL, err);
    out->s = s;
    if (!rc)
        statements_of(b, out, p, number, r->a);
    WEB(b, H("</section>\n"));
    return rc;
}

int web_story(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_story s;
    struct rd_buf *b = &o->body;
    int rc = rd_store_story(r->store, r->rest, r->a, &s, err);
    if (rc == RD_ENOTFOUND && err)
        snprintf(err->msg, sizeof err->msg, "No story in this dossier has the id %.*s.", r->rest.n > 64 ? 64 : (int)r->rest.n, r->rest.p);
    if (rc)
        return rc;
    if (r->format == WEB_F_JSON) {
        rd_derived_story(b, &s);
        return RD_OK;
    }
    if (r->format == WEB_F_CSV) {
        web_csv_stories(b, &s, 1, r->a);
        return RD_OK;
    }
    struct telling *v = RD_NEW_N(r->a, struct telling, s.n_told + 1);
    rc = find_origins(r, &s, v, err);
    web_begin(b, r, s.title.n ? s.title : RD_LIT("Story"), "/stories#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/stories\">Stories</a></p>\n<h1 dir=\"auto\">"), T(s.title.n ? s.title : RD_LIT("Story")), H("</h1>\n<p class=\"lede\">"));
    web_counted(b, s.pages, "page", "pages");
    WEB(b, H(" from "));
    web_counted(b, s.origins, "origin", "origins");
    WEB(b, H(" \xC2\xB7 "));
    web_days(b, &s.first, &s.last);
    WEB(b, H("</p>\n<div class=\"told-columns\">\n"));
    struct web_teller *tellers = RD_NEW_N(r->a, struct web_teller, s.n_told + 1);
    uint32_t n_tellers = 0;
    for (uint32_t i = 0; i < s.n_told && !rc; i++) {
        bool there = rd_str_eq(v[i].origin, v[i].page->id);
        /* A copy stands under its origin, unless that is not among the pages shown. */
        bool origin_shown = false;
        for (uint32_t k = 0; k < s.n_told; k++)
            origin_shown = origin_shown || (k != i && rd_str_eq(v[k].page->id, v[i].origin));
        if (there || !origin_shown) {
            rc = telling(b, r, v, s.n_told, i, &tellers[n_tellers], n_tellers + 1, err);
            n_tellers++;
        }
    }
    WEB(b, H("</div>\n"));
    web_includes(b, tellers, n_tellers < STORY_TELLERS ? n_tellers : STORY_TELLERS);
    if (s.pages > s.n_told)
        WEB(b, H("<p class=\"note\">The first "), N(s.n_told), H(" pages of "), N(s.pages), H(".</p>\n"));
    web_end(b, r);
    return rc;
}
