/* csv.c - records as comma-separated values (RFC 4180) that a spreadsheet does not run. */
#include "base/utf8.h"
#include "view/view_int.h"

void rd_csv_cell(struct rd_buf *out, struct rd_str cell, bool first) {
    if (!first)
        rd_buf_c(out, ',');
    bool formula = cell.n && strchr("=+-@\t\r", cell.p[0]) != NULL && cell.p[0];
    double number;
    if (formula && rd_str_double(cell, &number))
        formula = false; /* a negative number is one */
    bool quote = formula;
    for (uint32_t i = 0; i < cell.n && !quote; i++)
        quote = strchr(",\"\r\n", cell.p[i]) != NULL && cell.p[i];
    if (!quote) {
        rd_buf_str(out, cell);
        return;
    }
    rd_buf_c(out, '"');
    if (formula)
        rd_buf_c(out, '\'');
    for (uint32_t i = 0; i < cell.n; i++) {
        if (cell.p[i] == '"')
            rd_buf_c(out, '"');
        rd_buf_c(out, cell.p[i]);
    }
    rd_buf_c(out, '"');
}

void rd_csv_end(struct rd_buf *out) {
    rd_buf_z(out, "\r\n");
}

void rd_csv_table(struct rd_buf *out, const struct rd_table *t) {
    for (uint32_t c = 0; c < t->n_cols; c++)
        rd_csv_cell(out, rd_str_of(t->cols[c].head), c == 0);
    rd_csv_end(out);
    for (uint32_t i = 0; i < t->n_cells; i++) {
        rd_csv_cell(out, t->cells[i], i % t->n_cols == 0);
        if (i % t->n_cols == t->n_cols - 1)
            rd_csv_end(out);
    }
}

static const char *const statement_cols[] = {
    "id", "page", "outlet", "title", "url", "lang", "published", "speaker", "role", "org", "side", "co_speakers", "addressee",
    "said_on", "precision", "basis", "channel", "setting", "form", "cue", "content", "cameo", "plover", "negated", "denied",
    "modality", "condition", "nested_in", "issues", "confidence", "rule", "start", "end"};
static const char *const event_cols[] = {
    "id", "page", "outlet", "title", "url", "lang", "published", "date", "precision", "basis", "cameo", "cameo_name", "plover",
    "mode", "quad", "goldstein", "source", "source_code", "target", "target_code", "place", "lat", "lon", "status", "modality",
    "condition", "reported_in", "cite", "confidence", "rule", "start", "end"};
static const char *const contact_cols[] = {
    "id", "page", "outlet", "title", "url", "lang", "published", "kind", "when", "precision", "basis", "participants", "sides",
    "place", "statements", "cite", "start", "end"};

void rd_csv_head(struct rd_buf *out, int kind) {
    const char *const *cols = kind == RD_CSV_EVENTS ? event_cols : kind == RD_CSV_CONTACTS ? contact_cols : statement_cols;
    size_t n = kind == RD_CSV_EVENTS ? RD_ARRAY_LEN(event_cols)
                                     : kind == RD_CSV_CONTACTS ? RD_ARRAY_LEN(contact_cols) : RD_ARRAY_LEN(statement_cols);
    for (size_t i = 0; i < n; i++)
        rd_csv_cell(out, rd_str_of(cols[i]), i == 0);
    rd_csv_end(out);
}

void rd_csv_schema(struct rd_buf *out, int kind, struct rd_str url) {
    static const char *const whole[] = {"start", "end", "quad"}, *const real[] = {"confidence", "goldstein", "lat", "lon"}, *const truth[] = {"negated", "denied"};
    const char *const *cols = kind == RD_CSV_EVENTS ? event_cols : kind == RD_CSV_CONTACTS ? contact_cols : statement_cols;
    size_t n = kind == RD_CSV_EVENTS ? RD_ARRAY_LEN(event_cols) : kind == RD_CSV_CONTACTS ? RD_ARRAY_LEN(contact_cols) : RD_ARRAY_LEN(statement_cols);
    rd_buf_z(out, "{\"@context\":\"http://www.w3.org/ns/csvw\",\"url\":");
    rd_buf_json(out, url);
    rd_buf_z(out, ",\"dialect\":{\"header\":true,\"encoding\":\"utf-8\"},\"tableSchema\":{\"columns\":[");
    for (size_t i = 0; i < n; i++) {
        const char *type = "string";
        for (size_t k = 0; k < RD_ARRAY_LEN(whole); k++) type = strcmp(cols[i], whole[k]) == 0 ? "integer" : type;
        for (size_t k = 0; k < RD_ARRAY_LEN(real); k++) type = strcmp(cols[i], real[k]) == 0 ? "number" : type;
        for (size_t k = 0; k < RD_ARRAY_LEN(truth); k++) type = strcmp(cols[i], truth[k]) == 0 ? "boolean" : type;
        rd_buf_z(out, i ? ",\n{\"titles\":" : "\n{\"titles\":");
        rd_buf_json(out, rd_str_of(cols[i]));
        rd_buf_printf(out, ",\"datatype\":\"%s\",\"null\":\"\"}", type);
    }
    rd_buf_z(out, "]}}\n");
}

/* What the rows of one reading share. */
struct sheet {
    struct rd_buf *out;
    const struct rd_reading *r;
    const uint32_t *cp;
    struct rd_arena *a;
};

static void put(struct sheet *s, struct rd_str v) {
    rd_csv_cell(s->out, v, false);
}

static void put_z(struct sheet *s, const char *v) {
    put(s, rd_str_of(v));
}

static void put_span(struct sheet *s, struct rd_span at) {
    put(s, rd_span_empty(at) ? RD_NONE : rd_span_of(s->r->page.text, at));
}

static void put_fixed(struct sheet *s, bool known, double v, unsigned decimals) {
    struct rd_buf b;
    rd_buf_init(&b, 64);
    view_number(&b, v, decimals);
    put(s, known ? rd_buf_view(&b) : RD_NONE);
    rd_buf_free(&b);
}

static void put_place(struct sheet *s, struct rd_span at) {
    rd_buf_c(s->out, ',');
    rd_buf_u64(s->out, s->cp[at.beg]);
    rd_buf_c(s->out, ',');
    rd_buf_u64(s->out, s->cp[at.end]);
}

static void put_date(struct sheet *s, const struct rd_date *d) {
    bool known = d->value[0] != 0;
    put_z(s, d->value);
    put_z(s, known ? rd_date_prec_name(d->prec) : NULL);
    put_z(s, known ? rd_date_basis_name(d->basis) : NULL);
}

static struct rd_str add_to(struct sheet *s, struct rd_str list, struct rd_str v) {
    return !v.n ? list : list.n ? rd_arena_printf(s->a, "%.*s; %.*s", RD_S(list), RD_S(v)) : v;
}

static void put_list(struct sheet *s, const struct rd_str *v, uint32_t n) {
    struct rd_str list = RD_NONE;
    for (uint32_t i = 0; i < n; i++)
        list = add_to(s, list, v[i]);
    put(s, list);
}

static void put_issues(struct sheet *s, const struct rd_issue *v, uint32_t n) {
    struct rd_str list = RD_NONE;
    for (uint32_t i = 0; i < n; i++)
        list = add_to(s, list, v[i].name);
    put(s, list);
}

enum party_field { PARTY_NAME, PARTY_CODE, PARTY_SIDE };

static void put_parties(struct sheet *s, const struct rd_party *p, uint32_t n, int field) {
    struct rd_str list = RD_NONE;
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str exact = rd_span_empty(p[i].span) ? RD_NONE : rd_span_of(s->r->page.text, p[i].span);
        list = add_to(s, list, field == PARTY_CODE ? p[i].code : field == PARTY_SIDE ? p[i].side : p[i].name.n ? p[i].name : exact);
    }
    put(s, list);
}

static void put_origin(struct sheet *s, const char *id) {
    const struct rd_page *p = &s->r->page;
    rd_csv_cell(s->out, rd_str_of(id), true);
    put_z(s, s->r->blob.page_id);
    put(s, p->outlet.value);
    put(s, p->title.value);
    put(s, s->r->blob.url);
    put(s, p->lang);
    put_z(s, p->published.value);
}

static void statement_row(struct sheet *s, const struct rd_statement *st) {
    struct rd_str words = RD_NONE;
    for (uint32_t i = 0; i < st->n_content; i++) {
        struct rd_str w = rd_span_of(s->r->page.text, st->content[i]);
        words = i ? rd_arena_printf(s->a, "%.*s [...] %.*s", RD_S(words), RD_S(w)) : w;
    }
    put_origin(s, st->id);
    put_parties(s, &st->speaker, 1, PARTY_NAME);
    put(s, st->speaker.role);
    put(s, st->speaker.org);
    put(s, st->speaker.side);
    put_parties(s, st->co_speakers, st->n_co, PARTY_NAME);
    put_parties(s, st->addressees, st->n_addr, PARTY_NAME);
    put_date(s, &st->said_on);
    put_z(s, rd_channel_name(st->channel));
    put(s, st->setting);
    put_z(s, rd_form_name(st->form));
    put_span(s, st->cue);
    put(s, words);
    put_z(s, st->cameo);
    put_z(s, st->plover.type);
    put_z(s, st->negated ? "true" : "false");
    put_z(s, st->denied ? "true" : "false");
    put_z(s, rd_modality_name(st->modality));
    put_span(s, st->condition);
    put_z(s, st->nested_in >= 0 ? s->r->records.st[st->nested_in].id : NULL);
    put_issues(s, st->issues, st->n_issues);
    put_fixed(s, true, st->confidence / 100.0, 2);
    put_z(s, st->rule);
    put_place(s, (struct rd_span){st->content[0].beg, st->content[st->n_content - 1].end});
    rd_csv_end(s->out);
}

static void event_row(struct sheet *s, const struct rd_event *e) {
    put_origin(s, e->id);
    put_date(s, &e->date);
    put_z(s, e->cameo);
    put_z(s, e->cameo_name);
    put_z(s, e->plover.type);
    put_z(s, e->plover.mode);
    put_fixed(s, e->quad != 0, e->quad, 0);
    put_fixed(s, e->has_goldstein, e->goldstein, 1);
    put_parties(s, e->source, e->n_source, PARTY_NAME);
    put_parties(s, e->source, e->n_source, PARTY_CODE);
    put_parties(s, e->target, e->n_target, PARTY_NAME);
    put_parties(s, e->target, e->n_target, PARTY_CODE);
    put(s, e->place);
    put_fixed(s, e->has_latlon, e->lat, 5);
    put_fixed(s, e->has_latlon, e->lon, 5);
    put_z(s, rd_status_name(e->status));
    put_z(s, rd_modality_name(e->modality));
    put_span(s, e->condition);
    put_z(s, e->reported_in >= 0 ? s->r->records.st[e->reported_in].id : NULL);
    put_span(s, e->cite);
    put_fixed(s, true, e->confidence / 100.0, 2);
    put_z(s, e->rule);
    put_place(s, e->cite);
    rd_csv_end(s->out);
}

static void contact_row(struct sheet *s, const struct rd_contact *c) {
    struct rd_str ids = RD_NONE;
    for (uint32_t i = 0; i < c->n_statements; i++)
        ids = add_to(s, ids, rd_str_of(s->r->records.st[c->statements[i]].id));
    put_origin(s, c->id);
    put_z(s, rd_channel_name(c->kind));
    put_date(s, &c->when);
    put_parties(s, c->participants, c->n_part, PARTY_NAME);
    put_parties(s, c->participants, c->n_part, PARTY_SIDE);
    put_list(s, c->place, c->n_place);
    put(s, ids);
    put_span(s, c->cite);
    put_place(s, c->cite);
    rd_csv_end(s->out);
}

void rd_csv_reading(struct rd_buf *out, const struct rd_reading *r, int kind, struct rd_arena *a) {
    struct sheet s = {.out = out, .r = r, .cp = rd_utf8_positions(r->page.text, a), .a = a};
    if (kind == RD_CSV_STATEMENTS)
        for (uint32_t i = 0; i < r->records.n_st; i++)
            statement_row(&s, &r->records.st[i]);
    if (kind == RD_CSV_EVENTS)
        for (uint32_t i = 0; i < r->records.n_ev; i++)
            event_row(&s, &r->records.ev[i]);
    if (kind == RD_CSV_CONTACTS)
        for (uint32_t i = 0; i < r->records.n_ct; i++)
            contact_row(&s, &r->records.ct[i]);
}
