/* compound.c - see compound.h. */
#include "analyse/compound.h"

#include "analyse/linear.h"
#include "base/hash.h"

#define MIN_PART 3u
#define MAX_LEMMA 80u

uint32_t compound_key(struct rd_str part)
{
    uint32_t k = (uint32_t)(rd_hash64(part.p, part.n, 4711) >> 9);
    return k ? k : 1;
}

uint32_t compound_find(const struct compounds *c, struct rd_str part)
{
    uint32_t key = compound_key(part);
    for (uint32_t at = linear_home(key, c->cap); c->slots[2 * at + 1] != 0; at = linear_next(at, c->cap))
        if (c->slots[2 * at] == key) return c->slots[2 * at + 1];
    return 0;
}

static bool vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* A first part as it is known: itself, or without what links it ("vrouwen", "opleidings"), with the spelling of its singular
 * ("bruggen" brug, "bomen" boom, "huizen" huis). Writes into buf; n of the result is 0 if nothing is known. */
static struct rd_str first_part(const struct compounds *c, struct rd_str s, char buf[MAX_LEMMA + 2])
{
    static const char *const links[] = {"", "s", "en", "n", "e", "er"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(links); i++) {
        uint32_t cut = (uint32_t)strlen(links[i]), n = s.n - cut;
        if (s.n < cut + MIN_PART || memcmp(s.p + n, links[i], cut) != 0) continue;
        struct rd_str base = {buf, n};
        memcpy(buf, s.p, n);
        if (compound_find(c, base) & (COMPOUND_FIRST | COMPOUND_WHOLE)) return base;
        if (i < 2) continue;
        if (n > 3 && buf[n - 1] == buf[n - 2]) base.n--;
        else if (n > 2 && !vowel(buf[n - 1]) && vowel(buf[n - 2]) && buf[n - 2] != 'i' && !vowel(buf[n - 3])) {
            buf[n] = buf[n - 1];
            buf[n - 1] = buf[n - 2];
            base.n++;
        }
        if (compound_find(c, base) & (COMPOUND_FIRST | COMPOUND_WHOLE)) return base;
        char last = buf[base.n - 1];
        if (last == 'z' || last == 'v') buf[base.n - 1] = last == 'z' ? 's' : 'f';
        if (compound_find(c, base) & (COMPOUND_FIRST | COMPOUND_WHOLE)) return base;
        memcpy(buf, s.p, n);
        if (buf[n - 1] == 'z' || buf[n - 1] == 'v') buf[n - 1] = buf[n - 1] == 'z' ? 's' : 'f';
        base.n = n;
        if (compound_find(c, base) & (COMPOUND_FIRST | COMPOUND_WHOLE)) return base;
    }
    return (struct rd_str){buf, 0};
}

static struct rd_str hyphens_apart(struct rd_str s, struct rd_arena *a)
{
    struct rd_str r = rd_arena_str(a, s);
    for (uint32_t i = 1; i + 1 < r.n; i++)
        if (r.p[i] == '-') ((char *)(uintptr_t)r.p)[i] = '_';
    return r;
}

struct rd_str compound_split(const struct compounds *c, struct rd_str lemma, struct rd_arena *a)
{
    char buf[MAX_LEMMA + 2], best_buf[MAX_LEMMA + 2];
    uint32_t best = 0, best_n = 0, best_at = 0;
    if (c->cap == 0 || lemma.n < 2 * MIN_PART || lemma.n > MAX_LEMMA || memchr(lemma.p, '_', lemma.n)) return lemma;
    if (compound_find(c, lemma) & COMPOUND_WHOLE) return lemma;
    if (memchr(lemma.p + 1, '-', lemma.n - 2)) return hyphens_apart(lemma, a);
    for (uint32_t k = MIN_PART; k + MIN_PART <= lemma.n; k++) {
        if (((unsigned char)lemma.p[k] & 0xC0) == 0x80) continue;
        struct rd_str last = rd_str_sub(lemma, k, lemma.n);
        uint32_t bits = compound_find(c, last);
        if (!(bits & (COMPOUND_LAST | COMPOUND_WHOLE))) continue;
        struct rd_str first = first_part(c, rd_str_sub(lemma, 0, k), buf);
        if (first.n == 0) continue;
        uint32_t less = last.n < first.n ? last.n : first.n; /* balanced parts, and parts that were seen in compounds */
        uint32_t score = less + (bits & COMPOUND_LAST ? 4 : 0) + (compound_find(c, first) & COMPOUND_FIRST ? 4 : 0) + 1;
        if (score <= best) continue;
        best = score;
        best_n = first.n;
        best_at = k;
        memcpy(best_buf, buf, first.n);
    }
    if (best == 0) return lemma;
    return rd_arena_printf(a, "%.*s_%.*s", (int)best_n, best_buf, RD_S(rd_str_sub(lemma, best_at, lemma.n)));
}
