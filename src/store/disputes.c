/* Disputes, and who calls what how. */
#include "store/ask.h"

enum { CAMP_STATEMENTS = 8, CAMP_IN_LIST = 2, CAMP_LOOK = 32, CAMP_SIDES = 8 };

static bool add_side(struct rd_row_camp *c, struct rd_str side) {
    for (uint32_t i = 0; i < c->n_sides; i++) {
        if (rd_str_eq(c->sides[i], side)) return false;
    }
    if (c->n_sides < CAMP_SIDES) c->sides[c->n_sides++] = side;
    return true;
}

struct look { int64_t record, origin, ord, tie, n; struct rd_str side; struct rd_row_span at; };

static int by_place(const void *x, const void *y) {
    const struct look *a = x, *b = y;
    const int64_t d[][2] = {{a->ord, b->ord}, {a->tie, b->tie}, {a->n, b->n}};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(d); i++) {
        if (d[i][0] != d[i][1]) return d[i][0] < d[i][1] ? -1 : 1;
    }
    return 0;
}

/* The earliest claims of each value of a camp. */
static int earliest(struct rd_store *s, int64_t key, int64_t camp, struct rd_arena *a, struct look **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    int64_t *value = NULL;
    uint32_t n_value = 0, cap_v = 0, cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT pk FROM claim_value WHERE claim_key = ? AND camp = ? ORDER BY value", a, err);
    store_put_int(&q, key);
    store_put_int(&q, camp);
    while (store_q_next(&q)) *RD_PUSH(a, value, n_value, cap_v) = store_get_int(&q);
    store_q_end(&q);
    int rc = q.rc;
    for (uint32_t i = 0; i < n_value && !rc; i++) {
        store_q_open(&q, s, "SELECT c.record, m.grp, c.ord, c.tie, c.n, c.side, c.byte_beg, c.byte_end, c.start, c.stop, c.exact FROM claim c LEFT JOIN member m ON m.kind = 0 AND m.node = c.page WHERE c.value = ? AND "
                            "c.side IS NOT NULL ORDER BY c.ord, c.tie, c.n LIMIT ?", a, err);
        store_put_int(&q, value[i]);
        store_put_int(&q, CAMP_LOOK);
        while (store_q_next(&q)) {
            struct look *v = RD_PUSH(a, *out, *n, cap);
            int64_t *f[] = {&v->record, &v->origin, &v->ord, &v->tie, &v->n};
            for (uint32_t k = 0; k < RD_ARRAY_LEN(f); k++) *f[k] = store_get_int(&q);
            v->side = store_get_str(&q);
            store_get_span(&q, &v->at);
        }
        store_q_end(&q);
        rc = q.rc;
    }
    if (*n) qsort(*out, *n, sizeof **out, by_place);
    return rc;
}

/* One of each side and origin. */
static int camp_claims(struct rd_store *s, int64_t key, int64_t camp, uint32_t most, struct rd_arena *a, struct rd_row_camp *out, struct rd_err *err) {
    struct store_text t = {0};
    struct look *v;
    uint32_t n;
    int rc = earliest(s, key, camp, a, &v, &n, err);
    out->statements = RD_NEW_N(a, struct rd_row_statement, CAMP_STATEMENTS);
    out->claims = RD_NEW_N(a, struct rd_row_span, CAMP_STATEMENTS);
    out->sides = RD_NEW_N(a, struct rd_str, CAMP_SIDES);
    for (uint32_t i = 0; i < n && !rc; i++) {
        bool there = false;
        for (uint32_t k = 0; k < i && !there; k++) there = v[k].origin == v[i].origin && rd_str_eq(v[k].side, v[i].side);
        add_side(out, v[i].side);
        if (there || out->n_statements == most) continue;
        out->claims[out->n_statements] = v[i].at;
        rc = store_row_statement(s, v[i].record, &t, a, &out->statements[out->n_statements++], err);
    }
    return rc;
}

static int camps(struct rd_store *s, int64_t key, uint32_t n, uint32_t each, struct rd_arena *a, struct rd_row_dispute *out, struct rd_err *err) {
    struct store_q q;
    uint32_t most = n < RD_MAX_CLAIM_VALUES ? n : RD_MAX_CLAIM_VALUES;
    out->camps = RD_NEW_N(a, struct rd_row_camp, most + 1);
    store_q_open(&q, s, "SELECT group_concat(value, ' | '), sum(origins) FROM (SELECT camp, value, origins FROM claim_value WHERE claim_key = ? AND camp IS NOT NULL ORDER BY camp, value) GROUP BY camp ORDER BY camp", a, err);
    store_put_int(&q, key);
    while (store_q_next(&q)) {
        if (out->n_camps == most) continue;
        struct rd_row_camp *c = &out->camps[out->n_camps++];
        c->value = store_get_str(&q);
        c->origins = (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    int rc = q.rc;
    for (uint32_t i = 0; i < out->n_camps && !rc; i++) rc = camp_claims(s, key, i, each, a, &out->camps[i], err);
    return rc;
}

static int dispute_row(struct rd_store *s, int64_t pk, uint32_t each, struct rd_arena *a, struct rd_row_dispute *out, struct rd_err *err) {
    struct store_q q;
    uint32_t n = 0;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT k.id, k.type, k.key, k.why, k.origins, k.camps, coalesce(k.last, 2000000000), coalesce((SELECT min((SELECT c.ord FROM claim c WHERE c.value = v.pk ORDER BY c.ord LIMIT 1)) FROM claim_value v "
                        "WHERE v.claim_key = k.pk AND v.camp IS NOT NULL), 2000000000), i.key, " STORE_ISSUE_NAME " FROM claim_key k LEFT JOIN issue i ON i.key = (SELECT c.issue FROM claim_value v CROSS JOIN claim c ON "
                        "c.value = v.pk AND c.issue IS NOT NULL WHERE v.claim_key = k.pk AND v.camp IS NOT NULL ORDER BY v.value LIMIT 1) WHERE k.pk = ?", a, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        out->id = store_get_str(&q);
        int type = rd_claim_type_of(store_get_str(&q));
        out->type = (uint8_t)(type < 0 ? RD_CLAIM_FACT : type);
        out->key = store_get_str(&q);
        out->why = store_get_str(&q);
        out->origins = (uint64_t)store_get_int(&q);
        n = (uint32_t)store_get_int(&q);
        out->last = store_day_of_ord(store_get_int(&q));
        out->first = store_day_of_ord(store_get_int(&q));
        out->issue = store_get_str(&q);
        out->issue_name = store_get_str(&q);
    }
    store_q_end(&q);
    return q.rc ? q.rc : camps(s, pk, n, each, a, out, err);
}

#define CLAIMS " AND EXISTS (SELECT 1 FROM claim_value v CROSS JOIN claim c ON c.value = v.pk WHERE v.claim_key = k.pk AND v.camp IS NOT NULL AND "

int rd_store_disputes(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_dispute **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_ask k;
    int32_t since, until;
    int64_t *pk = NULL;
    *out = NULL;
    *n = 0;
    int rc = store_ask_days(f, &since, &until, err);
    store_ask_init(&k);
    store_ask_sql(&k, " AND k.camps > 0 AND k.hidden = 0");
    if (store_asked(f->issue)) store_ask_text(&k, CLAIMS "c.issue = ?)", f->issue);
    if (store_asked(f->side)) store_ask_text(&k, CLAIMS "c.side = ?)", f->side);
    if (f->actor) store_ask_number(&k, CLAIMS "EXISTS (SELECT 1 FROM party q JOIN actor a ON a.pk = q.actor WHERE q.record = c.record AND coalesce(a.root, a.pk) = (SELECT coalesce(root, pk) FROM actor WHERE pk = ?)))", f->actor);
    if (store_asked(f->lang)) store_ask_text(&k, CLAIMS "EXISTS (SELECT 1 FROM page p WHERE p.pk = c.page AND p.lang = ?))", f->lang);
    if (store_asked(f->outlet)) store_ask_text(&k, CLAIMS "EXISTS (SELECT 1 FROM page p WHERE p.pk = c.page AND instr(' ' || p.outlet_key || ' ', ' ' || ? || ' ') > 0))", store_key(f->outlet, a));
    if (store_asked(f->words)) {
        struct rd_str key = store_key(f->words, a);
        store_ask_text(&k, CLAIMS "(instr(' ' || rd_key(c.exact), ' ' || ?) > 0", key.n ? key : RD_LIT("\n"));
        store_ask_text(&k, " OR instr(' ' || rd_key(k.key), ' ' || ?) > 0))", key.n ? key : RD_LIT("\n"));
    }
    if (since > INT32_MIN) store_ask_number(&k, " AND k.last >= ?", since);
    if (until < INT32_MAX) store_ask_number(&k, CLAIMS "c.ord <= ?)", until);
    if (!rc) rc = store_ask_run(&k, s, "k.pk", "claim_key k", "k.origins DESC, k.last DESC, k.id", f, a, &pk, n, total, err);
    store_ask_free(&k);
    *out = RD_NEW_N(a, struct rd_row_dispute, *n + 1);
    for (uint32_t i = 0; i < *n && !rc; i++) rc = dispute_row(s, pk[i], *n > CAMP_STATEMENTS ? CAMP_IN_LIST : CAMP_STATEMENTS, a, &(*out)[i], err);
    return rc;
}

int rd_store_dispute(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_dispute *out, struct rd_err *err) {
    struct store_q q;
    int64_t pk = 0;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT pk FROM claim_key WHERE id >= lower(?1) AND id < lower(?1) || 'g' AND length(?1) >= 4 AND camps > 0 ORDER BY id LIMIT 1", NULL, err);
    store_put_str(&q, id);
    if (store_q_next(&q)) pk = store_get_int(&q);
    store_q_end(&q);
    if (q.rc) return q.rc;
    if (!pk) return rd_fail(err, RD_ENOTFOUND, "store", "there is no dispute %.*s", (int)(id.n < 64 ? id.n : 64), id.p ? id.p : "");
    return dispute_row(s, pk, CAMP_STATEMENTS, a, out, err);
}

/* ---- names ---- */

#define THING_NAME \
    "coalesce(t.shown, (SELECT " STORE_ACTOR_NAME " FROM actor a WHERE a.key = t.key), (SELECT " STORE_ISSUE_NAME " FROM issue i WHERE i.key = t.key), (SELECT x.words FROM called x WHERE x.thing = t.key GROUP BY " \
    "x.words ORDER BY sum(x.loaded) > 0, sum(x.uses) DESC, x.words LIMIT 1))"

static int naming_row(struct rd_store *s, int64_t pk, struct rd_arena *a, struct rd_row_naming *out, struct rd_err *err) {
    struct store_q q;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT t.key, " THING_NAME ", d.words, nullif(d.by, ''), nullif(d.side, ''), d.loaded > 0, d.speaker, d.actor, d.origins, d.uses, (SELECT m.ord FROM naming m WHERE m.called = d.pk ORDER BY m.ord LIMIT "
                        "1), coalesce((SELECT m.ord FROM naming m WHERE m.called = d.pk AND m.ord < 1000000000 ORDER BY m.ord DESC LIMIT 1), 2000000000) FROM called d JOIN thing t ON t.key = d.thing WHERE d.pk = ?", a, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        struct rd_str *f[] = {&out->key, &out->name, &out->words, &out->by, &out->side};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        out->loaded = store_get_int(&q) != 0;
        out->speaker = store_get_int(&q) != 0;
        out->actor = store_get_int(&q);
        out->origins = (uint64_t)store_get_int(&q);
        out->uses = (uint64_t)store_get_int(&q);
        out->first = store_day_of_ord(store_get_int(&q));
        out->last = store_day_of_ord(store_get_int(&q));
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    store_q_open(&q, s, "SELECT coalesce(r.id, p.id), m.byte_beg, m.byte_end, m.start, m.stop, m.exact FROM naming m JOIN page p ON p.pk = m.page LEFT JOIN record r ON r.pk = m.record WHERE m.called = ? ORDER BY m.ord, m.tie, m.n LIMIT 1", a, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        out->example = store_get_str(&q);
        store_get_span(&q, &out->example_cite);
    }
    store_q_end(&q);
    return q.rc;
}

int rd_store_namings(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_naming **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_ask k;
    int32_t since, until;
    int64_t *pk = NULL;
    *out = NULL;
    *n = 0;
    int rc = store_ask_days(f, &since, &until, err);
    store_ask_init(&k);
    if (store_asked(f->issue)) store_ask_text(&k, " AND t.key = ?", f->issue);
    if (store_asked(f->side)) store_ask_text(&k, " AND d.side = ?", f->side);
    if (f->actor) store_ask_number(&k, " AND d.actor IN (SELECT pk FROM actor WHERE coalesce(root, pk) = (SELECT coalesce(root, pk) FROM actor WHERE pk = ?))", f->actor);
    if (store_asked(f->words)) {
        struct rd_str key = store_key(f->words, a);
        store_ask_text(&k, " AND EXISTS (SELECT 1 FROM called x WHERE x.thing = t.key AND instr(' ' || rd_key(x.words), ' ' || ?) > 0)", key.n ? key : RD_LIT("\n"));
    }
    if (store_asked(f->outlet)) store_ask_text(&k, " AND d.speaker = 0 AND instr(' ' || rd_key(d.by) || ' ', ' ' || ? || ' ') > 0", store_key(f->outlet, a));
    if (store_asked(f->lang)) store_ask_text(&k, " AND EXISTS (SELECT 1 FROM naming m JOIN page p ON p.pk = m.page WHERE m.called = d.pk AND p.lang = ?)", f->lang);
    if (since > INT32_MIN) store_ask_number(&k, " AND EXISTS (SELECT 1 FROM naming m WHERE m.called = d.pk AND m.ord >= ? AND m.ord < 1000000000)", since);
    if (until < INT32_MAX) store_ask_number(&k, " AND EXISTS (SELECT 1 FROM naming m WHERE m.called = d.pk AND m.ord <= ?)", until);
    if (!rc) rc = store_ask_run(&k, s, "d.pk", "thing t CROSS JOIN called d ON d.thing = t.key", "t.names DESC, t.uses DESC, t.key, d.words, d.speaker, d.by, d.side, d.actor", f, a, &pk, n, total, err);
    store_ask_free(&k);
    *out = RD_NEW_N(a, struct rd_row_naming, *n + 1);
    for (uint32_t i = 0; i < *n && !rc; i++) rc = naming_row(s, pk[i], a, &(*out)[i], err);
    return rc;
}
