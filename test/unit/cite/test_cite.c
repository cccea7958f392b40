/* The re-reader of citations: what holds is accepted, and every way of breaking the map or the bytes is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "cite/cite.h"

static struct rd_arena arena;

static int setup(void **state) {
    (void)state;
    rd_arena_init(&arena);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    rd_arena_free(&arena);
    return 0;
}

static int check(const char *bytes, const char *charset, bool html, struct rd_seg seg, uint32_t beg, const char *exact) {
    struct rd_cite_source s = {(const uint8_t *)bytes, strlen(bytes), charset, html, &seg, 1};
    struct rd_err err = {0};
    int rc = rd_cite_check(&s, (struct rd_span){beg, beg + (uint32_t)strlen(exact)}, rd_str_of(exact), &arena, &err);
    if (rc)
        assert_true(err.msg[0] != 0);
    return rc;
}

/* One piece over all bytes. */
static int whole(const char *bytes, const char *charset, bool html, const char *text) {
    return check(bytes, charset, html, (struct rd_seg){0, (uint32_t)strlen(text), 0, strlen(bytes)}, 0, text);
}

static void plain_text_holds(void **state) {
    (void)state;
    assert_int_equal(whole("The mayor  said\n no.", "UTF-8", false, "The mayor said no."), 0);
    assert_int_equal(whole("Z\xc3\xa9lia", "UTF-8", false, "Z\xc3\xa9lia"), 0);
    assert_int_equal(whole("a &amp; <b>", "UTF-8", false, "a &amp; <b>"), 0);
    assert_int_equal(check("head The mayor tail", "UTF-8", false, (struct rd_seg){100, 9, 5, 14}, 104, "mayor"), 0);
}

static void charsets_hold(void **state) {
    (void)state;
    assert_int_equal(whole("caf\xe9 \x93no\x94", "windows-1252", false, "caf\xc3\xa9 \xe2\x80\x9cno\xe2\x80\x9d"), 0);
    assert_int_equal(whole("\xcc\xe8\xf0", "windows-1251", false, "\xd0\x9c\xd0\xb8\xd1\x80"), 0);
    assert_int_equal(whole("bad \xff byte", "UTF-8", false, "bad \xef\xbf\xbd byte"), 0);
}

static void markup_holds(void **state) {
    (void)state;
    assert_int_equal(whole("He <b class='x>y'>said</b> &ldquo;no&rdquo;&nbsp;&#38; left", "UTF-8", true,
                           "He said \xe2\x80\x9cno\xe2\x80\x9d & left"), 0);
    assert_int_equal(whole("one<br>two<!-- > -->three", "UTF-8", true, "one twothree"), 0);
    assert_int_equal(whole("1 < 2 &zzz; &copy2", "UTF-8", true, "1 < 2 &zzz; \xc2\xa9" "2"), 0);
}

static void a_broken_map_is_refused(void **state) {
    (void)state;
    const char *bytes = "The council met. The mayor said no.";
    struct rd_seg good = {0, 18, 17, 35};
    assert_int_equal(check(bytes, "UTF-8", false, good, 4, "mayor"), 0);
    struct rd_seg shifted = good, longer = good, outside = good, moved = good;
    shifted.src--;
    longer.src_end--;
    outside.src_end = 900;
    moved.text = 3;
    assert_int_equal(check(bytes, "UTF-8", false, shifted, 4, "mayor"), RD_ECITE);
    assert_int_equal(check(bytes, "UTF-8", false, longer, 4, "mayor"), RD_ECITE);
    assert_int_equal(check(bytes, "UTF-8", false, outside, 4, "mayor"), RD_ECITE);
    assert_int_equal(check(bytes, "UTF-8", false, moved, 4, "mayor"), RD_ECITE);
    assert_int_equal(check(bytes, "UTF-8", false, good, 4, "baker"), RD_ECITE);
    assert_int_equal(check(bytes, "UTF-8", false, good, 200, "mayor"), RD_ECITE);
    assert_int_equal(check(bytes, "no-such-charset", false, good, 4, "mayor"), RD_ECITE);
}

static void a_changed_byte_is_refused(void **state) {
    (void)state;
    char bytes[] = "The mayor said no.";
    assert_int_equal(whole(bytes, "UTF-8", false, "The mayor said no."), 0);
    bytes[5] ^= 1;
    assert_int_equal(whole(bytes, "UTF-8", false, "The mayor said no."), RD_ECITE);
}

static void spans_over_pieces(void **state) {
    (void)state;
    const char *bytes = "<p>First</p><script>x</script><p>Second part</p>";
    struct rd_seg segs[] = {{0, 5, 3, 8}, {6, 11, 33, 44}};
    struct rd_cite_source s = {(const uint8_t *)bytes, strlen(bytes), "UTF-8", true, segs, 2};
    assert_int_equal(rd_cite_check(&s, (struct rd_span){2, 12}, RD_LIT("rst\nSecond"), &arena, NULL), 0);
    assert_int_equal(rd_cite_check(&s, (struct rd_span){2, 12}, RD_LIT("rst Second"), &arena, NULL), RD_ECITE);
    assert_int_equal(rd_cite_check(&s, (struct rd_span){5, 5}, RD_LIT(""), &arena, NULL), RD_ECITE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(plain_text_holds, setup, teardown),
        cmocka_unit_test_setup_teardown(charsets_hold, setup, teardown),
        cmocka_unit_test_setup_teardown(markup_holds, setup, teardown),
        cmocka_unit_test_setup_teardown(a_broken_map_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_changed_byte_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(spans_over_pieces, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
