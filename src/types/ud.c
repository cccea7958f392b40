#include "types/ud.h"

static const char *const upos_names[RD_N_UPOS] = {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
                                                  "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
static const struct { const char *name; int base; } rels[RD_N_REL] = {
#define RD_X(e, s, b) {s, RD_REL_##b},
    RD_RELATIONS(RD_X)
#undef RD_X
};

const char *rd_upos_name(int upos) {
    return upos >= 0 && upos < RD_N_UPOS ? upos_names[upos] : "X";
}

int rd_upos_of(struct rd_str name) {
    for (int i = 0; i < RD_N_UPOS; i++) {
        if (rd_str_is(name, upos_names[i])) return i;
    }
    return -1;
}

const char *rd_rel_name(int rel) {
    return rel >= 0 && rel < RD_N_REL ? rels[rel].name : "dep";
}

int rd_rel_base(int rel) {
    return rel >= 0 && rel < RD_N_REL ? rels[rel].base : RD_REL_DEP;
}

static int exact(struct rd_str name) {
    for (int i = 0; i < RD_N_REL; i++) {
        if (rd_str_is(name, rels[i].name)) return i;
    }
    return -1;
}

int rd_rel_of(struct rd_str name) {
    int rel = exact(name);
    int64_t colon = rd_str_find(name, RD_LIT(":"), 0);
    if (rel < 0 && colon > 0) rel = exact(rd_str_sub(name, 0, (uint32_t)colon));
    return rel < 0 ? RD_REL_DEP : rel;
}
