/* positions.h - how what an actor says on an issue moves: pure functions over two entries of a ledger.
 * A ledger is what one actor said on one issue, in order of days, then page id, then place on the page; copies are left out. Each entry
 * is set against the RD_POSITION_WINDOW entries before it, so that a late page moves only its neighbours: the ledger is the same in
 * any order of arrival. docs/POSITIONS.md defines each move in a line. */
#ifndef RD_POSITIONS_H
#define RD_POSITIONS_H
#include "types/record.h"

enum { RD_POSITION_WINDOW = 8 };

enum rd_move { RD_MOVE_NEW, RD_MOVE_SAME, RD_MOVE_REWORDED, RD_MOVE_CONDITION_ADDED, RD_MOVE_CONDITION_REMOVED, RD_MOVE_REVERSED, RD_N_MOVES };
const char *rd_move_name(int move);            /* "new" "same" "reworded" "condition added" ... */
int rd_move_of(struct rd_str name);            /* -1 if none */

struct rd_position_claim { uint8_t type; struct rd_str key, value; };

/* One entry. */
struct rd_position {
    struct rd_str lang;
    struct rd_str words;      /* content, pieces joined by a blank */
    struct rd_str lemmas;     /* of the content's words that carry meaning, blanks between; as topic/ gives them */
    struct rd_str condition;  /* words; unknown: none */
    struct rd_str stance;     /* "for" "against" "neutral"; unknown */
    bool negated, denied;
    uint8_t modality;         /* enum rd_modality */
    struct rd_str cameo;
    const struct rd_position_claim *claims; uint32_t n_claims;
};

/* The move from one of the earlier entries (latest first; at most RD_POSITION_WINDOW are looked at) to `now`.
 * *against: which of them it was set against, -1 for NEW. Entries in different languages are compared by claims, stance, polarity
 * and condition alone and are never REWORDED. Returns enum rd_move. */
int rd_position_move(const struct rd_position *const *earlier, uint32_t n, const struct rd_position *now, int32_t *against, struct rd_arena *scratch);

/* Word diff of two texts: runs that are the same, only in a, only in b. */
struct rd_diff_run { char op; /* '=' '-' '+' */ struct rd_span a, b; /* bytes; empty where it has none */ };
uint32_t rd_word_diff(struct rd_str a, struct rd_str b, struct rd_diff_run **out, struct rd_arena *arena);
#endif
