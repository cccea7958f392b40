/* fuzz_model.c - any bytes as a model file. Half of the inputs get sound checksums, so that what lies behind them is reached. */
#include "fuzz.h"

#include "base/hash.h"
#include "lang/lang.h"
#include "model/file_format.h"
#include "model/model.h"

/* Makes the header and the sums fit the bytes behind them. */
static void repair(uint8_t *p, size_t n) {
    struct model_header h;
    if (n < sizeof h) return;
    memcpy(&h, p, sizeof h);
    memcpy(h.magic, MODEL_MAGIC, 8);
    h.version = MODEL_VERSION;
    h.endian = MODEL_ENDIAN;
    h.bytes = n;
    size_t room = (n - sizeof h) / sizeof(struct model_entry);
    if (h.n_sections > room) h.n_sections = room ? (uint32_t)(h.n_sections % (room + 1)) : 0;
    for (uint32_t i = 0; i < h.n_sections; i++) {
        struct model_entry e;
        uint8_t *at = p + sizeof h + i * sizeof e;
        memcpy(&e, at, sizeof e);
        if (e.offset <= n && e.bytes <= n - e.offset) e.sum = rd_hash64(p + e.offset, e.bytes, i + 1);
        memcpy(at, &e, sizeof e);
    }
    h.table_sum = rd_hash64(p + sizeof h, h.n_sections * sizeof(struct model_entry), 0);
    h.header_sum = rd_hash64(&h, 120, 0);
    memcpy(p, &h, sizeof h);
}

static void walk(const struct rd_model *m) {
    for (uint32_t i = 0; i <= rd_model_count(m); i++) {
        const struct rd_section *s = rd_model_at(m, i);
        if (!s) continue;
        FUZZ_ASSERT(memchr(s->name, 0, sizeof s->name) != NULL && rd_model_find(m, s->name) != NULL);
        uint64_t sum = 0;
        for (uint64_t k = 0; k < s->bytes; k++) sum += ((const uint8_t *)s->data)[k];
        FUZZ_ASSERT(sum <= s->bytes * 255);
        for (uint32_t k = 0; k < 64 && s->type == RD_SEC_STRINGS && rd_model_string(s, k).p; k++) { }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[512];
    if (!size || size > 1 << 22) return 0;
    uint8_t *copy = malloc(size);
    FUZZ_ASSERT(copy != NULL);
    memcpy(copy, data + 1, size - 1);
    if (data[0] & 1) repair(copy, size - 1);
    fuzz_file(path, "fuzz.rdm", copy, size - 1);
    free(copy);
    struct rd_model *m;
    struct rd_err err = {0};
    if (rd_model_open(&m, path, (data[0] & 2) == 0, &err) == RD_OK) {
        walk(m);
        rd_model_close(m);
    } else {
        FUZZ_ASSERT(m == NULL && err.code < 0 && err.msg[0]);
    }
    struct rd_langid *l;
    if (rd_langid_open(&l, path, NULL) == RD_OK) {
        double sure;
        rd_langid_find(l, RD_LIT("The minister said that the road was open."), &sure);
        rd_langid_close(l);
    }
    remove(path);
    return 0;
}
