/* Which entities are one actor, which contacts are one. */
#include "compare/compare.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct rd_arena a;

static const char *key(int kind, const char *name, const char *side, const char *world) {
    struct rd_entity e = {.kind = (uint8_t)kind, .name = rd_str_of(name), .side = rd_str_of(side), .world = rd_str_of(world)};
    return rd_actor_key(&e, &a).p;
}

static void test_compare_actors__keys(void **state) {
    (void)state;
    assert_string_equal(key(RD_ENT_STATE, "the Republic of Veldan", "VLD", "VLD"), "w:VLD");
    assert_string_equal(key(RD_ENT_PERSON, "Ilka  Maren", "ORS", NULL), "n:person:ilka maren:ORS");
    assert_string_equal(key(RD_ENT_PERSON, "Ílka Märén", "ORS", NULL), "n:person:ilka maren:ORS");
    assert_string_equal(key(RD_ENT_ORG, "U.V.R.", NULL, NULL), "n:org:uvr:");
    assert_string_equal(key(RD_ENT_ORG, "Kelm-Post “Daily”", NULL, NULL), "n:org:kelm post daily:");
    assert_string_equal(key(RD_ENT_PERSON, "Илка Марен", NULL, NULL), "n:person:ilka maren:");
    assert_string_equal(key(RD_ENT_PERSON, "Sergey Kolyev", NULL, NULL), "n:person:sergei koliev:");
    assert_string_equal(key(RD_ENT_PERSON, "Сергей Колиев", NULL, NULL), "n:person:sergei koliev:");
    assert_string_equal(key(RD_ENT_PERSON, "Sergei Koliyev", NULL, NULL), "n:person:sergei koliev:");
    assert_string_equal(key(RD_ENT_PERSON, "Ənvər Qoliyev", NULL, NULL), "n:person:anvar qoliev:");
    assert_null(key(RD_ENT_GROUP, NULL, "ORS", NULL));
    assert_null(key(RD_ENT_GROUP, "", NULL, NULL));
    assert_null(key(RD_ENT_OTHER, "***", NULL, NULL));
}

static struct rd_contact_in contact(int kind, const struct rd_str *keys, uint32_t n, int32_t first, int32_t last, uint32_t page) {
    return (struct rd_contact_in){.kind = (uint8_t)kind, .keys = keys, .n_keys = n, .dated = first != 0, .first = first, .last = last, .page = page};
}

static void test_compare_contacts__groups(void **state) {
    (void)state;
    static const struct rd_str two[] = {{"ORS", 3}, {"VLD", 3}}, three[] = {{"KAR", 3}, {"ORS", 3}, {"VLD", 3}}, other[] = {{"KAR", 3}, {"ORS", 3}}, one[] = {{"ORS", 3}};
    uint32_t g[12];
    struct rd_contact_in in[] = {
        contact(RD_CH_PHONE_CALL, two, 2, 100, 100, 0),   contact(RD_CH_PHONE_CALL, two, 2, 99, 100, 1),   /* 0 0: a weekend holds the day */
        contact(RD_CH_PHONE_CALL, two, 2, 102, 102, 2),   contact(RD_CH_MEETING, two, 2, 100, 100, 3),     /* 1 2: another day, another kind */
        contact(RD_CH_UNSPECIFIED, two, 2, 102, 102, 4),  contact(RD_CH_PHONE_CALL, three, 3, 100, 100, 5), /* 1 0: told less of, told more of */
        contact(RD_CH_PHONE_CALL, other, 2, 100, 100, 6), contact(RD_CH_PHONE_CALL, one, 1, 100, 100, 7),  /* 0 through KAR+ORS in three; alone 3 */
        contact(RD_CH_PHONE_CALL, two, 2, 0, 0, 8),       contact(RD_CH_PHONE_CALL, two, 2, 0, 0, 9),      /* undated ones of two pages: 4 5 */
        contact(RD_CH_PHONE_CALL, two, 2, 0, 0, 9),       contact(RD_CH_PHONE_CALL, two, 2, 90, 120, 10),  /* of one page: 5; a month says too little: 6 */
    };
    static const uint32_t want[] = {0, 0, 1, 2, 1, 0, 0, 3, 4, 5, 5, 6};
    assert_int_equal(rd_contact_groups(in, RD_ARRAY_LEN(in), g, &a), 7);
    for (size_t i = 0; i < RD_ARRAY_LEN(in); i++) assert_int_equal(g[i], want[i]);
    assert_int_equal(rd_contact_groups(NULL, 0, g, &a), 0);
}

int main(void) {
    rd_arena_init(&a);
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_compare_actors__keys), cmocka_unit_test(test_compare_contacts__groups)};
    int rc = cmocka_run_group_tests(tests, NULL, NULL);
    rd_arena_free(&a);
    return rc;
}
