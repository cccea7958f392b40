/* fold.c - characters to the text of a unit. White space runs are one blank, control characters and invisible marks are dropped,
 * entities are decoded. cite/ follows the same rules in code of its own. */
#include "page/page_int.h"
#include "page/gen/entities.inc"

bool page_is_blank(uint32_t cp) {
    if (cp < 0x80)
        return cp == ' ' || (cp >= 9 && cp <= 13);
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

/* U+200C and U+200D stay: they carry meaning in Persian and in emoji. */
bool page_is_dropped(uint32_t cp) {
    return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0xAD || cp == 0x200B || cp == 0x200E || cp == 0x200F || cp == 0x2060 ||
           cp == 0xFEFF || (cp >= 0xFFF9 && cp <= 0xFFFC);
}

static bool is_alnum(char ch) {
    return (ch >= '0' && ch <= '9') || ((ch | 32) >= 'a' && (ch | 32) <= 'z');
}

/* HTML Living Standard, "Numeric character reference end state". */
static uint32_t fix_numeric(uint32_t cp) {
    static const uint16_t C1[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                    0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178};
    if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
        return 0xFFFD;
    return cp >= 0x80 && cp < 0xA0 ? C1[cp - 0x80] : cp;
}

static uint32_t numeric(struct rd_str s, uint32_t at, uint32_t end, uint32_t cp[2]) {
    uint32_t i = at + 2, value = 0, digits = 0;
    bool hex = i < end && (s.p[i] | 32) == 'x';
    i += hex;
    for (; i < end; i++, digits++) {
        uint32_t c = (unsigned char)s.p[i], v = c - '0';
        if (hex && (c | 32) >= 'a' && (c | 32) <= 'f')
            v = (c | 32) - 'a' + 10;
        else if (c < '0' || c > '9')
            break;
        value = value > 0x110000 ? value : value * (hex ? 16 : 10) + v;
    }
    if (!digits)
        return 0;
    if (i < end && s.p[i] == ';')
        i++;
    cp[0] = fix_numeric(value);
    cp[1] = 0;
    return i - at;
}

static int compare(const struct page_entity_row *row, const char *p, uint32_t n) {
    int d = memcmp(row->name, p, row->n < n ? row->n : n);
    return d ? d : (int)row->n - (int)n;
}

static const struct page_entity_row *named(const char *p, uint32_t n) {
    uint32_t lo = 0, hi = (uint32_t)RD_ARRAY_LEN(ENTITIES);
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int d = compare(&ENTITIES[mid], p, n);
        if (!d)
            return &ENTITIES[mid];
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

/* Names with ';' are taken whole; without it only the old ones are known, the longest first. */
uint32_t page_entity(struct rd_str s, uint32_t at, uint32_t end, uint32_t cp[2]) {
    if (at + 1 >= end)
        return 0;
    if (s.p[at + 1] == '#')
        return numeric(s, at, end, cp);
    uint32_t n = 0;
    const char *p = s.p + at + 1;
    while (n < 32 && at + 1 + n < end && is_alnum(p[n]))
        n++;
    if (!n)
        return 0;
    if (at + 1 + n < end && p[n] == ';') {
        const struct page_entity_row *row = named(p, n + 1);
        if (row) {
            cp[0] = row->cp[0];
            cp[1] = row->cp[1];
            return n + 2;
        }
    }
    for (uint32_t k = n < 6 ? n : 6; k >= 2; k--) {
        const struct page_entity_row *row = named(p, k);
        if (row) {
            cp[0] = row->cp[0];
            cp[1] = row->cp[1];
            return k + 1;
        }
    }
    return 0;
}

static void put(struct page_fold *f, uint32_t cp, uint32_t at, uint32_t end) {
    if (page_is_blank(cp)) {
        if (!f->space) {
            f->space = true;
            f->space_at = at;
            f->space_end = end;
        }
        return;
    }
    if (page_is_dropped(cp))
        return;
    if (f->space) {
        f->space = false;
        if (f->n && f->out[f->n - 1] != ' ') {
            if (f->first == UINT32_MAX)
                f->first = f->space_at;
            f->out[f->n++] = ' ';
        }
    }
    if (f->first == UINT32_MAX)
        f->first = at;
    f->n += rd_utf8_put(f->out + f->n, cp);
    f->last = end;
}

uint32_t page_fold_run(struct page_fold *f, struct rd_str s, uint32_t beg, uint32_t end, bool html, uint32_t stop) {
    struct rd_str part = {s.p, end};
    for (uint32_t i = beg; i < end;) {
        uint32_t at = i, c = (unsigned char)s.p[i], cp[2];
        if (f->n >= stop)
            return at;
        if (c > ' ' && c < 0x7F && c != '&' && !f->space && f->first != UINT32_MAX) {
            f->out[f->n++] = (char)c;
            f->last = ++i;
            continue;
        }
        if (c == '&' && html) {
            uint32_t n = page_entity(s, i, end, cp);
            if (n) {
                i += n;
                put(f, cp[0], at, i);
                if (cp[1])
                    put(f, cp[1], at, i);
                continue;
            }
        }
        c = rd_utf8_next(part, &i);
        put(f, c, at, i);
    }
    return end;
}

/* Elements that stand inside a line of text without separating words. */
bool page_tag_separates(const char *p, uint32_t n) {
    static const char *const INLINE[] = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
                                         "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp",
                                         "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"};
    char low[12];
    if (n && *p == '/') {
        p++;
        n--;
    }
    if (n == 0 || n >= sizeof low)
        return true;
    for (uint32_t i = 0; i < n; i++)
        low[i] = (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]);
    low[n] = 0;
    for (size_t i = 0; i < RD_ARRAY_LEN(INLINE); i++)
        if (!strcmp(low, INLINE[i]))
            return false;
    return true;
}

static uint32_t find_end(struct rd_str s, uint32_t at, uint32_t end, const char *what, uint32_t n) {
    for (uint32_t i = at; i + n <= end; i++) {
        const char *p = memchr(s.p + i, what[0], end - n + 1 - i);
        if (!p)
            break;
        i = (uint32_t)(p - s.p);
        if (!memcmp(p, what, n))
            return i + n;
    }
    return end;
}

/* A quotation mark hides '>' only behind '=', as in the standard's attribute value states. */
static uint32_t tag_end(struct rd_str s, uint32_t at, uint32_t end) {
    bool value = false;
    for (uint32_t i = at; i < end; i++) {
        char ch = s.p[i];
        if (ch == '>')
            return i + 1;
        if (value && (ch == '"' || ch == '\'')) {
            const char *q = memchr(s.p + i + 1, ch, end - i - 1);
            if (!q)
                return end;
            i = (uint32_t)(q - s.p);
            value = false;
        } else if (ch == '=') {
            value = true;
        } else if (!(ch == ' ' || (ch >= 9 && ch <= 13))) {
            value = false;
        }
    }
    return end;
}

uint32_t page_markup_end(struct rd_str s, uint32_t at, uint32_t end) {
    if (at + 1 >= end)
        return at;
    char ch = s.p[at + 1];
    if ((ch | 32) >= 'a' && (ch | 32) <= 'z')
        return tag_end(s, at + 2, end);
    if (ch == '/')
        return at + 2 < end && (((s.p[at + 2] | 32) >= 'a' && (s.p[at + 2] | 32) <= 'z') || s.p[at + 2] == '>')
                   ? tag_end(s, at + 2, end)
                   : at + 2 < end ? find_end(s, at + 2, end, ">", 1) : at;
    if (ch == '!' && at + 3 < end && s.p[at + 2] == '-' && s.p[at + 3] == '-') {
        if (at + 4 < end && s.p[at + 4] == '>')
            return at + 5;
        if (at + 5 < end && s.p[at + 4] == '-' && s.p[at + 5] == '>')
            return at + 6;
        return find_end(s, at + 4, end, "-->", 3);
    }
    return ch == '!' || ch == '?' ? find_end(s, at + 2, end, ">", 1) : at;
}

uint32_t page_fold_range(struct page_fold *f, struct rd_str s, uint32_t beg, uint32_t end, bool html, uint32_t stop) {
    if (!html)
        return page_fold_run(f, s, beg, end, false, stop);
    uint32_t i = beg;
    while (i < end && f->n < stop) {
        const char *lt = memchr(s.p + i, '<', end - i);
        uint32_t to = lt ? (uint32_t)(lt - s.p) : end;
        uint32_t next = to < end ? page_markup_end(s, to, end) : to;
        if (to < end && next == to)
            to++; /* a mere '<' */
        i = page_fold_run(f, s, i, to, true, stop);
        if (i < to || next <= to)
            continue;
        uint32_t name = to + 1, n = 0;
        while (name + n < next && s.p[name + n] != '>' && s.p[name + n] != ' ' && !(n && s.p[name + n] == '/') &&
               (unsigned char)s.p[name + n] > ' ')
            n++;
        if (s.p[name] != '!' && s.p[name] != '?' && page_tag_separates(s.p + name, n) && !f->space) {
            f->space = true;
            f->space_at = to;
            f->space_end = next;
        }
        i = next;
    }
    return i;
}

struct rd_str page_clean(struct rd_str s, bool html, struct rd_arena *a) {
    struct page_fold f = {.out = rd_arena_get(a, (size_t)s.n * 3 + 4), .first = UINT32_MAX};
    page_fold_run(&f, s, 0, s.n, html, UINT32_MAX);
    f.out[f.n] = 0;
    return (struct rd_str){f.out, f.n};
}
