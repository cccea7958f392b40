/* netread.c - reading sentences with the network. */
#include "analyse/kernel.h"
#include "analyse/net.h"
#include "analyse/tag.h"
#include "types/analysis.h"
#include "types/ud.h"

/* One unit of the linear scores in units of the network's: about the ratio of their mean margins on training text. */
#ifndef SECOND_SHARE
#define SECOND_SHARE (1.0f / 1500.0f)
#define SECOND_NAME (1.0f / 1500.0f)
#endif
#define SURE 8.0f /* a lead of the network that the linear models hardly ever turn round */
#define N_NAME 7u /* O, and B and I of PER, LOC, ORG */

static void sum_rows(float *x, const struct net *n, const struct sview *s, uint32_t i)
{
    uint32_t keys[NET_ROWS];
    net_keys(keys, s, i);
    for (uint32_t k = 0; k < NET_ROWS; k++) {
        uint32_t row = net_row(n, keys[k]);
        if (row < n->n_rows) kernel_add_bytes(x, n->rows + (uint64_t)row * n->dims.d, n->scale[row], n->dims.d);
    }
}

/* The top of the encoder, and the same in shorts where the weights are. */
struct top { const float *x; const int16_t *q; };

static float *outputs(const struct top *top, const struct net *n, uint32_t n_t, const float *w, const struct shorts *q, const float *b,
                      uint32_t width, struct rd_arena *a)
{
    float *out = rd_arena_get(a, ((uint64_t)n_t * width + 1) * sizeof *out);
    for (uint32_t t = 0; t < n_t; t++)
        if (b) memcpy(out + (uint64_t)t * width, b, width * sizeof *out);
        else memset(out + (uint64_t)t * width, 0, width * sizeof *out);
    if (q->w != NULL) shorts_gemm(out, width, top->q, q, n_t, n->dims.d, width);
    else kernel_gemm(out, width, top->x, n->dims.d, w, n_t, n->dims.d, width);
    return out;
}

/* The lead of the best score over the next. */
static float lead(const float *x, uint32_t n)
{
    float best = x[0] > x[1] ? x[0] : x[1], next = x[0] > x[1] ? x[1] : x[0];
    for (uint32_t c = 2; c < n; c++) {
        if (x[c] > best) next = best, best = x[c];
        else if (x[c] > next) next = x[c];
    }
    return best - next;
}

static uint32_t pick_upos(const struct sview *s, uint32_t i, const float *upos, const struct linear *second)
{
    float sum[RD_N_UPOS];
    uint32_t best = 0;
    memcpy(sum, upos, sizeof sum);
    if (second != NULL && lead(sum, RD_N_UPOS) < SURE) {
        uint32_t keys[TAG_MAX_KEYS];
        int32_t score[LINEAR_MAX_CLASSES];
        linear_score(second, keys, tag_keys_upos(keys, s, i), score);
        for (uint32_t c = 0; c < RD_N_UPOS; c++) sum[c] += SECOND_SHARE * (float)score[c];
    }
    for (uint32_t c = 1; c < RD_N_UPOS; c++)
        if (sum[c] > sum[best]) best = c;
    return best;
}

static void pick_tags(struct sview *s, const float *upos, const float *bundle, uint32_t width, const struct net_aids *aids)
{
    for (uint32_t i = 0; i < s->n; i++, upos += NET_UPOS_W, bundle += width) {
        uint32_t best = pick_upos(s, i, upos, aids->second), b = aids->n_bundle;
        for (uint32_t c = 0; c < aids->n_bundle; c++)
            if ((aids->bundle_upos[c] >> best & 1u) && (b == aids->n_bundle || bundle[c] > bundle[b])) b = c;
        s->upos[i] = (uint8_t)best;
        s->bundle[i] = (uint16_t)(b == aids->n_bundle ? 0 : b);
    }
}

/* Scores of the tags of names [n][N_NAME]: the network's, and the linear finder's where it is not sure; that one looks at the
 * tags before, which are taken greedily here. */
static void score_names(float (*sum)[N_NAME], struct sview *s, const float *name, const struct linear *second)
{
    for (uint32_t i = 0; i < s->n; i++, name += NET_NAME_W) {
        uint32_t best = BIO_O, prev = i > 0 ? s->bio[i - 1] : BIO_O;
        memcpy(sum[i], name, sizeof sum[i]);
        if (second != NULL && lead(name, N_NAME) < SURE) {
            uint32_t keys[TAG_MAX_KEYS];
            int32_t score[N_BIO];
            linear_score(second, keys, tag_keys_name(keys, s, i), score);
            int32_t least = score[BIO_O]; /* it never learnt about tags that could not stand here */
            for (uint32_t c = 1; c < N_NAME; c++)
                if (tag_bio_follows(prev, c) && score[c] < least) least = score[c];
            for (uint32_t c = 0; c < N_NAME; c++) sum[i][c] += SECOND_NAME * (float)(tag_bio_follows(prev, c) ? score[c] : least);
        }
        for (uint32_t c = 1; c < N_NAME; c++)
            if (sum[i][c] > sum[i][best] && tag_bio_follows(prev, c)) best = c;
        s->bio[i] = (uint8_t)best;
    }
}

/* The best sequence in which I- follows its own kind alone (Viterbi). */
static void pick_names(struct sview *s, const float *name, const struct linear *second, struct rd_arena *a)
{
    float (*sum)[N_NAME] = rd_arena_get(a, (s->n + 1) * sizeof *sum), last[N_NAME], now[N_NAME];
    uint8_t (*from)[N_NAME] = rd_arena_get(a, (s->n + 1) * sizeof *from);
    score_names(sum, s, name, second);
    for (uint32_t i = 0; i < s->n; i++) {
        for (uint32_t c = 0; c < N_NAME; c++) {
            uint32_t best = BIO_O;
            if (i == 0) {
                now[c] = tag_bio_follows(BIO_O, c) ? sum[i][c] : -1e30f;
                continue;
            }
            bool from_o = tag_bio_follows(BIO_O, c);
            for (uint32_t p = 1; p < N_NAME; p++)
                if (tag_bio_follows(p, c) && (last[p] > last[best] || (best == BIO_O && !from_o))) best = p;
            from[i][c] = (uint8_t)best;
            now[c] = last[best] + sum[i][c];
        }
        memcpy(last, now, sizeof last);
    }
    uint32_t best = 0;
    for (uint32_t c = 1; s->n > 0 && c < N_NAME; c++)
        if (last[c] > last[best]) best = c;
    for (uint32_t i = s->n; i-- > 0; best = from[i][best]) {
        s->bio[i] = (uint8_t)best;
        if (i == 0) break;
    }
}

static uint32_t pick_rel(const struct net *n, const float *proj, const struct tree *t, int move)
{
    struct net_parts p;
    float hidden[NET_MAX_HIDDEN], out[NET_REL_W];
    uint32_t head, dep, best = RD_REL_ROOT + 1;
    tree_arc(t, move, &head, &dep);
    net_rel_parts(&p, t, head, dep);
    net_rel_hidden(hidden, n, proj, &p, t->n);
    kernel_relu(hidden, n->dims.hl);
    memcpy(out, n->rel_ob, sizeof out);
    kernel_gemm(out, NET_REL_W, hidden, n->dims.hl, n->rel_w, 1, n->dims.hl, NET_REL_W);
    for (uint32_t c = RD_REL_ROOT + 1; c < RD_N_REL; c++)
        if (out[c] > out[best]) best = c;
    return best;
}

static void read_tree(const struct net *n, struct sview *s, const float *proj, struct rd_arena *a)
{
    struct tree t;
    struct net_parts p;
    float hidden[NET_MAX_HIDDEN], out[NET_MOVE_W];
    tree_init(&t, s->n, a);
    while (!tree_done(&t)) {
        uint32_t legal = tree_legal(&t);
        int best = -1;
        net_move_parts(&p, &t);
        net_move_hidden(hidden, n, proj, &p, t.n);
        kernel_relu(hidden, n->dims.hp);
        memcpy(out, n->move_ob, sizeof out);
        kernel_gemm(out, NET_MOVE_W, hidden, n->dims.hp, n->move_w, 1, n->dims.hp, NET_MOVE_W);
        for (int m = 0; m < TREE_N_MOVES; m++)
            if ((legal >> m & 1u) && (best < 0 || out[m] > out[best])) best = m;
        tree_move(&t, best, best == TREE_LEFT || best == TREE_RIGHT ? pick_rel(n, proj, &t, best) : 0);
    }
    for (uint32_t i = 0; i < s->n; i++) {
        s->head[i] = t.head[i];
        s->rel[i] = t.head[i] < 0 ? RD_REL_ROOT : t.rel[i];
    }
}

void net_read(const struct net *n, struct sview *views, uint32_t n_s, const struct net_aids *aids, struct rd_arena *a)
{
    struct enc_state st;
    uint32_t *beg = RD_NEW_N(a, uint32_t, n_s + 1), d = n->dims.d;
    for (uint32_t i = 0; i < n_s; i++) beg[i + 1] = beg[i] + views[i].n;
    uint32_t n_t = beg[n_s], pw = net_proj_width(&n->dims);
    enc_init(&st, &n->enc, n_t, beg, n_s, a);
    for (uint32_t i = 0; i < n_s; i++)
        for (uint32_t k = 0; k < views[i].n; k++) sum_rows(st.x[0] + (uint64_t)(beg[i] + k) * d, n, &views[i], k);
    enc_run(&n->enc, &st, a);
    int16_t *q = rd_arena_get(a, ((uint64_t)n_t * d + 1) * sizeof *q);
    struct top top = {st.x[n->enc.n_block], q};
    if (n->dims.in_shorts) shorts_round(q, top.x, (uint64_t)n_t * d);
    const float *upos = outputs(&top, n, n_t, n->upos_w, &n->upos_q, n->upos_b, NET_UPOS_W, a);
    const float *bundle = outputs(&top, n, n_t, n->bundle_w, &n->bundle_q, n->bundle_b, n->dims.n_bundle, a);
    const float *name = outputs(&top, n, n_t, n->name_w, &n->name_q, n->name_b, NET_NAME_W, a);
    const float *proj = outputs(&top, n, n_t, n->proj_w, &n->proj_q, NULL, pw, a);
    for (uint32_t i = 0; i < n_s; i++) {
        pick_tags(&views[i], upos + (uint64_t)beg[i] * NET_UPOS_W, bundle + (uint64_t)beg[i] * n->dims.n_bundle, n->dims.n_bundle, aids);
        pick_names(&views[i], name + (uint64_t)beg[i] * NET_NAME_W, aids->second_name, a);
        read_tree(n, &views[i], proj + (uint64_t)beg[i] * pw, a);
    }
}
