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

/* A headline may hold a kicker: "<h1><span>Town</span> <span class=headline>Bridge closes</span></h1>". The part that says headline, or
 * that the told title is the end of, is the title. */
static struct rd_span headline_part(const struct html_doc *d, const struct page_unit *u, struct rd_str told) {
    struct rd_span whole = {0, u->text.n};
    for (uint32_t i = u->node + 1; i < d->n_nodes && d->nodes[i].unit <= d->h1; i++) {
        const struct html_node *n = &d->nodes[i];
        if (n->unit == d->h1 && n->unit_end == d->h1 && (n->hints & HTML_H_TITLE) && n->at_end > n->at + 10 && n->at_end <= u->text.n)
            return (struct rd_span){n->at + (u->text.p[n->at] == ' '), n->at_end - (u->text.p[n->at_end - 1] == ' ')};
    }
    if (told.n >= 10 && told.n < u->text.n && rd_str_eq(rd_str_sub(u->text, u->text.n - told.n, u->text.n), told) && u->text.p[u->text.n - told.n - 1] == ' ')
        whole.beg = u->text.n - told.n;
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
        struct rd_span part = headline_part(d, u, told);
        c->out->title = page_told(c, rd_arena_str(c->a, rd_span_of(u->text, part)), u, part.beg, part.end);
    } else if (ld->headline.n) {
        c->out->title.value = ld->headline;
    } else if (told.n) {
        c->out->title.value = told;
    } else if (d->title.n) {
        c->out->title.value = without_outlet(d, d->title);
    }
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

/* ---- dates in the text ---- */

/* Where the article begins: its headline, else its first paragraph. */
uint32_t html_head_unit(const struct html_doc *d) {
    if (d->h1 < d->c->n_units)
        return d->h1;
    for (uint32_t i = 0; i < d->c->n_units; i++)
        if (d->c->units[i].role == RD_ROLE_LEAD)
            return i;
    return 0;
}

enum pass { MARKED_NEAR, SHORT_NEAR, BEGINS_NEAR, MARKED, SHORT_INSIDE, N_PASSES };

/* May a date in this unit be the page's own in a pass? The passes go from sure to less sure. */
static bool pass_takes(const struct html_doc *d, const struct page_unit *u, uint32_t i, uint32_t head, int pass) {
    const struct html_node *n = &d->nodes[u->node];
    bool marked = (n->state | n->hints) & (HTML_H_DATE | HTML_H_META | HTML_H_BYLINE);
    bool near_head = i + 6 >= head && i <= head + 10, inside = html_inside(d, u->node, d->main);
    if ((n->state & (HTML_H_COMMENT | HTML_H_ASIDE | HTML_H_FOOTER | HTML_H_NAV)) && !(near_head && marked))
        return false;
    switch (pass) {
    case MARKED_NEAR: return marked && near_head && u->words <= 30;
    case SHORT_NEAR: return near_head && u->words <= 20;
    case BEGINS_NEAR: return near_head && inside;
    case MARKED: return marked && inside && u->words <= 20;
    default: return inside && u->words <= 8;
    }
}

static bool date_of_text(const struct html_doc *d, struct rd_date *to, int last_pass) {
    struct page_ctx *c = d->c;
    uint32_t head = html_head_unit(d);
    for (int pass = 0; pass <= last_pass; pass++)
        for (uint32_t i = 0; i < c->n_units; i++) {
            const struct page_unit *u = &c->units[i];
            struct page_date p;
            if (!pass_takes(d, u, i, head, pass) || !page_date_find(c, rd_str_sub(u->text, 0, u->text.n < 240 ? u->text.n : 240), &p))
                continue;
            if (!p.y || !p.d || p.y < 1990 || (pass == BEGINS_NEAR && p.beg > 40))
                continue;
            *to = rd_date_make(p.y, p.m, p.d, RD_BASIS_PRINTED);
            to->cite = page_src_span(c, u, p.beg, p.end);
            return true;
        }
    return false;
}

/* ---- dates in scripts: a page whose JSON-LD is broken, or that is built in the browser ---- */

static void date_of_scripts(const struct html_doc *d) {
    static const char *const KEYS[] = {"\"datePublished\"", "\"date_published\"", "\"published_at\"", "\"publishedAt\"", "\"publicationDate\"",
                                       "\"publishDate\"", "\"pubDate\"", "\"firstPublished\"", "\"publishedDate\"", "\"dateCreated\"",
                                       "\"datePosted\""};
    struct rd_str s = d->c->src.text;
    for (size_t k = 0; k < RD_ARRAY_LEN(KEYS) && !d->c->out->published.value[0]; k++) {
        int64_t at = rd_str_find(s, rd_str_of(KEYS[k]), 0);
        if (at < 0)
            continue;
        uint32_t i = (uint32_t)at + (uint32_t)strlen(KEYS[k]);
        while (i < s.n && (s.p[i] == ' ' || s.p[i] == ':'))
            i++;
        if (i < s.n && s.p[i] == '"')
            try_date(d, rd_str_sub(s, i + 1, i + 41 < s.n ? i + 41 : s.n), &d->c->out->published);
    }
}

static bool beside_article(const struct html_doc *d, const struct html_time *t) {
    uint32_t state = d->nodes[t->node].state;
    if (state & (HTML_H_COMMENT | HTML_H_ASIDE | HTML_H_NAV | HTML_H_FOOTER))
        return false;
    return html_inside(d, t->node, d->main) || (d->h1 < d->c->n_units && t->unit + 12 >= d->h1 && t->unit <= d->h1 + 14);
}

/* A moment in universal time may be the day before or after where the page was written: then the day that the page prints, or that a
 * time of its own with an offset gives, is the page's day. */
static void local_day(const struct html_doc *d, struct rd_str stamp) {
    struct rd_date *p = &d->c->out->published, other = {.value = {0}};
    bool utc = rd_str_ends(stamp, "Z") || rd_str_ends(stamp, "+00:00") || rd_str_ends(stamp, "GMT") || rd_str_ends(stamp, "+0000");
    int32_t day, then;
    if (!utc || stamp.n < 16 || !rd_date_first_day(p, &day))
        return;
    for (uint32_t i = 0; i < d->n_times; i++) {
        struct rd_str v = d->times[i].value;
        if (v.n >= 22 && beside_article(d, &d->times[i]) && (v.p[v.n - 6] == '+' || v.p[v.n - 6] == '-') && !rd_str_ends(v, "00:00") && try_date(d, v, &other))
            break;
        other.value[0] = 0;
    }
    if (!other.value[0])
        date_of_text(d, &other, SHORT_NEAR);
    if (rd_date_first_day(&other, &then) && (then == day - 1 || then == day + 1))
        *p = other;
}

static void take_dates(struct html_doc *d, const struct html_ld *ld) {
    struct rd_page *p = d->c->out;
    static const char *const FIRST[] = {"article:published_time", "og:article:published_time", "og:published_time", "datepublished",
                                        "itemprop:datePublished", "itemprop:datepublished", "itemprop:datecreated", "parsely-pub-date",
                                        "sailthru.date", "article.published", "published_at", "cxenseparse:recs:publishtime",
                                        "publishdate", "publish-date", "published-date", "rnews:datepublished", "bt:pubdate",
                                        "mediator_published_time", "article_date_original", NULL};
    /* Often the day of the last change, or of the template. */
    static const char *const WEAK[] = {"publication_date", "pub_date", "pubdate", "dc.date.issued", "dcterms.issued", "dc.date.created",
                                       "dcterms.created", "citation_date", "citation_publication_date", "originalpublicationdate", "displaydate",
                                       "dc.date", "dcterms.date", "dc.created", "date", "timestamp", "ptime", "release_date",
                                       "og:release_date", "last-published", "shareaholic:article_published_time", "dc:date", NULL};
    static const char *const LATER[] = {"article:modified_time", "og:updated_time", "og:article:modified_time", "itemprop:datemodified",
                                        "datemodified", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod", NULL};
    struct rd_str stamp = ld->published;
    try_date(d, stamp, &p->published);
    for (const char *const *n = FIRST; *n && !p->published.value[0]; n++)
        try_date(d, stamp = html_meta_get(d, *n), &p->published);
    for (int pass = 0; pass < 2 && !p->published.value[0]; pass++)
        for (uint32_t i = 0; i < d->n_times && !p->published.value[0]; i++)
            if (!d->times[i].modified && (d->times[i].published || pass) && beside_article(d, &d->times[i]))
                try_date(d, stamp = d->times[i].value, &p->published);
    if (p->published.value[0] && !d->c->blob->date.n)
        local_day(d, stamp);
    if (!p->published.value[0])
        date_of_text(d, &p->published, MARKED_NEAR);
    for (const char *const *n = WEAK; *n && !p->published.value[0]; n++)
        try_date(d, html_meta_get(d, *n), &p->published);
    struct rd_str url = d->canonical.n ? d->canonical : html_meta_get(d, "og:url");
    if (!p->published.value[0])
        date_of_address(d, url.n ? url : d->c->blob->url);
    if (!p->published.value[0] && !date_of_text(d, &p->published, MARKED))
        date_of_scripts(d);
    if (!p->published.value[0])
        date_of_text(d, &p->published, SHORT_INSIDE);
    struct page_date in_title;
    if (!p->published.value[0] && d->title.n && page_date_find(d->c, d->title, &in_title) && in_title.y && in_title.d)
        p->published = rd_date_make(in_title.y, in_title.m, in_title.d, RD_BASIS_PRINTED);
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
