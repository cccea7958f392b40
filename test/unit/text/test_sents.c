/* Sentences: where they end and where not; sentences are joined by " | ". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
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

static void expect(void **state, const char *lang, int role, const char *text, const char *want) {
    struct rd_arena a;
    struct rd_buf got;
    struct rd_doc d;
    rd_arena_init(&a);
    rd_buf_init(&got, 1 << 16);
    struct rd_lang l = {.code = rd_str_of(lang), .lex = *state};
    struct rd_block b = {.role = (uint8_t)role, .span = {0, (uint32_t)strlen(text)}};
    struct rd_page page = {.text = rd_str_of(text), .blocks = &b, .n_blocks = 1};
    assert_int_equal(rd_doc_read(&d, &page, &l, &a, NULL), RD_OK);
    for (uint32_t i = 0; i < d.n_sent; i++) {
        if (i) rd_buf_z(&got, " | ");
        rd_buf_str(&got, rd_span_of(d.text, d.sents[i].span));
    }
    if (!rd_str_is(rd_buf_view(&got), want)) fail_msg("%s\n  wanted %s\n  got    %.*s", text, want, RD_S(rd_buf_view(&got)));
    rd_buf_free(&got);
    rd_arena_free(&a);
}

#define EN(text, want) expect(state, "en", RD_ROLE_TITLE, text, want)
#define NL(text, want) expect(state, "nl", RD_ROLE_TITLE, text, want)
#define HEAD(text, want) expect(state, "en", RD_ROLE_LEAD, text, want)

static void test_text_sents__quotations(void **state) {
    EN("\"We go!\" she said. \"We stay.\" They left.", "\"We go!\" she said. | \"We stay.\" | They left.");
    EN("“Why now?” Marr asked. “Who knows?”", "“Why now?” Marr asked. | “Who knows?”");
    EN("“We came. We saw,” he said. He left.", "“We came. | We saw,” he said. | He left.");
    EN("He called it “a lie”. She did not.", "He called it “a lie”. | She did not.");
    EN("‘It is over.’ The crowd cheered.", "‘It is over.’ | The crowd cheered.");
    NL("\"Nooit!\" zei ze. \"We gaan.\" Hij bleef.", "\"Nooit!\" zei ze. | \"We gaan.\" | Hij bleef.");
    NL(",, We gaan. We komen terug. '' Hij bleef.", ",, We gaan. | We komen terug. '' | Hij bleef.");
}

static void test_text_sents__abbreviations(void **state) {
    EN("Mr. Marr met Sen. Lind. They spoke.", "Mr. Marr met Sen. Lind. | They spoke.");
    EN("He flew to the U.S. The talks began.", "He flew to the U.S. | The talks began.");
    EN("He flew to the U.S. Senate today.", "He flew to the U.S. Senate today.");
    EN("J. K. Marr won. A. Lind lost.", "J. K. Marr won. | A. Lind lost.");
    EN("It rose 2.5 per cent. It fell at 9 a.m. on Monday.", "It rose 2.5 per cent. | It fell at 9 a.m. on Monday.");
    NL("Dhr. De Vries, o.a. minister, sprak op 5 okt. met dr. Lind. Zij zweeg.", "Dhr. De Vries, o.a. minister, sprak op 5 okt. met dr. Lind. | Zij zweeg.");
}

static void test_text_sents__brackets(void **state) {
    EN("They met (he came. She left.) in May. It rained.", "They met (he came. She left.) in May. | It rained.");
    EN("An open ( bracket. It never closes. Truly.", "An open ( bracket. | It never closes. | Truly.");
    EN("It held. [5] The rest fell.", "It held. [5] | The rest fell.");
}

static void test_text_sents__other_marks(void **state) {
    EN("He said: The road is open; it is safe.", "He said: The road is open; it is safe.");
    EN("Is it? It is! Well... Perhaps", "Is it? | It is! | Well... | Perhaps");
    EN("1. The first. 2. The second.", "1. The first. | 2. The second.");
    EN("line one\nline two. and so on", "line one | line two. | and so on");
}

static void test_text_sents__datelines(void **state) {
    HEAD("OSTRAND (AP) — The road opened. It rained.", "OSTRAND (AP) — | The road opened. | It rained.");
    HEAD("OSTRAND—The road opened.", "OSTRAND— | The road opened.");
    HEAD("Ostrand D.C./12.09.31/Norpress:  The road opened.", "Ostrand D.C./12.09.31/Norpress: | The road opened.");
    HEAD("Ostrand, 5 May (Norpress) - The road opened.", "Ostrand, 5 May (Norpress) - | The road opened.");
    HEAD("The road – closed for weeks – opened.", "The road – closed for weeks – opened.");
    HEAD("Marr: The road is open.", "Marr: The road is open.");
}

/* A sentence without an end is cut, never inside a multiword token, and nothing is lost. */
static void test_text_sents__long(void **state) {
    struct rd_arena a;
    struct rd_doc d;
    rd_arena_init(&a);
    static const char word[] = "don't ", comma[] = "and, ";
    uint32_t n = 0;
    char *p = rd_arena_get(&a, 1 << 16);
    for (uint32_t i = 0; i < 3000; i++) {
        const char *w = i % 97 ? word : comma;
        memcpy(p + n, w, strlen(w));
        n += (uint32_t)strlen(w);
    }
    struct rd_lang l = {.code = RD_LIT("en"), .lex = *state};
    struct rd_block b = {.role = RD_ROLE_BODY, .span = {0, n}};
    struct rd_page page = {.text = {p, n}, .blocks = &b, .n_blocks = 1};
    assert_int_equal(rd_doc_read(&d, &page, &l, &a, NULL), RD_OK);
    assert_int_equal(d.n_tok, 6000);
    uint32_t sum = 0;
    for (uint32_t i = 0; i < d.n_sent; i++) {
        assert_in_range(d.sents[i].n_tok, 1, RD_MAX_SENT_TOKENS);
        assert_int_equal(d.sents[i].tok, sum);
        assert_false(d.toks[sum].flags & RD_TOK_MWT_REST);
        sum += d.sents[i].n_tok;
        if (i + 1 < d.n_sent) assert_true(rd_str_is(d.toks[sum - 1].form, ","));
    }
    assert_int_equal(sum, d.n_tok);
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_sents__quotations),
        cmocka_unit_test(test_text_sents__abbreviations),
        cmocka_unit_test(test_text_sents__brackets),
        cmocka_unit_test(test_text_sents__other_marks),
        cmocka_unit_test(test_text_sents__datelines),
        cmocka_unit_test(test_text_sents__long),
    };
    return cmocka_run_group_tests(tests, load, drop);
}
