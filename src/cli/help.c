/* help.c - --help, from the table of commands. */
#include "cli/cli.h"

const char cli_version_line[] = "readout " RD_VERSION "\n";
const char cli_about[] =
    "readout reads news pages and keeps the record of who said what to whom: when, through which channel, in whose words, and "
    "who did what to whom. Every field is cited to a span of the page that the program itself re-reads before it keeps the "
    "record. It works offline; the same input gives the same bytes.";

const struct cli_fact cli_environment[] = {
    {"READOUT_DOSSIER", "the dossier, where --dossier is not given"},
    {"READOUT_HOME", "the folder that holds data/ and models/, where --home is not given"},
    {"XDG_DATA_HOME", "where the default dossier lies: readout/dossier.db in it; ~/.local/share where it is not set"},
    {"NO_COLOR", "if not empty: no colours"},
    {"COLUMNS", "the width that text is wrapped to, where the terminal does not tell"},
    {NULL, NULL},
};
const struct cli_fact cli_files[] = {
    {"~/.local/share/readout/dossier.db", "the default dossier, an SQLite database"},
    {"PREFIX/share/readout/data/", "word lists by language, and data/world: actors, offices, places"},
    {"PREFIX/share/readout/models/", "trained models, each with a card"},
    {NULL, NULL},
};
const struct cli_fact cli_statuses[] = {
    {"0", "done; yes"},
    {"1", "the answer is no: nothing found, or something does not hold"},
    {"64", "wrong usage"},
    {"65", "a file is damaged or of another kind"},
    {"66", "an input is not there or cannot be read"},
    {"69", "a model or the lexicon is missing"},
    {"70", "a fault in the program"},
    {"73", "a file cannot be made"},
    {"74", "reading or writing failed"},
    {NULL, NULL},
};

static uint32_t usable(uint32_t width) {
    return width == 0 || width > 100 ? 100 : width < 40 ? 40 : width;
}

/* "  left<pad>text", the text wrapped and hanging at `at`. */
static void entry(struct rd_buf *out, struct rd_str left, const char *text, uint32_t at, uint32_t width) {
    struct rd_view_style s = {.width = width, .colour = false};
    struct rd_buf body;
    rd_buf_init(&body, 1u << 16);
    rd_text_wrap(&body, rd_str_of(text), at, &s);
    rd_buf_z(out, "  ");
    rd_buf_str(out, left);
    uint32_t n = left.n + 2;
    struct rd_str b = rd_buf_view(&body);
    if (n + 1 > at) {
        rd_buf_c(out, '\n');
        rd_buf_str(out, b);
    } else {
        while (n++ < at)
            rd_buf_c(out, ' ');
        rd_buf_str(out, rd_str_sub(b, at, b.n));
    }
    rd_buf_free(&body);
}

static void opt_entry(struct rd_buf *out, const struct cli_opt *o, uint32_t width) {
    char left[96], text[1024];
    bool choices = o->arg && o->values && strcmp(o->values, "FILE") != 0 && strcmp(o->values, "DIR") != 0;
    char letter[8] = "    ";
    if (o->letter)
        snprintf(letter, sizeof letter, "-%c, ", o->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, o->name, o->arg ? " " : "", o->arg ? o->arg : "");
    snprintf(text, sizeof text, "%s%s%s", o->help, choices ? ": " : "", choices ? o->values : "");
    entry(out, rd_str_of(left), text, 26, width);
}

static void paragraphs(struct rd_buf *out, const char *text, uint32_t width) {
    struct rd_view_style s = {.width = width, .colour = false};
    struct rd_str rest = rd_str_of(text);
    while (rest.n) {
        int64_t end = rd_str_find(rest, RD_LIT("\n\n"), 0);
        uint32_t n = end < 0 ? rest.n : (uint32_t)end;
        rd_text_wrap(out, rd_str_sub(rest, 0, n), 0, &s);
        rest = end < 0 ? RD_NONE : rd_str_sub(rest, n + 2, rest.n);
        if (rest.n)
            rd_buf_c(out, '\n');
    }
}

static void facts(struct rd_buf *out, const char *head, const struct cli_fact *f, uint32_t at, uint32_t width) {
    rd_buf_printf(out, "\n%s\n", head);
    for (; f->name; f++)
        entry(out, rd_str_of(f->name), f->text, at, width);
}

static void overview(struct rd_buf *out, uint32_t width) {
    rd_buf_z(out, "usage: readout COMMAND [OPTIONS] [ARGUMENTS]\n\n");
    paragraphs(out, cli_about, width);
    rd_buf_z(out, "\ncommands\n");
    for (uint32_t i = 0; i < cli_n_commands(); i++)
        entry(out, rd_str_of(cli_command_at(i)->name), cli_command_at(i)->brief, 14, width);
    rd_buf_z(out, "\noptions\n");
    entry(out, RD_LIT("-h, --help"), "print this help; readout COMMAND --help tells of a command", 18, width);
    entry(out, RD_LIT("-V, --version"), "print the version", 18, width);
    facts(out, "environment", cli_environment, 20, width);
    facts(out, "exit status", cli_statuses, 8, width);
    rd_buf_z(out, "\nThe manual: man readout\n");
}

void cli_help(struct rd_buf *out, const struct cli_command *cmd, uint32_t width) {
    width = usable(width);
    if (!cmd) {
        overview(out, width);
        return;
    }
    rd_buf_printf(out, "usage: readout %s [OPTIONS]%s%s\n\n", cmd->name, cmd->args ? " " : "", cmd->args ? cmd->args : "");
    paragraphs(out, cmd->about, width);
    rd_buf_z(out, "\noptions\n");
    const struct cli_opt *o;
    for (uint32_t i = 0; (o = cli_opt_at(cmd, i)); i++)
        opt_entry(out, o, width);
    if (!cmd->examples)
        return;
    rd_buf_z(out, "\nexamples\n");
    for (const char *const *e = cmd->examples; *e; e++)
        rd_buf_printf(out, "  %s\n", *e);
}
