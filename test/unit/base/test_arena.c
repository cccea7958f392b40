/* The arena: alignment, big blocks, marks, growing arrays. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static bool aligned(const void *p) {
    return (uintptr_t)p % 16 == 0;
}

static void alignment(void **state) {
    (void)state;
    struct rd_arena a;
    rd_arena_init(&a);
    char *last = NULL;
    for (size_t n = 0; n < 200; n++) {
        char *p = rd_arena_get(&a, n);
        assert_non_null(p);
        assert_true(aligned(p));
        memset(p, (int)n, n); /* the sanitizers see an overrun */
        if (n > 1) assert_ptr_not_equal(p, last);
        last = p;
    }
    rd_arena_free(&a);
    assert_null(a.top);
    assert_int_equal(a.used, 0);
    assert_non_null(rd_arena_get(&a, 1)); /* may be used again */
    rd_arena_free(&a);
}

static void big_blocks(void **state) {
    (void)state;
    struct rd_arena a;
    rd_arena_init(&a);
    char *small = rd_arena_dup(&a, "small", 6);
    size_t n = (size_t)9 << 20; /* more than the largest chunk */
    char *big = rd_arena_zero(&a, n);
    assert_true(aligned(big));
    for (size_t i = 0; i < n; i += 4095) assert_int_equal(big[i], 0);
    memset(big, 'x', n);
    char *after = rd_arena_dup(&a, "after", 6);
    assert_string_equal(small, "small");
    assert_string_equal(after, "after");
    assert_int_equal(big[n - 1], 'x');
    assert_true(a.used >= n + 12);
    rd_arena_free(&a);
}

/* What came before the mark stays, what came after it is handed out again; chunks of their own are given back. */
static void marks(void **state) {
    (void)state;
    struct rd_arena a;
    rd_arena_init(&a);
    struct rd_arena_mark empty = rd_arena_mark(&a);
    char *kept = rd_arena_dup(&a, "kept", 5);
    struct rd_arena_mark m = rd_arena_mark(&a);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++) memset(rd_arena_get(&a, 100), 'y', 100);
        memset(rd_arena_get(&a, 5 << 20), 'z', 5 << 20);
        rd_arena_reset(&a, m);
        assert_string_equal(kept, "kept");
        struct rd_arena_mark again = rd_arena_mark(&a);
        assert_ptr_equal(again.top, m.top);
        assert_int_equal(again.at, m.at);
    }
    rd_arena_reset(&a, empty);
    assert_null(a.top);
    rd_arena_free(&a);
}

static void nested_marks(void **state) {
    (void)state;
    struct rd_arena a;
    rd_arena_init(&a);
    struct rd_str one = rd_arena_str(&a, RD_LIT("one"));
    struct rd_arena_mark outer = rd_arena_mark(&a);
    struct rd_str two = rd_arena_str(&a, RD_LIT("two"));
    struct rd_arena_mark inner = rd_arena_mark(&a);
    rd_arena_get(&a, 1 << 20);
    rd_arena_reset(&a, inner);
    assert_true(rd_str_is(two, "two"));
    rd_arena_reset(&a, outer);
    assert_true(rd_str_is(one, "one"));
    assert_non_null(rd_arena_get(&a, 8));
    assert_true(rd_str_is(one, "one"));
    rd_arena_free(&a);
}

static void zero_length(void **state) {
    (void)state;
    struct rd_arena a;
    rd_arena_init(&a);
    assert_non_null(rd_arena_get(&a, 0));
    assert_non_null(rd_arena_zero(&a, 0));
    assert_non_null(rd_arena_dup(&a, NULL, 0));
    assert_non_null(RD_NEW_N(&a, uint64_t, 0));
    struct rd_str s = rd_arena_str(&a, RD_LIT(""));
    assert_non_null(s.p); /* empty is not unknown */
    assert_int_equal(s.n, 0);
    assert_int_equal(s.p[0], 0);
    assert_null(rd_arena_str(&a, RD_NONE).p);
    rd_arena_free(&a);
}

static void grow(void **state) {
    (void)state;
    struct rd_arena a;
    rd_arena_init(&a);
    uint32_t *v = NULL, n = 0, cap = 0;
    for (uint32_t i = 0; i < 50000; i++) {
        uint32_t *e = RD_PUSH(&a, v, n, cap);
        assert_int_equal(*e, 0);
        *e = i * 3 + 1;
        rd_arena_get(&a, 7); /* so that it cannot simply stay in place */
    }
    assert_int_equal(n, 50000);
    assert_true(cap >= n);
    for (uint32_t i = 0; i < n; i++) assert_int_equal(v[i], i * 3 + 1);
    uint32_t *same = rd_arena_grow(&a, v, &cap, n, sizeof *v);
    assert_ptr_equal(same, v); /* nothing to do */
    rd_arena_free(&a);
}

static void strings(void **state) {
    (void)state;
    struct rd_arena a;
    rd_arena_init(&a);
    struct rd_str s = rd_arena_str(&a, (struct rd_str){"a\0b", 3});
    assert_int_equal(s.n, 3);
    assert_memory_equal(s.p, "a\0b\0", 4);
    s = rd_arena_printf(&a, "%s-%05d", "sea", 42);
    assert_string_equal(s.p, "sea-00042");
    assert_int_equal(s.n, 9);
    s = rd_arena_printf(&a, "%5000d", 7); /* longer than any buffer inside */
    assert_int_equal(s.n, 5000);
    assert_int_equal(s.p[4999], '7');
    assert_int_equal(s.p[5000], 0);
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alignment), cmocka_unit_test(big_blocks), cmocka_unit_test(marks), cmocka_unit_test(nested_marks),
        cmocka_unit_test(zero_length), cmocka_unit_test(grow), cmocka_unit_test(strings),
    };
    return cmocka_run_group_tests_name("base_arena", tests, NULL, NULL);
}
