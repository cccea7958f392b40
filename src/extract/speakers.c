/* Subjects and addressees become parties: the entity where references resolved one, the words of the page otherwise. */
#include "extract/govern.h"
#include "extract/settings.h"

#include "base/utf8.h"

int32_t extract_entity_at(const struct ex *x, uint32_t tok) {
    int32_t m = x->refs->mention_of[tok];
    return m >= 0 ? x->refs->mentions[m].entity : -1;
}

/* "both", "all", "beide", "alle" say how many: they stay in a name that is a description. */
static bool tells_how_many(const struct ex *x, uint32_t i) {
    static const char *const words[] = {"both", "all", "beide", "alle"};
    for (size_t k = 0; k < RD_ARRAY_LEN(words); k++) {
        if (rd_gram_form_is(x->g, i, words[k])) return true;
    }
    return false;
}

/* The noun phrase without what only describes it further: relative clauses, appositions, coordinated ones, adverbials. */
static struct rd_range phrase(const struct ex *x, uint32_t head) {
    uint32_t b = head, e = head + 1;
    for (int32_t c = x->g->first[head]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        bool part = base == RD_REL_AMOD || base == RD_REL_COMPOUND || base == RD_REL_FLAT || base == RD_REL_NUMMOD || base == RD_REL_DET || base == RD_REL_FIXED ||
                    (base == RD_REL_NMOD && (uint32_t)c < head) || (base == RD_REL_NMOD && (uint32_t)c > head && x->g->hi[c] - head < 12);
        part |= base == RD_REL_CC && (uint32_t)c < head && tells_how_many(x, (uint32_t)c);
        if (!part || (base == RD_REL_DET && x->an->rel[c] != RD_REL_DET)) continue;
        if (x->g->lo[c] < b) b = x->g->lo[c];
        if (x->g->hi[c] + 1 > e) e = x->g->hi[c] + 1;
    }
    for (uint32_t i = head + 1; i < e; i++) { /* nothing past a comma or another cue */
        if (rd_gram_form_is(x->g, i, ",") || (x->cue_of[i] >= 0 && x->cues[x->cue_of[i]].pos == 'V')) { e = i; break; }
    }
    return (struct rd_range){b, e};
}

static struct rd_str name_of(struct ex *x, struct rd_range r) {
    while (r.b + 1 < r.e && (x->an->upos[r.b] == RD_DET || x->an->upos[r.b] == RD_ADP) && !tells_how_many(x, r.b)) r.b++;
    struct rd_str s = rd_str_trim(extract_text(x, rd_doc_span(x->doc, r.b, r.e)));
    if (rd_str_ends(s, "'s")) s.n -= 2;
    else if (rd_str_ends(s, "’s")) s.n -= 4;
    /* single blanks */
    char *out = rd_arena_get(x->a, (size_t)s.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        char c = s.p[i] == '\n' || s.p[i] == '\t' ? ' ' : s.p[i];
        if (c != ' ' || (n && out[n - 1] != ' ')) out[n++] = c;
    }
    out[n] = 0;
    return (struct rd_str){out, n};
}

struct rd_party extract_party(struct ex *x, uint32_t tok) {
    struct rd_party p = {.entity = extract_entity_at(x, tok)};
    int32_t m = x->refs->mention_of[tok];
    struct rd_range r = m >= 0 ? (struct rd_range){x->refs->mentions[m].beg, x->refs->mentions[m].end} : phrase(x, tok);
    p.span = rd_doc_span(x->doc, r.b, r.e);
    if (p.entity >= 0) {
        const struct rd_entity *e = &x->refs->entities[p.entity];
        p.name = e->name;
        p.role = e->role;
        p.org = e->org;
        p.side = e->side;
        p.code = e->code;
        return p;
    }
    bool pronoun = x->an->upos[tok] == RD_PRON || x->an->upos[tok] == RD_DET;
    if (!pronoun) p.name = name_of(x, m >= 0 ? phrase(x, tok) : r);
    struct rd_str type;
    const struct rd_actor *who = x->an->upos[tok] == RD_ADJ || x->an->upos[tok] == RD_PROPN ? rd_lex_name(x->lang->lex, x->lang->code, x->doc->toks[tok].form, &type) : NULL;
    if (who) { /* "the Velmarkish claim": the state speaks */
        struct rd_str shown = rd_lex_display(x->lang->lex, x->lang->code, who->id);
        if (shown.p) p.name = shown;
        p.side = who->side.n ? who->side : RD_NONE;
        p.code = who->code.n ? who->code : RD_NONE;
    }
    return p;
}

void extract_evidence(struct ex *x, struct rd_statement *s, const char *field, struct rd_span span) {
    if (rd_span_empty(span)) return;
    struct rd_evidence *e = rd_arena_get(x->a, (s->n_evidence + 1) * sizeof *e);
    if (s->n_evidence) memcpy(e, s->evidence, s->n_evidence * sizeof *e);
    e[s->n_evidence++] = (struct rd_evidence){field, span};
    s->evidence = e;
}

static struct rd_party *append(struct ex *x, struct rd_party *v, uint32_t *n, struct rd_party p) {
    struct rd_party *out = rd_arena_get(x->a, (*n + 1) * sizeof *out);
    if (*n) memcpy(out, v, *n * sizeof *out);
    out[(*n)++] = p;
    return out;
}

static bool same(const struct rd_party *a, const struct rd_party *b) {
    return (a->entity >= 0 && a->entity == b->entity) || (a->entity < 0 && b->entity < 0 && a->name.p && rd_str_eq(a->name, b->name));
}

static void co_speakers(struct ex *x, struct rd_statement *s, uint32_t subj) {
    for (int32_t c = x->g->first[subj]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) != RD_REL_CONJ || x->an->upos[c] == RD_VERB) continue;
        struct rd_party p = extract_party(x, (uint32_t)c);
        if (p.name.p && !same(&p, &s->speaker)) s->co_speakers = append(x, s->co_speakers, &s->n_co, p);
    }
}

static void entity_evidence(struct ex *x, struct rd_statement *s) {
    if (s->speaker.entity < 0) return;
    const struct rd_entity *e = &x->refs->entities[s->speaker.entity];
    extract_evidence(x, s, "side", e->side_cite);
    extract_evidence(x, s, "role", e->role_cite);
    extract_evidence(x, s, "org", e->org_cite);
}

/* "Presidents A and B", "de ministers A en B": the names speak, not their common title. */
static uint32_t named_head(const struct ex *x, uint32_t subj) {
    if (!rd_feat(x->an, subj, "Number=Plur") && x->an->upos[subj] != RD_PROPN) return subj;
    for (int32_t c = x->g->first[subj]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        int32_t e = extract_entity_at(x, (uint32_t)c);
        bool name = (base == RD_REL_APPOS || base == RD_REL_FLAT || base == RD_REL_NMOD) && (uint32_t)c > subj && x->an->upos[c] == RD_PROPN;
        bool several = rd_gram_child(x->g, (uint32_t)c, RD_REL_CONJ) >= 0 || rd_gram_child(x->g, subj, RD_REL_CONJ) >= 0;
        if (name && several && e >= 0 && x->refs->entities[e].kind == RD_ENT_PERSON && rd_gram_preposition(x->g, (uint32_t)c) < 0) return (uint32_t)c;
    }
    return subj;
}

static void speaker(struct ex *x, struct ex_draft *d) {
    struct rd_statement *s = &d->st;
    s->speaker.entity = -1;
    if (d->subj >= 0) {
        uint32_t who = named_head(x, (uint32_t)d->subj);
        s->speaker = extract_party(x, who);
        co_speakers(x, s, who);
        if (who != (uint32_t)d->subj) co_speakers(x, s, (uint32_t)d->subj);
    } else if (d->like >= 0) {
        const struct rd_statement *from = &x->drafts[d->like].st;
        s->speaker = from->speaker;
        s->speaker.span = (struct rd_span){0, 0};
        s->co_speakers = from->co_speakers;
        s->n_co = from->n_co;
    }
    entity_evidence(x, s);
}

/* "told a daily press briefing", "told reporters": the occasion or the press at large, nobody who is spoken to. */
static bool press_or_occasion(const struct ex *x, uint32_t tok) {
    uint32_t b = tok > 2 ? tok - 2 : 0, len;
    for (const struct rd_lex_row *r = x->t_roles ? rd_lex_find(x->t_roles, x->an->lemma[tok]) : NULL; r; r = r->next) {
        if (rd_str_is(rd_lex_field(x->t_roles, r, "sector"), "MED")) return true;
    }
    if (x->an->upos[tok] == RD_PROPN) return false;
    for (uint32_t i = b; i <= tok && x->t_channels; i++) {
        for (const struct rd_lex_row *r = rd_lex_match(x->t_channels, x->g->low + i, x->doc->n_tok - i < 6 ? x->doc->n_tok - i : 6, &len); r; r = r->next) {
            if (r->n > 2 && rd_str_is(r->f[2], "noun") && rd_str_is(r->f[1], "briefing") && i + len > tok) return true;
        }
    }
    return false;
}

/* Some people without a name are told by their noun alone: "the crowd" of "the crowd in the square". */
static struct rd_party addressee_party(struct ex *x, uint32_t tok) {
    struct rd_party p = extract_party(x, tok);
    const struct rd_entity *e = p.entity >= 0 ? &x->refs->entities[p.entity] : NULL;
    bool described = x->an->upos[tok] == RD_NOUN && (!e || (!e->world.p && (e->kind == RD_ENT_GROUP || e->kind == RD_ENT_OTHER)));
    if (described) {
        struct rd_range r = phrase(x, tok);
        r.e = tok + 1;
        p.name = name_of(x, r);
    }
    return p;
}

/* "the leaders of A and B": refer/ has a mention for each of them; the others of the same words. */
static void doubles(struct ex *x, struct rd_statement *s, uint32_t tok) {
    int32_t m = x->refs->mention_of[tok];
    if (m < 0) return;
    const struct rd_mention *of = &x->refs->mentions[m];
    uint32_t k = (uint32_t)m;
    while (k > 0 && x->refs->mentions[k - 1].beg == of->beg && x->refs->mentions[k - 1].end == of->end) k--;
    for (; k < x->refs->n_mentions && x->refs->mentions[k].beg == of->beg && x->refs->mentions[k].end == of->end; k++) {
        int32_t e = x->refs->mentions[k].entity;
        if ((int32_t)k == m || e < 0 || e == of->entity) continue;
        const struct rd_entity *en = &x->refs->entities[e];
        struct rd_party p = {e, en->name, en->role, en->org, en->side, en->code, rd_doc_span(x->doc, of->beg, of->end)};
        s->addressees = append(x, s->addressees, &s->n_addr, p);
    }
}

/* "We urge X to …" in somebody's own words is said to X. */
static void performed(struct ex *x, struct ex_draft *d) {
    if (d->form != RD_FORM_DIRECT || d->n_addr || d->n_r == 0) return;
    uint32_t e = d->r[0].e;
    if (e > d->r[0].b + 12) e = d->r[0].b + 12;
    for (uint32_t i = d->r[0].b; i < e; i++) {
        int32_t c = x->cue_of[i];
        if (c < 0 || x->cues[c].tok != i || x->cues[c].pos != 'V' || x->an->head[i] >= 0 || !extract_first_person(x, x->cues[c].subj)) continue;
        const struct ex_cue *q = &x->cues[c];
        if (!extract_object_is_addressee(q) || !rd_lex_has(q->governs, "person") || x->an->upos[q->subj] != RD_PRON || !rd_feat(x->an, i, "Tense=Pres")) continue;
        for (int32_t k = x->g->first[i]; k >= 0 && d->n_addr < EX_MAX_PARTIES; k = x->g->next[k]) {
            int rel = rd_rel_base(x->an->rel[k]);
            int32_t en = extract_entity_at(x, (uint32_t)k);
            if ((rel == RD_REL_OBJ || rel == RD_REL_IOBJ) && k > (int32_t)i && en >= 0 && x->refs->entities[en].kind != RD_ENT_OTHER && x->refs->entities[en].kind != RD_ENT_PLACE) d->addr[d->n_addr++] = k;
        }
        return;
    }
}

static void addressees(struct ex *x, struct ex_draft *d) {
    struct rd_statement *s = &d->st;
    performed(x, d);
    for (uint32_t k = 0; k < d->n_addr; k++) {
        if (press_or_occasion(x, (uint32_t)d->addr[k])) continue;
        struct rd_party p = addressee_party(x, (uint32_t)d->addr[k]);
        if (!p.name.p || same(&p, &s->speaker)) continue;
        s->addressees = append(x, s->addressees, &s->n_addr, p);
        doubles(x, s, (uint32_t)d->addr[k]);
        for (int32_t c = x->g->first[d->addr[k]]; c >= 0; c = x->g->next[c]) {
            if (rd_rel_base(x->an->rel[c]) != RD_REL_CONJ || x->an->upos[c] == RD_VERB) continue;
            struct rd_party q = extract_party(x, (uint32_t)c);
            if (q.name.p) s->addressees = append(x, s->addressees, &s->n_addr, q);
        }
    }
}

/* A nested act by the one who speaks anyway is no statement of its own: "he said he had condemned it". */
static bool own_words(const struct ex *x, const struct ex_draft *d) {
    if (d->parent < 0) return false;
    const struct ex_draft *p = &x->drafts[d->parent];
    return same(&d->st.speaker, &p->st.speaker) && d->st.speaker.name.p && !rd_str_is(d->st.speaker.name, "");
}

void extract_speakers(struct ex *x) {
    extract_issuer(x);
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        speaker(x, &x->drafts[i]); /* dead ones too: others may go on from them */
        extract_issuer_speaks(x, &x->drafts[i].st.speaker);
    }
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        if (d->dead) continue;
        addressees(x, d);
        if (own_words(x, d) || (!d->st.speaker.name.p && d->parent >= 0)) d->dead = true;
    }
}
