/* fixture.h - small trees by hand for the tests of refer/. A line a word: form lemma UPOS head relation [features] [name tag], an
 * empty line between sentences, "==" between paragraphs. Head 0 is the root. Words and states are those of demo/lexicon. */
#ifndef TEST_REFER_FIXTURE_H
#define TEST_REFER_FIXTURE_H
#include "base/buf.h"
#include "lexicon/lexicon.h"
#include "refer/refer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct fixture {
    struct rd_arena a, s;
    struct rd_page page;
    struct rd_doc doc;
    struct rd_analysis an;
    struct rd_refs refs;
};

static struct rd_lex *lex;

static int load_lists(void **state) {
    (void)state;
    const char *extra[] = {"demo/lexicon"};
    struct rd_err err = {0};
    return rd_lex_load(&lex, "data", extra, 1, &err);
}

static int free_lists(void **state) {
    (void)state;
    rd_lex_free(lex);
    return 0;
}

static void to_conllu(struct rd_buf *out, const char *rows) {
    uint32_t id = 0;
    for (const char *p = rows; *p;) {
        const char *nl = strchr(p, '\n');
        uint32_t n = nl ? (uint32_t)(nl - p) : (uint32_t)strlen(p);
        struct rd_str f[7], line = {p, n};
        for (int i = 0; i < 7; i++) f[i] = RD_LIT("_");
        p += nl ? n + 1 : n;
        if (rd_str_is(line, "==")) {
            rd_buf_z(out, "\n# newpar\n");
            id = 0;
            continue;
        }
        uint32_t k = n ? rd_str_split(line, ' ', f, 7) : 0;
        if (!k) {
            rd_buf_c(out, '\n');
            id = 0;
            continue;
        }
        bool tag = k == 6 && f[5].n == 5 && f[5].p[1] == '-'; /* a name tag in the place of features */
        struct rd_str feats = tag || k < 6 ? RD_LIT("_") : f[5], ne = tag ? f[5] : k == 7 ? f[6] : RD_NONE;
        rd_buf_printf(out, "%u\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t%.*s\t_\t", ++id, RD_S(f[0]), RD_S(f[1]), RD_S(f[2]), RD_S(feats),
                      RD_S(f[3]), RD_S(f[4]));
        if (ne.n) rd_buf_printf(out, "Entity=%.*s\n", RD_S(ne));
        else rd_buf_z(out, "_\n");
    }
    rd_buf_c(out, '\n');
}

static void read_rows(struct fixture *f, const char *lang, const char *rows, int year, int month, int day) {
    struct rd_buf b;
    struct rd_err err = {0};
    memset(f, 0, sizeof *f);
    rd_arena_init(&f->a);
    rd_arena_init(&f->s);
    rd_buf_init(&b, 1 << 20);
    to_conllu(&b, rows);
    assert_int_equal(rd_conllu_load(&f->page, &f->doc, &f->an, rd_arena_str(&f->a, rd_buf_view(&b)), &f->a, &err), 0);
    rd_buf_free(&b);
    if (year) f->page.published = rd_date_make(year, month, day, RD_BASIS_PRINTED);
    f->page.lang = f->doc.lang = rd_str_of(lang);
    struct rd_lang l = {rd_str_of(lang), lex, NULL, false};
    assert_int_equal(rd_refs_read(&f->refs, &f->page, &f->doc, &f->an, &l, &f->a, &f->s, &err), 0);
}

static void done(struct fixture *f) {
    rd_arena_free(&f->a);
    rd_arena_free(&f->s);
}

/* The entity of the nth mention (from 1) whose head is the word; NULL if it is not resolved. */
static const struct rd_entity *of_word(const struct fixture *f, const char *word, int nth) {
    for (uint32_t i = 0; i < f->doc.n_tok; i++) {
        if (!rd_str_is(f->doc.toks[i].form, word) || --nth) continue;
        int32_t m = f->refs.mention_of[i];
        return m >= 0 && f->refs.mentions[m].entity >= 0 ? &f->refs.entities[f->refs.mentions[m].entity] : NULL;
    }
    return NULL;
}

static bool is_called(const struct fixture *f, const char *word, int nth, const char *name) {
    const struct rd_entity *e = of_word(f, word, nth);
    if (!name) return e == NULL;
    if (e && rd_str_is(e->name, name)) return true;
    print_message("%s %d is %.*s, not %s\n", word, nth, e ? (int)e->name.n : 4, e ? e->name.p : "none", name);
    return false;
}
#endif
