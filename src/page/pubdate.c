/* pubdate.c - the day a page was published and the day it was changed. Order of trust, first found wins:
 *   given with the blob; JSON-LD, article:published_time and its kin, microdata; <time> beside the headline; a date printed at the headline;
 *   weaker meta; the address; dates behind a word like "published" anywhere; scripts; other short lines; the day of the last change.
 * Where two sources of the first rank disagree, the one that agrees with the day printed at the headline is taken. */
#include "page/html_int.h"

static bool try_date(const struct html_doc *d, struct rd_str s, struct rd_date *to) {
    struct rd_date got = {.value = {0}};
    if (to->value[0] || !s.n || !page_date_machine(d->c, s, &got) || got.prec != RD_PREC_DAY)
        return false;
    *to = got;
    return true;
}

static bool is_digit(struct rd_str s, uint32_t i) {
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

/* Two digits of a month or day at `at`. */
static bool two(struct rd_str s, uint32_t at, uint32_t max, uint64_t *v) {
    return at + 2 <= s.n && rd_str_uint(rd_str_sub(s, at, at + 2), max, v);
}

/* /2031/04/05/, 20310405, 2031-04-05, and 05-04-2031 in an address. */
static void date_of_address(const struct html_doc *d, struct rd_str url) {
    struct rd_date *to = &d->c->out->published;
    for (uint32_t i = 0; i + 8 <= url.n && !to->value[0]; i++) {
        if (i && is_digit(url, i - 1))
            continue;
        uint64_t y, m, day;
        bool marked = strchr("/-_.", url.p[i + 4]), first = strchr("-_.", url.p[i + 2]) && i + 10 <= url.n && url.p[i + 5] == url.p[i + 2];
        uint32_t k = i + 4 + marked, step = k + 2 + marked;
        if (rd_str_uint(rd_str_sub(url, i, i + 4), 2100, &y) && y >= 1990 && !(marked && (step >= url.n || url.p[k + 2] != url.p[i + 4])) &&
            two(url, k, 12, &m) && two(url, step, 31, &day) && !is_digit(url, step + 2) && rd_ymd_valid((int)y, (int)m, (int)day))
            *to = rd_date_make((int)y, (int)m, (int)day, RD_BASIS_URL);
        else if (first && two(url, i, 31, &day) && two(url, i + 3, 12, &m) && rd_str_uint(rd_str_sub(url, i + 6, i + 10), 2100, &y) && y >= 1990 &&
                 !is_digit(url, i + 10) && rd_ymd_valid((int)y, (int)m, (int)day))
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

enum pass { MARKED_NEAR, SHORT_NEAR, BEGINS_NEAR, LABELLED, MARKED, SHORT_INSIDE };

/* May a date in this unit be the page's own in a pass? The passes go from sure to less sure. */
static bool pass_takes(const struct html_doc *d, const struct page_unit *u, uint32_t i, uint32_t head, int pass) {
    const struct html_node *n = &d->nodes[u->node];
    bool marked = (n->state | n->hints) & (HTML_H_DATE | HTML_H_META | HTML_H_BYLINE);

    bool near_head = i + 6 >= head && i <= head + 10, inside = html_inside(d, u->node, d->main);
    uint32_t against = n->state & (HTML_H_COMMENT | HTML_H_ASIDE | HTML_H_NAV | (pass == LABELLED ? 0u : HTML_H_FOOTER));
    if (against && !(near_head && (marked || ((n->hints | d->nodes[n->parent].hints) & HTML_H_LEAD))))
        return false;
    switch (pass) {
    case MARKED_NEAR: return marked && near_head && u->words <= 30;
    case SHORT_NEAR: return near_head && u->words <= 20;
    case BEGINS_NEAR: return near_head && (inside || u->role == RD_ROLE_LEAD);
    case LABELLED: return u->words <= 30 && (inside || i > head);
    case MARKED: return marked && inside && u->words <= 20;
    default: return u->words <= (inside ? 12u : 6u) && (inside || (i > head && i < head + 60));
    }
}

enum label { NO_LABEL, SAYS_PUBLISHED, SAYS_UPDATED };

/* The last of the words before byte `at` that say what the date is. */
static int label_before(const struct page_ctx *c, struct rd_str s, uint32_t at) {
    struct page_words w, rest;
    int label = NO_LABEL;
    uint32_t from = at > 90 ? at - 90 : 0;
    while (from && from < at && s.p[from - 1] != ' ')
        from++;
    page_words_of(&w, rd_str_sub(s, from, at));
    for (uint32_t i = 0; i < w.n; i++) {
        page_words_of(&rest, rd_str_sub(s, (uint32_t)(w.raw[i].p - s.p), at));
        uint32_t published = page_byline(c, &rest, "published"), updated = page_byline(c, &rest, "updated");
        if (updated && updated >= published)
            label = SAYS_UPDATED;
        else if (published)
            label = SAYS_PUBLISHED;
        if (updated > 1 || published > 1)
            i += (updated > published ? updated : published) - 1;
    }
    return label;
}

/* The first full date of a unit that is not the day of a change; those fill `modified`. */
static bool date_of_unit(struct html_doc *d, const struct page_unit *u, int pass, struct rd_date *to) {
    struct page_ctx *c = d->c;
    uint32_t end = u->text.n < 240 ? u->text.n : 240, max = pass == BEGINS_NEAR ? 40 : end;
    for (uint32_t at = 0, tries = 0; at < end && tries < 4; tries++) {
        struct page_date p;
        if (!page_date_find(c, rd_str_sub(u->text, at, end), &p) || at + p.beg > max)
            return false;
        int label = label_before(c, u->text, at + p.beg);
        if (!label && pass == LABELLED && p.beg == 0 && at == 0 && u > c->units && u[-1].words <= 4)
            label = label_before(c, u[-1].text, u[-1].text.n); /* "Published" in a line of its own */
        if (p.y >= 1990 && p.d) {
            struct rd_date found = rd_date_make(p.y, p.m, p.d, RD_BASIS_PRINTED);
            found.cite = page_src_span(c, u, at + p.beg, at + p.end);
            if (label != SAYS_UPDATED && !(pass == LABELLED && label != SAYS_PUBLISHED)) {
                *to = found;
                return true;
            }
            if (label == SAYS_UPDATED && !c->out->modified.value[0])
                c->out->modified = found;
        }
        at += p.end;
    }
    return false;
}

static bool date_of_text(struct html_doc *d, struct rd_date *to, int first_pass, int last_pass) {
    struct page_ctx *c = d->c;
    uint32_t head = html_head_unit(d);
    for (int pass = first_pass; pass <= last_pass; pass++)
        for (uint32_t i = 0; i < c->n_units; i++)
            if (pass_takes(d, &c->units[i], i, head, pass) && date_of_unit(d, &c->units[i], pass, to))
                return true;
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

/* A time of the article: not of a comment or a teaser. One that says datePublished may stand further off if it is the only one. */
static bool beside_article(const struct html_doc *d, const struct html_time *t) {
    uint32_t state = d->nodes[t->node].state, others = 0;
    if (state & (HTML_H_COMMENT | HTML_H_ASIDE | HTML_H_NAV | HTML_H_FOOTER))
        return false;
    if (html_inside(d, t->node, d->main) || (d->h1 < d->c->n_units && t->unit + 12 >= d->h1 && t->unit <= d->h1 + 14))
        return true;
    for (uint32_t i = 0; i < d->n_times; i++)
        others += &d->times[i] != t && (d->times[i].published == t->published) && !rd_str_eq(d->times[i].value, t->value);
    return others == 0 && t->unit <= html_head_unit(d) + 40;
}

/* A moment in universal time may be the day before or after where the page was written: then the day that the page prints, or that a
 * time of its own with an offset gives, is the page's day. */
static void local_day(struct html_doc *d, struct rd_str stamp) {
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
        date_of_text(d, &other, MARKED_NEAR, SHORT_NEAR);
    if (rd_date_first_day(&other, &then) && (then == day - 1 || then == day + 1))
        *p = other;
}

/* The day printed at the headline, or a <time> there, beats the first source if one more of the page's own fields agrees with it: what stands
 * first is then the day the template or an older version was made. */
static void outvoted(struct html_doc *d, const char *const *first, const char *const *more) {
    struct rd_page *p = d->c->out;
    struct rd_date printed = {.value = {0}};
    if (!date_of_text(d, &printed, MARKED_NEAR, SHORT_NEAR) || !strcmp(printed.value, p->published.value))
        return;
    const char *const *lists[] = {first, more};
    uint32_t votes = 0;
    bool changed = !strcmp(p->modified.value, printed.value); /* then a source has to say that it was published that day */
    for (size_t k = 0; k < (changed ? 1u : RD_ARRAY_LEN(lists)); k++)
        for (const char *const *n = lists[k]; n && *n && !votes; n++) {
            struct rd_date other = {.value = {0}};
            votes += try_date(d, html_meta_get(d, *n), &other) && !strcmp(other.value, printed.value);
        }
    for (uint32_t i = 0; i < d->n_times && !votes && !changed; i++) {
        struct rd_date other = {.value = {0}};
        votes += !d->times[i].modified && beside_article(d, &d->times[i]) && try_date(d, d->times[i].value, &other) && !strcmp(other.value, printed.value);
    }
    if (votes)
        p->published = printed;
}

/* "01/11/2031" in the markup may be one of two days; a date that the page prints decides. */
static void settle_order(struct html_doc *d, struct rd_str stamp) {
    struct page_date p;
    struct rd_date printed = {.value = {0}}, other;
    if (!page_date_find(d->c, stamp, &p) || !p.ambiguous || !p.y)
        return;
    other = rd_date_make(p.y, p.d, p.m, RD_BASIS_METADATA);
    if (date_of_text(d, &printed, MARKED_NEAR, LABELLED) && !strcmp(printed.value, other.value))
        d->c->out->published = other;
}

void html_dates(struct html_doc *d, const struct html_ld *ld) {
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
    struct rd_str stamp = ld->published, url = d->canonical.n ? d->canonical : html_meta_get(d, "og:url");
    try_date(d, ld->modified, &p->modified);
    for (const char *const *n = LATER; *n && !p->modified.value[0]; n++)
        try_date(d, html_meta_get(d, *n), &p->modified);
    bool given = p->published.value[0] != 0;
    try_date(d, stamp, &p->published);
    for (const char *const *n = FIRST; *n && !p->published.value[0]; n++)
        try_date(d, stamp = html_meta_get(d, *n), &p->published);
    for (int pass = 0; pass < 2 && !p->published.value[0]; pass++)
        for (uint32_t i = 0; i < d->n_times && !p->published.value[0]; i++)
            if (!d->times[i].modified && (d->times[i].published || pass) && beside_article(d, &d->times[i]))
                try_date(d, stamp = d->times[i].value, &p->published);
    if (p->published.value[0] && !given) {
        local_day(d, stamp);
        settle_order(d, stamp);
        outvoted(d, FIRST, WEAK);
    }
    if (!p->published.value[0])
        date_of_text(d, &p->published, MARKED_NEAR, MARKED_NEAR);
    for (const char *const *n = WEAK; *n && !p->published.value[0]; n++)
        if (try_date(d, stamp = html_meta_get(d, *n), &p->published)) {
            settle_order(d, stamp);
            outvoted(d, WEAK, NULL);
        }
    if (!p->published.value[0])
        date_of_address(d, url.n ? url : d->c->blob->url);
    if (!p->published.value[0] && !date_of_text(d, &p->published, SHORT_NEAR, MARKED))
        date_of_scripts(d);
    if (!p->published.value[0])
        date_of_text(d, &p->published, SHORT_INSIDE, SHORT_INSIDE);
    struct page_date in_title;
    struct rd_str said[] = {d->title, html_meta_get(d, "description"), html_meta_get(d, "og:description")};
    for (size_t i = 0; i < RD_ARRAY_LEN(said) && !p->published.value[0]; i++)
        if (said[i].n && page_date_find(d->c, said[i], &in_title) && in_title.y && in_title.d)
            p->published = rd_date_make(in_title.y, in_title.m, in_title.d, RD_BASIS_PRINTED);
    for (uint32_t i = 0; i < d->n_times && !p->modified.value[0]; i++)
        if (d->times[i].modified && beside_article(d, &d->times[i]))
            try_date(d, d->times[i].value, &p->modified);
    if (!p->published.value[0] && p->modified.value[0])
        p->published = p->modified;
    if (!p->published.value[0])
        for (uint32_t i = 0; i < d->n_times && !p->published.value[0]; i++)
            try_date(d, d->times[i].value, &p->published);
}

