/* web.h - the dossier as web pages and JSON, from a small server of its own (libmicrohttpd).
 * In: the path of a dossier.  Out: HTTP/1.1 answers to GET and HEAD; nothing is ever written to the dossier.
 * Promises: loopback unless told otherwise; a request whose Host is not the server's own is refused (DNS rebinding); a strict
 * Content-Security-Policy; no outside resource, no script; text of pages reaches a browser only escaped; size, time and number
 * of requests and the size of answers are bounded (web_int.h). Each thread of the server has one read-only connection.
 * Not here: argv, signals, messages to the terminal (cli/), SQL (store/). */
#ifndef RD_WEB_H
#define RD_WEB_H
#include "base/err.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct rd_web_opts {
    const char *dossier;            /* must exist */
    const char *listen;             /* numeric IPv4 or IPv6 address; NULL: 127.0.0.1 */
    uint16_t port;                  /* 0: any free one */
    bool allow_remote;              /* without it an address that is not loopback is RD_EUSAGE */
    const char *const *hosts; uint32_t n_hosts; /* further names that Host may have ("example.org"), with any port; may be NULL */
    uint32_t threads;               /* 0: 4 */
    /* Called once, when requests are taken; url is "http://127.0.0.1:8080/". May be NULL. */
    void (*ready)(void *user, const char *url);
    /* One line a request, when it is answered: method, path without the query, status. Called by the server's threads, one at
     * a time. May be NULL. */
    void (*log)(void *user, const char *method, const char *path, unsigned status);
    void *user;
    const volatile sig_atomic_t *stop; /* the server ends soon after this is not 0; NULL: it never ends */
};

/* Serves until *stop. RD_ENOTFOUND, RD_ESTORE: the dossier (as rd_store_open). RD_EUSAGE: the address. RD_EIO: the port is
 * taken or the server could not start. */
int rd_web_serve(const struct rd_web_opts *o, struct rd_err *err) RD_WARN_UNUSED;

#endif
