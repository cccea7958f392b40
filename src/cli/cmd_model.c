/* cmd_model.c - readout model: which models there are and what is in them. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "model/model.h"
#include "view/view_lines.h"

#include <unistd.h>

static const char *const type_names[] = {"bytes", "i8", "i16", "i32", "f32", "strings"};

static const char *type_name(uint32_t type) {
    return type < RD_ARRAY_LEN(type_names) ? type_names[type] : "?";
}

static struct rd_str shape_text(const struct rd_section *s, struct rd_arena *a) {
    struct rd_str t = RD_LIT("");
    unsigned last = 3;
    while (last > 0 && s->shape[last] <= 1)
        last--;
    for (unsigned i = 0; i <= last; i++)
        t = rd_arena_printf(a, "%.*s%s%u", RD_S(t), i ? " x " : "", s->shape[i]);
    return t;
}

/* A file, or the name of a model in home's models/: "en", "en.rdm". */
static int open_model(struct cli *c, const char *name, struct rd_model **out) {
    struct rd_err err = {0};
    const char *path = name;
    if (access(path, R_OK) != 0) {
        struct rd_reader *reader;
        int rc = cli_open_reader(c, &reader);
        if (rc)
            return rc;
        path = rd_arena_printf(&c->arena, "%s/models/%s%s", rd_reader_home(reader), name, strstr(name, ".rdm") ? "" : ".rdm").p;
        rd_reader_close(reader);
        if (access(path, R_OK) != 0)
            return cli_fail(c, CLI_NOINPUT, name, "no such file, and no such model in %s", path);
    }
    return rd_model_open(out, path, true, &err) == RD_OK ? 0 : cli_fail_err(c, path, &err);
}

static int list(struct cli *c) {
    static const struct rd_table_col cols[] = {{"lang", RD_COL_TEXT, 4}, {"file", RD_COL_TEXT, 8}, {"sha256", RD_COL_TEXT, 16}};
    struct rd_reader *reader;
    struct rd_view_meta meta;
    struct rd_table t;
    int rc = cli_open_reader(c, &reader);
    if (rc)
        return rc;
    cli_meta(c, reader, &meta);
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
    for (uint32_t i = 0; i < meta.n_models; i++) {
        const struct rd_line_field f[] = {{"lang", meta.models[i].lang}, {"file", meta.models[i].file}, {"sha256", meta.models[i].sha256}};
        if (cli_has(c, "json"))
            rd_line_fields(&c->out, "model", f, RD_ARRAY_LEN(f), NULL, 0);
        for (uint32_t k = 0; k < RD_ARRAY_LEN(f); k++)
            rd_table_add(&t, f[k].v);
    }
    if (!cli_has(c, "json"))
        rd_table_text(&c->out, &t, &c->style);
    rd_reader_close(reader);
    rc = cli_flush(c);
    return rc ? rc : meta.n_models ? CLI_YES : CLI_NO;
}

static void show(struct cli *c, const struct rd_model *m) {
    static const struct rd_table_col cols[] = {{"section", RD_COL_TEXT, 12}, {"type", RD_COL_TEXT, 7}, {"shape", RD_COL_TEXT, 8},
                                               {"bytes", RD_COL_NUMBER, 0}};
    struct rd_table t;
    bool json = cli_has(c, "json");
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), &c->arena);
    if (!json)
        rd_buf_printf(&c->out, "sha256 %s, %u sections\n", rd_model_hash(m), rd_model_count(m));
    for (uint32_t i = 0; i < rd_model_count(m); i++) {
        const struct rd_section *s = rd_model_at(m, i);
        const struct rd_line_field f[] = {{"section", rd_str_of(s->name)}, {"kind", rd_str_of(type_name(s->type))},
                                          {"shape", shape_text(s, &c->arena)}};
        const struct rd_line_count n[] = {{"bytes", s->bytes}};
        if (json)
            rd_line_fields(&c->out, "section", f, RD_ARRAY_LEN(f), n, 1);
        for (uint32_t k = 0; k < RD_ARRAY_LEN(f); k++)
            rd_table_add(&t, f[k].v);
        rd_table_add(&t, rd_arena_printf(&c->arena, "%llu", (unsigned long long)s->bytes));
    }
    if (!json)
        rd_table_text(&c->out, &t, &c->style);
}

static void put_value(struct rd_buf *out, const struct rd_section *s, uint64_t i) {
    switch (s->type) {
    case RD_SEC_I8: rd_buf_printf(out, "%d\n", ((const int8_t *)s->data)[i]); break;
    case RD_SEC_I16: rd_buf_printf(out, "%d\n", ((const int16_t *)s->data)[i]); break;
    case RD_SEC_I32: rd_buf_printf(out, "%d\n", ((const int32_t *)s->data)[i]); break;
    case RD_SEC_F32: rd_buf_printf(out, "%.9g\n", (double)((const float *)s->data)[i]); break;
    default: rd_buf_printf(out, "%02x\n", ((const uint8_t *)s->data)[i]); break;
    }
}

static int dump(struct cli *c, const struct rd_model *m, const char *name) {
    static const uint32_t size[] = {1, 1, 2, 4, 4, 1};
    const struct rd_section *s = rd_model_find(m, name);
    if (!s)
        return cli_fail(c, CLI_NO, name, "no such section");
    if (s->type == RD_SEC_STRINGS) {
        const char *p = s->data, *end = p + s->bytes;
        while (p < end) {
            struct rd_str z = {p, (uint32_t)strnlen(p, (size_t)(end - p))};
            rd_text_line(&c->out, z, 0);
            rd_buf_c(&c->out, '\n');
            p += z.n + 1;
        }
        return 0;
    }
    uint64_t n = s->bytes / (s->type < RD_ARRAY_LEN(size) ? size[s->type] : 1);
    for (uint64_t i = 0; i < n; i++) {
        put_value(&c->out, s, i);
        if (c->out.n > (1u << 20)) {
            int rc = cli_flush(c);
            if (rc)
                return rc;
        }
    }
    return 0;
}

static int run_model(struct cli *c) {
    struct rd_model *m;
    const char *verb = c->n_args ? c->args[0] : "list";
    if (strcmp(verb, "list") == 0 && c->n_args <= 1)
        return list(c);
    bool is_show = strcmp(verb, "show") == 0 && c->n_args == 2, is_dump = strcmp(verb, "dump") == 0 && c->n_args == 3;
    if (!is_show && !is_dump)
        return cli_fail(c, CLI_USAGE, "model", "one of: list; show MODEL; dump MODEL SECTION");
    int rc = open_model(c, c->args[1], &m);
    if (rc)
        return rc;
    if (is_show)
        show(c, m);
    else
        rc = dump(c, m, c->args[2]);
    rd_model_close(m);
    return rc ? rc : cli_flush(c);
}

static const char *const examples[] = {"readout model", "readout model show en", NULL};

const struct cli_command cli_cmd_model = {
    .name = "model",
    .args = "[list | show MODEL | dump MODEL SECTION]",
    .brief = "the trained models and what is in them",
    .about = "list: the models that are loaded, with their hashes. show: the sections of one, with type and shape; MODEL is a file or a "
             "name as \"en\"; its checksums are checked. dump: the values of a section, one a line.",
    .examples = examples,
    .groups = CLI_G_READER | CLI_G_JSON,
    .max_args = 3,
    .run = run_model,
};
