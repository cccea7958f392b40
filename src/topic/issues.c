/* Noun phrases that name things in dispute. A phrase's head is looked up in data/<lang>/issues.tsv; what tells it apart from others with
 * the same head is the place in it (a bridge), the area that it is about (an election) or its name (a treaty). The key is the same
 * in every language and on every page: "l:road@aghdam", "l:election@lyskar", "w:brodno.bridge". */
#include "topic/topic_int.h"

#include "base/limits.h"
#include "base/utf8.h"

enum { MAX_KEYS = 4, MAX_NAME_TOKENS = 14, MAX_MENTIONS = 20000, LOOK_BACK = 500 /* mentions */ };

struct found {
    const struct rd_lex_row *row;
    uint32_t beg, end, head;   /* tokens of the listed words; the head among them */
    struct rd_str again;       /* key of the mention that this one takes up; unknown: a new one */
};

static struct rd_str field(const struct tp *x, const struct rd_lex_row *r, const char *col) {
    return rd_lex_field(x->t_issues, r, col);
}

/* The token whose governor is outside of [b, e): the head of a phrase. */
static uint32_t head_of(const struct tp *x, uint32_t b, uint32_t e) {
    uint32_t out = e - 1;
    for (uint32_t i = b; i < e; i++) {
        int32_t h = x->an->head[i];
        if (h < (int32_t)b || h >= (int32_t)e) {
            out = i;
            if (x->an->upos[i] == RD_NOUN || x->an->upos[i] == RD_PROPN) return i;
        }
    }
    return out;
}

static bool thing_word(const struct tp *x, uint32_t tok) {
    const struct rd_lex_row *r = x->an->upos[tok] == RD_NOUN || x->an->upos[tok] == RD_PROPN ? rd_lex_find(x->t_issues, x->an->lemma[tok]) : NULL;
    return r && rd_str_is(rd_lex_field(x->t_issues, r, "kind"), "place");
}

/* Inside the phrase of `head`: below it, and not in a relative or other clause. */
static bool in_phrase(const struct tp *x, uint32_t tok, uint32_t head, bool clauses) {
    uint32_t at = tok;
    for (uint32_t steps = 0; steps < TOPIC_MAX_CLIMB && at != head; steps++) {
        int rel = x->an->rel[at], base = rd_rel_base(rel);
        if (rel == RD_REL_ACL_RELCL || base == RD_REL_ADVCL || base == RD_REL_CCOMP || base == RD_REL_PARATAXIS) return false;
        if (base == RD_REL_ACL && !clauses) return false;
        if (base == RD_REL_CONJ && x->an->head[at] == (int32_t)head) return false;   /* another phrase, coordinated with this one */
        if (at != tok && thing_word(x, at)) return false;                            /* "the port of A and the B bridge" */
        if (x->an->head[at] < 0) return false;
        at = (uint32_t)x->an->head[at];
    }
    return at == head;
}

/* Does a word of the list stand in the phrase? '!' in front: none may. */
static bool fits(const struct tp *x, struct rd_str with, uint32_t head) {
    if (!with.n) return true;
    bool none = with.p[0] == '!';
    if (none) with = rd_str_sub(with, 1, with.n);
    int32_t up = x->an->head[head];
    bool argument = up >= 0 && x->an->upos[up] == RD_VERB;   /* "the troops would begin their withdrawal": another argument tells */
    uint32_t lo = argument ? x->g->lo[up] : x->g->lo[head], hi = argument ? x->g->hi[up] : x->g->hi[head];
    for (uint32_t i = lo; i <= hi; i++) {
        bool beside = argument && !none && x->an->head[i] == up && (rd_rel_base(x->an->rel[i]) == RD_REL_NSUBJ || rd_rel_base(x->an->rel[i]) == RD_REL_OBJ);
        if (i == head || (!beside && !in_phrase(x, i, head, false))) continue;
        struct rd_arena_mark m = rd_arena_mark(x->scratch);
        struct rd_str lemma = rd_arena_str(x->scratch, topic_lemma(x, i)), low = rd_arena_str(x->scratch, x->g->low[i]);
        bool has = rd_lex_has(with, lemma.p) || rd_lex_has(with, low.p);
        rd_arena_reset(x->scratch, m);
        if (has) return !none;
    }
    return none;
}

/* Nothing but an article or "that" stands with it. */
static bool bare(const struct tp *x, uint32_t head) {
    for (int32_t c = x->g->first[head]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        int32_t prep = base == RD_REL_NMOD ? rd_gram_preposition(x->g, (uint32_t)c) : -1;
        bool tells = base == RD_REL_NMOD && (prep < 0 || topic_is(x, (uint32_t)prep, "locative"));
        if (base == RD_REL_AMOD || base == RD_REL_COMPOUND || tells || base == RD_REL_FLAT) return false;
    }
    return true;
}

/* "that mission", bare, after "an international mission": the same thing. */
static bool said_before(const struct tp *x, struct found *f) {
    struct rd_str lemma = x->an->lemma[f->head];
    if (!bare(x, f->head)) return false;
    for (uint32_t i = x->n_m; i-- > 0 && x->n_m - i < LOOK_BACK;) {
        if (!rd_str_eq(x->an->lemma[x->m[i].head], lemma)) continue;
        f->again = x->m[i].key;
        for (const struct rd_lex_row *r = f->row; r; r = r->next) {
            if (rd_str_eq(field(x, r, "id"), x->m[i].id)) f->row = r;
        }
        return true;
    }
    return false;
}

static bool look_up(const struct tp *x, uint32_t i, uint32_t end, struct found *out) {
    uint32_t len = 0, len2 = 0;
    const struct rd_lex_row *r = rd_lex_match(x->t_issues, x->g->low + i, end - i, &len), *r2 = rd_lex_match(x->t_issues, x->an->lemma + i, end - i, &len2);
    if (!r || len2 > len) {
        r = r2;
        len = len2;
    }
    if (!r) return false;
    *out = (struct found){.row = r, .beg = i, .end = i + len, .head = head_of(x, i, i + len)};
    int pos = x->an->upos[out->head];
    bool gerund = pos == RD_VERB && len >= len2 && r != r2 && rd_gram_child(x->g, out->head, RD_REL_CASE) >= 0;   /* "upsurge of fighting" */
    /* "mijnen" is taken for a pronoun now and then; as an object it is none. */
    bool object = pos == RD_PRON && rd_rel_base(x->an->rel[out->head]) == RD_REL_OBJ && x->g->low[out->head].n > 5;
    if (pos != RD_NOUN && pos != RD_PROPN && !gerund && !object) return false;
    for (; r; r = r->next) {
        if (!fits(x, field(x, r, "with"), out->head)) continue;
        out->row = r;
        return true;
    }
    return said_before(x, out);
}

static uint8_t flags_of(struct rd_str f) {
    return (uint8_t)((rd_lex_has(f, "need") ? TOPIC_NEED : 0) | (rd_lex_has(f, "state") ? TOPIC_STATE : 0) | (rd_lex_has(f, "bad") ? TOPIC_BAD : 0) | (rd_lex_has(f, "neutral") ? TOPIC_NEUTRAL : 0));
}

struct keys { struct rd_str v[MAX_KEYS]; uint32_t n; };

/* Kinds of places that are things which can be opened, closed or fought over. */
bool topic_is_thing(struct rd_str kind) {
    static const char *const kinds[] = {"bridge", "port", "crossing", "road", "canal", "dam", "airport"};
    for (size_t i = 0; i < RD_ARRAY_LEN(kinds); i++) {
        if (rd_str_is(kind, kinds[i])) return true;
    }
    return false;
}

static void add_key(struct keys *k, struct rd_str key) {
    for (uint32_t i = 0; i < k->n; i++) {
        if (rd_str_eq(k->v[i], key)) return;
    }
    if (k->n < MAX_KEYS) k->v[k->n++] = key;
}

static struct rd_str make_key(struct tp *x, struct rd_str id, struct rd_str at) {
    return at.n ? rd_arena_printf(x->a, "l:%.*s@%.*s", RD_S(id), RD_S(at)) : rd_arena_printf(x->a, "l:%.*s", RD_S(id));
}

static bool between(const struct tp *x, uint32_t tok) {
    int32_t c = rd_gram_preposition(x->g, tok);
    return c >= 0 && (rd_gram_form_is(x->g, (uint32_t)c, "between") || rd_gram_form_is(x->g, (uint32_t)c, "tussen"));
}

/* Two ends of one road ("A-B road", "the road from A to B", "between A and B") or two roads ("the A and B roads")? */
static bool two_ends(const struct tp *x, const struct topic_place *p, const struct topic_place *q) {
    if (between(x, p->beg)) return true;
    for (uint32_t i = p->end; i < q->beg; i++) {
        if (x->an->upos[i] == RD_CCONJ || rd_str_is(x->doc->toks[i].form, ",")) return false;
    }
    return true;
}

/* "the bridge at Brodno must ...": the place right behind the head, wherever the parser hung it. */
static const struct topic_place *place_behind(const struct tp *x, uint32_t head) {
    uint32_t at = head + 1, end = rd_gram_sent_end(x->g, head);
    if (at >= end || x->an->upos[at] != RD_ADP || !topic_is(x, at, "locative")) return NULL;
    at++;
    if (at < end && x->an->upos[at] == RD_DET) at++;
    uint32_t k = at < end ? x->pl_from[at] : x->n_pl;
    return k < x->n_pl && x->pl[k].beg == at && !x->pl[k].whole_state ? &x->pl[k] : NULL;
}

/* A thing at a place. A road to the chief town of an area is known by its other end. */
static void keys_of_place(struct tp *x, const struct found *f, struct keys *out) {
    const struct topic_place *p[MAX_KEYS];
    uint32_t n = 0;
    struct rd_str id = field(x, f->row, "id");
    for (uint32_t k = x->pl_from[x->g->lo[f->head]]; k < x->n_pl && x->pl[k].beg <= x->g->hi[f->head] && n < MAX_KEYS; k++) {
        if (x->pl[k].whole_state || !in_phrase(x, x->pl[k].beg, f->head, false)) continue;
        if (topic_is_thing(x->pl[k].kind) && !rd_str_eq(x->pl[k].kind, id)) continue;   /* "the port of A and B bridge" */
        p[n++] = &x->pl[k];
    }
    if (!n) {
        const struct topic_place *q = place_behind(x, f->head);
        if (q && (!topic_is_thing(q->kind) || rd_str_eq(q->kind, id))) p[n++] = q;
    }
    for (uint32_t i = 0; i < n; i++) {
        bool paired = (i > 0 && two_ends(x, p[i - 1], p[i])) || (i + 1 < n && two_ends(x, p[i], p[i + 1]));
        bool other_is_seat = (i > 0 && topic_is_seat(x, p[i - 1])) || (i + 1 < n && topic_is_seat(x, p[i + 1]));
        if (paired && topic_is_seat(x, p[i]) && !other_is_seat) continue;
        add_key(out, make_key(x, id, p[i]->id));
    }
}

/* The states that stand right under the head; a pair is looked up as an area. */
static struct rd_str area_of_states(struct tp *x, uint32_t head) {
    struct rd_str by = RD_NONE, of = RD_NONE, second = RD_NONE;
    for (uint32_t k = x->pl_from[x->g->lo[head]]; k < x->n_pl && x->pl[k].beg <= x->g->hi[head]; k++) {
        uint32_t at = x->pl[k].beg;
        if (!x->pl[k].whole_state || !in_phrase(x, at, head, false)) continue;
        if (!x->pl[k].named && x->an->head[at] != (int32_t)head) continue;   /* "provocation by the Dorvanian side" is not about Dorvania */
        int base = rd_rel_base(x->an->rel[at]);
        if (base == RD_REL_AMOD || base == RD_REL_NMOD || base == RD_REL_COMPOUND || base == RD_REL_CONJ || base == RD_REL_FLAT) {
            if (!of.p) of = x->pl[k].id;
            else if (!second.p && !rd_str_eq(of, x->pl[k].id)) second = x->pl[k].id;
        } else if (!by.p) {
            by = x->pl[k].id;
        }
    }
    if (of.p && second.p) {
        struct rd_str pair = topic_area_of_states(x, of, second);
        if (pair.p) return pair;
        bool swap = rd_str_cmp(of, second) > 0;
        return rd_arena_printf(x->a, "%.*s+%.*s", RD_S(swap ? second : of), RD_S(swap ? of : second));
    }
    return of.p ? of : by;
}

static void keys_of_area(struct tp *x, const struct found *f, struct keys *out) {
    struct rd_str at = RD_NONE, id = field(x, f->row, "id");
    uint64_t row;
    bool known = false, venue = rd_lex_has(field(x, f->row, "flags"), "venue");   /* "talks in Geneva" are not about Geneva */
    for (uint32_t k = x->pl_from[x->g->lo[f->head]]; k < x->n_pl && x->pl[k].beg <= x->g->hi[f->head] && !known; k++) {
        if (x->pl[k].whole_state || !x->pl[k].named || !in_phrase(x, x->pl[k].beg, f->head, true)) continue;
        known = rd_map_get(&x->area_of, x->pl[k].id, &row);
        if (!known && venue) continue;
        if (known || !at.p) at = x->pl[k].area;
    }
    if (!at.p) at = area_of_states(x, f->head);
    if (!at.p) at = topic_area_near(x, f->head);
    add_key(out, make_key(x, id, at));
}

/* "the Harrow treaty": by its name; "the treaty": by the one of the page that has a name, which is not known here. */
static void keys_of_named(struct tp *x, const struct found *f, struct keys *out) {
    struct rd_buf b;
    rd_buf_init(&b, 256);
    for (uint32_t i = x->g->lo[f->head]; i < f->head; i++) {
        if (x->an->upos[i] != RD_PROPN || x->an->head[i] < 0 || !in_phrase(x, i, f->head, false)) continue;
        if (b.n) rd_buf_c(&b, ' ');
        rd_buf_str(&b, rd_utf8_bare(x->an->lemma[i], x->scratch));
    }
    if (b.n && !b.err) {
        add_key(out, make_key(x, field(x, f->row, "id"), rd_arena_str(x->a, rd_buf_view(&b))));
    } else {
        keys_of_place(x, f, out);
        struct rd_str pair = out->n ? RD_NONE : area_of_states(x, f->head);
        bool two = pair.p && (rd_str_find(pair, RD_LIT("+"), 0) > 0 || pair.n != 3);
        if (two) add_key(out, make_key(x, field(x, f->row, "id"), pair));
    }
    rd_buf_free(&b);
}

/* Half a pair of quotation marks is left out, with what stands behind the half. */
static void trim_quotes(const struct tp *x, uint32_t *b, uint32_t *e, uint32_t head) {
    uint32_t before = 0, last = 0;
    for (uint32_t i = *b; i < head; i++) {
        if (!(x->doc->toks[i].flags & RD_TOK_QUOTE)) continue;
        before++;
        last = i;
    }
    uint32_t after = 0;
    for (uint32_t i = head + 1; i < *e; i++) after += (x->doc->toks[i].flags & RD_TOK_QUOTE) != 0;
    if ((before + after) % 2 == 0) return;
    if (before % 2) *b = last + 1;
    else if (*e < x->doc->n_tok && (x->doc->toks[*e].flags & RD_TOK_QUOTE)) ++*e;
    else *e = head + 1;
}

/* The words that are cited: the head with what stands right before it, and the phrase with a place behind it. */
static void extent(const struct tp *x, const struct found *f, uint32_t *beg, uint32_t *end) {
    uint32_t head = f->head, b = f->beg < head ? f->beg : head, e = f->end > head + 1 ? f->end : head + 1;
    while (b > x->g->lo[head] && head - b < MAX_NAME_TOKENS) {
        uint32_t i = b - 1;
        int pos = x->an->upos[i];
        if (pos == RD_DET || pos == RD_ADP || pos == RD_PRON || pos == RD_SCONJ || pos == RD_AUX || pos == RD_VERB || (pos == RD_ADV && i == x->g->lo[head]) || rd_gram_has_function(x->g, i, "approx", NULL) || !in_phrase(x, i, head, false)) break;
        b = i;
    }
    while (b < head && (x->an->upos[b] == RD_PUNCT || x->an->upos[b] == RD_CCONJ)) b++;
    for (int32_t c = x->g->first[head]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if ((uint32_t)c < head || (base != RD_REL_NMOD && base != RD_REL_APPOS) || x->g->hi[c] - head > 8 || x->g->lo[c] != e) continue;
        int32_t prep = rd_gram_preposition(x->g, (uint32_t)c);
        if (prep >= 0 && !topic_is(x, (uint32_t)prep, "locative")) continue;
        for (uint32_t k = x->pl_from[x->g->lo[c]]; k < x->n_pl && x->pl[k].beg <= x->g->hi[c]; k++) {
            if (x->pl[k].named && x->pl[k].end > e && x->pl[k].end <= x->g->hi[c] + 1) e = x->pl[k].end;
        }
    }
    trim_quotes(x, &b, &e, head);
    *beg = b;
    *end = e;
}

static void add_mentions(struct tp *x, const struct found *f) {
    struct rd_str id = field(x, f->row, "id"), kind = field(x, f->row, "kind");
    struct keys k = {.n = 0};
    uint8_t flags = flags_of(field(x, f->row, "flags"));
    if (rd_str_is(id, "-")) return;
    if (f->again.p) add_key(&k, f->again);
    else if (rd_str_is(kind, "place")) keys_of_place(x, f, &k);
    else if (rd_str_is(kind, "area")) keys_of_area(x, f, &k);
    else if (rd_str_is(kind, "named")) keys_of_named(x, f, &k);
    else add_key(&k, make_key(x, id, RD_NONE));
    if (!k.n && rd_str_is(kind, "place")) {
        /* "the road": the last one of its kind on the page that had a place. */
        for (uint32_t i = bare(x, f->head) ? x->n_m : 0; i-- > 0 && !k.n && x->n_m - i < LOOK_BACK;) {
            if (rd_str_eq(x->m[i].id, id)) add_key(&k, x->m[i].key);
        }
        if (!k.n && !(flags & TOPIC_NEED) && x->page_area.p) add_key(&k, make_key(x, id, x->page_area));
    }
    for (uint32_t i = 0; i < k.n && x->n_m < MAX_MENTIONS; i++) {
        struct topic_mention *m = RD_PUSH(x->scratch, x->m, x->n_m, x->cap_m);
        *m = (struct topic_mention){.head = f->head, .id = id, .key = k.v[i], .context = field(x, f->row, "context"), .flags = flags};
        extent(x, f, &m->beg, &m->end);
    }
}

/* A bridge, port or crossing that the gazetteer has under its own name. */
static void add_things(struct tp *x, uint32_t tok) {
    for (uint32_t k = x->pl_from[tok]; k < x->n_pl && x->pl[k].beg == tok; k++) {
        if (topic_is_thing(x->pl[k].kind) && x->n_m < MAX_MENTIONS) {
            struct topic_mention *m = RD_PUSH(x->scratch, x->m, x->n_m, x->cap_m);
            *m = (struct topic_mention){.head = head_of(x, tok, x->pl[k].end), .beg = tok, .end = x->pl[k].end, .id = x->pl[k].kind, .key = make_key(x, x->pl[k].kind, x->pl[k].id), .context = RD_LIT("")};
        }
    }
}

/* By head, so that a token finds its own. */
static void sort_mentions(struct tp *x) {
    for (uint32_t i = 1; i < x->n_m; i++) {
        struct topic_mention t = x->m[i];
        uint32_t k = i;
        for (; k > 0 && x->m[k - 1].head > t.head; k--) x->m[k] = x->m[k - 1];
        x->m[k] = t;
    }
    x->m_from = rd_arena_get(x->scratch, (x->doc->n_tok + 1) * sizeof *x->m_from);
    for (uint32_t i = 0, k = 0; i <= x->doc->n_tok; i++) {
        while (k < x->n_m && x->m[k].head < i) k++;
        x->m_from[i] = k;
    }
}

void topic_find_mentions(struct tp *x) {
    for (uint32_t s = 0; s < x->doc->n_sent; s++) {
        uint32_t end = x->doc->sents[s].tok + x->doc->sents[s].n_tok;
        for (uint32_t i = x->doc->sents[s].tok; i < end;) {
            struct found f;
            add_things(x, i);
            if (!look_up(x, i, end, &f)) {
                i++;
                continue;
            }
            add_mentions(x, &f);
            i = f.end;
        }
    }
    sort_mentions(x);
}

const struct topic_mention *topic_mention_at(const struct tp *x, uint32_t tok) {
    uint32_t k = x->m_from[tok];
    return k < x->n_m && x->m[k].head == tok ? &x->m[k] : NULL;
}

/* The head that an issue is shown by in the page's language: the row with the flag "label", else its first. */
static struct rd_str label_of(struct tp *x, struct rd_str id) {
    struct rd_str first = RD_NONE;
    uint64_t *at = rd_map_put(&x->labels, id, NULL);
    if (!*at) {
        for (uint32_t i = 0; i < rd_lex_count(x->t_issues); i++) {
            const struct rd_lex_row *r = rd_lex_at(x->t_issues, i);
            if (!rd_str_eq(field(x, r, "id"), id)) continue;
            bool label = rd_lex_has(field(x, r, "flags"), "label");
            if (label || !*at) *at = i + 1;
            if (label) break;
        }
    }
    if (*at) first = rd_lex_at(x->t_issues, (uint32_t)*at - 1)->f[0];
    return first;
}

static struct rd_str place_name(const struct tp *x, struct rd_str id) {
    struct rd_str out = rd_lex_display(x->lang->lex, x->lang->code, id);
    const struct rd_lex_table *t = rd_lex_get(x->lang->lex, RD_LIT("world"), "places");
    const struct rd_lex_row *r = out.n ? NULL : rd_lex_find(t, id);
    return r ? rd_lex_field(t, r, "name") : out;
}

/* For people: "peace talks, Lyskar". The key says more than the page's words do, which stand in the cite. */
static struct rd_str name_of(struct tp *x, const struct topic_mention *m, struct rd_str words) {
    struct rd_str label = label_of(x, m->id), key = m->key;
    int64_t cut = rd_str_find(key, RD_LIT("@"), 0);
    if (!label.n || !rd_str_starts(key, "l:")) return words;
    if (cut < 0) return label;
    struct rd_str at = rd_str_sub(key, (uint32_t)cut + 1, key.n), name = place_name(x, at);
    int64_t plus = rd_str_find(at, RD_LIT("+"), 0);
    if (plus > 0) {
        struct rd_str a = place_name(x, rd_str_sub(at, 0, (uint32_t)plus)), b = place_name(x, rd_str_sub(at, (uint32_t)plus + 1, at.n));
        if (a.n && b.n) name = rd_arena_printf(x->scratch, "%.*s - %.*s", RD_S(a), RD_S(b));
    }
    return rd_arena_printf(x->a, "%.*s, %.*s", RD_S(label), RD_S(name.n ? name : at));
}

static void add_context(struct tp *x, struct rd_plover *p, struct rd_str context) {
    if (!p->type || !context.n || p->n_context >= RD_ARRAY_LEN(p->context)) return;
    for (uint32_t i = 0; i < p->n_context; i++) {
        if (rd_str_is(context, p->context[i])) return;
    }
    p->context[p->n_context++] = rd_arena_str(x->a, context).p;
}

/* The issues named in some spans, in the order of the page. */
static void give(struct tp *x, const struct rd_span *span, uint32_t n_span, struct rd_issue **out, uint32_t *n_out, struct rd_plover *plover) {
    struct rd_issue v[TOPIC_MAX_ISSUES];
    uint32_t n = 0;
    for (uint32_t i = 0; i < n_span; i++) {
        uint32_t tok = rd_doc_token_at(x->doc, span[i].beg);
        for (uint32_t k = tok < x->doc->n_tok ? x->m_from[tok] : x->n_m; k < x->n_m && x->doc->toks[x->m[k].head].span.beg < span[i].end; k++) {
            const struct topic_mention *m = &x->m[k];
            uint32_t at = 0;
            while (at < n && !rd_str_eq(v[at].key, m->key)) at++;
            if (at < n || n == TOPIC_MAX_ISSUES) continue;
            struct rd_span cite = rd_doc_span(x->doc, m->beg, m->end);
            v[n++] = (struct rd_issue){.key = m->key, .name = rd_arena_str(x->a, name_of(x, m, rd_span_of(x->doc->text, cite))), .cite = cite};
            add_context(x, plover, m->context);
        }
    }
    *out = n ? rd_arena_dup(x->a, v, n * sizeof *v) : NULL;
    *n_out = n;
}

void topic_give_issues(struct tp *x) {
    for (uint32_t i = 0; i < x->out->n_st; i++) {
        struct rd_statement *s = &x->out->st[i];
        struct rd_span span[RD_MAX_RANGES + 1];
        uint32_t n = 0;
        for (; n < s->n_content && n < RD_MAX_RANGES; n++) span[n] = s->content[n];
        if (!rd_span_empty(s->condition)) span[n++] = s->condition;
        give(x, span, n, &s->issues, &s->n_issues, &s->plover);
    }
    for (uint32_t i = 0; i < x->out->n_ev; i++) {
        struct rd_event *e = &x->out->ev[i];
        give(x, &e->cite, 1, &e->issues, &e->n_issues, &e->plover);
    }
}
