/* fuzz_feed.c - any bytes as a feed. Byte 0: 1 told to be in Latin-1 by whoever sent it. */
#include "fuzz.h"

#include "base/utf8.h"
#include "intake/feed_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct intake_feed f;
    struct rd_arena a;
    struct rd_item item;
    struct rd_blob where = {.path = RD_LIT("feed.xml")};
    if (!size || size > 1 << 22) return 0;
    struct rd_str bytes = {(const char *)data + 1, (uint32_t)size - 1};
    (void)intake_is_feed(data + 1, size - 1);
    rd_arena_init(&a);
    intake_feed_begin(&f, bytes, data[0] & 2 ? RD_LIT("https://example.org/x/y?z") : RD_NONE, data[0] & 1 ? RD_LIT("iso-8859-1") : RD_NONE);
    FUZZ_ASSERT(f.n <= size);
    FUZZ_ASSERT(!f.odd == !f.odd_why);
    uint32_t n = 0;
    for (;;) {
        memset(&item, 0, sizeof item);
        if (!intake_feed_next(&f, &item, &where, &a)) break;
        n++;
        FUZZ_ASSERT(item.blob.path.n > 0);
        if (item.note) continue;
        struct rd_str page = {(const char *)item.blob.bytes, (uint32_t)item.blob.n};
        FUZZ_ASSERT(rd_utf8_valid(page) && !memchr(page.p, 0, page.n));
        FUZZ_ASSERT(!item.blob.url.p || rd_str_starts(item.blob.url, "http"));
        FUZZ_ASSERT(item.blob.date.n <= 32);
    }
    FUZZ_ASSERT(n == f.n);
    intake_feed_end(&f);
    rd_arena_free(&a);
    return 0;
}
