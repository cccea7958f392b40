/* corpus.c - reads CoNLL-U and IOB2. */
#include "corpus.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "types/analysis.h"
#include "types/ud.h"

#define MAX_SENT 2000u

void corpus_init(struct corpus *c, struct rd_arena *a)
{
    memset(c, 0, sizeof *c);
    c->arena = a;
    rd_map_init(&c->feats, a);
}

int corpus_read_file(struct rd_str *out, const char *path, struct rd_arena *a, struct rd_err *err)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) return rd_fail(err, RD_EIO, "train", "%.160s: %s", path, strerror(errno));
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    char *p = rd_arena_get(a, (size_t)n + 1);
    size_t got = fread(p, 1, (size_t)n, f);
    fclose(f);
    p[got] = 0;
    *out = (struct rd_str){p, (uint32_t)got};
    return got == (size_t)n ? RD_OK : rd_fail(err, RD_EIO, "train", "%.160s: short read", path);
}

static bool next_line(struct rd_str in, uint32_t *at, struct rd_str *line)
{
    if (*at >= in.n) return false;
    const char *nl = memchr(in.p + *at, '\n', in.n - *at);
    uint32_t end = nl ? (uint32_t)(nl - in.p) : in.n;
    *line = rd_str_sub(in, *at, end);
    if (line->n && line->p[line->n - 1] == '\r') line->n--;
    *at = end + 1;
    return true;
}

static struct tsent *new_sent(struct corpus *c, uint32_t n)
{
    struct tsent *s = RD_PUSH(c->arena, c->sents, c->n, c->cap);
    s->n = n;
    s->form = RD_NEW_N(c->arena, struct rd_str, n);
    s->lemma = RD_NEW_N(c->arena, struct rd_str, n);
    s->upos = RD_NEW_N(c->arena, uint8_t, n);
    s->rel = RD_NEW_N(c->arena, uint8_t, n);
    s->bio = RD_NEW_N(c->arena, uint8_t, n);
    s->feats = RD_NEW_N(c->arena, uint32_t, n);
    s->head = RD_NEW_N(c->arena, int32_t, n);
    s->glued = RD_NEW_N(c->arena, bool, n);
    c->words += n;
    return s;
}

static void set_fold(struct tsent *s)
{
    uint64_t h = 1;
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t k = 0; k < s->form[i].n; k++)
            if (((unsigned char)s->form[i].p[k] | 32) >= 'a' && ((unsigned char)s->form[i].p[k] | 32) <= 'z')
                h = rd_hash_mix(h, (unsigned char)s->form[i].p[k]);
    s->fold = (uint32_t)(h >> 20);
}

/* One mention of GUM: tokens and type; `head` is the first token of its minimal span. */
struct mention { uint32_t id_hash, beg, end, head; int ne; bool open; };

static int ne_of_gum(struct rd_str t)
{
    if (rd_str_is(t, "person")) return RD_NE_PER;
    if (rd_str_is(t, "organization")) return RD_NE_ORG;
    if (rd_str_is(t, "place")) return RD_NE_LOC;
    return RD_NE_NONE;
}

struct gum { struct mention m[256]; uint32_t n; };

static void open_mention(struct gum *g, struct rd_str body, uint32_t tok)
{
    struct rd_str f[8];
    uint64_t min = 1;
    if (g->n == RD_ARRAY_LEN(g->m)) return;
    uint32_t n = rd_str_split(body, '-', f, 8);
    if (n < 2) return;
    if (n > 5) {
        struct rd_str first[2];
        rd_str_split(f[5], ',', first, 2);
        if (!rd_str_uint(first[0], 1000, &min) || min == 0) min = 1;
    }
    g->m[g->n++] = (struct mention){(uint32_t)rd_hash64(f[0].p, f[0].n, 0), tok, tok + 1, tok + (uint32_t)min - 1, ne_of_gum(f[1]), true};
}

/* "Entity=(1-person-new-nnnnn-cf1-2-sgl(3-place-...)1)" : openings, openings that close at once, closings. */
static void read_entity(struct gum *g, struct rd_str v, uint32_t tok)
{
    for (uint32_t i = 0; i < v.n;) {
        if (v.p[i] == '(') {
            uint32_t j = i + 1;
            while (j < v.n && v.p[j] != '(' && v.p[j] != ')') j++;
            open_mention(g, rd_str_sub(v, i + 1, j), tok);
            if (j < v.n && v.p[j] == ')') {
                if (g->n) g->m[g->n - 1].open = false;
                j++;
            }
            i = j;
        } else {
            uint32_t j = i;
            while (j < v.n && v.p[j] != ')') j++;
            uint32_t h = (uint32_t)rd_hash64(v.p + i, j - i, 0);
            for (uint32_t k = g->n; k-- > 0;)
                if (g->m[k].open && g->m[k].id_hash == h) {
                    g->m[k].open = false;
                    g->m[k].end = tok + 1;
                    break;
                }
            i = j + 1;
        }
    }
}

static bool links_names(const struct tsent *s, uint32_t i, uint32_t end)
{
    return i + 1 < end && (rd_str_is(s->form[i], "of") || rd_str_is(s->form[i], "-")) && s->upos[i + 1] == RD_PROPN;
}

/* The proper name of a mention is the run of proper nouns about its head; outer mentions come first in `g`. */
static void gum_names(struct tsent *s, const struct gum *g)
{
    for (uint32_t k = 0; k < g->n; k++) {
        const struct mention *m = &g->m[k];
        if (m->ne == RD_NE_NONE || m->open || m->head >= m->end || m->end > s->n || s->upos[m->head] != RD_PROPN) continue;
        uint32_t beg = m->head, end = m->head + 1;
        while (beg > m->beg && s->upos[beg - 1] == RD_PROPN) beg--;
        while (end < m->end && (s->upos[end] == RD_PROPN || (m->ne == RD_NE_ORG && links_names(s, end, m->end)))) end++;
        bool free = true;
        for (uint32_t i = beg; i < end; i++) free = free && s->bio[i] == BIO_O;
        for (uint32_t i = beg; free && i < end; i++) s->bio[i] = (uint8_t)(i == beg ? BIO_B(m->ne) : BIO_I(m->ne));
    }
}

static void fill_token(struct corpus *c, struct tsent *s, uint32_t i, const struct rd_str *f, struct gum *g)
{
    uint64_t head = 0;
    int upos = rd_upos_of(f[3]);
    s->form[i] = f[1];
    s->lemma[i] = f[2];
    s->upos[i] = (uint8_t)(upos < 0 ? RD_X : upos);
    s->feats[i] = rd_intern(&c->feats, f[5]);
    s->head[i] = rd_str_uint(f[6], s->n, &head) && head > 0 ? (int32_t)head - 1 : -1;
    s->rel[i] = (uint8_t)(s->head[i] < 0 ? RD_REL_ROOT : rd_rel_of(f[7]));
    s->glued[i] = rd_str_find(f[9], RD_LIT("SpaceAfter=No"), 0) >= 0;
    int64_t e = rd_str_find(f[9], RD_LIT("Entity="), 0);
    if (e < 0) return;
    uint32_t beg = (uint32_t)e + 7, end = beg;
    while (end < f[9].n && f[9].p[end] != '|') end++;
    read_entity(g, rd_str_sub(f[9], beg, end), i);
}

static bool listed(struct rd_str list, struct rd_str id)
{
    struct rd_str line;
    for (uint32_t at = 0; next_line(list, &at, &line);)
        if (rd_str_eq(line, id)) return true;
    return false;
}

static void end_conllu(struct corpus *c, const struct rd_str *lines, uint32_t n)
{
    struct gum g;
    g.n = 0;
    struct tsent *s = new_sent(c, n);
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str f[10];
        for (uint32_t k = rd_str_split(lines[i], '\t', f, 10); k < 10; k++) f[k] = RD_LIT("_");
        fill_token(c, s, i, f, &g);
    }
    gum_names(s, &g);
    set_fold(s);
}

int corpus_add_conllu(struct corpus *c, const char *path, struct rd_str skip, struct rd_err *err)
{
    struct rd_str in, line, lines[MAX_SENT];
    uint32_t n = 0;
    bool skipping = false;
    int rc = corpus_read_file(&in, path, c->arena, err);
    if (rc) return rc;
    for (uint32_t at = 0; next_line(in, &at, &line);) {
        if (line.n == 0) {
            if (n && !skipping) end_conllu(c, lines, n);
            n = 0;
        } else if (line.p[0] == '#') {
            if (rd_str_starts(line, "# newdoc id = ")) skipping = skip.p != NULL && listed(skip, rd_str_sub(line, 14, line.n));
        } else {
            uint32_t k = 0;
            while (k < line.n && line.p[k] >= '0' && line.p[k] <= '9') k++;
            if (k == 0 || k >= line.n || line.p[k] != '\t') continue; /* multiword tokens and empty nodes */
            if (n == MAX_SENT) return rd_fail(err, RD_EFORMAT, "train", "%.160s: a sentence of more than %u words", path, MAX_SENT);
            lines[n++] = line;
        }
    }
    if (n && !skipping) end_conllu(c, lines, n);
    return RD_OK;
}

static uint8_t bio_of(struct rd_str tag)
{
    static const struct { const char *name; uint8_t ne; } types[] = {{"PER", RD_NE_PER}, {"LOC", RD_NE_LOC}, {"ORG", RD_NE_ORG},
        {"person", RD_NE_PER}, {"location", RD_NE_LOC}, {"corporation", RD_NE_ORG}, {"group", RD_NE_ORG}, {"MISC", RD_NE_MISC},
        {"product", RD_NE_MISC}, {"creative-work", RD_NE_MISC}};
    if (tag.n < 3 || tag.p[1] != '-') return BIO_O;
    struct rd_str t = rd_str_sub(tag, 2, tag.n);
    for (uint32_t i = 0; i < RD_ARRAY_LEN(types); i++)
        if (rd_str_is(t, types[i].name)) return (uint8_t)(tag.p[0] == 'B' ? BIO_B(types[i].ne) : BIO_I(types[i].ne));
    return BIO_O;
}

static void end_iob2(struct corpus *c, const struct rd_str *form, const struct rd_str *tag, uint32_t n)
{
    struct tsent *s = new_sent(c, n);
    for (uint32_t i = 0; i < n; i++) {
        s->form[i] = form[i];
        s->bio[i] = bio_of(tag[i]);
    }
    set_fold(s);
}

/* In some corpora sentence marks are glued to the word before: they have hardly any token that is a mark alone. */
static bool marks_are_glued(struct rd_str in)
{
    struct rd_str line, f[4];
    uint64_t words = 0, marks = 0;
    for (uint32_t at = 0; next_line(in, &at, &line);) {
        if (line.n == 0 || rd_str_split(line, '\t', f, 4) < 3) continue;
        words++;
        marks += rd_str_is(f[1], ".") || rd_str_is(f[1], ",");
    }
    return marks * 100 < words * 3;
}

int corpus_add_iob2(struct corpus *c, const char *path, struct rd_err *err)
{
    struct rd_str in, line, form[MAX_SENT], tag[MAX_SENT];
    uint32_t n = 0;
    int rc = corpus_read_file(&in, path, c->arena, err);
    if (rc) return rc;
    bool glued = marks_are_glued(in);
    for (uint32_t at = 0; next_line(in, &at, &line);) {
        struct rd_str f[4];
        if (line.n && line.p[0] == '#' && memchr(line.p, '\t', line.n) == NULL) continue;
        uint32_t k = line.n ? rd_str_split(line, '\t', f, 4) : 0;
        if (k < 3 || n + 2 >= MAX_SENT) {
            if (n) end_iob2(c, form, tag, n);
            n = 0;
            if (k < 3) continue;
        }
        uint32_t cut = f[1].n;
        while (cut > 1 && strchr(",.;:!?", f[1].p[cut - 1]) != NULL && f[1].n - cut < 1) cut--;
        bool split = glued && cut < f[1].n && cut > 2;
        form[n] = split ? rd_str_sub(f[1], 0, cut) : f[1];
        tag[n++] = f[2];
        if (split) {
            form[n] = rd_str_sub(f[1], cut, f[1].n);
            tag[n++] = RD_LIT("O");
        }
    }
    if (n) end_iob2(c, form, tag, n);
    return RD_OK;
}

void corpus_mark_shapes(struct corpus *c, uint32_t from)
{
    for (uint32_t i = from; i < c->n; i++) {
        struct tsent *s = &c->sents[i];
        s->shape = true;
        for (uint32_t k = 0; k < s->n; k++) {
            if (s->rel[k] != RD_REL_CC) continue;
            uint32_t next = k + 1;
            while (next < s->n && !(s->rel[next] == RD_REL_CONJ && s->head[next] == s->head[k])) next++;
            if (next < s->n) s->head[k] = (int32_t)next;
        }
    }
}
