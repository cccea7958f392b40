/* names.c - bylines, cited agencies, outlets that a page names in its own small print. */
#include "page/page_int.h"

/* One word of a name: a capital and letters, an initial, or a particle in the middle ("van", "de", "bin"). */
static bool name_word(struct rd_str w, bool inside) {
    uint32_t i = 0, letters = 0, cp = rd_utf8_next(w, &i);
    bool capital = rd_cp_upper(cp) || (rd_cp_alpha(cp) && !rd_cp_lower(cp));
    if (!capital && !(inside && w.n <= 4 && rd_cp_lower(cp)))
        return false;
    for (i = 0; i < w.n;) {
        cp = rd_utf8_next(w, &i);
        letters += rd_cp_alpha(cp);
        if (!rd_cp_alpha(cp) && cp != '-' && cp != '\'' && cp != 0x2019 && cp != '.' && cp != 0x2010)
            return false;
        if (cp == '.' && i < w.n && letters > 3)
            return false;
    }
    return letters > 0 && letters <= 24;
}

bool page_is_name(struct rd_str s) {
    uint32_t words = 0, full = 0;
    struct rd_str last = RD_NONE;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t beg = i;
        while (i < s.n && s.p[i] != ' ')
            i++;
        struct rd_str w = rd_str_sub(s, beg, i++);
        if (!w.n)
            continue;
        if (!name_word(w, words > 0))
            return false;
        words++;
        full += w.n > 2 && w.p[w.n - 1] != '.';
        last = w;
    }
    return words >= 2 && words <= 5 && full >= 1 && last.n > 1 && name_word(last, false) &&
           (last.p[last.n - 1] != '.' || rd_str_is(last, "Jr.") || rd_str_is(last, "Sr."));
}

static void add_unique(struct page_ctx *c, struct rd_told **v, uint32_t *n, struct rd_told t) {
    for (uint32_t i = 0; i < *n; i++)
        if (rd_str_eq(rd_utf8_key((*v)[i].value, c->a), rd_utf8_key(t.value, c->a)))
            return;
    if (*n >= 32)
        return;
    uint32_t cap = *n;
    *v = rd_arena_grow(c->a, *v, &cap, *n + 1, sizeof **v);
    (*v)[(*n)++] = t;
}

void page_cites_add(struct page_ctx *c, struct rd_str s, const struct page_unit *u) {
    s = rd_str_trim(s);
    while (s.n && strchr(".,;:()[]|", s.p[s.n - 1]))
        s = rd_str_sub(s, 0, s.n - 1);
    while (s.n && strchr(".,;:()[]|", s.p[0]))
        s = rd_str_sub(s, 1, s.n);
    s = rd_str_trim(s);
    if (!s.n || s.n > 120)
        return;
    bool here = u && s.p >= u->text.p && s.p + s.n <= u->text.p + u->text.n;
    uint32_t at = here ? (uint32_t)(s.p - u->text.p) : 0;
    add_unique(c, &c->out->cites, &c->out->n_cites, page_told(c, rd_arena_str(c->a, s), here ? u : NULL, at, at + s.n));
}

bool page_is_agency(const struct page_ctx *c, struct rd_str s) {
    struct rd_str type;
    for (uint32_t l = 0; l < c->n_langs; l++) {
        const struct rd_actor *act = c->lex ? rd_lex_name(c->lex, c->langs[l], s, &type) : NULL;
        if (act)
            return rd_str_is(act->sector, "MED") || rd_str_is(act->kind, "agency") || rd_str_is(act->kind, "company");
    }
    return false;
}

bool page_all_caps(struct rd_str s) {
    bool some = false;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t cp = rd_utf8_next(s, &i);
        if (rd_cp_lower(cp))
            return false;
        some = some || rd_cp_upper(cp);
    }
    return some;
}

/* A name that the markup says is one: a single word or a nickname will do, a sentence or an address will not. */
static bool plausible(struct rd_str s) {
    uint32_t words = 1, letters = 0, digits = 0;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t cp = rd_utf8_next(s, &i);
        words += cp == ' ';
        letters += rd_cp_alpha(cp);
        digits += rd_cp_digit(cp);
        if (cp == '<' || cp == '>' || cp == '{' || cp == '=' || cp == '@' || cp == '/' || cp == ':' || cp == '?' || cp == '!' ||
            cp == '|' || cp == '"' || cp == 0xA9 || (cp >= 0x2190 && cp < 0x2800))
            return false;
    }
    for (uint32_t i = 1; i + 1 < s.n; i++) /* "velden.example", "anna.berg": an address */
        if (s.p[i] == '.' && s.p[i + 1] != ' ' && rd_cp_lower((unsigned char)s.p[i + 1]))
            return false;
    static const char *const FIRMS[] = {"GmbH", " AG", "e.V.", "e. V.", " Inc", " Ltd", " LLC", "admin", "Admin"};
    for (size_t i = 0; i < RD_ARRAY_LEN(FIRMS); i++)
        if (rd_str_ends(s, FIRMS[i]))
            return false;
    return words <= 4 && s.n <= 48 && letters >= 2 && digits <= 4;
}

/* Is the whole of `s` a phrase of bylines.tsv of this kind? */
static bool is_phrase(const struct page_ctx *c, struct rd_str s, const char *kind) {
    struct page_words w;
    page_words_of(&w, s);
    return w.n && w.all && page_byline(c, &w, kind) == w.n;
}

/* The bytes of the words at the beginning that are a phrase of a kind; 0 if nothing would be left. */
static uint32_t phrase_head(const struct page_ctx *c, struct rd_str s, const char *kind) {
    struct page_words w;
    page_words_of(&w, s);
    uint32_t n = page_byline(c, &w, kind);
    return n && n < w.n ? (uint32_t)(w.w[n].p - s.p) : 0;
}

static struct rd_str without_marks(struct rd_str s) {
    static const char *const MARKS[] = {",", ";", "|", "/", "-", ":", ">", "<", "\xC2\xB7", "\xE2\x80\xA2", "\xE2\x86\x92", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xBB", "\xC2\xAB"};
    for (bool again = true; again;) {
        again = false;
        s = rd_str_trim(s);
        for (size_t i = 0; i < RD_ARRAY_LEN(MARKS); i++) {
            uint32_t n = (uint32_t)strlen(MARKS[i]);
            if (rd_str_ends(s, MARKS[i]))
                s = rd_str_sub(s, 0, s.n - n), again = true;
            if (rd_str_starts(s, MARKS[i]))
                s = rd_str_sub(s, n, s.n), again = true;
        }
    }
    return s;
}

/* Takes off what stands in front of a name ("By", "All posts by") and behind it (the outlet, "staff"). */
static struct rd_str bare_name(const struct page_ctx *c, struct rd_str s) {
    static const char *const KINDS[] = {"by", "more"};
    for (int round = 0; round < 3; round++) {
        uint32_t cut = 0;
        for (size_t k = 0; k < RD_ARRAY_LEN(KINDS) && !cut; k++)
            cut = phrase_head(c, s, KINDS[k]);
        for (uint32_t i = 1; !cut && i < s.n && i < 24 && s.p[i] != ' '; i++) /* "ByAnna Berg": no blank between two elements */
            if (rd_cp_lower((unsigned char)s.p[i - 1]) && rd_cp_upper((unsigned char)s.p[i]) && is_phrase(c, rd_str_sub(s, 0, i), "by"))
                cut = i;
        if (!cut)
            break;
        s = without_marks(rd_str_sub(s, cut, s.n));
    }
    for (uint32_t at = s.n, words = 0; at > 0 && words < 5; at--) {
        if (s.p[at - 1] != ' ')
            continue;
        words++;
        struct rd_str head = rd_str_sub(s, 0, at - 1), tail = rd_str_sub(s, at, s.n);
        bool outlet = c->out->outlet.value.n && rd_str_eq(rd_utf8_key(tail, c->a), rd_utf8_key(c->out->outlet.value, c->a));
        if ((outlet || is_phrase(c, tail, "staff")) && page_is_name(head))
            return bare_name(c, without_marks(head));
    }
    /* "Anna Berg Anna Berg": a picture's text beside the name. */
    uint32_t half = s.n / 2;
    if (s.n % 2 && s.p[half] == ' ' && rd_str_eq(rd_str_sub(s, 0, half), rd_str_sub(s, half + 1, s.n)))
        s = rd_str_sub(s, 0, half);
    return s;
}

/* A first name that the world knows. */
bool page_is_person(const struct page_ctx *c, struct rd_str s) {
    const struct rd_lex_table *t = c->lex ? rd_lex_get(c->lex, RD_LIT("world"), "firstnames") : NULL;
    uint32_t n = 0;
    while (n < s.n && s.p[n] != ' ')
        n++;
    return t && page_is_name(s) && rd_lex_find(t, rd_str_sub(s, 0, n));
}

/* The page's own outlet under its name or its address is no author, unless it bears a person's name. */
static bool is_outlet(const struct page_ctx *c, struct rd_str s) {
    struct rd_str outlet = c->out->outlet.value, key = rd_utf8_key(s, c->a);
    if (!outlet.n || page_is_person(c, s))
        return false;
    outlet = rd_utf8_key(outlet, c->a);
    if (rd_str_eq(outlet, key))
        return true;
    int64_t at = rd_str_find(key, outlet, 0);
    if (at >= 0 && outlet.n >= 5 && (at == 0 || key.p[at - 1] == ' ') && ((uint32_t)at + outlet.n == key.n || key.p[(uint32_t)at + outlet.n] == ' '))
        return true; /* "Editors of the Velden Post" */
    char *tight = rd_arena_get(c->a, key.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < key.n; i++)
        if (key.p[i] != ' ' && key.p[i] != '-')
            tight[n++] = key.p[i];
    at = n >= 5 ? rd_str_find(outlet, (struct rd_str){tight, n}, 0) : -1;
    return at >= 0 && rd_str_find(outlet, RD_LIT("."), (uint32_t)at) == at + n; /* veldenpost.example */
}

/* A state, a capital or another place that the world knows writes nothing. */
static bool is_place(const struct page_ctx *c, struct rd_str s) {
    struct rd_str type;
    if (!c->lex || page_is_person(c, s))
        return false;
    for (uint32_t l = 0; l < c->n_langs; l++) {
        const struct rd_actor *act = rd_lex_name(c->lex, c->langs[l], s, &type);
        if (act && (rd_str_is(type, "capital") || rd_str_is(type, "adjective") || rd_str_is(act->kind, "state") || rd_str_is(act->kind, "region")))
            return true;
    }
    return rd_lex_place(c->lex, s) != NULL;
}

static void add_author(struct page_ctx *c, struct rd_str s, const struct page_unit *u, bool told) {
    s = bare_name(c, without_marks(s));
    if (!s.n || s.n > 80 || is_outlet(c, s) || is_phrase(c, s, "by") || is_phrase(c, s, "more") || (!told && is_phrase(c, s, "staff")) || is_place(c, s))
        return;
    if (page_is_agency(c, s) || (page_all_caps(s) && s.n <= 5 && !told)) {
        page_cites_add(c, s, u);
        return;
    }
    struct page_hit hit;
    struct page_words w;
    page_words_of(&w, s);
    if (page_furniture(c, &w, &hit) && (hit.whole || hit.own) && !page_is_person(c, s))
        return;
    if (!page_is_name(s) && !(told && plausible(s)))
        return;
    bool here = u && s.p >= u->text.p && s.p + s.n <= u->text.p + u->text.n;
    uint32_t at = here ? (uint32_t)(s.p - u->text.p) : 0;
    add_unique(c, &c->out->authors, &c->out->n_authors, page_told(c, rd_arena_str(c->a, s), here ? u : NULL, at, at + s.n));
}

/* A word that joins two names: "and", "en", "und", "y", "&". */
static bool joins(const struct page_ctx *c, struct rd_str w) {
    if (w.n == 1 && (w.p[0] == '&' || w.p[0] == '+'))
        return true;
    for (uint32_t l = 0; l < c->n_langs && w.n <= 8; l++) {
        const struct rd_lex_table *t = c->lex ? rd_lex_get(c->lex, c->langs[l], "bylines") : NULL;
        for (const struct rd_lex_row *r = t ? rd_lex_find(t, w) : NULL; r; r = r->next)
            if (rd_str_is(rd_lex_field(t, r, "kind"), "and"))
                return true;
    }
    return false;
}

/* The blank in front of a joining word, s.n if none; *next is behind the word. In a language without word lists any small word of at most
 * three letters between two whole names will do; a particle ("de") has no whole name before it. */
static uint32_t joint(const struct page_ctx *c, struct rd_str s, uint32_t *next) {
    bool unlisted = !c->n_langs || !c->lex || !rd_lex_get(c->lex, c->langs[0], "bylines");
    for (uint32_t i = 0; i < s.n; i++) {
        if (s.p[i] != ' ')
            continue;
        uint32_t end = i + 1, k = 0;
        while (end < s.n && s.p[end] != ' ')
            end++;
        struct rd_str w = rd_str_sub(s, i + 1, end);
        *next = end < s.n ? end + 1 : s.n;
        if (end >= s.n || !w.n)
            break;
        if (joins(c, w))
            return i;
        if (unlisted && rd_utf8_count(w) <= 3 && rd_cp_lower(rd_utf8_next(w, &k)) && page_is_name(rd_str_sub(s, 0, i)) &&
            page_is_name(rd_str_sub(s, *next, s.n)))
            return i;
    }
    *next = s.n;
    return s.n;
}

/* "PhD" behind a comma belongs to the name before it and is left out; a part like it says nothing of its own. */
static bool is_degree(struct rd_str s) {
    static const char *const DEGREES[] = {"PhD", "Ph.D.", "MD", "M.D.", "MA", "M.A.", "MSc", "BA", "MBA", "Jr.", "Jr", "Sr.", "MPH", "JD", "LL.M.", "M.Sc."};
    for (size_t i = 0; i < RD_ARRAY_LEN(DEGREES); i++)
        if (rd_str_is(s, DEGREES[i]))
            return true;
    return false;
}

void page_authors_add(struct page_ctx *c, struct rd_str s, const struct page_unit *u, bool told) {
    uint32_t beg = 0, parts = 0;
    s = rd_str_sub(s, 0, s.n < 400 ? s.n : 400);
    for (uint32_t i = 0; i <= s.n && parts < 16; i++) {
        if (i < s.n && !strchr(",;|/(", s.p[i]))
            continue;
        struct rd_str part = rd_str_trim(rd_str_sub(s, beg, i));
        bool bracket = i < s.n && s.p[i] == '(';
        beg = i + 1;
        if (is_degree(part))
            continue;
        parts++;
        for (uint32_t next; part.n; part = rd_str_trim(rd_str_sub(part, next, part.n))) {
            uint32_t j = joint(c, part, &next);
            add_author(c, rd_str_sub(part, 0, j), u, told && j == part.n && parts == 1);
        }
        if (bracket)
            break;
    }
}

/* "X reserves the right to", "(c) 2031 X. All rights reserved": X is the outlet. The words in the lists are rows of
 * furniture.tsv of kind policy; the capitalised words in front of one are its subject. */
static bool outlet_before(struct page_ctx *c, const struct page_unit *u, const struct page_words *w, uint32_t at) {
    uint32_t beg = at;
    while (beg > 0 && at - beg < 5) {
        struct rd_str x = w->w[beg - 1];
        uint32_t k = 0, cp = rd_utf8_next(x, &k);
        char before = w->raw[beg - 1].p[w->raw[beg - 1].n - 1];
        if (!rd_cp_upper(cp) || (beg < at && (before == '.' || before == '!' || before == '?')))
            break;
        beg--;
        if (x.p > u->text.p + 1 && strchr(".!?:", x.p[-2]))
            break;
    }
    if (beg == at)
        return false;
    uint32_t from = (uint32_t)(w->w[beg].p - u->text.p);
    uint32_t to = (uint32_t)(w->w[at - 1].p + w->w[at - 1].n - u->text.p);
    c->out->outlet = page_told(c, rd_arena_str(c->a, rd_str_sub(u->text, from, to)), u, from, to);
    return true;
}

static bool policy_subject(struct page_ctx *c, const struct page_unit *u) {
    struct page_words w;
    page_words_of(&w, u->text);
    for (uint32_t l = 0; l < c->n_langs; l++) {
        const struct rd_lex_table *t = c->lex ? rd_lex_get(c->lex, c->langs[l], "furniture") : NULL;
        for (uint32_t at = 1; t && at < w.n; at++) {
            uint32_t len;
            const struct rd_lex_row *r = rd_lex_match(t, w.w + at, w.n - at, &len);
            if (r && len >= 3 && rd_str_is(rd_lex_field(t, r, "kind"), "policy") && outlet_before(c, u, &w, at))
                return true;
        }
    }
    return false;
}

static bool copyright(struct page_ctx *c, const struct page_unit *u) {
    struct page_words w;
    if (rd_str_find(u->text, RD_LIT("\xC2\xA9"), 0) < 0)
        return false;
    page_words_of(&w, u->text);
    uint32_t i = 0;
    uint64_t year;
    while (i < w.n && !rd_str_uint(w.w[i], 2200, &year))
        i++;
    if (i >= w.n)
        return false;
    uint32_t first = i + 1, end = first;
    bool stop = strchr(".!", w.raw[i].p[w.raw[i].n - 1]) != NULL; /* "(c) X 2031. Reprinting only ...": the name stands in front of the year */
    while (!stop && end < w.n && end < first + 4 && rd_cp_upper((unsigned char)w.w[end].p[0])) {
        char last = w.raw[end].p[w.raw[end].n - 1];
        end++;
        if (last == '.' || last == ',' || last == '|')
            break;
    }
    if (end == first) {
        end = i;
        for (first = i; first > 0 && i - first < 4 && w.w[first - 1].p > u->text.p + rd_str_find(u->text, RD_LIT("\xC2\xA9"), 0) && rd_cp_upper((unsigned char)w.w[first - 1].p[0]);)
            first--;
    }
    if (end == first)
        return false;
    uint32_t from = (uint32_t)(w.w[first].p - u->text.p), to = (uint32_t)(w.w[end - 1].p + w.w[end - 1].n - u->text.p);
    c->out->outlet = page_told(c, rd_arena_str(c->a, rd_str_sub(u->text, from, to)), u, from, to);
    return true;
}

/* "(Reuters)" or "(ANP/AFP)" as the last words of a paragraph: a credit. */
static void credit_at_end(struct page_ctx *c, const struct page_unit *u) {
    struct rd_str t = u->text;
    if (t.n < 5 || (t.p[t.n - 1] != ')' && !rd_str_ends(t, ").")))
        return;
    uint32_t end = t.n - (t.p[t.n - 1] == '.' ? 2 : 1), beg = end;
    while (beg > 0 && t.p[beg - 1] != '(' && end - beg < 40)
        beg--;
    struct rd_str in = rd_str_sub(t, beg, end);
    if (beg > 0 && t.p[beg - 1] == '(' && in.n && (page_is_agency(c, in) || (page_all_caps(in) && in.n >= 2 && in.n <= 12 && !rd_str_starts(in, "19"))))
        page_cites_add(c, in, u);
}

/* "Source: X", "Quelle: X" as a line of its own beside the article. */
static void source_line(struct page_ctx *c, const struct page_unit *u) {
    struct page_words w;
    if (u->words > 14 || u->words < 2)
        return;
    page_words_of(&w, u->text);
    uint32_t n = page_byline(c, &w, "cites");
    if (n && n < w.n && w.raw[n - 1].p[w.raw[n - 1].n - 1] == ':')
        page_cites_add(c, rd_str_sub(u->text, (uint32_t)(w.w[n].p - u->text.p), u->text.n), u);
}

/* "as reported by the agency X", "X reports": a medium that the world knows, with the words that cite right before or behind it. */
static void sources_in_text(struct page_ctx *c, const struct page_unit *u) {
    struct page_words w, rest;
    page_words_of(&w, u->text);
    for (uint32_t at = 0; at < w.n; at++) {
        uint32_t k = 0, len = 0;
        struct rd_str type;
        if (rd_cp_lower(rd_utf8_next(w.w[at], &k)))
            continue;
        const struct rd_actor *a = c->n_langs ? rd_lex_name_match(c->lex, c->langs[0], w.w + at, w.n - at, &len, &type) : NULL;
        if (!a || !len || !(rd_str_is(a->sector, "MED") || rd_str_is(a->kind, "agency")))
            continue;
        bool cited = false;
        for (uint32_t back = 1; back <= 5 && back <= at && !cited; back++) {
            page_words_of(&rest, rd_str_sub(u->text, (uint32_t)(w.w[at - back].p - u->text.p), u->text.n));
            uint32_t n = page_byline(c, &rest, "cites");
            cited = n && n <= back && back - n <= 2;
        }
        if (!cited && at + len < w.n) {
            page_words_of(&rest, rd_str_sub(u->text, (uint32_t)(w.w[at + len].p - u->text.p), u->text.n));
            cited = page_byline(c, &rest, "cites") > 0;
        }
        if (cited)
            page_cites_add(c, rd_str_sub(u->text, (uint32_t)(w.w[at].p - u->text.p), (uint32_t)(w.w[at + len - 1].p + w.w[at + len - 1].n - u->text.p)), u);
        at += len - 1;
    }
}

enum { TEXT_HEAD = 6, BEHIND = 8 }; /* paragraphs that are searched for cited media; lines behind the last paragraph for a source */

void page_names_from_lines(struct page_ctx *c) {
    const struct page_unit *last = NULL;
    uint32_t first = c->n_units, paragraphs = 0;
    for (uint32_t i = 0; i < c->n_units; i++) {
        const struct page_unit *u = &c->units[i];
        if (u->role == RD_ROLE_FURNITURE && !c->out->outlet.value.n && !policy_subject(c, u))
            copyright(c, u);
        if ((u->role == RD_ROLE_BODY || u->role == RD_ROLE_LEAD) && u->prose) {
            last = u;
            first = first < i ? first : i;
            if (c->lex && paragraphs++ < TEXT_HEAD)
                sources_in_text(c, u);
        }
    }
    if (!last)
        return;
    uint32_t end = (uint32_t)(last - c->units) + BEHIND;
    for (uint32_t i = first; i < c->n_units && i <= end; i++)
        if (c->units[i].role == RD_ROLE_BODY || c->units[i].role == RD_ROLE_FURNITURE ||
            (c->units[i].role == RD_ROLE_CAPTION && &c->units[i] > last && i + BEHIND <= end + 2)) /* right behind the text it is no picture's */
            source_line(c, &c->units[i]);
    credit_at_end(c, last);
}
