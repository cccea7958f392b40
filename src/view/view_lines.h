/* view_lines.h - lines of JSON that are no records of pages: answers of commands over a dossier. docs/RECORDS.md, "Other lines".
 * Each writes one line. Plain values only, so that view/ needs to know nothing of the store. */
#ifndef RD_VIEW_LINES_H
#define RD_VIEW_LINES_H
#include "view/view.h"

struct rd_line_count {
    const char *name;
    uint64_t n;
};
struct rd_line_actor {
    struct rd_str key, kind, name, world, side, code, role;
    uint64_t pages, mentions, statements, addressed, events;
};
struct rd_line_fault {
    struct rd_str page, kind, record, field, exact;
    uint32_t beg, end;     /* bytes in the text */
    const char *why;
};
void rd_line_counts(struct rd_buf *out, const char *type, const struct rd_line_count *v, uint32_t n);
void rd_line_added(struct rd_buf *out, const char *what, struct rd_str page, struct rd_str path, const char *note);
void rd_line_actor(struct rd_buf *out, const struct rd_line_actor *a);
void rd_line_fault(struct rd_buf *out, const struct rd_line_fault *f);
/* A line of strings by name, "type" first; unknown ones are null. */
struct rd_line_field {
    const char *name;
    struct rd_str v;
};
void rd_line_fields(struct rd_buf *out, const char *type, const struct rd_line_field *f, uint32_t n,
                    const struct rd_line_count *counts, uint32_t n_counts);

#endif
