/* Patterns of words, sets and actors on both sides of a verb. */
#include "dictionary/dict_int.h"

static bool ends(struct rd_str w, uint32_t from, const char *const *tails, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (w.n - from == strlen(tails[i]) && memcmp(w.p + from, tails[i], w.n - from) == 0) return true;
    return false;
}

bool dict_word_fits(const struct rd_dictionary *d, const struct dict_elem *e, struct rd_str word, bool noun, bool verb) {
    static const char *const nouns[] = {"S", "'S", "'"}, *const verbs[] = {"S", "ED", "ES", "EN", "ING", "D"};
    struct rd_str k = e->word;
    if (rd_str_eq(k, word)) return true;
    if (e->exact) return false;
    bool begins = k.n && word.n > k.n && memcmp(word.p, k.p, k.n) == 0;
    if (begins && e->open) return true;
    if (begins && noun && !d->petrarch && ends(word, k.n, nouns, RD_ARRAY_LEN(nouns))) return true;
    if (!verb) return false;
    if (begins && ends(word, k.n, verbs, RD_ARRAY_LEN(verbs))) return true;
    /* a verb in E or Y: MAKING, CARRIED */
    if (k.n > 2 && word.n > k.n - 1 && memcmp(word.p, k.p, k.n - 1) == 0) {
        static const char *const e_ends[] = {"ING", "ED"}, *const y_ends[] = {"IES", "IED"};
        if (k.p[k.n - 1] == 'E' && ends(word, k.n - 1, e_ends, 2)) return true;
        if (k.p[k.n - 1] == 'Y' && ends(word, k.n - 1, y_ends, 2)) return true;
    }
    return false;
}

static bool set_word(const struct rd_dictionary *d, const struct dict_set *set, const struct dict_elem *e, struct rd_str w) {
    static const char *const tails[] = {"S", "ES"};
    if (dict_word_fits(d, e, w, false, false)) return true;
    return set->plural && e->word.n && w.n > e->word.n && memcmp(w.p, e->word.p, e->word.n) == 0 && ends(w, e->word.n, tails, 2);
}

/* One of a set's phrases at word i, the longest. Sets inside sets go one step further at a time, to a depth. */
static bool set_at(const struct dict_sentence *s, const struct dict_set *set, uint32_t i, int depth, uint32_t *end) {
    bool any = false;
    for (uint32_t k = 0; set && depth < 4 && k < set->n; k++) {
        const struct dict_phrase *p = &set->v[k];
        uint32_t at = i, e = i;
        bool fits = p->n > 0;
        for (uint32_t q = 0; q < p->n && fits; q++) {
            uint32_t tries = q == 0 || p->e[q - 1].next_near ? 1 : 3;
            bool hit = false;
            for (uint32_t t = 0; t < tries && at < s->n && !hit; t++) {
                if (p->e[q].kind == DICT_SYN) hit = set_at(s, dict_set(s->d, p->e[q].word), at, depth + 1, &e);
                else if ((hit = set_word(s->d, set, &p->e[q], s->w[at].up))) e = at + 1;
                if (!hit) at = dict_next(s, at);
            }
            fits = hit;
            if (hit) at = dict_next(s, e - 1);
        }
        if (fits && (!any || e > *end)) *end = e;
        any = any || fits;
    }
    return any;
}

bool dict_phrase_at(const struct dict_sentence *s, const struct dict_phrase *p, uint32_t i, uint32_t gap, bool noun, uint32_t *end) {
    uint32_t at = i;
    for (uint32_t k = 0; k < p->n; k++) {
        uint32_t tries = k == 0 || p->e[k - 1].next_near ? 1 : gap + 1;
        bool hit = false;
        for (; tries > 0 && at < s->n && !hit; tries--) {
            if (k > 0 && noun && (s->w[at].comma || dict_conjunction(s, at))) return false;
            hit = p->e[k].kind == DICT_SYN ? set_at(s, dict_set(s->d, p->e[k].word), at, 0, end)
                                           : dict_word_fits(s->d, &p->e[k], s->w[at].up, noun && k + 1 == p->n, false);
            if (hit && p->e[k].kind != DICT_SYN) *end = at + 1;
            if (!hit) at = dict_next(s, at);
        }
        if (!hit) return false;
        at = dict_next(s, *end - 1);
    }
    return p->n > 0;
}

/* ---- patterns ---- */

/* What an element takes at word i, going right: one past it; 0: it does not fit. */
static uint32_t takes(const struct dict_sentence *s, const struct dict_elem *e, uint32_t i, struct dict_found *f) {
    uint32_t end = 0;
    const struct dict_unit *u = s->w[i].unit >= 0 ? &s->u[s->w[i].unit] : NULL;
    switch (e->kind) {
    case DICT_WORD:
        if (s->w[i].possessive || !dict_word_fits(s->d, e, s->w[i].up, false, false)) return 0;
        f->letters += e->word.n * 2;
        return i + 1;
    case DICT_SYN:
        if (!set_at(s, dict_set(s->d, e->word), i, 0, &end)) return 0;
        for (uint32_t k = i; k < end; k++) f->letters += s->w[k].up.n * 2;
        f->letters -= 5; /* a word of the pattern itself goes before one of a set */
        return end;
    case DICT_ALT:
        for (uint32_t k = 0; k < e->n_alts; k++) {
            uint32_t one;
            if (dict_phrase_at(s, &e->alts[k], i, 0, false, &one) && one > end) end = one;
        }
        for (uint32_t k = i; k < end; k++) f->letters += s->w[k].up.n * 2;
        return end;
    case DICT_SKIP:
        if (!u || u->b != i) return 0;
        for (uint32_t k = (uint32_t)s->w[i].unit; k < s->n_units && s->u[k].group == u->group; k++) end = s->u[k].e;
        return end;
    default:
        break;
    }
    if (!u || u->b != i) return 0;
    bool several = false;
    for (uint32_t k = 0; k < s->n_units; k++) {
        several = several || (s->u[k].group == u->group && &s->u[k] != u);
        if (s->u[k].group == u->group && s->u[k].e > end) end = s->u[k].e;
    }
    if (e->kind == DICT_BOTH) {
        if (!several) return 0;
        f->source = f->target = s->w[i].unit;
        f->both = true;
    } else if (e->kind == DICT_SOURCE) {
        f->source = s->w[i].unit;
    } else {
        f->target = s->w[i].unit;
    }
    return end;
}

static bool right_side(const struct dict_sentence *s, const struct dict_phrase *p, uint32_t i, bool near, struct dict_found *f) {
    for (uint32_t k = 0; k < p->n; k++) {
        uint32_t end = 0;
        for (; i < s->n; i = dict_next(s, i)) {
            if ((end = takes(s, &p->e[k], i, f)) || near) break;
        }
        if (!end) return false;
        near = p->e[k].next_near;
        i = dict_next(s, end - 1);
    }
    return true;
}

static uint32_t before(const struct dict_sentence *s, uint32_t i) {
    while (i-- > 0)
        if (!s->w[i].comma && !s->w[i].gone) return i;
    return UINT32_MAX;
}

/* The first word of what an element takes when its last word is i; UINT32_MAX: it does not fit. */
static uint32_t takes_left(const struct dict_sentence *s, const struct dict_elem *e, uint32_t i, struct dict_found *f) {
    const struct dict_unit *u = s->w[i].unit >= 0 ? &s->u[s->w[i].unit] : NULL;
    if (e->kind == DICT_SOURCE || e->kind == DICT_TARGET || e->kind == DICT_BOTH || e->kind == DICT_SKIP) {
        if (!u || u->e != i + 1) return UINT32_MAX;
        struct dict_found mine = *f;
        uint32_t b = e->kind == DICT_SOURCE || e->kind == DICT_TARGET ? u->b : s->u[u->group].b;
        if (!takes(s, e, b, &mine)) return UINT32_MAX;
        *f = mine;
        return b;
    }
    for (uint32_t b = i, n = 0; b != UINT32_MAX && n < 6; b = before(s, b), n++) {
        struct dict_found mine = *f;
        if (takes(s, e, b, &mine) != i + 1) continue;
        *f = mine;
        return b;
    }
    return UINT32_MAX;
}

static bool left_side(const struct dict_sentence *s, const struct dict_phrase *p, uint32_t verb, bool near, struct dict_found *f) {
    uint32_t i = before(s, verb);
    for (uint32_t k = p->n; k-- > 0;) {
        uint32_t b = UINT32_MAX;
        for (; i != UINT32_MAX; i = before(s, i)) {
            b = takes_left(s, &p->e[k], i, f);
            if (b != UINT32_MAX || near) break;
        }
        if (b == UINT32_MAX) return false;
        near = k > 0 && p->e[k - 1].next_near;
        i = before(s, b);
    }
    return true;
}

bool dict_pattern_fits(const struct dict_sentence *s, const struct dict_pattern *p, uint32_t verb_b, uint32_t verb_e, struct dict_found *out) {
    struct dict_found f = {-1, -1, false, 0};
    uint32_t after = dict_next(s, verb_e - 1);
    if (!left_side(s, &p->left, verb_b, p->near_left, &f)) return false;
    if (!right_side(s, &p->right, after, p->near_right, &f)) return false;
    *out = f;
    return true;
}
