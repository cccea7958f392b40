/* sha_x86.c - SHA-256 with the SHA instructions of x86-64 (Intel SDM, SHA256RNDS2): an archive is hashed about as fast as it is unpacked.
 * Elsewhere the functions say that there are none. */
#include "base/hash_int.h"

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include <cpuid.h>
#include <immintrin.h>

bool hash_sha256_has_fast(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & 1u << 19) || !(c & 1u << 9)) /* SSE4.1, SSSE3 */
        return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & 1u << 29);
}

/* Four rounds with the words w0, and the four words that come sixteen rounds later. */
__attribute__((target("sha,sse4.1"))) static inline __m128i rounds(__m128i *abef, __m128i *cdgh, const uint32_t *k, __m128i w0, __m128i w1,
                                                                   __m128i w2, __m128i w3) {
    __m128i m = _mm_add_epi32(w0, _mm_loadu_si128((const __m128i *)(const void *)k));
    *cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, m);
    *abef = _mm_sha256rnds2_epu32(*abef, *cdgh, _mm_shuffle_epi32(m, 0x0E));
    return _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4)), w3);
}

__attribute__((target("sha,sse4.1"))) void hash_sha256_fast(uint32_t h[8], const uint8_t *p, size_t blocks) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bll, 0x0405060700010203ll);
    __m128i *state = (__m128i *)(void *)h;
    __m128i dcba = _mm_shuffle_epi32(_mm_loadu_si128(state), 0xB1), hgfe = _mm_shuffle_epi32(_mm_loadu_si128(state + 1), 0x1B);
    __m128i abef = _mm_alignr_epi8(dcba, hgfe, 8), cdgh = _mm_blend_epi16(hgfe, dcba, 0xF0);
    for (; blocks; blocks--, p += 64) {
        const __m128i *in = (const __m128i *)(const void *)p;
        __m128i w0 = _mm_shuffle_epi8(_mm_loadu_si128(in), swap), w1 = _mm_shuffle_epi8(_mm_loadu_si128(in + 1), swap);
        __m128i w2 = _mm_shuffle_epi8(_mm_loadu_si128(in + 2), swap), w3 = _mm_shuffle_epi8(_mm_loadu_si128(in + 3), swap);
        __m128i abef0 = abef, cdgh0 = cdgh;
        for (const uint32_t *k = hash_sha256_k; k < hash_sha256_k + 64; k += 16) {
            w0 = rounds(&abef, &cdgh, k, w0, w1, w2, w3);
            w1 = rounds(&abef, &cdgh, k + 4, w1, w2, w3, w0);
            w2 = rounds(&abef, &cdgh, k + 8, w2, w3, w0, w1);
            w3 = rounds(&abef, &cdgh, k + 12, w3, w0, w1, w2);
        }
        abef = _mm_add_epi32(abef, abef0);
        cdgh = _mm_add_epi32(cdgh, cdgh0);
    }
    __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(state, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(state + 1, _mm_alignr_epi8(dchg, feba, 8));
}
#else
bool hash_sha256_has_fast(void) {
    return false;
}

void hash_sha256_fast(uint32_t h[8], const uint8_t *p, size_t blocks) {
    (void)h, (void)p, (void)blocks;
}
#endif
