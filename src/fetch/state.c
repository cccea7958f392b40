/* state.c - what was fetched before and how its server told it apart: a text file, a line a URL, sorted, so that it can be looked
 * at and merged: url<TAB>etag<TAB>last-modified. */
#include "fetch/fetch_int.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { MAX_STATE = 256 << 20, MAX_VALIDATOR = 1000 };

struct entry { struct rd_str url; struct rd_fetch_known known; };
struct rd_fetch_state {
    struct rd_arena arena;
    struct rd_map by_url;       /* -> index of entries */
    struct entry *entries; uint32_t n, cap;
    struct rd_str path;
};

static int read_all(struct rd_buf *b, const char *path, struct rd_err *err) {
    char piece[65536];
    size_t n;
    FILE *in = fopen(path, "rbe");
    if (!in)
        return errno == ENOENT ? RD_OK : rd_fail(err, RD_EIO, "fetch", "%s: %s", path, strerror(errno));
    while ((n = fread(piece, 1, sizeof piece, in)) > 0)
        rd_buf_bytes(b, piece, n);
    bool bad = ferror(in) != 0;
    fclose(in);
    if (bad || b->err)
        return rd_fail(err, bad ? RD_EIO : RD_ELIMIT, "fetch", "%s: cannot be read", path);
    return RD_OK;
}

int rd_fetch_state_open(struct rd_fetch_state **out, const char *path, struct rd_err *err) {
    struct rd_arena a;
    struct rd_buf b;
    *out = NULL;
    rd_buf_init(&b, MAX_STATE);
    int rc = read_all(&b, path, err);
    if (rc) {
        rd_buf_free(&b);
        return rc;
    }
    rd_arena_init(&a);
    struct rd_fetch_state *s = RD_NEW(&a, struct rd_fetch_state);
    s->arena = a;
    s->path = rd_arena_str(&s->arena, rd_str_of(path));
    rd_map_init(&s->by_url, &s->arena);
    struct rd_str all = rd_buf_view(&b), f[3];
    for (uint32_t at = 0; at < all.n;) {
        uint32_t end = at;
        while (end < all.n && all.p[end] != '\n')
            end++;
        struct rd_str line = rd_str_sub(all, at, end);
        at = end + 1;
        if (line.n && line.p[0] != '#' && rd_str_split(line, '\t', f, 3) == 3 && f[0].n) {
            struct rd_fetch_known k = {f[1].n ? f[1] : RD_NONE, f[2].n ? f[2] : RD_NONE};
            rd_fetch_state_put(s, f[0], &k);
        }
    }
    rd_buf_free(&b);
    *out = s;
    return RD_OK;
}

bool rd_fetch_state_get(const struct rd_fetch_state *s, struct rd_str url, struct rd_fetch_known *known) {
    uint64_t at;
    *known = (struct rd_fetch_known){RD_NONE, RD_NONE};
    if (!rd_map_get(&s->by_url, url, &at))
        return false;
    *known = s->entries[at].known;
    return true;
}

static bool plain(struct rd_str v) {
    for (uint32_t i = 0; i < v.n; i++)
        if ((uint8_t)v.p[i] < 0x20 || v.p[i] == 0x7F)
            return false;
    return v.n <= MAX_VALIDATOR;
}

void rd_fetch_state_put(struct rd_fetch_state *s, struct rd_str url, const struct rd_fetch_known *known) {
    bool fresh;
    uint64_t *at = rd_map_put(&s->by_url, url, &fresh);
    if (fresh) {
        *at = s->n;
        RD_PUSH(&s->arena, s->entries, s->n, s->cap)->url = rd_arena_str(&s->arena, url);
    }
    struct rd_fetch_known *k = &s->entries[*at].known;
    k->etag = plain(known->etag) ? rd_arena_str(&s->arena, known->etag) : RD_NONE;
    k->modified = plain(known->modified) ? rd_arena_str(&s->arena, known->modified) : RD_NONE;
}

static int by_url(const void *a, const void *b) {
    return rd_str_cmp(((const struct entry *)a)->url, ((const struct entry *)b)->url);
}

int rd_fetch_state_save(struct rd_fetch_state *s, struct rd_err *err) {
    struct rd_str next = rd_arena_printf(&s->arena, "%.*s.new", RD_S(s->path));
    struct entry *sorted = rd_arena_dup(&s->arena, s->entries, s->n * sizeof *sorted);
    if (s->n)
        qsort(sorted, s->n, sizeof *sorted, by_url);
    FILE *out = fopen(next.p, "wbe");
    if (!out)
        return rd_fail(err, RD_EIO, "fetch", "%s: %s", next.p, strerror(errno));
    fputs("# what readout fetch has fetched: url, ETag, Last-Modified\n", out);
    for (uint32_t i = 0; i < s->n; i++)
        fprintf(out, "%.*s\t%.*s\t%.*s\n", RD_S(sorted[i].url), RD_S(sorted[i].known.etag), RD_S(sorted[i].known.modified));
    bool bad = fflush(out) != 0 || fsync(fileno(out)) != 0;
    bad = fclose(out) != 0 || bad;
    if (bad || rename(next.p, s->path.p) != 0)
        return rd_fail(err, RD_EIO, "fetch", "%s: %s", s->path.p, strerror(errno));
    return RD_OK;
}

void rd_fetch_state_close(struct rd_fetch_state *s) {
    if (!s)
        return;
    struct rd_arena a = s->arena; /* the struct lies in its own arena */
    rd_arena_free(&a);
}
