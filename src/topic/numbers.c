/* Claims about how many: the dead, the wounded, the displaced; ships sunk and trucks held. */
#include "topic/topic_int.h"

/* Digits with separators, or words of the list; false if it is no number. A point or comma before three digits groups them. */
static bool digits(struct rd_str s, double *out) {
    char b[32];
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool group = (c == ',' || c == '.') && i > 0 && s.n - i >= 4 && (s.n - i) % 4 == 0;
        if (group) continue;
        if (c == ',') c = '.';
        if (n + 1 >= sizeof b || !((c >= '0' && c <= '9') || c == '.')) return false;
        b[n++] = c;
    }
    return n && rd_str_double((struct rd_str){b, n}, out);
}

static bool one(const struct tp *x, uint32_t tok, double *out) {
    if (digits(x->doc->toks[tok].form, out)) return true;
    struct rd_str v = topic_value(x, tok, "num");
    return v.n && rd_str_double(v, out);
}

/* "two thousand", "1.2 million", "forty": the numeral and what hangs together with it. */
static bool number(const struct tp *x, uint32_t tok, double *out, uint32_t *lo) {
    if (!one(x, tok, out)) return false;
    *lo = tok;
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) {
        double v;
        int base = rd_rel_base(x->an->rel[c]);
        if ((base != RD_REL_COMPOUND && base != RD_REL_FLAT && base != RD_REL_NUMMOD && base != RD_REL_FIXED) || !one(x, (uint32_t)c, &v)) continue;
        *out = *out >= 100 || v >= 100 ? *out * v : *out + v;
        if ((uint32_t)c < *lo) *lo = (uint32_t)c;
    }
    return true;
}

/* ">", "<" or "~" by the words right before the number; "" none. */
static const char *bound(const struct tp *x, uint32_t lo) {
    uint32_t beg = rd_gram_sent_begin(x->g, lo);
    for (uint32_t back = 1; back <= 3 && lo >= beg + back; back++) {
        uint32_t len = 0;
        const struct rd_lex_row *r = rd_lex_match(x->t_claims, x->g->low + lo - back, back, &len);
        for (; r && len == back; r = r->next) {
            if (r->n > 2 && rd_str_is(r->f[1], "bound")) return rd_str_is(r->f[2], ">") ? ">" : rd_str_is(r->f[2], "<") ? "<" : "~";
        }
    }
    return "";
}

/* What happened to them: the verb over the noun, a participle under it, or the noun itself. */
static struct rd_str fate(const struct tp *x, uint32_t noun, uint32_t *at) {
    struct rd_str v = topic_value(x, noun, "count");
    *at = noun;
    if (v.n) return v;
    for (int32_t c = x->g->first[noun]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        v = base == RD_REL_AMOD || base == RD_REL_ACL ? topic_value(x, (uint32_t)c, "count") : RD_NONE;
        *at = (uint32_t)c;
        if (v.n) return v;
    }
    int32_t up = x->an->head[noun];
    int base = rd_rel_base(x->an->rel[noun]);
    for (uint32_t steps = 0; steps < 2 && up >= 0 && (base == RD_REL_CONJ || base == RD_REL_NMOD); steps++) {
        base = rd_rel_base(x->an->rel[up]);
        up = x->an->head[up];
    }
    if (up < 0 || (base != RD_REL_NSUBJ && base != RD_REL_OBJ && base != RD_REL_OBL)) return RD_NONE;
    *at = (uint32_t)up;
    v = topic_value(x, (uint32_t)up, "count");
    return v.p ? v : topic_pair_value(x, (uint32_t)up, (uint32_t)up + 1, "count");   /* "raakten gewond" */
}

/* "the death toll stands at 15", "put the death toll at 15": the noun that is counted, by its verb. */
static int32_t tally(const struct tp *x, uint32_t verb) {
    for (int32_t c = x->g->first[verb]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if ((base == RD_REL_NSUBJ || base == RD_REL_OBJ) && x->an->upos[c] == RD_NOUN) {
            if (topic_value(x, (uint32_t)c, "count").n) return c;
            int32_t w = rd_gram_child(x->g, (uint32_t)c, RD_REL_COMPOUND);   /* "death toll" */
            if (w >= 0 && topic_value(x, (uint32_t)w, "count").n && w + 1 == c) return w;
        }
    }
    return -1;
}

static void count(struct tp *x, uint32_t num, int32_t s) {
    double v;
    uint32_t lo, at = num;
    int32_t h = x->an->head[num];
    bool under = rd_rel_base(x->an->rel[num]) == RD_REL_NUMMOD || rd_rel_base(x->an->rel[num]) == RD_REL_DET || rd_rel_base(x->an->rel[num]) == RD_REL_NMOD;
    /* "40 were killed", "12 dead": the number stands for the people. */
    uint32_t noun = under && h >= 0 ? (uint32_t)h : num;
    if (!number(x, num, &v, &lo)) return;
    int32_t toll = noun == num && h >= 0 ? tally(x, (uint32_t)h) : -1;
    if (toll < 0 && noun == num && rd_gram_child(x->g, num, RD_REL_CASE) >= 0) return;   /* "died at 24" */
    if (toll >= 0) noun = (uint32_t)toll;
    struct rd_str kind = topic_value(x, noun, "who"), unit = kind.n ? RD_NONE : topic_value(x, noun, "unit"), what = fate(x, noun, &at);
    if (!what.n && noun != num && x->an->upos[num] == RD_NUM && unit.n) {
        int32_t up = x->an->head[noun];
        struct rd_str act = up >= 0 ? topic_value(x, (uint32_t)up, "act") : RD_NONE;
        if (!act.n) return;
        what = act;
        at = (uint32_t)up;
    } else if (!what.n || (noun != num && !kind.n && at != noun)) {
        return;
    }
    if (unit.n) kind = unit;
    if (!kind.n) kind = RD_LIT("people");
    struct topic_judged j = topic_judge(x, s, at);
    if (j.negated && v <= 0) j.negated = false;   /* "no civilians were killed" is the number nought */
    struct rd_str sign = topic_sign(j), area = topic_area_near(x, at);
    if (!sign.p || rd_str_is(sign, "-")) return;
    struct rd_str key = area.p ? rd_arena_printf(x->a, "count:%.*s:%.*s@%.*s", RD_S(what), RD_S(kind), RD_S(area)) : rd_arena_printf(x->a, "count:%.*s:%.*s", RD_S(what), RD_S(kind));
    uint32_t b = lo < at ? lo : at, e = (lo > at ? lo : at) + 1;
    if (noun + 1 > e) e = noun + 1;
    topic_claim(x, s, RD_CLAIM_NUMBER, key, rd_arena_printf(x->a, "%s%.10g", bound(x, lo), v), RD_NONE, rd_doc_span(x->doc, b, e));
}

void topic_numbers(struct tp *x) {
    for (uint32_t i = 0; i < x->doc->n_tok; i++) {
        int32_t s = x->said_in[i];
        if (s < 0) continue;
        bool none = x->an->upos[i] == RD_DET || x->an->upos[i] == RD_PRON;
        if (x->an->upos[i] == RD_NUM || (none && topic_is(x, i, "num"))) count(x, i, s);
    }
}
