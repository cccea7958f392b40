/* Which names may be one person's, and which may not. */
#include "refer/refer_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static uint32_t words(const char *z, struct rd_str *out) {
    return rd_str_split(rd_str_of(z), ' ', out, REFER_NAME_WORDS);
}

static int fit(const char *shorter, const char *longer) {
    struct rd_str a[REFER_NAME_WORDS], b[REFER_NAME_WORDS];
    uint32_t n = words(shorter, a), m = words(longer, b);
    return refer_person_fit(a, n, b, m);
}

static void persons(void **state) {
    (void)state;
    assert_int_equal(fit("marr", "lena marr"), REFER_SAME);
    assert_int_equal(fit("van aldenburg", "hendrik van aldenburg"), REFER_SAME);
    assert_int_equal(fit("aldenburg", "hendrik van aldenburg"), REFER_SAME);
    assert_int_equal(fit("samuel otieno", "samuel k otieno"), REFER_SAME);
    assert_int_equal(fit("s otieno", "samuel otieno"), REFER_SAME);
    assert_int_equal(fit("lena", "lena marr"), REFER_WEAK);
    assert_int_equal(fit("menesku", "radu menescu"), REFER_WEAK);
    assert_int_equal(fit("jonas quell", "tomas quell"), REFER_NO);
    assert_int_equal(fit("van", "hendrik van aldenburg"), REFER_NO);
    assert_int_equal(fit("marr", "lena marrow"), REFER_NO);
    assert_int_equal(fit("lena marr", "marr"), REFER_NO); /* the shorter one comes first */
}

static void one_letter(void **state) {
    (void)state;
    assert_true(refer_edit1(RD_LIT("aliyev"), RD_LIT("alijev")));
    assert_true(refer_edit1(RD_LIT("korda"), RD_LIT("kordda")));
    assert_true(refer_edit1(RD_LIT("korda"), RD_LIT("kroda")));
    assert_true(refer_edit1(RD_LIT("korda"), RD_LIT("korda")));
    assert_false(refer_edit1(RD_LIT("korda"), RD_LIT("karga")));
    assert_false(refer_edit1(RD_LIT("korda"), RD_LIT("kor")));
}

static void offices(void **state) {
    (void)state;
    assert_true(refer_same_office(RD_LIT("president"), RD_LIT("head_of_state")));
    assert_true(refer_same_office(RD_LIT("head_of_state"), RD_LIT("king")));
    assert_true(refer_same_office(RD_LIT("leader"), RD_LIT("prime_minister")));
    assert_false(refer_same_office(RD_LIT("president"), RD_LIT("king")));
    assert_false(refer_same_office(RD_LIT("president"), RD_LIT("vice_president")));
    assert_false(refer_same_office(RD_LIT(""), RD_LIT("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(persons), cmocka_unit_test(one_letter), cmocka_unit_test(offices)};
    return cmocka_run_group_tests_name("refer_names", tests, NULL, NULL);
}
