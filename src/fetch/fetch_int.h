/* fetch_int.h - what the files of fetch/ share.
 *   fetch.c    hosts, their turns, redirects        transfer.c  one request, with libcurl     address.c  public or not
 *   robots.c   robots.txt (RFC 9309)                state.c     validators                    warc.c     records */
#ifndef RD_FETCH_INT_H
#define RD_FETCH_INT_H
#include "base/limits.h"
#include "base/map.h"
#include "fetch/fetch.h"

enum { FETCH_MAX_ROBOTS = 512 << 10, FETCH_MAX_HEAD = 256 << 10, FETCH_MAX_URL = 8192 };

/* ---- robots.c ---- */
struct fetch_rule { struct rd_str pattern; bool allow; };
struct fetch_robots {
    struct fetch_rule *rules; uint32_t n, cap;
    bool none;          /* nothing may be asked: the file could not be read */
    double delay;       /* Crawl-delay, 0: none */
};
/* The groups for `token` (lower case), or those for "*"; in the arena. */
void fetch_robots_read(struct fetch_robots *r, struct rd_str text, struct rd_str token, struct rd_arena *a);
/* May a path (with its query) be asked? */
bool fetch_robots_allow(const struct fetch_robots *r, struct rd_str path);

/* ---- transfer.c ---- */
struct fetch_transfer {
    void *curl;         /* CURL *, kept over requests: connections are used again */
    const struct rd_fetch_opts *o;
    uint64_t max_bytes;
    struct rd_buf head, body;
    bool refused;       /* an address was not public */
    bool too_large;
    char ip[64];
    char location[FETCH_MAX_URL]; /* of a redirect, resolved; empty: none */
};
int fetch_transfer_open(struct fetch_transfer *t, const struct rd_fetch_opts *o, const char *agent, struct rd_err *err);
void fetch_transfer_close(struct fetch_transfer *t);
/* One request, redirects not followed; fills what, status and message; head, body and location are in `t`. */
void fetch_transfer_run(struct fetch_transfer *t, const char *url, const struct rd_fetch_known *known, uint64_t max_bytes, struct rd_fetched *out);
/* The value of a header field, in `head`; unknown if it is not there. */
struct rd_str fetch_field(struct rd_str head, const char *name);

double fetch_now(void); /* seconds of a steady clock */
#endif
