/* sview.h - one sentence as the models see it: parallel arrays [n], filled stage by stage. */
#ifndef ANALYSE_SVIEW_H
#define ANALYSE_SVIEW_H
#include "analyse/word.h"

/* Name tags: O, then B and I of each type in the order of enum rd_ne. */
#define BIO_O 0
#define BIO_B(ne) (2 * (ne) - 1)
#define BIO_I(ne) (2 * (ne))
#define N_BIO 9

struct sview {
    uint32_t n;
    struct word *w;
    uint8_t *upos;      /* enum rd_upos */
    uint16_t *bundle;   /* number of the FEATS bundle in the model's list */
    uint8_t *bio;
    int32_t *head;      /* in the sentence, -1 root */
    uint8_t *rel;
    uint16_t *gaz;      /* bits of the gazetteer */
};
#endif
