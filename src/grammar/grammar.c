/* Children, subtrees and small questions about the trees. */
#include "grammar/grammar.h"

#include "base/limits.h"
#include "base/utf8.h"

void rd_grammar_make(struct rd_grammar *g, const struct rd_doc *d, const struct rd_analysis *an, const struct rd_lang *l, struct rd_arena *a) {
    uint32_t n = d->n_tok;
    g->doc = d;
    g->an = an;
    g->function = rd_lex_get(l->lex, l->code, "function");
    g->low = rd_arena_get(a, (n + 1) * sizeof *g->low);
    for (uint32_t i = 0; i < n; i++) g->low[i] = rd_utf8_key(d->toks[i].form, a);
    g->first = rd_arena_get(a, (n + 1) * sizeof *g->first);
    g->next = rd_arena_get(a, (n + 1) * sizeof *g->next);
    g->lo = rd_arena_get(a, (n + 1) * sizeof *g->lo);
    g->hi = rd_arena_get(a, (n + 1) * sizeof *g->hi);
    for (uint32_t i = 0; i < n; i++) {
        g->first[i] = g->next[i] = -1;
        g->lo[i] = g->hi[i] = i;
    }
    for (uint32_t i = n; i-- > 0;) {
        int32_t h = g->an->head[i];
        if (h < 0) continue;
        g->next[i] = g->first[h];
        g->first[h] = (int32_t)i;
    }
    /* Each token widens all its ancestors: sentence length bounds the climb. */
    for (uint32_t i = 0; i < n; i++) {
        int32_t h = g->an->head[i];
        for (uint32_t steps = 0; h >= 0 && steps < RD_MAX_SENT_TOKENS; steps++) {
            if (i < g->lo[h]) g->lo[h] = i;
            if (i > g->hi[h]) g->hi[h] = i;
            h = g->an->head[h];
        }
    }
}

int32_t rd_gram_child(const struct rd_grammar *g, uint32_t i, int rel_base) {
    for (int32_t c = g->first[i]; c >= 0; c = g->next[c]) {
        if (rd_rel_base(g->an->rel[c]) == rel_base) return c;
    }
    return -1;
}

int32_t rd_gram_child_exact(const struct rd_grammar *g, uint32_t i, int rel) {
    for (int32_t c = g->first[i]; c >= 0; c = g->next[c]) {
        if (g->an->rel[c] == rel) return c;
    }
    return -1;
}

int32_t rd_gram_preposition(const struct rd_grammar *g, uint32_t i) {
    int32_t p = rd_gram_child(g, i, RD_REL_CASE);
    return p < 0 && g->an->upos[g->lo[i]] == RD_ADP && g->lo[i] < i ? (int32_t)g->lo[i] : p;
}

bool rd_gram_below(const struct rd_grammar *g, uint32_t i, uint32_t top) {
    int32_t at = (int32_t)i;
    for (uint32_t steps = 0; at >= 0 && steps <= RD_MAX_SENT_TOKENS; steps++) {
        if ((uint32_t)at == top) return true;
        at = g->an->head[at];
    }
    return false;
}

static bool cut_off(const struct rd_grammar *g, uint32_t i, uint32_t top, const int32_t *cut, uint32_t n_cut) {
    int32_t at = (int32_t)i;
    for (uint32_t steps = 0; at >= 0 && steps <= RD_MAX_SENT_TOKENS; steps++) {
        for (uint32_t k = 0; k < n_cut; k++) {
            if (cut[k] == at) return true;
        }
        if ((uint32_t)at == top) return false;
        at = g->an->head[at];
    }
    return true;
}

uint32_t rd_gram_yield(const struct rd_grammar *g, uint32_t top, const int32_t *cut, uint32_t n_cut, struct rd_range *out) {
    uint32_t n = 0;
    for (uint32_t i = g->lo[top]; i <= g->hi[top]; i++) {
        if (cut_off(g, i, top, cut, n_cut)) continue;
        if (n && out[n - 1].e == i) {
            out[n - 1].e++;
        } else if (n < RD_MAX_RANGES) {
            out[n++] = (struct rd_range){i, i + 1};
        } else {
            out[n - 1].e = i + 1;
        }
    }
    return n;
}

uint32_t rd_gram_sent_begin(const struct rd_grammar *g, uint32_t i) {
    return g->doc->sents[g->doc->sent_of[i]].tok;
}

uint32_t rd_gram_sent_end(const struct rd_grammar *g, uint32_t i) {
    const struct rd_sent *s = &g->doc->sents[g->doc->sent_of[i]];
    return s->tok + s->n_tok;
}

bool rd_gram_lemma_is(const struct rd_grammar *g, uint32_t i, const char *z) {
    return rd_str_is(g->an->lemma[i], z);
}

bool rd_gram_form_is(const struct rd_grammar *g, uint32_t i, const char *z) {
    return rd_str_is(g->low[i], z);
}

bool rd_gram_finite(const struct rd_grammar *g, uint32_t i) {
    if (rd_feat(g->an, i, "VerbForm=Fin")) return true;
    for (int32_t c = g->first[i]; c >= 0; c = g->next[c]) {
        int base = rd_rel_base(g->an->rel[c]);
        if ((base == RD_REL_AUX || base == RD_REL_COP) && (rd_feat(g->an, (uint32_t)c, "VerbForm=Fin") || g->an->upos[c] == RD_AUX)) return true;
    }
    return false;
}

bool rd_gram_clause(const struct rd_grammar *g, uint32_t i) {
    return rd_gram_finite(g, i) || rd_gram_child(g, i, RD_REL_NSUBJ) >= 0 || rd_gram_child(g, i, RD_REL_CSUBJ) >= 0;
}

bool rd_gram_complementizer(const struct rd_grammar *g, uint32_t i) {
    return (g->an->upos[i] == RD_SCONJ || rd_rel_base(g->an->rel[i]) == RD_REL_MARK) && rd_gram_has_function(g, i, "complementizer", "that");
}

bool rd_gram_has_function(const struct rd_grammar *g, uint32_t i, const char *cls, const char *value) {
    if (!g->function) return false;
    for (const struct rd_lex_row *r = rd_lex_find(g->function, g->low[i]); r; r = r->next) {
        if (r->n > 1 && rd_str_is(r->f[1], cls) && (!value || (r->n > 2 && rd_str_is(r->f[2], value)))) return true;
    }
    return false;
}

bool rd_gram_negative(const struct rd_grammar *g, uint32_t i) {
    return rd_gram_has_function(g, i, "negation", "full") || rd_gram_has_function(g, i, "negation", "none") || rd_feat(g->an, i, "Polarity=Neg");
}
