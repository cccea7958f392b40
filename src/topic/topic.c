/* The door of topic/: runs the steps in order. */
#include "topic/topic_int.h"

static void mark_statements(struct tp *x) {
    x->said_in = rd_arena_get(x->scratch, (x->doc->n_tok + 1) * sizeof *x->said_in);
    for (uint32_t i = 0; i < x->doc->n_tok; i++) x->said_in[i] = -1;
    /* Outer statements stand before inner ones: the last that holds a token is the innermost. */
    for (uint32_t s = 0; s < x->out->n_st; s++) {
        for (uint32_t k = 0; k < x->out->st[s].n_content; k++) {
            struct rd_span c = x->out->st[s].content[k];
            for (uint32_t i = rd_doc_token_at(x->doc, c.beg); i < x->doc->n_tok && x->doc->toks[i].span.beg < c.end; i++) x->said_in[i] = (int32_t)s;
        }
    }
}

int rd_topics_read(struct rd_records *io, const struct rd_page *page, const struct rd_grammar *g, const struct rd_refs *refs,
                   const struct rd_lang *l, struct rd_arena *a, struct rd_arena *scratch, struct rd_err *err) {
    (void)err;
    struct rd_arena_mark m = rd_arena_mark(scratch);
    struct tp x = {.page = page, .doc = g->doc, .an = g->an, .g = g, .refs = refs, .lang = l, .a = a, .scratch = scratch, .out = io};
    x.t_issues = rd_lex_get(l->lex, l->code, "issues");
    x.t_claims = rd_lex_get(l->lex, l->code, "claims");
    x.t_forms = rd_lex_get(l->lex, l->code, "forms");
    x.t_loaded = rd_lex_get(l->lex, l->code, "loaded");
    x.t_areas = rd_lex_get(l->lex, RD_LIT("world"), "areas");
    rd_map_init(&x.labels, scratch);
    mark_statements(&x);
    topic_find_places(&x);
    topic_find_mentions(&x);
    topic_give_issues(&x);
    if (x.t_claims) {
        topic_facts(&x);
        topic_sequences(&x);
        topic_acts(&x);
        topic_recognitions(&x);
        topic_numbers(&x);
    }
    topic_namings(&x);
    topic_sort_claims(&x);
    io->publisher = topic_publisher(&x);
    rd_arena_reset(scratch, m);
    return RD_OK;
}
