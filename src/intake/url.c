/* url.c - a reference against its base (RFC 3986, section 5.2), for the links of feeds. */
#include "intake/intake_int.h"

struct parts { struct rd_str scheme, authority, path, query, fragment; };

static bool scheme_char(char c, bool first) {
    bool alpha = (c | 32) >= 'a' && (c | 32) <= 'z';
    return alpha || (!first && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
}

static struct parts split(struct rd_str s) {
    struct parts p = {RD_NONE, RD_NONE, RD_NONE, RD_NONE, RD_NONE};
    uint32_t i = 0;
    while (i < s.n && scheme_char(s.p[i], i == 0))
        i++;
    if (i > 0 && i < s.n && s.p[i] == ':') {
        p.scheme = rd_str_sub(s, 0, i);
        s = rd_str_sub(s, i + 1, s.n);
    }
    const char *hash = s.n ? memchr(s.p, '#', s.n) : NULL;
    if (hash) {
        p.fragment = rd_str_sub(s, (uint32_t)(hash - s.p) + 1, s.n);
        s.n = (uint32_t)(hash - s.p);
    }
    const char *mark = s.n ? memchr(s.p, '?', s.n) : NULL;
    if (mark) {
        p.query = rd_str_sub(s, (uint32_t)(mark - s.p) + 1, s.n);
        s.n = (uint32_t)(mark - s.p);
    }
    if (rd_str_starts(s, "//")) {
        uint32_t end = 2;
        while (end < s.n && s.p[end] != '/')
            end++;
        p.authority = rd_str_sub(s, 2, end);
        s = rd_str_sub(s, end, s.n);
    }
    p.path = s;
    return p;
}

/* Takes "." and ".." out of a path, in `out` behind what is there. */
static void put_path(struct rd_buf *out, struct rd_str path) {
    size_t floor = out->n;
    for (uint32_t at = 0; at < path.n;) {
        uint32_t end = at + 1;
        while (end < path.n && path.p[end] != '/')
            end++;
        struct rd_str seg = rd_str_sub(path, at, end); /* with its slash in front, but for a first one without */
        struct rd_str name = seg.n && seg.p[0] == '/' ? rd_str_sub(seg, 1, seg.n) : seg;
        bool last = end >= path.n, up = rd_str_is(name, "..");
        if (up)
            while (out->n > floor && out->p[--out->n] != '/')
                continue;
        if (up || rd_str_is(name, ".")) {
            if (last)
                rd_buf_c(out, '/');
        } else {
            rd_buf_str(out, seg);
        }
        at = end;
    }
}

struct rd_str intake_url_join(struct rd_str base, struct rd_str ref, struct rd_arena *a) {
    if (base.n > INTAKE_MAX_URL || ref.n > INTAKE_MAX_URL)
        return RD_NONE;
    struct parts b = split(base), r = split(ref);
    struct rd_buf out;
    if (r.scheme.n || !b.scheme.n)
        return rd_arena_str(a, ref);
    rd_buf_init(&out, INTAKE_MAX_FIELD);
    rd_buf_printf(&out, "%.*s:", RD_S(b.scheme));
    struct rd_str authority = r.authority.p ? r.authority : b.authority;
    if (authority.p)
        rd_buf_printf(&out, "//%.*s", RD_S(authority));
    if (r.authority.p || (r.path.n && r.path.p[0] == '/')) {
        put_path(&out, r.path);
    } else if (!r.path.n) {
        put_path(&out, b.path);
    } else {
        uint32_t dir = b.path.n;
        while (dir > 0 && b.path.p[dir - 1] != '/')
            dir--;
        struct rd_str head = rd_str_sub(b.path, 0, dir);
        put_path(&out, rd_arena_printf(a, "%s%.*s%.*s", authority.p && !head.n ? "/" : "", RD_S(head), RD_S(r.path)));
    }
    struct rd_str query = r.query.p || r.path.n || r.authority.p ? r.query : b.query;
    if (query.p)
        rd_buf_printf(&out, "?%.*s", RD_S(query));
    if (r.fragment.p)
        rd_buf_printf(&out, "#%.*s", RD_S(r.fragment));
    struct rd_str s = out.err ? RD_NONE : rd_arena_str(a, rd_buf_view(&out));
    rd_buf_free(&out);
    return s;
}
