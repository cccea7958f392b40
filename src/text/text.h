/* text.h - sentences and tokens of a page's text.
 * In:  const rd_page.  Out: rd_doc, in the given arena; forms point into the page's text, which must outlive it.
 * Looks at characters and word lists only: data/<lang>/{abbreviations,contractions,prefixes,starters,saying,dates}.tsv. A
 * language without lists gets plain rules. Tokens are syntactic words as the treebanks of Universal Dependencies cut them.
 * Promises: linear time; tokens in order, never empty, only white space between them; sentences never cross blocks or lines and
 * have at most RD_MAX_SENT_TOKENS tokens; blocks for which rd_role_is_read() is false are left out. */
#ifndef RD_TEXT_H
#define RD_TEXT_H
#include "base/err.h"
#include "types/doc.h"
#include "types/lang.h"

/* Cuts the page's text. `l` may be NULL or lack its lexicon. Cannot fail today; 0. */
int rd_doc_read(struct rd_doc *out, const struct rd_page *page, const struct rd_lang *l, struct rd_arena *a,
                struct rd_err *err) RD_WARN_UNUSED;
#endif
