/* arena.h - chunked bump allocator; the only way in which stages get memory.
 * Never returns NULL: true out-of-memory calls the process-wide handler (default: message and abort). Everything lives until
 * rd_arena_free or a reset to an earlier mark. Built with -DRD_ARENA_MALLOC every allocation is a malloc of its own, so that
 * sanitizers see each overrun (the "malloc twin"). Not for use by two threads at once. */
#ifndef RD_ARENA_H
#define RD_ARENA_H
#include "base/str.h"

struct rd_arena_chunk;
struct rd_arena {
    struct rd_arena_chunk *top;
    size_t used;  /* bytes handed out since init */
    size_t next;  /* size of the next chunk */
};
struct rd_arena_mark {
    struct rd_arena_chunk *top;
    size_t at;
};

void rd_arena_init(struct rd_arena *a);
void rd_arena_free(struct rd_arena *a); /* frees all; the arena may be used again */
void *rd_arena_get(struct rd_arena *a, size_t n);  /* aligned for any type, not cleared; n may be 0 */
void *rd_arena_zero(struct rd_arena *a, size_t n); /* cleared */
void *rd_arena_dup(struct rd_arena *a, const void *p, size_t n);
struct rd_str rd_arena_str(struct rd_arena *a, struct rd_str s);   /* copy, with a NUL behind it; unknown stays unknown */
struct rd_str rd_arena_printf(struct rd_arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct rd_arena_mark rd_arena_mark(const struct rd_arena *a);
void rd_arena_reset(struct rd_arena *a, struct rd_arena_mark m); /* frees what came after the mark */

#define RD_NEW(a, type) ((type *)rd_arena_zero((a), sizeof(type)))
#define RD_NEW_N(a, type, n) ((type *)rd_arena_zero((a), sizeof(type) * (size_t)(n)))

/* Grows an arena array to hold at least `need` elements of `size` bytes; returns the (possibly moved) array. */
void *rd_arena_grow(struct rd_arena *a, void *old, uint32_t *cap, uint32_t need, size_t size);
/* Appends one cleared element to a {ptr, n, cap} triple and gives its address. */
#define RD_PUSH(a, ptr, n, cap)                                                                      \
    ((ptr) = rd_arena_grow((a), (ptr), &(cap), (n) + 1, sizeof *(ptr)), memset(&(ptr)[(n)], 0, sizeof *(ptr)), \
     &(ptr)[(n)++])

#include <string.h>

/* The handler of out-of-memory; must not return. */
void rd_oom_handler(void (*handler)(size_t wanted));

#endif
