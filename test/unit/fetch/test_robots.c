/* robots.txt: groups, precedence, wildcards (the examples of RFC 9309 and their neighbours). */
#include "fetch/fetch_int.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static bool allows(const char *text, const char *path) {
    struct rd_arena a;
    struct fetch_robots r;
    rd_arena_init(&a);
    fetch_robots_read(&r, rd_str_of(text), RD_LIT("readout"), &a);
    bool yes = fetch_robots_allow(&r, rd_str_of(path));
    rd_arena_free(&a);
    return yes;
}

static void groups(void **state) {
    (void)state;
    static const char TEXT[] = "\xEF\xBB\xBF# for all\nUser-agent: *\nDisallow: /all\n\nUser-Agent: other\nUser-agent: READOUT/2.0\nDisallow: /mine # here\r\n"
                               "Sitemap: https://velden.example/map\nUser-agent: third\nDisallow: /\n\nuser-agent: readout\nDisallow: /more\n";
    assert_true(allows(TEXT, "/all")); /* a group of its own takes the place of everybody's */
    assert_false(allows(TEXT, "/mine"));
    assert_false(allows(TEXT, "/more")); /* groups of one name are one */
    assert_true(allows(TEXT, "/"));
    assert_true(allows(TEXT, "/robots.txt"));
    assert_false(allows("User-agent: *\nDisallow: /\n", "/x"));
    assert_true(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
    assert_true(allows("User-agent: *\nDisallow: /\nUser-agent: readout\nDisallow:\n", "/x"));
    assert_true(allows("User-agent: readoutbot\nDisallow: /\n", "/x"));
    assert_true(allows("Disallow: /\n", "/x")); /* belongs to nobody */
    assert_true(allows("", "/x"));
    assert_true(allows("<html>not found</html>", "/x"));
}

static void rules(void **state) {
    (void)state;
    static const struct { const char *rules, *path; bool allow; } all[] = {
        {"Allow: /p\nDisallow: /", "/page", true}, {"Disallow: /p\nAllow: /page", "/page", true}, {"Disallow: /x\nAllow: /x", "/x", true},
        {"Allow: /folder\nDisallow: /folder", "/folder/page", true}, {"Allow: /page\nDisallow: /*.htm", "/page.htm", false},
        {"Allow: /$\nDisallow: /", "/", true}, {"Allow: /$\nDisallow: /", "/page.htm", false}, {"Disallow: /*.gif$", "/a.gif", false},
        {"Disallow: /*.gif$", "/a.gif?x", true}, {"Disallow: /a*b*c", "/a1b2c3", false}, {"Disallow: /a*b*c", "/a1b2", true},
        {"Disallow: /foo/bar?baz=%E3%83%84", "/foo/bar?baz=\xE3\x83\x84", false}, {"Disallow: /%62ar", "/bar", false},
        {"Disallow: /a%2Fb", "/a/b", true}, {"Disallow: /a%2fb", "/a%2Fb", false}, {"Disallow: *", "/x", false}, {"Disallow: /Case", "/case", true},
        {"Disallow: /$x", "/$x", false},
    };
    for (size_t i = 0; i < RD_ARRAY_LEN(all); i++) {
        char text[256];
        snprintf(text, sizeof text, "User-agent: *\n%s\n", all[i].rules);
        if (allows(text, all[i].path) != all[i].allow)
            fail_msg("%s: %s", all[i].rules, all[i].path);
    }
}

/* A pattern that would take for ever with recursion. */
static void stars_take_no_time(void **state) {
    (void)state;
    char text[512], path[4096];
    snprintf(text, sizeof text, "User-agent: *\nDisallow: /%s$\n", "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ab");
    memset(path, 'a', sizeof path);
    path[0] = '/';
    path[sizeof path - 1] = 0;
    assert_true(allows(text, path));
}

static void a_file_that_cannot_be_read_forbids_all(void **state) {
    (void)state;
    struct fetch_robots r = {.none = true};
    assert_false(fetch_robots_allow(&r, RD_LIT("/x")));
    assert_true(fetch_robots_allow(&r, RD_LIT("/robots.txt")));
}

static void delays(void **state) {
    (void)state;
    struct rd_arena a;
    struct fetch_robots r;
    rd_arena_init(&a);
    fetch_robots_read(&r, RD_LIT("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x"), RD_LIT("readout"), &a);
    assert_true(r.delay > 2.4 && r.delay < 2.6);
    fetch_robots_read(&r, RD_LIT("User-agent: *\nCrawl-delay: 86400"), RD_LIT("readout"), &a);
    assert_true(r.delay <= 60);
    fetch_robots_read(&r, RD_LIT("User-agent: x\nCrawl-delay: 9"), RD_LIT("readout"), &a);
    assert_true(r.delay <= 0);
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups), cmocka_unit_test(rules), cmocka_unit_test(stars_take_no_time),
        cmocka_unit_test(a_file_that_cannot_be_read_forbids_all), cmocka_unit_test(delays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
