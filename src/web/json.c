/* json.c - the same views as JSON. Records have the shape of docs/RECORDS.md, because they are printed by the same code from the
 * page as it was read; lists are {"total","offset","limit","next","items"}. */
#include "web/web_int.h"

#include "base/utf8.h"
#include "view/derived.h"

void web_stored_close(struct web_stored *x) {
    if (x->open)
        rd_arena_free(&x->reading.arena);
    x->open = false;
}

int web_stored_open(struct web_stored *x, struct rd_str page, struct rd_err *err) {
    if (x->open && rd_str_is(page, x->reading.blob.page_id))
        return RD_OK;
    web_stored_close(x);
    int rc = rd_store_load(x->store, page, &x->reading, NULL, err);
    x->open = rc == RD_OK;
    return rc;
}

int web_json_record(struct rd_buf *o, struct web_stored *x, struct rd_str page, int kind, uint32_t n, struct rd_err *err) {
    struct rd_json j;
    int rc = web_stored_open(x, page, err);
    if (rc)
        return rc;
    rd_json_init(&j, &x->reading, &x->reading.arena);
    const struct rd_records *r = &x->reading.records;
    if (kind == RD_REC_PAGE)
        rd_json_page(o, &j);
    else if (kind == RD_REC_STATEMENT && n < r->n_st)
        rd_json_statement(o, &j, n);
    else if (kind == RD_REC_EVENT && n < r->n_ev)
        rd_json_event(o, &j, n);
    else if (kind == RD_REC_CONTACT && n < r->n_ct)
        rd_json_contact(o, &j, n);
    else
        return rd_fail(err, RD_ESTORE, "web", "record %u of page %.*s is not there", n, RD_S(page));
    return RD_OK;
}

static void next_url(struct rd_buf *o, const struct web_req *r, uint32_t limit, uint32_t offset) {
    struct rd_buf url;
    struct rd_str v = rd_arena_printf(r->a, "%u", offset + limit);
    struct web_req again = *r;
    rd_buf_init(&url, WEB_MAX_URI * 4);
    again.path = rd_arena_printf(r->a, "%.*s.json", RD_S(r->path));
    web_query_raw(&url, &again, "offset", v);
    rd_buf_json(o, rd_buf_view(&url));
    rd_buf_free(&url);
}

void web_json_head(struct rd_buf *o, const struct web_req *r, uint32_t limit, uint32_t offset, uint64_t total) {
    rd_buf_z(o, "{\"total\":");
    rd_buf_u64(o, total);
    rd_buf_z(o, ",\"offset\":");
    rd_buf_u64(o, offset);
    rd_buf_z(o, ",\"limit\":");
    rd_buf_u64(o, limit);
    rd_buf_z(o, ",\"next\":");
    if ((uint64_t)offset + limit < total)
        next_url(o, r, limit, offset);
    else
        rd_buf_z(o, "null");
    rd_buf_z(o, ",\"items\":[\n");
}

void web_json_counts(struct rd_buf *o, const struct rd_store_counts *c) {
    const struct { const char *name; uint64_t n; } v[] = {
        {"pages", c->pages}, {"statements", c->statements}, {"events", c->events}, {"contacts", c->contacts},
        {"actors", c->actors}, {"entities", c->entities}, {"notes", c->notes}};
    rd_buf_z(o, "{\"counts\":{");
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) {
        rd_buf_z(o, i ? ",\"" : "\"");
        rd_buf_z(o, v[i].name);
        rd_buf_z(o, "\":");
        rd_buf_u64(o, v[i].n);
    }
    rd_buf_z(o, "},\"items\":[\n");
}

void web_json_tail(struct rd_buf *o) {
    rd_buf_z(o, "]}\n");
}

int web_json_statements(struct rd_buf *o, const struct web_req *r, const struct rd_row_statement *s, uint32_t n, struct rd_err *err) {
    struct web_stored x = {.store = r->store, .a = r->a};
    int rc = RD_OK;
    for (uint32_t i = 0; i < n && !rc; i++) {
        if (i)
            rd_buf_c(o, ',');
        rc = web_json_record(o, &x, s[i].origin.page, RD_REC_STATEMENT, s[i].n, err);
    }
    web_stored_close(&x);
    return rc;
}

/* ---- rows that are no records ---- */

static void member(struct rd_buf *o, const char *name, struct rd_str v) {
    rd_buf_z(o, ",\"");
    rd_buf_z(o, name);
    rd_buf_z(o, "\":");
    rd_buf_json(o, v.n ? v : RD_NONE);
}

static void number(struct rd_buf *o, const char *name, uint64_t v) {
    rd_buf_z(o, ",\"");
    rd_buf_z(o, name);
    rd_buf_z(o, "\":");
    rd_buf_u64(o, v);
}

static void date(struct rd_buf *o, const char *name, const struct rd_date *d) {
    rd_buf_z(o, ",\"");
    rd_buf_z(o, name);
    rd_buf_z(o, "\":");
    if (!d->value[0]) {
        rd_buf_z(o, "null");
        return;
    }
    rd_buf_z(o, "{\"value\":");
    rd_buf_json(o, rd_str_of(d->value));
    member(o, "precision", rd_str_of(rd_date_prec_name(d->prec)));
    member(o, "basis", rd_str_of(rd_date_basis_name(d->basis)));
    rd_buf_c(o, '}');
}

void web_json_actor(struct rd_buf *o, const struct rd_row_actor *a) {
    rd_buf_z(o, "{\"type\":\"actor\",\"id\":");
    rd_buf_u64(o, (uint64_t)a->id);
    member(o, "key", a->key);
    member(o, "kind", rd_str_of(rd_entity_kind_name(a->kind)));
    member(o, "name", a->name);
    member(o, "world", a->world);
    member(o, "side", a->side);
    member(o, "code", a->code);
    member(o, "role", a->role);
    number(o, "pages", a->pages);
    number(o, "mentions", a->mentions);
    number(o, "statements", a->statements);
    number(o, "addressed", a->addressed);
    number(o, "events", a->events);
    rd_buf_z(o, "}\n");
}

void web_json_page_row(struct rd_buf *o, const struct rd_row_page *p) {
    rd_buf_z(o, "{\"type\":\"page_row\",\"id\":");
    rd_buf_json(o, p->id);
    member(o, "title", p->title);
    member(o, "outlet", p->outlet);
    member(o, "lang", p->lang);
    member(o, "url", p->url);
    member(o, "path", p->path);
    date(o, "published", &p->published);
    member(o, "verdict", rd_str_of(rd_verdict_name(p->verdict)));
    number(o, "statements", p->n_statements);
    number(o, "events", p->n_events);
    number(o, "contacts", p->n_contacts);
    rd_buf_z(o, "}\n");
}

/* ---- one thing ---- */

/* RFC 9457 */
void web_json_problem(struct rd_buf *o, unsigned status, struct rd_str title, struct rd_str detail) {
    rd_buf_z(o, "{\"type\":\"about:blank\"");
    member(o, "title", title);
    number(o, "status", status);
    member(o, "detail", detail);
    rd_buf_z(o, "}\n");
}

void web_json_member(struct rd_buf *o, const char *name, struct rd_str v) {
    rd_buf_c(o, '"');
    rd_buf_z(o, name);
    rd_buf_z(o, "\":");
    rd_buf_json(o, v.n ? v : RD_NONE);
}

static struct rd_span around(struct rd_str text, uint32_t at, bool before) {
    uint32_t beg = at, end = at;
    for (uint32_t i = 0; i < 32 && before && beg; i++)
        (void)rd_utf8_prev(text, beg, &beg);
    for (uint32_t i = 0; i < 32 && !before && end < text.n; i++)
        (void)rd_utf8_next(text, &end);
    return (struct rd_span){beg, end};
}

static void quoted(struct rd_buf *o, const char *name, struct rd_str v) {
    rd_buf_z(o, ",\n  \"");
    rd_buf_z(o, name);
    rd_buf_z(o, "\": ");
    rd_buf_json(o, v.p ? v : RD_LIT(""));
}

/* https://www.w3.org/TR/annotation-model/#selectors */
void web_json_selector(struct rd_buf *o, const struct rd_row_statement *s, struct rd_str text) {
    bool first = true;
    rd_buf_z(o, "[");
    for (uint32_t i = 0; i < s->n_content; i++) {
        const struct rd_row_span *c = &s->content[i];
        if (c->at.end > text.n)
            continue;
        rd_buf_z(o, !first ? ",\n {\"type\": \"TextQuoteSelector\"" : "{\"type\": \"TextQuoteSelector\"");
        first = false;
        quoted(o, "exact", c->exact);
        quoted(o, "prefix", rd_span_of(text, around(text, c->at.beg, true)));
        quoted(o, "suffix", rd_span_of(text, around(text, c->at.end, false)));
        rd_buf_z(o, "},\n {\"type\": \"TextPositionSelector\", \"start\": ");
        rd_buf_u64(o, c->start);
        rd_buf_z(o, ", \"end\": ");
        rd_buf_u64(o, c->end);
        rd_buf_z(o, "}");
    }
    rd_buf_z(o, "]");
}

/* ---- linked data ---- */

static bool is_web(struct rd_str url) {
    return rd_str_starts(url, "http://") || rd_str_starts(url, "https://");
}

/* https://www.w3.org/TR/annotation-model/: the body is what the record says, the target the words on the page. `source` is the page's text as
 * this server gives it: what the positions count in. */
void web_json_annotation(struct rd_buf *o, const struct web_req *r, const struct rd_row_statement *s, struct rd_str text) {
    struct rd_arena *a = r->a;
    rd_buf_z(o, "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"Annotation\"");
    member(o, "id", rd_arena_printf(a, "%.*s/statement/%.*s", RD_S(r->base), RD_S(s->id)));
    rd_buf_z(o, ",\"motivation\":\"identifying\",\"body\":{\"type\":\"TextualBody\",\"format\":\"text/plain\",\"purpose\":\"identifying\"");
    struct rd_str who = s->speaker.name.n ? s->speaker.name : s->speaker.span.exact;
    member(o, "value", rd_arena_printf(a, "%.*s, %s, %s", RD_S(who.n ? who : RD_LIT("not named")), rd_channel_name(s->channel), s->said_on.value[0] ? s->said_on.value : "undated"));
    rd_buf_z(o, "},\"target\":{\"type\":\"SpecificResource\"");
    member(o, "source", rd_arena_printf(a, "%.*s/page/%.*s.txt", RD_S(r->base), RD_S(s->origin.page)));
    if (is_web(s->origin.url))
        member(o, "scope", s->origin.url);
    rd_buf_z(o, ",\"selector\":\n");
    web_json_selector(o, s, text);
    rd_buf_z(o, "}}\n");
}

/* https://schema.org/Quotation */
void web_json_quotation(struct rd_buf *o, const struct web_req *r, const struct rd_row_statement *s) {
    struct rd_arena *a = r->a;
    struct rd_str who = s->speaker.name.n ? s->speaker.name : s->speaker.span.exact, words = rd_derived_words(s, a);
    rd_buf_z(o, "{\"@context\":\"https://schema.org\",\"@type\":\"Quotation\"");
    member(o, "@id", rd_arena_printf(a, "%.*s/statement/%.*s", RD_S(r->base), RD_S(s->id)));
    member(o, "text", words);
    if (s->origin.lang.n)
        member(o, "inLanguage", s->origin.lang);
    if (who.n) {
        rd_buf_z(o, ",\"spokenByCharacter\":{\"@type\":\"Thing\"");
        member(o, "name", who);
        rd_buf_c(o, '}');
    }
    if (s->said_on.value[0] && s->said_on.prec == RD_PREC_DAY)
        member(o, "dateCreated", rd_str_of(s->said_on.value));
    rd_buf_z(o, ",\"isPartOf\":{\"@type\":\"NewsArticle\"");
    member(o, "@id", rd_arena_printf(a, "%.*s/page/%.*s", RD_S(r->base), RD_S(s->origin.page)));
    member(o, "headline", s->origin.title);
    if (is_web(s->origin.url))
        member(o, "url", s->origin.url);
    if (s->origin.published.value[0])
        member(o, "datePublished", rd_str_of(s->origin.published.value));
    if (s->origin.outlet.n) {
        rd_buf_z(o, ",\"publisher\":{\"@type\":\"Organization\"");
        member(o, "name", s->origin.outlet);
        rd_buf_c(o, '}');
    }
    rd_buf_z(o, "}}\n");
}
