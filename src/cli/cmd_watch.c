/* cmd_watch.c - readout watch: saved queries, and what is new in them. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "view/derived.h"
#include "view/watch.h"

#include <time.h>

struct rd_str cli_now(struct cli *c) {
    time_t now = time(NULL);
    struct tm t;
    char z[32];
    gmtime_r(&now, &t);
    strftime(z, sizeof z, "%Y-%m-%dT%H:%M:%SZ", &t);
    return rd_arena_str(&c->arena, rd_str_of(z));
}

static int list(struct cli *c, struct rd_store *s, uint32_t *n, struct rd_err *err) {
    static const struct rd_table_col cols[] = {{"watch", RD_COL_TEXT, 12}, {"new", RD_COL_NUMBER, 0}, {"query", RD_COL_TEXT, 16}};
    struct rd_row_watch *v = NULL;
    struct rd_table t;
    int bad = rd_store_watches(s, &c->arena, &v, n, err);
    if (bad || *n == 0) return bad;
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
    for (uint32_t i = 0; i < *n; i++) {
        struct rd_filter f;
        struct rd_row_statement *st = NULL;
        uint32_t fresh = 0;
        uint64_t last;
        rd_watch_filter(&f, v[i].query, &c->arena);
        f.limit = 1000;
        if ((bad = rd_store_fresh(s, &f, v[i].seen, &c->arena, &st, &fresh, &last, err))) return bad;
        v[i].fresh = fresh;
        if (cli_has(c, "json")) rd_derived_watch(&c->out, &v[i]);
        rd_table_add(&t, v[i].name);
        rd_table_add(&t, cli_u64(c, fresh));
        rd_table_add(&t, v[i].query);
    }
    if (!cli_has(c, "json")) rd_table_text(&c->out, &t, &c->style);
    return RD_OK;
}

static int find_watch(struct cli *c, struct rd_store *s, struct rd_str name, struct rd_row_watch *out, struct rd_err *err) {
    struct rd_row_watch *v = NULL;
    uint32_t n = 0;
    int bad = rd_store_watches(s, &c->arena, &v, &n, err);
    for (uint32_t i = 0; i < n && !bad; i++) {
        if (!rd_str_eq(v[i].name, name)) continue;
        *out = v[i];
        return RD_OK;
    }
    return bad ? bad : rd_fail(err, RD_ENOTFOUND, "cli", "no saved query \"%.*s\" (readout watch lists them)", RD_S(name));
}

static int fresh(struct cli *c, struct rd_store *s, struct rd_str name, uint32_t *n, struct rd_err *err) {
    struct rd_row_watch w = {0};
    struct rd_filter f;
    struct rd_row_statement *v = NULL;
    uint64_t last = 0, limit;
    int bad = find_watch(c, s, name, &w, err);
    if (bad) return bad;
    rd_watch_filter(&f, w.query, &c->arena);
    if (!cli_number(c, "limit", RD_STORE_MAX_LIMIT, RD_STORE_LIMIT, &limit)) return rd_fail(err, RD_EUSAGE, "cli", "--limit is not a number");
    f.limit = (uint32_t)limit;
    if ((bad = rd_store_fresh(s, &f, cli_has(c, "all") || cli_has(c, "atom") ? 0 : w.seen, &c->arena, &v, n, &last, err))) return bad;
    if (cli_has(c, "atom")) {
        const struct rd_feed feed = {.id = rd_arena_printf(&c->arena, "urn:readout:watch:%.*s", RD_S(name)), .title = w.name, .updated = w.at};
        rd_feed_atom(&c->out, &feed, v, *n, &c->arena);
        *n = 1; /* a feed without entries is an answer */
        return RD_OK;
    }
    for (uint32_t i = 0; i < *n; i++) {
        if (cli_has(c, "json")) {
            rd_derived_statement(&c->out, &v[i]);
            continue;
        }
        struct rd_card card = cli_card_statement(&v[i], &c->arena);
        if (i) rd_buf_c(&c->out, '\n');
        rd_text_card(&c->out, &card, &c->style);
    }
    return cli_has(c, "peek") || cli_has(c, "all") ? RD_OK : rd_store_watch_seen(s, name, last, err);
}

static int save(struct cli *c, struct rd_store *s, struct rd_str name, struct rd_err *err) {
    struct rd_filter f;
    struct rd_buf q;
    if (!cli_filter(c, &f)) return rd_fail(err, RD_EUSAGE, "cli", "the filter does not hold");
    int rc = cli_issue(c, s, &f);
    if (rc) return rd_fail(err, RD_EUSAGE, "cli", "the issue is not one");
    for (uint32_t i = 1; i < c->n_args; i++)
        f.words = i > 1 ? rd_arena_printf(&c->arena, "%.*s %s", RD_S(f.words), c->args[i]) : rd_str_of(c->args[i]);
    rd_buf_init(&q, 1u << 16);
    rd_watch_query(&q, &f);
    struct rd_str query = rd_arena_str(&c->arena, rd_buf_view(&q));
    rd_buf_free(&q);
    if (!query.n) return rd_fail(err, RD_EUSAGE, "cli", "a saved query asks for something: words, or options such as --speaker");
    return rd_store_watch_save(s, name, query, cli_now(c), err);
}

static int run_watch(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_err err = {0};
    uint32_t n = 1;
    struct rd_str name = c->n_args ? rd_str_of(c->args[0]) : RD_NONE;
    if (!name.n && (cli_has(c, "save") || cli_has(c, "drop"))) return cli_fail(c, CLI_USAGE, "watch", "--save and --drop need a NAME");
    bool writes = name.n && !cli_has(c, "peek") && !cli_has(c, "all") && !cli_has(c, "atom");
    int rc = cli_open_store(c, writes ? RD_STORE_WRITE : RD_STORE_READ, &store), bad;
    if (rc) return rc;
    if (!name.n) bad = list(c, store, &n, &err);
    else if (cli_has(c, "drop")) bad = rd_store_watch_drop(store, name, &err);
    else if (cli_has(c, "save")) bad = save(c, store, name, &err);
    else bad = fresh(c, store, name, &n, &err);
    return cli_ended(c, store, bad, &err, n);
}

static const struct cli_opt watch_opts[] = {
    {"save", 0, NULL, "save the query that the words and options make under NAME", NULL},
    {"drop", 0, NULL, "forget NAME", NULL},
    {"all", 0, NULL, "everything that fits, not the new alone", NULL},
    {"peek", 0, NULL, "leave what is new new", NULL},
    {"atom", 0, NULL, "print an Atom feed", NULL},
};
static const char *const watch_examples[] = {"readout watch --save ferry --side XVL ferry", "readout watch ferry --limit 3", "readout watch", NULL};

const struct cli_command cli_cmd_watch = {
    .name = "watch",
    .args = "[NAME [WORDS]]",
    .brief = "saved queries, and what is new in them",
    .about = "Without NAME: the saved queries and how many new statements fit each. With NAME: the statements that came since it was last asked. "
             "--save NAME: saves words and options as a query; they mean what they mean for find. Exit status 1: there is nothing new.",
    .examples = watch_examples,
    .opts = watch_opts,
    .n_opts = RD_ARRAY_LEN(watch_opts),
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .max_args = UINT32_MAX,
    .run = run_watch,
};
