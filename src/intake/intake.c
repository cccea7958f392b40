/* intake.c - from paths to blobs, one at a time.
 *   paths -> files (walk.c) -> bytes (lines.c) -> whole page (sniff.c) or lines of JSON (jsonl.c) -> sealed blob (seal.c) */
#include "intake/intake_int.h"

struct rd_intake {
    struct rd_arena arena;      /* this struct, the walk */
    struct rd_arena item_arena; /* strings of one item */
    struct intake_walk walk;
    struct rd_intake_opts opts;
    struct rd_buf bytes;        /* of one page or line */
    struct intake_stream stream;
    bool in_lines;              /* the stream is a file of JSON lines that is not at its end */
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
    static const char *const HTML[] = {".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".HTML", ".HTM", NULL};
    return ends_any(shown, HTML) ? RD_MEDIA_HTML : RD_MEDIA_UNKNOWN;
}

/* The rest of the open stream as one page. */
static void whole_page(struct rd_intake *in, struct rd_item *item, struct rd_str shown) {
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
    }
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
    whole_page(in, item, RD_LIT("-"));
    intake_stream_close(&in->stream);
    in->is_stdin = false;
    return 1;
}

static int next_file(struct rd_intake *in, struct rd_item *item, const struct intake_file *f) {
    static const char *const LINES[] = {".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", NULL};
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
    whole_page(in, item, f->shown);
    intake_stream_close(&in->stream);
    return 1;
}

/* The end of a file of JSON lines: 1 if there is something to say about it. */
static int end_lines(struct rd_intake *in, struct rd_item *item, struct rd_err *err) {
    bool broke = in->stream.bad;
    intake_stream_close(&in->stream);
    in->in_lines = false;
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
        if (in->in_lines) {
            got = next_line(in, item) ? 1 : end_lines(in, item, err);
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
