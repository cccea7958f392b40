/* neural_lane.c - forward and backward over the sentences of one lane. The forward pass is the program's own. */
#include <math.h>
#include <string.h>

#include "analyse/kernel.h"
#include "neural.h"
#include "oracle.h"
#include "types/ud.h"

#define EXPLORE 0.9
#define OTHER_NAMES 1.0f /* weight of names of other corpora */
#define HIDE_NAME 0.3  /* so often the form of a word in a name is hidden, and half as often its long beginnings and ends too */
#define HIDE_LISTS 0.3 /* no list is complete */

struct lane {
    struct neural *z;
    const struct net *n;
    struct net *g;             /* gradients */
    const struct neural_opts *o;
    uint32_t lane;
    struct rng rng;
    struct rd_arena arena;
    struct neural_loss *loss;
    struct enc_state st;
    float *top, *top_mask, *dtop;  /* [n_t, d]; top with dropout */
    float *mask0;
    uint32_t *rows;            /* [n_t, NET_ROWS] */
};

static float *zeros(struct lane *l, uint64_t n)
{
    return rd_arena_zero(&l->arena, (n + 8) * sizeof(float));
}

static float *turn(struct lane *l, const float *x, uint32_t n_t, uint32_t n_k)
{
    float *y = zeros(l, (uint64_t)n_t * n_k);
    for (uint32_t t = 0; t < n_t; t++)
        for (uint32_t k = 0; k < n_k; k++) y[(uint64_t)k * n_t + t] = x[(uint64_t)t * n_k + k];
    return y;
}

static float *drop_mask(struct lane *l, uint64_t n, float p)
{
    float *m = rd_arena_get(&l->arena, (n + 8) * sizeof *m), keep = 1.0f / (1.0f - p);
    uint32_t limit = (uint32_t)(p * 65536.0f);
    for (uint64_t i = 0; i < n; i += 4) {
        uint64_t r = rng_next(&l->rng);
        for (uint32_t k = 0; k < 4; k++) m[i + k] = (uint32_t)(r >> (16 * k) & 0xFFFF) < limit ? 0.0f : keep;
    }
    return m;
}

/* dw += x^T dy, db += sum of dy, dx += dy w^T. */
static void back_linear(struct lane *l, const float *x, uint32_t n_k, const float *dy, uint32_t n_j, const float *wt, const float *dw,
                        const float *db, float *dx)
{
    uint32_t n_t = l->st.n_t;
    kernel_gemm((float *)(uintptr_t)dw, n_j, turn(l, x, n_t, n_k), n_t, dy, n_k, n_t, n_j);
    for (uint32_t t = 0; db != NULL && t < n_t; t++) kernel_add((float *)(uintptr_t)db, dy + (uint64_t)t * n_j, n_j);
    kernel_gemm(dx, n_k, dy, n_j, wt, n_t, n_j, n_k);
}

/* Softmax over classes of mask; leaves p - target in out. Returns the loss. */
static float softmax_back(float *out, uint32_t n, uint32_t gold, float weight)
{
    float max = out[0], sum = 0;
    for (uint32_t c = 1; c < n; c++) max = out[c] > max ? out[c] : max;
    for (uint32_t c = 0; c < n; c++) sum += out[c] = expf(out[c] - max);
    float loss = -logf(out[gold] / sum + 1e-20f);
    for (uint32_t c = 0; c < n; c++) out[c] *= weight / sum;
    out[gold] -= weight;
    return loss;
}

static uint32_t row_for(struct lane *l, uint32_t key)
{
    struct net d = {.cap = l->z->cap, .dict = l->z->dict};
    return net_row(&d, key);
}

/* Rare forms are often hidden, so that the model learns to read the parts of unknown words. */
static void sum_rows(struct lane *l, const struct sview *v, uint32_t i, bool name, float *x, uint32_t *rows)
{
    uint32_t keys[NET_ROWS], d = l->n->dims.d;
    net_keys(keys, v, i);
    for (uint32_t k = 0; k < NET_ROWS; k++) rows[k] = row_for(l, keys[k]);
    double count = rows[0] == NET_NO_ROW ? 0 : l->z->row_count[rows[0]];
    double p = 0.05 + 0.5 / (0.5 + count), lot = rng_unit(&l->rng);
    bool hide = lot < (name && p < HIDE_NAME ? HIDE_NAME : p), stranger = name && lot < HIDE_NAME / 2;
    if (rng_unit(&l->rng) < HIDE_LISTS)
        for (uint32_t k = NET_ROW_LISTS; k < NET_ROWS; k++) rows[k] = NET_NO_ROW;
    for (uint32_t k = 0; k < NET_ROWS; k++) {
        if (hide && (k == NET_ROW_LOW || k == NET_ROW_CASED)) rows[k] = NET_NO_ROW;
        if (stranger && (k == NET_ROW_SUF5 - 1 || k == NET_ROW_SUF5 || k == NET_ROW_PRE4)) rows[k] = NET_NO_ROW;
        if (rows[k] != NET_NO_ROW) kernel_add(x, l->z->rows + (uint64_t)rows[k] * d, d);
    }
}

static void give_rows(struct lane *l, const float *dx, const uint32_t *rows)
{
    struct neural *z = l->z;
    uint32_t d = l->n->dims.d;
    for (uint32_t k = 0; k < NET_ROWS; k++) {
        if (rows[k] == NET_NO_ROW) continue;
        kernel_add(z->rg[l->lane] + (uint64_t)rows[k] * d, dx, d);
        if (z->is_touched[l->lane][rows[k]]) continue;
        z->is_touched[l->lane][rows[k]] = 1;
        z->touched[l->lane][z->n_touched[l->lane]++] = rows[k];
    }
}

static void forward(struct lane *l, const struct neural_item **items, uint32_t n)
{
    uint32_t *beg = RD_NEW_N(&l->arena, uint32_t, n + 1), d = l->n->dims.d;
    for (uint32_t i = 0; i < n; i++) beg[i + 1] = beg[i] + items[i]->s->n;
    uint32_t n_t = beg[n];
    enc_init(&l->st, &l->n->enc, n_t, beg, n, &l->arena);
    l->rows = RD_NEW_N(&l->arena, uint32_t, (uint64_t)n_t * NET_ROWS);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < items[i]->s->n; k++)
            sum_rows(l, items[i]->v, k, items[i]->names && items[i]->s->bio[k] != BIO_O,
                     l->st.x[0] + (uint64_t)(beg[i] + k) * d, l->rows + (uint64_t)(beg[i] + k) * NET_ROWS);
    l->mask0 = drop_mask(l, (uint64_t)n_t * d, l->o->drop);
    for (uint64_t i = 0; i < (uint64_t)n_t * d; i++) l->st.x[0][i] *= l->mask0[i];
    for (uint32_t k = 0; k < l->n->enc.n_block; k++) l->st.mask[k] = drop_mask(l, (uint64_t)n_t * d, l->o->drop);
    enc_run(&l->n->enc, &l->st, &l->arena);
    l->top_mask = drop_mask(l, (uint64_t)n_t * d, l->o->drop);
    l->top = zeros(l, (uint64_t)n_t * d);
    l->dtop = zeros(l, (uint64_t)n_t * d);
    const float *x = l->st.x[l->n->enc.n_block];
    for (uint64_t i = 0; i < (uint64_t)n_t * d; i++) l->top[i] = x[i] * l->top_mask[i];
}

static float *outputs(struct lane *l, const float *w, const float *b, uint32_t width)
{
    uint32_t n_t = l->st.n_t, d = l->n->dims.d;
    float *out = zeros(l, (uint64_t)n_t * width);
    for (uint32_t t = 0; b != NULL && t < n_t; t++) memcpy(out + (uint64_t)t * width, b, width * sizeof *out);
    kernel_gemm(out, width, l->top, d, w, n_t, d, width);
    return out;
}

static void heads(struct lane *l, const struct neural_item **items, uint32_t n)
{
    const struct net *w = l->n, *t = &l->z->turned;
    uint32_t nb = w->dims.n_bundle, d = w->dims.d;
    float *upos = outputs(l, w->upos_w, w->upos_b, NET_UPOS_W), *bundle = outputs(l, w->bundle_w, w->bundle_b, nb);
    uint32_t mw = NET_NAME_W * w->dims.n_more;
    float *name = outputs(l, w->name_w, w->name_b, NET_NAME_W), *more = mw ? outputs(l, w->more_w, w->more_b, mw) : NULL;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < items[i]->s->n; k++) {
            uint64_t at = l->st.beg[i] + k;
            float *u = upos + at * NET_UPOS_W, *b = bundle + at * nb, *m = name + at * NET_NAME_W;
            if (items[i]->bundle) {
                uint32_t best = 0;
                for (uint32_t c = 1; c < RD_N_UPOS; c++)
                    if (u[c] > u[best]) best = c;
                l->loss->upos_right += best == items[i]->s->upos[k];
                l->loss->words++;
                l->loss->upos += softmax_back(u, NET_UPOS_W, items[i]->s->upos[k], 1.0f);
                l->loss->bundle += softmax_back(b, nb, items[i]->bundle[k], 0.5f);
            } else {
                memset(u, 0, NET_UPOS_W * sizeof *u);
                memset(b, 0, nb * sizeof *b);
            }
            if (items[i]->names && items[i]->source == 0 && items[i]->s->bio[k] != BIO_UNSURE)
                l->loss->name += softmax_back(m, NET_NAME_W, items[i]->s->bio[k], 1.0f);
            else memset(m, 0, NET_NAME_W * sizeof *m);
            for (uint32_t h = 0; h < w->dims.n_more; h++) {
                float *x = more + at * mw + (uint64_t)h * NET_NAME_W;
                if (items[i]->names && items[i]->source == h + 1) softmax_back(x, NET_NAME_W, items[i]->s->bio[k], OTHER_NAMES);
                else memset(x, 0, NET_NAME_W * sizeof *x);
            }
        }
    back_linear(l, l->top, d, upos, NET_UPOS_W, t->upos_w, l->g->upos_w, l->g->upos_b, l->dtop);
    back_linear(l, l->top, d, bundle, nb, t->bundle_w, l->g->bundle_w, l->g->bundle_b, l->dtop);
    back_linear(l, l->top, d, name, NET_NAME_W, t->name_w, l->g->name_w, l->g->name_b, l->dtop);
    if (mw) back_linear(l, l->top, d, more, mw, t->more_w, l->g->more_w, l->g->more_b, l->dtop);
}

/* The same for the two hidden layers of the parser: gradients of output weights, tokens, tables and bias. */
struct layer { uint32_t width, out, slots, tables; const float *w, *gw, *gob, *gnone, *gtab, *gb; uint64_t base; };

static void give(const struct layer *y, const float *pre, const float *act, const float *dout, const struct net_parts *p, uint32_t none,
                 float *dproj, uint32_t pw)
{
    float dh[NET_MAX_HIDDEN];
    float *gw = (float *)(uintptr_t)y->gw;
    for (uint32_t j = 0; j < y->width; j++) {
        float sum = 0;
        if (pre[j] > 0)
            for (uint32_t c = 0; c < y->out; c++) {
                gw[j * y->out + c] += act[j] * dout[c];
                sum += y->w[j * y->out + c] * dout[c];
            }
        dh[j] = sum;
    }
    kernel_add((float *)(uintptr_t)y->gob, dout, y->out);
    kernel_add((float *)(uintptr_t)y->gb, dh, y->width);
    for (uint32_t k = 0; k < y->slots; k++) {
        float *to = p->slot[k] == none ? (float *)(uintptr_t)y->gnone + (uint64_t)k * y->width
                                       : dproj + (uint64_t)p->slot[k] * pw + y->base + (uint64_t)k * y->width;
        kernel_add(to, dh, y->width);
    }
    for (uint32_t k = 0; k < y->tables; k++) kernel_add((float *)(uintptr_t)y->gtab + (uint64_t)p->tab[k] * y->width, dh, y->width);
}

static uint32_t learn_rel(struct lane *l, const struct tree *t, const struct oracle *o, int move, const float *proj, float *dproj)
{
    const struct net *n = l->n;
    struct net_parts p;
    float pre[NET_MAX_HIDDEN], act[NET_MAX_HIDDEN], out[NET_REL_W];
    uint32_t head, dep, best = RD_REL_ROOT + 1, hl = n->dims.hl;
    tree_arc(t, move, &head, &dep);
    net_rel_parts(&p, t, head, dep);
    net_rel_hidden(pre, n, proj, &p, t->n);
    memcpy(act, pre, hl * sizeof *act);
    kernel_relu(act, hl);
    memcpy(out, n->rel_ob, sizeof out);
    kernel_gemm(out, NET_REL_W, act, hl, n->rel_w, 1, hl, NET_REL_W);
    for (uint32_t c = RD_REL_ROOT + 1; c < RD_N_REL; c++)
        if (out[c] > out[best]) best = c;
    if (o->s->head[dep] != (int32_t)head || o->s->shape) return best;
    uint32_t gold = o->s->rel[dep];
    l->loss->rels++;
    l->loss->rel_right += gold == best;
    l->loss->rel += softmax_back(out, NET_REL_W, gold, 1.0f);
    struct layer y = {hl, NET_REL_W, NET_REL_SLOTS, NET_REL_TABLES, n->rel_w, l->g->rel_w, l->g->rel_ob, l->g->rel_none, l->g->rel_tab,
                      l->g->rel_b, (uint64_t)NET_SLOTS * n->dims.hp};
    give(&y, pre, act, out, &p, t->n, dproj, net_proj_width(&n->dims));
    return best;
}

/* -log of the mass that the legal moves give to the good ones; leaves its gradient in out. */
static float move_loss(float *out, uint32_t legal, uint32_t good)
{
    float max = -1e30f, sum = 0, right = 0;
    for (int m = 0; m < TREE_N_MOVES; m++)
        if ((legal >> m & 1u) && out[m] > max) max = out[m];
    for (uint32_t m = 0; m < NET_MOVE_W; m++) {
        out[m] = legal >> m & 1u ? expf(out[m] - max) : 0.0f;
        sum += out[m];
        if (good >> m & 1u) right += out[m];
    }
    for (uint32_t m = 0; m < NET_MOVE_W; m++) out[m] = out[m] / sum - (good >> m & 1u ? out[m] / (right + 1e-20f) : 0.0f);
    return -logf(right / sum + 1e-20f);
}

static void learn_tree(struct lane *l, const struct tsent *s, const float *proj, float *dproj, bool explore)
{
    const struct net *n = l->n;
    struct tree t;
    struct oracle o;
    struct net_parts p;
    float pre[NET_MAX_HIDDEN], act[NET_MAX_HIDDEN], out[NET_MOVE_W];
    uint32_t hp = n->dims.hp;
    struct layer y = {hp, NET_MOVE_W, NET_SLOTS, NET_TABLES, n->move_w, l->g->move_w, l->g->move_ob, l->g->none, l->g->move_tab, l->g->move_b, 0};
    tree_init(&t, s->n, &l->arena);
    oracle_init(&o, s, &l->arena);
    while (!tree_done(&t)) {
        uint32_t legal = tree_legal(&t), good = oracle_good(&o, &t, legal);
        int guess = -1, gold = -1;
        net_move_parts(&p, &t);
        net_move_hidden(pre, n, proj, &p, t.n);
        memcpy(act, pre, hp * sizeof *act);
        kernel_relu(act, hp);
        memcpy(out, n->move_ob, sizeof out);
        kernel_gemm(out, NET_MOVE_W, act, hp, n->move_w, 1, hp, NET_MOVE_W);
        for (int m = 0; m < TREE_N_MOVES; m++) {
            if ((legal >> m & 1u) && (guess < 0 || out[m] > out[guess])) guess = m;
            if ((good >> m & 1u) && (gold < 0 || out[m] > out[gold])) gold = m;
        }
        l->loss->moves++;
        l->loss->move_right += good >> guess & 1u;
        l->loss->move += move_loss(out, legal, good);
        give(&y, pre, act, out, &p, t.n, dproj, net_proj_width(&n->dims));
        int move = (good >> guess & 1u) || (explore && rng_unit(&l->rng) < EXPLORE) ? guess : gold;
        uint32_t rel = move == TREE_LEFT || move == TREE_RIGHT ? learn_rel(l, &t, &o, move, proj, dproj) : 0;
        oracle_note(&o, &t, move);
        tree_move(&t, move, rel);
    }
}

static void trees(struct lane *l, const struct neural_item **items, uint32_t n, bool explore)
{
    uint32_t pw = net_proj_width(&l->n->dims);
    float *proj = outputs(l, l->n->proj_w, NULL, pw), *dproj = zeros(l, (uint64_t)l->st.n_t * pw);
    for (uint32_t i = 0; i < n; i++)
        if (items[i]->tree)
            learn_tree(l, items[i]->s, proj + (uint64_t)l->st.beg[i] * pw, dproj + (uint64_t)l->st.beg[i] * pw, explore);
    back_linear(l, l->top, l->n->dims.d, dproj, pw, l->z->turned.proj_w, l->g->proj_w, NULL, l->dtop);
}

/* dx of x' = (x - mean) rstd, from y = x'. */
static void back_norm(float *dy, const float *y, const float *rstd, uint32_t n_t, uint32_t d)
{
    for (uint32_t t = 0; t < n_t; t++, dy += d, y += d) {
        float a = 0, b = 0;
        for (uint32_t j = 0; j < d; j++) {
            a += dy[j];
            b += dy[j] * y[j];
        }
        a /= (float)d;
        b /= (float)d;
        for (uint32_t j = 0; j < d; j++) dy[j] = rstd[t] * (dy[j] - a - y[j] * b);
    }
}

static void back_conv(struct lane *l, uint32_t k, float *dy, float *dx)
{
    uint32_t d = l->n->dims.d, n_t = l->st.n_t;
    float *wide = zeros(l, (uint64_t)n_t * 3 * d), *dwide = zeros(l, (uint64_t)n_t * 3 * d);
    for (uint64_t i = 0; i < (uint64_t)n_t * d; i++)
        if (l->st.u[k][i] <= 0) dy[i] = 0;
    enc_gather(wide, l->st.x[k], &l->st, d);
    back_linear(l, wide, 3 * d, dy, d, l->z->turned.enc.w[k], l->g->enc.w[k], l->g->enc.b[k], dwide);
    for (uint32_t i = 0; i < l->st.n_s; i++)
        for (uint32_t t = l->st.beg[i]; t < l->st.beg[i + 1]; t++) {
            const float *w = dwide + (uint64_t)t * 3 * d;
            if (t > l->st.beg[i]) kernel_add(dx + (uint64_t)(t - 1) * d, w, d);
            kernel_add(dx + (uint64_t)t * d, w + d, d);
            if (t + 1 < l->st.beg[i + 1]) kernel_add(dx + (uint64_t)(t + 1) * d, w + 2 * d, d);
        }
}

static float slope(float x)
{
    float a = 1.0f + (x < 0 ? -x : x);
    return 1.0f / (a * a);
}

/* One step back in time; dc holds the gradient of c(t) from later steps and leaves that of c(before). */
static void sru_back(const float *u, const float *before, const float *c, const float *dy, float *du, float *dc, uint32_t h)
{
    for (uint32_t j = 0; j < h; j++) {
        float f = kernel_gate(u[h + j]), prev = before ? before[j] : 0.0f;
        float all = dc[j] + dy[j] * kernel_gate(u[2 * h + j]) * slope(c[j]);
        du[2 * h + j] = dy[j] * kernel_soft(c[j]) * slope(2.0f * u[2 * h + j]);
        du[h + j] = all * (prev - u[j]) * slope(2.0f * u[h + j]);
        du[j] = all * (1.0f - f);
        dc[j] = all * f;
    }
}

static void back_sru(struct lane *l, uint32_t k, const float *dy, float *dx)
{
    uint32_t d = l->n->dims.d, h = d / 2;
    float *du = zeros(l, (uint64_t)l->st.n_t * 3 * d), *dc = zeros(l, h);
    const float *u = l->st.u[k], *c = l->st.c[k];
    for (uint32_t i = 0; i < l->st.n_s; i++) {
        uint32_t beg = l->st.beg[i], end = l->st.beg[i + 1];
        memset(dc, 0, h * sizeof *dc);
        for (uint32_t t = end; t-- > beg;)
            sru_back(u + (uint64_t)t * 3 * d, t > beg ? c + (uint64_t)(t - 1) * d : NULL, c + (uint64_t)t * d, dy + (uint64_t)t * d,
                     du + (uint64_t)t * 3 * d, dc, h);
        memset(dc, 0, h * sizeof *dc);
        for (uint32_t t = beg; t < end; t++)
            sru_back(u + (uint64_t)t * 3 * d + 3 * h, t + 1 < end ? c + (uint64_t)(t + 1) * d + h : NULL, c + (uint64_t)t * d + h,
                     dy + (uint64_t)t * d + h, du + (uint64_t)t * 3 * d + 3 * h, dc, h);
    }
    back_linear(l, l->st.x[k], d, du, 3 * d, l->z->turned.enc.w[k], l->g->enc.w[k], l->g->enc.b[k], dx);
}

static void backward(struct lane *l)
{
    uint32_t d = l->n->dims.d, n_t = l->st.n_t;
    uint64_t all = (uint64_t)n_t * d;
    float *dx = l->dtop;
    for (uint64_t i = 0; i < all; i++) dx[i] *= l->top_mask[i];
    for (uint32_t k = l->n->enc.n_block; k-- > 0;) {
        back_norm(dx, l->st.x[k + 1], l->st.rstd[k + 1], n_t, d);
        float *dy = zeros(l, all);
        for (uint64_t i = 0; i < all; i++) dy[i] = dx[i] * l->st.mask[k][i];
        if (l->n->enc.kind[k] == ENC_CONV) back_conv(l, k, dy, dx);
        else back_sru(l, k, dy, dx);
    }
    back_norm(dx, l->st.x[0], l->st.rstd[0], n_t, d);
    for (uint64_t i = 0; i < all; i++) dx[i] *= l->mask0[i];
    for (uint32_t t = 0; t < n_t; t++) give_rows(l, dx + (uint64_t)t * d, l->rows + (uint64_t)t * NET_ROWS);
}

void neural_lane(struct neural *z, const struct neural_opts *o, uint32_t lane, const struct neural_item **items, uint32_t n, bool explore,
                 uint64_t seed, struct neural_loss *loss)
{
    struct lane l = {.z = z, .n = &z->net, .g = &z->grad[lane], .o = o, .lane = lane, .rng = {seed}, .loss = loss};
    if (n == 0) return;
    rd_arena_init(&l.arena);
    forward(&l, items, n);
    heads(&l, items, n);
    trees(&l, items, n, explore);
    backward(&l);
    rd_arena_free(&l.arena);
}
