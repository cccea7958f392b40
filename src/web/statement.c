/* statement.c - the permalink of one statement: the words around it with every cited span marked, its fields in the margin. */
#include "web/web_int.h"

#include "base/hash.h"
#include "base/utf8.h"

struct sheet {
    const struct web_req *r;
    const struct rd_row_statement *s;
    const struct rd_reading *page;
    struct rd_buf *o;
    struct web_mark *marks; uint32_t n_marks;
    const struct rd_row_change *changes; uint32_t n_changes;
};

/* ---- the text around ---- */

static bool meets_any(const struct sheet *x, struct rd_span at) {
    for (uint32_t i = 0; i < x->n_marks; i++)
        if (rd_span_meets(at, x->marks[i].at))
            return true;
    return false;
}

/* Blocks that hold a mark, and the block that is read before and after each. */
static bool *blocks_shown(const struct sheet *x) {
    const struct rd_page *p = &x->page->page;
    bool *shown = RD_NEW_N(x->r->a, bool, p->n_blocks + 1);
    for (uint32_t i = 0; i < p->n_blocks; i++) {
        if (!meets_any(x, p->blocks[i].span))
            continue;
        shown[i] = true;
        if (i && rd_role_is_read(p->blocks[i - 1].role))
            shown[i - 1] = true;
        if (i + 1 < p->n_blocks && rd_role_is_read(p->blocks[i + 1].role))
            shown[i + 1] = true;
    }
    return shown;
}

static void text(const struct sheet *x) {
    const struct rd_page *p = &x->page->page;
    const bool *shown = blocks_shown(x);
    bool gap = false, any = false;
    WEB(x->o, H("<div class=\"paper\" dir=\"auto\""));
    if (p->lang.n)
        WEB(x->o, H(" lang=\""), T(p->lang), H("\""));
    WEB(x->o, H(">\n"));
    for (uint32_t i = 0; i < p->n_blocks; i++) {
        if (!shown[i]) {
            gap = gap || rd_role_is_read(p->blocks[i].role);
            continue;
        }
        if (gap)
            WEB(x->o, H("<p class=\"gap\" lang=\"en\"><a href=\"/page/"), U(x->s->origin.page), H("#b"), N(any ? i : 0),
                H("\" aria-label=\"What is left out here\">\xE2\x80\xA6</a></p>\n"));
        gap = false;
        any = true;
        WEB(x->o, H("<p class=\"block role-"), Z(rd_role_name(p->blocks[i].role)), H("\">"));
        web_marked(x->o, rd_span_of(p->text, p->blocks[i].span), p->blocks[i].span.beg, x->marks, x->n_marks, x->r->a);
        WEB(x->o, H("</p>\n"));
    }
    WEB(x->o, H("</div>\n"));
}

/* ---- the fields ---- */

static void begin_field(const struct sheet *x, const char *name) {
    WEB(x->o, H("<div><dt>"), Z(name), H("</dt><dd>"));
}

static void end_field(const struct sheet *x) {
    WEB(x->o, H("</dd></div>\n"));
}

/* What users say a field should be, beside what was read. */
static void corrected(const struct sheet *x, const char *label) {
    static const struct { const char *label, *field; } fields[] = {
        {"Speaker", "speaker"}, {"To", "addressee"}, {"Side", "side"}, {"Said on", "said_on"}, {"Channel", "channel"}, {"Issue", "issue"}, {"Form", "form"},
        {"Stance", "stance"}, {"Modality", "modality"}, {"Speaker", "role"}, {"Speaker", "side"}, {"Polarity", "negated"}};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(fields); i++)
        for (uint32_t k = 0; k < x->n_changes && strcmp(fields[i].label, label) == 0; k++) {
            const struct rd_row_change *c = &x->changes[k];
            if (c->kind == RD_CHANGE_CORRECT && !c->undone && rd_str_is(c->field, fields[i].field))
                WEB(x->o, H(" <span class=\"corrected\">"), Z(strcmp(fields[i].field, "role") == 0 ? "role: " : strcmp(fields[i].field, "side") == 0 ? "side: " : ""), T(c->to),
                    H(" <span class=\"note\">corrected by "), T(c->who), H("</span></span>"));
        }
}

static bool one_of(struct rd_str field, const char *const *fields) {
    for (; *fields; fields++)
        if (rd_str_is(field, *fields))
            return true;
    return false;
}

/* Links to the marks of the evidence of some fields (NULL ends); the same words once. */
static void because_any(const struct sheet *x, const char *const *fields) {
    uint32_t seen = 0;
    for (uint32_t i = 0; i < x->s->n_evidence; i++) {
        const struct rd_row_evidence *e = &x->s->evidence[i];
        if (!e->span.exact.p || rd_span_empty(e->span.at))
            continue;
        uint32_t n = seen++;
        bool again = false;
        for (uint32_t k = 0; k < i; k++)
            again = again || (one_of(x->s->evidence[k].field, fields) && x->s->evidence[k].span.at.beg == e->span.at.beg &&
                              x->s->evidence[k].span.at.end == e->span.at.end);
        if (!again && one_of(e->field, fields))
            WEB(x->o, H(" <a class=\"because\" href=\"#"), T(web_mark_anchor(WEB_M_EVIDENCE, n, x->r->a)), H("\">"),
                T(e->span.exact), H("</a>"));
    }
}

static void because(const struct sheet *x, const char *field) {
    const char *const fields[] = {field, NULL};
    because_any(x, fields);
}

static void exact(const struct sheet *x, const struct rd_row_span *at, int kind, uint32_t i) {
    if (at->exact.n)
        WEB(x->o, H(" <a class=\"because\" href=\"#"), T(web_mark_anchor(kind, i, x->r->a)), H("\">"), T(at->exact), H("</a>"));
}

static void plain_field(const struct sheet *x, const char *name, struct rd_str v, const char *evidence) {
    if (!v.n)
        return;
    begin_field(x, name);
    web_words_str(x->o, v);
    if (evidence)
        because(x, evidence);
    corrected(x, name);
    end_field(x);
}

static void party_field(const struct sheet *x, const char *name, const struct rd_row_party *p, int kind, uint32_t mark) {
    begin_field(x, name);
    web_side(x->o, p->side);
    WEB(x->o, H(" "));
    web_party(x->o, p);
    if (p->role.n)
        WEB(x->o, H(" <span class=\"role\">"), T(p->role), H("</span>"));
    if (p->org.n)
        WEB(x->o, H(" <span class=\"org\">"), T(p->org), H("</span>"));
    if (!rd_str_eq(p->name, p->span.exact))
        exact(x, &p->span, kind, mark);
    if (p == &x->s->speaker) {
        static const char *const of_speaker[] = {"role", "org", "side", NULL};
        because_any(x, of_speaker);
    } else if (kind == WEB_M_ADDRESSEE && p == x->s->addressees) {
        because(x, "addressee");
    }
    corrected(x, name);
    end_field(x);
}

static void parties(const struct sheet *x) {
    uint32_t mark = x->s->speaker.span.exact.n ? 1 : 0, to = 0;
    party_field(x, "Speaker", &x->s->speaker, WEB_M_SPEAKER, 0);
    for (uint32_t i = 0; i < x->s->n_co; i++) {
        party_field(x, "Also speaking", &x->s->co_speakers[i], WEB_M_SPEAKER, mark);
        mark += x->s->co_speakers[i].span.exact.n ? 1 : 0;
    }
    for (uint32_t i = 0; i < x->s->n_addr; i++) {
        party_field(x, "To", &x->s->addressees[i], WEB_M_ADDRESSEE, to);
        to += x->s->addressees[i].span.exact.n ? 1 : 0;
    }
}

static void date_field(const struct sheet *x) {
    begin_field(x, "Said on");
    web_date(x->o, &x->s->said_on);
    web_date_basis(x->o, &x->s->said_on);
    because(x, "said_on");
    if (!x->s->said_on.value[0] && x->s->day.from_page) {
        WEB(x->o, H(" <span class=\"note\">the page is of "));
        web_date(x->o, &x->s->origin.published);
        WEB(x->o, H("</span>"));
    }
    corrected(x, "Said on");
    end_field(x);
}

static void how_fields(const struct sheet *x) {
    const struct rd_row_statement *s = x->s;
    date_field(x);
    plain_field(x, "Channel", rd_str_of(rd_channel_name(s->channel)), "channel");
    plain_field(x, "Setting", s->setting, "setting");
    plain_field(x, "Form", rd_str_of(rd_form_name(s->form)), NULL);
    if (s->cue.exact.n) {
        begin_field(x, "Cue");
        exact(x, &s->cue, WEB_M_CUE, 0);
        if (s->cue_class.n)
            WEB(x->o, H(" <span class=\"note\">"), T(s->cue_class), H("</span>"));
        end_field(x);
    }
    plain_field(x, "Modality", rd_str_of(rd_modality_name(s->modality)), "modality");
    if (s->negated || s->denied) {
        begin_field(x, "Polarity");
        if (s->denied)
            WEB(x->o, H("the saying is denied"));
        WEB(x->o, Z(s->denied && s->negated ? "; " : ""), Z(s->negated ? "the content is negated" : ""));
        end_field(x);
    }
    if (s->condition.exact.n) {
        begin_field(x, "Condition");
        exact(x, &s->condition, WEB_M_CONDITION, 0);
        end_field(x);
    }
}

static void code_fields(const struct sheet *x) {
    const struct rd_row_statement *s = x->s;
    plain_field(x, "Stance", s->stance, "stance");
    plain_field(x, "CAMEO", s->cameo, NULL);
    if (s->plover_type.n) {
        begin_field(x, "PLOVER");
        WEB(x->o, T(s->plover_type), Z(s->plover_mode.n ? ", " : ""), T(s->plover_mode));
        end_field(x);
    }
    for (uint32_t i = 0; i < s->n_issues; i++) {
        begin_field(x, "Issue");
        web_issue_link(x->o, web_issue_key(s, i), s->issues[i]);
        if (!i)
            because(x, "issues");
        corrected(x, "Issue");
        end_field(x);
    }
    begin_field(x, "Confidence");
    WEB(x->o, N(s->confidence), H(" %"));
    if (s->rule.n)
        WEB(x->o, H(" <span class=\"note\">rule "), T(s->rule), H("</span>"));
    end_field(x);
}

/* ---- other statements ---- */

static struct rd_str short_words(const struct sheet *x, const struct rd_statement *t) {
    struct rd_str w = t->n_content ? rd_span_of(x->page->page.text, t->content[0]) : RD_NONE;
    uint32_t i = 0;
    for (uint32_t n = 0; i < w.n && n < 90; n++)
        (void)rd_utf8_next(w, &i);
    return i < w.n ? rd_arena_printf(x->r->a, "%.*s\xE2\x80\xA6", (int)i, w.p) : w;
}

static void link_to(const struct sheet *x, const char *name, const struct rd_statement *t) {
    begin_field(x, name);
    WEB(x->o, H("<a href=\"/statement/"), U(rd_str_of(t->id)), H("\">"), T(t->speaker.name.n ? t->speaker.name : RD_LIT("not named")),
        H(": "), T(short_words(x, t)), H("</a>"));
    end_field(x);
}

static void relations(const struct sheet *x) {
    const struct rd_records *r = &x->page->records;
    if (x->s->n >= r->n_st)
        return;
    const struct rd_statement *own = &r->st[x->s->n];
    if (own->nested_in >= 0 && (uint32_t)own->nested_in < r->n_st)
        link_to(x, "Reported in", &r->st[own->nested_in]);
    for (uint32_t i = 0; i < r->n_st; i++)
        if (r->st[i].nested_in == (int32_t)x->s->n)
            link_to(x, "Reports", &r->st[i]);
    if (own->answers >= 0 && (uint32_t)own->answers < r->n_st)
        link_to(x, "Answers", &r->st[own->answers]);
    for (uint32_t i = 0; i < r->n_st; i++)
        if (r->st[i].answers == (int32_t)x->s->n)
            link_to(x, "Answered by", &r->st[i]);
    if (x->s->contact.n) {
        begin_field(x, "Said in");
        WEB(x->o, H("<a href=\"/contact/"), U(x->s->contact), H("\">"));
        web_words(x->o, own->contact >= 0 && (uint32_t)own->contact < r->n_ct ? rd_channel_name(r->ct[own->contact].kind) : "contact");
        WEB(x->o, H("</a>"));
        end_field(x);
    }
}

static void page_fields(const struct sheet *x) {
    const struct rd_row_origin *p = &x->s->origin;
    begin_field(x, "Page");
    web_source(x->o, p);
    end_field(x);
    begin_field(x, "Published");
    web_date(x->o, &p->published);
    web_date_basis(x->o, &p->published);
    end_field(x);
    plain_field(x, "Language", p->lang, NULL);
}

/* ---- the selector ---- */

static void selector(const struct sheet *x) {
    struct rd_buf j;
    char hex[65];
    rd_buf_init(&j, WEB_MAX_ANSWER);
    web_json_selector(&j, x->s, x->page->page.text);
    rd_hex(hex, x->page->blob.sha256, 32);
    WEB(x->o, H("<details class=\"selector\">\n<summary>Cite these words</summary>\n<p>Positions count code points in the page\xE2\x80\x99s "
                "text; the bytes of the page have the SHA-256 <code class=\"hash\">"), Z(hex), H("</code>.</p>\n<pre tabindex=\"0\">"),
        T(rd_buf_view(&j)), H("</pre>\n</details>\n"));
    rd_buf_free(&j);
}

static struct rd_str speaker_name(const struct rd_row_statement *s) {
    return s->speaker.name.n ? s->speaker.name : s->speaker.span.exact.n ? s->speaker.span.exact : RD_LIT("Somebody who is not named");
}

static void head(const struct sheet *x) {
    WEB(x->o, H("<p class=\"crumb\"><a href=\"/statements\">Statements</a> / <code>"), T(x->s->id), H("</code></p>\n<h1 class=\"said\">"));
    WEB(x->o, T(speaker_name(x->s)));
    if (x->s->n_addr) {
        WEB(x->o, H(" <span class=\"to\">to "));
        for (uint32_t i = 0; i < x->s->n_addr; i++)
            WEB(x->o, Z(i ? ", " : ""), T(x->s->addressees[i].name.n ? x->s->addressees[i].name : x->s->addressees[i].span.exact));
        WEB(x->o, H("</span>"));
    }
    WEB(x->o, H("</h1>\n<p class=\"lede\">"));
    web_source(x->o, &x->s->origin);
    web_flags(x->o, x->s);
    WEB(x->o, H("</p>\n"));
}

static const char *const correctable[] = {"speaker", "addressee", "side", "role", "channel", "said_on", "issue", "form", "stance", "modality", "negated", "content", NULL};

static int show(struct sheet *x, struct rd_err *err) {
    struct rd_str title = rd_arena_printf(x->r->a, "%.*s in %.*s", RD_S(speaker_name(x->s)), RD_S(x->s->origin.outlet.n ? x->s->origin.outlet : web_title_of(&x->s->origin)));
    x->marks = web_statement_marks(x->s, false, true, x->r->a, &x->n_marks);
    web_begin(x->o, x->r, title, "/statements#one");
    head(x);
    WEB(x->o, H("<div class=\"columns columns-sheet\">\n<section class=\"main-column\" aria-label=\"The words on the page\">\n"));
    web_legend(x->o, x->marks, x->n_marks);
    text(x);
    WEB(x->o, H("<p class=\"more\"><a href=\"/page/"), U(x->s->origin.page), H("#s"), N(x->s->n + 1), H("\">The whole page</a></p>\n"));
    selector(x);
    WEB(x->o, H("</section>\n<aside class=\"margin\" aria-label=\"Fields\">\n<dl class=\"fields\">\n"));
    parties(x);
    how_fields(x);
    relations(x);
    code_fields(x);
    page_fields(x);
    WEB(x->o, H("</dl>\n"));
    WEB(x->o, H("<p class=\"more formats\"><a href=\"/statement/"), U(x->s->id), H(".annotation\">Web Annotation</a> <a href=\"/statement/"), U(x->s->id),
        H(".quotation\">schema.org Quotation</a></p>\n"));
    int rc = web_changes_of(x->o, x->r, x->s->id, correctable, err);
    WEB(x->o, H("</aside>\n</div>\n"));
    web_end(x->o, x->r);
    return rc;
}

int web_statement(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_statement s;
    struct web_stored x = {.store = r->store, .a = r->a};
    int rc = rd_store_statement(r->store, r->rest, r->a, &s, err);
    if (rc == RD_ENOTFOUND && err)
        snprintf(err->msg, sizeof err->msg, "No statement in this dossier has the id %.*s. The page may have been dropped, or read "
                 "again by a version that finds other words.", r->rest.n > 64 ? 64 : (int)r->rest.n, r->rest.p);
    if (rc)
        return rc;
    if (!rd_str_eq(r->rest, s.id)) {
        web_redirect(o, rd_arena_printf(r->a, "/statement/%.*s%s%s", RD_S(s.id), r->format == WEB_F_HTML ? "" : "?format=", r->format == WEB_F_HTML ? "" : web_format_name(r->format)));
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        rc = web_json_record(&o->body, &x, s.origin.page, RD_REC_STATEMENT, s.n, err);
    } else if (r->format == WEB_F_CSV) {
        web_csv_statements(&o->body, &s, 1, r->a);
    } else if (r->format == WEB_F_QUOTATION) {
        web_json_quotation(&o->body, r, &s);
    } else if ((rc = web_stored_open(&x, s.origin.page, err)) == RD_OK && r->format == WEB_F_ANNOTATION) {
        web_json_annotation(&o->body, r, &s, x.reading.page.text);
    } else if (!rc) {
        struct sheet sheet = {.r = r, .s = &s, .page = &x.reading, .o = &o->body};
        struct rd_row_change *c;
        rc = rd_store_changes(r->store, s.id, r->a, &c, &sheet.n_changes, err);
        sheet.changes = c;
        if (!rc)
            rc = show(&sheet, err);
    }
    web_stored_close(&x);
    return rc;
}
