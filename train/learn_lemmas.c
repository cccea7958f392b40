/* learn_lemmas.c - label lists, lemma scripts and the lexicon of exceptions. */
#include <stdio.h>
#include <stdlib.h>

#include "analyse/tag.h"
#include "base/utf8.h"
#include "learn.h"
#include "percep.h"
#include "types/ud.h"

#define MAX_SCRIPTS 400u

struct rd_str learn_bare_lemma(const struct tsent *s, uint32_t i, bool particle)
{
    struct rd_str l = s->lemma[i];
    if (!particle || s->upos[i] != RD_VERB) return l;
    for (uint32_t k = 0; k < s->n; k++) {
        if (s->head[k] != (int32_t)i || s->rel[k] != RD_REL_COMPOUND_PRT) continue;
        uint32_t n = s->lemma[k].n;
        if (l.n > n + 1 && memcmp(l.p, s->lemma[k].p, n) == 0 && l.p[n] == '_') return rd_str_sub(l, n + 1, l.n);
    }
    return l;
}

static void label_bundles(struct learn_labels *l, const struct corpus *c, struct rd_arena *a)
{
    uint32_t n = c->feats.n;
    l->n_bundle = n < PACK_MAX_BUNDLES ? n : PACK_MAX_BUNDLES;
    l->bundle_name = RD_NEW_N(a, struct rd_str, l->n_bundle);
    l->bundle_upos = RD_NEW_N(a, uint32_t, l->n_bundle);
    l->bundle = RD_NEW_N(a, uint16_t *, c->n);
    for (uint32_t i = 0; i < l->n_bundle; i++) l->bundle_name[i] = c->feats.entries[i].key;
    for (uint32_t i = 0; i < c->n; i++) {
        l->bundle[i] = RD_NEW_N(a, uint16_t, c->sents[i].n);
        for (uint32_t k = 0; k < c->sents[i].n; k++) {
            uint64_t at = 0;
            struct rd_str f = rd_sym_str(&c->feats, c->sents[i].feats[k]);
            rd_map_get(&c->feats, f, &at);
            uint32_t b = c->sents[i].feats[k] - 1 < l->n_bundle ? c->sents[i].feats[k] - 1 : 0;
            l->bundle[i][k] = (uint16_t)b;
            l->bundle_upos[b] |= 1u << c->sents[i].upos[k];
        }
    }
}

struct count { struct rd_str key; uint64_t n; uint32_t at; };

static int by_count(const void *x, const void *y)
{
    const struct count *a = x, *b = y;
    return a->n != b->n ? (a->n < b->n) - (a->n > b->n) : (a->at > b->at) - (a->at < b->at);
}

static void label_scripts(struct learn_labels *l, const struct corpus *c, bool particle, struct rd_arena *a)
{
    struct rd_map m;
    rd_map_init(&m, a);
    *rd_map_put(&m, RD_LIT("k    "), NULL) = UINT32_MAX; /* the identity is number 0 */
    for (uint32_t i = 0; i < c->n; i++)
        for (uint32_t k = 0; k < c->sents[i].n; k++) {
            struct rd_str s = lemma_script_make(c->sents[i].form[k], learn_bare_lemma(&c->sents[i], k, particle), a);
            if (s.p != NULL) ++*rd_map_put(&m, s, NULL);
        }
    struct count *all = malloc((m.n + 1) * sizeof *all);
    for (uint32_t i = 0; i < m.n; i++) all[i] = (struct count){m.entries[i].key, m.entries[i].value, i};
    qsort(all, m.n, sizeof *all, by_count);
    l->script_name = RD_NEW_N(a, struct rd_str, MAX_SCRIPTS);
    for (uint32_t i = 0; i < m.n && i < MAX_SCRIPTS && all[i].n > 1; i++) l->script_name[l->n_script++] = all[i].key;
    free(all);
}

void learn_labels_make(struct learn_labels *l, const struct corpus *c, bool particle, struct rd_arena *a)
{
    memset(l, 0, sizeof *l);
    label_bundles(l, c, a);
    label_scripts(l, c, particle, a);
}

static void teach(struct percep *p, const struct learn_data *d, const struct rd_map *script, uint32_t i, bool particle,
                  struct rd_arena *scratch)
{
    uint32_t keys[TAG_MAX_KEYS];
    int32_t score[LINEAR_MAX_CLASSES];
    const struct tsent *s = &d->c->sents[i];
    struct sview v = d->view[i];
    v.upos = s->upos;
    v.bundle = d->labels.bundle[i];
    for (uint32_t k = 0; k < s->n; k++) {
        uint64_t gold = 0;
        struct rd_str name = lemma_script_make(s->form[k], learn_bare_lemma(s, k, particle), scratch);
        if (name.p == NULL || !rd_map_get(script, name, &gold)) continue;
        uint32_t n = tag_keys_lemma(keys, &v, k), guess = 0;
        percep_score(p, keys, n, score);
        for (uint32_t c = 1; c < p->n_classes; c++)
            if (score[c] > score[guess]) guess = c;
        if (guess != gold) {
            percep_add(p, keys, n, (uint32_t)gold, 1);
            percep_add(p, keys, n, guess, -1);
        }
        p->now++;
    }
}

/* Every (lower-case form, part of speech) whose most frequent lemma the scripts do not find. */
static void exceptions(struct pack *p, const struct learn_data *d, bool particle, struct rd_arena *a)
{
    struct rd_map votes, words;
    struct rd_arena tmp;
    rd_arena_init(&tmp);
    rd_map_init(&votes, &tmp);
    rd_map_init(&words, &tmp);
    for (uint32_t i = 0; i < d->c->n; i++) {
        const struct tsent *s = &d->c->sents[i];
        struct sview v = d->view[i];
        v.upos = s->upos;
        v.bundle = d->labels.bundle[i];
        for (uint32_t k = 0; k < s->n; k++) {
            struct rd_str low = rd_utf8_lower(s->form[k], &tmp), lemma = learn_bare_lemma(s, k, particle);
            struct rd_str guess = decode_lemma(p, &v, k, s->form[k], low, &tmp);
            struct rd_str word = rd_arena_printf(&tmp, "%.*s\t%u", RD_S(low), (unsigned)s->upos[k]);
            struct rd_str vote = rd_arena_printf(&tmp, "%.*s\t%.*s", RD_S(word), RD_S(lemma));
            bool right = rd_str_eq(guess, lemma);
            *rd_map_put(&votes, vote, NULL) += 1;
            uint64_t *w = rd_map_put(&words, word, NULL); /* times right in the low half, wrong in the high half */
            *w += right ? 1 : 1ull << 32;
        }
    }
    struct rd_map best;
    rd_map_init(&best, &tmp);
    for (uint32_t i = 0; i < votes.n; i++) {
        struct rd_str key = votes.entries[i].key;
        uint32_t cut = key.n;
        while (key.p[cut - 1] != '\t') cut--;
        uint64_t w = 0, *b = NULL;
        rd_map_get(&words, rd_str_sub(key, 0, cut - 1), &w);
        if (votes.entries[i].value <= (w & UINT32_MAX) || votes.entries[i].value * 2 < (w >> 32)) continue;
        b = rd_map_put(&best, rd_str_sub(key, 0, cut - 1), NULL);
        if (*b == 0 || votes.entries[*b - 1].value < votes.entries[i].value) *b = i + 1;
    }
    uint32_t cap = best.n + best.n / 4 + 16, n_text = 0, cap_text = 0;
    uint32_t *slots = rd_arena_zero(a, 8ull * cap);
    char *text = NULL;
    for (uint32_t i = 0; i < best.n; i++) {
        struct rd_str word = best.entries[i].key, key = votes.entries[best.entries[i].value - 1].key, f[2];
        struct rd_str lemma = rd_str_sub(key, word.n + 1, key.n);
        uint64_t upos = 0;
        rd_str_split(word, '\t', f, 2);
        if (memchr(f[0].p, '\t', f[0].n) || !rd_str_uint(f[1], 31, &upos) || lemma.n == 0) continue;
        uint32_t h = lemma_key(f[0], (uint32_t)upos), at = linear_home(h, cap);
        while (slots[2 * at + 1] != 0) at = linear_next(at, cap);
        slots[2 * at] = h;
        slots[2 * at + 1] = n_text + 1;
        text = rd_arena_grow(a, text, &cap_text, n_text + lemma.n + 1, 1);
        memcpy(text + n_text, lemma.p, lemma.n);
        text[n_text + lemma.n] = 0;
        n_text += lemma.n + 1;
    }
    p->lexicon = (struct lemma_lexicon){slots, cap, text, n_text};
    rd_arena_free(&tmp);
}

void learn_lemmas(struct pack *p, struct learn_data *d, bool particle, const struct learn_opts *o, struct rd_arena *a)
{
    struct percep lemma;
    struct rd_map script;
    struct rng rng = {o->seed * 7 + 3};
    rd_map_init(&script, a);
    p->n_script = d->labels.n_script;
    p->scripts = RD_NEW_N(a, struct lemma_script, p->n_script + 1);
    for (uint32_t i = 0; i < p->n_script; i++) {
        *rd_map_put(&script, d->labels.script_name[i], NULL) = i;
        lemma_script_read(&p->scripts[i], d->labels.script_name[i]);
    }
    percep_init(&lemma, p->n_script);
    uint32_t *order = malloc((d->c->n + 1) * sizeof *order);
    for (uint32_t r = 0; r < 4; r++) {
        rng_shuffle(&rng, order, d->c->n);
        for (uint32_t k = 0; k < d->c->n; k++) {
            struct rd_arena scratch;
            rd_arena_init(&scratch);
            teach(&lemma, d, &script, order[k], particle, &scratch);
            rd_arena_free(&scratch);
        }
    }
    percep_freeze(&lemma, &p->lemma, o->budget / 10, 2, a);
    percep_free(&lemma);
    free(order);
    static const uint32_t none[4] = {0};
    p->lexicon = (struct lemma_lexicon){none, 2, "", 0};
    p->particle = particle;
    if (particle) learn_compounds(&p->compounds, d->c, a);
    exceptions(p, d, particle, a);
}
