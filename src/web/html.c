#include "web/html.h"

#include "base/utf8.h"
#include "web/web_int.h"

static bool turns_direction(uint32_t cp) {
    return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_control(uint32_t cp) {
    return (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp <= 0x9F) || cp == 0x2028 || cp == 0x2029;
}

static const char *reference(uint32_t cp) {
    switch (cp) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void web_escape(struct rd_buf *o, struct rd_str s) {
    uint32_t from = 0;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t at = i, cp = rd_utf8_next(s, &i);
        const char *ref = reference(cp);
        /* A bad byte decodes to U+FFFD of one byte's length. */
        bool bad = turns_direction(cp) || is_control(cp) || (cp == 0xFFFD && i - at == 1);
        if (!ref && !bad)
            continue;
        rd_buf_bytes(o, s.p + from, at - from);
        if (ref)
            rd_buf_z(o, ref);
        else
            rd_buf_cp(o, 0xFFFD);
        from = i;
    }
    if (s.n > from)
        rd_buf_bytes(o, s.p + from, s.n - from);
}

void web_escape_url(struct rd_buf *o, struct rd_str s) {
    static const char hex[] = "0123456789ABCDEF";
    for (uint32_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                     c == '_' || c == '~';
        if (plain) {
            rd_buf_c(o, (char)c);
        } else {
            rd_buf_c(o, '%');
            rd_buf_c(o, hex[c >> 4]);
            rd_buf_c(o, hex[c & 15]);
        }
    }
}

void web_number(struct rd_buf *o, uint64_t n) {
    char digits[24];
    uint32_t k = 0;
    do {
        digits[k++] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    while (k--) {
        rd_buf_c(o, digits[k]);
        if (k && k % 3 == 0)
            rd_buf_cp(o, 0x202F);
    }
}

void web_put(struct rd_buf *o, const struct web_part *p, size_t n) {
    for (size_t i = 0; i < n; i++) {
        switch (p[i].kind) {
        case WEB_PART_HTML: rd_buf_str(o, p[i].s); break;
        case WEB_PART_URL: web_escape_url(o, p[i].s); break;
        case WEB_PART_NUMBER: rd_buf_u64(o, p[i].n); break;
        default: web_escape(o, p[i].s);
        }
    }
}

void web_outward(struct rd_buf *o, struct rd_str url) {
    bool link = (rd_str_starts(url, "http://") && url.n > 7) || (rd_str_starts(url, "https://") && url.n > 8);
    for (uint32_t i = 0; link && i < url.n; i++)
        link = (unsigned char)url.p[i] > 0x20 && (unsigned char)url.p[i] < 0x7F;
    if (link)
        WEB(o, H("<a rel=\"noopener noreferrer nofollow external\" href=\""), T(url), H("\">"), T(url), H("</a>"));
    else
        WEB(o, T(url));
}

void web_plain(struct rd_buf *o, struct rd_str s) {
    rd_buf_str(o, s);
}

static const struct { const char *href, *name; } navigation[] = {
    {"/", "Overview"}, {"/issues", "Issues"}, {"/positions", "Positions"}, {"/disputes", "Disputes"}, {"/contacts", "Contacts"},
    {"/names", "Names"}, {"/stories", "Stories"}, {"/timeline", "Timeline"}, {"/statements", "Statements"}, {"/actors", "Actors"},
    {"/pages", "Pages"}, {"/watches", "Saved"},
};

static void format_link(struct rd_buf *o, const struct web_req *r, unsigned format, const char *name) {
    if (!r->route || !(r->route->formats & format))
        return;
    WEB(o, H(" <a href=\""));
    web_query_url(o, r, "format", rd_str_of(web_format_name(format)));
    WEB(o, H("\">"), Z(name), H("</a>"));
}

static void alternate(struct rd_buf *o, const struct web_req *r, unsigned format, const char *type) {
    if (!r->route || !(r->route->formats & format))
        return;
    WEB(o, H("<link rel=\"alternate\" type=\""), Z(type), H("\" href=\""));
    web_query_url(o, r, "format", rd_str_of(web_format_name(format)));
    WEB(o, H("\">\n"));
}

void web_begin(struct rd_buf *o, const struct web_req *r, struct rd_str title, const char *here) {
    WEB(o, H("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"same-origin\">\n<title>"),
        T(title), H(" \xE2\x80\x93 readout</title>\n<link rel=\"stylesheet\" href=\"/static/readout.css\">\n"
                    "<link rel=\"icon\" type=\"image/svg+xml\" href=\"/static/icon.svg\">\n"));
    WEB(o, H("<script src=\"/static/readout.js\" defer></script>\n"));
    alternate(o, r, WEB_F_JSON, "application/json");
    alternate(o, r, WEB_F_ATOM, "application/atom+xml");
    WEB(o, H("</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"top\">\n<div class=\"wrap\">\n"
             "<a class=\"brand\" href=\"/\">readout</a>\n<form class=\"quick\" role=\"search\" action=\"/statements\">\n"
             "<label class=\"hidden\" for=\"quick\">Search the statements</label>\n"
             "<input id=\"quick\" type=\"search\" name=\"q\" placeholder=\"Search\" maxlength=\"200\">\n"
             "<button>Search</button>\n</form>\n<nav aria-label=\"Main\">\n<ul>\n"));
    for (uint32_t i = 0; i < RD_ARRAY_LEN(navigation); i++) {
        size_t n = strlen(navigation[i].href);
        WEB(o, H("<li><a href=\""), Z(navigation[i].href), H("\""));
        if (here && strcmp(here, navigation[i].href) == 0)
            WEB(o, H(" aria-current=\"page\""));
        else if (here && strncmp(here, navigation[i].href, n) == 0 && here[n] == '#')
            WEB(o, H(" aria-current=\"true\""));
        WEB(o, H(">"), Z(navigation[i].name), H("</a></li>\n"));
    }
    WEB(o, H("</ul>\n</nav>\n</div>\n</header>\n<main id=\"main\" class=\"wrap\" tabindex=\"-1\">\n"));
}

void web_end(struct rd_buf *o, const struct web_req *r) {
    WEB(o, H("</main>\n<footer class=\"bottom wrap\">\n<p>Every field is cited to the words of a page.</p>\n<p class=\"formats\">"));
    if (r->route)
        WEB(o, H("This view as"));
    format_link(o, r, WEB_F_JSON, "JSON");
    format_link(o, r, WEB_F_CSV, "CSV");
    format_link(o, r, WEB_F_ATOM, "Atom");
    WEB(o, H(" <span class=\"sep\">\xC2\xB7</span> <a href=\"/changes\">Changes</a> <a href=\"/openapi.json\">OpenAPI</a></p>\n</footer>\n</body>\n</html>\n"));
}
