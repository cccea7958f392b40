/* How a position moves, word by word; which claims stand against which; which pages tell one story. */
#include "compare/disputes.h"
#include "compare/positions.h"
#include "compare/stories.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct rd_arena a;

static struct rd_position said(const char *words) {
    return (struct rd_position){.lang = RD_LIT("en"), .words = rd_str_of(words)};
}

static int move(struct rd_position was, struct rd_position now) {
    const struct rd_position *earlier[] = {&was};
    int32_t against;
    int m = rd_position_move(earlier, 1, &now, &against, &a);
    assert_int_equal(against, m == RD_MOVE_NEW ? -1 : 0);
    return m;
}

static void test_compare_positions__moves(void **state) {
    (void)state;
    struct rd_position ferry = said("the ferry must sail again within a week"), no_ferry = said("the ferry must not sail again within a week");
    no_ferry.negated = true;
    assert_int_equal(move(ferry, said("The ferry must sail again within a week")), RD_MOVE_SAME);
    assert_int_equal(move(ferry, said("the ferry will have to sail again this week")), RD_MOVE_REWORDED);
    assert_int_equal(move(ferry, said("prisoners should be sent home")), RD_MOVE_NEW);
    assert_int_equal(move(ferry, no_ferry), RD_MOVE_REVERSED);
    struct rd_position cond = ferry;
    cond.condition = RD_LIT("once the customs post is manned");
    assert_int_equal(move(ferry, cond), RD_MOVE_CONDITION_ADDED);
    assert_int_equal(move(cond, ferry), RD_MOVE_CONDITION_REMOVED);
    assert_int_equal(move(cond, cond), RD_MOVE_SAME);
}

static void test_compare_positions__claims_over_languages(void **state) {
    (void)state;
    const struct rd_position_claim yes[] = {{RD_CLAIM_FACT, RD_LIT("k"), RD_LIT("+")}}, no[] = {{RD_CLAIM_FACT, RD_LIT("k"), RD_LIT("-")}};
    struct rd_position en = said("there is a shortage of medicine"), nl = {.lang = RD_LIT("nl"), .words = RD_LIT("er is geen tekort")};
    en.claims = yes; en.n_claims = 1; nl.claims = no; nl.n_claims = 1;
    assert_int_equal(move(en, nl), RD_MOVE_REVERSED);
    nl.claims = yes;
    assert_int_equal(move(en, nl), RD_MOVE_SAME);
    nl.n_claims = 0;
    assert_int_equal(move(en, nl), RD_MOVE_NEW);
    nl.n_claims = 1; nl.claims = no; nl.modality = RD_MOD_QUESTION;
    assert_int_equal(move(en, nl), RD_MOVE_NEW);
}

static void test_compare_positions__window(void **state) {
    (void)state;
    struct rd_position other = said("prisoners should be sent home"), ferry = said("the ferry must sail again within a week");
    const struct rd_position *earlier[RD_POSITION_WINDOW + 1];
    for (uint32_t i = 0; i < RD_ARRAY_LEN(earlier); i++) earlier[i] = &other;
    int32_t against = 7;
    earlier[RD_POSITION_WINDOW] = &ferry;
    assert_int_equal(rd_position_move(earlier, RD_ARRAY_LEN(earlier), &ferry, &against, &a), RD_MOVE_NEW);
    assert_int_equal(against, -1);
    earlier[RD_POSITION_WINDOW - 1] = &ferry;
    assert_int_equal(rd_position_move(earlier, RD_ARRAY_LEN(earlier), &ferry, &against, &a), RD_MOVE_SAME);
    assert_int_equal(against, RD_POSITION_WINDOW - 1);
    assert_int_equal(rd_position_move(NULL, 0, &ferry, &against, &a), RD_MOVE_NEW);
    for (int i = 0; i < RD_N_MOVES; i++) assert_int_equal(rd_move_of(rd_str_of(rd_move_name(i))), i);
    assert_int_equal(rd_move_of(RD_LIT("sideways")), -1);
}

static const char *diff(const char *x, const char *y) {
    static struct rd_buf b;
    struct rd_diff_run *r;
    if (!b.max) rd_buf_init(&b, 1 << 16);
    rd_buf_clear(&b);
    uint32_t n = rd_word_diff(rd_str_of(x), rd_str_of(y), &r, &a);
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str w = r[i].op == '+' ? rd_span_of(rd_str_of(y), r[i].b) : rd_span_of(rd_str_of(x), r[i].a);
        rd_buf_printf(&b, "%s%c%.*s", i ? "|" : "", r[i].op, RD_S(w));
        if (r[i].op == '=') assert_true(rd_str_eq(rd_span_of(rd_str_of(y), r[i].b), w) || rd_span_of(rd_str_of(y), r[i].b).n != w.n);
    }
    rd_buf_c(&b, 0);
    return b.p;
}

static void test_compare_diff__words(void **state) {
    (void)state;
    assert_string_equal(diff("the ferry sails today", "the ferry sails today"), "=the ferry sails today");
    assert_string_equal(diff("the ferry sails today", "the old ferry sails"), "=the|+old|=ferry sails|-today");
    assert_string_equal(diff("a b c", "x y"), "-a b c|+x y");
    assert_string_equal(diff("", "x y"), "+x y");
    assert_string_equal(diff("x y", ""), "-x y");
    assert_string_equal(diff("", ""), "");
    assert_string_equal(diff("open, now", "open now"), "=open|-,|=now");
}

static struct rd_claim_in claim(int type, const char *value, const char *side, int32_t day) {
    return (struct rd_claim_in){.type = (uint8_t)type, .key = RD_LIT("k"), .value = rd_str_of(value), .side = rd_str_of(side), .dated = day != 0, .first = day, .last = day};
}

static bool clash(int type, const char *x, int32_t dx, const char *y, int32_t dy) {
    struct rd_claim_in p = claim(type, x, "VLM", dx), q = claim(type, y, "DRV", dy);
    bool out = rd_claims_conflict(&p, &q, NULL);
    assert_int_equal(out, rd_claims_conflict(&q, &p, NULL));
    return out;
}

static void test_compare_disputes__pairs(void **state) {
    (void)state;
    assert_true(clash(RD_CLAIM_FACT, "+", 0, "-", 0));
    assert_false(clash(RD_CLAIM_FACT, "+", 0, "+", 0));
    assert_false(clash(RD_CLAIM_FACT, "+", 1000, "-", 2000));
    assert_true(clash(RD_CLAIM_RECOGNITION, "+", 1000, "-", 2000));
    assert_true(clash(RD_CLAIM_SEQUENCE, "=", 5, "<a", 6));
    assert_true(clash(RD_CLAIM_NUMBER, "12", 5, "40", 5));
    assert_false(clash(RD_CLAIM_NUMBER, "12", 5, "13", 5));
    assert_false(clash(RD_CLAIM_NUMBER, "12", 5, "20", 7));
    assert_true(clash(RD_CLAIM_NUMBER, "20", 5, "12", 7));
    assert_false(clash(RD_CLAIM_NUMBER, "~12", 5, "10-11", 5));
    assert_false(clash(RD_CLAIM_NUMBER, ">10", 5, "30", 5));
    assert_true(clash(RD_CLAIM_NUMBER, "<5", 5, "30", 5));
    assert_false(clash(RD_CLAIM_NUMBER, "many", 5, "30", 5));
    assert_true(clash(RD_CLAIM_ATTRIBUTION, "=w:VLM", 5, "=w:DRV", 5));
    assert_true(clash(RD_CLAIM_ATTRIBUTION, "+w:VLM", 5, "-w:VLM", 5));
    assert_false(clash(RD_CLAIM_ATTRIBUTION, "-w:DRV", 5, "+w:VLM", 5));
    struct rd_claim_in p = claim(RD_CLAIM_FACT, "+", "VLM", 0), q = claim(RD_CLAIM_FACT, "-", "VLM", 0), u = claim(RD_CLAIM_FACT, "-", NULL, 0);
    assert_false(rd_claims_conflict(&p, &q, NULL));
    assert_false(rd_claims_conflict(&p, &u, NULL));
}

static void test_compare_disputes__camps(void **state) {
    (void)state;
    struct rd_claim_in in[] = {claim(RD_CLAIM_FACT, "+", "VLM", 5), claim(RD_CLAIM_FACT, "-", "DRV", 6), claim(RD_CLAIM_FACT, "+", "HRW", 7), claim(RD_CLAIM_FACT, "-", NULL, 7)};
    uint32_t side[4];
    const char *why;
    assert_int_equal(rd_dispute_camps(in, 4, side, &why, &a), 2);
    assert_non_null(why);
    assert_int_equal(side[0], 0);
    assert_int_equal(side[1], 1);
    assert_int_equal(side[2], 0);
    assert_int_equal(side[3], UINT32_MAX);
    assert_int_equal(rd_dispute_camps(in, 1, side, &why, &a), 0);
    assert_int_equal(side[0], UINT32_MAX);
    assert_int_equal(rd_dispute_camps(NULL, 0, side, &why, &a), 0);
}

static void test_compare_stories__same(void **state) {
    (void)state;
    static const struct rd_str actors[] = {{"w:DRV", 5}, {"w:VLM", 5}}, issue[] = {{"l:ferry", 7}}, call[] = {{"phone_call:DRV,VLM:2031-03-04", 29}}, undated[] = {{"phone_call:DRV,VLM:", 19}};
    struct rd_story_in x = {.dated = true, .day = 100, .actors = actors, .n_actors = 2, .issues = issue, .n_issues = 1}, y = x, z = {.contacts = call, .n_contacts = 1}, u = z;
    const char *why = NULL;
    y.day = 102;
    assert_in_range(rd_story_same(&x, &y, &why), 50, 100);
    assert_non_null(why);
    y.day = 103;
    assert_in_range(rd_story_same(&x, &y, &why), 0, 49);
    y.day = 100; y.n_actors = 1;
    assert_in_range(rd_story_same(&x, &y, NULL), 0, 49);
    assert_in_range(rd_story_same(&z, &u, NULL), 50, 100);
    z.contacts = u.contacts = undated;
    assert_in_range(rd_story_same(&z, &u, NULL), 0, 49);
}

/* Pages that are the same story share a key, also over the border of two buckets of days. */
static void test_compare_stories__keys(void **state) {
    (void)state;
    static const struct rd_str actors[] = {{"w:DRV", 5}, {"w:VLM", 5}}, issue[] = {{"l:ferry", 7}};
    for (int32_t day = 100; day < 104; day++) {
        struct rd_story_in x = {.dated = true, .day = day, .actors = actors, .n_actors = 2, .issues = issue, .n_issues = 1}, y = x;
        uint64_t k[RD_STORY_KEYS], l[RD_STORY_KEYS];
        bool met = false;
        y.day = day + 2;
        uint32_t n = rd_story_keys(&x, k), m = rd_story_keys(&y, l);
        assert_in_range(n, 1, RD_STORY_KEYS);
        for (uint32_t i = 0; i < n; i++) {
            for (uint32_t j = 0; j < m; j++) met |= k[i] == l[j];
        }
        assert_true(met);
    }
}

int main(void) {
    rd_arena_init(&a);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare_positions__moves), cmocka_unit_test(test_compare_positions__claims_over_languages), cmocka_unit_test(test_compare_positions__window),
        cmocka_unit_test(test_compare_diff__words), cmocka_unit_test(test_compare_disputes__pairs), cmocka_unit_test(test_compare_disputes__camps),
        cmocka_unit_test(test_compare_stories__same), cmocka_unit_test(test_compare_stories__keys)};
    int rc = cmocka_run_group_tests(tests, NULL, NULL);
    rd_arena_free(&a);
    return rc;
}
