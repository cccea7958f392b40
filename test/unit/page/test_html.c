/* HTML: main text, comments, captions, metadata, the map, hostile pages. All pages are invented. */
#include "page_fixture.h"

static void read_html(const char *text) {
    struct rd_blob b = {.bytes = (const uint8_t *)text, .n = strlen(text), .media = RD_MEDIA_HTML};
    read_blob(&b, "en");
}

#define P1 "<p>The council of Velden said on Monday that the <b>old bridge</b> will be closed until the end of the year.</p>"
#define P2 "<p>&ldquo;We cannot wait any longer,&rdquo; the mayor told reporters after the meeting on Monday evening.</p>"
#define P3 "<p>Residents had asked for a ferry, but the council refused to pay for one because of the cost.</p>"
#define HEAD "<!doctype html><html lang=en><head><title>Bridge closes | Velden Post</title>" \
             "<meta property='og:site_name' content='Velden Post'></head><body>"

static void an_article_among_furniture(void **state) {
    (void)state;
    read_html(HEAD "<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav><div class=content><h1>Bridge closes</h1>"
              "<div class=byline>By <a rel=author href=/a>Anna Berg</a></div>"
              "<div class='share-bar'><a href=x>Share</a></div><div class='article-body'>" P1 P2
              "<figure><img src=x><figcaption>The bridge in spring.</figcaption></figure>" P3
              "<blockquote><p>It was built long before anybody of us was born.</p></blockquote></div></div>"
              "<aside><h2>Related</h2><p>Another story about the ferry that nobody wants to pay for, said the council.</p></aside>"
              "<footer><p>All rights are reserved by the Velden Post, which is printed in Velden.</p></footer></body>");
    assert_str(page.title.value, "Bridge closes");
    assert_str(page.outlet.value, "Velden Post");
    assert_int_equal(page.n_authors, 1);
    assert_str(page.authors[0].value, "Anna Berg");
    assert_int_equal(count(RD_ROLE_LEAD), 1);
    assert_int_equal(count(RD_ROLE_BODY), 2);
    assert_str(block(RD_ROLE_LEAD, 0),
               "The council of Velden said on Monday that the old bridge will be closed until the end of the year.");
    assert_str(block(RD_ROLE_CAPTION, 0), "The bridge in spring.");
    assert_str(block(RD_ROLE_QUOTE, 0), "It was built long before anybody of us was born.");
    assert_int_equal(count(RD_ROLE_TITLE), 1);
    assert_int_equal(page.verdict, RD_VERDICT_ARTICLE);
}

static void comments_are_apart(void **state) {
    (void)state;
    read_html(HEAD "<article><h1>Bridge closes</h1>" P1 P2 P3 "</article><div id=comments><h3>2 comments</h3>"
              "<div class=comment><span class=author>Wim</span><p>The mayor said it himself: we cannot wait.</p><a href=r>Reply</a></div>"
              "<div class=comment><span class=author>Vera B</span><p>I liked the old bridge a lot.</p></div></div></body>");
    assert_int_equal(count(RD_ROLE_COMMENT), 2);
    assert_str(block(RD_ROLE_COMMENT, 0), "The mayor said it himself: we cannot wait.");
    uint32_t seen = 0;
    for (uint32_t i = 0; i < page.n_blocks; i++)
        if (page.blocks[i].role == RD_ROLE_COMMENT)
            assert_str(page.blocks[i].author, seen++ ? "Vera B" : "Wim");
    assert_int_equal(page.n_authors, 0);
}

static void a_thread_without_a_hint(void **state) {
    (void)state;
#define REMARK(name, text) "<div><div class=author>" name "</div><div><time datetime=2031-05-06T10:12>6 May 2031, 10:12</time></div><p>" text "</p></div>"
    read_html(HEAD "<div><h1>Bridge closes</h1>" P1 P2 P3 P1 P2 P3 REMARK("Wim", "I like the bridge.") REMARK("Vera B", "I do not like it.")
              REMARK("Oskar", "The mayor said it himself: we cannot wait.") "</div></body>");
    assert_int_equal(count(RD_ROLE_COMMENT), 3);
    assert_int_equal(count(RD_ROLE_LEAD) + count(RD_ROLE_BODY), 6);
}

static void a_headline_with_a_kicker(void **state) {
    (void)state;
    read_html("<title>Old bridge closes at last | Velden Post</title><meta property=og:title content='Old bridge closes at last'>"
              "<h1><span class=kicker>Town</span> <span>Old bridge closes at last</span></h1>" P1 P2 P3);
    assert_str(page.title.value, "Old bridge closes at last");
    assert_str(rd_span_of(page.text, page.title.cite), "Old bridge closes at last");
    read_html("<title>Bridge closes | Velden Post</title><h1><a href=/>Velden Post</a></h1><h2>Bridge closes</h2>" P1 P2 P3);
    assert_str(page.title.value, "Bridge closes");
}

static void an_article_in_noscript(void **state) {
    (void)state;
    read_html(HEAD "<h1>Bridge closes</h1><noscript>" P1 P2 P3 P1 P2 P3 P1 P2 P3 P1 P2 P3 P1 P2 P3 P1 P2 P3 P1 P2 P3 P1 P2 P3 "</noscript></body>");
    assert_int_equal(count(RD_ROLE_LEAD) + count(RD_ROLE_BODY), 24);
}

static void the_local_day(void **state) {
    (void)state;
    read_html("<meta property='article:published_time' content='2031-05-06T22:30:00Z'><h1>Bridge closes</h1><p class=date>7 May 2031</p>" P1 P2 P3);
    assert_string_equal(page.published.value, "2031-05-07");
    read_html("<meta property='article:published_time' content='2031-05-06T22:30:00Z'><h1>Bridge closes</h1><p class=date>9 May 2031</p>" P1 P2 P3);
    assert_string_equal(page.published.value, "2031-05-06");
}

static void a_hint_that_does_not_hold(void **state) {
    (void)state;
    read_html(HEAD "<div class='sidebar comments related'><h1>Bridge closes</h1>" P1 P2 P3 "</div></body>");
    assert_int_equal(count(RD_ROLE_LEAD) + count(RD_ROLE_BODY), 3);
}

static void metadata_in_order_of_trust(void **state) {
    (void)state;
    read_html("<html><head><title>Bridge closes - Velden Post</title><meta name=author content='Velden Post'>"
              "<meta property='article:published_time' content='2031-05-07T08:00:00+02:00'><meta property=og:site_name content='Velden Post'>"
              "<link rel=canonical href='https://velden.example/2031/05/09/bridge'>"
              "<script type='application/ld+json'>{\"@context\":\"x\",\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closes\","
              "\"datePublished\":\"2031-05-06T22:10:00Z\",\"dateModified\":\"2031-05-08\",\"articleSection\":\"Town\",\"keywords\":\"bridge, town\","
              "\"author\":[{\"@type\":\"Person\",\"name\":\"Anna Berg\"},{\"@type\":\"Person\",\"name\":\"Tom Iles\"}]}]}</script></head><body>" P1 P2 P3);
    assert_str(page.title.value, "Bridge closes");
    assert_string_equal(page.published.value, "2031-05-06");
    assert_int_equal(page.published.basis, RD_BASIS_METADATA);
    assert_string_equal(page.modified.value, "2031-05-08");
    assert_int_equal(page.n_authors, 2);
    assert_str(page.authors[1].value, "Tom Iles");
    assert_str(page.section.value, "Town");
    assert_int_equal(page.n_tags, 2);
    assert_str(page.canonical.value, "https://velden.example/2031/05/09/bridge");
}

static void dates_of_last_resort(void **state) {
    (void)state;
    read_html("<link rel=canonical href='https://velden.example/2031/05/09/bridge'><h1>Bridge closes</h1>" P1 P2 P3);
    assert_string_equal(page.published.value, "2031-05-09");
    assert_int_equal(page.published.basis, RD_BASIS_URL);
    read_html("<h1>Bridge closes</h1><p class=date>9 May 2031</p>" P1 P2 P3);
    assert_string_equal(page.published.value, "2031-05-09");
    assert_str(rd_span_of(page.text, page.published.cite), "9 May 2031");
    read_html("<h1>Bridge closes</h1>" P1 P2 P3);
    assert_int_equal(page.published.value[0], 0);
}

static void the_map_is_exact(void **state) {
    (void)state;
    const char *text = "<p>One <i>two</i><script>x</script> three &amp; f<!-- c -->our</p><p>1 < 2</p>";
    read_html(text);
    assert_str(page.text, "One two three & four\n1 < 2");
    assert_int_equal(page.n_segs, 3);
    const struct rd_seg *s = page.segs;
    assert_int_equal(s[0].src, 3);
    assert_int_equal(s[0].src_end, strlen("<p>One <i>two"));
    assert_int_equal(s[1].text, 7);
    assert_memory_equal(text + s[1].src, " three &amp; f<!-- c -->our", s[1].src_end - s[1].src);
    assert_memory_equal(text + s[2].src, "1 < 2", s[2].src_end - s[2].src);
}

static void broken_markup(void **state) {
    (void)state;
    read_html("<p>One<p>two</b></div><ul><li>three<li>four</ul><a href=x>five<a href=y>six</a> seven <td>eight</p>nine<div");
    assert_str(page.text, "One\ntwo\nthree\nfour\nfivesix seven\neight\nnine");
    read_html("<table><tr><td>a<td>b<tr><td>c</table>d<br>e<br><br>f<title>g</title><textarea>h</textarea>");
    assert_str(page.text, "a\nb\nc\nd e\nf");
    read_html("<p title='a>b' x=\">\">text</p><!--> shown <!-- hidden ><p>--><? x ><!x></ >end");
    assert_str(page.text, "text\nshown end");
}

static struct rd_str author(uint32_t k) {
    return k < page.n_authors ? page.authors[k].value : RD_NONE;
}

#define BODY_OF(byline) HEAD "<h1>Bridge closes</h1>" byline "<div class=article-body>" P1 P2 P3 "</div></body>"

static void names_in_bylines(void **state) {
    (void)state;
    read_html(BODY_OF("<p class=byline>By Anna Berg and Tom Iles, 6 May 2031</p>"));
    assert_int_equal(page.n_authors, 2);
    assert_str(author(0), "Anna Berg");
    assert_str(author(1), "Tom Iles");
    read_html(BODY_OF("<p class=author><a href=/author/aberg>All posts by Anna Berg &rarr;</a></p>"));
    assert_str(author(0), "Anna Berg");
    read_html(BODY_OF("<p class=byline>Anna Berg, Velden Post staff</p>"));
    assert_int_equal(page.n_authors, 1); /* the outlet is no author */
    assert_str(author(0), "Anna Berg");
    read_html(BODY_OF("<p class=author><a href=/a>View all posts</a></p>"));
    assert_int_equal(page.n_authors, 0);
    read_html(BODY_OF("<div data-testid=byline-block><span>By</span><a href=/x>Anna Berg</a></div>"));
    assert_str(author(0), "Anna Berg");
    read_html(BODY_OF("<p>6 May 2031 | 10:12 | Anna Berg</p>"));
    assert_str(author(0), "Anna Berg");
    read_html(BODY_OF("<p>Posted on 6 May 2031 by Anna Berg</p>"));
    assert_str(author(0), "Anna Berg");
}

static void bylines_that_are_none(void **state) {
    (void)state;
    read_html(BODY_OF("<p class=author>US &amp; Canada</p>"));
    assert_int_equal(page.n_authors, 0);
    read_html(BODY_OF("<p class=author>Paris</p>"));
    assert_int_equal(page.n_authors, 0);
}

static void a_byline_behind_buttons(void **state) {
    (void)state;
    struct rd_str buttons = rd_arena_printf(&arena, "%s", "<div>Share</div><div>Mail</div><div>Print</div><div>Save</div><div>Post</div><div>Pin</div><div>Link</div>"
                                            "<div>Copy</div><div>Size</div><div>Font</div><div>Listen</div><div>Read</div><div>Chat</div><div>Talk</div>");
    struct rd_str text = rd_arena_printf(&arena, BODY_OF("%.*s<div>By Anna Berg May 6 at 3:57 PM Follow @aberg</div>"), RD_S(buttons));
    read_html(text.p);
    assert_str(author(0), "Anna Berg");
    assert_int_equal(page.n_authors, 1);
}

static void bylines_of_other_languages(void **state) {
    (void)state;
    struct rd_blob b = {.media = RD_MEDIA_HTML};
    static const struct { const char *lang, *line; } CASES[] = {
        {"de", "Von Anna Berg und Tom Iles"}, {"fr", "Par Anna Berg et Tom Iles"}, {"es", "Por Anna Berg y Tom Iles"},
        {"pl", "Autor: Anna Berg i Tom Iles"}, {"tr", "Yazar: Anna Berg ve Tom Iles"}};
    for (size_t i = 0; i < RD_ARRAY_LEN(CASES); i++) {
        struct rd_str text = rd_arena_printf(&arena, HEAD "<h1>Bridge closes</h1><p>%s</p><div class=article-body>" P1 P2 P3 "</div></body>", CASES[i].line);
        b.bytes = (const uint8_t *)text.p;
        b.n = text.n;
        read_blob(&b, CASES[i].lang);
        assert_int_equal(page.n_authors, 2);
        assert_str(author(0), "Anna Berg");
        assert_str(author(1), "Tom Iles");
    }
}

#define DAY(head, text, day) do { \
    read_html("<!doctype html><html lang=en><head><title>Bridge closes</title>" head "</head><body><h1>Bridge closes</h1>" text P1 P2 P3 "</body>"); \
    assert_string_equal(page.published.value, day); \
} while (0)

static void days_by_their_words(void **state) {
    (void)state;
    DAY("", "<p>Last updated: 9 May 2031 - Published: 6 May 2031</p>", "2031-05-06");
    assert_string_equal(page.modified.value, "2031-05-09");
    DAY("<meta property='article:published_time' content='2031-05-06T10:00'>"
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-05-02\"}</script>", "<p>6 May 2031</p>", "2031-05-06");
    DAY("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-05-02\"}</script>", "<p>6 May 2031</p>", "2031-05-02");
    DAY("<link rel=canonical href='https://post.example/news/06-05-2031-bridge'>", "", "2031-05-06");
    DAY("<meta name=date content='05/06/2031'>", "<p>Dated 6/5/2031, not 25/4/2031</p>", "2031-05-06"); /* what is printed decides which day the markup means */
}

static void times_of_day(void **state) {
    (void)state;
    static const struct { const char *stamp, *time; } CASES[] = {
        {"2031-05-06T08:29:34.120+0100", "08:29:34+01:00"}, {"2031-05-06T08:29Z", "08:29Z"}, {"2031-05-06 08:29:34", "08:29:34"},
        {"2031-05-06", ""}, {"Tue, 06 May 2031 08:29:34 GMT", "08:29:34Z"}, {"2031-05-06T99:29", ""}, {"2031-05-06T08:29:34-03:30", "08:29:34-03:30"}};
    for (size_t i = 0; i < RD_ARRAY_LEN(CASES); i++) {
        struct rd_str text = rd_arena_printf(&arena, "<html><head><meta property='article:published_time' content='%s'></head><body><h1>Bridge closes</h1>"
                                             P1 P2 P3, CASES[i].stamp);
        read_html(text.p);
        assert_string_equal(page.published.value, "2031-05-06");
        assert_string_equal(page.published.time, CASES[i].time);
    }
}

static void verdicts(void **state) {
    (void)state;
#define LD(what) "<script type='application/ld+json'>{\"@type\":\"" what "}</script>"
    read_html("<html><head>" LD("NewsArticle\",\"isAccessibleForFree\":false") "</head><body><h1>Bridge closes</h1>" P1 "</body>");
    assert_int_equal(page.verdict, RD_VERDICT_STUB);
    read_html("<html><head>" LD("NewsArticle\",\"isAccessibleForFree\":true") "</head><body><h1>Bridge closes</h1>" P1 P2 P3 "</body>");
    assert_int_equal(page.verdict, RD_VERDICT_ARTICLE);
    read_html("<html><head>" LD("LiveBlogPosting\"") "</head><body><h1>Bridge closes</h1>" P1 P2 P3 "</body>");
    assert_int_equal(page.verdict, RD_VERDICT_LIVE);
}

static void days_of_other_calendars(void **state) {
    (void)state;
    struct rd_blob b = {.media = RD_MEDIA_HTML};
    static const struct { const char *lang, *line, *day; } CASES[] = {
        {"ja", "2031\xE5\xB9\xB4" "05\xE6\x9C\x88" "06\xE6\x97\xA5", "2031-05-06"},
        {"ar", "24 \xD9\x86\xD9\x8A\xD8\xB3\xD8\xA7\xD9\x86 / \xD8\xA3\xD8\xA8\xD8\xB1\xD9\x8A\xD9\x84 2031", "2031-04-24"},
        {"fa", "\xDB\xB2 \xD8\xAA\xDB\x8C\xD8\xB1 \xDB\xB1\xDB\xB4\xDB\xB1\xDB\xB0", "2031-06-23"}, /* 2 Tir 1410 */
        {"de", "6. Mai 2031", "2031-05-06"}};
    for (size_t i = 0; i < RD_ARRAY_LEN(CASES); i++) {
        struct rd_str text = rd_arena_printf(&arena, "<!doctype html><html><head><title>Bridge closes</title></head><body><h1>Bridge closes</h1><p>%s</p>" P1 P2 P3, CASES[i].line);
        b.bytes = (const uint8_t *)text.p;
        b.n = text.n;
        read_blob(&b, CASES[i].lang);
        assert_string_equal(page.published.value, CASES[i].day);
    }
}

static void media_that_a_page_cites(void **state) {
    (void)state;
    read_html(HEAD "<h1>Bridge closes</h1><div class=article-body>" P1 "<p>The works will take a year, as reported by the Reuters news agency on Monday.</p>" P2 P3
              "<p>Source: Noordwind</p></div></body>");
    assert_int_equal(page.n_cites, 2);
    assert_str(page.cites[0].value, "Reuters");
    assert_str(rd_span_of(page.text, page.cites[0].cite), "Reuters");
    assert_str(page.cites[1].value, "Noordwind");
    read_html(HEAD "<h1>Bridge closes</h1><div class=article-body>" P1 "<p>The Reuters building stands on the other side of the old bridge of the town.</p>" P2 P3 "</div></body>");
    assert_int_equal(page.n_cites, 0);
}

static char *repeat(const char *what, uint32_t times, const char *tail) {
    size_t n = strlen(what);
    char *p = rd_arena_get(&arena, n * times + strlen(tail) + 1);
    for (uint32_t i = 0; i < times; i++)
        memcpy(p + i * n, what, n);
    memcpy(p + n * times, tail, strlen(tail) + 1);
    return p;
}

static bool noted(const char *code) {
    for (uint32_t i = 0; i < page.notes.n; i++)
        if (!strcmp(page.notes.v[i].code, code))
            return true;
    return false;
}

static void deep_nesting(void **state) {
    (void)state;
    static const char *const TAGS[] = {"<div>", "<b>", "<a href=x>", "<ul><li>", "<table><tr><td>", "<svg>", "<p class=x>", "<script>"};
    for (size_t i = 0; i < RD_ARRAY_LEN(TAGS); i++) {
        read_html(repeat(TAGS[i], 200000, "<p>The end was said to be near, and it was."));
        assert_true(page.text.n < 100);
        if (i == 0)
            assert_true(noted("too-deep"));
    }
    read_html(repeat("</div></p></b>", 300000, P1));
    assert_int_equal(page.n_blocks, 1);
}

static void floods(void **state) {
    (void)state;
    read_html(repeat("<p>The end was said to be near, and it was.</p>", 60000, ""));
    assert_true(page.n_blocks <= 20000 && noted("too-long"));
    read_html(repeat("&nbsp;&amp;&#0;&#x110000;", 100000, ""));
    assert_true(page.text.n > 0);
    read_html(repeat("\xfa\xfb", 100000, ""));
    assert_true(page.text.n > 0);
    read_html(repeat("<script type='application/ld+json'>[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 2000, "</script>" P1));
    assert_int_equal(page.n_authors, 0);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(an_article_among_furniture), T(comments_are_apart), T(a_hint_that_does_not_hold), T(a_thread_without_a_hint), T(a_headline_with_a_kicker),
        T(an_article_in_noscript), T(the_local_day), T(metadata_in_order_of_trust),
        T(dates_of_last_resort), T(names_in_bylines), T(bylines_that_are_none), T(a_byline_behind_buttons), T(verdicts), T(times_of_day), T(media_that_a_page_cites), T(bylines_of_other_languages), T(days_by_their_words), T(days_of_other_calendars), T(the_map_is_exact), T(broken_markup), T(deep_nesting), T(floods),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
