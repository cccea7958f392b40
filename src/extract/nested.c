/* Statements inside statements, nouns that carry what somebody said, and words that go on without a cue.
 * Runs when all other drafts are there: a draft lies inside another where its cue and content do. */
#include "extract/extract_int.h"

#include "base/limits.h"

/* ---- nouns: "Armenia's claim that ...", "their commitment to ..." ---- */

static int32_t owner(const struct ex *x, uint32_t noun) {
    int32_t p = rd_gram_child_exact(x->g, noun, RD_REL_NMOD_POSS);
    if (p >= 0) return p;
    for (int32_t k = x->g->first[noun]; k >= 0; k = x->g->next[k]) {
        int32_t c = rd_gram_child(x->g, (uint32_t)k, RD_REL_CASE);
        if (rd_rel_base(x->an->rel[k]) == RD_REL_NMOD && c >= 0 && (rd_gram_form_is(x->g, (uint32_t)c, "of") || rd_gram_form_is(x->g, (uint32_t)c, "van") || rd_gram_form_is(x->g, (uint32_t)c, "by") || rd_gram_form_is(x->g, (uint32_t)c, "door") || rd_gram_form_is(x->g, (uint32_t)c, "from")))
            return k;
    }
    uint32_t t = x->g->hi[noun] + 1; /* "received a call for restraint from X", where the tree hangs X on the verb */
    if (t < rd_gram_sent_end(x->g, noun) && rd_gram_form_is(x->g, t, "from") && x->an->head[t] > (int32_t)t && x->g->lo[x->an->head[t]] == t && extract_entity_at(x, (uint32_t)x->an->head[t]) >= 0) return x->an->head[t];
    for (int32_t k = x->g->first[noun]; k >= 0; k = x->g->next[k]) { /* "the Velmarkish claim" */
        struct rd_str type;
        if (rd_rel_base(x->an->rel[k]) == RD_REL_AMOD && rd_lex_name(x->lang->lex, x->lang->code, x->doc->toks[k].form, &type) && rd_str_is(type, "adjective"))
            return k;
    }
    return -1;
}

static bool reporting_head(const struct ex *x, uint32_t noun) {
    int32_t h = x->an->head[noun];
    return h >= 0 && x->cue_of[h] >= 0 && x->cues[x->cue_of[h]].pos == 'V';
}

static int32_t noun_content(const struct ex *x, const struct ex_cue *c, bool *clause) {
    for (int32_t k = x->g->first[c->tok]; k >= 0; k = x->g->next[k]) {
        int rel = rd_rel_base(x->an->rel[k]);
        if ((uint32_t)k < c->tok || x->an->rel[k] == RD_REL_ACL_RELCL) continue;
        *clause = true;
        if (rel == RD_REL_ACL || rel == RD_REL_CCOMP || rel == RD_REL_XCOMP || rel == RD_REL_ADVCL) {
            bool that = false, inf = rd_feat(x->an, (uint32_t)k, "VerbForm=Inf");
            for (int32_t m = x->g->first[k]; m >= 0; m = x->g->next[m]) that |= rd_gram_complementizer(x->g, (uint32_t)m);
            if ((that && rd_lex_has(c->governs, "that")) || (inf && rd_lex_has(c->governs, "inf"))) return k;
        }
    }
    uint32_t t = x->g->hi[c->tok] + 1, end = rd_gram_sent_end(x->g, c->tok);
    if (t + 1 < end) { /* the tree hangs the clause on the verb: "the promise of Y to send", "het aanbod van Y om te" */
        bool that = rd_gram_complementizer(x->g, t) && rd_lex_has(c->governs, "that");
        bool inf = (rd_gram_form_is(x->g, t, "to") || rd_gram_form_is(x->g, t, "om")) && rd_lex_has(c->governs, "inf") && (rd_rel_base(x->an->rel[t]) == RD_REL_MARK || (x->an->head[t] == (int32_t)t + 1 && x->an->upos[t + 1] == RD_VERB));
        int32_t h = x->an->head[t];
        if ((that || inf) && h > (int32_t)t && h < (int32_t)end && x->g->lo[h] >= t) return h;
    }
    *clause = false;
    for (int32_t k = x->g->first[c->tok]; k >= 0; k = x->g->next[k]) {
        int32_t p = rd_gram_child(x->g, (uint32_t)k, RD_REL_CASE);
        if ((uint32_t)k < c->tok || p < 0) continue;
        static const char *const words[] = {"for", "tot", "voor", "om", "against", "tegen", "over", "about"};
        for (size_t i = 0; i < RD_ARRAY_LEN(words); i++) {
            if (rd_gram_form_is(x->g, (uint32_t)p, words[i])) return i < 6 || rd_str_is(c->cls, "claim") || rd_str_is(c->cls, "accuse") ? k : -1;
        }
    }
    return -1;
}

static void nouns(struct ex *x) {
    for (uint32_t i = 0; i < x->n_cues; i++) {
        struct ex_cue *c = &x->cues[i];
        bool clause = false;
        if (c->pos != 'N' || c->draft >= 0) continue;
        int32_t who = owner(x, c->tok), what = noun_content(x, c, &clause);
        for (int32_t k = who >= 0 && what < 0 ? x->g->first[who] : -1; k >= 0 && what < 0; k = x->g->next[k]) { /* "de bewering van X over …", hung on X */
            int32_t p = rd_gram_child(x->g, (uint32_t)k, RD_REL_CASE);
            bool about = p >= 0 && k > who && (rd_gram_form_is(x->g, (uint32_t)p, "over") || rd_gram_form_is(x->g, (uint32_t)p, "about"));
            if (about && (rd_str_is(c->cls, "claim") || rd_str_is(c->cls, "accuse"))) what = k;
        }
        if (who < 0 || what < 0 || (extract_flag(c->flags, "weak") && !clause)) continue;
        struct rd_date date;
        uint32_t at, end;
        if (extract_date_in(x, (uint32_t)who, (uint32_t)who + 1, true, &date, &at, &end)) continue; /* "Monday's call" */
        bool own = x->an->upos[who] == RD_PRON || x->an->upos[who] == RD_DET;
        if (own && (reporting_head(x, c->tok) || rd_feat(x->an, (uint32_t)who, "Person=1"))) continue;
        c->subj = who;
        struct ex_draft *d = extract_draft(x, (int32_t)i, clause ? "noun-clause" : "noun-phrase");
        struct rd_range r[RD_MAX_RANGES];
        if (!d) return;
        for (uint32_t k = 0, n = rd_gram_yield(x->g, (uint32_t)what, &who, 1, r); k < n; k++) extract_add_range(d, r[k].b, r[k].e);
        extract_trim(x, d);
        d->form = clause && rd_gram_clause(x->g, (uint32_t)what) && !rd_feat(x->an, (uint32_t)what, "VerbForm=Inf") ? RD_FORM_INDIRECT : RD_FORM_PARAPHRASE;
        d->confidence = 60;
        if (d->n_r == 0) d->dead = true;
    }
}

/* ---- "as the Secretary did in a statement": the governing act is X's too ---- */

static void as_did(struct ex *x) {
    uint32_t n = x->doc->n_tok;
    for (uint32_t i = 0; i + 2 < n; i++) {
        bool as = rd_gram_form_is(x->g, i, "as") || rd_gram_form_is(x->g, i, "zoals");
        if (!as || x->quote_of[i] < 0) continue;
        uint32_t end = rd_gram_sent_end(x->g, i);
        int32_t did = -1;
        for (uint32_t k = i + 2; k < end && k < i + 8 && did < 0; k++) {
            if (rd_gram_form_is(x->g, k, "did") || rd_gram_form_is(x->g, k, "deed") || rd_gram_form_is(x->g, k, "has") || rd_gram_form_is(x->g, k, "heeft")) did = (int32_t)k;
        }
        if (did < 0) continue;
        /* the cue in front of it in the same sentence, first person: "We urge the leaders, as X did, ..." */
        int32_t cue = -1;
        for (uint32_t k = rd_gram_sent_begin(x->g, i); k < i; k++) {
            if (x->cue_of[k] >= 0 && x->quote_of[k] == x->quote_of[i]) cue = x->cue_of[k];
        }
        int32_t who = -1;
        for (uint32_t k = i + 1; k < (uint32_t)did; k++) {
            if (x->an->upos[k] == RD_PROPN || x->an->upos[k] == RD_NOUN || x->an->upos[k] == RD_PRON) who = (int32_t)k;
        }
        if (cue < 0 || who < 0) continue;
        uint32_t from = (uint32_t)did + 1;
        while (from < end && !rd_gram_form_is(x->g, from, ",") && from < (uint32_t)did + 10) from++;
        /* the adverbial of "did" tells channel and date; what is governed goes on behind the next preposition */
        for (uint32_t k = (uint32_t)did + 1; k < end && !(from < end && rd_gram_form_is(x->g, from, ",")); k++) {
            if (rd_gram_form_is(x->g, k, "against") || rd_gram_form_is(x->g, k, "for") || rd_gram_form_is(x->g, k, "to") || rd_gram_form_is(x->g, k, "tegen")) { from = k; break; }
        }
        struct ex_draft *d = extract_draft(x, -1, "as-did");
        if (!d) return;
        d->cue = cue;
        d->shares_cue = true;
        d->subj = who;
        d->form = RD_FORM_PARAPHRASE;
        d->confidence = 50;
        uint32_t to = from;
        while (to < end && x->quote_of[to] == x->quote_of[i]) to++;
        extract_add_range(d, from, to);
        extract_trim(x, d);
        if (d->n_r == 0) d->dead = true;
    }
}

/* ---- free indirect speech ---- */

static bool narrators_verb(const struct ex *x, const struct rd_sent *s) {
    for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
        if (x->an->head[i] < 0) {
            if (rd_gram_child_exact(x->g, i, RD_REL_NSUBJ_PASS) >= 0 || rd_gram_child_exact(x->g, i, RD_REL_AUX_PASS) >= 0) return true;
            if (x->t_contacts && rd_lex_find(x->t_contacts, x->an->lemma[i])) return true;
            return !rd_gram_clause(x->g, i);
        }
    }
    return true;
}

static bool sentence_told(const struct ex *x, const struct rd_sent *s) {
    for (uint32_t k = 0; k < x->n_drafts; k++) {
        const struct ex_draft *d = &x->drafts[k];
        if (d->dead) continue;
        if (d->cue >= 0 && x->cues[d->cue].tok >= s->tok && x->cues[d->cue].tok < s->tok + s->n_tok && x->cues[d->cue].pos != 'N') return true;
        for (uint32_t r = 0; r < d->n_r; r++) {
            if (d->r[r].b < s->tok + s->n_tok && d->r[r].e > s->tok && !(d->cue >= 0 && x->cues[d->cue].pos == 'N')) return true;
        }
    }
    for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
        if (x->quote_of[i] >= 0 && x->quotes[x->quote_of[i]].speech) return true;
    }
    return false;
}

/* "Every household would receive coupons": a reported future. */
static bool backshifted(const struct ex *x, const struct rd_sent *s) {
    for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
        if (rd_rel_base(x->an->rel[i]) != RD_REL_AUX || x->an->head[i] < 0 || x->an->head[x->an->head[i]] >= 0) continue;
        if (rd_gram_form_is(x->g, i, "would") || rd_gram_form_is(x->g, i, "zou") || rd_gram_form_is(x->g, i, "zouden")) return true;
    }
    return false;
}

/* Does the page report on a call or meeting told before this sentence? Then sentences go on with the speaker's words. */
static bool in_readout(const struct ex *x, uint32_t s) {
    for (uint32_t k = 0; k < x->n_occ; k++) {
        if (x->occ[k].contact && x->occ[k].narrated && x->occ[k].sent < s) return true;
    }
    return false;
}

/* A present-tense judgement in the narrator's place, right behind a reported clause of the same paragraph. */
static bool judgement(const struct ex *x, const struct rd_sent *s) {
    for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
        if (x->an->head[i] >= 0) continue;
        bool present = rd_feat(x->an, i, "Tense=Pres");
        for (int32_t c = x->g->first[i]; c >= 0; c = x->g->next[c]) {
            int base = rd_rel_base(x->an->rel[c]);
            if (base == RD_REL_COP || base == RD_REL_AUX) present |= rd_feat(x->an, (uint32_t)c, "Tense=Pres");
            if (base == RD_REL_AUX && !rd_feat(x->an, (uint32_t)c, "Tense=Pres")) return false;
        }
        return present;
    }
    return false;
}

static void free_indirect(struct ex *x) {
    uint32_t n_before = x->n_drafts;
    for (uint32_t s = 1; s < x->doc->n_sent; s++) {
        const struct rd_sent *st = &x->doc->sents[s], *p = &x->doc->sents[s - 1];
        int role = x->page->blocks[st->block].role;
        if (st->block != p->block || (role != RD_ROLE_BODY && role != RD_ROLE_LEAD && role != RD_ROLE_QUOTE) || st->n_tok < 4) continue;
        if (sentence_told(x, st) || (narrators_verb(x, st) && !backshifted(x, st))) continue;
        if (!(in_readout(x, s) && judgement(x, st)) && !backshifted(x, st)) continue;
        int32_t like = -1;
        for (uint32_t k = n_before; k < x->n_drafts; k++) { /* a second sentence goes on from the first */
            const struct ex_draft *d = &x->drafts[k];
            if (!d->dead && d->free_indirect && d->r[0].b >= p->tok && d->r[0].b < st->tok) like = d->like;
        }
        for (uint32_t k = 0; k < n_before; k++) {
            const struct ex_draft *d = &x->drafts[k];
            if (d->dead || d->n_r == 0 || d->cue < 0 || d->form == RD_FORM_DIRECT || d->parent >= 0) continue;
            if (x->cues[d->cue].pos == 'N' || x->cues[d->cue].quote >= 0) continue;
            bool inner = false; /* what another draft holds is not the narrator's line */
            for (uint32_t o = 0; o < n_before; o++) inner |= o != k && !x->drafts[o].dead && extract_in_ranges(&x->drafts[o], x->cues[d->cue].tok);
            if (!inner && d->r[d->n_r - 1].e > p->tok && d->r[d->n_r - 1].e <= st->tok) like = (int32_t)k;
        }
        if (like < 0) continue;
        struct ex_draft *d = extract_draft(x, -1, "free-indirect");
        if (!d) return;
        d->like = like;
        d->form = RD_FORM_PARAPHRASE;
        d->free_indirect = true;
        d->confidence = 40;
        extract_add_range(d, st->tok, st->tok + st->n_tok);
        extract_trim(x, d);
        if (d->n_r == 0) d->dead = true;
    }
}

/* ---- scenes: "X took to social media on Tuesday." ---- */

static void scenes(struct ex *x) {
    for (uint32_t s = 0; s < x->doc->n_sent; s++) {
        const struct rd_sent *st = &x->doc->sents[s];
        int role = x->page->blocks[st->block].role;
        if ((role != RD_ROLE_BODY && role != RD_ROLE_LEAD) || sentence_told(x, st)) continue;
        for (uint32_t i = st->tok; i < st->tok + st->n_tok; i++) {
            bool passive;
            if (x->an->head[i] >= 0 || x->an->upos[i] != RD_VERB) continue;
            int32_t who = extract_subject(x, i, &passive), e = who >= 0 ? extract_entity_at(x, (uint32_t)who) : -1;
            if (passive || e < 0 || x->refs->entities[e].kind != RD_ENT_PERSON) who = -1; /* a debate, a trial */
            struct ex_draft *d = extract_draft(x, -1, "scene");
            if (!d) return;
            d->dead = d->scene = true;
            d->subj = who;
            extract_add_range(d, i, i + 1);
            break;
        }
    }
}

/* ---- who is inside whom ---- */

static uint32_t size(const struct ex_draft *d) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < d->n_r; k++) n += d->r[k].e - d->r[k].b;
    return n;
}

static bool inside(const struct ex *x, const struct ex_draft *in, const struct ex_draft *out) {
    if (in->n_r == 0 || out->n_r == 0) return false;
    if (in->cue >= 0 && !in->shares_cue && !extract_in_ranges(out, x->cues[in->cue].tok)) return false;
    return extract_in_ranges(out, in->r[0].b) && extract_in_ranges(out, in->r[in->n_r - 1].e - 1);
}

static void parents(struct ex *x) {
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        uint32_t best = UINT32_MAX;
        for (uint32_t k = 0; k < x->n_drafts && !d->dead; k++) {
            const struct ex_draft *o = &x->drafts[k];
            if (k == i || o->dead || size(o) <= size(d) || size(o) >= best || !inside(x, d, o)) continue;
            best = size(o);
            d->parent = (int32_t)k;
        }
    }
}

/* What somebody is said to have accepted, refused or presented is a deed inside another's words, where nothing but an object tells it. */
static void drop_deeds(struct ex *x) {
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        if (d->parent < 0 || d->cue < 0 || strcmp(d->rule, "object") != 0) continue;
        struct rd_str cls = x->cues[d->cue].cls;
        d->dead |= rd_str_is(cls, "refuse") || rd_str_is(cls, "accept") || rd_str_is(cls, "propose") || rd_str_is(cls, "support") || rd_str_is(cls, "reveal");
    }
}

/* Noun cues count inside what somebody said, or with a clause of their own. */
static void drop_loose_nouns(struct ex *x) {
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        if (d->cue >= 0 && x->cues[d->cue].pos == 'N' && d->parent < 0 && d->quote < 0 && d->form != RD_FORM_INDIRECT) d->dead = true;
    }
}

void extract_nested(struct ex *x) {
    free_indirect(x);
    nouns(x);
    as_did(x);
    parents(x);
    drop_loose_nouns(x);
    drop_deeds(x);
    scenes(x);
}
