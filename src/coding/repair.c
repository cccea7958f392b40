/* Sentences whose tree lost its verb: "X shared intelligence with Y" read as a noun phrase, its verb a participle before the noun or
 * behind it. Parsers do so where a name that nobody has heard of stands before a form that is past tense and participle in one.
 * The mended tree is coding's own: nothing that flows is changed. */
#include "coding/coding_int.h"

#include "base/limits.h"

struct trees { int32_t *head; uint8_t *rel; };

static bool participle(const struct rd_analysis *an, uint32_t i) {
    return an->upos[i] == RD_VERB && (rd_feat(an, i, "VerbForm=Part") || rd_feat(an, i, "Tense=Past")) && !rd_feat(an, i, "Tense=Pres") &&
           !rd_feat(an, i, "VerbForm=Ger");
}

static bool nominal(int up) {
    return up == RD_NOUN || up == RD_PROPN;
}

/* The root of a sentence that has no predicate: a noun without copula and subject; -1. */
static int32_t bare_root(const struct cd *x, const struct rd_sent *s) {
    for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
        if (x->an->head[i] >= 0) continue;
        if (!nominal(x->an->upos[i]) || rd_gram_child(x->g, i, RD_REL_COP) >= 0) return -1;
        return (int32_t)i;
    }
    return -1;
}

/* What stands right before the verb, adverbs and auxiliaries left out. */
static int32_t before(const struct cd *x, const struct rd_sent *s, uint32_t v) {
    for (uint32_t i = v; i-- > s->tok;) {
        int up = x->an->upos[i];
        if (up == RD_ADV || up == RD_AUX || (up == RD_VERB && rd_str_is(x->an->lemma[i], "have"))) continue;
        bool name = up == RD_ADJ && x->doc->toks[i].form.p[0] >= 'A' && x->doc->toks[i].form.p[0] <= 'Z';
        return nominal(up) || name ? (int32_t)i : -1;
    }
    return -1;
}

static void mend(const struct cd *x, const struct rd_sent *s, struct trees *t, uint32_t v, uint32_t subj, int32_t obj) {
    while ((t->rel[subj] == RD_REL_FLAT || t->rel[subj] == RD_REL_FLAT_NAME) && t->head[subj] >= (int32_t)s->tok && t->head[subj] < (int32_t)subj) subj = (uint32_t)t->head[subj];
    for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
        if (i == v || i == subj || (int32_t)i == obj) continue;
        bool up = t->head[i] < 0 || t->head[i] == (int32_t)v || t->head[i] == obj;
        if (i < v && x->an->upos[i] == RD_AUX) { t->head[i] = (int32_t)v; t->rel[i] = RD_REL_AUX; }
        else if (i < v && up && i < subj) { t->head[i] = (int32_t)subj; if (t->rel[i] == RD_REL_ROOT) t->rel[i] = RD_REL_COMPOUND; }
        else if (t->head[i] < 0) { t->head[i] = (int32_t)v; t->rel[i] = RD_REL_DEP; }
        else if (x->an->upos[i] == RD_PUNCT && up) t->head[i] = (int32_t)v;
    }
    t->head[subj] = (int32_t)v;
    t->rel[subj] = RD_REL_NSUBJ;
    if (obj >= 0) {
        t->head[obj] = (int32_t)v;
        t->rel[obj] = RD_REL_OBJ;
    }
    t->head[v] = -1;
    t->rel[v] = RD_REL_ROOT;
}

/* The verb that a sentence with a bare root has lost; false: it is a noun phrase, or nothing is sure. */
static bool lost_verb(const struct cd *x, const struct rd_sent *s, uint32_t root, uint32_t *v, uint32_t *subj, int32_t *obj) {
    for (uint32_t i = s->tok + 1; i < s->tok + s->n_tok; i++) {
        int32_t h = x->an->head[i], left = before(x, s, i);
        int b = rd_rel_base(x->an->rel[i]);
        if (!participle(x->an, i) || h < 0 || left < 0) continue;
        bool before_noun = b == RD_REL_AMOD && h > (int32_t)i && nominal(x->an->upos[h]) && (h == (int32_t)root || x->g->lo[h] > (uint32_t)left || x->g->hi[root] >= i);
        int32_t own = rd_gram_child(x->g, i, RD_REL_OBJ);
        bool behind_noun = b == RD_REL_ACL && h == (int32_t)root && (uint32_t)left <= i - 1 && own >= 0;
        if (!before_noun && !behind_noun) continue;
        if (before_noun && x->an->rel[left] == RD_REL_NMOD_POSS) continue;
        *v = i;
        *subj = behind_noun ? root : (uint32_t)left;
        *obj = before_noun ? h : own;
        return true;
    }
    return false;
}

static bool cyclic(const struct rd_sent *s, const int32_t *head) {
    for (uint32_t i = s->tok; i < s->tok + s->n_tok; i++) {
        int32_t at = (int32_t)i;
        uint32_t steps = 0;
        for (; at >= 0 && steps <= s->n_tok; steps++) at = head[at];
        if (at >= 0) return true;
    }
    return false;
}

void coding_repair(struct cd *x, struct rd_analysis *an, struct rd_grammar *g) {
    struct trees t = {0};
    uint32_t n = x->doc->n_tok;
    for (uint32_t k = 0; k < x->doc->n_sent; k++) {
        const struct rd_sent *s = &x->doc->sents[k];
        uint32_t v, subj;
        int32_t obj, root = bare_root(x, s);
        if (root < 0 || !lost_verb(x, s, (uint32_t)root, &v, &subj, &obj)) continue;
        if (!t.head) {
            t.head = rd_arena_dup(x->scratch, x->an->head, n * sizeof *t.head);
            t.rel = rd_arena_dup(x->scratch, x->an->rel, n * sizeof *t.rel);
        }
        mend(x, s, &t, v, subj, obj);
        if (!cyclic(s, t.head)) continue;
        memcpy(t.head + s->tok, x->an->head + s->tok, s->n_tok * sizeof *t.head);
        memcpy(t.rel + s->tok, x->an->rel + s->tok, s->n_tok * sizeof *t.rel);
    }
    if (!t.head) return;
    *an = *x->an;
    an->head = t.head;
    an->rel = t.rel;
    rd_grammar_make(g, x->doc, an, x->lang, x->scratch);
    x->an = an;
    x->g = g;
}
