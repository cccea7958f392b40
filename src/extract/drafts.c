/* What all makers of drafts share: new drafts, ranges of content and their edges. */
#include "extract/extract_int.h"

#include "base/limits.h"

struct ex_draft *extract_draft(struct ex *x, int32_t cue, const char *rule) {
    x->capped |= x->n_drafts >= RD_MAX_STATEMENTS;
    if (x->n_drafts >= RD_MAX_STATEMENTS) return NULL;
    struct ex_draft *d = RD_PUSH(x->scratch, x->drafts, x->n_drafts, x->cap_drafts);
    d->cue = cue;
    d->subj = cue >= 0 ? x->cues[cue].subj : -1;
    d->like = d->quote = d->parent = d->occasion = -1;
    d->rule = rule;
    d->confidence = 80;
    if (cue >= 0 && x->cues[cue].draft < 0) x->cues[cue].draft = (int32_t)x->n_drafts - 1;
    return d;
}

void extract_add_range(struct ex_draft *d, uint32_t b, uint32_t e) {
    if (b >= e) return;
    for (uint32_t k = 0; k < d->n_r; k++) {
        if (b <= d->r[k].e && d->r[k].b <= e) {
            if (b < d->r[k].b) d->r[k].b = b;
            if (e > d->r[k].e) d->r[k].e = e;
            return;
        }
    }
    if (d->n_r == RD_MAX_RANGES) return;
    uint32_t at = d->n_r++;
    while (at > 0 && d->r[at - 1].b > b) {
        d->r[at] = d->r[at - 1];
        at--;
    }
    d->r[at] = (struct rd_range){b, e};
}

bool extract_in_ranges(const struct ex_draft *d, uint32_t tok) {
    for (uint32_t k = 0; k < d->n_r; k++) {
        if (tok >= d->r[k].b && tok < d->r[k].e) return true;
    }
    return false;
}

static bool edge_punct(const struct ex *x, uint32_t i) {
    if (x->an->upos[i] != RD_PUNCT && x->an->upos[i] != RD_SYM) return false;
    struct rd_str f = x->g->low[i];
    return rd_str_is(f, ",") || rd_str_is(f, ";") || rd_str_is(f, ":") || rd_str_is(f, ".") || rd_str_is(f, "-") || rd_str_is(f, "--");
}

/* A quotation mark at an edge goes when its partner is not inside the range, or when the pair spans the whole range. */
static bool edge_quote(const struct ex *x, const struct rd_range *r, uint32_t i) {
    if (!(x->doc->toks[i].flags & RD_TOK_QUOTE) && !rd_str_is(x->g->low[i], "\"") && !rd_str_is(x->g->low[i], "'")) return false;
    struct rd_span s = x->doc->toks[i].span;
    for (uint32_t k = 0; k < x->n_quotes; k++) {
        const struct ex_quote *q = &x->quotes[k];
        bool opens = q->outer.beg == s.beg, closes = q->outer.end == s.end;
        if (!opens && !closes) continue;
        bool whole = q->b <= r->b + 1 && q->e + 2 >= r->e;
        bool inside = q->b >= r->b && q->e <= r->e;
        return whole || !inside || (opens && q->e >= r->e) || (closes && q->b <= r->b);
    }
    return true;
}

void extract_trim(const struct ex *x, struct ex_draft *d) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < d->n_r; k++) {
        struct rd_range r = d->r[k];
        for (bool go = true; go && r.b < r.e;) {
            go = edge_punct(x, r.b) || edge_quote(x, &r, r.b) || (n == 0 && rd_gram_complementizer(x->g, r.b));
            if (!go && x->an->upos[r.b] == RD_CCONJ && k > 0) go = true;
            if (go) r.b++;
        }
        while (r.b < r.e && (edge_punct(x, r.e - 1) || edge_quote(x, &r, r.e - 1) || x->an->upos[r.e - 1] == RD_CCONJ)) r.e--;
        bool words = false;
        for (uint32_t i = r.b; i < r.e; i++) words |= x->an->upos[i] != RD_PUNCT;
        if (words) d->r[n++] = r;
    }
    d->n_r = n;
}

struct rd_str extract_text(const struct ex *x, struct rd_span s) {
    return rd_span_of(x->doc->text, s);
}
