/* What users change: seen in actors, ledgers and lists, taken back without a trace, outliving pages that are read again or go. */
#include "told.h"

enum { PAGES = 40 };

static struct rd_store *filled(void) {
    struct rd_store *s = told_open();
    for (unsigned k = 0; k < PAGES; k++) told_save(s, k, &told_v1);
    return s;
}

static bool actor(struct rd_store *s, const char *key, struct rd_arena *a, struct rd_row_actor *out) {
    struct rd_err err = {0};
    return rd_store_actor(s, rd_str_of(key), a, out, &err) == RD_OK;
}

static uint64_t entries(struct rd_store *s, int64_t actor_id) {
    struct rd_arena a;
    struct rd_err err = {0};
    struct rd_row_entry *v;
    uint32_t n;
    uint64_t total = 0;
    struct rd_filter f = {.actor = actor_id};
    rd_arena_init(&a);
    if (rd_store_positions(s, &f, &a, &v, &n, &total, &err)) fail_msg("%s", err.msg);
    for (uint32_t i = 0; i < n; i++) assert_true(!actor_id || v[i].actor == actor_id);
    rd_arena_free(&a);
    return total;
}

static uint64_t statements(struct rd_store *s, int64_t actor_id) {
    struct rd_arena a;
    struct rd_row_statement *v;
    uint32_t n;
    uint64_t total = 0;
    struct rd_filter f = {.actor = actor_id, .limit = 1};
    rd_arena_init(&a);
    assert_int_equal(rd_store_statements(s, &f, &a, &v, &n, &total, NULL), 0);
    rd_arena_free(&a);
    return total;
}

static uint64_t actors(struct rd_store *s, const char *what) {
    struct rd_arena a;
    struct rd_row_actor *v;
    uint32_t n;
    uint64_t total = 0;
    rd_arena_init(&a);
    assert_int_equal(rd_store_actors(s, rd_str_of(what), 0, 0, &a, &v, &n, &total, NULL), 0);
    rd_arena_free(&a);
    return total;
}

static void test_dossier_changes__merge_and_undo(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_row_actor one, two, both;
    struct rd_row_actor *parts;
    uint32_t n;
    struct rd_store *s = filled();
    rd_arena_init(&a);
    char *before = told_dump(s, "change\t");
    assert_true(actor(s, TOLD_MAREN, &a, &one));
    assert_true(actor(s, TOLD_SHORT, &a, &two));
    uint64_t e1 = entries(s, one.id), e2 = entries(s, two.id), s1 = statements(s, one.id), s2 = statements(s, two.id), n_maren = actors(s, "maren");
    assert_true(e1 > 0 && e2 > 0);
    assert_int_equal(n_maren, 3);
    assert_int_equal(told_change(s, RD_CHANGE_MERGE, TOLD_SHORT, TOLD_MAREN), 0);
    assert_true(actor(s, TOLD_SHORT, &a, &both)); /* either key gives the one */
    assert_int_equal(both.id, one.id);
    assert_int_equal(both.statements, one.statements + two.statements);
    assert_int_equal(both.pages, one.pages + two.pages);
    assert_int_equal(actors(s, "maren"), 2);
    assert_true(entries(s, one.id) > e1 && entries(s, one.id) <= e1 + e2); /* in words of one origin they are one entry now */
    assert_int_equal(statements(s, one.id), s1 + s2);
    assert_int_equal(statements(s, two.id), s1 + s2);
    assert_int_equal(rd_store_merged(s, one.id, &a, &parts, &n, NULL), 0);
    assert_int_equal(n, 1);
    assert_int_equal(parts[0].statements, two.statements);
    assert_int_not_equal(told_change(s, RD_CHANGE_MERGE, TOLD_MAREN, TOLD_SHORT), 0); /* they are the same already */
    assert_int_equal(rd_dossier_undo(s, 1, RD_LIT("al"), RD_LIT("2031-05-02"), NULL), 0);
    char *after = told_dump(s, "change\t");
    told_same(before, after, "after undo");
    assert_int_equal(told_change(s, RD_CHANGE_MERGE, TOLD_SHORT, TOLD_MAREN), 0);
    assert_int_equal(told_change(s, RD_CHANGE_SPLIT, TOLD_SHORT, NULL), 0);
    char *split = told_dump(s, "change\t");
    told_same(before, split, "after split");
    free(before);
    free(after);
    free(split);
    rd_arena_free(&a);
    rd_store_close(s);
}

/* A is B, B is C: all are C; B is not C any more: A is B. */
static void test_dossier_changes__chain(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_row_actor x, y, z;
    struct rd_store *s = filled();
    rd_arena_init(&a);
    assert_int_equal(told_change(s, RD_CHANGE_MERGE, TOLD_RARE, TOLD_SHORT), 0);
    assert_int_equal(told_change(s, RD_CHANGE_MERGE, TOLD_SHORT, TOLD_MAREN), 0);
    assert_true(actor(s, TOLD_RARE, &a, &x) && actor(s, TOLD_SHORT, &a, &y) && actor(s, TOLD_MAREN, &a, &z));
    assert_true(x.id == z.id && y.id == z.id);
    assert_int_equal(rd_dossier_undo(s, 2, RD_NONE, RD_NONE, NULL), 0);
    assert_true(actor(s, TOLD_RARE, &a, &x) && actor(s, TOLD_SHORT, &a, &y));
    assert_true(x.id == y.id && y.id != z.id);
    rd_arena_free(&a);
    rd_store_close(s);
}

/* Splitting is taken back after the other way round was said: the two still are one actor, and not none. */
static void test_dossier_changes__ring(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_row_actor x, y;
    struct rd_store *s = filled();
    rd_arena_init(&a);
    uint64_t all = actors(s, NULL);
    assert_int_equal(told_change(s, RD_CHANGE_MERGE, TOLD_SHORT, TOLD_MAREN), 0);
    assert_int_equal(told_change(s, RD_CHANGE_SPLIT, TOLD_SHORT, NULL), 0);
    assert_int_equal(told_change(s, RD_CHANGE_MERGE, TOLD_MAREN, TOLD_SHORT), 0);
    assert_int_equal(rd_dossier_undo(s, 2, RD_NONE, RD_NONE, NULL), 0);
    assert_true(actor(s, TOLD_SHORT, &a, &x) && actor(s, TOLD_MAREN, &a, &y));
    assert_int_equal(x.id, y.id);
    assert_int_equal(actors(s, NULL), all - 1);
    rd_arena_free(&a);
    rd_store_close(s);
}

/* The pages of an actor that others are merged into go, and come again. */
static void test_dossier_changes__root_goes(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_row_actor x;
    struct rd_store *s = filled();
    rd_arena_init(&a);
    assert_true(actor(s, TOLD_SHORT, &a, &x));
    uint64_t own = entries(s, x.id);
    assert_int_equal(told_change(s, RD_CHANGE_MERGE, TOLD_SHORT, TOLD_RARE), 0);
    char *before = told_dump(s, NULL);
    told_drop(s, 7);
    told_drop(s, 27);
    assert_false(actor(s, TOLD_RARE, &a, &x));
    assert_true(actor(s, TOLD_SHORT, &a, &x));
    assert_int_equal(entries(s, x.id), own);
    told_save(s, 27, &told_v1);
    told_save(s, 7, &told_v1);
    char *after = told_dump(s, NULL);
    told_same(before, after, "after coming again");
    for (unsigned k = 0; k < PAGES; k++) told_drop(s, (k * 7) % PAGES);
    char *nothing = told_dump(s, "change\t");
    assert_string_equal(nothing, "counter\t\"entities\"\t0\ncounter\t\"notes\"\t0\ncounter\t\"pages\"\t0\n");
    for (unsigned k = 0; k < PAGES; k++) told_save(s, (k * 3) % PAGES, k % 2 ? &told_v1 : &told_v2);
    for (unsigned k = 0; k < PAGES; k++) told_save(s, k, &told_v1);
    char *again = told_dump(s, NULL);
    told_same(before, again, "after all went");
    free(before);
    free(after);
    free(nothing);
    free(again);
    rd_arena_free(&a);
    rd_store_close(s);
}

static void shown(struct rd_store *s, const char *maren, const char *road) {
    struct rd_arena a;
    struct rd_row_actor x;
    struct rd_row_issue i;
    struct rd_row_naming *v;
    struct rd_err err = {0};
    uint32_t n;
    struct rd_filter f = {.issue = RD_LIT("t:road kelm")};
    rd_arena_init(&a);
    assert_true(actor(s, TOLD_MAREN, &a, &x));
    if (!rd_str_is(x.name, maren)) fail_msg("%.*s", RD_S(x.name));
    if (rd_store_issue(s, f.issue, &a, &i, &err)) fail_msg("%s", err.msg);
    if (!rd_str_is(i.name, road)) fail_msg("%.*s", RD_S(i.name));
    assert_int_equal(rd_store_namings(s, &f, &a, &v, &n, NULL, NULL), 0);
    assert_true(n > 0);
    for (uint32_t k = 0; k < n; k++) assert_true(rd_str_is(v[k].name, road));
    rd_arena_free(&a);
}

static void test_dossier_changes__rename(void **state) {
    (void)state;
    struct rd_store *s = filled();
    shown(s, "Ilka Maren", "road to Kelm");
    assert_int_equal(told_change(s, RD_CHANGE_RENAME, TOLD_MAREN, "Mrs Maren"), 0);
    assert_int_equal(told_change(s, RD_CHANGE_RENAME, "t:road kelm", "the pass"), 0);
    shown(s, "Mrs Maren", "the pass");
    for (unsigned k = 0; k < PAGES; k++) told_save(s, k, &told_v2);
    shown(s, "Mrs Maren", "the pass");
    for (unsigned k = 0; k < PAGES; k++) told_drop(s, k);
    for (unsigned k = 0; k < PAGES; k++) told_save(s, k, &told_v1);
    shown(s, "Mrs Maren", "the pass");
    assert_int_equal(told_change(s, RD_CHANGE_RENAME, TOLD_MAREN, ""), 0); /* as read */
    assert_int_equal(told_change(s, RD_CHANGE_RENAME, "t:road kelm", ""), 0);
    shown(s, "Ilka Maren", "road to Kelm");
    for (unsigned k = 0; k < PAGES; k++) told_drop(s, k);
    for (unsigned k = 0; k < PAGES; k++) told_save(s, k, &told_v1);
    shown(s, "Ilka Maren", "road to Kelm");
    assert_int_equal(rd_dossier_undo(s, 3, RD_NONE, RD_NONE, NULL), 0);
    shown(s, "Mrs Maren", "road to Kelm");
    rd_store_close(s);
}

static uint64_t disputes(struct rd_store *s, char id[17]) {
    struct rd_arena a;
    struct rd_row_dispute *v;
    uint32_t n;
    uint64_t total = 0;
    struct rd_filter f = {0};
    rd_arena_init(&a);
    assert_int_equal(rd_store_disputes(s, &f, &a, &v, &n, &total, NULL), 0);
    for (uint32_t i = 0; i < n; i++) {
        if (rd_str_is(v[i].key, "open road kelm")) memcpy(id, v[i].id.p, 16);
    }
    rd_arena_free(&a);
    return total;
}

static void test_dossier_changes__dispute_hidden(void **state) {
    (void)state;
    char id[17] = "";
    struct rd_arena a;
    struct rd_row_dispute d;
    struct rd_store *s = filled();
    uint64_t all = disputes(s, id);
    assert_true(id[0]);
    assert_int_equal(told_change(s, RD_CHANGE_HIDE, id, NULL), 0);
    assert_int_equal(disputes(s, id), all - 1);
    rd_arena_init(&a);
    assert_int_equal(rd_store_dispute(s, rd_str_of(id), &a, &d, NULL), 0); /* its page stays */
    rd_arena_free(&a);
    for (unsigned k = 0; k < PAGES; k++) told_save(s, k, &told_v2);
    assert_int_equal(disputes(s, id), all - 1);
    assert_int_equal(told_change(s, RD_CHANGE_HIDE, id, NULL), 0); /* twice; the last word counts */
    assert_int_equal(told_change(s, RD_CHANGE_SHOW, id, NULL), 0);
    assert_int_equal(disputes(s, id), all);
    for (unsigned k = 0; k < PAGES; k++) told_drop(s, k);
    for (unsigned k = 0; k < PAGES; k++) told_save(s, k, &told_v1);
    assert_int_equal(disputes(s, id), all);
    assert_int_equal(rd_dossier_undo(s, 3, RD_NONE, RD_NONE, NULL), 0);
    assert_int_equal(disputes(s, id), all - 1);
    rd_store_close(s);
}

/* How many statements, events, contacts, calls are listed; of the words "road" too. */
static void listed(struct rd_store *s, uint64_t out[6]) {
    struct rd_arena a;
    struct rd_row_statement *st;
    struct rd_row_event *ev;
    struct rd_row_contact *ct;
    struct rd_row_call *calls;
    struct rd_row_line *lines;
    uint32_t n;
    struct rd_filter all = {0}, words = {.words = RD_LIT("opened")};
    rd_arena_init(&a);
    assert_int_equal(rd_store_statements(s, &all, &a, &st, &n, &out[0], NULL), 0);
    assert_int_equal(rd_store_statements(s, &words, &a, &st, &n, &out[1], NULL), 0);
    assert_int_equal(rd_store_events(s, &all, &a, &ev, &n, &out[2], NULL), 0);
    assert_int_equal(rd_store_contacts(s, &all, &a, &ct, &n, &out[3], NULL), 0);
    assert_int_equal(rd_store_calls(s, &all, &a, &calls, &n, &out[4], NULL), 0);
    for (uint32_t i = 0; i < n; i++) assert_true(calls[i].n_readouts > 0);
    assert_int_equal(rd_store_timeline(s, &all, &a, &lines, &n, &out[5], NULL), 0);
    rd_arena_free(&a);
}

static void test_dossier_changes__record_hidden(void **state) {
    (void)state;
    struct rd_reading r;
    struct rd_arena a;
    struct rd_row_statement st;
    struct rd_row_contact ct;
    struct rd_row_dispute d;
    struct rd_row_call call;
    char dispute[17] = "", id[3][17];
    uint64_t before[6], now[6];
    struct rd_store *s = filled();
    rd_arena_init(&a);
    told_reading(&r, 2); /* the other side's, dated, with an entry and a claim */
    memcpy(id[0], r.records.st[0].id, 17);
    memcpy(id[1], r.records.ev[0].id, 17);
    memcpy(id[2], r.records.ct[0].id, 17);
    rd_arena_free(&r.arena);
    disputes(s, dispute);
    listed(s, before);
    uint64_t e = entries(s, 0);
    char *was = told_dump(s, "change\t");
    for (uint32_t i = 0; i < 3; i++) assert_int_equal(told_change(s, RD_CHANGE_HIDE, id[i], NULL), 0);
    listed(s, now);
    assert_true(now[0] == before[0] - 1 && now[1] == before[1] - 1 && now[2] == before[2] - 1 && now[3] == before[3] - 1);
    assert_true(now[4] <= before[4] && now[5] < before[5]);
    assert_int_equal(entries(s, 0), e - 1);
    assert_int_equal(rd_store_dispute(s, rd_str_of(dispute), &a, &d, NULL), 0);
    for (uint32_t c = 0; c < d.n_camps; c++) {
        for (uint32_t k = 0; k < d.camps[c].n_statements; k++) assert_false(rd_str_is(d.camps[c].statements[k].id, id[0]));
    }
    assert_int_equal(rd_store_statement(s, rd_str_of(id[0]), &a, &st, NULL), 0); /* its own page stays, with a mark */
    assert_true(st.hidden);
    assert_int_equal(rd_store_contact(s, rd_str_of(id[2]), &a, &ct, NULL), 0);
    assert_true(ct.hidden);
    assert_int_equal(rd_store_call(s, rd_str_of(id[2]), &a, &call, NULL), 0);
    assert_true(call.n_readouts > 0);
    char *hidden = told_dump(s, "change\t");
    told_save(s, 2, &told_v2); /* read again, taken away, come again: still hidden */
    told_drop(s, 2);
    told_save(s, 2, &told_v1);
    char *again = told_dump(s, "change\t");
    told_same(hidden, again, "a hidden record read again");
    for (int64_t i = 1; i < 3; i++) assert_int_equal(rd_dossier_undo(s, i, RD_NONE, RD_NONE, NULL), 0);
    assert_int_equal(told_change(s, RD_CHANGE_SHOW, id[2], NULL), 0);
    char *back = told_dump(s, "change\t");
    told_same(was, back, "all shown again");
    assert_int_equal(rd_store_statement(s, rd_str_of(id[0]), &a, &st, NULL), 0);
    assert_false(st.hidden);
    free(was);
    free(hidden);
    free(again);
    free(back);
    rd_arena_free(&a);
    rd_store_close(s);
}

static void test_dossier_changes__correct_beside_what_was_read(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_row_statement *v;
    struct rd_row_change *c;
    uint32_t n;
    struct rd_filter f = {.limit = 1};
    struct rd_store *s = filled();
    rd_arena_init(&a);
    char *before = told_dump(s, "change\t");
    assert_int_equal(rd_store_statements(s, &f, &a, &v, &n, NULL, NULL), 0);
    struct rd_row_change fix = {.kind = RD_CHANGE_CORRECT, .what = v[0].id, .field = RD_LIT("channel"), .to = RD_LIT("letter"), .who = RD_LIT("jo"), .at = RD_LIT("2031")};
    assert_int_equal(rd_dossier_change(s, &fix, NULL), 0);
    char *after = told_dump(s, "change\t");
    told_same(before, after, "what was read");
    for (unsigned k = 0; k < PAGES; k++) told_save(s, k, &told_v2);
    assert_int_equal(rd_store_changes(s, v[0].id, &a, &c, &n, NULL), 0);
    assert_int_equal(n, 1);
    assert_true(rd_str_is(c[0].field, "channel") && rd_str_is(c[0].to, "letter") && rd_str_is(c[0].who, "jo"));
    free(before);
    free(after);
    rd_arena_free(&a);
    rd_store_close(s);
}

/* Who, what, when, in order; undone ones stay; what cannot be is refused and leaves nothing. */
static void test_dossier_changes__log(void **state) {
    (void)state;
    static const struct { int kind; const char *what, *to; } wrong[] = {
        {RD_CHANGE_MERGE, TOLD_SHORT, "n:person:nobody:ORS"}, {RD_CHANGE_MERGE, "n:person:nobody:ORS", TOLD_SHORT}, {RD_CHANGE_MERGE, TOLD_SHORT, TOLD_SHORT},
        {RD_CHANGE_MERGE, TOLD_SHORT, NULL}, {RD_CHANGE_SPLIT, TOLD_MAREN, NULL}, {RD_CHANGE_RENAME, "nothing", "x"}, {RD_CHANGE_HIDE, "0123456789abcdef", NULL},
        {RD_CHANGE_SHOW, "", NULL}, {RD_CHANGE_CORRECT, "0123456789abcdef", "x"}, {99, TOLD_MAREN, "x"}};
    struct rd_arena a;
    struct rd_row_change *c;
    struct rd_err err = {0};
    uint32_t n;
    struct rd_store *s = filled();
    rd_arena_init(&a);
    char *before = told_dump(s, NULL);
    for (uint32_t i = 0; i < RD_ARRAY_LEN(wrong); i++) assert_int_equal(told_change(s, wrong[i].kind, wrong[i].what, wrong[i].to), RD_EUSAGE);
    char *after = told_dump(s, NULL);
    told_same(before, after, "what was refused");
    assert_int_equal(told_change(s, RD_CHANGE_MERGE, TOLD_SHORT, TOLD_MAREN), 0);
    assert_int_equal(told_change(s, RD_CHANGE_RENAME, TOLD_MAREN, "M'); DROP TABLE page; --"), 0);
    assert_int_equal(rd_dossier_undo(s, 1, RD_LIT("al"), RD_LIT("2032"), &err), 0);
    assert_int_equal(rd_dossier_undo(s, 1, RD_LIT("al"), RD_LIT("2032"), &err), RD_ENOTFOUND);
    assert_int_equal(rd_dossier_undo(s, 77, RD_LIT("al"), RD_LIT("2032"), &err), RD_ENOTFOUND);
    assert_int_equal(rd_store_changes(s, RD_NONE, &a, &c, &n, NULL), 0);
    assert_int_equal(n, 2);
    assert_true(c[0].kind == RD_CHANGE_MERGE && c[0].undone && rd_str_is(c[0].what, TOLD_SHORT) && rd_str_is(c[0].to, TOLD_MAREN) && rd_str_is(c[0].why, "it is so"));
    assert_true(c[1].kind == RD_CHANGE_RENAME && !c[1].undone && rd_str_is(c[1].to, "M'); DROP TABLE page; --"));
    assert_int_equal(rd_store_changes(s, RD_LIT(TOLD_MAREN), &a, &c, &n, NULL), 0);
    assert_int_equal(n, 1);
    free(before);
    free(after);
    rd_arena_free(&a);
    rd_store_close(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dossier_changes__merge_and_undo), cmocka_unit_test(test_dossier_changes__chain),
        cmocka_unit_test(test_dossier_changes__ring),           cmocka_unit_test(test_dossier_changes__root_goes),
        cmocka_unit_test(test_dossier_changes__rename),         cmocka_unit_test(test_dossier_changes__dispute_hidden),
        cmocka_unit_test(test_dossier_changes__record_hidden),
        cmocka_unit_test(test_dossier_changes__correct_beside_what_was_read),
        cmocka_unit_test(test_dossier_changes__log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
