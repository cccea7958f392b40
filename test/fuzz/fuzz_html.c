/* fuzz_html.c - any bytes as a page, HTML or flattened (the first byte chooses), then its sentences. */
#include "fuzz.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "intake/intake.h"
#include "lexicon/lexicon.h"
#include "page/page.h"
#include "text/text.h"

static void check(const struct rd_page *p, size_t blob) {
    uint32_t at = 0, seg = 0;
    FUZZ_ASSERT(rd_utf8_valid(p->text) && (!p->text.n || !memchr(p->text.p, 0, p->text.n)));
    FUZZ_ASSERT(p->n_blocks <= RD_MAX_BLOCKS);
    for (uint32_t i = 0; i < p->n_blocks; i++) {
        struct rd_span s = p->blocks[i].span;
        FUZZ_ASSERT(s.beg <= s.end && s.end <= p->text.n && s.beg >= at && p->blocks[i].role < RD_N_ROLES);
        FUZZ_ASSERT(i == 0 || s.beg > at || s.beg == s.end);
        at = s.end;
    }
    for (uint32_t i = 0; i < p->n_segs; i++) {
        FUZZ_ASSERT(p->segs[i].text >= seg && p->segs[i].text + p->segs[i].len <= p->text.n);
        FUZZ_ASSERT(p->segs[i].src <= p->segs[i].src_end && p->segs[i].src_end <= blob);
        seg = p->segs[i].text + p->segs[i].len;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct rd_lex *lex;
    static const int media[] = {RD_MEDIA_UNKNOWN, RD_MEDIA_TEXT, RD_MEDIA_HTML, RD_MEDIA_HTML};
    if (!size || size > RD_MAX_BLOB) return 0;
    if (!lex && rd_lex_load(&lex, "data", NULL, 0, NULL)) lex = NULL;
    struct rd_arena a;
    struct rd_page page;
    struct rd_doc doc;
    struct rd_opts opts = {.lang = RD_NONE};
    struct rd_err err = {0};
    struct rd_blob blob = {.bytes = data + 1, .n = size - 1, .media = media[data[0] & 3], .path = RD_LIT("fuzz.html")};
    if (data[0] & 4) blob.charset = RD_LIT("utf-16le");
    if (data[0] & 8) blob.lang = RD_LIT("nl");
    rd_blob_seal(&blob);
    rd_arena_init(&a);
    if (rd_page_read(&page, &blob, lex, NULL, &opts, &a, &err) == RD_OK) {
        check(&page, size - 1);
        struct rd_lang l = {.code = RD_LIT("en"), .lex = lex};
        FUZZ_ASSERT(rd_doc_read(&doc, &page, &l, &a, NULL) == RD_OK);
    } else {
        FUZZ_ASSERT(err.code < 0);
    }
    rd_arena_free(&a);
    return 0;
}
