/* lists.h - the gazetteer of a model, made of the program's own lists (data/). */
#ifndef TRAIN_LISTS_H
#define TRAIN_LISTS_H
#include "analyse/gazetteer.h"
#include "base/arena.h"
#include "base/err.h"

/* Lists that are not there are left out. */
int lists_read(struct gazetteer *g, const char *dir, const char *lang, struct rd_arena *a, struct rd_err *err);
#endif
