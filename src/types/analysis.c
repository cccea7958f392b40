#include "types/analysis.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/err.h"

bool rd_feat(const struct rd_analysis *a, uint32_t i, const char *name_value) {
    size_t n = strlen(name_value);
    const char *p = a->feats[i];
    while (p && *p) {
        if (strncmp(p, name_value, n) == 0 && (p[n] == 0 || p[n] == '|')) return true;
        p = strchr(p, '|');
        if (p) p++;
    }
    return false;
}

static const char *const ne_names[RD_N_NE] = {"O", "PER", "LOC", "ORG", "MISC"};

const char *rd_ne_name(int ne) {
    return ne >= 0 && ne < RD_N_NE ? ne_names[ne] : "O";
}

/* A form or lemma in a column: no tab, no line break; blanks stay (UD allows them in numbers). */
static void column(struct rd_buf *out, struct rd_str s) {
    if (!s.n) rd_buf_c(out, '_');
    for (uint32_t i = 0; i < s.n; i++) rd_buf_c(out, s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

static void misc(struct rd_buf *out, const struct rd_doc *d, const struct rd_analysis *a, uint32_t i) {
    rd_buf_printf(out, "Span=%u:%u", d->toks[i].span.beg, d->toks[i].span.end);
    if (a && a->ne[i]) rd_buf_printf(out, "|Entity=%c-%s", a->ne_begin[i] ? 'B' : 'I', rd_ne_name(a->ne[i]));
    bool inside = i + 1 < d->n_tok && (d->toks[i + 1].flags & RD_TOK_MWT_REST);
    if (!(d->toks[i].flags & (RD_TOK_SPACE_AFTER | RD_TOK_MWT_FIRST | RD_TOK_MWT_REST)) && !inside) rd_buf_z(out, "|SpaceAfter=No");
}

static uint32_t mwt_end(const struct rd_doc *d, uint32_t i, uint32_t end) {
    uint32_t k = i + 1;
    while (k < end && (d->toks[k].flags & RD_TOK_MWT_REST)) k++;
    return k;
}

static void dump_sentence(struct rd_buf *out, const struct rd_doc *d, const struct rd_analysis *a, uint32_t s) {
    const struct rd_sent *st = &d->sents[s];
    struct rd_str text = rd_span_of(d->text, st->span);
    rd_buf_printf(out, "# sent_id = %u\n# text = ", s + 1);
    column(out, text);
    rd_buf_c(out, '\n');
    for (uint32_t i = st->tok; i < st->tok + st->n_tok; i++) {
        if (d->toks[i].flags & RD_TOK_MWT_FIRST) {
            uint32_t e = mwt_end(d, i, st->tok + st->n_tok);
            rd_buf_printf(out, "%u-%u\t", i - st->tok + 1, e - st->tok);
            column(out, rd_span_of(d->text, rd_doc_span(d, i, e)));
            rd_buf_printf(out, "\t_\t_\t_\t_\t_\t_\t_\t%s\n", d->toks[e - 1].flags & RD_TOK_SPACE_AFTER ? "_" : "SpaceAfter=No");
        }
        rd_buf_printf(out, "%u\t", i - st->tok + 1);
        column(out, d->toks[i].form);
        rd_buf_c(out, '\t');
        if (a && a->tagged) {
            column(out, a->lemma[i]);
            rd_buf_printf(out, "\t%s\t_\t%s\t", rd_upos_name(a->upos[i]), a->feats[i]);
        } else {
            rd_buf_z(out, "_\t_\t_\t_\t");
        }
        if (a && a->parsed) rd_buf_printf(out, "%d\t%s\t_\t", a->head[i] < 0 ? 0 : a->head[i] - (int32_t)st->tok + 1, rd_rel_name(a->rel[i]));
        else rd_buf_z(out, "_\t_\t_\t");
        misc(out, d, a, i);
        rd_buf_c(out, '\n');
    }
    rd_buf_c(out, '\n');
}

void rd_analysis_dump(struct rd_buf *out, const struct rd_doc *d, const struct rd_analysis *a, int64_t s) {
    for (uint32_t i = 0; i < d->n_sent; i++) {
        if (s < 0 || s == (int64_t)i) dump_sentence(out, d, a, i);
    }
}
