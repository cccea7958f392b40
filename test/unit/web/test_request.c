#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "web/web_int.h"

static int parse(struct web_req *r, const char *uri, struct rd_arena *a) {
    memset(r, 0, sizeof *r);
    r->a = a;
    return web_request_parse(r, rd_str_of(uri), NULL);
}

static void test_web_request__parse(void **state) {
    struct rd_arena a;
    struct web_req r;
    (void)state;
    rd_arena_init(&a);
    assert_int_equal(parse(&r, "/statements?q=a+b%20c&side=&&lang=nl", &a), 0);
    assert_true(rd_str_is(r.path, "/statements") && r.format == WEB_F_HTML);
    assert_true(rd_str_is(web_arg(&r, "q"), "a b c"));
    assert_null(web_arg(&r, "side").p);
    assert_null(web_arg(&r, "none").p);
    assert_true(rd_str_is(web_arg(&r, "lang"), "nl"));
    assert_int_equal(parse(&r, "/statement/ab.json", &a), 0);
    assert_true(rd_str_is(r.path, "/statement/ab") && r.format == WEB_F_JSON);
    assert_int_equal(parse(&r, "/actors?format=json&limit=7&offset=x", &a), 0);
    assert_true(r.format == WEB_F_JSON);
    assert_int_equal(web_arg_uint(&r, "limit", 10, 3), 7);
    assert_int_equal(web_arg_uint(&r, "limit", 5, 3), 3);
    assert_int_equal(web_arg_uint(&r, "offset", 5, 3), 3);
    rd_arena_free(&a);
}

static void test_web_request__refused(void **state) {
    static const char *const bad[] = {"", "x", "http://a/", "//a", "/%2F%2Fa", "/%", "/%4", "/%zz", "/%00", "/a%0Ab", "/%FF", "/s?q=%00", "/s?q=%C3", "/s?q=%", "*"};
    struct rd_arena a;
    struct web_req r;
    char *many;
    (void)state;
    rd_arena_init(&a);
    for (size_t i = 0; i < RD_ARRAY_LEN(bad); i++)
        assert_int_equal(parse(&r, bad[i], &a), RD_EUSAGE);
    many = rd_arena_get(&a, WEB_MAX_URI + 2);
    memset(many, 'a', WEB_MAX_URI + 1);
    many[0] = '/';
    many[WEB_MAX_URI + 1] = 0;
    assert_int_equal(parse(&r, many, &a), RD_EUSAGE);
    for (uint32_t i = 0; i <= WEB_MAX_ARGS; i++)
        memcpy(many + 2 + 4 * i, "a=b&", 4);
    memcpy(many, "/?", 2);
    many[2 + 4 * (WEB_MAX_ARGS + 1)] = 0;
    assert_int_equal(parse(&r, many, &a), RD_EUSAGE);
    rd_arena_free(&a);
}

static bool host(const char *h, const char *listen) {
    static const char *const names[] = {"dossier.example"};
    return web_host_ok(rd_str_of(h), listen, 8080, names, 1);
}

static void test_web_request__host(void **state) {
    (void)state;
    assert_true(host("127.0.0.1:8080", "127.0.0.1"));
    assert_true(host("localhost:8080", "127.0.0.1"));
    assert_true(host("LOCALHOST:8080", "127.0.0.1"));
    assert_true(host("[::1]:8080", "::1"));
    assert_true(host("[::1]:8080", "127.0.0.1"));
    assert_true(host("dossier.example", "127.0.0.1"));
    assert_true(host("Dossier.Example:443", "127.0.0.1"));
    assert_true(host("192.0.2.7:8080", "192.0.2.7"));
    assert_true(host("192.0.2.7:8080", "0.0.0.0"));
    assert_true(host("[2001:db8::1]:8080", "::"));
    assert_false(host(NULL, "127.0.0.1"));
    assert_false(host("", "127.0.0.1"));
    assert_false(host("127.0.0.1", "127.0.0.1"));          /* port 80 is another server */
    assert_false(host("127.0.0.1:8081", "127.0.0.1"));
    assert_false(host("localhost.evil.example:8080", "127.0.0.1"));
    assert_false(host("evil.example:8080", "127.0.0.1"));
    assert_false(host("evil.example:8080", "0.0.0.0"));
    assert_false(host("192.0.2.7:8080", "127.0.0.1"));
    assert_false(host("localhost:8080", "192.0.2.7"));
    assert_false(host("127.0.0.1:", "127.0.0.1"));
    assert_false(host("127.0.0.1:80a", "127.0.0.1"));
    assert_false(host("[::1", "::1"));
    assert_false(host("127.1:8080", "127.0.0.1"));
    assert_true(web_is_loopback("127.0.0.1") && web_is_loopback("127.9.9.9") && web_is_loopback("::1"));
    assert_false(web_is_loopback("0.0.0.0") || web_is_loopback("::") || web_is_loopback("10.0.0.1") || web_is_loopback("x"));
}

static void url(const char *uri, const char *name, struct rd_str value, const char *want) {
    struct rd_arena a;
    struct web_req r;
    struct rd_buf b;
    rd_arena_init(&a);
    rd_buf_init(&b, 1 << 16);
    assert_int_equal(parse(&r, uri, &a), 0);
    web_query_url(&b, &r, name, value);
    rd_buf_c(&b, 0);
    assert_string_equal(b.p, want);
    rd_buf_free(&b);
    rd_arena_free(&a);
}

static void test_web_request__links(void **state) {
    (void)state;
    url("/statements?q=a&side=X&offset=50", "offset", RD_LIT("75"), "/statements?q=a&amp;side=X&amp;offset=75");
    url("/statements?q=a&side=X&offset=50", "side", RD_NONE, "/statements?q=a");
    url("/statements?q=%22%3E%3Cb%3E", "lang", RD_LIT("nl"), "/statements?q=%22%3E%3Cb%3E&amp;lang=nl");
    url("/statements?evil=1&q=a", "offset", RD_NONE, "/statements?q=a");
    url("/actor/n%3Aperson%3Aa%20b", "format", RD_LIT("json"), "/actor/n%3Aperson%3Aa%20b?format=json");
    url("/%22%3E%3Cscript%3E", "format", RD_LIT("json"), "/%22%3E%3Cscript%3E?format=json");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_web_request__parse), cmocka_unit_test(test_web_request__refused),
        cmocka_unit_test(test_web_request__host),  cmocka_unit_test(test_web_request__links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
