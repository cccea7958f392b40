/* parse.c - feature templates of the parser, after Zhang and Nivre (2011) for the arc-hybrid system. */
#include "analyse/parse.h"

#include "analyse/mix.h"

void parse_nodes_init(struct parse_nodes *p, const struct sview *s, struct rd_arena *a)
{
    p->form = RD_NEW_N(a, uint32_t, s->n + 1);
    p->tag = RD_NEW_N(a, uint32_t, s->n + 1);
    p->pos = RD_NEW_N(a, uint32_t, s->n + 1);
    for (uint32_t i = 0; i < s->n; i++) {
        p->form[i] = s->w[i].low;
        p->pos[i] = s->upos[i];
        p->tag[i] = s->upos[i] + 32u * (s->bundle[i] + 1u);
    }
    p->form[s->n] = 3;
    p->pos[s->n] = 30;
    p->tag[s->n] = 30;
}

static uint32_t bucket(uint32_t d)
{
    return d < 6 ? d : d < 8 ? 6 : d < 12 ? 7 : d < 20 ? 8 : 9;
}

static uint32_t gap_of(const struct tree *t, uint32_t a, uint32_t b)
{
    if (a == t->n || b == t->n) return 10;
    return a < b ? bucket(b - a) : 11;
}

static uint32_t few(uint32_t n)
{
    return n < 5 ? n : 5;
}

static uint32_t set_hash(uint64_t set)
{
    return (uint32_t)(analyse_mix(3, set) >> 13);
}

#define K1(a) k[n] = analyse_key1(n, (a)), n++
#define K2(a, b) k[n] = analyse_key2(n, (a), (b)), n++
#define K3(a, b, c) k[n] = analyse_key3(n, (a), (b), (c)), n++

#define F(x) form[x]
#define T(x) tag[x]
#define P(x) pos[x]
#define L(x) (uint32_t)t->rel[x]

static uint32_t keys_words(uint32_t *k, const struct tree *t, const struct parse_nodes *p, uint32_t n)
{
    const uint32_t *form = p->form, *tag = p->tag, *pos = p->pos;
    uint32_t s0 = tree_s(t, 0), s1 = tree_s(t, 1), s2 = tree_s(t, 2);
    uint32_t b0 = tree_b(t, 0), b1 = tree_b(t, 1), b2 = tree_b(t, 2);
    K1(0);
    K1(F(s0)); K1(T(s0)); K2(F(s0), P(s0)); K1(P(s0));
    K1(F(b0)); K1(T(b0)); K2(F(b0), P(b0)); K1(P(b0));
    K1(F(s1)); K1(T(s1)); K2(F(s1), P(s1)); K1(P(s1));
    K1(F(b1)); K1(T(b1)); K2(F(b1), P(b1));
    K1(F(b2)); K1(T(b2));
    K1(F(s2)); K1(T(s2));
    K2(F(s0), F(b0)); K3(F(s0), P(s0), T(b0)); K3(T(s0), F(b0), P(b0)); K2(T(s0), T(b0)); K2(P(s0), P(b0));
    K2(F(s0), P(b0)); K2(P(s0), F(b0));
    K2(F(s1), F(s0)); K2(F(s1), T(s0)); K2(T(s1), F(s0)); K2(T(s1), T(s0)); K2(P(s1), P(s0));
    K2(T(s1), T(b0)); K2(F(s1), F(b0)); K2(F(s1), P(b0)); K2(P(s1), F(b0));
    K2(T(b0), T(b1)); K2(F(b0), P(b1)); K2(P(b0), F(b1));
    K2(T(s0), T(b1)); K2(F(s0), F(b1));
    K3(P(s0), P(b0), P(b1)); K3(T(s0), T(b0), T(b1)); K3(P(b0), P(b1), P(b2));
    K3(P(s1), P(s0), P(b0)); K3(T(s1), T(s0), T(b0)); K3(P(s2), P(s1), P(s0));
    K3(F(s0), P(b0), P(b1)); K3(P(s0), F(b0), P(b1)); K3(F(s1), P(s0), P(b0)); K3(P(s1), F(s0), P(b0)); K3(P(s1), P(s0), F(b0));
    return n;
}

static uint32_t keys_children(uint32_t *k, const struct tree *t, const struct parse_nodes *p, uint32_t n)
{
    const uint32_t *form = p->form, *tag = p->tag, *pos = p->pos;
    uint32_t s0 = tree_s(t, 0), s1 = tree_s(t, 1), b0 = tree_b(t, 0);
    uint32_t s0l = t->lc[s0], s0r = t->rc[s0], b0l = t->lc[b0], s1l = t->lc[s1], s1r = t->rc[s1];
    K1(F(s0l)); K1(T(s0l)); K1(L(s0l)); K1(F(s0r)); K1(T(s0r)); K1(L(s0r));
    K1(F(b0l)); K1(T(b0l)); K1(L(b0l));
    K1(F(s1l)); K1(T(s1l)); K1(L(s1l)); K1(F(s1r)); K1(T(s1r)); K1(L(s1r));
    K2(T(t->lc2[s0]), L(t->lc2[s0])); K2(T(t->rc2[s0]), L(t->rc2[s0])); K2(T(t->lc2[b0]), L(t->lc2[b0]));
    K2(T(t->rc2[s1]), L(t->rc2[s1]));
    K3(P(s0), P(s0l), P(b0)); K3(P(s0), P(s0r), P(b0)); K3(P(s0), P(b0), P(b0l));
    K3(P(s1), P(s1r), P(s0)); K3(P(s1), P(s1l), P(s0)); K3(P(s1), P(s0), P(s0l)); K3(P(s1), P(s0), P(s0r));
    K3(P(s0), F(s0l), P(b0)); K3(P(s0), P(b0), F(b0l)); K3(P(s1), P(s0), F(s0l)); K3(F(s1), P(s0), F(s0l));
    K3(P(s0), F(b0), F(b0l));
    K2(P(s0), few(t->nr[s0])); K2(P(s0), few(t->nl[s0])); K2(P(b0), few(t->nl[b0])); K2(P(s1), few(t->nr[s1]));
    K2(F(s0), few(t->nr[s0])); K2(F(s0), few(t->nl[s0])); K2(F(b0), few(t->nl[b0])); K2(F(s1), few(t->nr[s1]));
    K2(T(s0), set_hash(t->lset[s0])); K2(T(s0), set_hash(t->rset[s0])); K2(T(b0), set_hash(t->lset[b0]));
    K2(T(s1), set_hash(t->rset[s1])); K2(F(s0), set_hash(t->rset[s0])); K2(F(s1), set_hash(t->rset[s1]));
    K3(P(b0), P(s0), set_hash(t->lset[b0])); K3(P(b0), P(s0), set_hash(t->rset[s0])); K3(P(s1), P(s0), set_hash(t->rset[s1]));
    uint32_t d = gap_of(t, s0, b0), e = gap_of(t, s1, s0);
    K2(F(s0), d); K2(T(s0), d); K2(F(b0), d); K2(T(b0), d); K3(P(s0), P(b0), d);
    K3(P(s1), P(s0), e); K3(T(s1), T(s0), e);
    K2(few(t->n_buf), few(t->n_stack)); K3(P(s0), few(t->n_buf), few(t->n_stack));
    return n;
}

uint32_t parse_keys_move(uint32_t *k, const struct tree *t, const struct parse_nodes *p)
{
    return keys_children(k, t, p, keys_words(k, t, p, 0));
}

uint32_t parse_keys_rel(uint32_t *k, const struct tree *t, const struct parse_nodes *p, uint32_t h, uint32_t d)
{
    const uint32_t *form = p->form, *tag = p->tag, *pos = p->pos;
    uint32_t n = 0, none = t->n;
    uint32_t dist = h < d ? 16 + bucket(d - h) : bucket(h - d);
    uint32_t side = h < d;
    uint32_t dl = d > 0 ? d - 1 : none, dr = d + 1 < none ? d + 1 : none, hl = h > 0 ? h - 1 : none, hr = h + 1 < none ? h + 1 : none;
    uint32_t dlc = t->lc[d], drc = t->rc[d], hlc = t->lc[h], hrc = t->rc[h];
    K1(side);
    K2(F(h), side); K2(T(h), side); K2(F(d), side); K2(T(d), side);
    K3(F(h), F(d), side); K3(F(h), T(d), side); K3(T(h), F(d), side); K3(T(h), T(d), side); K3(P(h), P(d), side);
    K3(P(h), P(d), dist); K2(T(d), dist); K2(F(d), dist); K2(P(h), dist);
    K2(P(dl), side); K2(P(dr), side); K2(P(hl), side); K2(P(hr), side);
    K3(P(d), P(dl), side); K3(P(d), P(dr), side); K3(F(dl), P(d), side); K3(F(dr), P(d), side);
    K3(F(dlc), P(d), P(h)); K3(T(dlc), T(d), T(h)); K3(L(dlc), P(d), P(h)); K3(F(drc), P(d), P(h)); K3(L(drc), P(d), P(h));
    K3(F(dlc), F(h), P(d)); K3(F(dlc), F(d), side); K3(F(t->lc2[d]), P(d), P(h));
    K3(set_hash(t->lset[d]), T(d), P(h)); K3(set_hash(t->rset[d]), T(d), P(h)); K3(set_hash(t->lset[d]), F(h), side);
    K3(set_hash(t->lset[h]), T(h), T(d)); K3(set_hash(t->rset[h]), T(h), T(d));
    K3(set_hash(t->lset[h]), F(h), P(d)); K3(set_hash(t->rset[h]), F(h), P(d)); K3(set_hash(t->lset[h]), F(d), side);
    K3(L(hlc), P(h), P(d)); K3(L(hrc), P(h), P(d)); K3(F(hlc), P(h), P(d)); K3(F(hrc), P(h), P(d));
    K3(few(t->nl[d]), few(t->nr[d]), P(d)); K3(P(d), P(h), d == 0);
    return n;
}
