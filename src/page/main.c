/* main.c - which units of an HTML page are the article, its comments, and which stand around it.
 *   sums over the tree -> hints that hold -> the smallest node with most of the clean running text -> roles
 * A hint ("sidebar", "comments") holds for a node unless the headline or most of the page's running text stands in it. */
#include "base/map.h"
#include "page/html_int.h"

#define NEG (HTML_H_NAV | HTML_H_ASIDE | HTML_H_SHARE | HTML_H_AD | HTML_H_FOOTER | HTML_H_HIDDEN | HTML_H_AUTHORBOX)
#define POOR 300u       /* weighted running text of a page that has none to speak of */
#define MARKED_SHARE 40u /* likewise for a node inside that calls itself the text */
#define KEEP_SHARE 70u /* per cent of the clean text that a child must hold to be gone into */

struct sums { uint64_t all, clean; uint32_t main_nodes; };

struct work {
    struct html_doc *d;
    struct page_ctx *c;
    struct sums *sum; /* [n_nodes] weighted running text: all of it, and without what hints exclude */
    uint32_t h1;      /* unit of the headline; n_units */
    bool poor;        /* hardly any running text: every line that is no link counts */
};

static bool is_heading(uint8_t tag) {
    return tag >= HTML_T_H1 && tag <= HTML_T_H6;
}

static bool linky(const struct page_unit *u) {
    return u->link_cps * 2 > u->cps;
}

/* Running text counts by its length; a paragraph more than a bare line in a list or cell. */
static uint64_t weight(const struct work *work, const struct page_unit *u) {
    if (work->poor && !linky(u) && !is_heading(u->tag) && u->words >= 3)
        return u->cps - u->link_cps;
    if (!u->prose || linky(u) || is_heading(u->tag))
        return 0;
    uint64_t w = u->cps - u->link_cps;
    if (u->words < 15)
        w /= 3;
    return u->tag == HTML_T_P ? 2 * w : u->tag == HTML_T_LI || u->tag == HTML_T_TD ? w / 2 : w;
}

static bool same_words(struct rd_str a, struct rd_str b) {
    uint32_t i = 0, k = 0;
    for (;;) {
        uint32_t x = 0, y = 0;
        while (i < a.n && !rd_cp_alpha(x = rd_utf8_next(a, &i)) && !rd_cp_digit(x))
            x = 0;
        while (k < b.n && !rd_cp_alpha(y = rd_utf8_next(b, &k)) && !rd_cp_digit(y))
            y = 0;
        if (!x && !y)
            return true;
        if (rd_cp_tolower(x) != rd_cp_tolower(y))
            return false;
    }
}

/* Do the words of `part` stand at the beginning of `whole`? "Headline | Outlet" */
static bool begins_with(struct rd_str whole, struct rd_str part) {
    return part.n >= 8 && whole.n > part.n && same_words(rd_str_sub(whole, 0, part.n), part);
}

/* "Outlet - Headline" */
static bool ends_with(struct rd_str whole, struct rd_str part) {
    return part.n >= 12 && part.n * 2 > whole.n && whole.n > part.n && same_words(rd_str_sub(whole, whole.n - part.n, whole.n), part);
}

/* The headline: an h1 (else h2, h3) whose words the page's <title> or og:title has; else the only h1. */
static uint32_t find_headline(const struct work *w) {
    const struct page_ctx *c = w->c;
    struct rd_str told[3] = {html_meta_get(w->d, "og:title"), w->d->title, html_meta_get(w->d, "twitter:title")};
    uint32_t best = c->n_units, h1 = c->n_units;
    int score = 0;
    for (uint32_t i = 0; i < c->n_units; i++) {
        const struct page_unit *u = &c->units[i];
        if (u->text.n > 400 || (!is_heading(u->tag) && !(w->d->nodes[u->node].hints & HTML_H_TITLE)))
            continue;
        int level = is_heading(u->tag) ? 7 - (u->tag - HTML_T_H1) : 1, s = 0;
        for (int k = 0; k < 3; k++)
            if (told[k].n && (same_words(told[k], u->text) || begins_with(told[k], u->text)))
                s = 20 + level;
            else if (told[k].n && s < 10 + level && (ends_with(told[k], u->text) || ends_with(u->text, told[k])))
                s = 10 + level;
        if (!s && u->tag == HTML_T_H1 && h1 == c->n_units && u->cps > 10)
            h1 = i;
        if (s > score) {
            score = s;
            best = i;
        }
    }
    return best < c->n_units ? best : h1;
}

static void add_up(struct work *w) {
    struct html_doc *d = w->d;
    for (uint32_t i = 0; i < w->c->n_units; i++) {
        const struct page_unit *u = &w->c->units[i];
        struct html_node *n = &d->nodes[u->node];
        n->cps += u->cps;
        n->link_cps += u->link_cps;
        n->n_prose += u->prose && !linky(u);
        w->sum[u->node].all += weight(w, u);
    }
    for (uint32_t i = d->n_nodes; i-- > 1;) {
        struct html_node *n = &d->nodes[i], *up = &d->nodes[n->parent];
        up->cps += n->cps;
        up->link_cps += n->link_cps;
        up->n_prose += n->n_prose;
        w->sum[n->parent].all += w->sum[i].all;
        w->sum[i].main_nodes += (n->hints & HTML_H_MAIN) && w->sum[i].all > 300;
        w->sum[n->parent].main_nodes += w->sum[i].main_nodes;
    }
}

/* The excluding hints of a node that hold against the text inside it. */
static uint32_t holding(const struct work *w, uint32_t i) {
    const struct html_node *n = &w->d->nodes[i];
    uint32_t hints = n->hints & (NEG | HTML_H_COMMENT | HTML_H_CAPTION | HTML_H_BYLINE | HTML_H_DATE | HTML_H_META);
    uint64_t total = w->sum[0].all, here = w->sum[i].all;
    if (!hints)
        return 0;
    if ((n->hints & HTML_H_LEAD) && (hints & HTML_H_ASIDE) && w->h1 < w->c->n_units && n->unit > w->h1 && n->unit <= w->h1 + 6 &&
        n->link_cps * 3 < n->cps)
        hints &= ~(uint32_t)HTML_H_ASIDE; /* the teaser text of the page's own article */
    bool has_h1 = w->h1 < w->c->n_units && html_inside(w->d, w->c->units[w->h1].node, i);
    if (has_h1 || n->tag == HTML_T_BODY || n->tag == HTML_T_MAIN)
        return 0;
    bool other_main = w->sum[i].main_nodes > ((n->hints & HTML_H_MAIN) && here > 300 ? 1u : 0u);
    if (other_main && here * 100 > total * 30)
        return 0;
    if (here * 100 > total * 50)
        hints &= HTML_H_COMMENT | HTML_H_HIDDEN;
    if (here * 100 > total * 85)
        hints = 0;
    if (here > 600) /* a line of facts is short */
        hints &= ~(uint32_t)(HTML_H_BYLINE | HTML_H_DATE | HTML_H_META | HTML_H_CAPTION);
    return hints;
}

static void spread(struct work *w) {
    struct html_doc *d = w->d;
    for (uint32_t i = 0; i < d->n_nodes; i++)
        d->nodes[i].state = (i ? d->nodes[d->nodes[i].parent].state : 0) | holding(w, i);
    for (uint32_t i = 0; i < w->c->n_units; i++) {
        const struct page_unit *u = &w->c->units[i];
        if (!(d->nodes[u->node].state & (NEG | HTML_H_COMMENT | HTML_H_CAPTION)))
            w->sum[u->node].clean += weight(w, u);
    }
    for (uint32_t i = d->n_nodes; i-- > 1;)
        w->sum[d->nodes[i].parent].clean += w->sum[i].clean;
}

/* Goes down while one child holds most of the clean text; then takes a node inside that calls itself the text, if it agrees. */
static uint32_t find_main(const struct work *w) {
    const struct html_doc *d = w->d;
    uint32_t at = 0;
    uint64_t total = w->sum[0].clean;
    if (!total)
        return 0;
    for (;;) {
        uint32_t best = at;
        for (uint32_t k = at + 1; k < d->nodes[at].end; k = d->nodes[k].end)
            if (w->sum[k].clean * 100 >= total * KEEP_SHARE && (best == at || w->sum[k].clean > w->sum[best].clean))
                best = k;
        if (best == at)
            break;
        at = best;
    }
    /* A paragraph or list item alone is no article. */
    while (at && (d->nodes[at].tag == HTML_T_P || d->nodes[at].tag == HTML_T_LI || d->nodes[at].tag == HTML_T_BLOCKQUOTE || d->nodes[at].tag == HTML_T_SPAN))
        at = d->nodes[at].parent;
    uint32_t marked = at;
    for (uint32_t k = at + 1; k < d->nodes[at].end; k++)
        if ((d->nodes[k].hints & HTML_H_MAIN) && w->sum[k].clean * 100 >= w->sum[at].clean * MARKED_SHARE &&
            (marked == at || w->sum[k].clean > w->sum[marked].clean))
            marked = k;
    return marked;
}

/* ---- roles ---- */

static void set(struct page_unit *u, int role) {
    u->role = (uint8_t)role;
    u->has_role = true;
}

static bool knows(const struct page_ctx *c, const struct page_unit *u, struct page_hit *hit) {
    struct page_words w;
    page_words_of(&w, u->text);
    return page_furniture(c, &w, hit);
}

static bool caption_words(const struct page_ctx *c, const struct page_unit *u) {
    struct page_words w;
    if (u->words > 40)
        return false;
    page_words_of(&w, u->text);
    uint32_t n = page_byline(c, &w, "caption");
    if (n && n < w.n && w.raw[n - 1].p[w.raw[n - 1].n - 1] == ':')
        return true;
    return u->words <= 12 && (page_byline(c, &w, "credit") || rd_str_starts(u->text, "\xC2\xA9"));
}

static void inside_role(struct work *w, struct page_unit *u) {
    struct page_ctx *c = w->c;
    uint32_t state = w->d->nodes[u->node].state;
    struct page_hit hit;
    bool is_short = u->words <= 25 && !(u->prose && u->words > 12);
    if (state & NEG)
        return;
    if (state & HTML_H_CAPTION) {
        set(u, RD_ROLE_CAPTION);
    } else if ((state & HTML_H_BYLINE) && is_short) {
        set(u, RD_ROLE_BYLINE);
    } else if ((state & HTML_H_DATE) && is_short) {
        set(u, RD_ROLE_DATELINE);
    } else if ((state & HTML_H_META) && is_short) {
        set(u, RD_ROLE_FURNITURE);
    } else if (linky(u) && (u->words < 25 || u->link_cps * 5 > u->cps * 4)) {
        set(u, RD_ROLE_FURNITURE);
    } else if (u->words <= 14 && knows(c, u, &hit) && (hit.whole || (hit.own && !u->prose && !is_heading(u->tag)))) {
        set(u, RD_ROLE_FURNITURE);
    } else if (caption_words(c, u)) {
        set(u, RD_ROLE_CAPTION);
    } else if (u->cps < 2) {
        set(u, RD_ROLE_FURNITURE);
    } else {
        bool quote = false;
        for (uint32_t n = u->node, k = 0; n && n != w->d->main && k < 6 && !quote; n = w->d->nodes[n].parent, k++)
            quote = w->d->nodes[n].tag == HTML_T_BLOCKQUOTE;
        set(u, quote ? RD_ROLE_QUOTE : RD_ROLE_BODY);
    }
}

/* Running text between the headline and the article's node, and a lead that is marked as such. */
static bool before_main(const struct work *w, uint32_t i, uint32_t first) {
    const struct page_unit *u = &w->c->units[i];
    const struct html_node *n = &w->d->nodes[u->node];
    if (i >= first || w->h1 >= w->c->n_units || i <= w->h1 || linky(u) || (n->state & (NEG | HTML_H_COMMENT | HTML_H_CAPTION)))
        return false;
    if (n->state & (HTML_H_BYLINE | HTML_H_DATE | HTML_H_META))
        return false;
    bool lead = false;
    for (uint32_t k = u->node, steps = 0; k && steps < 3; k = w->d->nodes[k].parent, steps++)
        lead = lead || (w->d->nodes[k].hints & HTML_H_LEAD);
    return (lead && u->words >= 4) || (u->prose && u->words >= 10);
}

/* A heading without body under it says what is not there any more. */
static void drop_lone_headings(struct page_ctx *c) {
    bool body_follows = false;
    for (uint32_t i = c->n_units; i-- > 0;) {
        struct page_unit *u = &c->units[i];
        if (is_heading(u->tag) && u->role == RD_ROLE_BODY) {
            if (!body_follows)
                u->role = RD_ROLE_FURNITURE;
            body_follows = false;
        } else if (u->role == RD_ROLE_BODY || u->role == RD_ROLE_QUOTE) {
            body_follows = true;
        }
    }
}

/* Short lines behind the last running text are what remains of the page's furniture. */
static void trim_end(struct page_ctx *c) {
    for (uint32_t i = c->n_units; i-- > 0;) {
        struct page_unit *u = &c->units[i];
        if (u->role != RD_ROLE_BODY && u->role != RD_ROLE_QUOTE)
            continue;
        if (u->prose || u->words >= 8 || u->tag == HTML_T_LI || u->tag == HTML_T_TD)
            break;
        set(u, RD_ROLE_FURNITURE);
    }
}

/* ---- comments ---- */

static void comment_roles(struct work *w) {
    struct page_ctx *c = w->c;
    struct rd_str author = RD_NONE;
    for (uint32_t i = 0; i < c->n_units; i++) {
        struct page_unit *u = &c->units[i];
        const struct html_node *n = &w->d->nodes[u->node];
        struct page_hit hit;
        if (!(n->state & HTML_H_COMMENT) || (n->state & (HTML_H_HIDDEN | HTML_H_NAV | HTML_H_AD)))
            continue;
        bool name = (n->hints & HTML_H_BYLINE) || n->fn || n->itemprop_author || n->itemprop_name ||
                    (u->tag == HTML_T_CITE && u->words <= 6);
        if (name && u->words <= 6 && u->cps <= 60) {
            author = u->text;
            set(u, RD_ROLE_FURNITURE);
        } else if ((n->state & (HTML_H_DATE | HTML_H_META)) && u->words <= 12) {
            set(u, RD_ROLE_FURNITURE);
        } else if (is_heading(u->tag) || linky(u) || (u->words < 3 && !u->ends && u->tag != HTML_T_P) ||
                   (u->words <= 20 && knows(c, u, &hit) && (hit.whole || (hit.comments && !u->prose)))) {
            set(u, RD_ROLE_FURNITURE);
        } else {
            set(u, RD_ROLE_COMMENT);
            u->author = author;
        }
    }
}

/* A thread whose markup does not say so: behind the lead, name and time of day stand in front of text again and again, under different
 * names. A live blog has times, but few names. */
static uint32_t find_thread(const struct page_ctx *c) {
    uint32_t heads = 0, distinct = 0, first = c->n_units, lead = c->n_units;
    struct rd_map names;
    rd_map_init(&names, c->a);
    for (uint32_t i = 0; i < c->n_units; i++) {
        const struct page_unit *u = &c->units[i];
        if (u->role == RD_ROLE_BODY && u->prose && lead == c->n_units)
            lead = i;
        if (u->role != RD_ROLE_BYLINE || u->words > 5 || i <= lead || i + 2 >= c->n_units)
            continue;
        bool dated = c->units[i + 1].role == RD_ROLE_DATELINE || c->units[i + 2].role == RD_ROLE_DATELINE;
        bool fresh = false;
        if (!dated)
            continue;
        rd_map_put(&names, u->text, &fresh);
        distinct += fresh;
        if (heads++ == 0)
            first = i;
    }
    return heads >= 3 && distinct >= 3 && distinct * 2 > heads ? first : c->n_units;
}

static void unmarked_thread(struct page_ctx *c) {
    struct rd_str author = RD_NONE;
    for (uint32_t i = find_thread(c); i < c->n_units; i++) {
        struct page_unit *u = &c->units[i];
        if (u->role == RD_ROLE_BYLINE)
            author = u->text;
        if (u->role == RD_ROLE_BODY || u->role == RD_ROLE_QUOTE) {
            set(u, RD_ROLE_COMMENT);
            u->author = author;
        } else if (u->role == RD_ROLE_BYLINE || u->role == RD_ROLE_DATELINE) {
            set(u, RD_ROLE_FURNITURE);
        }
    }
}

static void verdict(struct work *w) {
    uint64_t body = 0;
    uint32_t prose = 0, links = 0;
    for (uint32_t i = 0; i < w->c->n_units; i++) {
        const struct page_unit *u = &w->c->units[i];
        bool in = u->role == RD_ROLE_BODY || u->role == RD_ROLE_LEAD || u->role == RD_ROLE_QUOTE;
        body += in ? u->cps : 0;
        prose += in && u->prose;
        links += linky(u);
    }
    bool wall = false, gallery = false, live = false;
    for (uint32_t i = 0; i < w->d->n_nodes; i++) {
        wall = wall || (w->d->nodes[i].hints & HTML_H_PAYWALL);
        gallery = gallery || ((w->d->nodes[i].hints & HTML_H_GALLERY) && html_inside(w->d, i, w->d->main));
        live = live || (w->d->nodes[i].hints & HTML_H_LIVE);
    }
    w->c->out->verdict = body == 0                                  ? w->c->n_units > 20 ? RD_VERDICT_INDEX : RD_VERDICT_EMPTY
                         : live                                     ? RD_VERDICT_LIVE
                         : prose <= 3 && body < 1200 && wall        ? RD_VERDICT_STUB
                         : prose <= 2 && body < 500 && gallery      ? RD_VERDICT_GALLERY
                         : prose <= 4 && body < 800 && links > 60 && w->h1 >= w->c->n_units ? RD_VERDICT_INDEX
                                                                    : RD_VERDICT_ARTICLE;
}

void html_main(struct html_doc *d) {
    struct page_ctx *c = d->c;
    struct work w = {.d = d, .c = c, .sum = RD_NEW_N(c->a, struct sums, d->n_nodes)};
    w.h1 = d->h1 = find_headline(&w);
    add_up(&w);
    spread(&w);
    if (w.sum[0].clean < POOR) {
        w.poor = true;
        memset(w.sum, 0, sizeof *w.sum * d->n_nodes);
        add_up(&w);
        spread(&w);
    }
    d->main = find_main(&w);
    uint32_t first = c->n_units;
    for (uint32_t i = 0; i < c->n_units; i++) {
        struct page_unit *u = &c->units[i];
        if (!html_inside(d, u->node, d->main) || w.sum[0].clean == 0)
            continue;
        if (first == c->n_units)
            first = i;
        if (i != w.h1 && !(d->nodes[u->node].state & HTML_H_COMMENT) && !(w.h1 < c->n_units && i < w.h1 && !u->prose))
            inside_role(&w, u);
    }
    for (uint32_t i = 0; i < c->n_units; i++)
        if (!c->units[i].has_role && before_main(&w, i, first))
            set(&c->units[i], RD_ROLE_BODY);
    if (w.h1 < c->n_units)
        set(&c->units[w.h1], RD_ROLE_TITLE);
    comment_roles(&w);
    unmarked_thread(c);
    trim_end(c);
    drop_lone_headings(c);
    for (uint32_t i = 0; i < c->n_units; i++) {
        struct page_unit *u = &c->units[i];
        if (u->role == RD_ROLE_BODY && u->prose) {
            u->role = RD_ROLE_LEAD;
            break;
        }
    }
    verdict(&w);
}
