/* codec.c - what undoes a compression, one shape for all: bytes in, bytes out, "a member ended" or "broken".
 * Each library keeps its own memory; it is bounded by the window that the format may ask for. */
#include "intake/intake_int.h"

#ifdef RD_HAVE_BROTLI
#include <brotli/decode.h>
#endif

enum { ZSTD_WINDOW_LOG = 26 }; /* 64 MB; what --long makes by default is 128 MB and is refused, as limits.h asks */

int intake_codec_of(const uint8_t *p, size_t n) {
    if (n >= 3 && p[0] == 0x1F && p[1] == 0x8B && p[2] == 8)
        return INTAKE_GZIP;
    if (n >= 4 && memcmp(p, "\x28\xB5\x2F\xFD", 4) == 0)
        return INTAKE_ZSTD;
    if (n >= 4 && (p[0] & 0xF0) == 0x50 && memcmp(p + 1, "\x2A\x4D\x18", 3) == 0)
        return INTAKE_ZSTD; /* a skippable frame */
    if (n >= 10 && memcmp(p, "BZh", 3) == 0 && p[3] >= '1' && p[3] <= '9' && memcmp(p + 4, "\x31\x41\x59\x26\x53\x59", 6) == 0)
        return INTAKE_BZIP2;
    return INTAKE_PLAIN;
}

bool intake_codec_begin(struct intake_codec *c, int kind) {
    static const int bits[] = {[INTAKE_GZIP] = 15 + 16, [INTAKE_ZLIB] = 15, [INTAKE_DEFLATE] = -15};
    memset(c, 0, sizeof *c);
    bool ok = true;
    switch (kind) {
    case INTAKE_GZIP:
    case INTAKE_ZLIB:
    case INTAKE_DEFLATE: ok = inflateInit2(&c->z, bits[kind]) == Z_OK; break;
    case INTAKE_ZSTD:
        c->zstd = ZSTD_createDCtx();
        ok = c->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(c->zstd, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG));
        break;
    case INTAKE_BZIP2: ok = BZ2_bzDecompressInit(&c->bz, 0, 0) == BZ_OK; break;
    case INTAKE_BROTLI:
#ifdef RD_HAVE_BROTLI
        c->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
        ok = c->brotli != NULL;
        break;
#else
        return false;
#endif
    default: break;
    }
    c->kind = ok ? kind : INTAKE_PLAIN;
    if (!ok && kind == INTAKE_ZSTD)
        ZSTD_freeDCtx(c->zstd);
    return ok;
}

void intake_codec_end(struct intake_codec *c) {
    switch (c->kind) {
    case INTAKE_GZIP:
    case INTAKE_ZLIB:
    case INTAKE_DEFLATE: inflateEnd(&c->z); break;
    case INTAKE_ZSTD: ZSTD_freeDCtx(c->zstd); break;
    case INTAKE_BZIP2: BZ2_bzDecompressEnd(&c->bz); break;
#ifdef RD_HAVE_BROTLI
    case INTAKE_BROTLI: BrotliDecoderDestroyInstance(c->brotli); break;
#endif
    default: break;
    }
    c->kind = INTAKE_PLAIN;
}

bool intake_codec_next(struct intake_codec *c) {
    switch (c->kind) {
    case INTAKE_GZIP:
    case INTAKE_ZLIB:
    case INTAKE_DEFLATE: return inflateReset(&c->z) == Z_OK;
    case INTAKE_ZSTD: return !ZSTD_isError(ZSTD_DCtx_reset(c->zstd, ZSTD_reset_session_only));
    case INTAKE_BZIP2:
        BZ2_bzDecompressEnd(&c->bz);
        memset(&c->bz, 0, sizeof c->bz);
        if (BZ2_bzDecompressInit(&c->bz, 0, 0) == BZ_OK)
            return true;
        c->kind = INTAKE_PLAIN;
        return false;
    default: return false;
    }
}

static int run_zlib(struct intake_codec *c, const uint8_t **in, size_t *n_in, uint8_t **out, size_t *n_out) {
    z_stream *z = &c->z;
    z->next_in = *in; /* zlib.h of Debian has const here */
    z->avail_in = (uInt)*n_in;
    z->next_out = *out;
    z->avail_out = (uInt)*n_out;
    int got = inflate(z, Z_NO_FLUSH);
    *in = z->next_in;
    *n_in = z->avail_in;
    *out = z->next_out;
    *n_out = z->avail_out;
    return got == Z_STREAM_END ? INTAKE_MEMBER : got == Z_OK || got == Z_BUF_ERROR ? INTAKE_MORE : INTAKE_BROKEN;
}

static int run_zstd(struct intake_codec *c, const uint8_t **in, size_t *n_in, uint8_t **out, size_t *n_out) {
    ZSTD_inBuffer from = {*in, *n_in, 0};
    ZSTD_outBuffer to = {*out, *n_out, 0};
    size_t got = ZSTD_decompressStream(c->zstd, &to, &from);
    *in += from.pos;
    *n_in -= from.pos;
    *out += to.pos;
    *n_out -= to.pos;
    return ZSTD_isError(got) ? INTAKE_BROKEN : got == 0 ? INTAKE_MEMBER : INTAKE_MORE;
}

static int run_bzip2(struct intake_codec *c, const uint8_t **in, size_t *n_in, uint8_t **out, size_t *n_out) {
    bz_stream *z = &c->bz;
    union { const uint8_t *from; char *to; } open; /* bzlib takes char * and does not write there */
    open.from = *in;
    z->next_in = open.to;
    z->avail_in = (unsigned)*n_in;
    z->next_out = (char *)*out;
    z->avail_out = (unsigned)*n_out;
    int got = BZ2_bzDecompress(z);
    *in += *n_in - z->avail_in;
    *n_in = z->avail_in;
    *out += *n_out - z->avail_out;
    *n_out = z->avail_out;
    return got == BZ_STREAM_END ? INTAKE_MEMBER : got == BZ_OK ? INTAKE_MORE : INTAKE_BROKEN;
}

#ifdef RD_HAVE_BROTLI
static int run_brotli(struct intake_codec *c, const uint8_t **in, size_t *n_in, uint8_t **out, size_t *n_out) {
    BrotliDecoderResult got = BrotliDecoderDecompressStream(c->brotli, n_in, in, n_out, out, NULL);
    return got == BROTLI_DECODER_RESULT_SUCCESS ? INTAKE_MEMBER : got == BROTLI_DECODER_RESULT_ERROR ? INTAKE_BROKEN : INTAKE_MORE;
}
#endif

int intake_codec_run(struct intake_codec *c, const uint8_t **in, size_t *n_in, uint8_t **out, size_t *n_out) {
    switch (c->kind) {
    case INTAKE_GZIP:
    case INTAKE_ZLIB:
    case INTAKE_DEFLATE: return run_zlib(c, in, n_in, out, n_out);
    case INTAKE_ZSTD: return run_zstd(c, in, n_in, out, n_out);
    case INTAKE_BZIP2: return run_bzip2(c, in, n_in, out, n_out);
#ifdef RD_HAVE_BROTLI
    case INTAKE_BROTLI: return run_brotli(c, in, n_in, out, n_out);
#endif
    default: return INTAKE_BROKEN;
    }
}

int intake_decode(struct rd_buf *out, int kind, const uint8_t *p, size_t n) {
    struct intake_codec c;
    uint8_t piece[16384];
    int said = INTAKE_MORE;
    if (!intake_codec_begin(&c, kind))
        return INTAKE_BROKEN;
    while (said == INTAKE_MORE && !out->err) {
        uint8_t *to = piece;
        size_t room = sizeof piece, before = n;
        said = intake_codec_run(&c, &p, &n, &to, &room);
        rd_buf_bytes(out, piece, sizeof piece - room);
        if (said == INTAKE_MORE && room == sizeof piece && n == before)
            break; /* it wants more than there is */
        if (said == INTAKE_MEMBER && kind == INTAKE_GZIP && n > 2 && p[0] == 0x1F && p[1] == 0x8B && intake_codec_next(&c))
            said = INTAKE_MORE;
    }
    intake_codec_end(&c);
    return said;
}
