/* out.c - what the program writes: results to stdout, errors and progress to stderr. */
#include "cli/cli.h"
#include "base/limits.h"

#include <errno.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

double cli_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint32_t terminal_width(bool tty) {
    uint64_t n;
    const char *columns = getenv("COLUMNS");
    if (columns && rd_str_uint(rd_str_of(columns), 10000, &n) && n >= 20)
        return (uint32_t)n;
    struct winsize w;
    if (!tty)
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 20)
        return w.ws_col;
    return 80;
}

void cli_start(struct cli *c) {
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    rd_buf_init(&c->out, RD_MAX_JSON_OUT);
    c->out_tty = isatty(STDOUT_FILENO) == 1;
    c->err_tty = isatty(STDERR_FILENO) == 1;
    c->style.width = terminal_width(c->out_tty);
    c->style.colour = c->out_tty && !(no_colour && *no_colour) && !(term && strcmp(term, "dumb") == 0);
    c->started = cli_seconds();
}

int cli_flush(struct cli *c) {
    size_t at = 0;
    if (c->out.err)
        return cli_fail(c, CLI_SOFTWARE, "output", "a record is over the limit of %u bytes", RD_MAX_JSON_OUT);
    while (at < c->out.n) {
        ssize_t n = write(STDOUT_FILENO, c->out.p + at, c->out.n - at);
        if (n > 0) {
            at += (size_t)n;
        } else if (n < 0 && errno == EPIPE) {
            return CLI_PIPE; /* quietly: "| head" is no error */
        } else if (n < 0 && errno != EINTR) {
            return cli_fail(c, CLI_IO, "standard output", "%s", strerror(errno));
        }
    }
    rd_buf_clear(&c->out);
    return CLI_YES;
}

void cli_count(struct rd_buf *out, uint64_t n, const char *what) {
    rd_buf_u64(out, n);
    rd_buf_printf(out, " %s%s", what, n == 1 ? "" : "s");
}

static void say(struct cli *c, const char *what, const char *fmt, va_list args) {
    char text[1024];
    struct rd_buf line;
    cli_progress_end(c);
    rd_buf_init(&line, 4096);
    rd_buf_z(&line, "readout: ");
    if (what && *what) {
        rd_text_line(&line, rd_str_of(what), 0);
        rd_buf_z(&line, ": ");
    }
    vsnprintf(text, sizeof text, fmt, args);
    rd_text_line(&line, rd_str_of(text), 0);
    rd_buf_c(&line, '\n');
    fwrite(line.p, 1, line.n, stderr);
    rd_buf_free(&line);
}

int cli_fail(struct cli *c, int status, const char *what, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    say(c, what, fmt, args);
    va_end(args);
    return status;
}

void cli_warn(struct cli *c, const char *what, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    say(c, what, fmt, args);
    va_end(args);
}

static int status_of(int code) {
    switch (code) {
    case RD_EIO: return CLI_IO;
    case RD_EFORMAT: return CLI_DATA;
    case RD_ELIMIT: return CLI_DATA;
    case RD_ENOTFOUND: return CLI_NOINPUT;
    case RD_EMODEL: return CLI_UNAVAILABLE;
    case RD_ESTORE: return CLI_DATA;
    case RD_EUSAGE: return CLI_USAGE;
    case RD_ECITE: return CLI_NO;
    default: return CLI_SOFTWARE;
    }
}

int cli_fail_err(struct cli *c, const char *what, const struct rd_err *err) {
    const char *msg = err->msg[0] ? err->msg : rd_code_name(err->code);
    if (err->where[0])
        return cli_fail(c, status_of(err->code), what, "%s (%s)", msg, err->where);
    return cli_fail(c, status_of(err->code), what, "%s", msg);
}

void cli_progress(struct cli *c, const char *fmt, ...) {
    double now = cli_seconds();
    if (!c->err_tty || now - c->started < 0.5 || now - c->last_progress < 0.1)
        return;
    va_list args;
    va_start(args, fmt);
    fputs("\r\033[K", stderr);
    vfprintf(stderr, fmt, args);
    fflush(stderr);
    va_end(args);
    c->in_progress = true;
    c->last_progress = now;
}

void cli_progress_end(struct cli *c) {
    if (c->in_progress)
        fputs("\r\033[K", stderr);
    c->in_progress = false;
}
