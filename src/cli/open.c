/* open.c - opens the reader and the dossier as the options say, and tells what they are. */
#include "cli/shared.h"
#include "lexicon/lexicon.h"
#include "model/model.h"

#include <errno.h>
#include <sys/stat.h>
#include <unicode/uchar.h>
#include <unistd.h>

int cli_open_reader(struct cli *c, struct rd_reader **out) {
    struct rd_err err = {0};
    struct rd_reader_opts o = {.home = cli_get(c, "home"), .opts.lang = rd_str_of(cli_get(c, "lang")), .opts.cognition = cli_has(c, "cognition")};
    o.n_lexicons = cli_all(c, "lexicon", &o.lexicons, &c->arena);
    struct rd_dictionary_files d = {.agents = cli_get(c, "agents"), .verbs = cli_get(c, "verbs"), .issues = cli_get(c, "issues"), .discards = cli_get(c, "discards")};
    d.n_actors = cli_all(c, "actors", &d.actors, &c->arena);
    if (d.verbs || d.n_actors) {
        if (!d.verbs || !d.n_actors) return cli_fail(c, CLI_USAGE, c->cmd->name, "--verbs and --actors go together: a coding needs both");
        o.dictionary = &d;
    }
    if (rd_reader_open(out, &o, &err) == RD_OK)
        return 0;
    cli_fail_err(c, c->cmd->name, &err);
    return err.code == RD_ENOTFOUND || err.code == RD_EMODEL ? CLI_UNAVAILABLE : CLI_DATA;
}

uint32_t cli_missing_paths(struct cli *c, const char *const *paths, uint32_t n) {
    uint32_t missing = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (strcmp(paths[i], "-") == 0 || access(paths[i], R_OK) == 0)
            continue;
        cli_warn(c, paths[i], "%s", strerror(errno));
        missing++;
    }
    return missing;
}

/* Makes the folders above a file. */
static bool make_folders(char *path) {
    for (char *p = path + 1; *p; p++) {
        if (*p != '/')
            continue;
        *p = 0;
        bool ok = mkdir(path, 0700) == 0 || errno == EEXIST;
        *p = '/';
        if (!ok)
            return false;
    }
    return true;
}

const char *cli_dossier_path(struct cli *c, bool make) {
    const char *path = cli_get(c, "dossier"), *env = getenv("READOUT_DOSSIER"), *xdg = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    if (path)
        return path;
    if (env && *env)
        return env;
    struct rd_str s;
    if (xdg && xdg[0] == '/') {
        s = rd_arena_printf(&c->arena, "%s/readout/dossier.db", xdg);
    } else if (home && *home) {
        s = rd_arena_printf(&c->arena, "%s/.local/share/readout/dossier.db", home);
    } else {
        cli_fail(c, CLI_USAGE, c->cmd->name, "where is the dossier? neither --dossier nor HOME is set");
        return NULL;
    }
    char *writable = rd_arena_dup(&c->arena, s.p, s.n + 1);
    if (make && !make_folders(writable)) {
        cli_fail(c, CLI_CANTCREAT, writable, "%s", strerror(errno));
        return NULL;
    }
    return writable;
}

int cli_open_store(struct cli *c, int mode, struct rd_store **out) {
    struct rd_err err = {0};
    const char *path = cli_dossier_path(c, mode == RD_STORE_CREATE);
    if (!path)
        return CLI_USAGE;
    if (rd_store_open(out, path, mode, &err) == RD_OK)
        return 0;
    if (err.code == RD_ENOTFOUND)
        return cli_fail(c, CLI_NOINPUT, path, "there is no dossier here yet (readout add PATH... makes one)");
    if (mode == RD_STORE_CREATE && access(path, F_OK) != 0)
        return cli_fail(c, CLI_CANTCREAT, path, "%s", err.msg);
    return cli_fail_err(c, path, &err);
}

static struct rd_str base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return rd_str_of(slash ? slash + 1 : path);
}

/* The model that tells languages apart belongs to none of them and is opened by lang/, which does not tell its hash. */
static bool langid_model(struct cli *c, const struct rd_reader *r, struct rd_view_model *m) {
    struct rd_model *file;
    struct rd_str path = rd_arena_printf(&c->arena, "%s/models/langid.rdm", rd_reader_home(r));
    if (!rd_reader_langid(r) || rd_model_open(&file, path.p, false, NULL) != RD_OK)
        return false;
    *m = (struct rd_view_model){RD_NONE, RD_LIT("langid.rdm"), rd_arena_str(&c->arena, rd_str_of(rd_model_hash(file)))};
    rd_model_close(file);
    return true;
}

int cli_meta(struct cli *c, const struct rd_reader *r, struct rd_view_meta *out) {
    static const UVersionInfo none;
    UVersionInfo v;
    char icu[U_MAX_VERSION_STRING_LENGTH];
    struct rd_view_model *models = NULL, first;
    uint32_t n = 0, cap = 0;
    const struct rd_lang *l;
    memcpy(v, none, sizeof v);
    u_getVersion(v);
    u_versionToString(v, icu);
    if (langid_model(c, r, &first))
        *RD_PUSH(&c->arena, models, n, cap) = first;
    for (uint32_t i = 0; (l = rd_reader_model_at(r, i)); i++) {
        struct rd_view_model *m = RD_PUSH(&c->arena, models, n, cap);
        *m = (struct rd_view_model){l->code, base_name(rd_model_path(l->model)), rd_str_of(rd_model_hash(l->model))};
    }
    *out = (struct rd_view_meta){.version = RD_VERSION, .models = models, .n_models = n,
                                 .lexicon_sha256 = rd_lex_hash(rd_reader_lexicon(r)),
                                 .icu = rd_arena_str(&c->arena, rd_str_of(icu)).p};
    return 0;
}

/* models: "lang=file:sha256", parted by blanks; a model of no language has nothing before "=". */
struct rd_version cli_version(struct cli *c, const struct rd_view_meta *m) {
    struct rd_str models = RD_LIT("");
    for (uint32_t i = 0; i < m->n_models; i++)
        models = rd_arena_printf(&c->arena, "%.*s%s%.*s=%.*s:%.*s", RD_S(models), i ? " " : "", RD_S(m->models[i].lang),
                                 RD_S(m->models[i].file), RD_S(m->models[i].sha256));
    return (struct rd_version){.program = rd_arena_printf(&c->arena, "readout %s", m->version), .models = models,
                               .lexicon = rd_str_of(m->lexicon_sha256), .icu = rd_str_of(m->icu)};
}

struct rd_view_meta cli_meta_of(struct cli *c, const struct rd_version *v) {
    struct rd_str part[64], f[2], g[2];
    struct rd_view_model *models = RD_NEW_N(&c->arena, struct rd_view_model, RD_ARRAY_LEN(part));
    uint32_t n = 0, k = v->models.n ? rd_str_split(v->models, ' ', part, RD_ARRAY_LEN(part)) : 0;
    for (uint32_t i = 0; i < k; i++)
        if (rd_str_split(part[i], '=', f, 2) == 2 && rd_str_split(f[1], ':', g, 2) == 2)
            models[n++] = (struct rd_view_model){f[0].n ? f[0] : RD_NONE, g[0], g[1]};
    uint32_t skip = rd_str_starts(v->program, "readout ") ? 8 : 0;
    return (struct rd_view_meta){.version = rd_arena_str(&c->arena, rd_str_sub(v->program, skip, v->program.n)).p,
                                 .models = models, .n_models = n, .lexicon_sha256 = rd_arena_str(&c->arena, v->lexicon).p,
                                 .icu = rd_arena_str(&c->arena, v->icu).p};
}

bool cli_filter(struct cli *c, struct rd_filter *f) {
    uint64_t limit, offset;
    *f = (struct rd_filter){
        .speaker = rd_str_of(cli_get(c, "speaker")), .addressee = rd_str_of(cli_get(c, "addressee")),
        .channel = rd_str_of(cli_get(c, "channel")), .form = rd_str_of(cli_get(c, "form")),
        .side = rd_str_of(cli_get(c, "side")), .outlet = rd_str_of(cli_get(c, "outlet")),
        .lang = rd_str_of(cli_get(c, "lang")), .since = rd_str_of(cli_get(c, "since")),
        .until = rd_str_of(cli_get(c, "until")), .page = rd_str_of(cli_get(c, "page")),
        .issue = rd_str_of(cli_get(c, "issue")), .code = rd_str_of(cli_get(c, "code")),
    };
    if (!cli_number(c, "limit", RD_STORE_MAX_LIMIT, RD_STORE_LIMIT, &limit) || !cli_number(c, "offset", UINT32_MAX, 0, &offset))
        return false;
    if (limit == 0) {
        cli_fail(c, CLI_USAGE, c->cmd->name, "--limit is 1 at least");
        return false;
    }
    f->limit = (uint32_t)limit;
    f->offset = (uint32_t)offset;
    return true;
}
