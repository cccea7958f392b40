/* distant.h - name tags for a treebank without them, from its proper nouns: types by votes of names known from other corpora
 * (of any language), of the words about the name, and of its parts. For languages without an open corpus of news names. */
#ifndef TRAIN_DISTANT_H
#define TRAIN_DISTANT_H
#include "analyse/gazetteer.h"
#include "corpus.h"

/* Sets bio of every sentence of `c`. `known`: corpora with name tags; `roles`: text of data/<lang>/roles.tsv or unknown;
 * `lists`: the gazetteer of the model. */
void distant_names(struct corpus *c, const struct corpus *known, struct rd_str roles, const struct gazetteer *lists);
#endif
