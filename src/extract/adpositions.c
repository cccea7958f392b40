/* Attribution without a verb: "according to X", "volgens X", "aldus X". */
#include "extract/govern.h"

static int32_t named_by(const struct ex *x, const struct ex_cue *c) {
    uint32_t last = c->words[c->n_words - 1], end = rd_gram_sent_end(x->g, last);
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
    uint32_t b = rd_gram_sent_begin(x->g, c->tok), first = c->words[0];
    if (x->an->upos[who] != RD_PROPN) {
        int32_t e = extract_entity_at(x, who);
        if (e < 0 || (x->refs->entities[e].kind != RD_ENT_PERSON && x->refs->entities[e].kind != RD_ENT_ORG)) return false;
    }
    return c->n_words > 1 ? first == b || rd_gram_form_is(x->g, first - 1, ",") : first > b && rd_gram_form_is(x->g, first - 1, ",");
}

void extract_by_adposition(struct ex *x, int32_t ci) {
    struct ex_cue *c = &x->cues[ci];
    int32_t who = named_by(x, c);
    uint32_t b = rd_gram_sent_begin(x->g, c->tok), end = rd_gram_sent_end(x->g, c->tok);
    if (who < 0) return;
    if (extract_flag(c->flags, "weak") && !weak_adposition(x, c, (uint32_t)who)) return;
    c->subj = who;
    uint32_t pb = c->words[0], pe = x->g->hi[who] + 1;
    if (pe <= c->words[c->n_words - 1]) pe = (uint32_t)who + 1;
    for (uint32_t i = b; i < end; i++) {
        if (extract_in_speech(x, i, c->quote)) return; /* direct.c asks for it */
    }
    /* A verb that the tree hangs on the named one is not part of the name. */
    for (uint32_t i = (uint32_t)who + 1; i < pe; i++) {
        if (rd_rel_base(x->an->rel[i]) == RD_REL_PUNCT && rd_gram_form_is(x->g, i, ",") && x->an->rel[who] != RD_REL_NSUBJ && i + 1 < pe && x->an->upos[i + 1] != RD_PRON && pe - pb > 12) pe = i;
    }
    if (pb == b) { /* in front, the name ends at the comma, or at the second one of "X, the minister, …" */
        uint32_t c1 = (uint32_t)who + 1, c2;
        while (c1 < end && !rd_gram_form_is(x->g, c1, ",")) c1++;
        for (c2 = c1 + 1; c2 < end && c2 < c1 + 9 && !rd_gram_form_is(x->g, c2, ",") && !rd_feat(x->an, c2, "VerbForm=Fin"); c2++) {}
        bool aside = c1 + 1 < end && c2 < end && rd_gram_form_is(x->g, c2, ",") && (x->an->upos[c1 + 1] == RD_DET || x->an->upos[c1 + 1] == RD_NOUN || x->an->upos[c1 + 1] == RD_ADJ);
        if (c1 < end && pe > c1) pe = aside ? c2 : c1;
    }
    /* "according to an official who asked not to be named, …": the relative clause is part of the name */
    if (pe < end && (rd_feat(x->an, pe, "PronType=Rel") || rd_gram_form_is(x->g, pe, "who") || rd_gram_form_is(x->g, pe, "die")) && pb == b) {
        while (pe < end && !rd_gram_form_is(x->g, pe, ",")) pe++;
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
    extract_finish(x, d, RD_FORM_INDIRECT);
}

