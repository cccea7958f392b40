/* cmd_fetch.c - readout fetch: URLs and the links of feeds, politely, into an archive that read and add take. The one command that
 * goes on the network.
 *   arguments -> queue -> whoever's host may be asked next -> response -> WARC record; a feed's links -> queue */
#include "base/limits.h"
#include "base/map.h"
#include "cli/commands.h"
#include "cli/shared.h"
#include "fetch/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

enum { DEFAULT_LINKS = 100, MAX_LINKS = 100000 };

/* Set by the signal handler alone: the request at hand is given up, what was fetched stays. */
static volatile sig_atomic_t interrupted;

static void on_signal(int sig) {
    (void)sig;
    interrupted = 1;
}

struct wanted { struct rd_str url; bool followed, done; };

struct run {
    struct cli *c;
    struct rd_fetch *fetch;
    struct rd_fetch_state *state;   /* NULL: none is kept */
    struct wanted *queue; uint32_t n, cap, left;
    struct rd_map seen;
    uint64_t links, max_links;
    const char *agent;
    int fd;                         /* of the archive in --into; -1: standard output */
    struct rd_str archive;          /* its path */
    struct rd_buf record;
    uint64_t fetched, same, failed, bytes, kept; /* kept: records, all but the first and the feeds that were followed */
    bool follow, json;
};

static void now(char out[32], const char *form) {
    time_t t = time(NULL);
    struct tm tm;
    gmtime_r(&t, &tm);
    strftime(out, 32, form, &tm);
}

static void want(struct run *r, struct rd_str url, bool followed) {
    bool fresh;
    (void)rd_map_put(&r->seen, url, &fresh);
    if (!fresh)
        return;
    *RD_PUSH(&r->c->arena, r->queue, r->n, r->cap) = (struct wanted){rd_arena_str(&r->c->arena, url), followed, false};
    r->left++;
}

/* ---- the archive ---- */

static int write_all(int fd, const uint8_t *p, size_t n) {
    while (n) {
        ssize_t put = write(fd, p, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return errno;
        p += put;
        n -= (size_t)put;
    }
    return 0;
}

/* r->record as a gzip member of its own, so that a record can be read by its offset. */
static int write_member(struct run *r) {
    uint8_t piece[65536];
    z_stream z = {0};
    int bad = 0, said;
    if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return ENOMEM;
    z.next_in = (Bytef *)r->record.p;
    z.avail_in = (uInt)r->record.n;
    do {
        z.next_out = piece;
        z.avail_out = sizeof piece;
        said = deflate(&z, Z_FINISH);
        bad = write_all(r->fd, piece, sizeof piece - z.avail_out);
    } while (said == Z_OK && !bad);
    deflateEnd(&z);
    return bad;
}

static int put_record(struct run *r) {
    if (r->record.err)
        return cli_fail(r->c, CLI_SOFTWARE, "fetch", "a record is over the limit");
    if (r->fd < 0) {
        rd_buf_str(&r->c->out, rd_buf_view(&r->record));
        return cli_flush(r->c);
    }
    int bad = write_member(r);
    return bad ? cli_fail(r->c, CLI_IO, r->archive.p, "%s", strerror(bad)) : 0;
}

static int open_archive(struct run *r, const char *dir) {
    char date[32];
    now(date, "%Y%m%dT%H%M%SZ");
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return cli_fail(r->c, CLI_CANTCREAT, dir, "%s", strerror(errno));
    for (int i = 1; i < 1000; i++) {
        r->archive = i == 1 ? rd_arena_printf(&r->c->arena, "%s/fetch-%s.warc.gz", dir, date)
                            : rd_arena_printf(&r->c->arena, "%s/fetch-%s-%d.warc.gz", dir, date, i);
        r->fd = open(r->archive.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (r->fd >= 0 || errno != EEXIST)
            break;
    }
    return r->fd < 0 ? cli_fail(r->c, CLI_CANTCREAT, r->archive.p, "%s", strerror(errno)) : 0;
}

static int begin_archive(struct run *r) {
    char date[32];
    now(date, "%Y-%m-%dT%H:%M:%SZ");
    rd_buf_clear(&r->record);
    rd_fetch_warcinfo(&r->record, r->agent, date);
    return put_record(r);
}

/* ---- one page ---- */

static void say(struct run *r, const struct wanted *w, const struct rd_fetched *got) {
    if (got->what != RD_FETCH_OK && got->what != RD_FETCH_SAME && got->what != RD_FETCH_STOPPED)
        cli_warn(r->c, w->url.p, "%s (%s)", got->message, rd_fetch_what_name(got->what));
    if (r->json) {
        struct rd_buf *out = &r->c->out;
        rd_buf_z(out, "{\"type\":\"fetch\",\"url\":");
        rd_buf_json(out, w->url);
        rd_buf_z(out, ",\"final\":");
        rd_buf_json(out, got->url);
        rd_buf_printf(out, ",\"what\":\"%s\",\"status\":", rd_fetch_what_name(got->what));
        if (got->status)
            rd_buf_printf(out, "%d", got->status);
        else
            rd_buf_z(out, "null");
        rd_buf_printf(out, ",\"bytes\":%u,\"media\":", got->body.n);
        rd_buf_json(out, got->type);
        rd_buf_z(out, ",\"message\":");
        rd_buf_json(out, got->message[0] ? rd_str_of(got->message) : RD_NONE);
        rd_buf_z(out, "}\n");
    }
}

/* The links of a feed into the queue; false if it is none. */
static bool expand(struct run *r, const struct rd_fetched *got) {
    struct rd_arena *a = &r->c->arena;
    struct rd_buf plain;
    struct rd_str *links, body = got->body;
    struct rd_fetch_known known;
    const char *why;
    rd_buf_init(&plain, RD_MAX_DECODED);
    if (got->coding.n && rd_intake_undo(&plain, got->coding, body))
        body = rd_buf_view(&plain);
    uint32_t n = rd_feed_links(&links, body, got->url, RD_NONE, a);
    for (uint32_t i = 0; i < n && r->links < r->max_links; i++) {
        struct rd_str url = rd_fetch_url(links[i], &why, a);
        if (!url.n || (r->state && rd_fetch_state_get(r->state, url, &known)))
            continue; /* fetched by an earlier run: a feed lists what it has for days */
        uint32_t before = r->n;
        want(r, url, true);
        r->links += r->n > before;
    }
    rd_buf_free(&plain);
    return links != NULL;
}

static int keep(struct run *r, const struct wanted *w, const struct rd_fetched *got) {
    char date[32];
    now(date, "%Y-%m-%dT%H:%M:%SZ");
    say(r, w, got);
    if (got->what == RD_FETCH_STOPPED)
        return 0;
    r->fetched += got->what == RD_FETCH_OK;
    r->same += got->what == RD_FETCH_SAME;
    r->failed += got->what != RD_FETCH_OK && got->what != RD_FETCH_SAME;
    if (got->what != RD_FETCH_OK)
        return 0;
    r->bytes += got->body.n;
    /* of a feed that is followed its pages are kept: its own entries would be read as pages once more */
    bool feed = r->follow && !w->followed && expand(r, got);
    if (!feed) {
        rd_buf_clear(&r->record);
        rd_fetch_warc(&r->record, got, date);
        r->kept++;
        int rc = put_record(r);
        if (rc)
            return rc;
    }
    if (r->state) {
        struct rd_fetch_known known = {got->etag, got->modified};
        rd_fetch_state_put(r->state, w->url, &known);
    }
    return 0;
}

/* The first in the queue among those whose host has the shortest wait. */
static struct wanted *next_wanted(struct run *r) {
    struct wanted *best = NULL;
    double least = 0;
    for (uint32_t i = 0; i < r->n; i++) {
        if (r->queue[i].done)
            continue;
        double wait = rd_fetch_wait(r->fetch, r->queue[i].url);
        if (!best || wait < least - 0.01) { /* the clock goes on between two looks */
            best = &r->queue[i];
            least = wait;
        }
        if (least <= 0)
            break;
    }
    return best;
}

static int fetch_all(struct run *r) {
    struct wanted *w;
    struct rd_fetched got;
    struct rd_err err = {0};
    int rc = begin_archive(r);
    while (!rc && !interrupted && (w = next_wanted(r))) {
        struct rd_fetch_known known = {RD_NONE, RD_NONE};
        struct wanted here = *w; /* the queue may move */
        w->done = true;
        r->left--;
        if (r->state)
            (void)rd_fetch_state_get(r->state, here.url, &known);
        cli_progress(r->c, "%llu fetched, %u to go: %.*s", (unsigned long long)r->fetched, (unsigned)r->left, RD_S(here.url));
        if (rd_fetch_get(r->fetch, here.url, &known, &got, &err) != RD_OK)
            rc = cli_fail_err(r->c, "fetch", &err);
        else
            rc = keep(r, &here, &got);
    }
    cli_progress_end(r->c);
    if (r->state && rd_fetch_state_save(r->state, &err) != RD_OK)
        rc = rc ? rc : cli_fail_err(r->c, "fetch", &err);
    return rc;
}

static int finish(struct run *r) {
    struct rd_buf *out = &r->c->out;
    if (r->fd >= 0 && close(r->fd) != 0)
        return cli_fail(r->c, CLI_IO, r->archive.p, "%s", strerror(errno));
    if (r->fd >= 0 && !r->kept) /* nothing but its first record */
        unlink(r->archive.p);
    if (r->json) {
        rd_buf_printf(out, "{\"type\":\"fetched\",\"fetched\":%llu,\"same\":%llu,\"failed\":%llu,\"bytes\":%llu}\n", (unsigned long long)r->fetched,
                      (unsigned long long)r->same, (unsigned long long)r->failed, (unsigned long long)r->bytes);
    } else if (r->fd >= 0) {
        cli_count(out, r->fetched, "page");
        rd_buf_printf(out, " fetched, %llu unchanged, %llu not fetched%s%.*s\n", (unsigned long long)r->same, (unsigned long long)r->failed,
                      r->kept ? ": " : "", RD_S(r->kept ? r->archive : RD_LIT("")));
    }
    int rc = cli_flush(r->c);
    if (rc)
        return rc;
    if (interrupted)
        return cli_fail(r->c, 130, "fetch", "interrupted; what was fetched is kept");
    return !r->failed ? CLI_YES : r->fetched + r->same ? CLI_NO : CLI_UNAVAILABLE;
}

/* ---- the command ---- */

static int options(struct run *r, struct rd_fetch_opts *o) {
    struct cli *c = r->c;
    const char *delay = cli_get(c, "delay"), *why;
    uint64_t timeout, links;
    o->delay = 5;
    if (delay && (!rd_str_double(rd_str_of(delay), &o->delay) || o->delay < 0 || o->delay > 86400))
        return cli_fail(c, CLI_USAGE, "fetch", "--delay is a number of seconds");
    if (!cli_number(c, "max-bytes", RD_MAX_BLOB, RD_MAX_BLOB, &o->max_bytes) || !cli_number(c, "timeout", 3600, 60, &timeout) ||
        !cli_number(c, "max-links", MAX_LINKS, DEFAULT_LINKS, &links))
        return CLI_USAGE;
    o->timeout = (uint32_t)timeout;
    o->allow_private = cli_has(c, "allow-private");
    o->agent = r->agent = cli_get(c, "agent") ? cli_get(c, "agent") : "readout/" RD_VERSION;
    o->stop = &interrupted;
    for (const char *p = r->agent; *p; p++)
        if ((unsigned char)*p < 0x20 || strlen(r->agent) > 200)
            return cli_fail(c, CLI_USAGE, "fetch", "--agent is one short line");
    r->max_links = links;
    r->follow = cli_has(c, "follow");
    r->json = cli_has(c, "json");
    for (uint32_t i = 0; i < c->n_args; i++) {
        struct rd_str url = rd_fetch_url(rd_str_of(c->args[i]), &why, &c->arena);
        if (!url.p)
            return cli_fail(c, CLI_USAGE, c->args[i], "%s", why);
        want(r, url, false);
    }
    return 0;
}

static int open_places(struct run *r) {
    struct cli *c = r->c;
    struct rd_err err = {0};
    const char *into = cli_get(c, "into"), *state = cli_get(c, "state");
    bool is_stdout = !into || strcmp(into, "-") == 0;
    if (is_stdout && r->json)
        return cli_fail(c, CLI_USAGE, "fetch", "--json goes with --into DIR: standard output is the archive");
    if (is_stdout && c->out_tty)
        return cli_fail(c, CLI_USAGE, "fetch", "an archive on a terminal helps nobody: --into DIR, or a pipe to readout read -");
    int rc = is_stdout ? 0 : open_archive(r, into);
    if (!rc && !state && !is_stdout)
        state = rd_arena_printf(&c->arena, "%s/.fetched.tsv", into).p;
    if (!rc && state && rd_fetch_state_open(&r->state, state, &err) != RD_OK)
        rc = cli_fail_err(c, "fetch", &err);
    return rc;
}

static int run_fetch(struct cli *c) {
    struct run r = {.c = c, .fd = -1};
    struct rd_fetch_opts o = {0};
    struct rd_err err = {0};
    struct sigaction act = {.sa_handler = on_signal};
    rd_map_init(&r.seen, &c->arena);
    rd_buf_init(&r.record, RD_MAX_DECODED);
    int rc = options(&r, &o);
    if (!rc && rd_fetch_open(&r.fetch, &o, &err) != RD_OK)
        rc = cli_fail_err(c, "fetch", &err);
    if (!rc)
        rc = open_places(&r);
    if (!rc) {
        sigaction(SIGINT, &act, NULL);
        sigaction(SIGTERM, &act, NULL);
        rc = fetch_all(&r);
        int end = finish(&r);
        rc = rc ? rc : end;
    }
    rd_fetch_state_close(r.state);
    rd_fetch_close(r.fetch);
    rd_buf_free(&r.record);
    return rc;
}

static const struct cli_opt opts[] = {
    {"into", 0, "DIR", "folder for the archive and the state; - (the default): standard output", "DIR"},
    {"follow", 0, NULL, "of a feed, fetch the pages that it links to", NULL},
    {"max-links", 0, "N", "links followed in one run; default 100", NULL},
    {"delay", 0, "SECONDS", "between two requests to a host; default 5", NULL},
    {"timeout", 0, "SECONDS", "for one request; default 60", NULL},
    {"max-bytes", 0, "N", "of one answer; default 32 MB", NULL},
    {"state", 0, "FILE", "what was fetched before, for conditional requests; default DIR/.fetched.tsv", "FILE"},
    {"agent", 0, "TEXT", "User-Agent; say who you are and how you can be reached", NULL},
    {"allow-private", 0, NULL, "allow addresses that are not public: this machine, the local network", NULL},
};

const struct cli_command cli_cmd_fetch = {
    .name = "fetch",
    .args = "URL...",
    .brief = "fetch pages and feeds into an archive",
    .about =
        "Asks for each URL and writes the answers as WARC records, which readout read and readout add take: readout fetch URL | readout "
        "read -, or with --into DIR a .warc.gz file in the folder. It is the only command that goes on the network.\n\n"
        "robots.txt is obeyed (RFC 9309; for the first word of the User-Agent), a host is asked once in --delay seconds, and a page that was "
        "fetched before is asked for on the condition that it has changed. Only http and https; no cookies, no proxies, no passwords. "
        "Addresses that are not public are refused when they are connected to, also behind redirects, unless --allow-private is given. "
        "With --follow a feed stands for the pages it links to; those that an earlier run fetched are left out.\n\n"
        "Exit status: 0 all was fetched or had not changed; 1 some was not; 69 nothing was.",
    .opts = opts,
    .n_opts = RD_ARRAY_LEN(opts),
    .groups = CLI_G_JSON,
    .min_args = 1,
    .max_args = UINT32_MAX,
    .run = run_fetch,
};
