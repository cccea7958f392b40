#include "store/store_int.h"

/* Keys of records are given before they are written, because statements and contacts point at each other:
 * statements from record0, then events, then contacts. */
static int64_t statement_pk(const struct store_save *w, int64_t i) {
    return i >= 0 && i < w->rd->records.n_st ? w->record0 + i : 0;
}

static int64_t contact_pk(const struct store_save *w, int64_t i) {
    const struct rd_records *r = &w->rd->records;
    return i >= 0 && i < r->n_ct ? w->record0 + r->n_st + r->n_ev + i : 0;
}

static void record(struct store_save *w, int64_t pk, const char *kind, uint32_t n, const char *id, uint32_t at, const struct rd_date *date) {
    struct store_q q;
    struct rd_row_day d = store_day(date, &w->rd->page.published);
    store_ins(w, &q, "INSERT INTO record (pk, page, kind, n, id, at, date, date_precision, date_basis, day_group, from_page, day_first, day_last, "
                     "month_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    store_put_int(&q, pk);
    store_put_int(&q, w->page);
    store_put_z(&q, kind);
    store_put_int(&q, n);
    store_put_z(&q, id);
    store_put_int(&q, at);
    store_put_z(&q, date->value[0] ? date->value : NULL);
    store_put_z(&q, date->value[0] ? rd_date_prec_name(date->prec) : NULL);
    store_put_z(&q, date->value[0] ? rd_date_basis_name(date->basis) : NULL);
    store_put_int(&q, d.group);
    store_put_int(&q, d.from_page);
    for (int i = 0; i < 2; i++) {
        if (d.group == 0) store_put_int(&q, i ? d.last : d.first);
        else store_put_null(&q);
    }
    if (d.group == 1) store_put_int(&q, d.month_day);
    else store_put_null(&q);
    store_ins_end(w, &q);
}

static void cite(struct store_save *w, int64_t pk, const char *field, uint32_t n, struct rd_span at) {
    struct store_q q;
    if (rd_span_empty(at)) return;
    store_ins(w, &q, "INSERT INTO cite (record, field, n, byte_beg, byte_end, start, stop, exact) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    store_put_int(&q, pk);
    store_put_z(&q, field);
    store_put_int(&q, n);
    store_put_span(w, &q, at);
    store_ins_end(w, &q);
}

static void evidence(struct store_save *w, int64_t pk, const struct rd_evidence *e, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        char field[64];
        snprintf(field, sizeof field, "evidence.%s", e[i].field ? e[i].field : "");
        cite(w, pk, field, i, e[i].span);
    }
}

static void label(struct store_save *w, int64_t pk, const char *field, uint32_t n, struct rd_str value) {
    struct store_q q;
    if (!value.p) return;
    store_ins(w, &q, "INSERT INTO label (record, field, n, value) VALUES (?, ?, ?, ?)");
    store_put_int(&q, pk);
    store_put_z(&q, field);
    store_put_int(&q, n);
    store_put_str(&q, value);
    store_ins_end(w, &q);
}

static void issues(struct store_save *w, int64_t pk, const struct rd_issue *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        struct store_q q;
        struct rd_str name = v[i].name.p ? v[i].name : v[i].key;
        if (!name.p) continue;
        store_ins(w, &q, "INSERT INTO label (record, field, n, value, key, byte_beg, byte_end, start, stop, exact) VALUES (?, 'issue', ?, ?, ?, ?, ?, ?, ?, ?)");
        store_put_int(&q, pk);
        store_put_int(&q, i);
        store_put_str(&q, name);
        store_put_str(&q, v[i].key);
        store_put_span(w, &q, v[i].cite);
        store_ins_end(w, &q);
    }
}

static void plover_context(struct store_save *w, int64_t pk, const struct rd_plover *p) {
    for (uint32_t i = 0; i < p->n_context && i < 4; i++) label(w, pk, "plover_context", i, rd_str_of(p->context[i]));
}

static void party(struct store_save *w, int64_t pk, const char *part, uint32_t n, const struct rd_party *p) {
    struct store_q q;
    bool known = p->entity >= 0 && (uint32_t)p->entity < w->rd->refs.n_entities;
    if (!known && !p->name.p && !p->role.p && !p->org.p && !p->side.p && rd_span_empty(p->span)) return;
    store_ins(w, &q, "INSERT INTO party (record, part, n, entity, actor, name, name_key, role, org, side, code, byte_beg, byte_end, start, stop, "
                     "exact) VALUES (?, ?, ?, nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    store_put_int(&q, pk);
    store_put_z(&q, part);
    store_put_int(&q, n);
    store_put_int(&q, known ? w->entity0 + p->entity : 0);
    store_put_int(&q, known ? w->actor[p->entity] : 0);
    struct rd_str s[] = {p->name, store_key(p->name, &w->s->scratch), p->role, p->org, p->side, p->code};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(s); i++) store_put_str(&q, s[i]);
    store_put_span(w, &q, p->span);
    store_ins_end(w, &q);
}

static void parties(struct store_save *w, int64_t pk, const char *part, const struct rd_party *p, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) party(w, pk, part, i, &p[i]);
}

/* ---- search ---- */

static void add_words(struct store_save *w, struct rd_buf *words, struct rd_buf *lemmas, struct rd_span at) {
    const struct rd_doc *d = &w->rd->doc;
    const struct rd_analysis *an = &w->rd->analysis;
    if (rd_span_empty(at) || at.end > w->rd->page.text.n) return;
    if (words->n) rd_buf_c(words, '\n');
    rd_buf_str(words, rd_span_of(w->rd->page.text, at));
    if (!an->lemma || an->n_tok != d->n_tok) return;
    for (uint32_t i = rd_doc_token_at(d, at.beg); i < d->n_tok && d->toks[i].span.beg < at.end; i++) {
        rd_buf_c(lemmas, ' ');
        rd_buf_str(lemmas, an->lemma[i]);
    }
}

static void add_names(struct rd_buf *names, const struct rd_party *p, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str s[] = {p[i].name, p[i].role, p[i].org};
        for (uint32_t k = 0; k < RD_ARRAY_LEN(s); k++) {
            if (!s[k].p) continue;
            rd_buf_str(names, s[k]);
            rd_buf_c(names, '\n');
        }
    }
}

struct search {
    struct rd_buf words, lemmas, names;
};

static void search_begin(struct search *x) {
    rd_buf_init(&x->words, 8u << 20);
    rd_buf_init(&x->lemmas, 8u << 20);
    rd_buf_init(&x->names, 8u << 20);
}

static void search_end(struct store_save *w, int64_t pk, struct search *x) {
    struct store_q q;
    store_ins(w, &q, "INSERT INTO record_fts (rowid, words, lemmas, names) VALUES (?, coalesce(?, ''), coalesce(?, ''), coalesce(?, ''))");
    store_put_int(&q, pk);
    store_put_str(&q, rd_buf_view(&x->words));
    store_put_str(&q, rd_buf_view(&x->lemmas));
    store_put_str(&q, rd_buf_view(&x->names));
    store_ins_end(w, &q);
    rd_buf_free(&x->words);
    rd_buf_free(&x->lemmas);
    rd_buf_free(&x->names);
}

/* ---- the three kinds ---- */

static void statement(struct store_save *w, uint32_t n) {
    const struct rd_statement *t = &w->rd->records.st[n];
    int64_t pk = statement_pk(w, n);
    struct store_q q;
    record(w, pk, "statement", n, t->id, t->n_content ? t->content[0].beg : 0, &t->said_on);
    store_ins(w, &q, "INSERT INTO statement (pk, form, channel, modality, negated, denied, setting, cue_lemma, cue_class, cameo, plover_type, "
                     "plover_mode, stance, nested_in, answers, contact, confidence, rule) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                     "nullif(?, 0), nullif(?, 0), nullif(?, 0), ?, ?)");
    store_put_int(&q, pk);
    store_put_z(&q, rd_form_name(t->form));
    store_put_z(&q, rd_channel_name(t->channel));
    store_put_z(&q, rd_modality_name(t->modality));
    store_put_int(&q, t->negated);
    store_put_int(&q, t->denied);
    store_put_str(&q, t->setting);
    store_put_str(&q, t->cue_lemma);
    store_put_z(&q, t->cue_class);
    store_put_z(&q, t->cameo[0] ? t->cameo : NULL);
    store_put_z(&q, t->plover.type);
    store_put_z(&q, t->plover.mode);
    store_put_z(&q, t->stance);
    store_put_int(&q, statement_pk(w, t->nested_in));
    store_put_int(&q, statement_pk(w, t->answers));
    store_put_int(&q, contact_pk(w, t->contact));
    store_put_int(&q, t->confidence);
    store_put_z(&q, t->rule);
    store_ins_end(w, &q);
    parties(w, pk, "speaker", &t->speaker, 1);
    parties(w, pk, "co_speaker", t->co_speakers, t->n_co);
    parties(w, pk, "addressee", t->addressees, t->n_addr);
    struct search x;
    search_begin(&x);
    for (uint32_t i = 0; i < t->n_content; i++) {
        cite(w, pk, "content", i, t->content[i]);
        add_words(w, &x.words, &x.lemmas, t->content[i]);
    }
    add_names(&x.names, &t->speaker, 1);
    add_names(&x.names, t->co_speakers, t->n_co);
    add_names(&x.names, t->addressees, t->n_addr);
    search_end(w, pk, &x);
    cite(w, pk, "cue", 0, t->cue);
    cite(w, pk, "condition", 0, t->condition);
    cite(w, pk, "date", 0, t->said_on.cite);
    evidence(w, pk, t->evidence, t->n_evidence);
    issues(w, pk, t->issues, t->n_issues);
    plover_context(w, pk, &t->plover);
}

static void event(struct store_save *w, uint32_t n) {
    const struct rd_event *e = &w->rd->records.ev[n];
    int64_t pk = w->record0 + w->rd->records.n_st + n;
    struct store_q q;
    record(w, pk, "event", n, e->id, e->cite.beg, &e->date);
    store_ins(w, &q, "INSERT INTO event (pk, cameo, cameo_name, plover_type, plover_mode, quad, goldstein, place, place_geo, lat, lon, status, "
                     "modality, tense, reported_in, confidence, rule) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)");
    store_put_int(&q, pk);
    store_put_z(&q, e->cameo[0] ? e->cameo : NULL);
    store_put_z(&q, e->cameo_name);
    store_put_z(&q, e->plover.type);
    store_put_z(&q, e->plover.mode);
    store_put_int(&q, e->quad);
    if (e->has_goldstein) store_put_real(&q, e->goldstein);
    else store_put_null(&q);
    store_put_str(&q, e->place);
    store_put_str(&q, e->place_geo);
    for (int i = 0; i < 2; i++) {
        if (e->has_latlon) store_put_real(&q, i ? e->lon : e->lat);
        else store_put_null(&q);
    }
    store_put_z(&q, rd_status_name(e->status));
    store_put_z(&q, rd_modality_name(e->modality));
    store_put_z(&q, e->tense);
    store_put_int(&q, statement_pk(w, e->reported_in));
    store_put_int(&q, e->confidence);
    store_put_z(&q, e->rule);
    store_ins_end(w, &q);
    parties(w, pk, "source", e->source, e->n_source);
    parties(w, pk, "target", e->target, e->n_target);
    struct search x;
    search_begin(&x);
    add_words(w, &x.words, &x.lemmas, e->cite);
    add_names(&x.names, e->source, e->n_source);
    add_names(&x.names, e->target, e->n_target);
    search_end(w, pk, &x);
    cite(w, pk, "cite", 0, e->cite);
    cite(w, pk, "condition", 0, e->condition);
    cite(w, pk, "place", 0, e->place_cite);
    cite(w, pk, "date", 0, e->date.cite);
    evidence(w, pk, e->evidence, e->n_evidence);
    issues(w, pk, e->issues, e->n_issues);
    plover_context(w, pk, &e->plover);
}

static void contact_lists(struct store_save *w, int64_t pk, const struct rd_contact *c) {
    struct store_q q;
    for (uint32_t i = 0; i < c->n_place; i++) {
        if (!c->place[i].p) continue;
        store_ins(w, &q, "INSERT INTO contact_place (contact, n, place) VALUES (?, ?, ?)");
        store_put_int(&q, pk);
        store_put_int(&q, i);
        store_put_str(&q, c->place[i]);
        store_ins_end(w, &q);
    }
    for (uint32_t i = 0; i < c->n_statements; i++) {
        if (!statement_pk(w, c->statements[i])) continue;
        store_ins(w, &q, "INSERT INTO contact_statement (contact, n, statement) VALUES (?, ?, ?)");
        store_put_int(&q, pk);
        store_put_int(&q, i);
        store_put_int(&q, statement_pk(w, c->statements[i]));
        store_ins_end(w, &q);
    }
}

static void contact(struct store_save *w, uint32_t n) {
    const struct rd_contact *c = &w->rd->records.ct[n];
    int64_t pk = contact_pk(w, n);
    struct store_q q;
    record(w, pk, "contact", n, c->id, c->cite.beg, &c->when);
    store_ins(w, &q, "INSERT INTO contact (pk, kind) VALUES (?, ?)");
    store_put_int(&q, pk);
    store_put_z(&q, rd_channel_name(c->kind));
    store_ins_end(w, &q);
    parties(w, pk, "participant", c->participants, c->n_part);
    contact_lists(w, pk, c);
    struct search x;
    search_begin(&x);
    add_words(w, &x.words, &x.lemmas, c->cite);
    add_names(&x.names, c->participants, c->n_part);
    search_end(w, pk, &x);
    cite(w, pk, "cite", 0, c->cite);
    cite(w, pk, "date", 0, c->when.cite);
    evidence(w, pk, c->evidence, c->n_evidence);
}

void store_save_records(struct store_save *w) {
    const struct rd_records *r = &w->rd->records;
    for (uint32_t i = 0; i < r->n_st && !w->rc; i++) statement(w, i);
    for (uint32_t i = 0; i < r->n_ev && !w->rc; i++) event(w, i);
    for (uint32_t i = 0; i < r->n_ct && !w->rc; i++) contact(w, i);
}
