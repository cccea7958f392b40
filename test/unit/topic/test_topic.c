/* Issues, claims and names over small trees made by hand. A row a word: form lemma UPOS head relation features; "~" behind the form: no
 * blank follows. Every sentence is the content of one statement of the side that the test says.
 * Word lists are those of data/ and demo/lexicon. */
#include "base/buf.h"
#include "topic/topic.h"

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
    struct rd_records out;
};

static struct rd_lex *lex;

static int load_lists(void **state) {
    (void)state;
    struct rd_err err = {0};
    static const char *const extra[] = {"demo/lexicon", "test/unit/topic/lists"};
    return rd_lex_load(&lex, "data", extra, 2, &err);
}

static int free_lists(void **state) {
    (void)state;
    rd_lex_free(lex);
    return 0;
}

static void to_conllu(struct rd_buf *out, struct rd_str rows) {
    uint32_t id = 0;
    while (rows.n) {
        struct rd_str two[2], f[6];
        uint32_t parts = rd_str_split(rows, '\n', two, 2);
        rows = parts == 2 ? two[1] : RD_NONE;
        if (!two[0].n) {
            rd_buf_c(out, '\n');
            id = 0;
            continue;
        }
        assert_int_equal(rd_str_split(two[0], ' ', f, 6), 6);
        bool glued = rd_str_ends(f[0], "~");
        f[0].n -= glued;
        rd_buf_printf(out, "%u\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t%.*s\t_\t%s\n", ++id, RD_S(f[0]), RD_S(f[1]), RD_S(f[2]), RD_S(f[5]), RD_S(f[3]), RD_S(f[4]), glued ? "SpaceAfter=No" : "_");
    }
    rd_buf_c(out, '\n');
}

/* Every sentence is the content of one statement. */
static void make_statements(struct fixture *f, const char *side, int form, int modality, const char *cue) {
    f->out.st = RD_NEW_N(&f->a, struct rd_statement, f->doc.n_sent);
    f->out.n_st = f->doc.n_sent;
    for (uint32_t i = 0; i < f->doc.n_sent; i++) {
        struct rd_statement *s = &f->out.st[i];
        s->content = RD_NEW(&f->a, struct rd_span);
        s->content[0] = f->doc.sents[i].span;
        s->n_content = 1;
        s->nested_in = s->answers = s->contact = -1;
        s->form = (uint8_t)form;
        s->modality = (uint8_t)modality;
        s->speaker = (struct rd_party){.entity = -1, .name = RD_LIT("somebody"), .side = rd_str_of(side)};
        s->cue_lemma = rd_str_of(cue);
    }
}

static void read_as(struct fixture *f, const char *lang, const char *rows, const char *side, int form, int modality, const char *cue) {
    struct rd_buf b;
    struct rd_err err = {0};
    memset(f, 0, sizeof *f);
    rd_arena_init(&f->a);
    rd_arena_init(&f->s);
    rd_buf_init(&b, 1 << 20);
    to_conllu(&b, rd_str_of(rows));
    assert_int_equal(rd_conllu_load(&f->page, &f->doc, &f->an, rd_arena_str(&f->a, rd_buf_view(&b)), &f->a, &err), 0);
    rd_buf_free(&b);
    f->refs.mention_of = RD_NEW_N(&f->a, int32_t, f->doc.n_tok + 1);
    for (uint32_t i = 0; i < f->doc.n_tok; i++) f->refs.mention_of[i] = -1;
    f->page.lang = f->doc.lang = rd_str_of(lang);
    make_statements(f, side, form, modality, cue);
    struct rd_lang l = {.code = rd_str_of(lang), .lex = lex};
    struct rd_grammar g;
    rd_grammar_make(&g, &f->doc, &f->an, &l, &f->s);
    assert_int_equal(rd_topics_read(&f->out, &f->page, &g, &f->refs, &l, &f->a, &f->s, &err), 0);
}

static void read_rows(struct fixture *f, const char *rows) {
    read_as(f, "en", rows, "XVL", RD_FORM_INDIRECT, RD_MOD_ASSERTED, "say");
}

static void done(struct fixture *f) {
    rd_arena_free(&f->a);
    rd_arena_free(&f->s);
}

static bool has_issue(const struct rd_statement *s, const char *key) {
    for (uint32_t i = 0; i < s->n_issues; i++) {
        if (rd_str_is(s->issues[i].key, key)) return true;
    }
    return false;
}

/* Value of the claim with a key; "" if there is none. */
static const char *claimed(struct fixture *f, const char *key) {
    for (uint32_t i = 0; i < f->out.n_cl; i++) {
        if (rd_str_is(f->out.cl[i].key, key)) return rd_arena_str(&f->a, f->out.cl[i].value).p;
    }
    return "";
}

static const char the_port_and_bridge[] =
    "the the DET 2 det Definite=Def\nopening opening NOUN 0 root Number=Sing\nof of ADP 5 case _\nthe the DET 5 det Definite=Def\nport port NOUN 2 nmod Number=Sing\n"
    "of of ADP 7 case _\nAnholm Anholm PROPN 5 nmod _\nand and CCONJ 11 cc _\nthe the DET 11 det Definite=Def\nBrodno Brodno PROPN 11 compound _\nbridge bridge NOUN 5 conj Number=Sing\n"
    "at at ADP 14 case _\nthe the DET 14 det Definite=Def\ntime time NOUN 2 nmod _\n";

static void test_topic_issues__two_things(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, the_port_and_bridge);
    assert_int_equal(f.out.st[0].n_issues, 2);
    assert_true(has_issue(&f.out.st[0], "l:port@anholm.port"));
    assert_true(has_issue(&f.out.st[0], "l:bridge@brodno"));
    done(&f);
}

/* "A-B road": known by the end that is not the chief town of the area. */
static void test_topic_issues__two_ends(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "the the DET 5 det Definite=Def\nAghdam~ Aghdam PROPN 5 compound _\n-~ - PUNCT 2 punct _\nKhankendi Khankendi PROPN 2 flat _\nroad road NOUN 0 root Number=Sing\n");
    assert_int_equal(f.out.st[0].n_issues, 1);
    assert_true(has_issue(&f.out.st[0], "l:road@aghdam"));
    done(&f);
    read_rows(&f, "the the DET 5 det Definite=Def\nLachin Lachin PROPN 5 compound _\nand and CCONJ 4 cc _\nAghdam Aghdam PROPN 2 conj _\nroutes route NOUN 0 root Number=Plur\n");
    assert_int_equal(f.out.st[0].n_issues, 2);
    assert_true(has_issue(&f.out.st[0], "l:road@lachin"));
    assert_true(has_issue(&f.out.st[0], "l:road@aghdam"));
    done(&f);
}

/* A town stands for its area; a language does not matter. */
static void test_topic_issues__areas(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "the the DET 2 det Definite=Def\nelections election NOUN 0 root Number=Plur\non on ADP 4 case _\nLyskar Lyskar PROPN 2 nmod _\n");
    assert_true(has_issue(&f.out.st[0], "l:election@lyskar"));
    done(&f);
    read_as(&f, "nl", "de de DET 2 det Definite=Def\nverkiezingen verkiezing NOUN 0 root Number=Plur\nop op ADP 4 case _\nLiskara Liskara PROPN 2 nmod _\n", "XVL", RD_FORM_INDIRECT, RD_MOD_ASSERTED, "zeggen");
    assert_true(has_issue(&f.out.st[0], "l:election@lyskar"));
    done(&f);
}

/* A user's list: a head of its own, plain, whatever the place. */
static void test_topic_issues__own_list(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "the the DET 3 det Definite=Def\nlobster lobster NOUN 3 compound _\nquota quota NOUN 0 root Number=Sing\n");
    assert_int_equal(f.out.st[0].n_issues, 1);
    assert_string_equal(f.out.st[0].issues[0].key.p, "l:lobster-quota");
    done(&f);
}

static const char *crisis(struct fixture *f, const char *det, const char *feats, const char *cue) {
    char rows[512];
    snprintf(rows, sizeof rows, "there there PRON 2 expl _\nis be VERB 0 root VerbForm=Fin\n%s %s DET 5 det %s\nhumanitarian humanitarian ADJ 5 amod _\ncrisis crisis NOUN 2 nsubj Number=Sing\non on ADP 7 case _\nLyskar Lyskar PROPN 2 obl _\n", det, det, feats);
    read_as(f, "en", rows, "XVL", RD_FORM_INDIRECT, RD_MOD_ASSERTED, cue);
    return claimed(f, "exists:l:humanitarian@lyskar");
}

static void test_topic_claims__polarity(void **state) {
    (void)state;
    struct fixture f;
    assert_string_equal(crisis(&f, "a", "Definite=Ind", "say"), "+"); done(&f);
    assert_string_equal(crisis(&f, "no", "_", "say"), "-"); done(&f);
    assert_string_equal(crisis(&f, "a", "Definite=Ind", "deny"), "-"); done(&f);
    assert_string_equal(crisis(&f, "no", "_", "deny"), "+"); done(&f);
    assert_string_equal(crisis(&f, "a", "Definite=Ind", "warn"), ""); done(&f);
}

/* "It is a lie to claim that there is a crisis." */
static void test_topic_claims__called_a_lie(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "it it PRON 4 expl _\nis be AUX 4 cop VerbForm=Fin\na a DET 4 det _\nlie lie NOUN 0 root _\nto to PART 6 mark _\nclaim claim VERB 4 acl VerbForm=Inf\nthat that SCONJ 9 mark _\n"
                  "there there PRON 9 expl _\nis be VERB 6 ccomp VerbForm=Fin\nhunger hunger NOUN 9 nsubj Number=Sing\non on ADP 12 case _\nLyskar Lyskar PROPN 9 obl _\n");
    assert_string_equal(claimed(&f, "exists:l:humanitarian@lyskar"), "-");
    done(&f);
}

static void test_topic_claims__order(void **state) {
    (void)state;
    struct fixture f;
    static const char same[] = "simultaneous simultaneous ADJ 2 amod _\nopening opening NOUN 0 root _\nof of ADP 4 case _\nport port NOUN 2 nmod _\nof of ADP 6 case _\nAnholm Anholm PROPN 4 nmod _\nand and CCONJ 9 cc _\nBrodno Brodno PROPN 9 compound _\nbridge bridge NOUN 4 conj _\n";
    static const char after[] = "the the DET 3 det _\nBrodno Brodno PROPN 3 compound _\nbridge bridge NOUN 6 nsubj:pass _\ncan can AUX 6 aux VerbForm=Fin\nbe be AUX 6 aux:pass VerbForm=Inf\nopened open VERB 0 root VerbForm=Part\nafter after ADP 9 case _\nthe the DET 9 det _\nopening opening NOUN 6 obl _\nof of ADP 11 case _\nport port NOUN 9 nmod _\nof of ADP 13 case _\nAnholm Anholm PROPN 11 nmod _\n";
    read_rows(&f, same);
    assert_string_equal(claimed(&f, "order:l:bridge@brodno|l:port@anholm.port"), "=");
    done(&f);
    read_as(&f, "en", after, "XDR", RD_FORM_INDIRECT, RD_MOD_POSSIBLE, "say");
    assert_string_equal(claimed(&f, "order:l:bridge@brodno|l:port@anholm.port"), "<l:port@anholm.port");
    done(&f);
}

static void test_topic_claims__deeds_and_numbers(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Dorvania Dorvania PROPN 4 nsubj _\ndid do AUX 4 aux VerbForm=Fin\nnot not PART 4 advmod Polarity=Neg\nlay lay VERB 0 root VerbForm=Inf\nmines mine NOUN 4 obj Number=Plur\nat at ADP 7 case _\nAnholm Anholm PROPN 4 obl _\n");
    assert_string_equal(claimed(&f, "act:lay:l:mines@lyskar"), "-XDR");
    done(&f);
    read_rows(&f, "more more ADJ 3 advmod _\nthan than ADP 1 fixed _\n1,200 1,200 NUM 4 nummod _\ncivilians civilian NOUN 6 nsubj:pass Number=Plur\nwere be AUX 6 aux:pass VerbForm=Fin\nkilled kill VERB 0 root VerbForm=Part\non on ADP 8 case _\nLyskar Lyskar PROPN 6 obl _\n");
    assert_string_equal(claimed(&f, "count:killed:civilian@lyskar"), ">1200");
    done(&f);
    read_rows(&f, "Velmark Velmark PROPN 4 nsubj _\ndoes do AUX 4 aux VerbForm=Fin\nnot not PART 4 advmod Polarity=Neg\nrecognise recognise VERB 0 root VerbForm=Inf\nthe the DET 6 det _\nelection election NOUN 4 obj _\non on ADP 8 case _\nLyskar Lyskar PROPN 6 nmod _\n");
    assert_string_equal(claimed(&f, "recognise:l:election@lyskar"), "-");
    done(&f);
}

static const struct rd_naming *named(struct fixture *f, const char *key, const char *words) {
    for (uint32_t i = 0; i < f->out.n_nm; i++) {
        if (rd_str_is(f->out.nm[i].key, key) && rd_str_is(f->out.nm[i].words, words)) return &f->out.nm[i];
    }
    return NULL;
}

static void test_topic_namings__whose_words(void **state) {
    (void)state;
    static const char rows[] = "the the DET 5 det Definite=Def\nso~ so ADV 4 advmod _\n-~ - PUNCT 2 punct _\ncalled call VERB 5 amod _\nelections election NOUN 0 root Number=Plur\non on ADP 7 case _\nLiskara Liskara PROPN 5 nmod _\n";
    struct fixture f;
    read_rows(&f, rows);
    const struct rd_naming *place = named(&f, "w:lyskar", "Liskara"), *vote = named(&f, "l:election@lyskar", "so-called elections on Liskara");
    assert_non_null(place);
    assert_int_equal(place->statement, -1);   /* indirect: the page's own words */
    assert_false(place->loaded);
    assert_non_null(vote);
    assert_true(vote->loaded);
    assert_int_equal(f.out.n_cl, 0);
    assert_string_equal(claimed(&f, "name:w:lyskar"), "");
    done(&f);
    read_as(&f, "en", rows, "XDR", RD_FORM_DIRECT, RD_MOD_ASSERTED, "say");
    place = named(&f, "w:lyskar", "Liskara");
    assert_non_null(place);
    assert_int_equal(place->statement, 0);
    assert_string_equal(claimed(&f, "name:w:lyskar"), "Liskara");   /* the name that its own side uses */
    done(&f);
}

static void test_topic_read__nothing(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "hello hello INTJ 0 root _\n");
    assert_int_equal(f.out.n_cl + f.out.n_nm + f.out.st[0].n_issues, 0);
    done(&f);
    read_as(&f, "xx", "hello hello INTJ 0 root _\n", NULL, RD_FORM_DIRECT, RD_MOD_QUESTION, NULL);   /* a language without lists */
    assert_int_equal(f.out.n_cl + f.out.n_nm + f.out.st[0].n_issues, 0);
    done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_topic_issues__two_things), cmocka_unit_test(test_topic_issues__two_ends), cmocka_unit_test(test_topic_issues__areas),
        cmocka_unit_test(test_topic_issues__own_list), cmocka_unit_test(test_topic_claims__polarity), cmocka_unit_test(test_topic_claims__called_a_lie),
        cmocka_unit_test(test_topic_claims__order), cmocka_unit_test(test_topic_claims__deeds_and_numbers), cmocka_unit_test(test_topic_namings__whose_words),
        cmocka_unit_test(test_topic_read__nothing)};
    return cmocka_run_group_tests(tests, load_lists, free_lists);
}
