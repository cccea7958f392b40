#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "web/web_int.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *file_of(const char *name, const char *content, unsigned mode) {
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    fwrite(content, 1, strlen(content), f);
    fclose(f);
    chmod(name, mode);
    return name;
}

static int asked(struct web_auth *x, const char *header, struct rd_arena *a) {
    struct rd_str user;
    return web_auth_check(x, header, a, &user);
}

static void test_web_auth__token(void **state) {
    struct web_auth *x;
    struct rd_arena a;
    struct rd_str user;
    char name[64];
    (void)state;
    rd_arena_init(&a);
    snprintf(name, sizeof name, "/tmp/rd-test-auth-%ld", (long)getpid());
    assert_int_equal(web_auth_open(&x, NULL, NULL, NULL), 0);
    assert_null(x);
    assert_int_equal(web_auth_check(NULL, NULL, &a, &user), WEB_LET_IN);
    assert_int_equal(web_auth_open(&x, NULL, file_of(name, "0123456789abcdef\n", 0600), NULL), 0);
    assert_false(web_auth_open_to_others(name));
    assert_int_equal(asked(x, NULL, &a), WEB_WRONG);
    assert_int_equal(asked(x, "Bearer 0123456789abcde", &a), WEB_WRONG);
    assert_int_equal(asked(x, "Bearer 0123456789abcdef", &a), WEB_LET_IN);
    /* ida:0123456789abcdef */
    assert_int_equal(web_auth_check(x, "Basic aWRhOjAxMjM0NTY3ODlhYmNkZWY=", &a, &user), WEB_LET_IN);
    assert_true(rd_str_is(user, "ida"));
    assert_int_equal(web_auth_check(x, "Basic aWRhOjAxMjM0NTY3ODlhYmNkZWY=", &a, &user), WEB_LET_IN);
    assert_true(rd_str_is(user, "ida"));
    for (int i = 0; i < 8; i++)
        assert_int_not_equal(asked(x, i % 2 ? "Basic %%%" : "Basic aWRh", &a), WEB_LET_IN);
    for (int i = 0; i < 12; i++)
        (void)asked(x, "Bearer guess", &a);
    assert_int_equal(asked(x, "Bearer guess", &a), WEB_TOO_OFTEN);
    assert_int_equal(asked(x, "Bearer 0123456789abcdef", &a), WEB_LET_IN);
    web_auth_close(x);
    static const char *const bad[] = {"", "\n", "short\n", "has a blank in it so it is none\n"};
    for (size_t i = 0; i < RD_ARRAY_LEN(bad); i++)
        assert_int_equal(web_auth_open(&x, NULL, file_of(name, bad[i], 0644), NULL), RD_EUSAGE);
    assert_true(web_auth_open_to_others(name));
    assert_int_equal(web_auth_open(&x, file_of(name, "no colon here\n", 0600), NULL, NULL), RD_EUSAGE);
    assert_int_equal(web_auth_open(&x, file_of(name, "# nothing\n", 0600), NULL, NULL), RD_EUSAGE);
    assert_int_equal(web_auth_open(&x, "/nowhere/at/all", NULL, NULL), RD_EIO);
    unlink(name);
    rd_arena_free(&a);
}

static void test_web_auth__secrets(void **state) {
    char one[65], two[65];
    (void)state;
    assert_true(web_same_secret(RD_LIT("abc"), RD_LIT("abc")));
    assert_false(web_same_secret(RD_LIT("abc"), RD_LIT("abd")));
    assert_false(web_same_secret(RD_LIT("abc"), RD_LIT("abcabc")));
    assert_false(web_same_secret(RD_LIT("abc"), RD_NONE));
    assert_false(web_same_secret(RD_NONE, RD_NONE));
    web_random_hex(one, 32);
    web_random_hex(two, 32);
    assert_int_equal(strlen(one), 64);
    assert_string_not_equal(one, two);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_web_auth__token), cmocka_unit_test(test_web_auth__secrets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
