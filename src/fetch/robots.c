/* robots.c - robots.txt as RFC 9309 has it: groups of user agents, the longest rule that matches decides, allow before disallow. */
#include "fetch/fetch_int.h"
#include <strings.h>

enum { MAX_RULES = 10000, MAX_CRAWL_DELAY = 60 };

static bool unreserved(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && c < 0x80 && strchr("-._~", (int)c) != NULL);
}

static int hex_of(char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* The next octet of a path as it is compared: %41 is A, %2f stays apart from /, bytes beyond ASCII are as if encoded. Values of
 * 256 and more are octets that were (or should have been) encoded. */
static uint32_t next(struct rd_str s, uint32_t *i) {
    uint8_t c = (uint8_t)s.p[(*i)++];
    if (c == '%' && *i + 1 < s.n && hex_of(s.p[*i]) >= 0 && hex_of(s.p[*i + 1]) >= 0) {
        uint32_t v = (uint32_t)(hex_of(s.p[*i]) << 4 | hex_of(s.p[*i + 1]));
        *i += 2;
        return unreserved(v) ? v : 256 + v;
    }
    return c >= 0x80 ? 256u + c : c;
}

/* Does the pattern match a beginning of the path? "*" stands for anything, a "$" at the end for the end. No recursion: on a
 * mismatch the last star takes one octet more. */
static bool matches(struct rd_str pattern, struct rd_str path) {
    uint32_t p = 0, s = 0, star = UINT32_MAX, mark = 0;
    for (;;) {
        if (p == pattern.n || (p + 1 == pattern.n && pattern.p[p] == '$' && s == path.n))
            return true;
        if (pattern.p[p] == '*') {
            star = ++p;
            mark = s;
            continue;
        }
        uint32_t p2 = p, s2 = s;
        bool end = p + 1 == pattern.n && pattern.p[p] == '$';
        if (s < path.n && !end && next(pattern, &p2) == next(path, &s2)) {
            p = p2;
            s = s2;
            continue;
        }
        if (star == UINT32_MAX || mark >= path.n)
            return false;
        (void)next(path, &mark);
        p = star;
        s = mark;
    }
}

/* What a group is for: 2 our token, 1 everybody, 0 another. */
static int group_of(struct rd_str agent, struct rd_str token) {
    if (rd_str_is(agent, "*"))
        return 1;
    uint32_t n = 0;
    while (n < agent.n && (((agent.p[n] | 32) >= 'a' && (agent.p[n] | 32) <= 'z') || agent.p[n] == '-' || agent.p[n] == '_'))
        n++;
    return n && n == token.n && strncasecmp(agent.p, token.p, n) == 0 ? 2 : 0;
}

struct reading {
    struct fetch_robots *out;
    struct rd_str token;
    struct rd_arena *a;
    int best;           /* what kind of group the rules in `out` are of */
    int group;          /* of the group at hand: the best of its agents */
    bool in_rules;      /* a rule was seen: the next user-agent begins another group */
};

static void take_line(struct reading *r, struct rd_str name, struct rd_str value) {
    if (name.n == 10 && strncasecmp(name.p, "user-agent", 10) == 0) {
        int kind = group_of(value, r->token);
        r->group = r->in_rules ? kind : kind > r->group ? kind : r->group;
        r->in_rules = false;
        return;
    }
    bool allow = name.n == 5 && strncasecmp(name.p, "allow", 5) == 0;
    bool rule = allow || (name.n == 8 && strncasecmp(name.p, "disallow", 8) == 0);
    bool delay = name.n == 11 && strncasecmp(name.p, "crawl-delay", 11) == 0;
    if (!rule && !delay)
        return; /* sitemap and the like belong to no group */
    r->in_rules = true;
    if (!r->group || r->group < r->best)
        return;
    if (r->group > r->best) {
        r->best = r->group;
        r->out->n = 0;
        r->out->delay = 0;
    }
    double seconds;
    if (delay && rd_str_double(value, &seconds) && seconds > r->out->delay)
        r->out->delay = seconds > MAX_CRAWL_DELAY ? MAX_CRAWL_DELAY : seconds;
    if (rule && value.n && r->out->n < MAX_RULES)
        *RD_PUSH(r->a, r->out->rules, r->out->n, r->out->cap) = (struct fetch_rule){rd_arena_str(r->a, value), allow};
}

void fetch_robots_read(struct fetch_robots *r, struct rd_str text, struct rd_str token, struct rd_arena *a) {
    struct reading rd = {.out = r, .token = token, .a = a};
    *r = (struct fetch_robots){0};
    if (rd_str_starts(text, "\xEF\xBB\xBF"))
        text = rd_str_sub(text, 3, text.n);
    for (uint32_t at = 0; at < text.n;) {
        uint32_t end = at;
        while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r')
            end++;
        struct rd_str line = rd_str_sub(text, at, end), pair[2];
        at = end + 1;
        const char *hash = line.n ? memchr(line.p, '#', line.n) : NULL;
        if (hash)
            line.n = (uint32_t)(hash - line.p);
        if (rd_str_split(line, ':', pair, 2) == 2)
            take_line(&rd, rd_str_trim(pair[0]), rd_str_trim(pair[1]));
    }
}

bool fetch_robots_allow(const struct fetch_robots *r, struct rd_str path) {
    if (rd_str_is(path, "/robots.txt"))
        return true;
    if (r->none)
        return false;
    uint32_t longest = 0;
    bool allow = true;
    for (uint32_t i = 0; i < r->n; i++) {
        const struct fetch_rule *rule = &r->rules[i];
        if (rule->pattern.n < longest || (rule->pattern.n == longest && allow) || !matches(rule->pattern, path))
            continue;
        if (rule->pattern.n > longest || rule->allow) {
            longest = rule->pattern.n;
            allow = rule->allow;
        }
    }
    return allow;
}
