/* Records as JSON lines: code points, nulls, evidence, the summary. */
#include "base/utf8.h"
#include "view/view_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static char out_text[1 << 16];

static const char *text_of(struct rd_buf *b) {
    assert_int_equal(b->err, 0);
    assert_true(b->n < sizeof out_text);
    memcpy(out_text, b->p ? b->p : "", b->n);
    out_text[b->n] = 0;
    rd_buf_free(b);
    return out_text;
}

/* "Zoë said “no”." with a statement by Zoë: 3 letters, 4 bytes. */
static void make(struct rd_reading *r) {
    static const char text[] = "Zo\xC3\xAB said \xE2\x80\x9Cno\xE2\x80\x9D.";
    memset(r, 0, sizeof *r);
    rd_arena_init(&r->arena);
    memcpy(r->blob.page_id, "0123456789abcdef0123456789abcdef", 33);
    r->blob.path = RD_LIT("a.txt");
    r->page.text = rd_str_of(text);
    r->page.blocks = RD_NEW_N(&r->arena, struct rd_block, 1);
    r->page.n_blocks = 1;
    r->page.blocks[0] = (struct rd_block){.role = RD_ROLE_BODY, .span = {0, r->page.text.n}};
    r->records.st = RD_NEW_N(&r->arena, struct rd_statement, 1);
    r->records.n_st = 1;
    struct rd_statement *s = r->records.st;
    memcpy(s->id, "00000000000000aa", 17);
    s->form = RD_FORM_DIRECT;
    s->speaker = (struct rd_party){.entity = 0, .name = RD_LIT("Zo\xC3\xAB"), .span = {0, 4}};
    s->cue = (struct rd_span){5, 9};
    s->cue_lemma = RD_LIT("say");
    s->content = RD_NEW(&r->arena, struct rd_span);
    *s->content = (struct rd_span){13, 15};
    s->n_content = 1;
    s->nested_in = s->answers = s->contact = -1;
    s->confidence = 85;
}

static void test_view_json__statement(void **state) {
    (void)state;
    struct rd_reading r;
    struct rd_json j;
    struct rd_buf b;
    make(&r);
    rd_buf_init(&b, 1 << 16);
    rd_json_init(&j, &r, &r.arena);
    rd_json_statement(&b, &j, 0);
    assert_string_equal(
        text_of(&b),
        "{\"type\":\"statement\",\"id\":\"00000000000000aa\",\"page\":\"0123456789abcdef0123456789abcdef\",\"form\":\"direct\","
        "\"channel\":\"unspecified\",\"setting\":null,\"speaker\":{\"name\":\"Zo\xC3\xAB\",\"entity\":\"e1\",\"role\":null,"
        "\"org\":null,\"side\":null,\"start\":0,\"end\":3,\"exact\":\"Zo\xC3\xAB\"},\"co_speakers\":[],\"addressee\":[],"
        "\"cue\":{\"start\":4,\"end\":8,\"exact\":\"said\",\"lemma\":\"say\",\"class\":null},\"content\":[{\"start\":10,\"end\":12,"
        "\"exact\":\"no\"}],\"cameo\":null,\"plover\":{\"type\":null,\"mode\":null,\"context\":[]},\"stance\":null,"
        "\"negated\":false,\"denied\":false,\"modality\":\"asserted\",\"condition\":null,\"said_on\":null,\"nested_in\":null,"
        "\"answers\":null,\"issues\":[],\"evidence\":{},\"confidence\":0.85,\"rule\":null,\"claims\":[]}\n");
    rd_arena_free(&r.arena);
}

static void test_view_json__nobody_speaks(void **state) {
    (void)state;
    struct rd_reading r;
    struct rd_json j;
    struct rd_buf b;
    make(&r);
    r.records.st[0].speaker = (struct rd_party){.entity = -1};
    r.records.st[0].cue = (struct rd_span){0, 0};
    rd_buf_init(&b, 1 << 16);
    rd_json_init(&j, &r, &r.arena);
    rd_json_statement(&b, &j, 0);
    const char *t = text_of(&b);
    assert_non_null(strstr(t, "\"speaker\":null,"));
    assert_non_null(strstr(t, "\"cue\":null,"));
    rd_arena_free(&r.arena);
}

/* Words of one field stand together; the words of the date join its field, once. */
static void test_view_json__evidence(void **state) {
    (void)state;
    struct rd_reading r;
    struct rd_json j;
    struct rd_buf b;
    make(&r);
    struct rd_evidence e[] = {{"side", {0, 4}}, {"said_on", {5, 9}}, {"side", {13, 15}}, {"place", {0, 0}}};
    struct rd_date day = rd_date_make(2031, 3, 4, RD_BASIS_PRINTED);
    day.cite = (struct rd_span){5, 9};
    rd_buf_init(&b, 1 << 16);
    rd_json_init(&j, &r, &r.arena);
    rd_buf_c(&b, '{');
    view_evidence(&b, &j, e, 4, "said_on", &day);
    assert_string_equal(text_of(&b), "{\"evidence\":{\"side\":[{\"start\":0,\"end\":3},{\"start\":10,\"end\":12}],"
                                     "\"said_on\":[{\"start\":4,\"end\":8}]}");
    rd_buf_init(&b, 1 << 16);
    rd_buf_c(&b, '{');
    view_evidence(&b, &j, e, 1, "said_on", &day);
    assert_string_equal(text_of(&b), "{\"evidence\":{\"side\":[{\"start\":0,\"end\":3}],\"said_on\":[{\"start\":4,\"end\":8}]}");
    rd_arena_free(&r.arena);
}

static void test_view_json__page(void **state) {
    (void)state;
    struct rd_reading r;
    struct rd_json j;
    struct rd_buf b;
    make(&r);
    uint64_t signature[] = {0xfedcba9876543210u, 1};
    r.page.signature = signature;
    r.page.n_signature = 2;
    rd_buf_init(&b, 1 << 16);
    rd_json_init(&j, &r, &r.arena);
    rd_json_page(&b, &j);
    const char *t = text_of(&b);
    assert_non_null(strstr(t, "\"source\":{\"path\":\"a.txt\",\"url\":null,\"id\":null,\"container\":null,\"offset\":null}"));
    assert_non_null(strstr(t, "\"signature\":[\"fedcba9876543210\",\"0000000000000001\"]"));
    assert_non_null(strstr(t, "\"blocks\":[{\"role\":\"body\",\"start\":0,\"end\":14,\"author\":null}],\"verdict\":\"article\"}\n"));
    rd_arena_free(&r.arena);
}

static void test_view_json__numbers(void **state) {
    (void)state;
    static const struct { double v; unsigned decimals; const char *want; } cases[] = {
        {0, 2, "0"}, {0.85, 2, "0.85"}, {0.9, 2, "0.9"}, {1, 2, "1"}, {-2.0, 1, "-2"}, {-0.04, 1, "0"}, {7.4, 1, "7.4"},
        {39.815, 5, "39.815"}, {-46.75199, 5, "-46.75199"}, {0.05, 2, "0.05"}, {1e300, 2, "null"},
    };
    for (size_t i = 0; i < RD_ARRAY_LEN(cases); i++) {
        struct rd_buf b;
        rd_buf_init(&b, 64);
        view_number(&b, cases[i].v, cases[i].decimals);
        assert_string_equal(text_of(&b), cases[i].want);
    }
}

static void test_view_json__lost_and_summary(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_tally t = {0}, u = {0};
    struct rd_buf b;
    rd_arena_init(&a);
    rd_map_init(&t.skipped, &a);
    rd_map_init(&u.skipped, &a);
    u.pages = 2;
    u.verdicts[RD_VERDICT_STUB] = 1;
    *rd_map_put(&u.skipped, RD_LIT("binary"), NULL) = 3;
    rd_tally_add(&t, &u);
    rd_tally_add(&t, &u);
    t.seconds = 1.25;
    rd_buf_init(&b, 1 << 16);
    rd_json_summary(&b, &t, "ab");
    assert_string_equal(text_of(&b), "{\"type\":\"summary\",\"pages\":4,\"entities\":0,\"statements\":0,\"events\":0,\"contacts\":0,\"namings\":0,"
                                     "\"notes\":0,\"refused\":0,\"plain\":0,\"verdicts\":{\"stub\":2},\"skipped\":{\"binary\":6},\"seconds\":1.25,"
                                     "\"sha256\":\"ab\"}\n");
    rd_buf_init(&b, 1 << 16);
    rd_json_lost(&b, RD_LIT("x.bin"), "binary", RD_LIT("x.bin: no text"));
    const char *line = text_of(&b);
    assert_non_null(strstr(line, "\"page\":null,\"code\":\"binary\",\"message\":\"x.bin: no text\",\"start\":null,\"end\":null}"));
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_view_json__statement),     cmocka_unit_test(test_view_json__nobody_speaks),
        cmocka_unit_test(test_view_json__evidence),      cmocka_unit_test(test_view_json__page),
        cmocka_unit_test(test_view_json__numbers),       cmocka_unit_test(test_view_json__lost_and_summary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
