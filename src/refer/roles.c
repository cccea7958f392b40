/* roles.c - role phrases ("the US State Department spokesman"), what body and state they name, and whose title they are. */
#include "refer/refer_int.h"

#define MAX_LISTED 6u

static bool noun_like(const struct refer *r, uint32_t i) {
    return r->an->upos[i] == RD_NOUN || r->an->upos[i] == RD_PROPN || r->an->upos[i] == RD_X;
}

/* The head of a phrase of the list: its last word before a preposition. */
static uint32_t core_head(const struct refer *r, uint32_t beg, uint32_t end) {
    for (uint32_t i = beg + 1; i < end; i++)
        if (r->an->upos[i] == RD_ADP && noun_like(r, i - 1)) return i - 1;
    return end - 1;
}

/* "Presidents" as a proper noun keeps its s in some lemmas. */
static const struct rd_lex_row *match_plural(const struct refer *r, uint32_t i, uint32_t *len) {
    struct rd_str f = r->form[i];
    if (f.n < 4 || f.p[f.n - 1] != 's' || r->an->upos[i] != RD_PROPN) return NULL;
    struct rd_str one = rd_str_sub(f, 0, f.n - 1);
    return rd_lex_match(r->t_roles, &one, 1, len);
}

/* "visser_bond": a compound (its parts as in the treebank's lemma) is what its last part is. */
static const struct rd_lex_row *match_compound(const struct refer *r, uint32_t i, uint32_t *len) {
    struct rd_str lemma = r->an->lemma[i];
    uint32_t cut = lemma.n;
    while (cut > 0 && lemma.p[cut - 1] != '_') cut--;
    struct rd_str last = rd_str_sub(lemma, cut, lemma.n);
    *len = 1;
    return cut && last.n > 3 && r->an->upos[i] == RD_NOUN ? rd_lex_find(r->t_roles, last) : NULL;
}

static const struct rd_lex_row *match_role(const struct refer *r, uint32_t i, uint32_t end, uint32_t *len, bool *plural) {
    uint32_t by_form, n = 0;
    while (i + n < end && n < 2 * RD_MAX_PHRASE && r->name_at[i + n] < 0) n++;
    const struct rd_lex_row *row = rd_lex_match(r->t_roles, r->an->lemma + i, n, len);
    const struct rd_lex_row *other = rd_lex_match(r->t_roles, r->form + i, n, &by_form);
    struct rd_str kind = rd_lex_field(r->t_roles, row, "kind");
    *plural = false;
    /* "leaders" is a group of its own in the list, but "the leaders of A and B" are two people */
    if (row && other && by_form == *len && rd_str_is(kind, "person") && rd_str_is(rd_lex_field(r->t_roles, other, "kind"), "group")) *plural = true;
    else if (other && by_form >= *len) row = other, *len = by_form;
    if (!row && n && (row = match_plural(r, i, len))) *plural = true;
    if (!row && n) row = match_compound(r, i, len);
    return row;
}

/* "The admiral": a title that is more than an honorific is a role, too. */
static const struct rd_lex_row *match_title(const struct refer *r, uint32_t i, uint32_t end, uint32_t *len) {
    const struct rd_lex_row *row = r->name_at[i] < 0 ? rd_lex_match(r->t_titles, r->an->lemma + i, end - i, len) : NULL;
    return row && !rd_str_is(rd_lex_field(r->t_titles, row, "kind"), "honorific") && r->name_at[i + *len - 1] < 0 ? row : NULL;
}

static const struct rd_actor *adjective_at(const struct refer *r, uint32_t i) {
    struct rd_str type = RD_LIT("");
    const struct rd_actor *a = refer_upper(r->form[i]) && r->name_at[i] < 0 ? rd_lex_name(r->lex, r->lang, r->form[i], &type) : NULL;
    return a && (rd_str_is(type, "adjective") || rd_str_is(type, "demonym")) ? a : NULL;
}

static void note_actor(const struct refer *r, struct refer_role *q, const struct rd_actor *a, uint32_t beg, uint32_t end, int32_t cand) {
    struct rd_span span = rd_doc_span(r->doc, beg, end);
    bool state = a && (rd_str_is(a->kind, "state") || rd_str_is(a->kind, "region") || rd_str_is(a->kind, "people"));
    if (state && !q->state) q->state = a, q->state_span = span;
    if (state || q->org || q->org_cand >= 0 || !rd_span_empty(q->org_span)) return;
    if (!a && (cand < 0 || r->c[cand].ek != RD_ENT_ORG)) return;
    q->org = a;
    q->org_cand = cand;
    q->org_span = span;
}

static bool is_former(const struct refer *r, uint32_t i) {
    for (const struct rd_lex_row *row = rd_lex_find(r->t_func, r->form[i]); row; row = row->next)
        if (rd_str_is(rd_lex_field(r->t_func, row, "class"), "former")) return true;
    return false;
}

static bool modifier(const struct refer *r, uint32_t p, uint32_t beg, uint32_t end) {
    int rel = rd_rel_base(r->an->rel[p]), upos = r->an->upos[p];
    int32_t h = r->an->head[p];
    bool mark = upos == RD_PUNCT && r->form[p].n == 1 && (r->form[p].p[0] == '-' || r->form[p].p[0] == '/');
    if (mark) return p > 0 && !(r->doc->toks[p - 1].flags & RD_TOK_SPACE_AFTER);
    if (upos != RD_ADJ && upos != RD_NOUN && upos != RD_PROPN && upos != RD_NUM) return false;
    if (r->role_at[p] >= 0) return false;
    if (rel != RD_REL_AMOD && rel != RD_REL_COMPOUND && rel != RD_REL_NMOD && rel != RD_REL_NUMMOD && rel != RD_REL_FLAT && rel != RD_REL_DEP)
        return false;
    /* Its head is in the phrase, or in the name right behind it. */
    uint32_t limit = end;
    if (end < r->an->n_tok && r->name_at[end] >= 0) limit = r->c[r->name_at[end]].end;
    return h > (int32_t)p && h < (int32_t)limit && h >= (int32_t)beg - 8;
}

static void extend_left(const struct refer *r, struct refer_role *q) {
    uint32_t first = r->doc->sents[q->sent].tok;
    while (q->beg > first) {
        uint32_t p = q->beg - 1;
        bool poss = r->an->upos[p] == RD_PART && p > first;
        int32_t n = r->name_at[poss ? p - 1 : p];
        if (n >= 0) {
            const struct refer_cand *c = &r->c[n];
            if (poss && (c->ek == RD_ENT_PERSON || c->ek < 0) && !c->actor) {
                q->boss = n;
                q->definite = true;
            }
            if ((c->ek == RD_ENT_PERSON && !c->actor) || (c->ek < 0 && !poss)) break;
            if (c->actor || c->ek == RD_ENT_ORG) note_actor(r, q, c->actor, c->beg, c->end, n);
            q->definite = q->definite || poss;
            q->beg = c->beg;
            if (poss) break;
            continue;
        }
        if (poss) break;
        const struct rd_actor *a = adjective_at(r, p);
        if (a) note_actor(r, q, a, p, p + 1, -1);
        else if (!modifier(r, p, q->beg, q->end)) break;
        if (is_former(r, p)) q->former = true;
        q->beg = p;
    }
    /* A lone mark or a clipped word does not begin a phrase. */
    while (q->beg < q->core && r->an->upos[q->beg] == RD_PUNCT) q->beg++;
}

static bool genitive(struct rd_str adp) {
    static const char *const words[] = {"of", "for", "van", "voor"}; /* grammar, not a list of the lexicon */
    for (size_t i = 0; i < RD_ARRAY_LEN(words); i++)
        if (rd_str_is(adp, words[i])) return true;
    return false;
}

/* Is token i below the phrase? (a few steps up the tree) */
static bool below(const struct refer *r, uint32_t i, uint32_t beg, uint32_t end) {
    int32_t h = (int32_t)i;
    for (int step = 0; step < 6 && h >= 0; step++, h = r->an->head[h])
        if (h >= (int32_t)beg && h < (int32_t)end) return true;
    return false;
}

/* The list "A and B" after a role in the plural: one more state for each further name. Returns the end. */
static uint32_t more_states(const struct refer *r, uint32_t at, uint32_t end, const struct rd_actor **more, struct rd_span *spans, uint32_t *n) {
    while (*n < MAX_LISTED && at < end) {
        uint32_t t = at;
        while (t < end && (r->an->upos[t] == RD_CCONJ || rd_str_is(r->form[t], ",") || r->an->upos[t] == RD_DET)) t++;
        if (t == at || t >= end || r->name_at[t] < 0) break;
        const struct refer_cand *c = &r->c[r->name_at[t]];
        if (!c->actor || !rd_str_is(c->actor->kind, "state")) break;
        more[*n] = c->actor;
        spans[(*n)++] = rd_doc_span(r->doc, c->beg, c->end);
        at = c->end;
    }
    return at;
}

static bool is_body(const struct refer *r, uint32_t i, uint32_t end) {
    uint32_t len;
    const struct rd_lex_row *row = rd_lex_match(r->t_roles, r->an->lemma + i, end - i, &len);
    return row && rd_str_is(rd_lex_field(r->t_roles, row, "kind"), "body");
}

/* "for X's Foreign Ministry": the body is what X owns. Returns the end of it, or of the name. */
static uint32_t owned_body(const struct refer *r, struct refer_role *q, const struct refer_cand *c, uint32_t end) {
    int32_t h = r->an->head[c->head];
    if (c->end >= end || r->an->upos[c->end] != RD_PART || h <= (int32_t)c->end || h >= (int32_t)end || (uint32_t)h > c->end + 5) return c->end;
    if (!noun_like(r, (uint32_t)h) || !is_body(r, c->end + 1, end)) return c->end;
    if (!q->org && q->org_cand < 0) q->org_span = rd_doc_span(r->doc, c->beg, (uint32_t)h + 1);
    return (uint32_t)h + 1;
}

/* One "of the Y" behind the phrase; false if there is none. */
static bool try_extend(const struct refer *r, struct refer_role *q, uint32_t end) {
    uint32_t t = q->end, beg = q->beg;
    if (t + 1 >= end || r->an->upos[t] != RD_ADP) return false;
    bool gen = genitive(r->an->lemma[t]) || genitive(r->form[t]), owner = rd_str_is(r->form[t], "of") || rd_str_is(r->form[t], "van");
    for (t++; t < end && r->name_at[t] < 0; t++) {
        const struct rd_actor *a = adjective_at(r, t);
        if (a) {
            note_actor(r, q, a, t, t + 1, -1);
            continue;
        }
        if (noun_like(r, t) || (r->an->upos[t] != RD_DET && r->an->upos[t] != RD_ADJ && r->an->upos[t] != RD_NUM && r->an->upos[t] != RD_CCONJ && r->an->upos[t] != RD_PRON)) break;
    }
    if (t >= end) return false;
    if (r->name_at[t] >= 0) {
        const struct refer_cand *c = &r->c[r->name_at[t]];
        if ((c->ek == RD_ENT_PERSON && !c->actor) || (!gen && !below(r, c->head, beg, q->end))) return false;
        note_actor(r, q, c->actor, c->beg, c->end, r->name_at[t]);
        q->end = owned_body(r, q, c, end);
        return true;
    }
    if (!noun_like(r, t) || !below(r, t, beg, q->end) || (!gen && r->role_at[t] < 0)) return false;
    if (!owner && !is_body(r, t, end)) return false; /* "the minister for the first time" */
    while (t + 1 < end && noun_like(r, t) && noun_like(r, t + 1) && r->name_at[t + 1] < 0 && r->an->head[t] == (int32_t)t + 1) t++;
    q->end = t + 1;
    return true;
}

static bool extend_once(const struct refer *r, struct refer_role *q, uint32_t end) {
    struct refer_role longer = *q;
    bool found = try_extend(r, &longer, end);
    if (found) *q = longer;
    return found;
}

static void determiner(const struct refer *r, struct refer_role *q) {
    uint32_t first = r->doc->sents[q->sent].tok;
    for (uint32_t p = q->beg; p > first && p + 2 > q->beg; p--) {
        uint32_t i = p - 1;
        if (rd_feat(r->an, i, "Definite=Ind")) q->indefinite = true;
        if (rd_feat(r->an, i, "Definite=Def") || rd_feat(r->an, i, "PronType=Dem") || rd_feat(r->an, i, "Poss=Yes")) q->definite = true;
        if (q->indefinite || q->definite || r->an->upos[i] != RD_DET) break;
    }
}

static void fill_role(const struct refer *r, struct refer_role *q, const struct rd_lex_table *t, const struct rd_lex_row *row) {
    struct rd_str kind = rd_lex_field(t, row, "kind");
    q->office = rd_lex_field(t, row, "office");
    q->sector = rd_lex_field(t, row, "sector");
    if (rd_str_is(kind, "military")) q->sector = RD_LIT("MIL");
    q->kind = rd_str_is(kind, "group") ? REFER_ROLE_GROUP : rd_str_is(kind, "body") ? REFER_ROLE_BODY : REFER_ROLE_PERSON;
    q->plural = q->plural || rd_feat(r->an, q->head, "Number=Plur");
    q->gender = refer_gender_of(r, r->an->lemma[q->head]);
    if (!q->gender) q->gender = refer_gender_of(r, r->form[q->head]);
}

/* "woordvoerder van het ministerie van X" is one entry of the list: the body in it is the organisation. */
static void body_inside(const struct refer *r, struct refer_role *q) {
    bool speaks = rd_str_starts(q->office, "spokesperson"); /* a "head of state" speaks for no "state" */
    for (uint32_t i = q->core; speaks && i < q->core_end && q->kind == REFER_ROLE_PERSON; i++) {
        uint32_t len;
        if (i == q->head) continue;
        const struct rd_lex_row *row = rd_lex_match(r->t_roles, r->an->lemma + i, (i < q->head ? q->head : q->core_end) - i, &len);
        if (!row) row = rd_lex_match(r->t_roles, r->form + i, (i < q->head ? q->head : q->core_end) - i, &len);
        if (!row || !rd_str_is(rd_lex_field(r->t_roles, row, "kind"), "body")) continue;
        q->org_span = rd_doc_span(r->doc, i, i + len);
        return;
    }
}

/* A role noun that only modifies another noun ("president elections") is none, unless a name follows. */
static bool is_modifier(const struct refer *r, const struct refer_role *q) {
    int rel = r->an->rel[q->head];
    int32_t h = r->an->head[q->head];
    if (rd_rel_base(rel) != RD_REL_COMPOUND || h < 0 || (h >= (int32_t)q->core && h < (int32_t)q->core_end)) return false;
    return r->name_at[h] < 0;
}

static void add_role(struct refer *r, uint32_t sent, uint32_t i, uint32_t len, const struct rd_lex_table *t, const struct rd_lex_row *row, bool plural) {
    uint32_t end = refer_sent_end(r, sent), n_more = 0;
    const struct rd_actor *more[MAX_LISTED];
    struct rd_span spans[MAX_LISTED];
    struct refer_role q = {.beg = i, .end = i + len, .core = i, .core_end = i + len, .sent = sent, .org_cand = -1, .boss = -1, .name = -1, .name2 = -1,
                           .plural = plural};
    while (q.core_end > i + 1 && r->an->upos[q.core_end - 1] == RD_ADP) q.end = --q.core_end;
    q.head = core_head(r, i, q.core_end);
    /* a title before a name may be taken for an adjective: "navy chief Admiral X" */
    bool before_name = q.core_end < end && r->an->upos[q.head] == RD_ADJ && (r->name_at[q.core_end] >= 0 || refer_upper(r->form[q.core_end]));
    if ((!noun_like(r, q.head) && !before_name) || is_modifier(r, &q)) return;
    fill_role(r, &q, t, row);
    body_inside(r, &q);
    for (uint32_t k = i; k < q.core_end; k++) /* "US secretary of state" may be one entry */
        if (adjective_at(r, k)) note_actor(r, &q, adjective_at(r, k), k, k + 1, -1);
    extend_left(r, &q);
    for (int k = 0; k < 4 && extend_once(r, &q, end); k++) {}
    if (q.plural && q.state && q.kind == REFER_ROLE_PERSON && q.end > q.core_end) q.end = more_states(r, q.end, end, more, spans, &n_more);
    determiner(r, &q);
    if (n_more) q.plural = false, q.listed = true;
    int32_t index = (int32_t)r->n_roles;
    r->role_end[q.end] = index;
    *RD_PUSH(r->s, r->roles, r->n_roles, r->cap_roles) = q;
    for (uint32_t k = 0; k < n_more; k++) {
        struct refer_role *x = RD_PUSH(r->s, r->roles, r->n_roles, r->cap_roles);
        *x = q;
        x->state = more[k];
        x->state_span = spans[k];
        r->roles[r->n_roles - 2].name2 = (int32_t)r->n_roles - 1;
    }
    for (uint32_t k = i; k < i + len; k++) r->role_at[k] = index;
}

void refer_find_roles(struct refer *r) {
    for (uint32_t s = 0; s < r->doc->n_sent; s++) {
        uint32_t end = refer_sent_end(r, s), len = 1;
        for (uint32_t i = r->doc->sents[s].tok; r->read[s] && i < end; i += len ? len : 1) {
            bool plural;
            len = 1;
            if (r->name_at[i] >= 0) continue;
            const struct rd_lex_row *row = match_role(r, i, end, &len, &plural);
            const struct rd_lex_table *t = r->t_roles;
            if (!row && (row = match_title(r, i, end, &len))) t = r->t_titles;
            if (!row && r->an->upos[i] == RD_NOUN && (row = rd_lex_find(r->t_gender, r->an->lemma[i]))) t = r->t_gender, len = 1; /* "neighbour" */
            if (row) add_role(r, s, i, len, t, row, plural);
        }
    }
}

/* ---- whose title a role is ---- */

static bool may_be_person(const struct refer_cand *c) {
    return c->kind == RD_MENTION_NAME && ((c->ek == RD_ENT_PERSON && (!c->actor || c->n_word == 1)) || (!c->actor && (c->ek < 0 || c->ek == RD_ENT_OTHER || c->n_word >= 2)));
}

static bool is_punct(const struct refer *r, uint32_t i, const char *set) {
    return r->form[i].n == 1 && strchr(set, r->form[i].p[0]);
}

static void attach(struct refer *r, uint32_t role, uint32_t name) {
    struct refer_cand *c = &r->c[name];
    struct refer_role *q = &r->roles[role];
    if (q->name >= 0 || q->plural || q->name2 >= 0 || q->kind != REFER_ROLE_PERSON) return;
    q->name = (int32_t)name;
    c->ek = RD_ENT_PERSON;
    if (q->gender && !c->gender) c->gender = q->gender;
}

/* "minister X van Buitenlandse Zaken", "Foreign Minister X of Y": what stands behind the name may go on with the role. */
static void take_tail(struct refer *r, uint32_t role, uint32_t name) {
    struct refer_role *q = &r->roles[role];
    uint32_t t = r->c[name].end, end = refer_sent_end(r, q->sent), n = 0, len = 0;
    struct rd_str words[2 * RD_MAX_PHRASE];
    if (t + 1 >= end || r->an->upos[t] != RD_ADP || (!rd_str_is(r->form[t], "of") && !rd_str_is(r->form[t], "van"))) return;
    uint32_t a = t + 1;
    while (a + 1 < end && r->an->upos[a] == RD_DET) a++;
    if (r->name_at[a] >= 0) {
        const struct refer_cand *c = &r->c[r->name_at[a]];
        if (c->ek == RD_ENT_PERSON && !c->actor) return;
        note_actor(r, q, c->actor, c->beg, c->end, r->name_at[a]);
        q->tail = t;
        q->tail_end = c->end;
        return;
    }
    for (uint32_t i = q->core; i < q->core_end && n < RD_MAX_PHRASE; i++) words[n++] = r->form[i];
    uint32_t core = n;
    for (uint32_t i = t; i < end && n < RD_ARRAY_LEN(words); i++) words[n++] = r->form[i];
    const struct rd_lex_row *row = rd_lex_match(r->t_roles, words, n, &len);
    if (!row || len <= core) return;
    q->office = rd_lex_field(r->t_roles, row, "office");
    q->sector = rd_lex_field(r->t_roles, row, "sector");
    q->tail = t;
    q->tail_end = t + (len - core);
}

/* "glaciologist Dr. X": a noun that the lists do not know, if the tree makes one phrase of it and the name. */
static void attach_unknown(struct refer *r, uint32_t name, uint32_t at) {
    uint32_t sent = r->c[name].sent, end = r->c[name].end;
    if (at == r->doc->sents[sent].tok || r->c[name].ek != RD_ENT_PERSON) return;
    uint32_t p = at - 1;
    int rel = rd_rel_base(r->an->rel[p]);
    int32_t h = r->an->head[p];
    bool below_name = h >= (int32_t)at && h < (int32_t)end && (rel == RD_REL_COMPOUND || rel == RD_REL_NMOD || rel == RD_REL_FLAT);
    bool beside = h >= 0 && h == r->an->head[r->c[name].head] && r->an->rel[p] == r->an->rel[r->c[name].head]; /* two subjects side by side */
    bool above_name = refer_top(r, p, end) == p && below(r, r->c[name].head, p, at);
    if (r->an->upos[p] != RD_NOUN || r->role_at[p] >= 0 || r->name_at[p] >= 0 || rd_feat(r->an, p, "Number=Plur") || (!below_name && !above_name && !beside)) return;
    uint32_t n = r->n_roles;
    add_role(r, sent, p, 1, r->t_roles, NULL, false);
    if (r->n_roles > n) attach(r, n, name);
}

/* "President X", "Foreign Minister Dr. X", "spokesperson for the Y Z": what ends where the name begins. */
static void attach_before(struct refer *r, uint32_t name) {
    uint32_t at = r->c[name].beg, first = r->doc->sents[r->c[name].sent].tok;
    if (!may_be_person(&r->c[name])) return;
    while (at > first) {
        uint32_t p = at - 1;
        if (rd_lex_find(r->t_titles, r->form[p]) && r->role_at[p] < 0) {
            char g = refer_gender_of(r, r->form[p]);
            if (g) r->c[name].gender = g;
            r->c[name].ek = RD_ENT_PERSON;
            at = p;
            continue;
        }
        bool found = false;
        int32_t i = r->role_end[at];
        const struct refer_role *q = i >= 0 ? &r->roles[i] : NULL;
        if (q && q->sent == r->c[name].sent && q->kind == REFER_ROLE_PERSON && !q->indefinite && !q->plural && q->name < 0) {
            attach(r, (uint32_t)i, name);
            if (at == r->c[name].beg) take_tail(r, (uint32_t)i, name);
            at = q->beg;
            found = true;
        }
        if (!found) break;
    }
    attach_unknown(r, name, at);
}

struct rd_str refer_role_text(const struct refer *r, const struct refer_role *q) {
    struct rd_str text = refer_display(r, q->beg, q->end, false);
    if (q->tail_end <= q->tail) return text;
    return rd_arena_printf(r->a, "%.*s %.*s", RD_S(text), RD_S(refer_display(r, q->tail, q->tail_end, false)));
}

/* Where an apposition may end: a mark, the end, or the verb that goes on. */
static bool closes(const struct refer *r, uint32_t at, uint32_t sent) {
    if (at >= refer_sent_end(r, sent)) return true;
    return r->an->upos[at] == RD_PUNCT || r->an->upos[at] == RD_VERB || r->an->upos[at] == RD_AUX || r->an->upos[at] == RD_CCONJ;
}

/* "X, president of Y," and "X (president of Y)". */
static void attach_after(struct refer *r, uint32_t role) {
    const struct refer_role *q = &r->roles[role];
    uint32_t p = q->beg, first = r->doc->sents[q->sent].tok;
    while (p > first && r->an->upos[p - 1] == RD_DET) p--;
    if (p < first + 2 || !is_punct(r, p - 1, ",(") || r->name_at[p - 2] < 0) return;
    const struct refer_cand *c = &r->c[r->name_at[p - 2]];
    if (c->end != p - 1 || !may_be_person(c) || !closes(r, q->end, q->sent)) return;
    attach(r, role, (uint32_t)r->name_at[p - 2]);
}

/* "the president of Y, X,": only where the name stands between marks. */
static void attach_comma(struct refer *r, uint32_t role) {
    const struct refer_role *q = &r->roles[role];
    uint32_t end = refer_sent_end(r, q->sent);
    if (q->indefinite || q->end + 1 >= end || !is_punct(r, q->end, ",(")) return;
    int32_t name = r->name_at[q->end + 1];
    for (uint32_t i = role + 1; name < 0 && i < r->n_roles && r->roles[i].sent == q->sent; i++) /* ", Ambassador X" */
        if (r->roles[i].beg == q->end + 1) name = r->roles[i].name;
    if (name < 0 && r->role_at[q->end + 1] < 0 && q->definite) name = refer_guess_name(r, q->end + 1, end);
    if (name < 0) return;
    const struct refer_cand *c = &r->c[name];
    if (!may_be_person(c) || c->n_word < 2 || (c->end < end && !closes(r, c->end, q->sent))) return;
    attach(r, role, (uint32_t)name);
}

static bool negated(const struct refer *r, uint32_t head) {
    for (uint32_t i = head > 8 ? head - 8 : 0; i < head; i++) {
        const struct rd_lex_row *row = rd_lex_find(r->t_func, r->an->lemma[i]);
        if (r->an->head[i] == (int32_t)head && (rd_feat(r->an, i, "Polarity=Neg") || rd_str_is(rd_lex_field(r->t_func, row, "class"), "negation")))
            return true;
    }
    return false;
}

/* By the tree: apposition, description, and "X is the president of Y". */
static void attach_tree(struct refer *r, uint32_t role) {
    const struct refer_role *q = &r->roles[role];
    int32_t h = r->an->head[q->head];
    int rel = r->an->rel[q->head];
    if (h >= 0 && r->name_at[h] >= 0 && (rel == RD_REL_APPOS || rel == RD_REL_NMOD_DESC) && may_be_person(&r->c[r->name_at[h]])) {
        attach(r, role, (uint32_t)r->name_at[h]);
        return;
    }
    bool cop = false;
    int32_t subject = -1, appos = -1;
    for (uint32_t i = r->doc->sents[q->sent].tok; i < refer_sent_end(r, q->sent); i++) {
        if (r->an->head[i] != (int32_t)q->head) continue;
        int32_t n = r->name_at[i];
        if (r->an->rel[i] == RD_REL_COP) cop = true;
        if (n < 0 || !may_be_person(&r->c[n])) continue;
        if (rd_rel_base(r->an->rel[i]) == RD_REL_NSUBJ) subject = n;
        if (rd_rel_base(r->an->rel[i]) == RD_REL_FLAT || (r->an->rel[i] == RD_REL_APPOS && r->c[n].ek == RD_ENT_PERSON)) appos = n;
    }
    if (appos >= 0) attach(r, role, (uint32_t)appos);
    else if (cop && subject >= 0 && !negated(r, q->head)) attach(r, role, (uint32_t)subject);
}

/* "the aid group X": a body in front of its name. */
static void attach_body(struct refer *r, uint32_t role) {
    struct refer_role *q = &r->roles[role];
    if (q->kind != REFER_ROLE_BODY || q->plural || q->end >= refer_sent_end(r, q->sent) || r->name_at[q->end] < 0) return;
    const struct refer_cand *c = &r->c[r->name_at[q->end]];
    bool org = c->ek == RD_ENT_ORG || (c->ek >= 0 && !c->actor && c->n_word == 1 && r->an->head[c->head] == (int32_t)q->head);
    if (c->beg != q->end || !org) return;
    q->name = r->name_at[q->end];
    r->c[q->name].ek = RD_ENT_ORG;
}

/* "Presidents X and Y": the role once for each name of the list. */
static void attach_list(struct refer *r, uint32_t role) {
    uint32_t at = r->roles[role].end, end = refer_sent_end(r, r->roles[role].sent), n = 0;
    int32_t names[MAX_LISTED];
    if (!r->roles[role].plural || r->roles[role].kind == REFER_ROLE_BODY) return;
    while (at < end && n < MAX_LISTED && r->name_at[at] >= 0 && may_be_person(&r->c[r->name_at[at]])) {
        names[n++] = r->name_at[at];
        at = r->c[r->name_at[at]].end;
        while (at < end && (r->an->upos[at] == RD_CCONJ || is_punct(r, at, ","))) at++;
    }
    for (uint32_t k = 0; n > 1 && k < n; k++) {
        struct refer_role *q = k ? RD_PUSH(r->s, r->roles, r->n_roles, r->cap_roles) : &r->roles[role];
        if (k) *q = r->roles[role];
        q->plural = false;
        q->listed = true;
        q->kind = REFER_ROLE_PERSON;
        q->name = names[k];
        r->c[names[k]].ek = RD_ENT_PERSON;
    }
}

void refer_attach_roles(struct refer *r) {
    uint32_t n = r->n_roles;
    for (uint32_t i = 0; i < n; i++) {
        attach_list(r, i);
        attach_body(r, i);
    }
    for (uint32_t i = 0; i < r->n_c; i++) attach_before(r, i);
    for (uint32_t i = 0; i < r->n_roles; i++) {
        if (r->roles[i].name < 0) attach_after(r, i);
        if (r->roles[i].name < 0) attach_comma(r, i);
        if (r->roles[i].name < 0) attach_tree(r, i);
    }
}
