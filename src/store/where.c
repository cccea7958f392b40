#include "store/ask.h"

/* The WHERE of a filter over "record r". Only constant text and the database's own numbers go into the SQL; what the user gave is bound, in the
 * order in which the question marks stand. What a filter asks for is turned into terms (002.sql) first; the rarest of them drives, the others are
 * looked up one by one. */

enum { MAX_SORTED = 20000, MAX_FOUND = 3000, SLACK = 1000 };
enum { ALL, SPEAKER, ADDRESSEE, CHANNEL, SIDE, OUTLET, LANG, FORM, ISSUE, ACTOR, SPEAKER_WORLD, ADDRESSEE_WORLD, CODE };

struct set { int64_t *pk; uint32_t n, cap; uint64_t records; };

static void bound(struct store_where *w, bool from, bool is_text, struct rd_str s, int64_t i) {
    struct store_arg *v = from ? w->from_arg : w->arg;
    uint32_t *n = from ? &w->n_from : &w->n_arg;
    RD_ASSERT(*n < RD_ARRAY_LEN(w->arg));
    v[(*n)++] = (struct store_arg){is_text, s, i};
}

static void text(struct store_where *w, struct rd_str s) {
    bound(w, false, true, s, 0);
}

static void number(struct store_where *w, int64_t i) {
    bound(w, false, false, RD_NONE, i);
}

/* ---- terms ---- */

struct terms {
    struct rd_store *s;
    struct rd_arena *a;
    struct rd_err *err;
    int kind, rc;
};

/* Adds the terms that `sql` (pk, n) gives for kind, facet and up to two strings. */
static void collect(struct terms *t, struct set *out, const char *sql, int facet, struct rd_str x, struct rd_str y) {
    struct store_q q;
    if (t->rc) return;
    store_q_open(&q, t->s, sql, t->a, t->err);
    store_put_int(&q, t->kind);
    store_put_int(&q, facet);
    store_put_str(&q, x);
    if (sqlite3_bind_parameter_count(q.st) > 3) store_put_str(&q, y);
    while (store_q_next(&q)) {
        int64_t pk = store_get_int(&q);
        bool there = false;
        for (uint32_t i = 0; i < out->n && !there; i++) there = out->pk[i] == pk;
        if (there) continue;
        *RD_PUSH(t->a, out->pk, out->n, out->cap) = pk;
        out->records += (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    t->rc = q.rc;
}
#define EXACT "SELECT pk, n FROM term WHERE kind = ? AND facet = ? AND value = ?"

static void exactly(struct terms *t, struct set *out, int facet, struct rd_str v) {
    collect(t, out, EXACT, facet, v, RD_NONE);
}

/* All words of a name, next to each other. */
static void by_words(struct terms *t, struct set *out, int facet, struct rd_str v) {
    struct rd_str word[64], key = store_key(v, t->a);
    uint32_t n = key.n ? rd_str_split(key, ' ', word, RD_ARRAY_LEN(word)) : 0, longest = 0;
    if (!n) return;
    for (uint32_t i = 1; i < n; i++) if (word[i].n > word[longest].n) longest = i;
    collect(t, out, "SELECT t.pk, t.n FROM term_word w CROSS JOIN term t ON t.pk = w.term WHERE t.kind = ?1 AND t.facet = ?2 AND w.word = ?3 AND instr(' ' || rd_key(t.value) || ' ', ' ' || ?4 || ' ') > 0 "
                    "ORDER BY t.n DESC, t.value LIMIT 2000", facet, word[longest], key);
}

static void actors(struct terms *t, struct set *out, int64_t actor) {
    char v[24];
    int n = snprintf(v, sizeof v, "%lld", (long long)actor);
    collect(t, out, "SELECT t.pk, t.n FROM term t WHERE t.kind = ?1 AND t.facet = ?2 AND t.value IN (SELECT CAST(b.pk AS TEXT) FROM actor a JOIN actor b ON b.pk = coalesce(a.root, a.pk) OR b.root = coalesce(a.root, "
                    "a.pk) WHERE a.pk = CAST(?3 AS INTEGER))", ACTOR, (struct rd_str){v, (uint32_t)n}, RD_NONE);
}

struct plan { struct set v[16]; uint32_t n; };

static struct set *more(struct plan *p) {
    RD_ASSERT(p->n < RD_ARRAY_LEN(p->v));
    return &p->v[p->n++];
}

static int plan(struct plan *p, struct terms *t, const struct rd_filter *f, int skip) {
    struct set *x;
    if (store_asked(f->speaker) && skip != RD_FACET_SPEAKER) {
        by_words(t, x = more(p), SPEAKER, f->speaker);
        exactly(t, x, SPEAKER_WORLD, f->speaker);
    }
    if (store_asked(f->addressee) && skip != RD_FACET_ADDRESSEE) {
        by_words(t, x = more(p), ADDRESSEE, f->addressee);
        exactly(t, x, ADDRESSEE_WORLD, f->addressee);
    }
    if (store_asked(f->speaker_name) && skip != RD_FACET_SPEAKER) exactly(t, more(p), SPEAKER, f->speaker_name);
    if (store_asked(f->addressee_name) && skip != RD_FACET_ADDRESSEE) exactly(t, more(p), ADDRESSEE, f->addressee_name);
    if (store_asked(f->outlet_name) && skip != RD_FACET_OUTLET) exactly(t, more(p), OUTLET, f->outlet_name);
    if (store_asked(f->side) && skip != RD_FACET_SIDE) exactly(t, more(p), SIDE, f->side);
    if (store_asked(f->channel) && skip != RD_FACET_CHANNEL) exactly(t, more(p), CHANNEL, f->channel);
    if (store_asked(f->form) && skip != RD_FACET_FORM) exactly(t, more(p), FORM, f->form);
    if (store_asked(f->lang) && skip != RD_FACET_LANG) exactly(t, more(p), LANG, f->lang);
    if (store_asked(f->outlet) && skip != RD_FACET_OUTLET) by_words(t, more(p), OUTLET, f->outlet);
    if (f->actor) actors(t, more(p), f->actor);
    if (store_asked(f->issue) && skip != RD_FACET_ISSUE) {
        exactly(t, x = more(p), ISSUE, f->issue);
        if (!x->n) collect(t, x, "SELECT pk, n FROM term WHERE kind = ?1 AND facet = ?2 AND value IN (SELECT i.key FROM issue_name x JOIN issue i ON i.pk = x.issue WHERE x.name = ?3)", ISSUE, f->issue, RD_NONE);
    }
    if (store_asked(f->code)) collect(t, more(p), "SELECT pk, n FROM term WHERE kind = ?1 AND facet = ?2 AND value >= ?3 AND value < ?3 || '~'", CODE, f->code, RD_NONE);
    return t->rc;
}

static void put_terms(struct rd_buf *b, const struct set *x) {
    if (x->n == 1) {
        rd_buf_printf(b, " = %lld", (long long)x->pk[0]);
        return;
    }
    rd_buf_z(b, " IN (");
    for (uint32_t i = 0; i < x->n; i++) rd_buf_printf(b, i ? ",%lld" : "%lld", (long long)x->pk[i]);
    rd_buf_c(b, ')');
}

/* ---- days, pages ---- */

/* table: "r" or "p", both have the same columns of days. */
int store_where_days(struct store_where *w, const struct rd_filter *f, const char *table, struct rd_err *err) {
    int32_t since, until;
    int rc = store_ask_days(f, &since, &until, err);
    if (rc) return rc;
    if (since > INT32_MIN) {
        rd_buf_printf(&w->sql, " AND %s.day_group = 0 AND %s.day_last >= ?", table, table);
        number(w, since);
    }
    if (until < INT32_MAX) {
        rd_buf_printf(&w->sql, " AND %s.day_group = 0 AND %s.day_first <= ?", table, table);
        number(w, until);
    }
    if (!w->by_term || table[0] != 'r') return RD_OK;
    /* no told date is longer than a year: what begins before that cannot reach */
    if (since > INT32_MIN) {
        rd_buf_z(&w->sql, " AND x.ord >= ?");
        number(w, since - 366);
    }
    if (until < INT32_MAX) {
        rd_buf_z(&w->sql, " AND x.ord <= ?");
        number(w, until);
    }
    return RD_OK;
}

void store_where_page(struct store_where *w, const struct rd_filter *f, struct rd_arena *a) {
    if (store_asked(f->outlet)) {
        rd_buf_z(&w->sql, " AND instr(' ' || p.outlet_key || ' ', ' ' || ? || ' ') > 0");
        text(w, store_key(f->outlet, a));
    }
    if (store_asked(f->outlet_name)) {
        rd_buf_z(&w->sql, " AND p.outlet = ?");
        text(w, f->outlet_name);
    }
    if (store_asked(f->lang)) {
        rd_buf_z(&w->sql, " AND p.lang = ?");
        text(w, f->lang);
    }
    if (store_asked(f->page)) {
        rd_buf_z(&w->sql, " AND p.id >= lower(?) AND p.id < lower(?) || 'g'");
        for (int i = 0; i < 2; i++) text(w, f->page);
    }
}

/* ---- the whole ---- */

int store_where_checked(const struct rd_filter *f, struct rd_err *err) {
    if (store_asked(f->channel) && rd_channel_of(f->channel) < 0) {
        return rd_fail(err, RD_EUSAGE, "store", "there is no channel %.*s", (int)(f->channel.n < 64 ? f->channel.n : 64), f->channel.p);
    }
    if (store_asked(f->form) && store_enum(f->form, rd_form_name, RD_FORM_PARAPHRASE + 1, -1) < 0) {
        return rd_fail(err, RD_EUSAGE, "store", "there is no form %.*s", (int)(f->form.n < 64 ? f->form.n : 64), f->form.p);
    }
    return RD_OK;
}

static const char *const kind_names[] = {"statement", "event", "contact"};

/* Which set drives: the rarest; -1: none does. */
static int rarest(const struct plan *p) {
    int best = -1;
    for (uint32_t i = 0; i < p->n; i++) {
        if (best < 0 || p->v[i].records < p->v[best].records) best = (int)i;
    }
    return best;
}

/* How many records several terms have, from the postings alone. */
static int count_terms(struct store_where *w, struct terms *t, const struct set *x) {
    struct rd_buf sql;
    struct store_q q;
    rd_buf_init(&sql, 64u << 10);
    rd_buf_z(&sql, "SELECT count(*) FROM (SELECT DISTINCT record FROM post WHERE term");
    put_terms(&sql, x);
    rd_buf_printf(&sql, " LIMIT %u)", RD_STORE_MAX_TOTAL + 1);
    store_q_build(&q, t->s, &sql, t->a, t->err);
    rd_buf_free(&sql);
    if (store_q_next(&q)) w->exact = (uint64_t)store_get_int(&q);
    store_q_end(&q);
    w->counted = !q.rc;
    return q.rc;
}

/* FROM and the beginning of WHERE. Returns the set that drives, so that it is not asked for again; -1. */
static int begin(struct store_where *w, const struct plan *p, struct terms *t, const struct rd_filter *f, bool sorted) {
    static const char record[] = " CROSS JOIN record r ON r.pk = x.record";
    int drives = rarest(p);
    bool only = p->n == 1 && !store_asked(f->since) && !store_asked(f->until) && !store_asked(f->words);
    if (store_asked(f->page)) {
        rd_buf_printf(&w->from, "page p CROSS JOIN record r ON r.page = p.pk AND r.kind = '%s'", kind_names[w->kind]);
        rd_buf_z(&w->sql, " WHERE p.id >= lower(?) AND p.id < lower(?) || 'g' AND NOT " STORE_HIDDEN("r.id"));
        for (int i = 0; i < 2; i++) text(w, f->page);
        if (w->match.p) {
            rd_buf_z(&w->sql, " AND r.pk IN (SELECT rowid FROM record_fts WHERE record_fts MATCH ?)");
            text(w, w->match);
        }
        return -1;
    }
    if (w->match.p) {
        /* the latest that came, where there are very many: all of them would have to be sorted */
        rd_buf_printf(&w->from, "(SELECT rowid AS record, %s AS score FROM record_fts WHERE record_fts MATCH ? ORDER BY rowid DESC LIMIT %d) x%s", w->best ? "rank" : "0", MAX_FOUND, record);
        bound(w, true, true, w->match, 0);
        rd_buf_printf(&w->sql, " WHERE r.kind = '%s' AND NOT " STORE_HIDDEN("r.id"), kind_names[w->kind]);
        return -1;
    }
    if (!sorted) {
        rd_buf_z(&w->from, "record r");
        rd_buf_printf(&w->sql, " WHERE r.kind = '%s' AND NOT " STORE_HIDDEN("r.id"), kind_names[w->kind]);
        return -1;
    }
    if (drives >= 0 && p->v[drives].n != 1 && (p->v[drives].records <= MAX_SORTED || p->n > 1)) {
        bool latest = only && f->order == RD_ORDER_NEWEST;
        rd_buf_z(&w->from, "(SELECT DISTINCT record, ord FROM post WHERE term");
        put_terms(&w->from, &p->v[drives]);
        /* nothing else is asked for: no need to look at more records than will be shown, and those of one day */
        if (latest) rd_buf_printf(&w->from, " ORDER BY ord DESC, record DESC LIMIT %llu", (unsigned long long)f->offset + store_limit(f->limit) + SLACK);
        rd_buf_z(&w->from, ") x");
        w->bare = (uint32_t)w->from.n;
        rd_buf_z(&w->from, record);
        rd_buf_z(&w->sql, " WHERE 1");
        if (only) t->rc = count_terms(w, t, &p->v[drives]);
        return drives;
    }
    struct set all = {0};
    if (only && drives >= 0 && p->v[drives].n != 1) t->rc = count_terms(w, t, &p->v[drives]);
    if (drives < 0 || p->v[drives].n != 1) {
        collect(t, &all, EXACT, ALL, RD_LIT(""), RD_NONE);
        drives = -1;
    } else {
        all = p->v[drives];
    }
    w->by_term = true;
    if (!w->counted) w->exact = all.records;
    rd_buf_z(&w->from, "post x");
    w->bare = (uint32_t)w->from.n;
    rd_buf_z(&w->from, record);
    rd_buf_printf(&w->sql, " WHERE x.term = %lld", all.n ? (long long)all.pk[0] : 0LL);
    return drives;
}

int store_where(struct store_where *w, struct rd_store *s, const struct rd_filter *f, int kind, int skip, struct rd_arena *a, struct rd_err *err) {
    struct rd_str without;
    struct plan p = {0};
    struct terms t = {.s = s, .a = a, .err = err, .kind = kind};
    int order = f->order;
    memset(w, 0, sizeof *w);
    w->kind = kind;
    w->best = order == RD_ORDER_BEST;
    rd_buf_init(&w->sql, 256u << 10);
    rd_buf_init(&w->from, 64u << 10);
    store_words(f->words, a, &w->match, &without);
    int rc = store_where_checked(f, err);
    if (!rc) rc = plan(&p, &t, f, skip);
    if (rc) return rc;
    int drives = begin(w, &p, &t, f, order != RD_ORDER_ADDED || skip >= 0);
    uint32_t plain = w->n_arg;
    bool alone = w->by_term;
    if (without.p) {
        rd_buf_z(&w->sql, " AND r.pk NOT IN (SELECT rowid FROM record_fts WHERE record_fts MATCH ?)");
        text(w, without);
    } else if (store_asked(f->words) && !w->match.p && rd_str_trim(f->words).n) {
        rd_buf_z(&w->sql, " AND 0"); /* words were given, none of them has a letter or a digit */
        alone = false;
    }
    for (uint32_t i = 0; i < p.n; i++) {
        if ((int)i == drives) continue;
        alone = false;
        if (!p.v[i].n) {
            rd_buf_z(&w->sql, " AND 0");
            continue;
        }
        rd_buf_z(&w->sql, " AND EXISTS (SELECT 1 FROM post y WHERE y.term");
        put_terms(&w->sql, &p.v[i]);
        rd_buf_z(&w->sql, w->bare ? " AND y.ord = x.ord AND y.record = x.record)" : " AND y.ord = " STORE_ORD " AND y.record = r.pk)");
    }
    if (!t.rc && skip != RD_FACET_MONTH && skip != RD_FACET_DAY) t.rc = store_where_days(w, f, "r", err);
    if (w->n_arg != plain) w->bare = 0; /* words or days: records are looked at */
    w->is_exact = (alone && w->n_arg == plain) || w->counted;
    return t.rc;
}

static void bind(const struct store_arg *v, uint32_t n, struct store_q *q) {
    for (uint32_t i = 0; i < n; i++) {
        if (v[i].text) store_put_str(q, v[i].s);
        else store_put_int(q, v[i].i);
    }
}

void store_where_bind(const struct store_where *w, struct store_q *q) {
    bind(w->from_arg, w->n_from, q);
    bind(w->arg, w->n_arg, q);
}

void store_where_free(struct store_where *w) {
    rd_buf_free(&w->sql);
    rd_buf_free(&w->from);
}
