/* parse.h - features of the transition parser: which move next, and which relation an arc has. */
#ifndef ANALYSE_PARSE_H
#define ANALYSE_PARSE_H
#include "analyse/sview.h"
#include "analyse/tree.h"

#define PARSE_MAX_KEYS 128

/* Values of the nodes of one sentence, with the "none" node at n. */
struct parse_nodes {
    uint32_t *form;  /* [n + 1] hash of the lower-case form */
    uint32_t *tag;   /* part of speech and features */
    uint32_t *pos;   /* part of speech */
};

void parse_nodes_init(struct parse_nodes *p, const struct sview *s, struct rd_arena *a);
uint32_t parse_keys_move(uint32_t *k, const struct tree *t, const struct parse_nodes *p);
uint32_t parse_keys_rel(uint32_t *k, const struct tree *t, const struct parse_nodes *p, uint32_t head, uint32_t dep);
#endif
