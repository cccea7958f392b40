/* What is saved comes back the same; saving twice changes nothing; a newer version replaces whole; errors leave nothing. */
#include "store/store.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

#include "made.h"

static const struct rd_version v1 = {{"readout 1", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static const struct rd_version v2 = {{"readout 2", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static const struct rd_str keys[3] = {{"n:person:ilka maren:ORS", 23}, {"w:VLD", 5}, {"w:ORS", 5}};

static struct rd_store *fresh(char path[64]) {
    struct rd_store *s;
    struct rd_err err = {0};
    snprintf(path, 64, "/tmp/rd-test-store-%ld.db", (long)getpid());
    unlink(path);
    if (rd_store_open(&s, path, RD_STORE_CREATE, &err)) fail_msg("%s", err.msg);
    return s;
}

static void done(struct rd_store *s, const char *path) {
    char side[80];
    rd_store_close(s);
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

static int save(struct rd_store *s, unsigned k, const struct rd_version *v) {
    struct rd_reading r;
    struct rd_err err = {0};
    int saved = -1;
    made_reading(&r, k);
    if (rd_store_save(s, &r, keys, v, &saved, &err)) fail_msg("%s", err.msg);
    rd_arena_free(&r.arena);
    return saved;
}

static char *dump(struct rd_store *s) {
    struct rd_buf b;
    struct rd_err err = {0};
    rd_buf_init(&b, 64u << 20);
    if (rd_store_dump(s, &b, &err)) fail_msg("%s", err.msg);
    rd_buf_c(&b, 0);
    return b.p;
}

static void dump_all(struct rd_buf *b, const struct rd_reading *r) {
    rd_page_dump(b, &r->page);
    rd_refs_dump(b, &r->doc, &r->refs);
    rd_records_dump(b, &r->doc, &r->records);
}

/* What rd_records_dump leaves out: issues with their keys, claims, namings. */
static void same_topics(const struct rd_records *x, const struct rd_records *y) {
    assert_int_equal(x->n_cl, y->n_cl);
    assert_int_equal(x->n_nm, y->n_nm);
    assert_true(x->n_cl == 2 && x->n_nm == 2);
    for (uint32_t i = 0; i < x->n_cl; i++) {
        const struct rd_claim *c = &x->cl[i], *d = &y->cl[i];
        assert_true(c->type == d->type && c->statement == d->statement && c->cite.beg == d->cite.beg && c->cite.end == d->cite.end);
        assert_true(rd_str_eq(c->key, d->key) && rd_str_eq(c->value, d->value) && rd_str_eq(c->issue, d->issue));
        assert_true((c->issue.p == NULL) == (d->issue.p == NULL));
    }
    for (uint32_t i = 0; i < x->n_nm; i++) {
        const struct rd_naming *m = &x->nm[i], *o = &y->nm[i];
        assert_true(m->statement == o->statement && m->loaded == o->loaded && m->cite.beg == o->cite.beg && m->cite.end == o->cite.end);
        assert_true(rd_str_eq(m->key, o->key) && rd_str_eq(m->words, o->words));
    }
    for (uint32_t i = 0; i < x->n_st; i++) {
        assert_int_equal(x->st[i].n_issues, y->st[i].n_issues);
        for (uint32_t k = 0; k < x->st[i].n_issues; k++) {
            const struct rd_issue *p = &x->st[i].issues[k], *q = &y->st[i].issues[k];
            assert_true(rd_str_eq(p->key, q->key) && rd_str_eq(p->name, q->name) && p->cite.beg == q->cite.beg && p->cite.end == q->cite.end);
        }
    }
    assert_int_equal(x->st[0].n_issues, 1);
}

static void test_store_save__comes_back(void **state) {
    (void)state;
    char path[64];
    struct rd_store *s = fresh(path);
    for (unsigned k = 0; k < 8; k++) {
        struct rd_reading in, out;
        struct rd_err err = {0};
        struct rd_version v;
        struct rd_buf a, b;
        made_reading(&in, k);
        assert_int_equal(save(s, k, &v1), RD_SAVED_NEW);
        if (rd_store_load(s, rd_str_of(in.blob.page_id), &out, &v, &err)) fail_msg("%s", err.msg);
        rd_buf_init(&a, 1 << 20);
        rd_buf_init(&b, 1 << 20);
        dump_all(&a, &in);
        dump_all(&b, &out);
        same_topics(&in.records, &out.records);
        rd_buf_c(&a, 0);
        rd_buf_c(&b, 0);
        assert_string_equal(a.p, b.p);
        assert_int_equal(in.blob.n, out.blob.n);
        assert_memory_equal(in.blob.bytes, out.blob.bytes, in.blob.n);
        assert_memory_equal(in.blob.sha256, out.blob.sha256, 32);
        assert_string_equal(in.blob.page_id, out.blob.page_id);
        assert_int_equal(in.page.n_segs, out.page.n_segs);
        assert_memory_equal(in.page.segs, out.page.segs, in.page.n_segs * sizeof *in.page.segs);
        assert_int_equal(out.page.n_signature, 2);
        assert_true(out.page.signature[0] == in.page.signature[0]);
        const struct rd_statement *x = &in.records.st[0], *y = &out.records.st[0];
        assert_string_equal(x->id, y->id);
        assert_int_equal(y->n_evidence, 3);
        assert_string_equal(y->evidence[0].field, "role");
        assert_string_equal(y->evidence[1].field, "channel");
        assert_int_equal(y->evidence[2].span.beg, x->evidence[2].span.beg);
        assert_int_equal(y->plover.n_context, 2);
        assert_string_equal(y->plover.context[1], "humanitarian");
        assert_string_equal(y->said_on.value, x->said_on.value);
        assert_int_equal(y->said_on.cite.beg, x->said_on.cite.beg);
        assert_int_equal(y->contact, 0);
        assert_int_equal(y->answers, 1);
        assert_int_equal(out.records.st[1].nested_in, 0);
        assert_int_equal(out.records.st[1].answers, -1);
        assert_true(out.records.ev[1].goldstein == -2.5);
        assert_true(rd_str_eq(v.program, v1.program));
        rd_buf_free(&a);
        rd_buf_free(&b);
        rd_arena_free(&in.arena);
        rd_arena_free(&out.arena);
    }
    struct rd_err err = {0};
    if (rd_store_check(s, &err)) fail_msg("%s", err.msg);
    done(s, path);
}

static void test_store_save__twice_changes_nothing(void **state) {
    (void)state;
    char path[64];
    struct rd_store *s = fresh(path);
    for (unsigned k = 0; k < 5; k++) save(s, k, &v1);
    char *a = dump(s);
    for (unsigned k = 0; k < 5; k++) assert_int_equal(save(s, k, &v1), RD_SAVED_SAME);
    char *b = dump(s);
    assert_string_equal(a, b);
    bool there, same;
    struct rd_reading r;
    made_reading(&r, 3);
    assert_int_equal(rd_store_has(s, r.blob.page_id, &v1, &there, &same, NULL), 0);
    assert_true(there && same);
    assert_int_equal(rd_store_has(s, r.blob.page_id, &v2, &there, &same, NULL), 0);
    assert_true(there && !same);
    rd_arena_free(&r.arena);
    free(a);
    free(b);
    done(s, path);
}

static void test_store_save__newer_replaces_whole(void **state) {
    (void)state;
    char path[64];
    struct rd_store *s = fresh(path);
    struct rd_reading r;
    struct rd_err err = {0};
    for (unsigned k = 0; k < 4; k++) save(s, k, &v1);
    made_reading(&r, 2);
    if (rd_store_note_add(s, rd_str_of(r.records.st[1].id), RD_LIT("look again"), RD_LIT("jo"), RD_LIT("2024-01-01"), &err)) fail_msg("%s", err.msg);
    if (rd_store_note_add(s, rd_str_of(r.records.st[0].id), RD_LIT("stays"), RD_LIT("jo"), RD_LIT("2024-01-02"), &err)) fail_msg("%s", err.msg);
    r.records.n_st = 1; /* the newer program finds less */
    r.records.st[0].answers = -1;
    r.records.n_ev = 1;
    r.records.n_cl = 1;
    int saved;
    if (rd_store_save(s, &r, keys, &v2, &saved, &err)) fail_msg("%s", err.msg);
    assert_int_equal(saved, RD_SAVED_REPLACED);
    struct rd_store_counts c;
    assert_int_equal(rd_store_counts(s, &c, NULL), 0);
    assert_int_equal(c.pages, 4);
    assert_int_equal(c.statements, 7);
    assert_int_equal(c.events, 7);
    assert_int_equal(c.user_notes, 2);
    struct rd_row_user_note *notes;
    uint32_t n;
    assert_int_equal(rd_store_notes(s, RD_NONE, &r.arena, &notes, &n, NULL), 0);
    assert_int_equal(n, 2);
    assert_true(notes[0].gone);
    assert_false(notes[1].gone);
    /* the dossier is now what it would be if the pages had come in their last versions at once */
    for (unsigned k = 0; k < 4; k++) {
        if (k != 2) assert_int_equal(save(s, k, &v2), RD_SAVED_REPLACED);
    }
    char *a = dump(s);
    if (rd_store_check(s, &err)) fail_msg("%s", err.msg);
    done(s, path);
    s = fresh(path);
    for (unsigned k = 0; k < 4; k++) {
        if (k != 2) save(s, k, &v2);
        else if (rd_store_save(s, &r, keys, &v2, &saved, &err)) fail_msg("%s", err.msg);
    }
    char *b = dump(s);
    *strstr(a, "user_note\t") = 0;
    assert_string_equal(a, b);
    free(a);
    free(b);
    rd_arena_free(&r.arena);
    done(s, path);
}

static void test_store_save__refuses_broken_spans(void **state) {
    (void)state;
    char path[64];
    struct rd_store *s = fresh(path);
    struct rd_reading r;
    struct rd_err err = {0};
    int saved;
    save(s, 0, &v1);
    char *a = dump(s);
    made_reading(&r, 1);
    r.records.st[1].cue.end = r.page.text.n + 1;
    assert_int_equal(rd_store_save(s, &r, keys, &v1, &saved, &err), RD_ECITE);
    assert_non_null(strstr(err.msg, "outside"));
    memset(&err, 0, sizeof err);
    rd_arena_free(&r.arena);
    made_reading(&r, 1);
    r.refs.mentions[0].end = r.doc.n_tok + 5;
    assert_int_equal(rd_store_save(s, &r, keys, &v1, &saved, &err), RD_ECITE);
    memset(&err, 0, sizeof err);
    rd_arena_free(&r.arena);
    made_reading(&r, 1);
    r.records.ct[0].id[5] = 0; /* breaks a CHECK */
    assert_int_equal(rd_store_save(s, &r, keys, &v1, &saved, &err), RD_EFORMAT);
    char *b = dump(s);
    assert_string_equal(a, b);
    free(a);
    free(b);
    assert_int_equal(save(s, 1, &v1), RD_SAVED_NEW);
    rd_arena_free(&r.arena);
    done(s, path);
}

static void test_store_save__dropped(void **state) {
    (void)state;
    char path[64];
    struct rd_store *s = fresh(path);
    struct rd_err err = {0};
    struct rd_reading r;
    struct rd_store_counts c;
    made_reading(&r, 0);
    save(s, 0, &v1);
    assert_int_equal(rd_store_drop(s, r.blob.page_id, &err), 0);
    assert_int_equal(rd_store_drop(s, r.blob.page_id, &err), RD_ENOTFOUND);
    assert_int_equal(rd_store_counts(s, &c, NULL), 0);
    assert_int_equal(c.pages + c.entities + c.actors + c.statements + c.events + c.contacts + c.notes, 0);
    char *a = dump(s);
    assert_string_equal(a, "counter\t\"entities\"\t0\ncounter\t\"notes\"\t0\ncounter\t\"pages\"\t0\n");
    free(a);
    rd_arena_free(&r.arena);
    done(s, path);
}

static void test_store_save__empty_and_hostile_strings(void **state) {
    (void)state;
    char path[64];
    struct rd_store *s = fresh(path);
    struct rd_err err = {0};
    struct rd_reading r, out;
    int saved;
    made_reading(&r, 0);
    r.blob.url = RD_LIT("'; DROP TABLE page; --");
    r.page.title.value = RD_LIT("\"); DELETE FROM record; --\x01\x7f");
    r.blob.path = (struct rd_str){"nul\0inside", 10};
    r.records.st[0].setting = RD_LIT("");
    r.refs.entities[0].org = RD_LIT("\xff\xfe bad");
    if (rd_store_save(s, &r, keys, &v1, &saved, &err)) fail_msg("%s", err.msg);
    if (rd_store_load(s, rd_str_of(r.blob.page_id), &out, NULL, &err)) fail_msg("%s", err.msg);
    assert_true(rd_str_eq(out.blob.url, r.blob.url));
    assert_true(rd_str_eq(out.page.title.value, r.page.title.value));
    assert_true(rd_str_eq(out.blob.path, r.blob.path));
    assert_non_null(out.records.st[0].setting.p);
    assert_int_equal(out.records.st[0].setting.n, 0);
    assert_null(out.records.st[1].setting.p);
    assert_true(rd_str_eq(out.refs.entities[0].org, r.refs.entities[0].org));
    rd_arena_free(&out.arena);
    /* a page with nothing in it */
    struct rd_reading e = {0};
    rd_arena_init(&e.arena);
    made_blob(&e, RD_LIT(""), 7);
    if (rd_store_save(s, &e, NULL, &v1, &saved, &err)) fail_msg("%s", err.msg);
    if (rd_store_load(s, rd_str_of(e.blob.page_id), &out, NULL, &err)) fail_msg("%s", err.msg);
    assert_int_equal(out.blob.n, 0);
    assert_int_equal(out.page.text.n, 0);
    rd_arena_free(&out.arena);
    rd_arena_free(&e.arena);
    rd_arena_free(&r.arena);
    done(s, path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_store_save__comes_back),
        cmocka_unit_test(test_store_save__twice_changes_nothing),
        cmocka_unit_test(test_store_save__newer_replaces_whole),
        cmocka_unit_test(test_store_save__refuses_broken_spans),
        cmocka_unit_test(test_store_save__dropped),
        cmocka_unit_test(test_store_save__empty_and_hostile_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
