/* topic_int.h - inside topic/: the workbench of one page. Positions are token numbers unless a name says byte; -1 is none. */
#ifndef RD_TOPIC_INT_H
#define RD_TOPIC_INT_H
#include "base/buf.h"
#include "base/map.h"
#include "lexicon/lexicon.h"
#include "topic/topic.h"

enum { TOPIC_MAX_ISSUES = 8, TOPIC_MAX_CLIMB = 24 };

/* A place, or a state or region among the actors, where the page names it. */
struct topic_place {
    uint32_t beg, end;          /* tokens */
    struct rd_str id, kind;     /* of places.tsv, else of actors.tsv; kind "state" and "region" for actors */
    struct rd_str state;        /* empty: none */
    struct rd_str area;         /* what it belongs to: an area, else its state, else itself */
    bool whole_state;           /* the state itself, by name, adjective or people */
    bool half;                  /* one of two in one token */
    bool named;                 /* by a name: not an adjective, not a people */
};

enum topic_flag { TOPIC_NEED = 1, TOPIC_STATE = 2, TOPIC_BAD = 4, TOPIC_NEUTRAL = 8 };

/* A noun phrase that names something in dispute. */
struct topic_mention {
    uint32_t head, beg, end;    /* head token; tokens of the phrase that is cited */
    struct rd_str id, key, context;
    uint8_t flags;              /* enum topic_flag */
};

struct tp {
    const struct rd_page *page;
    const struct rd_doc *doc;
    const struct rd_analysis *an;
    const struct rd_grammar *g;
    const struct rd_refs *refs;
    const struct rd_lang *lang;
    struct rd_arena *a, *scratch;
    struct rd_records *out;
    const struct rd_lex_table *t_issues, *t_claims, *t_forms, *t_loaded, *t_areas;
    struct rd_map area_of, seats; /* member id -> row of areas.tsv + 1 */
    struct rd_map labels;       /* issue id -> row of issues.tsv + 1 */
    struct topic_place *pl; uint32_t n_pl, cap_pl;
    uint32_t *pl_from;          /* [n_tok + 1] first place that begins at this token or later */
    struct rd_str page_area;    /* unknown: the page is about no one area */
    struct topic_mention *m; uint32_t n_m, cap_m; /* by head */
    uint32_t *m_from;           /* [n_tok + 1] likewise, by head */
    int32_t *said_in;           /* [n_tok] innermost statement whose content holds the token, -1 */
    uint32_t cap_cl, cap_nm;
};

/* ---- places.c */
void topic_find_places(struct tp *x);
struct rd_str topic_area_of(const struct tp *x, struct rd_str id, struct rd_str state); /* area, else state, else id */
struct rd_str topic_area_of_states(const struct tp *x, struct rd_str a, struct rd_str b); /* of a pair; unknown if in no table */
bool topic_is_seat(const struct tp *x, const struct topic_place *p);
/* The area that a clause or its page speaks of: of the places below `top`, in the sentence, on the page; unknown. */
struct rd_str topic_area_near(const struct tp *x, uint32_t top);

/* ---- issues.c */
void topic_find_mentions(struct tp *x);
bool topic_is_thing(struct rd_str kind);
void topic_give_issues(struct tp *x);
/* The mention headed by a token; NULL if none. A phrase with several keys gives the first. */
const struct topic_mention *topic_mention_at(const struct tp *x, uint32_t tok);

/* ---- words.c: classes of claims.tsv, small questions about trees */
bool topic_is(const struct tp *x, uint32_t tok, const char *cls);                   /* by lemma or form, or with its particle */
struct rd_str topic_value(const struct tp *x, uint32_t tok, const char *cls);       /* unknown: not of the class */
struct rd_str topic_pair_value(const struct tp *x, uint32_t tok, uint32_t part, const char *cls); /* of two words together */
bool topic_function(const struct tp *x, uint32_t tok, const char *cls, const char *value); /* of function.tsv, by form or lemma */
bool topic_negated(const struct tp *x, uint32_t tok);                               /* a negation among its children */
bool topic_in_content(const struct tp *x, int32_t statement, uint32_t tok);
struct rd_str topic_lemma(const struct tp *x, uint32_t tok);                        /* lower case */
bool topic_cue_is(const struct tp *x, const struct rd_statement *s, const char *cls);
/* The side (else the entity's key) of whoever a token names; unknown. */
struct rd_str topic_actor(const struct tp *x, uint32_t tok);

/* ---- judge.c: is what is told at a node told as so? */
struct topic_judged {
    bool real;       /* false: asked for, feared, supposed, possible */
    bool negated;    /* "is not", "no" */
    bool hearsay;    /* told as what others say */
    bool disputed;   /* called untrue */
    bool sure;       /* somebody worries about it, suffers from it, wants it ended: it is so */
};
/* From `node` up to the root of the statement's content. */
struct topic_judged topic_judge(const struct tp *x, int32_t statement, uint32_t node);
/* "+", "-" or unknown. */
struct rd_str topic_sign(struct topic_judged j);

/* ---- claims.c, acts.c, order.c */
void topic_claim(struct tp *x, int32_t statement, int type, struct rd_str key, struct rd_str value, struct rd_str issue, struct rd_span cite);
void topic_facts(struct tp *x);
void topic_acts(struct tp *x);
void topic_recognitions(struct tp *x);
void topic_numbers(struct tp *x);
void topic_sequences(struct tp *x);
void topic_sort_claims(struct tp *x);

/* ---- namings.c */
void topic_namings(struct tp *x);
bool topic_so_called(const struct tp *x, uint32_t beg, uint32_t end);   /* in the phrase or right in front of it */
/* publisher.c: the side whose organ published the page; unknown: a medium, or not told. */
struct rd_str topic_publisher(const struct tp *x);
#endif
