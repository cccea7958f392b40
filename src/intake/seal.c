/* seal.c - the hash of a blob's bytes and the id of its page: the page's own name and its bytes, so that equal bytes under two
 * names are two pages and the id does not depend on where the folder lies. */
#include "base/hash.h"
#include "intake/intake_int.h"

void rd_blob_seal(struct rd_blob *b) {
    struct rd_sha256 all, id;
    uint8_t digest[32];
    rd_sha256_init(&all);
    rd_sha256_add(&all, b->bytes, b->n);
    rd_sha256_end(&all, b->sha256);
    rd_sha256_init(&id);
    if (b->url.n) {
        rd_sha256_add(&id, b->url.p, b->url.n);
    } else {
        rd_sha256_add(&id, b->path.p, b->path.n);
        /* The path of a line of JSON already ends in "#ID". */
        bool has = b->id.n && b->path.n > b->id.n && b->path.p[b->path.n - b->id.n - 1] == '#' &&
                   memcmp(b->path.p + b->path.n - b->id.n, b->id.p, b->id.n) == 0;
        if (b->id.n && !has) {
            rd_sha256_add(&id, "#", 1);
            rd_sha256_add(&id, b->id.p, b->id.n);
        }
    }
    rd_sha256_add(&id, "", 1);
    rd_sha256_add(&id, b->bytes, b->n);
    rd_sha256_end(&id, digest);
    char hex[65];
    rd_hex(hex, digest, 32);
    memcpy(b->page_id, hex, 32);
    b->page_id[32] = 0;
}
