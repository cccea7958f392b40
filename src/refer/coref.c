/* coref.c - clusters: names that are one, then nominals that go back to them. */
#include "refer/refer_int.h"

#include "base/map.h"
#include "base/utf8.h"

static struct rd_str cand_key(const struct refer *r, const struct refer_cand *c) {
    return rd_utf8_bare(refer_display(r, c->beg, c->end, false), r->s);
}

uint32_t refer_new_cluster(struct refer *r, uint32_t cand, int ek) {
    struct refer_cand *c = &r->c[cand];
    struct refer_cluster *k = RD_PUSH(r->s, r->k, r->n_k, r->cap_k);
    *k = (struct refer_cluster){.ek = (int8_t)ek, .actor = c->actor, .capital = c->capital, .first = cand, .last = cand, .number = c->number,
                                .gender = c->gender};
    memcpy(k->word, c->word, sizeof k->word);
    k->n_word = c->n_word;
    return r->n_k - 1;
}

void refer_join(struct refer *r, uint32_t cand, uint32_t cluster, uint8_t confidence) {
    struct refer_cand *c = &r->c[cand];
    struct refer_cluster *k = &r->k[cluster];
    c->cluster = (int32_t)cluster;
    c->confidence = confidence;
    c->thing = false;
    if (cand < k->first || !k->n) k->first = cand;
    if (cand > k->last) k->last = cand;
    if (!k->gender && c->gender && confidence >= 80) k->gender = c->gender;
    if (c->kind == RD_MENTION_NAME && c->n_word > k->n_word) {
        memcpy(k->word, c->word, sizeof k->word);
        k->n_word = c->n_word;
    }
    if (c->kind == RD_MENTION_NAME && c->ek >= 0) k->votes[c->ek]++;
    k->n++;
}

/* Does the name of a capital stand for its state here? Where it acts: as a subject, an owner, a party; not as a place. */
static bool capital_acts(const struct refer *r, const struct refer_cand *c) {
    if (c->gr == REFER_SUBJ || c->gr == REFER_POSS) return !(c->gr == REFER_SUBJ && c->verb >= 0 && rd_feat(r->an, (uint32_t)c->verb, "Voice=Pass"));
    if (c->gr == REFER_OBJ && c->verb >= 0 && refer_say_verb(r, (uint32_t)c->verb)) return true;
    static const char *const parties[] = {"between", "by", "with", "tussen", "door", "met"}; /* grammar */
    for (uint32_t i = c->beg; i-- > r->doc->sents[c->sent].tok && i + 6 > c->beg;) {
        if (r->an->upos[i] != RD_ADP) continue;
        for (size_t k = 0; k < RD_ARRAY_LEN(parties); k++)
            if (rd_str_is(r->form[i], parties[k])) return true;
        return false;
    }
    return false;
}

static bool is_person_name(const struct refer_cand *c) {
    return c->ek == RD_ENT_PERSON && (!c->actor || c->n_word >= 2);
}

/* The one person cluster that a name fits; a plain fit before a weak one, and among several the nearest before it if the others
 * are far; -1 if there is none, -2 if it cannot be told. */
static int64_t person_of(const struct refer *r, const struct refer_cand *c, uint32_t index) {
    int64_t best = -1, second = -1;
    int best_fit = REFER_NO;
    for (uint32_t i = 0; i < r->n_k; i++) {
        const struct refer_cluster *k = &r->k[i];
        if (k->ek != RD_ENT_PERSON || (c->gender && k->gender && c->gender != k->gender)) continue;
        int fit = c->n_word <= k->n_word ? refer_person_fit(c->word, c->n_word, k->word, k->n_word)
                                         : refer_person_fit(k->word, k->n_word, c->word, c->n_word);
        if (c->n_word > 1 && fit == REFER_WEAK && c->n_word != k->n_word) fit = REFER_NO;
        if (fit > best_fit) best_fit = fit, best = i, second = -1;
        else if (fit && fit == best_fit) second = best, best = i;
    }
    if (second < 0 || c->n_word > 1) return best;
    /* Several: the one mentioned last before this, if it is clearly nearer. */
    int64_t near = -1;
    uint32_t at = 0;
    bool tie = false;
    for (uint32_t i = 0; i < r->n_k; i++) {
        const struct refer_cluster *k = &r->k[i];
        if (k->ek != RD_ENT_PERSON || refer_person_fit(c->word, c->n_word, k->word, k->n_word) != best_fit) continue;
        for (uint32_t m = index; m-- > 0;)
            if (r->c[m].cluster == (int32_t)i && r->c[m].n_word > 1) {
                tie = near >= 0 && (at > r->c[m].sent ? at - r->c[m].sent : r->c[m].sent - at) < 2;
                if (near < 0 || r->c[m].sent > at) near = i, at = r->c[m].sent;
                break;
            }
    }
    return near >= 0 && !tie ? near : -2;
}

/* A surname alone, on a dated page, of somebody in office in a state that the page names. */
static void complete_surname(struct refer *r, struct refer_cluster *k) {
    const struct rd_office *o = k->n_word == 1 ? refer_holder_by_surname(r, k) : NULL;
    if (!o) return;
    k->described = o->holder;
    k->office = o;
    if (!k->state.p) k->state = o->state;
}

static void cluster_person(struct refer *r, uint32_t i) {
    int64_t k = person_of(r, &r->c[i], i);
    if (k == -2) return;
    if (k < 0) k = refer_new_cluster(r, i, RD_ENT_PERSON);
    refer_join(r, i, (uint32_t)k, 95);
}

static void cluster_actor(struct refer *r, struct rd_map *by_actor, uint32_t i) {
    struct refer_cand *c = &r->c[i];
    if (c->ek == RD_ENT_PERSON) c->ek = (int8_t)refer_ek_of_actor(c->actor);
    bool place = c->capital && !capital_acts(r, c);
    struct rd_str key = place ? rd_arena_printf(r->s, "@%.*s", RD_S(c->key))
                              : rd_arena_printf(r->s, "%s%.*s", c->ek == RD_ENT_GROUP ? "people " : "", RD_S(c->actor->id));
    bool fresh;
    uint64_t *at = rd_map_put(by_actor, key, &fresh);
    if (place) c->ek = RD_ENT_PLACE;
    if (fresh) {
        *at = refer_new_cluster(r, i, c->ek);
        if (place) r->k[*at].actor = NULL;
    }
    if (!c->capital) r->k[*at].capital = false;
    refer_join(r, i, (uint32_t)*at, 95);
}

static void cluster_other(struct refer *r, struct rd_map *by_key, uint32_t i) {
    struct refer_cand *c = &r->c[i];
    bool fresh;
    uint64_t *at = rd_map_put(by_key, c->key, &fresh);
    if (!fresh) {
        refer_join(r, i, (uint32_t)*at, 95);
        return;
    }
    if (c->ek == RD_ENT_ORG || c->ek < 0)
        for (uint32_t k = 0; k < r->n_k; k++)
            if (r->k[k].ek == RD_ENT_ORG && refer_org_fit(r, c, &r->k[k]) == REFER_SAME) {
                *at = k;
                refer_join(r, i, k, 85);
                return;
            }
    *at = refer_new_cluster(r, i, c->ek < 0 ? RD_ENT_OTHER : c->ek);
    refer_join(r, i, (uint32_t)*at, 95);
}

/* The kind that most of its names were given. */
static void vote(struct refer_cluster *k) {
    if (k->actor || k->ek == RD_ENT_PERSON) return;
    for (int e = 0; e < 6; e++)
        if (k->votes[e] > k->votes[k->ek]) k->ek = (int8_t)e;
}

void refer_cluster_names(struct refer *r) {
    struct rd_map by_actor, by_key;
    rd_map_init(&by_actor, r->s);
    rd_map_init(&by_key, r->s);
    for (uint32_t i = 0; i < r->n_c; i++)
        if (is_person_name(&r->c[i]) && !r->c[i].gender) r->c[i].gender = refer_gender_of_name(r, &r->c[i]);
    /* Full names first, so that surnames in headlines find them; each pass in text order. */
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; i < r->n_c && r->n_k < REFER_MAX_CLUSTERS; i++) {
            struct refer_cand *c = &r->c[i];
            if (c->kind != RD_MENTION_NAME || c->cluster >= 0 || !c->n_word) continue;
            if (pass == 0 && c->actor && !is_person_name(c) && c->ek != RD_ENT_PERSON) cluster_actor(r, &by_actor, i);
            else if (pass == 0 && is_person_name(c) && c->n_word > 1) cluster_person(r, i);
            else if (pass == 1 && !c->actor && c->ek != RD_ENT_PERSON && person_of(r, c, i) >= 0) cluster_person(r, i);
            else if (pass == 1 && c->ek == RD_ENT_PERSON && (!c->actor || person_of(r, c, i) >= 0)) cluster_person(r, i);
            else if (pass == 2 && c->ek == RD_ENT_PERSON && c->actor) cluster_actor(r, &by_actor, i);
            else if (pass == 2 && c->ek != RD_ENT_PERSON) cluster_other(r, &by_key, i);
        }
    for (uint32_t i = 0; i < r->n_k; i++) vote(&r->k[i]);
    for (uint32_t i = 0; i < r->n_roles; i++) {
        int32_t n = r->roles[i].name, k = n >= 0 ? r->c[n].cluster : -1;
        if (k >= 0) *RD_PUSH(r->s, r->k[k].roles, r->k[k].n_roles, r->k[k].cap_roles) = (int32_t)i;
    }
    for (uint32_t i = 0; i < r->n_k; i++) {
        struct refer_cluster *k = &r->k[i];
        const struct refer_cand *c = &r->c[k->first];
        for (uint32_t m = 0; m < k->n_roles && !k->state.p; m++) {
            const struct refer_role *q = &r->roles[k->roles[m]];
            const struct rd_actor *s = q->state ? q->state : refer_state_of(r, q->org);
            if (s && !q->former) k->state = s->id;
        }
        if (k->ek == RD_ENT_PERSON) complete_surname(r, k);
        if (k->ek != RD_ENT_PERSON || k->n_word < 2) continue;
        for (uint32_t m = k->first; m <= k->last; m++) /* the longest name decides */
            if (r->c[m].cluster == (int32_t)i && r->c[m].n_word > c->n_word) c = &r->c[m];
        struct rd_str state;
        const struct rd_office *o = refer_office_of(r, refer_display(r, c->beg, c->end, true), &state);
        if (k->state.p && state.p && !rd_str_eq(k->state, state)) continue; /* another one of that name */
        k->office = o;
        if (!k->state.p) k->state = state;
    }
}

/* ---- nominals ---- */

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

/* The last mention of a cluster before candidate i, -1 if none. */
static int64_t last_before(const struct refer *r, uint32_t i, uint32_t cluster) {
    for (uint32_t m = i; m-- > 0;)
        if (r->c[m].cluster == (int32_t)cluster) return m;
    return -1;
}

/* The person whom a role phrase without a name means: -1 none, -2 several. */
static int64_t person_with_role(const struct refer *r, uint32_t i, const struct refer_role *q, uint8_t *confidence) {
    int64_t best = -1, best_at = -1, later = -1;
    int best_fit = 0, n_later = 0, rivals = 0;
    uint32_t rival_sent = 0;
    for (uint32_t k = 0; k < r->n_k; k++) {
        int fit = cluster_fit(r, q, &r->c[i], &r->k[k]);
        if (!fit) continue;
        int64_t at = last_before(r, i, k);
        if (at < 0) {
            if (fit >= 2) later = k, n_later++;
            continue;
        }
        if (fit > best_fit || (fit == best_fit && at > best_at)) {
            if (fit == best_fit) rivals++, rival_sent = r->c[best_at].sent;
            else rivals = 0;
            best = k, best_at = at, best_fit = fit;
        } else if (fit == best_fit) {
            rivals++;
            if (r->c[at].sent > rival_sent) rival_sent = r->c[at].sent;
        }
    }
    *confidence = (uint8_t)(best_fit >= 3 ? 85 : 75);
    if (best >= 0 && rivals) {
        *confidence = 55;
        if (r->c[best_at].sent == rival_sent || r->c[i].sent - r->c[best_at].sent > 2) return -2;
    }
    if (best < 0 && n_later == 1) {
        *confidence = 60;
        return later;
    }
    return best >= 0 ? best : n_later > 1 ? -2 : -1;
}

static void note_role(struct refer *r, uint32_t cluster, int32_t role) {
    struct refer_cluster *k = &r->k[cluster];
    *RD_PUSH(r->s, k->roles, k->n_roles, k->cap_roles) = role;
    if (!k->state.p && !r->roles[role].former) k->state = role_state(r, &r->roles[role]);
}

/* Inside a quotation "the Secretary", "our president" is the speaker's own: the state of whoever speaks in the paragraph. */
static struct rd_str deictic_state(const struct refer *r, const struct refer_cand *c) {
    uint32_t para = r->doc->sents[c->sent].para;
    if (!c->quote) return RD_NONE;
    for (uint32_t i = 0; i < r->n_c; i++) {
        const struct refer_cand *x = &r->c[i];
        if (r->doc->sents[x->sent].para != para || x->quote || !x->say || x->cluster < 0) continue;
        const struct refer_cluster *k = &r->k[x->cluster];
        if (k->state.p) return k->state;
        const struct rd_actor *s = refer_state_of(r, k->actor);
        if (s) return s->id;
    }
    return RD_NONE;
}

/* "Azerbaijani president", "president of X" become one form: role of state. */
static struct rd_str describe(const struct refer *r, const struct refer_role *q) {
    const char *of = rd_str_is(r->lang, "nl") ? "van" : "of";
    struct rd_str state = q->state ? rd_lex_display(r->lex, r->lang, q->state->id) : RD_NONE;
    bool org = q->org || q->org_cand >= 0;
    if (!state.p || org || q->former) return refer_display(r, q->beg, q->end, false);
    struct rd_str core = q->name2 >= 0 || q->plural || rd_feat(r->an, q->head, "Number=Plur") ? RD_NONE : refer_display(r, q->core, q->core_end, false);
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
    r->k[k].described = o ? o->holder : describe(r, q);
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

/* The last body mentioned whose name holds the noun: "the ministry" after "Foreign Ministry of X". */
static int64_t body_named(const struct refer *r, uint32_t i, const struct refer_role *q) {
    struct rd_str noun = rd_utf8_bare(r->an->lemma[q->head], r->s), state = role_state(r, q);
    for (uint32_t m = i; m-- > 0;) {
        const struct refer_cand *x = &r->c[m];
        if (x->cluster < 0 || r->k[x->cluster].ek != RD_ENT_ORG) continue;
        const struct refer_cluster *k = &r->k[x->cluster];
        const struct rd_actor *s = refer_state_of(r, k->actor);
        if (state.p && ((s && !rd_str_eq(s->id, state)) || (k->state.p && !rd_str_eq(k->state, state)))) continue;
        for (uint32_t w = 0; w < k->n_word; w++)
            if (rd_str_eq(k->word[w], noun)) return x->cluster;
        for (uint32_t w = 0; w < k->n_roles; w++)
            if (rd_str_eq(rd_utf8_bare(r->an->lemma[r->roles[k->roles[w]].head], r->s), noun)) return x->cluster;
    }
    return -1;
}

static void body_nominal(struct refer *r, uint32_t i, struct rd_map *by_key) {
    struct refer_cand *c = &r->c[i];
    struct refer_role *q = &r->roles[c->role];
    const struct rd_actor *a = body_actor(r, q);
    int64_t k = -1;
    /* "a mission", "countries": what is no one's and says nothing is no actor */
    bool passing = !q->definite && !role_state(r, q).p && !q->org && q->org_cand < 0 && !c->say;
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

static void group_nominal(struct refer *r, uint32_t i, struct rd_map *by_key) {
    struct refer_cand *c = &r->c[i];
    struct refer_role *q = &r->roles[c->role];
    struct rd_str state = role_state(r, q), noun = rd_utf8_bare(r->an->lemma[q->head], r->s);
    bool bare = q->end - q->beg == 1 && q->definite, fresh;
    if (bare) { /* "the residents": the last group of that noun */
        for (uint32_t m = i; m-- > 0;)
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

void refer_cluster_nominals(struct refer *r) {
    struct rd_map bodies, groups;
    rd_map_init(&bodies, r->s);
    rd_map_init(&groups, r->s);
    for (uint32_t i = 0; i < r->n_c && r->n_k < REFER_MAX_CLUSTERS; i++) {
        struct refer_cand *c = &r->c[i];
        if (c->kind != RD_MENTION_NOMINAL || c->role < 0) continue;
        const struct refer_role *q = &r->roles[c->role];
        int32_t k = q->name >= 0 ? r->c[q->name].cluster : -1;
        if (k >= 0) refer_join(r, i, (uint32_t)k, 95);
        else if (c->ek == RD_ENT_PERSON) person_nominal(r, i);
        else if (c->ek == RD_ENT_ORG) body_nominal(r, i, &bodies);
        else group_nominal(r, i, &groups);
    }
}
