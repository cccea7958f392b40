/* layout_int.h - what the layouts share: pairs of actors, days, CAMEO codes in parts, cells. */
#ifndef RD_LAYOUT_INT_H
#define RD_LAYOUT_INT_H
#include "base/map.h"
#include "lexicon/lexicon.h"
#include "view/layouts.h"
#include "view/view_int.h"

enum { LAYOUT_MAX_PAIRS = 64 };

struct rd_layouts {
    int layout;
    const struct rd_lex *lex;
    struct rd_arena *a;
    struct rd_map ids;                 /* GDELT events: key -> index + 1 into rows */
    struct layout_row { struct rd_str before, after; uint32_t mentions, sources, pages; struct rd_str last_page; } *rows;
    uint32_t n_rows, cap_rows;
    struct rd_map seen;                /* "event|outlet" */
};

/* One direction of an event. Either may be NULL. */
struct layout_pair { const struct rd_party *from, *to; };

/* "USAGOV" in parts. type: CAMEO roles and kinds of organisations. */
struct layout_code { struct rd_str country, group, type[3]; };

/* Can the event stand in a layout without a field for its status? */
bool layout_fact(const struct rd_event *e);
uint32_t layout_pairs(const struct rd_event *e, struct layout_pair out[LAYOUT_MAX_PAIRS]);
bool layout_day(const struct rd_reading *r, const struct rd_event *e, int *y, int *m, int *d);
struct layout_code layout_code(const struct rd_party *p);
struct rd_str layout_actor(const struct rd_party *p);            /* code, else side; unknown */
struct rd_str layout_party_name(const struct rd_reading *r, const struct rd_party *p);
struct rd_str layout_country_name(const struct rd_layouts *l, struct rd_str iso3);
struct rd_str layout_domain(struct rd_str url);                  /* host without "www."; unknown */
struct rd_str layout_published(const struct rd_reading *r, struct rd_arena *a); /* YYYYMMDD; unknown */
uint32_t layout_sentence(const struct rd_reading *r, uint32_t byte); /* 1, 2, ... among lead, body and quote; 0: not there */
uint64_t layout_number(struct rd_str key);                       /* a positive number below 2^53 */
const char *layout_quad(uint8_t quad);                           /* "VERBAL COOPERATION"; NULL */

/* Cells: tabs and line breaks become blanks. */
void layout_cell(struct rd_buf *out, struct rd_str v, bool first);
void layout_cells(struct rd_buf *out, const struct rd_str *v, uint32_t n);    /* a whole line */
struct rd_str layout_float(double v, struct rd_arena *a);

extern const char *const layout_gdelt_events[61], *const layout_gdelt_mentions[16], *const layout_gdelt_gkg[27], *const layout_polecat[40],
    *const layout_icews[20], *const layout_petrarch[7];

void layout_gdelt_event(struct rd_layouts *l, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a);
void layout_gdelt_mention(struct rd_buf *out, const struct rd_reading *r, const struct rd_event *e, const uint32_t *cp, struct rd_arena *a);
void layout_gdelt_page(struct rd_buf *out, const struct rd_layouts *l, const struct rd_reading *r, const uint32_t *cp, struct rd_arena *a);
void layout_polecat_event(struct rd_buf *out, const struct rd_layouts *l, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a);
void layout_icews_event(struct rd_buf *out, const struct rd_layouts *l, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a);
void layout_petrarch_event(struct rd_buf *out, const struct rd_reading *r, const struct rd_event *e, struct rd_arena *a);
void layout_plover_event(struct rd_buf *out, const struct rd_layouts *l, const struct rd_reading *r, const struct rd_event *e, const struct rd_json *j, struct rd_arena *a);
#endif
