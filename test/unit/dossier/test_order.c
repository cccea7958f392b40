/* What is worked out over pages is the same in whatever order they come, go, come again and are read again. */
#include "dossier/dossier.h"

#include "base/buf.h"
#include "../store/made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const struct rd_version v1 = {{"readout 1", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static const struct rd_version v2 = {{"readout 2", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};

enum { PAGES = 40 };

/* One page in five is a copy of the one before it, with a few words of its own; six pages in a row stand on the same two days. */
static void reading(struct rd_reading *r, unsigned k) {
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
}

static void save(struct rd_store *s, unsigned k, bool other) {
    struct rd_reading r;
    struct rd_err err = {0};
    int saved;
    reading(&r, k);
    if (other) { /* another program finds other things on it */
        r.records.n_nm = r.records.n_cl = r.records.n_ct = r.records.n_st = 1;
        r.records.n_ev = 0;
        r.records.st[0].answers = r.records.st[0].contact = -1;
        r.records.ct[0].n_statements = 0;
        r.records.cl[0].value = RD_LIT("0");
        r.page.signature[3] = r.page.signature[4] = k;
    }
    if (rd_dossier_save(s, &r, other ? &v2 : &v1, &saved, &err)) fail_msg("%s", err.msg);
    rd_arena_free(&r.arena);
}

static void drop(struct rd_store *s, unsigned k) {
    struct rd_reading r;
    struct rd_err err = {0};
    reading(&r, k);
    if (rd_dossier_drop(s, r.blob.page_id, &err)) fail_msg("%s", err.msg);
    rd_arena_free(&r.arena);
}

/* Order `way` of the pages; ways above 3 read some again and drop some in between. */
static char *built(unsigned way) {
    struct rd_store *s;
    struct rd_err err = {0};
    struct rd_buf b;
    unsigned order[PAGES];
    uint64_t seed = way;
    if (rd_store_open(&s, ":memory:", RD_STORE_CREATE, &err)) fail_msg("%s", err.msg);
    for (unsigned i = 0; i < PAGES; i++) order[i] = way == 1 ? PAGES - 1 - i : i;
    for (unsigned i = PAGES - 1; i > 0 && way > 1; i--) {
        unsigned k = (unsigned)((seed = rd_hash_mix(seed, i)) % (i + 1)), was = order[i];
        order[i] = order[k];
        order[k] = was;
    }
    for (unsigned i = 0; i < PAGES; i++) {
        save(s, order[i], way > 3 && i % 3 == 0);
        if (way > 3 && i % 4 == 3) drop(s, order[i / 2]);
        if (way > 3 && i % 4 == 3) save(s, order[i / 2], i % 8 == 3);
    }
    for (unsigned i = 0; i < PAGES && way > 3; i++) save(s, order[PAGES - 1 - i], false);
    if (rd_store_check(s, &err)) fail_msg("%s", err.msg);
    rd_buf_init(&b, 64u << 20);
    if (rd_store_dump(s, &b, &err)) fail_msg("%s", err.msg);
    rd_buf_c(&b, 0);
    rd_store_close(s);
    return b.p;
}

static void same(const char *a, const char *b, unsigned way) {
    if (strcmp(a, b) == 0) return;
    size_t i = 0, line = 0;
    for (; a[i] == b[i]; i++) if (a[i] == '\n') line = i + 1;
    fail_msg("way %u differs:\n%.*s\n%.*s", way, (int)strcspn(a + line, "\n"), a + line, (int)strcspn(b + line, "\n"), b + line);
}

static void test_dossier_order__same_in_any(void **state) {
    (void)state;
    char *first = built(0);
    assert_non_null(strstr(first, "entry\t"));
    assert_non_null(strstr(first, "link\t0"));
    for (unsigned way = 1; way < 9; way++) {
        char *again = built(way);
        same(first, again, way);
        free(again);
    }
    free(first);
}

/* Everything that came goes again. */
static void test_dossier_order__nothing_left(void **state) {
    (void)state;
    struct rd_store *s;
    struct rd_err err = {0};
    struct rd_buf b;
    if (rd_store_open(&s, ":memory:", RD_STORE_CREATE, &err)) fail_msg("%s", err.msg);
    for (unsigned k = 0; k < PAGES; k++) save(s, k, false);
    for (unsigned k = 0; k < PAGES; k++) drop(s, (k * 7) % PAGES);
    rd_buf_init(&b, 64u << 20);
    if (rd_store_dump(s, &b, &err)) fail_msg("%s", err.msg);
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, "counter\t\"entities\"\t0\ncounter\t\"notes\"\t0\ncounter\t\"pages\"\t0\n");
    free(b.p);
    rd_store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dossier_order__same_in_any), cmocka_unit_test(test_dossier_order__nothing_left)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
