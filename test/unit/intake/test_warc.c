/* Archives: which records are pages, where they lie, what is survived. The archives are written here, by hand. */
#include "helper.h"

#include "intake/intake_int.h"

static struct rd_buf warc;

static int setup(void **state) {
    rd_buf_init(&warc, 8u << 20);
    return make_dir(state);
}

static int teardown(void **state) {
    rd_buf_free(&warc);
    return drop_dir(state);
}

static void record(const char *type, const char *uri, const char *media, const char *block, size_t n) {
    rd_buf_printf(&warc, "WARC/1.0\r\nWARC-Type: %s\r\n", type);
    if (uri)
        rd_buf_printf(&warc, "WARC-Target-URI: %s\r\n", uri);
    rd_buf_printf(&warc, "WARC-Record-ID: <urn:uuid:%s>\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", type, media, n);
    rd_buf_bytes(&warc, block, n);
    rd_buf_z(&warc, "\r\n\r\n");
}

static void response(const char *uri, const char *head, const char *body) {
    char block[4096];
    int n = snprintf(block, sizeof block, "HTTP/1.1 %s\r\n\r\n%s", head, body);
    record("response", uri, "application/http; msgtype=response", block, (size_t)n);
}

/* What is in `warc` as gzip, behind what is in `out`, as one member. */
static void add_member(struct rd_buf *out) {
    uint8_t piece[1 << 16];
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (uint8_t *)warc.p;
    z.avail_in = (uInt)warc.n;
    z.next_out = piece;
    z.avail_out = sizeof piece;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    rd_buf_bytes(out, piece, sizeof piece - z.avail_out);
    deflateEnd(&z);
    rd_buf_clear(&warc);
}

#define U "https://velden.example/"

static void which_records_are_pages(void **state) {
    (void)state;
    record("warcinfo", NULL, "application/warc-fields", "software: x\r\n", 13);
    size_t first = warc.n;
    response(U "1", "200 OK\r\nContent-Type: text/html; charset=\"ISO-8859-1\"", "<p>caf\xE9</p>");
    record("request", U "1", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n", 18);
    response(U "2", "404 Not Found\r\nContent-Type: text/html", "<p>gone</p>");
    response(U "3.png", "200 OK\r\nContent-Type: image/png", "\x89PNG");
    response(U "robots.txt", "200 OK\r\nContent-Type: text/plain", "User-agent: *");
    record("conversion", U "4", "text/plain", "As plain text.", 14);
    record("resource", U "5", "text/html; charset=utf-8", "<p>kept</p>", 11);
    record("resource", "metadata://tool/log", "text/plain", "a log", 5);
    record("revisit", U "1", "application/http", "HTTP/1.1 200 OK\r\n\r\n", 19);
    put("a.warc", warc.p, warc.n);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_int_equal(it.blob.offset, first);
    assert_true(rd_str_is(it.blob.container, "a.warc"));
    assert_true(rd_str_is(it.blob.url, U "1"));
    assert_true(rd_str_is(it.blob.id, "urn:uuid:response"));
    assert_true(rd_str_is(it.blob.charset, "ISO-8859-1"));
    assert_int_equal(it.blob.media, RD_MEDIA_HTML);
    assert_memory_equal(it.blob.bytes, "<p>caf\xE9</p>", 11);
    assert_null(it.blob.odd);
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.url, U "4") && it.blob.media == RD_MEDIA_TEXT);
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.url, U "5") && it.blob.n == 11);
    expect_end(in);
}

static void expect_body(const char *head, const char *body, const char *want, const char *odd) {
    rd_buf_clear(&warc);
    response(U, head, body);
    put("a.warc", warc.p, warc.n);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    if (it.note)
        fail_msg("%s: %s", it.note, it.message);
    assert_int_equal(it.blob.n, strlen(want));
    assert_memory_equal(it.blob.bytes, want, it.blob.n);
    if (odd)
        assert_string_equal(it.blob.odd, odd);
    else
        assert_null(it.blob.odd);
    expect_end(in);
}

static void chunks_are_joined(void **state) {
    (void)state;
#define CH "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked"
    expect_body(CH, "5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\n\r\n", "hello, world", NULL);
    expect_body(CH, "<p>joined already</p>", "<p>joined already</p>", NULL);
    expect_body(CH, "5\r\nhello\r\n7\r\n, wor", "hello, wor", "truncated");
    expect_body(CH, "5\r\nhello\r\n", "hello", "truncated");
    expect_body(CH, "5\r\nhello\r\nzz\r\n, world", "hello", "damaged");
    expect_body(CH, "5\r\nhello\r\nffffffffffffffff\r\n, world", "hello", "damaged");
    expect_body("200 OK\r\nContent-Length: 5\r\nContent-Type: text/html", "hello, world", "hello", NULL);
}

static void codings_are_undone(void **state) {
    (void)state;
    struct rd_buf z, head;
    rd_buf_init(&z, 4096);
    rd_buf_init(&head, 4096);
    for (int coding = 0; coding < 3; coding++) {
        static const char *const names[] = {"gzip", "deflate", "deflate"};
        static const int bits[] = {15 + 16, 15, -15};
        uint8_t out[256];
        z_stream d = {0};
        assert_int_equal(deflateInit2(&d, 6, Z_DEFLATED, bits[coding], 8, Z_DEFAULT_STRATEGY), Z_OK);
        d.next_in = (const uint8_t *)"<p>coded, coded, coded</p>";
        d.avail_in = 26;
        d.next_out = out;
        d.avail_out = sizeof out;
        assert_int_equal(deflate(&d, Z_FINISH), Z_STREAM_END);
        size_t n = sizeof out - d.avail_out;
        deflateEnd(&d);
        rd_buf_clear(&z);
        rd_buf_printf(&z, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: %s\r\n\r\n", names[coding]);
        rd_buf_bytes(&z, out, n);
        rd_buf_clear(&warc);
        record("response", U, "application/http", z.p, z.n);
        put("a.warc", warc.p, warc.n);
        struct rd_intake *in = open_one(dir, NULL);
        struct rd_item it;
        assert_int_equal(rd_intake_next(in, &it, NULL), 1);
        assert_null(it.note);
        assert_int_equal(it.blob.n, 26);
        assert_memory_equal(it.blob.bytes, "<p>coded, coded, coded</p>", 26);
        expect_end(in);
    }
    expect_body("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", "<p>undone already</p>", "<p>undone already</p>", NULL);
    expect_body("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", "<p>undone already</p>", "<p>undone already</p>", NULL);
    rd_buf_clear(&warc);
    response(U, "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: x-own", "<p>?</p>");
    put("a.warc", warc.p, warc.n);
    struct rd_intake *in = open_one(dir, NULL);
    expect_note(in, "a.warc#@0", "unreadable");
    expect_end(in);
    rd_buf_free(&z);
    rd_buf_free(&head);
}

static void offsets_of_members(void **state) {
    (void)state;
    struct rd_buf gz;
    size_t at[3];
    rd_buf_init(&gz, 1u << 20);
    for (int i = 0; i < 3; i++) {
        char body[32];
        at[i] = gz.n;
        snprintf(body, sizeof body, "<p>page %d</p>", i);
        response(U, "200 OK\r\nContent-Type: text/html", body);
        add_member(&gz);
    }
    put("a.warc.gz", gz.p, gz.n);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(rd_intake_next(in, &it, NULL), 1);
        assert_int_equal(it.blob.offset, at[i]);
    }
    expect_end(in);
    /* the second member is damaged: the third is found */
    gz.p[at[1] + 40] ^= 0x55;
    gz.p[at[1] + 60] ^= 0x55;
    gz.p[at[1] + 61] ^= 0x55;
    put("a.warc.gz", gz.p, gz.n);
    in = open_one(dir, NULL);
    uint32_t good = 0, notes = 0;
    while (rd_intake_next(in, &it, NULL) == 1) {
        good += it.blob.bytes && !it.blob.odd;
        notes += it.note || it.blob.odd;
    }
    rd_intake_close(in);
    assert_int_equal(good, 2);
    assert_true(notes >= 1);
    rd_buf_free(&gz);
}

/* .warc.zst: a dictionary in a skippable frame, then a frame a record. */
static void frames_and_their_dictionary(void **state) {
    (void)state;
    struct rd_buf out;
    size_t at[2];
    uint8_t dict[512], packed[4096];
    for (size_t i = 0; i < sizeof dict; i++)
        dict[i] = (uint8_t)("<p>The council of Velden closed the bridge.</p>"[i % 47]);
    rd_buf_init(&out, 1u << 20);
    rd_buf_bytes(&out, "\x5D\x2A\x4D\x18\x00\x02\x00\x00", 8);
    rd_buf_bytes(&out, dict, sizeof dict);
    ZSTD_CCtx *c = ZSTD_createCCtx();
    for (int i = 0; i < 2; i++) {
        rd_buf_clear(&warc);
        response(U, "200 OK\r\nContent-Type: text/html", "<p>The council of Velden closed the bridge.</p>");
        at[i] = out.n;
        size_t n = ZSTD_compress_usingDict(c, packed, sizeof packed, warc.p, warc.n, dict, sizeof dict, 3);
        assert_false(ZSTD_isError(n));
        rd_buf_bytes(&out, packed, n);
    }
    ZSTD_freeCCtx(c);
    put("a.warc.zst", out.p, out.n);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(rd_intake_next(in, &it, NULL), 1);
        assert_null(it.note);
        assert_int_equal(it.blob.offset, at[i]);
        assert_int_equal(it.blob.n, 47);
    }
    expect_end(in);
    rd_buf_free(&out);
}

static void a_feed_in_an_archive(void **state) {
    (void)state;
    response(U "feed", "200 OK\r\nContent-Type: application/rss+xml", "<rss><channel><title>F</title><item><title>One</title><link>1</link></item><item><title>Two</title></item></channel></rss>");
    response(U "page", "200 OK\r\nContent-Type: text/html", "<p>page</p>");
    put("a.warc", warc.p, warc.n);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.url, U "1") && rd_str_is(it.blob.outlet, "F"));
    assert_true(rd_str_is(it.blob.path, "a.warc#@0.1") && rd_str_is(it.blob.container, "a.warc"));
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.path, "a.warc#@0.2"));
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.url, U "page"));
    expect_end(in);
}

static void one_member_for_all(void **state) {
    (void)state;
    struct rd_buf gz;
    rd_buf_init(&gz, 1u << 20);
    response(U "1", "200 OK\r\nContent-Type: text/html", "<p>one</p>");
    size_t second = warc.n;
    response(U "2", "200 OK\r\nContent-Type: text/html", "<p>two</p>");
    add_member(&gz);
    put("a.warc.gz", gz.p, gz.n);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_int_equal(it.blob.offset, 0);
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_int_equal(it.blob.offset, second);
    expect_end(in);
    rd_buf_free(&gz);
}

static void damage_is_survived(void **state) {
    (void)state;
    response(U "1", "200 OK\r\nContent-Type: text/html", "<p>one</p>");
    rd_buf_z(&warc, "bytes that are no record\r\nnor these\r\n");
    response(U "2", "200 OK\r\nContent-Type: text/html", "<p>two</p>");
    rd_buf_z(&warc, "WARC/1.0\r\nWARC-Type: response\r\n\r\n");
    response(U "3", "200 OK\r\nContent-Type: text/html", "<p>three, cut off here</p>");
    put("a.warc", warc.p, warc.n - 20);
    struct rd_intake *in = open_one(dir, NULL);
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.url, U "1"));
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_string_equal(it.note, "damaged");
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.url, U "2"));
    assert_int_equal(rd_intake_next(in, &it, NULL), 1); /* no length, and no type either */
    assert_string_equal(it.note, "damaged");
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.url, U "3"));
    assert_string_equal(it.blob.odd, "truncated");
    assert_int_equal(it.blob.n, 10);
    expect_end(in);
}

static void stdin_and_resume(void **state) {
    (void)state;
    response(U "1", "200 OK\r\nContent-Type: text/html", "<p>one</p>");
    uint64_t second = warc.n;
    response(U "2", "200 OK\r\nContent-Type: text/html", "<p>two</p>");
    for (uint64_t resume = 0; resume < 2; resume++) {
        struct rd_intake_opts o = {.resume = resume ? second : 0};
        struct rd_intake *in = on_stdin(warc.p, &o);
        struct rd_item it;
        if (!resume) {
            assert_int_equal(rd_intake_next(in, &it, NULL), 1);
            assert_true(rd_str_is(it.blob.url, U "1"));
        }
        assert_int_equal(rd_intake_next(in, &it, NULL), 1);
        assert_true(rd_str_is(it.blob.url, U "2"));
        assert_true(rd_str_starts(it.blob.path, "-#@"));
        assert_int_equal(it.blob.offset, second);
        expect_end(in);
    }
}

static void limits(void **state) {
    (void)state;
    char *big = test_malloc(3u << 20);
    memset(big, 'x', 3u << 20);
    memcpy(big, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", 44);
    record("response", U "1", "application/http", big, 3u << 20);
    response(U "2", "200 OK\r\nContent-Type: text/html", "<p>two</p>");
    put("a.warc", warc.p, warc.n);
    struct rd_intake_opts o = {.max_bytes = 1000};
    struct rd_intake *in = open_one(dir, &o);
    expect_note(in, "a.warc#@0", "too-large");
    struct rd_item it;
    assert_int_equal(rd_intake_next(in, &it, NULL), 1);
    assert_true(rd_str_is(it.blob.url, U "2"));
    expect_end(in);
    /* a header that does not end */
    memset(big, 'h', 3u << 20);
    memcpy(big, "HTTP/1.1 200 OK\r\n", 17);
    rd_buf_clear(&warc);
    record("response", U "1", "application/http", big, 3u << 20);
    put("a.warc", warc.p, warc.n);
    in = open_one(dir, NULL);
    expect_note(in, "a.warc#@0", "damaged");
    expect_end(in);
    test_free(big);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(which_records_are_pages), T(chunks_are_joined), T(codings_are_undone), T(offsets_of_members), T(frames_and_their_dictionary), T(a_feed_in_an_archive), T(one_member_for_all),
        T(damage_is_survived), T(stdin_and_resume), T(limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
