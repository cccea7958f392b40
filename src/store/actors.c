#include "store/store_int.h"

/* ?1: what was typed, ?2: its key; an actor fits by a name on some page, its world id or its side. */
#define FITS \
    " WHERE (?1 IS NULL OR a.world = ?1 OR EXISTS (SELECT 1 FROM entity e WHERE e.actor = a.pk AND (e.side = ?1 OR EXISTS (SELECT 1 FROM entity_name x " \
    "WHERE x.entity = e.pk AND x.part = 'name' AND instr(' ' || x.key || ' ', ' ' || ?2 || ' ') > 0))) OR EXISTS (SELECT 1 FROM party y WHERE " \
    "y.actor = a.pk AND instr(' ' || y.name_key || ' ', ' ' || ?2 || ' ') > 0))"

int rd_store_actors(struct rd_store *s, struct rd_str what, uint32_t limit, uint32_t offset, struct rd_arena *a, struct rd_row_actor **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    struct rd_str typed = what.n ? what : RD_NONE, key = store_key(typed, a);
    *out = NULL;
    *n = 0;
    if (key.p && !key.n) key = typed; /* no letters: matches no key */
    if (total) {
        store_q_open(&q, s, "SELECT count(*) FROM actor a" FITS, a, err);
        store_put_str(&q, typed);
        store_put_str(&q, key);
        if (store_q_next(&q)) *total = (uint64_t)store_get_int(&q);
        store_q_end(&q);
        if (q.rc) return q.rc;
    }
    store_q_open(&q, s, "SELECT actor, key, kind, name, world, side, code, role, pages, mentions, statements, addressed, events FROM v_actor WHERE actor IN "
                        "(SELECT a.pk FROM actor a" FITS ") ORDER BY statements DESC, addressed + events DESC, mentions DESC, name, key LIMIT ?3 OFFSET ?4",
                 a, err);
    store_put_str(&q, typed);
    store_put_str(&q, key);
    store_put_int(&q, limit == 0 ? RD_STORE_LIMIT : limit < RD_STORE_MAX_LIMIT ? limit : RD_STORE_MAX_LIMIT);
    store_put_int(&q, offset);
    while (store_q_next(&q)) {
        struct rd_row_actor *r = RD_PUSH(a, *out, *n, cap);
        r->id = store_get_int(&q);
        r->key = store_get_str(&q);
        r->kind = (uint8_t)store_enum(store_get_str(&q), rd_entity_kind_name, RD_ENT_OTHER + 1, RD_ENT_OTHER);
        struct rd_str *f[] = {&r->name, &r->world, &r->side, &r->code, &r->role};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        uint32_t *c[] = {&r->pages, &r->mentions, &r->statements, &r->addressed, &r->events};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(c); i++) *c[i] = (uint32_t)store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}

static int entity_lists(struct rd_store *s, int64_t pk, struct rd_arena *a, struct rd_row_entity *e, struct rd_err *err) {
    struct store_q q;
    uint32_t cap_n = 0, cap_t = 0, cap_m = 0;
    store_q_open(&q, s, "SELECT part, value FROM entity_name WHERE entity = ? ORDER BY part, n", a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) {
        bool title = rd_str_is(store_get_str(&q), "title");
        struct rd_str v = store_get_str(&q);
        if (title) *RD_PUSH(a, e->titles, e->n_titles, cap_t) = v;
        else *RD_PUSH(a, e->names, e->n_names, cap_n) = v;
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    store_q_open(&q, s, "SELECT byte_beg, byte_end FROM mention WHERE entity = ? ORDER BY byte_beg, byte_end", a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) *RD_PUSH(a, e->mentions, e->n_mentions, cap_m) = store_get_at(&q, UINT32_MAX);
    store_q_end(&q);
    return q.rc;
}

/* first: the number to begin with, or -1 for all. */
static int entities(struct rd_store *s, struct rd_str page_id, int64_t only, struct rd_arena *a, struct rd_row_entity **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0, cap_pk = 0, n_pk = 0;
    int64_t page, *pk = NULL;
    *out = NULL;
    *n = 0;
    int rc = store_page_pk(s, page_id, &page, err);
    if (rc) return rc;
    store_q_open(&q, s, "SELECT e.pk, e.n, e.kind, coalesce(e.actor, 0), e.name, e.role, e.org, e.side, e.code, e.world, p.id, p.title, p.outlet, p.lang, "
                        "p.url, p.path, p.published, p.published_precision, p.published_basis FROM entity e JOIN page p ON p.pk = e.page WHERE "
                        "e.page = ?1 AND (?2 < 0 OR e.n = ?2) ORDER BY e.n", a, err);
    store_put_int(&q, page);
    store_put_int(&q, only);
    while (store_q_next(&q)) {
        struct rd_row_entity *e = RD_PUSH(a, *out, *n, cap);
        *RD_PUSH(a, pk, n_pk, cap_pk) = store_get_int(&q);
        e->n = (uint32_t)store_get_int(&q);
        e->kind = (uint8_t)store_enum(store_get_str(&q), rd_entity_kind_name, RD_ENT_OTHER + 1, RD_ENT_OTHER);
        e->actor = store_get_int(&q);
        struct rd_str *f[] = {&e->name, &e->role, &e->org, &e->side, &e->code, &e->world, &e->origin.page, &e->origin.title, &e->origin.outlet,
                              &e->origin.lang, &e->origin.url, &e->origin.path};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        store_get_date(&q, &e->origin.published);
    }
    store_q_end(&q);
    rc = q.rc;
    for (uint32_t i = 0; !rc && i < *n; i++) rc = entity_lists(s, pk[i], a, &(*out)[i], err);
    return rc;
}

int rd_store_entities(struct rd_store *s, struct rd_str page_id, struct rd_arena *a, struct rd_row_entity **out, uint32_t *n, struct rd_err *err) {
    return entities(s, page_id, -1, a, out, n, err);
}

int rd_store_entity(struct rd_store *s, struct rd_str page_id, uint32_t number, struct rd_arena *a, struct rd_row_entity *out, struct rd_err *err) {
    struct rd_row_entity *v;
    uint32_t n;
    memset(out, 0, sizeof *out);
    int rc = entities(s, page_id, number, a, &v, &n, err);
    if (rc) return rc;
    if (!n) return rd_fail(err, RD_ENOTFOUND, "store", "the page has no entity %u", number);
    *out = v[0];
    return RD_OK;
}
