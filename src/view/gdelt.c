/* GDELT 2.0: events, mentions, knowledge graph. An event's number is a hash of day, actors, code and place, as GDELT takes one event to be
 * the same in every page: so mentions of several pages meet in one line of events. */
#include "view/layout_int.h"

const char *const layout_gdelt_events[61] = {
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode",
    "Actor1EthnicCode", "Actor1Religion1Code", "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code", "Actor2Code",
    "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code", "Actor2Religion2Code",
    "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code", "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", "Actor1Geo_Type", "Actor1Geo_FullName", "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat", "Actor1Geo_Long", "Actor1Geo_FeatureID", "Actor2Geo_Type",
    "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_ADM2Code", "Actor2Geo_Lat", "Actor2Geo_Long",
    "Actor2Geo_FeatureID", "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code",
    "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL"};
const char *const layout_gdelt_mentions[16] = {
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID", "Actor1CharOffset",
    "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"};
const char *const layout_gdelt_gkg[27] = {
    "GKGRECORDID", "DATE", "SourceCollectionIdentifier", "SourceCommonName", "DocumentIdentifier", "Counts", "V2Counts", "Themes", "V2Themes",
    "Locations", "V2Locations", "Persons", "V2Persons", "Organizations", "V2Organizations", "V2Tone", "Dates", "GCAM", "SharingImage",
    "RelatedImages", "SocialImageEmbeds", "SocialVideoEmbeds", "Quotations", "AllNames", "Amounts", "TranslationInfo", "Extras"};

static struct rd_str u64(uint64_t v, struct rd_arena *a) {
    return rd_arena_printf(a, "%llu", (unsigned long long)v);
}

static struct rd_str event_key(const struct rd_reading *r, const struct rd_event *e, const struct layout_pair *p, struct rd_arena *a) {
    int y = 0, m = 0, d = 0;
    struct rd_str from = layout_actor(p->from), to = layout_actor(p->to);
    bool dated = layout_day(r, e, &y, &m, &d);
    /* without a code the name tells actors apart, without a day the page */
    if (!from.n) from = layout_party_name(r, p->from);
    if (!to.n) to = layout_party_name(r, p->to);
    return rd_arena_printf(a, "%04d%02d%02d|%.*s|%.*s|%s|%.*s|%s", y, m, d, RD_S(from), RD_S(to), e->cameo, RD_S(e->place), dated ? "" : r->blob.page_id);
}

static struct rd_str identifier(const struct rd_reading *r) {
    return r->blob.url.n ? r->blob.url : r->page.canonical.value.n ? r->page.canonical.value : r->blob.path;
}

static struct rd_str source_name(const struct rd_reading *r) {
    struct rd_str host = layout_domain(identifier(r));
    return host.n ? host : r->page.outlet.value;
}

static void actor_cells(struct rd_str *c, const struct rd_reading *r, const struct rd_party *p) {
    struct layout_code k = layout_code(p);
    c[0] = layout_actor(p);
    c[1] = layout_party_name(r, p);
    c[2] = k.country;
    c[3] = k.group;
    for (int i = 0; i < 3; i++) c[7 + i] = k.type[i];
}

static void date_cells(struct rd_str *c, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a) {
    int y, m, d;
    if (!layout_day(r, e, &y, &m, &d)) return;
    int32_t since = rd_day_from_ymd(y, m, d) - rd_day_from_ymd(y, 1, 1);
    c[0] = rd_arena_printf(a, "%04d%02d%02d", y, m, d);
    c[1] = rd_arena_printf(a, "%04d%02d", y, m);
    c[2] = rd_arena_printf(a, "%04d", y);
    c[3] = rd_arena_printf(a, "%04d.%04d", y, (int)((since + 1) * 10000 / 366));
}

/* GDELT takes an event of the first paragraph to be what the page is about. */
static bool in_lead(const struct rd_reading *r, const struct rd_event *e) {
    for (uint32_t i = 0; i < r->page.n_blocks; i++) {
        const struct rd_block *b = &r->page.blocks[i];
        if (b->role == RD_ROLE_LEAD || b->role == RD_ROLE_BODY) return e->cite.beg >= b->span.beg && e->cite.beg < b->span.end;
    }
    return false;
}

static struct rd_str joined(const struct rd_str *c, uint32_t from, uint32_t to, struct rd_arena *a) {
    struct rd_buf b;
    rd_buf_init(&b, 1u << 20);
    for (uint32_t i = from; i < to; i++) layout_cell(&b, c[i], i == from);
    struct rd_str s = rd_arena_str(a, rd_buf_view(&b));
    rd_buf_free(&b);
    return s;
}

static void event_line(struct rd_layouts *l, const struct rd_reading *r, const struct rd_event *e, const struct layout_pair *p, struct rd_arena *a) {
    struct rd_str c[61] = {{0, 0}}, key = event_key(r, e, p, a), outlet = source_name(r), published = layout_published(r, a);
    bool fresh;
    uint64_t *at = rd_map_put(&l->ids, key, &fresh);
    if (fresh) {
        struct layout_row *w = RD_PUSH(l->a, l->rows, l->n_rows, l->cap_rows);
        *at = l->n_rows;
        c[0] = u64(layout_number(key), a);
        date_cells(c + 1, r, e, a);
        actor_cells(c + 5, r, p->from);
        actor_cells(c + 15, r, p->to);
        c[25] = in_lead(r, e) ? RD_LIT("1") : RD_LIT("0");
        c[26] = rd_str_of(e->cameo);
        c[27] = rd_str_sub(c[26], 0, c[26].n < 3 ? c[26].n : 3);
        c[28] = rd_str_sub(c[26], 0, 2);
        if (e->quad) c[29] = u64(e->quad, a);
        if (e->has_goldstein) c[30] = layout_float(e->goldstein, a);
        c[52] = e->place;
        if (e->has_latlon) {
            c[56] = layout_float(e->lat, a);
            c[57] = layout_float(e->lon, a);
        }
        c[58] = e->place_geo;
        if (published.n) c[59] = rd_arena_printf(a, "%.*s000000", RD_S(published));
        c[60] = identifier(r);
        w->before = joined(c, 0, 31, l->a);
        w->after = joined(c, 34, 61, l->a);
    }
    struct layout_row *w = &l->rows[*at - 1];
    w->mentions++;
    if (!rd_str_is(w->last_page, r->blob.page_id)) {
        w->pages++;
        w->last_page = rd_arena_str(l->a, rd_str_of(r->blob.page_id));
    }
    rd_map_put(&l->seen, rd_arena_printf(a, "%llu|%.*s", (unsigned long long)*at, RD_S(outlet)), &fresh);
    if (fresh) w->sources++;
}

void layout_gdelt_event(struct rd_layouts *l, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a) {
    struct layout_pair p[LAYOUT_MAX_PAIRS];
    uint32_t n = layout_pairs(e, p);
    for (uint32_t i = 0; i < n; i++) event_line(l, r, e, &p[i], a);
}

static struct rd_str offset_of(const struct rd_reading *r, struct rd_span s, const uint32_t *cp, struct rd_arena *a) {
    return rd_span_empty(s) || s.end > r->page.text.n ? RD_LIT("-1") : u64(cp[s.beg], a);
}

void layout_gdelt_mention(struct rd_buf *out, const struct rd_reading *r, const struct rd_event *e, const uint32_t *cp, struct rd_arena *a) {
    struct layout_pair p[LAYOUT_MAX_PAIRS];
    uint32_t n = layout_pairs(e, p), sentence = layout_sentence(r, e->cite.beg);
    struct rd_str published = layout_published(r, a), when = published.n ? rd_arena_printf(a, "%.*s000000", RD_S(published)) : RD_NONE;
    bool web = rd_str_starts(identifier(r), "http");
    for (uint32_t i = 0; i < n; i++) {
        struct rd_span from = p[i].from ? p[i].from->span : (struct rd_span){0, 0}, to = p[i].to ? p[i].to->span : (struct rd_span){0, 0};
        struct rd_str c[16] = {{0, 0}};
        c[0] = u64(layout_number(event_key(r, e, &p[i], a)), a);
        c[1] = c[2] = when;
        c[3] = web ? RD_LIT("1") : RD_LIT("2");
        c[4] = source_name(r);
        c[5] = identifier(r);
        if (sentence) c[6] = u64(sentence, a);
        c[7] = offset_of(r, from, cp, a);
        c[8] = offset_of(r, to, cp, a);
        c[9] = offset_of(r, e->cite, cp, a);
        c[10] = rd_span_empty(from) || (p[i].to && rd_span_empty(to)) ? RD_LIT("0") : RD_LIT("1");
        c[11] = u64((e->confidence + 5u) / 10 * 10, a);
        c[12] = u64(cp[r->page.text.n], a);
        layout_cells(out, c, 16);
    }
}

/* ---- knowledge graph ---- */

/* Lists inside a cell: what would part them is taken out. */
static void item(struct rd_buf *b, struct rd_str s) {
    for (uint32_t i = 0; i < s.n; i++) rd_buf_c(b, strchr(";,#|<>", s.p[i]) && s.p[i] ? ' ' : (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
}

/* Somebody or something that the page names, not only describes. */
static bool named(const struct rd_reading *r, const struct rd_entity *e) {
    for (uint32_t i = 0; i < e->n_mentions; i++)
        if (r->refs.mentions[e->mentions[i]].kind == RD_MENTION_NAME) return e->name.n > 0;
    return false;
}

static struct rd_str people(const struct rd_reading *r, int kind, bool offsets, const uint32_t *cp, struct rd_arena *a) {
    struct rd_buf b;
    rd_buf_init(&b, 1u << 20);
    for (uint32_t i = 0; i < r->refs.n_entities; i++) {
        const struct rd_entity *e = &r->refs.entities[i];
        if ((kind >= 0 && e->kind != kind) || !named(r, e)) continue;
        if (kind < 0 && e->kind == RD_ENT_GROUP) continue;
        uint32_t at = rd_doc_span(&r->doc, r->refs.mentions[e->mentions[0]].beg, r->refs.mentions[e->mentions[0]].end).beg;
        if (b.n) rd_buf_c(&b, ';');
        item(&b, e->name);
        if (offsets && at <= r->page.text.n) rd_buf_printf(&b, ",%u", cp[at]);
    }
    struct rd_str s = rd_arena_str(a, rd_buf_view(&b));
    rd_buf_free(&b);
    return s;
}

/* Type#FullName#CountryCode#ADM1#Lat#Long#FeatureID, in V2 with ADM2 before the coordinates and the offset at the end. */
static struct rd_str places(const struct rd_layouts *l, const struct rd_reading *r, bool v2, const uint32_t *cp, struct rd_arena *a) {
    struct rd_buf b;
    rd_buf_init(&b, 1u << 20);
    for (uint32_t i = 0; i < r->refs.n_entities; i++) {
        const struct rd_entity *e = &r->refs.entities[i];
        if ((e->kind != RD_ENT_PLACE && e->kind != RD_ENT_STATE) || !named(r, e)) continue;
        const struct rd_place *p = l->lex ? rd_lex_place(l->lex, e->name) : NULL;
        uint32_t at = rd_doc_span(&r->doc, r->refs.mentions[e->mentions[0]].beg, r->refs.mentions[e->mentions[0]].end).beg;
        if (b.n) rd_buf_c(&b, ';');
        rd_buf_z(&b, e->kind == RD_ENT_STATE ? "1#" : "4#");
        item(&b, e->name);
        rd_buf_z(&b, v2 ? "####" : "###");
        if (p && p->has_latlon) rd_buf_str(&b, layout_float(p->lat, a));
        rd_buf_c(&b, '#');
        if (p && p->has_latlon) rd_buf_str(&b, layout_float(p->lon, a));
        rd_buf_c(&b, '#');
        if (p) item(&b, p->id);
        if (v2 && at <= r->page.text.n) rd_buf_printf(&b, "#%u", cp[at]);
    }
    struct rd_str s = rd_arena_str(a, rd_buf_view(&b));
    rd_buf_free(&b);
    return s;
}

/* Offset|Length|Verb|Quote, '#' between them. */
static struct rd_str quotations(const struct rd_reading *r, const uint32_t *cp, struct rd_arena *a) {
    struct rd_buf b;
    rd_buf_init(&b, 4u << 20);
    for (uint32_t i = 0; i < r->records.n_st; i++) {
        const struct rd_statement *s = &r->records.st[i];
        if (s->form != RD_FORM_DIRECT) continue;
        for (uint32_t k = 0; k < s->n_content; k++) {
            if (b.n) rd_buf_c(&b, '#');
            rd_buf_printf(&b, "%u|%u|", cp[s->content[k].beg], cp[s->content[k].end] - cp[s->content[k].beg]);
            item(&b, s->cue_lemma);
            rd_buf_c(&b, '|');
            item(&b, rd_span_of(r->page.text, s->content[k]));
        }
    }
    struct rd_str out = rd_arena_str(a, rd_buf_view(&b));
    rd_buf_free(&b);
    return out;
}

/* 1 year, 2 month, 3 day, 4 month and day without a year: Resolution#Month#Day#Year#Offset. */
static struct rd_str dates(const struct rd_reading *r, const uint32_t *cp, struct rd_arena *a) {
    struct rd_buf b;
    rd_buf_init(&b, 1u << 20);
    for (uint32_t i = 0; i < r->records.n_st; i++) {
        const struct rd_date *d = &r->records.st[i].said_on;
        int32_t day;
        int y, m, dd;
        if (rd_span_empty(d->cite) || d->prec != RD_PREC_DAY || !rd_date_first_day(d, &day)) continue;
        rd_day_to_ymd(day, &y, &m, &dd);
        if (b.n) rd_buf_c(&b, ';');
        rd_buf_printf(&b, "3#%d#%d#%d#%u", m, dd, y, cp[d->cite.beg]);
    }
    struct rd_str s = rd_arena_str(a, rd_buf_view(&b));
    rd_buf_free(&b);
    return s;
}

static struct rd_str extras(const struct rd_reading *r, struct rd_arena *a) {
    struct rd_buf b;
    rd_buf_init(&b, 1u << 16);
    if (r->page.title.value.n) {
        rd_buf_z(&b, "<PAGE_TITLE>");
        item(&b, r->page.title.value);
        rd_buf_z(&b, "</PAGE_TITLE>");
    }
    for (uint32_t i = 0; i < r->page.n_authors; i++) {
        rd_buf_z(&b, i ? ";" : "<PAGE_AUTHORS>");
        item(&b, r->page.authors[i].value);
    }
    if (r->page.n_authors) rd_buf_z(&b, "</PAGE_AUTHORS>");
    struct rd_str s = rd_arena_str(a, rd_buf_view(&b));
    rd_buf_free(&b);
    return s;
}

void layout_gdelt_page(struct rd_buf *out, const struct rd_layouts *l, const struct rd_reading *r, const uint32_t *cp, struct rd_arena *a) {
    struct rd_str c[27] = {{0, 0}}, published = layout_published(r, a);
    c[0] = rd_arena_printf(a, "%.*s000000-%llu", RD_S(published.n ? published : RD_LIT("00000000")), (unsigned long long)layout_number(rd_str_of(r->blob.page_id)));
    if (published.n) c[1] = rd_arena_printf(a, "%.*s000000", RD_S(published));
    c[2] = rd_str_starts(identifier(r), "http") ? RD_LIT("1") : RD_LIT("2");
    c[3] = source_name(r);
    c[4] = identifier(r);
    c[9] = places(l, r, false, cp, a);
    c[10] = places(l, r, true, cp, a);
    c[11] = people(r, RD_ENT_PERSON, false, cp, a);
    c[12] = people(r, RD_ENT_PERSON, true, cp, a);
    c[13] = people(r, RD_ENT_ORG, false, cp, a);
    c[14] = people(r, RD_ENT_ORG, true, cp, a);
    c[16] = dates(r, cp, a);
    c[22] = quotations(r, cp, a);
    c[23] = people(r, -1, true, cp, a);
    c[26] = extras(r, a);
    layout_cells(out, c, 27);
}
