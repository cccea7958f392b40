/* Events of predicates: every word that tells of an act and belongs to no other act, with its parties, status, place and date. */
#include "coding/coding_int.h"

#include "base/limits.h"

static bool infinitive(const struct cd *x, uint32_t v) {
    int32_t m = rd_gram_child(x->g, v, RD_REL_MARK);
    return m >= 0 && (rd_gram_form_is(x->g, (uint32_t)m, "to") || rd_gram_form_is(x->g, (uint32_t)m, "te")) && rd_gram_child(x->g, v, RD_REL_AUX) < 0 &&
           rd_gram_child(x->g, v, RD_REL_COP) < 0;
}

static bool told(const struct cd *x, uint32_t i) {
    uint32_t block = x->doc->sents[x->doc->sent_of[i]].block;
    int role = x->page->blocks[block].role;
    return role == RD_ROLE_LEAD || role == RD_ROLE_BODY || role == RD_ROLE_QUOTE || role == RD_ROLE_TITLE || x->page->n_blocks == 1;
}

/* Words in the first place to be asked: verbs that are no mere purpose, adjectives in a predicate, nouns. */
static bool may_tell(const struct cd *x, uint32_t i) {
    const struct coding_act *a = &x->acts[i];
    if (!a->row || a->used || !told(x, i)) return false;
    int up = x->an->upos[i];
    if (up == RD_VERB) return !infinitive(x, i) && rd_rel_base(x->an->rel[i]) != RD_REL_AMOD;
    if (up == RD_ADJ) return rd_gram_child(x->g, i, RD_REL_COP) >= 0;
    return true;
}

static bool words_match(const struct cd *x, struct rd_span given, int32_t head) {
    if (head < 0) return false;
    struct rd_span s = rd_doc_span(x->doc, x->g->lo[head], x->g->hi[head] + 1);
    return rd_span_meets(s, given);
}

static void place_of(struct cd *x, struct rd_event *e, uint32_t v) {
    uint32_t b = rd_gram_sent_begin(x->g, v), end = rd_gram_sent_end(x->g, v);
    for (uint32_t i = b; i < end; i++) {
        uint32_t len;
        if (x->an->upos[i] != RD_PROPN) continue;
        struct rd_str w[6];
        uint32_t n = 0;
        for (uint32_t k = i; k < end && n < 6; k++) w[n++] = x->g->low[k];
        const struct rd_place *p = rd_lex_place_match(x->lang->lex, w, n, &len);
        bool prep = i > b && x->an->upos[i - 1] == RD_ADP && !rd_gram_form_is(x->g, i - 1, "with") && !rd_gram_form_is(x->g, i - 1, "to");
        if (i > b + 1 && x->an->upos[i - 1] == RD_DET && x->an->upos[i - 2] == RD_ADP) prep = true;
        if (!p || !prep) continue;
        e->place = rd_arena_str(x->a, p->name);
        e->place_geo = rd_arena_str(x->a, p->id);
        e->has_latlon = p->has_latlon;
        e->lat = p->lat;
        e->lon = p->lon;
        e->place_cite = rd_doc_span(x->doc, i, i + len);
        return;
    }
}

/* The date of what is told: the day that stands in the same sentence and in the same words, told by the page or told by somebody; below the
 * act before anywhere else. A bare weekday counts backwards from the page, so it dates nothing that is yet to come. */
static void date_of(struct cd *x, struct rd_event *e, const struct coding_pred *p) {
    uint32_t v = p->top, best = UINT32_MAX;
    struct rd_span s = x->doc->sents[x->doc->sent_of[v]].span;
    for (uint32_t i = 0; i < x->out->n_times; i++) {
        const struct rd_date *d = &x->out->times[i];
        if (d->cite.beg >= s.end) break;
        if (d->cite.beg < s.beg || (p->intended && d->basis == RD_BASIS_WEEKDAY)) continue;
        uint32_t tok = rd_doc_token_at(x->doc, d->cite.beg), off = tok > v ? tok - v : v - tok;
        if (tok >= x->doc->n_tok || x->said_in[tok] != x->said_in[v]) continue;
        if (!rd_gram_below(x->g, tok, v)) off += RD_MAX_SENT_TOKENS;
        if (off >= best) continue;
        best = off;
        e->date = *d;
    }
}

static const char *tense_of(const struct cd *x, uint32_t v, const struct coding_pred *p) {
    if (p->intended) return "future";
    if (rd_feat(x->an, v, "Tense=Past")) return "past";
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_AUX && (rd_feat(x->an, (uint32_t)c, "Tense=Past") || rd_str_is(x->an->lemma[c], "have"))) return "past";
    }
    return rd_feat(x->an, v, "Tense=Pres") ? "present" : NULL;
}

static void evidence(struct cd *x, struct rd_event *e, const char *field, uint32_t tok) {
    struct rd_evidence *v = rd_arena_get(x->a, (e->n_evidence + 1) * sizeof *v);
    if (e->n_evidence) memcpy(v, e->evidence, e->n_evidence * sizeof *v);
    v[e->n_evidence++] = (struct rd_evidence){field, rd_doc_span(x->doc, tok, tok + 1)};
    e->evidence = v;
}

static bool repeats(const struct cd *x, const struct coding_pred *p, const struct rd_party *src, uint32_t n_src, const struct rd_party *tgt, uint32_t n_tgt) {
    struct rd_span cite = x->doc->sents[x->doc->sent_of[p->top]].span;
    for (uint32_t i = 0; i < x->out->n_ev; i++) {
        const struct rd_event *e = &x->out->ev[i];
        if (e->cite.beg != cite.beg || strcmp(e->cameo, p->code) != 0 || e->n_source != n_src || e->n_target != n_tgt) continue;
        bool same = (!n_src || rd_str_eq(coding_country(&e->source[0]), coding_country(&src[0]))) && (!n_tgt || rd_str_eq(coding_country(&e->target[0]), coding_country(&tgt[0])));
        if (same) return true;
    }
    return false;
}

static void emit(struct cd *x, const struct coding_pred *p, struct rd_party *src, uint32_t n_src, struct rd_party *tgt, uint32_t n_tgt) {
    if (repeats(x, p, src, n_src, tgt, n_tgt)) return;
    struct rd_event *e = coding_event(x, p->code, p->rule);
    if (!e) return;
    e->source = rd_arena_dup(x->a, src, n_src * sizeof *src);
    e->n_source = n_src;
    e->target = rd_arena_dup(x->a, tgt, n_tgt * sizeof *tgt);
    e->n_target = n_tgt;
    e->cite = x->doc->sents[x->doc->sent_of[p->top]].span;
    int32_t st = x->said_in[p->top];
    e->reported_in = st;
    for (uint32_t i = 0; i < x->out->n_st && st < 0; i++) { /* an act of saying: the statement whose cue tells it */
        struct rd_span w = x->doc->toks[p->top].span;
        if (!rd_span_empty(x->out->st[i].cue) && rd_span_meets(w, x->out->st[i].cue)) e->reported_in = (int32_t)i;
    }
    e->status = p->negated ? RD_STAT_DENIED : p->conditional ? RD_STAT_CONDITIONAL : p->intended ? RD_STAT_INTENDED : st >= 0 ? RD_STAT_CLAIMED : RD_STAT_ASSERTED;
    e->modality = p->conditional ? RD_MOD_CONDITIONAL : p->intended ? RD_MOD_INTENDED : RD_MOD_ASSERTED;
    e->tense = tense_of(x, p->top, p);
    place_of(x, e, p->top);
    date_of(x, e, p);
    evidence(x, e, "predicate", p->core);
    if (p->top != p->core) evidence(x, e, "predicate", p->top);
    e->confidence = p->weak || x->an->upos[p->top] == RD_NOUN ? 50 : 70;
}

/* ---- given source and target: the sentence is coded for this pair */

static struct rd_span find_words(const struct cd *x, struct rd_str w) {
    int64_t at = w.n ? rd_str_find(x->doc->text, w, 0) : -1;
    if (at < 0) return (struct rd_span){0, 0};
    return (struct rd_span){(uint32_t)at, (uint32_t)at + w.n};
}

static struct rd_party given_party(struct cd *x, struct rd_span s, struct rd_str words) {
    struct rd_party p = {.entity = -1, .name = rd_arena_str(x->a, words), .span = s};
    for (uint32_t i = 0; i < x->doc->n_tok; i++) {
        struct rd_party v[CD_MAX_PARTIES];
        if (rd_span_empty(s) || !rd_span_meets(x->doc->toks[i].span, s) || !coding_actors(x, i, false, v, CD_MAX_PARTIES)) continue;
        p.side = v[0].side;
        p.code = v[0].code;
        p.entity = v[0].entity;
        break;
    }
    return p;
}

static void given_event(struct cd *x) {
    struct rd_span s = find_words(x, x->blob->source), t = find_words(x, x->blob->target);
    struct coding_pred best = {0};
    int top = -1;
    for (uint32_t i = 0; i < x->doc->n_tok; i++) {
        struct coding_pred p;
        if (!x->acts[i].row || !coding_pred(x, i, &p)) continue;
        x->acts[i].used = x->acts[i].used && true;
        bool passive = coding_passive(x, i), verb = x->an->upos[i] == RD_VERB;
        int32_t subj = verb || x->an->upos[i] == RD_ADJ ? coding_subject(x, i) : -1;
        int score = verb ? 4 : x->an->upos[i] == RD_ADJ ? 2 : 0;
        score += words_match(x, passive ? t : s, subj) ? 8 : 0;
        score += words_match(x, passive ? s : t, (int32_t)i) ? 4 : 0;
        score += x->an->head[i] < 0 ? 2 : 0;
        score -= p.weak ? 3 : 0;
        score -= x->acts[i].used ? 9 : 0;
        score -= strncmp(p.code, "01", 2) == 0 || strncmp(p.code, "02", 2) == 0 ? 3 : 0;
        if (score > top) { top = score; best = p; }
    }
    if (top < 0) return;
    struct rd_party src = given_party(x, s, x->blob->source), tgt = given_party(x, t, x->blob->target);
    best.rule = best.top != best.core ? "given-pair-embedded" : "given-pair";
    emit(x, &best, &src, 1, &tgt, 1);
}

/* What is considered, alleged or asked for is part of the act that tells it. */
static void take_clauses(struct cd *x, uint32_t v) {
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        bool weighed = b == RD_REL_CCOMP && (strncmp(x->acts[v].code.p, "0", 1) == 0 || rd_gram_child(x->g, (uint32_t)c, RD_REL_MARK) >= 0);
        int32_t p = rd_gram_preposition(x->g, (uint32_t)c), m = rd_gram_child(x->g, (uint32_t)c, RD_REL_MARK);
        bool of = b == RD_REL_ADVCL && ((m >= 0 && (rd_gram_form_is(x->g, (uint32_t)m, "of") || rd_gram_form_is(x->g, (uint32_t)m, "for"))) ||
                                        (p >= 0 && (rd_gram_form_is(x->g, (uint32_t)p, "of") || rd_gram_form_is(x->g, (uint32_t)p, "for"))));
        if (b == RD_REL_XCOMP || weighed || of) x->acts[c].used = true;
    }
}

static bool worth(const struct cd *x, const struct coding_pred *p, const struct rd_party *src, uint32_t n_src, const struct rd_party *tgt, uint32_t n_tgt) {
    bool s = false, t = false;
    for (uint32_t i = 0; i < n_src; i++) s |= coding_country(&src[i]).p != NULL;
    for (uint32_t i = 0; i < n_tgt; i++) t |= coding_country(&tgt[i]).p != NULL;
    if (p->recip && strncmp(p->code, "04", 2) == 0 && n_src < 2 && !t) return false; /* nobody meets alone */
    if (x->said_in[p->top] >= 0) return (s && t) || (p->recip && n_src > 1) || (s && !p->weak && x->an->upos[p->top] == RD_VERB); /* in somebody's words only what is told in full */
    if (p->weak) return (s && t) || (p->recip && n_src > 1);
    return s || t;
}

void coding_predicate_events(struct cd *x) {
    if (x->blob->source.n && x->blob->target.n) {
        given_event(x);
        return;
    }
    for (int pass = 0; pass < 2; pass++) { /* verbs claim the nouns that they carry */
        for (uint32_t i = 0; i < x->doc->n_tok; i++) {
            struct coding_pred p;
            struct rd_party src[CD_MAX_PARTIES], tgt[CD_MAX_PARTIES];
            uint32_t n_src, n_tgt;
            if ((x->an->upos[i] == RD_NOUN) != (pass == 1) || !may_tell(x, i) || !coding_pred(x, i, &p)) continue;
            memset(src, 0, sizeof src);
            memset(tgt, 0, sizeof tgt);
            coding_sides(x, &p, src, &n_src, tgt, &n_tgt);
            p.weak |= x->an->rel[i] == RD_REL_ACL_RELCL;
            if (!worth(x, &p, src, n_src, tgt, n_tgt)) continue;
            emit(x, &p, src, n_src, tgt, n_tgt);
            if (pass == 1) continue;
            take_clauses(x, i);
            for (uint32_t k = x->g->lo[i]; k <= x->g->hi[i]; k++) { /* a noun under an act belongs to it */
                int32_t h = x->an->head[k];
                bool near = h == (int32_t)i || h == (int32_t)p.core || (h >= 0 && (x->an->head[h] == (int32_t)i || x->an->head[h] == (int32_t)p.core));
                if (x->an->upos[k] == RD_NOUN && near) x->acts[k].used = true;
            }
        }
    }
}
