/* analysis.h - tags, lemmas, trees and names of a document, as parallel arrays over its tokens [n_tok].
 * Heads are token indices of the document (not of the sentence), -1 for a root; each sentence has exactly one root and its
 * arcs form a tree. The dump is CoNLL-U with the span and the name in MISC: Span=beg:end|Entity=B-PER. */
#ifndef RD_ANALYSIS_H
#define RD_ANALYSIS_H
#include "types/doc.h"
#include "types/ud.h"

enum rd_ne { RD_NE_NONE, RD_NE_PER, RD_NE_LOC, RD_NE_ORG, RD_NE_MISC, RD_N_NE };

struct rd_analysis {
    uint32_t n_tok;
    uint8_t *upos;        /* [n_tok] enum rd_upos */
    const char **feats;   /* [n_tok] UD bundle, sorted, "_" if none; static or in the model */
    struct rd_str *lemma; /* [n_tok] */
    int32_t *head;        /* [n_tok] */
    uint8_t *rel;         /* [n_tok] enum rd_rel */
    uint8_t *ne;          /* [n_tok] enum rd_ne */
    uint8_t *ne_begin;    /* [n_tok] 1 where a name begins */
    bool tagged, parsed;  /* false: the language has no such model; the arrays hold X, "_", the form, a flat tree */
};

/* True if the bundle of token i holds "Name=Value". */
bool rd_feat(const struct rd_analysis *a, uint32_t i, const char *name_value);
const char *rd_ne_name(int ne);

struct rd_buf;
/* Sentence `s`, or all with s = -1. Columns ID FORM LEMMA UPOS XPOS(_) FEATS HEAD DEPREL DEPS(_) MISC. */
void rd_analysis_dump(struct rd_buf *out, const struct rd_doc *d, const struct rd_analysis *a, int64_t s);
/* Reads such a dump (or any CoNLL-U) into a page, a document and its analysis, so that a stage can be tested from a dump.
 * The text is made of the forms and SpaceAfter; one block of role body, or what "# block = role" comments say.
 * *a may be NULL. Returns 0 or RD_EFORMAT. */
struct rd_err;
int rd_conllu_load(struct rd_page *p, struct rd_doc *d, struct rd_analysis *a, struct rd_str in, struct rd_arena *arena,
                   struct rd_err *err);
#endif
