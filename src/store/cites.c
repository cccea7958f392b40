#include "store/store_int.h"

int rd_store_cites(struct rd_store *s, struct rd_str page_id, struct rd_arena *a, struct rd_store_cite **out, uint32_t *n, struct rd_err *err) {
    static const char *const sql[] = {
        "SELECT 'page', p.id, t.field || CASE WHEN t.field IN ('author', 'cite') THEN '[' || t.n || ']' ELSE '' END, t.byte_beg, t.byte_end, t.start, "
        "t.stop, t.exact FROM told t JOIN page p ON p.pk = t.page WHERE t.page = ? AND t.exact IS NOT NULL ORDER BY t.field, t.n",
        "SELECT 'entity', p.id, 'entity[' || e.n || '].' || x.field, x.byte_beg, x.byte_end, x.start, x.stop, x.exact FROM entity_cite x JOIN entity e "
        "ON e.pk = x.entity JOIN page p ON p.pk = e.page WHERE e.page = ? ORDER BY e.n, x.field",
        /* kinds in the order of their keys: statements, events, contacts */
        "SELECT kind, id, field, byte_beg, byte_end, start, stop, exact FROM ("
        "SELECT r.pk AS pk, 0 AS k, r.kind AS kind, r.id AS id, q.part || CASE WHEN q.part = 'speaker' THEN '' ELSE '[' || q.n || ']' END AS field, q.n AS n, "
        "q.byte_beg, q.byte_end, q.start, q.stop, q.exact FROM record r JOIN party q ON q.record = r.pk WHERE r.page = ?1 AND q.exact IS NOT NULL "
        "UNION ALL SELECT r.pk, 1, r.kind, r.id, c.field || CASE WHEN c.field = 'content' THEN '[' || c.n || ']' ELSE '' END, c.n, c.byte_beg, c.byte_end, "
        "c.start, c.stop, c.exact FROM record r JOIN cite c ON c.record = r.pk WHERE r.page = ?1 "
        "UNION ALL SELECT r.pk, 2, r.kind, r.id, 'issues[' || l.n || ']', l.n, l.byte_beg, l.byte_end, l.start, l.stop, l.exact FROM record r JOIN label l ON l.record = r.pk WHERE r.page = ?1 "
        "AND l.exact IS NOT NULL UNION ALL SELECT r.pk, 3, r.kind, r.id, 'claims[' || c.n || ']', c.n, c.byte_beg, c.byte_end, c.start, c.stop, c.exact FROM claim c JOIN record r ON r.pk = "
        "c.record WHERE c.page = ?1 AND c.exact IS NOT NULL) ORDER BY pk, k, field, n",
        "SELECT 'page', p.id, 'naming[' || m.n || ']', m.byte_beg, m.byte_end, m.start, m.stop, m.exact FROM naming m JOIN page p ON p.pk = m.page WHERE m.page = ? AND m.exact IS NOT NULL ORDER BY m.n",
    };
    int64_t page;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    int rc = store_page_pk(s, page_id, &page, err);
    for (uint32_t i = 0; !rc && i < RD_ARRAY_LEN(sql); i++) {
        struct store_q q;
        store_q_open(&q, s, sql[i], a, err);
        store_put_int(&q, page);
        while (store_q_next(&q)) {
            struct rd_store_cite *c = RD_PUSH(a, *out, *n, cap);
            c->kind = store_get_str(&q);
            c->record = store_get_str(&q);
            c->field = store_get_str(&q);
            /* numbers that are none come out as an empty span behind everything, which holds nowhere */
            int64_t beg = store_get_int(&q), end = store_get_int(&q);
            bool sane = beg >= 0 && beg <= end && end < UINT32_MAX;
            c->at = sane ? (struct rd_span){(uint32_t)beg, (uint32_t)end} : (struct rd_span){UINT32_MAX, UINT32_MAX};
            c->start = (uint32_t)store_get_int(&q);
            c->end = (uint32_t)store_get_int(&q);
            c->exact = store_get_str(&q);
        }
        store_q_end(&q);
        rc = q.rc;
    }
    return rc;
}
