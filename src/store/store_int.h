/* store_int.h - inside of store/: the connection, statements with a sticky error, what saving and fetching share.
 * All SQL is constant text; values are bound. A statement's text is its key in the cache, by address. */
#ifndef RD_STORE_INT_H
#define RD_STORE_INT_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "store/link.h"
#include "store/store.h"

#include <sqlite3.h>

#define STORE_SCHEMA 2           /* user_version that this program writes */
#define STORE_BUSY_MS 10000      /* how long a writer waits for another one */
#define STORE_CACHE 512          /* prepared statements kept; a power of two, half of it is used at most */
#define STORE_MAX_TERMS 32       /* words of one search */
#define STORE_MAX_QUERY 2048     /* bytes of one search that are looked at */
#define STORE_CAME "max((SELECT coalesce(max(seq), 0) FROM came), coalesce((SELECT n FROM counter WHERE name = 'came'), 0))" /* SQL: the highest number of arrival that was ever given */
#define STORE_CONTEXT 240        /* bytes shown on each side of a record */

struct rd_store {
    sqlite3 *db;
    char *path;
    int mode, schema;
    struct { const char *sql; sqlite3_stmt *st; bool busy; } cache[STORE_CACHE]; /* by address of the text */
    uint32_t n_cached;
    struct rd_arena scratch;     /* reset by whoever marks it */
    bool joined;                 /* rd_store_begin: calls join the transaction under way */
    struct rd_arena dirty;       /* what this transaction touched */
    struct rd_touched_entry *entries; uint32_t n_entries, cap_entries;
    int64_t *claims; uint32_t n_claims, cap_claims;
};

/* ---- sql.c: one statement at work. After a failure every call does nothing; rc says it. ---- */
struct store_q {
    struct rd_store *s;
    sqlite3_stmt *st;
    struct rd_arena *a;          /* where get_str copies to */
    struct rd_err *err;
    int i;                       /* next parameter (from 1) or column (from 0) */
    int rc;
    bool owned;                  /* not from the cache: finalized at the end */
    bool *busy;                  /* of the cache's, cleared at the end */
};
void store_q_open(struct store_q *q, struct rd_store *s, const char *sql, struct rd_arena *a, struct rd_err *err);
void store_q_build(struct store_q *q, struct rd_store *s, const struct rd_buf *sql, struct rd_arena *a, struct rd_err *err);
void store_put_int(struct store_q *q, int64_t v);
void store_put_real(struct store_q *q, double v);
void store_put_null(struct store_q *q);
void store_put_str(struct store_q *q, struct rd_str v);  /* unknown: NULL; must live until the statement ends */
void store_put_z(struct store_q *q, const char *v);      /* likewise */
void store_put_blob(struct store_q *q, const void *p, size_t n);
int store_q_next(struct store_q *q);                     /* 1: a row; 0: none, or failed: look at rc */
void store_q_end(struct store_q *q);
int store_q_run(struct store_q *q);                      /* all rows away, end; the rc */
int64_t store_get_int(struct store_q *q);
double store_get_real(struct store_q *q);
bool store_get_null(struct store_q *q);                  /* true and moved on if the column is NULL; else nothing */
struct rd_str store_get_str(struct store_q *q);          /* NULL: unknown; NUL behind it */
const char *store_get_z(struct store_q *q);              /* NULL: NULL */
struct rd_str store_get_blob(struct store_q *q);         /* a copy; unknown if NULL */
struct rd_span store_get_at(struct store_q *q, uint32_t max);     /* 2 columns; a span that is none, or ends past max: 0-0 */
void store_get_span(struct store_q *q, struct rd_row_span *out);  /* 5 columns: byte_beg byte_end start stop exact */
void store_get_date(struct store_q *q, struct rd_date *out);      /* 3 columns: value precision basis */
void store_get_day(struct store_q *q, struct rd_row_day *out);    /* 5 columns: day_group from_page day_first day_last month_day */
int store_exec(struct rd_store *s, const char *sql, struct rd_err *err);
/* One number of a statement without parameters. */
int store_number(struct rd_store *s, const char *sql, int64_t *out, struct rd_err *err);
/* RD_ESTORE with what SQLite says now, in words that tell a user what to do where something can be done. */
int store_fail(struct rd_store *s, const char *what, struct rd_err *err);

/* ---- open.c ---- */
int store_migrate(struct rd_store *s, int from, struct rd_err *err);
int store_begin(struct rd_store *s, struct rd_err *err);                 /* of writing */
int store_finish(struct rd_store *s, int rc, struct rd_err *err);        /* commit if rc is 0, else roll back; the rc */

/* ---- names.c ---- */
struct rd_str store_key(struct rd_str name, struct rd_arena *a); /* lower, bare, only letters and digits, single blanks; unknown stays */
int store_enum(struct rd_str name, const char *(*name_of)(int), int n, int otherwise);
const char *store_media_name(int media);
struct rd_row_day store_day(const struct rd_date *own, const struct rd_date *page);
/* The FTS5 queries of a user's words; `with` is unknown if nothing must be there, `without` if nothing must not. */
void store_words(struct rd_str words, struct rd_arena *a, struct rd_str *with, struct rd_str *without);
/* First and last day of YYYY, YYYY-MM, YYYY-MM-DD. */
bool store_days_of(struct rd_str date, int32_t *first, int32_t *last);

/* ---- source.c: original bytes ---- */
int store_source_put(struct rd_store *s, int64_t page, const struct rd_reading *rd, struct rd_err *err);
int store_source_get(struct rd_store *s, int64_t page, struct rd_arena *a, struct rd_blob *blob, struct rd_str *text, struct rd_err *err);

/* ---- saving ---- */
struct store_save {
    struct rd_store *s;
    const struct rd_reading *rd;
    struct rd_err *err;
    int rc;                      /* sticky */
    const uint32_t *cp;          /* [text.n + 1] code points of bytes */
    int64_t page;                /* pk */
    int64_t entity0, record0;    /* pk of entity, record number 0 */
    int64_t *actor;              /* [n_entities] pk, 0 */
};
void store_ins(struct store_save *w, struct store_q *q, const char *sql);
void store_ins_end(struct store_save *w, struct store_q *q);
void store_put_at(struct store_save *w, struct store_q *q, struct rd_span at);   /* 4 parameters */
void store_put_span(struct store_save *w, struct store_q *q, struct rd_span at); /* 5; an empty one: NULLs */
void store_save_refs(struct store_save *w, const struct rd_str *actor_keys);     /* save_refs.c */
void store_save_records(struct store_save *w);                                  /* save_records.c */

/* ---- counted.c: postings, facets, actors' counters; sign +1 while a page's records are there, -1 before they go ---- */
int store_count_page(struct rd_store *s, int64_t page, int sign, struct rd_err *err);
int store_count_all(struct rd_store *s, struct rd_err *err);             /* migration of pages that older programs saved */
/* ---- entries.c: ledgers ---- */
int store_entries_add(struct rd_store *s, int64_t page, int32_t likely_year, struct rd_err *err);
int store_entries_drop(struct rd_store *s, int64_t page, struct rd_err *err);
int store_entries_origin(struct rd_store *s, int64_t page, int64_t origin, struct rd_err *err); /* the page belongs to another origin now */
int store_entries_actor(struct rd_store *s, int64_t from, int64_t to, struct rd_err *err);  /* all that `from` itself said stands in the ledgers of `to` now */
/* ---- claims.c: claims and namings ---- */
void store_save_topics(struct store_save *w);
int store_topics_drop(struct rd_store *s, int64_t page, struct rd_err *err);
int store_load_topics(struct rd_store *s, int64_t page, struct rd_reading *out, struct rd_err *err);
/* ---- groups.c ---- */
int store_origin_new(struct rd_store *s, int64_t page, struct rd_err *err);   /* a page on its own */
int store_origin_count(struct rd_store *s, int64_t page, int sign, struct rd_err *err); /* its part in what is counted by origin */
int store_nodes_forget(struct rd_store *s, int64_t page, struct rd_err *err); /* whatever a page still is in groups */
/* ---- changes.c ---- */
int store_merge_again(struct rd_store *s, struct rd_str actor_key, struct rd_err *err); /* an actor came: merges that speak of it hold */
int store_merge_lost(struct rd_store *s, int64_t actor, struct rd_err *err); /* an actor that others are merged into is on no page any more: they stand alone */
/* ---- hidden.c: around a change that hides or shows `what`: takes back what the pages of the records of that id did elsewhere, does it again ---- */
int store_hidden_before(struct rd_store *s, struct rd_str what, struct rd_err *err);
int store_hidden_after(struct rd_store *s, struct rd_str what, struct rd_err *err);
int store_issues_count(struct rd_store *s, int64_t page, int sign, struct rd_err *err);         /* claims.c: statements of issues */
int store_page_year(struct rd_store *s, int64_t page, int32_t *year, struct rd_err *err);       /* save.c: as when it was saved */
/* ---- touched.c ---- */
void store_touch_reset(struct rd_store *s);
void store_touch_entry(struct rd_store *s, const struct rd_touched_entry *e);
void store_touch_claim(struct rd_store *s, int64_t claim_key);
int64_t store_tie(struct rd_str id);
#define STORE_ORD_NO_YEAR (-1000000000)
#define STORE_ORD_UNDATED (-2000000000)
/* In ledgers, claims and namings what has no day stands behind all that has one. */
#define STORE_LATE_NO_YEAR 1000000000
#define STORE_LATE_UNDATED 2000000000
/* SQL: is the record of that id one that a user finds not worth a minute? The last word counts. It is in no list, ledger, counter or dispute. */
#define STORE_HIDDEN(id) \
    "EXISTS (SELECT 1 FROM change h WHERE h.what = " id " AND h.kind = 'hide' AND h.undone_at IS NULL AND NOT EXISTS (SELECT 1 FROM change g WHERE g.what = h.what AND g.kind IN ('hide', " \
    "'show') AND g.undone_at IS NULL AND g.pk > h.pk))"
/* SQL: record r as an order of days; see 002.sql. */
#define STORE_ORD "CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END"

/* ---- fetching ---- */
/* pk of a page by its id or a beginning; RD_ENOTFOUND, RD_EUSAGE. */
int store_page_pk(struct rd_store *s, struct rd_str id, int64_t *pk, struct rd_err *err);
/* pk of a record of a kind ("statement" ...) likewise. */
int store_record_pk(struct rd_store *s, const char *kind, struct rd_str id, int64_t *pk, struct rd_err *err);
int store_load_refs(struct rd_store *s, int64_t page, struct rd_reading *out, struct rd_err *err);     /* load_refs.c */
int store_load_records(struct rd_store *s, int64_t page, struct rd_reading *out, struct rd_err *err);  /* load_records.c */
/* The last page's text, so that the rows of one page fetch it once. */
struct store_text { int64_t page; struct rd_str text; };
int store_row_statement(struct rd_store *s, int64_t pk, struct store_text *t, struct rd_arena *a, struct rd_row_statement *out, struct rd_err *err);
int store_row_event(struct rd_store *s, int64_t pk, struct store_text *t, struct rd_arena *a, struct rd_row_event *out, struct rd_err *err);
int store_row_contact(struct rd_store *s, int64_t pk, struct store_text *t, struct rd_arena *a, struct rd_row_contact *out, struct rd_err *err);
int store_row_page(struct rd_store *s, int64_t pk, struct rd_arena *a, struct rd_row_page *out, struct rd_err *err);

/* ---- where.c: WHERE of a filter over record r ---- */
struct store_arg { bool text; struct rd_str s; int64_t i; };
struct store_where {
    int kind;                    /* 0 statement, 1 event, 2 contact */
    struct rd_buf from, sql;     /* the tables, what drives first; " WHERE ..." */
    struct store_arg from_arg[64], arg[64];
    uint32_t n_from, n_arg;
    struct rd_str match;         /* FTS query, unknown: no words */
    uint32_t bare;               /* bytes of from without the records, where postings alone decide; 0 */
    bool best;                   /* x.score is there */
    bool by_term;                /* a posting x drives, in the order of x.ord */
    bool counted;                /* exact holds already */
    bool is_exact; uint64_t exact; /* the term's own count is the answer */
};
/* Is what the filter names a thing there is? RD_EUSAGE. */
int store_where_checked(const struct rd_filter *f, struct rd_err *err);
/* skip: an enum rd_facet whose own field is left out, or -1. */
int store_where(struct store_where *w, struct rd_store *s, const struct rd_filter *f, int kind, int skip, struct rd_arena *a, struct rd_err *err);
int store_where_days(struct store_where *w, const struct rd_filter *f, const char *table, struct rd_err *err); /* table: "r" or "p" */
void store_where_page(struct store_where *w, const struct rd_filter *f, struct rd_arena *a);                   /* over page p */
void store_where_bind(const struct store_where *w, struct store_q *q);
void store_where_free(struct store_where *w);
/* query.c: pks of the records of a kind (enum rd_record_kind) that fit, ordered, cut; the total up to STORE_MAX_TOTAL + 1, or exact where that is known. */
int store_find(struct rd_store *s, const struct rd_filter *f, int kind, struct rd_arena *a, int64_t **pk, uint32_t *n, uint64_t *total, struct rd_err *err);
#endif
