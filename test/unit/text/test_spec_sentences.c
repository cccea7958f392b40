/* Reads test/spec/sentences.<lang>.txt: a paragraph, a line "----", its sentences one a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/buf.h"
#include "lexicon/lexicon.h"
#include "text/text.h"

static struct rd_str slurp(const char *path, struct rd_arena *a) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *p = rd_arena_get(a, 1 << 20);
    size_t n = fread(p, 1, 1 << 20, f);
    fclose(f);
    assert_in_range(n, 1, (1 << 20) - 1);
    return (struct rd_str){p, (uint32_t)n};
}

static struct rd_str line_at(struct rd_str s, uint32_t *i) {
    uint32_t beg = *i, end = beg;
    while (end < s.n && s.p[end] != '\n') end++;
    *i = end + 1;
    return rd_str_sub(s, beg, end);
}

/* The sentences of a paragraph that stands behind another one (where no dateline is looked for), one a line. */
static void cut(struct rd_buf *out, struct rd_str para, const struct rd_lang *l, struct rd_arena *a) {
    struct rd_block blocks[2] = {{.role = RD_ROLE_LEAD, .span = {0, 4}}, {.role = RD_ROLE_BODY, .span = {5, 5 + para.n}}};
    struct rd_page page = {.text = rd_arena_printf(a, "One.\n%.*s", RD_S(para)), .blocks = blocks, .n_blocks = 2};
    struct rd_doc d;
    assert_int_equal(rd_doc_read(&d, &page, l, a, NULL), RD_OK);
    for (uint32_t i = 0; i < d.n_sent; i++) {
        if (d.sents[i].block != 1) continue;
        rd_buf_str(out, rd_span_of(d.text, d.sents[i].span));
        rd_buf_c(out, '\n');
    }
}

static uint32_t run(struct rd_lex *lex, const char *lang, const char *path) {
    struct rd_arena a;
    struct rd_buf got, want;
    uint32_t bad = 0, n = 0;
    rd_arena_init(&a);
    rd_buf_init(&got, 1 << 20);
    rd_buf_init(&want, 1 << 20);
    struct rd_lang l = {.code = rd_str_of(lang), .lex = lex};
    struct rd_str text = slurp(path, &a);
    for (uint32_t i = 0; i < text.n;) {
        struct rd_str id = line_at(text, &i), line;
        if (!rd_str_starts(id, "=== ")) continue;
        rd_buf_clear(&got);
        rd_buf_clear(&want);
        for (line = line_at(text, &i); i < text.n && !rd_str_is(line, "----"); line = line_at(text, &i)) cut(&got, line, &l, &a);
        for (line = line_at(text, &i); line.n; line = i < text.n ? line_at(text, &i) : RD_LIT("")) {
            rd_buf_str(&want, line);
            rd_buf_c(&want, '\n');
        }
        n++;
        if (!rd_str_eq(rd_buf_view(&got), rd_buf_view(&want))) {
            bad++;
            print_error("%.*s\n--- wanted\n%.*s--- got\n%.*s", RD_S(id), RD_S(rd_buf_view(&want)), RD_S(rd_buf_view(&got)));
        }
    }
    assert_true(n >= 20);
    rd_buf_free(&got);
    rd_buf_free(&want);
    rd_arena_free(&a);
    return bad;
}

static int load(void **state) {
    struct rd_lex *lex = NULL;
    int rc = rd_lex_load(&lex, "data", NULL, 0, NULL);
    *state = lex;
    return rc;
}

static int drop(void **state) {
    rd_lex_free(*state);
    return 0;
}

static void test_text_spec__english(void **state) {
    assert_int_equal(run(*state, "en", "test/spec/sentences.en.txt"), 0);
}

static void test_text_spec__dutch(void **state) {
    assert_int_equal(run(*state, "nl", "test/spec/sentences.nl.txt"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_spec__english),
        cmocka_unit_test(test_text_spec__dutch),
    };
    return cmocka_run_group_tests(tests, load, drop);
}
