/* Names put in order: particles, roles at the head of a sentence, companies, places side by side; one kind throughout a document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "analyse/decode.h"
#include "analyse/linear.h"
#include "analyse/names.h"
#include "types/doc.h"
#include "types/ud.h"

#define CAP 64u

static uint32_t slots[2 * CAP];
static const struct gazetteer lists = {slots, CAP};

static void list(const char *phrase, uint32_t bits)
{
    struct word w;
    analyse_word(&w, rd_str_of(phrase));
    uint32_t key = gaz_key(0, w.low), at = linear_home(key, CAP);
    while (slots[2 * at + 1] != 0) at = linear_next(at, CAP);
    slots[2 * at] = key;
    slots[2 * at + 1] = bits;
}

/* words with tags: "O Bx Ix" with P, L, G for the kinds; the tree is flat and everything a proper noun. */
static void check(const char *words, const char *tags, const char *want)
{
    static const char kind[] = "?PLG";
    struct rd_arena a;
    struct rd_str f[16], t[16], x[16];
    struct sview s;
    rd_arena_init(&a);
    uint32_t n = rd_str_split(rd_str_of(words), ' ', f, 16);
    assert_int_equal(rd_str_split(rd_str_of(tags), ' ', t, 16), n);
    assert_int_equal(rd_str_split(rd_str_of(want), ' ', x, 16), n);
    decode_view(&s, f, n, &lists, &a);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t ne = t[i].n == 2 ? (uint32_t)(strchr(kind, t[i].p[1]) - kind) : 0;
        s.bio[i] = (uint8_t)(ne == 0 ? BIO_O : t[i].p[0] == 'B' ? BIO_B(ne) : BIO_I(ne));
        s.upos[i] = RD_PROPN;
        s.head[i] = i == 0 ? -1 : 0;
        s.rel[i] = RD_REL_DEP;
    }
    names_settle(&s, f, &(struct rd_lang){.code = RD_LIT("en")}, &lists);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t ne = x[i].n == 2 ? (uint32_t)(strchr(kind, x[i].p[1]) - kind) : 0;
        uint32_t tag = ne == 0 ? BIO_O : x[i].p[0] == 'B' ? BIO_B(ne) : BIO_I(ne);
        if (s.bio[i] != tag) fail_msg("%s: word %u has tag %u, not %u", words, (unsigned)i, (unsigned)s.bio[i], (unsigned)tag);
    }
    rd_arena_free(&a);
}

static void settles(void **state)
{
    (void)state;
    list("wethouder", GAZ_ROLE);
    list("prince", GAZ_ROLE | GAZ_FIRST);
    list("dorvale", GAZ_CITY);
    list("esteria", GAZ_LOC);
    check("Jan van Dorp sprak", "BP BP BP O", "BP IP IP O");
    check("Wethouder Jan Dorp sprak", "BP IP IP O", "O BP IP O");
    check("Prince Halden sprak", "BP IP O", "BP IP O");
    check("Halden , Inc. said", "BP O O O", "BG IG IG O");
    check("said Inc. today", "O O O", "O O O");
    check("in Dorvale Esteria today", "O BL IL O", "O BL BL O");
    check("in Dorvale Bridge today", "O BL IL O", "O BL IL O");
}

static void agrees(void **state)
{
    (void)state;
    struct rd_arena a;
    rd_arena_init(&a);
    static const char *const words[] = {"Halden", "met", "Halden", "and", "Halden", "left", "Halden"};
    static const uint8_t ne[] = {RD_NE_ORG, 0, RD_NE_ORG, 0, RD_NE_LOC, 0, 0}, want[] = {RD_NE_ORG, 0, RD_NE_ORG, 0, RD_NE_ORG, 0, RD_NE_ORG};
    enum { N = 7 };
    struct rd_doc d = {.n_tok = N, .toks = RD_NEW_N(&a, struct rd_token, N)};
    struct rd_analysis an = {.n_tok = N, .upos = RD_NEW_N(&a, uint8_t, N), .rel = RD_NEW_N(&a, uint8_t, N), .ne = RD_NEW_N(&a, uint8_t, N),
                             .ne_begin = RD_NEW_N(&a, uint8_t, N)};
    for (uint32_t i = 0; i < N; i++) {
        d.toks[i].form = rd_str_of(words[i]);
        an.upos[i] = i % 2 ? RD_VERB : RD_PROPN;
        an.rel[i] = RD_REL_NSUBJ;
        an.ne[i] = ne[i];
        an.ne_begin[i] = ne[i] != 0;
    }
    names_agree(&an, &d, &(struct rd_lang){.code = RD_LIT("en")}, &a);
    for (uint32_t i = 0; i < N; i++) assert_int_equal(an.ne[i], want[i]);
    rd_arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(settles), cmocka_unit_test(agrees)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
