/* Wrapping, cutting, tables and CSV. */
#include "view/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static char out_text[1 << 14];

static const char *text_of(struct rd_buf *b) {
    assert_int_equal(b->err, 0);
    memcpy(out_text, b->p ? b->p : "", b->n);
    out_text[b->n] = 0;
    rd_buf_free(b);
    return out_text;
}

static const char *wrapped(const char *z, uint32_t indent, uint32_t width) {
    struct rd_view_style s = {.width = width};
    struct rd_buf b;
    rd_buf_init(&b, 1 << 14);
    rd_text_wrap(&b, rd_str_of(z), indent, &s);
    return text_of(&b);
}

static void test_view_text__wrap(void **state) {
    (void)state;
    assert_string_equal(wrapped("one two three four five six seven", 2, 24), "  one two three four\n  five six seven\n");
    assert_string_equal(wrapped("a  b\n\nc", 0, 0), "a b c\n");
    assert_string_equal(wrapped("", 0, 40), "\n");
    assert_string_equal(wrapped("averyveryverylongwordthatdoesnotfit x", 0, 20), "averyveryverylongwordthatdoesnotfit\nx\n");
}

/* Escape sequences and characters that turn the direction of writing do not reach the terminal. */
static void test_view_text__hostile(void **state) {
    (void)state;
    assert_string_equal(wrapped("\033]0;x\007 a\xE2\x80\xAE" "b", 0, 0), "\xEF\xBF\xBD]0;x\xEF\xBF\xBD a\xEF\xBF\xBD" "b\n");
}

static void test_view_text__line(void **state) {
    (void)state;
    struct rd_buf b;
    rd_buf_init(&b, 100);
    assert_int_equal(rd_text_line(&b, RD_LIT("Zo\xC3\xAB\nsays"), 6), 6);
    assert_string_equal(text_of(&b), "Zo\xC3\xAB s\xE2\x80\xA6");
    assert_int_equal(rd_text_columns(RD_LIT("e\xCC\x81")), 1);      /* combining accent */
    assert_int_equal(rd_text_columns(RD_LIT("\xE6\xBC\xA2")), 2);   /* wide */
}

static void table(struct rd_table *t, struct rd_arena *a) {
    static const struct rd_table_col cols[] = {{"who", RD_COL_TEXT, 5}, {"n", RD_COL_NUMBER, 0}, {"words", RD_COL_TEXT, 8}};
    rd_table_init(t, cols, 3, a);
    rd_table_add(t, RD_LIT("Mara Velden"));
    rd_table_add(t, RD_LIT("12"));
    rd_table_add(t, RD_LIT("the road would be open, \"soon\""));
    rd_table_add(t, RD_NONE);
    rd_table_add(t, RD_LIT("3"));
    rd_table_add(t, RD_LIT("=1+1"));
}

static void test_view_text__table(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_table t;
    struct rd_buf b;
    struct rd_view_style s = {.width = 30};
    rd_arena_init(&a);
    table(&t, &a);
    rd_buf_init(&b, 1 << 14);
    rd_table_text(&b, &t, &s);
    assert_string_equal(text_of(&b), "who           n  words\n"
                                     "Mara Velden  12  the road wou\xE2\x80\xA6\n"
                                     "-             3  =1+1\n");
    rd_arena_free(&a);
}

static void test_view_text__csv(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_table t;
    struct rd_buf b;
    rd_arena_init(&a);
    table(&t, &a);
    rd_buf_init(&b, 1 << 14);
    rd_csv_table(&b, &t);
    assert_string_equal(text_of(&b), "who,n,words\r\n"
                                     "Mara Velden,12,\"the road would be open, \"\"soon\"\"\"\r\n"
                                     ",3,\"'=1+1\"\r\n");
    rd_buf_init(&b, 100);
    rd_csv_cell(&b, RD_LIT("-2.5"), true);
    rd_csv_cell(&b, RD_LIT("-2.5 percent"), false);
    rd_csv_cell(&b, RD_LIT("@SUM(A1)"), false);
    rd_csv_cell(&b, RD_LIT("a\nb"), false);
    assert_string_equal(text_of(&b), "-2.5,\"'-2.5 percent\",\"'@SUM(A1)\",\"a\nb\"");
    rd_arena_free(&a);
}

static void test_view_text__card(void **state) {
    (void)state;
    struct rd_str who[] = {RD_LIT("Mara Velden"), RD_LIT("Otto Brandt")}, whom[] = {RD_LIT("Ilse Korda")};
    struct rd_str words[] = {RD_LIT("We will open"), RD_LIT("the road")};
    struct rd_card c = {.id = RD_LIT("00aa"), .what = RD_LIT("direct"), .who = who, .n_who = 2, .role = RD_LIT("minister"),
                        .side = RD_LIT("VEL"), .whom = whom, .n_whom = 1, .when = rd_date_make(2031, 3, 4, RD_BASIS_PRINTED),
                        .channel = RD_LIT("phone_call"), .words = words, .n_words = 2, .quoted = true, .marks = {"negated"}};
    struct rd_view_style s = {.width = 80};
    struct rd_buf b;
    rd_buf_init(&b, 1 << 14);
    rd_text_card(&b, &c, &s);
    assert_string_equal(text_of(&b), "Mara Velden and Otto Brandt (minister, VEL) -> Ilse Korda\n"
                                     "  2031-03-04 \xC2\xB7 phone_call \xC2\xB7 direct \xC2\xB7 negated\n"
                                     "    \xE2\x80\x9CWe will open [...] the road\xE2\x80\x9D\n"
                                     "  00aa\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_view_text__wrap),  cmocka_unit_test(test_view_text__hostile), cmocka_unit_test(test_view_text__line),
        cmocka_unit_test(test_view_text__table), cmocka_unit_test(test_view_text__csv),     cmocka_unit_test(test_view_text__card),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
