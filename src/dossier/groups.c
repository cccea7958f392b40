/* Groups that come and go with pages: origins, stories, calls.
 * Nodes meet under keys. Under each key they stand in an order of their own (day, then a number from the id); a node is compared with the
 * RD_MEET_WINDOW before and behind it. Which pairs are near, which of these are the same, and what hangs together is a matter of the set of
 * nodes alone: in whatever order they come, go and come again, the groups are the same. Entering or leaving moves at most
 * 2 * RD_MEET_WINDOW + RD_MEET_WINDOW pairs for each key. */
#include "dossier/dossier_int.h"

#include "base/limits.h"
#include "base/map.h"

/* ---- does a group still hold together? ---- */

struct walk {
    int64_t *node; uint32_t n, cap, done;
    struct rd_map seen;
};

static void visit(struct walk *w, int64_t node, struct rd_arena *a) {
    bool fresh;
    rd_map_put(&w->seen, (struct rd_str){(const char *)&node, sizeof node}, &fresh);
    if (fresh) *RD_PUSH(a, w->node, w->n, w->cap) = node;
}

static bool has(const struct walk *w, int64_t node) {
    uint64_t v;
    return rd_map_get(&w->seen, (struct rd_str){(const char *)&node, sizeof node}, &v);
}

/* One more node of a walk; *met: the other one has been where this one comes to. */
static int step(struct dossier_link *d, int group, struct walk *w, const struct walk *other, bool *met, struct rd_arena *a) {
    int64_t *next;
    uint32_t n;
    int rc = rd_store_links_of(d->s, group, w->node[w->done++], a, &next, &n, d->err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        if (has(other, next[i])) *met = true;
        visit(w, next[i], a);
    }
    return rc;
}

/* From both ends at once: done when they meet, or when the smaller half has been walked through, which then gets a group of its own. */
static int check_split(struct dossier_link *d, int group, int64_t x, int64_t y) {
    struct rd_arena a;
    struct walk w[2] = {{0}};
    int64_t gx, gy;
    int rc = rd_store_group_of(d->s, group, x, &gx, NULL, d->err);
    if (!rc) rc = rd_store_group_of(d->s, group, y, &gy, NULL, d->err);
    if (rc || x == y || !gx || gx != gy) return rc;
    rd_arena_init(&a);
    for (int i = 0; i < 2; i++) {
        rd_map_init(&w[i].seen, &a);
        visit(&w[i], i ? y : x, &a);
    }
    bool met = false;
    int alone = -1;
    while (!rc && !met && alone < 0 && w[0].done + w[1].done < RD_MAX_GROUP_WALK) {
        for (int i = 0; i < 2 && !rc && !met && alone < 0; i++) {
            if (w[i].done < w[i].n) rc = step(d, group, &w[i], &w[1 - i], &met, &a);
            else alone = i;
        }
    }
    int64_t made = 0;
    for (uint32_t i = 0; !rc && !met && alone >= 0 && i < w[alone].n; i++) {
        struct rd_fact f;
        rc = rd_store_fact(d->s, group, w[alone].node[i], &a, &f, d->err);
        if (!rc) rc = rd_store_group_put(d->s, group, &f, made, &made, d->err);
    }
    rd_arena_free(&a);
    return rc;
}

/* The smaller group goes into the larger one. */
static int join(struct dossier_link *d, int group, int64_t x, int64_t y) {
    struct rd_arena a;
    int64_t gx, gy, *node;
    uint64_t nx, ny;
    uint32_t n;
    int rc = rd_store_group_of(d->s, group, x, &gx, &nx, d->err);
    if (!rc) rc = rd_store_group_of(d->s, group, y, &gy, &ny, d->err);
    if (rc || gx == gy) return rc;
    rd_arena_init(&a);
    rc = rd_store_group_members(d->s, group, nx < ny ? gx : gy, &a, &node, &n, d->err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        struct rd_fact f;
        struct rd_arena_mark m = rd_arena_mark(&a);
        rc = rd_store_fact(d->s, group, node[i], &a, &f, d->err);
        if (!rc) rc = rd_store_group_put(d->s, group, &f, nx < ny ? gy : gx, NULL, d->err);
        rd_arena_reset(&a, m);
    }
    rd_arena_free(&a);
    return rc;
}

/* ---- pairs that are near under one key more or less ---- */

/* x and y are near under `keys` more keys: compared if they are not linked yet. */
static int near(struct dossier_link *d, int group, int64_t x, int64_t y, int keys) {
    struct rd_fact a, b;
    int left, score;
    struct rd_str why = RD_NONE;
    int rc = rd_store_link(d->s, group, x, y, keys, 0, NULL, &left, d->err);
    if (rc || left) return rc;
    struct rd_arena_mark m = rd_arena_mark(&d->a);
    rc = rd_store_fact(d->s, group, x, &d->a, &a, d->err);
    if (!rc) rc = rd_store_fact(d->s, group, y, &d->a, &b, d->err);
    score = rc ? 0 : dossier_same(group, &a, &b, &why, &d->a);
    if (!rc && score > 0) rc = rd_store_link(d->s, group, x, y, keys, score, why.p, &left, d->err);
    rd_arena_reset(&d->a, m);
    return rc || score <= 0 ? rc : join(d, group, x, y);
}

struct pair { int64_t x, y; };
struct pairs { struct pair *v; uint32_t n, cap; };

/* x and y are near under one key less; a link that is lost by it is remembered. */
static int apart(struct dossier_link *d, int group, int64_t x, int64_t y, struct pairs *lost) {
    int left, before;
    int rc = rd_store_link(d->s, group, x, y, 0, 0, NULL, &before, d->err);
    if (rc || before <= 0) return rc;
    rc = rd_store_link(d->s, group, x, y, -1, 0, NULL, &left, d->err);
    if (!rc && !left) *RD_PUSH(&d->a, lost->v, lost->n, lost->cap) = (struct pair){x, y};
    return rc;
}

int dossier_enter(struct dossier_link *d, int group, const struct rd_fact *f, const uint64_t *keys, uint32_t n_keys) {
    struct rd_arena_mark m = rd_arena_mark(&d->a);
    struct rd_map seen;
    struct pairs lost = {0};
    struct { int64_t node; int keys; } *c = NULL;
    uint32_t n = 0, cap = 0;
    rd_map_init(&seen, &d->a);
    int rc = rd_store_fact_put(d->s, group, f, keys, n_keys, d->err);
    if (!rc) rc = rd_store_group_put(d->s, group, f, 0, NULL, d->err);
    for (uint32_t k = 0; k < n_keys && !rc; k++) {
        struct rd_meeting at;
        rc = rd_store_meet(d->s, group, f, keys[k], false, &at, d->err);
        for (uint32_t i = 0; i < at.n_before + at.n_after && !rc; i++) {
            int64_t node = i < at.n_before ? at.before[i] : at.after[i - at.n_before];
            bool fresh;
            uint64_t *slot = rd_map_put(&seen, (struct rd_str){(const char *)&node, sizeof node}, &fresh);
            if (fresh) {
                *slot = n;
                (void)RD_PUSH(&d->a, c, n, cap);
                c[n - 1].node = node;
            }
            c[*slot].keys++;
        }
        /* those that now stand one too far from each other */
        for (uint32_t i = 0; i < at.n_before && !rc; i++) {
            uint32_t j = RD_MEET_WINDOW - 1 - i;
            if (j < at.n_after) rc = apart(d, group, at.before[i], at.after[j], &lost);
        }
    }
    for (uint32_t i = 0; i < n && !rc; i++) rc = near(d, group, f->node, c[i].node, c[i].keys);
    for (uint32_t i = 0; i < lost.n && !rc; i++) rc = check_split(d, group, lost.v[i].x, lost.v[i].y);
    rd_arena_reset(&d->a, m);
    return rc;
}

int dossier_leave(struct dossier_link *d, int group, int64_t node) {
    struct rd_arena_mark m = rd_arena_mark(&d->a);
    struct rd_fact f;
    uint64_t *keys = NULL;
    int64_t *linked = NULL;
    uint32_t n_keys = 0, n_linked = 0;
    struct pairs again = {0};
    int rc = rd_store_fact(d->s, group, node, &d->a, &f, d->err);
    if (!rc) rc = rd_store_meet_keys(d->s, group, node, &d->a, &keys, &n_keys, d->err);
    if (!rc) rc = rd_store_links_of(d->s, group, node, &d->a, &linked, &n_linked, d->err);
    for (uint32_t k = 0; k < n_keys && !rc; k++) {
        struct rd_meeting at;
        rc = rd_store_meet(d->s, group, &f, keys[k], true, &at, d->err);
        for (uint32_t i = 0; i < at.n_before && !rc; i++) {
            uint32_t j = RD_MEET_WINDOW - 1 - i;
            if (j < at.n_after) *RD_PUSH(&d->a, again.v, again.n, again.cap) = (struct pair){at.before[i], at.after[j]};
        }
    }
    for (uint32_t i = 0; i < n_linked && !rc; i++) rc = rd_store_link_drop(d->s, group, node, linked[i], d->err);
    if (!rc) rc = rd_store_group_leave(d->s, group, node, d->err);
    if (!rc) rc = rd_store_fact_drop(d->s, group, node, d->err);
    for (uint32_t i = 0; i < again.n && !rc; i++) rc = near(d, group, again.v[i].x, again.v[i].y, 1);
    for (uint32_t i = 1; i < n_linked && !rc; i++) rc = check_split(d, group, linked[0], linked[i]);
    rd_arena_reset(&d->a, m);
    return rc;
}
