/* From verbs and actors to events. */
#include "dictionary/dict_int.h"

struct coding {
    struct dict_sentence *s;
    struct rd_dictionary_event *ev; uint32_t n, cap;
    struct rd_arena *a;
    bool complex, discard;
};

static bool nobody(struct rd_str c) {
    return !c.n || rd_str_is(c, "---");
}

static void emit(struct coding *c, struct rd_str source, struct rd_str target, struct rd_str code, struct rd_span at, const struct dict_unit *su, const struct dict_unit *tu) {
    if (c->n >= DICT_MAX_EVENTS || !code.n || rd_str_is(code, "---")) return;
    if (rd_str_eq(source, target)) return;
    for (uint32_t i = 0; i < c->n; i++)
        if (rd_str_eq(c->ev[i].source, source) && rd_str_eq(c->ev[i].target, target) && rd_str_eq(c->ev[i].code, code)) return;
    struct rd_dictionary_event *e = RD_PUSH(c->a, c->ev, c->n, c->cap);
    *e = (struct rd_dictionary_event){.source = source, .target = target, .code = code, .verb = at};
    const struct dict_word *w = c->s->w;
    if (su) e->source_span = (struct rd_span){w[su->b].span.beg, w[su->e - 1].span.end};
    if (tu) e->target_span = (struct rd_span){w[tu->b].span.beg, w[tu->e - 1].span.end};
}

/* "031:032", ":173", "031!" */
static void event(struct coding *c, struct rd_str code, struct rd_str source, struct rd_str target, struct rd_span at, const struct dict_unit *su, const struct dict_unit *tu) {
    int64_t colon = rd_str_find(code, RD_LIT(":"), 0);
    struct rd_str one = colon < 0 ? code : rd_str_sub(code, 0, (uint32_t)colon), two = colon < 0 ? RD_NONE : rd_str_sub(code, (uint32_t)colon + 1, code.n);
    if (one.n && one.p[one.n - 1] == '!') one.n--;
    emit(c, source, target, rd_str_trim(one), at, su, tu);
    if (two.n && !nobody(target)) emit(c, target, source, rd_str_trim(two), at, tu, su);
}

/* All codes of a unit's compound, parted at '/'. */
static uint32_t members(const struct dict_sentence *s, int32_t unit, struct rd_str *code, const struct dict_unit **of, uint32_t max) {
    uint32_t n = 0;
    if (unit < 0) {
        code[0] = RD_LIT("---");
        of[0] = NULL;
        return 1;
    }
    for (uint32_t k = 0; k < s->n_units; k++) {
        struct rd_str part[8];
        if (s->u[k].group != s->u[unit].group) continue;
        uint32_t parts = rd_str_split(s->u[k].code, '/', part, RD_ARRAY_LEN(part));
        for (uint32_t i = 0; i < parts && n < max; i++) {
            code[n] = part[i];
            of[n++] = &s->u[k];
        }
    }
    return n;
}

static void all_pairs(struct coding *c, struct rd_str code, int32_t source, int32_t target, struct rd_span at) {
    struct rd_str sc[DICT_MAX_UNITS], tc[DICT_MAX_UNITS];
    const struct dict_unit *su[DICT_MAX_UNITS], *tu[DICT_MAX_UNITS];
    uint32_t ns = members(c->s, source, sc, su, DICT_MAX_UNITS), nt = members(c->s, target, tc, tu, DICT_MAX_UNITS);
    for (uint32_t i = 0; i < ns; i++) {
        c->complex = c->complex || rd_str_is(sc[i], "+++");
        c->discard = c->discard || rd_str_is(sc[i], "###");
    }
    for (uint32_t k = 0; k < nt; k++) {
        c->complex = c->complex || rd_str_is(tc[k], "+++");
        c->discard = c->discard || rd_str_is(tc[k], "###");
    }
    for (uint32_t i = 0; i < ns; i++)
        for (uint32_t k = 0; k < nt; k++)
            event(c, code, sc[i], tc[k], at, su[i], tu[k]);
}

/* ---- who ---- */

static int32_t first_between(const struct dict_sentence *s, uint32_t b, uint32_t e, int32_t but) {
    for (uint32_t k = 0; k < s->n_units; k++) {
        if (s->w[s->u[k].b].gone || s->u[k].b < b || s->u[k].b >= e) continue;
        if (but >= 0 && (s->u[k].group == s->u[but].group || rd_str_eq(s->u[k].code, s->u[but].code))) continue;
        return (int32_t)k;
    }
    return -1;
}

/* Units in order of place: pronouns were added last. */
static void order_units(struct dict_sentence *s) {
    int32_t moved[DICT_MAX_UNITS];
    struct dict_unit u[DICT_MAX_UNITS];
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        int32_t k = s->w[i].unit;
        if (k < 0 || s->u[k].b != i) continue;
        moved[k] = (int32_t)n;
        u[n++] = s->u[k];
    }
    for (uint32_t i = 0; i < n; i++) u[i].group = moved[u[i].group];
    for (uint32_t i = 0; i < s->n; i++)
        if (s->w[i].unit >= 0) s->w[i].unit = moved[s->w[i].unit];
    memcpy(s->u, u, n * sizeof *u);
    s->n_units = n;
}

/* Is the verb at i passive, and where is its BY? */
static bool passive(const struct dict_sentence *s, uint32_t i, uint32_t *by) {
    bool be = false;
    uint32_t seen = 0;
    for (uint32_t k = i; k-- > 0 && seen < 2; seen++) {
        if (s->w[k].comma || s->w[k].gone) continue;
        if (dict_is(s, k, "WAS WERE BEEN BEING IS ARE BE")) be = true;
    }
    struct rd_str w = s->w[i].up;
    bool done = w.n > 2 && (memcmp(w.p + w.n - 2, "ED", 2) == 0 || memcmp(w.p + w.n - 2, "EN", 2) == 0);
    seen = 0;
    for (uint32_t k = dict_next(s, i); be && done && k < s->n && seen < 3; k = dict_next(s, k), seen++) {
        if (!dict_is(s, k, "BY")) continue;
        *by = k;
        return true;
    }
    return false;
}

/* The clause that word i is in: conjunctions outside of compounds part clauses. */
static void clause_of(const struct dict_sentence *s, uint32_t i, uint32_t *b, uint32_t *e) {
    *b = 0;
    *e = s->n;
    for (uint32_t k = 0; k < s->n; k++) {
        if (!dict_conjunction(s, k) || s->w[k].gone || s->w[k].unit >= 0 || k == 0) continue;
        bool inside = false, verb_later = false;
        for (uint32_t q = 1; q < s->n_units; q++) inside = inside || (s->u[q].group == s->u[q - 1].group && k >= s->u[q - 1].e && k < s->u[q].b);
        for (uint32_t q = k + 1; q < s->n && !verb_later; q++) verb_later = s->w[q].verb >= 0;
        if (inside || !verb_later) continue;
        if (k < i) *b = k + 1;
        else if (k > i && k < *e) *e = k;
    }
}

struct verb_reading { struct rd_str code; struct dict_found found; bool pattern; };

static bool read_verb(const struct dict_sentence *s, uint32_t i, struct verb_reading *out) {
    const struct dict_verb *v = &s->d->verbs[s->w[i].verb];
    uint32_t e = i + 1;
    for (uint32_t k = 1; k < v->phrase.n && v->phrase.e[k - 1].next_near; k++) e = dict_next(s, e - 1) + 1;
    if (e > s->n) e = s->n;
    *out = (struct verb_reading){.code = v->code, .found = {-1, -1, false, 0}};
    for (uint32_t k = 0; k < v->block->n; k++) { /* the pattern of most letters; of equals the first */
        struct dict_found f;
        if (!dict_pattern_fits(s, &v->block->p[k], i, e, &f) || (out->pattern && f.letters <= out->found.letters)) continue;
        out->code = v->block->p[k].code;
        out->found = f;
        out->pattern = true;
    }
    return out->code.n && !rd_str_is(out->code, "---");
}

/* `faint`: verbs whose code ends in '?' count where nothing else was coded. */
static void code_verb(struct coding *c, uint32_t i, bool faint, bool *coded, int32_t *subject) {
    struct dict_sentence *s = c->s;
    struct verb_reading r;
    uint32_t b, e, by = 0;
    if (!read_verb(s, i, &r)) return;
    if ((r.code.p[r.code.n - 1] == '?') != faint) return;
    if (faint) r.code.n--;
    if (rd_str_is(r.code, "###")) c->discard = true;
    if (rd_str_is(r.code, "+++")) c->complex = true;
    if (c->discard || c->complex) return;
    clause_of(s, i, &b, &e);
    int32_t source = r.found.source, target = r.found.target;
    bool turned = source < 0 && target < 0 && passive(s, i, &by);
    if (source < 0) {
        source = turned ? first_between(s, by, e, target) : first_between(s, b, i, target);
        if (source < 0 && !turned) source = *subject;
        if (source < 0 && !turned) source = first_between(s, 0, i, target);
    }
    if (target < 0 && turned) target = first_between(s, b, i, source);
    if (target < 0) target = first_between(s, i, e, source);
    if (target < 0 && source >= 0) { /* "Old foes A and B have postponed their meeting" */
        for (int32_t k = (int32_t)s->n_units - 1; k >= 0 && target < 0; k--)
            if (s->u[k].b >= b && s->u[k].b < i && s->u[k].group != s->u[source].group && !rd_str_eq(s->u[k].code, s->u[source].code)) target = k;
    }
    if (source < 0) return;
    if (target < 0 && !(s->d->petrarch && !s->u[source].pronoun)) return;
    uint32_t had = c->n;
    all_pairs(c, r.code, source, target, s->w[i].span);
    if (c->n > had) {
        *coded = true;
        if (!turned) *subject = source;
    }
}

static int discarded(const struct dict_sentence *s) {
    for (uint32_t k = 0; k < s->d->n_discards; k++)
        for (uint32_t i = 0; i < s->n; i++) {
            uint32_t end;
            if (dict_phrase_at(s, &s->d->discards[k].phrase, i, 0, true, &end)) return s->d->discards[k].story ? RD_DICT_DISCARD_STORY : RD_DICT_DISCARD;
        }
    return RD_DICT_CODED;
}

/* Nobody before the first verb that has a code: what follows is no plain sentence. */
static bool headless(const struct dict_sentence *s) {
    for (uint32_t i = 0; i < s->n; i++) {
        struct verb_reading r;
        if (s->w[i].unit >= 0 && !s->w[i].gone) return false;
        if (s->w[i].verb >= 0 && read_verb(s, i, &r)) return true;
    }
    return false;
}

int rd_dictionary_code(const struct rd_dictionary *d, struct rd_str sentence, bool dated, int32_t day, struct rd_dictionary_event **out,
                       uint32_t *n, struct rd_arena *a) {
    struct dict_sentence *s = rd_arena_zero(a, sizeof *s);
    struct coding c = {.s = s, .a = a};
    uint32_t clause = UINT32_MAX;
    bool coded = false;
    int32_t subject = -1;
    *out = NULL;
    *n = 0;
    s->d = d;
    s->a = a;
    s->dated = dated;
    s->day = day;
    dict_sentence_make(s, sentence);
    order_units(s);
    int verdict = discarded(s);
    if (verdict != RD_DICT_CODED) return verdict;
    if (!d->petrarch && headless(s)) return RD_DICT_COMPLEX;
    for (int faint = 0; faint < 2 && c.n == 0; faint++) {
        for (uint32_t i = 0; i < s->n && !c.complex && !c.discard; i++) {
            uint32_t b, e;
            if (s->w[i].verb < 0) continue;
            clause_of(s, i, &b, &e);
            if (b != clause) coded = false;
            clause = b;
            if (!coded) code_verb(&c, i, faint > 0, &coded, &subject);
        }
    }
    if (c.discard) return RD_DICT_DISCARD;
    if (c.complex) return RD_DICT_COMPLEX;
    *out = c.ev;
    *n = c.n;
    return c.n ? RD_DICT_CODED : RD_DICT_NONE;
}

uint32_t rd_dictionary_issues(const struct rd_dictionary *d, struct rd_str sentence, struct rd_str *out, uint32_t max, struct rd_arena *a) {
    struct dict_sentence *s = rd_arena_zero(a, sizeof *s);
    uint32_t n = 0;
    s->d = d;
    s->a = a;
    dict_sentence_make(s, sentence);
    for (uint32_t k = 0; k < d->n_issues; k++) {
        bool there = false;
        for (uint32_t i = 0; i < n; i++) there = there || rd_str_eq(out[i], d->issues[k].code);
        for (uint32_t i = 0; i < s->n && !there && n < max; i++) {
            uint32_t end;
            if (!dict_phrase_at(s, &d->issues[k].phrase, i, 0, false, &end)) continue;
            out[n++] = d->issues[k].code;
            there = true;
        }
    }
    return n;
}
