/* The door of extract/: runs the steps and makes records of the drafts. */
#include "extract/extract_int.h"
#include "extract/settings.h"

#include "base/limits.h"
#include "base/utf8.h"

static void set_up(struct ex *x) {
    uint32_t n = x->doc->n_tok;
    const struct rd_lex *lex = x->lang->lex;
    x->t_cues = rd_lex_get(lex, x->lang->code, "cues");
    x->t_channels = rd_lex_get(lex, x->lang->code, "channels");
    x->t_contacts = rd_lex_get(lex, x->lang->code, "contacts");
    x->t_dates = rd_lex_get(lex, x->lang->code, "dates");
    x->t_pronouns = rd_lex_get(lex, x->lang->code, "pronouns");
    x->t_roles = rd_lex_get(lex, x->lang->code, "roles");
    x->t_forms = rd_lex_get(lex, x->lang->code, "forms");
    x->quote_of = rd_arena_get(x->scratch, (n + 1) * sizeof *x->quote_of);
    x->cue_of = rd_arena_get(x->scratch, (n + 1) * sizeof *x->cue_of);
    for (uint32_t i = 0; i < n; i++) {
        x->quote_of[i] = x->cue_of[i] = -1;
    }
}

static bool same_content(const struct ex_draft *a, const struct ex_draft *b) {
    return a->n_r == b->n_r && memcmp(a->r, b->r, a->n_r * sizeof *a->r) == 0;
}

/* Two drafts of the same words are one statement: the surer one stays. */
static void drop_doubles(struct ex *x) {
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *a = &x->drafts[i];
        if (a->n_r == 0) a->dead = true;
        for (uint32_t k = 0; k < i && !a->dead; k++) {
            struct ex_draft *b = &x->drafts[k];
            if (b->dead || !same_content(a, b)) continue;
            if (b->confidence >= a->confidence) a->dead = true;
            else b->dead = true;
        }
    }
}

static struct rd_span cue_span(const struct ex *x, const struct ex_cue *c) {
    uint32_t b = c->words[0], e = c->words[c->n_words - 1] + 1;
    if (e - b > c->n_words + 3 || c->pos == 'V') {
        b = c->tok;
        e = c->tok + 1;
        for (uint32_t k = 0; k < c->n_words; k++) { /* the words that stand right behind the verb */
            if (c->words[k] == e) e++;
        }
    }
    return rd_doc_span(x->doc, b, e);
}

static void contents(const struct ex *x, const struct ex_draft *d, struct rd_statement *s) {
    s->content = rd_arena_zero(x->a, d->n_r * sizeof *s->content);
    for (uint32_t k = 0; k < d->n_r; k++) {
        struct rd_span sp = rd_doc_span(x->doc, d->r[k].b, d->r[k].e);
        for (uint32_t q = 0; q < x->n_quotes; q++) { /* a whole quotation is cited to its marks, whatever the tokens are */
            if (x->quotes[q].b == d->r[k].b && x->quotes[q].e == d->r[k].e) sp = x->quotes[q].inner;
        }
        s->content[s->n_content++] = sp;
    }
}

/* How the page tells who speaks, as data/<lang>/confidence.tsv has it. */
static const char *speaker_kind(const struct ex *x, const struct rd_party *p) {
    if (!p->name.p) return "none";
    if (rd_span_empty(p->span)) return "carried";
    struct rd_str words = extract_text(x, p->span), last[1];
    uint32_t tok = rd_doc_token_at(x->doc, p->span.beg), at = 0;
    if (tok < x->doc->n_tok && x->doc->toks[tok].span.end >= p->span.end && (x->an->upos[tok] == RD_PRON || x->an->upos[tok] == RD_DET)) return "pronoun";
    for (at = words.n; at > 0 && words.p[at - 1] != ' '; at--) {}
    last[0] = rd_str_sub(words, at, words.n);
    at = 0;
    return p->entity >= 0 && last[0].n && rd_cp_upper(rd_utf8_next(last[0], &at)) ? "name" : "nominal";
}

/* The share of right ones among statements of the same rule and kind of speaker; what the rule itself thinks where no table is. */
static uint8_t confidence(const struct ex *x, const struct ex_draft *d) {
    const struct rd_lex_table *t = rd_lex_get(x->lang->lex, x->lang->code, "confidence");
    uint64_t percent;
    const struct rd_lex_row *r = rd_lex_find(t, rd_arena_printf(x->scratch, "%s %s", d->rule, speaker_kind(x, &d->st.speaker)));
    if (!r) r = rd_lex_find(t, rd_str_of(d->rule));
    return r && r->n > 1 && rd_str_uint(r->f[1], 100, &percent) ? (uint8_t)percent : d->confidence;
}

static void record(struct ex *x, struct ex_draft *d) {
    struct rd_statement *s = &d->st;
    s->form = d->form;
    s->confidence = confidence(x, d);
    s->rule = d->rule;
    s->nested_in = s->answers = s->contact = -1;
    if (d->cue >= 0) {
        const struct ex_cue *c = &x->cues[d->cue];
        s->cue = cue_span(x, c);
        s->cue_lemma = rd_arena_str(x->a, c->lemma);
        s->cue_class = c->cls.n ? rd_arena_str(x->a, c->cls).p : NULL;
        if (c->cameo.n >= 2 && c->cameo.n <= 4) snprintf(s->cameo, sizeof s->cameo, "%.*s", RD_S(c->cameo)); /* coding/ goes on from it */
    }
    contents(x, d, s);
    rd_record_id(s->id, x->blob->page_id, "statement", s->content, s->n_content);
}

static int by_content(const struct ex_draft *a, const struct ex_draft *b) {
    const struct rd_span *p = a->st.content, *q = b->st.content;
    if (p->beg != q->beg) return p->beg < q->beg ? -1 : 1;
    uint32_t pe = a->st.content[a->st.n_content - 1].end, qe = b->st.content[b->st.n_content - 1].end;
    return pe == qe ? 0 : pe > qe ? -1 : 1; /* outer before inner */
}

static void sort_drafts(const struct ex *x, uint32_t *order, uint32_t n) {
    for (uint32_t i = 1; i < n; i++) {
        for (uint32_t j = i; j > 0 && by_content(&x->drafts[order[j]], &x->drafts[order[j - 1]]) < 0; j--) {
            uint32_t t = order[j];
            order[j] = order[j - 1];
            order[j - 1] = t;
        }
    }
}

static int32_t *emit(struct ex *x, struct rd_records *out) {
    uint32_t n = 0, *order = rd_arena_get(x->scratch, (x->n_drafts + 1) * sizeof *order);
    int32_t *index = rd_arena_get(x->scratch, (x->n_drafts + 1) * sizeof *index);
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        index[i] = -1;
        if (x->drafts[i].dead) continue;
        record(x, &x->drafts[i]);
        order[n++] = i;
    }
    sort_drafts(x, order, n);
    out->st = rd_arena_zero(x->a, (n + 1) * sizeof *out->st);
    for (uint32_t i = 0; i < n; i++) {
        index[order[i]] = (int32_t)out->n_st;
        out->st[out->n_st++] = x->drafts[order[i]].st;
    }
    for (uint32_t i = 0; i < n; i++) {
        int32_t p = x->drafts[order[i]].parent;
        while (p >= 0 && x->drafts[p].dead) p = x->drafts[p].parent;
        out->st[i].nested_in = p >= 0 ? index[p] : -1;
    }
    return index;
}

static void finish_ids(struct ex *x, struct rd_records *out) {
    for (uint32_t i = 0; i < out->n_ct; i++) {
        struct rd_span spans[EX_MAX_PARTIES + 2] = {out->ct[i].cite};
        uint32_t n = 1;
        for (uint32_t k = 0; k < out->ct[i].n_part && n <= EX_MAX_PARTIES; k++) spans[n++] = out->ct[i].participants[k].span;
        bool taken = true;
        for (uint32_t like = 0; taken; like++) { /* "the leaders of both": two contacts of the same words */
            spans[n] = (struct rd_span){like, 0};
            rd_record_id(out->ct[i].id, x->blob->page_id, rd_channel_name(out->ct[i].kind), spans, like ? n + 1 : n);
            taken = false;
            for (uint32_t k = i; k-- > 0 && out->ct[k].cite.beg == out->ct[i].cite.beg && !taken;) taken = memcmp(out->ct[k].id, out->ct[i].id, sizeof out->ct[i].id) == 0;
        }
    }
}

/* What the text tells of days, for acts that nobody says. Words in quotation marks count from another day than the page's. */
static void collect_times(struct ex *x, struct rd_records *out) {
    uint32_t cap = 0;
    for (uint32_t s = 0; s < x->doc->n_sent; s++) {
        uint32_t i = x->doc->sents[s].tok, e = i + x->doc->sents[s].n_tok, at, end;
        struct rd_date d;
        for (; i < e && out->n_times < RD_MAX_RECORDS && extract_date_in(x, i, e, true, &d, &at, &end); i = end)
            if (d.value[0] && x->quote_of[at] < 0) *RD_PUSH(x->a, out->times, out->n_times, cap) = d;
    }
}

int rd_records_read(struct rd_records *out, const struct rd_blob *blob, const struct rd_page *page, const struct rd_grammar *g,
                    const struct rd_refs *refs, const struct rd_lang *l, struct rd_arena *a,
                    struct rd_arena *scratch, struct rd_err *err) {
    struct ex x = {.blob = blob, .page = page, .doc = g->doc, .an = g->an, .g = g, .refs = refs, .lang = l, .a = a, .scratch = scratch};
    (void)err; /* bad input is not an error here: it gives fewer records */
    memset(out, 0, sizeof *out);
    if (!g->an->parsed || g->doc->n_tok == 0) return RD_OK;
    struct rd_arena_mark mark = rd_arena_mark(scratch);
    set_up(&x);
    extract_quotes(&x);
    extract_cues(&x);
    extract_clauses(&x);
    extract_direct(&x);
    extract_contacts(&x);
    extract_nested(&x);
    drop_doubles(&x);
    extract_speakers(&x);
    extract_settings(&x);
    extract_status(&x);
    int32_t *index = emit(&x, out);
    extract_contact_records(&x, index, out);
    finish_ids(&x, out);
    collect_times(&x, out);
    out->capped = x.capped;
    rd_arena_reset(scratch, mark);
    return RD_OK;
}
