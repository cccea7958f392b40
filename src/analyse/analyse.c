/* analyse.c - the door: every sentence of a document through tags, names, tree and lemmas. */
#include "analyse/analyse.h"

#include "analyse/decode.h"
#include "analyse/names.h"
#include "base/limits.h"
#include "base/utf8.h"

static void allot(struct rd_analysis *out, uint32_t n, struct rd_arena *a)
{
    memset(out, 0, sizeof *out);
    out->n_tok = n;
    out->upos = RD_NEW_N(a, uint8_t, n);
    out->feats = RD_NEW_N(a, const char *, n);
    out->lemma = RD_NEW_N(a, struct rd_str, n);
    out->head = RD_NEW_N(a, int32_t, n);
    out->rel = RD_NEW_N(a, uint8_t, n);
    out->ne = RD_NEW_N(a, uint8_t, n);
    out->ne_begin = RD_NEW_N(a, uint8_t, n);
}

/* What a language without a model gets, and a sentence that is too long for the parser: X, the form, a flat tree. */
static void flat(struct rd_analysis *out, const struct rd_doc *d, uint32_t tok, uint32_t n)
{
    for (uint32_t i = tok; i < tok + n; i++) {
        out->upos[i] = RD_X;
        out->feats[i] = "_";
        out->lemma[i] = d->toks[i].form;
        out->head[i] = i == tok ? -1 : (int32_t)tok;
        out->rel[i] = i == tok ? RD_REL_ROOT : RD_REL_DEP;
    }
}

/* Dutch treebanks write the particle into the lemma of its verb: "deelde ... mee" has the lemma mee_delen. */
static void join_particles(struct rd_analysis *out, uint32_t tok, uint32_t n, struct rd_arena *a)
{
    for (uint32_t i = tok; i < tok + n; i++) {
        if (out->rel[i] != RD_REL_COMPOUND_PRT || out->head[i] < 0) continue;
        uint32_t h = (uint32_t)out->head[i];
        if (out->upos[h] != RD_VERB || memchr(out->lemma[h].p, '_', out->lemma[h].n) != NULL) continue;
        out->lemma[h] = rd_arena_printf(a, "%.*s_%.*s", RD_S(out->lemma[i]), RD_S(out->lemma[h]));
    }
}

#define GROUP_TOKENS 256u   /* sentences are read together up to so many tokens: matrices of a good size, memory that stays small */
#define GROUP_SENTS 64u

/* Copies what was read of one sentence, and makes its lemmas. */
static void give_sentence(struct rd_analysis *out, const struct rd_doc *d, const struct pack *p, const struct rd_sent *sent,
                          const struct sview *s, struct rd_arena *a, struct rd_arena *scratch)
{
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t at = sent->tok + i;
        struct rd_str form = d->toks[at].form;
        out->upos[at] = s->upos[i];
        out->feats[at] = p->bundles[s->bundle[i]];
        struct rd_str lemma = decode_lemma(p, s, i, form, rd_utf8_lower(form, scratch), scratch);
        out->lemma[at] = lemma.p == form.p ? lemma : rd_arena_str(a, lemma);
        out->ne[at] = (uint8_t)((s->bio[i] + 1) / 2);
        out->ne_begin[at] = s->bio[i] & 1u;
        if (!p->has_trees) continue;
        out->head[at] = s->head[i] < 0 ? -1 : s->head[i] + (int32_t)sent->tok;
        out->rel[at] = s->rel[i];
    }
    if (p->particle) join_particles(out, sent->tok, s->n, a);
}

static void read_group(struct rd_analysis *out, const struct rd_doc *d, const struct pack *p, const struct rd_lang *l,
                       const uint32_t *which, uint32_t n, struct rd_arena *a, struct rd_arena *scratch)
{
    struct sview view[GROUP_SENTS];
    struct rd_str *forms[GROUP_SENTS];
    struct rd_arena_mark mark = rd_arena_mark(scratch);
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_sent *sent = &d->sents[which[i]];
        forms[i] = RD_NEW_N(scratch, struct rd_str, sent->n_tok);
        for (uint32_t k = 0; k < sent->n_tok; k++) forms[i][k] = d->toks[sent->tok + k].form;
        decode_view(&view[i], forms[i], sent->n_tok, &p->gaz, scratch);
    }
    struct net_aids aids = {p->has_second ? &p->upos : NULL, p->has_second_name ? &p->name : NULL, p->bundle_upos, p->n_bundle};
    if (p->has_net) net_read(&p->net, view, n, &aids, scratch);
    for (uint32_t i = 0; i < n; i++) {
        if (!p->has_net) decode_tags(p, &view[i]);
        if (!p->has_net && p->has_names) decode_names(p, &view[i]);
        if (!p->has_net && p->has_trees) decode_tree(p, &view[i], scratch);
        if (p->has_names && p->has_trees) names_settle(&view[i], forms[i], l, &p->gaz);
        give_sentence(out, d, p, &d->sents[which[i]], &view[i], a, scratch);
    }
    if (scratch != a) rd_arena_reset(scratch, mark);
}

static void read_all(struct rd_analysis *out, const struct rd_doc *doc, const struct pack *p, const struct rd_lang *l, struct rd_arena *a,
                     struct rd_arena *scratch)
{
    uint32_t which[GROUP_SENTS], n = 0, tokens = 0;
    for (uint32_t i = 0; i < doc->n_sent; i++) {
        uint32_t k = doc->sents[i].n_tok;
        if (k == 0 || k > 2 * RD_MAX_SENT_TOKENS) continue;
        if (n == GROUP_SENTS || (n > 0 && tokens + k > GROUP_TOKENS)) {
            read_group(out, doc, p, l, which, n, a, scratch);
            n = tokens = 0;
        }
        which[n++] = i;
        tokens += k;
    }
    if (n > 0) read_group(out, doc, p, l, which, n, a, scratch);
}

int rd_analysis_read(struct rd_analysis *out, const struct rd_doc *doc, const struct rd_lang *l, struct rd_arena *a,
                     struct rd_arena *scratch, struct rd_err *err)
{
    allot(out, doc->n_tok, a);
    for (uint32_t i = 0; i < doc->n_sent; i++) flat(out, doc, doc->sents[i].tok, doc->sents[i].n_tok);
    if (l->model == NULL) return RD_OK;
    struct rd_arena_mark start = rd_arena_mark(scratch);
    struct pack p;
    int rc = pack_open(&p, l->model, scratch, err);
    if (rc == RD_OK) {
        read_all(out, doc, &p, l, a, scratch);
        if (p.has_names) names_agree(out, doc, l, scratch);
        out->tagged = true;
        out->parsed = p.has_trees;
    }
    if (scratch != a) rd_arena_reset(scratch, start);
    return rc;
}
