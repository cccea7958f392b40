/* distant.c - see distant.h. Votes for PER, LOC and ORG are counts in one 64-bit value, 20 bits each. */
#include "distant.h"

#include <string.h>

#include "base/utf8.h"
#include "types/analysis.h"
#include "types/ud.h"

#define VOTE(ne) (1ull << (20 * ((ne) - 1)))
#define COUNT(v, ne) (uint32_t)((v) >> (20 * ((ne) - 1)) & 0xFFFFF)

#define LEAD 3u /* votes */

struct votes {
    struct rd_arena arena;
    struct rd_map full;     /* name -> votes of name corpora */
    struct rd_map first;    /* first word of names of two and more words */
    struct rd_map last;     /* last word of persons' names in this treebank */
    struct rd_map context;  /* name -> votes of the words about it */
    struct rd_map role;     /* role noun -> PER or ORG */
    const struct gazetteer *lists;
};

static struct rd_str joined(struct votes *v, const struct tsent *s, uint32_t beg, uint32_t end)
{
    struct rd_str r = s->form[beg];
    for (uint32_t i = beg + 1; i < end; i++) r = rd_arena_printf(&v->arena, "%.*s %.*s", RD_S(r), RD_S(s->form[i]));
    return r;
}

static uint64_t get(const struct rd_map *m, struct rd_str key)
{
    uint64_t x = 0;
    rd_map_get(m, key, &x);
    return x;
}

static void learn_known(struct votes *v, const struct corpus *known)
{
    for (uint32_t i = 0; i < known->n; i++) {
        const struct tsent *s = &known->sents[i];
        for (uint32_t b = 0; b < s->n; b++) {
            if (!(s->bio[b] & 1u)) continue;
            uint32_t e = b + 1, ne = (s->bio[b] + 1u) / 2;
            while (e < s->n && s->bio[e] == s->bio[b] + 1) e++;
            if (ne == RD_NE_MISC) continue;
            *rd_map_put(&v->full, joined(v, s, b, e), NULL) += VOTE(ne);
            if (e > b + 1) *rd_map_put(&v->first, s->form[b], NULL) += VOTE(ne);
        }
    }
}

static void learn_roles(struct votes *v, struct rd_str text)
{
    while (text.n > 0) {
        const char *nl = memchr(text.p, '\n', text.n);
        uint32_t n = nl ? (uint32_t)(nl - text.p) : text.n;
        struct rd_str f[4], line = rd_str_sub(text, 0, n);
        text = rd_str_sub(text, n < text.n ? n + 1 : n, text.n);
        if (line.n == 0 || line.p[0] == '#' || rd_str_split(line, '\t', f, 4) < 4 || memchr(f[0].p, ' ', f[0].n)) continue;
        if (rd_str_is(f[3], "person")) *rd_map_put(&v->role, f[0], NULL) = RD_NE_PER;
        if (rd_str_is(f[3], "body")) *rd_map_put(&v->role, f[0], NULL) = RD_NE_ORG;
    }
}

/* What the lists say of the words [beg, end). */
static uint32_t listed_bits(const struct votes *v, const struct tsent *s, uint32_t beg, uint32_t end)
{
    uint32_t key = 0;
    for (uint32_t i = beg; i < end; i++) {
        struct word w;
        analyse_word(&w, s->form[i]);
        key = gaz_key(key, w.low);
    }
    return gaz_find(v->lists, key);
}

static bool one_of(struct rd_str s, const char *const *list)
{
    for (; *list; list++)
        if (rd_str_is(s, *list)) return true;
    return false;
}

static bool capital(struct rd_str s)
{
    uint32_t i = 0;
    return s.n > 0 && rd_cp_upper(rd_utf8_next(s, &i));
}

/* Academic and courtesy titles stand in the flat name, but are no part of it. */
static bool courtesy(struct rd_str s)
{
    static const char *const list[] = {"mr.", "drs.", "dr.", "ir.", "ing.", "prof.", "Mr.", "Drs.", "Dr.", "Ir.", "Prof.", "ds.", NULL};
    return one_of(s, list);
}

/* People of a country, languages and days are written with a capital, but name nobody. */
static bool no_name(struct rd_str s)
{
    static const char *const whole[] = {"Nederlander", "Nederlanders", "Belg", "Belgen", "Duitser", "Duitsers", "Fransman", "Fransen",
        "Engelsman", "Engelsen", "Rus", "Russen", "Turk", "Turken", "Pool", "Polen", "Brit", "Britten", "Amerikaan", "Italiaan",
        "Spanjaard", "Spanjaarden", "Argentijn", "Argentijnen", "Zwitser", "Zwitsers", "Deen", "Denen", "Zweed", "Zweden", "Ier", "Ieren",
        "Schot", "Schotten", "Griek", "Grieken", "Chinees", "Chinezen", "Japanner", "Japanners", "Nederlands", "Engels", "Frans",
        "Duits", "Spaans", "Russisch", "Arabisch", "Italiaans", "Turks", "Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag",
        "Zaterdag", "Zondag", NULL};
    static const char *const end[] = {"anen", "enaar", "enaren", "\xc3\xabr", "\xc3\xabrs", "aanse", NULL};
    if (rd_str_is(s, "Polen") || rd_str_is(s, "Zweden")) return false;
    if (one_of(s, whole)) return true;
    for (int i = 0; end[i]; i++)
        if (rd_str_ends(s, end[i])) return true;
    return false;
}

/* The next span of proper nouns at or after *beg that hang together; false if none. */
static bool next_span(const struct votes *v, const struct tsent *s, uint32_t *beg, uint32_t *end)
{
    uint32_t b = *beg;
    for (; b < s->n; b++) {
        if (s->upos[b] != RD_PROPN || courtesy(s->form[b]) || no_name(s->form[b]) || (listed_bits(v, s, b, b + 1) & (GAZ_PEOPLE | GAZ_LOC)) == GAZ_PEOPLE) continue;
        uint32_t e = b + 1, head = s->rel[b] == RD_REL_FLAT && s->head[b] >= 0 ? (uint32_t)s->head[b] : b;
        while (e < s->n && s->rel[e] == RD_REL_FLAT && s->head[e] == (int32_t)head && s->upos[e] == RD_PROPN) e++;
        *beg = b;
        *end = e;
        if (capital(s->form[b]) || (e > b + 1 && capital(s->form[e - 1]))) return true;
        b = e - 1;
    }
    return false;
}

static void context_votes(struct votes *v, const struct tsent *s, uint32_t b, uint32_t e)
{
    static const char *const place[] = {"in", "te", "uit", "vanuit", "nabij", NULL};
    static const char *const toward[] = {"naar", "bij", "rond", NULL};
    static const char *const saying[] = {"zeggen", "vinden", "menen", "vertellen", "denken", "antwoorden", "verklaren", "lachen", NULL};
    uint64_t *x = rd_map_put(&v->context, joined(v, s, b, e), NULL);
    int32_t h = s->head[b];
    if (COUNT(*x, 1) > 60000 || COUNT(*x, 2) > 60000 || COUNT(*x, 3) > 60000) return;
    if (b > 0 && one_of(s->lemma[b - 1], place)) *x += 3 * VOTE(RD_NE_LOC);
    if (b > 0 && one_of(s->lemma[b - 1], toward)) *x += VOTE(RD_NE_LOC);
    if (b > 0 && courtesy(s->form[b - 1])) *x += 6 * VOTE(RD_NE_PER);
    if (b > 0 && get(&v->role, s->lemma[b - 1])) *x += 4 * VOTE(get(&v->role, s->lemma[b - 1]));
    if (h >= 0 && (s->rel[b] == RD_REL_APPOS || s->rel[b] == RD_REL_FLAT) && get(&v->role, s->lemma[h]))
        *x += 4 * VOTE(get(&v->role, s->lemma[h]));
    if (h >= 0 && rd_rel_base(s->rel[b]) == RD_REL_NSUBJ && one_of(s->lemma[h], saying)) *x += 2 * VOTE(RD_NE_PER);
    if (b > 0 && s->upos[b - 1] == RD_DET && e == b + 1) *x += VOTE(RD_NE_ORG);
    if (b > 1 && rd_str_is(s->form[b - 1], "van") && get(&v->role, s->lemma[b - 2]) == RD_NE_PER) *x += 2 * VOTE(RD_NE_ORG);
    if (e + 1 < s->n && rd_str_is(s->form[e], "(") && s->upos[e + 1] == RD_NUM) *x += 4 * VOTE(RD_NE_PER);
    if (e + 1 < s->n && rd_str_is(s->form[e], "(") && s->upos[e + 1] == RD_PROPN) *x += 3 * VOTE(RD_NE_PER);
}

static bool all_capitals(struct rd_str s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s.n; n++)
        if (!rd_cp_upper(rd_utf8_next(s, &i))) return false;
    return n > 1;
}

/* A word of the name says what it names: outfits by their kind, places by theirs. */
static uint32_t said_by(struct rd_str w)
{
    static const char *const org[] = {"NV", "N.V.", "BV", "B.V.", "Bank", "Partij", "Universiteit", "Rijksuniversiteit", "Hogeschool", "Company",
        "Inc.", "Corp.", "Ltd.", "Club", "United", "Stichting", "Vereniging", "Bond", "Groep", "Group", "Team", "FC", "SC", "VV", "SV", "RKSV", "MHC",
        "HC", "Orkest", "Ziekenhuis", "Museum", "Instituut", "Omroep", "Uitgeverij", "Fonds", "Holding", "Verzekeringen", "Beheer",
        "Raad", "Kamer", "Commissie", "Ministerie", "College", "Akademie", "Academie", "Koninklijke", "Nederlandse", "Nationale", "Records",
        "Maatschappij", "Federatie", "Liga", "Unie", "Volkspartij", "Beweging", "Front", "Organisatie", "Congres", "Orchestra", "Ensemble", "Theater",
        "Courant", "Dagblad", "Krant", "Nieuws", "Times", "Post", "Centrum", "Genootschap", "Bureau", "Dienst", "Hof", "Party", "University",
        "Association", "Foundation", "Bros", "&", "Werke", "Airlines", "Air", "Motors", "Electric", "Oil", "Petroleum", NULL};
    static const char *const place[] = {"Staten", "Haag", "Bosch", "Noord", "Zuid", "Oost", "West", "Eiland", "Eilanden", "Zee", "Meer", "Berg",
        "Straat", "Plein", "Laan", "Weg", "Rijk", "Republiek", "Koninkrijk", "Sint", "Sint-", "San", "Santa", "New", "Nieuw", "Port", "Los", NULL};
    return one_of(w, org) ? RD_NE_ORG : one_of(w, place) ? RD_NE_LOC : RD_NE_NONE;
}

static bool ends_like_place(struct rd_str s)
{
    static const char *const end[] = {"land", "dam", "burg", "straat", "kade", "laan", "plein", "gracht", "weg", "dijk", "meer", "rijk", "stad", "hoven",
        "drecht", "recht", "zijl", "wijk", "eiland", "zee", "berg", "vliet", "oord", "stan", "furt", "ville", "grad", NULL};
    for (int i = 0; end[i]; i++)
        if (s.n > strlen(end[i]) + 2 && rd_str_ends(s, end[i])) return true;
    return false;
}

/* The kind with the most votes; RD_NE_NONE where none leads by enough to teach it. */
static uint32_t type_of(struct votes *v, const struct tsent *s, uint32_t b, uint32_t e)
{
    struct rd_str name = joined(v, s, b, e);
    uint64_t c = get(&v->context, name), f = get(&v->full, name);
    uint32_t score[4] = {0, 0, 0, 0}, best = 1, next = 0;
    for (uint32_t t = 1; t <= 3; t++) {
        uint32_t known = COUNT(f, t), about = COUNT(c, t);
        score[t] = (about < 30 ? about : 30) + 3 * (known < 12 ? known : 12);
        if (e > b + 1) {
            uint32_t first = COUNT(get(&v->first, s->form[b]), t);
            score[t] += 3 * (first < 4 ? first : 4);
        }
    }
    uint32_t bits = listed_bits(v, s, b, e), first = listed_bits(v, s, b, b + 1), last = listed_bits(v, s, e - 1, e);
    if (bits & (GAZ_LOC | GAZ_CITY)) score[RD_NE_LOC] += 15;
    if (bits & GAZ_ORG) score[RD_NE_ORG] += 15;
    if (bits & GAZ_PER) score[RD_NE_PER] += 15;
    if (first & GAZ_FIRST) score[RD_NE_PER] += e > b + 1 ? 8 : 5;
    if (last & GAZ_LAST) score[RD_NE_PER] += 5;
    if (e == b + 1) score[RD_NE_PER] += 6 * (get(&v->last, name) != 0);
    if (s->form[b].n == 2 && s->form[b].p[1] == '.') score[RD_NE_PER] += 10;
    if (all_capitals(name)) score[RD_NE_ORG] += 5;
    for (uint32_t i = b; i < e; i++)
        if (said_by(s->form[i])) score[said_by(s->form[i])] += e > b + 1 ? 9 : 4;
    if (e == b + 1 && ends_like_place(name)) score[RD_NE_LOC] += 3;
    for (uint32_t t = 2; t <= 3; t++)
        if (score[t] > score[best]) best = t;
    for (uint32_t t = 1; t <= 3; t++)
        if (t != best && score[t] > next) next = score[t];
    return score[best] >= next + LEAD ? best : RD_NE_NONE;
}

void distant_names(struct corpus *c, const struct corpus *known, struct rd_str roles, const struct gazetteer *lists)
{
    struct votes v;
    v.lists = lists;
    rd_arena_init(&v.arena);
    rd_map_init(&v.full, &v.arena);
    rd_map_init(&v.first, &v.arena);
    rd_map_init(&v.last, &v.arena);
    rd_map_init(&v.context, &v.arena);
    rd_map_init(&v.role, &v.arena);
    learn_known(&v, known);
    if (roles.p != NULL) learn_roles(&v, roles);
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; i < c->n; i++) {
            struct tsent *s = &c->sents[i];
            for (uint32_t b = 0, e = 0; next_span(&v, s, &b, &e); b = e) {
                if (pass == 0) context_votes(&v, s, b, e);
                if (pass == 0) continue;
                uint32_t t = type_of(&v, s, b, e);
                if (pass == 1 && t == RD_NE_PER && e > b + 1) *rd_map_put(&v.last, s->form[e - 1], NULL) += 1;
                if (pass < 2) continue;
                for (uint32_t k = b; k < e; k++) s->bio[k] = (uint8_t)(t == RD_NE_NONE ? BIO_UNSURE : k == b ? BIO_B(t) : BIO_I(t));
            }
        }
    rd_arena_free(&v.arena);
}
