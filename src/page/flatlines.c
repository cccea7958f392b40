/* flatlines.c - which lines of flattened text read like the article's own, by a linear model over what can be seen of a line, of its
 * neighbours and of the page. The weights are data (data/world/flatlines.tsv, trained by readout-train lines); without them every score is 0.
 *   Features are bins: a name and a number. A line's score is the sum of the weights of its bins, in thousandths. */
#include "base/map.h"
#include "page/flat_int.h"

#define FEATURES(T)                                                                                                                        \
    T(WORDS, "words", 12) T(SHAPE, "shape", 12) T(KNOWN, "known", 39) T(MARKS, "marks", 26) T(FIRST, "first", 6) T(SMALL, "small", 14)  \
    T(DIGITS, "digits", 5) T(LETTERS, "letters", 7) T(GAP, "gap", 4) T(BEFORE1, "before1", 13) T(BEFORE2, "before2", 13)                 \
    T(AFTER1, "after1", 13) T(AFTER2, "after2", 13) T(PAST, "past", 8) T(COMING, "coming", 8) T(SHORTS, "shorts", 14)                    \
    T(PLACE, "place", 11) T(LINE_PLACE, "line-place", 11) T(REGION, "region", 16) T(IN_REGION, "in-region", 36) T(COHESION, "cohesion", 24) \
    T(SECTION, "section", 52) T(THREAD, "thread", 12) T(PAGE, "page", 10) T(KNOWN_NEAR, "known-near", 8) T(BIAS, "bias", 1)                 \
    T(ROLE, "role", 27) T(ROLE_PAST, "role-past", 10) T(ROLE_COMING, "role-coming", 10)

#define ENUM(id, name, size) id, id##_LAST = id + (size) - 1,
enum feature { FEATURES(ENUM) N_FEATURES };
#define NAME(id, name, size) {name, id, size},
static const struct { const char *name; uint32_t first, n; } NAMES[] = {FEATURES(NAME)};

static const char *const KINDS[] = {"share", "comments", "policy", "related", "newsletter", "login", "cookie", "archive", "credit", "nav", "advert", "contact"};

static uint32_t bin(uint64_t v, const uint32_t *edges, uint32_t n) {
    uint32_t b = 0;
    while (b < n && v >= edges[b])
        b++;
    return b;
}
#define BIN(v, ...) bin((v), (const uint32_t[]){__VA_ARGS__}, (uint32_t)(sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)))

static void put(struct page_line *l, uint32_t f) {
    if (l->n < PAGE_LINE_FEATURES)
        l->f[l->n++] = (uint16_t)f;
}

static uint32_t coarse(const struct page_unit *u) {
    return BIN(u->words, 3, 6, 10, 15, 25);
}

static uint32_t kind_of(struct rd_str kind) {
    for (uint32_t i = 0; i < RD_ARRAY_LEN(KINDS); i++)
        if (rd_str_is(kind, KINDS[i]))
            return i;
    return 0;
}

/* What the characters of a line look like. */
struct chars { uint32_t letters, digits, words, small, commas, stops, upper; bool bar, arrow, copyright, at, http, quote, bracket, colon, ask, shout, dots, has_time; };

static struct chars look_at_chars(struct rd_str t) {
    struct chars c = {0};
    bool in_word = false;
    uint32_t last = 0;
    for (uint32_t i = 0; i < t.n;) {
        uint32_t at = i, cp = rd_utf8_next(t, &i);
        bool letter = rd_cp_alpha(cp);
        c.letters += letter;
        c.digits += rd_cp_digit(cp);
        c.upper += rd_cp_upper(cp);
        if (letter && !in_word) {
            c.words++;
            c.small += rd_cp_lower(cp);
        }
        in_word = letter || (in_word && (cp == '\'' || cp == 0x2019 || cp == '-'));
        c.commas += cp == ',' || cp == 0x60C;
        c.stops += (cp == '.' || cp == '!' || cp == '?' || cp == 0x589) && i < t.n && t.p[i] == ' ' && last && rd_cp_lower(last);
        c.bar = c.bar || cp == '|' || cp == 0xB7 || cp == 0x2022;
        c.arrow = c.arrow || cp == 0xBB || cp == 0x203A || (cp >= 0x2190 && cp < 0x2200) || cp == '>';
        c.copyright = c.copyright || cp == 0xA9 || cp == 0xAE;
        c.at = c.at || cp == '@';
        c.quote = c.quote || (rd_cp_quote(cp) && cp != '\'' && cp != 0x2019);
        c.bracket = c.bracket || cp == '(' || cp == '[';
        c.http = c.http || (cp == 'h' && rd_str_starts(rd_str_sub(t, at, t.n), "http")) || (cp == 'w' && rd_str_starts(rd_str_sub(t, at, t.n), "www."));
        c.has_time = c.has_time || (cp == ':' && at && i < t.n && rd_cp_digit((unsigned char)t.p[at - 1]) && rd_cp_digit((unsigned char)t.p[i]));
        if (cp != ' ')
            last = cp;
    }
    c.colon = last == ':';
    c.ask = last == '?';
    c.shout = last == '!';
    c.dots = last == 0x2026 || rd_str_ends(t, "...") || rd_str_ends(t, "[...]");
    return c;
}

static void own_features(struct page_line *l, const struct page_unit *u, const struct page_look *k) {
    struct chars c = look_at_chars(u->text);
    uint32_t i = 0, first = u->text.n ? rd_utf8_next(u->text, &i) : 0;
    put(l, BIAS);
    put(l, WORDS + BIN(u->words, 2, 3, 4, 6, 9, 13, 18, 25, 35, 50, 80));
    put(l, SHAPE + coarse(u) * 2 + u->ends);
    if (k->known)
        put(l, KNOWN + kind_of(k->hit.kind) * 3 + (k->hit.section ? 2u : k->hit.whole ? 1u : 0u));
    else
        put(l, KNOWN + 36 + BIN(u->words, 6, 15));
    const bool marks[] = {k->caption, k->by, k->cites, k->date, k->staff, k->updated, k->doubled, u->copy, c.bar, c.arrow, c.copyright, c.at, c.http,
                          c.quote, c.bracket, c.colon, c.ask, c.shout, c.dots, c.commas >= 1, c.commas >= 3, c.stops >= 1, c.stops >= 3,
                          c.has_time, c.upper * 10 > c.letters * 7 && c.letters > 3, u->prose};
    for (uint32_t m = 0; m < RD_ARRAY_LEN(marks); m++)
        if (marks[m])
            put(l, MARKS + m);
    put(l, FIRST + (rd_cp_upper(first) ? 0u : rd_cp_lower(first) ? 1u : rd_cp_digit(first) ? 2u : rd_cp_quote(first) ? 3u : rd_cp_alpha(first) ? 4u : 5u));
    put(l, SMALL + (u->words < 6 ? 0u : 7u) + BIN(c.words ? c.small * 100 / c.words : 0, 1, 20, 40, 55, 70, 85));
    put(l, DIGITS + BIN(c.digits * 100 / (c.letters + c.digits + 1), 1, 5, 15, 40));
    put(l, LETTERS + BIN(c.words ? c.letters * 10 / c.words : 0, 35, 42, 48, 55, 65, 80));
    put(l, GAP + (u->gap ? 1u : 0u) + (u->words >= 15 ? 2u : 0u));
}

static uint32_t shape_of(const struct page_ctx *c, int64_t i) {
    return i < 0 || i >= (int64_t)c->n_units ? 12 : coarse(&c->units[i]) * 2 + c->units[i].ends;
}

static void near_features(const struct page_ctx *c, const struct page_look *k, struct page_line *l, uint32_t i) {
    static const uint32_t BASE[] = {BEFORE1, BEFORE2, AFTER1, AFTER2};
    static const int STEP[] = {-1, -2, 1, 2};
    uint32_t past = 0, coming = 0, shorts[2] = {0, 0};
    for (uint32_t s = 0; s < 4; s++)
        put(l, BASE[s] + shape_of(c, (int64_t)i + STEP[s]));
    for (int s = 1; s <= 6; s++)
        for (int side = 0; side < 2; side++) {
            int64_t at = side ? (int64_t)i + s : (int64_t)i - s;
            const struct page_unit *u = at < 0 || at >= (int64_t)c->n_units ? NULL : &c->units[at];
            if (!u)
                continue;
            *(side ? &coming : &past) += u->prose && !k[at].known ? u->words : 0;
            shorts[side] += u->words < 6 && !u->ends;
        }
    put(l, PAST + BIN(past, 1, 15, 35, 70, 120, 200, 350));
    put(l, COMING + BIN(coming, 1, 15, 35, 70, 120, 200, 350));
    put(l, SHORTS + shorts[0]);
    put(l, SHORTS + 7 + shorts[1]);
    put(l, KNOWN_NEAR + (i && k[i - 1].known ? 1u : 0u) + (i + 1 < c->n_units && k[i + 1].known ? 2u : 0u) + (c->units[i].words >= 10 ? 4u : 0u));
}

/* Words of six letters and more of the region: how many lines hold each. */
static void count_words(struct page_ctx *c, struct rd_map *in, uint32_t beg, uint32_t end) {
    for (uint32_t i = beg; i < end; i++) {
        struct page_words w;
        if (c->units[i].copy || c->units[i].words < 8)
            continue;
        page_words_of(&w, c->units[i].text);
        for (uint32_t k = 0; k < w.n; k++)
            if (rd_utf8_count(w.w[k]) >= 5)
                ++*rd_map_put(in, rd_utf8_lower(w.w[k], c->a), NULL);
    }
}

static uint32_t cohesion(struct page_ctx *c, const struct rd_map *in, uint32_t i, bool inside) {
    struct page_words w;
    uint32_t longer = 0, found = 0;
    page_words_of(&w, c->units[i].text);
    bool counted = inside && !c->units[i].copy && c->units[i].words >= 8;
    for (uint32_t k = 0; k < w.n; k++)
        if (rd_utf8_count(w.w[k]) >= 5) {
            uint64_t v = 0;
            longer++;
            found += rd_map_get(in, rd_utf8_lower(w.w[k], c->a), &v) && v > (counted ? 1u : 0u);
        }
    return !longer ? 0 : 1 + BIN(found * 100 / longer, 1, 15, 30, 45, 60, 80);
}

struct sections { uint32_t kind, at; bool any, comments; uint32_t heads; };

static void page_features(struct page_ctx *c, const struct page_look *k, struct page_line *l, struct page_region r) {
    struct rd_map in;
    struct sections s = {.any = false};
    uint32_t total = 1, before = 0, heads = 0, prose_lines = 0;
    bool *head = RD_NEW_N(c->a, bool, c->n_units + 1);
    rd_map_init(&in, c->a);
    count_words(c, &in, r.beg, r.end);
    for (uint32_t i = 0; i < c->n_units; i++) {
        total += c->units[i].prose ? c->units[i].words : 0;
        prose_lines += c->units[i].prose;
        heads += head[i] = page_is_head(c, &c->units[i]);
    }
    for (uint32_t i = 0; i < c->n_units; i++) {
        const struct page_unit *u = &c->units[i];
        uint32_t where = i < r.beg ? 0u : i >= r.end ? 2u : 1u;
        uint32_t far = where == 0 ? r.beg - i : where == 2 ? i - r.end + 1 : i - r.beg;
        put(&l[i], REGION + where * 5 + BIN(far, 2, 4, 8, 16));
        put(&l[i], IN_REGION + where * 12 + coarse(u) * 2 + u->ends);
        put(&l[i], COHESION + where * 8 + cohesion(c, &in, i, where == 1));
        put(&l[i], ROLE + (uint32_t)u->role * 3 + BIN(u->words, 6, 15));
        put(&l[i], ROLE_PAST + (i ? c->units[i - 1].role : 9u));
        put(&l[i], ROLE_COMING + (i + 1 < c->n_units ? c->units[i + 1].role : 9u));
        put(&l[i], PLACE + before * 10 / total);
        put(&l[i], LINE_PLACE + i * 10 / c->n_units);
        if (s.any)
            put(&l[i], SECTION + s.kind * 4 + BIN(i - s.at, 3, 8, 20));
        else
            put(&l[i], SECTION + 48);
        if (s.comments)
            put(&l[i], SECTION + 49);
        put(&l[i], THREAD + BIN(s.heads, 1, 3));
        put(&l[i], THREAD + 3 + BIN(heads - s.heads, 1, 3));
        if (i && head[i - 1])
            put(&l[i], THREAD + 6);
        if (i > 1 && head[i - 2])
            put(&l[i], THREAD + 7);
        if (head[i]) {
            put(&l[i], THREAD + 8);
            s.heads++;
        }
        put(&l[i], PAGE + BIN(total, 100, 300, 800, 2000));
        put(&l[i], PAGE + 5 + BIN(c->n_units > prose_lines ? (c->n_units - prose_lines) / (prose_lines + 1) : 0, 1, 3, 8, 20));
        before += u->prose ? u->words : 0;
        if (k[i].known && k[i].hit.section && before * 20 > total) {
            s.kind = kind_of(k[i].hit.kind);
            s.at = i;
            s.any = true;
            s.comments = s.comments || k[i].hit.comments;
        } else if (u->words >= 35 && s.any && !s.comments && where == 1) {
            s.any = false;
        }
    }
}

struct page_line *page_lines(struct page_ctx *c, const struct page_look *k, struct page_region r) {
    struct page_line *l = RD_NEW_N(c->a, struct page_line, c->n_units + 1);
    for (uint32_t i = 0; i < c->n_units; i++) {
        own_features(&l[i], &c->units[i], &k[i]);
        near_features(c, k, &l[i], i);
    }
    page_features(c, k, l, r);
    return l;
}

uint32_t rd_page_line_feature(uint32_t f, struct rd_str *name, uint32_t *number) {
    for (size_t i = 0; name && i < RD_ARRAY_LEN(NAMES); i++)
        if (f >= NAMES[i].first && f < NAMES[i].first + NAMES[i].n) {
            *name = rd_str_of(NAMES[i].name);
            *number = f - NAMES[i].first;
        }
    return N_FEATURES;
}

/* Whole numbers only, so that no machine rounds otherwise. */
static bool weight_of(struct rd_str s, int64_t *v) {
    uint64_t n;
    bool minus = s.n && s.p[0] == '-';
    if (!rd_str_uint(minus ? rd_str_sub(s, 1, s.n) : s, 1000000, &n))
        return false;
    *v = minus ? -(int64_t)n : (int64_t)n;
    return true;
}

bool page_lines_score(struct page_ctx *c, struct page_line *l) {
    const struct rd_lex_table *t = c->lex ? rd_lex_get(c->lex, RD_LIT("world"), "flatlines") : NULL;
    int64_t *w = RD_NEW_N(c->a, int64_t, N_FEATURES);
    for (uint32_t i = 0; t && i < rd_lex_count(t); i++) {
        const struct rd_lex_row *r = rd_lex_at(t, i);
        uint64_t number;
        for (size_t k = 0; r->n >= 3 && k < RD_ARRAY_LEN(NAMES); k++)
            if (rd_str_is(r->f[0], NAMES[k].name) && rd_str_uint(r->f[1], NAMES[k].n - 1, &number))
                weight_of(r->f[2], &w[NAMES[k].first + number]);
    }
    for (uint32_t i = 0; i < c->n_units; i++) {
        l[i].score = 0;
        for (uint32_t k = 0; k < l[i].n; k++)
            l[i].score += w[l[i].f[k]];
    }
    return t != NULL;
}
