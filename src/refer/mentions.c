/* mentions.c - candidates: what may be the mention of somebody or something. */
#include "refer/refer_int.h"

#include "base/utf8.h"

struct refer_cand *refer_add(struct refer *r, uint32_t beg, uint32_t end, int kind) {
    struct refer_cand *c = RD_PUSH(r->s, r->c, r->n_c, r->cap_c);
    *c = (struct refer_cand){.beg = beg, .end = end, .kind = (uint8_t)kind, .ek = -1, .role = -1, .cluster = -1, .verb = -1,
                             .sent = r->doc->sent_of[beg], .quote = r->quote[beg]};
    c->head = refer_top(r, beg, end);
    return c;
}

static int ek_of_ne(int ne) {
    return ne == RD_NE_PER ? RD_ENT_PERSON : ne == RD_NE_LOC ? RD_ENT_PLACE : ne == RD_NE_ORG ? RD_ENT_ORG : RD_ENT_OTHER;
}

int refer_ek_of_actor(const struct rd_actor *a) {
    if (rd_str_is(a->kind, "state")) return RD_ENT_STATE;
    if (rd_str_is(a->kind, "region")) return RD_ENT_PLACE;
    return rd_str_is(a->kind, "people") ? RD_ENT_GROUP : RD_ENT_ORG;
}

/* A name as found at a token: the longest of what the lists and the recogniser have there. */
struct found {
    uint32_t len;
    int ek;                   /* -1 not known */
    const struct rd_actor *actor;
    struct rd_str type;
};

static bool is_date_word(const struct refer *r, uint32_t i) {
    const struct rd_lex_table *t = rd_lex_get(r->lex, r->lang, "dates");
    struct rd_str kind = rd_lex_field(t, rd_lex_find(t, r->form[i]), "kind");
    return rd_str_is(kind, "month") || rd_str_is(kind, "weekday");
}

/* Words that belong to a role or a title stand before a name, not in it. */
static uint32_t title_words(const struct refer *r, uint32_t i, uint32_t n) {
    uint32_t len = 0;
    if (rd_lex_find(r->t_titles, r->form[i])) return 1;
    if (rd_lex_find(r->t_gender, r->form[i]) && !rd_lex_find(r->t_first, r->form[i])) return 1; /* "Foreman X" */
    if (!rd_lex_match(r->t_roles, r->an->lemma + i, n, &len)) rd_lex_match(r->t_roles, r->form + i, n, &len);
    if (len || i != r->doc->sents[r->doc->sent_of[i]].tok) return len;
    /* at the beginning of a sentence every word has a capital */
    struct rd_str low = rd_utf8_lower(r->form[i], r->s);
    bool known = rd_lex_find(r->t_titles, low) || (rd_lex_find(r->t_gender, low) && !rd_lex_find(r->t_first, r->form[i])) || rd_lex_find(r->t_roles, low);
    if (known) return 1;
    /* "Econome Rosaura Limón": a word that is no first name in front of one that is */
    return n >= 3 && !rd_lex_find(r->t_first, r->form[i]) && rd_lex_find(r->t_first, r->form[i + 1]) && r->an->ne[i] == RD_NE_PER;
}

/* A state or body at [k, ...) behind two words of a name or more is no part of it: "Naoko Senda van Hoshima", "X Y Velmark ervan". */
static bool state_behind(const struct refer *r, uint32_t beg, uint32_t k, uint32_t end) {
    uint32_t len;
    struct rd_str type;
    if (k < beg + 2 || k >= end || !refer_upper(r->form[k])) return false;
    const struct rd_actor *a = rd_lex_name_match(r->lex, r->lang, r->form + k, end - k, &len, &type);
    return a && (rd_str_is(a->kind, "state") || rd_str_is(a->kind, "igo") || rd_str_is(a->kind, "region"));
}

static uint32_t ne_len(const struct refer *r, uint32_t i, uint32_t end) {
    uint32_t k = i;
    if (!r->an->ne[i]) return 0;
    do k++;
    while (k < end && r->an->ne[k] == r->an->ne[i] && !r->an->ne_begin[k]);
    /* "X vrijdag": no name ends in a small word that tells a day, and no person's in any */
    while (k > i + 1 && !refer_upper(r->form[k - 1]) && (r->an->ne[i] == RD_NE_PER || is_date_word(r, k - 1))) k--;
    for (uint32_t t = i + 2; r->an->ne[i] == RD_NE_PER && t < k; t++) {
        bool small = !refer_upper(r->form[t - 1]);
        if (state_behind(r, i, t, end) && (small ? t - 1 >= i + 2 : t + 1 == k)) return (small ? t - 1 : t) - i;
    }
    return k - i;
}

static bool clean(struct rd_str s) {
    for (uint32_t i = 0; i < s.n;)
        if (!rd_cp_alpha(rd_utf8_next(s, &i))) return false;
    return s.n > 0;
}

/* "M", "/", "iller": one name broken by a stray mark, if the page has it whole elsewhere. */
static uint32_t broken_len(const struct refer *r, uint32_t i, uint32_t end) {
    const struct rd_token *t = r->doc->toks + i;
    char joined[64];
    if (i + 2 >= end || (t[0].flags | t[1].flags) & RD_TOK_SPACE_AFTER || r->form[i + 1].n != 1 || !refer_upper(r->form[i])) return 0;
    char mark = r->form[i + 1].p[0];
    uint32_t n = r->form[i].n + r->form[i + 2].n;
    if (mark != '/' && mark != '|' && mark != '\\' && mark != '*' && mark != '_' && mark != ',') return 0;
    if (n < 4 || n >= sizeof joined || !clean(r->form[i]) || !clean(r->form[i + 2]) || refer_upper(r->form[i + 2])) return 0;
    memcpy(joined, r->form[i].p, r->form[i].n);
    memcpy(joined + r->form[i].n, r->form[i + 2].p, r->form[i + 2].n);
    return rd_str_find(r->doc->text, (struct rd_str){joined, n}, 0) >= 0 ? 3 : 0;
}

/* The recogniser may run over a role: "State Department Spokesperson X Y" is a body, a role and a person. Where the role of a
 * person stands inside and a name goes on behind it, the span is cut in front of it. */
static uint32_t cut_at_role(const struct refer *r, uint32_t i, uint32_t n) {
    for (uint32_t k = 1; k + 1 < n; k++) {
        uint32_t len = 0;
        const struct rd_lex_row *row = rd_lex_match(r->t_roles, r->an->lemma + i + k, n - k, &len);
        if (!row) row = rd_lex_match(r->t_roles, r->form + i + k, n - k, &len);
        if (!row || k + len >= n || !rd_str_is(rd_lex_field(r->t_roles, row, "kind"), "person")) continue;
        if (r->an->upos[i + k - 1] == RD_ADP || r->an->upos[i + k - 1] == RD_DET || r->an->upos[i + k + len] == RD_ADP) continue;
        if (refer_upper(r->form[i + k + len])) return k;
    }
    return n;
}

/* ... or over the name of a person: "Republic of X Y Z" where Y is a first name. */
static bool person_goes_on(const struct refer *r, uint32_t i, uint32_t n) {
    uint32_t len;
    if (n < 2) return false;
    return rd_lex_find(r->t_first, r->form[i]) || (rd_lex_person_match(r->lex, r->form + i, n, &len) && len == n);
}

static void take(struct found *f, uint32_t len, int ek, const struct rd_actor *actor, struct rd_str type) {
    if (len > f->len) *f = (struct found){len, ek, actor, type};
}

/* A run of proper nouns that nothing else explains. */
static uint32_t propn_len(const struct refer *r, uint32_t i, uint32_t end) {
    uint32_t k = i;
    while (k < end && r->an->upos[k] == RD_PROPN && refer_upper(r->form[k]) && !is_date_word(r, k) && !title_words(r, k, end - k) &&
           (!r->an->ne[k] || k == i))
        k++;
    return k - i;
}

static bool small_word(const struct refer *r, uint32_t k) {
    return !refer_upper(r->form[k]) && r->form[k].n <= 3 && r->an->upos[k] != RD_VERB && r->an->upos[k] != RD_AUX && r->an->upos[k] != RD_PUNCT &&
           r->an->upos[k] != RD_PRON && r->an->upos[k] != RD_CCONJ;
}

/* The end of "de Wit", "van der Meulen" behind a name, 0 if the small words are not part of it: the tree joins what follows them
 * to the name, or nothing but initials stands in front. */
static uint32_t over_small_words(const struct refer *r, uint32_t k, uint32_t beg, uint32_t end) {
    bool initial = rd_str_ends(r->form[k - 1], ".") && r->form[k - 1].n <= 3 && r->an->upos[k] != RD_ADP;
    uint32_t t = k;
    while (t < end && t < k + 3 && small_word(r, t)) t++;
    if (t == k || t >= end || !refer_upper(r->form[t]) || (k >= beg + 2 && state_behind(r, beg, t, end))) return 0;
    int32_t h = r->an->head[t];
    bool flat = rd_rel_base(r->an->rel[t]) == RD_REL_FLAT && h >= (int32_t)beg && h < (int32_t)t;
    return initial || flat ? t + 1 : 0;
}

/* "Osei-de": a word of a name that ends in a small word is not its last. */
static bool unfinished(struct rd_str w) {
    uint32_t cut = w.n;
    while (cut > 0 && w.p[cut - 1] != '-') cut--;
    return cut > 1 && cut < w.n && w.n - cut <= 3 && !refer_upper(rd_str_sub(w, cut, w.n));
}

/* Joined to the name by the tree: below one of its words, or beside its first below the title in front. */
static bool is_flat(const struct refer *r, uint32_t k, uint32_t beg) {
    int32_t h = r->an->head[k];
    if (rd_rel_base(r->an->rel[k]) != RD_REL_FLAT) return false;
    return (h >= (int32_t)beg && h < (int32_t)k) || (h == r->an->head[beg] && rd_rel_base(r->an->rel[beg]) == RD_REL_FLAT);
}

/* The recogniser may stop early: a name goes on over a hyphen ("Okafor-Lindt"), over small words ("van der Meulen") and over
 * proper nouns that the tree joins to it. */
static uint32_t grow(const struct refer *r, uint32_t beg, uint32_t n, uint32_t end) {
    for (;;) {
        uint32_t k = beg + n, over;
        bool tight = k + 1 < end && !((r->doc->toks[k - 1].flags | r->doc->toks[k].flags) & RD_TOK_SPACE_AFTER) &&
                     (rd_str_is(r->form[k], "-") || rd_str_is(r->form[k], "\xe2\x80\x91"));
        if (tight && refer_upper(r->form[k + 1])) n += 2;
        else if (k < end && unfinished(r->form[k - 1]) && refer_upper(r->form[k])) n++;
        else if (k < end && r->an->upos[k] == RD_PROPN && refer_upper(r->form[k]) && is_flat(r, k, beg) && !title_words(r, k, 1) && !state_behind(r, beg, k, end))
            n++;
        else if (tight && small_word(r, k + 1) && k + 2 < end && refer_upper(r->form[k + 2])) n += 3;
        else if (k < end && (over = over_small_words(r, k, beg, end))) n = over - beg;
        else return n;
    }
}

static bool whole_role(const struct refer *r, uint32_t i, uint32_t n) {
    uint32_t len = 0, by_form = 0;
    const struct rd_lex_row *row = rd_lex_match(r->t_roles, r->an->lemma + i, n, &len), *other = rd_lex_match(r->t_roles, r->form + i, n, &by_form);
    if (by_form > len) row = other, len = by_form;
    return row && len == n;
}

static struct found find_at(const struct refer *r, uint32_t i, uint32_t end) {
    struct found f = {0};
    struct rd_str type = RD_LIT("");
    uint32_t len, ne = cut_at_role(r, i, ne_len(r, i, end));
    take(&f, broken_len(r, i, end), RD_ENT_PERSON, NULL, type);
    if (f.len || !refer_upper(r->form[i])) return f;
    const struct rd_actor *a = rd_lex_name_match(r->lex, r->lang, r->form + i, end - i, &len, &type);
    if (a && (len > 1 || r->an->upos[i] == RD_PROPN || r->an->upos[i] == RD_ADJ || r->an->upos[i] == RD_NOUN || r->an->upos[i] == RD_X || r->an->upos[i] == RD_INTJ || ne))
        take(&f, len, refer_ek_of_actor(a), a, type);
    if (rd_lex_person_match(r->lex, r->form + i, end - i, &len) && len > 1) take(&f, len, RD_ENT_PERSON, NULL, RD_LIT(""));
    if (rd_lex_place_match(r->lex, r->form + i, end - i, &len) && (len > 1 || r->an->upos[i] == RD_PROPN || ne))
        take(&f, len, RD_ENT_PLACE, NULL, RD_LIT(""));
    if (ne > f.len && (len = title_words(r, i, ne)) && len < ne && (r->an->ne[i] == RD_NE_PER || !f.len))
        if (r->an->upos[i + len] != RD_ADP && refer_upper(r->form[i + len])) return (struct found){0};
    if (ne > f.len && f.actor && person_goes_on(r, i + f.len, ne - f.len)) return f;
    if (ne) {
        struct found n = {.len = ne, .ek = ek_of_ne(r->an->ne[i]), .type = RD_LIT("")};
        if (ne > f.len && r->an->ne[i] != RD_NE_PER) {
            /* "US State Department": the list may know the name without the state in front. */
            n.actor = rd_lex_name_match(r->lex, r->lang, r->form + i + f.len, ne - f.len, &len, &n.type);
            if (!n.actor || !f.actor || len != ne - f.len || rd_str_is(n.actor->kind, "state")) n.actor = NULL, n.type = RD_LIT("");
            else n.ek = refer_ek_of_actor(n.actor);
        }
        if (ne > f.len) f = n;
    }
    /* "Paris" may be somebody's surname: which is decided when the names are known. */
    if (ne && ne == f.len && f.actor && r->an->ne[i] == RD_NE_PER) f.ek = RD_ENT_PERSON;
    if (f.len && !f.actor && (f.ek == RD_ENT_PERSON || f.ek < 0)) f.len = grow(r, i, f.len, end);
    /* "Foreign Ministry" is a role phrase of the list, whoever it belongs to */
    if (f.len && !f.actor && (f.ek != RD_ENT_PERSON || f.len == 1) && whole_role(r, i, f.len)) return (struct found){0};
    if (!f.len && (len = propn_len(r, i, end)) > 0) take(&f, len, -1, NULL, RD_LIT(""));
    return f;
}

/* A nationality: an adjective gives no mention, unless it stands for the people ("the Dutch said"). */
static bool is_people(const struct refer *r, uint32_t i, struct rd_str type) {
    int rel = rd_rel_base(r->an->rel[i]);
    bool argument = rel == RD_REL_NSUBJ || rel == RD_REL_OBJ || rel == RD_REL_IOBJ || rel == RD_REL_OBL || rel == RD_REL_NMOD || rel == RD_REL_CONJ;
    if (rd_str_is(type, "demonym")) return argument || rd_feat(r->an, i, "Number=Plur");
    return argument && r->an->upos[i] != RD_ADJ && r->an->rel[i] != RD_REL_NMOD_DESC;
}

static void add_name(struct refer *r, uint32_t beg, uint32_t end, const struct found *f) {
    while (beg + 1 < end && (r->an->upos[beg] == RD_DET || r->an->upos[beg] == RD_PUNCT)) beg++;
    while (beg + 1 < end && (r->an->upos[end - 1] == RD_PART || r->an->upos[end - 1] == RD_PUNCT)) end--;
    bool people = rd_str_is(f->type, "demonym") || rd_str_is(f->type, "adjective");
    if (people && !is_people(r, beg, f->type)) return;
    struct refer_cand *c = refer_add(r, beg, end, RD_MENTION_NAME);
    c->ek = (int8_t)(people ? RD_ENT_GROUP : f->ek);
    c->actor = f->actor;
    c->capital = rd_str_is(f->type, "capital");
    c->definite = true;
    c->number = people || rd_feat(r->an, c->head, "Number=Plur") ? REFER_PLUR : REFER_SING;
    if (c->ek != RD_ENT_GROUP) c->number = REFER_SING;
    refer_name_key(r, c);
    for (uint32_t i = beg; i < end; i++) r->name_at[i] = (int32_t)r->n_c - 1;
}

/* Surnames of the people named in full are names wherever they stand, whatever the recogniser thinks of them there. */
static void find_surnames(struct refer *r) {
    struct rd_map known;
    rd_map_init(&known, r->s);
    for (uint32_t i = 0; i < r->n_c; i++)
        if (r->c[i].ek == RD_ENT_PERSON && !r->c[i].actor && r->c[i].n_word > 1 && r->c[i].word[r->c[i].n_word - 1].n > 2)
            rd_map_put(&known, r->c[i].word[r->c[i].n_word - 1], NULL);
    for (uint32_t i = 0; known.n && i < r->doc->n_tok; i++) {
        struct found f = {.len = 1, .ek = RD_ENT_PERSON, .type = RD_LIT("")};
        if (r->name_at[i] >= 0 || !refer_upper(r->form[i]) || !r->read[r->doc->sent_of[i]]) continue;
        if (!rd_map_get(&known, rd_utf8_bare(r->form[i], r->s), NULL) || title_words(r, i, 1)) continue;
        add_name(r, i, i + 1, &f);
    }
}

int32_t refer_guess_name(struct refer *r, uint32_t at, uint32_t end) {
    uint32_t k = at;
    for (; k < end && k < at + 5 && r->name_at[k] < 0 && r->an->upos[k] != RD_PUNCT; k++) { /* "van", "bin" may stand inside */
        bool small = k > at && r->form[k].n <= 3 && r->an->upos[k] != RD_VERB && r->an->upos[k] != RD_AUX;
        if (!refer_upper(r->form[k]) && !small) break;
    }
    int32_t known = k < end && k > at ? r->name_at[k] : -1;
    if (known >= 0 && !r->c[known].actor && r->c[known].end < end && r->an->upos[r->c[known].end] == RD_PUNCT) { /* its tail was found */
        r->c[known].beg = at;
        r->c[known].ek = RD_ENT_PERSON;
        refer_name_key(r, &r->c[known]);
        for (uint32_t t = at; t < k; t++) r->name_at[t] = known;
        return known;
    }
    while (k > at && !refer_upper(r->form[k - 1])) k--;
    if (k < at + 2 || k >= end || r->an->upos[k] != RD_PUNCT || title_words(r, at, k - at)) return -1;
    struct found f = {.len = k - at, .ek = RD_ENT_PERSON, .type = RD_LIT("")};
    add_name(r, at, k, &f);
    return r->name_at[at];
}

void refer_find_names(struct refer *r) {
    for (uint32_t s = 0; s < r->doc->n_sent; s++) {
        uint32_t end = refer_sent_end(r, s), len;
        for (uint32_t i = r->doc->sents[s].tok; r->read[s] && i < end; i += len) {
            struct found f = find_at(r, i, end);
            len = f.len ? f.len : 1;
            if (f.len) add_name(r, i, i + f.len, &f);
        }
    }
    find_surnames(r);
}

/* The words of a noun phrase around its head: what depends on it to the left, and nothing of a clause, a list or an apposition. */
static void phrase_of(const struct refer *r, uint32_t head, uint32_t *beg, uint32_t *end) {
    uint32_t s = r->doc->sent_of[head], first = r->doc->sents[s].tok;
    *beg = head;
    *end = head + 1;
    while (*beg > first) {
        uint32_t p = *beg - 1;
        int32_t h = r->an->head[p];
        int rel = rd_rel_base(r->an->rel[p]);
        if (h < (int32_t)*beg || h > (int32_t)head) break;
        if (rel != RD_REL_AMOD && rel != RD_REL_DET && rel != RD_REL_COMPOUND && rel != RD_REL_NMOD && rel != RD_REL_NUMMOD &&
            rel != RD_REL_FLAT && rel != RD_REL_ADVMOD)
            break;
        *beg = p;
    }
}

static bool definite_at(const struct refer *r, uint32_t beg, uint32_t head) {
    for (uint32_t i = beg; i <= head; i++)
        if (rd_feat(r->an, i, "Definite=Def") || rd_feat(r->an, i, "PronType=Dem") || rd_feat(r->an, i, "Poss=Yes") ||
            (r->an->rel[i] == RD_REL_NMOD_POSS && r->an->head[i] == (int32_t)head))
            return true;
    return false;
}

static void add_role_nominal(struct refer *r, uint32_t index) {
    const struct refer_role *q = &r->roles[index];
    struct refer_cand *c = refer_add(r, q->beg, q->end, RD_MENTION_NOMINAL);
    uint32_t end = q->name >= 0 && r->c[q->name].beg >= q->end && r->c[q->name].beg <= q->end + 2 ? r->c[q->name].end : q->end;
    uint32_t top = refer_top(r, q->beg, end);
    /* The tree may hang "State Department spokesman X" on "State": whatever it hangs on stands for the person. */
    c->head = top >= q->beg && top < q->end ? top : q->head;
    c->heads = c->head == top;
    c->role = (int32_t)index;
    c->definite = q->definite;
    c->number = q->plural ? REFER_PLUR : REFER_SING;
    c->gender = q->gender;
    c->ek = (int8_t)(q->kind == REFER_ROLE_BODY ? RD_ENT_ORG : q->plural || q->kind == REFER_ROLE_GROUP ? RD_ENT_GROUP : RD_ENT_PERSON);
}

void refer_find_nominals(struct refer *r) {
    for (uint32_t i = 0; i < r->n_roles; i++) {
        for (uint32_t t = r->roles[i].beg; t < r->roles[i].end; t++)
            if (r->name_at[t] >= 0) r->c[r->name_at[t]].within = true;
        add_role_nominal(r, i);
    }
    for (uint32_t s = 0; s < r->doc->n_sent; s++) {
        for (uint32_t i = r->doc->sents[s].tok; r->read[s] && i < refer_sent_end(r, s); i++) {
            int rel = rd_rel_base(r->an->rel[i]);
            uint32_t beg, end;
            if (r->an->upos[i] != RD_NOUN || r->name_at[i] >= 0 || r->role_at[i] >= 0) continue;
            if (rel == RD_REL_COMPOUND || rel == RD_REL_FIXED || rel == RD_REL_FLAT || rel == RD_REL_CASE) continue;
            phrase_of(r, i, &beg, &end);
            struct refer_cand *c = refer_add(r, beg, end, RD_MENTION_NOMINAL);
            c->head = i;
            c->thing = true;
            c->number = rd_feat(r->an, i, "Number=Plur") ? REFER_PLUR : REFER_SING;
            c->definite = definite_at(r, beg, i);
        }
    }
}

static char gender_field(struct rd_str g) {
    return g.n == 1 && (g.p[0] == 'm' || g.p[0] == 'f' || g.p[0] == 'n') ? g.p[0] : 0;
}

/* The number of the verb that a subject goes with, 0 if it does not tell. */
static int verb_number(const struct refer *r, uint32_t i) {
    int32_t h = r->an->head[i];
    if (h < 0 || rd_rel_base(r->an->rel[i]) != RD_REL_NSUBJ) return REFER_NUM_ANY;
    bool sing = rd_feat(r->an, (uint32_t)h, "Number=Sing") && r->an->upos[h] != RD_NOUN;
    bool plur = rd_feat(r->an, (uint32_t)h, "Number=Plur") && r->an->upos[h] != RD_NOUN;
    for (uint32_t k = i + 1; k < r->an->n_tok && k < i + 12 && !sing && !plur; k++)
        if (r->an->head[k] == h && r->an->upos[k] == RD_AUX)
            sing = rd_feat(r->an, k, "Number=Sing"), plur = rd_feat(r->an, k, "Number=Plur");
    return sing == plur ? REFER_NUM_ANY : sing ? REFER_SING : REFER_PLUR;
}

static uint8_t number_of(struct rd_str s) {
    return rd_str_is(s, "sg") ? REFER_SING : rd_str_is(s, "pl") ? REFER_PLUR : REFER_NUM_ANY;
}

/* The row that fits how the word stands in the sentence: "her", "haar", "zij" have several. */
static const struct rd_lex_row *pronoun_row(const struct refer *r, uint32_t i) {
    bool poss = rd_feat(r->an, i, "Poss=Yes") || r->an->rel[i] == RD_REL_NMOD_POSS;
    int number = verb_number(r, i);
    const struct rd_lex_row *any = NULL;
    for (const struct rd_lex_row *row = rd_lex_find(r->t_pron, r->form[i]); row; row = row->next) {
        struct rd_str kind = rd_lex_field(r->t_pron, row, "kind");
        int n = number_of(rd_lex_field(r->t_pron, row, "number"));
        if (rd_str_is(kind, "reflexive")) return row;
        if (!rd_str_is(kind, poss ? "possessive" : "personal")) continue;
        if (n == number || (number == REFER_PLUR && n == REFER_NUM_ANY)) return row;
        if (!any && (n == REFER_NUM_ANY || number == REFER_NUM_ANY)) any = row;
    }
    return any;
}

/* "Both said": a demonstrative that can only mean several. */
static const struct rd_lex_row *both_row(const struct refer *r, uint32_t i) {
    if (rd_rel_base(r->an->rel[i]) != RD_REL_NSUBJ || r->an->upos[i] != RD_PRON) return NULL;
    for (const struct rd_lex_row *row = rd_lex_find(r->t_pron, r->form[i]); row; row = row->next)
        if (rd_str_is(rd_lex_field(r->t_pron, row, "kind"), "demonstrative") && rd_str_is(rd_lex_field(r->t_pron, row, "number"), "pl")) return row;
    return NULL;
}

void refer_find_pronouns(struct refer *r) {
    for (uint32_t s = 0; s < r->doc->n_sent; s++) {
        for (uint32_t i = r->doc->sents[s].tok; r->read[s] && i < refer_sent_end(r, s); i++) {
            if ((r->an->upos[i] != RD_PRON && r->an->upos[i] != RD_DET) || rd_rel_base(r->an->rel[i]) == RD_REL_EXPL) continue;
            if (r->an->upos[i] == RD_DET && !rd_feat(r->an, i, "Poss=Yes")) continue;
            const struct rd_lex_row *row = pronoun_row(r, i);
            bool both = !row && (row = both_row(r, i));
            if (!row) continue;
            struct rd_str kind = rd_lex_field(r->t_pron, row, "kind"), person = rd_lex_field(r->t_pron, row, "person");
            struct refer_cand *c = refer_add(r, i, i + 1, RD_MENTION_PRONOUN);
            c->person = person.n ? (uint8_t)(person.p[0] - '0') : 0;
            c->gender = gender_field(rd_lex_field(r->t_pron, row, "gender"));
            c->both = both;
            c->poss = rd_str_is(kind, "possessive");
            c->reflexive = rd_str_is(kind, "reflexive");
            c->number = number_of(rd_lex_field(r->t_pron, row, "number"));
        }
    }
}

static int cmp_cand(const void *pa, const void *pb) {
    const struct refer_cand *a = pa, *b = pb;
    if (a->beg != b->beg) return a->beg < b->beg ? -1 : 1;
    if (a->end != b->end) return a->end > b->end ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return a->role < b->role ? -1 : a->role > b->role;
}

void refer_sort(struct refer *r) {
    /* Names are known to roles by index: remember them by what they begin with. */
    uint32_t *old_beg = RD_NEW_N(r->s, uint32_t, r->n_c + 1);
    for (uint32_t i = 0; i < r->n_c; i++) old_beg[i] = r->c[i].beg;
    if (r->n_c) qsort(r->c, r->n_c, sizeof *r->c, cmp_cand);
    r->n_sorted = r->n_c;
    r->cand_of = RD_NEW_N(r->s, uint32_t, r->doc->n_sent + 1);
    for (uint32_t s = 0, i = 0; s <= r->doc->n_sent; s++) {
        while (i < r->n_c && r->c[i].sent < s) i++;
        r->cand_of[s] = i;
    }
    int32_t *at = RD_NEW_N(r->s, int32_t, r->doc->n_tok + 1);
    for (uint32_t i = 0; i < r->n_c; i++)
        if (r->c[i].kind == RD_MENTION_NAME) {
            at[r->c[i].beg] = (int32_t)i;
            for (uint32_t t = r->c[i].beg; t < r->c[i].end; t++) r->name_at[t] = (int32_t)i;
        }
    for (uint32_t i = 0; i < r->n_roles; i++) {
        if (r->roles[i].name >= 0) r->roles[i].name = at[old_beg[r->roles[i].name]];
        if (r->roles[i].boss >= 0) r->roles[i].boss = at[old_beg[r->roles[i].boss]];
        if (r->roles[i].org_cand >= 0) r->roles[i].org_cand = at[old_beg[r->roles[i].org_cand]];
    }
}

/* The token that stands for the candidate in the sentence: up from a name to the noun that it is an apposition of, and from a
 * later member of a list to the first. */
static uint32_t stands_for(const struct refer *r, uint32_t i, bool *listed) {
    for (int step = 0; step < 8; step++) {
        int rel = r->an->rel[i], base = rd_rel_base(rel);
        if (r->an->head[i] < 0) break;
        if (base == RD_REL_CONJ) *listed = true;
        else if (base != RD_REL_FLAT && base != RD_REL_APPOS && rel != RD_REL_NMOD_DESC) break;
        i = (uint32_t)r->an->head[i];
    }
    return i;
}

void refer_grammar(struct refer *r) {
    for (uint32_t i = 0; i < r->n_c; i++) {
        struct refer_cand *c = &r->c[i];
        bool listed = false;
        uint32_t top = stands_for(r, c->head, &listed);
        int rel = rd_rel_base(r->an->rel[top]);
        c->gr = rel == RD_REL_NSUBJ ? REFER_SUBJ : rel == RD_REL_OBJ || rel == RD_REL_IOBJ ? REFER_OBJ : rel == RD_REL_OBL ? REFER_OBL
                : r->an->rel[top] == RD_REL_NMOD_POSS ? REFER_POSS : REFER_OTHER;
        c->verb = r->an->head[top];
        if (c->within) {
            c->gr = REFER_OTHER;
            continue;
        }
        if (r->an->rel[top] == RD_REL_OBL_AGENT) c->gr = REFER_SUBJ;
        c->say = c->gr == REFER_SUBJ && c->verb >= 0 && refer_say_verb(r, (uint32_t)c->verb);
    }
}
