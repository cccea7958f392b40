/* How what an actor says on an issue moves. */
#include "compare/positions.h"

#include "base/arena.h"
#include "base/utf8.h"

enum {
    SAME_PERCENT = 85,      /* of the words that carry meaning: the same again */
    REWORDED_PERCENT = 40,  /* the same point in other words */
    MIN_WORD = 4,           /* bytes of a word that counts */
    MAX_WORDS = 256         /* of one entry that are looked at */
};

static const char *const names[RD_N_MOVES] = {"new", "same", "reworded", "condition added", "condition removed", "reversed"};

const char *rd_move_name(int move) {
    return move >= 0 && move < RD_N_MOVES ? names[move] : "new";
}

int rd_move_of(struct rd_str name) {
    for (int i = 0; i < RD_N_MOVES; i++) {
        if (rd_str_is(name, names[i])) return i;
    }
    return -1;
}

/* The words of a text in any case and sorted, without doubles. */
static uint32_t word_set(struct rd_str s, struct rd_str *out, struct rd_arena *a) {
    uint32_t n = 0;
    struct rd_str low = rd_utf8_bare(s, a);
    for (uint32_t i = 0; i < low.n && n < MAX_WORDS;) {
        uint32_t b = i, e = i;
        while (e < low.n) {
            uint32_t next = e, cp = rd_utf8_next(low, &next);
            if (!rd_cp_alpha(cp) && !rd_cp_digit(cp)) break;
            e = next;
        }
        if (e == b) {
            rd_utf8_next(low, &i);
            continue;
        }
        i = e;
        struct rd_str w = rd_str_sub(low, b, e);
        /* Short words are articles, prepositions and the like in the languages that are read; numbers are not. */
        if (w.n < MIN_WORD && !rd_cp_digit((unsigned char)w.p[0])) continue;
        uint32_t at = n;
        while (at > 0 && rd_str_cmp(out[at - 1], w) > 0) at--;
        if (at > 0 && rd_str_eq(out[at - 1], w)) continue;
        for (uint32_t k = n; k > at; k--) out[k] = out[k - 1];
        out[at] = w;
        n++;
    }
    return n;
}

/* Dice coefficient in per cent of the words of two texts. */
static uint32_t alike(struct rd_str a, struct rd_str b, struct rd_arena *scratch) {
    if (a.n && rd_str_eq(a, b)) return 100;
    struct rd_str *x = rd_arena_get(scratch, MAX_WORDS * sizeof *x), *y = rd_arena_get(scratch, MAX_WORDS * sizeof *y);
    uint32_t n = word_set(a, x, scratch), m = word_set(b, y, scratch), both = 0;
    for (uint32_t i = 0, k = 0; i < n && k < m;) {
        int c = rd_str_cmp(x[i], y[k]);
        if (c == 0) both++;
        if (c <= 0) i++;
        if (c >= 0) k++;
    }
    return n + m ? 200 * both / (n + m) : 0;
}

static struct rd_str gist(const struct rd_position *p) {
    return p->lemmas.p && p->lemmas.n ? p->lemmas : p->words;
}

static bool opposite(struct rd_str a, struct rd_str b) {
    return (rd_str_is(a, "for") && rd_str_is(b, "against")) || (rd_str_is(a, "against") && rd_str_is(b, "for"));
}

enum claims_say { NOTHING, AGREE, CLASH };

static enum claims_say claims_say(const struct rd_position *a, const struct rd_position *b) {
    enum claims_say out = NOTHING;
    for (uint32_t i = 0; i < a->n_claims; i++) {
        for (uint32_t k = 0; k < b->n_claims; k++) {
            const struct rd_position_claim *x = &a->claims[i], *y = &b->claims[k];
            if (x->type != y->type || x->type == RD_CLAIM_NUMBER || x->type == RD_CLAIM_NAMING || !rd_str_eq(x->key, y->key)) continue;
            if (!rd_str_eq(x->value, y->value)) return CLASH;
            out = AGREE;
        }
    }
    return out;
}

static int by_condition(const struct rd_position *was, const struct rd_position *now, int otherwise) {
    bool had = was->condition.p && was->condition.n, has = now->condition.p && now->condition.n;
    return had == has ? otherwise : has ? RD_MOVE_CONDITION_ADDED : RD_MOVE_CONDITION_REMOVED;
}

/* The move from one entry to another; NEW: they say nothing of each other. *weight: how alike. */
static int step(const struct rd_position *was, const struct rd_position *now, uint32_t *weight, struct rd_arena *scratch) {
    bool one_lang = rd_str_eq(was->lang, now->lang);
    bool asks = was->modality == RD_MOD_QUESTION || now->modality == RD_MOD_QUESTION;
    uint32_t sim = one_lang ? alike(gist(was), gist(now), scratch) : 0;
    enum claims_say claims = asks ? NOTHING : claims_say(was, now);
    bool turned = (was->negated != was->denied) != (now->negated != now->denied);
    *weight = sim + (claims == AGREE ? 50 : 0);
    if (claims == CLASH) return RD_MOVE_REVERSED;
    if (!asks && opposite(was->stance, now->stance) && (sim >= REWORDED_PERCENT || !one_lang)) return RD_MOVE_REVERSED;
    if (sim >= SAME_PERCENT - 15 && turned && claims == NOTHING && !asks) return RD_MOVE_REVERSED;
    if (sim >= SAME_PERCENT) return by_condition(was, now, RD_MOVE_SAME);
    if (sim >= REWORDED_PERCENT) return by_condition(was, now, RD_MOVE_REWORDED);
    if (claims == AGREE) return by_condition(was, now, one_lang ? RD_MOVE_REWORDED : RD_MOVE_SAME);
    return RD_MOVE_NEW;
}

int rd_position_move(const struct rd_position *const *earlier, uint32_t n, const struct rd_position *now, int32_t *against, struct rd_arena *scratch) {
    int best = RD_MOVE_NEW;
    uint32_t best_weight = 0;
    int32_t which = -1;
    if (n > RD_POSITION_WINDOW) n = RD_POSITION_WINDOW;
    for (uint32_t i = 0; i < n; i++) {
        struct rd_arena_mark m = rd_arena_mark(scratch);
        uint32_t weight = 0;
        int move = step(earlier[i], now, &weight, scratch);
        rd_arena_reset(scratch, m);
        if (move == RD_MOVE_NEW) continue;
        /* The latest entry that speaks of the same decides whether it was reversed; otherwise the one most alike. */
        if (move == RD_MOVE_REVERSED) {
            if (best == RD_MOVE_NEW) {
                best = move;
                which = (int32_t)i;
            }
            if (best == RD_MOVE_REVERSED) break;
            continue;
        }
        if (best == RD_MOVE_NEW || weight > best_weight) {
            best = move;
            best_weight = weight;
            which = (int32_t)i;
        }
    }
    if (against) *against = which;
    return best;
}
