/* Derived rows as JSON. */
#include "view/derived.h"

#include "compare/positions.h"
#include "view/view_int.h"

static const char *const change_names[] = {"merge", "split", "rename", "correct", "hide", "show"};

const char *rd_change_name(int kind) {
    return kind >= 0 && kind < (int)RD_ARRAY_LEN(change_names) ? change_names[kind] : NULL;
}

int rd_change_of(struct rd_str name) {
    for (int i = 0; i < (int)RD_ARRAY_LEN(change_names); i++)
        if (rd_str_is(name, change_names[i]))
            return i;
    return -1;
}

struct rd_str rd_derived_words(const struct rd_row_statement *s, struct rd_arena *a) {
    struct rd_str all = RD_NONE;
    for (uint32_t i = 0; i < s->n_content; i++)
        all = i ? rd_arena_printf(a, "%.*s [...] %.*s", RD_S(all), RD_S(s->content[i].exact)) : s->content[i].exact;
    return all;
}

/* A day as people write it: 2031-03-04, --03-04 where the year is not told, null where nothing is. */
static void day(struct rd_buf *out, const char *key, const struct rd_row_day *d) {
    int y, m, dd;
    view_key(out, key);
    if (d->group == 0) {
        rd_day_to_ymd(d->first, &y, &m, &dd);
        rd_buf_printf(out, "\"%04d-%02d-%02d\"", y, m, dd);
    } else if (d->group == 1 && d->month_day % 32) {
        rd_buf_printf(out, "\"--%02d-%02d\"", d->month_day / 32, d->month_day % 32);
    } else if (d->group == 1) {
        rd_buf_printf(out, "\"--%02d\"", d->month_day / 32);
    } else {
        rd_buf_z(out, "null");
    }
}

static void open_object(struct rd_buf *out, const char *key) {
    if (key)
        view_key(out, key);
    else
        view_comma(out);
    rd_buf_c(out, '{');
}

static void words(struct rd_buf *out, const struct rd_row_statement *s) {
    view_key(out, "words");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < s->n_content; i++) {
        view_comma(out);
        rd_buf_json(out, s->content[i].exact);
    }
    rd_buf_c(out, ']');
}

static void origin(struct rd_buf *out, const struct rd_row_origin *o) {
    view_str(out, "page", o->page);
    view_str(out, "title", o->title);
    view_str(out, "outlet", o->outlet);
    view_str(out, "lang", o->lang);
    view_str(out, "url", o->url);
}

static void statement(struct rd_buf *out, const char *key, const struct rd_row_statement *s) {
    open_object(out, key);
    view_str(out, "id", s->id);
    view_str(out, "speaker", s->speaker.name);
    view_str(out, "side", s->speaker.side);
    view_key(out, "addressee");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < s->n_addr; i++) {
        view_comma(out);
        rd_buf_json(out, s->addressees[i].name.p ? s->addressees[i].name : s->addressees[i].span.exact);
    }
    rd_buf_c(out, ']');
    view_z(out, "channel", rd_channel_name(s->channel));
    view_date(out, "said_on", &s->said_on);
    day(out, "day", &s->day);
    view_bool(out, "day_from_page", s->day.from_page);
    words(out, s);
    view_str(out, "condition", s->condition.exact);
    view_bool(out, "negated", s->negated);
    view_bool(out, "denied", s->denied);
    view_z(out, "modality", rd_modality_name(s->modality));
    view_strs(out, "issues", s->issues, s->n_issues);
    origin(out, &s->origin);
    rd_buf_c(out, '}');
}

void rd_derived_statement(struct rd_buf *out, const struct rd_row_statement *s) {
    view_head(out, "statement_row");
    statement(out, "statement", s);
    view_end(out);
}

void rd_derived_issue(struct rd_buf *out, const struct rd_row_issue *r) {
    view_head(out, "issue");
    view_str(out, "key", r->key);
    view_str(out, "name", r->name);
    view_strs(out, "aliases", r->aliases, r->n_aliases);
    view_num(out, "statements", r->statements);
    view_num(out, "origins", r->origins);
    view_num(out, "actors", r->actors);
    view_num(out, "moves", r->moves);
    day(out, "first", &r->first);
    day(out, "last", &r->last);
    view_end(out);
}

static void diff(struct rd_buf *out, struct rd_str a, struct rd_str b, struct rd_arena *scratch) {
    struct rd_diff_run *v = NULL;
    uint32_t n = a.n && b.n ? rd_word_diff(a, b, &v, scratch) : 0;
    view_key(out, "diff");
    if (!n) {
        rd_buf_z(out, "null");
        return;
    }
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < n; i++) {
        view_comma(out);
        rd_buf_printf(out, "[\"%c\",", v[i].op);
        rd_buf_json(out, v[i].op == '-' ? rd_span_of(a, v[i].a) : rd_span_of(b, v[i].b));
        rd_buf_c(out, ']');
    }
    rd_buf_c(out, ']');
}

void rd_derived_entry(struct rd_buf *out, const struct rd_row_entry *r, struct rd_arena *scratch) {
    struct rd_arena_mark m = rd_arena_mark(scratch);
    view_head(out, "position");
    view_str(out, "actor", r->actor_key);
    view_str(out, "name", r->actor_name);
    view_str(out, "side", r->side);
    view_str(out, "issue", r->issue);
    view_str(out, "issue_name", r->issue_name);
    view_z(out, "move", rd_move_name(r->move));
    statement(out, "statement", &r->statement);
    view_str(out, "before", r->before);
    diff(out, r->before_words, rd_derived_words(&r->statement, scratch), scratch);
    view_num(out, "copies", r->copies);
    view_num(out, "times", r->times);
    view_end(out);
    rd_arena_reset(scratch, m);
}

void rd_derived_cell(struct rd_buf *out, const struct rd_row_cell *r) {
    view_head(out, "cell");
    view_str(out, "actor", r->actor_key);
    view_str(out, "name", r->actor_name);
    view_str(out, "side", r->side);
    view_str(out, "issue", r->issue);
    view_str(out, "issue_name", r->issue_name);
    view_num(out, "entries", r->entries);
    view_num(out, "moves", r->moves);
    view_z(out, "last_move", rd_move_name(r->last_move));
    day(out, "last", &r->last);
    view_str(out, "last_statement", r->last_statement);
    view_end(out);
}

static void camp(struct rd_buf *out, const struct rd_row_camp *c) {
    open_object(out, NULL);
    view_str(out, "value", c->value);
    view_strs(out, "sides", c->sides, c->n_sides);
    view_num(out, "origins", c->origins);
    view_key(out, "statements");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < c->n_statements; i++) {
        open_object(out, NULL);
        view_str(out, "claim", c->claims[i].exact);
        statement(out, "statement", &c->statements[i]);
        rd_buf_c(out, '}');
    }
    rd_buf_z(out, "]}");
}

void rd_derived_dispute(struct rd_buf *out, const struct rd_row_dispute *r) {
    view_head(out, "dispute");
    view_str(out, "id", r->id);
    view_z(out, "kind", rd_claim_type_name(r->type));
    view_str(out, "key", r->key);
    view_str(out, "issue", r->issue);
    view_str(out, "issue_name", r->issue_name);
    view_str(out, "why", r->why);
    view_num(out, "origins", r->origins);
    day(out, "first", &r->first);
    day(out, "last", &r->last);
    view_key(out, "camps");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < r->n_camps; i++)
        camp(out, &r->camps[i]);
    rd_buf_c(out, ']');
    view_end(out);
}

void rd_derived_naming(struct rd_buf *out, const struct rd_row_naming *r) {
    view_head(out, "name");
    view_str(out, "key", r->key);
    view_str(out, "name", r->name);
    view_str(out, "words", r->words);
    view_bool(out, "loaded", r->loaded);
    view_str(out, "by", r->by);
    view_z(out, "in", r->speaker ? "speech" : "text");
    view_str(out, "side", r->side);
    view_num(out, "origins", r->origins);
    view_num(out, "uses", r->uses);
    day(out, "first", &r->first);
    day(out, "last", &r->last);
    view_str(out, "example", r->example);
    view_str(out, "exact", r->example_cite.exact);
    view_end(out);
}

static void page(struct rd_buf *out, const struct rd_row_page *p) {
    view_str(out, "page", p->id);
    view_str(out, "title", p->title);
    view_str(out, "outlet", p->outlet);
    view_str(out, "lang", p->lang);
    view_str(out, "url", p->url);
    view_str(out, "path", p->path);
    view_date(out, "published", &p->published);
}

void rd_derived_story(struct rd_buf *out, const struct rd_row_story *r) {
    view_head(out, "story");
    view_str(out, "id", r->id);
    view_str(out, "title", r->title);
    day(out, "first", &r->first);
    day(out, "last", &r->last);
    view_num(out, "pages", r->pages);
    view_num(out, "origins", r->origins);
    view_num(out, "outlets", r->outlets);
    view_num(out, "langs", r->langs);
    view_key(out, "told");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < r->n_told; i++) {
        open_object(out, NULL);
        page(out, &r->told[i]);
        rd_buf_c(out, '}');
    }
    rd_buf_c(out, ']');
    view_end(out);
}

static void readout(struct rd_buf *out, const struct rd_row_readout *r) {
    open_object(out, NULL);
    view_str(out, "contact", r->told.id);
    view_str(out, "side", r->side);
    origin(out, &r->told.origin);
    view_key(out, "statements");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < r->n_statements; i++)
        statement(out, NULL, &r->statements[i]);
    rd_buf_z(out, "]}");
}

void rd_derived_call(struct rd_buf *out, const struct rd_row_call *r) {
    view_head(out, "told_contact");
    view_str(out, "id", r->id);
    view_z(out, "kind", rd_channel_name(r->kind));
    view_date(out, "when", &r->when);
    day(out, "day", &r->day);
    view_strs(out, "sides", r->sides, r->n_sides);
    view_key(out, "participants");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < r->n_part; i++) {
        view_comma(out);
        rd_buf_json(out, r->participants[i].name.p ? r->participants[i].name : r->participants[i].span.exact);
    }
    rd_buf_c(out, ']');
    view_strs(out, "silent", r->silent, r->n_silent);
    view_strs(out, "common", r->common, r->n_common);
    view_key(out, "readouts");
    rd_buf_c(out, '[');
    for (uint32_t i = 0; i < r->n_readouts; i++)
        readout(out, &r->readouts[i]);
    rd_buf_c(out, ']');
    view_end(out);
}

void rd_derived_change(struct rd_buf *out, const struct rd_row_change *r) {
    view_head(out, "change");
    view_num(out, "id", (uint64_t)r->id);
    view_z(out, "kind", rd_change_name(r->kind));
    view_str(out, "what", r->what);
    view_str(out, "field", r->field);
    view_str(out, "to", r->to);
    view_str(out, "who", r->who);
    view_str(out, "at", r->at);
    view_str(out, "why", r->why);
    view_bool(out, "undone", r->undone);
    view_end(out);
}

void rd_derived_watch(struct rd_buf *out, const struct rd_row_watch *r) {
    view_head(out, "watch");
    view_str(out, "name", r->name);
    view_str(out, "query", r->query);
    view_str(out, "at", r->at);
    view_num(out, "seen", r->seen);
    view_num(out, "fresh", r->fresh);
    view_end(out);
}

struct rd_str rd_derived_title(const struct rd_row_dispute *d, struct rd_arena *a) {
    struct rd_str out = RD_NONE;
    bool naming = d->type == RD_CLAIM_NAMING;
    if (d->issue_name.n && !naming)
        return d->issue_name;
    for (uint32_t i = 0; i < d->n_camps && i < 3; i++) {
        struct rd_str one = !naming && d->camps[i].n_statements ? d->camps[i].claims[0].exact : d->camps[i].value;
        if (one.n)
            out = out.n ? rd_arena_printf(a, "%.*s%s%.*s", RD_S(out), naming ? " or " : " \xE2\x80\x94 ", RD_S(one)) : one;
    }
    return out.n ? out : d->issue_name.n ? d->issue_name : d->key;
}

/* "l:port@anholm.port" as "port, anholm"; "n:person:lena marr:XVL" as "lena marr". */
static struct rd_str key_words(struct rd_str key, struct rd_arena *a) {
    struct rd_str f[4];
    uint32_t n = rd_str_split(key, ':', f, 4), head = 0;
    key = n > 2 ? f[2] : f[n - 1];
    char *p = rd_arena_get(a, (size_t)key.n * 2 + 1), *q = p;
    while (head < key.n && key.p[head] != '@')
        head++;
    uint32_t end = key.n; /* without a kind that only says the head again */
    if (head && key.n > 2 * head + 1 && key.p[key.n - head - 1] == '.' && memcmp(key.p, key.p + key.n - head, head) == 0)
        end -= head + 1;
    for (uint32_t i = 0; i < end; i++) {
        char c = key.p[i];
        if (c == '@')
            *q++ = ',';
        *q++ = c == '@' || c == '.' || c == '_' ? ' ' : c;
    }
    return (struct rd_str){p, (uint32_t)(q - p)};
}

struct rd_str rd_derived_camp(const struct rd_row_dispute *d, const struct rd_row_camp *c, struct rd_arena *a) {
    struct rd_str v = c->value;
    bool yes = rd_str_is(v, "+"), no = rd_str_is(v, "-");
    if (d->type == RD_CLAIM_SEQUENCE && rd_str_is(v, "="))
        return RD_LIT("at the same time");
    if (d->type == RD_CLAIM_SEQUENCE && rd_str_starts(v, "<"))
        return rd_arena_printf(a, "first %.*s", RD_S(key_words(rd_str_sub(v, 1, v.n), a)));
    if (d->type == RD_CLAIM_RECOGNITION && (yes || no))
        return yes ? RD_LIT("recognises") : RD_LIT("does not recognise");
    if (yes || no)
        return yes ? RD_LIT("it is so") : RD_LIT("it is not so");
    return d->type == RD_CLAIM_ATTRIBUTION ? key_words(v, a) : v;
}
