#include "types/date.h"

#include <stdio.h>

const char *rd_date_prec_name(int prec) {
    static const char *const names[] = {NULL, "day", "range", "month", "year", "month_day", "month_only"};
    return prec > 0 && prec < (int)RD_ARRAY_LEN(names) ? names[prec] : NULL;
}

const char *rd_date_basis_name(int basis) {
    static const char *const names[] = {NULL, "printed", "weekday", "relative", "page_date", "metadata", "url"};
    return basis > 0 && basis < (int)RD_ARRAY_LEN(names) ? names[basis] : NULL;
}

/* Howard Hinnant, "chrono-compatible low-level date algorithms": days_from_civil and civil_from_days. */
int32_t rd_day_from_ymd(int y, int m, int d) {
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void rd_day_to_ymd(int32_t day, int *y, int *m, int *d) {
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *d = doy - (153 * mp + 2) / 5 + 1;
    *m = mp < 10 ? mp + 3 : mp - 9;
    *y = yoe + era * 400 + (*m <= 2);
}

int rd_day_weekday(int32_t day) {
    int w = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (w < 0 ? w + 7 : w) + 1;
}

bool rd_ymd_valid(int y, int m, int d) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (m < 1 || m > 12 || d < 1 || y < 1 || y > 9999) return false;
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return d <= days[m - 1] + (m == 2 && leap);
}

struct rd_date rd_date_make(int y, int m, int d, int basis) {
    struct rd_date out = {.basis = (uint8_t)basis};
    if (y && m && d && rd_ymd_valid(y, m, d)) {
        snprintf(out.value, sizeof out.value, "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
        out.prec = RD_PREC_DAY;
    } else if (y > 0 && y <= 9999 && m >= 1 && m <= 12 && !d) {
        snprintf(out.value, sizeof out.value, "%04d-%02d", y % 10000, m % 100);
        out.prec = RD_PREC_MONTH;
    } else if (y > 0 && y <= 9999 && !m && !d) {
        snprintf(out.value, sizeof out.value, "%04d", y % 10000);
        out.prec = RD_PREC_YEAR;
    } else if (!y && d && rd_ymd_valid(2000, m, d)) {
        snprintf(out.value, sizeof out.value, "--%02d-%02d", m % 100, d % 100);
        out.prec = RD_PREC_MONTH_DAY;
    } else if (!y && m >= 1 && m <= 12 && !d) {
        snprintf(out.value, sizeof out.value, "--%02d", m % 100);
        out.prec = RD_PREC_MONTH_ONLY;
    } else {
        out.basis = RD_BASIS_NONE;
    }
    return out;
}

struct rd_date rd_date_of_day(int32_t day, int basis) {
    int y, m, d;
    rd_day_to_ymd(day, &y, &m, &d);
    return rd_date_make(y, m, d, basis);
}

struct rd_date rd_date_range(int32_t first, int32_t last, int basis) {
    if (last <= first) return rd_date_of_day(first, basis);
    int y, m, d, y2, m2, d2;
    struct rd_date out = {.basis = (uint8_t)basis, .prec = RD_PREC_RANGE};
    rd_day_to_ymd(first, &y, &m, &d);
    rd_day_to_ymd(last, &y2, &m2, &d2);
    snprintf(out.value, sizeof out.value, "%04d-%02d-%02d/%04d-%02d-%02d", y % 10000, m % 100, d % 100, y2 % 10000, m2 % 100, d2 % 100);
    return out;
}

static int number(const char *p, int n) {
    int v = 0;
    for (int i = 0; i < n; i++) v = v * 10 + (p[i] - '0');
    return v;
}

bool rd_date_first_day(const struct rd_date *d, int32_t *day) {
    switch (d->prec) {
    case RD_PREC_DAY:
    case RD_PREC_RANGE: *day = rd_day_from_ymd(number(d->value, 4), number(d->value + 5, 2), number(d->value + 8, 2)); return true;
    case RD_PREC_MONTH: *day = rd_day_from_ymd(number(d->value, 4), number(d->value + 5, 2), 1); return true;
    case RD_PREC_YEAR: *day = rd_day_from_ymd(number(d->value, 4), 1, 1); return true;
    default: return false;
    }
}

bool rd_date_last_day(const struct rd_date *d, int32_t *day) {
    switch (d->prec) {
    case RD_PREC_DAY: return rd_date_first_day(d, day);
    case RD_PREC_RANGE: *day = rd_day_from_ymd(number(d->value + 11, 4), number(d->value + 16, 2), number(d->value + 19, 2)); return true;
    case RD_PREC_MONTH: {
        int y = number(d->value, 4), m = number(d->value + 5, 2);
        *day = rd_day_from_ymd(m == 12 ? y + 1 : y, m == 12 ? 1 : m + 1, 1) - 1;
        return true;
    }
    case RD_PREC_YEAR: *day = rd_day_from_ymd(number(d->value, 4), 12, 31); return true;
    default: return false;
    }
}
