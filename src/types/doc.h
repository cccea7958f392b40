/* doc.h - sentences and tokens of a page's text. A token is a syntactic word in the sense of Universal Dependencies.
 * Tokens of one sentence are consecutive; sentences never cross blocks and are in text order. */
#ifndef RD_DOC_H
#define RD_DOC_H
#include "types/page.h"

enum rd_token_flag {
    RD_TOK_SPACE_AFTER = 1,  /* white space follows */
    RD_TOK_MWT_FIRST = 2,    /* first word of a multiword token ("do" of "don't"); its parts have adjacent spans */
    RD_TOK_MWT_REST = 4,     /* a later word of it */
    RD_TOK_QUOTE = 8,        /* a quotation mark */
};

struct rd_token {
    struct rd_span span;
    uint8_t flags;           /* enum rd_token_flag */
    struct rd_str form;      /* the words as the models see them: usually the text at span; never empty */
};

struct rd_sent {
    struct rd_span span;     /* from first to last token */
    uint32_t tok, n_tok;     /* tokens [tok, tok + n_tok) */
    uint32_t block;          /* index into rd_page.blocks */
    uint32_t para;           /* paragraph number in the page: the block, or a paragraph inside it */
};

struct rd_doc {
    struct rd_str text;      /* rd_page.text */
    struct rd_str lang;      /* rd_page.lang */
    struct rd_token *toks; uint32_t n_tok;
    struct rd_sent *sents; uint32_t n_sent;
    uint32_t *sent_of;       /* [n_tok] */
};

/* Bytes of a token range [beg, end), from the first token's start to the last one's end. */
struct rd_span rd_doc_span(const struct rd_doc *d, uint32_t beg, uint32_t end);
/* The first token that ends after byte `at`, n_tok if none. */
uint32_t rd_doc_token_at(const struct rd_doc *d, uint32_t at);
#endif
