/* dossier.h - drives reading, comparing and storing as pages arrive.
 *   source (callback) -> pool of workers, each reads one blob -> committed one by one, in the order of the input
 * The dossier is the same whatever the number of workers. Each page is one transaction: killing the program loses no page
 * that was reported as committed, and running it again goes on where it stopped, because pages that are there in the same
 * version are not read again. Errors of one page are counted and reported; the rest goes on. */
#ifndef RD_DOSSIER_H
#define RD_DOSSIER_H
#include "base/err.h"
#include "store/derived.h"
#include "store/store.h"

struct rd_reader;

/* ---- adding ---- */
/* One input. The bytes and strings need to live only until the next call: the dossier copies them. */
struct rd_input {
    struct rd_blob blob;    /* sealed: sha256 and page_id are set; bytes NULL: there is no page, see note */
    const char *note;       /* static code of what was wrong, or NULL */
    const char *message;    /* for people; may be NULL */
};
struct rd_add_counts {
    uint64_t seen;          /* inputs */
    uint64_t added, replaced, same, skipped /* had no page: note */, failed /* reading failed */;
    uint64_t bytes;         /* of pages read */
    uint64_t statements, events, contacts, refused; /* of pages added or replaced */
};
/* After each input, in order, on the caller's thread. */
struct rd_add_event {
    const struct rd_blob *blob;        /* borrowed; bytes NULL for a skipped one */
    int what;                          /* enum rd_add_what */
    const char *note;                  /* code of a skipped or failed one, else NULL */
    const char *message;               /* for people, or NULL */
    const struct rd_reading *reading;  /* of an added or replaced page, else NULL; borrowed */
    const struct rd_add_counts *counts;/* so far, this one counted */
};
enum rd_add_what { RD_ADD_NEW, RD_ADD_REPLACED, RD_ADD_SAME, RD_ADD_SKIPPED, RD_ADD_FAILED };
struct rd_add_opts {
    /* Fills *in: 1, no more: 0, negative: an error that ends the run (what was committed stays). Called on the caller's thread. */
    int (*next)(void *ctx, struct rd_input *in, struct rd_err *err);
    /* May be NULL. Non-zero: stop; rd_dossier_add returns RD_ECANCEL, what was committed stays. */
    int (*done)(void *ctx, const struct rd_add_event *e);
    void *ctx;
    uint32_t threads;        /* workers; 0: as many as the machine has, 1 at least */
    uint64_t max_pages;      /* stop after so many were added or replaced; 0: no limit */
    struct rd_version version;
};
/* Adds what `next` gives. *counts is right also when it fails. RD_ESTORE: the store broke (full disk, damage): the page at
 * hand is not in it, those before are. */
int rd_dossier_add(struct rd_store *s, const struct rd_reader *r, const struct rd_add_opts *o, struct rd_add_counts *counts,
                   struct rd_err *err) RD_WARN_UNUSED;
/* Saves one reading that the caller made. *saved: enum rd_saved. */
int rd_dossier_save(struct rd_store *s, const struct rd_reading *rd, const struct rd_version *v, int *saved,
                    struct rd_err *err) RD_WARN_UNUSED;
/* Takes a page away, with its part in everything that was worked out over pages. RD_ENOTFOUND if it is not there. */
int rd_dossier_drop(struct rd_store *s, const char *page_id, struct rd_err *err) RD_WARN_UNUSED;
/* What a user changes (rd_store_change_add, rd_store_change_undo), with what follows from it: the ledgers of merged actors are one. */
int rd_dossier_change(struct rd_store *s, const struct rd_row_change *c, struct rd_err *err) RD_WARN_UNUSED;
int rd_dossier_undo(struct rd_store *s, int64_t id, struct rd_str who, struct rd_str at, struct rd_err *err) RD_WARN_UNUSED;

/* ---- verifying ---- */
/* A citation (or a page) that does not hold any more. */
struct rd_verify_fault {
    struct rd_str page;      /* id */
    struct rd_str kind;      /* "page" "entity" "statement" "event" "contact" */
    struct rd_str record;    /* id of the record; of a page or entity the page's id */
    struct rd_str field;     /* "content[0]", "cue", "text", "bytes" ... */
    struct rd_span at;       /* bytes in the text */
    struct rd_str exact;     /* what is stored; unknown for text and bytes */
    const char *why;         /* one line */
};
struct rd_verify_counts {
    uint64_t pages, citations;           /* that were looked at */
    uint64_t bad_pages, bad_records, bad_citations; /* bad_pages: pages with any fault; bad_records: distinct records */
};
struct rd_verify_opts {
    struct rd_str page;      /* only this page; unknown: all */
    int (*fault)(void *ctx, const struct rd_verify_fault *f);  /* may be NULL; non-zero: stop, RD_ECANCEL */
    int (*progress)(void *ctx, const struct rd_verify_counts *c, uint64_t pages_total); /* after each page; likewise */
    void *ctx;
};
/* Re-reads every citation from the stored original bytes with code of its own (cite/) and compares it with the stored words and
 * the stored text; at the end SQLite checks the file itself (not for a single page). RD_OK also when something does not hold: look
 * at counts. RD_ESTORE: the file is damaged. */
int rd_dossier_verify(struct rd_store *s, const struct rd_verify_opts *o, struct rd_verify_counts *counts, struct rd_err *err) RD_WARN_UNUSED;
#endif
