/* stories.h - pages on the same happening, over languages: pure functions. A story is a connected component of rd_story_same; what is asked
 * of the store is only "which pages share a key with this one". */
#ifndef RD_STORIES_H
#define RD_STORIES_H
#include "types/record.h"

/* A page reduced to what decides which story it tells. All lists sorted, without doubles. */
struct rd_story_in {
    struct rd_str page;                        /* id */
    struct rd_str lang;
    bool dated; int32_t day;                   /* of publication */
    const struct rd_str *actors; uint32_t n_actors;    /* actor keys of speakers, addressees, sources, targets, participants */
    const struct rd_str *issues; uint32_t n_issues;    /* issue keys */
    const struct rd_str *contacts; uint32_t n_contacts;/* "kind:sides:day" of the contacts told */
    const uint64_t *signature; uint32_t n_signature;
};
/* Keys under which pages that may tell the same story meet; at most RD_STORY_KEYS, in `out`. */
enum { RD_STORY_KEYS = 24 };
uint32_t rd_story_keys(const struct rd_story_in *in, uint64_t out[RD_STORY_KEYS]);
/* The same story? 0..100, 50 and more: yes. *why (may be NULL): a static line. Symmetric. */
int rd_story_same(const struct rd_story_in *a, const struct rd_story_in *b, const char **why);
#endif
