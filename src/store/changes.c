/* What users change, and saved queries. Changes are kept beside what was read and are applied to what is shown; none is ever deleted. */
#include "store/derived.h"
#include "store/store_int.h"

enum { MAX_CHAIN = 16 };
static const char *const kinds[] = {"merge", "split", "rename", "correct", "hide", "show"};

static int exec(struct rd_store *s, const char *sql, const struct rd_str *v, uint32_t n, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, s, sql, NULL, err);
    for (uint32_t i = 0; i < n; i++) store_put_str(&q, v[i]);
    return store_q_run(&q);
}

static int ask(struct rd_store *s, const char *sql, struct rd_str what, struct rd_arena *a, struct rd_str *out, struct rd_err *err) {
    struct store_q q;
    *out = RD_NONE;
    store_q_open(&q, s, sql, a, err);
    store_put_str(&q, what);
    if (store_q_next(&q)) *out = store_get_str(&q);
    store_q_end(&q);
    return q.rc;
}

static int number(struct rd_store *s, const char *sql, struct rd_str what, int64_t *out, struct rd_err *err) {
    struct store_q q;
    *out = 0;
    store_q_open(&q, s, sql, NULL, err);
    store_put_str(&q, what);
    if (store_q_next(&q)) *out = store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}

/* ---- merges ---- */

/* An actor's own number; 0: it is not there, or is the one that is about to go. */
static int there(struct rd_store *s, struct rd_str key, int64_t going, int64_t *pk, struct rd_err *err) {
    int rc = number(s, "SELECT pk FROM actor WHERE key = ?", key, pk, err);
    if (*pk == going) *pk = 0;
    return rc;
}

/* What an actor key is the same as in the end, over merges that hold: the last merge or split of a key decides. Where changes that were
 * taken back left a ring, its least key that is there stands for all. */
static int root_of(struct rd_store *s, struct rd_str key, int64_t going, struct rd_arena *a, int64_t *root, struct rd_err *err) {
    struct rd_str seen[MAX_CHAIN], least = RD_NONE;
    uint32_t n = 0, ring = MAX_CHAIN;
    int rc = RD_OK;
    *root = 0;
    while (n < MAX_CHAIN && !rc && key.p && ring == MAX_CHAIN) {
        int64_t pk;
        seen[n++] = key;
        rc = there(s, key, going, &pk, err);
        if (pk && n > 1) *root = pk;
        if (!rc) rc = ask(s, "SELECT CASE kind WHEN 'merge' THEN value END FROM change WHERE what = ? AND kind IN ('merge', 'split') AND undone_at IS NULL ORDER BY pk DESC LIMIT 1", key, a, &key, err);
        for (uint32_t i = 0; i < n && key.p && ring == MAX_CHAIN; i++) if (rd_str_eq(seen[i], key)) ring = i;
    }
    for (uint32_t i = ring; i < n && !rc; i++) {
        int64_t pk;
        rc = there(s, seen[i], going, &pk, err);
        if (!pk || (least.p && rd_str_cmp(least, seen[i]) < 0)) continue;
        least = seen[i];
        *root = pk;
    }
    return rc;
}

static int root_apply(struct rd_store *s, struct rd_str key, int64_t going, struct rd_arena *a, struct rd_err *err) {
    int64_t pk, root, was;
    int rc = number(s, "SELECT pk FROM actor WHERE key = ?", key, &pk, err);
    if (rc || !pk) return rc;
    rc = root_of(s, key, going, a, &root, err);
    if (!rc) rc = number(s, "SELECT coalesce(root, 0) FROM actor WHERE key = ?", key, &was, err);
    if (root == pk) root = 0;
    if (rc || root == was) return rc;
    struct store_q q;
    store_q_open(&q, s, "UPDATE actor SET root = nullif(?, 0) WHERE pk = ?", NULL, err);
    store_put_int(&q, root);
    store_put_int(&q, pk);
    rc = store_q_run(&q);
    return rc ? rc : store_entries_actor(s, pk, root ? root : pk, err);
}

/* All that was ever merged: what users did is little. */
static int merges_apply(struct rd_store *s, int64_t going, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct rd_str *v = NULL;
    uint32_t n = 0, cap = 0;
    struct store_q q;
    store_q_open(&q, s, "SELECT DISTINCT what FROM change WHERE kind = 'merge' ORDER BY what", &s->scratch, err);
    while (store_q_next(&q)) *RD_PUSH(&s->scratch, v, n, cap) = store_get_str(&q);
    store_q_end(&q);
    int rc = q.rc;
    for (uint32_t i = 0; i < n && !rc; i++) rc = root_apply(s, v[i], going, &s->scratch, err);
    rd_arena_reset(&s->scratch, m);
    return rc;
}

int store_merge_again(struct rd_store *s, struct rd_str actor_key, struct rd_err *err) {
    int64_t n;
    int rc = number(s, "SELECT EXISTS (SELECT 1 FROM change WHERE kind = 'merge' AND (what = ?1 OR value = ?1))", actor_key, &n, err);
    return rc || !n ? rc : merges_apply(s, 0, err);
}

int store_merge_lost(struct rd_store *s, int64_t actor, struct rd_err *err) {
    struct store_q q;
    bool root;
    store_q_open(&q, s, "SELECT 1 FROM actor x WHERE x.root = ?1 AND NOT EXISTS (SELECT 1 FROM entity e WHERE e.actor = ?1) AND NOT EXISTS (SELECT 1 FROM party p WHERE p.actor = ?1) LIMIT 1", NULL, err);
    store_put_int(&q, actor);
    root = store_q_next(&q);
    store_q_end(&q);
    return q.rc || !root ? q.rc : merges_apply(s, actor, err);
}

/* ---- what a change does to what is shown ---- */

static int apply(struct rd_store *s, int kind, struct rd_str what, struct rd_err *err) {
    static const char *const rename[] = {
        "UPDATE actor SET shown = (SELECT nullif(value, '') FROM change WHERE kind = 'rename' AND what = ?1 AND undone_at IS NULL ORDER BY pk DESC LIMIT 1) WHERE key = ?1",
        "UPDATE issue SET shown = (SELECT nullif(value, '') FROM change WHERE kind = 'rename' AND what = ?1 AND undone_at IS NULL ORDER BY pk DESC LIMIT 1) WHERE key = ?1",
        "UPDATE thing SET shown = (SELECT nullif(value, '') FROM change WHERE kind = 'rename' AND what = ?1 AND undone_at IS NULL ORDER BY pk DESC LIMIT 1) WHERE key = ?1"};
    int rc = RD_OK;
    if (kind == RD_CHANGE_MERGE || kind == RD_CHANGE_SPLIT) return merges_apply(s, 0, err);
    if (kind == RD_CHANGE_HIDE || kind == RD_CHANGE_SHOW) {
        return exec(s, "UPDATE claim_key SET hidden = coalesce((SELECT kind = 'hide' FROM change WHERE what = ?1 AND kind IN ('hide', 'show') AND undone_at IS NULL ORDER BY pk DESC LIMIT "
                       "1), 0) WHERE id = ?1", &what, 1, err);
    }
    for (uint32_t i = 0; i < RD_ARRAY_LEN(rename) && kind == RD_CHANGE_RENAME && !rc; i++) rc = exec(s, rename[i], &what, 1, err);
    return rc;
}

static int wrong(struct rd_store *s, const struct rd_row_change *c, struct rd_err *err) {
    int64_t a = 1, b = 1;
    int rc = RD_OK;
    if (c->kind < 0 || c->kind >= (int)RD_ARRAY_LEN(kinds)) return rd_fail(err, RD_EUSAGE, "store", "there is no such change");
    if (!c->what.p || !c->what.n) return rd_fail(err, RD_EUSAGE, "store", "say what is to be changed");
    if (c->kind == RD_CHANGE_MERGE || c->kind == RD_CHANGE_SPLIT) {
        if (c->kind == RD_CHANGE_MERGE && (!c->to.p || !c->to.n || rd_str_eq(c->what, c->to))) return rd_fail(err, RD_EUSAGE, "store", "say with which other actor it is the same");
        rc = number(s, "SELECT count(*) FROM actor WHERE key = ?", c->what, &a, err);
        if (!rc && c->kind == RD_CHANGE_MERGE) rc = number(s, "SELECT count(*) FROM actor WHERE key = ?", c->to, &b, err);
        if (!rc && (!a || !b)) return rd_fail(err, RD_EUSAGE, "store", "there is no actor %.*s", RD_S(a ? c->to : c->what));
        if (!rc && c->kind == RD_CHANGE_MERGE) rc = number(s, "SELECT coalesce(root, pk) FROM actor WHERE key = ?", c->what, &a, err);
        if (!rc && c->kind == RD_CHANGE_MERGE) rc = number(s, "SELECT coalesce(root, pk) FROM actor WHERE key = ?", c->to, &b, err);
        if (!rc && c->kind == RD_CHANGE_MERGE && a == b) return rd_fail(err, RD_EUSAGE, "store", "they are the same already");
        if (!rc && c->kind == RD_CHANGE_SPLIT) rc = number(s, "SELECT root IS NOT NULL FROM actor WHERE key = ?", c->what, &a, err);
        if (!rc && !a) return rd_fail(err, RD_EUSAGE, "store", "%.*s is not merged into another actor", RD_S(c->what));
        return rc;
    }
    if (c->kind == RD_CHANGE_CORRECT && (!c->field.p || !c->field.n)) return rd_fail(err, RD_EUSAGE, "store", "say which field is to be corrected");
    if (c->kind == RD_CHANGE_RENAME) rc = number(s, "SELECT (SELECT count(*) FROM actor WHERE key = ?1) + (SELECT count(*) FROM issue WHERE key = ?1) + (SELECT count(*) FROM thing WHERE key = ?1)", c->what, &a, err);
    else if (c->kind == RD_CHANGE_CORRECT) rc = number(s, "SELECT count(*) FROM record WHERE id = ?1", c->what, &a, err);
    else rc = number(s, "SELECT (SELECT count(*) FROM record WHERE id = ?1) + (SELECT count(*) FROM claim_key WHERE id = ?1)", c->what, &a, err);
    if (!rc && !a) return rd_fail(err, RD_EUSAGE, "store", "there is no %s %.*s", c->kind == RD_CHANGE_RENAME ? "actor, issue or name" : c->kind == RD_CHANGE_CORRECT ? "record" : "record or dispute", RD_S(c->what));
    return rc;
}

int rd_store_change_add(struct rd_store *s, const struct rd_row_change *c, struct rd_err *err) {
    int rc = wrong(s, c, err);
    if (!rc) rc = store_begin(s, err);
    if (rc) return rc;
    struct rd_str v[] = {rd_str_of(kinds[c->kind]), c->what, c->field, c->to, c->who.p ? c->who : RD_LIT(""), c->at.p ? c->at : RD_LIT(""), c->why};
    bool hides = c->kind == RD_CHANGE_HIDE || c->kind == RD_CHANGE_SHOW;
    if (hides) rc = store_hidden_before(s, c->what, err);
    if (!rc) rc = exec(s, "INSERT INTO change (kind, what, field, value, who, at, why) VALUES (?, ?, ?, ?, ?, ?, ?)", v, RD_ARRAY_LEN(v), err);
    if (!rc && hides) rc = store_hidden_after(s, c->what, err);
    if (!rc) rc = apply(s, c->kind, c->what, err);
    return store_finish(s, rc, err);
}

int rd_store_change_undo(struct rd_store *s, int64_t id, struct rd_str who, struct rd_str at, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct rd_str what = RD_NONE, kind = RD_NONE;
    struct store_q q;
    int rc = store_begin(s, err);
    if (rc) return rc;
    store_q_open(&q, s, "SELECT what, kind FROM change WHERE pk = ? AND undone_at IS NULL", &s->scratch, err);
    store_put_int(&q, id);
    if (store_q_next(&q)) {
        what = store_get_str(&q);
        kind = store_get_str(&q);
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "there is no such change, or it is undone");
    }
    store_q_end(&q);
    rc = q.rc;
    bool hides = rd_str_is(kind, kinds[RD_CHANGE_HIDE]) || rd_str_is(kind, kinds[RD_CHANGE_SHOW]);
    if (!rc && hides) rc = store_hidden_before(s, what, err);
    if (!rc) {
        store_q_open(&q, s, "UPDATE change SET undone_by = ?, undone_at = ? WHERE pk = ?", NULL, err);
        store_put_str(&q, who.p ? who : RD_LIT(""));
        store_put_str(&q, at.p ? at : RD_LIT(""));
        store_put_int(&q, id);
        rc = store_q_run(&q);
    }
    if (!rc && hides) rc = store_hidden_after(s, what, err);
    for (uint32_t k = 0; k < RD_ARRAY_LEN(kinds) && !rc; k++) {
        if (rd_str_is(kind, kinds[k])) rc = apply(s, (int)k, what, err);
    }
    rd_arena_reset(&s->scratch, m);
    return store_finish(s, rc, err);
}

int rd_store_changes(struct rd_store *s, struct rd_str what, struct rd_arena *a, struct rd_row_change **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, what.n ? "SELECT pk, kind, what, field, value, who, at, why, undone_at IS NOT NULL FROM change WHERE what = ? ORDER BY pk"
                               : "SELECT pk, kind, what, field, value, who, at, why, undone_at IS NOT NULL FROM change WHERE ?1 IS NULL ORDER BY pk", a, err);
    store_put_str(&q, what.n ? what : RD_NONE);
    while (store_q_next(&q)) {
        struct rd_row_change *c = RD_PUSH(a, *out, *n, cap);
        c->id = store_get_int(&q);
        struct rd_str kind = store_get_str(&q);
        for (uint32_t k = 0; k < RD_ARRAY_LEN(kinds); k++) if (rd_str_is(kind, kinds[k])) c->kind = (int)k;
        struct rd_str *f[] = {&c->what, &c->field, &c->to, &c->who, &c->at, &c->why};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        c->undone = store_get_int(&q) != 0;
    }
    store_q_end(&q);
    return q.rc;
}

/* ---- saved queries ---- */

int rd_store_watch_save(struct rd_store *s, struct rd_str name, struct rd_str query, struct rd_str at, struct rd_err *err) {
    if (!name.p || !name.n) return rd_fail(err, RD_EUSAGE, "store", "a saved query needs a name");
    int rc = store_begin(s, err);
    if (rc) return rc;
    struct rd_str v[] = {name, query.p ? query : RD_LIT(""), at.p ? at : RD_LIT("")};
    rc = exec(s, "INSERT INTO watch (name, query, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET query = excluded.query, at = excluded.at", v, RD_ARRAY_LEN(v), err);
    return store_finish(s, rc, err);
}

static int watch_there(struct rd_store *s, int rc, struct rd_str name, struct rd_err *err) {
    if (rc || sqlite3_changes(s->db)) return rc;
    return rd_fail(err, RD_ENOTFOUND, "store", "there is no saved query %.*s", (int)(name.n < 64 ? name.n : 64), name.p ? name.p : "");
}

int rd_store_watch_drop(struct rd_store *s, struct rd_str name, struct rd_err *err) {
    int rc = store_begin(s, err);
    if (rc) return rc;
    rc = exec(s, "DELETE FROM watch WHERE name = ?", &name, 1, err);
    return store_finish(s, watch_there(s, rc, name, err), err);
}

int rd_store_watch_seen(struct rd_store *s, struct rd_str name, uint64_t seq, struct rd_err *err) {
    struct store_q q;
    int rc = store_begin(s, err);
    if (rc) return rc;
    store_q_open(&q, s, "UPDATE watch SET seen = max(seen, ?) WHERE name = ?", NULL, err);
    store_put_int(&q, (int64_t)(seq > INT64_MAX ? INT64_MAX : seq));
    store_put_str(&q, name);
    rc = store_q_run(&q);
    return store_finish(s, watch_there(s, rc, name, err), err);
}

int rd_store_watches(struct rd_store *s, struct rd_arena *a, struct rd_row_watch **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT name, query, at, seen FROM watch ORDER BY name", a, err);
    while (store_q_next(&q)) {
        struct rd_row_watch *w = RD_PUSH(a, *out, *n, cap);
        struct rd_str *f[] = {&w->name, &w->query, &w->at};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        w->seen = (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}
