/* derived.c - what several views show of what was worked out over pages: days, moves, ledgers, lines of disputes and calls. */
#include "web/web_int.h"

#include "compare/positions.h"
#include "view/derived.h"

/* ---- days ---- */

void web_day(struct rd_buf *o, const struct rd_row_day *d) {
    struct rd_date date = {0};
    if (d->group == 0)
        date = d->first == d->last ? rd_date_of_day(d->first, RD_BASIS_PRINTED) : rd_date_range(d->first, d->last, RD_BASIS_PRINTED);
    else if (d->group == 1 && d->month_day % 32)
        snprintf(date.value, sizeof date.value, "--%02u-%02u", d->month_day / 32u, d->month_day % 32u);
    else if (d->group == 1)
        snprintf(date.value, sizeof date.value, "--%02u", d->month_day / 32u);
    web_date(o, &date);
}

void web_days(struct rd_buf *o, const struct rd_row_day *first, const struct rd_row_day *last) {
    if (first->group == 0 && last->group == 0) {
        struct rd_row_day both = {.first = first->first, .last = last->last};
        web_day(o, &both);
    } else {
        web_day(o, first->group == 0 ? first : last);
    }
}

struct rd_str web_day_text(const struct rd_row_day *d, struct rd_arena *a) {
    struct rd_date date = {0};
    if (d->group == 0)
        date = rd_date_of_day(d->first, RD_BASIS_PRINTED);
    else if (d->group == 1 && d->month_day % 32)
        snprintf(date.value, sizeof date.value, "--%02u-%02u", d->month_day / 32u, d->month_day % 32u);
    return date.value[0] ? rd_arena_str(a, rd_str_of(date.value)) : RD_NONE;
}

/* ---- small things ---- */

void web_move(struct rd_buf *o, int move) {
    const char *name = rd_move_name(move);
    if (name)
        WEB(o, H("<span class=\"move move-"), N((uint64_t)move), H("\">"), Z(name), H("</span>"));
}

void web_counted(struct rd_buf *o, uint64_t n, const char *one, const char *many) {
    web_number(o, n);
    WEB(o, H("\xC2\xA0"), Z(n == 1 ? one : many));
}

void web_actor_link(struct rd_buf *o, struct rd_str key, struct rd_str name, struct rd_str side) {
    web_side(o, side);
    WEB(o, H(" <a class=\"name\" href=\"/actor/"), U(key), H("\">"), T(name.n ? name : key), H("</a>"));
}

void web_issue_link(struct rd_buf *o, struct rd_str key, struct rd_str name) {
    WEB(o, H("<a class=\"issue-name\" dir=\"auto\" href=\"/issue/"), U(key), H("\">"), T(name.n ? name : key), H("</a>"));
}

struct rd_str web_issue_key(const struct rd_row_statement *s, uint32_t i) {
    return s->issue_keys && s->issue_keys[i].n ? s->issue_keys[i] : s->issues[i];
}

void web_ledger_href(struct rd_buf *o, struct rd_str actor, struct rd_str issue) {
    WEB(o, H("/ledger?issue="), U(issue), H("&amp;actor="), U(actor));
}

/* ---- a ledger ---- */

static void run(struct rd_buf *o, char op, struct rd_str words, bool *blank) {
    bool joined = words.n && strchr(",.;:!?)", words.p[0]);
    words = rd_str_trim(words);
    if (!words.n)
        return;
    WEB(o, Z(*blank && !joined ? " " : ""));
    if (op == '-')
        WEB(o, H("<del>"), T(words), H("</del>"));
    else if (op == '+')
        WEB(o, H("<ins>"), T(words), H("</ins>"));
    else
        WEB(o, T(words));
    *blank = true;
}

static void lang_of(struct rd_buf *o, struct rd_str lang) {
    if (lang.n)
        WEB(o, H(" lang=\""), T(lang), H("\""));
}

void web_diff(struct rd_buf *o, struct rd_str before, struct rd_str now, struct rd_str lang, struct rd_arena *a) {
    struct rd_diff_run *v = NULL;
    uint32_t n = before.n && now.n ? rd_word_diff(before, now, &v, a) : 0, same = 0;
    bool blank = false;
    for (uint32_t i = 0; i < n; i++)
        if (v[i].op == '=')
            same += v[i].b.end - v[i].b.beg;
    uint32_t longer = before.n > now.n ? before.n : now.n;
    bool apart = n && same * 5 < 2 * longer, plain = n && same * 5 < longer; /* little left: marks would only stand in the way */
    if (apart) {
        WEB(o, H("<blockquote class=\"diff diff-before\" dir=\"auto\""));
        lang_of(o, lang);
        WEB(o, H("><span class=\"diff-label\" lang=\"en\">before</span> "));
        for (uint32_t i = 0; i < n; i++)
            if (v[i].op != '+')
                run(o, plain ? '=' : v[i].op, rd_span_of(before, v[i].a), &blank);
        WEB(o, H("</blockquote>\n"));
        blank = false;
    }
    WEB(o, H("<blockquote class=\"diff\" dir=\"auto\""));
    lang_of(o, lang);
    WEB(o, H(">"));
    if (!n)
        WEB(o, T(now));
    for (uint32_t i = 0; i < n; i++)
        if (!apart || v[i].op != '-')
            run(o, plain ? '=' : v[i].op, v[i].op == '-' ? rd_span_of(before, v[i].a) : rd_span_of(now, v[i].b), &blank);
    WEB(o, H("</blockquote>\n"));
}

void web_entry(struct rd_buf *o, const struct web_req *r, const struct rd_row_entry *e, unsigned show) {
    const struct rd_row_statement *s = &e->statement;
    bool compared = e->before.n && e->move != RD_MOVE_NEW && e->move != RD_MOVE_SAME;
    WEB(o, H("<article class=\"entry entry-"), N((uint64_t)e->move), H("\">\n<p class=\"entry-head\"><a class=\"permalink\" href=\"/statement/"), U(s->id), H("\">"));
    web_day(o, &s->day);
    WEB(o, H("</a> "));
    web_move(o, e->move);
    if (show & WEB_SHOW_ACTOR) {
        WEB(o, H(" "));
        web_actor_link(o, e->actor_key, e->actor_name, e->side);
    }
    if (show & WEB_SHOW_ISSUE) {
        WEB(o, H(" <span class=\"on\">on</span> "));
        web_issue_link(o, e->issue, e->issue_name);
    }
    WEB(o, H("</p>\n"));
    web_diff(o, compared ? e->before_words : RD_NONE, rd_derived_words(s, r->a), s->origin.lang, r->a);
    WEB(o, H("<p class=\"meta\">"));
    if (s->condition.exact.n)
        WEB(o, H("<span class=\"condition\">on condition: <span class=\"because\">"), T(s->condition.exact), H("</span></span> "));
    struct rd_row_statement flagged = *s;
    flagged.condition = (struct rd_row_span){0}; /* it is told above */
    web_flags(o, &flagged);
    if (e->times)
        WEB(o, H(" <span>spoke of it "), N(e->times), Z(e->times == 1 ? " time" : " times"), H(" before</span> "));
    if (e->copies)
        WEB(o, H(" <span>"), N(e->copies), Z(e->copies == 1 ? " copy" : " copies"), H("</span> "));
    if (e->before.n)
        WEB(o, H(" <a href=\"/statement/"), U(e->before), H("\">the entry before</a> "));
    web_source(o, &s->origin);
    WEB(o, H("</p>\n</article>\n"));
}

void web_entries(struct rd_buf *o, const struct web_req *r, const struct rd_row_entry *e, uint32_t n, unsigned show) {
    WEB(o, H("<ol class=\"ledger\">\n"));
    for (uint32_t i = 0; i < n; i++) {
        WEB(o, H("<li>"));
        web_entry(o, r, &e[i], show);
        WEB(o, H("</li>\n"));
    }
    WEB(o, H("</ol>\n"));
}

int web_last_entries(const struct web_req *r, const struct rd_filter *f, uint32_t want, struct rd_row_entry **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct rd_filter g = *f;
    uint64_t all = 0;
    g.limit = want;
    g.offset = 0;
    int rc = rd_store_positions(r->store, &g, r->a, out, n, &all, err);
    if (!rc && all > want) {
        g.offset = (uint32_t)(all - want);
        rc = rd_store_positions(r->store, &g, r->a, out, n, NULL, err);
    }
    if (total)
        *total = all;
    return rc;
}

/* ---- lines ---- */

static void camp_short(struct rd_buf *o, const struct rd_row_camp *c) {
    for (uint32_t i = 0; i < c->n_sides; i++)
        web_side(o, c->sides[i]);
    if (!c->n_statements)
        return;
    struct rd_str words = c->claims[0].exact.n ? c->claims[0].exact : c->statements[0].n_content ? c->statements[0].content[0].exact : RD_NONE;
    WEB(o, H(" <q dir=\"auto\""));
    lang_of(o, c->statements[0].origin.lang);
    WEB(o, H(">"), T(web_cut(words, 110)), Z(words.n > web_cut(words, 110).n ? "\xE2\x80\xA6" : ""), H("</q>"));
}

void web_dispute_line(struct rd_buf *o, const struct web_req *r, const struct rd_row_dispute *d, bool issue) {
    WEB(o, H("<a class=\"dispute-link\" href=\"/dispute/"), U(d->id), H("\"><span class=\"kind-tag\">"), Z(rd_claim_type_name(d->type)), H("</span> "),
        T(issue || !d->why.n ? rd_derived_title(d, r->a) : d->why), H("</a>\n<ul class=\"camps-short\">\n"));
    for (uint32_t i = 0; i < d->n_camps && i < 3; i++) {
        WEB(o, H("<li>"));
        camp_short(o, &d->camps[i]);
        WEB(o, H("</li>\n"));
    }
    WEB(o, H("</ul>\n<p class=\"note\">"));
    web_days(o, &d->first, &d->last);
    WEB(o, H(" \xC2\xB7 "));
    web_counted(o, d->origins, "origin", "origins");
    WEB(o, H("</p>"));
}

void web_call_line(struct rd_buf *o, const struct rd_row_call *c) {
    WEB(o, H("<a href=\"/contact/"), U(c->id), H("\"><b class=\"kind-name\">"));
    web_words(o, rd_channel_name(c->kind));
    WEB(o, H("</b></a> "));
    for (uint32_t i = 0; i < c->n_part && i < 6; i++) {
        WEB(o, Z(i ? ", " : ""));
        web_side(o, c->participants[i].side);
        WEB(o, H(" "), T(c->participants[i].name.n ? c->participants[i].name : c->participants[i].span.exact));
    }
    WEB(o, H(" <span class=\"note\">"));
    web_day(o, &c->day);
    WEB(o, H("</span>"));
    for (uint32_t i = 0; i < c->n_silent; i++)
        WEB(o, H(" <span class=\"flag flag-strong\">no readout from "), T(c->silent[i]), H("</span>"));
}

static bool hex_of(struct rd_str s, uint32_t n) {
    for (uint32_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f')))
            return false;
    return s.n == n;
}

void web_thing(struct rd_buf *o, const struct web_req *r, struct rd_str what) {
    int kind = RD_REC_NONE;
    struct rd_str full = what;
    if ((hex_of(what, 16) || hex_of(what, 32)) && rd_store_lookup(r->store, what, r->a, &kind, &full, NULL))
        kind = RD_REC_NONE;
    if (kind == RD_REC_PAGE)
        WEB(o, H("<a href=\"/page/"), U(what), H("\">page <code>"), T(what), H("</code></a>"));
    else if (kind == RD_REC_STATEMENT)
        WEB(o, H("<a href=\"/statement/"), U(what), H("\">statement <code>"), T(what), H("</code></a>"));
    else if (kind == RD_REC_EVENT)
        WEB(o, H("<a href=\"/event/"), U(what), H("\">event <code>"), T(what), H("</code></a>"));
    else if (kind == RD_REC_CONTACT)
        WEB(o, H("<a href=\"/contact/"), U(what), H("\">contact <code>"), T(what), H("</code></a>"));
    else if (hex_of(what, 16))
        WEB(o, H("<a href=\"/dispute/"), U(what), H("\">dispute <code>"), T(what), H("</code></a>"));
    else if (rd_str_starts(what, "w:") || rd_str_starts(what, "n:"))
        WEB(o, H("<a class=\"break\" href=\"/actor/"), U(what), H("\">actor <code>"), T(what), H("</code></a>"));
    else
        WEB(o, H("<a class=\"break\" href=\"/issue/"), U(what), H("\">issue <code>"), T(what), H("</code></a>"));
}

void web_rename_form(struct rd_buf *o, const struct web_req *r, struct rd_str key, struct rd_str name) {
    if (!r->token)
        return;
    WEB(o, H("<details class=\"write\"><summary>Show it under another name</summary>\n"));
    web_form_begin(o, r, "/change", "write-form");
    WEB(o, H("<input type=\"hidden\" name=\"kind\" value=\"rename\"><input type=\"hidden\" name=\"what\" value=\""), T(key),
        H("\">\n<p class=\"field\"><label for=\"r-to\">Name to show (empty: as read)</label><input id=\"r-to\" name=\"to\" maxlength=\"200\" value=\""), T(name),
        H("\"></p>\n<p class=\"field\"><label for=\"r-who\">Your name</label><input id=\"r-who\" name=\"who\" maxlength=\"80\" required value=\""), T(r->user),
        H("\"></p>\n<p class=\"field field-button\"><button>Show it so</button></p>\n</form>\n</details>\n"));
}

static void small_field(struct rd_buf *o, const struct web_req *r, const char *name, const char *label, const char *hint) {
    WEB(o, H("<p class=\"field\"><label for=\"f-"), Z(name), H("\">"), Z(label), H("</label><input id=\"f-"), Z(name), H("\" name=\""), Z(name),
        H("\" maxlength=\"200\" value=\""), T(web_arg(r, name)), H("\" placeholder=\""), Z(hint ? hint : ""), H("\"></p>\n"));
}

void web_filter_form(struct rd_buf *o, const struct web_req *r, const char *action, const char *words) {
    static const char *const shown[] = {"q", "side", "since", "until", NULL};
    WEB(o, H("<form class=\"search search-short\" role=\"search\" aria-label=\"Filter\" action=\""), Z(action), H("\">\n"));
    if (words)
        small_field(o, r, "q", words, NULL);
    small_field(o, r, "side", "Side", NULL);
    small_field(o, r, "since", "Since", "2031-03");
    small_field(o, r, "until", "Until", "2031-04-15");
    web_hidden(o, r, shown);
    WEB(o, H("<p class=\"field field-button\"><button>Filter</button></p>\n</form>\n"));
    web_chips(o, r);
}
