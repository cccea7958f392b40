/* commands.h - the commands; each is defined in its cmd_<name>.c. */
#ifndef RD_CLI_COMMANDS_H
#define RD_CLI_COMMANDS_H
#include "cli/cli.h"

extern const struct cli_command cli_cmd_read, cli_cmd_add, cli_cmd_find, cli_cmd_show, cli_cmd_actors, cli_cmd_contacts,
    cli_cmd_timeline, cli_cmd_export, cli_cmd_verify, cli_cmd_serve, cli_cmd_fetch, cli_cmd_dump, cli_cmd_model, cli_cmd_lexicon,
    cli_cmd_issues, cli_cmd_positions,
    cli_cmd_disputes, cli_cmd_names, cli_cmd_stories, cli_cmd_compare, cli_cmd_watch, cli_cmd_edit, cli_cmd_completion, cli_cmd_help;

#endif
