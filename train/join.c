/* join.c - puts sections of one model beside those of another: the linear tagger beside the network. */
#include <stdio.h>
#include <string.h>

#include "analyse/decode.h"
#include "model/model.h"
#include "shorts_out.h"
#include "train.h"

static void copy(struct rd_model_writer *w, const struct rd_section *s)
{
    rd_model_writer_add(w, s->name, (int)s->type, s->shape, s->data, s->bytes);
}

static bool same_bundles(const struct rd_model *x, const struct rd_model *y)
{
    const struct rd_section *a = rd_model_find(x, "bundles"), *b = rd_model_find(y, "bundles");
    return a != NULL && b != NULL && a->bytes == b->bytes && memcmp(a->data, b->data, a->bytes) == 0;
}

/* All sections; a network in floats, of a trainer before the shorts, is put into shorts. */
static bool is_lemma(const char *name)
{
    static const char *const lemma[] = {"scripts", "lexicon.slots", "lexicon.text", "lemma.slots", "lemma.pairs", "compounds"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(lemma); i++)
        if (strcmp(lemma[i], name) == 0) return true;
    return false;
}

static int copy_base(struct rd_model_writer *w, const struct rd_model *b, bool lemmas, struct rd_arena *a, struct rd_err *err)
{
    struct pack p;
    int rc = pack_open(&p, b, a, err);
    if (rc != RD_OK) return rc;
    bool turn = p.has_net && !p.net.dims.in_shorts;
    for (uint32_t i = 0; i < rd_model_count(b); i++)
        if ((!turn || strcmp(rd_model_at(b, i)->name, "net.dense") != 0) && (lemmas || !is_lemma(rd_model_at(b, i)->name))) copy(w, rd_model_at(b, i));
    if (turn) shorts_out(w, &p.net, a);
    return RD_OK;
}

int train_join(const char *base, const char *more, const char *out, struct rd_err *err)
{
    static const char *const taken[] = {"upos.slots", "upos.pairs", "name.slots", "name.pairs"};
    struct rd_model *b = NULL, *m = NULL;
    struct rd_arena a;
    char hash[65];
    rd_arena_init(&a);
    int rc = rd_model_open(&b, base, true, err);
    if (rc == RD_OK) rc = rd_model_open(&m, more, true, err);
    if (rc == RD_OK) {
        struct rd_model_writer *w = rd_model_writer_new(&a);
        bool newer = strcmp(base, more) != 0 && same_bundles(b, m); /* lemmas look at FEATS: then those of the later training serve */
        rc = copy_base(w, b, !newer, &a, err);
        for (uint32_t i = 0; newer && rc == RD_OK && i < rd_model_count(m); i++)
            if (is_lemma(rd_model_at(m, i)->name)) copy(w, rd_model_at(m, i));
        for (uint32_t i = 0; rc == RD_OK && i < RD_ARRAY_LEN(taken); i++) {
            const struct rd_section *s = rd_model_find(m, taken[i]);
            if (s != NULL && rd_model_find(b, taken[i]) == NULL) copy(w, s);
        }
        if (rc == RD_OK) rc = rd_model_writer_save(w, out, hash, err);
        if (rc == RD_OK) printf("%s %s\n", out, hash);
    }
    rd_model_close(b);
    rd_model_close(m);
    rd_arena_free(&a);
    return rc;
}
