/* meta.c - what the markup says of the page: title, outlet, dates, section, tags, address. Order of trust, first found wins:
 *   title      headline in the text if <title>, og:title or JSON-LD agree; og:title or JSON-LD without the outlet's name; <title>
 *   published  given with the blob; JSON-LD; article:published_time and its kin; microdata; <time> beside the headline; address; text
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

static void take_title(struct html_doc *d, const struct html_ld *ld) {
    struct page_ctx *c = d->c;
    static const char *const NAMES[] = {"og:title", "twitter:title", "dc.title", "title", NULL};
    const struct page_unit *u = d->h1 < c->n_units ? &c->units[d->h1] : NULL;
    struct rd_str told = first_of(d, NAMES);
    if (u)
        c->out->title = page_told(c, rd_arena_str(c->a, u->text), u, 0, u->text.n);
    else if (ld->headline.n)
        c->out->title.value = ld->headline;
    else if (told.n)
        c->out->title.value = without_outlet(d, told);
    else if (d->title.n)
        c->out->title.value = without_outlet(d, d->title);
}

/* ---- dates ---- */

static bool try_date(const struct html_doc *d, struct rd_str s, struct rd_date *to) {
    struct rd_date got = {.value = {0}};
    if (to->value[0] || !s.n || !page_date_machine(d->c, s, &got) || got.prec != RD_PREC_DAY)
        return false;
    *to = got;
    return true;
}

/* /2031/04/05/ or /20310405 or 2031-04-05 in an address. */
static void date_of_address(const struct html_doc *d, struct rd_str url) {
    struct rd_date *to = &d->c->out->published;
    for (uint32_t i = 0; i + 8 <= url.n && !to->value[0]; i++) {
        if (i && url.p[i - 1] >= '0' && url.p[i - 1] <= '9')
            continue;
        uint64_t y, m, day;
        if (!rd_str_uint(rd_str_sub(url, i, i + 4), 2100, &y) || y < 1990)
            continue;
        bool marked = strchr("/-_.", url.p[i + 4]);
        uint32_t k = i + 4 + marked, step = k + 2 + marked;
        if (step + 2 > url.n || (marked && url.p[k + 2] != url.p[i + 4]))
            continue;
        if (!rd_str_uint(rd_str_sub(url, k, k + 2), 12, &m) || !rd_str_uint(rd_str_sub(url, step, step + 2), 31, &day))
            continue;
        bool ends = step + 2 == url.n || !(url.p[step + 2] >= '0' && url.p[step + 2] <= '9');
        if (ends && rd_ymd_valid((int)y, (int)m, (int)day))
            *to = rd_date_make((int)y, (int)m, (int)day, RD_BASIS_URL);
    }
}

/* A date printed in the text near the headline: in blocks that say they hold dates or facts, then in short lines around it. */
static void date_of_text(const struct html_doc *d) {
    struct page_ctx *c = d->c;
    struct rd_date *to = &c->out->published;
    for (int pass = 0; pass < 3 && !to->value[0]; pass++)
        for (uint32_t i = 0; i < c->n_units && !to->value[0]; i++) {
            struct page_unit *u = &c->units[i];
            const struct html_node *n = &d->nodes[u->node];
            bool marked = (n->state | n->hints) & (HTML_H_DATE | HTML_H_META | HTML_H_BYLINE);
            bool near_head = d->h1 < c->n_units && i + 4 >= d->h1 && i <= d->h1 + 8;
            if (u->words > 30 || (n->state & (HTML_H_COMMENT | HTML_H_ASIDE | HTML_H_FOOTER | HTML_H_NAV)))
                continue;
            if (pass == 0 ? !(marked && near_head) : pass == 1 ? !(near_head && u->words <= 20) : !marked)
                continue;
            struct page_date p;
            if (!page_date_find(c, u->text, &p) || !p.y || !p.d || p.y < 1990)
                continue;
            *to = rd_date_make(p.y, p.m, p.d, RD_BASIS_PRINTED);
            to->cite = page_src_span(c, u, p.beg, p.end);
        }
}

static bool beside_article(const struct html_doc *d, const struct html_time *t) {
    uint32_t state = d->nodes[t->node].state;
    if (state & (HTML_H_COMMENT | HTML_H_ASIDE | HTML_H_NAV | HTML_H_FOOTER))
        return false;
    return html_inside(d, t->node, d->main) || (d->h1 < d->c->n_units && t->unit + 12 >= d->h1 && t->unit <= d->h1 + 14);
}

static void take_dates(struct html_doc *d, const struct html_ld *ld) {
    struct rd_page *p = d->c->out;
    static const char *const FIRST[] = {"article:published_time", "og:article:published_time", "og:published_time", "datepublished",
                                        "itemprop:datePublished", "itemprop:datepublished", "itemprop:datecreated", "parsely-pub-date",
                                        "sailthru.date", "article.published", "published_at", "publication_date", "publish-date", "publishdate",
                                        "published-date", "pub_date", "pubdate", "dc.date.issued", "dcterms.issued", "dc.date.created",
                                        "dcterms.created", "dc.date", "dcterms.date", "dc.created", "article_date_original", "cxenseparse:recs:publishtime",
                                        "citation_date", "citation_publication_date", "date", "displaydate", "originalpublicationdate",
                                        "timestamp", "ptime", "release_date", "og:release_date", "last-published", "shareaholic:article_published_time",
                                        "rnews:datepublished", "bt:pubdate", "mediator_published_time", "dc:date", NULL};
    static const char *const LATER[] = {"article:modified_time", "og:updated_time", "og:article:modified_time", "itemprop:datemodified",
                                        "datemodified", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod", NULL};
    try_date(d, ld->published, &p->published);
    for (const char *const *n = FIRST; *n && !p->published.value[0]; n++)
        try_date(d, html_meta_get(d, *n), &p->published);
    for (int pass = 0; pass < 2 && !p->published.value[0]; pass++)
        for (uint32_t i = 0; i < d->n_times && !p->published.value[0]; i++)
            if (!d->times[i].modified && (d->times[i].published || pass) && beside_article(d, &d->times[i]))
                try_date(d, d->times[i].value, &p->published);
    struct rd_str url = d->canonical.n ? d->canonical : html_meta_get(d, "og:url");
    if (!p->published.value[0])
        date_of_address(d, url.n ? url : d->c->blob->url);
    if (!p->published.value[0])
        date_of_text(d);
    try_date(d, ld->modified, &p->modified);
    for (const char *const *n = LATER; *n && !p->modified.value[0]; n++)
        try_date(d, html_meta_get(d, *n), &p->modified);
    for (uint32_t i = 0; i < d->n_times && !p->modified.value[0]; i++)
        if (d->times[i].modified && beside_article(d, &d->times[i]))
            try_date(d, d->times[i].value, &p->modified);
    if (!p->published.value[0] && p->modified.value[0])
        p->published = p->modified;
    if (!p->published.value[0])
        for (uint32_t i = 0; i < d->n_times && !p->published.value[0]; i++)
            try_date(d, d->times[i].value, &p->published);
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
    take_dates(d, ld);
    take_tags(d, ld);
    if (ld->live && p->verdict == RD_VERDICT_ARTICLE)
        p->verdict = RD_VERDICT_LIVE;
}
