/* cards.c - rows of the dossier as cards for a terminal. */
#include "cli/shared.h"

struct rd_str cli_origin(const struct rd_row_origin *o, struct rd_arena *a) {
    struct rd_str name = o->title.n ? o->title : o->path.n ? o->path : o->url;
    if (!o->outlet.n || rd_str_eq(o->outlet, name))
        return name;
    return rd_arena_printf(a, "%.*s: %.*s", RD_S(o->outlet), RD_S(name));
}

static struct rd_str party_name(const struct rd_row_party *p) {
    return p->name.n ? p->name : p->span.exact.n ? p->span.exact : RD_LIT("?");
}

static struct rd_str *list(const struct rd_row_party *p, uint32_t n, struct rd_arena *a) {
    struct rd_str *v = RD_NEW_N(a, struct rd_str, n + 1);
    for (uint32_t i = 0; i < n; i++)
        v[i] = party_name(&p[i]);
    return v;
}

struct rd_str cli_names(const struct rd_row_party *p, uint32_t n, struct rd_arena *a) {
    struct rd_str s = RD_NONE;
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str v = party_name(&p[i]);
        s = i ? rd_arena_printf(a, "%.*s, %.*s", RD_S(s), RD_S(v)) : v;
    }
    return s;
}

struct rd_str cli_words(const struct rd_row_span *p, uint32_t n, struct rd_arena *a) {
    struct rd_str s = RD_NONE;
    for (uint32_t i = 0; i < n; i++)
        s = i ? rd_arena_printf(a, "%.*s [...] %.*s", RD_S(s), RD_S(p[i].exact)) : p[i].exact;
    return s;
}

static struct rd_str *one(struct rd_str s, struct rd_arena *a) {
    struct rd_str *v = RD_NEW(a, struct rd_str);
    *v = s;
    return v;
}

struct rd_card cli_card_statement(const struct rd_row_statement *s, struct rd_arena *a) {
    bool nobody = !s->speaker.name.n && !s->speaker.span.exact.n;
    struct rd_str *who = RD_NEW_N(a, struct rd_str, s->n_co + 1);
    struct rd_str *words = RD_NEW_N(a, struct rd_str, s->n_content + 1);
    unsigned m = 0;
    who[0] = party_name(&s->speaker);
    for (uint32_t i = 0; i < s->n_co; i++)
        who[i + 1] = party_name(&s->co_speakers[i]);
    for (uint32_t i = 0; i < s->n_content; i++)
        words[i] = s->content[i].exact;
    struct rd_card c = {
        .id = s->id, .what = rd_str_of(rd_form_name(s->form)), .who = who, .n_who = nobody ? 0 : s->n_co + 1,
        .role = s->speaker.role, .side = s->speaker.side, .whom = list(s->addressees, s->n_addr, a), .n_whom = s->n_addr,
        .when = s->said_on, .channel = rd_str_of(rd_channel_name(s->channel)), .setting = s->setting, .words = words,
        .n_words = s->n_content, .quoted = s->form == RD_FORM_DIRECT, .condition = s->condition.exact, .within = s->nested_in,
        .origin = cli_origin(&s->origin, a),
    };
    if (s->negated)
        c.marks[m++] = "negated";
    if (s->denied)
        c.marks[m++] = "denied";
    if (s->modality != RD_MOD_ASSERTED)
        c.marks[m++] = rd_modality_name(s->modality);
    if (s->hidden)
        c.marks[m++] = "hidden";
    return c;
}

struct rd_card cli_card_event(const struct rd_row_event *e, struct rd_arena *a) {
    struct rd_card c = {
        .id = e->id, .what = rd_arena_printf(a, "event %.*s %.*s", RD_S(e->cameo), RD_S(e->cameo_name)),
        .who = list(e->source, e->n_source, a), .n_who = e->n_source, .side = e->n_source ? e->source[0].code : RD_NONE,
        .whom = list(e->target, e->n_target, a), .n_whom = e->n_target, .when = e->date, .setting = e->place,
        .words = one(e->cite.exact, a), .n_words = 1, .condition = e->condition.exact, .within = e->reported_in,
        .origin = cli_origin(&e->origin, a),
    };
    uint32_t m = 0;
    if (e->status != RD_STAT_ASSERTED)
        c.marks[m++] = rd_status_name(e->status);
    if (e->hidden)
        c.marks[m++] = "hidden";
    return c;
}

struct rd_card cli_card_contact(const struct rd_row_contact *k, struct rd_arena *a) {
    struct rd_str place = RD_NONE;
    for (uint32_t i = 0; i < k->n_place; i++)
        place = i ? rd_arena_printf(a, "%.*s, %.*s", RD_S(place), RD_S(k->place[i])) : k->place[i];
    return (struct rd_card){
        .id = k->id, .what = rd_arena_printf(a, "contact: %s", rd_channel_name(k->kind)),
        .who = list(k->participants, k->n_part, a), .n_who = k->n_part, .when = k->when, .setting = place,
        .words = one(k->cite.exact, a), .n_words = 1, .origin = cli_origin(&k->origin, a),
        .marks = {k->hidden ? "hidden" : NULL},
    };
}

void cli_more(struct cli *c, uint64_t shown, uint64_t total, const char *what) {
    if (total <= shown) return;
    if (total > RD_STORE_MAX_TOTAL) rd_buf_printf(&c->out, "%llu of more than %u %s shown (--limit, --offset)\n", (unsigned long long)shown, RD_STORE_MAX_TOTAL, what);
    else rd_buf_printf(&c->out, "%llu of %llu %s shown (--limit, --offset)\n", (unsigned long long)shown, (unsigned long long)total, what);
}

struct rd_str cli_joined(struct rd_arena *a, const struct rd_str *v, uint32_t n) {
    struct rd_str s = RD_NONE;
    for (uint32_t i = 0; i < n; i++)
        s = i ? rd_arena_printf(a, "%.*s, %.*s", RD_S(s), RD_S(v[i])) : v[i];
    return s;
}

int cli_ended(struct cli *c, struct rd_store *store, int bad, const struct rd_err *err, uint32_t n) {
    rd_store_close(store);
    if (bad)
        return cli_fail_err(c, c->cmd->name, err);
    int rc = cli_flush(c);
    return rc ? rc : n ? CLI_YES : CLI_NO;
}
