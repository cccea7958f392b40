/* ud.h - the label sets of Universal Dependencies v2 that the program knows: parts of speech and relations with subtypes.
 * Values are stable: they are written into model files. */
#ifndef RD_UD_H
#define RD_UD_H
#include "base/str.h"

enum rd_upos { RD_ADJ, RD_ADP, RD_ADV, RD_AUX, RD_CCONJ, RD_DET, RD_INTJ, RD_NOUN, RD_NUM, RD_PART, RD_PRON, RD_PROPN,
               RD_PUNCT, RD_SCONJ, RD_SYM, RD_VERB, RD_X, RD_N_UPOS };

/* X(enum, text, base) */
#define RD_RELATIONS(X) \
    X(ROOT, "root", ROOT) X(ACL, "acl", ACL) X(ACL_RELCL, "acl:relcl", ACL) X(ADVCL, "advcl", ADVCL) \
    X(ADVCL_RELCL, "advcl:relcl", ADVCL) X(ADVMOD, "advmod", ADVMOD) X(ADVMOD_EMPH, "advmod:emph", ADVMOD) \
    X(AMOD, "amod", AMOD) X(APPOS, "appos", APPOS) X(AUX, "aux", AUX) X(AUX_PASS, "aux:pass", AUX) X(CASE, "case", CASE) \
    X(CC, "cc", CC) X(CC_PRECONJ, "cc:preconj", CC) X(CCOMP, "ccomp", CCOMP) X(CLF, "clf", CLF) \
    X(COMPOUND, "compound", COMPOUND) X(COMPOUND_PRT, "compound:prt", COMPOUND) X(CONJ, "conj", CONJ) X(COP, "cop", COP) \
    X(CSUBJ, "csubj", CSUBJ) X(CSUBJ_PASS, "csubj:pass", CSUBJ) X(CSUBJ_OUTER, "csubj:outer", CSUBJ) X(DEP, "dep", DEP) \
    X(DET, "det", DET) X(DET_PREDET, "det:predet", DET) X(DISCOURSE, "discourse", DISCOURSE) \
    X(DISLOCATED, "dislocated", DISLOCATED) X(EXPL, "expl", EXPL) X(EXPL_PV, "expl:pv", EXPL) X(FIXED, "fixed", FIXED) \
    X(FLAT, "flat", FLAT) X(FLAT_NAME, "flat:name", FLAT) X(FLAT_FOREIGN, "flat:foreign", FLAT) \
    X(GOESWITH, "goeswith", GOESWITH) X(IOBJ, "iobj", IOBJ) X(LIST, "list", LIST) X(MARK, "mark", MARK) X(NMOD, "nmod", NMOD) \
    X(NMOD_POSS, "nmod:poss", NMOD) X(NMOD_DESC, "nmod:desc", NMOD) X(NMOD_UNMARKED, "nmod:unmarked", NMOD) \
    X(NSUBJ, "nsubj", NSUBJ) X(NSUBJ_PASS, "nsubj:pass", NSUBJ) X(NSUBJ_OUTER, "nsubj:outer", NSUBJ) X(NUMMOD, "nummod", NUMMOD) \
    X(OBJ, "obj", OBJ) X(OBL, "obl", OBL) X(OBL_AGENT, "obl:agent", OBL) X(OBL_ARG, "obl:arg", OBL) \
    X(OBL_UNMARKED, "obl:unmarked", OBL) X(ORPHAN, "orphan", ORPHAN) X(PARATAXIS, "parataxis", PARATAXIS) \
    X(PUNCT, "punct", PUNCT) X(REPARANDUM, "reparandum", REPARANDUM) X(VOCATIVE, "vocative", VOCATIVE) X(XCOMP, "xcomp", XCOMP)

enum rd_rel {
#define RD_X(e, s, b) RD_REL_##e,
    RD_RELATIONS(RD_X)
#undef RD_X
    RD_N_REL
};

const char *rd_upos_name(int upos);
int rd_upos_of(struct rd_str name); /* -1 if none */
const char *rd_rel_name(int rel);
int rd_rel_base(int rel);           /* RD_REL_NSUBJ of RD_REL_NSUBJ_PASS */
/* A relation by its name; an unknown subtype gives its base, an unknown name RD_REL_DEP. */
int rd_rel_of(struct rd_str name);
#endif
