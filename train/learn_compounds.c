/* learn_compounds.c - the parts of which the nouns of a treebank are made. */
#include <string.h>

#include "learn.h"
#include "types/ud.h"

static void note(struct rd_map *m, struct rd_str part, uint32_t bit)
{
    if (part.n >= 3) *rd_map_put(m, part, NULL) |= bit;
}

static bool small_letters(struct rd_str s)
{
    for (uint32_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'A' && s.p[i] <= 'Z') return false;
    return true;
}

void learn_compounds(struct compounds *out, const struct corpus *c, struct rd_arena *a)
{
    struct rd_map parts;
    rd_map_init(&parts, a);
    for (uint32_t i = 0; i < c->n; i++)
        for (uint32_t k = 0; k < c->sents[i].n; k++) {
            struct rd_str f[8], lemma = c->sents[i].lemma[k];
            if (c->sents[i].upos[k] != RD_NOUN) continue;
            uint32_t n = rd_str_split(lemma, '_', f, 8);
            if (n == 1 && small_letters(lemma)) note(&parts, lemma, COMPOUND_WHOLE);
            for (uint32_t j = 0; n > 1 && j < n; j++) note(&parts, f[j], j + 1 == n ? COMPOUND_LAST : COMPOUND_FIRST);
        }
    uint32_t cap = parts.n + parts.n / 3 + 16, *slots = rd_arena_zero(a, 8ull * cap);
    for (uint32_t i = 0; i < parts.n; i++) {
        uint32_t key = compound_key(parts.entries[i].key), at = linear_home(key, cap);
        while (slots[2 * at + 1] != 0 && slots[2 * at] != key) at = linear_next(at, cap);
        slots[2 * at] = key;
        slots[2 * at + 1] |= (uint32_t)parts.entries[i].value;
    }
    *out = (struct compounds){slots, cap};
}
