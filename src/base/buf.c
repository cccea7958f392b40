#include "base/buf.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdarg.h>

void rd_buf_init(struct rd_buf *b, size_t max) {
    *b = (struct rd_buf){NULL, 0, 0, max, 0};
}

void rd_buf_free(struct rd_buf *b) {
    free(b->p);
    rd_buf_init(b, b->max);
}

void rd_buf_clear(struct rd_buf *b) {
    b->n = 0;
    b->err = 0;
}

static bool room(struct rd_buf *b, size_t n) {
    if (b->err) return false;
    if (n > b->max || b->n > b->max - n) {
        b->err = RD_ELIMIT;
        return false;
    }
    if (b->n + n + 1 > b->cap) {
        size_t cap = b->cap ? b->cap : 256;
        while (cap < b->n + n + 1) cap *= 2;
        char *p = realloc(b->p, cap);
        if (!p) {
            b->err = RD_ELIMIT;
            return false;
        }
        b->p = p;
        b->cap = cap;
    }
    return true;
}

void rd_buf_bytes(struct rd_buf *b, const void *p, size_t n) {
    if (n == 0 || !room(b, n)) return;
    memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = 0;
}

void rd_buf_str(struct rd_buf *b, struct rd_str s) {
    rd_buf_bytes(b, s.p, s.n);
}

void rd_buf_z(struct rd_buf *b, const char *z) {
    rd_buf_bytes(b, z, strlen(z));
}

void rd_buf_c(struct rd_buf *b, char c) {
    rd_buf_bytes(b, &c, 1);
}

void rd_buf_cp(struct rd_buf *b, uint32_t cp) {
    char out[4];
    rd_buf_bytes(b, out, rd_utf8_put(out, cp));
}

void rd_buf_printf(struct rd_buf *b, const char *fmt, ...) {
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n > 0 && room(b, (size_t)n)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void rd_buf_u64(struct rd_buf *b, uint64_t v) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + v % 10);
        v /= 10;
    } while (v);
    rd_buf_bytes(b, digits + at, sizeof digits - at);
}

static void json_escape(struct rd_buf *b, uint32_t cp) {
    static const char hex[] = "0123456789abcdef";
    char out[6] = {'\\', 'u', hex[cp >> 12 & 15], hex[cp >> 8 & 15], hex[cp >> 4 & 15], hex[cp & 15]};
    rd_buf_bytes(b, out, 6);
}

void rd_buf_json(struct rd_buf *b, struct rd_str s) {
    if (!s.p) {
        rd_buf_z(b, "null");
        return;
    }
    rd_buf_c(b, '"');
    uint32_t i = 0, run = 0;
    while (i < s.n) {
        uint32_t at = i;
        unsigned char c = (unsigned char)s.p[i];
        uint32_t cp = rd_utf8_next(s, &i);
        bool bad = cp == 0xFFFD && i - at == 1 && c >= 0x80;
        bool plain = !bad && cp >= 0x20 && cp != '"' && cp != '\\' && cp != '<' && cp != '>' && cp != '&' && cp != 0x7F &&
                     cp != 0x2028 && cp != 0x2029;
        if (plain) continue;
        rd_buf_bytes(b, s.p + run, at - run);
        run = i;
        if (bad) rd_buf_cp(b, 0xFFFD);
        else if (cp == '"') rd_buf_z(b, "\\\"");
        else if (cp == '\\') rd_buf_z(b, "\\\\");
        else if (cp == '\n') rd_buf_z(b, "\\n");
        else if (cp == '\t') rd_buf_z(b, "\\t");
        else json_escape(b, cp);
    }
    rd_buf_bytes(b, s.p + run, s.n - run);
    rd_buf_c(b, '"');
}

struct rd_str rd_buf_view(const struct rd_buf *b) {
    return (struct rd_str){b->p ? b->p : "", (uint32_t)b->n};
}
