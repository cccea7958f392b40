/* A page's events by a user's dictionaries: every sentence of the blocks that are read is coded for itself. */
#include "base/limits.h"
#include "dictionary/dictionary.h"

static struct rd_party party(struct rd_str code, struct rd_span at, uint32_t base, struct rd_str text, struct rd_arena *a) {
    struct rd_party p = {.entity = -1, .code = rd_arena_str(a, code)};
    if (rd_span_empty(at)) return p;
    p.span = (struct rd_span){base + at.beg, base + at.end};
    p.name = rd_span_of(text, p.span);
    return p;
}

static bool nobody(struct rd_str code) {
    return !code.n || rd_str_is(code, "---");
}

struct making {
    struct rd_records *io;
    const struct rd_blob *blob;
    const struct rd_page *page;
    struct rd_arena *a;
    uint32_t cap;
};

static void add(struct making *m, const struct rd_dictionary_event *v, struct rd_span sent, const struct rd_issue *issues, uint32_t n_issues) {
    if (m->io->n_ev >= RD_MAX_RECORDS || v->code.n > 4) return;
    struct rd_event *e = RD_PUSH(m->a, m->io->ev, m->io->n_ev, m->cap);
    struct rd_str text = m->page->text;
    *e = (struct rd_event){.reported_in = -1, .cite = sent, .rule = "dictionary", .confidence = 50, .status = RD_STAT_ASSERTED};
    memcpy(e->cameo, v->code.p, v->code.n);
    e->cameo[v->code.n] = 0;
    if (!nobody(v->source)) {
        struct rd_party p = party(v->source, v->source_span, sent.beg, text, m->a);
        e->source = rd_arena_dup(m->a, &p, sizeof p);
        e->n_source = 1;
    }
    if (!nobody(v->target)) {
        struct rd_party p = party(v->target, v->target_span, sent.beg, text, m->a);
        e->target = rd_arena_dup(m->a, &p, sizeof p);
        e->n_target = 1;
    }
    struct rd_evidence why = {"rule", {sent.beg + v->verb.beg, sent.beg + v->verb.end}};
    e->evidence = rd_arena_dup(m->a, &why, sizeof why);
    e->n_evidence = 1;
    if (n_issues) e->issues = rd_arena_dup(m->a, issues, n_issues * sizeof *issues);
    e->n_issues = n_issues;
    struct rd_span spans[] = {sent, why.span, {m->io->n_ev, 0}};
    rd_record_id(e->id, m->blob->page_id, "event", spans, RD_ARRAY_LEN(spans));
}

void rd_dictionary_events(struct rd_records *io, const struct rd_dictionary *d, const struct rd_blob *blob, const struct rd_page *page,
                          const struct rd_doc *doc, struct rd_arena *a, struct rd_arena *scratch) {
    struct making m = {io, blob, page, a, 0};
    int32_t day = 0;
    bool dated = rd_date_first_day(&page->published, &day);
    io->ev = NULL;
    io->n_ev = 0;
    for (uint32_t i = 0; i < doc->n_sent; i++) {
        struct rd_arena_mark mark = rd_arena_mark(scratch);
        struct rd_dictionary_event *v;
        struct rd_issue issues[8];
        struct rd_str codes[8], text = rd_span_of(page->text, doc->sents[i].span);
        uint32_t n, n_issues;
        int verdict = rd_dictionary_code(d, text, dated, day, &v, &n, scratch);
        if (verdict == RD_DICT_DISCARD_STORY) {
            io->n_ev = 0;
            rd_arena_reset(scratch, mark);
            return;
        }
        n_issues = n ? rd_dictionary_issues(d, text, codes, RD_ARRAY_LEN(codes), scratch) : 0;
        for (uint32_t k = 0; k < n_issues; k++) {
            struct rd_str c = rd_arena_str(a, codes[k]);
            issues[k] = (struct rd_issue){rd_arena_printf(a, "d:%.*s", RD_S(c)), c, doc->sents[i].span};
        }
        for (uint32_t k = 0; k < n; k++) add(&m, &v[k], doc->sents[i].span, issues, n_issues);
        rd_arena_reset(scratch, mark);
    }
}
