/* oracle.c - see oracle.h. */
#include "oracle.h"

#include "types/ud.h"

/* In-order walk of the gold tree without recursion: `order` makes every arc projective. */
static void projective_order(const struct tsent *s, uint32_t *order, uint32_t *stack, uint32_t *next)
{
    uint32_t n = s->n, top = 0, count = 0;
    for (uint32_t i = 0; i < n; i++)
        if (s->head[i] < 0) {
            stack[top++] = i;
            break;
        }
    for (uint32_t i = 0; i < n; i++) {
        next[i] = 0;
        order[i] = UINT32_MAX;
    }
    while (top > 0) {
        uint32_t h = stack[top - 1], d = next[h];
        while (d < n && (d == h ? order[h] != UINT32_MAX : s->head[d] != (int32_t)h)) d++;
        next[h] = d + 1;
        if (d >= n) top--;
        else if (d == h) order[h] = count++;
        else stack[top++] = d;
    }
}

static bool gold_arc(const struct oracle *o, uint32_t head, uint32_t dep)
{
    return o->s->head[dep] == (int32_t)head && !o->lost[dep];
}

/* b0 will be swapped to the left of some later token, so shifting it now loses nothing. */
static bool comes_late(const struct oracle *o, const struct tree *t)
{
    uint32_t b = tree_b(t, 0);
    for (uint32_t k = 1; k < t->n_buf; k++) {
        uint32_t i = tree_b(t, k);
        if (i > b && o->order[i] < o->order[b]) return true;
    }
    return false;
}

static uint32_t reachable_deps(const struct oracle *o, const struct tree *t, uint32_t h)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < t->n_stack; k++) n += gold_arc(o, h, t->stack[k]);
    for (uint32_t k = 0; k < t->n_buf; k++) n += gold_arc(o, h, t->buf[k]);
    return n;
}

static uint32_t shift_cost(const struct oracle *o, const struct tree *t)
{
    uint32_t b = tree_b(t, 0), n = 0;
    if (comes_late(o, t)) return 0;
    for (uint32_t k = 0; k < t->n_stack; k++) {
        n += gold_arc(o, b, t->stack[k]);
        n += k + 1 < t->n_stack && gold_arc(o, t->stack[k], b);
    }
    return n;
}

static uint32_t reduce_cost(const struct oracle *o, const struct tree *t, int move)
{
    uint32_t head, dep;
    tree_arc(t, move, &head, &dep);
    uint32_t n = reachable_deps(o, t, dep);
    if (!o->lost[dep] && o->s->head[dep] != (int32_t)head) n++;
    return n;
}

uint32_t oracle_good(const struct oracle *o, const struct tree *t, uint32_t legal)
{
    if ((legal >> TREE_SWAP & 1u) && o->order[tree_s(t, 0)] > o->order[tree_b(t, 0)]) return 1u << TREE_SWAP;
    uint32_t cost[3] = {UINT32_MAX, UINT32_MAX, UINT32_MAX}, best = UINT32_MAX, good = 0;
    if (legal >> TREE_SHIFT & 1u) cost[TREE_SHIFT] = shift_cost(o, t);
    if (legal >> TREE_LEFT & 1u) cost[TREE_LEFT] = reduce_cost(o, t, TREE_LEFT);
    if (legal >> TREE_RIGHT & 1u) cost[TREE_RIGHT] = reduce_cost(o, t, TREE_RIGHT);
    for (int m = 0; m < 3; m++)
        if (cost[m] < best) best = cost[m];
    for (int m = 0; m < 3; m++)
        if (cost[m] == best) good |= 1u << m;
    return good;
}

void oracle_note(struct oracle *o, const struct tree *t, int move)
{
    if (move == TREE_SWAP) return;
    if (move == TREE_SHIFT) {
        if (comes_late(o, t)) return;
        uint32_t b = tree_b(t, 0);
        for (uint32_t k = 0; k < t->n_stack; k++) {
            if (gold_arc(o, b, t->stack[k])) o->lost[t->stack[k]] = true;
            if (k + 1 < t->n_stack && gold_arc(o, t->stack[k], b)) o->lost[b] = true;
        }
        return;
    }
    uint32_t head, dep;
    tree_arc(t, move, &head, &dep);
    for (uint32_t k = 0; k < t->n_stack; k++)
        if (gold_arc(o, dep, t->stack[k])) o->lost[t->stack[k]] = true;
    for (uint32_t k = 0; k < t->n_buf; k++)
        if (gold_arc(o, dep, t->buf[k])) o->lost[t->buf[k]] = true;
}

void oracle_init(struct oracle *o, const struct tsent *s, struct rd_arena *a)
{
    o->s = s;
    o->order = RD_NEW_N(a, uint32_t, s->n + 1);
    o->lost = RD_NEW_N(a, bool, s->n + 1);
    for (uint32_t i = 0; s->shape && i < s->n; i++) o->lost[i] = s->upos[i] == RD_PUNCT;
    projective_order(s, o->order, RD_NEW_N(a, uint32_t, s->n + 1), RD_NEW_N(a, uint32_t, s->n + 1));
}
