/* linear.c - scoring with sparse rows. */
#include "analyse/linear.h"

#include <stdio.h>
#include <string.h>

#include "model/model.h"

#define LINEAR_AHEAD 64u

static const struct rd_section *part(const struct rd_model *m, const char *name, const char *suffix, uint32_t type)
{
    char full[32];
    snprintf(full, sizeof full, "%s.%s", name, suffix);
    const struct rd_section *s = rd_model_find(m, full);
    return s != NULL && s->type == type && s->shape[1] == 2 ? s : NULL;
}

/* Rows are trusted: the checksums of the file stand for them. Only what every look-up relies on is checked. */
int linear_open(struct linear *l, const struct rd_model *m, const char *name, uint32_t n_classes, struct rd_err *err)
{
    const struct rd_section *slots = part(m, name, "slots", RD_SEC_I32);
    const struct rd_section *pairs = part(m, name, "pairs", RD_SEC_I16);
    if (slots == NULL || pairs == NULL || slots->shape[0] == 0 || n_classes > LINEAR_MAX_CLASSES)
        return rd_fail(err, RD_EMODEL, "analyse", "%.120s: no sound sections for %s", rd_model_path(m), name);
    l->slots = slots->data;
    l->pairs = pairs->data;
    l->cap = slots->shape[0];
    l->n_pairs = pairs->shape[0];
    l->n_classes = n_classes;
    return RD_OK;
}

/* Most of the time goes into waiting for memory, so all slots are asked for before the first is looked at, and so are rows. */
void linear_score(const struct linear *l, const uint32_t *keys, uint32_t n, int32_t *score)
{
    uint32_t home[LINEAR_AHEAD];
    memset(score, 0, l->n_classes * sizeof *score);
    for (uint32_t from = 0; from < n; from += LINEAR_AHEAD) {
        uint32_t m = n - from < LINEAR_AHEAD ? n - from : LINEAR_AHEAD, rows = 0;
        for (uint32_t i = 0; i < m; i++) {
            home[i] = linear_home(keys[from + i], l->cap);
            __builtin_prefetch(&l->slots[home[i]]);
        }
        for (uint32_t i = 0; i < m; i++) {
            uint32_t at = home[i];
            while (l->slots[at].off != 0 && l->slots[at].key != keys[from + i]) at = linear_next(at, l->cap);
            uint32_t off = l->slots[at].off;
            if (off == 0) continue;
            __builtin_prefetch(&l->pairs[off]);
            home[rows++] = off;
        }
        for (uint32_t i = 0; i < rows; i++) {
            const struct linear_pair *p = &l->pairs[home[i]];
            for (uint32_t k = 1, count = p->cls; k <= count; k++) score[p[k].cls] += p[k].weight;
        }
    }
}
