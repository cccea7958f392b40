/* lists.c - see lists.h. */
#include "lists.h"

#include <string.h>
#include <unistd.h>

#include "analyse/linear.h"
#include "base/map.h"
#include "corpus.h"

struct lists {
    struct rd_arena *a;
    struct rd_map phrases;   /* key as text -> bits */
    struct rd_map kind;      /* id of an actor -> bits */
    struct rd_err *err;
    const char *dir, *lang;
    int rc;
};

static void add(struct lists *l, struct rd_str phrase, uint32_t bits)
{
    struct rd_str w[GAZ_MAX_WORDS + 1];
    uint32_t n = rd_str_split(phrase, ' ', w, GAZ_MAX_WORDS + 1), key = 0;
    if (phrase.n == 0 || bits == 0 || n > GAZ_MAX_WORDS) return;
    for (uint32_t i = 0; i < n; i++) {
        struct word x;
        if (w[i].n == 0) return;
        analyse_word(&x, w[i]);
        key = gaz_key(key, x.low);
    }
    *rd_map_put(&l->phrases, (struct rd_str){(const char *)&key, sizeof key}, NULL) |= bits; /* the map copies its keys */
}

static void add_each(struct lists *l, struct rd_str several, uint32_t bits)
{
    struct rd_str f[16];
    uint32_t n = rd_str_split(several, '|', f, 16);
    for (uint32_t i = 0; i < n; i++) add(l, f[i], bits);
}

typedef void row_fn(struct lists *l, const struct rd_str *f);

static void each_row(struct lists *l, const char *folder, const char *name, row_fn *fn)
{
    struct rd_str path = rd_arena_printf(l->a, "%s/%s/%s.tsv", l->dir, folder, name), text;
    if (l->rc != RD_OK || access(path.p, R_OK) != 0) return;
    l->rc = corpus_read_file(&text, path.p, l->a, l->err);
    while (l->rc == RD_OK && text.n > 0) {
        const char *nl = memchr(text.p, '\n', text.n);
        uint32_t n = nl ? (uint32_t)(nl - text.p) : text.n;
        struct rd_str line = rd_str_sub(text, 0, n), f[12];
        text = rd_str_sub(text, n < text.n ? n + 1 : n, text.n);
        if (line.n == 0 || line.p[0] == '#') continue;
        for (uint32_t k = rd_str_split(line, '\t', f, 12); k < 12; k++) f[k] = RD_LIT("");
        fn(l, f);
    }
}

static void actor_row(struct lists *l, const struct rd_str *f)
{
    bool place = rd_str_is(f[1], "state") || rd_str_is(f[1], "region");
    *rd_map_put(&l->kind, f[0], NULL) = place ? GAZ_LOC : rd_str_is(f[1], "people") ? GAZ_PEOPLE : GAZ_ORG;
}

static void name_row(struct lists *l, const struct rd_str *f)
{
    uint64_t bits = 0;
    rd_map_get(&l->kind, f[1], &bits);
    if (rd_str_is(f[2], "demonym") || rd_str_is(f[2], "adjective")) bits = GAZ_PEOPLE;
    if (rd_str_is(f[2], "capital")) bits = GAZ_CITY;
    add(l, f[0], (uint32_t)bits);
}

static void office_row(struct lists *l, const struct rd_str *f)
{
    add(l, f[2], GAZ_PER);
    add_each(l, f[5], GAZ_PER);
}

static void place_row(struct lists *l, const struct rd_str *f)
{
    add(l, f[1], GAZ_CITY);
    struct rd_str alias[16];
    uint32_t n = rd_str_split(f[6], '|', alias, 16);
    for (uint32_t i = 0; i < n; i++) {
        int64_t at = rd_str_find(alias[i], RD_LIT("@"), 0);
        add(l, at < 0 ? alias[i] : rd_str_sub(alias[i], 0, (uint32_t)at), GAZ_CITY);
    }
}

static void first_row(struct lists *l, const struct rd_str *f)
{
    add(l, f[0], GAZ_FIRST);
}

/* place org first last, several joined by |. */
static void plain_row(struct lists *l, const struct rd_str *f)
{
    static const struct { const char *name; uint32_t bit; } kinds[] = {{"place", GAZ_CITY}, {"org", GAZ_ORG}, {"first", GAZ_FIRST}, {"last", GAZ_LAST}};
    struct rd_str kind[4];
    uint32_t n = rd_str_split(f[1], '|', kind, 4), bits = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < RD_ARRAY_LEN(kinds); k++)
            if (rd_str_is(kind[i], kinds[k].name)) bits |= kinds[k].bit;
    add(l, f[0], bits);
}

static void role_row(struct lists *l, const struct rd_str *f)
{
    if (rd_str_is(f[3], "person")) add(l, f[0], GAZ_ROLE);
}

static void title_row(struct lists *l, const struct rd_str *f)
{
    add(l, f[0], GAZ_ROLE);
}

int lists_read(struct gazetteer *g, const char *dir, const char *lang, struct rd_arena *a, struct rd_err *err)
{
    struct lists l = {.a = a, .err = err, .dir = dir, .lang = lang};
    rd_map_init(&l.phrases, a);
    rd_map_init(&l.kind, a);
    each_row(&l, "world", "actors", actor_row);
    each_row(&l, "world", "names", name_row);
    each_row(&l, "en", "names", name_row); /* English names of bodies stand in texts of all languages */
    each_row(&l, lang, "names", name_row);
    each_row(&l, "world", "offices", office_row);
    each_row(&l, "world", "places", place_row);
    each_row(&l, "world", "firstnames", first_row);
    each_row(&l, "world", "gazetteer", plain_row);
    each_row(&l, lang, "roles", role_row);
    each_row(&l, lang, "titles", title_row);
    uint32_t cap = l.phrases.n + l.phrases.n / 3 + 16, *slots = rd_arena_zero(a, 8ull * cap);
    for (uint32_t i = 0; i < l.phrases.n; i++) {
        uint32_t key;
        memcpy(&key, l.phrases.entries[i].key.p, sizeof key);
        uint32_t at = linear_home(key, cap);
        while (slots[2 * at + 1] != 0) at = linear_next(at, cap);
        slots[2 * at] = key;
        slots[2 * at + 1] = (uint32_t)l.phrases.entries[i].value;
    }
    *g = (struct gazetteer){slots, cap};
    return l.rc;
}
