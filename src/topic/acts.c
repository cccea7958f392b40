/* Claims about who did what, who is behind it, and who recognises what. The key is the deed and what it was done to; the value is a sign
 * and the one who did it: "+XVL" it did, "-XVL" it did not, "=XVL" it and nobody else is behind it. */
#include "topic/topic_int.h"

#include "base/limits.h"

/* What an act is done to, as a key: the issue, the place, else the noun with the area. Unknown: nothing that could be told apart. */
static struct rd_str object_key(struct tp *x, uint32_t obj) {
    const struct topic_mention *m = topic_mention_at(x, obj);
    if (m) return m->key;
    for (uint32_t k = x->pl_from[x->g->lo[obj]]; k < x->n_pl && x->pl[k].beg <= x->g->hi[obj]; k++) {
        if (!x->pl[k].whole_state && x->pl[k].named && rd_gram_below(x->g, x->pl[k].beg, obj)) return rd_arena_printf(x->a, "p:%.*s", RD_S(x->pl[k].id));
    }
    if (x->an->upos[obj] != RD_NOUN || x->refs->mention_of[obj] < 0) return RD_NONE;
    struct rd_str at = topic_area_near(x, obj);
    return at.p ? rd_arena_printf(x->a, "t:%.*s@%.*s", RD_S(topic_lemma(x, obj)), RD_S(at)) : RD_NONE;
}

static bool is_cue(const struct tp *x, const struct rd_statement *s, uint32_t tok) {
    return rd_span_meets(s->cue, x->doc->toks[tok].span);
}

/* Who does it: the subject, "by X" in the passive, the one accused of it. */
static int32_t doer(const struct tp *x, uint32_t v) {
    bool passive = rd_gram_child_exact(x->g, v, RD_REL_NSUBJ_PASS) >= 0 || rd_gram_child_exact(x->g, v, RD_REL_AUX_PASS) >= 0;
    if (passive) {
        for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
            int32_t p = rd_rel_base(x->an->rel[c]) == RD_REL_OBL ? rd_gram_preposition(x->g, (uint32_t)c) : -1;
            if (x->an->rel[c] == RD_REL_OBL_AGENT || (p >= 0 && (rd_gram_form_is(x->g, (uint32_t)p, "by") || rd_gram_form_is(x->g, (uint32_t)p, "door")))) return c;
        }
        return -1;
    }
    int32_t s = rd_gram_child(x->g, v, RD_REL_NSUBJ);
    if (s >= 0) return s;
    int32_t up = x->an->head[v];
    if (up < 0) return -1;
    if (topic_is(x, (uint32_t)up, "accuse")) return rd_gram_child(x->g, (uint32_t)up, RD_REL_OBJ);
    int base = rd_rel_base(x->an->rel[v]);
    /* "A attacked B and sank C": the subject of the first serves the second. */
    if (base == RD_REL_CONJ && rd_gram_child(x->g, v, RD_REL_NSUBJ) < 0) return rd_gram_child(x->g, (uint32_t)up, RD_REL_NSUBJ);
    return -1;
}

static int32_t done_to(const struct tp *x, uint32_t v) {
    int32_t o = rd_gram_child(x->g, v, RD_REL_OBJ);
    if (o < 0) o = rd_gram_child_exact(x->g, v, RD_REL_NSUBJ_PASS);
    if (o >= 0) return o;
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {   /* "fired at the ferry" */
        int32_t p = rd_rel_base(x->an->rel[c]) == RD_REL_OBL ? rd_gram_preposition(x->g, (uint32_t)c) : -1;
        if (p >= 0 && (rd_gram_form_is(x->g, (uint32_t)p, "at") || rd_gram_form_is(x->g, (uint32_t)p, "on") || rd_gram_form_is(x->g, (uint32_t)p, "op"))) return c;
    }
    return -1;
}

static struct rd_str who(struct tp *x, const struct rd_statement *s, uint32_t tok) {
    struct rd_str out = topic_actor(x, tok);
    if (out.p) return out;
    /* "we", "our navy": the speaker's side; in indirect words "its forces" too, unless the pronoun is known to be another's. */
    bool told = s->form == RD_FORM_INDIRECT || s->form == RD_FORM_PARAPHRASE;
    if (rd_feat(x->an, tok, "Person=1")) return s->speaker.side;
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) {
        if (x->an->upos[c] != RD_PRON || rd_rel_base(x->an->rel[c]) != RD_REL_NMOD) continue;
        out = topic_actor(x, (uint32_t)c);
        if (!out.p && (rd_feat(x->an, (uint32_t)c, "Person=1") || (told && rd_feat(x->an, (uint32_t)c, "Person=3")))) out = s->speaker.side;
    }
    return out.n ? out : RD_NONE;
}

/* Whoever is accused in "accused A of sinking the ferry", whose verb is the cue and stands outside of the content. */
static int32_t accused(const struct tp *x, const struct rd_statement *s) {
    if (!topic_cue_is(x, s, "accuse")) return -1;
    uint32_t end = rd_doc_token_at(x->doc, s->content[0].end);
    for (uint32_t i = rd_doc_token_at(x->doc, s->content[0].beg); i < end && x->an->upos[i] != RD_ADP && x->an->upos[i] != RD_VERB; i++) {
        if (topic_actor(x, i).p) return (int32_t)i;
    }
    return -1;
}

static void deed(struct tp *x, uint32_t v, int32_t s, struct rd_str act) {
    int32_t by = doer(x, v), to = done_to(x, v);
    if (by < 0) by = accused(x, &x->out->st[s]);
    if (by < 0 || to < 0) return;
    struct rd_str actor = who(x, &x->out->st[s], (uint32_t)by), object = object_key(x, (uint32_t)to);
    if (!actor.p || !object.p) return;
    struct topic_judged j = topic_judge(x, s, v);
    int32_t up = x->an->head[v];
    /* What one is accused of the accuser holds to be so. */
    if (up >= 0 && topic_is(x, (uint32_t)up, "accuse")) j.hearsay = false;
    struct rd_str sign = topic_sign(j);
    if (!sign.p) return;
    uint32_t lo = v < (uint32_t)to ? v : (uint32_t)to, hi = v < (uint32_t)to ? (uint32_t)to : v;
    if ((uint32_t)by < lo) lo = (uint32_t)by;
    if ((uint32_t)by > hi) hi = (uint32_t)by;
    topic_claim(x, s, RD_CLAIM_ATTRIBUTION, rd_arena_printf(x->a, "act:%.*s:%.*s", RD_S(act), RD_S(object)), rd_arena_printf(x->a, "%.*s%.*s", RD_S(sign), RD_S(actor)),
                topic_mention_at(x, (uint32_t)to) ? topic_mention_at(x, (uint32_t)to)->key : RD_NONE, rd_doc_span(x->doc, lo, hi + 1));
}

/* The happening that somebody is blamed for: a mention below a token, that can be so or not. */
static const struct topic_mention *happening(const struct tp *x, uint32_t top) {
    for (uint32_t k = x->m_from[x->g->lo[top]]; k < x->n_m && x->m[k].head <= x->g->hi[top]; k++) {
        if (x->m[k].head != top && x->m[k].flags & TOPIC_STATE && rd_gram_below(x->g, x->m[k].head, top)) return &x->m[k];
    }
    return NULL;
}

/* "A is responsible for the attack", "they blamed A for it", "A was behind it", "denied responsibility for the attack". */
static void blamed(struct tp *x, uint32_t tok, int32_t s) {
    bool part = topic_is(x, tok, "part"), verb = x->an->upos[tok] == RD_VERB;
    const struct rd_statement *st = &x->out->st[s];
    uint32_t top = tok;
    /* "behind the attack": the noun is the predicate and the preposition its case. */
    if (rd_rel_base(x->an->rel[tok]) == RD_REL_CASE && x->an->head[tok] >= 0) top = (uint32_t)x->an->head[tok];
    const struct topic_mention *m = top != tok ? topic_mention_at(x, top) : happening(x, top);
    uint32_t k = x->m_from[tok + 1 < x->doc->n_tok ? tok + 1 : tok];
    if (!m && !verb && k < x->n_m && x->m[k].head > tok && x->m[k].head - tok < 8 && topic_in_content(x, s, x->m[k].head)) m = &x->m[k];   /* "responsible for the fighting", hung elsewhere */
    if (!m || !(m->flags & TOPIC_STATE)) return;
    struct rd_str actor = RD_NONE;
    int32_t by = verb ? rd_gram_child(x->g, top, RD_REL_OBJ) : rd_gram_child(x->g, top, RD_REL_NSUBJ);
    if (by < 0 && verb) {   /* "A was to blame for it" */
        by = rd_gram_child(x->g, top, RD_REL_NSUBJ);
        if (by < 0 && x->an->head[top] >= 0) by = rd_gram_child(x->g, (uint32_t)x->an->head[top], RD_REL_NSUBJ);
    }
    if (by < 0 && !verb && !part && top > 0 && topic_in_content(x, s, top - 1)) by = (int32_t)top - 1;   /* "held A responsible" */
    if (by >= 0 && !part) actor = who(x, st, (uint32_t)by);
    if (part) {
        int32_t poss = rd_gram_child(x->g, top, RD_REL_NMOD);
        if (poss >= 0 && (uint32_t)poss < top) actor = who(x, st, (uint32_t)poss);
        if (!actor.p) actor = st->speaker.side.n ? st->speaker.side : RD_NONE;
    }
    if (!actor.p) return;
    struct topic_judged j = topic_judge(x, s, top);
    struct rd_str sign = topic_sign(j);
    if (!sign.p || (part && rd_str_is(sign, "+"))) return;
    uint32_t lo = top < m->beg ? top : m->beg, hi = top + 1 > m->end ? top + 1 : m->end;
    topic_claim(x, s, RD_CLAIM_ATTRIBUTION, rd_arena_printf(x->a, "by:%.*s", RD_S(m->key)), rd_arena_printf(x->a, "%s%.*s", rd_str_is(sign, "+") ? "=" : "-", RD_S(actor)), m->key, rd_doc_span(x->doc, lo, hi));
}

/* "blamed Dorvania for the attack": the verb is the cue and stands outside of the content. */
static void blamed_by_cue(struct tp *x, int32_t s) {
    const struct rd_statement *st = &x->out->st[s];
    if (!topic_cue_is(x, st, "accuse") || st->negated || st->denied) return;
    uint32_t tok = rd_doc_token_at(x->doc, st->content[0].beg), end = rd_doc_token_at(x->doc, st->content[0].end);
    struct rd_str actor = RD_NONE;
    for (; tok < end && !actor.p; tok++) {
        if (x->an->upos[tok] == RD_ADP || x->an->upos[tok] == RD_VERB) return;
        actor = topic_actor(x, tok);
    }
    /* "of the bombing of the harbour": the deed as a noun. */
    for (uint32_t i = tok; actor.p && i < end; i++) {
        struct rd_str act = x->an->upos[i] == RD_VERB && rd_gram_child(x->g, i, RD_REL_OBJ) >= 0 ? RD_NONE : topic_value(x, i, "act");
        uint32_t k = x->m_from[i];
        if (!act.n || k >= x->n_m || x->m[k].head >= end || x->m[k].head == i) continue;
        topic_claim(x, s, RD_CLAIM_ATTRIBUTION, rd_arena_printf(x->a, "act:%.*s:%.*s", RD_S(act), RD_S(x->m[k].key)), rd_arena_printf(x->a, "+%.*s", RD_S(actor)), x->m[k].key, rd_doc_span(x->doc, tok - 1, x->m[k].end));
        return;
    }
    for (uint32_t k = x->m_from[tok]; actor.p && k < x->n_m && x->m[k].head < end; k++) {
        if (!(x->m[k].flags & TOPIC_STATE)) continue;
        topic_claim(x, s, RD_CLAIM_ATTRIBUTION, rd_arena_printf(x->a, "by:%.*s", RD_S(x->m[k].key)), rd_arena_printf(x->a, "=%.*s", RD_S(actor)), x->m[k].key, rd_doc_span(x->doc, tok - 1, x->m[k].end));
        return;
    }
}

void topic_acts(struct tp *x) {
    for (uint32_t s = 0; s < x->out->n_st; s++) blamed_by_cue(x, (int32_t)s);
    for (uint32_t i = 0; i < x->doc->n_tok; i++) {
        int32_t s = x->said_in[i];
        if (s < 0 || is_cue(x, &x->out->st[s], i)) continue;
        if (x->an->upos[i] == RD_VERB) {
            struct rd_str act = topic_value(x, i, "act");
            if (act.n) deed(x, i, s, act);
        }
        if (topic_is(x, i, "blame") || topic_is(x, i, "part")) blamed(x, i, s);
    }
}

/* What can be recognised: a state or region by name, or an election, an annexation, a status. */
static struct rd_str recognised(struct tp *x, uint32_t obj, bool accept) {
    static const char *const ids[] = {"election", "referendum", "independence", "annexation", "status", "self-determination"};
    for (uint32_t k = x->m_from[x->g->lo[obj]]; k < x->n_m && x->m[k].head <= x->g->hi[obj]; k++) {
        for (size_t i = 0; i < RD_ARRAY_LEN(ids); i++) {
            if (rd_str_is(x->m[k].id, ids[i]) && rd_gram_below(x->g, x->m[k].head, obj)) return x->m[k].key;
        }
    }
    if (accept) return RD_NONE;
    for (uint32_t k = x->pl_from[x->g->lo[obj]]; k < x->n_pl && x->pl[k].beg <= x->g->hi[obj]; k++) {
        int32_t up = x->an->head[x->pl[k].beg];
        bool own = x->pl[k].beg <= obj && obj < x->pl[k].end;
        bool under = up == (int32_t)obj && topic_function(x, obj, "recognisable", NULL);
        if (x->pl[k].named && (own || under)) return rd_arena_printf(x->a, "w:%.*s", RD_S(x->pl[k].area));
    }
    return RD_NONE;
}

static uint32_t sentence_top(const struct tp *x, uint32_t tok) {
    for (uint32_t steps = 0; x->an->head[tok] >= 0 && steps < RD_MAX_SENT_TOKENS; steps++) tok = (uint32_t)x->an->head[tok];
    return tok;
}

void topic_recognitions(struct tp *x) {
    for (uint32_t i = 0; i < x->doc->n_tok; i++) {
        int32_t s = x->said_in[i];
        if (s < 0 || x->an->upos[i] != RD_VERB || !topic_is(x, i, "recognise")) continue;
        int32_t obj = done_to(x, i);
        if (obj < 0) continue;
        bool accept = rd_gram_lemma_is(x->g, i, "accept") || rd_gram_lemma_is(x->g, i, "aanvaarden") || rd_gram_lemma_is(x->g, i, "accepteren") || rd_gram_lemma_is(x->g, i, "acknowledge");
        struct rd_str key = recognised(x, (uint32_t)obj, accept);
        if (!key.p && topic_is(x, (uint32_t)obj, "result")) key = recognised(x, sentence_top(x, i), true);   /* "its outcome" */
        struct topic_judged j = topic_judge(x, s, i);
        bool refused = topic_cue_is(x, &x->out->st[s], "refuse");
        if (refused) j.negated = !j.negated;
        j.real = j.real || refused || x->out->st[s].modality == RD_MOD_INTENDED || topic_negated(x, i);   /* "will not recognise" */
        struct rd_str sign = topic_sign(j);
        if (!key.p || !sign.p) continue;
        uint32_t lo = i < (uint32_t)obj ? i : (uint32_t)obj, hi = i < (uint32_t)obj ? (uint32_t)obj : i;
        topic_claim(x, s, RD_CLAIM_RECOGNITION, rd_arena_printf(x->a, "recognise:%.*s", RD_S(key)), sign, key.p[0] == 'l' ? key : RD_NONE, rd_doc_span(x->doc, lo, hi + 1));
    }
}
