/* Filters, facets, ids, lists; hostile strings from users. */
#include "store/store.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "made.h"

static const struct rd_version v1 = {{"readout 1", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static const struct rd_str keys[3] = {{"n:person:ilka maren:ORS", 23}, {"w:VLD", 5}, {"w:ORS", 5}};

struct fixture {
    struct rd_store *s;
    struct rd_arena a;
    char path[64];
};
enum { PAGES = 12 };

static int setup(void **state) {
    struct fixture *f = test_calloc(1, sizeof *f);
    rd_arena_init(&f->a);
    snprintf(f->path, sizeof f->path, "/tmp/rd-test-query-%ld.db", (long)getpid());
    unlink(f->path);
    if (rd_store_open(&f->s, f->path, RD_STORE_CREATE, NULL)) return -1;
    for (unsigned k = 0; k < PAGES; k++) {
        struct rd_reading r;
        int saved;
        made_reading(&r, k);
        if (rd_store_save(f->s, &r, keys, &v1, &saved, NULL)) return -1;
        rd_arena_free(&r.arena);
    }
    *state = f;
    return 0;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    char side[80];
    rd_store_close(f->s);
    rd_arena_free(&f->a);
    unlink(f->path);
    snprintf(side, sizeof side, "%s-wal", f->path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", f->path);
    unlink(side);
    test_free(f);
    return 0;
}

static uint64_t total(struct fixture *f, struct rd_filter q) {
    struct rd_row_statement *v;
    struct rd_err err = {0};
    uint32_t n;
    uint64_t all = 0;
    if (rd_store_statements(f->s, &q, &f->a, &v, &n, &all, &err)) fail_msg("%s", err.msg);
    return all;
}

#define WITH(...) (struct rd_filter){__VA_ARGS__}
#define S(z) {z, sizeof(z) - 1}

static void test_store_query__each_field(void **state) {
    struct fixture *f = *state;
    assert_int_equal(total(f, WITH(.limit = 1)), 2 * PAGES);
    assert_int_equal(total(f, WITH(.speaker = S("Maren"))), PAGES);
    assert_int_equal(total(f, WITH(.speaker = S("ILKA MAREN"))), PAGES);
    assert_int_equal(total(f, WITH(.speaker = S("are"))), 0); /* whole words */
    assert_int_equal(total(f, WITH(.speaker = S("VLD"))), PAGES); /* world id */
    assert_int_equal(total(f, WITH(.addressee = S("veldan"))), PAGES);
    assert_int_equal(total(f, WITH(.channel = S("statement"))), PAGES);
    assert_int_equal(total(f, WITH(.channel = S("briefing"))), PAGES / 2);
    assert_int_equal(total(f, WITH(.form = S("mixed"))), PAGES);
    assert_int_equal(total(f, WITH(.side = S("ORS"))), PAGES);
    assert_int_equal(total(f, WITH(.side = S("XXX"))), 0);
    assert_int_equal(total(f, WITH(.outlet = S("orsa post"))), PAGES);
    assert_int_equal(total(f, WITH(.lang = S("nl"))), 2 * (PAGES / 3));
    assert_int_equal(total(f, WITH(.issue = S("road to Kelm"))), PAGES);
    assert_int_equal(total(f, WITH(.code = S("10"))), PAGES);
    assert_int_equal(total(f, WITH(.code = S("11"))), 0);
    assert_int_equal(total(f, WITH(.since = S("2023-08-31"), .until = S("2023-08-31"))), 1 + 1); /* page 0: its statement b; page 1: a */
    assert_int_equal(total(f, WITH(.since = S("2023"))), 2 * (PAGES - PAGES / 4)); /* a quarter of the pages has no year */
    assert_int_equal(total(f, WITH(.speaker = S("Maren"), .channel = S("briefing"), .words = S("snow OR melts"))), 0);
}

static void test_store_query__words(void **state) {
    struct fixture *f = *state;
    assert_int_equal(total(f, WITH(.words = S("road"))), PAGES);
    assert_int_equal(total(f, WITH(.words = S("ROAD kelm"))), PAGES);
    assert_int_equal(total(f, WITH(.words = S("\"road to Kelm\""))), PAGES);
    assert_int_equal(total(f, WITH(.words = S("\"Kelm road\""))), 0);
    assert_int_equal(total(f, WITH(.words = S("ro*"))), PAGES);
    assert_int_equal(total(f, WITH(.words = S("cafe"))), PAGES); /* without its accent */
    assert_int_equal(total(f, WITH(.words = S("open"))), PAGES); /* the lemma of "opened" */
    assert_int_equal(total(f, WITH(.words = S("Maren"))), PAGES); /* a name */
    assert_int_equal(total(f, WITH(.words = S("kelm -road"))), PAGES);
    assert_int_equal(total(f, WITH(.words = S("-road"))), PAGES);
    assert_int_equal(total(f, WITH(.words = S("-road -closed"))), 0);
    assert_int_equal(total(f, WITH(.words = S("  "))), 2 * PAGES);
    assert_int_equal(total(f, WITH(.words = S("..."))), 0);
    assert_int_equal(total(f, WITH(.words = S("... road"))), PAGES);
}

static void test_store_query__hostile_words(void **state) {
    struct fixture *f = *state;
    static const char *const bad[] = {
        "\"", "\"\"", "\"\"\"", "'", "a'b", "NEAR(a b", "AND", "OR OR", "NOT", "words:", "words: road", "{words lemmas} : road", "^road", "road^", "*", "**",
        "(", ")", "((((", "a + b", "-", "--", "- road", "-\"", "-*", "\"road", "road\"", "a\"b\"c", "; DROP TABLE page", "%", "_", "\\", "\\\"",
        "\xff\xfe", "\xc3", "road\xff", "a-b", "road:kelm", "\"road\"*", "\"*", "1 OR 1=1", "record_fts MATCH 'x'", "a\tb\nc", ",", "road,kelm", "\x01",
    };
    for (size_t i = 0; i < RD_ARRAY_LEN(bad); i++) {
        struct rd_str s = rd_str_of(bad[i]);
        total(f, WITH(.words = s));
        total(f, WITH(.words = s, .order = RD_ORDER_BEST));
        total(f, WITH(.speaker = s, .addressee = s, .side = s, .outlet = s, .lang = s, .issue = s, .code = s, .page = s));
        struct rd_row_actor *v;
        uint32_t n;
        assert_int_equal(rd_store_actors(f->s, s, 0, 0, &f->a, &v, &n, NULL, NULL), 0);
    }
    total(f, WITH(.words = {"road\0kelm", 9}));
    char *big = test_malloc(100000);
    memset(big, '"', 100000);
    total(f, WITH(.words = {big, 100000}));
    for (int i = 0; i < 100000; i++) big[i] = i % 2 ? ' ' : 'a';
    total(f, WITH(.words = {big, 100000}));
    memset(big, '(', 100000);
    total(f, WITH(.words = {big, 100000}, .speaker = {big, 100000}));
    test_free(big);
    assert_int_equal(total(f, WITH(.words = S("words: road"))), 0); /* no column filter: "words" is a word */
    assert_int_equal(total(f, WITH(.limit = 1)), 2 * PAGES);
}

static void test_store_query__usage_errors(void **state) {
    struct fixture *f = *state;
    struct rd_row_statement *v;
    struct rd_row_count *c;
    uint32_t n;
    static const char *const dates[] = {"yesterday", "2023-13", "2023-02-30", "20230901", "2023-9-1", "-2023", "2023-09-01-01", "0000"};
    for (size_t i = 0; i < RD_ARRAY_LEN(dates); i++) {
        struct rd_err err = {0};
        struct rd_filter q = {.since = rd_str_of(dates[i])};
        assert_int_equal(rd_store_statements(f->s, &q, &f->a, &v, &n, NULL, &err), RD_EUSAGE);
        assert_non_null(strstr(err.msg, "not a date"));
    }
    struct rd_filter ch = {.channel = S("pigeon")}, form = {.form = S("loud")}, none = {0};
    assert_int_equal(rd_store_statements(f->s, &ch, &f->a, &v, &n, NULL, NULL), RD_EUSAGE);
    assert_int_equal(rd_store_statements(f->s, &form, &f->a, &v, &n, NULL, NULL), RD_EUSAGE);
    assert_int_equal(rd_store_facet(f->s, &ch, RD_FACET_CHANNEL, 0, &f->a, &c, &n, NULL), RD_EUSAGE);
    assert_int_equal(rd_store_facet(f->s, &none, RD_N_FACETS, 0, &f->a, &c, &n, NULL), RD_EUSAGE);
}

static void test_store_query__order_and_paging(void **state) {
    struct fixture *f = *state;
    struct rd_row_statement *v, *w;
    uint32_t n, m;
    struct rd_filter q = {.order = RD_ORDER_OLDEST};
    assert_int_equal(rd_store_statements(f->s, &q, &f->a, &v, &n, NULL, NULL), 0);
    assert_int_equal(n, 2 * PAGES);
    for (uint32_t i = 1; i < n; i++) {
        assert_true(v[i - 1].day.group <= v[i].day.group);
        if (v[i].day.group == 0 && v[i - 1].day.group == 0) assert_true(v[i - 1].day.first <= v[i].day.first);
    }
    assert_int_equal(v[n - 1].day.group, 2);
    assert_int_equal(v[n - 1 - PAGES / 4].day.group, 1);
    assert_int_equal(v[n - 1 - PAGES / 4].day.month_day, 9 * 32 + 1);
    q.order = RD_ORDER_NEWEST;
    assert_int_equal(rd_store_statements(f->s, &q, &f->a, &v, &n, NULL, NULL), 0);
    for (uint32_t i = 1; i < n; i++) {
        if (v[i].day.group == 0) assert_true(v[i - 1].day.first >= v[i].day.first);
    }
    q.limit = 5;
    for (q.offset = 0; q.offset < n; q.offset += 5) {
        assert_int_equal(rd_store_statements(f->s, &q, &f->a, &w, &m, NULL, NULL), 0);
        for (uint32_t i = 0; i < m; i++) assert_true(rd_str_eq(w[i].id, v[q.offset + i].id));
    }
    struct rd_filter best = {.words = S("road"), .order = RD_ORDER_BEST}, added = {.order = RD_ORDER_ADDED};
    assert_int_equal(rd_store_statements(f->s, &best, &f->a, &w, &m, NULL, NULL), 0);
    assert_int_equal(m, PAGES);
    assert_int_equal(rd_store_statements(f->s, &added, &f->a, &w, &m, NULL, NULL), 0);
    assert_int_equal(w[0].n, 0);
    assert_int_equal(w[1].n, 1);
}

static void test_store_query__row_has_everything(void **state) {
    struct fixture *f = *state;
    struct rd_reading r;
    struct rd_row_statement st;
    struct rd_err err = {0};
    made_reading(&r, 4);
    const struct rd_statement *x = &r.records.st[0];
    if (rd_store_statement(f->s, rd_str_of(x->id), &f->a, &st, &err)) fail_msg("%s", err.msg);
    assert_true(rd_str_is(st.id, x->id));
    assert_true(rd_str_is(st.speaker.name, "Ilka Maren"));
    assert_true(rd_str_is(st.speaker.span.exact, "Ilka Maren"));
    assert_true(rd_str_is(st.addressees[0].name, "Veldan"));
    assert_null(st.addressees[0].span.exact.p);
    assert_true(st.speaker.actor > 0);
    assert_int_equal(st.n_content, 2);
    assert_true(rd_str_is(st.content[1].exact, "opened at once"));
    /* three bytes of quotation mark and two of Ö before it are one code point each */
    assert_int_equal(st.content[1].at.beg - st.content[1].start, 3);
    assert_true(rd_str_is(st.cue.exact, "said"));
    assert_true(rd_str_is(st.condition.exact, "if the snow melts"));
    assert_true(rd_str_is(st.answers, r.records.st[1].id));
    assert_null(st.nested_in.p);
    assert_true(rd_str_is(st.contact, r.records.ct[0].id));
    assert_int_equal(st.n_evidence, 3);
    assert_true(rd_str_is(st.evidence[1].field, "channel"));
    assert_true(rd_str_is(st.evidence[1].span.exact, "spoke by phone"));
    assert_int_equal(st.n_plover_context, 2);
    assert_true(rd_str_is(st.cameo, "1042"));
    assert_true(rd_str_is(st.origin.page, r.blob.page_id));
    assert_true(rd_str_is(st.origin.outlet, "Veldanse Courant"));
    assert_int_equal(st.origin.published.prec, RD_PREC_DAY);
    assert_int_equal(st.day.group, 0);
    assert_false(st.day.from_page);
    struct rd_str shown = rd_str_sub(st.context.text, st.content[0].at.beg - st.context.span.beg, st.content[0].at.end - st.context.span.beg);
    assert_true(rd_str_eq(shown, st.content[0].exact));
    assert_true(rd_str_starts(st.context.text, "Foreign minister"));
    assert_true(rd_str_ends(st.context.text, "word4."));
    struct rd_row_event ev;
    assert_int_equal(rd_store_event(f->s, rd_str_of(r.records.ev[1].id), &f->a, &ev, NULL), 0);
    assert_true(ev.has_goldstein && ev.goldstein == -2.5 && ev.has_latlon && ev.lon == -3.5);
    assert_true(rd_str_is(ev.reported_in, r.records.st[1].id));
    assert_true(rd_str_is(ev.target[0].name, "Örsa"));
    struct rd_row_contact ct;
    assert_int_equal(rd_store_contact(f->s, rd_str_of(r.records.ct[0].id), &f->a, &ct, NULL), 0);
    assert_int_equal(ct.kind, RD_CH_PHONE_CALL);
    assert_int_equal(ct.n_part, 2);
    assert_true(rd_str_is(ct.statements[0], x->id));
    assert_true(rd_str_is(ct.place[0], "Kelm"));
    struct rd_row_page pg;
    assert_int_equal(rd_store_page(f->s, rd_str_of(r.blob.page_id), &f->a, &pg, NULL), 0);
    assert_int_equal(pg.n_statements, 2);
    assert_int_equal(pg.n_entities, 3);
    assert_int_equal(pg.bytes, r.blob.n);
    assert_true(rd_str_is(pg.authors[0], "Jonna Brix"));
    assert_int_equal(strlen(pg.sha256), 64);
    struct rd_row_entity en;
    assert_int_equal(rd_store_entity(f->s, rd_str_of(r.blob.page_id), 0, &f->a, &en, NULL), 0);
    assert_true(rd_str_is(en.names[0], "Maren") && rd_str_is(en.titles[0], "Foreign minister") && en.n_mentions == 1);
    assert_int_equal(rd_store_entity(f->s, rd_str_of(r.blob.page_id), 99, &f->a, &en, NULL), RD_ENOTFOUND);
    rd_arena_free(&r.arena);
}

static void test_store_query__ids(void **state) {
    struct fixture *f = *state;
    struct rd_reading r;
    struct rd_row_statement st;
    struct rd_str full;
    int kind;
    made_reading(&r, 1);
    struct rd_str id = rd_str_of(r.records.st[0].id);
    assert_int_equal(rd_store_statement(f->s, rd_str_sub(id, 0, 10), &f->a, &st, NULL), 0);
    assert_true(rd_str_eq(st.id, id));
    char upper[17];
    for (int i = 0; i < 17; i++) upper[i] = id.p[i] >= 'a' ? (char)(id.p[i] - 32) : id.p[i];
    assert_int_equal(rd_store_statement(f->s, rd_str_of(upper), &f->a, &st, NULL), 0);
    assert_int_equal(rd_store_lookup(f->s, id, &f->a, &kind, &full, NULL), 0);
    assert_int_equal(kind, RD_REC_STATEMENT);
    assert_true(rd_str_eq(full, id));
    assert_int_equal(rd_store_lookup(f->s, rd_str_of(r.blob.page_id), &f->a, &kind, &full, NULL), 0);
    assert_int_equal(kind, RD_REC_PAGE);
    assert_int_equal(rd_store_lookup(f->s, RD_LIT(""), &f->a, &kind, &full, NULL), RD_EUSAGE);
    /* some first digit is shared by several of 24 statements, 24 events, 12 contacts and 12 pages */
    bool several = false;
    for (char c = '0'; c <= 'f'; c = (char)(c == '9' ? 'a' : c + 1)) several |= rd_store_lookup(f->s, (struct rd_str){&c, 1}, &f->a, &kind, &full, NULL) == RD_EUSAGE;
    assert_true(several);
    static const char *const bad[] = {"zz", "' OR 1=1 --", "0000000000000000", "%", "0000000000000000000000000000000000000000000", "\xff"};
    for (size_t i = 0; i < RD_ARRAY_LEN(bad); i++) {
        struct rd_err err = {0};
        assert_int_equal(rd_store_lookup(f->s, rd_str_of(bad[i]), &f->a, &kind, &full, &err), RD_ENOTFOUND);
        assert_true(err.msg[0] != 0);
        assert_int_equal(rd_store_statement(f->s, rd_str_of(bad[i]), &f->a, &st, NULL), RD_ENOTFOUND);
    }
    rd_arena_free(&r.arena);
}

static void test_store_query__facets(void **state) {
    struct fixture *f = *state;
    struct rd_filter q = {0};
    struct rd_row_count *c;
    uint32_t n;
    for (int k = 0; k < RD_N_FACETS; k++) {
        struct rd_err err = {0};
        if (rd_store_facet(f->s, &q, k, 0, &f->a, &c, &n, &err)) fail_msg("%s", err.msg);
        assert_true(n > 0);
        for (uint32_t i = 1; i < n; i++) {
            if (k != RD_FACET_MONTH && k != RD_FACET_DAY) assert_true(c[i - 1].count >= c[i].count);
            else assert_true(rd_str_cmp(c[i - 1].value, c[i].value) > 0);
        }
    }
    q = WITH(.channel = S("briefing"), .words = S("road"));
    assert_int_equal(rd_store_facet(f->s, &q, RD_FACET_CHANNEL, 0, &f->a, &c, &n, NULL), 0);
    assert_int_equal(n, 2); /* the other channel stays visible */
    assert_int_equal(c[0].count + c[1].count, PAGES);
    assert_int_equal(rd_store_facet(f->s, &q, RD_FACET_LANG, 0, &f->a, &c, &n, NULL), 0);
    assert_int_equal(c[0].count + c[1].count, PAGES / 2);
    q = WITH(.since = S("2023-09"));
    assert_int_equal(rd_store_facet(f->s, &q, RD_FACET_DAY, 3, &f->a, &c, &n, NULL), 0);
    assert_int_equal(n, 3);
    assert_int_equal(c[0].value.n, 10);
}

static void test_store_query__lists(void **state) {
    struct fixture *f = *state;
    struct rd_row_actor *ac;
    struct rd_row_page *pg;
    struct rd_row_line *ln;
    struct rd_row_event *ev;
    struct rd_row_contact *ct;
    struct rd_row_entity *en;
    uint32_t n;
    uint64_t all;
    assert_int_equal(rd_store_actors(f->s, RD_NONE, 0, 0, &f->a, &ac, &n, &all, NULL), 0);
    assert_int_equal(n, 3);
    assert_int_equal(all, 3);
    assert_true(rd_str_is(ac[0].name, "Veldan") || rd_str_is(ac[0].name, "Ilka Maren"));
    assert_int_equal(ac[0].statements, PAGES);
    assert_int_equal(ac[0].pages, PAGES);
    assert_int_equal(rd_store_actors(f->s, RD_LIT("orsa"), 0, 0, &f->a, &ac, &n, &all, NULL), 0);
    assert_int_equal(n, 1); /* only where a record names it */
    assert_true(rd_str_is(ac[0].world, "ORS"));
    int64_t id = ac[0].id;
    struct rd_filter q = {.actor = id};
    assert_int_equal(rd_store_events(f->s, &q, &f->a, &ev, &n, &all, NULL), 0);
    assert_int_equal(n, PAGES);
    q = WITH(.lang = S("nl"));
    assert_int_equal(rd_store_pages(f->s, &q, &f->a, &pg, &n, &all, NULL), 0);
    assert_int_equal(n, PAGES / 3);
    q = WITH(.speaker = S("Maren"), .words = S("road"), .since = S("2023-09-01"), .limit = 2);
    assert_int_equal(rd_store_pages(f->s, &q, &f->a, &pg, &n, &all, NULL), 0);
    assert_int_equal(n, 2);
    assert_true(all > 2);
    q = WITH(.order = RD_ORDER_OLDEST);
    assert_int_equal(rd_store_timeline(f->s, &q, &f->a, &ln, &n, &all, NULL), 0);
    assert_int_equal(all, PAGES * 4); /* two statements, one contact, one event that is no statement's act */
    for (uint32_t i = 1; i < n; i++) assert_true(ln[i - 1].day.group <= ln[i].day.group);
    q = WITH(.side = S("VLD"));
    assert_int_equal(rd_store_contacts(f->s, &q, &f->a, &ct, &n, &all, NULL), 0);
    assert_int_equal(n, PAGES);
    q = WITH(.channel = S("phone_call"));
    assert_int_equal(rd_store_contacts(f->s, &q, &f->a, &ct, &n, &all, NULL), 0);
    assert_int_equal(n, PAGES);
    assert_int_equal(rd_store_entities(f->s, pg[0].id, &f->a, &en, &n, NULL), 0);
    assert_int_equal(n, 3);
    struct rd_store_cite *c;
    assert_int_equal(rd_store_cites(f->s, pg[0].id, &f->a, &c, &n, NULL), 0);
    assert_true(n > 15);
    for (uint32_t i = 0; i < n; i++) assert_true(c[i].exact.n == c[i].at.end - c[i].at.beg);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_store_query__each_field),       cmocka_unit_test(test_store_query__words),
        cmocka_unit_test(test_store_query__hostile_words),    cmocka_unit_test(test_store_query__usage_errors),
        cmocka_unit_test(test_store_query__order_and_paging), cmocka_unit_test(test_store_query__row_has_everything),
        cmocka_unit_test(test_store_query__ids),              cmocka_unit_test(test_store_query__facets),
        cmocka_unit_test(test_store_query__lists),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
