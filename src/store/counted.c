/* What lists and facets are answered from: postings with their counters, actors' counters and names. */
#include "store/store_int.h"

#include "base/map.h"

enum { FACET_SPEAKER = 1, FACET_ADDRESSEE = 2, FACET_OUTLET = 5 };

struct counting {
    struct rd_store *s;
    struct rd_arena *a;
    struct rd_err *err;
    int sign, rc;
};

static void run(struct counting *c, const char *sql, int64_t x, int64_t y) {
    struct store_q q;
    if (c->rc) return;
    store_q_open(&q, c->s, sql, NULL, c->err);
    store_put_int(&q, x);
    if (sqlite3_bind_parameter_count(q.st) > 1) store_put_int(&q, y);
    c->rc = store_q_run(&q);
}

static int64_t changes(struct counting *c) {
    return c->rc ? 0 : sqlite3_changes64(c->s->db);
}

/* ---- postings ---- */

static void term_words(struct counting *c, int64_t term, struct rd_str value) {
    struct rd_str words[RD_ARRAY_LEN((char[64]){0})], key = store_key(value, c->a);
    uint32_t n = key.n ? rd_str_split(key, ' ', words, RD_ARRAY_LEN(words)) : 0;
    for (uint32_t i = 0; i < n && !c->rc; i++) {
        struct store_q q;
        store_q_open(&q, c->s, "INSERT OR IGNORE INTO term_word (word, term) VALUES (?, ?)", NULL, c->err);
        store_put_str(&q, words[i]);
        store_put_int(&q, term);
        c->rc = store_q_run(&q);
    }
}

static int64_t term_of(struct counting *c, int64_t kind, int64_t facet, struct rd_str value) {
    static const char *const sql[] = {"SELECT pk FROM term WHERE kind = ? AND facet = ? AND value = ?", "INSERT INTO term (kind, facet, value) VALUES (?, ?, ?)"};
    int64_t pk = 0;
    for (int i = 0; i < (c->sign > 0 ? 2 : 1) && !pk && !c->rc; i++) {
        struct store_q q;
        store_q_open(&q, c->s, sql[i], NULL, c->err);
        store_put_int(&q, kind);
        store_put_int(&q, facet);
        store_put_str(&q, value);
        if (store_q_next(&q)) pk = store_get_int(&q);
        store_q_end(&q);
        c->rc = q.rc;
        if (i && !c->rc) {
            pk = sqlite3_last_insert_rowid(c->s->db);
            if (facet == FACET_SPEAKER || facet == FACET_ADDRESSEE || facet == FACET_OUTLET) term_words(c, pk, value);
        }
    }
    return pk;
}

struct posting { int64_t kind, facet, ord, record; struct rd_str value; };

static void postings(struct counting *c, int64_t page) {
    struct posting *v = NULL;
    struct { int64_t pk, n; } *terms = NULL;
    uint32_t n = 0, cap = 0, n_terms = 0, cap_terms = 0;
    struct store_q q;
    struct rd_map seen;
    if (c->rc) return;
    /* few pages have hidden records: the others are spared the question for each posting */
    store_q_open(&q, c->s, "SELECT 1 FROM record r WHERE r.page = ? AND " STORE_HIDDEN("r.id") " LIMIT 1", c->a, c->err);
    store_put_int(&q, page);
    bool hides = store_q_next(&q);
    store_q_end(&q);
    store_q_open(&q, c->s, hides ? "SELECT kind, facet, ord, record, value FROM posting_of o WHERE page = ? AND NOT EXISTS (SELECT 1 FROM record r WHERE r.pk = o.record AND " STORE_HIDDEN("r.id") ")"
                                 : "SELECT kind, facet, ord, record, value FROM posting_of WHERE page = ?", c->a, c->err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct posting *p = RD_PUSH(c->a, v, n, cap);
        int64_t *f[] = {&p->kind, &p->facet, &p->ord, &p->record};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_int(&q);
        p->value = store_get_str(&q);
    }
    store_q_end(&q);
    c->rc = q.rc;
    rd_map_init(&seen, c->a);
    for (uint32_t i = 0; i < n && !c->rc; i++) {
        bool fresh;
        uint64_t *at = rd_map_put(&seen, rd_arena_printf(c->a, "%d %d %.*s", (int)v[i].kind, (int)v[i].facet, RD_S(v[i].value)), &fresh);
        if (fresh) {
            *at = n_terms;
            uint32_t t = n_terms;
            (void)RD_PUSH(c->a, terms, n_terms, cap_terms);
            terms[t].pk = term_of(c, v[i].kind, v[i].facet, v[i].value);
        }
        uint32_t t = (uint32_t)*at;
        if (c->rc || !terms[t].pk) continue;
        store_q_open(&q, c->s, c->sign > 0 ? "INSERT OR IGNORE INTO post (term, ord, record) VALUES (?, ?, ?)" : "DELETE FROM post WHERE term = ? AND ord = ? AND record = ?", NULL, c->err);
        store_put_int(&q, terms[t].pk);
        store_put_int(&q, v[i].ord);
        store_put_int(&q, v[i].record);
        c->rc = store_q_run(&q);
        terms[t].n += changes(c);
    }
    for (uint32_t t = 0; t < n_terms && !c->rc; t++) {
        run(c, "UPDATE term SET n = n + ?2 WHERE pk = ?1", terms[t].pk, c->sign * terms[t].n);
        if (c->sign < 0) run(c, "DELETE FROM term WHERE pk = ? AND n <= 0", terms[t].pk, 0);
    }
}

/* ---- actors ---- */

static void tally(struct counting *c, int64_t actor, const char *field, struct rd_str value) {
    struct store_q q;
    if (c->rc || !value.p || !value.n) return;
    store_q_open(&q, c->s, c->sign > 0 ? "INSERT INTO actor_tally (actor, field, value, n) VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1"
                                       : "UPDATE actor_tally SET n = n - 1 WHERE actor = ? AND field = ? AND value = ?", NULL, c->err);
    store_put_int(&q, actor);
    store_put_z(&q, field);
    store_put_str(&q, value);
    c->rc = store_q_run(&q);
}

/* A name by which an actor is found: the whole, for phrases, and its words. */
static void alias(struct counting *c, int64_t actor, struct rd_str key) {
    struct rd_str words[32];
    if (!key.p || !key.n) return;
    tally(c, actor, "alias", key);
    uint32_t n = rd_str_split(key, ' ', words, RD_ARRAY_LEN(words));
    for (uint32_t i = 0; i < n; i++) tally(c, actor, "word", words[i]);
}

static void actor_names(struct counting *c, int64_t page) {
    static const char *const aliases[] = {
        "SELECT e.actor, x.key FROM entity e JOIN entity_name x ON x.entity = e.pk WHERE e.page = ? AND e.actor IS NOT NULL AND x.part = 'name'",
        "SELECT e.actor, rd_key(e.name) FROM entity e WHERE e.page = ? AND e.actor IS NOT NULL AND e.name IS NOT NULL",
        "SELECT DISTINCT q.actor, q.name_key FROM record r CROSS JOIN party q ON q.record = r.pk WHERE r.page = ? AND q.actor IS NOT NULL AND q.name_key IS NOT NULL"};
    struct store_q q;
    if (c->rc) return;
    store_q_open(&q, c->s, "SELECT actor, kind, name, side, code, role FROM entity WHERE page = ? AND actor IS NOT NULL", c->a, c->err);
    store_put_int(&q, page);
    while (!c->rc && store_q_next(&q)) {
        static const char *const field[] = {"kind", "name", "side", "code", "role"};
        int64_t actor = store_get_int(&q);
        for (uint32_t i = 0; i < RD_ARRAY_LEN(field); i++) tally(c, actor, field[i], store_get_str(&q));
    }
    store_q_end(&q);
    if (!c->rc) c->rc = q.rc;
    for (uint32_t i = 0; i < RD_ARRAY_LEN(aliases) && !c->rc; i++) {
        store_q_open(&q, c->s, aliases[i], c->a, c->err);
        store_put_int(&q, page);
        while (!c->rc && store_q_next(&q)) {
            int64_t actor = store_get_int(&q);
            alias(c, actor, store_get_str(&q));
        }
        store_q_end(&q);
        if (!c->rc) c->rc = q.rc;
    }
    if (c->sign < 0) run(c, "DELETE FROM actor_tally WHERE n <= 0 AND actor IN (SELECT actor FROM entity WHERE page = ?1)", page, 0);
}

static void actor_counts(struct counting *c, int64_t page) {
    static const char *const sql[] = {
        "UPDATE actor SET pages = pages + ?2 WHERE pk IN (SELECT actor FROM entity WHERE page = ?1 AND actor IS NOT NULL)",
        "UPDATE actor SET mentions = mentions + ?2 * d.n FROM (SELECT e.actor AS pk, count(*) AS n FROM entity e CROSS JOIN mention m ON m.entity = e.pk "
        "WHERE e.page = ?1 AND e.actor IS NOT NULL GROUP BY 1) d WHERE actor.pk = d.pk",
        "UPDATE actor SET statements = statements + ?2 * d.n FROM (SELECT q.actor AS pk, count(DISTINCT q.record) AS n FROM record r CROSS JOIN party q ON "
        "q.record = r.pk WHERE r.page = ?1 AND q.actor IS NOT NULL AND q.part IN ('speaker', 'co_speaker') AND NOT " STORE_HIDDEN("r.id") " GROUP BY 1) d WHERE actor.pk = d.pk",
        "UPDATE actor SET addressed = addressed + ?2 * d.n FROM (SELECT q.actor AS pk, count(DISTINCT q.record) AS n FROM record r CROSS JOIN party q ON "
        "q.record = r.pk WHERE r.page = ?1 AND q.actor IS NOT NULL AND q.part = 'addressee' AND NOT " STORE_HIDDEN("r.id") " GROUP BY 1) d WHERE actor.pk = d.pk",
        "UPDATE actor SET events = events + ?2 * d.n FROM (SELECT q.actor AS pk, count(DISTINCT q.record) AS n FROM record r CROSS JOIN party q ON "
        "q.record = r.pk WHERE r.page = ?1 AND q.actor IS NOT NULL AND q.part IN ('source', 'target') AND NOT " STORE_HIDDEN("r.id") " GROUP BY 1) d WHERE actor.pk = d.pk"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(sql); i++) run(c, sql[i], page, c->sign);
}

static void totals(struct counting *c, int64_t page) {
    run(c, "INSERT INTO day_count (day, n) SELECT day_first, ?2 * count(*) FROM record WHERE page = ?1 AND +kind = 'statement' AND +day_group = 0 AND NOT " STORE_HIDDEN("record.id") " GROUP BY +day_first "
           "ON CONFLICT DO UPDATE SET n = n + excluded.n", page, c->sign);
    if (c->sign < 0) run(c, "DELETE FROM day_count WHERE n <= 0 AND day IN (SELECT day_first FROM record WHERE page = ?)", page, 0);
    run(c, "UPDATE counter SET n = n + ?2 WHERE name = 'pages' AND ?1 > 0", page, c->sign);
    run(c, "UPDATE counter SET n = n + ?2 * (SELECT count(*) FROM entity WHERE page = ?1) WHERE name = 'entities'", page, c->sign);
    run(c, "UPDATE counter SET n = n + ?2 * (SELECT count(*) FROM note WHERE page = ?1) WHERE name = 'notes'", page, c->sign);
}

int store_count_page(struct rd_store *s, int64_t page, int sign, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct counting c = {.s = s, .a = &s->scratch, .err = err, .sign = sign};
    postings(&c, page);
    actor_names(&c, page);
    actor_counts(&c, page);
    totals(&c, page);
    rd_arena_reset(&s->scratch, m);
    return c.rc;
}

int store_count_all(struct rd_store *s, struct rd_err *err) {
    struct rd_arena a;
    struct store_q q;
    int64_t *pk = NULL;
    uint32_t n = 0, cap = 0;
    rd_arena_init(&a);
    store_q_open(&q, s, "SELECT pk FROM page ORDER BY pk", &a, err);
    while (store_q_next(&q)) *RD_PUSH(&a, pk, n, cap) = store_get_int(&q);
    store_q_end(&q);
    int rc = q.rc;
    if (!rc) rc = store_exec(s, "INSERT INTO came (id, seq) SELECT id, row_number() OVER (ORDER BY min(pk)) FROM record WHERE kind = 'statement' GROUP BY id", err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        rc = store_count_page(s, pk[i], 1, err);
        if (!rc) rc = store_origin_new(s, pk[i], err);
    }
    rd_arena_free(&a);
    return rc;
}
