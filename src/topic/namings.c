/* What places, bodies, people and things are called, and in whose words. A name that is quoted is its speaker's; every other is the
 * page's own, also inside indirect speech, whose words are the writer's. Each (thing, name, speaker) is told once a page, where it stands first. */
#include "topic/topic_int.h"

#include "base/limits.h"
#include "base/utf8.h"

enum { MAX_NAMINGS = 4000, MAX_NAME = 8 };

struct namer {
    struct tp *x;
    struct rd_map seen;
};

static bool quoted_form(const struct rd_statement *s) {
    return s->form == RD_FORM_DIRECT || s->form == RD_FORM_MIXED;
}

/* The innermost statement in whose quoted words a token stands, -1: the page's own words. */
static int32_t in_whose_words(const struct tp *x, uint32_t tok) {
    int32_t s = x->said_in[tok];
    for (uint32_t depth = 0; s >= 0 && depth < RD_MAX_NEST; depth++) {
        if (quoted_form(&x->out->st[s]) && topic_in_content(x, s, tok)) return s;
        s = x->out->st[s].nested_in;
    }
    return -1;
}

static bool of_class(const struct tp *x, uint32_t tok, const char *cls) {
    for (int pass = 0; pass < 2; pass++) {
        const struct rd_lex_row *r = rd_lex_find(x->t_loaded, pass ? x->g->low[tok] : x->an->lemma[tok]);
        for (; r; r = r->next) {
            if (r->n > 1 && rd_str_is(r->f[1], cls)) return true;
        }
    }
    return false;
}

/* Inverted commas around up to four words outside of a quotation: the writer does not answer for them. A title or a name that is
 * written so as a rule (a ship, a road) is told apart by its capital. */
static bool scare_quotes(const struct tp *x, uint32_t beg, uint32_t end) {
    if (!beg || end >= x->doc->n_tok || end - beg > 4 || in_whose_words(x, beg) >= 0) return false;
    bool around = (x->doc->toks[beg - 1].flags & RD_TOK_QUOTE) && (x->doc->toks[end].flags & RD_TOK_QUOTE);
    uint32_t k = 0;
    return around && rd_cp_lower(rd_utf8_next(x->doc->toks[beg].form, &k));
}

/* Does the name take a side? Looks at its words and at the words of the same phrase in front of it. */
static bool loaded(const struct tp *x, uint32_t beg, uint32_t end, uint32_t head, uint32_t *from) {
    bool out = scare_quotes(x, beg, end);
    *from = beg;
    for (uint32_t i = beg; i < end; i++) out = out || (of_class(x, i, "loaded") && x->an->upos[i] != RD_PROPN);
    for (int32_t c = x->g->first[head]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        if ((uint32_t)c >= beg || base == RD_REL_NMOD || base == RD_REL_CASE) continue;
        if (of_class(x, (uint32_t)c, "so_called") || rd_gram_has_function(x->g, (uint32_t)c, "hearsay", "so_called")) out = true;
        if (of_class(x, (uint32_t)c, "loaded")) {
            out = true;
            *from = (uint32_t)c;
        }
    }
    return out;
}

/* "so-called" in front of a phrase, as one token or three; returns the first token behind it, `beg` if there is none. *at: where it begins. */
static uint32_t behind_so_called(const struct tp *x, uint32_t beg, uint32_t end, uint32_t *at) {
    *at = beg;
    for (uint32_t i = beg; i < end; i++) {
        uint32_t len = 0;
        const struct rd_lex_row *r = rd_lex_match(x->t_loaded, x->g->low + i, end - i, &len);
        for (; r; r = r->next) {
            if (r->n < 2 || !rd_str_is(r->f[1], "so_called")) continue;
            *at = i;
            return i + len;
        }
    }
    return beg;
}

/* Stands it right in front of the phrase, articles, adjectives and quotation marks between? */
static bool so_called_before(const struct tp *x, uint32_t beg, uint32_t *begins) {
    uint32_t first = rd_gram_sent_begin(x->g, beg), from = beg >= first + 6 ? beg - 6 : first;
    uint32_t at = behind_so_called(x, from, beg, begins);
    if (at == from) return false;
    for (; at < beg; at++) {
        int pos = x->an->upos[at];
        if (pos != RD_ADJ && pos != RD_PUNCT && pos != RD_DET && pos != RD_NOUN) return false;
    }
    return true;
}

bool topic_so_called(const struct tp *x, uint32_t beg, uint32_t end) {
    uint32_t at;
    return behind_so_called(x, beg, end, &at) != beg || so_called_before(x, beg, &at);
}

static bool article(const struct tp *x, uint32_t tok) {
    return x->an->upos[tok] == RD_DET || x->an->upos[tok] == RD_ADP || x->an->upos[tok] == RD_PUNCT;
}

/* The normal form: no article, no quotation marks ("so-called" stays, it is what the thing is called), no possessive, blanks single. */
static struct rd_str normal(struct tp *x, uint32_t beg, uint32_t end) {
    struct rd_buf b;
    bool gap = false;
    rd_buf_init(&b, 1024);
    for (uint32_t i = beg; i < end; i++) {
        const struct rd_token *t = &x->doc->toks[i];
        gap = gap || (i && (x->doc->toks[i - 1].flags & RD_TOK_SPACE_AFTER));
        if (t->flags & RD_TOK_QUOTE) continue;
        bool possessive = i + 1 == end && t->span.end - t->span.beg <= 4 && x->an->upos[i] == RD_PART;
        if (possessive) continue;
        if (b.n && gap) rd_buf_c(&b, ' ');
        gap = false;
        rd_buf_str(&b, rd_span_of(x->doc->text, t->span));
    }
    struct rd_str out = b.err ? RD_NONE : rd_arena_str(x->a, rd_str_trim(rd_buf_view(&b)));
    rd_buf_free(&b);
    return out;
}

static void add(struct namer *w, struct rd_str key, uint32_t beg, uint32_t end, uint32_t head) {
    struct tp *x = w->x;
    int32_t b = rd_page_block_at(x->page, x->doc->toks[beg].span.beg);
    if (!key.n || b < 0 || !rd_role_is_read(x->page->blocks[b].role) || x->page->blocks[b].role == RD_ROLE_DATELINE || x->page->blocks[b].copy) return;
    uint32_t so = beg, from;
    bool doubted = behind_so_called(x, beg, end, &so) != beg || so_called_before(x, beg, &so);
    while (beg < end && article(x, beg)) beg++;
    from = beg;
    bool side = loaded(x, beg, end, head, &from) || doubted;
    if (from < beg) beg = from;
    if (doubted && so < end) beg = so;
    while (end > beg && (x->doc->toks[end - 1].flags & RD_TOK_QUOTE)) end--;
    struct rd_str words = beg < end ? normal(x, beg, end) : RD_NONE;
    if (!words.n || x->out->n_nm >= MAX_NAMINGS) return;
    int32_t s = in_whose_words(x, head);
    bool fresh;
    rd_map_put(&w->seen, rd_arena_printf(x->scratch, "%.*s|%.*s|%d|%d", RD_S(key), RD_S(words), (int)s, (int)side), &fresh);
    if (!fresh) return;
    struct rd_naming *n = RD_PUSH(x->a, x->out->nm, x->out->n_nm, x->cap_nm);
    *n = (struct rd_naming){.key = rd_arena_str(x->a, key), .words = words, .cite = rd_doc_span(x->doc, beg, end), .statement = s, .loaded = side};
}

static uint32_t head_in(const struct tp *x, uint32_t beg, uint32_t end) {
    for (uint32_t i = beg; i < end; i++) {
        if (x->an->head[i] < (int32_t)beg || x->an->head[i] >= (int32_t)end) return i;
    }
    return end - 1;
}

/* A region goes by the name of its area, so that its names in all lists meet; a town by its own. */
static struct rd_str place_key(struct tp *x, const struct topic_place *p) {
    uint64_t row;
    bool region = rd_str_is(p->kind, "region") || rd_str_eq(p->id, p->area);
    bool known = rd_map_get(&x->area_of, p->id, &row);
    return rd_arena_printf(x->a, "w:%.*s", RD_S(region && known ? p->area : p->id));
}

/* "Karabakh region of Azerbaijan", "Azerbaijan's Karabakh": the state that the name puts it in is part of the name. */
static void widen(const struct tp *x, const struct topic_place *p, uint32_t *beg, uint32_t *end, uint32_t *head) {
    int32_t up = x->an->head[*head];
    int base = rd_rel_base(x->an->rel[*head]);
    if (up >= 0 && up == (int32_t)*end && (base == RD_REL_COMPOUND || base == RD_REL_NMOD || base == RD_REL_AMOD) && topic_is(x, (uint32_t)up, "region")) {
        *head = (uint32_t)up;
        *end = (uint32_t)up + 1;
    }
    for (uint32_t k = x->pl_from[*beg >= 3 ? *beg - 3 : 0]; k < x->n_pl && x->pl[k].beg <= *end + 2; k++) {
        const struct topic_place *q = &x->pl[k];
        if (q == p || !q->whole_state || x->an->head[q->beg] != (int32_t)*head) continue;
        if (q->end <= *beg && *beg - q->beg <= 2 && q->beg >= x->g->lo[*head]) *beg = q->beg;          /* in front: possessive or adjective */
        else if (q->beg >= *end && q->beg - *end <= 2 && q->named && topic_is(x, *end, "locative")) *end = q->end;
    }
}

static void name_places(struct namer *w) {
    struct tp *x = w->x;
    for (uint32_t i = 0; i < x->n_pl; i++) {
        const struct topic_place *p = &x->pl[i];
        if (!p->named || p->half) continue;
        uint32_t beg = p->beg, end = p->end, head = head_in(x, p->beg, p->end);
        if (!p->whole_state && !rd_str_is(p->kind, "capital")) widen(x, p, &beg, &end, &head);
        add(w, place_key(x, p), beg, end, head);
    }
}

/* Things in dispute, by whatever they are called; other issues only where the name takes a side. */
static void name_issues(struct namer *w) {
    struct tp *x = w->x;
    for (uint32_t i = 0; i < x->n_m; i++) {
        const struct topic_mention *m = &x->m[i];
        uint32_t from;
        const struct rd_lex_row *r = rd_lex_find(x->t_issues, x->an->lemma[m->head]);
        bool thing = m->end - m->beg > 1 && r && rd_str_is(rd_lex_field(x->t_issues, r, "kind"), "place");
        bool side = loaded(x, m->beg, m->end, m->head, &from) || topic_so_called(x, m->beg, m->end);
        if (thing || side) add(w, m->key, m->beg, m->end, m->head);
    }
}

/* People, bodies, states: names and roles, no pronouns; a long description is no name. */
static void name_entities(struct namer *w) {
    struct tp *x = w->x;
    for (uint32_t i = 0; i < x->refs->n_mentions; i++) {
        const struct rd_mention *m = &x->refs->mentions[i];
        if (m->kind == RD_MENTION_PRONOUN || m->entity < 0 || m->end - m->beg > MAX_NAME) continue;
        const struct rd_entity *e = &x->refs->entities[m->entity];
        uint32_t k = 0, pl = x->pl_from[m->beg];
        if (!e->name.n || !rd_cp_upper(rd_utf8_next(e->name, &k))) continue;
        if (!e->world.n && !e->side.n && pl < x->n_pl && x->pl[pl].beg < m->end) continue;   /* a place that was taken for a person */
        bool titled = m->kind == RD_MENTION_NOMINAL;
        if (e->kind == RD_ENT_PLACE || e->kind == RD_ENT_OTHER || (e->kind == RD_ENT_GROUP && !e->world.n)) continue;
        if (e->kind == RD_ENT_STATE && !e->world.n) continue;
        uint32_t from;
        /* "the President" is an office, not a name, unless it takes a side */
        if (titled && e->kind == RD_ENT_PERSON && !loaded(x, m->beg, m->end, m->head, &from) && !topic_so_called(x, m->beg, m->end)) continue;
        if (titled && e->kind != RD_ENT_PERSON && !e->world.n) continue;
        add(w, rd_entity_key(e, x->scratch), m->beg, m->end, m->head);
    }
}

/* "the puppet regime in the X region": who rules an area, by a word that takes a side. */
static void name_rulers(struct namer *w) {
    struct tp *x = w->x;
    for (uint32_t i = 0; i < x->doc->n_tok; i++) {
        uint32_t beg = i, from;
        if (x->an->upos[i] != RD_NOUN || !of_class(x, i, "authority")) continue;
        while (beg > x->g->lo[i] && i - beg < 4 && (x->an->upos[beg - 1] == RD_ADJ || x->an->upos[beg - 1] == RD_NOUN)) beg--;
        bool plain = false, marked = false;   /* "border control regime" is none that rules */
        for (uint32_t k = beg; k < i; k++) {
            marked = marked || of_class(x, k, "loaded") || of_class(x, k, "so_called");
            plain = plain || x->an->upos[k] == RD_NOUN;
        }
        if (!loaded(x, beg, i + 1, i, &from) || (plain && !marked)) continue;
        struct rd_str area = topic_area_near(x, i);
        int32_t m = x->refs->mention_of[i];
        const struct rd_entity *e = m >= 0 && x->refs->mentions[m].entity >= 0 ? &x->refs->entities[x->refs->mentions[m].entity] : NULL;
        if (e && e->world.n) continue;   /* name_entities has it */
        if (area.n) add(w, rd_arena_printf(x->scratch, "l:authorities@%.*s", RD_S(area)), beg, i + 1, i);
    }
}

/* Is `words` among the names that a place's row says `side` uses ("Liskara@XDR")? */
static bool own_name(struct rd_str aliases, struct rd_str words, struct rd_str side, struct rd_arena *scratch) {
    struct rd_str wanted = rd_utf8_key(rd_arena_printf(scratch, "%.*s@%.*s", RD_S(words), RD_S(side)), scratch);
    while (aliases.n) {
        struct rd_str two[2];
        uint32_t parts = rd_str_split(aliases, '|', two, 2);
        if (rd_str_eq(rd_utf8_key(two[0], scratch), wanted)) return true;
        aliases = parts == 2 ? two[1] : RD_NONE;
    }
    return false;
}

/* Where a place is contested, calling it by the name that one's own side alone uses is a claim. */
static void claim_names(struct tp *x) {
    const struct rd_lex_table *t = rd_lex_get(x->lang->lex, RD_LIT("world"), "places");
    for (uint32_t i = 0; i < x->out->n_nm; i++) {
        const struct rd_naming *n = &x->out->nm[i];
        if (n->statement < 0 || !rd_str_starts(n->key, "w:")) continue;
        const struct rd_lex_row *r = rd_lex_find(t, rd_str_sub(n->key, 2, n->key.n));
        struct rd_str side = x->out->st[n->statement].speaker.side;
        if (r && side.n && !rd_lex_field(t, r, "state").n && own_name(rd_lex_field(t, r, "aliases"), n->words, side, x->scratch)) topic_claim(x, n->statement, RD_CLAIM_NAMING, rd_arena_printf(x->a, "name:%.*s", RD_S(n->key)), n->words, RD_NONE, n->cite);
    }
}

static void sort(struct rd_naming *v, uint32_t n) {
    for (uint32_t i = 1; i < n; i++) {
        struct rd_naming t = v[i];
        uint32_t k = i;
        for (; k > 0 && (v[k - 1].cite.beg > t.cite.beg || (v[k - 1].cite.beg == t.cite.beg && rd_str_cmp(v[k - 1].key, t.key) > 0)); k--) v[k] = v[k - 1];
        v[k] = t;
    }
}

void topic_namings(struct tp *x) {
    struct namer w = {.x = x};
    rd_map_init(&w.seen, x->scratch);
    name_places(&w);
    name_issues(&w);
    name_entities(&w);
    name_rulers(&w);
    sort(x->out->nm, x->out->n_nm);
    claim_names(x);
}
