/* fuzz_text.c - sentences and tokens of any text. The first byte chooses the language. */
#include "fuzz.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "lexicon/lexicon.h"
#include "text/text.h"

static struct rd_str mended(const uint8_t *p, size_t n, struct rd_arena *a) {
    struct rd_str in = {(const char *)p, (uint32_t)n};
    char *out = rd_arena_get(a, n * 3 + 1);
    uint32_t k = 0;
    for (uint32_t i = 0; i < in.n;) {
        uint32_t c = rd_utf8_next(in, &i);
        k += rd_utf8_put(out + k, c ? c : ' ');
    }
    return (struct rd_str){out, k};
}

static void check(const struct rd_doc *d, const struct rd_page *page) {
    uint32_t at = 0, tok = 0;
    for (uint32_t i = 0; i < d->n_tok; i++) {
        struct rd_span s = d->toks[i].span;
        FUZZ_ASSERT(s.beg < s.end && s.beg >= at && s.end <= page->text.n);
        FUZZ_ASSERT(d->toks[i].form.n > 0 && rd_utf8_valid(d->toks[i].form));
        at = s.end;
    }
    for (uint32_t i = 0; i < d->n_sent; i++) {
        const struct rd_sent *s = &d->sents[i];
        FUZZ_ASSERT(s->tok == tok && s->n_tok > 0 && s->n_tok <= RD_MAX_SENT_TOKENS);
        FUZZ_ASSERT(s->block < page->n_blocks && rd_span_holds(page->blocks[s->block].span, s->span));
        tok += s->n_tok;
    }
    FUZZ_ASSERT(tok == d->n_tok);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct rd_lex *lex;
    static const char *const langs[] = {"en", "nl", "de", "hy"};
    if (!size || size > RD_MAX_TEXT / 4) return 0;
    if (!lex && rd_lex_load(&lex, "data", NULL, 0, NULL)) lex = NULL;
    struct rd_arena a;
    struct rd_doc d;
    rd_arena_init(&a);
    struct rd_str text = mended(data + 1, size - 1, &a);
    uint32_t half = text.n / 2;
    while (half < text.n && ((uint8_t)text.p[half] & 0xC0) == 0x80) half++;
    struct rd_block blocks[] = {{.role = data[0] >> 4 & 7, .span = {0, half}}, {.role = RD_ROLE_BODY, .span = {half, text.n}}};
    struct rd_page page = {.text = text, .blocks = blocks, .n_blocks = 2};
    struct rd_lang l = {.code = rd_str_of(langs[data[0] & 3]), .lex = lex};
    FUZZ_ASSERT(rd_doc_read(&d, &page, &l, &a, NULL) == RD_OK);
    check(&d, &page);
    rd_arena_free(&a);
    return 0;
}
