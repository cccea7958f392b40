/* SHA-256 against FIPS 180-4's vectors; the fast hash against values computed apart from this program. */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void digest_is(const void *p, size_t n, const char *want) {
    struct rd_sha256 s;
    uint8_t out[32];
    char hex[65];
    rd_sha256_init(&s);
    rd_sha256_add(&s, p, n);
    rd_sha256_end(&s, out);
    rd_hex(hex, out, 32);
    assert_string_equal(hex, want);
}

static void fips_vectors(void **state) {
    (void)state;
    digest_is("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_is("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    static const char two[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    digest_is(two, sizeof two - 1, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    static const char long_one[] = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
    digest_is(long_one, sizeof long_one - 1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

/* The lengths at which the padding changes its shape. */
static void block_edges(void **state) {
    (void)state;
    char a[64];
    memset(a, 'a', sizeof a);
    digest_is(a, 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    digest_is(a, 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    digest_is(a, 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

static void a_million(void **state) {
    (void)state;
    struct rd_sha256 s;
    uint8_t out[32];
    char hex[65], piece[997]; /* pieces that never end with a block */
    memset(piece, 'a', sizeof piece);
    rd_sha256_init(&s);
    for (size_t left = 1000000; left;) {
        size_t n = left < sizeof piece ? left : sizeof piece;
        rd_sha256_add(&s, piece, n);
        left -= n;
    }
    rd_sha256_end(&s, out);
    rd_hex(hex, out, 32);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* With the processor's own instructions, where it has them, and without. */
static void both_ways(void **state) {
    (void)state;
    uint8_t bytes[1000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)rd_hash_mix(i, 5);
    for (size_t n = 0; n <= sizeof bytes; n += 37) {
        struct rd_sha256 s, t;
        uint8_t a[32], b[32];
        rd_sha256_init(&s);
        rd_sha256_init(&t);
        t.fast = false;
        rd_sha256_add(&s, bytes, n / 3);
        rd_sha256_add(&s, bytes + n / 3, n - n / 3);
        rd_sha256_add(&t, bytes, n);
        rd_sha256_end(&s, a);
        rd_sha256_end(&t, b);
        assert_memory_equal(a, b, 32);
    }
}

static void fast_hash(void **state) {
    (void)state;
    assert_true(rd_hash64(NULL, 0, 0) == 0xe220a8397b1dcdafu);
    assert_true(rd_hash64("a", 1, 0) == 0x7b0dac12931d50a5u);
    assert_true(rd_hash64("a", 1, 1) == 0xdc201f44429f2130u);
    assert_true(rd_hash64("readout", 7, 0) == 0x2c4723da086247a6u);
    assert_true(rd_hash64("12345678", 8, 0) == 0x10b282bbae57f854u);
    assert_true(rd_hash64("The quick brown fox", 19, 7) == 0xc7f6659620bb0437u);
    assert_true(rd_hash64("\xFF\0\xFF", 3, 0) == 0x46283bc1a107ba1du);
    assert_true(rd_hash_mix(0, 0) == 0xe220a8397b1dcdafu);
    assert_true(rd_hash_mix(1, 2) == 0x3706970b052f16b1u);
}

/* The same bytes give the same hash wherever they lie, and the length counts. */
static void fast_hash_of_places(void **state) {
    (void)state;
    char room[40];
    uint64_t want = rd_hash64("aligned or not", 14, 3);
    for (size_t at = 0; at < 16; at++) {
        memcpy(room + at, "aligned or not", 14);
        assert_true(rd_hash64(room + at, 14, 3) == want);
    }
    assert_true(rd_hash64("a\0", 2, 0) != rd_hash64("a", 1, 0));
    assert_true(rd_hash64("\0\0\0\0\0\0\0\0", 8, 0) != rd_hash64("\0\0\0\0\0\0\0", 7, 0));
}

static void hex_digits(void **state) {
    (void)state;
    char out[9];
    rd_hex(out, (const uint8_t *)"\x00\x9A\xBC\xFF", 4);
    assert_string_equal(out, "009abcff");
    rd_hex(out, NULL, 0);
    assert_string_equal(out, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fips_vectors), cmocka_unit_test(block_edges), cmocka_unit_test(a_million), cmocka_unit_test(both_ways), cmocka_unit_test(fast_hash),
        cmocka_unit_test(fast_hash_of_places), cmocka_unit_test(hex_digits),
    };
    return cmocka_run_group_tests_name("base_hash", tests, NULL, NULL);
}
