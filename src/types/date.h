/* date.h - what a page tells of a date: value, precision and basis, never a guessed year.
 * value: EDTF-like text: 2023-09-11, 2023-09-09/2023-09-10, 2023-09, 2023, --09-01 (gMonthDay), --06 (gMonth).
 * Empty value: unknown. */
#ifndef RD_DATE_H
#define RD_DATE_H
#include "base/arena.h"
#include "base/str.h"

enum rd_date_prec { RD_PREC_NONE, RD_PREC_DAY, RD_PREC_RANGE, RD_PREC_MONTH, RD_PREC_YEAR, RD_PREC_MONTH_DAY, RD_PREC_MONTH_ONLY };
enum rd_date_basis { RD_BASIS_NONE, RD_BASIS_PRINTED, RD_BASIS_WEEKDAY, RD_BASIS_RELATIVE, RD_BASIS_PAGE_DATE, RD_BASIS_METADATA, RD_BASIS_URL };

struct rd_date {
    char value[32];
    uint8_t prec;          /* enum rd_date_prec */
    uint8_t basis;         /* enum rd_date_basis */
    char time[20];         /* of a day: "08:29", "08:29:34", with "Z" or "+01:00" where the zone is told; empty: no time is told */
    struct rd_span cite;   /* the words in the page's text that gave it; empty if they are not in it */
};

const char *rd_date_prec_name(int prec);   /* "day", "range", ...; NULL for none */
const char *rd_date_basis_name(int basis); /* "printed", ...; NULL for none */

/* Calendar, proleptic Gregorian. Days are counted from 1970-01-01 = 0. */
int32_t rd_day_from_ymd(int y, int m, int d);
void rd_day_to_ymd(int32_t day, int *y, int *m, int *d);
int rd_day_weekday(int32_t day); /* 1 = Monday .. 7 */
bool rd_ymd_valid(int y, int m, int d);

/* Makers: fill value and prec; basis is the caller's. y == 0: no year. m == 0, d == 0: not given. Invalid: value stays empty. */
struct rd_date rd_date_make(int y, int m, int d, int basis);
struct rd_date rd_date_of_day(int32_t day, int basis);
struct rd_date rd_date_range(int32_t first, int32_t last, int basis);
/* The first day of a full date, range, month or year; false for one without a year or unknown. */
bool rd_date_first_day(const struct rd_date *d, int32_t *day);
/* The last day likewise. */
bool rd_date_last_day(const struct rd_date *d, int32_t *day);
#endif
