/* pronouns.c - whom he, she, it and they mean: salience and agreement, after Lappin and Leass (1994).
 * Each earlier mention near enough gets points for its place in the sentence, its distance, and how it goes with the verb of
 * saying; the points of one entity are those of its best mention and a little for each other one. The antecedent must agree in
 * gender and number, must not stand under the same verb, and must be ahead of the next one by a margin; else it stays open. */
#include "refer/refer_int.h"

enum {
    NEAR_SENTS = 4, FAR_SENTS = 7,   /* how far back is looked: it, they; he, she */
    SAME_SENT = 37, LAST_SENT = 20, SENT_STEP = 18,
    SUBJECT = 19, OBJECT = 19, POSSESSOR = 16, OBLIQUE = 3,
    SPEAKER = 6, SAYING_PAIR = 12, PARALLEL = 6, GOVERNING = 18, OWN_CLAUSE = 27,
    IS_NAME = 2, GENDER_KNOWN = 16, QUOTE_APART = 23, PARA_APART = 15, EACH_MENTION = 2, MOST_MENTIONS = 14,
    RELATIVE = 8, INDEFINITE = 0, WEAK = 38, LISTED = 6, NEARER = 3,
    THRESHOLD = 24, MARGIN = 6
};

static bool inside(const struct refer_cand *outer, const struct refer_cand *c) {
    return outer->beg <= c->beg && c->end <= outer->end;
}

/* Is `verb` above token i within the sentence? */
static bool above(const struct refer *r, int32_t verb, uint32_t i) {
    int32_t h = r->an->head[i];
    for (int step = 0; step < 40 && h >= 0; step++, h = r->an->head[h])
        if (h == verb) return true;
    return false;
}

/* Two arguments of one verb are two ("he told him"), unless the pronoun is reflexive. */
static bool co_argument(const struct refer_cand *p, const struct refer_cand *c) {
    return !p->poss && !p->reflexive && p->sent == c->sent && p->verb >= 0 && p->verb == c->verb && p->gr != REFER_OTHER;
}

static int kind_agrees(const struct refer_cand *p, const struct refer_cand *c, int ek, char gender, uint8_t number) {
    bool person = ek == RD_ENT_PERSON, plural = number == REFER_PLUR || ek == RD_ENT_GROUP;
    bool human = p->gender == 'm' || p->gender == 'f';
    if (human) return person && !plural && (!gender || gender == p->gender) ? 1 : 0;
    if (p->gender == 'n') return person || plural || ek == RD_ENT_GROUP ? 0 : 1;
    /* they, their */
    if (plural) return 1;
    if (person && gender) return 0;
    (void)c;
    return ek == RD_ENT_ORG || ek == RD_ENT_STATE || person ? -1 : 0; /* possible, but weakly */
}

int refer_salience(const struct refer *r, const struct refer_cand *p, const struct refer_cand *c) {
    static const int by_gr[] = {0, OBLIQUE, POSSESSOR, OBJECT, SUBJECT};
    uint32_t dist = p->sent - c->sent;
    int points = by_gr[c->gr] + (dist == 0 ? SAME_SENT : LAST_SENT - SENT_STEP * ((int)dist - 1));
    if (c->say) points += SPEAKER;
    if (c->say && p->say && p->sent != c->sent) points += SAYING_PAIR;
    if (c->gr == REFER_SUBJ && p->gr == REFER_SUBJ) points += PARALLEL;
    if (dist == 0 && c->say && c->verb >= 0 && above(r, c->verb, p->head)) points += GOVERNING;
    if (dist == 0 && p->poss && c->gr == REFER_SUBJ && c->verb >= 0 && above(r, c->verb, p->head)) points += OWN_CLAUSE;
    if (c->kind == RD_MENTION_NAME) points += IS_NAME;
    if (c->quote != p->quote) points -= QUOTE_APART;
    if (r->doc->sents[p->sent].para != r->doc->sents[c->sent].para) points -= PARA_APART;
    return points;
}

/* Who speaks a quotation is "I" in it: the subject of the verb of saying beside it is nobody's he or she inside. */
static bool speaks(const struct refer *r, const struct refer_cand *p, const struct refer_cand *c) {
    return p->quote && c->quote != p->quote && c->say && r->doc->sents[p->sent].para == r->doc->sents[c->sent].para;
}

struct choice { int32_t cluster; int64_t cand; int points; };

static void offer(struct choice *best, struct choice *second, int32_t cluster, int64_t cand, int points) {
    if (cluster != -1 && cluster == best->cluster) {
        if (points > best->points) best->points = points, best->cand = cand;
    } else if (points > best->points) {
        *second = *best;
        *best = (struct choice){cluster, cand, points};
    } else if (points > second->points) {
        *second = (struct choice){cluster, cand, points};
    }
}

/* A list ("A and B") that the candidate begins is plural: none of its members is meant by "they". */
static uint32_t list_head(const struct refer *r, uint32_t i) {
    for (int step = 0; step < 12 && r->an->head[i] >= 0; step++) {
        int rel = r->an->rel[i], base = rd_rel_base(rel);
        if (base != RD_REL_CONJ && base != RD_REL_FLAT && base != RD_REL_APPOS && rel != RD_REL_NMOD_DESC) break;
        i = (uint32_t)r->an->head[i];
    }
    return i;
}

static bool begins_list(const struct refer *r, const struct refer_cand *c) {
    for (uint32_t i = c->end; i < refer_sent_end(r, c->sent) && i < c->end + 12; i++)
        if (r->an->head[i] == (int32_t)c->head && rd_rel_base(r->an->rel[i]) == RD_REL_CONJ) return true;
    return rd_rel_base(r->an->rel[c->head]) == RD_REL_CONJ;
}

/* "her mother": somebody named by what she is to another is spoken of in passing. */
static bool relative(const struct refer *r, const struct refer_cand *c) {
    uint32_t first = r->doc->sents[c->sent].tok;
    for (uint32_t i = c->beg > first ? c->beg - 1 : c->beg; i < c->end; i++)
        if (rd_feat(r->an, i, "Poss=Yes")) return true;
    return false;
}

/* "X said they would ...": they are X's side, whoever that is, and nobody of an earlier sentence. */
static bool told_by_person(const struct refer *r, uint32_t i) {
    const struct refer_cand *p = &r->c[i];
    for (uint32_t m = i; m-- > 0 && r->c[m].sent == p->sent;)
        if (r->c[m].say && r->c[m].cluster >= 0 && r->k[r->c[m].cluster].ek == RD_ENT_PERSON && above(r, r->c[m].verb, p->head)) return true;
    return false;
}

/* How many other people were mentioned since, up to three; enters the cluster. */
static int rank_of(int32_t nearer[3], int32_t cluster) {
    for (int i = 0; i < 3; i++) {
        if (nearer[i] < 0) nearer[i] = cluster;
        if (nearer[i] == cluster) return i;
    }
    return 3;
}

/* "they" after "A and B": a mention of each. */
static void join_list(struct refer *r, uint32_t i, uint32_t member) {
    struct refer_cand p = r->c[i];
    uint32_t sent = r->c[member].sent, n = 0, joined[8];
    int32_t first = (int32_t)list_head(r, r->c[member].head);
    for (uint32_t m = r->cand_of[sent]; m < r->cand_of[sent + 1] && n < 8; m++) {
        const struct refer_cand *c = &r->c[m];
        bool seen = false;
        if (c->sent != sent || c->cluster < 0 || c->kind == RD_MENTION_PRONOUN || (int32_t)list_head(r, c->head) != first) continue;
        for (uint32_t k = 0; k < n; k++) seen = seen || joined[k] == (uint32_t)c->cluster;
        if (!seen) joined[n++] = (uint32_t)c->cluster;
    }
    for (uint32_t k = 0; n > 1 && k < n; k++) {
        uint32_t at = i;
        if (k) {
            at = r->n_c;
            *RD_PUSH(r->s, r->c, r->n_c, r->cap_c) = p;
        }
        refer_join(r, at, joined[k], 60);
    }
}

void refer_resolve_pronoun(struct refer *r, uint32_t i) {
    struct refer_cand *p = &r->c[i];
    struct choice best = {-1, -1, -1000}, second = best;
    bool human = p->gender == 'm' || p->gender == 'f';
    int32_t nearer[3] = {-1, -1, -1};
    bool they = !human && p->gender != 'n', spoken = they && !p->quote && told_by_person(r, i);
    uint32_t reach = human ? FAR_SENTS : NEAR_SENTS;
    for (uint32_t m = i; m-- > 0 && m + REFER_WINDOW > i;) {
        const struct refer_cand *c = &r->c[m];
        if (p->sent - c->sent > reach) break;
        if (p->say && (c->thing || (c->quote && !p->quote))) continue; /* who says something is somebody, and not in his own words */
        if ((c->cluster < 0 && !c->thing) || c->beg == p->beg || inside(c, p)) continue;
        const struct refer_cluster *k = c->cluster >= 0 ? &r->k[c->cluster] : NULL;
        int ek = k ? k->ek : RD_ENT_OTHER;
        char gender = k ? k->gender : c->gender;
        bool list = they && c->sent + 1 >= p->sent && c->cluster >= 0 && c->kind != RD_MENTION_PRONOUN && begins_list(r, c);
        int fit = list ? 1 : kind_agrees(p, c, ek, gender, k && k->ek != RD_ENT_PERSON ? k->number : c->number);
        if (!fit || co_argument(p, c) || speaks(r, p, c)) continue;
        if (they && spoken && c->sent != p->sent) continue;
        int points = refer_salience(r, p, c) - (fit < 0 ? WEAK : 0);
        if (human && c->cluster >= 0) points -= NEARER * rank_of(nearer, c->cluster);
        if (c->kind == RD_MENTION_NOMINAL && k && relative(r, c)) points -= RELATIVE;
        if (human && gender) points += GENDER_KNOWN;
        if (c->kind == RD_MENTION_NOMINAL && !c->definite) points -= INDEFINITE;
        if (k) points += k->n * EACH_MENTION > MOST_MENTIONS ? MOST_MENTIONS : (int)k->n * EACH_MENTION;
        offer(&best, &second, list ? -2 : c->cluster, m, points + (list ? LISTED : 0));
    }
    if (best.cluster == -2 && best.points >= THRESHOLD && best.points - second.points >= MARGIN) {
        join_list(r, i, (uint32_t)best.cand);
        return;
    }
    int lead = best.points - (second.points > -1000 ? second.points : best.points - 30);
    if (p->both || best.cluster < 0 || best.points < THRESHOLD || lead < MARGIN) return;
    int confidence = 45 + lead + (best.points > 60 ? 10 : 0);
    if (!r->k[best.cluster].gender && human && lead >= 12) r->k[best.cluster].gender = p->gender;
    refer_join(r, i, (uint32_t)best.cluster, (uint8_t)(confidence > 95 ? 95 : confidence));
}
