#include "store/ask.h"

static const char *const order_page[] = {
    "p.day_group, p.day_first DESC, p.month_day DESC, p.pk DESC",
    "p.day_group, p.day_first, p.month_day, p.pk",
    "p.day_group, p.day_first DESC, p.month_day DESC, p.pk DESC",
    "p.pk",
};

static int order_of(const struct rd_filter *f, bool words) {
    int o = f->order >= RD_ORDER_NEWEST && f->order <= RD_ORDER_ADDED ? f->order : RD_ORDER_NEWEST;
    return o == RD_ORDER_BEST && !words ? RD_ORDER_NEWEST : o;
}

static int count(struct rd_store *s, const struct store_where *w, struct rd_arena *a, uint64_t *total, struct rd_err *err) {
    struct rd_buf sql;
    struct store_q q;
    if (w->is_exact) {
        *total = w->exact;
        return RD_OK;
    }
    rd_buf_init(&sql, 512u << 10);
    rd_buf_z(&sql, "SELECT count(*) FROM (SELECT 1 FROM ");
    rd_buf_str(&sql, w->bare ? rd_str_sub(rd_buf_view(&w->from), 0, w->bare) : rd_buf_view(&w->from));
    rd_buf_str(&sql, rd_buf_view(&w->sql));
    /* the latest first: what is too early by far is not looked at where there are many */
    rd_buf_printf(&sql, "%s LIMIT %u)", w->by_term ? " ORDER BY x.ord DESC" : "", RD_STORE_MAX_TOTAL + 1);
    store_q_build(&q, s, &sql, a, err);
    rd_buf_free(&sql);
    store_where_bind(w, &q);
    if (store_q_next(&q)) *total = (uint64_t)store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}

struct want { int64_t *pk; uint32_t n, cap; uint64_t skip, limit; };

/* One piece of the answer: `more` is a further condition, `order` what it is sorted by. */
static int fetch(struct rd_store *s, const struct store_where *w, const char *more, const char *order, struct want *v, struct rd_arena *a, struct rd_err *err) {
    struct rd_buf sql;
    struct store_q q;
    if (v->n >= v->limit) return RD_OK;
    rd_buf_init(&sql, 512u << 10);
    rd_buf_z(&sql, "SELECT r.pk FROM ");
    rd_buf_str(&sql, rd_buf_view(&w->from));
    rd_buf_str(&sql, rd_buf_view(&w->sql));
    rd_buf_printf(&sql, "%s ORDER BY %s LIMIT ?", more, order);
    store_q_build(&q, s, &sql, a, err);
    rd_buf_free(&sql);
    store_where_bind(w, &q);
    store_put_int(&q, (int64_t)(v->skip + v->limit - v->n));
    while (store_q_next(&q)) {
        int64_t pk = store_get_int(&q);
        if (v->skip) v->skip--;
        else *RD_PUSH(a, v->pk, v->n, v->cap) = pk;
    }
    store_q_end(&q);
    return q.rc;
}

/* In order of days; a posting drives in that order, and only the records of one day are sorted. Earliest first: what has no year, and what
 * has no day at all, stands at the other end of the postings and comes last. */
static int in_order(struct rd_store *s, const struct store_where *w, int order, struct want *v, struct rd_arena *a, struct rd_err *err) {
    static const char *const pieces[] = {" AND x.ord > -500000000", " AND x.ord < -500000000 AND x.ord > -1500000000", " AND x.ord < -1500000000"};
    static const char newest[] = "r.day_group, r.day_first DESC, r.month_day DESC, r.page DESC, r.at, r.pk";
    if (order == RD_ORDER_ADDED) return fetch(s, w, "", "r.page, r.at, r.pk", v, a, err);
    if (order == RD_ORDER_BEST) return fetch(s, w, "", w->n_from ? "x.score, r.page DESC, r.at, r.pk" : newest, v, a, err);
    if (order == RD_ORDER_NEWEST) return fetch(s, w, "", w->by_term ? "x.ord DESC, r.page DESC, r.at, r.pk" : newest, v, a, err);
    if (!w->by_term) return fetch(s, w, "", "r.day_group, r.day_first, r.month_day, r.page, r.at, r.pk", v, a, err);
    int rc = RD_OK;
    for (uint32_t i = 0; i < RD_ARRAY_LEN(pieces) && !rc; i++) rc = fetch(s, w, pieces[i], "x.ord, r.page, r.at, r.pk", v, a, err);
    return rc;
}

static int find(struct rd_store *s, const struct rd_filter *f, int kind, const char *also, struct rd_arena *a, int64_t **pk, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_where w;
    struct want v = {.skip = f->offset, .limit = store_limit(f->limit)};
    struct rd_filter g = *f;
    *pk = NULL;
    *n = 0;
    g.order = order_of(f, store_asked(f->words));
    int rc = store_where(&w, s, &g, kind - RD_REC_STATEMENT, -1, a, err);
    if (also) {
        rd_buf_z(&w.sql, also);
        w.is_exact = false;
        w.bare = 0;
    }
    if (!rc && total) rc = count(s, &w, a, total, err);
    if (!rc) rc = in_order(s, &w, g.order == RD_ORDER_BEST && !w.match.p ? RD_ORDER_NEWEST : g.order, &v, a, err);
    store_where_free(&w);
    *pk = v.pk;
    *n = v.n;
    return rc;
}

int store_find(struct rd_store *s, const struct rd_filter *f, int kind, struct rd_arena *a, int64_t **pk, uint32_t *n, uint64_t *total, struct rd_err *err) {
    return find(s, f, kind, NULL, a, pk, n, total, err);
}

int rd_store_statements(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_statement **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    int64_t *pk;
    struct store_text t = {0};
    int rc = store_find(s, f, RD_REC_STATEMENT, a, &pk, n, total, err);
    *out = RD_NEW_N(a, struct rd_row_statement, *n + 1);
    for (uint32_t i = 0; !rc && i < *n; i++) rc = store_row_statement(s, pk[i], &t, a, &(*out)[i], err);
    return rc;
}

int rd_store_events(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_event **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    int64_t *pk;
    struct store_text t = {0};
    int rc = store_find(s, f, RD_REC_EVENT, a, &pk, n, total, err);
    *out = RD_NEW_N(a, struct rd_row_event, *n + 1);
    for (uint32_t i = 0; !rc && i < *n; i++) rc = store_row_event(s, pk[i], &t, a, &(*out)[i], err);
    return rc;
}

int rd_store_contacts(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_contact **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    int64_t *pk;
    struct store_text t = {0};
    int rc = store_find(s, f, RD_REC_CONTACT, a, &pk, n, total, err);
    *out = RD_NEW_N(a, struct rd_row_contact, *n + 1);
    for (uint32_t i = 0; !rc && i < *n; i++) rc = store_row_contact(s, pk[i], &t, a, &(*out)[i], err);
    return rc;
}

/* ---- the timeline: three lists merged ---- */

struct line { int64_t pk, group, first, month_day, page, at; int kind; };

static int place(struct rd_store *s, int64_t pk, int kind, struct line *out, struct rd_err *err) {
    struct store_q q;
    *out = (struct line){.pk = pk, .kind = kind};
    store_q_open(&q, s, "SELECT day_group, coalesce(day_first, 0), coalesce(month_day, 0), page, at FROM record WHERE pk = ?", NULL, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        int64_t *v[] = {&out->group, &out->first, &out->month_day, &out->page, &out->at};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) *v[i] = store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}

static int compared(const struct line *a, const struct line *b, bool newest) {
    const struct line *x = newest ? b : a, *y = newest ? a : b;
    const int64_t d[][2] = {{a->group, b->group}, {x->first, y->first}, {x->month_day, y->month_day}, {x->page, y->page}, {a->at, b->at}, {a->pk, b->pk}};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(d); i++) {
        if (d[i][0] != d[i][1]) return d[i][0] < d[i][1] ? -1 : 1;
    }
    return 0;
}

static int by_newest(const void *a, const void *b) {
    return compared(a, b, true);
}

static int by_oldest(const void *a, const void *b) {
    return compared(a, b, false);
}

static int line_row(struct rd_store *s, const struct line *v, struct store_text *t, struct rd_arena *a, struct rd_row_line *l, struct rd_err *err) {
    int rc;
    l->kind = (uint8_t)v->kind;
    if (v->kind == RD_LINE_STATEMENT) {
        l->statement = RD_NEW(a, struct rd_row_statement);
        rc = store_row_statement(s, v->pk, t, a, l->statement, err);
        l->day = l->statement->day;
        l->date = l->statement->said_on;
    } else if (v->kind == RD_LINE_EVENT) {
        l->event = RD_NEW(a, struct rd_row_event);
        rc = store_row_event(s, v->pk, t, a, l->event, err);
        l->day = l->event->day;
        l->date = l->event->date;
    } else {
        l->contact = RD_NEW(a, struct rd_row_contact);
        rc = store_row_contact(s, v->pk, t, a, l->contact, err);
        l->day = l->contact->day;
        l->date = l->contact->when;
    }
    return rc;
}

int rd_store_timeline(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_line **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    static const char unreported[] = " AND EXISTS (SELECT 1 FROM event e WHERE e.pk = r.pk AND e.reported_in IS NULL)";
    struct rd_filter all = *f;
    struct line *v = NULL;
    struct store_text t = {0};
    uint32_t m = 0, cap = 0, limit = store_limit(f->limit);
    int rc = RD_OK;
    *out = NULL;
    *n = 0;
    if (total) *total = 0;
    all.order = f->order == RD_ORDER_OLDEST ? RD_ORDER_OLDEST : RD_ORDER_NEWEST;
    all.offset = 0;
    all.limit = f->offset < RD_STORE_MAX_LIMIT - limit ? f->offset + limit : RD_STORE_MAX_LIMIT;
    for (int k = 0; k < 3 && !rc; k++) {
        int64_t *pk;
        uint32_t found;
        uint64_t sum = 0;
        rc = find(s, &all, RD_REC_STATEMENT + k, k == RD_LINE_EVENT ? unreported : NULL, a, &pk, &found, total ? &sum : NULL, err);
        if (total) *total += sum;
        for (uint32_t i = 0; i < found && !rc; i++) rc = place(s, pk[i], k, RD_PUSH(a, v, m, cap), err);
    }
    if (m) qsort(v, m, sizeof *v, all.order == RD_ORDER_OLDEST ? by_oldest : by_newest);
    *out = RD_NEW_N(a, struct rd_row_line, (limit < m ? limit : m) + 1);
    for (uint32_t i = f->offset; i < m && *n < limit && !rc; i++) rc = line_row(s, &v[i], &t, a, &(*out)[(*n)++], err);
    return rc;
}

/* ---- pages ---- */

static bool asks_records(const struct rd_filter *f) {
    const struct rd_str v[] = {f->words, f->speaker, f->addressee, f->channel, f->form, f->side, f->issue, f->code, f->speaker_name, f->addressee_name};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) {
        if (v[i].p && v[i].n) return true;
    }
    return f->actor != 0;
}

/* Pages on which a record of some kind fits: found first where few do, looked up page by page where many do. */
enum { FEW_RECORDS = 20000 };

static int pages_by_records(struct rd_store *s, const struct rd_filter *f, struct store_where *w, struct rd_arena *a, struct rd_err *err) {
    struct rd_filter records = *f;
    int rc = RD_OK;
    records.since = records.until = records.outlet = records.outlet_name = records.lang = records.page = RD_NONE;
    rd_buf_z(&w->sql, " AND (0");
    for (int k = 0; k < 3 && !rc; k++) {
        struct store_where one;
        records.order = RD_ORDER_NEWEST;
        rc = store_where(&one, s, &records, k, -1, a, err);
        bool few = !one.by_term || one.exact <= FEW_RECORDS;
        if (!rc && !few) { /* again, over the records of a page */
            store_where_free(&one);
            records.order = RD_ORDER_ADDED;
            rc = store_where(&one, s, &records, k, -1, a, err);
        }
        rd_buf_z(&w->sql, few ? " OR p.pk IN (SELECT r.page FROM " : " OR EXISTS (SELECT 1 FROM ");
        rd_buf_str(&w->sql, rd_buf_view(&one.from));
        rd_buf_str(&w->sql, rd_buf_view(&one.sql));
        rd_buf_z(&w->sql, few ? ")" : " AND r.page = p.pk)");
        for (uint32_t i = 0; i < one.n_from + one.n_arg && w->n_arg < RD_ARRAY_LEN(w->arg); i++) w->arg[w->n_arg++] = i < one.n_from ? one.from_arg[i] : one.arg[i - one.n_from];
        store_where_free(&one);
    }
    rd_buf_z(&w->sql, ")");
    return rc;
}

int rd_store_pages(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_page **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_where w = {0};
    struct store_ask k;
    int64_t *pk = NULL, all = 0;
    int rc = RD_OK;
    *n = 0;
    rd_buf_init(&w.sql, 256u << 10);
    rd_buf_init(&w.from, 16);
    if (asks_records(f)) rc = pages_by_records(s, f, &w, a, err);
    if (!rc) {
        store_where_page(&w, f, a);
        rc = store_where_days(&w, f, "p", err);
    }
    store_ask_init(&k);
    rd_buf_str(&k.sql, rd_buf_view(&w.sql));
    for (uint32_t i = 0; i < w.n_arg; i++) {
        k.arg[k.n_arg].text = w.arg[i].text;
        k.arg[k.n_arg].s = w.arg[i].s;
        k.arg[k.n_arg++].i = w.arg[i].i;
    }
    bool plain = !w.sql.n;
    if (!rc) rc = store_ask_run(&k, s, "p.pk", "page p", order_page[order_of(f, true)], f, a, &pk, n, plain ? NULL : total, err);
    if (!rc && plain && total) {
        rc = store_number(s, "SELECT n FROM counter WHERE name = 'pages'", &all, err);
        *total = (uint64_t)all;
    }
    store_ask_free(&k);
    store_where_free(&w);
    *out = RD_NEW_N(a, struct rd_row_page, *n + 1);
    for (uint32_t i = 0; i < *n && !rc; i++) rc = store_row_page(s, pk[i], a, &(*out)[i], err);
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
