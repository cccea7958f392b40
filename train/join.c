/* join.c - puts sections of one model beside those of another: the linear tagger beside the network. */
#include <stdio.h>

#include "model/model.h"
#include "train.h"

static void copy(struct rd_model_writer *w, const struct rd_section *s)
{
    rd_model_writer_add(w, s->name, (int)s->type, s->shape, s->data, s->bytes);
}

int train_join(const char *base, const char *more, const char *out, struct rd_err *err)
{
    static const char *const taken[] = {"upos.slots", "upos.pairs"};
    struct rd_model *b = NULL, *m = NULL;
    struct rd_arena a;
    char hash[65];
    rd_arena_init(&a);
    int rc = rd_model_open(&b, base, true, err);
    if (rc == RD_OK) rc = rd_model_open(&m, more, true, err);
    if (rc == RD_OK) {
        struct rd_model_writer *w = rd_model_writer_new(&a);
        for (uint32_t i = 0; i < rd_model_count(b); i++) copy(w, rd_model_at(b, i));
        for (uint32_t i = 0; i < RD_ARRAY_LEN(taken); i++) {
            const struct rd_section *s = rd_model_find(m, taken[i]);
            if (s != NULL && rd_model_find(b, taken[i]) == NULL) copy(w, s);
        }
        rc = rd_model_writer_save(w, out, hash, err);
        if (rc == RD_OK) printf("%s %s\n", out, hash);
    }
    rd_model_close(b);
    rd_model_close(m);
    rd_arena_free(&a);
    return rc;
}
