/* word.h - what the models see of a token's form: hashes of its spelling and parts.
 * Quotation marks, dashes and apostrophes of every style are made one before anything is hashed, so that the press's
 * typography does not look like unknown words; digits are all '0'. */
#ifndef ANALYSE_WORD_H
#define ANALYSE_WORD_H
#include "base/str.h"

#define ANALYSE_SUF 5
#define ANALYSE_PRE 4

enum word_flag { WORD_UPPER = 1, WORD_ALLCAP = 2, WORD_DIGIT = 4, WORD_HYPHEN = 8, WORD_ALPHA = 16, WORD_PUNCT = 32, WORD_INNER_CAP = 64 };

struct word {
    uint32_t low;                /* the normal form in lower case */
    uint32_t cased;              /* the normal form */
    uint32_t shape;              /* Xxx-d pattern, runs cut to two */
    uint32_t suf[ANALYSE_SUF];   /* last 1..5 characters of low; short words repeat the longest */
    uint32_t pre[ANALYSE_PRE];   /* first 1..4 */
    uint32_t flags;              /* enum word_flag */
};

/* Fills `w` for a form of any bytes. */
void analyse_word(struct word *w, struct rd_str form);
#endif
