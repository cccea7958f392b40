/* json.c - the pieces that JSON records are made of, and the records that are about the run: meta, notes, summary. */
#include "base/hash.h"
#include "base/utf8.h"
#include "view/view_int.h"

#include <math.h>

void view_comma(struct rd_buf *out) {
    if (out->n && out->p[out->n - 1] != '{' && out->p[out->n - 1] != '[')
        rd_buf_c(out, ',');
}

void view_key(struct rd_buf *out, const char *key) {
    view_comma(out);
    rd_buf_c(out, '"');
    rd_buf_z(out, key);
    rd_buf_z(out, "\":");
}

void view_null(struct rd_buf *out, const char *key) {
    view_key(out, key);
    rd_buf_z(out, "null");
}

void view_str(struct rd_buf *out, const char *key, struct rd_str v) {
    view_key(out, key);
    rd_buf_json(out, v.n ? v : RD_NONE);
}

void view_z(struct rd_buf *out, const char *key, const char *v) {
    view_str(out, key, rd_str_of(v));
}

void view_num(struct rd_buf *out, const char *key, uint64_t v) {
    view_key(out, key);
    rd_buf_u64(out, v);
}

void view_bool(struct rd_buf *out, const char *key, bool v) {
    view_key(out, key);
    rd_buf_z(out, v ? "true" : "false");
}

/* By integers: printf's %f follows the locale. */
void view_number(struct rd_buf *out, double v, unsigned decimals) {
    static const double scale[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    static const uint64_t whole[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    if (!(fabs(v) < 1e12)) {
        rd_buf_z(out, "null");
        return;
    }
    uint64_t n = (uint64_t)llround(fabs(v) * scale[decimals]);
    if (v < 0 && n)
        rd_buf_c(out, '-');
    rd_buf_u64(out, n / whole[decimals]);
    uint64_t rest = n % whole[decimals];
    if (!rest)
        return;
    rd_buf_c(out, '.');
    for (unsigned i = decimals; i-- > 0 && rest;) {
        rd_buf_c(out, (char)('0' + rest / whole[i]));
        rest %= whole[i];
    }
}

void view_fixed(struct rd_buf *out, const char *key, double v, unsigned decimals) {
    view_key(out, key);
    view_number(out, v, decimals);
}

void view_strs(struct rd_buf *out, const char *key, const struct rd_str *v, uint32_t n) {
    view_key(out, key);
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < n; i++) {
        view_comma(out);
        rd_buf_json(out, v[i].p ? v[i] : RD_LIT(""));
    }
    rd_buf_c(out, ']');
}

void view_date(struct rd_buf *out, const char *key, const struct rd_date *d) {
    if (!d->value[0]) {
        view_null(out, key);
        return;
    }
    view_key(out, key);
    rd_buf_c(out, '{');
    view_z(out, "value", d->value);
    view_z(out, "precision", rd_date_prec_name(d->prec));
    view_z(out, "basis", rd_date_basis_name(d->basis));
    if (d->time[0]) view_z(out, "time", d->time);
    rd_buf_c(out, '}');
}

void view_plover(struct rd_buf *out, const struct rd_plover *p) {
    view_key(out, "plover");
    rd_buf_c(out, '{');
    view_z(out, "type", p->type);
    view_z(out, "mode", p->mode);
    view_key(out, "context");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < p->n_context; i++) {
        view_comma(out);
        rd_buf_json(out, rd_str_of(p->context[i]));
    }
    rd_buf_z(out, "]}");
}

void view_head(struct rd_buf *out, const char *type) {
    rd_buf_z(out, "{");
    view_z(out, "type", type);
}

void view_end(struct rd_buf *out) {
    rd_buf_z(out, "}\n");
}

void view_start_end(struct rd_buf *out, const struct rd_json *j, struct rd_span s) {
    bool none = rd_span_empty(s) || s.end > j->r->page.text.n;
    if (none) {
        view_null(out, "start");
        view_null(out, "end");
        return;
    }
    view_num(out, "start", j->cp[s.beg]);
    view_num(out, "end", j->cp[s.end]);
}

void view_span(struct rd_buf *out, const char *key, const struct rd_json *j, struct rd_span s) {
    if (key && rd_span_empty(s)) {
        view_null(out, key);
        return;
    }
    if (key)
        view_key(out, key);
    else
        view_comma(out);
    rd_buf_c(out, '{');
    view_start_end(out, j, s);
    view_str(out, "exact", rd_span_of(j->r->page.text, s));
    rd_buf_c(out, '}');
}

static void evidence_span(struct rd_buf *out, const struct rd_json *j, struct rd_span s) {
    view_comma(out);
    rd_buf_c(out, '{');
    view_start_end(out, j, s);
    rd_buf_c(out, '}');
}

/* Fields in the order in which they first occur; the words of the date join those of its field. */
void view_evidence(struct rd_buf *out, const struct rd_json *j, const struct rd_evidence *e, uint32_t n,
                   const char *date_field, const struct rd_date *date) {
    bool date_due = date && date->value[0] && !rd_span_empty(date->cite);
    view_key(out, "evidence");
    rd_buf_c(out, '{');
    for (uint32_t i = 0; i < n; i++) {
        bool seen = rd_span_empty(e[i].span);
        for (uint32_t k = 0; k < i && !seen; k++)
            seen = !rd_span_empty(e[k].span) && strcmp(e[k].field, e[i].field) == 0;
        if (seen)
            continue;
        bool is_date = date_due && strcmp(e[i].field, date_field) == 0;
        view_key(out, e[i].field);
        rd_buf_c(out, '[');
        for (uint32_t k = i; k < n; k++) {
            if (rd_span_empty(e[k].span) || strcmp(e[k].field, e[i].field) != 0)
                continue;
            evidence_span(out, j, e[k].span);
            if (is_date && e[k].span.beg == date->cite.beg && e[k].span.end == date->cite.end)
                date_due = false;
        }
        if (is_date && date_due)
            evidence_span(out, j, date->cite);
        if (is_date)
            date_due = false;
        rd_buf_c(out, ']');
    }
    if (date_due) {
        view_key(out, date_field);
        rd_buf_c(out, '[');
        evidence_span(out, j, date->cite);
        rd_buf_c(out, ']');
    }
    rd_buf_c(out, '}');
}

void rd_json_init(struct rd_json *j, const struct rd_reading *r, struct rd_arena *a) {
    j->r = r;
    j->page_id = rd_str_of(r->blob.page_id);
    j->cp = rd_utf8_positions(r->page.text, a);
}

void rd_json_meta(struct rd_buf *out, const struct rd_view_meta *m) {
    view_head(out, "meta");
    view_num(out, "schema", RD_SCHEMA_VERSION);
    view_key(out, "program");
    rd_buf_c(out, '{');
    view_z(out, "name", "readout");
    view_z(out, "version", m->version);
    rd_buf_c(out, '}');
    view_key(out, "models");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < m->n_models; i++) {
        view_comma(out);
        rd_buf_c(out, '{');
        view_str(out, "lang", m->models[i].lang);
        view_str(out, "file", m->models[i].file);
        view_str(out, "sha256", m->models[i].sha256);
        rd_buf_c(out, '}');
    }
    rd_buf_c(out, ']');
    view_key(out, "lexicon");
    rd_buf_c(out, '{');
    view_z(out, "sha256", m->lexicon_sha256);
    rd_buf_c(out, '}');
    view_z(out, "icu", m->icu);
    view_end(out);
}

static void note_id(char out[17], struct rd_str owner, const char *code, uint32_t i) {
    uint64_t h = rd_hash64(owner.p ? owner.p : "", owner.n, 0);
    h = rd_hash_mix(rd_hash64(code, strlen(code), h), i);
    uint8_t b[8];
    for (unsigned k = 0; k < 8; k++)
        b[k] = (uint8_t)(h >> (56 - 8 * k));
    rd_hex(out, b, 8);
}

void rd_json_note(struct rd_buf *out, const struct rd_json *j, uint32_t i) {
    const struct rd_note *n = &j->r->page.notes.v[i];
    char id[17];
    note_id(id, j->page_id, n->code, i);
    view_head(out, "note");
    view_z(out, "id", id);
    view_str(out, "page", j->page_id);
    view_z(out, "code", n->code);
    view_str(out, "message", n->message);
    view_start_end(out, j, n->span);
    view_end(out);
}

void rd_json_lost(struct rd_buf *out, struct rd_str name, const char *code, struct rd_str message) {
    char id[17];
    note_id(id, name, code, 0);
    view_head(out, "note");
    view_z(out, "id", id);
    view_null(out, "page");
    view_z(out, "code", code);
    view_str(out, "message", message);
    view_null(out, "start");
    view_null(out, "end");
    view_end(out);
}

void rd_json_summary(struct rd_buf *out, const struct rd_tally *t, const char *sha256) {
    view_head(out, "summary");
    view_num(out, "pages", t->pages);
    view_num(out, "entities", t->entities);
    view_num(out, "statements", t->statements);
    view_num(out, "events", t->events);
    view_num(out, "contacts", t->contacts);
    view_num(out, "namings", t->namings);
    view_num(out, "notes", t->notes);
    view_num(out, "refused", t->refused);
    view_num(out, "plain", t->plain);
    view_key(out, "verdicts");
    rd_buf_c(out, '{');
    for (int v = 0; v <= RD_VERDICT_EMPTY; v++)
        if (t->verdicts[v])
            view_num(out, rd_verdict_name(v), t->verdicts[v]);
    rd_buf_c(out, '}');
    view_key(out, "skipped");
    rd_buf_c(out, '{');
    for (uint32_t i = 0; i < t->skipped.n; i++) {
        view_comma(out);
        rd_buf_json(out, t->skipped.entries[i].key);
        rd_buf_c(out, ':');
        rd_buf_u64(out, t->skipped.entries[i].value);
    }
    rd_buf_c(out, '}');
    view_fixed(out, "seconds", t->seconds, 3);
    view_z(out, "sha256", sha256);
    view_end(out);
}

void rd_tally_add(struct rd_tally *to, const struct rd_tally *from) {
    to->pages += from->pages;
    to->entities += from->entities;
    to->statements += from->statements;
    to->events += from->events;
    to->contacts += from->contacts;
    to->namings += from->namings;
    to->notes += from->notes;
    to->refused += from->refused;
    to->plain += from->plain;
    for (int v = 0; v <= RD_VERDICT_EMPTY; v++)
        to->verdicts[v] += from->verdicts[v];
    for (uint32_t i = 0; i < from->skipped.n; i++)
        *rd_map_put(&to->skipped, from->skipped.entries[i].key, NULL) += from->skipped.entries[i].value;
}
