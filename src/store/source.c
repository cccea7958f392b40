#include "store/store_int.h"

#include "base/hash.h"
#include "base/limits.h"

#include <zstd.h>

enum { LEVEL = 6 }; /* measured in docs/STORE.md: levels above cost more time than they save room */

int store_source_put(struct rd_store *s, int64_t page, const struct rd_reading *rd, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    size_t cap = ZSTD_compressBound(rd->blob.n);
    void *packed = rd_arena_get(&s->scratch, cap);
    size_t n = ZSTD_compress(packed, cap, rd->blob.n ? (const void *)rd->blob.bytes : "", rd->blob.n, LEVEL);
    if (ZSTD_isError(n)) {
        rd_arena_reset(&s->scratch, m);
        return rd_fail(err, RD_ESTORE, "store", "zstd: %s", ZSTD_getErrorName(n));
    }
    struct rd_str text = rd->page.text.p ? rd->page.text : RD_LIT("");
    struct rd_sha256 sha;
    uint8_t digest[32];
    rd_sha256_init(&sha);
    rd_sha256_add(&sha, text.p, text.n);
    rd_sha256_end(&sha, digest);
    struct store_q q;
    store_q_open(&q, s, "INSERT INTO page_source (page, codec, bytes, text, text_sha256) VALUES (?, 'zstd', ?, ?, ?)", NULL, err);
    store_put_int(&q, page);
    store_put_blob(&q, packed, n);
    store_put_str(&q, text);
    store_put_blob(&q, digest, sizeof digest);
    int rc = store_q_run(&q);
    rd_arena_reset(&s->scratch, m);
    return rc;
}

/* Undoes zstd with the size that its own header tells, which is checked against the cap first. */
static int unpack(struct rd_str packed, struct rd_arena *a, struct rd_blob *blob, struct rd_err *err) {
    unsigned long long size = ZSTD_getFrameContentSize(packed.p, packed.n);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > RD_MAX_DECODED) {
        return rd_fail(err, RD_EFORMAT, "store", "the stored original bytes are damaged");
    }
    uint8_t *bytes = rd_arena_get(a, (size_t)size + 1);
    size_t n = ZSTD_decompress(bytes, (size_t)size, packed.p, packed.n);
    if (ZSTD_isError(n) || n != size) return rd_fail(err, RD_EFORMAT, "store", "the stored original bytes are damaged");
    bytes[n] = 0;
    blob->bytes = bytes;
    blob->n = n;
    return RD_OK;
}

int store_source_get(struct rd_store *s, int64_t page, struct rd_arena *a, struct rd_blob *blob, struct rd_str *text, struct rd_err *err) {
    struct store_q q;
    int rc = RD_OK;
    store_q_open(&q, s, "SELECT codec, bytes, text FROM page_source WHERE page = ?", a, err);
    store_put_int(&q, page);
    if (store_q_next(&q)) {
        struct rd_str codec = store_get_str(&q), bytes = store_get_blob(&q);
        *text = store_get_str(&q);
        if (rd_str_is(codec, "zstd")) rc = unpack(bytes, a, blob, err);
        else blob->bytes = (const uint8_t *)bytes.p, blob->n = bytes.n;
    } else if (!q.rc) {
        rc = rd_fail(err, RD_ESTORE, "store", "the dossier %s is damaged: a page without its source", s->path);
    }
    store_q_end(&q);
    return q.rc ? q.rc : rc;
}
