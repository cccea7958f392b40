/* feed_int.h - what the files of the feed reader share.
 *   feed.c  XML -> entries          feed_text.c  a field's HTML -> plain text, dates -> ISO 8601
 *   feed_page.c  entry -> the page that stands for it, blob */
#ifndef RD_FEED_INT_H
#define RD_FEED_INT_H
#include "intake/intake_int.h"

enum feed_field { FEED_TITLE, FEED_LINK, FEED_ID, FEED_DATE, FEED_UPDATED, FEED_AUTHOR, FEED_CONTENT, FEED_SUMMARY, FEED_LANG, FEED_BASE,
                  FEED_N_FIELDS };

/* One entry, or the feed itself. Title, content and summary are HTML; author, link, id, lang and base plain text; dates as written. */
struct feed_entry {
    struct rd_str field[FEED_N_FIELDS];
    bool id_is_link;
    uint64_t offset; /* of its first byte in the feed */
};

struct intake_feed {
    struct rd_arena arena;          /* everything below */
    struct feed_entry feed;
    struct feed_entry *entries; uint32_t n, cap;
    bool is_atom;
    uint32_t at;                    /* of those given out */
    const char *odd, *odd_why;      /* static: why not all of it was read; NULL */
    struct rd_buf page;             /* of the entry given out */
};

/* Reads a whole feed; never fails: what is wrong with it is f->odd. `url`: where it is from, `charset`: told beside it; unknown. */
void intake_feed_begin(struct intake_feed *f, struct rd_str xml, struct rd_str url, struct rd_str charset);
void intake_feed_end(struct intake_feed *f);
/* The next entry as a page; the blob borrows from f and the arena. `where`: path of the feed, or of its record in an archive. False at the end. */
bool intake_feed_next(struct intake_feed *f, struct rd_item *item, const struct rd_blob *where, struct rd_arena *a);

/* The plain text of a piece of HTML: tags gone, the usual entities decoded, white space runs one blank. */
struct rd_str feed_plain(struct rd_str html, struct rd_arena *a);
/* A date as feeds write it (RFC 822, W3C, ISO 8601 with or without time, asctime) as ISO 8601; unknown if it is none. */
struct rd_str feed_date(struct rd_str s, struct rd_arena *a);
/* The bytes of a feed in UTF-8 where its encoding is none that expat knows; `*converted` says so. In the arena. */
struct rd_str feed_utf8(struct rd_str xml, struct rd_str charset, bool *converted, struct rd_arena *a);
#endif
