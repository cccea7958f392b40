/* Which pages are copies: by shingles, by credit, by facts; and the same groups in any order. A page here is a set of numbered
 * shingles, so that resemblance is exact. */
#include "compare/origins.h"

#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct rd_arena a;

static int setup(void **state) {
    (void)state;
    rd_arena_init(&a);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    rd_arena_free(&a);
    return 0;
}

/* A page with the shingles [from, to), as page/signature.c would sign it. */
static struct rd_origin_in page(const char *id, uint32_t from, uint32_t to, int32_t day) {
    uint64_t *sig = RD_NEW_N(&a, uint64_t, RD_SIG_N);
    for (uint32_t i = 0; i < RD_SIG_HASHES; i++) {
        uint64_t min = UINT64_MAX;
        for (uint32_t s = from; s < to; s++) {
            uint64_t x = rd_hash_mix(rd_hash_mix(s, 77), i);
            min = x < min ? x : min;
        }
        sig[i / 4] |= (rd_hash_mix(min, 0) & 0xFFFF) << (i % 4 * 16);
    }
    sig[RD_SIG_COUNT] = to - from;
    sig[RD_SIG_TEXT] = rd_hash_mix(from, to);
    return (struct rd_origin_in){.id = rd_str_of(id), .article = true, .dated = day != 0, .day = day, .sig = sig, .n_sig = RD_SIG_N,
                                 .lang = RD_LIT("en")};
}

static int how(const struct rd_origin_in *x, const struct rd_origin_in *y) {
    struct rd_origin_link l, back;
    bool same = rd_origin_same(x, y, &l);
    assert_int_equal(same, rd_origin_same(y, x, &back));
    assert_int_equal(l.how, back.how);
    assert_int_equal(l.alike, back.alike);
    assert_int_equal(l.held, back.held);
    assert_true(rd_str_eq(l.credit, back.credit));
    assert_int_equal(same, l.how != RD_ORIGIN_NONE);
    return l.how;
}

static bool keys_meet(const struct rd_origin_in *x, const struct rd_origin_in *y) {
    uint64_t p[RD_ORIGIN_BANDS], q[RD_ORIGIN_BANDS];
    uint32_t n = rd_origin_bands(x->sig, x->n_sig, p), m = rd_origin_bands(y->sig, y->n_sig, q);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < m; k++)
            if (p[i] == q[k]) return true;
    return false;
}

static void copies_by_their_words(void **state) {
    (void)state;
    struct rd_origin_in whole = page("a", 0, 400, 100), again = page("b", 0, 400, 101), edited = page("c", 40, 440, 100);
    struct rd_origin_in part = page("d", 0, 130, 100), other = page("e", 5000, 5400, 100), some = page("f", 300, 700, 100);
    assert_int_equal(how(&whole, &again), RD_ORIGIN_EXACT);
    assert_int_equal(how(&whole, &edited), RD_ORIGIN_NEAR);
    assert_int_equal(how(&whole, &part), RD_ORIGIN_PART);
    assert_int_equal(how(&whole, &other), RD_ORIGIN_NONE);
    assert_int_equal(how(&whole, &some), RD_ORIGIN_NONE);
    assert_true(keys_meet(&whole, &again) && keys_meet(&whole, &edited) && keys_meet(&whole, &part));
    assert_false(keys_meet(&whole, &other));
}

static void what_is_no_copy(void **state) {
    (void)state;
    struct rd_origin_in tiny = page("a", 0, 5, 100), tiny2 = page("b", 0, 5, 100);
    assert_int_equal(how(&tiny, &tiny2), RD_ORIGIN_NONE); /* "this page is not available" */
    struct rd_origin_in index = page("c", 0, 400, 100), index2 = page("d", 0, 400, 100);
    index.article = false;
    assert_int_equal(how(&index, &index2), RD_ORIGIN_NONE);
    struct rd_origin_in now = page("e", 0, 400, 100), later = page("f", 30, 430, 3000);
    assert_int_equal(how(&now, &later), RD_ORIGIN_NONE); /* the same form letter, years later */
    struct rd_origin_in unsigned_page = {.id = RD_LIT("g"), .article = true};
    assert_int_equal(how(&now, &unsigned_page), RD_ORIGIN_NONE);
    assert_int_equal(rd_origin_bands(NULL, 0, NULL), 0);
}

static void a_column_is_no_copy(void **state) {
    (void)state;
    static const uint64_t monday[] = {11, 13, 15, 17}, tuesday[] = {11, 23, 25, 27};
    struct rd_origin_in x = page("a", 0, 400, 100), y = page("b", 40, 440, 107);
    x.facts = monday, x.n_facts = 4, y.facts = tuesday, y.n_facts = 4;
    assert_int_equal(how(&x, &y), RD_ORIGIN_NONE);
    y.day = 101; /* the next morning: an edited copy */
    assert_int_equal(how(&x, &y), RD_ORIGIN_NEAR);
}

static void one_house_shares_its_furniture(void **state) {
    (void)state;
    struct rd_origin_in x = page("a", 0, 300, 100), y = page("b", 110, 410, 100); /* 0.46 alike */
    assert_int_equal(how(&x, &y), RD_ORIGIN_NEAR);
    x.outlet = RD_LIT("kelmpost"), y.outlet = RD_LIT("orsaherald");
    assert_int_equal(how(&x, &y), RD_ORIGIN_NEAR);
    y.outlet = x.outlet;
    assert_int_equal(how(&x, &y), RD_ORIGIN_NONE);
    struct rd_origin_in again = page("c", 20, 320, 100);
    again.outlet = x.outlet;
    assert_int_equal(how(&x, &again), RD_ORIGIN_NEAR);
}

static void a_relay_is_told_by_its_credit(void **state) {
    (void)state;
    static const struct rd_str cites[] = {{"kelmwire", 8}};
    struct rd_origin_in wire = page("a", 0, 300, 100), paper = page("b", 160, 460, 100);
    assert_int_equal(how(&wire, &paper), RD_ORIGIN_NONE);
    paper.cites = cites, paper.n_cites = 1;
    assert_int_equal(how(&wire, &paper), RD_ORIGIN_NONE); /* nobody knows that the other one is the agency */
    wire.outlet = RD_LIT("kelmwire");
    assert_int_equal(how(&wire, &paper), RD_ORIGIN_RELAY);
    struct rd_origin_link l;
    assert_true(rd_origin_same(&wire, &paper, &l));
    assert_true(rd_str_is(l.credit, "kelmwire"));
    assert_true(l.held >= 400 && l.held <= 620 && l.alike >= 200 && l.alike < 400); /* 0.47 and 0.30 */
    paper.day = 104;
    assert_int_equal(how(&wire, &paper), RD_ORIGIN_NONE);
}

static void a_translation_is_told_by_its_facts(void **state) {
    (void)state;
    static const struct rd_str cites[] = {{"kelmwire", 8}};
    static const uint64_t facts[] = {1, 3, 5, 20, 22, 24}, fewer[] = {1, 20, 22, 24, 26, 28};
    struct rd_origin_in wire = page("a", 0, 300, 100), paper = page("b", 9000, 9300, 100);
    wire.outlet = RD_LIT("kelmwire");
    wire.facts = facts, wire.n_facts = 6, paper.facts = facts, paper.n_facts = 6;
    paper.lang = RD_LIT("nl");
    assert_int_equal(how(&wire, &paper), RD_ORIGIN_NONE);
    paper.cites = cites, paper.n_cites = 1;
    assert_int_equal(how(&wire, &paper), RD_ORIGIN_TRANSLATED);
    uint64_t p[RD_ORIGIN_RELAYS], q[RD_ORIGIN_RELAYS];
    assert_int_equal(rd_origin_relay_keys(&wire, p), 3);
    assert_int_equal(rd_origin_relay_keys(&paper, q), 3);
    assert_memory_equal(p, q, 3 * sizeof *p);
    paper.day = 101;
    assert_int_equal(how(&wire, &paper), RD_ORIGIN_NONE);
    paper.day = 100, paper.facts = fewer;
    assert_int_equal(how(&wire, &paper), RD_ORIGIN_NONE);
    paper.facts = facts, paper.lang = RD_LIT("en");
    assert_int_equal(how(&wire, &paper), RD_ORIGIN_NONE);
}

static void houses(void **state) {
    (void)state;
    static const char *const same[][2] = {{"Kelm-Post.kl", "kelm post"}, {"www.kelmwire.com", "Kelmwire"}, {"The Orsa Herald", "Orsa Herald"},
                                          {"https://orsa.org/", "ORSA"}, {"Ağ Xəbər", "ag xəbər"}, {"U.V.R.", "UVR"}};
    for (size_t i = 0; i < RD_ARRAY_LEN(same); i++) {
        struct rd_str x = rd_origin_house(rd_str_of(same[i][0]), &a), y = rd_origin_house(rd_str_of(same[i][1]), &a);
        if (!rd_str_eq(x, y)) fail_msg("%s: %.*s is not %.*s", same[i][0], RD_S(x), RD_S(y));
    }
    assert_null(rd_origin_house(RD_NONE, &a).p);
    assert_null(rd_origin_house(RD_LIT("---"), &a).p);
}

static uint32_t facts_of(const char *text, uint64_t facts[RD_ORIGIN_FACTS]) {
    struct rd_block b = {.role = RD_ROLE_BODY, .span = {0, (uint32_t)strlen(text)}};
    struct rd_page p = {.text = rd_str_of(text), .blocks = &b, .n_blocks = 1};
    return rd_origin_facts(&p, NULL, 0, facts, &a);
}

static void numbers_survive_translation(void **state) {
    (void)state;
    uint64_t x[RD_ORIGIN_FACTS], y[RD_ORIGIN_FACTS];
    assert_int_equal(facts_of("12,500 people, 3.5 million, 47 buses in 2023, on May 12 at 10:45, A320", x), 3);
    assert_int_equal(facts_of("47 bussen, 12.500 mensen, 3,5 miljoen; 47 opnieuw", y), 3);
    assert_memory_equal(x, y, 3 * sizeof *x);
    assert_true((x[0] & 1) && x[0] < x[1]);
    static const struct rd_str world[] = {{"VLD", 3}, {"ORS", 3}, {"VLD", 3}, {0, 0}};
    struct rd_page none = {.text = RD_LIT("")};
    assert_int_equal(rd_origin_facts(&none, world, 4, x, &a), 2);
    assert_false((x[0] & 1) || (x[1] & 1));
}

static void before(void **state) {
    (void)state;
    static const struct rd_str cites[] = {{"x", 1}};
    struct rd_origin_in p = page("b", 0, 9, 100), q = page("a", 0, 9, 101), undated = page("0", 0, 9, 0), relay = page("a", 0, 9, 100);
    relay.cites = cites, relay.n_cites = 1;
    assert_true(rd_origin_before(&p, &q) < 0 && rd_origin_before(&q, &p) > 0);
    assert_true(rd_origin_before(&p, &undated) < 0 && rd_origin_before(&undated, &p) > 0);
    assert_true(rd_origin_before(&p, &relay) < 0);
    assert_int_equal(rd_origin_before(&p, &p), 0);
}

/* Three families of copies, and loners, in many orders. */
static void any_order(void **state) {
    (void)state;
    enum { N = 14 };
    static const uint32_t from[N] = {0, 0, 60, 120, 1000, 1000, 1050, 2000, 3000, 4000, 5000, 5000, 6000, 7000};
    static const uint32_t len[N] = {400, 400, 400, 400, 300, 300, 300, 300, 50, 400, 400, 130, 40, 300};
    struct rd_origin_in in[N], turned[N];
    uint32_t group[N], at[N];
    char ids[N][2] = {{0}};
    for (uint32_t i = 0; i < N; i++) {
        ids[i][0] = (char)('a' + i);
        in[i] = page(ids[i], from[i], from[i] + len[i], 100 + (int32_t)(i * 5 % 3));
    }
    assert_int_equal(rd_origin_groups(in, N, group, &a), 8);
    for (uint64_t turn = 1; turn < 40; turn++) {
        for (uint32_t i = 0; i < N; i++) at[i] = i;
        for (uint32_t i = N - 1; i > 0; i--) {
            uint32_t k = (uint32_t)(rd_hash_mix(turn, i) % (i + 1)), t = at[i];
            at[i] = at[k], at[k] = t;
        }
        uint32_t other[N];
        for (uint32_t i = 0; i < N; i++) turned[i] = in[at[i]];
        assert_int_equal(rd_origin_groups(turned, N, other, &a), 8);
        for (uint32_t i = 0; i < N; i++) assert_int_equal(at[other[i]], group[at[i]]);
    }
    assert_int_equal(rd_origin_groups(NULL, 0, NULL, &a), 0);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(copies_by_their_words), T(what_is_no_copy), T(a_column_is_no_copy), T(one_house_shares_its_furniture), T(a_relay_is_told_by_its_credit),
        T(a_translation_is_told_by_its_facts), T(houses), T(numbers_survive_translation), T(before), T(any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
