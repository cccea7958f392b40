/* Pairs quotation marks of every style, block by block, and tells quotations that stand as speech from those that are part of
 * a clause. A stray mark costs itself only: when another mark opens before it is closed, the first one is forgotten. */
#include "extract/extract_int.h"

#include "base/limits.h"
#include "base/utf8.h"

struct scan {
    struct ex *x;
    struct rd_str text;
    uint32_t beg, end;         /* block */
    uint32_t block;
};

enum mark { NO_MARK, OPEN, CLOSE, EITHER, SINGLE_OPEN, SINGLE_CLOSE };

static uint32_t cp_before(struct rd_str t, uint32_t beg, uint32_t at) {
    return at > beg ? rd_utf8_prev(t, at, NULL) : ' ';
}

static uint32_t cp_after(struct rd_str t, uint32_t at, uint32_t end) {
    return at < end ? rd_utf8_next(t, &at) : ' ';
}

static bool letter(uint32_t cp) {
    return rd_cp_alpha(cp) || rd_cp_digit(cp);
}

/* The kind of the mark at `at`; *len is its length in bytes. `open` is the mark that is open now, 0 if none. */
static enum mark mark_at(const struct scan *s, uint32_t at, uint32_t *len, uint32_t *cp, uint32_t open) {
    uint32_t i = at, c = rd_utf8_next(s->text, &i);
    uint32_t before = cp_before(s->text, s->beg, at), after = cp_after(s->text, i, s->end);
    bool gap_before = rd_cp_space(before) || before == '(' || before == '[' || before == 0x2014 || before == 0x2013 || before == '-' || before == ':';
    *len = i - at;
    *cp = c;
    switch (c) {
    case 0x201C: return open == 0x201E ? CLOSE : OPEN; /* “ closes „ */
    case 0x201D: case 0x201F: return open ? CLOSE : (gap_before && letter(after) ? OPEN : CLOSE);
    case 0x201E: return OPEN;
    case 0xAB: return open == 0xBB ? CLOSE : OPEN;
    case 0xBB: return open && open != 0xBB ? CLOSE : (gap_before && letter(after) ? OPEN : CLOSE);
    case '"':
        if (gap_before && !rd_cp_space(after)) return OPEN;
        return rd_cp_space(after) || !gap_before ? CLOSE : EITHER;
    case 0x2018: return gap_before && !rd_cp_space(after) ? SINGLE_OPEN : SINGLE_CLOSE;
    case '\'': case 0x2019: case 0x201A:
        if (c == 0x201A) return SINGLE_OPEN;
        if (letter(before) && letter(after)) return NO_MARK;
        if (gap_before && !rd_cp_space(after)) return c == '\'' ? SINGLE_OPEN : NO_MARK;
        return SINGLE_CLOSE;
    default: return NO_MARK;
    }
}

/* "'s avonds", "'t Gooi", "'n": a clitic, not a quotation. */
static bool clitic(const struct scan *s, uint32_t after) {
    uint32_t i = after, c = cp_after(s->text, after, s->end);
    if (c != 's' && c != 't' && c != 'n' && c != 'm' && c != 'k') return false;
    i++;
    return rd_cp_space(cp_after(s->text, i, s->end));
}

/* Bytes between single marks: an apostrophe that nothing closes must not cost a search to the end of the block. */
enum { MAX_SINGLE = 1000 };

/* Where a single mark that opens before `from` is closed: best next to punctuation, since a plural genitive looks the same. */
static bool single_end(const struct scan *s, uint32_t from, uint32_t *close_at, uint32_t *len) {
    uint32_t best = 0, best_len = 0;
    uint32_t stop = s->end - from > MAX_SINGLE ? from + MAX_SINGLE : s->end;
    for (uint32_t i = from; i < stop;) {
        uint32_t n, cp, at = i;
        enum mark m = mark_at(s, at, &n, &cp, 0x2018);
        i += n;
        if (cp == '\n') break;
        if (m == OPEN && cp != '"') break;
        if (m != SINGLE_CLOSE || at == from) continue;
        uint32_t before = cp_before(s->text, s->beg, at), after = cp_after(s->text, i, s->end);
        bool punct = before == '.' || before == ',' || before == '!' || before == '?' || before == 0x2026 || after == ',' || after == '.' ||
                     after == ';' || after == ':' || after == ')' || i >= s->end;
        if (punct) {
            *close_at = at;
            *len = n;
            return true;
        }
        if (!best) best = at, best_len = n;
    }
    *close_at = best;
    *len = best_len;
    return best != 0;
}

static void add(struct scan *s, uint32_t outer_beg, uint32_t inner_beg, uint32_t inner_end, uint32_t outer_end, bool open) {
    struct ex *x = s->x;
    struct rd_str inside = rd_str_trim(rd_str_sub(s->text, inner_beg, inner_end));
    x->capped |= x->n_quotes >= RD_MAX_QUOTES;
    if (inside.n == 0 || x->n_quotes >= RD_MAX_QUOTES) return;
    struct ex_quote *q = RD_PUSH(x->scratch, x->quotes, x->n_quotes, x->cap_quotes);
    q->outer = (struct rd_span){outer_beg, outer_end};
    q->inner.beg = (uint32_t)(inside.p - s->text.p);
    q->inner.end = q->inner.beg + inside.n;
    q->block = s->block;
    q->open = open;
    q->draft = -1;
    q->b = rd_doc_token_at(x->doc, q->inner.beg);
    q->e = q->b;
    while (q->e < x->doc->n_tok && x->doc->toks[q->e].span.end <= q->inner.end) {
        q->words += x->an->upos[q->e] != RD_PUNCT;
        q->e++;
    }
    if (q->e == q->b) x->n_quotes--;
}

static bool next_block_opens(const struct scan *s, uint32_t mark) {
    const struct rd_page *p = s->x->page;
    for (uint32_t b = s->block + 1; b < p->n_blocks; b++) {
        if (!rd_role_is_read(p->blocks[b].role)) continue;
        uint32_t i = p->blocks[b].span.beg;
        return i < p->blocks[b].span.end && rd_utf8_next(s->text, &i) == mark;
    }
    return false;
}

static void scan_block(struct scan *s) {
    uint32_t open = 0, open_at = 0, open_end = 0;
    for (uint32_t i = s->beg; i < s->end;) {
        uint32_t n, cp, close_at, close_len, at = i;
        enum mark m = mark_at(s, at, &n, &cp, open);
        i += n;
        if (m == OPEN || (m == EITHER && !open)) {
            open = cp;
            open_at = at;
            open_end = i;
        } else if ((m == CLOSE || m == EITHER) && open) {
            add(s, open_at, open_end, at, i, false);
            open = 0;
        } else if (m == SINGLE_OPEN && !open && !clitic(s, i) && single_end(s, i, &close_at, &close_len)) {
            add(s, at, i, close_at, close_at + close_len, false);
            i = close_at + close_len;
        }
    }
    if (!open) return;
    bool goes_on = next_block_opens(s, open);
    if (goes_on || open_at == s->beg) add(s, open_at, open_end, s->end, s->end, goes_on);
}

/* Titles of works have most long words in capitals and no full stop of their own. */
static bool title_case(const struct ex *x, const struct ex_quote *q) {
    uint32_t caps = 0, lows = 0;
    for (uint32_t i = q->b; i < q->e; i++) {
        struct rd_str f = x->doc->toks[i].form;
        uint32_t k = 0, c = f.n ? rd_utf8_next(f, &k) : ' ';
        if (!rd_cp_alpha(c) || f.n < 4) continue;
        if (rd_cp_upper(c)) caps++;
        else lows++;
    }
    return caps >= 2 && lows == 0;
}

static void judge(struct ex *x, struct ex_quote *q) {
    struct rd_str t = x->doc->text;
    struct rd_span block = x->page->blocks[q->block].span;
    uint32_t i = q->inner.beg, first = rd_utf8_next(t, &i);
    uint32_t last = rd_utf8_prev(t, q->inner.end, NULL);
    uint32_t b = q->outer.beg, e = q->outer.end;
    while (b > block.beg && rd_cp_space(cp_before(t, block.beg, b))) rd_utf8_prev(t, b, &b);
    uint32_t before = cp_before(t, block.beg, b), after = cp_after(t, e, block.end);
    bool starts = b == block.beg || before == '.' || before == '!' || before == '?' || before == ':' || before == ',' || before == 0x2026 ||
                  before == 0x201D || before == '"' || before == 0x2013 || before == 0x2014 || before == ')';
    bool upper = rd_cp_upper(first) || !rd_cp_lower(first);
    bool ends = last == '.' || last == ',' || last == '!' || last == '?' || last == 0x2026 || last == '-' || last == 0x2014;
    bool ends_outside = after == ',' || after == '.' || rd_cp_space(after) || after == 0x2013 || after == 0x2014;
    bool alone = q->outer.beg == block.beg && q->outer.end == block.end;
    q->speech = alone || q->open;
    if (!q->speech && upper && starts) q->speech = ends || (ends_outside && (before == ':' || b == block.beg || after == ',' || after == '.' || q->words > 4));
    if (!q->speech && upper && ends && q->words > 4) q->speech = true; /* said "We will" without a comma */
    if (q->speech && !alone && !ends && title_case(x, q)) q->speech = false;
}

/* "…," said X, "…": the second piece may begin with a small letter. */
static bool goes_on(const struct ex *x, const struct ex_quote *p, const struct ex_quote *q) {
    if (!p->speech || p->block != q->block || q->outer.beg <= p->outer.end || q->outer.beg - p->outer.end > 160) return false;
    struct rd_str between = rd_str_trim(rd_str_sub(x->doc->text, p->outer.end, q->outer.beg));
    if (!rd_str_ends(between, ",") && !rd_str_ends(between, ":")) return false;
    for (uint32_t i = 0; i + 1 < between.n; i++) {
        if (between.p[i] == '.' && between.p[i + 1] == ' ' && i > 2 && between.p[i - 2] != ' ') return false;
    }
    uint32_t last = rd_utf8_prev(x->doc->text, q->inner.end, NULL);
    return last == '.' || last == '!' || last == '?' || last == 0x2026 || last == ',' || q->words > 3;
}

void extract_quotes(struct ex *x) {
    struct scan s = {.x = x, .text = x->doc->text};
    for (uint32_t b = 0; b < x->page->n_blocks; b++) {
        const struct rd_block *bl = &x->page->blocks[b];
        if (!rd_role_is_read(bl->role) || bl->copy) continue;
        s.block = b;
        s.beg = bl->span.beg;
        s.end = bl->span.end;
        scan_block(&s);
    }
    for (uint32_t k = 0; k < x->n_quotes; k++) {
        judge(x, &x->quotes[k]);
        if (k > 0 && !x->quotes[k].speech) x->quotes[k].speech = goes_on(x, &x->quotes[k - 1], &x->quotes[k]);
        for (uint32_t i = x->quotes[k].b; i < x->quotes[k].e; i++) x->quote_of[i] = (int32_t)k;
    }
}
