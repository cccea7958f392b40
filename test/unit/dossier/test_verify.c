/* verify names each record that no longer holds after a hand has changed the stored text, the stored bytes, a stored quotation or
 * the map; contacts are joined over pages. */
#include "dossier/dossier.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "../store/made.h"

static const struct rd_version v1 = {{"readout 1", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static char path[64];
enum { PAGES = 6 };

struct seen {
    uint32_t n;
    char text[8192];
};

static int note(void *ctx, const struct rd_verify_fault *f) {
    struct seen *s = ctx;
    size_t at = strlen(s->text);
    s->n++;
    snprintf(s->text + at, sizeof s->text - at, "%.*s %.*s %.*s: %s\n", RD_S(f->kind), RD_S(f->record), RD_S(f->field), f->why);
    return 0;
}

static void clean(void) {
    char side[80];
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

static struct rd_store *open_as(int mode) {
    struct rd_store *s = NULL;
    struct rd_err err = {0};
    if (rd_store_open(&s, path, mode, &err)) fail_msg("%s", err.msg);
    return s;
}

static void fill(void) {
    snprintf(path, sizeof path, "/tmp/rd-test-verify-%ld.db", (long)getpid());
    clean();
    struct rd_store *s = open_as(RD_STORE_CREATE);
    for (unsigned k = 0; k < PAGES; k++) {
        struct rd_reading r;
        struct rd_err err = {0};
        int saved;
        made_reading(&r, k);
        if (rd_dossier_save(s, &r, &v1, &saved, &err)) fail_msg("%s", err.msg);
        rd_arena_free(&r.arena);
    }
    rd_store_close(s);
}

static void sql(const char *text) {
    sqlite3 *db;
    char *msg = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, text, NULL, NULL, &msg)) fail_msg("%s", msg);
    sqlite3_close(db);
}

static struct rd_verify_counts verify(struct seen *seen) {
    struct rd_verify_counts c;
    struct rd_err err = {0};
    memset(seen, 0, sizeof *seen);
    struct rd_store *s = open_as(RD_STORE_READ);
    struct rd_verify_opts o = {.fault = note, .ctx = seen};
    if (rd_dossier_verify(s, &o, &c, &err)) fail_msg("%s", err.msg);
    rd_store_close(s);
    return c;
}

/* Page 2's text with one byte of `word` changed. */
static void tamper_text(const char *word, const char *with) {
    char q[512];
    snprintf(q, sizeof q, "UPDATE page_source SET text = replace(text, '%s', '%s') WHERE page = (SELECT pk FROM page WHERE path = 'pages/0002.txt')", word, with);
    sql(q);
}

static void test_dossier_verify__all_holds(void **state) {
    (void)state;
    struct seen seen;
    fill();
    struct rd_verify_counts c = verify(&seen);
    assert_string_equal(seen.text, "");
    assert_int_equal(c.pages, PAGES);
    assert_true(c.citations > PAGES * 15);
    assert_int_equal(c.bad_pages + c.bad_records + c.bad_citations, 0);
    clean();
}

static void test_dossier_verify__text_changed(void **state) {
    (void)state;
    struct seen seen;
    struct rd_reading r;
    fill();
    made_reading(&r, 2);
    tamper_text("café in Kelm", "café in Kolm");
    struct rd_verify_counts c = verify(&seen);
    assert_int_equal(c.bad_pages, 1);
    assert_int_equal(c.bad_records, 3); /* the page, the statement, the event */
    assert_non_null(strstr(seen.text, r.records.st[1].id));
    assert_non_null(strstr(seen.text, r.records.ev[1].id));
    assert_null(strstr(seen.text, r.records.st[0].id));
    assert_non_null(strstr(seen.text, "the stored text has other words there"));
    rd_arena_free(&r.arena);
    clean();
}

static void test_dossier_verify__uncited_byte_changed(void **state) {
    (void)state;
    struct seen seen;
    fill();
    tamper_text(", word2.", ", ward2.");
    struct rd_verify_counts c = verify(&seen);
    assert_int_equal(c.bad_records, 1);
    assert_int_equal(c.bad_citations, 0);
    assert_non_null(strstr(seen.text, "page "));
    assert_non_null(strstr(seen.text, " text: "));
    clean();
}

static void test_dossier_verify__text_cut(void **state) {
    (void)state;
    struct seen seen;
    fill();
    sql("UPDATE page_source SET text = substr(text, 1, 60) WHERE page = 2");
    struct rd_verify_counts c = verify(&seen);
    assert_int_equal(c.bad_pages, 1);
    assert_int_equal(c.bad_records, 1 + 2 + 2 + 1 + 0); /* page, statements, events, contact */
    sql("UPDATE page_source SET text = '' WHERE page = 2");
    c = verify(&seen);
    assert_int_equal(c.bad_pages, 1);
    clean();
}

static void test_dossier_verify__quotation_changed(void **state) {
    (void)state;
    struct seen seen;
    struct rd_reading r;
    fill();
    made_reading(&r, 4);
    char q[256];
    snprintf(q, sizeof q, "UPDATE cite SET exact = 'open at once' WHERE field = 'content' AND n = 1 AND record = (SELECT pk FROM record WHERE id = '%s')",
             r.records.st[0].id);
    sql(q);
    struct rd_verify_counts c = verify(&seen);
    assert_int_equal(c.bad_citations, 1);
    assert_int_equal(c.bad_records, 1);
    assert_non_null(strstr(seen.text, "content[1]"));
    assert_non_null(strstr(seen.text, r.records.st[0].id));
    rd_arena_free(&r.arena);
    clean();
}

static void test_dossier_verify__bytes_changed(void **state) {
    (void)state;
    struct seen seen;
    fill();
    /* other bytes that unpack well: those of another page */
    sql("UPDATE page_source SET bytes = (SELECT bytes FROM page_source WHERE page = 5) WHERE page = 2");
    struct rd_verify_counts c = verify(&seen);
    assert_int_equal(c.bad_pages, 1);
    assert_non_null(strstr(seen.text, "bytes: the stored original bytes are not those that were read"));
    /* bytes that do not unpack */
    sql("UPDATE page_source SET bytes = x'28b52ffd00' WHERE page = 2");
    c = verify(&seen);
    assert_int_equal(c.pages, PAGES);
    assert_int_equal(c.bad_pages, 1);
    sql("UPDATE page_source SET bytes = x'' WHERE page = 2");
    c = verify(&seen);
    assert_int_equal(c.bad_pages, 1);
    clean();
}

static void test_dossier_verify__map_broken(void **state) {
    (void)state;
    struct seen seen;
    fill();
    sql("UPDATE seg SET src = src + 1 WHERE page = 3 AND n = 1");
    struct rd_verify_counts c = verify(&seen);
    assert_int_equal(c.bad_pages, 1);
    assert_true(c.bad_records >= 1);
    sql("UPDATE seg SET src = 9223372036854775807, src_end = 9223372036854775807, len = 4294967295 WHERE page = 3");
    c = verify(&seen);
    assert_int_equal(c.bad_pages, 1);
    sql("DELETE FROM seg WHERE page = 3");
    c = verify(&seen);
    assert_int_equal(c.bad_pages, 1);
    clean();
}

static void test_dossier_verify__numbers_broken(void **state) {
    (void)state;
    struct seen seen;
    fill();
    sql("UPDATE cite SET byte_beg = -1 WHERE field = 'cue'; UPDATE cite SET byte_end = 9223372036854775807 WHERE field = 'cite'; "
        "UPDATE party SET byte_beg = byte_end; UPDATE mention SET byte_end = 4000000000; UPDATE block SET byte_beg = 99999; "
        "UPDATE told SET byte_end = -5");
    struct rd_verify_counts c = verify(&seen);
    assert_int_equal(c.bad_pages, PAGES);
    /* and no list falls over it */
    struct rd_arena a;
    struct rd_row_statement *v;
    struct rd_row_line *l;
    struct rd_filter q = {0};
    uint32_t n;
    rd_arena_init(&a);
    struct rd_store *s = open_as(RD_STORE_READ);
    assert_int_equal(rd_store_statements(s, &q, &a, &v, &n, NULL, NULL), 0);
    assert_int_equal(rd_store_timeline(s, &q, &a, &l, &n, NULL, NULL), 0);
    rd_store_close(s);
    rd_arena_free(&a);
    clean();
}

static int stop(void *ctx, const struct rd_verify_fault *f) {
    (void)f;
    ++*(int *)ctx;
    return 1;
}

static void test_dossier_verify__one_page_and_stop(void **state) {
    (void)state;
    struct rd_verify_counts c;
    struct rd_reading r;
    struct rd_err err = {0};
    int calls = 0;
    fill();
    sql("UPDATE cite SET exact = 'x'");
    made_reading(&r, 1);
    struct rd_store *s = open_as(RD_STORE_READ);
    struct rd_verify_opts o = {.page = {r.blob.page_id, 8}};
    assert_int_equal(rd_dossier_verify(s, &o, &c, NULL), 0);
    assert_int_equal(c.pages, 1);
    o = (struct rd_verify_opts){.fault = stop, .ctx = &calls};
    assert_int_equal(rd_dossier_verify(s, &o, &c, &err), RD_ECANCEL);
    assert_int_equal(calls, 1);
    o = (struct rd_verify_opts){.page = {"abcdefabcdefabcd", 16}};
    assert_int_equal(rd_dossier_verify(s, &o, &c, NULL), RD_ENOTFOUND);
    rd_store_close(s);
    rd_arena_free(&r.arena);
    clean();
}

static void test_dossier_calls__joined(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_row_call *c, one;
    struct rd_filter q = {.order = RD_ORDER_OLDEST};
    struct rd_err err = {0};
    uint32_t n;
    uint64_t total;
    fill();
    rd_arena_init(&a);
    struct rd_store *s = open_as(RD_STORE_READ);
    if (rd_store_calls(s, &q, &a, &c, &n, &total, &err)) fail_msg("%s", err.msg);
    /* pages 0 and 1 tell of one day, 2 and 3 of the next, 4 and 5 of the third: calls of the same people stay apart */
    assert_int_equal(n, PAGES / 2);
    assert_int_equal(total, PAGES / 2);
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(c[i].n_readouts, 2);
        assert_int_equal(c[i].n_sides, 2);
        assert_int_equal(c[i].n_part, 2);
        assert_true(rd_str_is(c[i].sides[0], "ORS"));
        assert_int_equal(c[i].n_silent, 2); /* newspapers told of it, neither side did */
        assert_int_equal(c[i].kind, RD_CH_PHONE_CALL);
        assert_int_equal(c[i].n_common, 1);
        assert_true(rd_str_is(c[i].common[0], "t:road kelm"));
        if (i) assert_true(c[i].day.first > c[i - 1].day.first);
        if (rd_store_call(s, c[i].id, &a, &one, &err)) fail_msg("%s", err.msg);
        assert_true(rd_str_eq(one.id, c[i].id));
    }
    q.order = RD_ORDER_NEWEST;
    q.limit = 1;
    q.offset = 2;
    if (rd_store_calls(s, &q, &a, &c, &n, &total, &err)) fail_msg("%s", err.msg);
    assert_int_equal(n, 1);
    assert_int_equal(total, PAGES / 2);
    q = (struct rd_filter){.side = RD_LIT("ORS"), .until = RD_LIT("2023")};
    if (rd_store_calls(s, &q, &a, &c, &n, &total, &err)) fail_msg("%s", err.msg);
    assert_int_equal(n, PAGES / 2);
    q.side = RD_LIT("NOB");
    if (rd_store_calls(s, &q, &a, &c, &n, &total, &err)) fail_msg("%s", err.msg);
    assert_int_equal(n, 0);
    rd_store_close(s);
    rd_arena_free(&a);
    clean();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dossier_verify__all_holds),         cmocka_unit_test(test_dossier_verify__text_changed),
        cmocka_unit_test(test_dossier_verify__uncited_byte_changed), cmocka_unit_test(test_dossier_verify__text_cut),
        cmocka_unit_test(test_dossier_verify__quotation_changed), cmocka_unit_test(test_dossier_verify__bytes_changed),
        cmocka_unit_test(test_dossier_verify__map_broken),        cmocka_unit_test(test_dossier_verify__numbers_broken),
        cmocka_unit_test(test_dossier_verify__one_page_and_stop), cmocka_unit_test(test_dossier_calls__joined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
