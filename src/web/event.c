/* event.c - the permalink of one event: its sentence, its fields. */
#include "web/web_int.h"

static void field(struct rd_buf *o, const char *name, struct rd_str v) {
    if (v.n)
        WEB(o, H("<div><dt>"), Z(name), H("</dt><dd>"), T(v), H("</dd></div>\n"));
}

static void parties(struct rd_buf *o, const char *name, const struct rd_row_party *p, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        WEB(o, H("<div><dt>"), Z(name), H("</dt><dd>"));
        web_side(o, p[i].side);
        WEB(o, H(" "));
        web_party(o, &p[i]);
        WEB(o, H(" <span class=\"note\">"), T(p[i].code), H("</span></dd></div>\n"));
    }
}

static int show(struct rd_buf *b, const struct web_req *r, const struct rd_row_event *e, struct rd_err *err) {
    static const char *const correctable[] = {"source", "target", "date", "place", "cameo", "status", NULL};
    struct web_mark m = {.at = e->cite.at, .kind = WEB_M_CONTENT};
    WEB(b, H("<p class=\"crumb\"><a href=\"/timeline\">Timeline</a> / <code>"), T(e->id), H("</code></p>\n<h1>"),
        T(e->cameo_name.n ? e->cameo_name : RD_LIT("Event")), H("</h1>\n<div class=\"columns columns-sheet\">\n<section class=\"main-column\">\n"
        "<div class=\"paper\" dir=\"auto\""));
    if (e->origin.lang.n)
        WEB(b, H(" lang=\""), T(e->origin.lang), H("\""));
    WEB(b, H("><p class=\"block\">"));
    if (e->context.text.n)
        web_marked(b, e->context.text, e->context.span.beg, &m, 1, r->a);
    else
        WEB(b, T(e->cite.exact));
    WEB(b, H("</p></div>\n<p class=\"more\"><a href=\"/page/"), U(e->origin.page), H("\">The whole page</a></p>\n</section>\n"
        "<aside class=\"margin\" aria-label=\"Fields\">\n<dl class=\"fields\">\n"));
    parties(b, "Source", e->source, e->n_source);
    parties(b, "Target", e->target, e->n_target);
    WEB(b, H("<div><dt>Date</dt><dd>"));
    web_date(b, &e->date);
    web_date_basis(b, &e->date);
    WEB(b, H("</dd></div>\n"));
    field(b, "Place", e->place);
    field(b, "CAMEO", e->cameo);
    field(b, "PLOVER", e->plover_type);
    field(b, "Status", rd_str_of(rd_status_name(e->status)));
    field(b, "Modality", rd_str_of(rd_modality_name(e->modality)));
    field(b, "Condition", e->condition.exact);
    if (e->reported_in.n)
        WEB(b, H("<div><dt>Reported in</dt><dd><a href=\"/statement/"), U(e->reported_in), H("\">statement "), T(e->reported_in),
            H("</a></dd></div>\n"));
    WEB(b, H("<div><dt>Page</dt><dd>"));
    web_source(b, &e->origin);
    WEB(b, H("</dd></div>\n</dl>\n"));
    int rc = web_changes_of(b, r, e->id, correctable, err);
    WEB(b, H("</aside>\n</div>\n"));
    return rc;
}

int web_event(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_event e;
    struct web_stored x = {.store = r->store, .a = r->a};
    int rc = rd_store_event(r->store, r->rest, r->a, &e, err);
    if (rc == RD_ENOTFOUND && err)
        snprintf(err->msg, sizeof err->msg, "No event in this dossier has the id %.*s.", r->rest.n > 64 ? 64 : (int)r->rest.n, r->rest.p);
    if (rc)
        return rc;
    if (r->format == WEB_F_JSON) {
        rc = web_json_record(&o->body, &x, e.origin.page, RD_REC_EVENT, e.n, err);
        web_stored_close(&x);
        return rc;
    }
    if (r->format == WEB_F_CSV) {
        web_csv_events(&o->body, &e, 1, r->a);
        return RD_OK;
    }
    web_begin(&o->body, r, RD_LIT("Event"), "/timeline#one");
    rc = show(&o->body, r, &e, err);
    web_end(&o->body, r);
    return rc;
}
