/* reader.h - runs the stages over one blob; the only place that knows their order.
 *   blob -> page -> doc -> analysis -> refs -> records -> citations re-read; what does not hold is refused
 * struct rd_reader is immutable after opening and shared by threads; a reading belongs to one thread. */
#ifndef RD_READER_H
#define RD_READER_H
#include "base/err.h"
#include "dictionary/dictionary.h"
#include "types/lang.h"
#include "types/reading.h"

struct rd_reader;
struct rd_reader_opts {
    const char *home;                 /* folder that holds data/ and models/; NULL: found by rd_home_find */
    const char *const *lexicons; uint32_t n_lexicons; /* further lexicon folders */
    const struct rd_dictionary_files *dictionary; /* the user's own coding dictionaries; NULL: none */
    struct rd_opts opts;
};
int rd_reader_open(struct rd_reader **out, const struct rd_reader_opts *o, struct rd_err *err) RD_WARN_UNUSED;
void rd_reader_close(struct rd_reader *r);
/* Reads one blob. *out owns its arena: rd_reading_free. The blob's bytes must outlive it. */
int rd_reader_read(const struct rd_reader *r, const struct rd_blob *in, struct rd_reading *out, struct rd_err *err) RD_WARN_UNUSED;
void rd_reading_free(struct rd_reading *rd);
/* Parts, for dump and meta. rd_reader_lang: the bundle of a language (never NULL: without data, an empty one). */
const struct rd_lang *rd_reader_lang(const struct rd_reader *r, struct rd_str code);
const struct rd_lex *rd_reader_lexicon(const struct rd_reader *r);
const struct rd_langid *rd_reader_langid(const struct rd_reader *r);
/* Languages with a model: i = 0, 1, ...; NULL at the end. */
const struct rd_lang *rd_reader_model_at(const struct rd_reader *r, uint32_t i);
const char *rd_reader_home(const struct rd_reader *r);
#endif
