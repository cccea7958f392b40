#include "store/store_int.h"

int64_t store_tie(struct rd_str id) {
    int64_t out = 0;
    for (uint32_t i = 0; i < 15; i++) {
        char c = i < id.n ? id.p[i] : '0';
        int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
        out = out * 16 + d;
    }
    return out;
}

void store_touch_reset(struct rd_store *s) {
    s->entries = NULL;
    s->claims = NULL;
    s->n_entries = s->cap_entries = s->n_claims = s->cap_claims = 0;
    rd_arena_free(&s->dirty);
    rd_arena_init(&s->dirty);
}

void store_touch_entry(struct rd_store *s, const struct rd_touched_entry *e) {
    *RD_PUSH(&s->dirty, s->entries, s->n_entries, s->cap_entries) = *e;
}

void store_touch_claim(struct rd_store *s, int64_t claim_key) {
    *RD_PUSH(&s->dirty, s->claims, s->n_claims, s->cap_claims) = claim_key;
}

static int by_place(const void *x, const void *y) {
    const struct rd_touched_entry *a = x, *b = y;
    const int64_t d[][2] = {{a->actor, b->actor}, {a->issue, b->issue}, {a->ord, b->ord}, {a->tie, b->tie}, {a->at, b->at}, {a->record, b->record}};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(d); i++) {
        if (d[i][0] != d[i][1]) return d[i][0] < d[i][1] ? -1 : 1;
    }
    return 0;
}

static int by_value(const void *x, const void *y) {
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return a < b ? -1 : a > b;
}

int rd_store_touched(struct rd_store *s, struct rd_arena *a, struct rd_touched_entry **entries, uint32_t *n_entries, int64_t **claims, uint32_t *n_claims, struct rd_err *err) {
    (void)err;
    *entries = rd_arena_dup(a, s->entries, s->n_entries * sizeof **entries);
    *claims = rd_arena_dup(a, s->claims, s->n_claims * sizeof **claims);
    *n_entries = *n_claims = 0;
    if (s->n_entries) qsort(*entries, s->n_entries, sizeof **entries, by_place);
    if (s->n_claims) qsort(*claims, s->n_claims, sizeof **claims, by_value);
    for (uint32_t i = 0; i < s->n_entries; i++) {
        if (!i || by_place(&(*entries)[*n_entries - 1], &(*entries)[i])) (*entries)[(*n_entries)++] = (*entries)[i];
    }
    for (uint32_t i = 0; i < s->n_claims; i++) {
        if (!i || (*claims)[*n_claims - 1] != (*claims)[i]) (*claims)[(*n_claims)++] = (*claims)[i];
    }
    store_touch_reset(s);
    return RD_OK;
}
