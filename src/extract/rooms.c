/* Occasions that several speakers share, letters and whom they are to, pages that are themselves a statement. */
#include "extract/extract_int.h"
#include "extract/govern.h"
#include "extract/settings.h"

#include "base/utf8.h"

uint32_t extract_place(const struct ex *x, const struct ex_draft *d) {
    if (d->cue >= 0 && !d->shares_cue) return x->cues[d->cue].tok;
    return d->r[0].b;
}

static bool sector_of(const struct ex *x, const struct rd_party *p, const char *a, const char *b) {
    struct rd_str w[12];
    uint32_t n = p->role.p ? rd_str_split(p->role, ' ', w, 12) : 0, len;
    for (uint32_t i = 0; i < n && x->t_roles; i++) {
        for (const struct rd_lex_row *r = rd_lex_match(x->t_roles, w + i, n - i, &len); r; r = r->next) {
            struct rd_str sector = rd_lex_field(x->t_roles, r, "sector");
            if (rd_str_is(sector, a) || rd_str_is(sector, b)) return true;
        }
    }
    return false;
}

/* A member of parliament or of the opposition, by the words of the role, or by the name where it is a description. */
static bool legislator(const struct ex *x, const struct rd_party *p) {
    struct rd_party named = *p;
    named.role = p->name;
    return sector_of(x, p, "LEG", "OPP") || (p->entity < 0 && p->name.p && sector_of(x, &named, "LEG", "OPP"));
}

static bool of_the_court(const struct ex *x, const struct rd_party *p) {
    struct rd_party named = *p;
    named.role = p->name;
    return sector_of(x, p, "JUD", "JUD") || (p->name.p && sector_of(x, &named, "JUD", "JUD"));
}

static uint32_t block_of(const struct ex *x, const struct ex_draft *d) {
    return x->doc->sents[x->doc->sent_of[extract_place(x, d)]].block;
}

/* Questions and answers, a debate, a hearing, talks: what another says right behind it is said there too. `prev` is the statement
 * or scene at the top level before draft i, ch the channel that i's own words tell (0: none). */
int32_t extract_shared_occasion(const struct ex *x, uint32_t i, int32_t prev, int ch) {
    const struct ex_draft *d = &x->drafts[i];
    if (prev < 0 || x->drafts[prev].occasion < 0) return -1;
    int32_t best = x->drafts[prev].occasion;
    uint32_t a = block_of(x, &x->drafts[prev]), b = block_of(x, d);
    const struct ex_occasion *o = &x->occ[best];
    const struct ex_cue *c = d->cue >= 0 ? &x->cues[d->cue] : NULL;
    bool reply = c && (rd_str_is(c->cls, "answer") || rd_str_is(c->cls, "ask") || rd_str_is(c->cls, "reject"));
    if (ch) { /* the place is told only now: what the lead tells of the day holds for it */
        bool room = ch == RD_CH_SPEECH || ch == RD_CH_TESTIMONY || ch == RD_CH_MEETING;
        return room && b <= a + 1 && (o->channel == ch || (!o->channel && o->date.value[0] && legislator(x, &d->st.speaker))) ? best : -1;
    }
    bool room = o->channel == RD_CH_TESTIMONY || o->channel == RD_CH_SPEECH || o->channel == RD_CH_MEETING;
    bool scene = x->drafts[prev].scene && x->drafts[prev].subj < 0;
    if (scene && b <= a + 1) return best;
    if (o->channel == RD_CH_SPEECH && b <= a + 2 && legislator(x, &d->st.speaker)) return best; /* a debate goes on over paragraphs */
    if (o->channel == RD_CH_TESTIMONY && b <= a + 2 && of_the_court(x, &d->st.speaker)) return best;
    /* an office holder answers in the house; a private voice behind a speech was not there */
    bool inside = o->channel != RD_CH_SPEECH || d->st.speaker.side.p || legislator(x, &d->st.speaker) || x->drafts[prev].scene || (a == b && !reply && legislator(x, &x->drafts[prev].st.speaker));
    if (room && inside && (a == b || (reply && b <= a + 1))) return best;
    return reply && a == b && (o->channel == RD_CH_BRIEFING || o->channel == RD_CH_INTERVIEW) ? best : -1;
}

/* ---- letters ---- */

static bool to_word(const struct ex *x, uint32_t i) {
    return rd_gram_form_is(x->g, i, "to") || rd_gram_form_is(x->g, i, "aan");
}

/* "a letter [addressed] to X": the one who is named behind the preposition, up to the next verb or mark. */
void extract_letter_to(const struct ex *x, struct ex_occasion *o) {
    if (o->channel != RD_CH_LETTER || o->n_to || rd_span_empty(o->channel_span)) return;
    uint32_t i = rd_doc_token_at(x->doc, o->channel_span.beg), end = rd_gram_sent_end(x->g, i), b = 0;
    for (uint32_t k = i + 1; k < end && k < i + 6 && !b; k++) {
        if (to_word(x, k)) b = k + 1;
        else if (rd_gram_form_is(x->g, k, ",")) break;
    }
    if (!b) return;
    uint32_t e = b;
    while (e < end && x->an->upos[e] != RD_VERB && x->an->upos[e] != RD_AUX && !rd_gram_form_is(x->g, e, ",") && !rd_gram_form_is(x->g, e, ".") && !(x->doc->toks[e].flags & RD_TOK_QUOTE)) e++;
    int32_t who = -1;
    for (uint32_t k = b; k < e && o->n_to < EX_MAX_PARTIES; k++) {
        int32_t m = x->refs->mention_of[k], en = extract_entity_at(x, k);
        if (m < 0 || en < 0 || x->refs->entities[en].kind == RD_ENT_OTHER) continue;
        int kind = x->refs->entities[en].kind;
        if (kind == RD_ENT_PERSON) { /* a person told with his body */
            o->to[0] = (int32_t)k;
            o->n_to = 1;
            return;
        }
        if (who < 0) who = (int32_t)k;
    }
    if (who < 0 && e > b) who = extract_head_between(x, b, e);
    if (who >= 0) o->to[o->n_to++] = who;
}

/* ---- a page that is a statement: "Statement by the Foreign Ministry of X" ---- */

enum { TITLE_WORDS = 40 };

static bool word_in(struct rd_str w, const char *const *list, size_t n) {
    for (size_t k = 0; k < n; k++) {
        if (rd_str_is(w, list[k])) return true;
    }
    return false;
}
#define WORD_IN(w, ...) word_in((w), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* Does "statement", or another word of the list for one, stand among the first words? Its index, n if not. */
static uint32_t statement_word(const struct ex *x, const struct rd_str *w, uint32_t n) {
    for (uint32_t i = 0; i < n && i < 7; i++) {
        for (const struct rd_lex_row *r = rd_lex_find(x->t_channels, rd_utf8_lower(w[i], x->scratch)); r; r = r->next) {
            if (r->n > 2 && rd_str_is(r->f[2], "noun") && rd_str_is(r->f[1], "statement")) return i;
        }
    }
    return n;
}

static int32_t entity_named(const struct ex *x, struct rd_str name) {
    for (uint32_t e = 0; e < x->refs->n_entities; e++) {
        const struct rd_entity *en = &x->refs->entities[e];
        if (en->name.p && rd_str_eq(en->name, name)) return (int32_t)e;
        for (uint32_t k = 0; k < en->n_names; k++) {
            if (rd_str_eq(en->names[k], name)) return (int32_t)e;
        }
    }
    return -1;
}

static void issuer_of(struct ex *x, const struct rd_str *w, uint32_t b, uint32_t e) {
    while (b < e && WORD_IN(rd_utf8_lower(w[b], x->scratch), "the", "de", "het", "a", "een")) b++;
    uint32_t k = b;
    for (bool on = true; k < e && on; k += on) {
        on = !WORD_IN(w[k], "on", "over", "regarding", "concerning", "about", "following", "naar", "inzake");
        if (on && (rd_str_ends(w[k], ",") || rd_str_ends(w[k], ":"))) e = k + 1;
    }
    if (k == b) return;
    struct rd_str name = {w[b].p, (uint32_t)(w[k - 1].p + w[k - 1].n - w[b].p)};
    while (name.n && (name.p[name.n - 1] == ',' || name.p[name.n - 1] == ':' || name.p[name.n - 1] == '.')) name.n--;
    x->issuer_name = name;
    x->issuer = entity_named(x, name);
    for (uint32_t i = b; i < k; i++) {
        uint32_t len;
        struct rd_str type;
        const struct rd_actor *a = rd_lex_name_match(x->lang->lex, x->lang->code, w + i, k - i, &len, &type);
        if (a && a->side.n) x->issuer_side = a->side;
    }
    if (x->issuer >= 0 && x->refs->entities[x->issuer].side.p) x->issuer_side = x->refs->entities[x->issuer].side;
}

void extract_issuer(struct ex *x) {
    x->issuer = -1;
    for (uint32_t b = 0; b < x->page->n_blocks && b < 4 && x->t_channels; b++) {
        const struct rd_block *bl = &x->page->blocks[b];
        struct rd_str w[TITLE_WORDS];
        if ((bl->role != RD_ROLE_TITLE && bl->role != RD_ROLE_BYLINE && b > 0) || bl->span.end - bl->span.beg > 300) continue;
        uint32_t n = rd_str_split(rd_str_sub(x->doc->text, bl->span.beg, bl->span.end), ' ', w, TITLE_WORDS);
        if (n > TITLE_WORDS) n = TITLE_WORDS;
        uint32_t at = statement_word(x, w, n);
        if (at == n) continue;
        if (at + 2 < n && WORD_IN(w[at + 1], "by", "of", "from", "van", "door")) issuer_of(x, w, at + 2, n);
        else if (at == 0 && n > 1 && WORD_IN(w[1], "on", "over", "regarding", "concerning", "inzake")) x->is_statement = true;
        else if (at > 0) issuer_of(x, w, 0, at);
        else continue;
        x->is_statement |= x->issuer_name.p && (x->issuer >= 0 || x->issuer_side.p || at == 0);
        if (x->is_statement) return;
    }
}

/* "the ministry", on a page that is the statement of "the Foreign Ministry of X"; "the statement reads". */
void extract_issuer_speaks(const struct ex *x, struct rd_party *p) {
    if (!x->is_statement || !x->issuer_name.p || p->side.p || !p->name.p) return;
    int kind = p->entity >= 0 ? x->refs->entities[p->entity].kind : RD_ENT_OTHER;
    bool paper = p->entity < 0 && x->t_channels && rd_lex_find(x->t_channels, p->name);
    if (!paper && (kind != RD_ENT_ORG || rd_str_find(x->issuer_name, p->name, 0) < 0)) return;
    p->name = x->issuer_name;
    if (x->issuer_side.p) p->side = x->issuer_side;
}

/* What the body says on its own page is its statement, of the page's day. */
bool extract_issued(const struct ex *x, const struct ex_draft *d, struct rd_date *date) {
    if (!x->is_statement || d->parent >= 0) return false;
    int32_t e = d->st.speaker.entity;
    int kind = e >= 0 ? x->refs->entities[e].kind : RD_ENT_OTHER;
    bool same = e >= 0 && (e == x->issuer || (x->issuer >= 0 && kind != RD_ENT_PERSON && x->refs->entities[x->issuer].side.p && rd_str_eq(x->refs->entities[x->issuer].side, x->refs->entities[e].side)));
    const struct ex_cue *c = d->cue >= 0 ? &x->cues[d->cue] : NULL;
    bool now = c && rd_feat(x->an, c->tok, "Tense=Pres") && rd_feat(x->an, c->tok, "VerbForm=Fin"); /* "calls on", "welcomes" */
    bool body = x->issuer < 0 && !x->issuer_name.p ? now && kind != RD_ENT_STATE : x->issuer < 0 ? kind == RD_ENT_ORG || (x->issuer_name.p && d->st.speaker.name.p && rd_str_eq(x->issuer_name, d->st.speaker.name)) || extract_first_person(x, d->subj) : same || kind == RD_ENT_ORG;
    if (!body) return false;
    memset(date, 0, sizeof *date);
    if (x->page->published.prec == RD_PREC_DAY) {
        *date = x->page->published;
        date->basis = RD_BASIS_PAGE_DATE;
        date->cite = (struct rd_span){0, 0};
    }
    return true;
}

/* ---- sides of a debate ---- */

/* Members of a house whose state nobody tells are of the one state whose people speak there. */
void extract_room_sides(struct ex *x) {
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        if (d->dead || d->st.speaker.side.p || !legislator(x, &d->st.speaker)) continue;
        struct rd_str side = RD_NONE;
        bool several = false;
        for (uint32_t k = 0; k < x->n_drafts; k++) {
            const struct ex_draft *o = &x->drafts[k];
            if (o->dead || !o->st.speaker.side.p || o->st.speaker.side.n != 3 || o->parent >= 0 || (d->occasion >= 0 && o->occasion != d->occasion)) continue;
            several |= side.p && !rd_str_eq(side, o->st.speaker.side);
            side = o->st.speaker.side;
        }
        for (uint32_t e = 0; e < x->refs->n_entities && (!side.p || several); e++) { /* the house itself */
            const struct rd_entity *h = &x->refs->entities[e];
            if (h->code.p && rd_str_ends(h->code, "LEG") && h->side.p) side = h->side, several = false;
        }
        if (side.p && !several) d->st.speaker.side = side;
    }
}

/* ---- who is who, once occasions are known ---- */

static bool starts_small(struct rd_str s) {
    uint32_t i = 0;
    return s.n && rd_cp_lower(rd_utf8_next(s, &i));
}

static bool described(const struct rd_party *p) {
    return p->name.p && starts_small(p->name);
}

static bool named_person(const struct ex *x, const struct rd_party *p) {
    return p->entity >= 0 && x->refs->entities[p->entity].kind == RD_ENT_PERSON && p->name.p && !starts_small(p->name);
}

static void becomes(struct ex *x, struct ex_draft *d, const struct rd_party *who) {
    struct rd_span words = d->st.speaker.span;
    extract_evidence(x, &d->st, "speaker", who->span);
    d->st.speaker = *who;
    d->st.speaker.span = words;
}

static bool forms_in(const struct ex *x, struct rd_span words, const char *const *list, size_t n) {
    uint32_t i = rd_doc_token_at(x->doc, words.beg);
    for (; i < x->doc->n_tok && x->doc->toks[i].span.end <= words.end; i++) {
        if (word_in(x->g->low[i], list, n)) return true;
    }
    return false;
}

/* "The witness denied it": who testified last, and is not of the court. `order`: drafts by their place. */
static void witnesses(struct ex *x, const uint32_t *order) {
    static const char *const words[] = {"witness", "defendant", "accused", "getuige", "verdachte", "beklaagde"};
    const struct rd_party *last = NULL;
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[order[i]];
        if (d->dead || d->parent >= 0 || d->n_r == 0) continue;
        if (described(&d->st.speaker) && last && forms_in(x, d->st.speaker.span, words, RD_ARRAY_LEN(words))) becomes(x, d, last);
        else if (named_person(x, &d->st.speaker) && d->occasion >= 0 && x->occ[d->occasion].channel == RD_CH_TESTIMONY && !of_the_court(x, &d->st.speaker)) last = &d->st.speaker;
    }
}

/* "A former pilot told the inquiry that … . '…', Lars Dybdal testified.": somebody who is described, and then named for the first
 * time, without a word of who he is, in the sentence behind it. */
static void named_later(struct ex *x, const uint32_t *order) {
    for (uint32_t i = 0; i + 1 < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[order[i]];
        if (d->dead || d->parent >= 0 || d->n_r == 0 || !described(&d->st.speaker) || d->st.n_co) continue;
        uint32_t s = x->doc->sent_of[extract_place(x, d)], tok = rd_doc_token_at(x->doc, d->st.speaker.span.beg);
        if (rd_span_empty(d->st.speaker.span) || tok >= x->doc->n_tok || (d->subj >= 0 && rd_feat(x->an, (uint32_t)d->subj, "Number=Plur"))) continue;
        if (d->st.speaker.entity >= 0 && x->refs->entities[d->st.speaker.entity].kind != RD_ENT_PERSON) continue;
        const struct ex_draft *n = NULL;
        for (uint32_t k = i + 1; k < x->n_drafts && !n; k++) {
            const struct ex_draft *o = &x->drafts[order[k]];
            if (!o->dead && o->parent < 0 && o->n_r && !rd_span_empty(o->st.speaker.span)) n = o;
        }
        if (!n || !named_person(x, &n->st.speaker) || n->st.speaker.role.p || n->st.speaker.side.p || d->st.speaker.side.p) continue;
        uint32_t at = x->doc->sent_of[extract_place(x, n)];
        const struct rd_entity *e = &x->refs->entities[n->st.speaker.entity];
        uint32_t first = e->n_mentions ? x->doc->sent_of[x->refs->mentions[e->mentions[0]].beg] : 0;
        if (at == s + 1 && first == at && x->doc->sents[at].block == x->doc->sents[s].block) becomes(x, d, &n->st.speaker);
    }
}

/* "his spokeswoman", "its office": of the side of whom they belong to. */
static void belongs(struct ex *x) {
    static const char *const words[] = {"spokesman", "spokeswoman", "spokesperson", "office", "deputy", "aide", "adviser", "advisor", "ministry", "woordvoerder", "woordvoerster", "kantoor", "kabinet", "ministerie", "adviseur"};
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        if (d->dead || d->st.speaker.side.p) continue;
        int32_t e = d->st.speaker.entity;
        uint32_t n = e >= 0 ? x->refs->entities[e].n_mentions : 0;
        for (uint32_t k = 0; k <= n && !d->st.speaker.side.p; k++) {
            int32_t head = k < n ? (int32_t)x->refs->mentions[x->refs->entities[e].mentions[k]].head : d->subj;
            int32_t own = head >= 0 ? rd_gram_child_exact(x->g, (uint32_t)head, RD_REL_NMOD_POSS) : -1;
            if (own < 0 || x->an->upos[own] != RD_PRON || !word_in(x->g->low[head], words, RD_ARRAY_LEN(words))) continue;
            int32_t o = extract_entity_at(x, (uint32_t)own);
            if (o >= 0 && o != e && x->refs->entities[o].side.p) d->st.speaker.side = x->refs->entities[o].side;
        }
    }
}

void extract_identities(struct ex *x, const uint32_t *order) {
    named_later(x, order);
    witnesses(x, order);
    belongs(x);
}
