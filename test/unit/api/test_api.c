/* include/readout.h from outside: what opening says, odd inputs, a callback that stops. */
#include "readout.h"

#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

static struct readout *r;
static char why[256];

static int open_it(void **state) {
    (void)state;
    static const char *const lexicons[] = {"demo/lexicon"};
    struct readout_options o = {.home = ".", .lexicons = lexicons, .n_lexicons = 1};
    return readout_open(&r, &o, why, sizeof why);
}

static int close_it(void **state) {
    (void)state;
    readout_close(r);
    return 0;
}

/* What the callback saw. */
struct seen {
    uint32_t n, stop_at;    /* stop_at: the call that returns `stop`; 0: never */
    int stop;
    uint32_t pages, entities, statements, notes;
    bool bad;               /* a line that is not one line of JSON with its type first */
    bool late_page;
    char page[4096];
};

static int on_line(void *user, const char *type, const char *json, size_t n) {
    struct seen *s = user;
    char head[40];
    s->n++;
    snprintf(head, sizeof head, "{\"type\":\"%s\",", type);
    if (n < 2 || strncmp(json, head, strlen(head)) != 0 || json[n - 1] != '}' || memchr(json, '\n', n)) s->bad = true;
    if (strcmp(type, "page") == 0) {
        s->late_page |= s->n != 1;
        s->pages++;
        snprintf(s->page, sizeof s->page, "%.*s", (int)n, json);
    }
    s->entities += strcmp(type, "entity") == 0;
    s->statements += strcmp(type, "statement") == 0;
    s->notes += strcmp(type, "note") == 0;
    return s->stop_at == s->n ? s->stop : 0;
}

static int read_it(struct seen *s, const void *bytes, size_t n, const struct readout_page *page) {
    why[0] = 0;
    return readout_read(r, bytes, n, page, on_line, s, why, sizeof why);
}

static const char article[] =
    "<html lang=\"en\"><body><article><h1>Harbour news</h1><p>Lena Marr, the foreign minister of Velmark, said on Monday that the ferries were late.</p>"
    "<p>\"The pier will open before the summer,\" she told reporters.</p></article></body></html>";
static const struct readout_page about = {.path = "page.html", .date = "2031-05-14", .html = 1};

static void a_page(void **state) {
    (void)state;
    struct seen s = {0};
    assert_int_equal(read_it(&s, article, sizeof article - 1, &about), 0);
    assert_false(s.bad);
    assert_false(s.late_page);
    assert_int_equal(s.pages, 1);
    assert_int_equal(s.statements, 2);
    assert_true(s.entities >= 1);
    assert_string_equal(why, "");
}

static void without_page_info(void **state) {
    (void)state;
    struct seen s = {0};
    assert_int_equal(read_it(&s, article, sizeof article - 1, NULL), 0);
    assert_int_equal(s.pages, 1);
    assert_false(s.bad);
}

static void the_callback_stops(void **state) {
    (void)state;
    struct seen all = {0};
    assert_int_equal(read_it(&all, article, sizeof article - 1, &about), 0);
    assert_true(all.n >= 4);
    for (uint32_t at = 1; at <= all.n; at++) {
        struct seen s = {.stop_at = at, .stop = at % 2 ? 1 : -7};
        assert_int_equal(read_it(&s, article, sizeof article - 1, &about), 1); /* whatever it returned */
        assert_int_equal(s.n, at); /* not called again */
    }
}

static void empty(void **state) {
    (void)state;
    struct seen s = {0};
    assert_int_equal(read_it(&s, "", 0, &about), 0);
    assert_int_equal(s.pages, 1);
    assert_int_equal(s.statements, 0);
    assert_non_null(strstr(s.page, "\"verdict\":\"empty\""));
    memset(&s, 0, sizeof s);
    assert_int_equal(read_it(&s, NULL, 0, NULL), 0);
    assert_int_equal(s.pages, 1);
    memset(&s, 0, sizeof s);
    assert_int_equal(read_it(&s, " \n\t\n", 4, NULL), 0);
    assert_int_equal(s.pages, 1);
    assert_int_equal(s.statements, 0);
    assert_false(s.bad);
}

static void binary(void **state) {
    (void)state;
    unsigned char junk[5000];
    uint32_t x = 12345;
    for (size_t i = 0; i < sizeof junk; i++) {
        x = x * 1664525u + 1013904223u;
        junk[i] = (unsigned char)(x >> 24);
    }
    for (int html = -1; html <= 1; html++) {
        struct readout_page page = {.path = "junk", .html = html};
        struct seen s = {0};
        assert_int_equal(read_it(&s, junk, sizeof junk, &page), 0); /* a bad page is no error */
        assert_int_equal(s.pages, 1);
        assert_false(s.bad);
    }
    static const char nul[] = "Lena Marr said\0that the ferries\0were late.";
    struct seen s = {0};
    assert_int_equal(read_it(&s, nul, sizeof nul - 1, &about), 0);
    assert_int_equal(s.pages, 1);
    assert_false(s.bad);
}

static void huge(void **state) {
    (void)state;
    size_t n = (size_t)RD_MAX_BLOB + 1;
    char *p = test_malloc(n);
    memset(p, 'a', n);
    struct seen s = {0};
    assert_int_equal(read_it(&s, p, n, NULL), -3); /* over the limit: a code, a message, no record */
    assert_int_equal(s.n, 0);
    assert_true(strncmp(why, "limit: ", 7) == 0);
    assert_non_null(strstr(why, "33554433"));
    assert_int_equal(readout_read(r, p, n, NULL, on_line, &s, NULL, 0), -3); /* nobody asks why */
    char one[1] = {'x'};
    assert_int_equal(readout_read(r, p, n, NULL, on_line, &s, one, 1), -3);
    assert_int_equal(one[0], 0);
    test_free(p);
}

/* One word of ten megabytes, and as many line breaks: read, within bounds, as one page. */
static void long_but_allowed(void **state) {
    (void)state;
    size_t n = 10u << 20;
    char *p = test_malloc(n);
    for (int round = 0; round < 2; round++) {
        memset(p, round ? '\n' : 'a', n);
        struct seen s = {0};
        assert_int_equal(read_it(&s, p, n, NULL), 0);
        assert_int_equal(s.pages, 1);
        assert_int_equal(s.statements, 0);
        assert_false(s.bad);
    }
    test_free(p);
}

static void a_charset_that_nobody_knows(void **state) {
    (void)state;
    struct readout_page page = about;
    struct seen s = {0};
    page.charset = "x-nothing";
    assert_int_equal(read_it(&s, article, sizeof article - 1, &page), 0);
    assert_int_equal(s.pages, 1);
    page.charset = "utf-8";
    page.date = "the day before";
    page.url = "not a url \"<\n";
    memset(&s, 0, sizeof s);
    assert_int_equal(read_it(&s, article, sizeof article - 1, &page), 0);
    assert_int_equal(s.pages, 1);
    assert_false(s.bad);
}

static void bad_homes(void **state) {
    (void)state;
    static const char *const homes[] = {"/nonexistent/readout", "/", "/dev/null", "test"};
    for (size_t i = 0; i < 4; i++) {
        struct readout_options o = {.home = homes[i]};
        struct readout *other = (struct readout *)&o;
        why[0] = 0;
        assert_true(readout_open(&other, &o, why, sizeof why) < 0);
        assert_null(other);
        assert_non_null(strstr(why, homes[i])); /* says where it looked */
        assert_null(strchr(why, '\n'));
        assert_true(readout_open(&other, &o, NULL, 0) < 0);
        readout_close(other); /* NULL is fine */
    }
}

static void bad_lexicon(void **state) {
    (void)state;
    static const char *const lexicons[] = {"/nonexistent/lexicon"};
    struct readout_options o = {.home = ".", .lexicons = lexicons, .n_lexicons = 1};
    struct readout *other = NULL;
    why[0] = 0;
    assert_true(readout_open(&other, &o, why, sizeof why) < 0);
    assert_null(other);
    assert_non_null(strstr(why, "/nonexistent/lexicon"));
}

/* The options' strings need not outlive the call; two readers live side by side. */
static void two_readers(void **state) {
    (void)state;
    char home[] = ".", lang[] = "en";
    struct readout_options o = {.home = home, .lang = lang};
    struct readout *other = NULL;
    assert_int_equal(readout_open(&other, &o, why, sizeof why), 0);
    home[0] = lang[0] = 'x';
    struct seen s = {0}, t = {0};
    assert_int_equal(readout_read(other, article, sizeof article - 1, &about, on_line, &s, why, sizeof why), 0);
    assert_non_null(strstr(s.page, "\"lang\":\"en\""));
    readout_close(other);
    assert_int_equal(read_it(&t, article, sizeof article - 1, &about), 0);
    assert_int_equal(t.statements, 2);
}

static void version(void **state) {
    (void)state;
    assert_string_equal(readout_version(), RD_VERSION);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page), cmocka_unit_test(without_page_info), cmocka_unit_test(the_callback_stops), cmocka_unit_test(empty),
        cmocka_unit_test(binary), cmocka_unit_test(huge), cmocka_unit_test(long_but_allowed), cmocka_unit_test(a_charset_that_nobody_knows),
        cmocka_unit_test(bad_homes), cmocka_unit_test(bad_lexicon), cmocka_unit_test(two_readers), cmocka_unit_test(version),
    };
    return cmocka_run_group_tests_name("api", tests, open_it, close_it);
}
