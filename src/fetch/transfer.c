/* transfer.c - one HTTP request with libcurl. The socket is opened by a function of ours, so that an address is looked at when it is
 * connected to, whatever a name resolved to a moment ago. */
#include "fetch/fetch_int.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

enum { CONNECT_SECONDS = 20, SLOW_BYTES = 50, SLOW_SECONDS = 20 };

double fetch_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static curl_socket_t open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *a) {
    struct fetch_transfer *t = ctx;
    (void)purpose;
    if (!t->o->allow_private && !rd_fetch_public(&a->addr)) {
        t->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static size_t on_head(char *p, size_t size, size_t n, void *ctx) {
    struct fetch_transfer *t = ctx;
    n *= size;
    if (n >= 5 && memcmp(p, "HTTP/", 5) == 0)
        rd_buf_clear(&t->head); /* what came before was 100 Continue and its kin */
    rd_buf_bytes(&t->head, p, n);
    if (t->head.err)
        t->too_large = true;
    return t->head.err ? 0 : n;
}

static size_t on_body(char *p, size_t size, size_t n, void *ctx) {
    struct fetch_transfer *t = ctx;
    n *= size;
    if (t->body.n + n > t->max_bytes) {
        t->too_large = true;
        return 0;
    }
    rd_buf_bytes(&t->body, p, n);
    return t->body.err ? 0 : n;
}

static int on_progress(void *ctx, curl_off_t all, curl_off_t now, curl_off_t up, curl_off_t up_now) {
    const struct fetch_transfer *t = ctx;
    (void)all, (void)now, (void)up, (void)up_now;
    return t->o->stop && *t->o->stop;
}

int fetch_transfer_open(struct fetch_transfer *t, const struct rd_fetch_opts *o, const char *agent, struct rd_err *err) {
    CURL *c = curl_easy_init();
    if (!c)
        return rd_fail(err, RD_EIO, "fetch", "libcurl does not start");
    t->curl = c;
    t->o = o;
    rd_buf_init(&t->head, FETCH_MAX_HEAD);
    rd_buf_init(&t->body, RD_MAX_DECODED);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L); /* fetch.c does, with robots.txt of each host */
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_USERAGENT, agent);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)o->timeout);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_head);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, t);
    return RD_OK;
}

void fetch_transfer_close(struct fetch_transfer *t) {
    if (t->curl)
        curl_easy_cleanup(t->curl);
    t->curl = NULL;
    rd_buf_free(&t->head);
    rd_buf_free(&t->body);
}

struct rd_str fetch_field(struct rd_str head, const char *name) {
    size_t n_name = strlen(name);
    for (uint32_t at = 0; at < head.n;) {
        uint32_t end = at;
        while (end < head.n && head.p[end] != '\n')
            end++;
        struct rd_str line = rd_str_sub(head, at, end);
        at = end + 1;
        if (line.n > n_name && line.p[n_name] == ':' && strncasecmp(line.p, name, n_name) == 0)
            return rd_str_trim(rd_str_sub(line, (uint32_t)n_name + 1, line.n));
    }
    return RD_NONE;
}

/* The conditions of a request; validators come from servers, so a line break in one would be a header of its own. */
static struct curl_slist *conditions(const struct rd_fetch_known *known) {
    const struct { const char *field; struct rd_str v; } all[] = {
        {"If-None-Match", known ? known->etag : RD_NONE}, {"If-Modified-Since", known ? known->modified : RD_NONE}};
    /* the coding stays as it is: whoever reads the page undoes it, within its own limits */
    struct curl_slist *list = curl_slist_append(NULL, "Accept-Encoding: gzip");
    for (size_t i = 0; i < RD_ARRAY_LEN(all); i++) {
        char line[1200];
        struct rd_str v = all[i].v;
        if (!v.n || v.n > 1000 || memchr(v.p, '\r', v.n) || memchr(v.p, '\n', v.n))
            continue;
        snprintf(line, sizeof line, "%s: %.*s", all[i].field, RD_S(v));
        list = curl_slist_append(list, line);
    }
    return list;
}

static void judge(struct fetch_transfer *t, CURLcode rc, const char *detail, struct rd_fetched *out) {
    bool reached = rc == CURLE_OK;
    if (t->o->stop && *t->o->stop)
        out->what = RD_FETCH_STOPPED;
    else if (t->too_large)
        out->what = RD_FETCH_TOO_LARGE;
    else if (!reached && t->refused)
        out->what = RD_FETCH_PRIVATE;
    else if (rc == CURLE_OPERATION_TIMEDOUT)
        out->what = RD_FETCH_TIMEOUT;
    else if (!reached)
        out->what = RD_FETCH_FAILED;
    else if (out->status == 304)
        out->what = RD_FETCH_SAME;
    else
        out->what = out->status >= 200 && out->status < 300 && out->status != 206 ? RD_FETCH_OK : RD_FETCH_STATUS;
    switch (out->what) {
    case RD_FETCH_STOPPED: snprintf(out->message, sizeof out->message, "stopped"); break;
    case RD_FETCH_TOO_LARGE: snprintf(out->message, sizeof out->message, "the answer is over the limit of %llu bytes", (unsigned long long)t->max_bytes); break;
    case RD_FETCH_PRIVATE: snprintf(out->message, sizeof out->message, "the address is not public; --allow-private allows it"); break;
    case RD_FETCH_TIMEOUT: snprintf(out->message, sizeof out->message, "no answer, or too slow a one, within %u seconds", (unsigned)t->o->timeout); break;
    case RD_FETCH_FAILED: snprintf(out->message, sizeof out->message, "%s", *detail ? detail : curl_easy_strerror(rc)); break;
    case RD_FETCH_STATUS: snprintf(out->message, sizeof out->message, "the server answered %d", out->status); break;
    default: break;
    }
}

void fetch_transfer_run(struct fetch_transfer *t, const char *url, const struct rd_fetch_known *known, uint64_t max_bytes, struct rd_fetched *out) {
    CURL *c = t->curl;
    char detail[CURL_ERROR_SIZE] = "", *where = NULL, *ip = NULL;
    long status = 0;
    struct curl_slist *head = conditions(known);
    rd_buf_clear(&t->head);
    rd_buf_clear(&t->body);
    t->refused = t->too_large = false;
    t->max_bytes = max_bytes;
    t->location[0] = t->ip[0] = 0;
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, head);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, detail);
    CURLcode rc = curl_easy_perform(c);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, NULL);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, NULL);
    curl_slist_free_all(head);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    out->status = (int)status;
    if (curl_easy_getinfo(c, CURLINFO_PRIMARY_IP, &ip) == CURLE_OK && ip)
        snprintf(t->ip, sizeof t->ip, "%s", ip);
    if (curl_easy_getinfo(c, CURLINFO_REDIRECT_URL, &where) == CURLE_OK && where && strlen(where) < sizeof t->location)
        snprintf(t->location, sizeof t->location, "%s", where);
    judge(t, rc, detail, out);
}
