/* html.c - scanner and tree of HTML, in one pass over the bytes, with the place of every piece of text.
 * Tokens follow the HTML Living Standard (13.2.5). The tree is a smaller one than the standard's: implied end tags of p, li, dt, dd,
 * table parts and a; a stack of at most RD_MAX_HTML_DEPTH open elements, below which elements are flattened; no foster parenting and
 * no adoption of formatting elements, which change the tree but not the order of the text. See docs/decisions/0003-html-parser.md. */
#include "page/html_int.h"

struct open_el {
    const struct html_tag_info *info;
    uint32_t node;     /* UINT32_MAX: the element has no node of its own */
    bool link;         /* an <a href> that still counts */
};

struct build {
    struct html_doc *d;
    struct page_ctx *c;
    struct rd_str s;
    struct open_el stack[RD_MAX_HTML_DEPTH];
    uint32_t n_stack, over;
    uint32_t count[HTML_N_TAGS]; /* open elements of a tag */
    uint32_t links, skips;       /* open links; open elements whose content is no text */
    struct page_fold f;
    uint32_t cap_out;
    struct page_piece *pieces;
    uint32_t n_pieces, cap_pieces;
    bool piece_open;
    uint32_t piece_text, last;   /* of the open piece: its first byte; end of its last character */
    uint32_t link_cps;
    bool in_link_run;
    uint32_t br;                 /* <br> since the last character */
    bool noscript;               /* read what stands in <noscript> */
    uint32_t noscript_bytes, noscript_at;
    uint32_t unit_node, unit_block, unit_depth;
    uint8_t unit_tag;
};

/* ---- text ---- */

static uint32_t count_cps(struct rd_str s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

static void close_piece(struct build *b) {
    if (!b->piece_open) { /* a blank that waits gets a piece of its own: what comes next begins behind a gap */
        if (b->f.space && b->f.n && b->f.out[b->f.n - 1] != ' ') {
            struct page_piece *p = RD_PUSH(b->c->a, b->pieces, b->n_pieces, b->cap_pieces);
            *p = (struct page_piece){b->f.n, 1, b->f.space_at, b->f.space_end};
            b->f.out[b->f.n++] = ' ';
        }
        b->f.space = false;
        return;
    }
    struct page_piece *p = RD_PUSH(b->c->a, b->pieces, b->n_pieces, b->cap_pieces);
    p->text = b->piece_text;
    p->src = b->f.first;
    p->src_end = b->f.last;
    if (b->f.space) { /* the blank that waits belongs to this piece */
        b->f.out[b->f.n++] = ' ';
        b->f.space = false;
        p->src_end = b->f.space_end;
    }
    p->len = b->f.n - p->text;
    b->last = b->f.last;
    b->piece_open = false;
}

static void reset_unit(struct build *b) {
    b->f.n = 0;
    b->f.space = false;
    b->f.first = UINT32_MAX;
    b->n_pieces = 0;
    b->piece_open = false;
    b->link_cps = 0;
    b->br = 0;
}

static uint32_t open_node(const struct build *b) {
    for (uint32_t i = b->n_stack; i > 0; i--)
        if (b->stack[i - 1].node != UINT32_MAX)
            return b->stack[i - 1].node;
    return 0;
}

static void close_unit(struct build *b) {
    if (b->f.n == 0) {
        b->f.space = false;
        b->br = 0;
        return;
    }
    b->f.space = false;
    close_piece(b);
    if (b->f.out[b->f.n - 1] == ' ') {
        struct page_piece *p = &b->pieces[b->n_pieces - 1];
        b->f.n--;
        p->len--;
        p->src_end = b->last;
        if (!p->len)
            b->n_pieces--;
    }
    struct page_ctx *c = b->c;
    if (b->f.n && c->text_bytes + b->f.n <= RD_MAX_TEXT && c->n_units < RD_MAX_BLOCKS) {
        struct page_unit *u = RD_PUSH(c->a, c->units, c->n_units, c->cap_units);
        u->text = rd_arena_str(c->a, (struct rd_str){b->f.out, b->f.n});
        u->pieces = rd_arena_dup(c->a, b->pieces, sizeof *b->pieces * b->n_pieces);
        u->n_pieces = b->n_pieces;
        u->role = RD_ROLE_FURNITURE;
        u->node = b->unit_node;
        u->tag = b->unit_tag;
        u->link_cps = b->link_cps;
        c->text_bytes += b->f.n + 1;
        page_unit_look(u);
    } else if (b->f.n) {
        c->cut = true;
    }
    reset_unit(b);
}

static bool is_open(const struct build *b, uint32_t node, uint32_t depth) {
    return depth < b->n_stack && b->stack[depth].node == node;
}

/* A unit stands in the innermost block; or in an element inside a line, as long as all its text does. */
static void begin_unit(struct build *b) {
    b->unit_tag = HTML_T_HTML;
    b->unit_node = b->unit_block = 0;
    for (uint32_t i = b->n_stack; i > 0; i--) {
        const struct open_el *e = &b->stack[i - 1];
        if (e->node != UINT32_MAX && !b->unit_node) {
            b->unit_node = e->node;
            b->unit_depth = i - 1;
        }
        if ((e->info->kind & HTML_BLOCK) && e->node != UINT32_MAX) {
            b->unit_block = e->node;
            b->unit_tag = e->info->tag;
            break;
        }
    }
}

static void text_run(struct build *b, uint32_t beg, uint32_t end) {
    while (beg < end) {
        if (b->f.n > RD_MAX_TEXT) {
            b->c->cut = true;
            return;
        }
        uint32_t to = end - beg > HTML_PIECE ? beg + HTML_PIECE : end;
        while (to < end && ((unsigned char)b->s.p[to] & 0xC0) == 0x80)
            to++;
        for (uint32_t k = 0; to < end && k < 40 && b->s.p[to - 1 - k] != ' '; k++) /* no cut inside an entity */
            if (b->s.p[to - 1 - k] == '&') {
                to += 40 < end - to ? 40 - k : end - to;
                while (to < end && ((unsigned char)b->s.p[to] & 0xC0) == 0x80)
                    to++;
                break;
            }
        uint32_t need = b->f.n + (to - beg) * 3 + 16;
        b->f.out = rd_arena_grow(b->c->a, b->f.out, &b->cap_out, need, 1);
        if (!b->piece_open) {
            b->f.first = UINT32_MAX;
            b->piece_text = b->f.n;
        }
        uint32_t before = b->f.n;
        if (b->f.n == 0)
            begin_unit(b);
        page_fold_run(&b->f, b->s, beg, to, true, UINT32_MAX);
        if (b->f.n > before) {
            b->piece_open = true;
            b->br = 0;
            if (b->unit_node != b->unit_block && !is_open(b, b->unit_node, b->unit_depth))
                b->unit_node = b->unit_block;
            if (b->links)
                b->link_cps += count_cps((struct rd_str){b->f.out + before, b->f.n - before});
            if (b->f.n - b->piece_text > HTML_PIECE)
                close_piece(b);
        }
        beg = to;
    }
}

static void blank(struct build *b, uint32_t beg, uint32_t end) {
    if (!b->f.space) {
        b->f.space = true;
        b->f.space_at = beg;
        b->f.space_end = end;
    }
}

/* ---- the tree ---- */

static void pop(struct build *b) {
    struct open_el *e = &b->stack[--b->n_stack];
    b->count[e->info->tag]--;
    if (e->info->kind & HTML_BLOCK)
        close_unit(b);
    else if (e->info->kind & HTML_SKIP)
        close_piece(b);
    if (e->link && b->links)
        b->links--;
    if (e->info->kind & HTML_SKIP)
        b->skips--;
    if (e->node != UINT32_MAX) {
        struct html_node *node = &b->d->nodes[e->node];
        node->end = b->d->n_nodes;
        node->unit_end = b->c->n_units;
        node->at_end = b->f.n;
    }
}

static void pop_to(struct build *b, uint32_t depth) {
    while (b->n_stack > depth)
        pop(b);
}

/* Depth of the innermost open element of a tag, not looking out of a scope; UINT32_MAX if there is none. */
static uint32_t find_open(const struct build *b, uint8_t tag, uint8_t stop1, uint8_t stop2) {
    if (!b->count[tag])
        return UINT32_MAX;
    for (uint32_t i = b->n_stack; i > 0; i--) {
        const struct html_tag_info *info = b->stack[i - 1].info;
        if (info->tag == tag)
            return i - 1;
        if ((info->kind & HTML_SCOPE) || (info->tag && (info->tag == stop1 || info->tag == stop2)))
            return UINT32_MAX;
    }
    return UINT32_MAX;
}

static void close_implied(struct build *b, uint8_t tag, uint8_t stop1, uint8_t stop2) {
    uint32_t at = find_open(b, tag, stop1, stop2);
    if (at != UINT32_MAX)
        pop_to(b, at);
}

/* Table parts close what is open inside the same table. */
static void close_table_part(struct build *b, uint8_t tag) {
    for (uint32_t i = b->n_stack; i > 0; i--) {
        uint8_t t = b->stack[i - 1].info->tag;
        if (t == HTML_T_TABLE)
            return;
        bool cell = t == HTML_T_TD || t == HTML_T_TH || t == HTML_T_CAPTION;
        bool row = t == HTML_T_TR && tag != HTML_T_TD;
        bool group = (t == HTML_T_TBODY || t == HTML_T_THEAD || t == HTML_T_TFOOT) && tag == HTML_T_TBODY;
        if (cell || row || group)
            pop_to(b, i - 1);
        if (b->n_stack < i - 1)
            i = b->n_stack + 1;
    }
}

static void imply_ends(struct build *b, const struct html_tag_info *info) {
    switch (info->tag) {
    case HTML_T_LI: close_implied(b, HTML_T_LI, HTML_T_UL, HTML_T_OL); break;
    case HTML_T_DT: case HTML_T_DD:
        close_implied(b, HTML_T_DT, HTML_T_DL, 0);
        close_implied(b, HTML_T_DD, HTML_T_DL, 0);
        break;
    case HTML_T_TD: case HTML_T_TH: if (b->count[HTML_T_TABLE]) close_table_part(b, HTML_T_TD); break;
    case HTML_T_TR: if (b->count[HTML_T_TABLE]) close_table_part(b, HTML_T_TR); break;
    case HTML_T_TBODY: case HTML_T_THEAD: case HTML_T_TFOOT: if (b->count[HTML_T_TABLE]) close_table_part(b, HTML_T_TBODY); break;
    case HTML_T_OPTION: close_implied(b, HTML_T_OPTION, 0, 0); break;
    case HTML_T_BODY: close_implied(b, HTML_T_HEAD, 0, 0); break;
    default: break;
    }
    if (info->kind & HTML_CLOSES_P)
        close_implied(b, HTML_T_P, HTML_T_BUTTON, 0);
}

static bool has(struct rd_str s, const char *word) {
    return rd_str_find(s, rd_str_of(word), 0) >= 0;
}

static bool prop_is(struct rd_str props, const char *word) {
    struct rd_str part[6];
    uint32_t n = rd_str_split(props, ' ', part, 6);
    for (uint32_t i = 0; i < n; i++)
        if (rd_str_is(part[i], word))
            return true;
    return false;
}

/* Addresses under which sites keep their writers. */
static bool author_address(struct rd_str href) {
    static const char *const DIRS[] = {"/author/", "/authors/", "/autor/", "/autoren/", "/autores/", "/auteur/", "/auteurs/", "/creator/",
                                       "/redakteur/", "/redakteure/", "/journalist/", "/journalisten/", "/writer/", "/writers/", "/byline/",
                                       "/staff/", "/profil/", "/profile/", "/contributor/", "/contributors/", "/von/", "/by/"};
    for (size_t i = 0; i < RD_ARRAY_LEN(DIRS) && href.n > 8; i++)
        if (has(href, DIRS[i]))
            return true;
    return false;
}

static uint32_t make_node(struct build *b, const struct html_tag_info *info, const struct html_attrs *a) {
    struct html_doc *d = b->d;
    bool link = info->tag == HTML_T_A && author_address(a->href);
    bool says = link || a->class_.n || a->id.n || a->itemprop.n || a->rel.n || a->datetime.n || a->role.n || a->hidden || a->style.n || a->itemtype.n ||
                a->data_test.n;
    if (!(info->kind & HTML_BLOCK) && !says && info->tag != HTML_T_TIME)
        return UINT32_MAX;
    if (d->n_nodes >= HTML_MAX_NODES) {
        d->too_many = true;
        return UINT32_MAX;
    }
    uint32_t parent = open_node(b);
    struct html_node *n = RD_PUSH(b->c->a, d->nodes, d->n_nodes, d->cap_nodes);
    n->parent = parent;
    n->tag = info->tag;
    n->hints = html_hints(info->tag, a);
    n->unit = b->c->n_units;
    n->at = b->f.n;
    n->end = d->n_nodes;
    n->itemprop_author = prop_is(a->itemprop, "author") || prop_is(a->itemprop, "creator");
    n->itemprop_name = prop_is(a->itemprop, "name");
    n->itemprop_date = prop_is(a->itemprop, "datePublished") || prop_is(a->itemprop, "dateCreated");
    n->rel_author = prop_is(a->rel, "author");
    n->fn = prop_is(a->class_, "fn");
    n->author_link = link;
    return d->n_nodes - 1;
}

static void add_meta(struct build *b, struct rd_str name, struct rd_str value) {
    struct html_doc *d = b->d;
    if (!name.n || !value.n || name.n > 80 || value.n > 4096 || d->n_metas >= HTML_MAX_META)
        return;
    struct html_meta *m = RD_PUSH(b->c->a, d->metas, d->n_metas, d->cap_metas);
    m->name = rd_utf8_lower(name, b->c->a);
    m->value = page_clean(value, true, b->c->a);
}

static void note_attrs(struct build *b, const struct html_tag_info *info, const struct html_attrs *a, uint32_t node) {
    struct html_doc *d = b->d;
    if (info->tag == HTML_T_META) {
        add_meta(b, a->property, a->content);
        add_meta(b, a->name, a->content);
        if (a->itemprop.n && a->content.n) {
            struct rd_str key = rd_arena_printf(b->c->a, "itemprop:%.*s", RD_S(a->itemprop));
            add_meta(b, key, a->content);
        }
        return;
    }
    if (info->tag == HTML_T_LINK && a->href.n) {
        struct rd_str rel = rd_utf8_lower(a->rel, b->c->a);
        if (prop_is(rel, "canonical") && !d->canonical.n)
            d->canonical = page_clean(a->href, true, b->c->a);
        return;
    }
    if (info->tag == HTML_T_HTML && a->lang.n && !b->c->out->lang.n)
        b->c->out->lang = rd_arena_str(b->c->a, a->lang);
    if (info->tag == HTML_T_HTML)
        return;
    struct rd_str when = a->datetime;
    if (!when.n && (has(a->itemprop, "date") || has(a->property, "date")))
        when = a->content;
    if (!when.n && a->title.n >= 10 && a->title.p[0] >= '1' && a->title.p[0] <= '2' && (has(a->class_, "date") || has(a->class_, "publish")))
        when = a->title;
    if (when.n && when.n < 80 && d->n_times < HTML_MAX_META) {
        struct html_time *t = RD_PUSH(b->c->a, d->times, d->n_times, d->cap_times);
        t->value = page_clean(when, true, b->c->a);
        t->node = node == UINT32_MAX ? open_node(b) : node;
        t->unit = b->c->n_units;
        t->published = has(a->itemprop, "datePublished") || has(a->property, "dateCreated") || has(a->property, "datePublished") || has(a->class_, "publish") || prop_is(a->class_, "entry-date");
        t->modified = has(a->itemprop, "dateModified") || has(a->class_, "updated") || has(a->class_, "modified");
        if (t->modified && has(a->class_, "published"))
            t->modified = false;
    }
}

/* The second <a> ends the first. */
static void end_link(struct build *b) {
    for (uint32_t i = b->n_stack; i > 0 && b->links; i--)
        if (b->stack[i - 1].link) {
            b->stack[i - 1].link = false;
            b->links--;
        }
}

static void start_tag(struct build *b, const struct html_tag_info *info, const struct html_attrs *a, uint32_t beg, uint32_t end) {
    imply_ends(b, info);
    if (info->kind & HTML_BLOCK) {
        close_unit(b);
    } else if (!(info->kind & (HTML_INLINE | HTML_SKIP))) {
        blank(b, beg, end);
    }
    if (info->tag == HTML_T_BR && ++b->br == 2)
        close_unit(b);
    if (info->kind & HTML_VOID) {
        note_attrs(b, info, a, UINT32_MAX);
        return;
    }
    if (info->tag == HTML_T_A)
        end_link(b);
    if (b->n_stack >= RD_MAX_HTML_DEPTH) {
        b->over++;
        b->d->too_deep = true;
        return;
    }
    if (info->kind & HTML_SKIP)
        close_piece(b);
    uint32_t node = make_node(b, info, a);
    note_attrs(b, info, a, node);
    struct open_el *e = &b->stack[b->n_stack++];
    *e = (struct open_el){info, node, info->tag == HTML_T_A && a->href.n > 0};
    b->count[info->tag]++;
    b->links += e->link;
    if (info->kind & HTML_SKIP)
        b->skips++;
}

/* An end tag closes what is open inside its element; that of formatting reaches over no block. */
static void end_tag(struct build *b, const struct html_tag_info *info, struct rd_str name, uint32_t beg, uint32_t end) {
    if (info->tag == HTML_T_BR || !(info->kind & (HTML_INLINE | HTML_BLOCK | HTML_SKIP))) {
        blank(b, beg, end);
        if (info->tag == HTML_T_BR)
            return;
    }
    if (b->over) {
        b->over--;
        if (info->kind & HTML_BLOCK)
            close_unit(b);
        return;
    }
    if (info->kind & HTML_BLOCK)
        close_unit(b);
    if (info->tag == HTML_T_A)
        end_link(b);
    if (!b->count[info->tag] || (info->kind & HTML_VOID))
        return;
    bool heading = info->tag >= HTML_T_H1 && info->tag <= HTML_T_H6;
    for (uint32_t i = b->n_stack; i > 0; i--) {
        const struct html_tag_info *open = b->stack[i - 1].info;
        bool same = open == info && (info->tag || rd_str_is(name, open->name) || !open->name[0]);
        if (same || (heading && open->tag >= HTML_T_H1 && open->tag <= HTML_T_H6)) {
            pop_to(b, i - 1);
            return;
        }
        if ((open->kind & HTML_SCOPE) && !(info->kind & HTML_SCOPE) && info->tag != HTML_T_BODY)
            return;
        if (!(info->kind & (HTML_BLOCK | HTML_SKIP)) && (open->kind & HTML_BLOCK))
            return;
    }
}

/* ---- the scanner ---- */

static bool same_name(const char *p, const char *low, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if ((p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]) != low[i])
            return false;
    return true;
}

/* Where "</name" stands, from i on; the end of the text if nowhere. */
static uint32_t raw_end(struct rd_str s, uint32_t i, const char *name) {
    uint32_t n = (uint32_t)strlen(name);
    while (i + n + 2 <= s.n) {
        const char *lt = memchr(s.p + i, '<', s.n - i);
        if (!lt)
            break;
        i = (uint32_t)(lt - s.p);
        if (i + n + 2 <= s.n && s.p[i + 1] == '/' && same_name(s.p + i + 2, name, n))
            return i;
        i++;
    }
    return s.n;
}

static void raw_content(struct build *b, const struct html_tag_info *info, const struct html_attrs *a, uint32_t beg, uint32_t end) {
    struct rd_str in = rd_str_sub(b->s, beg, end);
    if (info->tag == HTML_T_TITLE && !b->d->title.p && !b->skips)
        b->d->title = page_clean(rd_str_sub(in, 0, in.n < 4096 ? in.n : 4096), true, b->c->a);
    if (info->tag == HTML_T_SCRIPT && rd_str_starts(a->type, "application/ld+json") && b->d->n_ld < HTML_MAX_LD && in.n <= b->d->ld_left) {
        b->d->ld[b->d->n_ld++] = in;
        b->d->ld_left -= in.n;
    }
}

static uint32_t take_tag(struct build *b, uint32_t at, uint32_t end) {
    uint32_t name = at + 1, n = 0;
    bool closing = b->s.p[name] == '/';
    name += closing;
    while (name + n < end && (unsigned char)b->s.p[name + n] > ' ' && b->s.p[name + n] != '/' && b->s.p[name + n] != '>')
        n++;
    const struct html_tag_info *info = html_tag_find(b->s.p + name, n);
    if (info->tag == HTML_T_NOSCRIPT) {
        if (b->noscript) {
            blank(b, at, end);
            return end;
        }
        if (closing)
            b->noscript_bytes += b->noscript_at ? at - b->noscript_at : 0;
        b->noscript_at = closing ? 0 : at;
    }
    if (closing) {
        end_tag(b, info, rd_str_sub(b->s, name, name + n), at, end);
        return end;
    }
    struct html_attrs a;
    uint32_t stop = end > name + n && b->s.p[end - 1] == '>' ? end - 1 : end;
    html_attrs_read(&a, b->s, name + n, stop);
    if (info->kind & HTML_RAW) {
        uint32_t to = raw_end(b->s, end, info->name);
        if (info->kind & HTML_SKIP)
            close_piece(b);
        raw_content(b, info, &a, end, to);
        uint32_t gt = to < b->s.n ? page_markup_end(b->s, to, b->s.n) : to;
        return gt > to ? gt : b->s.n;
    }
    start_tag(b, info, &a, at, end);
    return end;
}

static void scan(struct build *b) {
    for (uint32_t i = 0; i < b->s.n;) {
        const char *lt = memchr(b->s.p + i, '<', b->s.n - i);
        uint32_t to = lt ? (uint32_t)(lt - b->s.p) : b->s.n;
        uint32_t next = to < b->s.n ? page_markup_end(b->s, to, b->s.n) : to;
        if (to < b->s.n && next == to)
            next = ++to; /* a mere '<' is text */
        if (to > i && !b->skips)
            text_run(b, i, to);
        i = next;
        if (to == next)
            continue;
        char ch = b->s.p[to + 1], second = to + 2 < b->s.n ? b->s.p[to + 2] : ' ';
        if (ch == '/' && !((second | 32) >= 'a' && (second | 32) <= 'z'))
            blank(b, to, next);
        else if (ch != '!' && ch != '?')
            i = take_tag(b, to, next);
    }
    close_unit(b);
    pop_to(b, 0);
}

static uint32_t build_units(struct page_ctx *c, bool noscript) {
    struct html_doc *d = RD_NEW(c->a, struct html_doc);
    struct build *b = RD_NEW(c->a, struct build);
    c->html = d;
    d->c = c;
    d->ld_left = HTML_MAX_LD_BYTES;
    *b = (struct build){.d = d, .c = c, .s = c->src.text, .noscript = noscript};
    struct html_node *root = RD_PUSH(c->a, d->nodes, d->n_nodes, d->cap_nodes);
    root->tag = HTML_T_HTML;
    b->cap_out = 4096;
    b->f.out = rd_arena_get(c->a, b->cap_out);
    reset_unit(b);
    scan(b);
    d->nodes[0].end = d->n_nodes;
    d->nodes[0].unit_end = c->n_units;
    uint32_t prose = 0;
    for (uint32_t i = 0; i < c->n_units; i++)
        prose += c->units[i].prose ? c->units[i].cps : 0;
    return b->noscript_bytes > 2000 ? prose : UINT32_MAX;
}

/* Some sites put the article into <noscript>: then a page without running text is scanned again with it. */
void page_html_units(struct page_ctx *c) {
    if (build_units(c, false) >= 500)
        return;
    c->n_units = 0;
    c->text_bytes = 0;
    build_units(c, true);
}

struct rd_str html_meta_get(const struct html_doc *d, const char *name) {
    for (uint32_t i = 0; i < d->n_metas; i++)
        if (rd_str_is(d->metas[i].name, name))
            return d->metas[i].value;
    return RD_NONE;
}

bool html_inside(const struct html_doc *d, uint32_t node, uint32_t outer) {
    return node >= outer && node < d->nodes[outer].end;
}

struct rd_str html_node_text(const struct html_doc *d, uint32_t node, uint32_t max) {
    const struct html_node *n = &d->nodes[node];
    struct page_ctx *c = d->c;
    struct rd_buf b;
    rd_buf_init(&b, max);
    for (uint32_t i = n->unit; i < c->n_units && i <= n->unit_end && !b.err; i++) {
        struct rd_str t = c->units[i].text;
        uint32_t beg = i == n->unit && n->at < t.n ? n->at : i == n->unit && n->at ? t.n : 0;
        uint32_t end = i == n->unit_end ? (n->at_end < t.n ? n->at_end : t.n) : t.n;
        if (beg >= end)
            continue;
        if (b.n)
            rd_buf_c(&b, ' ');
        rd_buf_str(&b, rd_str_sub(t, beg, end));
    }
    struct rd_str out = rd_arena_str(c->a, rd_str_trim(rd_buf_view(&b)));
    rd_buf_free(&b);
    return out.p ? out : RD_LIT("");
}

void page_html_roles(struct page_ctx *c) {
    struct html_doc *d = c->html;
    const struct rd_span nowhere = {0, 0};
    if (d->too_deep)
        rd_note_add(&c->out->notes, c->a, "too-deep", nowhere, "elements below %u levels were flattened", RD_MAX_HTML_DEPTH);
    if (d->too_many)
        rd_note_add(&c->out->notes, c->a, "too-many-elements", nowhere, "more than %u elements; the rest has no place in the tree",
                    HTML_MAX_NODES);
    html_main(d);
    page_given(c);
    html_meta_read(d);
    html_authors(d);
    for (uint32_t i = 0; i < c->n_units; i++)
        if (c->units[i].role == RD_ROLE_LEAD) {
            page_dateline_find(c, i);
            break;
        }
    page_names_from_lines(c);
}
