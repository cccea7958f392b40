/* nominals.c - role phrases without a name: "the spokesman", "the president of X", "the ministry", "X officials". */
#include "refer/refer_int.h"

#include "base/utf8.h"

static struct rd_str cand_key(const struct refer *r, const struct refer_cand *c) {
    return rd_utf8_bare(refer_display(r, c->beg, c->end, false), r->s);
}

static struct rd_str role_state(const struct refer *r, const struct refer_role *q) {
    const struct rd_actor *s = q->state ? q->state : refer_state_of(r, q->org);
    return s ? s->id : RD_NONE;
}

static uint32_t common_prefix(struct rd_str a, struct rd_str b) {
    uint32_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n]) n++;
    return n;
}

/* How well two role phrases name one role: 3 the same office or words, 2 the head noun alone, 0 not. */
static int role_fit(const struct refer *r, const struct refer_role *a, const struct refer_role *b) {
    if (refer_same_office(a->office, b->office)) return 3;
    struct rd_str x = rd_utf8_bare(r->an->lemma[a->head], r->s), y = rd_utf8_bare(r->an->lemma[b->head], r->s);
    bool stem = rd_str_eq(x, y) || (common_prefix(x, y) >= 6 && a->kind == b->kind && x.n > 8 && y.n > 8);
    if (a->office.n && b->office.n && !stem) return 0;
    if (!stem) return refer_same_office(a->office.n ? a->office : rd_str_of("-"), b->office) ? 3 : 0;
    bool one = a->core_end - a->core == 1;
    if (a->office.n && b->office.n && !one) return 0; /* two ministers of different things */
    if (a->office.n && b->office.n && !rd_str_starts(a->office, "spokesperson")) return 0;
    return one || a->core_end - a->core == b->core_end - b->core ? 2 : 1;
}

static bool org_clash(const struct refer_role *a, const struct refer_role *b) {
    return a->org && b->org && a->org != b->org;
}

static int cluster_fit(const struct refer *r, const struct refer_role *q, const struct refer_cand *c, const struct refer_cluster *k) {
    struct rd_str state = role_state(r, q);
    if (k->ek != RD_ENT_PERSON) return 0;
    if (state.p && k->state.p && !rd_str_eq(state, k->state)) return 0;
    if (c->gender && k->gender && c->gender != k->gender) return 0;
    int best = 0;
    for (uint32_t i = 0; i < k->n_roles; i++) {
        const struct refer_role *o = &r->roles[k->roles[i]];
        int fit = o->former && !q->former ? 0 : role_fit(r, q, o);
        if (fit && org_clash(q, o)) return 0;
        if (fit > best) best = fit;
    }
    if (!best && k->office && refer_same_office(q->office, k->office->office)) best = 3;
    if (!best && k->office && !q->office.n && refer_short_for(r, q, k->office->office)) best = 2;
    return best;
}

/* What the text so far says of a person whom a role phrase may mean. */
struct rival {
    uint32_t cluster;
    int fit, salience;
    int64_t last;       /* mention before, -1 */
    bool apart;         /* elsewhere called by the role with the state, unlike here */
};

enum { MAX_RIVALS = 32, LEAD = 9 };

/* "the president of X" without a name somewhere on the page: then the plain "president" is rather the other one. */
static bool told_apart(const struct refer *r, const struct refer_cluster *k, uint32_t index, uint32_t at) {
    for (uint32_t i = at > REFER_WINDOW ? at - REFER_WINDOW : 0; i < r->n_sorted && i < at + REFER_WINDOW; i++) {
        const struct refer_cand *x = &r->c[i];
        const struct refer_role *q = x->kind == RD_MENTION_NOMINAL && x->role >= 0 ? &r->roles[x->role] : NULL;
        if (!q || q->name >= 0 || q->listed || q->plural || q->kind != REFER_ROLE_PERSON) continue;
        if (x->cluster == (int32_t)index) {
            if (q->state) return true;
            continue;
        }
        struct rd_str state = role_state(r, q);
        if (x->cluster < 0 && state.p && k->state.p && rd_str_eq(state, k->state) && cluster_fit(r, q, x, k)) return true;
    }
    return false;
}

static bool is_co_argument(const struct refer *r, const struct refer_cand *c, uint32_t cluster) {
    for (uint32_t m = r->cand_of[c->sent]; m < r->cand_of[c->sent + 1]; m++) {
        const struct refer_cand *x = &r->c[m];
        if (x->cluster == (int32_t)cluster && x->sent == c->sent && x->verb >= 0 && x->verb == c->verb && x->gr != c->gr && x->gr != REFER_OTHER &&
            c->gr != REFER_OTHER && x->gr != REFER_POSS && c->gr != REFER_POSS)
            return true;
    }
    return false;
}

static uint32_t find_rivals(const struct refer *r, uint32_t i, const struct refer_role *q, struct rival *out) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < r->n_k && n < MAX_RIVALS; k++) {
        struct rival x = {.cluster = k, .fit = cluster_fit(r, q, &r->c[i], &r->k[k]), .salience = -1000, .last = -1};
        if (!x.fit || is_co_argument(r, &r->c[i], k)) continue;
        if (r->k[k].first < i) x.last = r->k[k].first;
        for (uint32_t m = i > REFER_WINDOW ? i - REFER_WINDOW : 0; m < i; m++) {
            if (r->c[m].cluster != (int32_t)k) continue;
            int points = refer_salience(r, &r->c[i], &r->c[m]);
            if (points > x.salience) x.salience = points;
            x.last = m;
        }
        out[n++] = x;
    }
    return n;
}

/* The person whom a role phrase without a name means: -1 none, -2 several. */
static int64_t person_with_role(const struct refer *r, uint32_t i, const struct refer_role *q, uint8_t *confidence) {
    struct rival rivals[MAX_RIVALS];
    uint32_t n = find_rivals(r, i, q, rivals), n_best = 0, n_later = 0, later = 0, n_plain = 0, plain = 0;
    int best = 0;
    for (uint32_t k = 0; k < n; k++) {
        if (rivals[k].last < 0 && rivals[k].fit >= 2) n_later++, later = rivals[k].cluster;
        if (rivals[k].last >= 0 && rivals[k].fit > best) best = rivals[k].fit;
    }
    struct rival *first = NULL, *second = NULL;
    for (uint32_t k = 0; k < n; k++) {
        if (rivals[k].last < 0 || rivals[k].fit != best) continue;
        n_best++;
        if (!first || rivals[k].salience > first->salience) second = first, first = &rivals[k];
        else if (!second || rivals[k].salience > second->salience) second = &rivals[k];
        if (!role_state(r, q).p && told_apart(r, &r->k[rivals[k].cluster], rivals[k].cluster, i)) rivals[k].apart = true;
        else n_plain++, plain = rivals[k].cluster;
    }
    *confidence = (uint8_t)(best >= 3 ? 85 : 75);
    if (n_best == 1) return first->cluster;
    if (n_best > 1) {
        *confidence = 60;
        if (n_plain == 1) return plain;
        return first->salience - second->salience >= LEAD ? (int64_t)first->cluster : -2;
    }
    *confidence = 60;
    return n_later == 1 ? (int64_t)later : n_later > 1 ? -2 : -1;
}

static void note_role(struct refer *r, uint32_t cluster, int32_t role) {
    struct refer_cluster *k = &r->k[cluster];
    *RD_PUSH(r->s, k->roles, k->n_roles, k->cap_roles) = role;
    if (!k->state.p && !r->roles[role].former) k->state = role_state(r, &r->roles[role]);
}

/* Inside a quotation "the Secretary", "our president" is the speaker's own: the state of whoever speaks in the paragraph, or of
 * who spoke last before it. */
static struct rd_str deictic_state(const struct refer *r, const struct refer_cand *c) {
    uint32_t para = r->doc->sents[c->sent].para;
    struct rd_str before = RD_NONE;
    if (!c->quote) return RD_NONE;
    for (uint32_t i = r->cand_of[c->sent > 40 ? c->sent - 40 : 0]; i < r->n_sorted; i++) {
        const struct refer_cand *x = &r->c[i];
        bool here = r->doc->sents[x->sent].para == para;
        if (x->sent > c->sent && !here) break;
        if (x->quote || !x->say || x->cluster < 0) continue;
        const struct refer_cluster *k = &r->k[x->cluster];
        const struct rd_actor *s = k->state.p ? NULL : refer_state_of(r, k->actor);
        struct rd_str state = s ? s->id : k->state;
        if (state.p && here) return state;
        if (k->ek == RD_ENT_PERSON && state.p) before = state;
    }
    return before;
}

/* "Azerbaijani president", "president of X" become one form: role of state. */
struct rd_str refer_describe(const struct refer *r, const struct refer_role *q) {
    const char *of = rd_str_is(r->lang, "nl") ? "van" : "of";
    struct rd_str state = q->state ? rd_lex_display(r->lex, r->lang, q->state->id) : RD_NONE;
    bool org = q->org || q->org_cand >= 0;
    if (!state.p || org || q->former) return refer_display(r, q->beg, q->end, false);
    struct rd_str core = q->listed || q->plural ? RD_NONE : refer_display(r, q->core, q->core_end, false);
    if (!core.p) core = r->an->lemma[q->head];
    return rd_arena_printf(r->a, "%.*s %s %.*s", RD_S(core), of, RD_S(state));
}

/* A described cluster for a role without a name; named after the holder where the page's date tells. */
static void new_person(struct refer *r, uint32_t i, int32_t role) {
    struct refer_role *q = &r->roles[role];
    if (!role_state(r, q).p) {
        const struct rd_actor *s = rd_lex_actor(r->lex, deictic_state(r, &r->c[i]));
        if (s) q->state = s;
    }
    struct rd_str state = role_state(r, q);
    const struct rd_office *o = state.p && !q->former && !q->indefinite ? refer_holder(r, q->office, state) : NULL;
    if (o) { /* the holder may be named elsewhere on the page */
        struct rd_str w[REFER_NAME_WORDS];
        uint32_t n = rd_str_split(rd_utf8_bare(o->holder, r->s), ' ', w, REFER_NAME_WORDS);
        for (uint32_t k = 0; k < r->n_k; k++)
            if (r->k[k].ek == RD_ENT_PERSON && r->k[k].n_word && refer_person_fit(r->k[k].word, r->k[k].n_word, w, n) == REFER_SAME) {
                refer_join(r, i, k, 80);
                note_role(r, k, role);
                return;
            }
    }
    uint32_t k = refer_new_cluster(r, i, RD_ENT_PERSON);
    r->k[k].described = o ? o->holder : refer_describe(r, q);
    r->k[k].office = o;
    refer_join(r, i, k, o ? 80 : 70);
    note_role(r, k, role);
}

/* "is a source of tension", "Source:", "as a person like X": said of something, not somebody. */
static bool in_passing(const struct refer *r, const struct refer_role *q) {
    bool bound = q->definite || role_state(r, q).p || q->org || q->org_cand >= 0;
    if (!bound && !q->indefinite) return true;
    if (bound && !q->indefinite) return false;
    switch (rd_rel_base(r->an->rel[q->head])) {
    case RD_REL_NSUBJ: case RD_REL_OBJ: case RD_REL_IOBJ: case RD_REL_OBL: case RD_REL_NMOD: case RD_REL_CONJ: case RD_REL_APPOS:
        return false;
    default: /* a predicate */
        return true;
    }
}

static void person_nominal(struct refer *r, uint32_t i) {
    struct refer_cand *c = &r->c[i];
    const struct refer_role *q = &r->roles[c->role];
    uint8_t confidence = 0;
    int64_t k = q->indefinite ? -1 : person_with_role(r, i, q, &confidence);
    if (k == -2 && !role_state(r, q).p && !q->org) return;
    if (k >= 0) {
        refer_join(r, i, (uint32_t)k, confidence);
        note_role(r, (uint32_t)k, c->role);
        if (!r->k[k].state.p) r->k[k].state = deictic_state(r, c);
    } else {
        new_person(r, i, c->role);
        r->k[c->cluster].passing = !c->say && in_passing(r, q);
    }
}

static bool means_state(const struct refer *r, const struct refer_role *q) {
    static const char *const words[] = {"side", "zijde", "kant"}; /* "the X side" is X */
    for (size_t i = 0; i < RD_ARRAY_LEN(words); i++)
        if (rd_str_is(r->an->lemma[q->head], words[i])) return true;
    return false;
}

static const struct rd_actor *body_actor(const struct refer *r, const struct refer_role *q) {
    struct rd_str state = role_state(r, q);
    if (!state.p) return NULL;
    if (means_state(r, q)) return rd_lex_actor(r->lex, state);
    for (uint32_t i = q->core; i < q->core_end; i++) {
        struct rd_str key = rd_arena_printf(r->s, "%.*s_", RD_S(rd_utf8_bare(r->an->lemma[i], r->s)));
        const struct rd_actor *a = q->core_end - q->core > 1 ? refer_body_of(r, state, "ministry", key) : NULL;
        if (a) return a;
    }
    bool gov = rd_str_is(r->an->lemma[q->head], "government") || rd_str_is(r->an->lemma[q->head], "regering");
    return gov ? refer_body_of(r, state, "government", RD_NONE) : NULL;
}

/* Are all words of the phrase, but for its state, in the name? */
static bool words_in(const struct refer *r, const struct refer_role *q, const struct refer_cluster *k) {
    for (uint32_t i = q->beg; i < q->end; i++) {
        struct rd_str lemma = rd_utf8_bare(r->an->lemma[i], r->s), form = rd_utf8_bare(r->form[i], r->s);
        bool in = r->name_at[i] >= 0 || r->an->upos[i] == RD_PART || r->an->upos[i] == RD_DET || r->an->upos[i] == RD_ADP;
        in = in || (i < q->core && refer_upper(r->form[i]) && rd_lex_name(r->lex, r->lang, r->form[i], NULL));
        for (uint32_t w = 0; w < k->n_word && !in; w++) in = rd_str_eq(k->word[w], lemma) || rd_str_eq(k->word[w], form);
        if (!in) return false;
    }
    return true;
}

static bool same_core(const struct refer *r, const struct refer_role *a, const struct refer_role *b) {
    uint32_t n = a->core_end - a->core;
    if (b->core_end - b->core < n) return false;
    for (uint32_t i = 1; i <= n; i++)
        if (!rd_str_eq(rd_utf8_bare(r->an->lemma[a->core_end - i], r->s), rd_utf8_bare(r->an->lemma[b->core_end - i], r->s))) return false;
    return true;
}

/* The last body mentioned whose name holds the noun: "the ministry" after "Foreign Ministry of X". */
static int64_t body_named(const struct refer *r, uint32_t i, const struct refer_role *q) {
    struct rd_str state = role_state(r, q);
    for (uint32_t m = i; m-- > 0 && m + REFER_WINDOW > i;) {
        const struct refer_cand *x = &r->c[m];
        if (x->cluster < 0 || r->k[x->cluster].ek != RD_ENT_ORG) continue;
        const struct refer_cluster *k = &r->k[x->cluster];
        const struct rd_actor *s = refer_state_of(r, k->actor);
        if (state.p && ((s && !rd_str_eq(s->id, state)) || (k->state.p && !rd_str_eq(k->state, state)))) continue;
        if (state.p && !s && !k->state.p && k->actor) continue; /* "X's union" is not the union of many */
        if (words_in(r, q, k)) return x->cluster;
        if (q->beg < q->core || q->end > q->core_end) continue;
        for (uint32_t w = 0; w < k->n_roles; w++)
            if (same_core(r, q, &r->roles[k->roles[w]])) return x->cluster;
    }
    return -1;
}

static void body_nominal(struct refer *r, uint32_t i, struct rd_map *by_key) {
    struct refer_cand *c = &r->c[i];
    struct refer_role *q = &r->roles[c->role];
    const struct rd_actor *a = body_actor(r, q);
    int64_t k = -1;
    /* "a mission", "countries": what is no one's and says nothing is no actor */
    bool passing = (!q->definite || !q->sector.n) && !role_state(r, q).p && !q->org && q->org_cand < 0 && !c->say;
    for (uint32_t m = 0; a && m < r->n_k; m++)
        if (r->k[m].actor == a && r->k[m].ek != RD_ENT_GROUP) k = m;
    if (k < 0 && !a && (q->definite || role_state(r, q).p)) k = body_named(r, i, q);
    if (k < 0) {
        bool fresh;
        uint64_t *at = rd_map_put(by_key, cand_key(r, c), &fresh);
        if (fresh || q->indefinite || (!q->definite && !role_state(r, q).p && !a)) {
            c->actor = a;
            *at = refer_new_cluster(r, i, a && rd_str_is(a->kind, "state") ? RD_ENT_STATE : RD_ENT_ORG);
            r->k[*at].passing = passing;
            r->k[*at].actor = a;
            r->k[*at].described = a && means_state(r, q) ? rd_lex_display(r->lex, r->lang, a->id) : refer_display(r, c->beg, c->end, false);
        }
        k = (int64_t)*at;
    }
    refer_join(r, i, (uint32_t)k, a ? 90 : 75);
    note_role(r, (uint32_t)k, c->role);
}

/* "the two presidents", "the ministers": the people with that role on the page, if they are two or as many as the number says.
 * Each gets a mention of the same words. */
static bool several_persons(struct refer *r, uint32_t i) {
    struct refer_cand c = r->c[i];
    const struct refer_role *q = &r->roles[c.role];
    uint32_t found[MAX_RIVALS], n = 0;
    struct refer_role one = *q;
    const struct rd_lex_row *row = rd_lex_find(r->t_roles, r->an->lemma[q->head]);
    one.plural = false;
    one.kind = REFER_ROLE_PERSON;
    one.office = rd_lex_field(r->t_roles, row, "office");
    if (rd_str_is(r->an->lemma[q->head], "leader") || rd_str_is(r->an->lemma[q->head], "leider")) one.office = RD_LIT("leader");
    bool two = false;
    for (uint32_t t = q->beg; t < q->head; t++) two = two || r->an->upos[t] == RD_NUM;
    if (!(q->definite || two) || q->end > q->head + 1) return false;
    for (uint32_t k = 0; k < r->n_k && n < MAX_RIVALS; k++)
        if (r->k[k].first < i && cluster_fit(r, &one, &c, &r->k[k])) found[n++] = k;
    if (n != 2) return false;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t at = i;
        if (k) {
            at = r->n_c;
            *RD_PUSH(r->s, r->c, r->n_c, r->cap_c) = c;
        }
        r->c[at].number = REFER_SING;
        refer_join(r, at, found[k], 65);
    }
    r->c[i].number = REFER_PLUR;
    return true;
}

static void group_nominal(struct refer *r, uint32_t i, struct rd_map *by_key) {
    struct refer_cand *c = &r->c[i];
    struct refer_role *q = &r->roles[c->role];
    struct rd_str state = role_state(r, q), noun = rd_utf8_bare(r->an->lemma[q->head], r->s);
    bool bare = q->end - q->beg == 1 && q->definite, fresh;
    if (q->kind != REFER_ROLE_BODY && several_persons(r, i)) return;
    if (bare) { /* "the residents": the last group of that noun */
        for (uint32_t m = i; m-- > 0 && m + REFER_WINDOW > i;)
            if (r->c[m].role >= 0 && r->c[m].cluster >= 0 && r->k[r->c[m].cluster].ek == RD_ENT_GROUP &&
                rd_str_eq(rd_utf8_bare(r->an->lemma[r->roles[r->c[m].role].head], r->s), noun)) {
                refer_join(r, i, (uint32_t)r->c[m].cluster, 70);
                return;
            }
    }
    struct rd_str key = rd_arena_printf(r->s, "%.*s/%.*s", RD_S(cand_key(r, c)), RD_S(state.p ? state : RD_LIT("")));
    uint64_t *at = rd_map_put(by_key, key, &fresh);
    /* "Officials said ... officials said": without article or state they need not be the same ones */
    if (fresh || (!q->definite && !state.p)) {
        *at = refer_new_cluster(r, i, RD_ENT_GROUP);
        r->k[*at].described = refer_display(r, c->beg, c->end, false);
        r->k[*at].number = REFER_PLUR;
    }
    refer_join(r, i, (uint32_t)*at, 75);
    note_role(r, (uint32_t)*at, c->role);
}

void refer_late_states(struct refer *r) {
    for (uint32_t i = 0; i < r->n_sorted; i++) {
        const struct refer_cand *c = &r->c[i];
        if (c->role < 0 || c->cluster < 0 || c->kind != RD_MENTION_NOMINAL || !c->quote || r->k[c->cluster].ek != RD_ENT_PERSON) continue;
        const struct refer_role *q = &r->roles[c->role];
        struct refer_cluster *k = &r->k[c->cluster];
        bool official = q->office.n || rd_str_is(q->sector, "GOV") || rd_str_is(q->sector, "MIL");
        if (!k->state.p && !k->n_word && q->definite && official) k->state = deictic_state(r, c);
    }
}

void refer_resolve_nominal(struct refer *r, struct refer_keys *keys, uint32_t i) {
    if (r->c[i].ek == RD_ENT_PERSON) person_nominal(r, i);
    else if (r->c[i].ek == RD_ENT_ORG) body_nominal(r, i, &keys->bodies);
    else group_nominal(r, i, &keys->groups);
}
