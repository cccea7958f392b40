/* table.c - tables that fit a terminal. */
#include "view/view_int.h"

void rd_table_init(struct rd_table *t, const struct rd_table_col *cols, uint32_t n_cols, struct rd_arena *a) {
    *t = (struct rd_table){.cols = cols, .n_cols = n_cols, .arena = a};
}

void rd_table_add(struct rd_table *t, struct rd_str cell) {
    struct rd_str copy = rd_arena_str(t->arena, cell);
    struct rd_str *at = RD_PUSH(t->arena, t->cells, t->n_cells, t->cap);
    *at = copy;
}

enum { GAP = 2, LEAST = 4 };

/* The widest column gives way first, down to its minimum. */
static void shrink(uint32_t *w, const struct rd_table *t, uint32_t width) {
    uint32_t total = GAP * (t->n_cols - 1);
    for (uint32_t c = 0; c < t->n_cols; c++)
        total += w[c];
    while (width && total > width) {
        uint32_t best = t->n_cols;
        for (uint32_t c = 0; c < t->n_cols; c++) {
            uint32_t least = t->cols[c].min > LEAST ? t->cols[c].min : LEAST;
            if (t->cols[c].kind == RD_COL_TEXT && w[c] > least && (best == t->n_cols || w[c] > w[best]))
                best = c;
        }
        if (best == t->n_cols)
            return;
        w[best]--;
        total--;
    }
}

static void cell_text(struct rd_buf *out, struct rd_str cell, const struct rd_table_col *col, uint32_t w, bool last) {
    if (!cell.n)
        cell = RD_LIT("-");
    uint32_t n = rd_text_columns(cell);
    if (col->kind == RD_COL_NUMBER) {
        for (; n < w; n++)
            rd_buf_c(out, ' ');
        rd_text_line(out, cell, 0);
        return;
    }
    n = rd_text_line(out, cell, w);
    for (; n < w && !last; n++)
        rd_buf_c(out, ' ');
}

void rd_table_text(struct rd_buf *out, const struct rd_table *t, const struct rd_view_style *s) {
    uint32_t rows = t->n_cells / t->n_cols;
    uint32_t *w = RD_NEW_N(t->arena, uint32_t, t->n_cols);
    for (uint32_t c = 0; c < t->n_cols; c++) {
        w[c] = rd_text_columns(rd_str_of(t->cols[c].head));
        for (uint32_t r = 0; r < rows; r++) {
            uint32_t n = rd_text_columns(t->cells[r * t->n_cols + c]);
            w[c] = n > w[c] ? n : w[c];
        }
    }
    shrink(w, t, s->width);
    rd_text_ink(out, RD_INK_BOLD, s);
    for (uint32_t c = 0; c < t->n_cols; c++) {
        if (c)
            rd_buf_z(out, "  ");
        cell_text(out, rd_str_of(t->cols[c].head), &t->cols[c], w[c], c + 1 == t->n_cols);
    }
    rd_text_ink(out, RD_INK_OFF, s);
    rd_buf_c(out, '\n');
    for (uint32_t r = 0; r < rows; r++) {
        for (uint32_t c = 0; c < t->n_cols; c++) {
            if (c)
                rd_buf_z(out, "  ");
            cell_text(out, t->cells[r * t->n_cols + c], &t->cols[c], w[c], c + 1 == t->n_cols);
        }
        rd_buf_c(out, '\n');
    }
}
