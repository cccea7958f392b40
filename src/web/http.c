/* http.c - sockets, limits and headers: libmicrohttpd calls request(), which lends the view one of the server's read-only
 * connections and answers. GNU libmicrohttpd 0.9.75: https://www.gnu.org/software/libmicrohttpd/manual/ */
#include "web/web.h"

#include "base/hash.h"
#include "web/web_int.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct server {
    const struct rd_web_opts *opts;
    const char *listen;
    uint16_t port;
    pthread_mutex_t lock;    /* idle, n_idle, log */
    struct rd_store *idle[WEB_MAX_THREADS]; uint32_t n_idle;
};

/* What is kept between the calls of one request. */
struct call {
    char uri[WEB_MAX_URI + 1];
    size_t n;
    bool too_long;
};

/* ---- connections to the dossier ---- */

static int lend(struct server *s, struct rd_store **out, struct rd_err *err) {
    pthread_mutex_lock(&s->lock);
    *out = s->n_idle ? s->idle[--s->n_idle] : NULL;
    pthread_mutex_unlock(&s->lock);
    return *out ? RD_OK : rd_store_open(out, s->opts->dossier, RD_STORE_READ, err);
}

static void give_back(struct server *s, struct rd_store *store) {
    pthread_mutex_lock(&s->lock);
    if (store && s->n_idle < RD_ARRAY_LEN(s->idle)) {
        s->idle[s->n_idle++] = store;
        store = NULL;
    }
    pthread_mutex_unlock(&s->lock);
    rd_store_close(store);
}

/* ---- answers ---- */

static const struct { const char *name, *value; } headers[] = {
    {"Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "interest-cohort=()"},
};

/* Takes the buffer's memory. */
static struct MHD_Response *response_of(struct web_out *o, const char *etag) {
    struct MHD_Response *resp = MHD_create_response_from_buffer(o->body.n, o->body.p, MHD_RESPMEM_MUST_FREE);
    if (!resp)
        return NULL;
    o->body.p = NULL;
    for (uint32_t i = 0; i < RD_ARRAY_LEN(headers); i++)
        MHD_add_response_header(resp, headers[i].name, headers[i].value);
    MHD_add_response_header(resp, "Content-Type", o->type);
    MHD_add_response_header(resp, "Cache-Control", "no-cache");
    if (etag[0])
        MHD_add_response_header(resp, "ETag", etag);
    if (o->location.n)
        MHD_add_response_header(resp, "Location", o->location.p);
    if (o->status == 405)
        MHD_add_response_header(resp, "Allow", "GET, HEAD");
    return resp;
}

static enum MHD_Result send_answer(struct MHD_Connection *c, struct web_out *o) {
    char etag[24] = "";
    if (o->status == 200) {
        uint64_t h = rd_hash64(o->body.p, o->body.n, 0);
        snprintf(etag, sizeof etag, "\"%016llx\"", (unsigned long long)h);
        const char *have = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
        if (have && strcmp(have, etag) == 0) {
            rd_buf_clear(&o->body);
            o->status = 304;
        }
    }
    struct MHD_Response *resp = response_of(o, etag);
    if (!resp)
        return MHD_NO;
    enum MHD_Result rc = MHD_queue_response(c, o->status, resp);
    MHD_destroy_response(resp);
    return rc;
}

/* Why a request is not even looked at; 0 if it is. */
static unsigned refusal(struct server *s, struct MHD_Connection *c, const char *method, const struct call *call, const char **why) {
    const char *host = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host");
    const char *length = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Length");
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return *why = "The dossier is only read here.", 405;
    if ((length && strcmp(length, "0") != 0) || MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Transfer-Encoding"))
        return *why = "Send the request without a body.", 413;
    if (!web_host_ok(rd_str_of(host), s->listen, s->port, s->opts->hosts, s->opts->n_hosts))
        return *why = "The request names another host than this server.", 421;
    if (call->too_long)
        return *why = "The address is too long.", 414;
    return 0;
}

static void fill(struct server *s, struct web_req *r, struct web_out *o, const struct call *call) {
    struct rd_err err = {0};
    if (web_request_parse(r, (struct rd_str){call->uri, (uint32_t)call->n}, &err)) {
        web_error(r, o, 400, rd_str_of(err.msg));
        return;
    }
    if (lend(s, &r->store, &err)) {
        web_error(r, o, 503, RD_LIT("The dossier could not be opened."));
        return;
    }
    web_answer(r, o);
    give_back(s, r->store);
}

static enum MHD_Result request(void *cls, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                               const char *upload, size_t *upload_size, void **state) {
    struct server *s = cls;
    struct call *call = *state;
    (void)url, (void)version, (void)upload;
    if (!call || *upload_size)
        return MHD_NO;
    struct rd_arena arena;
    struct web_out o = {.status = 500, .type = "text/html; charset=utf-8"};
    struct web_req r = {.a = &arena, .path = RD_LIT("/")};
    const char *why = "";
    rd_arena_init(&arena);
    rd_buf_init(&o.body, WEB_MAX_ANSWER);
    unsigned status = refusal(s, c, method, call, &why);
    if (status)
        web_error(&r, &o, status, rd_str_of(why));
    else
        fill(s, &r, &o, call);
    enum MHD_Result rc = send_answer(c, &o);
    if (s->opts->log) {
        pthread_mutex_lock(&s->lock);
        s->opts->log(s->opts->user, method, r.path.p ? rd_arena_str(&arena, r.path).p : "", o.status);
        pthread_mutex_unlock(&s->lock);
    }
    rd_buf_free(&o.body);
    rd_arena_free(&arena);
    return rc;
}

/* The address as it came, before the library splits and decodes it. */
static void *keep_uri(void *cls, const char *uri, struct MHD_Connection *c) {
    (void)cls, (void)c;
    struct call *call = calloc(1, sizeof *call);
    if (!call)
        return NULL;
    size_t n = strlen(uri);
    call->too_long = n > WEB_MAX_URI;
    call->n = call->too_long ? 0 : n;
    memcpy(call->uri, uri, call->n);
    return call;
}

static size_t leave_encoded(void *cls, struct MHD_Connection *c, char *z) {
    (void)cls, (void)c;
    return strlen(z);
}

static void completed(void *cls, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why) {
    (void)cls, (void)c, (void)why;
    free(*state);
    *state = NULL;
}

/* ---- starting, waiting, ending ---- */

union sockaddr_any {
    struct sockaddr sa;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static int address_of(const struct rd_web_opts *o, const char *numeric, union sockaddr_any *out, struct rd_err *err) {
    memset(out, 0, sizeof *out);
    if (inet_pton(AF_INET, numeric, &out->v4.sin_addr) == 1) {
        out->v4.sin_family = AF_INET;
        out->v4.sin_port = htons(o->port);
    } else if (inet_pton(AF_INET6, numeric, &out->v6.sin6_addr) == 1) {
        out->v6.sin6_family = AF_INET6;
        out->v6.sin6_port = htons(o->port);
    } else {
        return rd_fail(err, RD_EUSAGE, "web", "%s is not a numeric address", numeric);
    }
    if (!o->allow_remote && !web_is_loopback(numeric))
        return rd_fail(err, RD_EUSAGE, "web", "%s can be reached from other machines, and nobody is asked for a password", numeric);
    return RD_OK;
}

/* The socket is opened here and not by the library, so that the port is known before the first request is. */
static int open_socket(struct server *s, union sockaddr_any *at, int *out, struct rd_err *err) {
    const int yes = 1;
    socklen_t n = at->sa.sa_family == AF_INET ? sizeof at->v4 : sizeof at->v6;
    int fd = socket(at->sa.sa_family, SOCK_STREAM, 0);
    bool ok = fd >= 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 && fcntl(fd, F_SETFL, O_NONBLOCK) == 0 &&
              setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
              (at->sa.sa_family == AF_INET || setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes) == 0) &&
              bind(fd, &at->sa, n) == 0 && listen(fd, 64) == 0 && getsockname(fd, &at->sa, &n) == 0;
    if (!ok) {
        rd_fail(err, RD_EIO, "web", "port %u of %s cannot be opened: %s", (unsigned)s->opts->port, s->listen, strerror(errno));
        if (fd >= 0)
            close(fd);
        return RD_EIO;
    }
    s->port = ntohs(at->sa.sa_family == AF_INET ? at->v4.sin_port : at->v6.sin6_port);
    *out = fd;
    return RD_OK;
}

static struct MHD_Daemon *start(struct server *s, int fd) {
    unsigned threads = s->opts->threads ? s->opts->threads : 4;
    threads = threads > WEB_MAX_THREADS ? WEB_MAX_THREADS : threads;
    return MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC, 0, NULL, NULL, request, s,
                            MHD_OPTION_LISTEN_SOCKET, (MHD_socket)fd, MHD_OPTION_THREAD_POOL_SIZE, threads,
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)WEB_MAX_CONNECTIONS,
                            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)WEB_TIMEOUT_S,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)WEB_CONN_MEMORY,
                            MHD_OPTION_URI_LOG_CALLBACK, keep_uri, NULL, MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,
                            MHD_OPTION_NOTIFY_COMPLETED, completed, NULL,
                            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

static void tell_ready(const struct server *s, bool v6) {
    char url[128];
    if (v6)
        snprintf(url, sizeof url, "http://[%s]:%u/", s->listen, (unsigned)s->port);
    else
        snprintf(url, sizeof url, "http://%s:%u/", s->listen, (unsigned)s->port);
    if (s->opts->ready)
        s->opts->ready(s->opts->user, url);
}

int rd_web_serve(const struct rd_web_opts *o, struct rd_err *err) {
    struct server s = {.opts = o, .listen = o->listen ? o->listen : "127.0.0.1"};
    union sockaddr_any at;
    struct rd_store *first;
    int fd, rc = address_of(o, s.listen, &at, err);
    if (!rc)
        rc = rd_store_open(&first, o->dossier, RD_STORE_READ, err);
    if (rc)
        return rc;
    s.idle[s.n_idle++] = first;
    pthread_mutex_init(&s.lock, NULL);
    rc = open_socket(&s, &at, &fd, err);
    struct MHD_Daemon *d = rc ? NULL : start(&s, fd);
    if (d) {
        tell_ready(&s, at.sa.sa_family == AF_INET6);
        const struct timespec tick = {0, 50000000};
        while (!o->stop || !*o->stop)
            nanosleep(&tick, NULL);
        MHD_stop_daemon(d); /* closes the socket */
    } else if (!rc) {
        close(fd);
        rc = rd_fail(err, RD_EIO, "web", "the server did not start");
    }
    while (s.n_idle)
        rd_store_close(s.idle[--s.n_idle]);
    pthread_mutex_destroy(&s.lock);
    return rc;
}
