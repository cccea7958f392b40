/* refer.h (types) - mentions and the entities they are mentions of, on one page. */
#ifndef RD_TYPES_REFER_H
#define RD_TYPES_REFER_H
#include "types/analysis.h"

enum rd_mention_kind { RD_MENTION_NAME, RD_MENTION_NOMINAL, RD_MENTION_PRONOUN };
enum rd_entity_kind { RD_ENT_PERSON, RD_ENT_ORG, RD_ENT_STATE, RD_ENT_PLACE, RD_ENT_GROUP, RD_ENT_OTHER };

struct rd_mention {
    uint32_t beg, end;    /* tokens [beg, end), the words that name it (no relative clause, no appositive of its own) */
    uint32_t head;        /* token */
    uint8_t kind;         /* enum rd_mention_kind */
    int32_t entity;       /* index into entities; -1: not resolved */
    uint8_t confidence;   /* 0..100 of the link to the entity */
};

struct rd_entity {
    uint8_t kind;             /* enum rd_entity_kind */
    struct rd_str name;       /* resolved name in full, as the page has it ("John Kirby"); or from world data by office and date */
    struct rd_str *names; uint32_t n_names;    /* other names on the page */
    struct rd_str *titles; uint32_t n_titles;  /* role words on the page ("State Department spokesperson") */
    struct rd_str role;       /* the best of titles, or unknown */
    struct rd_str org;        /* the body spoken for ("State Department"), or unknown */
    struct rd_str side;       /* ISO 3166 alpha-3 of the state spoken for or an actor code; unknown */
    struct rd_str code;       /* CAMEO actor code; unknown */
    struct rd_str world;      /* id in data/world ("USA", "usa.state"); unknown */
    uint32_t *mentions; uint32_t n_mentions;   /* indices, text order */
    struct rd_span side_cite, role_cite, org_cite; /* the words that gave them; may be empty */
    uint8_t plural;           /* a group or several people */
    char gender;              /* 'm', 'f', 'n' or 0 */
};

struct rd_refs {
    struct rd_mention *mentions; uint32_t n_mentions; /* by beg, longer first */
    struct rd_entity *entities; uint32_t n_entities;  /* by first mention */
    int32_t *mention_of;      /* [n_tok] smallest mention whose head is this token, -1 */
};

struct rd_buf;
/* A line an entity: "E3<TAB>person<TAB>name<TAB>role<TAB>org<TAB>side<TAB>mentions as beg-end:kind". */
void rd_refs_dump(struct rd_buf *out, const struct rd_doc *d, const struct rd_refs *r);
/* The key by which entities of different pages are joined: "w:<world id>", else "n:<kind>:<name>:<side>" with the name in
 * Latin lower case and without diacritics, dots and doubled blanks; of people also without the difference between i, y and j and between
 * single and doubled letters, so that their names meet over scripts and spellings. Unknown if the entity has no name, or is a group without one
 * of its own. In the arena. */
struct rd_str rd_entity_key(const struct rd_entity *e, struct rd_arena *a);
const char *rd_entity_kind_name(int kind);
const char *rd_mention_kind_name(int kind);
#endif
