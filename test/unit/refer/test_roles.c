/* Role phrases: what body and state they tell of, and where they may stand. */
#include "fixture.h"

/* "minister Femke Roodhuis van Buitenlandse Zaken zei" */
static void role_goes_on_behind_the_name(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "nl",
              "Dat dat PRON 2 obj\nzei zeggen VERB 0 root Number=Sing\nminister minister NOUN 2 nsubj Number=Sing\nIda Ida PROPN 3 appos B-PER\n"
              "Roodhuis Roodhuis PROPN 4 flat I-PER\nvan van ADP 8 case\nBuitenlandse buitenlands ADJ 8 amod\nZaken zaak NOUN 3 nmod\n. . PUNCT 2 punct\n",
              0, 0, 0);
    const struct rd_entity *e = of_word(&f, "Ida", 1);
    assert_non_null(e);
    assert_true(rd_str_is(e->role, "minister van Buitenlandse Zaken"));
    assert_true(is_called(&f, "minister", 1, "Ida Roodhuis"));
    done(&f);
}

/* "the aid group Harbour Aid said": one body */
static void a_body_before_its_name(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "The the DET 3 det Definite=Def\naid aid NOUN 3 compound\ngroup group NOUN 6 nsubj Number=Sing\nHarbour Harbour PROPN 3 appos B-ORG\n"
              "Aid Aid PROPN 4 flat I-ORG\nsaid say VERB 0 root\nso so ADV 6 advmod\n. . PUNCT 6 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "group", 1, "Harbour Aid"));
    done(&f);
}

/* "Meridian Union commissioner Ana Belmonte left . Belmonte 's spokesperson , Clara Wieland , said so ." */
static void who_speaks_for_somebody(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "Meridian Meridian PROPN 2 compound B-ORG\nUnion Union PROPN 3 compound I-ORG\ncommissioner commissioner NOUN 4 nmod:desc Number=Sing\n"
              "Ana Ana PROPN 6 nsubj B-PER\nBelmonte Belmonte PROPN 4 flat I-PER\nleft leave VERB 0 root\n. . PUNCT 6 punct\n\n"
              "Belmonte Belmonte PROPN 3 nmod:poss B-PER\n's 's PART 1 case\nspokesperson spokesperson NOUN 8 nsubj Number=Sing\n, , PUNCT 5 punct\n"
              "Clara Clara PROPN 3 appos B-PER\nWieland Wieland PROPN 5 flat I-PER\n, , PUNCT 5 punct\nsaid say VERB 0 root\nso so ADV 8 advmod\n. . PUNCT 8 punct\n",
              0, 0, 0);
    assert_true(rd_str_is(of_word(&f, "Ana", 1)->side, "IGOMRU"));
    assert_true(rd_str_is(of_word(&f, "Clara", 1)->side, "IGOMRU"));
    assert_true(is_called(&f, "spokesperson", 1, "Clara Wieland"));
    done(&f);
}

/* The tree hangs all of it on the body: the subject is the person all the same. */
static void a_subject_hung_on_the_body(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "Strait Strait PROPN 2 compound B-ORG\nCouncil Council PROPN 6 nsubj I-ORG\nspokesman spokesman NOUN 2 flat Number=Sing\n"
              "Oumar Oumar PROPN 2 flat B-PER\nDia Dia PROPN 4 flat I-PER\nspoke speak VERB 0 root\n. . PUNCT 6 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "Council", 1, "Oumar Dia"));
    done(&f);
}

/* "Lena Marr and Stefan Korda said that they agreed": they are two mentions of one span */
static void they_are_each_of_the_list(void **state) {
    (void)state;
    struct fixture f;
    uint32_t n = 0;
    read_rows(&f, "en",
              "Lena Lena PROPN 6 nsubj B-PER\nMarr Marr PROPN 1 flat I-PER\nand and CCONJ 4 cc\nStefan Stefan PROPN 1 conj B-PER\nKorda Korda PROPN 4 flat I-PER\n"
              "said say VERB 0 root\nthat that SCONJ 9 mark\nthey they PRON 9 nsubj Number=Plur\nagreed agree VERB 6 ccomp\n. . PUNCT 6 punct\n",
              0, 0, 0);
    for (uint32_t i = 0; i < f.refs.n_mentions; i++) n += f.refs.mentions[i].kind == RD_MENTION_PRONOUN && f.refs.mentions[i].entity >= 0;
    assert_int_equal(n, 2);
    done(&f);
}

/* A former minister is not the minister of the page's day. */
static void nobody_is_taken_for_the_holder_undated(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en", "The the DET 3 det Definite=Def\nTarqeshi Tarqeshi ADJ 3 amod\npresident president NOUN 4 nsubj Number=Sing\nleft leave VERB 0 root\n", 0, 0, 0);
    assert_true(is_called(&f, "president", 1, "president of Tarqesh"));
    assert_null(of_word(&f, "president", 1)->world.p);
    done(&f);
    read_rows(&f, "en", "A a DET 3 det Definite=Ind\nTarqeshi Tarqeshi ADJ 3 amod\nofficial official NOUN 4 nsubj Number=Sing\nleft leave VERB 0 root\n", 2031, 1, 1);
    assert_true(rd_str_is(of_word(&f, "official", 1)->side, "XTQ"));
    done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(role_goes_on_behind_the_name), cmocka_unit_test(a_body_before_its_name), cmocka_unit_test(who_speaks_for_somebody),
        cmocka_unit_test(a_subject_hung_on_the_body), cmocka_unit_test(they_are_each_of_the_list),
        cmocka_unit_test(nobody_is_taken_for_the_holder_undated),
    };
    return cmocka_run_group_tests_name("refer_roles", tests, load_lists, free_lists);
}
