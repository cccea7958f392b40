/* What may be opened, what is refused and left alone, two connections at once. */
#include "store/store_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "made.h"

static const struct rd_version v1 = {{"readout 1", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static char path[64];

static void clean(void) {
    char side[80];
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

static int each(void **state) {
    (void)state;
    snprintf(path, sizeof path, "/tmp/rd-test-open-%ld.db", (long)getpid());
    clean();
    return 0;
}

static int after(void **state) {
    (void)state;
    clean();
    return 0;
}

static void refuse(int mode, int code, const char *word) {
    struct rd_store *s = NULL;
    struct rd_err err = {0};
    int rc = rd_store_open(&s, path, mode, &err);
    assert_null(s);
    assert_int_equal(rc, code);
    if (!strstr(err.msg, word)) fail_msg("'%s' does not say '%s'", err.msg, word);
}

static void put(const void *p, size_t n) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    fclose(f);
}

static void sql(const char *text) {
    sqlite3 *db;
    char *msg = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, text, NULL, NULL, &msg)) fail_msg("%s", msg);
    sqlite3_close(db);
}

static struct rd_store *open_as(int mode) {
    struct rd_store *s = NULL;
    struct rd_err err = {0};
    if (rd_store_open(&s, path, mode, &err)) fail_msg("%s", err.msg);
    return s;
}

static int save(struct rd_store *s, unsigned k, struct rd_err *err) {
    struct rd_reading r;
    int saved;
    made_reading(&r, k);
    int rc = rd_store_save(s, &r, NULL, &v1, &saved, err);
    rd_arena_free(&r.arena);
    return rc;
}

static uint64_t pages(struct rd_store *s) {
    struct rd_store_counts c;
    assert_int_equal(rd_store_counts(s, &c, NULL), 0);
    return c.pages;
}

static void test_store_open__nothing_there(void **state) {
    (void)state;
    refuse(RD_STORE_READ, RD_ENOTFOUND, "no dossier");
    refuse(RD_STORE_WRITE, RD_ENOTFOUND, "no dossier");
    assert_int_not_equal(access(path, F_OK), 0);
    snprintf(path, sizeof path, "/tmp");
    refuse(RD_STORE_CREATE, RD_ESTORE, "not a file");
    snprintf(path, sizeof path, "/tmp/rd-no-such-folder/x.db");
    refuse(RD_STORE_CREATE, RD_ESTORE, "open");
}

static void test_store_open__foreign(void **state) {
    (void)state;
    put("this is no database, but a letter to a friend, long enough to be one page of something else", 91);
    for (int mode = RD_STORE_READ; mode <= RD_STORE_CREATE; mode++) refuse(mode, RD_ESTORE, "not a dossier");
    clean();
    sql("CREATE TABLE mine (x); INSERT INTO mine VALUES (1)");
    for (int mode = RD_STORE_READ; mode <= RD_STORE_CREATE; mode++) refuse(mode, RD_ESTORE, "not a dossier");
    sql("INSERT INTO mine VALUES (2)");
    put("", 0); /* an empty file is an empty database: fine for one who may create, no dossier for others */
    refuse(RD_STORE_READ, RD_ESTORE, "not a dossier");
    refuse(RD_STORE_WRITE, RD_ESTORE, "not a dossier");
    rd_store_close(open_as(RD_STORE_CREATE));
    rd_store_close(open_as(RD_STORE_READ));
}

static void test_store_open__newer_is_refused(void **state) {
    (void)state;
    rd_store_close(open_as(RD_STORE_CREATE));
    sql("PRAGMA user_version = 99");
    for (int mode = RD_STORE_READ; mode <= RD_STORE_CREATE; mode++) refuse(mode, RD_ESTORE, "newer readout");
}

static void test_store_open__marks(void **state) {
    (void)state;
    struct rd_store *s = open_as(RD_STORE_CREATE);
    int64_t v;
    assert_int_equal(rd_store_schema(s), STORE_SCHEMA);
    assert_int_equal(store_number(s, "PRAGMA application_id", &v, NULL), 0);
    assert_int_equal(v, 0x52444F54);
    assert_int_equal(store_number(s, "PRAGMA foreign_keys", &v, NULL), 0);
    assert_int_equal(v, 1);
    assert_int_equal(store_number(s, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", &v, NULL), 0);
    assert_int_equal(v, 1);
    /* every ordinary table is strict */
    assert_int_equal(store_number(s, "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'", &v, NULL), 0);
    assert_int_equal(v, 0);
    rd_store_close(s);
}

static void test_store_open__reading_writes_nothing(void **state) {
    (void)state;
    struct rd_store *s = open_as(RD_STORE_CREATE);
    assert_int_equal(save(s, 0, NULL), 0);
    rd_store_close(s);
    s = open_as(RD_STORE_READ);
    struct rd_err err = {0};
    assert_int_equal(save(s, 1, &err), RD_EUSAGE);
    assert_int_equal(rd_store_settle(s, &err), 0);
    assert_int_equal(rd_store_check(s, NULL), 0);
    assert_int_equal(pages(s), 1);
    rd_store_close(s);
}

static void test_store_open__damaged(void **state) {
    (void)state;
    struct rd_store *s = open_as(RD_STORE_CREATE);
    for (unsigned k = 0; k < 30; k++) assert_int_equal(save(s, k, NULL), 0);
    rd_store_close(s);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    FILE *f = fopen(path, "r+b");
    for (long at = 3 * 4096; at < st.st_size; at += 4096) { /* every b-tree page but the first ones */
        fseek(f, at, SEEK_SET);
        fwrite("\xde\xad\xbe\xef\xde\xad\xbe\xef", 1, 8, f);
    }
    fclose(f);
    struct rd_err err = {0};
    if (rd_store_open(&s, path, RD_STORE_READ, &err) == RD_OK) {
        assert_int_equal(rd_store_check(s, &err), RD_ESTORE);
        rd_store_close(s);
    }
    assert_non_null(strstr(err.msg, "damaged"));
    /* cut short: half of the file is gone */
    clean();
    s = open_as(RD_STORE_CREATE);
    for (unsigned k = 0; k < 30; k++) assert_int_equal(save(s, k, NULL), 0);
    rd_store_close(s);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(truncate(path, st.st_size / 2), 0);
    memset(&err, 0, sizeof err);
    if (rd_store_open(&s, path, RD_STORE_READ, &err) == RD_OK) {
        struct rd_arena a;
        struct rd_row_statement *v;
        struct rd_filter q = {0};
        uint32_t n;
        rd_arena_init(&a);
        assert_int_equal(rd_store_statements(s, &q, &a, &v, &n, NULL, &err), RD_ESTORE);
        rd_arena_free(&a);
        rd_store_close(s);
    }
    assert_true(err.msg[0] != 0);
}

static void test_store_open__reader_beside_writer(void **state) {
    (void)state;
    struct rd_store *w = open_as(RD_STORE_CREATE);
    assert_int_equal(save(w, 0, NULL), 0);
    struct rd_store *r = open_as(RD_STORE_READ);
    assert_int_equal(pages(r), 1);
    assert_int_equal(store_begin(w, NULL), 0); /* a page is being written */
    assert_int_equal(pages(r), 1);
    assert_int_equal(store_finish(w, 0, NULL), 0);
    for (unsigned k = 1; k < 20; k++) {
        assert_int_equal(save(w, k, NULL), 0);
        assert_int_equal(pages(r), k + 1);
    }
    assert_int_equal(rd_store_settle(w, NULL), 0);
    rd_store_close(w);
    assert_int_equal(pages(r), 20);
    rd_store_close(r);
}

static void test_store_open__two_writers(void **state) {
    (void)state;
    struct rd_store *a = open_as(RD_STORE_CREATE), *b = open_as(RD_STORE_CREATE);
    for (unsigned k = 0; k < 20; k++) assert_int_equal(save(k % 2 ? a : b, k, NULL), 0);
    assert_int_equal(pages(a), 20);
    sqlite3_busy_timeout(b->db, 50);
    struct rd_err err = {0};
    assert_int_equal(store_begin(a, NULL), 0);
    assert_int_equal(save(b, 30, &err), RD_ESTORE);
    assert_non_null(strstr(err.msg, "another program"));
    assert_int_equal(store_finish(a, 0, NULL), 0);
    assert_int_equal(save(b, 30, NULL), 0);
    rd_store_close(a);
    rd_store_close(b);
}

static void test_store_open__read_only_medium(void **state) {
    (void)state;
    char dir[64], inside[80];
    snprintf(dir, sizeof dir, "/tmp/rd-test ro %%41?#-%ld", (long)getpid());
    mkdir(dir, 0755);
    snprintf(inside, sizeof inside, "%s/d.db", dir);
    struct rd_store *s = NULL;
    assert_int_equal(rd_store_open(&s, inside, RD_STORE_CREATE, NULL), 0);
    assert_int_equal(save(s, 0, NULL), 0);
    rd_store_close(s);
    assert_int_equal(chmod(inside, 0444) | chmod(dir, 0555), 0);
    pid_t child = fork();
    if (child == 0) { /* root may write anywhere: become nobody */
        if (geteuid() == 0 && setuid(65534)) _exit(3);
        if (rd_store_open(&s, inside, RD_STORE_READ, NULL)) _exit(1);
        struct rd_store_counts c;
        _exit(rd_store_counts(s, &c, NULL) || c.pages != 1 ? 2 : 0);
    }
    int status;
    waitpid(child, &status, 0);
    chmod(dir, 0755);
    unlink(inside);
    rmdir(dir);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

#include "store/gen/migrations.inc"

/* A file as the first schema had it: the tables of 001.sql, filled from a dossier of today with the columns that there were. */
static void first_schema(const char *today) {
    sqlite3 *db;
    sqlite3_stmt *st;
    struct rd_buf b;
    rd_buf_init(&b, 1u << 20);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    for (const char *const *line = migrations[0]; *line; line++) rd_buf_z(&b, *line);
    rd_buf_printf(&b, "PRAGMA application_id = %d; PRAGMA user_version = 1; ATTACH '%s' AS today;", RD_STORE_APP_ID, today);
    rd_buf_c(&b, 0);
    if (sqlite3_exec(db, b.p, NULL, NULL, NULL)) fail_msg("%s", sqlite3_errmsg(db));
    rd_buf_clear(&b);
    rd_buf_z(&b, "BEGIN;");
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT m.name, (SELECT group_concat(i.name, ',') FROM pragma_table_info(m.name, 'main') i) FROM main.sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE "
                                            "'record_fts%' AND m.name <> 'meta'", -1, &st, NULL), SQLITE_OK);
    while (sqlite3_step(st) == SQLITE_ROW) {
        const char *t = (const char *)sqlite3_column_text(st, 0), *columns = (const char *)sqlite3_column_text(st, 1);
        rd_buf_printf(&b, "INSERT INTO main.%s (%s) SELECT %s FROM today.%s;", t, columns, columns, t);
    }
    sqlite3_finalize(st);
    rd_buf_z(&b, "INSERT INTO main.record_fts (rowid, words, lemmas, names) SELECT rowid, words, lemmas, names FROM today.record_fts; COMMIT;");
    rd_buf_c(&b, 0);
    if (sqlite3_exec(db, b.p, NULL, NULL, NULL)) fail_msg("%s", sqlite3_errmsg(db));
    rd_buf_free(&b);
    sqlite3_close(db);
}

static void test_store_open__first_schema_is_migrated(void **state) {
    (void)state;
    enum { N = 6 };
    char today[96];
    struct rd_store *s;
    struct rd_err err = {0};
    struct rd_row_statement *st;
    struct rd_row_count *c;
    struct rd_store_counts counts;
    struct rd_arena a;
    uint32_t n;
    uint64_t total;
    rd_arena_init(&a);
    snprintf(today, sizeof today, "%s-today", path);
    unlink(today);
    if (rd_store_open(&s, today, RD_STORE_CREATE, &err)) fail_msg("%s", err.msg);
    for (unsigned k = 0; k < N; k++) {
        if (save(s, k, &err) < 0) fail_msg("%s", err.msg);
    }
    rd_store_close(s);
    first_schema(today);
    unlink(today);
    refuse(RD_STORE_READ, RD_ESTORE, "older schema");
    if (rd_store_open(&s, path, RD_STORE_WRITE, &err)) fail_msg("%s", err.msg);
    assert_int_equal(rd_store_schema(s), STORE_SCHEMA);
    if (rd_store_check(s, &err)) fail_msg("%s", err.msg);
    if (rd_store_counts(s, &counts, &err)) fail_msg("%s", err.msg);
    assert_int_equal(counts.pages, N);
    assert_int_equal(counts.statements, 2 * N);
    struct rd_filter f = {.speaker = RD_LIT("maren"), .words = RD_LIT("kelm")};
    if (rd_store_statements(s, &f, &a, &st, &n, &total, &err)) fail_msg("%s", err.msg);
    assert_int_equal(total, N);
    assert_true(rd_str_is(st[0].issues[0], "road to Kelm"));
    f = (struct rd_filter){.order = RD_ORDER_NEWEST};
    if (rd_store_facet(s, &f, RD_FACET_SPEAKER, 0, &a, &c, &n, &err)) fail_msg("%s", err.msg);
    assert_int_equal(n, 2);
    assert_int_equal(c[0].count, N);
    assert_int_equal(save(s, 0, &err), 0); /* is there already, in the same version */
    rd_store_close(s);
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_store_open__nothing_there, each, after),
        cmocka_unit_test_setup_teardown(test_store_open__foreign, each, after),
        cmocka_unit_test_setup_teardown(test_store_open__newer_is_refused, each, after),
        cmocka_unit_test_setup_teardown(test_store_open__marks, each, after),
        cmocka_unit_test_setup_teardown(test_store_open__reading_writes_nothing, each, after),
        cmocka_unit_test_setup_teardown(test_store_open__damaged, each, after),
        cmocka_unit_test_setup_teardown(test_store_open__reader_beside_writer, each, after),
        cmocka_unit_test_setup_teardown(test_store_open__two_writers, each, after),
        cmocka_unit_test_setup_teardown(test_store_open__read_only_medium, each, after),
        cmocka_unit_test_setup_teardown(test_store_open__first_schema_is_migrated, each, after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
