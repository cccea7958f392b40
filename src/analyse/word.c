/* word.c - normal forms and hashes of tokens. */
#include "analyse/word.h"

#include "analyse/mix.h"
#include "base/utf8.h"

#define MAX_CP 64u /* longer tokens are addresses and noise: their first 64 characters say enough */

static uint32_t normal_cp(uint32_t cp)
{
    if (cp < 0x80) return cp >= '0' && cp <= '9' ? '0' : cp;
    switch (cp) {
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x00B4: case 0x02BC: return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x00AB: case 0x00BB: case 0x2033: return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return '-';
    case 0x2026: return '.';
    default: return cp;
    }
}

/* Digraph quotation marks of the treebanks and double dashes become one character. */
static uint32_t fold_digraph(uint32_t *cp, uint32_t n)
{
    if (n == 2 && cp[0] == cp[1] && (cp[0] == '\'' || cp[0] == '`' || cp[0] == ',')) {
        cp[0] = '"';
        return 1;
    }
    if (n == 2 && cp[0] == '-' && cp[1] == '-') return 1;
    if (n == 1 && cp[0] == '`') cp[0] = '\'';
    return n;
}

static uint32_t class_of(uint32_t cp)
{
    if (cp == '0') return 'd';
    if (rd_cp_upper(cp)) return 'X';
    if (rd_cp_alpha(cp)) return 'x';
    if (rd_cp_digit(cp)) return 'd';
    return cp < 0x80 ? cp : '?';
}

static uint32_t flags_of(const uint32_t *cls, uint32_t n)
{
    uint32_t f = 0, upper = 0, lower = 0, other = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (cls[i] == 'X') {
            upper++;
            if (i > 0) f |= WORD_INNER_CAP;
        } else if (cls[i] == 'x') {
            lower++;
        } else if (cls[i] == 'd') {
            f |= WORD_DIGIT;
        } else {
            other++;
            if (cls[i] == '-') f |= WORD_HYPHEN;
        }
    }
    if (n && cls[0] == 'X') f |= WORD_UPPER;
    if (upper > 1 && lower == 0) f |= WORD_ALLCAP;
    if (upper + lower) f |= WORD_ALPHA;
    if (other == n) f |= WORD_PUNCT;
    return f;
}

static uint32_t hash_run(const uint32_t *cp, uint32_t beg, uint32_t end, uint32_t seed)
{
    uint64_t h = analyse_mix(seed, end - beg);
    for (uint32_t i = beg; i < end; i++) h = analyse_mix(h, cp[i]);
    return (uint32_t)(h >> 8);
}

static uint32_t hash_shape(const uint32_t *cls, uint32_t n)
{
    uint64_t h = 7;
    uint32_t run = 0;
    for (uint32_t i = 0; i < n; i++) {
        run = i && cls[i] == cls[i - 1] ? run + 1 : 1;
        if (run <= 2) h = analyse_mix(h, cls[i]);
    }
    return (uint32_t)(h >> 8);
}

void analyse_word(struct word *w, struct rd_str form)
{
    uint32_t cp[MAX_CP], low[MAX_CP], cls[MAX_CP], n = 0;
    for (uint32_t i = 0; i < form.n && n < MAX_CP;) cp[n++] = normal_cp(rd_utf8_next(form, &i));
    n = fold_digraph(cp, n);
    for (uint32_t i = 0; i < n; i++) {
        low[i] = rd_cp_tolower(cp[i]);
        cls[i] = class_of(cp[i]);
    }
    w->low = hash_run(low, 0, n, 11);
    w->cased = hash_run(cp, 0, n, 13);
    w->shape = hash_shape(cls, n);
    w->flags = flags_of(cls, n);
    for (uint32_t k = 1; k <= ANALYSE_SUF; k++) w->suf[k - 1] = hash_run(low, k < n ? n - k : 0, n, 17);
    for (uint32_t k = 1; k <= ANALYSE_PRE; k++) w->pre[k - 1] = hash_run(low, 0, k < n ? k : n, 19);
}
