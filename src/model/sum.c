/* sum.c - checksums of sections. */
#include <string.h>

#include "base/hash.h"
#include "model/file_format.h"

static inline uint64_t mix(uint64_t h, uint64_t w)
{
    h = (h ^ w) * 0x9FB21C651E98DF25ull;
    return h ^ h >> 32;
}

uint64_t model_sum(uint32_t version, const void *p, uint64_t n, uint64_t seed)
{
    const unsigned char *b = p;
    uint64_t h[4] = {seed, seed + 1, seed + 2, seed + 3}, w[4], i = 0;
    if (version < 2) return rd_hash64(p, n, seed);
    for (; i + sizeof w <= n; i += sizeof w) {
        memcpy(w, b + i, sizeof w);
        h[0] = mix(h[0], w[0]);
        h[1] = mix(h[1], w[1]);
        h[2] = mix(h[2], w[2]);
        h[3] = mix(h[3], w[3]);
    }
    uint64_t rest = rd_hash64(b + i, n - i, n);
    return rd_hash_mix(rd_hash_mix(h[0], h[1]), rd_hash_mix(rd_hash_mix(h[2], h[3]), rest));
}
