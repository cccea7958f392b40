/* words.c - one word: where it ends, whether the full stop behind it is its own, and how it is cut.
 * Conventions are those of the treebanks that the models learn from: English splits clitics ("do|n't", "Marr|'s", "can|not"),
 * hyphens ("US|-|led", but "non-member"), slashes and units; Dutch and other languages without a list of prefixes keep
 * hyphenated words, slashes and per cent signs whole. */
#include "text/text_int.h"

#include "base/utf8.h"
#include "lexicon/lexicon.h"

struct word {
    uint32_t beg, end;
    uint32_t piece;      /* begin of the part behind the last full stop or hyphen inside the word */
    bool apostrophe;     /* there is one inside */
    bool acronym;        /* short parts with full stops: "U.S", "e.g", "Ph.D" */
    bool path;           /* "alt.animals.cat", "azertag.az" */
    bool letters;        /* not only a number */
};

bool text_is_apostrophe(uint32_t cp) {
    return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == '`' || cp == 0xB4 || cp == 0x2BC || cp == 0x2032;
}

static bool is_hyphen(uint32_t cp) {
    return cp == '-' || cp == 0x2010 || cp == 0x2011;
}

static uint32_t behind(const struct text_scan *s, uint32_t i) {
    uint32_t next = i;
    rd_utf8_next(s->text, &next);
    return next;
}

static bool in_table(const struct text_rules *r, struct rd_str form, const char *kind, struct rd_str *how) {
    for (const struct rd_lex_row *row = rd_lex_find(r->cuts, form); row; row = row->next) {
        if (r->cut_kind < 0 || (uint32_t)r->cut_kind >= row->n || !rd_str_is(row->f[r->cut_kind], kind)) continue;
        if (how) *how = r->cut_how >= 0 && (uint32_t)r->cut_how < row->n ? row->f[r->cut_how] : RD_LIT("");
        return true;
    }
    return false;
}

/* ---- where a word ends ---- */

/* Letters from i on, at most TEXT_LOOK bytes; *count gets how many, *lower whether all are lower case. */
static uint32_t letters_end(const struct text_scan *s, uint32_t i, uint32_t *count, bool *lower) {
    uint32_t beg = i;
    *count = 0;
    *lower = true;
    while (i < s->chunk_end && i - beg < TEXT_LOOK && text_class_in(s, i) == TEXT_LETTER) {
        *lower = *lower && !text_upper_at(s, i);
        ++*count;
        i = behind(s, i);
    }
    return i;
}

/* Does the full stop at k belong inside the word? */
static bool dot_joins(const struct text_scan *s, struct word *w, uint32_t k) {
    uint32_t left, right, stop = k + 1;
    bool left_lower, right_lower;
    int next = text_class_in(s, stop);
    if (next == TEXT_DIGIT) return s->text.p[k - 1] >= '0' && s->text.p[k - 1] <= '9'; /* PM2.5 */
    if (next != TEXT_LETTER) /* "P.v.d.A.-fractie" */
        return w->acronym && !s->r->splits && text_char_in(s, stop) == '-' && text_class_in(s, stop + 1) == TEXT_LETTER;
    uint32_t left_end = letters_end(s, w->piece, &left, &left_lower), end = letters_end(s, stop, &right, &right_lower);
    bool dot_after = text_char_in(s, end) == '.';
    w->piece = stop;
    if (left_end == k && !w->path) {
        if (left == 1 && (right <= 2 || (right == 3 && dot_after))) return w->acronym = true;
        if (left == 2 && right == 1 && !right_lower) return w->acronym = true;
        if (w->acronym && left <= 3 && right <= 2) return true;
    }
    if (w->acronym) return false;
    struct rd_str tail = rd_str_sub(s->text, stop, end);
    if (text_is_domain(tail) && left >= 2 && (right_lower || !left_lower)) return w->path = true;
    bool more = dot_after && text_class_in(s, end + 1) == TEXT_LETTER && !text_upper_at(s, end + 1);
    if (left_lower && right_lower && left >= 2 && (w->path || more)) return w->path = true;
    return false;
}

static bool hyphen_joins(const struct text_scan *s, struct word *w, uint32_t k, uint32_t next) {
    int c = text_class_in(s, next);
    if (c == TEXT_LETTER || c == TEXT_DIGIT) {
        bool joins = !s->r->splits || (w->piece == w->beg && rd_lex_find(s->r->prefixes, rd_str_sub(s->text, w->beg, k)));
        if (joins) w->piece = next;
        return joins;
    }
    uint32_t cp = text_char_in(s, next);
    return !s->r->splits && w->piece != next && (!cp || cp == ',' || cp == ')' || cp == ';' || cp == '/');
}

/* "S/olvaag": one capital, a slash, the rest of the name: a slip of the pen, not two words. */
static bool slip(const struct text_scan *s, const struct word *w, uint32_t k, uint32_t next) {
    return text_upper_at(s, w->beg) && behind(s, w->beg) == k && text_lower_at(s, next) && text_class_in(s, next + 1) == TEXT_LETTER &&
           text_class_in(s, next + 2) == TEXT_LETTER;
}

/* Does the sign at k, which is neither letter nor digit, join what stands on both sides of it? */
static bool joins(const struct text_scan *s, struct word *w, uint32_t k) {
    uint32_t cp = text_char_in(s, k), next = behind(s, k);
    int c = text_class_in(s, next);
    bool word = c == TEXT_LETTER || c == TEXT_DIGIT;
    if (text_is_apostrophe(cp)) {
        if (word) w->apostrophe = true;
        return word;
    }
    if (is_hyphen(cp)) return hyphen_joins(s, w, k, next);
    switch (cp) {
    case '.': return dot_joins(s, w, k);
    case '/': return word && (w->path || !s->r->splits || slip(s, w, k, next));
    case '&': return c == TEXT_LETTER && text_upper_at(s, next) && text_upper_at(s, w->beg);
    case 0x55B: case 0x55C: case 0x55E: /* Armenian marks stand inside the word */
    case '*': case 0xB7: return c == TEXT_LETTER;
    default: return false;
    }
}

/* Digit groups with hyphens that are one number: telephone numbers, dates, zip codes; "5-10" and "1969-1970" are not. */
static bool is_phone(const struct text_scan *s, uint32_t i) {
    uint32_t len[6] = {0}, groups = 0, beg = i;
    for (; i < s->chunk_end && i - beg < 40 && groups < 6; i++) {
        char c = s->text.p[i];
        if (c >= '0' && c <= '9') len[groups]++;
        else if (c == '-' && len[groups] && text_class_in(s, i + 1) == TEXT_DIGIT) groups++;
        else break;
    }
    return groups >= 2 || (groups == 1 && len[1] == 4 && (len[0] == 3 || len[0] == 5));
}

static bool is_unit(const struct text_scan *s, uint32_t k) {
    uint32_t n;
    bool lower;
    uint32_t end = letters_end(s, k, &n, &lower);
    if (end - k > 8) return false;
    if (n == 1 && text_char_in(s, end) == '.' && (text_char_in(s, end + 1) | 32) == 'm') return true; /* 7p.m. */
    return in_table(s->r, rd_str_sub(s->text, k, end), "unit", NULL);
}

/* Exactly three digits from k on. */
static bool thousands(const struct text_scan *s, uint32_t k) {
    for (uint32_t i = 0; i < 3; i++) {
        if (text_class_in(s, k + i) != TEXT_DIGIT) return false;
    }
    return text_class_in(s, k + 3) != TEXT_DIGIT;
}

/* Does the sign at k join the digits on both sides? */
static bool number_joins(const struct text_scan *s, struct word *w, uint32_t k, bool phone) {
    uint32_t cp = text_char_in(s, k), next = behind(s, k);
    int c = text_class_in(s, next);
    if (cp == '.' || cp == ',' || cp == ':') {
        int after = text_char_in(s, next) == '-' ? text_class_in(s, next + 1) : TEXT_LETTER;
        if (!s->r->splits && cp != ':' && after != TEXT_LETTER && after != TEXT_DIGIT) return true; /* 10.000,- */
        return c == TEXT_DIGIT && !w->letters && (cp != ',' || !s->r->splits || thousands(s, next));
    }
    if (cp == '/') return c == TEXT_DIGIT || (c == TEXT_LETTER && !s->r->splits);
    if (text_is_apostrophe(cp)) return w->apostrophe = c == TEXT_LETTER || c == TEXT_DIGIT;
    if (is_hyphen(cp) && s->r->splits) return c == TEXT_DIGIT && phone;
    if (is_hyphen(cp)) return c == TEXT_DIGIT || c == TEXT_LETTER || hyphen_joins(s, w, k, next) || k == w->piece;
    return cp == '%' && !s->r->splits;
}

static void find_number(const struct text_scan *s, struct word *w) {
    uint32_t k = w->beg, next;
    bool phone = s->r->splits && is_phone(s, k);
    while (k < s->chunk_end && k - w->beg < TEXT_MAX_WORD) {
        int c = text_class_at(s, k, &next);
        if (c == TEXT_LETTER) {
            if (!w->letters && s->r->splits && is_unit(s, k)) break;
            w->letters = true;
        } else if (c != TEXT_DIGIT) {
            if (c != TEXT_PUNCT || !number_joins(s, w, k, phone)) break;
            if (s->text.p[k] == ',' || s->text.p[k] == '.') w->piece = next; /* a hyphen may follow: "10.000,-" */
        }
        k = next;
    }
    w->end = k;
}

static void find_word(const struct text_scan *s, struct word *w) {
    uint32_t k = w->beg, next;
    w->letters = true;
    while (k < s->chunk_end && k - w->beg < TEXT_MAX_WORD) {
        int c = text_class_at(s, k, &next);
        if (c != TEXT_LETTER && c != TEXT_DIGIT && (c != TEXT_PUNCT || !joins(s, w, k))) break;
        k = next;
    }
    if (text_char_in(s, k) == '$' && k - w->beg <= 3 && text_upper_at(s, w->beg)) k++; /* US$ */
    w->end = k;
}

/* ---- the full stop behind it ---- */

/* First letter of the next chunk, or the chunk end's if the text goes on at once. */
static uint32_t next_text(const struct text_scan *s, uint32_t i) {
    uint32_t next;
    while (i < s->end && text_class_at(s, i, &next) == TEXT_SPACE) i = next;
    return i;
}

static bool starts_sentence(const struct text_scan *s, uint32_t i) {
    uint32_t end = i, next;
    while (end < s->end && end - i < 32 && text_class_at(s, end, &next) == TEXT_LETTER) end = next;
    return rd_lex_find(s->r->starters, rd_str_sub(s->text, i, end)) != NULL;
}

static bool after_capital(const struct text_scan *s) {
    return s->n > s->first && text_upper_at(s, s->toks[s->n - 1].span.beg);
}

static bool is_initial(const struct text_scan *s, const struct word *w) {
    uint32_t i = next_text(s, w->end + 1);
    if (!text_upper_at(s, w->beg) || behind(s, w->beg) != w->end || i >= s->end) return false;
    if (text_lower_at(s, i)) return s->text.p[w->beg] != 'I';
    if (s->n > s->first && s->kinds[s->n - 1] == TEXT_INITIAL) return true;
    if (!text_upper_at(s, i)) return i == w->end + 1 && s->text.p[i] == ',';
    if (s->text.p[w->beg] == 'I' && !after_capital(s)) return false;
    return !starts_sentence(s, i);
}

/* The row of an abbreviation; one written with a capital in the list is none in lower case ("Mij." but "mij."). */
static const struct rd_lex_row *abbreviation(const struct text_scan *s, uint32_t beg, uint32_t end) {
    const struct rd_lex_row *row = rd_lex_find(s->r->abbr, rd_str_sub(s->text, beg, end));
    while (row && !text_upper_at(s, beg)) {
        uint32_t i = 0;
        if (!rd_cp_upper(rd_utf8_next(row->f[0], &i))) break;
        row = row->next;
    }
    return row;
}

/* "No. 5", "nr. 5", but "He said no." */
static bool is_number_sign(const struct text_scan *s, const struct word *w) {
    struct rd_str f = rd_str_sub(s->text, w->beg, w->end);
    return f.n >= 2 && f.n <= 3 && (f.p[0] | 32) == 'n' && ((f.p[1] | 32) == 'o' || (f.p[1] | 32) == 'r') &&
           (f.n == 2 || (f.p[2] | 32) == 's');
}

static int listed_abbreviation(const struct text_scan *s, const struct word *w) {
    const struct text_rules *r = s->r;
    uint32_t i = next_text(s, w->end + 1), next;
    int c = i < s->end ? text_class_at(s, i, &next) : TEXT_SPACE;
    if (is_number_sign(s, w)) return c == TEXT_DIGIT ? TEXT_TITLE : TEXT_WORD;
    const struct rd_lex_row *row = abbreviation(s, w->beg, w->end + 1);
    if (!row || r->abbr_kind < 0 || (uint32_t)r->abbr_kind >= row->n) return row ? TEXT_ABBR : TEXT_WORD;
    struct rd_str kind = row->f[r->abbr_kind];
    bool last = c == TEXT_SPACE || (text_upper_at(s, i) && starts_sentence(s, i)); /* a sentence ends here, if one can */
    bool after_number = s->n > s->first && s->kinds[s->n - 1] == TEXT_NUMBER;
    if (rd_str_is(kind, "unit") && !after_number && (last || text_upper_at(s, i)) && !w->acronym) return TEXT_WORD;
    if (rd_str_is(kind, "month") && last) return TEXT_WORD; /* "in the Sun." */
    bool small = (rd_str_is(kind, "unit") || rd_str_is(kind, "common")) && !text_upper_at(s, w->beg);
    if (last && small && r->splits) return TEXT_WORD; /* "etc|." */
    return rd_str_is(kind, "title") || rd_str_is(kind, "name") || rd_str_is(kind, "internal") ? TEXT_TITLE : TEXT_ABBR;
}

/* What the word is if the full stop behind it belongs to it, else TEXT_WORD. */
static int owns_dot(const struct text_scan *s, const struct word *w) {
    if (text_char_in(s, w->end) != '.' || text_char_in(s, w->end + 1) == '.' || !w->letters || w->path) return TEXT_WORD;
    if (text_upper_at(s, w->beg) && behind(s, w->beg) == w->end) return is_initial(s, w) ? TEXT_INITIAL : TEXT_WORD;
    int kind = listed_abbreviation(s, w);
    if (kind != TEXT_WORD || !w->acronym) return kind;
    return abbreviation(s, w->beg, w->end + 1) ? TEXT_WORD : TEXT_ABBR;
}

/* ---- cutting ---- */

/* Where the words of a multiword token begin behind the first one; at most 3. */
static uint32_t cut_points(const struct text_scan *s, uint32_t beg, uint32_t end, bool apostrophe, uint32_t at[3]) {
    struct rd_str how, form = rd_str_sub(s->text, beg, end);
    uint32_t n = 0, letter = (uint32_t)((uint8_t)form.p[0] | 32) - 'a';
    if (letter < 26 && form.n < 32 && (apostrophe || (s->r->cut_first[letter] >> form.n & 1))) {
        if (in_table(s->r, form, "whole", NULL)) return 0;
        if (in_table(s->r, form, "word", &how)) {
            for (uint32_t k = 0, i = beg; k < how.n && n < 3;) { /* walk both by characters: apostrophes differ in bytes */
                if (how.p[k] == '|') at[n++] = i, k++;
                else rd_utf8_next(how, &k), i = i < end ? behind(s, i) : end;
            }
            return n > 0 && at[n - 1] < end ? n : 0;
        }
    }
    for (uint32_t p = end, e = end; apostrophe && p > beg && n < 3;) {
        uint32_t cp = rd_utf8_prev(s->text, p, &p);
        if (!text_is_apostrophe(cp)) continue;
        uint32_t from = p > beg + 1 && (s->text.p[p - 1] | 32) == 'n' ? p - 1 : p; /* n't before 't */
        if (from < p && !in_table(s->r, rd_str_sub(s->text, from, e), "suffix", NULL)) from = p;
        if (from == beg || (from == p && !in_table(s->r, rd_str_sub(s->text, from, e), "suffix", NULL))) break;
        for (uint32_t k = n++; k > 0; k--) at[k] = at[k - 1];
        at[0] = e = p = from;
    }
    return n;
}

static void emit_word(struct text_scan *s, const struct word *w, uint32_t end, int kind) {
    uint32_t at[3], n = 0;
    if (s->r->cuts && w->letters && kind == TEXT_WORD) n = cut_points(s, w->beg, end, w->apostrophe, at);
    else if (s->r->cuts && w->apostrophe) n = cut_points(s, w->beg, end, true, at);
    for (uint32_t i = 0; i <= n; i++) {
        text_emit(s, i ? at[i - 1] : w->beg, i < n ? at[i] : end, i ? TEXT_WORD : kind);
        if (n) s->toks[s->n - 1].flags |= i ? RD_TOK_MWT_REST : RD_TOK_MWT_FIRST;
    }
}

/* "the Marrs' house", "Jenkins' boek": an apostrophe behind s, x or z that closes no quotation. */
static bool owns_apostrophe(const struct text_scan *s, const struct word *w) {
    if (!text_is_apostrophe(text_char_in(s, w->end)) || s->single || !w->letters) return false;
    char last = (char)(s->text.p[w->end - 1] | 32);
    int c = text_class_in(s, behind(s, w->end));
    return (last == 's' || last == 'x' || last == 'z') && c != TEXT_LETTER && c != TEXT_DIGIT &&
           !text_is_apostrophe(text_char_in(s, behind(s, w->end)));
}

uint32_t text_word(struct text_scan *s, uint32_t i) {
    uint32_t next;
    struct word w = {.beg = i, .piece = i};
    int c = text_class_at(s, i, &next);
    if (c == TEXT_IDEOGRAPH) {
        text_emit(s, i, next, TEXT_WORD);
        return next;
    }
    if (c == TEXT_DIGIT) find_number(s, &w);
    else find_word(s, &w);
    if (w.end <= i) w.end = next;
    int kind = owns_dot(s, &w);
    uint32_t end = kind == TEXT_WORD ? w.end : w.end + 1;
    if (kind == TEXT_WORD && !w.letters) kind = TEXT_NUMBER;
    if (kind == TEXT_WORD && owns_apostrophe(s, &w)) {
        w.apostrophe = true;
        end = behind(s, w.end);
    }
    emit_word(s, &w, end, kind);
    return end;
}

uint32_t text_apostrophe_word(const struct text_scan *s, uint32_t i) {
    uint32_t k = behind(s, i), n;
    bool lower;
    if (text_class_in(s, k) == TEXT_DIGIT) { /* '90s, '68 */
        uint32_t e = k;
        while (e - k < 4 && text_class_in(s, e) == TEXT_DIGIT) e = behind(s, e);
        if (e - k != 2) return 0;
        if (text_char_in(s, e) == 's') e++;
        int c = text_class_in(s, e);
        return c == TEXT_LETTER || c == TEXT_DIGIT ? 0 : e;
    }
    uint32_t e = letters_end(s, k, &n, &lower);
    uint32_t after = text_char_in(s, e);
    if (text_is_apostrophe(after) && n <= 2) e = behind(s, e); /* 'n' */
    if (n == 0 || n > 8 || !in_table(s->r, rd_str_sub(s->text, i, e), "whole", NULL)) {
        e = text_is_apostrophe(after) ? letters_end(s, k, &n, &lower) : e;
        if (n == 0 || n > 8 || !in_table(s->r, rd_str_sub(s->text, i, e), "whole", NULL)) return 0;
    }
    if (is_hyphen(text_char_in(s, e)) && !s->r->splits && text_class_in(s, e + 1) == TEXT_LETTER) {
        struct word w = {.beg = i, .piece = behind(s, e)}; /* 's-Gravenhage */
        uint32_t rest = letters_end(s, w.piece, &n, &lower);
        return rest;
    }
    return e;
}
