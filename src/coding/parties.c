/* Who acts and who is acted upon: the entity of a noun phrase, else a noun with a nationality, else the words. */
#include "coding/coding_int.h"

int32_t coding_entity_at(const struct cd *x, uint32_t tok) {
    int32_t m = x->refs->mention_of[tok];
    return m >= 0 ? x->refs->mentions[m].entity : -1;
}

/* The noun phrase without what only describes it further. */
static struct rd_range phrase(const struct cd *x, uint32_t head) {
    uint32_t b = head, e = head + 1;
    for (int32_t c = x->g->first[head]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        bool part = base == RD_REL_AMOD || base == RD_REL_COMPOUND || base == RD_REL_FLAT || base == RD_REL_NUMMOD ||
                    x->an->rel[c] == RD_REL_DET || (base == RD_REL_NMOD && x->g->hi[c] < head + 12);
        if (!part) continue;
        if (x->g->lo[c] < b) b = x->g->lo[c];
        if (x->g->hi[c] + 1 > e) e = x->g->hi[c] + 1;
    }
    for (uint32_t i = head + 1; i < e; i++) {
        if (rd_gram_form_is(x->g, i, ",")) e = i;
    }
    return (struct rd_range){b, e};
}

struct rd_party coding_party(struct cd *x, uint32_t tok) {
    struct rd_party p = {.entity = coding_entity_at(x, tok)};
    int32_t m = x->refs->mention_of[tok];
    struct rd_range r = m >= 0 ? (struct rd_range){x->refs->mentions[m].beg, x->refs->mentions[m].end} : phrase(x, tok);
    p.span = rd_doc_span(x->doc, r.b, r.e);
    if (p.entity >= 0) {
        const struct rd_entity *e = &x->refs->entities[p.entity];
        p.name = e->name;
        p.role = e->role;
        p.org = e->org;
        p.side = e->side;
        p.code = e->code;
        return p;
    }
    if (x->an->upos[tok] != RD_PRON && x->an->upos[tok] != RD_DET) p.name = rd_arena_str(x->a, rd_span_of(x->doc->text, p.span));
    return p;
}
