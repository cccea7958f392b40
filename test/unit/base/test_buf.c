/* The output buffer: the maximum and its sticky error, JSON strings. */
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void writing(void **state) {
    (void)state;
    struct rd_buf b;
    rd_buf_init(&b, 1 << 20);
    assert_int_equal(rd_buf_view(&b).n, 0);
    assert_non_null(rd_buf_view(&b).p); /* empty, not unknown */
    rd_buf_z(&b, "one ");
    rd_buf_str(&b, (struct rd_str){"t\0o", 3});
    rd_buf_c(&b, ' ');
    rd_buf_cp(&b, 0x20AC);
    rd_buf_u64(&b, 0);
    rd_buf_c(&b, ',');
    rd_buf_u64(&b, UINT64_MAX);
    rd_buf_printf(&b, "|%03d|%.2s", 7, "xyz");
    rd_buf_bytes(&b, NULL, 0);
    static const char want[] = "one t\0o \xE2\x82\xAC" "0,18446744073709551615|007|xy";
    assert_int_equal(b.n, sizeof want - 1);
    assert_memory_equal(b.p, want, sizeof want); /* with the NUL behind it */
    assert_int_equal(b.err, 0);
    rd_buf_free(&b);
    assert_null(b.p);
    rd_buf_c(&b, 'x'); /* may be used again, with the same maximum */
    assert_int_equal(b.max, 1 << 20);
    rd_buf_free(&b);
}

static void maximum(void **state) {
    (void)state;
    struct rd_buf b;
    rd_buf_init(&b, 10);
    rd_buf_z(&b, "12345");
    rd_buf_z(&b, "67890"); /* exactly full is no error */
    assert_int_equal(b.err, 0);
    assert_int_equal(b.n, 10);
    rd_buf_c(&b, 'x');
    assert_int_equal(b.err, RD_ELIMIT);
    assert_true(rd_str_is(rd_buf_view(&b), "1234567890"));
    rd_buf_clear(&b);
    assert_int_equal(b.err, 0);
    assert_int_equal(b.n, 0);
    rd_buf_z(&b, "again");
    assert_true(rd_str_is(rd_buf_view(&b), "again"));
    rd_buf_free(&b);
}

/* After an overflow nothing is written any more, even what would fit: no record with a hole in it. */
static void sticky(void **state) {
    (void)state;
    struct rd_buf b;
    rd_buf_init(&b, 10);
    rd_buf_z(&b, "123");
    rd_buf_z(&b, "too long for it");
    assert_int_equal(b.err, RD_ELIMIT);
    rd_buf_c(&b, 'x');
    rd_buf_u64(&b, 1);
    rd_buf_cp(&b, 'y');
    rd_buf_printf(&b, "%d", 5);
    rd_buf_json(&b, RD_LIT("z"));
    assert_true(rd_str_is(rd_buf_view(&b), "123"));
    rd_buf_bytes(&b, "q", SIZE_MAX); /* no overflow in the sum */
    assert_int_equal(b.err, RD_ELIMIT);
    rd_buf_free(&b);
    rd_buf_init(&b, 0);
    rd_buf_z(&b, "");
    assert_int_equal(b.err, 0);
    rd_buf_c(&b, 'x');
    assert_int_equal(b.err, RD_ELIMIT);
    rd_buf_free(&b);
}

static void growing(void **state) {
    (void)state;
    struct rd_buf b;
    rd_buf_init(&b, 1 << 20);
    for (int i = 0; i < 100000; i++) rd_buf_c(&b, (char)('a' + i % 26));
    assert_int_equal(b.n, 100000);
    for (int i = 0; i < 100000; i++) assert_int_equal(b.p[i], 'a' + i % 26);
    rd_buf_printf(&b, "%3000d", 1);
    assert_int_equal(b.n, 103000);
    rd_buf_free(&b);
}

static void json(struct rd_str s, const char *want) {
    struct rd_buf b;
    rd_buf_init(&b, 1 << 16);
    rd_buf_json(&b, s);
    if (!rd_str_is(rd_buf_view(&b), want)) fail_msg("got %s, not %s", b.p, want);
    rd_buf_free(&b);
}

static void json_strings(void **state) {
    (void)state;
    json(RD_NONE, "null");
    json(RD_LIT(""), "\"\"");
    json(RD_LIT("plain / caf\xC3\xA9 \xF0\x9F\x98\x80"), "\"plain / caf\xC3\xA9 \xF0\x9F\x98\x80\"");
    json(RD_LIT("say \"a\\b\""), "\"say \\\"a\\\\b\\\"\"");
    json(RD_LIT("\n\t\r\b\f\x1B\x7F"), "\"\\n\\t\\u000d\\u0008\\u000c\\u001b\\u007f\"");
    json((struct rd_str){"a\0b", 3}, "\"a\\u0000b\"");
    json(RD_LIT("</script>&"), "\"\\u003c/script\\u003e\\u0026\""); /* may stand inside HTML */
    json(RD_LIT("a\xE2\x80\xA8" "b\xE2\x80\xA9"), "\"a\\u2028b\\u2029\"");
}

static void json_of_bad_bytes(void **state) {
    (void)state;
    json(RD_LIT("a\xFF" "b"), "\"a\xEF\xBF\xBD" "b\"");
    json(RD_LIT("\xC3"), "\"\xEF\xBF\xBD\"");
    json(RD_LIT("\xE2\x82" "z"), "\"\xEF\xBF\xBD\xEF\xBF\xBDz\"");
    json(RD_LIT("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");         /* overlong */
    json(RD_LIT("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""); /* surrogate */
    json(RD_LIT("\xC3\""), "\"\xEF\xBF\xBD\\\"\"");                   /* the mark behind it is still escaped */
    json(RD_LIT("\xEF\xBF\xBD"), "\"\xEF\xBF\xBD\"");
}

/* Every control character comes out escaped, so that one record is one line. */
static void json_is_one_line(void **state) {
    (void)state;
    for (int c = 0; c < 0x20; c++) {
        struct rd_buf b;
        char one = (char)c;
        rd_buf_init(&b, 64);
        rd_buf_json(&b, (struct rd_str){&one, 1});
        for (size_t i = 0; i < b.n; i++) assert_true((unsigned char)b.p[i] >= 0x20);
        assert_int_equal(b.p[1], '\\');
        rd_buf_free(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writing), cmocka_unit_test(maximum), cmocka_unit_test(sticky), cmocka_unit_test(growing),
        cmocka_unit_test(json_strings), cmocka_unit_test(json_of_bad_bytes), cmocka_unit_test(json_is_one_line),
    };
    return cmocka_run_group_tests_name("base_buf", tests, NULL, NULL);
}
