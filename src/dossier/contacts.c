#include "dossier/dossier.h"

#include "base/map.h"
#include "compare/compare.h"

static bool holds(const struct rd_str *v, uint32_t n, struct rd_str s) {
    for (uint32_t i = 0; i < n; i++) {
        if (rd_str_eq(v[i], s)) return true;
    }
    return false;
}

/* Keeps a short list sorted and without doubles. */
static void add(struct rd_str *v, uint32_t *n, struct rd_str s) {
    if (!s.p || holds(v, *n, s)) return;
    uint32_t i = (*n)++;
    for (; i > 0 && rd_str_cmp(v[i - 1], s) > 0; i--) v[i] = v[i - 1];
    v[i] = s;
}

static struct rd_contact_in reduce(const struct rd_row_contact *c, uint32_t page, struct rd_arena *a) {
    struct rd_str *keys = RD_NEW_N(a, struct rd_str, c->n_part + 1);
    struct rd_contact_in in = {.kind = c->kind, .keys = keys, .page = page};
    for (uint32_t i = 0; i < c->n_part; i++) {
        const struct rd_row_party *p = &c->participants[i];
        struct rd_str key = p->side.p ? p->side : p->actor ? rd_arena_printf(a, "a:%lld", (long long)p->actor) : p->name;
        add(keys, &in.n_keys, key);
    }
    int32_t first, last;
    if (rd_date_first_day(&c->when, &first) && rd_date_last_day(&c->when, &last)) {
        in.dated = true;
        in.first = first;
        in.last = last;
    }
    return in;
}

/* Sides whose words in the contact somebody told. */
static int heard(struct rd_store *s, const struct rd_told_contact *t, struct rd_arena *a, struct rd_str **out, uint32_t *n, struct rd_err *err) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < t->n_told; i++) most += t->told[i]->n_statements;
    *out = RD_NEW_N(a, struct rd_str, most + 1);
    *n = 0;
    for (uint32_t i = 0; i < t->n_told; i++) {
        for (uint32_t k = 0; k < t->told[i]->n_statements; k++) {
            struct rd_row_statement st;
            int rc = rd_store_statement(s, t->told[i]->statements[k], a, &st, err);
            if (rc) return rc;
            add(*out, n, st.speaker.side);
        }
    }
    return RD_OK;
}

static int finish(struct rd_store *s, struct rd_told_contact *t, struct rd_arena *a, struct rd_err *err) {
    uint32_t most = 0, n_heard;
    struct rd_str *speaks;
    for (uint32_t i = 0; i < t->n_told; i++) most += t->told[i]->n_part;
    t->sides = RD_NEW_N(a, struct rd_str, most + 1);
    t->silent = RD_NEW_N(a, struct rd_str, most + 1);
    for (uint32_t i = 0; i < t->n_told; i++) {
        const struct rd_row_contact *c = t->told[i];
        if (t->kind == RD_CH_UNSPECIFIED) t->kind = c->kind;
        if (c->day.group < t->day.group || (t->day.from_page && !c->day.from_page)) t->day = c->day;
        for (uint32_t k = 0; k < c->n_part; k++) add(t->sides, &t->n_sides, c->participants[k].side);
    }
    int rc = heard(s, t, a, &speaks, &n_heard, err);
    for (uint32_t i = 0; !rc && i < t->n_sides; i++) {
        if (!holds(speaks, n_heard, t->sides[i])) t->silent[t->n_silent++] = t->sides[i];
    }
    return rc;
}

int rd_dossier_contacts(struct rd_store *s, const struct rd_filter *f, struct rd_arena *a, struct rd_told_contact **out, uint32_t *n, uint64_t *total, struct rd_err *err) {
    struct rd_filter all = *f;
    struct rd_row_contact *row;
    uint32_t n_row = 0;
    all.limit = RD_STORE_MAX_LIMIT;
    all.offset = 0;
    *out = NULL;
    *n = 0;
    int rc = rd_store_contacts(s, &all, a, &row, &n_row, NULL, err);
    if (rc) return rc;
    struct rd_contact_in *in = RD_NEW_N(a, struct rd_contact_in, n_row + 1);
    uint32_t *group = RD_NEW_N(a, uint32_t, n_row + 1);
    struct rd_map pages;
    rd_map_init(&pages, a);
    for (uint32_t i = 0; i < n_row; i++) in[i] = reduce(&row[i], rd_intern(&pages, row[i].origin.page), a);
    /* groups come in the order of their first contact, which is the order that the filter asked for */
    uint32_t groups = rd_contact_groups(in, n_row, group, a);
    uint32_t limit = f->limit ? f->limit : RD_STORE_LIMIT;
    if (total) *total = groups;
    *out = RD_NEW_N(a, struct rd_told_contact, groups + 1);
    for (uint32_t g = f->offset; !rc && g < groups && g - f->offset < limit; g++) {
        struct rd_told_contact *t = &(*out)[(*n)++];
        t->told = RD_NEW_N(a, struct rd_row_contact *, n_row);
        t->day.group = 2;
        for (uint32_t i = 0; i < n_row; i++) {
            if (group[i] != g) continue;
            if (!t->n_told) t->day = row[i].day;
            t->told[t->n_told++] = &row[i];
        }
        rc = finish(s, t, a, err);
    }
    return rc;
}
