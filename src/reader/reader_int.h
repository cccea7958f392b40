/* reader_int.h - inside reader/: what reader.c, lang.c and citations.c share. */
#ifndef RD_READER_INT_H
#define RD_READER_INT_H
#include "reader/reader.h"

const struct rd_opts *reader_opts(const struct rd_reader *r);
const struct rd_dictionary *reader_dictionary(const struct rd_reader *r); /* NULL: none */
/* Finds the folder that holds data/ and models/: READOUT_HOME, beside the program, its parents, PREFIX/share/readout.
 * The result lives in the arena; NULL if there is none. */
const char *reader_find_home(struct rd_arena *a);
/* Re-reads every cited span of the reading from the blob; takes out the records that do not hold, with a note each;
 * returns how many. Indices between records are mended. */
uint32_t reader_check_citations(struct rd_reading *o, struct rd_arena *scratch);
#endif
