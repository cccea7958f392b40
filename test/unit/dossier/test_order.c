/* What is worked out over pages is the same in whatever order they come, go, come again and are read again. */
#include "told.h"

enum { PAGES = 40 };

static void save(struct rd_store *s, unsigned k, bool other) {
    struct rd_reading r;
    struct rd_err err = {0};
    int saved;
    told_reading(&r, k);
    if (other) { /* another program finds other things on it */
        r.records.n_nm = r.records.n_cl = r.records.n_ct = r.records.n_st = 1;
        r.records.n_ev = 0;
        r.records.st[0].answers = r.records.st[0].contact = -1;
        r.records.ct[0].n_statements = 0;
        r.records.cl[0].value = RD_LIT("0");
        r.page.signature[3] = r.page.signature[4] = k;
    }
    if (rd_dossier_save(s, &r, other ? &told_v2 : &told_v1, &saved, &err)) fail_msg("%s", err.msg);
    rd_arena_free(&r.arena);
}

/* What users say meanwhile: each as soon as what it speaks of is there, and what was said before. Returns how far they are. */
static unsigned changes(struct rd_store *s, unsigned at) {
    static const struct { int kind; const char *what, *to; } v[] = {
        {RD_CHANGE_MERGE, TOLD_SHORT, TOLD_RARE},       {RD_CHANGE_RENAME, TOLD_RARE, "M."},     {RD_CHANGE_MERGE, TOLD_RARE, TOLD_MAREN},
        {RD_CHANGE_RENAME, "t:road kelm", "the pass"}, {RD_CHANGE_MERGE, TOLD_OTHER, "w:VLD"}, {RD_CHANGE_SPLIT, TOLD_OTHER, NULL}, {RD_CHANGE_HIDE, "", NULL}};
    struct rd_reading r;
    told_reading(&r, 2); /* a statement that holds one side of the dispute is hidden */
    while (at < RD_ARRAY_LEN(v) && told_change(s, v[at].kind, v[at].what[0] ? v[at].what : r.records.st[0].id, v[at].to) == RD_OK) at++;
    rd_arena_free(&r.arena);
    return at;
}

/* Order `way` of the pages; ways above 3 read some again and drop some in between. */
static char *built(unsigned way, bool changed) {
    struct rd_store *s;
    struct rd_err err = {0};
    struct rd_buf b;
    unsigned order[PAGES];
    uint64_t seed = way;
    unsigned said = 0;
    if (rd_store_open(&s, ":memory:", RD_STORE_CREATE, &err)) fail_msg("%s", err.msg);
    for (unsigned i = 0; i < PAGES; i++) order[i] = way == 1 ? PAGES - 1 - i : i;
    for (unsigned i = PAGES - 1; i > 0 && way > 1; i--) {
        unsigned k = (unsigned)((seed = rd_hash_mix(seed, i)) % (i + 1)), was = order[i];
        order[i] = order[k];
        order[k] = was;
    }
    for (unsigned i = 0; i < PAGES; i++) {
        save(s, order[i], way > 3 && i % 3 == 0);
        if (changed && i > way) said = changes(s, said);
        if (way > 3 && i % 4 == 3) told_drop(s, order[i / 2]);
        if (way > 3 && i % 4 == 3) save(s, order[i / 2], i % 8 == 3);
    }
    for (unsigned i = 0; i < PAGES && way > 3; i++) save(s, order[PAGES - 1 - i], false);
    if (changed) assert_int_equal(changes(s, said), 7);
    if (rd_store_check(s, &err)) fail_msg("%s", err.msg);
    rd_buf_init(&b, 64u << 20);
    if (rd_store_dump(s, &b, &err)) fail_msg("%s", err.msg);
    rd_buf_c(&b, 0);
    rd_store_close(s);
    return b.p;
}

static void in_any(bool changed) {
    char *first = built(0, changed), where[32];
    assert_non_null(strstr(first, "entry\t"));
    assert_non_null(strstr(first, "link\t0"));
    assert_non_null(strstr(first, "claim_key\t\"fact\"\t\"open road kelm\"\t"));
    for (unsigned way = 1; way < 9; way++) {
        char *again = built(way, changed);
        snprintf(where, sizeof where, "way %u", way);
        told_same(first, again, where);
        free(again);
    }
    free(first);
}

static void test_dossier_order__same_in_any(void **state) {
    (void)state;
    in_any(false);
}

static void test_dossier_order__same_with_changes(void **state) {
    (void)state;
    in_any(true);
}

/* Everything that came goes again. */
static void test_dossier_order__nothing_left(void **state) {
    (void)state;
    struct rd_store *s;
    struct rd_err err = {0};
    struct rd_buf b;
    if (rd_store_open(&s, ":memory:", RD_STORE_CREATE, &err)) fail_msg("%s", err.msg);
    for (unsigned k = 0; k < PAGES; k++) save(s, k, false);
    for (unsigned k = 0; k < PAGES; k++) told_drop(s, (k * 7) % PAGES);
    rd_buf_init(&b, 64u << 20);
    if (rd_store_dump(s, &b, &err)) fail_msg("%s", err.msg);
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, "counter\t\"entities\"\t0\ncounter\t\"notes\"\t0\ncounter\t\"pages\"\t0\n");
    free(b.p);
    rd_store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dossier_order__same_in_any), cmocka_unit_test(test_dossier_order__same_with_changes),
                                        cmocka_unit_test(test_dossier_order__nothing_left)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
