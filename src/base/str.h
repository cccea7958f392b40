/* str.h - borrowed strings, byte spans, code points.
 * struct rd_str points into memory that somebody else owns and may hold NUL bytes; p == NULL means "unknown", which is not
 * the same as empty. All positions are bytes unless a name says cp (code points). */
#ifndef RD_STR_H
#define RD_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rd_str {
    const char *p;
    uint32_t n;
};

/* A byte range [beg, end) of a page's text. */
struct rd_span {
    uint32_t beg, end;
};

#define RD_NONE ((struct rd_str){0, 0})
#define RD_LIT(s) ((struct rd_str){(s), sizeof(s) - 1})
#define RD_ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define RD_S(s) (int)(s).n, (s).p /* for "%.*s" */

struct rd_str rd_str_of(const char *z); /* z may be NULL: unknown */
struct rd_str rd_str_sub(struct rd_str s, uint32_t beg, uint32_t end);
bool rd_str_eq(struct rd_str a, struct rd_str b);
bool rd_str_is(struct rd_str a, const char *z);
int rd_str_cmp(struct rd_str a, struct rd_str b); /* bytes, then length; unknown first */
bool rd_str_starts(struct rd_str s, const char *z);
bool rd_str_ends(struct rd_str s, const char *z);
struct rd_str rd_str_trim(struct rd_str s);              /* ASCII white space and U+00A0 off both ends */
int64_t rd_str_find(struct rd_str s, struct rd_str what, uint32_t from); /* byte position or -1 */
struct rd_str rd_span_of(struct rd_str text, struct rd_span s);
bool rd_span_empty(struct rd_span s);
bool rd_span_holds(struct rd_span outer, struct rd_span inner);
bool rd_span_meets(struct rd_span a, struct rd_span b); /* share at least one byte */

/* Splits at `sep` into at most `max` fields (the last takes the rest); returns how many. Empty fields count. */
uint32_t rd_str_split(struct rd_str s, char sep, struct rd_str *out, uint32_t max);

/* Decimal number in [0, max]; false if `s` is anything else (sign, blank, overflow). Locale-free. */
bool rd_str_uint(struct rd_str s, uint64_t max, uint64_t *out);
/* Decimal fraction with optional sign, '.' as the point, at most 40 characters; false if `s` is anything else. */
bool rd_str_double(struct rd_str s, double *out);

#endif
