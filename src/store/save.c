#include "store/store_int.h"

#include "base/utf8.h"

void store_ins(struct store_save *w, struct store_q *q, const char *sql) {
    if (w->rc) *q = (struct store_q){.s = w->s, .rc = w->rc};
    else store_q_open(q, w->s, sql, NULL, w->err);
}

void store_ins_end(struct store_save *w, struct store_q *q) {
    int rc = store_q_run(q);
    if (!w->rc) w->rc = rc;
}

static bool inside(struct store_save *w, struct rd_span at) {
    if (at.beg <= at.end && at.end <= w->rd->page.text.n) return true;
    if (!w->rc) w->rc = rd_fail(w->err, RD_ECITE, "store", "span %u-%u is outside of the page's text", at.beg, at.end);
    return false;
}

void store_put_at(struct store_save *w, struct store_q *q, struct rd_span at) {
    if (!inside(w, at)) at = (struct rd_span){0, 0};
    store_put_int(q, at.beg);
    store_put_int(q, at.end);
    store_put_int(q, w->cp[at.beg]);
    store_put_int(q, w->cp[at.end]);
}

void store_put_span(struct store_save *w, struct store_q *q, struct rd_span at) {
    if (at.beg >= at.end || !inside(w, at)) {
        for (int i = 0; i < 5; i++) store_put_null(q);
        return;
    }
    store_put_at(w, q, at);
    store_put_str(q, rd_span_of(w->rd->page.text, at));
}

static int version_pk(struct rd_store *s, const struct rd_version *v, bool make, int64_t *pk, struct rd_err *err) {
    static const char insert[] = "INSERT OR IGNORE INTO version (program, models, lexicon, icu) VALUES (coalesce(?, ''), coalesce(?, ''), coalesce(?, ''), coalesce(?, ''))";
    static const char find[] = "SELECT pk FROM version WHERE program = coalesce(?, '') AND models = coalesce(?, '') AND lexicon = coalesce(?, '') AND icu = coalesce(?, '')";
    *pk = 0;
    for (int i = make ? 0 : 1; i < 2; i++) {
        struct store_q q;
        store_q_open(&q, s, i ? find : insert, NULL, err);
        store_put_str(&q, v->program);
        store_put_str(&q, v->models);
        store_put_str(&q, v->lexicon);
        store_put_str(&q, v->icu);
        if (store_q_next(&q)) *pk = store_get_int(&q);
        store_q_end(&q);
        if (q.rc) return q.rc;
    }
    return RD_OK;
}

static int page_of(struct rd_store *s, const char *id, int64_t *pk, int64_t *version, struct rd_err *err) {
    struct store_q q;
    *pk = *version = 0;
    store_q_open(&q, s, "SELECT pk, version FROM page WHERE id = ?", NULL, err);
    store_put_z(&q, id);
    if (store_q_next(&q)) {
        *pk = store_get_int(&q);
        *version = store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}

int rd_store_has(struct rd_store *s, const char *page_id, const struct rd_version *v, bool *there, bool *same, struct rd_err *err) {
    int64_t pk, was, now = 0;
    *there = *same = false;
    int rc = page_of(s, page_id, &pk, &was, err);
    if (!rc && pk) rc = version_pk(s, v, false, &now, err);
    if (rc) return rc;
    *there = pk != 0;
    *same = pk != 0 && now == was;
    return RD_OK;
}

static void put_date(struct store_q *q, const struct rd_date *d) {
    store_put_z(q, d->value[0] ? d->value : NULL);
    store_put_z(q, d->value[0] ? rd_date_prec_name(d->prec) : NULL);
    store_put_z(q, d->value[0] ? rd_date_basis_name(d->basis) : NULL);
}

static void put_day(struct store_q *q, const struct rd_row_day *d) {
    for (int i = 0; i < 2; i++) {
        if (d->group == 0) store_put_int(q, i ? d->last : d->first);
        else store_put_null(q);
    }
    if (d->group == 1) store_put_int(q, d->month_day);
    else store_put_null(q);
}

static void save_page(struct store_save *w, int64_t version) {
    const struct rd_page *p = &w->rd->page;
    const struct rd_blob *b = &w->rd->blob;
    struct store_q q;
    struct rd_row_day day = store_day(&p->published, NULL);
    uint8_t sig[8 * 64];
    uint32_t n_sig = p->n_signature < 64 ? p->n_signature : 64;
    for (uint32_t i = 0; i < n_sig * 8; i++) sig[i] = (uint8_t)(p->signature[i / 8] >> (i % 8 * 8));
    store_ins(w, &q, "INSERT INTO page (pk, id, version, path, url, input_id, container, source_offset, media, given_charset, given_date, given_outlet, "
                     "given_lang, given_source, given_target, sha256, n_bytes, charset, is_html, lang, title, outlet, outlet_key, published, "
                     "published_precision, published_basis, modified, modified_precision, modified_basis, day_first, day_last, month_day, "
                     "day_group, verdict, signature, refused, tie) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                     "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    store_put_int(&q, w->page);
    store_put_z(&q, b->page_id);
    store_put_int(&q, version);
    struct rd_str from[] = {b->path, b->url, b->id, b->container};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(from); i++) store_put_str(&q, from[i]);
    store_put_int(&q, (int64_t)b->offset);
    store_put_z(&q, store_media_name(b->media));
    struct rd_str given[] = {b->charset, b->date, b->outlet, b->lang, b->source, b->target};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(given); i++) store_put_str(&q, given[i]);
    store_put_blob(&q, b->sha256, sizeof b->sha256);
    store_put_int(&q, (int64_t)b->n);
    store_put_z(&q, p->charset);
    store_put_int(&q, p->is_html);
    store_put_str(&q, p->lang);
    store_put_str(&q, p->title.value);
    store_put_str(&q, p->outlet.value);
    store_put_str(&q, store_key(p->outlet.value, &w->s->scratch));
    put_date(&q, &p->published);
    put_date(&q, &p->modified);
    put_day(&q, &day);
    store_put_int(&q, day.group);
    store_put_z(&q, rd_verdict_name(p->verdict));
    store_put_blob(&q, sig, n_sig * 8);
    store_put_int(&q, w->rd->refused);
    store_put_int(&q, store_tie(rd_str_of(b->page_id)));
    store_ins_end(w, &q);
}

static void save_told(struct store_save *w, const char *field, uint32_t n, struct rd_told t) {
    struct store_q q;
    if (!t.value.p) return;
    store_ins(w, &q, "INSERT INTO told (page, field, n, value, byte_beg, byte_end, start, stop, exact) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    store_put_int(&q, w->page);
    store_put_z(&q, field);
    store_put_int(&q, n);
    store_put_str(&q, t.value);
    store_put_span(w, &q, t.cite);
    store_ins_end(w, &q);
}

static void save_all_told(struct store_save *w) {
    const struct rd_page *p = &w->rd->page;
    save_told(w, "title", 0, p->title);
    save_told(w, "outlet", 0, p->outlet);
    save_told(w, "section", 0, p->section);
    save_told(w, "dateline", 0, p->dateline);
    save_told(w, "canonical", 0, p->canonical);
    for (uint32_t i = 0; i < p->n_authors; i++) save_told(w, "author", i, p->authors[i]);
    for (uint32_t i = 0; i < p->n_tags; i++) save_told(w, "tag", i, (struct rd_told){p->tags[i], {0, 0}});
    for (uint32_t i = 0; i < p->n_cites; i++) save_told(w, "cite", i, p->cites[i]);
    if (p->published.value[0]) save_told(w, "published", 0, (struct rd_told){rd_str_of(p->published.value), p->published.cite});
    if (p->published.time[0]) save_told(w, "published_time", 0, (struct rd_told){rd_str_of(p->published.time), {0, 0}});
    if (p->modified.time[0]) save_told(w, "modified_time", 0, (struct rd_told){rd_str_of(p->modified.time), {0, 0}});
    if (p->modified.value[0]) save_told(w, "modified", 0, (struct rd_told){rd_str_of(p->modified.value), p->modified.cite});
}

static void save_text_parts(struct store_save *w) {
    const struct rd_page *p = &w->rd->page;
    struct store_q q;
    for (uint32_t i = 0; i < p->n_blocks; i++) {
        store_ins(w, &q, "INSERT INTO block (page, n, role, copy, byte_beg, byte_end, start, stop, author) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        store_put_int(&q, w->page);
        store_put_int(&q, i);
        store_put_z(&q, rd_role_name(p->blocks[i].role));
        store_put_int(&q, p->blocks[i].copy);
        store_put_at(w, &q, p->blocks[i].span);
        store_put_str(&q, p->blocks[i].author);
        store_ins_end(w, &q);
    }
    for (uint32_t i = 0; i < p->n_segs; i++) {
        store_ins(w, &q, "INSERT INTO seg (page, n, text, len, src, src_end) VALUES (?, ?, ?, ?, ?, ?)");
        store_put_int(&q, w->page);
        store_put_int(&q, i);
        store_put_int(&q, p->segs[i].text);
        store_put_int(&q, p->segs[i].len);
        store_put_int(&q, (int64_t)p->segs[i].src);
        store_put_int(&q, (int64_t)p->segs[i].src_end);
        store_ins_end(w, &q);
    }
    for (uint32_t i = 0; i < p->notes.n; i++) {
        const struct rd_note *n = &p->notes.v[i];
        store_ins(w, &q, "INSERT INTO note (page, n, code, message, byte_beg, byte_end) VALUES (?, ?, ?, ?, ?, ?)");
        store_put_int(&q, w->page);
        store_put_int(&q, i);
        store_put_z(&q, n->code ? n->code : "");
        store_put_str(&q, n->message.p ? n->message : RD_LIT(""));
        store_put_int(&q, n->span.beg);
        store_put_int(&q, n->span.end);
        store_ins_end(w, &q);
    }
}

/* Actors that only this page had are no actors any more. */
static int orphans(struct rd_store *s, const int64_t *actor, uint32_t n, struct rd_err *err) {
    int rc = RD_OK;
    for (uint32_t i = 0; i < n && !rc; i++) {
        struct store_q q;
        rc = store_merge_lost(s, actor[i], err);
        if (rc) return rc;
        store_q_open(&q, s, "DELETE FROM actor WHERE pk = ?1 AND NOT EXISTS (SELECT 1 FROM entity e WHERE e.actor = ?1) AND NOT EXISTS (SELECT 1 FROM party p WHERE p.actor = ?1) AND NOT "
                            "EXISTS (SELECT 1 FROM cell c WHERE c.actor = ?1) AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.actor = ?1)", NULL, err);
        store_put_int(&q, actor[i]);
        rc = store_q_run(&q);
    }
    if (rc) return rc;
    return store_exec(s, "DELETE FROM version WHERE NOT EXISTS (SELECT 1 FROM page p WHERE p.version = version.pk)", err);
}

static int actors_of(struct rd_store *s, int64_t page, int64_t **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT DISTINCT actor FROM entity WHERE page = ? AND actor IS NOT NULL", &s->scratch, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) *RD_PUSH(&s->scratch, *out, *n, cap) = store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}

/* Takes back all that the page's records did elsewhere, then the page with its records. Actors stay for the moment. */
static int drop(struct rd_store *s, int64_t page, struct rd_err *err) {
    static const char *const sql[] = {"DELETE FROM record_fts WHERE rowid IN (SELECT pk FROM record WHERE page = ?)", "DELETE FROM page WHERE pk = ?"};
    int rc = store_nodes_forget(s, page, err);
    if (!rc) rc = store_entries_drop(s, page, err);
    if (!rc) rc = store_topics_drop(s, page, err);
    if (!rc) rc = store_count_page(s, page, -1, err);
    for (uint32_t i = 0; i < RD_ARRAY_LEN(sql) && !rc; i++) {
        struct store_q q;
        store_q_open(&q, s, sql[i], NULL, err);
        store_put_int(&q, page);
        rc = store_q_run(&q);
    }
    return rc;
}

/* Numbers of arrival: a statement that was there keeps its own, one that is gone loses it, and no number is given twice: saved queries
 * remember up to which one they were shown. */
static int arrivals(struct rd_store *s, int64_t page, const struct rd_str *was, uint32_t n, struct rd_err *err) {
    struct store_q q;
    int64_t last = 0;
    int rc = RD_OK;
    if (page) {
        rc = store_number(s, "SELECT " STORE_CAME, &last, err);
        if (rc) return rc;
        store_q_open(&q, s, "INSERT OR IGNORE INTO came (id, seq) SELECT id, ?2 + n + 1 FROM record WHERE page = ?1 AND kind = 'statement' ORDER BY n", NULL, err);
        store_put_int(&q, page);
        store_put_int(&q, last);
        rc = store_q_run(&q);
    }
    if (!rc) rc = store_exec(s, "INSERT INTO counter (name, n) VALUES ('came', " STORE_CAME ") ON CONFLICT DO UPDATE SET n = excluded.n", err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        store_q_open(&q, s, "DELETE FROM came WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM record r WHERE r.id = ?1 AND r.kind = 'statement')", NULL, err);
        store_put_str(&q, was[i]);
        rc = store_q_run(&q);
    }
    return rc;
}

static int statements_of(struct rd_store *s, int64_t page, struct rd_str **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT id FROM record WHERE page = ? AND kind = 'statement'", &s->scratch, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) *RD_PUSH(&s->scratch, *out, *n, cap) = store_get_str(&q);
    store_q_end(&q);
    return q.rc;
}

/* The year that days without one most likely belong to: of the page's own date, else the latest that is printed on it. 0: no idea. */
static int32_t likely_year(const struct rd_page *p) {
    const struct rd_date *own[] = {&p->published, &p->modified};
    int32_t day, best = 0;
    for (uint32_t i = 0; i < RD_ARRAY_LEN(own); i++) {
        int y, m, d;
        if (!rd_date_first_day(own[i], &day)) continue;
        rd_day_to_ymd(day, &y, &m, &d);
        return y;
    }
    struct rd_str t = p->text;
    for (uint32_t i = 0; i + 4 <= t.n; i++) {
        uint64_t y;
        bool alone = (i == 0 || t.p[i - 1] < '0' || t.p[i - 1] > '9') && (i + 4 == t.n || t.p[i + 4] < '0' || t.p[i + 4] > '9');
        if (alone && rd_str_uint(rd_str_sub(t, i, i + 4), 2100, &y) && y >= 1980 && (int32_t)y > best) best = (int32_t)y;
    }
    return best;
}

int store_page_year(struct rd_store *s, int64_t page, int32_t *year, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct rd_page p = {0};
    struct store_q q;
    *year = 0;
    store_q_open(&q, s, "SELECT published, published_precision, published_basis, modified, modified_precision, modified_basis, text FROM page p JOIN page_source x ON x.page = p.pk WHERE p.pk = ?", &s->scratch, err);
    store_put_int(&q, page);
    if (store_q_next(&q)) {
        store_get_date(&q, &p.published);
        store_get_date(&q, &p.modified);
        p.text = store_get_str(&q);
        *year = likely_year(&p);
    }
    store_q_end(&q);
    rd_arena_reset(&s->scratch, m);
    return q.rc;
}

/* Everything of one page, inside the transaction. `old`: pk of the page as it was, 0; a page that is read again keeps its place. */
static int save(struct rd_store *s, const struct rd_reading *rd, const struct rd_str *actor_keys, const struct rd_version *v, int64_t old, struct rd_err *err) {
    struct store_save w = {.s = s, .rd = rd, .err = err};
    int64_t version, *actors = NULL;
    struct rd_str *was = NULL;
    uint32_t n_actors = 0, n_was = 0;
    if (old) w.rc = actors_of(s, old, &actors, &n_actors, err);
    if (!w.rc && old) w.rc = statements_of(s, old, &was, &n_was, err);
    if (!w.rc && old) w.rc = drop(s, old, err);
    if (!w.rc) w.rc = version_pk(s, v, true, &version, err);
    if (!w.rc && old) w.page = old;
    else if (!w.rc) w.rc = store_number(s, "SELECT coalesce(max(pk), 0) + 1 FROM page", &w.page, err);
    if (!w.rc) w.rc = store_number(s, "SELECT coalesce(max(pk), 0) + 1 FROM entity", &w.entity0, err);
    if (!w.rc) w.rc = store_number(s, "SELECT coalesce(max(pk), 0) + 1 FROM record", &w.record0, err);
    if (w.rc) return w.rc;
    w.cp = rd_utf8_positions(rd->page.text.p ? rd->page.text : RD_LIT(""), &s->scratch);
    save_page(&w, version);
    if (!w.rc) w.rc = store_source_put(s, w.page, rd, err);
    save_all_told(&w);
    save_text_parts(&w);
    store_save_refs(&w, actor_keys);
    store_save_records(&w);
    store_save_topics(&w);
    if (!w.rc) w.rc = store_count_page(s, w.page, 1, err);
    if (!w.rc) w.rc = store_origin_new(s, w.page, err);
    if (!w.rc) w.rc = store_entries_add(s, w.page, likely_year(&rd->page), err);
    if (!w.rc) w.rc = arrivals(s, w.page, was, n_was, err);
    if (!w.rc && old) w.rc = orphans(s, actors, n_actors, err);
    return w.rc;
}

int rd_store_save(struct rd_store *s, const struct rd_reading *rd, const struct rd_str *actor_keys, const struct rd_version *v, int *saved, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    int64_t old = 0, was = 0, now = 0;
    int rc = store_begin(s, err);
    if (rc) return rc;
    rc = page_of(s, rd->blob.page_id, &old, &was, err);
    if (!rc && old) rc = version_pk(s, v, false, &now, err);
    bool same = !rc && old && was == now;
    *saved = same ? RD_SAVED_SAME : old ? RD_SAVED_REPLACED : RD_SAVED_NEW;
    if (!rc && !same) rc = save(s, rd, actor_keys, v, old, err);
    rc = store_finish(s, rc, err);
    rd_arena_reset(&s->scratch, m);
    if (rc) rd_err_where(err, "%s", rd->blob.page_id);
    return rc;
}

int rd_store_drop(struct rd_store *s, const char *page_id, struct rd_err *err) {
    int64_t pk = 0, version;
    int rc = store_begin(s, err);
    if (rc) return rc;
    rc = page_of(s, page_id, &pk, &version, err);
    if (!rc && !pk) rc = rd_fail(err, RD_ENOTFOUND, "store", "there is no page %s", page_id);
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    int64_t *actors = NULL;
    struct rd_str *was = NULL;
    uint32_t n_actors = 0, n_was = 0;
    if (!rc) rc = actors_of(s, pk, &actors, &n_actors, err);
    if (!rc) rc = statements_of(s, pk, &was, &n_was, err);
    if (!rc) rc = drop(s, pk, err);
    if (!rc) rc = arrivals(s, 0, was, n_was, err);
    if (!rc) rc = orphans(s, actors, n_actors, err);
    rd_arena_reset(&s->scratch, m);
    return store_finish(s, rc, err);
}
