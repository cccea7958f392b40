/* link.h - what dossier/ needs of the store to keep what is worked out over pages: one transaction over several calls, the facts that
 * compare/ asks for, and the links, moves and camps that it answers. Keys (int64_t) are the database's own and mean nothing outside
 * of one transaction. All functions: RD_ESTORE if SQLite fails. */
#ifndef RD_LINK_H
#define RD_LINK_H
#include "base/err.h"
#include "store/row.h"

struct rd_store;

/* rd_store_save and what follows it as one transaction: calls in between join it. rd_store_end commits if rc is 0; the rc. */
int rd_store_begin(struct rd_store *s, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_end(struct rd_store *s, int rc, struct rd_err *err) RD_WARN_UNUSED;
/* Key of a page; 0: not there. */
int rd_store_page_key(struct rd_store *s, const char *page_id, int64_t *key, struct rd_err *err) RD_WARN_UNUSED;
/* The side whose own organ published the page. */
int rd_store_publisher_set(struct rd_store *s, int64_t page, struct rd_str side, struct rd_err *err) RD_WARN_UNUSED;

/* ---- groups ---- */
enum rd_group { RD_GROUP_ORIGIN, RD_GROUP_STORY, RD_GROUP_CALL, RD_N_GROUPS };
enum { RD_MEET_WINDOW = 4 };     /* neighbours on each side that a node is compared with, for each key */

/* A page (origin, story) or a told contact (call), reduced to what decides where it belongs. Lists sorted, without doubles. */
struct rd_fact {
    int64_t node, page, tie;     /* tie: orders nodes of one day; from the id */
    int32_t sort;                /* day to order by, INT32_MIN: none */
    uint8_t kind;                /* enum rd_channel of a contact */
    struct rd_str id, lang;      /* of the page */
    bool dated; int32_t first, last;
    struct rd_str *actors; uint32_t n_actors;      /* actor keys; of a contact: its participants as rd_contact_in wants them */
    struct rd_str *issues; uint32_t n_issues;      /* issue keys */
    struct rd_str *contacts; uint32_t n_contacts;  /* "kind:sides:day" */
    const uint64_t *signature; uint32_t n_signature;
    struct rd_str given;         /* what origins are compared by beside: lines */
};
/* The facts of a page's nodes of one kind, worked out from its records; for a page 1, for calls as many as it tells. */
int rd_store_facts_make(struct rd_store *s, int group, int64_t page, struct rd_arena *a, struct rd_fact **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
/* As kept. RD_ENOTFOUND if it is not a node. */
int rd_store_fact(struct rd_store *s, int group, int64_t node, struct rd_arena *a, struct rd_fact *out, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_fact_put(struct rd_store *s, int group, const struct rd_fact *f, const uint64_t *keys, uint32_t n_keys, struct rd_err *err) RD_WARN_UNUSED;
/* Nodes of a page that were put. */
int rd_store_fact_nodes(struct rd_store *s, int group, int64_t page, struct rd_arena *a, int64_t **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_fact_drop(struct rd_store *s, int group, int64_t node, struct rd_err *err) RD_WARN_UNUSED;

struct rd_meeting { uint64_t key; int64_t before[RD_MEET_WINDOW], after[RD_MEET_WINDOW]; uint32_t n_before, n_after; }; /* nearest first */
/* Enters a node under a key, or (drop) takes it away; *out: who stands around it. */
int rd_store_meet(struct rd_store *s, int group, const struct rd_fact *f, uint64_t key, bool drop, struct rd_meeting *out, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_meet_keys(struct rd_store *s, int group, int64_t node, struct rd_arena *a, uint64_t **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
/* Adds `keys` to the number of keys under which two linked nodes are near. *left: what there are now, 0: not linked (any more). A link that
 * is not there is made only if score > 0. */
int rd_store_link(struct rd_store *s, int group, int64_t a, int64_t b, int keys, int score, const char *why, int *left, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_link_drop(struct rd_store *s, int group, int64_t a, int64_t b, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_links_of(struct rd_store *s, int group, int64_t node, struct rd_arena *a, int64_t **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
/* Membership. *size may be NULL. A node without one: grp 0. */
int rd_store_group_of(struct rd_store *s, int group, int64_t node, int64_t *grp, uint64_t *size, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_group_members(struct rd_store *s, int group, int64_t grp, struct rd_arena *a, int64_t **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
/* Puts a node into a group; 0: into a new one, *made. Origins: all that is counted by origin follows. */
int rd_store_group_put(struct rd_store *s, int group, const struct rd_fact *f, int64_t grp, int64_t *made, struct rd_err *err) RD_WARN_UNUSED;
int rd_store_group_leave(struct rd_store *s, int group, int64_t node, struct rd_err *err) RD_WARN_UNUSED;

/* ---- what this transaction touched, each once; empties the list ---- */
struct rd_touched_entry { int64_t actor, issue, ord, tie, at, record; };
int rd_store_touched(struct rd_store *s, struct rd_arena *a, struct rd_touched_entry **entries, uint32_t *n_entries, int64_t **claims, uint32_t *n_claims,
                     struct rd_err *err) RD_WARN_UNUSED;

/* ---- ledgers ---- */
struct rd_ledger_entry {
    struct rd_touched_entry at;
    int move; int64_t before;          /* as kept; move -1: not set */
    struct rd_str lang, words, lemmas, condition, stance, cameo;
    bool negated, denied;
    uint8_t modality;
    struct rd_row_claim { uint8_t type; struct rd_str key, value; } *claims; uint32_t n_claims;
};
/* The entries of a ledger from `n_before` before the place `from` to `n_after` behind the place `to`, in order; *first: the number of the first one
 * that is not before `from`. */
int rd_store_ledger(struct rd_store *s, const struct rd_touched_entry *from, const struct rd_touched_entry *to, uint32_t n_before, uint32_t n_after,
                    struct rd_arena *a, struct rd_ledger_entry **out, uint32_t *n, uint32_t *first, struct rd_err *err) RD_WARN_UNUSED;
/* before: record of the entry it was set against, 0. */
int rd_store_move_set(struct rd_store *s, const struct rd_ledger_entry *e, int move, int64_t before, struct rd_err *err) RD_WARN_UNUSED;

/* ---- claims ---- */
/* The claims of one (type, key), cut to what can be looked at: RD_MAX_CLAIM_VALUES values, RD_MAX_CLAIM_SIDES sides of each, RD_MAX_CLAIMS_EACH
 * claims of each side, earliest first. */
struct rd_claim_row {
    uint8_t type;
    int64_t value_key;
    struct rd_str key, value, side, origin, lang;
    bool dated; int32_t first, last;
    uint8_t confidence;
};
int rd_store_claims(struct rd_store *s, int64_t claim_key, struct rd_arena *a, struct rd_claim_row **out, uint32_t *n, struct rd_err *err) RD_WARN_UNUSED;
struct rd_camp_set { int64_t value_key; uint32_t camp; };
/* n 0: no dispute. */
int rd_store_camps_set(struct rd_store *s, int64_t claim_key, const struct rd_camp_set *v, uint32_t n, uint32_t camps, const char *why, struct rd_err *err) RD_WARN_UNUSED;
#endif
