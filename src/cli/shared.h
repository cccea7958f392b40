/* shared.h - what several commands open and print: the reader, the dossier, records out of it. */
#ifndef RD_CLI_SHARED_H
#define RD_CLI_SHARED_H
#include "cli/cli.h"
#include "intake/intake.h"
#include "reader/reader.h"
#include "store/store.h"

/* ---- open.c ---- */
/* Each gives 0 or an exit status that was told on stderr. */
int cli_open_reader(struct cli *c, struct rd_reader **out);
int cli_open_store(struct cli *c, int mode, struct rd_store **out);
/* Are the paths there? Missing ones are told and counted; `paths` loses none (intake notes them too). */
uint32_t cli_missing_paths(struct cli *c, const char *const *paths, uint32_t n);
/* Path of the dossier: --dossier, $READOUT_DOSSIER, the default. `make` makes the folders of the default one. NULL: told. */
const char *cli_dossier_path(struct cli *c, bool make);
/* What reads: for meta and for the dossier. Strings live in c->arena. */
int cli_meta(struct cli *c, const struct rd_reader *r, struct rd_view_meta *out);
struct rd_version cli_version(struct cli *c, const struct rd_view_meta *m);
/* The other way: a stored version as meta. */
struct rd_view_meta cli_meta_of(struct cli *c, const struct rd_version *v);
bool cli_filter(struct cli *c, struct rd_filter *f); /* from the options of CLI_G_FILTER and CLI_G_LIMIT; false: told */

/* ---- resolve.c: each gives 0 or an exit status that was told ---- */
int cli_issue(struct cli *c, struct rd_store *s, struct rd_filter *f);   /* f->issue, a key or words of a name, becomes a key */
int cli_speaker(struct cli *c, struct rd_store *s, struct rd_filter *f); /* f->speaker becomes f->actor */
int cli_actor(struct cli *c, struct rd_store *s, struct rd_str given, struct rd_row_actor *out); /* a key, world id or name, or a part of a name if one actor clearly says most */
int cli_actor_exactly(struct cli *c, struct rd_store *s, struct rd_str given, struct rd_row_actor *out); /* a key, world id or name, or what only one actor's name has */
int cli_merged(struct cli *c, struct rd_store *s, struct rd_str given, struct rd_row_actor *out); /* likewise, one that is merged into another */
/* What commands over derived lists begin with: the filter from the options, the words of the line in f->words, the dossier open for
 * reading, issue and speaker resolved. */
int cli_derived(struct cli *c, struct rd_store **store, struct rd_filter *f);
struct rd_str cli_day(const struct rd_row_day *d, struct rd_arena *a);   /* in brackets: the page's day; unknown: none */
struct rd_str cli_u64(struct cli *c, uint64_t n);
struct rd_str cli_now(struct cli *c);                                    /* ISO 8601, UTC */
struct rd_row_call;
void cli_call_text(struct cli *c, const struct rd_row_call *k, bool whole); /* a call and its readouts; whole: with their words */

/* ---- geonames.c: a GeoNames table of FILE ("-": stdin) as rows of world/places.tsv on stdout; an exit status ---- */
int cli_geonames(struct cli *c, const char *path, uint64_t least);

/* ---- stored.c: records of the dossier, printed as they were read ---- */
struct cli_stored {
    struct rd_store *store;
    struct rd_arena arena;        /* of the page at hand */
    struct rd_reading reading;
    struct rd_version version;
    struct rd_json json;
    bool open;
};
void cli_stored_init(struct cli_stored *x, struct rd_store *s);
void cli_stored_free(struct cli_stored *x);
int cli_stored_page(struct cli_stored *x, struct rd_str page_id, struct rd_err *err) RD_WARN_UNUSED; /* keeps it if it is at hand */
int cli_stored_record(struct rd_buf *out, struct cli_stored *x, struct rd_str page_id, int kind, uint32_t n, struct rd_err *err) RD_WARN_UNUSED;

/* ---- cards.c: rows of the dossier as cards ---- */
struct rd_card cli_card_statement(const struct rd_row_statement *s, struct rd_arena *a);
struct rd_card cli_card_event(const struct rd_row_event *e, struct rd_arena *a);
struct rd_card cli_card_contact(const struct rd_row_contact *k, struct rd_arena *a);
struct rd_str cli_origin(const struct rd_row_origin *o, struct rd_arena *a);
/* Names of parties on one line, "A, B and 3 more" after `max`. */
struct rd_str cli_names(const struct rd_row_party *p, uint32_t n, struct rd_arena *a);
/* The parts of a content with "[...]" between them. */
struct rd_str cli_words(const struct rd_row_span *s, uint32_t n, struct rd_arena *a);
struct rd_str cli_joined(struct rd_arena *a, const struct rd_str *v, uint32_t n); /* "a, b" */
/* The end of a command that lists: closes the store, tells an error, flushes; an exit status, CLI_NO if n is 0. */
int cli_ended(struct cli *c, struct rd_store *store, int bad, const struct rd_err *err, uint32_t n);
/* "3 of 12 shown" on stdout where there are more than were printed. */
void cli_more(struct cli *c, uint64_t shown, uint64_t total, const char *what);

/* ---- pool.c: read ---- */
struct cli_pool_opts {
    const struct rd_reader *reader;
    uint32_t threads;              /* 1 at least; 1: everything on the caller's thread */
    /* Turns a reading into bytes, on a worker's thread. `reading` NULL: there is none, see item. */
    void (*print)(void *ctx, struct rd_buf *out, const struct rd_item *item, const struct rd_reading *reading,
                  const struct rd_err *failed, struct rd_tally *t, struct rd_arena *a);
    /* Takes the bytes, in the order of the input, one call at a time. Non-zero: stop; it is what cli_pool_run returns. */
    int (*write)(void *ctx, const struct rd_buf *out, const struct rd_tally *t);
    void *ctx;
};
/* Reads all that intake gives. Returns 0, what `write` returned, or an exit status that was told. */
int cli_pool_run(struct cli *c, struct rd_intake *in, const struct cli_pool_opts *o);
uint32_t cli_cores(void);

#endif
