/* Names that are one, nominals that go back to them, and minimal pairs that must stay apart. */
#include "fixture.h"

/* "Velmarkish Foreign Ministry spokesman Tomas Eidal said on Monday that Dorvania lied . The spokesman added ... Eidal said" */
static void title_surname_and_nominal(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "Velmarkish Velmarkish ADJ 3 amod\nForeign foreign PROPN 3 amod B-ORG\nMinistry Ministry PROPN 4 compound I-ORG\n"
              "spokesman spokesman NOUN 5 nmod:desc Number=Sing\nTomas Tomas PROPN 7 nsubj B-PER\nEidal Eidal PROPN 5 flat I-PER\n"
              "said say VERB 0 root\n. . PUNCT 7 punct\n\n"
              "The the DET 2 det Definite=Def|PronType=Art\nspokesman spokesman NOUN 3 nsubj Number=Sing\nadded add VERB 0 root\n. . PUNCT 3 punct\n\n"
              "He he PRON 2 nsubj Number=Sing\nsaid say VERB 0 root\nEidal Eidal PROPN 4 nsubj B-PER\nslept sleep VERB 2 ccomp\n. . PUNCT 2 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "spokesman", 1, "Tomas Eidal"));
    assert_true(is_called(&f, "spokesman", 2, "Tomas Eidal"));
    assert_true(is_called(&f, "Eidal", 2, "Tomas Eidal"));
    const struct rd_entity *e = of_word(&f, "Tomas", 1);
    assert_non_null(e);
    assert_int_equal(e->kind, RD_ENT_PERSON);
    assert_true(rd_str_is(e->side, "XVL"));
    assert_true(rd_str_is(e->org, "Velmarkish Foreign Ministry"));
    assert_true(rd_str_is(rd_span_of(f.doc.text, e->org_cite), "Velmarkish Foreign Ministry"));
    done(&f);
}

static void two_men_of_one_surname(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "Jonas Jonas PROPN 4 nsubj B-PER\nQuell Quell PROPN 1 flat I-PER\nhas have AUX 4 aux\nmet meet VERB 0 root\n"
              "Tomas Tomas PROPN 4 obj B-PER\nQuell Quell PROPN 5 flat I-PER\n. . PUNCT 4 punct\n\n"
              "Quell Quell PROPN 2 nsubj B-PER\nslept sleep VERB 0 root\n. . PUNCT 2 punct\n",
              0, 0, 0);
    assert_ptr_not_equal(of_word(&f, "Jonas", 1), of_word(&f, "Tomas", 1));
    assert_true(is_called(&f, "Quell", 3, NULL)); /* which one cannot be told */
    done(&f);
}

#define TWO_MINISTERS                                                                                                          \
    "Velmarkish Velmarkish ADJ 3 amod\nforeign foreign ADJ 3 amod\nminister minister NOUN 4 nmod:desc Number=Sing\nLena Lena PROPN 6 nsubj B-PER\n" \
    "Marr Marr PROPN 4 flat I-PER\nmet meet VERB 0 root\nDorvanian Dorvanian ADJ 9 amod\ndefence defence NOUN 9 compound\n"        \
    "minister minister NOUN 10 nmod:desc Number=Sing\nGoran Goran PROPN 6 obj B-PER\nVesh Vesh PROPN 10 flat I-PER\n. . PUNCT 6 punct\n\n"

static void the_minister_of_two(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en", TWO_MINISTERS "The the DET 2 det Definite=Def\nminister minister NOUN 3 nsubj Number=Sing\nleft leave VERB 0 root\n", 0, 0, 0);
    assert_true(is_called(&f, "minister", 3, NULL));
    done(&f);
    read_rows(&f, "en",
              TWO_MINISTERS "The the DET 3 det Definite=Def\ndefence defence NOUN 3 compound\nminister minister NOUN 4 nsubj Number=Sing\nleft leave VERB 0 root\n",
              0, 0, 0);
    assert_true(is_called(&f, "minister", 3, "Goran Vesh"));
    done(&f);
    read_rows(&f, "en",
              TWO_MINISTERS "The the DET 3 det Definite=Def\nVelmarkish Velmarkish ADJ 3 amod\nminister minister NOUN 4 nsubj Number=Sing\nleft leave VERB 0 root\n",
              0, 0, 0);
    assert_true(is_called(&f, "minister", 3, "Lena Marr"));
    done(&f);
}

static void a_state_and_its_capital(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "Velmark Velmark PROPN 3 nsubj B-LOC\nhas have AUX 3 aux\naccused accuse VERB 0 root\nZelenka Zelenka PROPN 3 obj B-LOC\n. . PUNCT 3 punct\n\n"
              "Zelenka Zelenka PROPN 2 nsubj B-LOC\ndenied deny VERB 0 root\nit it PRON 2 obj Number=Sing\n. . PUNCT 2 punct\n\n"
              "Ferries ferry NOUN 2 nsubj Number=Plur\nleft leave VERB 0 root\nfrom from ADP 4 case\nZelenka Zelenka PROPN 2 obl B-LOC\n. . PUNCT 2 punct\n\n"
              "Dorvania Dorvania PROPN 2 nsubj B-LOC\nagreed agree VERB 0 root\n. . PUNCT 2 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "Zelenka", 2, "Dorvania"));
    assert_ptr_equal(of_word(&f, "Zelenka", 2), of_word(&f, "Dorvania", 1));
    assert_int_equal(of_word(&f, "Zelenka", 3)->kind, RD_ENT_PLACE);
    assert_int_equal(of_word(&f, "Velmark", 1)->kind, RD_ENT_STATE);
    done(&f);
}

#define THE_PRESIDENT                                                                                                  \
    "The the DET 3 det Definite=Def\nDorvanian Dorvanian ADJ 3 amod\npresident president NOUN 4 nsubj Number=Sing\n"    \
    "spoke speak VERB 0 root\n. . PUNCT 4 punct\n\nThe the DET 2 det Definite=Def\nhead head NOUN 5 nsubj Number=Sing\nof of ADP 4 case\n" \
    "state state NOUN 2 nmod Number=Sing\nleft leave VERB 0 root\n"

static void an_office_by_the_page_date(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en", THE_PRESIDENT, 2031, 5, 14);
    assert_true(is_called(&f, "president", 1, "Radu Menescu"));
    assert_true(is_called(&f, "head", 1, "Radu Menescu"));
    done(&f);
    read_rows(&f, "en", THE_PRESIDENT, 0, 0, 0); /* without a date nobody is named */
    assert_true(is_called(&f, "president", 1, "president of Dorvania"));
    assert_true(is_called(&f, "head", 1, "president of Dorvania"));
    assert_true(rd_str_is(of_word(&f, "head", 1)->side, "XDR"));
    done(&f);
}

static void leaders_of_two_states(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "He he PRON 2 nsubj Number=Sing\nurged urge VERB 0 root\nthe the DET 4 det Definite=Def\nleaders leader NOUN 2 obj Number=Plur\nof of ADP 7 case\n"
              "both both CCONJ 7 cc:preconj\nVelmark Velmark PROPN 4 nmod B-LOC\nand and CCONJ 9 cc\nDorvania Dorvania PROPN 7 conj B-LOC\n. . PUNCT 2 punct\n",
              0, 0, 0);
    uint32_t n = 0, sides = 0;
    for (uint32_t i = 0; i < f.refs.n_mentions; i++) {
        const struct rd_mention *m = &f.refs.mentions[i];
        if (!rd_str_is(f.doc.toks[m->head].form, "leaders")) continue;
        n++;
        sides += rd_str_is(f.refs.entities[m->entity].side, "XVL") + 2 * (uint32_t)rd_str_is(f.refs.entities[m->entity].side, "XDR");
    }
    assert_int_equal(n, 2);
    assert_int_equal(sides, 3);
    done(&f);
}

static void a_broken_name(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "Stefan Stefan PROPN 3 nsubj B-PER\nKorda Korda PROPN 1 flat I-PER\nleft leave VERB 0 root\n. . PUNCT 3 punct\n\n"
              "K/orda K/orda PROPN 2 nsubj\nsaid say VERB 0 root\nnothing nothing PRON 2 obj\n. . PUNCT 2 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "K/orda", 1, "Stefan Korda"));
    done(&f);
}

/* "X zijde", "het staatshoofd", and an apposition behind the name */
static void dutch(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "nl",
              "Lena Lena PROPN 3 nsubj B-PER\nMarr Marr PROPN 1 flat I-PER\nbelde bellen VERB 0 root Number=Sing\nmet met ADP 5 case\n"
              "Radu Radu PROPN 3 obl B-PER\nMenescu Menescu PROPN 5 flat I-PER\n, , PUNCT 8 punct\npresident president NOUN 5 appos Number=Sing\n"
              "van van ADP 11 case\nde de DET 11 det Definite=Def\nRepubliek Republiek PROPN 8 nmod B-LOC\nDorvanië Dorvanië PROPN 11 flat I-LOC\n. . PUNCT 3 punct\n\n"
              "Het het DET 2 det Definite=Def\nstaatshoofd staatshoofd NOUN 3 nsubj Number=Sing\nverklaarde verklaren VERB 0 root Number=Sing\n"
              "dat dat SCONJ 7 mark\nhij hij PRON 7 nsubj Number=Sing\nweg weg ADV 7 advmod\nging gaan VERB 3 ccomp Number=Sing\n. . PUNCT 3 punct\n\n"
              "Zij zij PRON 2 nsubj Number=Sing\nlachte lachen VERB 0 root Number=Sing\n. . PUNCT 2 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "president", 1, "Radu Menescu"));
    assert_true(is_called(&f, "staatshoofd", 1, "Radu Menescu"));
    assert_true(is_called(&f, "hij", 1, "Radu Menescu"));
    assert_true(is_called(&f, "Zij", 1, "Lena Marr"));
    assert_true(rd_str_is(of_word(&f, "Radu", 1)->side, "XDR"));
    done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(title_surname_and_nominal), cmocka_unit_test(two_men_of_one_surname), cmocka_unit_test(the_minister_of_two),
        cmocka_unit_test(a_state_and_its_capital), cmocka_unit_test(an_office_by_the_page_date), cmocka_unit_test(leaders_of_two_states),
        cmocka_unit_test(a_broken_name), cmocka_unit_test(dutch),
    };
    return cmocka_run_group_tests_name("refer_coref", tests, load_lists, free_lists);
}
