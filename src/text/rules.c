/* rules.c - the word lists of one language, made ready for the questions that the scanner asks of every word. */
#include "text/text_int.h"

#include "base/utf8.h"
#include "lexicon/lexicon.h"

static void classes(uint8_t cls[128]) {
    for (uint32_t c = 0; c < 128; c++) {
        cls[c] = c <= ' ' || c == 127 ? TEXT_SPACE
                 : rd_cp_alpha(c) || c == '_' ? TEXT_LETTER
                 : rd_cp_digit(c) ? TEXT_DIGIT : TEXT_PUNCT;
    }
}

/* A bit for the length and first letter of each word that is cut, so that most words need no look-up. */
static void note_cuts(struct text_rules *r) {
    for (uint32_t i = 0; i < rd_lex_count(r->cuts); i++) {
        struct rd_str f = rd_lex_at(r->cuts, i)->f[0];
        uint32_t letter = f.n ? (uint32_t)(uint8_t)f.p[0] - 'a' : 26;
        if (letter < 26 && f.n < 32) r->cut_first[letter] |= 1u << f.n;
    }
}

void text_rules_init(struct text_rules *r, const struct rd_lang *l) {
    memset(r, 0, sizeof *r);
    classes(r->cls);
    if (!l || !l->lex || !l->code.p) return;
    r->abbr = rd_lex_get(l->lex, l->code, "abbreviations");
    r->cuts = rd_lex_get(l->lex, l->code, "contractions");
    r->prefixes = rd_lex_get(l->lex, l->code, "prefixes");
    r->starters = rd_lex_get(l->lex, l->code, "starters");
    r->saying = rd_lex_get(l->lex, l->code, "saying");
    r->dates = rd_lex_get(l->lex, l->code, "dates");
    r->abbr_kind = rd_lex_col(r->abbr, "kind");
    r->cut_kind = rd_lex_col(r->cuts, "kind");
    r->cut_how = rd_lex_col(r->cuts, "cut");
    r->date_kind = rd_lex_col(r->dates, "kind");
    r->splits = r->prefixes != NULL;
    note_cuts(r);
}
