#include "store/store_int.h"

static void list_push(struct rd_arena *a, struct rd_str **v, uint32_t *n, struct rd_str s) {
    /* arrays of a few names: growing by one at a time is cheap in an arena */
    struct rd_str *w = RD_NEW_N(a, struct rd_str, *n + 1);
    if (*n) memcpy(w, *v, *n * sizeof *w);
    w[(*n)++] = s;
    *v = w;
}

static int entities(struct rd_store *s, int64_t page, struct rd_reading *out, struct rd_err *err) {
    struct rd_refs *r = &out->refs;
    struct store_q q;
    uint32_t cap = 0;
    store_q_open(&q, s, "SELECT kind, name, role, org, side, code, world, plural, gender FROM entity WHERE page = ? ORDER BY n", &out->arena, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_entity *e = RD_PUSH(&out->arena, r->entities, r->n_entities, cap);
        e->kind = (uint8_t)store_enum(store_get_str(&q), rd_entity_kind_name, RD_ENT_OTHER + 1, RD_ENT_OTHER);
        struct rd_str *f[] = {&e->name, &e->role, &e->org, &e->side, &e->code, &e->world};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        e->plural = (uint8_t)store_get_int(&q);
        struct rd_str g = store_get_str(&q);
        e->gender = g.n ? g.p[0] : 0;
    }
    store_q_end(&q);
    return q.rc;
}

static int entity_parts(struct rd_store *s, int64_t page, struct rd_reading *out, struct rd_err *err) {
    struct rd_refs *r = &out->refs;
    struct store_q q;
    store_q_open(&q, s, "SELECT e.n, x.part, x.value FROM entity e JOIN entity_name x ON x.entity = e.pk WHERE e.page = ? ORDER BY e.n, x.part, x.n",
                 &out->arena, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        uint32_t n = (uint32_t)store_get_int(&q);
        struct rd_str part = store_get_str(&q), value = store_get_str(&q);
        if (n >= r->n_entities) continue;
        struct rd_entity *e = &r->entities[n];
        if (rd_str_is(part, "title")) list_push(&out->arena, &e->titles, &e->n_titles, value);
        else list_push(&out->arena, &e->names, &e->n_names, value);
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    store_q_open(&q, s, "SELECT e.n, x.field, x.byte_beg, x.byte_end FROM entity e JOIN entity_cite x ON x.entity = e.pk WHERE e.page = ?", &out->arena, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        uint32_t n = (uint32_t)store_get_int(&q);
        struct rd_str field = store_get_str(&q);
        struct rd_span at = store_get_at(&q, out->page.text.n);
        if (n >= r->n_entities) continue;
        struct rd_entity *e = &r->entities[n];
        struct rd_span *to = rd_str_is(field, "side") ? &e->side_cite : rd_str_is(field, "role") ? &e->role_cite : &e->org_cite;
        *to = at;
    }
    store_q_end(&q);
    return q.rc;
}

/* Each mention gets one token of its own, so that its span is found as in a fresh reading. */
static int mentions(struct rd_store *s, int64_t page, struct rd_reading *out, struct rd_err *err) {
    struct rd_refs *r = &out->refs;
    struct rd_doc *d = &out->doc;
    struct rd_arena *a = &out->arena;
    struct store_q q;
    uint32_t cap = 0, cap_t = 0;
    store_q_open(&q, s, "SELECT coalesce(e.n, -1), m.kind, m.confidence, m.byte_beg, m.byte_end FROM mention m LEFT JOIN entity e ON e.pk = m.entity "
                        "WHERE m.page = ? ORDER BY m.n", a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_mention *m = RD_PUSH(a, r->mentions, r->n_mentions, cap);
        struct rd_token *t = RD_PUSH(a, d->toks, d->n_tok, cap_t);
        m->beg = m->head = d->n_tok - 1;
        m->end = d->n_tok;
        m->entity = (int32_t)store_get_int(&q);
        m->kind = (uint8_t)store_enum(store_get_str(&q), rd_mention_kind_name, RD_MENTION_PRONOUN + 1, RD_MENTION_NAME);
        m->confidence = (uint8_t)store_get_int(&q);
        t->span = store_get_at(&q, d->text.n);
        t->form = rd_span_of(d->text, t->span);
        if (m->entity >= 0 && (uint32_t)m->entity < r->n_entities) r->entities[m->entity].n_mentions++;
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    d->sent_of = RD_NEW_N(a, uint32_t, d->n_tok + 1);
    r->mention_of = RD_NEW_N(a, int32_t, d->n_tok + 1);
    for (uint32_t i = 0; i < r->n_entities; i++) {
        r->entities[i].mentions = RD_NEW_N(a, uint32_t, r->entities[i].n_mentions + 1);
        r->entities[i].n_mentions = 0;
    }
    for (uint32_t i = 0; i < r->n_mentions; i++) {
        r->mention_of[i] = (int32_t)i;
        if (r->mentions[i].entity < 0 || (uint32_t)r->mentions[i].entity >= r->n_entities) continue;
        struct rd_entity *e = &r->entities[r->mentions[i].entity];
        e->mentions[e->n_mentions++] = i;
    }
    return RD_OK;
}

int store_load_refs(struct rd_store *s, int64_t page, struct rd_reading *out, struct rd_err *err) {
    int rc = entities(s, page, out, err);
    if (!rc) rc = entity_parts(s, page, out, err);
    if (!rc) rc = mentions(s, page, out, err);
    return rc;
}
