/* dateline.c - the dateline at the head of the first paragraph:
 *   "VELDEN (Agency) - "   "Velden, 12 May (Agency) — "   "Velden/12.05.31/Agency: "   "VELDEN—"   "VELDEN, May 12. /AGENCY/. "
 * The head up to a separator is cut at commas, slashes, brackets and full stops; every part must be a place, a date or an agency, or it is
 * no dateline. A place is known to the world, or in capitals, or stands beside a date or a bracketed agency. */
#include "page/page_int.h"

#define MAX_HEAD 130u /* bytes */
#define MAX_PARTS 8u

struct part {
    struct rd_str s;
    char open;      /* '(' or '/' if it stood in brackets or between slashes, else 0 */
    bool is_date, is_agency, is_place, is_kicker;
    struct page_date date;
};
struct head {
    struct part part[MAX_PARTS];
    uint32_t n;
    bool slashes;   /* the parts are divided by slashes */
};

static bool is_dash(uint32_t cp) {
    return cp == '-' || cp == 0x2013 || cp == 0x2014 || cp == 0x2015 || cp == 0x2012;
}

static bool known_place(struct page_ctx *c, struct rd_str s) {
    if (!c->lex)
        return false;
    if (rd_lex_place(c->lex, s))
        return true;
    struct rd_str type;
    for (uint32_t l = 0; l < c->n_langs; l++) {
        const struct rd_actor *a = rd_lex_name(c->lex, c->langs[l], s, &type);
        if (a && (rd_str_is(type, "capital") || rd_str_is(a->kind, "state") || rd_str_is(a->kind, "region")))
            return true;
    }
    return false;
}

/* Up to five words that begin with capitals, with small ones of two or three letters between them. */
static bool place_like(struct rd_str s) {
    uint32_t words = 0;
    bool last_capital = false;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t beg = i;
        while (i < s.n && s.p[i] != ' ')
            i++;
        struct rd_str w = rd_str_sub(s, beg, i++);
        if (!w.n)
            continue;
        uint32_t k = 0, cp = rd_utf8_next(w, &k);
        last_capital = !rd_cp_lower(cp);
        if (!last_capital && (!words || w.n > 4))
            return false;
        for (k = 0; k < w.n;) {
            cp = rd_utf8_next(w, &k);
            if (!rd_cp_alpha(cp) && cp != '.' && cp != '-' && cp != '\'' && cp != 0x2019)
                return false;
        }
        words++;
    }
    return words > 0 && words <= 5 && last_capital;
}

static void add_part(struct head *h, struct rd_str s, char open) {
    s = rd_str_trim(s);
    while (s.n && (s.p[s.n - 1] == ',' || s.p[s.n - 1] == ' '))
        s = rd_str_sub(s, 0, s.n - 1);
    if (s.n && h->n < MAX_PARTS)
        h->part[h->n++] = (struct part){.s = s, .open = open};
    else if (s.n)
        h->n = MAX_PARTS + 1;
}

/* A full stop divides only behind a longer word: "D.C." and "Sept." stay whole. */
static bool stop_divides(struct rd_str s, uint32_t i) {
    uint32_t n = 0;
    while (n < i && s.p[i - 1 - n] != ' ' && s.p[i - 1 - n] != '.')
        n++;
    bool number = n > 0 && s.p[i - 1] >= '0' && s.p[i - 1] <= '9';
    return (n > 4 || number) && (i + 1 >= s.n || s.p[i + 1] == ' ');
}

static bool slash_divides(struct rd_str s, uint32_t i) {
    bool digit_before = i > 0 && s.p[i - 1] >= '0' && s.p[i - 1] <= '9';
    bool digit_after = i + 1 < s.n && s.p[i + 1] >= '0' && s.p[i + 1] <= '9';
    return !(digit_before && digit_after);
}

static void divide(struct head *h, struct rd_str s) {
    uint32_t beg = 0;
    char open = 0;
    for (uint32_t i = 0; i <= s.n; i++) {
        char ch = i < s.n ? s.p[i] : ',';
        bool cut = i == s.n || ch == '(' || ch == ')' || (ch == ',' && !open) || (ch == '/' && slash_divides(s, i)) ||
                   (ch == '.' && !open && stop_divides(s, i));
        if (!cut)
            continue;
        add_part(h, rd_str_sub(s, beg, i), ch == ')' ? '(' : open == '/' && ch == '/' ? '/' : 0);
        open = ch == '(' ? '(' : ch == '/' ? (char)(open == '/' ? 0 : '/') : 0;
        h->slashes = h->slashes || ch == '/';
        beg = i + 1;
    }
}

static bool is_kicker(struct page_ctx *c, struct rd_str s) {
    struct page_words w;
    page_words_of(&w, s);
    return w.n && page_byline(c, &w, "dateline") == w.n;
}

static bool whole_date(struct page_ctx *c, struct rd_str s, struct page_date *d) {
    if (!page_date_find(c, s, d) || d->beg > 12)
        return false;
    struct rd_str before = rd_str_trim(rd_str_sub(s, 0, d->beg)), after = rd_str_trim(rd_str_sub(s, d->end, s.n));
    return (!before.n || page_date_word(c, before, "weekday")) && after.n <= 1;
}

/* Fills the parts' kinds; true if every part is something and something is strong enough. */
static bool judge(struct page_ctx *c, struct head *h) {
    bool strong = false, place = false, agency = false;
    if (h->n == 0 || h->n > MAX_PARTS)
        return false;
    for (uint32_t i = 0; i < h->n; i++) {
        struct part *p = &h->part[i];
        uint64_t year;
        if (whole_date(c, p->s, &p->date)) {
            p->is_date = strong = true;
        } else if (p->s.n == 4 && i && h->part[i - 1].is_date && rd_str_uint(p->s, 2200, &year) && !h->part[i - 1].date.y) {
            h->part[i - 1].date.y = (int)year;
            p->is_date = true;
        } else if (page_date_word(c, p->s, "weekday")) {
            p->is_kicker = true;
        } else if (!place_like(p->s) || p->s.n > 60) {
            return false;
        } else if (page_is_agency(c, p->s) || p->open == '(' || (p->open == '/' && i)) {
            p->is_agency = agency = true;
            strong = strong || p->open || i;
        } else if (is_kicker(c, p->s)) {
            p->is_kicker = true;
        } else if (h->slashes && place && i + 1 == h->n) {
            p->is_agency = agency = strong = true;
        } else if (place && agency) {
            return false;
        } else if (place && !known_place(c, p->s) && page_all_caps(p->s) && i + 1 == h->n && i >= 2) {
            p->is_agency = agency = true; /* "VELDEN, MAY 12, NEWSWIRE" */
        } else {
            p->is_place = place = true;
            strong = strong || (page_all_caps(p->s) && p->s.n > 2) || known_place(c, p->s);
        }
    }
    return strong && (place || agency);
}

/* The end of the head at byte i of t and where the text goes on; false if no separator stands there. */
static bool separator(struct rd_str t, uint32_t i, uint32_t *next, bool *weak) {
    uint32_t k = i, cp = rd_utf8_next(t, &k);
    *weak = false;
    bool blank_before = i > 0 && t.p[i - 1] == ' ';
    if (is_dash(cp) && (cp != '-' || blank_before)) {
        while (k < t.n && (t.p[k] == '-' || t.p[k] == ' '))
            k++;
        *next = k;
        return cp != '-' || t.p[k - 1] == ' ';
    }
    if ((cp == ':' || cp == '.') && k < t.n && t.p[k] == ' ') {
        *weak = true;
        *next = k + 1;
        return true;
    }
    return false;
}

static bool text_goes_on(struct rd_str t, uint32_t next) {
    if (next + 10 >= t.n)
        return false;
    uint32_t k = next, cp = rd_utf8_next(t, &k);
    return !rd_cp_lower(cp) && (rd_cp_alpha(cp) || rd_cp_digit(cp) || rd_cp_quote(cp));
}

static void take(struct page_ctx *c, const struct page_unit *u, const struct head *h) {
    struct rd_page *p = c->out;
    for (uint32_t i = 0; i < h->n; i++) {
        const struct part *q = &h->part[i];
        uint32_t at = (uint32_t)(q->s.p - u->text.p);
        if (q->is_place) {
            struct rd_str place = q->s;
            /* "Velden, Norland": one place told twice */
            for (uint32_t k = i + 1; k < h->n && h->part[k].is_place; k++, i++)
                place = rd_str_sub(u->text, at, (uint32_t)(h->part[k].s.p + h->part[k].s.n - u->text.p));
            if (!p->dateline.value.n)
                p->dateline = page_told(c, rd_arena_str(c->a, place), u, at, at + place.n);
        } else if (q->is_agency) {
            struct rd_str given = p->outlet.value;
            if (!given.n && h->slashes)
                p->outlet = page_told(c, rd_arena_str(c->a, q->s), u, at, at + q->s.n);
            else if (!rd_str_eq(rd_utf8_key(given, c->a), rd_utf8_key(q->s, c->a)))
                page_cites_add(c, q->s, u);
        } else if (q->is_date && !p->published.value[0]) {
            p->published = rd_date_make(q->date.y, q->date.m, q->date.d, RD_BASIS_PRINTED);
            p->published.cite = page_src_span(c, u, at + q->date.beg, at + q->date.end);
        }
    }
}

void page_dateline_find(struct page_ctx *c, uint32_t i) {
    struct rd_str t = c->units[i].text;
    uint32_t end = t.n < MAX_HEAD ? t.n : MAX_HEAD, words = 0;
    for (uint32_t at = 1; at < end && words < 16; at++) {
        uint32_t next;
        bool weak;
        if ((unsigned char)t.p[at] >= 0x80 && ((unsigned char)t.p[at] & 0xC0) == 0x80)
            continue;
        words += t.p[at] == ' ';
        if (!separator(t, at, &next, &weak) || !text_goes_on(t, next))
            continue;
        struct head h = {.n = 0};
        divide(&h, rd_str_sub(t, 0, at));
        if (!judge(c, &h))
            continue;
        bool dated = false, credited = false;
        for (uint32_t k = 0; k < h.n; k++) {
            dated = dated || h.part[k].is_date;
            credited = credited || (h.part[k].is_agency && h.part[k].open);
        }
        if (weak && !dated && !credited)
            continue;
        /* ". /AGENCY/. " behind a date: the head goes on */
        if (weak && next < t.n && t.p[next] == '/')
            continue;
        take(c, &c->units[i], &h);
        struct page_unit *tail = page_unit_split(c, i, next);
        if (!tail)
            return;
        c->units[i].role = RD_ROLE_DATELINE;
        c->units[i].has_role = true;
        return;
    }
}
