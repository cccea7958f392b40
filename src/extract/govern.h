/* govern.h - inside extract/: questions about what a verb of saying governs, shared by clauses.c, adpositions.c and edges.c. */
#ifndef RD_EXTRACT_GOVERN_H
#define RD_EXTRACT_GOVERN_H
#include "extract/extract_int.h"

/* Is the class of the cue one of names [n]? CUE_IS(c, "say", "ask"). */
bool extract_class_in(const struct ex_cue *c, const char *const *names, size_t n);
#define CUE_IS(c, ...) extract_class_in((c), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

bool extract_object_is_addressee(const struct ex_cue *c);  /* its object is whom the words were said to */
bool extract_in_speech(const struct ex *x, uint32_t tok, int32_t own); /* inside a quotation that stands as speech, not `own` */
bool extract_part_of_cue(const struct ex_cue *c, uint32_t tok);
int32_t extract_mark_of(const struct ex *x, uint32_t clause);           /* the mark child, -1 */
bool extract_infinitive(const struct ex *x, uint32_t i);
bool extract_press_word(const struct ex *x, uint32_t i);                 /* "asked", "gevraagd" in front of a sentence: the press asks */
bool extract_wh_word(const struct ex *x, uint32_t i);
bool extract_relative_word(const struct ex *x, uint32_t i);             /* "which", "who" behind a comma */
bool extract_relative_cue(const struct ex *x, const struct ex_cue *c);
bool extract_time_unit(const struct ex *x, uint32_t i);                 /* "hours [before]": no object */
bool extract_content_clause(const struct ex *x, const struct ex_cue *c, uint32_t k, uint32_t from); /* does clause k tell what was said? */
bool extract_is_thing(const struct ex *x, uint32_t i);                  /* names nobody who could be spoken to */
bool extract_first_person(const struct ex *x, int32_t s);               /* first or second person pronoun */
bool extract_media_speaks(const struct ex *x, int32_t s);               /* the subject is a news medium or its reporter */
bool extract_press_asks(const struct ex *x, const struct ex_cue *c);    /* "asked whether …": the question is the press's */
bool extract_cue_skipped(const struct ex *x, const struct ex_cue *c);   /* no statement comes of it: not done, not said, self */

/* ---- edges.c ---- */
/* "…, adding that …" and "… and stressed that …" inside another cue's content go on with the outer speaker. */
/* A verb that the tagger took for a passive participle although its object stands right behind it: "the president, N, accused Y of". */
bool extract_active_after_all(const struct ex *x, const struct ex_cue *w);
bool extract_past_after_all(const struct ex *x, const struct ex_cue *w);
bool extract_lifted(const struct ex *x, const struct ex_cue *outer, const struct ex_cue *w);
/* "A, X said [somewhere]." or "A, zei X.": the cue stands with its subject behind the last comma, and nothing is governed behind
 * it. Returns the comma, -1 if it is not so. */
int32_t extract_tail_comma(const struct ex *x, const struct ex_cue *c);
int32_t extract_head_between(const struct ex *x, uint32_t b, uint32_t e); /* the noun that the words of [b, e) hang on, -1 */
void extract_mend_edges(struct ex *x, struct ex_draft *d, int32_t ci);
/* Trims, tells the form from the quotation marks, marks an empty draft dead; false if it is. */
bool extract_finish(struct ex *x, struct ex_draft *d, uint8_t form);

/* ---- adpositions.c ---- */
void extract_by_adposition(struct ex *x, int32_t ci);
#endif
