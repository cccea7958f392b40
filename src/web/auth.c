/* auth.c - who may ask, where others than this machine can reach the server. A password file has lines NAME:HASH, the hash as crypt(5) has it
 * (mkpasswd, openssl passwd -6, htpasswd -B make such lines); a token file has one random token. Both come with HTTP's own means, Basic
 * (RFC 7617; a token as its password) and Bearer (RFC 6750), so that no cookie and no session is needed. Hashing is slow on purpose: the
 * digest of the last headers that were right is kept, and wrong ones are counted. */
#include "web/web_int.h"

#include "base/hash.h"

#include <crypt.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>

#define AUTH_MAX_FILE  (64u << 10)
#define AUTH_MAX_USERS 64u
#define AUTH_MIN_TOKEN 16u
#define AUTH_KEPT      16u  /* right headers that are remembered */
#define AUTH_WRONG     10u  /* wrong ones in AUTH_WINDOW_S, then nobody new is let in for a while */
#define AUTH_WINDOW_S  10

struct web_auth {
    struct rd_arena a;
    struct rd_str users[AUTH_MAX_USERS], hashes[AUTH_MAX_USERS]; uint32_t n;
    struct rd_str token;      /* unknown: none */
    uint8_t salt[32];
    pthread_mutex_t lock;     /* what follows */
    uint8_t kept[AUTH_KEPT][32]; uint32_t n_kept;
    time_t window; uint32_t wrong;
};

void web_random_hex(char *out, uint32_t bytes) {
    uint8_t raw[64];
    uint32_t n = 0;
    while (n < bytes) {
        ssize_t got = getrandom(raw + n, bytes - n, 0);
        RD_ASSERT(got > 0);
        n += (uint32_t)got;
    }
    rd_hex(out, raw, bytes);
}

bool web_same_secret(struct rd_str a, struct rd_str b) {
    volatile unsigned char differ = a.n != b.n;
    for (uint32_t i = 0; i < a.n && b.n; i++)
        differ = (unsigned char)(differ | ((unsigned char)a.p[i] ^ (unsigned char)b.p[i % b.n]));
    return !differ && a.n;
}

bool web_auth_open_to_others(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && (st.st_mode & (S_IRGRP | S_IROTH | S_IWGRP | S_IWOTH));
}

static int read_file(const char *path, struct rd_arena *a, struct rd_str *out, struct rd_err *err) {
    FILE *f = fopen(path, "rb");
    char *p = rd_arena_get(a, AUTH_MAX_FILE + 1);
    size_t n = f ? fread(p, 1, AUTH_MAX_FILE, f) : 0;
    bool bad = !f || ferror(f) || fgetc(f) != EOF;
    if (f)
        fclose(f);
    *out = (struct rd_str){p, (uint32_t)n};
    return bad ? rd_fail(err, RD_EIO, "web", "%s cannot be read, or is no small file", path) : RD_OK;
}

static int read_users(struct web_auth *x, const char *path, struct rd_err *err) {
    struct rd_str all;
    int rc = read_file(path, &x->a, &all, err);
    while (!rc && all.n) {
        struct rd_str cut[2], line, field[2];
        uint32_t n = rd_str_split(all, '\n', cut, 2);
        line = rd_str_trim(cut[0]);
        all = n > 1 ? cut[1] : RD_LIT("");
        if (!line.n || line.p[0] == '#')
            continue;
        if (rd_str_split(line, ':', field, 2) != 2 || !field[0].n || field[1].n < 13 || x->n == AUTH_MAX_USERS)
            return rd_fail(err, RD_EUSAGE, "web", "%s: a line is NAME:HASH, %u lines at most", path, AUTH_MAX_USERS);
        x->users[x->n] = field[0];
        x->hashes[x->n++] = rd_arena_str(&x->a, field[1]);
    }
    return rc ? rc : x->n ? RD_OK : rd_fail(err, RD_EUSAGE, "web", "%s holds no line NAME:HASH", path);
}

static int read_token(struct web_auth *x, const char *path, struct rd_err *err) {
    int rc = read_file(path, &x->a, &x->token, err);
    x->token = rd_str_trim(x->token);
    for (uint32_t i = 0; !rc && i < x->token.n; i++)
        if ((unsigned char)x->token.p[i] <= ' ' || (unsigned char)x->token.p[i] > '~')
            rc = rd_fail(err, RD_EUSAGE, "web", "%s: a token is one line of printable ASCII without blanks", path);
    if (!rc && x->token.n < AUTH_MIN_TOKEN)
        rc = rd_fail(err, RD_EUSAGE, "web", "%s: a token has at least %u characters", path, AUTH_MIN_TOKEN);
    return rc;
}

int web_auth_open(struct web_auth **out, const char *password_file, const char *token_file, struct rd_err *err) {
    *out = NULL;
    if (!password_file && !token_file)
        return RD_OK;
    struct rd_arena a;
    rd_arena_init(&a);
    struct web_auth *x = RD_NEW(&a, struct web_auth);
    x->a = a;
    pthread_mutex_init(&x->lock, NULL);
    char hex[65];
    web_random_hex(hex, 32);
    memcpy(x->salt, hex, 32);
    int rc = password_file ? read_users(x, password_file, err) : RD_OK;
    if (!rc && token_file)
        rc = read_token(x, token_file, err);
    if (rc)
        web_auth_close(x);
    else
        *out = x;
    return rc;
}

void web_auth_close(struct web_auth *x) {
    if (!x)
        return;
    struct rd_arena a = x->a; /* x lives in it */
    pthread_mutex_destroy(&x->lock);
    rd_arena_free(&a);
}

/* ---- one request ---- */

static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* RFC 4648; false: it is none. No NUL comes out. */
static bool base64(struct rd_str in, struct rd_arena *a, struct rd_str *out) {
    char *p = rd_arena_get(a, (size_t)in.n + 1);
    uint32_t n = 0, bits = 0, have = 0;
    while (in.n && in.p[in.n - 1] == '=')
        in.n--;
    for (uint32_t i = 0; i < in.n; i++) {
        int v = sextet(in.p[i]);
        if (v < 0)
            return false;
        bits = (bits << 6 | (uint32_t)v) & 0xFFFFFF;
        have += 6;
        if (have >= 8) {
            have -= 8;
            p[n] = (char)(bits >> have & 0xFF);
            if (!p[n++])
                return false;
        }
    }
    p[n] = 0;
    *out = (struct rd_str){p, n};
    return true;
}

static bool right_password(const struct web_auth *x, struct rd_str name, struct rd_str pass, struct rd_arena *a) {
    struct crypt_data *d = RD_NEW(a, struct crypt_data);
    bool right = false;
    const char *z = rd_arena_str(a, pass).p;
    for (uint32_t i = 0; i < x->n && z; i++) {
        if (!rd_str_eq(x->users[i], name))
            continue;
        const char *got = crypt_r(z, x->hashes[i].p, d);
        right = right || (got && got[0] != '*' && web_same_secret(rd_str_of(got), x->hashes[i]));
    }
    return right;
}

static bool right(struct web_auth *x, struct rd_str h, struct rd_arena *a, struct rd_str *user) {
    struct rd_str plain, field[2];
    *user = RD_NONE;
    if (rd_str_starts(h, "Bearer "))
        return x->token.n && web_same_secret(rd_str_trim(rd_str_sub(h, 7, h.n)), x->token);
    if (!rd_str_starts(h, "Basic ") || !base64(rd_str_trim(rd_str_sub(h, 6, h.n)), a, &plain))
        return false;
    if (rd_str_split(plain, ':', field, 2) != 2)
        return false;
    *user = field[0].n ? field[0] : RD_NONE;
    return (x->token.n && web_same_secret(field[1], x->token)) || right_password(x, field[0], field[1], a);
}

static void digest_of(const struct web_auth *x, struct rd_str h, uint8_t out[32]) {
    struct rd_sha256 s;
    rd_sha256_init(&s);
    rd_sha256_add(&s, x->salt, sizeof x->salt);
    rd_sha256_add(&s, h.p, h.n);
    rd_sha256_end(&s, out);
}

static bool kept(const struct web_auth *x, const uint8_t digest[32]) {
    bool found = false;
    for (uint32_t i = 0; i < x->n_kept && i < AUTH_KEPT; i++)
        found |= memcmp(x->kept[i], digest, 32) == 0; /* of salted digests: the time tells nothing */
    return found;
}

static struct rd_str name_in(struct rd_str h, struct rd_arena *a) {
    struct rd_str plain, field[2];
    if (!rd_str_starts(h, "Basic ") || !base64(rd_str_trim(rd_str_sub(h, 6, h.n)), a, &plain) || rd_str_split(plain, ':', field, 2) != 2)
        return RD_NONE;
    return field[0].n ? field[0] : RD_NONE;
}

int web_auth_check(struct web_auth *x, const char *header, struct rd_arena *a, struct rd_str *user) {
    struct rd_str h = rd_str_of(header);
    uint8_t digest[32];
    *user = RD_NONE;
    if (!x)
        return WEB_LET_IN;
    if (!h.n || h.n > 4096)
        return WEB_WRONG;
    digest_of(x, h, digest);
    pthread_mutex_lock(&x->lock);
    time_t now = time(NULL);
    if (now - x->window > AUTH_WINDOW_S || now < x->window) {
        x->window = now;
        x->wrong = 0;
    }
    bool known = kept(x, digest), often = !known && x->wrong >= AUTH_WRONG;
    if (!known && !often)
        x->wrong++; /* taken back if it is right, so that many at once are not hashed all */
    pthread_mutex_unlock(&x->lock);
    if (known) {
        *user = name_in(h, a);
        return WEB_LET_IN;
    }
    if (often)
        return WEB_TOO_OFTEN;
    if (!right(x, h, a, user))
        return WEB_WRONG;
    pthread_mutex_lock(&x->lock);
    memcpy(x->kept[x->n_kept++ % AUTH_KEPT], digest, 32);
    x->wrong -= x->wrong > 0;
    pthread_mutex_unlock(&x->lock);
    return WEB_LET_IN;
}
