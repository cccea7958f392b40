/* lang.h - what the stages need of one language, as borrowed pointers; loaded by reader/lang.c, immutable, shared by threads. */
#ifndef RD_TYPES_LANG_H
#define RD_TYPES_LANG_H
#include "base/str.h"

struct rd_lex;     /* lexicon/lexicon.h: all tables of all languages */
struct rd_langid;  /* lang/lang.h */
struct rd_model;   /* model/model.h */

struct rd_lang {
    struct rd_str code;            /* "en" */
    const struct rd_lex *lex;
    const struct rd_model *model;  /* NULL: the language has none */
    bool cognition;                /* what somebody thinks, knows or fears counts as a statement, with the cue class "cognition" */
};

struct rd_opts {
    struct rd_str lang;            /* force this language; unknown: identify */
    bool no_records;               /* stop after the page */
    bool cognition;                /* see rd_lang */
};
#endif
