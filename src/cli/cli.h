/* cli.h - the command line: a table of commands, options, errors, output. What every cmd_<name>.c uses.
 * A command's names, options, help, manual page and completion all come from its struct cli_command, which stands beside its
 * handler; commands.c lists them. Exit status: sysexits.h, 0 for yes, 1 for "the answer is no". Conventions: clig.dev. */
#ifndef RD_CLI_H
#define RD_CLI_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "view/view.h"

enum cli_exit {
    CLI_YES = 0,
    CLI_NO = 1,           /* nothing found, something does not hold */
    CLI_USAGE = 64,
    CLI_DATA = 65,        /* a file of ours is damaged, or of another kind */
    CLI_NOINPUT = 66,
    CLI_UNAVAILABLE = 69, /* a model or the lexicon is missing */
    CLI_SOFTWARE = 70,
    CLI_CANTCREAT = 73,
    CLI_IO = 74,
    CLI_PIPE = 141,       /* the reader of our output went away; as a shell reports SIGPIPE */
};

struct cli_opt {
    const char *name;     /* "speaker" for --speaker */
    char letter;          /* 0: none */
    const char *arg;      /* name of its value in the help; NULL: a flag */
    const char *help;
    const char *values;   /* blank-separated choices that are checked and completed; "FILE" or "DIR": any path; NULL: any */
};
/* Options that several commands share; bits. */
enum cli_group { CLI_G_READER = 1, CLI_G_DOSSIER = 2, CLI_G_JSON = 4, CLI_G_FILTER = 8, CLI_G_LIMIT = 16, CLI_G_CODING = 32 };

struct cli;
struct cli_command {
    const char *name;
    const char *args;            /* "PATH..." */
    const char *brief;           /* one line, no full stop */
    const char *about;           /* paragraphs parted by an empty line; [x] is not special */
    const char *const *examples; /* command lines, NULL ends; the tests run each */
    const struct cli_opt *opts; uint32_t n_opts;
    unsigned groups;             /* enum cli_group */
    uint32_t min_args, max_args; /* words that are no options; max UINT32_MAX: any number */
    int (*run)(struct cli *c);   /* exit status */
};

struct cli_value {
    const struct cli_opt *opt;
    const char *value;           /* "" for a flag */
};
struct cli {
    const struct cli_command *cmd;
    struct rd_arena arena;       /* lives as long as the program */
    const char **args; uint32_t n_args, cap_args;
    struct cli_value *values; uint32_t n_values, cap_values;
    struct rd_buf out;           /* for stdout; cli_flush */
    struct rd_view_style style;  /* of stdout */
    bool out_tty, err_tty;
    bool in_progress;            /* the progress line is on the terminal */
    double started, last_progress; /* seconds of a steady clock */
};

/* ---- commands.c ---- */
uint32_t cli_n_commands(void);
const struct cli_command *cli_command_at(uint32_t i);
const struct cli_command *cli_command_named(const char *name); /* NULL if none */
/* Option number i of a command: its own, then those of its groups, then --help; NULL at the end. */
const struct cli_opt *cli_opt_at(const struct cli_command *cmd, uint32_t i);

/* ---- args.c ---- */
int cli_parse(struct cli *c, int argc, char **argv); /* words after the command; 0 or an exit status, told on stderr */
/* The option of `cmd`, or where that is NULL the command, that a mistyped word is likely to mean; NULL if none is near. */
const char *cli_nearest(const struct cli_command *cmd, const char *word, size_t n);
const char *cli_get(const struct cli *c, const char *opt);  /* the last value, NULL if not given */
bool cli_has(const struct cli *c, const char *opt);
uint32_t cli_all(const struct cli *c, const char *opt, const char *const **values, struct rd_arena *a);
/* A whole number; `otherwise` if not given. false: told on stderr. */
bool cli_number(struct cli *c, const char *opt, uint64_t max, uint64_t otherwise, uint64_t *out);

/* ---- out.c ---- */
void cli_start(struct cli *c);
/* Writes c->out to stdout and clears it; an exit status. */
int cli_flush(struct cli *c);
/* "1 page", "2 pages": `what` in the singular, with an s for many. */
void cli_count(struct rd_buf *out, uint64_t n, const char *what);
/* "readout: what: why" on stderr; returns `status`. `what` may be NULL. */
int cli_fail(struct cli *c, int status, const char *what, const char *fmt, ...) RD_PRINTF(4, 5);
/* The same from an error record; the status follows its code. */
int cli_fail_err(struct cli *c, const char *what, const struct rd_err *err);
/* A line on stderr that does not end the command. */
void cli_warn(struct cli *c, const char *what, const char *fmt, ...) RD_PRINTF(3, 4);
/* A progress line on a terminal, at most ten times a second; nothing elsewhere. */
void cli_progress(struct cli *c, const char *fmt, ...) RD_PRINTF(2, 3);
void cli_progress_end(struct cli *c);
double cli_seconds(void);

/* ---- help.c, man.c, completion.c ---- */
void cli_help(struct rd_buf *out, const struct cli_command *cmd, uint32_t width); /* cmd NULL: the overview */
void cli_man(struct rd_buf *out);
void cli_completion_bash(struct rd_buf *out);
/* Global facts that help and man page share. */
struct cli_fact { const char *name, *text; };
extern const struct cli_fact cli_environment[], cli_files[], cli_statuses[]; /* name NULL ends */
extern const char cli_version_line[], cli_about[];

#endif
