#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "web/web_int.h"

static void escaped(const char *in, uint32_t n, const char *want) {
    struct rd_buf b;
    rd_buf_init(&b, 1 << 16);
    web_escape(&b, (struct rd_str){in, n});
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, want);
    rd_buf_free(&b);
}
#define ESCAPED(in, want) escaped((in), sizeof(in) - 1, (want))

static void test_web_html__escape(void **state) {
    (void)state;
    ESCAPED("a<b>&\"c\"'d'", "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;");
    ESCAPED("</script><svg/onload=alert(1)>", "&lt;/script&gt;&lt;svg/onload=alert(1)&gt;");
    ESCAPED("caf\xC3\xA9 \xD8\xB9", "caf\xC3\xA9 \xD8\xB9");
    ESCAPED("", "");
    escaped(NULL, 0, "");
}

static void test_web_html__escape_what_no_page_may_send(void **state) {
    (void)state;
    ESCAPED("a\0b\x1B[31m", "a\xEF\xBF\xBD" "b\xEF\xBF\xBD[31m");
    ESCAPED("x\xE2\x80\xAEy\xE2\x81\xA6z", "x\xEF\xBF\xBDy\xEF\xBF\xBDz");       /* direction of text turned */
    ESCAPED("\xFF\xC3", "\xEF\xBF\xBD\xEF\xBF\xBD");                             /* no UTF-8 */
    ESCAPED("\xC0\xBCscript\xC0\xBE", "\xEF\xBF\xBD\xEF\xBF\xBDscript\xEF\xBF\xBD\xEF\xBF\xBD"); /* overlong < and > */
    ESCAPED("one\ntwo\tthree", "one\ntwo\tthree");
    ESCAPED("\xEF\xBF\xBD", "\xEF\xBF\xBD");
}

static void put(const char *want, void (*f)(struct rd_buf *, struct rd_str), struct rd_str s) {
    struct rd_buf b;
    rd_buf_init(&b, 1 << 16);
    f(&b, s);
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, want);
    rd_buf_free(&b);
}

static void test_web_html__url(void **state) {
    (void)state;
    put("a%20b%2F%3F%26%3D%22%3C%C3%A9", web_escape_url, RD_LIT("a b/?&=\"<\xC3\xA9"));
}

static void test_web_html__outward(void **state) {
    (void)state;
    put("<a rel=\"noopener noreferrer nofollow external\" href=\"https://a.example/?x=1&amp;y=2\">https://a.example/?x=1&amp;y=2</a>",
        web_outward, RD_LIT("https://a.example/?x=1&y=2"));
    put("javascript:alert(1)", web_outward, RD_LIT("javascript:alert(1)"));
    put("data:text/html,x", web_outward, RD_LIT("data:text/html,x"));
    put("HTTP://a.example", web_outward, RD_LIT("HTTP://a.example"));
    put("http://", web_outward, RD_LIT("http://"));
    put("https://a b", web_outward, RD_LIT("https://a b"));
    put("https://xn\xC3\xA9", web_outward, RD_LIT("https://xn\xC3\xA9"));
}

static void test_web_html__number(void **state) {
    struct rd_buf b;
    (void)state;
    rd_buf_init(&b, 1 << 10);
    web_number(&b, 0);
    web_number(&b, 1234567);
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, "01\xE2\x80\xAF" "234\xE2\x80\xAF" "567");
    rd_buf_free(&b);
}

static void test_web_html__parts(void **state) {
    struct rd_buf b;
    (void)state;
    rd_buf_init(&b, 1 << 10);
    WEB(&b, H("<a href=\"/x/"), U(RD_LIT("\"><")), H("\">"), T(RD_LIT("<")), N(7), Z(NULL), H("</a>"));
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, "<a href=\"/x/%22%3E%3C\">&lt;7</a>");
    rd_buf_free(&b);
}

static void date(const char *value, const char *want) {
    struct rd_buf b;
    struct rd_date d = {.basis = RD_BASIS_PRINTED};
    snprintf(d.value, sizeof d.value, "%s", value);
    rd_buf_init(&b, 1 << 10);
    web_date(&b, &d);
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, want);
    rd_buf_free(&b);
}

static void test_web_html__dates(void **state) {
    (void)state;
    date("2031-09-11", "<time class=\"date\" datetime=\"2031-09-11\">11 September 2031</time>");
    date("2031-09", "<time class=\"date\" datetime=\"2031-09\">September 2031</time>");
    date("2031", "<time class=\"date\" datetime=\"2031\">2031</time>");
    date("2031-09-09/2031-09-10", "<span class=\"date\">9\xE2\x80\x93" "10 September 2031</span>");
    date("2031-08-30/2031-09-02", "<span class=\"date\">30 August\xE2\x80\x93" "2 September 2031</span>");
    date("2030-12-31/2031-01-02", "<span class=\"date\">31 December 2030\xE2\x80\x93" "2 January 2031</span>");
    date("--09-01", "<time class=\"date\" datetime=\"--09-01\">1 September</time> <span class=\"note\">(year not told)</span>");
    date("--06", "June <span class=\"note\">(year not told)</span>");
    date("", "<span class=\"undated\">undated</span>");
    date("2031-13-40", "2031-13-40");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_html__escape),  cmocka_unit_test(test_web_html__escape_what_no_page_may_send),
        cmocka_unit_test(test_web_html__url),     cmocka_unit_test(test_web_html__outward),
        cmocka_unit_test(test_web_html__number),  cmocka_unit_test(test_web_html__parts),
        cmocka_unit_test(test_web_html__dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
