/* Adding: the same dossier from one worker and from many, in the order of the input; what is there is not read again; stopping. */
#include "dossier/dossier.h"

#include "base/buf.h"
#include "intake/intake.h"
#include "reader/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static const struct rd_version v1 = {{"readout 1", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static const struct rd_version v2 = {{"readout 2", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static struct rd_reader *reader;
static char path[64];

enum { INPUTS = 60 };

struct source {
    uint32_t i, n;
    char text[4096], name[32];   /* overwritten by the next call, as intake does */
    uint32_t told, stop_at;
    uint64_t last_seen;
    uint32_t what[5];
};

/* Input 7, 17, ... has no page; input 21 is the same as input 20. */
static int next(void *ctx, struct rd_input *in, struct rd_err *err) {
    struct source *s = ctx;
    (void)err;
    memset(s->text, 'x', sizeof s->text);
    memset(s->name, 'x', sizeof s->name);
    if (s->i == s->n) return 0;
    uint32_t i = s->i++;
    if (i == 21) i = 20;
    snprintf(s->name, sizeof s->name, "p/%03u.txt", i);
    in->blob.path = rd_str_of(s->name);
    if (i % 10 == 7) {
        in->note = "binary";
        in->message = "no text in it";
        return 1;
    }
    int n = snprintf(s->text, sizeof s->text, "Orsa opens road %u\n\nThe government of Orsa opened the road to Kelm on 3 May 2023, its spokesman said.\n", i);
    for (uint32_t k = 0; k < i % 7; k++) n += snprintf(s->text + n, sizeof s->text - (size_t)n, "\nThe snow of winter number %u had closed it, he said.\n", k);
    in->blob.bytes = (const uint8_t *)s->text;
    in->blob.n = (size_t)n;
    in->blob.media = RD_MEDIA_TEXT;
    rd_blob_seal(&in->blob);
    return 1;
}

static int done(void *ctx, const struct rd_add_event *e) {
    struct source *s = ctx;
    char want[32];
    uint32_t i = s->told++ == 21 ? 20 : s->told - 1;
    snprintf(want, sizeof want, "p/%03u.txt", i);
    assert_true(rd_str_is(e->blob->path, want)); /* in order */
    assert_int_equal(e->counts->seen, s->told);
    assert_true((e->reading != NULL) == (e->what == RD_ADD_NEW || e->what == RD_ADD_REPLACED));
    if (e->what == RD_ADD_SKIPPED) assert_string_equal(e->note, "binary");
    if (e->what == RD_ADD_SKIPPED) assert_string_equal(e->message, "no text in it");
    s->what[e->what]++;
    return s->stop_at && s->told == s->stop_at;
}

static void clean(void) {
    char side[80];
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

static struct rd_store *fresh(void) {
    struct rd_store *s = NULL;
    struct rd_err err = {0};
    snprintf(path, sizeof path, "/tmp/rd-test-add-%ld.db", (long)getpid());
    clean();
    if (rd_store_open(&s, path, RD_STORE_CREATE, &err)) fail_msg("%s", err.msg);
    return s;
}

static char *dump(struct rd_store *s) {
    struct rd_buf b;
    rd_buf_init(&b, 64u << 20);
    assert_int_equal(rd_store_dump(s, &b, NULL), 0);
    rd_buf_c(&b, 0);
    return b.p;
}

static int add(struct rd_store *s, struct source *src, uint32_t threads, uint64_t max, const struct rd_version *v, struct rd_add_counts *c) {
    struct rd_err err = {0};
    struct rd_add_opts o = {.next = next, .done = done, .ctx = src, .threads = threads, .max_pages = max, .version = *v};
    int rc = rd_dossier_add(s, reader, &o, c, &err);
    if (rc && rc != RD_ECANCEL) fail_msg("%s", err.msg);
    return rc;
}

static void test_dossier_add__same_for_any_number_of_workers(void **state) {
    (void)state;
    char *one = NULL;
    for (uint32_t threads = 1; threads <= 8; threads *= 2) {
        struct source src = {.n = INPUTS};
        struct rd_add_counts c;
        struct rd_store *s = fresh();
        assert_int_equal(add(s, &src, threads, 0, &v1, &c), 0);
        assert_int_equal(c.seen, INPUTS);
        assert_int_equal(c.skipped, 6);
        assert_int_equal(c.same, 1);
        assert_int_equal(c.added, INPUTS - 7);
        assert_int_equal(c.failed, 0);
        char *d = dump(s);
        if (one) assert_string_equal(one, d);
        if (one) free(d);
        else one = d;
        rd_store_close(s);
    }
    free(one);
    clean();
}

static void test_dossier_add__again(void **state) {
    (void)state;
    struct rd_add_counts c;
    struct rd_store *s = fresh();
    struct source a = {.n = INPUTS}, b = {.n = INPUTS}, d = {.n = INPUTS};
    add(s, &a, 2, 0, &v1, &c);
    char *before = dump(s);
    add(s, &b, 2, 0, &v1, &c);
    assert_int_equal(c.added + c.replaced, 0);
    assert_int_equal(c.same, INPUTS - 6);
    char *after = dump(s);
    assert_string_equal(before, after);
    add(s, &d, 2, 0, &v2, &c);
    assert_int_equal(c.replaced, INPUTS - 7);
    assert_int_equal(c.added, 0);
    free(before);
    free(after);
    rd_store_close(s);
    clean();
}

static void test_dossier_add__limit_and_stop(void **state) {
    (void)state;
    struct rd_add_counts c;
    struct rd_store_counts there;
    struct rd_store *s = fresh();
    struct source a = {.n = INPUTS}, b = {.n = INPUTS, .stop_at = 30}, d = {.n = INPUTS};
    add(s, &a, 4, 10, &v1, &c);
    assert_int_equal(c.added, 10);
    assert_int_equal(rd_store_counts(s, &there, NULL), 0);
    assert_int_equal(there.pages, 10);
    assert_int_equal(add(s, &b, 4, 0, &v1, &c), RD_ECANCEL);
    assert_int_equal(c.seen, 30);
    assert_int_equal(rd_store_counts(s, &there, NULL), 0);
    assert_int_equal(there.pages, 30 - 3 - 1);
    add(s, &d, 4, 0, &v1, &c);
    assert_int_equal(rd_store_counts(s, &there, NULL), 0);
    assert_int_equal(there.pages, INPUTS - 7);
    char *pieces = dump(s);
    rd_store_close(s);
    s = fresh();
    struct source e = {.n = INPUTS};
    add(s, &e, 1, 0, &v1, &c);
    char *whole = dump(s);
    assert_string_equal(pieces, whole);
    free(pieces);
    free(whole);
    rd_store_close(s);
    clean();
}

static int broken(void *ctx, struct rd_input *in, struct rd_err *err) {
    return ((struct source *)ctx)->i < 5 ? next(ctx, in, err) : rd_fail(err, RD_EIO, "intake", "stdin broke");
}

static void test_dossier_add__source_breaks(void **state) {
    (void)state;
    struct rd_add_counts c;
    struct rd_err err = {0};
    struct rd_store_counts there;
    struct rd_store *s = fresh();
    struct source src = {.n = INPUTS};
    struct rd_add_opts o = {.next = broken, .ctx = &src, .threads = 3, .version = v1};
    assert_int_equal(rd_dossier_add(s, reader, &o, &c, &err), RD_EIO);
    assert_string_equal(err.msg, "stdin broke");
    assert_int_equal(rd_store_counts(s, &there, NULL), 0);
    assert_int_equal(there.pages, 5); /* what came before is kept */
    rd_store_close(s);
    clean();
}

int main(void) {
    struct rd_err err = {0};
    struct rd_reader_opts o = {.home = ".", .opts = {.no_records = true}};
    if (rd_reader_open(&reader, &o, &err)) {
        printf("reader: %s\n", err.msg);
        return 1;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dossier_add__same_for_any_number_of_workers),
        cmocka_unit_test(test_dossier_add__again),
        cmocka_unit_test(test_dossier_add__limit_and_stop),
        cmocka_unit_test(test_dossier_add__source_breaks),
    };
    int rc = cmocka_run_group_tests(tests, NULL, NULL);
    rd_reader_close(reader);
    return rc;
}
