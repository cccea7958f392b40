#include "base/arena.h"

#include <stdarg.h>

/* Chunks form a stack; memory is handed out from the top one. In the malloc twin each chunk holds one allocation. */
struct rd_arena_chunk {
    struct rd_arena_chunk *below;
    size_t at, cap; /* bytes used, bytes there; the bytes follow */
};

enum { ALIGN = 16, FIRST = 16 << 10, LARGEST = 4 << 20, HEAD = (sizeof(struct rd_arena_chunk) + ALIGN - 1) / ALIGN * ALIGN };

static void die(size_t wanted) {
    fprintf(stderr, "readout: out of memory (%zu bytes wanted)\n", wanted);
    abort();
}

static void (*oom)(size_t) = die;

void rd_oom_handler(void (*handler)(size_t wanted)) {
    oom = handler ? handler : die;
}

void rd_arena_init(struct rd_arena *a) {
    *a = (struct rd_arena){NULL, 0, FIRST};
}

static void pop(struct rd_arena *a) {
    struct rd_arena_chunk *c = a->top;
    a->top = c->below;
    free(c);
}

void rd_arena_free(struct rd_arena *a) {
    while (a->top) pop(a);
    rd_arena_init(a);
}

static struct rd_arena_chunk *push(struct rd_arena *a, size_t cap) {
    struct rd_arena_chunk *c = cap > SIZE_MAX - HEAD ? NULL : malloc(HEAD + cap);
    if (!c) {
        oom(cap);
        abort();
    }
    c->below = a->top;
    c->at = 0;
    c->cap = cap;
    a->top = c;
    return c;
}

void *rd_arena_get(struct rd_arena *a, size_t n) {
#ifdef RD_ARENA_MALLOC
    struct rd_arena_chunk *c = push(a, n);
#else
    if (n > SIZE_MAX - ALIGN) oom(n);
    n = (n + ALIGN - 1) / ALIGN * ALIGN;
    struct rd_arena_chunk *c = a->top;
    if (!c || c->cap - c->at < n) {
        size_t cap = a->next > n ? a->next : n;
        if (a->next < LARGEST) a->next *= 2;
        c = push(a, cap);
    }
#endif
    void *p = (char *)c + HEAD + c->at;
    c->at += n;
    a->used += n;
    return p;
}

void *rd_arena_zero(struct rd_arena *a, size_t n) {
    return memset(rd_arena_get(a, n), 0, n);
}

void *rd_arena_dup(struct rd_arena *a, const void *p, size_t n) {
    void *q = rd_arena_get(a, n);
    if (n) memcpy(q, p, n);
    return q;
}

struct rd_str rd_arena_str(struct rd_arena *a, struct rd_str s) {
    if (!s.p) return RD_NONE;
    char *q = rd_arena_get(a, (size_t)s.n + 1);
    if (s.n) memcpy(q, s.p, s.n);
    q[s.n] = 0;
    return (struct rd_str){q, s.n};
}

struct rd_str rd_arena_printf(struct rd_arena *a, const char *fmt, ...) {
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *q = rd_arena_get(a, (size_t)(n < 0 ? 0 : n) + 1);
    vsnprintf(q, (size_t)(n < 0 ? 0 : n) + 1, fmt, again);
    va_end(again);
    return (struct rd_str){q, (uint32_t)(n < 0 ? 0 : n)};
}

struct rd_arena_mark rd_arena_mark(const struct rd_arena *a) {
    return (struct rd_arena_mark){a->top, a->top ? a->top->at : 0};
}

void rd_arena_reset(struct rd_arena *a, struct rd_arena_mark m) {
    while (a->top && a->top != m.top) pop(a);
    if (a->top) a->top->at = m.at;
}

void *rd_arena_grow(struct rd_arena *a, void *old, uint32_t *cap, uint32_t need, size_t size) {
    if (need <= *cap) return old;
    uint32_t wanted = *cap ? *cap : 8;
    while (wanted < need) wanted = wanted > UINT32_MAX / 2 ? need : wanted * 2;
    void *p = rd_arena_get(a, (size_t)wanted * size);
    if (*cap) memcpy(p, old, (size_t)*cap * size);
    *cap = wanted;
    return p;
}
