/* lines.c - trains the model of lines of flattened pages (page/flatlines.c): logistic regression with AdaGrad, whole-number weights.
 *   DIR/pages.jsonl {"id","text"} and DIR/labels.tsv (doc, site, byte, 0 or 1, words), as tools/flatten-pages.py writes them
 *   -> cross-validation by site, printed; the weights of all, written as a table of data/. */
#include "lines.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "lang/lang.h"
#include "lexicon/lexicon.h"
#include "page/page.h"
#include "rng.h"

struct label { struct rd_str doc; uint32_t at, fold; bool body; };
struct example { uint32_t page, line, label, fold; bool body; };

struct set {
    struct rd_arena keep;
    struct rd_page_lines *page; uint32_t n_page, cap_page;
    struct example *x; uint32_t n, cap;
    struct label *label;                 /* in file order, those of a page together */
    uint32_t n_label, cap_label;
    struct rd_map pages;                 /* id -> place of its first label, plus one; of the folder that is being read */
    uint32_t folds;
};

static uint32_t fold_of(struct rd_str site, uint32_t folds)
{
    uint32_t h = 2166136261u;
    for (uint32_t i = 0; i < site.n; i++) h = (h ^ (unsigned char)site.p[i]) * 16777619u;
    return h % folds;
}

static int read_labels(struct set *s, const char *path, struct rd_err *err)
{
    char line[4096];
    FILE *f = fopen(path, "r");
    if (!f) return rd_fail(err, RD_EIO, "train", "cannot read %s", path);
    while (fgets(line, sizeof line, f)) {
        struct rd_str part[5];
        uint64_t at;
        if (rd_str_split(rd_str_of(line), '\t', part, 5) < 4 || !rd_str_uint(part[2], UINT32_MAX, &at)) continue;
        struct label *l = RD_PUSH(&s->keep, s->label, s->n_label, s->cap_label);
        *l = (struct label){rd_arena_str(&s->keep, part[0]), (uint32_t)at, fold_of(part[1], s->folds), rd_str_is(part[3], "1")};
        uint64_t *first = rd_map_put(&s->pages, l->doc, NULL);
        if (!*first) *first = s->n_label;
    }
    fclose(f);
    return RD_OK;
}

/* One page: the features of its lines, and which have a label. */
static int read_page(struct set *s, const struct lines_job *job, const char *id, const char *text, struct rd_err *err)
{
    uint64_t first;
    struct rd_page_lines lines;
    struct rd_str doc = rd_str_of(id);
    if (!rd_map_get(&s->pages, doc, &first)) return RD_OK;
    struct rd_blob blob = {.bytes = (const uint8_t *)text, .n = strlen(text), .media = RD_MEDIA_TEXT};
    int rc = rd_page_lines_read(&lines, &blob, job->lex, job->langid, &s->keep, err);
    if (rc != RD_OK) return rc;
    uint32_t at = 0;
    for (uint32_t k = (uint32_t)first - 1; k < s->n_label && rd_str_eq(s->label[k].doc, doc); k++) {
        while (at < lines.n && lines.line[at].end <= s->label[k].at) at++;
        if (at == lines.n || lines.line[at].beg > s->label[k].at) continue;
        *RD_PUSH(&s->keep, s->x, s->n, s->cap) = (struct example){s->n_page, at, k, s->label[k].fold, s->label[k].body};
    }
    *RD_PUSH(&s->keep, s->page, s->n_page, s->cap_page) = lines;
    return RD_OK;
}

static int read_pages(struct set *s, const struct lines_job *job, const char *path, struct rd_err *err)
{
    FILE *f = fopen(path, "r");
    if (!f) return rd_fail(err, RD_EIO, "train", "cannot read %s", path);
    int rc = RD_OK;
    for (json_t *o; rc == RD_OK && (o = json_loadf(f, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL)); json_decref(o)) {
        const char *id = json_string_value(json_object_get(o, "id")), *text = json_string_value(json_object_get(o, "text"));
        if (id && text) rc = read_page(s, job, id, text, err);
    }
    fclose(f);
    return rc;
}

static double score(const double *w, const struct rd_page_line *x)
{
    double sum = 0;
    for (uint32_t k = 0; k < x->n_feature; k++) sum += w[x->feature[k]];
    return sum;
}

static const struct rd_page_line *line_of(const struct set *s, const struct example *x)
{
    return &s->page[x->page].line[x->line];
}

/* Passes over the examples outside one fold (folds: none is left out). */
static void learn(double *w, const struct set *s, const struct lines_job *job, uint32_t leave)
{
    uint32_t n_f = rd_page_line_feature(0, NULL, NULL), *order = malloc((s->n + 1) * sizeof *order);
    double *g2 = calloc(n_f, sizeof *g2);
    struct rng r = {job->seed};
    for (uint32_t i = 0; i < n_f; i++) w[i] = 0;
    for (uint32_t pass = 0; pass < job->rounds; pass++) {
        rng_shuffle(&r, order, s->n);
        for (uint32_t i = 0; i < s->n; i++) {
            const struct example *x = &s->x[order[i]];
            const struct rd_page_line *l = line_of(s, x);
            if (x->fold == leave) continue;
            double error = (x->body ? 1 : 0) - 1 / (1 + exp(-score(w, l)));
            for (uint32_t k = 0; k < l->n_feature; k++) {
                uint32_t f = l->feature[k];
                double g = error - job->decay * w[f];
                g2[f] += g * g;
                w[f] += 0.1 * g / sqrt(1e-6 + g2[f]);
            }
        }
    }
    free(order);
    free(g2);
}

static void cross_validate(const struct set *s, const struct lines_job *job)
{
    uint32_t n_f = rd_page_line_feature(0, NULL, NULL), tp = 0, fp = 0, fn = 0;
    double *w = calloc(n_f, sizeof *w);
    for (uint32_t fold = 0; fold < s->folds; fold++) {
        learn(w, s, job, fold);
        for (uint32_t i = 0; i < s->n; i++) {
            const struct example *x = &s->x[i];
            if (x->fold != fold) continue;
            double sum = score(w, line_of(s, x));
            bool said = sum > 0;
            tp += said && x->body;
            fp += said && !x->body;
            fn += !said && x->body;
            if (job->show && said != x->body)
                printf("# %s\t%.*s\t%u\t%.2f\n", said ? "extra" : "miss", RD_S(s->label[x->label].doc), s->label[x->label].at, sum);
        }
    }
    double p = (double)tp / (tp + fp + 1e-9), r = (double)tp / (tp + fn + 1e-9);
    printf("lines\t%u\nlines.precision\t%.4f\nlines.recall\t%.4f\nlines.f1\t%.4f\n", s->n, p, r, 2 * p * r / (p + r + 1e-9));
    free(w);
}

static int save(const double *w, const struct lines_job *job, const struct set *s, struct rd_err *err)
{
    uint32_t n_f = rd_page_line_feature(0, NULL, NULL), n = 0;
    char (*row)[64] = calloc(n_f + 1, sizeof *row);
    for (uint32_t i = 0; i < n_f; i++) {
        struct rd_str name;
        uint32_t number;
        long v = lround(w[i] * 1000);
        rd_page_line_feature(i, &name, &number);
        if (v) snprintf(row[n++], sizeof *row, "%.*s\t%u\t%ld", RD_S(name), number, v);
    }
    qsort(row, n, sizeof *row, (int (*)(const void *, const void *))strcmp);
    FILE *f = fopen(job->out, "w");
    if (f) {
        fprintf(f, "# Weights of the model of lines of flattened pages: does a line belong to the article?\n"
                   "# Columns: feature, number of its bin (src/page/flatlines.c), weight in thousandths; a sum above 0 says yes.\n"
                   "# Source: trained by `readout-train lines` on %u lines labelled by the gold segments of adbar/trafilatura (tests, Apache-2.0);\n"
                   "#   no text of those pages is in it. Card: models/flatlines.md. Licence: Apache-2.0.\n#: feature\tbin\tweight\n", s->n);
        for (uint32_t i = 0; i < n; i++) fprintf(f, "%s\n", row[i]);
    }
    free(row);
    return f && fclose(f) == 0 ? RD_OK : rd_fail(err, RD_EIO, "train", "cannot write %s", job->out);
}

int lines_run(const struct lines_job *job, struct rd_err *err)
{
    struct set s = {.folds = job->folds};
    rd_arena_init(&s.keep);
    int rc = RD_OK;
    for (int i = 0; i < job->n_dirs && rc == RD_OK; i++) {
        rd_map_init(&s.pages, &s.keep);
        rc = read_labels(&s, rd_arena_printf(&s.keep, "%s/labels.tsv", job->dirs[i]).p, err);
        if (rc == RD_OK) rc = read_pages(&s, job, rd_arena_printf(&s.keep, "%s/pages.jsonl", job->dirs[i]).p, err);
    }
    double *w = calloc(rd_page_line_feature(0, NULL, NULL), sizeof *w);
    if (rc == RD_OK) cross_validate(&s, job);
    if (rc == RD_OK && job->out) {
        learn(w, &s, job, job->leave);
        rc = save(w, job, &s, err);
    }
    free(w);
    rd_arena_free(&s.keep);
    return rc;
}
