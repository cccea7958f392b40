/* kernel.c - see kernel.h. */
#include "analyse/kernel.h"

#include <math.h>
#include <string.h>

typedef float v8 __attribute__((vector_size(32)));

#define LOAD(v, p) memcpy(&(v), (p), sizeof(v8))
#define STORE(p, v) memcpy((p), &(v), sizeof(v8))

/* Four rows by sixteen columns at a time: eight sums stay in registers. */
static inline __attribute__((always_inline)) void gemm_4x16(float *out, uint32_t ldo, const float *x, uint32_t ldx, const float *w,
                                                            uint32_t n_k, uint32_t n_j)
{
    v8 a0, a1, b0, b1, c0, c1, d0, d1, w0, w1;
    LOAD(a0, out); LOAD(a1, out + 8);
    LOAD(b0, out + ldo); LOAD(b1, out + ldo + 8);
    LOAD(c0, out + 2 * ldo); LOAD(c1, out + 2 * ldo + 8);
    LOAD(d0, out + 3 * ldo); LOAD(d1, out + 3 * ldo + 8);
    for (uint32_t k = 0; k < n_k; k++, w += n_j) {
        LOAD(w0, w);
        LOAD(w1, w + 8);
        a0 += x[k] * w0; a1 += x[k] * w1;
        b0 += x[k + ldx] * w0; b1 += x[k + ldx] * w1;
        c0 += x[k + 2 * ldx] * w0; c1 += x[k + 2 * ldx] * w1;
        d0 += x[k + 3 * ldx] * w0; d1 += x[k + 3 * ldx] * w1;
    }
    STORE(out, a0); STORE(out + 8, a1);
    STORE(out + ldo, b0); STORE(out + ldo + 8, b1);
    STORE(out + 2 * ldo, c0); STORE(out + 2 * ldo + 8, c1);
    STORE(out + 3 * ldo, d0); STORE(out + 3 * ldo + 8, d1);
}

/* One row by 32 columns: four sums at a time hide the wait for each. */
static inline __attribute__((always_inline)) void gemm_1x32(float *out, const float *x, const float *w, uint32_t n_k, uint32_t n_j)
{
    v8 a, b, c, d, wa, wb, wc, wd;
    LOAD(a, out); LOAD(b, out + 8); LOAD(c, out + 16); LOAD(d, out + 24);
    for (uint32_t k = 0; k < n_k; k++, w += n_j) {
        LOAD(wa, w); LOAD(wb, w + 8); LOAD(wc, w + 16); LOAD(wd, w + 24);
        a += x[k] * wa; b += x[k] * wb; c += x[k] * wc; d += x[k] * wd;
    }
    STORE(out, a); STORE(out + 8, b); STORE(out + 16, c); STORE(out + 24, d);
}

static inline __attribute__((always_inline)) void gemm_1x8(float *out, const float *x, const float *w, uint32_t n_k, uint32_t n_j)
{
    v8 a, w0;
    LOAD(a, out);
    for (uint32_t k = 0; k < n_k; k++, w += n_j) {
        LOAD(w0, w);
        a += x[k] * w0;
    }
    STORE(out, a);
}

static inline __attribute__((always_inline)) void gemm_body(float *out, uint32_t ldo, const float *x, uint32_t ldx, const float *w,
                                                            uint32_t n_t, uint32_t n_k, uint32_t n_j)
{
    uint32_t t = 0;
    for (; t + 4 <= n_t; t += 4) {
        uint32_t j = 0;
        for (; j + 16 <= n_j; j += 16) gemm_4x16(out + t * ldo + j, ldo, x + t * ldx, ldx, w + j, n_k, n_j);
        for (; j + 8 <= n_j; j += 8)
            for (uint32_t r = t; r < t + 4; r++) gemm_1x8(out + r * ldo + j, x + r * ldx, w + j, n_k, n_j);
    }
    for (; t < n_t; t++) {
        uint32_t j = 0;
        for (; j + 32 <= n_j; j += 32) gemm_1x32(out + t * ldo + j, x + t * ldx, w + j, n_k, n_j);
        for (; j + 8 <= n_j; j += 8) gemm_1x8(out + t * ldo + j, x + t * ldx, w + j, n_k, n_j);
    }
}

static void gemm_base(float *out, uint32_t ldo, const float *x, uint32_t ldx, const float *w, uint32_t n_t, uint32_t n_k, uint32_t n_j)
{
    gemm_body(out, ldo, x, ldx, w, n_t, n_k, n_j);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void gemm_avx2(float *out, uint32_t ldo, const float *x, uint32_t ldx, const float *w,
                                                      uint32_t n_t, uint32_t n_k, uint32_t n_j)
{
    gemm_body(out, ldo, x, ldx, w, n_t, n_k, n_j);
}
#endif

void kernel_gemm(float *out, uint32_t ldo, const float *x, uint32_t ldx, const float *w, uint32_t n_t, uint32_t n_k, uint32_t n_j)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        gemm_avx2(out, ldo, x, ldx, w, n_t, n_k, n_j);
        return;
    }
#endif
    gemm_base(out, ldo, x, ldx, w, n_t, n_k, n_j);
}

void kernel_gemm_plain(float *out, uint32_t ldo, const float *x, uint32_t ldx, const float *w, uint32_t n_t, uint32_t n_k, uint32_t n_j)
{
    for (uint32_t t = 0; t < n_t; t++)
        for (uint32_t j = 0; j < n_j; j++) {
            float sum = out[t * ldo + j];
            for (uint32_t k = 0; k < n_k; k++) sum += x[t * ldx + k] * w[k * n_j + j];
            out[t * ldo + j] = sum;
        }
}

typedef int8_t v8b __attribute__((vector_size(8)));
typedef int32_t v8i __attribute__((vector_size(32)));

static inline __attribute__((always_inline)) void add_body(float *out, const float *x, uint32_t n)
{
    for (uint32_t i = 0; i + 8 <= n; i += 8) {
        v8 a, b;
        LOAD(a, out + i);
        LOAD(b, x + i);
        a += b;
        STORE(out + i, a);
    }
}

static inline __attribute__((always_inline)) void add_bytes_body(float *out, const int8_t *x, float scale, uint32_t n)
{
    for (uint32_t i = 0; i + 8 <= n; i += 8) {
        v8 a;
        v8b b;
        LOAD(a, out + i);
        memcpy(&b, x + i, sizeof b);
        a += scale * __builtin_convertvector(b, v8);
        STORE(out + i, a);
    }
}

static inline __attribute__((always_inline)) void relu_body(float *x, uint32_t n)
{
    for (uint32_t i = 0; i + 8 <= n; i += 8) {
        v8 a, zero = {0};
        LOAD(a, x + i);
        v8i keep = a > zero;
        a = (v8)((v8i)a & keep);
        STORE(x + i, a);
    }
}

static inline __attribute__((always_inline)) float eight(const v8 *v)
{
    const v8 s = *v;
    return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}

static inline __attribute__((always_inline)) float norm_body(float *x, uint32_t n)
{
    v8 a, sum = {0}, square = {0};
    for (uint32_t i = 0; i < n; i += 8) {
        LOAD(a, x + i);
        sum += a;
    }
    float mean = eight(&sum) / (float)n;
    for (uint32_t i = 0; i < n; i += 8) {
        LOAD(a, x + i);
        a -= mean;
        square += a * a;
        STORE(x + i, a);
    }
    float r = 1.0f / sqrtf(eight(&square) / (float)n + 1e-5f);
    for (uint32_t i = 0; i < n; i += 8) {
        LOAD(a, x + i);
        a *= r;
        STORE(x + i, a);
    }
    return r;
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2"))) static
AVX2 void add_avx2(float *out, const float *x, uint32_t n) { add_body(out, x, n); }
AVX2 void add_bytes_avx2(float *out, const int8_t *x, float scale, uint32_t n) { add_bytes_body(out, x, scale, n); }
AVX2 void relu_avx2(float *x, uint32_t n) { relu_body(x, n); }
AVX2 float norm_avx2(float *x, uint32_t n) { return norm_body(x, n); }
#define HAS_AVX2 __builtin_cpu_supports("avx2")
#else
#define HAS_AVX2 0
#define add_avx2 add_body
#define add_bytes_avx2 add_bytes_body
#define relu_avx2 relu_body
#define norm_avx2 norm_body
#endif

void kernel_add(float *out, const float *x, uint32_t n)
{
    if (HAS_AVX2) add_avx2(out, x, n);
    else add_body(out, x, n);
}

void kernel_add_bytes(float *out, const int8_t *x, float scale, uint32_t n)
{
    if (HAS_AVX2) add_bytes_avx2(out, x, scale, n);
    else add_bytes_body(out, x, scale, n);
}

void kernel_relu(float *x, uint32_t n)
{
    if (HAS_AVX2) relu_avx2(x, n);
    else relu_body(x, n);
}

float kernel_norm(float *x, uint32_t n)
{
    return HAS_AVX2 ? norm_avx2(x, n) : norm_body(x, n);
}
