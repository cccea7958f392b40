/* lemma.c - edit scripts and exceptions. */
#include "analyse/lemma.h"

#include "analyse/linear.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "model/model.h"

#define MAX_LCS 120u /* code points; longer forms keep their form as lemma */

bool lemma_script_read(struct lemma_script *s, struct rd_str text)
{
    struct rd_str f[6];
    if (rd_str_split(text, ' ', f, 6) != 5 || f[0].n != 1) return false;
    s->lower = f[0].p[0] == 'l';
    s->pre_off = f[1];
    s->pre_on = f[2];
    s->suf_off = f[3];
    s->suf_on = f[4];
    return true;
}

static uint32_t points(struct rd_str s, uint32_t *cp, uint32_t *start)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n && n < MAX_LCS;) {
        start[n] = i;
        cp[n++] = rd_utf8_next(s, &i);
        start[n] = i;
    }
    return n;
}

struct rd_str lemma_script_make(struct rd_str form, struct rd_str lemma, struct rd_arena *a)
{
    bool lower = rd_str_eq(rd_utf8_lower(lemma, a), lemma);
    struct rd_str base = lower ? rd_utf8_lower(form, a) : form;
    uint32_t x[MAX_LCS], y[MAX_LCS], xs[MAX_LCS + 1], ys[MAX_LCS + 1], len[2][MAX_LCS + 1] = {{0}};
    uint32_t nx = points(base, x, xs), ny = points(lemma, y, ys), best = 0, bx = 0, by = 0;
    if (nx == MAX_LCS || ny == MAX_LCS || memchr(base.p, ' ', base.n) || memchr(lemma.p, ' ', lemma.n)) return RD_NONE;
    for (uint32_t i = 0; i < nx; i++)
        for (uint32_t j = 0; j < ny; j++) {
            uint32_t *now = len[i & 1], *before = len[(i & 1) ^ 1];
            now[j + 1] = x[i] == y[j] ? (i ? before[j] : 0) + 1 : 0;
            if (now[j + 1] > best) {
                best = now[j + 1];
                bx = i + 1;
                by = j + 1;
            }
        }
    if (best == 0) return RD_NONE;
    struct rd_str p0 = rd_str_sub(base, 0, xs[bx - best]), p1 = rd_str_sub(lemma, 0, ys[by - best]);
    struct rd_str s0 = rd_str_sub(base, xs[bx], base.n), s1 = rd_str_sub(lemma, ys[by], lemma.n);
    return rd_arena_printf(a, "%c %.*s %.*s %.*s %.*s", lower ? 'l' : 'k', RD_S(p0), RD_S(p1), RD_S(s0), RD_S(s1));
}

struct rd_str lemma_script_apply(const struct lemma_script *s, struct rd_str form, struct rd_str low, struct rd_arena *a)
{
    struct rd_str b = s->lower ? low : form;
    uint32_t off = s->pre_off.n + s->suf_off.n;
    if (b.n < off || (b.n == off && s->pre_on.n + s->suf_on.n == 0)) return RD_NONE;
    if (memcmp(b.p, s->pre_off.p, s->pre_off.n) != 0 || memcmp(b.p + b.n - s->suf_off.n, s->suf_off.p, s->suf_off.n) != 0)
        return RD_NONE;
    uint32_t mid = b.n - off;
    if (off == 0 && s->pre_on.n + s->suf_on.n == 0) return b;
    char *p = rd_arena_get(a, s->pre_on.n + mid + s->suf_on.n + 1);
    memcpy(p, s->pre_on.p, s->pre_on.n);
    memcpy(p + s->pre_on.n, b.p + s->pre_off.n, mid);
    memcpy(p + s->pre_on.n + mid, s->suf_on.p, s->suf_on.n);
    p[s->pre_on.n + mid + s->suf_on.n] = 0;
    return (struct rd_str){p, s->pre_on.n + mid + s->suf_on.n};
}

int lemma_lexicon_open(struct lemma_lexicon *l, const struct rd_model *m, struct rd_err *err)
{
    const struct rd_section *s = rd_model_find(m, "lexicon.slots"), *t = rd_model_find(m, "lexicon.text");
    if (s == NULL || t == NULL || s->type != RD_SEC_I32 || t->type != RD_SEC_STRINGS || s->shape[0] == 0 || s->shape[1] != 2)
        return rd_fail(err, RD_EMODEL, "analyse", "%.120s: no sound lexicon", rd_model_path(m));
    l->slots = s->data;
    l->cap = s->shape[0];
    l->text = t->data;
    l->n_text = (uint32_t)t->bytes;
    return RD_OK;
}

uint32_t lemma_key(struct rd_str low, uint32_t upos)
{
    return (uint32_t)(rd_hash64(low.p, low.n, upos + 1) >> 7);
}

struct rd_str lemma_find(const struct lemma_lexicon *l, uint32_t key)
{
    uint32_t at = linear_home(key, l->cap);
    for (; l->slots[2 * at + 1] != 0; at = linear_next(at, l->cap)) {
        if (l->slots[2 * at] != key) continue;
        uint32_t off = l->slots[2 * at + 1] - 1;
        return off < l->n_text ? rd_str_of(l->text + off) : RD_NONE;
    }
    return RD_NONE;
}
