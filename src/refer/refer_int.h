/* refer_int.h - what the files of refer/ share.
 *   refer.c     the door: tables, quotation marks, the order of the steps
 *   mentions.c  candidates: names, nominals, pronouns           names.c    normal forms and variants of names
 *   roles.c     role phrases and the names that they go with    offices.c  families of offices, holders by date, bodies of a state
 *   coref.c     clusters of names, then nominals                pronouns.c pronouns by salience and agreement
 *   entities.c  from clusters to rd_entity: name, role, organisation, side, code
 * A candidate is a mention that may yet be dropped; a cluster is an entity in the making. Both are referred to by index. */
#ifndef RD_REFER_INT_H
#define RD_REFER_INT_H
#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "lexicon/lexicon.h"
#include "refer/refer.h"

#define REFER_NAME_WORDS 8u   /* words of a name that are compared */
/* Caps on hostile pages: no article names so many. What lies beyond stays unresolved. */
#define REFER_MAX_CLUSTERS 2000u /* the cost of a name grows with them; the longest real page has some 300 */
#define REFER_MAX_RESOLVED 60000u /* candidates that are resolved */
#define REFER_WINDOW 600u         /* candidates that are looked at around one */
#define REFER_MAX_NAMES 64u       /* other names and titles of one entity */

enum refer_number { REFER_NUM_ANY, REFER_SING, REFER_PLUR };

/* A role phrase: "the US State Department spokesman", "president van de Republiek X". */
struct refer_role {
    uint32_t beg, end;        /* tokens of the phrase without its determiner */
    uint32_t core, core_end;  /* the words that roles.tsv knows */
    uint32_t tail, tail_end;  /* what belongs to it behind the name: "minister X *of Foreign Affairs*"; empty */
    uint32_t head;            /* token */
    uint32_t sent;
    struct rd_str office;     /* office key or empty */
    struct rd_str sector;     /* GOV, MIL, ... or empty */
    uint8_t kind;             /* enum refer_role_kind */
    bool plural, former, definite, indefinite;
    bool listed;              /* one of several: "the presidents of A and B" */
    char gender;
    const struct rd_actor *org, *state; /* named in the phrase; NULL */
    struct rd_span org_span, state_span;
    int32_t org_cand;         /* the name candidate of the body, -1 */
    int32_t boss;             /* the person in "X's spokesman", -1 */
    int32_t name;             /* the name candidate that it is a title of, -1 */
    int32_t name2;            /* a copy of this role for a coordinated state ("the presidents of A and B"): next role, -1 */
};
enum refer_role_kind { REFER_ROLE_PERSON, REFER_ROLE_GROUP, REFER_ROLE_BODY };

struct refer_cand {
    uint32_t beg, end, head, sent;
    uint8_t kind;             /* enum rd_mention_kind */
    int8_t ek;                /* enum rd_entity_kind, -1: not known */
    uint8_t number;           /* enum refer_number */
    char gender;              /* m f n, 0 not known */
    uint8_t person;           /* of a pronoun: 1 2 3 */
    bool poss, reflexive;
    bool both;                /* of a pronoun: "both", which only a list answers to */
    bool thing;               /* no actor: kept as a rival of antecedents only */
    bool definite;
    bool within;              /* a name inside a role phrase: no argument of a verb by itself */
    bool heads;               /* of a nominal: its head in the tree is the head of the whole "role name" */
    uint32_t quote;           /* quotation it stands in, 0 none */
    const struct rd_actor *actor;
    bool capital;             /* the actor is meant by the name of its capital */
    int32_t role;             /* of a nominal: its role phrase, -1 */
    int32_t cluster;          /* -1 */
    int32_t next;             /* the next candidate of the cluster, -1; at the end only */
    uint8_t confidence;
    struct rd_str key;        /* of a name: bare normal form */
    struct rd_str word[REFER_NAME_WORDS]; uint8_t n_word; /* words of the key */
    uint8_t gr;               /* enum refer_gr */
    int32_t verb;             /* the verb that it is an argument of, token, -1 */
    bool say;                 /* subject of a verb of saying */
};
enum refer_gr { REFER_OTHER, REFER_OBL, REFER_POSS, REFER_OBJ, REFER_SUBJ };

struct refer_cluster {
    int8_t ek;
    uint32_t votes[6];        /* of name mentions, by enum rd_entity_kind */
    const struct rd_actor *actor;
    bool capital;             /* a state known by its capital alone */
    struct rd_str word[REFER_NAME_WORDS]; uint8_t n_word; /* the longest name */
    uint32_t first, last;     /* candidates */
    uint32_t best;            /* the candidate with the longest name */
    uint8_t number;
    char gender;
    int32_t *roles; uint32_t n_roles, cap_roles; /* role phrases, first mentioned first */
    const struct rd_office *office;   /* by world data */
    struct rd_str state;      /* actor id of the state, from roles, offices or the name; unknown */
    uint32_t n;               /* mentions so far */
    bool passing;             /* spoken of in passing: no entity unless mentioned again */
    struct rd_str described;  /* of a person without a name: the description, else unknown */
};

struct refer {
    const struct rd_page *page;
    const struct rd_doc *doc;
    const struct rd_analysis *an;
    const struct rd_lex *lex;
    struct rd_str lang;
    const struct rd_lex_table *t_roles, *t_pron, *t_titles, *t_func, *t_cues, *t_gender, *t_first;
    struct rd_arena *a, *s;   /* what stays, what goes */
    struct rd_str *form;      /* [n_tok] */
    bool *read;               /* [n_sent] the sentence's block is read */
    uint32_t *quote;          /* [n_tok] number of the quotation, 0 none */
    int32_t *name_at;         /* [n_tok] name candidate that covers the token, -1 */
    int32_t *role_at;         /* [n_tok] role phrase whose core covers the token, -1 */
    struct refer_cand *c; uint32_t n_c, cap_c;
    uint32_t *cand_of;        /* [n_sent + 1] first candidate of a sentence, once sorted */
    uint32_t n_sorted;        /* candidates in text order; plural ones that were doubled come after them */
    struct refer_role *roles; uint32_t n_roles, cap_roles;
    int32_t *role_end;        /* [n_tok + 1] the role phrase that ends before the token, -1 */
    struct refer_cluster *k; uint32_t n_k, cap_k;
    int32_t day; bool dated;  /* the page's day */
};

/* refer.c */
uint32_t refer_sent_end(const struct refer *r, uint32_t sent);
bool refer_upper(struct rd_str s);   /* begins with a capital, or has no case */
uint32_t refer_top(const struct refer *r, uint32_t beg, uint32_t end); /* the token whose head is outside */
bool refer_say_verb(const struct refer *r, uint32_t tok);

/* mentions.c: candidates by beg, then longer first. */
void refer_find_names(struct refer *r);
void refer_find_nominals(struct refer *r);
void refer_find_pronouns(struct refer *r);
int refer_ek_of_actor(const struct rd_actor *a);
/* Words in capitals at `at` up to the next mark, taken for a name where an apposition must be one; the candidate or -1. */
int32_t refer_guess_name(struct refer *r, uint32_t at, uint32_t end);
struct refer_cand *refer_add(struct refer *r, uint32_t beg, uint32_t end, int kind);
void refer_sort(struct refer *r);    /* candidates and what refers to them */
void refer_grammar(struct refer *r); /* gr, verb, say of all candidates */

/* names.c */
/* The text of [beg, end) without determiner, titles, possessive and quotation marks, blanks single. */
struct rd_str refer_display(const struct refer *r, uint32_t beg, uint32_t end, bool person);
void refer_name_key(struct refer *r, struct refer_cand *c);
enum refer_fit { REFER_NO, REFER_WEAK, REFER_SAME };
/* Can a person be called by both names? WEAK: by a first name, or by a spelling that differs in a letter. */
int refer_person_fit(const struct rd_str *shorter, uint32_t n, const struct rd_str *longer, uint32_t m);
/* Likewise for bodies: the same words but for the state in front, or an acronym. */
int refer_org_fit(const struct refer *r, const struct refer_cand *a, const struct refer_cluster *k);
bool refer_edit1(struct rd_str a, struct rd_str b); /* at most one letter differs, is missing or swapped */
char refer_gender_of(const struct refer *r, struct rd_str word); /* of a role noun or title; 0 */
char refer_gender_of_name(const struct refer *r, const struct refer_cand *c); /* by the first name; 0 */

/* roles.c */
void refer_find_roles(struct refer *r);
void refer_attach_roles(struct refer *r);
/* The words of a role phrase, with those behind the name. */
struct rd_str refer_role_text(const struct refer *r, const struct refer_role *q);

/* offices.c */
bool refer_same_office(struct rd_str a, struct rd_str b);
/* The body of a state: kind "government", "ministry"...; with an office, the ministry of that office. NULL if none. */
const struct rd_actor *refer_body_of(const struct refer *r, struct rd_str state, const char *kind, struct rd_str office);
const struct rd_office *refer_holder(const struct refer *r, struct rd_str office, struct rd_str state);
/* The one holder on the page's day with the cluster's surname, of a state named on the page, whose office fits its titles. */
const struct rd_office *refer_holder_by_surname(const struct refer *r, const struct refer_cluster *k);
/* "the Secretary" for "secretary of state": the word begins a role of the list that has the office. */
bool refer_short_for(const struct refer *r, const struct refer_role *q, struct rd_str office);
const struct rd_actor *refer_state_of(const struct refer *r, const struct rd_actor *a); /* the state an actor belongs to */
/* The office of a person by name that fits the page's day; without a day only its state may be relied on (*state). */
const struct rd_office *refer_office_of(const struct refer *r, struct rd_str name, struct rd_str *state);

/* coref.c */
void refer_cluster_names(struct refer *r);
void refer_join_titles(struct refer *r);  /* nominals that are the title of a name */
uint32_t refer_new_cluster(struct refer *r, uint32_t cand, int ek);
void refer_join(struct refer *r, uint32_t cand, uint32_t cluster, uint8_t confidence);

struct rd_str refer_describe(const struct refer *r, const struct refer_role *q); /* "president of X", in one form */

/* nominals.c: in text order, with the clusters so far. */
struct refer_keys { struct rd_map bodies, groups; };
void refer_late_states(struct refer *r); /* states that only the speaker of a quotation tells, once he is known */
void refer_resolve_nominal(struct refer *r, struct refer_keys *keys, uint32_t cand);

/* pronouns.c */
void refer_resolve_pronoun(struct refer *r, uint32_t cand);
/* How much candidate `c`, mentioned before, is in mind at candidate `p`. */
int refer_salience(const struct refer *r, const struct refer_cand *p, const struct refer_cand *c);

/* entities.c */
void refer_make_entities(struct refer *r, struct rd_refs *out);
#endif
