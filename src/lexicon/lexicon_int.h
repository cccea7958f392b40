/* lexicon_int.h - what the files of lexicon/ share.
 *   files.c  folders and .tsv files -> rows        index.c  keys, exact and phrase look-ups        world.c  actors, offices, places
 * Everything lives in one arena; rows point into the bytes of their file. Built once, then only read. */
#ifndef RD_LEXICON_INT_H
#define RD_LEXICON_INT_H
#include "base/hash.h"
#include "base/limits.h"
#include "base/map.h"
#include "lexicon/lexicon.h"

#define LEXICON_KEY_MAX 512u /* bytes of a key that is compared; a longer phrase is nobody's name */

/* A multimap from keys to rows by index: `map` gives the first index + 1, `next[i]` the following one with that key + 1. */
struct lexicon_index {
    struct rd_map map;
    uint32_t *next;      /* [n] */
    uint32_t *last;      /* [n] while building: the chain's last element, at its first */
    uint32_t n;
};

/* Phrases: canonical words joined by blanks. `first` maps a phrase's first word to the most words of any phrase with it. */
struct lexicon_phrases {
    struct rd_map phrase; /* canonical form -> index + 1, the first row wins */
    struct rd_map first;
};

struct rd_lex_table {
    struct rd_str lang, kind;
    struct rd_str col[RD_MAX_TSV_COLS];
    uint32_t n_col;
    struct rd_lex_row *rows;
    uint32_t n, cap;
    struct lexicon_phrases phrases;  /* of the first column; rows of one phrase are chained by `next` */
    const struct rd_actor **actor;   /* [n] of a names table: the row's actor or NULL; else NULL */
    struct rd_map display;           /* of a names table: id -> row index + 1 */
};

struct lexicon_span { int32_t first, last; }; /* days, inclusive */

struct rd_lex {
    struct rd_arena arena;
    struct rd_lex_table **tables;
    uint32_t n_tables, cap_tables;
    struct rd_map by_name;           /* "lang/kind" -> table index + 1 */
    uint32_t skipped;
    struct rd_sha256 sha;
    char hash[65];
    struct rd_actor *actors; uint32_t n_actors;
    struct rd_map actor_by_id;
    struct rd_office *offices; uint32_t n_offices;
    struct lexicon_span *office_span;         /* [n_offices] */
    struct lexicon_index office_by_state;     /* "office state" -> offices */
    struct lexicon_index office_by_person;    /* bare name -> offices; one entry per holder and alias */
    uint32_t *person_office;                  /* entry of office_by_person -> office */
    struct lexicon_phrases persons;           /* bare names -> entry of office_by_person */
    struct rd_place *places; uint32_t n_places;
    struct rd_map place_by_name;              /* key -> place index + 1 */
    struct lexicon_phrases place_phrases;
};

/* files.c: reads every <dir>/<lang>/<kind>.tsv in order of name. RD_ENOTFOUND if `dir` is no folder. */
int lexicon_read_dir(struct rd_lex *lex, const char *dir, struct rd_err *err);
/* The table, made if absent. */
struct rd_lex_table *lexicon_table(struct rd_lex *lex, struct rd_str lang, struct rd_str kind);

/* index.c. Forms of a string in `out` [LEXICON_KEY_MAX]; the length, 0 if it does not fit. As rd_utf8_key, but without memory. */
/* The canonical form of keys: the key with hyphens as blanks, so that "Nagorno-X", "Nagorno X" and the tokens "Nagorno",
 * "-", "X" are the same; what consists of hyphens alone stays. */
uint32_t lexicon_canon(char *out, struct rd_str s);
/* The same without Latin diacritics. */
uint32_t lexicon_bare(char *out, struct rd_str s);
void lexicon_index_table(struct rd_lex *lex, struct rd_lex_table *t);
/* A map with room for n keys, so that it need not grow while it is filled. */
void lexicon_map_init(struct rd_map *m, struct rd_arena *a, uint32_t n);
void lexicon_phrases_init(struct lexicon_phrases *p, struct rd_arena *a, uint32_t n);
/* The first index that was added with the phrase. */
uint32_t lexicon_phrases_add(struct lexicon_phrases *p, struct rd_str canon, uint32_t index);
/* Longest phrase at words[0..n): index, or -1. `bare`: compare without diacritics. */
int64_t lexicon_phrases_match(const struct lexicon_phrases *p, const struct rd_str *words, uint32_t n, bool bare, uint32_t *len);
void lexicon_index_init(struct lexicon_index *x, struct rd_arena *a, uint32_t n);
void lexicon_index_add(struct lexicon_index *x, struct rd_str key, uint32_t i);
/* First index + 1 with the key, 0 if none; follow x->next. */
uint32_t lexicon_index_get(const struct lexicon_index *x, struct rd_str key);

/* world.c */
void lexicon_build_world(struct rd_lex *lex);
#endif
