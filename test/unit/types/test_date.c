/* The calendar against days that are known, and dates that a page tells only in part. */
#include "types/date.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Days from the epoch by counting, year by year: no formula shared with the code under test. */
static int32_t counted(int y, int m, int d) {
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t n = 0;
    for (int k = 1970; k < y; k++) n += (k % 4 == 0 && (k % 100 != 0 || k % 400 == 0)) ? 366 : 365;
    for (int k = y; k < 1970; k++) n -= (k % 4 == 0 && (k % 100 != 0 || k % 400 == 0)) ? 366 : 365;
    for (int k = 1; k < m; k++) n += length[k - 1] + (k == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
    return n + d - 1;
}

static void known_days(void **state) {
    (void)state;
    static const struct { int y, m, d, weekday; } known[] = {
        {1970, 1, 1, 4}, {1969, 12, 31, 3}, {2000, 1, 1, 6}, {2000, 2, 29, 2}, {1999, 12, 31, 5}, {2024, 2, 29, 4}, {2023, 9, 11, 1},
        {1900, 1, 1, 1}, {1600, 2, 29, 2}, {2031, 5, 14, 3}, {2100, 3, 1, 1}, {1815, 6, 18, 7}, {9999, 12, 31, 5},
    };
    for (size_t i = 0; i < RD_ARRAY_LEN(known); i++) {
        int32_t day = rd_day_from_ymd(known[i].y, known[i].m, known[i].d);
        assert_int_equal(day, counted(known[i].y, known[i].m, known[i].d));
        if (rd_day_weekday(day) != known[i].weekday) fail_msg("%d-%d-%d: weekday %d", known[i].y, known[i].m, known[i].d, rd_day_weekday(day));
    }
    assert_int_equal(rd_day_from_ymd(1970, 1, 1), 0);
    assert_int_equal(rd_day_from_ymd(2000, 3, 1), 11017);
}

/* Every day of eight centuries goes there and back, each weekday after the other. */
static void there_and_back(void **state) {
    (void)state;
    int32_t first = rd_day_from_ymd(1600, 1, 1), last = rd_day_from_ymd(2400, 12, 31);
    int weekday = rd_day_weekday(first - 1), before = 0;
    for (int32_t day = first; day <= last; day++) {
        int y, m, d;
        rd_day_to_ymd(day, &y, &m, &d);
        if (!rd_ymd_valid(y, m, d) || rd_day_from_ymd(y, m, d) != day) fail_msg("day %d gives %d-%d-%d", day, y, m, d);
        weekday = weekday % 7 + 1;
        assert_int_equal(rd_day_weekday(day), weekday);
        assert_true((y * 12 + m) * 31 + d > before);
        before = (y * 12 + m) * 31 + d;
    }
}

static void what_is_a_day(void **state) {
    (void)state;
    assert_true(rd_ymd_valid(2024, 2, 29) && rd_ymd_valid(2000, 2, 29) && rd_ymd_valid(2023, 12, 31));
    static const int bad[][3] = {{2023, 2, 29}, {1900, 2, 29}, {2100, 2, 29}, {2024, 2, 30}, {2024, 4, 31}, {2024, 13, 1}, {2024, 0, 1},
                                 {2024, 1, 0}, {2024, 1, 32}, {2024, -1, 1}, {2024, 1, -1}, {0, 1, 1}, {-5, 1, 1}, {10000, 1, 1}};
    for (size_t i = 0; i < RD_ARRAY_LEN(bad); i++) {
        if (rd_ymd_valid(bad[i][0], bad[i][1], bad[i][2])) fail_msg("%d-%d-%d", bad[i][0], bad[i][1], bad[i][2]);
    }
}

static void is(struct rd_date d, const char *value, int prec) {
    assert_string_equal(d.value, value);
    assert_int_equal(d.prec, prec);
}

static void partial(void **state) {
    (void)state;
    is(rd_date_make(2031, 5, 14, RD_BASIS_PRINTED), "2031-05-14", RD_PREC_DAY);
    is(rd_date_make(2031, 5, 0, RD_BASIS_PRINTED), "2031-05", RD_PREC_MONTH);
    is(rd_date_make(2031, 0, 0, RD_BASIS_PRINTED), "2031", RD_PREC_YEAR);
    is(rd_date_make(0, 9, 1, RD_BASIS_PRINTED), "--09-01", RD_PREC_MONTH_DAY);
    is(rd_date_make(0, 6, 0, RD_BASIS_PRINTED), "--06", RD_PREC_MONTH_ONLY);
    is(rd_date_make(0, 2, 29, RD_BASIS_PRINTED), "--02-29", RD_PREC_MONTH_DAY); /* there are years that have it */
    is(rd_date_make(31, 5, 14, RD_BASIS_PRINTED), "0031-05-14", RD_PREC_DAY);
    assert_int_equal(rd_date_make(2031, 5, 14, RD_BASIS_WEEKDAY).basis, RD_BASIS_WEEKDAY);
}

static void invalid(void **state) {
    (void)state;
    static const int bad[][3] = {{2023, 2, 29}, {2031, 13, 0}, {2031, 13, 1}, {0, 13, 0}, {0, 2, 30}, {0, 0, 0}, {0, 0, 5}, {2031, 0, 5},
                                 {-1, 0, 0}, {-1, 5, 1}, {10000, 0, 0}, {10000, 1, 0}, {2031, -1, 0}, {2031, 5, 32}};
    for (size_t i = 0; i < RD_ARRAY_LEN(bad); i++) {
        struct rd_date d = rd_date_make(bad[i][0], bad[i][1], bad[i][2], RD_BASIS_PRINTED);
        if (d.value[0] || d.prec || d.basis) fail_msg("%d-%d-%d gives '%s'", bad[i][0], bad[i][1], bad[i][2], d.value);
    }
}

static void ranges(void **state) {
    (void)state;
    int32_t a = rd_day_from_ymd(2023, 12, 30), b = rd_day_from_ymd(2024, 1, 2);
    is(rd_date_range(a, b, RD_BASIS_PRINTED), "2023-12-30/2024-01-02", RD_PREC_RANGE);
    is(rd_date_range(a, a, RD_BASIS_PRINTED), "2023-12-30", RD_PREC_DAY); /* one day is a day */
    is(rd_date_range(b, a, RD_BASIS_PRINTED), "2024-01-02", RD_PREC_DAY); /* backwards: the day that was told */
    is(rd_date_of_day(a, RD_BASIS_RELATIVE), "2023-12-30", RD_PREC_DAY);
}

static void first_and_last(void **state) {
    (void)state;
    static const struct { int y, m, d, fm, fd, lm, ld; } cases[] = {
        {2031, 5, 14, 5, 14, 5, 14}, {2024, 2, 0, 2, 1, 2, 29}, {2023, 2, 0, 2, 1, 2, 28}, {2023, 12, 0, 12, 1, 12, 31}, {2023, 0, 0, 1, 1, 12, 31},
    };
    int32_t first, last;
    for (size_t i = 0; i < RD_ARRAY_LEN(cases); i++) {
        struct rd_date d = rd_date_make(cases[i].y, cases[i].m, cases[i].d, RD_BASIS_PRINTED);
        assert_true(rd_date_first_day(&d, &first) && rd_date_last_day(&d, &last));
        assert_int_equal(first, rd_day_from_ymd(cases[i].y, cases[i].fm, cases[i].fd));
        assert_int_equal(last, rd_day_from_ymd(cases[i].y, cases[i].lm, cases[i].ld));
    }
    struct rd_date r = rd_date_range(rd_day_from_ymd(2023, 12, 30), rd_day_from_ymd(2024, 1, 2), RD_BASIS_PRINTED);
    assert_true(rd_date_first_day(&r, &first) && first == rd_day_from_ymd(2023, 12, 30));
    assert_true(rd_date_last_day(&r, &last) && last == rd_day_from_ymd(2024, 1, 2));
    struct rd_date none[] = {rd_date_make(0, 9, 1, 1), rd_date_make(0, 9, 0, 1), rd_date_make(0, 0, 0, 1)}; /* no year: no day */
    for (size_t i = 0; i < RD_ARRAY_LEN(none); i++) assert_false(rd_date_first_day(&none[i], &first) || rd_date_last_day(&none[i], &last));
}

static void names(void **state) {
    (void)state;
    assert_null(rd_date_prec_name(RD_PREC_NONE));
    assert_string_equal(rd_date_prec_name(RD_PREC_MONTH_DAY), "month_day");
    assert_string_equal(rd_date_prec_name(RD_PREC_MONTH_ONLY), "month_only");
    assert_null(rd_date_prec_name(RD_PREC_MONTH_ONLY + 1));
    assert_null(rd_date_basis_name(RD_BASIS_NONE));
    assert_string_equal(rd_date_basis_name(RD_BASIS_URL), "url");
    assert_null(rd_date_basis_name(RD_BASIS_URL + 1));
    assert_null(rd_date_basis_name(-1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days), cmocka_unit_test(there_and_back), cmocka_unit_test(what_is_a_day), cmocka_unit_test(partial),
        cmocka_unit_test(invalid), cmocka_unit_test(ranges), cmocka_unit_test(first_and_last), cmocka_unit_test(names),
    };
    return cmocka_run_group_tests_name("types_date", tests, NULL, NULL);
}
