/* Claims that something is so: a crisis, a blockade, a broken truce; a road that is open, an election that was fair. */
#include "topic/topic_int.h"

#include "base/limits.h"

void topic_claim(struct tp *x, int32_t statement, int type, struct rd_str key, struct rd_str value, struct rd_str issue, struct rd_span cite) {
    if (!key.n || !value.n || x->out->n_cl >= RD_MAX_RECORDS || rd_span_empty(cite)) return;
    for (uint32_t i = x->out->n_cl; i-- > 0;) {
        const struct rd_claim *c = &x->out->cl[i];
        if (c->statement == statement && c->type == type && rd_str_eq(c->key, key)) return;  /* said twice in one breath: the first counts */
        if (x->out->n_cl - i > 64) break;
    }
    struct rd_claim *c = RD_PUSH(x->a, x->out->cl, x->out->n_cl, x->cap_cl);
    *c = (struct rd_claim){.type = (uint8_t)type, .statement = statement, .issue = issue, .key = key, .value = value, .cite = cite};
}

static int order(const struct rd_claim *a, const struct rd_claim *b) {
    if (a->statement != b->statement) return a->statement < b->statement ? -1 : 1;
    if (a->cite.beg != b->cite.beg) return a->cite.beg < b->cite.beg ? -1 : 1;
    if (a->type != b->type) return a->type < b->type ? -1 : 1;
    return rd_str_cmp(a->key, b->key);
}

/* Merging runs from below: the steps leave a few long runs that are in order. */
void topic_sort_claims(struct tp *x) {
    uint32_t n = x->out->n_cl;
    struct rd_claim *from = x->out->cl, *to = rd_arena_get(x->a, (n + 1) * sizeof *to);
    for (uint32_t w = 1; w < n; w *= 2) {
        for (uint32_t lo = 0; lo < n; lo += 2 * w) {
            uint32_t mid = lo + w < n ? lo + w : n, hi = lo + 2 * w < n ? lo + 2 * w : n, i = lo, k = mid;
            for (uint32_t at = lo; at < hi; at++) to[at] = k >= hi || (i < mid && order(&from[i], &from[k]) <= 0) ? from[i++] : from[k++];
        }
        struct rd_claim *t = from;
        from = to;
        to = t;
    }
    x->out->cl = from;
}

/* "so-called": the speaker doubts it. */
static bool doubted(const struct tp *x, const struct topic_mention *m) {
    return topic_so_called(x, m->beg, m->end);
}

/* Words in the phrase that say that it is bad: "dire", "rapidly deteriorating". */
static bool dire(const struct tp *x, const struct topic_mention *m) {
    for (int32_t c = x->g->first[m->head]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if ((base == RD_REL_AMOD || base == RD_REL_COMPOUND || base == RD_REL_ACL) && (topic_is(x, (uint32_t)c, "dire") || topic_is(x, (uint32_t)c, "worsen"))) return true;
    }
    return false;
}

static bool definite(const struct tp *x, uint32_t head) {
    for (int32_t c = x->g->first[head]; c >= 0; c = x->g->next[c]) {
        if (rd_feat(x->an, (uint32_t)c, "Definite=Def") || (rd_rel_base(x->an->rel[c]) == RD_REL_NMOD && (uint32_t)c < head)) return true;
    }
    return false;
}

/* Where a state is said of the thing, the noun phrase up to its predicate: "opening of the road" is none. */
static void existence(struct tp *x, const struct topic_mention *m, int32_t s, bool inner_disputed) {
    struct topic_judged j = topic_judge(x, s, m->head);
    bool so_called = doubted(x, m), bad = m->flags & TOPIC_BAD;
    if (dire(x, m)) j.sure = true;
    if (bad && definite(x, m->head) && j.real && !j.hearsay) j.sure = true;
    if (j.hearsay && j.disputed) j.sure = true;   /* "claims of a crisis are invented" */
    if (j.disputed && bad) j.sure = true;
    if (so_called) {
        if (!j.hearsay) j = (struct topic_judged){.real = true, .negated = true, .sure = true};
    }
    /* At a neutral word ("the humanitarian situation") worry and "there is" are enough, its naming is not. */
    if (!j.sure || inner_disputed) return;
    struct rd_str sign = topic_sign(j);
    if (!sign.p) return;
    topic_claim(x, s, RD_CLAIM_FACT, rd_arena_printf(x->a, "exists:%.*s", RD_S(m->key)), sign, m->key, rd_doc_span(x->doc, m->beg, m->end));
}

/* Finite in the strict sense: "that the bridge be opened" is a wish. */
static bool told_as_fact(const struct tp *x, uint32_t v) {
    if (rd_feat(x->an, v, "VerbForm=Fin")) return true;
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if ((base == RD_REL_AUX || base == RD_REL_COP) && rd_feat(x->an, (uint32_t)c, "VerbForm=Fin")) return true;
    }
    return false;
}

/* A state that is told of a thing: "the road is open", "the elections were rigged", "they closed the port". */
static void predicated(struct tp *x, const struct topic_mention *m, int32_t s) {
    int32_t v = x->an->head[m->head];
    int rel = x->an->rel[m->head], base = rd_rel_base(rel);
    if (v < 0 || !topic_in_content(x, s, (uint32_t)v) || (base != RD_REL_NSUBJ && base != RD_REL_OBJ)) return;
    struct rd_str state = topic_value(x, (uint32_t)v, "state");
    bool verb = x->an->upos[v] == RD_VERB;
    if (state.n < 2 || (base == RD_REL_OBJ && !verb)) return;
    if (!told_as_fact(x, (uint32_t)v)) return;
    if (base == RD_REL_OBJ && rd_str_starts(state, "open") && rd_feat(x->an, (uint32_t)v, "Tense=Pres")) return;   /* "they open the road" may be a habit or a plan */
    struct topic_judged j = topic_judge(x, s, (uint32_t)v);
    struct rd_str sign = topic_sign(j);
    if (!sign.p) return;
    bool plus = (state.p[state.n - 1] == '+') == rd_str_is(sign, "+");
    struct rd_span cite = rd_doc_span(x->doc, m->beg < (uint32_t)v ? m->beg : (uint32_t)v, m->end > (uint32_t)v + 1 ? m->end : (uint32_t)v + 1);
    topic_claim(x, s, RD_CLAIM_FACT, rd_arena_printf(x->a, "is:%.*s:%.*s", (int)state.n - 1, state.p, RD_S(m->key)), plus ? RD_LIT("+") : RD_LIT("-"), m->key, cite);
}

void topic_facts(struct tp *x) {
    for (uint32_t i = 0; i < x->n_m; i++) {
        const struct topic_mention *m = &x->m[i];
        int32_t inner = x->said_in[m->head];
        uint32_t depth = 0;
        /* What an outer speaker calls untrue, the one who relays it has not shown that anybody claims. */
        bool disputed = false;
        for (int32_t s = inner >= 0 ? x->out->st[inner].nested_in : -1; s >= 0 && depth < RD_MAX_NEST; s = x->out->st[s].nested_in, depth++) {
            if (topic_in_content(x, s, m->head) && topic_judge(x, s, m->head).disputed) disputed = true;
        }
        depth = 0;
        for (int32_t s = inner; s >= 0 && depth < RD_MAX_NEST; s = x->out->st[s].nested_in, depth++) {
            if (!topic_in_content(x, s, m->head)) break;
            if (m->flags & TOPIC_STATE) existence(x, m, s, disputed && s == inner);
            if (s == inner) predicated(x, m, s);
        }
    }
}
