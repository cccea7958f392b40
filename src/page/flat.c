/* flat.c - lines of flattened text to units. A line is a paragraph, unless the text was broken at a fixed width or a line plainly goes on
 * in the next one. */
#include "page/page_int.h"

struct line {
    uint32_t beg, end;  /* in the source, blanks at the ends taken off */
    uint32_t gap;       /* empty lines before it */
};

static uint32_t lines_of(struct page_ctx *c, struct line **out) {
    struct rd_str s = c->src.text;
    struct line *v = NULL;
    uint32_t n = 0, cap = 0, gap = 0;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t end = i;
        while (end < s.n && s.p[end] != '\n' && s.p[end] != '\r')
            end++;
        uint32_t next = end + 1 + (end + 1 < s.n && s.p[end] == '\r' && s.p[end + 1] == '\n');
        struct rd_str part = {s.p, end};
        uint32_t beg = i, stop = end;
        while (beg < stop) {
            uint32_t k = beg, cp = rd_utf8_next(part, &k);
            if (!page_is_blank(cp) && !page_is_dropped(cp))
                break;
            beg = k;
        }
        while (stop > beg) {
            uint32_t k, cp = rd_utf8_prev(part, stop, &k);
            if (!page_is_blank(cp) && !page_is_dropped(cp))
                break;
            stop = k;
        }
        i = next;
        if (beg >= stop) {
            gap++;
            continue;
        }
        if (n >= 4 * RD_MAX_BLOCKS) {
            c->cut = true;
            break;
        }
        *RD_PUSH(c->a, v, n, cap) = (struct line){beg, stop, gap};
        gap = 0;
    }
    *out = v;
    return n;
}

static bool ends_sentence(struct rd_str s, uint32_t beg, uint32_t end) {
    struct page_unit u = {.text = rd_str_sub(s, beg > end - (end - beg < 40 ? end - beg : 40) ? beg : end - 40, end)};
    page_unit_look(&u);
    return u.ends;
}

static bool begins_small(struct rd_str s, uint32_t beg) {
    return rd_cp_lower(rd_utf8_next(s, &beg));
}

/* Broken at a fixed width: lines come in runs, and within runs most lines are of nearly the greatest length. */
static bool is_wrapped(struct rd_str s, const struct line *v, uint32_t n) {
    uint32_t longest = 0, full = 0, inner = 0, open = 0;
    for (uint32_t i = 0; i < n; i++)
        if (v[i].end - v[i].beg > longest)
            longest = v[i].end - v[i].beg;
    if (longest > 140 || longest < 45)
        return false;
    for (uint32_t i = 0; i + 1 < n; i++)
        if (!v[i + 1].gap) {
            inner++;
            full += (v[i].end - v[i].beg) * 10 > longest * 7;
            open += !ends_sentence(s, v[i].beg, v[i].end);
        }
    return inner >= 4 && full * 10 > inner * 8 && open * 10 > inner * 6;
}

void page_flat_units(struct page_ctx *c) {
    struct line *v;
    uint32_t n = lines_of(c, &v);
    struct rd_str s = c->src.text;
    bool wrapped = is_wrapped(s, v, n);
    for (uint32_t i = 0; i < n;) {
        uint32_t last = i;
        while (last + 1 < n && !v[last + 1].gap) {
            bool goes_on = v[last].end - v[last].beg >= 40 && begins_small(s, v[last + 1].beg) &&
                           !ends_sentence(s, v[last].beg, v[last].end);
            if (!wrapped && !goes_on)
                break;
            last++;
        }
        struct page_unit *u = page_unit_add(c, v[i].beg, v[last].end);
        if (u)
            u->gap = v[i].gap;
        i = last + 1;
    }
}

bool page_unit_join(struct page_ctx *c, uint32_t i, uint32_t last) {
    struct page_unit *u = &c->units[i];
    if (last == i)
        return true;
    uint32_t beg = u->pieces[0].src, end = c->units[last].pieces[0].src_end;
    struct page_fold f = {.out = rd_arena_get(c->a, (end - beg) * (c->src.damaged ? 3u : 1u) + 8), .first = UINT32_MAX};
    page_fold_run(&f, c->src.text, beg, end, false, UINT32_MAX);
    u->text = (struct rd_str){f.out, f.n};
    u->pieces[0] = (struct page_piece){0, f.n, f.first, f.last};
    page_unit_look(u);
    return true;
}
