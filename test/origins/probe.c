/* probe.c - texts in, copies out: each line of standard input is a page, "id<TAB>day<TAB>lang<TAB>outlet<TAB>cites, by |<TAB>text";
 * each line out is "id<TAB>id of its origin". With a word as argument: how each two neighbouring lines are linked, instead. For measure.py. */
#include "compare/origins.h"
#include "page/page_int.h"

static bool read_line(struct rd_buf *b) {
    int c;
    rd_buf_clear(b);
    while ((c = getchar()) != EOF && c != '\n')
        rd_buf_c(b, (char)c);
    return c != EOF || b->n;
}

static struct rd_origin_in page_of(struct rd_str line, struct rd_arena *a) {
    struct rd_str f[6], name[16];
    uint64_t day = 0;
    struct rd_page *p = RD_NEW(a, struct rd_page);
    if (rd_str_split(line, '\t', f, 6) != 6)
        exit(2);
    (void)rd_str_uint(f[1], 1000000, &day);
    p->text = f[5];
    p->blocks = RD_NEW(a, struct rd_block);
    p->blocks[0] = (struct rd_block){.role = RD_ROLE_BODY, .span = {0, f[5].n}};
    p->n_blocks = 1;
    page_signature(p, a);
    struct rd_str *cites = RD_NEW_N(a, struct rd_str, 16);
    uint32_t n = f[4].n ? rd_str_split(f[4], '|', name, 16) : 0;
    for (uint32_t i = 0; i < n; i++)
        cites[i] = rd_origin_house(name[i], a);
    uint64_t *facts = RD_NEW_N(a, uint64_t, RD_ORIGIN_FACTS);
    struct rd_origin_in in = {.id = f[0], .article = true, .dated = day != 0, .day = (int32_t)day, .sig = p->signature, .n_sig = p->n_signature,
                              .lang = f[2], .outlet = rd_origin_house(f[3], a), .cites = cites, .n_cites = n, .facts = facts};
    in.n_facts = rd_origin_facts(p, NULL, 0, facts, a);
    return in;
}

int main(int argc, char **argv) {
    struct rd_arena a;
    struct rd_buf b;
    struct rd_origin_in *in = NULL;
    uint32_t n = 0, cap = 0;
    (void)argv;
    rd_arena_init(&a);
    rd_buf_init(&b, RD_MAX_LINE);
    while (read_line(&b))
        *RD_PUSH(&a, in, n, cap) = page_of(rd_arena_str(&a, rd_buf_view(&b)), &a);
    for (uint32_t i = 0; argc > 1 && i + 1 < n; i += 2) {
        struct rd_origin_link l;
        uint64_t x[RD_ORIGIN_BANDS], y[RD_ORIGIN_BANDS];
        uint32_t nx = rd_origin_bands(in[i].sig, in[i].n_sig, x), ny = rd_origin_bands(in[i + 1].sig, in[i + 1].n_sig, y), met = 0;
        for (uint32_t k = 0; k < nx && k < ny; k++)
            met += x[k] == y[k];
        bool same = rd_origin_same(&in[i], &in[i + 1], &l);
        printf("%.*s\t%s\t%u\t%u\t%u\n", RD_S(in[i + 1].id), same && met ? rd_origin_how_name(l.how) : "-", (unsigned)met, (unsigned)l.alike, (unsigned)l.held);
    }
    if (argc == 1) {
        uint32_t *group = RD_NEW_N(&a, uint32_t, n + 1);
        (void)rd_origin_groups(in, n, group, &a);
        for (uint32_t i = 0; i < n; i++)
            printf("%.*s\t%.*s\n", RD_S(in[i].id), RD_S(in[group[i]].id));
    }
    rd_buf_free(&b);
    rd_arena_free(&a);
    return 0;
}
