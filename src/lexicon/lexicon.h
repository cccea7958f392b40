/* lexicon.h - loads data/<lang>/<kind>.tsv and data/world/<kind>.tsv, then the folders given with --lexicon, and answers look-ups.
 *   .tsv files -> tables (lang, kind) of rows of string fields -> exact look-up, longest phrase match, the world
 * Immutable after loading; every string lives as long as the lexicon. Keys are compared by rd_utf8_key (lower case, ASCII
 * apostrophes). A malformed row is skipped and counted, a missing folder is RD_ENOTFOUND. world tables have lang "world". */
#ifndef RD_LEXICON_H
#define RD_LEXICON_H
#include "base/arena.h"
#include "base/err.h"

struct rd_lex;
struct rd_lex_table;

struct rd_lex_row {
    const struct rd_str *f;   /* [n] fields; empty fields have n = 0 */
    uint32_t n;
    const struct rd_lex_row *next; /* the next row with the same key, in file order; NULL */
};

int rd_lex_load(struct rd_lex **out, const char *data_dir, const char *const *extra, uint32_t n_extra, struct rd_err *err) RD_WARN_UNUSED;
void rd_lex_free(struct rd_lex *lex);
/* SHA-256 over all files read, as 64 hex digits; the same for the same content. */
const char *rd_lex_hash(const struct rd_lex *lex);
uint32_t rd_lex_skipped(const struct rd_lex *lex);

/* Faults that no single row shows: ids that no actor has, two holders of one office, codes that are none. Returns how many;
 * `report` may be NULL; messages live in `a`. */
uint32_t rd_lex_lint(const struct rd_lex *lex, struct rd_arena *a, void (*report)(void *ctx, struct rd_str message), void *ctx);

/* A table, or NULL if no file of that name was read. lang: "en", "nl", "world". */
const struct rd_lex_table *rd_lex_get(const struct rd_lex *lex, struct rd_str lang, const char *kind);
uint32_t rd_lex_count(const struct rd_lex_table *t);
const struct rd_lex_row *rd_lex_at(const struct rd_lex_table *t, uint32_t i); /* file order */
/* Column number by the name in the `#:` line, -1 if none. */
int rd_lex_col(const struct rd_lex_table *t, const char *name);
/* A field by column name; empty if there is none. */
struct rd_str rd_lex_field(const struct rd_lex_table *t, const struct rd_lex_row *r, const char *col);
/* In phrases a hyphen is a blank: "Nagorno-X", "Nagorno X" and the words "Nagorno", "-", "X" are the same. A name of at most
 * five letters that the list has in capitals is found in capitals only ("US", not "us").
 * First row whose first column is `key` (any case); NULL if none or t is NULL. */
const struct rd_lex_row *rd_lex_find(const struct rd_lex_table *t, struct rd_str key);
/* The longest phrase of the table that words[0..n) begin with; *len is how many words it took. Words are compared by key.
 * A phrase's words are its first column split at blanks. NULL if none. */
const struct rd_lex_row *rd_lex_match(const struct rd_lex_table *t, const struct rd_str *words, uint32_t n, uint32_t *len);
/* True if the `|`-separated field holds the word. */
bool rd_lex_has(struct rd_str field, const char *word);

/* ---- the world ---- */
struct rd_actor {
    struct rd_str id, kind, side, code, sector;
    struct rd_str from, to;      /* ISO dates or empty */
};
const struct rd_actor *rd_lex_actor(const struct rd_lex *lex, struct rd_str id); /* NULL if none */
/* All actors in file order: i = 0, 1, ... NULL at the end. */
const struct rd_actor *rd_lex_actor_at(const struct rd_lex *lex, uint32_t i);
/* The world id that a name stands for in a language (names.tsv of lang, then of world); `type` (may be NULL) gets name, alias,
 * demonym, adjective, capital ... NULL if none. Several rows: the first. */
const struct rd_actor *rd_lex_name(const struct rd_lex *lex, struct rd_str lang, struct rd_str form, struct rd_str *type);
/* Longest name at words[0..n). */
const struct rd_actor *rd_lex_name_match(const struct rd_lex *lex, struct rd_str lang, const struct rd_str *words, uint32_t n,
                                         uint32_t *len, struct rd_str *type);
/* The neutral display name of a world id in a language: its first row of type "name"; unknown if none. */
struct rd_str rd_lex_display(const struct rd_lex *lex, struct rd_str lang, struct rd_str id);

struct rd_office {
    struct rd_str office, state, holder, from, to, aliases;
};
/* All offices in file order: i = 0, 1, ... NULL at the end. */
const struct rd_office *rd_lex_office_at(const struct rd_lex *lex, uint32_t i);
/* Who held an office of a state on a day (days since 1970-01-01)? NULL if none or more than one fits. */
const struct rd_office *rd_lex_holder(const struct rd_lex *lex, const char *office, struct rd_str state, int32_t day);
/* Offices of a person by name (alias, any diacritics), in file order; i = 0, 1, ... NULL at the end. */
const struct rd_office *rd_lex_offices_of(const struct rd_lex *lex, struct rd_str person, uint32_t i);

/* The first office of the holder whose name (alias, any diacritics) is the longest at words[0..n). */
const struct rd_office *rd_lex_person_match(const struct rd_lex *lex, const struct rd_str *words, uint32_t n, uint32_t *len);

struct rd_place { struct rd_str id, name, kind, state; double lat, lon; bool has_latlon; };
const struct rd_place *rd_lex_place(const struct rd_lex *lex, struct rd_str name); /* by name or alias */
/* The longest place name or alias at words[0..n). */
const struct rd_place *rd_lex_place_match(const struct rd_lex *lex, const struct rd_str *words, uint32_t n, uint32_t *len);
#endif
