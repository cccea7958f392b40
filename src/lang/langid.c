/* langid.c - multinomial logistic regression over hashed character n-grams; trained by tools/make-langid.py.
 *   text -> lower case, each run of non-letters one blank, a blank at both ends
 *   n-grams of 1 to `order` code points with blanks at their ends only -> bucket
 *   score[l] = sum of weight[bucket][l] / sqrt(number of n-grams);  p = softmax(scale * score)
 * Sums are integers, so the answer does not depend on the order of anything. A letter of a script that no training text
 * had lowers the confidence by its share: a page in Chinese is not "Greek, 0.9". */
#include "lang/lang.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "model/model.h"

enum { LOOK_AT = 20000, ENOUGH = 1500, MAX_LANGS = 64, MAX_ORDER = 8, FORMAT = 1 };

/* After each ENOUGH letters: is there anything left to learn? */
static const double settled = 0.9999;

/* Below this the answer is unknown: on held-out lines of one or two words answers under it are wrong more often than not. */
static const double least_sure = 0.30;

struct rd_langid {
    struct rd_arena arena;     /* owns this struct too */
    struct rd_model *model;
    const int8_t *weights;     /* [1 << bits][n_langs] */
    const uint8_t *blocks;     /* bit b: the 64 code points from 64 b are of a known script */
    struct rd_str *codes;      /* [n_langs] */
    uint32_t n_langs, bits, order;
    double scale;
};

static int damaged(struct rd_err *err, const char *path) {
    return rd_fail(err, RD_EMODEL, "lang", "%.140s: not a language identifier of this program's version", path);
}

static int bind_sections(struct rd_langid *l, const char *path, struct rd_err *err) {
    const struct rd_section *param = rd_model_find(l->model, "langid.param"), *scale = rd_model_find(l->model, "langid.scale");
    const struct rd_section *codes = rd_model_find(l->model, "langid.codes"), *blocks = rd_model_find(l->model, "langid.blocks");
    const struct rd_section *weights = rd_model_find(l->model, "langid.weights");
    if (!param || !scale || !codes || !blocks || !weights || param->type != RD_SEC_I32 || param->bytes != 12 ||
        scale->type != RD_SEC_F32 || scale->bytes != 4 || codes->type != RD_SEC_STRINGS || blocks->bytes != 128 ||
        weights->type != RD_SEC_I8)
        return damaged(err, path);
    int32_t p[3];
    float f;
    memcpy(p, param->data, sizeof p);
    memcpy(&f, scale->data, sizeof f);
    l->n_langs = codes->shape[0];
    if (p[0] != FORMAT || p[1] < 8 || p[1] > 24 || p[2] < 1 || p[2] > MAX_ORDER || l->n_langs < 1 || l->n_langs > MAX_LANGS ||
        weights->shape[0] != 1u << p[1] || weights->shape[1] != l->n_langs || !(f > 0))
        return damaged(err, path);
    l->bits = (uint32_t)p[1];
    l->order = (uint32_t)p[2];
    l->scale = (double)f;
    l->weights = weights->data;
    l->blocks = blocks->data;
    l->codes = RD_NEW_N(&l->arena, struct rd_str, l->n_langs);
    for (uint32_t i = 0; i < l->n_langs; i++) {
        l->codes[i] = rd_model_string(codes, i);
        if (!l->codes[i].p) return damaged(err, path);
    }
    return RD_OK;
}

int rd_langid_open(struct rd_langid **out, const char *path, struct rd_err *err) {
    struct rd_arena a;
    *out = NULL;
    rd_arena_init(&a);
    struct rd_langid *l = RD_NEW(&a, struct rd_langid);
    l->arena = a;
    int rc = rd_model_open(&l->model, path, true, err);
    if (rc == RD_OK) rc = bind_sections(l, path, err);
    if (rc == RD_OK) *out = l;
    else rd_langid_close(l);
    return rc;
}

void rd_langid_close(struct rd_langid *l) {
    if (!l) return;
    rd_model_close(l->model);
    struct rd_arena a = l->arena;
    rd_arena_free(&a);
}

/* What has been seen of a text so far. */
struct tally {
    int32_t score[MAX_LANGS];
    uint32_t open[MAX_ORDER]; /* hashes of the n-grams that the next character extends; [0] has the shortest */
    uint32_t n_open;
    uint64_t grams, letters, known;
};

static void count_gram(struct tally *t, const struct rd_langid *l, uint32_t h) {
    h ^= h >> 15;
    const int8_t *row = l->weights + (size_t)(h * 0x9E3779B1u >> (32 - l->bits)) * l->n_langs;
    for (uint32_t k = 0; k < l->n_langs; k++) t->score[k] += row[k];
    t->grams++;
}

/* Adds one character: every open n-gram grows by it and one more begins with it (FNV-1a over code points). */
static void count_char(struct tally *t, const struct rd_langid *l, uint32_t cp) {
    uint32_t keep = t->n_open < l->order - 1 ? t->n_open : l->order - 1;
    for (uint32_t i = keep; i > 0; i--) {
        t->open[i] = (t->open[i - 1] ^ cp) * 0x01000193u;
        count_gram(t, l, t->open[i]);
    }
    t->open[0] = (0x811C9DC5u ^ cp) * 0x01000193u;
    if (cp != ' ') count_gram(t, l, t->open[0]);
    t->n_open = cp == ' ' ? 1 : keep + 1; /* a blank ends what it closes */
}

static uint32_t best_of(const struct tally *t, const struct rd_langid *l, double *sure) {
    uint32_t best = 0;
    for (uint32_t k = 1; k < l->n_langs; k++) {
        if (t->score[k] > t->score[best]) best = k;
    }
    double sum = 0, per = l->scale / sqrt((double)t->grams);
    for (uint32_t k = 0; k < l->n_langs; k++) sum += exp((double)(t->score[k] - t->score[best]) * per);
    *sure = 1.0 / sum * (double)t->known / (double)t->letters;
    return best;
}

static void count_text(struct tally *t, const struct rd_langid *l, struct rd_str text) {
    bool blank = true;
    double sure;
    count_char(t, l, ' ');
    for (uint32_t i = 0; i < text.n;) {
        uint32_t cp = rd_utf8_next(text, &i);
        if (!rd_cp_alpha(cp)) {
            if (!blank) count_char(t, l, ' ');
            blank = true;
            continue;
        }
        cp = rd_cp_tolower(cp);
        t->letters++;
        t->known += cp < 65536 && (l->blocks[cp >> 9] >> (cp >> 6 & 7) & 1);
        count_char(t, l, cp);
        blank = false;
        if (t->letters % ENOUGH == 0 && (best_of(t, l, &sure), sure >= settled)) break;
    }
    if (!blank) count_char(t, l, ' ');
}

struct rd_str rd_langid_find(const struct rd_langid *l, struct rd_str text, double *confidence) {
    *confidence = 0;
    if (!l || !text.n) return RD_NONE;
    if (text.n > LOOK_AT) {
        text.n = LOOK_AT;
        while (text.n && ((uint8_t)text.p[text.n] & 0xC0) == 0x80) text.n--;
    }
    struct tally t;
    memset(&t, 0, sizeof t);
    count_text(&t, l, text);
    if (!t.letters) return RD_NONE;
    uint32_t best = best_of(&t, l, confidence);
    return *confidence < least_sure ? RD_NONE : l->codes[best];
}
