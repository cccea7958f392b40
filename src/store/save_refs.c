#include "store/store_int.h"

/* The actor of a key, made if it is not there. */
static int64_t actor(struct store_save *w, struct rd_str key, struct rd_str world) {
    struct store_q q;
    int64_t pk = 0;
    store_ins(w, &q, "INSERT OR IGNORE INTO actor (key, world, shown) VALUES (?1, ?2, (SELECT nullif(value, '') FROM change WHERE kind = 'rename' AND what = ?1 AND undone_at IS NULL ORDER BY pk DESC LIMIT 1))");
    store_put_str(&q, key);
    store_put_str(&q, rd_str_starts(key, "w:") ? world : RD_NONE);
    store_ins_end(w, &q);
    if (!w->rc && sqlite3_changes(w->s->db)) w->rc = store_merge_again(w->s, key, w->err);
    store_ins(w, &q, "SELECT pk FROM actor WHERE key = ?");
    store_put_str(&q, key);
    if (store_q_next(&q)) pk = store_get_int(&q);
    store_ins_end(w, &q);
    return pk;
}

static void names(struct store_save *w, int64_t entity, const char *part, const struct rd_str *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        struct store_q q;
        if (!v[i].p) continue;
        store_ins(w, &q, "INSERT INTO entity_name (entity, part, n, value, key) VALUES (?, ?, ?, ?, ?)");
        store_put_int(&q, entity);
        store_put_z(&q, part);
        store_put_int(&q, i);
        store_put_str(&q, v[i]);
        store_put_str(&q, store_key(v[i], &w->s->scratch));
        store_ins_end(w, &q);
    }
}

static void cite(struct store_save *w, int64_t entity, const char *field, struct rd_span at) {
    struct store_q q;
    if (rd_span_empty(at)) return;
    store_ins(w, &q, "INSERT INTO entity_cite (entity, field, byte_beg, byte_end, start, stop, exact) VALUES (?, ?, ?, ?, ?, ?, ?)");
    store_put_int(&q, entity);
    store_put_z(&q, field);
    store_put_span(w, &q, at);
    store_ins_end(w, &q);
}

static void entity(struct store_save *w, uint32_t n, struct rd_str key) {
    const struct rd_entity *e = &w->rd->refs.entities[n];
    struct store_q q;
    int64_t pk = w->entity0 + n;
    char gender[2] = {e->gender, 0};
    if (key.p) w->actor[n] = actor(w, key, e->world);
    store_ins(w, &q, "INSERT INTO entity (pk, page, n, actor, kind, name, role, org, side, code, world, plural, gender) VALUES "
                     "(?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    store_put_int(&q, pk);
    store_put_int(&q, w->page);
    store_put_int(&q, n);
    store_put_int(&q, w->actor[n]);
    store_put_z(&q, rd_entity_kind_name(e->kind));
    struct rd_str s[] = {e->name, e->role, e->org, e->side, e->code, e->world};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(s); i++) store_put_str(&q, s[i]);
    store_put_int(&q, e->plural);
    store_put_z(&q, e->gender ? gender : NULL);
    store_ins_end(w, &q);
    names(w, pk, "name", e->names, e->n_names);
    names(w, pk, "title", e->titles, e->n_titles);
    cite(w, pk, "side", e->side_cite);
    cite(w, pk, "role", e->role_cite);
    cite(w, pk, "org", e->org_cite);
}

static void mention(struct store_save *w, uint32_t n) {
    const struct rd_reading *rd = w->rd;
    const struct rd_mention *m = &rd->refs.mentions[n];
    struct store_q q;
    if (m->beg >= m->end || m->end > rd->doc.n_tok) {
        if (!w->rc) w->rc = rd_fail(w->err, RD_ECITE, "store", "mention %u has no tokens", n);
        return;
    }
    store_ins(w, &q, "INSERT INTO mention (page, n, entity, kind, confidence, byte_beg, byte_end, start, stop) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    store_put_int(&q, w->page);
    store_put_int(&q, n);
    if (m->entity >= 0 && (uint32_t)m->entity < rd->refs.n_entities) store_put_int(&q, w->entity0 + m->entity);
    else store_put_null(&q);
    store_put_z(&q, rd_mention_kind_name(m->kind));
    store_put_int(&q, m->confidence);
    store_put_at(w, &q, rd_doc_span(&rd->doc, m->beg, m->end));
    store_ins_end(w, &q);
}

void store_save_refs(struct store_save *w, const struct rd_str *actor_keys) {
    const struct rd_refs *r = &w->rd->refs;
    w->actor = RD_NEW_N(&w->s->scratch, int64_t, r->n_entities + 1);
    for (uint32_t i = 0; i < r->n_entities && !w->rc; i++) entity(w, i, actor_keys ? actor_keys[i] : RD_NONE);
    for (uint32_t i = 0; i < r->n_mentions && !w->rc; i++) mention(w, i);
}
