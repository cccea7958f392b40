/* coding_int.h - inside coding/: the workbench of one page. Positions are token numbers unless a name says byte; -1 is none. */
#ifndef RD_CODING_INT_H
#define RD_CODING_INT_H
#include "coding/coding.h"
#include "lexicon/lexicon.h"

enum { CD_MAX_PARTIES = 6, CD_MAX_SCOPE = 64, CD_MAX_DEPTH = 4 };

/* The row of events.tsv that fits a word in its sentence. */
struct coding_act {
    const struct rd_lex_row *row;  /* NULL: the word tells of no act */
    struct rd_str code, flags;     /* code "=mode:fallback" for an act whose code comes from the one inside it */
    bool used;                     /* part of another act: no event of its own */
};

/* An act with everything that stands around it. */
struct coding_pred {
    uint32_t top, core;            /* outermost word; innermost word that gave a code */
    char code[5];
    bool recip, weak, of, ofsrc, rev;
    bool negated, intended, conditional;
    const char *rule;
};

struct cd {
    const struct rd_blob *blob;
    const struct rd_page *page;
    const struct rd_doc *doc;
    const struct rd_analysis *an;
    const struct rd_grammar *g;
    const struct rd_refs *refs;
    const struct rd_lang *lang;
    struct rd_arena *a, *scratch;
    struct rd_records *out;
    uint32_t cap_ev;
    const struct rd_lex_table *t_cameo, *t_cues, *t_roles, *t_events, *t_words, *t_compose;
    struct rd_str *lemma;          /* [n_tok] lemmas as the word lists have them */
    struct coding_act *acts;       /* [n_tok] what the lexicon says of each word */
    int32_t *said_in;              /* [n_tok] innermost statement whose content holds the token, -1 */
};

/* ---- facts.c */
struct coding_facts { const char *name, *type, *mode; const char *context[4]; uint8_t n_context, quad; bool has_gold; double gold; };
/* What the table says of a code; a code without a row of its own takes its parent's. */
struct coding_facts coding_facts_of(const struct cd *x, const char *cameo);
void coding_set_code(char out[5], struct rd_str code); /* leaves `out` as it is if `code` is not one */
/* A new event with everything that follows from its code; NULL when the page has too many. */
struct rd_event *coding_event(struct cd *x, const char *cameo, const char *rule);

/* ---- parties.c */
struct rd_party coding_party(struct cd *x, uint32_t tok);
int32_t coding_entity_at(const struct cd *x, uint32_t tok); /* entity of the mention headed here, -1 */

/* Actors that a noun phrase names, conjuncts too; returns how many. Unknown ones count only with `unknown`. */
uint32_t coding_actors(struct cd *x, uint32_t head, bool unknown, struct rd_party *out, uint32_t max);
struct rd_str coding_sector(const struct cd *x, uint32_t head); /* of the role that a noun means; unknown */
bool coding_at_home(struct cd *x, uint32_t head, struct rd_str side, struct rd_party *out);
struct rd_str coding_country(const struct rd_party *p); /* side, else code; unknown */

/* ---- repair.c */
/* Lets x see mended trees, in `an` and `g`, where a sentence lost its verb; they live as long as the scratch. */
void coding_repair(struct cd *x, struct rd_analysis *an, struct rd_grammar *g);

/* ---- predicates.c */
void coding_lemmas(struct cd *x);
struct rd_str coding_last_part(struct rd_str lemma);
void coding_find_acts(struct cd *x);
bool coding_pred(struct cd *x, uint32_t top, struct coding_pred *p); /* false: no act */
bool coding_word_is(const struct cd *x, uint32_t i, struct rd_str word_or_class);
/* The act of the inner code inside an act of that mode; unknown if the table has none. */
struct rd_str coding_compose(const struct cd *x, struct rd_str mode, const char *inner);

/* ---- arguments.c */
int32_t coding_subject(const struct cd *x, uint32_t v); /* head of the noun phrase that acts grammatically, inherited too */
bool coding_passive(const struct cd *x, uint32_t v);
void coding_sides(struct cd *x, const struct coding_pred *p, struct rd_party *src, uint32_t *n_src, struct rd_party *tgt, uint32_t *n_tgt);

/* ---- events.c */
void coding_predicate_events(struct cd *x);

/* ---- statements.c */
void coding_statements(struct cd *x);        /* codes */
void coding_statement_events(struct cd *x);
void coding_contact_events(struct cd *x);
#endif
