/* web.h - the dossier as web pages and JSON, from a small server of its own (libmicrohttpd).
 * In: the path of a dossier.  Out: HTTP/1.1 answers to GET and HEAD; POST of a form that a user's note or change comes in, unless
 * the server only reads.
 * Promises: loopback unless told otherwise, and then only with a password or a token; a request whose Host is not the server's own
 * is refused (DNS rebinding); a form is believed only with this server's token in it and from no other origin; a strict
 * Content-Security-Policy; no outside resource; text of pages reaches a browser only escaped; size, time and number of requests and
 * the size of answers are bounded (web_int.h). Each thread has one read-only connection; one that writes is opened for each POST.
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
    /* Who may ask: files as auth.c describes them; NULL: everybody who can reach the server. An address that is not loopback needs one. */
    const char *password_file, *token_file;
    bool read_only;                 /* no notes, no changes */
    const char *user_name;          /* who writes where nobody is asked for a name; may be NULL */
    void (*warn)(void *user, const char *message); /* what the user should know before the server starts; may be NULL */
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
