/* oracle.h - which moves of the transition system lose no gold arc that can still be made.
 * Goldberg and Nivre 2013 for arc-hybrid; swaps by the static-dynamic oracle of de Lhoneux, Stymne and Nivre 2017. */
#ifndef TRAIN_ORACLE_H
#define TRAIN_ORACLE_H
#include "analyse/tree.h"
#include "corpus.h"

struct oracle {
    const struct tsent *s;
    uint32_t *order;      /* [n] place in the projective order */
    bool *lost;           /* [n] the arc to its gold head can no longer be made */
};

void oracle_init(struct oracle *o, const struct tsent *s, struct rd_arena *a);
/* Bits of the moves of least cost among the legal ones; a needed swap stands alone. */
uint32_t oracle_good(const struct oracle *o, const struct tree *t, uint32_t legal);
/* To be told of every move before it is made. */
void oracle_note(struct oracle *o, const struct tree *t, int move);
#endif
