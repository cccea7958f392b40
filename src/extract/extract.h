/* extract.h - who said what to whom, and what was done: statements, events, contacts with their dates, channels and codes.
 * In: page, trees (document and analysis), references. Out: rd_records. Every record cites spans of the page's text. */
#ifndef RD_EXTRACT_H
#define RD_EXTRACT_H
#include "base/err.h"
#include "grammar/grammar.h"
#include "types/lang.h"
#include "types/record.h"

int rd_records_read(struct rd_records *out, const struct rd_blob *blob, const struct rd_page *page, const struct rd_grammar *g,
                    const struct rd_refs *refs, const struct rd_lang *l, struct rd_arena *a,
                    struct rd_arena *scratch, struct rd_err *err) RD_WARN_UNUSED;
#endif
