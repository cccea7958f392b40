/* fuzz_lexicon.c - any bytes as each table of a lexicon folder, then questions with words out of the same bytes. */
#include "fuzz.h"

#include "lexicon/lexicon.h"

static const char *const tables[] = {"world/actors.tsv", "world/names.tsv", "world/offices.tsv", "world/places.tsv", "en/cues.tsv",
                                     "en/names.tsv", "en/dates.tsv"};

static void put(const uint8_t *p, size_t n) {
    char path[512];
    snprintf(path, sizeof path, "%.400s/world", fuzz_dir());
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%.400s/en", fuzz_dir());
    mkdir(path, 0700);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) fuzz_file(path, tables[i], p, n);
}

static void take_away(void) {
    char path[512];
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        snprintf(path, sizeof path, "%.400s/%.100s", fuzz_dir(), tables[i]);
        remove(path);
    }
    snprintf(path, sizeof path, "%.400s/world", fuzz_dir());
    rmdir(path);
    snprintf(path, sizeof path, "%.400s/en", fuzz_dir());
    rmdir(path);
}

static void ask(const struct rd_lex *lex, struct rd_str bytes) {
    struct rd_str words[64];
    uint32_t n = 0, len;
    for (uint32_t beg = 0, i = 0; i <= bytes.n && n < 64; i++) {
        if (i == bytes.n || bytes.p[i] == ' ' || bytes.p[i] == '\t' || bytes.p[i] == '\n') {
            if (i > beg) words[n++] = rd_str_sub(bytes, beg, i);
            beg = i + 1;
        }
    }
    const struct rd_lex_table *t = rd_lex_get(lex, RD_LIT("en"), "cues");
    for (uint32_t i = 0; i < n; i++) {
        const struct rd_lex_row *r = rd_lex_match(t, words + i, n - i, &len);
        FUZZ_ASSERT(r ? len >= 1 && len <= n - i : len == 0);
        r = rd_lex_find(t, words[i]);
        FUZZ_ASSERT(!r || r->n > 0);
        rd_lex_has(r ? rd_lex_field(t, r, "class") : words[i], "say");
        struct rd_str type;
        const struct rd_actor *a = rd_lex_name_match(lex, RD_LIT("en"), words + i, n - i, &len, &type);
        FUZZ_ASSERT(!a || (len >= 1 && len <= n - i));
        if (a) rd_lex_display(lex, RD_LIT("en"), a->id);
        rd_lex_name(lex, RD_LIT("en"), words[i], &type);
        rd_lex_actor(lex, words[i]);
        rd_lex_place(lex, words[i]);
        rd_lex_offices_of(lex, words[i], 0);
        rd_lex_holder(lex, "president", words[i], 19000);
    }
    for (uint32_t i = 0; i < rd_lex_count(t); i++) FUZZ_ASSERT(rd_lex_at(t, i) != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > 1 << 20) return 0;
    put(data, size);
    struct rd_lex *lex;
    struct rd_err err = {0};
    if (rd_lex_load(&lex, fuzz_dir(), NULL, 0, &err) == RD_OK) {
        FUZZ_ASSERT(strlen(rd_lex_hash(lex)) == 64);
        ask(lex, (struct rd_str){(const char *)data, (uint32_t)size});
        rd_lex_free(lex);
    } else {
        FUZZ_ASSERT(err.code < 0);
    }
    take_away();
    return 0;
}
