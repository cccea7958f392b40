/* commands.c - the table of commands, and the options that several of them share. */
#include "cli/commands.h"

static const struct cli_command *const table[] = {
    &cli_cmd_read,     &cli_cmd_add,      &cli_cmd_find,  &cli_cmd_show,    &cli_cmd_actors,  &cli_cmd_issues, &cli_cmd_positions,
    &cli_cmd_contacts, &cli_cmd_disputes, &cli_cmd_names, &cli_cmd_stories, &cli_cmd_timeline, &cli_cmd_compare, &cli_cmd_watch,
    &cli_cmd_edit,     &cli_cmd_export,   &cli_cmd_verify, &cli_cmd_serve,  &cli_cmd_fetch,  &cli_cmd_dump,  &cli_cmd_model,  &cli_cmd_lexicon,  &cli_cmd_completion,
    &cli_cmd_help,
};

static const struct cli_opt reader_opts[] = {
    {"home", 0, "DIR", "folder that holds data/ and models/", "DIR"},
    {"lexicon", 0, "DIR", "further lexicon folder, laid out as data/; may be repeated", "DIR"},
    {"lang", 0, "CODE", "take every page to be in this language (ISO 639-1) instead of identifying it", NULL},
};
static const struct cli_opt coding_opts[] = {
    {"actors", 0, "FILE", "actors of your own coding dictionary (PETRARCH or TABARI); may be repeated; with --verbs", "FILE"},
    {"verbs", 0, "FILE", "its verbs and patterns: they code the events then", "FILE"},
    {"agents", 0, "FILE", "its agents", "FILE"},
    {"issues", 0, "FILE", "its issues", "FILE"},
    {"discards", 0, "FILE", "its discards", "FILE"},
};
static const struct cli_opt dossier_opts[] = {
    {"dossier", 'd', "FILE", "the dossier; default $READOUT_DOSSIER, else $XDG_DATA_HOME/readout/dossier.db", "FILE"},
};
static const struct cli_opt json_opts[] = {
    {"json", 0, NULL, "print JSON lines", NULL},
};
static const struct cli_opt filter_opts[] = {
    {"speaker", 0, "NAME", "who speaks (of an event: who acts; of a contact: who takes part); words of the name, or a world id", NULL},
    {"addressee", 0, "NAME", "who is spoken to (of an event: who is acted upon)", NULL},
    {"channel", 0, "NAME", "through which channel",
     "briefing statement release phone_call meeting letter interview speech social_media broadcast testimony document unspecified"},
    {"form", 0, "NAME", "form of the statement", "direct indirect mixed paraphrase"},
    {"side", 0, "CODE", "state or organisation spoken for (ISO 3166 alpha-3 or actor code)", NULL},
    {"outlet", 0, "NAME", "words of the outlet's name", NULL},
    {"lang", 0, "CODE", "language of the page", NULL},
    {"since", 0, "DATE", "not before this day, month or year (2023-09-11, 2023-09, 2023)", NULL},
    {"until", 0, "DATE", "not after it", NULL},
    {"issue", 0, "NAME", "on this issue", NULL},
    {"code", 0, "CAMEO", "code of the act, or a beginning of it", NULL},
    {"page", 0, "ID", "only from this page", NULL},
};
static const struct cli_opt limit_opts[] = {
    {"limit", 'n', "N", "at most N (default 100)", NULL},
    {"offset", 0, "N", "leave out the first N", NULL},
};
static const struct cli_opt help_opts[] = {
    {"help", 'h', NULL, "print this help", NULL},
};

static const struct {
    unsigned group;
    const struct cli_opt *opts;
    uint32_t n;
} groups[] = {
    {CLI_G_FILTER, filter_opts, RD_ARRAY_LEN(filter_opts)},    {CLI_G_LIMIT, limit_opts, RD_ARRAY_LEN(limit_opts)},
    {CLI_G_READER, reader_opts, RD_ARRAY_LEN(reader_opts)},    {CLI_G_CODING, coding_opts, RD_ARRAY_LEN(coding_opts)},    {CLI_G_DOSSIER, dossier_opts, RD_ARRAY_LEN(dossier_opts)},
    {CLI_G_JSON, json_opts, RD_ARRAY_LEN(json_opts)},
};

uint32_t cli_n_commands(void) {
    return RD_ARRAY_LEN(table);
}

const struct cli_command *cli_command_at(uint32_t i) {
    return i < RD_ARRAY_LEN(table) ? table[i] : NULL;
}

const struct cli_command *cli_command_named(const char *name) {
    for (uint32_t i = 0; i < RD_ARRAY_LEN(table); i++)
        if (strcmp(table[i]->name, name) == 0)
            return table[i];
    return NULL;
}

const struct cli_opt *cli_opt_at(const struct cli_command *cmd, uint32_t i) {
    if (i < cmd->n_opts)
        return &cmd->opts[i];
    i -= cmd->n_opts;
    for (uint32_t g = 0; g < RD_ARRAY_LEN(groups); g++) {
        if (!(cmd->groups & groups[g].group))
            continue;
        if (i < groups[g].n)
            return &groups[g].opts[i];
        i -= groups[g].n;
    }
    return i == 0 ? &help_opts[0] : NULL;
}
