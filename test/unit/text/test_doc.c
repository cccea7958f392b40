/* The whole stage: which blocks are read, what holds for every document, hostile text, time in proportion to size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <time.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "lexicon/lexicon.h"
#include "text/text.h"

static int load(void **state) {
    struct rd_lex *lex = NULL;
    int rc = rd_lex_load(&lex, "data", NULL, 0, NULL);
    *state = lex;
    return rc;
}

static int drop(void **state) {
    rd_lex_free(*state);
    return 0;
}

static bool blank(struct rd_str s) {
    for (uint32_t i = 0; i < s.n;) {
        uint32_t c = rd_utf8_next(s, &i);
        if (c >= ' ' && c != 127 && !rd_cp_space(c)) return false;
    }
    return true;
}

/* Tokens are in order, not empty, do not overlap, and only white space lies between them; sentences hold them all. */
static void check(const struct rd_doc *d, const struct rd_page *page, bool whole) {
    uint32_t at = 0, tok = 0;
    for (uint32_t i = 0; i < d->n_tok; i++) {
        struct rd_span s = d->toks[i].span;
        assert_true(s.beg < s.end && s.beg >= at && s.end <= page->text.n);
        assert_true(d->toks[i].form.n > 0);
        if (whole) assert_true(blank(rd_str_sub(page->text, at, s.beg)));
        at = s.end;
        assert_true(rd_utf8_valid(d->toks[i].form));
    }
    if (whole) assert_true(blank(rd_str_sub(page->text, at, page->text.n)));
    for (uint32_t i = 0; i < d->n_sent; i++) {
        assert_int_equal(d->sents[i].tok, tok);
        assert_in_range(d->sents[i].n_tok, 1, RD_MAX_SENT_TOKENS);
        assert_true(d->sents[i].block < page->n_blocks);
        assert_true(rd_span_holds(page->blocks[d->sents[i].block].span, d->sents[i].span));
        for (uint32_t k = 0; k < d->sents[i].n_tok; k++) assert_int_equal(d->sent_of[tok + k], i);
        tok += d->sents[i].n_tok;
    }
    assert_int_equal(tok, d->n_tok);
}

static void read_text(void **state, const char *lang, struct rd_str text, bool whole) {
    struct rd_arena a;
    struct rd_doc d;
    rd_arena_init(&a);
    struct rd_lang l = {.code = rd_str_of(lang), .lex = *state};
    struct rd_block b = {.role = RD_ROLE_BODY, .span = {0, text.n}};
    struct rd_page page = {.text = text, .blocks = &b, .n_blocks = 1};
    assert_int_equal(rd_doc_read(&d, &page, &l, &a, NULL), RD_OK);
    check(&d, &page, whole);
    rd_arena_free(&a);
}

static void test_text_doc__roles(void **state) {
    struct rd_arena a;
    struct rd_doc d;
    rd_arena_init(&a);
    static const char text[] = "Title here\nFurniture. More.\nBody one. Body two.\nA comment.\nCaption";
    struct rd_block b[] = {{.role = RD_ROLE_TITLE, .span = {0, 10}}, {.role = RD_ROLE_FURNITURE, .span = {11, 27}},
                           {.role = RD_ROLE_BODY, .span = {28, 47}}, {.role = RD_ROLE_COMMENT, .span = {48, 58}},
                           {.role = RD_ROLE_CAPTION, .span = {59, 66}}};
    struct rd_lang l = {.code = RD_LIT("en"), .lex = *state};
    struct rd_page page = {.text = RD_LIT(text), .blocks = b, .n_blocks = 5, .lang = RD_LIT("en")};
    assert_int_equal(rd_doc_read(&d, &page, &l, &a, NULL), RD_OK);
    check(&d, &page, false);
    assert_int_equal(d.n_sent, 4);
    assert_int_equal(d.sents[1].block, 2);
    assert_int_equal(d.sents[2].block, 2);
    assert_int_equal(d.sents[1].para, d.sents[2].para);
    assert_int_equal(d.sents[3].block, 4);
    assert_true(rd_str_is(d.lang, "en"));
    rd_arena_free(&a);
}

static void test_text_doc__nothing(void **state) {
    struct rd_arena a;
    struct rd_doc d;
    rd_arena_init(&a);
    struct rd_page page = {.text = RD_LIT("")};
    struct rd_lang none = {.code = RD_NONE, .lex = *state};
    assert_int_equal(rd_doc_read(&d, &page, &none, &a, NULL), RD_OK);
    assert_int_equal(d.n_tok, 0);
    assert_int_equal(d.n_sent, 0);
    read_text(state, "en", RD_LIT("   \t \n\n  "), true);
    struct rd_lang bare = {.code = RD_LIT("en"), .lex = NULL};
    struct rd_block b = {.role = RD_ROLE_BODY, .span = {0, 12}};
    page = (struct rd_page){.text = RD_LIT("Hello there."), .blocks = &b, .n_blocks = 1};
    assert_int_equal(rd_doc_read(&d, &page, &bare, &a, NULL), RD_OK);
    assert_int_equal(d.n_tok, 3);
    rd_arena_free(&a);
}

/* Text of random pieces that all mean something to the scanner. */
static void test_text_doc__soup(void **state) {
    static const char *const pieces[] = {
        ".", "..", "'", "\"", "“", "”", "’", "‘", "-", "—", "(", ")", "[", "]", " ", " ", " ", "\n", "a", "A", "S", "s", "n't", "'s", "1", "23",
        ",", ",,", ":", "/", "://", "www.", "@", "#", "$", "%", "&", "*", "U.S", "Mr.", "e.g.", "é", "Ж", "ა", "说", "\xF0\x9F\x98\x80",
        "\xE2\x80\x8D", "\xC2\xAD", "\xCC\x81", "\x01", "\xE2\x80\x8B", "…", "?", "!", "non-", "'t", "+", "_", "=", "http", "com", "€", "\t"};
    struct rd_arena a;
    rd_arena_init(&a);
    char *p = rd_arena_get(&a, 1 << 16);
    uint32_t seed = 12345;
    for (uint32_t round = 0; round < 300; round++) {
        uint32_t n = 0;
        while (n < 2000) {
            seed = seed * 1664525 + 1013904223;
            const char *w = pieces[(seed >> 8) % RD_ARRAY_LEN(pieces)];
            memcpy(p + n, w, strlen(w));
            n += (uint32_t)strlen(w);
        }
        read_text(state, round % 3 == 0 ? "en" : round % 3 == 1 ? "nl" : "xx", (struct rd_str){p, n}, true);
    }
    rd_arena_free(&a);
}

static double seconds(void **state, const char *piece, uint32_t n, struct rd_arena *a) {
    uint32_t len = (uint32_t)strlen(piece), at = 0;
    char *p = rd_arena_get(a, n + len);
    while (at < n) memcpy(p + at, piece, len), at += len;
    clock_t t = clock();
    read_text(state, "en", (struct rd_str){p, at}, false);
    return (double)(clock() - t) / CLOCKS_PER_SEC;
}

/* A megabyte of each, in a time that a quadratic scan would miss by far (sanitizers included). */
static void test_text_doc__hostile(void **state) {
    static const char *const pieces[] = {"a", "\"", "'", "’", "'a ", "(", ")", "-", ".", "a.", "a.b", "A.", "1-", "1,", "@", "a@", "://", "www.",
                                         "a'", "s' ", "\xE2\x80\x8D", "\xCC\x81", "说", "é", "#", "?!", "\"A.\" ", "(A. ", "non-", "non-a", "a/",
                                         "A&", "\xF0\x9F\x98\x80", " .", "! a", ",,", "\n", "x\n"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(pieces); i++) {
        struct rd_arena a;
        rd_arena_init(&a);
        double t = seconds(state, pieces[i], 1 << 20, &a);
        if (t > 20) fail_msg("1 MB of \"%s\" took %.1f s", pieces[i], t);
        rd_arena_free(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_doc__roles),
        cmocka_unit_test(test_text_doc__nothing),
        cmocka_unit_test(test_text_doc__soup),
        cmocka_unit_test(test_text_doc__hostile),
    };
    return cmocka_run_group_tests(tests, load, drop);
}
