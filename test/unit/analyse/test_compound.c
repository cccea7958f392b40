/* Compounds are split where both sides are known, and whole nouns stay whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "analyse/compound.h"
#include "analyse/linear.h"

#define CAP 64u

static void put(uint32_t *slots, const char *part, uint32_t bits)
{
    uint32_t key = compound_key(rd_str_of(part)), at = linear_home(key, CAP);
    while (slots[2 * at + 1] != 0) at = linear_next(at, CAP);
    slots[2 * at] = key;
    slots[2 * at + 1] = bits;
}

static void splits(void **state)
{
    (void)state;
    uint32_t slots[2 * CAP] = {0};
    static const char *const whole[] = {"akkoord", "vrouw", "brug", "boom", "huis", "hoofd", "markt", "voorbeeld", "beeld", "leider", "regering", "voor"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(whole); i++) put(slots, whole[i], COMPOUND_WHOLE);
    put(slots, "vrede", COMPOUND_FIRST);
    put(slots, "toernooi", COMPOUND_LAST);
    struct compounds c = {slots, CAP}, none = {NULL, 0};
    static const char *const cases[][2] = {{"vredesakkoord", "vrede_akkoord"}, {"vrouwentoernooi", "vrouw_toernooi"}, {"bruggenhoofd", "brug_hoofd"},
        {"bomenmarkt", "boom_markt"}, {"huizenmarkt", "huis_markt"}, {"regeringsleider", "regering_leider"}, {"voorbeeld", "voorbeeld"},
        {"onbekend", "onbekend"}, {"minister-president", "minister_president"}, {"al_gesplitst", "al_gesplitst"}, {"ak", "ak"}};
    struct rd_arena a;
    rd_arena_init(&a);
    for (uint32_t i = 0; i < RD_ARRAY_LEN(cases); i++) {
        struct rd_str got = compound_split(&c, rd_str_of(cases[i][0]), &a);
        if (!rd_str_is(got, cases[i][1])) fail_msg("%s: %.*s", cases[i][0], RD_S(got));
        assert_true(rd_str_is(compound_split(&none, rd_str_of(cases[i][0]), &a), cases[i][0]));
    }
    rd_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(splits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
