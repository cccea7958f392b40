/* Flattened text: roles, bylines, datelines, dates, comment threads, all on invented pages. */
#include "page_fixture.h"

static void read_text(const char *text, const char *lang) {
    struct rd_blob b = {.bytes = (const uint8_t *)text, .n = strlen(text), .media = RD_MEDIA_TEXT};
    read_blob(&b, lang);
}

#define BODY                                                                                                                  \
    "The council of Velden said on Monday that the old bridge will be closed for repairs until the end of the year.\n\n"      \
    "\"We cannot wait any longer,\" mayor Ilse Torp told reporters after the meeting in the town hall on Monday evening.\n\n" \
    "Residents had asked for a ferry, but the council refused to pay for one because of the cost.\n"

static void an_article_with_furniture(void **state) {
    (void)state;
    read_text("Council Closes Old Bridge For Repairs\n\nBy Anna Berg\n\nVELDEN\xE2\x80\x94" BODY
              "\nLeave a comment\n\nFollow us on\nBack to top\n", "en");
    assert_str(block(RD_ROLE_TITLE, 0), "Council Closes Old Bridge For Repairs");
    assert_str(page.title.value, "Council Closes Old Bridge For Repairs");
    assert_str(block(RD_ROLE_BYLINE, 0), "By Anna Berg");
    assert_int_equal(page.n_authors, 1);
    assert_str(page.authors[0].value, "Anna Berg");
    assert_str(rd_span_of(page.text, page.authors[0].cite), "Anna Berg");
    assert_str(page.dateline.value, "VELDEN");
    assert_true(rd_str_starts(block(RD_ROLE_LEAD, 0), "The council of Velden said"));
    assert_int_equal(count(RD_ROLE_BODY), 2);
    assert_int_equal(count(RD_ROLE_FURNITURE), 3);
    assert_int_equal(page.published.value[0], 0); /* no date stands there, and none is made up */
}

static void slashed_dateline_with_date_and_agency(void **state) {
    (void)state;
    read_text("Velden/03.04.31/Noordwind:  " BODY, "en");
    assert_str(block(RD_ROLE_DATELINE, 0), "Velden/03.04.31/Noordwind:");
    assert_str(page.dateline.value, "Velden");
    assert_str(page.outlet.value, "Noordwind");
    assert_string_equal(page.published.value, "2031-04-03");
    assert_int_equal(page.published.basis, RD_BASIS_PRINTED);
    assert_str(rd_span_of(page.text, page.published.cite), "03.04.31");
}

static void datelines_of_agencies(void **state) {
    (void)state;
    read_text("VELDEN (Noordwind) - " BODY, "en");
    assert_str(page.dateline.value, "VELDEN");
    assert_str(page.cites[0].value, "Noordwind");
    read_text("VELDEN, May 12, 2031 (Noordwind) \xE2\x80\x93 " BODY, "en");
    assert_string_equal(page.published.value, "2031-05-12");
    read_text("VELDEN, 12 May (Noordwind) -- " BODY, "en");
    assert_string_equal(page.published.value, "--05-12"); /* no year was printed */
    read_text("VELDEN - " BODY, "nl");
    assert_str(page.dateline.value, "VELDEN");
}

static void what_is_no_dateline(void **state) {
    (void)state;
    read_text("The mayor \xE2\x80\x94 who is ill \xE2\x80\x94 stayed away. " BODY, "en");
    assert_null(page.dateline.value.p);
    read_text("Bridges: they are all old, the council of the town of Velden said on Monday evening.\n\n" BODY, "en");
    assert_null(page.dateline.value.p);
}

static void doubled_line_is_a_caption(void **state) {
    (void)state;
    read_text("Ilse Torp\n\nIlse Torp\n\n" BODY "\nAnna Berg\n\nLeave a review\n", "en");
    assert_int_equal(count(RD_ROLE_CAPTION), 2);
    assert_true(page.blocks[1].copy);
    assert_false(page.blocks[0].copy);
    assert_null(page.title.value.p);
    assert_str(page.authors[0].value, "Anna Berg");
    assert_str(block(RD_ROLE_BYLINE, 0), "Anna Berg");
}

static void headline_that_is_a_sentence(void **state) {
    (void)state;
    read_text("De raad van Velden heeft op maandag de oude brug gesloten.\n\n"
              "Op maandag heeft de raad van Velden de oude brug gesloten voor herstel, zo meldde de burgemeester na afloop.\n\n"
              "Bewoners vroegen om een veer, maar de raad wilde daar niet voor betalen.\n\nBron: Noordwind.example\n", "nl");
    assert_str(block(RD_ROLE_TITLE, 0), "De raad van Velden heeft op maandag de oude brug gesloten.");
    assert_int_equal(page.n_cites, 1);
    assert_str(page.cites[0].value, "Noordwind.example");
    assert_str(block(RD_ROLE_FURNITURE, 0), "Bron: Noordwind.example");
}

static void press_service_is_a_byline(void **state) {
    (void)state;
    read_text("Statement of the Press Service of the Council\n\n" BODY, "en");
    assert_str(block(RD_ROLE_BYLINE, 0), "Statement of the Press Service of the Council");
    assert_str(page.authors[0].value, "Press Service of the Council");
    assert_null(page.title.value.p);
}

static void numbered_thread(void **state) {
    (void)state;
    read_text("Council Closes Old Bridge For Repairs\n\n" BODY
              "\nDiscussion Policy\n\nComments are welcomed and encouraged. Velden Post reserves the right to block users who break the rules.\n\n"
              "  1. Wim said:\n\n    I like the bridge.\n\n    It was built by my uncle,\n    long ago.\n\n"
              "  2. Vera B said:\n\n    The mayor said we cannot wait any longer.\n", "en");
    assert_int_equal(count(RD_ROLE_COMMENT), 2);
    assert_str(block(RD_ROLE_COMMENT, 0), "1. Wim said: I like the bridge. It was built by my uncle, long ago.");
    assert_str(page.blocks[page.n_blocks - 2].author, "Wim");
    assert_str(page.blocks[page.n_blocks - 1].author, "Vera B");
    assert_int_equal(count(RD_ROLE_FURNITURE), 2);
    assert_str(page.outlet.value, "Velden Post");
}

static void what_is_no_thread(void **state) {
    (void)state;
    read_text("Council Closes Old Bridge For Repairs\n\n" BODY "\nThe mayor added:\n\n" BODY "\nResidents said:\n\n" BODY, "en");
    assert_int_equal(count(RD_ROLE_COMMENT), 0);
    assert_int_equal(count(RD_ROLE_FURNITURE), 0);
}

/* A page flattened with its menus: what stands far from the running text is furniture, prose or not. */
static void a_noisy_page(void **state) {
    (void)state;
    char text[8192];
    size_t n = 0;
    n += (size_t)snprintf(text + n, sizeof text - n, "We and our partners use small files to know who reads what on these pages here.\n\n");
    for (int i = 0; i < 40; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "Region %d\n\n", i);
    n += (size_t)snprintf(text + n, sizeof text - n, "Council Closes Old Bridge For Repairs\n\n%s\n", BODY);
    for (int i = 0; i < 40; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "Topic %d\n\n", i);
    snprintf(text + n, sizeof text - n, "This page was made in the town of Velden by people who like to print things.\n");
    read_text(text, "en");
    assert_int_equal(count(RD_ROLE_LEAD) + count(RD_ROLE_BODY), 3);
    assert_str(page.title.value, "Council Closes Old Bridge For Repairs");
}

static void given_actors_make_a_marked_sentence(void **state) {
    (void)state;
    const char *text = "Norland accused Velden of moving the border";
    struct rd_blob b = {.bytes = (const uint8_t *)text, .n = strlen(text), .media = RD_MEDIA_TEXT, .source = RD_LIT("Norland"),
                        .target = RD_LIT("Velden"), .date = RD_LIT("2031-05-06"), .outlet = RD_LIT("Velden Post")};
    read_blob(&b, "en");
    assert_int_equal(page.n_blocks, 1);
    assert_int_equal(page.blocks[0].role, RD_ROLE_LEAD);
    assert_string_equal(page.published.value, "2031-05-06");
    assert_int_equal(page.published.basis, RD_BASIS_METADATA);
    assert_str(page.outlet.value, "Velden Post");
}

static void hard_wrapped_text_is_joined(void **state) {
    (void)state;
    read_text("The council of Velden said on Monday that the old bridge will be\nclosed for repairs until the end of the year, as it had said\n"
              "before, and that a ferry will not be paid for by the town or by\nanybody else in the region, whatever the residents may say.\n\n"
              "Nobody was surprised.\n", "en");
    assert_int_equal(page.n_blocks, 2);
    assert_true(rd_str_find(page.text, RD_LIT("will be closed for repairs"), 0) >= 0);
}

static void numeric_dates(void **state) {
    (void)state;
    read_text("Council Closes Old Bridge\n\n05/06/2031\n\n" BODY, "en");
    assert_string_equal(page.published.value, "2031-05-06"); /* month first in English, unless something says otherwise */
    read_text("Raad sluit oude brug\n\n05/06/2031\n\n" BODY, "nl");
    assert_string_equal(page.published.value, "2031-06-05");
    read_text("Council Closes Old Bridge\n\n25/06/2031\n\n" BODY, "en");
    assert_string_equal(page.published.value, "2031-06-25");
    read_text("Council Closes Old Bridge\n\nThursday 05/06/2031\n\n" BODY, "en");
    assert_string_equal(page.published.value, "2031-06-05"); /* 6 May 2031 is a Tuesday */
    read_text("Council Closes Old Bridge\n\nUpdated: 7 June 2031, 10:12\n\n" BODY, "en");
    assert_int_equal(page.published.value[0], 0);
    assert_string_equal(page.modified.value, "2031-06-07");
}

static void other_charsets(void **state) {
    (void)state;
    read_text("Caf\xe9 \x93Z\xfc" "rich\x94 was closed on Monday, the mayor of the town said in the evening.", "en");
    assert_string_equal(page.charset, "windows-1252");
    assert_true(rd_str_starts(page.text, "Caf\xc3\xa9 \xe2\x80\x9cZ\xc3\xbcrich"));
    assert_int_equal(page.segs[0].src_end, strlen("Caf. .Z.rich. was closed on Monday, the mayor of the town said in the evening."));
    static const uint8_t WIDE[] = "\xff\xfeT\0h\0e\0 \0e\0n\0d\0.\0";
    struct rd_blob b = {.bytes = WIDE, .n = 18, .media = RD_MEDIA_TEXT};
    read_blob(&b, "en");
    assert_str(page.text, "The end.");
    assert_int_equal(page.segs[0].src, 2);
    assert_int_equal(page.segs[0].src_end, 18);
}

static void what_stands_around_a_page(void **state) {
    (void)state;
    static const char *const MENU = "Home\nNews\nPolitics\nSport\nWeather\nCulture\nLog in\nSubscribe\nShare\nNewsletter\nContact\nAbout us\n";
    struct rd_str text = rd_arena_printf(&arena, "%s%s\nCouncil Closes Old Bridge For Repairs\n\nBy Anna Berg\n\n" BODY
                                        "\nThe works are to begin in June, and the town expects that they will take no longer than half a year.\n"
                                        "\nYou may also like\n\nFerry finds no owner\n"
                  "Mayor of Velden is ill\n%s%s", MENU, MENU, MENU, MENU);
    read_text(text.p, "en");
    assert_true(rd_str_starts(block(RD_ROLE_LEAD, 0), "The council of Velden said"));
    assert_int_equal(count(RD_ROLE_LEAD), 1);
    assert_int_equal(count(RD_ROLE_BODY), 3);
    assert_true(count(RD_ROLE_FURNITURE) >= 48);
}

/* "3/4/2031" is read as the page's other dates are written. */
static void the_order_of_day_and_month(void **state) {
    (void)state;
    read_text("Bridge Closes\n\n3/4/2031\n\n" BODY "The works began on 25/3/2031.\n", "en");
    assert_string_equal(page.published.value, "2031-04-03");
    read_text("Bridge Closes\n\n3/4/2031\n\n" BODY "The works began on 3/25/2031.\n", "en");
    assert_string_equal(page.published.value, "2031-03-04");
}

static void a_page_behind_a_wall(void **state) {
    (void)state;
    read_text("Council Closes Old Bridge\n\nThe council of Velden said on Monday that the old bridge will be closed for repairs until the end of the year.\n\n"
              "You have reached your limit of free articles\n\nLog in\n", "en");
    assert_int_equal(page.verdict, RD_VERDICT_STUB);
    read_text("Council Closes Old Bridge\n\n" BODY "\nLog in\n", "en");
    assert_int_equal(page.verdict, RD_VERDICT_ARTICLE);
}

static void nothing_at_all(void **state) {
    (void)state;
    read_text("   \n\n", "en");
    assert_int_equal(page.n_blocks, 0);
    assert_int_equal(page.verdict, RD_VERDICT_EMPTY);
    read_text("", "en");
    assert_int_equal(page.verdict, RD_VERDICT_EMPTY);
}

static void copies_share_their_signature(void **state) {
    (void)state;
    read_text("Council Closes Old Bridge For Repairs\n\n" BODY, "en");
    uint64_t first[RD_SIG_N];
    assert_int_equal(page.n_signature, RD_SIG_N);
    memcpy(first, page.signature, sizeof first);
    read_text("Old Bridge: Other Headline Here Today\n\nBy Tom Iles\n\n" BODY "\nShow more\n", "en");
    assert_memory_equal(first, page.signature, sizeof first);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(an_article_with_furniture), T(slashed_dateline_with_date_and_agency), T(datelines_of_agencies), T(what_is_no_dateline),
        T(doubled_line_is_a_caption), T(headline_that_is_a_sentence), T(press_service_is_a_byline), T(numbered_thread),
        T(what_is_no_thread), T(a_noisy_page), T(given_actors_make_a_marked_sentence), T(hard_wrapped_text_is_joined), T(numeric_dates),
        T(other_charsets), T(nothing_at_all), T(a_page_behind_a_wall), T(what_stands_around_a_page), T(the_order_of_day_and_month), T(copies_share_their_signature),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
