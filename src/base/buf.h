/* buf.h - an owned, growing byte buffer with a maximum and a sticky error.
 * Writes after an overflow do nothing; check `err` once at the end. rd_buf_json writes JSON strings. */
#ifndef RD_BUF_H
#define RD_BUF_H
#include "base/err.h"
#include "base/str.h"

struct rd_buf {
    char *p;
    size_t n, cap, max;
    int err; /* 0, RD_ELIMIT */
};

void rd_buf_init(struct rd_buf *b, size_t max);
void rd_buf_free(struct rd_buf *b);
void rd_buf_clear(struct rd_buf *b); /* keeps the memory, clears the error */
void rd_buf_bytes(struct rd_buf *b, const void *p, size_t n);
void rd_buf_str(struct rd_buf *b, struct rd_str s);
void rd_buf_z(struct rd_buf *b, const char *z);
void rd_buf_c(struct rd_buf *b, char c);
void rd_buf_cp(struct rd_buf *b, uint32_t cp); /* as UTF-8 */
void rd_buf_printf(struct rd_buf *b, const char *fmt, ...) RD_PRINTF(2, 3);
void rd_buf_u64(struct rd_buf *b, uint64_t v);
/* A JSON string with its quotation marks; invalid UTF-8 becomes U+FFFD; unknown becomes null. Not escaped beyond what
 * RFC 8259 demands, except < > & U+2028 U+2029, so that a record may stand inside HTML. */
void rd_buf_json(struct rd_buf *b, struct rd_str s);
struct rd_str rd_buf_view(const struct rd_buf *b); /* borrowed until the next write */

#endif
