/* cmd_completion.c - readout completion. */
#include "cli/commands.h"

static int run_completion(struct cli *c) {
    if (strcmp(c->args[0], "bash") != 0)
        return cli_fail(c, CLI_USAGE, "completion", "there is completion for bash only");
    cli_completion_bash(&c->out);
    return cli_flush(c);
}

static const char *const completion_examples[] = {"readout completion bash", NULL};

const struct cli_command cli_cmd_completion = {
    .name = "completion",
    .args = "bash",
    .brief = "print the completion script of a shell",
    .about = "Prints a script that completes readout's commands and options; source it, or put it where the shell looks for "
             "completions.",
    .examples = completion_examples,
    .min_args = 1,
    .max_args = 1,
    .run = run_completion,
};
