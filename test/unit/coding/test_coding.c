/* coding/: events and codes from small trees by hand, with the word lists of data/ and of demo/lexicon.
 * A row a word: form lemma UPOS head relation features. Countries are known by their names alone: there are no entities. */
#include "base/buf.h"
#include "coding/coding.h"
#include "lexicon/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct rd_lex *lex;

static int load_lists(void **state) {
    (void)state;
    const char *extra[] = {"demo/lexicon"};
    return rd_lex_load(&lex, "data", extra, 1, NULL);
}

static int free_lists(void **state) {
    (void)state;
    rd_lex_free(lex);
    return 0;
}

struct fixture { struct rd_arena a, s; struct rd_page page; struct rd_doc doc; struct rd_analysis an; struct rd_records records; };

static void read_given(struct fixture *f, const char *rows, struct rd_str source, struct rd_str target) {
    struct rd_buf b;
    uint32_t id = 0;
    memset(f, 0, sizeof *f);
    rd_arena_init(&f->a);
    rd_arena_init(&f->s);
    rd_buf_init(&b, 1 << 20);
    for (struct rd_str rest = rd_str_of(rows), line[2]; rest.n; rest = line[1]) {
        struct rd_str w[6];
        if (rd_str_split(rest, '\n', line, 2) < 2) line[1] = RD_NONE;
        assert_int_equal(rd_str_split(line[0], ' ', w, 6), 6);
        rd_buf_printf(&b, "%u\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t%.*s\t_\t_\n", ++id, RD_S(w[0]), RD_S(w[1]), RD_S(w[2]), RD_S(w[5]), RD_S(w[3]), RD_S(w[4]));
    }
    rd_buf_c(&b, '\n');
    assert_int_equal(rd_conllu_load(&f->page, &f->doc, &f->an, rd_buf_view(&b), &f->a, NULL), RD_OK);
    rd_buf_free(&b);
    f->an.parsed = f->an.tagged = true;
    struct rd_refs refs = {.mention_of = RD_NEW_N(&f->a, int32_t, f->doc.n_tok + 1)};
    for (uint32_t i = 0; i < f->doc.n_tok; i++) refs.mention_of[i] = -1;
    struct rd_lang l = {.code = RD_LIT("en"), .lex = lex};
    struct rd_blob blob = {.page_id = "00000000000000000000000000000000", .source = source, .target = target};
    struct rd_grammar g;
    rd_grammar_make(&g, &f->doc, &f->an, &l, &f->s);
    assert_int_equal(rd_events_read(&f->records, &blob, &f->page, &g, &refs, &l, &f->a, &f->s, NULL), RD_OK);
}

static void read_rows(struct fixture *f, const char *rows) {
    read_given(f, rows, RD_NONE, RD_NONE);
}

static void done(struct fixture *f) {
    rd_arena_free(&f->a);
    rd_arena_free(&f->s);
}

/* The page has this one event; NULL: nobody on that side. */
static const struct rd_event *only(const struct fixture *f, const char *code, const char *source, const char *target) {
    assert_int_equal(f->records.n_ev, 1);
    const struct rd_event *e = &f->records.ev[0];
    assert_string_equal(e->cameo, code);
    assert_int_equal(e->n_source > 0, source != NULL);
    assert_int_equal(e->n_target > 0, target != NULL);
    if (source) assert_true(rd_str_is(e->source[0].side, source));
    if (target) assert_true(rd_str_is(e->target[0].side, target));
    return e;
}

static void active_and_passive(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Velmark Velmark PROPN 2 nsubj _\ncondemned condemn VERB 0 root Tense=Past|VerbForm=Fin\nDorvania Dorvania PROPN 2 obj _");
    const struct rd_event *e = only(&f, "111", "XVL", "XDR");
    assert_string_equal(e->plover.type, "ACCUSE");
    assert_int_equal(e->quad, 3);
    assert_string_equal(e->tense, "past");
    assert_int_equal(e->status, RD_STAT_ASSERTED);
    done(&f);
    read_rows(&f, "Dorvania Dorvania PROPN 3 nsubj:pass _\nwas be AUX 3 aux:pass VerbForm=Fin\ncondemned condemn VERB 0 root VerbForm=Part\n"
                  "by by ADP 5 case _\nVelmark Velmark PROPN 3 obl:agent _");
    only(&f, "111", "XVL", "XDR");
    done(&f);
}

static void nation_and_sector(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Dorvanian Dorvanian ADJ 2 amod _\ntroops troops NOUN 3 nsubj _\nattacked attack VERB 0 root VerbForm=Fin\n"
                  "a a DET 6 det _\nVelmarkish Velmarkish ADJ 6 amod _\noutpost outpost NOUN 3 obj _");
    const struct rd_event *e = only(&f, "190", "XDR", "XVL");
    assert_true(rd_str_is(e->source[0].code, "XDRMIL"));
    assert_true(rd_str_is(e->source[0].name, "Dorvanian troops"));
    done(&f);
}

static void act_inside_act(void **state) {
    (void)state;
    struct fixture f;
    const char *rows = "Nahbar Nahbar PROPN 2 nsubj _\n%s VERB 0 root VerbForm=Fin\nto to PART 4 mark _\nsend send VERB 2 xcomp VerbForm=Inf\n"
                       "food food NOUN 4 obj _\nto to ADP 7 case _\nKabwera Kabwera PROPN 4 obl _";
    static const struct { const char *verb, *code; } cases[] = {{"pledged pledge", "0333"}, {"refused refuse", "1223"}, {"began begin", "073"}};
    for (size_t i = 0; i < RD_ARRAY_LEN(cases); i++) {
        char text[512];
        snprintf(text, sizeof text, rows, cases[i].verb);
        read_rows(&f, text);
        only(&f, cases[i].code, "XNB", "XKB");
        done(&f);
    }
}

static void threat_and_end(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Velmark Velmark PROPN 2 nsubj _\nthreatened threaten VERB 0 root VerbForm=Fin\nto to PART 4 mark _\nimpose impose VERB 2 xcomp _\n"
                  "sanctions sanction NOUN 4 obj _\non on ADP 7 case _\nDorvania Dorvania PROPN 5 nmod _");
    only(&f, "1312", "XVL", "XDR");
    done(&f);
    read_rows(&f, "Velmark Velmark PROPN 2 nsubj _\nlifted lift VERB 0 root VerbForm=Fin\nits its PRON 4 nmod:poss _\nsanctions sanction NOUN 2 obj _\n"
                  "on on ADP 6 case _\nDorvania Dorvania PROPN 4 nmod _");
    only(&f, "085", "XVL", "XDR");
    done(&f);
}

static void future_and_refusal(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Velmark Velmark PROPN 3 nsubj _\nwill will AUX 3 aux VerbForm=Fin\nvisit visit VERB 0 root VerbForm=Inf\nDorvania Dorvania PROPN 3 obj _");
    const struct rd_event *e = only(&f, "036", "XVL", "XDR");
    assert_int_equal(e->status, RD_STAT_INTENDED);
    assert_string_equal(e->tense, "future");
    done(&f);
    read_rows(&f, "Velmark Velmark PROPN 4 nsubj _\nwill will AUX 4 aux VerbForm=Fin\nnot not PART 4 advmod _\nmeet meet VERB 0 root VerbForm=Inf\nDorvania Dorvania PROPN 4 obj _");
    e = only(&f, "125", "XVL", "XDR");
    assert_int_equal(e->status, RD_STAT_ASSERTED);
    done(&f);
    read_rows(&f, "Velmark Velmark PROPN 4 nsubj _\ndid do AUX 4 aux VerbForm=Fin\nnot not PART 4 advmod _\nattack attack VERB 0 root VerbForm=Inf\nDorvania Dorvania PROPN 4 obj _");
    assert_int_equal(only(&f, "190", "XVL", "XDR")->status, RD_STAT_DENIED);
    done(&f);
}

static void reciprocal(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Velmark Velmark PROPN 4 nsubj _\nand and CCONJ 3 cc _\nDorvania Dorvania PROPN 1 conj _\nsigned sign VERB 0 root VerbForm=Fin\n"
                  "a a DET 6 det _\ntreaty treaty NOUN 4 obj _");
    const struct rd_event *e = only(&f, "057", "XVL", NULL);
    assert_int_equal(e->n_source, 2);
    done(&f);
    read_rows(&f, "Talks talk NOUN 6 nsubj _\nbetween between ADP 3 case _\nVelmark Velmark PROPN 1 nmod _\nand and CCONJ 5 cc _\nDorvania Dorvania PROPN 3 conj _\n"
                  "failed fail VERB 0 root VerbForm=Fin");
    e = only(&f, "046", "XVL", NULL);
    assert_int_equal(e->n_source, 2);
    done(&f);
}

static void nominal(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "The the DET 2 det _\nrelease release NOUN 8 nsubj _\nof of ADP 5 case _\nVelmarkish Velmarkish ADJ 5 amod _\nsailors sailor NOUN 2 nmod _\n"
                  "by by ADP 7 case _\nDorvania Dorvania PROPN 2 nmod _\npleased please VERB 0 root VerbForm=Fin\nfriends friend NOUN 8 obj _");
    const struct rd_event *e = only(&f, "0841", "XDR", "XVL");
    assert_string_equal(e->rule, "predicate-nominal");
    done(&f);
}

static void at_home(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Kabweran Kabweran PROPN 2 compound _\npolice police NOUN 3 nsubj _\narrested arrest VERB 0 root VerbForm=Fin\nan a DET 5 det _\nactivist activist NOUN 3 obj _");
    only(&f, "173", "XKB", "XKB");
    done(&f);
}

static void nothing(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Velmark Velmark PROPN 2 nsubj _\nsaid say VERB 0 root VerbForm=Fin\nnothing nothing PRON 2 obj _");
    assert_int_equal(f.records.n_ev, 0);
    done(&f);
    read_rows(&f, "Somebody somebody PRON 2 nsubj _\nattacked attack VERB 0 root VerbForm=Fin\nthe the DET 4 det _\npie pie NOUN 2 obj _");
    assert_int_equal(f.records.n_ev, 0);
    done(&f);
}

static void given_pair(void **state) {
    (void)state;
    struct fixture f;
    read_given(&f, "Somebody somebody PRON 2 nsubj _\npraised praise VERB 0 root VerbForm=Fin\nthe the DET 4 det _\nbaker baker NOUN 2 obj _",
               RD_LIT("Somebody"), RD_LIT("the baker"));
    assert_int_equal(f.records.n_ev, 1);
    assert_string_equal(f.records.ev[0].cameo, "051");
    assert_true(rd_str_is(f.records.ev[0].source[0].name, "Somebody"));
    assert_true(rd_str_is(rd_span_of(f.doc.text, f.records.ev[0].target[0].span), "the baker"));
    assert_string_equal(f.records.ev[0].rule, "given-pair");
    done(&f);
}

static void ids_differ(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Velmark Velmark PROPN 2 nsubj _\npraised praise VERB 0 root VerbForm=Fin\nZeeborn Zeeborn PROPN 2 obj _\nand and CCONJ 5 cc _\n"
                  "condemned condemn VERB 2 conj VerbForm=Fin\nDorvania Dorvania PROPN 5 obj _");
    assert_int_equal(f.records.n_ev, 2);
    assert_string_equal(f.records.ev[0].cameo, "051");
    assert_string_equal(f.records.ev[1].cameo, "111");
    assert_true(rd_str_is(f.records.ev[1].source[0].side, "XVL"));
    assert_true(rd_str_is(f.records.ev[1].target[0].side, "XDR"));
    assert_string_not_equal(f.records.ev[0].id, f.records.ev[1].id);
    done(&f);
}

static void lost_verbs(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "Velmark Velmark ADJ 3 amod _\nsent send VERB 3 amod VerbForm=Part\nblankets blanket NOUN 0 root _\nto to ADP 5 case _\nKabwera Kabwera PROPN 3 nmod _");
    only(&f, "073", "XVL", "XKB");
    assert_int_equal(f.an.head[2], -1); /* the page's own tree stays as it is */
    done(&f);
    read_rows(&f, "Nahbari Nahbari ADJ 2 amod _\nguards guard NOUN 0 root _\ntortured torture VERB 2 acl VerbForm=Part\na a DET 6 det _\n"
                  "Lamarese Lamarese ADJ 6 amod _\nprisoner prisoner NOUN 3 obj _");
    only(&f, "1822", "XNB", "XLM");
    done(&f);
    read_rows(&f, "The the DET 3 det _\nbroken break VERB 3 amod VerbForm=Part\nwindow window NOUN 0 root _\nin in ADP 5 case _\nVelmark Velmark PROPN 3 nmod _");
    assert_int_equal(f.records.n_ev, 0);
    done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(active_and_passive), cmocka_unit_test(nation_and_sector), cmocka_unit_test(act_inside_act),
        cmocka_unit_test(threat_and_end), cmocka_unit_test(future_and_refusal), cmocka_unit_test(reciprocal), cmocka_unit_test(nominal),
        cmocka_unit_test(at_home), cmocka_unit_test(nothing), cmocka_unit_test(given_pair), cmocka_unit_test(ids_differ), cmocka_unit_test(lost_verbs),
    };
    return cmocka_run_group_tests_name("coding", tests, load_lists, free_lists);
}
