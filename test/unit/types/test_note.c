/* Notes: what a page's oddities leave behind, capped. */
#include "base/limits.h"
#include "types/note.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void fields(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_notes ns = {0};
    rd_arena_init(&a);
    rd_note_add(&ns, &a, "too-deep", (struct rd_span){3, 9}, "%d elements", 513);
    assert_int_equal(ns.n, 1);
    assert_string_equal(ns.v[0].code, "too-deep");
    assert_true(rd_str_is(ns.v[0].message, "513 elements"));
    assert_int_equal(ns.v[0].span.beg, 3);
    assert_int_equal(ns.v[0].span.end, 9);
    rd_arena_free(&a);
}

static void long_words(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_notes ns = {0};
    char z[3000];
    memset(z, 'x', sizeof z - 1);
    z[sizeof z - 1] = 0;
    rd_arena_init(&a);
    rd_note_add(&ns, &a, "odd", (struct rd_span){0, 0}, "%s", z);
    assert_int_equal(ns.v[0].message.n, 511);
    rd_arena_free(&a);
}

static void cap(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_notes ns = {0};
    rd_arena_init(&a);
    for (uint32_t i = 0; i < RD_MAX_NOTES; i++) rd_note_add(&ns, &a, "odd", (struct rd_span){i, i + 1}, "note %u", i);
    assert_int_equal(ns.n, RD_MAX_NOTES);
    assert_true(rd_str_is(ns.v[RD_MAX_NOTES - 1].message, "note 999"));
    for (uint32_t i = 0; i < 5000; i++) rd_note_add(&ns, &a, "odd", (struct rd_span){i, i + 1}, "more %u", i);
    assert_int_equal(ns.n, RD_MAX_NOTES + 1); /* one that says so, then nothing */
    assert_string_equal(ns.v[RD_MAX_NOTES].code, "notes-dropped");
    assert_int_equal(ns.v[RD_MAX_NOTES].span.end, 0);
    assert_true(rd_str_find(ns.v[RD_MAX_NOTES].message, RD_LIT("1000"), 0) >= 0);
    assert_true(rd_str_is(ns.v[0].message, "note 0"));
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(fields), cmocka_unit_test(long_words), cmocka_unit_test(cap)};
    return cmocka_run_group_tests_name("types_note", tests, NULL, NULL);
}
