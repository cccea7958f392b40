/* pages.c - the pages of the dossier as a list. */
#include "web/web_int.h"

void web_page_line(struct rd_buf *o, const struct rd_row_page *p) {
    WEB(o, H("<a href=\"/page/"), U(p->id), H("\""));
    if (p->lang.n)
        WEB(o, H(" lang=\""), T(p->lang), H("\""));
    WEB(o, H(">"), T(p->title.n ? p->title : p->path.n ? p->path : p->id), H("</a> <span class=\"note\">"));
    if (p->outlet.n)
        WEB(o, T(p->outlet), H(", "));
    web_date(o, &p->published);
    WEB(o, H("</span>"));
}

static void row(struct rd_buf *o, const struct rd_row_page *p) {
    WEB(o, H("<tr role=\"row\"><td role=\"cell\" class=\"lead-cell\"><a href=\"/page/"), U(p->id), H("\""));
    if (p->lang.n)
        WEB(o, H(" lang=\""), T(p->lang), H("\""));
    WEB(o, H(">"), T(p->title.n ? p->title : p->path.n ? p->path : p->id), H("</a></td><td role=\"cell\" data-label=\"Outlet\">"), T(p->outlet),
        H("</td><td role=\"cell\" data-label=\"Published\">"));
    web_date(o, &p->published);
    WEB(o, H("</td><td role=\"cell\" data-label=\"Language\">"), T(p->lang), H("</td><td role=\"cell\" class=\"num\" data-label=\"Statements\">"),
        N(p->n_statements), H("</td></tr>\n"));
}

static void csv(struct rd_buf *o, const struct rd_row_page *v, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"id", "title", "outlet", "lang", "published", "url", "path", "verdict", "statements", "events", "contacts", "sha256"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_str s[] = {v[i].id, v[i].title, v[i].outlet, v[i].lang, rd_str_of(v[i].published.value), v[i].url, v[i].path, rd_str_of(rd_verdict_name(v[i].verdict))};
        for (uint32_t k = 0; k < RD_ARRAY_LEN(s); k++)
            rd_table_add(&t, s[k]);
        web_csv_num(&t, v[i].n_statements, a);
        web_csv_num(&t, v[i].n_events, a);
        web_csv_num(&t, v[i].n_contacts, a);
        rd_table_add(&t, rd_str_of(v[i].sha256));
    }
    rd_csv_table(o, &t);
}

int web_pages(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_page *p;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = web_query_read(&q, r, RD_ORDER_NEWEST, err);
    if (!rc)
        rc = rd_store_pages(r->store, &q.f, r->a, &p, &n, &total, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        csv(b, p, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, q.limit, q.offset, total);
        for (uint32_t i = 0; i < n; i++) {
            if (i)
                WEB(b, H(","));
            web_json_page_row(b, &p[i]);
        }
        web_json_tail(b);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Pages"), "/pages");
    WEB(b, H("<h1>Pages</h1>\n<p class=\"found\">"));
    web_number(b, total);
    WEB(b, Z(total == 1 ? " page" : " pages"), H(" in the dossier</p>\n"));
    web_chips(b, r);
    if (!n)
        web_nothing(b, "No page fits.");
    else
        WEB(b, H("<table role=\"table\" class=\"list\">\n<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Page</th>"
                 "<th role=\"columnheader\" scope=\"col\">Outlet</th><th role=\"columnheader\" scope=\"col\">Published</th>"
                 "<th role=\"columnheader\" scope=\"col\">Language</th><th role=\"columnheader\" scope=\"col\" class=\"num\">Statements</th></tr></thead>\n"
                 "<tbody role=\"rowgroup\">\n"));
    for (uint32_t i = 0; i < n; i++)
        row(b, &p[i]);
    if (n)
        WEB(b, H("</tbody>\n</table>\n"));
    web_pager(b, r, q.limit, q.offset, total);
    web_end(b, r);
    return RD_OK;
}
