/* CoNLL-U in and out: multiword tokens, blocks, and lines that are refused. */
#include "base/buf.h"
#include "base/limits.h"
#include "types/analysis.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct rd_arena a;
static struct rd_page page;
static struct rd_doc doc;
static struct rd_analysis an;
static struct rd_err err;

static int each(void **state) {
    (void)state;
    rd_arena_init(&a);
    memset(&err, 0, sizeof err);
    return 0;
}

static int after(void **state) {
    (void)state;
    rd_arena_free(&a);
    return 0;
}

static int load(const char *z) {
    return rd_conllu_load(&page, &doc, &an, rd_str_of(z), &a, &err);
}

static struct rd_str dumped(void) {
    struct rd_buf b;
    rd_buf_init(&b, 1 << 20);
    rd_analysis_dump(&b, &doc, &an, -1);
    struct rd_str out = rd_arena_str(&a, rd_buf_view(&b));
    rd_buf_free(&b);
    return out;
}

static void is(struct rd_str s, const char *want) {
    if (!rd_str_is(s, want)) fail_msg("got '%.*s', not '%s'", RD_S(s), want);
}

static const char ferry[] =
    "# sent_id = 1\n# text = Marr didn't sail.\n"
    "1\tMarr\tMarr\tPROPN\t_\tNumber=Sing\t4\tnsubj\t_\tSpan=0:4|Entity=B-PER\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdid\tdo\tAUX\t_\tTense=Past\t4\taux\t_\tSpan=5:8\n"
    "3\tn't\tnot\tPART\t_\tPolarity=Neg\t4\tadvmod\t_\tSpan=8:11\n"
    "4\tsail\tsail\tVERB\t_\tVerbForm=Inf\t0\troot\t_\tSpan=12:16|SpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\tSpan=16:17\n\n";

static void round_trip(void **state) {
    (void)state;
    assert_int_equal(load(ferry), RD_OK);
    is(page.text, "Marr didn't sail.");
    assert_int_equal(doc.n_tok, 5);
    assert_int_equal(doc.n_sent, 1);
    is(rd_span_of(doc.text, doc.toks[1].span), "did");
    is(rd_span_of(doc.text, doc.toks[2].span), "n't");
    assert_int_equal(doc.toks[1].flags, RD_TOK_MWT_FIRST);
    assert_int_equal(doc.toks[2].flags, RD_TOK_MWT_REST | RD_TOK_SPACE_AFTER);
    assert_int_equal(an.head[0], 3);
    assert_int_equal(an.head[3], -1);
    assert_int_equal(an.rel[0], RD_REL_NSUBJ);
    assert_int_equal(an.ne[0], RD_NE_PER);
    assert_int_equal(an.ne_begin[0], 1);
    assert_true(rd_feat(&an, 2, "Polarity=Neg"));
    assert_true(an.tagged && an.parsed);
    is(dumped(), ferry); /* to the byte */
}

/* Two sentences, two blocks: heads count from the sentence in the file and from the document in memory. */
static void twice(void **state) {
    (void)state;
    static const char two[] =
        "# block = title\n1\tFerry\tferry\tNOUN\t_\t_\t2\tnsubj\t_\t_\n2\tsails\tsail\tVERB\t_\t_\t0\troot\t_\t_\n\n"
        "# block = comment\n1\tLies\tlie\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No\n2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n"
        "1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_\n\n";
    assert_int_equal(load(two), RD_OK);
    is(page.text, "Ferry sails\nLies! No");
    assert_int_equal(page.n_blocks, 2);
    assert_int_equal(page.blocks[0].role, RD_ROLE_TITLE);
    assert_int_equal(page.blocks[1].role, RD_ROLE_COMMENT);
    is(rd_span_of(page.text, page.blocks[1].span), "Lies! No");
    assert_int_equal(doc.n_sent, 3);
    assert_int_equal(doc.sents[1].block, 1);
    assert_int_equal(doc.sents[2].block, 1);
    assert_int_equal(doc.sent_of[4], 2);
    assert_int_equal(an.head[0], 1);
    assert_int_equal(an.head[3], 2); /* "!" hangs on "Lies" */
    struct rd_str once = dumped();
    assert_int_equal(rd_conllu_load(&page, &doc, &an, once, &a, &err), RD_OK);
    assert_int_equal(doc.n_tok, 5);
    assert_int_equal(an.head[3], 2);
}

static void blocks_and_paragraphs(void **state) {
    (void)state;
    assert_int_equal(load("# newdoc id = x\n# newpar\n1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n\n# newpar\n1\tb\tb\tX\t_\t_\t0\troot\t_\t_\n\n"
                          "# block = nonsense\n1\tc\tc\tX\t_\t_\t0\troot\t_\t_\n"), RD_OK);
    is(page.text, "a\nb\nc");
    assert_int_equal(page.n_blocks, 3);
    for (uint32_t i = 0; i < 3; i++) assert_int_equal(page.blocks[i].role, RD_ROLE_BODY);
    assert_int_equal(page.n_segs, 1);
    assert_int_equal(page.segs[0].len, page.text.n);
}

static void what_is_skipped(void **state) {
    (void)state;
    assert_int_equal(load("1\ta\ta\tX\t_\t_\t0\troot\t_\t_\r\n1.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_\r\n2\tb\tb\tX\t_\t_\t1\tdep\t_\t_"), RD_OK);
    is(page.text, "a b"); /* empty nodes are no words; CRLF; no last line break */
    assert_int_equal(load(""), RD_OK);
    assert_int_equal(doc.n_tok, 0);
    assert_int_equal(page.n_blocks, 0);
    assert_int_equal(load("\n\n# only a comment\n\n"), RD_OK);
    assert_int_equal(doc.n_tok, 0);
}

/* Untagged input: words and sentences only; it says so. */
static void not_analysed(void **state) {
    (void)state;
    assert_int_equal(load("1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n2\tb\t_\t_\t_\t_\t_\t_\t_\t_\n"), RD_OK);
    assert_false(an.tagged);
    assert_false(an.parsed);
    assert_int_equal(an.head[0], -1);
    is(an.lemma[0], "a");
    assert_int_equal(rd_conllu_load(&page, &doc, NULL, rd_str_of(ferry), &a, &err), RD_OK);
    assert_int_equal(doc.n_tok, 5);
}

static void bad_lines(void **state) {
    (void)state;
    static const char *const bad[] = {
        "1\tonly\tthree\n",
        "words without tabs\n",
        "1\t\ta\tX\t_\t_\t0\troot\t_\t_\n",
        "2-1\tab\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "1-1\tab\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "1-x\tab\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "1-99999\tab\t_\t_\t_\t_\t_\t_\t_\t_\n",
        "1-99999999999999999999\tab\t_\t_\t_\t_\t_\t_\t_\t_\n",
    };
    for (size_t i = 0; i < RD_ARRAY_LEN(bad); i++) {
        memset(&err, 0, sizeof err);
        if (load(bad[i]) != RD_EFORMAT) fail_msg("case %zu was taken", i);
        assert_int_equal(err.code, RD_EFORMAT);
        assert_non_null(strstr(err.msg, "line 1"));
    }
    memset(&err, 0, sizeof err);
    assert_int_equal(load("1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n\n# x\nbroken\n"), RD_EFORMAT);
    assert_non_null(strstr(err.msg, "line 4")); /* comments and empty lines count */
}

/* Numbers that point nowhere are roots, labels that nobody knows get the general one: no index leaves the sentence. */
static void odd_values(void **state) {
    (void)state;
    assert_int_equal(load("1\ta\ta\tNONSENSE\t_\t_\t99\tnsubj\t_\t_\n2\tb\tb\tX\t_\t_\t-1\tdep:odd\t_\t_\n3\tc\tc\tX\t_\t_\t4294967297\tnsubj:odd\t_\tEntity=B-XYZ\n"), RD_OK);
    for (uint32_t i = 0; i < 3; i++) assert_int_equal(an.head[i], -1);
    assert_int_equal(an.upos[0], RD_X);
    assert_int_equal(an.rel[1], RD_REL_DEP);
    assert_int_equal(an.rel[2], RD_REL_NSUBJ);
    assert_int_equal(an.ne[2], RD_NE_NONE);
}

static void odd_multiwords(void **state) {
    (void)state;
    /* parts longer than the whole, in letters of two bytes: spans stay inside it and on whole characters */
    assert_int_equal(load("1-3\t\xC3\xA9\xC3\xA8\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tx\tx\tX\t_\t_\t0\troot\t_\t_\n"
                          "2\tlonger\tx\tX\t_\t_\t1\tdep\t_\t_\n3\tz\tz\tX\t_\t_\t1\tdep\t_\t_\n4\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n"), RD_OK);
    is(page.text, "\xC3\xA9\xC3\xA8.");
    for (uint32_t i = 0; i < doc.n_tok; i++) {
        struct rd_span s = doc.toks[i].span;
        assert_true(s.beg <= s.end && s.end <= page.text.n);
        assert_true(i == 0 || doc.toks[i - 1].span.end <= s.beg);
        if (s.end < page.text.n) assert_true(((unsigned char)page.text.p[s.end] & 0xC0) != 0x80);
    }
    assert_false(doc.toks[2].flags & RD_TOK_SPACE_AFTER);
    /* the sentence ends inside a multiword token: the next one begins afresh */
    assert_int_equal(load("1-3\tabc\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\ta\tX\t_\t_\t0\troot\t_\t_\n\n1\tnew\tnew\tX\t_\t_\t0\troot\t_\t_\n"), RD_OK);
    is(rd_span_of(doc.text, doc.toks[1].span), "new");
    assert_false(doc.toks[1].flags & (RD_TOK_MWT_FIRST | RD_TOK_MWT_REST));
}

static void huge_sentence(void **state) {
    (void)state;
    struct rd_buf b;
    rd_buf_init(&b, 1 << 24);
    for (uint32_t i = 1; i <= RD_MAX_SENT_TOKENS * 4; i++) rd_buf_printf(&b, "%u\tw\tw\tX\t_\t_\t0\troot\t_\t_\n", i);
    assert_int_equal(rd_conllu_load(&page, &doc, &an, rd_buf_view(&b), &a, &err), RD_OK);
    rd_buf_printf(&b, "%u\tw\tw\tX\t_\t_\t0\troot\t_\t_\n", RD_MAX_SENT_TOKENS * 4 + 1);
    assert_int_equal(rd_conllu_load(&page, &doc, &an, rd_buf_view(&b), &a, &err), RD_ELIMIT);
    assert_int_equal(err.code, RD_ELIMIT);
    rd_buf_free(&b);
}

#define T(f) cmocka_unit_test_setup_teardown(f, each, after)

int main(void) {
    const struct CMUnitTest tests[] = {
        T(round_trip), T(twice), T(blocks_and_paragraphs), T(what_is_skipped), T(not_analysed), T(bad_lines), T(odd_values), T(odd_multiwords),
        T(huge_sentence),
    };
    return cmocka_run_group_tests_name("types_conllu", tests, NULL, NULL);
}
