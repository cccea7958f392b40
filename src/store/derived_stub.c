#include "store/derived.h"

#include "store/store_int.h"

int rd_store_issues(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_issue **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    (void)s;
    (void)f;
    (void)a;
    *out = NULL;
    *n = 0;
    if (total) *total = 0;
    (void)err;
    return RD_OK;
}

int rd_store_issue(struct rd_store *s, struct rd_str key, struct rd_arena *a, struct rd_row_issue *out, struct rd_err *err) {
    (void)s;
    (void)key;
    (void)a;
    memset(out, 0, sizeof *out);
    (void)err;
    return rd_fail(err, RD_ENOTFOUND, "store", "nothing of that name is in the dossier");
}

int rd_store_positions(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_entry **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    (void)s;
    (void)f;
    (void)a;
    *out = NULL;
    *n = 0;
    if (total) *total = 0;
    (void)err;
    return RD_OK;
}

int rd_store_matrix(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_cell **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    (void)s;
    (void)f;
    (void)a;
    *out = NULL;
    *n = 0;
    if (total) *total = 0;
    (void)err;
    return RD_OK;
}

int rd_store_disputes(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_dispute **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    (void)s;
    (void)f;
    (void)a;
    *out = NULL;
    *n = 0;
    if (total) *total = 0;
    (void)err;
    return RD_OK;
}

int rd_store_dispute(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_dispute *out, struct rd_err *err) {
    (void)s;
    (void)id;
    (void)a;
    memset(out, 0, sizeof *out);
    (void)err;
    return rd_fail(err, RD_ENOTFOUND, "store", "nothing of that name is in the dossier");
}

int rd_store_namings(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_naming **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    (void)s;
    (void)f;
    (void)a;
    *out = NULL;
    *n = 0;
    if (total) *total = 0;
    (void)err;
    return RD_OK;
}

int rd_store_stories(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_story **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    (void)s;
    (void)f;
    (void)a;
    *out = NULL;
    *n = 0;
    if (total) *total = 0;
    (void)err;
    return RD_OK;
}

int rd_store_story(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_story *out, struct rd_err *err) {
    (void)s;
    (void)id;
    (void)a;
    memset(out, 0, sizeof *out);
    (void)err;
    return rd_fail(err, RD_ENOTFOUND, "store", "nothing of that name is in the dossier");
}

int rd_store_copies(struct rd_store *s, struct rd_str page, struct rd_arena *a, struct rd_row_copy **out, uint32_t *n, struct rd_err *err) {
    (void)s;
    (void)page;
    (void)a;
    *out = NULL;
    *n = 0;
    (void)err;
    return RD_OK;
}

int rd_store_calls(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_call **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    (void)s;
    (void)f;
    (void)a;
    *out = NULL;
    *n = 0;
    if (total) *total = 0;
    (void)err;
    return RD_OK;
}

int rd_store_call(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_call *out, struct rd_err *err) {
    (void)s;
    (void)id;
    (void)a;
    memset(out, 0, sizeof *out);
    (void)err;
    return rd_fail(err, RD_ENOTFOUND, "store", "nothing of that name is in the dossier");
}

int rd_store_fresh(struct rd_store *s, const struct rd_filter *f, uint64_t since, struct rd_arena *a, struct rd_row_statement **out, uint32_t *n, uint64_t *last, struct rd_err *err) {
    (void)s;
    (void)f;
    (void)since;
    (void)a;
    *out = NULL;
    *n = 0;
    *last = 0;
    (void)err;
    return RD_OK;
}

