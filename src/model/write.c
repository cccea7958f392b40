/* write.c - writes a model file: to a temporary name, fsync, rename. */
#define _POSIX_C_SOURCE 200809L
#include "model/model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "model/file_format.h"

struct rd_model_writer {
    struct rd_arena *arena;
    struct model_entry entries[MODEL_MAX_SECTIONS];
    const void *data[MODEL_MAX_SECTIONS];
    uint32_t n;
};

struct rd_model_writer *rd_model_writer_new(struct rd_arena *a)
{
    struct rd_model_writer *w = RD_NEW(a, struct rd_model_writer);
    w->arena = a;
    return w;
}

void rd_model_writer_add(struct rd_model_writer *w, const char *name, int type, const uint32_t shape[4], const void *data,
                         uint64_t bytes)
{
    RD_ASSERT(w->n < MODEL_MAX_SECTIONS && strlen(name) < sizeof w->entries[0].name);
    struct model_entry *e = &w->entries[w->n];
    memset(e, 0, sizeof *e);
    memcpy(e->name, name, strlen(name));
    e->type = (uint32_t)type;
    memcpy(e->shape, shape, sizeof e->shape);
    e->bytes = bytes;
    e->sum = model_sum(MODEL_VERSION, data, bytes, w->n + 1);
    w->data[w->n++] = rd_arena_dup(w->arena, data, bytes);
}

static bool put_all(int fd, const void *p, uint64_t n)
{
    const char *at = p;
    while (n > 0) {
        ssize_t done = write(fd, at, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        at += done;
        n -= (uint64_t)done;
    }
    return true;
}

static const unsigned char zeros[MODEL_ALIGN];

static uint64_t gap(uint64_t at)
{
    return (MODEL_ALIGN - at % MODEL_ALIGN) % MODEL_ALIGN;
}

static void lay_out(struct rd_model_writer *w, struct model_header *h)
{
    uint64_t at = sizeof *h + w->n * sizeof w->entries[0];
    for (uint32_t i = 0; i < w->n; i++) {
        at += gap(at);
        w->entries[i].offset = at;
        at += w->entries[i].bytes;
    }
    memset(h, 0, sizeof *h);
    memcpy(h->magic, MODEL_MAGIC, 8);
    h->version = MODEL_VERSION;
    h->endian = MODEL_ENDIAN;
    h->n_sections = w->n;
    h->bytes = at;
    h->table_sum = rd_hash64(w->entries, w->n * sizeof w->entries[0], 0);
    struct rd_sha256 sha;
    rd_sha256_init(&sha);
    rd_sha256_add(&sha, w->entries, w->n * sizeof w->entries[0]);
    uint64_t pos = sizeof *h + w->n * sizeof w->entries[0];
    for (uint32_t i = 0; i < w->n; i++) {
        rd_sha256_add(&sha, zeros, gap(pos));
        pos += gap(pos);
        rd_sha256_add(&sha, w->data[i], w->entries[i].bytes);
        pos += w->entries[i].bytes;
    }
    rd_sha256_end(&sha, h->sha);
    h->header_sum = rd_hash64(h, 120, 0);
}

static bool put_file(const struct rd_model_writer *w, const struct model_header *h, int fd)
{
    uint64_t pos = sizeof *h + w->n * sizeof w->entries[0];
    if (!put_all(fd, h, sizeof *h) || !put_all(fd, w->entries, w->n * sizeof w->entries[0])) return false;
    for (uint32_t i = 0; i < w->n; i++) {
        if (!put_all(fd, zeros, gap(pos)) || !put_all(fd, w->data[i], w->entries[i].bytes)) return false;
        pos += gap(pos) + w->entries[i].bytes;
    }
    return fsync(fd) == 0;
}

int rd_model_writer_save(struct rd_model_writer *w, const char *path, char hash[65], struct rd_err *err)
{
    struct model_header h;
    lay_out(w, &h);
    rd_hex(hash, h.sha, 32);
    struct rd_str tmp = rd_arena_printf(w->arena, "%s.tmp", path);
    int fd = open(tmp.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) return rd_fail(err, RD_EIO, "model", "%.140s: %s", tmp.p, strerror(errno));
    bool ok = put_file(w, &h, fd);
    int why = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        why = errno;
    }
    if (ok && rename(tmp.p, path) != 0) {
        ok = false;
        why = errno;
    }
    if (ok) return RD_OK;
    unlink(tmp.p);
    return rd_fail(err, RD_EIO, "model", "%.140s: %s", path, strerror(why));
}
