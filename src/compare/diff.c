/* Word diff: the shortest list of words taken out and put in (Myers, "An O(ND) difference algorithm", 1986), on words. */
#include "base/arena.h"
#include "base/utf8.h"
#include "compare/positions.h"

enum { MAX_TOKENS = 4000, MAX_EDITS = 600 };

/* Words and single signs; blanks belong to none. */
static uint32_t split(struct rd_str s, struct rd_span *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n && n < MAX_TOKENS;) {
        uint32_t at = i, cp = rd_utf8_next(s, &i);
        if (rd_cp_space(cp)) continue;
        bool word = rd_cp_alpha(cp) || rd_cp_digit(cp);
        while (word && i < s.n) {
            uint32_t next = i, c = rd_utf8_next(s, &next);
            if (!rd_cp_alpha(c) && !rd_cp_digit(c)) break;
            i = next;
        }
        out[n++] = (struct rd_span){at, i};
    }
    if (n == MAX_TOKENS) out[n - 1].end = s.n;   /* the rest is one word */
    return n;
}

struct texts {
    struct rd_str a, b;
    const struct rd_span *x, *y;  /* tokens */
    uint32_t n, m;
};

static bool equal(const struct texts *t, uint32_t i, uint32_t k) {
    return rd_str_eq(rd_span_of(t->a, t->x[i]), rd_span_of(t->b, t->y[k]));
}

struct runs {
    struct rd_diff_run *v;
    uint32_t n, cap;
    struct rd_arena *a;
};

static void add(struct runs *r, char op, struct rd_span a, struct rd_span b) {
    if (r->n && r->v[r->n - 1].op == op) {
        if (op != '+') r->v[r->n - 1].a.end = a.end;
        if (op != '-') r->v[r->n - 1].b.end = b.end;
        return;
    }
    struct rd_diff_run *d = RD_PUSH(r->a, r->v, r->n, r->cap);
    *d = (struct rd_diff_run){op, a, b};
}

/* trace[d] holds the furthest x on each diagonal -d..d; walks back from the end and marks what is kept: keep[i] = k + 1. */
static void walk_back(const struct texts *t, int32_t **trace, int32_t d, int32_t x, int32_t y, uint32_t *keep) {
    for (; d >= 0; d--) {
        int32_t k = x - y, px = 0, py = 0;
        if (d > 0) {
            const int32_t *v = trace[d - 1] + (d - 1);
            bool down = k == -d || (k != d && v[k - 1] < v[k + 1]);
            int32_t from = down ? k + 1 : k - 1;
            px = v[from];
            py = px - from;
        }
        while (x > px && y > py && equal(t, (uint32_t)x - 1, (uint32_t)y - 1)) {
            x--;
            y--;
            keep[x] = (uint32_t)y + 1;
        }
        x = px;
        y = py;
    }
}

/* v of step d has the diagonals -d..d at v[0..2d]; those of the other parity are set to -1. */
static void compare(const struct texts *t, uint32_t *keep, struct rd_arena *scratch) {
    int32_t n = (int32_t)t->n, m = (int32_t)t->m, max = n + m < MAX_EDITS ? n + m : MAX_EDITS;
    int32_t **trace = rd_arena_get(scratch, (size_t)(max + 1) * sizeof *trace);
    for (int32_t d = 0; d <= max; d++) {
        int32_t *row = trace[d] = rd_arena_get(scratch, (size_t)(2 * d + 1) * sizeof **trace), *v = row + d;
        for (int32_t k = -d; k <= d; k++) v[k] = -1;
        for (int32_t k = -d; k <= d; k += 2) {
            int32_t x = 0;
            if (d > 0) {
                const int32_t *was = trace[d - 1] + (d - 1);
                bool down = k == -d || (k != d && was[k - 1] < was[k + 1]);
                x = down ? was[k + 1] : was[k - 1] + 1;
            }
            int32_t y = x - k;
            while (x < n && y < m && y >= 0 && equal(t, (uint32_t)x, (uint32_t)y)) {
                x++;
                y++;
            }
            v[k] = x;
            if (x >= n && y >= m) {
                walk_back(t, trace, d, n, m, keep);
                return;
            }
        }
    }
}

uint32_t rd_word_diff(struct rd_str a, struct rd_str b, struct rd_diff_run **out, struct rd_arena *arena) {
    struct rd_span *x = rd_arena_get(arena, MAX_TOKENS * sizeof *x), *y = rd_arena_get(arena, MAX_TOKENS * sizeof *y);
    struct texts t = {a, b, x, y, split(a, x), split(b, y)};
    uint32_t *keep = rd_arena_zero(arena, (t.n + 1) * sizeof *keep);
    struct runs r = {.a = arena};
    compare(&t, keep, arena);
    uint32_t k = 0;
    for (uint32_t i = 0; i < t.n; i++) {
        if (!keep[i]) {
            add(&r, '-', x[i], (struct rd_span){0, 0});
            continue;
        }
        for (; k + 1 < keep[i]; k++) add(&r, '+', (struct rd_span){0, 0}, y[k]);
        add(&r, '=', x[i], y[k++]);
    }
    for (; k < t.m; k++) add(&r, '+', (struct rd_span){0, 0}, y[k]);
    *out = r.v;
    return r.n;
}
