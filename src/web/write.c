/* write.c - what users change: notes, corrections, merges, names, saved queries. Nothing that was read is ever overwritten: the store keeps
 * each change with who and when, and takes it back when asked. A form is believed only with the token that this server put into it. */
#include "web/web_int.h"

#include "dossier/dossier.h"
#include "view/derived.h"
#include "view/watch.h"

#include <time.h>

#define WRITE_MAX_TEXT 8000u
#define WRITE_MAX_NAME 200u

static struct rd_str now(struct rd_arena *a) {
    time_t t = time(NULL);
    struct tm tm;
    char z[32];
    gmtime_r(&t, &tm);
    strftime(z, sizeof z, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return rd_arena_str(a, rd_str_of(z));
}

/* ---- the forms ---- */

void web_form_begin(struct rd_buf *o, const struct web_req *r, const char *action, const char *class) {
    struct rd_buf back;
    rd_buf_init(&back, WEB_MAX_URI * 4);
    web_query_raw(&back, r, "format", RD_NONE);
    WEB(o, H("<form method=\"post\" class=\""), Z(class), H("\" action=\""), Z(action), H("\">\n<input type=\"hidden\" name=\"token\" value=\""), Z(r->token),
        H("\">\n<input type=\"hidden\" name=\"back\" value=\""), T(rd_buf_view(&back)), H("\">\n"));
    rd_buf_free(&back);
}

static void who_field(struct rd_buf *o, const struct web_req *r, const char *id) {
    WEB(o, H("<p class=\"field\"><label for=\""), Z(id), H("\">Your name</label><input id=\""), Z(id), H("\" name=\"who\" maxlength=\"80\" required value=\""),
        T(r->user), H("\"></p>\n"));
}

static void note_form(struct rd_buf *o, const struct web_req *r, struct rd_str what) {
    WEB(o, H("<details class=\"write\"><summary>Add a note</summary>\n"));
    web_form_begin(o, r, "/note", "write-form");
    WEB(o, H("<input type=\"hidden\" name=\"record\" value=\""), T(what), H("\">\n<p class=\"field\"><label for=\"n-text\">Note</label>"
             "<textarea id=\"n-text\" name=\"text\" rows=\"4\" maxlength=\"8000\" required></textarea></p>\n"));
    who_field(o, r, "n-who");
    WEB(o, H("<p class=\"field field-button\"><button>Keep the note</button></p>\n</form>\n</details>\n"));
}

static void correct_form(struct rd_buf *o, const struct web_req *r, struct rd_str what, const char *const *fields) {
    WEB(o, H("<details class=\"write\"><summary>Correct a field</summary>\n"));
    web_form_begin(o, r, "/change", "write-form");
    WEB(o, H("<input type=\"hidden\" name=\"kind\" value=\"correct\">\n<input type=\"hidden\" name=\"what\" value=\""), T(what),
        H("\">\n<p class=\"field\"><label for=\"c-field\">Field</label><select id=\"c-field\" name=\"field\">"));
    for (; *fields; fields++) {
        WEB(o, H("<option value=\""), Z(*fields), H("\">"));
        web_words(o, *fields);
        WEB(o, H("</option>"));
    }
    WEB(o, H("</select></p>\n<p class=\"field\"><label for=\"c-to\">Should be</label><input id=\"c-to\" name=\"to\" maxlength=\"200\" required></p>\n"
             "<p class=\"field\"><label for=\"c-why\">Why</label><input id=\"c-why\" name=\"why\" maxlength=\"1000\"></p>\n"));
    who_field(o, r, "c-who");
    WEB(o, H("<p class=\"field field-button\"><button>Keep the correction</button></p>\n</form>\n<p class=\"note\">What was read stays as it is; the correction "
             "stands beside it.</p>\n</details>\n"));
}

/* ---- what was changed ---- */

static void kind_of(struct rd_buf *o, const struct rd_row_change *c) {
    switch (c->kind) {
    case RD_CHANGE_MERGE: WEB(o, H("the same as <b>"), T(c->to), H("</b>")); break;
    case RD_CHANGE_SPLIT: WEB(o, H("stands on its own again")); break;
    case RD_CHANGE_RENAME:
        if (c->to.n)
            WEB(o, H("shown as <b>"), T(c->to), H("</b>"));
        else
            WEB(o, H("shown as read"));
        break;
    case RD_CHANGE_CORRECT:
        WEB(o, H("<span class=\"changed-field\">"));
        web_words_str(o, c->field);
        WEB(o, H("</span> should be <b>"), T(c->to), H("</b>"));
        break;
    case RD_CHANGE_HIDE: WEB(o, H("not worth a minute")); break;
    default: WEB(o, H("worth a minute after all"));
    }
}

static void change_line(struct rd_buf *o, const struct web_req *r, const struct rd_row_change *c) {
    WEB(o, H("<li"));
    if (c->undone)
        WEB(o, H(" class=\"undone\""));
    WEB(o, H("><p>"));
    kind_of(o, c);
    if (c->undone)
        WEB(o, H(" <span class=\"flag\">undone</span>"));
    WEB(o, H("</p>"));
    if (c->why.n)
        WEB(o, H("<p>"), T(c->why), H("</p>"));
    WEB(o, H("<p class=\"note\">"), T(c->who), H(", "));
    web_stamp(o, c->at);
    WEB(o, H("</p>"));
    if (!c->undone && r->token) {
        web_form_begin(o, r, "/undo", "inline-form");
        WEB(o, H("<input type=\"hidden\" name=\"id\" value=\""), N((uint64_t)c->id), H("\"><input type=\"hidden\" name=\"who\" value=\""),
            T(r->user.n ? r->user : RD_LIT("user")), H("\"><button class=\"quiet\">Undo</button></form>"));
    }
    WEB(o, H("</li>\n"));
}

int web_changes_of(struct rd_buf *o, const struct web_req *r, struct rd_str what, const char *const *fields, struct rd_err *err) {
    struct rd_row_user_note *v;
    struct rd_row_change *c;
    uint32_t n, n_c;
    int rc = rd_store_notes(r->store, what, r->a, &v, &n, err);
    if (!rc)
        rc = rd_store_changes(r->store, what, r->a, &c, &n_c, err);
    if (rc || (!n && !n_c && !r->token))
        return rc;
    WEB(o, H("<section class=\"user-notes\" id=\"notes\">\n<h2>Notes and corrections</h2>\n"));
    if (n + n_c)
        WEB(o, H("<ul>\n"));
    for (uint32_t i = 0; i < n_c; i++)
        change_line(o, r, &c[i]);
    for (uint32_t i = 0; i < n; i++) {
        WEB(o, H("<li><p class=\"user-text\" dir=\"auto\">"), T(v[i].text), H("</p><p class=\"note\">"), T(v[i].who), H(", "));
        web_stamp(o, v[i].at);
        WEB(o, H("</p></li>\n"));
    }
    if (n + n_c)
        WEB(o, H("</ul>\n"));
    if (r->token) {
        note_form(o, r, what);
        if (fields)
            correct_form(o, r, what, fields);
    }
    WEB(o, H("</section>\n"));
    return RD_OK;
}

static void change_cells(struct rd_table *t, const struct rd_row_change *c, struct rd_arena *a) {
    rd_table_add(t, rd_arena_printf(a, "%llu", (unsigned long long)c->id));
    rd_table_add(t, rd_str_of(rd_change_name(c->kind)));
    const struct rd_str v[] = {c->what, c->field, c->to, c->who, c->at, c->why, rd_str_of(c->undone ? "true" : "false")};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++)
        rd_table_add(t, v[i]);
}

static void changes_csv(struct rd_buf *o, const struct web_req *r, const struct rd_row_change *c, uint32_t n) {
    static const struct rd_table_col cols[] = {{"id", RD_COL_NUMBER, 0}, {"kind", 0, 0}, {"what", 0, 0}, {"field", 0, 0}, {"to", 0, 0},
                                               {"who", 0, 0}, {"at", 0, 0}, {"why", 0, 0}, {"undone", 0, 0}};
    struct rd_table t;
    rd_table_init(&t, cols, RD_ARRAY_LEN(cols), r->a);
    for (uint32_t i = 0; i < n; i++)
        change_cells(&t, &c[i], r->a);
    rd_csv_table(o, &t);
}

int web_changes(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct rd_row_change *c;
    struct rd_row_user_note *v;
    uint32_t n, n_v;
    struct rd_buf *b = &o->body;
    int rc = rd_store_changes(r->store, RD_NONE, r->a, &c, &n, err);
    if (!rc)
        rc = rd_store_notes(r->store, RD_NONE, r->a, &v, &n_v, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        changes_csv(b, r, c, n);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, n, 0, n);
        for (uint32_t i = 0; i < n; i++) {
            if (i)
                WEB(b, H(","));
            rd_derived_change(b, &c[i]);
        }
        web_json_tail(b);
        return RD_OK;
    }
    web_begin(b, r, RD_LIT("Changes"), "/changes");
    WEB(b, H("<h1>Changes</h1>\n<p class=\"lede\">What users wrote beside what was read. Nothing that was read is overwritten; each change can be undone.</p>\n"
             "<section class=\"user-notes\">\n<h2>Changes</h2>\n"));
    if (!n)
        web_nothing(b, "Nothing was changed.");
    else
        WEB(b, H("<ul>\n"));
    /* Changes of one thing that follow one another stand together. */
    for (uint32_t i = 0; i < n;) {
        WEB(b, H("<li class=\"changed-what\">"));
        web_thing(b, r, c[i].what);
        WEB(b, H("<ul>\n"));
        struct rd_str what = c[i].what;
        for (; i < n && rd_str_eq(c[i].what, what); i++)
            change_line(b, r, &c[i]);
        WEB(b, H("</ul></li>\n"));
    }
    if (n)
        WEB(b, H("</ul>\n"));
    WEB(b, H("<h2>Notes</h2>\n"));
    if (!n_v)
        web_nothing(b, "There is no note.");
    else
        WEB(b, H("<ul>\n"));
    for (uint32_t i = 0; i < n_v; i++) {
        WEB(b, H("<li><p>"));
        web_thing(b, r, v[i].record);
        WEB(b, H("</p><p class=\"user-text\" dir=\"auto\">"), T(v[i].text), H("</p><p class=\"note\">"), T(v[i].who), H(", "));
        web_stamp(b, v[i].at);
        WEB(b, H("</p></li>\n"));
    }
    if (n_v)
        WEB(b, H("</ul>\n"));
    WEB(b, H("</section>\n"));
    web_end(b, r);
    return RD_OK;
}

/* ---- POST ---- */

static int text_of(const struct web_req *r, const char *name, uint32_t max, bool must, struct rd_str *out, struct rd_err *err) {
    *out = web_form(r, name);
    if (must && !out->n)
        return rd_fail(err, RD_EUSAGE, "web", "the form lacks \"%s\"", name);
    return out->n > max ? rd_fail(err, RD_EUSAGE, "web", "\"%s\" is too long", name) : RD_OK;
}

static int who_of(const struct web_req *r, struct rd_str *out, struct rd_err *err) {
    int rc = text_of(r, "who", WRITE_MAX_NAME, false, out, err);
    if (!rc && !out->n)
        *out = r->user;
    return rc ? rc : out->n ? RD_OK : rd_fail(err, RD_EUSAGE, "web", "say who you are");
}

static int add_note(const struct web_req *r, struct rd_store *s, struct rd_err *err) {
    struct rd_str record, text, who;
    int rc = text_of(r, "record", WRITE_MAX_NAME, true, &record, err);
    if (!rc) rc = text_of(r, "text", WRITE_MAX_TEXT, true, &text, err);
    if (!rc) rc = who_of(r, &who, err);
    return rc ? rc : rd_store_note_add(s, record, text, who, now(r->a), err);
}

/* A merge may name the other actor by a name that only one actor has. */
static int other_actor(const struct web_req *r, struct rd_store *s, struct rd_str *to, struct rd_err *err) {
    struct rd_row_actor one, *v;
    uint32_t n;
    int rc = rd_store_actor(s, *to, r->a, &one, NULL);
    if (!rc) {
        *to = one.key;
        return RD_OK;
    }
    rc = rd_store_actors(s, *to, 2, 0, r->a, &v, &n, NULL, err);
    if (rc)
        return rc;
    if (n != 1)
        return rd_fail(err, RD_EUSAGE, "web", n ? "several actors fit that name; give the key of one" : "no actor has that name or key");
    *to = v[0].key;
    return RD_OK;
}

static int add_change(const struct web_req *r, struct rd_store *s, struct rd_err *err) {
    struct rd_row_change c = {.at = now(r->a), .kind = rd_change_of(web_form(r, "kind"))};
    if (c.kind < 0)
        return rd_fail(err, RD_EUSAGE, "web", "the form names no kind of change");
    int rc = text_of(r, "what", WEB_MAX_ARG, true, &c.what, err);
    if (!rc) rc = text_of(r, "field", WRITE_MAX_NAME, c.kind == RD_CHANGE_CORRECT, &c.field, err);
    if (!rc) rc = text_of(r, "to", WRITE_MAX_NAME, c.kind == RD_CHANGE_CORRECT || c.kind == RD_CHANGE_MERGE, &c.to, err);
    if (!rc) rc = text_of(r, "why", 1000, false, &c.why, err);
    if (!rc) rc = who_of(r, &c.who, err);
    if (!rc && c.kind == RD_CHANGE_MERGE) rc = other_actor(r, s, &c.to, err);
    return rc ? rc : rd_dossier_change(s, &c, err);
}

static int undo(const struct web_req *r, struct rd_store *s, struct rd_err *err) {
    uint64_t id;
    struct rd_str who;
    int rc = who_of(r, &who, err);
    if (!rc && !rd_str_uint(web_form(r, "id"), INT64_MAX, &id))
        rc = rd_fail(err, RD_EUSAGE, "web", "the form names no change");
    return rc ? rc : rd_dossier_undo(s, (int64_t)id, who, now(r->a), err);
}

/* The query is read and written again, so that only what can be asked is kept. */
static int save_watch(const struct web_req *r, struct rd_store *s, struct rd_err *err) {
    struct rd_str name, query;
    struct rd_filter f;
    struct rd_buf q;
    int rc = text_of(r, "name", WRITE_MAX_NAME, true, &name, err);
    if (!rc) rc = text_of(r, "query", WEB_MAX_ARG, true, &query, err);
    if (!rc && !web_arg_ok(name)) /* it will stand in an address */
        rc = rd_fail(err, RD_EUSAGE, "web", "a name has no line breaks and no control characters");
    if (rc)
        return rc;
    rd_watch_filter(&f, query, r->a);
    rd_buf_init(&q, WEB_MAX_URI);
    rd_watch_query(&q, &f);
    rc = q.n ? rd_store_watch_save(s, name, rd_buf_view(&q), now(r->a), err) : rd_fail(err, RD_EUSAGE, "web", "a saved query asks for something");
    rd_buf_free(&q);
    return rc;
}

static int drop_watch(const struct web_req *r, struct rd_store *s, struct rd_err *err) {
    struct rd_str name;
    int rc = text_of(r, "name", WRITE_MAX_NAME, true, &name, err);
    return rc ? rc : rd_store_watch_drop(s, name, err);
}

static int seen_watch(const struct web_req *r, struct rd_store *s, struct rd_err *err) {
    struct rd_str name;
    uint64_t seq;
    int rc = text_of(r, "name", WRITE_MAX_NAME, true, &name, err);
    if (!rc && !rd_str_uint(web_form(r, "seq"), INT64_MAX, &seq))
        rc = rd_fail(err, RD_EUSAGE, "web", "the form names no number");
    return rc ? rc : rd_store_watch_seen(s, name, seq, err);
}

static const struct { const char *path; int (*act)(const struct web_req *r, struct rd_store *s, struct rd_err *err); } writes[] = {
    {"/note", add_note}, {"/change", add_change}, {"/undo", undo}, {"/watch", save_watch}, {"/unwatch", drop_watch}, {"/seen", seen_watch}};

bool web_is_write(struct rd_str path) {
    for (uint32_t i = 0; i < RD_ARRAY_LEN(writes); i++)
        if (rd_str_is(path, writes[i].path))
            return true;
    return false;
}

/* Back to an address of this server: a path that no browser takes for a host. */
static struct rd_str way_back(const struct web_req *r) {
    struct rd_str back = web_form(r, "back");
    bool good = back.n && back.p[0] == '/' && !(back.n > 1 && (back.p[1] == '/' || back.p[1] == '\\'));
    for (uint32_t i = 0; i < back.n && good; i++)
        good = (unsigned char)back.p[i] > 0x20 && (unsigned char)back.p[i] < 0x7F && back.p[i] != '"' && back.p[i] != '\\';
    return good ? rd_arena_str(r->a, back) : RD_LIT("/changes");
}

void web_write(struct web_req *r, struct rd_store *s, struct web_out *o) {
    struct rd_err err = {0};
    int rc = RD_ENOTFOUND;
    if (!web_same_secret(web_form(r, "token"), rd_str_of(r->token))) {
        web_error(r, o, 403, RD_LIT("Open the page again and send the form from there: its token is not this server\xE2\x80\x99s."));
        return;
    }
    for (uint32_t i = 0; i < RD_ARRAY_LEN(writes); i++)
        if (rd_str_is(r->path, writes[i].path))
            rc = writes[i].act(r, s, &err);
    if (rc == RD_OK) {
        web_redirect(o, way_back(r));
        o->status = 303;
    } else {
        web_error(r, o, rc == RD_ENOTFOUND ? 404 : rc == RD_EUSAGE ? 400 : 500, rd_str_of(rc == RD_ENOTFOUND || rc == RD_EUSAGE ? err.msg
                  : "The dossier could not be written."));
    }
}
