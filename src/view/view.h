/* view.h - a reading and its records as JSON lines, as text for a terminal, as CSV; tables of cells for a terminal.
 * In: const products of the stages. Out: bytes appended to an rd_buf. One file a form; docs/RECORDS.md is the contract of
 * the JSON. Promises: the same bytes for the same input; no locale, no clock, no absolute path; unknown is null (JSON),
 * "-" (text) or an empty cell (CSV). Errors stick in the buffer (rd_buf.err). Not here: the web's markup, SQL, sockets. */
#ifndef RD_VIEW_H
#define RD_VIEW_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "types/reading.h"

/* ---- JSON lines, docs/RECORDS.md ---- */

#define RD_SCHEMA_VERSION 1

struct rd_view_model {
    struct rd_str lang;    /* unknown: the model of no one language */
    struct rd_str file;    /* base name */
    struct rd_str sha256;  /* 64 hex digits */
};
struct rd_view_meta {
    const char *version;   /* of the program */
    const struct rd_view_model *models; uint32_t n_models;
    const char *lexicon_sha256;
    const char *icu;
};
/* A pair of JSON writer and text positions for one reading; the reading and the arena outlive it. */
struct rd_json {
    const struct rd_reading *r;
    struct rd_str page_id;
    const uint32_t *cp;    /* [text.n + 1] code point position of each byte */
};
/* What was printed, for the summary. `skipped` maps a note code to how many inputs gave no page because of it. */
struct rd_tally {
    uint64_t pages, entities, statements, events, contacts, namings, notes, refused, plain;
    uint64_t verdicts[RD_VERDICT_EMPTY + 1];
    double seconds;        /* wall clock of the run */
    struct rd_map skipped;
};

void rd_json_init(struct rd_json *j, const struct rd_reading *r, struct rd_arena *a);
/* Each writes one line with its '\n'. */
void rd_json_meta(struct rd_buf *out, const struct rd_view_meta *m);
void rd_json_page(struct rd_buf *out, const struct rd_json *j);
void rd_json_entity(struct rd_buf *out, const struct rd_json *j, uint32_t i);
void rd_json_statement(struct rd_buf *out, const struct rd_json *j, uint32_t i);
void rd_json_event(struct rd_buf *out, const struct rd_json *j, uint32_t i);
void rd_json_contact(struct rd_buf *out, const struct rd_json *j, uint32_t i);
void rd_json_naming(struct rd_buf *out, const struct rd_json *j, uint32_t i);
void rd_json_note(struct rd_buf *out, const struct rd_json *j, uint32_t i);
/* A note about an input that gave no page; `name` is the input's relative name. */
void rd_json_lost(struct rd_buf *out, struct rd_str name, const char *code, struct rd_str message);
/* `sha256`: 64 hex digits over all lines before this one. */
void rd_json_summary(struct rd_buf *out, const struct rd_tally *t, const char *sha256);
/* page, entity*, statement*, event*, contact*, naming*, note*; counts them into `t` (may be NULL). */
void rd_json_reading(struct rd_buf *out, const struct rd_reading *r, struct rd_tally *t, struct rd_arena *a);
/* Adds what `from` counted, except seconds. */
void rd_tally_add(struct rd_tally *to, const struct rd_tally *from);

/* ---- text for people ---- */

struct rd_view_style {
    uint32_t width;        /* columns of the terminal; 0: do not wrap */
    bool colour;           /* ANSI colours */
};
/* A statement, event or contact as a few lines: who -> whom, when, how, the words. Every string may be unknown. */
struct rd_card {
    struct rd_str id;
    struct rd_str what;               /* form, code or kind: "direct", "112 accuse", "phone_call" */
    const struct rd_str *who; uint32_t n_who;
    struct rd_str role, side;         /* of the first */
    const struct rd_str *whom; uint32_t n_whom;
    struct rd_date when;
    struct rd_str channel, setting;
    const struct rd_str *words; uint32_t n_words; /* content or cite */
    bool quoted;                      /* the words are the speaker's own: printed in quotation marks */
    struct rd_str condition;
    const char *marks[4];             /* "negated", "denied", "possible" ...; NULL ends */
    struct rd_str within;             /* id of the statement that it is nested in */
    struct rd_str origin;             /* the page: outlet, title or path */
};
void rd_text_card(struct rd_buf *out, const struct rd_card *c, const struct rd_view_style *s);
/* A page's head line, then its statements, events and contacts, each with its words. */
void rd_text_reading(struct rd_buf *out, const struct rd_reading *r, const struct rd_view_style *s, struct rd_arena *a);
/* How a date is shown: its value, and its basis where it is not printed in full; "undated". In the arena. */
struct rd_str rd_text_date(const struct rd_date *d, struct rd_arena *a);
/* Columns that `text` takes on a terminal: wide characters two, combining marks none, control characters one. */
uint32_t rd_text_columns(struct rd_str text);
/* Writes `text` wrapped at blanks to style->width, each line indented by `indent` blanks, with a line break at the end.
 * Control and direction characters become U+FFFD, so that text of a page cannot drive the terminal. */
void rd_text_wrap(struct rd_buf *out, struct rd_str text, uint32_t indent, const struct rd_view_style *s);
/* Writes `text` on one line with the same care (white space becomes a blank); cut with an ellipsis to `max` columns, 0: not
 * cut. Returns the columns written. */
uint32_t rd_text_line(struct rd_buf *out, struct rd_str text, uint32_t max);
/* ANSI colour on and off; nothing without style->colour. */
enum rd_ink { RD_INK_OFF, RD_INK_BOLD, RD_INK_DIM, RD_INK_NAME, RD_INK_MARK, RD_INK_WARN };
void rd_text_ink(struct rd_buf *out, int ink, const struct rd_view_style *s);

/* ---- tables ---- */

struct rd_table_col {
    const char *head;
    uint8_t kind;          /* enum rd_col_kind */
    uint8_t min;           /* columns of a terminal below which it is not cut */
};
enum rd_col_kind { RD_COL_TEXT, RD_COL_NUMBER };
struct rd_table {
    const struct rd_table_col *cols; uint32_t n_cols;
    struct rd_str *cells; uint32_t n_cells, cap; /* [rows * n_cols], unknown allowed */
    struct rd_arena *arena;
};
void rd_table_init(struct rd_table *t, const struct rd_table_col *cols, uint32_t n_cols, struct rd_arena *a);
void rd_table_add(struct rd_table *t, struct rd_str cell); /* row by row; copied */
/* Columns shrink until the table fits style->width (0: they do not). */
void rd_table_text(struct rd_buf *out, const struct rd_table *t, const struct rd_view_style *s);

/* ---- CSV, RFC 4180 ---- */

/* A cell: quoted where needed; an apostrophe goes in front of what a spreadsheet would run as a formula (= + - @ TAB CR). */
void rd_csv_cell(struct rd_buf *out, struct rd_str cell, bool first);
void rd_csv_end(struct rd_buf *out); /* CR LF */
void rd_csv_table(struct rd_buf *out, const struct rd_table *t); /* with its head line */
/* Records of readings, one row each; the columns are those of rd_csv_head. Lists inside a cell are parted by "; ". */
enum rd_csv_kind { RD_CSV_STATEMENTS, RD_CSV_EVENTS, RD_CSV_CONTACTS };
void rd_csv_head(struct rd_buf *out, int kind);
void rd_csv_schema(struct rd_buf *out, int kind, struct rd_str url); /* CSV on the Web metadata (W3C) of the file `url` */
void rd_csv_reading(struct rd_buf *out, const struct rd_reading *r, int kind, struct rd_arena *a);

#endif
