#include "types/refer.h"

#include "base/buf.h"
#include "base/utf8.h"

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

/* Letters and digits of the bare form; everything else is one blank, but a dot or apostrophe inside a word is nothing ("U.S."). */
static void plain(struct rd_buf *out, struct rd_str name, struct rd_arena *a) {
    struct rd_str bare = rd_utf8_latin(name, a);
    bool gap = false, begun = false;
    for (uint32_t i = 0; i < bare.n;) {
        uint32_t cp = rd_utf8_next(bare, &i);
        if (cp == '.' || cp == '\'') continue;
        if (!rd_cp_alpha(cp) && !rd_cp_digit(cp)) {
            gap = begun;
            continue;
        }
        if (gap) rd_buf_c(out, ' ');
        gap = false;
        begun = true;
        rd_buf_cp(out, cp);
    }
}

/* People are spelt by ear: "Zelensky", "Zelenskyy", "Zelenskiy"; "Aliyev", "Aliev". Semivowels become one i, doubled letters one. */
static void fold(struct rd_buf *b, size_t from) {
    size_t n = from;
    for (size_t i = from; i < b->n; i++) {
        char c = b->p[i];
        if (c == 'y' || c == 'j') c = 'i';
        if (n > from && c == b->p[n - 1] && c >= 'a' && c <= 'z') continue;
        b->p[n++] = c;
    }
    b->n = n;
}

struct rd_str rd_entity_key(const struct rd_entity *e, struct rd_arena *a) {
    if (e->world.p && e->world.n) return rd_arena_printf(a, "w:%.*s", RD_S(e->world));
    if (!e->name.p || !e->name.n) return RD_NONE;
    struct rd_buf b;
    struct rd_str out = RD_NONE;
    rd_buf_init(&b, 64u << 10);
    rd_buf_printf(&b, "n:%s:", rd_entity_kind_name(e->kind));
    size_t head = b.n;
    plain(&b, e->name, a);
    if (e->kind == RD_ENT_PERSON) fold(&b, head);
    bool named = b.n > head;
    rd_buf_c(&b, ':');
    if (e->side.p) rd_buf_str(&b, e->side);
    if (named && !b.err) out = rd_arena_str(a, rd_buf_view(&b));
    rd_buf_free(&b);
    return out;
}
