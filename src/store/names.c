#include "store/store_int.h"

#include "base/utf8.h"

struct rd_str store_key(struct rd_str name, struct rd_arena *a) {
    if (!name.p) return RD_NONE;
    struct rd_str bare = rd_utf8_bare(name, a);
    char *out = rd_arena_get(a, (size_t)bare.n + 1);
    uint32_t n = 0;
    bool gap = false;
    for (uint32_t i = 0; i < bare.n;) {
        uint32_t beg = i, cp = rd_utf8_next(bare, &i);
        if (!rd_cp_alpha(cp) && !rd_cp_digit(cp)) {
            gap = n > 0;
            continue;
        }
        if (gap) out[n++] = ' ';
        gap = false;
        memcpy(out + n, bare.p + beg, i - beg);
        n += i - beg;
    }
    out[n] = 0;
    return (struct rd_str){out, n};
}

int store_enum(struct rd_str name, const char *(*name_of)(int), int n, int otherwise) {
    for (int i = 0; i < n; i++) {
        const char *z = name_of(i);
        if (z && rd_str_is(name, z)) return i;
    }
    return otherwise;
}

const char *store_media_name(int media) {
    return media == RD_MEDIA_TEXT ? "text" : media == RD_MEDIA_HTML ? "html" : "unknown";
}

/* Two digits at z, or -1. */
static int two(const char *z) {
    return z[0] >= '0' && z[0] <= '9' && z[1] >= '0' && z[1] <= '9' ? (z[0] - '0') * 10 + z[1] - '0' : -1;
}

static bool place(const struct rd_date *d, struct rd_row_day *out) {
    int32_t first, last;
    if (rd_date_first_day(d, &first) && rd_date_last_day(d, &last)) {
        out->group = 0;
        out->first = first;
        out->last = last < first ? first : last;
        return true;
    }
    if (d->prec != RD_PREC_MONTH_DAY && d->prec != RD_PREC_MONTH_ONLY) return false;
    int m = two(d->value + 2), day = d->prec == RD_PREC_MONTH_DAY ? two(d->value + 5) : 0;
    out->group = 1;
    out->month_day = (uint16_t)((m < 0 ? 0 : m) * 32 + (day < 0 ? 0 : day));
    return true;
}

struct rd_row_day store_day(const struct rd_date *own, const struct rd_date *page) {
    struct rd_row_day out = {.group = 2};
    if (place(own, &out)) return out;
    if (page && place(page, &out)) out.from_page = true;
    return out;
}

bool store_days_of(struct rd_str date, int32_t *first, int32_t *last) {
    struct rd_str f[3];
    uint64_t v[3] = {0, 0, 0};
    static const uint32_t len[3] = {4, 2, 2};
    uint32_t n = rd_str_split(rd_str_trim(date), '-', f, 3);
    for (uint32_t i = 0; i < n; i++) {
        if (f[i].n != len[i] || !rd_str_uint(f[i], 9999, &v[i]) || v[i] == 0) return false;
    }
    struct rd_date d = rd_date_make((int)v[0], (int)v[1], (int)v[2], RD_BASIS_NONE);
    return d.value[0] && rd_date_first_day(&d, first) && rd_date_last_day(&d, last);
}

/* Adds one term: a phrase in FTS5's own quotation, inside which only the mark itself means anything. */
static void term(struct rd_buf *out, struct rd_str t, bool prefix, const char *join) {
    if (out->n) rd_buf_z(out, join);
    rd_buf_c(out, '"');
    for (uint32_t i = 0; i < t.n; i++) {
        if (t.p[i] == '"') rd_buf_c(out, '"');
        rd_buf_c(out, t.p[i] ? t.p[i] : ' ');
    }
    rd_buf_c(out, '"');
    if (prefix) rd_buf_c(out, '*');
}

/* True if FTS5's tokenizer will find a word in it; a phrase without words would match nothing, or everything. */
static bool has_word(struct rd_str t) {
    for (uint32_t i = 0; i < t.n;) {
        uint32_t cp = rd_utf8_next(t, &i);
        if (cp != 0xFFFD && (rd_cp_alpha(cp) || rd_cp_digit(cp))) return true;
    }
    return false;
}

void store_words(struct rd_str words, struct rd_arena *a, struct rd_str *with, struct rd_str *without) {
    struct rd_buf yes, no;
    uint32_t n = words.n < STORE_MAX_QUERY ? words.n : STORE_MAX_QUERY, terms = 0;
    rd_buf_init(&yes, 4 * STORE_MAX_QUERY);
    rd_buf_init(&no, 4 * STORE_MAX_QUERY);
    for (uint32_t i = 0; words.p && i < n && terms < STORE_MAX_TERMS;) {
        char c = words.p[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            i++;
            continue;
        }
        bool minus = c == '-';
        if (minus) i++;
        bool phrase = i < n && words.p[i] == '"';
        if (phrase) i++;
        uint32_t beg = i;
        while (i < n && (phrase ? words.p[i] != '"' : words.p[i] != ' ' && words.p[i] != '\t' && words.p[i] != '\n' && words.p[i] != '\r')) i++;
        struct rd_str t = rd_str_sub(words, beg, i);
        if (phrase && i < n) i++;
        bool prefix = phrase ? i < n && words.p[i] == '*' : t.n > 1 && t.p[t.n - 1] == '*';
        if (prefix && phrase) i++;
        if (prefix && !phrase) t.n--;
        if (!has_word(t)) continue;
        term(minus ? &no : &yes, t, prefix, minus ? " OR " : " AND ");
        terms++;
    }
    *with = yes.n ? rd_arena_str(a, rd_buf_view(&yes)) : RD_NONE;
    *without = no.n ? rd_arena_str(a, rd_buf_view(&no)) : RD_NONE;
    rd_buf_free(&yes);
    rd_buf_free(&no);
}
