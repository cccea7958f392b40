/* csv.c - views as CSV: one row a thing, the names of the columns as in the JSON, lists parted by "; ". */
#include "web/web_int.h"

#include "compare/positions.h"
#include "view/derived.h"

void web_csv_begin(struct rd_table *t, const char *const *names, struct rd_table_col *cols, uint32_t n, struct rd_arena *a) {
    for (uint32_t i = 0; i < n; i++)
        cols[i] = (struct rd_table_col){.head = names[i]};
    rd_table_init(t, cols, n, a);
}

void web_csv_num(struct rd_table *t, uint64_t n, struct rd_arena *a) {
    rd_table_add(t, rd_arena_printf(a, "%llu", (unsigned long long)n));
}

void web_csv_list(struct rd_table *t, const struct rd_str *v, uint32_t n, struct rd_arena *a) {
    struct rd_str all = RD_NONE;
    for (uint32_t i = 0; i < n; i++)
        all = i ? rd_arena_printf(a, "%.*s; %.*s", RD_S(all), RD_S(v[i])) : v[i];
    rd_table_add(t, all);
}

static struct rd_str party_names(const struct rd_row_party *p, uint32_t n, struct rd_arena *a) {
    struct rd_str all = RD_NONE;
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str name = p[i].name.n ? p[i].name : p[i].span.exact;
        all = i ? rd_arena_printf(a, "%.*s; %.*s", RD_S(all), RD_S(name)) : name;
    }
    return all;
}

/* ---- statements ---- */

#define STATEMENT_COLS "id", "page", "outlet", "title", "url", "lang", "published", "speaker", "role", "org", "side", "co_speakers", "addressee", \
    "said_on", "precision", "basis", "day", "channel", "setting", "form", "cue", "content", "cameo", "plover", "stance", "negated", "denied", "modality", \
    "condition", "nested_in", "issues", "confidence", "rule", "start", "end"

static void statement(struct rd_table *t, const struct rd_row_statement *s, struct rd_arena *a) {
    const struct rd_date *d = &s->said_on;
    const struct rd_str v[] = {
        s->id, s->origin.page, s->origin.outlet, s->origin.title, s->origin.url, s->origin.lang, rd_str_of(s->origin.published.value),
        party_names(&s->speaker, 1, a), s->speaker.role, s->speaker.org, s->speaker.side, party_names(s->co_speakers, s->n_co, a),
        party_names(s->addressees, s->n_addr, a), rd_str_of(d->value), d->value[0] ? rd_str_of(rd_date_prec_name(d->prec)) : RD_NONE,
        d->value[0] ? rd_str_of(rd_date_basis_name(d->basis)) : RD_NONE, web_day_text(&s->day, a), rd_str_of(rd_channel_name(s->channel)),
        s->setting, rd_str_of(rd_form_name(s->form)), s->cue.exact, rd_derived_words(s, a), s->cameo, s->plover_type, s->stance,
        rd_str_of(s->negated ? "true" : "false"), rd_str_of(s->denied ? "true" : "false"), rd_str_of(rd_modality_name(s->modality)),
        s->condition.exact, s->nested_in};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++)
        rd_table_add(t, v[i]);
    web_csv_list(t, s->issues, s->n_issues, a);
    rd_table_add(t, rd_arena_printf(a, "%u.%02u", s->confidence / 100u, s->confidence % 100u));
    rd_table_add(t, s->rule);
    web_csv_num(t, s->n_content ? s->content[0].start : 0, a);
    web_csv_num(t, s->n_content ? s->content[s->n_content - 1].end : 0, a);
}

void web_csv_statements(struct rd_buf *o, const struct rd_row_statement *s, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {STATEMENT_COLS};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++)
        statement(&t, &s[i], a);
    rd_csv_table(o, &t);
}

void web_csv_entries(struct rd_buf *o, const struct rd_row_entry *e, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"actor", "actor_name", "actor_side", "issue_key", "issue_name", "move", "before", "before_words", "copies", "times",
                                        STATEMENT_COLS};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_str v[] = {e[i].actor_key, e[i].actor_name, e[i].side, e[i].issue, e[i].issue_name, rd_str_of(rd_move_name(e[i].move)),
                                   e[i].before, e[i].before_words};
        for (uint32_t k = 0; k < RD_ARRAY_LEN(v); k++)
            rd_table_add(&t, v[k]);
        web_csv_num(&t, e[i].copies, a);
        web_csv_num(&t, e[i].times, a);
        statement(&t, &e[i].statement, a);
    }
    rd_csv_table(o, &t);
}

/* A row for each statement in a camp. */
void web_csv_disputes(struct rd_buf *o, const struct rd_row_dispute *d, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"dispute", "kind", "key", "issue_key", "issue_name", "why", "camp", "value", "camp_sides", "camp_origins", "claim", STATEMENT_COLS};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t c = 0; c < d[i].n_camps; c++)
            for (uint32_t k = 0; k < d[i].camps[c].n_statements; k++) {
                const struct rd_row_camp *camp = &d[i].camps[c];
                const struct rd_str v[] = {d[i].id, rd_str_of(rd_claim_type_name(d[i].type)), d[i].key, d[i].issue, d[i].issue_name, d[i].why};
                for (uint32_t x = 0; x < RD_ARRAY_LEN(v); x++)
                    rd_table_add(&t, v[x]);
                web_csv_num(&t, c + 1, a);
                rd_table_add(&t, camp->value);
                web_csv_list(&t, camp->sides, camp->n_sides, a);
                web_csv_num(&t, camp->origins, a);
                rd_table_add(&t, camp->claims[k].exact);
                statement(&t, &camp->statements[k], a);
            }
    rd_csv_table(o, &t);
}

/* ---- the rest ---- */

/* A row for each readout. */
void web_csv_calls(struct rd_buf *o, const struct rd_row_call *c, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"id", "kind", "when", "day", "sides", "participants", "silent", "readout_of", "contact", "page", "outlet", "title", "url", "lang", "statements"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < c[i].n_readouts; k++) {
            const struct rd_row_readout *x = &c[i].readouts[k];
            rd_table_add(&t, c[i].id);
            rd_table_add(&t, rd_str_of(rd_channel_name(c[i].kind)));
            rd_table_add(&t, rd_str_of(c[i].when.value));
            rd_table_add(&t, web_day_text(&c[i].day, a));
            web_csv_list(&t, c[i].sides, c[i].n_sides, a);
            rd_table_add(&t, party_names(c[i].participants, c[i].n_part, a));
            web_csv_list(&t, c[i].silent, c[i].n_silent, a);
            const struct rd_str v[] = {x->side, x->told.id, x->told.origin.page, x->told.origin.outlet, x->told.origin.title, x->told.origin.url, x->told.origin.lang};
            for (uint32_t m = 0; m < RD_ARRAY_LEN(v); m++)
                rd_table_add(&t, v[m]);
            web_csv_num(&t, x->n_statements, a);
        }
    rd_csv_table(o, &t);
}

/* A row for each page told. */
void web_csv_stories(struct rd_buf *o, const struct rd_row_story *s, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"story", "title", "first", "last", "pages", "origins", "page", "page_title", "outlet", "lang", "url", "published"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < s[i].n_told; k++) {
            const struct rd_row_page *p = &s[i].told[k];
            rd_table_add(&t, s[i].id);
            rd_table_add(&t, s[i].title);
            rd_table_add(&t, web_day_text(&s[i].first, a));
            rd_table_add(&t, web_day_text(&s[i].last, a));
            web_csv_num(&t, s[i].pages, a);
            web_csv_num(&t, s[i].origins, a);
            const struct rd_str v[] = {p->id, p->title, p->outlet, p->lang, p->url, rd_str_of(p->published.value)};
            for (uint32_t m = 0; m < RD_ARRAY_LEN(v); m++)
                rd_table_add(&t, v[m]);
        }
    rd_csv_table(o, &t);
}

void web_csv_events(struct rd_buf *o, const struct rd_row_event *e, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"id", "page", "outlet", "title", "url", "lang", "date", "cameo", "cameo_name", "plover", "source", "target", "place", "status", "cite", "reported_in", "start", "end"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_row_event *x = &e[i];
        const struct rd_str v[] = {x->id, x->origin.page, x->origin.outlet, x->origin.title, x->origin.url, x->origin.lang, rd_str_of(x->date.value), x->cameo,
                                   x->cameo_name, x->plover_type, party_names(x->source, x->n_source, a), party_names(x->target, x->n_target, a), x->place,
                                   rd_str_of(rd_status_name(x->status)), x->cite.exact, x->reported_in};
        for (uint32_t m = 0; m < RD_ARRAY_LEN(v); m++)
            rd_table_add(&t, v[m]);
        web_csv_num(&t, x->cite.start, a);
        web_csv_num(&t, x->cite.end, a);
    }
    rd_csv_table(o, &t);
}
