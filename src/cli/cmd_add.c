/* cmd_add.c - readout add: read pages into the dossier. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "dossier/dossier.h"
#include "view/view_lines.h"

#include <signal.h>

/* Set by the signal handler alone: the page at hand is finished, then the run ends. */
static volatile sig_atomic_t interrupted;

static void on_signal(int sig) {
    (void)sig;
    interrupted = 1;
}

struct run {
    struct cli *c;
    struct rd_intake *in;
    struct rd_item item;
    bool json, verbose;
};

static int next_input(void *ctx, struct rd_input *in, struct rd_err *err) {
    struct run *r = ctx;
    if (interrupted)
        return 0;
    int rc = rd_intake_next(r->in, &r->item, err);
    if (rc == 1)
        *in = (struct rd_input){.blob = r->item.blob, .note = r->item.note, .message = r->item.message};
    return rc;
}

static const char *const what_names[] = {"added", "replaced", "same", "skipped", "failed"};

static int done(void *ctx, const struct rd_add_event *e) {
    struct run *r = ctx;
    struct rd_str name = e->blob->path.n ? e->blob->path : e->blob->url;
    if (e->what == RD_ADD_SKIPPED || e->what == RD_ADD_FAILED)
        cli_warn(r->c, rd_arena_str(&r->c->arena, name).p, "%s (%s)", e->message ? e->message : "no page",
                 e->note ? e->note : what_names[e->what]);
    if (r->json)
        rd_line_added(&r->c->out, what_names[e->what], rd_str_of(e->blob->page_id), name, e->note);
    else if (r->verbose)
        rd_buf_printf(&r->c->out, "%-8s %s %.*s\n", what_names[e->what], e->blob->page_id, RD_S(name));
    if (cli_flush(r->c) != 0)
        return 1;
    cli_progress(r->c, "%llu pages, %llu statements", (unsigned long long)e->counts->seen,
                 (unsigned long long)e->counts->statements);
    return interrupted ? 1 : 0;
}

static void put_counts(struct cli *c, const struct rd_add_counts *n, bool json) {
    struct rd_buf *out = &c->out;
    if (json) {
        const struct rd_line_count counts[] = {
            {"seen", n->seen}, {"added", n->added}, {"replaced", n->replaced}, {"same", n->same}, {"skipped", n->skipped},
            {"failed", n->failed}, {"bytes", n->bytes}, {"statements", n->statements}, {"events", n->events},
            {"contacts", n->contacts}, {"refused", n->refused}};
        rd_line_counts(out, "added", counts, RD_ARRAY_LEN(counts));
        return;
    }
    cli_count(out, n->added, "page");
    rd_buf_z(out, " added");
    if (n->replaced)
        rd_buf_printf(out, ", %llu read again", (unsigned long long)n->replaced);
    if (n->same)
        rd_buf_printf(out, ", %llu there already", (unsigned long long)n->same);
    if (n->skipped + n->failed)
        rd_buf_printf(out, ", %llu without a page", (unsigned long long)(n->skipped + n->failed));
    rd_buf_z(out, "; ");
    cli_count(out, n->statements, "statement");
    rd_buf_z(out, ", ");
    cli_count(out, n->events, "event");
    rd_buf_z(out, ", ");
    cli_count(out, n->contacts, "contact");
    rd_buf_c(out, '\n');
}

static int add_all(struct cli *c, struct run *r, const struct rd_reader *reader, struct rd_store *store, uint32_t threads) {
    struct rd_err err = {0};
    struct rd_view_meta meta;
    struct rd_add_counts counts = {0};
    struct sigaction act = {.sa_handler = on_signal};
    if (cli_meta(c, reader, &meta) != 0)
        return CLI_SOFTWARE;
    struct rd_add_opts o = {.next = next_input, .done = done, .ctx = r, .threads = threads, .version = cli_version(c, &meta)};
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    int rc = rd_dossier_add(store, reader, &o, &counts, &err);
    cli_progress_end(c);
    if (rc && rc != RD_ECANCEL)
        return cli_fail_err(c, rd_store_path(store), &err);
    if (rd_store_settle(store, &err) != RD_OK)
        return cli_fail_err(c, rd_store_path(store), &err);
    put_counts(c, &counts, r->json);
    int status = cli_flush(c);
    if (interrupted)
        return cli_fail(c, 130, "add", "interrupted; what was added stays, the same command goes on");
    return status;
}

static int run_add(struct cli *c) {
    struct run r = {.c = c, .json = cli_has(c, "json"), .verbose = cli_has(c, "verbose")};
    struct rd_reader *reader = NULL;
    struct rd_store *store = NULL;
    struct rd_err err = {0};
    uint64_t threads;
    if (!cli_number(c, "threads", 256, 0, &threads))
        return CLI_USAGE;
    uint32_t missing = cli_missing_paths(c, c->args, c->n_args);
    if (missing == c->n_args)
        return CLI_NOINPUT;
    int rc = cli_open_reader(c, &reader);
    if (rc == 0)
        rc = cli_open_store(c, RD_STORE_CREATE, &store);
    if (rc == 0 && rd_intake_open(&r.in, c->args, c->n_args, NULL, &err) != RD_OK)
        rc = cli_fail_err(c, "add", &err);
    if (rc == 0)
        rc = add_all(c, &r, reader, store, (uint32_t)threads);
    rd_intake_close(r.in);
    rd_store_close(store);
    rd_reader_close(reader);
    return rc ? rc : missing ? CLI_NOINPUT : CLI_YES;
}

static const struct cli_opt opts[] = {
    {"threads", 'j', "N", "workers; the dossier is the same for any number; default: one a core", NULL},
    {"verbose", 'v', NULL, "print a line for each page", NULL},
};
static const char *const examples[] = {"readout add demo/pages --lexicon demo/lexicon", NULL};

const struct cli_command cli_cmd_add = {
    .name = "add",
    .args = "PATH...",
    .brief = "read pages into the dossier",
    .about = "Reads pages as readout read does and keeps their records, with the original bytes, in the dossier. A page that is "
             "there already in the same version is left alone; one that was read by an older version or with other word lists is read again and its records are "
             "replaced. Each page is one transaction: stopping the program at any moment loses none that was kept, and the same "
             "command goes on where it stopped.",
    .examples = examples,
    .opts = opts,
    .n_opts = RD_ARRAY_LEN(opts),
    .groups = CLI_G_READER | CLI_G_CODING | CLI_G_DOSSIER | CLI_G_JSON,
    .min_args = 1,
    .max_args = UINT32_MAX,
    .run = run_add,
};
