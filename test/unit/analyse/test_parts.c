/* Forms, lemma scripts and transitions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "analyse/lemma.h"
#include "analyse/mix.h"
#include "analyse/tree.h"
#include "analyse/word.h"
#include "base/utf8.h"

static struct word word_of(const char *z)
{
    struct word w;
    analyse_word(&w, rd_str_of(z));
    return w;
}

static void press_typography(void **state)
{
    (void)state;
    static const char *const same[][2] = {{"\xe2\x80\x9c", "\""}, {"\xc2\xab", "\""}, {"``", "\""}, {",,", "\""}, {"''", "\""},
                                          {"\xe2\x80\x99s", "'s"}, {"\xe2\x80\x94", "-"}, {"--", "-"}, {"\xe2\x80\x93", "-"}};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(same); i++) {
        struct word x = word_of(same[i][0]), y = word_of(same[i][1]);
        assert_int_equal(x.low, y.low);
        assert_int_equal(x.cased, y.cased);
    }
    assert_int_equal(word_of("2021").low, word_of("1999").low);
    assert_int_equal(word_of("Minister").low, word_of("minister").low);
    assert_int_not_equal(word_of("Minister").cased, word_of("minister").cased);
    assert_true(word_of("OVSE").flags & WORD_ALLCAP);
    assert_true(word_of("...").flags & WORD_PUNCT);
}

static void scripts(void **state)
{
    (void)state;
    static const char *const pair[][2] = {{"talks", "talk"}, {"Minister", "minister"}, {"afgelopen", "af_lopen"}, {"running", "run"},
                                          {"Yerevan", "Yerevan"}, {"\xc3\xa9\xc3\xa9n", "\xc3\xa9\xc3\xa9n"}, {"better", "good"}};
    struct rd_arena a;
    rd_arena_init(&a);
    for (uint32_t i = 0; i < RD_ARRAY_LEN(pair); i++) {
        struct rd_str form = rd_str_of(pair[i][0]), text = lemma_script_make(form, rd_str_of(pair[i][1]), &a);
        struct lemma_script s;
        if (i + 1 == RD_ARRAY_LEN(pair)) {
            assert_null(text.p);
            continue;
        }
        assert_true(lemma_script_read(&s, text));
        assert_true(rd_str_is(lemma_script_apply(&s, form, rd_utf8_lower(form, &a), &a), pair[i][1]));
    }
    rd_arena_free(&a);
}

/* Whatever is chosen among the legal moves: it ends, with one root and a tree. */
static void any_moves_make_a_tree(void **state)
{
    (void)state;
    for (uint32_t trial = 0; trial < 300; trial++) {
        struct rd_arena a;
        struct tree t;
        uint32_t n = 1 + trial % 40, roots = 0, moves = 0;
        rd_arena_init(&a);
        tree_init(&t, n, &a);
        while (!tree_done(&t)) {
            uint32_t legal = tree_legal(&t), m = (uint32_t)(analyse_mix(trial, moves) >> 33) % TREE_N_MOVES;
            assert_int_not_equal(legal, 0);
            while (!(legal >> m & 1u)) m = (m + 1) % TREE_N_MOVES;
            if (trial % 7 == 0 && (legal >> TREE_SWAP & 1u)) m = TREE_SWAP;
            tree_move(&t, (int)m, 5);
            assert_true(++moves < 20 * n + 10);
        }
        for (uint32_t i = 0; i < n; i++) {
            uint32_t up = 0;
            roots += t.head[i] < 0;
            for (int32_t h = (int32_t)i; h >= 0; h = t.head[h]) assert_true(up++ <= n);
        }
        assert_int_equal(roots, 1);
        rd_arena_free(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(press_typography), cmocka_unit_test(scripts), cmocka_unit_test(any_moves_make_a_tree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
