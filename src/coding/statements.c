/* Codes of statements: the cue's own code, unless what is said is itself an act ("We urge the leaders ..."); and the event that
 * a statement toward somebody is. */
#include "coding/coding_int.h"

#include "base/limits.h"

static bool plain(const char *code) {
    return code[0] == 0 || strcmp(code, "010") == 0;
}

static bool same_side(const struct rd_str a, const struct rd_str b) {
    return a.p && b.p && rd_str_eq(a, b);
}

/* The words of the cue list at a token: the lemma, or the lemma with the word behind it ("call on"). */
static struct rd_str cue_code(const struct cd *x, uint32_t i) {
    char key[128];
    for (uint32_t last = i + 2; last > i; last--) {
        int n = last - 1 == i || last - 1 >= x->doc->n_tok
                    ? snprintf(key, sizeof key, "%.*s", RD_S(x->an->lemma[i]))
                    : snprintf(key, sizeof key, "%.*s %.*s", RD_S(x->an->lemma[i]), RD_S(x->g->low[last - 1]));
        if (n <= 0 || n >= (int)sizeof key) continue;
        for (const struct rd_lex_row *r = rd_lex_find(x->t_cues, (struct rd_str){key, (uint32_t)n}); r; r = r->next) {
            struct rd_str pos = rd_lex_field(x->t_cues, r, "pos"), code = rd_lex_field(x->t_cues, r, "cameo");
            bool fits = rd_str_is(pos, x->an->upos[i] == RD_ADJ ? "ADJ" : "VERB");
            if (fits && code.n && !rd_str_is(code, "010")) return code;
        }
    }
    return RD_NONE;
}

/* Stands the word in what is mainly said, and not in a clause that only describes something? */
static bool main_clause(const struct cd *x, uint32_t i, int32_t index) {
    int32_t at = (int32_t)i;
    for (uint32_t steps = 0; at >= 0 && x->said_in[at] == index && steps < RD_MAX_SENT_TOKENS; steps++, at = x->an->head[at]) {
        int b = rd_rel_base(x->an->rel[at]);
        bool outer = x->an->head[at] < 0 || x->said_in[x->an->head[at]] != index;
        if (!outer && b != RD_REL_CONJ && b != RD_REL_PARATAXIS && b != RD_REL_CCOMP) return false;
    }
    return true;
}

/* How much an act says of its speaker: a refusal more than a wish. 0: no act of words. */
static int weight(const char *code) {
    static const struct { const char *root; int weight; } roots[] = {{"12", 6}, {"13", 5}, {"11", 5}, {"10", 4}, {"02", 4}, {"03", 3}, {"05", 3}, {"01", 1}};
    for (size_t i = 0; i < RD_ARRAY_LEN(roots); i++) {
        if (strncmp(code, roots[i].root, 2) == 0) return strcmp(code, "010") == 0 ? 0 : roots[i].weight;
    }
    return 0;
}

static void act_of(struct cd *x, uint32_t i, char code[5]) {
    struct coding_pred p;
    code[0] = 0;
    if (x->acts[i].row && coding_pred(x, i, &p)) {
        bool kind = strcmp(p.code, "03") > 0 && strcmp(p.code, "09") < 0;
        snprintf(code, 5, "%s", p.negated && kind ? "120" : p.negated ? "" : p.code);
    }
    struct rd_str cue = weight(code) ? RD_NONE : cue_code(x, i);
    if (cue.p) coding_set_code(code, cue);
}

/* What the speaker, or the own side, does inside the content: "We urge the leaders ...", "does not recognise". */
static bool own_act(struct cd *x, int32_t index, char best[5]) {
    const struct rd_statement *s = &x->out->st[index];
    uint32_t from = rd_doc_token_at(x->doc, s->content[0].beg), end = s->content[s->n_content - 1].end;
    int top = 0;
    for (uint32_t i = from; i < x->doc->n_tok && x->doc->toks[i].span.beg < end; i++) {
        int up = x->an->upos[i];
        if (x->said_in[i] != index || (up != RD_VERB && up != RD_ADJ)) continue;
        int32_t who = coding_subject(x, i);
        if (who < 0 || !main_clause(x, i, index)) continue;
        int32_t e = coding_entity_at(x, (uint32_t)who);
        bool own = rd_feat(x->an, (uint32_t)who, "Person=1") ||
                   (e >= 0 && (e == s->speaker.entity || same_side(x->refs->entities[e].side, s->speaker.side)));
        char code[5];
        if (!own) continue;
        act_of(x, i, code);
        if (weight(code) <= top) continue;
        top = weight(code);
        snprintf(best, 5, "%s", code);
    }
    return top > 0;
}

/* Is somebody of another side named in the content? */
static bool names_other(const struct cd *x, int32_t index) {
    const struct rd_statement *s = &x->out->st[index];
    uint32_t from = rd_doc_token_at(x->doc, s->content[0].beg), end = s->content[s->n_content - 1].end;
    for (uint32_t i = from; i < x->doc->n_tok && x->doc->toks[i].span.beg < end; i++) {
        int32_t e = coding_entity_at(x, i);
        struct rd_str side = e >= 0 ? x->refs->entities[e].side : RD_NONE;
        if (!side.n && (x->an->upos[i] == RD_ADJ || x->an->upos[i] == RD_PROPN)) {
            const struct rd_actor *w = rd_lex_name(x->lang->lex, x->lang->code, x->doc->toks[i].form, NULL);
            if (w) side = w->side;
        }
        if (side.n && !same_side(side, s->speaker.side)) return true;
    }
    return false;
}

/* "said that the other side blocked the road", "called it a provocation": words that blame (class bad) make an accusation where
 * another side is named; words that judge (class badj) are criticism in any case. */
static const char *blame(const struct cd *x, int32_t index) {
    const struct rd_statement *s = &x->out->st[index];
    uint32_t from = rd_doc_token_at(x->doc, s->content[0].beg), end = s->content[s->n_content - 1].end;
    bool bad = false, judged = false;
    for (uint32_t i = from; i < x->doc->n_tok && x->doc->toks[i].span.beg < end; i++) {
        int up = x->an->upos[i];
        if (x->said_in[i] != index || (up != RD_VERB && up != RD_NOUN && up != RD_ADJ && up != RD_ADV)) continue;
        judged |= coding_word_is(x, i, RD_LIT("badj"));
        bad |= coding_word_is(x, i, RD_LIT("bad"));
    }
    if ((bad || judged) && s->speaker.side.n && names_other(x, index)) return "112";
    return judged ? "111" : NULL;
}

void coding_statements(struct cd *x) {
    for (uint32_t i = 0; i < x->out->n_st; i++) {
        struct rd_statement *s = &x->out->st[i];
        if (s->denied) coding_set_code(s->cameo, RD_LIT("011"));
        uint32_t cue = rd_doc_token_at(x->doc, s->cue.beg);
        char code[5] = "";
        if (plain(s->cameo) && !rd_span_empty(s->cue) && cue < x->doc->n_tok) {
            act_of(x, cue, code); /* a verb that the cue list leaves open: "pressed them to support" */
            if (weight(code)) coding_set_code(s->cameo, rd_str_of(code));
        }
        if (plain(s->cameo)) {
            const char *b = own_act(x, (int32_t)i, code) ? NULL : blame(x, (int32_t)i);
            coding_set_code(s->cameo, b ? rd_str_of(b) : weight(code) ? rd_str_of(code) : RD_LIT("010"));
        }
        struct coding_facts f = coding_facts_of(x, s->cameo);
        s->plover.type = f.type;
        s->plover.mode = f.mode;
    }
    for (uint32_t i = 0; i < x->doc->n_tok; i++) x->acts[i].used = false; /* events start anew */
}

/* Whom the act is toward: the addressee, else the first actor that the content names and that is not the speaker's own side. */
static bool target_of(struct cd *x, int32_t index, struct rd_party *out) {
    const struct rd_statement *s = &x->out->st[index];
    bool against = strncmp(s->cameo, "11", 2) == 0; /* accused is who the words name, not who hears them */
    if (s->n_addr && !against) {
        *out = s->addressees[0];
        return true;
    }
    uint32_t from = rd_doc_token_at(x->doc, s->content[0].beg), end = s->content[s->n_content - 1].end;
    for (uint32_t i = from; i < x->doc->n_tok && x->doc->toks[i].span.beg < end; i++) {
        int32_t e = coding_entity_at(x, i);
        if (e < 0 || e == s->speaker.entity || !x->refs->entities[e].side.p) continue;
        if (same_side(x->refs->entities[e].side, s->speaker.side)) continue;
        if (s->n_addr && e == s->addressees[0].entity) continue;
        *out = coding_party(x, i);
        return true;
    }
    if (s->n_addr && !names_other(x, index)) *out = s->addressees[0];
    return s->n_addr && !names_other(x, index);
}

/* The predicate of the cue has given an event already. */
static bool has_event(const struct cd *x, uint32_t s) {
    uint32_t at = rd_doc_token_at(x->doc, x->out->st[s].cue.beg);
    if (rd_span_empty(x->out->st[s].cue) || at >= x->doc->n_tok) return false;
    struct rd_span sent = x->doc->sents[x->doc->sent_of[at]].span;
    for (uint32_t i = 0; i < x->out->n_ev; i++) {
        if (x->out->ev[i].reported_in == (int32_t)s && x->out->ev[i].cite.beg == sent.beg && x->out->ev[i].status != RD_STAT_CLAIMED) return true;
    }
    return false;
}

void coding_statement_events(struct cd *x) {
    for (uint32_t i = 0; i < x->out->n_st; i++) {
        const struct rd_statement *s = &x->out->st[i];
        struct rd_party target;
        if (has_event(x, i) || !s->plover.type) continue;
        if (s->nested_in >= 0 || strncmp(s->cameo, "01", 2) == 0 || !s->speaker.name.p || !target_of(x, (int32_t)i, &target)) continue;
        struct rd_event *e = coding_event(x, s->cameo, "statement-toward");
        if (!e) return;
        e->source = rd_arena_dup(x->a, &s->speaker, sizeof s->speaker);
        e->n_source = 1;
        e->target = rd_arena_dup(x->a, &target, sizeof target);
        e->n_target = 1;
        e->date = s->said_on;
        e->status = s->denied ? RD_STAT_DENIED : RD_STAT_ASSERTED;
        e->condition = s->condition;
        e->reported_in = (int32_t)i;
        uint32_t at = rd_doc_token_at(x->doc, rd_span_empty(s->cue) ? s->content[0].beg : s->cue.beg);
        e->cite = x->doc->sents[x->doc->sent_of[at]].span;
        e->tense = rd_feat(x->an, at, "Tense=Past") ? "past" : rd_feat(x->an, at, "Tense=Pres") ? "present" : NULL;
        e->confidence = (uint8_t)(s->confidence * 8 / 10);
    }
}

/* A visit, a meeting, a plan to meet in the same sentence has its event. */
static bool told_already(const struct cd *x, struct rd_span cite) {
    for (uint32_t i = 0; i < x->out->n_ev; i++) {
        const struct rd_event *e = &x->out->ev[i];
        if (!rd_span_meets(e->cite, cite) || (e->n_source < 2 && !e->n_target)) continue;
        if (strncmp(e->cameo, "04", 2) == 0 || strncmp(e->cameo, "03", 2) == 0 || strncmp(e->cameo, "05", 2) == 0 || strncmp(e->cameo, "10", 2) == 0) return true;
    }
    return false;
}

void coding_contact_events(struct cd *x) {
    for (uint32_t k = 0; k < x->out->n_ct; k++) {
        const struct rd_contact *c = &x->out->ct[k];
        if (c->n_part < 2 || (c->kind != RD_CH_PHONE_CALL && c->kind != RD_CH_MEETING)) continue;
        if (told_already(x, c->cite)) continue;
        struct rd_event *e = coding_event(x, c->kind == RD_CH_PHONE_CALL ? "041" : "040", "contact");
        if (!e) return;
        e->source = rd_arena_dup(x->a, c->participants, c->n_part * sizeof *c->participants);
        e->n_source = c->n_part;
        e->date = c->when;
        e->status = RD_STAT_ASSERTED;
        e->cite = c->cite;
        e->evidence = c->evidence;
        e->n_evidence = c->n_evidence;
        e->confidence = 70;
    }
}
