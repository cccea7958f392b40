/* learn_trees.c - the parser's perceptrons, with the dynamic oracle and exploration. */
#include <stdio.h>
#include <stdlib.h>

#include "analyse/parse.h"
#include "learn.h"
#include "oracle.h"
#include "percep.h"
#include "types/ud.h"

#define EXPLORE 0.9

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
    struct oracle o;
    uint32_t keys[PARSE_MAX_KEYS];
    int32_t score[LINEAR_MAX_CLASSES];
    oracle_init(&o, s, a);
    tree_init(&t, s->n, a);
    parse_nodes_init(&nodes, v, a);
    while (!tree_done(&t)) {
        uint32_t n = parse_keys_move(keys, &t, &nodes), legal = tree_legal(&t), good = oracle_good(&o, &t, legal);
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
        oracle_note(&o, &t, move);
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
