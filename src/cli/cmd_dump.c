/* cmd_dump.c - readout dump: what each stage made of an input, in the format of the tests. The one command that knows the
 * stages' doors. */
#include "analyse/analyse.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/shared.h"
#include "coding/coding.h"
#include "extract/extract.h"
#include "lang/lang.h"
#include "page/page.h"
#include "refer/refer.h"
#include "text/text.h"
#include "topic/topic.h"

enum stage { BYTES, PAGE, LANGUAGE, TOKENS, TAGS, TREES, NAMES, REFS, RECORDS };
static const char *const stage_names[] = {"bytes", "page", "language", "tokens", "tags", "trees", "names", "refs", "records"};

/* One input on its way through the stages. */
struct flow {
    struct cli *c;
    const struct rd_reader *reader;
    int stage;
    bool gold_tokens;      /* the input is CoNLL-U */
    struct rd_opts opts;
    struct rd_arena arena, scratch;
    const struct rd_blob *blob;
    struct rd_page page;
    struct rd_doc doc;
    struct rd_analysis analysis;
    struct rd_refs refs;
    struct rd_records records;
};

static struct rd_str blob_text(const struct rd_blob *b) {
    return (struct rd_str){(const char *)b->bytes, (uint32_t)b->n};
}

/* Body text: an empty line ends a paragraph, each paragraph is one block. Line breaks inside one become blanks. */
static int plain_page(struct flow *f) {
    struct rd_str in = blob_text(f->blob);
    struct rd_buf text;
    uint32_t cap = 0;
    bool open = false;
    rd_buf_init(&text, RD_MAX_DECODED);
    for (uint32_t at = 0; at < in.n;) {
        int64_t end = rd_str_find(in, RD_LIT("\n"), at);
        uint32_t stop = end < 0 ? in.n : (uint32_t)end;
        struct rd_str line = rd_str_trim(rd_str_sub(in, at, stop));
        at = stop + 1;
        if (!line.n) {
            open = false;
            continue;
        }
        if (text.n)
            rd_buf_c(&text, open ? ' ' : '\n');
        if (!open) {
            struct rd_block *b = RD_PUSH(&f->arena, f->page.blocks, f->page.n_blocks, cap);
            b->role = RD_ROLE_BODY;
            b->span.beg = (uint32_t)text.n;
        }
        for (uint32_t i = 0; i < line.n;) {
            uint32_t cp = rd_utf8_next(line, &i);
            rd_buf_cp(&text, cp ? cp : 0xfffd);
        }
        f->page.blocks[f->page.n_blocks - 1].span.end = (uint32_t)text.n;
        open = true;
    }
    f->page.text = rd_arena_str(&f->arena, rd_buf_view(&text));
    f->page.charset = "UTF-8";
    int rc = text.err;
    rd_buf_free(&text);
    return rc;
}

static struct rd_str language_of(const struct flow *f, struct rd_str text, double *sure) {
    *sure = 1;
    if (f->opts.lang.n)
        return f->opts.lang;
    return rd_langid_find(rd_reader_langid(f->reader), text, sure);
}

/* The page, and the document where the input has its tokens. */
static int make_page(struct flow *f, struct rd_err *err) {
    double sure;
    int rc;
    if (f->gold_tokens) {
        rc = rd_conllu_load(&f->page, &f->doc, NULL, blob_text(f->blob), &f->arena, err);
    } else if (f->stage >= TOKENS && f->stage <= NAMES) {
        rc = plain_page(f);
    } else {
        return rd_page_read(&f->page, f->blob, rd_reader_lexicon(f->reader), rd_reader_langid(f->reader), &f->opts, &f->arena, err);
    }
    if (rc == RD_OK)
        f->page.lang = f->doc.lang = language_of(f, f->page.text, &sure);
    return rc;
}

static int run_stages(struct flow *f, struct rd_err *err) {
    int rc = make_page(f, err);
    if (rc || f->stage == PAGE)
        return rc;
    const struct rd_lang *l = rd_reader_lang(f->reader, f->page.lang);
    struct rd_lang untrained = *l;
    if (!f->gold_tokens)
        rc = rd_doc_read(&f->doc, &f->page, l, &f->arena, err);
    if (f->stage == TOKENS) {
        untrained.model = NULL; /* tokens alone: no tags, flat trees */
        l = &untrained;
    }
    if (!rc)
        rc = rd_analysis_read(&f->analysis, &f->doc, l, &f->arena, &f->scratch, err);
    if (rc || f->stage <= NAMES)
        return rc;
    rc = rd_refs_read(&f->refs, &f->page, &f->doc, &f->analysis, l, &f->arena, &f->scratch, err);
    if (rc || f->stage == REFS)
        return rc;
    struct rd_grammar g;
    rd_grammar_make(&g, &f->doc, &f->analysis, l, &f->scratch);
    if ((rc = rd_records_read(&f->records, f->blob, &f->page, &g, &f->refs, l, &f->arena, &f->scratch, err))) return rc;
    if ((rc = rd_events_read(&f->records, f->blob, &f->page, &g, &f->refs, l, &f->arena, &f->scratch, err))) return rc;
    return rd_topics_read(&f->records, &f->page, &g, &f->refs, l, &f->arena, &f->scratch, err);
}

static void put_bytes(struct rd_buf *out, const struct rd_blob *b) {
    static const char *const media[] = {"unknown", "text", "html"};
    rd_buf_printf(out, "%s\t%s\t%llu\t%llu\t", b->page_id, media[b->media], (unsigned long long)b->offset, (unsigned long long)b->n);
    rd_text_line(out, b->path, 0);
    rd_buf_c(out, '\t');
    rd_text_line(out, b->url, 0);
    rd_buf_c(out, '\n');
}

static void put_language(const struct flow *f) {
    double sure = 0;
    struct rd_str lang = language_of(f, blob_text(f->blob), &sure);
    unsigned permille = (unsigned)(sure * 1000 + 0.5);
    rd_text_line(&f->c->out, f->blob->id.n ? f->blob->id : f->blob->path, 0);
    rd_buf_printf(&f->c->out, "\t%.*s\t%u.%03u\n", RD_S(lang.n ? lang : RD_LIT("und")), permille / 1000, permille % 1000);
}

static int put_item(struct flow *f, struct rd_err *err) {
    struct rd_buf *out = &f->c->out;
    if (f->stage == BYTES) {
        put_bytes(out, f->blob);
        return RD_OK;
    }
    if (f->stage == LANGUAGE) {
        put_language(f);
        return RD_OK;
    }
    int rc = run_stages(f, err);
    if (rc)
        return rc;
    if (f->stage == PAGE)
        rd_page_dump(out, &f->page);
    else if (f->stage <= NAMES)
        rd_analysis_dump(out, &f->doc, &f->analysis, -1);
    else if (f->stage == REFS)
        rd_refs_dump(out, &f->doc, &f->refs);
    else
        rd_records_dump(out, &f->doc, &f->records);
    return RD_OK;
}

static int dump_item(struct cli *c, const struct rd_reader *reader, int stage, const struct rd_item *item) {
    struct rd_err err = {0};
    if (!item->blob.bytes) {
        cli_warn(c, rd_arena_str(&c->arena, item->blob.path).p, "%s (%s)", item->message, item->note ? item->note : "no page");
        return CLI_NO;
    }
    struct flow f = {.c = c, .reader = reader, .stage = stage, .gold_tokens = cli_has(c, "tokens"),
                     .opts = {.lang = rd_str_of(cli_get(c, "lang"))}, .blob = &item->blob};
    rd_arena_init(&f.arena);
    rd_arena_init(&f.scratch);
    int rc = put_item(&f, &err);
    rd_arena_free(&f.arena);
    rd_arena_free(&f.scratch);
    return rc ? cli_fail_err(c, rd_arena_str(&c->arena, item->blob.path).p, &err) : cli_flush(c);
}

static int dump_all(struct cli *c, const struct rd_reader *reader, int stage) {
    struct rd_intake *in;
    struct rd_item item;
    struct rd_err err = {0};
    int more, rc = 0;
    if (rd_intake_open(&in, c->args, c->n_args, NULL, &err) != RD_OK)
        return cli_fail_err(c, "dump", &err);
    while ((more = rd_intake_next(in, &item, &err)) == 1) {
        int bad = dump_item(c, reader, stage, &item);
        rc = rc ? rc : bad;
        if (bad == CLI_PIPE || bad == CLI_IO)
            break;
    }
    rd_intake_close(in);
    return more < 0 ? cli_fail_err(c, "dump", &err) : rc;
}

static int run_dump(struct cli *c) {
    struct rd_reader *reader;
    const char *name = cli_get(c, "stage");
    int stage = 0;
    if (!name)
        return cli_fail(c, CLI_USAGE, "dump", "--stage is missing (see readout dump --help)");
    while (strcmp(stage_names[stage], name) != 0)
        stage++;
    if (cli_has(c, "tokens") && stage < TOKENS)
        return cli_fail(c, CLI_USAGE, "dump", "--tokens goes with stages from tokens on");
    if (cli_missing_paths(c, c->args, c->n_args))
        return CLI_NOINPUT;
    int rc = cli_open_reader(c, &reader);
    if (rc)
        return rc;
    rc = dump_all(c, reader, stage);
    rd_reader_close(reader);
    return rc;
}

static const struct cli_opt opts[] = {
    {"stage", 's', "STAGE", "what to print", "bytes page language tokens tags trees names refs records"},
    {"tokens", 0, NULL, "the input is CoNLL-U; its sentences and words are kept", NULL},
};
static const char *const examples[] = {
    "readout dump --stage=page demo/pages/02-velmark-presidency-readout.txt",
    "readout dump --stage=trees --lang=en demo/pages/02-velmark-presidency-readout.txt",
    NULL,
};

const struct cli_command cli_cmd_dump = {
    .name = "dump",
    .args = "FILE...",
    .brief = "print what one stage of the reading made",
    .about = "Prints the product of a stage in its stable text form. tokens, tags, trees and names print CoNLL-U with the span, and the "
             "name as Entity=B-PER, in the last column; for these the whole input is body text in which an empty line ends a "
             "paragraph. The other stages take the input as a page. bytes: id, kind, offset, size, path and url of each page that "
             "intake finds. language: id or path, language, how sure.",
    .examples = examples,
    .opts = opts,
    .n_opts = RD_ARRAY_LEN(opts),
    .groups = CLI_G_READER,
    .min_args = 1,
    .max_args = UINT32_MAX,
    .run = run_dump,
};
