#include "store/store_int.h"

static int sqlite_words(struct rd_store *s, const char *what, int code, struct rd_err *err) {
    const char *path = s->path;
    switch (code & 0xff) {
    case SQLITE_FULL: return rd_fail(err, RD_ESTORE, "store", "%s: the disk is full (%s)", what, path);
    case SQLITE_CORRUPT: return rd_fail(err, RD_ESTORE, "store", "%s: the dossier %s is damaged", what, path);
    case SQLITE_NOTADB: return rd_fail(err, RD_ESTORE, "store", "%s: %s is not a dossier", what, path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return rd_fail(err, RD_ESTORE, "store", "%s: another program is writing to %s", what, path);
    case SQLITE_READONLY: return rd_fail(err, RD_ESTORE, "store", "%s: %s may not be written to", what, path);
    case SQLITE_CANTOPEN: return rd_fail(err, RD_ESTORE, "store", "%s: cannot open %s", what, path);
    case SQLITE_IOERR: return rd_fail(err, RD_ESTORE, "store", "%s: reading or writing %s failed", what, path);
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH: /* of one page, not of the file: the next one may be fine */
        return rd_fail(err, RD_EFORMAT, "store", "the page does not fit the schema: %s", sqlite3_errmsg(s->db));
    default: return rd_fail(err, RD_ESTORE, "store", "%s: %s (%s)", what, s->db ? sqlite3_errmsg(s->db) : "no memory", path);
    }
}

int store_fail(struct rd_store *s, const char *what, struct rd_err *err) {
    return sqlite_words(s, what, s->db ? sqlite3_errcode(s->db) : SQLITE_NOMEM, err);
}

static bool failed(struct store_q *q, int code) {
    if (code == SQLITE_OK) return false;
    if (!q->rc) q->rc = sqlite_words(q->s, "dossier", code, q->err);
    return true;
}

void store_q_open(struct store_q *q, struct rd_store *s, const char *sql, struct rd_arena *a, struct rd_err *err) {
    *q = (struct store_q){.s = s, .a = a, .err = err, .i = 1};
    uint32_t k = (uint32_t)((uintptr_t)sql >> 3) * 2654435761u % STORE_CACHE;
    while (s->cache[k].sql && s->cache[k].sql != sql) k = (k + 1) % STORE_CACHE;
    if (s->cache[k].sql && !s->cache[k].busy) {
        q->st = s->cache[k].st;
        q->busy = &s->cache[k].busy;
        *q->busy = true;
        return;
    }
    bool keep = !s->cache[k].sql && s->n_cached < STORE_CACHE / 2; /* one at work inside itself gets a copy of its own */
    if (failed(q, sqlite3_prepare_v3(s->db, sql, -1, keep ? SQLITE_PREPARE_PERSISTENT : 0, &q->st, NULL))) return;
    q->owned = !keep;
    if (keep) {
        s->cache[k].sql = sql;
        s->cache[k].st = q->st;
        s->cache[k].busy = true;
        q->busy = &s->cache[k].busy;
        s->n_cached++;
    }
}

void store_q_build(struct store_q *q, struct rd_store *s, const struct rd_buf *sql, struct rd_arena *a, struct rd_err *err) {
    *q = (struct store_q){.s = s, .a = a, .err = err, .i = 1, .owned = true};
    if (sql->err) q->rc = rd_fail(err, RD_ELIMIT, "store", "the query is too long");
    else failed(q, sqlite3_prepare_v2(s->db, sql->p, (int)sql->n, &q->st, NULL));
}

void store_put_int(struct store_q *q, int64_t v) {
    if (!q->rc) failed(q, sqlite3_bind_int64(q->st, q->i++, v));
}

void store_put_real(struct store_q *q, double v) {
    if (!q->rc) failed(q, sqlite3_bind_double(q->st, q->i++, v));
}

void store_put_null(struct store_q *q) {
    if (!q->rc) failed(q, sqlite3_bind_null(q->st, q->i++));
}

void store_put_str(struct store_q *q, struct rd_str v) {
    if (!v.p) store_put_null(q);
    else if (!q->rc) failed(q, sqlite3_bind_text(q->st, q->i++, v.p, (int)v.n, SQLITE_STATIC));
}

void store_put_z(struct store_q *q, const char *v) {
    store_put_str(q, rd_str_of(v));
}

void store_put_blob(struct store_q *q, const void *p, size_t n) {
    if (!q->rc) failed(q, sqlite3_bind_blob64(q->st, q->i++, n ? p : "", n, SQLITE_STATIC));
}

int store_q_next(struct store_q *q) {
    if (q->rc) return 0;
    int code = sqlite3_step(q->st);
    q->i = 0;
    if (code == SQLITE_ROW) return 1;
    if (code != SQLITE_DONE) failed(q, code);
    return 0;
}

void store_q_end(struct store_q *q) {
    if (!q->st) return;
    if (q->owned) {
        sqlite3_finalize(q->st);
    } else {
        sqlite3_reset(q->st);
        sqlite3_clear_bindings(q->st);
        *q->busy = false;
    }
    q->st = NULL;
}

int store_q_run(struct store_q *q) {
    while (store_q_next(q)) {}
    store_q_end(q);
    return q->rc;
}

int64_t store_get_int(struct store_q *q) {
    return sqlite3_column_int64(q->st, q->i++);
}

double store_get_real(struct store_q *q) {
    return sqlite3_column_double(q->st, q->i++);
}

bool store_get_null(struct store_q *q) {
    if (sqlite3_column_type(q->st, q->i) != SQLITE_NULL) return false;
    q->i++;
    return true;
}

struct rd_str store_get_str(struct store_q *q) {
    if (store_get_null(q)) return RD_NONE;
    const unsigned char *p = sqlite3_column_text(q->st, q->i);
    int n = sqlite3_column_bytes(q->st, q->i++);
    return rd_arena_str(q->a, (struct rd_str){p ? (const char *)p : "", p ? (uint32_t)n : 0});
}

const char *store_get_z(struct store_q *q) {
    return store_get_str(q).p;
}

struct rd_str store_get_blob(struct store_q *q) {
    if (store_get_null(q)) return RD_NONE;
    const void *p = sqlite3_column_blob(q->st, q->i);
    int n = sqlite3_column_bytes(q->st, q->i++);
    return (struct rd_str){rd_arena_dup(q->a, p, (size_t)n), (uint32_t)n};
}

struct rd_span store_get_at(struct store_q *q, uint32_t max) {
    int64_t beg = store_get_int(q), end = store_get_int(q);
    return beg >= 0 && beg <= end && end <= max ? (struct rd_span){(uint32_t)beg, (uint32_t)end} : (struct rd_span){0, 0};
}

void store_get_span(struct store_q *q, struct rd_row_span *out) {
    out->at.beg = (uint32_t)store_get_int(q);
    out->at.end = (uint32_t)store_get_int(q);
    out->start = (uint32_t)store_get_int(q);
    out->end = (uint32_t)store_get_int(q);
    out->exact = store_get_str(q);
}

void store_get_date(struct store_q *q, struct rd_date *out) {
    struct rd_str v = store_get_str(q), prec = store_get_str(q), basis = store_get_str(q);
    *out = (struct rd_date){.prec = RD_PREC_NONE};
    if (!v.p || v.n >= sizeof out->value) return;
    memcpy(out->value, v.p, v.n);
    out->prec = (uint8_t)store_enum(prec, rd_date_prec_name, RD_PREC_MONTH_ONLY + 1, RD_PREC_NONE);
    out->basis = (uint8_t)store_enum(basis, rd_date_basis_name, RD_BASIS_URL + 1, RD_BASIS_NONE);
}

void store_get_day(struct store_q *q, struct rd_row_day *out) {
    out->group = (uint8_t)store_get_int(q);
    out->from_page = store_get_int(q) != 0;
    out->first = (int32_t)store_get_int(q);
    out->last = (int32_t)store_get_int(q);
    out->month_day = (uint16_t)store_get_int(q);
}

int store_exec(struct rd_store *s, const char *sql, struct rd_err *err) {
    int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? RD_OK : sqlite_words(s, "dossier", code, err);
}

int store_number(struct rd_store *s, const char *sql, int64_t *out, struct rd_err *err) {
    struct store_q q;
    *out = 0;
    store_q_open(&q, s, sql, NULL, err);
    if (store_q_next(&q)) *out = store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}
