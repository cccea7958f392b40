/* text_int.h - what the files of text/ share.
 *   rules.c   the word lists of one language, made ready for quick questions
 *   special.c addresses, e-mails, handles, emoticons: tokens with an inside of their own
 *   words.c   one word: where it ends, whether a full stop belongs to it, how it is cut ("do|n't")
 *   tokens.c  a paragraph -> tokens
 *   sents.c   tokens of a paragraph -> sentences
 *   doc.c     the page -> rd_doc
 * All scanning is linear: whatever looks ahead is bounded by TEXT_LOOK bytes. */
#ifndef TEXT_INT_H
#define TEXT_INT_H
#include "text/text.h"

struct rd_lex_table;

enum {
    TEXT_LOOK = 512,       /* bytes that a decision may look ahead */
    TEXT_MAX_WORD = 256,   /* bytes of one token; a longer run of letters is cut */
    TEXT_MAX_ADDRESS = 2048,
};

/* What a token is, as far as the end of a sentence depends on it. */
enum text_kind {
    TEXT_WORD,
    TEXT_NUMBER,
    TEXT_ABBR,      /* ends in a full stop of its own and may stand at the end of a sentence: "Inc." */
    TEXT_TITLE,     /* the same, but something must follow: "Mr." */
    TEXT_INITIAL,   /* "J." */
    TEXT_STOP,      /* . */
    TEXT_ASK,       /* ? ! and runs of them */
    TEXT_MORE,      /* ... and its like */
    TEXT_QUOTE, TEXT_OPEN, TEXT_CLOSE, TEXT_DASH, TEXT_COLON, TEXT_COMMA,
    TEXT_OTHER,
};

/* Classes of characters. */
enum text_class { TEXT_SPACE = 0, TEXT_PUNCT = 1, TEXT_LETTER = 2, TEXT_DIGIT = 3, TEXT_IDEOGRAPH = 4 };

/* Immutable for the time of one page. */
struct text_rules {
    const struct rd_lex_table *abbr, *cuts, *prefixes, *starters, *saying, *dates;
    int abbr_kind, cut_kind, cut_how, date_kind; /* columns */
    bool splits;              /* hyphens, slashes and per cent signs are tokens of their own (the language has prefixes) */
    uint32_t cut_first[26];   /* bit n: a word of n letters that begins with this letter may be in `cuts` */
    uint8_t cls[128];         /* enum text_class of ASCII */
};

struct text_scan {
    struct rd_str text;
    const struct text_rules *r;
    struct rd_arena *arena;
    struct rd_token *toks; uint32_t n, cap;
    uint8_t *kinds; uint32_t cap_kinds;   /* [n] enum text_kind */
    uint32_t first;           /* first token of the paragraph */
    uint32_t end;             /* end of the paragraph in the text */
    uint32_t chunk_end;       /* end of the run without blanks that is being cut */
    bool has_at, has_scheme;  /* the run holds '@', "://" or "www." */
    bool invisible;           /* the run holds soft hyphens or joiners */
    uint32_t single;          /* single quotation marks that are open */
};

void text_rules_init(struct text_rules *r, const struct rd_lang *l);

/* Class of the character at byte i < s->text.n; *next is set behind it. */
int text_class_at(const struct text_scan *s, uint32_t i, uint32_t *next);
/* The same for byte i == end of the chunk or beyond: TEXT_SPACE. */
int text_class_in(const struct text_scan *s, uint32_t i);
/* The character at i, 0 at the end of the chunk. */
uint32_t text_char_in(const struct text_scan *s, uint32_t i);
bool text_upper_at(const struct text_scan *s, uint32_t i);
bool text_lower_at(const struct text_scan *s, uint32_t i);
bool text_is_apostrophe(uint32_t cp);

void text_emit(struct text_scan *s, uint32_t beg, uint32_t end, int kind);

/* End of an address, e-mail, handle or emoticon at i; 0 if there is none. */
uint32_t text_special(const struct text_scan *s, uint32_t i);
/* True if `s` (letters behind a full stop) is a domain or a file name's ending. */
bool text_is_domain(struct rd_str s);

/* Emits the word that begins at i (a letter or a digit, or an apostrophe of a word like 's); returns its end. */
uint32_t text_word(struct text_scan *s, uint32_t i);
/* End of a word at i that begins with an apostrophe ('t, '90s); 0 if the apostrophe is a quotation mark. */
uint32_t text_apostrophe_word(const struct text_scan *s, uint32_t i);

/* Cuts text [beg, end), one paragraph, into tokens from s->n on. */
void text_tokens(struct text_scan *s, uint32_t beg, uint32_t end);

/* Writes the ends of the sentences among tokens [s->first, s->n) - the token behind the last one of each, in order - to `ends`,
 * which has room for all tokens, and gives how many there are. `head`: a dateline may stand at the beginning. Brackets without
 * a counterpart become TEXT_OTHER in s->kinds. */
uint32_t text_sents(struct text_scan *s, bool head, uint32_t *ends);

#endif
