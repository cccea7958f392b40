/* tokens.c - a paragraph -> tokens. Runs without blanks are cut one after another; words and signs take turns inside them. */
#include "text/text_int.h"

#include "base/limits.h"
#include "base/utf8.h"

static bool is_ideograph(uint32_t cp) {
    return (cp >= 0x3040 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

static bool is_invisible(uint32_t cp) {
    return cp == 0xAD || cp == 0x200C || cp == 0x200D;
}

int text_class_at(const struct text_scan *s, uint32_t i, uint32_t *next) {
    uint8_t c = (uint8_t)s->text.p[i];
    if (c < 128) {
        *next = i + 1;
        return s->r->cls[c];
    }
    *next = i;
    uint32_t cp = rd_utf8_next(s->text, next);
    if (cp < 0x2000 && cp >= 0xC0 && cp != 0xD7 && cp != 0xF7 && cp < 0x250) return TEXT_LETTER;
    if (is_invisible(cp)) return TEXT_LETTER; /* inside a word */
    if (is_ideograph(cp)) return TEXT_IDEOGRAPH;
    if (rd_cp_space(cp)) return TEXT_SPACE;
    return rd_cp_alpha(cp) ? TEXT_LETTER : rd_cp_digit(cp) ? TEXT_DIGIT : TEXT_PUNCT;
}

int text_class_in(const struct text_scan *s, uint32_t i) {
    uint32_t next;
    return i < s->chunk_end ? text_class_at(s, i, &next) : TEXT_SPACE;
}

uint32_t text_char_in(const struct text_scan *s, uint32_t i) {
    if (i >= s->chunk_end) return 0;
    return (uint8_t)s->text.p[i] < 128 ? (uint8_t)s->text.p[i] : rd_utf8_next(s->text, &i);
}

bool text_upper_at(const struct text_scan *s, uint32_t i) {
    return i < s->end && rd_cp_upper(rd_utf8_next(s->text, &i));
}

bool text_lower_at(const struct text_scan *s, uint32_t i) {
    return i < s->end && rd_cp_lower(rd_utf8_next(s->text, &i));
}

/* The form without soft hyphens and joiners; the models have never seen them. */
static struct rd_str visible(struct text_scan *s, struct rd_str form) {
    char *out = rd_arena_get(s->arena, form.n);
    uint32_t n = 0;
    for (uint32_t i = 0; i < form.n;) {
        uint32_t at = i, cp = rd_utf8_next(form, &i);
        if (is_invisible(cp)) continue;
        memcpy(out + n, form.p + at, i - at);
        n += i - at;
    }
    return n ? (struct rd_str){out, n} : form;
}

void text_emit(struct text_scan *s, uint32_t beg, uint32_t end, int kind) {
    s->kinds = rd_arena_grow(s->arena, s->kinds, &s->cap_kinds, s->n + 1, 1);
    s->kinds[s->n] = (uint8_t)kind;
    struct rd_token *t = RD_PUSH(s->arena, s->toks, s->n, s->cap);
    t->span = (struct rd_span){beg, end};
    t->form = (struct rd_str){s->text.p + beg, end - beg};
    if (s->invisible && kind <= TEXT_INITIAL) t->form = visible(s, t->form);
    if (kind == TEXT_QUOTE) t->flags = RD_TOK_QUOTE;
}

/* ---- signs ---- */

static uint32_t run_of(const struct text_scan *s, uint32_t i, bool (*is)(uint32_t cp)) {
    while (i < s->chunk_end) {
        uint32_t next = i;
        if (!is(rd_utf8_next(s->text, &next))) break;
        i = next;
    }
    return i;
}

static bool is_dot(uint32_t cp) { return cp == '.' || cp == 0x2026; }
static bool is_ask(uint32_t cp) {
    return cp == '?' || cp == '!' || cp == 0x203C || cp == 0x203D || cp == 0x2048 || cp == 0x2049 || cp == 0xFF01 || cp == 0xFF1F ||
           cp == 0x61F || cp == 0x55C || cp == 0x55E;
}
static bool is_dash(uint32_t cp) { return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212; }

static uint32_t same_run(const struct text_scan *s, uint32_t i) {
    char c = s->text.p[i];
    while (i < s->chunk_end && s->text.p[i] == c) i++;
    return i;
}

/* Nothing, a blank or an opening sign stands before i. */
static bool at_front(const struct text_scan *s, uint32_t i) {
    if (s->n == s->first) return true;
    const struct rd_token *t = &s->toks[s->n - 1];
    int k = s->kinds[s->n - 1];
    return t->span.end < i || k == TEXT_OPEN || k == TEXT_QUOTE || k == TEXT_DASH;
}

/* Is there an apostrophe further on that can close a quotation opened at i? */
static bool closes_later(const struct text_scan *s, uint32_t i) {
    uint32_t most = i + TEXT_LOOK < s->end ? i + TEXT_LOOK : s->end;
    rd_utf8_next(s->text, &i);
    while (i < most) {
        uint32_t cp = rd_utf8_next(s->text, &i), next;
        if (cp != '\'' && cp != 0x2019) continue;
        int c = i < s->end ? text_class_at(s, i, &next) : TEXT_SPACE;
        if (c != TEXT_LETTER && c != TEXT_DIGIT) return true;
    }
    return false;
}

static uint32_t apostrophe(struct text_scan *s, uint32_t i, uint32_t next) {
    uint32_t cp = text_char_in(s, i), second = text_char_in(s, next);
    if (second == cp || (cp == 0x2018 && second == 0x2019)) { /* ''quoted'' */
        rd_utf8_next(s->text, &next);
        text_emit(s, i, next, TEXT_QUOTE);
        return next;
    }
    bool front = at_front(s, i);
    uint32_t end = cp != '`' ? text_apostrophe_word(s, i) : 0;
    if (end && front) {
        text_emit(s, i, end, TEXT_WORD);
        return end;
    }
    int c = text_class_in(s, next);
    if (front && (c == TEXT_LETTER || c == TEXT_DIGIT)) {
        if (closes_later(s, i)) s->single++;
    } else if (s->single) {
        s->single--;
    }
    text_emit(s, i, next, TEXT_QUOTE);
    return next;
}

/* A picture sign takes its modifiers along: variation selectors, skin tones, joined further pictures. */
static uint32_t picture_end(const struct text_scan *s, uint32_t i) {
    for (uint32_t n = 0; i < s->chunk_end && n < 12; n++) {
        uint32_t next = i, cp = rd_utf8_next(s->text, &next);
        if (cp == 0x200D && next < s->chunk_end) rd_utf8_next(s->text, &next);
        else if (!(cp >= 0xFE00 && cp <= 0xFE0F) && !(cp >= 0x1F3FB && cp <= 0x1F3FF) && !(cp >= 0x300 && cp <= 0x36F) && cp != 0x20E3)
            break;
        i = next;
    }
    return i;
}

static uint32_t dash(struct text_scan *s, uint32_t i, uint32_t next) {
    bool front = s->n == s->first || s->toks[s->n - 1].span.end < i;
    int c = text_class_in(s, next);
    if (!s->r->splits && front && s->text.p[i] == '-' && (c == TEXT_DIGIT || c == TEXT_LETTER)) { /* -3, "-tarieven" */
        uint32_t end = text_word(s, next);
        struct rd_token *t = &s->toks[s->n - 1];
        if (t->span.beg == next && !(t->flags & (RD_TOK_MWT_FIRST | RD_TOK_MWT_REST))) {
            t->span.beg = i;
            t->form = (struct rd_str){s->text.p + i, t->span.end - i};
        }
        return end;
    }
    uint32_t end = run_of(s, next, is_dash);
    text_emit(s, i, end, TEXT_DASH);
    return end;
}

static uint32_t plus(struct text_scan *s, uint32_t i) {
    uint32_t end = i + 1;
    while (end < s->chunk_end && end - i < 24 && ((s->text.p[end] >= '0' && s->text.p[end] <= '9') || s->text.p[end] == '-')) end++;
    bool phone = end > i + 1 && at_front(s, i) && s->text.p[i + 1] != '-' && s->text.p[end - 1] != '-';
    if (!phone) end = same_run(s, i);
    text_emit(s, i, end, phone ? TEXT_NUMBER : TEXT_OTHER);
    return end;
}

static int bracket(uint32_t cp) {
    switch (cp) {
    case '(': case '[': case '{': case 0xFF08: case 0x3010: return TEXT_OPEN;
    case ')': case ']': case '}': case 0xFF09: case 0x3011: return TEXT_CLOSE;
    case ':': case 0xFF1A: return TEXT_COLON;
    case ',': case 0x60C: case 0xFF0C: case 0x3001: case 0x55D: return TEXT_COMMA;
    case 0x3002: case 0x589: case 0x6D4: case 0x964: return TEXT_STOP; /* full stops of other scripts */
    default: return rd_cp_quote(cp) ? TEXT_QUOTE : TEXT_OTHER;
    }
}

static uint32_t sign(struct text_scan *s, uint32_t i) {
    uint32_t next = i, cp = rd_utf8_next(s->text, &next), end = next;
    if (is_dot(cp)) {
        if (cp == '.' && at_front(s, i) && text_class_in(s, next) == TEXT_DIGIT) { /* .04 */
            while (end < s->chunk_end && text_class_in(s, end) == TEXT_DIGIT) text_class_at(s, end, &end);
            text_emit(s, i, end, TEXT_NUMBER);
            return end;
        }
        end = run_of(s, next, is_dot);
        text_emit(s, i, end, cp == '.' && end == next ? TEXT_STOP : TEXT_MORE);
        return end;
    }
    if (is_ask(cp)) {
        end = run_of(s, next, is_ask);
        text_emit(s, i, end, TEXT_ASK);
        return end;
    }
    if (cp == 0x2018 || cp == '\'' || cp == 0x2019 || cp == '`') return apostrophe(s, i, next);
    if (is_dash(cp)) return dash(s, i, next);
    if (cp == '+') return plus(s, i);
    if (cp == ',' && text_char_in(s, next) == ',' && text_char_in(s, next + 1) != ',' &&
        (at_front(s, i) || s->kinds[s->n - 1] > TEXT_INITIAL)) { /* ,,low quotes'' */
        text_emit(s, i, next + 1, TEXT_QUOTE);
        return next + 1;
    }
    int kind = bracket(cp);
    if (cp < 128 && strchr("*=~#<>|\\/^$", (int)cp)) end = same_run(s, i);
    else if (kind == TEXT_OTHER && cp >= 0x2000) end = picture_end(s, next);
    text_emit(s, i, end, kind);
    return end;
}

/* ---- runs without blanks ---- */

static void chunk(struct text_scan *s, uint32_t i) {
    while (i < s->chunk_end && s->n < RD_MAX_TOKENS) {
        uint32_t next, end = 0;
        int c = text_class_at(s, i, &next);
        if (c == TEXT_PUNCT || s->has_at || s->has_scheme) end = text_special(s, i);
        if (end) text_emit(s, i, end, c == TEXT_PUNCT ? TEXT_OTHER : TEXT_WORD);
        else if (c == TEXT_PUNCT) end = sign(s, i);
        else end = text_word(s, i);
        i = end;
    }
}

void text_tokens(struct text_scan *s, uint32_t beg, uint32_t end) {
    s->first = s->n;
    s->end = end;
    s->single = 0;
    for (uint32_t i = beg, next; i < end && s->n < RD_MAX_TOKENS;) {
        if (text_class_at(s, i, &next) == TEXT_SPACE) {
            if (s->n > s->first && s->toks[s->n - 1].span.end == i) s->toks[s->n - 1].flags |= RD_TOK_SPACE_AFTER;
            i = next;
            continue;
        }
        s->has_at = s->has_scheme = s->invisible = false;
        uint32_t k = i;
        while (k < end && text_class_at(s, k, &next) != TEXT_SPACE) {
            char c = s->text.p[k];
            s->has_at |= c == '@';
            s->has_scheme |= c == ':' || (c == '.' && k > i && s->text.p[k - 1] == 'w');
            if (next > k + 1) { /* as in valid UTF-8 */
                uint8_t lead = (uint8_t)c, second = (uint8_t)s->text.p[k + 1];
                s->invisible |= (lead == 0xC2 && second == 0xAD) || (lead == 0xE2 && second == 0x80);
            }
            k = next;
        }
        s->chunk_end = k;
        chunk(s, i);
        i = k;
    }
    /* the paragraph ends at white space unless it ends the text */
    if (s->n > s->first && end < s->text.n && s->toks[s->n - 1].span.end == end) s->toks[s->n - 1].flags |= RD_TOK_SPACE_AFTER;
}
