/* Facts: what decides to which origin, story and call a page or a told contact belongs. */
#include "store/store_int.h"

/* Lists are lines, sorted, without doubles. */
static struct rd_str joined(const struct rd_str *v, uint32_t n, struct rd_arena *a) {
    size_t len = 0, at = 0;
    for (uint32_t i = 0; i < n; i++) len += v[i].n + 1;
    char *p = rd_arena_get(a, len + 1);
    for (uint32_t i = 0; i < n; i++) {
        if (i) p[at++] = '\n';
        if (v[i].n) memcpy(p + at, v[i].p, v[i].n);
        at += v[i].n;
    }
    p[at] = 0;
    return (struct rd_str){p, (uint32_t)at};
}

static uint32_t lines(struct rd_str s, struct rd_arena *a, struct rd_str **out) {
    uint32_t n = s.n ? 1 : 0;
    for (uint32_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
    *out = RD_NEW_N(a, struct rd_str, n + 1);
    return n ? rd_str_split(s, '\n', *out, n) : 0;
}

static int by_bytes(const void *a, const void *b) {
    return rd_str_cmp(*(const struct rd_str *)a, *(const struct rd_str *)b);
}

static uint32_t sorted(struct rd_str *v, uint32_t n) {
    uint32_t k = 0;
    if (n) qsort(v, n, sizeof *v, by_bytes);
    for (uint32_t i = 0; i < n; i++) {
        if (!k || !rd_str_eq(v[k - 1], v[i])) v[k++] = v[i];
    }
    return k < RD_MAX_FACTS ? k : RD_MAX_FACTS;
}

static int strings(struct rd_store *s, const char *sql, int64_t what, struct rd_arena *a, struct rd_str **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, sql, a, err);
    store_put_int(&q, what);
    while (store_q_next(&q)) *RD_PUSH(a, *out, *n, cap) = store_get_str(&q);
    store_q_end(&q);
    *n = sorted(*out, *n);
    return q.rc;
}

static const uint64_t *numbers(struct rd_str blob, uint32_t *n, struct rd_arena *a) {
    uint64_t *out = RD_NEW_N(a, uint64_t, blob.n / 8 + 1);
    *n = blob.n / 8;
    for (uint32_t i = 0; i < *n * 8; i++) out[i / 8] |= (uint64_t)(uint8_t)blob.p[i] << (i % 8 * 8);
    return out;
}

static int page_head(struct rd_store *s, int64_t page, struct rd_arena *a, struct rd_fact *f, struct rd_err *err) {
    struct store_q q;
    memset(f, 0, sizeof *f);
    store_q_open(&q, s, "SELECT id, lang, tie, signature, day_group, day_first FROM page WHERE pk = ?", a, err);
    store_put_int(&q, page);
    if (store_q_next(&q)) {
        f->node = f->page = page;
        f->id = store_get_str(&q);
        f->lang = store_get_str(&q);
        f->tie = store_get_int(&q);
        f->signature = numbers(store_get_blob(&q), &f->n_signature, a);
        f->dated = store_get_int(&q) == 0;
        f->first = f->last = (int32_t)store_get_int(&q);
        f->sort = f->dated ? f->first : INT32_MAX;
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "the page is gone");
    }
    store_q_end(&q);
    return q.rc;
}

static int64_t abs_day(int64_t month_day) {
    return -1000000 - month_day; /* a day without a year meets the same day without a year, and no other */
}

static int contact_facts(struct rd_store *s, int64_t page, struct rd_arena *a, struct rd_fact **out, uint32_t *n, struct rd_err *err) {
    struct rd_fact head;
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    int rc = page_head(s, page, a, &head, err);
    if (rc) return rc;
    store_q_open(&q, s, "SELECT r.pk, rd_tie(r.id), c.kind, r.day_group, r.from_page, r.day_first, r.day_last, coalesce(r.month_day, 0) FROM record r JOIN contact c ON c.pk = r.pk WHERE "
                        "r.page = ? AND r.kind = 'contact' ORDER BY r.n", a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct rd_fact *f = RD_PUSH(a, *out, *n, cap);
        f->page = page;
        f->id = head.id;
        f->lang = head.lang;
        f->node = store_get_int(&q);
        f->tie = store_get_int(&q);
        int ch = rd_channel_of(store_get_str(&q));
        f->kind = (uint8_t)(ch < 0 ? RD_CH_UNSPECIFIED : ch);
        int64_t group = store_get_int(&q);
        bool from_page = store_get_int(&q) != 0;
        f->first = (int32_t)store_get_int(&q);
        f->last = (int32_t)store_get_int(&q);
        int64_t month_day = store_get_int(&q);
        f->dated = group < 2 && !from_page;
        f->sort = group == 0 ? f->first : group == 1 ? (int32_t)(STORE_ORD_NO_YEAR + month_day) : STORE_ORD_UNDATED;
        if (group == 1) f->first = f->last = (int32_t)abs_day(month_day);
        if (group == 1 && month_day % 32 == 0) f->dated = false; /* a month is no day */
    }
    store_q_end(&q);
    rc = q.rc;
    for (uint32_t i = 0; i < *n && !rc; i++) {
        rc = strings(s, "SELECT DISTINCT coalesce(q.side, 'a:' || a.key, 'n:' || q.name) AS k FROM party q LEFT JOIN actor a ON a.pk = q.actor WHERE q.record = ? AND q.part = "
                        "'participant' AND coalesce(q.side, 'a:' || a.key, 'n:' || q.name) IS NOT NULL", (*out)[i].node, a, &(*out)[i].actors, &(*out)[i].n_actors, err);
    }
    return rc;
}

int rd_store_facts_make(struct rd_store *s, int group, int64_t page, struct rd_arena *a, struct rd_fact **out, uint32_t *n, struct rd_err *err) {
    *n = 0;
    if (group == RD_GROUP_CALL) return contact_facts(s, page, a, out, n, err);
    struct rd_fact *f = RD_NEW(a, struct rd_fact), *calls;
    uint32_t n_calls = 0;
    *out = f;
    int rc = page_head(s, page, a, f, err);
    if (rc || group == RD_GROUP_ORIGIN) {
        *n = !rc;
        return rc;
    }
    rc = strings(s, "SELECT DISTINCT a.key FROM record r CROSS JOIN party q ON q.record = r.pk CROSS JOIN actor a ON a.pk = q.actor WHERE r.page = ?", page, a, &f->actors, &f->n_actors, err);
    if (!rc) rc = strings(s, "SELECT DISTINCT l.key FROM record r CROSS JOIN label l ON l.record = r.pk AND l.field = 'issue' AND l.key IS NOT NULL WHERE r.page = ?", page, a, &f->issues, &f->n_issues, err);
    if (!rc) rc = contact_facts(s, page, a, &calls, &n_calls, err);
    if (rc) return rc;
    f->contacts = RD_NEW_N(a, struct rd_str, n_calls + 1);
    for (uint32_t i = 0; i < n_calls; i++) {
        struct rd_str sides = joined(calls[i].actors, calls[i].n_actors, a);
        for (uint32_t k = 0; k < sides.n; k++) if (sides.p[k] == '\n') ((char *)(uintptr_t)sides.p)[k] = ',';
        struct rd_str kind = rd_str_of(rd_channel_name(calls[i].kind));
        f->contacts[i] = calls[i].dated ? rd_arena_printf(a, "%.*s:%.*s:%d", RD_S(kind), RD_S(sides), (int)calls[i].first) : rd_arena_printf(a, "%.*s:%.*s:", RD_S(kind), RD_S(sides));
    }
    f->n_contacts = sorted(f->contacts, n_calls);
    *n = 1;
    return RD_OK;
}

int rd_store_fact(struct rd_store *s, int group, int64_t node, struct rd_arena *a, struct rd_fact *out, struct rd_err *err) {
    struct store_q q;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT f.page, p.id, p.lang, p.signature, f.lang, f.sort, f.dated, f.first, f.last, f.actors, f.issues, f.contacts, f.given, m.tie FROM fact f JOIN page p ON p.pk = "
                        "f.page LEFT JOIN member m ON m.kind = f.kind AND m.node = f.node WHERE f.kind = ? AND f.node = ?", a, err);
    store_put_int(&q, group);
    store_put_int(&q, node);
    if (store_q_next(&q)) {
        out->node = node;
        out->page = store_get_int(&q);
        out->id = store_get_str(&q);
        out->lang = store_get_str(&q);
        out->signature = numbers(store_get_blob(&q), &out->n_signature, a);
        struct rd_str kind = store_get_str(&q);
        out->kind = (uint8_t)(group == RD_GROUP_CALL && rd_channel_of(kind) > 0 ? rd_channel_of(kind) : 0);
        out->sort = (int32_t)store_get_int(&q);
        out->dated = store_get_int(&q) != 0;
        out->first = (int32_t)store_get_int(&q);
        out->last = (int32_t)store_get_int(&q);
        out->n_actors = lines(store_get_str(&q), a, &out->actors);
        out->n_issues = lines(store_get_str(&q), a, &out->issues);
        out->n_contacts = lines(store_get_str(&q), a, &out->contacts);
        out->given = store_get_str(&q);
        out->tie = store_get_int(&q);
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "no such node");
    }
    store_q_end(&q);
    return q.rc;
}

int rd_store_fact_put(struct rd_store *s, int group, const struct rd_fact *f, const uint64_t *keys, uint32_t n_keys, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct store_q q;
    uint8_t *blob = rd_arena_get(&s->scratch, 8 * (size_t)n_keys + 1);
    for (uint32_t i = 0; i < n_keys * 8; i++) blob[i] = (uint8_t)(keys[i / 8] >> (i % 8 * 8));
    store_q_open(&q, s, "INSERT OR REPLACE INTO fact (kind, node, page, lang, sort, dated, first, last, actors, issues, contacts, given, keys) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 NULL, err);
    const int64_t v[] = {group, f->node, f->page};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) store_put_int(&q, v[i]);
    store_put_str(&q, group == RD_GROUP_CALL ? rd_str_of(rd_channel_name(f->kind)) : RD_NONE);
    const int64_t d[] = {f->sort, f->dated, f->first, f->last};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(d); i++) store_put_int(&q, d[i]);
    store_put_str(&q, joined(f->actors, f->n_actors, &s->scratch));
    store_put_str(&q, joined(f->issues, f->n_issues, &s->scratch));
    store_put_str(&q, joined(f->contacts, f->n_contacts, &s->scratch));
    store_put_str(&q, f->given.p ? f->given : RD_LIT(""));
    store_put_blob(&q, blob, 8 * (size_t)n_keys);
    int rc = store_q_run(&q);
    rd_arena_reset(&s->scratch, m);
    return rc;
}

int rd_store_meet_keys(struct rd_store *s, int group, int64_t node, struct rd_arena *a, uint64_t **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT keys FROM fact WHERE kind = ? AND node = ?", a, err);
    store_put_int(&q, group);
    store_put_int(&q, node);
    if (store_q_next(&q)) *out = (uint64_t *)(uintptr_t)numbers(store_get_blob(&q), n, a);
    store_q_end(&q);
    return q.rc;
}

int rd_store_fact_nodes(struct rd_store *s, int group, int64_t page, struct rd_arena *a, int64_t **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT node FROM fact WHERE page = ? AND kind = ? ORDER BY node", a, err);
    store_put_int(&q, page);
    store_put_int(&q, group);
    while (store_q_next(&q)) *RD_PUSH(a, *out, *n, cap) = store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}

/* With what it still meets. */
int rd_store_fact_drop(struct rd_store *s, int group, int64_t node, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct rd_fact f;
    uint64_t *keys;
    uint32_t n;
    struct store_q q;
    int rc = rd_store_fact(s, group, node, &s->scratch, &f, NULL);
    if (!rc) rc = rd_store_meet_keys(s, group, node, &s->scratch, &keys, &n, err);
    for (uint32_t i = 0; !rc && i < n; i++) {
        /* the tie may be gone with its membership: the whole key is searched */
        store_q_open(&q, s, "DELETE FROM meet WHERE kind = ? AND key = ? AND ord = ? AND node = ?", NULL, err);
        const int64_t v[] = {group, (int64_t)keys[i], f.sort, node};
        for (uint32_t k = 0; k < RD_ARRAY_LEN(v); k++) store_put_int(&q, v[k]);
        rc = store_q_run(&q);
    }
    store_q_open(&q, s, "DELETE FROM fact WHERE kind = ? AND node = ?", NULL, err);
    store_put_int(&q, group);
    store_put_int(&q, node);
    int bad = store_q_run(&q);
    rd_arena_reset(&s->scratch, m);
    return rc == RD_ENOTFOUND ? bad : rc ? rc : bad;
}
