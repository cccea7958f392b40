/* shorts_out.c - the dense part of a network as it ships: the matrices that multiply words in shorts, the rest in floats. */
#include "shorts_out.h"

#include <string.h>

static void make(const struct shorts *to, const float *from, uint32_t n_k, uint32_t n_j)
{
    shorts_make((int16_t *)(uintptr_t)to->w, (float *)(uintptr_t)to->unit, from, n_k, n_j);
}

/* The floats that stay are those of the layout without matrices, in the same order. */
static void copy_rest(struct net *to, const struct net *from)
{
    const struct net_dims *d = &from->dims;
    uint64_t hp = d->hp, hl = d->hl;
    const struct { const float *to, *from; uint64_t n; } part[] = {
        {to->upos_b, from->upos_b, NET_UPOS_W}, {to->bundle_b, from->bundle_b, d->n_bundle}, {to->name_b, from->name_b, NET_NAME_W},
        {to->none, from->none, NET_SLOTS * hp}, {to->move_tab, from->move_tab, NET_MOVE_TABLE_ROWS * hp}, {to->move_b, from->move_b, hp},
        {to->move_w, from->move_w, hp * NET_MOVE_W}, {to->move_ob, from->move_ob, NET_MOVE_W},
        {to->rel_none, from->rel_none, NET_REL_SLOTS * hl}, {to->rel_tab, from->rel_tab, NET_REL_TABLE_ROWS * hl},
        {to->rel_b, from->rel_b, hl}, {to->rel_w, from->rel_w, hl * NET_REL_W}, {to->rel_ob, from->rel_ob, NET_REL_W}};
    for (uint32_t k = 0; k < d->n_block; k++)
        memcpy((float *)(uintptr_t)to->enc.b[k], from->enc.b[k], (d->kind[k] == ENC_SRU ? 3 : 1) * d->d * sizeof(float));
    for (uint32_t i = 0; i < RD_ARRAY_LEN(part); i++) memcpy((float *)(uintptr_t)part[i].to, part[i].from, part[i].n * sizeof(float));
}

void shorts_out(struct rd_model_writer *w, const struct net *n, struct rd_arena *a)
{
    struct net_dims dims = n->dims;
    struct net counted, to;
    uint32_t d = dims.d;
    uint64_t n_unit;
    dims.in_shorts = true;
    dims.n_more = 0;
    memset(&counted, 0, sizeof counted);
    uint64_t n_dense = net_lay_out(&counted, &dims, NULL), n_short = net_lay_shorts(&counted, &dims, NULL, NULL, &n_unit);
    float *dense = rd_arena_zero(a, n_dense * sizeof *dense), *unit = rd_arena_zero(a, n_unit * sizeof *unit);
    int16_t *shorts = rd_arena_zero(a, n_short * sizeof *shorts);
    memset(&to, 0, sizeof to);
    net_lay_out(&to, &dims, dense);
    net_lay_shorts(&to, &dims, shorts, unit, &n_unit);
    for (uint32_t k = 0; k < dims.n_block; k++) {
        bool sru = dims.kind[k] == ENC_SRU;
        make(&to.enc.q[k], n->enc.w[k], sru ? d : 3 * d, sru ? 3 * d : d);
    }
    make(&to.upos_q, n->upos_w, d, NET_UPOS_W);
    make(&to.bundle_q, n->bundle_w, d, dims.n_bundle);
    make(&to.name_q, n->name_w, d, NET_NAME_W);
    make(&to.proj_q, n->proj_w, d, net_proj_width(&dims));
    copy_rest(&to, n);
    rd_model_writer_add(w, "net.dense", RD_SEC_F32, (uint32_t[4]){(uint32_t)n_dense, 1, 1, 1}, dense, 4 * n_dense);
    rd_model_writer_add(w, "net.shorts", RD_SEC_I16, (uint32_t[4]){(uint32_t)n_short, 1, 1, 1}, shorts, 2 * n_short);
    rd_model_writer_add(w, "net.unit", RD_SEC_F32, (uint32_t[4]){(uint32_t)n_unit, 1, 1, 1}, unit, 4 * n_unit);
}
