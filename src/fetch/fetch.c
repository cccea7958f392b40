/* fetch.c - hosts and their turns, robots.txt, redirects. */
#include "fetch/fetch_int.h"

#include <curl/curl.h>
#include <errno.h>
#include <strings.h>
#include <time.h>

enum { MAX_HOSTS = 100000 };

struct host {
    double last;               /* when it was asked last; 0: never */
    bool asked_robots;
    struct fetch_robots robots;
};

struct rd_fetch {
    struct rd_arena arena;     /* this struct, hosts, their rules */
    struct rd_arena scratch;   /* strings of the answer at hand */
    struct rd_fetch_opts o;
    struct rd_str token;
    struct rd_map hosts;       /* "http://host:port" -> index of */
    struct host *host; uint32_t n_hosts, cap_hosts;
    struct fetch_transfer t;
};

const char *rd_fetch_what_name(int what) {
    static const char *const names[] = {"fetched", "same", "robots", "private", "status", "too-large", "timeout", "redirects", "failed",
                                        "bad-url", "stopped"};
    return what >= 0 && what < (int)RD_ARRAY_LEN(names) ? names[what] : NULL;
}

static struct rd_str token_of(const char *agent) {
    uint32_t n = 0;
    while (((agent[n] | 32) >= 'a' && (agent[n] | 32) <= 'z') || agent[n] == '-' || agent[n] == '_')
        n++;
    return (struct rd_str){agent, n};
}

int rd_fetch_open(struct rd_fetch **out, const struct rd_fetch_opts *o, struct rd_err *err) {
    *out = NULL;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return rd_fail(err, RD_EIO, "fetch", "libcurl does not start");
    struct rd_arena a;
    rd_arena_init(&a);
    struct rd_fetch *f = RD_NEW(&a, struct rd_fetch);
    f->arena = a;
    f->o = *o;
    if (!f->o.agent)
        f->o.agent = "readout/" RD_VERSION;
    if (!f->o.max_bytes || f->o.max_bytes > RD_MAX_BLOB)
        f->o.max_bytes = RD_MAX_BLOB;
    if (!f->o.timeout)
        f->o.timeout = 60;
    if (!f->o.max_redirects)
        f->o.max_redirects = 5;
    rd_arena_init(&f->scratch);
    f->token = token_of(f->o.agent);
    rd_map_init(&f->hosts, &f->arena);
    int rc = fetch_transfer_open(&f->t, &f->o, f->o.agent, err);
    if (rc) {
        rd_fetch_close(f);
        return rc;
    }
    *out = f;
    return RD_OK;
}

void rd_fetch_close(struct rd_fetch *f) {
    if (!f)
        return;
    fetch_transfer_close(&f->t);
    rd_arena_free(&f->scratch);
    struct rd_arena a = f->arena; /* the struct lies in its own arena */
    rd_arena_free(&a);
    curl_global_cleanup();
}

/* ---- URLs ---- */

static const char *check_url(CURLU *u) {
    char *scheme = NULL, *user = NULL, *host = NULL;
    const char *why = NULL;
    if (curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK || (strcasecmp(scheme, "http") && strcasecmp(scheme, "https")))
        why = "only http and https are fetched";
    else if (curl_url_get(u, CURLUPART_USER, &user, 0) == CURLUE_OK)
        why = "a URL with a name or password in it is not fetched";
    else if (curl_url_get(u, CURLUPART_HOST, &host, 0) != CURLUE_OK || !*host)
        why = "it has no host";
    for (char *h = host; h && *h; h++) /* hosts have turns: one host, one name */
        if (*h >= 'A' && *h <= 'Z')
            *h = (char)(*h | 32);
    if (!why && curl_url_set(u, CURLUPART_HOST, host, 0) != CURLUE_OK)
        why = "its host is none";
    curl_free(scheme);
    curl_free(user);
    curl_free(host);
    return why;
}

struct rd_str rd_fetch_url(struct rd_str url, const char **why, struct rd_arena *a) {
    char *whole = NULL;
    struct rd_str out = RD_NONE;
    CURLU *u = curl_url();
    *why = "it is not a URL";
    url = rd_str_trim(url);
    if (u && url.n && url.n < FETCH_MAX_URL && !memchr(url.p, 0, url.n) &&
        curl_url_set(u, CURLUPART_URL, rd_arena_str(a, url).p, CURLU_URLENCODE) == CURLUE_OK && !(*why = check_url(u)) &&
        curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK && curl_url_get(u, CURLUPART_URL, &whole, 0) == CURLUE_OK)
        out = rd_arena_str(a, rd_str_of(whole));
    curl_free(whole);
    curl_url_cleanup(u);
    return out;
}

/* "http://host:port" and "/path?query" of a normalised URL. */
static void parts(struct rd_str url, struct rd_str *host, struct rd_str *path) {
    int64_t at = rd_str_find(url, RD_LIT("://"), 0);
    uint32_t end = at < 0 ? 0 : (uint32_t)at + 3;
    while (end < url.n && url.p[end] != '/' && url.p[end] != '?')
        end++;
    *host = rd_str_sub(url, 0, end);
    *path = end < url.n ? rd_str_sub(url, end, url.n) : RD_LIT("/");
}

/* ---- turns ---- */

static struct host *host_of(struct rd_fetch *f, struct rd_str url) {
    struct rd_str name, path;
    bool fresh;
    parts(url, &name, &path);
    if (f->hosts.n >= MAX_HOSTS) { /* forget them all: they are asked for robots.txt again */
        rd_map_init(&f->hosts, &f->arena);
        f->n_hosts = 0;
    }
    uint64_t *at = rd_map_put(&f->hosts, name, &fresh);
    if (fresh) {
        *at = f->n_hosts;
        (void)RD_PUSH(&f->arena, f->host, f->n_hosts, f->cap_hosts);
    }
    return &f->host[*at];
}

static double wait_of(const struct rd_fetch *f, const struct host *h) {
    double delay = h->robots.delay > f->o.delay ? h->robots.delay : f->o.delay, left = h->last ? h->last + delay - fetch_now() : 0;
    return left > 0 ? left : 0;
}

double rd_fetch_wait(const struct rd_fetch *f, struct rd_str url) {
    struct rd_str name, path;
    uint64_t at;
    parts(url, &name, &path);
    return rd_map_get(&f->hosts, name, &at) ? wait_of(f, &f->host[at]) : 0;
}

static bool stopped(const struct rd_fetch *f) {
    return f->o.stop && *f->o.stop;
}

static void take_turn(struct rd_fetch *f, struct host *h) {
    double left;
    while ((left = wait_of(f, h)) > 0 && !stopped(f)) {
        double part = left > 0.5 ? 0.5 : left; /* a signal is seen soon */
        struct timespec t = {(time_t)part, (long)((part - (double)(time_t)part) * 1e9)};
        nanosleep(&t, NULL);
    }
    h->last = fetch_now();
}

/* ---- robots.txt ---- */

/* RFC 9309, 2.3: no file (4xx) allows all, a server in trouble (5xx, no answer) forbids all; five redirects are followed. */
static void ask_robots(struct rd_fetch *f, struct rd_str url, struct rd_fetched *r) {
    struct rd_str name, path;
    const char *why;
    parts(url, &name, &path);
    struct rd_str at = rd_arena_printf(&f->scratch, "%.*s/robots.txt", RD_S(name));
    for (int hop = 0; hop <= 5 && at.p; hop++) {
        *r = (struct rd_fetched){0};
        take_turn(f, host_of(f, at));
        fetch_transfer_run(&f->t, at.p, NULL, FETCH_MAX_ROBOTS, r);
        if (r->what != RD_FETCH_STATUS || r->status / 100 != 3 || !f->t.location[0])
            break;
        at = rd_fetch_url(rd_str_of(f->t.location), &why, &f->scratch);
    }
    struct host *h = host_of(f, url);
    struct rd_str text = rd_buf_view(&f->t.body);
    h->asked_robots = true;
    if (r->what == RD_FETCH_OK || r->what == RD_FETCH_TOO_LARGE) /* of one that is too long the first half megabyte counts */
        fetch_robots_read(&h->robots, text, f->token, &f->arena);
    else
        h->robots.none = !(r->what == RD_FETCH_STATUS && r->status >= 300 && r->status < 500);
}

/* May a URL be asked? If not, r says why. */
static bool robots_allow(struct rd_fetch *f, struct rd_str url, struct rd_fetched *r) {
    struct rd_str name, path;
    parts(url, &name, &path);
    if (!host_of(f, url)->asked_robots) {
        ask_robots(f, url, r);
        if (r->what == RD_FETCH_PRIVATE || r->what == RD_FETCH_STOPPED) {
            r->url = url;
            host_of(f, url)->asked_robots = false;
            return false;
        }
    }
    bool none = host_of(f, url)->robots.none;
    if (fetch_robots_allow(&host_of(f, url)->robots, path)) {
        *r = (struct rd_fetched){0};
        return true;
    }
    char detail[128];
    snprintf(detail, sizeof detail, "%.120s", r->message);
    *r = (struct rd_fetched){.what = RD_FETCH_ROBOTS, .url = url};
    if (none)
        snprintf(r->message, sizeof r->message, "robots.txt cannot be read%s%s, so nothing is asked", *detail ? ": " : "", detail);
    else
        snprintf(r->message, sizeof r->message, "robots.txt of the host says no");
    return false;
}

/* ---- one page ---- */

static void fill(struct rd_fetch *f, struct rd_str url, struct rd_fetched *r) {
    struct rd_arena *a = &f->scratch;
    struct rd_str raw = rd_buf_view(&f->t.head), pair[2];
    struct rd_buf head;
    r->url = url;
    r->ip = f->t.ip[0] ? rd_str_of(f->t.ip) : RD_NONE;
    r->etag = fetch_field(raw, "ETag");
    r->coding = fetch_field(raw, "Content-Encoding");
    r->modified = fetch_field(raw, "Last-Modified");
    struct rd_str type = fetch_field(raw, "Content-Type");
    if (type.n && rd_str_split(type, ';', pair, 2) >= 1)
        r->type = rd_str_trim(pair[0]);
    rd_buf_init(&head, FETCH_MAX_HEAD + 64);
    for (uint32_t at = 0; at < raw.n;) {
        uint32_t end = at;
        while (end < raw.n && raw.p[end] != '\n')
            end++;
        struct rd_str line = rd_str_trim(rd_str_sub(raw, at, end));
        at = end + 1;
        bool own = line.n > 15 && (strncasecmp(line.p, "content-length:", 15) == 0 || (line.n > 18 && strncasecmp(line.p, "transfer-encoding:", 18) == 0));
        if (line.n && !own)
            rd_buf_printf(&head, "%.*s\r\n", RD_S(line));
    }
    rd_buf_printf(&head, "Content-Length: %zu\r\n", f->t.body.n);
    r->head = rd_arena_str(a, rd_buf_view(&head));
    rd_buf_free(&head);
    r->body = rd_buf_view(&f->t.body);
    if (!r->body.p)
        r->body = RD_LIT("");
}

int rd_fetch_get(struct rd_fetch *f, struct rd_str url, const struct rd_fetch_known *known, struct rd_fetched *out, struct rd_err *err) {
    const char *why = NULL;
    *out = (struct rd_fetched){0};
    rd_arena_free(&f->scratch);
    rd_arena_init(&f->scratch);
    struct rd_str at = rd_fetch_url(url, &why, &f->scratch);
    if (!at.p) {
        out->what = RD_FETCH_BAD_URL;
        out->url = rd_arena_str(&f->scratch, url);
        snprintf(out->message, sizeof out->message, "%s", why);
        return RD_OK;
    }
    for (uint32_t hop = 0;; hop++) {
        if (!robots_allow(f, at, out))
            return RD_OK;
        take_turn(f, host_of(f, at));
        fetch_transfer_run(&f->t, at.p, known, f->o.max_bytes, out);
        if (f->t.head.err == RD_ELIMIT && !f->t.too_large)
            return rd_fail(err, RD_ELIMIT, "fetch", "no memory for an answer");
        bool redirect = out->what == RD_FETCH_STATUS && out->status / 100 == 3 && f->t.location[0];
        if (!redirect)
            break;
        struct rd_str to = rd_fetch_url(rd_str_of(f->t.location), &why, &f->scratch);
        if (!to.p || hop >= f->o.max_redirects) {
            out->what = RD_FETCH_REDIRECTS;
            out->url = at;
            snprintf(out->message, sizeof out->message, "%s", to.p ? "too many redirects" : "it redirects to what is not fetched");
            return RD_OK;
        }
        at = to;
        known = NULL; /* the validators are another page's */
        *out = (struct rd_fetched){0};
    }
    fill(f, at, out);
    return RD_OK;
}
