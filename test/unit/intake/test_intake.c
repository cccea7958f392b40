/* Intake: order, names, JSON lines, bad input, gzip, resume. */
#include "helper.h"

static void folder_is_sorted_and_relative(void **state) {
    (void)state;
    char sub[256];
    path_of(sub, "m");
    assert_int_equal(mkdir(sub, 0700), 0);
    put_z("z.txt", "last");
    put_z("B.txt", "upper first");
    put_z("a.txt", "then lower");
    put_z("m/b.html", "<p>inner</p>");
    put_z(".hidden", "not seen");
    struct rd_intake *in = open_one(dir, NULL);
    expect_page(in, "B.txt", "upper first");
    expect_page(in, "a.txt", "then lower");
    expect_page(in, "m/b.html", "<p>inner</p>");
    expect_page(in, "z.txt", "last");
    expect_end(in);
}

static void a_file_shows_its_base_name(void **state) {
    (void)state;
    char path[256];
    put_z("one.txt", "text");
    path_of(path, "one.txt");
    struct rd_intake *in = open_one(path, NULL);
    expect_page(in, "one.txt", "text");
    expect_end(in);
}

static void bad_files_are_notes(void **state) {
    (void)state;
    put("a.bin", "\x89PNG\r\n\x1a\n\0\0\0", 11);
    put("b.txt", "", 0);
    put("c.dat", "\1\2\3\4\5\6\7\0\0\0\0\0\0\1", 14);
    put_z("d.txt", "this one is good");
    put("e.txt", "\xff\xfe" "h\0i\0", 6);
    struct rd_intake *in = open_one(dir, NULL);
    expect_note(in, "a.bin", "binary");
    expect_note(in, "b.txt", "empty");
    expect_note(in, "c.dat", "binary");
    expect_page(in, "d.txt", "this one is good");
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_null(it.note);
    expect_end(in);
    char path[256];
    path_of(path, "nowhere");
    in = open_one(path, NULL);
    expect_note(in, "nowhere", "unreadable");
    expect_end(in);
}

static void size_limit(void **state) {
    (void)state;
    put_z("big.txt", "0123456789abcdef");
    struct rd_intake_opts o = {.max_bytes = 10};
    struct rd_intake *in = open_one(dir, &o);
    expect_note(in, "big.txt", "too-large");
    expect_end(in);
}

static const char LINES[] =
    "{\"id\":\"k1\",\"url\":\"https://velden.example/1\",\"date\":\"2031-04-05\",\"outlet\":\"Velden Post\",\"text\":\"Caf\\u00e9 open.\"}\n"
    "\n"
    "{not json}\n"
    "{\"id\":7,\"html\":\"<p>x</p>\",\"source\":\"Brenna\",\"target\":\"Oskar\"}\r\n"
    "{\"id\":\"k3\"}\n"
    "{\"text\":\"no id\"}";

static void json_lines(void **state) {
    (void)state;
    put_z("cases.jsonl", LINES);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.path, "cases.jsonl#k1"));
    assert_true(rd_str_is(it.blob.container, "cases.jsonl"));
    assert_true(rd_str_is(it.blob.url, "https://velden.example/1"));
    assert_true(rd_str_is(it.blob.date, "2031-04-05"));
    assert_true(rd_str_is(it.blob.outlet, "Velden Post"));
    assert_int_equal(it.blob.media, RD_MEDIA_TEXT);
    assert_memory_equal(it.blob.bytes, "Caf\xc3\xa9 open.", 11);
    assert_int_equal(it.blob.offset, 0);
    expect_note(in, "cases.jsonl#@114", "bad-json");
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.path, "cases.jsonl#7"));
    assert_int_equal(it.blob.media, RD_MEDIA_HTML);
    assert_true(rd_str_is(it.blob.source, "Brenna"));
    assert_true(rd_str_is(it.blob.target, "Oskar"));
    expect_note(in, "cases.jsonl#k3", "bad-json");
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_starts(it.blob.path, "cases.jsonl#@"));
    assert_true(it.blob.offset > 0);
    expect_end(in);
}

static void text_that_is_html(void **state) {
    (void)state;
    static const struct { const char *text; int media; } all[] = {
        {"<p>One.</p><p>Two.</p>", RD_MEDIA_HTML}, {"One.<br/>Two.<BR>Three.", RD_MEDIA_HTML}, {" <!DOCTYPE html><title>x", RD_MEDIA_HTML},
        {"He wrote a < b and c > d.", RD_MEDIA_TEXT}, {"The tag <p> begins a paragraph.", RD_MEDIA_TEXT}, {"Plain.", RD_MEDIA_TEXT}, {"<", RD_MEDIA_TEXT},
    };
    for (size_t i = 0; i < RD_ARRAY_LEN(all); i++) {
        char line[256];
        snprintf(line, sizeof line, "{\"id\":\"x\",\"text\":\"%s\"}\n", all[i].text);
        put_z("t.jsonl", line);
        struct rd_intake *in = open_one(dir, NULL);
        struct rd_item it;
        assert_int_equal(rd_intake_next(in, &it, NULL), 1);
        assert_int_equal(it.blob.media, all[i].media);
        expect_end(in);
    }
}

static void deep_json_is_refused(void **state) {
    (void)state;
    static char deep[200100];
    memset(deep, '[', 200000);
    memcpy(deep + 200000, "\n{\"id\":\"ok\",\"text\":\"t\"}\n", 24);
    put("d.jsonl", deep, 200024);
    struct rd_intake *in = open_one(dir, NULL);
    expect_note(in, "d.jsonl#@0", "bad-json");
    expect_page(in, "d.jsonl#ok", "t");
    expect_end(in);
}

static void gzip_is_undone(void **state) {
    (void)state;
    char path[256];
    path_of(path, "p.txt.gz");
    gzFile z = gzopen(path, "wb");
    gzputs(z, "first member, ");
    gzclose(z);
    z = gzopen(path, "ab");
    gzputs(z, "second member");
    gzclose(z);
    struct rd_intake *in = open_one(dir, NULL);
    expect_page(in, "p.txt.gz", "first member, second member");
    expect_end(in);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(truncate(path, st.st_size - 12), 0);
    in = open_one(dir, NULL);
    expect_note(in, "p.txt.gz", "unreadable");
    expect_end(in);
}

static void stdin_lines_and_resume(void **state) {
    (void)state;
    const char *two = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";
    struct rd_intake *in = on_stdin(two, NULL);
    expect_page(in, "-#a", "one");
    expect_page(in, "-#b", "two");
    expect_end(in);
    struct rd_intake_opts o = {.resume = 1};
    in = on_stdin(two, &o);
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.path, "-#b"));
    assert_int_equal(it.blob.offset, 24);
    expect_end(in);
    in = on_stdin("A page.\n\nOf plain text.", NULL);
    expect_page(in, "-", "A page.\n\nOf plain text.");
    expect_end(in);
}

static void page_ids(void **state) {
    (void)state;
    struct rd_blob a = {.bytes = (const uint8_t *)"x", .n = 1, .path = RD_LIT("a.txt")}, b = a, c = a, d = a;
    b.path = RD_LIT("b.txt");
    c.path = RD_LIT("elsewhere");
    c.url = RD_LIT("https://velden.example/");
    d.path = RD_LIT("a.txt#1");
    d.id = RD_LIT("1");
    rd_blob_seal(&a);
    rd_blob_seal(&b);
    rd_blob_seal(&c);
    rd_blob_seal(&d);
    assert_string_not_equal(a.page_id, b.page_id);
    assert_memory_equal(a.sha256, b.sha256, 32);
    struct rd_blob e = c, f = a;
    e.path = RD_LIT("moved");
    rd_blob_seal(&e);
    assert_string_equal(e.page_id, c.page_id);
    f.id = RD_LIT("1");
    rd_blob_seal(&f);
    assert_string_equal(f.page_id, d.page_id); /* path + "#" + id, whoever wrote it */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(folder_is_sorted_and_relative, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(a_file_shows_its_base_name, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(bad_files_are_notes, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(size_limit, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(json_lines, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(text_that_is_html, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(deep_json_is_refused, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(gzip_is_undone, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(stdin_lines_and_resume, make_dir, drop_dir),
        cmocka_unit_test(page_ids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
