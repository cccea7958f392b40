/* flatroles.c - roles of the units of flattened text, by general signs: place on the page, length, how a line ends, doubled lines, and
 * the word lists. First the running text is found; what stands before, inside and behind it is then judged by its place. */
#include "base/map.h"
#include "page/flat_int.h"

#define LONG_PROSE 25u
#define LOSS 10       /* words that a line which is no prose takes off the region around it */
#define GAIN_MAX 80u
#define MENUS 24u     /* lines of a page that may have kept what stood around its article */
#define SURE 1500     /* score by which the model must be sure where a page has more running text than menus */
#define HEAD_UNITS 10u /* lines before the text in which a title may stand */

static void set(struct page_unit *u, int role) {
    if (!u->has_role)
        u->role = (uint8_t)role;
    u->has_role = true;
}

/* "(Photo: X)", "(Source: X)" as the last words. */
static bool credit_in_brackets(struct page_ctx *c, struct rd_str t) {
    if (!t.n || t.p[t.n - 1] != ')')
        return false;
    uint32_t beg = t.n - 1;
    while (beg > 0 && t.p[beg] != '(' && t.n - beg < 80)
        beg--;
    if (t.p[beg] != '(')
        return false;
    struct page_words w;
    page_words_of(&w, rd_str_sub(t, beg + 1, t.n - 1));
    if (page_byline(c, &w, "credit") || page_byline(c, &w, "caption"))
        return true;
    page_words_of(&w, rd_str_sub(t, beg, t.n));
    return page_byline(c, &w, "credit") > 0;
}

/* A phrase that introduces something must be followed by a colon or end with one. */
static bool introduces(const struct page_words *w, uint32_t len) {
    return len && w->raw[len - 1].p[w->raw[len - 1].n - 1] == ':';
}

static void look_at(struct page_ctx *c, const struct page_unit *u, struct page_look *l) {
    struct page_words w;
    struct page_date d;
    page_words_of(&w, u->text);
    l->known = page_furniture(c, &w, &l->hit) && (l->hit.whole || u->words <= 14 || !u->prose);
    l->by_words = u->words <= 16 ? page_byline(c, &w, "by") : 0;
    l->by = l->by_words && l->by_words < w.n;
    l->staff = w.n && page_byline(c, &w, "staff") == w.n;
    uint32_t n = page_byline(c, &w, "cites");
    l->cites = n && u->words <= 14 && introduces(&w, n) && n < w.n;
    n = page_byline(c, &w, "caption");
    l->caption = (n && n < w.n && introduces(&w, n)) || (n >= 2 && u->words <= 40) || credit_in_brackets(c, u->text) ||
                 rd_str_starts(u->text, "\xC2\xA9");
    l->updated = page_byline(c, &w, "updated") > 0;
    l->date = u->words <= 14 && !u->prose && page_date_find(c, u->text, &d) && (d.y || d.d) &&
              (d.beg <= 24 || page_byline(c, &w, "published") || l->updated) && u->text.n - (d.end - d.beg) <= 48;
}

static void find_doubled(struct page_ctx *c, struct page_look *l) {
    struct rd_map seen;
    rd_map_init(&seen, c->a);
    for (uint32_t i = 0; i < c->n_units; i++) {
        struct page_unit *u = &c->units[i];
        if (u->text.n > 600 || u->cps < 3)
            continue;
        uint64_t *at = rd_map_put(&seen, u->text, NULL);
        if (*at) {
            u->copy = true;
            if (i - (*at - 1) <= 3)
                l[i].doubled = l[*at - 1].doubled = true;
        }
        *at = i + 1;
    }
}

struct page_look *page_looks(struct page_ctx *c) {
    struct page_look *l = RD_NEW_N(c->a, struct page_look, c->n_units + 1);
    for (uint32_t i = 0; i < c->n_units; i++)
        look_at(c, &c->units[i], &l[i]);
    find_doubled(c, l);
    return l;
}

static bool one_sentence(struct rd_str t) {
    for (uint32_t i = 12; i + 2 < t.n; i++)
        if (strchr(".!?", t.p[i]) && t.p[i + 1] == ' ' && rd_cp_upper((unsigned char)t.p[i + 2]) && rd_cp_lower((unsigned char)t.p[i - 1]) &&
            rd_cp_lower((unsigned char)t.p[i - 2]) && rd_cp_lower((unsigned char)t.p[i - 3]))
            return false;
    return true;
}

/* Do most of a headline's longer words stand in the paragraph behind it? */
static bool restated(struct page_ctx *c, const struct page_unit *head, const struct page_unit *para) {
    struct page_words a;
    struct rd_map in;
    struct rd_arena_mark mark = rd_arena_mark(c->a);
    uint32_t longer = 0, found = 0;
    uint64_t v;
    page_words_of(&a, head->text);
    rd_map_init(&in, c->a);
    for (uint32_t i = 0; i < para->text.n;) {
        struct page_words b;
        uint32_t beg = i, end = i + 2000 < para->text.n ? i + 2000 : para->text.n;
        page_words_of(&b, rd_str_sub(para->text, beg, end));
        for (uint32_t k = 0; k < b.n; k++)
            rd_map_put(&in, rd_utf8_lower(b.w[k], c->a), NULL);
        break; /* the first words of the paragraph tell */
    }
    for (uint32_t k = 0; k < a.n; k++)
        if (a.w[k].n >= 4) {
            longer++;
            found += rd_map_get(&in, rd_utf8_lower(a.w[k], c->a), &v);
        }
    rd_arena_reset(c->a, mark);
    return longer >= 4 && found * 10 >= longer * 7;
}

/* A page flattened with all its menus: most lines are short. Then the running text is the run of units with the greatest sum, where
 * prose adds its words and any other line takes some off (Finn et al. 2001). Other pages are all region. */
struct page_region page_find_region(const struct page_ctx *c, const struct page_look *l, bool always) {
    struct page_region best = {0, c->n_units};
    uint32_t prose = 0, from = 0;
    for (uint32_t i = 0; i < c->n_units; i++)
        prose += c->units[i].prose && !l[i].known;
    if (!always && (c->n_units < 30 || (c->n_units - prose) < 2 * prose))
        return best;
    int64_t sum = 0, top = 0;
    for (uint32_t i = 0; i < c->n_units; i++) {
        const struct page_unit *u = &c->units[i];
        bool good = u->prose && !l[i].known && u->words >= 10;
        sum += good ? (int64_t)(u->words < GAIN_MAX ? u->words : GAIN_MAX) : u->prose ? 0 : -LOSS;
        if (sum <= 0) {
            sum = 0;
            from = i + 1;
        } else if (good && sum > top) {
            top = sum;
            best = (struct page_region){from, i + 1};
        }
    }
    return best;
}

/* The first unit of the running text; n_units if there is none. */
static uint32_t find_lead(struct page_ctx *c, const struct page_look *l, struct page_region r) {
    for (uint32_t i = r.beg; i < r.end; i++) {
        const struct page_unit *u = &c->units[i];
        if (!u->prose || l[i].doubled || (l[i].caption && u->words < 60) || l[i].known || (l[i].by && u->words <= 12))
            continue;
        bool head = i + 1 < c->n_units && u->words <= 40 && one_sentence(u->text) && c->units[i + 1].prose &&
                    c->units[i + 1].words > u->words && restated(c, u, &c->units[i + 1]);
        for (uint32_t k = i > 12 ? i - 12 : 0; head && k < i; k++)
            head = c->units[k].words < 5 || l[k].doubled || l[k].known; /* no headline before it */
        if (!head)
            return i;
    }
    return c->n_units;
}

/* A line that only names a press service: "Release of the Press Service of the Council". It is the maker's line, not a headline. */
static bool press_line(struct page_ctx *c, struct page_unit *u) {
    struct page_words w;
    page_words_of(&w, u->text);
    if (!w.all || w.n < 2 || w.n > 14 || u->ends)
        return false;
    uint32_t body = w.n, noun = page_channel(c, &w, 0, "noun");
    for (uint32_t i = 0; i < w.n; i++) {
        uint32_t k = 0;
        if (i && i >= noun && w.w[i].n >= 5 && rd_cp_lower(rd_utf8_next(w.w[i], &k)) && !page_channel(c, &w, i, "body"))
            return false;
        if (body == w.n && page_channel(c, &w, i, "body"))
            body = i;
    }
    if (body == w.n || (body && !noun))
        return false;
    uint32_t at = (uint32_t)(w.w[body].p - u->text.p);
    struct rd_str value = rd_str_sub(u->text, at, u->text.n);
    c->out->authors = RD_NEW(c->a, struct rd_told);
    c->out->authors[0] = page_told(c, rd_arena_str(c->a, value), u, at, u->text.n);
    c->out->n_authors = 1;
    set(u, RD_ROLE_BYLINE);
    return true;
}

static void take_byline(struct page_ctx *c, struct page_unit *u, const struct page_look *l) {
    struct page_words w;
    page_words_of(&w, u->text);
    uint32_t from = l->by_words < w.n ? (uint32_t)(w.w[l->by_words].p - u->text.p) : 0;
    page_authors_add(c, rd_str_sub(u->text, from, u->text.n), u, false);
    set(u, RD_ROLE_BYLINE);
}

static void take_date(struct page_ctx *c, struct page_unit *u, const struct page_look *l) {
    struct page_date d;
    set(u, RD_ROLE_DATELINE);
    if (!page_date_find(c, u->text, &d))
        return;
    struct rd_date *to = l->updated ? &c->out->modified : &c->out->published;
    if (to->value[0])
        return;
    *to = rd_date_make(d.y, d.m, d.d, RD_BASIS_PRINTED);
    to->cite = page_src_span(c, u, d.beg, d.end);
}

static void take_cites(struct page_ctx *c, struct page_unit *u) {
    struct page_words w;
    page_words_of(&w, u->text);
    uint32_t n = page_byline(c, &w, "cites");
    page_cites_add(c, rd_str_sub(u->text, (uint32_t)(w.w[n].p - u->text.p), u->text.n), u);
    set(u, RD_ROLE_FURNITURE);
}

static void head_roles(struct page_ctx *c, const struct page_look *l, uint32_t lead) {
    uint32_t title = lead, fallback = lead, begin = lead > HEAD_UNITS ? lead - HEAD_UNITS : 0;
    for (uint32_t i = 0; i < begin; i++)
        set(&c->units[i], RD_ROLE_FURNITURE);
    for (uint32_t i = begin; i < lead; i++) {
        struct page_unit *u = &c->units[i];
        if (l[i].doubled && !l[i].known)
            set(u, RD_ROLE_CAPTION);
        else if (l[i].by && !press_line(c, u))
            take_byline(c, u, &l[i]);
        else if (l[i].cites)
            take_cites(c, u);
        else if (l[i].caption)
            set(u, RD_ROLE_CAPTION);
        else if (l[i].date)
            take_date(c, u, &l[i]);
        else if (l[i].staff)
            set(u, RD_ROLE_BYLINE);
        else if (l[i].known && (l[i].hit.whole || u->words <= 10))
            set(u, RD_ROLE_FURNITURE);
        else if (press_line(c, u))
            continue;
        else if (u->words >= 4 && title == lead)
            title = i;
        else
            fallback = i;
    }
    if (title == lead && fallback < lead && c->units[fallback].words >= 2)
        title = fallback;
    for (uint32_t i = begin; i < lead; i++) {
        struct page_unit *u = &c->units[i];
        if (u->has_role)
            continue;
        if (i == title || (i > title && u->words >= 4)) {
            set(u, RD_ROLE_TITLE); /* behind the title: a deck */
        } else if (i > title && page_is_name(u->text)) {
            page_authors_add(c, u->text, u, false);
            set(u, RD_ROLE_BYLINE);
        } else {
            set(u, RD_ROLE_FURNITURE);
        }
    }
    if (title < lead && !c->out->title.value.n)
        c->out->title = page_told(c, rd_arena_str(c->a, c->units[title].text), &c->units[title], 0, c->units[title].text.n);
}

/* Where the page's own end begins: the first unit of a section that runs to the end, or the first of the short lines behind the last
 * prose. */
static uint32_t find_tail(struct page_ctx *c, const struct page_look *l, uint32_t lead, uint32_t end) {
    uint32_t last = lead, last_long = lead;
    for (uint32_t i = lead; i < end; i++) {
        if (c->units[i].prose && !l[i].known && !(l[i].caption && c->units[i].words < 40))
            last = i;
        if (c->units[i].words >= LONG_PROSE && !l[i].known)
            last_long = i;
    }
    for (uint32_t i = lead + 1; i <= last; i++)
        if (i > last_long && l[i].known && l[i].hit.section)
            return i;
    return last + 1;
}

static void body_roles(struct page_ctx *c, const struct page_look *l, uint32_t lead, uint32_t tail) {
    for (uint32_t i = lead; i < tail; i++) {
        struct page_unit *u = &c->units[i];
        if (i == lead)
            set(u, RD_ROLE_LEAD);
        else if (l[i].known && !u->prose)
            set(u, RD_ROLE_FURNITURE);
        else if (l[i].known && l[i].hit.kind.n && u->words < LONG_PROSE)
            set(u, RD_ROLE_FURNITURE);
        else if (l[i].cites)
            take_cites(c, u);
        else if ((l[i].caption && u->words < 40) || (l[i].doubled && u->words < 40 && !u->prose))
            set(u, RD_ROLE_CAPTION);
        else
            set(u, RD_ROLE_BODY);
    }
}

static void tail_roles(struct page_ctx *c, const struct page_look *l, uint32_t tail, uint32_t end) {
    bool first = true;
    for (uint32_t i = tail; i < end; i++) {
        struct page_unit *u = &c->units[i];
        struct page_words w;
        page_words_of(&w, u->text);
        if (l[i].cites)
            take_cites(c, u);
        else if (l[i].by && !l[i].known)
            take_byline(c, u, &l[i]);
        else if (l[i].caption && !l[i].known)
            set(u, RD_ROLE_CAPTION);
        else if (first && !l[i].known && page_is_name(u->text) && !page_all_furniture_words(c, &w)) {
            page_authors_add(c, u->text, u, false);
            set(u, RD_ROLE_BYLINE);
        } else {
            if (l[i].date && i == tail)
                take_date(c, u, &l[i]);
            u->has_role = false;
            set(u, RD_ROLE_FURNITURE);
        }
        first = first && u->role != RD_ROLE_FURNITURE;
    }
}

/* Nothing reads like running text: a sentence alone, a headline with a line, a list of links. */
static void no_prose(struct page_ctx *c, const struct page_look *l) {
    uint32_t best = 0;
    bool few = c->n_units <= 3;
    for (uint32_t i = 0; i < c->n_units; i++)
        if (c->units[i].cps > c->units[best].cps && !l[i].known)
            best = i;
    for (uint32_t i = 0; i < c->n_units; i++)
        set(&c->units[i], l[i].known                ? RD_ROLE_FURNITURE
                          : l[i].doubled            ? RD_ROLE_CAPTION
                          : few && i == best        ? RD_ROLE_LEAD
                          : few && i < best         ? RD_ROLE_TITLE
                          : few                     ? RD_ROLE_BODY
                                                    : RD_ROLE_FURNITURE);
}

bool page_flat_rules(struct page_ctx *c) {
    if (c->n_units == 0)
        return false;
    if (c->n_units == 1 || c->blob->source.n || c->blob->target.n) {
        for (uint32_t i = 0; i < c->n_units; i++)
            set(&c->units[i], i ? RD_ROLE_BODY : RD_ROLE_LEAD);
        page_dateline_find(c, 0);
        return false;
    }
    struct page_look *l = page_looks(c);
    struct page_region r = page_find_region(c, l, false);
    uint32_t lead = find_lead(c, l, r);
    if (lead == c->n_units) {
        no_prose(c, l);
        return false;
    }
    uint32_t end = page_thread_find(c, lead);
    head_roles(c, l, lead);
    uint32_t tail = find_tail(c, l, lead, end < r.end ? end : r.end);
    body_roles(c, l, lead, tail);
    tail_roles(c, l, tail, end);
    page_thread_roles(c, end);
    page_dateline_find(c, lead);
    return true;
}

/* The model of lines is asked on longer pages. It changes body to furniture, and furniture, captions and lines behind the title to body;
 * bylines and comments stay what the rules found. */
static void ask_model(struct page_ctx *c) {
    uint32_t prose = 0;
    for (uint32_t i = 0; i < c->n_units; i++)
        prose += c->units[i].prose;
    if (c->n_units < MENUS)
        return;
    struct page_look *looks = page_looks(c);
    struct page_line *l = page_lines(c, looks, page_find_region(c, looks, true));
    if (!page_lines_score(c, l))
        return;
    int64_t sure = c->n_units - prose < 2 * prose ? SURE : 0;
    bool lead = false;
    uint32_t titles = 0;
    for (uint32_t i = 0; i < c->n_units; i++) {
        struct page_unit *u = &c->units[i];
        bool is_body = u->role == RD_ROLE_BODY || u->role == RD_ROLE_LEAD || u->role == RD_ROLE_QUOTE;
        if (is_body && l[i].score <= -sure)
            u->role = RD_ROLE_FURNITURE;
        else if ((u->role == RD_ROLE_FURNITURE || u->role == RD_ROLE_CAPTION || (u->role == RD_ROLE_TITLE && titles++)) && l[i].score > sure)
            u->role = RD_ROLE_BODY;
        if ((u->role == RD_ROLE_BODY || u->role == RD_ROLE_LEAD) && u->prose && !lead) {
            u->role = RD_ROLE_LEAD;
            lead = true;
        } else if (u->role == RD_ROLE_LEAD) {
            u->role = RD_ROLE_BODY;
        }
    }
}

void page_flat_roles(struct page_ctx *c) {
    if (page_flat_rules(c))
        ask_model(c);
    page_names_from_lines(c);
}
