/* intake.c - from paths to blobs, one at a time.
 *   paths -> files (walk.c) -> bytes (stream.c) -> whole page (sniff.c), lines of JSON (jsonl.c), records of an archive (warc.c) or
 *   entries of a feed (feed.c) -> sealed blob (seal.c)
 * What a file is, its first bytes say; JSON lines alone are known by their name, since a page may begin with a brace. */
#include "intake/feed_int.h"

struct rd_intake {
    struct rd_arena arena;      /* this struct, the walk */
    struct rd_arena item_arena; /* strings of one item */
    struct intake_walk walk;
    struct rd_intake_opts opts;
    struct rd_buf bytes;        /* of one page or line */
    struct intake_stream stream;
    bool in_lines;              /* the stream is a file of JSON lines that is not at its end */
    bool in_warc;               /* or an archive */
    struct intake_warc warc;
    bool in_feed;               /* a feed was read whole and has entries left; it may lie in an archive */
    struct intake_feed feed;
    struct rd_blob feed_at;     /* where the feed lies; strings in its arena */
    bool feed_odd;              /* what is wrong with it was not said yet */
    bool is_stdin;
    bool stdin_done;
    struct rd_str container;
    json_t *root;               /* what the last blob borrows from */
};

int rd_intake_open(struct rd_intake **out, const char *const *paths, uint32_t n, const struct rd_intake_opts *o,
                   struct rd_err *err) {
    *out = NULL;
    if (n == 0)
        return rd_fail(err, RD_EUSAGE, "intake", "no path given");
    struct rd_arena a;
    rd_arena_init(&a);
    struct rd_intake *in = RD_NEW(&a, struct rd_intake);
    in->arena = a;
    rd_arena_init(&in->item_arena);
    if (o)
        in->opts = *o;
    if (!in->opts.max_bytes || in->opts.max_bytes > RD_MAX_BLOB)
        in->opts.max_bytes = RD_MAX_BLOB;
    in->walk = (struct intake_walk){.paths = paths, .n = n, .arena = &in->arena, .scratch = &in->item_arena};
    rd_buf_init(&in->bytes, RD_MAX_LINE);
    *out = in;
    return RD_OK;
}

void rd_intake_close(struct rd_intake *in) {
    if (!in)
        return;
    if (in->in_feed)
        intake_feed_end(&in->feed);
    if (in->in_warc)
        intake_warc_end(&in->warc);
    intake_stream_close(&in->stream);
    json_decref(in->root);
    rd_buf_free(&in->bytes);
    rd_arena_free(&in->item_arena);
    struct rd_arena a = in->arena; /* the struct lies in its own arena */
    rd_arena_free(&a);
}

static void note(struct rd_item *item, const char *code, const char *message) {
    item->note = code;
    item->blob.bytes = NULL;
    item->blob.n = 0;
    snprintf(item->message, sizeof item->message, "%s", message);
}

static bool is_blank(struct rd_str s) {
    for (uint32_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\r')
            return false;
    return true;
}

/* One line of JSON; false at the end of the stream. */
static bool next_line(struct rd_intake *in, struct rd_item *item) {
    uint64_t begin = 0;
    for (;;) {
        if (!intake_stream_line(&in->stream, &in->bytes, &begin))
            return false;
        struct rd_str line = rd_buf_view(&in->bytes);
        if (begin == 0 && rd_str_starts(line, "\xEF\xBB\xBF"))
            line = rd_str_sub(line, 3, line.n);
        if (in->is_stdin && begin < in->opts.resume)
            continue;
        if (!in->bytes.err && is_blank(line))
            continue;
        if (in->bytes.err) {
            item->blob.container = in->container;
            item->blob.offset = begin;
            item->blob.path = rd_arena_printf(&in->item_arena, "%.*s#@%llu", RD_S(in->container), (unsigned long long)begin);
            note(item, "too-large", "the line is over the limit");
        } else {
            intake_json_line(item, &in->root, line, in->container, begin, in->opts.max_bytes, &in->item_arena);
        }
        return true;
    }
}

static bool ends_any(struct rd_str s, const char *const *ends) {
    for (; *ends; ends++)
        if (rd_str_ends(s, *ends))
            return true;
    return false;
}

static int media_of(struct rd_str shown) {
    static const char *const HTML[] = {".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".html.zst", ".html.bz2", ".HTML", ".HTM", NULL};
    return ends_any(shown, HTML) ? RD_MEDIA_HTML : RD_MEDIA_UNKNOWN;
}

/* ---- feeds ---- */

/* The bytes of item->blob are a feed: its entries come next. */
static void begin_feed(struct rd_intake *in, const struct rd_item *item) {
    const struct rd_blob *b = &item->blob;
    intake_feed_begin(&in->feed, (struct rd_str){(const char *)b->bytes, (uint32_t)b->n}, b->url, b->charset);
    in->feed_at = (struct rd_blob){.path = rd_arena_str(&in->feed.arena, b->path), .container = rd_arena_str(&in->feed.arena, b->container),
                                   .offset = b->offset};
    in->in_feed = true;
    in->feed_odd = in->feed.odd != NULL;
}

static bool next_entry(struct rd_intake *in, struct rd_item *item) {
    if (intake_feed_next(&in->feed, item, &in->feed_at, &in->item_arena))
        return true;
    bool bare = in->feed.n == 0;
    if (in->feed_odd || bare) { /* once, behind what could be read */
        item->blob = in->feed_at;
        item->blob.path = rd_arena_str(&in->item_arena, in->feed_at.path);
        item->blob.container = rd_arena_str(&in->item_arena, in->feed_at.container);
        note(item, in->feed_odd ? in->feed.odd : "empty", in->feed_odd ? in->feed.odd_why : "the feed has no entries");
        in->feed_odd = false;
    }
    in->in_feed = false;
    intake_feed_end(&in->feed);
    return item->note != NULL;
}

/* ---- whole pages ---- */

/* The rest of the open stream as one page; false if it is a feed, whose entries come next. */
static bool whole_page(struct rd_intake *in, struct rd_item *item, struct rd_str shown) {
    struct rd_blob *b = &item->blob;
    b->path = rd_arena_str(&in->item_arena, shown);
    size_t old_max = in->bytes.max;
    in->bytes.max = in->opts.max_bytes;
    intake_stream_rest(&in->stream, &in->bytes);
    in->bytes.max = old_max;
    const char *why = "";
    if (in->bytes.err)
        note(item, "too-large", "the page is over the limit");
    else if (in->stream.bad)
        note(item, "unreadable", in->stream.message);
    else if (in->bytes.n == 0)
        note(item, "empty", "there are no bytes");
    else if (intake_sniff((const uint8_t *)in->bytes.p, in->bytes.n, &why))
        note(item, "binary", why);
    else {
        b->bytes = (const uint8_t *)in->bytes.p;
        b->n = in->bytes.n;
        b->media = media_of(shown);
        if (b->media == RD_MEDIA_UNKNOWN && intake_is_feed(b->bytes, b->n)) {
            if (b->n > INTAKE_MAX_FEED)
                return note(item, "too-large", "the feed is over the limit"), true;
            begin_feed(in, item);
            return false;
        }
    }
    return true;
}

/* The stream is an archive: its records come next. */
static void begin_warc(struct rd_intake *in, struct rd_str container, uint64_t resume) {
    in->container = rd_arena_str(&in->arena, container);
    in->in_warc = true;
    intake_warc_begin(&in->warc, &in->stream, in->container, resume, in->opts.max_bytes);
}

static int next_stdin(struct rd_intake *in, struct rd_item *item, struct rd_err *err) {
    if (in->stdin_done) {
        item->blob.path = RD_LIT("-");
        note(item, "unreadable", "standard input was read already");
        return 1;
    }
    in->stdin_done = true;
    if (!intake_stream_open(&in->stream, NULL))
        return rd_fail(err, RD_EIO, "intake", "standard input: %s", in->stream.message);
    int first = intake_stream_peek(&in->stream);
    if (first < 0) {
        if (in->stream.bad)
            return rd_fail(err, RD_EIO, "intake", "standard input: %s", in->stream.message);
        intake_stream_close(&in->stream);
        return 0;
    }
    in->is_stdin = true;
    if (first == '{') {
        in->container = RD_LIT("-");
        in->in_lines = true;
        return 0;
    }
    if (first == 'W' && intake_stream_begins(&in->stream, "WARC/")) {
        begin_warc(in, RD_LIT("-"), in->opts.resume);
        return 0;
    }
    bool page = whole_page(in, item, RD_LIT("-"));
    intake_stream_close(&in->stream);
    in->is_stdin = false;
    return page;
}

static int next_file(struct rd_intake *in, struct rd_item *item, const struct intake_file *f) {
    static const char *const LINES[] = {".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst", ".jsonl.bz2",
                                        ".ndjson.bz2", NULL};
    item->blob.path = rd_arena_str(&in->item_arena, f->shown);
    if (!intake_stream_open(&in->stream, f->real.p)) {
        note(item, "unreadable", in->stream.message);
        return 1;
    }
    if (ends_any(f->shown, LINES)) {
        in->container = rd_arena_str(&in->arena, f->shown);
        in->in_lines = true;
        in->is_stdin = false;
        return 0;
    }
    if (intake_stream_begins(&in->stream, "WARC/")) {
        begin_warc(in, f->shown, 0);
        return 0;
    }
    bool page = whole_page(in, item, f->shown);
    intake_stream_close(&in->stream);
    return page;
}

/* The end of a file of JSON lines or records: 1 if there is something to say about it. */
static int end_stream(struct rd_intake *in, struct rd_item *item, struct rd_err *err) {
    bool broke = in->stream.bad;
    intake_stream_close(&in->stream);
    if (in->in_warc)
        intake_warc_end(&in->warc);
    in->in_lines = in->in_warc = false;
    if (broke && in->is_stdin)
        return rd_fail(err, RD_EIO, "intake", "standard input: %s", in->stream.message);
    in->is_stdin = false;
    if (!broke)
        return 0;
    item->blob.path = item->blob.container = in->container;
    note(item, "unreadable", in->stream.message);
    return 1;
}

int rd_intake_next(struct rd_intake *in, struct rd_item *item, struct rd_err *err) {
    for (;;) {
        memset(item, 0, sizeof *item);
        json_decref(in->root);
        in->root = NULL;
        rd_arena_free(&in->item_arena);
        rd_arena_init(&in->item_arena);
        int got = 0;
        if (in->in_feed) {
            got = next_entry(in, item);
        } else if (in->in_lines) {
            got = next_line(in, item) ? 1 : end_stream(in, item, err);
        } else if (in->in_warc) {
            got = intake_warc_next(&in->warc, item, &in->item_arena) ? 1 : end_stream(in, item, err);
            if (got == 1 && item->blob.bytes && in->warc.is_feed && item->blob.n > INTAKE_MAX_FEED) {
                note(item, "too-large", "the feed is over the limit");
            } else if (got == 1 && item->blob.bytes && in->warc.is_feed) {
                begin_feed(in, item);
                got = 0;
            }
        } else {
            struct intake_file f = {RD_NONE, RD_NONE};
            switch (intake_walk_next(&in->walk, &f, item->message, sizeof item->message)) {
            case INTAKE_END: return 0;
            case INTAKE_STDIN: got = next_stdin(in, item, err); break;
            case INTAKE_FILE: got = next_file(in, item, &f); break;
            default:
                item->blob.path = rd_arena_str(&in->item_arena, f.shown);
                item->note = "unreadable";
                got = 1;
            }
        }
        if (got < 0)
            return got;
        if (got) {
            if (item->blob.bytes)
                rd_blob_seal(&item->blob);
            return 1;
        }
    }
}
