/* linear.c - scoring with sparse rows. */
#include "analyse/linear.h"

#include <stdio.h>
#include <string.h>

#include "model/model.h"

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

void linear_score(const struct linear *l, const uint32_t *keys, uint32_t n, int32_t *score)
{
    memset(score, 0, l->n_classes * sizeof *score);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = linear_home(keys[i], l->cap);
        while (l->slots[at].off != 0 && l->slots[at].key != keys[i]) at = linear_next(at, l->cap);
        uint32_t off = l->slots[at].off;
        if (off == 0) continue;
        const struct linear_pair *p = &l->pairs[off];
        for (uint32_t k = 1, count = p->cls; k <= count; k++) score[p[k].cls] += p[k].weight;
    }
}
