/* signature.c - 128 min-hashes over shingles of five words of lead and body (Broder 1997), cut to 16 bits each (Li and Koenig
 * 2010), by which copies are found; types/page.h says how they lie. Words are lower case without punctuation, so that another
 * house's typography does not matter. */
#include "base/hash.h"
#include "page/page_int.h"

enum { SHINGLE = 5 };

struct window {
    uint64_t word[SHINGLE];
    uint64_t min[RD_SIG_HASHES];
    uint64_t odd[RD_SIG_HASHES]; /* the multipliers of the family of hashes */
    uint64_t text;               /* hash of all words */
    uint64_t n;                  /* words */
};

static void window_init(struct window *w) {
    memset(w, 0, sizeof *w);
    memset(w->min, 0xFF, sizeof w->min);
    for (uint64_t i = 0; i < RD_SIG_HASHES; i++)
        w->odd[i] = rd_hash_mix(i, 0x9E3779B97F4A7C15ull) | 1;
}

static void push(struct window *w, uint64_t word) {
    w->text = rd_hash_mix(w->text, word);
    w->word[w->n++ % SHINGLE] = word;
    if (w->n < SHINGLE)
        return;
    uint64_t h = 0;
    for (uint32_t i = 0; i < SHINGLE; i++)
        h = rd_hash_mix(h, w->word[(w->n + i) % SHINGLE]);
    /* h is well mixed, so one multiplication a hash is enough; the high bits decide */
    for (uint32_t i = 0; i < RD_SIG_HASHES; i++) {
        uint64_t x = h * w->odd[i];
        w->min[i] = x < w->min[i] ? x : w->min[i];
    }
}

/* The words of a block, lower case; `t` ends one. */
static void push_block(struct window *w, struct rd_str t) {
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
            push(w, rd_hash64(word, n, 0));
            n = 0;
        }
    }
}

void page_signature(struct rd_page *p, struct rd_arena *a) {
    struct window w;
    window_init(&w);
    for (uint32_t b = 0; b < p->n_blocks; b++)
        if (p->blocks[b].role == RD_ROLE_LEAD || p->blocks[b].role == RD_ROLE_BODY)
            push_block(&w, rd_span_of(p->text, p->blocks[b].span));
    if (w.n < SHINGLE)
        return;
    uint64_t *sig = RD_NEW_N(a, uint64_t, RD_SIG_N);
    /* the high bits of a minimum are nearly always 0: the 16 kept are taken from the mixed number */
    for (uint32_t i = 0; i < RD_SIG_HASHES; i++)
        sig[i / 4] |= (rd_hash_mix(w.min[i], 0) & 0xFFFF) << (i % 4 * 16);
    sig[RD_SIG_COUNT] = w.n - SHINGLE + 1;
    sig[RD_SIG_TEXT] = w.text;
    p->signature = sig;
    p->n_signature = RD_SIG_N;
}
