/* disputes.h - claims that cannot both hold: pure functions. Claims are compared only within one (type, key); topic/ makes the keys. */
#ifndef RD_DISPUTES_H
#define RD_DISPUTES_H
#include "types/record.h"

struct rd_claim_in {
    uint8_t type;             /* enum rd_claim_type */
    struct rd_str key, value;
    struct rd_str side;       /* who claims it: the side, else the actor's key; unknown: disputes nothing */
    struct rd_str origin;     /* id of the page's origin: copies count once */
    bool dated; int32_t first, last;   /* days since 1970-01-01 */
    struct rd_str lang;
    uint8_t confidence;       /* of the statement */
};

/* Can the two not both hold? Both have the same type and key. *why (may be NULL): a static line for people. Symmetric. */
bool rd_claims_conflict(const struct rd_claim_in *a, const struct rd_claim_in *b, const char **why);

/* One (type, key): which claims stand against which. side_of[i]: number of the camp of in[i] (0.. in order of value), UINT32_MAX: in no dispute.
 * Returns how many camps there are (0: no dispute worth a person's minute, else at least 2). The same in any order of `in`. */
uint32_t rd_dispute_camps(const struct rd_claim_in *in, uint32_t n, uint32_t *side_of, const char **why, struct rd_arena *scratch);
#endif
