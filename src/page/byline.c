/* byline.c - the authors of an HTML page: JSON-LD, meta, elements that say author, bylines in the text; the first source with a person in
 * it wins. Agencies, outlets and whoever comments are no authors. */
#include "page/html_int.h"

static bool has(struct rd_str s, const char *what) {
    return rd_str_find(s, rd_str_of(what), 0) >= 0;
}

static bool has_digit(struct rd_str w) {
    for (uint32_t i = 0; i < w.n; i++)
        if (w.p[i] >= '0' && w.p[i] <= '9')
            return true;
    return false;
}

/* What a byline says besides the names: "3 May 2031 by Anna Berg", "Anna Berg on Monday, 3 May", "Date: 3.5.2031 Author: Anna Berg". The words
 * behind the last by, if a number stands before it; and of those the words before the first number, month or weekday. */
static struct rd_str names_part(struct page_ctx *c, struct rd_str s) {
    struct page_words w, rest;
    page_words_of(&w, s);
    uint32_t from = 0;
    bool number = false;
    for (uint32_t i = 0; i + 1 < w.n && w.n <= 24; i++) {
        number = number || has_digit(w.raw[i]);
        page_words_of(&rest, rd_str_sub(s, (uint32_t)(w.raw[i].p - s.p), s.n));
        uint32_t n = page_byline(c, &rest, "by");
        bool colon = n && w.raw[i + n - 1].p[w.raw[i + n - 1].n - 1] == ':';
        if (n && i + n < w.n && (number || colon || i == 0))
            from = i + n;
    }
    if (!from && number && has_digit(w.raw[0])) { /* "3.5.2031 | 13:10 | Anna Berg" */
        int64_t bar = -1;
        for (uint32_t i = 0; i + 2 < s.n; i++)
            if (s.p[i] == ' ' && (s.p[i + 1] == '|' || s.p[i + 1] == '-') && s.p[i + 2] == ' ')
                bar = i + 2;
        return bar > 0 ? rd_str_trim(rd_str_sub(s, (uint32_t)bar, s.n)) : RD_LIT("");
    }
    uint32_t to = from;
    while (to < w.n && !has_digit(w.raw[to]) && !page_date_word(c, w.w[to], "weekday") && !(page_date_word(c, w.w[to], "month") && to + 1 < w.n && has_digit(w.raw[to + 1])))
        to++;
    if (to == w.n || to == from)
        return from ? rd_str_sub(s, (uint32_t)(w.w[from].p - s.p), to == from ? (uint32_t)(w.w[from].p - s.p) : s.n) : to ? s : RD_LIT("");
    while (to > from + 1) { /* "on", "am", "el" before the date */
        uint32_t k = 0;
        if (!rd_cp_lower(rd_utf8_next(w.w[to - 1], &k)))
            break;
        to--;
    }
    return rd_str_sub(s, (uint32_t)(w.w[from].p - s.p), (uint32_t)(w.raw[to - 1].p + w.raw[to - 1].n - s.p));
}

static void try_name(struct page_ctx *c, struct rd_str s, const struct page_unit *u, bool told) {
    s = rd_str_trim(s);
    if (!s.n || s.n > 300 || has(s, "http"))
        return;
    int64_t at = rd_str_find(s, RD_LIT("@"), 0); /* "Anna Berg @aberg" */
    if (at >= 0 && (at < 5 || s.p[at - 1] != ' '))
        return;
    page_authors_add(c, names_part(c, at > 0 ? rd_str_sub(s, 0, (uint32_t)at) : s), u, told);
}

/* In an element that says byline: words in front of the name ("Text:", "von", "Par", "geschrieben von") are taken off without any word list:
 * small ones, ones with a colon, and a first one of at most three letters if a whole name is left. */
static struct rd_str without_lead(struct rd_str s) {
    for (int i = 0; i < 4; i++) {
        uint32_t end = 0, k = 0;
        while (end < s.n && s.p[end] != ' ')
            end++;
        if (end == s.n || !end)
            break;
        struct rd_str rest = rd_str_trim(rd_str_sub(s, end, s.n));
        bool small = rd_cp_lower(rd_utf8_next(s, &k)), colon = s.p[end - 1] == ':';
        uint32_t words = 1;
        for (uint32_t q = 0; q < rest.n; q++)
            words += rest.p[q] == ' ';
        bool first_short = i == 0 && rd_utf8_count(rd_str_sub(s, 0, end)) <= 3 && words >= 2 && !has(rd_str_sub(s, 0, end), ".") && page_is_name(rest);
        if (!small && !colon && !first_short)
            break;
        s = rest;
    }
    return s;
}

static void from_meta(struct html_doc *d, bool told) {
    static const char *const NAMES[] = {"author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "cxenseparse:author", "dc.creator", "dc:creator",
                                        "dcterms.creator", "citation_author", "article:author_name", "rbauthors", "byl", "shareaholic:article_author_name",
                                        "itemprop:author", NULL};
    for (const char *const *n = NAMES; *n && !d->c->out->n_authors; n++)
        for (uint32_t i = 0; i < d->n_metas; i++)
            if (rd_str_is(d->metas[i].name, *n))
                try_name(d->c, without_lead(d->metas[i].value), NULL, told);
}

/* Near the headline, inside the article, or (for links that say author) just behind it. */
static bool may_hold(const struct html_doc *d, uint32_t node) {
    const struct html_node *n = &d->nodes[node];
    uint32_t head = html_head_unit(d), end = d->nodes[d->main].unit_end;
    bool sure = n->rel_author || n->itemprop_author || n->author_link;
    bool near_head = n->unit + 12 >= head && n->unit <= head + 12;
    bool near_end = sure && n->unit >= end && n->unit <= end + 8;
    uint32_t against = HTML_H_COMMENT | HTML_H_NAV | (sure && (near_head || near_end) ? 0u : HTML_H_ASIDE | HTML_H_FOOTER);
    return !(n->state & against) && (near_head || near_end || html_inside(d, node, d->main));
}

enum pass { REL, LINK, NAME, BYLINE, N_PASSES };

static bool pass_asks(const struct html_doc *d, const struct html_node *n, int pass) {
    bool in_byline = (n->hints | d->nodes[n->parent].hints) & HTML_H_BYLINE;
    switch (pass) {
    case REL: return n->rel_author || n->itemprop_author;
    case LINK: return n->author_link;
    case NAME: return n->fn || (n->itemprop_name && in_byline);
    default: return (n->hints & HTML_H_BYLINE) != 0;
    }
}

static void from_nodes(struct html_doc *d, bool told) {
    struct page_ctx *c = d->c;
    for (int pass = 0; pass < N_PASSES && !c->out->n_authors; pass++)
        for (uint32_t i = 0; i < d->n_nodes; i++) {
            const struct html_node *n = &d->nodes[i];
            if (!pass_asks(d, n, pass) || !may_hold(d, i) || n->unit_end > n->unit + 12)
                continue;
            struct rd_str t = without_lead(html_node_text(d, i, 200));
            const struct page_unit *u = n->unit < c->n_units ? &c->units[n->unit] : NULL;
            int64_t at = u && t.n ? rd_str_find(u->text, t, 0) : -1;
            try_name(c, at >= 0 ? rd_str_sub(u->text, (uint32_t)at, (uint32_t)at + t.n) : t, at >= 0 ? u : NULL, told && (pass != BYLINE || n->n_prose == 0));
            if (pass == BYLINE && c->out->n_authors)
                break;
        }
}

/* Plugins tell the author to chat programs: a label in any language, and the name. */
static void from_labels(struct html_doc *d, bool told) {
    struct rd_str label = html_meta_get(d, "twitter:label1"), name = html_meta_get(d, "twitter:data1");
    for (uint32_t i = 0; i < name.n; i++)
        if (name.p[i] >= '0' && name.p[i] <= '9')
            return;
    if (label.n && name.n)
        try_name(d->c, name, NULL, told);
}

static bool near_head(const struct html_doc *d, uint32_t i) {
    uint32_t head = html_head_unit(d);
    return i + 6 >= head && i <= head + 8;
}

static void by_now(struct page_ctx *c, struct page_unit *u) {
    if (c->out->n_authors && (u->role == RD_ROLE_BODY || u->role == RD_ROLE_FURNITURE))
        u->role = RD_ROLE_BYLINE;
}

enum text_pass { BEGINS, DATED, LABEL, SIGNED, N_TEXT_PASSES };

/* BEGINS: "By Anna Berg". DATED: beside a date at the headline. LABEL: "Author" alone, the name in the next unit. SIGNED: a name alone
 * behind the last paragraph. */
static void text_unit(struct html_doc *d, uint32_t i, int pass, bool told) {
    struct page_ctx *c = d->c;
    struct page_unit *u = &c->units[i];
    struct page_words w;
    page_words_of(&w, u->text);
    uint32_t n = w.n ? page_byline(c, &w, "by") : 0;
    if (pass == BEGINS && n && n < w.n && (!told || near_head(d, i))) {
        try_name(c, u->text, u, told && w.n <= 6);
    } else if (pass == DATED && near_head(d, i) && w.n >= 3 && w.n <= 16 && !u->prose) {
        struct rd_str part = names_part(c, u->text);
        struct page_date date;
        if (part.n && part.n < u->text.n && page_date_find(c, u->text, &date) && date.y && (page_is_person(c, part)))
            page_authors_add(c, part, u, false);
    } else if (pass == LABEL && n && n == w.n && w.raw[n - 1].n > 3 && i + 1 < c->n_units && c->units[i + 1].words <= 8) {
        u = &c->units[i + 1];
        try_name(c, u->text, u, false);
    } else if (pass == SIGNED && w.n <= 4 && i && c->units[i - 1].prose && html_inside(d, u->node, d->main) && page_is_person(c, u->text)) {
        for (uint32_t k = i + 1; k < c->n_units && k < i + 6; k++)
            if (c->units[k].prose && html_inside(d, c->units[k].node, d->main))
                return; /* a heading */
        page_authors_add(c, u->text, u, false);
    }
    by_now(c, u);
}

/* Between the headline and the first paragraph, however many buttons stand there. */
static bool above_text(const struct html_doc *d, uint32_t i, uint32_t lead) {
    uint32_t state = d->nodes[d->c->units[i].node].state;
    return d->h1 < i && i < lead && i < d->h1 + 40 && !(state & (HTML_H_COMMENT | HTML_H_NAV | HTML_H_FOOTER));
}

static void from_text(struct html_doc *d, bool told) {
    struct page_ctx *c = d->c;
    uint32_t lead = 0;
    while (lead < c->n_units && c->units[lead].role != RD_ROLE_LEAD)
        lead++;
    for (int pass = 0; pass < N_TEXT_PASSES && !c->out->n_authors; pass++)
        for (uint32_t i = 0; i < c->n_units && !c->out->n_authors; i++)
            if (c->units[i].words <= 20 && c->units[i].words && (may_hold(d, c->units[i].node) || (pass == BEGINS && above_text(d, i, lead))))
                text_unit(d, i, pass, told);
}

/* First the sources are asked for persons' full names; if none has one, a nickname from a source that says author will do. */
void html_authors(struct html_doc *d) {
    struct page_ctx *c = d->c;
    for (int told = 0; told < 2 && !c->out->n_authors; told++) {
        for (uint32_t i = 0; i < d->ld_read->n_author; i++)
            try_name(c, without_lead(d->ld_read->author[i]), NULL, told);
        if (!c->out->n_authors)
            from_meta(d, told);
        if (!c->out->n_authors)
            from_nodes(d, told);
        if (!c->out->n_authors)
            from_labels(d, told);
        if (!c->out->n_authors)
            from_text(d, told);
    }
}
