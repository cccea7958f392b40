/* linear.h - a linear classifier over hashed features with sparse rows, used in place in the mapping.
 * Sections <name>.slots [cap, 2] int32 (key, offset into pairs; offset 0 = free) and <name>.pairs [n, 2] int16:
 * a row is a head pair (count, 0) followed by `count` pairs (class, weight). score(c) = sum of the weights of c over the
 * features that have a row. Integers only: the same scores on every machine. */
#ifndef ANALYSE_LINEAR_H
#define ANALYSE_LINEAR_H
#include "base/str.h"

#define LINEAR_MAX_CLASSES 640

struct linear_slot { uint32_t key, off; };
struct linear_pair { uint16_t cls; int16_t weight; };

struct linear {
    const struct linear_slot *slots;
    const struct linear_pair *pairs;
    uint32_t cap, n_pairs, n_classes;
};

struct rd_model;
struct rd_err;
/* Finds the sections "<name>.slots" and "<name>.pairs"; RD_EMODEL if they are missing or unsound. */
int linear_open(struct linear *l, const struct rd_model *m, const char *name, uint32_t n_classes, struct rd_err *err);
/* Overwrites score[0..n_classes). */
void linear_score(const struct linear *l, const uint32_t *keys, uint32_t n, int32_t *score);

/* The first slot to try of `cap`; the next ones follow, around the end. */
static inline uint32_t linear_home(uint32_t key, uint32_t cap)
{
    return (uint32_t)(((uint64_t)(key * 0x9E3779B1u) * cap) >> 32);
}

static inline uint32_t linear_next(uint32_t at, uint32_t cap)
{
    return at + 1 == cap ? 0 : at + 1;
}
#endif
