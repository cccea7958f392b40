/* grammar.h - questions that several stages ask of a page's trees: children, subtrees, clauses, classes of function words.
 * Built once a page (reader/), read by extract/, coding/ and topic/. Everything is a token number of the document; -1 is none. */
#ifndef RD_GRAMMAR_H
#define RD_GRAMMAR_H
#include "base/arena.h"
#include "lexicon/lexicon.h"
#include "types/analysis.h"
#include "types/lang.h"

enum { RD_MAX_RANGES = 8 };

struct rd_range { uint32_t b, e; };    /* tokens [b, e) */

struct rd_grammar {
    const struct rd_doc *doc;
    const struct rd_analysis *an;
    const struct rd_lex_table *function; /* data/<lang>/function.tsv; NULL: the language has none */
    struct rd_str *low;                /* [n_tok] forms as lexicon keys */
    int32_t *first, *next;             /* [n_tok] children in text order, -1 */
    uint32_t *lo, *hi;                 /* [n_tok] first and last token of the subtree */
};

/* Everything is allocated in `a` and lives as long as it. */
void rd_grammar_make(struct rd_grammar *g, const struct rd_doc *d, const struct rd_analysis *an, const struct rd_lang *l, struct rd_arena *a);

int32_t rd_gram_child(const struct rd_grammar *g, uint32_t i, int rel_base);   /* first child with that relation, -1 */
int32_t rd_gram_child_exact(const struct rd_grammar *g, uint32_t i, int rel);
/* The preposition of a noun phrase: its case child, or the adposition that its words begin with ("to President N"). */
int32_t rd_gram_preposition(const struct rd_grammar *g, uint32_t i);
bool rd_gram_below(const struct rd_grammar *g, uint32_t i, uint32_t top);      /* i is top or in its subtree */
/* Tokens below `top` without those below any of `cut`, as ranges; returns how many, at most RD_MAX_RANGES. */
uint32_t rd_gram_yield(const struct rd_grammar *g, uint32_t top, const int32_t *cut, uint32_t n_cut, struct rd_range *out);
uint32_t rd_gram_sent_end(const struct rd_grammar *g, uint32_t i);             /* one past the last token of i's sentence */
uint32_t rd_gram_sent_begin(const struct rd_grammar *g, uint32_t i);
bool rd_gram_lemma_is(const struct rd_grammar *g, uint32_t i, const char *z);
bool rd_gram_form_is(const struct rd_grammar *g, uint32_t i, const char *z);   /* lower case */
bool rd_gram_finite(const struct rd_grammar *g, uint32_t i);                   /* a finite verb, or has a finite auxiliary or copula */
bool rd_gram_clause(const struct rd_grammar *g, uint32_t i);                   /* heads a clause: finite or with a subject */
bool rd_gram_complementizer(const struct rd_grammar *g, uint32_t i);           /* "that", "dat": what content goes without */
bool rd_gram_has_function(const struct rd_grammar *g, uint32_t i, const char *cls, const char *value); /* function.tsv; value may be NULL */
bool rd_gram_negative(const struct rd_grammar *g, uint32_t i);                 /* the word itself negates: "not", "no", "geen" */
#endif
