/* The door of coding/: runs the steps. */
#include "coding/coding_int.h"

static void set_up(struct cd *x) {
    const struct rd_lex *lex = x->lang->lex;
    uint32_t n = x->doc->n_tok;
    x->t_cameo = rd_lex_get(lex, RD_LIT("world"), "cameo");
    x->t_cues = rd_lex_get(lex, x->lang->code, "cues");
    x->t_roles = rd_lex_get(lex, x->lang->code, "roles");
    x->t_events = rd_lex_get(lex, x->lang->code, "events");
    x->t_words = rd_lex_get(lex, x->lang->code, "eventwords");
    x->t_compose = rd_lex_get(lex, RD_LIT("world"), "composition");
    x->said_in = rd_arena_get(x->scratch, (n + 1) * sizeof *x->said_in);
    for (uint32_t i = 0; i < n; i++) x->said_in[i] = -1;
    for (uint32_t s = 0; s < x->out->n_st; s++) { /* outer statements come before inner ones */
        const struct rd_statement *st = &x->out->st[s];
        for (uint32_t k = 0; k < st->n_content; k++) {
            for (uint32_t i = rd_doc_token_at(x->doc, st->content[k].beg); i < n && x->doc->toks[i].span.beg < st->content[k].end; i++) {
                x->said_in[i] = (int32_t)s;
            }
        }
    }
}

/* By cite; within one sentence in the order in which they were found, which is that of their words. */
struct place { uint32_t beg, at; };

static int by_place(const void *a, const void *b) {
    const struct place *p = a, *q = b;
    return p->beg != q->beg ? p->beg < q->beg ? -1 : 1 : p->at < q->at ? -1 : p->at > q->at;
}

static void sort_events(struct cd *x) {
    struct rd_records *out = x->out;
    if (out->n_ev < 2) return;
    struct place *v = RD_NEW_N(x->scratch, struct place, out->n_ev);
    struct rd_event *old = rd_arena_dup(x->scratch, out->ev, out->n_ev * sizeof *old);
    for (uint32_t i = 0; i < out->n_ev; i++) v[i] = (struct place){out->ev[i].cite.beg, i};
    qsort(v, out->n_ev, sizeof *v, by_place);
    for (uint32_t i = 0; i < out->n_ev; i++) out->ev[i] = old[v[i].at];
}

/* An id is made of the sentence, the code, the parties and the statement that is the act: other events of the page may come and go. */
static void finish_ids(struct cd *x) {
    struct rd_records *out = x->out;
    sort_events(x);
    for (uint32_t i = 0; i < out->n_ev; i++) {
        struct rd_event *e = &out->ev[i];
        struct rd_span spans[5] = {e->cite, {0, 0}, {0, 0}, {0, 0}, {0, 0}};
        bool taken = true;
        if (e->reported_in >= 0) spans[1].beg = out->st[e->reported_in].content[0].beg;
        for (int k = 0; k < 4 && e->cameo[k]; k++) spans[1].end = spans[1].end << 8 | (unsigned char)e->cameo[k];
        if (e->n_source) spans[2] = e->source[0].span;
        if (e->n_target) spans[3] = e->target[0].span;
        for (uint32_t like = 0; taken; like++) { /* the same act told twice in a sentence has a number more */
            spans[4].beg = like;
            rd_record_id(e->id, x->blob->page_id, "event", spans, like ? 5 : 4);
            taken = false;
            for (uint32_t k = i; k-- > 0 && out->ev[k].cite.beg == e->cite.beg && !taken;) taken = memcmp(out->ev[k].id, e->id, sizeof e->id) == 0;
        }
    }
}

int rd_events_read(struct rd_records *io, const struct rd_blob *blob, const struct rd_page *page, const struct rd_grammar *g,
                   const struct rd_refs *refs, const struct rd_lang *l, struct rd_arena *a, struct rd_arena *scratch,
                   struct rd_err *err) {
    struct cd x = {.blob = blob, .page = page, .doc = g->doc, .an = g->an, .g = g, .refs = refs, .lang = l, .a = a,
                   .scratch = scratch, .out = io};
    (void)err; /* bad input is not an error here: it gives fewer records */
    if (!g->an->parsed || g->doc->n_tok == 0) return RD_OK;
    struct rd_arena_mark mark = rd_arena_mark(scratch);
    set_up(&x);
    struct rd_analysis an;
    struct rd_grammar mended;
    coding_repair(&x, &an, &mended);
    coding_lemmas(&x);
    coding_find_acts(&x);
    coding_statements(&x);
    coding_predicate_events(&x);
    coding_statement_events(&x);
    coding_contact_events(&x);
    finish_ids(&x);
    rd_arena_reset(scratch, mark);
    return RD_OK;
}
