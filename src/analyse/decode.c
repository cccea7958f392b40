/* decode.c - greedy decoding of tags, names and trees; opening of a model. */
#include "analyse/decode.h"

#include "analyse/parse.h"
#include "analyse/tag.h"
#include "base/utf8.h"
#include "model/model.h"
#include "types/analysis.h"
#include "types/ud.h"

static uint32_t count_strings(const struct rd_section *s)
{
    const char *p = s->data;
    uint32_t n = 0;
    for (uint64_t i = 0; i < s->bytes; i++) n += p[i] == 0;
    return n;
}

static int missing(const struct rd_model *m, const char *what, struct rd_err *err)
{
    return rd_fail(err, RD_EMODEL, "analyse", "%.120s: no sound section %s", rd_model_path(m), what);
}

static int open_bundles(struct pack *p, const struct rd_model *m, struct rd_arena *a, struct rd_err *err)
{
    const struct rd_section *b = rd_model_find(m, "bundles"), *u = rd_model_find(m, "bundle.upos");
    if (b == NULL || b->type != RD_SEC_STRINGS || u == NULL || u->type != RD_SEC_I32) return missing(m, "bundles", err);
    p->n_bundle = count_strings(b);
    if (p->n_bundle == 0 || p->n_bundle > PACK_MAX_BUNDLES || u->shape[0] != p->n_bundle) return missing(m, "bundles", err);
    p->bundles = RD_NEW_N(a, const char *, p->n_bundle);
    p->bundle_upos = u->data;
    const char *z = b->data;
    for (uint32_t i = 0; i < p->n_bundle; i++, z += strlen(z) + 1) p->bundles[i] = z;
    return RD_OK;
}

static int open_scripts(struct pack *p, const struct rd_model *m, struct rd_arena *a, struct rd_err *err)
{
    const struct rd_section *s = rd_model_find(m, "scripts");
    if (s == NULL || s->type != RD_SEC_STRINGS) return missing(m, "scripts", err);
    p->n_script = count_strings(s);
    p->scripts = RD_NEW_N(a, struct lemma_script, p->n_script + 1);
    const char *z = s->data;
    for (uint32_t i = 0; i < p->n_script; i++, z += strlen(z) + 1)
        if (!lemma_script_read(&p->scripts[i], rd_str_of(z))) return missing(m, "scripts", err);
    return p->n_script ? lemma_lexicon_open(&p->lexicon, m, err) : missing(m, "scripts", err);
}

int pack_open(struct pack *p, const struct rd_model *m, struct rd_arena *a, struct rd_err *err)
{
    memset(p, 0, sizeof *p);
    int rc = open_bundles(p, m, a, err);
    if (rc == RD_OK) rc = open_scripts(p, m, a, err);
    if (rc == RD_OK) rc = linear_open(&p->lemma, m, "lemma", p->n_script, err);
    const struct rd_section *gaz = rd_model_find(m, "gazetteer");
    if (gaz != NULL && gaz->type == RD_SEC_I32 && gaz->shape[1] == 2) p->gaz = (struct gazetteer){gaz->data, gaz->shape[0]};
    const struct rd_section *parts = rd_model_find(m, "compounds");
    if (parts != NULL && parts->type == RD_SEC_I32 && parts->shape[0] > 0 && parts->shape[1] == 2) p->compounds = (struct compounds){parts->data, parts->shape[0]};
    p->particle = rd_model_find(m, "particle") != NULL;
    p->has_net = rd_model_find(m, "net.shape") != NULL;
    if (rc == RD_OK && p->has_net) {
        p->has_names = p->has_trees = true;
        p->has_second = rd_model_find(m, "upos.slots") != NULL;
        if (p->has_second) rc = linear_open(&p->upos, m, "upos", RD_N_UPOS, err);
        p->has_second_name = rd_model_find(m, "name.slots") != NULL;
        if (rc == RD_OK && p->has_second_name) rc = linear_open(&p->name, m, "name", N_BIO, err);
        if (rc != RD_OK) return rc;
        return net_open(&p->net, m, p->n_bundle, err);
    }
    if (rc == RD_OK) rc = linear_open(&p->upos, m, "upos", RD_N_UPOS, err);
    if (rc == RD_OK) rc = linear_open(&p->bundle, m, "bundle", p->n_bundle, err);
    if (rc != RD_OK) return rc;
    p->has_names = rd_model_find(m, "name.slots") != NULL;
    p->has_trees = rd_model_find(m, "move.slots") != NULL;
    if (p->has_names) rc = linear_open(&p->name, m, "name", N_BIO, err);
    if (rc == RD_OK && p->has_trees) rc = linear_open(&p->move, m, "move", TREE_N_MOVES, err);
    if (rc == RD_OK && p->has_trees) rc = linear_open(&p->rel, m, "rel", RD_N_REL, err);
    return rc;
}

void decode_view(struct sview *s, const struct rd_str *forms, uint32_t n, const struct gazetteer *g, struct rd_arena *a)
{
    memset(s, 0, sizeof *s);
    s->n = n;
    s->w = RD_NEW_N(a, struct word, n + 1);
    s->upos = RD_NEW_N(a, uint8_t, n + 1);
    s->bundle = RD_NEW_N(a, uint16_t, n + 1);
    s->bio = RD_NEW_N(a, uint8_t, n + 1);
    s->head = RD_NEW_N(a, int32_t, n + 1);
    s->rel = RD_NEW_N(a, uint8_t, n + 1);
    s->gaz = RD_NEW_N(a, uint16_t, n + 1);
    for (uint32_t i = 0; i < n; i++) analyse_word(&s->w[i], forms[i]);
    gaz_mark(g, s);
}

void decode_tags(const struct pack *p, struct sview *s)
{
    uint32_t keys[TAG_MAX_KEYS];
    int32_t score[LINEAR_MAX_CLASSES];
    for (uint32_t i = 0; i < s->n; i++) {
        linear_score(&p->upos, keys, tag_keys_upos(keys, s, i), score);
        uint32_t best = 0;
        for (uint32_t c = 1; c < RD_N_UPOS; c++)
            if (score[c] > score[best]) best = c;
        s->upos[i] = (uint8_t)best;
    }
    for (uint32_t i = 0; i < s->n; i++) {
        linear_score(&p->bundle, keys, tag_keys_bundle(keys, s, i), score);
        uint32_t best = p->n_bundle;
        for (uint32_t c = 0; c < p->n_bundle; c++)
            if ((p->bundle_upos[c] >> s->upos[i] & 1u) && (best == p->n_bundle || score[c] > score[best])) best = c;
        s->bundle[i] = (uint16_t)(best == p->n_bundle ? 0 : best);
    }
}

void decode_names(const struct pack *p, struct sview *s)
{
    uint32_t keys[TAG_MAX_KEYS];
    int32_t score[N_BIO];
    for (uint32_t i = 0; i < s->n; i++) {
        linear_score(&p->name, keys, tag_keys_name(keys, s, i), score);
        uint32_t best = 0, prev = i > 0 ? s->bio[i - 1] : BIO_O;
        for (uint32_t c = 1; c < BIO_B(RD_NE_MISC); c++)
            if (score[c] > score[best] && tag_bio_follows(prev, c)) best = c;
        s->bio[i] = (uint8_t)best;
    }
}

static int best_move(const int32_t *score, uint32_t legal)
{
    int best = -1;
    for (int m = 0; m < TREE_N_MOVES; m++)
        if ((legal >> m & 1u) && (best < 0 || score[m] > score[best])) best = m;
    return best;
}

static uint32_t best_rel(const int32_t *score)
{
    uint32_t best = RD_REL_ROOT + 1;
    for (uint32_t c = RD_REL_ROOT + 1; c < RD_N_REL; c++)
        if (score[c] > score[best]) best = c;
    return best;
}

void decode_tree(const struct pack *p, struct sview *s, struct rd_arena *a)
{
    struct tree t;
    struct parse_nodes nodes;
    uint32_t keys[PARSE_MAX_KEYS];
    int32_t score[LINEAR_MAX_CLASSES];
    tree_init(&t, s->n, a);
    parse_nodes_init(&nodes, s, a);
    while (!tree_done(&t)) {
        linear_score(&p->move, keys, parse_keys_move(keys, &t, &nodes), score);
        int move = best_move(score, tree_legal(&t));
        uint32_t rel = 0, head, dep;
        if (move == TREE_LEFT || move == TREE_RIGHT) {
            tree_arc(&t, move, &head, &dep);
            linear_score(&p->rel, keys, parse_keys_rel(keys, &t, &nodes, head, dep), score);
            rel = best_rel(score);
        }
        tree_move(&t, move, rel);
    }
    for (uint32_t i = 0; i < s->n; i++) {
        s->head[i] = t.head[i];
        s->rel[i] = t.head[i] < 0 ? RD_REL_ROOT : t.rel[i];
    }
}

struct rd_str decode_lemma(const struct pack *p, const struct sview *s, uint32_t i, struct rd_str form, struct rd_str low,
                           struct rd_arena *a)
{
    struct rd_str known = lemma_find(&p->lexicon, lemma_key(low, s->upos[i]));
    if (known.p != NULL) return known;
    uint32_t keys[TAG_MAX_KEYS];
    int32_t score[LINEAR_MAX_CLASSES];
    linear_score(&p->lemma, keys, tag_keys_lemma(keys, s, i), score);
    for (uint32_t round = 0; round < p->n_script; round++) {
        uint32_t best = 0;
        for (uint32_t c = 1; c < p->n_script; c++)
            if (score[c] > score[best]) best = c;
        bool keeps = s->upos[i] == RD_PROPN && p->scripts[best].lower; /* names keep their capital unless the lexicon knows better */
        struct rd_str lemma = keeps ? RD_NONE : lemma_script_apply(&p->scripts[best], form, low, a);
        if (lemma.p != NULL && lemma.n > 0) return s->upos[i] == RD_NOUN ? compound_split(&p->compounds, lemma, a) : lemma;
        score[best] = INT32_MIN;
    }
    return form;
}
