/* offices.c - families of offices, who held one on the page's day, and the bodies of a state. */
#include "refer/refer_int.h"

#include "base/utf8.h"

/* Office keys of data/world/offices.tsv that one person may be called by: a president is the head of state, and so is a king. */
static const struct { const char *key; int family; } families[] = {
    {"president", 1}, {"king", 1}, {"queen", 1}, {"monarch", 1}, {"emir", 1}, {"head_of_state", 1}, {"supreme_leader", 1},
    {"prime_minister", 2}, {"chancellor", 2}, {"premier", 2}, {"head_of_government", 2},
};

static int family_of(struct rd_str office) {
    for (size_t i = 0; i < RD_ARRAY_LEN(families); i++)
        if (rd_str_is(office, families[i].key)) return families[i].family;
    return 0;
}

bool refer_same_office(struct rd_str a, struct rd_str b) {
    if (!a.n || !b.n) return false;
    if (rd_str_eq(a, b)) return true;
    int fa = family_of(a), fb = family_of(b);
    if (rd_str_is(a, "leader")) return fb != 0;
    if (rd_str_is(b, "leader")) return fa != 0;
    if (fa != fb || !fa) return false;
    /* A queen is not called president: the general key fits the special ones. */
    return rd_str_starts(a, "head_of") || rd_str_starts(b, "head_of");
}

const struct rd_actor *refer_state_of(const struct refer *r, const struct rd_actor *a) {
    if (!a) return NULL;
    if (rd_str_is(a->kind, "state")) return a;
    const struct rd_actor *s = rd_lex_actor(r->lex, a->side);
    return s && rd_str_is(s->kind, "state") ? s : NULL;
}

/* "defence_minister" and an actor id or code that tells the same ("xdr.defence"). */
static bool body_fits(struct rd_str id, struct rd_str office) {
    int64_t dot = rd_str_find(id, RD_LIT("."), 0);
    if (dot < 0 || !office.n) return false;
    struct rd_str tail = rd_str_sub(id, (uint32_t)dot + 1, id.n);
    uint32_t n = 0;
    while (n < office.n && office.p[n] != '_') n++;
    return rd_str_eq(tail, rd_str_sub(office, 0, n)) || (rd_str_is(tail, "state") && rd_str_starts(office, "foreign_")) ||
           (rd_str_starts(tail, "defen") && rd_str_starts(office, "defen"));
}

const struct rd_actor *refer_body_of(const struct refer *r, struct rd_str state, const char *kind, struct rd_str office) {
    const struct rd_actor *a;
    for (uint32_t i = 0; state.n && (a = rd_lex_actor_at(r->lex, i)); i++)
        if (rd_str_eq(a->side, state) && rd_str_is(a->kind, kind) && (!office.n || body_fits(a->id, office))) return a;
    return NULL;
}

const struct rd_office *refer_holder(const struct refer *r, struct rd_str office, struct rd_str state) {
    char key[64];
    if (!r->dated || !office.n || office.n >= sizeof key) return NULL;
    memcpy(key, office.p, office.n);
    key[office.n] = 0;
    const struct rd_office *o = rd_lex_holder(r->lex, key, state, r->day);
    for (size_t i = 0; !o && rd_str_starts(office, "head_of") && i < RD_ARRAY_LEN(families); i++)
        if (refer_same_office(office, rd_str_of(families[i].key))) o = rd_lex_holder(r->lex, families[i].key, state, r->day);
    return o;
}

const struct rd_office *refer_office_of(const struct refer *r, struct rd_str name, struct rd_str *state) {
    const struct rd_office *o, *found = NULL;
    bool many = false;
    *state = RD_NONE;
    for (uint32_t i = 0; (o = rd_lex_offices_of(r->lex, name, i)); i++) {
        char key[64];
        if (state->p && !rd_str_eq(*state, o->state)) many = true;
        *state = o->state;
        if (!r->dated || o->office.n >= sizeof key) continue;
        memcpy(key, o->office.p, o->office.n);
        key[o->office.n] = 0;
        const struct rd_office *h = rd_lex_holder(r->lex, key, o->state, r->day);
        if (h && rd_str_eq(h->holder, o->holder) && !found) found = h;
    }
    if (found) *state = found->state;
    else if (many) *state = RD_NONE;
    return found;
}

bool refer_short_for(const struct refer *r, const struct refer_role *q, struct rd_str office) {
    struct rd_str word = rd_utf8_key(r->an->lemma[q->head], r->s);
    if (q->core_end - q->core != 1) return false;
    for (uint32_t i = 0; i < rd_lex_count(r->t_roles); i++) {
        const struct rd_lex_row *row = rd_lex_at(r->t_roles, i);
        if (row->f[0].n > word.n && row->f[0].p[word.n] == ' ' && !memcmp(row->f[0].p, word.p, word.n) &&
            refer_same_office(rd_lex_field(r->t_roles, row, "office"), office))
            return true;
    }
    return false;
}

static bool state_on_page(const struct refer *r, struct rd_str state) {
    for (uint32_t i = 0; i < r->n_k; i++)
        if (r->k[i].actor && (rd_str_eq(r->k[i].actor->id, state) || rd_str_eq(r->k[i].actor->side, state))) return true;
    for (uint32_t i = 0; i < r->n_roles; i++)
        if (r->roles[i].state && rd_str_eq(r->roles[i].state->id, state)) return true;
    return false;
}

static bool title_fits(const struct refer *r, const struct refer_cluster *k, struct rd_str office) {
    for (uint32_t i = 0; i < k->n_roles; i++) {
        const struct refer_role *q = &r->roles[k->roles[i]];
        if (q->former || (!refer_same_office(q->office, office) && !(!q->office.n && refer_short_for(r, q, office)))) return false;
    }
    return true;
}

const struct rd_office *refer_holder_by_surname(const struct refer *r, const struct refer_cluster *k) {
    const struct rd_office *found = NULL, *row;
    for (uint32_t i = 0; (r->dated || k->n_roles) && (row = rd_lex_office_at(r->lex, i)); i++) {
        struct rd_str holder = row->holder, state = row->state;
        if (!state_on_page(r, state)) continue;
        struct rd_str bare = holder.n > k->word[0].n ? rd_utf8_bare(holder, r->s) : RD_NONE;
        if (bare.n <= k->word[0].n || bare.p[bare.n - k->word[0].n - 1] != ' ' || memcmp(bare.p + bare.n - k->word[0].n, k->word[0].p, k->word[0].n))
            continue;
        const struct rd_office *o = r->dated ? refer_holder(r, row->office, state) : row;
        if (!o || !rd_str_eq(o->holder, holder) || !title_fits(r, k, o->office)) continue;
        if (found && !rd_str_eq(found->holder, holder) && (r->dated || !rd_str_eq(found->state, state))) return NULL;
        if (!found) found = o;
    }
    return found;
}
