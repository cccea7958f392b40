/* cmd_positions.c - readout positions: who says what on which issue, and how it moved. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "compare/positions.h"
#include "view/derived.h"

/* The words of an entry; what is new against the entry before is marked. */
static void moved_words(struct cli *c, const struct rd_row_entry *e) {
    struct rd_str now = rd_derived_words(&e->statement, &c->arena);
    struct rd_diff_run *v = NULL;
    uint32_t n = e->before_words.n && e->move != RD_MOVE_SAME ? rd_word_diff(e->before_words, now, &v, &c->arena) : 0;
    struct rd_buf line;
    rd_buf_init(&line, 1u << 20);
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str part = v[i].op == '-' ? rd_span_of(e->before_words, v[i].a) : rd_span_of(now, v[i].b);
        if (i) rd_buf_c(&line, ' ');
        rd_buf_z(&line, v[i].op == '-' ? "[-" : v[i].op == '+' ? "{+" : "");
        rd_buf_str(&line, rd_str_trim(part));
        rd_buf_z(&line, v[i].op == '-' ? "-]" : v[i].op == '+' ? "+}" : "");
    }
    rd_text_wrap(&c->out, n ? rd_buf_view(&line) : now, 4, &c->style);
    rd_buf_free(&line);
}

static void entry_text(struct cli *c, const struct rd_row_entry *e) {
    struct rd_buf *out = &c->out;
    struct rd_str day = cli_day(&e->statement.day, &c->arena), from = cli_origin(&e->statement.origin, &c->arena);
    rd_buf_printf(out, "  %.*s  ", RD_S(day.n ? day : RD_LIT("undated")));
    rd_text_ink(out, e->move == RD_MOVE_SAME ? RD_INK_DIM : e->move == RD_MOVE_REVERSED ? RD_INK_WARN : RD_INK_MARK, &c->style);
    rd_buf_z(out, rd_move_name(e->move));
    rd_text_ink(out, RD_INK_OFF, &c->style);
    rd_buf_printf(out, "  %.*s  ", RD_S(rd_str_sub(e->statement.id, 0, 8)));
    rd_text_line(out, from, c->style.width > 60 ? c->style.width - 44 : 0);
    rd_buf_c(out, '\n');
    moved_words(c, e);
    if (e->statement.condition.exact.n) rd_text_wrap(out, rd_arena_printf(&c->arena, "condition: %.*s", RD_S(e->statement.condition.exact)), 4, &c->style);
}

static void ledger_text(struct cli *c, const struct rd_row_entry *v, uint32_t n, uint64_t total) {
    struct rd_buf *out = &c->out;
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || !rd_str_eq(v[i].actor_key, v[i - 1].actor_key) || !rd_str_eq(v[i].issue, v[i - 1].issue)) {
            if (i) rd_buf_c(out, '\n');
            rd_text_ink(out, RD_INK_BOLD, &c->style);
            rd_text_line(out, v[i].actor_name, 0);
            if (v[i].side.n) rd_buf_printf(out, " (%.*s)", RD_S(v[i].side));
            rd_buf_z(out, " on ");
            rd_text_line(out, v[i].issue_name, 0);
            rd_text_ink(out, RD_INK_OFF, &c->style);
            rd_buf_c(out, '\n');
        }
        entry_text(c, &v[i]);
    }
    cli_more(c, n, total, "entries");
}

static void matrix_table(struct cli *c, const struct rd_row_cell *v, uint32_t n, uint64_t total) {
    static const struct rd_table_col cols[] = {{"actor", RD_COL_TEXT, 14}, {"side", RD_COL_TEXT, 4},     {"issue", RD_COL_TEXT, 14},
                                               {"said", RD_COL_NUMBER, 0}, {"moved", RD_COL_NUMBER, 0}, {"last", RD_COL_TEXT, 12},
                                               {"move", RD_COL_TEXT, 8}};
    struct rd_table t;
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
    for (uint32_t i = 0; i < n; i++) {
        rd_table_add(&t, v[i].actor_name);
        rd_table_add(&t, v[i].side);
        rd_table_add(&t, v[i].issue_name);
        rd_table_add(&t, cli_u64(c, v[i].entries));
        rd_table_add(&t, cli_u64(c, v[i].moves));
        rd_table_add(&t, cli_day(&v[i].last, &c->arena));
        rd_table_add(&t, rd_str_of(rd_move_name(v[i].last_move)));
    }
    rd_table_text(&c->out, &t, &c->style);
    cli_more(c, n, total, "cells");
}

static int matrix(struct cli *c, struct rd_store *store, const struct rd_filter *f) {
    struct rd_row_cell *v = NULL;
    struct rd_err err = {0};
    uint32_t n = 0;
    uint64_t total = 0;
    int bad = rd_store_matrix(store, f, &c->arena, &v, &n, &total, &err);
    if (!bad && cli_has(c, "json")) {
        for (uint32_t i = 0; i < n; i++) rd_derived_cell(&c->out, &v[i]);
    } else if (!bad && n) {
        matrix_table(c, v, n, total);
    }
    return cli_ended(c, store, bad, &err, n);
}

static int run_positions(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct rd_row_entry *v = NULL;
    uint32_t n = 0;
    uint64_t total = 0;
    int rc = cli_derived(c, &store, &f);
    if (rc) return rc;
    if (cli_has(c, "matrix")) return matrix(c, store, &f);
    int bad = rd_store_positions(store, &f, &c->arena, &v, &n, &total, &err);
    if (!bad && !n) {
        rd_store_close(store);
        return cli_fail(c, CLI_NO, c->cmd->name, total ? "no more than %llu entries" : "no entry fits (readout positions --matrix lists who speaks of what)", (unsigned long long)total);
    }
    if (!bad && cli_has(c, "json")) {
        for (uint32_t i = 0; i < n; i++) rd_derived_entry(&c->out, &v[i], &c->arena);
    } else if (!bad && n) {
        ledger_text(c, v, n, total);
    }
    return cli_ended(c, store, bad, &err, n);
}

static const struct cli_opt position_opts[] = {
    {"matrix", 0, NULL, "one line for each actor and issue: how often, how often it moved, when last", NULL},
};
static const char *const position_examples[] = {"readout positions --matrix", "readout positions --side XVL --limit 20", NULL};

const struct cli_command cli_cmd_positions = {
    .name = "positions",
    .brief = "what each actor says on each issue, and how it moved",
    .about = "A ledger for each actor and issue, in order of days. Each entry is new, same, reworded, condition added, condition removed or "
             "reversed against the entries before it; words that went are shown as [-so-], words that came as {+so+}. Copies are left out. A "
             "day in brackets is the page's. Exit status 1: there is none.",
    .examples = position_examples,
    .opts = position_opts,
    .n_opts = RD_ARRAY_LEN(position_opts),
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .run = run_positions,
};
