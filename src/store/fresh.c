/* What came since somebody last looked. */
#include "store/ask.h"

int rd_store_fresh(struct rd_store *s, const struct rd_filter *f, uint64_t since, struct rd_arena *a, struct rd_row_statement **out, uint32_t *n, uint64_t *last, struct rd_err *err) {
    struct store_where w;
    struct store_text t = {0};
    struct rd_filter g = *f;
    struct rd_buf sql;
    struct store_q q;
    int64_t *pk = NULL, newest = 0;
    uint32_t m = 0, cap = 0;
    *out = NULL;
    *n = 0;
    int rc = store_number(s, "SELECT " STORE_CAME, &newest, err);
    if (last) *last = (uint64_t)newest;
    if (rc) return rc;
    g.order = RD_ORDER_ADDED; /* no posting drives: the numbers of arrival do */
    rc = store_where(&w, s, &g, 0, -1, a, err);
    rd_buf_init(&sql, 512u << 10);
    if (w.n_from || w.sql.n == 0 || store_asked(f->page)) {
        rd_buf_z(&sql, "SELECT r.pk FROM ");
        rd_buf_str(&sql, rd_buf_view(&w.from));
        rd_buf_z(&sql, " CROSS JOIN came c ON c.id = r.id");
    } else {
        rd_buf_z(&sql, "SELECT r.pk FROM came c CROSS JOIN record r ON r.id = c.id");
    }
    rd_buf_str(&sql, rd_buf_view(&w.sql));
    rd_buf_z(&sql, " AND c.seq > ? ORDER BY c.seq DESC LIMIT ?");
    if (!rc) {
        store_q_build(&q, s, &sql, a, err);
        store_where_bind(&w, &q);
        store_put_int(&q, (int64_t)(since > INT64_MAX ? INT64_MAX : since));
        store_put_int(&q, store_limit(f->limit));
        while (store_q_next(&q)) *RD_PUSH(a, pk, m, cap) = store_get_int(&q);
        store_q_end(&q);
        rc = q.rc;
    }
    rd_buf_free(&sql);
    store_where_free(&w);
    *out = RD_NEW_N(a, struct rd_row_statement, m + 1);
    for (uint32_t i = 0; i < m && !rc; i++) rc = store_row_statement(s, pk[i], &t, a, &(*out)[(*n)++], err);
    return rc;
}
