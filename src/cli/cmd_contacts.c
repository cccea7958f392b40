/* cmd_contacts.c - readout contacts: calls and meetings over pages. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "view/derived.h"

static int run_contacts(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct rd_row_call *v = NULL;
    uint32_t n = 0;
    uint64_t total = 0;
    int rc = cli_derived(c, &store, &f);
    if (rc) return rc;
    f.order = RD_ORDER_OLDEST;
    int bad = rd_store_calls(store, &f, &c->arena, &v, &n, &total, &err);
    for (uint32_t i = 0; i < n && !bad; i++) {
        if (cli_has(c, "json")) {
            rd_derived_call(&c->out, &v[i]);
            continue;
        }
        if (i) rd_buf_c(&c->out, '\n');
        cli_call_text(c, &v[i], cli_has(c, "words"));
    }
    if (!bad && !cli_has(c, "json")) cli_more(c, n, total, "contacts");
    return cli_ended(c, store, bad, &err, n);
}

static const struct cli_opt contact_opts[] = {
    {"words", 0, NULL, "with what each readout says", NULL},
};
static const char *const contact_examples[] = {"readout contacts", "readout contacts --channel phone_call --words", NULL};

const struct cli_command cli_cmd_contacts = {
    .name = "contacts",
    .brief = "calls, meetings and briefings, and which sides told of them",
    .about = "Lists contacts in order of days, each with all pages that tell of it. \"no readout in the dossier from\" names the sides that took "
             "part and did not publish one. Exit status 1: there is none.",
    .examples = contact_examples,
    .opts = contact_opts,
    .n_opts = RD_ARRAY_LEN(contact_opts),
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .run = run_contacts,
};
