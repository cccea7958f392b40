/* cmd_names.c - readout names: who calls what how. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "view/derived.h"

static void name_table(struct cli *c, const struct rd_row_naming *v, uint32_t n, uint64_t total) {
    static const struct rd_table_col cols[] = {{"what", RD_COL_TEXT, 14}, {"called", RD_COL_TEXT, 14},    {"by", RD_COL_TEXT, 12},
                                               {"side", RD_COL_TEXT, 4},  {"origins", RD_COL_NUMBER, 0}, {"uses", RD_COL_NUMBER, 0}};
    struct rd_table t;
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
    for (uint32_t i = 0; i < n; i++) {
        bool again = i && rd_str_eq(v[i].key, v[i - 1].key);
        rd_table_add(&t, again ? RD_LIT("\"") : v[i].name);
        rd_table_add(&t, v[i].loaded ? rd_arena_printf(&c->arena, "%.*s !", RD_S(v[i].words)) : v[i].words);
        rd_table_add(&t, v[i].speaker ? v[i].by : rd_arena_printf(&c->arena, "[%.*s]", RD_S(v[i].by.n ? v[i].by : RD_LIT("outlet not told"))));
        rd_table_add(&t, v[i].side);
        rd_table_add(&t, cli_u64(c, v[i].origins));
        rd_table_add(&t, cli_u64(c, v[i].uses));
    }
    rd_table_text(&c->out, &t, &c->style);
    cli_more(c, n, total, "names");
}

static int run_names(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct rd_row_naming *v = NULL;
    uint32_t n = 0;
    uint64_t total = 0;
    int rc = cli_derived(c, &store, &f);
    if (rc) return rc;
    int bad = rd_store_namings(store, &f, &c->arena, &v, &n, &total, &err);
    if (!bad && cli_has(c, "json")) {
        for (uint32_t i = 0; i < n; i++) rd_derived_naming(&c->out, &v[i]);
    } else if (!bad && n) {
        name_table(c, v, n, total);
    }
    return cli_ended(c, store, bad, &err, n);
}

static const char *const name_examples[] = {"readout names --limit 20", "readout names --json --limit 5", NULL};

const struct cli_command cli_cmd_names = {
    .name = "names",
    .args = "[WORDS]",
    .brief = "who calls a place, body, person or event what",
    .about = "Lists what things are called, the most differently named first. by: the speaker in whose words it stands, or the outlet in brackets; !: the "
             "words take a side (\"so-called\"). The program's own display name is neutral unless you chose another (readout edit rename). WORDS: of a "
             "name. Exit status 1: there is none.",
    .examples = name_examples,
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .max_args = UINT32_MAX,
    .run = run_names,
};
