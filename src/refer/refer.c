/* refer.c - the door: sets the table and runs the steps in order. */
#include "refer/refer_int.h"

#include "base/utf8.h"

uint32_t refer_sent_end(const struct refer *r, uint32_t sent) {
    return r->doc->sents[sent].tok + r->doc->sents[sent].n_tok;
}

bool refer_upper(struct rd_str s) {
    uint32_t i = 0;
    if (!s.n) return false;
    uint32_t cp = rd_utf8_next(s, &i);
    return rd_cp_upper(cp) || (rd_cp_alpha(cp) && !rd_cp_lower(cp)) || rd_cp_digit(cp);
}

uint32_t refer_top(const struct refer *r, uint32_t beg, uint32_t end) {
    uint32_t best = beg;
    bool found = false;
    for (uint32_t i = beg; i < end; i++) {
        int32_t h = r->an->head[i];
        int rel = rd_rel_base(r->an->rel[i]);
        if (h >= (int32_t)beg && h < (int32_t)end) continue;
        if (rel == RD_REL_CASE || rel == RD_REL_PUNCT || rel == RD_REL_DET || rel == RD_REL_CC) continue;
        if (!found) best = i;
        found = true;
    }
    return best;
}

bool refer_say_verb(const struct refer *r, uint32_t tok) {
    if (r->an->upos[tok] != RD_VERB) return false;
    for (const struct rd_lex_row *row = rd_lex_find(r->t_cues, r->an->lemma[tok]); row; row = row->next)
        if (rd_str_is(rd_lex_field(r->t_cues, row, "pos"), "VERB") && !rd_lex_has(rd_lex_field(r->t_cues, row, "flags"), "cognition"))
            return true;
    return false;
}

/* Which quotation each token stands in. A mark closes what is open if it may; the end of a paragraph closes all. Single marks
 * are apostrophes more often than not and are left alone. */
static void find_quotes(struct refer *r) {
    uint32_t open = 0, count = 0, para = UINT32_MAX;
    for (uint32_t s = 0; s < r->doc->n_sent; s++) {
        if (r->doc->sents[s].para != para) open = 0;
        para = r->doc->sents[s].para;
        for (uint32_t i = r->doc->sents[s].tok; i < refer_sent_end(r, s); i++) {
            struct rd_str f = r->form[i];
            uint32_t at = 0, cp = f.n ? rd_utf8_next(f, &at) : 0;
            bool mark = cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0xAB || cp == 0xBB ||
                        rd_str_is(f, "``") || rd_str_is(f, "''");
            if (mark && f.n <= 3) open = open || cp == 0x201D || cp == 0xBB || rd_str_is(f, "''") ? 0 : ++count;
            else r->quote[i] = open;
        }
    }
}

static void set_up(struct refer *r, const struct rd_page *page, const struct rd_doc *doc, const struct rd_analysis *an,
                   const struct rd_lang *l) {
    *r = (struct refer){.page = page, .doc = doc, .an = an, .lex = l->lex, .lang = l->code, .a = r->a, .s = r->s};
    r->t_roles = rd_lex_get(l->lex, l->code, "roles");
    r->t_pron = rd_lex_get(l->lex, l->code, "pronouns");
    r->t_titles = rd_lex_get(l->lex, l->code, "titles");
    r->t_func = rd_lex_get(l->lex, l->code, "function");
    r->t_cues = rd_lex_get(l->lex, l->code, "cues");
    r->t_gender = rd_lex_get(l->lex, l->code, "gender");
    r->t_first = rd_lex_get(l->lex, RD_LIT("world"), "firstnames");
    r->form = RD_NEW_N(r->s, struct rd_str, doc->n_tok + 1);
    r->read = RD_NEW_N(r->s, bool, doc->n_sent + 1);
    r->quote = RD_NEW_N(r->s, uint32_t, doc->n_tok + 1);
    r->name_at = RD_NEW_N(r->s, int32_t, doc->n_tok + 1);
    r->role_at = RD_NEW_N(r->s, int32_t, doc->n_tok + 1);
    for (uint32_t i = 0; i < doc->n_tok; i++) {
        r->form[i] = doc->toks[i].form;
        r->name_at[i] = r->role_at[i] = -1;
    }
    r->role_end = RD_NEW_N(r->s, int32_t, doc->n_tok + 1);
    memset(r->role_end, 0xff, sizeof *r->role_end * (doc->n_tok + 1));
    for (uint32_t s = 0; s < doc->n_sent; s++) {
        uint32_t b = doc->sents[s].block;
        r->read[s] = b >= page->n_blocks || (rd_role_is_read(page->blocks[b].role) && !page->blocks[b].copy);
    }
    r->dated = (page->published.prec == RD_PREC_DAY) && rd_date_first_day(&page->published, &r->day);
    find_quotes(r);
}

/* What is no name, in text order: a pronoun may go back to a nominal and the next nominal to the pronoun. */
static void resolve_rest(struct refer *r) {
    struct refer_keys keys;
    rd_map_init(&keys.bodies, r->s);
    rd_map_init(&keys.groups, r->s);
    for (uint32_t i = 0; i < r->n_sorted && i < REFER_MAX_RESOLVED && r->n_k < REFER_MAX_CLUSTERS; i++) {
        const struct refer_cand *c = &r->c[i];
        if (c->cluster >= 0) continue;
        if (c->kind == RD_MENTION_NOMINAL && c->role >= 0) refer_resolve_nominal(r, &keys, i);
        else if (c->kind == RD_MENTION_PRONOUN && c->person == 3) refer_resolve_pronoun(r, i);
    }
}

int rd_refs_read(struct rd_refs *out, const struct rd_page *page, const struct rd_doc *doc, const struct rd_analysis *an,
                 const struct rd_lang *l, struct rd_arena *a, struct rd_arena *scratch, struct rd_err *err) {
    (void)err;
    struct rd_arena_mark mark = rd_arena_mark(scratch);
    struct refer r = {.a = a, .s = scratch};
    *out = (struct rd_refs){0};
    out->mention_of = rd_arena_get(a, sizeof *out->mention_of * (doc->n_tok + 1));
    for (uint32_t i = 0; i < doc->n_tok; i++) out->mention_of[i] = -1;
    if (!an || !doc->n_tok) return 0;
    set_up(&r, page, doc, an, l);
    refer_find_names(&r);
    refer_find_roles(&r);
    refer_attach_roles(&r);
    refer_find_nominals(&r);
    refer_find_pronouns(&r);
    refer_sort(&r);
    refer_grammar(&r);
    refer_cluster_names(&r);
    refer_join_titles(&r);
    resolve_rest(&r);
    refer_late_states(&r);
    refer_make_entities(&r, out);
    rd_arena_reset(scratch, mark);
    return 0;
}
