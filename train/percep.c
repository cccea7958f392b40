/* percep.c - see percep.h. Freund and Schapire 1999; lazy averaging by time stamps. */
#include "percep.h"

#include <stdlib.h>
#include <string.h>

static void *must(void *p)
{
    if (p == NULL) abort();
    return p;
}

void percep_init(struct percep *p, uint32_t n_classes)
{
    memset(p, 0, sizeof *p);
    p->cap = 1u << 16;
    p->rows = must(calloc(p->cap, sizeof *p->rows));
    p->cap_pool = 1u << 16;
    p->pool = must(malloc(p->cap_pool * sizeof *p->pool));
    p->n_classes = n_classes;
    p->now = 1;
}

void percep_free(struct percep *p)
{
    free(p->rows);
    free(p->pool);
    memset(p, 0, sizeof *p);
}

void percep_score(const struct percep *p, const uint32_t *keys, uint32_t n, int32_t *score)
{
    memset(score, 0, p->n_classes * sizeof *score);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = linear_home(keys[i], p->cap);
        while (p->rows[at].cap != 0 && p->rows[at].key != keys[i]) at = linear_next(at, p->cap);
        const struct percep_row *r = &p->rows[at];
        for (uint32_t k = 0; k < r->n; k++) score[p->pool[r->off + k].cls] += p->pool[r->off + k].w;
    }
}

static void grow_rows(struct percep *p)
{
    uint32_t cap = 2 * p->cap;
    struct percep_row *rows = must(calloc(cap, sizeof *rows));
    for (uint32_t i = 0; i < p->cap; i++) {
        if (p->rows[i].cap == 0) continue;
        uint32_t at = linear_home(p->rows[i].key, cap);
        while (rows[at].cap != 0) at = linear_next(at, cap);
        rows[at] = p->rows[i];
    }
    free(p->rows);
    p->rows = rows;
    p->cap = cap;
}

static uint32_t take_pool(struct percep *p, uint32_t n)
{
    if (p->n_pool + n > p->cap_pool) {
        p->cap_pool *= 2;
        p->pool = must(realloc(p->pool, (size_t)p->cap_pool * sizeof *p->pool));
    }
    p->n_pool += n;
    return p->n_pool - n;
}

static struct percep_row *row_of(struct percep *p, uint32_t key)
{
    if (p->n_rows * 4ull > p->cap * 3ull) grow_rows(p);
    uint32_t at = linear_home(key, p->cap);
    while (p->rows[at].cap != 0 && p->rows[at].key != key) at = linear_next(at, p->cap);
    struct percep_row *r = &p->rows[at];
    if (r->cap == 0) {
        *r = (struct percep_row){key, take_pool(p, 2), 0, 2};
        p->n_rows++;
    }
    return r;
}

static struct percep_entry *entry_of(struct percep *p, struct percep_row *r, uint32_t cls)
{
    for (uint32_t k = 0; k < r->n; k++)
        if (p->pool[r->off + k].cls == cls) return &p->pool[r->off + k];
    if (r->n == r->cap) {
        uint32_t off = take_pool(p, 2u * r->cap);
        memcpy(&p->pool[off], &p->pool[r->off], r->n * sizeof *p->pool);
        r->off = off;
        r->cap = (uint16_t)(2 * r->cap);
    }
    struct percep_entry *e = &p->pool[r->off + r->n++];
    *e = (struct percep_entry){0, p->now, 0, cls, 0};
    return e;
}

void percep_add(struct percep *p, const uint32_t *keys, uint32_t n, uint32_t cls, int32_t by)
{
    for (uint32_t i = 0; i < n; i++) {
        struct percep_entry *e = entry_of(p, row_of(p, keys[i]), cls);
        e->total += (int64_t)e->w * (p->now - e->stamp);
        e->stamp = p->now;
        e->w += by;
        e->touched++;
    }
}

static double average(const struct percep *p, const struct percep_entry *e)
{
    return (double)(e->total + (int64_t)e->w * (p->now - e->stamp)) / (double)p->now;
}

static int by_size(const void *x, const void *y)
{
    float a = *(const float *)x, b = *(const float *)y;
    return (a < b) - (a > b);
}

/* The weight below which an entry is left out, so that the rows fit the budget. */
static double threshold(const struct percep *p, uint64_t max_bytes, uint32_t touched, double *top)
{
    float *size = must(malloc(((size_t)p->n_pool + 1) * sizeof *size));
    uint64_t n = 0;
    *top = 0;
    for (uint32_t i = 0; i < p->cap; i++)
        for (uint32_t k = 0; k < p->rows[i].n; k++) {
            const struct percep_entry *e = &p->pool[p->rows[i].off + k];
            double w = average(p, e);
            w = w < 0 ? -w : w;
            if (w > *top) *top = w;
            if (w > 1e-3 && e->touched >= touched) size[n++] = (float)w;
        }
    qsort(size, n, sizeof *size, by_size);
    uint64_t keep = max_bytes / 16; /* about sixteen bytes an entry, slots and heads included */
    double t = keep < n ? (double)size[keep] : 1e-3;
    free(size);
    return t;
}

void percep_freeze(struct percep *p, struct linear *out, uint64_t max_bytes, uint32_t touched, struct rd_arena *a)
{
    double top, min = threshold(p, max_bytes, touched, &top), scale = top > 0 ? 32000.0 / top : 1;
    if (scale > 256) scale = 256;
    uint32_t kept_rows = 0, n_pairs = 1;
    struct linear_pair *pairs = rd_arena_get(a, ((size_t)p->n_pool + p->n_rows + 1) * sizeof *pairs);
    pairs[0] = (struct linear_pair){0, 0};
    uint32_t *offs = rd_arena_zero(a, (size_t)p->cap * sizeof *offs);
    for (uint32_t i = 0; i < p->cap; i++) {
        uint32_t head = n_pairs, count = 0;
        for (uint32_t k = 0; k < p->rows[i].n; k++) {
            const struct percep_entry *e = &p->pool[p->rows[i].off + k];
            double w = average(p, e), s = w < 0 ? -w : w;
            int32_t q = (int32_t)(w * scale + (w < 0 ? -0.5 : 0.5));
            if (s < min || e->touched < touched || q == 0) continue;
            pairs[head + 1 + count++] = (struct linear_pair){(uint16_t)e->cls, (int16_t)q};
        }
        if (count == 0) continue;
        pairs[head] = (struct linear_pair){(uint16_t)count, 0};
        n_pairs += count + 1;
        offs[i] = head;
        kept_rows++;
    }
    uint32_t cap = kept_rows + kept_rows / 4 + 16;
    struct linear_slot *slots = rd_arena_zero(a, (size_t)cap * sizeof *slots);
    for (uint32_t i = 0; i < p->cap; i++) {
        if (offs[i] == 0) continue;
        uint32_t at = linear_home(p->rows[i].key, cap);
        while (slots[at].off != 0) at = linear_next(at, cap);
        slots[at] = (struct linear_slot){p->rows[i].key, offs[i]};
    }
    *out = (struct linear){slots, pairs, cap, n_pairs, p->n_classes};
}
