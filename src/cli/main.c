/* main.c - readout: finds the command, parses its options, runs it. */
#include "cli/cli.h"

#include <signal.h>

static int run(struct cli *c) {
    if (cli_has(c, "help")) {
        cli_help(&c->out, c->cmd, c->style.width);
        return cli_flush(c);
    }
    return c->cmd->run(c);
}

static int overview(struct cli *c, int status) {
    cli_help(&c->out, NULL, c->style.width);
    int rc = cli_flush(c);
    return rc ? rc : status;
}

int main(int argc, char **argv) {
    struct cli c = {0};
    int rc;
    signal(SIGPIPE, SIG_IGN); /* cli_flush sees EPIPE and ends quietly */
    rd_arena_init(&c.arena);
    cli_start(&c);
    const char *name = argc > 1 ? argv[1] : "--help";
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        rd_buf_z(&c.out, cli_version_line);
        rc = cli_flush(&c);
    } else if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        rc = overview(&c, argc > 1 ? CLI_YES : CLI_USAGE);
    } else if (!(c.cmd = cli_command_named(name))) {
        const char *near = cli_nearest(NULL, name, strlen(name));
        rc = cli_fail(&c, CLI_USAGE, NULL, "no command \"%s\"%s%s (see readout --help)", name, near ? "; did you mean " : "", near ? near : "");
    } else {
        rc = cli_parse(&c, argc - 2, argv + 2);
        if (!rc)
            rc = run(&c);
    }
    cli_progress_end(&c);
    rd_buf_free(&c.out);
    rd_arena_free(&c.arena);
    return rc;
}
