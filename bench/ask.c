/* ask: how long the dossier's questions take, asked by several readers at once, while somebody may be adding.
 *   ask DOSSIER [READERS] [SECONDS]
 * Prints for each kind of question how often it was asked, and the 50th, 95th percentile and the longest, in milliseconds. */
#include "store/derived.h"
#include "store/store.h"

#include "base/arena.h"
#include "base/hash.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { KINDS = 26, MOST = 20000 };
static const char *const names[KINDS] = {"latest statements", "of a side", "of a speaker's name", "speaker and addressee", "channel and issue", "words", "words and side", "since a day", "facet speaker", "facet issue", "facet of a side",
                                         "facet of an issue", "counts", "actors", "actors by name", "pages", "pages of an issue", "timeline of an actor", "issues", "positions of an issue", "matrix", "disputes", "namings", "stories", "calls", "calls of a side"};

struct asker {
    const char *path;
    double until;
    uint64_t seed;
    float *ms[KINDS];
    uint32_t n[KINDS];
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#define PICK(list) rd_str_of(list[(x >> 8) % (sizeof(list) / sizeof *(list))])

static int ask(struct rd_store *s, int kind, uint64_t x, struct rd_arena *a) {
    static const char *const sides[] = {"XVL", "XDR", "XZB", "XTQ", "XAL"}, *const who[] = {"Marr", "Korda", "Solvaag", "Lena Marr", "Tofte"}, *const issue[] = {"l:port@Anholm", "l:bridge@Anholm", "l:mines@Brodno", "l:ferry@Lyskar", "l:cable@Kelm"},
                      *const word[] = {"winter", "port", "observers", "treaty of Kelm", "patience -ships"}, *const channel[] = {"briefing", "phone_call", "interview"}, *const day[] = {"2031-02", "2032-01-15", "2033"};
    struct rd_filter f = {.limit = 25};
    struct rd_err err;
    uint32_t n;
    uint64_t total;
    struct rd_row_statement *st;
    struct rd_row_count *c;
    struct rd_row_actor *ac;
    union { struct rd_row_page *p; struct rd_row_line *l; struct rd_row_issue *i; struct rd_row_entry *e; struct rd_row_cell *m; struct rd_row_dispute *d; struct rd_row_naming *n; struct rd_row_story *s; struct rd_row_call *c; } u;
    struct rd_store_counts counts;
    if (kind == 1 || kind == 6 || kind == 10 || kind == 25) f.side = PICK(sides);
    if (kind == 2 || kind == 3) f.speaker = PICK(who);
    if (kind == 3) f.addressee = rd_str_of(who[x % 5]);
    if (kind == 4) f.channel = PICK(channel);
    if (kind == 4 || kind == 11 || kind == 16 || kind == 19) f.issue = rd_str_of(issue[x % 5]);
    if (kind == 5 || kind == 6) f.words = PICK(word);
    if (kind == 7) f.since = PICK(day);
    if (kind == 17) f.actor = 1 + (int64_t)(x % 150);
    switch (kind) {
    case 8: case 10: return rd_store_facet(s, &f, RD_FACET_SPEAKER, 10, a, &c, &n, &err);
    case 9: case 11: return rd_store_facet(s, &f, kind == 9 ? RD_FACET_ISSUE : RD_FACET_SIDE, 10, a, &c, &n, &err);
    case 12: return rd_store_counts(s, &counts, &err);
    case 13: return rd_store_actors(s, RD_NONE, 25, 0, a, &ac, &n, &total, &err);
    case 14: return rd_store_actors(s, PICK(who), 25, 0, a, &ac, &n, &total, &err);
    case 15: case 16: return rd_store_pages(s, &f, a, &u.p, &n, &total, &err);
    case 17: return rd_store_timeline(s, &f, a, &u.l, &n, &total, &err);
    case 18: return rd_store_issues(s, &f, a, &u.i, &n, &total, &err);
    case 19: return rd_store_positions(s, &f, a, &u.e, &n, &total, &err);
    case 20: return rd_store_matrix(s, &f, a, &u.m, &n, &total, &err);
    case 21: return rd_store_disputes(s, &f, a, &u.d, &n, &total, &err);
    case 22: return rd_store_namings(s, &f, a, &u.n, &n, &total, &err);
    case 23: return rd_store_stories(s, &f, a, &u.s, &n, &total, &err);
    case 24: case 25: return rd_store_calls(s, &f, a, &u.c, &n, &total, &err);
    default: return rd_store_statements(s, &f, a, &st, &n, &total, &err);
    }
}

static void *run(void *p) {
    struct asker *k = p;
    struct rd_store *s;
    struct rd_err err = {0};
    struct rd_arena a;
    if (rd_store_open(&s, k->path, RD_STORE_READ, &err)) {
        fprintf(stderr, "ask: %s\n", err.msg);
        return NULL;
    }
    rd_arena_init(&a);
    while (now() < k->until) {
        k->seed = rd_hash_mix(k->seed, 12345);
        int kind = (int)(k->seed % KINDS);
        double t = now();
        int rc = ask(s, kind, k->seed >> 9, &a);
        if (rc) fprintf(stderr, "ask: %s failed: %d\n", names[kind], rc);
        if (k->n[kind] < MOST) k->ms[kind][k->n[kind]++] = (float)((now() - t) * 1e3);
        rd_arena_free(&a);
        rd_arena_init(&a);
    }
    rd_arena_free(&a);
    rd_store_close(s);
    return NULL;
}

static int by_ms(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    uint32_t readers = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 8;
    double seconds = argc > 3 ? strtod(argv[3], NULL) : 20;
    if (argc < 2 || readers < 1 || readers > 64) {
        fprintf(stderr, "usage: ask DOSSIER [READERS] [SECONDS]\n");
        return 2;
    }
    struct asker *k = calloc(readers, sizeof *k);
    pthread_t t[64];
    float *all = malloc(sizeof *all * MOST * readers);
    if (!k || !all) return 1;
    for (uint32_t i = 0; i < readers; i++) {
        k[i] = (struct asker){.path = argv[1], .until = now() + seconds, .seed = i + 1};
        for (int q = 0; q < KINDS; q++) k[i].ms[q] = malloc(sizeof(float) * MOST);
        pthread_create(&t[i], NULL, run, &k[i]);
    }
    for (uint32_t i = 0; i < readers; i++) pthread_join(t[i], NULL);
    printf("question\tasked\tp50\tp95\tlongest\n");
    for (int q = 0; q < KINDS; q++) {
        size_t n = 0;
        for (uint32_t i = 0; i < readers; i++) {
            memcpy(all + n, k[i].ms[q], sizeof *all * k[i].n[q]);
            n += k[i].n[q];
        }
        qsort(all, n, sizeof *all, by_ms);
        if (n) printf("%s\t%zu\t%.1f\t%.1f\t%.1f\n", names[q], n, (double)all[n / 2], (double)all[n * 95 / 100], (double)all[n - 1]);
    }
    return 0;
}
