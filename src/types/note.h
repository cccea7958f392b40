/* note.h - what was odd about an input and what was done about it. Stored and countable. */
#ifndef RD_NOTE_H
#define RD_NOTE_H
#include "base/arena.h"
#include "base/str.h"

struct rd_note {
    const char *code;      /* static: "charset-guessed", "binary", "too-deep", "citation-refused", ... */
    struct rd_str message; /* one line for people */
    struct rd_span span;   /* in the page's text; empty if about no place */
};
struct rd_notes {
    struct rd_note *v; /* [n] */
    uint32_t n, cap;
};
/* Appends; past RD_MAX_NOTES the last note says that more were dropped. */
void rd_note_add(struct rd_notes *ns, struct rd_arena *a, const char *code, struct rd_span span, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
#endif
