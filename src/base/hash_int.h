/* hash_int.h - what the files of the hashes share: SHA-256 by the processor's own instructions, where it has them. The result is the
 * same; only its speed differs. */
#ifndef RD_HASH_INT_H
#define RD_HASH_INT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern const uint32_t hash_sha256_k[64]; /* FIPS 180-4, 4.2.2 */

bool hash_sha256_has_fast(void);
/* [blocks] of 64 bytes into the state; only if there is such a processor. */
void hash_sha256_fast(uint32_t h[8], const uint8_t *p, size_t blocks);
#endif
