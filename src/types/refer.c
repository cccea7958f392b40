#include "types/refer.h"

#include "base/buf.h"

const char *rd_entity_kind_name(int kind) {
    static const char *const names[] = {"person", "org", "state", "place", "group", "other"};
    return kind >= 0 && kind < (int)RD_ARRAY_LEN(names) ? names[kind] : "other";
}

const char *rd_mention_kind_name(int kind) {
    static const char *const names[] = {"name", "nominal", "pronoun"};
    return kind >= 0 && kind < (int)RD_ARRAY_LEN(names) ? names[kind] : "?";
}

static void field(struct rd_buf *out, struct rd_str s) {
    rd_buf_c(out, '\t');
    rd_buf_str(out, s.p ? s : RD_LIT("-"));
}

void rd_refs_dump(struct rd_buf *out, const struct rd_doc *d, const struct rd_refs *r) {
    for (uint32_t i = 0; i < r->n_entities; i++) {
        const struct rd_entity *e = &r->entities[i];
        rd_buf_printf(out, "E%u\t%s", i, rd_entity_kind_name(e->kind));
        field(out, e->name);
        field(out, e->role);
        field(out, e->org);
        field(out, e->side);
        field(out, e->world);
        rd_buf_c(out, '\t');
        for (uint32_t k = 0; k < e->n_mentions; k++) {
            const struct rd_mention *m = &r->mentions[e->mentions[k]];
            struct rd_span s = rd_doc_span(d, m->beg, m->end);
            rd_buf_printf(out, "%s%.*s@%u:%s", k ? " | " : "", RD_S(rd_span_of(d->text, s)), s.beg, rd_mention_kind_name(m->kind));
        }
        rd_buf_c(out, '\n');
    }
}
