/* http.c - sockets, limits and headers: libmicrohttpd calls request(), which lends the view one of the server's read-only
 * connections and answers; of a POST it first gathers the body. GNU libmicrohttpd 0.9.75: https://www.gnu.org/software/libmicrohttpd/manual/ */
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
    struct web_auth *auth;
    char token[65];          /* of every form that this server makes; "": it only reads */
    pthread_mutex_t writing; /* one writer at a time: the rest waits here and not in SQLite */
    pthread_mutex_t lock;    /* idle, n_idle, log */
    struct rd_store *idle[WEB_MAX_THREADS]; uint32_t n_idle;
};

/* What is kept between the calls of one request. */
struct call {
    char uri[WEB_MAX_URI + 1];
    size_t n;
    bool too_long, begun;
    struct rd_buf body;      /* of a POST */
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
    {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"}, /* with no-referrer a browser would not say where a form comes from */
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
    MHD_add_response_header(resp, "Cache-Control", o->immutable ? "max-age=31536000, immutable" : "no-cache");
    if (etag[0])
        MHD_add_response_header(resp, "ETag", etag);
    if (o->location.n)
        MHD_add_response_header(resp, "Location", o->location.p);
    if (o->status == 405)
        MHD_add_response_header(resp, "Allow", "GET, HEAD");
    if (o->status == 401)
        MHD_add_response_header(resp, "WWW-Authenticate", "Basic realm=\"readout\", charset=\"UTF-8\"");
    if (o->status == 429)
        MHD_add_response_header(resp, "Retry-After", "10");
    if (o->status == 413 || o->status == 405)
        MHD_add_response_header(resp, "Connection", "close");
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

static const char *header_of(struct MHD_Connection *c, const char *name) {
    return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

/* A browser says where a form comes from; what is no browser says nothing. */
static bool from_elsewhere(struct MHD_Connection *c) {
    const char *origin = header_of(c, "Origin"), *host = header_of(c, "Host"), *site = header_of(c, "Sec-Fetch-Site");
    struct rd_str o = rd_str_of(origin);
    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
        return true;
    if (!origin)
        return false;
    o = rd_str_starts(o, "http://") ? rd_str_sub(o, 7, o.n) : rd_str_starts(o, "https://") ? rd_str_sub(o, 8, o.n) : RD_NONE;
    return !o.n || !rd_str_is(o, host);
}

/* Why a POST is not looked at; 0 if it is. */
static unsigned post_refusal(struct server *s, struct MHD_Connection *c, const struct call *call, const char **why) {
    const char *length = header_of(c, "Content-Length"), *type = header_of(c, "Content-Type");
    uint64_t n;
    int64_t mark = rd_str_find((struct rd_str){call->uri, (uint32_t)call->n}, RD_LIT("?"), 0);
    struct rd_str path = {call->uri, mark < 0 ? (uint32_t)call->n : (uint32_t)mark};
    if (!s->token[0] || !web_is_write(path))
        return *why = "Nothing is written at this address.", 405;
    if (!length || !rd_str_uint(rd_str_of(length), WEB_MAX_BODY, &n))
        return *why = "A form has its length in front, and is not long.", 413;
    if (!type || !rd_str_starts(rd_str_of(type), "application/x-www-form-urlencoded"))
        return *why = "Send it as application/x-www-form-urlencoded.", 415;
    if (from_elsewhere(c))
        return *why = "This form was sent by another site.", 403;
    return 0;
}

/* Why a request is not even looked at; 0 if it is. */
static unsigned refusal(struct server *s, struct MHD_Connection *c, const char *method, const struct call *call, struct web_req *r,
                        const char **why) {
    const char *length = header_of(c, "Content-Length");
    bool post = strcmp(method, "POST") == 0;
    if (!post && strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return *why = "The dossier is read with GET and HEAD.", 405;
    if ((!post && length && strcmp(length, "0") != 0) || header_of(c, "Transfer-Encoding"))
        return *why = "Send the request without a body.", 413;
    if (!web_host_ok(rd_str_of(header_of(c, "Host")), s->listen, s->port, s->opts->hosts, s->opts->n_hosts))
        return *why = "The request names another host than this server.", 421;
    if (call->too_long)
        return *why = "The address is too long.", 414;
    int asked = web_auth_check(s->auth, header_of(c, "Authorization"), r->a, &r->user);
    if (asked != WEB_LET_IN)
        return *why = asked == WEB_WRONG ? "A name and a password are needed here." : "Wait some seconds.", asked == WEB_WRONG ? 401 : 429;
    return post ? post_refusal(s, c, call, why) : 0;
}

static void write_it(struct server *s, struct web_req *r, struct web_out *o, const struct call *call) {
    struct rd_err err = {0};
    struct rd_store *store;
    if (call->body.err || web_form_parse(r, rd_buf_view(&call->body), &err)) {
        web_error(r, o, 400, rd_str_of(call->body.err ? "the form is too long" : err.msg));
        return;
    }
    pthread_mutex_lock(&s->writing);
    if (rd_store_open(&store, s->opts->dossier, RD_STORE_WRITE, &err)) {
        web_error(r, o, 503, RD_LIT("The dossier could not be opened for writing."));
    } else {
        web_write(r, store, o);
        rd_store_close(store);
    }
    pthread_mutex_unlock(&s->writing);
}

static void fill(struct server *s, struct web_req *r, struct web_out *o, const struct call *call, bool post) {
    struct rd_err err = {0};
    if (web_request_parse(r, (struct rd_str){call->uri, (uint32_t)call->n}, &err)) {
        web_error(r, o, 400, rd_str_of(err.msg));
        return;
    }
    if (post) {
        write_it(s, r, o, call);
        return;
    }
    if (lend(s, &r->store, &err)) {
        web_error(r, o, 503, RD_LIT("The dossier could not be opened."));
        return;
    }
    web_answer(r, o);
    give_back(s, r->store);
}

static enum MHD_Result answer(struct server *s, struct MHD_Connection *c, const char *method, struct call *call, bool refused_only, bool *answered) {
    struct rd_arena arena;
    struct web_out o = {.status = 500, .type = "text/html; charset=utf-8"};
    struct web_req r = {.a = &arena, .path = RD_LIT("/"), .format = WEB_F_HTML, .token = s->token[0] ? s->token : NULL};
    const char *why = "", *host = header_of(c, "Host");
    enum MHD_Result rc = MHD_YES;
    rd_arena_init(&arena);
    rd_buf_init(&o.body, WEB_MAX_ANSWER);
    unsigned status = refusal(s, c, method, call, &r, &why);
    *answered = status || !refused_only;
    if (!r.user.n)
        r.user = rd_str_of(s->opts->user_name);
    r.base = rd_arena_printf(&arena, "http://%s", host ? host : "");
    if (status)
        web_error(&r, &o, status, rd_str_of(why));
    else if (*answered)
        fill(s, &r, &o, call, strcmp(method, "POST") == 0);
    if (*answered) {
        rc = send_answer(c, &o);
        if (s->opts->log) {
            pthread_mutex_lock(&s->lock);
            s->opts->log(s->opts->user, method, r.path.p ? rd_arena_str(&arena, r.path).p : "", o.status);
            pthread_mutex_unlock(&s->lock);
        }
    }
    rd_buf_free(&o.body);
    rd_arena_free(&arena);
    return rc;
}

/* Called once when the head is there, again for each piece of a body, and once more at its end. */
static enum MHD_Result request(void *cls, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                               const char *upload, size_t *upload_size, void **state) {
    struct server *s = cls;
    struct call *call = *state;
    bool post = strcmp(method, "POST") == 0, answered;
    (void)url, (void)version;
    if (!call || (*upload_size && !post))
        return MHD_NO;
    if (*upload_size) {
        rd_buf_bytes(&call->body, upload, *upload_size);
        *upload_size = 0;
        return MHD_YES;
    }
    /* A refused POST is answered before its body is read. */
    bool head_only = post && !call->begun;
    call->begun = true;
    return answer(s, c, method, call, head_only, &answered);
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
    rd_buf_init(&call->body, WEB_MAX_BODY);
    return call;
}

static size_t leave_encoded(void *cls, struct MHD_Connection *c, char *z) {
    (void)cls, (void)c;
    return strlen(z);
}

static void completed(void *cls, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why) {
    struct call *call = *state;
    (void)cls, (void)c, (void)why;
    if (call)
        rd_buf_free(&call->body);
    free(call);
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
    if (!o->password_file && !o->token_file && !web_is_loopback(numeric))
        return rd_fail(err, RD_EUSAGE, "web", "%s can be reached from other machines: --password-file or --token-file is needed", numeric);
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
                            MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)(web_is_loopback(s->listen) ? WEB_MAX_CONNECTIONS : WEB_MAX_CONNECTIONS / 4),
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)WEB_CONN_MEMORY,
                            MHD_OPTION_URI_LOG_CALLBACK, keep_uri, NULL, MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,
                            MHD_OPTION_NOTIFY_COMPLETED, completed, NULL,
                            MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

static void warn_about(const struct server *s, const char *message) {
    if (s->opts->warn)
        s->opts->warn(s->opts->user, message);
}

static void warnings(const struct server *s) {
    const struct rd_web_opts *o = s->opts;
    const char *const files[] = {o->password_file, o->token_file};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(files); i++)
        if (files[i] && web_auth_open_to_others(files[i]))
            warn_about(s, "others on this machine may read or change the file with the passwords or the token (chmod 600)");
    if (!web_is_loopback(s->listen))
        warn_about(s, "other machines can reach the dossier, and what goes to and fro is not encrypted: put a proxy with TLS in front of it");
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

static int serve(struct server *s, union sockaddr_any *at, struct rd_err *err) {
    int fd, rc = open_socket(s, at, &fd, err);
    if (rc)
        return rc;
    struct MHD_Daemon *d = start(s, fd);
    if (!d) {
        close(fd);
        return rd_fail(err, RD_EIO, "web", "the server did not start");
    }
    warnings(s);
    tell_ready(s, at->sa.sa_family == AF_INET6);
    const struct timespec tick = {0, 50000000};
    while (!s->opts->stop || !*s->opts->stop)
        nanosleep(&tick, NULL);
    MHD_stop_daemon(d); /* closes the socket */
    return RD_OK;
}

int rd_web_serve(const struct rd_web_opts *o, struct rd_err *err) {
    struct server s = {.opts = o, .listen = o->listen ? o->listen : "127.0.0.1"};
    union sockaddr_any at;
    int rc = address_of(o, s.listen, &at, err);
    if (!rc)
        rc = web_auth_open(&s.auth, o->password_file, o->token_file, err);
    if (!rc)
        rc = rd_store_open(&s.idle[0], o->dossier, RD_STORE_READ, err);
    if (rc) {
        web_auth_close(s.auth);
        return rc;
    }
    s.n_idle = 1;
    if (!o->read_only)
        web_random_hex(s.token, 32);
    pthread_mutex_init(&s.lock, NULL);
    pthread_mutex_init(&s.writing, NULL);
    rc = serve(&s, &at, err);
    while (s.n_idle)
        rd_store_close(s.idle[--s.n_idle]);
    pthread_mutex_destroy(&s.lock);
    pthread_mutex_destroy(&s.writing);
    web_auth_close(s.auth);
    return rc;
}
