/* net.c - layout of the network, and the parts its inputs are made of. */
#include "analyse/net.h"

#include "analyse/gazetteer.h"
#include "analyse/kernel.h"
#include "analyse/linear.h"
#include "analyse/mix.h"
#include "model/model.h"

static const float *take(const float *base, uint64_t *at, uint64_t n)
{
    const float *p = base ? base + *at : NULL;
    *at += n;
    return p;
}

/* A matrix that multiplies words: absent here when the model has it in shorts. */
static const float *matrix(const float *base, uint64_t *at, const struct net_dims *dims, uint64_t n)
{
    return dims->in_shorts ? NULL : take(base, at, n);
}

static struct shorts take_shorts(const int16_t *base, const float *unit, uint64_t *at, uint64_t *n_unit, uint64_t k, uint64_t j)
{
    struct shorts m = {base ? base + *at : NULL, base ? unit + *n_unit : NULL};
    *at += k * j;
    *n_unit += j;
    return m;
}

uint64_t net_lay_shorts(struct net *n, const struct net_dims *dims, const int16_t *base, const float *unit, uint64_t *n_unit)
{
    uint64_t at = 0, d = dims->d;
    *n_unit = 0;
    for (uint32_t k = 0; k < dims->n_block; k++) {
        bool sru = dims->kind[k] == ENC_SRU;
        n->enc.q[k] = take_shorts(base, unit, &at, n_unit, sru ? d : 3 * d, sru ? 3 * d : d);
    }
    n->upos_q = take_shorts(base, unit, &at, n_unit, d, NET_UPOS_W);
    n->bundle_q = take_shorts(base, unit, &at, n_unit, d, dims->n_bundle);
    n->name_q = take_shorts(base, unit, &at, n_unit, d, NET_NAME_W);
    n->proj_q = take_shorts(base, unit, &at, n_unit, d, net_proj_width(dims));
    return at;
}

uint64_t net_lay_out(struct net *n, const struct net_dims *dims, const float *base)
{
    uint64_t at = 0, d = dims->d;
    n->dims = *dims;
    n->enc.d = dims->d;
    n->enc.n_block = dims->n_block;
    for (uint32_t k = 0; k < dims->n_block; k++) {
        bool sru = dims->kind[k] == ENC_SRU;
        n->enc.kind[k] = dims->kind[k];
        n->enc.w[k] = matrix(base, &at, dims, 3 * d * d);
        n->enc.b[k] = take(base, &at, sru ? 3 * d : d);
    }
    n->upos_w = matrix(base, &at, dims, d * NET_UPOS_W);
    n->upos_b = take(base, &at, NET_UPOS_W);
    n->bundle_w = matrix(base, &at, dims, d * dims->n_bundle);
    n->bundle_b = take(base, &at, dims->n_bundle);
    n->name_w = matrix(base, &at, dims, d * NET_NAME_W);
    n->name_b = take(base, &at, NET_NAME_W);
    n->proj_w = matrix(base, &at, dims, d * net_proj_width(dims));
    n->none = take(base, &at, (uint64_t)NET_SLOTS * dims->hp);
    n->move_tab = take(base, &at, (uint64_t)NET_MOVE_TABLE_ROWS * dims->hp);
    n->move_b = take(base, &at, dims->hp);
    n->move_w = take(base, &at, (uint64_t)dims->hp * NET_MOVE_W);
    n->move_ob = take(base, &at, NET_MOVE_W);
    n->rel_none = take(base, &at, (uint64_t)NET_REL_SLOTS * dims->hl);
    n->rel_tab = take(base, &at, (uint64_t)NET_REL_TABLE_ROWS * dims->hl);
    n->rel_b = take(base, &at, dims->hl);
    n->rel_w = take(base, &at, (uint64_t)dims->hl * NET_REL_W);
    n->rel_ob = take(base, &at, NET_REL_W);
    n->more_w = take(base, &at, d * NET_NAME_W * dims->n_more);
    n->more_b = take(base, &at, (uint64_t)NET_NAME_W * dims->n_more);
    return at;
}

static bool dims_sound(const struct net_dims *d, uint32_t n_bundle)
{
    return d->d >= 16 && d->d <= 512 && d->d % 16 == 0 && d->n_block <= ENC_MAX_BLOCKS && d->hp <= NET_MAX_HIDDEN && d->hp % 8 == 0 &&
           d->hl <= NET_MAX_HIDDEN && d->hl % 8 == 0 && d->n_bundle == (n_bundle + 7) / 8 * 8;
}

int net_open(struct net *n, const struct rd_model *m, uint32_t n_bundle, struct rd_err *err)
{
    const struct rd_section *shape = rd_model_find(m, "net.shape"), *dense = rd_model_find(m, "net.dense");
    const struct rd_section *dict = rd_model_find(m, "net.dict"), *rows = rd_model_find(m, "net.rows"), *scale = rd_model_find(m, "net.scale");
    struct net_dims dims = {0};
    const struct rd_section *shorts = rd_model_find(m, "net.shorts"), *unit = rd_model_find(m, "net.unit");
    uint64_t n_unit = 0;
    bool ok = shape && dense && dict && rows && scale && shape->type == RD_SEC_I32 && shape->shape[0] >= 5 + ENC_MAX_BLOCKS &&
              dense->type == RD_SEC_F32 && dict->type == RD_SEC_I32 && dict->shape[1] == 2 && dict->shape[0] > 0 &&
              rows->type == RD_SEC_I8 && scale->type == RD_SEC_F32 && scale->shape[0] == rows->shape[0];
    if (ok) {
        const uint32_t *v = shape->data;
        dims = (struct net_dims){.d = v[0], .n_block = v[1], .hp = v[2], .hl = v[3], .n_bundle = v[4]};
        for (uint32_t k = 0; k < ENC_MAX_BLOCKS; k++) dims.kind[k] = (uint8_t)v[5 + k];
        dims.in_shorts = shorts != NULL;
        ok = dims_sound(&dims, n_bundle) && rows->shape[1] == dims.d && net_lay_out(n, &dims, dense->data) == dense->shape[0];
        if (ok && shorts != NULL)
            ok = unit != NULL && shorts->type == RD_SEC_I16 && unit->type == RD_SEC_F32 && dims.d <= SHORTS_MAX_D &&
                 net_lay_shorts(n, &dims, shorts->data, unit->data, &n_unit) == shorts->shape[0] && n_unit == unit->shape[0];
    }
    if (!ok) return rd_fail(err, RD_EMODEL, "analyse", "%.120s: no sound network", rd_model_path(m));
    n->n_rows = rows->shape[0];
    n->cap = dict->shape[0];
    n->dict = dict->data;
    n->rows = rows->data;
    n->scale = scale->data;
    return RD_OK;
}

uint32_t net_row(const struct net *n, uint32_t key)
{
    for (uint32_t at = linear_home(key, n->cap); n->dict[2 * at + 1] != 0; at = linear_next(at, n->cap))
        if (n->dict[2 * at] == key) return n->dict[2 * at + 1] - 1;
    return NET_NO_ROW;
}

void net_keys(uint32_t keys[NET_ROWS], const struct sview *s, uint32_t i)
{
    const struct word *w = &s->w[i];
    uint32_t first = i == 0 || (i == 1 && (s->w[0].flags & WORD_PUNCT)), n = 0;
    keys[n] = analyse_key1(200 + n, w->low), n++;
    keys[n] = analyse_key2(200 + n, w->shape, first), n++;
    keys[n] = analyse_key2(200 + n, w->flags, first), n++;
    for (uint32_t k = 1; k < ANALYSE_SUF; k++) keys[n] = analyse_key1(200 + n, w->suf[k]), n++;
    for (uint32_t k = 0; k < ANALYSE_PRE; k++) keys[n] = analyse_key1(200 + n, w->pre[k]), n++;
    keys[n] = analyse_key1(200 + n, w->cased), n++;
    keys[n] = analyse_key2(200 + n, s->gaz[i] & 0xFFu, w->flags & WORD_UPPER), n++;
    keys[n] = analyse_key2(200 + n, s->gaz[i] & (GAZ_PER | GAZ_FIRST | GAZ_ROLE | GAZ_INSIDE | GAZ_LAST), w->flags & WORD_UPPER), n++;
}

static uint32_t near(uint32_t d)
{
    return d < 6 ? d : d < 8 ? 6 : d < 12 ? 7 : d < 20 ? 8 : 9;
}

static uint32_t gap_of(const struct tree *t, uint32_t a, uint32_t b)
{
    if (a == t->n || b == t->n) return 10;
    return a < b ? near(b - a) : 11;
}

static uint32_t few(uint32_t n)
{
    return n < 5 ? n : 5;
}

void net_move_parts(struct net_parts *p, const struct tree *t)
{
    uint32_t s0 = tree_s(t, 0), s1 = tree_s(t, 1), b0 = tree_b(t, 0);
    p->slot[0] = s0;
    p->slot[1] = s1;
    p->slot[2] = tree_s(t, 2);
    p->slot[3] = b0;
    p->slot[4] = tree_b(t, 1);
    p->slot[5] = t->lc[s0];
    p->slot[6] = t->rc[s0];
    p->slot[7] = t->lc[b0];
    p->slot[8] = t->rc[s1];
    p->slot[9] = t->lc[s1];
    uint32_t at = 0;
    p->tab[0] = at + gap_of(t, s0, b0), at += 12;
    p->tab[1] = at + gap_of(t, s1, s0), at += 12;
    for (uint32_t k = 0; k < 4; k++) p->tab[2 + k] = at + t->rel[p->slot[5 + k]], at += 64;
    p->tab[6] = at + 6 * few(t->nr[s0]) + few(t->nl[s0]), at += 36;
    p->tab[7] = at + few(t->nl[b0]);
}

void net_rel_parts(struct net_parts *p, const struct tree *t, uint32_t head, uint32_t dep)
{
    p->slot[0] = head;
    p->slot[1] = dep;
    p->slot[2] = t->lc[dep];
    p->slot[3] = t->rc[dep];
    p->slot[4] = t->lc[head];
    uint32_t at = 0;
    p->tab[0] = at + (head < dep ? 16 + near(dep - head) : near(head - dep)), at += 32;
    p->tab[1] = at + t->rel[t->lc[dep]], at += 64;
    p->tab[2] = at + t->rel[t->rc[dep]], at += 64;
    p->tab[3] = at + t->rel[head < dep ? t->rc[head] : t->lc[head]], at += 64;
    p->tab[4] = at + 6 * few(t->nl[dep]) + few(t->nr[dep]);
}

void net_move_hidden(float *hidden, const struct net *n, const float *proj, const struct net_parts *p, uint32_t none)
{
    uint32_t hp = n->dims.hp, pw = net_proj_width(&n->dims);
    memcpy(hidden, n->move_b, hp * sizeof *hidden);
    for (uint32_t k = 0; k < NET_SLOTS; k++)
        kernel_add(hidden, p->slot[k] == none ? n->none + (uint64_t)k * hp : proj + (uint64_t)p->slot[k] * pw + (uint64_t)k * hp, hp);
    for (uint32_t k = 0; k < NET_TABLES; k++) kernel_add(hidden, n->move_tab + (uint64_t)p->tab[k] * hp, hp);
}

void net_rel_hidden(float *hidden, const struct net *n, const float *proj, const struct net_parts *p, uint32_t none)
{
    uint32_t hl = n->dims.hl, pw = net_proj_width(&n->dims), base = NET_SLOTS * n->dims.hp;
    memcpy(hidden, n->rel_b, hl * sizeof *hidden);
    for (uint32_t k = 0; k < NET_REL_SLOTS; k++)
        kernel_add(hidden, p->slot[k] == none ? n->rel_none + (uint64_t)k * hl : proj + (uint64_t)p->slot[k] * pw + base + (uint64_t)k * hl, hl);
    for (uint32_t k = 0; k < NET_REL_TABLES; k++) kernel_add(hidden, n->rel_tab + (uint64_t)p->tab[k] * hl, hl);
}
