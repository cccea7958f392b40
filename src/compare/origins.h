/* origins.h - which pages are copies of which: exact copies, near copies, parts, relays of an agency, translated relays.
 * Pure functions. Whoever keeps pages (store, dossier) does three things when one arrives:
 *   1. looks up its keys (rd_origin_bands, rd_origin_relay_keys) among those of the pages that are there: the candidates,
 *   2. asks rd_origin_same of each candidate: an edge with its evidence,
 *   3. joins groups over edges; the origin of a group is its first page by rd_origin_before.
 * Groups are connected components of all edges, and neither keys nor edges depend on what else is there: the same pages give
 * the same groups and origins in any order of arrival. A candidate that is in the group already need not be asked.
 * Sub-quadratic: unrelated pages share no key. Source: Broder 1997 (min-hashes, resemblance and containment), Leskovec,
 * Rajaraman and Ullman, Mining of Massive Datasets, ch. 3 (banding); docs/decisions/0010-origins.md has the thresholds' numbers. */
#ifndef RD_ORIGINS_H
#define RD_ORIGINS_H
#include "types/reading.h"

enum {
    RD_ORIGIN_BANDS = RD_SIG_WORDS, /* keys of a signature */
    RD_ORIGIN_RELAYS = 16,          /* at most, keys of a relay */
    RD_ORIGIN_FACTS = 64,           /* at most, facts of a page */
};

/* What is compared of a page. Strings and arrays are the caller's. */
struct rd_origin_in {
    struct rd_str id;                    /* page id: 32 hex digits */
    bool article;                        /* verdict article, live or stub: index pages and galleries are nobody's copy */
    bool dated;
    int32_t day;                         /* published, days since 1970-01-01; holds if dated */
    const uint64_t *sig; uint32_t n_sig; /* rd_page.signature; 0: nothing but a relay can be found */
    struct rd_str lang;
    struct rd_str outlet;                /* by rd_origin_house; unknown */
    const struct rd_str *cites; uint32_t n_cites;   /* houses it credits, by rd_origin_house, sorted, no doubles */
    const uint64_t *facts; uint32_t n_facts;        /* by rd_origin_facts */
};

enum rd_origin_how { RD_ORIGIN_NONE, RD_ORIGIN_EXACT, RD_ORIGIN_NEAR, RD_ORIGIN_PART, RD_ORIGIN_RELAY, RD_ORIGIN_TRANSLATED };

/* The evidence of one edge. */
struct rd_origin_link {
    uint8_t how;             /* enum rd_origin_how */
    uint16_t alike;          /* per mille of all shingles that both have (Jaccard), estimated */
    uint16_t held;           /* per mille of the shorter one's shingles that the longer one has, estimated */
    uint16_t facts;          /* facts in common */
    struct rd_str credit;    /* the house both credit, or one credits and the other is; borrowed from a or b; unknown */
};

/* "exact", "near", "part", "relay", "translated"; NULL for none. */
const char *rd_origin_how_name(int how);

/* The name of an outlet or agency as it is compared: lower case, no diacritics, no "www.", no domain ending, no legal form,
 * letters and digits only. Unknown stays unknown, and so does a name of which nothing is left. In the arena. */
struct rd_str rd_origin_house(struct rd_str name, struct rd_arena *a);

/* Facts that survive translation, as hashes, sorted, no doubles: numbers of lead and body (32 and more, or with a fraction; no
 * years) are odd, `world` ids of those the page names are even. At most RD_ORIGIN_FACTS, those with the smallest hashes: a rule
 * that picks the same ones of two pages. Returns how many were written. */
uint32_t rd_origin_facts(const struct rd_page *p, const struct rd_str *world, uint32_t n_world, uint64_t facts[RD_ORIGIN_FACTS],
                         struct rd_arena *scratch);

/* All of it from a reading; arrays in the arena, strings borrowed from the reading or in the arena. */
void rd_origin_of(struct rd_origin_in *out, const struct rd_reading *r, struct rd_arena *a);

/* The keys under which a signature is looked up: bands[RD_ORIGIN_BANDS]; returns how many (0 without a signature). */
uint32_t rd_origin_bands(const uint64_t *sig, uint32_t n, uint64_t *bands);
/* The keys under which translated relays meet: house, day and a number; keys[RD_ORIGIN_RELAYS]; returns how many. */
uint32_t rd_origin_relay_keys(const struct rd_origin_in *in, uint64_t *keys);

/* Is one a copy of the other, or both copies of a third? `why` (may be NULL) gets the evidence; zeroed if not. Symmetric but for
 * the place that `credit` is borrowed from. */
bool rd_origin_same(const struct rd_origin_in *a, const struct rd_origin_in *b, struct rd_origin_link *why);
/* Negative if a comes before b: published day (undated last), then one that credits no other house, then page id. A total order
 * over pages with different ids. */
int rd_origin_before(const struct rd_origin_in *a, const struct rd_origin_in *b);

/* All three steps over pages that lie in memory: group[i] = index of the origin of page i (its own where it has no copy);
 * returns how many groups. The same for any order of `in` but for the indices. */
uint32_t rd_origin_groups(const struct rd_origin_in *in, uint32_t n, uint32_t *group, struct rd_arena *scratch);
#endif
