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

/* All sections; a network in floats, of a trainer before the shorts, is put into shorts. */
static int copy_base(struct rd_model_writer *w, const struct rd_model *b, struct rd_arena *a, struct rd_err *err)
{
    struct pack p;
    int rc = pack_open(&p, b, a, err);
    if (rc != RD_OK) return rc;
    bool turn = p.has_net && !p.net.dims.in_shorts;
    for (uint32_t i = 0; i < rd_model_count(b); i++)
        if (!turn || strcmp(rd_model_at(b, i)->name, "net.dense") != 0) copy(w, rd_model_at(b, i));
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
        rc = copy_base(w, b, &a, err);
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
