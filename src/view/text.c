/* text.c - records for people at a terminal. */
#include "view/view_int.h"

static void names(struct rd_buf *out, const struct rd_str *v, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            rd_buf_z(out, i + 1 == n ? " and " : ", ");
        rd_text_line(out, v[i], 0);
    }
}

static struct rd_str joined(const struct rd_str *v, uint32_t n, const char *between, struct rd_arena *a) {
    struct rd_str s = n ? v[0] : RD_NONE;
    for (uint32_t i = 1; i < n; i++)
        s = rd_arena_printf(a, "%.*s%s%.*s", RD_S(s), between, RD_S(v[i]));
    return s;
}

struct rd_str rd_text_date(const struct rd_date *d, struct rd_arena *a) {
    if (!d->value[0])
        return RD_LIT("undated");
    return rd_arena_str(a, rd_str_of(d->value));
}

/* Who (role, SIDE) -> whom */
static void head_line(struct rd_buf *out, const struct rd_card *c, const struct rd_view_style *s) {
    rd_text_ink(out, RD_INK_NAME, s);
    if (c->n_who)
        names(out, c->who, c->n_who);
    else
        rd_buf_z(out, "(nobody named)");
    rd_text_ink(out, RD_INK_OFF, s);
    if (c->role.n || c->side.n) {
        rd_buf_z(out, " (");
        rd_text_line(out, c->role, 48);
        if (c->role.n && c->side.n)
            rd_buf_z(out, ", ");
        rd_text_line(out, c->side, 0);
        rd_buf_c(out, ')');
    }
    if (c->n_whom) {
        rd_buf_z(out, " -> ");
        rd_text_ink(out, RD_INK_NAME, s);
        names(out, c->whom, c->n_whom);
        rd_text_ink(out, RD_INK_OFF, s);
    }
    rd_buf_c(out, '\n');
}

static void part(struct rd_buf *out, struct rd_str v, bool *first) {
    if (!v.n)
        return;
    if (!*first)
        rd_buf_z(out, " \xC2\xB7 ");
    *first = false;
    rd_text_line(out, v, 0);
}

/* when . channel . setting . form . marks */
static void fact_line(struct rd_buf *out, const struct rd_card *c, const struct rd_view_style *s) {
    bool first = true;
    rd_buf_z(out, "  ");
    rd_text_ink(out, RD_INK_DIM, s);
    part(out, c->when.value[0] ? rd_str_of(c->when.value) : RD_LIT("undated"), &first);
    part(out, rd_str_is(c->channel, "unspecified") ? RD_NONE : c->channel, &first);
    part(out, c->setting, &first);
    part(out, c->what, &first);
    for (unsigned i = 0; i < RD_ARRAY_LEN(c->marks) && c->marks[i]; i++)
        part(out, rd_str_of(c->marks[i]), &first);
    rd_text_ink(out, RD_INK_OFF, s);
    rd_buf_c(out, '\n');
}

void rd_text_card(struct rd_buf *out, const struct rd_card *c, const struct rd_view_style *s) {
    head_line(out, c, s);
    fact_line(out, c, s);
    struct rd_buf words;
    rd_buf_init(&words, RD_VIEW_WORDS);
    if (c->quoted)
        rd_buf_z(&words, "\xE2\x80\x9C");
    for (uint32_t i = 0; i < c->n_words; i++) {
        if (i)
            rd_buf_z(&words, " [...] ");
        rd_buf_str(&words, c->words[i]);
    }
    if (c->quoted)
        rd_buf_z(&words, "\xE2\x80\x9D");
    if (c->n_words)
        rd_text_wrap(out, rd_buf_view(&words), 4, s);
    rd_buf_free(&words);
    if (c->condition.n) {
        rd_buf_z(out, "    if: ");
        rd_text_line(out, c->condition, s->width > 20 ? s->width - 8 : 0);
        rd_buf_c(out, '\n');
    }
    rd_buf_z(out, "  ");
    rd_text_ink(out, RD_INK_DIM, s);
    rd_buf_str(out, c->id);
    if (c->within.n) {
        rd_buf_z(out, " within ");
        rd_buf_str(out, c->within);
    }
    if (c->origin.n) {
        rd_buf_z(out, "  ");
        rd_text_line(out, c->origin, s->width > 40 ? s->width - 38 : 0);
    }
    rd_text_ink(out, RD_INK_OFF, s);
    rd_buf_c(out, '\n');
}

static struct rd_str *party_names(const struct rd_reading *r, const struct rd_party *p, uint32_t n, struct rd_arena *a) {
    struct rd_str *v = RD_NEW_N(a, struct rd_str, n + 1);
    for (uint32_t i = 0; i < n; i++)
        v[i] = p[i].name.n ? p[i].name : rd_span_empty(p[i].span) ? RD_LIT("?") : rd_span_of(r->page.text, p[i].span);
    return v;
}

static void statement_card(struct rd_card *c, const struct rd_reading *r, const struct rd_statement *s, struct rd_arena *a) {
    uint32_t n = s->n_co + 1, m = 0;
    struct rd_party *who = RD_NEW_N(a, struct rd_party, n);
    who[0] = s->speaker;
    if (s->n_co)
        memcpy(who + 1, s->co_speakers, s->n_co * sizeof *who);
    bool nobody = !s->speaker.name.n && rd_span_empty(s->speaker.span) && n == 1;
    struct rd_str *words = RD_NEW_N(a, struct rd_str, s->n_content);
    for (uint32_t i = 0; i < s->n_content; i++)
        words[i] = rd_span_of(r->page.text, s->content[i]);
    *c = (struct rd_card){
        .id = rd_str_of(s->id), .what = rd_str_of(rd_form_name(s->form)), .who = party_names(r, who, n, a),
        .n_who = nobody ? 0 : n, .role = s->speaker.role, .side = s->speaker.side,
        .whom = party_names(r, s->addressees, s->n_addr, a), .n_whom = s->n_addr, .when = s->said_on,
        .channel = rd_str_of(rd_channel_name(s->channel)), .setting = s->setting, .words = words, .n_words = s->n_content,
        .quoted = s->form == RD_FORM_DIRECT,
        .condition = rd_span_empty(s->condition) ? RD_NONE : rd_span_of(r->page.text, s->condition),
        .within = s->nested_in >= 0 ? rd_str_of(r->records.st[s->nested_in].id) : RD_NONE,
    };
    if (s->negated)
        c->marks[m++] = "negated";
    if (s->denied)
        c->marks[m++] = "denied";
    if (s->modality != RD_MOD_ASSERTED)
        c->marks[m++] = rd_modality_name(s->modality);
}

static void event_card(struct rd_card *c, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a) {
    struct rd_str *words = RD_NEW_N(a, struct rd_str, 1);
    words[0] = rd_span_of(r->page.text, e->cite);
    *c = (struct rd_card){
        .id = rd_str_of(e->id), .what = rd_arena_printf(a, "event %s%s%s", e->cameo, e->cameo_name ? " " : "",
                                                       e->cameo_name ? e->cameo_name : ""),
        .who = party_names(r, e->source, e->n_source, a), .n_who = e->n_source,
        .side = e->n_source ? e->source[0].code : RD_NONE,
        .whom = party_names(r, e->target, e->n_target, a), .n_whom = e->n_target, .when = e->date, .setting = e->place,
        .words = words, .n_words = 1,
        .within = e->reported_in >= 0 ? rd_str_of(r->records.st[e->reported_in].id) : RD_NONE,
    };
    if (e->status != RD_STAT_ASSERTED)
        c->marks[0] = rd_status_name(e->status);
}

static void contact_card(struct rd_card *c, const struct rd_reading *r, const struct rd_contact *k, struct rd_arena *a) {
    struct rd_str *words = RD_NEW_N(a, struct rd_str, 1);
    words[0] = rd_span_of(r->page.text, k->cite);
    *c = (struct rd_card){
        .id = rd_str_of(k->id), .what = rd_arena_printf(a, "contact: %s", rd_channel_name(k->kind)),
        .who = party_names(r, k->participants, k->n_part, a), .n_who = k->n_part, .when = k->when,
        .setting = joined(k->place, k->n_place, ", ", a), .words = words, .n_words = 1,
    };
}

static void page_head(struct rd_buf *out, const struct rd_reading *r, const struct rd_view_style *s, struct rd_arena *a) {
    const struct rd_page *p = &r->page;
    struct rd_str name = p->title.value.n ? p->title.value : r->blob.path.n ? r->blob.path : r->blob.url;
    bool first = true;
    rd_text_ink(out, RD_INK_BOLD, s);
    rd_text_wrap(out, name, 0, s);
    rd_text_ink(out, RD_INK_OFF, s);
    rd_text_ink(out, RD_INK_DIM, s);
    part(out, p->outlet.value, &first);
    part(out, p->published.value[0] ? rd_text_date(&p->published, a) : RD_NONE, &first);
    part(out, p->lang, &first);
    part(out, p->verdict == RD_VERDICT_ARTICLE ? RD_NONE : rd_str_of(rd_verdict_name(p->verdict)), &first);
    part(out, p->title.value.n ? r->blob.path : RD_NONE, &first);
    rd_text_ink(out, RD_INK_OFF, s);
    rd_buf_z(out, first ? "\n" : "\n\n");
}

void rd_text_reading(struct rd_buf *out, const struct rd_reading *r, const struct rd_view_style *s, struct rd_arena *a) {
    struct rd_card c;
    page_head(out, r, s, a);
    for (uint32_t i = 0; i < r->records.n_st; i++) {
        statement_card(&c, r, &r->records.st[i], a);
        rd_text_card(out, &c, s);
        rd_buf_c(out, '\n');
    }
    for (uint32_t i = 0; i < r->records.n_ev; i++) {
        if (r->records.ev[i].reported_in >= 0)
            continue; /* the statement says it already */
        event_card(&c, r, &r->records.ev[i], a);
        rd_text_card(out, &c, s);
        rd_buf_c(out, '\n');
    }
    for (uint32_t i = 0; i < r->records.n_ct; i++) {
        contact_card(&c, r, &r->records.ct[i], a);
        rd_text_card(out, &c, s);
        rd_buf_c(out, '\n');
    }
    for (uint32_t i = 0; i < r->page.notes.n; i++) {
        rd_text_ink(out, RD_INK_WARN, s);
        rd_buf_z(out, "note: ");
        rd_text_ink(out, RD_INK_OFF, s);
        rd_text_line(out, rd_str_of(r->page.notes.v[i].code), 0);
        rd_buf_z(out, ": ");
        rd_text_line(out, r->page.notes.v[i].message, 0);
        rd_buf_c(out, '\n');
    }
}
