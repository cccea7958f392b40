/* sents.c - tokens of a paragraph -> sentences.
 * A sentence ends behind . ? ! ... and the quotation marks that close with it, when what follows can begin one. It does not end
 * inside brackets, behind "Mr." or an initial, before a word in lower case, or between a quotation and its "Marr asked". */
#include "text/text_int.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "lexicon/lexicon.h"

enum { MAX_OPEN = 16, MAX_INSIDE = 150, DATELINE_TOKENS = 16 };

static uint32_t first_char(const struct text_scan *s, uint32_t t) {
    uint32_t i = s->toks[t].span.beg;
    return rd_utf8_next(s->text, &i);
}

static bool spaced(const struct text_scan *s, uint32_t t) {
    return s->toks[t].flags & RD_TOK_SPACE_AFTER;
}

/* Brackets that have no counterpart within MAX_INSIDE tokens are no brackets. */
static void match_brackets(struct text_scan *s) {
    uint32_t open[MAX_OPEN], n = 0;
    for (uint32_t t = s->first; t < s->n; t++) {
        if (s->kinds[t] == TEXT_OPEN) {
            if (n == MAX_OPEN) { /* the oldest is given up */
                s->kinds[open[0]] = TEXT_OTHER;
                memmove(open, open + 1, sizeof *open * --n);
            }
            open[n++] = t;
        } else if (s->kinds[t] == TEXT_CLOSE) {
            if (n && t - open[n - 1] <= MAX_INSIDE) n--;
            else s->kinds[t] = TEXT_OTHER;
        }
        while (n && t - open[0] > MAX_INSIDE) {
            s->kinds[open[0]] = TEXT_OTHER;
            memmove(open, open + 1, sizeof *open * --n);
        }
    }
    while (n) s->kinds[open[--n]] = TEXT_OTHER;
}

/* Does the quotation mark at t open (true) or close? Blanks decide, then the sign itself, then `inside`. */
static bool opens(const struct text_scan *s, uint32_t t, bool inside) {
    uint32_t c = first_char(s, t);
    if (c == 0x201E || c == 0x201A || c == ',') return true;
    bool left = t == s->first || spaced(s, t - 1) || s->kinds[t - 1] == TEXT_OPEN || s->kinds[t - 1] == TEXT_DASH;
    bool right = t + 1 == s->n || spaced(s, t);
    if (left != right) return left;
    if (c == '`') return true;
    if (c == 0x201C || c == 0x2018 || c == 0xAB || c == 0x2039) return !inside;
    if (c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x203A) return false;
    if (c == '\'' && s->toks[t].form.n == 2) return false;
    return !inside;
}

static bool word_like(int kind) {
    return kind <= TEXT_INITIAL;
}

/* The word form at t is in a table of forms. */
static bool listed(const struct text_scan *s, const struct rd_lex_table *table, uint32_t t) {
    return table && t < s->n && rd_lex_find(table, s->toks[t].form);
}

/* `"Why?" Marr asked`: up to five capitalised words and a verb of saying, or the verb at once. */
static bool saying_follows(const struct text_scan *s, uint32_t t) {
    for (uint32_t n = 0; n < 6 && t < s->n; n++, t++) {
        if (listed(s, s->r->saying, t)) return n > 0;
        if (!word_like(s->kinds[t]) || (!text_upper_at(s, s->toks[t].span.beg) && n == 0)) return false;
        if (n > 0 && text_lower_at(s, s->toks[t].span.beg) && n > 2) return false;
    }
    return false;
}

static bool is_month(const struct text_scan *s, uint32_t t) {
    if (!s->r->dates || s->r->date_kind < 0 || t >= s->n) return false;
    for (const struct rd_lex_row *row = rd_lex_find(s->r->dates, s->toks[t].form); row; row = row->next) {
        if ((uint32_t)s->r->date_kind < row->n && rd_str_is(row->f[s->r->date_kind], "month")) return true;
    }
    return false;
}

/* What a sentence can begin with. */
enum start { START_NO, START_LOWER, START_MAYBE, START_YES };

static enum start start_at(const struct text_scan *s, uint32_t t) {
    while (t < s->n && (s->kinds[t] == TEXT_QUOTE || s->kinds[t] == TEXT_OPEN)) t++;
    if (t >= s->n) return START_YES;
    uint32_t c = first_char(s, t);
    switch (s->kinds[t]) {
    case TEXT_NUMBER: return START_YES;
    case TEXT_DASH: return t + 1 < s->n && text_lower_at(s, s->toks[t + 1].span.beg) ? START_NO : START_YES;
    case TEXT_MORE: return START_MAYBE;
    case TEXT_COMMA: case TEXT_COLON: case TEXT_STOP: case TEXT_ASK: case TEXT_CLOSE: return START_NO;
    default: break;
    }
    if (rd_cp_lower(c)) return START_LOWER;
    if (c == '\'' || c == 0x2019) { /* Dutch: 's Avonds */
        for (uint32_t i = s->toks[t].span.beg; i < s->toks[t].span.end;) {
            if (rd_cp_upper(rd_utf8_next(s->text, &i))) return START_YES;
        }
        return t + 1 < s->n && text_upper_at(s, s->toks[t + 1].span.beg) ? START_YES : START_LOWER;
    }
    return c == ';' || c == '/' || c == '%' ? START_NO : START_YES;
}

/* One try at a boundary: the mark at `mark`, and e = the token behind it and what closes with it. */
struct edge {
    uint32_t start, mark, e;
    bool quote;    /* a quotation closed */
};

static bool ends_here(const struct text_scan *s, const struct edge *x) {
    int kind = s->kinds[x->mark];
    enum start next = start_at(s, x->e);
    bool glued = !spaced(s, x->e - 1);
    uint32_t before = x->mark > x->start ? x->mark - 1 : x->start;
    if (next == START_NO) return false;
    switch (kind) {
    case TEXT_STOP:
        if (x->mark == x->start) return false; /* a full stop of its own */
        if (next == START_LOWER) /* careless writing, if the word before is no unknown abbreviation */
            return !x->quote && !glued && s->kinds[before] == TEXT_WORD &&
                   (listed(s, s->r->starters, x->e) || (s->toks[before].form.n > 3 && text_lower_at(s, s->toks[before].span.beg)));
        if (s->kinds[before] == TEXT_NUMBER && is_month(s, x->e)) return false;
        /* "1. The", "a. The": the number of a list */
        if (before == x->start && (s->kinds[before] == TEXT_NUMBER || s->toks[before].form.n == 1)) return false;
        return !glued || x->quote || next == START_YES;
    case TEXT_ASK:
        if (x->quote && saying_follows(s, x->e)) return false;
        return glued && !x->quote ? next == START_YES : next >= START_MAYBE || !x->quote;
    case TEXT_MORE:
        if (x->mark == x->start) return false;
        return next == START_YES && !glued;
    case TEXT_ABBR:
        return next == START_YES && (x->quote || listed(s, s->r->starters, x->e) || s->kinds[x->e] == TEXT_QUOTE);
    default:
        return false;
    }
}

/* ":)" and its like belong to what they comment on. */
static bool is_face(const struct text_scan *s, uint32_t t) {
    uint32_t c = first_char(s, t);
    return s->kinds[t] == TEXT_OTHER && s->toks[t].form.n > 1 && (c == ':' || c == ';' || (c == '=' && s->toks[t].form.p[1] != '='));
}

/* "[5]" */
static bool is_footnote(const struct text_scan *s, uint32_t t) {
    return s->kinds[t] == TEXT_OPEN && t + 2 < s->n && s->kinds[t + 1] == TEXT_NUMBER && s->kinds[t + 2] == TEXT_CLOSE &&
           first_char(s, t) == '[';
}

/* Moves e over what closes with the mark before it: further marks, closing quotation marks, brackets, "[5]". */
static uint32_t close_with(const struct text_scan *s, uint32_t e, bool inside, bool *quote) {
    *quote = false;
    while (e < s->n) {
        int kind = s->kinds[e];
        bool glued = !spaced(s, e - 1);
        if (kind == TEXT_QUOTE && (glued || inside) && !opens(s, e, inside)) *quote = true, inside = false;
        else if (is_face(s, e)) { }
        else if (glued && (kind == TEXT_STOP || kind == TEXT_ASK || kind == TEXT_MORE)) { }
        else if (is_footnote(s, e)) e += 2;
        else break;
        e++;
    }
    return e;
}

/* ---- the dateline ---- */

static bool all_caps(struct rd_str w, uint32_t least) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < w.n;) {
        uint32_t c = rd_utf8_next(w, &i);
        if (rd_cp_lower(c)) return false;
        n += rd_cp_upper(c);
    }
    return n >= least;
}

/* A word that may stand in "WASHINGTON, June 5 (AP)": a capital, a number, a month, a sign. */
static bool fits_dateline(const struct text_scan *s, uint32_t t) {
    return !word_like(s->kinds[t]) || s->kinds[t] == TEXT_NUMBER || !text_lower_at(s, s->toks[t].span.beg) || is_month(s, t);
}

/* Tokens of "WASHINGTON (AP) -", "Town D.C./12.09.23/Agency:" at the beginning; 0 if there is no dateline. */
static uint32_t dateline(const struct text_scan *s) {
    bool slash = false, bracket = false, comma_date = false, number = false;
    for (uint32_t t = s->first; t + 1 < s->n && t - s->first < DATELINE_TOKENS; t++) {
        int kind = s->kinds[t];
        uint32_t next = t + 1, c = first_char(s, t);
        while (next < s->n && (s->kinds[next] == TEXT_QUOTE || s->kinds[next] == TEXT_OPEN)) next++;
        bool starts = next < s->n && text_upper_at(s, s->toks[next].span.beg);
        if (kind == TEXT_DASH && t > s->first) {
            bool apart = (c != '-' && c != 0x2010) || s->toks[t].form.n > 1 || (spaced(s, t - 1) && spaced(s, t));
            bool place = all_caps(s->toks[s->first].form, 3) || bracket || comma_date;
            if (apart) return place && starts ? t + 1 - s->first : 0;
            continue;
        }
        if (kind == TEXT_COLON) return slash && number && starts ? t + 1 - s->first : 0;
        if (kind == TEXT_QUOTE || kind == TEXT_ASK || !fits_dateline(s, t)) return 0;
        slash |= c == '/';
        number |= kind == TEXT_NUMBER;
        comma_date |= kind == TEXT_NUMBER && t > s->first + 1;
        bracket = kind == TEXT_CLOSE || (bracket && kind != TEXT_WORD);
    }
    return 0;
}

/* ---- all of it ---- */

/* A sentence that is too long is cut behind a comma, semicolon or dash in its second half, else in the middle of things. */
static uint32_t cut_long(const struct text_scan *s, uint32_t start, uint32_t end, uint32_t *ends, uint32_t n) {
    while (end - start > RD_MAX_SENT_TOKENS) {
        uint32_t at = start + RD_MAX_SENT_TOKENS, t = at;
        for (; t > start + RD_MAX_SENT_TOKENS / 2; t--) {
            int kind = s->kinds[t - 1];
            if (kind == TEXT_COMMA || kind == TEXT_DASH || (kind >= TEXT_STOP && kind <= TEXT_MORE) || first_char(s, t - 1) == ';') break;
        }
        if (t > start + RD_MAX_SENT_TOKENS / 2) at = t;
        while (at > start + 1 && (s->toks[at].flags & RD_TOK_MWT_REST)) at--;
        ends[n++] = start = at;
    }
    ends[n++] = end;
    return n;
}

uint32_t text_sents(struct text_scan *s, bool head, uint32_t *ends) {
    uint32_t n = 0, start = s->first, depth = 0;
    bool inside = false;
    match_brackets(s);
    if (head) {
        uint32_t d = dateline(s);
        if (d) ends[n++] = start += d;
    }
    for (uint32_t t = start; t < s->n; t++) {
        int kind = s->kinds[t];
        if (kind == TEXT_QUOTE) inside = opens(s, t, inside);
        else if (kind == TEXT_OPEN) depth++;
        else if (kind == TEXT_CLOSE) depth -= depth > 0;
        if (depth || !((kind >= TEXT_STOP && kind <= TEXT_MORE) || kind == TEXT_ABBR)) continue;
        struct edge x = {.start = start, .mark = t};
        x.e = close_with(s, t + 1, inside, &x.quote);
        if (x.e < s->n && ends_here(s, &x)) {
            n = cut_long(s, start, x.e, ends, n);
            start = x.e;
        }
        if (x.quote) inside = false;
        t = x.e - 1;
    }
    return start < s->n ? cut_long(s, start, s->n, ends, n) : n;
}
