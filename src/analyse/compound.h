/* compound.h - lemmas of compounds: "vredesakkoord" has the lemma vrede_akkoord, as Dutch treebanks write it.
 * Section compounds [cap, 2] int32: key of a part, bits of what it was seen as; 0 = free. */
#ifndef ANALYSE_COMPOUND_H
#define ANALYSE_COMPOUND_H
#include "base/arena.h"

enum compound_bit { COMPOUND_LAST = 1, COMPOUND_FIRST = 2, COMPOUND_WHOLE = 4 /* a noun that is no compound */ };

struct compounds { const uint32_t *slots; uint32_t cap; /* 0: none */ };

uint32_t compound_key(struct rd_str part);
uint32_t compound_find(const struct compounds *c, struct rd_str part); /* bits, 0 if unknown */
/* The lemma of a noun, split where both sides are known; the same lemma where it is whole or nothing fits. */
struct rd_str compound_split(const struct compounds *c, struct rd_str lemma, struct rd_arena *a);
#endif
