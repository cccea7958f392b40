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

static void finish_ids(struct cd *x) {
    struct rd_records *out = x->out;
    for (uint32_t i = 0; i < out->n_ev; i++) {
        struct rd_span spans[2] = {out->ev[i].cite, {0, 0}};
        spans[1].beg = out->ev[i].reported_in >= 0 ? out->st[out->ev[i].reported_in].content[0].beg : i;
        spans[1].end = (uint32_t)(out->ev[i].cameo[0] << 16 | out->ev[i].cameo[1] << 8 | out->ev[i].cameo[2]);
        rd_record_id(out->ev[i].id, x->blob->page_id, "event", spans, 2);
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
