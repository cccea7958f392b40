/* view/watch.h - a saved query as text, and what is new in it as an Atom feed (RFC 4287). The text has the form of a web address's query,
 * "speaker=Marr&issue=t%3Aferry", with the names that the server's addresses use, so that either can open the other's. */
#ifndef RD_VIEW_WATCH_H
#define RD_VIEW_WATCH_H
#include "base/buf.h"
#include "store/store.h"

/* The fields that are set, in a fixed order. Limit, offset and order are not part of it. */
void rd_watch_query(struct rd_buf *out, const struct rd_filter *f);
/* The other way; unknown names are left out. Strings in `a`. */
void rd_watch_filter(struct rd_filter *f, struct rd_str query, struct rd_arena *a);

struct rd_feed {
    struct rd_str id;        /* an IRI that stays: "urn:readout:watch:NAME" */
    struct rd_str title;
    struct rd_str base;      /* address in front of "/statement/ID"; unknown: entries have no link */
    struct rd_str updated;   /* ISO 8601 with zone, for a feed without entries */
};
/* Entries in the order given; `updated` of an entry is the day of the statement, else of its page. Text is escaped; what XML cannot hold
 * becomes U+FFFD. */
void rd_feed_atom(struct rd_buf *out, const struct rd_feed *feed, const struct rd_row_statement *v, uint32_t n, struct rd_arena *scratch);
#endif
