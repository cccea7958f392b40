/* net.h - the network of one language: encoder, heads, parser. All dense weights lie in one array in the order of net_lay_out;
 * the rows of words' parts are bytes with a scale each.
 * Parser: the top of the encoder is projected once per token for each place in the state (slot); a state's hidden layer is the
 * sum of its tokens' projections and of table rows for distances and relations (Chen and Manning 2014, as precomputed there). */
#ifndef ANALYSE_NET_H
#define ANALYSE_NET_H
#include "analyse/encode.h"
#include "analyse/linear.h"
#include "analyse/sview.h"
#include "analyse/tree.h"
#include "base/err.h"

#define NET_ROWS 14u          /* rows a token sums; two of them tell the whole form */
#define NET_ROW_LOW 0u
#define NET_ROW_SUF5 6u
#define NET_ROW_PRE4 10u
#define NET_ROW_CASED 11u
#define NET_ROW_LISTS 12u     /* and what follows it */
#define NET_NO_ROW UINT32_MAX
#define NET_SLOTS 10u         /* tokens of a state that the next move looks at */
#define NET_TABLES 8u
#define NET_REL_SLOTS 5u      /* tokens that a relation looks at */
#define NET_REL_TABLES 5u
#define NET_MOVE_TABLE_ROWS (12u + 12u + 4u * 64u + 36u + 6u)
#define NET_REL_TABLE_ROWS (32u + 64u + 64u + 64u + 36u)
#define NET_UPOS_W 24u        /* widths of outputs, up to a multiple of 8 */
#define NET_NAME_W 16u
#define NET_MOVE_W 8u
#define NET_REL_W 64u
#define NET_MAX_HIDDEN 256u

struct net_dims {
    uint32_t d, n_block, hp, hl, n_bundle; /* n_bundle up to a multiple of 8 */
    bool in_shorts;                        /* the matrices that multiply words lie apart, as net_lay_shorts says */
    uint32_t n_more;                       /* heads for names of other kinds of corpora: in training alone, 0 in a model */
    uint8_t kind[ENC_MAX_BLOCKS];
};

struct net {
    struct net_dims dims;
    struct enc enc;
    const float *upos_w, *upos_b, *bundle_w, *bundle_b, *name_w, *name_b;
    const float *proj_w;                          /* [d, NET_SLOTS hp + NET_REL_SLOTS hl] */
    struct shorts upos_q, bundle_q, name_q, proj_q;            /* the same matrices in shorts; w NULL: in floats */
    const float *none, *move_tab, *move_b, *move_w, *move_ob;  /* none [NET_SLOTS, hp]; move_w [hp, 8] */
    const float *rel_none, *rel_tab, *rel_b, *rel_w, *rel_ob;  /* rel_w [hl, 64] */
    const float *more_w, *more_b;                 /* [d, NET_NAME_W n_more], the last of all */
    uint32_t n_rows, cap;
    const uint32_t *dict;                         /* [cap][2] key, row + 1 */
    const int8_t *rows;                           /* [n_rows, d] */
    const float *scale;                           /* [n_rows] */
};

/* Points into `base` (may be NULL to count); returns the number of floats. */
uint64_t net_lay_out(struct net *n, const struct net_dims *dims, const float *base);
/* Points the shorts into arrays; returns the number of weights, *n_unit that of their units. */
uint64_t net_lay_shorts(struct net *n, const struct net_dims *dims, const int16_t *base, const float *unit, uint64_t *n_unit);
static inline uint32_t net_proj_width(const struct net_dims *d) { return NET_SLOTS * d->hp + NET_REL_SLOTS * d->hl; }

struct rd_model;
int net_open(struct net *n, const struct rd_model *m, uint32_t n_bundle, struct rd_err *err);
/* Keys of the parts of token i. */
void net_keys(uint32_t keys[NET_ROWS], const struct sview *s, uint32_t i);
uint32_t net_row(const struct net *n, uint32_t key); /* NET_NO_ROW if unknown */

/* What stands beside the network in a model. second, second_name: a linear tagger and a linear finder of names whose scores are
 * added to the network's where that is not sure, or NULL: the two err differently. */
struct net_aids { const struct linear *second, *second_name; const uint32_t *bundle_upos; uint32_t n_bundle; };
/* Fills upos, bundle, bio, head and rel of n_s views that were cleared. */
void net_read(const struct net *n, struct sview *views, uint32_t n_s, const struct net_aids *aids, struct rd_arena *a);

/* What a state's or an arc's hidden layer is the sum of: tokens (n of the tree = none) and rows of the tables. */
struct net_parts { uint32_t slot[NET_SLOTS], tab[NET_TABLES]; };
void net_move_parts(struct net_parts *p, const struct tree *t);
void net_rel_parts(struct net_parts *p, const struct tree *t, uint32_t head, uint32_t dep);
/* proj: rows of this sentence. hidden [hp], before the relu. */
void net_move_hidden(float *hidden, const struct net *n, const float *proj, const struct net_parts *p, uint32_t none);
void net_rel_hidden(float *hidden, const struct net *n, const float *proj, const struct net_parts *p, uint32_t none);
#endif
