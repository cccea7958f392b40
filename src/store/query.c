#include "store/store_int.h"

static const char *const order_record[] = {
    " ORDER BY r.day_group, r.day_first DESC, r.month_day DESC, r.page DESC, r.at, r.pk LIMIT ? OFFSET ?",
    " ORDER BY r.day_group, r.day_first, r.month_day, r.page, r.at, r.pk LIMIT ? OFFSET ?",
    " ORDER BY bm25(record_fts), r.page DESC, r.at, r.pk LIMIT ? OFFSET ?",
    " ORDER BY r.page, r.at, r.pk LIMIT ? OFFSET ?",
};
static const char *const order_page[] = {
    " ORDER BY p.day_group, p.day_first DESC, p.month_day DESC, p.pk DESC LIMIT ? OFFSET ?",
    " ORDER BY p.day_group, p.day_first, p.month_day, p.pk LIMIT ? OFFSET ?",
    " ORDER BY p.day_group, p.day_first DESC, p.month_day DESC, p.pk DESC LIMIT ? OFFSET ?",
    " ORDER BY p.pk LIMIT ? OFFSET ?",
};

static int order_of(const struct rd_filter *f, bool words) {
    int o = f->order >= RD_ORDER_NEWEST && f->order <= RD_ORDER_ADDED ? f->order : RD_ORDER_NEWEST;
    return o == RD_ORDER_BEST && !words ? RD_ORDER_NEWEST : o;
}

static uint32_t limit_of(uint32_t limit) {
    return limit == 0 ? RD_STORE_LIMIT : limit < RD_STORE_MAX_LIMIT ? limit : RD_STORE_MAX_LIMIT;
}

/* Runs "SELECT what FROM ... where" for the count, then for the pks. */
static int run(struct rd_store *s, const struct store_where *w, const char *what, const char *from, const char *order, const struct rd_filter *f,
               struct rd_arena *a, int64_t **pk, uint32_t *n, uint64_t *total, struct rd_err *err) {
    uint32_t cap = 0;
    *pk = NULL;
    *n = 0;
    for (int pass = total ? 0 : 1; pass < 2; pass++) {
        struct rd_buf sql;
        struct store_q q;
        rd_buf_init(&sql, 128u << 10);
        rd_buf_printf(&sql, "SELECT %s FROM %s", pass ? what : "count(*)", from);
        rd_buf_str(&sql, rd_buf_view(&w->sql));
        if (pass) rd_buf_z(&sql, order);
        store_q_build(&q, s, &sql, a, err);
        rd_buf_free(&sql);
        store_where_bind(w, &q);
        if (pass) {
            store_put_int(&q, limit_of(f->limit));
            store_put_int(&q, f->offset);
        }
        while (store_q_next(&q)) {
            int64_t v = store_get_int(&q);
            if (pass) *RD_PUSH(a, *pk, *n, cap) = v;
            else *total = (uint64_t)v;
        }
        store_q_end(&q);
        if (q.rc) return q.rc;
    }
    return RD_OK;
}

int store_find(struct rd_store *s, const struct rd_filter *f, const char *kinds, struct rd_arena *a, int64_t **pk, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_where w;
    int rc = store_where(&w, f, kinds, -1, a, err);
    *pk = NULL;
    *n = 0;
    if (!rc) rc = run(s, &w, "r.pk", w.from, order_record[order_of(f, w.match.p != NULL)], f, a, pk, n, total, err);
    store_where_free(&w);
    return rc;
}

int rd_store_statements(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_statement **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    int64_t *pk;
    struct store_text t = {0};
    int rc = store_find(s, f, "r.kind = 'statement'", a, &pk, n, total, err);
    *out = RD_NEW_N(a, struct rd_row_statement, *n + 1);
    for (uint32_t i = 0; !rc && i < *n; i++) rc = store_row_statement(s, pk[i], &t, a, &(*out)[i], err);
    return rc;
}

int rd_store_events(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_event **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    int64_t *pk;
    struct store_text t = {0};
    int rc = store_find(s, f, "r.kind = 'event'", a, &pk, n, total, err);
    *out = RD_NEW_N(a, struct rd_row_event, *n + 1);
    for (uint32_t i = 0; !rc && i < *n; i++) rc = store_row_event(s, pk[i], &t, a, &(*out)[i], err);
    return rc;
}

int rd_store_contacts(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_contact **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    int64_t *pk;
    struct store_text t = {0};
    int rc = store_find(s, f, "r.kind = 'contact'", a, &pk, n, total, err);
    *out = RD_NEW_N(a, struct rd_row_contact, *n + 1);
    for (uint32_t i = 0; !rc && i < *n; i++) rc = store_row_contact(s, pk[i], &t, a, &(*out)[i], err);
    return rc;
}

static int kind_of(struct rd_store *s, int64_t pk, struct rd_err *err, int *kind) {
    struct store_q q;
    store_q_open(&q, s, "SELECT CASE kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END FROM record WHERE pk = ?", NULL, err);
    store_put_int(&q, pk);
    *kind = store_q_next(&q) ? (int)store_get_int(&q) : RD_LINE_STATEMENT;
    store_q_end(&q);
    return q.rc;
}

int rd_store_timeline(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_line **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    static const char kinds[] = "(r.kind <> 'event' OR EXISTS (SELECT 1 FROM event e WHERE e.pk = r.pk AND e.reported_in IS NULL))";
    int64_t *pk;
    struct store_text t = {0};
    int rc = store_find(s, f, kinds, a, &pk, n, total, err);
    *out = RD_NEW_N(a, struct rd_row_line, *n + 1);
    for (uint32_t i = 0; !rc && i < *n; i++) {
        struct rd_row_line *l = &(*out)[i];
        int kind;
        rc = kind_of(s, pk[i], err, &kind);
        if (rc) break;
        l->kind = (uint8_t)kind;
        if (kind == RD_LINE_STATEMENT) {
            l->statement = RD_NEW(a, struct rd_row_statement);
            rc = store_row_statement(s, pk[i], &t, a, l->statement, err);
            l->day = l->statement->day;
            l->date = l->statement->said_on;
        } else if (kind == RD_LINE_EVENT) {
            l->event = RD_NEW(a, struct rd_row_event);
            rc = store_row_event(s, pk[i], &t, a, l->event, err);
            l->day = l->event->day;
            l->date = l->event->date;
        } else {
            l->contact = RD_NEW(a, struct rd_row_contact);
            rc = store_row_contact(s, pk[i], &t, a, l->contact, err);
            l->day = l->contact->day;
            l->date = l->contact->when;
        }
    }
    return rc;
}

static bool asks_records(const struct rd_filter *f) {
    const struct rd_str v[] = {f->words, f->speaker, f->addressee, f->channel, f->form, f->side, f->issue, f->code};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) {
        if (v[i].p && v[i].n) return true;
    }
    return f->actor != 0;
}

int rd_store_pages(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_page **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_where w;
    struct rd_filter records = *f;
    int64_t *pk = NULL;
    records.since = records.until = records.outlet = records.lang = records.page = RD_NONE;
    *n = 0;
    int rc = store_where(&w, &records, "1", -1, a, err);
    if (!rc) {
        struct rd_buf own = w.sql;
        rd_buf_init(&w.sql, 64u << 10);
        if (asks_records(f)) {
            rd_buf_printf(&w.sql, " WHERE p.pk IN (SELECT r.page FROM %s", w.from);
            rd_buf_str(&w.sql, rd_buf_view(&own));
            rd_buf_z(&w.sql, ")");
        } else {
            rd_buf_z(&w.sql, " WHERE 1");
        }
        rd_buf_free(&own);
        store_where_page(&w, f, -1, a);
        rc = store_where_days(&w, f, "p", err);
    }
    if (!rc) rc = run(s, &w, "p.pk", "page p", order_page[order_of(f, true)], f, a, &pk, n, total, err);
    store_where_free(&w);
    *out = RD_NEW_N(a, struct rd_row_page, *n + 1);
    for (uint32_t i = 0; !rc && i < *n; i++) rc = store_row_page(s, pk[i], a, &(*out)[i], err);
    return rc;
}

/* ---- one record ---- */

int rd_store_statement(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_statement *out, struct rd_err *err) {
    int64_t pk;
    struct store_text t = {0};
    memset(out, 0, sizeof *out);
    int rc = store_record_pk(s, "statement", id, &pk, err);
    return rc ? rc : store_row_statement(s, pk, &t, a, out, err);
}

int rd_store_event(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_event *out, struct rd_err *err) {
    int64_t pk;
    struct store_text t = {0};
    memset(out, 0, sizeof *out);
    int rc = store_record_pk(s, "event", id, &pk, err);
    return rc ? rc : store_row_event(s, pk, &t, a, out, err);
}

int rd_store_contact(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_contact *out, struct rd_err *err) {
    int64_t pk;
    struct store_text t = {0};
    memset(out, 0, sizeof *out);
    int rc = store_record_pk(s, "contact", id, &pk, err);
    return rc ? rc : store_row_contact(s, pk, &t, a, out, err);
}

int rd_store_page(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_page *out, struct rd_err *err) {
    int64_t pk;
    memset(out, 0, sizeof *out);
    int rc = store_page_pk(s, id, &pk, err);
    return rc ? rc : store_row_page(s, pk, a, out, err);
}
