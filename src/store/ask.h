/* ask.h - inside of store/: a query put together from constant pieces of SQL with the values bound in between. */
#ifndef RD_STORE_ASK_H
#define RD_STORE_ASK_H
#include "store/derived.h"
#include "store/store_int.h"

#define STORE_MAX_TOTAL ((int)RD_STORE_MAX_TOTAL)

struct store_ask {
    struct rd_buf sql;           /* " WHERE ..." */
    struct { bool text; struct rd_str s; int64_t i; } arg[64];
    uint32_t n_arg;
};
void store_ask_init(struct store_ask *k);
void store_ask_free(struct store_ask *k);
void store_ask_sql(struct store_ask *k, const char *piece);
void store_ask_text(struct store_ask *k, const char *piece, struct rd_str v);
void store_ask_number(struct store_ask *k, const char *piece, int64_t v);
bool store_asked(struct rd_str s);
/* First day of since, last day of until, INT32_MIN and INT32_MAX if not asked for; RD_EUSAGE. */
int store_ask_days(const struct rd_filter *f, int32_t *since, int32_t *until, struct rd_err *err);
/* SELECT what FROM from <pieces> order: one integer a row, cut by the filter's limit; the total without it, at most STORE_MAX_TOTAL + 1. */
int store_ask_run(struct store_ask *k, struct rd_store *s, const char *what, const char *from, const char *order, const struct rd_filter *f, struct rd_arena *a, int64_t **out, uint32_t *n,
                  uint64_t *total, struct rd_err *err);
uint32_t store_limit(uint32_t limit);
/* The actor that stands for an actor (merged ones). */
int store_actor_root(struct rd_store *s, int64_t actor, int64_t *root, struct rd_err *err);
struct rd_row_day store_day_of_ord(int64_t ord);

/* SQL: what actor a, issue i are called. */
#define STORE_ACTOR_NAME "coalesce(a.shown, (SELECT t.value FROM actor_tally t WHERE t.actor = a.pk AND t.field = 'name' ORDER BY t.n DESC, t.value LIMIT 1))"
#define STORE_ACTOR_SIDE "(SELECT t.value FROM actor_tally t WHERE t.actor = a.pk AND t.field = 'side' ORDER BY t.n DESC, t.value LIMIT 1)"
#define STORE_ISSUE_NAME "coalesce(i.shown, (SELECT x.name FROM issue_name x WHERE x.issue = i.pk ORDER BY x.n DESC, x.name LIMIT 1), i.key)"
#endif
