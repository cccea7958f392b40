/* mix.h - feature hashes. A feature is a 32-bit key: the template's number mixed with its values. The same on every machine. */
#ifndef ANALYSE_MIX_H
#define ANALYSE_MIX_H
#include <stdint.h>

static inline uint64_t analyse_mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x9E3779B97F4A7C15ull;
    return h ^ (h >> 32);
}

static inline uint32_t analyse_key1(uint32_t t, uint32_t a)
{
    return (uint32_t)(analyse_mix(analyse_mix(t + 1u, a), 0x51ull) >> 16);
}

static inline uint32_t analyse_key2(uint32_t t, uint32_t a, uint32_t b)
{
    return (uint32_t)(analyse_mix(analyse_mix(t + 1u, ((uint64_t)a << 32) | b), 0x52ull) >> 16);
}

static inline uint32_t analyse_key3(uint32_t t, uint32_t a, uint32_t b, uint32_t c)
{
    return (uint32_t)(analyse_mix(analyse_mix(analyse_mix(t + 1u, ((uint64_t)a << 32) | b), c), 0x53ull) >> 16);
}
#endif
