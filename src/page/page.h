/* page.h - from the bytes of one web page to the article in it.
 * In:  const rd_blob (HTML or flattened text).  Out: rd_page, in the given arena.
 * Promises: the text is valid UTF-8 without NUL; every block knows its bytes in the blob; comments and furniture are kept,
 * apart. Bad input is a verdict or a note, never a failure. Not here: sentences and words. */
#ifndef RD_PAGE_H
#define RD_PAGE_H
#include "base/err.h"
#include "types/lang.h"
#include "types/page.h"

int rd_page_read(struct rd_page *out, const struct rd_blob *in, const struct rd_lex *lex, const struct rd_langid *langid,
                 const struct rd_opts *o, struct rd_arena *a, struct rd_err *err) RD_WARN_UNUSED;
#endif
