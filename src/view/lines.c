/* lines.c - JSON lines that answer commands. */
#include "view/view_int.h"
#include "view/view_lines.h"

void rd_line_counts(struct rd_buf *out, const char *type, const struct rd_line_count *v, uint32_t n) {
    rd_line_fields(out, type, NULL, 0, v, n);
}

void rd_line_fields(struct rd_buf *out, const char *type, const struct rd_line_field *f, uint32_t n,
                    const struct rd_line_count *counts, uint32_t n_counts) {
    view_head(out, type);
    for (uint32_t i = 0; i < n; i++)
        view_str(out, f[i].name, f[i].v);
    for (uint32_t i = 0; i < n_counts; i++)
        view_num(out, counts[i].name, counts[i].n);
    view_end(out);
}

void rd_line_added(struct rd_buf *out, const char *what, struct rd_str page, struct rd_str path, const char *note) {
    const struct rd_line_field f[] = {{"what", rd_str_of(what)}, {"page", page}, {"path", path}, {"note", rd_str_of(note)}};
    rd_line_fields(out, "add", f, RD_ARRAY_LEN(f), NULL, 0);
}

void rd_line_actor(struct rd_buf *out, const struct rd_line_actor *a) {
    const struct rd_line_field f[] = {{"key", a->key},   {"kind", a->kind}, {"name", a->name}, {"world", a->world},
                                      {"side", a->side}, {"code", a->code}, {"role", a->role}};
    const struct rd_line_count n[] = {{"pages", a->pages}, {"mentions", a->mentions}, {"statements", a->statements},
                                      {"addressed", a->addressed}, {"events", a->events}};
    rd_line_fields(out, "actor", f, RD_ARRAY_LEN(f), n, RD_ARRAY_LEN(n));
}

void rd_line_fault(struct rd_buf *out, const struct rd_line_fault *f) {
    view_head(out, "fault");
    view_str(out, "page", f->page);
    view_str(out, "kind", f->kind);
    view_str(out, "record", f->record);
    view_str(out, "field", f->field);
    view_num(out, "start_byte", f->beg);
    view_num(out, "end_byte", f->end);
    view_str(out, "exact", f->exact);
    view_z(out, "why", f->why);
    view_end(out);
}
