/* What the tests of page/ share: a page from a string, its blocks by role. */
#ifndef PAGE_FIXTURE_H
#define PAGE_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/utf8.h"
#include "page/page.h"
#include "lexicon/lexicon.h"

static struct rd_lex *lex;
static struct rd_arena arena;
static struct rd_page page;

static int load(void **state) {
    (void)state;
    struct rd_err err = {0};
    return rd_lex_load(&lex, "data", NULL, 0, &err);
}

static int unload(void **state) {
    (void)state;
    rd_lex_free(lex);
    return 0;
}

static int setup(void **state) {
    (void)state;
    rd_arena_init(&arena);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    rd_arena_free(&arena);
    return 0;
}

static void read_blob(const struct rd_blob *b, const char *lang) {
    struct rd_opts o = {.lang = rd_str_of(lang)};
    assert_int_equal(rd_page_read(&page, b, lex, NULL, &o, &arena, NULL), 0);
    uint32_t at = 0;
    for (uint32_t i = 0; i < page.n_blocks; i++) { /* blocks are in order, apart, and mapped */
        assert_true(page.blocks[i].span.beg >= at && page.blocks[i].span.end > page.blocks[i].span.beg);
        at = page.blocks[i].span.end;
    }
    for (uint32_t i = 0; i + 1 < page.n_segs; i++)
        assert_true(page.segs[i].text + page.segs[i].len <= page.segs[i + 1].text && page.segs[i].src_end <= page.segs[i + 1].src);
    assert_true(rd_utf8_valid(page.text));
}

/* The k-th block of a role. */
static struct rd_str block(int role, uint32_t k) {
    for (uint32_t i = 0; i < page.n_blocks; i++)
        if (page.blocks[i].role == role && k-- == 0)
            return rd_span_of(page.text, page.blocks[i].span);
    return RD_NONE;
}

static uint32_t count(int role) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < page.n_blocks; i++)
        n += page.blocks[i].role == role;
    return n;
}

#define assert_str(got, want)                                                                      \
    do {                                                                                           \
        struct rd_str got_ = (got);                                                                \
        if (!rd_str_is(got_, (want)))                                                              \
            fail_msg("\"%.*s\" is not \"%s\"", RD_S(got_), (want));                                 \
    } while (0)
#endif
