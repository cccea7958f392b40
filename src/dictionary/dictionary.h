/* dictionary.h - the field's own dictionaries: reads actors, agents, verbs, issues and discards in the formats of PETRARCH and TABARI as
 * they are, and codes sentences by their patterns, so that a user's dictionary goes on working. A service: text of one sentence in, events
 * out; no trees, no lexicon of ours. A file whose verbs stand in "--- NAME [code] ---" blocks is PETRARCH's, else TABARI's; the two
 * differ in what a word without an underscore matches. What a line says that nobody understands is counted, not fatal; bytes that are
 * not UTF-8 are taken as ISO 8859-1.
 *   load.c      lines -> phrases, codes with dates, patterns
 *   sentence.c  words, actors with their agents, compounds, clauses
 *   match.c     patterns around a verb
 *   code.c      events of a sentence
 *   events.c    events of a page
 * Sources of the formats: TABARI manual 0.8.4, PETRARCH documentation 1.0; written from the descriptions. Limits: no run-time options. */
#ifndef RD_DICTIONARY_H
#define RD_DICTIONARY_H
#include "base/arena.h"
#include "base/err.h"
#include "types/doc.h"
#include "types/record.h"

struct rd_dictionary;

struct rd_dictionary_files {
    const char *const *actors; uint32_t n_actors;
    const char *agents, *verbs, *issues, *discards;   /* NULL: none */
};
int rd_dictionary_load(struct rd_dictionary **out, const struct rd_dictionary_files *f, struct rd_err *err) RD_WARN_UNUSED;
void rd_dictionary_free(struct rd_dictionary *d);      /* NULL is fine */
/* Are its codes CAMEO's (roots 01 to 20), not those of an older scheme? Then names, scores and PLOVER types follow from them. */
bool rd_dictionary_is_cameo(const struct rd_dictionary *d);
uint32_t rd_dictionary_skipped(const struct rd_dictionary *d); /* lines that were not understood */

struct rd_dictionary_event {
    struct rd_str source, target, code;                /* "---": nobody */
    struct rd_span source_span, target_span, verb;     /* bytes of the sentence; empty for nobody */
};
enum rd_dictionary_verdict { RD_DICT_CODED, RD_DICT_NONE, RD_DICT_COMPLEX, RD_DICT_DISCARD, RD_DICT_DISCARD_STORY };

/* Codes one sentence on a day (days since 1970-01-01; `dated` false: only undated codes hold). Events in the order of their verbs, without
 * doubles, in `a`. Returns enum rd_dictionary_verdict. */
int rd_dictionary_code(const struct rd_dictionary *d, struct rd_str sentence, bool dated, int32_t day, struct rd_dictionary_event **out,
                       uint32_t *n, struct rd_arena *a);
/* Issue codes of a sentence, without doubles. */
uint32_t rd_dictionary_issues(const struct rd_dictionary *d, struct rd_str sentence, struct rd_str *out, uint32_t max, struct rd_arena *a);
/* The page's events by the dictionaries, in place of those that `io` has. They name no entity; `rule` is "dictionary". */
void rd_dictionary_events(struct rd_records *io, const struct rd_dictionary *d, const struct rd_blob *blob, const struct rd_page *page,
                          const struct rd_doc *doc, struct rd_arena *a, struct rd_arena *scratch);
#endif
