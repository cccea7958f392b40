#include "store/store_int.h"

int rd_store_note_add(struct rd_store *s, struct rd_str record_id, struct rd_str text, struct rd_str who, struct rd_str at, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct rd_str full = RD_NONE;
    struct store_q q;
    int kind;
    int rc = rd_store_lookup(s, record_id, &s->scratch, &kind, &full, err);
    if (!rc) rc = store_begin(s, err);
    if (!rc) {
        store_q_open(&q, s, "INSERT INTO user_note (record, text, who, at) VALUES (?, ?, ?, ?)", NULL, err);
        store_put_str(&q, full);
        store_put_str(&q, text.p ? text : RD_LIT(""));
        store_put_str(&q, who.p ? who : RD_LIT(""));
        store_put_str(&q, at.p ? at : RD_LIT(""));
        rc = store_finish(s, store_q_run(&q), err);
    }
    rd_arena_reset(&s->scratch, m);
    return rc;
}

int rd_store_notes(struct rd_store *s, struct rd_str record_id, struct rd_arena *a, struct rd_row_user_note **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT u.pk, u.record, u.text, u.who, u.at, NOT EXISTS (SELECT 1 FROM record r WHERE r.id = u.record) AND NOT EXISTS (SELECT 1 "
                        "FROM page p WHERE p.id = u.record) FROM user_note u WHERE ?1 IS NULL OR u.record = ?1 ORDER BY u.pk", a, err);
    store_put_str(&q, record_id.n ? record_id : RD_NONE);
    while (store_q_next(&q)) {
        struct rd_row_user_note *u = RD_PUSH(a, *out, *n, cap);
        u->id = store_get_int(&q);
        struct rd_str *f[] = {&u->record, &u->text, &u->who, &u->at};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        u->gone = store_get_int(&q) != 0;
    }
    store_q_end(&q);
    return q.rc;
}
