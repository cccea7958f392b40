/* flat_int.h - what the files for flattened text share.
 *   flatroles.c  looks at lines, finds the running text, gives roles      flatlines.c  the model of lines      thread.c  comments */
#ifndef RD_FLAT_INT_H
#define RD_FLAT_INT_H
#include "page/page_int.h"

#define PAGE_LINE_FEATURES 80u

/* What the word lists and the other lines say of a line. */
struct page_look {
    struct page_hit hit;
    bool known;      /* furniture.tsv knows it */
    bool doubled;    /* the same words stand in another unit nearby */
    bool by, caption, cites, date, staff, updated;
    uint32_t by_words;
};
struct page_region { uint32_t beg, end; }; /* units */

struct page_line {
    uint16_t f[PAGE_LINE_FEATURES]; /* features that hold */
    uint32_t n;
    int64_t score;   /* in thousandths; above 0: the article's own */
};

/* Roles by the rules alone; false where the page is too plain for the model of lines: then they stand. */
bool page_flat_rules(struct page_ctx *c);
struct page_look *page_looks(struct page_ctx *c);
/* The run of units with the most running text; all of them where the page has no menus to speak of. */
struct page_region page_find_region(const struct page_ctx *c, const struct page_look *l, bool always);
/* Features of all units, in the arena. */
struct page_line *page_lines(struct page_ctx *c, const struct page_look *k, struct page_region r);
/* Fills scores; false if there are no weights. */
bool page_lines_score(struct page_ctx *c, struct page_line *l);
/* Does a line look like the head of a comment ("Anna 3 May 2031 at 10:12")? */
bool page_is_head(struct page_ctx *c, const struct page_unit *u);
#endif
