/* The whole stage with the models that ship: trees on any input, the same bytes twice and on several threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <pthread.h>

#include "analyse/analyse.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/model.h"

static const char *const hostile[] = {"", "\xff\xfe", "\xf0\x9f\x98\x80", "'", "\"", ".", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                      "\xc4\xb0", "1234567890", "http://example.test/?a=b&c", "The", "said", "Aldania", "that", "IS", "\xe2\x80\x94", "  "};

/* Sentences of growing length; the last has the greatest allowed number of tokens. */
static void make_doc(struct rd_doc *d, struct rd_arena *a, uint32_t max)
{
    static const char *const words[] = {"The", "minister", "of", "Aldania", "said", "on", "Monday", "that", "talks", "would", "begin", ",", "but", "he", "did", "not", "say", "when", "."};
    memset(d, 0, sizeof *d);
    uint32_t n_sent = 24, total = 24 * max;
    d->toks = RD_NEW_N(a, struct rd_token, total);
    d->sents = RD_NEW_N(a, struct rd_sent, n_sent);
    d->sent_of = RD_NEW_N(a, uint32_t, total);
    for (uint32_t i = 0; i < n_sent; i++) {
        uint32_t n = i == 23 ? max : i + 1;
        d->sents[i] = (struct rd_sent){.tok = d->n_tok, .n_tok = n};
        for (uint32_t k = 0; k < n; k++) {
            const char *z = i % 3 == 2 ? hostile[(k + i) % RD_ARRAY_LEN(hostile)] : words[k % RD_ARRAY_LEN(words)];
            d->sent_of[d->n_tok] = i;
            d->toks[d->n_tok++].form = rd_str_of(z[0] ? z : "x");
        }
    }
    d->n_sent = n_sent;
}

static void check_trees(const struct rd_doc *d, const struct rd_analysis *an)
{
    for (uint32_t i = 0; i < d->n_sent; i++) {
        uint32_t beg = d->sents[i].tok, end = beg + d->sents[i].n_tok, roots = 0;
        for (uint32_t k = beg; k < end; k++) {
            uint32_t up = 0;
            roots += an->head[k] < 0;
            assert_true((an->head[k] < 0) == (an->rel[k] == RD_REL_ROOT));
            for (int32_t h = (int32_t)k; h >= 0; h = an->head[h]) {
                assert_in_range(h, beg, end - 1);
                assert_true(up++ <= end - beg);
            }
            assert_non_null(an->feats[k]);
            assert_true(an->lemma[k].n > 0);
            assert_true(an->upos[k] < RD_N_UPOS && an->rel[k] < RD_N_REL && an->ne[k] < RD_N_NE);
            if (an->ne[k] && !an->ne_begin[k]) assert_true(k > beg && an->ne[k - 1] == an->ne[k]);
        }
        assert_int_equal(roots, 1);
    }
}

static void write_down(struct rd_buf *b, const struct rd_analysis *an)
{
    for (uint32_t i = 0; i < an->n_tok; i++)
        rd_buf_printf(b, "%u %s %.*s %d %u %u %u\n", (unsigned)an->upos[i], an->feats[i], RD_S(an->lemma[i]), (int)an->head[i],
                      (unsigned)an->rel[i], (unsigned)an->ne[i], (unsigned)an->ne_begin[i]);
}

struct job { const struct rd_doc *d; struct rd_lang l; struct rd_buf out; int rc; };

static void *run(void *arg)
{
    struct job *j = arg;
    struct rd_arena a, scratch;
    struct rd_analysis an;
    rd_arena_init(&a);
    rd_arena_init(&scratch);
    rd_buf_init(&j->out, 1u << 24);
    j->rc = rd_analysis_read(&an, j->d, &j->l, &a, &scratch, NULL);
    if (j->rc == RD_OK) write_down(&j->out, &an);
    rd_arena_free(&a);
    rd_arena_free(&scratch);
    return NULL;
}

static void same_on_threads(void **state)
{
    (void)state;
    struct rd_arena a;
    struct rd_doc d;
    struct rd_model *m;
    struct rd_err err = {0};
    struct job job[4];
    pthread_t t[4];
    rd_arena_init(&a);
    make_doc(&d, &a, RD_MAX_SENT_TOKENS);
    assert_int_equal(rd_model_open(&m, "models/en.rdm", true, &err), RD_OK);
    for (int i = 0; i < 4; i++) {
        job[i] = (struct job){.d = &d, .l = {.code = RD_LIT("en"), .model = m}};
        if (i > 0) assert_int_equal(pthread_create(&t[i], NULL, run, &job[i]), 0);
    }
    run(&job[0]);
    for (int i = 1; i < 4; i++) pthread_join(t[i], NULL);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(job[i].rc, RD_OK);
        assert_true(rd_str_eq(rd_buf_view(&job[0].out), rd_buf_view(&job[i].out)));
    }
    for (int i = 0; i < 4; i++) rd_buf_free(&job[i].out);
    rd_model_close(m);
    rd_arena_free(&a);
}

static void trees_on_anything(void **state)
{
    (void)state;
    static const char *const path[] = {"models/en.rdm", "models/nl.rdm", NULL};
    struct rd_arena a;
    struct rd_doc d;
    rd_arena_init(&a);
    make_doc(&d, &a, RD_MAX_SENT_TOKENS);
    for (int i = 0; i < 3; i++) {
        struct rd_lang l = {.code = RD_LIT("en")};
        struct rd_model *m = NULL;
        struct rd_analysis an;
        if (path[i]) assert_int_equal(rd_model_open(&m, path[i], true, NULL), RD_OK);
        l.model = m;
        assert_int_equal(rd_analysis_read(&an, &d, &l, &a, &a, NULL), RD_OK);
        assert_true(an.tagged == (path[i] != NULL) && an.parsed == an.tagged);
        check_trees(&d, &an);
        rd_model_close(m);
    }
    rd_arena_free(&a);
}

/* The sentence of the tree that everything else relies on. */
static void reads_a_readout(void **state)
{
    (void)state;
    static const char *const words[] = {"The", "minister", "said", "that", "talks", "would", "begin", "on", "Monday", "."};
    static const int32_t head[] = {1, 2, -1, 6, 6, 6, 2, 8, 6, 2};
    struct rd_arena a, scratch;
    struct rd_token toks[10] = {0};
    struct rd_sent sent = {.tok = 0, .n_tok = 10};
    uint32_t sent_of[10] = {0};
    struct rd_doc d = {.toks = toks, .n_tok = 10, .sents = &sent, .n_sent = 1, .sent_of = sent_of};
    struct rd_analysis an;
    struct rd_model *m;
    for (int i = 0; i < 10; i++) toks[i].form = rd_str_of(words[i]);
    rd_arena_init(&a);
    rd_arena_init(&scratch);
    assert_int_equal(rd_model_open(&m, "models/en.rdm", true, NULL), RD_OK);
    struct rd_lang l = {.code = RD_LIT("en"), .model = m};
    assert_int_equal(rd_analysis_read(&an, &d, &l, &a, &scratch, NULL), RD_OK);
    for (int i = 0; i < 10; i++) assert_int_equal(an.head[i], head[i]);
    assert_int_equal(an.rel[1], RD_REL_NSUBJ);
    assert_int_equal(an.rel[6], RD_REL_CCOMP);
    assert_true(rd_str_is(an.lemma[2], "say"));
    assert_int_equal(an.upos[2], RD_VERB);
    rd_model_close(m);
    rd_arena_free(&a);
    rd_arena_free(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_on_threads), cmocka_unit_test(trees_on_anything), cmocka_unit_test(reads_a_readout)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
