/* page.h (types) - the page: UTF-8 text, blocks with roles, where each piece of text came from, what the page says of itself.
 * The text is immutable once made. Blocks are in text order, do not overlap, and are separated by '\n' in the text. */
#ifndef RD_TYPES_PAGE_H
#define RD_TYPES_PAGE_H
#include "types/blob.h"
#include "types/date.h"
#include "types/note.h"

enum rd_role { RD_ROLE_TITLE, RD_ROLE_BYLINE, RD_ROLE_DATELINE, RD_ROLE_LEAD, RD_ROLE_BODY, RD_ROLE_QUOTE, RD_ROLE_CAPTION,
               RD_ROLE_COMMENT, RD_ROLE_FURNITURE, RD_N_ROLES };
enum rd_verdict { RD_VERDICT_ARTICLE, RD_VERDICT_LIVE, RD_VERDICT_INDEX, RD_VERDICT_GALLERY, RD_VERDICT_STUB, RD_VERDICT_EMPTY };

struct rd_block {
    uint8_t role;          /* enum rd_role */
    bool copy;             /* the same words stand in an earlier block (a doubled caption) */
    struct rd_span span;   /* in the text */
    struct rd_str author;  /* of a comment, else unknown */
};

/* A piece of text and where its first byte came from: [text, next piece's text) was decoded from blob bytes [src, src_end).
 * Pieces cover every byte of every block. Inside a piece the order of characters is that of the blob; tags are gone,
 * entities are decoded, white space runs are one blank. */
struct rd_seg {
    uint32_t text;             /* first byte in the text */
    uint32_t len;              /* bytes of text */
    uint64_t src, src_end;     /* bytes in the blob */
};

/* A value that the page tells, with the words in the text that told it (empty span: told by markup or by the input). */
struct rd_told {
    struct rd_str value;
    struct rd_span cite;
};

/* The signature: RD_SIG_WORDS numbers of four 16-bit min-hashes each (the first in the low bits) over shingles of five words of
 * lead and body, then how many shingles there are, then the hash of all the words in order. */
enum { RD_SIG_WORDS = 32, RD_SIG_HASHES = 4 * RD_SIG_WORDS, RD_SIG_COUNT = RD_SIG_WORDS, RD_SIG_TEXT, RD_SIG_N };

struct rd_page {
    struct rd_str text;              /* valid UTF-8 without NUL */
    struct rd_block *blocks; uint32_t n_blocks;
    struct rd_seg *segs; uint32_t n_segs;     /* by text */
    const char *charset;             /* IANA name that the blob was decoded with */
    bool is_html;
    struct rd_str lang;              /* ISO 639-1; unknown if the identifier was not sure */
    struct rd_told title, outlet, section, dateline, canonical; /* dateline: the place words */
    struct rd_told *authors; uint32_t n_authors;
    struct rd_str *tags; uint32_t n_tags;
    struct rd_told *cites; uint32_t n_cites;  /* agencies and outlets it cites or copies from */
    struct rd_date published, modified;
    uint64_t *signature; uint32_t n_signature; /* [RD_SIG_N] by which copies are found, or 0 */
    int verdict;                     /* enum rd_verdict */
    struct rd_notes notes;
};

const char *rd_role_name(int role);
int rd_role_of_name(struct rd_str name); /* -1 if none */
const char *rd_verdict_name(int verdict);
/* Block that holds byte `at`, or -1. */
int32_t rd_page_block_at(const struct rd_page *p, uint32_t at);
/* True for blocks that the language stages read: title, dateline, lead, body, quote, caption. */
bool rd_role_is_read(int role);
/* The dump: a line a block, "role<TAB>beg-end<TAB>text", then "@field<TAB>value" lines. */
struct rd_buf;
void rd_page_dump(struct rd_buf *out, const struct rd_page *p);
#endif
