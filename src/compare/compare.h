/* compare.h - what several readings say together, as pure functions: records in, links out. No SQL, no files.
 * So far: which entities of different pages are one actor, and which contacts of different pages are one contact. */
#ifndef RD_COMPARE_H
#define RD_COMPARE_H
#include "types/record.h"

/* The key by which entities of different pages are joined: "w:<world id>", else "n:<kind>:<name>:<side>" with the name in
 * lower case and without diacritics, dots and doubled blanks. Unknown if the entity has no name, or is a group without one
 * of its own. In the arena. */
struct rd_str rd_actor_key(const struct rd_entity *e, struct rd_arena *a);

/* One told contact, reduced to what decides whether another page tells of the same one. */
struct rd_contact_in {
    uint8_t kind;               /* enum rd_channel */
    const struct rd_str *keys;  /* [n_keys] participants: side where known, else actor key; sorted, no doubles */
    uint32_t n_keys;
    bool dated;                 /* first, last hold: days since 1970-01-01 */
    int32_t first, last;
    uint32_t page;              /* contacts of one page are never joined when both are dated apart; same number = same page */
};
/* group[i]: number of the contact that in[i] tells of, 0.. in order of first appearance; returns how many groups.
 * Two are one if their kinds agree (phone_call, meeting, ... ; unspecified fits any), one's participants hold the other's
 * (two in common at least), and their days meet. Undated ones of different pages are never joined. */
uint32_t rd_contact_groups(const struct rd_contact_in *in, uint32_t n, uint32_t *group, struct rd_arena *scratch);
#endif
