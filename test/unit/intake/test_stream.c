/* Compressed inputs: what is undone, what is refused. */
#include "helper.h"

#include <bzlib.h>
#include <zstd.h>

static const char TEXT[] = "The council closed the bridge. The council closed the bridge. The mayor said so.";

static void put_zstd(const char *name, const void *p, size_t n, int frames) {
    char *out = test_malloc(ZSTD_compressBound(n) * (size_t)frames);
    size_t at = 0;
    for (int i = 0; i < frames; i++)
        at += ZSTD_compress(out + at, ZSTD_compressBound(n), p, n, 3);
    put(name, out, at);
    test_free(out);
}

static void zstd_and_bzip2_are_undone(void **state) {
    (void)state;
    char out[1024];
    unsigned n = sizeof out;
    char copy[sizeof TEXT];
    memcpy(copy, TEXT, sizeof TEXT);
    assert_int_equal(BZ2_bzBuffToBuffCompress(out, &n, copy, sizeof TEXT - 1, 9, 0, 0), BZ_OK);
    put("a.txt.bz2", out, n);
    put_zstd("b.txt.zst", TEXT, sizeof TEXT - 1, 1);
    put_zstd("c.txt.zst", "one. ", 5, 2);
    put("d.txt.bz2", out, n - 5);
    put("e.txt.zst", "\x28\xB5\x2F\xFD garbage behind the magic", 29);
    struct rd_intake *in = open_one(dir, NULL);
    expect_page(in, "a.txt.bz2", TEXT);
    expect_page(in, "b.txt.zst", TEXT);
    expect_page(in, "c.txt.zst", "one. one. ");
    expect_note(in, "d.txt.bz2", "unreadable");
    expect_note(in, "e.txt.zst", "unreadable");
    expect_end(in);
}

static void lines_in_zstd(void **state) {
    (void)state;
    const char *lines = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";
    put_zstd("cases.jsonl.zst", lines, strlen(lines), 1);
    struct rd_intake *in = open_one(dir, NULL);
    expect_page(in, "cases.jsonl.zst#a", "one");
    expect_page(in, "cases.jsonl.zst#b", "two");
    expect_end(in);
}

/* 64 KB of zstd that say a gigabyte of one letter: read to the limit of a page and no further. */
static void a_bomb_is_refused(void **state) {
    (void)state;
    size_t n = 48u << 20;
    char *zeros = test_calloc(1, n);
    memset(zeros, 'a', n);
    put_zstd("bomb.txt.zst", zeros, n, 20);
    test_free(zeros);
    struct rd_intake *in = open_one(dir, NULL);
    expect_note(in, "bomb.txt.zst", "too-large");
    expect_end(in);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(zstd_and_bzip2_are_undone, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(lines_in_zstd, make_dir, drop_dir),
        cmocka_unit_test_setup_teardown(a_bomb_is_refused, make_dir, drop_dir),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
