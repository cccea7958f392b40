/* UTF-8: what is refused, both directions, the lookup forms, positions. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void whole_range(void **state) {
    (void)state;
    char out[4];
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp += cp < 0x3000 ? 1 : 37) {
        if (cp >= 0xD800 && cp < 0xE000) continue;
        uint32_t n = rd_utf8_put(out, cp), i = 0, start = 9;
        struct rd_str s = {out, n};
        if (rd_utf8_next(s, &i) != cp || i != n) fail_msg("U+%04X forward", cp);
        if (rd_utf8_prev(s, n, &start) != cp || start != 0) fail_msg("U+%04X backward", cp);
    }
    assert_int_equal(rd_utf8_put(out, 0x7F), 1);
    assert_int_equal(rd_utf8_put(out, 0x80), 2);
    assert_int_equal(rd_utf8_put(out, 0x800), 3);
    assert_int_equal(rd_utf8_put(out, 0xFFFF), 3);
    assert_int_equal(rd_utf8_put(out, 0x10FFFF), 4);
    assert_memory_equal(out, "\xF4\x8F\xBF\xBF", 4);
    assert_int_equal(rd_utf8_put(out, 0x110000), 3); /* out of range and surrogates: U+FFFD */
    assert_memory_equal(out, "\xEF\xBF\xBD", 3);
    rd_utf8_put(out, 0xDC00);
    assert_memory_equal(out, "\xEF\xBF\xBD", 3);
}

static void bad_sequences(void **state) {
    (void)state;
    static const char *const bad[] = {
        "\x80", "\xBF", "\xC0\x80", "\xC1\xBF",             /* a tail alone, overlong NUL */
        "\xC3", "\xE2\x82", "\xF0\x9F\x98",                 /* cut off */
        "\xC3(", "\xE2(\xA1", "\xE2\x82(", "\xF0\x9F(\x80", /* a letter in the middle */
        "\xE0\x80\xAF", "\xE0\x9F\xBF", "\xF0\x80\x80\xAF", /* overlong solidus */
        "\xED\xA0\x80", "\xED\xBF\xBF",                     /* surrogates */
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF",
    };
    for (size_t k = 0; k < RD_ARRAY_LEN(bad); k++) {
        struct rd_str s = rd_str_of(bad[k]);
        uint32_t i = 0;
        if (rd_utf8_next(s, &i) != 0xFFFD || i != 1) fail_msg("case %zu forward", k);
        if (rd_utf8_valid(s)) fail_msg("case %zu is valid", k);
        uint32_t steps = 0;
        for (i = 0; i < s.n; steps++) rd_utf8_next(s, &i);
        assert_int_equal(i, s.n); /* never past the end */
        for (i = s.n; i > 0; steps--) rd_utf8_prev(s, i, &i);
        assert_int_equal(steps, 0); /* both ways see the same number */
    }
    assert_true(rd_utf8_valid(RD_LIT("\xEF\xBF\xBD"))); /* U+FFFD itself is a good character */
    assert_true(rd_utf8_valid(RD_LIT("")) && rd_utf8_valid((struct rd_str){"a\0b", 3}));
    assert_true(rd_utf8_valid(RD_LIT("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF")));
}

static void backwards(void **state) {
    (void)state;
    struct rd_str s = RD_LIT("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");
    static const uint32_t cps[] = {'z', 0x1F600, 0x20AC, 0xE9, 'a'}, starts[] = {10, 6, 3, 1, 0};
    uint32_t i = s.n;
    for (int k = 0; k < 5; k++) {
        assert_int_equal(rd_utf8_prev(s, i, &i), cps[k]);
        assert_int_equal(i, starts[k]);
    }
    assert_int_equal(rd_utf8_prev(s, s.n, NULL), 'z');
    uint32_t start;
    assert_int_equal(rd_utf8_prev(RD_LIT("a\x80\x80\x80\x80\x80"), 6, &start), 0xFFFD); /* more tails than a character has */
    assert_int_equal(start, 5);
}

static void counting(void **state) {
    (void)state;
    assert_int_equal(rd_utf8_count(RD_LIT("")), 0);
    assert_int_equal(rd_utf8_count(RD_LIT("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80")), 4);
    assert_int_equal(rd_utf8_count(RD_LIT("a\xFF\xC3")), 3);
}

static void classes(void **state) {
    (void)state;
    assert_true(rd_cp_alpha('q') && rd_cp_alpha(0xE9) && rd_cp_alpha(0x0416) && rd_cp_alpha(0x0301));
    assert_false(rd_cp_alpha('4') || rd_cp_alpha('_') || rd_cp_alpha(0x2019));
    assert_true(rd_cp_upper('Q') && rd_cp_upper(0xC9) && rd_cp_upper(0x01C5));
    assert_false(rd_cp_upper('q') || rd_cp_upper('1') || rd_cp_lower('Q'));
    assert_true(rd_cp_digit('0') && rd_cp_digit(0x0663));
    static const uint32_t spaces[] = {' ', '\t', '\n', 0xA0, 0x2003, 0x202F, 0x200B, 0x2028, 0x3000, 0xFEFF};
    for (size_t i = 0; i < RD_ARRAY_LEN(spaces); i++) assert_true(rd_cp_space(spaces[i]));
    assert_false(rd_cp_space('_') || rd_cp_space(0));
    static const uint32_t quotes[] = {'"', '\'', 0xAB, 0xBB, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2039, 0x203A, 0x300C, 0x300D};
    for (size_t i = 0; i < RD_ARRAY_LEN(quotes); i++) {
        if (!rd_cp_quote(quotes[i]) || !rd_cp_punct(quotes[i])) fail_msg("U+%04X", quotes[i]);
    }
    assert_false(rd_cp_quote('`') || rd_cp_quote(',') || rd_cp_quote('<'));
    assert_true(rd_cp_punct('$') && rd_cp_punct(0x2014) && rd_cp_punct('_'));
    assert_false(rd_cp_punct('a') || rd_cp_punct(' ') || rd_cp_punct('7') || rd_cp_punct(0x7F));
}

static struct rd_arena a;

static void same(struct rd_str s, const char *want) {
    if (!rd_str_is(s, want)) fail_msg("got '%.*s', not '%s'", RD_S(s), want);
    assert_int_equal(s.p[s.n], 0);
}

static void lookup_forms(void **state) {
    (void)state;
    rd_arena_init(&a);
    same(rd_utf8_lower(RD_LIT("\xC3\x89T\xC3\x89"), &a), "\xC3\xA9t\xC3\xA9");
    same(rd_utf8_lower(RD_LIT("\xC8\xBA\xC8\xBE"), &a), "\xE2\xB1\xA5\xE2\xB1\xA6"); /* 2 bytes to 3 */
    same(rd_utf8_lower(RD_LIT("A\xFF"), &a), "a\xEF\xBF\xBD");
    same(rd_utf8_key(RD_LIT("  Zelenka\xE2\x80\x99s \xC2\xA0\t Port "), &a), "zelenka's port");
    same(rd_utf8_key(RD_LIT("co\xC2\xADoperate \xE2\x80\x93 U\xE2\x80\x8BN"), &a), "cooperate - un");
    same(rd_utf8_key(RD_LIT("\xE2\x80\x9CYes\xE2\x80\x9D"), &a), "\"yes\"");
    same(rd_utf8_key(RD_LIT("U.N."), &a), "u.n.");
    same(rd_utf8_key(RD_LIT(" \xC2\xA0 "), &a), "");
    same(rd_utf8_bare(RD_LIT("Dorvani\xC3\xAB"), &a), "dorvanie");
    same(rd_utf8_bare(RD_LIT("Dorvanie\xCC\x88"), &a), "dorvanie"); /* the mark as a character of its own */
    same(rd_utf8_bare(RD_LIT("\xC6\x8F\xC5\x82\xC3\xB8\xC4\x91\xC4\xB1"), &a), "elodi");
    same(rd_utf8_bare(RD_LIT("\xE1\xBB\x87"), &a), "e"); /* two marks */
    assert_null(rd_utf8_key(RD_NONE, &a).p);
    assert_null(rd_utf8_bare(RD_NONE, &a).p);
    assert_null(rd_utf8_lower(RD_NONE, &a).p);
    rd_arena_free(&a);
}

/* The longest possible growth: a bad byte becomes three. */
static void growth(void **state) {
    (void)state;
    char bad[300];
    rd_arena_init(&a);
    memset(bad, '\xFF', sizeof bad);
    struct rd_str s = {bad, sizeof bad};
    assert_int_equal(rd_utf8_lower(s, &a).n, 900);
    assert_int_equal(rd_utf8_key(s, &a).n, 900);
    assert_int_equal(rd_utf8_bare(s, &a).n, 900);
    rd_arena_free(&a);
}

static void positions(void **state) {
    (void)state;
    rd_arena_init(&a);
    struct rd_str s = RD_LIT("a\xC3\xA9\xE2\x82\xAC\xFFz");
    static const uint32_t want[] = {0, 1, 1, 2, 2, 2, 3, 4, 5};
    uint32_t *at = rd_utf8_positions(s, &a);
    assert_int_equal(s.n, 8);
    for (uint32_t i = 0; i <= s.n; i++) assert_int_equal(at[i], want[i]);
    assert_int_equal(rd_utf8_positions(RD_LIT(""), &a)[0], 0);
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_range), cmocka_unit_test(bad_sequences), cmocka_unit_test(backwards), cmocka_unit_test(counting),
        cmocka_unit_test(classes), cmocka_unit_test(lookup_forms), cmocka_unit_test(growth), cmocka_unit_test(positions),
    };
    return cmocka_run_group_tests_name("base_utf8", tests, NULL, NULL);
}
