/* evaluate.h - scores of a model on gold words, through the program's own door. */
#ifndef TRAIN_EVALUATE_H
#define TRAIN_EVALUATE_H
#include <stdio.h>

#include "corpus.h"
#include "types/analysis.h"
#include "types/lang.h"

struct eval_scores {
    uint64_t words, upos, feats, lemma, uas, las;
    uint64_t name_gold, name_found, name_right, name_span_right; /* exact spans, with and without type */
    double seconds;
};

/* Reads every sentence of the corpus; *out (may be NULL) gets CoNLL-U. */
int evaluate(struct eval_scores *e, const struct rd_lang *l, const struct corpus *c, FILE *out, struct rd_err *err);
void evaluate_print(FILE *f, const char *name, const struct eval_scores *e, bool names);
#endif
