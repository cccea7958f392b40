/* derived.h - what the dossier worked out over pages, as rows: origins, stories, issues, positions, disputes, names, contacts, changes by users.
 * dossier/ asks compare/ and writes these in the transaction that saves the page; the answers are the same in any order of arrival.
 * All lists: rows in the caller's arena, *total (may be NULL) without limit and offset; the filter is rd_filter (store.h) as far as its fields
 * make sense: actor, side, issue, since, until, lang, outlet, words, limit, offset. Counts of "origins" count copies once. */
#ifndef RD_DERIVED_H
#define RD_DERIVED_H
#include "base/err.h"
#include "store/row.h"

struct rd_store;
struct rd_filter;

/* ---- issues and positions ---- */
struct rd_row_issue {
    struct rd_str key, name;              /* name: the most frequent, or what the user calls it */
    uint64_t statements, origins, actors, moves;  /* moves: entries that are neither new nor same */
    struct rd_row_day first, last;
    struct rd_str *aliases; uint32_t n_aliases;   /* other names on the pages, most frequent first, at most 8 */
};
int rd_store_issues(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_issue **out, uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_issue(struct rd_store *s, struct rd_str key, struct rd_arena *a, struct rd_row_issue *out, struct rd_err *err) RD_WARN_UNUSED;

/* One entry of a ledger. */
struct rd_row_entry {
    struct rd_row_statement statement;    /* whole: permalink, words, condition, origin page */
    int64_t actor; struct rd_str actor_key, actor_name, side;
    struct rd_str issue, issue_name;
    int move;                             /* enum rd_move of compare/positions.h */
    struct rd_str before;                 /* id of the statement it was set against; unknown: new */
    struct rd_str before_words;           /* its content */
    uint32_t copies;                      /* other pages that carry the same words by copying */
    uint32_t times;                       /* how often the actor had spoken of it before */
};
/* In order of days (those without a year at their likely place, day.group 1), per actor and issue as filtered; f->moved: only what
 * moved; with f->order RD_ORDER_NEWEST the latest of these first, without the undated (the overview asks so). */
int rd_store_positions(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_entry **out, uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;

/* The matrix actor x issue: one cell. Rows by number of entries. */
struct rd_row_cell {
    int64_t actor; struct rd_str actor_key, actor_name, side;
    struct rd_str issue, issue_name;
    uint32_t entries, moves;              /* moves: reworded, condition added/removed, reversed */
    int last_move; struct rd_row_day last; struct rd_str last_statement;
};
int rd_store_matrix(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_cell **out, uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;

/* ---- disputes ---- */
struct rd_row_camp {                      /* one side of a dispute: all who hold one value */
    struct rd_str value;                  /* of the claim */
    struct rd_str *sides; uint32_t n_sides;
    uint64_t origins;
    struct rd_row_statement *statements; struct rd_row_span *claims; uint32_t n_statements; /* at most 8 (2 in lists of more than 8 disputes), earliest first; claims[i]: the words */
};
struct rd_row_dispute {
    struct rd_str id;                     /* 16 hex: hash of type and key; a permalink */
    uint8_t type;                         /* enum rd_claim_type */
    struct rd_str key, issue, issue_name;
    struct rd_str why;                    /* one line */
    struct rd_row_camp *camps; uint32_t n_camps;
    struct rd_row_day first, last;
    uint64_t origins;
};
int rd_store_disputes(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_dispute **out, uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_dispute(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_dispute *out, struct rd_err *err) RD_WARN_UNUSED;

/* ---- names ---- */
struct rd_row_naming {
    struct rd_str key, name;              /* what is named; its neutral display name or the user's choice */
    struct rd_str words; bool loaded;
    struct rd_str by;                     /* outlet, or the speaker's name */
    bool speaker;                         /* in a speaker's words, else in the outlet's own */
    struct rd_str side;                   /* of the speaker */
    int64_t actor;                        /* speaker, 0 */
    uint64_t origins, uses;
    struct rd_row_day first, last;
    struct rd_str example;                /* id of a page or statement; with example_cite */
    struct rd_row_span example_cite;
};
/* By key (most differently named first), then words, then who. f->words: of the name; f->issue: only this key. */
int rd_store_namings(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_naming **out, uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;

/* ---- stories and origins ---- */
struct rd_row_story {
    struct rd_str id;                     /* of its first page (by day, then id); a permalink as long as that page stays */
    struct rd_str title; struct rd_row_day first, last;
    uint64_t pages, origins, outlets, langs;
    struct rd_row_page *told; uint32_t n_told;      /* at most 50 here, by day */
};
int rd_store_stories(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_story **out, uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_story(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_story *out, struct rd_err *err) RD_WARN_UNUSED;
/* Pages that are copies of the same origin as `page`, the origin first. */
struct rd_row_copy { struct rd_row_page page; bool origin; struct rd_str evidence; uint8_t overlap; /* per cent */ };
int rd_store_copies(struct rd_store *s, struct rd_str page, struct rd_arena *a, struct rd_row_copy **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;

/* ---- contacts over pages: one call or meeting with all its readouts ---- */
struct rd_row_readout {
    struct rd_row_contact told;           /* what one page tells of it */
    struct rd_str side;                   /* whose readout: the side of the page's publisher if it is a party's own; unknown: a medium */
    struct rd_row_statement *statements; uint32_t n_statements;  /* in order of the page */
};
struct rd_row_call {
    struct rd_str id;                     /* smallest id of the contacts told; a permalink */
    uint8_t kind; struct rd_row_day day; struct rd_date when;
    struct rd_str *sides; uint32_t n_sides;
    struct rd_row_party *participants; uint32_t n_part;
    struct rd_row_readout *readouts; uint32_t n_readouts;
    struct rd_str *silent; uint32_t n_silent;       /* sides without a readout of their own in the dossier */
    struct rd_str *common; uint32_t n_common;       /* issue keys in several readouts; those in one alone are in that readout's statements */
};
int rd_store_calls(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_call **out, uint32_t *n, uint64_t *total, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_call(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_call *out, struct rd_err *err) RD_WARN_UNUSED;

/* ---- what users change: kept apart from what was read, survives re-reading, with who and when ---- */
enum rd_change { RD_CHANGE_MERGE,   /* actor key `what` is the same as actor key `to` */
                 RD_CHANGE_SPLIT,   /* undoes a merge of `what` */
                 RD_CHANGE_RENAME,  /* actor or issue or named thing `what` is shown as `to`; `to` empty: as read */
                 RD_CHANGE_CORRECT, /* record `what`: field `field` is `to`; what was read stays visible */
                 RD_CHANGE_HIDE,    /* dispute or record `what` is not worth a minute */
                 RD_CHANGE_SHOW };
struct rd_row_change { int64_t id; int kind; struct rd_str what, field, to, who, at, why; bool undone; };
int rd_store_change_add(struct rd_store *s, const struct rd_row_change *c, struct rd_err *err) RD_WARN_UNUSED;   /* id and undone are ignored; RD_EUSAGE with a reason */
int rd_store_change_undo(struct rd_store *s, int64_t id, struct rd_str who, struct rd_str at, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_changes(struct rd_store *s, struct rd_str what /* unknown: all */, struct rd_arena *a, struct rd_row_change **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
/* Those that are merged into an actor, each on its own, most statements first. */
int rd_store_merged(struct rd_store *s, int64_t actor, struct rd_arena *a, struct rd_row_actor **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;

/* ---- saved queries ---- */
struct rd_row_watch { struct rd_str name; struct rd_str query; /* as a query string: speaker=...&issue=... */ struct rd_str at; uint64_t seen; /* highest number of arrival shown */ uint64_t fresh; /* 0 here; whoever reads the query counts with rd_store_fresh */ };
int rd_store_watch_save(struct rd_store *s, struct rd_str name, struct rd_str query, struct rd_str at, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_watch_drop(struct rd_store *s, struct rd_str name, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_watches(struct rd_store *s, struct rd_arena *a, struct rd_row_watch **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
/* Statements that fit `f` and came after `since` (a sequence number, 0: all), newest first; *last gets the highest number there is. */
int rd_store_fresh(struct rd_store *s, const struct rd_filter *f, uint64_t since, struct rd_arena *a, struct rd_row_statement **out, uint32_t *n, uint64_t *last, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_watch_seen(struct rd_store *s, struct rd_str name, uint64_t seq, struct rd_err *err) RD_WARN_UNUSED;
#endif
