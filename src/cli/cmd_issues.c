/* cmd_issues.c - readout issues: what is spoken about. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "view/derived.h"

static void issue_table(struct cli *c, const struct rd_row_issue *v, uint32_t n, uint64_t total) {
    static const struct rd_table_col cols[] = {{"issue", RD_COL_TEXT, 16},   {"said", RD_COL_NUMBER, 0}, {"origins", RD_COL_NUMBER, 0}, {"actors", RD_COL_NUMBER, 0},
                                               {"moved", RD_COL_NUMBER, 0}, {"first", RD_COL_TEXT, 10}, {"last", RD_COL_TEXT, 10}};
    struct rd_table t;
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
    for (uint32_t i = 0; i < n; i++) {
        rd_table_add(&t, v[i].name);
        rd_table_add(&t, cli_u64(c, v[i].statements));
        rd_table_add(&t, cli_u64(c, v[i].origins));
        rd_table_add(&t, cli_u64(c, v[i].actors));
        rd_table_add(&t, cli_u64(c, v[i].moves));
        rd_table_add(&t, cli_day(&v[i].first, &c->arena));
        rd_table_add(&t, cli_day(&v[i].last, &c->arena));
    }
    rd_table_text(&c->out, &t, &c->style);
    cli_more(c, n, total, "issues");
}

static int run_issues(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct rd_row_issue *v = NULL;
    uint32_t n = 0;
    uint64_t total = 0;
    int rc = cli_derived(c, &store, &f);
    if (rc) return rc;
    int bad = rd_store_issues(store, &f, &c->arena, &v, &n, &total, &err);
    if (!bad && cli_has(c, "json")) {
        for (uint32_t i = 0; i < n; i++) rd_derived_issue(&c->out, &v[i]);
    } else if (!bad && n) {
        issue_table(c, v, n, total);
    }
    return cli_ended(c, store, bad, &err, n);
}

static const char *const issue_examples[] = {"readout issues", "readout issues --side XVL --json", NULL};

const struct cli_command cli_cmd_issues = {
    .name = "issues",
    .args = "[WORDS]",
    .brief = "what is spoken about, most first",
    .about = "Lists the issues of the dossier: roads, elections, treaties and other things in dispute, joined over pages and languages. said: "
             "statements; origins: pages, copies counted once; moved: how often somebody's words on it changed. WORDS: of an issue's name. "
             "Exit status 1: there is none.",
    .examples = issue_examples,
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .max_args = UINT32_MAX,
    .run = run_issues,
};
