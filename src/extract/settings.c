/* Where and when things were said. An occasion is a channel with its date and people: what a sentence tells of it holds for the
 * later statements of the same speaker until the page tells of another one.
 *   contacts.c finds the calls and meetings that the page tells of; here each statement is given its occasion. */
#include "extract/extract_int.h"
#include "extract/govern.h"
#include "extract/settings.h"

#include "base/limits.h"

/* Tokens of the statement's sentence that are nobody's content, or the parent's for a nested one. */
static bool free_token(const struct ex *x, const struct ex_draft *d, uint32_t i) {
    if (extract_in_ranges(d, i) && !(d->shares_cue && d->parent >= 0)) return false;
    if (d->parent >= 0) return true;
    return x->claimed[i] < 0 || x->claimed[i] == (int32_t)(d - x->drafts);
}

/* claimed[token]: a statement at the top whose content it is in, -1 if none. Nested ones lie inside these. */
static void claim(struct ex *x) {
    x->claimed = rd_arena_get(x->scratch, (x->doc->n_tok + 1) * sizeof *x->claimed);
    for (uint32_t i = 0; i < x->doc->n_tok; i++) x->claimed[i] = -1;
    for (uint32_t k = 0; k < x->n_drafts; k++) {
        const struct ex_draft *o = &x->drafts[k];
        if ((o->dead && !o->shadow) || o->parent >= 0) continue;
        for (uint32_t r = 0; r < o->n_r; r++) {
            for (uint32_t i = o->r[r].b; i < o->r[r].e; i++) x->claimed[i] = (int32_t)k;
        }
    }
}

static struct rd_range region(const struct ex *x, const struct ex_draft *d) {
    uint32_t at = extract_place(x, d);
    struct rd_range r = {rd_gram_sent_begin(x->g, at), rd_gram_sent_end(x->g, at)};
    if (d->shares_cue && d->cue >= 0 && d->parent >= 0) r = (struct rd_range){x->cues[d->cue].tok, r.e};
    if (d->cue < 0 || d->parent >= 0) return r;
    /* a second cue with a subject of its own has its own region */
    for (uint32_t i = r.b; i < r.e; i++) {
        int32_t c = x->cue_of[i];
        if (c < 0 || c == d->cue || x->cues[c].pos != 'V' || x->cues[c].draft < 0 || x->cues[c].subj == x->cues[d->cue].subj) continue;
        if (i < at && i + 1 > r.b && x->an->head[at] != (int32_t)i) r.b = i + 1;
        else if (i > at && r.e > i && x->cues[c].subj >= 0 && (uint32_t)x->cues[c].subj > at) r.e = x->g->lo[x->cues[c].subj];
    }
    return r;
}

static bool press_word(const struct ex *x, uint32_t i) {
    for (const struct rd_lex_row *r = x->t_roles ? rd_lex_find(x->t_roles, x->an->lemma[i]) : NULL; r; r = r->next) {
        if (rd_str_is(rd_lex_field(x->t_roles, r, "sector"), "MED")) return true;
    }
    return false;
}

/* Does preposition p put the words of cue c into an occasion? "to", "before" do where the occasion hangs on the cue itself. */
static bool occasion_prep(const struct ex *x, const struct ex_cue *c, uint32_t p, uint32_t noun) {
    static const char *const words[] = {"in", "at", "during", "on", "via", "through", "over", "by", "op", "bij", "tijdens", "per", "door"};
    static const char *const toward[] = {"to", "before", "with", "tegen", "tegenover", "aan", "voor", "met"};
    for (size_t i = 0; i < RD_ARRAY_LEN(words); i++) {
        if (rd_gram_form_is(x->g, p, words[i])) return true;
    }
    for (size_t i = 0; i < RD_ARRAY_LEN(toward); i++) {
        if (rd_gram_form_is(x->g, p, toward[i])) return c && x->an->head[noun] == (int32_t)c->tok;
    }
    return false;
}

/* The preposition of the phrase whose words are [b, e): the case child of its last noun, or the word in front of its modifiers. */
static int32_t preposition(const struct ex *x, uint32_t b, uint32_t e) {
    for (uint32_t i = e; i-- > b;) {
        int32_t c = rd_gram_child(x->g, i, RD_REL_CASE);
        if (c >= 0) return c;
    }
    uint32_t s = rd_gram_sent_begin(x->g, b);
    for (uint32_t i = b; i > s && b - i < 5; i--) {
        int up = x->an->upos[i - 1];
        if (up == RD_ADP) return (int32_t)i - 1;
        if (up != RD_DET && up != RD_ADJ && up != RD_PRON && up != RD_NOUN && up != RD_PROPN && up != RD_NUM && up != RD_PART) break;
    }
    return -1;
}

static const struct rd_lex_row *channel_row(const struct ex *x, uint32_t i, uint32_t e, uint32_t *len) {
    uint32_t left = e - i;
    const struct rd_lex_row *r = rd_lex_match(x->t_channels, x->an->lemma + i, left < 6 ? left : 6, len), *f;
    uint32_t len2 = 0;
    int64_t part = r || x->an->upos[i] != RD_NOUN ? -1 : rd_str_find(x->an->lemma[i], RD_LIT("_"), 0);
    if (part > 0) { /* "spoed_zitting", "paas_preek": the last part of a compound tells what it is */
        struct rd_str w = x->an->lemma[i];
        for (int64_t k; (k = rd_str_find(w, RD_LIT("_"), 0)) >= 0;) w = rd_str_sub(w, (uint32_t)k + 1, w.n);
        r = rd_lex_find(x->t_channels, w);
        *len = 1;
    }
    f = rd_lex_match(x->t_channels, x->g->low + i, left < 6 ? left : 6, &len2);
    if (f && (!r || len2 > *len)) {
        r = f;
        *len = len2;
    }
    return r;
}

static bool object_of_cue(const struct ex *x, const struct ex_draft *d, uint32_t i) {
    int rel = rd_rel_base(x->an->rel[i]);
    int32_t h = d->cue >= 0 ? x->an->head[x->cues[d->cue].tok] : -1; /* "used his sermon to appeal" */
    if (h >= 0 && rel == RD_REL_OBJ && x->an->head[i] == h && i < x->cues[d->cue].tok && rd_gram_has_function(x->g, (uint32_t)h, "aspect", NULL)) return true;
    if (h >= 0 && rel == RD_REL_OBJ && x->an->head[i] == h && i < x->cues[d->cue].tok && rd_gram_lemma_is(x->g, (uint32_t)h, "use")) return true;
    return d->cue >= 0 && x->an->head[i] == (int32_t)x->cues[d->cue].tok && (rel == RD_REL_OBJ || rel == RD_REL_IOBJ || rel == RD_REL_XCOMP);
}

/* The channel that the words around the cue tell, with those words; RD_CH_UNSPECIFIED if none. */
static int told_channel(const struct ex *x, const struct ex_draft *d, struct rd_span *words) {
    struct rd_range r = region(x, d);
    const struct ex_cue *c = d->cue >= 0 ? &x->cues[d->cue] : NULL;
    if (c && c->channel.n && rd_channel_of(c->channel) > 0) {
        *words = rd_doc_span(x->doc, c->tok, c->tok + 1);
        return rd_channel_of(c->channel);
    }
    int by_cue = RD_CH_UNSPECIFIED; /* "left a message": what the cue's own noun tells counts last */
    for (uint32_t i = r.b; i < r.e && x->t_channels; i++) {
        uint32_t len = 0;
        if (!free_token(x, d, i) || (c && c->subj >= 0 && i != (uint32_t)c->subj && rd_gram_below(x->g, i, (uint32_t)c->subj))) continue; /* "two diplomats at the Council" */
        const struct rd_lex_row *row = channel_row(x, i, r.e, &len);
        for (; row; row = row->next) {
            int ch = row->n > 2 ? rd_channel_of(row->f[1]) : -1;
            if (ch <= 0) continue;
            bool noun = rd_str_is(row->f[2], "noun") || rd_str_is(row->f[2], "outlet"), verb = rd_str_is(row->f[2], "verb"), adverb = rd_str_is(row->f[2], "adverb");
            int32_t p = noun ? preposition(x, i, i + len) : -1;
            int up = x->an->upos[i + len - 1];
            bool cue_word = c && i + len > c->words[0] && i <= c->words[c->n_words - 1];
            if (noun && cue_word && up != RD_NOUN && up != RD_PROPN) continue; /* "noted" is no note */
            bool good = adverb || (verb && len > 1 && !(ch == RD_CH_MEETING)) || (noun && (object_of_cue(x, d, i + len - 1) || cue_word)) || (noun && p >= 0 && occasion_prep(x, c, (uint32_t)p, i + len - 1));
            bool far = c && i > c->words[c->n_words - 1] + 8; /* "… a good atmosphere in the negotiations" is no place of saying */
            if (noun && ch == RD_CH_MEETING && far) good = false;
            if (noun && (ch == RD_CH_PHONE_CALL || ch == RD_CH_MEETING || ch == RD_CH_DOCUMENT) && cue_word) good = false;
            if (!good || x->an->upos[i] == RD_PUNCT || x->an->upos[i] == RD_ADP) continue;
            if (cue_word && noun) {
                if (!by_cue) *words = rd_doc_span(x->doc, i, i + len);
                by_cue = by_cue ? by_cue : ch;
                continue;
            }
            *words = rd_doc_span(x->doc, i, i + len);
            return ch;
        }
    }
    for (uint32_t i = r.b; i < r.e && (c || d->scene); i++) { /* "told the Senate", "in parliament": words in a legislature are a speech */
        int32_t e = free_token(x, d, i) ? extract_entity_at(x, i) : -1;
        if (e < 0 || (c && (int32_t)i == c->subj) || !x->refs->entities[e].code.p || !rd_str_ends(x->refs->entities[e].code, "LEG")) continue;
        int32_t p = preposition(x, i, i + 1);
        bool told = object_of_cue(x, d, i) && !CUE_IS(c, "ask", "urge", "order", "demand", "call", "accuse", "thank"); /* "asked the council to send" */
        if ((p >= 0 && occasion_prep(x, c, (uint32_t)p, i)) || told) {
            *words = rd_doc_span(x->doc, i, i + 1);
            return RD_CH_SPEECH;
        }
    }
    for (uint32_t i = r.b; i < r.e; i++) {
        bool near = c && (i > c->tok ? i - c->tok : c->tok - i) <= 20;
        if (!free_token(x, d, i) || !near || !press_word(x, i) || x->an->upos[i] != RD_NOUN || (int32_t)i == c->subj) continue;
        int32_t p = preposition(x, i, i + 1);
        bool spoken_to = p >= 0 && (rd_gram_form_is(x->g, (uint32_t)p, "to") || rd_gram_form_is(x->g, (uint32_t)p, "with") || rd_gram_form_is(x->g, (uint32_t)p, "tegen") || rd_gram_form_is(x->g, (uint32_t)p, "tegenover") || rd_gram_form_is(x->g, (uint32_t)p, "aan"));
        if (spoken_to || object_of_cue(x, d, i)) {
            *words = rd_doc_span(x->doc, i, i + 1);
            return RD_CH_BRIEFING;
        }
    }
    if (!by_cue && c && c->subj >= 0 && x->an->upos[c->subj] == RD_NOUN && x->t_channels) { /* "the report states", "according to documents" */
        int32_t e = extract_entity_at(x, (uint32_t)c->subj);
        int kind = e >= 0 ? x->refs->entities[e].kind : RD_ENT_OTHER;
        const struct rd_lex_row *row = kind == RD_ENT_PERSON ? NULL : rd_lex_find(x->t_channels, x->an->lemma[c->subj]);
        for (; row; row = row->next) {
            if (row->n < 3 || !rd_str_is(row->f[2], "noun") || !rd_str_is(row->f[1], "document")) continue;
            *words = rd_doc_span(x->doc, (uint32_t)c->subj, (uint32_t)c->subj + 1);
            return RD_CH_DOCUMENT;
        }
    }
    return by_cue;
}

/* "asked whether …, he said": answering the press, unless a name asks. */
static bool asked(const struct ex *x, const struct ex_draft *d, struct rd_span *words) {
    struct rd_range r = region(x, d);
    for (uint32_t i = r.b; i < r.e; i++) {
        int32_t c = x->cue_of[i];
        if (c < 0 || c == d->cue || !rd_str_is(x->cues[c].cls, "ask") || !free_token(x, d, i)) continue;
        if (extract_press_asks(x, &x->cues[c])) {
            *words = rd_doc_span(x->doc, i, i + 1);
            return true;
        }
    }
    return false;
}

static bool told_date(const struct ex *x, const struct ex_draft *d, struct rd_date *out) {
    struct rd_range r = region(x, d);
    uint32_t b = r.b;
    while (b < r.e) {
        while (b < r.e && !free_token(x, d, b)) b++;
        uint32_t e = b, at, end;
        while (e < r.e && free_token(x, d, e)) e++;
        if (e > b && extract_date_in(x, b, e, true, out, &at, &end)) return true;
        b = e;
    }
    return false;
}

static bool release_body(const struct ex *x, const struct rd_party *p) {
    struct rd_str words[16], name = p->name;
    if (!x->t_channels || !name.p) return false;
    uint32_t n = rd_str_split(name, ' ', words, 16), len;
    for (uint32_t i = 0; i < n; i++) {
        for (const struct rd_lex_row *r = rd_lex_match(x->t_channels, words + i, n - i, &len); r; r = r->next) {
            if (r->n > 2 && rd_str_is(r->f[2], "body") && rd_str_is(r->f[1], "release")) return true;
        }
    }
    return false;
}

/* ---- giving occasions ---- */

static bool is_person(const struct ex *x, const struct rd_party *p) {
    return p->entity >= 0 && x->refs->entities[p->entity].kind == RD_ENT_PERSON;
}

static bool takes_part(const struct ex_occasion *o, int32_t entity) {
    for (uint32_t k = 0; k < o->n_part; k++) {
        if (o->part[k] == entity && entity >= 0) return true;
    }
    return false;
}

/* The call or meeting that the page reports on, for one who took part in it. */
static int32_t readout_occasion(const struct ex *x, const struct ex_draft *d, uint32_t sent) {
    int32_t best = -1;
    for (uint32_t k = 0; k < x->n_occ; k++) {
        const struct ex_occasion *o = &x->occ[k];
        if (o->contact && o->narrated && o->sent <= sent && o->n_part >= 2 && takes_part(o, d->st.speaker.entity)) best = (int32_t)k;
    }
    return best;
}

/* Who spoke last where: by entity, by name for those without one, and at all. Filled in text order. */
struct lately {
    int32_t *of_entity;        /* [n_entities] occasion, -1 */
    struct rd_map of_name;     /* name -> occasion + 1 */
    int32_t prev;              /* draft before at the top level, -1 */
};

static int32_t last_of_speaker(const struct lately *l, const struct rd_party *p) {
    uint64_t v;
    if (p->entity >= 0) return l->of_entity[p->entity];
    return p->name.p && rd_map_get(&l->of_name, p->name, &v) ? (int32_t)v - 1 : -1;
}

static void remember(struct lately *l, const struct ex *x, uint32_t i) {
    const struct ex_draft *d = &x->drafts[i];
    if (d->occasion < 0) return;
    l->prev = (int32_t)i;
    if (d->st.speaker.entity >= 0) l->of_entity[d->st.speaker.entity] = d->occasion;
    else if (d->st.speaker.name.p) *rd_map_put(&l->of_name, d->st.speaker.name, NULL) = (uint64_t)d->occasion + 1;
}

static int32_t new_occasion(struct ex *x, const struct ex_draft *d, int ch, struct rd_span words, const struct rd_date *date, bool dated) {
    if (x->n_occ >= RD_MAX_RECORDS) return -1;
    struct ex_occasion *o = RD_PUSH(x->scratch, x->occ, x->n_occ, x->cap_occ);
    uint32_t at = extract_place(x, d);
    o->channel = (uint8_t)ch;
    o->channel_span = words;
    if (dated) o->date = *date;
    o->day_told = dated && !date->value[0];
    o->sent = x->doc->sent_of[at];
    o->cite = x->doc->sents[o->sent].span;
    o->narrated = d->parent < 0;
    extract_letter_to(x, o);
    return (int32_t)x->n_occ - 1;
}

static bool dates_agree(const struct rd_date *a, const struct rd_date *b) {
    return !a->value[0] || !b->value[0] || strcmp(a->value, b->value) == 0;
}

/* Does the statement belong to occasion `last`? Then what is told of it is added. */
static bool joins(struct ex *x, struct ex_draft *d, int32_t last, int ch, struct rd_span words, const struct rd_date *date, bool dated) {
    struct ex_occasion *o = &x->occ[last];
    uint32_t sent = x->doc->sent_of[extract_place(x, d)];
    bool fits = (!ch || !o->channel || o->channel == ch) && (!dated || dates_agree(&o->date, date)) && !(o->day_told && dated && date->value[0]);
    bool new_day = dated && !date->value[0] && o->date.value[0] == 0 && !ch; /* another weekday of an undated page */
    if (!fits || (new_day && o->channel && sent > o->sent + 1)) return false;
    if (ch && !o->channel) {
        o->channel = (uint8_t)ch;
        o->channel_span = words;
        extract_letter_to(x, o);
    }
    if (dated && !o->date.value[0]) o->date = *date;
    d->occasion = last;
    return true;
}

static void top_level(struct ex *x, const struct lately *l, uint32_t i) {
    struct ex_draft *d = &x->drafts[i];
    struct rd_span words = {0, 0};
    struct rd_date date, issued;
    int ch = told_channel(x, d, &words);
    bool dated = told_date(x, d, &date);
    if (!ch && asked(x, d, &words)) ch = RD_CH_BRIEFING;
    if (!ch && release_body(x, &d->st.speaker)) {
        ch = RD_CH_RELEASE;
        words = d->st.speaker.span;
    }
    if ((!ch || ch == RD_CH_STATEMENT) && extract_issued(x, d, &issued)) {
        ch = RD_CH_STATEMENT;
        if (issued.value[0] && (!dated || date.basis == RD_BASIS_RELATIVE)) date = issued, dated = true;
    }
    int32_t last = d->like >= 0 ? x->drafts[d->like].occasion : last_of_speaker(l, &d->st.speaker);
    uint32_t sent = x->doc->sent_of[extract_place(x, d)];
    int32_t call = readout_occasion(x, d, sent);
    if (call >= 0 && (last < 0 || !x->occ[last].channel)) last = call;
    if (last < 0 && !dated) last = extract_shared_occasion(x, i, l->prev, ch);
    if ((ch == RD_CH_PHONE_CALL || ch == RD_CH_MEETING) && call >= 0 && x->occ[call].channel == ch) last = call;
    if (last >= 0 && joins(x, d, last, ch, words, &date, dated)) return;
    d->occasion = new_occasion(x, d, ch, words, &date, dated);
}

/* A scene counts where it tells a channel in which one speaks to the public. One without a speaker ("That came out on Thursday in a
 * debate") is the place of the sentence before it too, where it points back to it. */
static void scene(struct ex *x, const struct lately *l, uint32_t i) {
    struct ex_draft *d = &x->drafts[i];
    struct rd_span words = {0, 0};
    struct rd_date date;
    int ch = told_channel(x, d, &words);
    bool dated = told_date(x, d, &date);
    bool speaks = ch == RD_CH_SOCIAL_MEDIA || ch == RD_CH_INTERVIEW || ch == RD_CH_BRIEFING || ch == RD_CH_SPEECH || ch == RD_CH_BROADCAST || ch == RD_CH_TESTIMONY;
    if (!speaks || (d->subj < 0 && ch != RD_CH_SPEECH && ch != RD_CH_TESTIMONY)) return;
    uint32_t b = rd_gram_sent_begin(x->g, d->r[0].b);
    bool back = rd_gram_form_is(x->g, b, "dat") || rd_gram_form_is(x->g, b, "dit") || rd_gram_form_is(x->g, b, "that") || rd_gram_form_is(x->g, b, "this");
    if (d->subj < 0 && back && l->prev >= 0 && x->doc->sent_of[b] == x->doc->sent_of[extract_place(x, &x->drafts[l->prev])] + 1 &&
        joins(x, d, x->drafts[l->prev].occasion, ch, words, &date, dated))
        return;
    d->occasion = new_occasion(x, d, ch, words, &date, dated);
}

/* A call or meeting in which the speaker of a nested statement took part: of the same sentence, or with whom he spoke to there. */
static int32_t own_contact(const struct ex *x, const struct ex_draft *d, int ch, const struct rd_date *date, bool dated) {
    uint32_t sent = x->doc->sent_of[extract_place(x, d)];
    int32_t best = -1;
    for (uint32_t k = 0; k < x->n_occ; k++) {
        const struct ex_occasion *o = &x->occ[k];
        if (!o->contact || (ch && o->channel != ch) || !takes_part(o, d->st.speaker.entity) || (dated && !dates_agree(&o->date, date))) continue;
        bool with = ch != 0 || (o->sent == sent && rd_doc_token_at(x->doc, o->channel_span.beg) < extract_place(x, d));
        for (uint32_t j = 0; j < d->st.n_addr; j++) {
            int32_t a = d->st.addressees[j].entity; /* "asked both ministers", of the calls with them */
            with |= takes_part(o, a) || (o->sent < sent && (a < 0 || x->refs->entities[a].kind == RD_ENT_GROUP) && x->refs->entities[d->st.speaker.entity].kind == RD_ENT_PERSON);
        }
        if (with && best < 0) best = (int32_t)k;
    }
    return best;
}

static void nested(struct ex *x, uint32_t i) {
    struct ex_draft *d = &x->drafts[i];
    struct rd_span words = {0, 0};
    struct rd_date date;
    int ch = told_channel(x, d, &words);
    bool dated = told_date(x, d, &date);
    int32_t own = !ch || ch == RD_CH_PHONE_CALL || ch == RD_CH_MEETING ? own_contact(x, d, ch, &date, dated) : -1;
    if (own >= 0) {
        d->occasion = own;
        return;
    }
    int32_t up = d->parent;
    bool relay = up >= 0 && x->drafts[up].occasion >= 0 && x->occ[x->drafts[up].occasion].channel == RD_CH_RELEASE;
    int32_t call = relay ? readout_occasion(x, d, UINT32_MAX) : -1;
    for (uint32_t k = 0; k < x->n_occ && relay && call < 0; k++) {
        if (x->occ[k].contact && takes_part(&x->occ[k], d->st.speaker.entity)) call = (int32_t)k;
    }
    d->occasion = call >= 0 && !ch ? call : new_occasion(x, d, ch, words, &date, dated);
}

/* What a body says in the lead its spokesman says below, at a place that is told there. */
static void lead_follows(struct ex *x) {
    uint32_t first_block = UINT32_MAX;
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        if (d->dead || d->parent >= 0 || d->occasion < 0) continue;
        uint32_t block = x->doc->sents[x->doc->sent_of[extract_place(x, d)]].block;
        if (first_block == UINT32_MAX || block < first_block) first_block = block;
    }
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        if (d->dead || d->parent >= 0 || d->occasion < 0 || x->occ[d->occasion].channel || is_person(x, &d->st.speaker) || !d->st.speaker.side.p) continue;
        if (x->doc->sents[x->doc->sent_of[extract_place(x, d)]].block != first_block) continue;
        int32_t best = -1;
        uint32_t best_at = UINT32_MAX;
        for (uint32_t k = 0; k < x->n_drafts; k++) {
            const struct ex_draft *o = &x->drafts[k];
            if (o->dead || o->parent >= 0 || o->occasion < 0 || !is_person(x, &o->st.speaker) || !o->st.speaker.side.p) continue;
            uint32_t p = extract_place(x, o);
            if (p <= extract_place(x, d) || p >= best_at || !rd_str_eq(o->st.speaker.side, d->st.speaker.side)) continue;
            best = o->occasion;
            best_at = p;
        }
        if (best < 0 || !x->occ[best].channel || !dates_agree(&x->occ[best].date, &x->occ[d->occasion].date)) continue;
        int32_t mine = d->occasion;
        if (!x->occ[best].date.value[0]) x->occ[best].date = x->occ[mine].date;
        for (uint32_t k = 0; k < x->n_drafts; k++) {
            if (x->drafts[k].occasion == mine) x->drafts[k].occasion = best;
        }
    }
}

/* Drafts by their place in the text; those at one place in the order in which they were made. */
static void by_place(const struct ex *x, uint32_t *order) {
    uint32_t n = x->doc->n_tok, *count = rd_arena_zero(x->scratch, (n + 2) * sizeof *count);
    for (uint32_t i = 0; i < x->n_drafts; i++) count[extract_place(x, &x->drafts[i]) + 1]++;
    for (uint32_t i = 0; i <= n; i++) count[i + 1] += count[i];
    for (uint32_t i = 0; i < x->n_drafts; i++) order[count[extract_place(x, &x->drafts[i])]++] = i;
}

/* In a call the other party is spoken to, unless the page says otherwise. */
static void other_party(struct ex *x, struct ex_draft *d, const struct ex_occasion *o) {
    struct rd_statement *s = &d->st;
    if (s->n_addr || !o->contact || (o->channel != RD_CH_PHONE_CALL && o->channel != RD_CH_MEETING) || !takes_part(o, s->speaker.entity)) return;
    s->addressees = rd_arena_zero(x->a, EX_MAX_PARTIES * sizeof *s->addressees);
    for (uint32_t k = 0; k < o->n_part; k++) {
        bool co = o->part[k] == s->speaker.entity;
        for (uint32_t j = 0; j < s->n_co; j++) co |= o->part[k] == s->co_speakers[j].entity;
        if (co) continue;
        const struct rd_entity *e = &x->refs->entities[o->part[k]];
        s->addressees[s->n_addr++] = (struct rd_party){.entity = o->part[k], .name = e->name, .role = e->role, .org = e->org, .side = e->side, .code = e->code};
        extract_evidence(x, s, "addressee", o->part_span[k]);
    }
}

/* A letter is to whom it is addressed, where its words name nobody else. */
static void letter_reader(struct ex *x, struct ex_draft *d, const struct ex_occasion *o) {
    struct rd_statement *s = &d->st;
    if (s->n_addr || o->channel != RD_CH_LETTER || !o->n_to || d->parent >= 0) return;
    s->addressees = rd_arena_zero(x->a, o->n_to * sizeof *s->addressees);
    for (uint32_t k = 0; k < o->n_to; k++) {
        struct rd_party p = extract_party(x, (uint32_t)o->to[k]);
        if (!p.name.p || (p.entity >= 0 && p.entity == s->speaker.entity)) continue;
        s->addressees[s->n_addr++] = p;
        extract_evidence(x, s, "addressee", p.span);
    }
}

/* Who answers a question, or a letter, answers the one who put it. */
static void answered(struct ex *x, const uint32_t *order) {
    const struct ex_draft *prev = NULL;
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[order[i]];
        if (d->dead || d->parent >= 0 || d->n_r == 0) continue;
        const struct ex_draft *p = prev;
        prev = d;
        if (!p || d->st.n_addr || d->cue < 0 || !rd_str_is(x->cues[d->cue].cls, "answer") || !is_person(x, &p->st.speaker) || p->st.speaker.entity == d->st.speaker.entity) continue;
        bool letter = p->occasion >= 0 && x->occ[p->occasion].channel == RD_CH_LETTER;
        uint32_t a = x->doc->sents[x->doc->sent_of[extract_place(x, p)]].block, b = x->doc->sents[x->doc->sent_of[extract_place(x, d)]].block;
        if ((!p->question && !letter) || b > a + 1) continue;
        d->st.addressees = rd_arena_dup(x->a, &p->st.speaker, sizeof p->st.speaker);
        d->st.addressees[0].span = (struct rd_span){0, 0};
        d->st.n_addr = 1;
        extract_evidence(x, &d->st, "addressee", p->st.speaker.span);
    }
}

void extract_settings(struct ex *x) {
    claim(x);
    uint32_t *order = rd_arena_get(x->scratch, (x->n_drafts + 1) * sizeof *order);
    by_place(x, order);
    struct lately l = {.of_entity = rd_arena_get(x->scratch, (x->refs->n_entities + 1) * sizeof *l.of_entity), .prev = -1};
    for (uint32_t i = 0; i < x->refs->n_entities; i++) l.of_entity[i] = -1;
    rd_map_init(&l.of_name, x->scratch);
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[order[i]];
        if (d->scene && d->n_r) scene(x, &l, order[i]);
        else if (!d->dead && d->n_r && d->parent < 0) top_level(x, &l, order[i]);
        else continue;
        remember(&l, x, order[i]);
    }
    lead_follows(x);
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[order[i]];
        if (!d->dead && d->n_r && d->parent >= 0) nested(x, order[i]);
    }
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        struct ex_draft *d = &x->drafts[i];
        if (d->dead || d->occasion < 0) continue;
        const struct ex_occasion *o = &x->occ[d->occasion];
        d->st.channel = o->channel;
        d->st.said_on = o->date;
        d->st.setting = o->setting;
        if (!rd_span_empty(o->channel_span)) extract_evidence(x, &d->st, "channel", o->channel_span);
        if (!rd_span_empty(o->date.cite)) extract_evidence(x, &d->st, "said_on", o->date.cite);
        other_party(x, d, o);
        letter_reader(x, d, o);
    }
    extract_identities(x, order);
    answered(x, order);
    extract_room_sides(x);
}
