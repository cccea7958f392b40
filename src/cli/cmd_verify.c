/* cmd_verify.c - readout verify: re-reads every citation of the dossier. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "dossier/dossier.h"
#include "view/view_lines.h"

struct run {
    struct cli *c;
    bool json;
    int status; /* of writing */
};

static int fault(void *ctx, const struct rd_verify_fault *f) {
    struct run *r = ctx;
    struct rd_buf *out = &r->c->out;
    if (r->json) {
        const struct rd_line_fault l = {.page = f->page, .kind = f->kind, .record = f->record, .field = f->field,
                                        .exact = f->exact, .beg = f->at.beg, .end = f->at.end, .why = f->why};
        rd_line_fault(out, &l);
    } else {
        rd_buf_printf(out, "%.*s %.*s: %.*s: %s", RD_S(f->kind), RD_S(f->record), RD_S(f->field), f->why);
        if (f->exact.n) {
            rd_buf_z(out, ": ");
            rd_text_line(out, f->exact, 60);
        }
        rd_buf_c(out, '\n');
    }
    cli_progress_end(r->c);
    r->status = cli_flush(r->c);
    return r->status;
}

static int progress(void *ctx, const struct rd_verify_counts *n, uint64_t total) {
    struct run *r = ctx;
    cli_progress(r->c, "%llu of %llu pages, %llu citations", (unsigned long long)n->pages, (unsigned long long)total,
                 (unsigned long long)n->citations);
    return 0;
}

static int report(struct run *r, const struct rd_verify_counts *n) {
    struct rd_buf *out = &r->c->out;
    if (r->json) {
        const struct rd_line_count counts[] = {{"pages", n->pages}, {"citations", n->citations}, {"bad_pages", n->bad_pages},
                                               {"bad_records", n->bad_records}, {"bad_citations", n->bad_citations}};
        rd_line_counts(out, "verified", counts, RD_ARRAY_LEN(counts));
    } else if (n->bad_pages || n->bad_citations) {
        rd_buf_printf(out, "%llu of ", (unsigned long long)n->bad_citations);
        cli_count(out, n->citations, "citation");
        rd_buf_z(out, " do not hold: ");
        cli_count(out, n->bad_records, "record");
        rd_buf_printf(out, " on %llu of ", (unsigned long long)n->bad_pages);
        cli_count(out, n->pages, "page");
        rd_buf_c(out, '\n');
    } else {
        cli_count(out, n->citations, "citation");
        rd_buf_z(out, " on ");
        cli_count(out, n->pages, "page");
        rd_buf_z(out, " hold\n");
    }
    return cli_flush(r->c);
}

static int run_verify(struct cli *c) {
    struct run r = {.c = c, .json = cli_has(c, "json")};
    struct rd_store *store = NULL;
    struct rd_err err = {0};
    struct rd_verify_counts n = {0};
    struct rd_verify_opts o = {.page = rd_str_of(cli_get(c, "page")), .fault = fault, .progress = progress, .ctx = &r};
    int rc = cli_open_store(c, RD_STORE_READ, &store);
    if (rc)
        return rc;
    int bad = rd_store_check(store, &err);
    if (!bad)
        bad = rd_dossier_verify(store, &o, &n, &err);
    rd_store_close(store);
    cli_progress_end(c);
    if (r.status)
        return r.status;
    if (bad)
        return cli_fail_err(c, cli_dossier_path(c, false), &err);
    rc = report(&r, &n);
    return rc ? rc : n.bad_pages || n.bad_records || n.bad_citations ? CLI_NO : CLI_YES;
}

static const struct cli_opt opts[] = {
    {"page", 0, "ID", "only this page", NULL},
};
static const char *const examples[] = {"readout verify", NULL};

const struct cli_command cli_cmd_verify = {
    .name = "verify",
    .brief = "re-read every citation of the dossier",
    .about = "Reads the words of every citation again from the original bytes of its page, with code of its own, and compares them "
             "with what is stored; names each record that does not hold. Exit status 1: something does not hold; 65: the file "
             "itself is damaged.",
    .examples = examples,
    .opts = opts,
    .n_opts = RD_ARRAY_LEN(opts),
    .groups = CLI_G_DOSSIER | CLI_G_JSON,
    .run = run_verify,
};
