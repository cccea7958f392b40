/* request.c - what a request asks for, and whether it was meant for this server. Untrusted bytes in, checked strings out. */
#include "web/web_int.h"

#include "base/utf8.h"

#include <arpa/inet.h>
#include <strings.h>

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static bool is_control(char c) {
    return (unsigned char)c < 0x20 || c == 0x7F;
}

bool web_arg_ok(struct rd_str v) {
    for (uint32_t i = 0; i < v.n; i++)
        if (is_control(v.p[i]))
            return false;
    return v.n && v.n <= WEB_MAX_ARG;
}

/* %XX, and in a query + as a blank. False: a broken escape, a control character, no UTF-8. */
static bool decode(struct rd_str in, bool query, struct rd_arena *a, struct rd_str *out) {
    char *p = rd_arena_get(a, (size_t)in.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < in.n; i++) {
        char c = in.p[i];
        if (c == '%') {
            int hi = i + 2 < in.n ? hex_digit(in.p[i + 1]) : -1;
            int lo = i + 2 < in.n ? hex_digit(in.p[i + 2]) : -1;
            if (hi < 0 || lo < 0)
                return false;
            c = (char)(hi * 16 + lo);
            i += 2;
        } else if (query && c == '+') {
            c = ' ';
        }
        if (is_control(c) && !(query && (c == '\t' || c == '\n' || c == '\r')))
            return false;
        p[n++] = c;
    }
    p[n] = 0;
    *out = (struct rd_str){p, n};
    return rd_utf8_valid(*out);
}

/* Splits "a=b&c=d" into names and values, at most `max`. */
static int parse_args(struct web_req *r, struct rd_str query, uint32_t max, struct web_arg **out, uint32_t *n_out, struct rd_err *err) {
    uint32_t cap = 0;
    *out = NULL;
    *n_out = 0;
    while (query.n) {
        int64_t amp = rd_str_find(query, RD_LIT("&"), 0);
        struct rd_str one = amp < 0 ? query : rd_str_sub(query, 0, (uint32_t)amp), name, value;
        query = amp < 0 ? RD_LIT("") : rd_str_sub(query, (uint32_t)amp + 1, query.n);
        if (!one.n)
            continue;
        int64_t eq = rd_str_find(one, RD_LIT("="), 0);
        struct rd_str left = eq < 0 ? one : rd_str_sub(one, 0, (uint32_t)eq);
        struct rd_str right = eq < 0 ? RD_LIT("") : rd_str_sub(one, (uint32_t)eq + 1, one.n);
        if (!decode(left, true, r->a, &name) || !decode(right, true, r->a, &value))
            return rd_fail(err, RD_EUSAGE, "web", "the query is not plain UTF-8");
        if (name.n > WEB_MAX_ARG || value.n > max || *n_out >= WEB_MAX_ARGS)
            return rd_fail(err, RD_EUSAGE, "web", "the query is too long");
        struct web_arg *arg = RD_PUSH(r->a, *out, *n_out, cap);
        *arg = (struct web_arg){name, rd_str_trim(value)};
    }
    return RD_OK;
}

int web_form_parse(struct web_req *r, struct rd_str body, struct rd_err *err) {
    return parse_args(r, body, WEB_MAX_BODY, &r->form, &r->n_form, err);
}

int web_query_parse(struct web_req *r, struct rd_str query, struct rd_err *err) {
    return parse_args(r, query, WEB_MAX_ARG, &r->args, &r->n_args, err);
}

/* What a view can be asked for, by the end of its path or by ?format=. */
static const struct { const char *name, *suffix; unsigned format; } formats[] = {
    {"html", NULL, WEB_F_HTML}, {"json", ".json", WEB_F_JSON}, {"csv", ".csv", WEB_F_CSV}, {"atom", ".atom", WEB_F_ATOM}, {"text", ".txt", WEB_F_TEXT},
    {"annotation", ".annotation", WEB_F_ANNOTATION}, {"quotation", ".quotation", WEB_F_QUOTATION}};

const char *web_format_name(unsigned format) {
    for (uint32_t i = 0; i < RD_ARRAY_LEN(formats); i++)
        if (formats[i].format == format)
            return formats[i].name;
    return NULL;
}

int web_request_parse(struct web_req *r, struct rd_str uri, struct rd_err *err) {
    r->args = NULL;
    r->n_args = 0;
    r->format = WEB_F_HTML;
    r->path = r->rest = RD_LIT("/");
    if (uri.n > WEB_MAX_URI)
        return rd_fail(err, RD_EUSAGE, "web", "the address is too long");
    int64_t mark = rd_str_find(uri, RD_LIT("?"), 0);
    struct rd_str path = mark < 0 ? uri : rd_str_sub(uri, 0, (uint32_t)mark);
    /* An empty segment in front would make "//host" of a link back to this address. */
    if (!path.n || path.p[0] != '/' || !decode(path, false, r->a, &path) || rd_str_starts(path, "//"))
        return rd_fail(err, RD_EUSAGE, "web", "the address is not a path in plain UTF-8");
    for (uint32_t i = 1; i < RD_ARRAY_LEN(formats); i++)
        if (rd_str_ends(path, formats[i].suffix) && !rd_str_is(path, "/openapi.json")) {
            r->format = formats[i].format;
            path.n -= (uint32_t)strlen(formats[i].suffix);
            break;
        }
    r->path = path;
    int rc = mark < 0 ? RD_OK : web_query_parse(r, rd_str_sub(uri, (uint32_t)mark + 1, uri.n), err);
    for (uint32_t i = 0; !rc && i < RD_ARRAY_LEN(formats); i++)
        if (rd_str_is(web_arg(r, "format"), formats[i].name))
            r->format = formats[i].format;
    return rc;
}

struct rd_str web_form(const struct web_req *r, const char *name) {
    for (uint32_t i = 0; i < r->n_form; i++)
        if (rd_str_is(r->form[i].name, name) && r->form[i].value.n)
            return r->form[i].value;
    return RD_NONE;
}

struct rd_str web_arg(const struct web_req *r, const char *name) {
    for (uint32_t i = 0; i < r->n_args; i++)
        if (rd_str_is(r->args[i].name, name) && r->args[i].value.n)
            return r->args[i].value;
    return RD_NONE;
}

uint32_t web_arg_uint(const struct web_req *r, const char *name, uint32_t max, uint32_t otherwise) {
    uint64_t v;
    struct rd_str s = web_arg(r, name);
    return s.p && rd_str_uint(s, max, &v) ? (uint32_t)v : otherwise;
}

/* ---- Host ---- */

struct address {
    int family;             /* AF_INET, AF_INET6, 0: not numeric */
    unsigned char bytes[16];
};

static struct address address_of(const char *z) {
    struct address x = {0};
    struct in_addr v4;
    struct in6_addr v6;
    if (inet_pton(AF_INET, z, &v4) == 1) {
        x.family = AF_INET;
        memcpy(x.bytes, &v4, sizeof v4);
    } else if (inet_pton(AF_INET6, z, &v6) == 1) {
        x.family = AF_INET6;
        memcpy(x.bytes, &v6, sizeof v6);
    }
    return x;
}

static bool is_loopback(struct address x) {
    static const unsigned char one[16] = {[15] = 1};
    return (x.family == AF_INET && x.bytes[0] == 127) || (x.family == AF_INET6 && memcmp(x.bytes, one, 16) == 0);
}

static bool is_any(struct address x) {
    static const unsigned char none[16];
    return x.family && memcmp(x.bytes, none, 16) == 0;
}

bool web_is_loopback(const char *numeric) {
    return is_loopback(address_of(numeric));
}

/* Splits "name", "name:port", "[v6]:port"; false if it is none of these. *port is 80 if it is not told. */
static bool split_host(struct rd_str host, char name[256], uint64_t *port) {
    struct rd_str n = host, p = RD_NONE;
    int64_t at;
    if (host.n && host.p[0] == '[') {
        at = rd_str_find(host, RD_LIT("]"), 0);
        if (at < 0)
            return false;
        n = rd_str_sub(host, 1, (uint32_t)at);
        p = rd_str_sub(host, (uint32_t)at + 1, host.n);
    } else if ((at = rd_str_find(host, RD_LIT(":"), 0)) >= 0) {
        n = rd_str_sub(host, 0, (uint32_t)at);
        p = rd_str_sub(host, (uint32_t)at, host.n);
    }
    if (!n.n || n.n > 255)
        return false;
    memcpy(name, n.p, n.n);
    name[n.n] = 0;
    *port = 80;
    return !p.n || (p.p[0] == ':' && rd_str_uint(rd_str_sub(p, 1, p.n), 65535, port));
}

bool web_host_ok(struct rd_str host, const char *listen, uint16_t port, const char *const *hosts, uint32_t n_hosts) {
    char name[256];
    uint64_t told;
    if (!host.p || !split_host(host, name, &told))
        return false;
    for (uint32_t i = 0; i < n_hosts; i++)
        if (strcasecmp(hosts[i], name) == 0)
            return true;
    if (told != port)
        return false;
    struct address own = address_of(listen), asked = address_of(name);
    if (strcasecmp(name, "localhost") == 0)
        return is_loopback(own) || is_any(own);
    if (!asked.family)
        return false;
    /* A rebound name never looks like a number, so a wildcard may answer to any of the machine's numbers. */
    if (is_any(own))
        return true;
    if (is_loopback(own))
        return is_loopback(asked);
    return own.family == asked.family && memcmp(own.bytes, asked.bytes, 16) == 0;
}
