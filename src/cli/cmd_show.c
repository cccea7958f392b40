/* cmd_show.c - readout show ID: one record with the words around it and what it rests on. */
#include "cli/commands.h"
#include "cli/shared.h"

/* A place in the context where a mark is set. */
struct mark {
    uint32_t at;
    const char *text;
    bool closing;
};
struct marks {
    struct mark v[64];
    uint32_t n;
    const struct rd_row_context *context;
};

static void mark(struct marks *m, const struct rd_row_span *s, const char *open, const char *close) {
    struct rd_span all = m->context->span;
    if (!s->exact.n || s->at.beg < all.beg || s->at.end > all.end || m->n + 2 > RD_ARRAY_LEN(m->v))
        return;
    m->v[m->n++] = (struct mark){s->at.beg - all.beg, open, false};
    m->v[m->n++] = (struct mark){s->at.end - all.beg, close, true};
}

/* Closing marks before opening ones at one place; else in the order in which they were set. */
static bool before(const struct mark *a, const struct mark *b) {
    return a->at != b->at ? a->at < b->at : a->closing && !b->closing;
}

static void put_context(struct cli *c, struct marks *m, const char *legend) {
    struct rd_buf text;
    uint32_t at = 0;
    struct rd_str t = m->context->text;
    if (!t.n)
        return;
    for (uint32_t i = 1; i < m->n; i++)
        for (uint32_t k = i; k > 0 && before(&m->v[k], &m->v[k - 1]); k--) {
            struct mark x = m->v[k];
            m->v[k] = m->v[k - 1];
            m->v[k - 1] = x;
        }
    rd_buf_init(&text, 1u << 24);
    for (uint32_t i = 0; i < m->n; i++) {
        rd_buf_str(&text, rd_str_sub(t, at, m->v[i].at));
        rd_buf_z(&text, m->v[i].text);
        at = m->v[i].at;
    }
    rd_buf_str(&text, rd_str_sub(t, at, t.n));
    rd_buf_printf(&c->out, "\nOn the page (%s)\n", legend);
    rd_text_wrap(&c->out, rd_buf_view(&text), 4, &c->style);
    rd_buf_free(&text);
}

static void put_origin(struct cli *c, const struct rd_row_origin *o) {
    rd_buf_printf(&c->out, "\nPage %.*s\n", RD_S(o->page));
    rd_buf_z(&c->out, "    ");
    rd_text_line(&c->out, cli_origin(o, &c->arena), 0);
    rd_buf_printf(&c->out, "\n    published %s, %.*s\n", o->published.value[0] ? o->published.value : "unknown",
                  RD_S(o->url.n ? o->url : o->path));
}

static void put_evidence(struct cli *c, const struct rd_row_evidence *e, uint32_t n) {
    if (n)
        rd_buf_z(&c->out, "\nEvidence\n");
    for (uint32_t i = 0; i < n; i++) {
        rd_buf_z(&c->out, "    ");
        rd_text_line(&c->out, e[i].field, 0);
        rd_buf_z(&c->out, ": ");
        rd_text_line(&c->out, e[i].span.exact, 0);
        rd_buf_printf(&c->out, " (%u-%u)\n", e[i].span.start, e[i].span.end);
    }
}

static void field(struct cli *c, const char *name, struct rd_str v) {
    if (!v.n)
        return;
    rd_buf_printf(&c->out, "    %-12s ", name);
    rd_text_line(&c->out, v, 0);
    rd_buf_c(&c->out, '\n');
}

static void date_field(struct cli *c, const char *name, const struct rd_date *d) {
    if (d->value[0])
        field(c, name, rd_arena_printf(&c->arena, "%s (%s, %s)", d->value, rd_date_prec_name(d->prec),
                                       rd_date_basis_name(d->basis) ? rd_date_basis_name(d->basis) : "-"));
}

static void put_user_notes(struct cli *c, struct rd_store *s, struct rd_str id) {
    struct rd_row_user_note *v;
    uint32_t n;
    if (rd_store_notes(s, id, &c->arena, &v, &n, NULL) != RD_OK || n == 0)
        return;
    rd_buf_z(&c->out, "\nNotes\n");
    for (uint32_t i = 0; i < n; i++) {
        rd_text_wrap(&c->out, v[i].text, 4, &c->style);
        rd_buf_printf(&c->out, "    %.*s %.*s\n", RD_S(v[i].who), RD_S(v[i].at));
    }
}

static int show_statement(struct cli *c, struct rd_store *s, struct rd_str id, struct rd_err *err) {
    struct rd_row_statement st;
    int rc = rd_store_statement(s, id, &c->arena, &st, err);
    if (rc)
        return rc;
    struct rd_card card = cli_card_statement(&st, &c->arena);
    struct marks m = {.context = &st.context};
    rd_text_card(&c->out, &card, &c->style);
    rd_buf_z(&c->out, "\nFields\n");
    field(c, "cue", st.cue.exact.n ? rd_arena_printf(&c->arena, "%.*s (%.*s, %.*s)", RD_S(st.cue.exact), RD_S(st.cue_lemma),
                                                     RD_S(st.cue_class)) : RD_NONE);
    field(c, "organisation", st.speaker.org);
    date_field(c, "said on", &st.said_on);
    field(c, "code", rd_arena_printf(&c->arena, "%.*s%s%.*s", RD_S(st.cameo), st.plover_type.n ? " " : "", RD_S(st.plover_type)));
    field(c, "stance", st.stance);
    field(c, "answers", st.answers);
    field(c, "contact", st.contact);
    for (uint32_t i = 0; i < st.n_issues; i++)
        field(c, "issue", st.issues[i]);
    field(c, "confidence", rd_arena_printf(&c->arena, "%u%%", st.confidence));
    field(c, "rule", st.rule);
    mark(&m, &st.speaker.span, "<", ">");
    mark(&m, &st.cue, "{", "}");
    for (uint32_t i = 0; i < st.n_content; i++)
        mark(&m, &st.content[i], "[[", "]]");
    put_context(c, &m, "<speaker> {cue} [[words]]");
    put_evidence(c, st.evidence, st.n_evidence);
    put_origin(c, &st.origin);
    return RD_OK;
}

static int show_event(struct cli *c, struct rd_store *s, struct rd_str id, struct rd_err *err) {
    struct rd_row_event e;
    int rc = rd_store_event(s, id, &c->arena, &e, err);
    if (rc)
        return rc;
    struct rd_card card = cli_card_event(&e, &c->arena);
    struct marks m = {.context = &e.context};
    rd_text_card(&c->out, &card, &c->style);
    rd_buf_z(&c->out, "\nFields\n");
    date_field(c, "date", &e.date);
    field(c, "plover", rd_arena_printf(&c->arena, "%.*s %.*s", RD_S(e.plover_type), RD_S(e.plover_mode)));
    field(c, "quad", e.quad ? rd_arena_printf(&c->arena, "%u", e.quad) : RD_NONE);
    field(c, "status", rd_str_of(rd_status_name(e.status)));
    field(c, "reported in", e.reported_in);
    field(c, "confidence", rd_arena_printf(&c->arena, "%u%%", e.confidence));
    field(c, "rule", e.rule);
    for (uint32_t i = 0; i < e.n_source; i++)
        mark(&m, &e.source[i].span, "<", ">");
    for (uint32_t i = 0; i < e.n_target; i++)
        mark(&m, &e.target[i].span, "{", "}");
    mark(&m, &e.cite, "[[", "]]");
    put_context(c, &m, "<source> {target} [[cited]]");
    put_evidence(c, e.evidence, e.n_evidence);
    put_origin(c, &e.origin);
    return RD_OK;
}

static int show_contact(struct cli *c, struct rd_store *s, struct rd_str id, struct rd_err *err) {
    struct rd_row_contact k;
    int rc = rd_store_contact(s, id, &c->arena, &k, err);
    if (rc)
        return rc;
    struct rd_card card = cli_card_contact(&k, &c->arena);
    struct marks m = {.context = &k.context};
    rd_text_card(&c->out, &card, &c->style);
    rd_buf_z(&c->out, "\nFields\n");
    date_field(c, "when", &k.when);
    for (uint32_t i = 0; i < k.n_part; i++)
        field(c, "participant", rd_arena_printf(&c->arena, "%.*s%s%.*s", RD_S(k.participants[i].name),
                                                k.participants[i].side.n ? ", " : "", RD_S(k.participants[i].side)));
    for (uint32_t i = 0; i < k.n_statements; i++)
        field(c, "statement", k.statements[i]);
    mark(&m, &k.cite, "[[", "]]");
    put_context(c, &m, "[[cited]]");
    put_evidence(c, k.evidence, k.n_evidence);
    put_origin(c, &k.origin);
    return RD_OK;
}

static int show_page(struct cli *c, struct rd_store *s, struct rd_str id, struct rd_err *err) {
    struct rd_reading reading;
    int rc = rd_store_load(s, id, &reading, NULL, err);
    if (rc)
        return rc;
    rd_text_reading(&c->out, &reading, &c->style, &c->arena);
    rd_reading_free(&reading);
    return RD_OK;
}

static int put_json(struct cli *c, struct rd_store *s, int kind, struct rd_str id, struct rd_err *err) {
    struct cli_stored stored;
    struct rd_str page = id;
    uint32_t n = 0;
    int rc = RD_OK;
    struct rd_row_statement st;
    struct rd_row_event e;
    struct rd_row_contact k;
    if (kind == RD_REC_STATEMENT && (rc = rd_store_statement(s, id, &c->arena, &st, err)) == RD_OK) {
        page = st.origin.page;
        n = st.n;
    }
    if (kind == RD_REC_EVENT && (rc = rd_store_event(s, id, &c->arena, &e, err)) == RD_OK) {
        page = e.origin.page;
        n = e.n;
    }
    if (kind == RD_REC_CONTACT && (rc = rd_store_contact(s, id, &c->arena, &k, err)) == RD_OK) {
        page = k.origin.page;
        n = k.n;
    }
    if (rc)
        return rc;
    cli_stored_init(&stored, s);
    if (kind == RD_REC_PAGE) {
        rc = cli_stored_page(&stored, page, err);
        if (rc == RD_OK)
            rd_json_reading(&c->out, &stored.reading, NULL, &stored.arena);
    } else {
        rc = cli_stored_record(&c->out, &stored, page, kind, n, err);
    }
    cli_stored_free(&stored);
    return rc;
}

static int show_text(struct cli *c, struct rd_store *s, int kind, struct rd_str id, struct rd_err *err) {
    int rc = kind == RD_REC_STATEMENT ? show_statement(c, s, id, err)
           : kind == RD_REC_EVENT ? show_event(c, s, id, err)
           : kind == RD_REC_CONTACT ? show_contact(c, s, id, err) : show_page(c, s, id, err);
    if (rc == RD_OK)
        put_user_notes(c, s, id);
    return rc;
}

static int run_show(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_err err = {0};
    struct rd_str id = RD_NONE;
    int kind = RD_REC_NONE;
    int rc = cli_open_store(c, RD_STORE_READ, &store);
    if (rc)
        return rc;
    rc = rd_store_lookup(store, rd_str_of(c->args[0]), &c->arena, &kind, &id, &err);
    if (rc == RD_ENOTFOUND) {
        rd_store_close(store);
        return cli_fail(c, CLI_NO, "show", "no record \"%s\" in the dossier", c->args[0]);
    }
    if (rc == RD_OK)
        rc = cli_has(c, "json") ? put_json(c, store, kind, id, &err) : show_text(c, store, kind, id, &err);
    rd_store_close(store);
    return rc ? cli_fail_err(c, "show", &err) : cli_flush(c);
}

const struct cli_command cli_cmd_show = {
    .name = "show",
    .args = "ID",
    .brief = "one record, with the words around it and what it rests on",
    .about = "Prints a statement, an event, a contact or a whole page of the dossier by its id, or by a beginning of it that only "
             "one has. With --json the record is printed as readout read prints it; of a page all its records. Exit status 1: there "
             "is no such record.",
    .groups = CLI_G_DOSSIER | CLI_G_JSON,
    .min_args = 1,
    .max_args = 1,
    .run = run_show,
};
