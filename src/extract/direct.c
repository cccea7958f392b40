/* Who said each quotation that stands as speech.
 *   zone behind it ("…," X said)  ->  zone in front (X said: "…")  ->  goes on after its cue  ->  a colon before it  ->
 *   goes on from the paragraph before. What nobody can be found for is left out. */
#include "extract/govern.h"

struct zone { uint32_t b, e; };

static bool outside(const struct ex *x, uint32_t i) {
    int32_t q = x->quote_of[i];
    return q < 0 || !x->quotes[q].speech;
}

/* Tokens behind the closing mark up to the next speech or the end of the sentence. */
static struct zone behind(const struct ex *x, const struct ex_quote *q) {
    struct zone z = {q->e, q->e};
    uint32_t n = x->doc->n_tok;
    while (z.b < n && x->doc->toks[z.b].span.end <= q->outer.end) z.b++;
    z.e = z.b;
    if (z.b >= n) return z;
    uint32_t end = rd_gram_sent_end(x->g, z.b);
    bool same_block = x->doc->sents[x->doc->sent_of[z.b]].block == q->block;
    /* a new sentence that begins behind a full stop is not the quotation's tail */
    bool fresh = z.b == rd_gram_sent_begin(x->g, z.b);
    if (!same_block) return (struct zone){z.b, z.b};
    if (fresh && q->e > 0 && (rd_gram_form_is(x->g, q->e - 1, ".") || rd_gram_form_is(x->g, q->e - 1, "…"))) return (struct zone){z.b, z.b};
    while (z.e < end && outside(x, z.e)) z.e++;
    return z;
}

/* Tokens from the start of the sentence, or the speech before, to the opening mark. */
static struct zone before(const struct ex *x, const struct ex_quote *q) {
    struct zone z = {q->b, q->b};
    if (q->b == 0) return z;
    uint32_t b = rd_gram_sent_begin(x->g, q->b);
    while (z.e > b && x->doc->toks[z.e - 1].span.beg >= q->outer.beg) z.e--;
    z.b = z.e;
    while (z.b > b && outside(x, z.b - 1)) z.b--;
    if (z.e == b && b > 0) { /* the sentence begins with the quotation: "X said:" may be a sentence of its own */
        struct zone p = {rd_gram_sent_begin(x->g, b - 1), b};
        const struct rd_sent *s = &x->doc->sents[x->doc->sent_of[b - 1]];
        if (rd_gram_form_is(x->g, b - 1, ":") && outside(x, b - 1) && (s->block == q->block || s->block + 1 >= x->doc->sents[x->doc->sent_of[b]].block)) return p;
    }
    return z;
}

static bool speaks(const struct ex *x, const struct ex_cue *c) {
    if (c->pos == 'A') return !extract_flag(c->flags, "weak") || (c->words[0] > 0 && rd_gram_form_is(x->g, c->words[0] - 1, ","));
    if (c->pos == 'N') return false;
    if (rd_str_is(c->cls, "cognition") && !rd_lex_has(c->governs, "quote")) return false;
    if (c->subj >= 0 && x->an->upos[c->subj] == RD_PRON && rd_feat(x->an, (uint32_t)c->subj, "Person=1")) return false;
    return true;
}

static int32_t first_cue(const struct ex *x, struct zone z) {
    int32_t weak = -1;
    for (uint32_t i = z.b; i < z.e; i++) {
        int32_t c = x->cue_of[i];
        if (c < 0 || !speaks(x, &x->cues[c])) continue;
        if (rd_lex_has(x->cues[c].governs, "quote") || rd_lex_has(x->cues[c].governs, "that") || x->cues[c].pos == 'A') return c;
        if (weak < 0) weak = c;
    }
    return weak;
}

static int32_t last_cue(const struct ex *x, struct zone z) {
    int32_t found = -1, noun = -1;
    for (uint32_t i = z.b; i < z.e; i++) {
        int32_t c = x->cue_of[i];
        if (c < 0) continue;
        if (speaks(x, &x->cues[c])) found = c;
        else if (x->cues[c].pos == 'N') noun = c;
    }
    return found >= 0 ? found : noun;
}

/* A verb of no list that stands between a quotation and its subject: "she went on", "the mayor sighed". */
static int32_t open_cue(struct ex *x, struct zone z) {
    for (uint32_t i = z.b; i < z.e && i < z.b + 24; i++) {
        if (x->an->upos[i] != RD_VERB || x->cue_of[i] >= 0) continue;
        bool passive;
        int32_t s = extract_subject(x, i, &passive);
        if (s < 0 || passive || (uint32_t)s < z.b || (uint32_t)s >= z.e) return -1;
        if (x->an->upos[s] != RD_PROPN && x->an->upos[s] != RD_PRON && x->an->upos[s] != RD_NOUN) return -1;
        if (rd_feat(x->an, (uint32_t)s, "Person=1")) return -1;
        struct ex_cue *c = RD_PUSH(x->scratch, x->cues, x->n_cues, x->cap_cues);
        *c = (struct ex_cue){.tok = i, .n_words = 1, .pos = 'V', .subj = s, .quote = -1, .draft = -1};
        c->words[0] = i;
        c->lemma = x->an->lemma[i];
        c->cls = RD_LIT("say");
        c->governs = RD_LIT("quote");
        c->flags = c->channel = RD_LIT("");
        c->cameo = RD_LIT("010");
        x->cue_of[i] = (int32_t)x->n_cues - 1;
        return x->cue_of[i];
    }
    return -1;
}

/* Where trees fail, the name next to the verb speaks: "said Marr", "Marr said". */
static int32_t nearest_name(const struct ex *x, const struct ex_cue *c, struct zone z) {
    int32_t best = -1;
    uint32_t best_d = 12;
    for (uint32_t i = z.b; i < z.e; i++) {
        int up = x->an->upos[i];
        if (up != RD_PROPN && up != RD_PRON && up != RD_NOUN) continue;
        uint32_t d = i > c->tok ? i - c->tok : c->tok - i;
        int32_t k = rd_gram_child(x->g, i, RD_REL_CASE);
        if (k >= 0 || d >= best_d) continue;
        best = (int32_t)i;
        best_d = d;
    }
    while (best >= 0) { /* up to the head of its phrase */
        int32_t h = x->an->head[best];
        int rel = rd_rel_base(x->an->rel[best]);
        bool up = h >= 0 && (uint32_t)h >= z.b && (uint32_t)h < z.e && (rel == RD_REL_FLAT || rel == RD_REL_COMPOUND || rel == RD_REL_APPOS || rel == RD_REL_NMOD || rel == RD_REL_CONJ);
        if (!up) break;
        best = h;
    }
    return best;
}

static void drop_other_drafts(struct ex *x, int32_t cue, int32_t keep) {
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        if (x->drafts[i].cue == cue && (int32_t)i != keep && x->drafts[i].quote < 0) x->drafts[i].dead = true;
    }
}

static struct ex_draft *quote_draft(struct ex *x, uint32_t qi, int32_t cue, const char *rule) {
    struct ex_quote *q = &x->quotes[qi];
    struct ex_draft *d = extract_draft(x, cue, rule);
    if (!d) return NULL;
    d->quote = (int32_t)qi;
    d->form = RD_FORM_DIRECT;
    extract_add_range(d, q->b, q->e);
    q->draft = (int32_t)x->n_drafts - 1;
    return d;
}

static bool is_object_cue(const struct ex_cue *c) {
    return rd_str_is(c->cls, "ask") || rd_str_is(c->lemma, "question") || rd_str_is(c->lemma, "vraag");
}

static void attribute(struct ex *x, uint32_t qi, int32_t cue, struct zone z, const char *rule) {
    struct ex_cue *c = &x->cues[cue];
    if (c->pos == 'V' && c->subj < 0 && !c->passive) c->subj = nearest_name(x, c, z);
    if (c->pos == 'N' && c->subj < 0) {
        c->subj = rd_gram_child_exact(x->g, c->tok, RD_REL_NMOD_POSS);
        for (uint32_t i = z.b; i < z.e && c->subj < 0; i++) {
            if (x->an->rel[i] == RD_REL_NSUBJ) c->subj = (int32_t)i;
        }
    }
    struct ex_draft *d = quote_draft(x, qi, cue, rule);
    if (!d) return;
    drop_other_drafts(x, cue, x->quotes[qi].draft);
    d->question = is_object_cue(c);
    /* whom it was said to: an object or "to X" of the cue */
    for (int32_t k = x->g->first[c->tok]; k >= 0 && c->pos == 'V'; k = x->g->next[k]) {
        int rel = rd_rel_base(x->an->rel[k]);
        if ((uint32_t)k < z.b || (uint32_t)k >= z.e || k == c->subj) continue;
        int32_t p = rd_gram_child(x->g, (uint32_t)k, RD_REL_CASE);
        bool to = p >= 0 && (rd_gram_form_is(x->g, (uint32_t)p, "to") || rd_gram_form_is(x->g, (uint32_t)p, "tegen") || rd_gram_form_is(x->g, (uint32_t)p, "aan"));
        int32_t e = extract_entity_at(x, (uint32_t)k);
        to |= p >= 0 && e >= 0 && x->refs->entities[e].kind == RD_ENT_GROUP && rd_gram_form_is(x->g, (uint32_t)p, "voor"); /* "zei hij voor honderden arbeiders" */
        if (e < 0 ? x->an->upos[k] == RD_NOUN && rel == RD_REL_OBL : x->refs->entities[e].kind == RD_ENT_OTHER || x->refs->entities[e].kind == RD_ENT_PLACE) continue;
        if (((rel == RD_REL_OBJ || rel == RD_REL_IOBJ) && (rd_lex_has(c->governs, "person") || rel == RD_REL_IOBJ)) || (rel == RD_REL_OBL && to)) {
            if (d->n_addr < EX_MAX_PARTIES && !rd_feat(x->an, (uint32_t)k, "Reflex=Yes")) d->addr[d->n_addr++] = k;
        }
    }
    for (uint32_t i = z.b; i < z.e; i++) {
        bool question = rd_gram_lemma_is(x->g, i, "question") || rd_gram_lemma_is(x->g, i, "vraag");
        int32_t who = question ? rd_gram_child_exact(x->g, i, RD_REL_NMOD_POSS) : -1;
        if (who >= 0 && x->an->upos[who] == RD_PROPN && d->n_addr < EX_MAX_PARTIES) d->addr[d->n_addr++] = who;
    }
}

/* The quotation goes on with what another draft began. */
static void go_on(struct ex *x, uint32_t qi, int32_t from, bool same_cue, const char *rule) {
    struct ex_draft *d = quote_draft(x, qi, -1, rule);
    if (!d) return;
    d->like = from;
    d->subj = -1;
    const struct ex_draft *f = &x->drafts[from];
    if (same_cue && f->quote >= 0) {
        d->cue = f->cue;
        d->shares_cue = true;
    }
    d->confidence = 70;
}

static int32_t draft_before(const struct ex *x, const struct ex_quote *q, bool same_block) {
    int32_t best = -1;
    uint32_t best_at = 0;
    for (uint32_t i = 0; i < x->n_drafts; i++) {
        const struct ex_draft *d = &x->drafts[i];
        if (d->dead || d->n_r == 0 || (d->cue < 0 && d->like < 0)) continue;
        uint32_t at = d->r[d->n_r - 1].e;
        if (d->cue >= 0 && x->cues[d->cue].tok >= at) at = x->cues[d->cue].tok + 1;
        if (d->cue >= 0 && x->cues[d->cue].quote >= 0) continue;
        bool inner = false; /* said inside somebody's content */
        for (uint32_t k = 0; k < x->n_drafts && d->cue >= 0 && !inner; k++) inner = k != i && !x->drafts[k].dead && extract_in_ranges(&x->drafts[k], x->cues[d->cue].tok);
        if (inner) continue;
        if (at > q->b || (best >= 0 && at < best_at)) continue;
        uint32_t block = x->doc->sents[x->doc->sent_of[at - 1]].block;
        if (same_block ? block != q->block : block + 1 < q->block && block != q->block) continue;
        best = (int32_t)i;
        best_at = at;
    }
    return best;
}

static int32_t previous_block_quote(const struct ex *x, uint32_t qi) {
    for (uint32_t k = qi; k-- > 0;) {
        const struct ex_quote *p = &x->quotes[k];
        if (p->draft < 0) continue;
        return p->open ? p->draft : -1;
    }
    return -1;
}

/* A paragraph that is a quotation, behind one that ends in "X read a statement.": X speaks. */
static int32_t announced_by(struct ex *x, const struct ex_quote *q) {
    uint32_t s = x->doc->sent_of[q->b];
    if (s == 0 || x->doc->sents[s - 1].block + 1 < x->doc->sents[s].block) return -1;
    const struct rd_sent *p = &x->doc->sents[s - 1];
    int role = x->page->blocks[p->block].role;
    if (role != RD_ROLE_LEAD && role != RD_ROLE_BODY) return -1;
    for (uint32_t i = p->tok; i < p->tok + p->n_tok; i++) {
        if (x->quote_of[i] >= 0) return -1;
        if (x->an->head[i] >= 0) continue;
        bool passive;
        int32_t who = extract_subject(x, i, &passive), e = who >= 0 ? extract_entity_at(x, (uint32_t)who) : -1;
        if (passive || e < 0 || x->refs->entities[e].kind != RD_ENT_PERSON) return -1;
        if (x->cue_of[i] >= 0) return x->cues[x->cue_of[i]].draft < 0 || x->drafts[x->cues[x->cue_of[i]].draft].quote < 0 ? x->cue_of[i] : -1;
        struct zone z = {p->tok, p->tok + p->n_tok};
        int32_t cue = open_cue(x, z);
        return cue >= 0 && x->cues[cue].tok == i ? cue : -1;
    }
    return -1;
}

static void one(struct ex *x, uint32_t qi) {
    struct ex_quote *q = &x->quotes[qi];
    struct zone after = behind(x, q), head = before(x, q);
    int32_t cue = first_cue(x, after);
    bool in_tail = cue >= 0 && x->cues[cue].tok - after.b <= 16;
    int32_t hc = last_cue(x, head);
    /* a piece that goes on: "…," X said, "…" */
    int32_t prev = -1;
    for (uint32_t k = 0; k < qi; k++) {
        if (x->quotes[k].draft >= 0 && x->quotes[k].b < q->b && x->doc->sent_of[x->quotes[k].e - 1] == x->doc->sent_of[q->b]) prev = (int32_t)k;
    }
    if (prev >= 0 && hc >= 0 && head.b >= x->quotes[prev].e && x->drafts[x->quotes[prev].draft].cue == hc) {
        struct ex_draft *d = &x->drafts[x->quotes[prev].draft];
        extract_add_range(d, q->b, q->e);
        q->draft = x->quotes[prev].draft;
        return;
    }
    if (in_tail) { attribute(x, qi, cue, after, "quote-tail"); return; }
    bool taken = hc >= 0 && x->cues[hc].draft >= 0 && x->drafts[x->cues[hc].draft].quote >= 0;
    if (hc >= 0 && !taken) { attribute(x, qi, hc, head, "quote-head"); return; }
    if (after.e > after.b && (cue = open_cue(x, after)) >= 0) { attribute(x, qi, cue, after, "quote-open"); return; }
    if (head.e > head.b + 1 && rd_gram_form_is(x->g, head.e - 1, ":")) { /* "Deputy mayor N: …" */
        int32_t who = extract_head_between(x, head.b, head.e - 1), e = who >= 0 ? extract_entity_at(x, (uint32_t)who) : -1;
        bool verb = false;
        for (uint32_t i = head.b; i < head.e; i++) verb |= x->an->upos[i] == RD_VERB;
        if (!verb && e >= 0 && (x->refs->entities[e].kind == RD_ENT_PERSON || x->refs->entities[e].kind == RD_ENT_ORG)) {
            struct ex_draft *d = quote_draft(x, qi, -1, "quote-colon");
            if (d) d->subj = who;
            return;
        }
    }
    int32_t from = draft_before(x, q, true);
    if (from >= 0 && head.e == head.b) { go_on(x, qi, from, true, "quote-goes-on"); return; }
    from = previous_block_quote(x, qi);
    if (from >= 0) { go_on(x, qi, from, false, "quote-paragraph"); return; }
    bool alone = q->outer.beg == x->page->blocks[q->block].span.beg && head.e == head.b;
    from = draft_before(x, q, false);
    cue = alone ? announced_by(x, q) : -1;
    if (cue >= 0) {
        const struct rd_sent *p = &x->doc->sents[x->doc->sent_of[x->cues[cue].tok]];
        attribute(x, qi, cue, (struct zone){p->tok, p->tok + p->n_tok}, "quote-announced");
    } else if (alone && from >= 0) {
        go_on(x, qi, from, false, "quote-alone");
    }
}

void extract_direct(struct ex *x) {
    for (uint32_t k = 0; k < x->n_quotes; k++) {
        int role = x->page->blocks[x->quotes[k].block].role;
        if (!x->quotes[k].speech || role == RD_ROLE_TITLE || role == RD_ROLE_CAPTION || role == RD_ROLE_DATELINE) continue;
        if (k > 0 && rd_span_holds(x->quotes[k - 1].outer, x->quotes[k].outer)) continue;
        one(x, k);
    }
}
