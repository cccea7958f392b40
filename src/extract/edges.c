/* Where contents begin and end: cues that a wrong tree puts inside them, attributions behind a comma, coordinated clauses,
 * quotation marks. Words in a row decide here, because long sentences are where trees fail. */
#include "extract/govern.h"

static bool participle(const struct ex *x, uint32_t i) {
    return rd_feat(x->an, i, "VerbForm=Part") || rd_feat(x->an, i, "VerbForm=Ger");
}

/* "… and called on both sides to …": a participle behind "and" that takes an object of its own is a past tense, whatever the tagger
 * says: a passive one has none. */
bool extract_past_after_all(const struct ex *x, const struct ex_cue *w) {
    uint32_t v = w->tok, last = w->words[w->n_words - 1] + 1, end = rd_gram_sent_end(x->g, v);
    if (w->pos == 'V' && x->an->upos[v] == RD_NOUN) return true; /* cues.c has looked at it */
    if (v == 0 || x->an->upos[v - 1] != RD_CCONJ || !rd_feat(x->an, v, "VerbForm=Part") || rd_feat(x->an, v, "Tense=Pres") || last >= end) return false;
    if (rd_gram_child(x->g, v, RD_REL_AUX) >= 0 || !rd_str_ends(x->g->low[v], "ed")) return false;
    int up = x->an->upos[last];
    return (w->n_words > 1 && up != RD_PUNCT) || up == RD_DET || up == RD_PROPN || up == RD_PRON || rd_gram_complementizer(x->g, last);
}

bool extract_active_after_all(const struct ex *x, const struct ex_cue *w) {
    uint32_t v = w->tok, last = w->words[w->n_words - 1] + 1, end = rd_gram_sent_end(x->g, v);
    if (v == 0 || last >= end || !rd_feat(x->an, v, "VerbForm=Part") || rd_feat(x->an, v, "Tense=Pres") || !rd_str_ends(x->g->low[v], "ed")) return false;
    if (rd_gram_child(x->g, v, RD_REL_AUX) >= 0 || x->an->upos[v - 1] == RD_AUX || x->an->upos[v - 1] == RD_DET || x->an->upos[v - 1] == RD_ADP) return false;
    if (x->an->upos[v - 1] == RD_NOUN && extract_entity_at(x, v - 1) < 0) return false; /* "a man accused a day later" */
    int up = x->an->upos[last];
    return up == RD_DET || up == RD_PROPN || (up == RD_PRON && !rd_feat(x->an, last, "PronType=Rel"));
}

/* "said it was troubled and called on both sides to …": a verb that is nothing but an act of saying, in the tense of the outer cue,
 * behind a clause whose subject is the speaker itself or no one who could say anything. In Dutch a finite verb right behind "en"
 * cannot belong to a subordinate clause at all. */
static bool goes_on_with_speaker(const struct ex *x, const struct ex_cue *outer, const struct ex_cue *w, uint32_t p) {
    if (extract_flag(w->flags, "weak") || CUE_IS(w, "say", "cognition", "mention", "offer", "accept", "agree", "express", "discuss")) {
        if (!(CUE_IS(w, "express") && w->n_words > 1)) return false;
    }
    uint32_t v = w->tok, e = x->g->hi[v];
    if (p != v && x->an->upos[v - 1] == RD_AUX) return false; /* "had met X and had asked" goes on with the clause */
    if (e < v + 2) return false;
    int32_t s = x->an->head[v] >= 0 ? rd_gram_child(x->g, (uint32_t)x->an->head[v], RD_REL_NSUBJ) : -1;
    if (s < 0 || s > (int32_t)v) return true;
    if (x->an->upos[s] == RD_PRON && !rd_feat(x->an, (uint32_t)s, "PronType=Rel")) {
        int32_t a = extract_entity_at(x, (uint32_t)s), b = outer->subj >= 0 ? extract_entity_at(x, (uint32_t)outer->subj) : -1;
        return a < 0 || a == b || rd_gram_form_is(x->g, (uint32_t)s, "it") || rd_gram_form_is(x->g, (uint32_t)s, "there");
    }
    int32_t who = extract_entity_at(x, (uint32_t)s);
    return who < 0 || x->refs->entities[who].kind == RD_ENT_OTHER;
}

static bool pronoun_subject(const struct ex *x, uint32_t v) {
    int32_t s = rd_gram_child(x->g, v, RD_REL_NSUBJ);
    return s >= 0 && x->an->upos[s] == RD_PRON;
}

/* "…, adding that …" and "… and stressed that …" go on with the outer speaker. */
bool extract_lifted(const struct ex *x, const struct ex_cue *outer, const struct ex_cue *w) {
    uint32_t v = w->tok;
    if (w->pos != 'V' || w->tok == outer->tok || w->quote != outer->quote) return false;
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_NSUBJ) return false;
    }
    uint32_t b = rd_gram_sent_begin(x->g, v), end = rd_gram_sent_end(x->g, v);
    bool clause = false;
    for (uint32_t i = v + 1; i < end && i <= v + 8 && !clause; i++) clause = rd_gram_complementizer(x->g, i);
    if (v <= b) return false;
    bool finite = rd_feat(x->an, v, "VerbForm=Fin") || extract_past_after_all(x, w);
    if (participle(x, v) && !rd_gram_finite(x->g, v) && !finite) {
        bool act = rd_feat(x->an, v, "Tense=Pres") && v + 1 < end && CUE_IS(w, "call", "accuse", "urge", "demand", "criticise", "warn", "describe", "praise", "condemn", "reject", "blame") && !extract_flag(w->flags, "weak") &&
                   (x->an->upos[v + 1] == RD_DET || x->an->upos[v + 1] == RD_PROPN || x->an->upos[v + 1] == RD_PRON || x->an->upos[v + 1] == RD_ADP || w->n_words > 1);
        if (act && rd_gram_form_is(x->g, v - 1, ",")) return true; /* "said the talks had failed, accusing Y of …" */
        return rd_gram_form_is(x->g, v - 1, ",") && (CUE_IS(w, "add") || (clause && (x->an->head[v] < 0 || x->cue_of[x->an->head[v]] < 0 || pronoun_subject(x, (uint32_t)x->an->head[v]))));
    }
    uint32_t p = v;
    while (p > b && p + 4 > v && (x->an->upos[p - 1] == RD_ADV || x->an->upos[p - 1] == RD_PRON || x->an->upos[p - 1] == RD_AUX)) p--;
    if (p <= b || x->an->upos[p - 1] != RD_CCONJ || !finite) return false;
    return clause || (outer->pos == 'V' && outer->tok < v && goes_on_with_speaker(x, outer, w, p));
}

/* "A, the spokeswoman of the ministry, N, told …": the words between the commas name the same person. */
static int32_t before_apposition(const struct ex *x, const struct ex_cue *c, uint32_t b, int32_t comma) {
    int32_t who = c->subj >= 0 ? extract_entity_at(x, (uint32_t)c->subj) : -1;
    bool same = false;
    if (who < 0) return comma;
    for (uint32_t i = (uint32_t)comma; i-- > b && (uint32_t)comma - i < 18;) {
        if (rd_feat(x->an, i, "VerbForm=Fin")) return comma;
        same |= extract_entity_at(x, i) == who && x->an->upos[i] != RD_PRON;
        if (rd_gram_form_is(x->g, i, ",")) return same && i > b + 2 ? (int32_t)i : comma;
    }
    return comma;
}

/* "…, three weeks after her ministry had ruled that out": a clause of time behind the saying is the narrator's. */
static bool time_clause(const struct ex *x, uint32_t comma, uint32_t end) {
    if (!rd_gram_form_is(x->g, comma, ",")) return false;
    for (uint32_t i = comma + 1; i < end && i < comma + 5; i++) {
        static const char *const words[] = {"after", "before", "when", "while", "as", "since", "until", "nadat", "voordat", "toen", "terwijl", "zoals"};
        for (size_t k = 0; k < RD_ARRAY_LEN(words); k++) {
            if (rd_gram_form_is(x->g, i, words[k])) return true;
        }
        int up = x->an->upos[i]; /* "three weeks", "just", "two days" in front */
        if (up != RD_NUM && up != RD_NOUN && up != RD_ADV && up != RD_DET && up != RD_ADJ) return false;
    }
    return false;
}

/* "A, X said [somewhere]." or "A, zei X.": the cue stands with its subject behind the last comma, and nothing is governed behind it.
 * Returns the comma, or -1. */
int32_t extract_tail_comma(const struct ex *x, const struct ex_cue *c) {
    uint32_t b = rd_gram_sent_begin(x->g, c->tok), end = rd_gram_sent_end(x->g, c->tok), v = c->tok, finite = 0;
    bool aside = false;
    for (uint32_t i = v + 1; i < end; i++) {
        if (time_clause(x, i, end)) break;
        if (rd_gram_complementizer(x->g, i) || extract_in_speech(x, i, c->quote) || rd_gram_form_is(x->g, i, ":")) return -1;
        if (rd_feat(x->an, i, "PronType=Rel")) aside = true;
        if (rd_feat(x->an, i, "VerbForm=Fin") && !aside) return -1;
    }
    for (int32_t k = x->g->first[v]; k >= 0; k = x->g->next[k]) { /* "…, it will not recognize the results" */
        int rel = rd_rel_base(x->an->rel[k]);
        if (rel == RD_REL_OBJ && c->subj >= 0 && k != c->subj && k > (int32_t)v && x->quote_of[k] == c->quote && !extract_part_of_cue(c, (uint32_t)k) && extract_is_thing(x, (uint32_t)k) && !rd_lex_has(c->governs, "person")) return -1;
        if (rel == RD_REL_AUX && c->pos == 'V' && rd_gram_has_function(x->g, (uint32_t)k, "modal", NULL) && !rd_gram_lemma_is(x->g, (uint32_t)k, "zullen")) return -1;
    }
    int32_t comma = -1;
    for (uint32_t i = v; i-- > b;) {
        if (x->quote_of[i] != c->quote || extract_in_speech(x, i, c->quote)) return -1;
        if (rd_gram_form_is(x->g, i, ",")) {
            /* an apposition of the subject ends in a comma too: "Miller, a spokesman, said" */
            if (i + 1 == v && c->subj >= 0 && (uint32_t)c->subj < i) continue;
            comma = (int32_t)i;
            break;
        }
        if (rd_feat(x->an, i, "VerbForm=Fin") || v - i > 24) {
            bool aux = x->an->head[i] == (int32_t)v && rd_rel_base(x->an->rel[i]) == RD_REL_AUX;
            if (!aux) return -1;
        }
    }
    if (comma < (int32_t)b + 3 || x->an->upos[comma + 1] == RD_CCONJ) return -1; /* "…, but they refused" */
    if (v > (uint32_t)comma + 1 && extract_relative_word(x, (uint32_t)comma + 1)) return -1; /* "on Lyskar, which both countries claim" */
    comma = before_apposition(x, c, b, comma);
    /* "X expressed support, named the road and …": one subject, several verbs */
    bool series = c->subj >= 0 && c->subj < comma && v == (uint32_t)comma + 1;
    if (series && (rd_gram_child(x->g, v, RD_REL_OBJ) >= 0 || rd_rel_base(x->an->rel[v]) == RD_REL_CONJ)) return -1;
    for (uint32_t i = (uint32_t)comma + 1; i < v; i++) { /* between comma and cue only who speaks: a verb-final clause has more */
        bool own = c->subj > comma && rd_gram_below(x->g, i, (uint32_t)c->subj);
        int32_t h = x->an->head[i]; /* "two people familiar with the matter said" */
        own |= h > comma && h < (int32_t)v && x->an->head[h] > comma && x->an->head[h] < (int32_t)v;
        bool of = rd_gram_form_is(x->g, i, "of") || rd_gram_form_is(x->g, i, "for") || rd_gram_form_is(x->g, i, "van") || rd_gram_form_is(x->g, i, "voor") || rd_gram_form_is(x->g, i, "in");
        if ((x->an->upos[i] == RD_ADP && !own && !of) || rd_feat(x->an, i, "Reflex=Yes") || rd_gram_form_is(x->g, i, "as") || rd_gram_form_is(x->g, i, "zoals")) return -1;
    }
    if (c->subj >= 0 && (uint32_t)c->subj < (uint32_t)comma && v > (uint32_t)comma + 2) { /* the name behind the comma speaks after all */
        uint32_t named = 0;
        for (uint32_t i = (uint32_t)comma + 1; i < v; i++) named += x->an->upos[i] == RD_PROPN || x->an->upos[i] == RD_PRON || x->an->upos[i] == RD_NOUN;
        if (!named) return -1;
    }
    for (uint32_t i = b; i < (uint32_t)comma; i++) finite += rd_feat(x->an, i, "VerbForm=Fin") || x->an->upos[i] == RD_AUX;
    if (!finite || extract_wh_word(x, b) || x->an->upos[b] == RD_SCONJ) return finite && x->an->upos[b] == RD_SCONJ && rd_gram_has_function(x->g, b, "condition", NULL) ? comma : -1;
    return comma;
}

/* The head of the noun phrase between two tokens: where the tree has it somewhere else, its last name. */
int32_t extract_head_between(const struct ex *x, uint32_t b, uint32_t e) {
    int32_t last = -1;
    for (uint32_t i = b; i < e; i++) {
        int up = x->an->upos[i];
        if (up != RD_PROPN && up != RD_NOUN && up != RD_PRON) continue;
        int32_t h = x->an->head[i];
        bool inside = h >= (int32_t)b && h < (int32_t)e && (x->an->upos[h] == RD_PROPN || x->an->upos[h] == RD_NOUN);
        if (!inside) return (int32_t)i;
        last = (int32_t)i;
    }
    return last;
}

static bool pluperfect(const struct ex *x, uint32_t b, uint32_t e) {
    for (uint32_t i = b; i < e; i++) {
        if (rd_gram_form_is(x->g, i, "had") && rd_rel_base(x->an->rel[i]) == RD_REL_AUX) return true;
    }
    return false;
}

static bool no_object(const struct ex *x, uint32_t v) {
    int32_t o = rd_gram_child(x->g, v, RD_REL_OBJ);
    return (o < 0 || extract_time_unit(x, (uint32_t)o)) && rd_gram_child(x->g, v, RD_REL_CCOMP) < 0;
}

/* "said the secretary, X, had told them": what stands between the cue and its clause and belongs to neither by the tree begins the clause. */
static void mend_begin(const struct ex *x, struct ex_draft *d, const struct ex_cue *c, uint32_t last) {
    if (rd_str_is(x->lang->code, "nl") || c->subj > (int32_t)c->tok) return; /* the subject may stand behind the verb */
    uint32_t n = last + 1, b = d->r[0].b; /* a noun right behind "said" begins what was said, whatever hangs where behind it */
    bool bare = n < b && b < n + 12 && CUE_IS(c, "say") && !rd_lex_has(c->governs, "person") && c->n_words == 1 && c->subj >= 0 && (uint32_t)c->subj < c->tok && x->quote_of[n] == c->quote;
    bool name = bare && (x->an->upos[n] == RD_DET || x->an->upos[n] == RD_PROPN || (x->an->upos[n] == RD_PRON && !rd_feat(x->an, n, "Reflex=Yes")));
    for (uint32_t i = n; name && i < b; i++) {
        int32_t w = x->cue_of[i];
        struct rd_date date;
        uint32_t at, end;
        name = !rd_gram_complementizer(x->g, i) && !(w >= 0 && x->cues[w].pos == 'V') && !(i == n && extract_date_in(x, i, b, true, &date, &at, &end) && at <= i + 1) && x->quote_of[i] == c->quote;
    }
    if (name) {
        extract_add_range(d, n, b);
        return;
    }
    if (last + 1 < d->r[0].b && d->r[0].b < last + 12 && x->an->upos[last + 1] != RD_PUNCT && CUE_IS(c, "say", "assert", "add", "claim")) { /* "said the secretary, X, had" */
        bool noun = false, all = x->quote_of[last + 1] == c->quote;
        for (uint32_t i = last + 1; i < d->r[0].b && all; i++) {
            int32_t h = x->an->head[i], rel = rd_rel_base(x->an->rel[i]);
            bool top = h == (int32_t)c->tok && (rel == RD_REL_XCOMP || rel == RD_REL_CCOMP || rel == RD_REL_NSUBJ) && x->an->upos[i] != RD_VERB && x->an->upos[i] != RD_ADV;
            top |= i == last + 1 && h == (int32_t)c->tok && x->an->upos[i] == RD_VERB && participle(x, i) && rd_str_ends(x->g->low[i], "ing"); /* "say adding it is the best way" */
            all = top || (h > (int32_t)last && h <= (int32_t)d->r[d->n_r - 1].e) || rd_gram_form_is(x->g, i, ",");
            noun |= top;
        }
        if (noun && all) extract_add_range(d, last + 1, d->r[0].b);
    }
}

/* ", but X says …" behind a content: where the next one to speak begins, or the end as it was. */
static uint32_t next_to_speak(const struct ex *x, const struct ex_draft *d, int32_t ci, uint32_t end) {
    const struct ex_cue *c = &x->cues[ci];
    for (uint32_t i = d->r[0].b + 2; i + 3 < end && c->quote < 0; i++) { /* ", but X says …": the next to speak */
        if (!rd_gram_form_is(x->g, i, ",") || !(rd_gram_form_is(x->g, i + 1, "but") || rd_gram_form_is(x->g, i + 1, "while")) || x->quote_of[i] >= 0) continue;
        for (uint32_t k = i + 3; k < end && k < i + 12; k++) {
            int32_t w = x->cue_of[k], s = w >= 0 && w != ci ? x->cues[w].subj : -1;
            if (x->an->upos[k] == RD_VERB && w < 0) break;
            bool says = s > (int32_t)i + 1 && s < (int32_t)k && x->cues[w].pos == 'V' && x->cues[w].tok == k && CUE_IS(&x->cues[w], "say", "assert", "claim") && rd_feat(x->an, k, "VerbForm=Fin");
            if (!says) continue;
            int32_t who = x->an->upos[s] == RD_PRON ? -1 : extract_entity_at(x, (uint32_t)s);
            if (who >= 0 && (x->refs->entities[who].kind == RD_ENT_PERSON || x->refs->entities[who].kind == RD_ENT_ORG)) return i;
            break;
        }
    }
    return end;
}

/* Edges of a clause on the right of its cue: from the complementizer on, through "and that …", and through a last coordinated clause
 * that the tree hangs on the cue; not into ", the agency reports". */
void extract_mend_edges(struct ex *x, struct ex_draft *d, int32_t ci) {
    const struct ex_cue *c = &x->cues[ci];
    uint32_t last = c->words[c->n_words - 1], end = rd_gram_sent_end(x->g, c->tok);
    if (d->n_r == 0 || d->r[0].b <= last) return;
    for (uint32_t i = last + 1; i < d->r[0].b && i < last + 30; i++) {
        int32_t w = x->cue_of[i];
        if (w >= 0 && x->cues[w].pos == 'V' && x->cues[w].subj > (int32_t)last && x->cues[w].subj < (int32_t)i) break;
        if (!rd_gram_complementizer(x->g, i)) continue;
        extract_add_range(d, i + 1, d->r[0].b);
        break;
    }
    mend_begin(x, d, c, last);
    for (uint32_t i = d->r[0].b + 2; i + 2 < end; i++) { /* "denied that A, as the ministry had claimed": the narrator's aside */
        if (!rd_gram_form_is(x->g, i, ",") || !(rd_gram_form_is(x->g, i + 1, "as") || rd_gram_form_is(x->g, i + 1, "zoals")) || x->quote_of[i] != c->quote) continue;
        for (uint32_t k = i + 3; k < end && k < i + 14; k++) {
            int32_t w = x->cue_of[k];
            bool told = w >= 0 && w != ci && x->cues[w].pos == 'V' && x->cues[w].tok == k && x->cues[w].subj > (int32_t)i && extract_entity_at(x, (uint32_t)x->cues[w].subj) >= 0 && no_object(x, k);
            if (told) end = i;
        }
    }
    for (uint32_t i = end; i-- > d->r[0].b;) { /* a tail of another's */
        int32_t w = x->cue_of[i];
        if (w < 0 || w == ci || x->cues[w].tok != i || x->cues[w].pos != 'V') continue;
        int32_t comma = extract_tail_comma(x, &x->cues[w]);
        if (comma > (int32_t)d->r[0].b) end = (uint32_t)comma;
    }
    end = next_to_speak(x, d, ci, end);
    for (uint32_t k = 0; k < d->n_r; k++) {
        if (d->r[k].e > end) d->r[k].e = end;
        if (d->r[k].b > d->r[k].e) d->r[k].b = d->r[k].e;
    }
    uint32_t stop = d->r[d->n_r - 1].e; /* "that refusing the road is a lie": the tree ends the clause in front of its verb */
    bool goes_on = stop < end && x->cue_of[stop] < 0 && x->quote_of[stop] == c->quote && (x->an->upos[stop] == RD_AUX || rd_feat(x->an, stop, "VerbForm=Fin")) && (rd_gram_complementizer(x->g, d->r[0].b) || (d->r[0].b > last + 1 && rd_gram_complementizer(x->g, d->r[0].b - 1)));
    if (goes_on) extract_add_range(d, stop, end);
    uint32_t e = d->r[d->n_r - 1].e, i = e, first = d->r[0].b;
    while (first < e && (x->an->upos[first] == RD_PUNCT || rd_gram_complementizer(x->g, first))) first++;
    bool fronted = first < e && x->an->upos[first] == RD_SCONJ && !rd_gram_has_function(x->g, first, "complementizer", NULL);
    if (fronted && i + 2 < end && rd_gram_form_is(x->g, i, ",") && x->an->upos[i + 1] != RD_CCONJ) { /* "that though it recognizes …, it will not …" */
        bool main = false;
        for (uint32_t k = i + 1; k < end; k++) main |= rd_feat(x->an, k, "VerbForm=Fin");
        if (main) extract_add_range(d, e, end);
        return;
    }
    if (i < end && rd_gram_form_is(x->g, i, ",")) i++;
    /* "said she had spoken with X and had asked him to …" */
    if (i + 2 < end && x->an->upos[i] == RD_CCONJ && rd_gram_form_is(x->g, i + 1, "had") && pluperfect(x, d->r[d->n_r - 1].b, e)) {
        extract_add_range(d, e, end);
        return;
    }
    if (i >= end || x->an->upos[i] != RD_CCONJ) return;
    if (i + 2 < end && CUE_IS(c, "say") && x->an->upos[i + 1] == RD_AUX && !rd_gram_form_is(x->g, i + 1, "had") && rd_gram_child(x->g, x->an->head[i + 1] >= 0 ? (uint32_t)x->an->head[i + 1] : i, RD_REL_NSUBJ) < 0) { /* "says it is hard and will take time" */
        bool other = false;
        for (uint32_t k = i + 2; k < end; k++) other |= x->cue_of[k] >= 0 && x->cues[x->cue_of[k]].pos == 'V' && !extract_flag(x->cues[x->cue_of[k]].flags, "weak");
        if (!other) extract_add_range(d, e, end);
        return;
    }
    bool that = i + 1 < end && rd_gram_complementizer(x->g, i + 1), clause = false;
    for (uint32_t k = i + 1; k < end; k++) {
        int32_t w = x->cue_of[k];
        if (w >= 0 && x->cues[w].pos == 'V' && x->cues[w].tok == k && extract_lifted(x, c, &x->cues[w])) return;
        bool governs = w >= 0 && x->cues[w].pos == 'V' && k + 1 < end && (rd_gram_complementizer(x->g, k + 1) || x->quote_of[k + 1] != c->quote);
        if (governs && !that) return;
        clause |= rd_feat(x->an, k, "VerbForm=Fin") && rd_gram_child(x->g, k, RD_REL_NSUBJ) > (int32_t)i;
    }
    if (that || clause) extract_add_range(d, e, end);
}

/* One small hole between two pieces (a stray token of the tree) is filled. */
static void close_gaps(const struct ex *x, struct ex_draft *d, const struct ex_cue *c) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < d->n_r; k++) {
        bool join = n > 0 && d->r[k].b - d->r[n - 1].e <= 2;
        struct rd_date date;
        uint32_t at, end;
        if (join && extract_date_in(x, d->r[n - 1].e, d->r[k].b, true, &date, &at, &end)) join = false; /* the day of the saying */
        for (uint32_t i = n ? d->r[n - 1].e : 0; join && i < d->r[k].b; i++) join = !extract_part_of_cue(c, i) && (int32_t)i != c->subj && x->cue_of[i] < 0;
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

/* "said on Thursday it had …": the day belongs to the saying. */
static void drop_leading_date(const struct ex *x, struct ex_draft *d, const struct ex_cue *c) {
    struct rd_date date;
    uint32_t at, end, last = c->words[c->n_words - 1];
    bool told = !rd_str_is(x->lang->code, "nl") && d->n_r && d->r[0].b > last && d->r[0].b <= last + 8 && x->cue_of[last] >= 0 && CUE_IS(c, "say"); /* "said in a statement Tuesday the crane was old" */
    for (uint32_t i = last + 1; told && i < d->r[0].b; i++) told = !rd_gram_complementizer(x->g, i) && x->an->upos[i] != RD_PUNCT;
    if (d->n_r == 0 || (d->r[0].b != last + 1 && !told)) return;
    uint32_t b = d->r[0].b, e = d->r[0].e < b + 6 ? d->r[0].e : b + 6;
    uint32_t skip = x->an->upos[b] == RD_ADP ? 1 : 0;
    if (extract_date_in(x, b, e, true, &date, &at, &end) && at <= b + skip && end < d->r[0].e) d->r[0].b = end;
}

static bool occasion_noun(const struct ex *x, uint32_t b, uint32_t e) {
    uint32_t len;
    for (uint32_t i = b; i < e && x->t_channels; i++) {
        for (const struct rd_lex_row *r = rd_lex_match(x->t_channels, x->g->low + i, e - i < 5 ? e - i : 5, &len); r; r = r->next) {
            int ch = r->n > 2 && rd_str_is(r->f[2], "noun") ? rd_channel_of(r->f[1]) : -1;
            if (ch > 0 && ch != RD_CH_MEETING && ch != RD_CH_PHONE_CALL && ch != RD_CH_DOCUMENT && (i + len == e || (i + len + 2 <= e && rd_gram_form_is(x->g, i + len, "to")))) return true;
        }
    }
    return false;
}

/* "called X a danger in a radio interview on Wednesday": place and day of the saying at the end of an object. */
static void drop_adverbials(const struct ex *x, struct ex_draft *d) {
    if (d->cue >= 0 && rd_feat(x->an, x->cues[d->cue].tok, "Tense=Pres") && rd_feat(x->an, x->cues[d->cue].tok, "VerbForm=Fin")) {
        struct rd_date date; /* "condemns the attack of last night": what is said now is not said then */
        uint32_t at, end, e = d->n_r ? d->r[d->n_r - 1].e : 0;
        if (e > 4 && extract_date_in(x, e - 4, e, true, &date, &at, &end) && date.value[0] && date.basis == RD_BASIS_RELATIVE) return;
    }
    for (int round = 0; round < 3 && d->n_r; round++) {
        struct rd_range *r = &d->r[d->n_r - 1];
        uint32_t from = r->e > r->b + 7 ? r->e - 7 : r->b + 1, at, end, cut = 0;
        while (r->e > r->b + 1 && x->an->upos[r->e - 1] == RD_PUNCT && !(x->doc->toks[r->e - 1].flags & RD_TOK_QUOTE)) r->e--;
        for (uint32_t i = from; i < r->e && !cut; i++) {
            struct rd_date date;
            bool prep = rd_gram_form_is(x->g, i, "on") || rd_gram_form_is(x->g, i, "op") || rd_gram_form_is(x->g, i, "in") || rd_gram_form_is(x->g, i, "at") || rd_gram_form_is(x->g, i, "during") || rd_gram_form_is(x->g, i, "tijdens");
            if (extract_date_in(x, i, r->e, true, &date, &at, &end) && at <= i + prep && end == r->e && (prep || at == i)) cut = i;
            else if (prep && r->e - i <= 6 && occasion_noun(x, i + 1, r->e)) cut = i;
        }
        if (!cut || cut <= r->b) return;
        r->e = cut;
    }
}

bool extract_finish(struct ex *x, struct ex_draft *d, uint8_t form) {
    int32_t own = d->cue >= 0 ? x->cues[d->cue].quote : -1;
    uint32_t quoted, all;
    if (d->cue >= 0) close_gaps(x, d, &x->cues[d->cue]);
    if (d->cue >= 0 && form == RD_FORM_INDIRECT) drop_leading_date(x, d, &x->cues[d->cue]);
    if (form == RD_FORM_PARAPHRASE && strcmp(d->rule, "object") == 0) drop_adverbials(x, d);
    extract_trim(x, d);
    count_quoted(x, d, own, &quoted, &all);
    d->form = form;
    if (all && quoted == all) d->form = RD_FORM_DIRECT;
    else if (quoted >= 3) d->form = RD_FORM_MIXED;
    if (d->form == RD_FORM_MIXED) subject_before_quote(x, d, own);
    if (all == 0) d->dead = true;
    return !d->dead;
}

