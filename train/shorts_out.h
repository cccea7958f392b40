/* shorts_out.h - writes a network's dense weights as the program reads them. */
#ifndef TRAIN_SHORTS_OUT_H
#define TRAIN_SHORTS_OUT_H
#include "analyse/net.h"
#include "model/model.h"

/* Adds net.dense, net.shorts and net.unit; n has its weights in floats, and the arena must live until the writer has saved. */
void shorts_out(struct rd_model_writer *w, const struct net *n, struct rd_arena *a);
#endif
