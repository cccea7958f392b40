/* refer.h - which words name somebody or something, and which of them name the same one.
 * In: page, document, analysis. Out: rd_refs: mentions, entities with name, role, organisation and side, offices resolved by the
 * page's date where it has one. Not here: who said what.
 * A plural that means several people or states ("they", "the two presidents", "the leaders of A and B") is one mention for each, with
 * the same span; mention_of gives the first of them. First and second persons are mentions without an entity. A role phrase on
 * which the tree hangs "State Department spokesman X" goes before the names inside it, so that mention_of of a subject's token is
 * the person. A confidence below 70 is a link by salience alone. */
#ifndef RD_REFER_H
#define RD_REFER_H
#include "base/err.h"
#include "types/lang.h"
#include "types/refer.h"

int rd_refs_read(struct rd_refs *out, const struct rd_page *page, const struct rd_doc *doc, const struct rd_analysis *an,
                 const struct rd_lang *l, struct rd_arena *a, struct rd_arena *scratch, struct rd_err *err) RD_WARN_UNUSED;
#endif
