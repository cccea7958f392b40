/* Minimal pairs over trees as they should be: what the word lists and the rules make of them, apart from the models. */
#include "fixture.h"

/* "Lena Marr said that the pier was closed." */
static void said(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "Lena Lena PROPN 3 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "said say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nthat that SCONJ 8 mark _\n"
        "the the DET 6 det Definite=Def|PronType=Art\npier pier NOUN 8 nsubj:pass Number=Sing\n"
        "was be AUX 8 aux:pass Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n"
        "closed~ close VERB 3 ccomp Tense=Past|VerbForm=Part|Voice=Pass\n. . PUNCT 3 punct _\n");
    number_is(&f, 1);
    const struct rd_statement *s = must(&f, "the pier was closed", "Lena Marr");
    assert_int_equal(s->form, RD_FORM_INDIRECT);
    assert_int_equal(s->modality, RD_MOD_ASSERTED);
    assert_false(s->denied || s->negated);
    assert_true(rd_span_empty(s->condition));
    assert_true(rd_str_is(rd_span_of(f.doc.text, s->cue), "said"));
    assert_true(rd_str_is(s->cue_lemma, "say"));
    assert_string_equal(s->cue_class, "say");
    assert_true(rd_str_is(rd_span_of(f.doc.text, s->speaker.span), "Lena Marr"));
    assert_int_equal(s->nested_in, -1);
    assert_string_equal(s->said_on.value, "");
    done(&f);
}

/* "Lena Marr did not say that the ferries would sail." */
static void did_not_say(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "Lena Lena PROPN 5 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "did do AUX 5 aux Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nnot not PART 5 advmod Polarity=Neg\n"
        "say say VERB 0 root VerbForm=Inf\nthat that SCONJ 10 mark _\nthe the DET 8 det Definite=Def|PronType=Art\n"
        "ferries ferry NOUN 10 nsubj Number=Plur\nwould would AUX 10 aux VerbForm=Fin\nsail~ sail VERB 5 ccomp VerbForm=Inf\n"
        ". . PUNCT 5 punct _\n");
    number_is(&f, 1);
    const struct rd_statement *s = must(&f, "the ferries would sail", "Lena Marr");
    assert_true(s->denied);
    assert_false(s->negated); /* the saying is denied, not what would have been said */
    done(&f);
}

/* "Lena Marr said that the ferries sail if the ice breaks." */
static void with_a_condition(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "Lena Lena PROPN 3 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "said say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nthat that SCONJ 7 mark _\n"
        "the the DET 6 det Definite=Def|PronType=Art\nferries ferry NOUN 7 nsubj Number=Plur\n"
        "sail sail VERB 3 ccomp Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin\nif if SCONJ 11 mark _\n"
        "the the DET 11 det Definite=Def|PronType=Art\nice ice NOUN 11 nsubj Number=Sing\nbreaks~ break VERB 7 advcl Mood=Ind|Tense=Pres|VerbForm=Fin\n"
        ".~ . PUNCT 3 punct _\n");
    number_is(&f, 1);
    const struct rd_statement *s = must(&f, "the ferries sail if the ice breaks", "Lena Marr");
    assert_int_equal(s->modality, RD_MOD_CONDITIONAL);
    assert_true(rd_str_is(rd_span_of(f.doc.text, s->condition), "if the ice breaks"));
    assert_false(s->denied);
    done(&f);
}

/* "... might sail." */
static void possible(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "Lena Lena PROPN 3 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "said say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nthat that SCONJ 8 mark _\n"
        "the the DET 6 det Definite=Def|PronType=Art\nferries ferry NOUN 8 nsubj Number=Plur\nmight might AUX 8 aux VerbForm=Fin\n"
        "sail~ sail VERB 3 ccomp VerbForm=Inf\n. . PUNCT 3 punct _\n");
    assert_int_equal(must(&f, "the ferries might sail", "Lena Marr")->modality, RD_MOD_POSSIBLE);
    done(&f);
}

/* "Lena Marr denied that the pier was closed." */
static void denied(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "Lena Lena PROPN 3 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "denied deny VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nthat that SCONJ 8 mark _\n"
        "the the DET 6 det Definite=Def|PronType=Art\npier pier NOUN 8 nsubj:pass Number=Sing\n"
        "was be AUX 8 aux:pass Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n"
        "closed~ close VERB 3 ccomp Tense=Past|VerbForm=Part|Voice=Pass\n. . PUNCT 3 punct _\n");
    number_is(&f, 1);
    const struct rd_statement *s = must(&f, "the pier was closed", "Lena Marr");
    assert_string_equal(s->cue_class, "deny");
    assert_false(s->denied); /* she did say something */
    done(&f);
}

/* '"The ferries will sail," Lena Marr said, "and the pier will open."' */
static void interrupted_by_its_cue(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "\"~ \" PUNCT 5 punct _\nThe the DET 3 det Definite=Def|PronType=Art\nferries ferry NOUN 5 nsubj Number=Plur\n"
        "will will AUX 5 aux VerbForm=Fin\nsail~ sail VERB 10 ccomp VerbForm=Inf\n,~ , PUNCT 5 punct _\n\" \" PUNCT 5 punct _\n"
        "Lena Lena PROPN 10 nsubj Number=Sing B-PER\nMarr Marr PROPN 8 flat Number=Sing I-PER\n"
        "said~ say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n, , PUNCT 17 punct _\n\"~ \" PUNCT 17 punct _\n"
        "and and CCONJ 17 cc _\nthe the DET 15 det Definite=Def|PronType=Art\npier pier NOUN 17 nsubj Number=Sing\n"
        "will will AUX 17 aux VerbForm=Fin\nopen~ open VERB 10 ccomp VerbForm=Inf\n.~ . PUNCT 17 punct _\n\" \" PUNCT 17 punct _\n");
    number_is(&f, 1);
    const struct rd_statement *s = must(&f, "The ferries will sail, ... and the pier will open.", "Lena Marr");
    assert_int_equal(s->form, RD_FORM_DIRECT);
    assert_int_equal(s->n_content, 2);
    assert_true(rd_str_is(rd_span_of(f.doc.text, s->cue), "said"));
    done(&f);
}

/* '"The ferries will sail," Lena Marr said. "The pier will open too."' */
static void goes_on_after_its_cue(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "\"~ \" PUNCT 5 punct _\nThe the DET 3 det Definite=Def|PronType=Art\nferries ferry NOUN 5 nsubj Number=Plur\n"
        "will will AUX 5 aux VerbForm=Fin\nsail~ sail VERB 10 ccomp VerbForm=Inf\n,~ , PUNCT 5 punct _\n\" \" PUNCT 5 punct _\n"
        "Lena Lena PROPN 10 nsubj Number=Sing B-PER\nMarr Marr PROPN 8 flat Number=Sing I-PER\n"
        "said~ say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n. . PUNCT 10 punct _\n"
        "\n"
        "\"~ \" PUNCT 5 punct _\nThe the DET 3 det Definite=Def|PronType=Art\npier pier NOUN 5 nsubj Number=Sing\n"
        "will will AUX 5 aux VerbForm=Fin\nopen open VERB 0 root VerbForm=Inf\ntoo~ too ADV 5 advmod _\n.~ . PUNCT 5 punct _\n"
        "\" \" PUNCT 5 punct _\n");
    number_is(&f, 2);
    const struct rd_statement *a = must(&f, "The ferries will sail,", "Lena Marr"), *b = must(&f, "The pier will open too.", "Lena Marr");
    assert_int_equal(b->form, RD_FORM_DIRECT);
    assert_int_equal(a->cue.beg, b->cue.beg);
    assert_int_equal(a->cue.end, b->cue.end);
    assert_int_equal(b->nested_in, -1);
    assert_string_not_equal(a->id, b->id);
    done(&f);
}

/* '"I said that the ferries were late," Lena Marr said.': her own "I said" is part of what she says */
static void first_person_inside(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "\"~ \" PUNCT 3 punct _\nI I PRON 3 nsubj Case=Nom|Number=Sing|Person=1|PronType=Prs\n"
        "said say VERB 13 ccomp Mood=Ind|Number=Sing|Person=1|Tense=Past|VerbForm=Fin\nthat that SCONJ 8 mark _\n"
        "the the DET 6 det Definite=Def|PronType=Art\nferries ferry NOUN 8 nsubj Number=Plur\n"
        "were be AUX 8 cop Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin\nlate~ late ADJ 3 ccomp _\n,~ , PUNCT 3 punct _\n"
        "\" \" PUNCT 3 punct _\nLena Lena PROPN 13 nsubj Number=Sing B-PER\nMarr Marr PROPN 11 flat Number=Sing I-PER\n"
        "said~ say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n. . PUNCT 13 punct _\n");
    number_is(&f, 1);
    must(&f, "I said that the ferries were late,", "Lena Marr");
    done(&f);
}

/* 'Lena Marr has read "The Ferry".' */
static void title_of_a_work(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "Lena Lena PROPN 4 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "has have AUX 4 aux Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\nread read VERB 0 root Tense=Past|VerbForm=Part\n"
        "\"~ \" PUNCT 7 punct _\nThe the DET 7 det Definite=Def|PronType=Art\nFerry~ ferry NOUN 4 obj Number=Sing\n"
        "\"~ \" PUNCT 7 punct _\n. . PUNCT 4 punct _\n");
    number_is(&f, 0);
    done(&f);
}

/* "Lena Marr said that Tomas Eidal had said that the pier was closed." */
static void chain(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "Lena Lena PROPN 3 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "said say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nthat that SCONJ 8 mark _\n"
        "Tomas Tomas PROPN 8 nsubj Number=Sing B-PER\nEidal Eidal PROPN 5 flat Number=Sing I-PER\n"
        "had have AUX 8 aux Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nsaid say VERB 3 ccomp Tense=Past|VerbForm=Part\n"
        "that that SCONJ 13 mark _\nthe the DET 11 det Definite=Def|PronType=Art\npier pier NOUN 13 nsubj:pass Number=Sing\n"
        "was be AUX 13 aux:pass Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n"
        "closed~ close VERB 8 ccomp Tense=Past|VerbForm=Part|Voice=Pass\n. . PUNCT 3 punct _\n");
    number_is(&f, 2);
    const struct rd_statement *outer = must(&f, "Tomas Eidal had said that the pier was closed", "Lena Marr");
    const struct rd_statement *inner = must(&f, "the pier was closed", "Tomas Eidal");
    assert_int_equal(outer->nested_in, -1);
    assert_int_equal(inner->nested_in, outer - f.records.st);
    assert_true(outer < inner); /* outer before inner */
    done(&f);
}

/* "It was announced by Lena Marr that the ferries would sail." */
static void passive(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "It it PRON 3 nsubj:pass Case=Nom|Number=Sing|Person=3|PronType=Prs\n"
        "was be AUX 3 aux:pass Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n"
        "announced announce VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass\nby by ADP 5 case _\n"
        "Lena Lena PROPN 3 obl:agent Number=Sing B-PER\nMarr Marr PROPN 5 flat Number=Sing I-PER\nthat that SCONJ 11 mark _\n"
        "the the DET 9 det Definite=Def|PronType=Art\nferries ferry NOUN 11 nsubj Number=Plur\nwould would AUX 11 aux VerbForm=Fin\n"
        "sail~ sail VERB 3 csubj:pass VerbForm=Inf\n. . PUNCT 3 punct _\n");
    number_is(&f, 1);
    const struct rd_statement *s = must(&f, "the ferries would sail", "Lena Marr");
    assert_true(rd_str_is(rd_span_of(f.doc.text, s->cue), "announced"));
    assert_int_equal(s->form, RD_FORM_INDIRECT);
    done(&f);
}

/* "According to Lena Marr, the pier was closed." */
static void according_to(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "According accord VERB 3 case Tense=Pres|VerbForm=Part\nto to ADP 1 fixed _\nLena Lena PROPN 9 obl Number=Sing B-PER\n"
        "Marr~ Marr PROPN 3 flat Number=Sing I-PER\n, , PUNCT 3 punct _\nthe the DET 7 det Definite=Def|PronType=Art\n"
        "pier pier NOUN 9 nsubj Number=Sing\nwas be AUX 9 cop Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n"
        "closed~ close VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass\n. . PUNCT 9 punct _\n");
    number_is(&f, 1);
    const struct rd_statement *s = must(&f, "the pier was closed", "Lena Marr");
    assert_true(rd_str_is(rd_span_of(f.doc.text, s->cue), "According to"));
    done(&f);
}

/* 'Lena Marr called the pier "a very old ruin".': quoted words inside a clause of the page */
static void called(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "Lena Lena PROPN 3 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "called call VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nthe the DET 5 det Definite=Def|PronType=Art\n"
        "pier pier NOUN 3 obj Number=Sing\n\"~ \" PUNCT 10 punct _\na a DET 10 det Definite=Ind|PronType=Art\nvery very ADV 9 advmod _\n"
        "old old ADJ 10 amod _\nruin~ ruin NOUN 3 xcomp Number=Sing\n\"~ \" PUNCT 10 punct _\n.~ . PUNCT 3 punct _\n");
    number_is(&f, 1);
    assert_true(f.records.n_st && rd_str_is(f.records.st[0].speaker.name, "Lena Marr"));
    assert_int_not_equal(f.records.st[0].form, RD_FORM_DIRECT);
    done(&f);
}

/* Several sentences in one page: nobody's words go to somebody else, ids differ, the order is that of the text. */
static void together(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "en",
        "Lena Lena PROPN 3 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "said say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nthat that SCONJ 8 mark _\n"
        "the the DET 6 det Definite=Def|PronType=Art\npier pier NOUN 8 nsubj:pass Number=Sing\n"
        "was be AUX 8 aux:pass Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n"
        "closed~ close VERB 3 ccomp Tense=Past|VerbForm=Part|Voice=Pass\n. . PUNCT 3 punct _\n"
        "\n"
        "Lena Lena PROPN 4 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "has have AUX 4 aux Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\nread read VERB 0 root Tense=Past|VerbForm=Part\n"
        "\"~ \" PUNCT 7 punct _\nThe the DET 7 det Definite=Def|PronType=Art\nFerry~ ferry NOUN 4 obj Number=Sing\n"
        "\"~ \" PUNCT 7 punct _\n. . PUNCT 4 punct _\n"
        "\n"
        "Lena Lena PROPN 3 nsubj Number=Sing B-PER\nMarr Marr PROPN 1 flat Number=Sing I-PER\n"
        "said say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nthat that SCONJ 8 mark _\n"
        "Tomas Tomas PROPN 8 nsubj Number=Sing B-PER\nEidal Eidal PROPN 5 flat Number=Sing I-PER\n"
        "had have AUX 8 aux Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\nsaid say VERB 3 ccomp Tense=Past|VerbForm=Part\n"
        "that that SCONJ 13 mark _\nthe the DET 11 det Definite=Def|PronType=Art\npier pier NOUN 13 nsubj:pass Number=Sing\n"
        "was be AUX 13 aux:pass Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n"
        "closed~ close VERB 8 ccomp Tense=Past|VerbForm=Part|Voice=Pass\n. . PUNCT 3 punct _\n"
        "\n"
        "\"~ \" PUNCT 5 punct _\nThe the DET 3 det Definite=Def|PronType=Art\nferries ferry NOUN 5 nsubj Number=Plur\n"
        "will will AUX 5 aux VerbForm=Fin\nsail~ sail VERB 10 ccomp VerbForm=Inf\n,~ , PUNCT 5 punct _\n\" \" PUNCT 5 punct _\n"
        "Lena Lena PROPN 10 nsubj Number=Sing B-PER\nMarr Marr PROPN 8 flat Number=Sing I-PER\n"
        "said~ say VERB 0 root Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\n. . PUNCT 10 punct _\n"
        "\n"
        "\"~ \" PUNCT 5 punct _\nThe the DET 3 det Definite=Def|PronType=Art\npier pier NOUN 5 nsubj Number=Sing\n"
        "will will AUX 5 aux VerbForm=Fin\nopen open VERB 0 root VerbForm=Inf\ntoo~ too ADV 5 advmod _\n.~ . PUNCT 5 punct _\n"
        "\" \" PUNCT 5 punct _\n");
    number_is(&f, 5);
    for (uint32_t i = 0; i < f.records.n_st; i++) {
        for (uint32_t k = 0; k < i; k++) {
            assert_string_not_equal(f.records.st[i].id, f.records.st[k].id);
            assert_true(f.records.st[k].content[0].beg <= f.records.st[i].content[0].beg);
        }
    }
    done(&f);
}

/* ---- Dutch ---- */

/* "Lena Marr zei dat de pier dicht was.", "... zei niet dat ...", "... varen tenzij het ijs breekt." */
static void dutch_pairs(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "nl",
        "Lena Lena PROPN 3 nsubj _ B-PER\nMarr Marr PROPN 1 flat _ I-PER\nzei zeggen VERB 0 root Number=Sing|Tense=Past|VerbForm=Fin\n"
        "dat dat SCONJ 7 mark _\nde de DET 6 det Definite=Def\npier pier NOUN 7 nsubj Number=Sing\ndicht dicht ADJ 3 ccomp _\n"
        "was~ zijn AUX 7 cop Number=Sing|Tense=Past|VerbForm=Fin\n. . PUNCT 3 punct _\n");
    number_is(&f, 1);
    const struct rd_statement *s = must(&f, "de pier dicht was", "Lena Marr");
    assert_false(s->denied);
    assert_int_equal(s->modality, RD_MOD_ASSERTED);
    assert_int_equal(s->form, RD_FORM_INDIRECT);
    assert_true(rd_str_is(s->cue_lemma, "zeggen"));
    done(&f);
    read_rows(&f, "nl",
        "Lena Lena PROPN 3 nsubj _ B-PER\nMarr Marr PROPN 1 flat _ I-PER\nzei zeggen VERB 0 root Number=Sing|Tense=Past|VerbForm=Fin\n"
        "niet niet ADV 3 advmod _\ndat dat SCONJ 9 mark _\nde de DET 7 det Definite=Def\nveerboten veerboot NOUN 9 nsubj Number=Plur\n"
        "zouden zullen AUX 9 aux Number=Plur|Tense=Past|VerbForm=Fin\nvaren~ varen VERB 3 ccomp VerbForm=Inf\n. . PUNCT 3 punct _\n");
    number_is(&f, 1);
    assert_true(must(&f, "de veerboten zouden varen", "Lena Marr")->denied);
    done(&f);
    read_rows(&f, "nl",
        "Lena Lena PROPN 3 nsubj _ B-PER\nMarr Marr PROPN 1 flat _ I-PER\nzei zeggen VERB 0 root Number=Sing|Tense=Past|VerbForm=Fin\n"
        "dat dat SCONJ 7 mark _\nde de DET 6 det Definite=Def\nveerboten veerboot NOUN 7 nsubj Number=Plur\n"
        "varen varen VERB 3 ccomp Number=Plur|Tense=Pres|VerbForm=Fin\ntenzij tenzij SCONJ 11 mark _\nhet het DET 10 det Definite=Def\n"
        "ijs ijs NOUN 11 nsubj Number=Sing\nbreekt~ breken VERB 7 advcl Number=Sing|Tense=Pres|VerbForm=Fin\n.~ . PUNCT 3 punct _\n");
    number_is(&f, 1);
    s = must(&f, "de veerboten varen tenzij het ijs breekt", "Lena Marr");
    assert_int_equal(s->modality, RD_MOD_CONDITIONAL);
    assert_true(rd_str_is(rd_span_of(f.doc.text, s->condition), "tenzij het ijs breekt"));
    done(&f);
}

/* '"De veerboten varen", zei Lena Marr, "en de pier gaat open."' */
static void dutch_interrupted(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "nl",
        "\"~ \" PUNCT 4 punct _\nDe de DET 3 det Definite=Def\nveerboten veerboot NOUN 4 nsubj Number=Plur\n"
        "varen~ varen VERB 0 root Number=Plur|Tense=Pres|VerbForm=Fin\n\"~ \" PUNCT 4 punct _\n, , PUNCT 7 punct _\n"
        "zei zeggen VERB 4 parataxis Number=Sing|Tense=Past|VerbForm=Fin\nLena Lena PROPN 7 nsubj _ B-PER\n"
        "Marr~ Marr PROPN 8 flat _ I-PER\n, , PUNCT 8 punct _\n\"~ \" PUNCT 15 punct _\nen en CCONJ 15 cc _\n"
        "de de DET 14 det Definite=Def\npier pier NOUN 15 nsubj Number=Sing\n"
        "gaat open_gaan VERB 4 conj Number=Sing|Tense=Pres|VerbForm=Fin\nopen~ open ADJ 15 compound:prt _\n.~ . PUNCT 4 punct _\n"
        "\" \" PUNCT 4 punct _\n");
    number_is(&f, 1);
    assert_int_equal(must(&f, "De veerboten varen ... en de pier gaat open.", "Lena Marr")->form, RD_FORM_DIRECT);
    done(&f);
}

/* '"De veerboten varen", zei Lena Marr. "De pier gaat ook open."' */
static void dutch_goes_on(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "nl",
        "\"~ \" PUNCT 4 punct _\nDe de DET 3 det Definite=Def\nveerboten veerboot NOUN 4 nsubj Number=Plur\n"
        "varen~ varen VERB 0 root Number=Plur|Tense=Pres|VerbForm=Fin\n\"~ \" PUNCT 4 punct _\n, , PUNCT 7 punct _\n"
        "zei zeggen VERB 4 parataxis Number=Sing|Tense=Past|VerbForm=Fin\nLena Lena PROPN 7 nsubj _ B-PER\n"
        "Marr~ Marr PROPN 8 flat _ I-PER\n. . PUNCT 4 punct _\n"
        "\n"
        "\"~ \" PUNCT 4 punct _\nDe de DET 3 det Definite=Def\npier pier NOUN 4 nsubj Number=Sing\n"
        "gaat open_gaan VERB 0 root Number=Sing|Tense=Pres|VerbForm=Fin\nook ook ADV 4 advmod _\nopen~ open ADJ 4 compound:prt _\n"
        ".~ . PUNCT 4 punct _\n\" \" PUNCT 4 punct _\n");
    number_is(&f, 2);
    assert_int_equal(must(&f, "De veerboten varen", "Lena Marr")->cue.beg, must(&f, "De pier gaat ook open.", "Lena Marr")->cue.beg);
    done(&f);
}

/* '"Ik zei dat de veerboten te laat waren", zei Lena Marr.' */
static void dutch_first_person(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "nl",
        "\"~ \" PUNCT 3 punct _\nIk ik PRON 3 nsubj Case=Nom|Person=1|PronType=Prs\n"
        "zei zeggen VERB 0 root Number=Sing|Tense=Past|VerbForm=Fin\ndat dat SCONJ 8 mark _\nde de DET 6 det Definite=Def\n"
        "veerboten veerboot NOUN 8 nsubj Number=Plur\nte te ADP 8 advmod _\nlaat laat ADJ 3 ccomp _\n"
        "waren~ zijn AUX 8 cop Number=Plur|Tense=Past|VerbForm=Fin\n\"~ \" PUNCT 3 punct _\n, , PUNCT 12 punct _\n"
        "zei zeggen VERB 3 parataxis Number=Sing|Tense=Past|VerbForm=Fin\nLena Lena PROPN 12 nsubj _ B-PER\n"
        "Marr~ Marr PROPN 13 flat _ I-PER\n. . PUNCT 3 punct _\n");
    number_is(&f, 1);
    must(&f, "Ik zei dat de veerboten te laat waren", "Lena Marr");
    done(&f);
}

/* "Lena Marr zei dat Tomas Eidal had gezegd dat de pier dicht was." */
static void dutch_chain(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "nl",
        "Lena Lena PROPN 3 nsubj _ B-PER\nMarr Marr PROPN 1 flat _ I-PER\nzei zeggen VERB 0 root Number=Sing|Tense=Past|VerbForm=Fin\n"
        "dat dat SCONJ 8 mark _\nTomas Tomas PROPN 8 nsubj _ B-PER\nEidal Eidal PROPN 5 flat _ I-PER\n"
        "had hebben AUX 8 aux Number=Sing|Tense=Past|VerbForm=Fin\ngezegd zeggen VERB 3 ccomp VerbForm=Part\ndat dat SCONJ 12 mark _\n"
        "de de DET 11 det Definite=Def\npier pier NOUN 12 nsubj Number=Sing\ndicht dicht ADJ 8 ccomp _\n"
        "was~ zijn AUX 12 cop Number=Sing|Tense=Past|VerbForm=Fin\n. . PUNCT 3 punct _\n");
    number_is(&f, 2);
    const struct rd_statement *outer = must(&f, "Tomas Eidal had gezegd dat de pier dicht was", "Lena Marr");
    assert_int_equal(must(&f, "de pier dicht was", "Tomas Eidal")->nested_in, outer - f.records.st);
    done(&f);
}

/* "Er werd door Lena Marr aangekondigd dat de veerboten zouden varen.", "Volgens Lena Marr was de pier dicht." */
static void dutch_passive_and_volgens(void **state) {
    (void)state;
    struct fixture f;
    read_rows(&f, "nl",
        "Er er ADV 6 advmod _\nwerd worden AUX 6 aux:pass Number=Sing|Tense=Past|VerbForm=Fin\ndoor door ADP 4 case _\n"
        "Lena Lena PROPN 6 obl:agent _ B-PER\nMarr Marr PROPN 4 flat _ I-PER\naangekondigd aan_kondigen VERB 0 root VerbForm=Part\n"
        "dat dat SCONJ 11 mark _\nde de DET 9 det Definite=Def\nveerboten veerboot NOUN 11 nsubj Number=Plur\n"
        "zouden zullen AUX 11 aux Number=Plur|Tense=Past|VerbForm=Fin\nvaren~ varen VERB 6 ccomp VerbForm=Inf\n. . PUNCT 6 punct _\n");
    number_is(&f, 1);
    must(&f, "de veerboten zouden varen", "Lena Marr");
    done(&f);
    read_rows(&f, "nl",
        "Volgens volgens ADP 2 case _\nLena Lena PROPN 7 obl _ B-PER\nMarr Marr PROPN 2 flat _ I-PER\n"
        "was zijn AUX 7 cop Number=Sing|Tense=Past|VerbForm=Fin\nde de DET 6 det Definite=Def\npier pier NOUN 7 nsubj Number=Sing\n"
        "dicht~ dicht ADJ 0 root _\n.~ . PUNCT 7 punct _\n");
    number_is(&f, 1);
    const struct rd_statement *s = must(&f, "was de pier dicht", "Lena Marr");
    assert_true(rd_str_is(rd_span_of(f.doc.text, s->cue), "Volgens"));
    done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(said), cmocka_unit_test(did_not_say), cmocka_unit_test(with_a_condition), cmocka_unit_test(possible),
        cmocka_unit_test(denied), cmocka_unit_test(interrupted_by_its_cue), cmocka_unit_test(goes_on_after_its_cue),
        cmocka_unit_test(first_person_inside), cmocka_unit_test(title_of_a_work), cmocka_unit_test(chain), cmocka_unit_test(passive),
        cmocka_unit_test(according_to), cmocka_unit_test(called), cmocka_unit_test(together), cmocka_unit_test(dutch_pairs),
        cmocka_unit_test(dutch_interrupted), cmocka_unit_test(dutch_goes_on), cmocka_unit_test(dutch_first_person),
        cmocka_unit_test(dutch_chain), cmocka_unit_test(dutch_passive_and_volgens),
    };
    return cmocka_run_group_tests_name("extract_records", tests, load_lists, free_lists);
}
