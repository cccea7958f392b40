/* tag.c - feature templates of parts of speech, FEATS, lemmas and names. */
#include "analyse/tag.h"

#include "analyse/mix.h"

static const struct word pad = {.low = 1, .cased = 1, .shape = 1, .suf = {1, 1, 1, 1, 1}, .pre = {1, 1, 1, 1}, .flags = 0};

static const struct word *at(const struct sview *s, int64_t i)
{
    return i >= 0 && i < (int64_t)s->n ? &s->w[i] : &pad;
}

static uint32_t upos_at(const struct sview *s, int64_t i)
{
    return i >= 0 && i < (int64_t)s->n ? s->upos[i] : 31u;
}

/* Position and company that change what a capital means. */
static uint32_t cap_context(const struct sview *s, uint32_t i)
{
    uint32_t first = i == 0 || (i == 1 && (s->w[0].flags & WORD_PUNCT));
    uint32_t next_cap = at(s, (int64_t)i + 1)->flags & WORD_UPPER;
    uint32_t prev_cap = at(s, (int64_t)i - 1)->flags & WORD_UPPER;
    return first * 8 + next_cap * 4 + prev_cap * 2 + (s->w[i].flags & WORD_UPPER);
}

#define K1(a) k[n] = analyse_key1(n, (a)), n++
#define K2(a, b) k[n] = analyse_key2(n, (a), (b)), n++
#define K3(a, b, c) k[n] = analyse_key3(n, (a), (b), (c)), n++

uint32_t tag_keys_upos(uint32_t *k, const struct sview *s, uint32_t i)
{
    const struct word *w = &s->w[i], *l = at(s, (int64_t)i - 1), *r = at(s, (int64_t)i + 1);
    const struct word *ll = at(s, (int64_t)i - 2), *rr = at(s, (int64_t)i + 2);
    uint32_t t1 = upos_at(s, (int64_t)i - 1), t2 = upos_at(s, (int64_t)i - 2), n = 0;
    uint32_t cap = cap_context(s, i);
    K1(0);
    K1(w->low);
    K2(w->cased, cap);
    K2(w->shape, cap);
    for (int j = 0; j < ANALYSE_SUF; j++) K1(w->suf[j]);
    for (int j = 0; j < ANALYSE_PRE; j++) K1(w->pre[j]);
    K2(w->suf[2], w->flags);
    K2(w->suf[1], w->shape);
    K1(w->flags);
    K1(l->low);
    K1(r->low);
    K1(ll->low);
    K1(rr->low);
    K2(l->low, w->low);
    K2(w->low, r->low);
    K2(l->low, r->low);
    K2(r->low, rr->low);
    K2(l->low, ll->low);
    K1(l->suf[2]);
    K1(r->suf[2]);
    K1(r->suf[1]);
    K2(r->shape, w->shape);
    K2(l->shape, w->shape);
    K1(t1);
    K2(t1, t2);
    K2(t1, w->low);
    K3(t1, t2, w->low);
    K2(t1, w->suf[2]);
    K2(t1, w->suf[1]);
    K2(t1, r->low);
    K3(t1, r->suf[1], w->suf[2]);
    K2(t1, w->shape);
    return n;
}

uint32_t tag_keys_bundle(uint32_t *k, const struct sview *s, uint32_t i)
{
    const struct word *w = &s->w[i], *l = at(s, (int64_t)i - 1), *r = at(s, (int64_t)i + 1);
    uint32_t t = s->upos[i], l1 = upos_at(s, (int64_t)i - 1), r1 = upos_at(s, (int64_t)i + 1), n = 0;
    uint32_t r2 = upos_at(s, (int64_t)i + 2), l2 = upos_at(s, (int64_t)i - 2);
    K1(t);
    K2(t, w->low);
    K2(t, w->cased);
    K2(t, w->shape);
    for (int j = 0; j < ANALYSE_SUF; j++) K2(t, w->suf[j]);
    for (int j = 0; j < 3; j++) K2(t, w->pre[j]);
    K2(t, l->low);
    K2(t, r->low);
    K2(t, at(s, (int64_t)i - 2)->low);
    K3(t, w->low, l->low);
    K3(t, w->low, r->low);
    K3(t, w->suf[1], l->low);
    K3(t, w->suf[2], l->suf[1]);
    K3(t, l1, w->low);
    K3(t, r1, w->low);
    K3(t, l1, w->suf[1]);
    K3(t, l1, l2);
    K3(t, r1, r2);
    K3(t, l1, r1);
    K3(t, l->suf[1], r->suf[1]);
    return n;
}

uint32_t tag_keys_lemma(uint32_t *k, const struct sview *s, uint32_t i)
{
    const struct word *w = &s->w[i];
    uint32_t t = s->upos[i], m = s->bundle[i] + 64u, n = 0;
    uint32_t first = i == 0;
    K1(t);
    K1(m);
    K2(t, w->low);
    K2(m, w->low);
    K2(t, w->cased);
    for (int j = 0; j < ANALYSE_SUF; j++) {
        K2(t, w->suf[j]);
        K2(m, w->suf[j]);
    }
    for (int j = 0; j < ANALYSE_PRE; j++) K2(t, w->pre[j]);
    for (int j = 1; j < ANALYSE_PRE; j++) K3(m, w->pre[j], w->suf[1]);
    K3(t, w->shape, first);
    K3(m, w->suf[2], w->flags);
    K2(w->suf[4], w->pre[2]);
    return n;
}

uint32_t tag_keys_name(uint32_t *k, const struct sview *s, uint32_t i)
{
    const struct word *w = &s->w[i], *l = at(s, (int64_t)i - 1), *r = at(s, (int64_t)i + 1);
    const struct word *ll = at(s, (int64_t)i - 2), *rr = at(s, (int64_t)i + 2);
    uint32_t t = s->upos[i], l1 = upos_at(s, (int64_t)i - 1), r1 = upos_at(s, (int64_t)i + 1), n = 0;
    uint32_t b1 = i > 0 ? s->bio[i - 1] : 15u, b2 = i > 1 ? s->bio[i - 2] : 15u;
    uint32_t cap = cap_context(s, i), g = s->gaz[i];
    K2(0, b1);
    K1(w->low);
    K2(w->cased, b1);
    K2(w->shape, cap);
    K3(w->shape, cap, b1);
    K3(t, cap, b1);
    K3(t, l1, r1);
    for (int j = 1; j < ANALYSE_SUF; j++) K2(w->suf[j], w->flags);
    for (int j = 1; j < ANALYSE_PRE; j++) K2(w->pre[j], w->flags);
    K1(l->low);
    K1(r->low);
    K2(ll->low, l->low);
    K2(r->low, rr->low);
    K1(ll->low);
    K1(rr->low);
    K2(l->low, w->low);
    K2(w->low, r->low);
    K3(l->low, w->shape, b1);
    K2(r->low, w->shape);
    K2(l->shape, w->shape);
    K2(r->shape, w->shape);
    K3(l->shape, w->shape, r->shape);
    K2(b1, b2);
    K2(b1, t);
    K2(b1, w->suf[2]);
    K3(b1, l->low, t);
    K3(b1, r->low, w->shape);
    K2(r->suf[2], w->shape);
    K2(l->suf[2], w->shape);
    K3(g, cap, b1);
    K2(g, t);
    K3(g, i + 1 < s->n ? s->gaz[i + 1] : 0u, b1);
    return n;
}

bool tag_bio_follows(uint32_t prev, uint32_t tag)
{
    return tag == BIO_O || (tag & 1u) != 0 || prev == tag || prev + 1 == tag;
}
