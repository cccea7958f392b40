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
#endif
