/* extract_int.h - inside extract/: the workbench of one page and the steps that fill it, in the order in which they run.
 *   quotes.c   quotation marks in pairs                       -> ex.quotes
 *   cues.c     words that tell of saying, with their subjects -> ex.cues
 *   clauses.c  what a cue governs                             -> ex.drafts
 *   direct.c   who said the quotations                        -> ex.drafts
 *   nested.c   statements inside statements; free indirect speech
 *   speakers.c subjects and addressees become parties
 *   dates.c    words of time become dates
 *   settings.c channel, date and addressee by the occasion, with rooms.c -> ex.occ, with contacts.c
 *   status.c   negation, modality, condition
 *   extract.c  the door: runs the steps, sorts, makes records
 * Positions are token numbers of the document unless a name says byte. */
#ifndef RD_EXTRACT_INT_H
#define RD_EXTRACT_INT_H
#include "base/map.h"
#include "extract/extract.h"
#include "grammar/grammar.h"
#include "lexicon/lexicon.h"

enum { EX_MAX_PARTIES = 8, EX_MAX_CUE_WORDS = 6 };

struct ex_quote {
    struct rd_span outer, inner;   /* bytes with and without the marks */
    uint32_t b, e;                 /* tokens of the inside */
    uint32_t words;                /* letters-bearing tokens inside */
    uint32_t block;
    bool speech;                   /* stands as a clause or sentence of its own, not as a part of one */
    bool open;                     /* its closing mark is missing: the next paragraph opens anew */
    int32_t draft;                 /* draft whose content it is, -1 */
};

struct ex_cue {
    uint32_t tok;                  /* verb, noun or preposition */
    uint32_t words[EX_MAX_CUE_WORDS]; uint32_t n_words; /* all its words, tok among them, ascending */
    char pos;                      /* 'V' 'N' 'A' (adposition or adverb) 'J' (adjective) */
    const struct rd_lex_row *row;
    struct rd_str lemma, cls, governs, flags, cameo, channel;
    int32_t subj;                  /* head token of who speaks, -1 */
    bool passive;
    int32_t quote;                 /* quotation that holds it, -1 */
    int32_t draft;                 /* first draft made of it, -1 */
};

struct ex_draft {
    int32_t cue;                   /* -1 */
    int32_t subj;                  /* token, -1: take it from `like` */
    int32_t like;                  /* draft whose speaker and occasion it shares, -1 */
    struct rd_range r[RD_MAX_RANGES]; uint32_t n_r;
    int32_t quote;                 /* quotation that is its whole content, -1 */
    int32_t addr[EX_MAX_PARTIES]; uint32_t n_addr; /* head tokens */
    uint8_t form, confidence;
    bool question, free_indirect, dead, shares_cue;
    bool scene;                    /* dead too: a sentence that tells where and when somebody spoke, and not what */
    bool shadow;                   /* dead, but its words are still somebody's words: a question of the press */
    int32_t parent;                /* draft, -1 */
    const char *rule;
    struct rd_statement st;        /* what becomes of it */
    int32_t occasion;              /* index into ex.occasions, -1 */
};

/* A call, a meeting, a briefing, or merely "a statement on Thursday": where and when something was said. */
struct ex_occasion {
    uint8_t channel;               /* enum rd_channel */
    int32_t part[EX_MAX_PARTIES]; uint32_t n_part;   /* entities */
    struct rd_span part_span[EX_MAX_PARTIES];
    struct rd_date date;
    struct rd_span cite, channel_span; /* sentence; the words */
    struct rd_str setting;
    uint32_t sent;                 /* sentence that tells of it */
    bool day_told;                 /* a day is told that cannot be resolved: a weekday of an undated page */
    bool contact;                  /* a record of its own: kind is a contact and somebody is known */
    bool narrated;                 /* told by the page itself, not inside somebody's words */
    int32_t to[EX_MAX_PARTIES]; uint32_t n_to;       /* tokens: whom a letter is to */
};

struct ex {
    const struct rd_blob *blob;
    const struct rd_page *page;
    const struct rd_doc *doc;
    const struct rd_analysis *an;
    const struct rd_refs *refs;
    const struct rd_lang *lang;
    const struct rd_grammar *g;
    struct rd_arena *a, *scratch;
    const struct rd_lex_table *t_cues, *t_channels, *t_contacts, *t_dates, *t_pronouns, *t_roles, *t_forms;
    const struct rd_map *known_phrase_word; /* words of cues of several words, while cues are looked for */
    int32_t *quote_of;             /* [n_tok] innermost quotation, -1 */
    int32_t *claimed;              /* [n_tok] settings.c: draft whose content the token is in, -1 */
    int32_t *cue_of;               /* [n_tok] cue that the token is part of, -1 */
    struct ex_quote *quotes; uint32_t n_quotes, cap_quotes;
    struct ex_cue *cues; uint32_t n_cues, cap_cues;
    int32_t issuer;                /* entity whose statement the page is, by its title; -1 */
    struct rd_str issuer_name, issuer_side; /* in the words of the title; unknown */
    bool is_statement;             /* the page is a statement, by its title */
    bool capped;                   /* a cap of limits.h was met */
    struct ex_draft *drafts; uint32_t n_drafts, cap_drafts;
    struct ex_occasion *occ; uint32_t n_occ, cap_occ;
};

struct rd_str extract_text(const struct ex *x, struct rd_span s);

void extract_quotes(struct ex *x);
void extract_cues(struct ex *x);
int32_t extract_subject(const struct ex *x, uint32_t verb, bool *passive);
void extract_clauses(struct ex *x);
void extract_direct(struct ex *x);
void extract_nested(struct ex *x);
void extract_speakers(struct ex *x);
void extract_settings(struct ex *x);
void extract_status(struct ex *x);

struct ex_draft *extract_draft(struct ex *x, int32_t cue, const char *rule);
void extract_add_range(struct ex_draft *d, uint32_t b, uint32_t e);
/* Takes complementizers, commas and outer quotation marks off the edges and drops empty ranges. */
void extract_trim(const struct ex *x, struct ex_draft *d);
bool extract_in_ranges(const struct ex_draft *d, uint32_t tok);
/* The party that a head token names. */
struct rd_party extract_party(struct ex *x, uint32_t tok);
int32_t extract_entity_at(const struct ex *x, uint32_t tok);           /* entity of the mention headed here, -1 */
bool extract_flag(struct rd_str flags, const char *flag);
/* Dates told by tokens [b, e): the first expression; false if there is none. `past`: a bare weekday lies before the page. */
bool extract_date_in(const struct ex *x, uint32_t b, uint32_t e, bool past, struct rd_date *out, uint32_t *at, uint32_t *end);
void extract_evidence(struct ex *x, struct rd_statement *s, const char *field, struct rd_span span);
#endif
