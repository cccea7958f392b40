/* Reads CoNLL-U, so that a stage can start from a dump of the one before it. */
#include "base/buf.h"
#include "base/err.h"
#include "base/limits.h"
#include "types/analysis.h"

struct load {
    struct rd_arena *arena;
    struct rd_buf text;
    struct rd_token *toks; uint32_t n_tok, cap_tok;
    struct rd_sent *sents; uint32_t n_sent, cap_sent;
    struct rd_block *blocks; uint32_t n_blocks, cap_blocks;
    struct rd_row { struct rd_str form, lemma, upos, feats, head, rel, misc; } *rows; uint32_t n_rows, cap_rows;
    uint32_t first;      /* first token of the open sentence */
    int role;            /* of the block that the next sentence is in */
    bool new_block;
    uint32_t mwt_left;   /* words still to come of an open multiword token */
    struct rd_span mwt;  /* its place in the text */
    bool mwt_first, mwt_space;
};

static bool misc_has(struct rd_str misc, const char *what) {
    struct rd_str f[32];
    uint32_t n = rd_str_split(misc, '|', f, 32);
    for (uint32_t i = 0; i < n; i++) {
        if (rd_str_is(f[i], what)) return true;
    }
    return false;
}

static void open_sentence(struct load *l) {
    if (l->n_tok > l->first) return;
    if (l->new_block || l->n_blocks == 0) {
        if (l->text.n) {
            while (l->text.n && l->text.p[l->text.n - 1] == ' ') l->text.n--;
            l->blocks[l->n_blocks - 1].span.end = (uint32_t)l->text.n;
            rd_buf_c(&l->text, '\n');
        }
        struct rd_block *b = RD_PUSH(l->arena, l->blocks, l->n_blocks, l->cap_blocks);
        b->role = (uint8_t)l->role;
        b->span.beg = (uint32_t)l->text.n;
        l->new_block = false;
    }
}

static void close_sentence(struct load *l) {
    if (l->n_tok == l->first) return;
    struct rd_sent *s = RD_PUSH(l->arena, l->sents, l->n_sent, l->cap_sent);
    s->tok = l->first;
    s->n_tok = l->n_tok - l->first;
    s->block = l->n_blocks - 1;
    s->para = s->block;
    s->span = (struct rd_span){l->toks[l->first].span.beg, l->toks[l->n_tok - 1].span.end};
    l->first = l->n_tok;
    l->mwt_left = 0;
}

static void add_word(struct load *l, const struct rd_str *f) {
    open_sentence(l);
    struct rd_token *t = RD_PUSH(l->arena, l->toks, l->n_tok, l->cap_tok);
    struct rd_row *r = RD_PUSH(l->arena, l->rows, l->n_rows, l->cap_rows);
    *r = (struct rd_row){f[1], f[2], f[3], f[5], f[6], f[7], f[9]};
    t->form = f[1];
    if (l->mwt_left) {
        /* Parts of a multiword token share its letters: cut at the length of the form as far as that fits. */
        uint32_t beg = l->mwt.beg, end = l->mwt_left == 1 ? l->mwt.end : beg + f[1].n;
        if (end > l->mwt.end) end = l->mwt.end;
        while (end > beg && end < l->mwt.end && ((unsigned char)l->text.p[end] & 0xC0) == 0x80) end--;
        t->span = (struct rd_span){beg, end};
        t->flags = l->mwt_first ? RD_TOK_MWT_FIRST : RD_TOK_MWT_REST;
        l->mwt.beg = end;
        l->mwt_first = false;
        if (--l->mwt_left == 0 && l->mwt_space) t->flags |= RD_TOK_SPACE_AFTER;
        return;
    }
    t->span.beg = (uint32_t)l->text.n;
    rd_buf_str(&l->text, f[1]);
    t->span.end = (uint32_t)l->text.n;
    if (!misc_has(f[9], "SpaceAfter=No")) {
        t->flags |= RD_TOK_SPACE_AFTER;
        rd_buf_c(&l->text, ' ');
    }
}

static bool add_range(struct load *l, const struct rd_str *f, uint64_t low, uint64_t high) {
    if (high <= low || high - low > 20) return false;
    open_sentence(l);
    l->mwt.beg = (uint32_t)l->text.n;
    rd_buf_str(&l->text, f[1]);
    l->mwt.end = (uint32_t)l->text.n;
    l->mwt_left = (uint32_t)(high - low + 1);
    l->mwt_first = true;
    l->mwt_space = !misc_has(f[9], "SpaceAfter=No");
    if (l->mwt_space) rd_buf_c(&l->text, ' ');
    return true;
}

static void comment(struct load *l, struct rd_str line) {
    static const char mark[] = "# block = ";
    if (rd_str_starts(line, mark)) {
        int role = rd_role_of_name(rd_str_trim(rd_str_sub(line, sizeof mark - 1, line.n)));
        l->role = role < 0 ? RD_ROLE_BODY : role;
        l->new_block = true;
    } else if (rd_str_starts(line, "# newpar") || rd_str_starts(line, "# newdoc")) {
        l->new_block = true;
    }
}

static int read_lines(struct load *l, struct rd_str in, struct rd_err *err) {
    uint32_t line_no = 0;
    for (uint32_t at = 0; at < in.n;) {
        const char *nl = memchr(in.p + at, '\n', in.n - at);
        uint32_t end = nl ? (uint32_t)(nl - in.p) : in.n;
        struct rd_str line = rd_str_sub(in, at, end), f[10];
        at = end + 1;
        line_no++;
        if (line.n && line.p[line.n - 1] == '\r') line.n--;
        if (line.n == 0) {
            close_sentence(l);
            continue;
        }
        if (line.p[0] == '#') {
            comment(l, line);
            continue;
        }
        if (rd_str_split(line, '\t', f, 10) != 10) return rd_fail(err, RD_EFORMAT, "types", "line %u: not ten columns", line_no);
        uint64_t low, high;
        struct rd_str range[2];
        if (rd_str_find(f[0], RD_LIT("."), 0) >= 0) continue;
        if (f[1].n == 0) return rd_fail(err, RD_EFORMAT, "types", "line %u: an empty form", line_no);
        if (rd_str_split(f[0], '-', range, 2) == 2) {
            if (!rd_str_uint(range[0], 100000, &low) || !rd_str_uint(range[1], 100000, &high) || !add_range(l, f, low, high))
                return rd_fail(err, RD_EFORMAT, "types", "line %u: a bad range", line_no);
        } else if (l->n_tok - l->first < RD_MAX_SENT_TOKENS * 4) {
            add_word(l, f);
        } else {
            return rd_fail(err, RD_ELIMIT, "types", "line %u: a sentence of too many words", line_no);
        }
        if (l->text.err) return rd_fail(err, RD_ELIMIT, "types", "line %u: the text is too long", line_no);
    }
    close_sentence(l);
    return RD_OK;
}

static void name_of(struct rd_str misc, uint8_t *ne, uint8_t *begin) {
    for (int k = 1; k < RD_N_NE; k++) {
        char what[24];
        snprintf(what, sizeof what, "Entity=B-%s", rd_ne_name(k));
        if (misc_has(misc, what)) *ne = (uint8_t)k, *begin = 1;
        what[7] = 'I';
        if (misc_has(misc, what)) *ne = (uint8_t)k;
    }
}

static void fill(struct rd_analysis *a, const struct load *l, struct rd_arena *arena) {
    uint32_t n = l->n_tok;
    *a = (struct rd_analysis){.n_tok = n, .tagged = true, .parsed = true};
    a->upos = RD_NEW_N(arena, uint8_t, n);
    a->feats = rd_arena_zero(arena, n * sizeof *a->feats);
    a->lemma = RD_NEW_N(arena, struct rd_str, n);
    a->head = RD_NEW_N(arena, int32_t, n);
    a->rel = RD_NEW_N(arena, uint8_t, n);
    a->ne = RD_NEW_N(arena, uint8_t, n);
    a->ne_begin = RD_NEW_N(arena, uint8_t, n);
    for (uint32_t s = 0; s < l->n_sent; s++) {
        const struct rd_sent *st = &l->sents[s];
        for (uint32_t i = st->tok; i < st->tok + st->n_tok; i++) {
            const struct rd_row *r = &l->rows[i];
            uint64_t head;
            int upos = rd_upos_of(r->upos);
            a->upos[i] = (uint8_t)(upos < 0 ? RD_X : upos);
            a->feats[i] = rd_arena_str(arena, r->feats).p;
            a->lemma[i] = rd_str_is(r->lemma, "_") && !rd_str_is(r->form, "_") ? rd_arena_str(arena, r->form) : rd_arena_str(arena, r->lemma);
            a->head[i] = rd_str_uint(r->head, st->n_tok, &head) && head > 0 ? (int32_t)(st->tok + head - 1) : -1;
            a->rel[i] = (uint8_t)rd_rel_of(r->rel);
            if (rd_str_is(r->upos, "_")) a->tagged = false;
            if (rd_str_is(r->head, "_")) a->parsed = false;
            name_of(r->misc, &a->ne[i], &a->ne_begin[i]);
        }
    }
}

int rd_conllu_load(struct rd_page *p, struct rd_doc *d, struct rd_analysis *a, struct rd_str in, struct rd_arena *arena,
                   struct rd_err *err) {
    struct load l = {.arena = arena, .role = RD_ROLE_BODY};
    memset(p, 0, sizeof *p);
    memset(d, 0, sizeof *d);
    rd_buf_init(&l.text, RD_MAX_DECODED);
    int rc = read_lines(&l, in, err);
    if (rc == RD_OK) {
        while (l.text.n && l.text.p[l.text.n - 1] == ' ') l.text.n--;
        if (l.n_blocks) l.blocks[l.n_blocks - 1].span.end = (uint32_t)l.text.n;
        p->text = rd_arena_str(arena, rd_buf_view(&l.text));
        p->blocks = l.blocks;
        p->n_blocks = l.n_blocks;
        p->charset = "UTF-8";
        p->segs = RD_NEW(arena, struct rd_seg);
        p->segs[0] = (struct rd_seg){0, p->text.n, 0, p->text.n};
        p->n_segs = 1;
        *d = (struct rd_doc){.text = p->text, .toks = l.toks, .n_tok = l.n_tok, .sents = l.sents, .n_sent = l.n_sent};
        d->sent_of = RD_NEW_N(arena, uint32_t, l.n_tok);
        for (uint32_t s = 0; s < l.n_sent; s++) {
            for (uint32_t k = 0; k < l.sents[s].n_tok; k++) d->sent_of[l.sents[s].tok + k] = s;
        }
        for (uint32_t i = 0; i < l.n_tok; i++) l.toks[i].form = rd_arena_str(arena, l.toks[i].form);
        if (a) fill(a, &l, arena);
    }
    rd_buf_free(&l.text);
    return rc;
}
