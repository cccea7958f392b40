/* view_int.h - writing JSON inside view/. A value's comma is put in front of it where the buffer's last byte asks for one. */
#ifndef RD_VIEW_INT_H
#define RD_VIEW_INT_H
#include "view/view.h"

#define RD_VIEW_WORDS (16u << 20) /* bytes of one record's words */

void view_key(struct rd_buf *out, const char *key);               /* "key": with its comma */
void view_comma(struct rd_buf *out);                              /* before an array's element */
void view_str(struct rd_buf *out, const char *key, struct rd_str v);  /* unknown or empty: null */
void view_z(struct rd_buf *out, const char *key, const char *v);      /* NULL or "": null */
void view_num(struct rd_buf *out, const char *key, uint64_t v);
void view_bool(struct rd_buf *out, const char *key, bool v);
void view_null(struct rd_buf *out, const char *key);
void view_fixed(struct rd_buf *out, const char *key, double v, unsigned decimals); /* up to 6, no trailing zeros */
void view_number(struct rd_buf *out, double v, unsigned decimals);
void view_strs(struct rd_buf *out, const char *key, const struct rd_str *v, uint32_t n);
void view_date(struct rd_buf *out, const char *key, const struct rd_date *d); /* {value,precision,basis} or null */
void view_plover(struct rd_buf *out, const struct rd_plover *p);
/* The end of a line: closes the object. */
void view_end(struct rd_buf *out);

void view_start_end(struct rd_buf *out, const struct rd_json *j, struct rd_span s);   /* "start":..,"end":.. ; null if empty */
void view_span(struct rd_buf *out, const char *key, const struct rd_json *j, struct rd_span s); /* {start,end,exact} or null */
void view_evidence(struct rd_buf *out, const struct rd_json *j, const struct rd_evidence *e, uint32_t n,
                   const char *date_field, const struct rd_date *date);
void view_head(struct rd_buf *out, const char *type);              /* {"type":"..." */

#endif
