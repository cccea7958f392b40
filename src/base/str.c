#include "base/str.h"

struct rd_str rd_str_of(const char *z) {
    return z ? (struct rd_str){z, (uint32_t)strlen(z)} : RD_NONE;
}

struct rd_str rd_str_sub(struct rd_str s, uint32_t beg, uint32_t end) {
    if (end > s.n) end = s.n;
    if (beg > end) beg = end;
    return (struct rd_str){s.p ? s.p + beg : NULL, end - beg};
}

bool rd_str_eq(struct rd_str a, struct rd_str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool rd_str_is(struct rd_str a, const char *z) {
    return rd_str_eq(a, rd_str_of(z));
}

int rd_str_cmp(struct rd_str a, struct rd_str b) {
    if (!a.p || !b.p) return (a.p != NULL) - (b.p != NULL);
    uint32_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool rd_str_starts(struct rd_str s, const char *z) {
    size_t n = strlen(z);
    return s.n >= n && (n == 0 || memcmp(s.p, z, n) == 0);
}

bool rd_str_ends(struct rd_str s, const char *z) {
    size_t n = strlen(z);
    return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, z, n) == 0);
}

static bool blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct rd_str rd_str_trim(struct rd_str s) {
    for (;;) {
        if (s.n && blank(s.p[0])) {
            s.p++;
            s.n--;
        } else if (s.n > 1 && s.p[0] == '\xC2' && s.p[1] == '\xA0') {
            s.p += 2;
            s.n -= 2;
        } else {
            break;
        }
    }
    for (;;) {
        if (s.n && blank(s.p[s.n - 1])) s.n--;
        else if (s.n > 1 && s.p[s.n - 2] == '\xC2' && s.p[s.n - 1] == '\xA0') s.n -= 2;
        else break;
    }
    return s;
}

int64_t rd_str_find(struct rd_str s, struct rd_str what, uint32_t from) {
    if (what.n == 0) return from <= s.n ? (int64_t)from : -1;
    while (from + what.n <= s.n) {
        const char *q = memchr(s.p + from, what.p[0], s.n - what.n + 1 - from);
        if (!q) return -1;
        if (memcmp(q, what.p, what.n) == 0) return q - s.p;
        from = (uint32_t)(q - s.p) + 1;
    }
    return -1;
}

struct rd_str rd_span_of(struct rd_str text, struct rd_span s) {
    return rd_str_sub(text, s.beg, s.end);
}

bool rd_span_empty(struct rd_span s) {
    return s.beg >= s.end;
}

bool rd_span_holds(struct rd_span outer, struct rd_span inner) {
    return outer.beg <= inner.beg && inner.end <= outer.end;
}

bool rd_span_meets(struct rd_span a, struct rd_span b) {
    return a.beg < b.end && b.beg < a.end;
}

uint32_t rd_str_split(struct rd_str s, char sep, struct rd_str *out, uint32_t max) {
    uint32_t n = 0, beg = 0;
    if (max == 0 || !s.p) return 0;
    for (uint32_t i = 0; i <= s.n; i++) {
        if (i == s.n || (s.p[i] == sep && n + 1 < max)) {
            out[n++] = (struct rd_str){s.p + beg, i - beg};
            beg = i + 1;
        }
    }
    return n;
}

bool rd_str_uint(struct rd_str s, uint64_t max, uint64_t *out) {
    uint64_t v = 0;
    if (s.n == 0) return false;
    for (uint32_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        uint64_t d = (uint64_t)(s.p[i] - '0');
        if (v > (max - d) / 10 || d > max) return false;
        v = v * 10 + d;
    }
    *out = v;
    return true;
}

bool rd_str_double(struct rd_str s, double *out) {
    double v = 0, scale = 1;
    bool neg = false, digits = false, point = false;
    if (s.n > 40) return false; /* no number that means anything, and it might overflow */
    for (uint32_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (i == 0 && (c == '-' || c == '+')) neg = c == '-';
        else if (c == '.' && !point) point = true;
        else if (c >= '0' && c <= '9') {
            digits = true;
            v = v * 10 + (c - '0');
            if (point) scale *= 10;
        } else return false;
    }
    if (!digits) return false;
    *out = (neg ? -v : v) / scale;
    return true;
}
