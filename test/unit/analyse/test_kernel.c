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
    const struct CMUnitTest tests[] = {cmocka_unit_test(gemm_is_plain), cmocka_unit_test(sentences_do_not_touch)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
