/* cmd_actors.c - readout actors: who is in the dossier, as a table that fits the terminal. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "view/view_lines.h"

static struct rd_str number(struct cli *c, uint64_t n) {
    return rd_arena_printf(&c->arena, "%llu", (unsigned long long)n);
}

static void actor_json(struct cli *c, const struct rd_row_actor *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_line_actor l = {.key = v[i].key, .kind = rd_str_of(rd_entity_kind_name(v[i].kind)), .name = v[i].name,
                                        .world = v[i].world, .side = v[i].side, .code = v[i].code, .role = v[i].role,
                                        .pages = v[i].pages, .mentions = v[i].mentions, .statements = v[i].statements,
                                        .addressed = v[i].addressed, .events = v[i].events};
        rd_line_actor(&c->out, &l);
    }
}

static void actor_table(struct cli *c, const struct rd_row_actor *v, uint32_t n, uint64_t total) {
    static const struct rd_table_col cols[] = {
        {"actor", RD_COL_TEXT, 16}, {"kind", RD_COL_TEXT, 6},  {"side", RD_COL_TEXT, 4},      {"role", RD_COL_TEXT, 8},
        {"said", RD_COL_NUMBER, 0}, {"told", RD_COL_NUMBER, 0}, {"events", RD_COL_NUMBER, 0}, {"pages", RD_COL_NUMBER, 0}};
    struct rd_table t;
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
    for (uint32_t i = 0; i < n; i++) {
        rd_table_add(&t, v[i].name);
        rd_table_add(&t, rd_str_of(rd_entity_kind_name(v[i].kind)));
        rd_table_add(&t, v[i].side);
        rd_table_add(&t, v[i].role);
        rd_table_add(&t, number(c, v[i].statements));
        rd_table_add(&t, number(c, v[i].addressed));
        rd_table_add(&t, number(c, v[i].events));
        rd_table_add(&t, number(c, v[i].pages));
    }
    rd_table_text(&c->out, &t, &c->style);
    cli_more(c, n, total, "actors");
}

static int run_actors(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct rd_row_actor *v = NULL;
    uint32_t n = 0;
    uint64_t total = 0;
    struct rd_str what = RD_NONE;
    if (!cli_filter(c, &f))
        return CLI_USAGE;
    for (uint32_t i = 0; i < c->n_args; i++)
        what = i ? rd_arena_printf(&c->arena, "%.*s %s", RD_S(what), c->args[i]) : rd_str_of(c->args[i]);
    int rc = cli_open_store(c, RD_STORE_READ, &store);
    if (rc)
        return rc;
    int bad = rd_store_actors(store, what, f.limit, f.offset, &c->arena, &v, &n, &total, &err);
    if (!bad && cli_has(c, "json"))
        actor_json(c, v, n);
    else if (!bad && n)
        actor_table(c, v, n, total);
    return cli_ended(c, store, bad, &err, n);
}

static const char *const actor_examples[] = {"readout actors", "readout actors --json --limit 5", NULL};

const struct cli_command cli_cmd_actors = {
    .name = "actors",
    .args = "[NAME]",
    .brief = "who speaks, is spoken to and acts",
    .about = "Lists the actors of the dossier, joined over pages: how many statements they made (said), were addressed by (told), "
             "events and pages. NAME: words of a name, a world id or a side. Exit status 1: there is none.",
    .examples = actor_examples,
    .groups = CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .max_args = UINT32_MAX,
    .run = run_actors,
};
