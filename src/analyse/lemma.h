/* lemma.h - lemmas by edit scripts, with a lexicon of exceptions.
 * A script is five strings: case ("l": start from the lower-case form, "k": from the form itself), then the prefix that is
 * taken off and the one put on, and the suffix taken off and put on. As text they stand with a blank between. */
#ifndef ANALYSE_LEMMA_H
#define ANALYSE_LEMMA_H
#include "base/arena.h"
#include "base/err.h"

struct lemma_script {
    bool lower;
    struct rd_str pre_off, pre_on, suf_off, suf_on;
};

/* False if the text is no script. */
bool lemma_script_read(struct lemma_script *s, struct rd_str text);
/* The script that makes `lemma` of `form`, as text; unknown if they share no character. */
struct rd_str lemma_script_make(struct rd_str form, struct rd_str lemma, struct rd_arena *a);
/* Applies it; unknown if it does not fit. `low` is the form in lower case. */
struct rd_str lemma_script_apply(const struct lemma_script *s, struct rd_str form, struct rd_str low, struct rd_arena *a);

struct lemma_lexicon {
    const uint32_t *slots;   /* [cap][2]: key, offset + 1 into text; 0 = free */
    uint32_t cap;
    const char *text;        /* NUL-ended lemmas */
    uint32_t n_text;
};

struct rd_model;
int lemma_lexicon_open(struct lemma_lexicon *l, const struct rd_model *m, struct rd_err *err);
uint32_t lemma_key(struct rd_str low, uint32_t upos);
struct rd_str lemma_find(const struct lemma_lexicon *l, uint32_t key); /* unknown if none */
#endif
