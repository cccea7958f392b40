/* names.h - puts the names that a model found in order: by the tree, by the lists of the world, by the rest of the document. */
#ifndef ANALYSE_NAMES_H
#define ANALYSE_NAMES_H
#include "analyse/gazetteer.h"
#include "analyse/sview.h"
#include "types/analysis.h"
#include "types/lang.h"

/* One sentence: a flat name is one span of one type, and a name that a list knows has the list's span and type.
 * forms: [s->n]; g: the lists in the model. lex may be NULL. */
void names_settle(struct sview *s, const struct rd_str *forms, const struct rd_lang *l, const struct gazetteer *g);
/* The document: a family name that stands alone is the person whose whole name stands elsewhere. */
void names_agree(struct rd_analysis *out, const struct rd_doc *d, const struct rd_lang *l, struct rd_arena *scratch);
#endif
