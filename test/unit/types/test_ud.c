/* Labels of Universal Dependencies: names there and back, subtypes, and the values that model files hold. */
#include "types/ud.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void there_and_back(void **state) {
    (void)state;
    for (int i = 0; i < RD_N_UPOS; i++) assert_int_equal(rd_upos_of(rd_str_of(rd_upos_name(i))), i);
    for (int i = 0; i < RD_N_REL; i++) assert_int_equal(rd_rel_of(rd_str_of(rd_rel_name(i))), i);
}

static void bases(void **state) {
    (void)state;
    for (int i = 0; i < RD_N_REL; i++) {
        struct rd_str name = rd_str_of(rd_rel_name(i));
        int64_t colon = rd_str_find(name, RD_LIT(":"), 0);
        struct rd_str want = colon < 0 ? name : rd_str_sub(name, 0, (uint32_t)colon);
        if (!rd_str_is(want, rd_rel_name(rd_rel_base(i)))) fail_msg("the base of %s is %s", name.p, rd_rel_name(rd_rel_base(i)));
        assert_int_equal(rd_rel_base(rd_rel_base(i)), rd_rel_base(i));
    }
}

static void unknown_names(void **state) {
    (void)state;
    assert_int_equal(rd_upos_of(RD_LIT("VERBS")), -1);
    assert_int_equal(rd_upos_of(RD_LIT("verb")), -1);
    assert_int_equal(rd_upos_of(RD_NONE), -1);
    assert_int_equal(rd_rel_of(RD_LIT("nsubj:odd")), RD_REL_NSUBJ);
    assert_int_equal(rd_rel_of(RD_LIT("advcl:relcl:odd")), RD_REL_ADVCL);
    assert_int_equal(rd_rel_of(RD_LIT("odd")), RD_REL_DEP);
    assert_int_equal(rd_rel_of(RD_LIT(":nsubj")), RD_REL_DEP);
    assert_int_equal(rd_rel_of(RD_LIT("")), RD_REL_DEP);
    assert_string_equal(rd_rel_name(-1), "dep");
    assert_string_equal(rd_rel_name(RD_N_REL), "dep");
    assert_int_equal(rd_rel_base(999), RD_REL_DEP);
    assert_string_equal(rd_upos_name(RD_N_UPOS), "X");
    assert_string_equal(rd_upos_name(-7), "X");
}

/* Written into models: a label that moves makes every model of before wrong. */
static void values_are_stable(void **state) {
    (void)state;
    assert_int_equal(RD_ADJ, 0);
    assert_int_equal(RD_NOUN, 7);
    assert_int_equal(RD_VERB, 15);
    assert_int_equal(RD_N_UPOS, 17);
    assert_int_equal(RD_REL_ROOT, 0);
    assert_int_equal(RD_REL_NSUBJ, 42);
    assert_int_equal(RD_REL_XCOMP, RD_N_REL - 1);
    assert_int_equal(RD_N_REL, 57);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_and_back), cmocka_unit_test(bases), cmocka_unit_test(unknown_names), cmocka_unit_test(values_are_stable),
    };
    return cmocka_run_group_tests_name("types_ud", tests, NULL, NULL);
}
