/* http.c - the block of a response record: status line, header, chunks, codings (RFC 9110, 9112). What archives hold was often
 * undone by whoever wrote it while the header still promises chunks or gzip, so the bytes are looked at before the header is
 * believed. */
#include "intake/intake_int.h"
#include <strings.h>

enum { MAX_HEAD_LINES = 512 };

static bool is(struct rd_str s, const char *z) {
    return s.n == strlen(z) && strncasecmp(s.p, z, s.n) == 0;
}

void intake_media_type(struct rd_str value, struct rd_str *type, struct rd_str *charset) {
    struct rd_str part[16];
    uint32_t n = value.n ? rd_str_split(value, ';', part, RD_ARRAY_LEN(part)) : 0;
    *type = *charset = RD_NONE;
    if (!n)
        return;
    *type = rd_str_trim(part[0]);
    for (uint32_t i = 1; i < n; i++) {
        struct rd_str pair[2];
        if (rd_str_split(part[i], '=', pair, 2) != 2 || !is(rd_str_trim(pair[0]), "charset"))
            continue;
        struct rd_str v = rd_str_trim(pair[1]);
        if (v.n >= 2 && (v.p[0] == '"' || v.p[0] == '\'') && v.p[v.n - 1] == v.p[0])
            v = rd_str_sub(v, 1, v.n - 1);
        if (v.n && v.n < 64)
            *charset = v;
        return;
    }
}

static int coding_of(struct rd_str v) {
    if (is(v, "gzip") || is(v, "x-gzip"))
        return INTAKE_GZIP;
    if (is(v, "deflate"))
        return INTAKE_ZLIB;
    if (is(v, "br"))
        return INTAKE_BROTLI;
    if (is(v, "zstd"))
        return INTAKE_ZSTD;
    return v.n == 0 || is(v, "identity") || is(v, "none") || is(v, "utf-8") ? INTAKE_PLAIN : -1;
}

static void take_field(struct intake_http *h, struct rd_str line) {
    struct rd_str pair[2];
    if (rd_str_split(line, ':', pair, 2) != 2)
        return;
    struct rd_str name = rd_str_trim(pair[0]), v = rd_str_trim(pair[1]);
    if (is(name, "content-type"))
        intake_media_type(v, &h->type, &h->charset);
    else if (is(name, "content-encoding"))
        h->coding = coding_of(v);
    else if (is(name, "transfer-encoding"))
        h->chunked = v.n >= 7 && is(rd_str_sub(v, v.n - 7, v.n), "chunked");
    else if (is(name, "content-length"))
        h->has_length = rd_str_uint(v, UINT64_MAX / 2, &h->length);
}

bool intake_http_head(struct intake_http *h, const uint8_t *p, size_t n) {
    memset(h, 0, sizeof *h);
    h->is_http = n >= 5 && memcmp(p, "HTTP/", 5) == 0;
    if (!h->is_http)
        return true;
    size_t at = 0;
    for (uint32_t i = 0; at < n && i < MAX_HEAD_LINES; i++) {
        const uint8_t *nl = memchr(p + at, '\n', n - at);
        if (!nl)
            return false;
        struct rd_str line = {(const char *)p + at, (uint32_t)((size_t)(nl - p) - at)};
        at = (size_t)(nl - p) + 1;
        line = rd_str_trim(line);
        if (line.n == 0) {
            h->head = at;
            return true;
        }
        if (i == 0) {
            struct rd_str word[3];
            uint64_t status = 0;
            if (rd_str_split(line, ' ', word, 3) >= 2 && rd_str_uint(word[1], 999, &status))
                h->status = (int)status;
        } else {
            take_field(h, line);
        }
    }
    return false;
}

static int hex_of(uint8_t c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The size line of a chunk at `*at`, moved behind it; false if it is none. */
static bool chunk_size(const uint8_t *p, size_t n, size_t *at, uint64_t *size) {
    size_t i = *at, digits = 0;
    *size = 0;
    for (; i < n && hex_of(p[i]) >= 0 && digits < 15; i++, digits++)
        *size = *size << 4 | (uint64_t)hex_of(p[i]);
    while (i < n && p[i] != '\n' && (p[i] == ' ' || p[i] == '\t' || p[i] == '\r' || p[i] == ';' || (i > *at + digits && p[i] >= ' ')) && i - *at < 1024) {
        if (i == *at + digits && p[i] != ' ' && p[i] != '\t' && p[i] != '\r' && p[i] != ';')
            return false;
        i++;
    }
    if (!digits || i >= n || p[i] != '\n')
        return false;
    *at = i + 1;
    return true;
}

/* Joins the chunks in place; *n becomes the length of what they held. Bytes that are no chunks stay as they are. */
static const char *join_chunks(uint8_t *p, size_t *n, const char **why) {
    size_t at = 0, to = 0;
    uint64_t size;
    if (!chunk_size(p, *n, &at, &size) || size > *n - at)
        return NULL; /* whoever wrote the record has joined them already */
    for (at = 0; at < *n;) {
        if (!chunk_size(p, *n, &at, &size)) {
            *n = to;
            *why = "a chunk of the body is damaged, what came before it was kept";
            return "damaged";
        }
        if (size == 0) {
            *n = to;
            return NULL;
        }
        if (size > *n - at) {
            memmove(p + to, p + at, *n - at);
            *n = to + (*n - at);
            break;
        }
        memmove(p + to, p + at, (size_t)size);
        to += (size_t)size;
        at += (size_t)size;
        if (at < *n && p[at] == '\r')
            at++;
        if (at < *n && p[at] == '\n')
            at++;
        if (at >= *n)
            *n = to;
    }
    *why = "the last chunk of the body is missing";
    return "truncated";
}

/* Undoes the coding; the bytes stay where they are if they are not coded after all. */
static const char *undo(int coding, const uint8_t **p, size_t *n, struct rd_buf *out, const char **why) {
    const uint8_t *b = *p;
    if (coding == INTAKE_GZIP && intake_codec_of(b, *n) != INTAKE_GZIP)
        return NULL;
    if (coding == INTAKE_ZLIB && !(*n > 2 && (b[0] & 15) == 8 && (b[0] << 8 | b[1]) % 31 == 0))
        coding = INTAKE_DEFLATE; /* what some servers call deflate */
    bool text = intake_sniff(b, *n, why) == NULL;
    rd_buf_clear(out);
    int said = intake_decode(out, coding, b, *n);
    if (out->err) {
        *why = "the page is over the limit when its coding is undone";
        return "too-large";
    }
    if (said != INTAKE_MEMBER && text && (coding == INTAKE_DEFLATE || coding == INTAKE_BROTLI))
        return NULL;
    if (said != INTAKE_MEMBER && !out->n) {
        *why = coding == INTAKE_BROTLI ? "its coding, brotli, cannot be undone" : "its coding cannot be undone";
        return "unreadable";
    }
    *p = (const uint8_t *)out->p;
    *n = out->n;
    if (said == INTAKE_MEMBER)
        return NULL;
    *why = "the compressed body ends too early, what came before was kept";
    return "truncated";
}

const char *intake_http_body(const struct intake_http *h, uint8_t *p, size_t n, struct rd_buf *out, const uint8_t **body,
                             size_t *n_body, const char **why) {
    const char *odd = NULL;
    if (h->chunked)
        odd = join_chunks(p, &n, why);
    else if (h->has_length && h->length < n)
        n = (size_t)h->length;
    *body = p;
    *n_body = n;
    if (h->coding < 0) {
        *why = "its content coding is not known";
        return "unreadable";
    }
    if (h->coding != INTAKE_PLAIN && n) {
        const char *more_why = "", *more = undo(h->coding, body, n_body, out, &more_why);
        if (more) {
            *why = more_why;
            return more;
        }
    }
    return odd;
}

bool rd_intake_undo(struct rd_buf *out, struct rd_str coding, struct rd_str body) {
    const uint8_t *p = (const uint8_t *)body.p;
    size_t n = body.n;
    const char *why = "";
    int kind = coding_of(coding);
    if (kind < 0 || (kind != INTAKE_PLAIN && undo(kind, &p, &n, out, &why)))
        return false;
    if (p == (const uint8_t *)body.p) { /* it was not coded */
        rd_buf_clear(out);
        rd_buf_bytes(out, body.p, body.n);
    }
    return !out->err;
}
