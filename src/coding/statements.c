/* Codes of statements: the cue's own code, unless what is said is itself an act ("We urge the leaders ..."); and the event that
 * a statement toward somebody is. */
#include "coding/coding_int.h"

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

/* What the speaker does in the first person inside the content, or in the name of the own side. */
static struct rd_str own_act(const struct cd *x, int32_t index) {
    const struct rd_statement *s = &x->out->st[index];
    struct rd_str best = RD_NONE;
    uint32_t from = rd_doc_token_at(x->doc, s->content[0].beg), end = s->content[s->n_content - 1].end;
    for (uint32_t i = from; i < x->doc->n_tok && x->doc->toks[i].span.beg < end; i++) {
        if (x->said_in[i] != index || (x->an->upos[i] != RD_VERB && x->an->upos[i] != RD_ADJ)) continue;
        int32_t who = rd_gram_child(x->g, i, RD_REL_NSUBJ);
        if (who < 0) continue;
        struct rd_str code = cue_code(x, i);
        if (!code.p) continue;
        if (rd_feat(x->an, (uint32_t)who, "Person=1")) return code;
        int32_t e = coding_entity_at(x, (uint32_t)who);
        bool own = e >= 0 && (e == s->speaker.entity || same_side(x->refs->entities[e].side, s->speaker.side));
        if (own && x->an->upos[i] == RD_ADJ && !best.p) best = code;
    }
    return best;
}

void coding_statements(struct cd *x) {
    for (uint32_t i = 0; i < x->out->n_st; i++) {
        struct rd_statement *s = &x->out->st[i];
        if (s->denied) coding_set_code(s->cameo, RD_LIT("011"));
        if (plain(s->cameo)) {
            struct rd_str own = own_act(x, (int32_t)i);
            coding_set_code(s->cameo, own.p ? own : RD_LIT("010"));
        }
        struct coding_facts f = coding_facts_of(x, s->cameo);
        s->plover.type = f.type;
        s->plover.mode = f.mode;
    }
}

/* Whom the act is toward: the addressee, else the first actor that the content names and that is not the speaker's own side. */
static bool target_of(struct cd *x, int32_t index, struct rd_party *out) {
    const struct rd_statement *s = &x->out->st[index];
    if (s->n_addr) {
        *out = s->addressees[0];
        return true;
    }
    uint32_t from = rd_doc_token_at(x->doc, s->content[0].beg), end = s->content[s->n_content - 1].end;
    for (uint32_t i = from; i < x->doc->n_tok && x->doc->toks[i].span.beg < end; i++) {
        int32_t e = coding_entity_at(x, i);
        if (e < 0 || e == s->speaker.entity || !x->refs->entities[e].side.p) continue;
        if (same_side(x->refs->entities[e].side, s->speaker.side)) continue;
        *out = coding_party(x, i);
        return true;
    }
    return false;
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
