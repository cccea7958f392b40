/* marks.c - cited spans in a piece of text. Spans may overlap in any way and HTML elements may not, so the text is cut at every
 * border and each cut carries all marks that cover it, in the order of enum web_mark_kind from the outside in. */
#include "web/web_int.h"

static const struct { const char *name, *class; } kinds[WEB_N_MARKS] = {
    [WEB_M_CONTENT] = {"content", "m m-content"},
    [WEB_M_OTHER] = {"statement", "m m-other"},
    [WEB_M_CONDITION] = {"condition", "m m-condition"},
    [WEB_M_SPEAKER] = {"speaker", "m m-speaker"},
    [WEB_M_ADDRESSEE] = {"addressee", "m m-addressee"},
    [WEB_M_CUE] = {"cue", "m m-cue"},
    [WEB_M_EVIDENCE] = {"evidence", "m m-evidence"},
};

struct rd_str web_mark_anchor(int kind, uint32_t i, struct rd_arena *a) {
    return rd_arena_printf(a, "m-%s-%u", kinds[kind].name, i + 1);
}

static int by_number(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

/* Off a byte inside a character, to the front. */
static uint32_t snap(struct rd_str text, uint32_t at) {
    while (at && at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static struct rd_span inside(const struct web_mark *m, struct rd_str text, uint32_t base) {
    uint32_t beg = m->at.beg > base ? m->at.beg - base : 0, end = m->at.end > base ? m->at.end - base : 0;
    beg = beg > text.n ? text.n : beg;
    end = end > text.n ? text.n : end;
    return (struct rd_span){snap(text, beg), snap(text, end)};
}

static void open_mark(struct rd_buf *o, const struct web_mark *m, bool anchor) {
    if (m->kind == WEB_M_CONTENT || m->kind == WEB_M_OTHER)
        WEB(o, H("<mark class=\""), Z(kinds[m->kind].class), H("\""));
    else
        WEB(o, H("<span class=\""), Z(kinds[m->kind].class), H("\" title=\""), Z(kinds[m->kind].name),
            Z(m->field.n ? ": " : ""), T(m->field), H("\""));
    if (anchor)
        WEB(o, H(" id=\""), T(m->anchor), H("\""));
    WEB(o, H(">"));
}

static void close_mark(struct rd_buf *o, const struct web_mark *m) {
    if (m->kind == WEB_M_CONTENT || m->kind == WEB_M_OTHER)
        WEB(o, H("</mark>"));
    else
        WEB(o, H("</span>"));
}

/* The marks over [beg, end), outermost first. */
static uint32_t over(const struct web_mark *m, const struct rd_span *at, uint32_t n, uint32_t beg, uint32_t end, uint32_t *found) {
    uint32_t k = 0;
    for (int kind = 0; kind < WEB_N_MARKS; kind++)
        for (uint32_t i = 0; i < n && k < WEB_MAX_MARK_DEPTH; i++)
            if (m[i].kind == kind && at[i].beg <= beg && at[i].end >= end)
                found[k++] = i;
    return k;
}

void web_marked(struct rd_buf *o, struct rd_str text, uint32_t base, const struct web_mark *m, uint32_t n, struct rd_arena *a) {
    uint32_t *cuts = RD_NEW_N(a, uint32_t, 2 * (size_t)n + 2), n_cuts = 0, found[WEB_MAX_MARK_DEPTH];
    struct rd_span *at = RD_NEW_N(a, struct rd_span, n + 1);
    cuts[n_cuts++] = 0;
    cuts[n_cuts++] = text.n;
    for (uint32_t i = 0; i < n; i++) {
        at[i] = inside(&m[i], text, base);
        if (rd_span_empty(at[i]))
            continue;
        cuts[n_cuts++] = at[i].beg;
        cuts[n_cuts++] = at[i].end;
    }
    qsort(cuts, n_cuts, sizeof *cuts, by_number);
    for (uint32_t c = 0; c + 1 < n_cuts; c++) {
        uint32_t beg = cuts[c], end = cuts[c + 1];
        if (beg == end)
            continue;
        uint32_t k = over(m, at, n, beg, end, found);
        for (uint32_t i = 0; i < k; i++)
            open_mark(o, &m[found[i]], m[found[i]].anchor.p && at[found[i]].beg == beg && m[found[i]].at.beg >= base);
        WEB(o, T(rd_str_sub(text, beg, end)));
        for (uint32_t i = k; i-- > 0;)
            close_mark(o, &m[found[i]]);
        for (uint32_t i = 0; i < n; i++)
            if (m[i].label && !rd_span_empty(at[i]) && at[i].end == end && m[i].at.end <= base + text.n)
                WEB(o, H("<sup class=\"ref\"><a href=\""), T(m[i].href), H("\" aria-label=\"Statement "), N(m[i].label), H("\">"),
                    N(m[i].label), H("</a></sup>"));
    }
}

struct list {
    struct web_mark *v;
    uint32_t n, cap;
    uint32_t seen[WEB_N_MARKS];
    bool anchors;
    struct rd_arena *a;
};

static void add(struct list *l, int kind, const struct rd_row_span *at, struct rd_str field) {
    if (!at->exact.p || rd_span_empty(at->at))
        return;
    struct web_mark *m = RD_PUSH(l->a, l->v, l->n, l->cap);
    *m = (struct web_mark){.at = at->at, .kind = (uint8_t)kind, .field = field};
    if (l->anchors)
        m->anchor = web_mark_anchor(kind, l->seen[kind]++, l->a);
}

struct web_mark *web_statement_marks(const struct rd_row_statement *s, bool plain, bool anchors, struct rd_arena *a, uint32_t *n) {
    struct list l = {.anchors = anchors, .a = a};
    for (uint32_t i = 0; i < s->n_content; i++)
        add(&l, WEB_M_CONTENT, &s->content[i], RD_NONE);
    add(&l, WEB_M_CONDITION, &s->condition, RD_NONE);
    add(&l, WEB_M_SPEAKER, &s->speaker.span, RD_NONE);
    for (uint32_t i = 0; i < s->n_co; i++)
        add(&l, WEB_M_SPEAKER, &s->co_speakers[i].span, RD_NONE);
    for (uint32_t i = 0; i < s->n_addr; i++)
        add(&l, WEB_M_ADDRESSEE, &s->addressees[i].span, RD_NONE);
    add(&l, WEB_M_CUE, &s->cue, RD_NONE);
    for (uint32_t i = 0; !plain && i < s->n_evidence; i++)
        add(&l, WEB_M_EVIDENCE, &s->evidence[i].span, s->evidence[i].field);
    *n = l.n;
    return l.v;
}

void web_legend(struct rd_buf *o, const struct web_mark *m, uint32_t n) {
    WEB(o, H("<p class=\"legend\"><span class=\"legend-title\">Marks:</span>"));
    for (int kind = 0; kind < WEB_N_MARKS; kind++)
        for (uint32_t i = 0; i < n; i++)
            if (m[i].kind == kind) {
                WEB(o, H(" <span class=\""), Z(kinds[kind].class), H("\">"), Z(kinds[kind].name), H("</span>"));
                break;
            }
    WEB(o, H("</p>\n"));
}
