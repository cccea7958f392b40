/* Is what is told at a node told as so? Climbs from it to the root of the statement and notes what it passes under: negation, doubt,
 * hearsay, denial, worry. */
#include "topic/topic_int.h"

/* A word that makes what stands under it merely possible, wished or supposed. */
static bool has_modal(const struct tp *x, uint32_t tok) {
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if (base != RD_REL_AUX && base != RD_REL_ADVMOD) continue;
        if (topic_function(x, (uint32_t)c, "modal", NULL)) return true;
    }
    return false;
}

static bool conditional(const struct tp *x, uint32_t tok) {
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if (base == RD_REL_ADVMOD && (uint32_t)c < tok && rd_rel_base(x->an->rel[tok]) == RD_REL_ADVCL && topic_is(x, (uint32_t)c, "sequence")) return true;   /* "when it is opened" */
        if (base != RD_REL_MARK) continue;
        if (topic_function(x, (uint32_t)c, "condition", NULL) || topic_function(x, (uint32_t)c, "question", NULL) || topic_function(x, (uint32_t)c, "complementizer", "whether") || topic_function(x, (uint32_t)c, "complementizer", "if")) return true;
    }
    return false;
}

static bool imperative(const struct tp *x, uint32_t tok) {
    return rd_feat(x->an, tok, "Mood=Imp");
}

/* "to allow", "om te openen": what is not there yet; a perfect infinitive ("to have opened") is. */
static bool purpose(const struct tp *x, uint32_t tok) {
    int base = rd_rel_base(x->an->rel[tok]);
    if (base != RD_REL_ADVCL && base != RD_REL_ACL && base != RD_REL_XCOMP && base != RD_REL_CCOMP) return false;
    if (!rd_feat(x->an, tok, "VerbForm=Inf") || rd_gram_child(x->g, tok, RD_REL_NSUBJ) >= 0) return false;
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_AUX && (rd_gram_lemma_is(x->g, (uint32_t)c, "have") || rd_gram_lemma_is(x->g, (uint32_t)c, "hebben"))) return false;
    }
    return true;
}

static void at_node(const struct tp *x, uint32_t tok, struct topic_judged *j) {
    if (topic_negated(x, tok)) j->negated = !j->negated;
    if (has_modal(x, tok) || conditional(x, tok) || imperative(x, tok)) j->real = false;
}

/* One step up: `from` stands under `up` as `base`. */
static void under(const struct tp *x, uint32_t from, uint32_t up, int base, struct topic_judged *j) {
    bool passive = x->an->rel[from] == RD_REL_NSUBJ_PASS;
    bool subject = (base == RD_REL_NSUBJ && !passive) || base == RD_REL_CSUBJ, object = passive || base == RD_REL_OBJ || base == RD_REL_OBL || base == RD_REL_IOBJ;
    bool clause = base == RD_REL_CCOMP || base == RD_REL_XCOMP || base == RD_REL_ACL || base == RD_REL_ADVCL || base == RD_REL_CSUBJ;
    bool noun = base == RD_REL_NMOD || base == RD_REL_ACL || base == RD_REL_APPOS || base == RD_REL_AMOD || base == RD_REL_COMPOUND;
    bool neg = topic_negated(x, up);   /* of a subject or object with "no" too */
    if (topic_is(x, up, "dispute")) {
        if (!neg) j->disputed = !j->disputed;
        return;
    }
    if (topic_is(x, up, "true") && (subject || clause)) {
        if (neg) j->disputed = !j->disputed;
        return;
    }
    if (topic_is(x, up, "deny") && (object || clause || noun)) {
        if (!neg) j->disputed = !j->disputed;
        return;
    }
    if (topic_is(x, up, "hearsay") && (object || clause || noun)) {
        j->hearsay = true;
        return;
    }
    if (topic_is(x, up, "irreal")) {
        j->real = false;
        return;
    }
    if (topic_is(x, up, "worry") && !subject) j->sure = !neg;
    if ((topic_is(x, up, "worsen") && subject) || (topic_is(x, up, "cause") && object)) {
        j->sure = true;
        if (!topic_negated(x, from)) at_node(x, up, j);
        return;
    }
    if (clause || object || subject) {
        if (neg && !topic_negated(x, from)) j->negated = !j->negated;
        if (has_modal(x, up) && (object || subject)) j->real = false;
    }
}

/* Dutch "er is sprake van", English "there is": the subject exists. */
static bool exists_here(const struct tp *x, uint32_t up) {
    if (rd_gram_child(x->g, up, RD_REL_EXPL) >= 0) return rd_gram_child(x->g, up, RD_REL_CSUBJ) < 0;
    for (int32_t c = x->g->first[up]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_ADVMOD && topic_is(x, (uint32_t)c, "exist")) return true;
    }
    return false;
}

/* "called the reports a fabrication": the cue stands outside, the word that disputes is at the end of the content. */
static bool called_untrue(const struct tp *x, const struct rd_statement *s) {
    struct rd_span c = s->content[s->n_content - 1];
    bool out = false;
    for (uint32_t i = rd_doc_token_at(x->doc, c.beg); i < x->doc->n_tok && x->doc->toks[i].span.beg < c.end; i++) out = topic_is(x, i, "dispute") || (out && x->an->upos[i] == RD_PUNCT);
    return out;
}

struct topic_judged topic_judge(const struct tp *x, int32_t statement, uint32_t node) {
    struct topic_judged j = {.real = true};
    at_node(x, node, &j);
    if (purpose(x, node)) j.real = false;
    if (x->an->upos[node] == RD_NOUN && exists_here(x, node)) j.sure = true;
    uint32_t at = node;
    for (uint32_t steps = 0; steps < TOPIC_MAX_CLIMB; steps++) {
        int32_t up = x->an->head[at];
        int base = rd_rel_base(x->an->rel[at]);
        if (up < 0 || !topic_in_content(x, statement, (uint32_t)up)) break;
        if (base == RD_REL_CONJ || base == RD_REL_PARATAXIS || base == RD_REL_LIST) {
            /* "They did not A or B": what stands over the first stands over all; its own negation is its own. */
            at = (uint32_t)up;
            continue;
        }
        bool exists = (base == RD_REL_NSUBJ || base == RD_REL_OBJ || base == RD_REL_OBL) && exists_here(x, (uint32_t)up);
        under(x, at, (uint32_t)up, base, &j);
        /* "Claims that A did it are false", hung the other way round: the word that disputes stands beside, behind it. */
        for (int32_t c = topic_is(x, (uint32_t)up, "hearsay") && !j.disputed ? x->g->first[up] : -1; c >= 0; c = x->g->next[c]) {
            if ((uint32_t)c > at && topic_is(x, (uint32_t)c, "dispute")) j.disputed = !topic_negated(x, (uint32_t)c);
        }
        if (exists && !topic_is(x, (uint32_t)up, "dispute")) j.sure = true;
        at = (uint32_t)up;
        if (conditional(x, at) || (purpose(x, at) && !topic_is(x, at, "hearsay"))) j.real = false;
    }
    const struct rd_statement *s = &x->out->st[statement];
    if (!j.disputed && topic_cue_is(x, s, "label") && called_untrue(x, s)) j.disputed = j.sure = true;
    else if (topic_cue_is(x, s, "deny")) j.disputed = !j.disputed;
    if (topic_cue_is(x, s, "worry")) j.sure = true;
    if (topic_cue_is(x, s, "irreal") || s->modality == RD_MOD_QUESTION || s->denied) j.real = false;
    return j;
}

struct rd_str topic_sign(struct topic_judged j) {
    if (!j.real) return RD_NONE;
    if (j.hearsay && !j.disputed) return RD_NONE;
    return j.negated != j.disputed ? RD_LIT("-") : RD_LIT("+");
}
