/* cmd_compare.c - readout compare: two statements word by word, the readouts of one call, or two actors issue by issue. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "compare/positions.h"
#include "view/derived.h"

/* ---- two statements ---- */

static void difference(struct cli *c, const char *what, struct rd_str a, struct rd_str b) {
    if (rd_str_eq(a, b) || (!a.n && !b.n)) return;
    rd_text_wrap(&c->out, rd_arena_printf(&c->arena, "%s: %.*s | %.*s", what, RD_S(a.n ? a : RD_LIT("-")), RD_S(b.n ? b : RD_LIT("-"))), 0, &c->style);
}

static void word_diff(struct cli *c, struct rd_str a, struct rd_str b) {
    struct rd_diff_run *v = NULL;
    uint32_t n = rd_word_diff(a, b, &v, &c->arena);
    struct rd_str line = RD_LIT("");
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str part = rd_str_trim(v[i].op == '-' ? rd_span_of(a, v[i].a) : rd_span_of(b, v[i].b));
        const char *l = v[i].op == '-' ? "[-" : v[i].op == '+' ? "{+" : "", *r = v[i].op == '-' ? "-]" : v[i].op == '+' ? "+}" : "";
        line = rd_arena_printf(&c->arena, "%.*s%s%s%.*s%s", RD_S(line), i ? " " : "", l, RD_S(part), r);
    }
    rd_text_wrap(&c->out, line, 2, &c->style);
}

static int two_statements(struct cli *c, struct rd_store *s, struct rd_str a, struct rd_str b, struct rd_err *err) {
    struct rd_row_statement v[2];
    int bad = rd_store_statement(s, a, &c->arena, &v[0], err);
    if (!bad) bad = rd_store_statement(s, b, &c->arena, &v[1], err);
    if (bad) return bad;
    if (cli_has(c, "json")) {
        rd_derived_statement(&c->out, &v[0]);
        rd_derived_statement(&c->out, &v[1]);
        return RD_OK;
    }
    for (int i = 0; i < 2; i++) {
        struct rd_card card = cli_card_statement(&v[i], &c->arena);
        rd_text_card(&c->out, &card, &c->style);
        rd_buf_c(&c->out, '\n');
    }
    difference(c, "speaker", v[0].speaker.name, v[1].speaker.name);
    difference(c, "channel", rd_str_of(rd_channel_name(v[0].channel)), rd_str_of(rd_channel_name(v[1].channel)));
    difference(c, "date", rd_text_date(&v[0].said_on, &c->arena), rd_text_date(&v[1].said_on, &c->arena));
    difference(c, "condition", v[0].condition.exact, v[1].condition.exact);
    difference(c, "modality", rd_str_of(rd_modality_name(v[0].modality)), rd_str_of(rd_modality_name(v[1].modality)));
    rd_buf_z(&c->out, "words:\n");
    word_diff(c, rd_derived_words(&v[0], &c->arena), rd_derived_words(&v[1], &c->arena));
    return RD_OK;
}

/* ---- the readouts of one call ---- */

static bool told_elsewhere(const struct rd_row_call *k, uint32_t but, struct rd_str issue) {
    for (uint32_t i = 0; i < k->n_readouts; i++) {
        for (uint32_t s = 0; i != but && s < k->readouts[i].n_statements; s++) {
            const struct rd_row_statement *t = &k->readouts[i].statements[s];
            for (uint32_t q = 0; q < t->n_issues; q++)
                if (rd_str_eq(t->issues[q], issue)) return true;
        }
    }
    return false;
}

void cli_call_text(struct cli *c, const struct rd_row_call *k, bool whole) {
    struct rd_buf *out = &c->out;
    struct rd_str day = cli_day(&k->day, &c->arena);
    rd_text_ink(out, RD_INK_BOLD, &c->style);
    rd_buf_printf(out, "%.*s  %s  ", RD_S(day.n ? day : RD_LIT("undated")), rd_channel_name(k->kind));
    rd_text_line(out, cli_names(k->participants, k->n_part, &c->arena), 0);
    rd_text_ink(out, RD_INK_OFF, &c->style);
    rd_buf_printf(out, "  %.*s\n", RD_S(rd_str_sub(k->id, 0, 8)));
    for (uint32_t i = 0; i < k->n_readouts; i++) {
        const struct rd_row_readout *r = &k->readouts[i];
        rd_buf_z(out, "  ");
        rd_text_ink(out, RD_INK_MARK, &c->style);
        rd_text_line(out, r->side.n ? rd_arena_printf(&c->arena, "readout of %.*s", RD_S(r->side)) : RD_LIT("told by"), 0);
        rd_text_ink(out, RD_INK_OFF, &c->style);
        rd_buf_z(out, "  ");
        rd_text_line(out, cli_origin(&r->told.origin, &c->arena), c->style.width > 60 ? c->style.width - 40 : 0);
        rd_buf_z(out, "  ");
        cli_count(out, r->n_statements, "statement");
        rd_buf_c(out, '\n');
        for (uint32_t s = 0; whole && s < r->n_statements; s++) {
            const struct rd_row_statement *t = &r->statements[s];
            bool alone = t->n_issues > 0;
            for (uint32_t q = 0; q < t->n_issues; q++) alone = alone && !told_elsewhere(k, i, t->issues[q]);
            rd_text_wrap(out, rd_arena_printf(&c->arena, "%s%.*s: %.*s", alone && k->n_readouts > 1 ? "(here alone) " : "", RD_S(cli_names(&t->speaker, 1, &c->arena)),
                                              RD_S(rd_derived_words(t, &c->arena))), 4, &c->style);
        }
    }
    if (k->n_silent) {
        rd_text_ink(out, RD_INK_WARN, &c->style);
        rd_buf_z(out, "  no readout in the dossier from: ");
        rd_text_line(out, cli_joined(&c->arena, k->silent, k->n_silent), 0);
        rd_text_ink(out, RD_INK_OFF, &c->style);
        rd_buf_c(out, '\n');
    }
}

static int one_call(struct cli *c, struct rd_store *s, struct rd_str id, struct rd_err *err) {
    struct rd_row_call k;
    int bad = rd_store_call(s, id, &c->arena, &k, err);
    if (bad) return bad;
    if (cli_has(c, "json")) rd_derived_call(&c->out, &k);
    else cli_call_text(c, &k, true);
    return RD_OK;
}

/* ---- two actors or sides ---- */

/* "XVL" is a side, anything else a name. */
static int whose(struct cli *c, struct rd_store *s, struct rd_str given, struct rd_filter *f) {
    bool side = given.n == 3;
    for (uint32_t i = 0; side && i < 3; i++) side = given.p[i] >= 'A' && given.p[i] <= 'Z';
    if (side) {
        f->side = given;
        return 0;
    }
    f->speaker = given;
    return cli_speaker(c, s, f);
}

static int last_on(struct cli *c, struct rd_store *s, struct rd_filter f, struct rd_str issue, struct rd_row_entry *out, bool *there, struct rd_err *err) {
    struct rd_row_entry *v = NULL;
    uint32_t n = 0;
    f.issue = issue;
    f.order = RD_ORDER_NEWEST;
    f.limit = 1;
    f.offset = 0;
    int bad = rd_store_positions(s, &f, &c->arena, &v, &n, NULL, err);
    *there = !bad && n > 0;
    if (*there) *out = v[0];
    return bad;
}

static void side_by_side(struct cli *c, const struct rd_row_entry *e) {
    struct rd_str day = cli_day(&e->statement.day, &c->arena);
    rd_text_wrap(&c->out, rd_arena_printf(&c->arena, "%.*s %.*s: %.*s  %.*s", RD_S(day), RD_S(e->actor_name), RD_S(rd_derived_words(&e->statement, &c->arena)),
                                          RD_S(rd_str_sub(e->statement.id, 0, 8))), 2, &c->style);
}

static int two_actors(struct cli *c, struct rd_store *s, struct rd_filter a, struct rd_filter b, uint32_t *shown, struct rd_err *err) {
    struct rd_row_issue *v = NULL;
    uint32_t n = 0;
    struct rd_filter q = a;
    q.actor = 0;
    q.side = RD_NONE;
    int bad = rd_store_issues(s, &q, &c->arena, &v, &n, NULL, err);
    for (uint32_t i = 0; i < n && !bad; i++) {
        struct rd_row_entry ea, eb;
        bool has_a = false, has_b = false;
        if (a.issue.n && !rd_str_eq(a.issue, v[i].key)) continue;
        bad = last_on(c, s, a, v[i].key, &ea, &has_a, err);
        if (!bad && has_a) bad = last_on(c, s, b, v[i].key, &eb, &has_b, err);
        if (bad || !has_a || !has_b) continue;
        ++*shown;
        if (cli_has(c, "json")) {
            rd_derived_entry(&c->out, &ea, &c->arena);
            rd_derived_entry(&c->out, &eb, &c->arena);
            continue;
        }
        rd_text_ink(&c->out, RD_INK_BOLD, &c->style);
        rd_text_line(&c->out, v[i].name, 0);
        rd_text_ink(&c->out, RD_INK_OFF, &c->style);
        rd_buf_c(&c->out, '\n');
        side_by_side(c, &ea);
        side_by_side(c, &eb);
    }
    return bad;
}

static bool is_id(struct cli *c, struct rd_store *s, struct rd_str given, int kind) {
    struct rd_err err = {0};
    struct rd_str full;
    int k = RD_REC_NONE;
    return given.n >= 4 && rd_store_lookup(s, given, &c->arena, &k, &full, &err) == RD_OK && k == kind;
}

static int run_compare(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter a, b;
    struct rd_err err = {0};
    uint32_t shown = 1;
    int bad = RD_OK, rc;
    if (!cli_filter(c, &a)) return CLI_USAGE;
    struct rd_str x = rd_str_of(c->args[0]), y = c->n_args > 1 ? rd_str_of(c->args[1]) : RD_NONE;
    if ((rc = cli_open_store(c, RD_STORE_READ, &store))) return rc;
    if (!y.n) {
        bad = one_call(c, store, x, &err);
    } else if (is_id(c, store, x, RD_REC_STATEMENT) && is_id(c, store, y, RD_REC_STATEMENT)) {
        bad = two_statements(c, store, x, y, &err);
    } else {
        shown = 0;
        rc = cli_issue(c, store, &a);
        b = a;
        if (!rc) rc = whose(c, store, x, &a);
        if (!rc) rc = whose(c, store, y, &b);
        if (rc) {
            rd_store_close(store);
            return rc;
        }
        bad = two_actors(c, store, a, b, &shown, &err);
    }
    return cli_ended(c, store, bad, &err, shown);
}

static const char *const compare_examples[] = {"readout compare XVL XDR", NULL};

const struct cli_command cli_cmd_compare = {
    .name = "compare",
    .args = "A [B]",
    .brief = "two statements, two sides, or the readouts of one call, against each other",
    .about = "A and B ids of statements: what differs, word by word. A and B names, world ids or sides (XVL): the latest words of each on every issue that "
             "both spoke of. A alone the id of a contact: its readouts one after the other, what stands in one alone marked, and the sides of which "
             "there is none. Exit status 1: there is nothing to compare.",
    .examples = compare_examples,
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .min_args = 1,
    .max_args = 2,
    .run = run_compare,
};
