/* view/derived.h - what the dossier worked out over pages, as JSON: one object with its '\n' a row, `type` first. The command line prints them as
 * lines, the server as items of a list. docs/RECORDS.md, "Other lines", has the members. */
#ifndef RD_VIEW_DERIVED_H
#define RD_VIEW_DERIVED_H
#include "base/buf.h"
#include "store/derived.h"

void rd_derived_issue(struct rd_buf *out, const struct rd_row_issue *r);
void rd_derived_entry(struct rd_buf *out, const struct rd_row_entry *r, struct rd_arena *scratch); /* with the word diff to the entry before */
void rd_derived_cell(struct rd_buf *out, const struct rd_row_cell *r);
void rd_derived_dispute(struct rd_buf *out, const struct rd_row_dispute *r);
void rd_derived_naming(struct rd_buf *out, const struct rd_row_naming *r);
void rd_derived_story(struct rd_buf *out, const struct rd_row_story *r);
void rd_derived_call(struct rd_buf *out, const struct rd_row_call *r);
void rd_derived_change(struct rd_buf *out, const struct rd_row_change *r);
void rd_derived_watch(struct rd_buf *out, const struct rd_row_watch *r);
/* A statement in short: who, whom, when, how, the words, where. */
void rd_derived_statement(struct rd_buf *out, const struct rd_row_statement *s);

/* What a dispute is about, for people: its issue, else the names or the words that stand against each other; in `a`. */
struct rd_str rd_derived_title(const struct rd_row_dispute *d, struct rd_arena *a);

/* What a camp of `d` holds, in words ("at the same time", "it is not so"); in `a`. */
struct rd_str rd_derived_camp(const struct rd_row_dispute *d, const struct rd_row_camp *c, struct rd_arena *a);

/* The content of a statement, its pieces joined by " [...] "; in `a`. */
struct rd_str rd_derived_words(const struct rd_row_statement *s, struct rd_arena *a);
const char *rd_change_name(int kind); /* "merge" "split" "rename" "correct" "hide" "show"; NULL for none */
int rd_change_of(struct rd_str name); /* -1 if none */
#endif
