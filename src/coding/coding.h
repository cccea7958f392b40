/* coding.h - CAMEO and PLOVER codes of statements, and the events: who did what to whom.
 * In: page, trees, mentions and entities, the statements and contacts of extract/. Out: codes in the statements, records.ev.
 *   repair.c      trees of sentences that lost their verb, for coding alone
 *   predicates.c  words that tell of an act, their codes, acts inside acts
 *   arguments.c   who acts upon whom
 *   events.c      events of predicates; the event of a given pair
 *   facts.c       what data/world/cameo.tsv says of a code
 *   parties.c     actors of an event: entities, nouns with a nationality, roles with their sector
 *   statements.c  codes of statements; the event that a statement toward somebody is
 *   coding.c      the door: runs the steps, ids
 * A statement's `cameo` holds its cue's default code when it comes in. Not here: who said it, what it is about. */
#ifndef RD_CODING_H
#define RD_CODING_H
#include "base/err.h"
#include "grammar/grammar.h"
#include "types/lang.h"
#include "types/record.h"

/* What follows from an event's code: its name, quad class, Goldstein score, PLOVER type, mode and context. */
void rd_event_facts(struct rd_event *e, const struct rd_lang *l, struct rd_arena *a);

int rd_events_read(struct rd_records *io, const struct rd_blob *blob, const struct rd_page *page, const struct rd_grammar *g,
                   const struct rd_refs *refs, const struct rd_lang *l, struct rd_arena *a, struct rd_arena *scratch,
                   struct rd_err *err) RD_WARN_UNUSED;
#endif
