#include "types/page.h"

#include "base/buf.h"
#include "base/limits.h"

#include <stdarg.h>

static const char *const role_names[RD_N_ROLES] = {"title", "byline", "dateline", "lead", "body", "quote", "caption", "comment", "furniture"};

const char *rd_role_name(int role) {
    return role >= 0 && role < RD_N_ROLES ? role_names[role] : "?";
}

int rd_role_of_name(struct rd_str name) {
    for (int i = 0; i < RD_N_ROLES; i++) {
        if (rd_str_is(name, role_names[i])) return i;
    }
    return -1;
}

const char *rd_verdict_name(int verdict) {
    static const char *const names[] = {"article", "live", "index", "gallery", "stub", "empty"};
    return verdict >= 0 && verdict < (int)RD_ARRAY_LEN(names) ? names[verdict] : "?";
}

bool rd_role_is_read(int role) {
    return role == RD_ROLE_TITLE || role == RD_ROLE_DATELINE || role == RD_ROLE_LEAD || role == RD_ROLE_BODY || role == RD_ROLE_QUOTE ||
           role == RD_ROLE_CAPTION;
}

int32_t rd_page_block_at(const struct rd_page *p, uint32_t at) {
    uint32_t lo = 0, hi = p->n_blocks;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (p->blocks[mid].span.end <= at) lo = mid + 1;
        else hi = mid;
    }
    return lo < p->n_blocks && p->blocks[lo].span.beg <= at ? (int32_t)lo : -1;
}

static void told(struct rd_buf *out, const char *name, struct rd_told t) {
    if (t.value.p) rd_buf_printf(out, "@%s\t%.*s\n", name, RD_S(t.value));
}

void rd_page_dump(struct rd_buf *out, const struct rd_page *p) {
    for (uint32_t i = 0; i < p->n_blocks; i++) {
        const struct rd_block *b = &p->blocks[i];
        struct rd_str t = rd_span_of(p->text, b->span);
        rd_buf_printf(out, "%s%s\t%u-%u\t", rd_role_name(b->role), b->copy ? "+" : "", b->span.beg, b->span.end);
        for (uint32_t k = 0; k < t.n; k++) {
            if (t.p[k] == '\n') rd_buf_z(out, "\\n");
            else if (t.p[k] == '\t') rd_buf_z(out, "\\t");
            else rd_buf_c(out, t.p[k]);
        }
        if (b->author.p) rd_buf_printf(out, "\tauthor=%.*s", RD_S(b->author));
        rd_buf_c(out, '\n');
    }
    told(out, "title", p->title);
    for (uint32_t i = 0; i < p->n_authors; i++) told(out, "author", p->authors[i]);
    told(out, "outlet", p->outlet);
    told(out, "dateline", p->dateline);
    told(out, "section", p->section);
    told(out, "canonical", p->canonical);
    for (uint32_t i = 0; i < p->n_tags; i++) rd_buf_printf(out, "@tag\t%.*s\n", RD_S(p->tags[i]));
    for (uint32_t i = 0; i < p->n_cites; i++) told(out, "cites", p->cites[i]);
    if (p->published.value[0]) rd_buf_printf(out, "@published\t%s\t%s\n", p->published.value, rd_date_basis_name(p->published.basis));
    if (p->modified.value[0]) rd_buf_printf(out, "@modified\t%s\n", p->modified.value);
    if (p->lang.p) rd_buf_printf(out, "@lang\t%.*s\n", RD_S(p->lang));
    rd_buf_printf(out, "@verdict\t%s\n", rd_verdict_name(p->verdict));
    for (uint32_t i = 0; i < p->notes.n; i++) rd_buf_printf(out, "@note\t%s\t%.*s\n", p->notes.v[i].code, RD_S(p->notes.v[i].message));
}

void rd_note_add(struct rd_notes *ns, struct rd_arena *a, const char *code, struct rd_span span, const char *fmt, ...) {
    char msg[512];
    if (ns->n > RD_MAX_NOTES) return;
    if (ns->n == RD_MAX_NOTES) {
        code = "notes-dropped";
        snprintf(msg, sizeof msg, "more than %u notes; the rest was dropped", RD_MAX_NOTES);
        span = (struct rd_span){0, 0};
    } else {
        va_list ap;
        va_start(ap, fmt);
        vsnprintf(msg, sizeof msg, fmt, ap);
        va_end(ap);
    }
    struct rd_note *n = RD_PUSH(a, ns->v, ns->n, ns->cap);
    n->code = code;
    n->message = rd_arena_str(a, rd_str_of(msg));
    n->span = span;
}
