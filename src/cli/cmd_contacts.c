/* cmd_contacts.c - readout contacts: calls and meetings over pages. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "dossier/dossier.h"
#include "view/view_lines.h"

static void contact_json(struct cli *c, const struct rd_told_contact *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str *ids = RD_NEW_N(&c->arena, struct rd_str, v[i].n_told + 1);
        for (uint32_t k = 0; k < v[i].n_told; k++)
            ids[k] = v[i].told[k]->id;
        rd_line_told_contact(&c->out, rd_channel_name(v[i].kind), &v[i].told[0]->when, v[i].sides, v[i].n_sides, v[i].silent,
                             v[i].n_silent, ids, v[i].n_told);
    }
}

/* The day that any of the pages tells, best known first. */
static const char *told_day(const struct rd_told_contact *t) {
    for (uint32_t k = 0; k < t->n_told; k++)
        if (t->told[k]->when.value[0])
            return t->told[k]->when.value;
    return "undated";
}

static void contact_text(struct cli *c, const struct rd_told_contact *v, uint32_t n, uint64_t total) {
    struct rd_buf *out = &c->out;
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_told_contact *t = &v[i];
        const struct rd_row_contact *first = t->told[0];
        if (i)
            rd_buf_c(out, '\n');
        rd_text_ink(out, RD_INK_BOLD, &c->style);
        rd_buf_printf(out, "%s  %s  ", told_day(t), rd_channel_name(t->kind));
        rd_text_line(out, cli_names(first->participants, first->n_part, &c->arena), 0);
        rd_text_ink(out, RD_INK_OFF, &c->style);
        rd_buf_c(out, '\n');
        for (uint32_t k = 0; k < t->n_told; k++) {
            rd_buf_printf(out, "  %.*s  ", RD_S(t->told[k]->id));
            cli_count(out, t->told[k]->n_statements, "statement");
            rd_buf_z(out, "  ");
            rd_text_line(out, cli_origin(&t->told[k]->origin, &c->arena), c->style.width > 60 ? c->style.width - 36 : 0);
            rd_buf_c(out, '\n');
        }
        if (t->n_silent) {
            rd_text_ink(out, RD_INK_WARN, &c->style);
            rd_buf_z(out, "  no readout found from: ");
            rd_text_line(out, cli_joined(&c->arena, t->silent, t->n_silent), 0);
            rd_text_ink(out, RD_INK_OFF, &c->style);
            rd_buf_c(out, '\n');
        }
    }
    cli_more(c, n, total, "contacts");
}

static int run_contacts(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct rd_told_contact *v = NULL;
    uint32_t n = 0;
    uint64_t total = 0;
    if (!cli_filter(c, &f))
        return CLI_USAGE;
    int rc = cli_open_store(c, RD_STORE_READ, &store);
    if (rc)
        return rc;
    f.order = RD_ORDER_OLDEST;
    int bad = rd_dossier_contacts(store, &f, &c->arena, &v, &n, &total, &err);
    if (!bad && cli_has(c, "json"))
        contact_json(c, v, n);
    else if (!bad)
        contact_text(c, v, n, total);
    return cli_ended(c, store, bad, &err, n);
}

static const char *const contact_examples[] = {"readout contacts", "readout contacts --channel phone_call", NULL};

const struct cli_command cli_cmd_contacts = {
    .name = "contacts",
    .brief = "calls, meetings and letters, and which sides told of them",
    .about = "Lists contacts in order of days, each with all pages that tell of it. \"no readout found from\" names the sides that took "
             "part and of which the dossier has no statement in it. Exit status 1: there is none.",
    .examples = contact_examples,
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .run = run_contacts,
};
