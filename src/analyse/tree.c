/* tree.c - states and moves of the transition system. */
#include "analyse/tree.h"

#include "types/ud.h"

#define SWAPS_PER_TOKEN 4u

static uint32_t *nodes(struct rd_arena *a, uint32_t n)
{
    uint32_t *p = rd_arena_get(a, (n + 1) * sizeof *p);
    for (uint32_t i = 0; i <= n; i++) p[i] = n;
    return p;
}

void tree_init(struct tree *t, uint32_t n, struct rd_arena *a)
{
    memset(t, 0, sizeof *t);
    t->n = n;
    t->stack = nodes(a, n);
    t->buf = nodes(a, n);
    for (uint32_t i = 0; i < n; i++) t->buf[i] = n - 1 - i;
    t->n_buf = n;
    t->swaps_left = SWAPS_PER_TOKEN * n;
    t->head = rd_arena_get(a, (n + 1) * sizeof *t->head);
    t->rel = rd_arena_get(a, n + 1);
    for (uint32_t i = 0; i <= n; i++) t->head[i] = -1;
    memset(t->rel, TREE_NO_REL, n + 1);
    t->lc = nodes(a, n);
    t->lc2 = nodes(a, n);
    t->rc = nodes(a, n);
    t->rc2 = nodes(a, n);
    t->nl = RD_NEW_N(a, uint16_t, n + 1);
    t->nr = RD_NEW_N(a, uint16_t, n + 1);
    t->lset = RD_NEW_N(a, uint64_t, n + 1);
    t->rset = RD_NEW_N(a, uint64_t, n + 1);
}

bool tree_done(const struct tree *t)
{
    return t->n_buf == 0 && t->n_stack <= 1;
}

uint32_t tree_legal(const struct tree *t)
{
    uint32_t legal = 0;
    if (t->n_buf > 0) legal |= 1u << TREE_SHIFT;
    if (t->n_stack > 0 && t->n_buf > 0) {
        legal |= 1u << TREE_LEFT;
        if (t->swaps_left > 0 && tree_s(t, 0) < tree_b(t, 0)) legal |= 1u << TREE_SWAP;
    }
    if (t->n_stack > 1) legal |= 1u << TREE_RIGHT;
    return legal;
}

void tree_arc(const struct tree *t, int move, uint32_t *head, uint32_t *dep)
{
    *dep = tree_s(t, 0);
    *head = move == TREE_LEFT ? tree_b(t, 0) : tree_s(t, 1);
}

static void attach(struct tree *t, uint32_t head, uint32_t dep, uint32_t rel)
{
    uint64_t bit = 1ull << ((uint32_t)rd_rel_base((int)rel) & 63u);
    t->head[dep] = (int32_t)head;
    t->rel[dep] = (uint8_t)rel;
    if (dep < head) {
        t->lc2[head] = t->lc[head];
        t->lc[head] = dep;
        t->nl[head]++;
        t->lset[head] |= bit;
    } else {
        t->rc2[head] = t->rc[head];
        t->rc[head] = dep;
        t->nr[head]++;
        t->rset[head] |= bit;
    }
}

void tree_move(struct tree *t, int move, uint32_t rel)
{
    uint32_t head, dep, b0;
    switch (move) {
    case TREE_SHIFT:
        t->stack[t->n_stack++] = t->buf[--t->n_buf];
        break;
    case TREE_LEFT:
    case TREE_RIGHT:
        tree_arc(t, move, &head, &dep);
        t->n_stack--;
        attach(t, head, dep, rel);
        break;
    default: /* SWAP */
        b0 = t->buf[t->n_buf - 1];
        t->buf[t->n_buf - 1] = t->stack[--t->n_stack];
        t->buf[t->n_buf++] = b0;
        t->swaps_left--;
        break;
    }
}
