#include "store/store_int.h"

/* Everything that a row of a record shares: identity, day, origin. Columns of HEAD, in this order. */
#define HEAD \
    "r.id, r.n, r.page, r.date, r.date_precision, r.date_basis, r.day_group, r.from_page, r.day_first, r.day_last, r.month_day, p.id, p.title, " \
    "p.outlet, p.lang, p.url, p.path, p.published, p.published_precision, p.published_basis, "

struct head {
    struct rd_str *id;
    uint32_t *n;
    struct rd_date *date;
    struct rd_row_day *day;
    struct rd_row_origin *origin;
};

static int64_t get_head(struct store_q *q, struct head h) {
    *h.id = store_get_str(q);
    *h.n = (uint32_t)store_get_int(q);
    int64_t page = store_get_int(q);
    store_get_date(q, h.date);
    store_get_day(q, h.day);
    struct rd_str *f[] = {&h.origin->page, &h.origin->title, &h.origin->outlet, &h.origin->lang, &h.origin->url, &h.origin->path};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(q);
    store_get_date(q, &h.origin->published);
    return page;
}

/* ---- parties, cites, labels: read once, handed out by field ---- */

struct parts {
    struct { struct rd_str part; struct rd_row_party p; } *party; uint32_t n_party, cap_party;
    struct { struct rd_str field; struct rd_row_span at; } *cite; uint32_t n_cite, cap_cite;
    struct { struct rd_str field, value, key; } *label; uint32_t n_label, cap_label;
};

static int get_parts(struct rd_store *s, int64_t pk, struct rd_arena *a, struct parts *x, struct rd_err *err) {
    struct store_q q;
    memset(x, 0, sizeof *x);
    store_q_open(&q, s, "SELECT p.part, coalesce(e.n, -1), coalesce(p.actor, 0), p.name, p.role, p.org, p.side, p.code, p.byte_beg, p.byte_end, p.start, "
                        "p.stop, p.exact FROM party p LEFT JOIN entity e ON e.pk = p.entity WHERE p.record = ? ORDER BY p.part, p.n", a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) {
        struct rd_str part = store_get_str(&q);
        struct rd_row_party p = {.entity = (int32_t)store_get_int(&q)};
        p.actor = store_get_int(&q);
        struct rd_str *f[] = {&p.name, &p.role, &p.org, &p.side, &p.code};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        store_get_span(&q, &p.span);
        (void)RD_PUSH(a, x->party, x->n_party, x->cap_party);
        x->party[x->n_party - 1].part = part;
        x->party[x->n_party - 1].p = p;
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    store_q_open(&q, s, "SELECT field, byte_beg, byte_end, start, stop, exact FROM cite WHERE record = ? ORDER BY n, field", a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) {
        (void)RD_PUSH(a, x->cite, x->n_cite, x->cap_cite);
        x->cite[x->n_cite - 1].field = store_get_str(&q);
        store_get_span(&q, &x->cite[x->n_cite - 1].at);
    }
    store_q_end(&q);
    if (q.rc) return q.rc;
    store_q_open(&q, s, "SELECT field, value, key FROM label WHERE record = ? ORDER BY field, n", a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) {
        (void)RD_PUSH(a, x->label, x->n_label, x->cap_label);
        x->label[x->n_label - 1].field = store_get_str(&q);
        x->label[x->n_label - 1].value = store_get_str(&q);
        x->label[x->n_label - 1].key = store_get_str(&q);
    }
    store_q_end(&q);
    return q.rc;
}

static uint32_t parties(const struct parts *x, const char *part, struct rd_arena *a, struct rd_row_party **out) {
    uint32_t n = 0;
    *out = RD_NEW_N(a, struct rd_row_party, x->n_party + 1);
    for (uint32_t i = 0; i < x->n_party; i++) {
        if (rd_str_is(x->party[i].part, part)) (*out)[n++] = x->party[i].p;
    }
    return n;
}

static struct rd_row_span one(const struct parts *x, const char *field) {
    for (uint32_t i = 0; i < x->n_cite; i++) {
        if (rd_str_is(x->cite[i].field, field)) return x->cite[i].at;
    }
    return (struct rd_row_span){.exact = RD_NONE};
}

static uint32_t spans(const struct parts *x, const char *field, struct rd_arena *a, struct rd_row_span **out) {
    uint32_t n = 0;
    *out = RD_NEW_N(a, struct rd_row_span, x->n_cite + 1);
    for (uint32_t i = 0; i < x->n_cite; i++) {
        if (rd_str_is(x->cite[i].field, field)) (*out)[n++] = x->cite[i].at;
    }
    return n;
}

static uint32_t evidence(const struct parts *x, struct rd_arena *a, struct rd_row_evidence **out) {
    uint32_t n = 0, skip = (uint32_t)strlen("evidence.");
    *out = RD_NEW_N(a, struct rd_row_evidence, x->n_cite + 1);
    for (uint32_t i = 0; i < x->n_cite; i++) {
        if (!rd_str_starts(x->cite[i].field, "evidence.")) continue;
        (*out)[n].field = (struct rd_str){x->cite[i].field.p + skip, x->cite[i].field.n - skip};
        (*out)[n++].span = x->cite[i].at;
    }
    return n;
}

static uint32_t labels(const struct parts *x, const char *field, struct rd_arena *a, struct rd_str **out) {
    uint32_t n = 0;
    *out = RD_NEW_N(a, struct rd_str, x->n_label + 1);
    for (uint32_t i = 0; i < x->n_label; i++) {
        if (rd_str_is(x->label[i].field, field)) (*out)[n++] = x->label[i].value;
    }
    return n;
}

/* Beside the names of issues: their keys; of a page that was read before there were any, the name. */
static struct rd_str *issue_keys(const struct parts *x, struct rd_arena *a) {
    struct rd_str *out = RD_NEW_N(a, struct rd_str, x->n_label + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < x->n_label; i++) {
        if (rd_str_is(x->label[i].field, "issue")) out[n++] = x->label[i].key.p ? x->label[i].key : x->label[i].value;
    }
    return out;
}

/* ---- context ---- */

static void widen(struct rd_span *all, struct rd_row_span at) {
    if (!at.exact.p) return;
    if (rd_span_empty(*all)) {
        *all = at.at;
        return;
    }
    /* what stands far away (a speaker named long before) would drag in half the page */
    if (at.at.beg + STORE_CONTEXT < all->beg || at.at.end > all->end + STORE_CONTEXT) return;
    if (at.at.beg < all->beg) all->beg = at.at.beg;
    if (at.at.end > all->end) all->end = at.at.end;
}

/* First and last byte of the lines that a span stands on: blocks are separated by line feeds. */
static void cut(struct rd_str text, struct rd_span core, struct rd_row_context *out) {
    uint32_t beg = core.beg, end = core.end, low = beg > STORE_CONTEXT ? beg - STORE_CONTEXT : 0;
    uint32_t high = text.n - end > STORE_CONTEXT ? end + STORE_CONTEXT : text.n;
    while (beg > low && text.p[beg - 1] != '\n') beg--;
    if (beg > 0 && text.p[beg - 1] != '\n') { /* cut in a line: on to the next word */
        while (beg < core.beg && text.p[beg] != ' ') beg++;
        while (beg < core.beg && text.p[beg] == ' ') beg++;
    }
    while (end < high && text.p[end] != '\n') end++;
    if (end < text.n && text.p[end] != '\n') {
        while (end > core.end && text.p[end - 1] != ' ') end--;
        while (end > core.end && text.p[end - 1] == ' ') end--;
    }
    out->span = (struct rd_span){beg, end};
}

static int context(struct rd_store *s, int64_t page, struct rd_span core, struct store_text *t, struct rd_arena *a, struct rd_row_context *out, struct rd_err *err) {
    if (t->page != page) {
        struct store_q q;
        store_q_open(&q, s, "SELECT text FROM page_source WHERE page = ?", a, err);
        store_put_int(&q, page);
        t->page = page;
        t->text = store_q_next(&q) ? store_get_str(&q) : RD_LIT("");
        store_q_end(&q);
        if (q.rc) return q.rc;
    }
    if (core.end > t->text.n || core.beg > core.end) core = (struct rd_span){0, 0}; /* the text was tampered with */
    cut(t->text, core, out);
    out->text = rd_span_of(t->text, out->span);
    return RD_OK;
}

/* ---- the three kinds ---- */

int store_row_statement(struct rd_store *s, int64_t pk, struct store_text *t, struct rd_arena *a, struct rd_row_statement *out, struct rd_err *err) {
    struct store_q q;
    struct parts x;
    int64_t page = 0;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT " HEAD "t.form, t.channel, t.modality, t.negated, t.denied, t.setting, t.cue_lemma, t.cue_class, t.cameo, t.plover_type, "
                        "t.plover_mode, t.stance, ni.id, an.id, ct.id, t.confidence, t.rule, " STORE_HIDDEN("r.id") " FROM record r JOIN statement t ON t.pk = r.pk JOIN page p "
                        "ON p.pk = r.page LEFT JOIN record ni ON ni.pk = t.nested_in LEFT JOIN record an ON an.pk = t.answers LEFT JOIN record ct ON "
                        "ct.pk = t.contact WHERE r.pk = ?", a, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        page = get_head(&q, (struct head){&out->id, &out->n, &out->said_on, &out->day, &out->origin});
        out->form = (uint8_t)store_enum(store_get_str(&q), rd_form_name, RD_FORM_PARAPHRASE + 1, RD_FORM_INDIRECT);
        int ch = rd_channel_of(store_get_str(&q));
        out->channel = (uint8_t)(ch < 0 ? RD_CH_UNSPECIFIED : ch);
        out->modality = (uint8_t)store_enum(store_get_str(&q), rd_modality_name, RD_MOD_QUESTION + 1, RD_MOD_ASSERTED);
        out->negated = store_get_int(&q) != 0;
        out->denied = store_get_int(&q) != 0;
        struct rd_str *f[] = {&out->setting, &out->cue_lemma, &out->cue_class, &out->cameo, &out->plover_type, &out->plover_mode, &out->stance,
                              &out->nested_in, &out->answers, &out->contact};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        out->confidence = (uint8_t)store_get_int(&q);
        out->rule = store_get_str(&q);
        out->hidden = store_get_int(&q) != 0;
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "the statement is gone");
    }
    store_q_end(&q);
    int rc = q.rc ? q.rc : get_parts(s, pk, a, &x, err);
    if (rc) return rc;
    struct rd_row_party *sp;
    out->speaker.entity = -1;
    if (parties(&x, "speaker", a, &sp)) out->speaker = sp[0];
    out->n_co = parties(&x, "co_speaker", a, &out->co_speakers);
    out->n_addr = parties(&x, "addressee", a, &out->addressees);
    out->cue = one(&x, "cue");
    out->condition = one(&x, "condition");
    out->said_on.cite = one(&x, "date").at;
    out->n_content = spans(&x, "content", a, &out->content);
    out->n_evidence = evidence(&x, a, &out->evidence);
    out->n_issues = labels(&x, "issue", a, &out->issues);
    out->issue_keys = issue_keys(&x, a);
    out->n_plover_context = labels(&x, "plover_context", a, &out->plover_context);
    struct rd_span core = {0, 0};
    for (uint32_t i = 0; i < out->n_content; i++) widen(&core, out->content[i]);
    widen(&core, out->cue);
    widen(&core, out->speaker.span);
    return context(s, page, core, t, a, &out->context, err);
}

int store_row_event(struct rd_store *s, int64_t pk, struct store_text *t, struct rd_arena *a, struct rd_row_event *out, struct rd_err *err) {
    struct store_q q;
    struct parts x;
    int64_t page = 0;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT " HEAD "e.cameo, e.cameo_name, e.plover_type, e.plover_mode, e.place, e.place_geo, e.tense, e.rule, ri.id, e.quad, "
                        "e.goldstein IS NOT NULL, e.goldstein, e.lat IS NOT NULL, e.lat, e.lon, e.status, e.modality, e.confidence, " STORE_HIDDEN("r.id") " FROM record r JOIN "
                        "event e ON e.pk = r.pk JOIN page p ON p.pk = r.page LEFT JOIN record ri ON ri.pk = e.reported_in WHERE r.pk = ?", a, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        page = get_head(&q, (struct head){&out->id, &out->n, &out->date, &out->day, &out->origin});
        struct rd_str *f[] = {&out->cameo, &out->cameo_name, &out->plover_type, &out->plover_mode, &out->place, &out->place_geo, &out->tense,
                              &out->rule, &out->reported_in};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        out->quad = (uint8_t)store_get_int(&q);
        out->has_goldstein = store_get_int(&q) != 0;
        out->goldstein = store_get_real(&q);
        out->has_latlon = store_get_int(&q) != 0;
        out->lat = store_get_real(&q);
        out->lon = store_get_real(&q);
        out->status = (uint8_t)store_enum(store_get_str(&q), rd_status_name, RD_STAT_CLAIMED + 1, RD_STAT_ASSERTED);
        out->modality = (uint8_t)store_enum(store_get_str(&q), rd_modality_name, RD_MOD_QUESTION + 1, RD_MOD_ASSERTED);
        out->confidence = (uint8_t)store_get_int(&q);
        out->hidden = store_get_int(&q) != 0;
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "the event is gone");
    }
    store_q_end(&q);
    int rc = q.rc ? q.rc : get_parts(s, pk, a, &x, err);
    if (rc) return rc;
    out->n_source = parties(&x, "source", a, &out->source);
    out->n_target = parties(&x, "target", a, &out->target);
    out->cite = one(&x, "cite");
    out->condition = one(&x, "condition");
    out->place_cite = one(&x, "place");
    out->date.cite = one(&x, "date").at;
    out->n_evidence = evidence(&x, a, &out->evidence);
    out->n_issues = labels(&x, "issue", a, &out->issues);
    out->issue_keys = issue_keys(&x, a);
    out->n_plover_context = labels(&x, "plover_context", a, &out->plover_context);
    return context(s, page, out->cite.at, t, a, &out->context, err);
}

static int words_of(struct rd_store *s, const char *sql, int64_t pk, struct rd_arena *a, struct rd_str **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    store_q_open(&q, s, sql, a, err);
    store_put_int(&q, pk);
    while (store_q_next(&q)) *RD_PUSH(a, *out, *n, cap) = store_get_str(&q);
    store_q_end(&q);
    return q.rc;
}

int store_row_contact(struct rd_store *s, int64_t pk, struct store_text *t, struct rd_arena *a, struct rd_row_contact *out, struct rd_err *err) {
    struct store_q q;
    struct parts x;
    int64_t page = 0;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT " HEAD "c.kind, " STORE_HIDDEN("r.id") " FROM record r JOIN contact c ON c.pk = r.pk JOIN page p ON p.pk = r.page WHERE r.pk = ?", a, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        page = get_head(&q, (struct head){&out->id, &out->n, &out->when, &out->day, &out->origin});
        int ch = rd_channel_of(store_get_str(&q));
        out->kind = (uint8_t)(ch < 0 ? RD_CH_UNSPECIFIED : ch);
        out->hidden = store_get_int(&q) != 0;
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "the contact is gone");
    }
    store_q_end(&q);
    int rc = q.rc ? q.rc : get_parts(s, pk, a, &x, err);
    if (!rc) rc = words_of(s, "SELECT place FROM contact_place WHERE contact = ? ORDER BY n", pk, a, &out->place, &out->n_place, err);
    if (!rc) rc = words_of(s, "SELECT r.id FROM contact_statement c JOIN record r ON r.pk = c.statement WHERE c.contact = ? ORDER BY c.n", pk, a, &out->statements, &out->n_statements, err);
    if (rc) return rc;
    out->n_part = parties(&x, "participant", a, &out->participants);
    out->cite = one(&x, "cite");
    out->when.cite = one(&x, "date").at;
    out->n_evidence = evidence(&x, a, &out->evidence);
    return context(s, page, out->cite.at, t, a, &out->context, err);
}

int store_row_page(struct rd_store *s, int64_t pk, struct rd_arena *a, struct rd_row_page *out, struct rd_err *err) {
    struct store_q q;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT p.id, path, url, input_id, container, lang, title, outlet, (SELECT value FROM told t WHERE t.page = p.pk AND field = "
                        "'section'), (SELECT value FROM told t WHERE t.page = p.pk AND field = 'dateline'), (SELECT value FROM told t WHERE t.page = "
                        "p.pk AND field = 'canonical'), program, models, lexicon, source_offset, n_bytes, lower(hex(sha256)), verdict, published, "
                        "published_precision, published_basis, modified, modified_precision, modified_basis, "
                        "(SELECT count(*) FROM record r WHERE r.page = p.pk AND kind = 'statement'), (SELECT count(*) FROM record r WHERE r.page = p.pk "
                        "AND kind = 'event'), (SELECT count(*) FROM record r WHERE r.page = p.pk AND kind = 'contact'), (SELECT count(*) FROM entity e "
                        "WHERE e.page = p.pk), (SELECT count(*) FROM note n WHERE n.page = p.pk), refused FROM page p JOIN version v ON v.pk = p.version "
                        "WHERE p.pk = ?", a, err);
    store_put_int(&q, pk);
    if (store_q_next(&q)) {
        struct rd_str *f[] = {&out->id, &out->path, &out->url, &out->input_id, &out->container, &out->lang, &out->title, &out->outlet, &out->section,
                              &out->dateline, &out->canonical, &out->program, &out->models, &out->lexicon};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        out->offset = (uint64_t)store_get_int(&q);
        out->bytes = (uint64_t)store_get_int(&q);
        struct rd_str sha = store_get_str(&q);
        if (sha.n == 64) memcpy(out->sha256, sha.p, 64);
        out->verdict = (uint8_t)store_enum(store_get_str(&q), rd_verdict_name, RD_VERDICT_EMPTY + 1, RD_VERDICT_ARTICLE);
        store_get_date(&q, &out->published);
        store_get_date(&q, &out->modified);
        uint32_t *c[] = {&out->n_statements, &out->n_events, &out->n_contacts, &out->n_entities, &out->n_notes, &out->refused};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(c); i++) *c[i] = (uint32_t)store_get_int(&q);
    } else if (!q.rc) {
        q.rc = rd_fail(err, RD_ENOTFOUND, "store", "the page is gone");
    }
    store_q_end(&q);
    int rc = q.rc;
    if (!rc) rc = words_of(s, "SELECT value FROM told WHERE page = ? AND field = 'author' ORDER BY n", pk, a, &out->authors, &out->n_authors, err);
    if (!rc) rc = words_of(s, "SELECT value FROM told WHERE page = ? AND field = 'tag' ORDER BY n", pk, a, &out->tags, &out->n_tags, err);
    if (!rc) rc = words_of(s, "SELECT value FROM told WHERE page = ? AND field = 'cite' ORDER BY n", pk, a, &out->cites, &out->n_cites, err);
    return rc;
}
