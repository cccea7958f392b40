/* lines.h - training the model of lines of flattened pages. */
#ifndef TRAIN_LINES_H
#define TRAIN_LINES_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct rd_lex;
struct rd_langid;
struct lines_job {
    const char *dirs[8], *out;      /* out: NULL: only cross-validation */
    int n_dirs;
    const struct rd_lex *lex;
    const struct rd_langid *langid;
    uint64_t seed;
    uint32_t folds, rounds, leave;  /* leave: a group of sites that is left out of what is written; UINT32_MAX: none */
    double decay;
    bool show;                      /* print the lines on the wrong side */
};
int lines_run(const struct lines_job *job, struct rd_err *err);
#endif
