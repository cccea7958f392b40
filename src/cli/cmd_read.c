/* cmd_read.c - readout read: pages in, records out. The contract on a cluster is in the about text. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "base/hash.h"
#include "base/limits.h"

struct run {
    struct cli *c;
    bool text;
    struct rd_tally total;
    struct rd_sha256 sha;
};

/* The name of an input in messages: relative, as in page.source. */
static struct rd_str input_name(const struct rd_blob *b) {
    return b->path.n ? b->path : b->url.n ? b->url : RD_LIT("-");
}

static void print_lost(struct run *r, struct rd_buf *out, const struct rd_item *item, const char *code, const char *why,
                       struct rd_tally *t, struct rd_arena *a) {
    struct rd_str name = input_name(&item->blob);
    struct rd_str message = rd_arena_printf(a, "%.*s: %s", RD_S(name), why);
    if (r->text) {
        rd_text_ink(out, RD_INK_WARN, &r->c->style);
        rd_buf_z(out, "no page: ");
        rd_text_ink(out, RD_INK_OFF, &r->c->style);
        rd_text_line(out, message, 0);
        rd_buf_printf(out, " (%s)\n\n", code);
    } else {
        rd_json_lost(out, name, code, message);
    }
    t->notes++;
    ++*rd_map_put(&t->skipped, rd_str_of(code), NULL);
}

static void print_item(void *ctx, struct rd_buf *out, const struct rd_item *item, const struct rd_reading *reading,
                       const struct rd_err *failed, struct rd_tally *t, struct rd_arena *a) {
    struct run *r = ctx;
    if (failed) {
        print_lost(r, out, item, "failed", failed->msg, t, a);
    } else if (!reading) {
        print_lost(r, out, item, item->note ? item->note : "empty", item->message, t, a);
    } else if (r->text) {
        rd_text_reading(out, reading, &r->c->style, a);
        t->pages = 1;
        t->statements = reading->records.n_st;
    } else {
        rd_json_reading(out, reading, t, a);
        if (out->err) { /* too much for one page: none of it is printed */
            rd_buf_clear(out);
            *t = (struct rd_tally){0};
            rd_map_init(&t->skipped, a);
            print_lost(r, out, item, "too-large", "the records are over the limit", t, a);
        }
    }
}

static int emit(struct run *r, const struct rd_buf *out) {
    if (out->n)
        rd_sha256_add(&r->sha, out->p, out->n);
    rd_buf_str(&r->c->out, rd_buf_view(out));
    return cli_flush(r->c);
}

static int write_item(void *ctx, const struct rd_buf *out, const struct rd_tally *t) {
    struct run *r = ctx;
    rd_tally_add(&r->total, t);
    int rc = emit(r, out);
    if (rc == 0 && !r->c->out_tty)
        cli_progress(r->c, "%llu pages, %llu statements", (unsigned long long)r->total.pages,
                     (unsigned long long)r->total.statements);
    return rc;
}

static int begin(struct run *r, const struct rd_reader *reader) {
    struct rd_view_meta meta;
    struct rd_buf line;
    if (cli_meta(r->c, reader, &meta) != 0)
        return CLI_SOFTWARE;
    if (r->text)
        return 0;
    rd_buf_init(&line, RD_MAX_JSON_OUT);
    rd_json_meta(&line, &meta);
    int rc = emit(r, &line);
    rd_buf_free(&line);
    return rc;
}

static int finish(struct run *r) {
    uint8_t digest[32];
    char hex[65];
    if (r->text)
        return 0;
    rd_sha256_end(&r->sha, digest);
    rd_hex(hex, digest, 32);
    r->total.seconds = cli_seconds() - r->c->started;
    rd_json_summary(&r->c->out, &r->total, hex);
    return cli_flush(r->c);
}

static int read_all(struct run *r, const struct rd_reader *reader, struct rd_intake *in, uint32_t threads) {
    struct cli_pool_opts o = {.reader = reader, .threads = threads, .print = print_item, .write = write_item, .ctx = r};
    int rc = begin(r, reader);
    if (rc == 0)
        rc = cli_pool_run(r->c, in, &o);
    cli_progress_end(r->c);
    return rc ? rc : finish(r);
}

static int run_read(struct cli *c) {
    struct run r = {.c = c, .text = cli_has(c, "text")};
    struct rd_intake_opts io = {0};
    struct rd_reader *reader = NULL;
    struct rd_intake *in = NULL;
    struct rd_err err = {0};
    uint64_t threads;
    bool is_stdin = c->n_args == 1 && strcmp(c->args[0], "-") == 0;
    /* an engine that pipes through "read -" runs one process a core already */
    if (!cli_number(c, "threads", 256, is_stdin ? 1 : cli_cores(), &threads) ||
        !cli_number(c, "resume", UINT64_MAX, 0, &io.resume))
        return CLI_USAGE;
    if (cli_has(c, "resume") && !is_stdin)
        return cli_fail(c, CLI_USAGE, "read", "--resume goes with standard input alone");
    uint32_t missing = cli_missing_paths(c, c->args, c->n_args);
    if (missing == c->n_args)
        return CLI_NOINPUT;
    int rc = cli_open_reader(c, &reader);
    if (rc)
        return rc;
    rd_map_init(&r.total.skipped, &c->arena);
    rd_sha256_init(&r.sha);
    if (rd_intake_open(&in, c->args, c->n_args, &io, &err) != RD_OK)
        rc = cli_fail_err(c, "read", &err);
    else
        rc = read_all(&r, reader, in, threads ? (uint32_t)threads : cli_cores());
    rd_intake_close(in);
    rd_reader_close(reader);
    return rc ? rc : missing ? CLI_NOINPUT : CLI_YES;
}

static const struct cli_opt opts[] = {
    {"text", 0, NULL, "print text for people instead of JSON lines", NULL},
    {"cognition", 0, NULL, "take what somebody thinks, knows or fears too, with the cue class cognition", NULL},
    {"threads", 'j', "N", "workers; the output is the same for any number; default: one a core, for standard input 1", NULL},
    {"resume", 0, "OFFSET", "standard input: leave out records that begin before this byte", NULL},
};
static const char *const examples[] = {
    "readout read demo/pages --lexicon demo/lexicon",
    "readout read --text demo/pages/02-velmark-presidency-readout.txt --lexicon demo/lexicon",
    "cat demo/pages/02-velmark-presidency-readout.txt | readout read - --lexicon demo/lexicon",
    NULL,
};

const struct cli_command cli_cmd_read = {
    .name = "read",
    .args = "PATH...",
    .brief = "read pages, print their records",
    .about =
        "Reads files, folders (sorted by name) or standard input (-) and prints records as JSON lines: meta, then for each page "
        "page, entity, statement, event, contact and note records, then summary. docs/RECORDS.md says what each field means. "
        "Nothing is kept: readout add does that.\n\n"
        "A file is a page of HTML or of plain text, a WARC archive, an RSS or Atom feed, or, named .jsonl, JSON lines {\"id\",\"url\","
        "\"date\",\"outlet\",\"text\" or \"html\"}; each may be packed with gzip, zstd or bzip2. Standard input is one of these.\n\n"
        "On a cluster: output is written after each page; a page that cannot be read becomes a note and the rest goes on; "
        "--resume goes on behind a record of page.source.offset; the exit status is not 0 only where somebody must act: a path "
        "that is not there, a broken pipe of input, a full disk.",
    .examples = examples,
    .opts = opts,
    .n_opts = RD_ARRAY_LEN(opts),
    .groups = CLI_G_READER | CLI_G_CODING | CLI_G_JSON,
    .min_args = 1,
    .max_args = UINT32_MAX,
    .run = run_read,
};
