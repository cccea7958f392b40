/* cmd_disputes.c - readout disputes: statements that cannot both hold. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "view/derived.h"

static void dispute_text(struct cli *c, const struct rd_row_dispute *d) {
    struct rd_buf *out = &c->out;
    rd_text_ink(out, RD_INK_BOLD, &c->style);
    rd_buf_printf(out, "%.*s  %s  ", RD_S(rd_str_sub(d->id, 0, 8)), rd_claim_type_name(d->type));
    rd_text_line(out, rd_derived_title(d, &c->arena), 0);
    rd_text_ink(out, RD_INK_OFF, &c->style);
    rd_buf_c(out, '\n');
    rd_text_wrap(out, d->why, 2, &c->style);
    for (uint32_t i = 0; i < d->n_camps; i++) {
        const struct rd_row_camp *k = &d->camps[i];
        struct rd_str sides = cli_joined(&c->arena, k->sides, k->n_sides);
        rd_buf_z(out, "  ");
        rd_text_ink(out, RD_INK_MARK, &c->style);
        rd_text_line(out, rd_arena_printf(&c->arena, "%.*s: %.*s", RD_S(sides), RD_S(rd_derived_camp(d, k, &c->arena))), 0);
        rd_text_ink(out, RD_INK_OFF, &c->style);
        rd_buf_printf(out, "  %llu %s\n", (unsigned long long)k->origins, k->origins == 1 ? "origin" : "origins");
        for (uint32_t s = 0; s < k->n_statements; s++) {
            const struct rd_row_statement *t = &k->statements[s];
            struct rd_str day = cli_day(&t->day, &c->arena), who = cli_names(&t->speaker, 1, &c->arena);
            rd_text_wrap(out, rd_arena_printf(&c->arena, "%.*s %.*s: %.*s  %.*s", RD_S(day), RD_S(who), RD_S(k->claims[s].exact), RD_S(rd_str_sub(t->id, 0, 8))), 4, &c->style);
        }
    }
}

static int run_disputes(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct rd_row_dispute *v = NULL;
    uint32_t n = 0;
    uint64_t total = 0;
    int rc = cli_derived(c, &store, &f);
    if (rc) return rc;
    int bad = rd_store_disputes(store, &f, &c->arena, &v, &n, &total, &err);
    for (uint32_t i = 0; i < n && !bad; i++) {
        if (cli_has(c, "json")) {
            rd_derived_dispute(&c->out, &v[i]);
            continue;
        }
        if (i) rd_buf_c(&c->out, '\n');
        dispute_text(c, &v[i]);
    }
    if (!bad && !cli_has(c, "json")) cli_more(c, n, total, "disputes");
    return cli_ended(c, store, bad, &err, n);
}

static const char *const dispute_examples[] = {"readout disputes", "readout disputes --json --limit 5", NULL};

const struct cli_command cli_cmd_disputes = {
    .name = "disputes",
    .args = "[WORDS]",
    .brief = "statements that cannot both hold, side against side",
    .about = "Lists disputes over fact, sequence, number, attribution, naming and recognition: who stands on which side, in which words, on how "
             "many pages (copies counted once), and why they are set against each other. Exit status 1: there is none.",
    .examples = dispute_examples,
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .max_args = UINT32_MAX,
    .run = run_disputes,
};
