/* Records that users hide. What a page does elsewhere leaves out its hidden records (STORE_HIDDEN); so when that changes, all that the page did
 * is taken back as it was and done again as it is. */
#include "store/store_int.h"

struct place { int64_t record, page; };

static int places(struct rd_store *s, struct rd_str what, struct place **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT pk, page FROM record WHERE id = ?", &s->scratch, err);
    store_put_str(&q, what);
    while (store_q_next(&q)) {
        struct place *p = RD_PUSH(&s->scratch, *out, *n, cap);
        p->record = store_get_int(&q);
        p->page = store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}

int store_hidden_before(struct rd_store *s, struct rd_str what, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct place *v;
    uint32_t n;
    int rc = places(s, what, &v, &n, err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        rc = store_entries_drop(s, v[i].page, err);
        if (!rc) rc = store_issues_count(s, v[i].page, -1, err);
        if (!rc) rc = store_origin_count(s, v[i].page, -1, err);
        if (!rc) rc = store_count_page(s, v[i].page, -1, err);
    }
    rd_arena_reset(&s->scratch, m);
    return rc;
}

int store_hidden_after(struct rd_store *s, struct rd_str what, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct place *v;
    uint32_t n;
    int rc = places(s, what, &v, &n, err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        struct store_q q;
        int32_t year;
        /* a claim that is nobody's disputes nothing */
        store_q_open(&q, s, "UPDATE claim SET side = CASE WHEN " STORE_HIDDEN("?2") " THEN NULL ELSE (SELECT coalesce(p.side, a.key) FROM party p LEFT JOIN actor a ON a.pk = p.actor WHERE p.record = "
                            "?1 AND p.part = 'speaker' ORDER BY p.n LIMIT 1) END WHERE record = ?1", NULL, err);
        store_put_int(&q, v[i].record);
        store_put_str(&q, what);
        rc = store_q_run(&q);
        if (!rc) rc = store_count_page(s, v[i].page, 1, err);
        if (!rc) rc = store_issues_count(s, v[i].page, 1, err);
        if (!rc) rc = store_origin_count(s, v[i].page, 1, err);
        if (!rc) rc = store_page_year(s, v[i].page, &year, err);
        if (!rc) rc = store_entries_add(s, v[i].page, year, err);
    }
    rd_arena_reset(&s->scratch, m);
    return rc;
}
