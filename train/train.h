/* train.h - one training job: files in, a model file out. */
#ifndef TRAIN_TRAIN_H
#define TRAIN_TRAIN_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define TRAIN_MAX_FILES 16

struct train_job {
    const char *lang, *out, *skip, *roles, *data, *licences;
    const char *files[TRAIN_MAX_FILES], *names[TRAIN_MAX_FILES], *known[TRAIN_MAX_FILES], *shapes[TRAIN_MAX_FILES],
        *more[TRAIN_MAX_FILES];
    int n_files, n_names, n_known, n_shapes, n_more;
    uint64_t seed;
    uint32_t budget_mb, rounds;
    bool quiet, resume, second;       /* second: the linear tagger and finder of names beside the network */
    uint32_t stop_after;              /* 0, or leave after so many epochs */
    const char *dev[TRAIN_MAX_FILES]; /* what the card's scores are of */
    int n_dev;
    const char *command;              /* as typed, for the card; NULL: no card */
    const char *net;                  /* NULL: linear models; else the kinds of the encoder's blocks, "CSS" */
    uint32_t width, hidden, epochs, threads, batch, rows, rate, drop;  /* rate in 1e-5, drop in percent */
};

/* The sections of `base`, and the linear tagger of `more`. */
int train_join(const char *base, const char *more, const char *out, struct rd_err *err);
int train_run(const struct train_job *job, struct rd_err *err);
#endif
