/* Issues, ledgers, the matrix. */
#include "store/ask.h"

/* ---- issues ---- */

static int aliases(struct rd_store *s, int64_t pk, struct rd_arena *a, struct rd_row_issue *out, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    store_q_open(&q, s, "SELECT name FROM issue_name WHERE issue = ? ORDER BY n DESC, name LIMIT 9", a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) {
        struct rd_str name = store_get_str(&q);
        if (!rd_str_eq(name, out->name) && out->n_aliases < 8) *RD_PUSH(a, out->aliases, out->n_aliases, cap) = name;
    }
    store_q_end(&q);
    return q.rc;
}

#define EDGE(dir) "(SELECT x.ord FROM term t CROSS JOIN post x ON x.term = t.pk AND x.ord > -500000000 WHERE t.kind = 0 AND t.facet = 8 AND t.value = i.key ORDER BY x.ord " dir " LIMIT 1)"

static int issue_row(struct rd_store *s, int64_t pk, struct rd_arena *a, struct rd_row_issue *out, struct rd_err *err) {
    struct store_q q;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT i.key, " STORE_ISSUE_NAME ", i.statements, i.origins, i.actors, i.moves, coalesce(" EDGE("ASC") ", -2000000000), coalesce(" EDGE("DESC") ", "
                        "-2000000000) FROM issue i WHERE i.pk = ?", a, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        out->key = store_get_str(&q);
        out->name = store_get_str(&q);
        uint64_t *c[] = {&out->statements, &out->origins, &out->actors, &out->moves};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(c); i++) *c[i] = (uint64_t)store_get_int(&q);
        out->first = store_day_of_ord(store_get_int(&q));
        out->last = store_day_of_ord(store_get_int(&q));
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "there is no such issue");
    }
    store_q_end(&q);
    return q.rc ? q.rc : aliases(s, pk, a, out, err);
}

int rd_store_issue(struct rd_store *s, struct rd_str key, struct rd_arena *a, struct rd_row_issue *out, struct rd_err *err) {
    struct store_q q;
    int64_t pk = 0;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT pk FROM issue WHERE key = ?", NULL, err);
    store_put_str(&q, key);
    if (store_q_next(&q)) pk = store_get_int(&q);
    store_q_end(&q);
    return q.rc ? q.rc : issue_row(s, pk, a, out, err);
}

/* Conditions on entry e that several lists share. */
static int on_entries(struct store_ask *k, struct rd_store *s, const struct rd_filter *f, bool pages, struct rd_arena *a, struct rd_err *err) {
    int32_t since, until;
    int rc = store_ask_days(f, &since, &until, err);
    if (rc) return rc;
    if (f->actor) {
        int64_t root;
        rc = store_actor_root(s, f->actor, &root, err);
        store_ask_number(k, " AND e.actor = ?", root);
    }
    if (store_asked(f->side)) store_ask_text(k, " AND e.side = ?", f->side);
    if (since > INT32_MIN) store_ask_number(k, " AND e.ord >= ?", since);
    if (until < INT32_MAX || since > INT32_MIN) store_ask_number(k, " AND e.ord <= ?", until < STORE_LATE_NO_YEAR ? until : STORE_LATE_NO_YEAR - 1);
    if (pages && store_asked(f->lang)) store_ask_text(k, " AND EXISTS (SELECT 1 FROM record r JOIN page p ON p.pk = r.page WHERE r.pk = e.record AND p.lang = ?)", f->lang);
    if (pages && store_asked(f->outlet)) {
        store_ask_text(k, " AND EXISTS (SELECT 1 FROM record r JOIN page p ON p.pk = r.page WHERE r.pk = e.record AND instr(' ' || p.outlet_key || ' ', ' ' || ? || ' ') > 0)", store_key(f->outlet, a));
    }
    return rc;
}

static bool asks_entries(const struct rd_filter *f) {
    return f->actor || store_asked(f->side) || store_asked(f->since) || store_asked(f->until) || store_asked(f->lang) || store_asked(f->outlet);
}

int rd_store_issues(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_issue **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_ask k;
    int64_t *pk = NULL;
    int rc = RD_OK;
    *out = NULL;
    *n = 0;
    store_ask_init(&k);
    if (store_asked(f->issue)) store_ask_text(&k, " AND i.key = ?", f->issue);
    if (store_asked(f->words)) {
        struct rd_str key = store_key(f->words, a);
        store_ask_text(&k, " AND EXISTS (SELECT 1 FROM issue_name x WHERE x.issue = i.pk AND instr(' ' || rd_key(x.name), ' ' || ?) > 0)", key.n ? key : RD_LIT("\n"));
    }
    if (asks_entries(f)) {
        store_ask_sql(&k, " AND EXISTS (SELECT 1 FROM entry e WHERE e.issue = i.pk AND e.folded = 0");
        rc = on_entries(&k, s, f, true, a, err);
        store_ask_sql(&k, ")");
    }
    if (!rc) rc = store_ask_run(&k, s, "i.pk", "issue i", "i.origins DESC, i.statements DESC, i.key", f, a, &pk, n, total, err);
    store_ask_free(&k);
    *out = RD_NEW_N(a, struct rd_row_issue, *n + 1);
    for (uint32_t i = 0; i < *n && !rc; i++) rc = issue_row(s, pk[i], a, &(*out)[i], err);
    return rc;
}

/* ---- ledgers ---- */

static int words_of(struct rd_store *s, int64_t record, struct rd_arena *a, struct rd_str *out, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, s, "SELECT group_concat(exact, ' ') FROM (SELECT exact FROM cite WHERE record = ? AND field = 'content' ORDER BY n)", a, err);
    store_put_int(&q, record);
    if (store_q_next(&q)) *out = store_get_str(&q);
    store_q_end(&q);
    return q.rc;
}

/* The entry (actor, issue) of a record; where there are several, the numbers in `key` say which. */
static int entry_row(struct rd_store *s, int64_t record, int64_t actor, int64_t issue, struct store_text *t, struct rd_arena *a, struct rd_row_entry *out, struct rd_err *err) {
    struct store_q q;
    int64_t before = 0, group = 0;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT a.pk, a.key, " STORE_ACTOR_NAME ", coalesce(e.side, " STORE_ACTOR_SIDE "), i.key, " STORE_ISSUE_NAME ", coalesce(e.move, 0), b.id, coalesce(e.before, 0), (SELECT "
                        "count(*) FROM entry c WHERE c.origin = e.origin AND c.hash = e.hash AND c.actor = e.actor AND c.issue = e.issue AND c.folded = 1 AND c.tie <> e.tie), (SELECT count(*) FROM "
                        "(SELECT 1 FROM entry c WHERE c.actor = e.actor AND c.issue = e.issue AND c.folded = 0 AND (c.ord, c.tie, c.at, c.record) < (e.ord, e.tie, e.at, e.record) LIMIT ?4)), e.ord "
                        "FROM entry e JOIN actor a ON a.pk = e.actor JOIN issue i ON i.pk = e.issue LEFT JOIN record b ON b.pk = e.before WHERE e.record = ?1 AND e.actor = ?2 AND e.issue = ?3", a, err);
    const int64_t v[] = {record, actor, issue, RD_MAX_TIMES};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) store_put_int(&q, v[i]);
    if (store_q_next(&q)) {
        out->actor = store_get_int(&q);
        struct rd_str *f[] = {&out->actor_key, &out->actor_name, &out->side, &out->issue, &out->issue_name};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        out->move = (int)store_get_int(&q);
        out->before = store_get_str(&q);
        before = store_get_int(&q);
        out->copies = (uint32_t)store_get_int(&q);
        out->times = (uint32_t)store_get_int(&q);
        group = store_get_int(&q);
    }
    store_q_end(&q);
    int rc = q.rc ? q.rc : store_row_statement(s, record, t, a, &out->statement, err);
    if (!rc && before) rc = words_of(s, before, a, &out->before_words, err);
    /* without a year, but at its likely place: the day tells where, its group that it is likely only */
    struct rd_row_day *d = &out->statement.day;
    if (!rc && d->group == 1 && group < STORE_LATE_NO_YEAR) d->first = d->last = (int32_t)group;
    return rc;
}

int rd_store_positions(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_entry **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_ask k;
    struct store_text t = {0};
    struct rd_str with, without;
    int64_t *pk = NULL;
    *out = NULL;
    *n = 0;
    store_ask_init(&k);
    store_ask_sql(&k, " AND e.folded = 0");
    if (store_asked(f->issue)) store_ask_text(&k, " AND e.issue = (SELECT pk FROM issue WHERE key = ?)", f->issue);
    int rc = on_entries(&k, s, f, true, a, err);
    store_words(f->words, a, &with, &without);
    if (with.p) store_ask_text(&k, " AND e.record IN (SELECT rowid FROM record_fts WHERE record_fts MATCH ?)", with);
    if (without.p) store_ask_text(&k, " AND e.record NOT IN (SELECT rowid FROM record_fts WHERE record_fts MATCH ?)", without);
    /* three numbers a row: asked for one by one, in the same order */
    int64_t *actor = NULL, *issue = NULL;
    uint32_t m;
    const char *order = f->order == RD_ORDER_NEWEST && f->moved ? "e.ord DESC, e.tie DESC, e.at DESC, e.record DESC, e.issue, e.actor" : "e.ord, e.tie, e.at, e.record, e.issue, e.actor";
    if (f->moved) store_ask_sql(&k, " AND e.move > 1"); /* RD_MOVE_SAME */
    if (f->moved && f->order == RD_ORDER_NEWEST) store_ask_number(&k, " AND e.ord < ?", STORE_LATE_NO_YEAR); /* nobody knows how late the others are */
    if (!rc) rc = store_ask_run(&k, s, "e.record", "entry e", order, f, a, &pk, n, total, err);
    if (!rc) rc = store_ask_run(&k, s, "e.actor", "entry e", order, f, a, &actor, &m, NULL, err);
    if (!rc) rc = store_ask_run(&k, s, "e.issue", "entry e", order, f, a, &issue, &m, NULL, err);
    store_ask_free(&k);
    *out = RD_NEW_N(a, struct rd_row_entry, *n + 1);
    for (uint32_t i = 0; i < *n && !rc; i++) rc = entry_row(s, pk[i], i < m ? actor[i] : 0, i < m ? issue[i] : 0, &t, a, &(*out)[i], err);
    return rc;
}

/* ---- the matrix ---- */

static int cell_row(struct rd_store *s, int64_t actor, int64_t issue, struct rd_arena *a, struct rd_row_cell *out, struct rd_err *err) {
    struct store_q q;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT a.pk, a.key, " STORE_ACTOR_NAME ", " STORE_ACTOR_SIDE ", i.key, " STORE_ISSUE_NAME ", c.entries, c.moves, coalesce(e.move, 0), coalesce(e.ord, 2000000000), r.id FROM cell c "
                        "JOIN actor a ON a.pk = c.actor JOIN issue i ON i.pk = c.issue LEFT JOIN entry e ON e.actor = c.actor AND e.issue = c.issue AND e.folded = 0 LEFT JOIN record r ON r.pk = "
                        "e.record WHERE c.actor = ? AND c.issue = ? ORDER BY e.ord DESC, e.tie DESC, e.at DESC, e.record DESC LIMIT 1", a, err);
    store_put_int(&q, actor);
    store_put_int(&q, issue);
    if (store_q_next(&q)) {
        out->actor = store_get_int(&q);
        struct rd_str *f[] = {&out->actor_key, &out->actor_name, &out->side, &out->issue, &out->issue_name};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        out->entries = (uint32_t)store_get_int(&q);
        out->moves = (uint32_t)store_get_int(&q);
        out->last_move = (int)store_get_int(&q);
        out->last = store_day_of_ord(store_get_int(&q));
        out->last_statement = store_get_str(&q);
    }
    store_q_end(&q);
    return q.rc;
}

int rd_store_matrix(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_cell **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_ask k;
    int64_t *actor = NULL, *issue = NULL;
    uint32_t m = 0;
    struct rd_filter entries = *f;
    int rc = RD_OK;
    *out = NULL;
    *n = 0;
    entries.actor = 0;
    store_ask_init(&k);
    if (f->actor) {
        int64_t root;
        rc = store_actor_root(s, f->actor, &root, err);
        store_ask_number(&k, " AND c.actor = ?", root);
    }
    if (store_asked(f->issue)) store_ask_text(&k, " AND c.issue = (SELECT pk FROM issue WHERE key = ?)", f->issue);
    if (asks_entries(&entries)) {
        store_ask_sql(&k, " AND EXISTS (SELECT 1 FROM entry e WHERE e.actor = c.actor AND e.issue = c.issue AND e.folded = 0");
        if (!rc) rc = on_entries(&k, s, &entries, true, a, err);
        store_ask_sql(&k, ")");
    }
    static const char from[] = "cell c JOIN actor a ON a.pk = c.actor JOIN issue i ON i.pk = c.issue", order[] = "c.entries DESC, a.key, i.key";
    if (!rc) rc = store_ask_run(&k, s, "c.actor", from, order, f, a, &actor, n, total, err);
    if (!rc) rc = store_ask_run(&k, s, "c.issue", from, order, f, a, &issue, &m, NULL, err);
    store_ask_free(&k);
    *out = RD_NEW_N(a, struct rd_row_cell, *n + 1);
    for (uint32_t i = 0; i < *n && !rc; i++) rc = cell_row(s, actor[i], i < m ? issue[i] : 0, a, &(*out)[i], err);
    return rc;
}
