#include "store/store_int.h"

/* The WHERE of a filter, over "record r JOIN page p". Only constant text goes into the SQL; what the user gave is bound, in the
 * order in which the question marks stand. */

static void text(struct store_where *w, struct rd_str s) {
    RD_ASSERT(w->n_arg < RD_ARRAY_LEN(w->arg));
    w->arg[w->n_arg].text = true;
    w->arg[w->n_arg++].s = s;
}

static void number(struct store_where *w, int64_t i) {
    RD_ASSERT(w->n_arg < RD_ARRAY_LEN(w->arg));
    w->arg[w->n_arg].text = false;
    w->arg[w->n_arg++].i = i;
}

static bool asked(struct rd_str s) {
    return s.p && s.n;
}

/* A party by name or world id; parts: constant SQL list. */
static void party(struct store_where *w, const char *parts, struct rd_str who, struct rd_arena *a) {
    rd_buf_z(&w->sql, " AND EXISTS (SELECT 1 FROM party y WHERE y.record = r.pk AND y.part IN (");
    rd_buf_z(&w->sql, parts);
    rd_buf_z(&w->sql, ") AND (instr(' ' || y.name_key || ' ', ' ' || ? || ' ') > 0 OR y.actor IN (SELECT pk FROM actor WHERE world = ?)))");
    text(w, store_key(who, a));
    text(w, who);
}

static void who(struct store_where *w, const struct rd_filter *f, int skip, struct rd_arena *a) {
    if (asked(f->speaker) && skip != RD_FACET_SPEAKER) party(w, "'speaker', 'co_speaker', 'source', 'participant'", f->speaker, a);
    if (asked(f->addressee) && skip != RD_FACET_ADDRESSEE) party(w, "'addressee', 'target', 'participant'", f->addressee, a);
    if (asked(f->side) && skip != RD_FACET_SIDE) {
        rd_buf_z(&w->sql, " AND EXISTS (SELECT 1 FROM party y WHERE y.record = r.pk AND y.part <> 'addressee' AND y.side = ?)");
        text(w, f->side);
    }
    if (f->actor) {
        rd_buf_z(&w->sql, " AND r.pk IN (SELECT y.record FROM party y WHERE y.actor = ?)");
        number(w, f->actor);
    }
}

static int how(struct store_where *w, const struct rd_filter *f, int skip, struct rd_err *err) {
    if (asked(f->channel) && rd_channel_of(f->channel) < 0) {
        return rd_fail(err, RD_EUSAGE, "store", "there is no channel %.*s", (int)(f->channel.n < 64 ? f->channel.n : 64), f->channel.p);
    }
    if (asked(f->form) && store_enum(f->form, rd_form_name, RD_FORM_PARAPHRASE + 1, -1) < 0) {
        return rd_fail(err, RD_EUSAGE, "store", "there is no form %.*s", (int)(f->form.n < 64 ? f->form.n : 64), f->form.p);
    }
    if (asked(f->channel) && skip != RD_FACET_CHANNEL) {
        rd_buf_z(&w->sql, " AND (EXISTS (SELECT 1 FROM statement t WHERE t.pk = r.pk AND t.channel = ?) OR EXISTS (SELECT 1 FROM contact c WHERE "
                          "c.pk = r.pk AND c.kind = ?) OR EXISTS (SELECT 1 FROM event e JOIN statement t ON t.pk = e.reported_in WHERE e.pk = r.pk "
                          "AND t.channel = ?))");
        for (int i = 0; i < 3; i++) text(w, f->channel);
    }
    if (asked(f->form) && skip != RD_FACET_FORM) {
        rd_buf_z(&w->sql, " AND EXISTS (SELECT 1 FROM statement t WHERE t.pk = r.pk AND t.form = ?)");
        text(w, f->form);
    }
    if (asked(f->code)) {
        rd_buf_z(&w->sql, " AND (EXISTS (SELECT 1 FROM statement t WHERE t.pk = r.pk AND substr(t.cameo, 1, length(?)) = ?) OR EXISTS (SELECT 1 FROM "
                          "event e WHERE e.pk = r.pk AND substr(e.cameo, 1, length(?)) = ?))");
        for (int i = 0; i < 4; i++) text(w, f->code);
    }
    if (asked(f->issue) && skip != RD_FACET_ISSUE) {
        rd_buf_z(&w->sql, " AND EXISTS (SELECT 1 FROM label x WHERE x.record = r.pk AND x.field = 'issue' AND x.value = ?)");
        text(w, f->issue);
    }
    return RD_OK;
}

/* table: "r" or "p", both have the same columns of days. */
int store_where_days(struct store_where *w, const struct rd_filter *f, const char *table, struct rd_err *err) {
    struct rd_str bound[2] = {f->since, f->until};
    for (int i = 0; i < 2; i++) {
        int32_t first, last;
        if (!asked(bound[i])) continue;
        if (!store_days_of(bound[i], &first, &last)) {
            return rd_fail(err, RD_EUSAGE, "store", "%.*s is not a date (YYYY, YYYY-MM or YYYY-MM-DD)", (int)(bound[i].n < 32 ? bound[i].n : 32), bound[i].p);
        }
        rd_buf_printf(&w->sql, i ? " AND %s.day_group = 0 AND %s.day_first <= ?" : " AND %s.day_group = 0 AND %s.day_last >= ?", table, table);
        number(w, i ? last : first);
    }
    return RD_OK;
}

void store_where_page(struct store_where *w, const struct rd_filter *f, int skip, struct rd_arena *a) {
    if (asked(f->outlet) && skip != RD_FACET_OUTLET) {
        rd_buf_z(&w->sql, " AND instr(' ' || p.outlet_key || ' ', ' ' || ? || ' ') > 0");
        text(w, store_key(f->outlet, a));
    }
    if (asked(f->lang) && skip != RD_FACET_LANG) {
        rd_buf_z(&w->sql, " AND p.lang = ?");
        text(w, f->lang);
    }
    if (asked(f->page)) {
        rd_buf_z(&w->sql, " AND p.id >= lower(?) AND p.id < lower(?) || 'g'");
        for (int i = 0; i < 2; i++) text(w, f->page);
    }
}

int store_where(struct store_where *w, const struct rd_filter *f, const char *kinds, int skip, struct rd_arena *a, struct rd_err *err) {
    struct rd_str without;
    memset(w, 0, sizeof *w);
    rd_buf_init(&w->sql, 64u << 10);
    store_words(f->words, a, &w->match, &without);
    w->from = w->match.p ? "record_fts CROSS JOIN record r ON r.pk = record_fts.rowid CROSS JOIN page p ON p.pk = r.page"
                         : "record r JOIN page p ON p.pk = r.page";
    rd_buf_z(&w->sql, w->match.p ? " WHERE record_fts MATCH ? AND " : " WHERE ");
    if (w->match.p) text(w, w->match);
    rd_buf_z(&w->sql, kinds);
    if (without.p) {
        rd_buf_z(&w->sql, " AND r.pk NOT IN (SELECT rowid FROM record_fts WHERE record_fts MATCH ?)");
        text(w, without);
    } else if (asked(f->words) && !w->match.p && rd_str_trim(f->words).n) {
        rd_buf_z(&w->sql, " AND 0"); /* words were given, none of them has a letter or a digit */
    }
    who(w, f, skip, a);
    int rc = how(w, f, skip, err);
    store_where_page(w, f, skip, a);
    if (!rc && skip != RD_FACET_MONTH && skip != RD_FACET_DAY) rc = store_where_days(w, f, "r", err);
    return rc;
}

void store_where_bind(const struct store_where *w, struct store_q *q) {
    for (uint32_t i = 0; i < w->n_arg; i++) {
        if (w->arg[i].text) store_put_str(q, w->arg[i].s);
        else store_put_int(q, w->arg[i].i);
    }
}

void store_where_free(struct store_where *w) {
    rd_buf_free(&w->sql);
}
