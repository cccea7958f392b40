/* The lexicon loader: tables, phrases, the world. Every list here is invented. */
#include "base/buf.h"
#include "lexicon/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define W(s) RD_LIT(s)

static char dir[256], more[256];

static void put(const char *root, const char *lang, const char *file, const char *text) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s", root, lang);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/%s/%s", root, lang, file);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static int make_lists(void **state) {
    (void)state;
    snprintf(dir, sizeof dir, "/tmp/rd_lex_XXXXXX");
    snprintf(more, sizeof more, "/tmp/rd_lex_XXXXXX");
    if (!mkdtemp(dir) || !mkdtemp(more))
        return -1;
    put(dir, "en", "cues.tsv", "# cues\n#: cue\tpos\tclass\nmake clear\tPHRASE\tstress\nmake\tVERB\t\nsay\tVERB\tsay\nsay\tNOUN\tother\n");
    put(dir, "en", "names.tsv", "#: form\tid\ttype\nOR\tXOR\tshort\nOrland\tXOR\tname\nOrlandic\tXOR\tadjective\nPort-Vale\tport.vale\tname\n"
                                "Republic of Orland\tXOR\talias\n");
    put(dir, "world", "names.tsv", "#: form\tid\ttype\nORD\tord\tname\n");
    put(dir, "world", "actors.tsv", "#: id\tkind\tside\tcode\tsector\tfrom\tto\tsource\nXOR\tstate\tXOR\tXOR\t\t\t\tt\nord\tigo\t\tIGOORD\tIGO\t\t\tt\n"
                                    "port.vale\tregion\t\t\t\t\t\tt\n");
    put(dir, "world", "offices.tsv", "#: office\tstate\tholder\tfrom\tto\taliases\tsource\n"
                                     "president\tXOR\tÁda Born\t2019-03-01\t2024-02-29\tAda Maria Born|A. Born\tt\n"
                                     "president\tXOR\tKarl Voss\t2024-03\t\t\tt\n"
                                     "speaker\tXOR\tKarl Voss\t2020\t2023\t\tt\n");
    put(dir, "world", "places.tsv", "#: id\tname\tkind\tstate\tlat\tlon\taliases\tsource\nvale\tVale\tcity\tXOR\t12.5\t-3\tVaal@XZZ|Fort Vale\tt\n");
    put(more, "en", "cues.tsv", "#: cue\tclass\tpos\nquoth\tsay\tVERB\nbad\tline\twith\ttoo many\n");
    return 0;
}

static struct rd_lex *load(void) {
    struct rd_lex *lex;
    const char *extra[] = {more};
    struct rd_err err = {0};
    assert_int_equal(rd_lex_load(&lex, dir, extra, 1, &err), 0);
    return lex;
}

static void tables_and_fields(void **state) {
    (void)state;
    struct rd_lex *lex = load();
    const struct rd_lex_table *t = rd_lex_get(lex, W("en"), "cues");
    assert_int_equal(rd_lex_count(t), 5);
    assert_int_equal(rd_lex_skipped(lex), 1);
    assert_int_equal(rd_lex_col(t, "class"), 2);
    const struct rd_lex_row *r = rd_lex_find(t, W("Say"));
    assert_true(rd_str_is(rd_lex_field(t, r, "pos"), "VERB"));
    assert_true(rd_str_is(rd_lex_field(t, r->next, "pos"), "NOUN"));
    assert_null(r->next->next);
    /* a user's file may have its columns in another order */
    r = rd_lex_find(t, W("quoth"));
    assert_true(rd_str_is(rd_lex_field(t, r, "class"), "say"));
    assert_null(rd_lex_get(lex, W("en"), "nothing"));
    assert_null(rd_lex_find(NULL, W("say")));
    assert_true(rd_lex_has(W("that|wh|of"), "wh"));
    assert_false(rd_lex_has(W("that|whx"), "wh"));
    assert_int_equal(strlen(rd_lex_hash(lex)), 64);
    rd_lex_free(lex);
}

static void phrases(void **state) {
    (void)state;
    struct rd_lex *lex = load();
    const struct rd_lex_table *t = rd_lex_get(lex, W("en"), "cues");
    uint32_t len;
    struct rd_str w[] = {W("Make"), W("clear"), W("that")};
    assert_non_null(rd_lex_match(t, w, 3, &len));
    assert_int_equal(len, 2);
    assert_non_null(rd_lex_match(t, w, 1, &len));
    assert_int_equal(len, 1);
    assert_null(rd_lex_match(t, w + 1, 2, &len));
    struct rd_str h[] = {W("Port"), W("-"), W("Vale"), W("said")}, one[] = {W("Port-Vale")}, two[] = {W("port"), W("vale")};
    struct rd_str type;
    assert_true(rd_str_is(rd_lex_name_match(lex, W("en"), h, 4, &len, &type)->id, "port.vale"));
    assert_int_equal(len, 3);
    assert_non_null(rd_lex_name_match(lex, W("en"), one, 1, &len, NULL));
    assert_non_null(rd_lex_name_match(lex, W("en"), two, 2, &len, NULL));
    assert_null(rd_lex_name_match(lex, W("en"), h, 2, &len, NULL));
    rd_lex_free(lex);
}

static void names(void **state) {
    (void)state;
    struct rd_lex *lex = load();
    struct rd_str type;
    assert_true(rd_str_is(rd_lex_name(lex, W("en"), W("orlandic"), &type)->id, "XOR"));
    assert_true(rd_str_is(type, "adjective"));
    assert_non_null(rd_lex_name(lex, W("en"), W("OR"), NULL));
    assert_null(rd_lex_name(lex, W("en"), W("or"), NULL)); /* the conjunction */
    assert_true(rd_str_is(rd_lex_name(lex, W("nl"), W("ORD"), NULL)->code, "IGOORD"));
    assert_true(rd_str_is(rd_lex_display(lex, W("en"), W("XOR")), "Orland"));
    assert_null(rd_lex_display(lex, W("en"), W("nobody")).p);
    rd_lex_free(lex);
}

static void offices(void **state) {
    (void)state;
    struct rd_lex *lex = load();
    uint32_t len;
    /* 2024-02-29 is day 19782 */
    assert_true(rd_str_is(rd_lex_holder(lex, "president", W("XOR"), 19782)->holder, "Áda Born"));
    assert_true(rd_str_is(rd_lex_holder(lex, "president", W("XOR"), 19783)->holder, "Karl Voss"));
    assert_null(rd_lex_holder(lex, "president", W("XOR"), 0));
    assert_null(rd_lex_holder(lex, "king", W("XOR"), 19783));
    assert_true(rd_str_is(rd_lex_offices_of(lex, W("ada born"), 0)->office, "president"));
    assert_true(rd_str_is(rd_lex_offices_of(lex, W("Karl Voss"), 1)->office, "speaker"));
    assert_null(rd_lex_offices_of(lex, W("Karl Voss"), 2));
    struct rd_str w[] = {W("Ada"), W("Maria"), W("Born"), W("said")};
    assert_non_null(rd_lex_person_match(lex, w, 4, &len));
    assert_int_equal(len, 3);
    const struct rd_place *p = rd_lex_place(lex, W("vaal"));
    assert_true(p && p->has_latlon && p->lat == 12.5 && p->lon == -3);
    struct rd_str v[] = {W("Fort"), W("Vale")};
    assert_ptr_equal(rd_lex_place_match(lex, v, 2, &len), p);
    rd_lex_free(lex);
}

static void missing_folder(void **state) {
    (void)state;
    struct rd_lex *lex;
    struct rd_err err = {0};
    assert_int_equal(rd_lex_load(&lex, "/nonexistent/lists", NULL, 0, &err), RD_ENOTFOUND);
    assert_null(lex);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_and_fields), cmocka_unit_test(phrases), cmocka_unit_test(names),
        cmocka_unit_test(offices), cmocka_unit_test(missing_folder),
    };
    return cmocka_run_group_tests_name("lexicon_lexicon", tests, make_lists, NULL);
}
