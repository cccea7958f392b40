/* feed_text.c - what the fields of feeds hold: HTML to plain text, dates to ISO 8601, encodings that expat does not know. */
#include "base/utf8.h"
#include "intake/feed_int.h"
#include "types/date.h"
#include <strings.h>
#include <unicode/ucnv.h>

/* ---- plain text ---- */

static const struct { const char *name; uint32_t cp; } ENTITIES[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}, {"iexcl", 0xA1}, {"cent", 0xA2}, {"pound", 0xA3},
    {"yen", 0xA5}, {"sect", 0xA7}, {"copy", 0xA9}, {"laquo", 0xAB}, {"shy", 0xAD}, {"reg", 0xAE}, {"deg", 0xB0}, {"middot", 0xB7},
    {"raquo", 0xBB}, {"frac12", 0xBD}, {"iquest", 0xBF}, {"Agrave", 0xC0}, {"Aacute", 0xC1}, {"Acirc", 0xC2}, {"Atilde", 0xC3}, {"Auml", 0xC4},
    {"Aring", 0xC5}, {"AElig", 0xC6}, {"Ccedil", 0xC7}, {"Egrave", 0xC8}, {"Eacute", 0xC9}, {"Ecirc", 0xCA}, {"Euml", 0xCB}, {"Iuml", 0xCF},
    {"Ntilde", 0xD1}, {"Oacute", 0xD3}, {"Ocirc", 0xD4}, {"Ouml", 0xD6}, {"Oslash", 0xD8}, {"Uacute", 0xDA}, {"Uuml", 0xDC}, {"szlig", 0xDF},
    {"agrave", 0xE0}, {"aacute", 0xE1}, {"acirc", 0xE2}, {"atilde", 0xE3}, {"auml", 0xE4}, {"aring", 0xE5}, {"aelig", 0xE6}, {"ccedil", 0xE7},
    {"egrave", 0xE8}, {"eacute", 0xE9}, {"ecirc", 0xEA}, {"euml", 0xEB}, {"igrave", 0xEC}, {"iacute", 0xED}, {"icirc", 0xEE}, {"iuml", 0xEF},
    {"eth", 0xF0}, {"ntilde", 0xF1}, {"ograve", 0xF2}, {"oacute", 0xF3}, {"ocirc", 0xF4}, {"otilde", 0xF5}, {"ouml", 0xF6}, {"oslash", 0xF8},
    {"ugrave", 0xF9}, {"uacute", 0xFA}, {"ucirc", 0xFB}, {"uuml", 0xFC}, {"yacute", 0xFD}, {"thorn", 0xFE}, {"yuml", 0xFF}, {"OElig", 0x152},
    {"oelig", 0x153}, {"Scaron", 0x160}, {"scaron", 0x161}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
    {"sbquo", 0x201A}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"bull", 0x2022}, {"hellip", 0x2026}, {"lsaquo", 0x2039},
    {"rsaquo", 0x203A}, {"euro", 0x20AC}, {"trade", 0x2122},
};

/* "&name;" or "&#n;" at `*i`; 0 if it is none. */
static uint32_t entity_at(struct rd_str s, uint32_t *i) {
    uint32_t end = *i + 1;
    while (end < s.n && end - *i < 12 && s.p[end] != ';')
        end++;
    if (end >= s.n || s.p[end] != ';')
        return 0;
    struct rd_str name = rd_str_sub(s, *i + 1, end);
    uint64_t cp = 0;
    if (name.n > 1 && name.p[0] == '#') {
        bool hex = name.p[1] == 'x' || name.p[1] == 'X';
        for (uint32_t k = hex ? 2 : 1; k < name.n; k++) {
            char c = (char)(name.p[k] | 32);
            int d = name.p[k] >= '0' && name.p[k] <= '9' ? name.p[k] - '0' : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (d < 0)
                return 0;
            cp = cp * (hex ? 16 : 10) + (uint64_t)d;
        }
        if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
            cp = 0xFFFD;
        if (cp == 0xA0)
            cp = ' ';
    } else {
        for (size_t k = 0; k < RD_ARRAY_LEN(ENTITIES) && !cp; k++)
            if (rd_str_is(name, ENTITIES[k].name))
                cp = ENTITIES[k].cp;
    }
    if (cp)
        *i = end + 1;
    return (uint32_t)cp;
}

static bool tag_at(struct rd_str s, uint32_t i) {
    char c = i + 1 < s.n ? s.p[i + 1] : ' ';
    return (c | 32) >= 'a' ? (c | 32) <= 'z' : c == '/' || c == '!';
}

/* Behind a tag at `i`; a script's or style's content goes with it. */
static uint32_t behind_tag(struct rd_str s, uint32_t i) {
    static const char *const DARK[] = {"script", "style"};
    for (size_t k = 0; k < RD_ARRAY_LEN(DARK); k++) {
        uint32_t n = (uint32_t)strlen(DARK[k]);
        if (s.n - i <= n + 1 || strncasecmp(s.p + i + 1, DARK[k], n) != 0)
            continue;
        uint32_t e = i + 1;
        while (e + n + 2 < s.n && !(s.p[e] == '<' && s.p[e + 1] == '/' && strncasecmp(s.p + e + 2, DARK[k], n) == 0))
            e++;
        if (e + n + 2 >= s.n) /* one that does not end takes the rest, as in a browser; and is looked for only once */
            return s.n;
        i = e;
        break;
    }
    while (i < s.n && s.p[i] != '>')
        i++;
    return i + 1;
}

struct rd_str feed_plain(struct rd_str html, struct rd_arena *a) {
    struct rd_buf b;
    bool blank = false;
    rd_buf_init(&b, INTAKE_MAX_FIELD);
    for (uint32_t i = 0; i < html.n;) {
        uint32_t cp = 0, at = i;
        if (html.p[i] == '<' && tag_at(html, i)) {
            i = behind_tag(html, i);
            continue;
        }
        if (html.p[i] == '&')
            cp = entity_at(html, &i);
        if (!cp) {
            i = at;
            cp = rd_utf8_next(html, &i);
        }
        if (rd_cp_space(cp)) {
            blank = b.n > 0;
            continue;
        }
        if (blank)
            rd_buf_c(&b, ' ');
        blank = false;
        rd_buf_cp(&b, cp);
    }
    struct rd_str s = b.n && !b.err ? rd_arena_str(a, rd_buf_view(&b)) : RD_NONE;
    rd_buf_free(&b);
    return s;
}

/* ---- dates ---- */

struct when { int y, mo, d, h, mi, s; int zone; bool time, zoned; };

static bool digits(struct rd_str s, uint32_t *i, uint32_t min, uint32_t max, int *out) {
    uint32_t n = 0;
    *out = 0;
    while (*i + n < s.n && n < max && s.p[*i + n] >= '0' && s.p[*i + n] <= '9')
        *out = *out * 10 + (s.p[*i + n++] - '0');
    *i += n;
    return n >= min;
}

static bool eat(struct rd_str s, uint32_t *i, const char *any) {
    if (*i >= s.n || !strchr(any, s.p[*i]))
        return false;
    ++*i;
    return true;
}

static void zone_at(struct rd_str s, uint32_t i, struct when *w) {
    static const struct { const char *name; int hours; } NAMED[] = {
        {"Z", 0}, {"GMT", 0}, {"UT", 0}, {"UTC", 0}, {"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6},
        {"PST", -8}, {"PDT", -7}, {"CET", 1}, {"CEST", 2}, {"BST", 1}, {"MSK", 3}, {"ET", -5}, {"CT", -6}, {"MT", -7}, {"PT", -8}};
    while (i < s.n && s.p[i] == ' ')
        i++;
    struct rd_str z = rd_str_sub(s, i, s.n);
    for (size_t k = 0; k < RD_ARRAY_LEN(NAMED); k++)
        if (z.n >= strlen(NAMED[k].name) && strncasecmp(z.p, NAMED[k].name, strlen(NAMED[k].name)) == 0 &&
            (z.n == strlen(NAMED[k].name) || !((z.p[strlen(NAMED[k].name)] | 32) >= 'a' && (z.p[strlen(NAMED[k].name)] | 32) <= 'z'))) {
            w->zoned = true;
            w->zone = NAMED[k].hours * 60;
            return;
        }
    uint32_t at = 0;
    int sign = z.n && z.p[0] == '-' ? -1 : 1, h, m = 0;
    if (!eat(z, &at, "+-") || !digits(z, &at, 1, 2, &h))
        return;
    eat(z, &at, ":");
    digits(z, &at, 0, 2, &m);
    w->zoned = h <= 14 && m < 60;
    w->zone = sign * (h * 60 + m);
}

/* hh:mm[:ss[.fff]] and a zone behind it. */
static bool time_at(struct rd_str s, uint32_t *i, struct when *w) {
    uint32_t at = *i;
    if (!digits(s, &at, 1, 2, &w->h) || !eat(s, &at, ":") || !digits(s, &at, 2, 2, &w->mi))
        return false;
    if (eat(s, &at, ":"))
        digits(s, &at, 1, 2, &w->s);
    if (eat(s, &at, ".,"))
        while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9')
            at++;
    w->time = w->h < 24 && w->mi < 60 && w->s < 61;
    *i = at;
    zone_at(s, at, w);
    return w->time;
}

static bool iso(struct rd_str s, struct when *w) {
    uint32_t i = 0;
    if (!digits(s, &i, 4, 4, &w->y))
        return false;
    bool dash = eat(s, &i, "-/");
    if (!digits(s, &i, 2, 2, &w->mo))
        return i >= s.n && !dash; /* a year alone */
    if (dash ? !eat(s, &i, "-/") : false)
        return i >= s.n;
    if (!digits(s, &i, 1, 2, &w->d))
        return i >= s.n;
    if (eat(s, &i, "Tt ")) {
        while (eat(s, &i, " "))
            continue;
        time_at(s, &i, w);
    }
    return true;
}

static int month_of(struct rd_str s) {
    static const char MONTHS[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int m = 0; s.n >= 3 && m < 12; m++)
        if (strncasecmp(s.p, MONTHS + 3 * m, 3) == 0)
            return m + 1;
    return 0;
}

/* RFC 822 and its kin: words in any order but that the day comes before the year. */
static bool rfc822(struct rd_str s, struct when *w) {
    struct rd_str word[12];
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n && n < RD_ARRAY_LEN(word);) {
        uint32_t beg = i;
        while (i < s.n && !strchr(" ,\t\r\n-", s.p[i]))
            i++;
        if (i == beg && s.p[i] == '-' && n && w->time)
            break;
        if (i > beg) {
            word[n] = rd_str_sub(s, beg, i);
            uint32_t at = beg;
            if (memchr(word[n].p, ':', word[n].n) && !w->time) {
                if (time_at(s, &at, w))
                    i = at > i ? at : i;
            } else {
                n++;
            }
        } else {
            i++;
        }
    }
    bool year = false;
    for (uint32_t k = 0; k < n; k++) {
        int v;
        uint32_t at = 0;
        if (!w->mo && month_of(word[k]))
            w->mo = month_of(word[k]);
        else if (!w->d && digits(word[k], &at, 1, 2, &v) && at == word[k].n && v >= 1 && v <= 31)
            w->d = v;
        else if (!year && (at = 0, digits(word[k], &at, 2, 4, &v)) && at == word[k].n && (at == 4 || (at == 2 && w->mo))) {
            year = true;
            w->y = at == 4 ? v : v < 70 ? 2000 + v : 1900 + v;
        }
    }
    return year && w->mo && w->d;
}

struct rd_str feed_date(struct rd_str s, struct rd_arena *a) {
    struct when w = {0};
    s = rd_str_trim(s);
    if (!s.n || s.n > 100)
        return RD_NONE;
    if (!iso(s, &w)) {
        w = (struct when){0};
        if (!rfc822(s, &w))
            return RD_NONE;
    }
    if (w.y < 1900 || w.y > 2200 || (w.mo && !rd_ymd_valid(w.y, w.mo, w.d ? w.d : 1)))
        return RD_NONE;
    if (!w.mo)
        return rd_arena_printf(a, "%04d", w.y);
    if (!w.d)
        return rd_arena_printf(a, "%04d-%02d", w.y, w.mo);
    if (!w.time)
        return rd_arena_printf(a, "%04d-%02d-%02d", w.y, w.mo, w.d);
    if (!w.zoned)
        return rd_arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d", w.y, w.mo, w.d, w.h, w.mi, w.s);
    int z = w.zone < 0 ? -w.zone : w.zone;
    return rd_arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", w.y, w.mo, w.d, w.h, w.mi, w.s, w.zone < 0 ? '-' : '+', z / 60, z % 60);
}

/* ---- encodings ---- */

/* The encoding that the XML declaration names, of the first 200 bytes. */
static struct rd_str declared(struct rd_str xml) {
    struct rd_str head = rd_str_sub(xml, 0, xml.n < 200 ? xml.n : 200);
    int64_t end = rd_str_starts(head, "<?xml") ? rd_str_find(head, RD_LIT("?>"), 0) : -1;
    int64_t at = end > 0 ? rd_str_find(rd_str_sub(head, 0, (uint32_t)end), RD_LIT("encoding"), 0) : -1;
    if (at < 0)
        return RD_NONE;
    uint32_t i = (uint32_t)at + 8;
    while (i < head.n && head.p[i] != '"' && head.p[i] != '\'' && head.p[i] != '>')
        i++;
    uint32_t stop = i + 1;
    while (stop < head.n && head.p[stop] != head.p[i])
        stop++;
    return i < head.n && stop < head.n ? rd_str_sub(head, i + 1, stop) : RD_NONE;
}

static bool expat_knows(struct rd_str name) {
    static const char *const OWN[] = {"utf-8", "utf8", "us-ascii", "ascii", "utf-16"};
    for (size_t i = 0; i < RD_ARRAY_LEN(OWN); i++)
        if (name.n == strlen(OWN[i]) && strncasecmp(name.p, OWN[i], name.n) == 0)
            return true;
    return !name.n;
}

static struct rd_str convert(struct rd_str xml, const char *from, struct rd_arena *a) {
    UErrorCode e = U_ZERO_ERROR;
    int32_t room = (int32_t)(xml.n < (RD_MAX_DECODED - 64) / 3 ? xml.n * 3 + 64 : RD_MAX_DECODED);
    char *to = rd_arena_get(a, (size_t)room);
    int32_t n = ucnv_convert("UTF-8", from, to, room, xml.p, (int32_t)xml.n, &e);
    return U_FAILURE(e) || n < 0 || n > room ? RD_NONE : (struct rd_str){to, (uint32_t)n};
}

struct rd_str feed_utf8(struct rd_str xml, struct rd_str charset, bool *converted, struct rd_arena *a) {
    struct rd_str name = declared(xml);
    *converted = false;
    if (rd_str_starts(xml, "\xEF\xBB\xBF") || rd_str_starts(xml, "\xFF\xFE") || rd_str_starts(xml, "\xFE\xFF"))
        return xml;
    if (!name.n && charset.n)
        name = charset;
    bool broken = (!name.n || expat_knows(name)) && !memchr(xml.p, 0, xml.n) && !rd_utf8_valid(xml);
    if (expat_knows(name) && !broken)
        return xml;
    const char *from = broken || (name.n > 6 && strncasecmp(name.p, "iso-8859-1", name.n) == 0) ? "windows-1252" : rd_arena_str(a, name).p;
    struct rd_str out = convert(xml, from, a);
    if (!out.p)
        return xml;
    *converted = true;
    return out;
}
