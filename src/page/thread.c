/* thread.c - readers' comments in flattened text. A thread runs to the end of the page; it is told by the heads of its comments
 * ("3. Anna said:", "Anna 3 May 2031 at 10:12"), numbered from one or behind a heading or policy of the word lists. */
#include "page/flat_int.h"

#define MAX_HEAD_WORDS 12u
#define LONG_PROSE 25u

struct head {
    bool is, stamp;
    uint32_t number;        /* 0: none */
    struct rd_str author;   /* may be unknown */
    struct rd_str verb;     /* "said" */
};

static bool has_time(struct rd_str s) {
    for (uint32_t i = 1; i + 2 < s.n; i++)
        if ((s.p[i] == ':' || s.p[i] == '.') && s.p[i - 1] >= '0' && s.p[i - 1] <= '9' && s.p[i + 1] >= '0' && s.p[i + 1] <= '5' &&
            s.p[i + 2] >= '0' && s.p[i + 2] <= '9')
            return true;
    return false;
}

static struct rd_str trim_marks(struct rd_str s) {
    s = rd_str_trim(s);
    while (s.n && strchr(":,-|#.(", s.p[s.n - 1]))
        s = rd_str_trim(rd_str_sub(s, 0, s.n - 1));
    while (s.n && strchr(":,-|#.(", s.p[0]))
        s = rd_str_trim(rd_str_sub(s, 1, s.n));
    return s;
}

/* The last word of the head, if it begins with a small letter: the verb. */
static struct rd_str cut_verb(struct rd_str *s) {
    uint32_t at = s->n;
    while (at > 0 && s->p[at - 1] != ' ')
        at--;
    if (at == 0)
        return RD_NONE;
    struct rd_str w = rd_str_sub(*s, at, s->n);
    uint32_t k = 0;
    if (!rd_cp_lower(rd_utf8_next(w, &k)))
        return RD_NONE;
    *s = trim_marks(rd_str_sub(*s, 0, at));
    return w;
}

static struct head head_of(struct page_ctx *c, const struct page_unit *u) {
    struct head h = {false, false, 0, RD_NONE, RD_NONE};
    struct rd_str t = u->text;
    if (u->words > MAX_HEAD_WORDS || t.n > 160 || u->cps < 3)
        return h;
    uint32_t i = 0;
    uint64_t number;
    while (i < t.n && t.p[i] >= '0' && t.p[i] <= '9' && i < 6)
        i++;
    if (i && i < t.n && (t.p[i] == '.' || t.p[i] == ')') && i + 1 < t.n && t.p[i + 1] == ' ' && rd_str_uint(rd_str_sub(t, 0, i), 99999, &number)) {
        h.number = (uint32_t)number;
        t = rd_str_sub(t, i + 2, t.n);
    }
    struct page_date d;
    if (t.n && t.p[t.n - 1] == ':') {
        h.author = trim_marks(t);
        h.verb = cut_verb(&h.author);
        h.is = h.author.n > 0 && (h.number || h.verb.n);
        return h;
    }
    if (has_time(t) && page_date_find(c, t, &d)) {
        h.author = trim_marks(rd_str_sub(t, 0, d.beg));
        cut_verb(&h.author); /* "Anna on 3 May", "Anna op 3 mei" */
        h.is = h.stamp = true;
        if (h.author.n > 60 || !h.author.n)
            h.author = RD_NONE;
    }
    return h;
}

bool page_is_head(struct page_ctx *c, const struct page_unit *u) {
    return head_of(c, u).is;
}

static bool hit_of(struct page_ctx *c, const struct page_unit *u, struct page_hit *hit) {
    struct page_words w;
    page_words_of(&w, u->text);
    return page_furniture(c, &w, hit);
}

/* Numbered heads from 1 on that share their verb: a thread without any heading. */
static bool numbered_from(struct page_ctx *c, uint32_t i, const struct head *first) {
    uint32_t next = 2;
    if (first->number != 1 || !first->verb.n)
        return false;
    for (uint32_t k = i + 1; k < c->n_units; k++) {
        struct head h = head_of(c, &c->units[k]);
        if (h.is && h.number == next && rd_str_eq(h.verb, first->verb))
            next++;
    }
    return next > 2;
}

uint32_t page_thread_find(struct page_ctx *c, uint32_t lead) {
    uint32_t n = c->n_units, last_long = 0, last_head = 0, section = n;
    bool checked_numbers = false;
    for (uint32_t i = lead + 1; i < n; i++) {
        if (c->units[i].words >= LONG_PROSE)
            last_long = i;
        if (head_of(c, &c->units[i]).is)
            last_head = i;
    }
    for (uint32_t i = lead + 1; i < n; i++) {
        const struct page_unit *u = &c->units[i];
        struct head h = head_of(c, u);
        if (h.is && h.number == 1 && !checked_numbers) {
            checked_numbers = true; /* one look to the end is enough */
            if (numbered_from(c, i, &h))
                return section < n ? section : i;
        }
        struct page_hit hit;
        if (u->words > LONG_PROSE || !hit_of(c, u, &hit) || !hit.comments || !(hit.section || hit.whole))
            continue;
        if (last_head > i || last_long <= i)
            return i;
        /* A heading with long text behind it and no heads: a thread only if more of the comment form stands there. */
        for (uint32_t k = i + 1; k < n && k <= i + 3 && section == n; k++) {
            struct page_hit more;
            if (hit_of(c, &c->units[k], &more) && more.comments)
                section = i;
        }
        if (section == i)
            return i;
    }
    return n;
}

void page_thread_roles(struct page_ctx *c, uint32_t from) {
    uint32_t n = c->n_units, first_head = n, to = from;
    for (uint32_t i = from; i < n && first_head == n; i++)
        if (head_of(c, &c->units[i]).is)
            first_head = i;
    bool other_section = false;
    for (uint32_t i = from; i < n;) {
        struct page_unit *u = &c->units[i];
        struct head h = head_of(c, u);
        struct page_hit hit;
        bool known = hit_of(c, u, &hit) && (hit.whole || hit.section || u->words <= 10 || hit.comments);
        uint32_t last = i;
        u->has_role = true;
        other_section = other_section || (known && hit.section && !hit.comments);
        if (known && !h.is) {
            u->role = RD_ROLE_FURNITURE;
        } else if (!h.is && (i < first_head || other_section) && (first_head < n || !u->prose || other_section)) {
            u->role = RD_ROLE_FURNITURE;
        } else {
            u->role = RD_ROLE_COMMENT;
            u->author = h.is ? h.author : RD_NONE;
            while (h.is && last + 1 < n && !head_of(c, &c->units[last + 1]).is) {
                struct page_hit more;
                if (hit_of(c, &c->units[last + 1], &more) && (more.whole || more.section) && !c->units[last + 1].prose)
                    break;
                last++;
            }
            page_unit_join(c, i, last);
            u->role = RD_ROLE_COMMENT;
        }
        c->units[to++] = *u;
        i = last + 1;
    }
    c->n_units = to;
}
