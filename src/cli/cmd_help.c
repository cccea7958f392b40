/* cmd_help.c - readout help. */
#include "cli/commands.h"

static int run_help(struct cli *c) {
    if (cli_has(c, "man")) {
        cli_man(&c->out);
    } else if (cli_has(c, "examples")) {
        for (uint32_t i = 0; i < cli_n_commands(); i++)
            for (const char *const *e = cli_command_at(i)->examples; e && *e; e++)
                rd_buf_printf(&c->out, "%s\n", *e);
    } else {
        const struct cli_command *of = c->n_args ? cli_command_named(c->args[0]) : NULL;
        if (c->n_args && !of)
            return cli_fail(c, CLI_USAGE, "help", "no command \"%s\" (see readout --help)", c->args[0]);
        cli_help(&c->out, of, c->style.width);
    }
    return cli_flush(c);
}

static const struct cli_opt help_opts[] = {
    {"man", 0, NULL, "print the manual page in roff", NULL},
    {"examples", 0, NULL, "print the examples of all commands, one a line", NULL},
};

const struct cli_command cli_cmd_help = {
    .name = "help",
    .args = "[COMMAND]",
    .brief = "help on a command",
    .about = "Prints what readout COMMAND --help prints, or the overview.",
    .opts = help_opts,
    .n_opts = RD_ARRAY_LEN(help_opts),
    .max_args = 1,
    .run = run_help,
};
