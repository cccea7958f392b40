/* json_records.c - page, entity, statement, event and contact as JSON lines; docs/RECORDS.md says what each field means. */
#include "base/hash.h"
#include "view/view_int.h"

static void entity_ref(struct rd_buf *out, const char *key, int32_t entity) {
    view_key(out, key);
    if (entity < 0)
        rd_buf_z(out, "null");
    else
        rd_buf_printf(out, "\"e%u\"", (unsigned)entity + 1);
}

static void record_ref(struct rd_buf *out, const char *key, const struct rd_records *rec, int32_t i) {
    view_z(out, key, i >= 0 && (uint32_t)i < rec->n_st ? rec->st[i].id : NULL);
}

static void told_list(struct rd_buf *out, const char *key, const struct rd_told *v, uint32_t n) {
    view_key(out, key);
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < n; i++) {
        view_comma(out);
        rd_buf_json(out, v[i].value.p ? v[i].value : RD_LIT(""));
    }
    rd_buf_c(out, ']');
}

static void page_source(struct rd_buf *out, const struct rd_blob *b) {
    view_key(out, "source");
    rd_buf_c(out, '{');
    view_str(out, "path", b->path);
    view_str(out, "url", b->url);
    view_str(out, "id", b->id);
    view_str(out, "container", b->container);
    if (b->container.n)
        view_num(out, "offset", b->offset);
    else
        view_null(out, "offset");
    rd_buf_c(out, '}');
}

static void page_blocks(struct rd_buf *out, const struct rd_json *j) {
    const struct rd_page *p = &j->r->page;
    view_key(out, "blocks");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < p->n_blocks; i++) {
        view_comma(out);
        rd_buf_c(out, '{');
        view_z(out, "role", rd_role_name(p->blocks[i].role));
        view_num(out, "start", j->cp[p->blocks[i].span.beg]);
        view_num(out, "end", j->cp[p->blocks[i].span.end]);
        view_str(out, "author", p->blocks[i].author);
        rd_buf_c(out, '}');
    }
    rd_buf_c(out, ']');
}

void rd_json_page(struct rd_buf *out, const struct rd_json *j) {
    const struct rd_page *p = &j->r->page;
    char sha[65];
    rd_hex(sha, j->r->blob.sha256, 32);
    view_head(out, "page");
    view_str(out, "id", j->page_id);
    page_source(out, &j->r->blob);
    view_z(out, "sha256", sha);
    view_str(out, "lang", p->lang);
    view_str(out, "title", p->title.value);
    view_str(out, "outlet", p->outlet.value);
    told_list(out, "author", p->authors, p->n_authors);
    view_str(out, "dateline", p->dateline.value);
    view_str(out, "section", p->section.value);
    view_strs(out, "tags", p->tags, p->n_tags);
    view_str(out, "canonical", p->canonical.value);
    view_date(out, "published", &p->published);
    view_date(out, "modified", &p->modified);
    told_list(out, "cites", p->cites, p->n_cites);
    view_key(out, "signature");
    rd_buf_z(out, p->n_signature ? "[" : "null");
    for (uint32_t i = 0; i < p->n_signature; i++) {
        /* 64-bit numbers do not survive JSON readers that use doubles */
        view_comma(out);
        rd_buf_printf(out, "\"%08x%08x\"", (unsigned)(p->signature[i] >> 32), (unsigned)(p->signature[i] & 0xffffffffu));
    }
    if (p->n_signature)
        rd_buf_c(out, ']');
    view_key(out, "text");
    rd_buf_json(out, p->text.p ? p->text : RD_LIT(""));
    page_blocks(out, j);
    view_z(out, "verdict", rd_verdict_name(p->verdict));
    view_end(out);
}

void rd_json_entity(struct rd_buf *out, const struct rd_json *j, uint32_t i) {
    const struct rd_refs *refs = &j->r->refs;
    const struct rd_entity *e = &refs->entities[i];
    view_head(out, "entity");
    entity_ref(out, "id", (int32_t)i);
    view_str(out, "page", j->page_id);
    view_z(out, "kind", rd_entity_kind_name(e->kind));
    view_str(out, "name", e->name);
    view_strs(out, "names", e->names, e->n_names);
    view_strs(out, "titles", e->titles, e->n_titles);
    view_str(out, "side", e->side);
    view_str(out, "code", e->code);
    view_key(out, "mentions");
    rd_buf_c(out, '[');
    for (uint32_t k = 0; k < e->n_mentions; k++) {
        const struct rd_mention *m = &refs->mentions[e->mentions[k]];
        view_comma(out);
        rd_buf_c(out, '{');
        view_start_end(out, j, rd_doc_span(&j->r->doc, m->beg, m->end));
        rd_buf_c(out, '}');
    }
    rd_buf_c(out, ']');
    view_str(out, "same_as", e->world);
    view_end(out);
}

/* [{key,name,start,end,exact}] */
static void issues(struct rd_buf *out, const struct rd_json *j, const struct rd_issue *v, uint32_t n) {
    view_key(out, "issues");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < n; i++) {
        view_comma(out);
        rd_buf_c(out, '{');
        view_str(out, "key", v[i].key);
        view_str(out, "name", v[i].name);
        view_start_end(out, j, v[i].cite);
        view_str(out, "exact", rd_span_empty(v[i].cite) ? RD_NONE : rd_span_of(j->r->page.text, v[i].cite));
        rd_buf_c(out, '}');
    }
    rd_buf_c(out, ']');
}

/* [{type,key,value,issue,start,end,exact}]: the claims that statement `i` makes; they stand by statement. */
static void claims(struct rd_buf *out, const struct rd_json *j, uint32_t i) {
    const struct rd_records *rec = &j->r->records;
    view_key(out, "claims");
    rd_buf_c(out, '[');
    uint32_t lo = 0, hi = rec->n_cl;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (rec->cl[mid].statement < (int32_t)i) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < rec->n_cl && rec->cl[lo].statement == (int32_t)i; lo++) {
        const struct rd_claim *c = &rec->cl[lo];
        view_comma(out);
        rd_buf_c(out, '{');
        view_z(out, "type", rd_claim_type_name(c->type));
        view_str(out, "key", c->key);
        view_str(out, "value", c->value);
        view_str(out, "issue", c->issue);
        view_start_end(out, j, c->cite);
        view_str(out, "exact", rd_span_of(j->r->page.text, c->cite));
        rd_buf_c(out, '}');
    }
    rd_buf_c(out, ']');
}

static bool nobody(const struct rd_party *p) {
    return !p->name.n && p->entity < 0 && rd_span_empty(p->span);
}

static void party_words(struct rd_buf *out, const struct rd_json *j, const struct rd_party *p) {
    view_start_end(out, j, p->span);
    view_str(out, "exact", rd_span_empty(p->span) ? RD_NONE : rd_span_of(j->r->page.text, p->span));
}

/* One who speaks: {name,entity,role,org,side,start,end,exact}. */
static void speaker(struct rd_buf *out, const struct rd_json *j, const struct rd_party *p) {
    rd_buf_c(out, '{');
    view_str(out, "name", p->name);
    entity_ref(out, "entity", p->entity);
    view_str(out, "role", p->role);
    view_str(out, "org", p->org);
    view_str(out, "side", p->side);
    party_words(out, j, p);
    rd_buf_c(out, '}');
}

static void statement_parties(struct rd_buf *out, const struct rd_json *j, const struct rd_statement *s) {
    view_key(out, "speaker");
    if (nobody(&s->speaker))
        rd_buf_z(out, "null");
    else
        speaker(out, j, &s->speaker);
    view_key(out, "co_speakers");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < s->n_co; i++) {
        view_comma(out);
        speaker(out, j, &s->co_speakers[i]);
    }
    rd_buf_c(out, ']');
    view_key(out, "addressee");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < s->n_addr; i++) {
        const struct rd_party *p = &s->addressees[i];
        view_comma(out);
        rd_buf_c(out, '{');
        view_str(out, "name", p->name);
        entity_ref(out, "entity", p->entity);
        party_words(out, j, p);
        rd_buf_c(out, '}');
    }
    rd_buf_c(out, ']');
}

static void statement_cue(struct rd_buf *out, const struct rd_json *j, const struct rd_statement *s) {
    if (rd_span_empty(s->cue)) {
        view_null(out, "cue");
        return;
    }
    view_key(out, "cue");
    rd_buf_c(out, '{');
    view_start_end(out, j, s->cue);
    view_str(out, "exact", rd_span_of(j->r->page.text, s->cue));
    view_str(out, "lemma", s->cue_lemma);
    view_z(out, "class", s->cue_class);
    rd_buf_c(out, '}');
}

/* 0..100 as a fraction. */
static void confidence(struct rd_buf *out, uint8_t c) {
    view_fixed(out, "confidence", c / 100.0, 2);
}

void rd_json_statement(struct rd_buf *out, const struct rd_json *j, uint32_t i) {
    const struct rd_records *rec = &j->r->records;
    const struct rd_statement *s = &rec->st[i];
    view_head(out, "statement");
    view_z(out, "id", s->id);
    view_str(out, "page", j->page_id);
    view_z(out, "form", rd_form_name(s->form));
    view_z(out, "channel", rd_channel_name(s->channel));
    view_str(out, "setting", s->setting);
    statement_parties(out, j, s);
    statement_cue(out, j, s);
    view_key(out, "content");
    rd_buf_c(out, '[');
    for (uint32_t k = 0; k < s->n_content; k++)
        view_span(out, NULL, j, s->content[k]);
    rd_buf_c(out, ']');
    view_z(out, "cameo", s->cameo);
    view_plover(out, &s->plover);
    view_z(out, "stance", s->stance);
    view_bool(out, "negated", s->negated);
    view_bool(out, "denied", s->denied);
    view_z(out, "modality", rd_modality_name(s->modality));
    view_span(out, "condition", j, s->condition);
    view_date(out, "said_on", &s->said_on);
    record_ref(out, "nested_in", rec, s->nested_in);
    record_ref(out, "answers", rec, s->answers);
    issues(out, j, s->issues, s->n_issues);
    view_evidence(out, j, s->evidence, s->n_evidence, "said_on", &s->said_on);
    confidence(out, s->confidence);
    view_z(out, "rule", s->rule);
    claims(out, j, i);
    view_end(out);
}

/* An actor code is state + sectors: "USAGOV" is USA, GOV. */
static void actor(struct rd_buf *out, const struct rd_json *j, const struct rd_party *p) {
    struct rd_str country = p->code.n >= 3 ? rd_str_sub(p->code, 0, 3) : p->side;
    struct rd_str sector = p->code.n > 3 ? rd_str_sub(p->code, 3, p->code.n) : RD_NONE;
    rd_buf_c(out, '{');
    view_str(out, "name", p->name);
    entity_ref(out, "entity", p->entity);
    view_str(out, "role", p->role);
    view_str(out, "code", p->code);
    view_str(out, "country", country);
    view_str(out, "sector", sector);
    party_words(out, j, p);
    rd_buf_c(out, '}');
}

static void actors(struct rd_buf *out, const char *key, const struct rd_json *j, const struct rd_party *p, uint32_t n) {
    view_key(out, key);
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < n; i++) {
        view_comma(out);
        actor(out, j, &p[i]);
    }
    rd_buf_c(out, ']');
}

static void event_place(struct rd_buf *out, const struct rd_event *e) {
    if (!e->place.n) {
        view_null(out, "place");
        return;
    }
    view_key(out, "place");
    rd_buf_c(out, '{');
    view_str(out, "name", e->place);
    view_str(out, "geo", e->place_geo);
    if (e->has_latlon) {
        view_fixed(out, "lat", e->lat, 5);
        view_fixed(out, "lon", e->lon, 5);
    } else {
        view_null(out, "lat");
        view_null(out, "lon");
    }
    rd_buf_c(out, '}');
}

void rd_json_event(struct rd_buf *out, const struct rd_json *j, uint32_t i) {
    const struct rd_records *rec = &j->r->records;
    const struct rd_event *e = &rec->ev[i];
    view_head(out, "event");
    view_z(out, "id", e->id);
    view_str(out, "page", j->page_id);
    view_z(out, "cameo", e->cameo);
    view_z(out, "cameo_name", e->cameo_name);
    view_plover(out, &e->plover);
    if (e->quad)
        view_num(out, "quad", e->quad);
    else
        view_null(out, "quad");
    if (e->has_goldstein)
        view_fixed(out, "goldstein", e->goldstein, 1);
    else
        view_null(out, "goldstein");
    actors(out, "source", j, e->source, e->n_source);
    actors(out, "target", j, e->target, e->n_target);
    view_date(out, "date", &e->date);
    event_place(out, e);
    view_z(out, "status", rd_status_name(e->status));
    view_z(out, "modality", rd_modality_name(e->modality));
    view_z(out, "tense", e->tense);
    view_span(out, "condition", j, e->condition);
    issues(out, j, e->issues, e->n_issues);
    record_ref(out, "reported_in", rec, e->reported_in);
    view_span(out, "cite", j, e->cite);
    view_evidence(out, j, e->evidence, e->n_evidence, "date", &e->date);
    confidence(out, e->confidence);
    view_z(out, "rule", e->rule);
    view_end(out);
}

void rd_json_contact(struct rd_buf *out, const struct rd_json *j, uint32_t i) {
    const struct rd_records *rec = &j->r->records;
    const struct rd_contact *c = &rec->ct[i];
    view_head(out, "contact");
    view_z(out, "id", c->id);
    view_str(out, "page", j->page_id);
    view_z(out, "kind", rd_channel_name(c->kind));
    view_key(out, "participants");
    rd_buf_c(out, '[');
    for (uint32_t k = 0; k < c->n_part; k++) {
        view_comma(out);
        rd_buf_c(out, '{');
        view_str(out, "name", c->participants[k].name);
        entity_ref(out, "entity", c->participants[k].entity);
        view_str(out, "side", c->participants[k].side);
        rd_buf_c(out, '}');
    }
    rd_buf_c(out, ']');
    view_date(out, "when", &c->when);
    view_strs(out, "place", c->place, c->n_place);
    view_key(out, "statements");
    rd_buf_c(out, '[');
    for (uint32_t k = 0; k < c->n_statements; k++) {
        view_comma(out);
        rd_buf_json(out, rd_str_of(rec->st[c->statements[k]].id));
    }
    rd_buf_c(out, ']');
    view_span(out, "cite", j, c->cite);
    view_evidence(out, j, c->evidence, c->n_evidence, "when", &c->when);
    view_end(out);
}

void rd_json_naming(struct rd_buf *out, const struct rd_json *j, uint32_t i) {
    const struct rd_records *rec = &j->r->records;
    const struct rd_naming *n = &rec->nm[i];
    view_head(out, "naming");
    view_str(out, "page", j->page_id);
    view_str(out, "key", n->key);
    view_str(out, "words", n->words);
    view_bool(out, "loaded", n->loaded);
    record_ref(out, "statement", rec, n->statement);
    view_start_end(out, j, n->cite);
    view_str(out, "exact", rd_span_of(j->r->page.text, n->cite));
    view_end(out);
}

static void count(struct rd_tally *t, const struct rd_reading *r) {
    t->pages++;
    t->entities += r->refs.n_entities;
    t->statements += r->records.n_st;
    t->events += r->records.n_ev;
    t->contacts += r->records.n_ct;
    t->namings += r->records.n_nm;
    t->notes += r->page.notes.n;
    t->refused += r->refused;
    for (uint32_t i = 0; i < r->records.n_st; i++) t->plain += strncmp(r->records.st[i].cameo, "010", sizeof r->records.st[i].cameo) == 0;
    if (r->page.verdict >= 0 && r->page.verdict <= RD_VERDICT_EMPTY)
        t->verdicts[r->page.verdict]++;
}

void rd_json_reading(struct rd_buf *out, const struct rd_reading *r, struct rd_tally *t, struct rd_arena *a) {
    struct rd_json j;
    rd_json_init(&j, r, a);
    rd_json_page(out, &j);
    for (uint32_t i = 0; i < r->refs.n_entities; i++)
        rd_json_entity(out, &j, i);
    for (uint32_t i = 0; i < r->records.n_st; i++)
        rd_json_statement(out, &j, i);
    for (uint32_t i = 0; i < r->records.n_ev; i++)
        rd_json_event(out, &j, i);
    for (uint32_t i = 0; i < r->records.n_ct; i++)
        rd_json_contact(out, &j, i);
    for (uint32_t i = 0; i < r->records.n_nm; i++)
        rd_json_naming(out, &j, i);
    for (uint32_t i = 0; i < r->page.notes.n; i++)
        rd_json_note(out, &j, i);
    if (t)
        count(t, r);
}
