/* POLECAT, ICEWS, PETRARCH and PLOVER: a line an event and pair of actors (PLOVER: a line an event). */
#include "view/layout_int.h"

const char *const layout_polecat[40] = {
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW",
    "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"};
const char *const layout_icews[20] = {
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
    "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"};
const char *const layout_petrarch[7] = {"Date", "Source", "Target", "Code", "Issues", "ID", "Page"};

static struct rd_str iso_day(const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a) {
    int y, m, d;
    return layout_day(r, e, &y, &m, &d) ? rd_arena_printf(a, "%04d-%02d-%02d", y, m, d) : RD_NONE;
}

static struct rd_str sectors(const struct rd_party *p, const char *sep, struct rd_arena *a) {
    struct layout_code k = layout_code(p);
    struct rd_str s = k.type[0];
    for (int i = 1; i < 3 && k.type[i].n; i++) s = rd_arena_printf(a, "%.*s%s%.*s", RD_S(s), sep, RD_S(k.type[i]));
    return s;
}

static struct rd_str contexts(const struct rd_event *e, struct rd_arena *a) {
    struct rd_str s = RD_NONE;
    for (uint32_t i = 0; i < e->plover.n_context && i < 4; i++)
        s = i ? rd_arena_printf(a, "%.*s;%s", RD_S(s), e->plover.context[i]) : rd_str_of(e->plover.context[i]);
    return s;
}

static struct rd_str story(const struct rd_reading *r, int kind, struct rd_arena *a) {
    struct rd_str s = RD_NONE;
    for (uint32_t i = 0; i < r->refs.n_entities; i++) {
        const struct rd_entity *e = &r->refs.entities[i];
        bool fits = e->kind == kind || (kind == RD_ENT_PLACE && e->kind == RD_ENT_STATE);
        if (fits && e->name.n) s = s.n ? rd_arena_printf(a, "%.*s;%.*s", RD_S(s), RD_S(e->name)) : e->name;
    }
    return s;
}

/* PLOVER's score of the type and mode, else of the type: data/world/plover.tsv. */
static struct rd_str score(const struct rd_layouts *l, const struct rd_event *e) {
    const struct rd_lex_table *t = l->lex ? rd_lex_get(l->lex, RD_LIT("world"), "plover") : NULL;
    struct rd_str any = RD_NONE;
    if (!t || !e->plover.type) return RD_NONE;
    for (const struct rd_lex_row *w = rd_lex_find(t, rd_str_of(e->plover.type)); w; w = w->next) {
        struct rd_str mode = rd_lex_field(t, w, "mode");
        if (!mode.n) any = rd_lex_field(t, w, "score");
        if (e->plover.mode && rd_str_is(mode, e->plover.mode)) return rd_lex_field(t, w, "score");
    }
    return any;
}

static void polecat_party(struct rd_str *c, const struct rd_layouts *l, const struct rd_reading *r, const struct rd_party *p, struct rd_arena *a) {
    struct layout_code k = layout_code(p);
    c[0] = layout_party_name(r, p);
    c[1] = layout_country_name(l, k.country);
    c[3] = k.type[0];
    c[4] = sectors(p, ";", a);
    c[5] = p ? p->role : RD_NONE;
    c[6] = p && !rd_span_empty(p->span) ? rd_span_of(r->page.text, p->span) : RD_NONE;
}

static void place_cells(struct rd_str *lat, struct rd_str *lon, const struct rd_event *e, struct rd_arena *a) {
    if (!e->has_latlon) return;
    *lat = layout_float(e->lat, a);
    *lon = layout_float(e->lon, a);
}

void layout_polecat_event(struct rd_buf *out, const struct rd_layouts *l, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a) {
    struct layout_pair p[LAYOUT_MAX_PAIRS];
    uint32_t n = e->plover.type ? layout_pairs(e, p) : 0; /* acts without a type have no line: PLOVER dropped CAMEO 01 and 02 */
    struct rd_str people = n ? story(r, RD_ENT_PERSON, a) : RD_NONE, bodies = n ? story(r, RD_ENT_ORG, a) : RD_NONE, where = n ? story(r, RD_ENT_PLACE, a) : RD_NONE;
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str c[40] = {{0, 0}};
        c[0] = n > 1 ? rd_arena_printf(a, "%s-%u", e->id, i + 1) : rd_str_of(e->id);
        c[1] = iso_day(r, e, a);
        c[2] = rd_str_of(e->plover.type);
        c[3] = rd_str_of(e->plover.mode);
        c[4] = score(l, e);
        c[5] = rd_str_of(layout_quad(e->quad));
        c[6] = contexts(e, a);
        polecat_party(c + 7, l, r, p[i].from, a);
        polecat_party(c + 15, l, r, p[i].to, a);
        c[23] = e->place;
        place_cells(&c[28], &c[29], e, a);
        c[31] = rd_span_empty(e->place_cite) ? RD_NONE : rd_span_of(r->page.text, e->place_cite);
        c[33] = r->page.outlet.value;
        c[34] = r->page.published.prec == RD_PREC_DAY ? rd_str_of(r->page.published.value) : RD_NONE;
        c[35] = people;
        c[36] = bodies;
        c[37] = where;
        c[38] = r->page.lang;
        c[39] = RD_LIT("readout");
        layout_cells(out, c, 40);
    }
}

void layout_icews_event(struct rd_buf *out, const struct rd_layouts *l, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a) {
    struct layout_pair p[LAYOUT_MAX_PAIRS];
    uint32_t n = layout_pairs(e, p), sentence = layout_sentence(r, e->cite.beg);
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str c[20] = {{0, 0}};
        c[0] = rd_arena_printf(a, "%llu", (unsigned long long)layout_number(rd_arena_printf(a, "%s-%u", e->id, i)));
        c[1] = iso_day(r, e, a);
        c[2] = layout_party_name(r, p[i].from);
        c[3] = sectors(p[i].from, ",", a);
        c[4] = layout_country_name(l, layout_code(p[i].from).country);
        c[5] = rd_str_of(e->cameo_name);
        c[6] = rd_str_of(e->cameo);
        if (e->has_goldstein) c[7] = layout_float(e->goldstein, a);
        c[8] = layout_party_name(r, p[i].to);
        c[9] = sectors(p[i].to, ",", a);
        c[10] = layout_country_name(l, layout_code(p[i].to).country);
        c[11] = rd_arena_printf(a, "%llu", (unsigned long long)layout_number(rd_str_of(r->blob.page_id)));
        if (sentence) c[12] = rd_arena_printf(a, "%u", sentence);
        c[13] = r->page.outlet.value;
        c[14] = e->place;
        place_cells(&c[18], &c[19], e, a);
        layout_cells(out, c, 20);
    }
}

void layout_petrarch_event(struct rd_buf *out, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a) {
    struct layout_pair p[LAYOUT_MAX_PAIRS];
    uint32_t n = layout_pairs(e, p);
    int y, m, d;
    bool dated = layout_day(r, e, &y, &m, &d);
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str c[7] = {{0, 0}}, from = layout_actor(p[i].from), to = layout_actor(p[i].to);
        if (dated) c[0] = rd_arena_printf(a, "%04d%02d%02d", y, m, d);
        c[1] = from.n ? from : RD_LIT("---");
        c[2] = to.n ? to : RD_LIT("---");
        c[3] = rd_str_of(e->cameo);
        for (uint32_t k = 0; k < e->n_issues; k++)
            c[4] = k ? rd_arena_printf(a, "%.*s;%.*s", RD_S(c[4]), RD_S(e->issues[k].name)) : e->issues[k].name;
        c[5] = rd_str_of(e->id);
        c[6] = r->blob.url.n ? r->blob.url : r->blob.path;
        layout_cells(out, c, 7);
    }
}

/* ---- PLOVER ---- */

static void plover_parties(struct rd_buf *out, const char *key, const struct rd_reading *r, const struct rd_party *p, uint32_t n) {
    view_key(out, key);
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < n; i++) {
        struct layout_code k = layout_code(&p[i]);
        view_comma(out);
        rd_buf_c(out, '{');
        view_str(out, "code", k.country);
        view_key(out, "sector");
        rd_buf_c(out, '[');
        for (int s = 0; s < 3 && k.type[s].n; s++) {
            view_comma(out);
            rd_buf_json(out, k.type[s]);
        }
        rd_buf_c(out, ']');
        view_str(out, "entity_text", rd_span_empty(p[i].span) ? RD_NONE : rd_span_of(r->page.text, p[i].span));
        view_str(out, "identifier_text", p[i].name);
        view_str(out, "office", p[i].role);
        rd_buf_c(out, '}');
    }
    rd_buf_c(out, ']');
}

static void plover_list(struct rd_buf *out, const char *key, const char *one) {
    struct rd_str v = rd_str_of(one);
    view_strs(out, key, &v, one ? 1 : 0);
}

void layout_plover_event(struct rd_buf *out, const struct rd_layouts *l, const struct rd_reading *r, const struct rd_event *e, const struct rd_json *j, struct rd_arena *a) {
    struct rd_str text = rd_span_of(r->page.text, e->cite), s = score(l, e), published = rd_str_of(r->page.published.value);
    struct rd_str v[4];
    for (uint32_t i = 0; i < e->plover.n_context && i < 4; i++) v[i] = rd_str_of(e->plover.context[i]);
    rd_buf_c(out, '{');
    view_z(out, "id", e->id);
    view_bool(out, "has_event", true);
    view_str(out, "date", iso_day(r, e, a));
    view_null(out, "time");
    view_null(out, "enddate");
    plover_parties(out, "actor", r, e->source, e->n_source);
    plover_parties(out, "recipient", r, e->n_target ? e->target : e->source, e->n_target ? e->n_target : e->n_source > 1 ? e->n_source : 0);
    plover_list(out, "event", e->plover.type);
    view_str(out, "event_loc", e->place);
    view_strs(out, "event_text", &text, 1);
    view_z(out, "quad_code", layout_quad(e->quad));
    view_key(out, "event_scale");
    rd_buf_z(out, s.n ? "" : "null");
    rd_buf_str(out, s);
    plover_list(out, "mode", e->plover.mode);
    view_strs(out, "context", v, e->plover.n_context < 4 ? e->plover.n_context : 4);
    view_str(out, "text", text);
    view_key(out, "text_info");
    rd_buf_c(out, '{');
    view_z(out, "cameo", e->cameo);
    view_z(out, "cameo_name", e->cameo_name);
    view_z(out, "status", rd_status_name(e->status));
    view_z(out, "modality", rd_modality_name(e->modality));
    view_z(out, "tense", e->tense);
    view_span(out, "condition", j, e->condition);
    view_z(out, "reported_in", e->reported_in >= 0 ? r->records.st[e->reported_in].id : NULL);
    view_start_end(out, j, e->cite);
    view_z(out, "rule", e->rule);
    rd_buf_c(out, '}');
    view_key(out, "cite_info");
    rd_buf_c(out, '{');
    view_str(out, "url", r->blob.url);
    view_str(out, "publisher", r->page.outlet.value);
    view_str(out, "title", r->page.title.value);
    view_str(out, "published", published);
    view_str(out, "lang", r->page.lang);
    view_z(out, "page", r->blob.page_id);
    rd_buf_c(out, '}');
    view_z(out, "coder", "readout");
    rd_buf_z(out, "}\n");
}
