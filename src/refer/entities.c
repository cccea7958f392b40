/* entities.c - from clusters to entities: which name, role, body and side they are given, and what words say so. */
#include "refer/refer_int.h"

#include "base/utf8.h"

static void add_unique(struct refer *r, struct rd_str **list, uint32_t *n, uint32_t *cap, struct rd_str s) {
    for (uint32_t i = 0; i < *n; i++)
        if (rd_str_eq((*list)[i], s)) return;
    if (*n >= REFER_MAX_NAMES) return;
    *RD_PUSH(r->a, *list, *n, *cap) = s;
}

/* Longer in words, then in letters; at a tie the earlier one. */
static bool fuller(struct rd_str a, uint32_t words, struct rd_str b, uint32_t b_words) {
    return !b.p || words > b_words || (words == b_words && a.n > b.n);
}

static bool odd(struct rd_str s) {
    for (uint32_t i = 0; i < s.n; i++)
        if (s.p[i] == '/' || s.p[i] == '|' || s.p[i] == '*' || s.p[i] == '_') return true;
    return false;
}

/* The name as the page has it in full, and the other names. */
static void choose_name(struct refer *r, const struct refer_cluster *k, struct rd_entity *e) {
    struct rd_str *all = NULL, best = RD_NONE, own = RD_NONE;
    uint32_t n = 0, cap = 0, best_words = 0;
    for (int32_t i = (int32_t)k->first; i >= 0; i = r->c[i].next) {
        const struct refer_cand *c = &r->c[i];
        if (c->kind != RD_MENTION_NAME) continue;
        struct rd_str s = refer_display(r, c->beg, c->end, k->ek == RD_ENT_PERSON), type = RD_LIT("");
        if (!s.n) continue;
        add_unique(r, &all, &n, &cap, s);
        if (k->actor && rd_lex_name(r->lex, r->lang, s, &type) && rd_str_is(type, "name") && (!own.p || (s.n > own.n && k->ek != RD_ENT_STATE))) own = s;
        if (!odd(s) && fuller(s, c->n_word, best, best_words)) best = s, best_words = c->n_word;
    }
    if (k->ek == RD_ENT_STATE) best = own.p ? own : k->actor ? rd_lex_display(r->lex, r->lang, k->actor->id) : best;
    if (k->ek == RD_ENT_PERSON && k->office && k->n_word == 1 && k->described.p) best = k->described;
    if (own.p) best = own;
    if (!best.p && n) best = all[0];
    if (!best.p) best = k->described;
    if (!best.p && k->actor) best = rd_lex_display(r->lex, r->lang, k->actor->id);
    e->name = best.p ? rd_arena_str(r->a, best) : refer_display(r, r->c[k->first].beg, r->c[k->first].end, false);
    for (uint32_t i = 0, names_cap = 0; i < n; i++)
        if (!rd_str_eq(all[i], e->name)) *RD_PUSH(r->a, e->names, e->n_names, names_cap) = all[i];
}

/* The name of the body as the page has it in full: that of its entity. */
static struct rd_str org_name(struct refer *r, const struct refer_role *q) {
    const struct refer_cand *c = q->org_cand >= 0 ? &r->c[q->org_cand] : NULL;
    if (c && c->cluster >= 0) {
        struct rd_entity tmp = {0};
        choose_name(r, &r->k[c->cluster], &tmp);
        return tmp.name;
    }
    struct rd_str text = rd_span_of(r->doc->text, q->org_span);
    return text.n ? rd_arena_str(r->a, text) : RD_NONE;
}

static int role_worth(const struct refer_role *q) {
    return (q->office.n ? 4 : 0) + (q->org || !rd_span_empty(q->org_span) ? 2 : 0) + (q->state ? 1 : 0) - (q->former ? 5 : 0) +
           (q->core_end - q->core > 1 ? 1 : 0);
}

static void set_side(struct refer *r, struct rd_entity *e, const struct rd_actor *a, struct rd_span cite) {
    if (e->side.p || !a || !a->side.n) return;
    e->side = rd_arena_str(r->a, a->side);
    e->side_cite = cite;
}

static void roles_of(struct refer *r, const struct refer_cluster *k, struct rd_entity *e) {
    const struct refer_role *best = NULL;
    uint32_t cap = 0;
    for (uint32_t i = 0; i < k->n_roles; i++) {
        const struct refer_role *q = &r->roles[k->roles[i]];
        add_unique(r, &e->titles, &e->n_titles, &cap, q->listed ? refer_describe(r, q) : refer_role_text(r, q));
        if (!best || role_worth(q) > role_worth(best)) best = q;
    }
    if (!best) return;
    if (k->ek == RD_ENT_PERSON) {
        e->role = best->listed ? refer_describe(r, best) : refer_role_text(r, best);
        e->role_cite = rd_doc_span(r->doc, best->beg, best->end);
    }
    for (uint32_t i = 0; i < k->n_roles && k->ek == RD_ENT_PERSON; i++) {
        const struct refer_role *q = &r->roles[k->roles[i]];
        if (q->former || e->org.p || rd_span_empty(q->org_span)) continue;
        e->org = org_name(r, q);
        e->org_cite = q->org_span;
        if (q->org && rd_str_is(q->org->kind, "igo") && !q->org->side.n) {
            e->side = rd_arena_str(r->a, q->org->code);
            e->side_cite = q->org_span;
        }
    }
    for (uint32_t i = 0; i < k->n_roles; i++) {
        const struct refer_role *q = &r->roles[k->roles[i]];
        if (q->former) continue;
        set_side(r, e, q->state, q->state_span);
        set_side(r, e, q->org, q->org_span);
    }
}

/* "X's spokesman" speaks for X's body and side. */
static void side_of_boss(struct refer *r, const struct refer_cluster *k, struct rd_entity *e) {
    for (uint32_t i = 0; i < k->n_roles && !e->side.p; i++) {
        const struct refer_role *q = &r->roles[k->roles[i]];
        int32_t b = q->boss >= 0 && !q->former ? r->c[q->boss].cluster : -1;
        if (b < 0 || &r->k[b] == k) continue;
        struct rd_entity boss = {0};
        roles_of(r, &r->k[b], &boss);
        e->side = boss.side;
        if (!e->org.p) e->org = boss.org, e->org_cite = boss.org_cite;
        if (!e->side.p && r->k[b].state.p) set_side(r, e, rd_lex_actor(r->lex, r->k[b].state), (struct rd_span){0, 0});
        if (e->side.p) e->side_cite = rd_doc_span(r->doc, r->c[q->boss].beg, r->c[q->boss].end);
    }
}

/* An official without a state speaks for the one body of a state that acts in his sentence or the one before: "The X navy denied
 * it. ..., Captain Y said." */
static void side_of_context(struct refer *r, const struct refer_cluster *k, struct rd_entity *e) {
    const struct refer_role *q = k->n_roles ? &r->roles[k->roles[0]] : NULL;
    const struct refer_cand *found = NULL;
    if (e->side.p || !q || q->former || k->ek != RD_ENT_PERSON || (!rd_str_is(q->sector, "GOV") && !rd_str_is(q->sector, "MIL"))) return;
    for (uint32_t i = r->cand_of[q->sent ? q->sent - 1 : 0]; i < r->cand_of[q->sent + 1]; i++) {
        const struct refer_cand *c = &r->c[i];
        if (c->sent + 1 < q->sent || c->cluster < 0 || c->gr != REFER_SUBJ || c->quote) continue;
        const struct refer_cluster *b = &r->k[c->cluster];
        const struct rd_actor *s = b->ek != RD_ENT_ORG ? NULL : b->state.p ? rd_lex_actor(r->lex, b->state) : refer_state_of(r, b->actor);
        if (!s) continue;
        if (found && !rd_str_eq(s->side, e->side)) {
            e->side = RD_NONE;
            return;
        }
        found = c;
        e->side = s->side;
    }
    if (!found) return;
    e->side = rd_arena_str(r->a, e->side);
    e->side_cite = rd_doc_span(r->doc, found->beg, found->end);
}

/* CAMEO: the body's own code, else the side with the sector of the role. */
static void set_code(struct refer *r, const struct refer_cluster *k, struct rd_entity *e) {
    struct rd_str sector = RD_NONE;
    if (k->actor && k->actor->code.n) {
        e->code = rd_arena_str(r->a, k->actor->code);
        return;
    }
    for (uint32_t i = 0; i < k->n_roles; i++) {
        const struct refer_role *q = &r->roles[k->roles[i]];
        if (q->former) continue;
        if (q->org && q->org->code.n && k->ek == RD_ENT_PERSON) {
            e->code = rd_arena_str(r->a, q->org->code);
            return;
        }
        if (!sector.n) sector = q->sector;
    }
    if (k->office && !sector.n) sector = RD_LIT("GOV");
    if (e->side.p || sector.n) e->code = rd_arena_printf(r->a, "%.*s%.*s", RD_S(e->side.p ? e->side : RD_LIT("")), RD_S(sector.n ? sector : RD_LIT("")));
}

static void fill(struct refer *r, const struct refer_cluster *k, struct rd_entity *e) {
    const struct refer_cand *first = &r->c[k->first];
    struct rd_span cite = rd_doc_span(r->doc, first->beg, first->end);
    e->kind = (uint8_t)(k->ek < 0 ? RD_ENT_OTHER : k->ek);
    e->gender = k->gender;
    e->plural = k->number == REFER_PLUR || k->ek == RD_ENT_GROUP;
    choose_name(r, k, e);
    roles_of(r, k, e);
    if (k->actor) {
        if (k->ek != RD_ENT_GROUP) e->world = rd_arena_str(r->a, k->actor->id);
        set_side(r, e, k->actor, cite);
    }
    if (k->state.p) set_side(r, e, rd_lex_actor(r->lex, k->state), cite);
    side_of_boss(r, k, e);
    side_of_context(r, k, e);
    if (!e->role.p && k->office && k->ek == RD_ENT_PERSON) {
        /* The office's key is no words of the page: shown as a role only where the page gives none. */
        char *role = rd_arena_dup(r->a, k->office->office.p, k->office->office.n);
        for (uint32_t i = 0; i < k->office->office.n; i++)
            if (role[i] == '_') role[i] = ' ';
        e->role = (struct rd_str){role, k->office->office.n};
    }
    set_code(r, k, e);
}

static bool keep(const struct refer_cluster *k) {
    return k->n > 1 || (k->n && !k->passing);
}

static int cmp_mention(const void *pa, const void *pb) {
    const struct rd_mention *a = pa, *b = pb;
    if (a->beg != b->beg) return a->beg < b->beg ? -1 : 1;
    if (a->end != b->end) return a->end > b->end ? -1 : 1;
    return a->kind < b->kind ? -1 : a->kind > b->kind;
}

static void add_mentions(struct refer *r, struct rd_refs *out, const int32_t *entity_of) {
    uint32_t cap = 0;
    for (uint32_t i = 0; i < r->n_c && out->n_mentions < RD_MAX_MENTIONS; i++) {
        const struct refer_cand *c = &r->c[i];
        if (c->cluster < 0 && (c->thing || c->kind == RD_MENTION_NAME)) continue;
        if (c->cluster >= 0 && entity_of[c->cluster] < 0) continue;
        struct rd_mention *m = RD_PUSH(r->a, out->mentions, out->n_mentions, cap);
        *m = (struct rd_mention){.beg = c->beg, .end = c->end, .head = c->head, .kind = c->kind, .confidence = c->confidence,
                                 .entity = c->cluster >= 0 ? entity_of[c->cluster] : -1};
    }
    if (out->n_mentions) qsort(out->mentions, out->n_mentions, sizeof *out->mentions, cmp_mention);
    /* Tokens on which the tree hangs a whole role phrase: the phrase goes before the names in it. */
    bool *hangs = RD_NEW_N(r->s, bool, r->doc->n_tok + 1);
    for (uint32_t i = 0; i < r->n_c; i++)
        if (r->c[i].heads && r->c[i].cluster >= 0) hangs[r->c[i].head] = true;
    uint32_t *fill_caps = RD_NEW_N(r->s, uint32_t, out->n_entities + 1);
    for (uint32_t i = 0; i < out->n_mentions; i++) {
        const struct rd_mention *m = &out->mentions[i];
        int32_t *at = &out->mention_of[m->head];
        bool rules = hangs[m->head] && m->kind == RD_MENTION_NOMINAL, ruled = *at >= 0 && out->mentions[*at].kind == RD_MENTION_NOMINAL;
        if (*at < 0 || (rules && !ruled) || ((rules == ruled || !hangs[m->head]) && m->end - m->beg < out->mentions[*at].end - out->mentions[*at].beg))
            *at = (int32_t)i;
        for (uint32_t t = m->beg; t < m->end && m->kind == RD_MENTION_NAME; t++) /* a bad tree may hang a name on two of its words */
            if (out->mention_of[t] < 0 && (r->an->head[t] < (int32_t)m->beg || r->an->head[t] >= (int32_t)m->end)) out->mention_of[t] = (int32_t)i;
        if (m->entity < 0) continue;
        struct rd_entity *e = &out->entities[m->entity];
        *RD_PUSH(r->a, e->mentions, e->n_mentions, fill_caps[m->entity]) = i;
    }
}

/* The candidates of each cluster as a chain in text order from its first. */
static void chain_mentions(struct refer *r) {
    int32_t *last = RD_NEW_N(r->s, int32_t, r->n_k + 1);
    for (uint32_t i = 0; i < r->n_c; i++) r->c[i].next = -1;
    for (uint32_t i = 0; i < r->n_k; i++) last[i] = -1;
    for (uint32_t i = 0; i < r->n_c; i++) {
        int32_t k = r->c[i].cluster;
        if (k < 0) continue;
        if (last[k] < 0) r->k[k].first = i;
        else r->c[last[k]].next = (int32_t)i;
        last[k] = (int32_t)i;
    }
}

void refer_make_entities(struct refer *r, struct rd_refs *out) {
    int32_t *entity_of = RD_NEW_N(r->s, int32_t, r->n_k + 1);
    uint32_t cap = 0;
    for (uint32_t i = 0; i < r->n_k; i++) entity_of[i] = -1;
    chain_mentions(r);
    for (uint32_t i = 0; i < r->n_c; i++) { /* by first mention */
        int32_t k = r->c[i].cluster;
        if (k < 0 || entity_of[k] >= 0 || !keep(&r->k[k])) continue;
        entity_of[k] = (int32_t)out->n_entities;
        struct rd_entity *e = RD_PUSH(r->a, out->entities, out->n_entities, cap);
        fill(r, &r->k[k], e);
    }
    add_mentions(r, out, entity_of);
}
