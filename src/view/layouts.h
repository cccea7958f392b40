/* layouts.h - events in the layouts that the field's programs load: exact columns, exact order.
 *   gdelt-events    GDELT 2.0 events, 61 columns, tab-separated, no head line     (GDELT Event Codebook V2.0)
 *   gdelt-mentions  GDELT 2.0 mentions, 16 columns, tab-separated, no head line
 *   gdelt-gkg       GDELT 2.1 Global Knowledge Graph, 27 columns, one line a page (GKG Codebook V2.1)
 *   polecat         POLECAT weekly files, 40 columns, tab-separated, head line
 *   icews           ICEWS coded event data, 20 columns, tab-separated, head line
 *   petrarch        date, source, target, code, issues, id, page: tab-separated   (PETRARCH output)
 *   plover-jsonl    PLOVER 2021 JSON records, one a line, with negation, modality, condition and citation beside them
 * What a layout has no place for does not become a fact in it: events that are denied, conditional or intended stand in plover-jsonl
 * alone. Several sources or targets are expanded to pairs, a reciprocal act to both directions. Cells without an answer stay empty.
 * The same bytes for the same dossier: identifiers are hashes, nothing is dated by the clock. */
#ifndef RD_LAYOUTS_H
#define RD_LAYOUTS_H
#include "base/arena.h"
#include "base/buf.h"
#include "types/reading.h"

struct rd_lex;

enum rd_layout { RD_LAYOUT_GDELT_EVENTS, RD_LAYOUT_GDELT_MENTIONS, RD_LAYOUT_GDELT_GKG, RD_LAYOUT_POLECAT, RD_LAYOUT_ICEWS,
                 RD_LAYOUT_PETRARCH, RD_LAYOUT_PLOVER, RD_N_LAYOUTS };
int rd_layout_of(const char *name);    /* -1 if none */

struct rd_layouts;
/* `lex` gives countries' names and PLOVER's scores; everything lives in `a`. */
struct rd_layouts *rd_layouts_make(int layout, const struct rd_lex *lex, struct rd_arena *a);
void rd_layouts_head(struct rd_buf *out, const struct rd_layouts *l);
void rd_layouts_reading(struct rd_buf *out, struct rd_layouts *l, const struct rd_reading *r, struct rd_arena *scratch);
/* What could be written only after the last page: events counted over pages. */
void rd_layouts_end(struct rd_buf *out, struct rd_layouts *l);
/* CSV on the Web metadata (W3C) for a layout's columns; `url` is the file that it describes. */
void rd_layouts_schema(struct rd_buf *out, int layout, struct rd_str url);
#endif
