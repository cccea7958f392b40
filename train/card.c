/* card.c - see card.h. */
#include "card.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "lexicon/lexicon.h"
#include "model/model.h"
#include "corpus.h"
#include "evaluate.h"

struct known { struct rd_str what, licence, use; };

static struct rd_str base_of(struct rd_str path)
{
    uint32_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/') at--;
    return rd_str_sub(path, at, path.n);
}

static bool look_up(struct known *k, struct rd_str list, struct rd_str path)
{
    struct rd_str name = base_of(path), f[4];
    while (list.n > 0) {
        const char *nl = memchr(list.p, '\n', list.n);
        uint32_t n = nl ? (uint32_t)(nl - list.p) : list.n;
        struct rd_str line = rd_str_sub(list, 0, n);
        list = rd_str_sub(list, n < list.n ? n + 1 : n, list.n);
        if (line.n == 0 || line.p[0] == '#' || rd_str_split(line, '\t', f, 4) < 4 || !rd_str_eq(f[0], name)) continue;
        *k = (struct known){f[1], f[2], f[3]};
        return true;
    }
    return false;
}

typedef int file_fn(struct rd_str path, const char *as, void *arg, struct rd_err *err);

/* Every file that trains, with what it trains. */
static int each_file(const struct train_job *job, file_fn *fn, void *arg, struct rd_err *err)
{
    const struct { const char *const *list; int n; const char *as; } kinds[] = {
        {job->files, job->n_files, "tags, lemmas, trees"}, {job->names, job->n_names, "names"}, {job->more, job->n_more, "names, a head of their own"},
        {job->known, job->n_known, "which names are known"}, {job->shapes, job->n_shapes, "heads of words alone"}};
    int rc = RD_OK;
    for (uint32_t k = 0; k < RD_ARRAY_LEN(kinds); k++)
        for (int i = 0; rc == RD_OK && i < kinds[k].n; i++) {
            struct rd_str f[TRAIN_MAX_FILES];
            uint32_t n = rd_str_split(rd_str_of(kinds[k].list[i]), ',', f, TRAIN_MAX_FILES);
            for (uint32_t j = 0; rc == RD_OK && j < n; j++) rc = fn(f[j], kinds[k].as, arg, err);
        }
    return rc;
}

static int check_file(struct rd_str path, const char *as, void *arg, struct rd_err *err)
{
    struct known k;
    (void)as;
    if (!look_up(&k, *(const struct rd_str *)arg, path)) return RD_OK;
    if (rd_str_is(k.use, "train") && rd_str_find(k.licence, RD_LIT("NC"), 0) < 0) return RD_OK;
    return rd_fail(err, RD_EUSAGE, "train", "%.*s may not train what ships (%.*s, kept to %.*s)", RD_S(base_of(path)), RD_S(k.licence), RD_S(k.use));
}

static int read_list(struct rd_str *list, const struct train_job *job, struct rd_arena *a, struct rd_err *err)
{
    *list = RD_LIT("");
    return job->licences ? corpus_read_file(list, job->licences, a, err) : RD_OK;
}

int card_check(const struct train_job *job, struct rd_err *err)
{
    struct rd_arena a;
    struct rd_str list;
    rd_arena_init(&a);
    int rc = read_list(&list, job, &a, err);
    if (rc == RD_OK) rc = each_file(job, check_file, &list, err);
    rd_arena_free(&a);
    return rc;
}

struct card { FILE *f; struct rd_str list; bool share_alike; };

static int data_line(struct rd_str path, const char *as, void *arg, struct rd_err *err)
{
    struct card *c = arg;
    struct known k = {RD_LIT("not in the list of licences: not to be shipped"), RD_LIT("unknown"), RD_LIT("")};
    (void)err;
    look_up(&k, c->list, path);
    if (rd_str_find(k.licence, RD_LIT("BY-SA"), 0) >= 0) c->share_alike = true;
    fprintf(c->f, "| %.*s | %.*s | %.*s | %s |\n", RD_S(base_of(path)), RD_S(k.what), RD_S(k.licence), as);
    return RD_OK;
}

static int score_file(FILE *f, const struct rd_lang *l, const char *path, struct rd_err *err)
{
    struct rd_arena a;
    struct corpus c;
    struct eval_scores e;
    struct rd_str p = rd_str_of(path);
    bool iob = rd_str_ends(p, ".iob2");
    rd_arena_init(&a);
    corpus_init(&c, &a);
    int rc = iob ? corpus_add_iob2(&c, path, err) : corpus_add_conllu(&c, path, RD_NONE, err);
    if (rc == RD_OK) rc = evaluate(&e, l, &c, NULL, err);
    double w = e.words ? 100.0 / (double)e.words : 0;
    if (rc == RD_OK && !iob)
        fprintf(f, "| %.*s | %.1f | %.1f | %.1f | %.1f | %.1f | |\n", RD_S(base_of(p)), w * (double)e.upos, w * (double)e.feats,
                w * (double)e.lemma, w * (double)e.uas, w * (double)e.las);
    uint64_t sum = e.name_gold + e.name_found;
    if (rc == RD_OK && iob)
        fprintf(f, "| %.*s | | | | | | %.1f (%.1f) |\n", RD_S(base_of(p)), sum ? 200.0 * (double)e.name_right / (double)sum : 0,
                sum ? 200.0 * (double)e.name_span_right / (double)sum : 0);
    rd_arena_free(&a);
    return rc;
}

static void print_scores(FILE *f, const struct train_job *job, const struct rd_model *m, int *rc, struct rd_err *err)
{
    struct rd_lex *lex = NULL;
    if (job->data) *rc = rd_lex_load(&lex, job->data, NULL, 0, err);
    struct rd_lang l = {.code = rd_str_of(job->lang), .lex = lex, .model = m};
    fprintf(f, "\nScores on gold words (LAS without subtypes; names: F1, spans alone in brackets), with the program's lists. These files\n"
               "trained nothing.\n\n| set | UPOS | FEATS | lemmas | UAS | LAS | names |\n|---|---|---|---|---|---|---|\n");
    for (int i = 0; *rc == RD_OK && i < job->n_dev; i++) *rc = score_file(f, &l, job->dev[i], err);
    rd_lex_free(lex);
}

static void print_card(struct card *c, const struct train_job *job, const struct rd_model *m, const char *sha, int *rc, struct rd_err *err)
{
    struct stat st;
    struct rd_str name = base_of(rd_str_of(job->out));
    double mb = stat(job->out, &st) == 0 ? (double)st.st_size / 1e6 : 0;
    fprintf(c->f, "# %.*s\n\nParts of speech, UD features, lemmas, names (PER, LOC, ORG) and dependency trees, as read by `src/analyse`.\n", RD_S(name));
    fprintf(c->f, "Written by `readout-train`.\n\n| file | what | licence | trains |\n|---|---|---|---|\n");
    *rc = each_file(job, data_line, c, err);
    fprintf(c->f, "\n| what | |\n|---|---|\n| licence | %s |\n", c->share_alike ? "CC BY-SA 4.0 (that of its data)" : "that of its data");
    fprintf(c->f, "| seed | %llu |\n| size | %.2f MB |\n| sha256 of the file | %s |\n| hash in its header | %s |\n", (unsigned long long)job->seed, mb, sha,
            rd_model_hash(m));
    fprintf(c->f, "\nCommand (names of files without their folders):\n\n    %s\n", job->command);
    if (job->n_dev > 0) print_scores(c->f, job, m, rc, err);
}

static int file_sha(char out[65], const char *path, struct rd_arena *a, struct rd_err *err)
{
    struct rd_str all;
    struct rd_sha256 s;
    uint8_t sum[32];
    int rc = corpus_read_file(&all, path, a, err);
    if (rc != RD_OK) return rc;
    rd_sha256_init(&s);
    rd_sha256_add(&s, all.p, all.n);
    rd_sha256_end(&s, sum);
    for (int i = 0; i < 32; i++) snprintf(out + 2 * i, 3, "%02x", sum[i]);
    return RD_OK;
}

int card_write(const struct train_job *job, struct rd_err *err)
{
    struct rd_model *m = NULL;
    struct rd_arena a;
    struct card c = {0};
    char sha[65];
    rd_arena_init(&a);
    struct rd_str out = rd_str_of(job->out);
    struct rd_str path = rd_arena_printf(&a, "%.*s.md", RD_S(rd_str_ends(out, ".rdm") ? rd_str_sub(out, 0, out.n - 4) : out));
    int rc = rd_model_open(&m, job->out, true, err);
    if (rc == RD_OK) rc = read_list(&c.list, job, &a, err);
    if (rc == RD_OK) rc = file_sha(sha, job->out, &a, err);
    if (rc == RD_OK && (c.f = fopen(path.p, "wb")) == NULL) rc = rd_fail(err, RD_EIO, "train", "%.160s: cannot write the card", path.p);
    if (rc == RD_OK) print_card(&c, job, m, sha, &rc, err);
    if (c.f != NULL && fclose(c.f) != 0 && rc == RD_OK) rc = rd_fail(err, RD_EIO, "train", "%.160s: cannot write the card", path.p);
    rd_model_close(m);
    rd_arena_free(&a);
    return rc;
}
