/* encode.c - see encode.h. */
#include "analyse/encode.h"

#include "analyse/kernel.h"

static float *floats(struct rd_arena *a, uint64_t n)
{
    return rd_arena_get(a, n * sizeof(float));
}

void enc_init(struct enc_state *s, const struct enc *e, uint32_t n_t, const uint32_t *beg, uint32_t n_s, struct rd_arena *a)
{
    memset(s, 0, sizeof *s);
    s->n_t = n_t;
    s->n_s = n_s;
    s->beg = beg;
    s->x[0] = RD_NEW_N(a, float, (uint64_t)n_t * e->d + 1);
    s->rstd[0] = floats(a, n_t + 1);
    for (uint32_t k = 0; k < e->n_block; k++) {
        s->x[k + 1] = floats(a, (uint64_t)n_t * e->d + 1);
        s->u[k] = floats(a, (uint64_t)n_t * e->d * (e->kind[k] == ENC_SRU ? 3 : 1) + 1);
        if (e->kind[k] == ENC_SRU) s->c[k] = floats(a, (uint64_t)n_t * e->d + 1);
        s->rstd[k + 1] = floats(a, n_t + 1);
    }
}

void enc_gather(float *wide, const float *x, const struct enc_state *s, uint32_t d)
{
    for (uint32_t i = 0; i < s->n_s; i++)
        for (uint32_t t = s->beg[i]; t < s->beg[i + 1]; t++) {
            float *w = wide + (uint64_t)t * 3 * d;
            if (t > s->beg[i]) memcpy(w, x + (uint64_t)(t - 1) * d, d * sizeof *w);
            else memset(w, 0, d * sizeof *w);
            memcpy(w + d, x + (uint64_t)t * d, d * sizeof *w);
            if (t + 1 < s->beg[i + 1]) memcpy(w + 2 * d, x + (uint64_t)(t + 1) * d, d * sizeof *w);
            else memset(w + 2 * d, 0, d * sizeof *w);
        }
}

static void fill_bias(float *u, const float *b, uint32_t n_t, uint32_t n)
{
    for (uint32_t t = 0; t < n_t; t++) memcpy(u + (uint64_t)t * n, b, n * sizeof *u);
}

/* u += x W, in floats or in shorts. */
static void product(const struct enc *e, const struct enc_state *s, uint32_t k, const float *x, uint32_t n_k, uint32_t n_j, struct rd_arena *a)
{
    if (e->q[k].w == NULL) {
        kernel_gemm(s->u[k], n_j, x, n_k, e->w[k], s->n_t, n_k, n_j);
        return;
    }
    struct rd_arena_mark mark = rd_arena_mark(a);
    int16_t *q = rd_arena_get(a, ((uint64_t)s->n_t * n_k + 1) * sizeof *q);
    shorts_round(q, x, (uint64_t)s->n_t * n_k);
    shorts_gemm(s->u[k], n_j, q, &e->q[k], s->n_t, n_k, n_j);
    rd_arena_reset(a, mark);
}

static void run_conv(const struct enc *e, struct enc_state *s, uint32_t k, struct rd_arena *a)
{
    uint32_t d = e->d;
    struct rd_arena_mark mark = rd_arena_mark(a);
    float *wide = floats(a, (uint64_t)s->n_t * 3 * d + 1);
    enc_gather(wide, s->x[k], s, d);
    fill_bias(s->u[k], e->b[k], s->n_t, d);
    product(e, s, k, wide, 3 * d, d, a);
    rd_arena_reset(a, mark);
    memcpy(s->x[k + 1], s->u[k], (uint64_t)s->n_t * d * sizeof(float));
    kernel_relu(s->x[k + 1], s->n_t * d);
}

static void sru_step(const float *u, const float *before, float *c, float *y, uint32_t h)
{
    for (uint32_t j = 0; j < h; j++) {
        float f = kernel_gate(u[h + j]), prev = before ? before[j] : 0.0f;
        c[j] = u[j] + f * (prev - u[j]);
        y[j] = kernel_gate(u[2 * h + j]) * kernel_soft(c[j]);
    }
}

static void run_sru(const struct enc *e, struct enc_state *s, uint32_t k, struct rd_arena *a)
{
    uint32_t d = e->d, h = d / 2;
    float *u = s->u[k], *c = s->c[k], *y = s->x[k + 1];
    fill_bias(u, e->b[k], s->n_t, 3 * d);
    product(e, s, k, s->x[k], d, 3 * d, a);
    for (uint32_t i = 0; i < s->n_s; i++) {
        uint32_t beg = s->beg[i], end = s->beg[i + 1];
        for (uint32_t t = beg; t < end; t++)
            sru_step(u + (uint64_t)t * 3 * d, t > beg ? c + (uint64_t)(t - 1) * d : NULL, c + (uint64_t)t * d, y + (uint64_t)t * d, h);
        for (uint32_t t = end; t-- > beg;)
            sru_step(u + (uint64_t)t * 3 * d + 3 * h, t + 1 < end ? c + (uint64_t)(t + 1) * d + h : NULL, c + (uint64_t)t * d + h,
                     y + (uint64_t)t * d + h, h);
    }
}

void enc_run(const struct enc *e, struct enc_state *s, struct rd_arena *a)
{
    uint32_t d = e->d;
    for (uint32_t t = 0; t < s->n_t; t++) s->rstd[0][t] = kernel_norm(s->x[0] + (uint64_t)t * d, d);
    for (uint32_t k = 0; k < e->n_block; k++) {
        if (e->kind[k] == ENC_CONV) run_conv(e, s, k, a);
        else run_sru(e, s, k, a);
        float *y = s->x[k + 1];
        if (s->mask[k] != NULL)
            for (uint64_t i = 0; i < (uint64_t)s->n_t * d; i++) y[i] *= s->mask[k][i];
        kernel_add(y, s->x[k], s->n_t * d);
        for (uint32_t t = 0; t < s->n_t; t++) s->rstd[k + 1][t] = kernel_norm(y + (uint64_t)t * d, d);
    }
}
