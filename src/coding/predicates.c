/* Which words tell of an act, and its code: the rows of data/<lang>/events.tsv whose conditions hold around the word, and what an
 * act inside another act becomes (data/world/composition.tsv). */
#include "coding/coding_int.h"

#include "base/limits.h"
#include "base/utf8.h"

bool coding_word_is(const struct cd *x, uint32_t i, struct rd_str w) {
    const struct rd_str keys[3] = {x->lemma[i], x->g->low[i], coding_last_part(x->an->lemma[i])};
    for (int k = 0; k < 3; k++) {
        if (rd_str_eq(keys[k], w)) return true;
        if (k && rd_str_eq(keys[0], keys[k])) continue;
        for (const struct rd_lex_row *r = rd_lex_find(x->t_words, keys[k]); r; r = r->next) {
            if (r->n > 1 && rd_str_eq(r->f[1], w)) return true;
        }
    }
    return false;
}

/* "embargo" of "handel_embargo": treebanks mark where a compound or a particle was joined. */
struct rd_str coding_last_part(struct rd_str lemma) {
    uint32_t at = 0;
    for (uint32_t i = 0; i + 1 < lemma.n; i++) {
        if (lemma.p[i] == '_') at = i + 1;
    }
    return rd_str_sub(lemma, at, lemma.n);
}

/* Lemmas as the word lists have them: irregular forms looked up, marks of joints taken out. */
void coding_lemmas(struct cd *x) {
    const struct rd_lex_table *forms = rd_lex_get(x->lang->lex, x->lang->code, "eventforms");
    x->lemma = rd_arena_get(x->scratch, (x->doc->n_tok + 1) * sizeof *x->lemma);
    for (uint32_t i = 0; i < x->doc->n_tok; i++) {
        struct rd_str l = x->an->lemma[i];
        const struct rd_lex_row *r = x->an->upos[i] == RD_VERB ? rd_lex_find(forms, x->g->low[i]) : NULL;
        x->lemma[i] = r && r->n > 1 ? r->f[1] : l;
        if (r || rd_str_find(l, RD_LIT("_"), 0) < 0) continue;
        char *p = rd_arena_get(x->scratch, l.n + 1);
        uint32_t n = 0;
        for (uint32_t k = 0; k < l.n; k++) {
            if (l.p[k] != '_') p[n++] = l.p[k];
        }
        x->lemma[i] = (struct rd_str){p, n};
    }
}

/* The words that conditions are asked of. */
struct scope { uint32_t s[CD_MAX_SCOPE], o[CD_MAX_SCOPE], a[CD_MAX_SCOPE]; uint32_t ns, no, na; };

static void add(uint32_t *v, uint32_t *n, uint32_t i) {
    if (*n < CD_MAX_SCOPE) v[(*n)++] = i;
}

static bool is_clause(const struct cd *x, uint32_t i) {
    int base = rd_rel_base(x->an->rel[i]);
    return base == RD_REL_CCOMP || base == RD_REL_PARATAXIS || (base == RD_REL_ACL && x->an->upos[i] == RD_VERB) ||
           (base == RD_REL_CONJ && x->an->upos[i] == RD_VERB) || (base == RD_REL_ADVCL && x->an->upos[i] == RD_VERB);
}

/* Words below `top`, without clauses, into a list. */
static void below(const struct cd *x, uint32_t top, uint32_t *v, uint32_t *n) {
    for (uint32_t i = x->g->lo[top]; i <= x->g->hi[top] && *n < CD_MAX_SCOPE; i++) {
        int up = x->an->upos[i];
        if (up == RD_PUNCT || up == RD_DET) continue;
        int32_t at = (int32_t)i;
        bool out = false;
        for (uint32_t steps = 0; at >= 0 && (uint32_t)at != top && steps < RD_MAX_SENT_TOKENS; steps++, at = x->an->head[at]) {
            out |= is_clause(x, (uint32_t)at);
        }
        if (!out && at >= 0) add(v, n, i);
    }
}

static void head_words(const struct cd *x, uint32_t h, uint32_t *v, uint32_t *n) {
    add(v, n, h);
    for (int32_t c = x->g->first[h]; c >= 0; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        if (b == RD_REL_COMPOUND || b == RD_REL_AMOD || b == RD_REL_CONJ || b == RD_REL_FLAT) add(v, n, (uint32_t)c);
        bool many = x->an->upos[h] == RD_NUM || rd_feat(x->an, h, "Number=Plur"); /* "dozens of civilians" are civilians, "the claim of a minister" is no minister */
        if (b == RD_REL_NMOD && many) add(v, n, (uint32_t)c);
    }
}

static void scope_of(const struct cd *x, uint32_t v, struct scope *k) {
    bool passive = coding_passive(x, v);
    k->ns = k->no = k->na = 0;
    int32_t subj = coding_subject(x, v);
    if (subj >= 0 && passive) {
        head_words(x, (uint32_t)subj, k->o, &k->no);
        below(x, (uint32_t)subj, k->a, &k->na);
    } else if (subj >= 0) {
        head_words(x, (uint32_t)subj, k->s, &k->ns);
    }
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        if (c == subj || b == RD_REL_PUNCT || b == RD_REL_AUX || b == RD_REL_NSUBJ || b == RD_REL_CC) continue;
        bool bare = rd_gram_preposition(x->g, (uint32_t)c) < 0;
        if (b == RD_REL_OBJ || b == RD_REL_IOBJ || (b == RD_REL_OBL && bare)) head_words(x, (uint32_t)c, k->o, &k->no);
        if (is_clause(x, (uint32_t)c)) {
            if (b == RD_REL_CONJ || b == RD_REL_PARATAXIS) continue;
            add(k->a, &k->na, (uint32_t)c); /* of a clause below only its verb and its objects */
            int32_t o = rd_gram_child(x->g, (uint32_t)c, RD_REL_OBJ);
            if (o >= 0) head_words(x, (uint32_t)o, k->a, &k->na);
            continue;
        }
        below(x, (uint32_t)c, k->a, &k->na);
    }
    if (x->an->upos[v] != RD_VERB) { /* what stands before a noun or under it describes it */
        for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) add(k->a, &k->na, (uint32_t)c);
    }
}

static bool one_holds(const struct cd *x, const struct scope *k, struct rd_str c) {
    const uint32_t *v = k->a;
    uint32_t n = k->na;
    if (rd_str_starts(c, "o:")) { v = k->o; n = k->no; c = rd_str_sub(c, 2, c.n); }
    else if (rd_str_starts(c, "s:")) { v = k->s; n = k->ns; c = rd_str_sub(c, 2, c.n); }
    for (uint32_t i = 0; i < n; i++) {
        if (coding_word_is(x, v[i], c)) return true;
    }
    return false;
}

/* How many conditions hold; -1 if one does not. */
static int conditions(const struct cd *x, const struct scope *k, struct rd_str with) {
    struct rd_str all[8], alt[24];
    uint32_t n = with.n ? rd_str_split(with, ' ', all, 8) : 0;
    for (uint32_t i = 0; i < n; i++) {
        bool no = rd_str_starts(all[i], "!"), any = false;
        uint32_t m = rd_str_split(no ? rd_str_sub(all[i], 1, all[i].n) : all[i], '|', alt, 24);
        for (uint32_t j = 0; j < m && !any; j++) any = one_holds(x, k, alt[j]);
        if (any == no) return -1;
    }
    return (int)n;
}

static const char *pos_of(const struct cd *x, uint32_t i) {
    int up = x->an->upos[i];
    return up == RD_VERB ? "VERB" : up == RD_NOUN ? "NOUN" : up == RD_ADJ ? "ADJ" : NULL;
}

static void try_key(const struct cd *x, uint32_t v, struct rd_str key, int bonus, struct scope *k, bool *ready, int *best, struct coding_act *out) {
    const char *pos = pos_of(x, v);
    for (const struct rd_lex_row *r = rd_lex_find(x->t_events, key); r; r = r->next) {
        if (r->n < 3 || !rd_str_is(r->f[1], pos)) continue;
        if (!*ready) scope_of(x, v, k);
        *ready = true;
        int n = conditions(x, k, r->n > 3 ? r->f[3] : RD_NONE);
        if (n < 0 || 2 * n + bonus <= *best) continue;
        *best = 2 * n + bonus;
        *out = (struct coding_act){.row = r, .code = r->f[2], .flags = r->n > 4 ? r->f[4] : RD_LIT("")};
    }
}

/* The particle or preposition of a verb with two words: what hangs on it, the prepositions of its phrases, the next words. */
static uint32_t second_words(const struct cd *x, uint32_t v, uint32_t *out, uint32_t max) {
    uint32_t n = 0, end = rd_gram_sent_end(x->g, v);
    for (uint32_t i = v + 1; i < end && i <= v + 2 && n < max; i++) {
        if (x->an->upos[i] != RD_PUNCT) out[n++] = i;
    }
    for (int32_t c = x->g->first[v]; c >= 0 && n < max; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        if (b == RD_REL_COMPOUND || (b == RD_REL_ADVMOD && x->an->upos[c] != RD_ADJ)) out[n++] = (uint32_t)c;
        int32_t p = b == RD_REL_OBL || b == RD_REL_OBJ ? rd_gram_preposition(x->g, (uint32_t)c) : -1;
        if (p >= 0 && n < max) out[n++] = (uint32_t)p;
    }
    return n;
}

static void find_act(struct cd *x, uint32_t v) {
    struct scope *k = rd_arena_get(x->scratch, sizeof *k);
    bool ready = false;
    int best = -1;
    uint32_t w[12], n = x->an->upos[v] == RD_VERB ? second_words(x, v, w, 12) : 0;
    char key[160];
    try_key(x, v, x->lemma[v], 0, k, &ready, &best, &x->acts[v]);
    for (uint32_t i = 0; i < n; i++) {
        int len = snprintf(key, sizeof key, "%.*s %.*s", RD_S(x->lemma[v]), RD_S(x->g->low[w[i]]));
        if (len > 0 && len < (int)sizeof key) try_key(x, v, (struct rd_str){key, (uint32_t)len}, 3, k, &ready, &best, &x->acts[v]);
    }
    struct rd_str low = x->g->low[v], last = coding_last_part(x->an->lemma[v]);
    if (best < 0 && last.n < x->an->lemma[v].n) try_key(x, v, last, 0, k, &ready, &best, &x->acts[v]);
    if (best < 0) try_key(x, v, low, 0, k, &ready, &best, &x->acts[v]);
    for (uint32_t cut = 1; best < 0 && cut <= 3 && low.n > cut + 2 && x->an->upos[v] == RD_VERB; cut++) { /* a lemma that came out wrong: "freed" */
        struct rd_str end = rd_str_sub(low, low.n - cut, low.n);
        if (rd_str_is(end, "d") || rd_str_is(end, "s") || rd_str_is(end, "ed") || rd_str_is(end, "es") || rd_str_is(end, "ing")) try_key(x, v, rd_str_sub(low, 0, low.n - cut), 0, k, &ready, &best, &x->acts[v]);
    }
}

void coding_find_acts(struct cd *x) {
    x->acts = RD_NEW_N(x->scratch, struct coding_act, x->doc->n_tok + 1);
    if (!x->t_events) return;
    for (uint32_t i = 0; i < x->doc->n_tok; i++) {
        struct rd_arena_mark m = rd_arena_mark(x->scratch);
        if (pos_of(x, i)) find_act(x, i);
        rd_arena_reset(x->scratch, m);
    }
}

struct rd_str coding_compose(const struct cd *x, struct rd_str mode, const char *inner) {
    char key[64];
    for (int n = (int)strlen(inner); n >= 0; n--) {
        if (n == 1) continue;
        int len = snprintf(key, sizeof key, "%.*s:%.*s", RD_S(mode), n, inner);
        const struct rd_lex_row *r = len > 0 && len < (int)sizeof key ? rd_lex_find(x->t_compose, (struct rd_str){key, (uint32_t)len}) : NULL;
        if (r && r->n > 1) return r->f[1];
    }
    return RD_NONE;
}

static bool fits_inside(const struct cd *x, int32_t c, int pass) {
    int b = rd_rel_base(x->an->rel[c]), up = x->an->upos[c];
    if (!x->acts[c].row || x->acts[c].code.n < 2) return false;
    switch (pass) {
    case 0: return b == RD_REL_XCOMP || (b == RD_REL_CCOMP && up != RD_NOUN);
    case 1: return (b == RD_REL_ADVCL && rd_gram_child(x->g, (uint32_t)c, RD_REL_MARK) >= 0) || b == RD_REL_ACL;
    case 2: return b == RD_REL_OBJ || b == RD_REL_NSUBJ || b == RD_REL_CCOMP;
    default: return b == RD_REL_OBL || b == RD_REL_NMOD || b == RD_REL_ADVCL || b == RD_REL_APPOS;
    }
}

/* The act inside an act: its infinitive or clause, else its object, else what stands below the object. */
static int32_t inner_act(const struct cd *x, uint32_t v) {
    bool active = !coding_passive(x, v);
    for (int pass = 0; pass < 4; pass++) {
        for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
            if (active && rd_rel_base(x->an->rel[c]) == RD_REL_NSUBJ) continue;
            if (fits_inside(x, c, pass)) return c;
        }
    }
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        if (b != RD_REL_OBJ && b != RD_REL_OBL && b != RD_REL_IOBJ && b != RD_REL_XCOMP) continue;
        for (int32_t d = x->g->first[c]; d >= 0; d = x->g->next[d]) {
            if (fits_inside(x, d, 1) || fits_inside(x, d, 0) || fits_inside(x, d, 3)) return d;
        }
    }
    return -1;
}

static bool negated(const struct cd *x, uint32_t v) {
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        if ((b == RD_REL_ADVMOD || b == RD_REL_DET || b == RD_REL_AUX || b == RD_REL_CC) && rd_gram_negative(x->g, (uint32_t)c)) return true;
    }
    return false;
}

static bool intended(const struct cd *x, uint32_t v) {
    bool to = false, be = false;
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        int b = rd_rel_base(x->an->rel[c]);
        if (b == RD_REL_AUX && rd_gram_has_function(x->g, (uint32_t)c, "modal", "intended")) return true;
        if (b == RD_REL_AUX && rd_str_is(x->an->lemma[c], "zullen")) return true;
        to |= b == RD_REL_MARK && rd_gram_form_is(x->g, (uint32_t)c, "to");
        be |= (b == RD_REL_AUX || b == RD_REL_COP) && rd_str_is(x->an->lemma[c], "be");
    }
    return to && be; /* "are to meet" */
}

static bool under_condition(const struct cd *x, uint32_t v) {
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) != RD_REL_MARK) continue;
        if (rd_gram_has_function(x->g, (uint32_t)c, "condition", "if") || rd_gram_has_function(x->g, (uint32_t)c, "condition", "unless")) return true;
    }
    return false;
}

/* Applies one outer act to the code so far; an empty code takes the act's own fallback. */
static void wrap(const struct cd *x, struct rd_str act, bool neg, char code[5]) {
    struct rd_str part[2];
    uint32_t n = rd_str_split(rd_str_sub(act, 1, act.n), ':', part, 2);
    if (!part[0].n) { code[0] = 0; return; }
    if (rd_str_is(part[0], "go")) return;
    struct rd_str mode = neg && rd_str_is(part[0], "intend") ? RD_LIT("refuse") : part[0];
    struct rd_str got = code[0] ? coding_compose(x, mode, code) : RD_NONE;
    if (!got.p && n > 1) got = neg && !rd_str_eq(mode, part[0]) ? RD_LIT("120") : part[1];
    code[0] = 0;
    if (got.p) coding_set_code(code, got);
}

static void set_flags(struct coding_pred *p, struct rd_str flags) {
    struct rd_str f[6];
    uint32_t n = flags.n ? rd_str_split(flags, ' ', f, 6) : 0;
    for (uint32_t i = 0; i < n; i++) {
        p->recip |= rd_str_is(f[i], "recip");
        p->weak |= rd_str_is(f[i], "weak");
        p->of |= rd_str_is(f[i], "of");
        p->ofsrc |= rd_str_is(f[i], "ofsrc");
        p->rev |= rd_str_is(f[i], "rev");
    }
}

bool coding_pred(struct cd *x, uint32_t top, struct coding_pred *p) {
    uint32_t chain[CD_MAX_DEPTH + 1], n = 0;
    bool denies[CD_MAX_DEPTH + 1];
    memset(p, 0, sizeof *p);
    int32_t at = (int32_t)top;
    while (at >= 0 && n <= CD_MAX_DEPTH && x->acts[at].row) {
        denies[n] = negated(x, (uint32_t)at);
        chain[n++] = (uint32_t)at;
        if (!rd_str_starts(x->acts[at].code, "=") || x->acts[at].code.n < 2) break;
        at = inner_act(x, (uint32_t)at);
    }
    if (!n) return false;
    *p = (struct coding_pred){.top = top, .core = chain[n - 1], .rule = n > 1 ? "predicate-embedded" : x->an->upos[top] == RD_VERB ? "predicate" : "predicate-nominal"};
    for (uint32_t i = n; i-- > 0;) {
        struct rd_str act = x->acts[chain[i]].code;
        if (rd_str_starts(act, "=")) wrap(x, act, denies[i], p->code);
        else coding_set_code(p->code, act);
        if (!rd_str_starts(act, "=")) set_flags(p, x->acts[chain[i]].flags);
        bool absorbs = rd_str_starts(act, "=intend") && denies[i];
        bool goes_on = rd_str_is(x->lemma[chain[i]], "continue") || rd_str_is(x->lemma[chain[i]], "keep") || rd_str_is(x->lemma[chain[i]], "blijven");
        if (intended(x, chain[i]) && p->code[0] && (denies[i] || !goes_on)) {
            struct rd_str got = coding_compose(x, denies[i] ? RD_LIT("refuse") : RD_LIT("intend"), p->code);
            absorbs |= denies[i] && got.p;
            p->intended |= !denies[i];
            if (got.p) coding_set_code(p->code, got);
        }
        p->negated |= denies[i] && !absorbs;
        p->conditional |= under_condition(x, chain[i]);
    }
    if (!p->code[0]) return false;
    for (uint32_t i = 1; i < n; i++) x->acts[chain[i]].used = true;
    if (n > 1) p->weak = false;
    return true;
}
