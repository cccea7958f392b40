/* fixture.h - small trees by hand for the tests of extract/. A row a word: form lemma UPOS head relation features [name tag]; "~"
 * behind the form: no blank follows. An empty row ends a sentence, "==" a paragraph, "==role" also says the role of the next one.
 * Every tagged name is an entity; nobody else is. Word lists are those of data/. */
#ifndef TEST_EXTRACT_FIXTURE_H
#define TEST_EXTRACT_FIXTURE_H
#include "base/buf.h"
#include "extract/extract.h"
#include "lexicon/lexicon.h"

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
    struct rd_records records;
};

static struct rd_lex *lex;

static int load_lists(void **state) {
    (void)state;
    struct rd_err err = {0};
    return rd_lex_load(&lex, "data", NULL, 0, &err);
}

static int free_lists(void **state) {
    (void)state;
    rd_lex_free(lex);
    return 0;
}

static void to_conllu(struct rd_buf *out, struct rd_str rows) {
    uint32_t id = 0;
    for (uint32_t at = 0; at < rows.n;) {
        int64_t nl = rd_str_find(rows, RD_LIT("\n"), at);
        uint32_t end = nl < 0 ? rows.n : (uint32_t)nl;
        struct rd_str f[7], line = rd_str_sub(rows, at, end);
        at = end + 1;
        if (line.n == 0 || rd_str_starts(line, "==")) {
            rd_buf_c(out, '\n');
            id = 0;
            if (line.n > 2) rd_buf_printf(out, "# block = %.*s\n", (int)line.n - 2, line.p + 2);
            else if (line.n) rd_buf_z(out, "# newpar\n");
            continue;
        }
        uint32_t k = rd_str_split(line, ' ', f, 7);
        assert_true(k >= 6);
        bool glued = rd_str_ends(f[0], "~");
        f[0].n -= glued;
        rd_buf_printf(out, "%u\t%.*s\t%.*s\t%.*s\t_\t%.*s\t%.*s\t%.*s\t_\t%s%s", ++id, RD_S(f[0]), RD_S(f[1]), RD_S(f[2]), RD_S(f[5]), RD_S(f[3]),
                      RD_S(f[4]), glued ? "SpaceAfter=No" : "_", k == 7 ? "|Entity=" : "\n");
        if (k == 7) rd_buf_printf(out, "%.*s\n", RD_S(f[6]));
    }
    rd_buf_c(out, '\n');
}

/* A name that stands twice is one entity. */
static int32_t entity_of(struct fixture *f, struct rd_str name, int ne) {
    static const uint8_t kinds[] = {RD_ENT_OTHER, RD_ENT_PERSON, RD_ENT_STATE, RD_ENT_ORG, RD_ENT_OTHER};
    for (uint32_t i = 0; i < f->refs.n_entities; i++) {
        if (rd_str_eq(f->refs.entities[i].name, name)) return (int32_t)i;
    }
    f->refs.entities[f->refs.n_entities].kind = kinds[ne];
    f->refs.entities[f->refs.n_entities].name = name;
    return (int32_t)f->refs.n_entities++;
}

static void make_refs(struct fixture *f) {
    uint32_t n = f->doc.n_tok;
    f->refs.entities = RD_NEW_N(&f->a, struct rd_entity, n + 1);
    f->refs.mentions = RD_NEW_N(&f->a, struct rd_mention, n + 1);
    f->refs.mention_of = RD_NEW_N(&f->a, int32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) f->refs.mention_of[i] = -1;
    for (uint32_t i = 0; i < n; i++) {
        if (!f->an.ne[i] || !f->an.ne_begin[i]) continue;
        struct rd_mention *m = &f->refs.mentions[f->refs.n_mentions];
        m->beg = m->head = i;
        m->end = i + 1;
        m->confidence = 100;
        while (m->end < n && f->an.ne[m->end] && !f->an.ne_begin[m->end]) m->end++;
        m->entity = entity_of(f, rd_span_of(f->doc.text, rd_doc_span(&f->doc, m->beg, m->end)), f->an.ne[i]);
        struct rd_entity *e = &f->refs.entities[m->entity];
        if (!e->mentions) e->mentions = RD_NEW_N(&f->a, uint32_t, n);
        e->mentions[e->n_mentions++] = f->refs.n_mentions;
        f->refs.mention_of[m->head] = (int32_t)f->refs.n_mentions++;
    }
}


static void read_rows(struct fixture *f, const char *lang, const char *rows) {
    struct rd_buf b;
    struct rd_err err = {0};
    struct rd_blob blob = {.page_id = "0123456789abcdef0123456789abcdef"};
    memset(f, 0, sizeof *f);
    rd_arena_init(&f->a);
    rd_arena_init(&f->s);
    rd_buf_init(&b, 1 << 20);
    to_conllu(&b, rd_str_of(rows));
    assert_int_equal(rd_conllu_load(&f->page, &f->doc, &f->an, rd_arena_str(&f->a, rd_buf_view(&b)), &f->a, &err), 0);
    rd_buf_free(&b);
    make_refs(f);
    f->page.lang = f->doc.lang = rd_str_of(lang);
    struct rd_lang l = {rd_str_of(lang), lex, NULL, false};
    struct rd_grammar g;
    rd_grammar_make(&g, &f->doc, &f->an, &l, &f->s);
    assert_int_equal(rd_records_read(&f->records, &blob, &f->page, &g, &f->refs, &l, &f->a, &f->s, &err), 0);
}

static void done(struct fixture *f) {
    rd_arena_free(&f->a);
    rd_arena_free(&f->s);
}

/* The content of a statement, its pieces joined by " ... ". */
static struct rd_str content_of(struct fixture *f, const struct rd_statement *s) {
    struct rd_str all = RD_LIT("");
    for (uint32_t k = 0; k < s->n_content; k++) {
        struct rd_str t = rd_span_of(f->doc.text, s->content[k]);
        all = rd_arena_printf(&f->a, "%.*s%s%.*s", RD_S(all), k ? " ... " : "", RD_S(t));
    }
    return all;
}

static void show(struct fixture *f) {
    struct rd_buf b;
    rd_buf_init(&b, 1 << 20);
    rd_records_dump(&b, &f->doc, &f->records);
    print_message("%.*s", RD_S(rd_buf_view(&b)));
    rd_buf_free(&b);
}

static const struct rd_statement *find(struct fixture *f, const char *content) {
    for (uint32_t i = 0; i < f->records.n_st; i++) {
        if (rd_str_is(content_of(f, &f->records.st[i]), content)) return &f->records.st[i];
    }
    return NULL;
}

/* The one statement with this content; fails and shows what there is if there is none. */
static const struct rd_statement *must(struct fixture *f, const char *content, const char *speaker) {
    const struct rd_statement *s = find(f, content);
    if (!s || !(speaker ? rd_str_is(s->speaker.name, speaker) : !s->speaker.name.p)) {
        show(f);
        fail_msg("no statement '%s' of %s", content, speaker ? speaker : "nobody");
    }
    return s;
}

static void number_is(struct fixture *f, uint32_t n) {
    if (f->records.n_st != n) {
        show(f);
        fail_msg("%u statements, not %u", f->records.n_st, n);
    }
}
#endif
