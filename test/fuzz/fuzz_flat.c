/* fuzz_flat.c - any bytes as flattened text: lines, roles, dates, comments, the model of lines. The first byte chooses the language that the
 * page is said to be in and whether it comes with an address. */
#include "fuzz.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "intake/intake.h"
#include "lexicon/lexicon.h"
#include "page/page.h"

static void check_told(const struct rd_page *p, const struct rd_told *t) {
    FUZZ_ASSERT(t->cite.beg <= t->cite.end && t->cite.end <= p->text.n);
    FUZZ_ASSERT(!t->value.n || rd_utf8_valid(t->value));
}

static void check(const struct rd_page *p, size_t blob) {
    uint32_t at = 0, seg = 0;
    FUZZ_ASSERT(rd_utf8_valid(p->text) && (!p->text.n || !memchr(p->text.p, 0, p->text.n)) && !p->is_html);
    for (uint32_t i = 0; i < p->n_blocks; i++) {
        struct rd_span s = p->blocks[i].span;
        FUZZ_ASSERT(s.beg <= s.end && s.end <= p->text.n && s.beg >= at && p->blocks[i].role < RD_N_ROLES);
        at = s.end;
    }
    for (uint32_t i = 0; i < p->n_segs; i++) {
        FUZZ_ASSERT(p->segs[i].text >= seg && p->segs[i].src <= p->segs[i].src_end && p->segs[i].src_end <= blob);
        seg = p->segs[i].text + p->segs[i].len;
    }
    check_told(p, &p->title);
    check_told(p, &p->outlet);
    check_told(p, &p->dateline);
    for (uint32_t i = 0; i < p->n_authors; i++) check_told(p, &p->authors[i]);
    for (uint32_t i = 0; i < p->n_cites; i++) check_told(p, &p->cites[i]);
    FUZZ_ASSERT(p->published.cite.end <= p->text.n && p->modified.cite.end <= p->text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct rd_lex *lex;
    static const char *const langs[] = {"en", "nl", "de", "ru", "fa", "hy", "ar", "ja"};
    if (!size || size > RD_MAX_TEXT / 4) return 0;
    if (!lex && rd_lex_load(&lex, "data", NULL, 0, NULL)) lex = NULL;
    struct rd_arena a;
    struct rd_page page;
    struct rd_page_lines lines;
    struct rd_opts opts = {.lang = rd_str_of(langs[data[0] & 7])};
    struct rd_blob blob = {.bytes = data + 1, .n = size - 1, .media = RD_MEDIA_TEXT, .path = RD_LIT("fuzz.txt")};
    if (data[0] & 8) blob.url = RD_LIT("https://post.example.co.uk/2031/05/04/road");
    rd_blob_seal(&blob);
    rd_arena_init(&a);
    if (rd_page_read(&page, &blob, lex, NULL, &opts, &a, NULL) == RD_OK) check(&page, size - 1);
    if (rd_page_lines_read(&lines, &blob, lex, NULL, &a, NULL) == RD_OK)
        for (uint32_t i = 0; i < lines.n; i++) {
            FUZZ_ASSERT(lines.line[i].beg <= lines.line[i].end);
            for (uint32_t k = 0; k < lines.line[i].n_feature; k++) FUZZ_ASSERT(lines.line[i].feature[k] < rd_page_line_feature(0, NULL, NULL));
        }
    rd_arena_free(&a);
    return 0;
}
