/* cmd_stories.c - readout stories: pages on the same happening. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "view/derived.h"

static struct rd_str page_title(const struct rd_row_page *p) {
    return p->title.n ? p->title : p->path;
}

static void story_text(struct cli *c, const struct rd_row_story *s) {
    struct rd_buf *out = &c->out;
    struct rd_str first = cli_day(&s->first, &c->arena);
    rd_text_ink(out, RD_INK_BOLD, &c->style);
    rd_buf_printf(out, "%.*s  ", RD_S(first.n ? first : RD_LIT("undated")));
    rd_text_line(out, s->title.n ? s->title : s->n_told ? page_title(&s->told[0]) : RD_NONE, c->style.width > 40 ? c->style.width - 14 : 0);
    rd_text_ink(out, RD_INK_OFF, &c->style);
    rd_buf_z(out, "\n  ");
    cli_count(out, s->pages, "page");
    rd_buf_z(out, ", ");
    cli_count(out, s->origins, "origin");
    rd_buf_z(out, ", ");
    cli_count(out, s->outlets, "outlet");
    rd_buf_printf(out, "  %.*s\n", RD_S(rd_str_sub(s->id, 0, 8)));
    for (uint32_t i = 0; i < s->n_told; i++) {
        const struct rd_row_page *p = &s->told[i];
        rd_buf_printf(out, "    %s  %.*s  ", p->published.value[0] ? p->published.value : "undated   ", RD_S(p->lang));
        rd_text_line(out, rd_arena_printf(&c->arena, "%.*s%s%.*s", RD_S(p->outlet), p->outlet.n ? ": " : "", RD_S(page_title(p))),
                     c->style.width > 40 ? c->style.width - 22 : 0);
        rd_buf_c(out, '\n');
    }
}

static int run_stories(struct cli *c) {
    struct rd_store *store = NULL;
    struct rd_filter f;
    struct rd_err err = {0};
    struct rd_row_story *v = NULL;
    uint32_t n = 0;
    uint64_t total = 0;
    int rc = cli_derived(c, &store, &f);
    if (rc) return rc;
    int bad = rd_store_stories(store, &f, &c->arena, &v, &n, &total, &err);
    for (uint32_t i = 0; i < n && !bad; i++) {
        if (cli_has(c, "json")) {
            rd_derived_story(&c->out, &v[i]);
            continue;
        }
        if (i) rd_buf_c(&c->out, '\n');
        story_text(c, &v[i]);
    }
    if (!bad && !cli_has(c, "json")) cli_more(c, n, total, "stories");
    return cli_ended(c, store, bad, &err, n);
}

static const char *const story_examples[] = {"readout stories --limit 5", "readout stories --json --limit 5", NULL};

const struct cli_command cli_cmd_stories = {
    .name = "stories",
    .args = "[WORDS]",
    .brief = "pages on the same happening, over outlets and languages",
    .about = "Lists stories, latest first, with their pages. origins: pages of which none is a copy of another. WORDS: of a title. Exit status 1: there "
             "is none.",
    .examples = story_examples,
    .groups = CLI_G_FILTER | CLI_G_LIMIT | CLI_G_DOSSIER | CLI_G_JSON,
    .max_args = UINT32_MAX,
    .run = run_stories,
};
