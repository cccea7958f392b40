/* row.h - what the dossier answers: flat rows for lists and single records, with strings instead of indices.
 * Made by store/ in the caller's arena; nothing in a row points into the database. Unknown strings have p == NULL, as in the
 * records. Only base/ and types/ are needed to use a row. A whole page with all its products comes back as struct rd_reading
 * instead (rd_store_load), so that whatever prints a fresh reading prints a stored one. */
#ifndef RD_ROW_H
#define RD_ROW_H
#include "types/record.h"

/* A cited span: bytes (at) for C, code points (start, end; as in docs/RECORDS.md) for everybody else, and the words there.
 * exact unknown: there is no such span, and the numbers are 0. The numbers are what the database says: whoever indexes a text with
 * them looks first whether they are inside of it. */
struct rd_row_span {
    struct rd_span at;
    uint32_t start, end;
    struct rd_str exact;
};

struct rd_row_party {
    struct rd_str name, role, org, side, code;
    int32_t entity;            /* number of the entity in its page's reading, -1 */
    int64_t actor;             /* rd_row_actor.id, 0: none */
    struct rd_row_span span;   /* exact unknown: only understood from earlier text */
};

struct rd_row_evidence {
    struct rd_str field;
    struct rd_row_span span;
};

/* Where a date stands in an order of days. group 0: a day is known; 1: no year (month_day sorts inside the group);
 * 2: nothing known. from_page: said_on is unknown, the page's own date was taken. */
struct rd_row_day {
    uint8_t group;
    bool from_page;
    int32_t first, last;       /* days since 1970-01-01, group 0 */
    uint16_t month_day;        /* month * 32 + day, group 1 (day 0: not told) */
};

/* What a list shows of the page that a record stands on. */
struct rd_row_origin {
    struct rd_str page;        /* id */
    struct rd_str title, outlet, lang, url, path;
    struct rd_date published;
};

/* Plain words around a record: the text of `span`, cut at word and block boundaries; holds speaker, cue and content where
 * they stand near each other. Positions of the record's spans minus span.beg are positions in `text`. */
struct rd_row_context {
    struct rd_str text;
    struct rd_span span;
};

struct rd_row_statement {
    struct rd_str id;
    uint32_t n;                /* number in its page's reading */
    uint8_t form, channel, modality; /* enums of types/record.h */
    bool negated, denied;
    struct rd_str setting;
    struct rd_row_party speaker;
    struct rd_row_party *co_speakers; uint32_t n_co;
    struct rd_row_party *addressees; uint32_t n_addr;
    struct rd_row_span cue;
    struct rd_str cue_lemma, cue_class;
    struct rd_row_span *content; uint32_t n_content;
    struct rd_str cameo, plover_type, plover_mode;
    struct rd_str *plover_context; uint32_t n_plover_context;
    struct rd_str stance;
    struct rd_row_span condition;
    struct rd_date said_on;
    struct rd_row_day day;
    struct rd_str nested_in, answers, contact; /* ids of records of the same page; unknown */
    struct rd_str *issues; uint32_t n_issues;          /* names */
    struct rd_str *issue_keys;                         /* [n_issues] */
    struct rd_row_evidence *evidence; uint32_t n_evidence;
    uint8_t confidence;
    bool hidden;               /* by a user: in no list, ledger or dispute */
    struct rd_str rule;
    struct rd_row_origin origin;
    struct rd_row_context context;
};

struct rd_row_event {
    struct rd_str id;
    uint32_t n;
    struct rd_str cameo, cameo_name, plover_type, plover_mode;
    struct rd_str *plover_context; uint32_t n_plover_context;
    uint8_t quad;
    bool has_goldstein; double goldstein;
    struct rd_row_party *source; uint32_t n_source;
    struct rd_row_party *target; uint32_t n_target;
    struct rd_date date;
    struct rd_row_day day;
    struct rd_str place, place_geo; bool has_latlon; double lat, lon;
    struct rd_row_span place_cite;
    uint8_t status, modality;
    struct rd_str tense;
    struct rd_row_span condition;
    struct rd_str *issues; uint32_t n_issues;          /* names */
    struct rd_str *issue_keys;                         /* [n_issues] */
    struct rd_str reported_in;  /* id of a statement of the same page; unknown */
    struct rd_row_span cite;
    struct rd_row_evidence *evidence; uint32_t n_evidence;
    uint8_t confidence;
    bool hidden;               /* by a user: in no list, ledger or dispute */
    struct rd_str rule;
    struct rd_row_origin origin;
    struct rd_row_context context;
};

struct rd_row_contact {
    struct rd_str id;
    uint32_t n;
    uint8_t kind;               /* enum rd_channel */
    struct rd_row_party *participants; uint32_t n_part;
    struct rd_date when;
    struct rd_row_day day;
    struct rd_str *place; uint32_t n_place;
    struct rd_str *statements; uint32_t n_statements; /* ids */
    struct rd_row_span cite;
    bool hidden;                /* as of a statement */
    struct rd_row_evidence *evidence; uint32_t n_evidence;
    struct rd_row_origin origin;
    struct rd_row_context context;
};

struct rd_row_entity {
    uint32_t n;                 /* number in its page's reading */
    uint8_t kind;               /* enum rd_entity_kind */
    struct rd_str name, role, org, side, code, world;
    struct rd_str *names; uint32_t n_names;
    struct rd_str *titles; uint32_t n_titles;
    struct rd_span *mentions; uint32_t n_mentions; /* bytes */
    int64_t actor;
    struct rd_row_origin origin;
};

/* An entity over pages. */
struct rd_row_actor {
    int64_t id;                 /* stays while some page has the actor; not the same in another dossier */
    struct rd_str key;          /* rd_actor_key of compare/: the same in every dossier */
    uint8_t kind;
    struct rd_str name;         /* the most frequent name */
    struct rd_str world, side, code;
    struct rd_str role;         /* the most frequent role; unknown */
    uint32_t pages, mentions;
    uint32_t statements;        /* as speaker or co-speaker */
    uint32_t addressed;         /* statements as addressee */
    uint32_t events;            /* as source or target */
};

struct rd_row_page {
    struct rd_str id, path, url, input_id, container, lang, title, outlet, section, dateline, canonical;
    uint64_t offset, bytes;     /* place in the container; size of the original */
    char sha256[65];
    struct rd_str *authors; uint32_t n_authors;
    struct rd_str *tags; uint32_t n_tags;
    struct rd_str *cites; uint32_t n_cites;
    struct rd_date published, modified;
    uint8_t verdict;
    uint32_t n_statements, n_events, n_contacts, n_entities, n_notes, refused;
    struct rd_str program, models, lexicon; /* versions that read it */
};

/* One line of a timeline: a statement, an event or a contact. */
enum rd_line_kind { RD_LINE_STATEMENT, RD_LINE_EVENT, RD_LINE_CONTACT };
struct rd_row_line {
    uint8_t kind;               /* enum rd_line_kind: which of the three is set */
    struct rd_row_day day;
    struct rd_date date;        /* the record's own */
    struct rd_row_statement *statement;
    struct rd_row_event *event;
    struct rd_row_contact *contact;
};

/* A value and how many records have it. */
struct rd_row_count {
    struct rd_str value;        /* what to put in the filter */
    uint64_t count;
    struct rd_str label;       /* what to show where it is not the value: the name of an issue; unknown */
};

/* What a user wrote beside a record; kept when the page is read again. */
struct rd_row_user_note {
    int64_t id;
    struct rd_str record, text, who, at;
    bool gone;                  /* no record of that id is in the dossier now */
};
#endif
