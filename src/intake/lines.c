/* lines.c - one stream, plain or gzip, as lines or as a whole. Memory is bounded by the buffer that the caller gives.
 * read() and inflate by hand, not gzread: that waits for a full buffer, and a line in a pipe must be seen when it comes. */
#include "intake/intake_int.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

bool intake_stream_open(struct intake_stream *s, const char *path) {
    memset(s, 0, offsetof(struct intake_stream, buf));
    s->fd = path ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    s->is_open = s->fd >= 0;
    s->is_stdin = !path;
    s->first = true;
    if (s->is_open)
        return true;
    snprintf(s->message, sizeof s->message, "%s", strerror(errno));
    s->bad = s->eof = true;
    return false;
}

void intake_stream_close(struct intake_stream *s) {
    if (s->is_gzip)
        inflateEnd(&s->z);
    s->is_gzip = false;
    if (s->is_open && !s->is_stdin)
        close(s->fd);
    s->is_open = false;
}

static void broken(struct intake_stream *s, const char *why) {
    s->eof = s->bad = true;
    snprintf(s->message, sizeof s->message, "%s", why);
}

/* Bytes from the system; 0 at the end or when broken. */
static uint32_t take(struct intake_stream *s, uint8_t *to) {
    ssize_t got;
    do
        got = read(s->fd, to, INTAKE_READ);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        broken(s, strerror(errno));
    return got > 0 ? (uint32_t)got : 0;
}

/* The first bytes say whether the stream is gzip. */
static void begin(struct intake_stream *s) {
    s->first = false;
    uint32_t n = take(s, s->raw);
    while (n > 0 && n < 3) { /* a pipe may give a single byte */
        ssize_t got = read(s->fd, s->raw + n, INTAKE_READ - n);
        if (got <= 0)
            break;
        n += (uint32_t)got;
    }
    if (n >= 3 && s->raw[0] == 0x1F && s->raw[1] == 0x8B && s->raw[2] == 8) {
        memset(&s->z, 0, sizeof s->z);
        if (inflateInit2(&s->z, 15 + 16) == Z_OK) {
            s->is_gzip = true;
            s->z.next_in = s->raw;
            s->z.avail_in = n;
            return;
        }
    }
    memcpy(s->buf, s->raw, n);
    s->at = 0;
    s->end = n;
    if (!n)
        s->eof = true;
}

static bool fill_gzip(struct intake_stream *s) {
    z_stream *z = &s->z;
    z->next_out = s->buf;
    z->avail_out = INTAKE_READ;
    while (z->avail_out == INTAKE_READ && !s->eof) {
        if (z->avail_in == 0) {
            z->next_in = s->raw;
            z->avail_in = take(s, s->raw);
            if (z->avail_in == 0) {
                if (!s->between && !s->bad)
                    broken(s, "the gzip stream ends too early");
                s->eof = true;
                break;
            }
        }
        if (s->between) {
            if (*z->next_in == 0) { /* padding behind the last member */
                z->next_in++;
                z->avail_in--;
                continue;
            }
            if (inflateReset(z) != Z_OK)
                break;
            s->between = false;
        }
        int got = inflate(z, Z_NO_FLUSH);
        if (got == Z_STREAM_END)
            s->between = true;
        else if (got != Z_OK && got != Z_BUF_ERROR)
            broken(s, "the gzip stream is damaged");
    }
    s->at = 0;
    s->end = INTAKE_READ - z->avail_out;
    return s->end > 0;
}

static bool fill(struct intake_stream *s) {
    if (s->eof)
        return false;
    if (s->first) {
        begin(s);
        if (!s->is_gzip)
            return s->end > 0;
    }
    if (s->is_gzip)
        return fill_gzip(s);
    s->at = 0;
    s->end = take(s, s->buf);
    if (!s->end)
        s->eof = true;
    return s->end > 0;
}

int intake_stream_peek(struct intake_stream *s) {
    if (s->at == s->end && !fill(s))
        return -1;
    uint32_t i = s->at;
    if (s->end - i >= 3 && memcmp(s->buf + i, "\xEF\xBB\xBF", 3) == 0)
        i += 3;
    while (i < s->end && (s->buf[i] == ' ' || s->buf[i] == '\t' || s->buf[i] == '\n' || s->buf[i] == '\r'))
        i++;
    return i < s->end ? s->buf[i] : ' ';
}

bool intake_stream_line(struct intake_stream *s, struct rd_buf *b, uint64_t *begin) {
    rd_buf_clear(b);
    *begin = s->offset;
    bool some = false;
    while (s->at < s->end || fill(s)) {
        some = true;
        uint8_t *from = s->buf + s->at, *nl = memchr(from, '\n', s->end - s->at);
        size_t n = nl ? (size_t)(nl - from) : s->end - s->at;
        rd_buf_bytes(b, from, n);
        uint32_t used = (uint32_t)n + (nl != NULL);
        s->at += used;
        s->offset += used;
        if (nl)
            return true;
    }
    return some;
}

void intake_stream_rest(struct intake_stream *s, struct rd_buf *b) {
    rd_buf_clear(b);
    while (!b->err && (s->at < s->end || fill(s))) {
        rd_buf_bytes(b, s->buf + s->at, s->end - s->at);
        s->offset += s->end - s->at;
        s->at = s->end;
    }
}
