/* shorts.h - matrix products in whole numbers: weights of 16 bits, inputs rounded to 1/2048, sums of 32 bits.
 * Whole numbers make the same bytes in every order, so that each machine may use the widest instructions it has.
 * Why no sum overflows: a row of the encoder has length sqrt(d) after kernel_norm, three rows side by side sqrt(3 d); a column of
 * weights is scaled to a length of at most SHORTS_LENGTH, so |sum| <= 2048 sqrt(3 d) SHORTS_LENGTH < 2^31 for d <= 256; and no |x| exceeds sqrt(d). */
#ifndef ANALYSE_SHORTS_H
#define ANALYSE_SHORTS_H
#include <stdint.h>

#define SHORTS_ONE 2048.0f
#define SHORTS_LENGTH 32000.0f
#define SHORTS_MAX_D 240u

/* w: pairs of rows lie together, [k / 2][j][2]; unit [j]: what one step of a sum is worth. */
struct shorts { const int16_t *w; const float *unit; };

/* q = x in steps of 1 / SHORTS_ONE; |x| < 16, n a multiple of 8. */
void shorts_round(int16_t *q, const float *x, uint64_t n);
/* out[t][j] += unit[j] times the sum over k of x[t][k] w[k][j];  out [t, ldo], x [t, n_k], n_k even, n_j a multiple of 8. */
void shorts_gemm(float *out, uint32_t ldo, const int16_t *x, const struct shorts *m, uint32_t n_t, uint32_t n_k, uint32_t n_j);
/* The same without vectors, to check it against. */
void shorts_gemm_plain(float *out, uint32_t ldo, const int16_t *x, const struct shorts *m, uint32_t n_t, uint32_t n_k, uint32_t n_j);
/* Weights [k, j] as shorts: fills w [k * j] and unit [j]. */
void shorts_make(int16_t *w, float *unit, const float *from, uint32_t n_k, uint32_t n_j);
#endif
