/* store.h - the dossier's file: one SQLite database of pages and their records. Saves, fetches, searches; decides nothing.
 *   rd_reading -> rows of one transaction        filter -> rows in the caller's arena (row.h)
 * One struct rd_store is one connection and belongs to one thread at a time; several connections, also of several processes,
 * may be open on one file (WAL: readers never wait for the writer). Failures are RD_ESTORE with one line of message; a file
 * that is damaged, not a dossier, or of a newer schema is never written to. Nothing from a user becomes SQL: filters are bound
 * values. The schema, its invariants and the views for other programs are in docs/STORE.md.
 * SQLite: https://sqlite.org/fts5.html, https://sqlite.org/wal.html */
#ifndef RD_STORE_H
#define RD_STORE_H
#include "base/err.h"
#include "store/row.h"
#include "types/reading.h"

#define RD_STORE_APP_ID 0x52444F54 /* "RDOT" */

struct rd_store;
struct rd_buf;

/* ---- life cycle ---- */
enum rd_store_mode {
    RD_STORE_READ,    /* must exist; nothing is written, not even by a migration */
    RD_STORE_WRITE,   /* must exist; an older schema is migrated */
    RD_STORE_CREATE,  /* made if it is not there */
};
/* RD_ENOTFOUND: no such file. RD_ESTORE: foreign, damaged, newer, or it cannot be opened. */
int rd_store_open(struct rd_store **out, const char *path, int mode, struct rd_err *err) RD_WARN_UNUSED;
void rd_store_close(struct rd_store *s);          /* NULL is fine */
const char *rd_store_path(const struct rd_store *s);
int rd_store_schema(const struct rd_store *s);    /* user_version of the file */

/* What made a reading. Readings of different versions are told apart by all four strings. */
struct rd_version {
    struct rd_str program;  /* "readout 0.1.0" */
    struct rd_str models;   /* names and hashes, in a fixed order */
    struct rd_str lexicon;  /* hash */
    struct rd_str icu;
};

/* ---- writing ---- */
enum rd_saved { RD_SAVED_NEW, RD_SAVED_SAME, RD_SAVED_REPLACED };
/* Is a page there, and was it read by this version? */
int rd_store_has(struct rd_store *s, const char *page_id, const struct rd_version *v, bool *there, bool *same,
                 struct rd_err *err) RD_WARN_UNUSED;
/* Saves a page with all its records and its original bytes (zstd) in one transaction: all or nothing.
 * actor_keys[n_entities]: what joins entities over pages (compare/, rd_actor_key); unknown: the entity is no actor.
 * The same page id and version: RD_SAVED_SAME, nothing is written. Another version: the page's records are replaced whole;
 * users' notes stay. */
int rd_store_save(struct rd_store *s, const struct rd_reading *rd, const struct rd_str *actor_keys,
                  const struct rd_version *v, int *saved, struct rd_err *err) RD_WARN_UNUSED;
/* Removes a page and its records; users' notes stay. RD_ENOTFOUND if it is not there. */
int rd_store_drop(struct rd_store *s, const char *page_id, struct rd_err *err) RD_WARN_UNUSED;
/* Folds the write-ahead log into the file and lets SQLite renew its statistics; at the end of an add. */
int rd_store_settle(struct rd_store *s, struct rd_err *err) RD_WARN_UNUSED;

/* ---- users' notes ---- */
int rd_store_note_add(struct rd_store *s, struct rd_str record_id, struct rd_str text, struct rd_str who, struct rd_str at,
                      struct rd_err *err) RD_WARN_UNUSED; /* at: ISO 8601, the caller's clock */
int rd_store_notes(struct rd_store *s, struct rd_str record_id, struct rd_arena *a, struct rd_row_user_note **out, uint32_t *n,
                   struct rd_err *err) RD_WARN_UNUSED;    /* record_id unknown: all */

/* ---- one record ---- */
enum rd_record_kind { RD_REC_NONE, RD_REC_PAGE, RD_REC_STATEMENT, RD_REC_EVENT, RD_REC_CONTACT };
/* The record whose id is, or begins with, `id` (hexadecimal, any case). RD_ENOTFOUND: none; RD_EUSAGE: several, or no id at
 * all. *full gets the whole id (arena). A full id of two kinds: the first of the enum. */
int rd_store_lookup(struct rd_store *s, struct rd_str id, struct rd_arena *a, int *kind, struct rd_str *full,
                    struct rd_err *err) RD_WARN_UNUSED;
/* Each takes an id or a beginning that only one record of its kind has. RD_ENOTFOUND, RD_EUSAGE as above. */
int rd_store_statement(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_statement *out, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_event(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_event *out, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_contact(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_contact *out, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_page(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_page *out, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_entity(struct rd_store *s, struct rd_str page_id, uint32_t n, struct rd_arena *a, struct rd_row_entity *out, struct rd_err *err) RD_WARN_UNUSED;
/* A whole page as it was read: blob (with the original bytes), page (text, blocks, segs, notes), refs and records, everything in
 * out->arena, which the caller frees (rd_arena_free(&out->arena), or rd_reading_free). Not kept, and so empty: the trees.
 * out->doc has one token for each span that a mention needs, so that mentions have their positions; no sentences.
 * Records print from it exactly as from the fresh reading. `version` (may be NULL) is filled in the same arena. */
int rd_store_load(struct rd_store *s, struct rd_str page_id, struct rd_reading *out, struct rd_version *version,
                  struct rd_err *err) RD_WARN_UNUSED;

/* ---- queries ---- */
enum rd_order {
    RD_ORDER_NEWEST,   /* latest day first; without year, then undated, last */
    RD_ORDER_OLDEST,   /* earliest day first; without year, then undated, last */
    RD_ORDER_BEST,     /* best match of `words` first; without words as NEWEST */
    RD_ORDER_ADDED,    /* as the pages came, in text order */
};
/* What is asked for; all zero asks for everything. Unknown strings (p == NULL) and empty ones do not filter. */
struct rd_filter {
    struct rd_str words;      /* any text: words all must be there (in any column: words, lemmas, names); "a phrase" in
                                 quotation marks; begin* for a beginning; -word for "not". No other syntax, no errors. */
    struct rd_str speaker;    /* words of the name, any case and diacritics; or a world id ("USA"). Events: the source;
                                 contacts: a participant. */
    struct rd_str addressee;  /* likewise. Events: the target; contacts: a participant */
    struct rd_str channel;    /* name; an unknown one is RD_EUSAGE. Contacts: the kind. Events: of the statement reported in */
    struct rd_str form;       /* name; statements only */
    struct rd_str side;       /* of speaker or co-speaker / source or target / participant; exactly */
    struct rd_str outlet;     /* words of the outlet's name */
    struct rd_str lang;       /* of the page */
    struct rd_str since, until; /* YYYY, YYYY-MM or YYYY-MM-DD, both inclusive; else RD_EUSAGE. Records without a day are out */
    struct rd_str page;       /* id or a beginning of it */
    struct rd_str issue;      /* key, or else a name, exactly */
    struct rd_str code;       /* CAMEO, a beginning: "11" finds 112 */
    int64_t actor;            /* rd_row_actor.id in any part of the record, with those that are merged into it; 0: any */
    bool moved;               /* positions, matrix: only entries (cells with entries) that are neither new nor the same */
    int order;                /* enum rd_order */
    uint32_t limit;           /* 0: RD_STORE_LIMIT */
    uint32_t offset;
    struct rd_str speaker_name, addressee_name, outlet_name;  /* exactly, as a facet's value has it */
};
/* Totals above RD_STORE_MAX_TOTAL are told as RD_STORE_MAX_TOTAL + 1 ("more"), unless a counter knows them. Facets of a filter are counted
 * over its latest RD_STORE_FACET_LOOK statements; without a filter over all. */
#define RD_STORE_MAX_TOTAL 10000u
#define RD_STORE_FACET_LOOK 1000u
#define RD_STORE_LIMIT 100u
#define RD_STORE_MAX_LIMIT 100000u

/* *out in `a`; *total (may be NULL): how many there are without limit and offset. */
int rd_store_statements(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_statement **out,
                        uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_events(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_event **out, uint32_t *n,
                    uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_contacts(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_contact **out,
                      uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
/* Statements and contacts, and events that are not the act of a statement (reported_in unknown), in order of days: known days,
 * then those without a year (by month and day), then the undated. Order NEWEST turns only the days around. */
int rd_store_timeline(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_line **out, uint32_t *n,
                      uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
/* Pages by outlet, lang, since/until (published), page, limit, offset, order; the other
 * fields (words, speaker, ...) keep the pages on which some record fits. */
int rd_store_pages(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_page **out, uint32_t *n,
                   uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
/* Actors that a name, alias, world id or side fits (`what` unknown: all), most statements first, then by name. */
int rd_store_actors(struct rd_store *s, struct rd_str what, uint32_t limit, uint32_t offset, struct rd_arena *a,
                    struct rd_row_actor **out, uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
/* One actor by its number or its key. RD_ENOTFOUND. */
int rd_store_actor(struct rd_store *s, struct rd_str id_or_key, struct rd_arena *a, struct rd_row_actor *out, struct rd_err *err) RD_WARN_UNUSED;
/* Entities of a page in order of first mention. */
int rd_store_entities(struct rd_store *s, struct rd_str page_id, struct rd_arena *a, struct rd_row_entity **out, uint32_t *n,
                      struct rd_err *err) RD_WARN_UNUSED;

enum rd_facet { RD_FACET_SPEAKER, RD_FACET_ADDRESSEE, RD_FACET_CHANNEL, RD_FACET_SIDE, RD_FACET_OUTLET, RD_FACET_LANG,
                RD_FACET_MONTH /* 2023-09 */, RD_FACET_DAY /* 2023-09-11 */, RD_FACET_FORM, RD_FACET_ISSUE, RD_N_FACETS };
/* How many statements of the filter have each value, most first (MONTH and DAY: latest first), at most `limit` values (0:
 * RD_STORE_LIMIT). The filter's own field for that facet is left out, so that the other choices stay visible.
 * Statements that do not tell a value are not counted; one with two speakers counts for both. */
int rd_store_facet(struct rd_store *s, const struct rd_filter *f, int facet, uint32_t limit, struct rd_arena *a,
                   struct rd_row_count **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
/* Several facets of one filter that sets none of them, looking for what fits only once: out[i], n[i] of facets[i]; n_facets at most RD_N_FACETS. */
int rd_store_facets(struct rd_store *s, const struct rd_filter *f, const int *facets, uint32_t n_facets, uint32_t limit, struct rd_arena *a,
                    struct rd_row_count **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;

struct rd_store_counts { uint64_t pages, entities, actors, statements, events, contacts, notes, user_notes, bytes; };
int rd_store_counts(struct rd_store *s, struct rd_store_counts *out, struct rd_err *err) RD_WARN_UNUSED; /* bytes: of the file */

/* ---- for verify, tests ---- */
/* Ids of all pages in the order they came; [*n] of 32 hex digits. */
int rd_store_page_ids(struct rd_store *s, struct rd_arena *a, struct rd_str **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
/* Every cited span of a page as it is stored, in the order page, entities, statements, events, contacts. */
struct rd_store_cite {
    struct rd_str kind;      /* "page" "entity" "statement" "event" "contact" */
    struct rd_str record;    /* id; of an entity the page's id */
    struct rd_str field;     /* "content[0]", "cue", "speaker", "evidence.side" ... */
    struct rd_span at;       /* bytes */
    uint32_t start, end;     /* code points */
    struct rd_str exact;
};
int rd_store_cites(struct rd_store *s, struct rd_str page_id, struct rd_arena *a, struct rd_store_cite **out, uint32_t *n,
                   struct rd_err *err) RD_WARN_UNUSED;
/* SHA-256 of the text as it was when saved. */
int rd_store_text_sha256(struct rd_store *s, struct rd_str page_id, uint8_t out[32], struct rd_err *err) RD_WARN_UNUSED;
/* SQLite's own check of the whole file and of its foreign keys; RD_ESTORE with the first fault. */
int rd_store_check(struct rd_store *s, struct rd_err *err) RD_WARN_UNUSED;
/* Stable text of all content: the same for the same pages in any order, whatever happened in between. */
int rd_store_dump(struct rd_store *s, struct rd_buf *out, struct rd_err *err) RD_WARN_UNUSED;
#endif
