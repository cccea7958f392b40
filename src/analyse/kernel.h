/* kernel.h - the arithmetic of the network. Every result is the same bytes on every machine: each output element is summed in
 * the order of k, vectors only run along independent outputs, products and sums are never fused (-ffp-contract=off).
 * Widths are multiples of 8. */
#ifndef ANALYSE_KERNEL_H
#define ANALYSE_KERNEL_H
#include <stdint.h>

/* out[t][j] += sum over k of x[t][k] w[k][j];  out [t, ldo], x [t, ldx], w [k, j]. Takes AVX2 where the machine has it. */
void kernel_gemm(float *out, uint32_t ldo, const float *x, uint32_t ldx, const float *w, uint32_t n_t, uint32_t n_k, uint32_t n_j);
/* The same without vectors, to check it against. */
void kernel_gemm_plain(float *out, uint32_t ldo, const float *x, uint32_t ldx, const float *w, uint32_t n_t, uint32_t n_k, uint32_t n_j);
void kernel_add(float *out, const float *x, uint32_t n);
void kernel_add_bytes(float *out, const int8_t *x, float scale, uint32_t n);
void kernel_relu(float *x, uint32_t n);
/* x = (x - mean) / sqrt(variance + 1e-5); returns the reciprocal of the root. */
float kernel_norm(float *x, uint32_t n);

/* x / (1 + |x|): a squashing function that needs no exp. */
static inline float kernel_soft(float x) { return x / (1.0f + (x < 0 ? -x : x)); }
/* In (0, 1). */
static inline float kernel_gate(float x) { return 0.5f + 0.5f * kernel_soft(2.0f * x); }
#endif
