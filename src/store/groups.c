/* Groups: who meets whom under which key, who is linked, what belongs together. dossier/groups.c decides. */
#include "store/store_int.h"

static int run(struct rd_store *s, const char *sql, const int64_t *v, uint32_t n, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, s, sql, NULL, err);
    for (uint32_t i = 0; i < n; i++) store_put_int(&q, v[i]);
    return store_q_run(&q);
}
#define RUN(sql, ...) run(s, sql, (const int64_t[]){__VA_ARGS__}, sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t), err)

static int list(struct rd_store *s, const char *sql, const int64_t *v, uint32_t n_v, struct rd_arena *a, int64_t **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, sql, a, err);
    for (uint32_t i = 0; i < n_v; i++) store_put_int(&q, v[i]);
    while (store_q_next(&q)) *RD_PUSH(a, *out, *n, cap) = store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}
#define LIST(sql, out, n, ...) list(s, sql, (const int64_t[]){__VA_ARGS__}, sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t), a, out, n, err)

int rd_store_page_key(struct rd_store *s, const char *page_id, int64_t *key, struct rd_err *err) {
    struct store_q q;
    *key = 0;
    store_q_open(&q, s, "SELECT pk FROM page WHERE id = ?", NULL, err);
    store_put_z(&q, page_id);
    if (store_q_next(&q)) *key = store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}

int rd_store_publisher_set(struct rd_store *s, int64_t page, struct rd_str side, struct rd_err *err) {
    struct store_q q;
    store_q_open(&q, s, "UPDATE page SET publisher = ? WHERE pk = ?", NULL, err);
    store_put_str(&q, side);
    store_put_int(&q, page);
    return store_q_run(&q);
}

/* ---- what meets ---- */

static int around(struct rd_store *s, int group, const struct rd_fact *f, int64_t key, bool behind, int64_t *out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    *n = 0;
    store_q_open(&q, s, behind ? "SELECT node FROM meet WHERE kind = ? AND key = ? AND (ord, tie, node) > (?, ?, ?) ORDER BY ord, tie, node LIMIT ?"
                               : "SELECT node FROM meet WHERE kind = ? AND key = ? AND (ord, tie, node) < (?, ?, ?) ORDER BY ord DESC, tie DESC, node DESC LIMIT ?", NULL, err);
    const int64_t v[] = {group, key, f->sort, f->tie, f->node, RD_MEET_WINDOW};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) store_put_int(&q, v[i]);
    while (store_q_next(&q)) out[(*n)++] = store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}

int rd_store_meet(struct rd_store *s, int group, const struct rd_fact *f, uint64_t key, bool drop, struct rd_meeting *out, struct rd_err *err) {
    int64_t k = (int64_t)key;
    memset(out, 0, sizeof *out);
    out->key = key;
    int rc = around(s, group, f, k, false, out->before, &out->n_before, err);
    if (!rc) rc = around(s, group, f, k, true, out->after, &out->n_after, err);
    if (!rc && drop) rc = RUN("DELETE FROM meet WHERE kind = ? AND key = ? AND ord = ? AND tie = ? AND node = ?", group, k, f->sort, f->tie, f->node);
    if (!rc && !drop) rc = RUN("INSERT OR IGNORE INTO meet (kind, key, ord, tie, node) VALUES (?, ?, ?, ?, ?)", group, k, f->sort, f->tie, f->node);
    return rc;
}

/* ---- links ---- */

int rd_store_link(struct rd_store *s, int group, int64_t x, int64_t y, int keys, int score, const char *why, int *left, struct rd_err *err) {
    struct store_q q;
    int64_t a = x < y ? x : y, b = x < y ? y : x;
    bool there = false;
    *left = 0;
    store_q_open(&q, s, "SELECT keys FROM link WHERE kind = ? AND a = ? AND b = ?", NULL, err);
    const int64_t v[] = {group, a, b};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) store_put_int(&q, v[i]);
    if (store_q_next(&q)) {
        there = true;
        *left = (int)store_get_int(&q) + keys;
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    if (there) {
        return *left > 0 ? RUN("UPDATE link SET keys = keys + ?4 WHERE kind = ?1 AND a = ?2 AND b = ?3", group, a, b, keys)
                         : RUN("DELETE FROM link WHERE kind = ? AND a = ? AND b = ?", group, a, b);
    }
    if (score <= 0 || keys <= 0) return RD_OK;
    *left = keys;
    store_q_open(&q, s, "INSERT INTO link (kind, a, b, keys, score, why) VALUES (?, ?, ?, ?, ?, ?)", NULL, err);
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) store_put_int(&q, v[i]);
    store_put_int(&q, keys);
    store_put_int(&q, score);
    store_put_z(&q, why);
    return store_q_run(&q);
}

int rd_store_link_drop(struct rd_store *s, int group, int64_t x, int64_t y, struct rd_err *err) {
    return RUN("DELETE FROM link WHERE kind = ? AND a = ? AND b = ?", group, x < y ? x : y, x < y ? y : x);
}

int rd_store_links_of(struct rd_store *s, int group, int64_t node, struct rd_arena *a, int64_t **out, uint32_t *n, struct rd_err *err) {
    return LIST("SELECT b FROM link WHERE kind = ?1 AND a = ?2 UNION ALL SELECT a FROM link WHERE kind = ?1 AND b = ?2", out, n, group, node);
}

/* ---- groups ---- */

int rd_store_group_of(struct rd_store *s, int group, int64_t node, int64_t *grp, uint64_t *size, struct rd_err *err) {
    struct store_q q;
    *grp = 0;
    if (size) *size = 0;
    store_q_open(&q, s, "SELECT g.pk, g.n FROM member m JOIN grp g ON g.pk = m.grp WHERE m.kind = ? AND m.node = ?", NULL, err);
    store_put_int(&q, group);
    store_put_int(&q, node);
    if (store_q_next(&q)) {
        *grp = store_get_int(&q);
        if (size) *size = (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}

int rd_store_group_members(struct rd_store *s, int group, int64_t grp, struct rd_arena *a, int64_t **out, uint32_t *n, struct rd_err *err) {
    (void)group;
    return LIST("SELECT node FROM member WHERE grp = ? ORDER BY ord, tie, node", out, n, grp);
}

/* Its part in what is counted by origin: for each thing that the page tells of, one page of its origin more or less. */
int store_origin_count(struct rd_store *s, int64_t page, int sign, struct rd_err *err) {
    static const char *const table[] = {"UPDATE issue SET origins = origins + ?2 WHERE pk = ?1", "UPDATE called SET origins = origins + ?2 WHERE pk = ?1",
                                        "UPDATE claim_value SET origins = origins + ?2 WHERE pk = ?1"};
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct { int64_t kind, what; } *v = NULL;
    uint32_t n = 0, cap = 0;
    int64_t origin;
    struct store_q q;
    int rc = rd_store_group_of(s, RD_GROUP_ORIGIN, page, &origin, NULL, err);
    if (rc || !origin) return rc;
    store_q_open(&q, s, "SELECT DISTINCT 0, i.pk FROM record r CROSS JOIN label l ON l.record = r.pk AND l.field = 'issue' CROSS JOIN issue i ON i.key = l.key WHERE r.page = ?1 AND r.kind = 'statement' AND NOT " STORE_HIDDEN("r.id") " UNION ALL "
                    "SELECT DISTINCT 1, called FROM naming WHERE page = ?1 UNION ALL SELECT DISTINCT 2, c.value FROM claim c CROSS JOIN record r ON r.pk = c.record WHERE c.page = ?1 AND NOT " STORE_HIDDEN("r.id"), &s->scratch, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        (void)RD_PUSH(&s->scratch, v, n, cap);
        v[n - 1].kind = store_get_int(&q);
        v[n - 1].what = store_get_int(&q);
    }
    store_q_end(&q);
    rc = q.rc;
    for (uint32_t i = 0; i < n && !rc; i++) {
        int64_t left = 0;
        if (v[i].kind < 0 || v[i].kind > 2) continue;
        store_q_open(&q, s, "INSERT INTO origin_tally (kind, what, origin, n) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n RETURNING n", NULL, err);
        const int64_t x[] = {v[i].kind, v[i].what, origin, sign};
        for (uint32_t k = 0; k < RD_ARRAY_LEN(x); k++) store_put_int(&q, x[k]);
        if (store_q_next(&q)) left = store_get_int(&q);
        rc = store_q_run(&q);
        if (!rc && left == 0) rc = RUN("DELETE FROM origin_tally WHERE kind = ? AND what = ? AND origin = ?", v[i].kind, v[i].what, origin);
        if (!rc && left == (sign > 0)) rc = run(s, table[v[i].kind], (const int64_t[]){v[i].what, sign}, 2, err);
        if (rc || v[i].kind != 2) continue;
        store_q_open(&q, s, "SELECT claim_key FROM claim_value WHERE pk = ?", NULL, err);
        store_put_int(&q, v[i].what);
        if (store_q_next(&q)) store_touch_claim(s, store_get_int(&q));
        store_q_end(&q);
        rc = q.rc;
    }
    rd_arena_reset(&s->scratch, m);
    return rc;
}

static int grp_refresh(struct rd_store *s, int64_t grp, struct rd_err *err) {
    int rc = RUN("DELETE FROM grp WHERE pk = ? AND n <= 0", grp);
    return rc ? rc : RUN("UPDATE grp SET last = coalesce((SELECT ord FROM member WHERE grp = ?1 AND ord < 2147483647 ORDER BY ord DESC LIMIT 1), -2000000000) WHERE pk = ?1", grp);
}

static int leave(struct rd_store *s, int group, int64_t node, struct rd_err *err) {
    int64_t grp;
    int rc = rd_store_group_of(s, group, node, &grp, NULL, err);
    if (rc || !grp) return rc;
    if (group == RD_GROUP_ORIGIN) rc = store_origin_count(s, node, -1, err);
    if (!rc) rc = RUN("DELETE FROM member WHERE kind = ? AND node = ?", group, node);
    if (!rc) rc = RUN("UPDATE grp SET n = n - 1 WHERE pk = ?", grp);
    return rc ? rc : grp_refresh(s, grp, err);
}

int rd_store_group_leave(struct rd_store *s, int group, int64_t node, struct rd_err *err) {
    return leave(s, group, node, err);
}

int rd_store_group_put(struct rd_store *s, int group, const struct rd_fact *f, int64_t grp, int64_t *made, struct rd_err *err) {
    int64_t was;
    uint64_t size;
    int rc = rd_store_group_of(s, group, f->node, &was, &size, err);
    if (rc || (was && was == grp)) return rc;
    if (!grp && was && size == 1) { /* on its own already: only its place in the order is new */
        if (made) *made = was;
        rc = RUN("UPDATE member SET ord = ?, tie = ? WHERE kind = ? AND node = ?", f->sort, f->tie, group, f->node);
        return rc ? rc : grp_refresh(s, was, err);
    }
    bool fresh = !grp;
    if (fresh) {
        rc = RUN("INSERT INTO grp (kind, n, last) VALUES (?, 0, -2000000000)", group);
        grp = sqlite3_last_insert_rowid(s->db);
    }
    if (!rc && was) rc = leave(s, group, f->node, err);
    if (!rc) rc = RUN("INSERT INTO member (kind, node, grp, ord, tie) VALUES (?, ?, ?, ?, ?)", group, f->node, grp, f->sort, f->tie);
    if (!rc) rc = RUN("UPDATE grp SET n = n + 1, last = max(last, CASE WHEN ?2 < 2147483647 THEN ?2 ELSE -2000000000 END) WHERE pk = ?1", grp, f->sort);
    if (!rc && group == RD_GROUP_ORIGIN) {
        rc = store_origin_count(s, f->node, 1, err);
        if (!rc && was) rc = store_entries_origin(s, f->node, grp, err);
    }
    if (made) *made = grp;
    return rc;
}

int store_origin_new(struct rd_store *s, int64_t page, struct rd_err *err) {
    struct rd_fact f = {.node = page, .sort = INT32_MAX};
    struct store_q q;
    store_q_open(&q, s, "SELECT coalesce(day_first, 2147483647), tie FROM page WHERE pk = ?", NULL, err);
    store_put_int(&q, page);
    if (store_q_next(&q)) {
        f.sort = (int32_t)store_get_int(&q);
        f.tie = store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc ? q.rc : rd_store_group_put(s, RD_GROUP_ORIGIN, &f, 0, NULL, err);
}

/* For a page that goes without dossier/ having taken it out of its groups: nothing is worked out again, but nothing points nowhere. */
int store_nodes_forget(struct rd_store *s, int64_t page, struct rd_err *err) {
    struct rd_arena *a = &s->scratch;
    int rc = RD_OK;
    for (int g = 0; g < RD_N_GROUPS && !rc; g++) {
        int64_t *node;
        uint32_t n;
        rc = rd_store_fact_nodes(s, g, page, a, &node, &n, err);
        for (uint32_t i = 0; i < n && !rc; i++) {
            rc = leave(s, g, node[i], err);
            if (!rc) rc = RUN("DELETE FROM link WHERE kind = ?1 AND a = ?2", g, node[i]);
            if (!rc) rc = RUN("DELETE FROM link WHERE kind = ?1 AND b = ?2", g, node[i]);
            if (!rc) rc = rd_store_fact_drop(s, g, node[i], err);
        }
    }
    return rc ? rc : leave(s, RD_GROUP_ORIGIN, page, err);
}
