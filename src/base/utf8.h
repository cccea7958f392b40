/* utf8.h - UTF-8: decoding, checking, classes of characters, case. No locale.
 * Classes and case come from ICU's property functions; everything here is a pure function. */
#ifndef RD_UTF8_H
#define RD_UTF8_H
#include "base/arena.h"
#include "base/str.h"

/* Decodes the code point at `*i` < s.n and moves `*i` behind it. A bad byte gives U+FFFD and moves by one. */
uint32_t rd_utf8_next(struct rd_str s, uint32_t *i);
/* The code point that ends at byte `i` > 0; `*start` (may be NULL) is set to its first byte. */
uint32_t rd_utf8_prev(struct rd_str s, uint32_t i, uint32_t *start);
/* Writes 1 to 4 bytes; returns how many. */
uint32_t rd_utf8_put(char out[4], uint32_t cp);
bool rd_utf8_valid(struct rd_str s);
uint32_t rd_utf8_count(struct rd_str s); /* code points */

bool rd_cp_alpha(uint32_t cp);
bool rd_cp_digit(uint32_t cp);
bool rd_cp_upper(uint32_t cp); /* upper or title case */
bool rd_cp_lower(uint32_t cp);
bool rd_cp_space(uint32_t cp); /* white space, NBSP and zero-width too */
bool rd_cp_punct(uint32_t cp); /* punctuation or symbol */
bool rd_cp_quote(uint32_t cp); /* any quotation mark, ASCII ' and " too */
uint32_t rd_cp_tolower(uint32_t cp);

/* Copies in the arena. lower: simple case folding. key: lower, curly apostrophes and dashes to ASCII, full stops kept,
 * white space runs to one blank, soft hyphens and zero-width dropped: the form in which lexicons are looked up. */
struct rd_str rd_utf8_lower(struct rd_str s, struct rd_arena *a);
struct rd_str rd_utf8_key(struct rd_str s, struct rd_arena *a);
/* key with Latin diacritics taken off ("Aliyev" for "Əliyev", "Armenie" for "Armenië"). */
struct rd_str rd_utf8_bare(struct rd_str s, struct rd_arena *a);

/* bare, with letters of other scripts written in Latin ones (ICU's rules; Cyrillic as the BGN does): "Aliyev" for "Алиев".
 * Dear for text that is not Latin; meant for names. */
struct rd_str rd_utf8_latin(struct rd_str s, struct rd_arena *a);

/* Code point positions of byte positions: cp[i] for i in [0, s.n], built once a text. */
uint32_t *rd_utf8_positions(struct rd_str s, struct rd_arena *a); /* [s.n + 1] */

#endif
