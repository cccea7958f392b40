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
        bool longer = base == RD_REL_ADVMOD && (rd_gram_form_is(x->g, (uint32_t)c, "longer") || rd_gram_form_is(x->g, (uint32_t)c, "meer") || rd_gram_form_is(x->g, (uint32_t)c, "langer"));
        if (longer && c > 0 && rd_gram_negative(x->g, (uint32_t)c - 1)) return true; /* "no longer" */
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

/* By its form or its lemma; of Dutch verbs the list has the lemma. */
static bool modal(const struct ex *x, uint32_t i, const char *value) {
    if (rd_gram_has_function(x->g, i, "modal", value)) return true;
    for (const struct rd_lex_row *r = x->g->function && !rd_str_is(x->lang->code, "en") ? rd_lex_find(x->g->function, x->an->lemma[i]) : NULL; r; r = r->next) {
        if (r->n > 2 && rd_str_is(r->f[1], "modal") && rd_str_is(r->f[2], value)) return true;
    }
    return false;
}

static uint8_t modality(const struct ex *x, const struct ex_draft *d, uint32_t root) {
    if (d->question) return RD_MOD_QUESTION;
    for (int32_t c = x->g->first[root]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if ((base != RD_REL_AUX && base != RD_REL_ADVMOD && base != RD_REL_COP) || !extract_in_ranges(d, (uint32_t)c)) continue;
        if (base != RD_REL_ADVMOD && modal(x, (uint32_t)c, "hypothetical")) return RD_MOD_HYPOTHETICAL;
        if (modal(x, (uint32_t)c, "possible")) return RD_MOD_POSSIBLE;
        if (base != RD_REL_ADVMOD && modal(x, (uint32_t)c, "intended")) return RD_MOD_INTENDED;
    }
    if (rd_rel_base(x->an->rel[root]) != RD_REL_ROOT && modal(x, root, "possible") && x->an->upos[root] != RD_NOUN) return RD_MOD_POSSIBLE;
    if (d->cue >= 0 && extract_flag(x->cues[d->cue].flags, "intent")) return RD_MOD_INTENDED;
    return RD_MOD_ASSERTED;
}

/* "after", "when", "during" make a condition only of what is still to come. */
static bool needs_future(const struct ex *x, uint32_t i, uint32_t len) {
    static const char *const words[] = {"after", "na", "nadat", "following", "when", "wanneer", "bij", "until", "tot", "with", "while", "terwijl", "upon", "without", "zonder", "in"};
    for (size_t k = 0; k < RD_ARRAY_LEN(words) && len == 1; k++) {
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

static bool form_in(const struct ex *x, uint32_t i, const char *const *words, size_t n) {
    for (size_t k = 0; k < n; k++) {
        if (rd_gram_form_is(x->g, i, words[k])) return true;
    }
    return false;
}
#define FORM_IN(x, i, ...) form_in((x), (i), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static bool finite(const struct ex *x, uint32_t i) {
    return rd_feat(x->an, i, "VerbForm=Fin") || (x->an->upos[i] == RD_AUX && !rd_feat(x->an, i, "VerbForm=Inf"));
}

/* The end of the clause or phrase that begins at i: its comma, or the end. */
static uint32_t to_comma(const struct ex *x, uint32_t i, uint32_t e) {
    while (i < e && !rd_gram_form_is(x->g, i, ",") && !rd_gram_form_is(x->g, i, ";") && !rd_gram_form_is(x->g, i, ":")) i++;
    return i;
}

static bool has_finite(const struct ex *x, uint32_t b, uint32_t e) {
    for (uint32_t i = b; i < e; i++) {
        if (finite(x, i)) return true;
    }
    return false;
}

/* "zo droog als beschuit", "as many as": a comparison. */
static bool compares(const struct ex *x, uint32_t i, uint32_t b) {
    if (!rd_gram_form_is(x->g, i, "als")) return false;
    for (uint32_t k = i; k > b && i - k < 4; k--) {
        if (FORM_IN(x, k - 1, "zo", "even", "net", "zowel", "evenveel", "zoveel", "dezelfde", "hetzelfde", "meer", "minder")) return true;
    }
    return false;
}

/* The word that the words of condition [i, i + len) hang on, to the right of them; -1 if none. */
static int32_t governed_by(const struct ex *x, uint32_t i, uint32_t len, uint32_t e) {
    int32_t head = -1;
    for (uint32_t k = i; k < i + len; k++) {
        int base = rd_rel_base(x->an->rel[k]);
        bool fits = base == RD_REL_MARK || base == RD_REL_CASE || base == RD_REL_ADVMOD || base == RD_REL_CC || base == RD_REL_FIXED || (base == RD_REL_OBL && len > 1);
        if (fits && x->an->head[k] >= (int32_t)(i + len) && x->an->head[k] < (int32_t)e) head = x->an->head[k];
        if (base == RD_REL_ADVCL && x->an->upos[k] == RD_VERB && len == 1) head = (int32_t)k; /* "following the opening" */
    }
    return head;
}

static const struct rd_lex_row *condition_row(const struct ex *x, uint32_t i, uint32_t e, uint32_t *len) {
    uint32_t left = e - i;
    const struct rd_lex_row *r = rd_lex_match(x->g->function, x->g->low + i, left < 6 ? left : 6, len);
    while (r && !(r->n > 1 && rd_str_is(r->f[1], "condition"))) r = r->next;
    return r;
}

/* "tot het laatste dorp veilig is" */
static bool until_clause(const struct ex *x, uint32_t i, uint32_t e) {
    return i + 1 < e && FORM_IN(x, i, "until", "tot") && x->an->upos[i + 1] != RD_NOUN && x->an->upos[i + 1] != RD_NUM && has_finite(x, i + 1, to_comma(x, i, e));
}

/* A phrase without a verb that tells a time: "until April", "na de zomer". */
static bool names_time(const struct ex *x, uint32_t b, uint32_t e) {
    bool time = false;
    for (uint32_t i = b; i < e; i++) {
        if (finite(x, i)) return false;
        struct rd_str w = x->g->low[i];
        int64_t dash = rd_str_find(w, RD_LIT("-"), 0);
        time |= x->t_dates && x->an->upos[i] != RD_ADP && x->an->upos[i] != RD_DET && (rd_lex_find(x->t_dates, w) || (dash > 0 && rd_lex_find(x->t_dates, rd_str_sub(w, (uint32_t)dash + 1, w.n))));
    }
    return time && e - b <= 6;
}

/* Does what is claimed depend on the clause or phrase at i, whose head is `head` (-1: the tree does not tell)? */
static bool depends(const struct ex *x, uint32_t b, uint32_t e, uint32_t i, uint32_t len, int32_t head) {
    bool plain = len > 1 || FORM_IN(x, i, "if", "unless", "once", "provided", "providing", "tenzij", "mits", "indien", "zodra", "zolang", "als", "should", "totdat");
    bool clause = head < 0 ? has_finite(x, i + len, to_comma(x, i + len, e)) : (x->an->upos[head] == RD_VERB || rd_gram_clause(x->g, (uint32_t)head) || has_finite(x, i + len, x->g->hi[head] + 1));
    if (len > 1 && FORM_IN(x, i, "even", "ook", "zelfs", "whether", "of")) return false; /* "even if": whatever happens */
    if (compares(x, i, b) || FORM_IN(x, i, "before", "voor", "voordat", "while", "terwijl", "zo")) return false;
    if (rd_gram_form_is(x->g, i, "should") && i != b) return false;
    if (rd_gram_form_is(x->g, i, "als") && !clause) return false;
    if (rd_gram_form_is(x->g, i, "if") && head >= 0 && rd_rel_base(x->an->rel[head]) == RD_REL_CCOMP && i != b && i > 0 && rd_gram_has_function(x->g, i - 1, "question", NULL)) return false;
    if (head < 0) return plain && clause && (i == b || x->an->upos[i] == RD_SCONJ || x->an->upos[i] == RD_ADV || len > 1);
    if (len == 1 && rd_rel_base(x->an->rel[i]) == RD_REL_ADVMOD && !clause) return false;
    if (needs_future(x, i, len)) {
        bool only = i > b && FORM_IN(x, i - 1, "only", "pas", "slechts");
        if (until_clause(x, i, e) && i != b) return true;
        if (names_time(x, i + 1, (uint32_t)head + 1)) return false;
        if (!only && (!to_come(x, b, e) || FORM_IN(x, i, "in", "bij", "with", "voor", "without", "zonder", "tot"))) return false;
    }
    /* it must bear on what is claimed, not on something deep inside it: "the decision to leave if they want to" */
    uint32_t depth = 0;
    for (int32_t h = x->an->head[head]; h >= (int32_t)b && h < (int32_t)e && depth < 8; h = x->an->head[h]) depth++;
    bool set_off = i > b && rd_gram_form_is(x->g, i - 1, ",");
    return depth <= (plain && clause ? 3u : 2u) || i == b || set_off;
}

/* The clause or phrase behind a word of condition inside [b, e). */
static bool condition_at(const struct ex *x, uint32_t b, uint32_t e, uint32_t i, struct rd_span *out) {
    uint32_t len = 0;
    if (!condition_row(x, i, e, &len) || (i > b && x->an->upos[i] == RD_NOUN)) return false;
    int32_t head = governed_by(x, i, len, e);
    if (head >= 0 && head < (int32_t)b) return false;
    if (!depends(x, b, e, i, len, head)) return false;
    uint32_t from = i, comma = to_comma(x, i + len, e), to = head >= 0 ? x->g->hi[head] + 1 : comma;
    bool conjunction = len > 1 || x->an->upos[i] == RD_SCONJ || until_clause(x, i, e);
    if (i == b && comma < e) to = comma;
    else if (conjunction && comma > to && has_finite(x, to, comma) && !has_finite(x, i + len, to)) to = comma; /* the tree ends it before its verb */
    else if (conjunction && head >= 0 && x->an->upos[head] != RD_VERB && !has_finite(x, i + len, to)) to = comma; /* taken for a preposition */
    else if (to < e && finite(x, to) && !has_finite(x, i + len, to) && i != b) to = comma;
    if (i > b && len == 1 && FORM_IN(x, i - 1, "only", "pas", "slechts", "alleen")) from = i - 1;
    if (to > e) to = e;
    while (to > from && x->an->upos[to - 1] == RD_PUNCT) to--;
    if (to < from + len + 1) return false;
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
