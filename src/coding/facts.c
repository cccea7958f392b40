/* Names, quad classes, Goldstein scores and PLOVER types of codes, from data/world/cameo.tsv. */
#include "coding/coding_int.h"

#include "base/limits.h"

void coding_set_code(char out[5], struct rd_str code) {
    if (code.n < 2 || code.n > 4) return;
    memcpy(out, code.p, code.n);
    out[code.n] = 0;
}

struct coding_facts coding_facts_of(const struct cd *x, const char *cameo) {
    struct coding_facts f = {0};
    const struct rd_lex_table *t = x->t_cameo;
    char key[5];
    snprintf(key, sizeof key, "%s", cameo);
    for (size_t n = strlen(key); n >= 2 && t; key[--n] = 0) {
        const struct rd_lex_row *r = rd_lex_find(t, rd_str_of(key));
        if (!r) continue;
        struct rd_str name = rd_lex_field(t, r, "name"), quad = rd_lex_field(t, r, "quad"), gold = rd_lex_field(t, r, "goldstein");
        struct rd_str type = rd_lex_field(t, r, "plover"), mode = rd_lex_field(t, r, "mode"), context = rd_lex_field(t, r, "context");
        if (name.n) f.name = rd_arena_str(x->a, name).p;
        if (type.n) f.type = rd_arena_str(x->a, type).p;
        if (mode.n) f.mode = rd_arena_str(x->a, mode).p;
        struct rd_str part[4];
        uint32_t parts = context.n ? rd_str_split(context, ';', part, 4) : 0;
        for (uint32_t i = 0; i < parts; i++) f.context[f.n_context++] = rd_arena_str(x->a, rd_str_trim(part[i])).p;
        if (quad.n == 1 && quad.p[0] >= '1' && quad.p[0] <= '4') f.quad = (uint8_t)(quad.p[0] - '0');
        f.has_gold = rd_str_double(gold, &f.gold);
        break;
    }
    return f;
}

static void fill(const struct cd *x, struct rd_event *e) {
    struct coding_facts f = coding_facts_of(x, e->cameo);
    e->cameo_name = f.name;
    e->plover.type = f.type;
    e->plover.mode = f.mode;
    e->plover.n_context = 0;
    for (uint8_t i = 0; i < f.n_context; i++) e->plover.context[e->plover.n_context++] = f.context[i];
    e->quad = f.quad;
    e->has_goldstein = f.has_gold;
    e->goldstein = f.gold;
}

void rd_event_facts(struct rd_event *e, const struct rd_lang *l, struct rd_arena *a) {
    struct cd x = {.lang = l, .a = a, .t_cameo = rd_lex_get(l->lex, RD_LIT("world"), "cameo")};
    fill(&x, e);
}

struct rd_event *coding_event(struct cd *x, const char *cameo, const char *rule) {
    struct rd_records *out = x->out;
    if (out->n_ev >= RD_MAX_RECORDS) {
        out->capped = true;
        return NULL;
    }
    struct rd_event *e = RD_PUSH(x->a, out->ev, out->n_ev, x->cap_ev);
    snprintf(e->cameo, sizeof e->cameo, "%s", cameo);
    fill(x, e);
    e->reported_in = -1;
    e->rule = rule;
    return e;
}
