/* fetch.h - pages over the network; the only code that opens a connection outward, and only when it is asked to.
 * In: a URL. Out: the response as it came (header and body, coding not undone), or why there is none.
 * Promises: http and https alone, no proxy, no cookies, no credentials; robots.txt is obeyed (RFC 9309); a host is asked at most
 * once in `delay`; addresses that are not public are refused at the moment of connecting, redirects included; size, time and
 * redirects are bounded.
 * Not here: what a page says, where a response is kept (cli), feeds (intake). */
#ifndef RD_FETCH_H
#define RD_FETCH_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <signal.h>

struct rd_fetch;
struct rd_fetch_opts {
    const char *agent;          /* User-Agent; its first word up to "/" is what robots.txt is read for. NULL: "readout/VERSION" */
    double delay;               /* seconds between two requests to a host; a longer Crawl-delay of robots.txt counts, up to a minute */
    uint64_t max_bytes;         /* of a body as it is sent; 0: RD_MAX_BLOB */
    uint32_t timeout;           /* seconds for one request; 0: 60 */
    uint32_t max_redirects;     /* 0: 5 */
    bool allow_private;         /* loopback, link-local, private and other addresses that are not public */
    const volatile sig_atomic_t *stop; /* not 0: the request at hand is given up; may be NULL */
};

enum rd_fetch_what {
    RD_FETCH_OK,                /* 2xx: a body */
    RD_FETCH_SAME,              /* 304: not changed since */
    RD_FETCH_ROBOTS,            /* robots.txt says no, or cannot be read (5xx, no answer) */
    RD_FETCH_PRIVATE,           /* the address is not public */
    RD_FETCH_STATUS,            /* another status */
    RD_FETCH_TOO_LARGE,
    RD_FETCH_TIMEOUT,
    RD_FETCH_REDIRECTS,         /* too many, or to what is no http(s) URL */
    RD_FETCH_FAILED,            /* no connection, no such host, TLS, protocol */
    RD_FETCH_BAD_URL,
    RD_FETCH_STOPPED,
};
const char *rd_fetch_what_name(int what); /* "fetched", "same", "robots", ... */

/* Borrowed until the next call. */
struct rd_fetched {
    int what;                   /* enum rd_fetch_what */
    int status;                 /* of HTTP; 0: none came */
    struct rd_str url;          /* the last one asked, normalised, without its fragment */
    struct rd_str ip;           /* who answered; unknown */
    struct rd_str head;         /* status line and header lines, CRLF, without the empty line; no Transfer-Encoding: chunks are joined */
    struct rd_str body;
    struct rd_str type;         /* media type without parameters; unknown */
    struct rd_str etag, modified, coding; /* of the header; unknown */
    char message[256];          /* why there is no body; empty if there is */
};

/* The validators of what is there already; either may be unknown. */
struct rd_fetch_known { struct rd_str etag, modified; };

int rd_fetch_open(struct rd_fetch **out, const struct rd_fetch_opts *o, struct rd_err *err) RD_WARN_UNUSED;
void rd_fetch_close(struct rd_fetch *f);
/* Normalises a URL in the arena; unknown if it is none that is fetched (*why says why, static). */
struct rd_str rd_fetch_url(struct rd_str url, const char **why, struct rd_arena *a);
/* Seconds until the host of a URL may be asked. */
double rd_fetch_wait(const struct rd_fetch *f, struct rd_str url);
/* Waits for the host's turn, reads its robots.txt once, asks. Whatever happens with one URL is in *out; an error is one of the machine. */
int rd_fetch_get(struct rd_fetch *f, struct rd_str url, const struct rd_fetch_known *known, struct rd_fetched *out, struct rd_err *err) RD_WARN_UNUSED;

/* Is an address (struct sockaddr of AF_INET or AF_INET6) one of the public internet? */
struct sockaddr;
bool rd_fetch_public(const struct sockaddr *sa);

/* ---- what was fetched before ---- */
struct rd_fetch_state;
/* A missing file is an empty state. */
int rd_fetch_state_open(struct rd_fetch_state **out, const char *path, struct rd_err *err) RD_WARN_UNUSED;
bool rd_fetch_state_get(const struct rd_fetch_state *s, struct rd_str url, struct rd_fetch_known *known); /* false: never fetched */
void rd_fetch_state_put(struct rd_fetch_state *s, struct rd_str url, const struct rd_fetch_known *known);
int rd_fetch_state_save(struct rd_fetch_state *s, struct rd_err *err) RD_WARN_UNUSED; /* whole or not at all */
void rd_fetch_state_close(struct rd_fetch_state *s);

/* ---- WARC records, behind what is in `out` ---- */
void rd_fetch_warcinfo(struct rd_buf *out, const char *agent, const char *date);
/* `date`: ISO 8601, UTC. The record id is made of URL, date and body. */
void rd_fetch_warc(struct rd_buf *out, const struct rd_fetched *r, const char *date);
#endif
