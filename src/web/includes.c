/* includes.c - what each of several tellings of one thing includes and leaves out: a table of issues and tellers. */
#include "web/web_int.h"

#define TOPICS 40u

struct topic { struct rd_str key, name; };

bool web_speaks_of(const struct rd_row_statement *s, struct rd_str key) {
    for (uint32_t i = 0; i < s->n_issues; i++)
        if (rd_str_eq(web_issue_key(s, i), key))
            return true;
    return false;
}

static uint32_t topics(const struct web_teller *v, uint32_t n, struct topic out[TOPICS]) {
    uint32_t k = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t s = 0; s < v[i].n; s++)
            for (uint32_t x = 0; x < v[i].s[s].n_issues; x++) {
                struct rd_str key = web_issue_key(&v[i].s[s], x);
                uint32_t t = 0;
                while (t < k && !rd_str_eq(out[t].key, key))
                    t++;
                if (t == k && k < TOPICS)
                    out[k++] = (struct topic){key, v[i].s[s].issues[x]};
            }
    return k;
}

void web_includes(struct rd_buf *b, const struct web_teller *v, uint32_t n) {
    struct topic t[TOPICS];
    uint32_t n_t = topics(v, n, t);
    if (n < 2 || !n_t)
        return;
    WEB(b, H("<h2>What each includes and leaves out</h2>\n<div class=\"scroll\" role=\"region\" aria-label=\"What each includes\" tabindex=\"0\">\n"
             "<table class=\"matrix includes\">\n<thead><tr><th scope=\"col\" class=\"corner\">Issue</th>"));
    for (uint32_t i = 0; i < n; i++) {
        WEB(b, H("<th scope=\"col\">"));
        web_side(b, v[i].side);
        WEB(b, H(" "), T(v[i].name.n ? v[i].name : RD_LIT("outlet not told")), H("</th>"));
    }
    WEB(b, H("</tr></thead>\n<tbody>\n"));
    for (uint32_t k = 0; k < n_t; k++) {
        WEB(b, H("<tr><th scope=\"row\">"));
        web_issue_link(b, t[k].key, t[k].name);
        WEB(b, H("</th>"));
        for (uint32_t i = 0; i < n; i++) {
            uint32_t times = 0;
            WEB(b, H("<td>"));
            for (uint32_t s = 0; s < v[i].n; s++)
                if (web_speaks_of(&v[i].s[s], t[k].key))
                    WEB(b, Z(times++ ? ", " : ""), H("<a href=\"#r"), N(i + 1), H("-"), N(s + 1), H("\">"), N(s + 1), H("</a>"));
            if (!times)
                WEB(b, H("<span class=\"left-out\">left out</span>"));
            WEB(b, H("</td>"));
        }
        WEB(b, H("</tr>\n"));
    }
    WEB(b, H("</tbody>\n</table>\n</div>\n<p class=\"note\">Numbers are the places of the statements in the order of the page.</p>\n"));
}
