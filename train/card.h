/* card.h - the card of a model: what it was trained on and by which licence, by which command, and how well it does.
 * Licences come from a list (licences.tsv: file, what, licence, use). */
#ifndef TRAIN_CARD_H
#define TRAIN_CARD_H
#include "train.h"

/* Checks every file of a job before it is trained: RD_EUSAGE for one that is kept for measuring or forbids commercial use.
 * Files that the list does not know are let through; the card says so. */
int card_check(const struct train_job *job, struct rd_err *err);
/* Opens the model again, scores it on job->dev, and writes the card beside it: FILE.rdm -> FILE.md. */
int card_write(const struct train_job *job, struct rd_err *err);
#endif
