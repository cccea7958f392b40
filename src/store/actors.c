#include "store/ask.h"

#define BEST(field) "(SELECT t.value FROM actor_tally t WHERE t.actor = a.pk AND t.field = '" field "' ORDER BY t.n DESC, t.value LIMIT 1)"
#define SUM(column) "a." column " + coalesce((SELECT sum(b." column ") FROM actor b WHERE b.root = a.pk), 0)"

/* With all that is merged into it. */
static int actor_row(struct rd_store *s, int64_t pk, struct rd_arena *a, struct rd_row_actor *r, struct rd_err *err) {
    struct store_q q;
    memset(r, 0, sizeof *r);
    store_q_open(&q, s, "SELECT a.pk, a.key, " BEST("kind") ", " STORE_ACTOR_NAME ", a.world, " BEST("side") ", " BEST("code") ", " BEST("role") ", " SUM("pages") ", " SUM("mentions") ", "
                        SUM("statements") ", " SUM("addressed") ", " SUM("events") " FROM actor a WHERE a.pk = ?", a, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        r->id = store_get_int(&q);
        r->key = store_get_str(&q);
        r->kind = (uint8_t)store_enum(store_get_str(&q), rd_entity_kind_name, RD_ENT_OTHER + 1, RD_ENT_OTHER);
        struct rd_str *f[] = {&r->name, &r->world, &r->side, &r->code, &r->role};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        uint32_t *c[] = {&r->pages, &r->mentions, &r->statements, &r->addressed, &r->events};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(c); i++) *c[i] = (uint32_t)store_get_int(&q);
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "no actor of that key is in the dossier");
    }
    store_q_end(&q);
    return q.rc;
}

int rd_store_actor(struct rd_store *s, struct rd_str id_or_key, struct rd_arena *a, struct rd_row_actor *out, struct rd_err *err) {
    struct store_q q;
    uint64_t id = 0;
    int64_t pk = 0;
    memset(out, 0, sizeof *out);
    if (!rd_str_uint(id_or_key, INT64_MAX, &id)) id = 0;
    store_q_open(&q, s, "SELECT coalesce(root, pk) FROM actor WHERE pk = coalesce((SELECT pk FROM actor WHERE key = ?2), ?1)", NULL, err);
    store_put_int(&q, (int64_t)id);
    store_put_str(&q, id_or_key);
    if (store_q_next(&q)) pk = store_get_int(&q);
    store_q_end(&q);
    return q.rc ? q.rc : actor_row(s, pk, a, out, err);
}

/* By a name (all its words, next to each other), a world id or a side. */
static void fits(struct store_ask *k, struct rd_str typed, struct rd_arena *a) {
    struct rd_str word[32], key = store_key(typed, a), longest = RD_NONE;
    uint32_t n = key.n ? rd_str_split(key, ' ', word, RD_ARRAY_LEN(word)) : 0;
    for (uint32_t i = 0; i < n; i++) if (word[i].n > longest.n) longest = word[i];
    store_ask_text(k, " AND a.pk IN (SELECT coalesce(x.root, x.pk) FROM actor x WHERE x.world = ? UNION ALL SELECT coalesce(x.root, x.pk) FROM actor_tally t JOIN actor x ON x.pk = t.actor WHERE "
                      "t.field = 'side'", typed);
    store_ask_text(k, " AND t.value = ? UNION ALL SELECT coalesce(x.root, x.pk) FROM actor_tally t JOIN actor x ON x.pk = t.actor WHERE t.field = 'word'", typed);
    store_ask_text(k, " AND t.value = ? AND EXISTS (SELECT 1 FROM actor_tally y WHERE y.actor = t.actor AND y.field = 'alias'", longest.n ? longest : RD_LIT("\n"));
    store_ask_text(k, " AND instr(' ' || y.value || ' ', ' ' || ? || ' ') > 0))", key);
}

int rd_store_actors(struct rd_store *s, struct rd_str what, uint32_t limit, uint32_t offset, struct rd_arena *a, struct rd_row_actor **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_ask k;
    struct rd_filter f = {.limit = limit, .offset = offset};
    int64_t *pk = NULL;
    *out = NULL;
    *n = 0;
    store_ask_init(&k);
    store_ask_sql(&k, " AND a.root IS NULL");
    if (store_asked(what)) fits(&k, what, a);
    int rc = store_ask_run(&k, s, "a.pk", "actor a", "a.statements DESC, a.addressed + a.events DESC, a.mentions DESC, " STORE_ACTOR_NAME ", a.key", &f, a, &pk, n, total, err);
    store_ask_free(&k);
    *out = RD_NEW_N(a, struct rd_row_actor, *n + 1);
    for (uint32_t i = 0; i < *n && !rc; i++) rc = actor_row(s, pk[i], a, &(*out)[i], err);
    return rc;
}

int rd_store_merged(struct rd_store *s, int64_t actor, struct rd_arena *a, struct rd_row_actor **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    int64_t *pk = NULL;
    uint32_t m = 0, cap = 0;
    *n = 0;
    store_q_open(&q, s, "SELECT pk FROM actor WHERE root = ? ORDER BY statements DESC, key", a, err);
    store_put_int(&q, actor);
    while (store_q_next(&q)) *RD_PUSH(a, pk, m, cap) = store_get_int(&q);
    store_q_end(&q);
    int rc = q.rc;
    *out = RD_NEW_N(a, struct rd_row_actor, m + 1);
    for (uint32_t i = 0; i < m && !rc; i++) rc = actor_row(s, pk[i], a, &(*out)[(*n)++], err);
    return rc;
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
