/* byline.c - the authors of an HTML page: JSON-LD, meta, elements that say author, bylines in the text; the first source with a person in
 * it wins. Agencies, outlets and whoever comments are no authors. */
#include "page/html_int.h"

static bool is_outlet(const struct page_ctx *c, struct rd_str s) {
    struct rd_str outlet = c->out->outlet.value;
    return outlet.n && rd_str_eq(rd_utf8_key(outlet, c->a), rd_utf8_key(s, c->a));
}

static bool has(struct rd_str s, const char *what) {
    return rd_str_find(s, rd_str_of(what), 0) >= 0;
}

/* Takes the words in front off: "By Anna Berg" -> "Anna Berg". */
static struct rd_str without_by(const struct page_ctx *c, struct rd_str s) {
    struct page_words w;
    page_words_of(&w, s);
    uint32_t n = page_byline(c, &w, "by");
    if (n && n < w.n)
        return rd_str_sub(s, (uint32_t)(w.w[n].p - s.p), s.n);
    return s;
}

static void try_name(struct page_ctx *c, struct rd_str s, const struct page_unit *u, bool told) {
    s = rd_str_trim(s);
    if (!s.n || s.n > 300 || has(s, "http") || has(s, "@") || is_outlet(c, s))
        return;
    page_authors_add(c, without_by(c, s), u, told);
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
    static const char *const NAMES[] = {"author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
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
            try_name(c, at >= 0 ? rd_str_sub(u->text, (uint32_t)at, (uint32_t)at + t.n) : t, at >= 0 ? u : NULL, told && pass != BYLINE);
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

static void from_text(struct html_doc *d) {
    struct page_ctx *c = d->c;
    for (uint32_t i = 0; i < c->n_units && !c->out->n_authors; i++) {
        struct page_unit *u = &c->units[i];
        struct page_words w;
        if (u->words > 20 || u->words < 2 || !may_hold(d, u->node))
            continue;
        page_words_of(&w, u->text);
        uint32_t n = page_byline(c, &w, "by");
        if (!n || n >= w.n)
            continue;
        try_name(c, rd_str_sub(u->text, (uint32_t)(w.w[n].p - u->text.p), u->text.n), u, false);
        if (c->out->n_authors && (u->role == RD_ROLE_BODY || u->role == RD_ROLE_FURNITURE))
            u->role = RD_ROLE_BYLINE;
    }
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
        if (!c->out->n_authors && !told)
            from_text(d);
    }
}
