/* learn_trees.c - the parser's perceptrons with a dynamic oracle and exploration.
 * Goldberg and Nivre 2013 for arc-hybrid; swaps by the static-dynamic oracle of de Lhoneux, Stymne and Nivre 2017. */
#include <stdio.h>
#include <stdlib.h>

#include "analyse/parse.h"
#include "learn.h"
#include "percep.h"
#include "types/ud.h"

#define EXPLORE 0.9

struct oracle {
    const struct tsent *s;
    uint32_t *order;      /* [n] place in the projective order */
    bool *lost;           /* [n] the arc to its gold head can no longer be made */
    uint8_t *on_stack;    /* [n] */
    uint32_t *late;       /* number of tokens to the right in the sentence but before it in the projective order */
};

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
    if (!o->lost[dep] && o->s->head[dep] != (int32_t)head) n += o->s->head[dep] >= 0 || 1;
    return n;
}

/* Moves of no cost among the legal ones; a needed swap stands alone. */
static uint32_t good_moves(const struct oracle *o, const struct tree *t, uint32_t legal)
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

/* Marks the gold arcs that the move puts out of reach. */
static void note_losses(struct oracle *o, const struct tree *t, int move)
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

struct learner { struct percep move, rel; struct rng rng; uint64_t right, total, rright, rtotal; };

static int best_of(const int32_t *score, uint32_t allowed)
{
    int best = -1;
    for (int m = 0; m < TREE_N_MOVES; m++)
        if ((allowed >> m & 1u) && (best < 0 || score[m] > score[best])) best = m;
    return best;
}

static uint32_t learn_rel(struct learner *l, const struct tree *t, const struct parse_nodes *nodes, const struct oracle *o, int move)
{
    uint32_t keys[PARSE_MAX_KEYS], head, dep, guess = RD_REL_ROOT + 1;
    int32_t score[LINEAR_MAX_CLASSES];
    tree_arc(t, move, &head, &dep);
    uint32_t n = parse_keys_rel(keys, t, nodes, head, dep);
    percep_score(&l->rel, keys, n, score);
    for (uint32_t c = RD_REL_ROOT + 1; c < RD_N_REL; c++)
        if (score[c] > score[guess]) guess = c;
    if (o->s->head[dep] == (int32_t)head) {
        uint32_t gold = o->s->rel[dep];
        l->rtotal++;
        l->rright += gold == guess;
        if (gold != guess) {
            percep_add(&l->rel, keys, n, gold, 1);
            percep_add(&l->rel, keys, n, guess, -1);
        }
        l->rel.now++;
    }
    return guess;
}

static void learn_sentence(struct learner *l, const struct tsent *s, const struct sview *v, bool explore, struct rd_arena *a)
{
    struct tree t;
    struct parse_nodes nodes;
    struct oracle o = {.s = s};
    uint32_t keys[PARSE_MAX_KEYS];
    int32_t score[LINEAR_MAX_CLASSES];
    o.order = RD_NEW_N(a, uint32_t, s->n + 1);
    o.lost = RD_NEW_N(a, bool, s->n + 1);
    projective_order(s, o.order, RD_NEW_N(a, uint32_t, s->n + 1), RD_NEW_N(a, uint32_t, s->n + 1));
    tree_init(&t, s->n, a);
    parse_nodes_init(&nodes, v, a);
    while (!tree_done(&t)) {
        uint32_t n = parse_keys_move(keys, &t, &nodes), legal = tree_legal(&t), good = good_moves(&o, &t, legal);
        percep_score(&l->move, keys, n, score);
        int guess = best_of(score, legal), gold = best_of(score, good);
        l->total++;
        l->right += good >> guess & 1u;
        if (!(good >> guess & 1u)) {
            percep_add(&l->move, keys, n, (uint32_t)gold, 1);
            percep_add(&l->move, keys, n, (uint32_t)guess, -1);
        }
        l->move.now++;
        int move = (good >> guess & 1u) || (explore && rng_unit(&l->rng) < EXPLORE) ? guess : gold;
        uint32_t rel = move == TREE_LEFT || move == TREE_RIGHT ? learn_rel(l, &t, &nodes, &o, move) : 0;
        note_losses(&o, &t, move);
        tree_move(&t, move, rel);
    }
}

void learn_trees(struct pack *p, const struct learn_data *d, const struct learn_opts *o, struct rd_arena *a)
{
    struct learner l;
    memset(&l, 0, sizeof l);
    percep_init(&l.move, TREE_N_MOVES);
    percep_init(&l.rel, RD_N_REL);
    l.rng.s = o->seed * 131 + 17;
    uint32_t *order = malloc((d->c->n + 1) * sizeof *order);
    for (uint32_t r = 0; r < o->tree_rounds; r++) {
        l.right = l.total = l.rright = l.rtotal = 0;
        rng_shuffle(&l.rng, order, d->c->n);
        for (uint32_t k = 0; k < d->c->n; k++) {
            struct rd_arena scratch;
            rd_arena_init(&scratch);
            learn_sentence(&l, &d->c->sents[order[k]], &d->jack[order[k]], r > 0, &scratch);
            rd_arena_free(&scratch);
        }
        if (!o->quiet)
            fprintf(stderr, "trees round %u: moves %.4f relations %.4f rows %u + %u\n", (unsigned)r + 1, (double)l.right / (double)l.total,
                    (double)l.rright / (double)l.rtotal, (unsigned)l.move.n_rows, (unsigned)l.rel.n_rows);
    }
    percep_freeze(&l.move, &p->move, o->budget * 2 / 5, 2, a);
    percep_freeze(&l.rel, &p->rel, o->budget / 5, 2, a);
    p->has_trees = true;
    percep_free(&l.move);
    percep_free(&l.rel);
    free(order);
}
