/* lexicon.c - loading: files, then indexes, then the world. */
#include "lexicon/lexicon_int.h"

int rd_lex_load(struct rd_lex **out, const char *data_dir, const char *const *extra, uint32_t n_extra, struct rd_err *err) {
    struct rd_arena a;
    uint8_t sum[32];
    *out = NULL;
    rd_arena_init(&a);
    struct rd_lex *lex = RD_NEW(&a, struct rd_lex);
    lex->arena = a; /* from here on the arena lives in itself; `a` is not used again */
    rd_map_init(&lex->by_name, &lex->arena);
    rd_sha256_init(&lex->sha);
    int rc = data_dir ? lexicon_read_dir(lex, data_dir, err) : 0;
    for (uint32_t i = 0; i < n_extra && !rc; i++)
        rc = lexicon_read_dir(lex, extra[i], err);
    if (rc) {
        rd_lex_free(lex);
        return rc;
    }
    rd_sha256_end(&lex->sha, sum);
    rd_hex(lex->hash, sum, sizeof sum);
    for (uint32_t i = 0; i < lex->n_tables; i++)
        lexicon_index_table(lex, lex->tables[i]);
    lexicon_build_world(lex);
    *out = lex;
    return 0;
}

void rd_lex_free(struct rd_lex *lex) {
    if (!lex)
        return;
    struct rd_arena a = lex->arena;
    rd_arena_free(&a);
}

const char *rd_lex_hash(const struct rd_lex *lex) { return lex->hash; }

uint32_t rd_lex_skipped(const struct rd_lex *lex) { return lex->skipped; }
