#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "compare/positions.h"
#include "web/web_int.h"

static void diff(const char *before, const char *now, const char *want) {
    struct rd_arena a;
    struct rd_buf b;
    rd_arena_init(&a);
    rd_buf_init(&b, 1 << 16);
    web_diff(&b, rd_str_of(before), rd_str_of(now), RD_LIT("en"), &a);
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, want);
    rd_buf_free(&b);
    rd_arena_free(&a);
}

static void test_web_derived__diff(void **state) {
    (void)state;
    diff("the port opens in May", "the port opens in June", "<blockquote class=\"diff\" dir=\"auto\" lang=\"en\">the port opens in <del>May</del> <ins>June</ins></blockquote>\n");
    diff("", "<b>new</b>", "<blockquote class=\"diff\" dir=\"auto\" lang=\"en\">&lt;b&gt;new&lt;/b&gt;</blockquote>\n");
    /* Nothing in common: told one above the other, without marks. */
    diff("all is lost", "we won today", "<blockquote class=\"diff diff-before\" dir=\"auto\" lang=\"en\"><span class=\"diff-label\" lang=\"en\">before</span> all is lost</blockquote>\n"
         "<blockquote class=\"diff\" dir=\"auto\" lang=\"en\">we won today</blockquote>\n");
}

static struct rd_row_entry entry(const char *side, int move, uint8_t group, int32_t day) {
    struct rd_row_entry e = {.side = rd_str_of(side), .move = move, .actor_name = RD_LIT("<Somebody>")};
    e.statement.id = RD_LIT("0123456789abcdef");
    e.statement.day.group = group;
    e.statement.day.first = e.statement.day.last = day;
    return e;
}

static uint32_t count(const struct rd_buf *b, const char *what) {
    uint32_t n = 0;
    for (int64_t at = 0; (at = rd_str_find(rd_buf_view(b), rd_str_of(what), (uint32_t)at)) >= 0; at++)
        n++;
    return n;
}

static void test_web_derived__chart(void **state) {
    struct rd_arena a;
    struct rd_buf b;
    (void)state;
    rd_arena_init(&a);
    rd_buf_init(&b, 1 << 20);
    struct web_req r = {.a = &a};
    struct rd_row_entry v[40];
    web_chart(&b, &r, NULL, 0);
    assert_int_equal(b.n, 0);
    v[0] = entry("XVL", RD_MOVE_NEW, 0, 22000);
    v[1] = entry("XDR", RD_MOVE_REVERSED, 0, 22800);
    v[2] = entry("XVL", RD_MOVE_SAME, 1, 0);
    web_chart(&b, &r, v, 3);
    assert_int_equal(count(&b, "class=\"lane-name\""), 2);
    assert_int_equal(count(&b, "<a tabindex"), 3);
    assert_int_equal(count(&b, "no year"), 1);
    assert_int_equal(count(&b, "x=\"1.50%\""), 1);
    assert_int_equal(count(&b, "x=\"91.50%\""), 1);
    assert_int_equal(count(&b, "<Somebody>"), 0);
    /* Many on one day, more sides than lanes, one day alone, days that a broken file may tell. */
    for (int i = 0; i < 40; i++)
        v[i] = entry(i % 2 ? "A" : "B", i % RD_N_MOVES, 0, 22000);
    rd_buf_clear(&b);
    web_chart(&b, &r, v, 40);
    assert_int_equal(count(&b, "<a tabindex"), 14);
    static const char *const sides[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J"};
    for (int i = 0; i < 40; i++)
        v[i] = entry(sides[i % 10], -1 + i % 9, 0, i % 3 ? INT32_MAX : INT32_MIN);
    rd_buf_clear(&b);
    web_chart(&b, &r, v, 40);
    assert_int_equal(count(&b, "class=\"lane-name\""), 8);
    rd_buf_free(&b);
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_web_derived__diff), cmocka_unit_test(test_web_derived__chart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
