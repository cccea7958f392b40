/* cmd_lexicon.c - readout lexicon: what the word lists hold, and whether they are sound. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "lexicon/lexicon.h"
#include "view/view_lines.h"

#include <dirent.h>

/* A table that some folder has a file for. */
struct named {
    struct rd_str lang, kind;
};
struct names {
    struct named *v; /* [n] */
    uint32_t n, cap;
};
typedef void table_fn(struct cli *c, struct rd_str lang, const char *kind, const struct rd_lex_table *t, void *ctx);

static int by_name(const void *a, const void *b) {
    const struct named *x = a, *y = b;
    int d = rd_str_cmp(x->lang, y->lang);
    return d ? d : rd_str_cmp(x->kind, y->kind);
}

/* The .tsv files of one language's folder. */
static void scan_lang(struct cli *c, struct names *names, const char *folder, const char *lang) {
    struct rd_str path = rd_arena_printf(&c->arena, "%s/%s", folder, lang);
    DIR *dir = lang[0] == '.' ? NULL : opendir(path.p);
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir));) {
        struct rd_str file = rd_str_of(e->d_name);
        if (file.p[0] == '.' || !rd_str_ends(file, ".tsv"))
            continue;
        struct named *x = RD_PUSH(&c->arena, names->v, names->n, names->cap);
        *x = (struct named){rd_arena_str(&c->arena, rd_str_of(lang)), rd_arena_str(&c->arena, rd_str_sub(file, 0, file.n - 4))};
    }
    closedir(dir);
}

static void scan_folder(struct cli *c, struct names *names, const char *folder) {
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir));)
        scan_lang(c, names, folder, e->d_name);
    closedir(dir);
}

static void each_table(struct cli *c, const struct rd_reader *reader, table_fn *fn, void *ctx) {
    const struct rd_lex *lex = rd_reader_lexicon(reader);
    struct names names = {0};
    const char *const *folders;
    uint32_t n = cli_all(c, "lexicon", &folders, &c->arena);
    scan_folder(c, &names, rd_arena_printf(&c->arena, "%s/data", rd_reader_home(reader)).p);
    for (uint32_t i = 0; i < n; i++)
        scan_folder(c, &names, folders[i]);
    if (names.n)
        qsort(names.v, names.n, sizeof *names.v, by_name);
    for (uint32_t i = 0; i < names.n; i++)
        if (i == 0 || by_name(&names.v[i - 1], &names.v[i]) != 0)
            fn(c, names.v[i].lang, names.v[i].kind.p, rd_lex_get(lex, names.v[i].lang, names.v[i].kind.p), ctx);
}

static void list_one(struct cli *c, struct rd_str lang, const char *kind, const struct rd_lex_table *t, void *ctx) {
    struct rd_table *table = ctx;
    if (!t)
        return;
    const struct rd_line_field f[] = {{"lang", lang}, {"kind", rd_str_of(kind)}};
    const struct rd_line_count n[] = {{"rows", rd_lex_count(t)}};
    if (cli_has(c, "json"))
        rd_line_fields(&c->out, "table", f, RD_ARRAY_LEN(f), n, 1);
    rd_table_add(table, lang);
    rd_table_add(table, rd_str_of(kind));
    rd_table_add(table, rd_arena_printf(&c->arena, "%u", rd_lex_count(t)));
}

static int list(struct cli *c, const struct rd_reader *reader) {
    static const struct rd_table_col cols[] = {{"lang", RD_COL_TEXT, 5}, {"kind", RD_COL_TEXT, 8}, {"rows", RD_COL_NUMBER, 0}};
    struct rd_table t;
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
    each_table(c, reader, list_one, &t);
    if (!cli_has(c, "json")) {
        rd_table_text(&c->out, &t, &c->style);
        rd_buf_printf(&c->out, "sha256 %s\n", rd_lex_hash(rd_reader_lexicon(reader)));
    }
    return cli_flush(c);
}

static void put_fault(void *ctx, struct rd_str message) {
    struct cli *c = ctx;
    if (cli_has(c, "json")) {
        const struct rd_line_field f[] = {{"message", message}};
        rd_line_fields(&c->out, "fault", f, RD_ARRAY_LEN(f), NULL, 0);
        return;
    }
    rd_text_line(&c->out, message, 0);
    rd_buf_c(&c->out, '\n');
}

static int lint(struct cli *c, const struct rd_reader *reader) {
    uint32_t skipped = rd_lex_skipped(rd_reader_lexicon(reader));
    uint32_t faults = rd_lex_lint(rd_reader_lexicon(reader), &c->arena, put_fault, c);
    const struct rd_line_count n[] = {{"skipped", skipped}, {"faults", faults}};
    if (cli_has(c, "json"))
        rd_line_counts(&c->out, "lint", n, RD_ARRAY_LEN(n));
    else if (skipped)
        rd_buf_printf(&c->out, "%u rows are malformed and were skipped\n", skipped);
    else if (!faults)
        rd_buf_z(&c->out, "every row is sound\n");
    int rc = cli_flush(c);
    return rc ? rc : skipped || faults ? CLI_NO : CLI_YES;
}

struct search {
    struct rd_str word;
    uint32_t found;
};

static void find_one(struct cli *c, struct rd_str lang, const char *kind, const struct rd_lex_table *t, void *ctx) {
    struct search *s = ctx;
    const struct rd_lex_row *row = t ? rd_lex_find(t, s->word) : NULL;
    for (; row; row = row->next) {
        struct rd_str cells = RD_LIT("");
        for (uint32_t i = 0; i < row->n; i++)
            cells = rd_arena_printf(&c->arena, "%.*s%s%.*s", RD_S(cells), i ? " | " : "", RD_S(row->f[i]));
        const struct rd_line_field f[] = {{"lang", lang}, {"kind", rd_str_of(kind)}, {"row", cells}};
        s->found++;
        if (cli_has(c, "json")) {
            rd_line_fields(&c->out, "row", f, RD_ARRAY_LEN(f), NULL, 0);
            continue;
        }
        rd_buf_printf(&c->out, "%.*s/%s: ", RD_S(lang), kind);
        rd_text_line(&c->out, cells, 0);
        rd_buf_c(&c->out, '\n');
    }
}

static int find(struct cli *c, const struct rd_reader *reader) {
    struct search s = {RD_NONE, 0};
    for (uint32_t i = 1; i < c->n_args; i++)
        s.word = i > 1 ? rd_arena_printf(&c->arena, "%.*s %s", RD_S(s.word), c->args[i]) : rd_str_of(c->args[i]);
    each_table(c, reader, find_one, &s);
    int rc = cli_flush(c);
    return rc ? rc : s.found ? CLI_YES : CLI_NO;
}

static int run_lexicon(struct cli *c) {
    struct rd_reader *reader;
    const char *verb = c->n_args ? c->args[0] : "list";
    bool is_list = strcmp(verb, "list") == 0 && c->n_args <= 1, is_lint = strcmp(verb, "lint") == 0 && c->n_args == 1;
    bool is_find = strcmp(verb, "find") == 0 && c->n_args >= 2;
    uint64_t least;
    if (strcmp(verb, "geonames") == 0 && c->n_args == 2)
        return cli_number(c, "people", UINT32_MAX, 5000, &least) ? cli_geonames(c, c->args[1], least) : CLI_USAGE;
    if (!is_list && !is_lint && !is_find)
        return cli_fail(c, CLI_USAGE, "lexicon", "one of: list; lint; find WORDS; geonames FILE");
    int rc = cli_open_reader(c, &reader);
    if (rc)
        return rc;
    rc = is_list ? list(c, reader) : is_lint ? lint(c, reader) : find(c, reader);
    rd_reader_close(reader);
    return rc;
}

static const struct cli_opt opts[] = {
    {"people", 0, "N", "geonames: places of at least N people (default 5000)", NULL},
};
static const char *const examples[] = {"readout lexicon", "readout lexicon lint --lexicon demo/lexicon",
                                       "readout lexicon find according to", NULL};

const struct cli_command cli_cmd_lexicon = {
    .name = "lexicon",
    .args = "[list | lint | find WORDS... | geonames FILE]",
    .brief = "the word lists, and whether they are sound",
    .about = "list: the tables that were loaded, those of --lexicon too, and how many rows each has. lint: exit status 1 if a row was "
             "malformed and skipped, an id is no actor's, a code is none, or an office has two holders at once. find: the rows whose first column is the word or phrase. "
             "geonames: a table of download.geonames.org as places, to be kept as world/places.tsv of a folder that --lexicon names.",
    .opts = opts,
    .n_opts = RD_ARRAY_LEN(opts),
    .examples = examples,
    .groups = CLI_G_READER | CLI_G_JSON,
    .max_args = UINT32_MAX,
    .run = run_lexicon,
};
