/* pieces.c - what several views show: dates, sides, people, statements. */
#include "web/web_int.h"

#include "base/hash.h"
#include "base/utf8.h"

/* ---- dates ---- */

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
                                     "October", "November", "December"};

struct ymd {
    uint64_t y, m, d; /* 0: not told */
};

/* YYYY, YYYY-MM, YYYY-MM-DD, --MM, --MM-DD */
static bool parse(struct rd_str v, struct ymd *x) {
    struct rd_str f[3];
    *x = (struct ymd){0, 0, 0};
    if (rd_str_starts(v, "--")) {
        uint32_t n = rd_str_split(rd_str_sub(v, 2, v.n), '-', f, 2);
        return rd_str_uint(f[0], 12, &x->m) && x->m && (n < 2 || rd_str_uint(f[1], 31, &x->d));
    }
    uint32_t n = rd_str_split(v, '-', f, 3);
    return n && rd_str_uint(f[0], 9999, &x->y) && (n < 2 || (rd_str_uint(f[1], 12, &x->m) && x->m)) &&
           (n < 3 || rd_str_uint(f[2], 31, &x->d));
}

static void put_ymd(struct rd_buf *o, const struct ymd *x, bool month, bool year) {
    if (x->d)
        WEB(o, N(x->d));
    if (x->m && month)
        WEB(o, Z(x->d ? " " : ""), Z(months[x->m - 1]));
    if (x->y && year)
        WEB(o, Z(x->m ? " " : ""), N(x->y));
}

void web_date(struct rd_buf *o, const struct rd_date *d) {
    struct rd_str v = rd_str_of(d->value), half[2];
    struct ymd a, b;
    if (!v.n) {
        WEB(o, H("<span class=\"undated\">undated</span>"));
        return;
    }
    if (rd_str_split(v, '/', half, 2) == 2 && parse(half[0], &a) && parse(half[1], &b)) {
        bool same_year = a.y == b.y;
        WEB(o, H("<span class=\"date\">"));
        put_ymd(o, &a, !(same_year && a.m == b.m), !same_year);
        WEB(o, H("\xE2\x80\x93"));
        put_ymd(o, &b, true, true);
        WEB(o, H("</span>"));
    } else if (parse(v, &a)) {
        bool machine = a.y || a.d; /* HTML has no month without a year */
        if (machine)
            WEB(o, H("<time class=\"date\" datetime=\""), T(v), H("\">"));
        put_ymd(o, &a, true, true);
        if (machine)
            WEB(o, H("</time>"));
        if (!a.y)
            WEB(o, H(" <span class=\"note\">(year not told)</span>"));
    } else {
        WEB(o, T(v));
    }
}

void web_date_basis(struct rd_buf *o, const struct rd_date *d) {
    static const char *const bases[] = {
        [RD_BASIS_WEEKDAY] = "from the weekday", [RD_BASIS_RELATIVE] = "from a relative word",
        [RD_BASIS_PAGE_DATE] = "the page\xE2\x80\x99s own date", [RD_BASIS_METADATA] = "from the page\xE2\x80\x99s metadata",
        [RD_BASIS_URL] = "from the address of the page"};
    const char *z = d->value[0] && d->basis < RD_ARRAY_LEN(bases) ? bases[d->basis] : NULL;
    if (z)
        WEB(o, H(" <span class=\"note\">("), Z(z), H(")</span>"));
}

void web_stamp(struct rd_buf *o, struct rd_str at) {
    struct ymd x;
    bool good = at.n == 20 && at.p[10] == 'T' && at.p[19] == 'Z' && parse(rd_str_sub(at, 0, 10), &x);
    WEB(o, H("<time datetime=\""), T(at), H("\">"));
    if (good) {
        put_ymd(o, &x, true, true);
        WEB(o, H(", "), T(rd_str_sub(at, 11, 16)), H(" UTC"));
    } else {
        WEB(o, T(at));
    }
    WEB(o, H("</time>"));
}

/* ---- small things ---- */

void web_words_str(struct rd_buf *o, struct rd_str name) {
    while (name.n) {
        int64_t at = rd_str_find(name, RD_LIT("_"), 0);
        WEB(o, T(at < 0 ? name : rd_str_sub(name, 0, (uint32_t)at)));
        if (at < 0)
            return;
        WEB(o, H(" "));
        name = rd_str_sub(name, (uint32_t)at + 1, name.n);
    }
}

struct rd_str web_cut(struct rd_str s, uint32_t chars) {
    uint32_t i = 0;
    for (uint32_t n = 0; i < s.n && n < chars; n++)
        (void)rd_utf8_next(s, &i);
    return rd_str_sub(s, 0, i);
}

void web_words(struct rd_buf *o, const char *name) {
    web_words_str(o, rd_str_of(name));
}

/* Twelve hues for all sides of the world: this seed gives different ones to states that are often told of together. */
#define SIDE_HUES 12u
#define SIDE_SEED 68595u

void web_side(struct rd_buf *o, struct rd_str side) {
    if (!side.n)
        return;
    WEB(o, H("<span class=\"side side-"), N(rd_hash64(side.p, side.n, SIDE_SEED) % SIDE_HUES), H("\" title=\"side\">"), T(side), H("</span>"));
}

void web_party(struct rd_buf *o, const struct rd_row_party *p) {
    struct rd_str name = p->name.n ? p->name : p->span.exact;
    if (!name.n)
        WEB(o, H("<span class=\"nobody\">not named</span>"));
    else if (p->actor)
        WEB(o, H("<a class=\"name\" href=\"/actor/"), N((uint64_t)p->actor), H("\">"), T(name), H("</a>"));
    else
        WEB(o, H("<span class=\"name\">"), T(name), H("</span>"));
}

void web_parties(struct rd_buf *o, const struct rd_row_party *p, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            WEB(o, H(", "));
        web_party(o, &p[i]);
    }
}

struct rd_str web_title_of(const struct rd_row_origin *p) {
    return p->title.n ? p->title : p->path.n ? p->path : p->url.n ? p->url : p->page;
}

void web_source(struct rd_buf *o, const struct rd_row_origin *p) {
    WEB(o, H("<span class=\"source\">"));
    if (p->outlet.n)
        WEB(o, H("<span class=\"outlet\">"), T(p->outlet), H("</span> \xC2\xB7 "));
    WEB(o, H("<a href=\"/page/"), U(p->page), H("\""));
    if (p->lang.n)
        WEB(o, H(" lang=\""), T(p->lang), H("\""));
    WEB(o, H(">"), T(web_title_of(p)), H("</a></span>"));
}

void web_nothing(struct rd_buf *o, const char *text) {
    WEB(o, H("<p class=\"nothing\">"), Z(text), H("</p>\n"));
}

/* ---- tables: on a small screen each row becomes a card, so that roles and labels are written out ---- */

void web_table_begin(struct rd_buf *o, const char *label, const struct web_col *cols, uint32_t n) {
    WEB(o, H("<table role=\"table\" class=\"list\" aria-label=\""), Z(label), H("\">\n<thead role=\"rowgroup\"><tr role=\"row\">"));
    for (uint32_t i = 0; i < n; i++)
        if (cols[i].num)
            WEB(o, H("<th role=\"columnheader\" scope=\"col\" class=\"num\">"), Z(cols[i].name), H("</th>"));
        else
            WEB(o, H("<th role=\"columnheader\" scope=\"col\">"), Z(cols[i].name), H("</th>"));
    WEB(o, H("</tr></thead>\n<tbody role=\"rowgroup\">\n"));
}

void web_row_begin(struct rd_buf *o) {
    WEB(o, H("<tr role=\"row\">"));
}

void web_td(struct rd_buf *o, const struct web_col *col, bool lead) {
    if (lead)
        WEB(o, H("<td role=\"cell\" class=\"lead-cell\">"));
    else
        WEB(o, H("<td role=\"cell\""), Z(col->num ? " class=num" : ""), H(" data-label=\""), Z(col->name), H("\">"));
}

void web_td_end(struct rd_buf *o) {
    WEB(o, H("</td>"));
}

void web_row_end(struct rd_buf *o) {
    WEB(o, H("</tr>\n"));
}

void web_table_end(struct rd_buf *o) {
    WEB(o, H("</tbody>\n</table>\n"));
}

/* ---- a statement in a list ---- */

static void flag(struct rd_buf *o, const char *name, bool strong) {
    if (strong)
        WEB(o, H(" <span class=\"flag flag-strong\">"), Z(name), H("</span>"));
    else
        WEB(o, H(" <span class=\"flag\">"), Z(name), H("</span>"));
}

void web_flags(struct rd_buf *o, const struct rd_row_statement *s) {
    if (s->denied)
        flag(o, "denied saying", true);
    if (s->negated)
        flag(o, "negated", true);
    if (s->modality != RD_MOD_ASSERTED)
        flag(o, rd_modality_name(s->modality), false);
    if (s->condition.exact.n)
        flag(o, "with a condition", false);
    if (s->nested_in.n)
        flag(o, "nested", false);
}

static bool in_context(const struct rd_row_statement *s) {
    for (uint32_t i = 0; i < s->n_content; i++)
        if (!rd_span_holds(s->context.span, s->content[i].at))
            return false;
    return s->context.text.n && s->n_content;
}

static void words_of(struct rd_buf *o, const struct rd_row_statement *s, const struct web_req *r) {
    if (in_context(s)) {
        uint32_t n;
        struct web_mark *m = web_statement_marks(s, true, false, r->a, &n);
        web_marked(o, s->context.text, s->context.span.beg, m, n, r->a);
        return;
    }
    for (uint32_t i = 0; i < s->n_content; i++) {
        if (i)
            WEB(o, H(" \xE2\x80\xA6 "));
        WEB(o, H("<mark class=\"m m-content\">"), T(s->content[i].exact), H("</mark>"));
    }
}

void web_card(struct rd_buf *o, const struct rd_row_statement *s, const struct web_req *r) {
    WEB(o, H("<article class=\"card\">\n<p class=\"who\">"));
    web_side(o, s->speaker.side);
    WEB(o, H(" "));
    web_party(o, &s->speaker);
    if (s->n_co)
        WEB(o, H(", "));
    web_parties(o, s->co_speakers, s->n_co);
    if (s->n_addr) {
        WEB(o, H(" <span class=\"arrow\"><span aria-hidden=\"true\">\xE2\x86\x92</span><span class=\"hidden\">to</span></span> "));
        web_parties(o, s->addressees, s->n_addr);
    }
    WEB(o, H("</p>\n<blockquote dir=\"auto\""));
    if (s->origin.lang.n)
        WEB(o, H(" lang=\""), T(s->origin.lang), H("\""));
    WEB(o, H(">"));
    words_of(o, s, r);
    WEB(o, H("</blockquote>\n<p class=\"meta\"><a class=\"permalink\" href=\"/statement/"), U(s->id), H("\">"));
    web_date(o, s->said_on.value[0] || !s->day.from_page ? &s->said_on : &s->origin.published);
    WEB(o, H("</a>"));
    if (!s->said_on.value[0] && s->day.from_page)
        WEB(o, H(" <span class=\"note\">(date of the page)</span>"));
    WEB(o, H(" <span class=\"kind\">"));
    web_words(o, rd_form_name(s->form));
    if (s->channel != RD_CH_UNSPECIFIED) {
        WEB(o, H(", "));
        web_words(o, rd_channel_name(s->channel));
    }
    WEB(o, H("</span>"));
    web_flags(o, s);
    WEB(o, H(" "));
    web_source(o, &s->origin);
    WEB(o, H("</p>\n</article>\n"));
}

void web_cards(struct rd_buf *o, const struct rd_row_statement *s, uint32_t n, const struct web_req *r) {
    WEB(o, H("<ol class=\"cards\">\n"));
    for (uint32_t i = 0; i < n; i++) {
        WEB(o, H("<li>"));
        web_card(o, &s[i], r);
        WEB(o, H("</li>\n"));
    }
    WEB(o, H("</ol>\n"));
}
