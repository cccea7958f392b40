/* Claims and names of things: kept beside their statements, counted by value and by who calls what how. */
#include "store/store_int.h"

#include "base/hash.h"

/* ---- saving ---- */

static int64_t row_of(struct store_save *w, const char *find, const char *make, const struct rd_str *v, uint32_t n, const int64_t *num, uint32_t n_num) {
    int64_t pk = 0;
    for (int i = 0; i < 2 && !pk && !w->rc; i++) {
        struct store_q q;
        store_ins(w, &q, i ? make : find);
        for (uint32_t k = 0; k < n; k++) store_put_str(&q, v[k].p ? v[k] : RD_LIT(""));
        for (uint32_t k = 0; k < n_num; k++) store_put_int(&q, num[k]);
        if (!i && store_q_next(&q)) pk = store_get_int(&q);
        store_ins_end(w, &q);
        if (i && !w->rc) pk = sqlite3_last_insert_rowid(w->s->db);
    }
    return pk;
}

static int64_t key_pk(struct store_save *w, const struct rd_claim *c) {
    struct rd_str type = rd_str_of(rd_claim_type_name(c->type));
    struct rd_str all = rd_arena_printf(&w->s->scratch, "%.*s\n%.*s", RD_S(type), RD_S(c->key));
    struct rd_sha256 sha;
    uint8_t digest[32];
    char *id = rd_arena_get(&w->s->scratch, 17);
    rd_sha256_init(&sha);
    rd_sha256_add(&sha, all.p, all.n);
    rd_sha256_end(&sha, digest);
    rd_hex(id, digest, 8);
    struct rd_str v[] = {type, c->key, {id, 16}};
    return row_of(w, "SELECT pk FROM claim_key WHERE type = ? AND key = ? AND id = ?",
                  "INSERT INTO claim_key (type, key, id, hidden) VALUES (?1, ?2, ?3, coalesce((SELECT kind = 'hide' FROM change WHERE what = ?3 AND kind IN ('hide', 'show') AND undone_at IS NULL ORDER "
                  "BY pk DESC LIMIT 1), 0))", v, 3, NULL, 0);
}

struct where_said { int64_t record, actor, ord; struct rd_str name, side; };

static int64_t order_of(const struct store_save *w, const struct rd_date *own) {
    struct rd_row_day d = store_day(own, &w->rd->page.published);
    return d.group == 0 ? d.first : d.group == 1 ? STORE_LATE_NO_YEAR + d.month_day : STORE_LATE_UNDATED;
}

static struct where_said said(struct store_save *w, int32_t n) {
    static const struct rd_date none = {.prec = RD_PREC_NONE};
    struct where_said out = {.ord = order_of(w, &none)};
    const struct rd_records *r = &w->rd->records;
    if (n < 0 || (uint32_t)n >= r->n_st) return out;
    const struct rd_party *p = &r->st[n].speaker;
    out.record = w->record0 + n;
    out.ord = order_of(w, &r->st[n].said_on);
    out.name = p->name;
    out.side = p->side;
    if (p->entity >= 0 && (uint32_t)p->entity < w->rd->refs.n_entities) out.actor = w->actor[p->entity];
    return out;
}

static void put_tail(struct store_save *w, struct store_q *q, const struct where_said *t, struct rd_span cite) {
    store_put_int(q, t->ord);
    store_put_int(q, store_tie((struct rd_str){w->rd->blob.page_id, 32}));
    store_put_span(w, q, cite);
}

static void claim(struct store_save *w, uint32_t n) {
    const struct rd_claim *c = &w->rd->records.cl[n];
    struct where_said t = said(w, c->statement);
    struct store_q q;
    if (!t.record || !c->key.p) {
        if (!w->rc) w->rc = rd_fail(w->err, RD_ECITE, "store", "claim %u has no statement or no key", n);
        return;
    }
    int64_t key = key_pk(w, c), value;
    struct rd_str who = t.side, v[] = {c->value};
    int64_t num[] = {key};
    value = row_of(w, "SELECT pk FROM claim_value WHERE value = ? AND claim_key = ?", "INSERT INTO claim_value (value, claim_key) VALUES (?, ?)", v, 1, num, 1);
    if (!who.p && t.actor) {
        store_ins(w, &q, "SELECT key FROM actor WHERE pk = ?");
        q.a = &w->s->scratch;
        store_put_int(&q, t.actor);
        if (store_q_next(&q)) who = store_get_str(&q);
        store_ins_end(w, &q);
    }
    store_ins(w, &q, "INSERT INTO claim (page, n, record, value, issue, side, ord, tie, byte_beg, byte_end, start, stop, exact) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const int64_t k[] = {w->page, n, t.record, value};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(k); i++) store_put_int(&q, k[i]);
    store_put_str(&q, c->issue);
    store_put_str(&q, who);
    put_tail(w, &q, &t, c->cite);
    store_ins_end(w, &q);
    store_ins(w, &q, "UPDATE claim_value SET n = n + 1 WHERE pk = ?");
    store_put_int(&q, value);
    store_ins_end(w, &q);
    store_touch_claim(w->s, key);
}

/* One thing, one name, one who: counted. sign -1 takes it away. */
static int count_called(struct rd_store *s, int64_t called, int sign, bool loaded, struct rd_err *err) {
    static const char *const sql[] = {
        "UPDATE called SET uses = uses + ?2, loaded = loaded + ?3 WHERE pk = ?1",
        /* a name that nobody used before, or nobody uses any more, is one name more or less of the thing */
        "UPDATE thing SET names = names + CASE ?2 WHEN 1 THEN (SELECT sum(d.uses) FROM called d WHERE d.thing = thing.key AND d.words = (SELECT words FROM called WHERE "
        "pk = ?1)) = 1 ELSE -((SELECT sum(d.uses) FROM called d WHERE d.thing = thing.key AND d.words = (SELECT words FROM called WHERE pk = ?1)) = 0) END, uses = "
        "uses + ?2 WHERE key = (SELECT thing FROM called WHERE pk = ?1)"};
    int rc = RD_OK;
    for (uint32_t i = 0; i < RD_ARRAY_LEN(sql) && !rc; i++) {
        struct store_q q;
        store_q_open(&q, s, sql[i], NULL, err);
        store_put_int(&q, called);
        store_put_int(&q, sign);
        if (!i) store_put_int(&q, loaded ? sign : 0);
        rc = store_q_run(&q);
    }
    return rc;
}

static void naming(struct store_save *w, uint32_t n) {
    const struct rd_naming *m = &w->rd->records.nm[n];
    struct where_said t = said(w, m->statement);
    struct store_q q;
    if (!m->key.p || !m->words.p) {
        if (!w->rc) w->rc = rd_fail(w->err, RD_ECITE, "store", "naming %u has no key or no words", n);
        return;
    }
    store_ins(w, &q, "INSERT OR IGNORE INTO thing (key, shown) VALUES (?1, (SELECT nullif(value, '') FROM change WHERE kind = 'rename' AND what = ?1 AND undone_at IS NULL ORDER BY pk DESC LIMIT 1))");
    store_put_str(&q, m->key);
    store_ins_end(w, &q);
    bool own = !t.record;
    struct rd_str v[] = {m->key, m->words, own ? w->rd->page.outlet.value : t.name, own ? RD_NONE : t.side};
    int64_t num[] = {!own, own ? 0 : t.actor};
    int64_t called = row_of(w, "SELECT pk FROM called WHERE thing = ? AND words = ? AND by = ? AND side = ? AND speaker = ? AND actor = ?",
                            "INSERT INTO called (thing, words, by, side, speaker, actor) VALUES (?, ?, ?, ?, ?, ?)", v, 4, num, 2);
    store_ins(w, &q, "INSERT INTO naming (page, n, called, record, loaded, ord, tie, byte_beg, byte_end, start, stop, exact) VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?)");
    const int64_t k[] = {w->page, n, called, t.record, m->loaded};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(k); i++) store_put_int(&q, k[i]);
    put_tail(w, &q, &t, m->cite);
    store_ins_end(w, &q);
    if (!w->rc) w->rc = count_called(w->s, called, 1, m->loaded, w->err);
}

void store_save_topics(struct store_save *w) {
    const struct rd_records *r = &w->rd->records;
    struct store_q q;
    for (uint32_t i = 0; i < r->n_cl && !w->rc; i++) claim(w, i);
    for (uint32_t i = 0; i < r->n_nm && !w->rc; i++) naming(w, i);
    static const char *const sql[] = {
        "INSERT OR IGNORE INTO issue (key, shown) SELECT DISTINCT l.key, (SELECT nullif(value, '') FROM change WHERE kind = 'rename' AND what = l.key AND undone_at IS NULL ORDER BY pk DESC "
        "LIMIT 1) FROM record r CROSS JOIN label l ON l.record = r.pk AND l.field = 'issue' AND l.key IS NOT NULL WHERE r.page = ?",
        "INSERT INTO issue_name (issue, name, n) SELECT i.pk, l.value, count(*) FROM record r CROSS JOIN label l ON l.record = r.pk AND l.field = 'issue' CROSS JOIN issue i "
        "ON i.key = l.key WHERE r.page = ? GROUP BY 1, 2 ON CONFLICT DO UPDATE SET n = n + excluded.n"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(sql) && !w->rc; i++) {
        store_ins(w, &q, sql[i]);
        store_put_int(&q, w->page);
        store_ins_end(w, &q);
    }
    store_ins(w, &q, "UPDATE claim SET side = NULL WHERE page = ?1 AND record IN (SELECT r.pk FROM record r WHERE r.page = ?1 AND " STORE_HIDDEN("r.id") ")");
    store_put_int(&q, w->page);
    store_ins_end(w, &q);
    if (!w->rc) w->rc = store_issues_count(w->s, w->page, 1, w->err);
}

int store_issues_count(struct rd_store *s, int64_t page, int sign, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, s, "UPDATE issue SET statements = statements + ?2 * d.n FROM (SELECT i.pk AS pk, count(DISTINCT r.pk) AS n FROM record r CROSS JOIN label l ON l.record = r.pk AND l.field = "
                        "'issue' CROSS JOIN issue i ON i.key = l.key WHERE r.page = ?1 AND r.kind = 'statement' AND NOT " STORE_HIDDEN("r.id") " GROUP BY 1) d WHERE issue.pk = d.pk", NULL, err);
    store_put_int(&q, page);
    store_put_int(&q, sign);
    return store_q_run(&q);
}

/* ---- taking away ---- */

static int drop_namings(struct rd_store *s, int64_t page, struct rd_err *err) {
    struct store_q q;
    struct { int64_t called; bool loaded; } *v = NULL;
    uint32_t n = 0, cap = 0;
    store_q_open(&q, s, "SELECT called, loaded FROM naming WHERE page = ? ORDER BY n", &s->scratch, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        (void)RD_PUSH(&s->scratch, v, n, cap);
        v[n - 1].called = store_get_int(&q);
        v[n - 1].loaded = store_get_int(&q) != 0;
    }
    store_q_end(&q);
    int rc = q.rc;
    static const char *const sql[] = {"DELETE FROM naming WHERE page = ? AND called = ?", "DELETE FROM called WHERE ?1 AND pk = ?2 AND uses <= 0"};
    for (uint32_t i = 0; i < n && !rc; i++) rc = count_called(s, v[i].called, -1, v[i].loaded, err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        struct rd_str thing = RD_NONE;
        store_q_open(&q, s, "SELECT thing FROM called WHERE pk = ?", &s->scratch, err);
        store_put_int(&q, v[i].called);
        if (store_q_next(&q)) thing = store_get_str(&q);
        store_q_end(&q);
        rc = q.rc;
        for (uint32_t k = 0; k < RD_ARRAY_LEN(sql) && !rc; k++) {
            store_q_open(&q, s, sql[k], NULL, err);
            store_put_int(&q, page);
            store_put_int(&q, v[i].called);
            rc = store_q_run(&q);
        }
        if (rc || !thing.p) continue;
        store_q_open(&q, s, "DELETE FROM thing WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM called WHERE thing = ?1)", NULL, err);
        store_put_str(&q, thing);
        rc = store_q_run(&q);
    }
    return rc;
}

static int drop_claims(struct rd_store *s, int64_t page, struct rd_err *err) {
    struct store_q q;
    struct { int64_t value, key; } *v = NULL;
    uint32_t n = 0, cap = 0;
    store_q_open(&q, s, "SELECT c.value, v.claim_key FROM claim c JOIN claim_value v ON v.pk = c.value WHERE c.page = ? ORDER BY c.n", &s->scratch, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        (void)RD_PUSH(&s->scratch, v, n, cap);
        v[n - 1].value = store_get_int(&q);
        v[n - 1].key = store_get_int(&q);
    }
    store_q_end(&q);
    int rc = q.rc;
    for (uint32_t i = 0; i < n && !rc; i++) {
        static const char *const sql[] = {"DELETE FROM claim WHERE page = ?1 AND value = ?2", "UPDATE claim_value SET n = n - 1 WHERE ?1 AND pk = ?2",
                                          "DELETE FROM claim_value WHERE ?1 AND pk = ?2 AND n <= 0",
                                          "DELETE FROM claim_key WHERE ?1 AND pk = ?2 AND NOT EXISTS (SELECT 1 FROM claim_value x WHERE x.claim_key = claim_key.pk)"};
        for (uint32_t k = 0; k < RD_ARRAY_LEN(sql) && !rc; k++) {
            store_q_open(&q, s, sql[k], NULL, err);
            store_put_int(&q, page);
            store_put_int(&q, k == 3 ? v[i].key : v[i].value);
            rc = store_q_run(&q);
        }
        store_touch_claim(s, v[i].key);
    }
    return rc;
}

/* Before the page's records go. */
int store_topics_drop(struct rd_store *s, int64_t page, struct rd_err *err) {
    static const char *const sql[] = {
        "UPDATE issue_name SET n = issue_name.n - d.n FROM (SELECT i.pk AS pk, l.value AS name, count(*) AS n FROM record r CROSS JOIN label l ON l.record = r.pk AND l.field = 'issue' "
        "CROSS JOIN issue i ON i.key = l.key WHERE r.page = ? GROUP BY 1, 2) d WHERE issue_name.issue = d.pk AND issue_name.name = d.name",
        "DELETE FROM issue_name WHERE n <= 0 AND issue IN (SELECT i.pk FROM record r CROSS JOIN label l ON l.record = r.pk AND l.field = 'issue' CROSS JOIN issue i ON i.key = "
        "l.key WHERE r.page = ?)",
        "DELETE FROM issue WHERE pk IN (SELECT i.pk FROM record r CROSS JOIN label l ON l.record = r.pk AND l.field = 'issue' CROSS JOIN issue i ON i.key = l.key WHERE r.page "
        "= ?) AND NOT EXISTS (SELECT 1 FROM issue_name x WHERE x.issue = issue.pk)"};
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    int rc = drop_namings(s, page, err);
    if (!rc) rc = drop_claims(s, page, err);
    if (!rc) rc = store_issues_count(s, page, -1, err);
    for (uint32_t i = 0; i < RD_ARRAY_LEN(sql) && !rc; i++) {
        struct store_q q;
        store_q_open(&q, s, sql[i], NULL, err);
        store_put_int(&q, page);
        rc = store_q_run(&q);
    }
    rd_arena_reset(&s->scratch, m);
    return rc;
}

/* ---- loading ---- */

int store_load_topics(struct rd_store *s, int64_t page, struct rd_reading *out, struct rd_err *err) {
    struct rd_records *r = &out->records;
    struct rd_arena *a = &out->arena;
    struct store_q q;
    uint32_t cap = 0, cap_n = 0;
    store_q_open(&q, s, "SELECT k.type, r.n, c.issue, k.key, v.value, c.byte_beg, c.byte_end FROM claim c JOIN claim_value v ON v.pk = c.value JOIN claim_key k ON k.pk = "
                        "v.claim_key JOIN record r ON r.pk = c.record WHERE c.page = ? ORDER BY c.n", a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_claim *c = RD_PUSH(a, r->cl, r->n_cl, cap);
        int type = rd_claim_type_of(store_get_str(&q));
        c->type = (uint8_t)(type < 0 ? RD_CLAIM_FACT : type);
        c->statement = (int32_t)store_get_int(&q);
        c->issue = store_get_str(&q);
        c->key = store_get_str(&q);
        c->value = store_get_str(&q);
        c->cite = store_get_at(&q, out->page.text.n);
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    store_q_open(&q, s, "SELECT d.thing, d.words, coalesce(r.n, -1), m.loaded, m.byte_beg, m.byte_end FROM naming m JOIN called d ON d.pk = m.called LEFT JOIN record r ON r.pk = "
                        "m.record WHERE m.page = ? ORDER BY m.n", a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_naming *m = RD_PUSH(a, r->nm, r->n_nm, cap_n);
        m->key = store_get_str(&q);
        m->words = store_get_str(&q);
        m->statement = (int32_t)store_get_int(&q);
        m->loaded = store_get_int(&q) != 0;
        m->cite = store_get_at(&q, out->page.text.n);
    }
    store_q_end(&q);
    return q.rc;
}

/* ---- disputes ---- */

static int some_claims(struct rd_store *s, struct rd_claim_row like, struct rd_str side, struct rd_arena *a, struct rd_claim_row **out, uint32_t *n, uint32_t *cap, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, s, "SELECT (SELECT first.node FROM member first WHERE first.grp = m.grp ORDER BY first.ord, first.tie, first.node LIMIT 1), p.lang, r.day_group, r.day_first, r.day_last, t.confidence FROM (SELECT "
                        "* FROM claim WHERE value = ? AND side = ? ORDER BY ord, tie, n LIMIT ?) c CROSS JOIN page p ON p.pk = c.page CROSS JOIN record r ON r.pk = c.record CROSS JOIN "
                        "statement t ON t.pk = c.record CROSS JOIN member m ON m.kind = 0 AND m.node = c.page", a, err);
    store_put_int(&q, like.value_key);
    store_put_str(&q, side);
    store_put_int(&q, RD_MAX_CLAIMS_EACH);
    while (store_q_next(&q)) {
        struct rd_claim_row *r = RD_PUSH(a, *out, *n, *cap);
        *r = like;
        r->side = side;
        r->origin = rd_arena_printf(a, "%lld", (long long)store_get_int(&q));
        r->lang = store_get_str(&q);
        r->dated = store_get_int(&q) == 0;
        r->first = (int32_t)store_get_int(&q);
        r->last = (int32_t)store_get_int(&q);
        r->confidence = (uint8_t)store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}

static int next_side(struct rd_store *s, int64_t value, struct rd_str after, struct rd_arena *a, struct rd_str *out, struct rd_err *err) {
    struct store_q q;
    *out = RD_NONE;
    store_q_open(&q, s, "SELECT side FROM claim WHERE value = ? AND side > coalesce(?, '') ORDER BY side LIMIT 1", a, err);
    store_put_int(&q, value);
    store_put_str(&q, after);
    if (store_q_next(&q)) *out = store_get_str(&q);
    store_q_end(&q);
    return q.rc;
}

int rd_store_claims(struct rd_store *s, int64_t claim_key, struct rd_arena *a, struct rd_claim_row **out, uint32_t *n, struct rd_err *err) {
    struct rd_claim_row *values = NULL;
    uint32_t n_values = 0, cap_v = 0, cap = 0;
    struct store_q q;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT v.pk, k.type, k.key, v.value FROM claim_key k JOIN claim_value v ON v.claim_key = k.pk WHERE k.pk = ? ORDER BY v.origins DESC, v.value LIMIT ?", a, err);
    store_put_int(&q, claim_key);
    store_put_int(&q, RD_MAX_CLAIM_VALUES);
    while (store_q_next(&q)) {
        struct rd_claim_row *v = RD_PUSH(a, values, n_values, cap_v);
        v->value_key = store_get_int(&q);
        int type = rd_claim_type_of(store_get_str(&q));
        v->type = (uint8_t)(type < 0 ? RD_CLAIM_FACT : type);
        v->key = store_get_str(&q);
        v->value = store_get_str(&q);
    }
    store_q_end(&q);
    int rc = q.rc;
    for (uint32_t i = 0; i < n_values && !rc; i++) {
        struct rd_str side = RD_NONE;
        for (uint32_t k = 0; k < RD_MAX_CLAIM_SIDES && !rc; k++) {
            rc = next_side(s, values[i].value_key, side, a, &side, err);
            if (!side.p) break;
            if (!rc) rc = some_claims(s, values[i], side, a, out, n, &cap, err);
        }
    }
    return rc;
}

int rd_store_camps_set(struct rd_store *s, int64_t claim_key, const struct rd_camp_set *v, uint32_t n, uint32_t camps, const char *why, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, s, "UPDATE claim_value SET camp = NULL WHERE claim_key = ? AND camp IS NOT NULL", NULL, err);
    store_put_int(&q, claim_key);
    int rc = store_q_run(&q);
    for (uint32_t i = 0; i < n && !rc; i++) {
        store_q_open(&q, s, "UPDATE claim_value SET camp = ? WHERE pk = ?", NULL, err);
        store_put_int(&q, v[i].camp);
        store_put_int(&q, v[i].value_key);
        rc = store_q_run(&q);
    }
    if (rc) return rc;
    store_q_open(&q, s, "UPDATE claim_key SET camps = ?2, why = ?3, origins = coalesce((SELECT sum(origins) FROM claim_value v WHERE v.claim_key = ?1 AND v.camp IS NOT NULL), 0), last = "
                        "(SELECT max((SELECT c.ord FROM claim c WHERE c.value = v.pk AND c.side IS NOT NULL AND c.ord < 1000000000 ORDER BY c.ord DESC LIMIT 1)) FROM claim_value v WHERE v.claim_key = ?1 AND "
                        "v.camp IS NOT NULL) WHERE pk = ?1", NULL, err);
    store_put_int(&q, claim_key);
    store_put_int(&q, camps);
    store_put_z(&q, camps ? why : NULL);
    return store_q_run(&q);
}
