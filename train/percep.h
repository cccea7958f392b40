/* percep.h - an averaged multi-class perceptron over hashed features, and its freezing into the model's sparse rows. */
#ifndef TRAIN_PERCEP_H
#define TRAIN_PERCEP_H
#include "analyse/linear.h"
#include "base/arena.h"

struct percep_entry { int64_t total; uint32_t stamp; int32_t w; uint32_t cls; uint32_t touched; };
struct percep_row { uint32_t key, off; uint16_t n, cap; };

struct percep {
    struct percep_row *rows;      /* open addressing; cap 0 = free */
    uint32_t cap, n_rows;
    struct percep_entry *pool;
    uint32_t n_pool, cap_pool;
    uint32_t n_classes, now;
};

void percep_init(struct percep *p, uint32_t n_classes);
void percep_free(struct percep *p);
void percep_score(const struct percep *p, const uint32_t *keys, uint32_t n, int32_t *score);
/* weight of (key, cls) += by */
void percep_add(struct percep *p, const uint32_t *keys, uint32_t n, uint32_t cls, int32_t by);
/* Averaged weights as sparse rows of at most about max_bytes: entries that were changed less than `touched` times and those
 * of the smallest weight are left out. */
void percep_freeze(struct percep *p, struct linear *out, uint64_t max_bytes, uint32_t touched, struct rd_arena *a);
#endif
