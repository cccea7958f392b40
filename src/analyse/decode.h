/* decode.h - the opened model of one language and the decoding of one sentence with it, stage by stage.
 * The trainer fills a pack by hand and decodes with the same code, so that its scores are the program's. */
#ifndef ANALYSE_DECODE_H
#define ANALYSE_DECODE_H
#include "analyse/compound.h"
#include "analyse/gazetteer.h"
#include "analyse/lemma.h"
#include "analyse/linear.h"
#include "analyse/net.h"
#include "analyse/sview.h"
#include "base/arena.h"
#include "base/err.h"

#define PACK_MAX_BUNDLES 512u

struct pack {
    struct linear upos, bundle, lemma, name, move, rel;
    uint32_t n_bundle, n_script;
    const char **bundles;            /* [n_bundle] FEATS strings, "_" among them */
    const uint32_t *bundle_upos;     /* [n_bundle] bits of the parts of speech it was seen with */
    struct lemma_script *scripts;    /* [n_script], number 0 is the identity */
    struct lemma_lexicon lexicon;
    bool particle;                   /* lemmas of verbs take their particle: mee_delen */
    bool has_net;                    /* the network reads tags, names and trees; else the linear models do */
    struct net net;
    struct gazetteer gaz;
    struct compounds compounds;
    bool has_names, has_trees, has_second, has_second_name;
};

struct rd_model;
int pack_open(struct pack *p, const struct rd_model *m, struct rd_arena *a, struct rd_err *err);

/* A view over n tokens with hashed forms and cleared decisions. */
void decode_view(struct sview *s, const struct rd_str *forms, uint32_t n, const struct gazetteer *g, struct rd_arena *a);
void decode_tags(const struct pack *p, struct sview *s);
void decode_names(const struct pack *p, struct sview *s);
void decode_tree(const struct pack *p, struct sview *s, struct rd_arena *a);
/* The lemma of token i, without its particle; `low` is its form in lower case. */
struct rd_str decode_lemma(const struct pack *p, const struct sview *s, uint32_t i, struct rd_str form, struct rd_str low,
                           struct rd_arena *a);
#endif
