/* topic.h - what the records are about: issues of statements and events, claims that can be set against others' claims, and
 * what things are called. The last stage of a reading: it adds to the records that extract/ and coding/ made.
 *   issues.c   noun phrases that name things in dispute; a user's list in data/<lang>/issues.tsv  -> issues
 *   claims.c   propositions reduced to type, key and value                                        -> records.cl
 *   publisher.c whose page it is                                                                  -> records.publisher
 *   namings.c  names of places, bodies, people and events, and in whose words                     -> records.nm */
#ifndef RD_TOPIC_H
#define RD_TOPIC_H
#include "base/err.h"
#include "grammar/grammar.h"
#include "types/lang.h"
#include "types/record.h"

int rd_topics_read(struct rd_records *io, const struct rd_page *page, const struct rd_grammar *g, const struct rd_refs *refs,
                   const struct rd_lang *l, struct rd_arena *a, struct rd_arena *scratch, struct rd_err *err) RD_WARN_UNUSED;
#endif
