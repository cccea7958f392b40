/* names.c - see names.h. */
#include "analyse/names.h"

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

static void settle_listed(struct sview *s, const struct rd_str *forms, const struct rd_lang *l)
{
    for (uint32_t i = 0; i < s->n;) {
        uint32_t ne, left = s->n - i < RD_MAX_PHRASE ? s->n - i : RD_MAX_PHRASE;
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

void names_settle(struct sview *s, const struct rd_str *forms, const struct rd_lang *l)
{
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

void names_agree(struct rd_analysis *out, const struct rd_doc *d, const struct rd_lang *l, struct rd_arena *scratch)
{
    struct rd_map last, other; /* form -> times as the end of a person's whole name, times alone as something else */
    uint32_t n = out->n_tok;
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
