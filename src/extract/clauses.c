/* What a verb of saying governs: clauses, infinitives, objects, and the main clause that it is put into or behind.
 * Order of trial for a verb: clause -> main clause around it -> infinitive -> "that" as a pronoun -> object -> the rest of the
 * sentence where the tree fails. Quotations that stand as speech are left to direct.c. */
#include "extract/govern.h"

/* ---- cues that a wrong tree puts inside another's content ---- */

/* `nominal`: the content is a noun phrase or an infinitive, so a finite verb behind "and" cannot be part of it. */
static uint32_t lifted_below(struct ex *x, int32_t ci, uint32_t top, bool nominal, int32_t *cut, uint32_t n, uint32_t max) {
    uint32_t end = rd_gram_sent_end(x->g, top);
    for (uint32_t i = rd_gram_sent_begin(x->g, top); i < end && n < max; i++) {
        int32_t w = x->cue_of[i];
        if (w < 0 || w == ci || x->cues[w].tok != i || !rd_gram_below(x->g, i, top) || i == top) continue;
        const struct ex_cue *wc = &x->cues[w];
        bool own = false;
        for (int32_t k = x->g->first[i]; k >= 0; k = x->g->next[k]) own |= rd_rel_base(x->an->rel[k]) == RD_REL_NSUBJ;
        bool conj = nominal && wc->pos == 'V' && wc->quote == x->cues[ci].quote && i > 0 && x->an->upos[i - 1] == RD_CCONJ && (rd_feat(x->an, i, "VerbForm=Fin") || extract_past_after_all(x, wc)) && !own;
        if (!conj && !extract_lifted(x, &x->cues[ci], wc)) continue;
        x->cues[w].subj = x->cues[ci].subj;
        cut[n++] = (int32_t)i;
    }
    return n;
}

/* ---- content ---- */

static void take_yield(struct ex *x, struct ex_draft *d, uint32_t top, const int32_t *cut, uint32_t n_cut) {
    struct rd_range r[RD_MAX_RANGES];
    uint32_t n = rd_gram_yield(x->g, top, cut, n_cut, r);
    for (uint32_t k = 0; k < n; k++) extract_add_range(d, r[k].b, r[k].e);
}

/* ---- addressees ---- */

static void add_addressee(struct ex_draft *d, int32_t tok) {
    for (uint32_t k = 0; k < d->n_addr; k++) {
        if (d->addr[k] == tok) return;
    }
    if (tok >= 0 && d->n_addr < EX_MAX_PARTIES) d->addr[d->n_addr++] = tok;
}

static bool to_word(const struct ex *x, uint32_t i) {
    return rd_gram_form_is(x->g, i, "to") || rd_gram_form_is(x->g, i, "with") || rd_gram_form_is(x->g, i, "tegen") || rd_gram_form_is(x->g, i, "aan") || rd_gram_form_is(x->g, i, "tegenover");
}

static void addressees(struct ex *x, struct ex_draft *d, const struct ex_cue *c, bool has_other_content) {
    for (int32_t k = x->g->first[c->tok]; k >= 0; k = x->g->next[k]) {
        if (extract_in_ranges(d, (uint32_t)k) || extract_part_of_cue(c, (uint32_t)k) || k == c->subj) continue;
        int rel = rd_rel_base(x->an->rel[k]);
        if ((rel == RD_REL_IOBJ || rel == RD_REL_OBJ) && has_other_content && x->an->upos[k] != RD_VERB) {
            if (rd_str_is(x->g->low[k], "it") || rd_str_is(x->g->low[k], "het") || rd_feat(x->an, (uint32_t)k, "Reflex=Yes")) continue;
            if (extract_is_thing(x, (uint32_t)k) && (!rd_lex_has(c->governs, "person") || CUE_IS(c, "deny", "reject", "express"))) continue; /* "suggested the ferry had …" */
            add_addressee(d, k);
        } else if (rel == RD_REL_OBL) {
            int32_t p = rd_gram_child(x->g, (uint32_t)k, RD_REL_CASE);
            bool to = p >= 0 && (to_word(x, (uint32_t)p) || (extract_part_of_cue(c, (uint32_t)p) && rd_lex_has(c->governs, "person") && rd_gram_form_is(x->g, (uint32_t)p, "on")));
            int32_t en = extract_entity_at(x, (uint32_t)k); /* "zei hij voor honderden havenarbeiders" */
            bool crowd = p >= 0 && CUE_IS(c, "say") && rd_gram_form_is(x->g, (uint32_t)p, "voor") && en >= 0 && x->refs->entities[en].kind == RD_ENT_GROUP;
            if ((to || crowd) && !extract_is_thing(x, (uint32_t)k)) add_addressee(d, k);
        }
    }
    /* "responding to X's question", "asked by X" */
    for (int32_t k = x->g->first[c->tok]; k >= 0; k = x->g->next[k]) {
        if (rd_rel_base(x->an->rel[k]) != RD_REL_ADVCL || extract_in_ranges(d, (uint32_t)k)) continue;
        for (uint32_t i = x->g->lo[k]; i <= x->g->hi[k]; i++) {
            bool question = rd_gram_lemma_is(x->g, i, "question") || rd_gram_lemma_is(x->g, i, "vraag");
            int32_t who = question ? rd_gram_child_exact(x->g, i, RD_REL_NMOD_POSS) : -1;
            if (who >= 0 && x->an->upos[who] == RD_PROPN) add_addressee(d, who);
        }
    }
}

/* ---- the ways in which a verb governs ---- */

/* "rejected the claim that …", "repeated its threat to …": the noun is what the verb governs, although the list has it in the cue. */
static bool governed_noun(const struct ex *x, const struct ex_cue *c, uint32_t k) {
    return c->n_words > 1 && x->an->upos[k] == RD_NOUN && rd_rel_base(x->an->rel[k]) == RD_REL_OBJ && CUE_IS(c, "reject", "deny", "accept", "repeat", "welcome", "support", "criticise", "condemn", "refuse");
}

static bool by_clause(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    for (uint32_t w = 0; w < c->n_words; w++) {
        if (governed_noun(x, c, c->words[w])) continue;
        for (int32_t k = x->g->first[c->words[w]]; k >= 0; k = x->g->next[k]) {
            if (!extract_content_clause(x, c, (uint32_t)k, c->tok)) continue;
            int32_t noun = x->g->lo[k] > 0 ? (int32_t)x->g->lo[k] - 1 : -1; /* "rejected criticism that …": the noun's clause */
            if (noun > (int32_t)c->tok && CUE_IS(c, "reject", "criticise", "condemn", "repeat", "welcome") && x->an->upos[noun] == RD_NOUN && rd_gram_complementizer(x->g, (uint32_t)noun + 1)) continue;
            if (noun >= 0 && extract_part_of_cue(c, (uint32_t)noun) && governed_noun(x, c, (uint32_t)noun)) continue;
            struct ex_draft *d = extract_draft(x, ci, "clause");
            if (!d) return false;
            int32_t cut[RD_MAX_RANGES * 2];
            uint32_t n = 0;
            for (uint32_t j = 0; j < c->n_words && n < 4; j++) cut[n++] = (int32_t)c->words[j];
            for (uint32_t j = 0, m = n; j < m; j++) {
                if (rd_gram_below(x->g, (uint32_t)k, (uint32_t)cut[j])) cut[j] = -1;
            }
            n = lifted_below(x, ci, (uint32_t)k, false, cut, n, RD_MAX_RANGES * 2);
            take_yield(x, d, (uint32_t)k, cut, n);
            extract_mend_edges(x, d, ci);
            if (extract_finish(x, d, RD_FORM_INDIRECT)) {
                int32_t m = extract_mark_of(x, (uint32_t)k);
                d->question = (m >= 0 && rd_gram_has_function(x->g, (uint32_t)m, "complementizer", "whether")) || CUE_IS(c, "ask");
                addressees(x, d, c, true);
                return true;
            }
        }
    }
    return false;
}

static bool by_tail(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    int32_t comma = extract_flag(c->flags, "weak") ? -1 : extract_tail_comma(x, c);
    if (comma < 0 || !(rd_lex_has(c->governs, "that") || rd_lex_has(c->governs, "quote"))) return false;
    uint32_t b = rd_gram_sent_begin(x->g, c->tok), v = c->tok;
    if (c->subj < 0 || (uint32_t)c->subj < (uint32_t)comma) {
        int32_t s = (uint32_t)comma + 1 < v ? extract_head_between(x, (uint32_t)comma + 1, v) : -1;
        if (s < 0 && (c->subj < 0 || (uint32_t)c->subj < v)) s = extract_head_between(x, v + 1, rd_gram_sent_end(x->g, v));
        if (s < 0) return false;
        c->subj = s;
        int32_t again = extract_tail_comma(x, c); /* an apposition in front of the name is seen only now */
        if (again > (int32_t)b && again < comma) comma = again;
    }
    if (x->an->upos[c->subj] == RD_NOUN && extract_entity_at(x, (uint32_t)c->subj) < 0 && !CUE_IS(c, "say", "add", "answer", "assert")) return false;
    if (extract_media_speaks(x, c->subj) || extract_first_person(x, c->subj)) return true; /* taken, and nobody's statement */
    struct ex_draft *d = extract_draft(x, ci, "tail");
    if (!d) return false;
    extract_add_range(d, b, (uint32_t)comma);
    if (!extract_finish(x, d, RD_FORM_INDIRECT)) return false;
    addressees(x, d, c, true);
    return true;
}

/* ", she said,": nothing but who speaks and the verb between two commas, whatever the tree calls it. */
static bool parenthesis(const struct ex *x, const struct ex_cue *c, int rel) {
    uint32_t v = c->tok, end = rd_gram_sent_end(x->g, v), e = v + 1;
    if ((rel != RD_REL_ADVCL && rel != RD_REL_ACL && rel != RD_REL_CCOMP) || c->subj < 0 || !CUE_IS(c, "say", "add", "assert", "answer") || !rd_feat(x->an, v, "VerbForm=Fin")) return false;
    if ((uint32_t)c->subj > v) e = x->g->hi[c->subj] + 1;
    return e < end && rd_gram_form_is(x->g, e, ",") && !extract_relative_word(x, (uint32_t)c->subj < v ? x->g->lo[c->subj] : v);
}

/* "The crane, X told the council on Monday, is old": who speaks and the verb stand between commas behind a subject that has its verb only
 * then. The tree often makes the crane speak. */
static bool by_inserted(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    uint32_t v = c->tok, b = rd_gram_sent_begin(x->g, v), end = rd_gram_sent_end(x->g, v), p = v, q = v + 1;
    if (!CUE_IS(c, "say", "add", "assert", "answer", "claim") || extract_flag(c->flags, "weak") || c->quote >= 0 || !rd_feat(x->an, v, "VerbForm=Fin")) return false;
    while (p > b && v - p < 7 && !rd_gram_form_is(x->g, p - 1, ",")) {
        int up = x->an->upos[p - 1];
        if (up != RD_DET && up != RD_PROPN && up != RD_NOUN && up != RD_ADJ && up != RD_PRON && up != RD_ADV) return false;
        p--;
    }
    if (p < b + 2 || !rd_gram_form_is(x->g, p - 1, ",") || extract_relative_word(x, p)) return false;
    for (uint32_t i = b; i + 1 < p; i++) { /* nothing but a subject in front */
        if (x->quote_of[i] >= 0 || x->an->upos[i] == RD_VERB || x->an->upos[i] == RD_AUX || x->an->upos[i] == RD_PUNCT || (i == b && (x->an->upos[i] == RD_ADP || x->an->upos[i] == RD_ADV || x->an->upos[i] == RD_SCONJ))) return false;
    }
    while (q < end && q < v + 14 && !rd_gram_form_is(x->g, q, ",")) {
        if (x->an->upos[q] == RD_VERB || x->an->upos[q] == RD_AUX || rd_gram_complementizer(x->g, q) || x->quote_of[q] >= 0) return false;
        q++;
    }
    if (q + 2 >= end || !rd_gram_form_is(x->g, q, ",") || x->quote_of[q + 1] >= 0) return false;
    if (x->an->upos[q + 1] != RD_AUX && !rd_feat(x->an, q + 1, "VerbForm=Fin")) return false;
    int32_t s = p < v ? extract_head_between(x, p, v) : extract_head_between(x, v + 1, q), lead = extract_head_between(x, b, p - 1);
    if (s < 0 || lead < 0 || (extract_entity_at(x, (uint32_t)lead) >= 0 && extract_entity_at(x, (uint32_t)lead) == extract_entity_at(x, (uint32_t)s))) return false; /* "X, the minister, said" */
    c->subj = s;
    c->passive = false;
    struct ex_draft *d = extract_draft(x, ci, "inserted");
    if (!d) return false;
    if (extract_media_speaks(x, s) || extract_first_person(x, s)) {
        d->dead = true;
        return true;
    }
    extract_add_range(d, b, p - 1);
    extract_add_range(d, q + 1, end);
    if (!extract_finish(x, d, RD_FORM_INDIRECT)) return false;
    addressees(x, d, c, true);
    return true;
}

/* "A and B, X said", "A, said X, and B": the verb hangs on the main clause as parataxis, or has it as a clause on its left. */
static bool by_main_clause(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    uint32_t v = c->tok;
    int32_t h = x->an->head[v];
    if (extract_flag(c->flags, "weak") && !(h >= 0 && x->quote_of[h] >= 0 && x->quote_of[h] != c->quote)) return false;
    uint32_t b = rd_gram_sent_begin(x->g, v);
    int rel = rd_rel_base(x->an->rel[v]);
    uint32_t left = c->subj >= 0 && x->g->lo[c->subj] < v && (uint32_t)c->subj > b ? x->g->lo[c->subj] : v;
    bool comma = left > b && (rd_gram_form_is(x->g, left - 1, ",") || (x->doc->toks[left - 1].flags & RD_TOK_QUOTE));
    bool level = h >= 0 && (x->quote_of[h] == c->quote || (x->quote_of[h] >= 0 && c->quote < 0 && !x->quotes[x->quote_of[h]].speech)); /* 'The U.S. "will …," X said' */
    if (level && comma && left > x->g->lo[h] &&
        (rel == RD_REL_PARATAXIS || rel == RD_REL_DISCOURSE || rel == RD_REL_DEP || parenthesis(x, c, rel) || (rel == RD_REL_CONJ && c->subj >= 0 && rd_gram_below(x->g, (uint32_t)c->subj, v))) &&
        !extract_in_speech(x, (uint32_t)h, c->quote)) {
        struct ex_draft *d = extract_draft(x, ci, "main-clause");
        int32_t cut[1] = {(int32_t)v};
        if (!d) return false;
        take_yield(x, d, (uint32_t)h, cut, 1);
        if (extract_finish(x, d, RD_FORM_INDIRECT)) {
            addressees(x, d, c, true);
            return true;
        }
    }
    if (!comma || extract_relative_cue(x, c)) return false;
    /* a clause in front of ", X said." that the tree did not call a clause of its own */
    uint32_t finite = 0;
    for (uint32_t i = b; i + 1 < left; i++) {
        if (extract_in_speech(x, i, c->quote) || x->quote_of[i] != c->quote) {
            if (extract_in_speech(x, i, c->quote)) return false;
        }
        finite += rd_feat(x->an, i, "VerbForm=Fin") || x->an->upos[i] == RD_AUX;
    }
    uint32_t end = rd_gram_sent_end(x->g, v), after = 0;
    for (uint32_t i = v + 1; i < end; i++) after += x->an->upos[i] == RD_VERB && x->cue_of[i] < 0 && !(c->subj >= 0 && rd_gram_below(x->g, i, (uint32_t)c->subj));
    if (extract_press_word(x, b)) return false;
    for (uint32_t i = b; i < left; i++) { /* "Asked whether …, X declined to answer" */
        if (x->cue_of[i] >= 0 && extract_press_asks(x, &x->cues[x->cue_of[i]])) return false;
    }
    if (c->subj >= (int32_t)b && c->subj < (int32_t)left) return false; /* "X, who leads the party, called …" */
    if (!finite || after > 0 || left < b + 4 || extract_wh_word(x, b) || rd_gram_has_function(x->g, b, "condition", NULL)) return false;
    struct ex_draft *d = extract_draft(x, ci, "left-clause");
    if (!d) return false;
    extract_add_range(d, b, left - 1);
    d->confidence = 70;
    if (!extract_finish(x, d, RD_FORM_INDIRECT)) return false;
    addressees(x, d, c, true);
    return true;
}

/* Dutch puts the object of the infinitive in front of "te": "claimt een drone te hebben neergehaald", "beloofde het contract openbaar
 * te maken". All that stands behind such a cue belongs to it, whatever the tree hangs on what. */
static bool by_te(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    uint32_t last = c->words[c->n_words - 1], end = rd_gram_sent_end(x->g, c->tok), te = 0, to;
    if (c->tok > last || !rd_lex_has(c->governs, "inf") || !CUE_IS(c, "claim", "say", "promise", "deny", "threaten", "assert", "ask", "admit", "refuse")) return false;
    bool asks = CUE_IS(c, "ask");
    if (asks && rd_feat(x->an, c->tok, "VerbForm=Fin")) return false; /* whom one asks stands there too */
    for (uint32_t i = last + 1; i + 1 < end && !te; i++) {
        if (x->quote_of[i] != c->quote || rd_feat(x->an, i, "VerbForm=Fin") || rd_gram_complementizer(x->g, i) || x->an->upos[i] == RD_SCONJ || rd_gram_form_is(x->g, i, ":")) return false;
        if (rd_gram_form_is(x->g, i, "te") && rd_feat(x->an, i + 1, "VerbForm=Inf")) te = i;
    }
    if (!te || te < last + 2 || x->an->upos[last + 1] == RD_ADP || rd_gram_form_is(x->g, last + 1, ",")) return false;
    for (to = te + 2; to < end; to++) {
        int32_t w = x->cue_of[to];
        bool and = to + 1 < end && (x->an->upos[to] == RD_CCONJ || (rd_gram_form_is(x->g, to, ",") && x->an->upos[to + 1] == RD_CCONJ));
        if (w >= 0 && x->cues[w].pos == 'V' && x->cues[w].tok == to && rd_feat(x->an, to, "VerbForm=Fin") && x->an->upos[to - 1] == RD_CCONJ) break;
        if (and && x->quote_of[to] == c->quote && to + 2 < end && (rd_feat(x->an, to + 1, "VerbForm=Fin") || rd_feat(x->an, to + 2, "VerbForm=Fin"))) break;
    }
    struct ex_draft *d = extract_draft(x, ci, "te");
    if (!d) return false;
    extract_add_range(d, last + 1, to);
    d->confidence = 65;
    if (!extract_finish(x, d, asks ? RD_FORM_PARAPHRASE : RD_FORM_INDIRECT)) return false;
    for (int32_t k = x->g->first[c->tok]; k >= 0 && asks; k = x->g->next[k]) {
        int rel = rd_rel_base(x->an->rel[k]);
        if ((rel == RD_REL_IOBJ || rel == RD_REL_OBJ) && (uint32_t)k < c->tok && k != c->subj) add_addressee(d, k);
    }
    return true;
}

static bool by_infinitive(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    if (rd_str_is(x->lang->code, "nl") && by_te(x, ci)) return true;
    for (uint32_t w = 0; w < c->n_words; w++) {
        if (governed_noun(x, c, c->words[w])) continue;
        for (int32_t k = x->g->first[c->words[w]]; k >= 0; k = x->g->next[k]) {
            int rel = rd_rel_base(x->an->rel[k]);
            bool own = extract_part_of_cue(c, (uint32_t)k) && !(CUE_IS(c, "decline", "refuse") && w == 0);
            if (x->quote_of[k] != c->quote || own || extract_in_speech(x, (uint32_t)k, c->quote) || (uint32_t)k < c->tok) continue;
            if (rel != RD_REL_XCOMP && rel != RD_REL_CCOMP && rel != RD_REL_ADVCL && rel != RD_REL_ACL && rel != RD_REL_OBL) continue;
            if (CUE_IS(c, "ask") && (rd_gram_lemma_is(x->g, (uint32_t)k, "name") || rd_gram_lemma_is(x->g, (uint32_t)k, "identify") || rd_gram_lemma_is(x->g, (uint32_t)k, "quote") || rd_gram_lemma_is(x->g, (uint32_t)k, "noemen"))) return true; /* "who asked not to be named" */
            if (!extract_infinitive(x, (uint32_t)k) || (!rd_lex_has(c->governs, "inf") && c->n_words == 1 && rel != RD_REL_XCOMP)) continue;
            struct ex_draft *d = extract_draft(x, ci, "infinitive");
            if (!d) return false;
            int32_t cut[RD_MAX_RANGES];
            uint32_t n = lifted_below(x, ci, (uint32_t)k, true, cut, 0, RD_MAX_RANGES);
            take_yield(x, d, (uint32_t)k, cut, n);
            if (!extract_finish(x, d, RD_FORM_PARAPHRASE)) continue;
            addressees(x, d, c, true);
            if (d->form == RD_FORM_PARAPHRASE && d->n_addr == 0 && !CUE_IS(c, "decline", "refuse", "offer", "urge", "order", "demand", "propose", "call", "express", "support"))
                d->form = RD_FORM_INDIRECT;
            return true;
        }
    }
    return false;
}

/* "asked the council to send …", where the tree hangs the infinitive on whom it asks. */
static bool by_object_infinitive(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    if (!rd_lex_has(c->governs, "inf") || c->passive || !(rd_lex_has(c->governs, "person") || CUE_IS(c, "urge", "ask", "order", "demand"))) return false;
    for (int32_t o = x->g->first[c->tok]; o >= 0; o = x->g->next[o]) {
        int rel = rd_rel_base(x->an->rel[o]);
        if ((uint32_t)o < c->tok || (rel != RD_REL_OBJ && rel != RD_REL_IOBJ && rel != RD_REL_OBL) || extract_in_speech(x, (uint32_t)o, c->quote)) continue;
        for (int32_t k = x->g->first[o]; k >= 0; k = x->g->next[k]) {
            bool to = rd_rel_base(x->an->rel[k]) == RD_REL_ACL && k > o && extract_infinitive(x, (uint32_t)k) && extract_mark_of(x, (uint32_t)k) >= 0;
            if (!to || x->g->lo[k] > (uint32_t)o + 8) continue;
            struct ex_draft *d = extract_draft(x, ci, "object-infinitive");
            if (!d) return false;
            int32_t cut[RD_MAX_RANGES];
            uint32_t n = lifted_below(x, ci, (uint32_t)k, true, cut, 0, RD_MAX_RANGES);
            take_yield(x, d, (uint32_t)k, cut, n);
            if (!extract_finish(x, d, RD_FORM_PARAPHRASE)) return false;
            add_addressee(d, o);
            return true;
        }
    }
    return false;
}

/* "X, accused Y of …": the tree knows nothing of what a verb governs whose object stands right behind it: to the end of the sentence,
 * or to a clause that goes on with something else. */
static bool by_surface_object(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    uint32_t last = c->words[c->n_words - 1], end = rd_gram_sent_end(x->g, c->tok), to = last + 1;
    if (c->subj < 0 || c->passive || !extract_active_after_all(x, c) || !CUE_IS(c, "accuse", "condemn", "criticise", "thank", "praise", "reject", "blame", "welcome", "support")) return false;
    for (; to < end; to++) {
        if (x->quote_of[to] != c->quote || extract_in_speech(x, to, c->quote)) break;
        if (rd_gram_form_is(x->g, to, ",") && to + 1 < end && (x->an->upos[to + 1] == RD_VERB || x->an->upos[to + 1] == RD_SCONJ || x->an->upos[to + 1] == RD_CCONJ || x->cue_of[to + 1] >= 0)) break;
        if (rd_gram_form_is(x->g, to, ".")) break;
    }
    struct ex_draft *d = to > last + 2 ? extract_draft(x, ci, "surface-object") : NULL;
    if (!d) return false;
    extract_add_range(d, last + 1, to);
    d->confidence = 45;
    return extract_finish(x, d, RD_FORM_PARAPHRASE);
}

/* "Dat zei X." / "This was announced by X.": the content is the sentence before. */
static bool by_pronoun(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    uint32_t s = x->doc->sent_of[c->tok];
    bool that = false;
    for (int32_t k = x->g->first[c->tok]; k >= 0; k = x->g->next[k]) {
        int rel = rd_rel_base(x->an->rel[k]);
        bool first = (uint32_t)k == rd_gram_sent_begin(x->g, c->tok) && c->tok <= (uint32_t)k + 3;
        if ((uint32_t)k != rd_gram_sent_begin(x->g, c->tok) || x->quote_of[k] != c->quote || (rel != RD_REL_OBJ && !(rel == RD_REL_NSUBJ && (c->passive || first)))) continue;
        if (!rd_gram_form_is(x->g, (uint32_t)k, "dat") && !rd_gram_form_is(x->g, (uint32_t)k, "dit") && !rd_gram_form_is(x->g, (uint32_t)k, "that") && !rd_gram_form_is(x->g, (uint32_t)k, "this")) continue;
        that = true;
        if (c->subj == k) c->subj = extract_head_between(x, c->tok + 1, rd_gram_sent_end(x->g, c->tok));
    }
    if (!that || s == 0) return false;
    const struct rd_sent *p = &x->doc->sents[s - 1];
    int role = x->page->blocks[p->block].role; /* the paragraph before will do: "… zodra beide instemmen. // Dat heeft X gezegd" */
    if (p->block != x->doc->sents[s].block && (p->block + 1 != x->doc->sents[s].block || (role != RD_ROLE_LEAD && role != RD_ROLE_BODY))) return false;
    if (extract_in_speech(x, p->tok, c->quote)) return false;
    struct ex_draft *d = extract_draft(x, ci, "pronoun");
    if (!d) return false;
    extract_add_range(d, p->tok, p->tok + p->n_tok);
    if (!extract_finish(x, d, RD_FORM_PARAPHRASE)) return false;
    addressees(x, d, c, false);
    return true;
}

static bool time_or_channel(struct ex *x, uint32_t k) {
    struct rd_date date;
    uint32_t at, end;
    if (extract_date_in(x, x->g->lo[k], x->g->hi[k] + 1, true, &date, &at, &end) && end - at + 2 >= x->g->hi[k] + 1 - x->g->lo[k]) return true;
    return false;
}

static bool channel_phrase(struct ex *x, uint32_t k) {
    int32_t p = rd_gram_child(x->g, k, RD_REL_CASE);
    if (p < 0 || !x->t_channels) return false;
    for (const struct rd_lex_row *r = rd_lex_find(x->t_channels, x->an->lemma[k]); r; r = r->next) {
        if (r->n > 2 && rd_str_is(r->f[2], "noun") &&
            (rd_gram_form_is(x->g, (uint32_t)p, "in") || rd_gram_form_is(x->g, (uint32_t)p, "at") || rd_gram_form_is(x->g, (uint32_t)p, "during") || rd_gram_form_is(x->g, (uint32_t)p, "tijdens")))
            return true;
    }
    return false;
}

/* A preposition that the cue governs: named in its row, or a word of the cue itself. */
static bool governed(const struct ex *x, const struct ex_cue *c, uint32_t k) {
    int32_t p = rd_gram_child(x->g, k, RD_REL_CASE);
    if (p < 0) p = extract_mark_of(x, k);
    if (p < 0) return false;
    if (extract_part_of_cue(c, (uint32_t)p)) return true;
    static const struct { const char *word, *govern; } names[] = {
        {"for", "for"}, {"voor", "for"}, {"om", "for"}, {"tot", "for"}, {"against", "against"}, {"tegen", "against"}, {"of", "of"}, {"van", "of"},
        {"on", "on"}, {"op", "on"}, {"about", "about"}, {"over", "over"}, {"over", "about"}, {"as", "np-as"}, {"als", "np-as"}, {"met", "for"}, {"aan", "on"}, {"with", "for"}};
    if (CUE_IS(c, "praise") && rd_lex_has(c->governs, "to-person") && (rd_gram_form_is(x->g, (uint32_t)p, "to") || rd_gram_form_is(x->g, (uint32_t)p, "aan"))) return true; /* "paid tribute to" */
    for (size_t i = 0; i < RD_ARRAY_LEN(names); i++) {
        if (rd_gram_form_is(x->g, (uint32_t)p, names[i].word) && rd_lex_has(c->governs, names[i].govern)) return true;
    }
    /* the ground of praise and blame, whatever the row lists: "thanked X for Y", "feliciteerde X met Y" */
    if (CUE_IS(c, "thank", "congratulate", "criticise", "accuse", "praise", "apologise", "condemn")) {
        static const char *const ground[] = {"for", "voor", "met", "on", "over", "of", "van", "om", "wegens", "as", "als"};
        for (size_t i = 0; i < RD_ARRAY_LEN(ground); i++) {
            if (rd_gram_form_is(x->g, (uint32_t)p, ground[i])) return true;
        }
    }
    return false;
}

static bool object_piece(struct ex *x, const struct ex_cue *c, uint32_t k, bool *addressee) {
    int rel = rd_rel_base(x->an->rel[k]);
    *addressee = false;
    if (extract_in_speech(x, k, c->quote) || rd_feat(x->an, k, "PronType=Rel")) return false;
    if (rel == RD_REL_OBJ && x->an->upos[k] == RD_NOUN && extract_time_unit(x, k)) return false;
    if (rel == RD_REL_OBJ || (rel == RD_REL_CCOMP && x->an->upos[k] != RD_VERB && x->an->upos[k] != RD_ADP && x->an->upos[k] != RD_ADV)) return true;
    if (rel == RD_REL_OBL || rel == RD_REL_NMOD || rel == RD_REL_ADVCL || rel == RD_REL_XCOMP) {
        if (time_or_channel(x, k) || channel_phrase(x, k)) return false;
        return governed(x, c, k) || rel == RD_REL_XCOMP;
    }
    return false;
}

/* "congratulated X on Y", where the tree hangs Y on X: finds Y; true if there is none. */
static bool part_of_object(const struct ex *x, const struct ex_cue *c, int32_t obj, int32_t *prep) {
    for (int32_t k = x->g->first[obj]; k >= 0; k = x->g->next[k]) {
        if (rd_rel_base(x->an->rel[k]) == RD_REL_NMOD && k > obj && governed(x, c, (uint32_t)k)) {
            *prep = k;
            return false;
        }
    }
    return true;
}

/* What follows the object at once and hangs on the verb is most often part of it: "praised Y's share in the work". */
static void extend_object(struct ex *x, struct ex_draft *d, const struct ex_cue *c) {
    for (bool more = d->n_r > 0; more;) {
        uint32_t e = d->r[d->n_r - 1].e;
        more = false;
        for (int32_t k = x->g->first[c->tok]; k >= 0 && !more; k = x->g->next[k]) {
            int rel = rd_rel_base(x->an->rel[k]);
            bool inf = (rel == RD_REL_ADVCL || rel == RD_REL_XCOMP) && extract_infinitive(x, (uint32_t)k);
            bool that = rel == RD_REL_CCOMP && rd_gram_complementizer(x->g, x->g->lo[k]) && x->an->upos[e - 1] == RD_NOUN; /* "rejected criticism that …" */
            if (x->g->lo[k] != e || (rel != RD_REL_OBL && rel != RD_REL_NMOD && rel != RD_REL_ACL && !inf && !that)) continue;
            if (time_or_channel(x, (uint32_t)k) || channel_phrase(x, (uint32_t)k) || extract_in_speech(x, (uint32_t)k, c->quote)) continue;
            int32_t cut[RD_MAX_RANGES];
            uint32_t n = lifted_below(x, (int32_t)(c - x->cues), (uint32_t)k, true, cut, 0, RD_MAX_RANGES);
            take_yield(x, d, (uint32_t)k, cut, n);
            more = d->r[d->n_r - 1].e > e;
        }
    }
}

/* "supported X's appeal to …": what is done to somebody's words is said, also by a verb that is too weak by itself. */
static bool words_for_object(const struct ex *x, const struct ex_cue *c) {
    int32_t e = c->subj >= 0 ? extract_entity_at(x, (uint32_t)c->subj) : -1, o = rd_gram_child(x->g, c->tok, RD_REL_OBJ);
    if (e < 0 || o < (int32_t)c->tok || !CUE_IS(c, "support", "welcome", "reject", "criticise", "praise", "condemn") || !rd_feat(x->an, c->tok, "VerbForm=Fin")) return false;
    return x->refs->entities[e].kind != RD_ENT_OTHER && x->cue_of[o] >= 0 && x->cues[x->cue_of[o]].pos == 'N' && rd_gram_child_exact(x->g, (uint32_t)o, RD_REL_NMOD_POSS) >= 0;
}

/* "offered both governments his good offices": of two objects side by side the first is given the second, whatever the tree calls it. */
static bool receiver(const struct ex *x, const struct ex_cue *c, uint32_t k) {
    if (k < c->tok || !CUE_IS(c, "offer", "promise", "ask", "answer", "assert", "say", "threaten", "warn") || extract_part_of_cue(c, k)) return false;
    for (int32_t o = x->g->first[c->tok]; o >= 0; o = x->g->next[o]) {
        if (rd_rel_base(x->an->rel[o]) == RD_REL_OBJ && o > (int32_t)k && x->g->lo[o] == x->g->hi[k] + 1 && !extract_time_unit(x, (uint32_t)o) && x->an->upos[o] != RD_VERB) return true;
    }
    return false;
}

static bool by_object(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    bool takes_obj = rd_lex_has(c->governs, "obj") || rd_lex_has(c->governs, "person") || rd_lex_has(c->governs, "np-as");
    if (c->subj < 0 || (extract_flag(c->flags, "weak") && !words_for_object(x, c)) || c->passive || CUE_IS(c, "answer", "add")) return false;
    bool of = c->n_words > 1 && x->an->upos[c->words[c->n_words - 1]] == RD_ADP; /* "spoke of a misunderstanding" */
    if (CUE_IS(c, "say") && !of) return false;
    if (CUE_IS(c, "mention", "express", "call", "stress", "reveal", "propose", "offer", "accept", "demand", "predict", "support", "promise") && x->an->upos[c->subj] == RD_NOUN && extract_is_thing(x, (uint32_t)c->subj)) return false;
    struct ex_draft *d = extract_draft(x, ci, "object");
    if (!d) return false;
    int32_t obj = -1, prep = -1;
    for (uint32_t w = 0; w < c->n_words; w++) {
        for (int32_t k = x->g->first[c->words[w]]; k >= 0; k = x->g->next[k]) {
            bool addressee;
            if (extract_part_of_cue(c, (uint32_t)k) && w == 0 && c->n_words == 1) continue;
            if (!object_piece(x, c, (uint32_t)k, &addressee)) continue;
            bool is_obj = rd_rel_base(x->an->rel[k]) == RD_REL_OBJ;
            if (is_obj && !takes_obj && !extract_part_of_cue(c, (uint32_t)k)) continue;
            if (is_obj && receiver(x, c, (uint32_t)k)) {
                add_addressee(d, k);
                continue;
            }
            if (!is_obj && extract_part_of_cue(c, (uint32_t)x->an->head[k]) && governed_noun(x, c, (uint32_t)x->an->head[k])) continue;
            if (is_obj) obj = k;
            else prep = k;
            int32_t cut[RD_MAX_RANGES];
            uint32_t n = lifted_below(x, ci, (uint32_t)k, true, cut, 0, RD_MAX_RANGES);
            take_yield(x, d, (uint32_t)k, cut, n);
        }
    }
    bool person = obj >= 0 && !extract_part_of_cue(c, (uint32_t)obj) && prep >= 0 && extract_object_is_addressee(c) && (!extract_is_thing(x, (uint32_t)obj) || CUE_IS(c, "warn"));
    if (obj >= 0 && (!extract_part_of_cue(c, (uint32_t)obj) || governed_noun(x, c, (uint32_t)obj))) extend_object(x, d, c);
    if (!person && obj >= 0 && CUE_IS(c, "congratulate") && !part_of_object(x, c, obj, &prep)) person = prep >= 0;
    if (person) { /* the object is spoken to: content is the rest */
        d->n_r = 0;
        take_yield(x, d, (uint32_t)prep, NULL, 0);
        add_addressee(d, obj);
    }
    bool adp = false; /* "de kritiek van de hand", but "his good offices" whole */
    for (uint32_t k = 0; k < c->n_words; k++) adp |= x->an->upos[c->words[k]] == RD_ADP;
    while (adp && d->n_r && d->r[d->n_r - 1].e > d->r[d->n_r - 1].b + 1 && c->n_words > 2 && extract_part_of_cue(c, d->r[d->n_r - 1].e - 1) && extract_part_of_cue(c, d->r[d->n_r - 1].e - 2)) d->r[d->n_r - 1].e--; /* "de kritiek van de hand" */
    if (adp && d->n_r && c->n_words > 2 && extract_part_of_cue(c, d->r[d->n_r - 1].e - 1) && d->r[d->n_r - 1].e > d->r[d->n_r - 1].b + 1) d->r[d->n_r - 1].e--;
    uint32_t words = 0, own = 0;
    for (uint32_t k = 0; k < d->n_r; k++) {
        words += d->r[k].e - d->r[k].b;
        for (uint32_t i = d->r[k].b; i < d->r[k].e; i++) own += extract_part_of_cue(c, i);
    }
    bool empty = own == words && !CUE_IS(c, "express") && !(obj >= 0 && governed_noun(x, c, (uint32_t)obj)); /* "ruled out" */
    bool denied = CUE_IS(c, "deny") && obj >= 0 && rd_feat(x->an, (uint32_t)obj, "Gender=Neut"); /* "denied it" */
    uint32_t w2 = words == 2 && d->n_r ? d->r[d->n_r - 1].e - 1 : 0; /* "they call it Liskara": a name, no word about it */
    bool naming = words == 2 && obj >= 0 && x->an->upos[obj] == RD_PRON && (uint32_t)obj < w2 && x->an->upos[w2] == RD_PROPN && CUE_IS(c, "call", "describe");
    if (d->n_r == 0 || empty || naming || (words == 1 && !denied && obj >= 0 && x->an->upos[obj] == RD_PRON) || (extract_object_is_addressee(c) && prep < 0 && obj >= 0 && CUE_IS(c, "say", "ask", "answer", "assert", "order", "warn") && !extract_is_thing(x, (uint32_t)obj))) {
        d->dead = true;
        return false;
    }
    d->confidence = 65;
    if (!extract_finish(x, d, RD_FORM_PARAPHRASE)) return false;
    addressees(x, d, c, false);
    return true;
}

/* The tree fails: take what follows a complementizer, or a verb of saying, to the end of the sentence. */
static bool by_surface(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    uint32_t end = rd_gram_sent_end(x->g, c->tok), from = 0, last = c->words[c->n_words - 1];
    if (c->subj < 0 && !c->passive) return false;
    for (uint32_t i = last + 1; i < end && i <= last + 24 && !from; i++) {
        if (x->quote_of[i] != c->quote || (x->cue_of[i] >= 0 && x->cues[x->cue_of[i]].pos == 'V')) break;
        bool that = rd_gram_form_is(x->g, i, "that") || rd_gram_form_is(x->g, i, "dat");
        if (rd_gram_complementizer(x->g, i) || (that && i + 2 < end && x->an->upos[i + 1] != RD_NOUN && x->an->upos[i + 1] != RD_PUNCT)) from = i + 1;
    }
    if (!from || !rd_lex_has(c->governs, "that")) return false;
    /* "rejected the claim that …": the clause is the noun's, and the noun what is rejected */
    if (from > last + 2 && x->an->upos[from - 2] == RD_NOUN && CUE_IS(c, "reject", "deny", "criticise", "condemn", "repeat", "welcome", "support", "accept")) return false;
    uint32_t to = end;
    for (uint32_t i = from; i < end; i++) {
        int32_t w = x->cue_of[i];
        if (w < 0 || x->cues[w].tok != i || !extract_lifted(x, c, &x->cues[w])) continue;
        x->cues[w].subj = c->subj;
        to = i;
        break;
    }
    struct ex_draft *d = extract_draft(x, ci, "surface");
    if (!d) return false;
    extract_add_range(d, from, to);
    d->confidence = 50;
    if (!extract_finish(x, d, RD_FORM_INDIRECT)) return false;
    addressees(x, d, c, true);
    return true;
}

void extract_clauses(struct ex *x) {
    for (uint32_t i = 0; i < x->n_cues; i++) {
        struct ex_cue *c = &x->cues[i];
        int32_t ci = (int32_t)i;
        if (c->pos == 'A') extract_by_adposition(x, ci);
        if (c->pos == 'V' && extract_press_asks(x, c) && by_clause(x, ci)) {
            struct ex_draft *d = &x->drafts[x->n_drafts - 1];
            int32_t h = x->an->head[c->tok], main = h >= 0 ? x->cue_of[h] : -1, s = main >= 0 ? x->cues[main].subj : -1;
            if (s > (int32_t)c->tok && d->n_r && x->g->lo[s] > d->r[0].b) extract_add_range(d, d->r[0].b, x->g->lo[s]); /* all up to "…, he said" */
            d->dead = d->shadow = true;
        }
        if (extract_cue_skipped(x, c)) continue;
        if (by_inserted(x, ci) || by_tail(x, ci) || by_clause(x, ci) || by_main_clause(x, ci) || by_pronoun(x, ci)) continue;
        if (rd_lex_has(c->governs, "inf") || c->n_words > 1 || CUE_IS(c, "say", "claim", "assert")) {
            if (by_infinitive(x, ci) || by_object_infinitive(x, ci)) continue;
        }
        if (by_surface(x, ci) || by_object(x, ci)) continue;
        by_surface_object(x, ci);
    }
}
