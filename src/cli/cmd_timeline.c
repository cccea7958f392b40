/* cmd_timeline.c - readout timeline: statements, events and contacts in order of days. */
#include "cli/commands.h"
#include "cli/shared.h"

static const struct rd_row_origin *line_page(const struct rd_row_line *l) {
    return l->kind == RD_LINE_EVENT ? &l->event->origin : l->kind == RD_LINE_CONTACT ? &l->contact->origin : &l->statement->origin;
}

static int timeline_json(struct cli *c, struct rd_store *s, const struct rd_row_line *v, uint32_t n, struct rd_err *err) {
    struct cli_stored stored;
    int rc = RD_OK;
    cli_stored_init(&stored, s);
    for (uint32_t i = 0; i < n && rc == RD_OK; i++) {
        int kind = v[i].kind == RD_LINE_EVENT ? RD_REC_EVENT : v[i].kind == RD_LINE_CONTACT ? RD_REC_CONTACT : RD_REC_STATEMENT;
        uint32_t at = kind == RD_REC_EVENT ? v[i].event->n : kind == RD_REC_CONTACT ? v[i].contact->n : v[i].statement->n;
        rc = cli_stored_record(&c->out, &stored, line_page(&v[i])->page, kind, at, err);
    }
    cli_stored_free(&stored);
    return rc;
}

static void timeline_row(struct cli *c, struct rd_table *t, const struct rd_row_line *l) {
    const struct rd_row_statement *s = l->statement;
    const struct rd_row_event *e = l->event;
    const struct rd_row_contact *k = l->contact;
    const char *page_day = line_page(l)->published.value;
    struct rd_str day = l->date.value[0] ? rd_str_of(l->date.value)
                      : l->day.from_page && page_day[0] ? rd_arena_printf(&c->arena, "(%s)", page_day) : RD_NONE;
    rd_table_add(t, day);
    if (l->kind == RD_LINE_STATEMENT) {
        struct rd_str who = cli_names(&s->speaker, 1, &c->arena);
        struct rd_str whom = cli_names(s->addressees, s->n_addr, &c->arena);
        rd_table_add(t, whom.n ? rd_arena_printf(&c->arena, "%.*s -> %.*s", RD_S(who), RD_S(whom)) : who);
        rd_table_add(t, s->channel == RD_CH_UNSPECIFIED ? RD_NONE : rd_str_of(rd_channel_name(s->channel)));
        rd_table_add(t, cli_words(s->content, s->n_content, &c->arena));
        rd_table_add(t, rd_str_sub(s->id, 0, 8));
    } else if (l->kind == RD_LINE_EVENT) {
        struct rd_str who = cli_names(e->source, e->n_source, &c->arena), whom = cli_names(e->target, e->n_target, &c->arena);
        rd_table_add(t, whom.n ? rd_arena_printf(&c->arena, "%.*s -> %.*s", RD_S(who), RD_S(whom)) : who);
        rd_table_add(t, rd_arena_printf(&c->arena, "event %.*s", RD_S(e->cameo)));
        rd_table_add(t, e->cite.exact);
        rd_table_add(t, rd_str_sub(e->id, 0, 8));
    } else {
        rd_table_add(t, cli_names(k->participants, k->n_part, &c->arena));
        rd_table_add(t, rd_arena_printf(&c->arena, "* %s", rd_channel_name(k->kind)));
        rd_table_add(t, k->cite.exact);
        rd_table_add(t, rd_str_sub(k->id, 0, 8));
    }
}

static int run_timeline(struct cli *c) {
    static const struct rd_table_col cols[] = {{"day", RD_COL_TEXT, 12}, {"who", RD_COL_TEXT, 10}, {"how", RD_COL_TEXT, 7},
                                               {"words", RD_COL_TEXT, 12}, {"id", RD_COL_TEXT, 8}};
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct rd_row_line *v = NULL;
    uint32_t n = 0;
    uint64_t total = 0;
    if (!cli_filter(c, &f))
        return CLI_USAGE;
    f.order = cli_has(c, "newest") ? RD_ORDER_NEWEST : RD_ORDER_OLDEST;
    int rc = cli_open_store(c, RD_STORE_READ, &store);
    if (rc)
        return rc;
    int bad = rd_store_timeline(store, &f, &c->arena, &v, &n, &total, &err);
    if (!bad && cli_has(c, "json")) {
        bad = timeline_json(c, store, v, n, &err);
    } else if (!bad && n) {
        struct rd_table t;
        rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
        for (uint32_t i = 0; i < n; i++)
            timeline_row(c, &t, &v[i]);
        rd_table_text(&c->out, &t, &c->style);
        cli_more(c, n, total, "lines");
    }
    return cli_ended(c, store, bad, &err, n);
}

static const struct cli_opt timeline_opts[] = {
    {"newest", 0, NULL, "latest day first", NULL},
};
static const char *const timeline_examples[] = {"readout timeline --limit 20", NULL};

const struct cli_command cli_cmd_timeline = {
    .name = "timeline",
    .brief = "what was said and done, in order of days",
    .about = "Lists statements, contacts (*) and events in order of days; those without a year come behind, by month and day, then the "
             "undated. A day in brackets is the page's, where the record tells none. Exit status 1: there is nothing.",
    .examples = timeline_examples,
    .opts = timeline_opts,
    .n_opts = RD_ARRAY_LEN(timeline_opts),
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .run = run_timeline,
};
