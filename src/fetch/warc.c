/* warc.c - responses as WARC 1.1 records (ISO 28500), which intake/ and every archive's tools read. */
#include "base/hash.h"
#include "fetch/fetch_int.h"

/* A name-based UUID of version 8 (RFC 9562): the same response at the same time has the same id. */
static void record_id(char out[37], struct rd_str url, const char *date, struct rd_str body) {
    struct rd_sha256 s;
    uint8_t d[32];
    char hex[65];
    rd_sha256_init(&s);
    rd_sha256_add(&s, url.p, url.n);
    rd_sha256_add(&s, "", 1);
    rd_sha256_add(&s, date, strlen(date));
    rd_sha256_add(&s, "", 1);
    rd_sha256_add(&s, body.p, body.n);
    rd_sha256_end(&s, d);
    d[6] = (uint8_t)((d[6] & 0x0F) | 0x80);
    d[8] = (uint8_t)((d[8] & 0x3F) | 0x80);
    rd_hex(hex, d, 16);
    snprintf(out, 37, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

void rd_fetch_warcinfo(struct rd_buf *out, const char *agent, const char *date) {
    char id[37], body[512];
    int n = snprintf(body, sizeof body, "software: %.200s\r\nformat: WARC File Format 1.1\r\nrobots: obey (RFC 9309)\r\n", agent);
    struct rd_str b = {body, (uint32_t)n};
    record_id(id, RD_LIT("warcinfo"), date, b);
    rd_buf_printf(out, "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: %s\r\nContent-Type: application/warc-fields\r\n"
                       "Content-Length: %u\r\n\r\n", id, date, b.n);
    rd_buf_str(out, b);
    rd_buf_z(out, "\r\n\r\n");
}

void rd_fetch_warc(struct rd_buf *out, const struct rd_fetched *r, const char *date) {
    char id[37], hex[65];
    struct rd_sha256 s;
    uint8_t digest[32];
    record_id(id, r->url, date, r->body);
    rd_sha256_init(&s);
    rd_sha256_add(&s, r->body.p, r->body.n);
    rd_sha256_end(&s, digest);
    rd_hex(hex, digest, 32);
    rd_buf_printf(out, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Date: %s\r\nWARC-Target-URI: %.*s\r\n", id, date,
                  RD_S(r->url));
    if (r->ip.n)
        rd_buf_printf(out, "WARC-IP-Address: %.*s\r\n", RD_S(r->ip));
    rd_buf_printf(out, "WARC-Payload-Digest: sha256:%s\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %zu\r\n\r\n", hex,
                  (size_t)r->head.n + 2 + r->body.n);
    rd_buf_str(out, r->head);
    rd_buf_z(out, "\r\n");
    rd_buf_str(out, r->body);
    rd_buf_z(out, "\r\n\r\n");
}
