/* signature.c - sixteen min-hashes over shingles of five words of lead and body (Broder 1997), by which copies are found.
 * Words are lower case without punctuation, so that another house's typography does not matter. */
#include "base/hash.h"
#include "page/page_int.h"

enum { N_HASH = 16, SHINGLE = 5 };

struct window { uint64_t word[SHINGLE]; uint32_t n; };

static void push(struct window *w, uint64_t word, uint64_t *min) {
    static const uint64_t ODD = 0x9E3779B97F4A7C15ull;
    w->word[w->n++ % SHINGLE] = word;
    if (w->n < SHINGLE)
        return;
    uint64_t h = 0;
    for (uint32_t i = 0; i < SHINGLE; i++)
        h = rd_hash_mix(h, w->word[(w->n + i) % SHINGLE]);
    for (uint64_t i = 0; i < N_HASH; i++) {
        uint64_t x = rd_hash_mix(h, (i + 1) * ODD);
        if (x < min[i])
            min[i] = x;
    }
}

void page_signature(struct rd_page *p, struct rd_arena *a) {
    struct window w = {{0}, 0};
    uint64_t *min = RD_NEW_N(a, uint64_t, N_HASH);
    memset(min, 0xFF, sizeof *min * N_HASH);
    for (uint32_t b = 0; b < p->n_blocks; b++) {
        if (p->blocks[b].role != RD_ROLE_LEAD && p->blocks[b].role != RD_ROLE_BODY)
            continue;
        struct rd_str t = rd_span_of(p->text, p->blocks[b].span);
        char word[64];
        uint32_t n = 0;
        for (uint32_t i = 0; i <= t.n;) {
            uint32_t cp = ' ';
            if (i < t.n)
                cp = rd_utf8_next(t, &i);
            else
                i++;
            if (rd_cp_alpha(cp) || rd_cp_digit(cp)) {
                if (n + 4 <= sizeof word)
                    n += rd_utf8_put(word + n, rd_cp_tolower(cp));
            } else if (n) {
                push(&w, rd_hash64(word, n, 0), min);
                n = 0;
            }
        }
    }
    if (w.n < SHINGLE)
        return;
    p->signature = min;
    p->n_signature = N_HASH;
}
