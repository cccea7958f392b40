#include "store/store_int.h"

/* value: what is counted; join: what it needs. Constant SQL. */
static const struct {
    const char *name, *value, *join;
} facets[RD_N_FACETS] = {
    [RD_FACET_SPEAKER] = {"speaker", "f.name", " JOIN party f ON f.record = r.pk AND f.part IN ('speaker', 'co_speaker')"},
    [RD_FACET_ADDRESSEE] = {"addressee", "f.name", " JOIN party f ON f.record = r.pk AND f.part = 'addressee'"},
    [RD_FACET_CHANNEL] = {"channel", "f.channel", " JOIN statement f ON f.pk = r.pk"},
    [RD_FACET_SIDE] = {"side", "f.side", " JOIN party f ON f.record = r.pk AND f.part IN ('speaker', 'co_speaker')"},
    [RD_FACET_OUTLET] = {"outlet", "p.outlet", ""},
    [RD_FACET_LANG] = {"lang", "p.lang", ""},
    [RD_FACET_MONTH] = {"month", "CASE r.day_group WHEN 0 THEN strftime('%Y-%m', r.day_first * 86400, 'unixepoch') END", ""},
    [RD_FACET_DAY] = {"day", "CASE r.day_group WHEN 0 THEN date(r.day_first * 86400, 'unixepoch') END", ""},
    [RD_FACET_FORM] = {"form", "f.form", " JOIN statement f ON f.pk = r.pk"},
    [RD_FACET_ISSUE] = {"issue", "f.value", " JOIN label f ON f.record = r.pk AND f.field = 'issue'"},
};

const char *rd_facet_name(int facet) {
    return facet >= 0 && facet < RD_N_FACETS ? facets[facet].name : "?";
}

int rd_store_facet(struct rd_store *s, const struct rd_filter *f, int facet, uint32_t limit, struct rd_arena *a, struct rd_row_count **out, uint32_t *n, struct rd_err *err) {
    struct store_where w;
    struct store_q q;
    struct rd_buf sql;
    uint32_t cap = 0;
    *out = NULL;
    *n = 0;
    if (facet < 0 || facet >= RD_N_FACETS) return rd_fail(err, RD_EUSAGE, "store", "there is no facet %d", facet);
    int rc = store_where(&w, f, "r.kind = 'statement'", facet, a, err);
    if (rc) {
        store_where_free(&w);
        return rc;
    }
    bool days = facet == RD_FACET_MONTH || facet == RD_FACET_DAY;
    rd_buf_init(&sql, 128u << 10);
    rd_buf_printf(&sql, "SELECT v, count(*) AS c FROM (SELECT DISTINCT %s AS v, r.pk FROM %s%s", facets[facet].value, w.from, facets[facet].join);
    rd_buf_str(&sql, rd_buf_view(&w.sql));
    rd_buf_printf(&sql, ") WHERE v IS NOT NULL GROUP BY v ORDER BY %s LIMIT ?", days ? "v DESC" : "c DESC, v");
    store_q_build(&q, s, &sql, a, err);
    store_where_bind(&w, &q);
    store_put_int(&q, limit == 0 ? RD_STORE_LIMIT : limit < RD_STORE_MAX_LIMIT ? limit : RD_STORE_MAX_LIMIT);
    while (store_q_next(&q)) {
        struct rd_row_count *c = RD_PUSH(a, *out, *n, cap);
        c->value = store_get_str(&q);
        c->count = (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    rd_buf_free(&sql);
    store_where_free(&w);
    return q.rc;
}

int rd_store_counts(struct rd_store *s, struct rd_store_counts *out, struct rd_err *err) {
    struct store_q q;
    memset(out, 0, sizeof *out);
    store_q_open(&q, s, "SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM entity), (SELECT count(*) FROM actor), (SELECT count(*) FROM statement), "
                        "(SELECT count(*) FROM event), (SELECT count(*) FROM contact), (SELECT count(*) FROM note), (SELECT count(*) FROM user_note), "
                        "(SELECT page_count * page_size FROM pragma_page_count, pragma_page_size)", NULL, err);
    if (store_q_next(&q)) {
        uint64_t *c[] = {&out->pages, &out->entities, &out->actors, &out->statements, &out->events, &out->contacts, &out->notes, &out->user_notes, &out->bytes};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(c); i++) *c[i] = (uint64_t)store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc;
}
