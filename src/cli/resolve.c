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

int cli_actor(struct cli *c, struct rd_store *s, struct rd_str given, struct rd_row_actor *out) {
    struct rd_str key = rd_utf8_key(given, &c->arena);
    struct rd_row_actor *v = NULL;
    struct rd_err err = {0};
    uint32_t n = 0;
    uint64_t total = 0;
    if (rd_store_actors(s, given, 100, 0, &c->arena, &v, &n, &total, &err)) return cli_fail_err(c, c->cmd->name, &err);
    if (n == 0) return cli_fail(c, CLI_NO, c->cmd->name, "nobody called \"%.*s\" in the dossier (readout actors lists them)", RD_S(given));
    struct rd_str *names = RD_NEW_N(&c->arena, struct rd_str, n);
    for (uint32_t i = 0; i < n; i++) {
        names[i] = v[i].name;
        if (n == 1 || rd_str_eq(v[i].key, given) || rd_str_eq(v[i].world, given) || rd_str_eq(rd_utf8_key(v[i].name, &c->arena), key)) {
            *out = v[i];
            return 0;
        }
    }
    return several(c, "actors", given, names, n, total);
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
