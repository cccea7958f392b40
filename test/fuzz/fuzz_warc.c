/* fuzz_warc.c - any bytes as an archive, plain or packed. Byte 0: 1 the name of a packed one, 2 a small limit, 4 from standard input,
 * resumed in the middle. */
#include "fuzz.h"

#include "base/limits.h"
#include "intake/intake.h"

#include <fcntl.h>

static void check(const struct rd_item *item, const struct rd_intake_opts *o, uint64_t size) {
    const struct rd_blob *b = &item->blob;
    uint64_t sum = 0;
    if (!b->bytes) {
        FUZZ_ASSERT(item->note != NULL && memchr(item->message, 0, sizeof item->message) != NULL);
        return;
    }
    FUZZ_ASSERT(b->n > 0 && b->n <= (o->max_bytes ? o->max_bytes * 3 + 1000 : RD_MAX_DECODED)); /* an entry's page is longer than the entry */
    for (size_t i = 0; i < b->n; i++) sum += b->bytes[i];
    for (uint32_t i = 0; i < b->url.n; i++) sum += (uint8_t)b->url.p[i];
    for (uint32_t i = 0; i < b->charset.n; i++) sum += (uint8_t)b->charset.p[i];
    FUZZ_ASSERT(strlen(b->page_id) == 32 && b->path.n > 0 && sum > 0);
    FUZZ_ASSERT(!b->odd == !b->odd_why);
    FUZZ_ASSERT(!b->container.n || b->offset <= size * 1100); /* no compression does better */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[512];
    if (!size || size > 1 << 24) return 0;
    fuzz_file(path, data[0] & 1 ? "fuzz.warc.gz" : "fuzz.warc", data + 1, size - 1);
    bool by_stdin = data[0] & 4;
    const char *paths[] = {by_stdin ? "-" : path};
    struct rd_intake_opts opts = {.max_bytes = data[0] & 2 ? 300 : 0, .resume = by_stdin ? size / 2 : 0};
    struct rd_intake *in;
    struct rd_item item;
    struct rd_err err = {0};
    if (by_stdin) {
        int fd = open(path, O_RDONLY);
        FUZZ_ASSERT(fd >= 0 && dup2(fd, 0) == 0);
        close(fd);
    }
    if (rd_intake_open(&in, paths, 1, &opts, &err) == RD_OK) {
        uint64_t n = 0;
        int rc;
        while ((rc = rd_intake_next(in, &item, &err)) == 1) {
            check(&item, &opts, size);
            FUZZ_ASSERT(++n <= size * 1100);
        }
        FUZZ_ASSERT(rc == 0 || err.code < 0);
        rd_intake_close(in);
    }
    remove(path);
    return 0;
}
