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

static void try_name(struct page_ctx *c, struct rd_str s, const struct page_unit *u) {
    s = rd_str_trim(s);
    if (!s.n || s.n > 300 || has(s, "http") || has(s, "@") || is_outlet(c, s))
        return;
    page_authors_add(c, without_by(c, s), u);
}

static void from_meta(struct html_doc *d) {
    static const char *const NAMES[] = {"author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
                                        "dcterms.creator", "citation_author", "article:author_name", "rbauthors", "byl", "shareaholic:article_author_name",
                                        "itemprop:author", NULL};
    for (const char *const *n = NAMES; *n && !d->c->out->n_authors; n++)
        for (uint32_t i = 0; i < d->n_metas; i++)
            if (rd_str_is(d->metas[i].name, *n))
                try_name(d->c, d->metas[i].value, NULL);
}

static bool may_hold(const struct html_doc *d, uint32_t node) {
    const struct html_node *n = &d->nodes[node];
    if (n->state & (HTML_H_COMMENT | HTML_H_ASIDE | HTML_H_NAV | HTML_H_FOOTER))
        return false;
    bool near_head = d->h1 < d->c->n_units && n->unit + 10 >= d->h1 && n->unit <= d->h1 + 12;
    return near_head || html_inside(d, node, d->main);
}

static void from_nodes(struct html_doc *d) {
    struct page_ctx *c = d->c;
    for (int pass = 0; pass < 3 && !c->out->n_authors; pass++)
        for (uint32_t i = 0; i < d->n_nodes; i++) {
            const struct html_node *n = &d->nodes[i];
            bool asks = pass == 0 ? n->rel_author || n->itemprop_author : pass == 1 ? n->fn : (n->hints & HTML_H_BYLINE) != 0;
            if (!asks || !may_hold(d, i) || n->unit_end > n->unit + 12)
                continue;
            struct rd_str t = html_node_text(d, i, 200);
            const struct page_unit *u = n->unit < c->n_units ? &c->units[n->unit] : NULL;
            int64_t at = u && t.n ? rd_str_find(u->text, t, 0) : -1;
            try_name(c, at >= 0 ? rd_str_sub(u->text, (uint32_t)at, (uint32_t)at + t.n) : t, at >= 0 ? u : NULL);
            if (pass == 2 && c->out->n_authors)
                break;
        }
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
        try_name(c, rd_str_sub(u->text, (uint32_t)(w.w[n].p - u->text.p), u->text.n), u);
        if (c->out->n_authors && (u->role == RD_ROLE_BODY || u->role == RD_ROLE_FURNITURE))
            u->role = RD_ROLE_BYLINE;
    }
}

void html_authors(struct html_doc *d) {
    struct page_ctx *c = d->c;
    for (uint32_t i = 0; i < d->ld_read->n_author; i++)
        try_name(c, d->ld_read->author[i], NULL);
    if (!c->out->n_authors)
        from_meta(d);
    if (!c->out->n_authors)
        from_nodes(d);
    if (!c->out->n_authors)
        from_text(d);
}
