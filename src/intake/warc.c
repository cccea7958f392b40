/* warc.c - the records of a WARC file that hold pages (ISO 28500: WARC 1.0 and 1.1): response, resource, conversion. A stream:
 * one record's block is in memory at most. Offsets are those that indexes of archives use: of the gzip member or zstd frame that
 * the record begins; in files that are not compressed record by record, of the decoded bytes.
 * Survives: a cut end, a wrong length, a broken member, bytes between records; what was lost is said once a place. */
#include "intake/intake_int.h"
#include <strings.h>

enum { MAX_LINE = 1 << 16, HEAD = 1 << 16, CHUNKS = 1 << 20 };

/* What is taken of a record's header. */
struct head {
    struct rd_str type, uri, id, media;
    uint64_t length, offset, member;
    bool has_length, truncated;
};

void intake_warc_begin(struct intake_warc *w, struct intake_stream *s, struct rd_str container, uint64_t resume, uint64_t max_bytes) {
    *w = (struct intake_warc){.s = s, .container = container, .resume = resume, .max_bytes = max_bytes};
    s->survive = true;
    rd_buf_init(&w->line, MAX_LINE);
    rd_buf_init(&w->block, max_bytes + CHUNKS);
    rd_buf_init(&w->plain, max_bytes);
}

void intake_warc_end(struct intake_warc *w) {
    rd_buf_free(&w->line);
    rd_buf_free(&w->block);
    rd_buf_free(&w->plain);
    w->s = NULL;
}

static void note(struct rd_item *item, const char *code, const char *message) {
    item->note = code;
    item->blob.bytes = NULL;
    item->blob.n = 0;
    snprintf(item->message, sizeof item->message, "%s", message);
}

static void place(const struct intake_warc *w, struct rd_item *item, uint64_t offset, struct rd_arena *a) {
    item->blob.container = w->container;
    item->blob.offset = offset;
    item->blob.path = rd_arena_printf(a, "%.*s#@%llu", RD_S(w->container), (unsigned long long)offset);
}

static bool is(struct rd_str s, const char *z) {
    return s.n == strlen(z) && strncasecmp(s.p, z, s.n) == 0;
}

static bool starts(struct rd_str s, const char *z) {
    return s.n >= strlen(z) && strncasecmp(s.p, z, strlen(z)) == 0;
}

/* ---- the header ---- */

enum found { NOTHING, RECORD, GARBAGE };

/* To the line that begins a record; its offset and member go into `h`. */
static int find_record(struct intake_warc *w, struct head *h) {
    uint64_t begin = 0;
    for (;;) {
        if (!intake_stream_fill(w->s))
            return NOTHING;
        bool first = w->s->codec.kind != INTAKE_PLAIN && w->s->offset == w->s->member_begin;
        uint64_t member_at = w->s->member_at;
        h->member = w->s->member;
        if (!intake_stream_line(w->s, &w->line, &begin))
            return NOTHING;
        struct rd_str line = rd_str_trim(rd_buf_view(&w->line));
        if (starts(line, "WARC/") && line.n < 16 && !w->line.err) {
            if (w->records == 1)
                w->by_member = first;
            h->offset = w->by_member || (first && !w->records) ? member_at : begin;
            w->records++;
            w->lost = false;
            return RECORD;
        }
        if (line.n == 0 && !w->line.err)
            continue;
        if (!w->lost) {
            w->lost = true;
            h->offset = begin;
            return GARBAGE;
        }
    }
}

static void take_field(struct head *h, struct rd_str line, struct rd_arena *a) {
    struct rd_str pair[2];
    if (rd_str_split(line, ':', pair, 2) != 2)
        return;
    struct rd_str name = rd_str_trim(pair[0]), v = rd_str_trim(pair[1]);
    struct { const char *name; struct rd_str *to; } known[] = {
        {"warc-type", &h->type}, {"warc-target-uri", &h->uri}, {"warc-record-id", &h->id}, {"content-type", &h->media}};
    for (size_t i = 0; i < RD_ARRAY_LEN(known); i++)
        if (is(name, known[i].name) && !known[i].to->p) {
            if (v.n > 1 && v.p[0] == '<' && v.p[v.n - 1] == '>')
                v = rd_str_sub(v, 1, v.n - 1);
            *known[i].to = v.n && v.n <= INTAKE_MAX_FIELD ? rd_arena_str(a, v) : RD_NONE;
        }
    if (is(name, "content-length") && !h->has_length)
        h->has_length = rd_str_uint(v, UINT64_MAX / 4, &h->length);
    if (is(name, "warc-truncated"))
        h->truncated = true;
}

/* The lines behind "WARC/1.0"; false if the stream ended among them. */
static bool read_head(struct intake_warc *w, struct head *h, struct rd_arena *a) {
    uint64_t begin;
    while (intake_stream_line(w->s, &w->line, &begin)) {
        struct rd_str line = rd_str_trim(rd_buf_view(&w->line));
        if (line.n == 0 && !w->line.err)
            return true;
        if (!w->line.err)
            take_field(h, line, a);
    }
    return false;
}

/* ---- the block ---- */

/* The next `left` bytes of a record, into `to` (NULL: skipped; over its maximum: dropped). Returns how many were missing. */
static uint64_t read_block(struct intake_warc *w, const struct head *h, uint64_t left, struct rd_buf *to) {
    struct intake_stream *s = w->s;
    while (left && intake_stream_fill(s)) {
        if (s->member != h->member && s->offset == s->member_begin && s->codec.kind != INTAKE_PLAIN && intake_stream_begins(s, "WARC/"))
            break; /* its member ended too early, this is the next record */
        uint32_t n = s->end - s->at;
        if (n > left)
            n = (uint32_t)left;
        if (to)
            rd_buf_bytes(to, s->buf + s->at, n);
        intake_stream_skip(s, n);
        left -= n;
    }
    return left;
}

static bool is_page_record(const struct head *h) {
    if (!is(h->type, "response") && !is(h->type, "resource") && !is(h->type, "conversion"))
        return false;
    if (!starts(h->uri, "http://") && !starts(h->uri, "https://") && !starts(h->uri, "ftp://") && !starts(h->uri, "file:") && h->uri.n)
        return false; /* dns:, metadata:, urn: */
    return !rd_str_ends(h->uri, "/robots.txt");
}

enum { NO_PAGE = -1, FEED = 100 };

/* enum rd_media, FEED or NO_PAGE. */
static int media_of(struct rd_str type) {
    static const struct { const char *type; int media; } known[] = {
        {"text/html", RD_MEDIA_HTML}, {"application/xhtml+xml", RD_MEDIA_HTML}, {"application/vnd.wap.xhtml+xml", RD_MEDIA_HTML},
        {"text/plain", RD_MEDIA_TEXT}, {"application/rss+xml", FEED}, {"application/atom+xml", FEED}, {"application/rdf+xml", FEED},
        {"text/xml", FEED}, {"application/xml", FEED},
    };
    if (!type.n)
        return RD_MEDIA_UNKNOWN;
    for (size_t i = 0; i < RD_ARRAY_LEN(known); i++)
        if (is(type, known[i].type))
            return known[i].media;
    return NO_PAGE;
}

/* Fills the blob from a block that is whole (or as whole as it gets). False: it is no page and nothing need be said. */
static bool make_page(struct intake_warc *w, const struct head *h, const struct intake_http *http, int media, bool cut,
                      struct rd_item *item, struct rd_arena *a) {
    struct rd_blob *b = &item->blob;
    const char *why = "", *odd = NULL;
    b->bytes = (const uint8_t *)w->block.p + http->head;
    b->n = w->block.n - http->head;
    if (w->block.err)
        return note(item, "too-large", "the record is over the limit"), true;
    if (http->is_http)
        odd = intake_http_body(http, (uint8_t *)w->block.p + http->head, b->n, &w->plain, &b->bytes, &b->n, &why);
    if (odd && (!strcmp(odd, "too-large") || !strcmp(odd, "unreadable")))
        return note(item, odd, why), true;
    if (b->n == 0)
        return note(item, cut ? "truncated" : "empty", cut ? "the record ends before its page begins" : "there are no bytes"), true;
    if (b->n > w->max_bytes)
        return note(item, "too-large", "the page is over the limit"), true;
    const char *what;
    if (intake_sniff(b->bytes, b->n, &what))
        return media == RD_MEDIA_UNKNOWN ? false : (note(item, "binary", what), true);
    w->is_feed = intake_is_feed(b->bytes, b->n);
    if (media == FEED && !w->is_feed)
        return false;
    if (cut || h->truncated) {
        odd = "truncated";
        why = cut ? "the record ends too early, what there is was read" : "the record was cut when it was captured, what there is was read";
    }
    b->media = media == FEED ? RD_MEDIA_UNKNOWN : media;
    b->odd = odd;
    b->odd_why = odd ? why : NULL;
    b->charset = rd_arena_str(a, b->charset);
    return true;
}

/* The record behind the header; true if there is something to give out. */
static bool read_record(struct intake_warc *w, const struct head *h, struct rd_item *item, struct rd_arena *a) {
    struct intake_http http = {0};
    struct rd_str type = RD_NONE, charset = RD_NONE;
    uint64_t first = h->length < HEAD ? h->length : HEAD, rest = h->length - first;
    rd_buf_clear(&w->block);
    uint64_t missing = read_block(w, h, first, &w->block);
    intake_media_type(h->media, &type, &charset);
    bool head_ok = true, http_record = is(type, "application/http") || (is(h->type, "response") && !type.n);
    if (http_record)
        head_ok = intake_http_head(&http, (const uint8_t *)w->block.p, w->block.n);
    if (http.is_http) {
        type = http.type;
        charset = http.charset;
    } else if (http_record) {
        type = RD_NONE;
    }
    bool said = http.is_http && head_ok;
    int media = media_of(type);
    if (media == NO_PAGE || (said && (http.status < 200 || http.status > 299 || http.status == 206))) {
        missing += missing ? rest : read_block(w, h, rest, NULL);
        return false;
    }
    item->blob.url = starts(h->uri, "file:") ? RD_NONE : h->uri;
    item->blob.id = h->id;
    item->blob.charset = rd_arena_str(a, charset); /* the block may move */
    missing += missing ? rest : read_block(w, h, rest, &w->block);
    if (!head_ok)
        return note(item, missing ? "truncated" : "damaged", "the header of the response does not end"), true;
    if (said) /* its strings point into the block, which may have moved */
        head_ok = intake_http_head(&http, (const uint8_t *)w->block.p, w->block.n);
    return make_page(w, h, &http, media, missing != 0, item, a);
}

static bool say_damage(struct intake_warc *w, struct rd_item *item, uint64_t offset, struct rd_arena *a) {
    w->damaged = w->s->damaged;
    place(w, item, offset, a);
    note(item, "damaged", "a part of the archive cannot be read, what comes behind it was looked for");
    return true;
}

bool intake_warc_next(struct intake_warc *w, struct rd_item *item, struct rd_arena *a) {
    for (;;) {
        struct head h = {0};
        struct rd_arena_mark mark = rd_arena_mark(a); /* of millions of records that hold no page, nothing is kept */
        w->is_feed = false;
        item->blob = (struct rd_blob){0};
        int found = find_record(w, &h);
        if (found == NOTHING) {
            if (w->damaged != w->s->damaged)
                return say_damage(w, item, w->s->offset, a);
            return false;
        }
        if (found == GARBAGE && h.offset >= w->resume)
            return say_damage(w, item, h.offset, a);
        if (found == GARBAGE)
            continue;
        bool whole = read_head(w, &h, a), skip = h.offset < w->resume;
        if (skip || (whole && h.has_length && !is_page_record(&h))) {
            if (whole && h.has_length)
                (void)read_block(w, &h, h.length, NULL); /* what is missing ends the stream or is the next record's */
            rd_arena_reset(a, mark);
            continue;
        }
        place(w, item, h.offset, a);
        if (!whole || !h.has_length) {
            note(item, whole ? "damaged" : "truncated", whole ? "the record has no length" : "the archive ends within a record's header");
            w->lost = true;
            return true;
        }
        if (read_record(w, &h, item, a))
            return true;
        rd_arena_reset(a, mark);
    }
}
