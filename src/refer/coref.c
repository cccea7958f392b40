/* coref.c - clusters, and the names that are one. */
#include "refer/refer_int.h"

#include "base/map.h"
#include "base/utf8.h"

uint32_t refer_new_cluster(struct refer *r, uint32_t cand, int ek) {
    struct refer_cand *c = &r->c[cand];
    struct refer_cluster *k = RD_PUSH(r->s, r->k, r->n_k, r->cap_k);
    *k = (struct refer_cluster){.ek = (int8_t)ek, .actor = c->actor, .capital = c->capital, .first = cand, .last = cand, .best = cand, .number = c->number,
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
        k->best = cand;
    }
    if (c->kind == RD_MENTION_NAME && c->ek >= 0) k->votes[c->ek]++;
    k->n++;
}

/* "the call of X": a noun of saying. */
static bool is_cue_noun(const struct refer *r, uint32_t tok) {
    if (r->an->upos[tok] != RD_NOUN) return false;
    for (const struct rd_lex_row *row = rd_lex_find(r->t_cues, r->an->lemma[tok]); row; row = row->next)
        if (rd_str_is(rd_lex_field(r->t_cues, row, "pos"), "NOUN")) return true;
    return false;
}

/* Does the name of a capital stand for its state here? Where it acts: as a subject, an owner, a party; not as a place. */
static bool capital_acts(const struct refer *r, const struct refer_cand *c) {
    if (r->an->rel[c->head] == RD_REL_VOCATIVE) return true; /* "Minase, for its part, welcomed": a subject that the tree lost */
    if (c->gr == REFER_SUBJ || c->gr == REFER_POSS) return !(c->gr == REFER_SUBJ && c->verb >= 0 && rd_feat(r->an, (uint32_t)c->verb, "Voice=Pass"));
    if (c->gr == REFER_OBJ && c->verb >= 0 && refer_say_verb(r, (uint32_t)c->verb)) return true;
    bool owner = c->beg > 0 && (rd_str_is(r->form[c->beg - 1], "of") || rd_str_is(r->form[c->beg - 1], "van"));
    if (owner && c->verb >= 0 && is_cue_noun(r, (uint32_t)c->verb)) return true;
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
    return c->ek == RD_ENT_PERSON && !c->actor;
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
        for (uint32_t m = index; m-- > 0 && m + REFER_WINDOW > index;)
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
    if (!r->dated) { /* whoever it was, he was of that state */
        if (!k->state.p) k->state = o->state;
        return;
    }
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

/* "Paris said": a place's name that is the surname of somebody named in full is his where it is no place: a subject, an owner, or
 * an object, without a preposition. */
static bool surname_here(const struct refer *r, const struct refer_cand *c, uint32_t index) {
    bool kind = c->ek == RD_ENT_STATE || c->ek == RD_ENT_PLACE;
    if (!kind || c->n_word != 1 || (c->beg > 0 && r->an->upos[c->beg - 1] == RD_ADP)) return false;
    if (c->gr != REFER_SUBJ && c->gr != REFER_POSS && c->gr != REFER_OBJ) return false;
    for (uint32_t i = 0; i < r->n_k; i++) {
        const struct refer_cluster *k = &r->k[i];
        if (k->ek == RD_ENT_PERSON && k->n_word > 1 && k->first < index && rd_str_eq(k->word[k->n_word - 1], c->word[0])) return true;
    }
    return false;
}

void refer_cluster_names(struct refer *r) {
    struct rd_map by_actor, by_key;
    rd_map_init(&by_actor, r->s);
    rd_map_init(&by_key, r->s);
    for (uint32_t i = 0; i < r->n_c; i++)
        if (is_person_name(&r->c[i]) && !r->c[i].gender) r->c[i].gender = refer_gender_of_name(r, &r->c[i]);
    /* Full names first, so that surnames in headlines find them; each pass in text order. */
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; i < r->n_sorted && i < REFER_MAX_RESOLVED && r->n_k < REFER_MAX_CLUSTERS; i++) {
            struct refer_cand *c = &r->c[i];
            if (c->kind != RD_MENTION_NAME || c->cluster >= 0 || !c->n_word) continue;
            if (pass == 0 && c->actor && c->ek != RD_ENT_PERSON && c->n_word > 1) cluster_actor(r, &by_actor, i);
            else if (pass == 1 && c->actor && c->ek != RD_ENT_PERSON && !surname_here(r, c, i)) cluster_actor(r, &by_actor, i);
            else if (pass == 1 && c->actor && c->ek != RD_ENT_PERSON) cluster_person(r, i);
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
        const struct refer_cand *c = &r->c[k->best];
        for (uint32_t m = 0; m < k->n_roles && !k->state.p; m++) {
            const struct refer_role *q = &r->roles[k->roles[m]];
            const struct rd_actor *s = q->state ? q->state : refer_state_of(r, q->org);
            if (s && !q->former) k->state = s->id;
        }
        if (k->ek == RD_ENT_PERSON) complete_surname(r, k);
        if (k->ek != RD_ENT_PERSON || k->n_word < 2) continue;
        struct rd_str state;
        const struct rd_office *o = refer_office_of(r, refer_display(r, c->beg, c->end, true), &state);
        if (k->state.p && state.p && !rd_str_eq(k->state, state)) continue; /* another one of that name */
        k->office = o;
        if (!k->state.p) k->state = state;
    }
}

/* The person mentioned at a token: a name or a title whose head it is. */
static int32_t person_at(const struct refer *r, uint32_t tok, uint32_t sent) {
    int32_t n = r->name_at[tok];
    if (n >= 0) return r->c[n].cluster >= 0 && r->k[r->c[n].cluster].ek == RD_ENT_PERSON ? r->c[n].cluster : -1;
    const struct refer_role *q = r->role_at[tok] >= 0 ? &r->roles[r->role_at[tok]] : NULL;
    int32_t k = q && q->sent == sent && q->head == tok && q->name >= 0 ? r->c[q->name].cluster : -1;
    return k >= 0 && r->k[k].ek == RD_ENT_PERSON ? k : -1;
}

/* "his guest, President X, said": behind a comma an apposition is one only where a mark ends it. */
static bool closed_name(const struct refer *r, uint32_t at, uint32_t sent) {
    uint32_t end = refer_sent_end(r, sent), t = at;
    while (t < end && t < at + 12 && r->an->upos[t] != RD_PUNCT) {
        if (r->an->upos[t] == RD_VERB || r->an->upos[t] == RD_AUX) return false;
        t++;
    }
    return t >= end || r->an->upos[t] == RD_PUNCT;
}

/* "glaciologist X", "his guest, President X": a noun that the lists do not know, in apposition to somebody, is what he is. */
static void join_apposition(struct refer *r, uint32_t i) {
    struct refer_cand *c = &r->c[i];
    int32_t h = r->an->head[c->head], k = -1;
    int rel = r->an->rel[c->head];
    if (!c->thing || c->kind != RD_MENTION_NOMINAL || c->number == REFER_PLUR) return;
    if (h >= 0 && (rel == RD_REL_APPOS || rel == RD_REL_NMOD_DESC)) k = person_at(r, (uint32_t)h, c->sent);
    if (k < 0 && c->end < refer_sent_end(r, c->sent) && rd_str_is(r->form[c->end], ",") && !closed_name(r, c->end + 1, c->sent)) return;
    for (uint32_t t = c->end; t < refer_sent_end(r, c->sent) && r->name_at[t] < 0 && r->role_at[t] < 0; t++)
        if (k < 0 && r->an->upos[t] != RD_PUNCT && r->an->upos[t] != RD_DET && r->an->upos[t] != RD_ADJ) return; /* not beside it */
    for (uint32_t t = c->head + 1; k < 0 && t < refer_sent_end(r, c->sent) && t < c->head + 12; t++)
        if (r->an->head[t] == (int32_t)c->head && (r->an->rel[t] == RD_REL_APPOS || rd_rel_base(r->an->rel[t]) == RD_REL_FLAT))
            k = person_at(r, t, c->sent);
    if (k < 0) return;
    uint32_t beg = c->beg;
    while (beg < c->head && r->an->upos[beg] == RD_DET) beg++;
    c->beg = beg;
    struct refer_role *q = RD_PUSH(r->s, r->roles, r->n_roles, r->cap_roles);
    *q = (struct refer_role){.beg = beg, .end = c->end, .core = c->head, .core_end = c->end, .head = c->head, .sent = c->sent,
                             .office = RD_LIT(""), .sector = RD_LIT(""), .org_cand = -1, .boss = -1, .name = -1, .name2 = -1};
    *RD_PUSH(r->s, r->k[k].roles, r->k[k].n_roles, r->k[k].cap_roles) = (int32_t)r->n_roles - 1;
    refer_join(r, i, (uint32_t)k, 85);
}

void refer_join_titles(struct refer *r) {
    for (uint32_t i = 0; i < r->n_c; i++) {
        int32_t n = r->c[i].kind == RD_MENTION_NOMINAL && r->c[i].role >= 0 ? r->roles[r->c[i].role].name : -1;
        if (n >= 0 && r->c[n].cluster >= 0) refer_join(r, i, (uint32_t)r->c[n].cluster, 95);
        else join_apposition(r, i);
    }
}
