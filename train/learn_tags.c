/* learn_tags.c - parts of speech, FEATS and names by averaged perceptrons. */
#include <stdio.h>
#include <stdlib.h>

#include "analyse/tag.h"
#include "learn.h"
#include "percep.h"
#include "types/analysis.h"
#include "types/ud.h"

static uint32_t argmax(const int32_t *s, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t c = 1; c < n; c++)
        if (s[c] > s[best]) best = c;
    return best;
}

static bool step(struct percep *p, const uint32_t *keys, uint32_t n, uint32_t gold, uint32_t guess)
{
    if (gold != guess) {
        percep_add(p, keys, n, gold, 1);
        percep_add(p, keys, n, guess, -1);
    }
    p->now++;
    return gold == guess;
}

/* Features of the left see predicted tags, so the model learns to live with its own mistakes. */
static uint64_t upos_sentence(struct percep *p, struct sview *v, const struct tsent *s)
{
    uint32_t keys[TAG_MAX_KEYS];
    int32_t score[LINEAR_MAX_CLASSES];
    uint64_t right = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t n = tag_keys_upos(keys, v, i);
        percep_score(p, keys, n, score);
        v->upos[i] = (uint8_t)argmax(score, RD_N_UPOS);
        right += step(p, keys, n, s->upos[i], v->upos[i]);
    }
    return right;
}

static uint64_t bundle_sentence(struct percep *p, const struct learn_labels *l, struct sview *v, const struct tsent *s,
                                const uint16_t *gold)
{
    uint32_t keys[TAG_MAX_KEYS];
    int32_t score[LINEAR_MAX_CLASSES];
    uint64_t right = 0;
    for (uint32_t i = 0; i < s->n; i++) v->upos[i] = s->upos[i];
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t n = tag_keys_bundle(keys, v, i), guess = l->n_bundle;
        percep_score(p, keys, n, score);
        for (uint32_t c = 0; c < l->n_bundle; c++)
            if ((l->bundle_upos[c] >> s->upos[i] & 1u) && (guess == l->n_bundle || score[c] > score[guess])) guess = c;
        right += step(p, keys, n, gold[i], guess);
    }
    return right;
}

void learn_tags(struct pack *p, const struct learn_data *d, uint32_t fold, uint32_t rounds, const struct learn_opts *o, struct rd_arena *a)
{
    const struct corpus *c = d->c;
    struct percep upos, bundle;
    struct rng rng = {o->seed * 977 + fold};
    percep_init(&upos, RD_N_UPOS);
    percep_init(&bundle, d->labels.n_bundle);
    uint32_t *order = malloc((c->n + 1) * sizeof *order);
    for (uint32_t r = 0; r < rounds; r++) {
        uint64_t right = 0, fright = 0, words = 0;
        rng_shuffle(&rng, order, c->n);
        for (uint32_t k = 0; k < c->n; k++) {
            uint32_t i = order[k];
            if (c->sents[i].fold % LEARN_FOLDS == fold) continue;
            words += c->sents[i].n;
            right += upos_sentence(&upos, &d->view[i], &c->sents[i]);
            fright += bundle_sentence(&bundle, &d->labels, &d->view[i], &c->sents[i], d->labels.bundle[i]);
        }
        if (!o->quiet)
            fprintf(stderr, "tags fold %u round %u: upos %.4f feats %.4f\n", (unsigned)fold, (unsigned)r + 1,
                    (double)right / (double)words, (double)fright / (double)words);
    }
    percep_freeze(&upos, &p->upos, o->budget / 6, 2, a);
    percep_freeze(&bundle, &p->bundle, o->budget / 16, 2, a);
    percep_free(&upos);
    percep_free(&bundle);
    free(order);
}

static uint64_t name_sentence(struct percep *p, struct sview *v, const struct tsent *s)
{
    uint32_t keys[TAG_MAX_KEYS];
    int32_t score[LINEAR_MAX_CLASSES];
    uint64_t right = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t n = tag_keys_name(keys, v, i), best = BIO_O, prev = i ? v->bio[i - 1] : BIO_O;
        percep_score(p, keys, n, score);
        for (uint32_t c = 1; c < BIO_B(RD_NE_MISC); c++)
            if (score[c] > score[best] && tag_bio_follows(prev, c)) best = c;
        v->bio[i] = (uint8_t)best;
        if (s->bio[i] != BIO_UNSURE) right += step(p, keys, n, s->bio[i], best);
    }
    return right;
}

void learn_names(struct pack *p, const struct corpus *c, const struct sview *views, const struct learn_opts *o, struct rd_arena *a)
{
    struct percep name;
    struct rng rng = {o->seed * 31 + 5};
    percep_init(&name, N_BIO);
    uint32_t *order = malloc((c->n + 1) * sizeof *order);
    for (uint32_t r = 0; r < o->name_rounds; r++) {
        uint64_t right = 0;
        rng_shuffle(&rng, order, c->n);
        for (uint32_t k = 0; k < c->n; k++) {
            struct sview v = views[order[k]];
            if (c->sents[order[k]].source != 0) continue; /* other ideas of a name */
            right += name_sentence(&name, &v, &c->sents[order[k]]);
        }
        if (!o->quiet) fprintf(stderr, "names round %u: %.4f\n", (unsigned)r + 1, (double)right / (double)c->words);
    }
    percep_freeze(&name, &p->name, o->budget / 8, 1, a);
    p->has_names = true;
    percep_free(&name);
    free(order);
}
