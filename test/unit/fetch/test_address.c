/* Which addresses are public, which URLs are fetched, what is remembered, what a record looks like. */
#include "fetch/fetch_int.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static bool is_public(const char *text) {
    union { struct sockaddr sa; struct sockaddr_in in; struct sockaddr_in6 in6; } a;
    memset(&a, 0, sizeof a);
    if (inet_pton(AF_INET, text, &a.in.sin_addr) == 1)
        a.in.sin_family = AF_INET;
    else if (inet_pton(AF_INET6, text, &a.in6.sin6_addr) == 1)
        a.in6.sin6_family = AF_INET6;
    else
        fail_msg("%s is no address", text);
    return rd_fetch_public(&a.sa);
}

static void addresses(void **state) {
    (void)state;
    static const char *const no[] = {"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
                                     "172.31.255.255", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
                                     "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
                                     "2002:a00:1::", "fc00::1", "fd12::1", "fe80::1", "ff02::1", "2001:db8::1", "3fff:fff::1", "2001::1", "::7f00:1", "100::1"};
    static const char *const yes[] = {"1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1", "198.17.255.255", "198.20.0.1",
                                      "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"};
    for (size_t i = 0; i < RD_ARRAY_LEN(no); i++)
        if (is_public(no[i]))
            fail_msg("%s is public", no[i]);
    for (size_t i = 0; i < RD_ARRAY_LEN(yes); i++)
        if (!is_public(yes[i]))
            fail_msg("%s is not public", yes[i]);
    struct sockaddr other = {.sa_family = AF_UNIX};
    assert_false(rd_fetch_public(&other));
}

static void urls(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"http://velden.example", "http://velden.example/"}, {" https://Velden.Example/a?b#c ", "https://velden.example/a?b"},
        {"HTTP://velden.example/a b", "http://velden.example/a%20b"}, {"http://velden.example/a/../b", "http://velden.example/b"},
        {"ftp://velden.example/", NULL}, {"file:///etc/passwd", NULL}, {"velden.example", NULL}, {"http://u:p@velden.example/", NULL},
        {"gopher://x/", NULL}, {"http://", NULL}, {"", NULL}, {"javascript:x", NULL}, {"/a", NULL},
    };
    struct rd_arena a;
    const char *why;
    rd_arena_init(&a);
    for (size_t i = 0; i < RD_ARRAY_LEN(pairs); i++) {
        struct rd_str got = rd_fetch_url(rd_str_of(pairs[i][0]), &why, &a);
        if (!rd_str_eq(got, rd_str_of(pairs[i][1])))
            fail_msg("%s: %.*s", pairs[i][0], RD_S(got));
        assert_true(got.p || why);
    }
    rd_arena_free(&a);
}

static void state_file(void **state) {
    (void)state;
    char dir[] = "/tmp/rd-fetch-XXXXXX", path[128];
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/fetched.tsv", dir);
    struct rd_fetch_state *s;
    struct rd_fetch_known k = {RD_LIT("\"v\""), RD_LIT("Mon, 06 Jan 2031 10:00:00 GMT")}, none = {RD_NONE, RD_NONE}, bad = {RD_LIT("a\nb"), RD_LIT("x\ty")}, got;
    assert_int_equal(rd_fetch_state_open(&s, path, NULL), 0);
    assert_false(rd_fetch_state_get(s, RD_LIT("http://a/"), &got));
    rd_fetch_state_put(s, RD_LIT("http://b/"), &k);
    rd_fetch_state_put(s, RD_LIT("http://a/"), &none);
    rd_fetch_state_put(s, RD_LIT("http://c/"), &bad);
    assert_int_equal(rd_fetch_state_save(s, NULL), 0);
    rd_fetch_state_close(s);
    assert_int_equal(rd_fetch_state_open(&s, path, NULL), 0);
    assert_true(rd_fetch_state_get(s, RD_LIT("http://b/"), &got));
    assert_true(rd_str_is(got.etag, "\"v\"") && rd_str_is(got.modified, "Mon, 06 Jan 2031 10:00:00 GMT"));
    assert_true(rd_fetch_state_get(s, RD_LIT("http://a/"), &got));
    assert_null(got.etag.p);
    assert_true(rd_fetch_state_get(s, RD_LIT("http://c/"), &got));
    assert_null(got.etag.p); /* a line break would be a header of its own */
    assert_null(got.modified.p);
    rd_fetch_state_close(s);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(dir), 0);
}

static void records(void **state) {
    (void)state;
    struct rd_buf b;
    rd_buf_init(&b, 1 << 16);
    struct rd_fetched r = {.url = RD_LIT("http://velden.example/"), .head = RD_LIT("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"), .body = RD_LIT("hello"),
                           .ip = RD_LIT("192.0.2.1")};
    rd_fetch_warc(&b, &r, "2031-01-06T10:00:00Z");
    static const char *const has[] = {"WARC/1.1\r\nWARC-Type: response\r\n", "WARC-Target-URI: http://velden.example/\r\n", "WARC-IP-Address: 192.0.2.1\r\n",
                                      "Content-Length: 43\r\n\r\nHTTP/1.1 200 OK\r\n", "\r\n\r\nhello\r\n\r\n",
                                      "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"};
    for (size_t i = 0; i < RD_ARRAY_LEN(has); i++)
        if (rd_str_find(rd_buf_view(&b), rd_str_of(has[i]), 0) < 0)
            fail_msg("no %s in %s", has[i], b.p);
    rd_buf_free(&b);
}

static void fields(void **state) {
    (void)state;
    struct rd_str head = RD_LIT("HTTP/1.1 200 OK\r\netag: \"x\"\r\nContent-Type:text/html; charset=utf-8\r\n");
    assert_true(rd_str_is(fetch_field(head, "ETag"), "\"x\""));
    assert_true(rd_str_is(fetch_field(head, "Content-Type"), "text/html; charset=utf-8"));
    assert_null(fetch_field(head, "Content").p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses), cmocka_unit_test(urls), cmocka_unit_test(state_file), cmocka_unit_test(records), cmocka_unit_test(fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
