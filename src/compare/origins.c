#include "compare/origins.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"

/* Per mille, shingles and days; measured in docs/decisions/0010-origins.md. */
enum {
    NEAR = 400,        /* alike: the same article, edited */
    PART = 750,        /* held: one is a piece of the other */
    PART_ALIKE = 150,  /* below it the estimate of `held` is mostly noise */
    OWN_NEAR = 600, OWN_PART = 900, /* of one house: what its pages share may be its own furniture */
    RELAY_HELD = 400,  /* held, where a credit says so too */
    RELAY_ALIKE = 150, RELAY_DAYS = 3,
    SHORT = 30,        /* shingles: a shorter page is a copy only if every word is the same */
    TINY = 8,          /* and below this not even then: "this page is not available" */
    FAR_DAYS = 45,     /* published further apart than this only nearly equal pages are one */
    FAR_NEAR = 900,
    COLUMN_DAYS = 2,   /* a column that recurs (weather, rates) has other numbers another day */
    TRANSLATED_FACTS = 6, TRANSLATED_NUMBERS = 3, TRANSLATED_SHARE = 600, /* per mille of the facts of the one with fewer */
    MAX_HOUSES = 4, MAX_NUMBERS = 4,
};

const char *rd_origin_how_name(int how) {
    static const char *const names[] = {NULL, "exact", "near", "part", "relay", "translated"};
    return how >= 0 && how < (int)RD_ARRAY_LEN(names) ? names[how] : NULL;
}

/* ---- houses ---- */

static struct rd_str without_domain(struct rd_str s) {
    static const char *const ENDS[] = {".com", ".org", ".net", ".info", ".news", ".press", ".agency", ".int", ".eu", ".co.uk", ".com.tr", ".gov"};
    if (rd_str_starts(s, "https://")) s = rd_str_sub(s, 8, s.n);
    if (rd_str_starts(s, "http://")) s = rd_str_sub(s, 7, s.n);
    if (rd_str_starts(s, "www.")) s = rd_str_sub(s, 4, s.n);
    while (s.n && s.p[s.n - 1] == '/') s.n--;
    for (uint32_t i = 0; i < s.n; i++)
        if (s.p[i] == ' ') return s; /* a name, not an address */
    for (size_t i = 0; i < RD_ARRAY_LEN(ENDS); i++)
        if (s.n > strlen(ENDS[i]) && rd_str_ends(s, ENDS[i])) return rd_str_sub(s, 0, s.n - (uint32_t)strlen(ENDS[i]));
    bool letters = s.n > 3 && s.p[s.n - 3] == '.'; /* a country's ending */
    for (uint32_t i = s.n - 2; letters && i < s.n; i++) letters = s.p[i] >= 'a' && s.p[i] <= 'z';
    return letters ? rd_str_sub(s, 0, s.n - 3) : s;
}

struct rd_str rd_origin_house(struct rd_str name, struct rd_arena *a) {
    if (!name.p) return RD_NONE;
    struct rd_str bare = without_domain(rd_str_trim(rd_utf8_bare(name, a)));
    if (rd_str_starts(bare, "the ")) bare = rd_str_sub(bare, 4, bare.n);
    char *out = rd_arena_get(a, bare.n + 4u);
    uint32_t n = 0;
    for (uint32_t i = 0; i < bare.n;) {
        uint32_t cp = rd_utf8_next(bare, &i);
        if (rd_cp_alpha(cp) || rd_cp_digit(cp)) n += rd_utf8_put(out + n, cp);
    }
    return n ? (struct rd_str){out, n} : RD_NONE;
}

/* ---- facts ---- */

/* The number at `*i`: digits, groups of three behind a point, comma or thin space joined, a fraction kept behind '.'. Its text in
 * out[24]; `*i` moves behind it. False if it tells little: below 32, a year, part of a longer code. */
static bool number_at(struct rd_str t, uint32_t *i, char out[24], uint32_t *n) {
    uint32_t at = *i, digits = 0, whole = 0;
    bool fraction = false, fits = true;
    *n = 0;
    for (;;) {
        uint32_t from = at;
        while (at < t.n && t.p[at] >= '0' && t.p[at] <= '9') {
            if (*n < 22) out[(*n)++] = t.p[at];
            else fits = false;
            at++;
        }
        digits = at - from;
        if (!fraction) whole += digits;
        if (fraction || at + 1 >= t.n || (t.p[at] != '.' && t.p[at] != ',') || t.p[at + 1] < '0' || t.p[at + 1] > '9') break;
        uint32_t next = at + 1;
        while (next < t.n && t.p[next] >= '0' && t.p[next] <= '9') next++;
        fraction = next - at - 1 != 3;
        if (fraction && *n < 22) out[(*n)++] = '.';
        at++;
    }
    *i = at;
    if (!fits || *n == 0) return false;
    if (fraction) return true;
    if (whole == 4 && *n == 4 && (memcmp(out, "19", 2) == 0 || memcmp(out, "20", 2) == 0)) return false;
    return whole > 2 || (whole == 2 && (out[0] > '3' || (out[0] == '3' && out[1] > '1')));
}

struct facts { uint64_t v[1024]; uint32_t n; };

static void keep(struct facts *f, uint64_t fact) {
    for (uint32_t i = 0; i < f->n; i++)
        if (f->v[i] == fact) return;
    if (f->n < RD_ARRAY_LEN(f->v)) f->v[f->n++] = fact;
}

static int by_value(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static void numbers_of(struct facts *f, struct rd_str t) {
    for (uint32_t i = 0; i < t.n;) {
        if (!is_digit(t.p[i])) {
            i++;
            continue;
        }
        char out[24];
        uint32_t n = 0, from = i;
        bool tells = number_at(t, &i, out, &n);
        bool inside = (from > 0 && ((t.p[from - 1] | 32) >= 'a' && (t.p[from - 1] | 32) <= 'z')) || (i < t.n && t.p[i] == ':') || (from > 0 && t.p[from - 1] == ':');
        if (tells && !inside) keep(f, rd_hash64(out, n, 1) | 1);
    }
}

uint32_t rd_origin_facts(const struct rd_page *p, const struct rd_str *world, uint32_t n_world, uint64_t facts[RD_ORIGIN_FACTS],
                         struct rd_arena *scratch) {
    struct facts *f = RD_NEW(scratch, struct facts);
    for (uint32_t i = 0; i < n_world; i++)
        if (world[i].n) keep(f, rd_hash64(world[i].p, world[i].n, 2) & ~1ull);
    for (uint32_t b = 0; b < p->n_blocks; b++)
        if (p->blocks[b].role == RD_ROLE_LEAD || p->blocks[b].role == RD_ROLE_BODY)
            numbers_of(f, rd_span_of(p->text, p->blocks[b].span));
    qsort(f->v, f->n, sizeof f->v[0], by_value);
    uint32_t n = f->n < RD_ORIGIN_FACTS ? f->n : RD_ORIGIN_FACTS;
    memcpy(facts, f->v, n * sizeof *facts);
    return n;
}

/* ---- from a reading ---- */

static int by_name(const void *a, const void *b) {
    return rd_str_cmp(*(const struct rd_str *)a, *(const struct rd_str *)b);
}

void rd_origin_of(struct rd_origin_in *out, const struct rd_reading *r, struct rd_arena *a) {
    const struct rd_page *p = &r->page;
    *out = (struct rd_origin_in){.id = rd_str_of(r->blob.page_id), .sig = p->signature, .n_sig = p->n_signature, .lang = p->lang};
    out->article = p->verdict != RD_VERDICT_INDEX && p->verdict != RD_VERDICT_GALLERY && p->verdict != RD_VERDICT_EMPTY;
    out->dated = p->published.prec == RD_PREC_DAY && rd_date_first_day(&p->published, &out->day);
    out->outlet = rd_origin_house(p->outlet.value, a);
    struct rd_str *cites = RD_NEW_N(a, struct rd_str, p->n_cites + 1);
    uint32_t n = 0, m = 0;
    for (uint32_t i = 0; i < p->n_cites; i++) {
        struct rd_str house = rd_origin_house(p->cites[i].value, a);
        if (house.n && !rd_str_eq(house, out->outlet)) cites[n++] = house;
    }
    if (n) qsort(cites, n, sizeof *cites, by_name);
    for (uint32_t i = 0; i < n; i++)
        if (!m || !rd_str_eq(cites[m - 1], cites[i])) cites[m++] = cites[i];
    out->cites = cites;
    out->n_cites = m;
    struct rd_str *world = RD_NEW_N(a, struct rd_str, r->refs.n_entities + 1);
    for (uint32_t i = 0; i < r->refs.n_entities; i++) world[i] = r->refs.entities[i].world;
    uint64_t *facts = RD_NEW_N(a, uint64_t, RD_ORIGIN_FACTS);
    out->n_facts = rd_origin_facts(p, world, r->refs.n_entities, facts, a);
    out->facts = facts;
}

/* ---- keys ---- */

uint32_t rd_origin_bands(const uint64_t *sig, uint32_t n, uint64_t *bands) {
    if (n < RD_SIG_N) return 0;
    /* two of the four min-hashes of a number are a band, the others are for the estimate: pages that share a quarter of their
     * shingles meet nine times in ten, such that share a hundredth three times in a thousand */
    for (uint32_t i = 0; i < RD_ORIGIN_BANDS; i++) bands[i] = rd_hash_mix(sig[i] & 0xFFFFFFFF, i + 1);
    return RD_ORIGIN_BANDS;
}

uint32_t rd_origin_relay_keys(const struct rd_origin_in *in, uint64_t *keys) {
    uint32_t n = 0;
    if (!in->dated || !in->article) return 0;
    for (uint32_t h = 0; h <= in->n_cites && h < MAX_HOUSES; h++) {
        struct rd_str house = h ? in->cites[h - 1] : in->outlet;
        uint64_t base = house.n ? rd_hash_mix(rd_hash64(house.p, house.n, 3), (uint64_t)(int64_t)in->day) : 0;
        for (uint32_t i = 0, k = 0; house.n && i < in->n_facts && k < MAX_NUMBERS; i++)
            if (in->facts[i] & 1) {
                keys[n++] = rd_hash_mix(base, in->facts[i]);
                k++;
            }
    }
    return n;
}

/* ---- the decision ---- */

/* Jaccard per mille, with the agreements that 16 bits give by chance far below what is looked at. */
static void estimate(const struct rd_origin_in *a, const struct rd_origin_in *b, struct rd_origin_link *l) {
    uint32_t same = 0;
    for (uint32_t i = 0; i < RD_SIG_WORDS; i++) {
        uint64_t x = a->sig[i] ^ b->sig[i];
        for (uint32_t k = 0; k < 4; k++) same += (x >> (16 * k) & 0xFFFF) == 0;
    }
    uint64_t na = a->sig[RD_SIG_COUNT], nb = b->sig[RD_SIG_COUNT], less = na < nb ? na : nb;
    l->alike = (uint16_t)(same * 1000 / RD_SIG_HASHES);
    /* |A and B| = J (|A| + |B|) / (1 + J) */
    uint64_t held = less ? same * (na + nb) * 1000 / ((RD_SIG_HASHES + same) * less) : 0;
    l->held = (uint16_t)(held > 1000 ? 1000 : held);
}

static uint16_t facts_in_common(const struct rd_origin_in *a, const struct rd_origin_in *b, uint32_t *numbers) {
    uint32_t i = 0, k = 0;
    uint16_t n = 0;
    *numbers = 0;
    while (i < a->n_facts && k < b->n_facts) {
        uint64_t x = a->facts[i], y = b->facts[k];
        n += x == y;
        *numbers += x == y && (x & 1);
        i += x <= y;
        k += y <= x;
    }
    return n;
}

static uint32_t count_numbers(const struct rd_origin_in *a) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n_facts; i++) n += a->facts[i] & 1;
    return n;
}

/* The house that both credit, or that one is and the other credits. The smallest, so that it does not depend on the order. */
static struct rd_str common_credit(const struct rd_origin_in *a, const struct rd_origin_in *b) {
    struct rd_str best = RD_NONE;
    for (uint32_t i = 0; i < a->n_cites; i++) {
        bool both = rd_str_eq(a->cites[i], b->outlet);
        for (uint32_t k = 0; k < b->n_cites && !both; k++) both = rd_str_eq(a->cites[i], b->cites[k]);
        if (both && (!best.p || rd_str_cmp(a->cites[i], best) < 0)) best = a->cites[i];
    }
    for (uint32_t k = 0; k < b->n_cites; k++)
        if (a->outlet.n && rd_str_eq(b->cites[k], a->outlet) && (!best.p || rd_str_cmp(b->cites[k], best) < 0)) best = b->cites[k];
    return best;
}

static int32_t days_apart(const struct rd_origin_in *a, const struct rd_origin_in *b) {
    if (!a->dated || !b->dated) return 0;
    return a->day < b->day ? b->day - a->day : a->day - b->day;
}

/* The same words again, but of another day and with other numbers: a column that recurs, not a copy. */
static bool is_column(const struct rd_origin_in *a, const struct rd_origin_in *b, uint32_t numbers) {
    uint32_t na = count_numbers(a), nb = count_numbers(b), less = na < nb ? na : nb;
    return days_apart(a, b) >= COLUMN_DAYS && less >= 3 && numbers * 2 < less;
}

static int by_shingles(const struct rd_origin_in *a, const struct rd_origin_in *b, struct rd_origin_link *l, uint32_t numbers) {
    uint64_t na = a->sig[RD_SIG_COUNT], nb = b->sig[RD_SIG_COUNT], less = na < nb ? na : nb;
    if (na == nb && a->sig[RD_SIG_TEXT] == b->sig[RD_SIG_TEXT]) return less >= TINY ? RD_ORIGIN_EXACT : RD_ORIGIN_NONE;
    if (less < SHORT || is_column(a, b, numbers)) return RD_ORIGIN_NONE;
    if (days_apart(a, b) > FAR_DAYS) return l->alike >= FAR_NEAR ? RD_ORIGIN_NEAR : RD_ORIGIN_NONE;
    bool own = a->outlet.n && rd_str_eq(a->outlet, b->outlet);
    if (l->alike >= (own ? OWN_NEAR : NEAR)) return RD_ORIGIN_NEAR;
    if (l->held >= (own ? OWN_PART : PART) && l->alike >= PART_ALIKE) return RD_ORIGIN_PART;
    if (l->credit.n && !own && days_apart(a, b) <= RELAY_DAYS && l->held >= RELAY_HELD && l->alike >= RELAY_ALIKE) return RD_ORIGIN_RELAY;
    return RD_ORIGIN_NONE;
}

static bool is_translated(const struct rd_origin_in *a, const struct rd_origin_in *b, const struct rd_origin_link *l, uint32_t numbers) {
    uint32_t less = a->n_facts < b->n_facts ? a->n_facts : b->n_facts;
    return a->lang.n && b->lang.n && !rd_str_eq(a->lang, b->lang) && l->credit.n && a->dated && b->dated && a->day == b->day &&
           l->facts >= TRANSLATED_FACTS && numbers >= TRANSLATED_NUMBERS && l->facts * 1000u >= less * (uint32_t)TRANSLATED_SHARE;
}

bool rd_origin_same(const struct rd_origin_in *a, const struct rd_origin_in *b, struct rd_origin_link *why) {
    struct rd_origin_link l = {0};
    uint32_t numbers = 0;
    if (a->article && b->article) {
        l.credit = common_credit(a, b);
        l.facts = facts_in_common(a, b, &numbers);
        if (a->n_sig >= RD_SIG_N && b->n_sig >= RD_SIG_N) {
            estimate(a, b, &l);
            l.how = (uint8_t)by_shingles(a, b, &l, numbers);
        }
        if (!l.how && is_translated(a, b, &l, numbers)) l.how = RD_ORIGIN_TRANSLATED;
    }
    if (!l.how) l = (struct rd_origin_link){0};
    if (why) *why = l;
    return l.how != RD_ORIGIN_NONE;
}

int rd_origin_before(const struct rd_origin_in *a, const struct rd_origin_in *b) {
    if (a->dated != b->dated) return a->dated ? -1 : 1;
    if (a->dated && a->day != b->day) return a->day < b->day ? -1 : 1;
    if ((a->n_cites > 0) != (b->n_cites > 0)) return a->n_cites ? 1 : -1;
    return rd_str_cmp(a->id, b->id);
}

/* ---- groups in memory ---- */

static uint32_t root_of(uint32_t *group, uint32_t i) {
    while (group[i] != i) {
        group[i] = group[group[i]];
        i = group[i];
    }
    return i;
}

struct entry { uint64_t key; uint32_t page; };

static int by_key(const void *x, const void *y) {
    const struct entry *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return (a->page > b->page) - (a->page < b->page);
}

static void join_run(const struct rd_origin_in *in, const struct entry *e, uint32_t n, uint32_t *group) {
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n; k++) {
            uint32_t a = root_of(group, e[i].page), b = root_of(group, e[k].page);
            if (a == b || !rd_origin_same(&in[e[i].page], &in[e[k].page], NULL)) continue;
            /* the root is the origin */
            if (rd_origin_before(&in[a], &in[b]) < 0) group[b] = a;
            else group[a] = b;
        }
}

uint32_t rd_origin_groups(const struct rd_origin_in *in, uint32_t n, uint32_t *group, struct rd_arena *scratch) {
    enum { PER_PAGE = RD_ORIGIN_BANDS + RD_ORIGIN_RELAYS };
    struct entry *e = RD_NEW_N(scratch, struct entry, (size_t)n * PER_PAGE + 1);
    size_t n_e = 0;
    uint32_t groups = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint64_t keys[PER_PAGE];
        uint32_t k = rd_origin_bands(in[i].sig, in[i].n_sig, keys);
        k += rd_origin_relay_keys(&in[i], keys + k);
        group[i] = i;
        for (uint32_t j = 0; j < k; j++) e[n_e++] = (struct entry){keys[j], i};
    }
    qsort(e, n_e, sizeof *e, by_key);
    for (size_t i = 0, k; i < n_e; i = k) {
        for (k = i + 1; k < n_e && e[k].key == e[i].key; k++) continue;
        join_run(in, e + i, (uint32_t)(k - i), group);
    }
    for (uint32_t i = 0; i < n; i++) {
        groups += group[i] == i;
        group[i] = root_of(group, i);
    }
    return groups;
}
