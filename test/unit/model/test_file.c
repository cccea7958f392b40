/* Model files: what is written is read again; damage of every byte is told, and nothing of a damaged file is used. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <unistd.h>

#include "model/model.h"

static const int16_t numbers[] = {1, -2, 3, -4, 5, 6};
static const char strings[] = "eins\0\0drei";

static void make(const char *path, struct rd_arena *a)
{
    struct rd_model_writer *w = rd_model_writer_new(a);
    char hash[65];
    struct rd_err err = {0};
    rd_model_writer_add(w, "numbers", RD_SEC_I16, (uint32_t[4]){3, 2, 1, 1}, numbers, sizeof numbers);
    rd_model_writer_add(w, "strings", RD_SEC_STRINGS, (uint32_t[4]){3, 1, 1, 1}, strings, sizeof strings);
    assert_int_equal(rd_model_writer_save(w, path, hash, &err), RD_OK);
}

static void read_back(void **state)
{
    (void)state;
    struct rd_arena a;
    struct rd_model *m;
    struct rd_err err = {0};
    rd_arena_init(&a);
    struct rd_str path = rd_arena_printf(&a, "/tmp/rd-model-%d.rdm", (int)getpid());
    make(path.p, &a);
    assert_int_equal(rd_model_open(&m, path.p, true, &err), RD_OK);
    assert_int_equal(rd_model_count(m), 2);
    const struct rd_section *s = rd_model_find(m, "numbers");
    assert_non_null(s);
    assert_int_equal((uintptr_t)s->data % 64, 0);
    assert_memory_equal(s->data, numbers, sizeof numbers);
    s = rd_model_find(m, "strings");
    assert_true(rd_str_is(rd_model_string(s, 0), "eins"));
    assert_true(rd_str_is(rd_model_string(s, 1), ""));
    assert_true(rd_str_is(rd_model_string(s, 2), "drei"));
    assert_null(rd_model_string(s, 3).p);
    assert_null(rd_model_find(m, "number"));
    assert_null(rd_model_at(m, 2));
    assert_int_equal(strlen(rd_model_hash(m)), 64);
    rd_model_close(m);
    unlink(path.p);
    rd_arena_free(&a);
}

static void try_bytes(const char *path, const unsigned char *p, size_t n, int want)
{
    FILE *f = fopen(path, "wb");
    struct rd_model *m;
    struct rd_err err = {0};
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    fclose(f);
    int rc = rd_model_open(&m, path, true, &err);
    assert_int_equal(rc, want);
    if (rc == RD_OK) {
        rd_model_close(m);
        return;
    }
    assert_null(m);
    assert_int_equal(err.code, RD_EMODEL);
    assert_non_null(strstr(err.msg, path));
}

/* Only bytes between the sections, which nobody reads, may differ unnoticed. */
static void damage(void **state)
{
    (void)state;
    struct rd_arena a;
    unsigned char bytes[4096];
    rd_arena_init(&a);
    struct rd_str path = rd_arena_printf(&a, "/tmp/rd-damage-%d.rdm", (int)getpid());
    make(path.p, &a);
    FILE *f = fopen(path.p, "rb");
    assert_non_null(f);
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    for (size_t cut = 0; cut < n; cut += 7) try_bytes(path.p, bytes, cut, RD_EMODEL);
    for (size_t i = 0; i < n; i++) {
        bool gap = (i >= 320 + sizeof numbers && i < 384);
        bytes[i] ^= 0x20;
        try_bytes(path.p, bytes, n, gap ? RD_OK : RD_EMODEL);
        bytes[i] ^= 0x20;
    }
    try_bytes(path.p, bytes, n, RD_OK);
    unlink(path.p);
    rd_arena_free(&a);
}

static void absent(void **state)
{
    (void)state;
    struct rd_model *m;
    struct rd_err err = {0};
    assert_int_equal(rd_model_open(&m, "/nowhere/at/all.rdm", true, &err), RD_EMODEL);
    assert_non_null(strstr(err.msg, "/nowhere/at/all.rdm"));
    err = (struct rd_err){0};
    assert_int_equal(rd_model_open(&m, "/tmp", true, &err), RD_EMODEL);
    assert_int_equal(rd_model_open(&m, "/dev/null", true, NULL), RD_EMODEL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(read_back), cmocka_unit_test(damage), cmocka_unit_test(absent)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
