/* intake_int.h - what the files of intake/ share.
 *   walk.c  paths and folders -> files in a fixed order     codec.c, stream.c  one stream, plain or compressed -> lines or all
 *   jsonl.c a line of JSON -> blob    warc.c, http.c  a record -> blob    feed.c  an entry -> blob
 *   sniff.c is it text at all         seal.c          hash and page id */
#ifndef RD_INTAKE_INT_H
#define RD_INTAKE_INT_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "intake/intake.h"
#define ZLIB_CONST
#include <bzlib.h>
#include <jansson.h>
#include <zlib.h>
#include <zstd.h>

#define INTAKE_READ 65536u       /* bytes of one read */
#define INTAKE_MAX_JSON_DEPTH 32 /* a page's line is flat; deeper is somebody's attack */
#define INTAKE_MAX_FEED (16u << 20) /* bytes of a feed: its XML, entries and pages are in memory at once */
#define INTAKE_MAX_FIELD 65536u  /* bytes of url, id, outlet and the like */
#define INTAKE_MAX_URL 8192u     /* bytes of a link of a feed, and of what it is joined with: each link costs as much again */

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

/* ---- codec.c ---- */
enum { INTAKE_PLAIN, INTAKE_GZIP, INTAKE_ZLIB, INTAKE_DEFLATE, INTAKE_ZSTD, INTAKE_BZIP2, INTAKE_BROTLI };
enum { INTAKE_MORE, INTAKE_MEMBER, INTAKE_BROKEN };
struct BrotliDecoderStateStruct;
struct intake_codec {
    int kind; /* INTAKE_PLAIN: nothing is open */
    z_stream z;
    bz_stream bz;
    ZSTD_DCtx *zstd;
    struct BrotliDecoderStateStruct *brotli;
};
int intake_codec_of(const uint8_t *p, size_t n);             /* by the first bytes: PLAIN GZIP ZSTD BZIP2 */
bool intake_codec_begin(struct intake_codec *c, int kind);   /* false: not in this build, or no memory */
void intake_codec_end(struct intake_codec *c);
bool intake_codec_next(struct intake_codec *c);              /* ready for another member */
/* Moves both pointers; INTAKE_MEMBER when a gzip member, zstd frame or bzip2 stream ended. */
int intake_codec_run(struct intake_codec *c, const uint8_t **in, size_t *n_in, uint8_t **out, size_t *n_out);
/* All of [p, p + n) behind what is in `out`, up to its maximum (out->err). INTAKE_MEMBER: whole; INTAKE_MORE: it ends too early. */
int intake_decode(struct rd_buf *out, int kind, const uint8_t *p, size_t n);

/* ---- stream.c: a stream of bytes, compression undone if it is there ---- */
struct intake_stream {
    int fd;
    bool is_open, is_stdin;
    bool survive;          /* set by who opened it: a damaged or cut member is no end (`damaged` counts them) */
    bool first;            /* nothing was read yet */
    bool between;          /* at the end of a member */
    bool eof, bad, cut;    /* cut: the last member ends too early */
    uint32_t at, end;      /* of buf */
    uint64_t offset;       /* decoded bytes taken so far */
    uint64_t taken;        /* raw bytes taken from the system */
    uint64_t member, member_at, member_begin; /* of the bytes in buf: number of their member, its raw and its decoded offset */
    uint32_t damaged;
    struct intake_codec codec;
    const uint8_t *raw_at; /* of raw, not yet decoded */
    size_t raw_n;
    char message[128];     /* of `bad` */
    uint8_t buf[INTAKE_READ], raw[INTAKE_READ + 16]; /* 16: what resync puts back */
};
bool intake_stream_open(struct intake_stream *s, const char *path); /* NULL: stdin */
void intake_stream_close(struct intake_stream *s);
bool intake_stream_fill(struct intake_stream *s); /* there are bytes in [at, end); false at the end */
void intake_stream_skip(struct intake_stream *s, uint32_t n); /* n of those */
int intake_stream_peek(struct intake_stream *s); /* the first byte that is no white space nor BOM, not taken; -1 at the end */
bool intake_stream_begins(struct intake_stream *s, const char *what); /* nothing is taken; before any other byte was */
/* One line without its end in `b`; `*begin` is its offset. false at the end. A line over the maximum of `b` is read to its end
 * and leaves b->err set. */
bool intake_stream_line(struct intake_stream *s, struct rd_buf *b, uint64_t *begin);
/* All that is left, up to the maximum of `b` (then b->err is set and reading stops). */
void intake_stream_rest(struct intake_stream *s, struct rd_buf *b);

/* ---- http.c: the block of a response record ---- */
struct intake_http {
    bool is_http;             /* it has a status line */
    int status;               /* 0: none */
    struct rd_str type;       /* media type, without parameters; unknown */
    struct rd_str charset;    /* unknown */
    bool chunked, has_length;
    uint64_t length;          /* Content-Length */
    int coding;               /* INTAKE_PLAIN, INTAKE_GZIP .. INTAKE_BROTLI; -1: one that is not known */
    size_t head;              /* bytes of the header and the empty line behind it */
};
/* Reads the header at the start of a block. False: it does not end in the first n bytes. Strings point into p. */
bool intake_http_head(struct intake_http *h, const uint8_t *p, size_t n);
/* "text/html; charset=x" -> type and charset. */
void intake_media_type(struct rd_str value, struct rd_str *type, struct rd_str *charset);
/* The payload of p[n], which lies behind the header: chunks joined in place, then the coding undone in `out`. The result points
 * into p or into out. Returns NULL, or the code of what is odd ("truncated", "damaged", "too-large", "unreadable"), *why static. */
const char *intake_http_body(const struct intake_http *h, uint8_t *p, size_t n, struct rd_buf *out, const uint8_t **body,
                             size_t *n_body, const char **why);

/* ---- warc.c ---- */
struct intake_warc {
    struct intake_stream *s;
    struct rd_buf line, block, plain;
    uint64_t resume, max_bytes;
    uint64_t records;        /* begun so far */
    bool by_member;          /* offsets are those of members: the second record began with one */
    bool is_feed;            /* the last page is a feed: feed.c goes on */
    bool lost;               /* between records there was what is none; said already */
    uint32_t damaged;        /* of the stream's, said already */
    struct rd_str container;
};
void intake_warc_begin(struct intake_warc *w, struct intake_stream *s, struct rd_str container, uint64_t resume, uint64_t max_bytes);
void intake_warc_end(struct intake_warc *w);
/* The next page, or a note; false at the end. The blob borrows from w and the arena. */
bool intake_warc_next(struct intake_warc *w, struct rd_item *item, struct rd_arena *a);

/* ---- url.c ---- */
/* Unknown where either is longer than INTAKE_MAX_URL. */
struct rd_str intake_url_join(struct rd_str base, struct rd_str ref, struct rd_arena *a);

/* ---- feed.c; the rest in feed_int.h ---- */
bool intake_is_feed(const uint8_t *p, size_t n); /* its root element is that of RSS, RDF with RSS in it, or Atom */

/* NULL if the bytes may be a page, else the code of the note. */
const char *intake_sniff(const uint8_t *p, size_t n, const char **why);

/* Fills item->blob from a line; on a bad line sets item->note and message. The blob borrows from *root (freed by the caller).
 * container: the file's shown path. */
void intake_json_line(struct rd_item *item, json_t **root, struct rd_str line, struct rd_str container, uint64_t offset,
                      uint64_t max_bytes, struct rd_arena *a);
#endif
