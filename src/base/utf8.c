#include "base/utf8.h"

#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

uint32_t rd_utf8_next(struct rd_str s, uint32_t *i) {
    const uint8_t *p = (const uint8_t *)s.p + *i;
    uint32_t left = s.n - *i, c = p[0], n, min;
    if (c < 0x80) {
        ++*i;
        return c;
    }
    if (c >= 0xC2 && c < 0xE0) { n = 2; c &= 0x1F; min = 0x80; }
    else if (c >= 0xE0 && c < 0xF0) { n = 3; c &= 0x0F; min = 0x800; }
    else if (c >= 0xF0 && c < 0xF5) { n = 4; c &= 0x07; min = 0x10000; }
    else { ++*i; return 0xFFFD; }
    bool good = n <= left;
    for (uint32_t k = 1; good && k < n; k++) {
        good = (p[k] & 0xC0) == 0x80;
        c = c << 6 | (p[k] & 0x3F);
    }
    if (!good || c < min || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        ++*i;
        return 0xFFFD;
    }
    *i += n;
    return c;
}

uint32_t rd_utf8_prev(struct rd_str s, uint32_t i, uint32_t *start) {
    uint32_t at = i - 1;
    while (at > 0 && i - at < 4 && ((uint8_t)s.p[at] & 0xC0) == 0x80) at--;
    uint32_t end = at, cp = rd_utf8_next(s, &end);
    if (end != i) {
        at = i - 1;
        cp = 0xFFFD;
    }
    if (start) *start = at;
    return cp;
}

uint32_t rd_utf8_put(char out[4], uint32_t cp) {
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) cp = 0xFFFD;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    uint32_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const uint8_t lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (uint32_t k = n; k-- > 1; cp >>= 6) out[k] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)(lead[n] | cp);
    return n;
}

bool rd_utf8_valid(struct rd_str s) {
    for (uint32_t i = 0; i < s.n;) {
        uint32_t at = i;
        if (rd_utf8_next(s, &i) == 0xFFFD && i - at == 1) return false;
    }
    return true;
}

uint32_t rd_utf8_count(struct rd_str s) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n; n++) rd_utf8_next(s, &i);
    return n;
}

bool rd_cp_alpha(uint32_t cp) {
    if (cp < 0x80) return (cp | 32) >= 'a' && (cp | 32) <= 'z';
    return u_isalpha((UChar32)cp) || (U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK) != 0;
}

bool rd_cp_digit(uint32_t cp) {
    return cp < 0x80 ? cp >= '0' && cp <= '9' : u_isdigit((UChar32)cp);
}

bool rd_cp_upper(uint32_t cp) {
    return cp < 0x80 ? cp >= 'A' && cp <= 'Z' : u_isUUppercase((UChar32)cp) || u_istitle((UChar32)cp);
}

bool rd_cp_lower(uint32_t cp) {
    return cp < 0x80 ? cp >= 'a' && cp <= 'z' : u_isULowercase((UChar32)cp);
}

bool rd_cp_space(uint32_t cp) {
    if (cp < 0x80) return cp == ' ' || (cp >= '\t' && cp <= '\r');
    return u_isUWhiteSpace((UChar32)cp) || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF;
}

bool rd_cp_punct(uint32_t cp) {
    if (cp < 0x80) return cp > ' ' && cp < 0x7F && !rd_cp_alpha(cp) && !rd_cp_digit(cp);
    return (U_GET_GC_MASK((UChar32)cp) & (U_GC_P_MASK | U_GC_S_MASK)) != 0;
}

bool rd_cp_quote(uint32_t cp) {
    return cp == '"' || cp == '\'' || cp == 0xAB || cp == 0xBB || (cp >= 0x2018 && cp <= 0x201F) || cp == 0x2039 || cp == 0x203A ||
           cp == 0xFF02 || (cp >= 0x300C && cp <= 0x300F) || (cp >= 0x301D && cp <= 0x301F);
}

uint32_t rd_cp_tolower(uint32_t cp) {
    if (cp < 0x80) return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    return (uint32_t)u_tolower((UChar32)cp);
}

/* A code point grows by at most one byte when it is lowered, except U+023A and U+023E (2 to 3). */
struct rd_str rd_utf8_lower(struct rd_str s, struct rd_arena *a) {
    if (!s.p) return RD_NONE;
    char *out = rd_arena_get(a, (size_t)s.n * 3 + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n;) n += rd_utf8_put(out + n, rd_cp_tolower(rd_utf8_next(s, &i)));
    out[n] = 0;
    return (struct rd_str){out, n};
}

static uint32_t plain(uint32_t cp) {
    if (cp == 0x2018 || cp == 0x2019 || cp == 0x201B || cp == 0x02BC || cp == 0x00B4 || cp == '`' || cp == 0x2032) return '\'';
    if (cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0x201F || cp == 0xAB || cp == 0xBB) return '"';
    if (cp >= 0x2010 && cp <= 0x2015) return '-';
    return cp;
}

struct rd_str rd_utf8_key(struct rd_str s, struct rd_arena *a) {
    if (!s.p) return RD_NONE;
    char *out = rd_arena_get(a, (size_t)s.n * 3 + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t cp = rd_utf8_next(s, &i);
        if (cp == 0xAD || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF) continue;
        if (rd_cp_space(cp)) {
            if (n && out[n - 1] != ' ') out[n++] = ' ';
        } else {
            n += rd_utf8_put(out + n, rd_cp_tolower(plain(cp)));
        }
    }
    while (n && out[n - 1] == ' ') n--;
    out[n] = 0;
    return (struct rd_str){out, n};
}

/* The letter below the marks: canonical decompositions, then letters that have none. */
static uint32_t base_letter(const UNormalizer2 *nfd, uint32_t cp) {
    static const struct { uint16_t from; char to; } plainer[] = {{0x0259, 'e'}, {0x018F, 'e'}, {0x00F8, 'o'}, {0x0142, 'l'},
                                                                 {0x0111, 'd'}, {0x0131, 'i'}, {0x00F0, 'd'}, {0x00FE, 't'}};
    UChar out[8];
    UErrorCode err = U_ZERO_ERROR;
    if (cp < 0x80) return cp;
    int32_t n = unorm2_getDecomposition(nfd, (UChar32)cp, out, 8, &err);
    if (n > 0 && !U_FAILURE(err) && !U16_IS_SURROGATE(out[0])) cp = out[0];
    for (size_t i = 0; i < RD_ARRAY_LEN(plainer); i++) {
        if (plainer[i].from == cp) return (uint32_t)plainer[i].to;
    }
    return cp;
}

struct rd_str rd_utf8_bare(struct rd_str s, struct rd_arena *a) {
    if (!s.p) return RD_NONE;
    UErrorCode err = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&err);
    struct rd_str key = rd_utf8_key(s, a);
    char *out = rd_arena_get(a, (size_t)key.n * 3 + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < key.n;) {
        uint32_t cp = rd_utf8_next(key, &i);
        if ((U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK) != 0) continue;
        n += rd_utf8_put(out + n, U_FAILURE(err) ? cp : rd_cp_tolower(base_letter(nfd, cp)));
    }
    out[n] = 0;
    return (struct rd_str){out, n};
}

enum { MAX_LATIN = 256 };  /* UTF-16 units of a name that are written in other letters */

struct rd_str rd_utf8_latin(struct rd_str s, struct rd_arena *a) {
    UErrorCode err = U_ZERO_ERROR;
    UChar text[2 * MAX_LATIN];
    int32_t n = 0, limit;
    bool other = false;
    char *plainer = rd_arena_get(a, (size_t)s.n * 3 + 1);   /* a bad byte becomes three */
    uint32_t m = 0;
    for (uint32_t i = 0; i < s.n;) {
        UChar32 cp = (UChar32)rd_utf8_next(s, &i);
        other = other || (u_isalpha(cp) && cp > 0x24f && uscript_getScript(cp, &err) != USCRIPT_LATIN);
        if (cp == 0x0259 || cp == 0x018F) cp = 'a';          /* as English and Russian spell it: "Aliyev" for "Əliyev" */
        m += rd_utf8_put(plainer + m, (uint32_t)cp);
    }
    s = (struct rd_str){plainer, m};
    if (!other) return rd_utf8_bare(s, a);
    static const UChar rules[] = u"Russian-Latin/BGN; Any-Latin; Latin-ASCII";
    UTransliterator *t = utrans_openU(rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &err);
    u_strFromUTF8(text, MAX_LATIN, &n, s.p, (int32_t)s.n, &err);
    limit = n;
    if (U_SUCCESS(err)) utrans_transUChars(t, text, &n, RD_ARRAY_LEN(text), 0, &limit, &err);
    char out[4 * RD_ARRAY_LEN(text)];
    int32_t len = 0;
    if (U_SUCCESS(err)) u_strToUTF8(out, sizeof out, &len, text, limit, &err);
    if (t) utrans_close(t);
    return U_FAILURE(err) ? rd_utf8_bare(s, a) : rd_utf8_bare((struct rd_str){out, (uint32_t)len}, a);
}

uint32_t *rd_utf8_positions(struct rd_str s, struct rd_arena *a) {
    uint32_t *at = rd_arena_get(a, ((size_t)s.n + 1) * sizeof *at);
    uint32_t cp = 0, i = 0;
    while (i < s.n) {
        uint32_t beg = i;
        rd_utf8_next(s, &i);
        for (uint32_t k = beg; k < i; k++) at[k] = cp;
        cp++;
    }
    at[s.n] = cp;
    return at;
}
