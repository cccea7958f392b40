/* file.c - opens a model file: maps it, checks it, hands out its sections. */
#define _POSIX_C_SOURCE 200809L
#include "model/model.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "model/file_format.h"

struct rd_model {
    struct rd_arena arena;   /* owns this struct too */
    const unsigned char *map;
    uint64_t bytes;
    struct rd_section *secs;
    uint32_t n;
    char hash[65];
    const char *path;
};

static uint64_t type_width(uint32_t type)
{
    switch (type) {
    case RD_SEC_I16: return 2;
    case RD_SEC_I32: case RD_SEC_F32: return 4;
    default: return 1;
    }
}

static int bad(struct rd_err *err, const char *path, const char *what)
{
    return rd_fail(err, RD_EMODEL, "model", "%.140s: %s", path, what);
}

/* Numbers: the shape says how many. Strings: the last byte ends a string. */
static bool entry_sound(const struct model_entry *e, uint64_t file_bytes, const unsigned char *map)
{
    if (e->name[0] == 0 || memchr(e->name, 0, sizeof e->name) == NULL || e->type > RD_SEC_STRINGS) return false;
    if (e->offset % MODEL_ALIGN || e->offset > file_bytes || e->bytes > file_bytes - e->offset) return false;
    if (e->type == RD_SEC_STRINGS) return e->bytes == 0 || map[e->offset + e->bytes - 1] == 0;
    uint64_t count = 1;
    for (int i = 0; i < 4; i++) {
        if (e->shape[i] && count > file_bytes / e->shape[i]) return false;
        count *= e->shape[i];
    }
    return count * type_width(e->type) == e->bytes;
}

static int check_header(const struct rd_model *m, const struct model_header *h, struct rd_err *err)
{
    if (memcmp(h->magic, MODEL_MAGIC, 8) != 0) return bad(err, m->path, "not a model file");
    if (h->endian != MODEL_ENDIAN) return bad(err, m->path, "written on a machine of another byte order");
    if (h->version < MODEL_OLDEST || h->version > MODEL_VERSION)
        return rd_fail(err, RD_EMODEL, "model", "%.140s: format version %u, this program reads %u to %u", m->path,
                       (unsigned)h->version, MODEL_OLDEST, MODEL_VERSION);
    if (h->header_sum != rd_hash64(h, 120, 0)) return bad(err, m->path, "header damaged");
    if (h->bytes != m->bytes) return bad(err, m->path, "truncated or too long");
    if (h->n_sections > MODEL_MAX_SECTIONS || sizeof *h + h->n_sections * sizeof(struct model_entry) > m->bytes)
        return bad(err, m->path, "section table damaged");
    return RD_OK;
}

static int read_table(struct rd_model *m, bool check, struct rd_err *err)
{
    struct model_header h;
    memcpy(&h, m->map, sizeof h);
    int rc = check_header(m, &h, err);
    if (rc) return rc;
    const unsigned char *table = m->map + sizeof h;
    if (h.table_sum != rd_hash64(table, h.n_sections * sizeof(struct model_entry), 0))
        return bad(err, m->path, "section table damaged");
    rd_hex(m->hash, h.sha, 32);
    m->secs = RD_NEW_N(&m->arena, struct rd_section, h.n_sections + 1);
    for (uint32_t i = 0; i < h.n_sections; i++) {
        struct model_entry e;
        memcpy(&e, table + i * sizeof e, sizeof e);
        if (!entry_sound(&e, m->bytes, m->map)) return bad(err, m->path, "a section does not fit its description");
        if (check && e.sum != model_sum(h.version, m->map + e.offset, e.bytes, i + 1))
            return rd_fail(err, RD_EMODEL, "model", "%.140s: section %s damaged", m->path, e.name);
        struct rd_section *s = &m->secs[m->n++];
        memcpy(s->name, e.name, sizeof s->name);
        memcpy(s->shape, e.shape, sizeof s->shape);
        s->type = e.type;
        s->data = m->map + e.offset;
        s->bytes = e.bytes;
    }
    return RD_OK;
}

static int map_file(struct rd_model *m, struct rd_err *err)
{
    int fd = open(m->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return rd_fail(err, RD_EMODEL, "model", "%.140s: %s", m->path, strerror(errno));
    struct stat st;
    int rc = RD_OK;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        rc = bad(err, m->path, "not a regular file");
    } else if ((uint64_t)st.st_size < sizeof(struct model_header)) {
        rc = bad(err, m->path, "truncated or not a model file");
    } else {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED) {
            rc = rd_fail(err, RD_EIO, "model", "%.140s: %s", m->path, strerror(errno));
        } else {
            m->map = p;
            m->bytes = (uint64_t)st.st_size;
        }
    }
    close(fd);
    return rc;
}

int rd_model_open(struct rd_model **out, const char *path, bool check, struct rd_err *err)
{
    struct rd_arena arena;
    rd_arena_init(&arena);
    struct rd_model *m = RD_NEW(&arena, struct rd_model);
    m->path = rd_arena_str(&arena, rd_str_of(path)).p;
    m->arena = arena;
    int rc = map_file(m, err);
    if (rc == RD_OK) rc = read_table(m, check, err);
    if (rc != RD_OK) {
        rd_model_close(m);
        m = NULL;
    }
    *out = m;
    return rc;
}

void rd_model_close(struct rd_model *m)
{
    if (m == NULL) return;
    if (m->map != NULL) munmap((void *)(uintptr_t)m->map, (size_t)m->bytes);
    struct rd_arena arena = m->arena; /* the struct lives in it */
    rd_arena_free(&arena);
}

uint32_t rd_model_count(const struct rd_model *m)
{
    return m->n;
}

const struct rd_section *rd_model_at(const struct rd_model *m, uint32_t i)
{
    return i < m->n ? &m->secs[i] : NULL;
}

const struct rd_section *rd_model_find(const struct rd_model *m, const char *name)
{
    for (uint32_t i = 0; i < m->n; i++)
        if (strcmp(m->secs[i].name, name) == 0) return &m->secs[i];
    return NULL;
}

const char *rd_model_hash(const struct rd_model *m)
{
    return m->hash;
}

const char *rd_model_path(const struct rd_model *m)
{
    return m->path;
}

struct rd_str rd_model_string(const struct rd_section *s, uint32_t i)
{
    const char *p = s->data;
    const char *end = p + s->bytes;
    if (s->type != RD_SEC_STRINGS) return RD_NONE;
    for (; p < end; i--) {
        const char *z = memchr(p, 0, (size_t)(end - p));
        if (z == NULL) return RD_NONE;
        if (i == 0) return (struct rd_str){p, (uint32_t)(z - p)};
        p = z + 1;
    }
    return RD_NONE;
}
