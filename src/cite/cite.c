/* cite.c - reads a cited span again from the original bytes. Shares no code with page/: what that folder decodes wrongly, this one
 * does not repeat. The rule of the map (types/page.h): a piece's bytes, decoded, with tags off, entities decoded and every run of white
 * space as one blank, are exactly the piece's text. */
#include "cite/cite.h"
#include "base/limits.h"
#include "cite/gen/named.inc"

#include <errno.h>
#include <iconv.h>

struct reread {
    uint32_t *cp; /* decoded characters of one piece */
    size_t n;
    char *out;    /* folded text */
    size_t n_out, cap;
    bool blank;   /* white space was seen and not yet put out */
};

/* ---- bytes to characters ---- */

static bool is_windows(const char *charset) {
    return strncmp(charset, "windows-", 8) == 0;
}

static int decode(struct reread *r, const char *charset, const uint8_t *p, size_t n, struct rd_arena *a) {
    iconv_t cd = iconv_open("UTF-32LE", charset);
    if (cd == (iconv_t)-1)
        return RD_ECITE;
    char *in = rd_arena_dup(a, p, n), *to = rd_arena_get(a, 4 * n + 16);
    size_t left = n, room = 4 * n + 16;
    r->cp = (uint32_t *)(void *)to;
    while (left > 0) {
        if (iconv(cd, &in, &left, &to, &room) != (size_t)-1)
            break;
        if ((errno != EILSEQ && errno != EINVAL) || room < 4)
            break;
        /* A byte that means nothing is a mark of that, but in the code pages of Windows it is a control character. */
        if (!(is_windows(charset) && (uint8_t)*in >= 0x80 && (uint8_t)*in <= 0x9F)) {
            static const uint32_t BAD = 0xFFFD;
            memcpy(to, &BAD, 4);
            to += 4;
            room -= 4;
        }
        in++;
        left--;
        iconv(cd, NULL, NULL, NULL, NULL);
    }
    iconv_close(cd);
    r->n = (size_t)((uint32_t *)(void *)to - r->cp);
    return RD_OK;
}

/* ---- characters to text ---- */

static void append(struct reread *r, uint32_t c) {
    if (r->n_out + 4 > r->cap)
        return;
    char *o = r->out + r->n_out;
    if (c < 0x80) {
        o[0] = (char)c;
        r->n_out += 1;
    } else if (c < 0x800) {
        o[0] = (char)(0xC0 | c >> 6);
        o[1] = (char)(0x80 | (c & 63));
        r->n_out += 2;
    } else if (c < 0x10000) {
        o[0] = (char)(0xE0 | c >> 12);
        o[1] = (char)(0x80 | (c >> 6 & 63));
        o[2] = (char)(0x80 | (c & 63));
        r->n_out += 3;
    } else {
        o[0] = (char)(0xF0 | c >> 18);
        o[1] = (char)(0x80 | (c >> 12 & 63));
        o[2] = (char)(0x80 | (c >> 6 & 63));
        o[3] = (char)(0x80 | (c & 63));
        r->n_out += 4;
    }
}

static bool white(uint32_t c) {
    switch (c) {
    case 9: case 10: case 11: case 12: case 13: case ' ': case 0x85: case 0xA0: case 0x1680:
    case 0x2028: case 0x2029: case 0x202F: case 0x205F: case 0x3000:
        return true;
    default:
        return c >= 0x2000 && c <= 0x200A;
    }
}

static bool invisible(uint32_t c) {
    if (c < 32 || (c >= 0x7F && c < 0xA0) || (c >= 0xFFF9 && c <= 0xFFFC))
        return true;
    return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || c == 0x2060 || c == 0xFEFF;
}

static void character(struct reread *r, uint32_t c) {
    if (white(c)) {
        r->blank = true;
    } else if (!invisible(c)) {
        if (r->blank)
            append(r, ' ');
        r->blank = false;
        append(r, c);
    }
}

/* ---- HTML ---- */

static bool letter(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool digit(uint32_t c) {
    return c >= '0' && c <= '9';
}

static int by_name(const void *key, const void *row) {
    return strcmp(key, ((const char *const *)row)[0]);
}

static const char *named(const char *name) {
    const char *const *row = bsearch(name, NAMED, RD_ARRAY_LEN(NAMED), sizeof NAMED[0], by_name);
    return row ? row[1] : NULL;
}

static void text_of_entity(struct reread *r, const char *utf8) {
    const unsigned char *p = (const unsigned char *)utf8;
    while (*p) {
        uint32_t c = *p++, more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
        if (more)
            c &= 0x3Fu >> more;
        for (; more && *p; more--)
            c = c << 6 | (*p++ & 63);
        character(r, c);
    }
}

static size_t number_entity(struct reread *r, size_t i) {
    static const uint32_t OLD[32] = {0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
                                     0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178};
    size_t k = i + 2;
    bool hex = k < r->n && (r->cp[k] == 'x' || r->cp[k] == 'X');
    uint64_t v = 0;
    size_t begin = k += hex;
    for (; k < r->n; k++) {
        uint32_t c = r->cp[k];
        uint32_t d = digit(c) ? c - '0' : hex && letter(c) && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;
        if (d == 99)
            break;
        if (v < 0x1000000)
            v = v * (hex ? 16 : 10) + d;
    }
    if (k == begin)
        return 0;
    if (k < r->n && r->cp[k] == ';')
        k++;
    if (v >= 0x80 && v <= 0x9F && OLD[v - 0x80])
        v = OLD[v - 0x80];
    if (v == 0 || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF))
        v = 0xFFFD;
    character(r, (uint32_t)v);
    return k - i;
}

/* Characters that an entity at i takes; 0: it is a mere '&'. */
static size_t entity(struct reread *r, size_t i) {
    char name[40];
    size_t n = 0;
    if (i + 1 < r->n && r->cp[i + 1] == '#')
        return number_entity(r, i);
    while (n < 33 && i + 1 + n < r->n && (letter(r->cp[i + 1 + n]) || digit(r->cp[i + 1 + n]))) {
        name[n] = (char)r->cp[i + 1 + n];
        n++;
    }
    if (n < 33 && i + 1 + n < r->n && r->cp[i + 1 + n] == ';') {
        name[n] = ';';
        name[n + 1] = 0;
        const char *text = named(name);
        if (text) {
            text_of_entity(r, text);
            return n + 2;
        }
    }
    for (; n >= 2; n--) {
        name[n] = 0;
        const char *text = n <= 6 ? named(name) : NULL;
        if (text) {
            text_of_entity(r, text);
            return n + 1;
        }
    }
    return 0;
}

static bool is_inline(const struct reread *r, size_t i, size_t end) {
    static const char NAMES[] = " a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby s samp small "
                                "span strike strong sub sup time tt u var wbr ";
    char name[16] = " ";
    size_t n = 1;
    if (i < end && r->cp[i] == '/')
        i++;
    while (i < end && n < 13 && r->cp[i] > ' ' && r->cp[i] != '>' && r->cp[i] != '/' && r->cp[i] < 0x80) {
        name[n++] = (char)(letter(r->cp[i]) ? r->cp[i] | 32 : r->cp[i]);
        i++;
    }
    name[n] = ' ';
    name[n + 1] = 0;
    return n > 1 && strstr(NAMES, name) != NULL;
}

/* Where the markup at i ends; i if it is a mere '<'. */
static size_t markup(const struct reread *r, size_t i) {
    size_t k = i + 1;
    if (k >= r->n)
        return i;
    if (r->cp[k] == '!' && k + 2 < r->n && r->cp[k + 1] == '-' && r->cp[k + 2] == '-') {
        if (k + 3 < r->n && r->cp[k + 3] == '>')
            return k + 4;
        if (k + 4 < r->n && r->cp[k + 3] == '-' && r->cp[k + 4] == '>')
            return k + 5;
        for (k += 3; k + 2 < r->n; k++)
            if (r->cp[k] == '-' && r->cp[k + 1] == '-' && r->cp[k + 2] == '>')
                return k + 3;
        return r->n;
    }
    bool tag = letter(r->cp[k]) || (r->cp[k] == '/' && k + 1 < r->n && (letter(r->cp[k + 1]) || r->cp[k + 1] == '>'));
    if (!tag && r->cp[k] != '!' && r->cp[k] != '?' && r->cp[k] != '/')
        return i;
    if (r->cp[k] == '/' && k + 1 >= r->n)
        return i;
    bool after_equals = false;
    for (k++; k < r->n; k++) {
        uint32_t c = r->cp[k];
        if (c == '>')
            return k + 1;
        if (tag && after_equals && (c == '"' || c == '\'')) {
            for (k++; k < r->n && r->cp[k] != c;)
                k++;
            after_equals = false;
        } else if (c == '=') {
            after_equals = true;
        } else if (c > ' ') {
            after_equals = false;
        }
    }
    return r->n;
}

static void fold(struct reread *r, bool html) {
    for (size_t i = 0; i < r->n;) {
        uint32_t c = r->cp[i];
        if (html && c == '<') {
            size_t end = markup(r, i);
            if (end > i) {
                uint32_t kind = r->cp[i + 1];
                if (kind != '!' && kind != '?' && !is_inline(r, i + 1, end))
                    r->blank = true;
                i = end;
                continue;
            }
        }
        if (html && c == '&') {
            size_t n = entity(r, i);
            if (n) {
                i += n;
                continue;
            }
        }
        character(r, c);
        i++;
    }
    if (r->blank)
        append(r, ' ');
}

/* ---- the check ---- */

static int refuse(struct rd_err *err, const char *why, struct rd_str wanted, struct rd_str got) {
    return rd_fail(err, RD_ECITE, "cite", "%s: \"%.*s\" is cited, \"%.*s\" was read", why, (int)(wanted.n < 60 ? wanted.n : 60), wanted.p,
                   (int)(got.n < 60 ? got.n : 60), got.p ? got.p : "");
}

static uint32_t first_piece(const struct rd_cite_source *s, uint32_t at) {
    uint32_t lo = 0, hi = s->n_segs;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if ((uint64_t)s->segs[mid].text + s->segs[mid].len <= at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static int reread_piece(struct reread *r, const struct rd_cite_source *s, const struct rd_seg *seg, struct rd_arena *a) {
    memset(r, 0, sizeof *r);
    if (seg->src > seg->src_end || seg->src_end > s->n || seg->src_end - seg->src > RD_MAX_BLOB)
        return RD_ECITE;
    int rc = decode(r, s->charset ? s->charset : "UTF-8", s->bytes + seg->src, (size_t)(seg->src_end - seg->src), a);
    if (rc)
        return rc;
    r->cap = 4 * r->n + 64;
    r->out = rd_arena_get(a, r->cap);
    fold(r, s->is_html);
    return RD_OK;
}

int rd_cite_check(const struct rd_cite_source *src, struct rd_span span, struct rd_str exact, struct rd_arena *scratch,
                  struct rd_err *err) {
    if (span.end < span.beg || span.end - span.beg != exact.n || exact.n == 0)
        return refuse(err, "the span has another length", exact, RD_NONE);
    uint32_t at = span.beg;
    for (uint32_t k = first_piece(src, span.beg); at < span.end; k++) {
        struct rd_arena_mark mark = rd_arena_mark(scratch);
        if (k >= src->n_segs)
            return refuse(err, "the map does not reach", exact, RD_NONE);
        const struct rd_seg *seg = &src->segs[k];
        /* Between pieces of two blocks stands a line break that no byte gave. */
        while (at < span.end && at < seg->text && exact.p[at - span.beg] == '\n')
            at++;
        if (at >= span.end)
            break;
        if (at < seg->text)
            return refuse(err, "the map has a gap", exact, RD_NONE);
        struct reread r;
        if (reread_piece(&r, src, seg, scratch))
            return refuse(err, "the bytes cannot be read", exact, RD_NONE);
        uint32_t into = at - seg->text, end = span.end - seg->text < seg->len ? span.end - seg->text : seg->len;
        struct rd_str got = {r.out + (into < r.n_out ? into : r.n_out), 0};
        got.n = (uint32_t)(end <= r.n_out ? end - into : into < r.n_out ? r.n_out - into : 0);
        bool same = r.n_out == seg->len && got.n == end - into && memcmp(got.p, exact.p + (at - span.beg), got.n) == 0;
        if (!same)
            return refuse(err, "the source says something else", rd_str_sub(exact, at - span.beg, exact.n), got);
        at += end - into;
        rd_arena_reset(scratch, mark);
    }
    return RD_OK;
}
