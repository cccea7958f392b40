/* dossier_int.h - inside of dossier/: what is worked out over pages, within the transaction that saves a page. */
#ifndef RD_DOSSIER_INT_H
#define RD_DOSSIER_INT_H
#include "dossier/dossier.h"
#include "store/link.h"

struct dossier_link {
    struct rd_store *s;
    struct rd_arena a;           /* reset by whoever marks it */
    struct rd_err *err;
};

/* link.c: a page comes, or goes; then what that touched is worked out again. */
int dossier_link_page(struct dossier_link *d, int64_t page, const struct rd_reading *rd);
int dossier_unlink_page(struct dossier_link *d, int64_t page);
int dossier_settle(struct dossier_link *d);
/* Are two nodes the same? 0: no, else how sure in per cent; *why: a line, or unknown. */
int dossier_same(int group, const struct rd_fact *a, const struct rd_fact *b, struct rd_str *why, struct rd_arena *scratch);
/* The side whose own organ published the page; unknown: a medium, or nobody knows. */
struct rd_str dossier_publisher(const struct rd_reading *rd, struct rd_arena *a);

/* groups.c */
int dossier_enter(struct dossier_link *d, int group, const struct rd_fact *f, const uint64_t *keys, uint32_t n_keys);
int dossier_leave(struct dossier_link *d, int group, int64_t node);
#endif
