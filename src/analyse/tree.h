/* tree.h - the arc-hybrid transition system with swap (Kuhlmann et al. 2011; de Lhoneux, Stymne and Nivre 2017).
 *   SHIFT  b0 goes to the stack           LEFT   b0 becomes the head of s0, s0 is popped
 *   SWAP   s0 goes back behind b0         RIGHT  s1 becomes the head of s0, s0 is popped
 * Ends with an empty buffer and one token on the stack: the root. So every sentence has one root and a tree.
 * Node n is "none": arrays have n + 1 elements, so that features need no test. */
#ifndef ANALYSE_TREE_H
#define ANALYSE_TREE_H
#include "base/arena.h"

enum tree_move { TREE_SHIFT, TREE_LEFT, TREE_RIGHT, TREE_SWAP, TREE_N_MOVES };
#define TREE_NO_REL 63u

struct tree {
    uint32_t n;
    uint32_t *stack, n_stack;
    uint32_t *buf, n_buf;      /* next token last */
    uint32_t swaps_left;       /* bounds the work on hopeless input */
    int32_t *head;             /* [n + 1], -1 none yet */
    uint8_t *rel;              /* [n + 1], TREE_NO_REL */
    uint32_t *lc, *lc2, *rc, *rc2; /* outermost and second children, n = none */
    uint16_t *nl, *nr;         /* number of children */
    uint64_t *lset, *rset;     /* bits of the base relations among them */
};

void tree_init(struct tree *t, uint32_t n, struct rd_arena *a);
bool tree_done(const struct tree *t);
/* Bits 1 << enum tree_move. */
uint32_t tree_legal(const struct tree *t);
/* Performs a legal move. For LEFT and RIGHT `rel` labels the arc. */
void tree_move(struct tree *t, int move, uint32_t rel);
/* Head and dependent of the arc that LEFT or RIGHT would make. */
void tree_arc(const struct tree *t, int move, uint32_t *head, uint32_t *dep);

static inline uint32_t tree_s(const struct tree *t, uint32_t k) { return t->n_stack > k ? t->stack[t->n_stack - 1 - k] : t->n; }
static inline uint32_t tree_b(const struct tree *t, uint32_t k) { return t->n_buf > k ? t->buf[t->n_buf - 1 - k] : t->n; }
#endif
