/* What a verb of saying governs, and which cues count. */
#include "extract/govern.h"

bool extract_class_in(const struct ex_cue *c, const char *const *names, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (rd_str_is(c->cls, names[i])) return true;
    }
    return false;
}

/* An object of these is whom the words were said to, not what was said. */
bool extract_object_is_addressee(const struct ex_cue *c) {
    return CUE_IS(c, "say", "urge", "order", "demand", "ask", "warn", "answer", "promise", "congratulate", "apologise", "assert", "offer", "threaten");
}

bool extract_flag(struct rd_str flags, const char *flag) {
    return rd_lex_has(flags, flag);
}

bool extract_in_speech(const struct ex *x, uint32_t tok, int32_t own) {
    int32_t q = x->quote_of[tok];
    return q >= 0 && q != own && x->quotes[q].speech;
}

bool extract_part_of_cue(const struct ex_cue *c, uint32_t tok) {
    for (uint32_t k = 0; k < c->n_words; k++) {
        if (c->words[k] == tok) return true;
    }
    return false;
}

int32_t extract_mark_of(const struct ex *x, uint32_t clause) {
    for (int32_t c = x->g->first[clause]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_MARK) return c;
    }
    return -1;
}

bool extract_infinitive(const struct ex *x, uint32_t i) {
    if (rd_gram_finite(x->g, i)) return false;
    int32_t m = extract_mark_of(x, i);
    return rd_feat(x->an, i, "VerbForm=Inf") || (m >= 0 && (rd_gram_form_is(x->g, (uint32_t)m, "to") || rd_gram_form_is(x->g, (uint32_t)m, "te") || rd_gram_form_is(x->g, (uint32_t)m, "om")));
}

bool extract_press_word(const struct ex *x, uint32_t i) {
    static const char *const words[] = {"asked", "pressed", "questioned", "queried", "gevraagd", "desgevraagd"};
    for (size_t k = 0; k < RD_ARRAY_LEN(words); k++) {
        if (rd_gram_form_is(x->g, i, words[k])) return true;
    }
    return false;
}

bool extract_wh_word(const struct ex *x, uint32_t i) {
    return rd_gram_has_function(x->g, i, "question", NULL) || rd_gram_has_function(x->g, i, "complementizer", "whether");
}

/* "had claimed hours before": hours are nothing that was claimed. */
bool extract_time_unit(const struct ex *x, uint32_t i) {
    bool unit = false;
    for (const struct rd_lex_row *r = x->t_dates ? rd_lex_find(x->t_dates, x->g->low[i]) : NULL; r; r = r->next) unit |= r->n > 1 && rd_str_is(r->f[1], "unit");
    for (uint32_t k = x->g->lo[i]; unit && k <= x->g->hi[i]; k++) {
        int up = x->an->upos[k];
        unit = k == i || up == RD_NUM || up == RD_ADV || up == RD_ADP || up == RD_DET || up == RD_ADJ || up == RD_SCONJ;
    }
    return unit;
}

/* A word that begins a relative clause where it stands right behind a comma. */
bool extract_relative_word(const struct ex *x, uint32_t i) {
    static const char *const words[] = {"which", "who", "whose", "whom"};
    for (size_t k = 0; k < RD_ARRAY_LEN(words); k++) {
        if (rd_gram_form_is(x->g, i, words[k])) return i > 0 && rd_gram_form_is(x->g, i - 1, ",");
    }
    return false;
}

/* Does the cue stand in a relative clause, by the word that its subject begins with? */
bool extract_relative_cue(const struct ex *x, const struct ex_cue *c) {
    if (c->subj < 0 || (uint32_t)c->subj > c->tok) return false;
    uint32_t b = x->g->lo[c->subj];
    while (b < (uint32_t)c->subj && x->an->upos[b] == RD_PUNCT) b++;
    return extract_relative_word(x, b);
}

/* A clause in front of the cue that only describes who speaks ("X, which runs the clinic, warned"), or in whose relative clause the cue
 * itself stands ("… a statement by X, whose expert said"): the tree may call either of them what was said. */
static bool beside_the_cue(const struct ex *x, const struct ex_cue *c, uint32_t k, uint32_t from) {
    if (k > from) return false;
    uint32_t b = x->g->lo[k];
    while (b < k && x->an->upos[b] == RD_PUNCT) b++;
    return extract_relative_word(x, b) || extract_relative_cue(x, c);
}

/* "said X, the secretary, had told them": a clause right behind a verb of saying whose own subject stands behind that verb, although the
 * tree puts it beside it. */
static bool tells_at_once(const struct ex *x, const struct ex_cue *c, uint32_t k) {
    uint32_t last = c->words[c->n_words - 1];
    int32_t s = rd_gram_child(x->g, k, RD_REL_NSUBJ);
    if (!CUE_IS(c, "say", "assert", "add", "claim") || c->subj < 0 || (uint32_t)c->subj > c->tok || s <= (int32_t)last || last + 1 >= k) return false;
    return x->an->upos[last + 1] != RD_PUNCT && x->quote_of[last + 1] == c->quote && x->quote_of[k] == c->quote;
}

/* "said what evidence they had": the wh-word stands in front of a noun whose relative clause the tree makes of the question. */
static bool asked_noun(const struct ex *x, uint32_t k, uint32_t from) {
    uint32_t lo = x->g->lo[k];
    if (lo <= from || lo > from + 2 || x->an->upos[k] != RD_NOUN || !rd_gram_has_function(x->g, lo, "question", NULL)) return false;
    for (uint32_t i = k + 1; i <= x->g->hi[k]; i++) {
        if (rd_feat(x->an, i, "VerbForm=Fin")) return true;
    }
    return false;
}

/* A clause that tells what was said: ccomp, or another relation that begins with "that". */
bool extract_content_clause(const struct ex *x, const struct ex_cue *c, uint32_t k, uint32_t from) {
    int rel = rd_rel_base(x->an->rel[k]);
    if (k < from && extract_press_word(x, rd_gram_sent_begin(x->g, from)) && x->quote_of[k] == c->quote) return false; /* "Asked whether …, X said" */
    if (beside_the_cue(x, c, k, from)) return false;
    int32_t m = extract_mark_of(x, k);
    bool that = m >= 0 && rd_gram_complementizer(x->g, (uint32_t)m);
    if (extract_in_speech(x, k, c->quote) || extract_part_of_cue(c, k) || x->quote_of[k] != c->quote) {
        if (x->quote_of[k] != c->quote && !(x->quote_of[k] >= 0 && !x->quotes[x->quote_of[k]].speech)) return false;
        if (extract_in_speech(x, k, c->quote) || extract_part_of_cue(c, k)) return false;
    }
    bool thing = c->subj >= 0 && x->an->upos[c->subj] == RD_NOUN && extract_is_thing(x, (uint32_t)c->subj);
    if (rel == RD_REL_CCOMP && thing && !rd_gram_clause(x->g, k)) return false; /* "the thermometer said minus nineteen" */
    if (rel == RD_REL_CCOMP) return !extract_infinitive(x, k) || that;
    if (that && (rel == RD_REL_ADVCL || rel == RD_REL_ACL || rel == RD_REL_PARATAXIS || rel == RD_REL_CSUBJ || rel == RD_REL_OBL || rel == RD_REL_DEP || rel == RD_REL_NSUBJ || rel == RD_REL_OBJ || rel == RD_REL_XCOMP))
        return true;
    if (rel == RD_REL_XCOMP && rd_gram_clause(x->g, k) && !extract_infinitive(x, k) && x->an->upos[k] == RD_VERB) return true;
    if (rel == RD_REL_PARATAXIS && k > from && rd_gram_clause(x->g, k) && (x->cue_of[k] < 0 || tells_at_once(x, c, k))) return true;
    if (rel == RD_REL_OBJ && asked_noun(x, k, from) && (rd_lex_has(c->governs, "wh") || rd_lex_has(c->governs, "that"))) return true;
    if ((rel == RD_REL_ADVCL || rel == RD_REL_OBJ) && m >= 0 && extract_wh_word(x, (uint32_t)m)) return rd_gram_clause(x->g, k);
    if ((rel == RD_REL_OBJ || rel == RD_REL_ADVMOD || rel == RD_REL_OBL) && k > from && k <= from + 2 && rd_gram_has_function(x->g, k, "question", NULL) && x->g->hi[k] > k + 2)
        return rd_lex_has(c->governs, "wh") || rd_lex_has(c->governs, "that"); /* "say where the boat had been" */
    if ((rel == RD_REL_ADVCL || rel == RD_REL_OBJ || rel == RD_REL_XCOMP) && x->g->lo[k] > from && x->g->lo[k] <= from + 2 && rd_gram_has_function(x->g, x->g->lo[k], "question", NULL))
        return rd_gram_clause(x->g, k) && rd_lex_has(c->governs, "wh");
    return false;
}

bool extract_is_thing(const struct ex *x, uint32_t i) {
    int32_t e = extract_entity_at(x, i);
    return e < 0 && x->an->upos[i] != RD_PROPN && x->an->upos[i] != RD_PRON;
}

/* ---- which cues count ---- */

bool extract_first_person(const struct ex *x, int32_t s) {
    int32_t m = s >= 0 ? x->refs->mention_of[s] : -1; /* a surname that the tagger does not know is no "I" */
    if (m >= 0 && x->refs->mentions[m].kind == RD_MENTION_NAME) return false;
    return s >= 0 && x->an->upos[s] == RD_PRON && (rd_feat(x->an, (uint32_t)s, "Person=1") || rd_feat(x->an, (uint32_t)s, "Person=2"));
}

/* Something that cannot speak: "it", "there", a wh-word, an expletive. */
static bool mute_subject(const struct ex *x, int32_t s) {
    if (s < 0) return false;
    if (rd_rel_base(x->an->rel[s]) == RD_REL_EXPL) return true;
    return rd_gram_form_is(x->g, (uint32_t)s, "there") || rd_gram_form_is(x->g, (uint32_t)s, "er") || rd_gram_form_is(x->g, (uint32_t)s, "what") ||
           rd_gram_form_is(x->g, (uint32_t)s, "nobody") || rd_gram_form_is(x->g, (uint32_t)s, "niemand");
}

/* Verbs that tell that what they govern is done: "continued to", "used a speech to", "ging door met", rows `aspect` of function.tsv;
 * those with the value `means` govern it as an adverbial too. */
static bool carries_out(const struct ex *x, uint32_t h, int rel) {
    if (!x->g->function) return false;
    for (const struct rd_lex_row *r = rd_lex_find(x->g->function, x->an->lemma[h]); r; r = r->next) {
        if (r->n > 1 && rd_str_is(r->f[1], "aspect") && (rel == RD_REL_XCOMP || (r->n > 2 && rd_str_is(r->f[2], "means")))) return true;
    }
    return false;
}

/* Not told as done: "to condemn", "may say", "if he says". */
static bool not_done(const struct ex *x, const struct ex_cue *c) {
    uint32_t v = c->tok;
    int rel = rd_rel_base(x->an->rel[v]);
    if (rd_feat(x->an, v, "VerbForm=Inf") && !rd_gram_finite(x->g, v)) {
        int32_t h = x->an->head[v];
        if (h >= 0 && (rel == RD_REL_ACL || rel == RD_REL_ADVCL) && x->an->upos[h] == RD_NOUN && x->an->head[h] >= 0) h = x->an->head[h]; /* "used a speech to appeal" */
        bool ok = h >= 0 && (rel == RD_REL_XCOMP || rel == RD_REL_ADVCL || rel == RD_REL_ACL) && ((rel == RD_REL_XCOMP && x->an->upos[h] == RD_AUX) || carries_out(x, (uint32_t)h, rel));
        if (!ok) return true;
    }
    for (int32_t k = x->g->first[v]; k >= 0; k = x->g->next[k]) {
        if (rd_rel_base(x->an->rel[k]) == RD_REL_AUX && rd_gram_has_function(x->g, (uint32_t)k, "modal", NULL) && !CUE_IS(c, "decline", "refuse") &&
            !rd_gram_lemma_is(x->g, (uint32_t)k, "zullen"))
            return true;
        if (rd_gram_form_is(x->g, (uint32_t)k, "when") || rd_gram_form_is(x->g, (uint32_t)k, "wanneer") || rd_gram_form_is(x->g, (uint32_t)k, "toen")) continue;
        if (rd_rel_base(x->an->rel[k]) == RD_REL_MARK && (rd_gram_has_function(x->g, (uint32_t)k, "condition", "if") || rd_gram_has_function(x->g, (uint32_t)k, "condition", "unless"))) return true;
    }
    return false;
}

/* A relay by media ("the agency reports") is no statement: it belongs to what the page cites. */
bool extract_media_speaks(const struct ex *x, int32_t s) {
    if (s < 0) return false;
    for (const struct rd_lex_row *r = x->t_roles ? rd_lex_find(x->t_roles, x->an->lemma[s]) : NULL; r; r = r->next) {
        if (rd_str_is(rd_lex_field(x->t_roles, r, "sector"), "MED")) return true;
    }
    int32_t e = extract_entity_at(x, (uint32_t)s);
    if (e < 0) return false;
    const struct rd_entity *who = &x->refs->entities[e];
    const struct rd_actor *a = who->world.p ? rd_lex_actor(x->lang->lex, who->world) : NULL;
    return (a && rd_str_is(a->kind, "agency")) || (who->name.p && x->page->outlet.value.p && rd_str_eq(who->name, x->page->outlet.value));
}

bool extract_press_asks(const struct ex *x, const struct ex_cue *c) {
    int rel = rd_rel_base(x->an->rel[c->tok]);
    bool first = c->tok == rd_gram_sent_begin(x->g, c->tok) && extract_press_word(x, c->tok); /* whatever the tree makes of it */
    bool loose = first || rd_feat(x->an, c->tok, "VerbForm=Part") || rel == RD_REL_ADVCL || rel == RD_REL_ACL;
    return rd_str_is(c->cls, "ask") && loose && rel != RD_REL_CONJ && rd_gram_child(x->g, c->tok, RD_REL_AUX) < 0 && rd_gram_child(x->g, c->tok, RD_REL_NSUBJ) < 0;
}

/* "who asked not to be named", "speaking on condition of anonymity": how a source wants to stand on the page. */
static bool asks_to_be_unnamed(const struct ex *x, const struct ex_cue *c) {
    static const char *const words[] = {"named", "identified", "quoted", "genoemd", "geciteerd"};
    uint32_t end = rd_gram_sent_end(x->g, c->tok);
    if (!CUE_IS(c, "ask", "decline", "refuse", "demand")) return false;
    for (uint32_t i = c->tok + 1, n = 0; i < end && i <= c->tok + 6; i++) {
        if (x->an->upos[i] == RD_PUNCT) return false;
        n += rd_gram_form_is(x->g, i, "be") || rd_gram_form_is(x->g, i, "worden") || rd_gram_form_is(x->g, i, "niet");
        for (size_t k = 0; k < RD_ARRAY_LEN(words) && n; k++) {
            if (rd_gram_form_is(x->g, i, words[k])) return true;
        }
    }
    return false;
}

bool extract_cue_skipped(const struct ex *x, const struct ex_cue *c) {
    if (c->pos != 'V') return true;
    if (asks_to_be_unnamed(x, c)) return true;
    if (extract_press_asks(x, c)) return true;
    if (c->passive && c->subj < 0 && rd_rel_base(x->an->rel[c->tok]) == RD_REL_ACL) return true; /* "a park slated to open" */
    bool thinks = !rd_str_is(c->cls, "hope") && (extract_flag(c->flags, "cognition") || rd_str_is(c->cls, "cognition"));
    if (thinks && !(x->lang->cognition && rd_lex_has(c->governs, "that"))) return true;
    if (c->quote >= 0 && !x->quotes[c->quote].speech) return true; /* titles of works, scare quotes */
    if (c->quote >= 0) { /* inside somebody's words only one who can speak */
        int32_t e = c->subj >= 0 ? extract_entity_at(x, (uint32_t)c->subj) : -1;
        bool pronoun = c->subj >= 0 && x->an->upos[c->subj] == RD_PRON && rd_feat(x->an, (uint32_t)c->subj, "Person=3");
        if (!pronoun && !(x->lang->cognition && extract_first_person(x, c->subj)) && (e < 0 || x->refs->entities[e].kind == RD_ENT_OTHER)) return true;
    }
    bool thing = c->subj >= 0 && x->an->upos[c->subj] == RD_NOUN && extract_is_thing(x, (uint32_t)c->subj);
    if (thing && (CUE_IS(c, "threaten") || (extract_flag(c->flags, "weak") && CUE_IS(c, "demand", "promise", "offer")))) return true; /* "the dam threatens to burst" */
    if ((extract_first_person(x, c->subj) && !x->lang->cognition) || mute_subject(x, c->subj) || extract_media_speaks(x, c->subj)) return true;
    if ((rd_rel_base(x->an->rel[c->tok]) == RD_REL_AMOD || rd_rel_base(x->an->rel[c->tok]) == RD_REL_COMPOUND) && !extract_active_after_all(x, c)) return true;
    return not_done(x, c);
}

