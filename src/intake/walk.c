/* walk.c - paths and folders to files in an order that is the same on every machine: names sorted by bytes. */
#include "intake/intake_int.h"
#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

struct intake_dir {
    struct intake_dir *below;
    struct rd_arena_mark mark; /* frees the folder's names */
    struct rd_str real, shown; /* shown is empty for the argument itself */
    struct rd_str *names;
    uint32_t n, cap, at;
};

static int by_name(const void *a, const void *b) {
    return rd_str_cmp(*(const struct rd_str *)a, *(const struct rd_str *)b);
}

static bool dir_push(struct intake_walk *w, struct rd_str real, struct rd_str shown) {
    struct rd_arena_mark mark = rd_arena_mark(w->arena);
    struct intake_dir *d = RD_NEW(w->arena, struct intake_dir);
    d->mark = mark;
    d->real = rd_arena_str(w->arena, real);
    d->shown = rd_arena_str(w->arena, shown);
    DIR *open_dir = opendir(d->real.p);
    if (!open_dir) {
        rd_arena_reset(w->arena, mark);
        return false;
    }
    for (struct dirent *e; (e = readdir(open_dir));)
        if (e->d_name[0] != '.')
            *RD_PUSH(w->arena, d->names, d->n, d->cap) = rd_arena_str(w->arena, rd_str_of(e->d_name));
    closedir(open_dir);
    if (d->n)
        qsort(d->names, d->n, sizeof *d->names, by_name);
    d->below = w->top;
    w->top = d;
    w->depth++;
    return true;
}

static struct rd_str base_name(struct rd_str path) {
    uint32_t end = path.n;
    while (end > 1 && path.p[end - 1] == '/')
        end--;
    uint32_t beg = end;
    while (beg > 0 && path.p[beg - 1] != '/')
        beg--;
    return rd_str_sub(path, beg, end);
}

static int bad(char *message, size_t n, const char *what) {
    snprintf(message, n, "%s", what);
    return INTAKE_BAD;
}

/* Decides what a path is. INTAKE_END here means: a folder was opened, go on. */
static int visit(struct intake_walk *w, struct intake_file *f, bool top, char *message, size_t n_message) {
    struct stat st, link;
    if (stat(f->real.p, &st) != 0)
        return bad(message, n_message, strerror(errno));
    if (S_ISDIR(st.st_mode)) {
        if (!top && lstat(f->real.p, &link) == 0 && S_ISLNK(link.st_mode))
            return bad(message, n_message, "a link to a folder is not followed");
        if (w->depth >= RD_MAX_PATH_DEPTH)
            return bad(message, n_message, "folders too deep");
        if (!dir_push(w, f->real, top ? RD_LIT("") : f->shown))
            return bad(message, n_message, strerror(errno));
        return INTAKE_END;
    }
    if (!S_ISREG(st.st_mode) && !(top && (S_ISFIFO(st.st_mode) || S_ISCHR(st.st_mode))))
        return bad(message, n_message, "not a file");
    return INTAKE_FILE;
}

int intake_walk_next(struct intake_walk *w, struct intake_file *f, char *message, size_t n_message) {
    for (;;) {
        bool top = !w->top;
        if (top) {
            if (w->at >= w->n)
                return INTAKE_END;
            struct rd_str arg = rd_str_of(w->paths[w->at++]);
            f->real = arg;
            f->shown = base_name(arg);
            if (rd_str_is(arg, "-"))
                return INTAKE_STDIN;
        } else {
            struct intake_dir *d = w->top;
            if (d->at >= d->n) {
                struct rd_arena_mark mark = d->mark;
                w->top = d->below;
                w->depth--;
                rd_arena_reset(w->arena, mark);
                continue;
            }
            struct rd_str name = d->names[d->at++];
            const char *slash = d->real.n && d->real.p[d->real.n - 1] == '/' ? "" : "/";
            f->real = rd_arena_printf(w->scratch, "%.*s%s%.*s", RD_S(d->real), slash, RD_S(name));
            f->shown = d->shown.n ? rd_arena_printf(w->scratch, "%.*s/%.*s", RD_S(d->shown), RD_S(name)) : name;
        }
        int got = visit(w, f, top, message, n_message);
        if (got != INTAKE_END)
            return got;
    }
}
