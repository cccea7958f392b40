/* Words of time become dates: printed ones, weekdays and relative ones against the page's own date. Without a page date a weekday
 * or "yesterday" is found but has no value; a year is never guessed. */
#include "extract/extract_int.h"

struct at_word { const struct ex *x; uint32_t i, e; };

static const struct rd_lex_row *kind_of(const struct ex *x, uint32_t i, const char *kind) {
    for (const struct rd_lex_row *r = rd_lex_find(x->t_dates, x->g->low[i]); r; r = r->next) {
        if (r->n > 2 && rd_str_is(r->f[1], kind)) return r;
    }
    return NULL;
}

static int number_value(const struct rd_lex_row *r) {
    struct rd_str v = r->f[2];
    bool neg = v.n && v.p[0] == '-';
    uint64_t n;
    if (!rd_str_uint(neg ? rd_str_sub(v, 1, v.n) : v, 10000, &n)) return 0;
    return neg ? -(int)n : (int)n;
}

static int month_at(const struct ex *x, uint32_t i) {
    const struct rd_lex_row *r = kind_of(x, i, "month");
    int m = r ? number_value(r) : 0;
    return m >= 1 && m <= 12 ? m : 0;
}

/* A day of the month: "9", "9th", "9e", "ninth". */
static int day_at(const struct ex *x, uint32_t i) {
    struct rd_str f = x->g->low[i];
    uint32_t n = 0;
    uint64_t v;
    while (n < f.n && f.p[n] >= '0' && f.p[n] <= '9') n++;
    if (n >= 1 && n <= 2 && rd_str_uint(rd_str_sub(f, 0, n), 31, &v) && v > 0) {
        struct rd_str rest = rd_str_sub(f, n, f.n);
        if (rest.n == 0 || rd_str_is(rest, "th") || rd_str_is(rest, "st") || rd_str_is(rest, "nd") || rd_str_is(rest, "rd") || rd_str_is(rest, "e") || rd_str_is(rest, "ste") || rd_str_is(rest, "de"))
            return (int)v;
    }
    return 0;
}

static int year_at(const struct ex *x, uint32_t i, uint32_t e) {
    uint64_t v;
    if (i >= e || x->g->low[i].n != 4 || !rd_str_uint(x->g->low[i], 2200, &v) || v < 1800) return 0;
    return (int)v;
}

static int year_after(const struct ex *x, uint32_t i, uint32_t e, uint32_t *end) {
    int y = year_at(x, i, e);
    if (y) {
        *end = i + 1;
        return y;
    }
    if (i + 1 < e && rd_gram_form_is(x->g, i, ",") && (y = year_at(x, i + 1, e))) *end = i + 2;
    return y;
}

static bool range_word(const struct ex *x, uint32_t i) {
    static const char *const words[] = {"-", "\xE2\x80\x93", "to", "tot", "t/m", "until", "and", "en"};
    for (size_t k = 0; k < RD_ARRAY_LEN(words); k++) {
        if (rd_gram_form_is(x->g, i, words[k])) return true;
    }
    return false;
}

/* "3-5" as one token. */
static bool day_pair(const struct ex *x, uint32_t i, int *a, int *b) {
    struct rd_str p[2];
    uint64_t v, w;
    if (rd_str_split(x->g->low[i], '-', p, 2) != 2 || !rd_str_uint(p[0], 31, &v) || !rd_str_uint(p[1], 31, &w)) return false;
    *a = (int)v;
    *b = (int)w;
    return v > 0 && w > v;
}

/* "3-5 June 2030", "from 3 to 5 June", "June 3-5, 2030". Without a year a range has no value, and no part of it is taken for it. */
static bool printed_range(const struct ex *x, uint32_t i, uint32_t e, struct rd_date *out, uint32_t *end) {
    int a = 0, b = 0, m = 0;
    uint32_t k = i;
    bool front = (m = month_at(x, k)) != 0;
    if (front) k++;
    if (k >= e) return false;
    if (day_pair(x, k, &a, &b)) k++;
    else if (k + 2 < e && (a = day_at(x, k)) && range_word(x, k + 1) && (b = day_at(x, k + 2))) k += 3;
    else return false;
    if (!front && (k >= e || !(m = month_at(x, k)))) return false;
    if (!front) k++;
    *end = k;
    int y = year_after(x, k, e, end);
    memset(out, 0, sizeof *out);
    if (b > a && y && rd_ymd_valid(y, m, a) && rd_ymd_valid(y, m, b)) *out = rd_date_range(rd_day_from_ymd(y, m, a), rd_day_from_ymd(y, m, b), RD_BASIS_PRINTED);
    return b > a;
}

static bool printed(const struct ex *x, uint32_t i, uint32_t e, struct rd_date *out, uint32_t *end) {
    int m, d, y;
    if ((m = month_at(x, i)) && i + 1 < e) {
        uint32_t k = i + 1 + rd_gram_form_is(x->g, i + 1, "the");
        if (k < e && (d = day_at(x, k))) {
            *end = k + 1;
            y = year_after(x, k + 1, e, end);
            *out = rd_date_make(y, m, d, RD_BASIS_PRINTED);
            if (out->value[0]) return true;
        }
    }
    if ((d = day_at(x, i)) && i + 1 < e) {
        uint32_t k = i + 1 + rd_gram_form_is(x->g, i + 1, "of");
        if (k < e && (m = month_at(x, k))) {
            *end = k + 1;
            y = year_after(x, k + 1, e, end);
            *out = rd_date_make(y, m, d, RD_BASIS_PRINTED);
            if (out->value[0]) return true;
        }
    }
    bool prep = i > 0 && (x->an->upos[i - 1] == RD_ADP || kind_of(x, i - 1, "period") || kind_of(x, i - 1, "last") || kind_of(x, i - 1, "this"));
    if (month_at(x, i) && (prep || year_at(x, i + 1, e)) && x->an->upos[i] != RD_AUX && x->an->upos[i] != RD_VERB) {
        *end = i + 1;
        y = year_after(x, i + 1, e, end);
        *out = rd_date_make(y, month_at(x, i), 0, RD_BASIS_PRINTED);
        return out->value[0] != 0;
    }
    return false;
}

/* 2031-05-14, 14.05.2031, 14/05/2031 (a month above 12 decides; otherwise day first with dots, unknown with slashes). */
static bool numeric(const struct ex *x, uint32_t i, struct rd_date *out) {
    struct rd_str f = x->g->low[i], p[4];
    uint64_t a, b, c;
    char sep = rd_str_find(f, RD_LIT("-"), 0) == 4 ? '-' : rd_str_find(f, RD_LIT("."), 0) > 0 ? '.' : '/';
    if (f.n < 8 || f.n > 10 || rd_str_split(f, sep, p, 4) != 3 || !rd_str_uint(p[0], 9999, &a) || !rd_str_uint(p[1], 31, &b) || !rd_str_uint(p[2], 9999, &c)) return false;
    if (sep == '-' && p[0].n == 4) *out = rd_date_make((int)a, (int)b, (int)c, RD_BASIS_PRINTED);
    else if (p[2].n == 4 && (sep == '.' || a > 12)) *out = rd_date_make((int)c, (int)b, (int)a, RD_BASIS_PRINTED);
    else if (p[2].n == 4 && b > 12) *out = rd_date_make((int)c, (int)a, (int)b, RD_BASIS_PRINTED);
    else return false;
    return out->value[0] != 0;
}

static bool weekday(const struct ex *x, uint32_t i, uint32_t b, bool past, struct rd_date *out) {
    const struct rd_lex_row *r = kind_of(x, i, "weekday");
    int32_t anchor;
    int w = r ? number_value(r) : 0;
    if (w < 1 || w > 7 || x->an->upos[i] == RD_VERB || x->an->upos[i] == RD_AUX) return false;
    memset(out, 0, sizeof *out);
    if (!rd_date_last_day(&x->page->published, &anchor) || x->page->published.prec != RD_PREC_DAY) return true;
    bool last = i > b && kind_of(x, i - 1, "last"), next = i > b && kind_of(x, i - 1, "next");
    int back = (rd_day_weekday(anchor) - w + 7) % 7, ahead = (w - rd_day_weekday(anchor) + 7) % 7;
    int32_t day = next || (!past && !last) ? anchor + (ahead ? ahead : next ? 7 : 0) : anchor - (last && back == 0 ? 7 : back);
    *out = rd_date_of_day(day, RD_BASIS_WEEKDAY);
    return true;
}

static bool relative(const struct ex *x, uint32_t i, uint32_t e, struct rd_date *out, uint32_t *end) {
    uint32_t len, left = e - i;
    int32_t anchor = 0;
    bool dated = x->page->published.prec == RD_PREC_DAY && rd_date_first_day(&x->page->published, &anchor);
    memset(out, 0, sizeof *out);
    const struct rd_lex_row *r = rd_lex_match(x->t_dates, x->g->low + i, left < 6 ? left : 6, &len);
    for (; r; r = r->next) {
        if (r->n < 3) continue;
        bool rel = rd_str_is(r->f[1], "relative"), weekend = rd_str_is(r->f[1], "weekend");
        if (rel && rd_gram_form_is(x->g, i, "morgen") && x->an->upos[i] == RD_NOUN) continue; /* "goede morgen" */
        if (!rel && !weekend) continue;
        *end = i + len;
        if (dated && rel) *out = rd_date_of_day(anchor + number_value(r), RD_BASIS_RELATIVE);
        if (dated && weekend) {
            int w = rd_day_weekday(anchor), v = number_value(r);
            int32_t sat = v > 0 ? anchor + (6 - w + 7) % 7 : anchor - (w + 1) % 7;
            if (v < 0 && w >= 6) sat -= 7;
            *out = rd_date_range(sat, sat + 1, RD_BASIS_RELATIVE);
        }
        return true;
    }
    /* "this morning" */
    if (i + 1 < e && kind_of(x, i, "this") && kind_of(x, i + 1, "part")) {
        *end = i + 2;
        if (dated) *out = rd_date_of_day(anchor, RD_BASIS_RELATIVE);
        return true;
    }
    /* "three days ago", "drie dagen geleden" */
    const struct rd_lex_row *num = i + 2 < e ? kind_of(x, i, "number") : NULL, *unit = i + 2 < e ? kind_of(x, i + 1, "unit") : NULL;
    uint64_t n = 0;
    if (unit && kind_of(x, i + 2, "ago") && (num || rd_str_uint(x->g->low[i], 400, &n))) {
        int count = num ? number_value(num) : (int)n, days = number_value(unit);
        *end = i + 3;
        if (dated && count > 0 && days > 0) *out = rd_date_of_day(anchor - count * days, RD_BASIS_RELATIVE);
        return true;
    }
    return false;
}

bool extract_date_in(const struct ex *x, uint32_t b, uint32_t e, bool past, struct rd_date *out, uint32_t *at, uint32_t *end) {
    memset(out, 0, sizeof *out);
    if (!x->t_dates) return false;
    for (uint32_t i = b; i < e; i++) {
        *end = i + 1;
        bool found = printed_range(x, i, e, out, end) || printed(x, i, e, out, end) || numeric(x, i, out) || weekday(x, i, b, past, out) || relative(x, i, e, out, end);
        if (!found) continue;
        *at = i;
        if (out->value[0]) out->cite = rd_doc_span(x->doc, i, *end);
        return true;
    }
    return false;
}
