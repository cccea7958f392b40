/* stream.c - one stream, plain or compressed, as lines, as pieces or as a whole. Memory is bounded by the buffers here and by the
 * one that the caller gives. read() by hand, not gzread: that waits for a full buffer, and a line in a pipe must be seen when it
 * comes. A damaged member is given up, the next one is looked for: an archive of which one record is broken is still an archive. */
#include "intake/intake_int.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* A stream that grows beyond this ratio, once it is past the free part, is a bomb: text never does. */
enum { BOMB_RATIO = 250, DICTIONARY_MAX = 16 << 20 };
#define BOMB_FREE (256ull << 20)

bool intake_stream_open(struct intake_stream *s, const char *path) {
    memset(s, 0, offsetof(struct intake_stream, buf));
    s->fd = path ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    s->is_open = s->fd >= 0;
    s->is_stdin = !path;
    s->first = true;
    s->member = 1;
    if (s->is_open)
        return true;
    snprintf(s->message, sizeof s->message, "%s", strerror(errno));
    s->bad = s->eof = true;
    return false;
}

void intake_stream_close(struct intake_stream *s) {
    intake_codec_end(&s->codec);
    if (s->is_open && !s->is_stdin)
        close(s->fd);
    s->is_open = false;
}

static void broken(struct intake_stream *s, const char *why) {
    s->eof = s->bad = true;
    snprintf(s->message, sizeof s->message, "%s", why);
}

/* Bytes from the system behind the `have` that are there; 0 at the end or when broken. */
static uint32_t take(struct intake_stream *s, uint8_t *to, uint32_t have) {
    ssize_t got;
    do
        got = read(s->fd, to + have, INTAKE_READ - have);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        broken(s, strerror(errno));
    if (got > 0)
        s->taken += (uint64_t)got;
    return got > 0 ? (uint32_t)got : 0;
}

/* More raw bytes; false at the end. */
static bool more_raw(struct intake_stream *s) {
    if (s->raw_n)
        return true;
    s->raw_at = s->raw;
    s->raw_n = take(s, s->raw, 0);
    return s->raw_n > 0;
}

static uint64_t raw_offset(const struct intake_stream *s) {
    return s->taken - s->raw_n;
}

/* The dictionary of a .warc.zst lies in a skippable frame before all others, itself a zstd frame or not. */
static void read_dictionary(struct intake_stream *s) {
    struct rd_buf dict, plain;
    uint8_t head[8];
    size_t n = 0, size = 0;
    rd_buf_init(&dict, DICTIONARY_MAX);
    rd_buf_init(&plain, DICTIONARY_MAX);
    for (; n < sizeof head && more_raw(s); n++, s->raw_n--)
        head[n] = *s->raw_at++;
    for (size_t i = 4; n == 8 && i < 8; i++)
        size |= (size_t)head[i] << (8 * (i - 4));
    for (size_t left = size; left && more_raw(s);) {
        size_t part = left < s->raw_n ? left : s->raw_n;
        rd_buf_bytes(&dict, s->raw_at, part);
        s->raw_at += part;
        s->raw_n -= part;
        left -= part;
    }
    const struct rd_buf *use = &dict;
    if (dict.n >= 4 && memcmp(dict.p, "\x28\xB5\x2F\xFD", 4) == 0) {
        if (intake_decode(&plain, INTAKE_ZSTD, (const uint8_t *)dict.p, dict.n) != INTAKE_MEMBER)
            broken(s, "the dictionary of the zstd stream is damaged");
        use = &plain;
    }
    if (use->err)
        broken(s, "the dictionary of the zstd stream is over the limit");
    else if (use->n && ZSTD_isError(ZSTD_DCtx_loadDictionary(s->codec.zstd, use->p, use->n)))
        broken(s, "the dictionary of the zstd stream is damaged");
    rd_buf_free(&plain);
    rd_buf_free(&dict);
}

/* The first bytes say whether the stream is compressed. */
static void begin(struct intake_stream *s) {
    s->first = false;
    uint32_t n = take(s, s->raw, 0), got;
    while (n > 0 && n < 10 && strchr("\x1F\x28\x5D" "B", s->raw[0]) && (got = take(s, s->raw, n)) > 0) /* a pipe may give a single byte */
        n += got;
    int kind = intake_codec_of(s->raw, n);
    if (kind != INTAKE_PLAIN && intake_codec_begin(&s->codec, kind)) {
        s->raw_at = s->raw;
        s->raw_n = n;
        if (n >= 4 && memcmp(s->raw, "\x5D\x2A\x4D\x18", 4) == 0)
            read_dictionary(s);
        s->member_at = raw_offset(s);
        return;
    }
    memcpy(s->buf, s->raw, n);
    s->at = 0;
    s->end = n;
    if (!n)
        s->eof = true;
}

/* Behind a damaged place: goes on where the next member seems to begin; false if none does. */
static bool resync(struct intake_stream *s) {
    static const char *const starts[] = {[INTAKE_GZIP] = "\x1F\x8B\x08", [INTAKE_ZSTD] = "\x28\xB5\x2F\xFD", [INTAKE_BZIP2] = "BZh"};
    const char *start = starts[s->codec.kind];
    size_t held = 0, want = strlen(start);
    s->damaged++;
    if (more_raw(s) && raw_offset(s) == s->member_at) { /* nothing of the member was taken: not the same place again */
        s->raw_at++;
        s->raw_n--;
    }
    while (more_raw(s)) {
        uint8_t c = *s->raw_at;
        held = c == (uint8_t)start[held] ? held + 1 : c == (uint8_t)start[0];
        s->raw_at++;
        s->raw_n--;
        if (held == want) {
            /* the codec wants those bytes again; they are in the buffer unless it was filled anew meanwhile */
            memmove(s->raw + want, s->raw_at, s->raw_n);
            memcpy(s->raw, start, want);
            s->raw_at = s->raw;
            s->raw_n += want;
            return intake_codec_next(&s->codec);
        }
    }
    return false;
}

/* Starts the next member at the raw bytes that are there; false if they are padding behind the last one. */
static bool next_member(struct intake_stream *s) {
    if (*s->raw_at == 0) {
        s->raw_at++;
        s->raw_n--;
        return false;
    }
    s->between = false;
    s->member++;
    s->member_at = raw_offset(s);
    s->member_begin = s->offset;
    if (!intake_codec_next(&s->codec))
        broken(s, "the compressed stream is damaged");
    return !s->eof;
}

static void on_broken(struct intake_stream *s) {
    if (s->survive && resync(s)) {
        s->member++;
        s->member_at = raw_offset(s);
        s->member_begin = s->offset;
        return;
    }
    if (s->survive)
        s->eof = true;
    else if (!s->eof)
        broken(s, "the compressed stream is damaged");
}

/* At most one member's bytes at a time, so that a record knows where its member begins. */
static bool fill_codec(struct intake_stream *s) {
    uint8_t *to = s->buf;
    size_t room = INTAKE_READ;
    while (room == INTAKE_READ && !s->eof) {
        if (!more_raw(s)) {
            if (!s->between && !s->bad) {
                s->cut = true;
                if (!s->survive)
                    broken(s, "the compressed stream ends too early");
            }
            s->eof = true;
            break;
        }
        if (s->between && !next_member(s))
            continue;
        size_t had = s->raw_n;
        int said = intake_codec_run(&s->codec, &s->raw_at, &s->raw_n, &to, &room);
        if (said == INTAKE_MORE && had == s->raw_n && room == INTAKE_READ)
            said = INTAKE_BROKEN; /* neither takes nor gives */
        if (said == INTAKE_MEMBER)
            s->between = true;
        else if (said == INTAKE_BROKEN)
            on_broken(s);
    }
    s->at = 0;
    s->end = (uint32_t)(INTAKE_READ - room);
    if (s->offset + s->end > BOMB_FREE && (s->offset + s->end - BOMB_FREE) / BOMB_RATIO > s->taken) {
        s->end = 0;
        broken(s, "the stream is a decompression bomb");
    }
    return s->end > 0;
}

bool intake_stream_fill(struct intake_stream *s) {
    if (s->at < s->end)
        return true;
    if (s->eof)
        return false;
    if (s->first) {
        begin(s);
        if (s->codec.kind == INTAKE_PLAIN)
            return s->end > 0;
    }
    if (s->codec.kind != INTAKE_PLAIN)
        return fill_codec(s);
    s->at = 0;
    s->end = take(s, s->buf, 0);
    if (!s->end)
        s->eof = true;
    return s->end > 0;
}

void intake_stream_skip(struct intake_stream *s, uint32_t n) {
    s->at += n;
    s->offset += n;
}

int intake_stream_peek(struct intake_stream *s) {
    if (!intake_stream_fill(s))
        return -1;
    uint32_t i = s->at;
    if (s->end - i >= 3 && memcmp(s->buf + i, "\xEF\xBB\xBF", 3) == 0)
        i += 3;
    while (i < s->end && (s->buf[i] == ' ' || s->buf[i] == '\t' || s->buf[i] == '\n' || s->buf[i] == '\r'))
        i++;
    return i < s->end ? s->buf[i] : ' ';
}

bool intake_stream_begins(struct intake_stream *s, const char *what) {
    size_t n = strlen(what);
    if (!intake_stream_fill(s))
        return false;
    while (s->codec.kind == INTAKE_PLAIN && s->end - s->at < n && memcmp(s->buf + s->at, what, s->end - s->at) == 0) {
        uint32_t got = take(s, s->buf, s->end);
        if (!got)
            break;
        s->end += got;
    }
    return s->end - s->at >= n && memcmp(s->buf + s->at, what, n) == 0;
}

bool intake_stream_line(struct intake_stream *s, struct rd_buf *b, uint64_t *begin_at) {
    rd_buf_clear(b);
    *begin_at = s->offset;
    bool some = false;
    while (intake_stream_fill(s)) {
        some = true;
        uint8_t *from = s->buf + s->at, *nl = memchr(from, '\n', s->end - s->at);
        size_t n = nl ? (size_t)(nl - from) : s->end - s->at;
        rd_buf_bytes(b, from, n);
        intake_stream_skip(s, (uint32_t)n + (nl != NULL));
        if (nl)
            return true;
    }
    return some;
}

void intake_stream_rest(struct intake_stream *s, struct rd_buf *b) {
    rd_buf_clear(b);
    while (!b->err && intake_stream_fill(s)) {
        rd_buf_bytes(b, s->buf + s->at, s->end - s->at);
        intake_stream_skip(s, s->end - s->at);
    }
}
