/* Claims about order: two things at the same time, or one after the other. The key is the two things, sorted; the value "=" or
 * "<" and the thing that comes first. */
#include "topic/topic_int.h"

enum { MAX_THINGS = 8 };

struct things { const struct topic_mention *v[MAX_THINGS]; uint32_t n; };

static void put(struct things *t, const struct topic_mention *m) {
    for (uint32_t i = 0; i < t->n; i++) {
        if (rd_str_eq(t->v[i]->key, m->key)) return;
    }
    if (t->n < MAX_THINGS) t->v[t->n++] = m;
}

/* Mentions below `top`, without those below `cut` (-1: none). */
static struct things below(const struct tp *x, uint32_t top, int32_t cut) {
    struct things t = {.n = 0};
    for (uint32_t k = x->m_from[x->g->lo[top]]; k < x->n_m && x->m[k].head <= x->g->hi[top]; k++) {
        uint32_t h = x->m[k].head;
        if (!rd_gram_below(x->g, h, top) || (cut >= 0 && rd_gram_below(x->g, h, (uint32_t)cut))) continue;
        put(&t, &x->m[k]);
    }
    return t;
}

static void claim(struct tp *x, int32_t s, struct rd_str a, struct rd_str b, const struct rd_str *first, struct rd_span cite) {
    if (rd_str_eq(a, b)) return;
    bool swap = rd_str_cmp(a, b) > 0;
    struct rd_str key = rd_arena_printf(x->a, "order:%.*s|%.*s", RD_S(swap ? b : a), RD_S(swap ? a : b));
    topic_claim(x, s, RD_CLAIM_SEQUENCE, key, first ? rd_arena_printf(x->a, "<%.*s", RD_S(*first)) : RD_LIT("="), a, cite);
}

static struct rd_span reach(const struct tp *x, const struct things *a, const struct things *b, uint32_t word) {
    uint32_t beg = word, end = word + 1;
    const struct things *both[2] = {a, b};
    for (int t = 0; t < 2; t++) {
        for (uint32_t i = 0; both[t] && i < both[t]->n; i++) {
            if (both[t]->v[i]->beg < beg) beg = both[t]->v[i]->beg;
            if (both[t]->v[i]->end > end) end = both[t]->v[i]->end;
        }
    }
    return rd_doc_span(x->doc, beg, end);
}

static bool same_kind(const struct things *t) {
    for (uint32_t i = 1; i < t->n; i++) {
        if (!rd_str_eq(t->v[i]->id, t->v[0]->id)) return false;
    }
    return true;
}

/* "the simultaneous opening of A and B", "A and B should be opened on the same day". */
static void simultaneous(struct tp *x, uint32_t tok, int32_t s) {
    int32_t up = x->an->head[tok];
    uint32_t top = tok;
    bool neg = topic_negated(x, tok);
    struct things t = {.n = 0};
    /* The words may stand in their own prepositional phrase; climb until two things are below, one clause at most. */
    for (uint32_t steps = 0; up >= 0 && steps < 5 && topic_in_content(x, s, (uint32_t)up) && t.n < 2; steps++) {
        top = (uint32_t)up;
        neg = neg || topic_negated(x, top);
        t = below(x, top, -1);
        if (rd_gram_clause(x->g, top)) break;
        up = x->an->head[top];
    }
    if (t.n < 2 || neg) return;
    /* Of three things named in the clause the two of one kind are meant. */
    if (t.n > 2 && !same_kind(&t)) {
        struct things u = {.n = 0};
        for (uint32_t i = 0; i < t.n; i++) {
            for (uint32_t k = 0; k < t.n; k++) {
                if (k != i && rd_str_eq(t.v[i]->id, t.v[k]->id)) put(&u, t.v[i]);
            }
        }
        if (u.n >= 2) t = u;
    }
    if (t.n > 3) return;
    struct rd_span cite = reach(x, &t, NULL, tok);
    for (uint32_t i = 0; i < t.n; i++) {
        for (uint32_t k = i + 1; k < t.n; k++) claim(x, s, t.v[i]->key, t.v[k]->key, NULL, cite);
    }
}

/* Only what is wanted, offered or demanded is a claim about order; "after the election the talks failed" is a story. */
static bool planned(const struct tp *x, uint32_t verb, int32_t s) {
    const struct rd_statement *st = &x->out->st[s];
    if (st->modality == RD_MOD_POSSIBLE || st->modality == RD_MOD_INTENDED || st->modality == RD_MOD_CONDITIONAL || st->form == RD_FORM_PARAPHRASE) return true;
    for (int32_t c = x->g->first[verb]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_AUX && topic_function(x, (uint32_t)c, "modal", NULL)) return true;
    }
    int32_t up = x->an->head[verb];
    return up >= 0 && rd_rel_base(x->an->rel[verb]) == RD_REL_XCOMP && topic_function(x, (uint32_t)up, "modal", NULL);
}

static const struct topic_mention *subject_of(const struct tp *x, const struct things *t, uint32_t verb) {
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t at = t->v[i]->head;
        for (uint32_t steps = 0; steps < 4 && x->an->head[at] >= 0; steps++) {
            int base = rd_rel_base(x->an->rel[at]);
            if (x->an->head[at] == (int32_t)verb && (base == RD_REL_NSUBJ || base == RD_REL_OBJ || base == RD_REL_CSUBJ)) return t->v[i];
            at = (uint32_t)x->an->head[at];
        }
    }
    return t->n ? t->v[0] : NULL;
}

/* The first clause of the content that hangs on nothing in it. */
static int32_t content_root(const struct tp *x, int32_t s, uint32_t but) {
    struct rd_span c = x->out->st[s].content[0];
    for (uint32_t i = rd_doc_token_at(x->doc, c.beg); i < x->doc->n_tok && x->doc->toks[i].span.beg < c.end; i++) {
        int32_t up = x->an->head[i];
        if (i != but && x->an->upos[i] == RD_VERB && (up < 0 || !topic_in_content(x, s, (uint32_t)up))) return (int32_t)i;
    }
    return -1;
}

/* "following the opening of A, B can be opened": the clause or phrase that begins with `tok` against the clause that it stands in. */
static void after(struct tp *x, uint32_t tok, struct rd_str which, int32_t s) {
    int32_t top = (int32_t)tok;
    int base = rd_rel_base(x->an->rel[tok]);
    if (base == RD_REL_CASE || base == RD_REL_MARK || base == RD_REL_ADVMOD || base == RD_REL_FIXED) top = x->an->head[tok];
    for (uint32_t steps = 0; top >= 0 && steps < 3; steps++) {
        base = rd_rel_base(x->an->rel[top]);
        if (base == RD_REL_OBL || base == RD_REL_ADVCL || base == RD_REL_ADVMOD || base == RD_REL_NMOD) break;
        top = x->an->head[top];
    }
    int32_t verb = top >= 0 ? x->an->head[top] : -1;
    /* Hung on the verb of saying behind it: its clause is that of the content. */
    if (verb >= 0 && !topic_in_content(x, s, (uint32_t)verb)) verb = content_root(x, s, (uint32_t)top);
    if (verb < 0 || !topic_in_content(x, s, (uint32_t)verb) || !planned(x, (uint32_t)verb, s)) return;
    struct things a = below(x, (uint32_t)top, -1), b = below(x, (uint32_t)verb, top);
    /* The subject may hang higher: "B can be reopened only after ..." with the modal as head. */
    if (!b.n && x->an->head[verb] >= 0 && topic_in_content(x, s, (uint32_t)x->an->head[verb])) b = below(x, (uint32_t)x->an->head[verb], top);
    const struct topic_mention *m = subject_of(x, &a, (uint32_t)top), *n = subject_of(x, &b, (uint32_t)verb);
    if (!m || !n) return;
    const struct topic_mention *first = rd_str_is(which, "before") ? n : m;
    /* In which order they were closed says nothing of the order of opening. */
    struct rd_str state = topic_value(x, (uint32_t)verb, "state");
    if (state.n && state.p[state.n - 1] == '-') return;
    claim(x, s, m->key, n->key, &first->key, reach(x, &a, &b, tok));
}

/* "A must precede B", "A can only follow B". */
static void verb_of_order(struct tp *x, uint32_t v, struct rd_str which, int32_t s) {
    int32_t subj = rd_gram_child(x->g, v, RD_REL_NSUBJ), obj = rd_gram_child(x->g, v, RD_REL_OBJ);
    if (subj < 0 || obj < 0 || topic_negated(x, v) || !planned(x, v, s)) return;
    struct things a = below(x, (uint32_t)subj, -1), b = below(x, (uint32_t)obj, -1);
    if (!a.n || !b.n) return;
    const struct topic_mention *first = rd_str_is(which, "before") ? a.v[0] : b.v[0];
    claim(x, s, a.v[0]->key, b.v[0]->key, &first->key, reach(x, &a, &b, v));
}

void topic_sequences(struct tp *x) {
    for (uint32_t i = 0; i < x->doc->n_tok; i++) {
        int32_t s = x->said_in[i];
        uint32_t depth = 0;
        if (s < 0 || !x->t_claims) continue;
        struct rd_str verb = x->an->upos[i] == RD_VERB ? topic_value(x, i, "order") : RD_NONE;
        if (verb.n) verb_of_order(x, i, verb, s);
        bool same = topic_is(x, i, "simultaneous");
        struct rd_str seq = same ? RD_NONE : topic_value(x, i, "sequence");
        for (; s >= 0 && depth < 4 && (same || seq.n); s = x->out->st[s].nested_in, depth++) {
            if (!topic_in_content(x, s, i)) break;
            if (same) simultaneous(x, i, s);
            else if (!rd_str_is(seq, "first")) after(x, i, seq, s);
        }
    }
}
