/* Whose page it is: the side whose own organ published it, or whose state agency it relays. A newspaper is nobody's. What is read are lines
 * that name the publisher (bylines, a first line that is little else than a name) and the agencies that the page cites:
 *   "Foreign Ministry of X", "Press Service of the President of X"   a body that the lexicon knows, or a body's word before a state
 *   "Release of the Press Service of the President"                  the one side on the page whose somebody is called so */
#include "topic/topic_int.h"

enum { MAX_PUBLISHER_WORDS = 16, MAX_PUBLISHER_BLOCKS = 4 };

static uint32_t split_words(struct rd_str text, struct rd_str *w) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n && n < MAX_PUBLISHER_WORDS;) {
        static const char gaps[] = " \t\n,;:|()[]\"/";
        uint32_t b = i;
        while (i < text.n && !(memchr(gaps, text.p[i], sizeof gaps - 1))) i++;
        if (i > b) w[n++] = rd_str_sub(text, b, i);
        if (i < text.n) i++;
    }
    return n;
}

static struct rd_str side_of(const struct rd_actor *a) {
    if (a->side.n) return a->side;
    bool of_state = rd_str_is(a->kind, "agency") && a->code.n > 6 && rd_str_find(a->code, RD_LIT("GOV"), 0) == 3; /* AZEGOVMED, not AZEMED */
    return of_state ? rd_str_sub(a->code, 0, 3) : RD_NONE;
}

static bool organ(const struct rd_actor *a) {
    return rd_str_is(a->kind, "ministry") || rd_str_is(a->kind, "government") || rd_str_is(a->kind, "body") || rd_str_is(a->kind, "igo") || rd_str_is(a->kind, "agency");
}

/* A word such as "office", "ministry", "persdienst" among words [b, e). */
static bool body_word(const struct tp *x, const struct rd_str *w, uint32_t b, uint32_t e) {
    const struct rd_lex_table *t = rd_lex_get(x->lang->lex, x->lang->code, "roles");
    for (uint32_t i = b; i < e && t; i++) {
        uint32_t len;
        const struct rd_lex_row *r = rd_lex_match(t, w + i, e - i, &len);
        for (; r; r = r->next)
            if (rd_str_is(rd_lex_field(t, r, "kind"), "body")) return true;
    }
    return false;
}

/* The one side on the page with somebody whose titles hold an office's word that stands in the line. */
static struct rd_str side_by_office(const struct tp *x, const struct rd_str *w, uint32_t n) {
    const struct rd_lex_table *t = rd_lex_get(x->lang->lex, x->lang->code, "roles");
    struct rd_str side = RD_NONE, office = RD_NONE;
    for (uint32_t i = 0; i < n && t && !office.n; i++) {
        uint32_t len;
        for (const struct rd_lex_row *r = rd_lex_match(t, w + i, n - i, &len); r && !office.n; r = r->next) office = rd_lex_field(t, r, "office");
    }
    for (uint32_t i = 0; i < x->refs->n_entities && office.n; i++) {
        const struct rd_entity *e = &x->refs->entities[i];
        bool holds = false;
        if (!e->side.p || e->kind != RD_ENT_PERSON) continue;
        for (uint32_t k = 0; k < e->n_titles && !holds; k++) {
            struct rd_str title[MAX_PUBLISHER_WORDS];
            uint32_t m = split_words(e->titles[k], title), len;
            for (uint32_t q = 0; q < m && !holds; q++)
                for (const struct rd_lex_row *r = rd_lex_match(t, title + q, m - q, &len); r && !holds; r = r->next) holds = rd_str_eq(rd_lex_field(t, r, "office"), office);
        }
        if (!holds) continue;
        if (side.p && !rd_str_eq(side, e->side)) return RD_NONE; /* two presidents: whose service is not told */
        side = e->side;
    }
    return side;
}

static struct rd_str side_in(const struct tp *x, struct rd_str line, bool byline) {
    struct rd_str w[MAX_PUBLISHER_WORDS];
    uint32_t n = split_words(line, w), len;
    struct rd_str side = RD_NONE;
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_actor *a = rd_lex_name_match(x->lang->lex, x->lang->code, w + i, n - i, &len, NULL);
        if (!a) continue;
        bool most = byline || (i == 0 && len * 2 >= n);
        /* a state behind the body is the one that it belongs to, whatever ministry has the bare name in this language */
        if (rd_str_is(a->kind, "state") && (byline || side.n) && body_word(x, w, 0, i)) return a->side;
        if (organ(a) && most && !side.n) side = side_of(a);
        i += len - 1;
    }
    if (side.n) return side;
    return byline && body_word(x, w, 0, n) ? side_by_office(x, w, n) : RD_NONE;
}

/* "Azertag.az", "(Norpress)" */
static struct rd_str agency_side(const struct tp *x, struct rd_str cite) {
    uint32_t len;
    for (int pass = 0; pass < 2; pass++) {
        int64_t dot = pass ? rd_str_find(cite, RD_LIT("."), 0) : -1;
        struct rd_str w[MAX_PUBLISHER_WORDS], one = dot > 0 ? rd_str_sub(cite, 0, (uint32_t)dot) : cite;
        uint32_t n = split_words(one, w);
        const struct rd_actor *a = n ? rd_lex_name_match(x->lang->lex, x->lang->code, w, n, &len, NULL) : NULL;
        if (a && rd_str_is(a->kind, "agency")) return side_of(a);
    }
    return RD_NONE;
}

struct rd_str topic_publisher(const struct tp *x) {
    const struct rd_page *p = x->page;
    for (uint32_t i = 0; i < p->n_blocks && i < MAX_PUBLISHER_BLOCKS; i++) {
        uint8_t role = p->blocks[i].role;
        if (role != RD_ROLE_BYLINE && role != RD_ROLE_TITLE && role != RD_ROLE_FURNITURE) continue;
        struct rd_str side = side_in(x, rd_span_of(p->text, p->blocks[i].span), role == RD_ROLE_BYLINE);
        if (side.n) return rd_arena_str(x->a, side);
    }
    struct rd_str side = p->outlet.value.n ? side_in(x, p->outlet.value, true) : RD_NONE;
    for (uint32_t i = 0; i < p->n_cites && !side.n; i++) side = agency_side(x, p->cites[i].value);
    return side.n ? rd_arena_str(x->a, side) : RD_NONE;
}
