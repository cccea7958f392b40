#include "store/ask.h"

/* value: what is counted; join: what it needs. Constant SQL. */
static const struct {
    const char *value, *join;
} facets[RD_N_FACETS] = {
    [RD_FACET_SPEAKER] = {"f.name", " JOIN party f ON f.record = r.pk AND f.part IN ('speaker', 'co_speaker')"},
    [RD_FACET_ADDRESSEE] = {"f.name", " JOIN party f ON f.record = r.pk AND f.part = 'addressee'"},
    [RD_FACET_CHANNEL] = {"f.channel", " JOIN statement f ON f.pk = r.pk"},
    [RD_FACET_SIDE] = {"f.side", " JOIN party f ON f.record = r.pk AND f.part IN ('speaker', 'co_speaker')"},
    [RD_FACET_OUTLET] = {"p.outlet", ""},
    [RD_FACET_LANG] = {"p.lang", ""},
    [RD_FACET_MONTH] = {"CASE r.day_group WHEN 0 THEN strftime('%Y-%m', r.day_first * 86400, 'unixepoch') END", ""},
    [RD_FACET_DAY] = {"CASE r.day_group WHEN 0 THEN date(r.day_first * 86400, 'unixepoch') END", ""},
    [RD_FACET_FORM] = {"f.form", " JOIN statement f ON f.pk = r.pk"},
    [RD_FACET_ISSUE] = {"coalesce(f.key, f.value)", " JOIN label f ON f.record = r.pk AND f.field = 'issue'"},
};

/* The facet of a term (002.sql), 0: there is none. */
static const int term_facet[RD_N_FACETS] = {[RD_FACET_SPEAKER] = 1, [RD_FACET_ADDRESSEE] = 2, [RD_FACET_CHANNEL] = 3, [RD_FACET_SIDE] = 4, [RD_FACET_OUTLET] = 5, [RD_FACET_LANG] = 6, [RD_FACET_FORM] = 7, [RD_FACET_ISSUE] = 8};

static bool asks(const struct rd_filter *f, int skip) {
    const struct { int facet; struct rd_str v; } own[] = {
        {RD_FACET_SPEAKER, f->speaker}, {RD_FACET_SPEAKER, f->speaker_name}, {RD_FACET_ADDRESSEE, f->addressee}, {RD_FACET_ADDRESSEE, f->addressee_name}, {RD_FACET_CHANNEL, f->channel},
        {RD_FACET_SIDE, f->side}, {RD_FACET_OUTLET, f->outlet}, {RD_FACET_OUTLET, f->outlet_name}, {RD_FACET_LANG, f->lang}, {RD_FACET_FORM, f->form}, {RD_FACET_ISSUE, f->issue}, {-1, f->words},
        {-1, f->page}, {-1, f->code}, {RD_FACET_DAY, f->since}, {RD_FACET_DAY, f->until}};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(own); i++) {
        bool mine = own[i].facet == skip || (own[i].facet == RD_FACET_DAY && skip == RD_FACET_MONTH);
        if (!mine && store_asked(own[i].v)) return true;
    }
    return f->actor != 0;
}

/* Without a filter: counters know. */
static int of_all(struct rd_store *s, int facet, uint32_t limit, struct rd_arena *a, struct rd_row_count **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    if (facet == RD_FACET_DAY) store_q_open(&q, s, "SELECT date(day * 86400, 'unixepoch'), n FROM day_count WHERE n > 0 ORDER BY day DESC LIMIT ?", a, err);
    else if (facet == RD_FACET_MONTH) store_q_open(&q, s, "SELECT strftime('%Y-%m', day * 86400, 'unixepoch') AS m, sum(n) FROM day_count WHERE n > 0 GROUP BY m ORDER BY m DESC LIMIT ?", a, err);
    else store_q_open(&q, s, "SELECT value, n FROM term WHERE kind = 0 AND facet = ?2 AND n > 0 ORDER BY n DESC, value LIMIT ?1", a, err);
    store_put_int(&q, store_limit(limit));
    if (term_facet[facet]) store_put_int(&q, term_facet[facet]);
    while (store_q_next(&q)) {
        struct rd_row_count *c = RD_PUSH(a, *out, *n, cap);
        c->value = store_get_str(&q);
        c->count = (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}

/* Over the latest statements that fit. */
static int of_some(struct rd_store *s, const struct rd_filter *f, int facet, uint32_t limit, struct rd_arena *a, struct rd_row_count **out, uint32_t *n, struct rd_err *err) {
    struct store_where w;
    struct store_q q;
    struct rd_buf sql;
    struct rd_filter g = *f;
    uint32_t cap = 0;
    g.order = RD_ORDER_NEWEST;
    int rc = store_where(&w, s, &g, 0, facet, a, err);
    bool days = facet == RD_FACET_MONTH || facet == RD_FACET_DAY;
    rd_buf_init(&sql, 512u << 10);
    rd_buf_printf(&sql, "SELECT v, count(*) AS c FROM (SELECT DISTINCT %s AS v, r.pk FROM (SELECT r.pk AS pk FROM ", facets[facet].value);
    rd_buf_str(&sql, rd_buf_view(&w.from));
    rd_buf_str(&sql, rd_buf_view(&w.sql));
    rd_buf_printf(&sql, " ORDER BY %s LIMIT %u) z CROSS JOIN record r ON r.pk = z.pk CROSS JOIN page p ON p.pk = r.page%s) WHERE v IS NOT NULL GROUP BY v ORDER BY %s LIMIT ?",
                  w.by_term ? "x.ord DESC" : "r.day_first DESC", RD_STORE_FACET_LOOK, facets[facet].join, days ? "v DESC" : "c DESC, v");
    if (!rc) {
        store_q_build(&q, s, &sql, a, err);
        store_where_bind(&w, &q);
        store_put_int(&q, store_limit(limit));
        while (store_q_next(&q)) {
            struct rd_row_count *c = RD_PUSH(a, *out, *n, cap);
            c->value = store_get_str(&q);
            c->count = (uint64_t)store_get_int(&q);
        }
        store_q_end(&q);
        rc = q.rc;
    }
    rd_buf_free(&sql);
    store_where_free(&w);
    return rc;
}

static int labels(struct rd_store *s, struct rd_arena *a, struct rd_row_count *v, uint32_t n, struct rd_err *err) {
    int rc = RD_OK;
    for (uint32_t i = 0; i < n && !rc; i++) {
        struct store_q q;
        store_q_open(&q, s, "SELECT " STORE_ISSUE_NAME " FROM issue i WHERE i.key = ?", a, err);
        store_put_str(&q, v[i].value);
        if (store_q_next(&q)) v[i].label = store_get_str(&q);
        store_q_end(&q);
        rc = q.rc;
    }
    return rc;
}

int rd_store_facet(struct rd_store *s, const struct rd_filter *f, int facet, uint32_t limit, struct rd_arena *a, struct rd_row_count **out, uint32_t *n, struct rd_err *err) {
    *out = NULL;
    *n = 0;
    if (facet < 0 || facet >= RD_N_FACETS) return rd_fail(err, RD_EUSAGE, "store", "there is no facet %d", facet);
    int32_t since, until;
    int rc = store_where_checked(f, err);
    if (!rc) rc = store_ask_days(f, &since, &until, err);
    if (rc) return rc;
    rc = asks(f, facet) ? of_some(s, f, facet, limit, a, out, n, err) : of_all(s, facet, limit, a, out, n, err);
    return !rc && facet == RD_FACET_ISSUE ? labels(s, a, *out, *n, err) : rc;
}

/* What fits is put aside once, then each facet counts it. */
static void several_sql(struct rd_buf *sql, const struct store_where *w, const int *which, uint32_t n) {
    int days = -1;
    rd_buf_z(sql, "WITH m AS MATERIALIZED (SELECT r.pk AS pk FROM ");
    rd_buf_str(sql, rd_buf_view(&w->from));
    rd_buf_str(sql, rd_buf_view(&w->sql));
    rd_buf_printf(sql, " ORDER BY %s LIMIT %u) SELECT k, v, count(*) AS c FROM (", w->by_term ? "x.ord DESC" : "r.day_first DESC", RD_STORE_FACET_LOOK);
    for (uint32_t i = 0; i < n; i++) {
        if (which[i] == RD_FACET_MONTH || which[i] == RD_FACET_DAY) days = (int)i; /* by time, not by number */
        rd_buf_printf(sql, "%sSELECT %u AS k, %s AS v, r.pk FROM m CROSS JOIN record r ON r.pk = m.pk CROSS JOIN page p ON p.pk = r.page%s", i ? " UNION " : "", i,
                      facets[which[i]].value, facets[which[i]].join);
    }
    rd_buf_printf(sql, ") WHERE v IS NOT NULL GROUP BY k, v ORDER BY k, CASE k WHEN %d THEN v END DESC, c DESC, v", days);
}

int rd_store_facets(struct rd_store *s, const struct rd_filter *f, const int *which, uint32_t n_facets, uint32_t limit, struct rd_arena *a, struct rd_row_count **out, uint32_t *n, struct rd_err *err) {
    struct store_where w;
    struct store_q q;
    struct rd_buf sql;
    struct rd_filter g = *f;
    uint32_t cap[RD_N_FACETS] = {0};
    int32_t since, until;
    g.order = RD_ORDER_NEWEST;
    for (uint32_t i = 0; i < n_facets; i++) {
        out[i] = NULL;
        n[i] = 0;
        if (which[i] < 0 || which[i] >= RD_N_FACETS || n_facets > RD_N_FACETS) return rd_fail(err, RD_EUSAGE, "store", "there is no facet %d", which[i]);
    }
    int rc = store_where_checked(f, err);
    if (!rc) rc = store_ask_days(f, &since, &until, err);
    if (rc || !n_facets) return rc;
    rc = store_where(&w, s, &g, 0, -1, a, err);
    rd_buf_init(&sql, 512u << 10);
    several_sql(&sql, &w, which, n_facets);
    if (!rc) {
        store_q_build(&q, s, &sql, a, err);
        store_where_bind(&w, &q);
        while (store_q_next(&q)) {
            uint32_t k = (uint32_t)store_get_int(&q);
            if (k >= n_facets || n[k] >= store_limit(limit)) continue;
            struct rd_row_count *c = RD_PUSH(a, out[k], n[k], cap[k]);
            c->value = store_get_str(&q);
            c->count = (uint64_t)store_get_int(&q);
        }
        store_q_end(&q);
        rc = q.rc;
    }
    rd_buf_free(&sql);
    store_where_free(&w);
    for (uint32_t i = 0; i < n_facets && !rc; i++)
        if (which[i] == RD_FACET_ISSUE) rc = labels(s, a, out[i], n[i], err);
    return rc;
}

int rd_store_counts(struct rd_store *s, struct rd_store_counts *out, struct rd_err *err) {
    struct store_q q;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT (SELECT n FROM counter WHERE name = 'pages'), (SELECT n FROM counter WHERE name = 'entities'), (SELECT count(*) FROM actor), (SELECT n FROM term WHERE kind = 0 AND "
                        "facet = 0), (SELECT n FROM term WHERE kind = 1 AND facet = 0), (SELECT n FROM term WHERE kind = 2 AND facet = 0), (SELECT n FROM counter WHERE name = 'notes'), (SELECT count(*) FROM user_note), "
                        "(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)", NULL, err);
    if (store_q_next(&q)) {
        uint64_t *c[] = {&out->pages, &out->entities, &out->actors, &out->statements, &out->events, &out->contacts, &out->notes, &out->user_notes, &out->bytes};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(c); i++) *c[i] = (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}
