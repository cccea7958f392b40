/* Stories, copies, calls: groups as rows. */
#include "store/ask.h"

enum { TOLD = 50, TOLD_IN_LIST = 8, MAX_COPIES = 100, MAX_READOUTS = 50, LOOK_CALLS = 600 };

static int nodes(struct rd_store *s, int64_t grp, uint32_t limit, struct rd_arena *a, int64_t **out, uint32_t *n, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT node FROM member WHERE grp = ? ORDER BY ord, tie, node LIMIT ?", a, err);
    store_put_int(&q, grp);
    store_put_int(&q, limit);
    while (store_q_next(&q)) *RD_PUSH(a, *out, *n, cap) = store_get_int(&q);
    store_q_end(&q);
    return q.rc;
}

/* ---- stories ---- */

static int story_row(struct rd_store *s, int64_t grp, uint32_t told, struct rd_arena *a, struct rd_row_story *out, struct rd_err *err) {
    struct store_q q;
    int64_t *page;
    uint32_t n;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT (SELECT ord FROM member WHERE grp = g.pk ORDER BY ord LIMIT 1), g.last, g.n, (SELECT count(DISTINCT o.grp) FROM member m JOIN member o ON o.kind = 0 AND o.node = m.node WHERE m.grp = "
                        "g.pk), (SELECT count(DISTINCT p.outlet_key) FROM member m JOIN page p ON p.pk = m.node WHERE m.grp = g.pk), (SELECT count(DISTINCT p.lang) FROM member m JOIN page p ON p.pk = m.node WHERE "
                        "m.grp = g.pk) FROM grp g WHERE g.pk = ?", a, err);
    store_put_int(&q, grp);
    if (store_q_next(&q)) {
        int64_t first = store_get_int(&q);
        out->first = store_day_of_ord(first == INT32_MAX ? STORE_LATE_UNDATED : first);
        out->last = store_day_of_ord(store_get_int(&q));
        uint64_t *c[] = {&out->pages, &out->origins, &out->outlets, &out->langs};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(c); i++) *c[i] = (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    int rc = q.rc ? q.rc : nodes(s, grp, told, a, &page, &n, err);
    if (rc) return rc;
    out->told = RD_NEW_N(a, struct rd_row_page, n + 1);
    for (uint32_t i = 0; i < n && !rc; i++) rc = store_row_page(s, page[i], a, &out->told[out->n_told++], err);
    if (n) {
        out->id = out->told[0].id;
        out->title = out->told[0].title;
    }
    return rc;
}

#define ON_PAGES " AND EXISTS (SELECT 1 FROM member m CROSS JOIN page p ON p.pk = m.node WHERE m.grp = g.pk AND "
#define ON_RECORDS " AND EXISTS (SELECT 1 FROM member m CROSS JOIN record r ON r.page = m.node CROSS JOIN "

int rd_store_stories(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_story **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct store_ask k;
    int32_t since, until;
    int64_t *grp = NULL;
    *out = NULL;
    *n = 0;
    int rc = store_ask_days(f, &since, &until, err);
    store_ask_init(&k);
    store_ask_sql(&k, " AND g.kind = 1 AND (g.n > 1) = 1");
    if (since > INT32_MIN) store_ask_number(&k, " AND g.last >= ?", since);
    if (until < INT32_MAX) store_ask_number(&k, " AND (SELECT ord FROM member WHERE grp = g.pk ORDER BY ord LIMIT 1) <= ?", until);
    if (store_asked(f->lang)) store_ask_text(&k, ON_PAGES "p.lang = ?)", f->lang);
    if (store_asked(f->outlet)) store_ask_text(&k, ON_PAGES "instr(' ' || p.outlet_key || ' ', ' ' || ? || ' ') > 0)", store_key(f->outlet, a));
    if (store_asked(f->words)) {
        struct rd_str key = store_key(f->words, a);
        store_ask_text(&k, ON_PAGES "instr(' ' || rd_key(p.title), ' ' || ?) > 0)", key.n ? key : RD_LIT("\n"));
    }
    if (store_asked(f->page)) store_ask_text(&k, ON_PAGES "instr(p.id, lower(?)) = 1)", f->page);
    if (store_asked(f->issue)) store_ask_text(&k, ON_RECORDS "label l ON l.record = r.pk WHERE m.grp = g.pk AND l.field = 'issue' AND l.key = ?)", f->issue);
    if (store_asked(f->side)) store_ask_text(&k, ON_RECORDS "party q ON q.record = r.pk WHERE m.grp = g.pk AND q.side = ?)", f->side);
    if (f->actor) store_ask_number(&k, ON_RECORDS "party q ON q.record = r.pk WHERE m.grp = g.pk AND q.actor IN (SELECT pk FROM actor WHERE coalesce(root, pk) = (SELECT coalesce(root, pk) FROM actor WHERE pk = ?)))", f->actor);
    if (!rc) rc = store_ask_run(&k, s, "g.pk", "grp g", "g.last DESC, (SELECT m.tie FROM member m WHERE m.grp = g.pk ORDER BY m.ord, m.tie LIMIT 1)", f, a, &grp, n, total, err);
    store_ask_free(&k);
    *out = RD_NEW_N(a, struct rd_row_story, *n + 1);
    for (uint32_t i = 0; i < *n && !rc; i++) rc = story_row(s, grp[i], TOLD_IN_LIST, a, &(*out)[i], err);
    return rc;
}

int rd_store_story(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_story *out, struct rd_err *err) {
    int64_t page, grp;
    memset(out, 0, sizeof *out);
    int rc = store_page_pk(s, id, &page, err);
    if (!rc) rc = rd_store_group_of(s, RD_GROUP_STORY, page, &grp, NULL, err);
    if (!rc && !grp) rc = rd_fail(err, RD_ENOTFOUND, "store", "the page tells no story that is known yet");
    return rc ? rc : story_row(s, grp, TOLD, a, out, err);
}

/* ---- copies ---- */

int rd_store_copies(struct rd_store *s, struct rd_str page, struct rd_arena *a, struct rd_row_copy **out, uint32_t *n, struct rd_err *err) {
    int64_t pk, grp, *node;
    uint32_t m = 0;
    *out = NULL;
    *n = 0;
    int rc = store_page_pk(s, page, &pk, err);
    if (!rc) rc = rd_store_group_of(s, RD_GROUP_ORIGIN, pk, &grp, NULL, err);
    if (!rc) rc = nodes(s, grp, MAX_COPIES, a, &node, &m, err);
    *out = RD_NEW_N(a, struct rd_row_copy, m + 1);
    for (uint32_t i = 0; m > 1 && i < m && !rc; i++) {
        struct rd_row_copy *c = &(*out)[(*n)++];
        struct store_q q;
        c->origin = i == 0;
        rc = store_row_page(s, node[i], a, &c->page, err);
        if (rc || !i) continue;
        /* its link to the origin, or the best one it has */
        store_q_open(&q, s, "SELECT why, score FROM (SELECT why, score, a = ?2 AS o FROM link WHERE kind = 0 AND b = ?1 UNION ALL SELECT why, score, b = ?2 FROM link WHERE kind = 0 AND a = ?1) ORDER BY o DESC, score DESC, "
                            "why LIMIT 1", a, err);
        store_put_int(&q, node[i]);
        store_put_int(&q, node[0]);
        if (store_q_next(&q)) {
            c->evidence = store_get_str(&q);
            c->overlap = (uint8_t)store_get_int(&q);
        }
        store_q_end(&q);
        rc = q.rc;
    }
    return rc;
}

/* ---- calls ---- */

static bool holds(const struct rd_str *v, uint32_t n, struct rd_str s) {
    for (uint32_t i = 0; i < n; i++) {
        if (rd_str_eq(v[i], s)) return true;
    }
    return false;
}

/* Keeps a short list sorted and without doubles; `v` has room. */
static void add(struct rd_str *v, uint32_t *n, struct rd_str s) {
    if (!s.p || holds(v, *n, s)) return;
    uint32_t i = (*n)++;
    for (; i > 0 && rd_str_cmp(v[i - 1], s) > 0; i--) v[i] = v[i - 1];
    v[i] = s;
}

static bool same_party(const struct rd_row_party *a, const struct rd_row_party *b) {
    if (a->actor && b->actor) return a->actor == b->actor;
    return rd_str_eq(a->name, b->name) && rd_str_eq(a->side, b->side);
}

static int readout(struct rd_store *s, int64_t contact, struct store_text *t, struct rd_arena *a, struct rd_row_readout *out, struct rd_err *err) {
    struct store_q q;
    int64_t *pk = NULL;
    uint32_t n = 0, cap = 0;
    int rc = store_row_contact(s, contact, t, a, &out->told, err);
    if (rc) return rc;
    store_q_open(&q, s, "SELECT p.publisher FROM record r JOIN page p ON p.pk = r.page WHERE r.pk = ?", a, err);
    store_put_int(&q, contact);
    if (store_q_next(&q)) out->side = store_get_str(&q);
    store_q_end(&q);
    if (q.rc) return q.rc;
    store_q_open(&q, s, "SELECT c.statement FROM contact_statement c JOIN record r ON r.pk = c.statement WHERE c.contact = ? AND NOT " STORE_HIDDEN("r.id") " ORDER BY r.n", a, err);
    store_put_int(&q, contact);
    while (store_q_next(&q)) *RD_PUSH(a, pk, n, cap) = store_get_int(&q);
    store_q_end(&q);
    rc = q.rc;
    out->statements = RD_NEW_N(a, struct rd_row_statement, n + 1);
    for (uint32_t i = 0; i < n && !rc; i++) rc = store_row_statement(s, pk[i], t, a, &out->statements[out->n_statements++], err);
    return rc;
}

static void call_issues(struct rd_row_call *c, struct rd_arena *a) {
    uint32_t most = 0, n = 0;
    for (uint32_t i = 0; i < c->n_readouts; i++) {
        for (uint32_t k = 0; k < c->readouts[i].n_statements; k++) most += c->readouts[i].statements[k].n_issues;
    }
    struct rd_str *once = RD_NEW_N(a, struct rd_str, most + 1);
    c->common = RD_NEW_N(a, struct rd_str, most + 1);
    for (uint32_t i = 0; i < c->n_readouts; i++) {
        struct rd_str *here = RD_NEW_N(a, struct rd_str, most + 1);
        uint32_t n_here = 0;
        for (uint32_t k = 0; k < c->readouts[i].n_statements; k++) {
            const struct rd_row_statement *t = &c->readouts[i].statements[k];
            for (uint32_t j = 0; j < t->n_issues; j++) add(here, &n_here, t->issue_keys && t->issue_keys[j].p ? t->issue_keys[j] : t->issues[j]);
        }
        for (uint32_t k = 0; k < n_here; k++) {
            if (holds(once, n, here[k])) add(c->common, &c->n_common, here[k]);
            else add(once, &n, here[k]);
        }
    }
}

static void call_head(struct rd_row_call *c, struct rd_arena *a) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < c->n_readouts; i++) most += c->readouts[i].told.n_part;
    c->sides = RD_NEW_N(a, struct rd_str, most + 1);
    c->silent = RD_NEW_N(a, struct rd_str, most + 1);
    c->participants = RD_NEW_N(a, struct rd_row_party, most + 1);
    c->day.group = 3;
    for (uint32_t i = 0; i < c->n_readouts; i++) {
        const struct rd_row_contact *t = &c->readouts[i].told;
        if (!c->id.p || rd_str_cmp(t->id, c->id) < 0) c->id = t->id;
        if (c->kind == RD_CH_UNSPECIFIED) c->kind = t->kind;
        if (t->day.group < c->day.group || (c->day.from_page && !t->day.from_page)) {
            c->day = t->day;
            c->when = t->when;
        }
        for (uint32_t k = 0; k < t->n_part; k++) {
            const struct rd_row_party *p = &t->participants[k];
            bool there = false;
            for (uint32_t j = 0; j < c->n_part && !there; j++) there = same_party(&c->participants[j], p);
            if (!there) c->participants[c->n_part++] = *p;
            add(c->sides, &c->n_sides, p->side);
        }
    }
    /* only where two sides talk can one of them be silent about it */
    bool mutual = c->kind == RD_CH_PHONE_CALL || c->kind == RD_CH_MEETING || c->kind == RD_CH_LETTER || c->kind == RD_CH_UNSPECIFIED;
    for (uint32_t k = 0; k < c->n_sides && mutual && c->n_sides > 1; k++) {
        bool told = false;
        for (uint32_t i = 0; i < c->n_readouts && !told; i++) told = rd_str_eq(c->readouts[i].side, c->sides[k]);
        if (!told) c->silent[c->n_silent++] = c->sides[k];
    }
}

/* Without what is hidden, unless it is what was asked for by its id (0: nothing was). */
static int call_row(struct rd_store *s, int64_t grp, int64_t asked, struct rd_arena *a, struct rd_row_call *out, struct rd_err *err) {
    struct store_text t = {0};
    struct store_q q;
    int64_t *contact = NULL;
    uint32_t n = 0, cap = 0;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT m.node FROM member m CROSS JOIN record r ON r.pk = m.node WHERE m.grp = ? AND (r.pk = ? OR NOT " STORE_HIDDEN("r.id") ") ORDER BY m.ord, m.tie, m.node LIMIT ?", a, err);
    const int64_t v[] = {grp, asked, MAX_READOUTS};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) store_put_int(&q, v[i]);
    while (store_q_next(&q)) *RD_PUSH(a, contact, n, cap) = store_get_int(&q);
    store_q_end(&q);
    int rc = q.rc;
    if (rc) return rc;
    out->readouts = RD_NEW_N(a, struct rd_row_readout, n + 1);
    for (uint32_t i = 0; i < n && !rc; i++) rc = readout(s, contact[i], &t, a, &out->readouts[out->n_readouts++], err);
    if (rc) return rc;
    for (uint32_t i = 0; i < out->n_readouts; i++) { /* a publisher that did not take part is a medium like any other */
        bool party = false;
        for (uint32_t r = 0; r < out->n_readouts && !party; r++) {
            for (uint32_t k = 0; k < out->readouts[r].told.n_part && !party; k++) party = rd_str_eq(out->readouts[r].told.participants[k].side, out->readouts[i].side);
        }
        if (!party) out->readouts[i].side = RD_NONE;
    }
    call_head(out, a);
    call_issues(out, a);
    return RD_OK;
}

static bool asks(const struct rd_filter *f) {
    const struct rd_str v[] = {f->words, f->speaker, f->addressee, f->channel, f->form, f->side, f->outlet, f->lang, f->since, f->until, f->page, f->issue, f->code};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) {
        if (store_asked(v[i])) return true;
    }
    return f->actor != 0;
}

/* Groups of the contacts that fit, in the order of the contacts. An issue is that of a statement in the contact. */
static int groups_of(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, int64_t **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct rd_filter all = *f;
    int64_t *contact;
    uint32_t n_contact, cap = 0, kept = 0;
    int64_t *grp = NULL;
    all.limit = LOOK_CALLS;
    all.offset = 0;
    all.issue = RD_NONE;
    int rc = store_find(s, &all, RD_REC_CONTACT, a, &contact, &n_contact, NULL, err);
    for (uint32_t i = 0; i < n_contact && !rc; i++) {
        int64_t g;
        bool there = false;
        if (store_asked(f->issue)) {
            struct store_q q;
            store_q_open(&q, s, "SELECT 1 FROM contact_statement c JOIN label l ON l.record = c.statement AND l.field = 'issue' WHERE c.contact = ? AND l.key = ? LIMIT 1", a, err);
            store_put_int(&q, contact[i]);
            store_put_str(&q, f->issue);
            there = !store_q_next(&q);
            store_q_end(&q);
            rc = q.rc;
            if (there || rc) continue;
        }
        rc = rd_store_group_of(s, RD_GROUP_CALL, contact[i], &g, NULL, err);
        for (uint32_t k = 0; k < kept && !there; k++) there = grp[k] == g;
        if (!there && g) *RD_PUSH(a, grp, kept, cap) = g;
    }
    uint32_t limit = store_limit(f->limit), skip = f->offset < kept ? f->offset : kept;
    *out = grp ? grp + skip : NULL;
    *n = kept - skip < limit ? kept - skip : limit;
    if (total) *total = kept;
    return rc;
}

int rd_store_calls(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_row_call **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    int64_t *grp = NULL, hides = 0;
    int rc;
    *out = NULL;
    *n = 0;
    if (asks(f) || f->order == RD_ORDER_OLDEST) {
        rc = groups_of(s, f, a, &grp, n, total, err);
    } else {
        struct store_ask k;
        store_ask_init(&k);
        store_ask_sql(&k, " AND g.kind = 2");
        rc = store_number(s, "SELECT count(*) FROM change WHERE kind = 'hide' AND undone_at IS NULL", &hides, err);
        if (hides) store_ask_sql(&k, " AND EXISTS (SELECT 1 FROM member m CROSS JOIN record r ON r.pk = m.node WHERE m.grp = g.pk AND NOT " STORE_HIDDEN("r.id") ")");
        if (!rc) rc = store_ask_run(&k, s, "g.pk", "grp g INDEXED BY grp_day", "g.last DESC, (SELECT m.tie FROM member m WHERE m.grp = g.pk ORDER BY m.ord, m.tie LIMIT 1)", f, a, &grp, n, total, err);
        store_ask_free(&k);
    }
    *out = RD_NEW_N(a, struct rd_row_call, *n + 1);
    for (uint32_t i = 0; i < *n && !rc; i++) rc = call_row(s, grp[i], 0, a, &(*out)[i], err);
    return rc;
}

int rd_store_call(struct rd_store *s, struct rd_str id, struct rd_arena *a, struct rd_row_call *out, struct rd_err *err) {
    int64_t contact, grp;
    memset(out, 0, sizeof *out);
    int rc = store_record_pk(s, "contact", id, &contact, err);
    if (!rc) rc = rd_store_group_of(s, RD_GROUP_CALL, contact, &grp, NULL, err);
    if (!rc && !grp) rc = rd_fail(err, RD_ENOTFOUND, "store", "the contact stands in no call that is known yet");
    return rc ? rc : call_row(s, grp, contact, a, out, err);
}
