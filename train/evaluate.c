/* evaluate.c - see evaluate.h. */
#include "evaluate.h"

#include <string.h>
#include <time.h>

#include "analyse/analyse.h"
#include "types/ud.h"

static void make_doc(struct rd_doc *d, const struct corpus *c, struct rd_arena *a)
{
    memset(d, 0, sizeof *d);
    d->toks = RD_NEW_N(a, struct rd_token, c->words + 1);
    d->sents = RD_NEW_N(a, struct rd_sent, c->n + 1);
    d->sent_of = RD_NEW_N(a, uint32_t, c->words + 1);
    for (uint32_t i = 0; i < c->n; i++) {
        struct rd_sent *s = &d->sents[d->n_sent++];
        s->tok = d->n_tok;
        s->n_tok = c->sents[i].n;
        for (uint32_t k = 0; k < c->sents[i].n; k++) {
            struct rd_token *t = &d->toks[d->n_tok];
            t->form = c->sents[i].form[k];
            t->flags = c->sents[i].glued[k] ? 0 : RD_TOK_SPACE_AFTER;
            d->sent_of[d->n_tok++] = i;
        }
    }
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint32_t name_end(const uint8_t *bio, uint32_t i, uint32_t n)
{
    uint32_t e = i + 1;
    while (e < n && bio[e] == bio[i] + 1) e++;
    return e;
}

static void score_names(struct eval_scores *e, const struct tsent *s, const uint8_t *bio)
{
    for (uint32_t i = 0; i < s->n; i++) {
        bool g = s->bio[i] & 1u, p = bio[i] & 1u;
        e->name_gold += g;
        e->name_found += p;
        if (!g || !p || name_end(s->bio, i, s->n) != name_end(bio, i, s->n)) continue;
        e->name_span_right++;
        e->name_right += s->bio[i] == bio[i];
    }
}

static void score_sentence(struct eval_scores *e, const struct corpus *c, const struct tsent *s, const struct rd_analysis *an, uint32_t tok)
{
    uint8_t bio[4096];
    for (uint32_t k = 0; k < s->n; k++) {
        uint32_t at = tok + k;
        int32_t head = an->head[at] < 0 ? -1 : an->head[at] - (int32_t)tok;
        e->words++;
        e->upos += an->upos[at] == s->upos[k];
        e->feats += s->feats[k] != 0 && rd_str_is(rd_sym_str(&c->feats, s->feats[k]), an->feats[at]);
        e->lemma += rd_str_eq(an->lemma[at], s->lemma[k]);
        e->uas += head == s->head[k];
        e->las += head == s->head[k] && rd_rel_base(an->rel[at]) == rd_rel_base(s->rel[k]);
        if (k < sizeof bio) bio[k] = (uint8_t)(an->ne[at] == RD_NE_NONE ? BIO_O : an->ne_begin[at] ? BIO_B(an->ne[at]) : BIO_I(an->ne[at]));
    }
    if (s->n <= sizeof bio) score_names(e, s, bio);
}

static void dump(FILE *out, const struct tsent *s, const struct rd_analysis *an, uint32_t tok)
{
    for (uint32_t k = 0; k < s->n; k++) {
        uint32_t at = tok + k;
        fprintf(out, "%u\t%.*s\t%.*s\t%s\t_\t%s\t%d\t%s\t_\t", (unsigned)k + 1, RD_S(s->form[k]), RD_S(an->lemma[at]),
                rd_upos_name(an->upos[at]), an->feats[at], an->head[at] < 0 ? 0 : an->head[at] - (int32_t)tok + 1,
                rd_rel_name(an->rel[at]));
        if (an->ne[at] != RD_NE_NONE) fprintf(out, "Entity=%c-%s\n", an->ne_begin[at] ? 'B' : 'I', rd_ne_name(an->ne[at]));
        else fprintf(out, "%s\n", s->glued[k] ? "SpaceAfter=No" : "_");
    }
    fputc('\n', out);
}

int evaluate(struct eval_scores *e, const struct rd_lang *l, const struct corpus *c, FILE *out, struct rd_err *err)
{
    struct rd_arena a, scratch;
    struct rd_doc d;
    struct rd_analysis an;
    rd_arena_init(&a);
    rd_arena_init(&scratch);
    memset(e, 0, sizeof *e);
    make_doc(&d, c, &a);
    double start = now();
    int rc = rd_analysis_read(&an, &d, l, &a, &scratch, err);
    e->seconds = now() - start;
    for (uint32_t i = 0; rc == RD_OK && i < c->n; i++) {
        score_sentence(e, c, &c->sents[i], &an, d.sents[i].tok);
        if (out != NULL) dump(out, &c->sents[i], &an, d.sents[i].tok);
    }
    rd_arena_free(&a);
    rd_arena_free(&scratch);
    return rc;
}

static double part(uint64_t x, uint64_t n)
{
    return n ? (double)x / (double)n : 0;
}

void evaluate_print(FILE *f, const char *name, const struct eval_scores *e, bool names)
{
    const char *base = strrchr(name, '/');
    name = base ? base + 1 : name;
    if (names) {
        double p = part(e->name_right, e->name_found), r = part(e->name_right, e->name_gold);
        double up = part(e->name_span_right, e->name_found), ur = part(e->name_span_right, e->name_gold);
        fprintf(f, "%s\tnames.precision %.4f\tnames.recall %.4f\tnames.f1 %.4f\tuntyped.f1 %.4f\n", name, p, r,
                p + r > 0 ? 2 * p * r / (p + r) : 0, up + ur > 0 ? 2 * up * ur / (up + ur) : 0);
        return;
    }
    fprintf(f, "%s\tUPOS %.4f\tFEATS %.4f\tLemmas %.4f\tUAS %.4f\tLAS %.4f\twords/s %.0f\n", name, part(e->upos, e->words),
            part(e->feats, e->words), part(e->lemma, e->words), part(e->uas, e->words), part(e->las, e->words),
            e->seconds > 0 ? (double)e->words / e->seconds : 0);
}
