/* lang.h - which language a text is in: a service for page/ and text/, not a stage.
 * In: text. Out: ISO 639-1 code and how sure. Immutable after loading. */
#ifndef RD_LANG_H
#define RD_LANG_H
#include "base/arena.h"
#include "base/err.h"

struct rd_langid;
/* Opens models/langid.rdm (mmap, checked). RD_EMODEL if it is missing, damaged or something else. */
int rd_langid_open(struct rd_langid **out, const char *path, struct rd_err *err) RD_WARN_UNUSED;
void rd_langid_close(struct rd_langid *l);
/* The language of a text; at most its first 20,000 bytes are looked at, fewer once there is no doubt left. *confidence 0..1 is
 * the tempered probability, lowered by the share of letters of scripts that no language of the model has. Unknown if there are
 * no letters, if the confidence is below 0.3, or if l is NULL. Any bytes will do. The returned code lives as long as `l`. */
struct rd_str rd_langid_find(const struct rd_langid *l, struct rd_str text, double *confidence);
#endif
