/* Whom pronouns mean, and when that stays open. */
#include "fixture.h"

#define MARR_TOLD "Lena Lena PROPN 3 nsubj B-PER\nMarr Marr PROPN 1 flat I-PER\ntold tell VERB 0 root\n"
#define KORDA(head, rel) "Stefan Stefan PROPN " head " " rel " B-PER\nKorda Korda PROPN 4 flat I-PER\n"

static void gender_decides(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en", MARR_TOLD KORDA("3", "iobj") ". . PUNCT 3 punct\n\nShe she PRON 2 nsubj Number=Sing\nleft leave VERB 0 root\n. . PUNCT 2 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "She", 1, "Lena Marr"));
    done(&f);
    read_rows(&f, "en", MARR_TOLD KORDA("3", "iobj") ". . PUNCT 3 punct\n\nHe he PRON 2 nsubj Number=Sing\nleft leave VERB 0 root\n. . PUNCT 2 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "He", 1, "Stefan Korda"));
    done(&f);
}

/* "Stefan Korda told him": him is another */
static void not_under_one_verb(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en", "Stefan Stefan PROPN 3 nsubj B-PER\nKorda Korda PROPN 1 flat I-PER\ntold tell VERB 0 root\nhim he PRON 3 iobj Number=Sing\n. . PUNCT 3 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "him", 1, NULL));
    done(&f);
}

/* Stefan Korda said: " We thank him . " */
static void first_person_and_speaker(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "Stefan Stefan PROPN 3 nsubj B-PER\nKorda Korda PROPN 1 flat I-PER\nsaid say VERB 0 root\n: : PUNCT 3 punct\n\" \" PUNCT 7 punct\n"
              "We we PRON 7 nsubj Number=Plur\nthank thank VERB 3 ccomp\nhim he PRON 7 obj Number=Sing\n. . PUNCT 3 punct\n\" \" PUNCT 3 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "We", 1, NULL));
    assert_true(is_called(&f, "him", 1, NULL));
    done(&f);
}

static void a_state_is_it(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
              "Dorvania Dorvania PROPN 2 nsubj B-LOC\nsaid say VERB 0 root\nthat that SCONJ 6 mark\nit it PRON 6 nsubj Number=Sing\nwould would AUX 6 aux\nleave leave VERB 2 ccomp\n. . PUNCT 2 punct\n",
              0, 0, 0);
    assert_true(is_called(&f, "it", 1, "Dorvania"));
    done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gender_decides), cmocka_unit_test(not_under_one_verb), cmocka_unit_test(first_person_and_speaker),
        cmocka_unit_test(a_state_is_it),
    };
    return cmocka_run_group_tests_name("refer_pronouns", tests, load_lists, free_lists);
}
