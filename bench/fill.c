/* fill: puts made readings into a dossier, deterministically from a seed, and says how long each tenth of them took.
 *   fill DOSSIER PAGES [SEED] [FIRST]
 * The world is the demo's: its states and issues, with as many people and matters as a large archive has. Happenings are drawn by day; one to six pages tell
 * of each; one page in five is a copy of the one before it. Actors, issues, wording, dates, channels, claims and names are drawn at random. */
#include "dossier/dossier.h"

#include "base/buf.h"
#include "base/hash.h"
#include "intake/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t draw_state;

static uint32_t draw(uint32_t n) {
    draw_state = rd_hash_mix(draw_state, 0x9E3779B97F4A7C15ull);
    return (uint32_t)(draw_state >> 20) % n;
}

/* Small numbers often, large ones seldom. */
static uint32_t draw_low(uint32_t n) {
    uint32_t a = draw(n), b = draw(n), c = draw(n), m = a < b ? a : b;
    return m < c ? m : c;
}

static const char *const sides[] = {"XVL", "XDR", "XZB", "XTQ", "XAL"};
static const char *const lands[] = {"Velmark", "Dorvania", "Zeeboorn", "Tarquen", "Almarik"};
static const char *const first[] = {"Lena", "Stefan", "Ingrid", "Radu", "Femke", "Tomas", "Mirela", "Oumar", "Birger", "Aigerim", "Goran", "Joost", "Kaja", "Ragna", "Nurlan", "Maren"};
static const char *const last[] = {"Marr", "Korda", "Solvaag", "Menescu", "Roodhuis", "Eidal", "Pavlic", "Reyes", "Nystad", "Sadyk", "Vesh", "Braak", "Brenn", "Tveit", "Baitasov", "Tofte"};
static const char *const roles[] = {"Foreign Minister", "President", "spokesman", "Defence Minister", "ambassador"};
static const char *const matters[] = {"port", "bridge", "mines", "ferry", "treaty", "election", "mission", "road", "grain", "talks", "fishery", "cable", "prisoners", "pipeline", "airport", "border", "quota", "loan", "harbour", "canal"};
static const char *const places[] = {"Anholm", "Brodno", "Lyskar", "Sella", "Harrow", "Merwestad", "Ostrand", "Kelm", "Zelenka", "Dorn", "Vesla", "Tarn", "Ilva", "Moor", "Skarn", "Leda", "Brant", "Oster", "Ruhn", "Calla"};
static const char *const words[] = {"must", "open", "remain", "closed", "without", "delay", "under", "control", "of", "both", "parties", "after", "the", "agreement", "is", "signed", "and", "observers", "return", "to", "their",
                                    "posts", "while", "ships", "pass", "freely", "before", "winter", "begins", "again", "nothing", "was", "promised", "by", "anybody", "in", "that", "matter", "so", "far", "but", "patience"};
static const char *const outlets[] = {"Harrow Courier", "The Ostrand Post", "De Merwebode", "Zelenka Daily", "Almarik Times", "Norpress", "Kanaal4", "Straatbode"};
#define N(a) ((uint32_t)(sizeof(a) / sizeof *(a)))
enum { PEOPLE = 200, ISSUES = 400, MANY = 12 };

struct making {
    struct rd_reading *r;
    struct rd_buf text;
    struct { uint32_t beg, end; } said[MANY], cue[MANY], who[MANY];
    uint32_t person[MANY], issue[MANY], n;
};

static struct rd_str person_name(uint32_t k, struct rd_arena *a) {
    return rd_arena_printf(a, "%s %s%s", first[k % N(first)], last[k / N(first) % N(last)], k >= 256 ? "sen" : "");
}

static struct rd_str issue_name(uint32_t k, struct rd_arena *a) {
    return rd_arena_printf(a, "%s of %s", matters[k % N(matters)], places[k / N(matters) % N(places)]);
}

/* The text, and where things stand in it. */
static void write_text(struct making *m, const uint32_t *people, uint32_t n_people, const uint32_t *issues, uint32_t n_issues) {
    struct rd_arena *a = &m->r->arena;
    struct rd_buf *b = &m->text;
    rd_buf_printf(b, "%.*s and %.*s on the %.*s\n", RD_S(person_name(people[0], a)), RD_S(person_name(people[1], a)), RD_S(issue_name(issues[0], a)));
    m->n = 7 + draw(5);
    for (uint32_t i = 0; i < m->n; i++) {
        m->person[i] = draw(n_people);
        m->issue[i] = draw(n_issues);
        m->who[i].beg = (uint32_t)b->n;
        rd_buf_str(b, person_name(people[m->person[i]], a));
        m->who[i].end = (uint32_t)b->n;
        rd_buf_c(b, ' ');
        m->cue[i].beg = (uint32_t)b->n;
        rd_buf_z(b, "said");
        m->cue[i].end = (uint32_t)b->n;
        rd_buf_z(b, " that ");
        m->said[i].beg = (uint32_t)b->n;
        rd_buf_printf(b, "the %.*s", RD_S(issue_name(issues[m->issue[i]], a)));
        for (uint32_t k = 6 + draw(12); k > 0; k--) rd_buf_printf(b, " %s", words[draw(N(words))]);
        m->said[i].end = (uint32_t)b->n;
        rd_buf_z(b, i + 1 < m->n ? ".\n" : ".");
    }
}

static void page(struct making *m, uint32_t day, uint32_t number, uint64_t origin, bool copy) {
    struct rd_reading *r = m->r;
    struct rd_page *p = &r->page;
    uint32_t cap_b = 0, cap_s = 0, cap_t = 0, beg = 0;
    p->text = rd_arena_str(&r->arena, rd_buf_view(&m->text));
    for (uint32_t i = 0; i <= p->text.n; i++) {
        if (i < p->text.n && p->text.p[i] != '\n') continue;
        *RD_PUSH(&r->arena, p->blocks, p->n_blocks, cap_b) = (struct rd_block){.span = {beg, i}, .role = (uint8_t)(beg ? RD_ROLE_BODY : RD_ROLE_TITLE)};
        *RD_PUSH(&r->arena, p->segs, p->n_segs, cap_s) = (struct rd_seg){beg, i - beg, beg, i};
        beg = i + 1;
    }
    p->charset = "utf-8";
    p->lang = draw(3) ? RD_LIT("en") : RD_LIT("nl");
    p->title = (struct rd_told){rd_span_of(p->text, p->blocks[0].span), p->blocks[0].span};
    p->outlet.value = rd_str_of(outlets[draw(N(outlets))]);
    p->published = rd_date_of_day((int32_t)(22300 + day), RD_BASIS_METADATA);
    p->n_signature = RD_SIG_N;
    p->signature = RD_NEW_N(&r->arena, uint64_t, RD_SIG_N);
    for (uint32_t i = 0; i < RD_SIG_WORDS; i++) p->signature[i] = rd_hash_mix(copy && draw(8) == 0 ? number : origin, i + 1);
    p->signature[RD_SIG_COUNT] = 150;
    p->signature[RD_SIG_TEXT] = number;
    struct rd_doc *d = &r->doc;
    d->text = p->text;
    d->lang = p->lang;
    for (uint32_t i = 0; i < p->text.n;) {
        while (i < p->text.n && (p->text.p[i] == ' ' || p->text.p[i] == '\n')) i++;
        uint32_t from = i;
        while (i < p->text.n && p->text.p[i] != ' ' && p->text.p[i] != '\n') i++;
        if (i == from) break;
        struct rd_token *t = RD_PUSH(&r->arena, d->toks, d->n_tok, cap_t);
        t->span = (struct rd_span){from, i};
        t->form = rd_span_of(p->text, t->span);
    }
    r->analysis.n_tok = d->n_tok;
    r->analysis.lemma = RD_NEW_N(&r->arena, struct rd_str, d->n_tok + 1);
    for (uint32_t i = 0; i < d->n_tok; i++) r->analysis.lemma[i] = d->toks[i].form;
}

static void entities(struct making *m, const uint32_t *people, uint32_t n_people) {
    struct rd_reading *r = m->r;
    struct rd_refs *f = &r->refs;
    uint32_t cap = 0;
    f->n_entities = n_people;
    f->entities = RD_NEW_N(&r->arena, struct rd_entity, n_people);
    for (uint32_t i = 0; i < n_people; i++) {
        struct rd_entity *e = &f->entities[i];
        uint32_t k = people[i];
        e->kind = RD_ENT_PERSON;
        e->name = person_name(k, &r->arena);
        e->side = rd_str_of(sides[k % N(sides)]);
        e->role = rd_arena_printf(&r->arena, "%s of %s", roles[k % N(roles)], lands[k % N(lands)]);
        e->mentions = RD_NEW_N(&r->arena, uint32_t, MANY);
    }
    for (uint32_t i = 0; i < m->n; i++) {
        uint32_t t = rd_doc_token_at(&r->doc, m->who[i].beg);
        struct rd_entity *e = &f->entities[m->person[i]];
        e->mentions[e->n_mentions++] = f->n_mentions;
        *RD_PUSH(&r->arena, f->mentions, f->n_mentions, cap) = (struct rd_mention){.beg = t, .end = t + 2, .head = t + 1, .kind = RD_MENTION_NAME, .entity = (int32_t)m->person[i], .confidence = 90};
    }
}

static struct rd_party party(const struct rd_reading *r, uint32_t n, uint32_t beg, uint32_t end) {
    const struct rd_entity *e = &r->refs.entities[n];
    return (struct rd_party){.entity = (int32_t)n, .name = e->name, .role = e->role, .side = e->side, .span = {beg, end}};
}

static void statements(struct making *m, const uint32_t *issues, uint32_t day) {
    struct rd_reading *r = m->r;
    struct rd_records *x = &r->records;
    struct rd_arena *a = &r->arena;
    uint32_t cap_c = 0, cap_n = 0;
    x->n_st = m->n;
    x->st = RD_NEW_N(a, struct rd_statement, m->n);
    for (uint32_t i = 0; i < m->n; i++) {
        struct rd_statement *s = &x->st[i];
        struct rd_str key = rd_arena_printf(a, "l:%s@%s", matters[issues[m->issue[i]] % N(matters)], places[issues[m->issue[i]] / N(matters) % N(places)]);
        struct rd_span thing = {m->said[i].beg, m->said[i].beg + 4 + issue_name(issues[m->issue[i]], a).n};
        s->form = (uint8_t)draw(3);
        s->channel = (uint8_t)draw(RD_N_CHANNELS);
        s->speaker = party(r, m->person[i], m->who[i].beg, m->who[i].end);
        if (draw(3) == 0) {
            s->addressees = RD_NEW_N(a, struct rd_party, 1);
            s->addressees[0] = party(r, (m->person[i] + 1) % r->refs.n_entities, 0, 0);
            s->n_addr = 1;
        }
        s->cue = (struct rd_span){m->cue[i].beg, m->cue[i].end};
        s->cue_lemma = RD_LIT("say");
        s->cue_class = "say";
        s->content = RD_NEW_N(a, struct rd_span, 1);
        s->content[0] = (struct rd_span){m->said[i].beg, m->said[i].end};
        s->n_content = 1;
        memcpy(s->cameo, draw(2) ? "010" : "112", 4);
        s->stance = draw(3) == 0 ? "for" : draw(2) ? "against" : NULL;
        s->negated = draw(8) == 0;
        if (draw(2)) s->said_on = rd_date_of_day((int32_t)(22300 + day - draw(3)), RD_BASIS_WEEKDAY);
        s->nested_in = s->answers = s->contact = -1;
        s->issues = RD_NEW_N(a, struct rd_issue, 1);
        s->issues[0] = (struct rd_issue){key, issue_name(issues[m->issue[i]], a), thing};
        s->n_issues = 1;
        s->confidence = (uint8_t)(60 + draw(40));
        s->rule = "made";
        rd_record_id(s->id, r->blob.page_id, "statement", s->content, 1);
        if (draw(4) == 0) {
            *RD_PUSH(a, x->cl, x->n_cl, cap_c) = (struct rd_claim){RD_CLAIM_FACT, (int32_t)i, key, rd_arena_printf(a, "is:open:%.*s", RD_S(key)), s->negated ? RD_LIT("-") : RD_LIT("+"), s->content[0]};
        }
        if (draw(4) == 0) {
            *RD_PUSH(a, x->nm, x->n_nm, cap_n) = (struct rd_naming){key, draw(3) ? issue_name(issues[m->issue[i]], a) : rd_arena_printf(a, "so-called %s", matters[draw(N(matters))]), thing, draw(2) ? (int32_t)i : -1, false};
        }
    }
}

static void contact(struct making *m, uint32_t day) {
    struct rd_reading *r = m->r;
    struct rd_records *x = &r->records;
    struct rd_arena *a = &r->arena;
    if (draw(3)) return;
    x->n_ct = 1;
    x->ct = RD_NEW_N(a, struct rd_contact, 1);
    struct rd_contact *c = x->ct;
    c->kind = RD_CH_PHONE_CALL;
    c->participants = RD_NEW_N(a, struct rd_party, 2);
    for (uint32_t i = 0; i < 2; i++) c->participants[i] = party(r, i, 0, 0);
    c->n_part = 2;
    c->when = rd_date_of_day((int32_t)(22300 + day), RD_BASIS_PRINTED);
    c->cite = r->page.blocks[0].span;
    c->statements = RD_NEW_N(a, uint32_t, 2);
    c->statements[1] = 1;
    c->n_statements = 2;
    x->st[0].contact = x->st[1].contact = 0;
    rd_record_id(c->id, r->blob.page_id, "contact", &c->cite, 1);
}

/* Page `number`. What it tells of follows from its happening alone; what is its own from the number. */
static void make(struct rd_reading *r, uint64_t seed, uint32_t number) {
    struct making m = {.r = r};
    bool copy = number % 5 == 4;
    uint64_t origin = rd_hash_mix(seed, copy ? number - 1 : number);
    uint32_t people[6], issues[3], n_people, n_issues, day;
    memset(r, 0, sizeof *r);
    rd_arena_init(&r->arena);
    rd_buf_init(&m.text, 1u << 20);
    draw_state = rd_hash_mix(seed, 1000000007ull + number / 5 * 2 + (number % 5 > 2)); /* of the happening */
    day = draw(1096);
    n_people = 2 + draw(4);
    n_issues = 1 + draw(3);
    for (uint32_t i = 0; i < n_people; i++) {
        bool again = true;
        while (again) {
            people[i] = draw_low(PEOPLE);
            again = false;
            for (uint32_t k = 0; k < i; k++) again |= people[k] == people[i];
        }
    }
    for (uint32_t i = 0; i < n_issues; i++) issues[i] = draw_low(ISSUES);
    draw_state = origin; /* the words: of the page that was copied */
    write_text(&m, people, n_people, issues, n_issues);
    if (copy) rd_buf_printf(&m.text, "\nOriginally elsewhere, number %u.", number);
    r->blob.bytes = (const uint8_t *)m.text.p;
    r->blob.n = m.text.n;
    r->blob.media = RD_MEDIA_TEXT;
    r->blob.path = rd_arena_printf(&r->arena, "made/%07u.txt", number);
    rd_blob_seal(&r->blob);
    page(&m, day + (copy ? draw(2) : 0), number, origin, copy);
    r->blob.bytes = (const uint8_t *)r->page.text.p;
    rd_buf_free(&m.text);
    entities(&m, people, n_people);
    statements(&m, issues, day);
    contact(&m, day);
}

static double clock_of(clockid_t which) {
    struct timespec t;
    clock_gettime(which, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    static const struct rd_version v = {{"made", 4}, {"-", 1}, {"-", 1}, {"-", 1}};
    struct rd_err err = {0};
    struct rd_store *s;
    if (argc < 3) {
        fprintf(stderr, "usage: fill DOSSIER PAGES [SEED] [FIRST]\n");
        return 2;
    }
    uint32_t n = (uint32_t)strtoul(argv[2], NULL, 10), from = argc > 4 ? (uint32_t)strtoul(argv[4], NULL, 10) : 0;
    uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    double begun = clock_of(CLOCK_MONOTONIC), tenth = begun, busy = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    int rc = rd_store_open(&s, argv[1], RD_STORE_CREATE, &err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        struct rd_reading r;
        int saved;
        make(&r, seed, from + i);
        rc = rd_dossier_save(s, &r, &v, &saved, &err);
        rd_arena_free(&r.arena);
        if ((i + 1) % (n < 10 ? 1 : n / 10)) continue;
        double t = clock_of(CLOCK_MONOTONIC), b = clock_of(CLOCK_PROCESS_CPUTIME_ID);
        printf("%u pages\t%.2f ms a page, of which the processor %.2f\n", i + 1, (t - tenth) * 1e3 / (n < 10 ? 1 : n / 10), (b - busy) * 1e3 / (n < 10 ? 1 : n / 10));
        fflush(stdout);
        tenth = t;
        busy = b;
    }
    if (!rc) rc = rd_store_settle(s, &err);
    if (rc) fprintf(stderr, "fill: %s\n", err.msg);
    else printf("all\t%.1f s\n", clock_of(CLOCK_MONOTONIC) - begun);
    rd_store_close(s);
    return rc != 0;
}
