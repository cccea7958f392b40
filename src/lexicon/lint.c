/* lint.c - what no single row can show: that ids of names, offices, places and users are actors, that no office has two holders,
 * that codes are in the table of codes. */
#include "lexicon/lexicon_int.h"

struct lint {
    const struct rd_lex *lex;
    struct rd_arena *a;
    void (*fault)(void *ctx, struct rd_str message);
    void *ctx;
    uint32_t n;
};

static void fault(struct lint *l, const char *file, struct rd_str row, const char *what, struct rd_str value) {
    l->n++;
    if (l->fault) l->fault(l->ctx, rd_arena_printf(l->a, "%s: %.*s: %s%s%.*s", file, RD_S(row), what, value.n ? ": " : "", RD_S(value)));
}

static bool actor_known(const struct lint *l, struct rd_str id) {
    return !id.n || rd_lex_actor(l->lex, id) != NULL;
}

static void lint_names(struct lint *l) {
    for (uint32_t t = 0; t < l->lex->n_tables; t++) {
        const struct rd_lex_table *table = l->lex->tables[t];
        if (!rd_str_is(table->kind, "names")) continue;
        for (uint32_t i = 0; i < table->n; i++) {
            struct rd_str id = rd_lex_field(table, &table->rows[i], "id");
            if (!actor_known(l, id)) fault(l, "names.tsv", table->rows[i].f[0], "no actor of that id", id);
        }
    }
}

static void lint_actors(struct lint *l) {
    for (uint32_t i = 0; i < l->lex->n_actors; i++) {
        const struct rd_actor *a = &l->lex->actors[i];
        bool state = rd_str_is(a->kind, "state");
        if (state && (a->id.n != 3 || !rd_str_eq(a->id, a->side))) fault(l, "actors.tsv", a->id, "a state's id and side are its three letters", a->side);
        if (a->from.n && a->to.n && rd_str_cmp(a->from, a->to) > 0) fault(l, "actors.tsv", a->id, "ends before it begins", a->to);
    }
}

static bool overlap(const struct lexicon_span *a, const struct lexicon_span *b) {
    return a->first < b->last && b->first < a->last;
}

/* Offices of which a state has one at a time. */
static bool single(struct rd_str office) {
    static const char *const names[] = {"head_of_state", "head_of_government", "president", "prime_minister", "foreign_minister", "secretary_general", "king"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (rd_str_is(office, names[i])) return true;
    }
    return false;
}

static void lint_offices(struct lint *l) {
    const struct rd_lex *lex = l->lex;
    for (uint32_t i = 0; i < lex->n_offices; i++) {
        const struct rd_office *o = &lex->offices[i];
        if (!actor_known(l, o->state)) fault(l, "offices.tsv", o->holder, "no actor of that id", o->state);
        if (lex->office_span[i].first > lex->office_span[i].last) fault(l, "offices.tsv", o->holder, "leaves before coming", o->to);
        for (uint32_t k = i + 1; k < lex->n_offices && rd_str_eq(lex->offices[k].office, o->office); k++) {
            const struct rd_office *p = &lex->offices[k];
            bool day = o->from.n == 10 && o->to.n == 10 && p->from.n == 10 && (p->to.n == 10 || !p->to.n);
            if (day && single(o->office) && rd_str_eq(p->state, o->state) && !rd_str_eq(p->holder, o->holder) && overlap(&lex->office_span[i], &lex->office_span[k])) fault(l, "offices.tsv", o->holder, "holds the office with", p->holder);
        }
    }
}

static void lint_places(struct lint *l) {
    for (uint32_t i = 0; i < l->lex->n_places; i++) {
        const struct rd_place *p = &l->lex->places[i];
        if (!actor_known(l, p->state)) fault(l, "places.tsv", p->id, "no actor of that id", p->state);
        if (p->has_latlon && (p->lat < -90 || p->lat > 90 || p->lon < -180 || p->lon > 180)) fault(l, "places.tsv", p->id, "lies on no map", RD_NONE);
    }
    const struct rd_lex_table *t = rd_lex_get(l->lex, RD_LIT("world"), "places");
    for (uint32_t i = 0; i < rd_lex_count(t); i++) {
        struct rd_str rest = rd_lex_field(t, rd_lex_at(t, i), "aliases"), two[2];
        for (; rest.n; rest = two[1]) {
            if (rd_str_split(rest, '|', two, 2) < 2) two[1] = RD_NONE;
            int64_t at = rd_str_find(two[0], RD_LIT("@"), 0);
            struct rd_str user = at >= 0 ? rd_str_sub(two[0], (uint32_t)at + 1, two[0].n) : RD_NONE;
            if (!actor_known(l, user)) fault(l, "places.tsv", two[0], "no actor of that id uses it", user);
        }
    }
}

static bool code_known(const struct lint *l, struct rd_str code) {
    return rd_lex_find(rd_lex_get(l->lex, RD_LIT("world"), "cameo"), code) != NULL;
}

static void lint_codes(struct lint *l) {
    for (uint32_t t = 0; t < l->lex->n_tables; t++) {
        const struct rd_lex_table *table = l->lex->tables[t];
        bool events = rd_str_is(table->kind, "events");
        if (!events && !rd_str_is(table->kind, "composition") && !rd_str_is(table->kind, "cues")) continue;
        const char *col = rd_str_is(table->kind, "cues") ? "cameo" : "code";
        for (uint32_t i = 0; i < table->n; i++) {
            struct rd_str code = rd_lex_field(table, &table->rows[i], col);
            int64_t cut = rd_str_starts(code, "=") ? rd_str_find(code, RD_LIT(":"), 0) : -1;
            if (cut >= 0) code = rd_str_sub(code, (uint32_t)cut + 1, code.n);
            else if (rd_str_starts(code, "=")) continue;
            if (code.n && !code_known(l, code)) fault(l, events ? "events.tsv" : "codes", table->rows[i].f[0], "no code of that number", code);
        }
    }
}

uint32_t rd_lex_lint(const struct rd_lex *lex, struct rd_arena *a, void (*report)(void *ctx, struct rd_str message), void *ctx) {
    struct lint l = {lex, a, report, ctx, 0};
    lint_actors(&l);
    lint_names(&l);
    lint_offices(&l);
    lint_places(&l);
    lint_codes(&l);
    return l.n;
}
