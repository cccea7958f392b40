/* disputes.c - statements that cannot both hold: the list, and one dispute with its camps side by side. */
#include "web/web_int.h"

#include "view/derived.h"

#define DISPUTES_LIMIT 10u /* each comes with all its statements */

static void hide_form(struct rd_buf *b, const struct web_req *r, const struct rd_row_dispute *d) {
    if (!r->token)
        return;
    web_form_begin(b, r, "/change", "inline-form hide-form");
    WEB(b, H("<input type=\"hidden\" name=\"kind\" value=\"hide\"><input type=\"hidden\" name=\"what\" value=\""), T(d->id),
        H("\"><input type=\"hidden\" name=\"who\" value=\""), T(r->user.n ? r->user : RD_LIT("user")),
        H("\"><button class=\"quiet\">Not worth a minute: hide it</button></form>\n"));
}

/* One statement of a camp: its words with the claim marked. */
static void held_by(struct rd_buf *b, const struct web_req *r, const struct rd_row_statement *s, const struct rd_row_span *claim) {
    WEB(b, H("<article class=\"card\">\n<p class=\"who\">"));
    web_side(b, s->speaker.side);
    WEB(b, H(" "));
    web_party(b, &s->speaker);
    WEB(b, H(" <a class=\"permalink\" href=\"/statement/"), U(s->id), H("\">"));
    web_day(b, &s->day);
    WEB(b, H("</a></p>\n<blockquote dir=\"auto\""));
    if (s->origin.lang.n)
        WEB(b, H(" lang=\""), T(s->origin.lang), H("\""));
    WEB(b, H(">"));
    bool inside = claim->exact.n && rd_span_holds(s->context.span, claim->at);
    if (inside) {
        struct web_mark m[2] = {{.at = claim->at, .kind = WEB_M_CONTENT}};
        web_marked(b, s->context.text, s->context.span.beg, m, 1, r->a);
    } else {
        for (uint32_t i = 0; i < s->n_content; i++)
            WEB(b, Z(i ? " \xE2\x80\xA6 " : ""), T(s->content[i].exact));
        if (claim->exact.n)
            WEB(b, H(" <mark class=\"m m-content\">"), T(claim->exact), H("</mark>"));
    }
    WEB(b, H("</blockquote>\n<p class=\"meta\">"));
    web_flags(b, s);
    web_source(b, &s->origin);
    WEB(b, H("</p>\n</article>\n"));
}

static void camps(struct rd_buf *b, const struct web_req *r, const struct rd_row_dispute *d) {
    WEB(b, H("<div class=\"camps\">\n"));
    for (uint32_t i = 0; i < d->n_camps; i++) {
        const struct rd_row_camp *c = &d->camps[i];
        WEB(b, H("<section class=\"camp\">\n<h2><span class=\"hidden\">Camp "), N(i + 1), H(": </span>"));
        for (uint32_t k = 0; k < c->n_sides; k++) {
            web_side(b, c->sides[k]);
            WEB(b, H(" "));
        }
        if (!c->n_sides)
            WEB(b, H("no side told"));
        WEB(b, H(" <span class=\"camp-value\" dir=\"auto\">"));
        WEB(b, T(rd_derived_camp(d, c, r->a)));
        WEB(b, H("</span></h2>\n<p class=\"note\">"));
        web_counted(b, c->origins, "origin", "origins");
        WEB(b, H("</p>\n"));
        for (uint32_t k = 0; k < c->n_statements; k++)
            held_by(b, r, &c->statements[k], &c->claims[k]);
        WEB(b, H("</section>\n"));
    }
    WEB(b, H("</div>\n"));
}

static void card(struct rd_buf *b, const struct web_req *r, const struct rd_row_dispute *d) {
    WEB(b, H("<article class=\"dispute\">\n<h2><a href=\"/dispute/"), U(d->id), H("\"><span class=\"kind-tag\">"), Z(rd_claim_type_name(d->type)), H("</span> <span dir=\"auto\">"),
        T(rd_derived_title(d, r->a)), H("</span></a></h2>\n<p class=\"why\">"), T(d->why), H("</p>\n<p class=\"note\">"));
    web_days(b, &d->first, &d->last);
    WEB(b, H(" \xC2\xB7 "));
    web_counted(b, d->origins, "origin", "origins");
    WEB(b, H("</p>\n<div class=\"camps camps-small\">\n"));
    for (uint32_t i = 0; i < d->n_camps && i < 4; i++) {
        const struct rd_row_camp *c = &d->camps[i];
        WEB(b, H("<div class=\"camp\"><p>"));
        for (uint32_t k = 0; k < c->n_sides; k++)
            web_side(b, c->sides[k]);
        WEB(b, H(" <span class=\"camp-value\" dir=\"auto\">"));
        WEB(b, T(rd_derived_camp(d, c, r->a)));
        WEB(b, H("</span> <span class=\"note\">"));
        web_counted(b, c->origins, "origin", "origins");
        WEB(b, H("</span></p>\n"));
        if (c->n_statements) {
            const struct rd_row_statement *s = &c->statements[0];
            struct rd_str w = c->claims[0].exact.n ? c->claims[0].exact : s->n_content ? s->content[0].exact : RD_NONE;
            WEB(b, H("<blockquote dir=\"auto\""));
            if (s->origin.lang.n)
                WEB(b, H(" lang=\""), T(s->origin.lang), H("\""));
            WEB(b, H(">"), T(web_cut(w, 200)), Z(web_cut(w, 200).n < w.n ? "\xE2\x80\xA6" : ""), H("</blockquote>\n<p class=\"note\">"),
                T(s->speaker.name), H(", "));
            web_day(b, &s->day);
            WEB(b, H("</p>"));
        }
        WEB(b, H("</div>\n"));
    }
    WEB(b, H("</div>\n</article>\n"));
}

int web_disputes(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_dispute *v;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = web_query_read(&q, r, RD_ORDER_NEWEST, err);
    if (!web_arg(r, "limit").n)
        q.limit = q.f.limit = DISPUTES_LIMIT;
    if (!rc)
        rc = rd_store_disputes(r->store, &q.f, r->a, &v, &n, &total, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        web_csv_disputes(b, v, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, q.limit, q.offset, total);
        WEB_ITEMS(b, n, rd_derived_dispute(b, &v[i_]))
        web_json_tail(b);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Disputes"), "/disputes");
    WEB(b, H("<h1>Disputes</h1>\n<p class=\"lede\">Statements that cannot both hold, as read. The program does not judge which does; copies are counted once.</p>\n"));
    web_filter_form(b, r, "/disputes", NULL);
    if (!n)
        web_nothing(b, "No dispute fits.");
    for (uint32_t i = 0; i < n; i++)
        card(b, r, &v[i]);
    web_pager(b, r, q.limit, q.offset, total);
    web_end(b, r);
    return RD_OK;
}

int web_dispute(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_dispute d;
    struct rd_buf *b = &o->body;
    int rc = rd_store_dispute(r->store, r->rest, r->a, &d, err);
    if (rc == RD_ENOTFOUND && err)
        snprintf(err->msg, sizeof err->msg, "No dispute in this dossier has the id %.*s. Its statements may have been read again, or agree by now.",
                 r->rest.n > 64 ? 64 : (int)r->rest.n, r->rest.p);
    if (rc)
        return rc;
    if (r->format == WEB_F_JSON) {
        rd_derived_dispute(b, &d);
        return RD_OK;
    }
    if (r->format == WEB_F_CSV) {
        web_csv_disputes(b, &d, 1, r->a);
        return RD_OK;
    }
    struct rd_str name = rd_derived_title(&d, r->a);
    web_begin(b, r, rd_arena_printf(r->a, "Dispute: %.*s", RD_S(name)), "/disputes#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/disputes\">Disputes</a> / <code>"), T(d.id), H("</code></p>\n<h1 dir=\"auto\"><span class=\"kind-tag\">"),
        Z(rd_claim_type_name(d.type)), H("</span> "), T(name), H("</h1>\n<p class=\"lede\">"), T(d.why), H("</p>\n<p class=\"note\">"));
    web_days(b, &d.first, &d.last);
    WEB(b, H(" \xC2\xB7 "));
    web_counted(b, d.origins, "origin", "origins");
    if (d.issue.n) {
        WEB(b, H(" \xC2\xB7 issue "));
        web_issue_link(b, d.issue, d.issue_name);
    }
    WEB(b, H("</p>\n"));
    camps(b, r, &d);
    hide_form(b, r, &d);
    rc = web_changes_of(b, r, d.id, NULL, err);
    web_end(b, r);
    return rc;
}
