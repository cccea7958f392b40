/* settings.h - inside extract/: what settings.c and contacts.c share. */
#ifndef RD_EXTRACT_SETTINGS_H
#define RD_EXTRACT_SETTINGS_H
#include "extract/extract_int.h"

/* Finds the calls, meetings and briefings that the page tells of, merged within the page -> ex.occ. Runs before statements are
 * given their occasions. */
void extract_contacts(struct ex *x);
/* Turns occasions into contact records; briefings and the like take their participants from who spoke there. `index[i]` is the
 * record number of draft i's statement, -1 if it has none. */
void extract_contact_records(struct ex *x, const int32_t *index, struct rd_records *out);

/* ---- rooms.c ---- */
uint32_t extract_place(const struct ex *x, const struct ex_draft *d);   /* token by which drafts are ordered in the text */
int32_t extract_shared_occasion(const struct ex *x, uint32_t draft, int32_t prev, int ch); /* occasion that it shares with others, -1 */
void extract_letter_to(const struct ex *x, struct ex_occasion *o);      /* fills to[] of a letter */
void extract_issuer(struct ex *x);
void extract_issuer_speaks(const struct ex *x, struct rd_party *p);
bool extract_issued(const struct ex *x, const struct ex_draft *d, struct rd_date *date);
void extract_room_sides(struct ex *x);
/* Speakers who are described in one place and named in another; `order`: drafts by their place. */
void extract_identities(struct ex *x, const uint32_t *order);
#endif
