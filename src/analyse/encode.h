/* encode.h - the sentence encoder: rows of hashed parts of words, summed; then blocks of two kinds over the sentence.
 *   input    x0 = norm(sum of the token's rows)                                      [n_t, d]
 *   conv     x' = norm(x + relu([x(t-1) x(t) x(t+1)] W + b))                         W [3d, d]
 *   sru      u = x W + b, W [d, 3d]; for each direction, h = d/2 wide, with z f r parts of u (simple recurrent unit,
 *            Lei et al. 2018, without peepholes):  c(t) = g(f) c(t-1) + (1 - g(f)) z;  y = g(r) s(c)
 *            x' = norm(x + y)
 * g is kernel_gate, s kernel_soft. Several sentences are run as one matrix; beg marks where each begins. */
#ifndef ANALYSE_ENCODE_H
#define ANALYSE_ENCODE_H
#include "analyse/shorts.h"
#include "base/arena.h"

#define ENC_MAX_BLOCKS 8u
enum enc_kind { ENC_CONV = 'C', ENC_SRU = 'S' };

struct enc {
    uint32_t d, n_block;
    uint8_t kind[ENC_MAX_BLOCKS];
    const float *w[ENC_MAX_BLOCKS], *b[ENC_MAX_BLOCKS];
    struct shorts q[ENC_MAX_BLOCKS];     /* the same weights as the program reads them; in training none */
};

/* Everything computed on the way is kept: the trainer walks back over it. */
struct enc_state {
    uint32_t n_t, n_s;
    const uint32_t *beg;                 /* [n_s + 1] */
    float *x[ENC_MAX_BLOCKS + 1];        /* [n_t, d] */
    float *u[ENC_MAX_BLOCKS];            /* conv [n_t, d], sru [n_t, 3d] */
    float *c[ENC_MAX_BLOCKS];            /* sru [n_t, d] */
    float *rstd[ENC_MAX_BLOCKS + 1];     /* [n_t] */
    const float *mask[ENC_MAX_BLOCKS];   /* NULL or [n_t, d]: dropout of the block's output, in training */
};

/* Allots the arrays; x[0] is cleared for the caller to sum rows into. */
void enc_init(struct enc_state *s, const struct enc *e, uint32_t n_t, const uint32_t *beg, uint32_t n_s, struct rd_arena *a);
void enc_run(const struct enc *e, struct enc_state *s, struct rd_arena *a);
/* wide[t] = x[t-1] x[t] x[t+1], zeros over the edges of sentences. */
void enc_gather(float *wide, const float *x, const struct enc_state *s, uint32_t d);
#endif
