#include "store/store_int.h"

/* Records of one page back into indices. Each table is read once for the page; rows find their record by kind and number. */
struct loading {
    struct rd_store *s;
    struct rd_reading *out;
    struct rd_arena *a;
    struct rd_records *r;
};

static void get_id(struct store_q *q, char out[17]) {
    struct rd_str v = store_get_str(q);
    uint32_t n = v.n < 16 ? v.n : 16;
    if (v.p) memcpy(out, v.p, n);
    out[n] = 0;
}

static void get_cameo(struct store_q *q, char out[5]) {
    struct rd_str v = store_get_str(q);
    if (v.p && v.n < 5) memcpy(out, v.p, v.n);
}

static int statements(struct loading *l, int64_t page, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    store_q_open(&q, l->s, "SELECT r.id, r.date, r.date_precision, r.date_basis, t.form, t.channel, t.modality, t.negated, t.denied, t.setting, "
                           "t.cue_lemma, t.cue_class, t.cameo, t.plover_type, t.plover_mode, t.stance, coalesce(ni.n, -1), coalesce(an.n, -1), "
                           "coalesce(ct.n, -1), t.confidence, t.rule FROM record r JOIN statement t ON t.pk = r.pk LEFT JOIN record ni ON "
                           "ni.pk = t.nested_in LEFT JOIN record an ON an.pk = t.answers LEFT JOIN record ct ON ct.pk = t.contact "
                           "WHERE r.page = ? AND r.kind = 'statement' ORDER BY r.n", l->a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_statement *t = RD_PUSH(l->a, l->r->st, l->r->n_st, cap);
        t->speaker.entity = -1;
        get_id(&q, t->id);
        store_get_date(&q, &t->said_on);
        t->form = (uint8_t)store_enum(store_get_str(&q), rd_form_name, RD_FORM_PARAPHRASE + 1, RD_FORM_INDIRECT);
        int ch = rd_channel_of(store_get_str(&q));
        t->channel = (uint8_t)(ch < 0 ? RD_CH_UNSPECIFIED : ch);
        t->modality = (uint8_t)store_enum(store_get_str(&q), rd_modality_name, RD_MOD_QUESTION + 1, RD_MOD_ASSERTED);
        t->negated = store_get_int(&q) != 0;
        t->denied = store_get_int(&q) != 0;
        t->setting = store_get_str(&q);
        t->cue_lemma = store_get_str(&q);
        t->cue_class = store_get_z(&q);
        get_cameo(&q, t->cameo);
        t->plover.type = store_get_z(&q);
        t->plover.mode = store_get_z(&q);
        t->stance = store_get_z(&q);
        t->nested_in = (int32_t)store_get_int(&q);
        t->answers = (int32_t)store_get_int(&q);
        t->contact = (int32_t)store_get_int(&q);
        t->confidence = (uint8_t)store_get_int(&q);
        t->rule = store_get_z(&q);
    }
    store_q_end(&q);
    return q.rc;
}

static int events(struct loading *l, int64_t page, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    store_q_open(&q, l->s, "SELECT r.id, r.date, r.date_precision, r.date_basis, e.cameo, e.cameo_name, e.plover_type, e.plover_mode, e.quad, "
                           "e.goldstein IS NOT NULL, e.goldstein, e.place, e.place_geo, e.lat IS NOT NULL, e.lat, e.lon, e.status, e.modality, "
                           "e.tense, coalesce(ri.n, -1), e.confidence, e.rule FROM record r JOIN event e ON e.pk = r.pk LEFT JOIN record ri ON "
                           "ri.pk = e.reported_in WHERE r.page = ? AND r.kind = 'event' ORDER BY r.n", l->a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_event *e = RD_PUSH(l->a, l->r->ev, l->r->n_ev, cap);
        get_id(&q, e->id);
        store_get_date(&q, &e->date);
        get_cameo(&q, e->cameo);
        e->cameo_name = store_get_z(&q);
        e->plover.type = store_get_z(&q);
        e->plover.mode = store_get_z(&q);
        e->quad = (uint8_t)store_get_int(&q);
        e->has_goldstein = store_get_int(&q) != 0;
        e->goldstein = store_get_real(&q);
        e->place = store_get_str(&q);
        e->place_geo = store_get_str(&q);
        e->has_latlon = store_get_int(&q) != 0;
        e->lat = store_get_real(&q);
        e->lon = store_get_real(&q);
        e->status = (uint8_t)store_enum(store_get_str(&q), rd_status_name, RD_STAT_CLAIMED + 1, RD_STAT_ASSERTED);
        e->modality = (uint8_t)store_enum(store_get_str(&q), rd_modality_name, RD_MOD_QUESTION + 1, RD_MOD_ASSERTED);
        e->tense = store_get_z(&q);
        e->reported_in = (int32_t)store_get_int(&q);
        e->confidence = (uint8_t)store_get_int(&q);
        e->rule = store_get_z(&q);
    }
    store_q_end(&q);
    return q.rc;
}

static int contacts(struct loading *l, int64_t page, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    store_q_open(&q, l->s, "SELECT r.id, r.date, r.date_precision, r.date_basis, c.kind FROM record r JOIN contact c ON c.pk = r.pk WHERE r.page = ? AND "
                           "r.kind = 'contact' ORDER BY r.n", l->a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_contact *c = RD_PUSH(l->a, l->r->ct, l->r->n_ct, cap);
        get_id(&q, c->id);
        store_get_date(&q, &c->when);
        int ch = rd_channel_of(store_get_str(&q));
        c->kind = (uint8_t)(ch < 0 ? RD_CH_UNSPECIFIED : ch);
    }
    store_q_end(&q);
    return q.rc;
}

/* Appends to an array without a capacity field: rows come sorted by record and field, so an array grows only at its end. */
static void *append(struct rd_arena *a, void *old, uint32_t *n, size_t size) {
    uint32_t cap = 4; /* capacity is the power of two at or above n, 4 at least */
    while (cap < *n) cap *= 2;
    if (!old || *n == cap) {
        char *p = rd_arena_zero(a, (size_t)(old ? cap * 2 : cap) * size);
        if (*n) memcpy(p, old, *n * size);
        old = p;
    }
    (*n)++;
    return old;
}
#define APPEND(a, v, n) ((v) = append((a), (v), &(n), sizeof *(v)), &(v)[(n) - 1])

static struct rd_party *party_place(struct loading *l, struct rd_str kind, uint32_t n, struct rd_str part) {
    struct rd_records *r = l->r;
    if (rd_str_is(kind, "statement") && n < r->n_st) {
        struct rd_statement *t = &r->st[n];
        if (rd_str_is(part, "speaker")) return &t->speaker;
        return rd_str_is(part, "co_speaker") ? APPEND(l->a, t->co_speakers, t->n_co) : APPEND(l->a, t->addressees, t->n_addr);
    }
    if (rd_str_is(kind, "event") && n < r->n_ev) {
        struct rd_event *e = &r->ev[n];
        return rd_str_is(part, "source") ? APPEND(l->a, e->source, e->n_source) : APPEND(l->a, e->target, e->n_target);
    }
    if (rd_str_is(kind, "contact") && n < r->n_ct) return APPEND(l->a, r->ct[n].participants, r->ct[n].n_part);
    return NULL;
}

static int parties(struct loading *l, int64_t page, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, l->s, "SELECT r.kind, r.n, p.part, coalesce(e.n, -1), p.name, p.role, p.org, p.side, p.code, p.byte_beg, p.byte_end FROM record r "
                           "JOIN party p ON p.record = r.pk LEFT JOIN entity e ON e.pk = p.entity WHERE r.page = ? ORDER BY r.pk, p.part, p.n", l->a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_str kind = store_get_str(&q);
        uint32_t n = (uint32_t)store_get_int(&q);
        struct rd_party *p = party_place(l, kind, n, store_get_str(&q));
        if (!p) continue;
        p->entity = (int32_t)store_get_int(&q);
        if (p->entity >= (int64_t)l->out->refs.n_entities) p->entity = -1;
        struct rd_str *f[] = {&p->name, &p->role, &p->org, &p->side, &p->code};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        p->span = store_get_at(&q, l->out->page.text.n);
    }
    store_q_end(&q);
    return q.rc;
}

static void cite(struct loading *l, struct rd_str kind, uint32_t n, struct rd_str field, struct rd_span at) {
    struct rd_records *r = l->r;
    struct rd_statement *t = rd_str_is(kind, "statement") && n < r->n_st ? &r->st[n] : NULL;
    struct rd_event *e = rd_str_is(kind, "event") && n < r->n_ev ? &r->ev[n] : NULL;
    struct rd_contact *c = rd_str_is(kind, "contact") && n < r->n_ct ? &r->ct[n] : NULL;
    if (!t && !e && !c) return;
    if (rd_str_starts(field, "evidence.")) {
        struct rd_evidence *v = t ? APPEND(l->a, t->evidence, t->n_evidence) : e ? APPEND(l->a, e->evidence, e->n_evidence) : APPEND(l->a, c->evidence, c->n_evidence);
        v->field = field.p + strlen("evidence."); /* get_str puts a NUL behind it */
        v->span = at;
    } else if (rd_str_is(field, "date")) {
        *(t ? &t->said_on.cite : e ? &e->date.cite : &c->when.cite) = at;
    } else if (rd_str_is(field, "content") && t) {
        *APPEND(l->a, t->content, t->n_content) = at;
    } else if (rd_str_is(field, "cue") && t) {
        t->cue = at;
    } else if (rd_str_is(field, "condition") && (t || e)) {
        *(t ? &t->condition : &e->condition) = at;
    } else if (rd_str_is(field, "place") && e) {
        e->place_cite = at;
    } else if (rd_str_is(field, "cite") && (e || c)) {
        *(e ? &e->cite : &c->cite) = at;
    }
}

static int cites(struct loading *l, int64_t page, struct rd_err *err) {
    struct store_q q;
    /* evidence is one list over its fields: its numbers give the order back */
    store_q_open(&q, l->s, "SELECT r.kind, r.n, c.field, c.byte_beg, c.byte_end FROM record r JOIN cite c ON c.record = r.pk WHERE r.page = ? "
                           "ORDER BY r.pk, c.n", l->a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_str kind = store_get_str(&q);
        uint32_t n = (uint32_t)store_get_int(&q);
        struct rd_str field = store_get_str(&q);
        cite(l, kind, n, field, store_get_at(&q, l->out->page.text.n));
    }
    store_q_end(&q);
    return q.rc;
}

static void label(struct loading *l, struct rd_str kind, uint32_t n, struct rd_str field, struct rd_str value, struct rd_str key, struct rd_span at) {
    struct rd_records *r = l->r;
    struct rd_statement *t = rd_str_is(kind, "statement") && n < r->n_st ? &r->st[n] : NULL;
    struct rd_event *e = rd_str_is(kind, "event") && n < r->n_ev ? &r->ev[n] : NULL;
    if (!t && !e) return;
    if (rd_str_is(field, "issue")) {
        struct rd_issue i = {.key = key.p ? key : value, .name = rd_str_eq(key, value) ? RD_NONE : value, .cite = at};
        *(t ? APPEND(l->a, t->issues, t->n_issues) : APPEND(l->a, e->issues, e->n_issues)) = i;
        return;
    }
    struct rd_plover *p = t ? &t->plover : &e->plover;
    if (p->n_context < 4) p->context[p->n_context++] = value.p;
}

static int labels(struct loading *l, int64_t page, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, l->s, "SELECT r.kind, r.n, x.field, x.value, x.key, x.byte_beg, x.byte_end FROM record r JOIN label x ON x.record = r.pk WHERE r.page = ? ORDER BY r.pk, x.field, x.n", l->a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_str kind = store_get_str(&q);
        uint32_t n = (uint32_t)store_get_int(&q);
        struct rd_str field = store_get_str(&q);
        struct rd_str value = store_get_str(&q), key = store_get_str(&q);
        label(l, kind, n, field, value, key, store_get_at(&q, l->out->page.text.n));
    }
    store_q_end(&q);
    return q.rc;
}

static int contact_parts(struct loading *l, int64_t page, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, l->s, "SELECT r.n, x.place FROM record r JOIN contact_place x ON x.contact = r.pk WHERE r.page = ? ORDER BY r.pk, x.n", l->a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        uint32_t n = (uint32_t)store_get_int(&q);
        if (n < l->r->n_ct) *APPEND(l->a, l->r->ct[n].place, l->r->ct[n].n_place) = store_get_str(&q);
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    store_q_open(&q, l->s, "SELECT r.n, t.n FROM record r JOIN contact_statement x ON x.contact = r.pk JOIN record t ON t.pk = x.statement WHERE r.page = ? "
                           "ORDER BY r.pk, x.n", l->a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        uint32_t n = (uint32_t)store_get_int(&q);
        if (n < l->r->n_ct) *APPEND(l->a, l->r->ct[n].statements, l->r->ct[n].n_statements) = (uint32_t)store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}

/* What a hand in the database may have broken: no index of a loaded reading points outside of it. */
static void mend(struct loading *l) {
    struct rd_records *r = l->r;
    int64_t n_st = r->n_st, n_ct = r->n_ct;
    for (uint32_t i = 0; i < r->n_st; i++) {
        struct rd_statement *t = &r->st[i];
        if (t->nested_in >= n_st) t->nested_in = -1;
        if (t->answers >= n_st) t->answers = -1;
        if (t->contact >= n_ct) t->contact = -1;
        if (!t->n_content) *APPEND(l->a, t->content, t->n_content) = (struct rd_span){0, 0};
    }
    for (uint32_t i = 0; i < r->n_ev; i++) {
        if (r->ev[i].reported_in >= n_st) r->ev[i].reported_in = -1;
    }
    for (uint32_t i = 0; i < r->n_cl; i++) {
        if (r->cl[i].statement >= n_st) r->cl[i].statement = -1;
    }
    for (uint32_t i = 0; i < r->n_nm; i++) {
        if (r->nm[i].statement >= n_st) r->nm[i].statement = -1;
    }
    for (uint32_t i = 0; i < r->n_ct; i++) {
        uint32_t kept = 0;
        for (uint32_t k = 0; k < r->ct[i].n_statements; k++) {
            if (r->ct[i].statements[k] < n_st) r->ct[i].statements[kept++] = r->ct[i].statements[k];
        }
        r->ct[i].n_statements = kept;
    }
}

int store_load_records(struct rd_store *s, int64_t page, struct rd_reading *out, struct rd_err *err) {
    struct loading l = {s, out, &out->arena, &out->records};
    int rc = statements(&l, page, err);
    if (!rc) rc = events(&l, page, err);
    if (!rc) rc = contacts(&l, page, err);
    if (!rc) rc = parties(&l, page, err);
    if (!rc) rc = cites(&l, page, err);
    if (!rc) rc = labels(&l, page, err);
    if (!rc) rc = contact_parts(&l, page, err);
    if (!rc) rc = store_load_topics(s, page, out, err);
    mend(&l);
    return rc;
}
