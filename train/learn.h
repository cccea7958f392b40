/* learn.h - training of the linear models, one function a stage. Each leaves its rows in the pack. */
#ifndef TRAIN_LEARN_H
#define TRAIN_LEARN_H
#include "analyse/decode.h"
#include "corpus.h"
#include "rng.h"

#define LEARN_FOLDS 4u

struct learn_opts {
    uint64_t seed;
    uint32_t tag_rounds, tree_rounds, name_rounds;
    uint64_t budget;          /* bytes of the whole model */
    bool quiet;
};

/* The label lists: FEATS bundles, lemma scripts; and gold as numbers of them. */
struct learn_labels {
    uint16_t **bundle;        /* [sents][n] */
    struct rd_str *bundle_name;
    uint32_t *bundle_upos;
    uint32_t n_bundle;
    struct rd_str *script_name;
    uint32_t n_script;
};

/* Sentences with a tree and tags, views with hashed words, and tags predicted by a tagger that did not see the sentence. */
struct learn_data {
    const struct corpus *c;
    struct sview *view;       /* [c->n] */
    struct sview *jack;       /* [c->n] the same words, predicted upos and bundle */
    struct learn_labels labels;
};

void learn_labels_make(struct learn_labels *l, const struct corpus *c, bool particle, struct rd_arena *a);
/* Trains upos and bundle on the sentences outside `fold` (LEARN_FOLDS: on all). */
void learn_tags(struct pack *p, const struct learn_data *d, uint32_t fold, uint32_t rounds, const struct learn_opts *o, struct rd_arena *a);
void learn_lemmas(struct pack *p, struct learn_data *d, bool particle, const struct learn_opts *o, struct rd_arena *a);
void learn_names(struct pack *p, const struct corpus *c, const struct sview *views, const struct learn_opts *o, struct rd_arena *a);
void learn_trees(struct pack *p, const struct learn_data *d, const struct learn_opts *o, struct rd_arena *a);

/* Parts of compound nouns, by the underscores of their lemmas. */
void learn_compounds(struct compounds *out, const struct corpus *c, struct rd_arena *a);

/* Gold lemma without the particle that stands elsewhere in the sentence. */
struct rd_str learn_bare_lemma(const struct tsent *s, uint32_t i, bool particle);
#endif
