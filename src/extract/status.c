/* Whether what was said is asserted: negation of the content, denial of the saying, modality, condition. */
#include "extract/extract_int.h"

/* The word of the content that everything else in its first sentence hangs on. */
static int32_t content_root(const struct ex *x, const struct ex_draft *d, uint32_t *sentences) {
    int32_t root = -1;
    *sentences = 0;
    uint32_t last = UINT32_MAX;
    for (uint32_t k = 0; k < d->n_r; k++) {
        for (uint32_t i = d->r[k].b; i < d->r[k].e; i++) {
            if (x->doc->sent_of[i] != last) {
                last = x->doc->sent_of[i];
                ++*sentences;
            }
            int32_t h = x->an->head[i];
            bool top = h < 0 || !extract_in_ranges(d, (uint32_t)h);
            if (top && x->an->upos[i] != RD_PUNCT && (root < 0 || (!rd_gram_clause(x->g, (uint32_t)root) && rd_gram_clause(x->g, i)))) root = (int32_t)i;
        }
    }
    return root;
}

static bool negated(const struct ex *x, const struct ex_draft *d, uint32_t root) {
    for (int32_t c = x->g->first[root]; c >= 0; c = x->g->next[c]) {
        if (!extract_in_ranges(d, (uint32_t)c)) continue;
        int base = rd_rel_base(x->an->rel[c]);
        if ((base == RD_REL_ADVMOD || base == RD_REL_AUX || base == RD_REL_CC) && rd_gram_negative(x->g, (uint32_t)c)) return true;
        if (base != RD_REL_NSUBJ && base != RD_REL_OBJ && base != RD_REL_OBL && base != RD_REL_DET) continue;
        if (rd_gram_negative(x->g, (uint32_t)c)) return true;
        for (int32_t g = x->g->first[c]; g >= 0; g = x->g->next[g]) {
            if (rd_rel_base(x->an->rel[g]) == RD_REL_DET && rd_gram_negative(x->g, (uint32_t)g)) return true;
        }
    }
    return false;
}

static bool cue_denied(const struct ex *x, const struct ex_draft *d) {
    if (d->cue < 0) return false;
    const struct ex_cue *c = &x->cues[d->cue];
    if (c->pos != 'V' || rd_str_is(c->cls, "decline") || rd_str_is(c->cls, "refuse") || extract_flag(c->flags, "neg")) return false;
    for (int32_t k = x->g->first[c->tok]; k >= 0; k = x->g->next[k]) {
        int base = rd_rel_base(x->an->rel[k]);
        if ((base == RD_REL_ADVMOD || base == RD_REL_AUX) && !extract_in_ranges(d, (uint32_t)k) && rd_gram_negative(x->g, (uint32_t)k)) return true;
    }
    return false;
}

static uint8_t modality(const struct ex *x, const struct ex_draft *d, uint32_t root) {
    if (d->question) return RD_MOD_QUESTION;
    for (int32_t c = x->g->first[root]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) != RD_REL_AUX || !extract_in_ranges(d, (uint32_t)c)) continue;
        if (rd_gram_has_function(x->g, (uint32_t)c, "modal", "hypothetical")) return RD_MOD_HYPOTHETICAL;
        if (rd_gram_has_function(x->g, (uint32_t)c, "modal", "possible")) return RD_MOD_POSSIBLE;
        if (rd_gram_has_function(x->g, (uint32_t)c, "modal", "intended")) return RD_MOD_INTENDED;
    }
    if (d->cue >= 0 && extract_flag(x->cues[d->cue].flags, "intent")) return RD_MOD_INTENDED;
    return RD_MOD_ASSERTED;
}

/* "after", "before", "during" make a condition only of what is still to come. */
static bool needs_future(const struct ex *x, uint32_t i) {
    static const char *const words[] = {"after", "na", "nadat", "following", "when", "als", "wanneer", "bij", "until", "tot", "with", "while", "terwijl", "upon", "without", "zonder", "in"};
    for (size_t k = 0; k < RD_ARRAY_LEN(words); k++) {
        if (rd_gram_form_is(x->g, i, words[k])) return true;
    }
    return false;
}

static bool to_come(const struct ex *x, uint32_t b, uint32_t e) {
    for (uint32_t i = b; i < e; i++) {
        if (rd_gram_has_function(x->g, i, "modal", "possible") || rd_gram_has_function(x->g, i, "modal", "intended") || rd_gram_lemma_is(x->g, i, "zullen") || rd_gram_lemma_is(x->g, i, "kunnen")) return true;
    }
    return false;
}

/* The clause or phrase behind a word of condition inside [b, e). */
static bool condition_at(const struct ex *x, uint32_t b, uint32_t e, uint32_t i, struct rd_span *out) {
    uint32_t len = 0, left = e - i;
    const struct rd_lex_row *r = rd_lex_match(x->g->function, x->g->low + i, left < 6 ? left : 6, &len);
    while (r && !(r->n > 1 && rd_str_is(r->f[1], "condition"))) r = r->next;
    if (!r) return false;
    bool mark = false;
    int32_t head = -1;
    for (uint32_t k = i; k < i + len && !mark; k++) {
        int base = rd_rel_base(x->an->rel[k]);
        mark = base == RD_REL_MARK || base == RD_REL_CASE || base == RD_REL_ADVMOD || base == RD_REL_CC || (base == RD_REL_OBL && len > 1);
        if (mark) head = x->an->head[k];
        bool participle = base == RD_REL_ADVCL && x->an->upos[k] == RD_VERB && len == 1; /* "following the opening" */
        if (participle) head = (int32_t)k;
    }
    if (head < (int32_t)b || head >= (int32_t)e || (uint32_t)head < i) return false;
    bool clause = x->an->upos[head] == RD_VERB || rd_gram_clause(x->g, (uint32_t)head);
    if (rd_rel_base(x->an->rel[i]) == RD_REL_ADVMOD && !clause) return false;
    if (rd_gram_form_is(x->g, i, "before") || rd_gram_form_is(x->g, i, "voor") || rd_gram_form_is(x->g, i, "voordat") || rd_gram_form_is(x->g, i, "while") || rd_gram_form_is(x->g, i, "terwijl")) return false;
    if (needs_future(x, i)) {
        bool only = i > b && (rd_gram_form_is(x->g, i - 1, "only") || rd_gram_form_is(x->g, i - 1, "pas") || rd_gram_form_is(x->g, i - 1, "slechts"));
        if (!only && (!to_come(x, b, e) || (rd_gram_form_is(x->g, i, "in") && len == 1) || (rd_gram_form_is(x->g, i, "bij") || rd_gram_form_is(x->g, i, "with") || rd_gram_form_is(x->g, i, "voor") || rd_gram_form_is(x->g, i, "without") || rd_gram_form_is(x->g, i, "tot")))) return false;
    }
    /* it must bear on what is claimed, not on something deep inside it: "the decision to leave if they want to" */
    uint32_t depth = 0;
    for (int32_t h = x->an->head[head]; h >= (int32_t)b && h < (int32_t)e && depth < 8; h = x->an->head[h]) depth++;
    if (depth > 2 && i != b) return false;
    uint32_t from = x->g->lo[head] < i ? i : x->g->lo[head], to = x->g->hi[head] + 1;
    bool clause_word = x->an->upos[i] == RD_SCONJ && i != b;
    if (clause_word && x->an->upos[head] != RD_VERB) { /* the tree took the conjunction for a preposition: to the comma */
        for (to = i + len; to < e && !rd_gram_form_is(x->g, to, ","); to++) {}
    }
    if (i == b) { /* in front: to the comma */
        for (to = i + len; to < e && !rd_gram_form_is(x->g, to, ","); to++) {}
        if (to == e) to = x->g->hi[head] + 1;
    }
    if (i > b && (rd_gram_form_is(x->g, i - 1, "only") || rd_gram_form_is(x->g, i - 1, "pas")) && len == 1) from = i - 1;
    if (to > e) to = e;
    while (to > from && x->an->upos[to - 1] == RD_PUNCT) to--;
    if (to - from < len + 1) return false;
    *out = rd_doc_span(x->doc, from, to);
    return true;
}

static struct rd_span condition(const struct ex *x, const struct ex_draft *d) {
    struct rd_span out = {0, 0};
    for (uint32_t k = 0; k < d->n_r && x->g->function; k++) {
        for (uint32_t i = d->r[k].b; i < d->r[k].e; i++) {
            uint32_t b = rd_gram_sent_begin(x->g, i), e = rd_gram_sent_end(x->g, i);
            if (b < d->r[k].b) b = d->r[k].b;
            if (e > d->r[k].e) e = d->r[k].e;
            if (condition_at(x, b, e, i, &out)) return out;
        }
    }
    return out;
}

void extract_status(struct ex *x) {
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        uint32_t sentences;
        if (d->dead || d->n_r == 0) continue;
        int32_t root = content_root(x, d, &sentences);
        d->st.denied = cue_denied(x, d);
        d->st.condition = condition(x, d);
        if (root < 0) continue;
        d->st.negated = sentences == 1 && negated(x, d, (uint32_t)root);
        d->st.modality = modality(x, d, (uint32_t)root);
        if (d->st.modality == RD_MOD_ASSERTED && !rd_span_empty(d->st.condition)) d->st.modality = RD_MOD_CONDITIONAL;
    }
}
