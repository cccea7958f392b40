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

/* The lines of flattened text as the model of lines sees them, for training. Arrays in the arena. */
struct rd_page_lines {
    uint32_t n;
    struct rd_page_line { uint32_t beg, end; const uint16_t *feature; uint32_t n_feature; } *line; /* bytes of the text; features that hold */
};
int rd_page_lines_read(struct rd_page_lines *out, const struct rd_blob *in, const struct rd_lex *lex, const struct rd_langid *langid,
                       struct rd_arena *a, struct rd_err *err) RD_WARN_UNUSED;
/* How many features there are; the name and number of one (name may be NULL). */
uint32_t rd_page_line_feature(uint32_t f, struct rd_str *name, uint32_t *number);
#endif
