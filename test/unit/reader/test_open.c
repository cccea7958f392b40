/* Where the reader finds its folder, and what it says of one that is not as it should be. Homes are made in a folder of their own. */
#include "base/buf.h"
#include "intake/intake.h"
#include "reader/reader_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char home[64];
static const char *const parts[] = {"data", "data/world", "models"};

static void write_file(const char *name, const char *text) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", home, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static int each(void **state) {
    (void)state;
    char path[128];
    snprintf(home, sizeof home, "/tmp/rd-test-home-XXXXXX");
    if (!mkdtemp(home)) return -1;
    for (size_t i = 0; i < RD_ARRAY_LEN(parts); i++) {
        snprintf(path, sizeof path, "%s/%s", home, parts[i]);
        if (mkdir(path, 0700)) return -1;
    }
    return 0;
}

static int after(void **state) {
    (void)state;
    static const char *const all[] = {"data/LANGS", "models/en.rdm", "models/langid.rdm", "models", "data/world", "data"};
    char path[128];
    for (size_t i = 0; i < RD_ARRAY_LEN(all); i++) {
        snprintf(path, sizeof path, "%s/%s", home, all[i]);
        if (unlink(path)) rmdir(path);
    }
    return rmdir(home);
}

static int try_open(struct rd_reader **r, struct rd_err *err) {
    struct rd_reader_opts o = {.home = home};
    memset(err, 0, sizeof *err);
    *r = NULL;
    return rd_reader_open(r, &o, err);
}

static void found_by_environment(void **state) {
    (void)state;
    struct rd_arena a;
    rd_arena_init(&a);
    setenv("READOUT_HOME", home, 1);
    const char *at = reader_find_home(&a);
    assert_non_null(at);
    assert_string_equal(at, home);
    setenv("READOUT_HOME", "/nonexistent/readout", 1);
    assert_null(reader_find_home(&a)); /* what is told is not passed over in silence */
    unsetenv("READOUT_HOME");
    rd_arena_free(&a);
}

static void without_languages(void **state) {
    (void)state;
    struct rd_reader *r;
    struct rd_err err;
    assert_int_equal(try_open(&r, &err), RD_EIO);
    assert_null(r);
    assert_non_null(strstr(err.msg, "LANGS"));
    assert_non_null(strstr(err.msg, home));
}

/* A home without models opens: pages are kept, nothing is read from them, and a note says so. */
static void without_models(void **state) {
    (void)state;
    struct rd_reader *r;
    struct rd_err err;
    write_file("data/LANGS", "# languages\nen\tEnglish\tyes\n\nxx-too-long\tnone\nnl\tDutch\tyes\n");
    assert_int_equal(try_open(&r, &err), RD_OK);
    assert_string_equal(rd_reader_home(r), home);
    assert_null(rd_reader_model_at(r, 0));
    assert_true(rd_str_is(rd_reader_lang(r, RD_LIT("nl"))->code, "nl"));
    assert_null(rd_reader_lang(r, RD_LIT("nl"))->model);
    assert_null(rd_reader_lang(r, RD_LIT("xx"))->code.p);
    assert_ptr_equal(rd_reader_lang(r, RD_NONE)->lex, rd_reader_lexicon(r)); /* never NULL */
    static const char page[] = "<html><body><article><h1>Harbour news</h1><p>Lena Marr said that the ferries were late.</p></article></body></html>";
    struct rd_blob blob = {.bytes = (const uint8_t *)page, .n = sizeof page - 1, .media = RD_MEDIA_HTML, .path = RD_LIT("a.html"), .lang = RD_LIT("en")};
    struct rd_reading rd;
    rd_blob_seal(&blob);
    assert_int_equal(rd_reader_read(r, &blob, &rd, &err), RD_OK);
    assert_int_equal(rd.records.n_st, 0);
    assert_true(rd_str_find(rd.page.text, RD_LIT("the ferries were late"), 0) >= 0);
    bool said = false;
    for (uint32_t i = 0; i < rd.page.notes.n; i++) said |= strcmp(rd.page.notes.v[i].code, "language-unread") == 0;
    assert_true(said);
    rd_reading_free(&rd);
    rd_reader_close(r);
}

static void broken_models(void **state) {
    (void)state;
    static const char *const names[] = {"models/en.rdm", "models/langid.rdm"}, *const junk[] = {"", "RDM", "this is no model, it is a line of words and nothing else\n"};
    struct rd_reader *r;
    struct rd_err err;
    char path[128];
    write_file("data/LANGS", "en\tEnglish\n");
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; k < 3; k++) {
            write_file(names[i], junk[k]);
            if (try_open(&r, &err) >= 0) fail_msg("%s of kind %zu was taken", names[i], k);
            assert_null(r);
            assert_string_not_equal(err.msg, "");
        }
        snprintf(path, sizeof path, "%s/%s", home, names[i]);
        unlink(path);
    }
    assert_int_equal(try_open(&r, &err), RD_OK);
    rd_reader_close(r);
}

static void too_many_languages(void **state) {
    (void)state;
    struct rd_reader *r;
    struct rd_err err;
    struct rd_buf b;
    rd_buf_init(&b, 1 << 16);
    for (int i = 0; i < 65; i++) rd_buf_printf(&b, "%c%c\tname\n", 'a' + i / 26, 'a' + i % 26);
    write_file("data/LANGS", rd_buf_view(&b).p);
    assert_int_equal(try_open(&r, &err), RD_ELIMIT);
    assert_null(r);
    rd_buf_free(&b);
}

static void shipped(void **state) {
    (void)state;
    struct rd_reader_opts o = {.home = ".", .opts = {.no_records = true}};
    struct rd_reader *r;
    struct rd_err err = {0};
    assert_int_equal(rd_reader_open(&r, &o, &err), RD_OK);
    bool en = false, nl = false;
    uint32_t n = 0;
    for (const struct rd_lang *l; (l = rd_reader_model_at(r, n)) != NULL; n++) {
        assert_non_null(l->model);
        en |= rd_str_is(l->code, "en");
        nl |= rd_str_is(l->code, "nl");
    }
    assert_true(en && nl && n < 64);
    assert_non_null(rd_reader_langid(r));
    static const char page[] = "<html><body><article><h1>Harbour news</h1><p>Lena Marr said that the ferries were late.</p></article></body></html>";
    struct rd_blob blob = {.bytes = (const uint8_t *)page, .n = sizeof page - 1, .media = RD_MEDIA_HTML, .path = RD_LIT("a.html")};
    struct rd_reading rd;
    rd_blob_seal(&blob);
    assert_int_equal(rd_reader_read(r, &blob, &rd, &err), RD_OK);
    assert_int_equal(rd.doc.n_tok, 0); /* asked to stop after the page */
    assert_true(rd.page.n_blocks >= 2);
    rd_reading_free(&rd);
    rd_reader_close(r);
    rd_reader_close(NULL);
}

#define T(f) cmocka_unit_test_setup_teardown(f, each, after)

int main(void) {
    const struct CMUnitTest tests[] = {
        T(found_by_environment), T(without_languages), T(without_models), T(broken_models), T(too_many_languages), T(shipped),
    };
    return cmocka_run_group_tests_name("reader_open", tests, NULL, NULL);
}
