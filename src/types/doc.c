#include "types/doc.h"

struct rd_span rd_doc_span(const struct rd_doc *d, uint32_t beg, uint32_t end) {
    if (beg >= end || end > d->n_tok) return (struct rd_span){0, 0};
    return (struct rd_span){d->toks[beg].span.beg, d->toks[end - 1].span.end};
}

uint32_t rd_doc_token_at(const struct rd_doc *d, uint32_t at) {
    uint32_t lo = 0, hi = d->n_tok;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (d->toks[mid].span.end <= at) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}
