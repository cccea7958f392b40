/* The vector kernels give the bytes of the plain loops. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "analyse/encode.h"
#include "analyse/kernel.h"
#include "analyse/mix.h"

static float number(uint32_t i)
{
    return (float)(int32_t)(analyse_mix(i, 77) >> 40 & 0xFFFF) / 32768.0f - 1.0f;
}

static void gemm_is_plain(void **state)
{
    (void)state;
    static const uint32_t shape[][3] = {{1, 5, 8}, {3, 17, 24}, {4, 96, 16}, {7, 33, 40}, {13, 128, 136}, {64, 288, 96}};
    static float x[64 * 288], w[288 * 136], out[64 * 136], want[64 * 136];
    for (uint32_t k = 0; k < RD_ARRAY_LEN(shape); k++) {
        uint32_t n_t = shape[k][0], n_k = shape[k][1], n_j = shape[k][2];
        for (uint32_t i = 0; i < n_t * n_k; i++) x[i] = number(i + k);
        for (uint32_t i = 0; i < n_k * n_j; i++) w[i] = number(i * 3 + 1);
        for (uint32_t i = 0; i < n_t * n_j; i++) out[i] = want[i] = number(i * 5 + 2);
        kernel_gemm(out, n_j, x, n_k, w, n_t, n_k, n_j);
        kernel_gemm_plain(want, n_j, x, n_k, w, n_t, n_k, n_j);
        assert_memory_equal(out, want, n_t * n_j * sizeof *out);
    }
}

/* Products in shorts: vectors give the bytes of the plain loop, and the loop comes near to floats. */
static void shorts_are_plain(void **state)
{
    (void)state;
    static const uint32_t shape[][3] = {{1, 16, 8}, {3, 32, 24}, {4, 96, 16}, {7, 48, 40}, {13, 128, 136}, {21, 384, 72}};
    static float x[21 * 384], w[384 * 136], unit[136], out[21 * 136], want[21 * 136], exact[21 * 136];
    static int16_t q[21 * 384], qw[384 * 136];
    for (uint32_t k = 0; k < RD_ARRAY_LEN(shape); k++) {
        uint32_t n_t = shape[k][0], n_k = shape[k][1], n_j = shape[k][2];
        struct shorts m = {qw, unit};
        for (uint32_t i = 0; i < n_t * n_k; i++) x[i] = 3.0f * number(i + k);
        for (uint32_t i = 0; i < n_k * n_j; i++) w[i] = number(i * 3 + 1);
        for (uint32_t i = 0; i < n_t * n_j; i++) out[i] = want[i] = exact[i] = number(i * 5 + 2);
        shorts_make(qw, unit, w, n_k, n_j);
        shorts_round(q, x, (uint64_t)n_t * n_k);
        shorts_gemm(out, n_j, q, &m, n_t, n_k, n_j);
        shorts_gemm_plain(want, n_j, q, &m, n_t, n_k, n_j);
        kernel_gemm_plain(exact, n_j, x, n_k, w, n_t, n_k, n_j);
        assert_memory_equal(out, want, n_t * n_j * sizeof *out);
        for (uint32_t i = 0; i < n_t * n_j; i++) assert_true(out[i] - exact[i] < 0.03f && exact[i] - out[i] < 0.03f);
    }
}

/* Even the longest row against the longest column stays in 32 bits. */
static void shorts_do_not_overflow(void **state)
{
    (void)state;
    enum { K = 3 * 240, J = 8 };
    static float x[K], w[K * J], unit[J], out[J];
    static int16_t q[K], qw[K * J];
    struct shorts m = {qw, unit};
    for (uint32_t i = 0; i < K; i++) x[i] = 1.0f;             /* length sqrt(3 d) */
    for (uint32_t i = 0; i < K * J; i++) w[i] = 0.5f;
    shorts_make(qw, unit, w, K, J);
    shorts_round(q, x, K);
    shorts_gemm_plain(out, J, q, &m, 1, K, J);
    for (uint32_t j = 0; j < J; j++) assert_true(out[j] > 359.0f && out[j] < 361.0f);
}

/* A sentence has the same vectors alone and beside others. */
static void sentences_do_not_touch(void **state)
{
    (void)state;
    enum { D = 16 };
    static float cw[3 * D * D], cb[D], sw[3 * D * D], sb[3 * D];
    struct enc e = {.d = D, .n_block = 2, .kind = {ENC_CONV, ENC_SRU}, .w = {cw, sw}, .b = {cb, sb}};
    struct enc_state one, all;
    struct rd_arena a;
    for (uint32_t i = 0; i < 3 * D * D; i++) {
        cw[i] = number(i);
        sw[i] = number(i + 9999);
    }
    rd_arena_init(&a);
    static const uint32_t alone[] = {0, 5}, beside[] = {0, 3, 8, 9};
    enc_init(&one, &e, 5, alone, 1, &a);
    enc_init(&all, &e, 9, beside, 3, &a);
    for (uint32_t i = 0; i < 9 * D; i++) all.x[0][i] = number(i + 5);
    for (uint32_t i = 0; i < 5 * D; i++) one.x[0][i] = all.x[0][3 * D + i];
    enc_run(&e, &one, &a);
    enc_run(&e, &all, &a);
    assert_memory_equal(one.x[2], all.x[2] + 3 * D, 5 * D * sizeof(float));
    rd_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gemm_is_plain), cmocka_unit_test(shorts_are_plain), cmocka_unit_test(shorts_do_not_overflow), cmocka_unit_test(sentences_do_not_touch)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
