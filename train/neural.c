/* neural.c - weights, Adam, batches and epochs. */
#include "neural.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "analyse/linear.h"
#include "checkpoint.h"

#define BETA1 0.9f
#define BETA2 0.999f
#define EPSILON 1e-8f
#define MEAN_KEEP 0.9975f
#define MEAN_EVERY 10u
#define MAX_BATCH 256u

static void *must(void *p)
{
    if (p == NULL) abort();
    return p;
}

static float *floats(uint64_t n)
{
    return must(calloc(n + 8, sizeof(float)));
}

struct keycount { uint32_t key, count, first, part; };

static int by_key(const void *x, const void *y)
{
    const struct keycount *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

/* A part of a word gets a row when it was seen so often; whole forms sooner, because nothing else tells them. */
static bool enough(const struct keycount *k, uint32_t level)
{
    return k->count >= (k->part == NET_ROW_LOW ? 2 + level / 2 : 3 + (level + 1) / 2);
}

/* Rows for the parts of words that were seen often enough, max_rows at most. Names of other corpora ask for none. */
static void make_rows(struct neural *z, const struct neural_item *items, uint32_t n, uint32_t max_rows)
{
    uint64_t total = 0, at = 0, m = 0;
    for (uint32_t i = 0; i < n; i++) total += (uint64_t)items[i].s->n * NET_ROWS;
    struct keycount *all = must(malloc((total + 1) * sizeof *all));
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < items[i].s->n && (items[i].tree || items[i].source == 0); k++) {
            uint32_t keys[NET_ROWS];
            net_keys(keys, items[i].v, k);
            for (uint32_t f = 0; f < NET_ROWS; f++, at++) all[at] = (struct keycount){keys[f], 1, (uint32_t)at, f};
        }
    qsort(all, at, sizeof *all, by_key);
    for (uint64_t i = 0, j; i < at; i = j, m++) {
        for (j = i; j < at && all[j].key == all[i].key;) j++;
        all[m] = (struct keycount){all[i].key, (uint32_t)(j - i), 0, all[i].part};
    }
    uint32_t level = 0, kept = 0;
    for (;; level++) {
        kept = 0;
        for (uint64_t i = 0; i < m; i++) kept += enough(&all[i], level);
        if (max_rows == 0 || kept <= max_rows) break;
    }
    z->cap = kept + kept / 3 + 16;
    z->dict = must(calloc(2ull * z->cap, sizeof *z->dict));
    z->row_count = must(calloc(kept + 1ull, sizeof *z->row_count));
    for (uint64_t i = 0; i < m; i++) {
        if (!enough(&all[i], level)) continue;
        uint32_t slot = linear_home(all[i].key, z->cap);
        while (z->dict[2 * slot + 1] != 0) slot = linear_next(slot, z->cap);
        z->dict[2 * slot] = all[i].key;
        z->dict[2 * slot + 1] = z->n_rows + 1;
        z->row_count[z->n_rows++] = all[i].count;
    }
    free(all);
}

static void fill(float *w, uint64_t n, float scale, struct rng *r)
{
    for (uint64_t i = 0; i < n; i++) w[i] = scale * (2.0f * (float)rng_unit(r) - 1.0f);
}

static void fill_matrix(const float *w, uint32_t k, uint32_t j, struct rng *r)
{
    fill((float *)(uintptr_t)w, (uint64_t)k * j, sqrtf(6.0f / (float)(k + j)), r);
}

static void start_weights(struct neural *z, const struct neural_opts *o)
{
    struct rng r = {o->seed * 7919 + 1};
    struct net *n = &z->net;
    uint32_t d = n->dims.d, hp = n->dims.hp, hl = n->dims.hl;
    for (uint32_t k = 0; k < n->enc.n_block; k++) {
        bool sru = n->enc.kind[k] == ENC_SRU;
        if (sru) fill_matrix(n->enc.w[k], d, 3 * d, &r);
        else fill_matrix(n->enc.w[k], 3 * d, d, &r);
        float *b = (float *)(uintptr_t)n->enc.b[k];
        for (uint32_t j = 0; sru && j < d / 2; j++) b[d / 2 + j] = b[2 * d + j] = 0.5f;
    }
    fill_matrix(n->upos_w, d, NET_UPOS_W, &r);
    fill_matrix(n->bundle_w, d, n->dims.n_bundle, &r);
    fill_matrix(n->name_w, d, NET_NAME_W, &r);
    if (n->dims.n_more) fill_matrix(n->more_w, d, NET_NAME_W * n->dims.n_more, &r);
    fill((float *)(uintptr_t)n->proj_w, (uint64_t)d * net_proj_width(&n->dims), sqrtf(6.0f / (float)(5 * d + hp)), &r);
    fill((float *)(uintptr_t)n->none, (uint64_t)NET_SLOTS * hp, 0.1f, &r);
    fill((float *)(uintptr_t)n->move_tab, (uint64_t)NET_MOVE_TABLE_ROWS * hp, 0.1f, &r);
    fill_matrix(n->move_w, hp, NET_MOVE_W, &r);
    fill((float *)(uintptr_t)n->rel_none, (uint64_t)NET_REL_SLOTS * hl, 0.1f, &r);
    fill((float *)(uintptr_t)n->rel_tab, (uint64_t)NET_REL_TABLE_ROWS * hl, 0.1f, &r);
    fill_matrix(n->rel_w, hl, NET_REL_W, &r);
    fill(z->rows, (uint64_t)z->n_rows * d, 0.15f, &r);
}

void neural_init(struct neural *z, const struct neural_opts *o, const struct neural_item *items, uint32_t n)
{
    memset(z, 0, sizeof *z);
    make_rows(z, items, n, o->max_rows);
    z->n_dense = net_lay_out(&z->net, &o->dims, NULL);
    z->w = floats(z->n_dense);
    z->wt = floats(z->n_dense);
    z->m = floats(z->n_dense);
    z->v = floats(z->n_dense);
    z->mean = floats(z->n_dense);
    net_lay_out(&z->net, &o->dims, z->w);
    net_lay_out(&z->turned, &o->dims, z->wt);
    uint64_t cells = (uint64_t)z->n_rows * o->dims.d;
    z->rows = floats(cells);
    z->rm = floats(cells);
    z->rv = floats(cells);
    z->rmean = floats(cells);
    for (uint32_t l = 0; l < LANES; l++) {
        z->g[l] = floats(z->n_dense);
        net_lay_out(&z->grad[l], &o->dims, z->g[l]);
        z->rg[l] = floats(cells);
        z->touched[l] = must(malloc((z->n_rows + 1) * sizeof **z->touched));
        z->is_touched[l] = must(calloc(z->n_rows + 1, 1));
    }
    start_weights(z, o);
    memcpy(z->mean, z->w, z->n_dense * sizeof *z->w);
    memcpy(z->rmean, z->rows, cells * sizeof *z->rows);
}

void neural_free(struct neural *z)
{
    float *all[] = {z->w, z->wt, z->m, z->v, z->mean, z->rows, z->rm, z->rv, z->rmean};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(all); i++) free(all[i]);
    for (uint32_t l = 0; l < LANES; l++) {
        free(z->g[l]);
        free(z->rg[l]);
        free(z->touched[l]);
        free(z->is_touched[l]);
    }
    free(z->dict);
    free(z->row_count);
    memset(z, 0, sizeof *z);
}

static void turn_matrix(const float *to, const float *from, uint32_t k, uint32_t j)
{
    float *t = (float *)(uintptr_t)to;
    for (uint32_t a = 0; a < k; a++)
        for (uint32_t b = 0; b < j; b++) t[(uint64_t)b * k + a] = from[(uint64_t)a * j + b];
}

static void turn_all(struct neural *z)
{
    const struct net *n = &z->net, *t = &z->turned;
    uint32_t d = n->dims.d;
    for (uint32_t k = 0; k < n->enc.n_block; k++) {
        bool sru = n->enc.kind[k] == ENC_SRU;
        turn_matrix(t->enc.w[k], n->enc.w[k], sru ? d : 3 * d, sru ? 3 * d : d);
    }
    turn_matrix(t->upos_w, n->upos_w, d, NET_UPOS_W);
    turn_matrix(t->bundle_w, n->bundle_w, d, n->dims.n_bundle);
    turn_matrix(t->name_w, n->name_w, d, NET_NAME_W);
    if (n->dims.n_more) turn_matrix(t->more_w, n->more_w, d, NET_NAME_W * n->dims.n_more);
    turn_matrix(t->proj_w, n->proj_w, d, net_proj_width(&n->dims));
}

static void adam(float *w, float *m, float *v, float *g0, float *g1, uint64_t n, float scale, float rate)
{
    for (uint64_t i = 0; i < n; i++) {
        float g = (g0[i] + g1[i]) * scale;
        m[i] = BETA1 * m[i] + (1.0f - BETA1) * g;
        v[i] = BETA2 * v[i] + (1.0f - BETA2) * g * g;
        w[i] -= rate * m[i] / (sqrtf(v[i]) + EPSILON);
        g0[i] = g1[i] = 0;
    }
}

static void update(struct neural *z, uint64_t words, float rate)
{
    uint32_t d = z->net.dims.d;
    z->steps++;
    double fix = sqrt(1.0 - pow(BETA2, (double)z->steps)) / (1.0 - pow(BETA1, (double)z->steps));
    float step = rate * (float)fix, scale = 1.0f / (float)(words ? words : 1);
    adam(z->w, z->m, z->v, z->g[0], z->g[1], z->n_dense, scale, step);
    for (uint32_t l = 0; l < LANES; l++)
        for (uint32_t i = 0; i < z->n_touched[l]; i++) {
            uint32_t r = z->touched[l][i];
            if (l == 1 && z->is_touched[0][r]) continue;
            uint64_t at = (uint64_t)r * d;
            adam(z->rows + at, z->rm + at, z->rv + at, z->rg[0] + at, z->rg[1] + at, d, scale, step);
        }
    for (uint32_t l = 0; l < LANES; l++) {
        for (uint32_t i = 0; i < z->n_touched[l]; i++) z->is_touched[l][z->touched[l][i]] = 0;
        z->n_touched[l] = 0;
    }
    if (z->steps % MEAN_EVERY != 0) return;
    float keep = powf(MEAN_KEEP, (float)MEAN_EVERY), early = (float)z->steps / ((float)z->steps + 100.0f);
    if (early < keep) keep = early;
    for (uint64_t i = 0; i < z->n_dense; i++) z->mean[i] = keep * z->mean[i] + (1.0f - keep) * z->w[i];
    for (uint64_t i = 0; i < (uint64_t)z->n_rows * d; i++) z->rmean[i] = keep * z->rmean[i] + (1.0f - keep) * z->rows[i];
}

struct work {
    struct neural *z;
    const struct neural_opts *o;
    uint32_t lane, n;
    const struct neural_item *items[MAX_BATCH];
    bool explore;
    uint64_t seed;
    struct neural_loss loss;
};

static void *work_run(void *arg)
{
    struct work *w = arg;
    neural_lane(w->z, w->o, w->lane, w->items, w->n, w->explore, w->seed, &w->loss);
    return NULL;
}

static void run_batch(struct work *w, const struct neural_opts *o)
{
    pthread_t other;
    bool two = o->threads > 1 && pthread_create(&other, NULL, work_run, &w[1]) == 0;
    work_run(&w[0]);
    if (two) pthread_join(other, NULL);
    else work_run(&w[1]);
}

static void add_loss(struct neural_loss *a, const struct neural_loss *b)
{
    a->upos += b->upos;
    a->bundle += b->bundle;
    a->name += b->name;
    a->move += b->move;
    a->rel += b->rel;
    a->words += b->words;
    a->moves += b->moves;
    a->rels += b->rels;
    a->move_right += b->move_right;
    a->rel_right += b->rel_right;
    a->upos_right += b->upos_right;
}

static void say(uint32_t epoch, const struct neural_loss *l, double seconds)
{
    double w = (double)(l->words ? l->words : 1), m = (double)(l->moves ? l->moves : 1), r = (double)(l->rels ? l->rels : 1);
    fprintf(stderr, "epoch %u: upos %.4f move %.4f rel %.4f | loss upos %.3f feats %.3f name %.4f move %.3f rel %.3f | %.0f s\n",
            (unsigned)epoch + 1, (double)l->upos_right / w, (double)l->move_right / m, (double)l->rel_right / r, l->upos / w,
            l->bundle / w, l->name / w, l->move / m, l->rel / r, seconds);
}

/* One pass over the sentences in a new order; *seen counts the words of all passes. */
static void run_epoch(struct neural *z, const struct neural_opts *o, const struct neural_item *items, uint32_t n, uint64_t words,
                      struct checkpoint *at, uint32_t *order, struct work *w, struct neural_loss *loss)
{
    struct rng rng = {at->rng};
    rng_shuffle(&rng, order, n);
    for (uint32_t k = 0; k < n;) {
        uint64_t batch = 0, half[LANES] = {0};
        for (uint32_t l = 0; l < LANES; l++)
            w[l] = (struct work){.z = z, .o = o, .lane = l, .explore = at->epochs_done > 0, .seed = rng_next(&rng)};
        for (; k < n && batch < o->batch_words; k++) {
            uint32_t l = half[1] < half[0];
            if (w[l].n == MAX_BATCH) break;
            w[l].items[w[l].n++] = &items[order[k]];
            half[l] += items[order[k]].s->n;
            batch += items[order[k]].s->n;
        }
        turn_all(z);
        run_batch(w, o);
        for (uint32_t l = 0; l < LANES; l++) add_loss(loss, &w[l].loss);
        double done = (double)at->seen / (double)(words * o->epochs), warm = (double)z->steps / 200.0;
        update(z, batch, o->rate * (float)((warm < 1 ? warm : 1) * (1.0 - 0.97 * done)));
        at->seen += batch;
    }
    at->rng = rng.s;
    at->epochs_done++;
}

int neural_train(struct neural *z, const struct neural_opts *o, const struct neural_item *items, uint32_t n,
                 int (*save)(struct neural *z, uint32_t epoch, void *arg), void *arg, struct rd_err *err)
{
    struct checkpoint at = {.job = checkpoint_job(z, o, items, n), .rng = o->seed * 104729 + 7};
    uint64_t words = 0;
    int rc = RD_OK;
    for (uint32_t i = 0; i < n; i++) words += items[i].s->n;
    if (o->resume && o->checkpoint) rc = checkpoint_load(z, &at, o->checkpoint, err);
    if (rc != RD_OK) return rc;
    if (at.epochs_done > 0 && !o->quiet) fprintf(stderr, "going on after epoch %u\n", (unsigned)at.epochs_done);
    uint32_t *order = must(malloc((n + 1) * sizeof *order));
    struct work *w = must(calloc(LANES, sizeof *w));
    while (rc == RD_OK && at.epochs_done < o->epochs && (o->stop_after == 0 || at.epochs_done < o->stop_after)) {
        struct neural_loss loss = {0};
        struct timespec t0, t1;
        clock_gettime(CLOCK_MONOTONIC, &t0);
        run_epoch(z, o, items, n, words, &at, order, w, &loss);
        clock_gettime(CLOCK_MONOTONIC, &t1);
        if (!o->quiet) say(at.epochs_done - 1, &loss, (double)(t1.tv_sec - t0.tv_sec) + 1e-9 * (double)(t1.tv_nsec - t0.tv_nsec));
        if (o->checkpoint) rc = checkpoint_save(z, &at, o->checkpoint, err);
        if (rc == RD_OK && save) rc = save(z, at.epochs_done - 1, arg);
    }
    free(order);
    free(w);
    return rc;
}
