/* made.h - readings made by hand, so that the dossier is tested without the stages that read. Countries and people are invented.
 * made_reading(out, k): page number k; pages of different k differ in id, words, day and speaker. */
#ifndef MADE_H
#define MADE_H
#include "base/hash.h"
#include "base/utf8.h"
#include "types/reading.h"

static struct rd_span made_find(struct rd_str text, const char *what) {
    int64_t at = rd_str_find(text, rd_str_of(what), 0);
    RD_ASSERT(at >= 0);
    return (struct rd_span){(uint32_t)at, (uint32_t)(at + (int64_t)strlen(what))};
}

/* Tokens at blanks, lemma = lower case form. */
static void made_tokens(struct rd_reading *r) {
    struct rd_doc *d = &r->doc;
    struct rd_str t = r->page.text;
    uint32_t cap = 0;
    d->text = t;
    d->lang = r->page.lang;
    for (uint32_t i = 0; i < t.n;) {
        while (i < t.n && (t.p[i] == ' ' || t.p[i] == '\n')) i++;
        uint32_t beg = i;
        while (i < t.n && t.p[i] != ' ' && t.p[i] != '\n') i++;
        if (i == beg) break;
        struct rd_token *k = RD_PUSH(&r->arena, d->toks, d->n_tok, cap);
        k->span = (struct rd_span){beg, i};
        k->form = rd_span_of(t, k->span);
    }
    r->analysis.n_tok = d->n_tok;
    r->analysis.lemma = RD_NEW_N(&r->arena, struct rd_str, d->n_tok + 1);
    for (uint32_t i = 0; i < d->n_tok; i++) {
        struct rd_str f = d->toks[i].form;
        r->analysis.lemma[i] = rd_str_ends(f, "opened") ? RD_LIT("open") : rd_utf8_lower(f, &r->arena);
    }
}

static void made_blob(struct rd_reading *r, struct rd_str bytes, unsigned k) {
    struct rd_blob *b = &r->blob;
    struct rd_sha256 s;
    uint8_t id[32];
    b->bytes = (const uint8_t *)bytes.p;
    b->n = bytes.n;
    b->media = RD_MEDIA_TEXT;
    b->path = rd_arena_printf(&r->arena, "pages/%04u.txt", k);
    rd_sha256_init(&s);
    rd_sha256_add(&s, b->bytes, b->n);
    rd_sha256_end(&s, b->sha256);
    rd_sha256_init(&s);
    rd_sha256_add(&s, b->path.p, b->path.n);
    rd_sha256_add(&s, b->bytes, b->n);
    rd_sha256_end(&s, id);
    rd_hex(b->page_id, id, 16);
}

static void made_page(struct rd_reading *r, unsigned k, struct rd_str text) {
    struct rd_page *p = &r->page;
    uint32_t cap = 0, cap_b = 0, beg = 0;
    p->text = text;
    p->charset = "utf-8";
    p->lang = k % 3 == 2 ? RD_LIT("nl") : RD_LIT("en");
    for (uint32_t i = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != '\n') continue;
        struct rd_block *b = RD_PUSH(&r->arena, p->blocks, p->n_blocks, cap_b);
        b->span = (struct rd_span){beg, i};
        b->role = (uint8_t)(beg == 0 ? RD_ROLE_TITLE : RD_ROLE_BODY);
        struct rd_seg *g = RD_PUSH(&r->arena, p->segs, p->n_segs, cap);
        *g = (struct rd_seg){beg, i - beg, beg, i};
        beg = i + 1;
    }
    p->title = (struct rd_told){rd_span_of(text, p->blocks[0].span), p->blocks[0].span};
    p->outlet = (struct rd_told){k % 2 ? RD_LIT("The Orsa Post") : RD_LIT("Veldanse Courant"), {0, 0}};
    if (k % 4 != 3) p->published = rd_date_of_day(19600 + (int32_t)(k % 400), RD_BASIS_METADATA);
    p->authors = RD_NEW_N(&r->arena, struct rd_told, 1);
    p->authors[0].value = RD_LIT("Jonna Brix");
    p->n_authors = 1;
    p->n_signature = 2;
    p->signature = RD_NEW_N(&r->arena, uint64_t, 2);
    p->signature[0] = UINT64_MAX - k;
    p->signature[1] = k;
    rd_note_add(&p->notes, &r->arena, "charset-guessed", (struct rd_span){0, 0}, "taken as %s", "utf-8");
}

static void made_entities(struct rd_reading *r) {
    struct rd_refs *f = &r->refs;
    f->n_entities = 3;
    f->entities = RD_NEW_N(&r->arena, struct rd_entity, 3);
    struct rd_entity *e = f->entities;
    e[0].kind = RD_ENT_PERSON;
    e[0].name = RD_LIT("Ilka Maren");
    e[0].role = RD_LIT("foreign minister");
    e[0].side = RD_LIT("ORS");
    e[0].gender = 'f';
    e[0].names = RD_NEW_N(&r->arena, struct rd_str, 1);
    e[0].names[0] = RD_LIT("Maren");
    e[0].n_names = 1;
    e[0].titles = RD_NEW_N(&r->arena, struct rd_str, 1);
    e[0].titles[0] = RD_LIT("Foreign minister");
    e[0].n_titles = 1;
    e[0].role_cite = made_find(r->page.text, "Foreign minister");
    e[1].kind = RD_ENT_STATE;
    e[1].name = RD_LIT("Veldan");
    e[1].side = e[1].world = RD_LIT("VLD");
    e[2].kind = RD_ENT_STATE;
    e[2].name = RD_LIT("Örsa");
    e[2].side = e[2].world = RD_LIT("ORS");
    f->n_mentions = 2;
    f->mentions = RD_NEW_N(&r->arena, struct rd_mention, 2);
    for (uint32_t i = 0; i < 2; i++) {
        struct rd_span at = made_find(r->page.text, i ? "Veldan denied" : "Ilka Maren");
        uint32_t tok = rd_doc_token_at(&r->doc, at.beg);
        f->mentions[i] = (struct rd_mention){.beg = tok, .end = tok + (i ? 1 : 2), .head = tok, .kind = RD_MENTION_NAME, .entity = (int32_t)i, .confidence = 90};
        e[i].mentions = RD_NEW_N(&r->arena, uint32_t, 1);
        e[i].mentions[0] = i;
        e[i].n_mentions = 1;
    }
}

static struct rd_party made_party(const struct rd_reading *r, int32_t n, const char *words) {
    const struct rd_entity *e = &r->refs.entities[n];
    struct rd_party p = {.entity = n, .name = e->name, .role = e->role, .org = e->org, .side = e->side, .code = e->code};
    if (words) p.span = made_find(r->page.text, words);
    return p;
}

static void made_statements(struct rd_reading *r, unsigned k) {
    struct rd_records *x = &r->records;
    struct rd_str t = r->page.text;
    x->n_st = 2;
    x->st = RD_NEW_N(&r->arena, struct rd_statement, 2);
    struct rd_statement *a = &x->st[0], *b = &x->st[1];
    a->form = RD_FORM_MIXED;
    a->channel = (uint8_t)(k % 2 ? RD_CH_BRIEFING : RD_CH_PHONE_CALL);
    a->setting = RD_LIT("daily briefing");
    a->speaker = made_party(r, 0, "Ilka Maren");
    a->addressees = RD_NEW_N(&r->arena, struct rd_party, 1);
    a->addressees[0] = made_party(r, 1, NULL);
    a->n_addr = 1;
    a->cue = made_find(t, "said");
    a->cue_lemma = RD_LIT("say");
    a->cue_class = "say";
    a->content = RD_NEW_N(&r->arena, struct rd_span, 2);
    a->content[0] = made_find(t, "the road to Kelm must be");
    a->content[1] = made_find(t, "opened at once");
    a->n_content = 2;
    memcpy(a->cameo, "1042", 5);
    a->plover = (struct rd_plover){"DEMAND", "change", {"political", "humanitarian"}, 2};
    a->stance = "for";
    a->modality = RD_MOD_CONDITIONAL;
    a->condition = made_find(t, "if the snow melts");
    if (k % 4 != 3) a->said_on = rd_date_of_day(19599 + (int32_t)(k % 400), RD_BASIS_WEEKDAY);
    else a->said_on = rd_date_make(0, 9, 1, RD_BASIS_PRINTED);
    a->said_on.cite = made_find(t, "on Monday");
    a->nested_in = -1;
    a->answers = 1;
    a->contact = 0;
    a->issues = RD_NEW_N(&r->arena, struct rd_issue, 1);
    a->issues[0] = (struct rd_issue){RD_LIT("t:road kelm"), RD_LIT("road to Kelm"), made_find(t, "road to Kelm")};
    a->n_issues = 1;
    a->evidence = RD_NEW_N(&r->arena, struct rd_evidence, 3);
    a->evidence[0] = (struct rd_evidence){"role", made_find(t, "Foreign minister")};
    a->evidence[1] = (struct rd_evidence){"channel", made_find(t, "spoke by phone")};
    a->evidence[2] = (struct rd_evidence){"role", made_find(t, "Ilka")};
    a->n_evidence = 3;
    a->confidence = 88;
    a->rule = "verb-clause";
    b->form = RD_FORM_INDIRECT;
    b->channel = RD_CH_STATEMENT;
    b->speaker = made_party(r, 1, "Veldan denied");
    b->speaker.span.end -= 7;
    b->cue = made_find(t, "denied");
    b->cue_lemma = RD_LIT("deny");
    b->cue_class = "deny";
    b->content = RD_NEW_N(&r->arena, struct rd_span, 1);
    b->content[0] = made_find(t, "it had closed the café in Kelm");
    b->n_content = 1;
    b->negated = true;
    b->denied = k % 5 == 0;
    b->nested_in = 0;
    b->answers = b->contact = -1;
    b->rule = "verb-clause";
    rd_record_id(a->id, r->blob.page_id, "statement", a->content, 2);
    rd_record_id(b->id, r->blob.page_id, "statement", b->content, 1);
}

/* What is claimed and how things are called: every third page claims the contrary. */
static void made_topics(struct rd_reading *r, unsigned k) {
    struct rd_records *x = &r->records;
    struct rd_str t = r->page.text;
    x->cl = RD_NEW_N(&r->arena, struct rd_claim, 2);
    x->n_cl = 2;
    x->cl[0] = (struct rd_claim){RD_CLAIM_FACT, 0, RD_LIT("t:road kelm"), RD_LIT("open road kelm"), k % 3 ? RD_LIT("+") : RD_LIT("-"), made_find(t, "opened at once")};
    x->cl[1] = (struct rd_claim){RD_CLAIM_NUMBER, 1, RD_NONE, RD_LIT("café kelm"), rd_arena_printf(&r->arena, "%u", 1 + k % 4), made_find(t, "the café in Kelm")};
    x->nm = RD_NEW_N(&r->arena, struct rd_naming, 2);
    x->n_nm = 2;
    x->nm[0] = (struct rd_naming){RD_LIT("t:road kelm"), k % 2 ? RD_LIT("road to Kelm") : RD_LIT("so-called road"), made_find(t, "the road to Kelm must"), 0, k % 2 == 0};
    x->nm[1] = (struct rd_naming){RD_LIT("w:VLD"), RD_LIT("Veldan"), made_find(t, "Veldan denied"), -1, false};
}

static void made_others(struct rd_reading *r, unsigned k) {
    struct rd_records *x = &r->records;
    struct rd_str t = r->page.text;
    x->n_ev = 2;
    x->ev = RD_NEW_N(&r->arena, struct rd_event, 2);
    for (uint32_t i = 0; i < 2; i++) {
        struct rd_event *e = &x->ev[i];
        memcpy(e->cameo, i ? "112" : "041", 4);
        e->cameo_name = i ? "Accuse" : "Discuss by telephone";
        e->plover = (struct rd_plover){i ? "ACCUSE" : "CONSULT", NULL, {NULL}, 0};
        e->quad = (uint8_t)(i ? 3 : 1);
        e->has_goldstein = i;
        e->goldstein = i ? -2.5 : 0;
        e->source = RD_NEW_N(&r->arena, struct rd_party, 1);
        e->source[0] = made_party(r, i ? 1 : 0, NULL);
        e->n_source = 1;
        e->target = RD_NEW_N(&r->arena, struct rd_party, 1);
        e->target[0] = made_party(r, 2, NULL);
        e->n_target = i;
        e->place = i ? RD_LIT("Kelm") : RD_NONE;
        e->has_latlon = i;
        e->lat = i ? 51.25 : 0;
        e->lon = i ? -3.5 : 0;
        e->place_cite = i ? made_find(t, "Kelm") : (struct rd_span){0, 0};
        e->status = RD_STAT_CLAIMED;
        e->tense = "past";
        e->reported_in = i ? 1 : -1;
        e->cite = made_find(t, i ? "Veldan denied that it had closed the café in Kelm" : "The ministers spoke by phone on 11 September");
        e->confidence = 70;
        e->rule = "frame";
        rd_record_id(e->id, r->blob.page_id, "event", &e->cite, 1);
    }
    x->n_ct = 1;
    x->ct = RD_NEW_N(&r->arena, struct rd_contact, 1);
    struct rd_contact *c = x->ct;
    c->kind = RD_CH_PHONE_CALL;
    c->participants = RD_NEW_N(&r->arena, struct rd_party, 2);
    c->participants[0] = made_party(r, 0, NULL);
    c->participants[1] = made_party(r, 1, NULL);
    c->n_part = 2;
    c->when = rd_date_of_day(19600 + (int32_t)(k % 400) / 2, RD_BASIS_PRINTED);
    c->when.cite = made_find(t, "on 11 September");
    c->place = RD_NEW_N(&r->arena, struct rd_str, 1);
    c->place[0] = RD_LIT("Kelm");
    c->n_place = 1;
    c->statements = RD_NEW_N(&r->arena, uint32_t, 1);
    c->statements[0] = 0;
    c->n_statements = 1;
    c->cite = made_find(t, "The ministers spoke by phone");
    rd_record_id(c->id, r->blob.page_id, "contact", &c->cite, 1);
}

static void made_reading(struct rd_reading *r, unsigned k) {
    memset(r, 0, sizeof *r);
    rd_arena_init(&r->arena);
    struct rd_str text = rd_arena_printf(&r->arena,
        "Örsa asks Veldan for the road, day %u\n"
        "Foreign minister Ilka Maren said on Monday that the road to Kelm must be “opened at once” if the snow melts, word%u.\n"
        "Veldan denied that it had closed the café in Kelm. The ministers spoke by phone on 11 September.", k, k);
    made_blob(r, text, k);
    made_page(r, k, text);
    made_tokens(r);
    made_entities(r);
    made_statements(r, k);
    made_topics(r, k);
    made_others(r, k);
}
#endif
