/* cmd_serve.c - readout serve: the dossier as web pages. */
#include "cli/commands.h"
#include "cli/shared.h"
#include "web/web.h"

#include <signal.h>

/* Set by the signal handler alone; the server ends soon after. */
static volatile sig_atomic_t stop;

static void on_signal(int sig) {
    (void)sig;
    stop = 1;
}

static void ready(void *user, const char *url) {
    struct cli *c = user;
    if (cli_has(c, "json")) {
        rd_buf_z(&c->out, "{\"type\":\"serving\",\"url\":");
        rd_buf_json(&c->out, rd_str_of(url));
        rd_buf_z(&c->out, "}\n");
    } else {
        rd_buf_printf(&c->out, "%s\n", url);
    }
    (void)cli_flush(c); /* nobody reads it: the server runs all the same */
    if (c->err_tty)
        fputs("Ctrl-C ends it\n", stderr);
}

static void log_request(void *user, const char *method, const char *path, unsigned status) {
    struct cli *c = user;
    struct rd_buf line;
    (void)c;
    rd_buf_init(&line, 1u << 16);
    rd_text_line(&line, rd_str_of(method), 0);
    rd_buf_c(&line, ' ');
    rd_text_line(&line, rd_str_of(path), 0);
    rd_buf_printf(&line, " %u\n", status);
    fwrite(line.p, 1, line.n, stderr);
    rd_buf_free(&line);
}

static void warn(void *user, const char *message) {
    (void)user;
    fprintf(stderr, "readout: serve: %s\n", message);
}

static int run_serve(struct cli *c) {
    struct rd_err err = {0};
    struct sigaction act = {.sa_handler = on_signal};
    uint64_t port, threads;
    struct rd_web_opts o = {.listen = cli_get(c, "listen"), .ready = ready, .user = c, .stop = &stop, .warn = warn,
                            .password_file = cli_get(c, "password-file"), .token_file = cli_get(c, "token-file"),
                            .read_only = cli_has(c, "read-only"), .user_name = cli_get(c, "as") ? cli_get(c, "as") : getenv("USER")};
    if (!cli_number(c, "port", 65535, 8080, &port) || !cli_number(c, "threads", 64, 0, &threads))
        return CLI_USAGE;
    o.dossier = cli_dossier_path(c, false);
    if (!o.dossier)
        return CLI_USAGE;
    o.port = (uint16_t)port;
    o.threads = (uint32_t)threads;
    o.n_hosts = cli_all(c, "host", &o.hosts, &c->arena);
    if (cli_has(c, "verbose"))
        o.log = log_request;
    sigaction(SIGINT, &act, NULL);
    sigaction(SIGTERM, &act, NULL);
    int rc = rd_web_serve(&o, &err);
    if (rc == RD_ENOTFOUND)
        return cli_fail(c, CLI_NOINPUT, o.dossier, "there is no dossier here yet (readout add PATH... makes one)");
    return rc ? cli_fail_err(c, "serve", &err) : CLI_YES;
}

static const struct cli_opt opts[] = {
    {"port", 'p', "N", "port; 0: any free one; default 8080", NULL},
    {"listen", 'l', "ADDRESS", "numeric address to listen on; default 127.0.0.1", NULL},
    {"password-file", 0, "FILE", "let in whom a line NAME:HASH of FILE knows; HASH as mkpasswd or openssl passwd -6 makes it", NULL},
    {"token-file", 0, "FILE", "let in who knows the token in FILE: as a password with any name, or as a bearer token", NULL},
    {"read-only", 0, NULL, "no notes and no changes", NULL},
    {"as", 0, "NAME", "who writes notes and changes where nobody gave a name; default $USER", NULL},
    {"host", 0, "NAME", "a further name that the server goes by, as behind a proxy; may be repeated", NULL},
    {"threads", 'j', "N", "threads; default 4", NULL},
    {"verbose", 'v', NULL, "a line on stderr for each request", NULL},
};

const struct cli_command cli_cmd_serve = {
    .name = "serve",
    .brief = "the dossier as web pages",
    .about = "Serves the dossier to a browser: what is new, positions and how they moved, disputes, calls with their readouts side by "
             "side, names, stories, search, a page for each statement with its source text; notes and corrections by users. All of it "
             "also as JSON and CSV (/openapi.json tells how). Prints the address when it is ready and runs until it is interrupted. It "
             "listens on this machine alone; another address with --listen needs --password-file or --token-file. readout add may run "
             "beside it.",
    .opts = opts,
    .n_opts = RD_ARRAY_LEN(opts),
    .groups = CLI_G_DOSSIER | CLI_G_JSON,
    .run = run_serve,
};
