/* Children, subtrees and small questions about the trees. */
#include "extract/extract_int.h"

#include "base/limits.h"

void extract_tree(struct ex *x) {
    uint32_t n = x->doc->n_tok;
    x->first = rd_arena_get(x->scratch, (n + 1) * sizeof *x->first);
    x->next = rd_arena_get(x->scratch, (n + 1) * sizeof *x->next);
    x->lo = rd_arena_get(x->scratch, (n + 1) * sizeof *x->lo);
    x->hi = rd_arena_get(x->scratch, (n + 1) * sizeof *x->hi);
    for (uint32_t i = 0; i < n; i++) {
        x->first[i] = x->next[i] = -1;
        x->lo[i] = x->hi[i] = i;
    }
    for (uint32_t i = n; i-- > 0;) {
        int32_t h = x->an->head[i];
        if (h < 0) continue;
        x->next[i] = x->first[h];
        x->first[h] = (int32_t)i;
    }
    /* Each token widens all its ancestors: sentence length bounds the climb. */
    for (uint32_t i = 0; i < n; i++) {
        int32_t h = x->an->head[i];
        for (uint32_t steps = 0; h >= 0 && steps < RD_MAX_SENT_TOKENS; steps++) {
            if (i < x->lo[h]) x->lo[h] = i;
            if (i > x->hi[h]) x->hi[h] = i;
            h = x->an->head[h];
        }
    }
}

int32_t extract_child(const struct ex *x, uint32_t i, int rel_base) {
    for (int32_t c = x->first[i]; c >= 0; c = x->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == rel_base) return c;
    }
    return -1;
}

int32_t extract_child_exact(const struct ex *x, uint32_t i, int rel) {
    for (int32_t c = x->first[i]; c >= 0; c = x->next[c]) {
        if (x->an->rel[c] == rel) return c;
    }
    return -1;
}

int32_t extract_preposition(const struct ex *x, uint32_t i) {
    int32_t p = extract_child(x, i, RD_REL_CASE);
    return p < 0 && x->an->upos[x->lo[i]] == RD_ADP && x->lo[i] < i ? (int32_t)x->lo[i] : p;
}

bool extract_below(const struct ex *x, uint32_t i, uint32_t top) {
    int32_t at = (int32_t)i;
    for (uint32_t steps = 0; at >= 0 && steps <= RD_MAX_SENT_TOKENS; steps++) {
        if ((uint32_t)at == top) return true;
        at = x->an->head[at];
    }
    return false;
}

static bool cut_off(const struct ex *x, uint32_t i, uint32_t top, const int32_t *cut, uint32_t n_cut) {
    int32_t at = (int32_t)i;
    for (uint32_t steps = 0; at >= 0 && steps <= RD_MAX_SENT_TOKENS; steps++) {
        for (uint32_t k = 0; k < n_cut; k++) {
            if (cut[k] == at) return true;
        }
        if ((uint32_t)at == top) return false;
        at = x->an->head[at];
    }
    return true;
}

uint32_t extract_yield(const struct ex *x, uint32_t top, const int32_t *cut, uint32_t n_cut, struct ex_range *out) {
    uint32_t n = 0;
    for (uint32_t i = x->lo[top]; i <= x->hi[top]; i++) {
        if (cut_off(x, i, top, cut, n_cut)) continue;
        if (n && out[n - 1].e == i) {
            out[n - 1].e++;
        } else if (n < EX_MAX_RANGES) {
            out[n++] = (struct ex_range){i, i + 1};
        } else {
            out[n - 1].e = i + 1;
        }
    }
    return n;
}

uint32_t extract_sent_begin(const struct ex *x, uint32_t i) {
    return x->doc->sents[x->doc->sent_of[i]].tok;
}

uint32_t extract_sent_end(const struct ex *x, uint32_t i) {
    const struct rd_sent *s = &x->doc->sents[x->doc->sent_of[i]];
    return s->tok + s->n_tok;
}

bool extract_lemma_is(const struct ex *x, uint32_t i, const char *z) {
    return rd_str_is(x->an->lemma[i], z);
}

bool extract_form_is(const struct ex *x, uint32_t i, const char *z) {
    return rd_str_is(x->low[i], z);
}

bool extract_finite(const struct ex *x, uint32_t i) {
    if (rd_feat(x->an, i, "VerbForm=Fin")) return true;
    for (int32_t c = x->first[i]; c >= 0; c = x->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if ((base == RD_REL_AUX || base == RD_REL_COP) && (rd_feat(x->an, (uint32_t)c, "VerbForm=Fin") || x->an->upos[c] == RD_AUX)) return true;
    }
    return false;
}

bool extract_clause(const struct ex *x, uint32_t i) {
    return extract_finite(x, i) || extract_child(x, i, RD_REL_NSUBJ) >= 0 || extract_child(x, i, RD_REL_CSUBJ) >= 0;
}

bool extract_complementizer(const struct ex *x, uint32_t i) {
    return (x->an->upos[i] == RD_SCONJ || rd_rel_base(x->an->rel[i]) == RD_REL_MARK) && extract_has_function(x, i, "complementizer", "that");
}

struct rd_str extract_text(const struct ex *x, struct rd_span s) {
    return rd_span_of(x->doc->text, s);
}

bool extract_has_function(const struct ex *x, uint32_t i, const char *cls, const char *value) {
    if (!x->t_function) return false;
    for (const struct rd_lex_row *r = rd_lex_find(x->t_function, x->low[i]); r; r = r->next) {
        if (r->n > 1 && rd_str_is(r->f[1], cls) && (!value || (r->n > 2 && rd_str_is(r->f[2], value)))) return true;
    }
    return false;
}
