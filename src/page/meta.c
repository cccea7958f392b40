/* meta.c - what the markup says of the page: title, outlet, section, tags, address (dates: pubdate.c). Order of trust, first found wins:
 *   title      headline in the text if <title>, og:title or JSON-LD agree; og:title or JSON-LD without the outlet's name; <title>
 *   outlet     given; og:site_name; JSON-LD publisher; what the page's small print says */
#include "page/html_int.h"

static struct rd_str first_of(const struct html_doc *d, const char *const *names) {
    for (; *names; names++) {
        struct rd_str v = html_meta_get(d, *names);
        if (v.n)
            return v;
    }
    return RD_NONE;
}

/* ---- title ---- */

static bool same_key(struct rd_str a, struct rd_str b, struct rd_arena *mem) {
    return rd_str_eq(rd_utf8_key(a, mem), rd_utf8_key(b, mem));
}

/* "Headline | Outlet", "Headline - Section - Outlet": cuts at the last mark while what is behind it is short or is the outlet. */
static struct rd_str without_outlet(const struct html_doc *d, struct rd_str t) {
    static const char *const MARKS[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xBB ", " \xC2\xB7 ", " :: ", " // ", " \xE2\x80\xA2 "};
    struct rd_str outlet = d->c->out->outlet.value;
    for (int round = 0; round < 3; round++) {
        int64_t cut = -1;
        uint32_t len = 0;
        for (size_t i = 0; i < RD_ARRAY_LEN(MARKS); i++)
            for (int64_t at = 0; (at = rd_str_find(t, rd_str_of(MARKS[i]), (uint32_t)at)) >= 0; at++)
                if (at > cut) {
                    cut = at;
                    len = (uint32_t)strlen(MARKS[i]);
                }
        if (cut < 0)
            break;
        struct rd_str head = rd_str_sub(t, 0, (uint32_t)cut), tail = rd_str_sub(t, (uint32_t)cut + len, t.n);
        bool bar = len == 3 && t.p[cut + 1] == '|';
        bool is_outlet = outlet.n && (same_key(tail, outlet, d->c->a) || rd_str_find(rd_utf8_key(tail, d->c->a), rd_utf8_key(outlet, d->c->a), 0) >= 0);
        if (!is_outlet && !(bar && tail.n < 40) && !(tail.n < 30 && tail.n * 2 < head.n))
            break;
        t = rd_str_trim(head);
    }
    return t;
}

/* A headline may hold a kicker: "<h1><span>Town</span> <span class=headline>Bridge closes</span></h1>". The part that says headline, or
 * that the told title is the end of, is the title. */
static struct rd_span headline_part(struct html_doc *d, const struct page_unit *u, const struct rd_str *told, size_t n_told) {
    struct rd_span whole = {0, u->text.n};
    for (uint32_t i = u->node + 1; i < d->n_nodes && d->nodes[i].unit <= d->h1; i++) {
        const struct html_node *n = &d->nodes[i];
        if (n->unit == d->h1 && n->unit_end == d->h1 && (n->hints & HTML_H_TITLE) && n->at_end > n->at + 10 && n->at_end <= u->text.n)
            return (struct rd_span){n->at + (u->text.p[n->at] == ' '), n->at_end - (u->text.p[n->at_end - 1] == ' ')};
    }
    for (size_t k = 0; k < n_told; k++)
        if (told[k].n >= u->text.n && rd_str_find(told[k], u->text, 0) >= 0)
            return whole;
    for (size_t k = 0; k < n_told; k++) {
        struct rd_str t = without_outlet(d, told[k]);
        int64_t at = t.n >= 10 && t.n < u->text.n && t.n * 3 >= u->text.n ? rd_str_find(u->text, t, 0) : -1;
        uint32_t end = at < 0 ? 0 : (uint32_t)at + t.n;
        bool open = at >= 0 && (at == 0 || strchr(" :|\"", u->text.p[at - 1]) || (unsigned char)u->text.p[at - 1] >= 0x80);
        struct page_date behind; /* "Bridge closes 3.5.2031, News" */
        if (open && (end == u->text.n || (u->text.p[end] == ' ' && page_date_find(d->c, rd_str_sub(u->text, end, u->text.n), &behind) && behind.y)))
            return (struct rd_span){(uint32_t)at, end};
    }
    struct page_date date; /* "3.5.2031 - Bridge closes" */
    if (page_date_find(d->c, rd_str_sub(u->text, 0, u->text.n < 30 ? u->text.n : 30), &date) && date.beg == 0 && date.y && date.d) {
        uint32_t at = date.end;
        while (at < u->text.n && strchr(" -|:,/", u->text.p[at]))
            at++;
        if (u->text.n > at + 10)
            whole.beg = at;
    }
    return whole;
}

static void take_title(struct html_doc *d, const struct html_ld *ld) {
    struct page_ctx *c = d->c;
    static const char *const NAMES[] = {"og:title", "twitter:title", "dc.title", "title", NULL};
    const struct page_unit *u = d->h1 < c->n_units ? &c->units[d->h1] : NULL;
    struct rd_str told = first_of(d, NAMES);
    if (told.n)
        told = without_outlet(d, told);
    if (u) {
        struct rd_str all[] = {first_of(d, NAMES), ld->headline, html_meta_get(d, "twitter:title"), d->title};
        struct rd_span part = headline_part(d, u, all, RD_ARRAY_LEN(all));
        c->out->title = page_told(c, rd_arena_str(c->a, rd_span_of(u->text, part)), u, part.beg, part.end);
    } else if (ld->headline.n) {
        c->out->title.value = without_outlet(d, ld->headline);
    } else if (told.n) {
        c->out->title.value = told;
    } else if (d->title.n) {
        c->out->title.value = without_outlet(d, d->title);
    }
}

/* ---- the rest ---- */

static void take_tags(struct html_doc *d, const struct html_ld *ld) {
    struct rd_page *p = d->c->out;
    uint32_t cap = 0, told;
    for (uint32_t i = 0; i < d->n_metas; i++)
        if (rd_str_is(d->metas[i].name, "article:tag") && p->n_tags < 40)
            *RD_PUSH(d->c->a, p->tags, p->n_tags, cap) = d->metas[i].value;
    told = p->n_tags;
    for (uint32_t i = 0; !told && i < ld->n_keyword; i++)
        *RD_PUSH(d->c->a, p->tags, p->n_tags, cap) = ld->keyword[i];
    struct rd_str part[40], words = html_meta_get(d, "news_keywords");
    if (!words.n)
        words = html_meta_get(d, "keywords");
    uint32_t n = p->n_tags || !words.n ? 0 : rd_str_split(words, ',', part, 40);
    for (uint32_t i = 0; i < n; i++)
        if (rd_str_trim(part[i]).n)
            *RD_PUSH(d->c->a, p->tags, p->n_tags, cap) = rd_str_trim(part[i]);
}

void html_meta_read(struct html_doc *d) {
    struct page_ctx *c = d->c;
    struct rd_page *p = c->out;
    struct html_ld *ld = RD_NEW(c->a, struct html_ld);
    static const char *const SITE[] = {"og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site", NULL};
    static const char *const SECTION[] = {"article:section", "og:article:section", "category", "itemprop:articleSection", NULL};
    html_ld_read(d, ld);
    d->ld_read = ld;
    if (!p->outlet.value.n)
        p->outlet.value = html_meta_get(d, SITE[0]).n ? html_meta_get(d, SITE[0]) : ld->publisher.n ? ld->publisher : first_of(d, SITE);
    if (p->outlet.value.n && p->outlet.value.p[0] == '@')
        p->outlet.value = rd_str_sub(p->outlet.value, 1, p->outlet.value.n);
    if (!p->outlet.value.n)
        p->outlet.value = RD_NONE;
    take_title(d, ld);
    p->section.value = ld->section.n ? ld->section : first_of(d, SECTION);
    p->canonical.value = d->canonical.n ? d->canonical : html_meta_get(d, "og:url");
    html_dates(d, ld);
    take_tags(d, ld);
    uint32_t prose = 0, cps = 0;
    for (uint32_t i = 0; i < c->n_units; i++)
        if (c->units[i].role == RD_ROLE_LEAD || c->units[i].role == RD_ROLE_BODY || c->units[i].role == RD_ROLE_QUOTE) {
            prose += c->units[i].prose;
            cps += c->units[i].cps;
        }
    if (ld->paid && p->verdict == RD_VERDICT_ARTICLE && prose <= 4 && cps < 1500)
        p->verdict = RD_VERDICT_STUB;
    if (ld->live && p->verdict == RD_VERDICT_ARTICLE)
        p->verdict = RD_VERDICT_LIVE;
}
