/* Ledgers: what one actor said on one issue, in order. A statement that stands in the same words on several pages of one origin is one entry,
 * the earliest; the others are folded away under it. The moves are dossier/'s to find: entries that changed are remembered (touched.c). */
#include "store/store_int.h"

#include "base/hash.h"

enum { MOVE_NEW = 0, MOVE_SAME = 1 }; /* enum rd_move of compare/positions.h: what is above them is a move */

struct entry {
    struct rd_touched_entry at;
    int64_t said_by, origin, hash, move;
    bool folded, has_move;
};

struct work {
    struct rd_store *s;
    struct rd_arena *a;
    struct rd_err *err;
    int rc;
};

static void run2(struct work *w, const char *sql, int64_t x, int64_t y, int64_t z) {
    struct store_q q;
    if (w->rc) return;
    store_q_open(&q, w->s, sql, NULL, w->err);
    int n = sqlite3_bind_parameter_count(q.st);
    const int64_t v[] = {x, y, z};
    for (int i = 0; i < n && i < 3; i++) store_put_int(&q, v[i]);
    w->rc = store_q_run(&q);
}

/* One entry more (+1) or less (-1) that is shown. */
static void cell(struct work *w, const struct entry *e, int64_t sign) {
    int64_t moved = e->has_move && e->move > MOVE_SAME;
    if (sign > 0) {
        run2(w, "INSERT OR IGNORE INTO cell (actor, issue, entries, moves) VALUES (?, ?, 0, 0)", e->at.actor, e->at.issue, 0);
        if (!w->rc && sqlite3_changes(w->s->db)) run2(w, "UPDATE issue SET actors = actors + 1 WHERE pk = ?", e->at.issue, 0, 0);
    }
    run2(w, "UPDATE cell SET entries = entries + ?3 WHERE actor = ?1 AND issue = ?2", e->at.actor, e->at.issue, sign);
    if (sign > 0) return;
    if (moved) {
        run2(w, "UPDATE cell SET moves = moves - 1 WHERE actor = ? AND issue = ?", e->at.actor, e->at.issue, 0);
        run2(w, "UPDATE issue SET moves = moves - 1 WHERE pk = ?", e->at.issue, 0, 0);
    }
    run2(w, "DELETE FROM cell WHERE actor = ? AND issue = ? AND entries <= 0", e->at.actor, e->at.issue, 0);
    if (!w->rc && sqlite3_changes(w->s->db)) run2(w, "UPDATE issue SET actors = actors - 1 WHERE pk = ?", e->at.issue, 0, 0);
}

static void put_key(struct store_q *q, const struct rd_touched_entry *e) {
    const int64_t v[] = {e->actor, e->issue, e->ord, e->tie, e->at, e->record};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) store_put_int(q, v[i]);
}

#define KEY "actor = ? AND issue = ? AND ord = ? AND tie = ? AND at = ? AND record = ?"
#define COLUMNS "actor, issue, ord, tie, at, record, said_by, origin, hash, folded, move"

static void get_entry(struct store_q *q, struct entry *e) {
    int64_t *v[] = {&e->at.actor, &e->at.issue, &e->at.ord, &e->at.tie, &e->at.at, &e->at.record, &e->said_by, &e->origin, &e->hash};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) *v[i] = store_get_int(q);
    e->folded = store_get_int(q) != 0;
    e->has_move = !store_get_null(q);
    e->move = e->has_move ? store_get_int(q) : 0;
}

/* Folds an entry away, or shows it again. */
static void set_folded(struct work *w, struct entry *e, bool folded) {
    struct store_q q;
    if (w->rc) return;
    store_q_open(&q, w->s, folded ? "UPDATE entry SET folded = 1, move = NULL, before = NULL WHERE " KEY : "UPDATE entry SET folded = 0 WHERE " KEY, NULL, w->err);
    put_key(&q, &e->at);
    w->rc = store_q_run(&q);
    cell(w, e, folded ? -1 : 1);
    store_touch_entry(w->s, &e->at);
    e->folded = folded;
    e->has_move = false;
}

static bool one_of(struct work *w, const char *sql, const struct entry *like, struct entry *out) {
    struct store_q q;
    bool found = false;
    if (w->rc) return false;
    store_q_open(&q, w->s, sql, NULL, w->err);
    const int64_t v[] = {like->origin, like->hash, like->at.actor, like->at.issue};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) store_put_int(&q, v[i]);
    if (store_q_next(&q)) {
        get_entry(&q, out);
        found = true;
    }
    store_q_end(&q);
    w->rc = q.rc;
    return found;
}
#define SAME_WORDS "SELECT " COLUMNS " FROM entry WHERE origin = ? AND hash = ? AND actor = ? AND issue = ? AND folded = "
#define EARLIEST " ORDER BY ord, tie, at, record LIMIT 1"

static bool before(const struct rd_touched_entry *a, const struct rd_touched_entry *b) {
    const int64_t d[][2] = {{a->ord, b->ord}, {a->tie, b->tie}, {a->at, b->at}, {a->record, b->record}};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(d); i++) {
        if (d[i][0] != d[i][1]) return d[i][0] < d[i][1];
    }
    return false;
}

/* Enters `e`: shown if it is the first in these words of its origin. */
static void enter(struct work *w, struct entry *e, struct rd_str side) {
    struct entry first;
    struct store_q q;
    bool there = one_of(w, SAME_WORDS "0" EARLIEST, e, &first);
    if (w->rc) return;
    e->folded = there && before(&first.at, &e->at);
    e->has_move = false;
    store_q_open(&q, w->s, "INSERT OR IGNORE INTO entry (actor, issue, ord, tie, at, record, said_by, side, origin, hash, folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", NULL, w->err);
    put_key(&q, &e->at);
    store_put_int(&q, e->said_by);
    store_put_str(&q, side);
    store_put_int(&q, e->origin);
    store_put_int(&q, e->hash);
    store_put_int(&q, e->folded);
    w->rc = store_q_run(&q);
    if (w->rc || !sqlite3_changes(w->s->db)) return;
    if (there && !e->folded) set_folded(w, &first, true);
    if (e->folded) return;
    cell(w, e, 1);
    store_touch_entry(w->s, &e->at);
}

static void leave(struct work *w, struct entry *e) {
    struct entry next;
    struct store_q q;
    if (w->rc) return;
    store_q_open(&q, w->s, "DELETE FROM entry WHERE " KEY, NULL, w->err);
    put_key(&q, &e->at);
    w->rc = store_q_run(&q);
    if (e->folded) return;
    cell(w, e, -1);
    store_touch_entry(w->s, &e->at);
    if (one_of(w, SAME_WORDS "1" EARLIEST, e, &next)) set_folded(w, &next, false);
}

/* ---- of a page ---- */

struct told { struct entry e; struct rd_str side, words; uint8_t group; int64_t first, month_day; };

static int64_t likely(const struct told *t, int32_t year) {
    if (t->group == 0) return t->first;
    if (t->group == 2) return STORE_LATE_UNDATED;
    int m = (int)(t->month_day / 32), d = (int)(t->month_day % 32);
    if (!year || m < 1 || m > 12) return STORE_LATE_NO_YEAR + t->month_day;
    return rd_day_from_ymd(year, m, d ? (d > 28 && !rd_ymd_valid(year, m, d) ? 28 : d) : 1);
}

int store_entries_add(struct rd_store *s, int64_t page, int32_t likely_year, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct work w = {.s = s, .a = &s->scratch, .err = err};
    struct told *v = NULL;
    uint32_t n = 0, cap = 0;
    struct store_q q;
    store_q_open(&q, s, "SELECT coalesce(a.root, a.pk), i.pk, p.tie, r.at, r.pk, a.pk, m.grp, q.side, f.words, r.day_group, r.day_first, r.month_day FROM record r "
                        "CROSS JOIN page p ON p.pk = r.page CROSS JOIN label l ON l.record = r.pk AND l.field = 'issue' CROSS JOIN issue i ON i.key = l.key "
                        "CROSS JOIN party q ON q.record = r.pk AND q.part IN ('speaker', 'co_speaker') CROSS JOIN actor a ON a.pk = q.actor CROSS JOIN member m ON "
                        "m.kind = 0 AND m.node = p.pk CROSS JOIN record_fts f ON f.rowid = r.pk WHERE r.page = ? AND r.kind = 'statement' AND NOT " STORE_HIDDEN("r.id"), w.a, err);
    store_put_int(&q, page);
    while (store_q_next(&q)) {
        struct told *t = RD_PUSH(w.a, v, n, cap);
        int64_t *f[] = {&t->e.at.actor, &t->e.at.issue, &t->e.at.tie, &t->e.at.at, &t->e.at.record, &t->e.said_by, &t->e.origin};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_int(&q);
        t->side = store_get_str(&q);
        t->words = store_get_str(&q);
        t->group = (uint8_t)store_get_int(&q);
        t->first = store_get_int(&q);
        t->month_day = store_get_int(&q);
    }
    store_q_end(&q);
    w.rc = q.rc;
    for (uint32_t i = 0; i < n && !w.rc; i++) {
        struct rd_str key = store_key(v[i].words, w.a);
        v[i].e.hash = (int64_t)(rd_hash64(key.p, key.n, 7) >> 1);
        v[i].e.at.ord = likely(&v[i], likely_year);
        enter(&w, &v[i].e, v[i].side);
    }
    rd_arena_reset(&s->scratch, m);
    return w.rc;
}

static struct entry *entries_of(struct work *w, const char *sql, int64_t what, uint32_t *n, struct rd_str **sides) {
    struct entry *v = NULL;
    uint32_t cap = 0, cap_s = 0, n_s = 0;
    struct store_q q;
    *n = 0;
    if (sides) *sides = NULL;
    store_q_open(&q, w->s, sql, w->a, w->err);
    store_put_int(&q, what);
    while (store_q_next(&q)) {
        get_entry(&q, RD_PUSH(w->a, v, *n, cap));
        if (sides) *RD_PUSH(w->a, *sides, n_s, cap_s) = store_get_str(&q);
    }
    store_q_end(&q);
    w->rc = q.rc;
    return v;
}
#define OF_PAGE "SELECT " COLUMNS ", side FROM entry WHERE record IN (SELECT pk FROM record WHERE page = ? AND kind = 'statement')"

int store_entries_drop(struct rd_store *s, int64_t page, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct work w = {.s = s, .a = &s->scratch, .err = err};
    uint32_t n;
    struct entry *v = entries_of(&w, OF_PAGE, page, &n, NULL);
    for (uint32_t i = 0; i < n && !w.rc; i++) {
        /* what stands there now: an earlier step may have shown or folded it */
        struct store_q q;
        store_q_open(&q, s, "SELECT " COLUMNS " FROM entry WHERE " KEY, NULL, err);
        put_key(&q, &v[i].at);
        bool there = store_q_next(&q);
        if (there) get_entry(&q, &v[i]);
        store_q_end(&q);
        w.rc = q.rc;
        if (there) leave(&w, &v[i]);
    }
    rd_arena_reset(&s->scratch, m);
    return w.rc;
}

/* Takes entries out and puts them in again, changed: into the ledgers of `actor` (0: as they are), under `origin` (0: as it is). */
static void again(struct work *w, struct entry *v, const struct rd_str *side, uint32_t n, int64_t actor, int64_t origin) {
    for (uint32_t i = 0; i < n && !w->rc; i++) {
        struct store_q q;
        struct entry e = v[i];
        store_q_open(&q, w->s, "SELECT " COLUMNS " FROM entry WHERE " KEY, NULL, w->err);
        put_key(&q, &v[i].at);
        bool there = store_q_next(&q);
        if (there) get_entry(&q, &e);
        store_q_end(&q);
        w->rc = q.rc;
        if (!there) continue;
        leave(w, &e);
        if (actor) e.at.actor = actor;
        if (origin) e.origin = origin;
        enter(w, &e, side[i]);
    }
}

int store_entries_origin(struct rd_store *s, int64_t page, int64_t origin, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct work w = {.s = s, .a = &s->scratch, .err = err};
    struct rd_str *sides;
    uint32_t n;
    struct entry *v = entries_of(&w, OF_PAGE, page, &n, &sides);
    if (!w.rc) again(&w, v, sides, n, 0, origin);
    rd_arena_reset(&s->scratch, m);
    return w.rc;
}

int store_entries_actor(struct rd_store *s, int64_t from, int64_t to, struct rd_err *err) {
    struct rd_arena_mark m = rd_arena_mark(&s->scratch);
    struct work w = {.s = s, .a = &s->scratch, .err = err};
    struct rd_str *sides;
    uint32_t n;
    struct entry *v = entries_of(&w, "SELECT " COLUMNS ", side FROM entry WHERE record IN (SELECT record FROM party WHERE actor = ?1 AND part IN ('speaker', "
                                     "'co_speaker')) AND said_by = ?1", from, &n, &sides);
    if (!w.rc) again(&w, v, sides, n, to, 0);
    rd_arena_reset(&s->scratch, m);
    return w.rc;
}

/* ---- as dossier/ asks for them ---- */

#define LEDGER_COLUMNS \
    "e.actor, e.issue, e.ord, e.tie, e.at, e.record, coalesce(e.move, -1), coalesce(e.before, 0), p.lang, f.words, f.lemmas, c.exact, t.stance, t.cameo, " \
    "t.negated, t.denied, t.modality, (SELECT group_concat(k.type || char(9) || k.key || char(9) || v.value, char(10)) FROM claim x JOIN claim_value v ON " \
    "v.pk = x.value JOIN claim_key k ON k.pk = v.claim_key WHERE x.record = e.record)"
#define LEDGER_FROM \
    " e CROSS JOIN record r ON r.pk = e.record CROSS JOIN page p ON p.pk = r.page CROSS JOIN statement t ON t.pk = e.record CROSS JOIN record_fts f ON f.rowid = e.record " \
    "LEFT JOIN cite c ON c.record = e.record AND c.field = 'condition' AND c.n = 0"

static void get_claims(struct rd_ledger_entry *e, struct rd_str lines, struct rd_arena *a) {
    struct rd_str line[64], f[3];
    uint32_t n = lines.n ? rd_str_split(lines, '\n', line, RD_ARRAY_LEN(line)) : 0;
    e->claims = RD_NEW_N(a, struct rd_row_claim, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        if (rd_str_split(line[i], '\t', f, 3) != 3 || rd_claim_type_of(f[0]) < 0) continue;
        e->claims[e->n_claims++] = (struct rd_row_claim){(uint8_t)rd_claim_type_of(f[0]), f[1], f[2]};
    }
}

static void get_ledger(struct store_q *q, struct rd_ledger_entry *e) {
    int64_t *v[] = {&e->at.actor, &e->at.issue, &e->at.ord, &e->at.tie, &e->at.at, &e->at.record};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) *v[i] = store_get_int(q);
    e->move = (int)store_get_int(q);
    e->before = store_get_int(q);
    struct rd_str *f[] = {&e->lang, &e->words, &e->lemmas, &e->condition, &e->stance, &e->cameo};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(q);
    e->negated = store_get_int(q) != 0;
    e->denied = store_get_int(q) != 0;
    e->modality = (uint8_t)store_enum(store_get_str(q), rd_modality_name, RD_MOD_QUESTION + 1, RD_MOD_ASSERTED);
    get_claims(e, store_get_str(q), q->a);
}

static void put_place(struct store_q *q, const struct rd_touched_entry *e, uint32_t limit) {
    put_key(q, e);
    store_put_int(q, limit);
}

int rd_store_ledger(struct rd_store *s, const struct rd_touched_entry *from, const struct rd_touched_entry *to, uint32_t n_before, uint32_t n_after, struct rd_arena *a, struct rd_ledger_entry **out,
                    uint32_t *n, uint32_t *first, struct rd_err *err) {
    struct store_q q;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    store_q_open(&q, s, "SELECT " LEDGER_COLUMNS " FROM (SELECT * FROM entry WHERE actor = ? AND issue = ? AND (ord, tie, at, record) < (?, ?, ?, ?) AND folded = 0 "
                        "ORDER BY ord DESC, tie DESC, at DESC, record DESC LIMIT ?)" LEDGER_FROM " ORDER BY e.ord, e.tie, e.at, e.record", a, err);
    put_place(&q, from, n_before);
    while (store_q_next(&q)) get_ledger(&q, RD_PUSH(a, *out, *n, cap));
    store_q_end(&q);
    *first = *n;
    if (q.rc) return q.rc;
    store_q_open(&q, s, "SELECT " LEDGER_COLUMNS " FROM (SELECT * FROM entry WHERE actor = ?1 AND issue = ?2 AND (ord, tie, at, record) >= (?3, ?4, ?5, ?6) AND (ord, tie, at, "
                        "record) <= (?7, ?8, ?9, ?10) AND folded = 0 UNION ALL SELECT * FROM (SELECT * FROM entry WHERE actor = ?1 AND issue = ?2 AND (ord, tie, at, record) > "
                        "(?7, ?8, ?9, ?10) AND folded = 0 ORDER BY ord, tie, at, record LIMIT ?11))" LEDGER_FROM " ORDER BY e.ord, e.tie, e.at, e.record", a, err);
    put_key(&q, from);
    const int64_t v[] = {to->ord, to->tie, to->at, to->record, n_after};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(v); i++) store_put_int(&q, v[i]);
    while (store_q_next(&q)) get_ledger(&q, RD_PUSH(a, *out, *n, cap));
    store_q_end(&q);
    return q.rc;
}

int rd_store_move_set(struct rd_store *s, const struct rd_ledger_entry *e, int move, int64_t before_record, struct rd_err *err) {
    struct work w = {.s = s, .err = err};
    struct store_q q;
    if (e->move == move && e->before == before_record) return RD_OK;
    store_q_open(&q, s, "UPDATE entry SET move = ?, before = nullif(?, 0) WHERE " KEY, NULL, err);
    store_put_int(&q, move);
    store_put_int(&q, before_record);
    put_key(&q, &e->at);
    w.rc = store_q_run(&q);
    int64_t moved = (move > MOVE_SAME) - (e->move > MOVE_SAME);
    if (moved) {
        run2(&w, "UPDATE cell SET moves = moves + ?3 WHERE actor = ?1 AND issue = ?2", e->at.actor, e->at.issue, moved);
        run2(&w, "UPDATE issue SET moves = moves + ?2 WHERE pk = ?1", e->at.issue, moved, 0);
    }
    return w.rc;
}
