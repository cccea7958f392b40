/* dict_int.h - inside dictionary/. Words are in capitals, ASCII folded. */
#ifndef RD_DICT_INT_H
#define RD_DICT_INT_H
#include "base/limits.h"
#include "base/map.h"
#include "dictionary/dictionary.h"

enum { DICT_MAX_WORDS = 256, DICT_MAX_ELEMS = 24, DICT_MAX_UNITS = 64, DICT_MAX_EVENTS = 256, DICT_CLAUSE_MIN = 2, DICT_CLAUSE_MAX = 8 };

enum dict_kind { DICT_WORD, DICT_SYN, DICT_SOURCE, DICT_TARGET, DICT_BOTH, DICT_SKIP, DICT_ALT };

/* An element of a phrase or pattern. */
struct dict_elem {
    uint8_t kind;
    bool open;                 /* a beginning is enough (TABARI: no underscore behind it) */
    bool exact;                /* no ending at all ("BAN=") */
    bool next_near;            /* the next element stands right behind it */
    struct rd_str word;        /* WORD, SYN: name of the set */
    struct dict_phrase *alts; uint32_t n_alts; /* ALT */
};
struct dict_phrase { struct dict_elem *e; uint32_t n; };

struct dict_code { struct rd_str code; bool from, to; int32_t first, last; }; /* days, both inclusive */
struct dict_codes { struct dict_code *v; uint32_t n, cap; };

struct dict_actor { struct dict_phrase phrase; struct dict_codes *codes; }; /* codes shared by synonyms */
struct dict_agent { struct dict_phrase phrase; struct rd_str code; bool before; /* NGO~ */ };
struct dict_pattern { struct dict_phrase left, right; struct rd_str code; bool near_left, near_right; };
struct dict_block { struct rd_str code; struct dict_pattern *p; uint32_t n, cap; };
struct dict_verb { struct dict_phrase phrase; uint32_t at; /* element that is the verb */ struct dict_block *block; struct rd_str code; bool forms; };
struct dict_issue { struct dict_phrase phrase; struct rd_str code; };
struct dict_discard { struct dict_phrase phrase; bool story; };
struct dict_set { struct rd_str name; struct dict_phrase *v; uint32_t n, cap; bool plural; };

struct rd_dictionary {
    struct rd_arena arena;
    bool petrarch, cameo;
    struct dict_actor *actors; uint32_t n_actors, cap_actors;
    struct dict_agent *agents; uint32_t n_agents, cap_agents;
    struct dict_verb *verbs; uint32_t n_verbs, cap_verbs;
    struct dict_issue *issues; uint32_t n_issues, cap_issues;
    struct dict_discard *discards; uint32_t n_discards, cap_discards;
    struct dict_set *sets; uint32_t n_sets, cap_sets;
    struct rd_map nouns, adjectives;             /* TABARI's lists */
    struct rd_map by_actor, by_agent, by_verb;   /* first three letters of the first word -> index + 1 of a chain */
    uint32_t *next_actor, *next_agent, *next_verb;
    uint32_t skipped;
};

/* ---- one sentence ---- */
struct dict_word {
    struct rd_str up;          /* capitals, without possessive */
    struct rd_span span;
    bool comma, cap, possessive, gone; /* gone: in a clause between commas that is left out */
    int32_t unit;              /* unit that it is part of, -1 */
    int32_t verb;              /* index of the verb that begins here, -1 */
};
/* An actor with its agents: a noun phrase. */
struct dict_unit {
    uint32_t b, e;             /* words [b, e) */
    struct rd_str code;        /* may hold several, '/' between them */
    int32_t group;             /* number of its compound: the smallest unit in it */
    bool pronoun;
};
struct dict_sentence {
    const struct rd_dictionary *d;
    struct rd_arena *a;
    struct dict_word *w; uint32_t n;
    struct dict_unit u[DICT_MAX_UNITS]; uint32_t n_units;
    bool dated; int32_t day;
    bool complex, discard;
};

/* load.c */
const struct dict_set *dict_set(const struct rd_dictionary *d, struct rd_str name);
struct rd_str dict_key3(struct rd_str word, char out[4]);
/* sentence.c */
void dict_sentence_make(struct dict_sentence *s, struct rd_str text);
bool dict_is(const struct dict_sentence *s, uint32_t i, const char *words); /* one of blank-separated words */
bool dict_determiner(const struct dict_sentence *s, uint32_t i);
bool dict_conjunction(const struct dict_sentence *s, uint32_t i);
uint32_t dict_next(const struct dict_sentence *s, uint32_t i);  /* the next word that counts, n at the end */
/* match.c */
bool dict_word_fits(const struct rd_dictionary *d, const struct dict_elem *e, struct rd_str word, bool noun, bool verb);
/* A phrase from word i on; *end gets one past its last word. Gaps of at most `gap` words. */
bool dict_phrase_at(const struct dict_sentence *s, const struct dict_phrase *p, uint32_t i, uint32_t gap, bool noun, uint32_t *end);
struct dict_found { int32_t source, target; bool both; uint32_t letters; /* of the words that fitted */ }; /* units, -1 */
bool dict_pattern_fits(const struct dict_sentence *s, const struct dict_pattern *p, uint32_t verb_b, uint32_t verb_e, struct dict_found *out);
#endif
