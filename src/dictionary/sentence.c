/* A sentence as the dictionaries see it: words in capitals, actors with their agents, compounds, what stands between commas left out. */
#include "dictionary/dict_int.h"

bool dict_is(const struct dict_sentence *s, uint32_t i, const char *words) {
    struct rd_str w = i < s->n ? s->w[i].up : RD_LIT("");
    for (const char *p = words; *p;) {
        size_t n = strcspn(p, " ");
        if (n == w.n && memcmp(p, w.p, n) == 0) return true;
        p += n;
        while (*p == ' ') p++;
    }
    return false;
}

bool dict_determiner(const struct dict_sentence *s, uint32_t i) {
    return dict_is(s, i, "A AN THE THIS THAT THESE THOSE ITS HIS HER THEIR SOME ANY");
}

bool dict_conjunction(const struct dict_sentence *s, uint32_t i) {
    return dict_is(s, i, "AND BUT OR NOR");
}

static bool preposition(const struct dict_sentence *s, uint32_t i) {
    return dict_is(s, i, "OF IN ON AT BY FOR FROM WITH TO INTO ABOUT AGAINST BETWEEN AFTER BEFORE DURING OVER UNDER TOWARD TOWARDS NEAR ALONG SINCE UNTIL AS THAN WITHOUT");
}

uint32_t dict_next(const struct dict_sentence *s, uint32_t i) {
    do i++;
    while (i < s->n && (s->w[i].comma || s->w[i].gone));
    return i;
}

/* ---- words ---- */

static bool inside(char c) {
    unsigned char u = (unsigned char)c;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'' || c == '.' || c == '&' || u >= 0x80;
}

/* U+2019 as the apostrophe that it mostly is. */
static struct rd_str capitals(struct rd_str s, struct rd_arena *a) {
    char *p = rd_arena_get(a, s.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        if (i + 3 <= s.n && memcmp(s.p + i, "\xE2\x80\x99", 3) == 0) {
            p[n++] = '\'';
            i += 2;
        } else {
            p[n++] = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 32) : s.p[i];
        }
    }
    p[n] = 0;
    return (struct rd_str){p, n};
}

static void add(struct dict_sentence *s, struct rd_str text, uint32_t b, uint32_t e) {
    struct dict_word *w = &s->w[s->n];
    while (e > b && (text.p[e - 1] == '.' || text.p[e - 1] == '\'')) {
        bool short_name = text.p[e - 1] == '.' && memchr(text.p + b, '.', e - b - 1);
        if (short_name) break; /* "U.S." */
        e--;
    }
    while (b < e && text.p[b] == '\'') b++;
    if (b == e || s->n + 1 >= DICT_MAX_WORDS) return;
    *w = (struct dict_word){.span = {b, e}, .unit = -1, .verb = -1, .cap = text.p[b] >= 'A' && text.p[b] <= 'Z'};
    w->up = capitals(rd_str_sub(text, b, e), s->a);
    if (w->up.n > 2 && w->up.p[w->up.n - 2] == '\'' && w->up.p[w->up.n - 1] == 'S') {
        w->up.n -= 2;
        w->possessive = true;
    }
    s->n++;
}

static void words(struct dict_sentence *s, struct rd_str text) {
    s->w = rd_arena_zero(s->a, DICT_MAX_WORDS * sizeof *s->w);
    for (uint32_t i = 0; i < text.n;) {
        uint32_t b = i;
        while (i < text.n && inside(text.p[i])) {
            /* quotation marks and dashes are no letters, though their bytes are high */
            if (i + 3 <= text.n && (memcmp(text.p + i, "\xE2\x80\x9C", 3) == 0 || memcmp(text.p + i, "\xE2\x80\x9D", 3) == 0 || memcmp(text.p + i, "\xE2\x80\x94", 3) == 0)) break;
            i++;
        }
        if (i > b) add(s, text, b, i);
        if (i < text.n && text.p[i] == ',' && s->n + 1 < DICT_MAX_WORDS) s->w[s->n++] = (struct dict_word){.up = RD_LIT(","), .comma = true, .span = {i, i + 1}, .unit = -1, .verb = -1};
        if (i == b || (i < text.n && !inside(text.p[i]))) i++;
    }
}

/* ---- actors ---- */

static struct rd_str code_on(const struct dict_codes *c, bool dated, int32_t day) {
    struct rd_str open = RD_NONE;
    for (uint32_t i = 0; i < c->n; i++) {
        const struct dict_code *k = &c->v[i];
        if (!k->from && !k->to) {
            if (!open.p) open = k->code;
            continue;
        }
        if (dated && (!k->from || day >= k->first) && (!k->to || day <= k->last)) return k->code;
    }
    return open;
}

/* The index entry chains that may hold a phrase beginning with this word. */
static uint32_t chain(const struct rd_map *m, struct rd_str word, int which) {
    char k[4];
    uint64_t head = 0;
    struct rd_str key = which == 0 ? dict_key3(word, k) : which == 1 && word.n >= 2 ? dict_key3(rd_str_sub(word, 0, 2), k) : RD_LIT("*");
    return rd_map_get(m, key, &head) ? (uint32_t)head : 0;
}

struct hit { uint32_t end; struct rd_str code; bool before; };

static bool actor_at(const struct dict_sentence *s, uint32_t i, struct hit *out) {
    const struct rd_dictionary *d = s->d;
    *out = (struct hit){0};
    for (int which = 0; which < 3; which++) {
        for (uint32_t k = chain(&d->by_actor, s->w[i].up, which); k; k = d->next_actor[k - 1]) {
            uint32_t end;
            const struct dict_actor *a = &d->actors[k - 1];
            if (!dict_phrase_at(s, &a->phrase, i, 2, true, &end) || end < out->end) continue;
            if (end == out->end && out->code.n) continue;
            *out = (struct hit){end, code_on(a->codes, s->dated, s->day), false};
        }
    }
    return out->end > 0;
}

static bool agent_at(const struct dict_sentence *s, uint32_t i, struct hit *out) {
    const struct rd_dictionary *d = s->d;
    *out = (struct hit){0};
    for (int which = 0; which < 3; which++) {
        for (uint32_t k = chain(&d->by_agent, s->w[i].up, which); k; k = d->next_agent[k - 1]) {
            uint32_t end;
            const struct dict_agent *a = &d->agents[k - 1];
            if (dict_phrase_at(s, &a->phrase, i, 0, true, &end) && end > out->end) *out = (struct hit){end, a->code, a->before};
        }
    }
    return out->end > 0;
}

static bool verb_at(const struct dict_sentence *s, uint32_t i, uint32_t *end, int32_t *verb) {
    const struct rd_dictionary *d = s->d;
    *end = 0;
    *verb = -1;
    for (int which = 0; which < 3; which++) {
        for (uint32_t k = chain(&d->by_verb, s->w[i].up, which); k; k = d->next_verb[k - 1]) {
            const struct dict_verb *v = &d->verbs[k - 1];
            uint32_t e;
            struct dict_phrase rest = {v->phrase.e + 1, v->phrase.n - 1};
            struct dict_elem first = v->phrase.e[0];
            bool verbal = v->forms && v->at == 0;
            if (first.kind != DICT_WORD || !dict_word_fits(d, &first, s->w[i].up, false, verbal)) continue;
            e = i + 1;
            if (rest.n) {
                uint32_t at = dict_next(s, i), seen = 0;
                bool found = false;
                for (; at < s->n && seen <= (first.next_near ? 0u : 4u) && !found; at = dict_next(s, at), seen++) found = dict_phrase_at(s, &rest, at, 4, false, &e);
                if (!found) continue;
            }
            /* more words, then longer ones: REFUSE before REF */
            uint32_t len = v->phrase.n * 1000 + first.word.n;
            if (len > *end) {
                *end = len;
                *verb = (int32_t)(k - 1);
            }
        }
    }
    if (*verb < 0) return false;
    *end = i + 1;
    for (uint32_t k = 1; k < d->verbs[*verb].phrase.n && d->verbs[*verb].phrase.e[k - 1].next_near; k++) *end = dict_next(s, *end - 1) + 1;
    return true;
}

/* Takes a chunk of three capitals into a code that does not hold it yet. */
static struct rd_str join(struct dict_sentence *s, struct rd_str code, struct rd_str more, bool before) {
    for (uint32_t i = 0; i + more.n <= code.n; i += 3)
        if (memcmp(code.p + i, more.p, more.n) == 0) return code;
    for (uint32_t i = 0; before && i + 3 <= more.n && code.n >= 3; i += 3)
        if (memcmp(code.p, more.p + i, 3) == 0) return code;
    return before ? rd_arena_printf(s->a, "%.*s%.*s", RD_S(more), RD_S(code)) : rd_arena_printf(s->a, "%.*s%.*s", RD_S(code), RD_S(more));
}

static struct dict_unit *new_unit(struct dict_sentence *s, uint32_t b, uint32_t e, struct rd_str code) {
    if (s->n_units == DICT_MAX_UNITS) return NULL;
    struct dict_unit *u = &s->u[s->n_units];
    *u = (struct dict_unit){.b = b, .e = e, .code = code, .group = (int32_t)s->n_units};
    for (uint32_t i = b; i < e; i++) s->w[i].unit = (int32_t)s->n_units;
    s->n_units++;
    return u;
}

static bool breaks(const struct dict_sentence *s, uint32_t i) {
    uint32_t e;
    int32_t v;
    if (i >= s->n || s->w[i].comma || preposition(s, i) || dict_conjunction(s, i)) return true;
    if (dict_is(s, i, "HE SHE IT THEY HIM THEM WHO WHICH THAT IS ARE WAS WERE BE BEEN HAS HAVE HAD WILL WOULD MAY MIGHT CAN COULD SHALL SHOULD NOT")) return true;
    return !s->w[i].cap && i > 0 && verb_at(s, i, &e, &v) && !rd_map_get(&s->d->nouns, s->w[i].up, &(uint64_t){0});
}

/* One noun phrase that begins at i: actors, agents and what stands between them. Returns one past it, 0 if nobody is in it. */
static uint32_t noun_phrase(struct dict_sentence *s, uint32_t i) {
    struct rd_str code = RD_NONE, agents[8], late = RD_NONE;
    bool before[8], former = false, actor = false;
    uint32_t n_agents = 0, b = UINT32_MAX, e = 0, free_words = 0, at = i;
    struct hit h;
    while (at < s->n && !s->w[at].gone) {
        if (actor_at(s, at, &h)) {
            if (rd_str_is(h.code, "---") && !actor) { /* a phrase that hides an actor */
                at = h.end;
                b = UINT32_MAX;
                if (n_agents == 0) return at > i ? at : 0;
                continue;
            }
            if (!actor) code = h.code;
            else if (s->d->petrarch && h.code.n && !rd_str_is(h.code, "---")) code = join(s, code, h.code, false);
            actor = true;
        } else if (agent_at(s, at, &h)) {
            if (n_agents < 8) {
                before[n_agents] = h.before;
                agents[n_agents++] = h.code;
            }
        } else if (dict_is(s, at, "FORMER EX")) {
            former = true;
            h.end = at + 1;
        } else if ((at > i && breaks(s, at)) || dict_determiner(s, at) || ++free_words > (s->d->petrarch ? 3u : 0u)) {
            break;
        } else {
            at++;
            if (b == UINT32_MAX && at - i > 2) return 0;
            continue;
        }
        free_words = 0;
        if (b == UINT32_MAX) b = at;
        e = at = h.end;
        if (e < s->n && s->w[e].comma) break;
    }
    /* "soldiers from Gondor", "the president of Ithilen" */
    if (!actor && n_agents && e < s->n && dict_is(s, e, "OF IN FROM FOR")) {
        uint32_t k = e + 1;
        while (k < s->n && (dict_determiner(s, k) || dict_is(s, k, "FORMER"))) {
            former = former || dict_is(s, k, "FORMER");
            k++;
        }
        if (k < s->n && actor_at(s, k, &h) && !rd_str_is(h.code, "---")) {
            actor = true;
            code = h.code;
            e = h.end;
            while (e < s->n && agent_at(s, e, &h)) {
                late = h.code;
                e = h.end;
            }
        }
    }
    if (!actor && !(n_agents && s->d->petrarch)) return 0;
    if (!actor) code = RD_LIT("---");
    if (former && n_agents) {
        code = join(s, code, RD_LIT("ELI"), false);
    } else {
        for (uint32_t k = 0; k < n_agents; k++) code = join(s, code, agents[k], before[k]);
        if (late.n) code = join(s, code, late, false);
    }
    return code.n && b < e && new_unit(s, b, e, code) ? e : 0; /* b is none where all that was found is behind a hidden actor */
}

/* ---- clauses between commas ---- */

static bool names_only(const struct dict_sentence *s, uint32_t b, uint32_t e) {
    struct hit h;
    bool actor = false;
    for (uint32_t i = b; i < e;) {
        if (actor_at(s, i, &h) || agent_at(s, i, &h)) {
            actor = true;
            i = h.end;
        } else if (dict_determiner(s, i) || dict_conjunction(s, i) || rd_map_get(&s->d->adjectives, s->w[i].up, &(uint64_t){0})) {
            i++;
        } else {
            return false;
        }
    }
    return actor;
}

static void leave_out(struct dict_sentence *s) {
    uint32_t at[DICT_MAX_WORDS], n = 0;
    for (uint32_t i = 0; i < s->n; i++)
        if (s->w[i].comma) at[n++] = i;
    bool closed = false; /* this comma ended a clause that was left out */
    for (uint32_t k = 0; k < n; k++) {
        uint32_t b = at[k] + 1, e = k + 1 < n ? at[k + 1] : s->n, len = e - b;
        bool after = closed && k + 1 == n;
        closed = false;
        if (after || len < DICT_CLAUSE_MIN || len > DICT_CLAUSE_MAX || names_only(s, b, e)) continue;
        if (dict_conjunction(s, b) && k + 1 == n) continue; /* ", and ..." goes on */
        for (uint32_t i = b; i < e; i++) s->w[i].gone = true;
        closed = true;
    }
    if (n && at[0] >= DICT_CLAUSE_MIN && at[0] <= 4 && !names_only(s, 0, at[0])) {
        bool verbless = true;
        for (uint32_t i = 0; i < at[0]; i++) verbless = verbless && !s->w[i].cap;
        if (verbless || dict_is(s, 0, "ON IN AT WHEN AFTER BEFORE")) for (uint32_t i = 0; i < at[0]; i++) s->w[i].gone = true;
    }
}

/* ---- pronouns and compounds ---- */

static void pronouns(struct dict_sentence *s) {
    int32_t subject = -1;
    for (uint32_t i = 0; i < s->n; i++) {
        if (s->w[i].gone) continue;
        if (s->w[i].unit >= 0 && subject < 0) subject = s->w[i].unit;
        if (subject < 0 || s->w[i].unit >= 0 || !dict_is(s, i, "HE SHE IT THEY HIM THEM HER")) continue;
        if (dict_is(s, i, "HER") && i + 1 < s->n && !dict_is(s, i + 1, "TO AS IN")) continue;
        bool many = dict_is(s, i, "THEY THEM");
        struct dict_unit *u = new_unit(s, i, i + 1, s->u[subject].code);
        if (!u) return;
        u->pronoun = true;
        for (uint32_t k = 0; many && k + 1 < s->n_units; k++)
            if (k != (uint32_t)subject && !s->u[k].pronoun && s->u[k].group == s->u[subject].group) u->code = rd_arena_printf(s->a, "%.*s/%.*s", RD_S(u->code), RD_S(s->u[k].code));
    }
}

/* A and B; A, B and C: all belong to the first. */
static void compounds(struct dict_sentence *s) {
    for (uint32_t k = 1; k < s->n_units; k++) {
        uint32_t i = s->u[k - 1].e;
        bool joined = false, only = true;
        for (; i < s->u[k].b && only; i++) {
            if (s->w[i].comma || dict_conjunction(s, i)) joined = true;
            else only = dict_determiner(s, i) || s->w[i].gone || rd_map_get(&s->d->adjectives, s->w[i].up, &(uint64_t){0});
        }
        if (only && joined) s->u[k].group = s->u[k - 1].group;
    }
}

void dict_sentence_make(struct dict_sentence *s, struct rd_str text) {
    words(s, text);
    bool shouting = s->n > 0;
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t k = s->w[i].span.beg; k < s->w[i].span.end; k++) shouting = shouting && !(text.p[k] >= 'a' && text.p[k] <= 'z');
    for (uint32_t i = 0; i < s->n && shouting; i++) s->w[i].cap = false;
    leave_out(s);
    for (uint32_t i = 0; i < s->n;) {
        uint32_t e = s->w[i].comma || s->w[i].gone ? 0 : noun_phrase(s, i);
        i = e > i ? e : i + 1;
    }
    pronouns(s);
    compounds(s);
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t e;
        int32_t v;
        if (s->w[i].comma || s->w[i].gone || s->w[i].unit >= 0) continue;
        if ((s->w[i].cap && i > 0) || (i > 0 && dict_is(s, i - 1, "A AN THE")) || s->w[i].possessive) continue;
        if (rd_map_get(&s->d->nouns, s->w[i].up, &(uint64_t){0})) continue;
        if (verb_at(s, i, &e, &v)) s->w[i].verb = v;
    }
}
