/* Opens lexicons and models once and hands out a bundle a language. */
#include "lang/lang.h"
#include "lexicon/lexicon.h"
#include "model/model.h"
#include "reader/reader_int.h"

#include <sys/stat.h>
#include <unistd.h>

enum { MAX_LANGS = 64 };

struct rd_reader {
    struct rd_arena arena;
    const char *home;
    struct rd_lex *lex;
    struct rd_langid *langid;
    struct rd_dictionary *dictionary;  /* of the user; NULL: none */
    struct rd_opts opts;
    struct rd_lang langs[MAX_LANGS]; uint32_t n_langs; /* rows of data/LANGS */
    struct rd_model *models[MAX_LANGS];                /* owned; [n_langs] */
    struct rd_lang none;                               /* for a language that is not listed */
};

static bool is_dir(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static const char *try_home(struct rd_arena *a, const char *dir) {
    struct rd_str data = rd_arena_printf(a, "%s/data/world", dir), models = rd_arena_printf(a, "%s/models", dir);
    return is_dir(data.p) && is_dir(models.p) ? rd_arena_str(a, rd_str_of(dir)).p : NULL;
}

const char *reader_find_home(struct rd_arena *a) {
    const char *env = getenv("READOUT_HOME");
    if (env && *env) return try_home(a, env);
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    path[n > 0 ? n : 0] = 0;
    /* build/release/readout -> the checkout; /usr/local/bin/readout -> /usr/local/share/readout */
    for (int up = 0; up < 6 && path[0]; up++) {
        char *slash = strrchr(path, '/');
        if (!slash) break;
        *slash = 0;
        const char *home = try_home(a, path[0] ? path : "/");
        if (!home) home = try_home(a, rd_arena_printf(a, "%s/share/readout", path).p);
        if (home) return home;
    }
    return NULL;
}

static int open_lang(struct rd_reader *r, struct rd_str code, struct rd_err *err) {
    if (r->n_langs == MAX_LANGS) return rd_fail(err, RD_ELIMIT, "reader", "data/LANGS lists more than %d languages", MAX_LANGS);
    struct rd_lang *l = &r->langs[r->n_langs];
    struct rd_str path = rd_arena_printf(&r->arena, "%s/models/%.*s.rdm", r->home, RD_S(code));
    *l = (struct rd_lang){rd_arena_str(&r->arena, code), r->lex, NULL, r->opts.cognition};
    if (access(path.p, R_OK) == 0) {
        int rc = rd_model_open(&r->models[r->n_langs], path.p, true, err);
        if (rc) return rc;
        l->model = r->models[r->n_langs];
    }
    r->n_langs++;
    return RD_OK;
}

/* The languages are the lines of data/LANGS: a new one needs no change here. */
static int open_langs(struct rd_reader *r, struct rd_err *err) {
    char line[1024];
    struct rd_str path = rd_arena_printf(&r->arena, "%s/data/LANGS", r->home);
    FILE *f = fopen(path.p, "r");
    if (!f) return rd_fail(err, RD_EIO, "reader", "cannot read %s", path.p);
    int rc = RD_OK;
    while (rc == RD_OK && fgets(line, sizeof line, f)) {
        struct rd_str f2[2];
        if (line[0] == '#' || rd_str_split(rd_str_trim(rd_str_of(line)), '\t', f2, 2) == 0) continue;
        if (f2[0].n >= 2 && f2[0].n <= 3) rc = open_lang(r, f2[0], err);
    }
    fclose(f);
    return rc;
}

static int open_models(struct rd_reader *r, struct rd_err *err) {
    struct rd_str path = rd_arena_printf(&r->arena, "%s/models/langid.rdm", r->home);
    if (access(path.p, R_OK) == 0) {
        int rc = rd_langid_open(&r->langid, path.p, err);
        if (rc) return rc;
    }
    return open_langs(r, err);
}

static int open_all(struct rd_reader *r, const struct rd_reader_opts *o, struct rd_err *err) {
    if (o) r->opts = o->opts; /* first: the bundles carry some of them */
    r->home = o && o->home ? try_home(&r->arena, o->home) : reader_find_home(&r->arena);
    if (!r->home)
        return rd_fail(err, RD_ENOTFOUND, "reader", "no data/ and models/ found%s%s (set READOUT_HOME or --home)", o && o->home ? " in " : "", o && o->home ? o->home : "");
    struct rd_str data = rd_arena_printf(&r->arena, "%s/data", r->home);
    int rc = rd_lex_load(&r->lex, data.p, o ? o->lexicons : NULL, o ? o->n_lexicons : 0, err);
    if (rc == RD_OK) rc = open_models(r, err);
    if (rc == RD_OK && o && o->dictionary) rc = rd_dictionary_load(&r->dictionary, o->dictionary, err);
    r->none = (struct rd_lang){RD_NONE, r->lex, NULL, r->opts.cognition};
    return rc;
}

const struct rd_dictionary *reader_dictionary(const struct rd_reader *r) {
    return r->dictionary;
}

int rd_reader_open(struct rd_reader **out, const struct rd_reader_opts *o, struct rd_err *err) {
    struct rd_arena a;
    rd_arena_init(&a);
    struct rd_reader *r = RD_NEW(&a, struct rd_reader);
    r->arena = a;
    *out = NULL;
    int rc = open_all(r, o, err);
    if (rc) rd_reader_close(r);
    else *out = r;
    return rc;
}

void rd_reader_close(struct rd_reader *r) {
    if (!r) return;
    for (uint32_t i = 0; i < MAX_LANGS; i++) {
        if (r->models[i]) rd_model_close(r->models[i]);
    }
    if (r->langid) rd_langid_close(r->langid);
    rd_dictionary_free(r->dictionary);
    if (r->lex) rd_lex_free(r->lex);
    struct rd_arena a = r->arena; /* r lives in it */
    rd_arena_free(&a);
}

const struct rd_lang *rd_reader_lang(const struct rd_reader *r, struct rd_str code) {
    for (uint32_t i = 0; i < r->n_langs; i++) {
        if (code.n && rd_str_eq(r->langs[i].code, code)) return &r->langs[i];
    }
    return &r->none;
}

const struct rd_lex *rd_reader_lexicon(const struct rd_reader *r) {
    return r->lex;
}

const struct rd_langid *rd_reader_langid(const struct rd_reader *r) {
    return r->langid;
}

const struct rd_lang *rd_reader_model_at(const struct rd_reader *r, uint32_t i) {
    for (uint32_t k = 0; k < r->n_langs; k++) {
        if (r->langs[k].model && i-- == 0) return &r->langs[k];
    }
    return NULL;
}

const char *rd_reader_home(const struct rd_reader *r) {
    return r->home;
}

const struct rd_opts *reader_opts(const struct rd_reader *r) {
    return &r->opts;
}
