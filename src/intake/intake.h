/* intake.h - from paths to blobs: files, folders (sorted by name, so that the order is the same everywhere), "-" for stdin, JSON lines,
 * archives (WARC) and feeds (RSS, RDF, Atom), each of them plain or as gzip, zstd or bzip2.
 * In: paths. Out: one rd_blob at a time, valid until the next call. Bad inputs (unreadable, binary, too large) come out as a
 * blob-less item with a note and are counted; the rest goes on. */
#ifndef RD_INTAKE_H
#define RD_INTAKE_H
#include "base/err.h"
#include "types/blob.h"
#include "types/note.h"

struct rd_intake;
struct rd_intake_opts {
    uint64_t resume;          /* stdin: skip records that begin before this byte offset */
    uint64_t max_bytes;       /* of one page; 0: RD_MAX_BLOB */
};
struct rd_item {
    struct rd_blob blob;      /* blob.bytes NULL: there is no page, see note */
    const char *note;         /* static code ("unreadable", "binary", "too-large", "bad-json", "empty", "truncated", "damaged", "entity-flood") or NULL */
    char message[256];
};
int rd_intake_open(struct rd_intake **out, const char *const *paths, uint32_t n, const struct rd_intake_opts *o, struct rd_err *err) RD_WARN_UNUSED;
/* 1: *item is filled; 0: no more; negative: an error that ends the run (stdin broke). */
int rd_intake_next(struct rd_intake *in, struct rd_item *item, struct rd_err *err) RD_WARN_UNUSED;
void rd_intake_close(struct rd_intake *in);
/* The links of a feed's entries, in its order, without doubles, relative ones joined to `url`; 0 if the bytes are no feed. In the arena. */
uint32_t rd_feed_links(struct rd_str **out, struct rd_str bytes, struct rd_str url, struct rd_str charset, struct rd_arena *a);
/* Undoes a Content-Encoding ("gzip", "deflate", "br", "zstd") up to the maximum of `out`; false if it cannot. */
struct rd_buf;
bool rd_intake_undo(struct rd_buf *out, struct rd_str coding, struct rd_str body);
/* Fills sha256 and page_id of a blob made by hand (include/readout.h, tests): hash of name (url, else path + "#" + id) and bytes. */
void rd_blob_seal(struct rd_blob *b);
#endif
