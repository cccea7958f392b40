#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "web/web_int.h"

static void marked(struct rd_str text, uint32_t base, const struct web_mark *m, uint32_t n, const char *want) {
    struct rd_arena a;
    struct rd_buf b;
    rd_arena_init(&a);
    rd_buf_init(&b, 1 << 20);
    web_marked(&b, text, base, m, n, &a);
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, want);
    rd_buf_free(&b);
    rd_arena_free(&a);
}
#define CONTENT "<mark class=\"m m-content\">"
#define CUE "<span class=\"m m-cue\" title=\"cue\">"

static void test_web_marks__none(void **state) {
    (void)state;
    marked(RD_LIT("a < b"), 0, NULL, 0, "a &lt; b");
    marked(RD_LIT(""), 0, NULL, 0, "");
}

static void test_web_marks__overlap(void **state) {
    const struct web_mark m[] = {{.at = {2, 6}, .kind = WEB_M_CONTENT}, {.at = {4, 8}, .kind = WEB_M_CUE}};
    (void)state;
    marked(RD_LIT("0123456789"), 0, m, 2,
           "01" CONTENT "23</mark>" CONTENT CUE "45</span></mark>" CUE "67</span>89");
}

static void test_web_marks__cut_off_by_the_text(void **state) {
    const struct web_mark m[] = {{.at = {5, 13}, .kind = WEB_M_CONTENT, .anchor = {"a", 1}},
                                 {.at = {18, 40}, .kind = WEB_M_CUE, .anchor = {"b", 1}, .label = 1, .href = {"/s", 2}},
                                 {.at = {0, 10}, .kind = WEB_M_CUE}, {.at = {20, 30}, .kind = WEB_M_CUE}};
    (void)state;
    marked(RD_LIT("0123456789"), 10, m, 4,
           CONTENT "012</mark>34567<span class=\"m m-cue\" title=\"cue\" id=\"b\">89</span>");
}

static void test_web_marks__label_and_anchor_once(void **state) {
    const struct web_mark m[] = {{.at = {0, 4}, .kind = WEB_M_CONTENT, .anchor = {"s1", 2}, .href = {"/statement/0", 12}, .label = 1},
                                 {.at = {2, 3}, .kind = WEB_M_CUE}};
    (void)state;
    marked(RD_LIT("abcd"), 0, m, 2,
           "<mark class=\"m m-content\" id=\"s1\">ab</mark>" CONTENT CUE "c</span></mark>" CONTENT "d</mark>"
           "<sup class=\"ref\"><a href=\"/statement/0\" aria-label=\"Statement 1\">1</a></sup>");
}

static void test_web_marks__never_inside_a_character(void **state) {
    const struct web_mark m[] = {{.at = {1, 3}, .kind = WEB_M_CONTENT}};
    (void)state;
    marked(RD_LIT("\xC3\xA9\xC3\xA9"), 0, m, 1, CONTENT "\xC3\xA9</mark>\xC3\xA9");
}

static void test_web_marks__too_many_at_one_place(void **state) {
    struct web_mark m[40];
    struct rd_arena a;
    struct rd_buf b;
    uint32_t opened = 0;
    (void)state;
    for (uint32_t i = 0; i < 40; i++)
        m[i] = (struct web_mark){.at = {0, 3}, .kind = WEB_M_EVIDENCE};
    rd_arena_init(&a);
    rd_buf_init(&b, 1 << 20);
    web_marked(&b, RD_LIT("abc"), 0, m, 40, &a);
    for (int64_t at = -1; (at = rd_str_find(rd_buf_view(&b), RD_LIT("<span"), (uint32_t)(at + 1))) >= 0;)
        opened++;
    assert_int_equal(opened, WEB_MAX_MARK_DEPTH);
    rd_buf_free(&b);
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_marks__none),
        cmocka_unit_test(test_web_marks__overlap),
        cmocka_unit_test(test_web_marks__cut_off_by_the_text),
        cmocka_unit_test(test_web_marks__label_and_anchor_once),
        cmocka_unit_test(test_web_marks__never_inside_a_character),
        cmocka_unit_test(test_web_marks__too_many_at_one_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
