/* Saved queries and their feeds. */
#include "view/watch.h"

#include "base/utf8.h"
#include "view/derived.h"

enum { N_FIELDS = 15 };

static const char *const names[N_FIELDS] = {"q", "speaker", "addressee", "channel", "form", "side", "outlet", "lang", "since", "until", "issue", "code", "speaker_name", "addressee_name", "outlet_name"};

static void fields(struct rd_filter *f, struct rd_str *v[N_FIELDS]) {
    struct rd_str *all[N_FIELDS] = {&f->words, &f->speaker, &f->addressee, &f->channel, &f->form, &f->side, &f->outlet, &f->lang, &f->since, &f->until, &f->issue, &f->code,
                            &f->speaker_name, &f->addressee_name, &f->outlet_name};
    memcpy(v, all, sizeof all);
}

/* RFC 3986: everything but the unreserved characters. */
static void escaped(struct rd_buf *out, struct rd_str s) {
    for (uint32_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) rd_buf_c(out, (char)c);
        else rd_buf_printf(out, "%%%02X", c);
    }
}

void rd_watch_query(struct rd_buf *out, const struct rd_filter *f) {
    struct rd_filter copy = *f;
    struct rd_str *v[N_FIELDS];
    bool first = true;
    fields(&copy, v);
    for (int i = 0; i < N_FIELDS; i++) {
        if (!v[i]->n) continue;
        if (!first) rd_buf_c(out, '&');
        first = false;
        rd_buf_z(out, names[i]);
        rd_buf_c(out, '=');
        escaped(out, *v[i]);
    }
}

static int digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static struct rd_str unescaped(struct rd_str s, struct rd_arena *a) {
    char *p = rd_arena_get(a, s.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        int hi = s.p[i] == '%' && i + 2 < s.n ? digit(s.p[i + 1]) : -1, lo = hi >= 0 ? digit(s.p[i + 2]) : -1;
        if (lo >= 0) {
            p[n++] = (char)(hi * 16 + lo);
            i += 2;
        } else {
            p[n++] = s.p[i] == '+' ? ' ' : s.p[i];
        }
    }
    p[n] = 0;
    return (struct rd_str){p, n};
}

void rd_watch_filter(struct rd_filter *f, struct rd_str query, struct rd_arena *a) {
    struct rd_str *v[N_FIELDS];
    memset(f, 0, sizeof *f);
    fields(f, v);
    while (query.n) {
        int64_t amp = rd_str_find(query, RD_LIT("&"), 0);
        struct rd_str one = amp < 0 ? query : rd_str_sub(query, 0, (uint32_t)amp);
        query = amp < 0 ? RD_LIT("") : rd_str_sub(query, (uint32_t)amp + 1, query.n);
        int64_t eq = rd_str_find(one, RD_LIT("="), 0);
        if (eq < 0) continue;
        struct rd_str name = rd_str_sub(one, 0, (uint32_t)eq);
        for (int i = 0; i < N_FIELDS; i++) {
            if (rd_str_is(name, names[i])) *v[i] = unescaped(rd_str_sub(one, (uint32_t)eq + 1, one.n), a);
        }
    }
}

/* XML 1.0 text and attribute values. */
static void xml(struct rd_buf *out, struct rd_str s) {
    for (uint32_t i = 0; i < s.n;) {
        uint32_t cp = rd_utf8_next(s, &i);
        switch (cp) {
        case '&': rd_buf_z(out, "&amp;"); break;
        case '<': rd_buf_z(out, "&lt;"); break;
        case '>': rd_buf_z(out, "&gt;"); break;
        case '"': rd_buf_z(out, "&quot;"); break;
        default:
            if ((cp < 0x20 && cp != '\t' && cp != '\n') || cp == 0xFFFE || cp == 0xFFFF) rd_buf_z(out, "\xEF\xBF\xBD");
            else rd_buf_cp(out, cp);
        }
    }
}

static void element(struct rd_buf *out, const char *name, struct rd_str v) {
    rd_buf_printf(out, "<%s>", name);
    xml(out, v);
    rd_buf_printf(out, "</%s>\n", name);
}

static struct rd_str day_of(const struct rd_row_statement *s, struct rd_arena *a) {
    int y, m, d;
    if (s->day.group) return RD_NONE;
    rd_day_to_ymd(s->day.first, &y, &m, &d);
    return rd_arena_printf(a, "%04d-%02d-%02dT00:00:00Z", y, m, d);
}

void rd_feed_atom(struct rd_buf *out, const struct rd_feed *feed, const struct rd_row_statement *v, uint32_t n, struct rd_arena *scratch) {
    struct rd_str newest = RD_NONE;
    struct rd_arena_mark mark = rd_arena_mark(scratch);
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str d = day_of(&v[i], scratch);
        if (rd_str_cmp(d, newest) > 0) newest = d;
    }
    rd_buf_z(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    element(out, "id", feed->id);
    element(out, "title", feed->title);
    element(out, "updated", newest.p ? newest : feed->updated);
    rd_buf_z(out, "<generator>readout</generator>\n");
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_row_statement *s = &v[i];
        struct rd_str words = rd_derived_words(s, scratch), who = s->speaker.name.n ? s->speaker.name : RD_LIT("Somebody"), day = day_of(s, scratch);
        rd_buf_z(out, "<entry>\n");
        element(out, "id", rd_arena_printf(scratch, "urn:readout:statement:%.*s", RD_S(s->id)));
        element(out, "title", rd_arena_printf(scratch, "%.*s: %.*s", RD_S(who), RD_S(words)));
        element(out, "updated", day.p ? day : newest.p ? newest : feed->updated);
        rd_buf_z(out, "<author>");
        element(out, "name", who);
        rd_buf_z(out, "</author>\n");
        if (feed->base.n) {
            rd_buf_z(out, "<link rel=\"alternate\" href=\"");
            xml(out, rd_arena_printf(scratch, "%.*s/statement/%.*s", RD_S(feed->base), RD_S(s->id)));
            rd_buf_z(out, "\"/>\n");
        }
        if (rd_str_starts(s->origin.url, "http://") || rd_str_starts(s->origin.url, "https://")) {
            rd_buf_z(out, "<link rel=\"via\" href=\"");
            xml(out, s->origin.url);
            rd_buf_z(out, "\"/>\n");
        }
        element(out, "content", s->context.text.n ? s->context.text : words);
        rd_buf_z(out, "</entry>\n");
    }
    rd_buf_z(out, "</feed>\n");
    rd_arena_reset(scratch, mark);
}
