/* args.c - words of the command line to options and arguments: --name VALUE, --name=VALUE, -n VALUE, -nVALUE, "--" ends them.
 * Options may stand before or after the arguments. */
#include "cli/cli.h"

static const struct cli_opt *by_name(const struct cli_command *cmd, const char *name, size_t n) {
    const struct cli_opt *o;
    for (uint32_t i = 0; (o = cli_opt_at(cmd, i)); i++)
        if (strlen(o->name) == n && memcmp(o->name, name, n) == 0)
            return o;
    return NULL;
}

static const struct cli_opt *by_letter(const struct cli_command *cmd, char letter) {
    const struct cli_opt *o;
    for (uint32_t i = 0; (o = cli_opt_at(cmd, i)); i++)
        if (o->letter == letter)
            return o;
    return NULL;
}

/* Letters to change, put in or leave out to make `a` of `b`; of words longer than 24 letters: 24. */
static uint32_t distance(const char *a, size_t n, const char *b) {
    uint32_t row[25], m = (uint32_t)strlen(b);
    if (n > 24 || m > 24)
        return 24;
    for (uint32_t k = 0; k <= m; k++)
        row[k] = k;
    for (uint32_t i = 1; i <= n; i++) {
        uint32_t corner = row[0];
        row[0] = i;
        for (uint32_t k = 1; k <= m; k++) {
            uint32_t best = corner + (a[i - 1] != b[k - 1]);
            corner = row[k];
            best = row[k] + 1 < best ? row[k] + 1 : best;
            row[k] = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
        }
    }
    return row[m];
}

const char *cli_nearest(const struct cli_command *cmd, const char *word, size_t n) {
    const struct cli_opt *o;
    const struct cli_command *other;
    const char *best = NULL;
    uint32_t least = (uint32_t)((n + 2) / 3) + 1; /* of four letters two may be wrong, of three one */
    for (uint32_t i = 0; cmd && (o = cli_opt_at(cmd, i)); i++)
        if (distance(word, n, o->name) < least)
            least = distance(word, n, o->name), best = o->name;
    for (uint32_t i = 0; !cmd && (other = cli_command_at(i)); i++)
        if (distance(word, n, other->name) < least)
            least = distance(word, n, other->name), best = other->name;
    return best;
}

static bool is_path(const struct cli_opt *o) {
    return strcmp(o->values, "FILE") == 0 || strcmp(o->values, "DIR") == 0;
}

static bool is_choice(const char *values, const char *v) {
    struct rd_str list[64];
    uint32_t n = rd_str_split(rd_str_of(values), ' ', list, RD_ARRAY_LEN(list));
    for (uint32_t i = 0; i < n; i++)
        if (rd_str_is(list[i], v))
            return true;
    return false;
}

static int add_value(struct cli *c, const struct cli_opt *o, const char *v) {
    if (o->arg && o->values && !is_path(o) && !is_choice(o->values, v))
        return cli_fail(c, CLI_USAGE, c->cmd->name, "--%s is one of: %s", o->name, o->values);
    struct cli_value *x = RD_PUSH(&c->arena, c->values, c->n_values, c->cap_values);
    x->opt = o;
    x->value = v;
    return 0;
}

static int long_opt(struct cli *c, int argc, char **argv, int *i) {
    const char *word = argv[*i] + 2, *eq = strchr(word, '=');
    size_t n = eq ? (size_t)(eq - word) : strlen(word);
    const struct cli_opt *o = by_name(c->cmd, word, n);
    if (!o) {
        const char *near = cli_nearest(c->cmd, word, n);
        return cli_fail(c, CLI_USAGE, c->cmd->name, "no option --%.*s%s%s (see readout %s --help)", (int)n, word, near ? "; did you mean --" : "",
                        near ? near : "", c->cmd->name);
    }
    if (!o->arg)
        return eq ? cli_fail(c, CLI_USAGE, c->cmd->name, "--%s takes no value", o->name) : add_value(c, o, "");
    if (eq)
        return add_value(c, o, eq + 1);
    if (*i + 1 >= argc)
        return cli_fail(c, CLI_USAGE, c->cmd->name, "--%s needs %s", o->name, o->arg);
    return add_value(c, o, argv[++*i]);
}

static int short_opts(struct cli *c, int argc, char **argv, int *i) {
    for (const char *p = argv[*i] + 1; *p; p++) {
        const struct cli_opt *o = by_letter(c->cmd, *p);
        if (!o)
            return cli_fail(c, CLI_USAGE, c->cmd->name, "no option -%c (see readout %s --help)", *p, c->cmd->name);
        if (!o->arg) {
            int rc = add_value(c, o, "");
            if (rc)
                return rc;
            continue;
        }
        if (p[1])
            return add_value(c, o, p + 1);
        if (*i + 1 >= argc)
            return cli_fail(c, CLI_USAGE, c->cmd->name, "-%c needs %s", *p, o->arg);
        return add_value(c, o, argv[++*i]);
    }
    return 0;
}

static void add_arg(struct cli *c, const char *word) {
    *RD_PUSH(&c->arena, c->args, c->n_args, c->cap_args) = word;
}

int cli_parse(struct cli *c, int argc, char **argv) {
    for (int i = 0; i < argc; i++) {
        const char *w = argv[i];
        int rc = 0;
        if (strcmp(w, "--") == 0) {
            while (++i < argc)
                add_arg(c, argv[i]);
        } else if (w[0] == '-' && w[1] == '-') {
            rc = long_opt(c, argc, argv, &i);
        } else if (w[0] == '-' && w[1]) {
            rc = short_opts(c, argc, argv, &i);
        } else {
            add_arg(c, w);
        }
        if (rc)
            return rc;
    }
    if (cli_has(c, "help"))
        return 0;
    if (c->n_args < c->cmd->min_args)
        return cli_fail(c, CLI_USAGE, c->cmd->name, "%s is missing (see readout %s --help)", c->cmd->args, c->cmd->name);
    if (c->n_args > c->cmd->max_args)
        return cli_fail(c, CLI_USAGE, c->cmd->name, "what is \"%s\"? (see readout %s --help)", c->args[c->cmd->max_args],
                        c->cmd->name);
    return 0;
}

const char *cli_get(const struct cli *c, const char *opt) {
    for (uint32_t i = c->n_values; i-- > 0;)
        if (strcmp(c->values[i].opt->name, opt) == 0)
            return c->values[i].value;
    return NULL;
}

bool cli_has(const struct cli *c, const char *opt) {
    return cli_get(c, opt) != NULL;
}

uint32_t cli_all(const struct cli *c, const char *opt, const char *const **values, struct rd_arena *a) {
    const char **v = RD_NEW_N(a, const char *, c->n_values + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n_values; i++)
        if (strcmp(c->values[i].opt->name, opt) == 0)
            v[n++] = c->values[i].value;
    *values = v;
    return n;
}

bool cli_number(struct cli *c, const char *opt, uint64_t max, uint64_t otherwise, uint64_t *out) {
    const char *v = cli_get(c, opt);
    *out = otherwise;
    if (!v || rd_str_uint(rd_str_of(v), max, out))
        return true;
    cli_fail(c, CLI_USAGE, c->cmd->name, "--%s is a whole number up to %llu", opt, (unsigned long long)max);
    return false;
}
