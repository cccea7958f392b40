/* positions.c - the matrix of actors and issues, and the ledger behind a cell. */
#include "web/web_int.h"

#include "compare/positions.h"
#include "view/derived.h"

#define MATRIX_CELLS  480u /* a full table: more are in the CSV */
#define MATRIX_ROWS   40u
#define MATRIX_COLS   12u
#define LEDGER_LIMIT  50u

static void csv(struct rd_buf *o, const struct rd_row_cell *v, uint32_t n, struct rd_arena *a) {
    static const char *const names[] = {"actor", "name", "side", "issue", "issue_name", "entries", "moves", "last_move", "last", "last_statement"};
    struct rd_table_col cols[RD_ARRAY_LEN(names)];
    struct rd_table t;
    web_csv_begin(&t, names, cols, RD_ARRAY_LEN(names), a);
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_str s[] = {v[i].actor_key, v[i].actor_name, v[i].side, v[i].issue, v[i].issue_name};
        for (uint32_t k = 0; k < RD_ARRAY_LEN(s); k++)
            rd_table_add(&t, s[k]);
        web_csv_num(&t, v[i].entries, a);
        web_csv_num(&t, v[i].moves, a);
        rd_table_add(&t, rd_str_of(rd_move_name(v[i].last_move)));
        rd_table_add(&t, web_day_text(&v[i].last, a));
        rd_table_add(&t, v[i].last_statement);
    }
    rd_csv_table(o, &t);
}

/* What the table shows of the cells: the rows and columns with most entries, in that order (ties: by key). */
struct line {
    struct rd_str key, name, side;
    uint64_t entries;
};
struct matrix {
    struct line rows[MATRIX_ROWS], cols[MATRIX_COLS]; uint32_t n_rows, n_cols;
    const struct rd_row_cell *at[MATRIX_ROWS][MATRIX_COLS];
};

static int by_entries(const void *x, const void *y) {
    const struct line *a = x, *b = y;
    return a->entries != b->entries ? (a->entries > b->entries ? -1 : 1) : rd_str_cmp(a->key, b->key);
}

static void count(struct line *v, uint32_t *n, struct rd_str key, struct rd_str name, struct rd_str side, uint32_t entries) {
    uint32_t i = 0;
    while (i < *n && !rd_str_eq(v[i].key, key))
        i++;
    if (i == *n)
        v[(*n)++] = (struct line){key, name, side, 0};
    v[i].entries += entries;
}

static int32_t find(const struct line *v, uint32_t n, struct rd_str key) {
    for (uint32_t i = 0; i < n; i++)
        if (rd_str_eq(v[i].key, key))
            return (int32_t)i;
    return -1;
}

static struct matrix *arrange(const struct rd_row_cell *v, uint32_t n, struct rd_arena *a) {
    struct matrix *m = RD_NEW(a, struct matrix);
    struct line *rows = RD_NEW_N(a, struct line, n + 1), *cols = RD_NEW_N(a, struct line, n + 1);
    uint32_t n_rows = 0, n_cols = 0;
    for (uint32_t i = 0; i < n; i++) {
        count(rows, &n_rows, v[i].actor_key, v[i].actor_name, v[i].side, v[i].entries);
        count(cols, &n_cols, v[i].issue, v[i].issue_name, RD_NONE, v[i].entries);
    }
    qsort(rows, n_rows, sizeof *rows, by_entries);
    qsort(cols, n_cols, sizeof *cols, by_entries);
    m->n_cols = n_cols < MATRIX_COLS ? n_cols : MATRIX_COLS;
    memcpy(m->cols, cols, sizeof *cols * m->n_cols);
    for (uint32_t r = 0; r < n_rows && m->n_rows < MATRIX_ROWS; r++) {
        bool any = false;
        for (uint32_t i = 0; i < n; i++) {
            int32_t c = rd_str_eq(v[i].actor_key, rows[r].key) ? find(m->cols, m->n_cols, v[i].issue) : -1;
            if (c >= 0)
                m->at[m->n_rows][c] = &v[i];
            any = any || c >= 0;
        }
        if (any)
            m->rows[m->n_rows++] = rows[r];
    }
    return m;
}

static void cell(struct rd_buf *b, const struct rd_row_cell *c) {
    if (!c) {
        WEB(b, H("<td class=\"empty\"><span class=\"hidden\">nothing</span></td>"));
        return;
    }
    WEB(b, H("<td><a class=\"cell cell-"), N((uint64_t)c->last_move), H("\" href=\""));
    web_ledger_href(b, c->actor_key, c->issue);
    WEB(b, H("\"><b>"), N(c->entries), H("</b> <span class=\"cell-move\">"), Z(rd_move_name(c->last_move)), H("</span> <span class=\"cell-day\">"));
    if (c->last.group == 0) {
        struct rd_date d = rd_date_of_day(c->last.first, RD_BASIS_PRINTED);
        WEB(b, Z(d.value));
    } else {
        WEB(b, H("no year"));
    }
    WEB(b, H("</span></a></td>"));
}

static void table(struct rd_buf *b, const struct matrix *m) {
    WEB(b, H("<div class=\"scroll\" role=\"region\" aria-label=\"Matrix of actors and issues\" tabindex=\"0\">\n<table class=\"matrix\">\n"
             "<thead><tr><th scope=\"col\" class=\"corner\">Who</th>"));
    for (uint32_t c = 0; c < m->n_cols; c++) {
        WEB(b, H("<th scope=\"col\">"));
        web_issue_link(b, m->cols[c].key, m->cols[c].name);
        WEB(b, H("</th>"));
    }
    WEB(b, H("</tr></thead>\n<tbody>\n"));
    for (uint32_t i = 0; i < m->n_rows; i++) {
        WEB(b, H("<tr><th scope=\"row\">"));
        web_actor_link(b, m->rows[i].key, m->rows[i].name, m->rows[i].side);
        WEB(b, H("</th>"));
        for (uint32_t c = 0; c < m->n_cols; c++)
            cell(b, m->at[i][c]);
        WEB(b, H("</tr>\n"));
    }
    WEB(b, H("</tbody>\n</table>\n</div>\n"));
}

int web_positions(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_cell *v;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = web_query_read(&q, r, RD_ORDER_NEWEST, err);
    if (!rc && r->format != WEB_F_JSON && !web_arg(r, "limit").n)
        q.limit = q.f.limit = MATRIX_CELLS;
    if (!rc)
        rc = rd_store_matrix(r->store, &q.f, r->a, &v, &n, &total, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        csv(b, v, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, q.limit, q.offset, total);
        WEB_ITEMS(b, n, rd_derived_cell(b, &v[i_]))
        web_json_tail(b);
        return RD_OK;
    }
    struct matrix *m = arrange(v, n, r->a);
    web_begin(b, r, RD_LIT("Positions"), "/positions");
    WEB(b, H("<h1>Positions</h1>\n<p class=\"lede\">Who spoke of what, how often, how the last time stood to the time before, and when that was. "
             "A cell leads to its ledger.</p>\n"));
    web_filter_form(b, r, "/positions", NULL);
    if (n)
        table(b, m);
    else
        web_nothing(b, "No position fits.");
    if (total > n || m->n_rows == MATRIX_ROWS || m->n_cols == MATRIX_COLS)
        WEB(b, H("<p class=\"note\">Shown are the "), N(m->n_rows), H(" actors and "), N(m->n_cols), H(" issues with most entries, of "), N(total),
            H(" pairs; the filter and the CSV have the others.</p>\n"));
    web_end(b, r);
    return RD_OK;
}

/* ---- the ledger ---- */

static struct rd_str title_of(const struct web_query *q, const struct rd_row_entry *e, uint32_t n, struct rd_arena *a) {
    if (n && q->f.actor && q->f.issue.n)
        return rd_arena_printf(a, "%.*s on %.*s", RD_S(e->actor_name), RD_S(e->issue_name.n ? e->issue_name : e->issue));
    if (n && q->f.actor)
        return rd_arena_printf(a, "Ledger of %.*s", RD_S(e->actor_name));
    if (n && q->f.issue.n)
        return rd_arena_printf(a, "Ledger on %.*s", RD_S(e->issue_name.n ? e->issue_name : e->issue));
    return RD_LIT("Ledger");
}

int web_ledger(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    struct web_query q;
    struct rd_row_entry *e;
    uint32_t n;
    uint64_t total;
    struct rd_buf *b = &o->body;
    int rc = web_query_read(&q, r, RD_ORDER_OLDEST, err);
    if (!rc && !web_arg(r, "limit").n)
        q.limit = q.f.limit = LEDGER_LIMIT;
    if (!rc)
        rc = rd_store_positions(r->store, &q.f, r->a, &e, &n, &total, err);
    if (rc)
        return rc;
    if (r->format == WEB_F_CSV) {
        web_csv_entries(b, e, n, r->a);
        return RD_OK;
    }
    if (r->format == WEB_F_JSON) {
        web_json_head(b, r, q.limit, q.offset, total);
        WEB_ITEMS(b, n, rd_derived_entry(b, &e[i_], r->a))
        web_json_tail(b);
        return RD_OK;
    }
    struct rd_str title = title_of(&q, e, n, r->a);
    web_begin(b, r, title, "/positions#one");
    WEB(b, H("<p class=\"crumb\"><a href=\"/positions\">Positions</a></p>\n<h1 dir=\"auto\">"), T(title), H("</h1>\n<p class=\"lede\">"));
    web_counted(b, total, "entry", "entries");
    WEB(b, H(", copies left out. Each is set against the ones before it: <del>taken away</del>, <ins>added</ins>.</p>\n"));
    web_filter_form(b, r, "/ledger", NULL);
    if (n) {
        web_chart(b, r, e, n);
        web_entries(b, r, e, n, (q.f.actor ? 0 : WEB_SHOW_ACTOR) | (q.f.issue.n ? 0 : WEB_SHOW_ISSUE));
    } else {
        web_nothing(b, "No entry fits.");
    }
    web_pager(b, r, q.limit, q.offset, total);
    web_end(b, r);
    return RD_OK;
}
