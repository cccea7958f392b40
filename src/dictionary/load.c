/* Dictionary files into phrases, codes and patterns. */
#include "dictionary/dict_int.h"

#include "base/buf.h"
#include "types/date.h"

#include <errno.h>
#include <stdio.h>

/* ---- lines ---- */

static struct rd_str slurp(const char *path, struct rd_arena *a, struct rd_err *err) {
    FILE *f = fopen(path, "rb");
    if (!f) {
        rd_fail(err, errno == ENOENT ? RD_ENOTFOUND : RD_EIO, "dictionary", "%s: %s", path, strerror(errno));
        return RD_NONE;
    }
    struct rd_buf b;
    char chunk[1 << 16];
    size_t got;
    rd_buf_init(&b, RD_MAX_DICTIONARY);
    while ((got = fread(chunk, 1, sizeof chunk, f)) > 0) rd_buf_bytes(&b, chunk, got);
    fclose(f);
    struct rd_str s = b.err ? RD_NONE : rd_arena_str(a, b.n ? rd_buf_view(&b) : RD_LIT(""));
    if (b.err) rd_fail(err, RD_ELIMIT, "dictionary", "%s is larger than %u bytes", path, RD_MAX_DICTIONARY);
    rd_buf_free(&b);
    return s;
}

static struct rd_str line_of(struct rd_str *rest) {
    int64_t nl = rd_str_find(*rest, RD_LIT("\n"), 0);
    struct rd_str line = nl < 0 ? *rest : rd_str_sub(*rest, 0, (uint32_t)nl);
    *rest = nl < 0 ? RD_LIT("") : rd_str_sub(*rest, (uint32_t)nl + 1, rest->n);
    while (line.n && (line.p[line.n - 1] == '\r' || line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t')) line.n--;
    return line;
}

static bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Capitals; hyphens are underscores, since running text has either; N'T stands with its verb. */
static struct rd_str upper(struct rd_str s, struct rd_arena *a) {
    char *p = rd_arena_get(a, s.n + 1);
    uint32_t n = 0;
    int depth = 0;
    for (uint32_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool bound = i > 0 && i + 1 < s.n && letter(s.p[i - 1]) && letter(s.p[i + 1]), tail = i > 0 && letter(s.p[i - 1]);
        if (c == '-' && tail && !bound) continue; /* "ANTI-" */
        if (c == ' ' && i + 4 <= s.n && memcmp(s.p + i + 1, "N'T", 3) == 0) continue;
        p[n++] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c == '-' && bound && !depth ? '_' : c;
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    }
    p[n] = 0;
    return (struct rd_str){p, n};
}

/* Takes a remark off: '#' after a blank, ';', "//", "<!-- -->"; none of them inside brackets. */
static struct rd_str bare(struct rd_str line) {
    int depth = 0;
    for (uint32_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        bool hash = c == '#' && (i == 0 || line.p[i - 1] == ' ' || line.p[i - 1] == '\t');
        bool slashes = c == '/' && i + 1 < line.n && line.p[i + 1] == '/';
        bool html = c == '<' && i + 3 < line.n && memcmp(line.p + i, "<!--", 4) == 0;
        if (depth <= 0 && (hash || c == ';' || slashes || html)) {
            line.n = i;
            break;
        }
    }
    while (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t')) line.n--;
    return line;
}

/* Cuts "[...]" off; false if there is none. */
static bool take_bracket(struct rd_str *s, char open, char close, struct rd_str *inside) {
    for (uint32_t i = 0; i < s->n; i++) {
        if (s->p[i] != open) continue;
        uint32_t k = i + 1;
        while (k < s->n && s->p[k] != close) k++;
        *inside = rd_str_trim(rd_str_sub(*s, i + 1, k));
        *s = rd_str_trim(rd_str_sub(*s, 0, i));
        return true;
    }
    return false;
}

/* ---- phrases ---- */

static void add_word(const struct rd_dictionary *d, struct dict_elem *e, struct rd_str w, bool underscore) {
    *e = (struct dict_elem){.kind = DICT_WORD, .word = w};
    if (w.n == 1 && strchr("$+%^", w.p[0])) {
        e->kind = w.p[0] == '$' ? DICT_SOURCE : w.p[0] == '+' ? DICT_TARGET : w.p[0] == '%' ? DICT_BOTH : DICT_SKIP;
        return;
    }
    if (w.p[0] == '&' && w.n > 1) {
        e->kind = DICT_SYN;
        e->word = rd_str_sub(w, 1, w.n);
        return;
    }
    if (w.n > 1 && w.p[w.n - 1] == '=') {
        e->exact = true;
        e->word.n--;
        return;
    }
    bool tilde = w.n > 1 && w.p[w.n - 1] == '~';
    if (tilde) e->word.n--;
    e->open = !d->petrarch && (tilde || !underscore);
}

static struct dict_phrase phrase(struct rd_dictionary *d, struct rd_str s, bool *ends_near);

/* "{ A | B_C }" */
static void alternatives(struct rd_dictionary *d, struct dict_elem *e, struct rd_str inside) {
    struct rd_str part[32];
    uint32_t n = rd_str_split(inside, '|', part, RD_ARRAY_LEN(part));
    *e = (struct dict_elem){.kind = DICT_ALT, .n_alts = n};
    e->alts = rd_arena_zero(&d->arena, n * sizeof *e->alts);
    for (uint32_t i = 0; i < n; i++) {
        bool near;
        struct rd_str one = rd_str_trim(part[i]);
        while (one.n && one.p[0] == '{') one = rd_str_sub(one, 1, one.n);
        int64_t brace = rd_str_find(one, RD_LIT("{"), 0); /* no braces inside braces: a line of them would be as deep as it is long */
        if (brace >= 0) one = rd_str_sub(one, 0, (uint32_t)brace);
        e->alts[i] = phrase(d, one, &near);
    }
}

/* Words of a phrase; '_' binds, a blank leaves a gap. *ends_near: it ends with an underscore. No recursion deeper than one pair of braces. */
static struct dict_phrase phrase(struct rd_dictionary *d, struct rd_str s, bool *ends_near) {
    struct dict_elem elems[DICT_MAX_ELEMS];
    struct dict_phrase p = {elems, 0};
    *ends_near = false;
    for (uint32_t i = 0; i < s.n && p.n < DICT_MAX_ELEMS;) {
        if (s.p[i] == ' ' || s.p[i] == '\t') {
            i++;
            continue;
        }
        if (s.p[i] == '_') {
            if (p.n) p.e[p.n - 1].next_near = true;
            *ends_near = true;
            i++;
            continue;
        }
        uint32_t b = i;
        *ends_near = false;
        if (s.p[i] == '{') {
            while (i < s.n && s.p[i] != '}') i++;
            alternatives(d, &p.e[p.n++], rd_str_sub(s, b + 1, i));
            i++;
            continue;
        }
        while (i < s.n && s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '_' && s.p[i] != '{') i++;
        bool under = i < s.n && s.p[i] == '_';
        add_word(d, &p.e[p.n++], rd_str_sub(s, b, i), under);
        /* "WORD_ NEXT": closed, but a gap may follow */
        if (under && i + 1 < s.n && s.p[i + 1] == ' ') {
            i++;
            *ends_near = false;
        }
    }
    p.e = p.n ? rd_arena_dup(&d->arena, elems, p.n * sizeof *elems) : NULL;
    return p;
}

/* ---- codes and dates ---- */

static bool day_of(struct rd_str s, int32_t *day) {
    uint64_t v;
    s = rd_str_trim(s);
    if ((s.n != 6 && s.n != 8) || !rd_str_uint(s, 99999999, &v)) return false;
    int y = (int)(v / 10000), m = (int)(v / 100 % 100), d = (int)(v % 100);
    if (s.n == 6) y += y <= 30 ? 2000 : 1900;
    if (!rd_ymd_valid(y, m, d)) return false;
    *day = rd_day_from_ymd(y, m, d);
    return true;
}

static bool code(struct rd_str s, struct dict_code *c) {
    uint32_t i = 0;
    s = rd_str_trim(s);
    while (i < s.n && s.p[i] != ' ' && s.p[i] != '<' && s.p[i] != '>') i++;
    *c = (struct dict_code){.code = rd_str_sub(s, 0, i)};
    struct rd_str when = rd_str_trim(rd_str_sub(s, i, s.n));
    if (!when.n) return c->code.n > 0;
    if (when.p[0] == '<') {
        c->to = true;
        return day_of(rd_str_sub(when, 1, when.n), &c->last) && c->code.n;
    }
    if (when.p[0] == '>') {
        c->from = true;
        return day_of(rd_str_sub(when, 1, when.n), &c->first) && c->code.n;
    }
    int64_t dash = rd_str_find(when, RD_LIT("-"), 0);
    if (dash < 0) dash = rd_str_find(when, RD_LIT("_"), 0);
    c->from = c->to = true;
    return dash > 0 && day_of(rd_str_sub(when, 0, (uint32_t)dash), &c->first) && day_of(rd_str_sub(when, (uint32_t)dash + 1, when.n), &c->last);
}

static void add_codes(struct rd_dictionary *d, struct dict_codes *to, struct rd_str s) {
    while (s.n) {
        struct dict_code c;
        int64_t open = rd_str_find(s, RD_LIT("["), 0);
        int64_t close = open < 0 ? -1 : rd_str_find(s, RD_LIT("]"), (uint32_t)open);
        if (close < 0) return;
        if (code(rd_str_sub(s, (uint32_t)open + 1, (uint32_t)close), &c)) {
            *RD_PUSH(&d->arena, to->v, to->n, to->cap) = c;
        } else {
            d->skipped++;
        }
        s = rd_str_sub(s, (uint32_t)close + 1, s.n);
    }
}

/* ---- actors, agents, discards, issues ---- */

static void add_actor(struct rd_dictionary *d, struct rd_str words, struct dict_codes *codes) {
    bool near;
    if (!words.n) return;
    struct dict_actor *a = RD_PUSH(&d->arena, d->actors, d->n_actors, d->cap_actors);
    a->phrase = phrase(d, words, &near);
    if (d->petrarch && a->phrase.n) /* blanks bind as well */
        for (uint32_t i = 0; i + 1 < a->phrase.n; i++) a->phrase.e[i].next_near = true;
    a->codes = codes;
}

/* TABARI's lists of words that are no verbs; they stand in either file. */
static struct rd_map *list_of(struct rd_dictionary *d, struct rd_str tag) {
    return rd_str_is(tag, "<NOUN>") ? &d->nouns : rd_str_is(tag, "<ADJECTIVE>") ? &d->adjectives : NULL;
}

static void list_word(struct rd_map *list, struct rd_str line) {
    struct rd_str w = rd_str_trim(line);
    if (w.n && w.p[w.n - 1] == '_') w.n--;
    if (w.n) *rd_map_put(list, w, NULL) = 1;
}

static void read_actors(struct rd_dictionary *d, struct rd_str text) {
    struct rd_map *list = NULL;
    struct dict_codes *codes = NULL;
    while (text.n) {
        struct rd_str raw = line_of(&text), line = upper(bare(raw), &d->arena);
        if (rd_str_starts(raw, "~~FINISH")) return;
        if (line.n && line.p[0] == '<') list = list_of(d, line);
        if (!line.n || line.p[0] == '<') continue;
        if (list) {
            list_word(list, line);
            continue;
        }
        bool indented = raw.p[0] == '\t' || raw.p[0] == ' ', synonym = line.p[0] == '+';
        uint32_t at = 0;
        while (at < line.n && line.p[at] != '[') at++;
        struct rd_str words = rd_str_trim(rd_str_sub(line, synonym ? 1 : 0, at)), rest = rd_str_sub(line, at, line.n);
        if (!indented && !synonym) codes = RD_NEW(&d->arena, struct dict_codes);
        if (!codes) {
            d->skipped++;
            continue;
        }
        add_actor(d, words, codes);
        add_codes(d, codes, rest);
    }
}

static struct rd_str plural(struct rd_dictionary *d, struct rd_str w) {
    struct rd_arena *a = &d->arena;
    bool under = w.n && w.p[w.n - 1] == '_';
    if (under) w.n--;
    if (!w.n) return w;
    char last = w.p[w.n - 1];
    const char *tail = under ? "_" : "";
    if (last == 'Y' && w.n > 1 && !strchr("AEIOU", w.p[w.n - 2])) return rd_arena_printf(a, "%.*sIES%s", (int)w.n - 1, w.p, tail);
    if (last == 'S' || last == 'X' || last == 'H') return rd_arena_printf(a, "%.*sES%s", RD_S(w), tail);
    return rd_arena_printf(a, "%.*sS%s", RD_S(w), tail);
}

static void add_agent(struct rd_dictionary *d, struct rd_str words, struct rd_str c) {
    bool near, before = c.n && c.p[c.n - 1] == '~';
    if (!words.n || c.n < 2) return;
    struct dict_agent *g = RD_PUSH(&d->arena, d->agents, d->n_agents, d->cap_agents);
    g->phrase = phrase(d, words, &near);
    for (uint32_t i = 0; i + 1 < g->phrase.n; i++) g->phrase.e[i].next_near = true;
    g->before = before;
    g->code = before ? rd_str_sub(c, 0, c.n - 1) : c.p[0] == '~' ? rd_str_sub(c, 1, c.n) : c;
}

struct marker { struct rd_str name, values[64]; uint32_t n; };

/* One agent in all its forms: substitution marks put in, plurals made. */
static void agent_forms(struct rd_dictionary *d, struct rd_str words, bool braces, struct rd_str irregular, struct rd_str c) {
    add_agent(d, words, c);
    if (!braces) add_agent(d, plural(d, words), c);
    else if (irregular.n) add_agent(d, irregular, c);
}

static void read_agents(struct rd_dictionary *d, struct rd_str text) {
    struct marker *marks = RD_NEW_N(&d->arena, struct marker, 32);
    uint32_t n_marks = 0;
    while (text.n) {
        struct rd_str line = upper(bare(line_of(&text)), &d->arena), c = RD_NONE, irregular = RD_NONE;
        if (!line.n || line.p[0] == '<') continue;
        if (line.p[0] == '!' && rd_str_find(line, RD_LIT("="), 0) > 0 && n_marks < 32) {
            struct marker *m = &marks[n_marks++];
            uint32_t eq = (uint32_t)rd_str_find(line, RD_LIT("="), 0);
            m->name = rd_str_trim(rd_str_sub(line, 0, eq));
            m->n = rd_str_split(rd_str_sub(line, eq + 1, line.n), ',', m->values, 64);
            continue;
        }
        if (!take_bracket(&line, '[', ']', &c)) {
            d->skipped++;
            continue;
        }
        bool braces = take_bracket(&line, '{', '}', &irregular), marked = false;
        for (uint32_t i = 0; i < n_marks; i++) {
            int64_t at = rd_str_find(line, marks[i].name, 0);
            if (at < 0) continue;
            marked = true;
            for (uint32_t k = 0; k < marks[i].n; k++)
                add_agent(d, rd_arena_printf(&d->arena, "%.*s%.*s%.*s", (int)at, line.p, RD_S(rd_str_trim(marks[i].values[k])),
                                             (int)(line.n - (uint32_t)at - marks[i].name.n), line.p + at + marks[i].name.n), c);
        }
        if (!marked) agent_forms(d, line, braces, irregular, c);
    }
}

static void read_discards(struct rd_dictionary *d, struct rd_str text) {
    while (text.n) {
        struct rd_str line = upper(bare(line_of(&text)), &d->arena);
        bool near, story = line.n && line.p[0] == '+';
        if (story) line = rd_str_sub(line, 1, line.n);
        line = rd_str_trim(line);
        if (!line.n || line.p[0] == '<') continue;
        struct dict_discard *x = RD_PUSH(&d->arena, d->discards, d->n_discards, d->cap_discards);
        x->phrase = phrase(d, line, &near);
        for (uint32_t i = 0; i + 1 < x->phrase.n; i++) x->phrase.e[i].next_near = true;
        x->story = story;
    }
}

static void read_issues(struct rd_dictionary *d, struct rd_str text) {
    while (text.n) {
        struct rd_str raw = bare(line_of(&text)), line = upper(raw, &d->arena), c = RD_NONE;
        bool near, noun = rd_str_starts(line, "N:"), verb = rd_str_starts(line, "V:");
        if (!line.n || line.p[0] == '<' || line.p[0] == '~' || !take_bracket(&line, '[', ']', &c)) continue;
        if (noun || verb) line = rd_str_trim(rd_str_sub(line, 2, line.n));
        char *p = rd_arena_dup(&d->arena, line.p, line.n + 1);
        for (uint32_t i = 0; i < line.n; i++) p[i] = p[i] == '+' || p[i] == ' ' ? '_' : p[i];
        for (int form = 0; form < (noun ? 2 : verb ? 4 : 1); form++) {
            static const char *const ends[] = {"", "S", "ED", "ING"};
            struct rd_str w = form && noun ? plural(d, (struct rd_str){p, line.n}) : rd_arena_printf(&d->arena, "%.*s%s", (int)line.n, p, ends[form]);
            struct dict_issue *x = RD_PUSH(&d->arena, d->issues, d->n_issues, d->cap_issues);
            x->phrase = phrase(d, w, &near);
            x->code = c;
        }
    }
}

/* ---- verbs ---- */

const struct dict_set *dict_set(const struct rd_dictionary *d, struct rd_str name) {
    for (uint32_t i = 0; i < d->n_sets; i++)
        if (rd_str_eq(d->sets[i].name, name)) return &d->sets[i];
    return NULL;
}

static struct dict_set *new_set(struct rd_dictionary *d, struct rd_str name) {
    struct dict_set *s = RD_PUSH(&d->arena, d->sets, d->n_sets, d->cap_sets);
    s->plural = !(name.n && name.p[name.n - 1] == '_');
    s->name = s->plural ? name : rd_str_sub(name, 0, name.n - 1);
    return s;
}

static void add_pattern(struct rd_dictionary *d, struct dict_block *b, struct rd_str line) {
    struct rd_str c = RD_NONE;
    int64_t star;
    line = rd_str_trim(rd_str_sub(line, 1, line.n));
    if (!b || !take_bracket(&line, '[', ']', &c) || (star = rd_str_find(line, RD_LIT("*"), 0)) < 0) {
        d->skipped++;
        return;
    }
    struct rd_str left = rd_str_sub(line, 0, (uint32_t)star), right = rd_str_sub(line, (uint32_t)star + 1, line.n);
    struct dict_pattern *p = RD_PUSH(&d->arena, b->p, b->n, b->cap);
    bool unused;
    p->left = phrase(d, left, &p->near_left);
    p->near_right = right.n && right.p[0] == '_';
    p->right = phrase(d, right, &unused);
    p->code = c;
}

static struct dict_verb *add_verb(struct rd_dictionary *d, struct rd_str words, struct dict_block *b, struct rd_str c, bool forms) {
    bool near;
    words = rd_str_trim(words);
    if (!words.n) return NULL;
    struct dict_verb *v = RD_PUSH(&d->arena, d->verbs, d->n_verbs, d->cap_verbs);
    char *p = rd_arena_dup(&d->arena, words.p, words.n + 1);
    uint32_t n = 0, before = 0;
    v->at = 0;
    for (uint32_t i = 0; i < words.n; i++) { /* '+' marks the verb among its words */
        if (words.p[i] == '+') {
            for (uint32_t k = 0; k < n; k++) before += p[k] == '_' || p[k] == ' ';
            v->at = before;
        } else {
            p[n++] = words.p[i];
        }
    }
    v->phrase = phrase(d, (struct rd_str){p, n}, &near);
    v->block = b;
    v->code = c;
    v->forms = forms;
    return v;
}

/* "BEGIN {BEGAN BEGINS}", "CALL [041:041]" */
static void verb_line(struct rd_dictionary *d, struct dict_block *b, struct rd_str line) {
    struct rd_str c = RD_NONE, forms = RD_NONE, f[48];
    bool coded = take_bracket(&line, '[', ']', &c), braces = take_bracket(&line, '{', '}', &forms);
    if (!coded) c = b->code;
    add_verb(d, line, b, c, !braces);
    uint32_t n = braces ? rd_str_split(forms, ' ', f, RD_ARRAY_LEN(f)) : 0;
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str one = rd_str_trim(f[i]);
        if (!one.n) continue;
        /* the form takes the verb's place among its words */
        int64_t plus = rd_str_find(line, RD_LIT("+"), 0);
        if (plus < 0) {
            int64_t cut = d->petrarch ? rd_str_find(line, RD_LIT("_"), 0) : -1;
            if (cut > 0 && rd_str_find(one, RD_LIT("_"), 0) < 0) one = rd_arena_printf(&d->arena, "%.*s%.*s", RD_S(one), (int)(line.n - (uint32_t)cut), line.p + cut);
        } else {
            uint32_t e = (uint32_t)plus + 1;
            while (e < line.n && line.p[e] != '_' && line.p[e] != ' ') e++;
            one = rd_arena_printf(&d->arena, "%.*s+%.*s%.*s", (int)plus, line.p, RD_S(one), (int)(line.n - e), line.p + e);
        }
        add_verb(d, one, b, c, false);
    }
}

static struct dict_block *new_block(struct rd_dictionary *d, struct rd_str c) {
    struct dict_block *b = RD_NEW(&d->arena, struct dict_block);
    b->code = c;
    return b;
}

static void read_verbs(struct rd_dictionary *d, struct rd_str text) {
    struct dict_block *b = NULL;
    struct dict_set *set = NULL;
    struct rd_map *list = NULL;
    bool skip = false;
    while (text.n) {
        struct rd_str raw = line_of(&text), line = upper(bare(raw), &d->arena), c = RD_NONE;
        if (rd_str_starts(raw, "~~FINISH")) break;
        line = rd_str_trim(line);
        if (!line.n) continue;
        if (line.p[0] == '<') {
            list = list_of(d, line);
            skip = rd_str_is(line, "<TIME>") || rd_str_is(line, "<PRONOUN>");
            set = NULL;
        } else if (list) {
            list_word(list, line);
        } else if (skip) {
            continue; /* shifts of the date are run-time matters */
        } else if (rd_str_starts(line, "---")) {
            take_bracket(&line, '[', ']', &c);
            b = new_block(d, c);
            set = NULL;
        } else if (line.p[0] == '&') {
            set = new_set(d, rd_str_sub(line, 1, line.n));
        } else if (line.p[0] == '+' && set) {
            bool near;
            *RD_PUSH(&d->arena, set->v, set->n, set->cap) = phrase(d, rd_str_sub(line, 1, line.n), &near);
        } else if (line.p[0] == '-') {
            add_pattern(d, b, line);
        } else if (line.p[0] == '~') {
            d->skipped++; /* a transformation */
        } else if (line.p[0] == '{' && !d->petrarch && b) { /* TABARI: further forms of the verb above */
            struct rd_str f[32], inside = RD_NONE, whole = line;
            take_bracket(&whole, '{', '}', &inside);
            uint32_t n = rd_str_split(inside, ' ', f, RD_ARRAY_LEN(f));
            for (uint32_t i = 0; i < n; i++) add_verb(d, f[i], b, b->code, true);
        } else {
            set = NULL;
            if (!d->petrarch) { /* every verb is a block of its own */
                struct rd_str words = line;
                take_bracket(&words, '[', ']', &c);
                b = new_block(d, c);
                add_verb(d, words, b, c, true);
            } else if (b) {
                verb_line(d, b, line);
            } else {
                d->skipped++;
            }
        }
    }
}

/* ---- the door ---- */

struct rd_str dict_key3(struct rd_str word, char out[4]) {
    uint32_t n = word.n < 3 ? word.n : 3;
    memcpy(out, word.p, n);
    out[n] = 0;
    return (struct rd_str){out, n};
}

static void chain(struct rd_dictionary *d, struct rd_map *m, uint32_t *next, const struct dict_phrase *p, uint32_t i) {
    char k[4];
    if (!p->n) return;
    const struct dict_elem *e = &p->e[0];
    struct rd_str key = e->kind != DICT_WORD || (e->word.n < 3 && e->open) ? RD_LIT("*") : dict_key3(e->word, k);
    uint64_t *head = rd_map_put(m, key, NULL);
    (void)d;
    next[i] = (uint32_t)*head;
    *head = i + 1;
}

static void index_all(struct rd_dictionary *d) {
    struct rd_arena *a = &d->arena;
    d->next_actor = RD_NEW_N(a, uint32_t, d->n_actors + 1);
    d->next_agent = RD_NEW_N(a, uint32_t, d->n_agents + 1);
    d->next_verb = RD_NEW_N(a, uint32_t, d->n_verbs + 1);
    for (uint32_t i = 0; i < d->n_actors; i++) chain(d, &d->by_actor, d->next_actor, &d->actors[i].phrase, i);
    for (uint32_t i = 0; i < d->n_agents; i++) chain(d, &d->by_agent, d->next_agent, &d->agents[i].phrase, i);
    for (uint32_t i = 0; i < d->n_verbs; i++) chain(d, &d->by_verb, d->next_verb, &d->verbs[i].phrase, i);
}

static int read_file(struct rd_dictionary *d, const char *path, void (*read)(struct rd_dictionary *, struct rd_str), struct rd_err *err) {
    struct rd_err mine = {0};
    if (!path) return RD_OK;
    struct rd_str text = slurp(path, &d->arena, &mine);
    if (!text.p) {
        if (err) *err = mine;
        return mine.code;
    }
    read(d, text);
    return RD_OK;
}

static void look(struct rd_dictionary *d, struct rd_str text) {
    while (text.n) {
        struct rd_str line = line_of(&text);
        if (rd_str_starts(line, "--- ")) d->petrarch = true;
    }
}

static void count_code(struct rd_str code, uint32_t *in, uint32_t *out) {
    if (code.n < 2 || code.p[0] < '0' || code.p[0] > '9' || code.p[1] < '0' || code.p[1] > '9') return;
    int root = (code.p[0] - '0') * 10 + code.p[1] - '0';
    if (root >= 1 && root <= 20) ++*in;
    else ++*out;
}

static bool is_cameo(const struct rd_dictionary *d) {
    uint32_t in = 0, out = 0;
    for (uint32_t i = 0; i < d->n_verbs; i++) {
        const struct dict_block *b = d->verbs[i].block;
        count_code(d->verbs[i].code, &in, &out);
        for (uint32_t k = 0; k < b->n && (i == 0 || d->verbs[i - 1].block != b); k++) count_code(b->p[k].code, &in, &out);
    }
    return in > 50 * out;
}

int rd_dictionary_load(struct rd_dictionary **out, const struct rd_dictionary_files *f, struct rd_err *err) {
    struct rd_arena a;
    rd_arena_init(&a);
    struct rd_dictionary *d = RD_NEW(&a, struct rd_dictionary);
    int rc;
    *out = NULL;
    d->arena = a; /* from here on the arena is the one inside */
    struct rd_map *maps[] = {&d->nouns, &d->adjectives, &d->by_actor, &d->by_agent, &d->by_verb};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(maps); i++) rd_map_init(maps[i], &d->arena);
    rc = read_file(d, f->verbs, look, err);
    if (!rc) rc = read_file(d, f->verbs, read_verbs, err);
    for (uint32_t i = 0; i < f->n_actors && !rc; i++) rc = read_file(d, f->actors[i], read_actors, err);
    if (!rc) rc = read_file(d, f->agents, read_agents, err);
    if (!rc) rc = read_file(d, f->issues, read_issues, err);
    if (!rc) rc = read_file(d, f->discards, read_discards, err);
    if (rc) {
        rd_dictionary_free(d);
        return rc;
    }
    index_all(d);
    d->cameo = is_cameo(d);
    *out = d;
    return RD_OK;
}

void rd_dictionary_free(struct rd_dictionary *d) {
    if (!d) return;
    struct rd_arena a = d->arena; /* it holds d itself */
    rd_arena_free(&a);
}

bool rd_dictionary_is_cameo(const struct rd_dictionary *d) {
    return d->cameo;
}

uint32_t rd_dictionary_skipped(const struct rd_dictionary *d) {
    return d->skipped;
}
