/* fuzz_jsonl.c - any bytes as an input file: JSON lines, text, HTML, gzip (the first byte chooses the name). */
#include "fuzz.h"

#include "base/limits.h"
#include "intake/intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const names[] = {"fuzz.jsonl", "fuzz.jsonl.gz", "fuzz.txt", "fuzz.html"};
    char path[512];
    if (!size || size > 1 << 24) return 0;
    fuzz_file(path, names[data[0] & 3], data + 1, size - 1);
    const char *paths[] = {path, "/nonexistent/rd-fuzz"};
    struct rd_intake_opts opts = {.max_bytes = data[0] & 4 ? 1000 : 0};
    struct rd_intake *in;
    struct rd_item item;
    struct rd_err err = {0};
    if (rd_intake_open(&in, paths, 1 + (data[0] >> 3 & 1), &opts, &err) == RD_OK) {
        uint32_t n = 0;
        int rc;
        while ((rc = rd_intake_next(in, &item, &err)) == 1) {
            uint64_t sum = 0;
            if (item.blob.bytes) {
                FUZZ_ASSERT(item.blob.n <= RD_MAX_DECODED);
                for (size_t i = 0; i < item.blob.n; i++) sum += item.blob.bytes[i];
                FUZZ_ASSERT(strlen(item.blob.page_id) == 32 && sum <= 255 * (uint64_t)item.blob.n);
            } else {
                FUZZ_ASSERT(item.note != NULL && memchr(item.message, 0, sizeof item.message) != NULL);
            }
            FUZZ_ASSERT(++n <= size + 2); /* no more items than bytes */
        }
        FUZZ_ASSERT(rc == 0 || err.code < 0);
        rd_intake_close(in);
    }
    remove(path);
    return 0;
}
