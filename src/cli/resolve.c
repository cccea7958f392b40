/* resolve.c - what a user types becomes what the dossier's lists are asked for: an issue's key, an actor. */
#include "cli/shared.h"
#include "store/derived.h"

#include "base/utf8.h"

/* "did you mean": at most five names. */
static int several(struct cli *c, const char *what, struct rd_str given, const struct rd_str *names, uint32_t n, uint64_t total) {
    struct rd_str list = cli_joined(&c->arena, names, n < 5 ? n : 5);
    return cli_fail(c, CLI_USAGE, c->cmd->name, "%llu %s fit \"%.*s\": %.*s%s", (unsigned long long)total, what, RD_S(given), RD_S(list), total > 5 ? ", ..." : "");
}

int cli_issue(struct cli *c, struct rd_store *s, struct rd_filter *f) {
    struct rd_str given = f->issue, key = rd_utf8_key(given, &c->arena);
    struct rd_row_issue one, *v = NULL;
    struct rd_err err = {0};
    uint32_t n = 0;
    uint64_t total = 0;
    if (!given.n || rd_store_issue(s, given, &c->arena, &one, &err) == RD_OK) return 0;
    struct rd_filter q = {.words = given, .limit = 100};
    err = (struct rd_err){0};
    if (rd_store_issues(s, &q, &c->arena, &v, &n, &total, &err)) return cli_fail_err(c, c->cmd->name, &err);
    if (n == 0) return cli_fail(c, CLI_NO, c->cmd->name, "no issue \"%.*s\" in the dossier (readout issues lists them)", RD_S(given));
    struct rd_str *names = RD_NEW_N(&c->arena, struct rd_str, n);
    for (uint32_t i = 0; i < n; i++) {
        names[i] = v[i].name;
        if (n == 1 || rd_str_eq(rd_utf8_key(v[i].name, &c->arena), key)) {
            f->issue = v[i].key;
            return 0;
        }
    }
    return several(c, "issues", given, names, n, total);
}

enum { CLEARLY = 3 }; /* an actor with so many times the statements of another is the one that is meant */

static bool is_called(struct cli *c, const struct rd_row_actor *a, struct rd_str key) {
    return rd_str_eq(rd_utf8_key(a->name, &c->arena), key);
}

/* Which of several, most statements first, is meant: the one of that key, world id or name. A part of a name is often all that some page tells
 * of somebody ("Marr"), and makes an actor of its own: then, as where nobody has just that name, who said clearly more than all others. -1. */
static int meant(struct cli *c, const struct rd_row_actor *v, uint32_t n, struct rd_str given, bool exactly) {
    struct rd_str key = rd_utf8_key(given, &c->arena);
    bool clear = n == 1 || (n > 1 && !exactly && v[0].statements >= CLEARLY && v[0].statements >= CLEARLY * (uint64_t)v[1].statements);
    bool part = rd_str_find(key, RD_LIT(" "), 0) < 0;
    for (uint32_t i = 0; i < n; i++) {
        if (rd_str_eq(v[i].key, given) || rd_str_eq(v[i].world, given)) return (int)i;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (is_called(c, &v[i], key)) return part && !exactly && clear && v[i].kind == RD_ENT_PERSON ? 0 : (int)i;
    }
    return clear ? 0 : -1;
}

static int actor_of(struct cli *c, struct rd_store *s, struct rd_str given, bool exactly, struct rd_row_actor *out) {
    struct rd_row_actor *v = NULL;
    struct rd_err err = {0};
    uint32_t n = 0;
    uint64_t total = 0;
    bool number = rd_str_uint(given, INT64_MAX, &total);
    if (!number && rd_store_actor(s, given, &c->arena, out, &err) == RD_OK) return 0; /* a key */
    err = (struct rd_err){0};
    if (rd_store_actors(s, given, 100, 0, &c->arena, &v, &n, &total, &err)) return cli_fail_err(c, c->cmd->name, &err);
    if (n == 0) return cli_fail(c, CLI_NO, c->cmd->name, "nobody called \"%.*s\" in the dossier (readout actors lists them)", RD_S(given));
    int i = meant(c, v, n, given, exactly);
    if (i >= 0) {
        *out = v[i];
        return 0;
    }
    struct rd_str *names = RD_NEW_N(&c->arena, struct rd_str, n);
    for (uint32_t k = 0; k < n; k++) names[k] = v[k].name;
    return several(c, "actors", given, names, n, total);
}

int cli_actor(struct cli *c, struct rd_store *s, struct rd_str given, struct rd_row_actor *out) {
    return actor_of(c, s, given, false, out);
}

int cli_actor_exactly(struct cli *c, struct rd_store *s, struct rd_str given, struct rd_row_actor *out) {
    return actor_of(c, s, given, true, out);
}

/* One of those that are merged into the actor that `given` finds: the one of that key or name, else the only one. */
int cli_merged(struct cli *c, struct rd_store *s, struct rd_str given, struct rd_row_actor *out) {
    struct rd_row_actor *v = NULL;
    struct rd_err err = {0};
    uint32_t n = 0;
    int rc = cli_actor_exactly(c, s, given, out);
    if (rc) return rc;
    if (rd_store_merged(s, out->id, &c->arena, &v, &n, &err)) return cli_fail_err(c, c->cmd->name, &err);
    if (n == 0) return cli_fail(c, CLI_NO, c->cmd->name, "nothing is merged into \"%.*s\"", RD_S(out->name));
    struct rd_str *names = RD_NEW_N(&c->arena, struct rd_str, n), key = rd_utf8_key(given, &c->arena);
    for (uint32_t i = 0; i < n; i++) {
        names[i] = v[i].name;
        if (n > 1 && !rd_str_eq(v[i].key, given) && !is_called(c, &v[i], key)) continue;
        *out = v[i];
        return 0;
    }
    return several(c, "merged actors", given, names, n, n);
}

/* --speaker of a list that is kept by actor. */
int cli_speaker(struct cli *c, struct rd_store *s, struct rd_filter *f) {
    struct rd_row_actor who;
    int rc = f->speaker.n ? cli_actor(c, s, f->speaker, &who) : 0;
    if (f->speaker.n && !rc) {
        f->actor = who.id;
        f->speaker = RD_NONE;
    }
    return rc;
}

int cli_derived(struct cli *c, struct rd_store **store, struct rd_filter *f) {
    if (!cli_filter(c, f)) return CLI_USAGE;
    for (uint32_t i = 0; i < c->n_args; i++)
        f->words = i ? rd_arena_printf(&c->arena, "%.*s %s", RD_S(f->words), c->args[i]) : rd_str_of(c->args[i]);
    int rc = cli_open_store(c, RD_STORE_READ, store);
    if (!rc) rc = cli_issue(c, *store, f);
    if (!rc) rc = cli_speaker(c, *store, f);
    if (rc && *store) {
        rd_store_close(*store);
        *store = NULL;
    }
    return rc;
}

struct rd_str cli_day(const struct rd_row_day *d, struct rd_arena *a) {
    int y, m, dd;
    if (d->group == 0) {
        rd_day_to_ymd(d->first, &y, &m, &dd);
        return d->from_page ? rd_arena_printf(a, "(%04d-%02d-%02d)", y, m, dd) : rd_arena_printf(a, "%04d-%02d-%02d", y, m, dd);
    }
    if (d->group == 1) return d->month_day % 32 ? rd_arena_printf(a, "--%02d-%02d", d->month_day / 32, d->month_day % 32) : rd_arena_printf(a, "--%02d", d->month_day / 32);
    return RD_NONE;
}

struct rd_str cli_u64(struct cli *c, uint64_t n) {
    return rd_arena_printf(&c->arena, "%llu", (unsigned long long)n);
}
