/* Finds the words that tell of saying (data/<lang>/cues.tsv) and who their subject is.
 * A cue of several words is found through the tree: its verb, and the other words among what hangs on the verb. */
#include "extract/govern.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"

static bool known_word(const struct ex *x, struct rd_str w) {
    return rd_map_get(x->known_phrase_word, w, NULL);
}

struct anchor { uint32_t row; struct anchor *next; };

struct finder {
    struct ex *x;
    struct rd_map by_word;  /* word of a cue of several words -> struct anchor list */
    int c_pos, c_class, c_governs, c_cameo, c_channel, c_flags;
};

static struct rd_str col(const struct rd_lex_row *r, int c) {
    return c >= 0 && (uint32_t)c < r->n ? r->f[c] : RD_LIT("");
}

static void index_phrases(struct finder *f) {
    const struct rd_lex_table *t = f->x->t_cues;
    rd_map_init(&f->by_word, f->x->scratch);
    for (uint32_t i = 0, n = rd_lex_count(t); i < n; i++) {
        const struct rd_lex_row *r = rd_lex_at(t, i);
        struct rd_str w[EX_MAX_CUE_WORDS];
        if (rd_str_is(col(r, f->c_pos), "ADP") || rd_str_find(r->f[0], RD_LIT(" "), 0) < 0) continue;
        uint32_t k = rd_str_split(r->f[0], ' ', w, EX_MAX_CUE_WORDS);
        for (uint32_t j = 0; j < k; j++) {
            uint64_t *slot = rd_map_put(&f->by_word, w[j], NULL);
            struct anchor *a = RD_NEW(f->x->scratch, struct anchor);
            *a = (struct anchor){i, (struct anchor *)(uintptr_t)*slot};
            *slot = (uint64_t)(uintptr_t)a;
        }
    }
}

/* The words that may belong to a verb's phrase: near it, outside quotations, at most two arcs below it. */
static uint32_t neighbours(const struct ex *x, uint32_t v, uint32_t *out, uint32_t max) {
    uint32_t n = 0;
    for (int32_t c = x->g->first[v]; c >= 0 && n < max; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if (base == RD_REL_NSUBJ || base == RD_REL_CONJ || base == RD_REL_PUNCT || base == RD_REL_CCOMP) continue;
        if (x->quote_of[c] == x->quote_of[v]) out[n++] = (uint32_t)c;
        for (int32_t g = x->g->first[c]; g >= 0 && n < max; g = x->g->next[g]) {
            int rel = rd_rel_base(x->an->rel[g]);
            if (rel == RD_REL_CASE || rel == RD_REL_ADVMOD || rel == RD_REL_OBJ || rel == RD_REL_FIXED) out[n++] = (uint32_t)g;
        }
    }
    /* what stands right behind the verb counts even where the tree is wrong */
    uint32_t end = rd_gram_sent_end(x->g, v);
    for (uint32_t i = v + 1; i < end && i <= v + 2 && n < max; i++) {
        if (x->quote_of[i] == x->quote_of[v] && x->an->upos[i] != RD_PUNCT) out[n++] = i;
    }
    return n;
}

/* ... and what else stands behind it up to a mark or a verb: for cues of three words and more, whose words nobody joins by chance
 * ("wees de kritiek van de hand"). */
static uint32_t far_words(const struct ex *x, uint32_t v, uint32_t *out, uint32_t n, uint32_t max) {
    uint32_t end = rd_gram_sent_end(x->g, v);
    for (uint32_t i = v + 1; i < end && i <= v + 10 && n < max; i++) {
        if (x->quote_of[i] != x->quote_of[v] || x->an->upos[i] == RD_PUNCT || x->an->upos[i] == RD_VERB) break;
        out[n++] = i;
    }
    return n;
}

static bool word_matches(const struct ex *x, uint32_t i, struct rd_str w) {
    if (rd_str_eq(x->an->lemma[i], w) || rd_str_eq(x->g->low[i], w)) return true;
    return false;
}

static int32_t find_word(const struct ex *x, struct rd_str w, const uint32_t *near, uint32_t n, const struct ex_cue *c) {
    for (uint32_t k = 0; k < n; k++) {
        bool used = false;
        for (uint32_t j = 0; j < c->n_words; j++) used |= c->words[j] == near[k];
        uint32_t d = near[k] > c->tok ? near[k] - c->tok : c->tok - near[k];
        if (!used && d <= 12 && word_matches(x, near[k], w)) return (int32_t)near[k];
    }
    return -1;
}

/* All words of the phrase around the anchor `v` whose own word is `self`. */
static bool phrase_matches(const struct ex *x, const struct rd_lex_row *r, struct rd_str self, uint32_t v, const uint32_t *near, uint32_t n,
                           uint32_t n_far, struct ex_cue *c) {
    struct rd_str w[EX_MAX_CUE_WORDS];
    uint32_t k = rd_str_split(r->f[0], ' ', w, EX_MAX_CUE_WORDS);
    bool skipped = false;
    if (k > 2) n = n_far;
    *c = (struct ex_cue){.tok = v, .n_words = 1};
    c->words[0] = v;
    for (uint32_t j = 0; j < k; j++) {
        if (!skipped && rd_str_eq(w[j], self)) {
            skipped = true;
            continue;
        }
        uint32_t next = c->words[c->n_words - 1] + 1; /* "van de hand": in a row, if they are */
        bool row_of = c->n_words > 1 && next < x->doc->n_tok && x->doc->sent_of[next] == x->doc->sent_of[v] && word_matches(x, next, w[j]);
        int32_t at = row_of ? (int32_t)next : find_word(x, w[j], near, n, c);
        if (at < 0) return false;
        c->words[c->n_words++] = (uint32_t)at;
    }
    return true;
}

static void sort_words(struct ex_cue *c) {
    for (uint32_t i = 1; i < c->n_words; i++) {
        for (uint32_t j = i; j > 0 && c->words[j - 1] > c->words[j]; j--) {
            uint32_t t = c->words[j];
            c->words[j] = c->words[j - 1];
            c->words[j - 1] = t;
        }
    }
}

enum { EX_MAX_KEYS = 10 };

/* Irregular forms of verbs of saying, which the lemmatizer may get wrong (data/<lang>/forms.tsv). */
static struct rd_str lemma_of_form(const struct ex *x, uint32_t v) {
    const struct rd_lex_row *r = rd_lex_find(x->t_forms, x->g->low[v]);
    return r && r->n > 1 ? r->f[1] : RD_NONE;
}

/* A particle that the tree took for a preposition: "sprak de hoop uit dat", "riep de partijen op tot". */
static uint32_t loose_particle(const struct ex *x, uint32_t v, struct rd_str lemma, struct rd_str *out, uint32_t n, int32_t *loose) {
    uint32_t end = rd_gram_sent_end(x->g, v);
    for (uint32_t i = v + 1; i < end && i < v + 12 && n < 2; i++) {
        int up = x->an->upos[i];
        if (up == RD_VERB || up == RD_SCONJ || up == RD_PUNCT) break;
        if ((up != RD_ADP && up != RD_ADV) || x->g->low[i].n > 6) continue;
        struct rd_str joined = rd_arena_printf(x->scratch, "%.*s_%.*s", RD_S(x->g->low[i]), RD_S(lemma));
        bool split = (i + 1 < end && rd_gram_form_is(x->g, i + 1, "te")) ? false : i + 1 >= end || x->an->upos[i + 1] == RD_PUNCT || x->an->upos[i + 1] == RD_SCONJ || x->an->upos[i + 1] == RD_ADP || x->an->upos[i + 1] == RD_VERB;
        if (!split || !(rd_lex_find(x->t_cues, joined) || known_word(x, joined))) continue;
        out[n++] = joined;
        *loose = (int32_t)i;
        break;
    }
    return n;
}

/* Lemma with its separable particle in the spellings of the lexicons: "dringen" + "aan" -> aan_dringen, aandringen. */
static uint32_t spellings(const struct ex *x, uint32_t v, struct rd_str *out, int32_t *loose) {
    struct rd_str lemma = x->an->lemma[v];
    uint32_t n = 0;
    *loose = -1;
    int32_t prt = rd_gram_child_exact(x->g, v, RD_REL_COMPOUND_PRT);
    int64_t bar = rd_str_find(lemma, RD_LIT("_"), 0);
    if (prt >= 0 && bar < 0) {
        struct rd_str p = x->g->low[prt];
        out[n++] = rd_arena_printf(x->scratch, "%.*s_%.*s", RD_S(p), RD_S(lemma));
        out[n++] = rd_arena_printf(x->scratch, "%.*s%.*s", RD_S(p), RD_S(lemma));
        out[n++] = rd_arena_printf(x->scratch, "%.*s %.*s", RD_S(lemma), RD_S(p));
    }
    struct rd_str told = x->t_forms ? lemma_of_form(x, v) : RD_NONE;
    if (prt < 0 && bar < 0) n = loose_particle(x, v, told.p ? told : lemma, out, n, loose);
    if (prt < 0 || bar > 0) out[n++] = lemma; /* "uit_stellen" is no kind of "stellen" */
    if (bar < 0 && told.p && !rd_str_eq(told, lemma) && n < EX_MAX_KEYS) out[n++] = told;
    if (bar > 0 && n + 2 <= EX_MAX_KEYS) {
        struct rd_str joined = rd_arena_printf(x->scratch, "%.*s%.*s", (int)bar, lemma.p, (int)(lemma.n - (uint32_t)bar - 1), lemma.p + bar + 1);
        out[n++] = joined;
        if (n < EX_MAX_KEYS) /* "weten_laten": two verbs, the other way round in the lists */
            out[n++] = rd_arena_printf(x->scratch, "%.*s %.*s", (int)(lemma.n - (uint32_t)bar - 1), lemma.p + bar + 1, (int)bar, lemma.p);
    }
    return n;
}

static void fill(const struct finder *f, struct ex_cue *c, const struct rd_lex_row *r) {
    const struct ex *x = f->x;
    c->row = r;
    c->lemma = r->f[0];
    c->cls = col(r, f->c_class);
    c->governs = col(r, f->c_governs);
    c->cameo = col(r, f->c_cameo);
    c->channel = col(r, f->c_channel);
    c->flags = col(r, f->c_flags);
    c->quote = x->quote_of[c->tok];
    c->draft = c->subj = -1;
    sort_words(c);
}

static bool pos_fits(struct rd_str pos, int upos) {
    if (rd_str_is(pos, "VERB") || rd_str_is(pos, "PHRASE")) return upos == RD_VERB || upos == RD_AUX;
    if (rd_str_is(pos, "NOUN")) return upos == RD_NOUN;
    if (rd_str_is(pos, "ADJ")) return upos == RD_ADJ || upos == RD_VERB;
    return false;
}

/* "… and demands that …", "… and calls on X to …": a plural noun right behind "and" in front of what a verb governs is the verb. */
static bool verb_after_all(const struct ex *x, uint32_t i) {
    uint32_t b = rd_gram_sent_begin(x->g, i), end = rd_gram_sent_end(x->g, i);
    if (i <= b + 2 || i + 2 >= end || x->an->upos[i] != RD_NOUN || x->an->upos[i - 1] != RD_CCONJ || !rd_str_ends(x->g->low[i], "s")) return false;
    int up = x->an->upos[i + 1];
    return rd_gram_complementizer(x->g, i + 1) || rd_gram_form_is(x->g, i + 1, "on") || up == RD_DET || up == RD_PROPN;
}

static bool find_at(const struct finder *f, uint32_t i, struct ex_cue *best) {
    struct ex *x = f->x;
    int upos = verb_after_all(x, i) ? RD_VERB : x->an->upos[i];
    struct rd_str keys[EX_MAX_KEYS];
    uint32_t near[64], n_keys;
    int32_t loose;
    n_keys = spellings(x, i, keys, &loose);
    uint32_t n_near = upos == RD_VERB || upos == RD_AUX ? neighbours(x, i, near, 48) : 0, n_far = n_near ? far_words(x, i, near, n_near, 64) : 0;
    bool found = false;
    int64_t bar = rd_str_find(x->an->lemma[i], RD_LIT("_"), 0);
    uint32_t n_single = n_keys; /* "erop_dringen": its stem stands in phrases alone */
    if (bar > 0 && n_keys < EX_MAX_KEYS) keys[n_keys++] = rd_str_sub(x->an->lemma[i], (uint32_t)bar + 1, x->an->lemma[i].n);
    for (uint32_t k = 0; k < n_keys; k++) {
        uint64_t slot;
        if (n_near && rd_map_get(&f->by_word, keys[k], &slot)) {
            for (const struct anchor *a = (const struct anchor *)(uintptr_t)slot; a; a = a->next) {
                const struct rd_lex_row *r = rd_lex_at(x->t_cues, a->row);
                struct ex_cue c;
                if (!pos_fits(col(r, f->c_pos), upos) || !phrase_matches(x, r, keys[k], i, near, n_near, n_far, &c)) continue;
                if (found && c.n_words <= best->n_words) continue;
                fill(f, &c, r);
                *best = c;
                found = true;
            }
        }
        if (found) break;
    }
    if (found && !extract_flag(best->flags, "weak")) return true;
    for (uint32_t k = 0; k < n_single; k++) {
        for (const struct rd_lex_row *r = rd_lex_find(x->t_cues, keys[k]); r; r = r->next) {
            if (!pos_fits(col(r, f->c_pos), upos)) continue;
            if (found && extract_flag(col(r, f->c_flags), "weak")) return true; /* the longer of two weak ones */
            *best = (struct ex_cue){.tok = i, .n_words = 1};
            best->words[0] = i;
            int32_t prt = rd_gram_child_exact(x->g, i, RD_REL_COMPOUND_PRT);
            if (loose >= 0 && k == 0) best->words[best->n_words++] = (uint32_t)loose;
            bool two = rd_str_find(keys[k], RD_LIT(" "), 0) > 0;
            if (prt >= 0 && (two || (k < 3 && n_keys > 1 && rd_str_find(x->an->lemma[i], RD_LIT("_"), 0) < 0))) best->words[best->n_words++] = (uint32_t)prt;
            fill(f, best, r);
            return true;
        }
    }
    return found;
}

/* "according to", "volgens", "aldus": words in a row. */
static bool find_adposition(const struct finder *f, uint32_t i, struct ex_cue *c) {
    struct ex *x = f->x;
    uint32_t len, left = rd_gram_sent_end(x->g, i) - i;
    const struct rd_lex_row *r = rd_lex_match(x->t_cues, x->g->low + i, left < 6 ? left : 6, &len);
    while (r && !rd_str_is(col(r, f->c_pos), "ADP")) r = r->next;
    if (!r) return false;
    *c = (struct ex_cue){.tok = i};
    for (uint32_t k = 0; k < len && k < EX_MAX_CUE_WORDS; k++) c->words[c->n_words++] = i + k;
    fill(f, c, r);
    return true;
}

/* ---- subjects ---- */

static bool is_subject(const struct ex *x, uint32_t c) {
    return x->an->rel[c] == RD_REL_NSUBJ || x->an->rel[c] == RD_REL_NSUBJ_OUTER;
}

static int32_t agent(const struct ex *x, uint32_t v) {
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        if (x->an->rel[c] == RD_REL_OBL_AGENT) return c;
        int32_t k = rd_rel_base(x->an->rel[c]) == RD_REL_OBL ? rd_gram_child(x->g, (uint32_t)c, RD_REL_CASE) : -1;
        if (k >= 0 && (rd_gram_form_is(x->g, (uint32_t)k, "by") || rd_gram_form_is(x->g, (uint32_t)k, "door"))) return c;
    }
    return -1;
}

/* The antecedent, where a relative pronoun is the subject. */
static int32_t through_relative(const struct ex *x, int32_t s, uint32_t v) {
    if (s < 0 || !rd_feat(x->an, (uint32_t)s, "PronType=Rel")) return s;
    return x->an->rel[v] == RD_REL_ACL_RELCL || rd_rel_base(x->an->rel[v]) == RD_REL_ACL ? x->an->head[v] : s;
}

/* "In a letter to the commissioner, X, the governors wrote": of two subjects that the tree has in front of a verb the nearer one, where the
 * farther is the end of a phrase between commas. */
static int32_t own_subject(const struct ex *x, uint32_t v) {
    int32_t s = -1;
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        if (!is_subject(x, (uint32_t)c)) continue;
        bool between = s >= 0 && c < (int32_t)v && x->g->lo[s] > rd_gram_sent_begin(x->g, v) && rd_gram_form_is(x->g, x->g->lo[s] - 1, ",") && rd_gram_form_is(x->g, x->g->hi[s] + 1, ",") && x->an->upos[c] != RD_PRON && !rd_gram_form_is(x->g, x->g->hi[c] + 1, ",");
        if (between && extract_entity_at(x, (uint32_t)s) >= 0 && extract_entity_at(x, (uint32_t)s) == extract_entity_at(x, (uint32_t)c)) continue;
        if (s < 0 || between) s = c;
    }
    return s;
}

/* A noun that tells a day: what the tree hangs on it as a clause is the sentence's own verb ("X on Wednesday praised"). */
static bool day_word(const struct ex *x, uint32_t i) {
    struct rd_date date;
    uint32_t at, end;
    return x->refs->mention_of[i] < 0 && extract_date_in(x, i, i + 1, true, &date, &at, &end);
}

int32_t extract_subject(const struct ex *x, uint32_t verb, bool *passive) {
    uint32_t v = verb;
    *passive = false;
    for (int steps = 0; steps < 8; steps++) {
        bool pass = rd_gram_child_exact(x->g, v, RD_REL_NSUBJ_PASS) >= 0 || rd_gram_child_exact(x->g, v, RD_REL_AUX_PASS) >= 0;
        /* "a movement accused of arrogance": the noun is accused, it accuses nobody */
        int32_t of = x->an->head[v]; /* behind the name of a person the tree errs more often: "spokesman N told reporters" */
        bool thing = of >= 0 && x->an->upos[of] == RD_NOUN && (extract_entity_at(x, (uint32_t)of) < 0 || x->refs->entities[extract_entity_at(x, (uint32_t)of)].kind != RD_ENT_PERSON);
        pass |= thing && x->an->rel[v] == RD_REL_ACL && rd_feat(x->an, v, "VerbForm=Part") && !rd_feat(x->an, v, "Tense=Pres");
        if (pass) {
            if (v == verb) *passive = true;
            return v == verb ? agent(x, v) : rd_gram_child_exact(x->g, v, RD_REL_NSUBJ_PASS);
        }
        int32_t s = own_subject(x, v);
        if (s >= 0) return through_relative(x, s, v);
        int rel = rd_rel_base(x->an->rel[v]);
        int32_t h = x->an->head[v];
        if (h < 0) return -1;
        if (rel == RD_REL_ACL && rd_feat(x->an, v, "VerbForm=Fin") && day_word(x, (uint32_t)h)) return -1;
        if (rel == RD_REL_ACL && (x->an->upos[h] == RD_NOUN || x->an->upos[h] == RD_PROPN || x->an->upos[h] == RD_PRON)) return h;
        if (rel != RD_REL_CONJ && rel != RD_REL_XCOMP && rel != RD_REL_ADVCL && rel != RD_REL_PARATAXIS && rel != RD_REL_AUX &&
            rel != RD_REL_COP && rel != RD_REL_DEP && rel != RD_REL_CCOMP)
            return -1;
        if (x->quote_of[h] != x->quote_of[verb]) return -1;
        v = (uint32_t)h;
    }
    return -1;
}

static bool nominal(const struct ex *x, uint32_t i) {
    int up = x->an->upos[i]; /* an unknown name at the start of a sentence is often called an interjection */
    return up == RD_NOUN || up == RD_PROPN || up == RD_PRON || ((up == RD_INTJ || up == RD_X) && i == rd_gram_sent_begin(x->g, i));
}

/* A subject behind a preposition or inside a quotation that the cue is not in is a slip of the tree. */
static bool slip(const struct ex *x, const struct ex_cue *c, int32_t s) {
    if (s < 0) return false;
    int32_t q = x->quote_of[s];
    if (q != c->quote && q >= 0 && x->quotes[q].words > 1) return true;
    int32_t p = rd_gram_child(x->g, (uint32_t)s, RD_REL_CASE);
    return p >= 0 && (uint32_t)p < (uint32_t)s && !c->passive && (uint32_t)s > c->tok;
}

/* "During talks on Thursday, Emir X offered": the tree may join the name to the day or the place in front of its comma. */
static bool out_of_adverbial(const struct ex *x, uint32_t head, uint32_t below) {
    if (head > below || rd_gram_preposition(x->g, head) < 0) return false;
    for (uint32_t i = head + 1; i < below; i++) {
        if (rd_gram_form_is(x->g, i, ",")) return true;
    }
    return false;
}

/* Where the tree has no subject for a finite verb: the noun phrase in front of it that no preposition governs. */
static int32_t noun_before(const struct ex *x, const struct ex_cue *c) {
    uint32_t b = rd_gram_sent_begin(x->g, c->tok), start = c->words[0];
    if (start > b + 3 && rd_gram_form_is(x->g, start - 1, ",")) { /* "X, who leads the opposition, called …" */
        uint32_t k = start - 1;
        while (k > b && start - k < 20 && !rd_gram_form_is(x->g, k - 1, ",")) k--;
        if (k > b && rd_gram_form_is(x->g, k - 1, ",") && rd_feat(x->an, k, "PronType=Rel")) start = k - 1;
    }
    for (uint32_t i = start; i-- > b && start - i < 16;) {
        if (x->an->upos[i] == RD_VERB || x->an->upos[i] == RD_SCONJ || x->an->upos[i] == RD_CCONJ || x->quote_of[i] != c->quote) return -1;
        if (!nominal(x, i)) continue;
        int32_t day = day_word(x, i) ? rd_gram_child(x->g, i, RD_REL_CASE) : -1;
        if (day > (int32_t)b && day < (int32_t)i) { /* "X on Wednesday praised" */
            i = (uint32_t)day;
            continue;
        }
        uint32_t top = i;
        for (int32_t h = x->an->head[top]; h >= (int32_t)b && h < (int32_t)c->words[0] && nominal(x, (uint32_t)h); h = x->an->head[top]) {
            if (out_of_adverbial(x, (uint32_t)h, top)) break;
            top = (uint32_t)h;
        }
        if (rd_gram_preposition(x->g, top) < 0 && rd_rel_base(x->an->rel[top]) != RD_REL_OBJ) {
            struct rd_date date;
            uint32_t at, end, from = i > b + 3 ? i - 3 : b;
            if (!extract_date_in(x, from, i + 1, true, &date, &at, &end) || end <= i) return (int32_t)top;
        }
        i = x->g->lo[top];
        if (i == b) return -1;
    }
    return -1;
}

/* "Volgens T. heeft Reyes beide ministers gevraagd …": the noun phrase right behind the auxiliary. */
static int32_t behind_auxiliary(const struct ex *x, const struct ex_cue *c) {
    int32_t aux = rd_gram_child(x->g, c->tok, RD_REL_AUX);
    if (!rd_feat(x->an, c->tok, "VerbForm=Part") || aux < 0 || (uint32_t)aux + 1 >= c->tok || !rd_feat(x->an, (uint32_t)aux, "VerbForm=Fin")) return -1;
    uint32_t i = (uint32_t)aux + 1;
    while (i < c->tok && i < (uint32_t)aux + 4 && (x->an->upos[i] == RD_DET || x->an->upos[i] == RD_ADJ)) i++;
    if (i >= c->tok || !nominal(x, i) || extract_entity_at(x, i) < 0 || rd_gram_preposition(x->g, i) >= 0) return -1;
    return (int32_t)i;
}

/* "Op 2 mei schreef de kustwacht …": the noun phrase right behind an inverted verb. */
static int32_t noun_behind(const struct ex *x, const struct ex_cue *c) {
    uint32_t end = rd_gram_sent_end(x->g, c->tok), i = c->tok + 1;
    while (i < end && i < c->tok + 5 && (x->an->upos[i] == RD_DET || x->an->upos[i] == RD_ADJ)) i++;
    if (i >= end || !nominal(x, i) || x->quote_of[i] != c->quote || rd_gram_preposition(x->g, i) >= 0) return -1;
    int rel = rd_rel_base(x->an->rel[i]);
    return rel == RD_REL_OBJ || rel == RD_REL_IOBJ || rel == RD_REL_OBL ? -1 : (int32_t)i;
}

/* A main verb that governs a clause and has an object but no subject: where the verb comes second, the "object" speaks
 * ("Gisteren heeft de kustwacht gezegd dat …"). */
static int32_t object_speaks(const struct ex *x, const struct ex_cue *c) {
    if (x->an->head[c->tok] >= 0 || rd_gram_child(x->g, c->tok, RD_REL_CCOMP) < 0) return -1;
    for (int32_t k = x->g->first[c->tok]; k >= 0; k = x->g->next[k]) {
        int rel = rd_rel_base(x->an->rel[k]);
        if ((rel == RD_REL_OBJ || rel == RD_REL_IOBJ) && nominal(x, (uint32_t)k) && rd_gram_preposition(x->g, (uint32_t)k) < 0 && !rd_feat(x->an, (uint32_t)k, "Case=Acc")) return k;
    }
    return -1;
}

/* "She said N had called him and had asked …": "had asked" goes on with "had called", whatever the tree joins it to. */
static int32_t pluperfect_subject(const struct ex *x, const struct ex_cue *c) {
    uint32_t v = c->tok, b = rd_gram_sent_begin(x->g, v), p = v;
    while (p > b && (x->an->upos[p - 1] == RD_ADV || x->an->upos[p - 1] == RD_AUX)) p--;
    if (p == v || p <= b || x->an->upos[p - 1] != RD_CCONJ || !rd_gram_form_is(x->g, p, "had") || rd_gram_child(x->g, v, RD_REL_NSUBJ) >= 0) return -1;
    for (uint32_t i = p - 1; i-- > b;) {
        if (x->an->upos[i] != RD_VERB || rd_gram_child(x->g, i, RD_REL_AUX) < 0 || !rd_gram_form_is(x->g, (uint32_t)rd_gram_child(x->g, i, RD_REL_AUX), "had")) continue;
        bool passive;
        return extract_subject(x, i, &passive);
    }
    return -1;
}

/* "X admitted … as a part of the effort, writing: …": the tree may hang the participle on the noun in front of its comma, which says
 * nothing; who the main verb tells of speaks. */
static int32_t of_main_verb(const struct ex *x, const struct ex_cue *c) {
    uint32_t v = c->tok, b = rd_gram_sent_begin(x->g, v);
    if (rd_rel_base(x->an->rel[v]) != RD_REL_ACL || !rd_feat(x->an, v, "Tense=Pres") || x->an->upos[c->subj] != RD_NOUN || extract_entity_at(x, (uint32_t)c->subj) >= 0) return c->subj;
    for (int32_t h = x->an->head[v], steps = 0; h >= (int32_t)b && steps < 8; h = x->an->head[h], steps++) {
        bool passive;
        if (x->an->upos[h] != RD_VERB || (uint32_t)h > v) continue;
        int32_t s = extract_subject(x, (uint32_t)h, &passive);
        return s >= 0 && !passive && s < h ? s : c->subj;
    }
    return c->subj;
}

static void keep(struct ex *x, const struct ex_cue *c) {
    struct ex_cue *k = RD_PUSH(x->scratch, x->cues, x->n_cues, x->cap_cues);
    *k = *c;
    if (k->pos == 'V') k->subj = extract_subject(x, k->tok, &k->passive);
    bool participle = k->pos == 'V' && !rd_feat(x->an, k->tok, "VerbForm=Fin") && (rd_feat(x->an, k->tok, "VerbForm=Ger") || rd_feat(x->an, k->tok, "VerbForm=Part"));
    if (participle && !k->passive && k->subj > (int32_t)k->tok && x->an->head[k->tok] >= 0 && x->quote_of[x->an->head[k->tok]] == k->quote) {
        bool passive; /* "X said A, stressing they …": what follows belongs to the content, the main verb's subject speaks */
        k->subj = extract_subject(x, (uint32_t)x->an->head[k->tok], &passive);
        if (k->subj > (int32_t)k->tok) k->subj = -1;
    }
    if (k->pos == 'V' && k->subj > (int32_t)k->tok && x->an->upos[k->subj] == RD_NOUN && !k->passive && rd_lex_has(k->governs, "inf") && x->refs->mention_of[k->subj] < 0) {
        bool passive; /* "De minister … en beloofde het contract openbaar te maken": an object that the tree takes for the subject */
        int32_t h = rd_rel_base(x->an->rel[k->tok]) == RD_REL_CONJ ? x->an->head[k->tok] : -1, s = h >= 0 ? extract_subject(x, (uint32_t)h, &passive) : noun_before(x, k);
        if (s >= 0 && s < (int32_t)k->tok && extract_entity_at(x, (uint32_t)s) >= 0) k->subj = s;
    }
    if (k->pos == 'V' && !k->passive) {
        int32_t s = pluperfect_subject(x, k);
        if (s >= 0) k->subj = s;
    }
    if (participle && !k->passive && k->subj >= 0 && k->tok > 0 && rd_gram_form_is(x->g, k->tok - 1, ",")) k->subj = of_main_verb(x, k);
    if (k->pos == 'V' && slip(x, k, k->subj)) k->subj = -1;
    bool active = k->pos == 'V' && extract_active_after_all(x, k);
    if (active && (k->passive || k->subj < 0 || k->subj > (int32_t)k->tok)) {
        k->passive = false;
        k->subj = noun_before(x, k);
    }
    if (k->pos == 'V' && k->subj < 0 && !k->passive && rd_feat(x->an, k->tok, "VerbForm=Fin")) k->subj = noun_before(x, k);
    if (k->pos == 'V' && k->subj < 0 && !k->passive && rd_feat(x->an, k->tok, "VerbForm=Fin")) k->subj = noun_behind(x, k);
    if (k->pos == 'V' && k->subj < 0 && !k->passive) k->subj = behind_auxiliary(x, k);
    if (k->pos == 'V' && k->subj < 0 && !k->passive) k->subj = object_speaks(x, k);
    for (uint32_t j = 0; j < k->n_words; j++) x->cue_of[k->words[j]] = (int32_t)x->n_cues - 1;
}

/* A verb of no list that somebody governs a "that"-clause with: "X posited that …". What the lists know as thinking is not taken. */
static bool find_open(const struct finder *f, uint32_t i, struct ex_cue *c) {
    struct ex *x = f->x;
    struct rd_str keys[EX_MAX_KEYS];
    int32_t loose, clause = -1;
    bool passive;
    if (!rd_feat(x->an, i, "VerbForm=Fin") && rd_gram_child(x->g, i, RD_REL_AUX) < 0) return false;
    for (int32_t k = x->g->first[i]; k >= 0 && clause < 0; k = x->g->next[k]) {
        if (rd_rel_base(x->an->rel[k]) != RD_REL_CCOMP || k < (int32_t)i || !rd_gram_clause(x->g, (uint32_t)k)) continue;
        uint32_t lo = x->g->lo[k];
        if (lo > i && lo <= i + 3 && (rd_gram_complementizer(x->g, lo) || (lo + 1 < x->doc->n_tok && rd_gram_complementizer(x->g, lo + 1)))) clause = k;
    }
    if (clause < 0) return false;
    for (uint32_t k = 0, n = spellings(x, i, keys, &loose); k < n; k++) {
        if (rd_lex_find(x->t_cues, keys[k])) return false;
    }
    int32_t s = extract_subject(x, i, &passive), e = s >= 0 && !passive ? extract_entity_at(x, (uint32_t)s) : -1;
    int kind = e >= 0 ? x->refs->entities[e].kind : RD_ENT_OTHER;
    if (kind != RD_ENT_PERSON && kind != RD_ENT_ORG && kind != RD_ENT_STATE) return false;
    if (rd_feat(x->an, (uint32_t)s, "Person=1") || rd_feat(x->an, (uint32_t)s, "Person=2")) return false;
    *c = (struct ex_cue){.tok = i, .n_words = 1, .words = {i}, .lemma = x->an->lemma[i], .cls = RD_LIT("say"), .governs = RD_LIT("that|quote"), .cameo = RD_LIT("010"), .channel = RD_LIT(""), .flags = RD_LIT("open"), .quote = x->quote_of[i], .draft = -1, .subj = -1};
    return true;
}

/* A deck or a heading inside the text: one short line without a mark at its end. What it attributes, the text tells. */
static bool heading(const struct ex *x, const struct rd_sent *s) {
    const struct rd_block *b = &x->page->blocks[s->block];
    if (x->page->n_blocks < 3 || s->n_tok > 25 || s->span.beg > b->span.beg + 3) return false;
    uint32_t last = rd_utf8_prev(x->doc->text, b->span.end, NULL);
    return rd_cp_alpha(last) || rd_cp_digit(last);
}

void extract_cues(struct ex *x) {
    if (!x->t_cues) return;
    const struct rd_lex_table *t = x->t_cues;
    struct finder f = {.x = x, .c_pos = rd_lex_col(t, "pos"), .c_class = rd_lex_col(t, "class"), .c_governs = rd_lex_col(t, "governs"),
                       .c_cameo = rd_lex_col(t, "cameo"), .c_channel = rd_lex_col(t, "channel"), .c_flags = rd_lex_col(t, "flags")};
    index_phrases(&f);
    x->known_phrase_word = &f.by_word;
    for (uint32_t s = 0; s < x->doc->n_sent; s++) {
        const struct rd_sent *st = &x->doc->sents[s];
        int role = x->page->blocks[st->block].role;
        if (role == RD_ROLE_TITLE || role == RD_ROLE_CAPTION || role == RD_ROLE_DATELINE || heading(x, st)) continue;
        for (uint32_t i = st->tok; i < st->tok + st->n_tok; i++) {
            struct ex_cue c;
            int upos = x->an->upos[i];
            x->capped |= x->n_cues >= RD_MAX_CUES;
            if (upos == RD_PUNCT || x->cue_of[i] >= 0 || x->n_cues >= RD_MAX_CUES) continue;
            if (find_adposition(&f, i, &c)) c.pos = 'A';
            else if ((upos == RD_VERB || upos == RD_AUX) && find_at(&f, i, &c)) c.pos = 'V';
            else if (upos == RD_VERB && find_open(&f, i, &c)) c.pos = 'V';
            else if (upos == RD_NOUN && find_at(&f, i, &c)) c.pos = verb_after_all(x, i) ? 'V' : 'N';
            else if (upos == RD_ADJ && find_at(&f, i, &c)) c.pos = 'J';
            else continue;
            keep(x, &c);
        }
    }
    x->known_phrase_word = NULL;
}
