#include "store/store_int.h"

#include "base/hash.h"
#include "base/limits.h"

/* Resolves an id or a beginning of one with a query of two parameters (lowest, first beyond) that gives up to two (pk, id). */
static int resolve(struct rd_store *s, const char *sql, const char *kind, uint32_t len, struct rd_str id, int64_t *pk, struct rd_err *err) {
    char low[33], high[34];
    struct store_q q;
    int found = 0;
    *pk = 0;
    id = rd_str_trim(id);
    if (!id.p || !id.n) return rd_fail(err, RD_EUSAGE, "store", "no id is given");
    bool hex = id.n <= len;
    for (uint32_t i = 0; hex && i < id.n; i++) {
        char c = id.p[i];
        if (c >= 'A' && c <= 'F') c = (char)(c - 'A' + 'a');
        hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        low[i] = high[i] = c;
    }
    if (!hex) return rd_fail(err, RD_ENOTFOUND, "store", "there is no %s with the id %.*s", kind, (int)(id.n < 64 ? id.n : 64), id.p);
    low[id.n] = high[id.n + 1] = 0;
    high[id.n] = 'g'; /* after every hexadecimal digit */
    store_q_open(&q, s, sql, NULL, err);
    store_put_str(&q, (struct rd_str){low, id.n});
    store_put_str(&q, (struct rd_str){high, id.n + 1});
    while (store_q_next(&q)) {
        if (!found++) *pk = store_get_int(&q);
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    if (!found) return rd_fail(err, RD_ENOTFOUND, "store", "there is no %s with the id %s", kind, low);
    if (found > 1 && id.n < len) return rd_fail(err, RD_EUSAGE, "store", "several %ss have ids that begin with %s", kind, low);
    return RD_OK;
}

int store_page_pk(struct rd_store *s, struct rd_str id, int64_t *pk, struct rd_err *err) {
    return resolve(s, "SELECT pk FROM page WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 2", "page", 32, id, pk, err);
}

int store_record_pk(struct rd_store *s, const char *kind, struct rd_str id, int64_t *pk, struct rd_err *err) {
    static const char st[] = "SELECT pk FROM record INDEXED BY record_id WHERE id >= ?1 AND id < ?2 AND kind = 'statement' ORDER BY id, pk LIMIT 2";
    static const char ev[] = "SELECT pk FROM record INDEXED BY record_id WHERE id >= ?1 AND id < ?2 AND kind = 'event' ORDER BY id, pk LIMIT 2";
    static const char ct[] = "SELECT pk FROM record INDEXED BY record_id WHERE id >= ?1 AND id < ?2 AND kind = 'contact' ORDER BY id, pk LIMIT 2";
    return resolve(s, kind[0] == 's' ? st : kind[0] == 'e' ? ev : ct, kind, 16, id, pk, err);
}

int rd_store_lookup(struct rd_store *s, struct rd_str id, struct rd_arena *a, int *kind, struct rd_str *full, struct rd_err *err) {
    static const char *const kinds[] = {"page", "statement", "event", "contact"};
    int found = 0;
    bool several = false;
    int64_t pk = 0, hit = 0;
    *kind = RD_REC_NONE;
    *full = RD_NONE;
    for (int k = 0; k < 4; k++) {
        struct rd_err e = {0};
        int rc = k ? store_record_pk(s, kinds[k], id, &pk, &e) : store_page_pk(s, id, &pk, &e);
        if (rc == RD_ENOTFOUND) continue;
        if (rc == RD_EUSAGE && pk) several = true;
        else if (rc) return rd_fail(err, rc, "store", "%s", e.msg);
        if (!found++) *kind = RD_REC_PAGE + k, hit = pk;
    }
    bool whole = rd_str_trim(id).n == (*kind == RD_REC_PAGE ? 32 : 16);
    if (!found) return rd_fail(err, RD_ENOTFOUND, "store", "no record has the id %.*s", (int)(id.n < 64 ? id.n : 64), id.p ? id.p : "");
    if (several || (found > 1 && !whole)) {
        *kind = RD_REC_NONE;
        return rd_fail(err, RD_EUSAGE, "store", "several records have ids that begin with %.*s", RD_S(id));
    }
    struct store_q q;
    store_q_open(&q, s, *kind == RD_REC_PAGE ? "SELECT id FROM page WHERE pk = ?" : "SELECT id FROM record WHERE pk = ?", a, err);
    store_put_int(&q, hit);
    if (store_q_next(&q)) *full = store_get_str(&q);
    store_q_end(&q);
    return q.rc;
}

/* ---- a whole page ---- */

static void get_id(struct store_q *q, char *out, size_t size) {
    struct rd_str v = store_get_str(q);
    size_t n = v.n < size - 1 ? v.n : size - 1;
    if (v.p) memcpy(out, v.p, n);
    out[n] = 0;
}

static int load_page_row(struct rd_store *s, int64_t pk, struct rd_reading *out, struct rd_version *version, struct rd_err *err) {
    struct rd_blob *b = &out->blob;
    struct rd_page *p = &out->page;
    struct store_q q;
    store_q_open(&q, s, "SELECT id, path, url, input_id, container, source_offset, media, given_charset, given_date, given_outlet, given_lang, "
                        "given_source, given_target, sha256, charset, is_html, lang, published, published_precision, published_basis, modified, "
                        "modified_precision, modified_basis, verdict, signature, refused, program, models, lexicon, icu FROM page JOIN version ON "
                        "version.pk = page.version WHERE page.pk = ?", &out->arena, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        get_id(&q, b->page_id, sizeof b->page_id);
        struct rd_str *from[] = {&b->path, &b->url, &b->id, &b->container};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(from); i++) *from[i] = store_get_str(&q);
        b->offset = (uint64_t)store_get_int(&q);
        b->media = store_enum(store_get_str(&q), store_media_name, RD_MEDIA_HTML + 1, RD_MEDIA_UNKNOWN);
        struct rd_str *given[] = {&b->charset, &b->date, &b->outlet, &b->lang, &b->source, &b->target};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(given); i++) *given[i] = store_get_str(&q);
        struct rd_str sha = store_get_blob(&q);
        if (sha.n == sizeof b->sha256) memcpy(b->sha256, sha.p, sha.n);
        p->charset = store_get_z(&q);
        p->is_html = store_get_int(&q) != 0;
        p->lang = store_get_str(&q);
        store_get_date(&q, &p->published);
        store_get_date(&q, &p->modified);
        p->verdict = store_enum(store_get_str(&q), rd_verdict_name, RD_VERDICT_EMPTY + 1, RD_VERDICT_ARTICLE);
        struct rd_str sig = store_get_blob(&q);
        p->n_signature = sig.n / 8;
        p->signature = p->n_signature ? RD_NEW_N(&out->arena, uint64_t, p->n_signature) : NULL;
        for (uint32_t i = 0; i < p->n_signature * 8; i++) p->signature[i / 8] |= (uint64_t)(uint8_t)sig.p[i] << (i % 8 * 8);
        out->refused = (uint32_t)store_get_int(&q);
        struct rd_version v = {store_get_str(&q), store_get_str(&q), store_get_str(&q), store_get_str(&q)};
        if (version) *version = v;
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "the page is gone");
    }
    store_q_end(&q);
    return q.rc;
}

static int load_told(struct rd_store *s, int64_t pk, struct rd_reading *out, struct rd_err *err) {
    struct rd_page *p = &out->page;
    uint32_t cap_a = 0, cap_t = 0, cap_c = 0;
    struct store_q q;
    store_q_open(&q, s, "SELECT field, value, byte_beg, byte_end FROM told WHERE page = ? ORDER BY field, n", &out->arena, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) {
        struct rd_str field = store_get_str(&q);
        struct rd_told t = {.value = store_get_str(&q)};
        t.cite = store_get_at(&q, p->text.n);
        if (rd_str_is(field, "title")) p->title = t;
        else if (rd_str_is(field, "outlet")) p->outlet = t;
        else if (rd_str_is(field, "section")) p->section = t;
        else if (rd_str_is(field, "dateline")) p->dateline = t;
        else if (rd_str_is(field, "canonical")) p->canonical = t;
        else if (rd_str_is(field, "published")) p->published.cite = t.cite;
        else if (rd_str_is(field, "modified")) p->modified.cite = t.cite;
        else if (rd_str_is(field, "published_time") && t.value.n < sizeof p->published.time) memcpy(p->published.time, t.value.p, t.value.n);
        else if (rd_str_is(field, "modified_time") && t.value.n < sizeof p->modified.time) memcpy(p->modified.time, t.value.p, t.value.n);
        else if (rd_str_is(field, "author")) *RD_PUSH(&out->arena, p->authors, p->n_authors, cap_a) = t;
        else if (rd_str_is(field, "tag")) *RD_PUSH(&out->arena, p->tags, p->n_tags, cap_t) = t.value;
        else if (rd_str_is(field, "cite")) *RD_PUSH(&out->arena, p->cites, p->n_cites, cap_c) = t;
    }
    store_q_end(&q);
    return q.rc;
}

static int load_parts(struct rd_store *s, int64_t pk, struct rd_reading *out, struct rd_err *err) {
    struct rd_page *p = &out->page;
    struct rd_arena *a = &out->arena;
    uint32_t cap = 0;
    struct store_q q;
    store_q_open(&q, s, "SELECT role, copy, byte_beg, byte_end, author FROM block WHERE page = ? ORDER BY n", a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) {
        struct rd_block *b = RD_PUSH(a, p->blocks, p->n_blocks, cap);
        int role = rd_role_of_name(store_get_str(&q));
        b->role = (uint8_t)(role < 0 ? RD_ROLE_FURNITURE : role);
        b->copy = store_get_int(&q) != 0;
        b->span = store_get_at(&q, p->text.n);
        b->author = store_get_str(&q);
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    cap = 0;
    store_q_open(&q, s, "SELECT text, len, src, src_end FROM seg WHERE page = ? ORDER BY n", a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) {
        struct rd_seg *g = RD_PUSH(a, p->segs, p->n_segs, cap);
        g->text = (uint32_t)store_get_int(&q);
        g->len = (uint32_t)store_get_int(&q);
        g->src = (uint64_t)store_get_int(&q);
        g->src_end = (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    store_q_open(&q, s, "SELECT code, message, byte_beg, byte_end FROM note WHERE page = ? ORDER BY n", a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) {
        struct rd_note *n = RD_PUSH(a, p->notes.v, p->notes.n, p->notes.cap);
        n->code = store_get_z(&q);
        n->message = store_get_str(&q);
        n->span = store_get_at(&q, p->text.n);
    }
    store_q_end(&q);
    return q.rc;
}

int rd_store_load(struct rd_store *s, struct rd_str page_id, struct rd_reading *out, struct rd_version *version, struct rd_err *err) {
    int64_t pk;
    memset(out, 0, sizeof *out);
    rd_arena_init(&out->arena);
    int rc = store_page_pk(s, page_id, &pk, err);
    if (!rc) rc = load_page_row(s, pk, out, version, err);
    if (!rc) rc = store_source_get(s, pk, &out->arena, &out->blob, &out->page.text, err);
    if (!rc) rc = load_told(s, pk, out, err);
    if (!rc) rc = load_parts(s, pk, out, err);
    out->doc.text = out->page.text;
    out->doc.lang = out->page.lang;
    if (!rc) rc = store_load_refs(s, pk, out, err);
    if (!rc) rc = store_load_records(s, pk, out, err);
    if (rc) rd_err_where(err, "%s", out->blob.page_id);
    return rc;
}

int rd_store_page_ids(struct rd_store *s, struct rd_arena *a, struct rd_str **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT id FROM page ORDER BY pk", a, err);
    while (store_q_next(&q)) *RD_PUSH(a, *out, *n, cap) = store_get_str(&q);
    store_q_end(&q);
    return q.rc;
}

int rd_store_text_sha256(struct rd_store *s, struct rd_str page_id, uint8_t out[32], struct rd_err *err) {
    int64_t pk;
    int rc = store_page_pk(s, page_id, &pk, err);
    if (rc) return rc;
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct store_q q;
    memset(out, 0, 32);
    store_q_open(&q, s, "SELECT text_sha256 FROM page_source WHERE page = ?", &s->scratch, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        struct rd_str v = store_get_blob(&q);
        if (v.n == 32) memcpy(out, v.p, 32);
    }
    store_q_end(&q);
    rd_arena_reset(&s->scratch, m);
    return q.rc;
}
