/* charset.c - bytes to UTF-8, and from a place in it back to the bytes. ICU converts and guesses; a page that is valid UTF-8 is not
 * copied. Order of trust: BOM, valid UTF-8 with letters beyond ASCII, what came with the blob, <meta>, content. */
#include "page/page_int.h"
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#define PAGE_MARK 64u
#define PAGE_CHUNK 4096
#define PAGE_DECODED (24u << 20) /* bytes of UTF-8 that are made of a page in another charset; what is behind them is cut, with a note */
#define PAGE_META 8192u  /* bytes in which a <meta charset> is looked for */
#define PAGE_GUESS 65536 /* bytes that the guess is made on */

struct utf8_look { uint32_t good, bad; };

static struct utf8_look look_utf8(struct rd_str s) {
    struct utf8_look l = {0, 0};
    for (uint32_t i = 0; i < s.n;) {
        while (i < s.n && (unsigned char)s.p[i] < 0x80)
            i++;
        if (i >= s.n)
            break;
        uint32_t at = i;
        if (rd_utf8_next(s, &i) == 0xFFFD && i - at == 1)
            l.bad++;
        else
            l.good++;
    }
    return l;
}

/* UTF-16 without a BOM: NULs on one side of nearly every pair. 'L', 'B' or 0. */
static char look_utf16(const uint8_t *p, size_t n) {
    size_t even = 0, odd = 0, pairs = (n < 4096 ? n : 4096) / 2;
    for (size_t i = 0; i < pairs; i++) {
        even += p[2 * i] == 0;
        odd += p[2 * i + 1] == 0;
    }
    if (pairs < 8)
        return 0;
    return odd * 10 > pairs * 4 && even * 20 < pairs ? 'L' : even * 10 > pairs * 4 && odd * 20 < pairs ? 'B' : 0;
}

static bool same_folded(const char *p, const char *low, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (((p[i] >= 'A' && p[i] <= 'Z') ? p[i] + 32 : p[i]) != low[i])
            return false;
    return true;
}

/* The label behind "charset=" in the first bytes. */
static struct rd_str meta_label(struct rd_str s) {
    uint32_t end = s.n < PAGE_META ? s.n : PAGE_META;
    for (uint32_t i = 0; i + 8 < end; i++) {
        if ((s.p[i] | 32) != 'c' || !same_folded(s.p + i, "charset", 7))
            continue;
        uint32_t k = i + 7;
        while (k < end && (s.p[k] == ' ' || s.p[k] == '\t'))
            k++;
        if (k >= end || s.p[k] != '=')
            continue;
        for (k++; k < end && (s.p[k] == ' ' || s.p[k] == '"' || s.p[k] == '\'');)
            k++;
        uint32_t beg = k;
        while (k < end && ((unsigned char)s.p[k] > ' ') && !strchr("\"'>;/", s.p[k]))
            k++;
        if (k > beg && k - beg < 40)
            return rd_str_sub(s, beg, k);
    }
    return RD_NONE;
}

/* Labels that mean more than they say (Encoding Standard, 4.2), and ICU's name for the rest; NULL if nobody knows it. */
static const char *known_name(struct rd_str label, struct rd_arena *a) {
    static const struct { const char *label, *name; } MORE[] = {
        {"iso-8859-1", "windows-1252"}, {"iso8859-1", "windows-1252"}, {"latin1", "windows-1252"}, {"latin-1", "windows-1252"},
        {"us-ascii", "windows-1252"}, {"ascii", "windows-1252"}, {"iso-8859-9", "windows-1254"}, {"latin5", "windows-1254"},
        {"iso-8859-11", "windows-874"}, {"tis-620", "windows-874"}, {"gb2312", "GBK"}, {"gbk", "GBK"}, {"x-gbk", "GBK"},
        {"euc-kr", "windows-949"}, {"ks_c_5601-1987", "windows-949"}, {"utf8", "UTF-8"}, {"utf-8", "UTF-8"},
        {"unicode-1-1-utf-8", "UTF-8"}, {"utf-16", "UTF-16LE"}, {"x-sjis", "Shift_JIS"}, {"utf-7", NULL}, {"utf-32", NULL},
    };
    label = rd_utf8_lower(rd_str_trim(label), a);
    for (size_t i = 0; i < RD_ARRAY_LEN(MORE); i++)
        if (rd_str_is(label, MORE[i].label))
            return MORE[i].name;
    UErrorCode st = U_ZERO_ERROR;
    const char *name = ucnv_getStandardName(label.p, "IANA", &st);
    return U_FAILURE(st) || !name || rd_str_starts(label, "utf-7") || rd_str_starts(label, "iso-2022") ? NULL : name;
}

static const char *guess(struct rd_str s, struct rd_arena *a) {
    UErrorCode st = U_ZERO_ERROR;
    UCharsetDetector *d = ucsdet_open(&st);
    const char *name = NULL;
    if (U_SUCCESS(st)) {
        ucsdet_setText(d, s.p, (int32_t)(s.n < PAGE_GUESS ? s.n : PAGE_GUESS), &st);
        ucsdet_enableInputFilter(d, true);
        const UCharsetMatch *m = ucsdet_detect(d, &st);
        if (U_SUCCESS(st) && m && ucsdet_getConfidence(m, &st) >= 20) {
            const char *told = ucsdet_getName(m, &st);
            name = U_SUCCESS(st) ? known_name(rd_str_of(told), a) : NULL;
        }
    }
    ucsdet_close(d);
    return name && strcmp(name, "UTF-8") != 0 ? name : "windows-1252";
}

/* Decides the charset; "UTF-8" means: as it is. */
static const char *decide(struct page_source *s, const struct rd_blob *b, bool is_html, struct rd_arena *a) {
    struct rd_str raw = {(const char *)b->bytes, (uint32_t)b->n};
    if (rd_str_starts(raw, "\xEF\xBB\xBF"))
        return "UTF-8";
    if (raw.n >= 2 && (memcmp(raw.p, "\xFF\xFE", 2) == 0 || memcmp(raw.p, "\xFE\xFF", 2) == 0))
        return raw.p[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE";
    char wide = look_utf16(b->bytes, b->n);
    if (wide)
        return wide == 'L' ? "UTF-16LE" : "UTF-16BE";
    struct utf8_look l = look_utf8(raw);
    if (l.bad == 0)
        return "UTF-8";
    if (l.good > 20 * l.bad) {
        s->damaged = true;
        return "UTF-8";
    }
    const char *name = b->charset.n ? known_name(b->charset, a) : NULL;
    if ((!name || !strcmp(name, "UTF-8")) && is_html) {
        struct rd_str label = meta_label(raw);
        name = label.n ? known_name(label, a) : NULL;
    }
    if (name && strcmp(name, "UTF-8") != 0 && !rd_str_starts(rd_str_of(name), "UTF-16"))
        return name;
    s->guessed = true;
    return guess(raw, a);
}

struct decoding {
    struct page_source *s;
    char *out;
    uint32_t n, cap;
    uint64_t last; /* where the code point before began */
    struct rd_arena *a;
    uint32_t cap_marks;
};

static bool take(struct decoding *d, uint32_t cp, uint64_t at) {
    struct page_source *s = d->s;
    if (d->n + 4 > d->cap)
        return false;
    if (s->n_cp && s->len) {
        uint64_t len = at - d->last;
        s->len[s->n_cp - 1] = len > 255 ? 255 : (uint8_t)len;
    }
    if (s->n_cp % PAGE_MARK == 0)
        *RD_PUSH(d->a, s->marks, s->n_marks, d->cap_marks) = (struct page_mark){d->n, s->n_cp, at};
    d->last = at;
    s->n_cp++;
    d->n += rd_utf8_put(d->out + d->n, cp);
    return true;
}

static bool decode(struct decoding *d, UConverter *cnv, const struct rd_blob *b) {
    static const UChar NO_LEAD = 0;
    UChar room[PAGE_CHUNK], lead = NO_LEAD;
    int32_t offsets[PAGE_CHUNK];
    const char *from = (const char *)b->bytes, *end = from + b->n;
    uint64_t lead_at = 0;
    for (bool more = true; more;) {
        const char *begin = from;
        UChar *to = room;
        UErrorCode st = U_ZERO_ERROR;
        ucnv_toUnicode(cnv, &to, room + PAGE_CHUNK, &from, end, offsets, true, &st);
        more = st == U_BUFFER_OVERFLOW_ERROR;
        if (U_FAILURE(st) && !more)
            return false;
        for (int32_t i = 0; i < to - room; i++) {
            uint64_t at = (uint64_t)(begin - (const char *)b->bytes) + (uint64_t)(offsets[i] < 0 ? 0 : offsets[i]);
            if (U16_IS_LEAD(room[i])) {
                lead = room[i];
                lead_at = at;
                continue;
            }
            bool pair = lead && U16_IS_TRAIL(room[i]);
            uint32_t cp = pair ? (uint32_t)U16_GET_SUPPLEMENTARY(lead, room[i]) : room[i];
            if (!take(d, cp, pair ? lead_at : at))
                return false;
            lead = 0;
        }
    }
    return true;
}

int page_source_read(struct page_source *s, const struct rd_blob *b, bool is_html, struct rd_arena *a, struct rd_err *err) {
    memset(s, 0, sizeof *s);
    s->charset = decide(s, b, is_html, a);
    s->text = (struct rd_str){(const char *)b->bytes, (uint32_t)b->n};
    if (!strcmp(s->charset, "UTF-8"))
        return RD_OK;
    UErrorCode st = U_ZERO_ERROR;
    UConverter *cnv = ucnv_open(s->charset, &st);
    if (U_FAILURE(st)) {
        st = U_ZERO_ERROR;
        s->charset = "windows-1252";
        cnv = ucnv_open(s->charset, &st);
        if (U_FAILURE(st))
            return rd_fail(err, RD_EFORMAT, "page", "ICU has no converter for %s", s->charset);
    }
    size_t cap = b->n * 3 + 16 < PAGE_DECODED ? b->n * 3 + 16 : PAGE_DECODED;
    struct decoding d = {.s = s, .out = rd_arena_get(a, cap), .cap = (uint32_t)cap, .a = a};
    s->decoded = true;
    if (ucnv_getMaxCharSize(cnv) > 1) /* else every character is one byte */
        s->len = rd_arena_get(a, (b->n < cap ? b->n : cap) + 16);
    bool whole = decode(&d, cnv, b);
    ucnv_close(cnv);
    if (s->n_cp && s->len) {
        uint64_t len = (whole ? b->n : d.last + 1) - d.last;
        s->len[s->n_cp - 1] = len > 255 ? 255 : (uint8_t)len;
    }
    s->damaged = s->damaged || !whole;
    s->text = (struct rd_str){d.out, d.n};
    return RD_OK;
}

uint64_t page_source_back(const struct page_source *s, uint32_t at) {
    if (!s->decoded || !s->n_marks)
        return at;
    uint32_t lo = 0, hi = s->n_marks;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->marks[mid].text <= at)
            lo = mid;
        else
            hi = mid;
    }
    uint32_t i = s->marks[lo].text, cp = s->marks[lo].cp;
    uint64_t blob = s->marks[lo].blob;
    while (i < at && cp < s->n_cp) {
        rd_utf8_next(s->text, &i);
        blob += s->len ? s->len[cp] : 1u;
        cp++;
    }
    return blob;
}
