/* Which pages tell of the same happening. */
#include "compare/stories.h"

#include "base/hash.h"

enum {
    NEAR_DAYS = 2,        /* pages further apart tell of another happening, unless they tell of the same contact */
    CONTACT_DAYS = 31,    /* a call is news for so long */
    SIGNATURE_KEYS = 4, CONTACT_KEYS = 4,
    COMBINED = (RD_STORY_KEYS - SIGNATURE_KEYS - CONTACT_KEYS) / 2  /* actor x issue, each under two buckets of days */
};

static uint64_t text_hash(struct rd_str s, uint64_t seed) {
    return rd_hash64(s.p, s.n, seed);
}

/* A contact without a day ("phone_call:A,B:") says only that the two have talked at some time. */
static bool has_day(struct rd_str contact) {
    return contact.n && contact.p[contact.n - 1] != ':';
}

/* Keeps the `max` smallest of all that are put in: two pages with much in common keep the same ones. */
static void keep_smallest(uint64_t *top, uint32_t *n, uint32_t max, uint64_t h) {
    uint32_t at = *n;
    while (at > 0 && top[at - 1] > h) at--;
    if ((at < *n && top[at] == h) || (at > 0 && top[at - 1] == h) || at >= max) return;
    if (*n < max) ++*n;
    for (uint32_t i = *n - 1; i > at; i--) top[i] = top[i - 1];
    top[at] = h;
}

uint32_t rd_story_keys(const struct rd_story_in *in, uint64_t out[RD_STORY_KEYS]) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < SIGNATURE_KEYS && in->n_signature >= 4 * SIGNATURE_KEYS; i++) {
        out[n++] = rd_hash64(in->signature + 4 * i, 4 * sizeof *in->signature, 1 + i);
    }
    uint64_t top[COMBINED];
    uint32_t k = 0;
    for (uint32_t i = 0; i < in->n_contacts; i++) {
        if (has_day(in->contacts[i])) keep_smallest(top, &k, CONTACT_KEYS, text_hash(in->contacts[i], 11));
    }
    for (uint32_t i = 0; i < k; i++) out[n++] = top[i];
    if (!in->dated) return n;
    k = 0;
    for (uint32_t i = 0; i < in->n_issues; i++) {
        for (uint32_t j = 0; j < in->n_actors; j++) keep_smallest(top, &k, COMBINED, rd_hash_mix(text_hash(in->issues[i], 12), text_hash(in->actors[j], 13)));
    }
    /* Days 2b and 2b+1 are in bucket b; a page is found under its own and the next one, so that neighbours meet. */
    int32_t bucket = (in->day + (1 << 20)) / NEAR_DAYS;
    for (uint32_t i = 0; i < k; i++) {
        out[n++] = rd_hash_mix(top[i], (uint64_t)bucket);
        out[n++] = rd_hash_mix(top[i], (uint64_t)bucket + 1);
    }
    return n;
}

static uint32_t common(const struct rd_str *a, uint32_t n_a, const struct rd_str *b, uint32_t n_b) {
    uint32_t i = 0, k = 0, n = 0;
    while (i < n_a && k < n_b) {
        int c = rd_str_cmp(a[i], b[k]);
        if (c == 0) n++;
        if (c <= 0) i++;
        if (c >= 0) k++;
    }
    return n;
}

static bool same_contact(const struct rd_story_in *a, const struct rd_story_in *b) {
    for (uint32_t i = 0, k = 0; i < a->n_contacts && k < b->n_contacts;) {
        int c = rd_str_cmp(a->contacts[i], b->contacts[k]);
        if (c == 0 && has_day(a->contacts[i])) return true;
        if (c <= 0) i++;
        if (c >= 0) k++;
    }
    return false;
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

int rd_story_same(const struct rd_story_in *a, const struct rd_story_in *b, const char **why) {
    const char *dummy;
    if (!why) why = &dummy;
    *why = NULL;
    int32_t apart = a->dated && b->dated ? (a->day > b->day ? a->day - b->day : b->day - a->day) : 0;
    uint32_t shared = 0;
    for (uint32_t i = 0; i < least(a->n_signature, b->n_signature); i++) shared += a->signature[i] == b->signature[i];
    if (shared * 4 >= least(a->n_signature, b->n_signature) && shared >= 4 && apart <= CONTACT_DAYS) {
        *why = "much of the text is the same";
        return 90;
    }
    if (same_contact(a, b) && apart <= CONTACT_DAYS) {
        *why = "both tell of the same call or meeting";
        return 80;
    }
    if (!a->dated || !b->dated || apart > NEAR_DAYS) return 0;
    uint32_t actors = common(a->actors, a->n_actors, b->actors, b->n_actors), issues = common(a->issues, a->n_issues, b->issues, b->n_issues);
    if (actors < 2 || issues < 1) return 0;
    uint32_t score = 40 * actors / least(a->n_actors, b->n_actors) + 40 * issues / least(a->n_issues, b->n_issues) + 10;
    score = score > 5 * (uint32_t)apart ? score - 5 * (uint32_t)apart : 0;
    if (score >= 50) *why = "the same actors on the same issues within two days";
    return (int)score;
}
