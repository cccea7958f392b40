/* Feeds: each entry a page with its link, date, outlet and words; floods refused; what is broken read to the break. */
#include "helper.h"

#include "intake/feed_int.h"

static bool has(const struct rd_blob *b, const char *text) {
    return rd_str_find((struct rd_str){(const char *)b->bytes, (uint32_t)b->n}, rd_str_of(text), 0) >= 0;
}

static void next(struct rd_intake *in, struct rd_item *it) {
    assert_int_equal(rd_intake_next(in, it, NULL), 1);
    if (it->note)
        fail_msg("%s: %s", it->note, it->message);
    assert_int_equal(it->blob.media, RD_MEDIA_HTML);
}

static void rss(void **state) {
    (void)state;
    put_z("a.xml", "<?xml version='1.0'?>\n<!-- made by hand -->\n"
          "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
          "<channel><title>Velden Post</title><link>https://velden.example/</link><language>nl-nl</language>"
          "<image><title>not this</title><link>https://velden.example/logo</link></image>"
          "<item><title>Bridge &amp;amp; road&nbsp;&lt;b&gt;closed&lt;/b&gt;</title><link>/a/1</link>"
          "<pubDate>Thu, 05 Apr 2031 10:20:00 +0200</pubDate><author>desk@velden.example (Tom Iles)</author>"
          "<description>Short.</description><content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded></item>"
          "<item><title>Two</title><guid>https://velden.example/2</guid><dc:date>2031-04-06</dc:date><description>Only this.</description></item>"
          "<item><title>Three</title><guid isPermaLink='false'>https://velden.example/x</guid></item><item/></channel></rss>");
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    next(in, &it);
    assert_true(rd_str_is(it.blob.url, "https://velden.example/a/1"));
    assert_true(rd_str_is(it.blob.date, "2031-04-05T10:20:00+02:00"));
    assert_true(rd_str_is(it.blob.outlet, "Velden Post"));
    assert_true(rd_str_is(it.blob.lang, "nl"));
    assert_true(rd_str_is(it.blob.container, "a.xml"));
    assert_true(it.blob.offset > 100 && rd_str_starts(it.blob.path, "a.xml#@"));
    assert_true(has(&it.blob, "<h1>Bridge &amp; road closed</h1>"));
    assert_true(has(&it.blob, "content=\"Tom Iles\""));
    assert_true(has(&it.blob, "<p>The whole text.</p>"));
    assert_false(has(&it.blob, "Short."));
    next(in, &it);
    assert_true(rd_str_is(it.blob.url, "https://velden.example/2"));
    assert_true(rd_str_is(it.blob.date, "2031-04-06"));
    assert_true(has(&it.blob, "<p>Only this.</p>"));
    next(in, &it);
    assert_null(it.blob.url.p);
    assert_null(it.blob.date.p);
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_string_equal(it.note, "empty");
    expect_end(in);
}

static void atom(void **state) {
    (void)state;
    put_z("a.atom", "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://velden.example/news/' xml:lang='en'><title>The Feed</title>"
          "<author><name>Desk</name></author>"
          "<entry xml:base='2031/'><title type='text'>1 &lt; 2</title><id>tag:velden.example,2031:1</id><link rel='edit' href='/edit'/>"
          "<link href='one.html'/><updated>2031-04-05T08:00:00Z</updated><author><name>Ana Roel</name><email>a@x.example</email></author>"
          "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>In <i>XHTML</i> &amp; more.</p></div></content>"
          "<source><title>not this</title></source></entry>"
          "<entry><title type='html'>&lt;i&gt;Two&lt;/i&gt;</title><link rel='alternate' href='/two'/><published>2031-04-05</published>"
          "<summary>Plain &lt;text&gt;.</summary></entry></feed>");
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    next(in, &it);
    assert_true(rd_str_is(it.blob.url, "https://velden.example/news/2031/one.html"));
    assert_true(rd_str_is(it.blob.date, "2031-04-05T08:00:00+00:00"));
    assert_true(rd_str_is(it.blob.outlet, "The Feed") && rd_str_is(it.blob.lang, "en"));
    assert_true(rd_str_is(it.blob.id, "tag:velden.example,2031:1"));
    assert_true(has(&it.blob, "<title>1 &lt; 2</title>"));
    assert_true(has(&it.blob, "content=\"Ana Roel\""));
    assert_true(has(&it.blob, "<div><p>In <i>XHTML</i> &amp; more.</p></div>"));
    next(in, &it);
    assert_true(rd_str_is(it.blob.url, "https://velden.example/two"));
    assert_true(has(&it.blob, "<h1>Two</h1>"));
    assert_true(has(&it.blob, "content=\"Desk\"")); /* the feed's, as RFC 4287 says */
    assert_true(has(&it.blob, "Plain &lt;text&gt;."));
    expect_end(in);
}

static void rdf(void **state) {
    (void)state;
    put_z("a.rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
          "<channel rdf:about='https://velden.example/'><title>Old Feed</title></channel>"
          "<item rdf:about='https://velden.example/1'><title>One</title><description>Words.</description></item></rdf:RDF>");
    put_z("b.rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description/></rdf:RDF>");
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    next(in, &it);
    assert_true(rd_str_is(it.blob.url, "https://velden.example/1"));
    assert_true(rd_str_is(it.blob.outlet, "Old Feed"));
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_int_equal(it.blob.media, RD_MEDIA_UNKNOWN); /* RDF that is no feed stays a page */
    expect_end(in);
}

static void encodings(void **state) {
    (void)state;
    put_z("a.xml", "<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>\xcf\xf0\xe8\xe2\xe5\xf2</title></item></channel></rss>");
    put_z("b.xml", "<rss><channel><item><title>caf\xe9</title></item></channel></rss>");
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    next(in, &it);
    assert_true(has(&it.blob, "<h1>Привет</h1>"));
    next(in, &it);
    assert_true(has(&it.blob, "<h1>café</h1>"));
    expect_end(in);
}

static void floods_are_refused(void **state) {
    (void)state;
    put_z("a.xml", "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><rss><channel><item><title>&c;</title></item></channel></rss>");
    put_z("b.xml", "<!DOCTYPE rss [<!ENTITY e SYSTEM 'file:///etc/passwd'><!ENTITY ok '&#233;'>]><rss><channel><item><title>x&e;&ok;</title></item></channel></rss>");
    static char deep[200000];
    size_t n = (size_t)snprintf(deep, sizeof deep, "<rss><channel><item><description>");
    while (n + 10 < sizeof deep)
        n += (size_t)snprintf(deep + n, sizeof deep - n, "<p>");
    put("c.xml", deep, n);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    expect_note(in, "a.xml", "entity-flood");
    next(in, &it);
    assert_true(has(&it.blob, "é") && !has(&it.blob, "root:"));
    bool deep_said = false;
    for (int k = 0; k < 2 && rd_intake_next(in, &it, NULL) == 1; k++)
        deep_said |= it.note && strcmp(it.note, "too-deep") == 0;
    assert_true(deep_said);
    expect_end(in);
}

/* What costs the product of two lengths of a feed is bounded: links by their base, a title by its tags that do not end. */
static void what_multiplies_is_bounded(void **state) {
    (void)state;
    enum { BASE = 8000, LINKS = 20000, TAGS = 400000 };
    size_t max = 16 * TAGS, n = 0;
    char *z = malloc(max);
    assert_non_null(z);
    n += (size_t)snprintf(z, max, "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://velden.example/");
    memset(z + n, 'a', BASE);
    n += BASE;
    n += (size_t)snprintf(z + n, max - n, "/'><entry>");
    for (int i = 0; i < LINKS; i++)
        n += (size_t)snprintf(z + n, max - n, "<link href='b'/>");
    n += (size_t)snprintf(z + n, max - n, "</entry></feed>");
    put("a.xml", z, n);
    n = (size_t)snprintf(z, max, "<rss><channel><item><title>One ");
    for (int i = 0; i < TAGS / 100; i++)
        n += (size_t)snprintf(z + n, max - n, "&lt;script>");
    n += (size_t)snprintf(z + n, max - n, "</title></item></channel></rss>");
    put("b.xml", z, n);
    n = (size_t)snprintf(z, max, "<rss><channel><title>");
    for (int i = 0; i < TAGS; i++)
        n += (size_t)snprintf(z + n, max - n, "&lt;script>");
    n += (size_t)snprintf(z + n, max - n, "</title><item><title>Two</title></item></channel></rss>");
    put("c.xml", z, n);
    free(z);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_string_equal(it.note, "empty"); /* an entry with links alone */
    expect_note(in, "a.xml", "too-large");
    next(in, &it);
    assert_true(has(&it.blob, "<h1>One</h1>"));
    next(in, &it);
    assert_true(has(&it.blob, "<h1>Two</h1>"));
    assert_null(it.blob.outlet.p);
    expect_end(in);
}

static void a_broken_feed_is_read_to_the_break(void **state) {
    (void)state;
    put_z("a.xml", "<rss><channel><title>F</title><item><title>One</title></item><item><title>Two</b></item></channel></rss>");
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    next(in, &it);
    assert_true(has(&it.blob, "<h1>One</h1>"));
    while (rd_intake_next(in, &it, NULL) == 1 && !it.note)
        continue;
    assert_string_equal(it.note, "damaged");
    expect_end(in);
}

static void what_is_no_feed(void **state) {
    (void)state;
    static const char *const no[] = {"<!DOCTYPE html><html><feed>", "<?xml version='1.0'?><html>", "rss", "", "<", "<!-- <rss> -->", "text <rss>"};
    for (size_t i = 0; i < RD_ARRAY_LEN(no); i++)
        assert_false(intake_is_feed((const uint8_t *)no[i], strlen(no[i])));
    assert_true(intake_is_feed((const uint8_t *)"\xEF\xBB\xBF <a:rss>", 11));
}

static void dates(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"Thu, 05 Apr 2031 10:20:00 GMT", "2031-04-05T10:20:00+00:00"}, {"5 April 2031", "2031-04-05"}, {"Thu, 5 Apr 31 10:20 EST", "2031-04-05T10:20:00-05:00"},
        {"2031-04-05T10:20:00.5Z", "2031-04-05T10:20:00+00:00"}, {"2031-04-05 10:20:00", "2031-04-05T10:20:00"}, {"20310405", "2031-04-05"},
        {"2031-04", "2031-04"}, {"2031", "2031"}, {"Thu Apr  5 10:20:00 2031", "2031-04-05T10:20:00"}, {"yesterday", NULL}, {"04/05/2031", NULL},
        {"2031-02-30", NULL}, {"", NULL}, {"Thu, 05 Apr 2031 10:20:00 -0330", "2031-04-05T10:20:00-03:30"},
    };
    struct rd_arena a;
    rd_arena_init(&a);
    for (size_t i = 0; i < RD_ARRAY_LEN(pairs); i++) {
        struct rd_str got = feed_date(rd_str_of(pairs[i][0]), &a);
        if (!rd_str_eq(got, rd_str_of(pairs[i][1])))
            fail_msg("%s: %.*s", pairs[i][0], RD_S(got));
    }
    rd_arena_free(&a);
}

/* The examples of RFC 3986, 5.4. */
static void links(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"g:h", "g:h"}, {"g", "http://a/b/c/g"}, {"./g", "http://a/b/c/g"}, {"g/", "http://a/b/c/g/"}, {"/g", "http://a/g"}, {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"}, {"g?y", "http://a/b/c/g?y"}, {"#s", "http://a/b/c/d;p?q#s"}, {"g#s", "http://a/b/c/g#s"}, {";x", "http://a/b/c/;x"},
        {"", "http://a/b/c/d;p?q"}, {".", "http://a/b/c/"}, {"..", "http://a/b/"}, {"../g", "http://a/b/g"}, {"../..", "http://a/"},
        {"../../g", "http://a/g"}, {"../../../g", "http://a/g"}, {"/../g", "http://a/g"}, {"g;x=1/../y", "http://a/b/c/y"}, {"g.", "http://a/b/c/g."},
    };
    struct rd_arena a;
    rd_arena_init(&a);
    for (size_t i = 0; i < RD_ARRAY_LEN(pairs); i++) {
        struct rd_str got = intake_url_join(RD_LIT("http://a/b/c/d;p?q"), rd_str_of(pairs[i][0]), &a);
        if (!rd_str_is(got, pairs[i][1]))
            fail_msg("%s: %.*s", pairs[i][0], RD_S(got));
    }
    rd_arena_free(&a);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, make_dir, drop_dir)
    const struct CMUnitTest tests[] = {
        T(rss), T(atom), T(rdf), T(encodings), T(floods_are_refused), T(what_multiplies_is_bounded), T(a_broken_feed_is_read_to_the_break),
        cmocka_unit_test(what_is_no_feed), cmocka_unit_test(dates), cmocka_unit_test(links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
