/* corpus.h - training and evaluation material: sentences of CoNLL-U or IOB2 files in memory. */
#ifndef TRAIN_CORPUS_H
#define TRAIN_CORPUS_H
#include "analyse/sview.h"
#include "base/err.h"
#include "base/map.h"

#define BIO_UNSURE 255u  /* a tag of names that teaches nothing */

struct tsent {
    uint32_t n;
    uint32_t fold;            /* a hash of the letters: the same sentence falls into the same fold in every file */
    struct rd_str *form, *lemma;
    uint8_t *upos, *rel, *bio;
    uint32_t *feats;          /* rd_sym in corpus.feats */
    int32_t *head;            /* in the sentence, -1 root */
    bool *glued;              /* no space behind the token */
    uint8_t source;           /* 0, or which other kind of names corpus it is of */
    bool shape;               /* of an older treebank: only the heads of words are to be trusted, no labels, no punctuation */
};

struct corpus {
    struct rd_arena *arena;
    struct rd_map feats;
    struct tsent *sents;
    uint32_t n, cap;
    uint64_t words;
};

void corpus_init(struct corpus *c, struct rd_arena *a);
/* Adds a CoNLL-U file. `skip` (may be NULL) is a list of "newdoc id" lines to leave out, one a line. With names, entities of
 * GUM kind in MISC become name tags. */
int corpus_add_conllu(struct corpus *c, const char *path, struct rd_str skip, struct rd_err *err);
/* Adds an IOB2 file: number, form, tag; in a file whose sentence marks are glued to words, they are split off. */
int corpus_add_iob2(struct corpus *c, const char *path, struct rd_err *err);
/* Makes the sentences from number `from` on such ones; conjunctions go to the conjunct that follows, as they do now. */
void corpus_mark_shapes(struct corpus *c, uint32_t from);
int corpus_read_file(struct rd_str *out, const char *path, struct rd_arena *a, struct rd_err *err);
#endif
