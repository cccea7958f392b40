/* contacts.c - calls and meetings over pages; one of them with what each page tells of it, side by side. */
#include "web/web_int.h"

static bool named_before(const struct rd_told_contact *c, uint32_t t, uint32_t p) {
    const struct rd_row_party *own = &c->told[t]->participants[p];
    for (uint32_t i = 0; i <= t; i++)
        for (uint32_t k = 0; k < (i == t ? p : c->told[i]->n_part); k++) {
            const struct rd_row_party *x = &c->told[i]->participants[k];
            if ((own->actor && x->actor == own->actor) || rd_str_eq(x->name, own->name))
                return true;
        }
    return false;
}

static void participants(struct rd_buf *o, const struct rd_told_contact *c, bool links) {
    bool any = false;
    for (uint32_t t = 0; t < c->n_told; t++)
        for (uint32_t p = 0; p < c->told[t]->n_part; p++) {
            const struct rd_row_party *x = &c->told[t]->participants[p];
            if (named_before(c, t, p))
                continue;
            WEB(o, Z(any ? ", " : ""));
            any = true;
            web_side(o, x->side);
            WEB(o, H(" "));
            if (links)
                web_party(o, x);
            else
                WEB(o, T(x->name.n ? x->name : x->span.exact));
        }
    if (!any)
        WEB(o, H("<span class=\"nobody\">nobody named</span>"));
}

static void when(struct rd_buf *o, const struct rd_told_contact *c) {
    for (uint32_t i = 0; i < c->n_told; i++)
        if (c->told[i]->when.value[0]) {
            web_date(o, &c->told[i]->when);
            return;
        }
    if (c->day.group != 0) {
        web_date(o, &c->told[0]->when);
        return;
    }
    struct rd_date d = c->day.first == c->day.last ? rd_date_of_day(c->day.first, RD_BASIS_PAGE_DATE)
                                                   : rd_date_range(c->day.first, c->day.last, RD_BASIS_PAGE_DATE);
    web_date(o, &d);
    WEB(o, H(" <span class=\"note\">(date of the page)</span>"));
}

static void silent(struct rd_buf *o, const struct rd_told_contact *c) {
    for (uint32_t i = 0; i < c->n_silent; i++)
        WEB(o, H(" <span class=\"flag flag-strong\">no readout from "), T(c->silent[i]), H(" found</span>"));
}

void web_told_line(struct rd_buf *o, const struct rd_told_contact *c) {
    if (!c->n_told)
        return;
    WEB(o, H("<a href=\"/contact/"), U(c->told[0]->id), H("\"><b class=\"kind-name\">"));
    web_words(o, rd_channel_name(c->kind));
    WEB(o, H("</b></a> "));
    participants(o, c, false);
    WEB(o, H(" <span class=\"note\">"));
    when(o, c);
    WEB(o, H("</span>"));
}

static uint32_t n_statements(const struct rd_told_contact *c) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n_told; i++)
        n += c->told[i]->n_statements;
    return n;
}

static void row(struct rd_buf *o, const struct rd_told_contact *c) {
    WEB(o, H("<tr role=\"row\"><td role=\"cell\" class=\"lead-cell\"><a href=\"/contact/"), U(c->told[0]->id), H("\">"));
    web_words(o, rd_channel_name(c->kind));
    WEB(o, H("</a></td><td role=\"cell\" data-label=\"When\">"));
    when(o, c);
    WEB(o, H("</td><td role=\"cell\" data-label=\"Between\">"));
    participants(o, c, true);
    WEB(o, H("</td><td role=\"cell\" class=\"num\" data-label=\"Pages\">"), N(c->n_told), H("</td><td role=\"cell\" class=\"num\" data-label=\"Statements\">"),
        N(n_statements(c)), H("</td><td role=\"cell\" data-label=\"Missing\">"));
    silent(o, c);
    WEB(o, H("</td></tr>\n"));
}

int web_contacts(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_told_contact *c;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    web_query_read(&q, r, RD_ORDER_NEWEST);
    int rc = rd_dossier_contacts(r->store, &q.f, r->a, &c, &n, &total, err);
    if (rc)
        return rc;
    if (r->json) {
        web_json_head(b, r, q.limit, q.offset, total);
        for (uint32_t i = 0; i < n && !rc; i++) {
            if (i)
                WEB(b, H(","));
            rc = web_json_told(b, r, &c[i], err);
        }
        web_json_tail(b);
        return rc;
    }
    web_begin(b, r, RD_LIT("Contacts"), "/contacts");
    WEB(b, H("<h1>Contacts</h1>\n<p class=\"lede\">Calls, meetings, letters: one row each, whatever number of pages tells of it.</p>\n"));
    web_chips(b, r);
    if (!n)
        web_nothing(b, "No contact fits.");
    else
        WEB(b, H("<table role=\"table\" class=\"list\">\n<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Contact</th>"
                 "<th role=\"columnheader\" scope=\"col\">When</th><th role=\"columnheader\" scope=\"col\">Between</th>"
                 "<th role=\"columnheader\" scope=\"col\" class=\"num\">Pages</th><th role=\"columnheader\" scope=\"col\" class=\"num\">Statements</th>"
                 "<th role=\"columnheader\" scope=\"col\">Missing</th></tr></thead>\n<tbody role=\"rowgroup\">\n"));
    for (uint32_t i = 0; i < n; i++)
        if (c[i].n_told)
            row(b, &c[i]);
    if (n)
        WEB(b, H("</tbody>\n</table>\n"));
    web_pager(b, r, q.limit, q.offset, total);
    web_end(b, r);
    return RD_OK;
}

/* ---- one ---- */

static struct rd_str iso(const struct web_req *r, int32_t day) {
    struct rd_date d = rd_date_of_day(day, RD_BASIS_PRINTED);
    return rd_arena_str(r->a, rd_str_of(d.value));
}

/* The group that a told contact is in: only contacts whose days meet its own can be. */
static int group_of(const struct web_req *r, const struct rd_row_contact *c, struct rd_told_contact *out, struct rd_err *err) {
    struct rd_filter f = {.limit = RD_STORE_MAX_LIMIT};
    struct rd_told_contact *all;
    uint32_t n;
    if (c->when.value[0] && c->day.group == 0) {
        f.since = iso(r, c->day.first);
        f.until = iso(r, c->day.last);
    } else {
        f.page = c->origin.page;
    }
    int rc = rd_dossier_contacts(r->store, &f, r->a, &all, &n, NULL, err);
    for (uint32_t i = 0; !rc && i < n; i++)
        for (uint32_t k = 0; k < all[i].n_told; k++)
            if (rd_str_eq(all[i].told[k]->id, c->id)) {
                *out = all[i];
                return RD_OK;
            }
    if (rc)
        return rc;
    struct rd_row_contact **one = RD_NEW_N(r->a, struct rd_row_contact *, 1);
    one[0] = rd_arena_dup(r->a, c, sizeof *c);
    *out = (struct rd_told_contact){.kind = c->kind, .day = c->day, .told = one, .n_told = 1};
    return RD_OK;
}

static int told(struct rd_buf *o, const struct web_req *r, const struct rd_row_contact *c, struct rd_err *err) {
    struct web_mark m = {.at = c->cite.at, .kind = WEB_M_CONTENT};
    WEB(o, H("<section class=\"told\">\n<h2 dir=\"auto\">"));
    web_source(o, &c->origin);
    WEB(o, H("</h2>\n<p class=\"note\">"));
    web_date(o, &c->when);
    web_date_basis(o, &c->when);
    for (uint32_t i = 0; i < c->n_place; i++)
        WEB(o, H(", "), T(c->place[i]));
    WEB(o, H("</p>\n<blockquote dir=\"auto\""));
    if (c->origin.lang.n)
        WEB(o, H(" lang=\""), T(c->origin.lang), H("\""));
    WEB(o, H(">"));
    if (c->context.text.n)
        web_marked(o, c->context.text, c->context.span.beg, &m, 1, r->a);
    else
        WEB(o, T(c->cite.exact));
    WEB(o, H("</blockquote>\n"));
    if (c->n_statements)
        WEB(o, H("<ol class=\"cards\">\n"));
    else
        web_nothing(o, "The page tells of no statement in it.");
    for (uint32_t i = 0; i < c->n_statements && i < WEB_MAX_PER_PAGE; i++) {
        struct rd_row_statement s;
        int rc = rd_store_statement(r->store, c->statements[i], r->a, &s, err);
        if (rc)
            return rc;
        WEB(o, H("<li>"));
        web_card(o, &s, r);
        WEB(o, H("</li>\n"));
    }
    if (c->n_statements)
        WEB(o, H("</ol>\n"));
    WEB(o, H("</section>\n"));
    return RD_OK;
}

int web_contact(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_contact c;
    struct rd_told_contact g;
    struct rd_buf *b = &o->body;
    int rc = rd_store_contact(r->store, r->rest, r->a, &c, err);
    if (rc == RD_ENOTFOUND && err)
        snprintf(err->msg, sizeof err->msg, "No contact in this dossier has the id %.*s.", r->rest.n > 64 ? 64 : (int)r->rest.n, r->rest.p);
    if (!rc)
        rc = group_of(r, &c, &g, err);
    if (rc)
        return rc;
    if (r->json)
        return web_json_told(b, r, &g, err);
    web_begin(b, r, RD_LIT("Contact"), "/contacts#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/contacts\">Contacts</a> / <code>"), T(c.id), H("</code></p>\n<h1 class=\"sentence-case\">"));
    web_words(b, rd_channel_name(g.kind));
    WEB(b, H(", "));
    when(b, &g);
    WEB(b, H("</h1>\n<p class=\"lede\">"));
    participants(b, &g, true);
    silent(b, &g);
    WEB(b, H("</p>\n<div class=\"told-columns\">\n"));
    for (uint32_t i = 0; i < g.n_told && !rc; i++)
        rc = told(b, r, g.told[i], err);
    WEB(b, H("</div>\n"));
    if (!rc)
        rc = web_user_notes(b, r, c.id, err);
    web_end(b, r);
    return rc;
}
