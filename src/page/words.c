/* words.c - the word lists that page/ asks: furniture, bylines, dates, of the page's language and of those that pages mix in. */
#include "page/page_int.h"
#include <unicode/udat.h>
#include <unicode/ustring.h>

#define SHORT_LINE 14u /* words of a line in which a phrase may stand anywhere */

static bool at_edge(uint32_t cp) {
    return !(rd_cp_alpha(cp) || rd_cp_digit(cp));
}

static struct rd_str bare_word(struct rd_str w) {
    uint32_t beg = 0, end = w.n;
    while (beg < end) {
        uint32_t i = beg;
        if (!at_edge(rd_utf8_next(w, &i)))
            break;
        beg = i;
    }
    while (end > beg) {
        uint32_t start;
        if (!at_edge(rd_utf8_prev(w, end, &start)))
            break;
        end = start;
    }
    return rd_str_sub(w, beg, end);
}

void page_words_of(struct page_words *out, struct rd_str text) {
    out->n = 0;
    out->all = true;
    for (uint32_t i = 0; i < text.n;) {
        uint32_t beg = i;
        while (i < text.n && text.p[i] != ' ')
            i++;
        struct rd_str raw = rd_str_sub(text, beg, i), w = bare_word(raw);
        i++;
        if (!w.n)
            continue;
        if (out->n == PAGE_MAX_WORDS) {
            out->all = false;
            return;
        }
        out->w[out->n] = w;
        out->raw[out->n++] = raw;
    }
}

static bool is_number(struct rd_str w) {
    for (uint32_t i = 0; i < w.n; i++)
        if (!(w.p[i] >= '0' && w.p[i] <= '9') && w.p[i] != '.' && w.p[i] != ',')
            return false;
    return true;
}

/* Does a row's `match` allow words [at, at + len) of w? Numbers at the edges of a line do not count ("12 comments"). */
static bool allows(struct rd_str match, const struct page_words *w, uint32_t at, uint32_t len, bool *whole) {
    uint32_t beg = 0, end = w->n;
    while (beg < at && is_number(w->w[beg]))
        beg++;
    while (end > at + len && is_number(w->w[end - 1]))
        end--;
    *whole = w->all && beg == at && end == at + len;
    return *whole || rd_str_is(match, "any") || (rd_str_is(match, "start") && beg == at);
}

/* The rows behind one phrase, for words [at, at + len). */
static bool rows_allow(const struct rd_lex_table *t, const struct rd_lex_row *r, const struct page_words *w, uint32_t at,
                       uint32_t len, bool own, struct page_hit *hit) {
    for (; r; r = r->next) {
        bool whole = false;
        struct rd_str match = rd_lex_field(t, r, "match");
        if (!allows(match, w, at, len, &whole) || (hit->kind.n && !(whole && !hit->whole) && !(whole && rd_str_is(match, "section"))))
            continue;
        hit->kind = rd_lex_field(t, r, "kind");
        hit->whole = whole;
        hit->own = hit->own || own;
        hit->section = hit->section || (whole && rd_str_is(match, "section"));
        hit->comments = hit->comments || rd_str_is(hit->kind, "comments");
    }
    return hit->kind.n > 0;
}

bool page_furniture(const struct page_ctx *c, const struct page_words *w, struct page_hit *hit) {
    *hit = (struct page_hit){RD_LIT(""), false, false, false, false};
    for (uint32_t l = 0; l < c->n_langs; l++) {
        const struct rd_lex_table *t = c->lex ? rd_lex_get(c->lex, c->langs[l], "furniture") : NULL;
        for (uint32_t at = 0; t && at < w->n && (at == 0 || (w->all && w->n <= SHORT_LINE)); at++)
            for (int raw = 0; raw < 2; raw++) {
                uint32_t len = 0;
                const struct rd_lex_row *r = rd_lex_match(t, (raw ? w->raw : w->w) + at, w->n - at, &len);
                if (r)
                    rows_allow(t, r, w, at, len, l == 0, hit);
            }
    }
    return hit->kind.n > 0;
}

uint32_t page_byline(const struct page_ctx *c, const struct page_words *w, const char *kind) {
    uint32_t best = 0;
    for (uint32_t l = 0; l < c->n_langs; l++) {
        const struct rd_lex_table *t = c->lex ? rd_lex_get(c->lex, c->langs[l], "bylines") : NULL;
        for (int raw = 1; t && raw >= 0; raw--) {
            uint32_t len = 0;
            for (const struct rd_lex_row *r = rd_lex_match(t, raw ? w->raw : w->w, w->n, &len); r; r = r->next)
                if (rd_str_is(rd_lex_field(t, r, "kind"), kind) && len > best)
                    best = len;
        }
    }
    return best;
}

uint32_t page_channel(const struct page_ctx *c, const struct page_words *w, uint32_t at, const char *kind) {
    for (uint32_t l = 0; l < c->n_langs; l++) {
        const struct rd_lex_table *t = c->lex ? rd_lex_get(c->lex, c->langs[l], "channels") : NULL;
        uint32_t len = 0;
        for (const struct rd_lex_row *r = t ? rd_lex_match(t, w->w + at, w->n - at, &len) : NULL; r; r = r->next) {
            struct rd_str channel = rd_lex_field(t, r, "channel");
            if (rd_str_is(rd_lex_field(t, r, "kind"), kind) && (rd_str_is(channel, "release") || rd_str_is(channel, "statement")))
                return len;
        }
    }
    return 0;
}

/* Names of months and weekdays of a language without word lists, as CLDR has them; asked once a page. */
static void load_locale(struct page_ctx *c, const char *locale) {
    static const struct { UDateFormatSymbolType type; uint32_t first, n; bool weekday; } KINDS[] = {
        {UDAT_MONTHS, 0, 12, false}, {UDAT_STANDALONE_MONTHS, 0, 12, false}, {UDAT_SHORT_MONTHS, 0, 12, false},
        {UDAT_STANDALONE_SHORT_MONTHS, 0, 12, false}, {UDAT_WEEKDAYS, 1, 7, true}, {UDAT_STANDALONE_WEEKDAYS, 1, 7, true},
        {UDAT_SHORT_WEEKDAYS, 1, 7, true}};
    UErrorCode st = U_ZERO_ERROR;
    UDateFormat *f = udat_open(UDAT_LONG, UDAT_LONG, locale, NULL, 0, NULL, 0, &st);
    for (size_t k = 0; U_SUCCESS(st) && k < RD_ARRAY_LEN(KINDS); k++)
        for (uint32_t m = 0; m < KINDS[k].n && c->n_names < RD_ARRAY_LEN(c->names); m++) {
            UChar wide[40];
            char name[120];
            int32_t n = 0;
            udat_getSymbols(f, KINDS[k].type, (int32_t)(KINDS[k].first + m), wide, 40, &st);
            u_strToUTF8(name, sizeof name, &n, wide, -1, &st);
            uint32_t number = KINDS[k].weekday ? (m + 6) % 7 + 1 : m + 1; /* CLDR's week begins on Sunday */
            struct rd_str word = U_SUCCESS(st) && n > 0 ? bare_word(rd_utf8_lower((struct rd_str){name, (uint32_t)n}, c->a)) : RD_NONE;
            if (word.n > 1 || (word.n && KINDS[k].weekday))
                c->names[c->n_names++] = (struct page_date_name){word, number, KINDS[k].weekday};
            st = U_ZERO_ERROR;
        }
    udat_close(f);
}

static void load_names(struct page_ctx *c) {
    c->names_loaded = true;
    if (!c->n_langs || c->langs[0].n > 3 || (c->lex && rd_lex_get(c->lex, c->langs[0], "dates")))
        return;
    /* Arabic has two sets of months; Persian pages count by their own calendar and by ours. */
    bool arabic = rd_str_is(c->langs[0], "ar"), persian = rd_str_is(c->langs[0], "fa");
    load_locale(c, persian ? "fa@calendar=persian" : rd_arena_str(c->a, c->langs[0]).p);
    if (arabic || persian)
        load_locale(c, arabic ? "ar_SY" : "fa@calendar=gregorian");
}

static uint32_t name_of_cldr(struct page_ctx *c, struct rd_str word, bool weekday) {
    if (!c->names_loaded)
        load_names(c);
    if (!c->n_names || word.n > 60)
        return 0;
    struct rd_str low = rd_utf8_lower(word, c->a);
    for (uint32_t i = 0; i < c->n_names; i++)
        if (c->names[i].weekday == weekday && rd_str_eq(c->names[i].name, low))
            return c->names[i].number;
    return 0;
}

uint32_t page_date_word(struct page_ctx *c, struct rd_str word, const char *kind) {
    for (uint32_t l = 0; l < c->n_langs; l++) {
        const struct rd_lex_table *t = c->lex ? rd_lex_get(c->lex, c->langs[l], "dates") : NULL;
        for (const struct rd_lex_row *r = t ? rd_lex_find(t, word) : NULL; r; r = r->next) {
            uint64_t v;
            if (rd_str_is(rd_lex_field(t, r, "kind"), kind) && rd_str_uint(rd_lex_field(t, r, "value"), 31, &v))
                return (uint32_t)v;
        }
    }
    return name_of_cldr(c, word, kind[0] == 'w');
}

/* The vocabulary is small: every word is asked as the beginning of a phrase or as a phrase. */
bool page_all_furniture_words(const struct page_ctx *c, const struct page_words *w) {
    for (uint32_t i = 0; i < w->n; i++) {
        bool known = false;
        for (uint32_t l = 0; l < c->n_langs && !known; l++) {
            const struct rd_lex_table *t = c->lex ? rd_lex_get(c->lex, c->langs[l], "furniture") : NULL;
            for (uint32_t k = 0; t && k < rd_lex_count(t) && !known; k++) {
                struct rd_str phrase = rd_lex_at(t, k)->f[0], part[RD_MAX_PHRASE];
                uint32_t n = rd_str_split(phrase, ' ', part, RD_MAX_PHRASE);
                for (uint32_t q = 0; q < n && !known; q++)
                    known = part[q].n > 2 && part[q].n == w->w[i].n && rd_str_eq(part[q], rd_utf8_lower(w->w[i], c->a));
            }
        }
        if (!known)
            return false;
    }
    return w->n > 0;
}
