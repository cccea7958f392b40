/* text.h - sentences and tokens of a page's text. In: rd_page. Out: rd_doc. Looks at characters and word lists only.
 * Only blocks for which rd_role_is_read() holds are cut; sentences never cross blocks. */
#ifndef RD_TEXT_H
#define RD_TEXT_H
#include "base/err.h"
#include "types/doc.h"
#include "types/lang.h"

int rd_doc_read(struct rd_doc *out, const struct rd_page *page, const struct rd_lang *l, struct rd_arena *a, struct rd_err *err) RD_WARN_UNUSED;
#endif
