/* cite.h - re-reads cited spans from the original bytes and compares them with the text.
 * Independent of page/: decodes the charset with iconv and tags and entities with code of its own, starting from the map
 * (rd_seg). A record whose span does not come out exactly is refused by the reader and named by verify. */
#ifndef RD_CITE_H
#define RD_CITE_H
#include "base/arena.h"
#include "base/err.h"
#include "types/page.h"

struct rd_cite_source {
    const uint8_t *bytes; size_t n;          /* the blob */
    const char *charset;                     /* rd_page.charset */
    bool is_html;
    const struct rd_seg *segs; uint32_t n_segs;
};
/* 0 if the bytes give exactly `exact` for `span`; RD_ECITE otherwise with what was read instead in err. */
int rd_cite_check(const struct rd_cite_source *src, struct rd_span span, struct rd_str exact, struct rd_arena *scratch,
                  struct rd_err *err) RD_WARN_UNUSED;
#endif
