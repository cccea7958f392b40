/* pages.h - whole pages through the whole reader, with the shipped models and the lexicon of the invented world. */
#ifndef TEST_READER_PAGES_H
#define TEST_READER_PAGES_H
#include "base/buf.h"
#include "intake/intake.h"
#include "reader/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct rd_reader *reader;

static int open_reader(void **state) {
    (void)state;
    static const char *const lexicons[] = {"demo/lexicon"};
    struct rd_err err = {0};
    struct rd_reader_opts o = {.home = ".", .lexicons = lexicons, .n_lexicons = 1};
    int rc = rd_reader_open(&reader, &o, &err);
    if (rc) print_message("%s\n", err.msg);
    return rc;
}

static int close_reader(void **state) {
    (void)state;
    rd_reader_close(reader);
    return 0;
}

static struct rd_buf html; /* of the page in hand; the reading points into it */

/* An article of the paragraphs; `date` may be NULL, `tail` is markup behind the article or "". */
static void read_page(struct rd_reading *rd, const char *lang, const char *date, const char *paragraphs, const char *tail) {
    struct rd_err err = {0};
    rd_buf_init(&html, 1 << 20);
    rd_buf_printf(&html, "<!DOCTYPE html><html lang=\"%s\"><head><meta charset=\"utf-8\"><title>Harbour news</title></head><body><article><h1>Harbour news</h1>%s"
                  "</article>%s</body></html>", lang, paragraphs, tail);
    struct rd_blob blob = {.bytes = (const uint8_t *)html.p, .n = html.n, .media = RD_MEDIA_HTML, .path = RD_LIT("page.html")};
    blob.lang = rd_str_of(lang);
    blob.date = rd_str_of(date);
    rd_blob_seal(&blob);
    if (rd_reader_read(reader, &blob, rd, &err)) fail_msg("%s", err.msg);
    assert_int_equal(rd->refused, 0);
}

static void done(struct rd_reading *rd) {
    rd_reading_free(rd);
    rd_buf_free(&html);
}

static void show(const struct rd_reading *rd) {
    struct rd_buf b;
    rd_buf_init(&b, 1 << 20);
    rd_page_dump(&b, &rd->page);
    rd_records_dump(&b, &rd->doc, &rd->records);
    print_message("%.*s", RD_S(rd_buf_view(&b)));
    rd_buf_free(&b);
}

/* The first statement whose first piece of content holds these words. */
static const struct rd_statement *find(const struct rd_reading *rd, const char *words) {
    for (uint32_t i = 0; i < rd->records.n_st; i++) {
        struct rd_str t = rd_span_of(rd->page.text, rd->records.st[i].content[0]);
        if (rd_str_find(t, rd_str_of(words), 0) >= 0) return &rd->records.st[i];
    }
    return NULL;
}

static const struct rd_statement *must(const struct rd_reading *rd, const char *words, const char *speaker) {
    const struct rd_statement *s = find(rd, words);
    if (!s || (speaker && !rd_str_is(s->speaker.name, speaker))) {
        show(rd);
        fail_msg("no statement '%s' of %s", words, speaker ? speaker : "anybody");
    }
    return s;
}
#endif
