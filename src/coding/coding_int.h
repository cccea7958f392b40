/* coding_int.h - inside coding/: the workbench of one page. Positions are token numbers unless a name says byte; -1 is none. */
#ifndef RD_CODING_INT_H
#define RD_CODING_INT_H
#include "coding/coding.h"
#include "lexicon/lexicon.h"

struct cd {
    const struct rd_blob *blob;
    const struct rd_page *page;
    const struct rd_doc *doc;
    const struct rd_analysis *an;
    const struct rd_grammar *g;
    const struct rd_refs *refs;
    const struct rd_lang *lang;
    struct rd_arena *a, *scratch;
    struct rd_records *out;
    uint32_t cap_ev;
    const struct rd_lex_table *t_cameo, *t_cues, *t_roles;
    int32_t *said_in;              /* [n_tok] innermost statement whose content holds the token, -1 */
};

/* ---- facts.c */
struct coding_facts { const char *name, *type, *mode; const char *context[4]; uint8_t n_context, quad; bool has_gold; double gold; };
/* What the table says of a code; a code without a row of its own takes its parent's. */
struct coding_facts coding_facts_of(const struct cd *x, const char *cameo);
void coding_set_code(char out[5], struct rd_str code); /* leaves `out` as it is if `code` is not one */
/* A new event with everything that follows from its code; NULL when the page has too many. */
struct rd_event *coding_event(struct cd *x, const char *cameo, const char *rule);

/* ---- parties.c */
struct rd_party coding_party(struct cd *x, uint32_t tok);
int32_t coding_entity_at(const struct cd *x, uint32_t tok); /* entity of the mention headed here, -1 */

/* ---- statements.c */
void coding_statements(struct cd *x);        /* codes */
void coding_statement_events(struct cd *x);
void coding_contact_events(struct cd *x);
#endif
