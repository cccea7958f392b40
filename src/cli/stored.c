/* stored.c - records of the dossier as JSON lines: the page is loaded as a reading, so that they print as they were read. */
#include "cli/shared.h"

void cli_stored_init(struct cli_stored *x, struct rd_store *s) {
    *x = (struct cli_stored){.store = s};
    rd_arena_init(&x->arena);
}

static void drop(struct cli_stored *x) {
    if (x->open)
        rd_reading_free(&x->reading);
    x->open = false;
    rd_arena_free(&x->arena);
}

void cli_stored_free(struct cli_stored *x) {
    drop(x);
}

int cli_stored_page(struct cli_stored *x, struct rd_str page_id, struct rd_err *err) {
    if (x->open && rd_str_is(page_id, x->reading.blob.page_id))
        return RD_OK;
    drop(x);
    int rc = rd_store_load(x->store, page_id, &x->reading, &x->version, err);
    if (rc)
        return rc;
    x->open = true;
    rd_json_init(&x->json, &x->reading, &x->arena);
    return RD_OK;
}

int cli_stored_record(struct rd_buf *out, struct cli_stored *x, struct rd_str page_id, int kind, uint32_t n, struct rd_err *err) {
    int rc = cli_stored_page(x, page_id, err);
    if (rc)
        return rc;
    const struct rd_records *r = &x->reading.records;
    if (kind == RD_REC_PAGE)
        rd_json_page(out, &x->json);
    else if (kind == RD_REC_STATEMENT && n < r->n_st)
        rd_json_statement(out, &x->json, n);
    else if (kind == RD_REC_EVENT && n < r->n_ev)
        rd_json_event(out, &x->json, n);
    else if (kind == RD_REC_CONTACT && n < r->n_ct)
        rd_json_contact(out, &x->json, n);
    else
        return rd_fail(err, RD_ESTORE, "cli", "record %u of page %.*s is not there", n, RD_S(page_id));
    return RD_OK;
}
