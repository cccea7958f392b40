/* page_int.h - what the files of page/ share.
 *   charset.c    bytes -> UTF-8, and from a place in it back to the bytes
 *   fold.c       characters -> the text of a unit: white space, entities, what is dropped
 *   flat.c       lines of flattened text -> units       flatroles.c  their roles       thread.c  reader comments
 *   html.c       scanner and tree of HTML               (the HTML files: see html_int.h)
 *   words.c      word lists       names.c  bylines and names       dates.c  printed dates       dateline.c  "PLACE, DATE (AGENCY) -"
 *   signature.c  shingles         page.c   the order of all this, and units -> rd_page */
#ifndef RD_PAGE_INT_H
#define RD_PAGE_INT_H
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "lang/lang.h"
#include "lexicon/lexicon.h"
#include "page/page.h"

#define PAGE_MAX_LANGS 4u
#define PAGE_MAX_WORDS 64u /* words of a unit that are looked up */

/* The decoded bytes of the blob. Places in it ("src") are bytes of `text`; page_source_back turns them into bytes of the blob. */
struct page_source {
    struct rd_str text;
    const char *charset;   /* IANA name, static */
    uint8_t *len;          /* [n_cp] blob bytes of each code point; NULL: one each */
    uint32_t n_cp;
    struct page_mark { uint32_t text, cp; uint64_t blob; } *marks; /* every PAGE_MARK code points */
    uint32_t n_marks;
    bool guessed, damaged;
    bool decoded;          /* false: `text` is the blob */
};
/* Decodes; notes go to `notes`. is_html lets a <meta> speak. */
int page_source_read(struct page_source *s, const struct rd_blob *b, bool is_html, struct rd_arena *a, struct rd_err *err);
uint64_t page_source_back(const struct page_source *s, uint32_t at);

/* A piece of a unit's text and the decoded bytes that it was made of. */
struct page_piece {
    uint32_t text, len;    /* in the unit's text */
    uint32_t src, src_end;
};

/* A block in the making. */
struct page_unit {
    struct rd_str text;
    struct page_piece *pieces;
    uint32_t n_pieces;
    struct rd_str author;
    uint8_t role;
    bool has_role, copy;
    uint32_t gap;          /* flattened: empty lines before it */
    uint32_t words, cps;
    bool ends;             /* ends as a sentence does */
    bool prose;            /* reads like running text */
    uint32_t link_cps;     /* HTML: code points inside links */
    uint32_t node;         /* HTML: index of the element that it stands in */
    uint8_t tag;           /* HTML: kind of the block element */
};

struct html_doc;
struct page_ctx {
    struct rd_arena *a;
    struct html_doc *html; /* NULL: flattened text */
    struct rd_page *out;
    const struct rd_blob *blob;
    const struct rd_lex *lex;
    const struct rd_opts *opts;
    struct page_source src;
    struct page_unit *units;
    uint32_t n_units, cap_units;
    uint32_t text_bytes;   /* of all units, kept under RD_MAX_TEXT */
    bool cut;              /* a cap was met */
    struct rd_str langs[PAGE_MAX_LANGS]; /* whose word lists are asked: the page's own first */
    uint32_t n_langs;
    struct page_date_name { struct rd_str name; uint32_t number; bool weekday; } names[144]; /* months and weekdays of a language without word lists */
    uint32_t n_names;
    bool names_loaded;
    char region[4];        /* country of the page's own language tag ("en-GB"), small letters; empty if it has none */
    int order;             /* of day and month in the page's other dates: 1 day first, 2 month first, 0 not told */
    bool order_known;
};

/* ---- fold.c ---- */
struct page_fold {
    char *out;             /* room for at least as many bytes as are fed, and 3 times that where bytes are bad */
    uint32_t n;
    bool space;            /* white space waits for the next character */
    uint32_t space_at, space_end; /* where it was */
    uint32_t first, last;  /* src of the first character put out since `first` was set to UINT32_MAX, and the end of the last */
};
/* Feeds decoded bytes [beg, end) of `s`; entities are decoded when `html`. Stops when f->n reaches `stop`; returns where. */
uint32_t page_fold_run(struct page_fold *f, struct rd_str s, uint32_t beg, uint32_t end, bool html, uint32_t stop);
/* The same over a range of HTML with tags in it: inline tags are nothing, others are white space, comments are nothing. Plain text
 * when !html. */
uint32_t page_fold_range(struct page_fold *f, struct rd_str s, uint32_t beg, uint32_t end, bool html, uint32_t stop);
/* Where the tag, comment or declaration at s[at] == '<' ends; `at` if it is a mere character. */
uint32_t page_markup_end(struct rd_str s, uint32_t at, uint32_t end);
/* Does a tag (its name at p, n bytes, any case) separate words? */
bool page_tag_separates(const char *p, uint32_t n);
/* An entity at s[at] == '&': its code points (1 or 2) and length in bytes; 0 if it is none. */
uint32_t page_entity(struct rd_str s, uint32_t at, uint32_t end, uint32_t cp[2]);
/* White space and dropped characters of the fold. */
bool page_is_blank(uint32_t cp);
bool page_is_dropped(uint32_t cp);
/* Attribute or JSON text to a clean string: entities decoded if `html`, white space folded. */
struct rd_str page_clean(struct rd_str s, bool html, struct rd_arena *a);

/* ---- page.c ---- */
/* Appends a unit whose text is decoded bytes [beg, end) of the source; NULL if it is empty or a cap is met. */
struct page_unit *page_unit_add(struct page_ctx *c, uint32_t beg, uint32_t end);
/* Fields that came with the blob: outlet, date. */
void page_given(struct page_ctx *c);
/* Counts words and code points, looks at the end. */
void page_unit_look(struct page_unit *u);
/* Cuts a unit in front of byte `at` of its text: the unit keeps the head, the new unit behind it gets the tail. Blanks at the
 * cut are dropped. The two units are adjacent; returns the tail. */
struct page_unit *page_unit_split(struct page_ctx *c, uint32_t i, uint32_t at);
/* A value and where it stands in a unit's text. Until the text is put together its cite holds places in the source (units move,
 * the source does not); page_read_done turns them into spans of the text. */
struct rd_told page_told(const struct page_ctx *c, struct rd_str value, const struct page_unit *u, uint32_t beg, uint32_t end);
struct rd_span page_src_span(const struct page_ctx *c, const struct page_unit *u, uint32_t beg, uint32_t end);

/* ---- words.c ---- */
struct page_words {
    struct rd_str w[PAGE_MAX_WORDS];    /* punctuation at the ends taken off; empty ones are left out */
    struct rd_str raw[PAGE_MAX_WORDS];  /* as they stand */
    uint32_t n;
    bool all;                           /* the whole text is in */
};
void page_words_of(struct page_words *out, struct rd_str text);
/* What furniture.tsv knows of a text. */
struct page_hit {
    struct rd_str kind;
    bool whole;     /* the whole line is the phrase, numbers at its ends aside */
    bool section;   /* the line begins a section that lasts to the end of the page */
    bool comments;  /* some row is of kind comments */
    bool own;       /* a row of the page's own language */
};
bool page_furniture(const struct page_ctx *c, const struct page_words *w, struct page_hit *hit);
/* How many words at the beginning are a phrase of bylines.tsv of a kind ("by", "caption", "credit", "cites", ...); 0: none. */
uint32_t page_byline(const struct page_ctx *c, const struct page_words *w, const char *kind);
/* Likewise at word `at` for phrases of channels.tsv of a kind whose channel is a release or statement. */
uint32_t page_channel(const struct page_ctx *c, const struct page_words *w, uint32_t at, const char *kind);
/* The value of a word of dates.tsv of a kind ("month", "weekday"), 0 if none. */
uint32_t page_date_word(struct page_ctx *c, struct rd_str word, const char *kind);
/* Every word stands in some phrase of furniture.tsv. */
bool page_all_furniture_words(const struct page_ctx *c, const struct page_words *w);

/* ---- names.c ---- */
/* Two to five words that look like a person's name and nothing else. */
bool page_is_name(struct rd_str s);
/* A name whose first word is a first name that the world knows. */
bool page_is_person(const struct page_ctx *c, struct rd_str s);
/* Is it the name of an agency or another medium that the world knows? */
bool page_is_agency(const struct page_ctx *c, struct rd_str s);
/* Letters, and none of them small. */
bool page_all_caps(struct rd_str s);
/* Adds the authors that stand in `s` ("Anna Berg and Tom Iles"), which is part of the unit's text if u is given. `told`: the markup says
 * that it is an author, so that a nickname will do. */
void page_authors_add(struct page_ctx *c, struct rd_str s, const struct page_unit *u, bool told);
void page_cites_add(struct page_ctx *c, struct rd_str s, const struct page_unit *u);
/* Agencies named in brackets at the end of the text, outlet from a policy or copyright line. */
void page_names_from_lines(struct page_ctx *c);

/* ---- dates.c ---- */
struct page_date {
    int y, m, d;          /* 0: not told */
    bool ambiguous;       /* day and month could be the other way round */
    uint32_t beg, end;    /* bytes in the string */
    uint32_t weekday;     /* told beside it, 0 if none */
};
/* The first date in a string; false if none. */
bool page_date_find(struct page_ctx *c, struct rd_str s, struct page_date *d);
/* A date at the beginning of a machine-made string (ISO 8601, RFC 822, and what sites write instead). */
bool page_date_machine(struct page_ctx *c, struct rd_str s, struct rd_date *out);

/* ---- dateline.c ---- */
/* Looks at the head of unit i; cuts off a dateline if there is one and fills dateline, outlet or cites, published. */
void page_dateline_find(struct page_ctx *c, uint32_t i);

/* ---- flat.c, flatroles.c, thread.c ---- */
/* Joins flattened units [i, last] to one: its text is folded anew from the source. The others keep their place. */
bool page_unit_join(struct page_ctx *c, uint32_t i, uint32_t last);
void page_flat_units(struct page_ctx *c);
void page_flat_roles(struct page_ctx *c);
/* The first unit of the readers' comments, n_units if there are none; `lead` is the first prose unit. */
uint32_t page_thread_find(struct page_ctx *c, uint32_t lead);
/* Gives roles and authors from unit `from` on; may join units. */
void page_thread_roles(struct page_ctx *c, uint32_t from);

/* ---- html ---- */
void page_html_units(struct page_ctx *c); /* also what the markup says of the page: c->out->lang */
void page_html_roles(struct page_ctx *c); /* roles, metadata, verdict */

/* ---- signature.c ---- */
void page_signature(struct rd_page *p, struct rd_arena *a);
#endif
