/* CAMEO and PLOVER codes of statements, and the events that follow from them: an act of saying toward somebody is an act.
 * Names, quad classes, Goldstein scores and PLOVER types come from data/world/cameo.tsv. */
#include "extract/extract_int.h"

#include "base/limits.h"

static const struct rd_lex_table *table(const struct ex *x) {
    return rd_lex_get(x->lang->lex, RD_LIT("world"), "cameo");
}

static void set_code(struct rd_statement *s, struct rd_str code) {
    if (code.n < 2 || code.n > 4) return;
    memcpy(s->cameo, code.p, code.n);
    s->cameo[code.n] = 0;
}

static bool plain(const char *code) {
    return strncmp(code, "010", 4) == 0 || code[0] == 0;
}

/* What the speaker does in the first person inside the quotation: "We urge the leaders …", "we are deeply concerned". */
static struct rd_str own_act(const struct ex *x, const struct ex_draft *d) {
    struct rd_str best = RD_NONE;
    for (uint32_t i = 0; i < x->n_cues; i++) {
        const struct ex_cue *c = &x->cues[i];
        if (!extract_in_ranges(d, c->tok) || !c->cameo.n || rd_str_is(c->cameo, "010")) continue;
        int32_t s = c->subj;
        if (c->pos == 'J') {
            for (int32_t k = x->g->first[c->tok]; k >= 0; k = x->g->next[k]) {
                if (rd_rel_base(x->an->rel[k]) == RD_REL_NSUBJ) s = k;
            }
        }
        bool first = s >= 0 && rd_feat(x->an, (uint32_t)s, "Person=1");
        if ((c->pos == 'V' || c->pos == 'J') && first) return c->cameo;
        if (c->pos == 'J' && s >= 0 && !best.p) {
            int32_t e = extract_entity_at(x, (uint32_t)s);
            bool own = e >= 0 && (e == d->st.speaker.entity || (x->refs->entities[e].side.p && d->st.speaker.side.p && rd_str_eq(x->refs->entities[e].side, d->st.speaker.side)));
            if (own) best = c->cameo;
        }
    }
    return best;
}

static void code(const struct ex *x, struct ex_draft *d) {
    struct rd_statement *s = &d->st;
    const struct ex_cue *c = d->cue >= 0 ? &x->cues[d->cue] : NULL;
    if (c) set_code(s, c->cameo);
    if (s->denied) set_code(s, RD_LIT("011"));
    if (plain(s->cameo)) {
        struct rd_str own = own_act(x, d);
        set_code(s, own.p ? own : RD_LIT("010"));
    }
}

struct facts { const char *name, *type, *mode; uint8_t quad; bool has_gold; double gold; };

static struct facts facts_of(const struct ex *x, const char *cameo) {
    struct facts f = {0};
    const struct rd_lex_table *t = table(x);
    char key[5];
    snprintf(key, sizeof key, "%s", cameo);
    for (size_t n = strlen(key); n >= 2 && t; key[--n] = 0) { /* a code without a row of its own takes its parent's */
        const struct rd_lex_row *r = rd_lex_find(t, rd_str_of(key));
        if (!r) continue;
        struct rd_str name = rd_lex_field(t, r, "name"), quad = rd_lex_field(t, r, "quad"), gold = rd_lex_field(t, r, "goldstein");
        struct rd_str type = rd_lex_field(t, r, "plover"), mode = rd_lex_field(t, r, "mode");
        if (name.n) f.name = rd_arena_str(x->a, name).p;
        if (type.n) f.type = rd_arena_str(x->a, type).p;
        if (mode.n) f.mode = rd_arena_str(x->a, mode).p;
        if (quad.n == 1 && quad.p[0] >= '1' && quad.p[0] <= '4') f.quad = (uint8_t)(quad.p[0] - '0');
        f.has_gold = rd_str_double(gold, &f.gold);
        break;
    }
    return f;
}

static struct rd_event *new_event(struct ex *x, struct rd_records *out, uint32_t *cap, const char *cameo, const char *rule) {
    if (out->n_ev >= RD_MAX_RECORDS) return NULL;
    struct rd_event *e = RD_PUSH(x->a, out->ev, out->n_ev, *cap);
    struct facts f = facts_of(x, cameo);
    snprintf(e->cameo, sizeof e->cameo, "%s", cameo);
    e->cameo_name = f.name;
    e->plover.type = f.type;
    e->plover.mode = f.mode;
    e->quad = f.quad;
    e->has_goldstein = f.has_gold;
    e->goldstein = f.gold;
    e->reported_in = -1;
    e->rule = rule;
    return e;
}

/* Whom the act is toward: the addressee, else the first actor that the content names and that is not the speaker's own side. */
static bool target_of(struct ex *x, const struct ex_draft *d, struct rd_party *out) {
    const struct rd_statement *s = &d->st;
    if (s->n_addr) {
        *out = s->addressees[0];
        return true;
    }
    for (uint32_t k = 0; k < d->n_r; k++) {
        for (uint32_t i = d->r[k].b; i < d->r[k].e; i++) {
            int32_t e = extract_entity_at(x, i);
            if (e < 0 || e == s->speaker.entity || !x->refs->entities[e].side.p) continue;
            if (s->speaker.side.p && rd_str_eq(x->refs->entities[e].side, s->speaker.side)) continue;
            *out = extract_party(x, i);
            return true;
        }
    }
    return false;
}

static void statement_event(struct ex *x, const struct ex_draft *d, int32_t index, struct rd_records *out, uint32_t *cap) {
    const struct rd_statement *s = &d->st;
    struct rd_party target;
    if (strncmp(s->cameo, "01", 2) == 0 || s->cameo[0] == 0 || !s->speaker.name.p || !target_of(x, d, &target)) return;
    struct rd_event *e = new_event(x, out, cap, s->cameo, "statement-toward");
    if (!e) return;
    e->source = rd_arena_dup(x->a, &s->speaker, sizeof s->speaker);
    e->n_source = 1;
    e->target = rd_arena_dup(x->a, &target, sizeof target);
    e->n_target = 1;
    e->date = s->said_on;
    e->status = s->denied ? RD_STAT_DENIED : RD_STAT_ASSERTED;
    e->condition = s->condition;
    e->reported_in = index;
    uint32_t at = d->cue >= 0 && !d->shares_cue ? x->cues[d->cue].tok : d->r[0].b;
    e->cite = x->doc->sents[x->doc->sent_of[at]].span;
    e->tense = rd_feat(x->an, at, "Tense=Past") ? "past" : rd_feat(x->an, at, "Tense=Pres") ? "present" : NULL;
    e->confidence = (uint8_t)(d->confidence * 8 / 10);
}

static void contact_events(struct ex *x, struct rd_records *out, uint32_t *cap) {
    for (uint32_t k = 0; k < out->n_ct; k++) {
        const struct rd_contact *c = &out->ct[k];
        if (c->n_part < 2 || (c->kind != RD_CH_PHONE_CALL && c->kind != RD_CH_MEETING)) continue;
        struct rd_event *e = new_event(x, out, cap, c->kind == RD_CH_PHONE_CALL ? "041" : "040", "contact");
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

/* Fills codes of drafts while `out` is empty, and makes the events once `out` holds the statements. */
void extract_codes(struct ex *x, struct rd_records *out) {
    uint32_t cap = 0;
    if (out->n_st == 0) {
        for (uint32_t i = 0; i < x->n_drafts; i++) {
            if (!x->drafts[i].dead) code(x, &x->drafts[i]);
        }
        return;
    }
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        const struct ex_draft *d = &x->drafts[i];
        if (d->dead || d->parent >= 0) continue;
        for (uint32_t k = 0; k < out->n_st; k++) {
            if (memcmp(out->st[k].id, d->st.id, sizeof d->st.id) == 0) statement_event(x, d, (int32_t)k, out, &cap);
        }
    }
    contact_events(x, out, &cap);
    for (uint32_t i = 0; i < out->n_st; i++) {
        struct facts f = facts_of(x, out->st[i].cameo);
        out->st[i].plover.type = f.type;
        out->st[i].plover.mode = f.mode;
    }
}
