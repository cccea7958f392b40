/* The map: order of insertion, rehashing, keys with NUL in them, symbols. */
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct rd_arena a;
static struct rd_map m;

static int each(void **state) {
    (void)state;
    rd_arena_init(&a);
    rd_map_init(&m, &a);
    return 0;
}

static int after(void **state) {
    (void)state;
    rd_arena_free(&a);
    return 0;
}

static void empty(void **state) {
    (void)state;
    uint64_t v = 5;
    assert_false(rd_map_get(&m, RD_LIT("x"), &v));
    assert_false(rd_map_get(&m, RD_NONE, &v));
    assert_int_equal(v, 5);
    assert_int_equal(m.n, 0);
}

static void put_and_get(void **state) {
    (void)state;
    bool fresh = false;
    uint64_t v = 0;
    *rd_map_put(&m, RD_LIT("pier"), &fresh) = 7;
    assert_true(fresh);
    uint64_t *again = rd_map_put(&m, RD_LIT("pier"), &fresh);
    assert_false(fresh);
    assert_int_equal(*again, 7);
    assert_int_equal(*rd_map_put(&m, RD_LIT("quay"), NULL), 0);
    assert_true(rd_map_get(&m, RD_LIT("pier"), &v) && v == 7);
    assert_true(rd_map_get(&m, RD_LIT("quay"), NULL));
    assert_false(rd_map_get(&m, RD_LIT("pie"), &v));
    assert_false(rd_map_get(&m, RD_LIT("piers"), &v));
    assert_int_equal(m.n, 2);
}

static void keys_are_copied(void **state) {
    (void)state;
    char key[] = "lock";
    *rd_map_put(&m, rd_str_of(key), NULL) = 3;
    key[0] = 'd';
    assert_true(rd_map_get(&m, RD_LIT("lock"), NULL));
    assert_false(rd_map_get(&m, RD_LIT("dock"), NULL));
}

static void keys_with_nul(void **state) {
    (void)state;
    struct rd_str one = {"a\0b", 3}, two = {"a\0c", 3}, three = {"a", 1}, four = {"a\0", 2};
    *rd_map_put(&m, one, NULL) = 1;
    *rd_map_put(&m, two, NULL) = 2;
    *rd_map_put(&m, three, NULL) = 3;
    *rd_map_put(&m, four, NULL) = 4;
    uint64_t v;
    assert_int_equal(m.n, 4);
    assert_true(rd_map_get(&m, one, &v) && v == 1);
    assert_true(rd_map_get(&m, two, &v) && v == 2);
    assert_true(rd_map_get(&m, three, &v) && v == 3);
    assert_true(rd_map_get(&m, four, &v) && v == 4);
}

static void empty_key(void **state) {
    (void)state;
    *rd_map_put(&m, RD_LIT(""), NULL) = 9;
    uint64_t v = 0;
    assert_true(rd_map_get(&m, RD_LIT(""), &v) && v == 9);
    assert_non_null(m.entries[0].key.p);
}

static void ten_thousand(void **state) {
    (void)state;
    char key[32];
    for (uint32_t i = 0; i < 10000; i++) {
        snprintf(key, sizeof key, "key-%u", i * 7919 % 10007);
        bool fresh;
        uint64_t *v = rd_map_put(&m, rd_str_of(key), &fresh);
        assert_true(fresh);
        *v = i;
    }
    assert_int_equal(m.n, 10000);
    assert_true(m.cap_slots >= 2 * m.n - 2 && (m.cap_slots & (m.cap_slots - 1)) == 0);
    for (uint32_t i = 0; i < 10000; i++) {
        uint64_t v;
        snprintf(key, sizeof key, "key-%u", i * 7919 % 10007);
        assert_true(rd_map_get(&m, rd_str_of(key), &v));
        assert_int_equal(v, i);
        assert_true(rd_str_is(m.entries[i].key, key)); /* in the order of insertion, whatever the hashes */
        assert_int_equal(m.entries[i].value, i);
    }
    for (uint32_t i = 10007; i < 12000; i++) {
        snprintf(key, sizeof key, "key-%u", i);
        assert_false(rd_map_get(&m, rd_str_of(key), NULL));
    }
}

static void symbols(void **state) {
    (void)state;
    rd_sym one = rd_intern(&m, RD_LIT("harbour")), two = rd_intern(&m, RD_LIT("ferry"));
    assert_int_not_equal(one, 0);
    assert_int_not_equal(one, two);
    for (int i = 0; i < 500; i++) {
        char key[16];
        snprintf(key, sizeof key, "s%d", i);
        rd_intern(&m, rd_str_of(key));
    }
    assert_int_equal(rd_intern(&m, RD_LIT("harbour")), one);
    assert_true(rd_str_is(rd_sym_str(&m, two), "ferry"));
    assert_null(rd_sym_str(&m, 0).p);
    assert_null(rd_sym_str(&m, 100000).p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(empty, each, after), cmocka_unit_test_setup_teardown(put_and_get, each, after),
        cmocka_unit_test_setup_teardown(keys_are_copied, each, after), cmocka_unit_test_setup_teardown(keys_with_nul, each, after),
        cmocka_unit_test_setup_teardown(empty_key, each, after), cmocka_unit_test_setup_teardown(ten_thousand, each, after),
        cmocka_unit_test_setup_teardown(symbols, each, after),
    };
    return cmocka_run_group_tests_name("base_map", tests, NULL, NULL);
}
