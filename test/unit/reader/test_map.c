/* Every block of every demo page re-reads exactly from the page's bytes: the map and the independent decoder agree. */
#include "pages.h"

#include "cite/cite.h"

static void check_page(const struct rd_reading *rd, uint32_t *blocks) {
    struct rd_arena scratch;
    rd_arena_init(&scratch);
    struct rd_cite_source src = {rd->blob.bytes, rd->blob.n, rd->page.charset, rd->page.is_html, rd->page.segs, rd->page.n_segs};
    for (uint32_t i = 0; i < rd->page.n_blocks; i++) {
        struct rd_span s = rd->page.blocks[i].span;
        struct rd_err err = {0};
        if (rd_span_empty(s)) continue;
        if (rd_cite_check(&src, s, rd_span_of(rd->page.text, s), &scratch, &err)) fail_msg("%.*s: %s", RD_S(rd->blob.path), err.msg);
        ++*blocks;
    }
    rd_arena_free(&scratch);
}

static void test_reader_map__every_block_of_the_demo_re_reads(void **state) {
    (void)state;
    static const char *const paths[] = {"demo/pages"};
    struct rd_err err = {0};
    struct rd_intake *in;
    struct rd_item item;
    uint32_t pages = 0, blocks = 0;
    assert_int_equal(rd_intake_open(&in, paths, 1, NULL, &err), 0);
    while (rd_intake_next(in, &item, &err) == 1) {
        struct rd_reading rd;
        assert_non_null(item.blob.bytes);
        assert_int_equal(rd_reader_read(reader, &item.blob, &rd, &err), 0);
        assert_int_equal(rd.refused, 0);
        check_page(&rd, &blocks);
        rd_reading_free(&rd);
        pages++;
    }
    rd_intake_close(in);
    assert_true(pages >= 12);
    assert_true(blocks > 100);
}

int main(void) {
    (void)read_page;
    (void)done;
    (void)must;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reader_map__every_block_of_the_demo_re_reads)};
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
