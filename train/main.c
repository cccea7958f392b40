/* main.c - readout-train: trains and evaluates the models of a language. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "lexicon/lexicon.h"
#include "model/model.h"
#include "card.h"
#include "evaluate.h"
#include "lang/lang.h"
#include "lines.h"
#include "train.h"

static const char help[] =
    "readout-train - trains and evaluates the models that readout reads with\n"
    "\n"
    "  readout-train train --lang=LL --out=FILE [options] TREEBANK.conllu...\n"
    "  readout-train eval --model=FILE [--data=DIR] [--names] [--dump=OUT.conllu] FILE...\n"
    "  readout-train join NETWORK LINEAR OUT    the linear tagger of one model beside the network of another\n"
    "  readout-train lines --data=DIR --langid=FILE [--out=FILE] [--folds=N] [--rounds=N] [--seed=N] [--decay=N] [--leave=GROUP] [--show] DIR...\n"
    "                      the model of lines of flattened pages; each DIR as tools/flatten-pages.py writes it;\n"
    "                      cross-validated in N groups of sites; decay in 1e-5; with --leave what is written has not seen a group\n"
    "  readout-train --help\n"
    "\n"
    "train:\n"
    "  --lang=LL           code of the language\n"
    "  --out=FILE          the model; written when the training is done\n"
    "  --seed=N            the same seed and data give the same bytes (default 1)\n"
    "  --names=FILE        IOB2, or CoNLL-U with entities of GUM kind; may be repeated\n"
    "  --more-names=FILE   names of another idea of what a name is: a head of their own learns them beside; FILE,FILE share one\n"
    "  --known=FILE        names of any language: with these the proper nouns of the treebanks get types and train names too\n"
    "  --shapes=FILE       a treebank with older labels, of which only the heads of words train the network\n"
    "  --data=DIR          the program's own lists, of which names, offices, roles, titles and first names become a gazetteer\n"
    "  --roles=FILE        roles.tsv of the language, for the same\n"
    "  --skip=FILE         document ids to leave out, one a line\n"
    "  --budget=MB         size of the model at most, about (default 11)\n"
    "  --rounds=N          passes over the data (default 10)\n"
    "  --net=KINDS         train the network instead, with these blocks: C convolution, S recurrent unit (\"CSS\")\n"
    "  --width=N --hidden=N --epochs=N --batch=WORDS --rows=N --rate=N (in 1e-5) --drop=PERCENT --threads=N\n"
    "                      of the network; the number of threads changes no result\n"
    "  --second            the linear tagger and finder of names beside the network, whose scores are added where it is not sure\n"
    "  --resume            go on from FILE.state, which every epoch leaves beside the model and the last one takes away: the same bytes\n"
    "  --stop-after=N      leave after N epochs, to go on later\n"
    "  --dev=FILE          score the model on it for the card, FILE.md; may be repeated\n"
    "  --licences=FILE     what may train: licences.tsv; a file kept for measuring or under an NC licence is refused\n"
    "  --quiet             no progress\n"
    "eval:\n"
    "  CoNLL-U files are scored for tags, lemmas and trees, with --names also for names; .iob2 files for names.\n"
    "  --data=DIR          the program's lists, which it has when it reads pages too\n"
    "  The words and sentences are those of the file.\n"
    "\n"
    "Exit status: 0, 1 when something failed, 64 for wrong usage.\n";

static const char *value(const char *arg, const char *name)
{
    size_t n = strlen(name);
    return strncmp(arg, name, n) == 0 && arg[n] == '=' ? arg + n + 1 : NULL;
}

static int usage(const char *what)
{
    fprintf(stderr, "readout-train: %s; see readout-train --help\n", what);
    return 64;
}

static uint64_t number(const char *s)
{
    uint64_t n = 0;
    return rd_str_uint(rd_str_of(s), 1u << 30, &n) ? n : 0;
}

static int report(const struct rd_err *e)
{
    fprintf(stderr, "readout-train: %s\n", e->msg);
    return 1;
}

#define COMMAND_MAX 8192

/* The command as typed, without the folders of files: those are the trainer's own affair. */
static void write_command(char *to, int argc, char **argv)
{
    size_t at = 0;
    to[0] = 0;
    for (int i = 0; i < argc; i++) {
        const char *arg = i == 0 ? "readout-train" : argv[i], *sep = " ";
        if (i == 0) sep = "";
        if (strcmp(arg, "--quiet") == 0 || strcmp(arg, "--resume") == 0) continue;
        for (const char *p = arg; at + 2 < COMMAND_MAX && (*sep || *p);) {
            if (*sep) {
                to[at++] = *sep++;
                continue;
            }
            size_t n = strcspn(p, "=,");           /* a piece: an option's name, or a path */
            const char *start = p;
            for (const char *q = p; q < p + n; q++)
                if (*q == '/') start = q + 1;
            while (start < p + n && at + 2 < COMMAND_MAX) to[at++] = *start++;
            p += n;
            if (*p) to[at++] = *p++;
        }
        to[at] = 0;
    }
}

static int run_train(int argc, char **argv)
{
    struct train_job job = {.seed = 1, .budget_mb = 11, .rounds = 10, .width = 128, .hidden = 96, .epochs = 15, .threads = 2, .batch = 400, .rows = 54000,
                            .rate = 200, .drop = 25};
    struct rd_err err = {0};
    const char *v;
    for (int i = 2; i < argc; i++) {
        if ((v = value(argv[i], "--lang"))) job.lang = v;
        else if ((v = value(argv[i], "--out"))) job.out = v;
        else if ((v = value(argv[i], "--seed"))) job.seed = number(v);
        else if ((v = value(argv[i], "--known")) && job.n_known < TRAIN_MAX_FILES) job.known[job.n_known++] = v;
        else if ((v = value(argv[i], "--shapes")) && job.n_shapes < TRAIN_MAX_FILES) job.shapes[job.n_shapes++] = v;
        else if ((v = value(argv[i], "--data"))) job.data = v;
        else if ((v = value(argv[i], "--roles"))) job.roles = v;
        else if ((v = value(argv[i], "--skip"))) job.skip = v;
        else if ((v = value(argv[i], "--budget"))) job.budget_mb = (uint32_t)number(v);
        else if ((v = value(argv[i], "--rounds"))) job.rounds = (uint32_t)number(v);
        else if ((v = value(argv[i], "--names")) && job.n_names < TRAIN_MAX_FILES) job.names[job.n_names++] = v;
        else if ((v = value(argv[i], "--more-names")) && job.n_more < TRAIN_MAX_FILES) job.more[job.n_more++] = v;
        else if ((v = value(argv[i], "--net"))) job.net = v;
        else if ((v = value(argv[i], "--dev")) && job.n_dev < TRAIN_MAX_FILES) job.dev[job.n_dev++] = v;
        else if ((v = value(argv[i], "--licences"))) job.licences = v;
        else if ((v = value(argv[i], "--stop-after"))) job.stop_after = (uint32_t)number(v);
        else if (strcmp(argv[i], "--resume") == 0) job.resume = true;
        else if (strcmp(argv[i], "--second") == 0) job.second = true;
        else if ((v = value(argv[i], "--width"))) job.width = (uint32_t)number(v);
        else if ((v = value(argv[i], "--hidden"))) job.hidden = (uint32_t)number(v);
        else if ((v = value(argv[i], "--epochs"))) job.epochs = (uint32_t)number(v);
        else if ((v = value(argv[i], "--threads"))) job.threads = (uint32_t)number(v);
        else if ((v = value(argv[i], "--batch"))) job.batch = (uint32_t)number(v);
        else if ((v = value(argv[i], "--rows"))) job.rows = (uint32_t)number(v);
        else if ((v = value(argv[i], "--rate"))) job.rate = (uint32_t)number(v);
        else if ((v = value(argv[i], "--drop"))) job.drop = (uint32_t)number(v);
        else if (strcmp(argv[i], "--quiet") == 0) job.quiet = true;
        else if (argv[i][0] == '-' || job.n_files == TRAIN_MAX_FILES) return usage(argv[i]);
        else job.files[job.n_files++] = argv[i];
    }
    if (!job.lang || !job.out || job.n_files == 0 || job.rounds == 0) return usage("--lang, --out and a treebank are needed");
    char command[COMMAND_MAX];
    write_command(command, argc, argv);
    job.command = command;
    if (card_check(&job, &err) != RD_OK) return report(&err);
    return train_run(&job, &err) == RD_OK ? 0 : report(&err);
}

static int eval_file(const struct rd_lang *l, const char *path, bool names, FILE *out, struct rd_err *err)
{
    struct rd_arena a;
    struct corpus c;
    struct eval_scores e;
    bool iob = rd_str_ends(rd_str_of(path), ".iob2");
    rd_arena_init(&a);
    corpus_init(&c, &a);
    int rc = iob ? corpus_add_iob2(&c, path, err) : corpus_add_conllu(&c, path, RD_NONE, err);
    if (rc == RD_OK) rc = evaluate(&e, l, &c, out, err);
    if (rc == RD_OK && !iob) evaluate_print(stdout, path, &e, false);
    if (rc == RD_OK && (iob || names)) evaluate_print(stdout, path, &e, true);
    rd_arena_free(&a);
    return rc;
}

static int run_eval(int argc, char **argv)
{
    const char *model = NULL, *dump = NULL, *v;
    struct rd_err err = {0};
    struct rd_model *m = NULL;
    struct rd_lex *lex = NULL;
    const char *data = NULL;
    bool names = false;
    for (int i = 2; i < argc; i++) {
        if ((v = value(argv[i], "--model"))) model = v;
        else if ((v = value(argv[i], "--dump"))) dump = v;
        else if ((v = value(argv[i], "--data"))) data = v;
        else if (strcmp(argv[i], "--names") == 0) names = true;
        else if (argv[i][0] == '-') return usage(argv[i]);
    }
    if (model == NULL) return usage("--model is needed");
    if (rd_model_open(&m, model, true, &err) != RD_OK) return report(&err);
    if (data && rd_lex_load(&lex, data, NULL, 0, &err) != RD_OK) return report(&err);
    const struct rd_section *code = rd_model_find(m, "lang");
    struct rd_lang l = {.code = code ? rd_model_string(code, 0) : RD_LIT("en"), .lex = lex, .model = m};
    FILE *out = dump ? fopen(dump, "wb") : NULL;
    if (dump && !out) return usage("cannot write the dump");
    int rc = RD_OK;
    for (int i = 2; i < argc && rc == RD_OK; i++)
        if (argv[i][0] != '-') rc = eval_file(&l, argv[i], names, out, &err);
    if (out && fclose(out) != 0) rc = rd_fail(&err, RD_EIO, "train", "cannot write the dump");
    rd_model_close(m);
    rd_lex_free(lex);
    return rc == RD_OK ? 0 : report(&err);
}

static int run_lines(int argc, char **argv)
{
    struct lines_job job = {.seed = 1, .folds = 5, .leave = UINT32_MAX, .rounds = 10, .decay = 1e-2};
    const char *data = NULL, *langid = NULL, *v;
    struct rd_err err = {0};
    struct rd_lex *lex = NULL;
    struct rd_langid *id = NULL;
    for (int i = 2; i < argc; i++) {
        if ((v = value(argv[i], "--data"))) data = v;
        else if ((v = value(argv[i], "--langid"))) langid = v;
        else if ((v = value(argv[i], "--out"))) job.out = v;
        else if ((v = value(argv[i], "--folds"))) job.folds = (uint32_t)number(v);
        else if ((v = value(argv[i], "--rounds"))) job.rounds = (uint32_t)number(v);
        else if ((v = value(argv[i], "--seed"))) job.seed = number(v);
        else if ((v = value(argv[i], "--leave"))) job.leave = (uint32_t)number(v);
        else if ((v = value(argv[i], "--decay"))) job.decay = (double)number(v) * 1e-5;
        else if (strcmp(argv[i], "--show") == 0) job.show = true;
        else if (argv[i][0] == '-' || job.n_dirs == 8) return usage(argv[i]);
        else job.dirs[job.n_dirs++] = argv[i];
    }
    if (!data || !langid || !job.n_dirs || job.folds < 2) return usage("--data, --langid and a folder are needed");
    int rc = rd_lex_load(&lex, data, NULL, 0, &err);
    if (rc == RD_OK) rc = rd_langid_open(&id, langid, &err);
    job.lex = lex;
    job.langid = id;
    if (rc == RD_OK) rc = lines_run(&job, &err);
    if (id) rd_langid_close(id);
    rd_lex_free(lex);
    return rc == RD_OK ? 0 : report(&err);
}

int main(int argc, char **argv)
{
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        fputs(help, stdout);
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "train") == 0) return run_train(argc, argv);
    if (argc > 1 && strcmp(argv[1], "eval") == 0) return run_eval(argc, argv);
    if (argc > 1 && strcmp(argv[1], "lines") == 0) return run_lines(argc, argv);
    if (argc == 5 && strcmp(argv[1], "join") == 0) {
        struct rd_err err = {0};
        return train_join(argv[2], argv[3], argv[4], &err) == RD_OK ? 0 : report(&err);
    }
    return usage(argc > 1 ? "no such command" : "no command");
}
