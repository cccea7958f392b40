/* dates.c - printed dates. Day and month of a numeric date follow its marks: with full stops day.month, with slashes the custom of
 * the page's language and site; a year is read only where it is printed (two digits: 1970 to 2069). */
#include "page/page_int.h"
#include <unicode/ucal.h>
#include <unicode/uchar.h>

enum { NUM, WORD, MARK, MAX_TOKENS = 96 };
struct token {
    uint8_t kind;
    char mark;       /* MARK: the character */
    uint32_t value;  /* NUM */
    uint32_t digits; /* NUM */
    uint32_t beg, end;
    struct rd_str w; /* WORD */
};

/* The value of a digit of any script, -1 if it is none. */
static int digit_of(uint32_t cp) {
    return cp < 0x80 ? cp >= '0' && cp <= '9' ? (int)(cp - '0') : -1 : cp >= 0x660 && cp < 0x1000 ? (int)u_charDigitValue((UChar32)cp) : -1;
}

static uint32_t tokens_of(struct rd_str s, struct token *t) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n && n < MAX_TOKENS;) {
        uint32_t beg = i, cp = rd_utf8_next(s, &i);
        if (page_is_blank(cp))
            continue;
        if (digit_of(cp) >= 0) {
            uint32_t v = (uint32_t)digit_of(cp), digits = 1, next = i;
            while (i < s.n && digits < 9 && digit_of(rd_utf8_next(s, &next)) >= 0) {
                uint32_t from = i;
                v = v * 10 + (uint32_t)digit_of(rd_utf8_next(s, &from));
                i = next;
                digits++;
            }
            t[n++] = (struct token){NUM, 0, v, digits, beg, i, RD_NONE};
        } else if (rd_cp_alpha(cp)) {
            while (i < s.n) {
                uint32_t k = i;
                if (!rd_cp_alpha(rd_utf8_next(s, &k)))
                    break;
                i = k;
            }
            t[n++] = (struct token){WORD, 0, 0, 0, beg, i, rd_str_sub(s, beg, i)};
        } else {
            t[n++] = (struct token){MARK, cp < 0x80 ? (char)cp : 1, 0, 0, beg, i, RD_NONE};
        }
    }
    return n;
}

static bool is_mark(const struct token *t, uint32_t n, uint32_t i, const char *marks) {
    return i < n && t[i].kind == MARK && strchr(marks, t[i].mark);
}

static int year_of(const struct token *t) {
    if (t->kind != NUM)
        return 0;
    if (t->digits == 4 && ((t->value >= 1500 && t->value <= 2200) || (t->value >= 1300 && t->value < 1450))) /* the latter: Persian */
        return (int)t->value;
    return t->digits == 2 ? (int)t->value + (t->value < 70 ? 2000 : 1900) : 0;
}

/* Dates on the page that can be read one way only ("25/3/2031") tell how it writes the others. */
static int custom_of_page(struct page_ctx *c) {
    uint32_t day = 0, month = 0, bytes = 0;
    if (c->order_known)
        return c->order;
    c->order_known = true;
    for (uint32_t u = 0; u < c->n_units && bytes < 200000; u++) {
        struct rd_str s = c->units[u].text;
        bytes += s.n;
        for (uint32_t i = 2; i + 4 < s.n; i++) {
            uint64_t a, b;
            if (s.p[i] != '/' || (s.p[i + 3] != '/' && s.p[i + 2] != '/'))
                continue;
            uint32_t from = i >= 2 && s.p[i - 2] >= '0' && s.p[i - 2] <= '9' ? i - 2 : i - 1, next = s.p[i + 3] == '/' ? i + 3 : i + 2;
            if ((from && s.p[from - 1] >= '/' && s.p[from - 1] <= '9') || !rd_str_uint(rd_str_sub(s, from, i), 31, &a) ||
                !rd_str_uint(rd_str_sub(s, i + 1, next), 31, &b) || next + 2 >= s.n || s.p[next + 1] < '0' || s.p[next + 1] > '9')
                continue;
            day += a > 12 && b <= 12;
            month += b > 12 && a <= 12;
        }
    }
    c->order = day > month ? 1 : month > day ? 2 : 0;
    return c->order;
}

/* Does the page put the month first where slashes or hyphens stand between the numbers? By its own other dates, its country, its address. */
static bool month_first(struct page_ctx *c) {
    static const char *const DAY_FIRST[] = {".uk", ".au", ".nz", ".ie", ".in", ".za", ".eu", ".int", ".pk", ".bd", ".lk", ".ng", ".ke", ".gh", ".sg", ".my", ".hk", ".am", ".az", ".ge", ".il", ".ae", ".nl", ".be", ".de", ".fr"};
    int custom = custom_of_page(c);
    if (custom)
        return custom == 2;
    if (c->out->lang.n && !rd_str_is(c->out->lang, "en"))
        return false;
    if (c->region[0])
        return !strcmp(c->region, "us") || !strcmp(c->region, "ph");
    struct rd_str url = c->blob->url;
    int64_t host = rd_str_find(url, RD_LIT("://"), 0);
    uint32_t beg = host < 0 ? 0 : (uint32_t)host + 3, end = beg;
    while (end < url.n && url.p[end] != '/' && url.p[end] != ':')
        end++;
    for (size_t i = 0; i < RD_ARRAY_LEN(DAY_FIRST); i++)
        if (rd_str_ends(rd_str_sub(url, beg, end), DAY_FIRST[i]))
            return false;
    return true;
}

static uint32_t weekday_near(struct page_ctx *c, const struct token *t, uint32_t n, uint32_t from, uint32_t to) {
    for (uint32_t i = from > 3 ? from - 3 : 0; i < n && i < to + 2; i++)
        if (t[i].kind == WORD && !(i >= from && i < to)) {
            uint32_t day = page_date_word(c, t[i].w, "weekday");
            if (day)
                return day;
        }
    return 0;
}

static bool fits(int y, int m, int d, uint32_t weekday) {
    return rd_ymd_valid(y, m, d) && (!weekday || (uint32_t)rd_day_weekday(rd_day_from_ymd(y, m, d)) == weekday);
}

/* N sep N sep N; returns tokens taken. */
static uint32_t numeric(struct page_ctx *c, const struct token *t, uint32_t n, uint32_t i, struct page_date *d) {
    if (i + 4 >= n || t[i].kind != NUM || t[i + 2].kind != NUM || t[i + 4].kind != NUM || !is_mark(t, n, i + 1, "./-") ||
        !is_mark(t, n, i + 3, "./-") || t[i + 1].mark != t[i + 3].mark)
        return 0;
    char mark = t[i + 1].mark;
    if (t[i + 4].beg - t[i].end > 6 || (i + 6 < n && is_mark(t, n, i + 5, "./-") && t[i + 6].kind == NUM && t[i + 5].mark == mark))
        return 0;
    int a = (int)t[i].value, b = (int)t[i + 2].value, last = (int)t[i + 4].value;
    if (t[i].digits == 4) {
        d->y = year_of(&t[i]);
        d->m = b;
        d->d = last;
        return d->y && t[i + 4].digits <= 2 && rd_ymd_valid(d->y, b, last) ? 5 : 0;
    }
    d->y = year_of(&t[i + 4]);
    if (!d->y || t[i].digits > 2 || t[i + 2].digits > 2)
        return 0;
    d->weekday = weekday_near(c, t, n, i, i + 5);
    bool day_first = fits(d->y, b, a, d->weekday), other = fits(d->y, a, b, d->weekday);
    if (!day_first && !other) {
        d->weekday = 0;
        day_first = fits(d->y, b, a, 0);
        other = fits(d->y, a, b, 0);
    }
    if (!day_first && !other)
        return 0;
    d->ambiguous = day_first && other && a != b;
    if (day_first && other)
        other = mark != '.' && month_first(c);
    d->d = other ? b : a;
    d->m = other ? a : b;
    return 5;
}

/* "2031å¹´5æ12æ¥", and the same in Korean. */
static uint32_t east_asian(const struct token *t, uint32_t n, uint32_t i, struct page_date *d) {
    static const char *const YEAR[] = {"\xE5\xB9\xB4", "\xEB\x85\x84"}, *const MONTH[] = {"\xE6\x9C\x88", "\xEC\x9B\x94"};
    if (i + 4 >= n || t[i].kind != NUM || t[i + 1].kind != WORD || t[i + 2].kind != NUM || t[i + 3].kind != WORD || t[i + 4].kind != NUM)
        return 0;
    for (size_t k = 0; k < RD_ARRAY_LEN(YEAR); k++)
        if (rd_str_is(t[i + 1].w, YEAR[k]) && rd_str_is(t[i + 3].w, MONTH[k])) {
            d->y = t[i].digits == 4 ? year_of(&t[i]) : 0;
            d->m = (int)t[i + 2].value;
            d->d = (int)t[i + 4].value;
            return d->y && rd_ymd_valid(d->y, d->m, d->d) ? 5 : 0;
        }
    return 0;
}

/* A day of the Persian calendar to ours; only where the year can be no other. */
static bool from_persian(struct page_date *d) {
    UErrorCode st = U_ZERO_ERROR;
    UCalendar *cal = ucal_open(NULL, 0, "fa@calendar=persian", UCAL_TRADITIONAL, &st);
    static const UChar UTC[] = {'U', 'T', 'C', 0};
    if (U_FAILURE(st))
        return false;
    ucal_setTimeZone(cal, UTC, -1, &st);
    ucal_clear(cal);
    ucal_setDate(cal, d->y, d->m - 1, d->d, &st);
    UDate at = ucal_getMillis(cal, &st);
    ucal_close(cal);
    if (U_FAILURE(st))
        return false;
    double days = at / 86400000.0;
    rd_day_to_ymd((int32_t)(days < 0 ? days - 1 : days), &d->y, &d->m, &d->d);
    return true;
}

static uint32_t month_of(struct page_ctx *c, const struct token *t) {
    return t->kind == WORD ? page_date_word(c, t->w, "month") : 0;
}

static bool is_day(const struct token *t) {
    return t->kind == NUM && t->digits <= 2 && t->value >= 1 && t->value <= 31;
}

/* "1st", "2de", "3.", "de", "of" between a day and its month. */
static uint32_t skip_small(const struct token *t, uint32_t n, uint32_t i, uint32_t end_of_day) {
    if (i < n && t[i].kind == WORD && t[i].w.n <= 4 && t[i].beg == end_of_day)
        i++;
    else if (is_mark(t, n, i, ".") || (i < n && t[i].kind == MARK && t[i].mark == 1 && t[i].beg == end_of_day))
        i++;
    if (i + 1 < n && t[i].kind == WORD && t[i].w.n <= 3 && rd_cp_lower((unsigned char)t[i].w.p[0]) && t[i + 1].kind == WORD)
        i++;
    return i;
}

static int year_behind(struct page_ctx *c, const struct token *t, uint32_t n, uint32_t i, uint32_t *used) {
    uint32_t k = i;
    while (k < n && k < i + 2 && is_mark(t, n, k, ".,'"))
        k++;
    if (k < n && t[k].kind == WORD && t[k].w.n <= 3 && rd_cp_lower((unsigned char)t[k].w.p[0]))
        k++; /* "de 2031", "del" */
    if (is_mark(t, n, k, "/(") && k + 1 < n && month_of(c, &t[k + 1])) /* a month under two names */
        k += 2 + is_mark(t, n, k + 2, ")");
    if (k < n && t[k].kind == NUM && t[k].digits == 4 && year_of(&t[k])) {
        *used = k + 1;
        return year_of(&t[k]);
    }
    *used = i;
    return 0;
}

static uint32_t worded(struct page_ctx *c, const struct token *t, uint32_t n, uint32_t i, struct page_date *d) {
    uint32_t used, m;
    if (is_day(&t[i])) {
        uint32_t k = i + 1;
        if (k < n && !month_of(c, &t[k]))
            k = skip_small(t, n, k, t[i].end);
        if (is_mark(t, n, k, "-") && k + 1 < n) /* 5-Apr-2031 */
            k++;
        if (k >= n || !(m = month_of(c, &t[k])))
            return 0;
        d->d = (int)t[i].value;
        d->m = (int)m;
        if (is_mark(t, n, k + 1, "-") && k + 2 < n && year_of(&t[k + 2])) {
            d->y = year_of(&t[k + 2]);
            return k + 3 - i;
        }
        d->y = year_behind(c, t, n, k + 1, &used);
        return used - i;
    }
    if (!(m = month_of(c, &t[i])))
        return 0;
    uint32_t k = i + 1;
    while (k < n && k < i + 2 && is_mark(t, n, k, "."))
        k++;
    if (k >= n)
        return 0;
    d->m = (int)m;
    if (is_day(&t[k])) {
        d->d = (int)t[k].value;
        uint32_t after = k + 1;
        if (after < n && t[after].kind == WORD && t[after].w.n <= 3 && t[after].beg == t[k].end)
            after++;
        d->y = year_behind(c, t, n, after, &used);
        return used - i;
    }
    d->y = t[k].digits == 4 ? year_of(&t[k]) : 0;
    return d->y ? k + 1 - i : 0;
}

bool page_date_find(struct page_ctx *c, struct rd_str s, struct page_date *out) {
    struct token t[MAX_TOKENS];
    uint32_t n = tokens_of(s, t);
    for (uint32_t i = 0; i < n; i++) {
        struct page_date d = {0, 0, 0, false, 0, 0, 0};
        uint32_t used = numeric(c, t, n, i, &d);
        if (!used)
            used = east_asian(t, n, i, &d);
        if (!used) {
            d = (struct page_date){0, 0, 0, false, 0, 0, 0};
            used = worded(c, t, n, i, &d);
        }
        bool persian = c->n_langs && rd_str_is(c->langs[0], "fa");
        if (used && d.y >= 1300 && d.y < 1500 && !(persian && d.d && from_persian(&d)))
            continue;
        if (!used || (d.d && !rd_ymd_valid(d.y ? d.y : 2000, d.m, d.d)))
            continue;
        d.beg = t[i].beg;
        d.end = t[i + used - 1].end;
        *out = d;
        return true;
    }
    return false;
}

/* ---- machine-made dates ---- */

static bool digits(struct rd_str s, uint32_t at, uint32_t n, int *out) {
    *out = 0;
    for (uint32_t i = at; i < at + n; i++) {
        if (i >= s.n || s.p[i] < '0' || s.p[i] > '9')
            return false;
        *out = *out * 10 + (s.p[i] - '0');
    }
    return true;
}

/* "T08:29:34.123+01:00", " 08:29 +0100", "T08:29Z" behind a day. */
static void take_time(struct rd_date *to, struct rd_str s, uint32_t i) {
    int h, m, sec, zh, zm;
    while (i < s.n && (s.p[i] == 'T' || s.p[i] == ' '))
        i++;
    if (!digits(s, i, 2, &h) || i + 2 >= s.n || s.p[i + 2] != ':' || !digits(s, i + 3, 2, &m) || h > 23 || m > 59)
        return;
    struct rd_str clock = rd_str_sub(s, i, i + 5);
    i += 5;
    if (i < s.n && s.p[i] == ':' && digits(s, i + 1, 2, &sec) && sec < 60) {
        clock.n += 3;
        i += 3;
    }
    memcpy(to->time, clock.p, clock.n);
    while (i < s.n && (s.p[i] == '.' || s.p[i] == ' ' || (s.p[i] >= '0' && s.p[i] <= '9')))
        i++;
    if (i < s.n && (s.p[i] == 'Z' || rd_str_starts(rd_str_sub(s, i, s.n), "GMT") || rd_str_starts(rd_str_sub(s, i, s.n), "UTC"))) {
        to->time[clock.n] = 'Z';
    } else if (i < s.n && (s.p[i] == '+' || s.p[i] == '-') && digits(s, i + 1, 2, &zh) && zh <= 14) {
        uint32_t k = i + 3 + (i + 3 < s.n && s.p[i + 3] == ':');
        if (digits(s, k, 2, &zm) && zm < 60) {
            char *z = to->time + clock.n;
            z[0] = s.p[i];
            memcpy(z + 1, s.p + i + 1, 2);
            z[3] = ':';
            memcpy(z + 4, s.p + k, 2);
        }
    }
}

bool page_date_machine(struct page_ctx *c, struct rd_str s, struct rd_date *out) {
    int y, m = 0, d = 0;
    s = rd_str_trim(s);
    s = rd_str_sub(s, 0, s.n < 80 ? s.n : 80);
    if (digits(s, 0, 4, &y) && y >= 1500 && y <= 2200) {
        bool dashed = s.n > 4 && strchr("-/.", s.p[4]);
        uint32_t step = dashed ? 1 : 0;
        if (s.n == 4) {
            *out = rd_date_make(y, 0, 0, RD_BASIS_METADATA);
            return true;
        }
        if (digits(s, 4 + step, 2, &m) && digits(s, 6 + 2 * step, 2, &d) && rd_ymd_valid(y, m, d)) {
            *out = rd_date_make(y, m, d, RD_BASIS_METADATA);
            take_time(out, s, 8 + 2 * step);
            return true;
        }
        if (dashed && s.n == 7 && digits(s, 5, 2, &m)) {
            *out = rd_date_make(y, m, 0, RD_BASIS_METADATA);
            return out->value[0] != 0;
        }
    }
    uint64_t stamp;
    if ((s.n == 10 || s.n == 13) && rd_str_uint(rd_str_sub(s, 0, 10), 4102444800ull, &stamp) && stamp > 631152000) {
        *out = rd_date_of_day((int32_t)(stamp / 86400), RD_BASIS_METADATA);
        return true;
    }
    struct page_date p;
    if (!page_date_find(c, s, &p) || !p.y)
        return false;
    *out = rd_date_make(p.y, p.m, p.d, RD_BASIS_METADATA);
    if (p.d)
        take_time(out, s, p.end);
    return out->value[0] != 0;
}
