/* Borrowed strings and spans: splitting, finding, trimming, numbers. */
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static bool is(struct rd_str s, const char *z) {
    if (s.n == strlen(z) && memcmp(s.p ? s.p : "", z, s.n) == 0) return true;
    print_message("got '%.*s', not '%s'\n", RD_S(s), z);
    return false;
}

static void unknown_and_empty(void **state) {
    (void)state;
    assert_null(rd_str_of(NULL).p);
    assert_non_null(rd_str_of("").p);
    assert_int_equal(rd_str_cmp(RD_NONE, RD_NONE), 0);
    assert_true(rd_str_cmp(RD_NONE, RD_LIT("")) < 0); /* unknown comes first */
    assert_true(rd_str_cmp(RD_LIT(""), RD_NONE) > 0);
}

static void comparing(void **state) {
    (void)state;
    assert_true(rd_str_eq((struct rd_str){"a\0b", 3}, (struct rd_str){"a\0b", 3}));
    assert_false(rd_str_eq((struct rd_str){"a\0b", 3}, (struct rd_str){"a\0c", 3}));
    assert_false(rd_str_is(RD_LIT("ferry"), "ferr"));
    assert_false(rd_str_is(RD_LIT("ferr"), "ferry"));
    assert_true(rd_str_cmp(RD_LIT("ferr"), RD_LIT("ferry")) < 0);
    assert_true(rd_str_cmp(RD_LIT("\xC3\xA9"), RD_LIT("z")) > 0); /* bytes, unsigned */
    assert_true(rd_str_starts(RD_LIT("ferry"), "fer"));
    assert_false(rd_str_starts(RD_LIT("fe"), "fer"));
    assert_true(rd_str_ends(RD_LIT("ferry"), "rry"));
    assert_false(rd_str_ends(RD_LIT("ry"), "rry"));
    assert_true(rd_str_starts(RD_LIT(""), ""));
}

static void sub(void **state) {
    (void)state;
    struct rd_str s = RD_LIT("harbour");
    assert_true(is(rd_str_sub(s, 0, 3), "har"));
    assert_true(is(rd_str_sub(s, 3, 99), "bour"));
    assert_true(is(rd_str_sub(s, 5, 2), ""));
    assert_true(is(rd_str_sub(s, 99, 100), ""));
    assert_true(is(rd_span_of(s, (struct rd_span){3, 5}), "bo"));
    assert_true(is(rd_span_of(s, (struct rd_span){6, 90}), "r"));
}

static void splitting(void **state) {
    (void)state;
    struct rd_str f[4];
    assert_int_equal(rd_str_split(RD_LIT("a\tb\tc"), '\t', f, 4), 3);
    assert_true(is(f[0], "a") && is(f[1], "b") && is(f[2], "c"));
    assert_int_equal(rd_str_split(RD_LIT("\t\t"), '\t', f, 4), 3); /* empty fields count */
    assert_true(is(f[0], "") && is(f[1], "") && is(f[2], ""));
    assert_int_equal(rd_str_split(RD_LIT("a|b|c|d|e"), '|', f, 3), 3); /* the last takes the rest */
    assert_true(is(f[2], "c|d|e"));
    assert_int_equal(rd_str_split(RD_LIT("a|b"), '|', f, 1), 1);
    assert_true(is(f[0], "a|b"));
    assert_int_equal(rd_str_split(RD_LIT(""), '|', f, 4), 1);
    assert_true(is(f[0], ""));
    assert_int_equal(rd_str_split(RD_LIT("a|"), '|', f, 4), 2);
    assert_true(is(f[1], ""));
    assert_int_equal(rd_str_split(RD_NONE, '|', f, 4), 0);
    assert_int_equal(rd_str_split(RD_LIT("a"), '|', f, 0), 0);
}

static void finding(void **state) {
    (void)state;
    struct rd_str s = RD_LIT("aabaabaaab");
    assert_int_equal(rd_str_find(s, RD_LIT("aaab"), 0), 6);
    assert_int_equal(rd_str_find(s, RD_LIT("aab"), 0), 0);
    assert_int_equal(rd_str_find(s, RD_LIT("aab"), 1), 3);
    assert_int_equal(rd_str_find(s, RD_LIT("b"), 9), 9);
    assert_int_equal(rd_str_find(s, RD_LIT("b"), 10), -1);
    assert_int_equal(rd_str_find(s, RD_LIT("aabc"), 0), -1);
    assert_int_equal(rd_str_find(s, RD_LIT("aabaabaaabx"), 0), -1);
    assert_int_equal(rd_str_find(s, RD_LIT(""), 4), 4);
    assert_int_equal(rd_str_find(s, RD_LIT(""), 11), -1);
    assert_int_equal(rd_str_find(RD_LIT(""), RD_LIT("a"), 0), -1);
    assert_int_equal(rd_str_find((struct rd_str){"x\0y", 3}, (struct rd_str){"\0y", 2}, 0), 1);
}

static void trimming(void **state) {
    (void)state;
    assert_true(is(rd_str_trim(RD_LIT(" \t\r\n\v\fa b \n")), "a b"));
    assert_true(is(rd_str_trim(RD_LIT("\xC2\xA0 \xC2\xA0ja\xC2\xA0\xC2\xA0 ")), "ja")); /* no-break spaces */
    assert_true(is(rd_str_trim(RD_LIT("\xC2\xA0\xC2\xA0")), ""));
    assert_true(is(rd_str_trim(RD_LIT("   ")), ""));
    assert_true(is(rd_str_trim(RD_LIT("voil\xC3\xA0")), "voil\xC3\xA0")); /* ends in the byte A0, but is a letter */
    assert_true(is(rd_str_trim(RD_LIT("\xC2")), "\xC2"));
    assert_null(rd_str_trim(RD_NONE).p);
}

static void spans(void **state) {
    (void)state;
    struct rd_span a = {2, 5}, b = {5, 7}, c = {4, 6}, none = {3, 3};
    assert_false(rd_span_meets(a, b)); /* neighbours share no byte */
    assert_true(rd_span_meets(a, c) && rd_span_meets(c, b));
    assert_true(rd_span_holds(a, a) && rd_span_holds((struct rd_span){0, 9}, a));
    assert_false(rd_span_holds(a, c));
    assert_true(rd_span_empty(none) && rd_span_empty((struct rd_span){9, 2}));
    assert_false(rd_span_empty(a));
}

static void whole_numbers(void **state) {
    (void)state;
    uint64_t v = 77;
    assert_true(rd_str_uint(RD_LIT("0"), 9, &v) && v == 0);
    assert_true(rd_str_uint(RD_LIT("00042"), 99, &v) && v == 42);
    assert_true(rd_str_uint(RD_LIT("18446744073709551615"), UINT64_MAX, &v) && v == UINT64_MAX);
    assert_true(rd_str_uint(RD_LIT("255"), 255, &v) && v == 255);
    v = 77;
    static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "18446744073709551616", "99999999999999999999999", "\xD9\xA1"};
    for (size_t i = 0; i < RD_ARRAY_LEN(bad); i++) {
        if (rd_str_uint(rd_str_of(bad[i]), UINT64_MAX, &v)) fail_msg("'%s' was taken", bad[i]);
    }
    assert_false(rd_str_uint(RD_LIT("256"), 255, &v));
    assert_false(rd_str_uint(RD_LIT("9"), 8, &v));
    assert_false(rd_str_uint(RD_LIT("1"), 0, &v));
    assert_false(rd_str_uint(RD_NONE, 9, &v));
    assert_int_equal(v, 77); /* untouched by what was refused */
}

static bool gives(const char *z, double want) {
    double v = -12345;
    if (!rd_str_double(rd_str_of(z), &v)) return false;
    double d = v - want, room = (want < 0 ? -want : want) * 1e-12;
    return (d < 0 ? -d : d) <= room;
}

static void fractions(void **state) {
    (void)state;
    assert_true(gives("0", 0) && gives("-0.5", -0.5) && gives("+12.25", 12.25) && gives(".5", 0.5) && gives("7.", 7));
    assert_true(gives("48.858370", 48.85837) && gives("-179.999999", -179.999999));
    assert_true(gives("123456789012345678", 123456789012345678.0));
    static const char *const bad[] = {"", "-", "+", ".", "-.", "1.2.3", "1,5", "1e5", "--1", "1-", "nan", "inf", "0x10", " 1", "1 "};
    double v = 7;
    for (size_t i = 0; i < RD_ARRAY_LEN(bad); i++) {
        if (rd_str_double(rd_str_of(bad[i]), &v)) fail_msg("'%s' was taken", bad[i]);
    }
    assert_true(v > 6 && v < 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_and_empty), cmocka_unit_test(comparing), cmocka_unit_test(sub), cmocka_unit_test(splitting),
        cmocka_unit_test(finding), cmocka_unit_test(trimming), cmocka_unit_test(spans), cmocka_unit_test(whole_numbers),
        cmocka_unit_test(fractions),
    };
    return cmocka_run_group_tests_name("base_str", tests, NULL, NULL);
}
