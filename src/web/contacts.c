/* contacts.c - calls and meetings over pages; one of them with its readouts side by side: what each includes and leaves out, in which order,
 * under which names, and who has published none. */
#include "web/web_int.h"

#include "view/derived.h"

#define CALL_READOUTS 8u   /* side by side; a call that more pages tell of has the rest in its JSON */
#define CALL_NAMES    24u

static void silent(struct rd_buf *o, const struct rd_row_call *c) {
    for (uint32_t i = 0; i < c->n_silent; i++)
        WEB(o, H(" <span class=\"flag flag-strong\">no readout from "), T(c->silent[i]), H("</span>"));
}

static void parties(struct rd_buf *o, const struct rd_row_call *c) {
    for (uint32_t i = 0; i < c->n_part; i++) {
        WEB(o, Z(i ? ", " : ""));
        web_side(o, c->participants[i].side);
        WEB(o, H(" "));
        web_party(o, &c->participants[i]);
    }
    if (!c->n_part)
        WEB(o, H("<span class=\"nobody\">nobody named</span>"));
}

static void when(struct rd_buf *o, const struct rd_row_call *c) {
    if (c->when.value[0])
        web_date(o, &c->when);
    else
        web_day(o, &c->day);
    if (!c->when.value[0] && c->day.from_page)
        WEB(o, H(" <span class=\"note\">(date of the page)</span>"));
}

static void row(struct rd_buf *o, const struct rd_row_call *c, const struct web_col *cols) {
    uint32_t told = 0;
    for (uint32_t i = 0; i < c->n_readouts; i++)
        told += c->readouts[i].n_statements;
    web_row_begin(o);
    web_td(o, &cols[0], true);
    WEB(o, H("<a href=\"/contact/"), U(c->id), H("\"><b class=\"kind-name\">"));
    web_words(o, rd_channel_name(c->kind));
    WEB(o, H("</b></a>"));
    web_td_end(o);
    web_td(o, &cols[1], false);
    when(o, c);
    web_td_end(o);
    web_td(o, &cols[2], false);
    parties(o, c);
    web_td_end(o);
    web_td(o, &cols[3], false);
    web_number(o, c->n_readouts);
    web_td_end(o);
    web_td(o, &cols[4], false);
    web_number(o, told);
    web_td_end(o);
    web_td(o, &cols[5], false);
    silent(o, c);
    web_td_end(o);
    web_row_end(o);
}

int web_contacts(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    static const struct web_col cols[] = {{"Contact", false}, {"When", false}, {"Between", false}, {"Told by", true}, {"Statements", true}, {"Missing", false}};
    struct web_query q;
    struct rd_row_call *c;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = web_query_read(&q, r, RD_ORDER_NEWEST, err);
    if (!rc)
        rc = rd_store_calls(r->store, &q.f, r->a, &c, &n, &total, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        web_csv_calls(b, c, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, q.limit, q.offset, total);
        WEB_ITEMS(b, n, rd_derived_call(b, &c[i_]))
        web_json_tail(b);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Contacts"), "/contacts");
    WEB(b, H("<h1>Contacts</h1>\n<p class=\"lede\">Calls, meetings, letters: one row each, whatever number of pages tells of it. \xE2\x80\x9CNo readout\xE2\x80\x9D "
             "means: none in this dossier.</p>\n"));
    web_filter_form(b, r, "/contacts", "Words");
    if (n)
        web_table_begin(b, "Contacts", cols, RD_ARRAY_LEN(cols));
    else
        web_nothing(b, "No contact fits.");
    for (uint32_t i = 0; i < n; i++)
        row(b, &c[i], cols);
    if (n)
        web_table_end(b);
    web_pager(b, r, q.limit, q.offset, total);
    web_end(b, r);
    return RD_OK;
}

/* ---- one ---- */

static uint32_t shown(const struct rd_row_call *c) {
    return c->n_readouts < CALL_READOUTS ? c->n_readouts : CALL_READOUTS;
}

static void whose(struct rd_buf *b, const struct rd_row_readout *x) {
    if (x->side.n) {
        web_side(b, x->side);
        WEB(b, H(" readout"));
    } else {
        WEB(b, T(x->told.origin.outlet.n ? x->told.origin.outlet : RD_LIT("Outlet not told")));
    }
}

static void includes(struct rd_buf *b, const struct rd_row_call *c) {
    struct web_teller v[CALL_READOUTS];
    for (uint32_t i = 0; i < shown(c); i++) {
        const struct rd_row_readout *x = &c->readouts[i];
        v[i] = (struct web_teller){.side = x->side, .name = x->side.n ? RD_LIT("readout") : x->told.origin.outlet, .s = x->statements, .n = x->n_statements};
    }
    web_includes(b, v, shown(c));
}

static struct rd_str called(const struct rd_row_entity *e, uint32_t n, int64_t actor, struct rd_arena *a) {
    struct rd_str all = RD_NONE;
    for (uint32_t i = 0; i < n; i++) {
        if (e[i].actor != actor)
            continue;
        for (uint32_t k = 0; k < e[i].n_names && k < 4; k++)
            all = all.n ? rd_arena_printf(a, "%.*s, %.*s", RD_S(all), RD_S(e[i].names[k])) : e[i].names[k];
        if (!e[i].n_names)
            all = e[i].name;
    }
    return all;
}

/* Who and what is called otherwise on one page than on another. */
static int naming(struct rd_buf *b, const struct web_req *r, const struct rd_row_call *c, struct rd_err *err) {
    struct rd_row_entity *e[CALL_READOUTS];
    uint32_t n[CALL_READOUTS], rows = 0, readouts = shown(c);
    if (readouts < 2)
        return RD_OK;
    for (uint32_t i = 0; i < readouts; i++) {
        int rc = rd_store_entities(r->store, c->readouts[i].told.origin.page, r->a, &e[i], &n[i], err);
        if (rc)
            return rc;
    }
    for (uint32_t k = 0; k < n[0] && rows < CALL_NAMES; k++) {
        struct rd_str first = e[0][k].actor ? called(e[0], n[0], e[0][k].actor, r->a) : RD_NONE;
        bool differ = false, seen = false;
        for (uint32_t x = 0; x < k; x++)
            seen = seen || e[0][x].actor == e[0][k].actor;
        for (uint32_t i = 1; i < readouts && first.n && !seen; i++) {
            struct rd_str other = called(e[i], n[i], e[0][k].actor, r->a);
            differ = differ || (other.n && !rd_str_eq(other, first));
        }
        if (!differ)
            continue;
        if (!rows++) {
            WEB(b, H("<h2>Names</h2>\n<div class=\"scroll\" role=\"region\" aria-label=\"Names in each readout\" tabindex=\"0\">\n<table class=\"matrix includes\">\n"
                     "<thead><tr><th scope=\"col\" class=\"corner\">Who or what</th>"));
            for (uint32_t i = 0; i < readouts; i++) {
                WEB(b, H("<th scope=\"col\">"));
                whose(b, &c->readouts[i]);
                WEB(b, H("</th>"));
            }
            WEB(b, H("</tr></thead>\n<tbody>\n"));
        }
        WEB(b, H("<tr><th scope=\"row\"><a href=\"/actor/"), N((uint64_t)e[0][k].actor), H("\">"), T(e[0][k].name), H("</a></th>"));
        for (uint32_t i = 0; i < readouts; i++) {
            struct rd_str v = called(e[i], n[i], e[0][k].actor, r->a);
            WEB(b, H("<td dir=\"auto\">"), T(v));
            if (!v.n)
                WEB(b, H("<span class=\"left-out\">not named</span>"));
            WEB(b, H("</td>"));
        }
        WEB(b, H("</tr>\n"));
    }
    if (rows)
        WEB(b, H("</tbody>\n</table>\n</div>\n"));
    return RD_OK;
}

static bool alone(const struct rd_row_call *c, uint32_t readout, const struct rd_row_statement *s) {
    bool elsewhere = !s->n_issues || c->n_readouts < 2;
    for (uint32_t i = 0; i < c->n_readouts && !elsewhere; i++)
        for (uint32_t k = 0; k < c->readouts[i].n_statements && i != readout && !elsewhere; k++)
            for (uint32_t x = 0; x < s->n_issues && !elsewhere; x++)
                elsewhere = web_speaks_of(&c->readouts[i].statements[k], web_issue_key(s, x));
    return !elsewhere;
}

static void statement(struct rd_buf *b, const struct rd_row_call *c, uint32_t i, uint32_t k, struct rd_arena *a) {
    const struct rd_row_statement *s = &c->readouts[i].statements[k];
    WEB(b, H("<li id=\"r"), N(i + 1), H("-"), N(k + 1), H("\"><p class=\"who\">"));
    web_side(b, s->speaker.side);
    WEB(b, H(" "));
    web_party(b, &s->speaker);
    if (alone(c, i, s))
        WEB(b, H(" <span class=\"flag only-here\">only here</span>"));
    WEB(b, H("</p>\n<blockquote dir=\"auto\""));
    if (s->origin.lang.n)
        WEB(b, H(" lang=\""), T(s->origin.lang), H("\""));
    WEB(b, H("><a class=\"words\" href=\"/statement/"), U(s->id), H("\">"), T(rd_derived_words(s, a)), H("</a></blockquote>\n<p class=\"meta\">"));
    web_flags(b, s);
    for (uint32_t x = 0; x < s->n_issues; x++) {
        WEB(b, H(" <span class=\"tag\">"));
        web_issue_link(b, web_issue_key(s, x), s->issues[x]);
        WEB(b, H("</span>"));
    }
    WEB(b, H("</p></li>\n"));
}

static void readout(struct rd_buf *b, const struct web_req *r, const struct rd_row_call *c, uint32_t i) {
    const struct rd_row_readout *x = &c->readouts[i];
    struct web_mark m = {.at = x->told.cite.at, .kind = WEB_M_CONTENT};
    WEB(b, H("<section class=\"told\">\n<h2>"));
    whose(b, x);
    WEB(b, H("</h2>\n<p class=\"told-title\">"));
    web_source(b, &x->told.origin);
    WEB(b, H(" <span class=\"note\">"));
    web_date(b, &x->told.origin.published);
    WEB(b, H("</span></p>\n<blockquote class=\"told-words\" dir=\"auto\""));
    if (x->told.origin.lang.n)
        WEB(b, H(" lang=\""), T(x->told.origin.lang), H("\""));
    WEB(b, H(">"));
    if (x->told.context.text.n)
        web_marked(b, x->told.context.text, x->told.context.span.beg, &m, 1, r->a);
    else
        WEB(b, T(x->told.cite.exact));
    WEB(b, H("</blockquote>\n"));
    if (x->n_statements)
        WEB(b, H("<ol class=\"told-statements\">\n"));
    else
        web_nothing(b, "It tells of no statement in it.");
    for (uint32_t k = 0; k < x->n_statements && k < WEB_MAX_PER_PAGE; k++)
        statement(b, c, i, k, r->a);
    if (x->n_statements)
        WEB(b, H("</ol>\n"));
    WEB(b, H("</section>\n"));
}

static void missing(struct rd_buf *b, const struct rd_row_call *c) {
    for (uint32_t i = 0; i < c->n_silent; i++)
        WEB(b, H("<section class=\"told told-silent\">\n<h2><span class=\"hidden\">Missing: </span>"), T(c->silent[i]), H(" readout</h2>\n"
            "<p>No readout from "), T(c->silent[i]), H(" is in the dossier. What it said stands only in the words of others.</p>\n</section>\n"));
}

int web_contact(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_call c;
    struct rd_buf *b = &o->body;
    int rc = rd_store_call(r->store, r->rest, r->a, &c, err);
    if (rc == RD_ENOTFOUND && err)
        snprintf(err->msg, sizeof err->msg, "No contact in this dossier has the id %.*s.", r->rest.n > 64 ? 64 : (int)r->rest.n, r->rest.p);
    if (rc)
        return rc;
    if (r->format == WEB_F_JSON) {
        rd_derived_call(b, &c);
        return RD_OK;
    }
    if (r->format == WEB_F_CSV) {
        web_csv_calls(b, &c, 1, r->a);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Contact"), "/contacts#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/contacts\">Contacts</a> / <code>"), T(c.id), H("</code></p>\n<h1 class=\"sentence-case\">"));
    web_words(b, rd_channel_name(c.kind));
    WEB(b, H(", "));
    when(b, &c);
    WEB(b, H("</h1>\n<p class=\"lede\">"));
    parties(b, &c);
    silent(b, &c);
    WEB(b, H("</p>\n<div class=\"told-columns\">\n"));
    for (uint32_t i = 0; i < shown(&c); i++)
        readout(b, r, &c, i);
    missing(b, &c);
    WEB(b, H("</div>\n"));
    if (c.n_readouts > shown(&c))
        WEB(b, H("<p class=\"note\">The first "), N(shown(&c)), H(" of "), N(c.n_readouts), H(" pages that tell of it.</p>\n"));
    if (c.n_readouts > 1)
        includes(b, &c);
    rc = naming(b, r, &c, err);
    if (!rc)
        rc = web_changes_of(b, r, c.id, NULL, err);
    web_end(b, r);
    return rc;
}
