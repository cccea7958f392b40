/* Calls and meetings that a page tells of: who with whom, when. A mention without people ("during the call") is of the last one. */
#include "extract/extract_int.h"
#include "extract/settings.h"

#include "base/limits.h"

struct found {
    int kind;                  /* RD_CH_PHONE_CALL, RD_CH_MEETING */
    uint32_t tok;              /* noun or verb */
    int32_t part[EX_MAX_PARTIES]; uint32_t n;
    struct rd_span span[EX_MAX_PARTIES];
};

/* Talks and negotiations in general are no one meeting: only "held talks with", "a talk". */
static int kind_of(const struct rd_lex_row *r) {
    if (rd_str_is(r->f[1], "phone_call")) return RD_CH_PHONE_CALL;
    if (rd_str_is(r->f[1], "meeting") || rd_str_is(r->f[1], "summit")) return RD_CH_MEETING;
    bool talk = rd_str_is(r->f[0], "talk") || rd_str_is(r->f[0], "talks") || rd_str_is(r->f[0], "gesprek") || rd_str_is(r->f[0], "onderhoud");
    return rd_str_is(r->f[1], "talks") && (talk || rd_str_is(r->f[2], "PHRASE")) ? RD_CH_MEETING : 0;
}

static void add_entity(const struct ex *x, struct found *f, int32_t e, struct rd_span span) {
    if (e < 0 || f->n == EX_MAX_PARTIES) return;
    int k = x->refs->entities[e].kind;
    if (k == RD_ENT_PLACE || k == RD_ENT_OTHER) return;
    for (uint32_t i = 0; i < f->n; i++) {
        if (f->part[i] == e) return;
    }
    f->part[f->n] = e;
    f->span[f->n++] = span;
}

/* The one who is named at a token; "the leaders of A and B" names one for each of them. */
static void add_mention(const struct ex *x, struct found *f, uint32_t tok) {
    int32_t m = x->refs->mention_of[tok];
    if (m < 0) return;
    const struct rd_mention *of = &x->refs->mentions[m];
    uint32_t n = x->refs->n_mentions, k = (uint32_t)m;
    while (k > 0 && x->refs->mentions[k - 1].beg == of->beg && x->refs->mentions[k - 1].end == of->end) k--;
    for (; k < n && x->refs->mentions[k].beg == of->beg && x->refs->mentions[k].end == of->end; k++) {
        if (x->refs->mentions[k].head == tok) add_entity(x, f, x->refs->mentions[k].entity, rd_doc_span(x->doc, of->beg, of->end));
    }
}

static void add_noun(const struct ex *x, struct found *f, uint32_t tok) {
    int32_t group = extract_entity_at(x, tok);
    uint32_t had = f->n;
    add_mention(x, f, tok);
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) != RD_REL_CONJ || x->an->upos[c] == RD_VERB) continue;
        add_mention(x, f, (uint32_t)c);
    }
    for (int32_t c = x->g->first[tok]; c >= 0; c = x->g->next[c]) { /* "the ministers N and M": the names are who is meant */
        int base = rd_rel_base(x->an->rel[c]);
        if ((base != RD_REL_APPOS && base != RD_REL_FLAT) || (uint32_t)c < tok || x->an->upos[c] != RD_PROPN) continue;
        int32_t a = extract_entity_at(x, tok), b = extract_entity_at(x, (uint32_t)c);
        if (a == b || b < 0 || x->refs->entities[b].kind != RD_ENT_PERSON) continue;
        if (group >= 0 && x->refs->entities[group].kind == RD_ENT_GROUP && f->n > had && f->part[had] == group) f->n = had;
        add_mention(x, f, (uint32_t)c);
        for (int32_t k = x->g->first[c]; k >= 0; k = x->g->next[k]) {
            if (rd_rel_base(x->an->rel[k]) == RD_REL_CONJ) add_mention(x, f, (uint32_t)k);
        }
    }
}

static bool with_word(const struct ex *x, uint32_t p) {
    static const char *const words[] = {"with", "to", "between", "met", "tussen", "aan", "from", "among"};
    for (size_t i = 0; i < RD_ARRAY_LEN(words); i++) {
        if (rd_gram_form_is(x->g, p, words[i])) return true;
    }
    return false;
}

static void add_with(const struct ex *x, struct found *f, uint32_t head, int depth) {
    for (int32_t c = x->g->first[head]; c >= 0; c = x->g->next[c]) {
        int base = rd_rel_base(x->an->rel[c]);
        int32_t p = base == RD_REL_OBL || base == RD_REL_NMOD ? rd_gram_preposition(x->g, (uint32_t)c) : -1;
        if (p >= 0 && with_word(x, (uint32_t)p)) add_noun(x, f, (uint32_t)c);
        if (x->an->rel[c] == RD_REL_NMOD_POSS) add_noun(x, f, (uint32_t)c);
        /* "spoke by phone with X": the tree may hang X on the phone */
        if (depth > 0 && x->an->upos[c] == RD_NOUN && base != RD_REL_NSUBJ && base != RD_REL_CONJ) add_with(x, f, (uint32_t)c, depth - 1);
    }
}

/* The verb that tells of a noun's contact: "made a call to", "heeft een gesprek gevoerd met". */
static int32_t governor(const struct ex *x, uint32_t noun) {
    int32_t h = x->an->head[noun];
    int rel = rd_rel_base(x->an->rel[noun]);
    if (h < 0 || x->an->upos[h] != RD_VERB) return -1;
    return rel == RD_REL_OBJ || (rel == RD_REL_NSUBJ && x->an->rel[noun] == RD_REL_NSUBJ_PASS) ? h : -1;
}

static int contact_kind(const struct ex *x, uint32_t i, uint32_t e, uint32_t *len, bool *verb) {
    uint32_t left = e - i;
    const struct rd_lex_row *r = rd_lex_match(x->t_contacts, x->an->lemma + i, left < 5 ? left : 5, len);
    if (!r && x->an->upos[i] == RD_VERB) { /* "telephoned": a lemmatizer that does not know it leaves the e off */
        struct rd_str lemma = rd_arena_printf(x->scratch, "%.*se", RD_S(x->an->lemma[i]));
        r = rd_lex_find(x->t_contacts, lemma);
        *len = 1;
    }
    for (; r; r = r->next) {
        if (r->n < 3) continue;
        bool noun = rd_str_is(r->f[2], "NOUN"), is_verb = rd_str_is(r->f[2], "VERB") || rd_str_is(r->f[2], "PHRASE");
        int up = x->an->upos[i + *len - 1], first = x->an->upos[i];
        if ((noun && up != RD_NOUN && up != RD_PROPN) || (is_verb && first != RD_VERB && up != RD_VERB)) continue;
        *verb = is_verb;
        int k = kind_of(r);
        if (k) return k;
    }
    return 0;
}

static void subject_of(const struct ex *x, struct found *f, uint32_t verb) {
    bool passive;
    int32_t s = extract_subject(x, verb, &passive);
    if (s >= 0 && !passive) add_noun(x, f, (uint32_t)s);
}

/* "told Y in a call on Monday": who speaks and who is spoken to had the call. */
static void parties_of_cue(const struct ex *x, struct found *f) {
    int32_t h = x->an->head[f->tok];
    for (int up = 0; h >= 0 && up < 3 && x->cue_of[h] < 0; up++) h = x->an->head[h];
    if (h < 0 || x->cue_of[h] < 0 || rd_gram_preposition(x->g, f->tok) < 0) return;
    const struct ex_cue *c = &x->cues[x->cue_of[h]];
    if (c->subj >= 0) add_noun(x, f, (uint32_t)c->subj);
    if (c->draft >= 0) {
        for (uint32_t k = 0; k < x->drafts[c->draft].n_addr; k++) add_noun(x, f, (uint32_t)x->drafts[c->draft].addr[k]);
    }
}

/* Where the tree does not tell: the one person in front of a verb and the one behind it. */
static void neighbours(const struct ex *x, struct found *f) {
    uint32_t b = rd_gram_sent_begin(x->g, f->tok), e = rd_gram_sent_end(x->g, f->tok);
    int32_t left = -1, right = -1;
    for (uint32_t i = b; i < e; i++) {
        int32_t en = x->an->upos[i] == RD_PROPN || x->an->upos[i] == RD_NOUN ? extract_entity_at(x, i) : -1;
        if (en < 0 || x->refs->entities[en].kind != RD_ENT_PERSON) continue;
        int32_t *side = i < f->tok ? &left : &right;
        if (*side >= 0 && extract_entity_at(x, (uint32_t)*side) != en) return;
        *side = (int32_t)i;
    }
    if (left < 0 || right < 0 || extract_entity_at(x, (uint32_t)left) == extract_entity_at(x, (uint32_t)right)) return;
    f->n = 0;
    add_mention(x, f, (uint32_t)left);
    add_mention(x, f, (uint32_t)right);
}

static bool gather(const struct ex *x, struct found *f, bool verb, uint32_t len) {
    if (verb) {
        subject_of(x, f, f->tok);
        add_with(x, f, f->tok, 1);
        int32_t o = rd_gram_child(x->g, f->tok, RD_REL_OBJ);
        bool calls = rd_str_is(x->an->lemma[f->tok], "call") && len == 1;
        if (o >= 0 && !calls) add_noun(x, f, (uint32_t)o);
        if (o >= 0 && len > 1) add_with(x, f, (uint32_t)o, 0); /* "made a call to", where the tree hangs "to" on the call */
        if (calls) f->n = 0;
        else if (f->n < 2) neighbours(x, f);
        return f->n >= 2;
    }
    int32_t v = governor(x, f->tok);
    if (v >= 0) subject_of(x, f, (uint32_t)v); /* first: with whom the others each had theirs */
    add_with(x, f, f->tok, 0);
    if (v >= 0) add_with(x, f, (uint32_t)v, 0);
    if (f->n < 2) parties_of_cue(x, f);
    return f->n >= 2;
}

/* "separate calls with", "one call from A, one call from B", "calls with the ministers of A and B": one contact with each. */
static bool one_by_one(const struct ex *x, const struct found *f) {
    static const char *const words[] = {"separate", "separately", "individually", "each", "respectively", "afzonderlijk", "afzonderlijke", "apart", "aparte", "beurtelings"};
    uint32_t b = rd_gram_sent_begin(x->g, f->tok), e = rd_gram_sent_end(x->g, f->tok), ones = 0;
    for (uint32_t i = b; i < e; i++) {
        for (size_t k = 0; k < RD_ARRAY_LEN(words); k++) {
            if (rd_gram_form_is(x->g, i, words[k])) return true;
        }
        ones += (rd_gram_form_is(x->g, i, "one") || rd_gram_form_is(x->g, i, "één") || rd_gram_form_is(x->g, i, "een")) && i + 1 < e && x->t_contacts && rd_lex_find(x->t_contacts, x->an->lemma[i + 1]) && x->an->upos[i + 1] == RD_NOUN;
    }
    return ones >= 2 || (x->an->upos[f->tok] == RD_NOUN && rd_feat(x->an, f->tok, "Number=Plur"));
}

static bool all_in(const struct ex_occasion *o, const struct found *f) {
    for (uint32_t i = 0; i < f->n; i++) {
        bool in = false;
        for (uint32_t k = 0; k < o->n_part; k++) in |= o->part[k] == f->part[i];
        if (!in) return false;
    }
    return true;
}

/* The day behind the word that tells of the contact, up to the next verb of saying; else the one in front of it, if no such verb
 * stands between. */
static void date_of(const struct ex *x, uint32_t tok, struct rd_date *out) {
    uint32_t b = rd_gram_sent_begin(x->g, tok), e = rd_gram_sent_end(x->g, tok), at, end, to = tok + 1;
    struct rd_date d;
    memset(out, 0, sizeof *out);
    while (to < e && !(x->cue_of[to] >= 0 && x->cues[x->cue_of[to]].pos == 'V' && x->cues[x->cue_of[to]].tok == to)) to++;
    if (extract_date_in(x, tok + 1, to, true, &d, &at, &end)) {
        if (d.prec != RD_PREC_NONE) *out = d;
        return;
    }
    for (uint32_t i = tok; i > b; i--) {
        if (x->cue_of[i - 1] >= 0 && x->cues[x->cue_of[i - 1]].pos == 'V' && x->cues[x->cue_of[i - 1]].draft >= 0) b = i;
    }
    if (b < tok && extract_date_in(x, b, tok, true, &d, &at, &end) && d.prec != RD_PREC_NONE) *out = d;
}

/* "said on Tuesday after meeting X": what is said was not said there. */
static bool gone_by(const struct ex *x, uint32_t tok) {
    uint32_t b = rd_gram_sent_begin(x->g, tok);
    for (uint32_t i = tok; i > b && tok - i < 4; i--) {
        if (rd_gram_form_is(x->g, i - 1, "after") || rd_gram_form_is(x->g, i - 1, "following") || rd_gram_form_is(x->g, i - 1, "na") || rd_gram_form_is(x->g, i - 1, "voor") || rd_gram_form_is(x->g, i - 1, "before")) return true;
        if (x->an->upos[i - 1] == RD_PUNCT || x->an->upos[i - 1] == RD_VERB) break;
    }
    return false;
}

static void note_contact(struct ex *x, const struct found *f) {
    struct rd_date date;
    uint32_t s = x->doc->sent_of[f->tok];
    date_of(x, f->tok, &date);
    for (uint32_t k = 0; k < x->n_occ; k++) {
        struct ex_occasion *o = &x->occ[k];
        bool agree = !date.value[0] || !o->date.value[0] || strcmp(date.value, o->date.value) == 0;
        if (o->channel != f->kind || !all_in(o, f) || !agree) continue;
        if (!o->date.value[0]) o->date = date;
        return;
    }
    if (x->n_occ >= RD_MAX_RECORDS) return;
    struct ex_occasion *o = RD_PUSH(x->scratch, x->occ, x->n_occ, x->cap_occ);
    o->channel = (uint8_t)f->kind;
    o->contact = true;
    o->sent = s;
    o->cite = x->doc->sents[s].span;
    o->channel_span = rd_doc_span(x->doc, f->tok, f->tok + 1);
    o->date = date;
    o->n_part = f->n;
    memcpy(o->part, f->part, sizeof o->part);
    memcpy(o->part_span, f->span, sizeof o->part_span);
    o->narrated = !gone_by(x, f->tok);
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        if ((!x->drafts[i].dead || x->drafts[i].shadow) && extract_in_ranges(&x->drafts[i], f->tok)) o->narrated = false;
    }
}

/* "spoke with X by phone": the verb tells of talks, its adverbial how. */
static bool by_phone(const struct ex *x, uint32_t i, uint32_t e) {
    uint32_t b = rd_gram_sent_begin(x->g, i), len;
    uint32_t far = x->an->upos[i] == RD_VERB ? 14 : 40;
    for (uint32_t k = i > b + 4 ? i - 4 : b; k < e && k < i + far && x->t_channels; k++) {
        for (const struct rd_lex_row *r = rd_lex_match(x->t_channels, x->g->low + k, e - k < 5 ? e - k : 5, &len); r; r = r->next) {
            if (r->n > 2 && rd_str_is(r->f[1], "phone_call")) return true;
        }
    }
    return false;
}

/* Words of talking that are no contact by themselves: "a conversation", "spoke with". */
static bool talks_at(const struct ex *x, uint32_t i, bool *verb) {
    const struct rd_lex_row *r = rd_lex_find(x->t_contacts, x->an->lemma[i]);
    bool said = x->an->upos[i] == RD_VERB && (rd_gram_lemma_is(x->g, i, "speak") || rd_gram_lemma_is(x->g, i, "talk") || rd_gram_lemma_is(x->g, i, "spreken") || rd_gram_lemma_is(x->g, i, "overleggen") || rd_gram_lemma_is(x->g, i, "bespreken") || rd_gram_lemma_is(x->g, i, "discuss"));
    *verb = said;
    for (; r && !said; r = r->next) {
        if (r->n > 2 && rd_str_is(r->f[1], "talks") && rd_str_is(r->f[2], "NOUN") && x->an->upos[i] == RD_NOUN) return true;
    }
    return said;
}

/* Talked about and not held: "willing to meet X", "a planned meeting", "the next call". */
static bool not_held(const struct ex *x, uint32_t i, bool verb) {
    static const char *const words[] = {"next", "planned", "proposed", "possible", "upcoming", "future", "new", "another", "volgende", "geplande", "mogelijke", "nieuwe", "komende", "aanstaande"};
    uint32_t v = i;
    if (!verb) {
        for (int32_t c = x->g->first[i]; c >= 0; c = x->g->next[c]) {
            for (size_t k = 0; k < RD_ARRAY_LEN(words) && rd_rel_base(x->an->rel[c]) == RD_REL_AMOD; k++) {
                if (rd_gram_form_is(x->g, (uint32_t)c, words[k])) return true;
            }
        }
        int32_t h = governor(x, i);
        if (h < 0) return false;
        v = (uint32_t)h;
    }
    bool inf = rd_feat(x->an, v, "VerbForm=Inf");
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) != RD_REL_AUX) continue;
        if (rd_gram_has_function(x->g, (uint32_t)c, "modal", NULL) || rd_gram_negative(x->g, (uint32_t)c)) return true;
    }
    for (int32_t c = x->g->first[v]; c >= 0; c = x->g->next[c]) {
        if (rd_rel_base(x->an->rel[c]) == RD_REL_ADVMOD && rd_gram_negative(x->g, (uint32_t)c)) return true;
    }
    return inf && !rd_gram_finite(x->g, v);
}

static void note(struct ex *x, const struct found *f) {
    if (f->n < 3 || !one_by_one(x, f)) {
        note_contact(x, f);
        return;
    }
    for (uint32_t k = 1; k < f->n; k++) {
        struct found one = *f;
        one.n = 2;
        one.part[1] = f->part[k];
        one.span[1] = f->span[k];
        note_contact(x, &one);
    }
}

void extract_contacts(struct ex *x) {
    if (!x->t_contacts) return;
    for (uint32_t s = 0; s < x->doc->n_sent; s++) {
        const struct rd_sent *st = &x->doc->sents[s];
        int role = x->page->blocks[st->block].role;
        if (role == RD_ROLE_TITLE || role == RD_ROLE_CAPTION) continue;
        for (uint32_t i = st->tok; i < st->tok + st->n_tok; i++) {
            uint32_t len = 0;
            bool verb;
            int kind = contact_kind(x, i, st->tok + st->n_tok, &len, &verb);
            if (!kind && talks_at(x, i, &verb) && by_phone(x, i, st->tok + st->n_tok)) kind = RD_CH_PHONE_CALL, len = 1;
            if (!kind) continue;
            struct found f = {.kind = kind, .tok = verb ? i : i + len - 1};
            if (verb && x->an->upos[i] != RD_VERB) f.tok = i + len - 1;
            if (!not_held(x, f.tok, verb) && gather(x, &f, verb, len)) note(x, &f);
            i += len - 1;
        }
    }
}

/* ---- records ---- */

static bool kind_is_contact(int ch) {
    return ch == RD_CH_BRIEFING || ch == RD_CH_PHONE_CALL || ch == RD_CH_MEETING;
}

static void take_speakers(struct ex *x, struct ex_occasion *o, int32_t oi) {
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        const struct ex_draft *d = &x->drafts[i];
        if (d->dead || d->occasion != oi) continue;
        struct found f = {.n = 0};
        const struct rd_party *p = &d->st.speaker;
        if (p->entity >= 0 && x->refs->entities[p->entity].kind == RD_ENT_PERSON) add_entity(x, &f, p->entity, p->span);
        for (uint32_t k = 0; k < d->st.n_addr && o->channel == RD_CH_BRIEFING; k++) add_entity(x, &f, d->st.addressees[k].entity, d->st.addressees[k].span);
        for (uint32_t k = 0; k < f.n; k++) {
            bool in = false;
            for (uint32_t j = 0; j < o->n_part; j++) in |= o->part[j] == f.part[k];
            if (in || o->n_part == EX_MAX_PARTIES) continue;
            o->part[o->n_part] = f.part[k];
            o->part_span[o->n_part++] = f.span[k];
        }
    }
}

void extract_contact_records(struct ex *x, const int32_t *index, struct rd_records *out) {
    uint32_t cap = 0;
    for (uint32_t k = 0; k < x->n_occ; k++) {
        struct ex_occasion *o = &x->occ[k];
        if (!kind_is_contact(o->channel)) continue;
        if (!o->contact) take_speakers(x, o, (int32_t)k);
        if (o->n_part < (o->contact ? 2u : 1u)) continue;
        if (!o->contact && o->channel != RD_CH_BRIEFING) continue;
        struct rd_contact *c = RD_PUSH(x->a, out->ct, out->n_ct, cap);
        c->kind = o->channel;
        c->when = o->date;
        c->cite = o->cite;
        c->participants = rd_arena_zero(x->a, o->n_part * sizeof *c->participants);
        for (uint32_t j = 0; j < o->n_part; j++) {
            const struct rd_entity *e = &x->refs->entities[o->part[j]];
            c->participants[c->n_part++] = (struct rd_party){o->part[j], e->name, e->role, e->org, e->side, e->code, o->part_span[j]};
        }
        c->statements = rd_arena_zero(x->a, (x->n_drafts + 1) * sizeof *c->statements);
        for (uint32_t i = 0; i < x->n_drafts; i++) {
            if (x->drafts[i].dead || x->drafts[i].occasion != (int32_t)k || index[i] < 0) continue;
            c->statements[c->n_statements++] = (uint32_t)index[i];
            out->st[index[i]].contact = (int32_t)out->n_ct - 1;
        }
        struct rd_evidence *ev = rd_arena_zero(x->a, 2 * sizeof *ev);
        if (!rd_span_empty(o->channel_span)) ev[c->n_evidence++] = (struct rd_evidence){"kind", o->channel_span};
        if (!rd_span_empty(o->date.cite)) ev[c->n_evidence++] = (struct rd_evidence){"when", o->date.cite};
        c->evidence = ev;
    }
}
