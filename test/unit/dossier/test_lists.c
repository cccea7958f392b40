/* The lists over pages under a filter: each is what is left of the whole list when one looks at every row oneself. Saved queries. */
#include "told.h"

enum { PAGES = 60 };

static struct rd_store *s;
static struct rd_arena a;

static int setup(void **state) {
    (void)state;
    rd_arena_init(&a);
    s = told_open();
    for (unsigned k = 0; k < PAGES; k++) told_save(s, k, &told_v1);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    rd_store_close(s);
    rd_arena_free(&a);
    return 0;
}

static int64_t id_of(const char *key) {
    struct rd_row_actor r;
    assert_int_equal(rd_store_actor(s, rd_str_of(key), &a, &r, NULL), 0);
    return r.id;
}

/* Filters that are asked of every list; day 19606 is 2023-09-06 (the first pages tell 19599 and later). */
static struct rd_filter filter(uint32_t i) {
    struct rd_filter v[] = {{0}, {.side = RD_LIT("VLD")}, {.side = RD_LIT("ORS")}, {.lang = RD_LIT("nl")}, {.since = RD_LIT("2023-09-20")}, {.until = RD_LIT("2023-09-10")},
                            {.since = RD_LIT("2023-09-05"), .until = RD_LIT("2023-09-15")}, {.issue = RD_LIT("t:road kelm")}, {.issue = RD_LIT("t:nothing")}, {.side = RD_LIT("XXX")},
                            {.actor = id_of(TOLD_MAREN)}, {.actor = id_of(TOLD_OTHER), .lang = RD_LIT("en")}, {.outlet = RD_LIT("orsa post")}, {.outlet = RD_LIT("courant"), .side = RD_LIT("VLD")}};
    if (i >= RD_ARRAY_LEN(v)) return (struct rd_filter){.limit = UINT32_MAX};
    v[i].limit = 10000;
    return v[i];
}

static bool day_fits(const struct rd_filter *f, int32_t day) {
    const struct { const char *value; int32_t day; } v[] = {{"2023-09-20", 19620}, {"2023-09-10", 19610}, {"2023-09-05", 19605}, {"2023-09-15", 19615}};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) {
        if (f->since.p && rd_str_is(f->since, v[i].value) && day < v[i].day) return false;
        if (f->until.p && rd_str_is(f->until, v[i].value) && day > v[i].day) return false;
    }
    return true;
}

static bool dated(const struct rd_filter *f) {
    return f->since.p || f->until.p;
}

/* Does what one statement tells fit all but issue and actor? */
static bool fits(const struct rd_filter *f, const struct rd_row_statement *t, struct rd_str side) {
    if (f->side.p && !rd_str_eq(f->side, side)) return false;
    if (f->lang.p && !rd_str_eq(f->lang, t->origin.lang)) return false;
    if (f->outlet.p && !rd_str_is(t->origin.outlet, rd_str_is(f->outlet, "courant") ? "Veldanse Courant" : "The Orsa Post")) return false;
    if (dated(f) && (t->day.group == 2 || (t->day.group == 1 && !t->day.first))) return false;
    return !dated(f) || day_fits(f, t->day.first);
}

static void test_dossier_lists__positions(void **state) {
    (void)state;
    struct rd_row_entry *all, *v;
    uint32_t n_all, n, non_empty = 0;
    struct rd_filter none = filter(0);
    assert_int_equal(rd_store_positions(s, &none, &a, &all, &n_all, NULL, NULL), 0);
    assert_true(n_all > 30);
    for (uint32_t i = 0; filter(i).limit != UINT32_MAX; i++) {
        struct rd_filter f = filter(i);
        uint64_t total;
        uint32_t want = 0;
        assert_int_equal(rd_store_positions(s, &f, &a, &v, &n, &total, NULL), 0);
        for (uint32_t k = 0; k < n_all; k++) {
            if (f.issue.p && !rd_str_eq(f.issue, all[k].issue)) continue;
            if (f.actor && f.actor != all[k].actor) continue;
            if (!fits(&f, &all[k].statement, all[k].side)) continue;
            if (want >= n) fail_msg("filter %u: more than %u", i, n);
            assert_true(rd_str_eq(v[want].statement.id, all[k].statement.id));
            want++;
        }
        if (want != n || total != n) fail_msg("filter %u: %u, not %u", i, n, want);
        non_empty += n > 0 && n < n_all;
    }
    assert_true(non_empty >= 7);
}

static void test_dossier_lists__moved_and_paged(void **state) {
    (void)state;
    struct rd_row_entry *all, *v;
    uint32_t n_all, n, moved = 0;
    uint64_t total;
    struct rd_filter f = {.limit = 10000};
    assert_int_equal(rd_store_positions(s, &f, &a, &all, &n_all, NULL, NULL), 0);
    for (uint32_t k = 0; k < n_all; k++) moved += all[k].move > 1;
    f.moved = true;
    f.order = RD_ORDER_OLDEST; /* the latest first would leave out the undated */
    assert_int_equal(rd_store_positions(s, &f, &a, &v, &n, &total, NULL), 0);
    assert_true(moved > 0 && moved < n_all);
    assert_int_equal(n, moved);
    for (uint32_t k = 0; k < n; k++) assert_true(v[k].before.n && v[k].before_words.n);
    f = (struct rd_filter){.limit = 7, .offset = 5};
    assert_int_equal(rd_store_positions(s, &f, &a, &v, &n, &total, NULL), 0);
    assert_int_equal(n, 7);
    assert_int_equal(total, n_all);
    for (uint32_t k = 0; k < n; k++) assert_true(rd_str_eq(v[k].statement.id, all[5 + k].statement.id));
}

/* The matrix and the issues are what the ledgers come to. */
static void test_dossier_lists__matrix_and_issues(void **state) {
    (void)state;
    struct rd_row_entry *all;
    struct rd_row_cell *v;
    struct rd_row_issue *q;
    uint32_t n_all, n, n_issues;
    struct rd_filter none = filter(0);
    assert_int_equal(rd_store_positions(s, &none, &a, &all, &n_all, NULL, NULL), 0);
    for (uint32_t i = 0; filter(i).limit != UINT32_MAX; i++) {
        struct rd_filter f = filter(i);
        uint32_t issue_fits = 0, actors = 0;
        assert_int_equal(rd_store_matrix(s, &f, &a, &v, &n, NULL, NULL), 0);
        assert_int_equal(rd_store_issues(s, &f, &a, &q, &n_issues, NULL, NULL), 0);
        for (uint32_t c = 0; c < n; c++) {
            uint32_t entries = 0, moves = 0, fit = 0;
            for (uint32_t k = 0; k < n_all; k++) {
                if (all[k].actor != v[c].actor || !rd_str_eq(all[k].issue, v[c].issue)) continue;
                entries++;
                moves += all[k].move > 1;
                fit += fits(&f, &all[k].statement, all[k].side);
            }
            assert_int_equal(v[c].entries, entries);
            assert_int_equal(v[c].moves, moves);
            assert_true(fit > 0);
            assert_true(!f.actor || v[c].actor == f.actor);
        }
        for (uint32_t k = 0; k < n_all; k++) {
            if ((f.issue.p && !rd_str_eq(f.issue, all[k].issue)) || (f.actor && f.actor != all[k].actor) || !fits(&f, &all[k].statement, all[k].side)) continue;
            issue_fits = 1;
            bool there = false;
            for (uint32_t c = 0; c < n && !there; c++) there = v[c].actor == all[k].actor && rd_str_eq(v[c].issue, all[k].issue);
            assert_true(there);
        }
        for (uint32_t c = 0; c < n; c++) actors += v[c].actor != 0;
        assert_int_equal(n_issues, issue_fits);
        if (n_issues && i == 0) assert_int_equal(q[0].actors, actors);
    }
}

static void test_dossier_lists__disputes(void **state) {
    (void)state;
    static const struct { struct rd_filter f; bool road; } v[] = {
        {{.limit = 0}, true}, {{.side = {"VLD", 3}}, true}, {{.side = {"XXX", 3}}, false}, {{.issue = {"t:road kelm", 11}}, true}, {{.issue = {"t:nothing", 9}}, false}, {{.words = {"opened", 6}}, true},
        {{.words = {"snow", 4}}, false}, {{.since = {"2030", 4}}, false}, {{.until = {"2020", 4}}, false}, {{.since = {"2023", 4}, .until = {"2023", 4}}, true}, {{.lang = {"nl", 2}}, true},
        {{.lang = {"ru", 2}}, false}, {{.outlet = {"courant", 7}}, true}, {{.outlet = {"tribune", 7}}, false}};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) {
        struct rd_row_dispute *d;
        uint32_t n;
        uint64_t total;
        bool road = false;
        assert_int_equal(rd_store_disputes(s, &v[i].f, &a, &d, &n, &total, NULL), 0);
        assert_int_equal(n, total);
        for (uint32_t k = 0; k < n; k++) {
            if (!rd_str_is(d[k].key, "open road kelm")) continue;
            road = true;
            assert_int_equal(d[k].n_camps, 2);
            assert_true(d[k].why.n > 0);
            for (uint32_t c = 0; c < 2; c++) {
                assert_true(d[k].camps[c].n_sides == 1 && d[k].camps[c].n_statements > 0 && d[k].camps[c].origins > 0);
                assert_true(rd_str_is(d[k].camps[c].sides[0], rd_str_is(d[k].camps[c].value, "-") ? "VLD" : "ORS"));
                assert_true(rd_str_is(d[k].camps[c].claims[0].exact, "opened at once"));
            }
        }
        if (road != v[i].road) fail_msg("filter %u", i);
    }
    struct rd_row_dispute *d;
    uint32_t n;
    struct rd_filter mine = {.actor = id_of(TOLD_OTHER)};
    assert_int_equal(rd_store_disputes(s, &mine, &a, &d, &n, NULL, NULL), 0);
    assert_int_equal(n, 1);
}

static void test_dossier_lists__names(void **state) {
    (void)state;
    struct rd_row_naming *all, *v;
    uint32_t n_all, n, uses = 0;
    struct rd_filter none = filter(0);
    assert_int_equal(rd_store_namings(s, &none, &a, &all, &n_all, NULL, NULL), 0);
    for (uint32_t k = 0; k < n_all; k++) {
        uses += (uint32_t)all[k].uses;
        assert_true(all[k].origins > 0 && all[k].origins <= all[k].uses && all[k].example.n && all[k].example_cite.exact.n);
        assert_int_equal(all[k].loaded, rd_str_is(all[k].words, "so-called road"));
    }
    assert_int_equal(uses, 2 * PAGES);
    for (uint32_t i = 0; filter(i).limit != UINT32_MAX; i++) {
        struct rd_filter f = filter(i);
        uint32_t want = 0;
        if (f.lang.p || dated(&f)) continue; /* below */
        assert_int_equal(rd_store_namings(s, &f, &a, &v, &n, NULL, NULL), 0);
        for (uint32_t k = 0; k < n_all; k++) {
            if (f.issue.p && !rd_str_eq(f.issue, all[k].key)) continue;
            if (f.side.p && !rd_str_eq(f.side, all[k].side)) continue;
            if (f.actor && f.actor != all[k].actor) continue;
            if (f.outlet.p && (all[k].speaker || !rd_str_is(all[k].by, rd_str_is(f.outlet, "courant") ? "Veldanse Courant" : "The Orsa Post"))) continue;
            want++;
        }
        if (n != want) fail_msg("filter %u: %u, not %u", i, n, want);
    }
    struct rd_filter words = {.words = RD_LIT("so-called")}, late = {.since = RD_LIT("2030")}, early = {.until = RD_LIT("2020")}, other = {.lang = RD_LIT("ru")};
    assert_int_equal(rd_store_namings(s, &words, &a, &v, &n, NULL, NULL), 0);
    assert_true(n > 0 && n < n_all);
    for (uint32_t k = 0; k < n; k++) assert_true(rd_str_is(v[k].key, "t:road kelm"));
    const struct rd_filter *nothing[] = {&late, &early, &other};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(nothing); i++) {
        assert_int_equal(rd_store_namings(s, nothing[i], &a, &v, &n, NULL, NULL), 0);
        assert_int_equal(n, 0);
    }
}

/* ---- saved queries ---- */

static uint32_t fresh(struct rd_str side, uint64_t since, uint64_t *last) {
    struct rd_row_statement *v;
    uint32_t n;
    struct rd_filter f = {.side = side, .limit = 1000};
    assert_int_equal(rd_store_fresh(s, &f, since, &a, &v, &n, last, NULL), 0);
    return n;
}

static void test_dossier_lists__fresh(void **state) {
    (void)state;
    const struct rd_str vld = RD_LIT("VLD"), none = RD_LIT("XXX");
    uint64_t last, later;
    assert_int_equal(fresh(RD_NONE, 0, &last), 2 * PAGES);
    assert_int_equal(fresh(RD_NONE, last, &later), 0);
    assert_int_equal(later, last);
    assert_int_equal(fresh(none, 0, &later), 0);
    told_save(s, PAGES + 2, &told_v1);   /* both statements are VLD's */
    told_save(s, PAGES + 3, &told_v1);   /* one of two is */
    assert_int_equal(fresh(RD_NONE, last, &later), 4);
    assert_int_equal(fresh(vld, last, &later), 3);
    assert_int_equal(fresh(none, last, &later), 0); /* what does not fit is not new */
    told_save(s, PAGES + 3, &told_v2);   /* read again: nothing new */
    assert_int_equal(fresh(RD_NONE, later, &last), 0);
    told_drop(s, PAGES + 3);             /* the last goes, another comes: no number is given twice */
    told_save(s, PAGES + 4, &told_v1);
    assert_int_equal(fresh(RD_NONE, later, &last), 2);
    told_drop(s, PAGES + 4);
    assert_int_equal(fresh(RD_NONE, later, &last), 0);
    told_drop(s, PAGES + 2);
}

static void test_dossier_lists__watches(void **state) {
    (void)state;
    struct rd_row_watch *w;
    uint32_t n;
    assert_int_equal(rd_store_watch_save(s, RD_LIT(""), RD_LIT("side=VLD"), RD_LIT("2031"), NULL), RD_EUSAGE);
    assert_int_equal(rd_store_watch_save(s, RD_LIT("ferry'; --"), RD_LIT("side=VLD"), RD_LIT("2031"), NULL), 0);
    assert_int_equal(rd_store_watch_save(s, RD_LIT("all"), RD_LIT("q=road"), RD_LIT("2032"), NULL), 0);
    assert_int_equal(rd_store_watch_seen(s, RD_LIT("all"), 9, NULL), 0);
    assert_int_equal(rd_store_watch_seen(s, RD_LIT("all"), 4, NULL), 0); /* never backwards */
    assert_int_equal(rd_store_watch_save(s, RD_LIT("all"), RD_LIT("q=bridge"), RD_LIT("2033"), NULL), 0);
    assert_int_equal(rd_store_watches(s, &a, &w, &n, NULL), 0);
    assert_int_equal(n, 2);
    assert_true(rd_str_is(w[0].name, "all") && rd_str_is(w[0].query, "q=bridge") && rd_str_is(w[0].at, "2033") && w[0].seen == 9 && w[0].fresh == 0);
    assert_true(rd_str_is(w[1].name, "ferry'; --") && w[1].seen == 0 && w[1].fresh == 0);
    assert_int_equal(rd_store_watch_drop(s, RD_LIT("ferry'; --"), NULL), 0);
    assert_int_equal(rd_store_watch_drop(s, RD_LIT("ferry'; --"), NULL), RD_ENOTFOUND);
    assert_int_equal(rd_store_watch_seen(s, RD_LIT("nobody"), 3, NULL), RD_ENOTFOUND);
    assert_int_equal(rd_store_watches(s, &a, &w, &n, NULL), 0);
    assert_int_equal(n, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dossier_lists__positions), cmocka_unit_test(test_dossier_lists__moved_and_paged),
        cmocka_unit_test(test_dossier_lists__matrix_and_issues), cmocka_unit_test(test_dossier_lists__disputes),
        cmocka_unit_test(test_dossier_lists__names), cmocka_unit_test(test_dossier_lists__fresh), cmocka_unit_test(test_dossier_lists__watches),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
