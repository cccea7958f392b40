/* index.c - keys and the two ways of looking something up: exactly, and as the longest phrase at a word. */
#include "lexicon/lexicon_int.h"

#include "base/utf8.h"

/* The one character that a key holds for `cp`: 0 to drop it. */
static uint32_t fold(uint32_t cp) {
    switch (cp) {
    case 0x00AD: case 0x200B: case 0x200C: case 0x200D: case 0x2060: case 0xFEFF:
        return 0;
    case 0x2018: case 0x2019: case 0x201B: case 0x02BC: case 0x02B9: case 0x00B4: case 0x0060:
        return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
        return '-';
    default:
        return rd_cp_space(cp) ? ' ' : rd_cp_tolower(cp);
    }
}

static uint32_t make_key(char *out, struct rd_str s, bool hyphens) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t c = (unsigned char)s.p[i];
        if (c < 0x80) {
            i++;
            c = c >= 'A' && c <= 'Z' ? c + 32 : c == '`' ? '\'' : c <= ' ' ? ' ' : c;
        } else {
            c = fold(rd_utf8_next(s, &i));
            if (!c)
                continue;
        }
        if (hyphens && c == '-')
            c = ' ';
        if (c == ' ' && (!n || out[n - 1] == ' '))
            continue;
        if (n + 4 > LEXICON_KEY_MAX)
            return 0;
        if (c < 0x80)
            out[n++] = (char)c;
        else
            n += rd_utf8_put(out + n, c);
    }
    while (n && out[n - 1] == ' ')
        n--;
    return n;
}

uint32_t lexicon_canon(char *out, struct rd_str s) {
    uint32_t n = make_key(out, s, true);
    return n ? n : make_key(out, s, false);
}

uint32_t lexicon_bare(char *out, struct rd_str s) {
    bool ascii = true;
    for (uint32_t i = 0; i < s.n; i++)
        ascii = ascii && (unsigned char)s.p[i] < 0x80;
    if (ascii)
        return make_key(out, s, true);
    struct rd_arena a;
    rd_arena_init(&a);
    uint32_t n = make_key(out, rd_utf8_bare(s, &a), true);
    rd_arena_free(&a);
    return n;
}

void lexicon_map_init(struct rd_map *m, struct rd_arena *a, uint32_t n) {
    rd_map_init(m, a);
    for (m->cap_slots = 16; m->cap_slots < 2 * (n + 1);) m->cap_slots *= 2;
    m->slots = RD_NEW_N(a, uint32_t, m->cap_slots);
    m->entries = rd_arena_grow(a, NULL, &m->cap_entries, n + 1, sizeof *m->entries);
}

void lexicon_phrases_init(struct lexicon_phrases *p, struct rd_arena *a, uint32_t n) {
    lexicon_map_init(&p->phrase, a, n);
    lexicon_map_init(&p->first, a, n / 2);
}

uint32_t lexicon_phrases_add(struct lexicon_phrases *p, struct rd_str canon, uint32_t index) {
    uint32_t words = 1, first = canon.n;
    for (uint32_t i = canon.n; i-- > 0;)
        if (canon.p[i] == ' ') {
            words++;
            first = i;
        }
    uint64_t *at = rd_map_put(&p->phrase, canon, NULL);
    if (*at)
        return (uint32_t)*at - 1;
    *at = index + 1;
    at = rd_map_put(&p->first, rd_str_sub(canon, 0, first), NULL);
    if (*at < words)
        *at = words;
    return index;
}

int64_t lexicon_phrases_match(const struct lexicon_phrases *p, const struct rd_str *words, uint32_t n, bool bare, uint32_t *len) {
    char key[2 * LEXICON_KEY_MAX + 1], word[LEXICON_KEY_MAX];
    uint32_t at = 0, count = 0;
    uint64_t most = 0, value;
    int64_t best = -1;
    *len = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t w = bare ? lexicon_bare(word, words[i]) : make_key(word, words[i], true);
        if (!w && i && words[i].n && words[i].n < 4) /* a hyphen between two words of a name */
            continue;
        if (!w && (i || !(w = make_key(word, words[i], false))))
            break;
        if (!i) {
            const char *blank = memchr(word, ' ', w);
            struct rd_str first = {word, blank ? (uint32_t)(blank - word) : w};
            if (!rd_map_get(&p->first, first, &most))
                break;
        }
        count++;
        for (uint32_t k = 0; k < w; k++)
            count += word[k] == ' ';
        if (count > most || at + w + 1 > sizeof key)
            break;
        if (at)
            key[at++] = ' ';
        memcpy(key + at, word, w);
        at += w;
        if (rd_map_get(&p->phrase, (struct rd_str){key, at}, &value)) {
            best = (int64_t)value - 1;
            *len = i + 1;
        }
    }
    return best;
}

void lexicon_index_init(struct lexicon_index *x, struct rd_arena *a, uint32_t n) {
    rd_map_init(&x->map, a);
    x->n = n;
    x->next = RD_NEW_N(a, uint32_t, n + 1);
    x->last = RD_NEW_N(a, uint32_t, n + 1);
}

void lexicon_index_add(struct lexicon_index *x, struct rd_str key, uint32_t i) {
    RD_ASSERT(i < x->n);
    uint64_t *at = rd_map_put(&x->map, key, NULL);
    uint32_t first = *at ? (uint32_t)*at - 1 : i;
    if (*at)
        x->next[x->last[first]] = i + 1;
    else
        *at = i + 1;
    x->last[first] = i;
}

uint32_t lexicon_index_get(const struct lexicon_index *x, struct rd_str key) {
    uint64_t v;
    return rd_map_get(&x->map, key, &v) ? (uint32_t)v : 0;
}

void lexicon_index_table(struct rd_lex *lex, struct rd_lex_table *t) {
    char key[LEXICON_KEY_MAX];
    uint32_t *last = RD_NEW_N(&lex->arena, uint32_t, t->n + 1);
    lexicon_phrases_init(&t->phrases, &lex->arena, t->n);
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t n = lexicon_canon(key, t->rows[i].f[0]);
        if (!n)
            continue;
        uint32_t first = lexicon_phrases_add(&t->phrases, (struct rd_str){key, n}, i);
        if (first != i)
            t->rows[last[first]].next = &t->rows[i];
        last[first] = i;
    }
}

/* ---- the door: tables ---- */

const struct rd_lex_table *rd_lex_get(const struct rd_lex *lex, struct rd_str lang, const char *kind) {
    char name[80];
    size_t n = strlen(kind);
    uint64_t v;
    if (!lex || !lang.p || lang.n + n + 1 > sizeof name)
        return NULL;
    memcpy(name, lang.p, lang.n);
    name[lang.n] = '/';
    memcpy(name + lang.n + 1, kind, n);
    return rd_map_get(&lex->by_name, (struct rd_str){name, (uint32_t)(lang.n + n + 1)}, &v) ? lex->tables[v - 1] : NULL;
}

uint32_t rd_lex_count(const struct rd_lex_table *t) { return t ? t->n : 0; }

const struct rd_lex_row *rd_lex_at(const struct rd_lex_table *t, uint32_t i) { return t && i < t->n ? &t->rows[i] : NULL; }

int rd_lex_col(const struct rd_lex_table *t, const char *name) {
    for (uint32_t i = 0; t && i < t->n_col; i++)
        if (rd_str_is(t->col[i], name))
            return (int)i;
    return -1;
}

struct rd_str rd_lex_field(const struct rd_lex_table *t, const struct rd_lex_row *r, const char *col) {
    int i = rd_lex_col(t, col);
    return r && i >= 0 && (uint32_t)i < r->n ? r->f[i] : RD_LIT("");
}

const struct rd_lex_row *rd_lex_find(const struct rd_lex_table *t, struct rd_str key) {
    char buf[LEXICON_KEY_MAX];
    uint64_t v;
    uint32_t n = t && key.p ? lexicon_canon(buf, key) : 0;
    return n && rd_map_get(&t->phrases.phrase, (struct rd_str){buf, n}, &v) ? &t->rows[v - 1] : NULL;
}

const struct rd_lex_row *rd_lex_match(const struct rd_lex_table *t, const struct rd_str *words, uint32_t n, uint32_t *len) {
    *len = 0;
    int64_t i = t ? lexicon_phrases_match(&t->phrases, words, n, false, len) : -1;
    return i < 0 ? NULL : &t->rows[i];
}

bool rd_lex_has(struct rd_str field, const char *word) {
    size_t n = strlen(word);
    for (uint32_t i = 0; i + n <= field.n;) {
        const char *bar = memchr(field.p + i, '|', field.n - i);
        uint32_t len = bar ? (uint32_t)(bar - field.p) - i : field.n - i;
        if (len == n && !memcmp(field.p + i, word, n))
            return true;
        i += len + 1;
    }
    return false;
}
