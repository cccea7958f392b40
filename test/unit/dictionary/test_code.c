/* Coding by dictionaries of both dialects, written for this test. */
#include "dictionary/dictionary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char petrarch_verbs[] =
    "&COIN\n+CROWN\n+GOLD CROWN\n\n"
    "--- BLAME [112] ---\nBLAME {BLAMES BLAMED BLAMING}\n- * FOR THE MINES [1121]\n\n"
    "--- SAY [---] ---\nSAY {SAID SAYS SAYING}\n- * WOULD_OPEN + [030]\n\n"
    "--- MEET [040:041] ---\nMEET {MET MEETS MEETING}\n- % * [036:036]\n\n"
    "--- GIVE [070] ---\nGIVE {GAVE GIVES GIVEN GIVING}\n- * &COIN [071]\n\n"
    "--- SEIZE [170] ---\nSEIZE {SEIZED SEIZES SEIZING}\n";
static const char petrarch_actors[] =
    "VELMARK [XVL]\n+VELMARKISH\n\nDORVANIA [XDR]\n+DORVANIAN\n\nLENA_MARR\n\t[XVLGOV 20290601-20310101]\n\t[XVLELI >20310101]\n\t[XVL]\n\n"
    "STRAIT_COUNCIL [IGOSTC] # a remark\nBROKEN [XYZ 999999]\n";
static const char petrarch_agents[] = "!MAN! = MAN, MEN\n\nNAVY {} [~MIL]\nMINISTER [~GOV]\nFISHER!MAN! [~CVL]\nAID_GROUP [NGO~]\n";
static const char petrarch_discards[] = "REGATTA\n+WORLD FERRY CUP\n";

static const char tabari_verbs[] =
    "BLAM [112] ;stem\n- SAID NOT * [011]\nSEIZE_ [170]\nCUP [###]\nBLAST [+++]\nSAID [010?]\nVISIT_ [042:043]\n- * { HARBOUR | OLD_FORT } [0421]\n~~FINISH\n";
static const char tabari_actors[] = "<ADJECTIVE>\nGRIM\n</ADJECTIVE>\nVELMARK [XVL]\nDORVANIA [XDR <20310101] [XDN]\nLYSKAR COUNCIL [LYS]\nTWINS [AAA/BBB]\n";
static const char tabari_agents[] = "NAVY_ [~MIL] ;x\n";

struct files { char verbs[32], actors[32], agents[32], discards[32]; };

static void put(char *path, const char *text, size_t n) {
    memcpy(path, "/tmp/rd-dict-XXXXXX", 20);
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, n), (ssize_t)n);
    close(fd);
}

static struct rd_dictionary *load(const char *verbs, const char *actors, const char *agents, const char *discards) {
    struct files p = {{0}, {0}, {0}, {0}};
    struct rd_dictionary *d = NULL;
    struct rd_err err = {0};
    put(p.verbs, verbs, strlen(verbs));
    put(p.actors, actors, strlen(actors));
    put(p.agents, agents, strlen(agents));
    if (discards) put(p.discards, discards, strlen(discards));
    const char *list[] = {p.actors};
    const struct rd_dictionary_files f = {list, 1, p.agents, p.verbs, NULL, discards ? p.discards : NULL};
    assert_int_equal(rd_dictionary_load(&d, &f, &err), RD_OK);
    unlink(p.verbs);
    unlink(p.actors);
    unlink(p.agents);
    if (discards) unlink(p.discards);
    return d;
}

/* "SRC/TGT/CODE ..." of a sentence on a day. */
static const char *coded(const struct rd_dictionary *d, const char *z, int32_t day) {
    static char out[512];
    struct rd_arena a;
    struct rd_dictionary_event *e;
    uint32_t n;
    size_t at = 0;
    rd_arena_init(&a);
    out[0] = 0;
    int verdict = rd_dictionary_code(d, rd_str_of(z), day > 0, day, &e, &n, &a);
    for (uint32_t i = 0; i < n && at < sizeof out; i++)
        at += (size_t)snprintf(out + at, sizeof out - at, "%s%.*s/%.*s/%.*s", i ? " " : "", RD_S(e[i].source), RD_S(e[i].target), RD_S(e[i].code));
    if (n == 0) snprintf(out, sizeof out, "%s", verdict == RD_DICT_DISCARD ? "discard" : verdict == RD_DICT_DISCARD_STORY ? "story" : verdict == RD_DICT_COMPLEX ? "complex" : "none");
    for (uint32_t i = 0; i < n; i++) { /* spans are inside the sentence */
        assert_true(e[i].verb.end <= strlen(z) && e[i].source_span.end <= strlen(z) && e[i].target_span.end <= strlen(z));
        assert_true(e[i].verb.beg < e[i].verb.end);
    }
    rd_arena_free(&a);
    return out;
}

static void petrarch(void **state) {
    (void)state;
    struct rd_dictionary *d = load(petrarch_verbs, petrarch_actors, petrarch_agents, petrarch_discards);
    assert_int_equal(rd_dictionary_skipped(d), 1); /* the broken date */
    assert_string_equal(coded(d, "Velmark blamed Dorvania.", 0), "XVL/XDR/112");
    assert_string_equal(coded(d, "Velmark blamed Dorvania for the mines.", 0), "XVL/XDR/1121");
    assert_string_equal(coded(d, "Dorvania was blamed by the Velmarkish navy.", 0), "XVLMIL/XDR/112");
    assert_string_equal(coded(d, "Velmark and Dorvania met on Monday.", 0), "XVL/XDR/036 XDR/XVL/036");
    assert_string_equal(coded(d, "Velmark met the Strait Council.", 0), "XVL/IGOSTC/040 IGOSTC/XVL/041");
    assert_string_equal(coded(d, "Velmark gave Dorvania ten gold crowns.", 0), "XVL/XDR/071");
    assert_string_equal(coded(d, "Velmark gave Dorvania nothing.", 0), "XVL/XDR/070");
    assert_string_equal(coded(d, "Soldiers sang while the fishermen from Velmark blamed Dorvania.", 0), "XVLCVL/XDR/112");
    assert_string_equal(coded(d, "Dorvania seized the boats of a Velmark aid group.", 0), "XDR/NGOXVL/170");
    assert_string_equal(coded(d, "Dorvania won the regatta and blamed Velmark.", 0), "discard");
    assert_string_equal(coded(d, "After the World Ferry Cup Dorvania blamed Velmark.", 0), "story");
    assert_string_equal(coded(d, "It rained.", 0), "none");
    rd_dictionary_free(d);
}

static void dates(void **state) {
    (void)state;
    struct rd_dictionary *d = load(petrarch_verbs, petrarch_actors, petrarch_agents, NULL);
    int32_t in_office = rd_day_from_ymd(2030, 5, 1), later = 0;
    assert_string_equal(coded(d, "Lena Marr blamed Dorvania.", in_office), "XVLGOV/XDR/112");
    assert_string_equal(coded(d, "Lena Marr blamed Dorvania.", later), "XVL/XDR/112");
    rd_dictionary_free(d);
}

static void tabari(void **state) {
    (void)state;
    struct rd_dictionary *d = load(tabari_verbs, tabari_actors, tabari_agents, NULL);
    assert_string_equal(coded(d, "Velmarkers blamed Dorvanians.", 0), "XVL/XDN/112"); /* stems */
    assert_string_equal(coded(d, "Velmark said it would not blame Dorvania.", 0), "XVL/XDN/011");
    assert_string_equal(coded(d, "Velmark said the grim Dorvania is near.", 0), "XVL/XDN/010"); /* only where nothing else is coded */
    assert_string_equal(coded(d, "Velmark seizesx Dorvania.", 0), "none"); /* closed */
    assert_string_equal(coded(d, "Velmark, as the council of the island knows, seized Dorvania.", 0), "XVL/XDN/170");
    assert_string_equal(coded(d, "Velmark visited Dorvania at the old fort.", 0), "XVL/XDN/0421");
    assert_string_equal(coded(d, "Velmark visited Dorvania.", 0), "XVL/XDN/042 XDN/XVL/043");
    assert_string_equal(coded(d, "Seized was what Velmark took from Dorvania.", 0), "complex");
    assert_string_equal(coded(d, "Velmark won its third cup from Dorvania.", 0), "discard");
    assert_string_equal(coded(d, "Velmark blasted Dorvania.", 0), "complex");
    assert_string_equal(coded(d, "The twins seized Dorvania.", 0), "AAA/XDN/170 BBB/XDN/170");
    assert_string_equal(coded(d, "VELMARK SEIZED DORVANIA AND THE GRIM LYSKAR COUNCIL.", 0), "XVL/XDN/170 XVL/LYS/170");
    rd_dictionary_free(d);
}

/* Whatever stands in the files, loading ends and coding stays inside the sentence. */
static void hostile(void **state) {
    (void)state;
    static char noise[20000];
    uint32_t seed = 7;
    for (int round = 0; round < 8; round++) {
        static const char letters[] = "ABC _+*$%^&{}|[]-=~!:#;<>/\n\t 019\xE9\xC3";
        for (size_t i = 0; i + 1 < sizeof noise; i++) {
            seed = seed * 1664525u + 1013904223u;
            noise[i] = letters[seed >> 16 & 31 ? (seed >> 16) % (sizeof letters - 1) : 0];
        }
        noise[sizeof noise - 1] = 0;
        struct rd_dictionary *d = load(noise, noise, noise, noise);
        (void)coded(d, "A B C, AB AC, BC and C A B by B A.", 0);
        rd_dictionary_free(d);
    }
    static char deep[400000]; /* braces as deep as a line is long */
    size_t n = (size_t)snprintf(deep, sizeof deep, "--- SEIZE [170] ---\nSEIZE\n- * ");
    while (n + 16 < sizeof deep) n += (size_t)snprintf(deep + n, sizeof deep - n, "A{");
    (void)snprintf(deep + n, sizeof deep - n, " [171]\n");
    struct rd_dictionary *d = load(deep, petrarch_actors, petrarch_agents, NULL);
    assert_string_equal(coded(d, "Velmark seize Dorvania.", 0), "XVL/XDR/170");
    rd_dictionary_free(d);
    /* an actor that is hidden takes the agents in front of it along: no unit without words is left */
    d = load("--- MEET [040] ---\nMEET {MET}\n- % * [036]\n", "VELMARK [XVL]\n\nDORVANIA [XDR]\n\nVELMARK_POST [---]\n", petrarch_agents, NULL);
    assert_string_equal(coded(d, "The navy Velmark Post and Velmark and Dorvania met.", 0), "XVL/XDR/036 XDR/XVL/036");
    rd_dictionary_free(d);
    d = NULL;
    struct rd_err err = {0};
    const char *none[] = {"/nonexistent/actors"};
    const struct rd_dictionary_files f = {none, 1, NULL, "/nonexistent/verbs", NULL, NULL};
    assert_int_equal(rd_dictionary_load(&d, &f, &err), RD_ENOTFOUND);
    assert_null(d);
}

static void long_sentence(void **state) {
    (void)state;
    struct rd_dictionary *d = load(petrarch_verbs, petrarch_actors, petrarch_agents, NULL);
    static char z[60000];
    for (size_t i = 0; i + 30 < sizeof z; i += 24) memcpy(z + i, "Velmark and Dorvania met ", 25);
    (void)coded(d, z, 0);
    rd_dictionary_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(petrarch), cmocka_unit_test(dates), cmocka_unit_test(tabari), cmocka_unit_test(hostile), cmocka_unit_test(long_sentence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
