/* checkpoint.c - see checkpoint.h. */
#include "checkpoint.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"

#define MAGIC 0x314B43444Bull

struct part { void *p; uint64_t bytes; };

static uint32_t parts_of(const struct neural *z, struct part *part)
{
    uint64_t dense = z->n_dense * sizeof(float), rows = (uint64_t)z->n_rows * z->net.dims.d * sizeof(float);
    float *const all[] = {z->w, z->m, z->v, z->mean, z->rows, z->rm, z->rv, z->rmean};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(all); i++) part[i] = (struct part){all[i], i < 4 ? dense : rows};
    return RD_ARRAY_LEN(all);
}

uint64_t checkpoint_job(const struct neural *z, const struct neural_opts *o, const struct neural_item *items, uint32_t n)
{
    uint64_t h = rd_hash64(z->dict, 8ull * z->cap, MAGIC);
    const uint64_t v[] = {o->seed, o->epochs, o->batch_words, z->n_rows, z->n_dense, z->net.dims.d, z->net.dims.hp, z->net.dims.hl,
                          z->net.dims.n_more, (uint64_t)(o->rate * 1e6f), (uint64_t)(o->drop * 1e4f), n};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) h = rd_hash_mix(h, v[i]);
    for (uint32_t k = 0; k < z->net.dims.n_block; k++) h = rd_hash_mix(h, z->net.dims.kind[k]);
    for (uint32_t i = 0; i < n; i++) {
        h = rd_hash_mix(h, items[i].s->fold);
        h = rd_hash_mix(h, 4u * items[i].source + 2u * items[i].tree + items[i].names);
        if (items[i].names) h = rd_hash_mix(h, rd_hash64(items[i].s->bio, items[i].s->n, 1));
    }
    return h;
}

int checkpoint_save(const struct neural *z, const struct checkpoint *c, const char *path, struct rd_err *err)
{
    struct part part[8];
    char next[4096];
    uint64_t head[6] = {MAGIC, c->job, c->rng, c->seen, c->epochs_done, z->steps};
    uint32_t n = parts_of(z, part);
    if (snprintf(next, sizeof next, "%s.new", path) >= (int)sizeof next) return rd_fail(err, RD_EIO, "train", "the path is too long");
    FILE *f = fopen(next, "wb");
    bool ok = f != NULL && fwrite(head, sizeof head, 1, f) == 1;
    for (uint32_t i = 0; ok && i < n; i++) ok = part[i].bytes == 0 || fwrite(part[i].p, part[i].bytes, 1, f) == 1;
    if (f != NULL && fclose(f) != 0) ok = false;
    if (ok) ok = rename(next, path) == 0;
    return ok ? RD_OK : rd_fail(err, RD_EIO, "train", "%.160s: cannot write the checkpoint", path);
}

int checkpoint_load(struct neural *z, struct checkpoint *c, const char *path, struct rd_err *err)
{
    struct part part[8];
    uint64_t head[6];
    uint32_t n = parts_of(z, part);
    FILE *f = fopen(path, "rb");
    if (f == NULL) return rd_fail(err, RD_ENOTFOUND, "train", "%.160s: no checkpoint", path);
    if (fread(head, sizeof head, 1, f) != 1 || head[0] != MAGIC || head[1] != c->job) {
        fclose(f);
        return rd_fail(err, RD_ENOTFOUND, "train", "%.160s: a checkpoint of another job", path);
    }
    bool ok = true;
    for (uint32_t i = 0; ok && i < n; i++) ok = part[i].bytes == 0 || fread(part[i].p, part[i].bytes, 1, f) == 1;
    fclose(f);
    if (!ok) return rd_fail(err, RD_EIO, "train", "%.160s: a checkpoint that is cut off", path);
    *c = (struct checkpoint){head[1], head[2], head[3], (uint32_t)head[4]};
    z->steps = head[5];
    return RD_OK;
}
