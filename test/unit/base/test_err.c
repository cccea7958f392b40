/* The error record: the first to fail fills it, one line, bounded. */
#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void the_first_stays(void **state) {
    (void)state;
    struct rd_err e = {0};
    assert_int_equal(rd_fail(&e, RD_EIO, "intake", "cannot read %s", "pier.txt"), RD_EIO);
    assert_int_equal(rd_fail(&e, RD_ELIMIT, "reader", "something else"), RD_ELIMIT); /* its own code goes up, the words stay */
    assert_int_equal(e.code, RD_EIO);
    assert_string_equal(e.stage, "intake");
    assert_string_equal(e.msg, "cannot read pier.txt");
    assert_string_equal(e.where, "");
}

static void without_a_record(void **state) {
    (void)state;
    assert_int_equal(rd_fail(NULL, RD_EUSAGE, "cli", "x"), RD_EUSAGE);
    rd_err_where(NULL, "x");
}

static void where_is_filled_once(void **state) {
    (void)state;
    struct rd_err e = {0};
    rd_fail(&e, RD_EFORMAT, "lexicon", "a bad row");
    rd_err_where(&e, "cues.tsv:%d", 12);
    rd_err_where(&e, "data");
    assert_string_equal(e.where, "cues.tsv:12");
}

/* Names of files and words of pages come into messages: they must not break the line or the buffer. */
static void hostile_words(void **state) {
    (void)state;
    struct rd_err e = {0};
    char long_one[1000];
    memset(long_one, 'x', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = 0;
    rd_fail(&e, RD_EIO, "intake", "bad\nname\r%s", long_one);
    assert_int_equal(strlen(e.msg), sizeof e.msg - 1);
    assert_null(strchr(e.msg, '\n'));
    assert_null(strchr(e.msg, '\r'));
    assert_true(strncmp(e.msg, "bad name x", 10) == 0);
    rd_err_where(&e, "%s", long_one);
    assert_int_equal(strlen(e.where), sizeof e.where - 1);
}

static void names_of_codes(void **state) {
    (void)state;
    for (int c = RD_ECITE; c <= RD_OK; c++) {
        assert_string_not_equal(rd_code_name(c), "unknown");
        for (int d = RD_ECITE; d < c; d++) assert_string_not_equal(rd_code_name(c), rd_code_name(d));
    }
    assert_string_equal(rd_code_name(RD_EIO), "io");
    assert_string_equal(rd_code_name(1), "unknown");
    assert_string_equal(rd_code_name(-99), "unknown");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_stays), cmocka_unit_test(without_a_record), cmocka_unit_test(where_is_filled_once),
        cmocka_unit_test(hostile_words), cmocka_unit_test(names_of_codes),
    };
    return cmocka_run_group_tests_name("base_err", tests, NULL, NULL);
}
