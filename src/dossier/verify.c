#include "dossier/dossier.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "cite/cite.h"

/* One page being looked at. */
struct look {
    const struct rd_verify_opts *o;
    struct rd_verify_counts *c;
    struct rd_err *err;
    struct rd_str page;
    struct rd_arena *a;
    struct rd_map bad;           /* records of this page with a fault */
    int rc;
};

static void fault(struct look *l, const struct rd_verify_fault *f) {
    bool fresh;
    struct rd_str key = rd_arena_printf(l->a, "%.*s %.*s", RD_S(f->kind), RD_S(f->record));
    rd_map_put(&l->bad, key, &fresh);
    if (fresh) l->c->bad_records++;
    if (l->bad.n == 1 && fresh) l->c->bad_pages++;
    if (l->rc || !l->o->fault) return;
    if (l->o->fault(l->o->ctx, f)) l->rc = rd_fail(l->err, RD_ECANCEL, "dossier", "stopped");
}

static void page_fault(struct look *l, const char *field, const char *why) {
    struct rd_verify_fault f = {.page = l->page, .kind = RD_LIT("page"), .record = l->page, .field = rd_str_of(field), .why = why};
    fault(l, &f);
}

static bool digest_is(struct rd_str s, const uint8_t want[32]) {
    struct rd_sha256 sha;
    uint8_t got[32];
    rd_sha256_init(&sha);
    rd_sha256_add(&sha, s.p, s.n);
    rd_sha256_end(&sha, got);
    return memcmp(got, want, 32) == 0;
}

/* NULL if the citation holds, else why not (in err or static). */
static const char *check(const struct rd_store_cite *c, const struct rd_reading *rd, const uint32_t *cp, const struct rd_cite_source *src,
                         struct rd_arena *a, struct rd_err *err) {
    struct rd_str text = rd->page.text;
    if (c->at.beg >= c->at.end || c->at.end > text.n) return "its place is not in the stored text";
    if (!rd_str_eq(rd_span_of(text, c->at), c->exact)) return "the stored text has other words there";
    if (cp[c->at.beg] != c->start || cp[c->at.end] != c->end) return "its position in code points is wrong";
    if (rd_cite_check(src, c->at, c->exact, a, err)) return err->msg[0] ? err->msg : "the original bytes give other words";
    return NULL;
}

static void cites(struct look *l, struct rd_store *s, const struct rd_reading *rd) {
    struct rd_store_cite *v = NULL;
    uint32_t n = 0;
    struct rd_page const *p = &rd->page;
    struct rd_cite_source src = {.bytes = rd->blob.bytes, .n = rd->blob.n, .charset = p->charset ? p->charset : "utf-8", .is_html = p->is_html,
                                 .segs = p->segs, .n_segs = p->n_segs};
    l->rc = rd_store_cites(s, l->page, l->a, &v, &n, l->err);
    const uint32_t *cp = rd_utf8_positions(p->text, l->a);
    struct rd_arena scratch;
    rd_arena_init(&scratch);
    for (uint32_t i = 0; i < n && !l->rc; i++) {
        struct rd_arena_mark m = rd_arena_mark(&scratch);
        struct rd_err e = {0};
        const char *why = check(&v[i], rd, cp, &src, &scratch, &e);
        l->c->citations++;
        if (why) {
            l->c->bad_citations++;
            struct rd_verify_fault f = {.page = l->page, .kind = v[i].kind, .record = v[i].record, .field = v[i].field, .at = v[i].at,
                                        .exact = v[i].exact, .why = why};
            fault(l, &f);
        }
        rd_arena_reset(&scratch, m);
    }
    rd_arena_free(&scratch);
}

static int page(struct rd_store *s, struct look *l) {
    struct rd_reading rd;
    struct rd_err e = {0};
    uint8_t text_sha[32];
    int rc = rd_store_load(s, l->page, &rd, NULL, &e);
    l->c->pages++;
    if (rc == RD_EFORMAT) {
        page_fault(l, "bytes", e.msg);
    } else if (rc) {
        if (l->err && !l->err->code) *l->err = e;
        l->rc = rc;
    } else {
        if (!digest_is((struct rd_str){(const char *)rd.blob.bytes, (uint32_t)rd.blob.n}, rd.blob.sha256)) {
            page_fault(l, "bytes", "the stored original bytes are not those that were read");
        }
        l->rc = l->rc ? l->rc : rd_store_text_sha256(s, l->page, text_sha, l->err);
        if (!l->rc && !digest_is(rd.page.text, text_sha)) page_fault(l, "text", "the stored text is not the one that was saved");
        if (!l->rc) cites(l, s, &rd);
    }
    rd_arena_free(&rd.arena);
    return l->rc;
}

int rd_dossier_verify(struct rd_store *s, const struct rd_verify_opts *o, struct rd_verify_counts *counts, struct rd_err *err) {
    struct rd_arena all, a;
    struct rd_str *ids = NULL;
    uint32_t n = 0;
    memset(counts, 0, sizeof *counts);
    rd_arena_init(&all);
    rd_arena_init(&a);
    int rc = RD_OK;
    if (o->page.p && o->page.n) {
        struct rd_row_page row;
        rc = rd_store_page(s, o->page, &all, &row, err);
        ids = RD_NEW(&all, struct rd_str);
        *ids = row.id;
        n = 1;
    } else {
        rc = rd_store_page_ids(s, &all, &ids, &n, err);
    }
    for (uint32_t i = 0; !rc && i < n; i++) {
        struct look l = {.o = o, .c = counts, .err = err, .page = ids[i], .a = &a};
        rd_map_init(&l.bad, &a);
        rc = page(s, &l);
        if (!rc && o->progress && o->progress(o->ctx, counts, n)) rc = rd_fail(err, RD_ECANCEL, "dossier", "stopped");
        rd_arena_free(&a);
    }
    rd_arena_free(&a);
    rd_arena_free(&all);
    /* last, so that what a hand changed is named first */
    if (!rc && !o->page.p) rc = rd_store_check(s, err);
    return rc;
}
