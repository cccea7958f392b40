/* Tokens: the conventions of the treebanks, case by case. Words of one multiword token are joined by '+'. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/buf.h"
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

static void expect(void **state, const char *lang, const char *text, const char *want) {
    struct rd_arena a;
    struct rd_buf got;
    struct rd_doc d;
    rd_arena_init(&a);
    rd_buf_init(&got, 1 << 16);
    struct rd_lang l = {.code = rd_str_of(lang), .lex = *state};
    struct rd_block b = {.role = RD_ROLE_TITLE, .span = {0, (uint32_t)strlen(text)}};
    struct rd_page page = {.text = rd_str_of(text), .blocks = &b, .n_blocks = 1};
    assert_int_equal(rd_doc_read(&d, &page, &l, &a, NULL), RD_OK);
    for (uint32_t i = 0; i < d.n_tok; i++) {
        if (i) rd_buf_c(&got, d.toks[i].flags & RD_TOK_MWT_REST ? '+' : ' ');
        rd_buf_str(&got, d.toks[i].form);
        if (!strstr(text, "\xC2\xAD")) assert_true(rd_str_eq(d.toks[i].form, rd_span_of(d.text, d.toks[i].span)));
    }
    if (!rd_str_is(rd_buf_view(&got), want)) fail_msg("%s\n  wanted %s\n  got    %.*s", text, want, RD_S(rd_buf_view(&got)));
    rd_buf_free(&got);
    rd_arena_free(&a);
}

#define EN(text, want) expect(state, "en", text, want)
#define NL(text, want) expect(state, "nl", text, want)

static void test_text_tokens__clitics(void **state) {
    EN("I don't know it's Marr's.", "I do+n't know it+'s Marr+'s .");
    EN("They’re sure we can’t, won’t and cannot.", "They+’re sure we ca+n’t , wo+n’t and can+not .");
    EN("I shouldn't've gonna", "I should+n't+'ve gon+na");
    EN("DON'T", "DO+N'T");
    EN("the ministers' talks", "the ministers+' talks");
    EN("O'Hara and Sha'ban", "O'Hara and Sha'ban");
    EN("in the '90s o'clock", "in the '90s o'clock");
    EN("'the ministers' and 'boys'", "' the ministers ' and ' boys '");
}

static void test_text_tokens__hyphens(void **state) {
    EN("the Ostra-Velm road", "the Ostra - Velm road");
    EN("a so-called US-led pre-war non-member", "a so - called US - led pre-war non-member");
    EN("al-Sabir's e-mail", "al - Sabir+'s e-mail");
    EN("5-10 seats in 1969-1970", "5 - 10 seats in 1969 - 1970");
    EN("call 713-555-0134 or 555-0134 by 2031-09-11", "call 713-555-0134 or 555-0134 by 2031-09-11");
    NL("de Zuid-Velmse oud-minister, 21-jarige land- en tuinbouw", "de Zuid-Velmse oud-minister , 21-jarige land- en tuinbouw");
    NL("het werd 2-1 op 's-Gravenhage", "het werd 2-1 op 's-Gravenhage");
}

static void test_text_tokens__dashes(void **state) {
    EN("OSTRAND—The road – closed -- opened", "OSTRAND — The road – closed -- opened");
    EN("left–right", "left – right");
}

static void test_text_tokens__numbers(void **state) {
    EN("$1,200.50 and €3bn, 45% at 7:30PM", "$ 1,200.50 and € 3 bn , 45 % at 7:30 PM");
    EN("on 12.09.23, 9/11 and 11/28/2031", "on 12.09.23 , 9/11 and 11/28/2031");
    EN("1,2 or 10,000", "1 , 2 or 10,000");
    EN("the 20th in the 1970s", "the 20th in the 1970s");
    EN("US$4 and .5", "US$ 4 and .5");
    NL("10.000 euro, 3,5 procent, 10.000,- en 50%", "10.000 euro , 3,5 procent , 10.000,- en 50%");
}

static void test_text_tokens__abbreviations(void **state) {
    EN("Mr. Marr of the U.S. met Dr. J. K. Lind, e.g. at 9 a.m. in Sept.", "Mr. Marr of the U.S. met Dr. J. K. Lind , e.g. at 9 a.m. in Sept .");
    EN("No. 5 is a no.", "No. 5 is a no .");
    EN("Plan B. The end. So do I.", "Plan B . The end . So do I .");
    EN("the Ph.D. of J.K. Marr", "the Ph.D. of J.K. Marr");
    EN("The end.The start", "The end . The start");
    NL("Mr. J.K. de Vries zei o.a. dat nr. 5 mij.", "Mr. J.K. de Vries zei o.a. dat nr. 5 mij .");
    NL("de P.v.d.A.-fractie m.b.t. art. 5", "de P.v.d.A.-fractie m.b.t. art. 5");
}

static void test_text_tokens__slashes(void **state) {
    EN("and/or his/her M/arr", "and / or his / her M/arr");
    EN("Ostrand D.C./12.09.31/Norpress:  The", "Ostrand D.C. / 12.09.31 / Norpress : The");
    NL("en/of zijn/haar", "en/of zijn/haar");
}

static void test_text_tokens__addresses(void **state) {
    EN("See https://example.org/a-b?c=d, or www.example.org.", "See https://example.org/a-b?c=d , or www.example.org .");
    EN("(http://example.org/x)", "( http://example.org/x )");
    EN("write to a.b-c@example.org.", "write to a.b-c@example.org .");
    EN("Source: Example.az and example.com/x-y", "Source : Example.az and example.com/x - y");
    EN("@marr said #OpenTheRoad is #1", "@marr said #OpenTheRoad is # 1");
    EN("good :) fine ;-)", "good :) fine ;-)");
}

static void test_text_tokens__quotation_marks(void **state) {
    EN("“Yes,” ‘no’ \"both\" «and» ``so'' „it“ ''is''", "“ Yes , ” ‘ no ’ \" both \" « and » `` so '' „ it “ '' is ''");
    NL(",,Ja'', zei ze: ,, Nee ''", ",, Ja '' , zei ze : ,, Nee ''");
    NL("'t Is z'n foto's, 's avonds", "'t Is z'n foto's , 's avonds");
}

static void test_text_tokens__runs(void **state) {
    EN("What?! ... no… wait.... ***", "What ?! ... no … wait .... ***");
    EN("(a) [b] {c}", "( a ) [ b ] { c }");
    EN("f*ck R&D", "f*ck R&D");
    EN("the min\xC2\xADis\xC2\xADter", "the minister"); /* soft hyphens */
}

static void test_text_tokens__other_languages(void **state) {
    expect(state, "xx", "das so-genannte «Ding», 5%!", "das so-genannte « Ding » , 5% !");
    expect(state, "hy", "Նախարարը ասաց։ Ինչո՞ւ Այո՞", "Նախարարը ասաց ։ Ինչո՞ւ Այո ՞");
    expect(state, "zh", "他说。好", "他 说 。 好");
}

static void test_text_tokens__flags(void **state) {
    struct rd_arena a;
    struct rd_doc d;
    rd_arena_init(&a);
    static const char text[] = "\"Don't,\" he said.\nNext";
    struct rd_lang l = {.code = RD_LIT("en"), .lex = *state};
    struct rd_block b = {.role = RD_ROLE_BODY, .span = {0, sizeof text - 1}};
    struct rd_page page = {.text = RD_LIT(text), .blocks = &b, .n_blocks = 1};
    assert_int_equal(rd_doc_read(&d, &page, &l, &a, NULL), RD_OK);
    static const uint8_t want[] = {RD_TOK_QUOTE, RD_TOK_MWT_FIRST, RD_TOK_MWT_REST, 0, RD_TOK_QUOTE | RD_TOK_SPACE_AFTER,
                                   RD_TOK_SPACE_AFTER, 0, RD_TOK_SPACE_AFTER, 0};
    assert_int_equal(d.n_tok, RD_ARRAY_LEN(want));
    for (uint32_t i = 0; i < d.n_tok; i++) assert_int_equal(d.toks[i].flags, want[i]);
    assert_int_equal(d.n_sent, 2);
    assert_int_not_equal(d.sents[0].para, d.sents[1].para);
    assert_int_equal(d.sent_of[7], 0);
    assert_int_equal(d.sent_of[8], 1);
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_tokens__clitics),
        cmocka_unit_test(test_text_tokens__hyphens),
        cmocka_unit_test(test_text_tokens__dashes),
        cmocka_unit_test(test_text_tokens__numbers),
        cmocka_unit_test(test_text_tokens__abbreviations),
        cmocka_unit_test(test_text_tokens__slashes),
        cmocka_unit_test(test_text_tokens__addresses),
        cmocka_unit_test(test_text_tokens__quotation_marks),
        cmocka_unit_test(test_text_tokens__runs),
        cmocka_unit_test(test_text_tokens__other_languages),
        cmocka_unit_test(test_text_tokens__flags),
    };
    return cmocka_run_group_tests(tests, load, drop);
}
