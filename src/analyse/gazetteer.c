/* gazetteer.c - finds the phrases of the lists in a sentence. */
#include "analyse/gazetteer.h"

#include "analyse/linear.h"
#include "analyse/mix.h"

uint32_t gaz_key(uint32_t before, uint32_t low)
{
    uint32_t k = analyse_key2(900, before, low);
    return k ? k : 1;
}

uint32_t gaz_find(const struct gazetteer *g, uint32_t key)
{
    for (uint32_t at = linear_home(key, g->cap); g->cap > 0 && g->slots[2 * at + 1] != 0; at = linear_next(at, g->cap))
        if (g->slots[2 * at] == key) return g->slots[2 * at + 1];
    return 0;
}

void gaz_mark(const struct gazetteer *g, struct sview *s)
{
    if (g->cap == 0) return;
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t key = 0;
        for (uint32_t k = i; k < s->n && k < i + GAZ_MAX_WORDS; k++) {
            key = gaz_key(key, s->w[k].low);
            uint32_t bits = gaz_find(g, key);
            for (uint32_t t = i; bits != 0 && t <= k; t++) s->gaz[t] |= (uint16_t)(bits | (t > i ? GAZ_INSIDE : 0));
        }
    }
}
