/* Which claims cannot both hold. Precision before recall: what is not surely comparable is left alone. */
#include "compare/disputes.h"

#include "base/arena.h"

enum {
    STATE_DAYS = 200,   /* a situation told of longer ago may have been another */
    COUNT_DAYS = 3,     /* numbers of dead and wounded grow */
    MAX_CAMPS = 64
};

/* Days between two claims; 0 if one has none. */
static int32_t days_apart(const struct rd_claim_in *a, const struct rd_claim_in *b) {
    if (!a->dated || !b->dated) return 0;
    if (a->first > b->last) return a->first - b->last;
    if (b->first > a->last) return b->first - a->last;
    return 0;
}

struct amount { double lo, hi; };

/* "12", "10-15", ">100", "<5", "~40". */
static bool amount_of(struct rd_str v, struct amount *out) {
    char op = 0;
    if (v.n && (v.p[0] == '>' || v.p[0] == '<' || v.p[0] == '~')) {
        op = v.p[0];
        v = rd_str_sub(v, 1, v.n);
    }
    int64_t dash = rd_str_find(v, RD_LIT("-"), 1);
    double lo, hi;
    if (dash > 0) {
        if (!rd_str_double(rd_str_sub(v, 0, (uint32_t)dash), &lo) || !rd_str_double(rd_str_sub(v, (uint32_t)dash + 1, v.n), &hi)) return false;
    } else {
        if (!rd_str_double(v, &lo)) return false;
        hi = lo;
    }
    if (op == '>') hi = lo * 4;
    if (op == '<') lo = 0;
    if (op == '~') {
        lo *= 0.85;
        hi *= 1.15;
    }
    *out = (struct amount){lo, hi};
    return true;
}

static bool numbers_conflict(const struct rd_claim_in *a, const struct rd_claim_in *b) {
    struct amount x, y;
    if (!amount_of(a->value, &x) || !amount_of(b->value, &y)) return false;
    if (x.lo <= y.hi && y.lo <= x.hi) return false;
    double low = x.hi < y.lo ? x.hi : y.hi, high = x.hi < y.lo ? y.lo : x.lo;
    if (high - low < 2 || high < low * 1.15) return false;   /* one more found, or rounded */
    if (!a->dated || !b->dated) return high >= low * 1.5;
    if (days_apart(a, b) > COUNT_DAYS) return false;
    /* A later, higher count is news, no dispute; twice as many within a day is one. */
    const struct rd_claim_in *later = a->first > b->last ? a : b->first > a->last ? b : NULL;
    bool grew = later && (later == a ? x.lo > y.hi : y.lo > x.hi);
    return !grew || high >= low * 2;
}

static bool polar(struct rd_str v) {
    return rd_str_is(v, "+") || rd_str_is(v, "-");
}

/* "+<actor>" he did it, perhaps with others; "=<actor>" he and nobody else; "-<actor>" he did not. */
static bool authors_conflict(struct rd_str a, struct rd_str b) {
    if (a.n < 2 || b.n < 2) return false;
    bool same = rd_str_eq(rd_str_sub(a, 1, a.n), rd_str_sub(b, 1, b.n));
    if (a.p[0] == '-' || b.p[0] == '-') return same && a.p[0] != b.p[0];
    return !same && a.p[0] == '=' && b.p[0] == '=';
}

/* What is open today may be closed tomorrow: such states are compared within days, and only where both days are known. */
static bool passing(struct rd_str key) {
    return rd_str_starts(key, "is:open:") || rd_str_starts(key, "is:over:") || rd_str_starts(key, "is:holds:") || rd_str_starts(key, "is:safe:");
}

static bool facts_conflict(const struct rd_claim_in *a, const struct rd_claim_in *b) {
    if (!polar(a->value) || !polar(b->value) || rd_str_eq(a->value, b->value)) return false;
    if (passing(a->key)) return a->dated && b->dated && days_apart(a, b) <= COUNT_DAYS;
    return days_apart(a, b) <= STATE_DAYS;
}

static bool values_conflict(const struct rd_claim_in *a, const struct rd_claim_in *b, const char **why) {
    switch (a->type) {
    case RD_CLAIM_FACT:
        *why = "one says that it is so, the other that it is not";
        return facts_conflict(a, b);
    case RD_CLAIM_RECOGNITION:
        *why = "one recognises it, the other does not";
        return polar(a->value) && polar(b->value) && !rd_str_eq(a->value, b->value);
    case RD_CLAIM_SEQUENCE:
        *why = "they tell the order differently: at the same time, or one after the other";
        return !rd_str_eq(a->value, b->value) && days_apart(a, b) <= STATE_DAYS;
    case RD_CLAIM_NUMBER:
        *why = "they give numbers that do not fit together";
        return numbers_conflict(a, b);
    case RD_CLAIM_ATTRIBUTION:
        *why = "they hold different ones responsible";
        return authors_conflict(a->value, b->value) && days_apart(a, b) <= STATE_DAYS;
    case RD_CLAIM_NAMING:
        *why = "they call the same thing by names that exclude each other";
        return !rd_str_eq(a->value, b->value);
    default:
        return false;
    }
}

bool rd_claims_conflict(const struct rd_claim_in *a, const struct rd_claim_in *b, const char **why) {
    const char *line = NULL;
    if (a->type != b->type || !rd_str_eq(a->key, b->key) || !a->side.p || !b->side.p || rd_str_eq(a->side, b->side)) return false;
    if (!values_conflict(a, b, &line)) return false;
    if (why) *why = line;
    return true;
}

static int order(const struct rd_claim_in *a, const struct rd_claim_in *b) {
    int c = rd_str_cmp(a->value, b->value);
    if (!c) c = rd_str_cmp(a->side, b->side);
    if (!c) c = (int)a->dated - (int)b->dated;
    if (!c && a->dated) c = a->first != b->first ? (a->first < b->first ? -1 : 1) : a->last != b->last ? (a->last < b->last ? -1 : 1) : 0;
    return c;
}

/* Heap sort of indices: no recursion, no memory, n log n whatever the input. Equal ones may change places: nothing depends on it. */
static void sift(const struct rd_claim_in *in, uint32_t *x, uint32_t at, uint32_t n) {
    for (uint32_t kid; (kid = 2 * at + 1) < n; at = kid) {
        if (kid + 1 < n && order(&in[x[kid]], &in[x[kid + 1]]) < 0) kid++;
        if (order(&in[x[at]], &in[x[kid]]) >= 0) return;
        uint32_t t = x[at];
        x[at] = x[kid];
        x[kid] = t;
    }
}

static void sort(const struct rd_claim_in *in, uint32_t *x, uint32_t n) {
    for (uint32_t i = n / 2; i-- > 0;) sift(in, x, i, n);
    for (uint32_t i = n; i-- > 1;) {
        uint32_t t = x[0];
        x[0] = x[i];
        x[i] = t;
        sift(in, x, 0, i);
    }
}

/* Sorted claims with the same value, side and days are one point; returns how many points, point[k] begins at x[point[k]]. */
static uint32_t points_of(const struct rd_claim_in *in, const uint32_t *x, uint32_t n, uint32_t *point) {
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!i || order(&in[x[i]], &in[x[i - 1]])) point[k++] = i;
    }
    point[k] = n;
    return k;
}

uint32_t rd_dispute_camps(const struct rd_claim_in *in, uint32_t n, uint32_t *side_of, const char **why, struct rd_arena *scratch) {
    uint32_t *x = rd_arena_get(scratch, (n + 1) * sizeof *x), *point = rd_arena_get(scratch, (n + 1) * sizeof *point);
    for (uint32_t i = 0; i < n; i++) {
        x[i] = i;
        side_of[i] = UINT32_MAX;
    }
    if (why) *why = NULL;
    sort(in, x, n);
    uint32_t m = points_of(in, x, n, point);
    bool *meets = rd_arena_zero(scratch, (m + 1) * sizeof *meets);
    for (uint32_t i = 0; i < m; i++) {
        for (uint32_t k = i + 1; k < m; k++) {
            if ((meets[i] && meets[k]) || !rd_claims_conflict(&in[x[point[i]]], &in[x[point[k]]], why)) continue;
            meets[i] = meets[k] = true;
        }
    }
    uint32_t camps = 0;
    struct rd_str last = RD_NONE;
    for (uint32_t i = 0; i < m; i++) {
        if (!meets[i]) continue;
        struct rd_str value = in[x[point[i]]].value;
        if (!camps || !rd_str_eq(value, last)) {
            if (camps == MAX_CAMPS) break;
            camps++;
        }
        last = value;
        for (uint32_t k = point[i]; k < point[i + 1]; k++) side_of[x[k]] = camps - 1;
    }
    return camps;
}
