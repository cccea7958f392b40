/* names.c - normal forms of names, and which names may be variants of one. */
#include "refer/refer_int.h"

#include "base/utf8.h"

static bool is_title(const struct refer *r, uint32_t tok) {
    return rd_lex_find(r->t_titles, r->form[tok]) != NULL;
}

/* Takes "'s", a lone apostrophe and stray marks off the end of a name that the tokeniser left together. */
static struct rd_str strip_tail(struct rd_str s) {
    for (;;) {
        uint32_t n = s.n;
        if (rd_str_ends(s, "'s") || rd_str_ends(s, "'S")) s.n -= 2;
        else if (rd_str_ends(s, "\xe2\x80\x99s")) s.n -= 4;
        else if (rd_str_ends(s, "\xe2\x80\x99") || rd_str_ends(s, "\xe2\x80\x9d")) s.n -= 3;
        else if (rd_str_ends(s, "'") || rd_str_ends(s, "\"") || rd_str_ends(s, ",") || rd_str_ends(s, ";") || rd_str_ends(s, ":")) s.n -= 1;
        s = rd_str_trim(s);
        if (s.n == n || !s.n) return s;
    }
}

struct rd_str refer_display(const struct refer *r, uint32_t beg, uint32_t end, bool person) {
    while (beg + 1 < end && (r->an->upos[beg] == RD_DET || r->an->upos[beg] == RD_PUNCT)) beg++;
    while (beg + 1 < end && (r->an->upos[end - 1] == RD_PART || r->an->upos[end - 1] == RD_PUNCT)) end--;
    if (person)
        while (beg + 1 < end && is_title(r, beg)) beg++;
    struct rd_str in = rd_span_of(r->doc->text, rd_doc_span(r->doc, beg, end));
    char *out = rd_arena_get(r->a, in.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < in.n;) {
        uint32_t at = i, cp = rd_utf8_next(in, &i);
        if (cp == 0xAD || cp == 0x200B) continue;
        if (rd_cp_space(cp)) {
            if (n && out[n - 1] != ' ') out[n++] = ' ';
            continue;
        }
        memcpy(out + n, in.p + at, i - at);
        n += i - at;
    }
    out[n] = 0;
    return strip_tail((struct rd_str){out, n});
}

/* A name word as it is compared: bare letters and digits; what else stands between letters ("S/olvaag") is dropped. */
static struct rd_str clean_word(const struct refer *r, struct rd_str w) {
    struct rd_str bare = rd_utf8_bare(strip_tail(w), r->s);
    char *out = rd_arena_get(r->s, bare.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < bare.n;) {
        uint32_t at = i, cp = rd_utf8_next(bare, &i);
        if (!rd_cp_alpha(cp) && !rd_cp_digit(cp)) continue;
        memcpy(out + n, bare.p + at, i - at);
        n += i - at;
    }
    return (struct rd_str){out, n};
}

static struct rd_str join_words(struct refer *r, const struct refer_cand *c) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n_word; i++) n += c->word[i].n + 1;
    char *out = rd_arena_get(r->s, n + 1);
    n = 0;
    for (uint32_t i = 0; i < c->n_word; i++) {
        if (i) out[n++] = ' ';
        memcpy(out + n, c->word[i].p, c->word[i].n);
        n += c->word[i].n;
    }
    return (struct rd_str){out, n};
}

void refer_name_key(struct refer *r, struct refer_cand *c) {
    struct rd_str text = refer_display(r, c->beg, c->end, c->ek == RD_ENT_PERSON || c->ek < 0), part;
    c->n_word = 0;
    while (text.n && c->n_word < REFER_NAME_WORDS) {
        uint32_t cut = 0;
        while (cut < text.n && text.p[cut] != ' ' && text.p[cut] != '-') cut++;
        part = clean_word(r, rd_str_sub(text, 0, cut));
        text = rd_str_sub(text, cut < text.n ? cut + 1 : cut, text.n);
        if (part.n) c->word[c->n_word++] = part;
    }
    c->key = join_words(r, c);
}

bool refer_edit1(struct rd_str a, struct rd_str b) {
    uint32_t i = 0, j = 0;
    if (a.n > b.n) {
        struct rd_str t = a;
        a = b;
        b = t;
    }
    if (b.n - a.n > 1) return false;
    while (i < a.n && a.p[i] == b.p[i]) i++;
    while (j < a.n - i && a.p[a.n - 1 - j] == b.p[b.n - 1 - j]) j++;
    if (i + j >= a.n) return true;                       /* one letter more */
    if (a.n != b.n) return false;
    if (i + j + 1 == a.n) return true;                   /* one other letter */
    return i + j + 2 == a.n && a.p[i] == b.p[i + 1] && a.p[i + 1] == b.p[i]; /* two swapped */
}

static bool same_first(struct rd_str a, struct rd_str b) {
    if (rd_str_eq(a, b)) return true;
    if (a.n && b.n && (a.n == 1 || b.n == 1)) return a.p[0] == b.p[0];
    return a.n >= 6 && b.n >= 6 && refer_edit1(a, b);
}

/* Short or common words of a name ("van", "al") tell nothing by themselves. */
static bool weighty(const struct rd_str *w, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (w[i].n > 3) return true;
    return n == 1 && w[0].n >= 2;
}

static bool ends_with(const struct rd_str *s, uint32_t n, const struct rd_str *l, uint32_t m, bool loose) {
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str a = s[n - 1 - i], b = l[m - 1 - i];
        if (rd_str_eq(a, b)) continue;
        if (!loose || a.n < 6 || b.n < 6 || a.p[0] != b.p[0] || !refer_edit1(a, b)) return false;
    }
    return true;
}

int refer_person_fit(const struct rd_str *s, uint32_t n, const struct rd_str *l, uint32_t m) {
    if (!n || n > m) return REFER_NO;
    if (n == m) {
        if (n > 1 && !same_first(s[0], l[0])) return REFER_NO;
        if (ends_with(s + (n > 1), n - (n > 1), l + (n > 1), n - (n > 1), false)) return REFER_SAME;
        return ends_with(s + (n > 1), n - (n > 1), l + (n > 1), n - (n > 1), true) ? REFER_WEAK : REFER_NO;
    }
    if (!weighty(s, n)) return REFER_NO;
    if (ends_with(s, n, l, m, false)) return REFER_SAME;
    /* first and last fit, a middle name is left out: "Samuel Otieno", "Samuel K. Otieno" */
    if (n > 1 && same_first(s[0], l[0]) && ends_with(s + 1, n - 1, l, m, false)) return REFER_SAME;
    if (n == 1 && ends_with(s, n, l, m, true)) return REFER_WEAK;
    if (n == 1 && s[0].n > 2 && rd_str_eq(s[0], l[0])) return REFER_WEAK;
    return REFER_NO;
}

static bool is_acronym_of(struct rd_str acr, const struct refer_cluster *k) {
    uint32_t at = 0, words = 0;
    if (acr.n < 2 || acr.n > 8 || k->n_word < 2) return false;
    for (uint32_t i = 0; i < k->n_word && at <= acr.n; i++) {
        words++;
        if (at < acr.n && k->word[i].n && k->word[i].p[0] == acr.p[at]) at++;
        else if (k->word[i].n > 4) return false; /* only small words ("of the") may be passed over */
    }
    return at == acr.n && words >= 2;
}

int refer_org_fit(const struct refer *r, const struct refer_cand *c, const struct refer_cluster *k) {
    struct rd_str text = rd_span_of(r->doc->text, rd_doc_span(r->doc, c->beg, c->end));
    if (c->n_word == 1 && k->n_word > 1) {
        bool caps = text.n >= 2;
        for (uint32_t i = 0; i < text.n && caps; i++) caps = (text.p[i] >= 'A' && text.p[i] <= 'Z') || text.p[i] == '.';
        return caps && is_acronym_of(c->word[0], k) ? REFER_SAME : REFER_NO;
    }
    const struct rd_str *s = c->word, *l = k->word;
    uint32_t n = c->n_word, m = k->n_word;
    if (n > m) s = k->word, l = c->word, n = k->n_word, m = c->n_word;
    if (n < 2 || m > n + 2 || !ends_with(s, n, l, m, false)) return REFER_NO;
    /* What the longer one has in front must be a state or a nationality. */
    struct rd_str front = l[0], type;
    return n == m || rd_lex_name(r->lex, r->lang, front, &type) ? REFER_SAME : REFER_NO;
}

char refer_gender_of(const struct refer *r, struct rd_str word) {
    const struct rd_lex_row *row = rd_lex_find(r->t_gender, word);
    struct rd_str g = rd_lex_field(r->t_gender, row, "gender");
    return g.n == 1 ? g.p[0] : 0;
}

char refer_gender_of_name(const struct refer *r, const struct refer_cand *c) {
    struct rd_str first = refer_display(r, c->beg, c->end, true);
    for (uint32_t i = 0; i < first.n; i++)
        if (first.p[i] == ' ' || (first.p[i] == '-' && i > 3)) first.n = i;
    struct rd_str g = rd_lex_field(r->t_first, rd_lex_find(r->t_first, first), "gender");
    return c->n_word > 1 && g.n == 1 ? g.p[0] : 0;
}
