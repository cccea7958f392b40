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

/* A code that only says what somebody is, of whatever country. */
static bool sector_alone(struct rd_str code) {
    static const char *const sectors[] = {"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "CVL", "MED", "EDU", "BUS", "REL", "LAB", "SPY", "ELI"};
    for (size_t i = 0; i < RD_ARRAY_LEN(sectors); i++) {
        if (rd_str_is(code, sectors[i])) return true;
    }
    return false;
}

struct rd_str coding_country(const struct rd_party *p) {
    return p->side.n ? p->side : p->code.n && !sector_alone(p->code) ? p->code : RD_NONE;
}

/* The state or body that one word stands for: an entity with a side, a nationality, a capital. */
static bool world_word(struct cd *x, uint32_t i, struct rd_party *out) {
    int32_t e = coding_entity_at(x, i);
    if (e >= 0 && (x->refs->entities[e].side.n || (x->refs->entities[e].code.n && x->refs->entities[e].world.n))) {
        *out = coding_party(x, i);
        return true;
    }
    int up = x->an->upos[i];
    if (up != RD_ADJ && up != RD_PROPN && up != RD_NOUN) return false;
    struct rd_str type = RD_NONE;
    const struct rd_actor *w = rd_lex_name(x->lang->lex, x->lang->code, x->doc->toks[i].form, &type);
    if (!w || (!w->side.n && !w->code.n)) return false;
    if (up == RD_NOUN && x->doc->toks[i].form.p[0] >= 'a' && x->doc->toks[i].form.p[0] <= 'z') return false;
    *out = (struct rd_party){.entity = -1, .side = w->side.n ? w->side : RD_NONE, .code = w->code.n ? w->code : RD_NONE, .span = x->doc->toks[i].span};
    struct rd_str shown = rd_lex_display(x->lang->lex, x->lang->code, w->id);
    out->name = shown.p ? shown : rd_arena_str(x->a, x->doc->toks[i].form);
    return true;
}

struct rd_str coding_sector(const struct cd *x, uint32_t head) {
    for (const struct rd_lex_row *r = x->t_roles ? rd_lex_find(x->t_roles, x->an->lemma[head]) : NULL; r; r = r->next) {
        struct rd_str s = rd_lex_field(x->t_roles, r, "sector");
        if (s.n) return s;
    }
    for (const struct rd_lex_row *r = x->t_roles ? rd_lex_find(x->t_roles, x->g->low[head]) : NULL; r; r = r->next) {
        struct rd_str s = rd_lex_field(x->t_roles, r, "sector");
        if (s.n) return s;
    }
    return RD_NONE;
}

/* A noun of a nationality: "Velmarkish border guards" are Velmark's police or army. */
static struct rd_party of_nation(struct cd *x, uint32_t head, const struct rd_party *nation) {
    struct rd_party p = coding_party(x, head);
    struct rd_str sector = coding_sector(x, head), side = coding_country(nation);
    p.side = nation->side.n ? nation->side : RD_NONE;
    bool plain = nation->code.n == 3 && sector.n && nation->side.n;
    p.code = plain ? rd_arena_printf(x->a, "%.*s%.*s", RD_S(side), RD_S(sector)) : nation->code;
    if (!p.name.p) p.name = nation->name;
    return p;
}

/* Somebody of whom the words tell only what he is, at home in that country: "the government", "an opposition leader". */
bool coding_at_home(struct cd *x, uint32_t head, struct rd_str side, struct rd_party *out) {
    struct rd_str sector = coding_sector(x, head);
    if (!sector.n || x->an->upos[head] != RD_NOUN) return false;
    *out = coding_party(x, head);
    if (out->side.n) return true;
    out->side = side;
    out->code = side.n == 3 ? rd_arena_printf(x->a, "%.*s%.*s", RD_S(side), RD_S(sector)) : side;
    return out->name.p != NULL;
}

enum { CD_NP_DEPTH = 3 };

/* Whom the words of a noun phrase below its head name: nationalities, owners, "of" and "in" phrases. */
static uint32_t nations(struct cd *x, uint32_t head, struct rd_party *out, bool *far, uint32_t max) {
    uint32_t todo[32], depth[32], n = 0, k = 0;
    todo[n] = head;
    depth[n++] = 0;
    for (uint32_t i = 0; i < n && k < max; i++) {
        for (int32_t c = x->g->first[todo[i]]; c >= 0 && k < max; c = x->g->next[c]) {
            int b = rd_rel_base(x->an->rel[c]);
            bool part = b == RD_REL_AMOD || b == RD_REL_COMPOUND || b == RD_REL_FLAT || b == RD_REL_NMOD || b == RD_REL_APPOS || b == RD_REL_DET || (b == RD_REL_NSUBJ && (uint32_t)c < head) || (b == RD_REL_CONJ && todo[i] != head);
            if (!part || (k && b != RD_REL_CONJ && depth[i] == 0 && b != RD_REL_AMOD)) continue;
            if (world_word(x, (uint32_t)c, &out[k])) far[k++] = depth[i] > 0 || rd_gram_preposition(x->g, (uint32_t)c) >= 0;
            if (n < 32 && depth[i] < CD_NP_DEPTH) {
                todo[n] = (uint32_t)c;
                depth[n++] = depth[i] + 1;
            }
        }
    }
    return k;
}

/* "The presidents of A and B" are one mention each, with the same words. */
static uint32_t others_named(struct cd *x, uint32_t head, struct rd_party *out, uint32_t max) {
    int32_t m = x->refs->mention_of[head];
    uint32_t n = 0;
    if (m < 0) return 0;
    const struct rd_mention *a = &x->refs->mentions[m];
    for (uint32_t i = (uint32_t)m + 1; i < x->refs->n_mentions && n < max; i++) {
        const struct rd_mention *b = &x->refs->mentions[i];
        if (b->beg != a->beg || b->end != a->end) break;
        const struct rd_entity *e = b->head == a->head && b->entity >= 0 ? &x->refs->entities[b->entity] : NULL;
        if (!e || !e->side.n) continue;
        out[n++] = (struct rd_party){.entity = b->entity, .name = e->name, .role = e->role, .org = e->org, .side = e->side, .code = e->code,
                                     .span = rd_doc_span(x->doc, b->beg, b->end)};
    }
    return n;
}

static uint32_t one(struct cd *x, uint32_t head, bool unknown, struct rd_party *out, uint32_t max) {
    struct rd_party v[4];
    bool far[4], somebody = coding_sector(x, head).n || x->refs->mention_of[head] >= 0;
    if (!max) return 0;
    if (world_word(x, head, &out[0])) return 1 + others_named(x, head, out + 1, max - 1);
    uint32_t n = nations(x, head, v, far, 4), k = 0;
    for (uint32_t i = 0; i < n && k < max; i++) out[k++] = far[i] && !somebody ? v[i] : of_nation(x, head, &v[i]); /* "a curfew in X": X */
    if (!k && unknown) {
        struct rd_party p = coding_party(x, head);
        if (p.name.p) out[k++] = p;
    }
    return k;
}

uint32_t coding_actors(struct cd *x, uint32_t head, bool unknown, struct rd_party *out, uint32_t max) {
    uint32_t n = one(x, head, unknown, out, max);
    for (int32_t c = x->g->first[head]; c >= 0 && n < max; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_CONJ && x->an->upos[c] != RD_VERB) n += one(x, (uint32_t)c, unknown, out + n, max - n);
    }
    return n;
}
