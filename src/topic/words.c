/* Classes of data/<lang>/claims.tsv, and small questions about trees and statements. */
#include "topic/topic_int.h"

#include "base/utf8.h"

struct rd_str topic_lemma(const struct tp *x, uint32_t tok) {
    return rd_utf8_key(x->an->lemma[tok], x->scratch);
}

/* The treebank writes separable verbs with a line between: "om_komen" is "omkomen". */
static struct rd_str without_line(struct rd_str w, char out[64]) {
    uint32_t n = 0;
    if (w.n > 63 || rd_str_find(w, RD_LIT("_"), 0) < 0) return w;
    for (uint32_t i = 0; i < w.n; i++) {
        if (w.p[i] != '_') out[n++] = w.p[i];
    }
    return (struct rd_str){out, n};
}

static struct rd_str value_of(const struct rd_lex_table *t, struct rd_str word, const char *cls) {
    char plain[64];
    word = without_line(word, plain);
    for (const struct rd_lex_row *r = word.n ? rd_lex_find(t, word) : NULL; r; r = r->next) {
        if (r->n > 1 && rd_str_is(r->f[1], cls)) return r->n > 2 && r->f[2].p ? r->f[2] : RD_LIT("");
    }
    return RD_NONE;
}

/* A word with its particle, preposition or predicate: "lead to", "break down", Dutch "gewond raken" in either order. */
struct rd_str topic_pair_value(const struct tp *x, uint32_t tok, uint32_t part, const char *cls) {
    if (part >= x->doc->n_tok) return RD_NONE;
    struct rd_arena_mark m = rd_arena_mark(x->scratch);
    struct rd_str a = x->an->lemma[tok], b = x->an->lemma[part];
    struct rd_str v = value_of(x->t_claims, rd_arena_printf(x->scratch, "%.*s %.*s", RD_S(a), RD_S(b)), cls);
    if (!v.p) v = value_of(x->t_claims, rd_arena_printf(x->scratch, "%.*s %.*s", RD_S(b), RD_S(a)), cls);
    if (!v.p && x->an->rel[part] == RD_REL_COMPOUND_PRT) v = value_of(x->t_claims, rd_arena_printf(x->scratch, "%.*s%.*s", RD_S(b), RD_S(a)), cls);   /* "kwamen ... om" */
    rd_arena_reset(x->scratch, m);
    return v;
}

struct rd_str topic_value(const struct tp *x, uint32_t tok, const char *cls) {
    if (!x->t_claims) return RD_NONE;
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) {
        int rel = x->an->rel[c], base = rd_rel_base(rel);
        int32_t p = rel == RD_REL_COMPOUND_PRT || base == RD_REL_ADVMOD || base == RD_REL_XCOMP ? c : base == RD_REL_OBL ? rd_gram_child(x->g, (uint32_t)c, RD_REL_CASE) : -1;
        struct rd_str v = p < 0 ? RD_NONE : topic_pair_value(x, tok, (uint32_t)p, cls);
        if (v.p) return v;
    }
    struct rd_str v = value_of(x->t_claims, x->an->lemma[tok], cls);
    if (!v.p) v = value_of(x->t_claims, x->g->low[tok], cls);
    /* "laid": the tagger's lemma may be wrong where the list of forms is not. */
    for (const struct rd_lex_row *f = v.p || x->an->upos[tok] != RD_VERB ? NULL : rd_lex_find(x->t_forms, x->g->low[tok]); f && !v.p; f = f->next) {
        if (f->n > 1) v = value_of(x->t_claims, f->f[1], cls);
    }
    if (v.p || tok + 1 >= x->doc->n_tok) return v;
    /* a phrase that begins here */
    uint32_t len = 0, end = rd_gram_sent_end(x->g, tok);
    const struct rd_lex_row *r = rd_lex_match(x->t_claims, x->g->low + tok, end - tok, &len);
    for (; r && len > 1; r = r->next) {
        if (r->n > 1 && rd_str_is(r->f[1], cls)) return r->n > 2 && r->f[2].p ? r->f[2] : RD_LIT("");
    }
    return RD_NONE;
}

bool topic_is(const struct tp *x, uint32_t tok, const char *cls) {
    return topic_value(x, tok, cls).p != NULL;
}

bool topic_function(const struct tp *x, uint32_t tok, const char *cls, const char *value) {
    if (rd_gram_has_function(x->g, tok, cls, value)) return true;
    for (const struct rd_lex_row *r = x->g->function ? rd_lex_find(x->g->function, x->an->lemma[tok]) : NULL; r; r = r->next) {
        if (r->n > 1 && rd_str_is(r->f[1], cls) && (!value || (r->n > 2 && rd_str_is(r->f[2], value)))) return true;
    }
    return false;
}

/* A verb or another word that heads a clause. */
static bool heads_clause(const struct tp *x, uint32_t tok) {
    return x->an->upos[tok] == RD_VERB || rd_gram_child(x->g, tok, RD_REL_COP) >= 0 || rd_gram_child(x->g, tok, RD_REL_NSUBJ) >= 0;
}

/* "not", "niet", wherever the parser hung it, if no other clause lies between; "not only" is none. */
static bool full_negation_in(const struct tp *x, uint32_t clause) {
    for (uint32_t i = x->g->lo[clause]; i <= x->g->hi[clause]; i++) {
        if (!rd_gram_has_function(x->g, i, "negation", "full")) continue;
        if (i + 1 < x->doc->n_tok && topic_is(x, i + 1, "only")) continue;
        int32_t at = x->an->head[i];
        for (uint32_t steps = 0; at >= 0 && steps < TOPIC_MAX_CLIMB && !heads_clause(x, (uint32_t)at); steps++) at = x->an->head[at];
        if (at == (int32_t)clause) return true;
    }
    return false;
}

static bool negative_child(const struct tp *x, uint32_t tok) {
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        bool only = c + 1 < (int32_t)x->doc->n_tok && topic_is(x, (uint32_t)c + 1, "only");
        if ((base == RD_REL_ADVMOD || base == RD_REL_DET || base == RD_REL_AUX || base == RD_REL_CC) && !only && rd_gram_negative(x->g, (uint32_t)c)) return true;
    }
    return false;
}

bool topic_negated(const struct tp *x, uint32_t tok) {
    if (negative_child(x, tok)) return true;
    if (!heads_clause(x, tok)) return false;
    if (full_negation_in(x, tok)) return true;
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) {   /* "laid no mines", "nobody laid them" */
        int base = rd_rel_base(x->an->rel[c]);
        if ((base == RD_REL_NSUBJ || base == RD_REL_OBJ) && (rd_gram_negative(x->g, (uint32_t)c) || negative_child(x, (uint32_t)c))) return true;
    }
    return false;
}

bool topic_in_content(const struct tp *x, int32_t statement, uint32_t tok) {
    const struct rd_statement *s = &x->out->st[statement];
    struct rd_span at = x->doc->toks[tok].span;
    for (uint32_t i = 0; i < s->n_content; i++) {
        if (rd_span_holds(s->content[i], at)) return true;
    }
    return false;
}

bool topic_cue_is(const struct tp *x, const struct rd_statement *s, const char *cls) {
    struct rd_str part[4];
    if (s->cue_class && strcmp(s->cue_class, cls) == 0) return true;   /* "deny", "accuse": data/<lang>/cues.tsv has more of them */
    if (!s->cue_lemma.n) return false;
    if (value_of(x->t_claims, s->cue_lemma, cls).p) return true;
    uint32_t n = rd_str_split(s->cue_lemma, ' ', part, 4);
    for (uint32_t i = 0; i < n; i++) {
        if (value_of(x->t_claims, part[i], cls).p) return true;
    }
    return false;
}

struct rd_str topic_actor(const struct tp *x, uint32_t tok) {
    int32_t m = x->refs->mention_of[tok];
    if (m >= 0 && x->refs->mentions[m].entity >= 0) {
        const struct rd_entity *e = &x->refs->entities[x->refs->mentions[m].entity];
        if (e->side.n) return e->side;
        if (e->world.n) return e->world;
        if (e->name.n && x->refs->mentions[m].kind == RD_MENTION_NAME) return rd_utf8_bare(e->name, x->scratch);
    }
    /* "Dorvanian vessels": the adjective or the possessor tells the side. */
    for (uint32_t k = x->pl_from[x->g->lo[tok]]; k < x->n_pl && x->pl[k].beg <= x->g->hi[tok]; k++) {
        uint32_t at = x->pl[k].beg;
        int32_t up = x->an->head[at];
        int base = rd_rel_base(x->an->rel[at]);
        bool own = at == tok || (up == (int32_t)tok && (base == RD_REL_AMOD || base == RD_REL_NMOD || base == RD_REL_COMPOUND));
        if (own && x->pl[k].whole_state) return x->pl[k].id;
    }
    return RD_NONE;
}
