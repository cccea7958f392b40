/* A folder of the test's own, files in it, and what intake makes of them. */
#ifndef TEST_INTAKE_H
#define TEST_INTAKE_H
#define ZLIB_CONST
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "intake/intake.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static char dir[64];

static inline void path_of(char out[256], const char *name) {
    snprintf(out, 256, "%s/%s", dir, name);
}

static inline void put(const char *name, const char *bytes, size_t n) {
    char path[256];
    path_of(path, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static inline void put_z(const char *name, const char *text) {
    put(name, text, strlen(text));
}

static inline int make_dir(void **state) {
    (void)state;
    snprintf(dir, sizeof dir, "/tmp/rd-intake-XXXXXX");
    return mkdtemp(dir) ? 0 : -1;
}

static inline int drop_dir(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    return system(command);
}

static inline struct rd_intake *open_one(const char *path, const struct rd_intake_opts *o) {
    static const char *paths[1];
    struct rd_intake *in = NULL;
    struct rd_err err = {0};
    paths[0] = path;
    assert_int_equal(rd_intake_open(&in, paths, 1, o, &err), 0);
    return in;
}

static inline void expect_page(struct rd_intake *in, const char *path, const char *bytes) {
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_null(it.note);
    assert_true(rd_str_is(it.blob.path, path));
    assert_int_equal(it.blob.n, strlen(bytes));
    assert_memory_equal(it.blob.bytes, bytes, it.blob.n);
    assert_int_equal(strlen(it.blob.page_id), 32);
}

static inline void expect_note(struct rd_intake *in, const char *path, const char *code) {
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_non_null(it.note);
    assert_string_equal(it.note, code);
    assert_true(rd_str_is(it.blob.path, path));
    assert_null(it.blob.bytes);
}

static inline void expect_end(struct rd_intake *in) {
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 0);
    rd_intake_close(in);
}

static inline struct rd_intake *on_stdin(const char *text, const struct rd_intake_opts *o) {
    put_z("stdin", text);
    char path[256];
    path_of(path, "stdin");
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    assert_true(dup2(fd, 0) == 0);
    close(fd);
    return open_one("-", o);
}

#endif
