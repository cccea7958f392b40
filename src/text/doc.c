/* doc.c - the page -> rd_doc: paragraphs of the blocks that are read, cut into tokens and sentences. */
#include "text/text_int.h"

#include "base/limits.h"

struct doc {
    struct text_scan scan;
    struct rd_sent *sents; uint32_t n_sent, cap_sent;
    uint32_t *ends; uint32_t cap_ends;
    uint32_t para;
    bool begun;      /* a paragraph of the article's own text was read: no dateline from here on */
};

static void add_sents(struct doc *d, const uint32_t *ends, uint32_t n, uint32_t block) {
    const struct text_scan *s = &d->scan;
    uint32_t tok = s->first;
    for (uint32_t i = 0; i < n && d->n_sent < RD_MAX_SENTS; i++) {
        struct rd_sent *out = RD_PUSH(s->arena, d->sents, d->n_sent, d->cap_sent);
        out->tok = tok;
        out->n_tok = ends[i] - tok;
        out->span = (struct rd_span){s->toks[tok].span.beg, s->toks[ends[i] - 1].span.end};
        out->block = block;
        out->para = d->para;
        tok = ends[i];
    }
}

static void read_block(struct doc *d, const struct rd_page *page, uint32_t block) {
    const struct rd_block *b = &page->blocks[block];
    uint32_t end = b->span.end < page->text.n ? b->span.end : page->text.n;
    bool body = b->role == RD_ROLE_LEAD || b->role == RD_ROLE_BODY;
    for (uint32_t beg = b->span.beg; beg < end && d->n_sent < RD_MAX_SENTS;) {
        const char *line = memchr(page->text.p + beg, '\n', end - beg);
        uint32_t stop = line ? (uint32_t)(line - page->text.p) : end;
        text_tokens(&d->scan, beg, stop);
        uint32_t n_tok = d->scan.n - d->scan.first;
        if (n_tok) {
            d->ends = rd_arena_grow(d->scan.arena, d->ends, &d->cap_ends, n_tok, sizeof *d->ends);
            add_sents(d, d->ends, text_sents(&d->scan, body && !d->begun, d->ends), block);
            d->begun |= body;
            d->para++;
        }
        beg = stop + 1;
    }
}

int rd_doc_read(struct rd_doc *out, const struct rd_page *page, const struct rd_lang *l, struct rd_arena *a,
                struct rd_err *err) {
    (void)err; /* nothing can fail */
    struct text_rules rules;
    struct doc d;
    memset(&d, 0, sizeof d);
    memset(out, 0, sizeof *out);
    text_rules_init(&rules, l);
    d.scan.text = page->text;
    d.scan.r = &rules;
    d.scan.arena = a;
    for (uint32_t b = 0; b < page->n_blocks; b++) {
        if (rd_role_is_read(page->blocks[b].role)) read_block(&d, page, b);
    }
    out->text = page->text;
    out->lang = page->lang;
    out->toks = d.scan.toks;
    out->sents = d.sents;
    out->n_sent = d.n_sent;
    out->n_tok = d.n_sent ? d.sents[d.n_sent - 1].tok + d.sents[d.n_sent - 1].n_tok : 0;
    out->sent_of = RD_NEW_N(a, uint32_t, out->n_tok + 1);
    for (uint32_t i = 0; i < d.n_sent; i++) {
        for (uint32_t k = 0; k < d.sents[i].n_tok; k++) out->sent_of[d.sents[i].tok + k] = i;
    }
    return RD_OK;
}
