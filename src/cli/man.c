/* man.c - the manual page in roff (man macros), from the table of commands; docs/readout.1 is its output. */
#include "cli/cli.h"

/* Text with what roff would take for a request or an escape made harmless. */
static void text(struct rd_buf *out, struct rd_str s, bool line_start) {
    for (uint32_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if ((c == '.' || c == '\'') && (line_start || (i && s.p[i - 1] == '\n')))
            rd_buf_z(out, "\\&");
        if (c == '\\')
            rd_buf_z(out, "\\e");
        else if (c == '-')
            rd_buf_z(out, "\\-");
        else
            rd_buf_c(out, c);
    }
}

static void line(struct rd_buf *out, const char *z) {
    text(out, rd_str_of(z), true);
    rd_buf_c(out, '\n');
}

static void paragraphs(struct rd_buf *out, const char *z) {
    struct rd_str rest = rd_str_of(z);
    while (rest.n) {
        int64_t end = rd_str_find(rest, RD_LIT("\n\n"), 0);
        uint32_t n = end < 0 ? rest.n : (uint32_t)end;
        text(out, rd_str_sub(rest, 0, n), true);
        rd_buf_c(out, '\n');
        rest = end < 0 ? RD_NONE : rd_str_sub(rest, n + 2, rest.n);
        if (rest.n)
            rd_buf_z(out, ".PP\n");
    }
}

static void option(struct rd_buf *out, const struct cli_opt *o) {
    bool choices = o->arg && o->values && strcmp(o->values, "FILE") != 0 && strcmp(o->values, "DIR") != 0;
    rd_buf_z(out, ".TP\n");
    if (o->letter)
        rd_buf_printf(out, "\\fB\\-%c\\fR, ", o->letter);
    rd_buf_z(out, "\\fB\\-\\-");
    text(out, rd_str_of(o->name), false);
    rd_buf_z(out, "\\fR");
    if (o->arg)
        rd_buf_printf(out, " \\fI%s\\fR", o->arg);
    rd_buf_c(out, '\n');
    text(out, rd_str_of(o->help), true);
    if (choices) {
        rd_buf_z(out, ": ");
        text(out, rd_str_of(o->values), false);
    }
    rd_buf_c(out, '\n');
}

static void command(struct rd_buf *out, const struct cli_command *cmd) {
    const struct cli_opt *o;
    rd_buf_printf(out, ".SS readout %s [OPTIONS]", cmd->name);
    if (cmd->args)
        rd_buf_printf(out, " %s", cmd->args);
    rd_buf_c(out, '\n');
    paragraphs(out, cmd->about);
    for (uint32_t i = 0; (o = cli_opt_at(cmd, i)); i++)
        option(out, o);
    if (!cmd->examples)
        return;
    rd_buf_z(out, ".PP\nExamples:\n.PP\n.nf\n.RS\n");
    for (const char *const *e = cmd->examples; *e; e++)
        line(out, *e);
    rd_buf_z(out, ".RE\n.fi\n");
}

static void facts(struct rd_buf *out, const char *head, const struct cli_fact *f) {
    rd_buf_printf(out, ".SH %s\n", head);
    for (; f->name; f++) {
        rd_buf_z(out, ".TP\n.B ");
        text(out, rd_str_of(f->name), false);
        rd_buf_c(out, '\n');
        line(out, f->text);
    }
}

void cli_man(struct rd_buf *out) {
    rd_buf_z(out, ".\\\" Made by \"readout help --man\"; do not edit.\n"
                  ".TH READOUT 1 \"\" \"readout " RD_VERSION "\" \"User commands\"\n"
                  ".SH NAME\nreadout \\- who said what to whom, read from news pages and cited\n"
                  ".SH SYNOPSIS\n.B readout\n.I COMMAND\n[\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n.SH DESCRIPTION\n");
    paragraphs(out, cli_about);
    rd_buf_z(out, ".PP\nOptions may stand before or after the arguments of a command; \\fB\\-\\-\\fR ends them.\n.SH COMMANDS\n");
    for (uint32_t i = 0; i < cli_n_commands(); i++)
        command(out, cli_command_at(i));
    facts(out, "ENVIRONMENT", cli_environment);
    facts(out, "FILES", cli_files);
    facts(out, "EXIT STATUS", cli_statuses);
    rd_buf_z(out, ".SH SEE ALSO\n");
    line(out, "docs/RECORDS.md (the records), docs/records.schema.json (the same for machines), docs/STORE.md (the dossier's tables "
              "and views).");
}
