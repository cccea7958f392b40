/* timeline.c - statements, contacts and events by day; inside a day by side. What has no year, or no date at all, stands apart. */
#include "web/web_int.h"

#include "base/utf8.h"

#define TIMELINE_LIMIT 60u

static struct rd_str side_of(const struct rd_row_line *l) {
    if (l->kind == RD_LINE_STATEMENT)
        return l->statement->speaker.side;
    if (l->kind == RD_LINE_EVENT && l->event->n_source)
        return l->event->source[0].side;
    return RD_NONE;
}

static bool same_day(const struct rd_row_day *a, const struct rd_row_day *b) {
    if (a->group != b->group)
        return false;
    return a->group == 2 || (a->group == 0 ? a->first == b->first && a->last == b->last : a->month_day == b->month_day);
}

static struct rd_str cut(const struct web_req *r, struct rd_str w) {
    uint32_t i = 0;
    for (uint32_t n = 0; i < w.n && n < 240; n++)
        (void)rd_utf8_next(w, &i);
    return i < w.n ? rd_arena_printf(r->a, "%.*s\xE2\x80\xA6", (int)i, w.p) : w;
}

static void statement(struct rd_buf *o, const struct web_req *r, const struct rd_row_statement *s) {
    web_party(o, &s->speaker);
    if (s->n_addr) {
        WEB(o, H(" <span class=\"arrow\"><span aria-hidden=\"true\">\xE2\x86\x92</span><span class=\"hidden\">to</span></span> "));
        web_parties(o, s->addressees, s->n_addr);
    }
    WEB(o, H(" <a class=\""), Z(s->form == RD_FORM_DIRECT ? "words words-direct" : "words"), H("\" dir=\"auto\" href=\"/statement/"), U(s->id),
        H("\""));
    if (s->origin.lang.n)
        WEB(o, H(" lang=\""), T(s->origin.lang), H("\""));
    WEB(o, H(">"));
    for (uint32_t i = 0; i < s->n_content; i++)
        WEB(o, Z(i ? " \xE2\x80\xA6 " : ""), T(cut(r, s->content[i].exact)));
    WEB(o, H("</a> <span class=\"note\">"));
    web_words(o, rd_form_name(s->form));
    if (s->channel != RD_CH_UNSPECIFIED) {
        WEB(o, H(", "));
        web_words(o, rd_channel_name(s->channel));
    }
    WEB(o, H(", "), T(s->origin.outlet.n ? s->origin.outlet : web_title_of(&s->origin)), H("</span>"));
    web_flags(o, s);
}

static void line(struct rd_buf *o, const struct web_req *r, const struct rd_row_line *l) {
    if (l->kind == RD_LINE_STATEMENT) {
        WEB(o, H("<li class=\"line line-statement\">"));
        statement(o, r, l->statement);
    } else if (l->kind == RD_LINE_CONTACT) {
        const struct rd_row_contact *c = l->contact;
        WEB(o, H("<li class=\"line line-contact\"><a href=\"/contact/"), U(c->id), H("\"><b class=\"kind-name\">"));
        web_words(o, rd_channel_name(c->kind));
        WEB(o, H("</b></a> "));
        web_parties(o, c->participants, c->n_part);
        WEB(o, H(" <span class=\"note\">"), T(c->origin.outlet.n ? c->origin.outlet : web_title_of(&c->origin)), H("</span>"));
    } else {
        const struct rd_row_event *e = l->event;
        WEB(o, H("<li class=\"line line-event\">"));
        web_parties(o, e->source, e->n_source);
        if (e->n_target) {
            WEB(o, H(" <span class=\"arrow\"><span aria-hidden=\"true\">\xE2\x86\x92</span><span class=\"hidden\">to</span></span> "));
            web_parties(o, e->target, e->n_target);
        }
        WEB(o, H(" <a class=\"words\" dir=\"auto\" href=\"/event/"), U(e->id), H("\">"), T(cut(r, e->cite.exact)), H("</a> <span class=\"note\">event "),
            T(e->cameo), H(" "), T(e->cameo_name), H("</span>"));
    }
    WEB(o, H("</li>\n"));
}

/* The lines of one day, those of one side together, sides in the order of their first line. */
static void day(struct rd_buf *o, const struct web_req *r, const struct rd_row_line *l, uint32_t n) {
    bool *done = RD_NEW_N(r->a, bool, n);
    WEB(o, H("<section class=\"day\">\n<h3>"));
    if (l[0].day.group == 0) {
        struct rd_date d = l[0].day.first == l[0].day.last ? rd_date_of_day(l[0].day.first, RD_BASIS_PRINTED)
                                                           : rd_date_range(l[0].day.first, l[0].day.last, RD_BASIS_PRINTED);
        web_date(o, l[0].date.value[0] ? &l[0].date : &d);
        if (l[0].day.from_page)
            WEB(o, H(" <span class=\"note\">(date of the page)</span>"));
    } else {
        web_date(o, &l[0].date);
    }
    WEB(o, H("</h3>\n<div class=\"sides\">\n"));
    for (uint32_t i = 0; i < n; i++) {
        if (done[i])
            continue;
        struct rd_str side = side_of(&l[i]);
        WEB(o, H("<div class=\"lane\">\n<p class=\"lane-side\">"));
        if (side.n)
            web_side(o, side);
        else
            WEB(o, H("<span class=\"note\">"), Z(l[i].kind == RD_LINE_CONTACT ? "contact" : "no side"), H("</span>"));
        WEB(o, H("</p>\n<ul>\n"));
        for (uint32_t k = i; k < n; k++) {
            bool contact = l[k].kind == RD_LINE_CONTACT;
            if (done[k] || !rd_str_eq(side, side_of(&l[k])) || contact != (l[i].kind == RD_LINE_CONTACT))
                continue;
            done[k] = true;
            line(o, r, &l[k]);
        }
        WEB(o, H("</ul>\n</div>\n"));
    }
    WEB(o, H("</div>\n</section>\n"));
}

static void groups(struct rd_buf *o, const struct web_req *r, const struct rd_row_line *l, uint32_t n) {
    for (uint32_t i = 0; i < n;) {
        uint32_t end = i + 1;
        while (end < n && same_day(&l[i].day, &l[end].day) && l[i].day.from_page == l[end].day.from_page)
            end++;
        if (!i || l[i].day.group != l[i - 1].day.group) {
            if (l[i].day.group == 0)
                WEB(o, H("<h2 class=\"hidden\">By day</h2>\n"));
            else if (l[i].day.group == 1)
                WEB(o, H("<h2 class=\"era\">Year not told</h2>\n<p class=\"note\">By month and day; these may belong to different years.</p>\n"));
            else if (l[i].day.group == 2)
                WEB(o, H("<h2 class=\"era\">No date told</h2>\n"));
        }
        day(o, r, l + i, end - i);
        i = end;
    }
}

static int json(const struct web_req *r, struct rd_buf *b, const struct web_query *q, const struct rd_row_line *l, uint32_t n,
                uint64_t total, struct rd_err *err) {
    struct web_stored x = {.store = r->store, .a = r->a};
    int rc = RD_OK;
    web_json_head(b, r, q->limit, q->offset, total);
    for (uint32_t i = 0; i < n && !rc; i++) {
        if (i)
            WEB(b, H(","));
        if (l[i].kind == RD_LINE_STATEMENT)
            rc = web_json_record(b, &x, l[i].statement->origin.page, RD_REC_STATEMENT, l[i].statement->n, err);
        else if (l[i].kind == RD_LINE_CONTACT)
            rc = web_json_record(b, &x, l[i].contact->origin.page, RD_REC_CONTACT, l[i].contact->n, err);
        else
            rc = web_json_record(b, &x, l[i].event->origin.page, RD_REC_EVENT, l[i].event->n, err);
    }
    web_stored_close(&x);
    web_json_tail(b);
    return rc;
}

static void csv(struct rd_buf *o, const struct rd_row_line *l, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"day", "type", "id", "side", "who", "words", "page", "outlet", "title", "lang"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_row_statement *s = l[i].statement;
        const struct rd_row_event *e = l[i].event;
        const struct rd_row_contact *c = l[i].contact;
        bool st = l[i].kind == RD_LINE_STATEMENT, ev = l[i].kind == RD_LINE_EVENT;
        const struct rd_row_origin *p = st ? &s->origin : ev ? &e->origin : &c->origin;
        const struct rd_row_party *who = st ? &s->speaker : ev ? (e->n_source ? &e->source[0] : NULL) : c->n_part ? &c->participants[0] : NULL;
        const struct rd_str v[] = {
            web_day_text(&l[i].day, a), st ? RD_LIT("statement") : ev ? RD_LIT("event") : RD_LIT("contact"), st ? s->id : ev ? e->id : c->id,
            who ? who->side : RD_NONE, who ? who->name : RD_NONE, st ? (s->n_content ? s->content[0].exact : RD_NONE) : ev ? e->cite.exact : c->cite.exact,
            p->page, p->outlet, p->title, p->lang};
        for (uint32_t k = 0; k < RD_ARRAY_LEN(v); k++)
            rd_table_add(&t, v[k]);
    }
    rd_csv_table(o, &t);
}

int web_timeline(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_line *l;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = web_query_read(&q, r, RD_ORDER_NEWEST, err);
    if (!web_arg(r, "limit").n)
        q.limit = q.f.limit = TIMELINE_LIMIT;
    if (!rc)
        rc = rd_store_timeline(r->store, &q.f, r->a, &l, &n, &total, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_JSON)
        return json(r, b, &q, l, n, total, err);
    if (r->format == WEB_F_CSV) {
        csv(b, l, n, r->a);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Timeline"), "/timeline");
    WEB(b, H("<h1>Timeline</h1>\n<details class=\"form-fold\"><summary>Filter</summary>\n"));
    web_search_form(b, r, "/timeline", q.f.order);
    WEB(b, H("</details>\n"));
    web_chips(b, r);
    WEB(b, H("<div class=\"timeline\">\n"));
    if (!n)
        web_nothing(b, "Nothing fits.");
    groups(b, r, l, n);
    WEB(b, H("</div>\n"));
    web_pager(b, r, q.limit, q.offset, total);
    web_end(b, r);
    return RD_OK;
}
