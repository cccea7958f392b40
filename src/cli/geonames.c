/* geonames.c - a GeoNames dump as places of a lexicon folder: the largest places first, so that a name means the place most people mean.
 * In: a table of download.geonames.org (19 columns, tab-separated: id, name, ascii name, alternate names, latitude, longitude, feature class,
 * feature code, country, ...; population is the 15th). Out: the columns of data/world/places.tsv. */
#include "cli/shared.h"

#include <errno.h>
#include <unicode/uloc.h>

enum { COLUMNS = 19, MAX_ALIASES = 24, LINE_MAX_BYTES = 1 << 16 };

struct place { struct rd_str id, name, kind, state, lat, lon, aliases; uint64_t people; };
struct places { struct place *v; uint32_t n, cap; };

static const char *kind_of(struct rd_str cls, struct rd_str code) {
    if (rd_str_is(cls, "P")) return rd_str_is(code, "PPLC") ? "capital" : "city";
    if (rd_str_is(cls, "A")) return rd_str_is(code, "ADM1") ? "region" : NULL; /* states are actors */
    return NULL;
}

/* "AM" -> "ARM" */
static struct rd_str iso3(struct cli *c, struct rd_str two) {
    char locale[16];
    if (two.n != 2) return RD_NONE;
    snprintf(locale, sizeof locale, "und_%.2s", two.p);
    return rd_arena_str(&c->arena, rd_str_of(uloc_getISO3Country(locale)));
}

/* Alternate names, parted by commas there and by '|' here; none that would break a line or say who uses it. */
static struct rd_str aliases(struct cli *c, struct rd_str ascii, struct rd_str name, struct rd_str all) {
    struct rd_str out = rd_str_eq(ascii, name) ? RD_LIT("") : ascii, v[MAX_ALIASES];
    uint32_t n = all.n ? rd_str_split(all, ',', v, MAX_ALIASES) : 0;
    for (uint32_t i = 0; i < n; i++) {
        struct rd_str s = rd_str_trim(v[i]);
        if (s.n < 3 || i + 1 == MAX_ALIASES || memchr(s.p, '|', s.n) || memchr(s.p, '@', s.n) || rd_str_eq(s, name) || rd_str_eq(s, ascii)) continue;
        out = out.n ? rd_arena_printf(&c->arena, "%.*s|%.*s", RD_S(out), RD_S(s)) : s;
    }
    return rd_arena_str(&c->arena, out);
}

static void take(struct cli *c, struct places *p, struct rd_str line, uint64_t least) {
    struct rd_str f[COLUMNS];
    uint64_t people = 0;
    if (rd_str_split(line, '\t', f, COLUMNS) < COLUMNS || !rd_str_uint(f[14], UINT64_MAX / 16, &people)) return;
    const char *kind = kind_of(f[6], f[7]);
    double lat, lon;
    if (!kind || people < least || !f[1].n || !rd_str_double(f[4], &lat) || !rd_str_double(f[5], &lon)) return;
    struct rd_arena *a = &c->arena;
    struct place *x = RD_PUSH(a, p->v, p->n, p->cap);
    *x = (struct place){rd_arena_printf(a, "gn.%.*s", RD_S(f[0])), rd_arena_str(a, f[1]), rd_str_of(kind), iso3(c, f[8]), rd_arena_str(a, f[4]),
                        rd_arena_str(a, f[5]), aliases(c, f[2], f[1], f[3]), people};
}

static int by_people(const void *a, const void *b) {
    const struct place *x = a, *y = b;
    return x->people != y->people ? (x->people < y->people ? 1 : -1) : rd_str_cmp(x->id, y->id);
}

int cli_geonames(struct cli *c, const char *path, uint64_t least) {
    char *line = rd_arena_get(&c->arena, LINE_MAX_BYTES);
    struct places p = {0};
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!f) return cli_fail(c, CLI_NOINPUT, path, "%s", strerror(errno));
    bool whole = true;
    while (fgets(line, LINE_MAX_BYTES, f)) {
        size_t n = strlen(line);
        bool ends = n && line[n - 1] == '\n';
        if (whole && ends) take(c, &p, (struct rd_str){line, (uint32_t)n - 1}, least); /* a line too long is no line of the table */
        whole = ends;
    }
    bool bad = ferror(f) != 0;
    if (f != stdin) fclose(f);
    if (bad) return cli_fail(c, CLI_IO, path, "reading failed");
    if (p.n) qsort(p.v, p.n, sizeof *p.v, by_people);
    rd_buf_z(&c->out, "# Places from GeoNames (https://www.geonames.org), CC BY 4.0, largest first.\n#: id\tname\tkind\tstate\tlat\tlon\taliases\tsource\n");
    for (uint32_t i = 0; i < p.n; i++) {
        const struct place *x = &p.v[i];
        rd_buf_printf(&c->out, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\tGeoNames\n", RD_S(x->id), RD_S(x->name), RD_S(x->kind), RD_S(x->state), RD_S(x->lat),
                      RD_S(x->lon), RD_S(x->aliases));
        if (c->out.n > (1u << 20) && cli_flush(c)) return CLI_PIPE;
    }
    int rc = cli_flush(c);
    return rc ? rc : p.n ? CLI_YES : CLI_NO;
}
