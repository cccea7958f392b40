#include "store/ask.h"

void store_ask_init(struct store_ask *k) {
    memset(k, 0, sizeof *k);
    rd_buf_init(&k->sql, 64u << 10);
    rd_buf_z(&k->sql, " WHERE 1");
}

void store_ask_free(struct store_ask *k) {
    rd_buf_free(&k->sql);
}

void store_ask_sql(struct store_ask *k, const char *piece) {
    rd_buf_z(&k->sql, piece);
}

void store_ask_text(struct store_ask *k, const char *piece, struct rd_str v) {
    RD_ASSERT(k->n_arg < RD_ARRAY_LEN(k->arg));
    rd_buf_z(&k->sql, piece);
    k->arg[k->n_arg].text = true;
    k->arg[k->n_arg++].s = v;
}

void store_ask_number(struct store_ask *k, const char *piece, int64_t v) {
    RD_ASSERT(k->n_arg < RD_ARRAY_LEN(k->arg));
    rd_buf_z(&k->sql, piece);
    k->arg[k->n_arg].text = false;
    k->arg[k->n_arg++].i = v;
}

bool store_asked(struct rd_str s) {
    return s.p && s.n;
}

int store_ask_days(const struct rd_filter *f, int32_t *since, int32_t *until, struct rd_err *err) {
    const struct rd_str v[2] = {f->since, f->until};
    *since = INT32_MIN;
    *until = INT32_MAX;
    for (int i = 0; i < 2; i++) {
        int32_t first, last;
        if (!store_asked(v[i])) continue;
        if (!store_days_of(v[i], &first, &last)) {
            return rd_fail(err, RD_EUSAGE, "store", "%.*s is not a date (YYYY, YYYY-MM or YYYY-MM-DD)", (int)(v[i].n < 32 ? v[i].n : 32), v[i].p);
        }
        *(i ? until : since) = i ? last : first;
    }
    return RD_OK;
}

uint32_t store_limit(uint32_t limit) {
    return limit == 0 ? RD_STORE_LIMIT : limit < RD_STORE_MAX_LIMIT ? limit : RD_STORE_MAX_LIMIT;
}

static void bind(const struct store_ask *k, struct store_q *q) {
    for (uint32_t i = 0; i < k->n_arg; i++) {
        if (k->arg[i].text) store_put_str(q, k->arg[i].s);
        else store_put_int(q, k->arg[i].i);
    }
}

int store_ask_run(struct store_ask *k, struct rd_store *s, const char *what, const char *from, const char *order, const struct rd_filter *f, struct rd_arena *a, int64_t **out, uint32_t *n,
                  uint64_t *total, struct rd_err *err) {
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    for (int pass = total ? 0 : 1; pass < 2; pass++) {
        struct rd_buf sql;
        struct store_q q;
        rd_buf_init(&sql, 128u << 10);
        if (pass) rd_buf_printf(&sql, "SELECT %s FROM %s", what, from);
        else rd_buf_printf(&sql, "SELECT count(*) FROM (SELECT 1 FROM %s", from);
        rd_buf_str(&sql, rd_buf_view(&k->sql));
        if (pass) rd_buf_printf(&sql, " ORDER BY %s LIMIT ? OFFSET ?", order);
        else rd_buf_printf(&sql, " LIMIT %d)", STORE_MAX_TOTAL + 1);
        store_q_build(&q, s, &sql, a, err);
        rd_buf_free(&sql);
        bind(k, &q);
        if (pass) {
            store_put_int(&q, store_limit(f->limit));
            store_put_int(&q, f->offset);
        }
        while (store_q_next(&q)) {
            int64_t v = store_get_int(&q);
            if (pass) *RD_PUSH(a, *out, *n, cap) = v;
            else *total = (uint64_t)v;
        }
        store_q_end(&q);
        if (q.rc) return q.rc;
    }
    return RD_OK;
}

int store_actor_root(struct rd_store *s, int64_t actor, int64_t *root, struct rd_err *err) {
    struct store_q q;
    *root = actor;
    store_q_open(&q, s, "SELECT coalesce(root, pk) FROM actor WHERE pk = ?", NULL, err);
    store_put_int(&q, actor);
    if (store_q_next(&q)) *root = store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}

struct rd_row_day store_day_of_ord(int64_t ord) {
    struct rd_row_day d = {.group = 2};
    if (ord >= STORE_LATE_UNDATED || ord <= STORE_ORD_UNDATED) return d;
    if (ord >= STORE_LATE_NO_YEAR || ord < STORE_ORD_NO_YEAR / 2) {
        d.group = 1;
        d.month_day = (uint16_t)(ord >= STORE_LATE_NO_YEAR ? ord - STORE_LATE_NO_YEAR : ord - STORE_ORD_NO_YEAR);
        return d;
    }
    d.group = 0;
    d.first = d.last = (int32_t)ord;
    return d;
}
