/* names.c - see names.h. */
#include "analyse/names.h"

#include "analyse/gazetteer.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "lexicon/lexicon.h"

static uint32_t type_at(const struct sview *s, uint32_t i)
{
    return (s->bio[i] + 1u) / 2;
}

static void set_span(struct sview *s, uint32_t beg, uint32_t end, uint32_t ne)
{
    if (end < s->n && s->bio[end] != BIO_O && (s->bio[end] & 1u) == 0) s->bio[end] = (uint8_t)BIO_B(type_at(s, end));
    for (uint32_t i = beg; i < end; i++) s->bio[i] = (uint8_t)(i == beg ? BIO_B(ne) : BIO_I(ne));
}

/* The words [beg, end) of a flat name whose first word is `head`: contiguous proper nouns, hyphens between them. */
static uint32_t flat_end(const struct sview *s, uint32_t head)
{
    uint32_t end = head + 1;
    for (uint32_t i = head + 1; i < s->n; i++) {
        bool part = s->head[i] == (int32_t)head && rd_rel_base(s->rel[i]) == RD_REL_FLAT && s->upos[i] == RD_PROPN;
        bool hyphen = (s->w[i].flags & WORD_PUNCT) && (s->w[i].flags & WORD_HYPHEN) && s->head[i] >= (int32_t)head;
        if (part && (s->w[i].flags & WORD_UPPER)) end = i + 1;
        else if (!part && !hyphen) break;
    }
    return end;
}

static void settle_flat(struct sview *s)
{
    for (uint32_t i = 0; i < s->n; i++) {
        if (s->upos[i] != RD_PROPN) continue;
        uint32_t end = flat_end(s, i), votes[RD_N_NE] = {0}, best = RD_NE_NONE;
        if (end == i + 1) continue;
        for (uint32_t k = i; k < end; k++) votes[type_at(s, k)]++;
        for (uint32_t t = RD_NE_PER; t < RD_N_NE; t++)
            if (votes[t] > votes[best == RD_NE_NONE ? t : best] || (best == RD_NE_NONE && votes[t] > 0)) best = t;
        uint32_t first = i;
        while (best != RD_NE_NONE && first > 0 && (s->bio[first] & 1u) == 0 && s->bio[first] != BIO_O) first--;
        if (best != RD_NE_NONE) set_span(s, first, end, best);
    }
}

/* The longest name of the lists at forms[i]; returns its length and type. */
static uint32_t listed(const struct rd_lang *l, const struct rd_str *forms, uint32_t n, uint32_t *ne)
{
    uint32_t len = 0, best = 0;
    struct rd_str type;
    const struct rd_actor *a = rd_lex_name_match(l->lex, l->code, forms, n, &len, &type);
    *ne = RD_NE_NONE;
    if (a != NULL && !rd_str_is(type, "demonym") && !rd_str_is(type, "adjective") && !rd_str_is(a->kind, "people")) {
        bool place = rd_str_is(type, "capital") || rd_str_is(a->kind, "state") || rd_str_is(a->kind, "region");
        best = len;
        *ne = place ? RD_NE_LOC : RD_NE_ORG;
    } else if (a != NULL) {
        return 0;
    }
    if (rd_lex_person_match(l->lex, forms, n, &len) != NULL && len > best) {
        best = len;
        *ne = RD_NE_PER;
    }
    if (rd_lex_place_match(l->lex, forms, n, &len) != NULL && len > best) {
        best = len;
        *ne = RD_NE_LOC;
    }
    return best;
}

static uint32_t span_end(const struct sview *s, uint32_t i)
{
    uint32_t e = i + 1;
    while (e < s->n && s->bio[e] != BIO_O && (s->bio[e] & 1u) == 0) e++;
    return e;
}

static bool article(struct rd_str w)
{
    return rd_str_is(w, "De") || rd_str_is(w, "Het");
}

static void settle_listed(struct sview *s, const struct rd_str *forms, const struct rd_lang *l)
{
    for (uint32_t i = 0; i < s->n;) {
        uint32_t ne, left = s->n - i < RD_MAX_PHRASE ? s->n - i : RD_MAX_PHRASE;
        if (article(forms[i])) {
            i++; /* "Het Witte Huis": the article is no part, whatever the list says */
            continue;
        }
        uint32_t len = (s->w[i].flags & WORD_UPPER) ? listed(l, forms + i, left, &ne) : 0;
        bool inside = s->bio[i] != BIO_O && (s->bio[i] & 1u) == 0;           /* a name begins before it */
        bool begins = (s->bio[i] & 1u) != 0;
        if (len == 0) {
            i++;
            continue;
        }
        uint32_t end = begins ? span_end(s, i) : i + 1;
        bool proper = s->upos[i + len - 1] == RD_PROPN || s->upos[i] == RD_PROPN;
        if (!(s->w[i + len - 1].flags & WORD_UPPER)) proper = begins = false, len = 1; /* "British troops" are no name */
        if (!inside && end <= i + len && (begins || proper || len > 1)) set_span(s, i, i + len, ne);
        i += len;
    }
}

static bool is_small(const struct sview *s, uint32_t i)
{
    return (s->w[i].flags & (WORD_UPPER | WORD_ALPHA)) == WORD_ALPHA;
}

/* "Jan" "van" "Dijk" found as several persons is one: no name begins or ends with a small word between two names. */
static void join_particles(struct sview *s)
{
    for (uint32_t i = 1; i < s->n; i++) {
        if (s->bio[i] != BIO_B(RD_NE_PER) || type_at(s, i - 1) != RD_NE_PER) continue;
        bool next = i + 1 < s->n && type_at(s, i + 1) == RD_NE_PER;
        if ((is_small(s, i) && next) || is_small(s, i - 1)) s->bio[i] = BIO_I(RD_NE_PER);
    }
}

/* "Wethouder Jan Smit zei": the capital of a sentence's first word does not make a role part of the name. */
static void drop_role(struct sview *s)
{
    uint32_t i = s->n > 1 && (s->w[0].flags & WORD_PUNCT) ? 1 : 0;
    if (i + 1 >= s->n || s->bio[i] != BIO_B(RD_NE_PER) || (s->gaz[i] & (GAZ_ROLE | GAZ_FIRST | GAZ_INSIDE)) != GAZ_ROLE) return;
    if (s->bio[i + 1] == BIO_I(RD_NE_PER)) s->bio[i + 1] = BIO_B(RD_NE_PER);
    else if (s->bio[i + 1] == BIO_O && (s->gaz[i] & GAZ_LAST)) return;
    s->bio[i] = BIO_O;
}

static bool company_end(struct rd_str w)
{
    static const char *const ends[] = {"Inc.", "Inc", "Corp.", "Corp", "Ltd.", "Ltd", "Co.", "LLC", "L.L.C.", "PLC", "plc", "N.V.", "NV", "B.V.", "BV",
                                       "AG", "GmbH", "S.A.", "S.p.A.", "LP", "L.P.", "LLP"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(ends); i++)
        if (rd_str_is(w, ends[i])) return true;
    return false;
}

/* "Halden , Inc." is the name of a company with all its words. */
static void settle_companies(struct sview *s, const struct rd_str *forms)
{
    for (uint32_t i = 1; i < s->n; i++) {
        if (!company_end(forms[i])) continue;
        uint32_t last = i > 1 && rd_str_is(forms[i - 1], ",") ? i - 2 : i - 1, beg = last;
        if (s->bio[last] == BIO_O) continue;
        while (beg > 0 && (s->bio[beg] & 1u) == 0) beg--;
        if (s->bio[beg] != BIO_O) set_span(s, beg, i + 1, RD_NE_ORG);
    }
}

static uint32_t phrase_bits(const struct gazetteer *g, const struct sview *s, uint32_t beg, uint32_t end)
{
    uint32_t key = 0;
    for (uint32_t i = beg; i < end; i++) key = gaz_key(key, s->w[i].low);
    return gaz_find(g, key);
}

/* "Lyon France" is two places where both are known, and the whole is not. */
static void part_places(struct sview *s, const struct gazetteer *g)
{
    const uint32_t place = GAZ_LOC | GAZ_CITY;
    for (uint32_t i = 0; i < s->n; i++) {
        if (s->bio[i] != BIO_B(RD_NE_LOC)) continue;
        uint32_t end = span_end(s, i);
        if (end < i + 2 || end > i + GAZ_MAX_WORDS || phrase_bits(g, s, i, end) != 0) continue;
        for (uint32_t k = end - 1; k > i; k--)
            if ((phrase_bits(g, s, i, k) & place) && (phrase_bits(g, s, k, end) & place)) {
                s->bio[k] = BIO_B(RD_NE_LOC);
                break;
            }
    }
}

void names_settle(struct sview *s, const struct rd_str *forms, const struct rd_lang *l, const struct gazetteer *g)
{
    settle_companies(s, forms);
    if (g->cap > 0) part_places(s, g);
    join_particles(s);
    drop_role(s);
    settle_flat(s);
    if (l->lex != NULL) settle_listed(s, forms, l);
}

static bool alone(const struct rd_analysis *out, uint32_t i)
{
    return (i + 1 == out->n_tok || out->ne[i + 1] == RD_NE_NONE || out->ne_begin[i + 1]) && (out->ne[i] == RD_NE_NONE || out->ne_begin[i]);
}

static bool capital(struct rd_str s)
{
    uint32_t i = 0;
    return s.n > 0 && rd_cp_upper(rd_utf8_next(s, &i));
}

#define VOTE_BITS 20u
#define VOTES(v, ne) ((uint32_t)((v) >> (VOTE_BITS * ((ne) - 1))) & ((1u << VOTE_BITS) - 1))

static uint32_t end_of(const struct rd_analysis *out, uint32_t i)
{
    uint32_t e = i + 1;
    while (e < out->n_tok && out->ne[e] == out->ne[i] && !out->ne_begin[e]) e++;
    return e;
}

static struct rd_str words_of(const struct rd_doc *d, uint32_t beg, uint32_t end, struct rd_arena *a)
{
    size_t n = 0;
    if (end == beg + 1) return d->toks[beg].form;
    for (uint32_t i = beg; i < end; i++) n += d->toks[i].form.n + 1;
    char *p = rd_arena_get(a, n), *at = p;
    for (uint32_t i = beg; i < end; i++) {
        struct rd_str w = d->toks[i].form;
        if (i > beg) *at++ = ' ';
        memcpy(at, w.p, w.n);
        at += w.n;
    }
    return (struct rd_str){p, (uint32_t)(at - p)};
}

/* What is mostly one kind of name in the document is that kind everywhere in it, also where nothing was found. */
static void agree_on_kind(struct rd_analysis *out, const struct rd_doc *d, struct rd_arena *scratch)
{
    struct rd_map votes; /* the words of a name -> times PER, LOC, ORG */
    uint32_t n = out->n_tok;
    rd_map_init(&votes, scratch);
    for (uint32_t i = 0; i < n; i++) {
        if (out->ne[i] == RD_NE_NONE || out->ne[i] > RD_NE_ORG || !out->ne_begin[i]) continue;
        uint64_t *v = rd_map_put(&votes, words_of(d, i, end_of(out, i), scratch), NULL);
        if (VOTES(*v, out->ne[i]) < 1000) *v += 1ull << (VOTE_BITS * (out->ne[i] - 1u));
    }
    for (uint32_t i = 0; i < n; i++) {
        uint64_t v = 0;
        bool begins = out->ne[i] != RD_NE_NONE && out->ne_begin[i];
        if (!begins && (out->ne[i] != RD_NE_NONE || out->upos[i] != RD_PROPN || !capital(d->toks[i].form))) continue;
        uint32_t end = begins ? end_of(out, i) : i + 1, best = RD_NE_PER, all = 0;
        if (!rd_map_get(&votes, words_of(d, i, end, scratch), &v)) continue;
        for (uint32_t t = RD_NE_PER; t <= RD_NE_ORG; t++) {
            all += VOTES(v, t);
            if (VOTES(v, t) > VOTES(v, best)) best = t;
        }
        if (VOTES(v, best) < 2 || 3 * VOTES(v, best) < 2 * all) continue;
        if (!begins && (rd_rel_base(out->rel[i]) == RD_REL_COMPOUND || rd_rel_base(out->rel[i]) == RD_REL_FLAT)) continue;
        if (!begins) out->ne_begin[i] = 1;
        for (uint32_t k = i; k < end; k++) out->ne[k] = (uint8_t)best;
    }
}

void names_agree(struct rd_analysis *out, const struct rd_doc *d, const struct rd_lang *l, struct rd_arena *scratch)
{
    struct rd_map last, other; /* form -> times as the end of a person's whole name, times alone as something else */
    uint32_t n = out->n_tok;
    agree_on_kind(out, d, scratch);
    rd_map_init(&last, scratch);
    rd_map_init(&other, scratch);
    for (uint32_t i = 0; i < n; i++) {
        if (out->ne[i] != RD_NE_NONE && out->ne[i] != RD_NE_PER && alone(out, i)) ++*rd_map_put(&other, d->toks[i].form, NULL);
        if (out->ne[i] != RD_NE_PER || !out->ne_begin[i]) continue;
        uint32_t e = i + 1;
        while (e < n && out->ne[e] == RD_NE_PER && !out->ne_begin[e]) e++;
        if (e > i + 1 && out->upos[e - 1] == RD_PROPN && capital(d->toks[e - 1].form)) ++*rd_map_put(&last, d->toks[e - 1].form, NULL);
    }
    for (uint32_t i = 0; last.n > 0 && i < n; i++) {
        uint64_t times = 0, else_times = 0;
        if (!alone(out, i) || out->upos[i] != RD_PROPN || out->ne[i] == RD_NE_PER || !rd_map_get(&last, d->toks[i].form, &times)) continue;
        if (rd_map_get(&other, d->toks[i].form, &else_times) && else_times > 2 * times) continue;
        if (out->ne[i] == RD_NE_NONE && rd_rel_base(out->rel[i]) == RD_REL_COMPOUND) continue;
        if (l->lex != NULL && rd_lex_name(l->lex, l->code, d->toks[i].form, NULL) != NULL) continue;
        out->ne[i] = RD_NE_PER;
        out->ne_begin[i] = 1;
    }
}
