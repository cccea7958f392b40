/* page.c - a page's whole text in its blocks, the statements in it marked and numbered; the list of pages. */
#include "web/web_int.h"

#include "base/hash.h"

struct sheet {
    const struct web_req *r;
    const struct rd_row_page *row;
    const struct rd_reading *rd;
    struct rd_buf *o;
    struct web_mark *marks; uint32_t n_marks; /* by first byte */
};

static int by_place(const void *x, const void *y) {
    const struct web_mark *a = x, *b = y;
    if (a->at.beg != b->at.beg) return a->at.beg < b->at.beg ? -1 : 1;
    if (a->at.end != b->at.end) return a->at.end > b->at.end ? -1 : 1;
    return 0;
}

static void collect_marks(struct sheet *x) {
    const struct rd_records *r = &x->rd->records;
    uint32_t cap = 0;
    for (uint32_t i = 0; i < r->n_st; i++)
        for (uint32_t c = 0; c < r->st[i].n_content; c++) {
            bool last = c + 1 == r->st[i].n_content;
            struct web_mark *m = RD_PUSH(x->r->a, x->marks, x->n_marks, cap);
            *m = (struct web_mark){.at = r->st[i].content[c], .kind = r->st[i].nested_in >= 0 ? WEB_M_OTHER : WEB_M_CONTENT,
                                   .label = last ? i + 1 : 0};
            if (c == 0)
                m->anchor = rd_arena_printf(x->r->a, "s%u", i + 1);
            if (last)
                m->href = rd_arena_printf(x->r->a, "/statement/%s", r->st[i].id);
        }
    if (x->n_marks)
        qsort(x->marks, x->n_marks, sizeof *x->marks, by_place);
}

/* ---- the text ---- */

static const char *kind_of(int role) {
    return role == RD_ROLE_COMMENT ? "comment" : role == RD_ROLE_FURNITURE ? "furniture" : "read";
}

static void open_group(struct sheet *x, int role) {
    if (role == RD_ROLE_COMMENT)
        WEB(x->o, H("<section class=\"aside aside-comment\">\n<p class=\"aside-head\" lang=\"en\">Readers\xE2\x80\x99 "
                    "comments: kept, never read for statements</p>\n"));
    else if (role == RD_ROLE_FURNITURE)
        WEB(x->o, H("<section class=\"aside aside-furniture\">\n<p class=\"aside-head\" lang=\"en\">Around the "
                    "article: kept, never read for statements</p>\n"));
    else
        WEB(x->o, H("<section class=\"article\">\n"));
}

static void block(struct sheet *x, uint32_t i, uint32_t *from) {
    const struct rd_block *b = &x->rd->page.blocks[i];
    uint32_t end = *from;
    while (*from < x->n_marks && x->marks[*from].at.end <= b->span.beg)
        ++*from;
    for (end = *from; end < x->n_marks && x->marks[end].at.beg < b->span.end;)
        end++;
    WEB(x->o, H("<div class=\"block role-"), Z(rd_role_name(b->role)), H("\" id=\"b"), N(i), H("\"><span class=\"role-name\" lang=\"en\">"),
        Z(rd_role_name(b->role)));
    if (b->copy)
        WEB(x->o, H(", again"));
    WEB(x->o, H("</span><p>"));
    if (b->author.n)
        WEB(x->o, H("<span class=\"comment-author\">"), T(b->author), H("</span> "));
    web_marked(x->o, rd_span_of(x->rd->page.text, b->span), b->span.beg, end > *from ? x->marks + *from : x->marks, end - *from, x->r->a);
    WEB(x->o, H("</p></div>\n"));
}

static void text(struct sheet *x) {
    const struct rd_page *p = &x->rd->page;
    const char *open = NULL;
    uint32_t from = 0;
    WEB(x->o, H("<div class=\"paper paper-whole\" dir=\"auto\""));
    if (p->lang.n)
        WEB(x->o, H(" lang=\""), T(p->lang), H("\""));
    WEB(x->o, H(">\n"));
    for (uint32_t i = 0; i < p->n_blocks; i++) {
        const char *kind = kind_of(p->blocks[i].role);
        if (kind != open) {
            if (open)
                WEB(x->o, H("</section>\n"));
            open_group(x, p->blocks[i].role);
        }
        open = kind;
        struct rd_arena_mark m = rd_arena_mark(x->r->a);
        block(x, i, &from);
        rd_arena_reset(x->r->a, m);
    }
    if (open)
        WEB(x->o, H("</section>\n"));
    WEB(x->o, H("</div>\n"));
}

/* ---- what it says of itself ---- */

static void field(struct sheet *x, const char *name, struct rd_str v) {
    if (v.n)
        WEB(x->o, H("<div><dt>"), Z(name), H("</dt><dd>"), T(v), H("</dd></div>\n"));
}

static void list(struct sheet *x, const char *name, const struct rd_str *v, uint32_t n) {
    if (!n)
        return;
    WEB(x->o, H("<div><dt>"), Z(name), H("</dt><dd>"));
    for (uint32_t i = 0; i < n; i++)
        WEB(x->o, Z(i ? ", " : ""), T(v[i]));
    WEB(x->o, H("</dd></div>\n"));
}

static void date_field(struct sheet *x, const char *name, const struct rd_date *d) {
    WEB(x->o, H("<div><dt>"), Z(name), H("</dt><dd>"));
    web_date(x->o, d);
    web_date_basis(x->o, d);
    WEB(x->o, H("</dd></div>\n"));
}

static void fields(struct sheet *x) {
    const struct rd_row_page *p = x->row;
    WEB(x->o, H("<dl class=\"fields\">\n"));
    field(x, "Outlet", p->outlet);
    list(x, "By", p->authors, p->n_authors);
    date_field(x, "Published", &p->published);
    if (p->modified.value[0])
        date_field(x, "Changed", &p->modified);
    field(x, "Dateline", p->dateline);
    field(x, "Section", p->section);
    list(x, "Tags", p->tags, p->n_tags);
    list(x, "Takes from", p->cites, p->n_cites);
    field(x, "Language", p->lang);
    field(x, "Kind", rd_str_of(rd_verdict_name(p->verdict)));
    if (p->url.n) {
        WEB(x->o, H("<div><dt>Address</dt><dd class=\"address\">"));
        web_outward(x->o, p->url);
        WEB(x->o, H("</dd></div>\n"));
    }
    field(x, "File", p->path);
    WEB(x->o, H("<div><dt>Original</dt><dd>"));
    web_number(x->o, p->bytes);
    WEB(x->o, H(" bytes, SHA-256 <code class=\"hash\">"), Z(p->sha256), H("</code></dd></div>\n"));
    field(x, "Read by", p->program);
    WEB(x->o, H("</dl>\n"));
}

static void statements(struct sheet *x) {
    const struct rd_records *r = &x->rd->records;
    WEB(x->o, H("<h2>Statements</h2>\n"));
    if (!r->n_st) {
        web_nothing(x->o, "None was found on this page.");
        return;
    }
    WEB(x->o, H("<ol class=\"numbered\">\n"));
    for (uint32_t i = 0; i < r->n_st; i++) {
        const struct rd_statement *s = &r->st[i];
        WEB(x->o, H("<li><a href=\"/statement/"), U(rd_str_of(s->id)), H("\">"), T(s->speaker.name.n ? s->speaker.name : RD_LIT("not named")),
            H("</a> "));
        web_side(x->o, s->speaker.side);
        WEB(x->o, H(" <span class=\"note\">"), Z(rd_form_name(s->form)), Z(s->nested_in >= 0 ? ", nested" : ""),
            H("</span> <a class=\"down\" href=\"#s"), N(i + 1), H("\">in the text</a></li>\n"));
    }
    WEB(x->o, H("</ol>\n"));
}

static int actors(struct sheet *x, struct rd_err *err) {
    struct rd_row_entity *e;
    uint32_t n;
    int rc = rd_store_entities(x->r->store, x->row->id, x->r->a, &e, &n, err);
    if (rc || !n)
        return rc;
    WEB(x->o, H("<details>\n<summary>Who and what is named</summary>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < n; i++) {
        if (!e[i].name.n)
            continue;
        WEB(x->o, H("<li>"));
        web_side(x->o, e[i].side);
        if (e[i].actor)
            WEB(x->o, H(" <a href=\"/actor/"), N((uint64_t)e[i].actor), H("\">"), T(e[i].name), H("</a>"));
        else
            WEB(x->o, H(" "), T(e[i].name));
        WEB(x->o, H(" <span class=\"note\">"), Z(rd_entity_kind_name(e[i].kind)), H(", "), N(e[i].n_mentions), H("\xC3\x97</span></li>\n"));
    }
    WEB(x->o, H("</ul>\n</details>\n"));
    return RD_OK;
}

/* Who carries the same words. */
static int copies(struct sheet *x, struct rd_err *err) {
    struct rd_row_copy *c;
    uint32_t n;
    int rc = rd_store_copies(x->r->store, x->row->id, x->r->a, &c, &n, err);
    if (rc || n < 2)
        return rc;
    WEB(x->o, H("<h2>Copies</h2>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < n; i++) {
        WEB(x->o, H("<li>"));
        if (c[i].origin)
            WEB(x->o, H("<span class=\"flag\">origin</span> "));
        if (rd_str_eq(c[i].page.id, x->row->id))
            WEB(x->o, H("this page"));
        else
            web_page_line(x->o, &c[i].page);
        if (c[i].evidence.n)
            WEB(x->o, H(" <span class=\"note\">"), T(c[i].evidence), H("</span>"));
        WEB(x->o, H("</li>\n"));
    }
    WEB(x->o, H("</ul>\n"));
    return RD_OK;
}

static void notes(struct sheet *x) {
    const struct rd_notes *n = &x->rd->page.notes;
    if (!n->n)
        return;
    WEB(x->o, H("<h2>What was odd</h2>\n<ul class=\"short\">\n"));
    for (uint32_t i = 0; i < n->n; i++) {
        int32_t b = rd_span_empty(n->v[i].span) ? -1 : rd_page_block_at(&x->rd->page, n->v[i].span.beg);
        WEB(x->o, H("<li>"), T(n->v[i].message), H(" <span class=\"note\">"), Z(n->v[i].code), H("</span>"));
        if (b >= 0)
            WEB(x->o, H(" <a class=\"down\" href=\"#b"), N((uint64_t)b), H("\">in the text</a>"));
        WEB(x->o, H("</li>\n"));
    }
    WEB(x->o, H("</ul>\n"));
}

static const char *const correctable[] = {"outlet", "published", "title", "author", "lang", NULL};

static int show(struct sheet *x, struct rd_err *err) {
    struct rd_str title = x->row->title.n ? x->row->title : x->row->path.n ? x->row->path : x->row->id;
    collect_marks(x);
    web_begin(x->o, x->r, title, "/pages#one");
    WEB(x->o, H("<p class=\"crumb\"><a href=\"/pages\">Pages</a> / <code>"), T(x->row->id), H("</code></p>\n<h1 dir=\"auto\""));
    if (x->row->lang.n)
        WEB(x->o, H(" lang=\""), T(x->row->lang), H("\""));
    WEB(x->o, H(">"), T(title), H("</h1>\n<div class=\"columns columns-sheet\">\n<section class=\"main-column\" aria-label=\"The text of the page\">\n"));
    text(x);
    WEB(x->o, H("<p class=\"more\"><a href=\"/page/"), U(x->row->id), H(".txt\">The text alone</a> <span class=\"note\">what positions count in</span></p>\n"
        "</section>\n<aside class=\"margin\" aria-label=\"About the page\">\n"));
    fields(x);
    statements(x);
    int rc = actors(x, err);
    if (!rc)
        rc = copies(x, err);
    notes(x);
    if (!rc)
        rc = web_changes_of(x->o, x->r, x->row->id, correctable, err);
    WEB(x->o, H("</aside>\n</div>\n"));
    web_end(x->o, x->r);
    return rc;
}

int web_page(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_page row;
    struct web_stored x = {.store = r->store, .a = r->a};
    int rc = rd_store_page(r->store, r->rest, r->a, &row, err);
    if (rc == RD_ENOTFOUND && err)
        snprintf(err->msg, sizeof err->msg, "No page in this dossier has the id %.*s.", r->rest.n > 64 ? 64 : (int)r->rest.n, r->rest.p);
    if (rc)
        return rc;
    if (!rd_str_eq(r->rest, row.id)) {
        web_redirect(o, rd_arena_printf(r->a, "/page/%.*s%s%s", RD_S(row.id), r->format == WEB_F_HTML ? "" : "?format=", r->format == WEB_F_HTML ? "" : web_format_name(r->format)));
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        rc = web_json_record(&o->body, &x, row.id, RD_REC_PAGE, 0, err);
    } else if (r->format == WEB_F_CSV) {
        struct rd_filter f = {.page = row.id, .order = RD_ORDER_ADDED, .limit = RD_STORE_MAX_LIMIT};
        struct rd_row_statement *s;
        uint32_t n;
        rc = rd_store_statements(r->store, &f, r->a, &s, &n, NULL, err);
        if (!rc)
            web_csv_statements(&o->body, s, n, r->a);
    } else if ((rc = web_stored_open(&x, row.id, err)) == RD_OK && r->format == WEB_F_TEXT) {
        web_plain(&o->body, x.reading.page.text);
    } else if (!rc) {
        struct sheet sheet = {.r = r, .row = &row, .rd = &x.reading, .o = &o->body};
        rc = show(&sheet, err);
    }
    web_stored_close(&x);
    return rc;
}
