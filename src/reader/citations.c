/* Re-reads what every record cites, before anything leaves the reader. */
#include "cite/cite.h"
#include "reader/reader_int.h"

struct check {
    struct rd_reading *o;
    struct rd_cite_source src;
    struct rd_arena *scratch;
    char why[256];   /* of the last failure */
};

static bool holds(struct check *c, struct rd_span s) {
    if (rd_span_empty(s)) return true;
    struct rd_err e = {0};
    struct rd_arena_mark m = rd_arena_mark(c->scratch);
    int rc = rd_cite_check(&c->src, s, rd_span_of(c->o->page.text, s), c->scratch, &e);
    rd_arena_reset(c->scratch, m);
    if (rc) snprintf(c->why, sizeof c->why, "%s", e.msg);
    return rc == RD_OK;
}

static bool all_hold(struct check *c, const struct rd_span *s, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (!holds(c, s[i])) return false;
    }
    return true;
}

static bool parties_hold(struct check *c, const struct rd_party *p, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (!holds(c, p[i].span)) return false;
    }
    return true;
}

static bool evidence_holds(struct check *c, const struct rd_evidence *e, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (!holds(c, e[i].span)) return false;
    }
    return true;
}

static bool issues_hold(struct check *c, const struct rd_issue *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (!holds(c, v[i].cite)) return false;
    }
    return true;
}

static bool statement_holds(struct check *c, const struct rd_statement *s) {
    return s->n_content > 0 && all_hold(c, s->content, s->n_content) && holds(c, s->cue) && holds(c, s->condition) &&
           holds(c, s->said_on.cite) && parties_hold(c, &s->speaker, 1) && parties_hold(c, s->co_speakers, s->n_co) &&
           parties_hold(c, s->addressees, s->n_addr) && evidence_holds(c, s->evidence, s->n_evidence) && issues_hold(c, s->issues, s->n_issues);
}

static bool event_holds(struct check *c, const struct rd_event *e) {
    return !rd_span_empty(e->cite) && holds(c, e->cite) && holds(c, e->condition) && holds(c, e->place_cite) && holds(c, e->date.cite) &&
           parties_hold(c, e->source, e->n_source) && parties_hold(c, e->target, e->n_target) && evidence_holds(c, e->evidence, e->n_evidence) &&
           issues_hold(c, e->issues, e->n_issues);
}

static bool contact_holds(struct check *c, const struct rd_contact *k) {
    return !rd_span_empty(k->cite) && holds(c, k->cite) && holds(c, k->when.cite) && parties_hold(c, k->participants, k->n_part) &&
           evidence_holds(c, k->evidence, k->n_evidence);
}

static void refuse(struct check *c, const char *kind, struct rd_span at) {
    rd_note_add(&c->o->page.notes, &c->o->arena, "citation-refused", at, "a %s was refused: %s", kind, c->why[0] ? c->why : "it cites nothing");
    c->why[0] = 0;
}

/* Takes out the statements that do not hold; to[i] is the new index of statement i, -1 if it is gone. */
static uint32_t check_statements(struct check *c, int32_t *to) {
    struct rd_records *r = &c->o->records;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < r->n_st; i++) {
        to[i] = -1;
        if (statement_holds(c, &r->st[i])) {
            to[i] = (int32_t)kept;
            r->st[kept++] = r->st[i];
        } else {
            refuse(c, "statement", r->st[i].n_content ? r->st[i].content[0] : (struct rd_span){0, 0});
        }
    }
    for (uint32_t i = 0; i < kept; i++) {
        struct rd_statement *s = &r->st[i];
        if (s->nested_in >= 0) s->nested_in = to[s->nested_in];
        if (s->answers >= 0) s->answers = to[s->answers];
    }
    uint32_t gone = r->n_st - kept;
    r->n_st = kept;
    return gone;
}

static uint32_t check_events(struct check *c, const int32_t *to) {
    struct rd_records *r = &c->o->records;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < r->n_ev; i++) {
        struct rd_event *e = &r->ev[i];
        if (!event_holds(c, e)) {
            refuse(c, "event", e->cite);
            continue;
        }
        if (e->reported_in >= 0) e->reported_in = to[e->reported_in];
        r->ev[kept++] = *e;
    }
    uint32_t gone = r->n_ev - kept;
    r->n_ev = kept;
    return gone;
}

static uint32_t check_contacts(struct check *c, const int32_t *to) {
    struct rd_records *r = &c->o->records;
    uint32_t kept = 0, *moved = RD_NEW_N(c->scratch, uint32_t, r->n_ct + 1);
    for (uint32_t i = 0; i < r->n_ct; i++) {
        struct rd_contact *k = &r->ct[i];
        moved[i] = UINT32_MAX;
        if (!contact_holds(c, k)) {
            refuse(c, "contact", k->cite);
            continue;
        }
        uint32_t n = 0;
        for (uint32_t j = 0; j < k->n_statements; j++) {
            int32_t at = to[k->statements[j]];
            if (at >= 0) k->statements[n++] = (uint32_t)at;
        }
        k->n_statements = n;
        moved[i] = kept;
        r->ct[kept++] = *k;
    }
    for (uint32_t i = 0; i < r->n_st; i++) {
        int32_t at = r->st[i].contact;
        if (at >= 0) r->st[i].contact = moved[at] == UINT32_MAX ? -1 : (int32_t)moved[at];
    }
    uint32_t gone = r->n_ct - kept;
    r->n_ct = kept;
    return gone;
}

/* What a statement that is gone claimed goes with it; so do its names. */
static uint32_t check_topics(struct check *c, const int32_t *to) {
    struct rd_records *r = &c->o->records;
    uint32_t gone = 0, kept = 0;
    for (uint32_t i = 0; i < r->n_cl; i++) {
        struct rd_claim *k = &r->cl[i];
        bool lost = k->statement < 0 || to[k->statement] < 0;
        if (!lost && !rd_span_empty(k->cite) && holds(c, k->cite)) {
            k->statement = to[k->statement];
            r->cl[kept++] = *k;
            continue;
        }
        if (lost) continue;
        refuse(c, "claim", k->cite);
        gone++;
    }
    r->n_cl = kept;
    kept = 0;
    for (uint32_t i = 0; i < r->n_nm; i++) {
        struct rd_naming *k = &r->nm[i];
        bool lost = k->statement >= 0 && to[k->statement] < 0;
        if (!lost && !rd_span_empty(k->cite) && holds(c, k->cite)) {
            if (k->statement >= 0) k->statement = to[k->statement];
            r->nm[kept++] = *k;
            continue;
        }
        if (lost) continue;
        refuse(c, "naming", k->cite);
        gone++;
    }
    r->n_nm = kept;
    return gone;
}

uint32_t reader_check_citations(struct rd_reading *o, struct rd_arena *scratch) {
    struct check c = {.o = o, .scratch = scratch};
    c.src = (struct rd_cite_source){o->blob.bytes, o->blob.n, o->page.charset, o->page.is_html, o->page.segs, o->page.n_segs};
    struct rd_arena_mark m = rd_arena_mark(scratch);
    int32_t *to = RD_NEW_N(scratch, int32_t, o->records.n_st + 1);
    uint32_t gone = check_statements(&c, to);
    gone += check_events(&c, to);
    gone += check_contacts(&c, to);
    gone += check_topics(&c, to);
    rd_arena_reset(scratch, m);
    return gone;
}
