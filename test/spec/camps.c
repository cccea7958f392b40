/* Reads claims, one a line, and prints the disputes among them: for the development set of disputes, which needs no dossier.
 * In: case TAB type TAB key TAB value TAB side TAB origin TAB first TAB last (days, empty: undated), lines of a (case, type, key) together.
 * Out: case TAB type TAB key TAB number of camps TAB "value=side,side ..." per camp. */
#include "base/arena.h"
#include "compare/disputes.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_LINE = 65536 };

struct group { struct rd_claim_in *v; uint32_t n, cap; struct rd_str name, type, key; };

static void flush(struct group *g, struct rd_arena *a) {
    uint32_t *side = rd_arena_get(a, (g->n + 1) * sizeof *side);
    uint32_t camps = rd_dispute_camps(g->v, g->n, side, NULL, a);
    if (camps) printf("%.*s\t%.*s\t%.*s\t%u\t", RD_S(g->name), RD_S(g->type), RD_S(g->key), camps);
    for (uint32_t c = 0; c < camps; c++) {
        bool first = true;
        for (uint32_t i = 0; i < g->n; i++) {
            if (side[i] != c) continue;
            if (first) printf("%s%.*s=", c ? " " : "", RD_S(g->v[i].value));
            printf("%s%.*s", first ? "" : ",", RD_S(g->v[i].side));
            first = false;
        }
    }
    if (camps) putchar('\n');
    g->n = 0;
}

static bool day_of(struct rd_str s, int32_t *out) {
    char b[16] = "";
    if (!s.n || s.n >= sizeof b) return false;
    memcpy(b, s.p, s.n);
    *out = (int32_t)strtol(b, NULL, 10);
    return true;
}

int main(void) {
    static char line[MAX_LINE];
    struct rd_arena a;
    struct group g = {0};
    rd_arena_init(&a);
    while (fgets(line, sizeof line, stdin)) {
        struct rd_str f[8];
        line[strcspn(line, "\n")] = 0;
        struct rd_str s = rd_arena_str(&a, rd_str_of(line));
        if (rd_str_split(s, '\t', f, 8) != 8 || rd_claim_type_of(f[1]) < 0) {
            fprintf(stderr, "camps: not a claim: %s\n", line);
            return 1;
        }
        if (g.n && (!rd_str_eq(g.name, f[0]) || !rd_str_eq(g.type, f[1]) || !rd_str_eq(g.key, f[2]))) flush(&g, &a);
        g.name = f[0];
        g.type = f[1];
        g.key = f[2];
        struct rd_claim_in *c = RD_PUSH(&a, g.v, g.n, g.cap);
        *c = (struct rd_claim_in){.type = (uint8_t)rd_claim_type_of(f[1]), .key = f[2], .value = f[3], .side = f[4].n ? f[4] : RD_NONE, .origin = f[5]};
        c->dated = day_of(f[6], &c->first) && day_of(f[7], &c->last);
    }
    if (g.n) flush(&g, &a);
    rd_arena_free(&a);
    return 0;
}
