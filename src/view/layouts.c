/* The layouts' door, and what they share. */
#include "view/layout_int.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

static const char *const names[RD_N_LAYOUTS] = {"gdelt-events", "gdelt-mentions", "gdelt-gkg", "polecat", "icews", "petrarch", "plover-jsonl"};

int rd_layout_of(const char *name) {
    for (int i = 0; i < RD_N_LAYOUTS; i++)
        if (strcmp(names[i], name) == 0) return i;
    return -1;
}

static const char *const *columns(int layout, uint32_t *n) {
    static const struct { const char *const *v; uint32_t n; } all[RD_N_LAYOUTS] = {
        {layout_gdelt_events, 61}, {layout_gdelt_mentions, 16}, {layout_gdelt_gkg, 27}, {layout_polecat, 40}, {layout_icews, 20}, {layout_petrarch, 7}, {NULL, 0}};
    *n = all[layout].n;
    return all[layout].v;
}

struct rd_layouts *rd_layouts_make(int layout, const struct rd_lex *lex, struct rd_arena *a) {
    struct rd_layouts *l = RD_NEW(a, struct rd_layouts);
    l->layout = layout;
    l->lex = lex;
    l->a = a;
    rd_map_init(&l->ids, a);
    rd_map_init(&l->seen, a);
    return l;
}

void rd_layouts_head(struct rd_buf *out, const struct rd_layouts *l) {
    uint32_t n;
    const char *const *v = columns(l->layout, &n);
    if (l->layout != RD_LAYOUT_POLECAT && l->layout != RD_LAYOUT_ICEWS) return;
    for (uint32_t i = 0; i < n; i++) layout_cell(out, rd_str_of(v[i]), i == 0);
    rd_buf_c(out, '\n');
}

void rd_layouts_reading(struct rd_buf *out, struct rd_layouts *l, const struct rd_reading *r, struct rd_arena *scratch) {
    struct rd_arena_mark mark = rd_arena_mark(scratch);
    struct rd_json j;
    rd_json_init(&j, r, scratch);
    if (l->layout == RD_LAYOUT_GDELT_GKG) layout_gdelt_page(out, l, r, j.cp, scratch);
    for (uint32_t i = 0; i < r->records.n_ev; i++) {
        const struct rd_event *e = &r->records.ev[i];
        if (l->layout != RD_LAYOUT_PLOVER && !layout_fact(e)) continue;
        switch (l->layout) {
        case RD_LAYOUT_GDELT_EVENTS: layout_gdelt_event(l, r, e, scratch); break;
        case RD_LAYOUT_GDELT_MENTIONS: layout_gdelt_mention(out, r, e, j.cp, scratch); break;
        case RD_LAYOUT_POLECAT: layout_polecat_event(out, l, r, e, scratch); break;
        case RD_LAYOUT_ICEWS: layout_icews_event(out, l, r, e, scratch); break;
        case RD_LAYOUT_PETRARCH: layout_petrarch_event(out, r, e, scratch); break;
        case RD_LAYOUT_PLOVER: layout_plover_event(out, l, r, e, &j, scratch); break;
        default: break;
        }
    }
    rd_arena_reset(scratch, mark);
}

void rd_layouts_end(struct rd_buf *out, struct rd_layouts *l) {
    for (uint32_t i = 0; i < l->n_rows; i++) {
        const struct layout_row *w = &l->rows[i];
        rd_buf_str(out, w->before);
        rd_buf_printf(out, "\t%u\t%u\t%u\t", w->mentions, w->sources, w->pages);
        rd_buf_str(out, w->after);
        rd_buf_c(out, '\n');
    }
}

/* What a column of a name holds. */
static const char *datatype(const char *name) {
    static const char *const whole[] = {"GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "QuadClass", "NumMentions", "NumSources", "NumArticles", "IsRootEvent",
                                        "EventTimeDate", "MentionTimeDate", "MentionType", "SentenceID", "InRawText", "Confidence", "MentionDocLen", "DATEADDED",
                                        "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "Sentence Number", "DATE", "SourceCollectionIdentifier"};
    static const char *const real[] = {"FractionDate", "GoldsteinScale", "AvgTone", "Intensity", "Latitude", "Longitude", "MentionDocTone"};
    for (size_t i = 0; i < RD_ARRAY_LEN(whole); i++)
        if (strcmp(name, whole[i]) == 0) return "integer";
    for (size_t i = 0; i < RD_ARRAY_LEN(real); i++)
        if (strcmp(name, real[i]) == 0) return "number";
    size_t n = strlen(name);
    if (n > 4 && (strcmp(name + n - 4, "_Lat") == 0 || strcmp(name + n - 5, "_Long") == 0)) return "number";
    if (n > 9 && strcmp(name + n - 9, "_Geo_Type") == 0) return "integer";
    return "string";
}

void rd_layouts_schema(struct rd_buf *out, int layout, struct rd_str url) {
    uint32_t n;
    const char *const *v = columns(layout, &n);
    bool head = layout == RD_LAYOUT_POLECAT || layout == RD_LAYOUT_ICEWS;
    rd_buf_z(out, "{\"@context\":\"http://www.w3.org/ns/csvw\",\"url\":");
    rd_buf_json(out, url);
    rd_buf_printf(out, ",\"dialect\":{\"delimiter\":\"\\t\",\"quoteChar\":null,\"header\":%s,\"encoding\":\"utf-8\"},\"tableSchema\":{\"columns\":[", head ? "true" : "false");
    for (uint32_t i = 0; i < n; i++) {
        rd_buf_z(out, i ? ",\n{\"titles\":" : "\n{\"titles\":");
        rd_buf_json(out, rd_str_of(v[i]));
        rd_buf_printf(out, ",\"datatype\":\"%s\",\"null\":\"\"}", datatype(v[i]));
    }
    rd_buf_z(out, "]}}\n");
}

/* ---- shared ---- */

bool layout_fact(const struct rd_event *e) {
    return e->cameo[0] && (e->status == RD_STAT_ASSERTED || e->status == RD_STAT_CLAIMED);
}

uint32_t layout_pairs(const struct rd_event *e, struct layout_pair out[LAYOUT_MAX_PAIRS]) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < e->n_source; i++) {
        for (uint32_t k = 0; k < e->n_target && n < LAYOUT_MAX_PAIRS; k++) out[n++] = (struct layout_pair){&e->source[i], &e->target[k]};
        for (uint32_t k = 0; k < e->n_source && e->n_target == 0 && e->n_source > 1 && n < LAYOUT_MAX_PAIRS; k++)
            if (k != i) out[n++] = (struct layout_pair){&e->source[i], &e->source[k]};
    }
    if (e->n_source == 1 && e->n_target == 0) out[n++] = (struct layout_pair){&e->source[0], NULL};
    for (uint32_t k = 0; e->n_source == 0 && k < e->n_target && n < LAYOUT_MAX_PAIRS; k++) out[n++] = (struct layout_pair){NULL, &e->target[k]};
    return n;
}

bool layout_day(const struct rd_reading *r, const struct rd_event *e, int *y, int *m, int *d) {
    int32_t day;
    if (!rd_date_first_day(&e->date, &day) && !rd_date_first_day(&r->page.published, &day)) return false;
    rd_day_to_ymd(day, y, m, d);
    return true;
}

static bool one_of(struct rd_str three, const char *list) {
    for (; *list; list += 4)
        if (memcmp(three.p, list, 3) == 0) return true;
    return false;
}

struct layout_code layout_code(const struct rd_party *p) {
    static const char bodies[] = "IGO NGO NGM MNC IMG INT ", roles[] = "GOV MIL COP JUD LEG OPP REB UAF MED ELI BUS EDU CVL REF LAB SPY INS CRM DEV ENV HLH HRI SEP RAD MOD AGR PTY UIS PRM JRN REL SOC UNK PRE ";
    struct layout_code c = {0};
    struct rd_str code = p ? layout_actor(p) : RD_NONE;
    uint32_t n = 0;
    for (uint32_t i = 0; i + 3 <= code.n; i += 3) {
        struct rd_str three = rd_str_sub(code, i, i + 3);
        if (one_of(three, bodies) || one_of(three, roles)) {
            if (n < 3) c.type[n++] = three;
        } else if (i == 0) {
            c.country = three;
        } else if (!c.group.n) {
            c.group = three;
        }
    }
    return c;
}

struct rd_str layout_actor(const struct rd_party *p) {
    return !p ? RD_NONE : p->code.n ? p->code : p->side;
}

struct rd_str layout_party_name(const struct rd_reading *r, const struct rd_party *p) {
    return !p ? RD_NONE : p->name.n ? p->name : rd_span_empty(p->span) ? RD_NONE : rd_span_of(r->page.text, p->span);
}

struct rd_str layout_country_name(const struct rd_layouts *l, struct rd_str iso3) {
    struct rd_str name = iso3.n && l->lex ? rd_lex_display(l->lex, RD_LIT("en"), iso3) : RD_NONE;
    return name.n ? name : iso3;
}

struct rd_str layout_domain(struct rd_str url) {
    int64_t at = rd_str_find(url, RD_LIT("://"), 0);
    if (at < 0) return RD_NONE;
    struct rd_str host = rd_str_sub(url, (uint32_t)at + 3, url.n);
    for (uint32_t i = 0; i < host.n; i++)
        if (strchr("/?#:", host.p[i])) host.n = i;
    return rd_str_starts(host, "www.") ? rd_str_sub(host, 4, host.n) : host;
}

struct rd_str layout_published(const struct rd_reading *r, struct rd_arena *a) {
    int32_t day;
    int y, m, d;
    if (!rd_date_first_day(&r->page.published, &day)) return RD_NONE;
    rd_day_to_ymd(day, &y, &m, &d);
    return rd_arena_printf(a, "%04d%02d%02d", y, m, d);
}

static uint32_t sentences_until(struct rd_str text, uint32_t at) {
    UErrorCode e = U_ZERO_ERROR;
    uint32_t n = 1;
    UText *u = utext_openUTF8(NULL, text.p, text.n, &e);
    UBreakIterator *b = ubrk_open(UBRK_SENTENCE, "", NULL, 0, &e);
    if (U_SUCCESS(e)) ubrk_setUText(b, u, &e);
    for (int32_t p = U_SUCCESS(e) ? ubrk_next(b) : UBRK_DONE; p != UBRK_DONE && (uint32_t)p <= at; p = ubrk_next(b)) n += (uint32_t)p < text.n;
    ubrk_close(b);
    utext_close(u);
    return n;
}

uint32_t layout_sentence(const struct rd_reading *r, uint32_t byte) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->page.n_blocks; i++) {
        const struct rd_block *b = &r->page.blocks[i];
        if (b->role != RD_ROLE_LEAD && b->role != RD_ROLE_BODY && b->role != RD_ROLE_QUOTE) continue;
        struct rd_str text = rd_span_of(r->page.text, b->span);
        if (byte < b->span.beg) return 0;
        if (byte < b->span.end) return n + sentences_until(text, byte - b->span.beg);
        n += sentences_until(text, text.n);
    }
    return 0;
}

uint64_t layout_number(struct rd_str key) {
    return (rd_hash64(key.p, key.n, 0) >> 11) | 1;
}

const char *layout_quad(uint8_t quad) {
    static const char *const v[] = {NULL, "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
    return quad <= 4 ? v[quad] : NULL;
}

void layout_cell(struct rd_buf *out, struct rd_str v, bool first) {
    if (!first) rd_buf_c(out, '\t');
    for (uint32_t i = 0; i < v.n; i++) rd_buf_c(out, (unsigned char)v.p[i] < 0x20 ? ' ' : v.p[i]);
}

void layout_cells(struct rd_buf *out, const struct rd_str *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) layout_cell(out, v[i], i == 0);
    rd_buf_c(out, '\n');
}

struct rd_str layout_float(double v, struct rd_arena *a) {
    struct rd_buf b;
    rd_buf_init(&b, 64);
    view_number(&b, v, 6);
    struct rd_str s = rd_arena_str(a, rd_buf_view(&b));
    rd_buf_free(&b);
    return s;
}
