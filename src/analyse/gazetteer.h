/* gazetteer.h - names and name-like words that the model knows from lists: a set of phrases with bits of what they may be.
 * Section gazetteer [cap, 2] int32: key of the phrase, bits; 0 = free. A phrase is at most GAZ_MAX_WORDS tokens, without case. */
#ifndef ANALYSE_GAZETTEER_H
#define ANALYSE_GAZETTEER_H
#include "analyse/sview.h"

#define GAZ_MAX_WORDS 6u
enum gaz_bit { GAZ_LOC = 1, GAZ_ORG = 2, GAZ_PER = 4, GAZ_PEOPLE = 8, GAZ_FIRST = 16, GAZ_CITY = 32, GAZ_ROLE = 64, GAZ_INSIDE = 128, GAZ_LAST = 256 };

struct gazetteer { const uint32_t *slots; uint32_t cap; /* 0: none */ };

/* The key of a phrase, word by word; start with 0. */
uint32_t gaz_key(uint32_t before, uint32_t low);
/* Bits of a phrase, 0 if it is in no list. */
uint32_t gaz_find(const struct gazetteer *g, uint32_t key);
/* Sets s->gaz (must be allotted): every phrase that is found gives its bits to all its tokens. */
void gaz_mark(const struct gazetteer *g, struct sview *s);
#endif
