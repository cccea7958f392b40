/* world.c - actors and their names, offices by date, places. */
#include "lexicon/lexicon_int.h"

#include "base/utf8.h"

#define DAY_MIN INT32_MIN
#define DAY_MAX INT32_MAX

static struct rd_str put_key(char *buf, uint32_t n) { return (struct rd_str){buf, n}; }

/* Days since 1970-01-01 of a civil date (Hinnant's algorithm). */
static int32_t days(int y, int m, int d) {
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

/* First or last day of "2019", "2019-05" or "2019-05-24"; `open` if empty or not a date. */
static int32_t day_of(struct rd_str s, bool last, int32_t open) {
    struct rd_str part[3];
    uint64_t v[3] = {0, last ? 12 : 1, last ? 31 : 1};
    uint32_t n = s.n ? rd_str_split(s, '-', part, 3) : 0;
    for (uint32_t i = 0; i < n; i++)
        if (!rd_str_uint(part[i], 9999, &v[i]))
            return open;
    if (!n || v[1] < 1 || v[1] > 12)
        return open;
    if (last && n < 3) /* the day before the first of the next month */
        return v[1] == 12 ? days((int)v[0] + 1, 1, 1) - 1 : days((int)v[0], (int)v[1] + 1, 1) - 1;
    return days((int)v[0], (int)v[1], (int)v[2]);
}

static void build_actors(struct rd_lex *lex) {
    const struct rd_lex_table *t = rd_lex_get(lex, RD_LIT("world"), "actors");
    lex->n_actors = rd_lex_count(t);
    lexicon_map_init(&lex->actor_by_id, &lex->arena, lex->n_actors);
    lex->actors = RD_NEW_N(&lex->arena, struct rd_actor, lex->n_actors + 1);
    for (uint32_t i = 0; i < lex->n_actors; i++) {
        const struct rd_lex_row *r = rd_lex_at(t, i);
        struct rd_actor *x = &lex->actors[i];
        *x = (struct rd_actor){.id = rd_lex_field(t, r, "id"), .kind = rd_lex_field(t, r, "kind"), .side = rd_lex_field(t, r, "side"),
                               .code = rd_lex_field(t, r, "code"), .sector = rd_lex_field(t, r, "sector"),
                               .from = rd_lex_field(t, r, "from"), .to = rd_lex_field(t, r, "to")};
        uint64_t *at = rd_map_put(&lex->actor_by_id, x->id, NULL);
        if (!*at)
            *at = i + 1;
    }
}

/* The rows of a names table whose id is an actor's; the first name of each id. */
static void build_names(struct rd_lex *lex, struct rd_lex_table *t) {
    t->actor = RD_NEW_N(&lex->arena, const struct rd_actor *, t->n + 1);
    rd_map_init(&t->display, &lex->arena);
    int c_id = rd_lex_col(t, "id"), c_type = rd_lex_col(t, "type");
    for (uint32_t i = 0; i < t->n && c_id >= 0 && c_type >= 0; i++) {
        const struct rd_lex_row *r = &t->rows[i];
        struct rd_str id = (uint32_t)c_id < r->n ? r->f[c_id] : RD_LIT("");
        t->actor[i] = rd_lex_actor(lex, id);
        if (!id.n || (uint32_t)c_type >= r->n || !rd_str_is(r->f[c_type], "name"))
            continue;
        uint64_t *at = rd_map_put(&t->display, id, NULL);
        if (!*at)
            *at = i + 1;
    }
}

static void add_person(struct rd_lex *lex, struct rd_str name, uint32_t office, uint32_t *n) {
    char key[LEXICON_KEY_MAX];
    uint32_t k = lexicon_bare(key, name);
    if (!k || *n >= lex->office_by_person.n)
        return;
    lex->person_office[*n] = office;
    lexicon_index_add(&lex->office_by_person, put_key(key, k), *n);
    lexicon_phrases_add(&lex->persons, put_key(key, k), office);
    ++*n;
}

static uint32_t count_bars(struct rd_str s) {
    uint32_t n = s.n > 0;
    for (uint32_t i = 0; i < s.n; i++)
        n += s.p[i] == '|';
    return n;
}

static uint32_t office_key(char *out, struct rd_str office, struct rd_str state) {
    if (office.n + state.n + 1 > LEXICON_KEY_MAX)
        return 0;
    memcpy(out, office.p, office.n);
    out[office.n] = ' ';
    memcpy(out + office.n + 1, state.p, state.n);
    return office.n + state.n + 1;
}

static void build_offices(struct rd_lex *lex) {
    const struct rd_lex_table *t = rd_lex_get(lex, RD_LIT("world"), "offices");
    uint32_t persons = 0, n = 0;
    char key[LEXICON_KEY_MAX];
    lex->n_offices = rd_lex_count(t);
    lex->offices = RD_NEW_N(&lex->arena, struct rd_office, lex->n_offices + 1);
    lex->office_span = RD_NEW_N(&lex->arena, struct lexicon_span, lex->n_offices + 1);
    for (uint32_t i = 0; i < lex->n_offices; i++) {
        const struct rd_lex_row *r = rd_lex_at(t, i);
        struct rd_office *o = &lex->offices[i];
        *o = (struct rd_office){.office = rd_lex_field(t, r, "office"), .state = rd_lex_field(t, r, "state"),
                                .holder = rd_lex_field(t, r, "holder"), .from = rd_lex_field(t, r, "from"),
                                .to = rd_lex_field(t, r, "to"), .aliases = rd_lex_field(t, r, "aliases")};
        lex->office_span[i] = (struct lexicon_span){day_of(o->from, false, DAY_MIN), day_of(o->to, true, DAY_MAX)};
        persons += 1 + count_bars(o->aliases);
    }
    lexicon_index_init(&lex->office_by_state, &lex->arena, lex->n_offices);
    lexicon_index_init(&lex->office_by_person, &lex->arena, persons);
    lexicon_phrases_init(&lex->persons, &lex->arena, persons);
    lex->person_office = RD_NEW_N(&lex->arena, uint32_t, persons + 1);
    for (uint32_t i = 0; i < lex->n_offices; i++) {
        const struct rd_office *o = &lex->offices[i];
        uint32_t k = office_key(key, o->office, o->state);
        if (k)
            lexicon_index_add(&lex->office_by_state, put_key(key, k), i);
        add_person(lex, o->holder, i, &n);
        for (struct rd_str rest = o->aliases; rest.n;) {
            struct rd_str two[2];
            uint32_t parts = rd_str_split(rest, '|', two, 2);
            add_person(lex, two[0], i, &n);
            rest = parts == 2 ? two[1] : RD_NONE;
        }
    }
}

static void add_place(struct rd_lex *lex, struct rd_str name, uint32_t i) {
    char key[LEXICON_KEY_MAX];
    int64_t cut = rd_str_find(name, RD_LIT("@"), 0); /* "name@who uses it" */
    if (cut >= 0)
        name = rd_str_sub(name, 0, (uint32_t)cut);
    uint32_t n = lexicon_canon(key, name);
    if (!n)
        return;
    uint64_t *at = rd_map_put(&lex->place_by_name, put_key(key, n), NULL);
    if (!*at)
        *at = i + 1;
    lexicon_phrases_add(&lex->place_phrases, put_key(key, n), i);
}

static void build_places(struct rd_lex *lex) {
    const struct rd_lex_table *t = rd_lex_get(lex, RD_LIT("world"), "places");
    rd_map_init(&lex->place_by_name, &lex->arena);
    lexicon_phrases_init(&lex->place_phrases, &lex->arena, rd_lex_count(t));
    lex->n_places = rd_lex_count(t);
    lex->places = RD_NEW_N(&lex->arena, struct rd_place, lex->n_places + 1);
    for (uint32_t pass = 0; pass < 2; pass++) /* names before aliases: a place's own name wins */
        for (uint32_t i = 0; i < lex->n_places; i++) {
            const struct rd_lex_row *r = rd_lex_at(t, i);
            struct rd_place *p = &lex->places[i];
            struct rd_str rest = rd_lex_field(t, r, "aliases");
            if (!pass) {
                *p = (struct rd_place){.id = rd_lex_field(t, r, "id"), .name = rd_lex_field(t, r, "name"),
                                       .kind = rd_lex_field(t, r, "kind"), .state = rd_lex_field(t, r, "state")};
                p->has_latlon = rd_str_double(rd_lex_field(t, r, "lat"), &p->lat) && rd_str_double(rd_lex_field(t, r, "lon"), &p->lon);
                add_place(lex, p->name, i);
            }
            while (pass && rest.n) {
                struct rd_str two[2];
                uint32_t parts = rd_str_split(rest, '|', two, 2);
                add_place(lex, two[0], i);
                rest = parts == 2 ? two[1] : RD_NONE;
            }
        }
}

void lexicon_build_world(struct rd_lex *lex) {
    build_actors(lex);
    for (uint32_t i = 0; i < lex->n_tables; i++)
        if (rd_str_is(lex->tables[i]->kind, "names"))
            build_names(lex, lex->tables[i]);
    build_offices(lex);
    build_places(lex);
}

/* ---- the door: the world ---- */

const struct rd_actor *rd_lex_actor(const struct rd_lex *lex, struct rd_str id) {
    uint64_t v;
    return lex && id.n && rd_map_get(&lex->actor_by_id, id, &v) ? &lex->actors[v - 1] : NULL;
}

const struct rd_actor *rd_lex_actor_at(const struct rd_lex *lex, uint32_t i) {
    return lex && i < lex->n_actors ? &lex->actors[i] : NULL;
}

const struct rd_office *rd_lex_office_at(const struct rd_lex *lex, uint32_t i) {
    return lex && i < lex->n_offices ? &lex->offices[i] : NULL;
}

static bool all_upper(struct rd_str s) {
    bool any = false;
    for (uint32_t i = 0; i < s.n;) {
        uint32_t cp = rd_utf8_next(s, &i);
        if (rd_cp_lower(cp))
            return false;
        any = any || rd_cp_upper(cp);
    }
    return any;
}

/* "US" is a state and "us" is not, nor is "who" the WHO: a short name in capitals is one only in capitals. */
static bool case_fits(struct rd_str form, struct rd_str first_word) {
    return form.n > 5 || !all_upper(form) || all_upper(first_word);
}

static const struct rd_actor *name_at(const struct rd_lex_table *t, int64_t i, struct rd_str word, struct rd_str *type) {
    for (const struct rd_lex_row *r = &t->rows[i]; r; r = r->next) {
        const struct rd_actor *a = t->actor[r - t->rows];
        if (!a || !case_fits(r->f[0], word))
            continue;
        if (type)
            *type = rd_lex_field(t, r, "type");
        return a;
    }
    return NULL;
}

const struct rd_actor *rd_lex_name(const struct rd_lex *lex, struct rd_str lang, struct rd_str form, struct rd_str *type) {
    const struct rd_lex_table *t[2] = {rd_lex_get(lex, lang, "names"), rd_lex_get(lex, RD_LIT("world"), "names")};
    char key[LEXICON_KEY_MAX];
    uint32_t n = form.p ? lexicon_canon(key, form) : 0;
    for (int i = 0; n && i < 2; i++) {
        uint64_t v;
        if (!t[i] || !rd_map_get(&t[i]->phrases.phrase, (struct rd_str){key, n}, &v))
            continue;
        const struct rd_actor *a = name_at(t[i], (int64_t)v - 1, form, type);
        if (a)
            return a;
    }
    return NULL;
}

const struct rd_actor *rd_lex_name_match(const struct rd_lex *lex, struct rd_str lang, const struct rd_str *words, uint32_t n,
                                         uint32_t *len, struct rd_str *type) {
    const struct rd_lex_table *t[2] = {rd_lex_get(lex, lang, "names"), rd_lex_get(lex, RD_LIT("world"), "names")};
    const struct rd_actor *best = NULL;
    *len = 0;
    for (int i = 0; i < 2; i++) {
        uint32_t took = 0;
        struct rd_str ty = RD_LIT("");
        int64_t at = t[i] ? lexicon_phrases_match(&t[i]->phrases, words, n, false, &took) : -1;
        const struct rd_actor *a = at < 0 || took <= *len ? NULL : name_at(t[i], at, words[0], &ty);
        if (!a)
            continue;
        best = a;
        *len = took;
        if (type)
            *type = ty;
    }
    return best;
}

struct rd_str rd_lex_display(const struct rd_lex *lex, struct rd_str lang, struct rd_str id) {
    const struct rd_lex_table *t[2] = {rd_lex_get(lex, lang, "names"), rd_lex_get(lex, RD_LIT("world"), "names")};
    for (int i = 0; i < 2; i++) {
        uint64_t v;
        if (t[i] && id.n && rd_map_get(&t[i]->display, id, &v))
            return t[i]->rows[v - 1].f[0];
    }
    return RD_NONE;
}

const struct rd_office *rd_lex_holder(const struct rd_lex *lex, const char *office, struct rd_str state, int32_t day) {
    char key[LEXICON_KEY_MAX];
    uint32_t n = state.n ? office_key(key, rd_str_of(office), state) : 0;
    const struct rd_office *found = NULL;
    if (!lex || !n)
        return NULL;
    for (uint32_t i = lexicon_index_get(&lex->office_by_state, (struct rd_str){key, n}); i; i = lex->office_by_state.next[i - 1]) {
        const struct rd_office *o = &lex->offices[i - 1];
        if (day < lex->office_span[i - 1].first || day > lex->office_span[i - 1].last)
            continue;
        if (found && !rd_str_eq(found->holder, o->holder))
            return NULL;
        found = o;
    }
    return found;
}

const struct rd_office *rd_lex_offices_of(const struct rd_lex *lex, struct rd_str person, uint32_t i) {
    char key[LEXICON_KEY_MAX];
    uint32_t n = lex && person.p ? lexicon_bare(key, person) : 0;
    uint32_t at = n ? lexicon_index_get(&lex->office_by_person, (struct rd_str){key, n}) : 0;
    for (; at && i; i--)
        at = lex->office_by_person.next[at - 1];
    return at ? &lex->offices[lex->person_office[at - 1]] : NULL;
}

const struct rd_office *rd_lex_person_match(const struct rd_lex *lex, const struct rd_str *words, uint32_t n, uint32_t *len) {
    *len = 0;
    int64_t i = lex ? lexicon_phrases_match(&lex->persons, words, n, true, len) : -1;
    return i < 0 ? NULL : &lex->offices[i];
}

const struct rd_place *rd_lex_place(const struct rd_lex *lex, struct rd_str name) {
    char key[LEXICON_KEY_MAX];
    uint64_t v;
    uint32_t n = lex && name.p ? lexicon_canon(key, name) : 0;
    return n && rd_map_get(&lex->place_by_name, (struct rd_str){key, n}, &v) ? &lex->places[v - 1] : NULL;
}

const struct rd_place *rd_lex_place_match(const struct rd_lex *lex, const struct rd_str *words, uint32_t n, uint32_t *len) {
    *len = 0;
    int64_t i = lex ? lexicon_phrases_match(&lex->place_phrases, words, n, false, len) : -1;
    return i < 0 ? NULL : &lex->places[i];
}
