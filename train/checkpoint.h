/* checkpoint.h - the whole state of a training between two epochs, so that one that was stopped goes on and gives the same bytes.
 * A private file of the machine that wrote it: numbers as they lie in memory, behind a hash of the job. */
#ifndef TRAIN_CHECKPOINT_H
#define TRAIN_CHECKPOINT_H
#include "neural.h"

struct checkpoint { uint64_t job, rng, seen; uint32_t epochs_done; };

/* A hash of what must be the same for a training to go on: options, rows, sentences. */
uint64_t checkpoint_job(const struct neural *z, const struct neural_opts *o, const struct neural_item *items, uint32_t n);
/* RD_EIO when it cannot be written; the old file stays until the new one is whole. */
int checkpoint_save(const struct neural *z, const struct checkpoint *c, const char *path, struct rd_err *err);
/* RD_ENOTFOUND when there is none or it is of another job (c->job); then z is as it was. */
int checkpoint_load(struct neural *z, struct checkpoint *c, const char *path, struct rd_err *err);
#endif
