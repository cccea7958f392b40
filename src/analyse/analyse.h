/* analyse.h - tags, features, lemmas, names and trees. In: rd_doc. Out: rd_analysis (parallel arrays).
 * Without a model for the language: analysis with tagged = parsed = false. The same bytes for the same input everywhere. */
#ifndef RD_ANALYSE_H
#define RD_ANALYSE_H
#include "base/err.h"
#include "types/analysis.h"
#include "types/lang.h"

int rd_analysis_read(struct rd_analysis *out, const struct rd_doc *doc, const struct rd_lang *l, struct rd_arena *a,
                     struct rd_arena *scratch, struct rd_err *err) RD_WARN_UNUSED;
#endif
