/* completion.c - completion for bash, from the table of commands; completions/readout is its output. */
#include "cli/cli.h"

static void command_words(struct rd_buf *out) {
    for (uint32_t i = 0; i < cli_n_commands(); i++)
        rd_buf_printf(out, "%s%s", i ? " " : "", cli_command_at(i)->name);
}

static bool same_opt(const struct cli_opt *a, const struct cli_opt *b) {
    return strcmp(a->name, b->name) == 0 && a->values && b->values && strcmp(a->values, b->values) == 0;
}

/* Was the option's completion written for an earlier command? */
static bool written(uint32_t cmd, uint32_t opt, const struct cli_opt *o) {
    const struct cli_opt *x;
    for (uint32_t c = 0; c <= cmd; c++)
        for (uint32_t i = 0; (c < cmd || i < opt) && (x = cli_opt_at(cli_command_at(c), i)); i++)
            if (same_opt(x, o))
                return true;
    return false;
}

static void option_values(struct rd_buf *out) {
    const struct cli_opt *o;
    for (uint32_t c = 0; c < cli_n_commands(); c++) {
        for (uint32_t i = 0; (o = cli_opt_at(cli_command_at(c), i)); i++) {
            if (!o->arg || !o->values || written(c, i, o))
                continue;
            rd_buf_printf(out, "    --%s)", o->name);
            if (strcmp(o->values, "FILE") == 0)
                rd_buf_z(out, " COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n");
            else if (strcmp(o->values, "DIR") == 0)
                rd_buf_z(out, " COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n");
            else
                rd_buf_printf(out, " COMPREPLY=($(compgen -W \"%s\" -- \"$cur\")); return ;;\n", o->values);
        }
    }
}

void cli_completion_bash(struct rd_buf *out) {
    const struct cli_opt *o;
    rd_buf_z(out, "# Completion of readout for bash. Made by \"readout completion bash\"; do not edit.\n"
                  "_readout() {\n"
                  "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} opts=\n"
                  "  COMPREPLY=()\n"
                  "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                  "    COMPREPLY=($(compgen -W \"");
    command_words(out);
    rd_buf_z(out, " --help --version\" -- \"$cur\"))\n    return\n  fi\n  case $prev in\n");
    option_values(out);
    rd_buf_z(out, "  esac\n  case ${COMP_WORDS[1]} in\n");
    for (uint32_t c = 0; c < cli_n_commands(); c++) {
        rd_buf_printf(out, "    %s) opts=\"", cli_command_at(c)->name);
        for (uint32_t i = 0; (o = cli_opt_at(cli_command_at(c), i)); i++)
            rd_buf_printf(out, "%s--%s", i ? " " : "", o->name);
        rd_buf_z(out, "\" ;;\n");
    }
    rd_buf_z(out, "  esac\n"
                  "  case $cur in\n"
                  "    -*) COMPREPLY=($(compgen -W \"$opts\" -- \"$cur\")) ;;\n"
                  "    *) COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
                  "  esac\n"
                  "}\n"
                  "complete -o filenames -F _readout readout\n");
}
