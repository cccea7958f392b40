/* Small pages from text to statements: dates, comments, quotation marks that are never closed, other languages. */
#include "pages.h"

/* ---- dates ---- */

static void said_on(const char *lang, const char *date, const char *page, const char *words, const char *value) {
    struct rd_reading rd;
    read_page(&rd, lang, date, page, "");
    const struct rd_statement *s = must(&rd, words, NULL);
    if (strcmp(s->said_on.value, value) != 0) {
        show(&rd);
        fail_msg("said on '%s', not '%s'", s->said_on.value, value);
    }
    if (value[0]) assert_false(rd_span_empty(s->said_on.cite)); /* the words that gave it */
    done(&rd);
}

static void weekday(void **state) {
    (void)state;
    static const char en[] = "<p>Lena Marr, the foreign minister of Velmark, said on Monday that the ferries were late.</p>";
    said_on("en", "2031-05-14", en, "the ferries were late", "2031-05-12"); /* the page is of a Wednesday */
    said_on("en", "2031-05-12", en, "the ferries were late", "2031-05-12");
    said_on("en", NULL, en, "the ferries were late", ""); /* no day is made up */
    static const char nl[] = "<p>Lena Marr, de minister van Buitenlandse Zaken van Velmark, zei maandag dat de veerboten te laat waren.</p>";
    said_on("nl", "2031-05-14", nl, "de veerboten te laat waren", "2031-05-12");
    said_on("nl", NULL, nl, "de veerboten te laat waren", "");
}

static void relative_day(void **state) {
    (void)state;
    static const char en[] = "<p>Lena Marr, the foreign minister of Velmark, said yesterday that the ferries were late.</p>";
    said_on("en", "2031-03-01", en, "the ferries were late", "2031-02-28");
    said_on("en", NULL, en, "the ferries were late", "");
    static const char nl[] = "<p>Lena Marr, de minister van Buitenlandse Zaken van Velmark, zei gisteren dat de veerboten te laat waren.</p>";
    said_on("nl", "2032-03-01", nl, "de veerboten te laat waren", "2032-02-29");
}

static void weekend(void **state) {
    (void)state;
    static const char en[] = "<p>Lena Marr, the foreign minister of Velmark, said over the weekend that the ferries were late.</p>";
    said_on("en", "2031-05-14", en, "the ferries were late", "2031-05-10/2031-05-11");
    static const char nl[] = "<p>Lena Marr, de minister van Buitenlandse Zaken van Velmark, zei in het weekend dat de veerboten te laat waren.</p>";
    said_on("nl", "2031-05-14", nl, "de veerboten te laat waren", "2031-05-10/2031-05-11");
}

static void printed_days(void **state) {
    (void)state;
    static const char full[] = "<p>Lena Marr, the foreign minister of Velmark, said on 3 June 2030 that the ferries were late.</p>";
    said_on("en", "2031-05-14", full, "the ferries were late", "2030-06-03");
    said_on("en", NULL, full, "the ferries were late", "2030-06-03");
    static const char no_year[] = "<p>Lena Marr, the foreign minister of Velmark, said on June 3 that the ferries were late.</p>";
    said_on("en", NULL, no_year, "the ferries were late", "--06-03"); /* the year is not guessed */
    static const char nl[] = "<p>Lena Marr, de minister van Buitenlandse Zaken van Velmark, zei op 3 juni 2030 dat de veerboten te laat waren.</p>";
    said_on("nl", NULL, nl, "de veerboten te laat waren", "2030-06-03");
}

/* A date inside the content is the content's, not that of the saying. */
static void a_date_in_the_content(void **state) {
    (void)state;
    said_on("en", "2031-05-14", "<p>Lena Marr, the foreign minister of Velmark, said that the ferries were late on Monday.</p>", "the ferries were late", "");
}

/* ---- quotation marks that are never closed ---- */

static const char *const marks[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xC2\xAB", "\xC2\xBB", "\xE2\x80\x9E", "\xE2\x80\x98", "\xE2\x80\x99",
                                    "\xE2\x80\x9A", "\xE2\x80\xB9", "\xE2\x80\xBA", "'", "''", "``", "\xE2\x80\x9C\xE2\x80\x9C\xE2\x80\x9C"};

static void unbalanced(void **state) {
    (void)state;
    for (size_t i = 0; i < RD_ARRAY_LEN(marks); i++) {
        struct rd_reading rd;
        char page[1000];
        snprintf(page, sizeof page,
                 "<p>Lena Marr said that the ferries were late.</p><p>The sign on the pier reads %sno boats today and hangs askew.</p>"
                 "<p>Tomas Eidal said that the road was open.</p><p>\"The bridge is next,\" Lena Marr said.</p>", marks[i]);
        read_page(&rd, "en", NULL, page, "");
        must(&rd, "the ferries were late", "Lena Marr");
        must(&rd, "the road was open", "Tomas Eidal");
        must(&rd, "The bridge is next", "Lena Marr");
        done(&rd);
    }
}

static void unbalanced_dutch(void **state) {
    (void)state;
    for (size_t i = 0; i < RD_ARRAY_LEN(marks); i++) {
        struct rd_reading rd;
        char page[1000];
        snprintf(page, sizeof page,
                 "<p>Lena Marr zei dat de veerboten te laat waren.</p><p>Op het bord bij de pier staat %svandaag geen boten en het hangt scheef.</p>"
                 "<p>Tomas Eidal zei dat de weg open was.</p><p>\"De brug is aan de beurt\", zei Lena Marr.</p>", marks[i]);
        read_page(&rd, "nl", NULL, page, "");
        must(&rd, "de veerboten te laat waren", "Lena Marr");
        must(&rd, "de weg open was", "Tomas Eidal");
        must(&rd, "De brug is aan de beurt", "Lena Marr");
        done(&rd);
    }
}

/* Every style, closed as it should be, is a quotation. */
static void every_style(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"\"", "\""}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}, {"\xE2\x80\x98", "\xE2\x80\x99"}, {"\xC2\xAB", "\xC2\xBB"},
                                           {"\xE2\x80\x9E", "\xE2\x80\x9D"}, {"\xE2\x80\x9E", "\xE2\x80\x9C"}, {"\xE2\x80\x9D", "\xE2\x80\x9D"}, {"'", "'"}};
    for (size_t i = 0; i < RD_ARRAY_LEN(pairs); i++) {
        struct rd_reading rd;
        char page[500];
        snprintf(page, sizeof page, "<p>%sThe ferries will not sail before the ice has gone,%s Lena Marr said.</p>", pairs[i][0], pairs[i][1]);
        read_page(&rd, "en", NULL, page, "");
        assert_int_equal(must(&rd, "The ferries will not sail", "Lena Marr")->form, RD_FORM_DIRECT);
        snprintf(page, sizeof page, "<p>%sDe veerboten varen niet voordat het ijs weg is%s, zei Lena Marr.</p>", pairs[i][0], pairs[i][1]);
        done(&rd);
        read_page(&rd, "nl", NULL, page, "");
        assert_int_equal(must(&rd, "De veerboten varen niet", "Lena Marr")->form, RD_FORM_DIRECT);
        done(&rd);
    }
}

/* ---- what yields nothing ---- */

static void comments(void **state) {
    (void)state;
    struct rd_reading rd;
    read_page(&rd, "en", NULL, "<p>Lena Marr said that the ferries were late.</p><p>The pier was quiet.</p>",
              "<section id=\"comments\" class=\"comments\"><h2>Comments</h2><div class=\"comment\"><span class=\"author\">gull7</span>"
              "<p>My neighbour said that the captain was asleep.</p></div><div class=\"comment\"><span class=\"author\">tern</span>"
              "<p>\"The captain never sleeps,\" Tomas Eidal said.</p></div></section>");
    must(&rd, "the ferries were late", "Lena Marr");
    if (rd.records.n_st != 1) show(&rd);
    assert_int_equal(rd.records.n_st, 1);
    for (uint32_t i = 0; i < rd.records.n_ev; i++) {
        int32_t b = rd_page_block_at(&rd.page, rd.records.ev[i].cite.beg);
        assert_true(b >= 0 && rd_role_is_read(rd.page.blocks[b].role));
    }
    done(&rd);
}

static void nobody_says_anything(void **state) {
    (void)state;
    struct rd_reading rd;
    read_page(&rd, "en", NULL, "<p>Lena Marr has read \"The Ferry\" and \"A Pier in Winter\".</p><p>The so-called \"gulls\" lost the match.</p>", "");
    if (rd.records.n_st) show(&rd);
    assert_int_equal(rd.records.n_st, 0);
    done(&rd);
    read_page(&rd, "nl", NULL, "<p>Lena Marr heeft \"De veerboot\" gelezen.</p><p>De zogenoemde \"meeuwen\" verloren de wedstrijd.</p>", "");
    if (rd.records.n_st) show(&rd);
    assert_int_equal(rd.records.n_st, 0);
    done(&rd);
}

/* ---- languages and sameness ---- */

static void without_a_model(void **state) {
    (void)state;
    struct rd_reading rd;
    read_page(&rd, "fr", NULL, "<p>Lena Marr a dit que les bateaux \xC3\xA9taient en retard.</p>", "");
    assert_int_equal(rd.records.n_st, 0);
    assert_true(rd_str_find(rd.page.text, RD_LIT("en retard"), 0) > 0); /* the page is kept */
    assert_true(rd.page.n_blocks >= 1);
    uint32_t notes = 0;
    for (uint32_t i = 0; i < rd.page.notes.n; i++) {
        if (strcmp(rd.page.notes.v[i].code, "language-unread") != 0) continue;
        notes++;
        assert_true(rd_str_find(rd.page.notes.v[i].message, RD_LIT("'fr'"), 0) > 0);
    }
    assert_int_equal(notes, 1);
    done(&rd);
}

static void twice_the_same(void **state) {
    (void)state;
    static const char page[] = "<p>Lena Marr said on Monday that the ferries were late.</p><p>\"The road is open,\" Tomas Eidal told reporters. \"Use it.\"</p>";
    struct rd_buf out[2];
    for (int i = 0; i < 2; i++) {
        struct rd_reading rd;
        read_page(&rd, "en", "2031-05-14", page, "");
        rd_buf_init(&out[i], 1 << 20);
        rd_records_dump(&out[i], &rd.doc, &rd.records);
        for (uint32_t k = 0; k < rd.records.n_st; k++) rd_buf_z(&out[i], rd.records.st[k].id);
        done(&rd);
    }
    assert_true(out[0].n > 100);
    assert_true(rd_str_eq(rd_buf_view(&out[0]), rd_buf_view(&out[1])));
    rd_buf_free(&out[0]);
    rd_buf_free(&out[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekday), cmocka_unit_test(relative_day), cmocka_unit_test(weekend), cmocka_unit_test(printed_days),
        cmocka_unit_test(a_date_in_the_content), cmocka_unit_test(unbalanced), cmocka_unit_test(unbalanced_dutch),
        cmocka_unit_test(every_style), cmocka_unit_test(comments), cmocka_unit_test(nobody_says_anything),
        cmocka_unit_test(without_a_model), cmocka_unit_test(twice_the_same),
    };
    return cmocka_run_group_tests_name("reader_statements", tests, open_reader, close_reader);
}
