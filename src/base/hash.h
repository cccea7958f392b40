/* hash.h - hashes: a fast 64-bit one (not for secrets) and SHA-256 (FIPS 180-4). The same on every machine. */
#ifndef RD_HASH_H
#define RD_HASH_H
#include "base/str.h"

uint64_t rd_hash64(const void *p, size_t n, uint64_t seed);
uint64_t rd_hash_mix(uint64_t a, uint64_t b);

struct rd_sha256 { uint32_t h[8]; uint64_t n; uint8_t block[64]; bool fast; };
void rd_sha256_init(struct rd_sha256 *s);
void rd_sha256_add(struct rd_sha256 *s, const void *p, size_t n);
void rd_sha256_end(struct rd_sha256 *s, uint8_t out[32]);
void rd_hex(char *out, const uint8_t *p, size_t n); /* writes 2n characters and a NUL */

#endif
