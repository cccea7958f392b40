/* What a verb of saying governs: clauses, infinitives, objects, and the main clause that it is put into or behind.
 * Order of trial for a verb: clause -> main clause around it -> infinitive -> "that" as a pronoun -> object -> the rest of the
 * sentence where the tree fails. Quotations that stand as speech are left to direct.c. */
#include "extract/extract_int.h"

static bool is_class(const struct ex_cue *c, const char *const *names, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (rd_str_is(c->cls, names[i])) return true;
    }
    return false;
}
#define CLASS_IN(c, ...) is_class((c), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* An object of these is whom the words were said to, not what was said. */
static bool object_is_addressee(const struct ex_cue *c) {
    return CLASS_IN(c, "say", "urge", "order", "demand", "ask", "warn", "answer", "promise", "congratulate", "apologise", "assert", "offer", "threaten");
}

bool extract_flag(struct rd_str flags, const char *flag) {
    return rd_lex_has(flags, flag);
}

static bool in_speech(const struct ex *x, uint32_t tok, int32_t own) {
    int32_t q = x->quote_of[tok];
    return q >= 0 && q != own && x->quotes[q].speech;
}

static bool part_of_cue(const struct ex_cue *c, uint32_t tok) {
    for (uint32_t k = 0; k < c->n_words; k++) {
        if (c->words[k] == tok) return true;
    }
    return false;
}

static int32_t mark_of(const struct ex *x, uint32_t clause) {
    for (int32_t c = x->first[clause]; c >= 0; c = x->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_MARK) return c;
    }
    return -1;
}

static bool infinitive(const struct ex *x, uint32_t i) {
    if (extract_finite(x, i)) return false;
    int32_t m = mark_of(x, i);
    return rd_feat(x->an, i, "VerbForm=Inf") || (m >= 0 && (extract_form_is(x, (uint32_t)m, "to") || extract_form_is(x, (uint32_t)m, "te") || extract_form_is(x, (uint32_t)m, "om")));
}

static bool wh_word(const struct ex *x, uint32_t i) {
    return extract_has_function(x, i, "question", NULL) || extract_has_function(x, i, "complementizer", "whether");
}

/* A clause that tells what was said: ccomp, or another relation that begins with "that". */
static bool content_clause(const struct ex *x, const struct ex_cue *c, uint32_t k, uint32_t from) {
    int rel = rd_rel_base(x->an->rel[k]);
    int32_t m = mark_of(x, k);
    bool that = m >= 0 && extract_complementizer(x, (uint32_t)m);
    if (in_speech(x, k, c->quote) || part_of_cue(c, k) || x->quote_of[k] != c->quote) {
        if (x->quote_of[k] != c->quote && !(x->quote_of[k] >= 0 && !x->quotes[x->quote_of[k]].speech)) return false;
        if (in_speech(x, k, c->quote) || part_of_cue(c, k)) return false;
    }
    if (rel == RD_REL_CCOMP) return !infinitive(x, k) || that;
    if (that && (rel == RD_REL_ADVCL || rel == RD_REL_ACL || rel == RD_REL_PARATAXIS || rel == RD_REL_CSUBJ || rel == RD_REL_OBL || rel == RD_REL_DEP || rel == RD_REL_NSUBJ || rel == RD_REL_OBJ || rel == RD_REL_XCOMP))
        return true;
    if (rel == RD_REL_XCOMP && extract_clause(x, k) && !infinitive(x, k) && x->an->upos[k] == RD_VERB) return true;
    if (rel == RD_REL_PARATAXIS && k > from && extract_clause(x, k) && x->cue_of[k] < 0) return true;
    if ((rel == RD_REL_ADVCL || rel == RD_REL_OBJ) && m >= 0 && wh_word(x, (uint32_t)m)) return extract_clause(x, k);
    return false;
}

/* ---- cues that a wrong tree puts inside another's content ---- */

static bool participle(const struct ex *x, uint32_t i) {
    return rd_feat(x->an, i, "VerbForm=Part") || rd_feat(x->an, i, "VerbForm=Ger");
}

/* "…, adding that …" and "… and stressed that …" go on with the outer speaker. */
static bool lifted(const struct ex *x, const struct ex_cue *outer, const struct ex_cue *w) {
    uint32_t v = w->tok;
    if (w->pos != 'V' || w->tok == outer->tok || w->quote != outer->quote) return false;
    for (int32_t c = x->first[v]; c >= 0; c = x->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_NSUBJ) return false;
    }
    uint32_t b = extract_sent_begin(x, v), end = extract_sent_end(x, v);
    bool clause = false;
    for (uint32_t i = v + 1; i < end && i <= v + 8 && !clause; i++) clause = extract_complementizer(x, i);
    if (v <= b) return false;
    if (participle(x, v) && !extract_finite(x, v)) {
        return extract_form_is(x, v - 1, ",") && (CLASS_IN(w, "add") || (clause && x->cue_of[x->an->head[v] >= 0 ? (uint32_t)x->an->head[v] : v] < 0));
    }
    uint32_t p = v;
    while (p > b && p + 4 > v && (x->an->upos[p - 1] == RD_ADV || x->an->upos[p - 1] == RD_PRON || x->an->upos[p - 1] == RD_AUX)) p--;
    return clause && p > b && x->an->upos[p - 1] == RD_CCONJ && rd_feat(x->an, v, "VerbForm=Fin");
}

static uint32_t lifted_below(struct ex *x, int32_t ci, uint32_t top, int32_t *cut, uint32_t n, uint32_t max) {
    uint32_t end = extract_sent_end(x, top);
    for (uint32_t i = extract_sent_begin(x, top); i < end && n < max; i++) {
        int32_t w = x->cue_of[i];
        if (w < 0 || w == ci || x->cues[w].tok != i || !extract_below(x, i, top) || i == top) continue;
        if (!lifted(x, &x->cues[ci], &x->cues[w])) continue;
        x->cues[w].subj = x->cues[ci].subj;
        cut[n++] = (int32_t)i;
    }
    return n;
}

/* ---- content ---- */

static void take_yield(struct ex *x, struct ex_draft *d, uint32_t top, const int32_t *cut, uint32_t n_cut) {
    struct ex_range r[EX_MAX_RANGES];
    uint32_t n = extract_yield(x, top, cut, n_cut, r);
    for (uint32_t k = 0; k < n; k++) extract_add_range(d, r[k].b, r[k].e);
}

/* One small hole between two pieces (a stray token of the tree) is filled. */
static void close_gaps(const struct ex *x, struct ex_draft *d, const struct ex_cue *c) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < d->n_r; k++) {
        bool join = n > 0 && d->r[k].b - d->r[n - 1].e <= 2;
        for (uint32_t i = n ? d->r[n - 1].e : 0; join && i < d->r[k].b; i++) join = !part_of_cue(c, i) && (int32_t)i != c->subj && x->cue_of[i] < 0;
        if (join) d->r[n - 1].e = d->r[k].e;
        else d->r[n++] = d->r[k];
    }
    d->n_r = n;
}

/* How many words of the draft stand in quotation marks that are not around the cue too. */
static void count_quoted(const struct ex *x, const struct ex_draft *d, int32_t own, uint32_t *quoted, uint32_t *all) {
    *quoted = *all = 0;
    for (uint32_t k = 0; k < d->n_r; k++) {
        for (uint32_t i = d->r[k].b; i < d->r[k].e; i++) {
            if (x->an->upos[i] == RD_PUNCT) continue;
            ++*all;
            *quoted += x->quote_of[i] >= 0 && x->quote_of[i] != own;
        }
    }
}

/* Where only the subject stands in front of the quotation, the content is the quotation. */
static void subject_before_quote(const struct ex *x, struct ex_draft *d, int32_t own) {
    int32_t q = -1;
    uint32_t loose_b = UINT32_MAX, loose_e = 0;
    for (uint32_t k = 0; k < d->n_r; k++) {
        for (uint32_t i = d->r[k].b; i < d->r[k].e; i++) {
            if (x->an->upos[i] == RD_PUNCT) continue;
            if (x->quote_of[i] >= 0 && x->quote_of[i] != own) {
                if (q >= 0 && q != x->quote_of[i]) return;
                q = x->quote_of[i];
            } else {
                if (i < loose_b) loose_b = i;
                loose_e = i + 1;
            }
        }
    }
    if (q < 0 || loose_b == UINT32_MAX || loose_e > x->quotes[q].b || x->quotes[q].words < 3) return;
    if (x->an->upos[x->quotes[q].b] != RD_AUX && x->an->upos[x->quotes[q].b] != RD_VERB && x->an->upos[x->quotes[q].b] != RD_PART) return;
    for (uint32_t i = loose_b; i < loose_e; i++) {
        int base = rd_rel_base(x->an->rel[i]);
        if (x->an->upos[i] == RD_VERB || x->an->upos[i] == RD_AUX || base == RD_REL_MARK) return;
    }
    d->n_r = 0;
    extract_add_range(d, x->quotes[q].b, x->quotes[q].e);
    d->form = RD_FORM_MIXED;
}

static bool finish(struct ex *x, struct ex_draft *d, uint8_t form) {
    int32_t own = d->cue >= 0 ? x->cues[d->cue].quote : -1;
    uint32_t quoted, all;
    if (d->cue >= 0) close_gaps(x, d, &x->cues[d->cue]);
    extract_trim(x, d);
    count_quoted(x, d, own, &quoted, &all);
    d->form = form;
    if (all && quoted == all) d->form = RD_FORM_DIRECT;
    else if (quoted >= 3) d->form = RD_FORM_MIXED;
    if (d->form == RD_FORM_MIXED) subject_before_quote(x, d, own);
    if (all == 0) d->dead = true;
    return !d->dead;
}

/* ---- addressees ---- */

static void add_addressee(struct ex_draft *d, int32_t tok) {
    for (uint32_t k = 0; k < d->n_addr; k++) {
        if (d->addr[k] == tok) return;
    }
    if (tok >= 0 && d->n_addr < EX_MAX_PARTIES) d->addr[d->n_addr++] = tok;
}

static bool to_word(const struct ex *x, uint32_t i) {
    return extract_form_is(x, i, "to") || extract_form_is(x, i, "with") || extract_form_is(x, i, "tegen") || extract_form_is(x, i, "aan") || extract_form_is(x, i, "tegenover");
}

static bool is_thing(const struct ex *x, uint32_t i) {
    int32_t e = extract_entity_at(x, i);
    return e < 0 && x->an->upos[i] != RD_PROPN && x->an->upos[i] != RD_PRON;
}

static void addressees(struct ex *x, struct ex_draft *d, const struct ex_cue *c, bool has_other_content) {
    for (int32_t k = x->first[c->tok]; k >= 0; k = x->next[k]) {
        if (extract_in_ranges(d, (uint32_t)k) || part_of_cue(c, (uint32_t)k)) continue;
        int rel = rd_rel_base(x->an->rel[k]);
        if ((rel == RD_REL_IOBJ || rel == RD_REL_OBJ) && has_other_content && x->an->upos[k] != RD_VERB) {
            if (rd_str_is(x->low[k], "it") || rd_str_is(x->low[k], "het") || rd_feat(x->an, (uint32_t)k, "Reflex=Yes")) continue;
            add_addressee(d, k);
        } else if (rel == RD_REL_OBL) {
            int32_t p = extract_child(x, (uint32_t)k, RD_REL_CASE);
            bool to = p >= 0 && (to_word(x, (uint32_t)p) || (part_of_cue(c, (uint32_t)p) && rd_lex_has(c->governs, "person") && extract_form_is(x, (uint32_t)p, "on")));
            if (to && !is_thing(x, (uint32_t)k)) add_addressee(d, k);
        }
    }
    /* "responding to X's question", "asked by X" */
    for (int32_t k = x->first[c->tok]; k >= 0; k = x->next[k]) {
        if (rd_rel_base(x->an->rel[k]) != RD_REL_ADVCL || extract_in_ranges(d, (uint32_t)k)) continue;
        for (uint32_t i = x->lo[k]; i <= x->hi[k]; i++) {
            bool question = extract_lemma_is(x, i, "question") || extract_lemma_is(x, i, "vraag");
            int32_t who = question ? extract_child_exact(x, i, RD_REL_NMOD_POSS) : -1;
            if (who >= 0 && x->an->upos[who] == RD_PROPN) add_addressee(d, who);
        }
    }
}

/* ---- the ways in which a verb governs ---- */

static bool by_clause(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    for (uint32_t w = 0; w < c->n_words; w++) {
        for (int32_t k = x->first[c->words[w]]; k >= 0; k = x->next[k]) {
            if (!content_clause(x, c, (uint32_t)k, c->tok)) continue;
            struct ex_draft *d = extract_draft(x, ci, "clause");
            if (!d) return false;
            int32_t cut[EX_MAX_RANGES * 2];
            uint32_t n = 0;
            for (uint32_t j = 0; j < c->n_words && n < 4; j++) cut[n++] = (int32_t)c->words[j];
            for (uint32_t j = 0, m = n; j < m; j++) {
                if (extract_below(x, (uint32_t)k, (uint32_t)cut[j])) cut[j] = -1;
            }
            n = lifted_below(x, ci, (uint32_t)k, cut, n, EX_MAX_RANGES * 2);
            take_yield(x, d, (uint32_t)k, cut, n);
            if (finish(x, d, RD_FORM_INDIRECT)) {
                int32_t m = mark_of(x, (uint32_t)k);
                d->question = (m >= 0 && extract_has_function(x, (uint32_t)m, "complementizer", "whether")) || CLASS_IN(c, "ask");
                addressees(x, d, c, true);
                return true;
            }
        }
    }
    return false;
}

/* "A and B, X said", "A, said X, and B": the verb hangs on the main clause as parataxis, or has it as a clause on its left. */
static bool by_main_clause(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    uint32_t v = c->tok;
    int32_t h = x->an->head[v];
    uint32_t b = extract_sent_begin(x, v);
    int rel = rd_rel_base(x->an->rel[v]);
    uint32_t left = c->subj >= 0 && x->lo[c->subj] < v && (uint32_t)c->subj > b ? x->lo[c->subj] : v;
    bool comma = left > b && (extract_form_is(x, left - 1, ",") || (x->doc->toks[left - 1].flags & RD_TOK_QUOTE));
    if (h >= 0 && x->quote_of[h] == c->quote && comma && left > x->lo[h] &&
        (rel == RD_REL_PARATAXIS || rel == RD_REL_DISCOURSE || rel == RD_REL_DEP || (rel == RD_REL_CONJ && c->subj >= 0 && extract_below(x, (uint32_t)c->subj, v))) &&
        !in_speech(x, (uint32_t)h, c->quote)) {
        struct ex_draft *d = extract_draft(x, ci, "main-clause");
        int32_t cut[1] = {(int32_t)v};
        if (!d) return false;
        take_yield(x, d, (uint32_t)h, cut, 1);
        if (finish(x, d, RD_FORM_INDIRECT)) {
            addressees(x, d, c, true);
            return true;
        }
    }
    if (!comma) return false;
    /* a clause in front of ", X said." that the tree did not call a clause of its own */
    uint32_t finite = 0;
    for (uint32_t i = b; i + 1 < left; i++) {
        if (in_speech(x, i, c->quote) || x->quote_of[i] != c->quote) {
            if (in_speech(x, i, c->quote)) return false;
        }
        finite += rd_feat(x->an, i, "VerbForm=Fin") || x->an->upos[i] == RD_AUX;
    }
    uint32_t end = extract_sent_end(x, v), after = 0;
    for (uint32_t i = v + 1; i < end; i++) after += x->an->upos[i] == RD_VERB && x->cue_of[i] < 0 && !(c->subj >= 0 && extract_below(x, i, (uint32_t)c->subj));
    if (!finite || after > 0 || left < b + 4 || wh_word(x, b) || extract_has_function(x, b, "condition", NULL)) return false;
    struct ex_draft *d = extract_draft(x, ci, "left-clause");
    if (!d) return false;
    extract_add_range(d, b, left - 1);
    d->confidence = 70;
    if (!finish(x, d, RD_FORM_INDIRECT)) return false;
    addressees(x, d, c, true);
    return true;
}

static bool by_infinitive(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    for (uint32_t w = 0; w < c->n_words; w++) {
        for (int32_t k = x->first[c->words[w]]; k >= 0; k = x->next[k]) {
            int rel = rd_rel_base(x->an->rel[k]);
            if (part_of_cue(c, (uint32_t)k) || in_speech(x, (uint32_t)k, c->quote) || (uint32_t)k < c->tok) continue;
            if (rel != RD_REL_XCOMP && rel != RD_REL_CCOMP && rel != RD_REL_ADVCL && rel != RD_REL_ACL && rel != RD_REL_OBL) continue;
            if (!infinitive(x, (uint32_t)k)) continue;
            struct ex_draft *d = extract_draft(x, ci, "infinitive");
            if (!d) return false;
            int32_t cut[EX_MAX_RANGES];
            uint32_t n = lifted_below(x, ci, (uint32_t)k, cut, 0, EX_MAX_RANGES);
            take_yield(x, d, (uint32_t)k, cut, n);
            if (!finish(x, d, RD_FORM_PARAPHRASE)) continue;
            addressees(x, d, c, true);
            if (d->form == RD_FORM_PARAPHRASE && d->n_addr == 0 && !CLASS_IN(c, "decline", "refuse", "offer", "urge", "order", "demand", "propose", "call", "express", "support"))
                d->form = RD_FORM_INDIRECT;
            return true;
        }
    }
    return false;
}

/* "Dat zei X." / "This was announced by X.": the content is the sentence before. */
static bool by_pronoun(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    uint32_t s = x->doc->sent_of[c->tok];
    bool that = false;
    for (int32_t k = x->first[c->tok]; k >= 0; k = x->next[k]) {
        int rel = rd_rel_base(x->an->rel[k]);
        if (rel != RD_REL_OBJ && !(rel == RD_REL_NSUBJ && c->passive)) continue;
        that |= extract_form_is(x, (uint32_t)k, "dat") || extract_form_is(x, (uint32_t)k, "dit") || extract_form_is(x, (uint32_t)k, "that") || extract_form_is(x, (uint32_t)k, "this");
    }
    if (!that || s == 0 || x->doc->sents[s - 1].block != x->doc->sents[s].block) return false;
    const struct rd_sent *p = &x->doc->sents[s - 1];
    if (in_speech(x, p->tok, c->quote)) return false;
    struct ex_draft *d = extract_draft(x, ci, "pronoun");
    if (!d) return false;
    extract_add_range(d, p->tok, p->tok + p->n_tok);
    if (!finish(x, d, RD_FORM_PARAPHRASE)) return false;
    addressees(x, d, c, false);
    return true;
}

static bool time_or_channel(struct ex *x, uint32_t k) {
    struct rd_date date;
    uint32_t at, end;
    if (extract_date_in(x, x->lo[k], x->hi[k] + 1, true, &date, &at, &end) && end - at + 2 >= x->hi[k] + 1 - x->lo[k]) return true;
    return false;
}

static bool channel_phrase(struct ex *x, uint32_t k) {
    int32_t p = extract_child(x, k, RD_REL_CASE);
    if (p < 0 || !x->t_channels) return false;
    for (const struct rd_lex_row *r = rd_lex_find(x->t_channels, x->an->lemma[k]); r; r = r->next) {
        if (r->n > 2 && rd_str_is(r->f[2], "noun") &&
            (extract_form_is(x, (uint32_t)p, "in") || extract_form_is(x, (uint32_t)p, "at") || extract_form_is(x, (uint32_t)p, "during") || extract_form_is(x, (uint32_t)p, "tijdens")))
            return true;
    }
    return false;
}

/* A preposition that the cue governs: named in its row, or a word of the cue itself. */
static bool governed(const struct ex *x, const struct ex_cue *c, uint32_t k) {
    int32_t p = extract_child(x, k, RD_REL_CASE);
    if (p < 0) p = mark_of(x, k);
    if (p < 0) return false;
    if (part_of_cue(c, (uint32_t)p)) return true;
    static const struct { const char *word, *govern; } names[] = {
        {"for", "for"}, {"voor", "for"}, {"om", "for"}, {"tot", "for"}, {"against", "against"}, {"tegen", "against"}, {"of", "of"}, {"van", "of"},
        {"on", "on"}, {"op", "on"}, {"about", "about"}, {"over", "over"}, {"over", "about"}, {"as", "np-as"}, {"als", "np-as"}, {"met", "for"}, {"aan", "on"}, {"with", "for"}};
    for (size_t i = 0; i < RD_ARRAY_LEN(names); i++) {
        if (extract_form_is(x, (uint32_t)p, names[i].word) && rd_lex_has(c->governs, names[i].govern)) return true;
    }
    return false;
}

static bool object_piece(struct ex *x, const struct ex_cue *c, uint32_t k, bool *addressee) {
    int rel = rd_rel_base(x->an->rel[k]);
    *addressee = false;
    if (in_speech(x, k, c->quote) || rd_feat(x->an, k, "PronType=Rel")) return false;
    if (rel == RD_REL_OBJ || (rel == RD_REL_CCOMP && x->an->upos[k] != RD_VERB)) return true;
    if (rel == RD_REL_OBL || rel == RD_REL_NMOD || rel == RD_REL_ADVCL || rel == RD_REL_XCOMP) {
        if (time_or_channel(x, k) || channel_phrase(x, k)) return false;
        return governed(x, c, k) || rel == RD_REL_XCOMP;
    }
    return false;
}

static bool by_object(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    bool takes_obj = rd_lex_has(c->governs, "obj") || rd_lex_has(c->governs, "person") || rd_lex_has(c->governs, "np-as");
    if (c->subj < 0 || extract_flag(c->flags, "weak") || c->passive || CLASS_IN(c, "answer", "say", "add")) return false;
    if (CLASS_IN(c, "mention", "express", "call") && x->an->upos[c->subj] == RD_NOUN && is_thing(x, (uint32_t)c->subj)) return false;
    struct ex_draft *d = extract_draft(x, ci, "object");
    if (!d) return false;
    int32_t obj = -1, prep = -1;
    for (uint32_t w = 0; w < c->n_words; w++) {
        for (int32_t k = x->first[c->words[w]]; k >= 0; k = x->next[k]) {
            bool addressee;
            if (part_of_cue(c, (uint32_t)k) && w == 0 && c->n_words == 1) continue;
            if (!object_piece(x, c, (uint32_t)k, &addressee)) continue;
            bool is_obj = rd_rel_base(x->an->rel[k]) == RD_REL_OBJ;
            if (is_obj && !takes_obj && !part_of_cue(c, (uint32_t)k)) continue;
            if (is_obj) obj = k;
            else prep = k;
            int32_t cut[EX_MAX_RANGES];
            uint32_t n = lifted_below(x, ci, (uint32_t)k, cut, 0, EX_MAX_RANGES);
            take_yield(x, d, (uint32_t)k, cut, n);
        }
    }
    bool person = obj >= 0 && !part_of_cue(c, (uint32_t)obj) && prep >= 0 && object_is_addressee(c) && !is_thing(x, (uint32_t)obj);
    if (person) { /* the object is spoken to: content is the rest */
        d->n_r = 0;
        take_yield(x, d, (uint32_t)prep, NULL, 0);
        add_addressee(d, obj);
    }
    uint32_t words = 0;
    for (uint32_t k = 0; k < d->n_r; k++) words += d->r[k].e - d->r[k].b;
    if (d->n_r == 0 || (words == 1 && obj >= 0 && x->an->upos[obj] == RD_PRON) || (object_is_addressee(c) && prep < 0 && obj >= 0 && CLASS_IN(c, "say", "ask", "answer", "assert", "order", "warn") && !is_thing(x, (uint32_t)obj))) {
        d->dead = true;
        return false;
    }
    d->confidence = 65;
    if (!finish(x, d, RD_FORM_PARAPHRASE)) return false;
    addressees(x, d, c, false);
    return true;
}

/* The tree fails: take what follows a complementizer, or a verb of saying, to the end of the sentence. */
static bool by_surface(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    uint32_t end = extract_sent_end(x, c->tok), from = 0, last = c->words[c->n_words - 1];
    if (c->subj < 0 && !c->passive) return false;
    for (uint32_t i = last + 1; i < end && i <= last + 14 && !from; i++) {
        if (x->quote_of[i] != c->quote || (x->cue_of[i] >= 0 && x->cues[x->cue_of[i]].pos == 'V')) break;
        if (extract_complementizer(x, i)) from = i + 1;
    }
    if (!from || !rd_lex_has(c->governs, "that")) return false;
    uint32_t to = end;
    for (uint32_t i = from; i < end; i++) {
        int32_t w = x->cue_of[i];
        if (w < 0 || x->cues[w].tok != i || !lifted(x, c, &x->cues[w])) continue;
        x->cues[w].subj = c->subj;
        to = i;
        break;
    }
    struct ex_draft *d = extract_draft(x, ci, "surface");
    if (!d) return false;
    extract_add_range(d, from, to);
    d->confidence = 50;
    if (!finish(x, d, RD_FORM_INDIRECT)) return false;
    addressees(x, d, c, true);
    return true;
}

/* ---- which cues count ---- */

static bool first_person(const struct ex *x, int32_t s) {
    return s >= 0 && x->an->upos[s] == RD_PRON && (rd_feat(x->an, (uint32_t)s, "Person=1") || rd_feat(x->an, (uint32_t)s, "Person=2"));
}

/* Something that cannot speak: "it", "there", a wh-word, an expletive. */
static bool mute_subject(const struct ex *x, int32_t s) {
    if (s < 0) return false;
    if (rd_rel_base(x->an->rel[s]) == RD_REL_EXPL) return true;
    return extract_form_is(x, (uint32_t)s, "there") || extract_form_is(x, (uint32_t)s, "er") || extract_form_is(x, (uint32_t)s, "what") ||
           extract_form_is(x, (uint32_t)s, "nobody") || extract_form_is(x, (uint32_t)s, "niemand");
}

/* Not told as done: "to condemn", "may say", "if he says". */
static bool not_done(const struct ex *x, const struct ex_cue *c) {
    uint32_t v = c->tok;
    int rel = rd_rel_base(x->an->rel[v]);
    if (rd_feat(x->an, v, "VerbForm=Inf") && !extract_finite(x, v)) {
        int32_t h = x->an->head[v];
        bool ok = rel == RD_REL_XCOMP && h >= 0 && (extract_lemma_is(x, (uint32_t)h, "continue") || extract_lemma_is(x, (uint32_t)h, "go") || extract_lemma_is(x, (uint32_t)h, "begin") || x->an->upos[h] == RD_AUX || extract_lemma_is(x, (uint32_t)h, "blijven"));
        if (!ok) return true;
    }
    for (int32_t k = x->first[v]; k >= 0; k = x->next[k]) {
        if (rd_rel_base(x->an->rel[k]) == RD_REL_AUX && extract_has_function(x, (uint32_t)k, "modal", NULL) && !CLASS_IN(c, "decline", "refuse") &&
            !extract_lemma_is(x, (uint32_t)k, "zullen"))
            return true;
        if (rd_rel_base(x->an->rel[k]) == RD_REL_MARK && (extract_has_function(x, (uint32_t)k, "condition", "if") || extract_has_function(x, (uint32_t)k, "condition", "unless"))) return true;
    }
    return false;
}

static bool skipped(const struct ex *x, const struct ex_cue *c) {
    if (c->pos != 'V') return true;
    if (extract_flag(c->flags, "cognition") || rd_str_is(c->cls, "cognition")) return true;
    if (first_person(x, c->subj) || mute_subject(x, c->subj)) return true;
    if (rd_rel_base(x->an->rel[c->tok]) == RD_REL_AMOD || rd_rel_base(x->an->rel[c->tok]) == RD_REL_COMPOUND) return true;
    return not_done(x, c);
}

/* ---- adpositions ---- */

static int32_t named_by(const struct ex *x, const struct ex_cue *c) {
    uint32_t last = c->words[c->n_words - 1], end = extract_sent_end(x, last);
    int32_t h = x->an->head[c->tok];
    if (h >= 0 && (uint32_t)h > last && (x->an->upos[h] == RD_NOUN || x->an->upos[h] == RD_PROPN || x->an->upos[h] == RD_PRON)) return h;
    for (uint32_t i = last + 1; i < end && i <= last + 8; i++) {
        if (x->an->upos[i] == RD_NOUN || x->an->upos[i] == RD_PROPN || x->an->upos[i] == RD_PRON) {
            uint32_t top = i;
            while (x->an->head[top] > (int32_t)last && (uint32_t)x->an->head[top] < end && (x->an->upos[x->an->head[top]] == RD_NOUN || x->an->upos[x->an->head[top]] == RD_PROPN) &&
                   rd_rel_base(x->an->rel[top]) != RD_REL_NSUBJ)
                top = (uint32_t)x->an->head[top];
            return (int32_t)top;
        }
    }
    return -1;
}

/* "per the ministry", "zo X": only with a name, at an edge of the sentence or set off by a comma. */
static bool weak_adposition(const struct ex *x, const struct ex_cue *c, uint32_t who) {
    uint32_t b = extract_sent_begin(x, c->tok), first = c->words[0];
    if (x->an->upos[who] != RD_PROPN && c->n_words < 2) {
        int32_t e = extract_entity_at(x, who);
        if (e < 0 || (x->refs->entities[e].kind != RD_ENT_PERSON && x->refs->entities[e].kind != RD_ENT_ORG)) return false;
    }
    return c->n_words > 1 ? first == b || extract_form_is(x, first - 1, ",") : first > b && extract_form_is(x, first - 1, ",");
}

static void by_adposition(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    int32_t who = named_by(x, c);
    uint32_t b = extract_sent_begin(x, c->tok), end = extract_sent_end(x, c->tok);
    if (who < 0) return;
    if (extract_flag(c->flags, "weak") && !weak_adposition(x, c, (uint32_t)who)) return;
    c->subj = who;
    uint32_t pb = c->words[0], pe = x->hi[who] + 1;
    if (pe <= c->words[c->n_words - 1]) pe = (uint32_t)who + 1;
    for (uint32_t i = b; i < end; i++) {
        if (in_speech(x, i, c->quote)) return; /* direct.c asks for it */
    }
    /* A verb that the tree hangs on the named one is not part of the name. */
    for (uint32_t i = (uint32_t)who + 1; i < pe; i++) {
        if (rd_rel_base(x->an->rel[i]) == RD_REL_PUNCT && extract_form_is(x, i, ",") && x->an->rel[who] != RD_REL_NSUBJ && i + 1 < pe && x->an->upos[i + 1] != RD_PRON && pe - pb > 12) pe = i;
    }
    struct ex_draft *d = extract_draft(x, ci, "adposition");
    if (!d) return;
    extract_add_range(d, b, pb);
    extract_add_range(d, pe, end);
    uint32_t verbs = 0;
    for (uint32_t k = 0; k < d->n_r; k++) {
        for (uint32_t i = d->r[k].b; i < d->r[k].e; i++) verbs += x->an->upos[i] == RD_VERB || x->an->upos[i] == RD_AUX;
    }
    if (!verbs && rd_lex_has(c->flags, "weak")) d->dead = true;
    finish(x, d, RD_FORM_INDIRECT);
}

void extract_clauses(struct ex *x) {
    for (uint32_t i = 0; i < x->n_cues; i++) {
        struct ex_cue *c = &x->cues[i];
        int32_t ci = (int32_t)i;
        if (c->pos == 'A') by_adposition(x, ci);
        if (skipped(x, c)) continue;
        if (by_clause(x, ci) || by_main_clause(x, ci) || by_pronoun(x, ci)) continue;
        if (rd_lex_has(c->governs, "inf") || c->n_words > 1) {
            if (by_infinitive(x, ci)) continue;
        }
        if (by_surface(x, ci)) continue;
        by_object(x, ci);
    }
}
