#include "store/store_int.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/gen/migrations.inc"

/* All that is missing, in one transaction: a file never stands between two schemas. */
int store_migrate(struct rd_store *s, int from, struct rd_err *err) {
    int rc = store_exec(s, "BEGIN IMMEDIATE", err);
    for (int v = from; !rc && v < (int)RD_ARRAY_LEN(migrations); v++) {
        struct rd_buf sql;
        rd_buf_init(&sql, 1u << 20);
        for (const char *const *line = migrations[v]; *line; line++) rd_buf_z(&sql, *line);
        rd_buf_printf(&sql, "PRAGMA application_id = %d;\nPRAGMA user_version = %d;\n", RD_STORE_APP_ID, v + 1);
        rd_buf_c(&sql, 0);
        rc = sql.err ? rd_fail(err, RD_ELIMIT, "store", "migration %d is too long", v + 1) : store_exec(s, sql.p, err);
        rd_buf_free(&sql);
        if (!rc && v + 1 == 2) rc = store_count_all(s, err);
    }
    if (!rc) rc = store_exec(s, "COMMIT", err);
    if (rc && !sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    if (!rc) s->schema = (int)RD_ARRAY_LEN(migrations);
    return rc;
}

static int pragma(struct rd_store *s, const char *sql, int64_t *out, struct rd_err *err) {
    sqlite3_stmt *st = NULL;
    int code = sqlite3_prepare_v2(s->db, sql, -1, &st, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(st);
    *out = code == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_finalize(st);
    return code == SQLITE_ROW || code == SQLITE_DONE ? RD_OK : store_fail(s, "dossier", err);
}

/* Whose file is it, and may we use it? Nothing has been written so far. */
static int look(struct rd_store *s, bool *fresh, struct rd_err *err) {
    int64_t app = 0, version = 0, objects = 0;
    int rc = pragma(s, "PRAGMA application_id", &app, err);
    if (!rc) rc = pragma(s, "PRAGMA user_version", &version, err);
    if (!rc) rc = pragma(s, "SELECT count(*) FROM sqlite_master", &objects, err);
    if (rc) return rc;
    *fresh = app == 0 && version == 0 && objects == 0;
    s->schema = (int)version;
    if (*fresh && s->mode == RD_STORE_CREATE) return RD_OK;
    if (app != RD_STORE_APP_ID) return rd_fail(err, RD_ESTORE, "store", "%s is not a dossier", s->path);
    if (version > STORE_SCHEMA) {
        return rd_fail(err, RD_ESTORE, "store", "%s was made by a newer readout (schema %lld, this one knows %d)", s->path,
                       (long long)version, STORE_SCHEMA);
    }
    if (version < STORE_SCHEMA && s->mode == RD_STORE_READ) {
        return rd_fail(err, RD_ESTORE, "store", "%s has the older schema %lld; 'readout add' brings it up to date", s->path, (long long)version);
    }
    return RD_OK;
}

/* rd_key(text): as store_key; rd_tie(id): the first 60 bits of an id. */
static void sql_key(sqlite3_context *c, int n, sqlite3_value **v) {
    struct rd_arena a;
    const unsigned char *p = sqlite3_value_text(v[0]);
    (void)n;
    if (!p) {
        sqlite3_result_null(c);
        return;
    }
    rd_arena_init(&a);
    struct rd_str key = store_key((struct rd_str){(const char *)p, (uint32_t)sqlite3_value_bytes(v[0])}, &a);
    sqlite3_result_text(c, key.p, (int)key.n, SQLITE_TRANSIENT);
    rd_arena_free(&a);
}

static void sql_tie(sqlite3_context *c, int n, sqlite3_value **v) {
    const unsigned char *p = sqlite3_value_text(v[0]);
    (void)n;
    sqlite3_result_int64(c, store_tie((struct rd_str){(const char *)p, p ? (uint32_t)sqlite3_value_bytes(v[0]) : 0}));
}

static int settings(struct rd_store *s, struct rd_err *err) {
    sqlite3_busy_timeout(s->db, STORE_BUSY_MS);
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_create_function_v2(s->db, "rd_key", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sql_key, NULL, NULL, NULL);
    sqlite3_create_function_v2(s->db, "rd_tie", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sql_tie, NULL, NULL, NULL);
    /* a writer keeps the trees that every page touches in memory; readers are many, and the system keeps pages for them too */
    return store_exec(s, s->mode == RD_STORE_READ ? "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000"
                                                  : "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -256000; PRAGMA analysis_limit = 400", err);
}

static int prepare(struct rd_store *s, struct rd_err *err) {
    bool fresh = false;
    int rc = settings(s, err);
    if (!rc) rc = look(s, &fresh, err);
    if (rc || s->mode == RD_STORE_READ) return rc;
    /* WAL: readers go on while a page is written. NORMAL: a commit survives the death of the program; after a power cut the last
     * ones may be gone, the file stays whole. */
    rc = store_exec(s, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000", err);
    if (rc) return rc;
    struct rd_err first = {0};
    if (store_migrate(s, s->schema, &first) == RD_OK) return RD_OK;
    /* another process may have migrated it between our look and our try */
    rc = look(s, &fresh, err);
    if (!rc && s->schema == STORE_SCHEMA) return RD_OK;
    return rc ? rc : rd_fail(err, first.code, first.stage, "%s", first.msg);
}

/* A dossier on a medium that cannot be written to: SQLite wants to make a file for its index of the log beside it, unless it is told
 * that nobody can change anything. True only where that is so: nobody writes, and no log is left over. */
static bool immutable(const char *path) {
    char side[4096];
    struct stat log;
    if (snprintf(side, sizeof side, "%s-wal", path) >= (int)sizeof side || (stat(side, &log) == 0 && log.st_size > 0)) return false;
    const char *slash = strrchr(path, '/');
    int n = slash ? (int)(slash - path) + 1 : 0;
    if (n >= (int)sizeof side) return false;
    snprintf(side, sizeof side, "%.*s.", n, path);
    return access(side, W_OK) != 0;
}

static int open_immutable(struct rd_store *s) {
    struct rd_buf uri;
    rd_buf_init(&uri, 64u << 10);
    rd_buf_z(&uri, "file:");
    for (const char *p = s->path; *p; p++) {
        if (*p == '%' || *p == '?' || *p == '#') rd_buf_printf(&uri, "%%%02X", (unsigned)*p);
        else rd_buf_c(&uri, *p);
    }
    rd_buf_z(&uri, "?immutable=1");
    rd_buf_c(&uri, 0);
    int code = uri.err ? SQLITE_CANTOPEN : sqlite3_open_v2(uri.p, &s->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    rd_buf_free(&uri);
    return code;
}

int rd_store_open(struct rd_store **out, const char *path, int mode, struct rd_err *err) {
    struct stat st;
    *out = NULL;
    bool there = stat(path, &st) == 0;
    if (!there && mode != RD_STORE_CREATE) return rd_fail(err, RD_ENOTFOUND, "store", "there is no dossier %s", path);
    if (there && !S_ISREG(st.st_mode)) return rd_fail(err, RD_ESTORE, "store", "%s is not a file", path);
    struct rd_store *s = calloc(1, sizeof *s);
    size_t n = strlen(path) + 1;
    if (!s || !(s->path = malloc(n))) {
        free(s);
        return rd_fail(err, RD_ESTORE, "store", "no memory");
    }
    memcpy(s->path, path, n);
    s->mode = mode;
    rd_arena_init(&s->scratch);
    rd_arena_init(&s->dirty);
    int flags = mode == RD_STORE_READ ? SQLITE_OPEN_READONLY : mode == RD_STORE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    /* a path that begins with "file:" stays a path: URIs are not switched on; ":memory:" stays SQLite's own */
    int code = mode == RD_STORE_READ && immutable(path) ? open_immutable(s) : sqlite3_open_v2(path, &s->db, flags, NULL);
    int rc = code == SQLITE_OK ? RD_OK : store_fail(s, "cannot open the dossier", err);
    if (!rc) rc = prepare(s, err);
    if (rc) {
        rd_store_close(s);
        return rc;
    }
    *out = s;
    return RD_OK;
}

void rd_store_close(struct rd_store *s) {
    if (!s) return;
    for (uint32_t i = 0; i < STORE_CACHE; i++) sqlite3_finalize(s->cache[i].st);
    sqlite3_close(s->db);
    rd_arena_free(&s->scratch);
    rd_arena_free(&s->dirty);
    free(s->path);
    free(s);
}

const char *rd_store_path(const struct rd_store *s) {
    return s->path;
}

int rd_store_schema(const struct rd_store *s) {
    return s->schema;
}

int store_begin(struct rd_store *s, struct rd_err *err) {
    if (s->mode == RD_STORE_READ) return rd_fail(err, RD_EUSAGE, "store", "%s was opened for reading", s->path);
    if (s->joined) return RD_OK;
    store_touch_reset(s);
    return store_exec(s, "BEGIN IMMEDIATE", err);
}

int store_finish(struct rd_store *s, int rc, struct rd_err *err) {
    if (s->joined) return rc;
    if (!rc) rc = store_exec(s, "COMMIT", err);
    if (rc && !sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

int rd_store_begin(struct rd_store *s, struct rd_err *err) {
    int rc = store_begin(s, err);
    if (!rc) s->joined = true;
    return rc;
}

int rd_store_end(struct rd_store *s, int rc, struct rd_err *err) {
    s->joined = false;
    return store_finish(s, rc, err);
}

int rd_store_settle(struct rd_store *s, struct rd_err *err) {
    if (s->mode == RD_STORE_READ) return RD_OK;
    int rc = store_exec(s, "PRAGMA optimize", err);
    /* a reader may hold the log: then it stays for the next one */
    if (!rc) sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    return rc;
}

int rd_store_check(struct rd_store *s, struct rd_err *err) {
    static const char *const checks[] = {"PRAGMA integrity_check(1)", "PRAGMA foreign_key_check",
                                         "SELECT 'records and the search disagree' WHERE (SELECT count(*) FROM record) <> (SELECT count(*) FROM record_fts)",
                                         "INSERT INTO record_fts (record_fts) VALUES ('integrity-check')"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(checks) - (s->mode == RD_STORE_READ); i++) {
        struct store_q q;
        struct rd_arena_mark m = rd_arena_mark(&s->scratch);
        store_q_open(&q, s, checks[i], &s->scratch, err);
        while (store_q_next(&q)) {
            struct rd_str said = store_get_str(&q);
            if (rd_str_is(said, "ok")) continue;
            q.rc = rd_fail(err, RD_ESTORE, "store", "the dossier %s is damaged: %.*s", s->path, RD_S(said));
        }
        store_q_end(&q);
        rd_arena_reset(&s->scratch, m);
        if (q.rc) return q.rc;
    }
    return RD_OK;
}
