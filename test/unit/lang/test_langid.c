/* The language identifier: known sentences, pages, what it must refuse, damaged files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "lang/lang.h"
#include "model/model.h"

static const char *const model_path = "models/langid.rdm";

static int load(void **state) {
    struct rd_langid *l = NULL;
    int rc = rd_langid_open(&l, model_path, NULL);
    *state = l;
    return rc;
}

static int drop(void **state) {
    rd_langid_close(*state);
    return 0;
}

static void expect(void **state, const char *text, const char *lang, double least) {
    double sure = -1;
    struct rd_str found = rd_langid_find(*state, rd_str_of(text), &sure);
    if (!lang ? found.p != NULL : !rd_str_is(found, lang)) fail_msg("%s: %.*s (%.3f), not %s", text, RD_S(found), sure, lang ? lang : "unknown");
    assert_true(sure >= least && sure <= 1.0);
}

static void test_lang_langid__sentences(void **state) {
    expect(state, "The minister said on Monday that the road would be opened within a week.", "en", 0.95);
    expect(state, "De minister verklaarde maandag dat de weg binnen een week opengaat.", "nl", 0.95);
    expect(state, "Der Minister sagte am Montag, dass die Straße in einer Woche geöffnet werde.", "de", 0.95);
    expect(state, "Le ministre a déclaré lundi que la route serait ouverte dans une semaine.", "fr", 0.95);
    expect(state, "El ministro dijo el lunes que la carretera se abrirá en una semana.", "es", 0.9);
    expect(state, "Il ministro ha detto lunedì che la strada sarà aperta entro una settimana.", "it", 0.9);
    expect(state, "O ministro disse na segunda-feira que a estrada será aberta dentro de uma semana.", "pt", 0.9);
    expect(state, "Министр заявил в понедельник, что дорога будет открыта через неделю.", "ru", 0.9);
    expect(state, "Міністр заявив у понеділок, що дорогу відкриють за тиждень.", "uk", 0.9);
    expect(state, "Министърът заяви в понеделник, че пътят ще бъде отворен след седмица.", "bg", 0.9);
    expect(state, "Bakan pazartesi günü yolun bir hafta içinde açılacağını söyledi.", "tr", 0.9);
    expect(state, "Nazir bazar ertəsi yolun bir həftə ərzində açılacağını bildirdi.", "az", 0.9);
    expect(state, "Նախարարը երկուշաբթի օրը հայտարարեց, որ ճանապարհը կբացվի մեկ շաբաթից։", "hy", 0.95);
    expect(state, "მინისტრმა ორშაბათს განაცხადა, რომ გზა ერთ კვირაში გაიხსნება.", "ka", 0.95);
    expect(state, "وزیر روز دوشنبه گفت که جاده ظرف یک هفته باز خواهد شد.", "fa", 0.9);
    expect(state, "قال الوزير يوم الاثنين إن الطريق سيفتح خلال أسبوع.", "ar", 0.9);
    expect(state, "Ο υπουργός δήλωσε τη Δευτέρα ότι ο δρόμος θα ανοίξει σε μία εβδομάδα.", "el", 0.95);
    expect(state, "Ministrul a declarat luni că drumul va fi deschis în decurs de o săptămână.", "ro", 0.9);
    expect(state, "Minister powiedział w poniedziałek, że droga zostanie otwarta w ciągu tygodnia.", "pl", 0.95);
    expect(state, "Ministern sade i måndags att vägen kommer att öppnas inom en vecka.", "sv", 0.9);
}

static void test_lang_langid__case_does_not_matter(void **state) {
    expect(state, "THE MINISTER SAID THAT THE ROAD WOULD BE OPENED WITHIN A WEEK", "en", 0.9);
}

static void test_lang_langid__unknown(void **state) {
    expect(state, "", NULL, 0);
    expect(state, "12.09.23 - 1,234 (56%)", NULL, 0);
    expect(state, "部长星期一表示,这条道路将在一周内开放。", NULL, 0);
    expect(state, "השר אמר ביום שני כי הכביש ייפתח בתוך שבוע.", NULL, 0);
    double sure = 1;
    assert_null(rd_langid_find(NULL, RD_LIT("The minister said"), &sure).p);
    assert_true(sure == 0);
}

static void test_lang_langid__hostile_bytes(void **state) {
    struct rd_arena a;
    rd_arena_init(&a);
    uint32_t n = 1 << 20, seed = 7;
    char *p = rd_arena_get(&a, n);
    for (uint32_t i = 0; i < n; i++) p[i] = (char)((seed = seed * 1664525 + 1013904223) >> 24);
    for (uint32_t cut = 0; cut < 64; cut++) {
        double sure;
        rd_langid_find(*state, (struct rd_str){p + cut * 977, n - cut * 977}, &sure);
        assert_true(sure >= 0 && sure <= 1);
    }
    memset(p, 0xE4, n); /* a lead byte again and again */
    double sure;
    rd_langid_find(*state, (struct rd_str){p, n}, &sure);
    assert_true(sure >= 0 && sure <= 1);
    rd_arena_free(&a);
}

/* Only the first 20,000 bytes count; a character is not cut in two there. */
static void test_lang_langid__looks_at_the_front(void **state) {
    struct rd_arena a;
    rd_arena_init(&a);
    static const char en[] = "The minister said that the road would be opened. ", ru[] = "Министр заявил, что дорога будет открыта. ";
    char *p = rd_arena_get(&a, 100000);
    uint32_t n = 0;
    while (n < 19000) memcpy(p + n, en, sizeof en - 1), n += sizeof en - 1;
    while (n < 90000) memcpy(p + n, ru, sizeof ru - 1), n += sizeof ru - 1;
    double sure;
    assert_true(rd_str_is(rd_langid_find(*state, (struct rd_str){p, n}, &sure), "en"));
    rd_arena_free(&a);
}

static void test_lang_langid__bad_files(void **state) {
    (void)state;
    struct rd_langid *l = (struct rd_langid *)(uintptr_t)1;
    struct rd_err err = {0};
    assert_int_equal(rd_langid_open(&l, "models/no-such-file.rdm", &err), RD_EMODEL);
    assert_null(l);
    assert_true(err.msg[0] != 0);
    /* a sound model file that is no identifier */
    struct rd_arena a;
    char hash[65];
    rd_arena_init(&a);
    struct rd_model_writer *w = rd_model_writer_new(&a);
    const uint32_t shape[4] = {4, 1, 1, 1};
    rd_model_writer_add(w, "langid.weights", RD_SEC_I8, shape, "abcd", 4);
    struct rd_str path = rd_arena_printf(&a, "%s/rd-langid-%p.rdm", "/tmp", (void *)&a);
    assert_int_equal(rd_model_writer_save(w, path.p, hash, NULL), RD_OK);
    struct rd_err other = {0};
    assert_int_equal(rd_langid_open(&l, path.p, &other), RD_EMODEL);
    assert_null(l);
    remove(path.p);
    rd_arena_free(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lang_langid__sentences),
        cmocka_unit_test(test_lang_langid__case_does_not_matter),
        cmocka_unit_test(test_lang_langid__unknown),
        cmocka_unit_test(test_lang_langid__hostile_bytes),
        cmocka_unit_test(test_lang_langid__looks_at_the_front),
        cmocka_unit_test(test_lang_langid__bad_files),
    };
    return cmocka_run_group_tests(tests, load, drop);
}
