/* Places, states and regions where the page names them, and the area that the page is about. */
#include "topic/topic_int.h"

#include "base/utf8.h"

static struct rd_str field(const struct tp *x, uint64_t row, const char *col) {
    return row ? rd_lex_field(x->t_areas, rd_lex_at(x->t_areas, (uint32_t)row - 1), col) : RD_NONE;
}

static void index_members(struct rd_map *m, struct rd_str list, uint64_t row) {
    while (list.n) {
        struct rd_str two[2];
        uint32_t parts = rd_str_split(list, '|', two, 2);
        uint64_t *at = rd_map_put(m, two[0], NULL);
        if (!*at) *at = row;
        list = parts == 2 ? two[1] : RD_NONE;
    }
}

static void index_areas(struct tp *x) {
    rd_map_init(&x->area_of, x->scratch);
    rd_map_init(&x->seats, x->scratch);
    for (uint32_t i = 0; i < rd_lex_count(x->t_areas); i++) {
        index_members(&x->area_of, field(x, i + 1, "members"), i + 1);
        index_members(&x->seats, field(x, i + 1, "seats"), i + 1);
    }
}

struct rd_str topic_area_of(const struct tp *x, struct rd_str id, struct rd_str state) {
    uint64_t row;
    if (rd_map_get(&x->area_of, id, &row)) return field(x, row, "id");
    return state.n ? state : id;
}

struct rd_str topic_area_of_states(const struct tp *x, struct rd_str a, struct rd_str b) {
    if (rd_str_cmp(a, b) > 0) {
        struct rd_str t = a;
        a = b;
        b = t;
    }
    struct rd_arena_mark m = rd_arena_mark(x->scratch);
    struct rd_str pair = rd_arena_printf(x->scratch, "%.*s+%.*s", RD_S(a), RD_S(b)), out = RD_NONE;
    for (uint32_t i = 0; i < rd_lex_count(x->t_areas) && !out.p; i++) {
        if (rd_lex_has(field(x, i + 1, "states"), pair.p)) out = field(x, i + 1, "id");
    }
    rd_arena_reset(x->scratch, m);
    return out;
}

bool topic_is_seat(const struct tp *x, const struct topic_place *p) {
    uint64_t row;
    return rd_map_get(&x->seats, p->id, &row) || rd_str_is(p->kind, "capital");
}

static struct topic_place *add(struct tp *x, uint32_t beg, uint32_t end) {
    struct topic_place *p = RD_PUSH(x->scratch, x->pl, x->n_pl, x->cap_pl);
    p->beg = beg;
    p->end = end;
    return p;
}

static void add_place(struct tp *x, uint32_t beg, uint32_t end, const struct rd_place *w) {
    struct topic_place *p = add(x, beg, end);
    p->id = w->id;
    p->kind = w->kind;
    p->state = w->state;
    p->area = topic_area_of(x, w->id, w->state);
    p->named = true;
}

/* Regions and states are places too; a people or an adjective is told apart, since "Dorvanian grain" is about no place. */
static void add_actor(struct tp *x, uint32_t beg, uint32_t end, const struct rd_actor *w, struct rd_str type) {
    bool state = rd_str_is(w->kind, "state"), region = rd_str_is(w->kind, "region") || rd_str_is(w->kind, "people");
    if ((!state && !region) || rd_str_is(type, "capital")) return;
    struct topic_place *p = add(x, beg, end);
    p->id = w->id;
    p->kind = w->kind;
    p->state = w->side;
    p->whole_state = state;
    p->named = rd_str_is(type, "name") || rd_str_is(type, "alias") || rd_str_is(type, "short");
    p->area = topic_area_of(x, w->id, w->side);
}

/* "Anholm-Brodno" may be one token: each half is looked up. */
static void add_halves(struct tp *x, uint32_t i) {
    struct rd_str form = x->doc->toks[i].form, rest = form;
    while (rest.n && rd_str_find(form, RD_LIT("-"), 0) > 0) {
        struct rd_str two[2];
        uint32_t parts = rd_str_split(rest, '-', two, 2);
        const struct rd_place *w = rd_lex_place(x->lang->lex, two[0]);
        if (w) {
            add_place(x, i, i + 1, w);
            x->pl[x->n_pl - 1].half = true;
        }
        rest = parts == 2 ? two[1] : RD_NONE;
    }
}

/* A name with the thing's own head in it ("Brodno bridge") is taken apart: its key is made of bridge and Brodno, as that of "the bridge at
 * Brodno" is. Returns how many places were found inside. */
static uint32_t add_inside(struct tp *x, const struct rd_str *form, uint32_t beg, uint32_t end) {
    bool thing = false;
    uint32_t n = 0;
    for (uint32_t i = beg; i < end && !thing; i++) {
        const struct rd_lex_row *r = rd_lex_find(x->t_issues, form[i]);
        thing = r && rd_str_is(rd_lex_field(x->t_issues, r, "kind"), "place");
    }
    for (uint32_t i = beg; thing && i < end;) {
        uint32_t len = 0, k = 0;
        const struct rd_place *w = rd_cp_upper(rd_utf8_next(form[i], &k)) ? rd_lex_place_match(x->lang->lex, form + i, i == beg ? end - i - 1 : end - i, &len) : NULL;
        if (w && len < end - beg) {
            add_place(x, i, i + len, w);
            n++;
        }
        i += w && len < end - beg ? len : 1;
    }
    return n;
}

static void find(struct tp *x) {
    struct rd_str *form = rd_arena_get(x->scratch, (x->doc->n_tok + 1) * sizeof *form);
    for (uint32_t i = 0; i < x->doc->n_tok; i++) form[i] = x->doc->toks[i].form;
    for (uint32_t s = 0; s < x->doc->n_sent; s++) {
        uint32_t end = x->doc->sents[s].tok + x->doc->sents[s].n_tok;
        for (uint32_t i = x->doc->sents[s].tok; i < end;) {
            uint32_t k = 0, len = 0, len2 = 0, cp = rd_utf8_next(form[i], &k);
            struct rd_str type = RD_NONE;
            if (!rd_cp_upper(cp) && x->an->upos[i] != RD_DET) {   /* "the Lowlands" is listed with its article */
                i++;
                continue;
            }
            const struct rd_place *w = rd_lex_place_match(x->lang->lex, form + i, end - i, &len);
            const struct rd_actor *who = rd_lex_name_match(x->lang->lex, x->lang->code, form + i, end - i, &len2, &type);
            uint32_t longest = len > len2 ? len : len2;
            if (longest > 1 && add_inside(x, form, i, i + longest)) {
                i += longest;
                continue;
            }
            if (w && len >= len2) add_place(x, i, i + len, w);
            else if (who) add_actor(x, i, i + len2, who, type);
            else add_halves(x, i);
            i += w && len >= len2 ? len : who && len2 ? len2 : 1;
        }
    }
}

/* The key with the highest count; unknown if there is none or two share it. */
static struct rd_str most(const struct rd_map *m, bool tie_breaks) {
    uint64_t best = 0;
    struct rd_str out = RD_NONE;
    for (uint32_t i = 0; i < m->n; i++) {
        if (m->entries[i].value == best && !tie_breaks) out = RD_NONE;
        if (m->entries[i].value <= best) continue;
        best = m->entries[i].value;
        out = m->entries[i].key;
    }
    return out;
}

/* The two states named most often, as a pair of the table. */
static struct rd_str area_of_most(const struct tp *x, const struct rd_map *states) {
    int64_t first = -1, second = -1;
    for (uint32_t i = 0; i < states->n; i++) {
        uint64_t v = states->entries[i].value;
        if (first < 0 || v > states->entries[first].value) {
            second = first;
            first = i;
        } else if (second < 0 || v > states->entries[second].value) {
            second = i;
        }
    }
    return second < 0 ? RD_NONE : topic_area_of_states(x, states->entries[first].key, states->entries[second].key);
}

/* The area most named; where there is none, the pair of states most named if it stands for one; else the state that others speak of most;
 * else the only state on the page. */
static void find_page_area(struct tp *x) {
    struct rd_map places, states, others;
    rd_map_init(&places, x->scratch);
    rd_map_init(&states, x->scratch);
    rd_map_init(&others, x->scratch);
    for (uint32_t i = 0; i < x->n_pl; i++) {
        const struct topic_place *p = &x->pl[i];
        uint64_t row;
        int32_t b = rd_page_block_at(x->page, x->doc->toks[p->beg].span.beg), s = x->said_in[p->beg];
        if (b >= 0 && x->page->blocks[b].role == RD_ROLE_DATELINE) continue;
        if (rd_map_get(&x->area_of, p->id, &row)) ++*rd_map_put(&places, p->area, NULL);
        if (!p->whole_state) continue;
        ++*rd_map_put(&states, p->id, NULL);
        if (s >= 0 && !rd_str_eq(x->out->st[s].speaker.side, p->id)) ++*rd_map_put(&others, p->id, NULL);
    }
    x->page_area = most(&places, true);
    if (!x->page_area.p) x->page_area = area_of_most(x, &states);
    if (!x->page_area.p) x->page_area = most(&others, false);
    if (!x->page_area.p && states.n == 1) x->page_area = states.entries[0].key;
}

void topic_find_places(struct tp *x) {
    index_areas(x);
    find(x);
    uint32_t n = x->doc->n_tok;
    x->pl_from = rd_arena_get(x->scratch, (n + 1) * sizeof *x->pl_from);
    for (uint32_t i = 0, k = 0; i <= n; i++) {
        while (k < x->n_pl && x->pl[k].beg < i) k++;
        x->pl_from[i] = k;
    }
    find_page_area(x);
}

struct rd_str topic_area_near(const struct tp *x, uint32_t top) {
    struct rd_str out = RD_NONE;
    uint64_t row;
    for (uint32_t k = x->pl_from[x->g->lo[top]]; k < x->n_pl && x->pl[k].beg <= x->g->hi[top]; k++) {
        if (x->pl[k].whole_state || !x->pl[k].named || !rd_gram_below(x->g, x->pl[k].beg, top)) continue;
        if (rd_map_get(&x->area_of, x->pl[k].id, &row)) return x->pl[k].area;
        if (!out.p) out = x->pl[k].area;
    }
    if (out.p) return out;
    uint32_t end = rd_gram_sent_end(x->g, top);
    for (uint32_t k = x->pl_from[rd_gram_sent_begin(x->g, top)]; k < x->n_pl && x->pl[k].beg < end; k++) {
        if (!x->pl[k].whole_state && x->pl[k].named && rd_map_get(&x->area_of, x->pl[k].id, &row)) out = x->pl[k].area;
        if (out.p && x->pl[k].beg > top) break;
    }
    return out.p ? out : x->page_area;
}
