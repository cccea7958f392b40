#include "compare/compare.h"

/* Days that a told date may span and still say which contact is meant: "last month" does not. */
enum { CLOSE_DAYS = 3 };

static bool kinds_agree(uint8_t a, uint8_t b) {
    return a == b || a == RD_CH_UNSPECIFIED || b == RD_CH_UNSPECIFIED;
}

/* Both sorted without doubles: does one hold all of the other, with two in common at least? */
static bool same_parties(const struct rd_contact_in *a, const struct rd_contact_in *b) {
    uint32_t i = 0, k = 0, common = 0;
    while (i < a->n_keys && k < b->n_keys) {
        int c = rd_str_cmp(a->keys[i], b->keys[k]);
        if (c == 0) common++;
        if (c <= 0) i++;
        if (c >= 0) k++;
    }
    return common >= 2 && (common == a->n_keys || common == b->n_keys);
}

static bool days_agree(const struct rd_contact_in *a, const struct rd_contact_in *b) {
    if (!a->dated || !b->dated) return a->page == b->page;
    if (a->last - a->first > CLOSE_DAYS || b->last - b->first > CLOSE_DAYS) return a->page == b->page && a->first == b->first && a->last == b->last;
    return a->first <= b->last && b->first <= a->last;
}

uint32_t rd_contact_groups(const struct rd_contact_in *in, uint32_t n, uint32_t *group, struct rd_arena *scratch) {
    (void)scratch;
    uint32_t groups = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t k = 0;
        while (k < i && !(kinds_agree(in[i].kind, in[k].kind) && days_agree(&in[i], &in[k]) && same_parties(&in[i], &in[k]))) k++;
        group[i] = k < i ? group[k] : groups++;
    }
    return groups;
}
