/* cmd_edit.c - readout edit: what a user changes, kept apart from what was read. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "dossier/dossier.h"
#include "view/derived.h"

#include <stdlib.h>

static struct rd_str who(struct cli *c) {
    const char *given = cli_get(c, "who"), *user = getenv("USER");
    return rd_str_of(given ? given : user && *user ? user : "user");
}

static int log_of(struct cli *c, struct rd_store *s, struct rd_str what, uint32_t *n, struct rd_err *err) {
    static const struct rd_table_col cols[] = {{"no", RD_COL_NUMBER, 0},  {"what", RD_COL_TEXT, 6}, {"of", RD_COL_TEXT, 14}, {"to", RD_COL_TEXT, 14},
                                               {"who", RD_COL_TEXT, 6},   {"when", RD_COL_TEXT, 10}, {"why", RD_COL_TEXT, 6}};
    struct rd_row_change *v = NULL;
    struct rd_table t;
    int bad = rd_store_changes(s, what, &c->arena, &v, n, err);
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
    for (uint32_t i = 0; i < *n && !bad; i++) {
        if (cli_has(c, "json")) {
            rd_derived_change(&c->out, &v[i]);
            continue;
        }
        rd_table_add(&t, cli_u64(c, (uint64_t)v[i].id));
        rd_table_add(&t, v[i].undone ? rd_arena_printf(&c->arena, "%s (undone)", rd_change_name(v[i].kind)) : rd_str_of(rd_change_name(v[i].kind)));
        rd_table_add(&t, v[i].field.n ? rd_arena_printf(&c->arena, "%.*s %.*s", RD_S(v[i].what), RD_S(v[i].field)) : v[i].what);
        rd_table_add(&t, v[i].to);
        rd_table_add(&t, v[i].who);
        rd_table_add(&t, v[i].at);
        rd_table_add(&t, v[i].why);
    }
    if (!bad && *n && !cli_has(c, "json")) rd_table_text(&c->out, &t, &c->style);
    return bad;
}

/* A name, world id or key of an actor becomes its key; what is not an actor stays as it is. */
static int key_of(struct cli *c, struct rd_store *s, struct rd_str *what, bool must) {
    struct rd_row_actor a;
    struct rd_row_issue i;
    struct rd_err err = {0};
    if (!must && rd_store_issue(s, *what, &c->arena, &i, &err) == RD_OK) return 0;
    int rc = cli_actor_exactly(c, s, *what, &a);
    if (!rc) *what = a.key;
    return rc;
}

/* The beginning of an id, as the lists print it, becomes the id: a record's, or a dispute's to hide or show. */
static int id_of(struct cli *c, struct rd_store *s, bool dispute, struct rd_str *what) {
    struct rd_row_dispute d = {0};
    struct rd_err err = {0};
    struct rd_str id = RD_NONE;
    int kind, bad = dispute ? rd_store_dispute(s, *what, &c->arena, &d, &err) : RD_ENOTFOUND;
    if (!bad) id = d.id;
    else if (bad == RD_ENOTFOUND) bad = rd_store_lookup(s, *what, &c->arena, &kind, &id, &err);
    if (bad == RD_ENOTFOUND || (!bad && id.n != 16)) return cli_fail(c, CLI_NO, "edit", "no %s \"%.*s\" in the dossier", dispute ? "record or dispute" : "record", RD_S(*what));
    if (bad) return cli_fail_err(c, "edit", &err);
    *what = id;
    return 0;
}

static int change(struct cli *c, struct rd_store *s, int kind, struct rd_err *err) {
    static const uint8_t least[] = {[RD_CHANGE_MERGE] = 3, [RD_CHANGE_SPLIT] = 2, [RD_CHANGE_RENAME] = 2, [RD_CHANGE_CORRECT] = 4, [RD_CHANGE_HIDE] = 2, [RD_CHANGE_SHOW] = 2};
    struct rd_row_change r = {.kind = kind, .who = who(c), .at = cli_now(c), .why = rd_str_of(cli_get(c, "why"))};
    if (c->n_args < least[kind]) return cli_fail(c, CLI_USAGE, "edit", "%s needs %d words behind it (readout edit --help)", c->args[0], least[kind] - 1);
    r.what = rd_str_of(c->args[1]);
    int rc = 0;
    if (kind == RD_CHANGE_SPLIT) {
        struct rd_row_actor a;
        rc = cli_merged(c, s, r.what, &a);
        if (!rc) r.what = a.key;
    } else if (kind == RD_CHANGE_CORRECT || kind == RD_CHANGE_HIDE || kind == RD_CHANGE_SHOW) {
        rc = id_of(c, s, kind != RD_CHANGE_CORRECT, &r.what);
    } else {
        rc = key_of(c, s, &r.what, kind != RD_CHANGE_RENAME);
    }
    if (kind == RD_CHANGE_MERGE && !rc) {
        r.to = rd_str_of(c->args[2]);
        rc = key_of(c, s, &r.to, true);
    } else if (kind == RD_CHANGE_RENAME && c->n_args > 2) {
        r.to = rd_str_of(c->args[2]);
    } else if (kind == RD_CHANGE_CORRECT) {
        r.field = rd_str_of(c->args[2]);
        r.to = rd_str_of(c->args[3]);
    }
    if (rc) return rc;
    return rd_dossier_change(s, &r, err) ? cli_fail_err(c, "edit", err) : 0;
}

static int run_edit(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_err err = {0};
    struct rd_str verb = rd_str_of(c->args[0]);
    uint32_t n = 1;
    int bad = RD_OK, kind = rd_change_of(verb);
    bool log = rd_str_is(verb, "log"), undo = rd_str_is(verb, "undo");
    if (kind < 0 && !log && !undo) return cli_fail(c, CLI_USAGE, "edit", "\"%s\" is none of merge split rename correct hide show undo log", c->args[0]);
    int rc = cli_open_store(c, log ? RD_STORE_READ : RD_STORE_WRITE, &store);
    if (rc) return rc;
    if (log) {
        bad = log_of(c, store, c->n_args > 1 ? rd_str_of(c->args[1]) : RD_NONE, &n, &err);
    } else if (undo) {
        uint64_t id = 0;
        if (c->n_args < 2 || !rd_str_uint(rd_str_of(c->args[1]), INT64_MAX, &id)) rc = cli_fail(c, CLI_USAGE, "edit", "undo needs a number (readout edit log)");
        else bad = rd_dossier_undo(store, (int64_t)id, who(c), cli_now(c), &err);
    } else {
        rc = change(c, store, kind, &err);
    }
    if (rc) {
        rd_store_close(store);
        return rc;
    }
    return cli_ended(c, store, bad, &err, n);
}

static const struct cli_opt edit_opts[] = {
    {"who", 0, "NAME", "who changes it; default $USER", NULL},
    {"why", 0, "TEXT", "why", NULL},
};
static const char *const edit_examples[] = {"readout edit rename \"Lena Marr\" \"Lena Marr (president)\" --why spelling", "readout edit log", NULL};

const struct cli_command cli_cmd_edit = {
    .name = "edit",
    .args = "merge|split|rename|correct|hide|show|undo|log ...",
    .brief = "join, part and rename actors, correct records; nothing that was read is changed",
    .about = "merge A B: A is the same actor as B. split A: undoes it. rename A NAME: shows an actor or an issue under another name; without NAME as it was "
             "read. correct ID FIELD VALUE: your value of a field beside the one read. hide ID, show ID: a dispute or record that is not worth a minute; "
             "a hidden record leaves lists, positions and disputes, and `show` marks it. "
             "undo N: takes number N of the log back. log [A]: who changed what when. Changes outlive a new reading of the pages.",
    .examples = edit_examples,
    .opts = edit_opts,
    .n_opts = RD_ARRAY_LEN(edit_opts),
    .groups = CLI_G_DOSSIER | CLI_G_JSON,
    .min_args = 1,
    .max_args = 4,
    .run = run_edit,
};
