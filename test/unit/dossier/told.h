/* told.h - made readings (store/made.h) in which several people, one of them under three names, hold two sides of one matter.
 * told_reading(out, k): page k. One page in five is a copy of the one before; names that few pages have come and go with these. */
#ifndef TOLD_H
#define TOLD_H
#include "dossier/dossier.h"

#include "base/buf.h"
#include "../store/made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define TOLD_MAREN "n:person:ilka maren:ORS"
#define TOLD_SHORT "n:person:i maren:ORS"
#define TOLD_RARE "n:person:ilka m maren:ORS"
#define TOLD_OTHER "n:person:emil brand:VLD"

static const struct rd_version told_v1 = {{"readout 1", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static const struct rd_version told_v2 = {{"readout 2", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};

static void told_who(struct rd_reading *r, const char *name, const char *side) {
    struct rd_entity *e = &r->refs.entities[0];
    e->name = rd_str_of(name);
    e->side = rd_str_of(side);
    e->n_names = 0;
    struct rd_party *p[] = {&r->records.st[0].speaker, &r->records.ev[0].source[0], &r->records.ct[0].participants[0]};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(p); i++) {
        p[i]->name = e->name;
        p[i]->side = e->side;
    }
}

static inline void told_reading(struct rd_reading *r, unsigned k) {
    made_reading(r, k);
    unsigned origin = k % 5 == 4 ? k - 1 : k;
    r->page.n_signature = RD_SIG_N;
    r->page.signature = RD_NEW_N(&r->arena, uint64_t, RD_SIG_N);
    for (uint32_t i = 0; i < RD_SIG_WORDS; i++) r->page.signature[i] = rd_hash_mix(origin == k || i % 4 ? origin : k, i);
    r->page.signature[RD_SIG_COUNT] = 40;
    r->page.signature[RD_SIG_TEXT] = rd_hash_mix(k, 99);
    if (r->page.published.value[0]) r->page.published = rd_date_of_day(19600 + (int32_t)(k / 3), RD_BASIS_METADATA);
    r->records.ct[0].when.cite = (struct rd_span){0, 0};
    r->records.st[0].stance = k % 7 ? "for" : "against";
    r->records.st[0].negated = k % 4 == 1;
    if (k % 6 == 0) r->records.st[0].condition = (struct rd_span){0, 0};
    if (k % 4 == 2) told_who(r, "Emil Brand", "VLD");
    else if (k % 20 == 7) told_who(r, "Ilka M. Maren", "ORS");
    else if (k % 3 == 1) told_who(r, "I. Maren", "ORS");
    r->records.cl[0].value = k % 4 == 2 ? RD_LIT("-") : RD_LIT("+");
}

static inline struct rd_store *told_open(void) {
    struct rd_store *s;
    struct rd_err err = {0};
    if (rd_store_open(&s, ":memory:", RD_STORE_CREATE, &err)) fail_msg("%s", err.msg);
    return s;
}

static inline void told_save(struct rd_store *s, unsigned k, const struct rd_version *v) {
    struct rd_reading r;
    struct rd_err err = {0};
    int saved;
    told_reading(&r, k);
    if (rd_dossier_save(s, &r, v, &saved, &err)) fail_msg("page %u: %s", k, err.msg);
    rd_arena_free(&r.arena);
}

static inline void told_drop(struct rd_store *s, unsigned k) {
    struct rd_reading r;
    struct rd_err err = {0};
    told_reading(&r, k);
    if (rd_dossier_drop(s, r.blob.page_id, &err)) fail_msg("page %u: %s", k, err.msg);
    rd_arena_free(&r.arena);
}

static inline int told_change(struct rd_store *s, int kind, const char *what, const char *to) {
    struct rd_err err = {0};
    struct rd_row_change c = {.kind = kind, .what = rd_str_of(what), .to = rd_str_of(to), .who = RD_LIT("jo"), .at = RD_LIT("2031-05-01T10:00:00Z"), .why = RD_LIT("it is so")};
    return rd_dossier_change(s, &c, &err);
}

/* All but the lines of tables that are left out ("change\t"). */
static inline char *told_dump(struct rd_store *s, const char *without) {
    struct rd_buf all, b;
    struct rd_err err = {0};
    rd_buf_init(&all, 64u << 20);
    rd_buf_init(&b, 64u << 20);
    if (rd_store_check(s, &err) || rd_store_dump(s, &all, &err)) fail_msg("%s", err.msg);
    struct rd_str v = rd_buf_view(&all);
    for (uint32_t at = 0; at < v.n;) {
        int64_t end = rd_str_find(v, RD_LIT("\n"), at);
        struct rd_str line = rd_str_sub(v, at, (uint32_t)end + 1);
        if (!without || !rd_str_starts(line, without)) rd_buf_str(&b, line);
        at = (uint32_t)end + 1;
    }
    rd_buf_free(&all);
    rd_buf_c(&b, 0);
    return b.p;
}

static inline void told_same(const char *a, const char *b, const char *where) {
    if (strcmp(a, b) == 0) return;
    size_t i = 0, line = 0;
    for (; a[i] == b[i]; i++) if (a[i] == '\n') line = i + 1;
    fail_msg("%s differs:\n%.*s\n%.*s", where, (int)strcspn(a + line, "\n"), a + line, (int)strcspn(b + line, "\n"), b + line);
}
#endif
