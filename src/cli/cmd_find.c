/* cmd_find.c - readout find: statements, events, contacts or pages of the dossier that fit. */
#include "cli/commands.h"
#include "cli/shared.h"

struct found {
    uint32_t n;
    uint64_t total;
    struct rd_row_statement *st;
    struct rd_row_event *ev;
    struct rd_row_contact *ct;
    struct rd_row_page *pg;
};

/* The words of the command line as one query. */
static struct rd_str query(struct cli *c) {
    struct rd_str q = RD_NONE;
    for (uint32_t i = 0; i < c->n_args; i++)
        q = i ? rd_arena_printf(&c->arena, "%.*s %s", RD_S(q), c->args[i]) : rd_str_of(c->args[i]);
    return q;
}

static int order_of(const char *name, bool words) {
    if (!name)
        return words ? RD_ORDER_BEST : RD_ORDER_NEWEST;
    return strcmp(name, "oldest") == 0 ? RD_ORDER_OLDEST
           : strcmp(name, "newest") == 0 ? RD_ORDER_NEWEST
           : strcmp(name, "added") == 0 ? RD_ORDER_ADDED : RD_ORDER_BEST;
}

static int kind_of(const char *name) {
    if (!name || strcmp(name, "statements") == 0)
        return RD_REC_STATEMENT;
    return strcmp(name, "events") == 0 ? RD_REC_EVENT : strcmp(name, "contacts") == 0 ? RD_REC_CONTACT : RD_REC_PAGE;
}

static int ask(struct rd_store *s, const struct rd_filter *f, int kind, struct found *x, struct rd_arena *a, struct rd_err *err) {
    switch (kind) {
    case RD_REC_EVENT: return rd_store_events(s, f, a, &x->ev, &x->n, &x->total, err);
    case RD_REC_CONTACT: return rd_store_contacts(s, f, a, &x->ct, &x->n, &x->total, err);
    case RD_REC_PAGE: return rd_store_pages(s, f, a, &x->pg, &x->n, &x->total, err);
    default: return rd_store_statements(s, f, a, &x->st, &x->n, &x->total, err);
    }
}

static int put_json(struct cli *c, struct rd_store *s, const struct found *x, int kind, struct rd_err *err) {
    struct cli_stored stored;
    int rc = RD_OK;
    cli_stored_init(&stored, s);
    for (uint32_t i = 0; i < x->n && rc == RD_OK; i++) {
        const struct rd_row_origin *o = kind == RD_REC_EVENT ? &x->ev[i].origin : kind == RD_REC_CONTACT ? &x->ct[i].origin
                                      : kind == RD_REC_STATEMENT ? &x->st[i].origin : NULL;
        uint32_t n = kind == RD_REC_EVENT ? x->ev[i].n : kind == RD_REC_CONTACT ? x->ct[i].n
                   : kind == RD_REC_STATEMENT ? x->st[i].n : 0;
        rc = cli_stored_record(&c->out, &stored, o ? o->page : x->pg[i].id, kind, n, err);
        if (rc == RD_OK && c->out.n > (1u << 20) && cli_flush(c) != 0)
            break;
    }
    cli_stored_free(&stored);
    return rc;
}

static void page_card(struct cli *c, const struct rd_row_page *p) {
    struct rd_buf *out = &c->out;
    rd_text_ink(out, RD_INK_BOLD, &c->style);
    rd_text_wrap(out, p->title.n ? p->title : p->path.n ? p->path : p->url, 0, &c->style);
    rd_text_ink(out, RD_INK_OFF, &c->style);
    rd_buf_printf(out, "  %s", p->published.value[0] ? p->published.value : "undated");
    if (p->outlet.n) {
        rd_buf_z(out, " \xC2\xB7 ");
        rd_text_line(out, p->outlet, 0);
    }
    rd_buf_z(out, " \xC2\xB7 ");
    cli_count(out, p->n_statements, "statement");
    rd_buf_z(out, ", ");
    cli_count(out, p->n_events, "event");
    rd_buf_z(out, ", ");
    cli_count(out, p->n_contacts, "contact");
    rd_buf_printf(out, "\n  %.*s\n", RD_S(p->id));
}

static void put_text(struct cli *c, const struct found *x, int kind) {
    for (uint32_t i = 0; i < x->n; i++) {
        struct rd_card card;
        if (i)
            rd_buf_c(&c->out, '\n');
        if (kind == RD_REC_PAGE) {
            page_card(c, &x->pg[i]);
            continue;
        }
        card = kind == RD_REC_EVENT ? cli_card_event(&x->ev[i], &c->arena)
             : kind == RD_REC_CONTACT ? cli_card_contact(&x->ct[i], &c->arena)
                                      : cli_card_statement(&x->st[i], &c->arena);
        rd_text_card(&c->out, &card, &c->style);
    }
    cli_more(c, x->n, x->total, kind == RD_REC_PAGE ? "pages" : kind == RD_REC_EVENT ? "events"
                              : kind == RD_REC_CONTACT ? "contacts" : "statements");
}

static int run_find(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct found x = {0};
    int kind = kind_of(cli_get(c, "kind"));
    if (!cli_filter(c, &f))
        return CLI_USAGE;
    f.words = query(c);
    f.order = order_of(cli_get(c, "order"), f.words.n > 0);
    int rc = cli_open_store(c, RD_STORE_READ, &store);
    if (rc)
        return rc;
    int bad = ask(store, &f, kind, &x, &c->arena, &err);
    if (!bad && cli_has(c, "json"))
        bad = put_json(c, store, &x, kind, &err);
    else if (!bad)
        put_text(c, &x, kind);
    rd_store_close(store);
    if (bad)
        return cli_fail_err(c, "find", &err);
    rc = cli_flush(c);
    if (rc == 0 && x.n == 0 && c->err_tty)
        cli_warn(c, "find", "nothing fits");
    return rc ? rc : x.n ? CLI_YES : CLI_NO;
}

static const struct cli_opt opts[] = {
    {"kind", 'k', "KIND", "what to look for", "statements events contacts pages"},
    {"order", 0, "ORDER", "in which order; default: best with words, else newest", "newest oldest best added"},
};
static const char *const examples[] = {
    "readout find ferry",
    "readout find --channel phone_call --json",
    "readout find --kind contacts --since 2031",
    NULL,
};

const struct cli_command cli_cmd_find = {
    .name = "find",
    .args = "[WORDS...]",
    .brief = "find statements, events, contacts or pages in the dossier",
    .about = "Prints the records that have all of the words, in any column (words, lemmas, names), and fit the options. \"a phrase\" "
             "in quotation marks, begin* for a beginning, -word for \"not\" (after --). Exit status 1: nothing fits. With --json "
             "records are printed as readout read prints them.",
    .examples = examples,
    .opts = opts,
    .n_opts = RD_ARRAY_LEN(opts),
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .max_args = UINT32_MAX,
    .run = run_find,
};
