/* files.c - the folders of word lists: which files there are, and their rows. */
#include "lexicon/lexicon_int.h"

#include "base/utf8.h"

#include <dirent.h>
#include <sys/stat.h>

#define MAX_PATH 4096
#define MAX_FILE (64u << 20)

static int cmp_str(const void *a, const void *b) {
    return rd_str_cmp(*(const struct rd_str *)a, *(const struct rd_str *)b);
}

/* Names in a folder that do not begin with a dot, sorted; -1 if it cannot be opened. */
static int list_dir(struct rd_arena *a, const char *path, struct rd_str **out, uint32_t *n) {
    DIR *d = opendir(path);
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    if (!d)
        return -1;
    for (struct dirent *e; (e = readdir(d));)
        if (e->d_name[0] != '.')
            *RD_PUSH(a, *out, *n, cap) = rd_arena_str(a, rd_str_of(e->d_name));
    closedir(d);
    if (*n)
        qsort(*out, *n, sizeof **out, cmp_str);
    return 0;
}

static int read_file(struct rd_arena *a, const char *path, struct rd_str *out, struct rd_err *err) {
    struct stat st;
    FILE *f = fopen(path, "rb");
    if (!f)
        return rd_fail(err, RD_EIO, "lexicon", "cannot open %.200s", path);
    if (fstat(fileno(f), &st) || st.st_size < 0 || (uint64_t)st.st_size > MAX_FILE) {
        fclose(f);
        return rd_fail(err, RD_ELIMIT, "lexicon", "too large: %.200s", path);
    }
    size_t n = (size_t)st.st_size;
    char *p = rd_arena_get(a, n + 1);
    size_t got = fread(p, 1, n, f);
    int bad = ferror(f);
    fclose(f);
    if (bad || got != n)
        return rd_fail(err, RD_EIO, "lexicon", "cannot read %.200s", path);
    p[n] = 0;
    *out = (struct rd_str){p, (uint32_t)n};
    return 0;
}

struct rd_lex_table *lexicon_table(struct rd_lex *lex, struct rd_str lang, struct rd_str kind) {
    struct rd_str name = rd_arena_printf(&lex->arena, "%.*s/%.*s", RD_S(lang), RD_S(kind));
    uint64_t *at = rd_map_put(&lex->by_name, name, NULL);
    if (!*at) {
        struct rd_lex_table *t = RD_NEW(&lex->arena, struct rd_lex_table);
        t->lang = lang;
        t->kind = kind;
        *RD_PUSH(&lex->arena, lex->tables, lex->n_tables, lex->cap_tables) = t;
        *at = lex->n_tables;
    }
    return lex->tables[*at - 1];
}

/* Columns of one file, as column numbers of the table; a name that the table lacks is added to it. */
static uint32_t read_columns(struct rd_lex_table *t, struct rd_str line, int *col) {
    struct rd_str name[RD_MAX_TSV_COLS];
    uint32_t n = rd_str_split(rd_str_trim(line), '\t', name, RD_MAX_TSV_COLS);
    for (uint32_t i = 0; i < n; i++) {
        name[i] = rd_str_trim(name[i]);
        col[i] = -1;
        for (uint32_t k = 0; k < t->n_col; k++)
            if (rd_str_eq(t->col[k], name[i]))
                col[i] = (int)k;
        if (col[i] < 0 && t->n_col < RD_MAX_TSV_COLS) {
            col[i] = (int)t->n_col;
            t->col[t->n_col++] = name[i];
        }
    }
    return n;
}

/* One row; false if it is malformed. */
static bool read_row(struct rd_lex *lex, struct rd_lex_table *t, struct rd_str line, const int *col, uint32_t n_col) {
    struct rd_str in[RD_MAX_TSV_COLS + 1];
    uint32_t n = rd_str_split(line, '\t', in, RD_MAX_TSV_COLS + 1);
    if (!n_col || n > n_col)
        return false;
    uint32_t width = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (in[i].n > RD_MAX_TSV_FIELD)
            return false;
        if (col[i] >= 0 && (uint32_t)col[i] + 1 > width)
            width = (uint32_t)col[i] + 1;
    }
    struct rd_str *f = rd_arena_get(&lex->arena, sizeof *f * width);
    for (uint32_t i = 0; i < width; i++)
        f[i] = RD_LIT("");
    for (uint32_t i = 0; i < n; i++)
        if (col[i] >= 0)
            f[col[i]] = in[i];
    if (!width || !rd_str_trim(f[0]).n)
        return false;
    struct rd_lex_row *r = RD_PUSH(&lex->arena, t->rows, t->n, t->cap);
    r->f = f;
    r->n = width;
    return true;
}

/* UTF-8 without NUL; most lines are plain ASCII, which is seen at a glance. */
static bool valid(struct rd_str line) {
    unsigned char all = 0, zero = 0;
    for (uint32_t i = 0; i < line.n; i++) {
        all |= (unsigned char)line.p[i];
        zero |= line.p[i] == 0;
    }
    return !zero && (all < 0x80 || rd_utf8_valid(line));
}

static void read_table(struct rd_lex *lex, struct rd_lex_table *t, struct rd_str in) {
    int col[RD_MAX_TSV_COLS];
    uint32_t n_col = 0, lines = 0;
    for (const char *p = in.p; (p = memchr(p, '\n', (size_t)(in.p + in.n - p))); p++)
        lines++;
    t->rows = rd_arena_grow(&lex->arena, t->rows, &t->cap, t->n + lines + 1, sizeof *t->rows);
    if (in.n >= 3 && !memcmp(in.p, "\xef\xbb\xbf", 3))
        in = rd_str_sub(in, 3, in.n);
    while (in.n) {
        const char *nl = memchr(in.p, '\n', in.n);
        uint32_t len = nl ? (uint32_t)(nl - in.p) : in.n;
        struct rd_str line = {in.p, len};
        in = rd_str_sub(in, nl ? len + 1 : len, in.n);
        if (line.n && line.p[line.n - 1] == '\r')
            line.n--;
        if (rd_str_starts(line, "#:"))
            n_col = read_columns(t, rd_str_sub(line, 2, line.n), col);
        else if (line.n && line.p[0] != '#' &&
                 (!valid(line) || !read_row(lex, t, line, col, n_col)))
            lex->skipped++;
    }
}

static int read_lang(struct rd_lex *lex, const char *dir, struct rd_str lang, struct rd_err *err) {
    char path[MAX_PATH];
    struct rd_str *name;
    uint32_t n;
    if (snprintf(path, sizeof path, "%s/%.*s", dir, RD_S(lang)) >= (int)sizeof path)
        return rd_fail(err, RD_ELIMIT, "lexicon", "path too long");
    if (list_dir(&lex->arena, path, &name, &n))
        return 0; /* a file beside the folders */
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str bytes;
        if (!rd_str_ends(name[i], ".tsv"))
            continue;
        if (snprintf(path, sizeof path, "%s/%.*s/%.*s", dir, RD_S(lang), RD_S(name[i])) >= (int)sizeof path)
            return rd_fail(err, RD_ELIMIT, "lexicon", "path too long");
        int rc = read_file(&lex->arena, path, &bytes, err);
        if (rc)
            return rc;
        struct rd_lex_table *t = lexicon_table(lex, lang, rd_str_sub(name[i], 0, name[i].n - 4));
        rd_sha256_add(&lex->sha, lang.p, lang.n + 1);
        rd_sha256_add(&lex->sha, name[i].p, name[i].n + 1);
        rd_sha256_add(&lex->sha, bytes.p, bytes.n);
        read_table(lex, t, bytes);
    }
    return 0;
}

int lexicon_read_dir(struct rd_lex *lex, const char *dir, struct rd_err *err) {
    struct rd_str *lang;
    uint32_t n;
    if (list_dir(&lex->arena, dir, &lang, &n))
        return rd_fail(err, RD_ENOTFOUND, "lexicon", "no folder %.200s", dir);
    for (uint32_t i = 0; i < n; i++) {
        int rc = read_lang(lex, dir, lang[i], err);
        if (rc)
            return rc;
    }
    return 0;
}
