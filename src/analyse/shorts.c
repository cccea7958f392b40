/* shorts.c - see shorts.h. */
#include "analyse/shorts.h"

#include <math.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef float v8 __attribute__((vector_size(32)));
typedef int32_t v8i __attribute__((vector_size(32)));
typedef int16_t v8s __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) void round_body(int16_t *q, const float *x, uint64_t n)
{
    const v8 half = {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};
    const v8i sign = {INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN};
    for (uint64_t i = 0; i < n; i += 8) {
        v8 v;
        memcpy(&v, x + i, sizeof v);
        v *= SHORTS_ONE;
        v8 up = (v8)((v8i)half | ((v8i)v & sign));
        v8s r = __builtin_convertvector(__builtin_convertvector(v + up, v8i), v8s);
        memcpy(q + i, &r, sizeof r);
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void round_avx2(int16_t *q, const float *x, uint64_t n)
{
    round_body(q, x, n);
}
#endif

void shorts_round(int16_t *q, const float *x, uint64_t n)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        round_avx2(q, x, n);
        return;
    }
#endif
    round_body(q, x, n);
}

void shorts_make(int16_t *w, float *unit, const float *from, uint32_t n_k, uint32_t n_j)
{
    for (uint32_t j = 0; j < n_j; j++) {
        double square = 1e-12;
        for (uint32_t k = 0; k < n_k; k++) square += (double)from[(uint64_t)k * n_j + j] * (double)from[(uint64_t)k * n_j + j];
        float steps = SHORTS_LENGTH / (float)sqrt(square);
        unit[j] = 1.0f / (steps * SHORTS_ONE);
        for (uint32_t k = 0; k < n_k; k++) {
            float v = from[(uint64_t)k * n_j + j] * steps;
            w[((uint64_t)(k / 2) * n_j + j) * 2 + (k & 1u)] = (int16_t)(int32_t)(v + (v < 0 ? -0.5f : 0.5f));
        }
    }
}

void shorts_gemm_plain(float *out, uint32_t ldo, const int16_t *x, const struct shorts *m, uint32_t n_t, uint32_t n_k, uint32_t n_j)
{
    for (uint32_t t = 0; t < n_t; t++)
        for (uint32_t j = 0; j < n_j; j++) {
            int32_t sum = 0;
            for (uint32_t k = 0; k < n_k; k++) sum += (int32_t)x[(uint64_t)t * n_k + k] * m->w[((uint64_t)(k / 2) * n_j + j) * 2 + (k & 1u)];
            out[(uint64_t)t * ldo + j] += m->unit[j] * (float)sum;
        }
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2"), always_inline)) static inline
#define VNNI __attribute__((target("avx512f,avx512vnni"), always_inline)) static inline

static inline int32_t pair_at(const int16_t *x)
{
    int32_t v;
    memcpy(&v, x, sizeof v);
    return v;
}

AVX2 void give_8(float *out, __m256i sum, const float *unit)
{
    _mm256_storeu_ps(out, _mm256_add_ps(_mm256_loadu_ps(out), _mm256_mul_ps(_mm256_loadu_ps(unit), _mm256_cvtepi32_ps(sum))));
}

/* Four rows by 16 columns; n2: pairs of inputs. */
AVX2 void four_by_16(float *out, uint32_t ldo, const int16_t *x, uint32_t n2, const int16_t *w, const float *unit, uint32_t n_j)
{
    __m256i a0 = _mm256_setzero_si256(), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
    for (uint32_t k = 0; k < n2; k++, w += 2ull * n_j) {
        __m256i w0 = _mm256_loadu_si256((const void *)w), w1 = _mm256_loadu_si256((const void *)(w + 16));
        __m256i a = _mm256_set1_epi32(pair_at(x + 2 * k)), b = _mm256_set1_epi32(pair_at(x + 2 * (n2 + k)));
        __m256i c = _mm256_set1_epi32(pair_at(x + 2 * (2 * n2 + k))), d = _mm256_set1_epi32(pair_at(x + 2 * (3 * n2 + k)));
        a0 = _mm256_add_epi32(a0, _mm256_madd_epi16(a, w0)), a1 = _mm256_add_epi32(a1, _mm256_madd_epi16(a, w1));
        b0 = _mm256_add_epi32(b0, _mm256_madd_epi16(b, w0)), b1 = _mm256_add_epi32(b1, _mm256_madd_epi16(b, w1));
        c0 = _mm256_add_epi32(c0, _mm256_madd_epi16(c, w0)), c1 = _mm256_add_epi32(c1, _mm256_madd_epi16(c, w1));
        d0 = _mm256_add_epi32(d0, _mm256_madd_epi16(d, w0)), d1 = _mm256_add_epi32(d1, _mm256_madd_epi16(d, w1));
    }
    give_8(out, a0, unit), give_8(out + 8, a1, unit + 8);
    give_8(out + ldo, b0, unit), give_8(out + ldo + 8, b1, unit + 8);
    give_8(out + 2 * ldo, c0, unit), give_8(out + 2 * ldo + 8, c1, unit + 8);
    give_8(out + 3 * ldo, d0, unit), give_8(out + 3 * ldo + 8, d1, unit + 8);
}

AVX2 void one_by_8(float *out, const int16_t *x, uint32_t n2, const int16_t *w, const float *unit, uint32_t n_j)
{
    __m256i sum = _mm256_setzero_si256();
    for (uint32_t k = 0; k < n2; k++, w += 2ull * n_j)
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_set1_epi32(pair_at(x + 2 * k)), _mm256_loadu_si256((const void *)w)));
    give_8(out, sum, unit);
}

__attribute__((target("avx2"))) static void gemm_avx2(float *out, uint32_t ldo, const int16_t *x, const struct shorts *m, uint32_t n_t,
                                                      uint32_t n_k, uint32_t n_j)
{
    for (uint32_t t = 0; t < n_t;) {
        uint32_t rows = n_t - t < 4 ? 1 : 4, j = 0;
        for (; rows == 4 && j + 16 <= n_j; j += 16)
            four_by_16(out + (uint64_t)t * ldo + j, ldo, x + (uint64_t)t * n_k, n_k / 2, m->w + 2ull * j, m->unit + j, n_j);
        for (; j + 8 <= n_j; j += 8)
            for (uint32_t r = t; r < t + rows; r++)
                one_by_8(out + (uint64_t)r * ldo + j, x + (uint64_t)r * n_k, n_k / 2, m->w + 2ull * j, m->unit + j, n_j);
        t += rows;
    }
}

VNNI void give_16(float *out, __m512i sum, const float *unit)
{
    _mm512_storeu_ps(out, _mm512_add_ps(_mm512_loadu_ps(out), _mm512_mul_ps(_mm512_loadu_ps(unit), _mm512_cvtepi32_ps(sum))));
}

VNNI void four_by_32(float *out, uint32_t ldo, const int16_t *x, uint32_t n2, const int16_t *w, const float *unit, uint32_t n_j)
{
    __m512i a0 = _mm512_setzero_si512(), a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
    for (uint32_t k = 0; k < n2; k++, w += 2ull * n_j) {
        __m512i w0 = _mm512_loadu_si512((const void *)w), w1 = _mm512_loadu_si512((const void *)(w + 32));
        __m512i a = _mm512_set1_epi32(pair_at(x + 2 * k)), b = _mm512_set1_epi32(pair_at(x + 2 * (n2 + k)));
        __m512i c = _mm512_set1_epi32(pair_at(x + 2 * (2 * n2 + k))), d = _mm512_set1_epi32(pair_at(x + 2 * (3 * n2 + k)));
        a0 = _mm512_dpwssd_epi32(a0, a, w0), a1 = _mm512_dpwssd_epi32(a1, a, w1);
        b0 = _mm512_dpwssd_epi32(b0, b, w0), b1 = _mm512_dpwssd_epi32(b1, b, w1);
        c0 = _mm512_dpwssd_epi32(c0, c, w0), c1 = _mm512_dpwssd_epi32(c1, c, w1);
        d0 = _mm512_dpwssd_epi32(d0, d, w0), d1 = _mm512_dpwssd_epi32(d1, d, w1);
    }
    give_16(out, a0, unit), give_16(out + 16, a1, unit + 16);
    give_16(out + ldo, b0, unit), give_16(out + ldo + 16, b1, unit + 16);
    give_16(out + 2 * ldo, c0, unit), give_16(out + 2 * ldo + 16, c1, unit + 16);
    give_16(out + 3 * ldo, d0, unit), give_16(out + 3 * ldo + 16, d1, unit + 16);
}

VNNI void one_by_16(float *out, const int16_t *x, uint32_t n2, const int16_t *w, const float *unit, uint32_t n_j)
{
    __m512i sum = _mm512_setzero_si512();
    for (uint32_t k = 0; k < n2; k++, w += 2ull * n_j)
        sum = _mm512_dpwssd_epi32(sum, _mm512_set1_epi32(pair_at(x + 2 * k)), _mm512_loadu_si512((const void *)w));
    give_16(out, sum, unit);
}

__attribute__((target("avx512f,avx512vnni"))) static void gemm_vnni(float *out, uint32_t ldo, const int16_t *x, const struct shorts *m,
                                                                        uint32_t n_t, uint32_t n_k, uint32_t n_j)
{
    for (uint32_t t = 0; t < n_t;) {
        uint32_t rows = n_t - t < 4 ? 1 : 4, j = 0;
        for (; rows == 4 && j + 32 <= n_j; j += 32)
            four_by_32(out + (uint64_t)t * ldo + j, ldo, x + (uint64_t)t * n_k, n_k / 2, m->w + 2ull * j, m->unit + j, n_j);
        for (; j + 16 <= n_j; j += 16)
            for (uint32_t r = t; r < t + rows; r++)
                one_by_16(out + (uint64_t)r * ldo + j, x + (uint64_t)r * n_k, n_k / 2, m->w + 2ull * j, m->unit + j, n_j);
        for (; j + 8 <= n_j; j += 8)
            for (uint32_t r = t; r < t + rows; r++)
                one_by_8(out + (uint64_t)r * ldo + j, x + (uint64_t)r * n_k, n_k / 2, m->w + 2ull * j, m->unit + j, n_j);
        t += rows;
    }
}
#endif

void shorts_gemm(float *out, uint32_t ldo, const int16_t *x, const struct shorts *m, uint32_t n_t, uint32_t n_k, uint32_t n_j)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vnni")) {
        gemm_vnni(out, ldo, x, m, n_t, n_k, n_j);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        gemm_avx2(out, ldo, x, m, n_t, n_k, n_j);
        return;
    }
#endif
    shorts_gemm_plain(out, ldo, x, m, n_t, n_k, n_j);
}
