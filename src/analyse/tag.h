/* tag.h - features of the four token classifiers. Each writes keys of position i and gives their number (<= TAG_MAX_KEYS);
 * decisions to the left of i (upos, bio) are read from the view, and for bundle, lemma and name all parts of speech are. */
#ifndef ANALYSE_TAG_H
#define ANALYSE_TAG_H
#include "analyse/sview.h"

#define TAG_MAX_KEYS 80

uint32_t tag_keys_upos(uint32_t *k, const struct sview *s, uint32_t i);
uint32_t tag_keys_bundle(uint32_t *k, const struct sview *s, uint32_t i);
uint32_t tag_keys_lemma(uint32_t *k, const struct sview *s, uint32_t i);
uint32_t tag_keys_name(uint32_t *k, const struct sview *s, uint32_t i);
/* True if the tag may follow `prev` (I only after B or I of its type). */
bool tag_bio_follows(uint32_t prev, uint32_t tag);
#endif
