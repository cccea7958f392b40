/* The trainer: the oracle leads to the gold tree, a seed gives the same bytes on one and two threads, and what was learned is
 * what the program reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <unistd.h>

#include "../../../train/card.h"
#include "../../../train/evaluate.h"
#include "../../../train/oracle.h"
#include "../../../train/rng.h"
#include "../../../train/train.h"
#include "model/model.h"
#include "types/ud.h"

static const char treebank[] =
    "# newdoc id = a\n"
    "1\tThe\tthe\tDET\t_\tDefinite=Def\t2\tdet\t_\t_\n2\tminister\tminister\tNOUN\t_\tNumber=Sing\t3\tnsubj\t_\t_\n"
    "3\tspoke\tspeak\tVERB\t_\tTense=Past\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n"
    "1\tAldania\tAldania\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tEntity=(1-place-new-nnnnn-cf1-1-sgl)\n"
    "2\twelcomed\twelcome\tVERB\t_\tTense=Past\t0\troot\t_\t_\n3\tthe\tthe\tDET\t_\tDefinite=Def\t4\tdet\t_\t_\n"
    "4\ttalks\ttalk\tNOUN\t_\tNumber=Plur\t2\tobj\t_\t_\n\n"
    "# newdoc id = b\n"
    "1\tWhom\twho\tPRON\t_\t_\t4\tobj\t_\t_\n2\tdid\tdo\tAUX\t_\tTense=Past\t3\taux\t_\t_\n3\tsay\tsay\tVERB\t_\t_\t0\troot\t_\t_\n"
    "4\tmeet\tmeet\tVERB\t_\t_\t3\tccomp\t_\t_\n5\tthe\tthe\tDET\t_\tDefinite=Def\t6\tdet\t_\t_\n"
    "6\tenvoy\tenvoy\tNOUN\t_\tNumber=Sing\t4\tnsubj\t_\t_\n\n";

static struct rd_str write_treebank(struct rd_arena *a, int copies)
{
    struct rd_str path = rd_arena_printf(a, "/tmp/rd-train-%d.conllu", (int)getpid());
    FILE *f = fopen(path.p, "wb");
    assert_non_null(f);
    for (int i = 0; i < copies; i++) fputs(treebank, f);
    fclose(f);
    return path;
}

static void reads_conllu(void **state)
{
    (void)state;
    struct rd_arena a;
    struct corpus c;
    rd_arena_init(&a);
    corpus_init(&c, &a);
    struct rd_str path = write_treebank(&a, 1);
    assert_int_equal(corpus_add_conllu(&c, path.p, RD_LIT("b\n"), NULL), RD_OK);
    assert_int_equal(c.n, 2);
    assert_int_equal(c.words, 8);
    assert_int_equal(c.sents[0].head[0], 1);
    assert_true(c.sents[0].glued[2]);
    assert_int_equal(c.sents[1].bio[0], BIO_B(RD_NE_LOC));
    assert_int_equal(c.sents[1].bio[1], BIO_O);
    assert_int_equal(corpus_add_conllu(&c, "/nowhere", RD_NONE, NULL), RD_EIO);
    unlink(path.p);
    rd_arena_free(&a);
}

/* Random trees, crossing arcs and all: moves that the oracle calls good end in the gold tree. */
static void oracle_leads_home(void **state)
{
    (void)state;
    struct rng r = {42};
    for (int trial = 0; trial < 400; trial++) {
        struct rd_arena a;
        struct oracle o;
        struct tree t;
        uint32_t n = 1 + rng_below(&r, 12), order[16];
        int32_t head[16];
        struct tsent s = {.n = n, .head = head};
        rd_arena_init(&a);
        rng_shuffle(&r, order, n);
        head[order[0]] = -1;
        for (uint32_t i = 1; i < n; i++) head[order[i]] = (int32_t)order[rng_below(&r, i)];
        oracle_init(&o, &s, &a);
        tree_init(&t, n, &a);
        t.swaps_left = 1000;
        while (!tree_done(&t)) {
            uint32_t good = oracle_good(&o, &t, tree_legal(&t)), m = rng_below(&r, TREE_N_MOVES);
            assert_int_not_equal(good, 0);
            while (!(good >> m & 1u)) m = (m + 1) % TREE_N_MOVES;
            oracle_note(&o, &t, (int)m);
            tree_move(&t, (int)m, 7);
        }
        for (uint32_t i = 0; i < n; i++) assert_int_equal(t.head[i], head[i]);
        rd_arena_free(&a);
    }
}

static void train_and_score(struct train_job job, const char *out, struct rd_str path, struct eval_scores *e, char hash[65])
{
    struct rd_model *m;
    struct rd_arena a;
    struct corpus c;
    struct rd_err err = {0};
    job.lang = "en";
    job.out = out;
    job.files[0] = path.p;
    job.n_files = 1;
    job.names[0] = path.p;
    job.n_names = 1;
    job.quiet = true;
    assert_int_equal(train_run(&job, &err), RD_OK);
    assert_int_equal(rd_model_open(&m, out, true, &err), RD_OK);
    memcpy(hash, rd_model_hash(m), 65);
    rd_arena_init(&a);
    corpus_init(&c, &a);
    assert_int_equal(corpus_add_conllu(&c, path.p, RD_NONE, &err), RD_OK);
    assert_int_equal(evaluate(e, &(struct rd_lang){.code = RD_LIT("en"), .model = m}, &c, NULL, &err), RD_OK);
    rd_arena_free(&a);
    rd_model_close(m);
    unlink(out);
}

static void same_bytes_and_learned(void **state)
{
    (void)state;
    struct rd_arena a;
    struct eval_scores e, f;
    char x[65], y[65], z[65];
    rd_arena_init(&a);
    struct rd_str path = write_treebank(&a, 20), out = rd_arena_printf(&a, "/tmp/rd-train-%d.rdm", (int)getpid());
    struct train_job job = {.seed = 3, .budget_mb = 1, .rounds = 6};
    train_and_score(job, out.p, path, &e, x);
    train_and_score(job, out.p, path, &f, y);
    assert_string_equal(x, y);
    assert_int_equal(e.words, f.words); /* no scores: weights that were changed once are left out, and three sentences change few twice */
    job = (struct train_job){.seed = 3, .budget_mb = 1, .rounds = 6, .net = "CS", .width = 32, .hidden = 32, .epochs = 45, .threads = 1,
                             .batch = 40, .rate = 500, .drop = 5};
    train_and_score(job, out.p, path, &e, x);
    job.threads = 2;
    train_and_score(job, out.p, path, &f, y);
    assert_string_equal(x, y);
    assert_true(e.las * 100 >= e.words * 95 && e.upos * 100 >= e.words * 95);
    job.seed = 4;
    train_and_score(job, out.p, path, &f, z);
    assert_string_not_equal(x, z);
    unlink(path.p);
    rd_arena_free(&a);
}

static void hash_of(const char *path, char hash[65])
{
    struct rd_model *m = NULL;
    assert_int_equal(rd_model_open(&m, path, true, NULL), RD_OK);
    memcpy(hash, rd_model_hash(m), 65);
    rd_model_close(m);
}

/* A training that was stopped and went on gives the bytes of one that was not, and its state is gone at the end. */
static void goes_on(void **state)
{
    (void)state;
    struct rd_arena a;
    struct rd_err err = {0};
    char whole[65], parts[65];
    rd_arena_init(&a);
    struct rd_str path = write_treebank(&a, 5), out = rd_arena_printf(&a, "/tmp/rd-train-%d.rdm", (int)getpid());
    struct rd_str kept = rd_arena_printf(&a, "%s.state", out.p);
    struct train_job job = {.lang = "en", .out = out.p, .files = {path.p}, .n_files = 1, .names = {path.p}, .n_names = 1, .seed = 5, .budget_mb = 1,
                            .rounds = 2, .net = "S", .width = 32, .hidden = 16, .epochs = 4, .threads = 2, .batch = 30, .rate = 300, .drop = 10,
                            .quiet = true, .second = true};
    assert_int_equal(train_run(&job, &err), RD_OK);
    hash_of(out.p, whole);
    assert_int_not_equal(access(kept.p, F_OK), 0);
    unlink(out.p);
    job.resume = true;
    assert_int_equal(train_run(&job, &err), RD_ENOTFOUND);
    job.resume = false;
    job.stop_after = 2;
    assert_int_equal(train_run(&job, &err), RD_OK);
    assert_int_equal(access(kept.p, F_OK), 0);
    job.stop_after = 0;
    job.resume = true;
    job.rate = 301; /* another job */
    err.code = 0;
    assert_int_equal(train_run(&job, &err), RD_ENOTFOUND);
    job.rate = 300;
    assert_int_equal(train_run(&job, &err), RD_OK);
    hash_of(out.p, parts);
    assert_string_equal(whole, parts);
    unlink(out.p);
    unlink(path.p);
    rd_arena_free(&a);
}

/* The card tells data, licence, command, seed, scores and checksum; what is kept for measuring trains nothing. */
static void writes_card(void **state)
{
    (void)state;
    struct rd_arena a;
    struct rd_str text;
    struct rd_err err = {0};
    char hash[65];
    rd_arena_init(&a);
    struct rd_str path = write_treebank(&a, 5), out = rd_arena_printf(&a, "/tmp/rd-train-%d.rdm", (int)getpid());
    struct rd_str card = rd_arena_printf(&a, "/tmp/rd-train-%d.md", (int)getpid()), list = rd_arena_printf(&a, "/tmp/rd-train-%d.tsv", (int)getpid());
    struct rd_str name = rd_arena_printf(&a, "rd-train-%d.conllu", (int)getpid());
    FILE *f = fopen(list.p, "wb");
    assert_non_null(f);
    fprintf(f, "#: file\twhat\tlicence\tuse\n%s\tThree sentences\tCC BY-SA 4.0\ttrain\nkept.conllu\tx\tCC0\tmeasure\nnc.conllu\tx\tCC BY-NC 4.0\ttrain\n", name.p);
    fclose(f);
    struct train_job job = {.lang = "en", .out = out.p, .files = {path.p}, .n_files = 1, .seed = 7, .budget_mb = 1, .rounds = 2, .net = "S",
                            .width = 16, .hidden = 16, .epochs = 1, .threads = 1, .batch = 30, .rate = 300, .drop = 10, .quiet = true,
                            .dev = {path.p}, .n_dev = 1, .licences = list.p, .command = "readout-train train --seed=7"};
    assert_int_equal(card_check(&job, &err), RD_OK);
    assert_int_equal(train_run(&job, &err), RD_OK);
    hash_of(out.p, hash);
    assert_int_equal(corpus_read_file(&text, card.p, &a, &err), RD_OK);
    const char *const parts[] = {name.p, "Three sentences", "CC BY-SA 4.0 (that of its data)", "readout-train train --seed=7", "| seed | 7 |", hash, "| LAS |"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(parts); i++) assert_true(rd_str_find(text, rd_str_of(parts[i]), 0) >= 0);
    job.files[0] = "/x/kept.conllu";
    assert_int_equal(card_check(&job, &err), RD_EUSAGE);
    job.files[0] = "nc.conllu";
    assert_int_equal(card_check(&job, &err), RD_EUSAGE);
    unlink(card.p);
    unlink(list.p);
    unlink(out.p);
    unlink(path.p);
    rd_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(goes_on), cmocka_unit_test(writes_card), cmocka_unit_test(reads_conllu), cmocka_unit_test(oracle_leads_home), cmocka_unit_test(same_bytes_and_learned)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
