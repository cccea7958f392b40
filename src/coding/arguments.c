/* Who acts and upon whom: subject, agent, objects, phrases with prepositions, what a noun's own phrases tell. */
#include "coding/coding_int.h"

#include "base/limits.h"

bool coding_passive(const struct cd *x, uint32_t v) {
    if (x->an->upos[v] != RD_VERB) return false;
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        if (x->an->rel[c] == RD_REL_NSUBJ_PASS || x->an->rel[c] == RD_REL_AUX_PASS) return true;
        if (x->an->rel[c] == RD_REL_OBL_AGENT && rd_gram_child(x->g, v, RD_REL_OBJ) < 0) {
            int32_t p = rd_gram_preposition(x->g, (uint32_t)c);
            if (p >= 0 && rd_feat(x->an, v, "VerbForm=Part") && rd_rel_base(x->an->rel[v]) == RD_REL_ACL) return true;
        }
    }
    return false;
}

static int32_t own_subject(const struct cd *x, uint32_t v) {
    int32_t odd = -1;
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        if (b == RD_REL_NSUBJ) return c;
        bool name = x->an->upos[c] == RD_PROPN && (uint32_t)c < v;
        if (name && odd < 0 && (b == RD_REL_DISCOURSE || b == RD_REL_VOCATIVE || b == RD_REL_DISLOCATED || b == RD_REL_DEP)) odd = c;
        if (b == RD_REL_EXPL && odd < 0) odd = c;
    }
    return odd;
}

int32_t coding_subject(const struct cd *x, uint32_t v) {
    uint32_t at = v;
    int32_t empty = -1;
    for (uint32_t steps = 0; steps < CD_MAX_DEPTH + 2; steps++) {
        int32_t s = own_subject(x, at);
        bool it = s >= 0 && x->an->upos[s] == RD_PRON && x->refs->mention_of[s] < 0; /* "it" of which nobody knows: the clause above has the actor */
        if (s >= 0 && !it) return s;
        if (s >= 0 && empty < 0) empty = s;
        int32_t h = x->an->head[at];
        int b = rd_rel_base(x->an->rel[at]);
        if (h < 0) return empty;
        if (b == RD_REL_ACL && x->an->upos[h] != RD_VERB) return at == v && x->an->upos[v] == RD_VERB ? h : empty;
        if (b != RD_REL_CONJ && b != RD_REL_XCOMP && b != RD_REL_ADVCL && b != RD_REL_CCOMP && b != RD_REL_PARATAXIS) return empty;
        at = (uint32_t)h;
    }
    return empty;
}

static bool same(const struct rd_party *a, const struct rd_party *b) {
    struct rd_str p = coding_country(a), q = coding_country(b);
    if (p.p && q.p) return rd_str_eq(p, q);
    return a->entity >= 0 && a->entity == b->entity;
}

static void put(struct rd_party *v, uint32_t *n, const struct rd_party *add, uint32_t k) {
    for (uint32_t i = 0; i < k && *n < CD_MAX_PARTIES; i++) {
        bool have = false;
        for (uint32_t j = 0; j < *n; j++) have |= same(&v[j], &add[i]);
        if (!have) v[(*n)++] = add[i];
    }
}

/* How far a phrase stands from being the one acted upon: 0 best, 3 worst, -1 not at all. */
static int rank(const struct cd *x, uint32_t c) {
    int b = rd_rel_base(x->an->rel[c]);
    if (b == RD_REL_OBJ || b == RD_REL_IOBJ || x->an->rel[c] == RD_REL_NSUBJ_PASS) return 0;
    if (b == RD_REL_OBL || b == RD_REL_NMOD) {
        int32_t p = rd_gram_preposition(x->g, c);
        if (p < 0) return x->an->rel[c] == RD_REL_OBL_UNMARKED ? -1 : b == RD_REL_NMOD ? 1 : 0;
        static const char *const near[] = {"to", "with", "against", "from", "for", "upon", "toward", "towards", "between", "at", "of", "into",
                                           "aan", "met", "tegen", "van", "voor", "tussen", "naar", "op"};
        for (size_t i = 0; i < RD_ARRAY_LEN(near); i++) {
            if (rd_gram_form_is(x->g, (uint32_t)p, near[i])) return 1;
        }
        if (rd_gram_form_is(x->g, (uint32_t)p, "on")) return 1;
        if (rd_gram_form_is(x->g, (uint32_t)p, "after") || rd_gram_form_is(x->g, (uint32_t)p, "as")) return 3;
        return 2;
    }
    if (b == RD_REL_XCOMP || b == RD_REL_CCOMP || b == RD_REL_ADVCL || b == RD_REL_ACL) return 1;
    if (b == RD_REL_NSUBJ) return 0;
    if (b == RD_REL_COMPOUND || b == RD_REL_AMOD || b == RD_REL_CONJ) return 1;
    return -1;
}

/* "in Almarik": where it happens, even if the town can stand for its government. */
static bool town(const struct cd *x, uint32_t c) {
    int32_t p = rd_gram_preposition(x->g, c);
    if (p < 0 || x->an->upos[c] != RD_PROPN) return false;
    const struct rd_place *w = rd_lex_place(x->lang->lex, x->doc->toks[c].form);
    return w && (rd_str_is(w->kind, "capital") || rd_str_is(w->kind, "city"));
}

struct found { struct rd_party p[CD_MAX_PARTIES]; uint32_t n; int rank; bool own; int32_t generic; int generic_rank; };

/* Looks below `v` for whoever is not among the sources; what stands nearer and better wins. */
static void search(struct cd *x, uint32_t v, int base, uint32_t depth, int32_t skip, int32_t agent, const struct rd_party *src, uint32_t n_src, struct found *f) {
    struct { uint32_t v; int base; uint32_t depth; } todo[CD_MAX_SCOPE];
    uint32_t n = 0;
    todo[n].v = v; todo[n].base = base; todo[n++].depth = depth;
    for (uint32_t i = 0; i < n; i++) {
        for (int32_t c = x->g->first[todo[i].v]; c >= 0; c = x->g->next[c]) {
            int r = rank(x, (uint32_t)c);
            if (r >= 2 && town(x, (uint32_t)c)) continue;
            if (c == skip || c == agent || r < 0 || x->an->rel[c] == RD_REL_OBL_AGENT) continue;
            if (rd_rel_base(x->an->rel[c]) == RD_REL_CONJ && x->an->upos[c] == RD_VERB) continue;
            int total = todo[i].base + r;
            struct rd_party p[CD_MAX_PARTIES];
            bool clause = x->an->upos[c] == RD_VERB;
            uint32_t k = clause ? 0 : coding_actors(x, (uint32_t)c, false, p, CD_MAX_PARTIES), other = 0;
            struct rd_span h = x->doc->toks[c].span;
            if (k && !rd_span_holds(p[0].span, h)) k = 0; /* named below a phrase that is not the actor: found there, with its own rank */
            for (uint32_t j = 0; j < k; j++) {
                bool is_src = false;
                for (uint32_t q = 0; q < n_src; q++) is_src |= same(&p[j], &src[q]);
                f->own |= is_src;
                if (!is_src) p[other++] = p[j];
            }
            if (other && total < f->rank) {
                f->rank = total;
                f->n = 0;
                put(f->p, &f->n, p, other);
            }
            if (!clause && !k && total < f->generic_rank && x->an->upos[c] == RD_NOUN && coding_sector(x, (uint32_t)c).n) {
                f->generic_rank = total;
                f->generic = c;
            }
            if (n < CD_MAX_SCOPE && todo[i].depth < 5) {
                todo[n].v = (uint32_t)c;
                todo[n].base = total + (clause ? 0 : 1);
                todo[n++].depth = todo[i].depth + 1;
            }
        }
    }
}

static int32_t agent_of(const struct cd *x, uint32_t v) {
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        int32_t p = b == RD_REL_OBL || b == RD_REL_NMOD ? rd_gram_preposition(x->g, (uint32_t)c) : -1;
        if (p >= 0 && (rd_gram_form_is(x->g, (uint32_t)p, "by") || rd_gram_form_is(x->g, (uint32_t)p, "door"))) return c;
    }
    return -1;
}

/* Of a noun: "X's attack", "the Xish attack", "the attack by X"; "the release of X" takes X for the one acted upon. */
static void nominal_sides(struct cd *x, const struct coding_pred *p, struct rd_party *src, uint32_t *n_src, struct rd_party *tgt, uint32_t *n_tgt) {
    struct found f = {.rank = 99, .generic = -1, .generic_rank = 4};
    int32_t agent = agent_of(x, p->core);
    struct rd_party v[CD_MAX_PARTIES];
    if (agent >= 0) put(src, n_src, v, coding_actors(x, (uint32_t)agent, true, v, CD_MAX_PARTIES));
    for (int32_t c = x->g->first[p->core]; c >= 0; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        int32_t prep = b == RD_REL_NMOD || b == RD_REL_OBL ? rd_gram_preposition(x->g, (uint32_t)c) : -1;
        bool of = prep >= 0 && (rd_gram_form_is(x->g, (uint32_t)prep, "of") || rd_gram_form_is(x->g, (uint32_t)prep, "van"));
        bool between = prep >= 0 && (rd_gram_form_is(x->g, (uint32_t)prep, "between") || rd_gram_form_is(x->g, (uint32_t)prep, "tussen"));
        bool owner = (b == RD_REL_NMOD && prep < 0) || b == RD_REL_AMOD || b == RD_REL_COMPOUND;
        if (c == agent || (!owner && !between && !(of && !p->of))) continue;
        put(src, n_src, v, coding_actors(x, (uint32_t)c, of, v, CD_MAX_PARTIES));
    }
    if (!*n_src && rd_rel_base(x->an->rel[p->core]) == RD_REL_OBJ) { /* "witnessed an attack": nobody; "their talks" ... */
        int32_t s = coding_subject(x, (uint32_t)x->an->head[p->core]);
        if (s >= 0) put(src, n_src, v, coding_actors(x, (uint32_t)s, false, v, CD_MAX_PARTIES));
    }
    if (p->recip && *n_src > 1) return;
    search(x, p->core, 0, 0, -1, agent, src, *n_src, &f);
    put(tgt, n_tgt, f.p, f.n);
}

static void put_any(struct rd_party *v, uint32_t *n, const struct rd_party *p) {
    if (*n < CD_MAX_PARTIES) v[(*n)++] = *p;
}

/* "X said that Y had attacked its outpost": what is attacked is X's. */
static void speaker_owns(struct cd *x, const struct coding_pred *p, const struct rd_party *src, uint32_t n_src, struct rd_party *tgt, uint32_t *n_tgt) {
    int32_t h = x->an->head[p->top];
    if (h < 0 || x->an->upos[h] != RD_VERB || !n_src) return;
    bool owned = false;
    for (uint32_t i = p->top + 1; i <= x->g->hi[p->top]; i++) owned |= x->an->rel[i] == RD_REL_NMOD_POSS && x->an->upos[i] == RD_PRON;
    int32_t s = owned && rd_rel_base(x->an->rel[p->top]) == RD_REL_CCOMP ? coding_subject(x, (uint32_t)h) : -1;
    struct rd_party v[CD_MAX_PARTIES];
    uint32_t n = s >= 0 ? coding_actors(x, (uint32_t)s, false, v, CD_MAX_PARTIES) : 0;
    if (n && !same(&v[0], &src[0])) put(tgt, n_tgt, v, n);
}

static bool domestic(const char *code) {
    static const char *const roots[] = {"14", "17", "18", "08", "20", "09", "116", "115", "133", "137", "056", "183", "153", "154", "1041"};
    for (size_t i = 0; i < RD_ARRAY_LEN(roots); i++) {
        if (strncmp(code, roots[i], strlen(roots[i])) == 0) return true;
    }
    return false;
}

/* An act of a state at home upon people of whom nothing else is told: they are the state's own. */
static void at_home(struct cd *x, const struct coding_pred *p, int32_t object, struct rd_party *src, uint32_t *n_src, struct rd_party *tgt, uint32_t *n_tgt) {
    if (!domestic(p->code)) return;
    if (*n_src && !coding_country(&src[0]).p && *n_tgt) { /* "thousands demonstrated against the government of X" */
        src[0].side = tgt[0].side;
        src[0].code = src[0].code.n == 3 && tgt[0].side.n ? rd_arena_printf(x->a, "%.*s%.*s", RD_S(tgt[0].side), RD_S(src[0].code)) : tgt[0].side;
        return;
    }
    if (*n_tgt || !*n_src || !src[0].side.p) return;
    struct rd_party t = {.entity = -1};
    if (object >= 0) t = coding_party(x, (uint32_t)object);
    if (!t.side.n) t.side = src[0].side;
    if (!t.code.n || t.code.n == 3) t.code = t.side;
    if (!t.name.p) t.name = src[0].side;
    tgt[(*n_tgt)++] = t;
}

void coding_sides(struct cd *x, const struct coding_pred *p, struct rd_party *src, uint32_t *n_src, struct rd_party *tgt, uint32_t *n_tgt) {
    *n_src = *n_tgt = 0;
    if (x->an->upos[p->top] == RD_NOUN && x->an->upos[p->core] == RD_NOUN) {
        nominal_sides(x, p, src, n_src, tgt, n_tgt);
        return;
    }
    struct rd_party v[CD_MAX_PARTIES];
    struct found f = {.rank = 99, .generic = -1, .generic_rank = 4};
    int32_t subj = coding_subject(x, p->top), agent = -1, object = -1;
    bool passive = coding_passive(x, p->top);
    struct rd_str act = x->acts[p->top].code;
    if (p->top != p->core && (rd_str_starts(act, "=intend") || rd_str_is(act, "=go"))) passive = false; /* "is prepared to", "are expected to" */
    if (passive) {
        agent = agent_of(x, p->top);
        if (agent >= 0) put(src, n_src, v, coding_actors(x, (uint32_t)agent, true, v, CD_MAX_PARTIES));
        if (subj >= 0) {
            put(tgt, n_tgt, v, coding_actors(x, (uint32_t)subj, false, v, CD_MAX_PARTIES));
            object = subj;
        }
        if (!*n_tgt && subj >= 0) search(x, (uint32_t)subj, 1, 2, -1, agent, src, *n_src, &f);
    } else if (subj >= 0) {
        put(src, n_src, v, coding_actors(x, (uint32_t)subj, true, v, CD_MAX_PARTIES));
    }
    if (p->recip && *n_src > 1) return;
    if (!*n_tgt) search(x, p->top, 0, 0, subj, agent, src, *n_src, &f);
    if (!*n_tgt) put(tgt, n_tgt, f.p, f.n);
    if (!*n_tgt) speaker_owns(x, p, src, *n_src, tgt, n_tgt);
    if (!*n_tgt && *n_src && src[0].side.n == 3 && f.generic >= 0 && strncmp(p->code, "15", 2) != 0 && coding_at_home(x, (uint32_t)f.generic, src[0].side, &v[0])) put_any(tgt, n_tgt, &v[0]);
    if (object < 0) object = rd_gram_child(x->g, p->core, RD_REL_OBJ);
    if (!passive) at_home(x, p, object, src, n_src, tgt, n_tgt);
    if (p->rev && *n_tgt) {
        for (uint32_t i = 0; i < CD_MAX_PARTIES; i++) { struct rd_party t = src[i]; src[i] = tgt[i]; tgt[i] = t; }
        uint32_t t = *n_src; *n_src = *n_tgt; *n_tgt = t;
    }
}
