/* rng.h - the trainer's random numbers: SplitMix64, so that a seed gives the same model everywhere. */
#ifndef TRAIN_RNG_H
#define TRAIN_RNG_H
#include <stdint.h>

struct rng { uint64_t s; };

static inline uint64_t rng_next(struct rng *r)
{
    uint64_t z = (r->s += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

static inline uint32_t rng_below(struct rng *r, uint32_t n)
{
    return (uint32_t)(((rng_next(r) >> 32) * n) >> 32);
}

static inline double rng_unit(struct rng *r)
{
    return (double)(rng_next(r) >> 11) * (1.0 / 9007199254740992.0);
}

/* Fills order[0..n) with a random permutation of 0..n-1. */
static inline void rng_shuffle(struct rng *r, uint32_t *order, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) order[i] = i;
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = rng_below(r, i), x = order[i - 1];
        order[i - 1] = order[j];
        order[j] = x;
    }
}
#endif
