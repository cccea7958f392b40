/* chart.c - a ledger as a drawing: days from left to right, a lane for each side, a mark for each entry whose shape says how the position moved.
 * Places are per cent of the width, so that the drawing is as wide as the page and its marks keep their size; colours come from the style sheet.
 * Entries of one day stand on one another. What has no year has a lane's end of its own. */
#include "web/web_int.h"

#include "compare/positions.h"

#define CHART_SIDES  8u
#define CHART_STACK  7u
#define CHART_STEP   11u   /* pixels from mark to mark in a stack */
#define CHART_HEAD   22u   /* pixels of a lane's name */
#define CHART_BINS   110u  /* places side by side */
#define CHART_LEFT   150u  /* of 10000: where the first day stands */
#define CHART_SPAN   9000u
#define CHART_LATE   9700u /* where those without a year stand */

struct chart {
    const struct rd_row_entry *e; uint32_t n;
    struct rd_str sides[CHART_SIDES]; uint32_t n_sides;
    int32_t first, last;
    bool dated, undated;
    uint32_t height[CHART_SIDES], used[CHART_SIDES][CHART_BINS + 2];
};

static int32_t side_of(struct chart *c, struct rd_str side) {
    for (uint32_t i = 0; i < c->n_sides; i++)
        if (rd_str_eq(c->sides[i], side))
            return (int32_t)i;
    if (c->n_sides == CHART_SIDES)
        return -1;
    c->sides[c->n_sides] = side;
    return (int32_t)c->n_sides++;
}

/* The years 1 to 9999: what a damaged file tells beyond them has no place. */
static bool has_day(const struct rd_row_day *d) {
    return d->group == 0 && d->first >= -719162 && d->first <= 2932896;
}

/* Of 10000. */
static uint32_t place(const struct chart *c, const struct rd_row_day *d) {
    if (!has_day(d))
        return CHART_LATE;
    int64_t days = (int64_t)c->last - c->first;
    return days <= 0 ? CHART_LEFT + CHART_SPAN / 2 : CHART_LEFT + (uint32_t)((int64_t)(d->first - c->first) * CHART_SPAN / days);
}

static void put_percent(struct rd_buf *o, uint32_t of_10000) {
    WEB(o, N(of_10000 / 100), H("."), N(of_10000 % 100 / 10), N(of_10000 % 10), H("%"));
}

static void measure(struct chart *c) {
    for (uint32_t i = 0; i < c->n; i++) {
        const struct rd_row_day *d = &c->e[i].statement.day;
        if (!has_day(d)) {
            c->undated = true;
            continue;
        }
        c->first = !c->dated || d->first < c->first ? d->first : c->first;
        c->last = !c->dated || d->first > c->last ? d->first : c->last;
        c->dated = true;
    }
    uint32_t most[CHART_SIDES] = {0};
    for (uint32_t i = 0; i < c->n; i++) {
        int32_t s = side_of(c, c->e[i].side);
        if (s < 0)
            continue;
        uint32_t bin = place(c, &c->e[i].statement.day) * CHART_BINS / 10000;
        uint32_t k = ++c->used[s][bin];
        most[s] = k > most[s] ? k : most[s];
    }
    for (uint32_t s = 0; s < c->n_sides; s++)
        c->height[s] = CHART_HEAD + (most[s] < CHART_STACK ? most[s] : CHART_STACK) * CHART_STEP + 6;
    memset(c->used, 0, sizeof c->used);
}

static const char *const shapes[RD_N_MOVES] = {
    [RD_MOVE_NEW] = "M0-4.5A4.5 4.5 0 1 1 0 4.5A4.5 4.5 0 1 1 0-4.5Z",
    [RD_MOVE_SAME] = "M0-2.5A2.5 2.5 0 1 1 0 2.5A2.5 2.5 0 1 1 0-2.5Z",
    [RD_MOVE_REWORDED] = "M0-5L5 0L0 5L-5 0Z",
    [RD_MOVE_CONDITION_ADDED] = "M0-5L5 4H-5Z",
    [RD_MOVE_CONDITION_REMOVED] = "M0 5L5-4H-5Z",
    [RD_MOVE_REVERSED] = "M-5-5H5V5H-5Z",
};

/* The whole words of a title: who, when, how it moved. */
static void mark(struct rd_buf *o, struct chart *c, const struct rd_row_entry *e, uint32_t top) {
    int32_t s = side_of(c, e->side);
    uint32_t x = place(c, &e->statement.day), bin = x * CHART_BINS / 10000;
    if (s < 0 || e->move < 0 || e->move >= RD_N_MOVES)
        return;
    uint32_t k = c->used[s][bin]++;
    if (k >= CHART_STACK)
        return;
    WEB(o, H("<a tabindex=\"-1\" href=\"/statement/"), U(e->statement.id), H("\"><svg x=\""));
    put_percent(o, x);
    WEB(o, H("\" y=\""), N(top + c->height[s] - 10 - k * CHART_STEP), H("\" overflow=\"visible\"><title>"), T(e->actor_name), H(", "),
        Z(rd_move_name(e->move)), H(": "), T(web_cut(e->statement.n_content ? e->statement.content[0].exact : RD_NONE, 120)),
        H("</title><circle class=\"hit\" r=\"9\"/><path class=\"mark mark-"), N((uint64_t)e->move), H("\" d=\""), Z(shapes[e->move]), H("\"/></svg></a>\n"));
}

/* Lines at the beginnings of years, or of months where all is within two years; few enough that their names do not meet at 320 pixels. */
static void ticks(struct rd_buf *o, const struct chart *c, uint32_t bottom) {
    int y, m, d;
    uint32_t every, count = 0;
    if (!c->dated)
        return;
    rd_day_to_ymd(c->first, &y, &m, &d);
    uint32_t months = (uint32_t)(c->last - c->first) / 30 + 1;
    every = months <= 5 ? 1 : months <= 12 ? 3 : months <= 24 ? 6 : months <= 72 ? 12 : months <= 180 ? 36 : 120;
    for (int i = 0; i < 2400 && count < 8; i++, m = m == 12 ? 1 : m + 1, y += m == 1) {
        int32_t day = rd_day_from_ymd(y, m, 1);
        if (day > c->last)
            break;
        if (day < c->first || ((uint32_t)(y * 12 + m - 1)) % every)
            continue;
        struct rd_row_day at = {.first = day, .last = day};
        bool named = !c->undated || place(c, &at) < 8600; /* else it would meet "no year" */
        count++;
        WEB(o, H("<line class=\"tick\" y1=\"0\" x1=\""));
        put_percent(o, place(c, &at));
        WEB(o, H("\" x2=\""));
        put_percent(o, place(c, &at));
        WEB(o, H("\" y2=\""), N(bottom), H("\"/>\n"));
        if (!named)
            continue;
        WEB(o, H("<text class=\"tick-name\" x=\""));
        put_percent(o, place(c, &at));
        WEB(o, H("\" y=\""), N(bottom + 14), H("\">"), N((uint64_t)(y > 0 ? y : 0)));
        if (every < 12)
            WEB(o, H("-"), Z(m < 10 ? "0" : ""), N((uint64_t)m));
        WEB(o, H("</text>\n"));
    }
}

static void legend(struct rd_buf *o) {
    WEB(o, H("<p class=\"chart-legend\" aria-hidden=\"true\">"));
    for (int i = 0; i < RD_N_MOVES; i++)
        WEB(o, H("<span><svg class=\"key\" width=\"14\" height=\"14\" viewBox=\"-7 -7 14 14\"><path class=\"mark mark-"), N((uint64_t)i), H("\" d=\""),
            Z(shapes[i]), H("\"/></svg> "), Z(rd_move_name(i)), H("</span> "));
    WEB(o, H("</p>\n"));
}

void web_chart(struct rd_buf *o, const struct web_req *r, const struct rd_row_entry *e, uint32_t n) {
    struct chart *c = RD_NEW(r->a, struct chart);
    uint32_t bottom = 0, top = 0;
    c->e = e;
    c->n = n;
    measure(c);
    for (uint32_t s = 0; s < c->n_sides; s++)
        bottom += c->height[s];
    if (!bottom)
        return;
    WEB(o, H("<figure class=\"chart\" aria-hidden=\"true\">\n<svg width=\"100%\" height=\""), N(bottom + 20), H("\">\n"));
    ticks(o, c, bottom);
    for (uint32_t s = 0; s < c->n_sides; s++) {
        WEB(o, H("<line class=\"lane-line\" x1=\"0\" x2=\"100%\" y1=\""), N(top + c->height[s]), H("\" y2=\""), N(top + c->height[s]),
            H("\"/><text class=\"lane-name\" x=\"0\" y=\""), N(top + 15), H("\">"), T(c->sides[s].n ? c->sides[s] : RD_LIT("no side told")), H("</text>\n"));
        for (uint32_t i = 0; i < n; i++)
            if (rd_str_eq(e[i].side, c->sides[s]))
                mark(o, c, &e[i], top);
        top += c->height[s];
    }
    if (c->undated)
        WEB(o, H("<text class=\"tick-name\" text-anchor=\"end\" x=\"100%\" y=\""), N(bottom + 14), H("\">no year</text>\n"));
    WEB(o, H("</svg>\n"));
    legend(o);
    WEB(o, H("</figure>\n"));
}
