/* Citations that do not hold: the record is refused, what points to it is mended, a note is written. The readings are made by hand
 * over a map that lies for one piece of the text. */
#include "reader/reader_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Three pieces of ten bytes; the second one's bytes are not what the text says. */
static const char bytes[] = "The pier, THE FERRY, the road.";
static const char text[] = "The pier, the ferry, the road.";
static struct rd_seg segs[] = {{0, 10, 0, 10}, {10, 10, 10, 20}, {20, 10, 20, 30}};

static const struct rd_span good = {0, 8}, bad = {10, 19}, last = {21, 29}, across = {4, 19};

struct made {
    struct rd_reading rd;
    struct rd_arena scratch;
    struct rd_statement st[5];
    struct rd_event ev[3];
    struct rd_contact ct[3];
    struct rd_span content[5];
    uint32_t in_contact[4];
};

static void make(struct made *m) {
    memset(m, 0, sizeof *m);
    rd_arena_init(&m->rd.arena);
    rd_arena_init(&m->scratch);
    m->rd.blob.bytes = (const uint8_t *)bytes;
    m->rd.blob.n = sizeof bytes - 1;
    m->rd.page.text = RD_LIT(text);
    m->rd.page.segs = segs;
    m->rd.page.n_segs = 3;
    m->rd.page.charset = "UTF-8";
    m->rd.records = (struct rd_records){.st = m->st, .ev = m->ev, .ct = m->ct};
}

static uint32_t add(struct made *m, struct rd_span s, int32_t nested_in) {
    uint32_t i = m->rd.records.n_st++;
    m->content[i] = s;
    m->st[i] = (struct rd_statement){.content = &m->content[i], .n_content = 1, .nested_in = nested_in, .answers = -1, .contact = -1};
    m->st[i].confidence = (uint8_t)(i + 1); /* to know it again */
    return i;
}

static uint32_t check(struct made *m) {
    return reader_check_citations(&m->rd, &m->scratch);
}

static void done(struct made *m) {
    rd_arena_free(&m->rd.arena);
    rd_arena_free(&m->scratch);
}

static void all_hold(void **state) {
    (void)state;
    struct made m;
    make(&m);
    add(&m, good, -1);
    add(&m, last, 0);
    assert_int_equal(check(&m), 0);
    assert_int_equal(m.rd.records.n_st, 2);
    assert_int_equal(m.st[1].nested_in, 0);
    assert_int_equal(m.rd.page.notes.n, 0);
    done(&m);
}

static void one_is_refused(void **state) {
    (void)state;
    struct made m;
    make(&m);
    add(&m, good, -1);
    add(&m, bad, -1);
    add(&m, last, 0);
    add(&m, last, 1); /* nested in the one that goes */
    add(&m, good, 2);
    m.st[2].answers = 1;
    m.st[4].answers = 2;
    assert_int_equal(check(&m), 1);
    assert_int_equal(m.rd.records.n_st, 4);
    static const uint8_t who[] = {1, 3, 4, 5};
    static const int32_t nested[] = {-1, 0, -1, 1}, answers[] = {-1, -1, -1, 1};
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(m.st[i].confidence, who[i]); /* the order stays */
        assert_int_equal(m.st[i].nested_in, nested[i]);
        assert_int_equal(m.st[i].answers, answers[i]);
    }
    assert_int_equal(m.rd.page.notes.n, 1);
    const struct rd_note *n = &m.rd.page.notes.v[0];
    assert_string_equal(n->code, "citation-refused");
    assert_int_equal(n->span.beg, bad.beg);
    assert_int_equal(n->span.end, bad.end);
    assert_true(rd_str_starts(n->message, "a statement was refused"));
    assert_true(rd_str_find(n->message, RD_LIT("FERRY"), 0) >= 0); /* what stands there instead */
    done(&m);
}

static void a_span_across_pieces(void **state) {
    (void)state;
    struct made m;
    make(&m);
    add(&m, across, -1);
    assert_int_equal(check(&m), 1);
    assert_int_equal(m.rd.records.n_st, 0);
    done(&m);
}

/* Any field that cites something false takes the whole record with it. */
static void every_field_counts(void **state) {
    (void)state;
    for (int field = 0; field < 8; field++) {
        struct made m;
        struct rd_party party = {.entity = -1, .span = bad};
        struct rd_evidence ev = {"channel", bad};
        make(&m);
        add(&m, good, -1);
        struct rd_statement *s = &m.st[0];
        if (field == 1) s->cue = bad;
        if (field == 2) s->condition = bad;
        if (field == 3) s->said_on.cite = bad;
        if (field == 4) s->speaker = party;
        if (field == 5) s->co_speakers = &party, s->n_co = 1;
        if (field == 6) s->addressees = &party, s->n_addr = 1;
        if (field == 7) s->evidence = &ev, s->n_evidence = 1;
        if (check(&m) != (field ? 1u : 0u)) fail_msg("field %d", field);
        assert_int_equal(m.rd.page.notes.n, field ? 1 : 0);
        done(&m);
    }
}

static void without_a_citation(void **state) {
    (void)state;
    struct made m;
    make(&m);
    add(&m, good, -1);
    m.st[0].n_content = 0;
    m.rd.records.n_ev = 1; /* an event that cites nothing */
    m.ev[0].reported_in = -1;
    m.rd.records.n_ct = 1;
    assert_int_equal(check(&m), 3);
    assert_int_equal(m.rd.records.n_st + m.rd.records.n_ev + m.rd.records.n_ct, 0);
    assert_int_equal(m.rd.page.notes.n, 3);
    done(&m);
}

/* A span that reaches behind the text, or into a hole of the map, is no citation. */
static void outside_the_map(void **state) {
    (void)state;
    struct made m;
    make(&m);
    m.rd.page.n_segs = 1;
    add(&m, last, -1);
    add(&m, good, -1);
    add(&m, (struct rd_span){5, 4000000000u}, -1);
    assert_int_equal(check(&m), 2);
    assert_int_equal(m.rd.records.n_st, 1);
    assert_int_equal(m.st[0].confidence, 2);
    done(&m);
}

static void events_and_contacts(void **state) {
    (void)state;
    struct made m;
    make(&m);
    add(&m, bad, -1);
    add(&m, good, -1);
    add(&m, last, -1);
    m.rd.records.n_ev = 3;
    m.ev[0] = (struct rd_event){.cite = good, .reported_in = 0}; /* its statement goes, it stays */
    m.ev[1] = (struct rd_event){.cite = bad, .reported_in = 1};
    m.ev[2] = (struct rd_event){.cite = last, .reported_in = 2};
    m.rd.records.n_ct = 3;
    uint32_t all[] = {0, 1, 2};
    memcpy(m.in_contact, all, sizeof all);
    m.ct[0] = (struct rd_contact){.cite = bad};
    m.ct[1] = (struct rd_contact){.cite = good, .statements = m.in_contact, .n_statements = 3};
    m.ct[2] = (struct rd_contact){.cite = last, .when = {.cite = bad}};
    m.st[1].contact = 1;
    m.st[2].contact = 0;
    assert_int_equal(check(&m), 4); /* one statement, one event, two contacts */
    assert_int_equal(m.rd.records.n_st, 2);
    assert_int_equal(m.rd.records.n_ev, 2);
    assert_int_equal(m.ev[0].reported_in, -1);
    assert_int_equal(m.ev[1].reported_in, 1);
    assert_int_equal(m.rd.records.n_ct, 1);
    assert_int_equal(m.ct[0].n_statements, 2);
    assert_int_equal(m.in_contact[0], 0);
    assert_int_equal(m.in_contact[1], 1);
    assert_int_equal(m.st[0].contact, 0);
    assert_int_equal(m.st[1].contact, -1);
    assert_int_equal(m.rd.page.notes.n, 4);
    done(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_hold), cmocka_unit_test(one_is_refused), cmocka_unit_test(a_span_across_pieces),
        cmocka_unit_test(every_field_counts), cmocka_unit_test(without_a_citation), cmocka_unit_test(outside_the_map),
        cmocka_unit_test(events_and_contacts),
    };
    return cmocka_run_group_tests_name("reader_citations", tests, NULL, NULL);
}
