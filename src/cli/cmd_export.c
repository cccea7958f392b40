/* cmd_export.c - readout export: the dossier's records for other programs. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "base/hash.h"
#include "view/layouts.h"

struct run {
    struct cli *c;
    struct rd_store *store;
    struct cli_stored stored;
    struct rd_version last;      /* of the page before, in c->arena */
    struct rd_sha256 sha;
    struct rd_tally tally;
};

/* Hashes what is in c->out from byte `from`, and writes it out where it is much. */
static int took(struct run *r, size_t from) {
    rd_sha256_add(&r->sha, r->c->out.p + from, r->c->out.n - from);
    return r->c->out.n > (1u << 20) ? cli_flush(r->c) : 0;
}

static bool same_version(const struct rd_version *a, const struct rd_version *b) {
    return rd_str_eq(a->program, b->program) && rd_str_eq(a->models, b->models) && rd_str_eq(a->lexicon, b->lexicon) &&
           rd_str_eq(a->icu, b->icu);
}

/* A meta line stands before the first page and wherever the version that read the pages changes. */
static void meta(struct run *r) {
    const struct rd_version *v = &r->stored.version;
    struct rd_arena *a = &r->c->arena;
    if (r->last.program.p && same_version(&r->last, v))
        return;
    r->last = (struct rd_version){rd_arena_str(a, v->program), rd_arena_str(a, v->models), rd_arena_str(a, v->lexicon),
                                  rd_arena_str(a, v->icu)};
    struct rd_view_meta m = cli_meta_of(r->c, &r->last);
    rd_json_meta(&r->c->out, &m);
}

static int jsonl(struct run *r, const struct rd_str *ids, uint32_t n, struct rd_err *err) {
    uint8_t digest[32];
    char hex[65];
    rd_sha256_init(&r->sha);
    rd_map_init(&r->tally.skipped, &r->c->arena);
    for (uint32_t i = 0; i < n; i++) {
        size_t from = r->c->out.n;
        int rc = cli_stored_page(&r->stored, ids[i], err);
        if (rc)
            return rc;
        meta(r);
        rd_json_reading(&r->c->out, &r->stored.reading, &r->tally, &r->stored.arena);
        if (took(r, from) != 0)
            return RD_ECANCEL;
        cli_progress(r->c, "%u of %u pages", i + 1, n);
    }
    rd_sha256_end(&r->sha, digest);
    rd_hex(hex, digest, 32);
    r->tally.seconds = cli_seconds() - r->c->started;
    rd_json_summary(&r->c->out, &r->tally, hex);
    return RD_OK;
}

static int csv(struct run *r, const struct rd_str *ids, uint32_t n, int kind, struct rd_err *err) {
    rd_csv_head(&r->c->out, kind);
    for (uint32_t i = 0; i < n; i++) {
        int rc = cli_stored_page(&r->stored, ids[i], err);
        if (rc)
            return rc;
        rd_csv_reading(&r->c->out, &r->stored.reading, kind, &r->stored.arena);
        if (r->c->out.n > (1u << 20) && cli_flush(r->c) != 0)
            return RD_ECANCEL;
        cli_progress(r->c, "%u of %u pages", i + 1, n);
    }
    return RD_OK;
}

static int actors_csv(struct run *r, struct rd_err *err) {
    static const struct rd_table_col cols[] = {{"key", 0, 0},  {"kind", 0, 0},  {"name", 0, 0},     {"world", 0, 0},
                                               {"side", 0, 0}, {"code", 0, 0},  {"role", 0, 0},     {"pages", 0, 0},
                                               {"mentions", 0, 0}, {"statements", 0, 0}, {"addressed", 0, 0}, {"events", 0, 0}};
    struct rd_row_actor *v;
    struct rd_table t;
    uint32_t n;
    struct rd_arena *a = &r->c->arena;
    int rc = rd_store_actors(r->store, RD_NONE, RD_STORE_MAX_LIMIT, 0, a, &v, &n, NULL, err);
    if (rc)
        return rc;
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), a);
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_str text[] = {v[i].key,  rd_str_of(rd_entity_kind_name(v[i].kind)), v[i].name, v[i].world, v[i].side,
                                      v[i].code, v[i].role};
        const uint32_t numbers[] = {v[i].pages, v[i].mentions, v[i].statements, v[i].addressed, v[i].events};
        for (size_t k = 0; k < RD_ARRAY_LEN(text); k++)
            rd_table_add(&t, text[k]);
        for (size_t k = 0; k < RD_ARRAY_LEN(numbers); k++)
            rd_table_add(&t, rd_arena_printf(a, "%u", numbers[k]));
    }
    rd_csv_table(&r->c->out, &t);
    return RD_OK;
}

/* The layouts of the field: events alone. */
static int layout(struct run *r, int which, const struct rd_str *ids, uint32_t n, struct rd_err *err) {
    struct rd_reader *reader = NULL;
    int rc = cli_open_reader(r->c, &reader);
    if (rc) return rd_fail(err, RD_EUSAGE, "export", "the lexicon cannot be read");
    struct rd_layouts *l = rd_layouts_make(which, rd_reader_lexicon(reader), &r->c->arena);
    rd_layouts_head(&r->c->out, l);
    for (uint32_t i = 0; i < n && !rc; i++) {
        if ((rc = cli_stored_page(&r->stored, ids[i], err))) break;
        rd_layouts_reading(&r->c->out, l, &r->stored.reading, &r->stored.arena);
        if (r->c->out.n > (1u << 20) && cli_flush(r->c) != 0) rc = RD_ECANCEL;
        cli_progress(r->c, "%u of %u pages", i + 1, n);
    }
    if (!rc) rd_layouts_end(&r->c->out, l);
    rd_reader_close(reader);
    return rc;
}

static int schema(struct cli *c, const char *format, const char *kind) {
    int which = rd_layout_of(format);
    if (which == RD_LAYOUT_PLOVER || strcmp(format, "jsonl") == 0) return cli_fail(c, CLI_USAGE, "export", "--schema describes tables; the records of %s are in docs/RECORDS.md", format);
    if (which >= 0) rd_layouts_schema(&c->out, which, rd_arena_printf(&c->arena, "%s.tsv", format));
    else if (strcmp(kind, "actors") == 0) return cli_fail(c, CLI_USAGE, "export", "there is no schema of actors");
    else rd_csv_schema(&c->out, strcmp(kind, "events") == 0 ? RD_CSV_EVENTS : strcmp(kind, "contacts") == 0 ? RD_CSV_CONTACTS : RD_CSV_STATEMENTS, rd_arena_printf(&c->arena, "%s.csv", kind));
    return cli_flush(c);
}

static int export_all(struct run *r, const char *format, const char *kind, struct rd_err *err) {
    struct rd_str *ids;
    uint32_t n;
    int rc = rd_store_page_ids(r->store, &r->c->arena, &ids, &n, err);
    if (rc)
        return rc;
    if (strcmp(format, "jsonl") == 0)
        return jsonl(r, ids, n, err);
    if (rd_layout_of(format) >= 0)
        return layout(r, rd_layout_of(format), ids, n, err);
    if (strcmp(kind, "actors") == 0)
        return actors_csv(r, err);
    return csv(r, ids, n, strcmp(kind, "events") == 0 ? RD_CSV_EVENTS : strcmp(kind, "contacts") == 0 ? RD_CSV_CONTACTS
                          : RD_CSV_STATEMENTS, err);
}

static int run_export(struct cli *c) {
    struct run r = {.c = c};
    struct rd_err err = {0};
    const char *format = cli_get(c, "format"), *kind = cli_get(c, "kind");
    if (!format)
        format = "jsonl";
    if (kind && strcmp(format, "csv") != 0)
        return cli_fail(c, CLI_USAGE, "export", "--kind goes with --format csv");
    if (cli_has(c, "schema"))
        return schema(c, format, kind ? kind : "statements");
    int rc = cli_open_store(c, RD_STORE_READ, &r.store);
    if (rc)
        return rc;
    cli_stored_init(&r.stored, r.store);
    rc = export_all(&r, format, kind ? kind : "statements", &err);
    cli_stored_free(&r.stored);
    rd_store_close(r.store);
    if (rc == RD_ECANCEL && err.code == 0)
        return CLI_PIPE;
    return rc ? cli_fail_err(c, "export", &err) : cli_flush(c);
}

static const struct cli_opt opts[] = {
    {"format", 'f', "FORMAT", "jsonl (as readout read prints it), csv, or a layout of event data; default jsonl",
     "jsonl csv gdelt-events gdelt-mentions gdelt-gkg polecat icews petrarch plover-jsonl"},
    {"kind", 'k', "KIND", "which table of csv; default statements", "statements events contacts actors"},
    {"schema", 0, NULL, "print the columns and their types instead (CSV on the Web)", NULL},
};
static const char *const examples[] = {"readout export --format csv --kind statements", "readout export --format jsonl", "readout export --format gdelt-events --lexicon demo/lexicon", NULL};

const struct cli_command cli_cmd_export = {
    .name = "export",
    .brief = "the dossier's records for other programs",
    .about = "Prints all records of the dossier in the order in which the pages came. jsonl: the lines of readout read; a further meta "
             "line stands wherever pages were read by another version. csv: one table (RFC 4180); a cell that a spreadsheet would "
             "run as a formula gets an apostrophe in front. gdelt-events, gdelt-mentions, gdelt-gkg, polecat, icews, petrarch: the columns of those data "
             "sets, tab-separated; events that are denied, conditional or intended have no place in them and stand in plover-jsonl alone.",
    .examples = examples,
    .opts = opts,
    .n_opts = RD_ARRAY_LEN(opts),
    .groups = CLI_G_DOSSIER | CLI_G_READER,
    .run = run_export,
};
