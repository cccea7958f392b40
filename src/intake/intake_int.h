/* intake_int.h - what the files of intake/ share.
 *   walk.c  paths and folders -> files in a fixed order     lines.c  one stream, plain or gzip -> lines or a whole page
 *   jsonl.c a line of JSON -> blob                          sniff.c  is it text at all         seal.c  hash and page id */
#ifndef RD_INTAKE_INT_H
#define RD_INTAKE_INT_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "intake/intake.h"
#include <jansson.h>
#include <zlib.h>

#define INTAKE_READ 65536u       /* bytes of one read */
#define INTAKE_MAX_JSON_DEPTH 32 /* a page's line is flat; deeper is somebody's attack */
#define INTAKE_MAX_FIELD 65536u  /* bytes of url, id, outlet and the like */

/* A file found by the walk. */
struct intake_file {
    struct rd_str real;  /* to open */
    struct rd_str shown; /* relative to the argument */
};

struct intake_dir;
/* The walk over the arguments: a stack of open folders, each with its sorted names. */
struct intake_walk {
    const char *const *paths;
    uint32_t n, at;
    struct intake_dir *top;
    uint32_t depth;
    struct rd_arena *arena;   /* open folders */
    struct rd_arena *scratch; /* the strings of the file given out; emptied by the caller */
};

enum intake_found { INTAKE_END, INTAKE_FILE, INTAKE_STDIN, INTAKE_BAD };
/* The next file. INTAKE_BAD: `message` says why `f->shown` cannot be walked. `f` lives until the next call. */
int intake_walk_next(struct intake_walk *w, struct intake_file *f, char *message, size_t n_message);

/* A stream of bytes, gzip undone if it is there. */
struct intake_stream {
    int fd;
    bool is_open, is_stdin;
    bool first;            /* nothing was read yet */
    bool is_gzip, between; /* between: at the end of a gzip member */
    bool eof, bad;
    uint32_t at, end;      /* of buf */
    uint64_t offset;       /* decoded bytes taken so far */
    z_stream z;
    char message[128];     /* of `bad` */
    uint8_t buf[INTAKE_READ], raw[INTAKE_READ];
};
bool intake_stream_open(struct intake_stream *s, const char *path); /* NULL: stdin */
void intake_stream_close(struct intake_stream *s);
int intake_stream_peek(struct intake_stream *s); /* the first byte that is no white space nor BOM, not taken; -1 at the end */
/* One line without its end in `b`; `*begin` is its offset. false at the end. A line over the maximum of `b` is read to its end
 * and leaves b->err set. */
bool intake_stream_line(struct intake_stream *s, struct rd_buf *b, uint64_t *begin);
/* All that is left, up to the maximum of `b` (then b->err is set and reading stops). */
void intake_stream_rest(struct intake_stream *s, struct rd_buf *b);

/* NULL if the bytes may be a page, else the code of the note. */
const char *intake_sniff(const uint8_t *p, size_t n, const char **why);

/* Fills item->blob from a line; on a bad line sets item->note and message. The blob borrows from *root (freed by the caller).
 * container: the file's shown path. */
void intake_json_line(struct rd_item *item, json_t **root, struct rd_str line, struct rd_str container, uint64_t offset,
                      uint64_t max_bytes, struct rd_arena *a);
#endif
