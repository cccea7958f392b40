/* Ids of records, names of their values, and the page's small questions. */
#include "base/map.h"
#include "types/page.h"
#include "types/record.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char page_id[] = "0123456789abcdef0123456789abcdef";

/* The value was computed apart: SHA-256 of page id, NUL, kind, NUL, then each span as two little-endian 32-bit numbers. */
static void ids_are_stable(void **state) {
    (void)state;
    char id[17];
    struct rd_span spans[] = {{10, 20}, {30, 44}};
    rd_record_id(id, page_id, "statement", spans, 2);
    assert_string_equal(id, "839ab32bdb7e2a5a");
    char again[17];
    rd_record_id(again, page_id, "statement", spans, 2);
    assert_string_equal(id, again);
}

static void ids_are_distinct(void **state) {
    (void)state;
    struct rd_arena a;
    struct rd_map seen;
    rd_arena_init(&a);
    rd_map_init(&seen, &a);
    static const char *const kinds[] = {"statement", "event", "contact"}, *const pages[] = {page_id, "0123456789abcdef0123456789abcdee"};
    uint32_t n = 0;
    for (uint32_t p = 0; p < 2; p++) {
        for (uint32_t k = 0; k < 3; k++) {
            for (uint32_t i = 0; i < 1000; i++) {
                char id[17];
                bool fresh;
                struct rd_span s = {i, i * 2 + 1};
                rd_record_id(id, pages[p], kinds[k], &s, 1);
                assert_int_equal(strlen(id), 16);
                rd_map_put(&seen, rd_str_of(id), &fresh);
                assert_true(fresh);
                n++;
            }
        }
    }
    assert_int_equal(seen.n, n);
    rd_arena_free(&a);
}

/* The order and the number of the spans count, and large positions are not cut. */
static void ids_take_all(void **state) {
    (void)state;
    char one[17], two[17];
    struct rd_span ab[] = {{1, 2}, {3, 4}}, ba[] = {{3, 4}, {1, 2}}, far = {1u << 24, (1u << 24) + 1}, near = {0, 1};
    rd_record_id(one, page_id, "statement", ab, 2);
    rd_record_id(two, page_id, "statement", ba, 2);
    assert_string_not_equal(one, two);
    rd_record_id(two, page_id, "statement", ab, 1);
    assert_string_not_equal(one, two);
    rd_record_id(one, page_id, "statement", &far, 1);
    rd_record_id(two, page_id, "statement", &near, 1);
    assert_string_not_equal(one, two);
    rd_record_id(one, page_id, "statement", NULL, 0);
    assert_int_equal(strlen(one), 16);
}

static void names(void **state) {
    (void)state;
    for (int i = 0; i < RD_N_CHANNELS; i++) assert_int_equal(rd_channel_of(rd_str_of(rd_channel_name(i))), i);
    assert_int_equal(rd_channel_of(RD_LIT("fax")), -1);
    assert_string_equal(rd_channel_name(99), "unspecified");
    assert_string_equal(rd_form_name(RD_FORM_PARAPHRASE), "paraphrase");
    assert_string_equal(rd_form_name(4), "?");
    assert_string_equal(rd_modality_name(RD_MOD_QUESTION), "question");
    assert_string_equal(rd_modality_name(-1), "asserted");
    assert_string_equal(rd_status_name(RD_STAT_CLAIMED), "claimed");
    for (int i = 0; i < RD_N_ROLES; i++) assert_int_equal(rd_role_of_name(rd_str_of(rd_role_name(i))), i);
    assert_int_equal(rd_role_of_name(RD_LIT("advert")), -1);
}

static void which_roles_are_read(void **state) {
    (void)state;
    assert_true(rd_role_is_read(RD_ROLE_TITLE) && rd_role_is_read(RD_ROLE_BODY) && rd_role_is_read(RD_ROLE_CAPTION));
    assert_false(rd_role_is_read(RD_ROLE_COMMENT) || rd_role_is_read(RD_ROLE_FURNITURE) || rd_role_is_read(RD_ROLE_BYLINE));
}

static void block_at(void **state) {
    (void)state;
    struct rd_block b[] = {{.span = {0, 5}}, {.span = {6, 9}}, {.span = {10, 11}}};
    struct rd_page p = {.blocks = b, .n_blocks = 3};
    static const int32_t want[] = {0, 0, 0, 0, 0, -1, 1, 1, 1, -1, 2, -1, -1};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(want); i++) assert_int_equal(rd_page_block_at(&p, i), want[i]);
    p.n_blocks = 0;
    assert_int_equal(rd_page_block_at(&p, 0), -1);
}

static void tokens_at(void **state) {
    (void)state;
    struct rd_token t[] = {{.span = {0, 4}}, {.span = {5, 9}}, {.span = {9, 10}}};
    struct rd_doc d = {.toks = t, .n_tok = 3};
    static const uint32_t want[] = {0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(want); i++) assert_int_equal(rd_doc_token_at(&d, i), want[i]);
    struct rd_span s = rd_doc_span(&d, 0, 2);
    assert_true(s.beg == 0 && s.end == 9);
    assert_true(rd_span_empty(rd_doc_span(&d, 2, 2)) && rd_span_empty(rd_doc_span(&d, 0, 4)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_stable), cmocka_unit_test(ids_are_distinct), cmocka_unit_test(ids_take_all), cmocka_unit_test(names),
        cmocka_unit_test(which_roles_are_read), cmocka_unit_test(block_at), cmocka_unit_test(tokens_at),
    };
    return cmocka_run_group_tests_name("types_record", tests, NULL, NULL);
}
