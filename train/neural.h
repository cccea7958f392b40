/* neural.h - training of the network: Adam over batches of whole sentences, gradients by hand.
 * A batch is always two lanes, each with gradients of its own that are added in order: the number of threads changes nothing. */
#ifndef TRAIN_NEURAL_H
#define TRAIN_NEURAL_H
#include "analyse/net.h"
#include "learn.h"

#define LANES 2u

struct neural_opts {
    uint64_t seed;
    uint32_t epochs, threads, batch_words, max_rows;
    struct net_dims dims;
    float rate, drop;
    const char *checkpoint;   /* NULL, or where the state is kept after every epoch */
    bool resume;              /* go on from there */
    uint32_t stop_after;      /* 0, or leave after so many epochs, as if stopped: for tests */
    bool quiet;
};

/* One sentence to learn from; what it lacks is not trained. */
struct neural_item {
    const struct tsent *s;
    const struct sview *v;
    const uint16_t *bundle;   /* NULL: no tags */
    bool tree, names;
    uint8_t source;           /* 0: what the program calls a name; others have heads of their own */
};

/* Weights in training. Dense ones and gradients lie as net_lay_out says. */
struct neural {
    struct net net;           /* points into w */
    struct net turned;        /* weight matrices transposed, points into wt */
    struct net grad[LANES];
    uint64_t n_dense;
    float *w, *wt, *g[LANES], *m, *v, *mean;      /* mean: moving average of w, what is saved */
    uint32_t n_rows, cap;
    uint32_t *dict;           /* [cap][2] */
    uint32_t *row_count;      /* [n_rows] */
    float *rows, *rg[LANES], *rm, *rv, *rmean;    /* [n_rows, d] */
    uint32_t *touched[LANES], n_touched[LANES];
    uint8_t *is_touched[LANES];
    uint64_t steps;
};

struct neural_loss { double upos, bundle, name, move, rel; uint64_t words, moves, rels, move_right, rel_right, upos_right; };

void neural_init(struct neural *z, const struct neural_opts *o, const struct neural_item *items, uint32_t n);
void neural_free(struct neural *z);
/* Trains; calls save(z, arg) at the end of every epoch. */
int neural_train(struct neural *z, const struct neural_opts *o, const struct neural_item *items, uint32_t n,
                 int (*save)(struct neural *z, uint32_t epoch, void *arg), void *arg, struct rd_err *err);
/* One lane of a batch: forward and backward. */
void neural_lane(struct neural *z, const struct neural_opts *o, uint32_t lane, const struct neural_item **items, uint32_t n, bool explore,
                 uint64_t seed, struct neural_loss *loss);
#endif
