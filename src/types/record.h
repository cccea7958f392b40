/* record.h - statements, events and contacts. No record without a citation: cite spans are in the page's text. */
#ifndef RD_RECORD_H
#define RD_RECORD_H
#include "types/date.h"
#include "types/refer.h"

enum rd_form { RD_FORM_DIRECT, RD_FORM_INDIRECT, RD_FORM_MIXED, RD_FORM_PARAPHRASE };
enum rd_channel { RD_CH_UNSPECIFIED, RD_CH_BRIEFING, RD_CH_STATEMENT, RD_CH_RELEASE, RD_CH_PHONE_CALL, RD_CH_MEETING, RD_CH_LETTER,
                  RD_CH_INTERVIEW, RD_CH_SPEECH, RD_CH_SOCIAL_MEDIA, RD_CH_BROADCAST, RD_CH_TESTIMONY, RD_CH_DOCUMENT, RD_N_CHANNELS };
enum rd_modality { RD_MOD_ASSERTED, RD_MOD_POSSIBLE, RD_MOD_CONDITIONAL, RD_MOD_INTENDED, RD_MOD_HYPOTHETICAL, RD_MOD_QUESTION };
enum rd_status { RD_STAT_ASSERTED, RD_STAT_DENIED, RD_STAT_CONDITIONAL, RD_STAT_INTENDED, RD_STAT_CLAIMED };

/* One who speaks, is spoken to, acts or is acted upon. */
struct rd_party {
    int32_t entity;        /* index into rd_refs.entities, -1: none */
    struct rd_str name;    /* resolved in full; unknown if nobody is told */
    struct rd_str role, org, side, code; /* copied from the entity; unknown if not known */
    struct rd_span span;   /* the words on the page; empty if only understood from earlier text */
};

/* The words that gave a field that has no span of its own. */
struct rd_evidence {
    const char *field;     /* static: "side" "role" "channel" "said_on" "modality" "place" "issues" "addressee" ... */
    struct rd_span span;
};

struct rd_plover {
    const char *type, *mode;     /* NULL: no place in the ontology */
    const char *context[4]; uint8_t n_context;
};

/* What a record is about: a thing in dispute, a road, an election, a treaty. */
struct rd_issue {
    struct rd_str key;           /* joins pages and languages: "w:<id in data/world>", "l:<id of a user's list>", "t:<lemmas>" */
    struct rd_str name;          /* for people, in the page's language: "peace talks, Lyskar" */
    struct rd_span cite;         /* empty: understood from earlier text */
};

/* A proposition inside a statement, reduced to what can be set against another's. Two claims can be compared if type and key
 * are the same; what differs is the value ("+", "-", a number, an order, an actor's key). */
enum rd_claim_type { RD_CLAIM_FACT, RD_CLAIM_SEQUENCE, RD_CLAIM_NUMBER, RD_CLAIM_ATTRIBUTION, RD_CLAIM_NAMING, RD_CLAIM_RECOGNITION, RD_N_CLAIMS };
struct rd_claim {
    uint8_t type;
    int32_t statement;           /* index of the statement that makes it */
    struct rd_str issue;         /* key of the issue it is about; unknown: none */
    struct rd_str key, value;
    struct rd_span cite;
};

/* What something is called, and by whom. */
struct rd_naming {
    struct rd_str key;           /* what is named: "w:<world id>", else an actor's or issue's key */
    struct rd_str words;         /* the name in its normal form (base form, no article) */
    struct rd_span cite;
    int32_t statement;           /* in whose words: index of the innermost quoted statement; -1: the page's own */
    bool loaded;                 /* takes a side by its words: "so-called", "puppet", "regime" */
};

struct rd_statement {
    char id[17];                 /* 16 hex digits; see rd_record_id */
    uint8_t form, channel, modality;
    bool negated, denied;
    struct rd_str setting;       /* "daily press briefing"; unknown */
    struct rd_party speaker;
    struct rd_party *co_speakers; uint32_t n_co;
    struct rd_party *addressees; uint32_t n_addr;
    struct rd_span cue;          /* empty: no cue */
    struct rd_str cue_lemma;
    const char *cue_class;       /* of data/<lang>/cues.tsv, interned in the lexicon; NULL */
    struct rd_span *content; uint32_t n_content;  /* at least one */
    char cameo[5];               /* "" unknown */
    struct rd_plover plover;
    const char *stance;          /* "for" "against" "neutral" or NULL */
    struct rd_span condition;    /* empty: none */
    struct rd_date said_on;
    int32_t nested_in, answers;  /* index of a statement of the page, -1 */
    struct rd_issue *issues; uint32_t n_issues;   /* topic/ fills them */
    struct rd_evidence *evidence; uint32_t n_evidence;
    uint8_t confidence;          /* 0..100 */
    const char *rule;            /* static name of the rule or model that made it */
    int32_t contact;             /* index of the contact it was said in, -1 */
};

struct rd_event {
    char id[17];
    char cameo[5];
    const char *cameo_name;      /* NULL */
    struct rd_plover plover;
    uint8_t quad;                /* 1..4, 0 unknown */
    bool has_goldstein; double goldstein;
    struct rd_party *source; uint32_t n_source;
    struct rd_party *target; uint32_t n_target;
    struct rd_date date;
    struct rd_str place, place_geo; bool has_latlon; double lat, lon; struct rd_span place_cite;
    uint8_t status, modality;
    const char *tense;           /* "past" "present" "future" or NULL */
    struct rd_span condition;
    struct rd_issue *issues; uint32_t n_issues;   /* topic/ fills them */
    int32_t reported_in;         /* index of a statement, -1 */
    struct rd_span cite;         /* the sentence or clause */
    struct rd_evidence *evidence; uint32_t n_evidence;
    uint8_t confidence;
    const char *rule;
};

struct rd_contact {
    char id[17];
    uint8_t kind;                /* enum rd_channel */
    struct rd_party *participants; uint32_t n_part;
    struct rd_date when;
    struct rd_str *place; uint32_t n_place;
    uint32_t *statements; uint32_t n_statements;  /* indices */
    struct rd_span cite;
    struct rd_evidence *evidence; uint32_t n_evidence;
};

struct rd_records {
    struct rd_statement *st; uint32_t n_st;  /* by first content byte, outer before inner */
    struct rd_event *ev; uint32_t n_ev;      /* by cite */
    struct rd_contact *ct; uint32_t n_ct;    /* by cite */
    struct rd_claim *cl; uint32_t n_cl;      /* by statement, then cite; topic/ makes them */
    struct rd_naming *nm; uint32_t n_nm;     /* by cite; topic/ makes them */
    struct rd_date *times; uint32_t n_times; /* days that the page's text tells outside of quotations, by cite; extract/ finds them, coding/ dates acts by them */
    struct rd_str publisher;                 /* side whose organ published the page; unknown: a medium; topic/ tells it */
    bool capped;                             /* a cap of limits.h was met: there may be more on the page */
};

const char *rd_claim_type_name(int type); /* "fact" ... */
int rd_claim_type_of(struct rd_str name); /* -1 if none */
const char *rd_form_name(int form);
const char *rd_channel_name(int channel);
int rd_channel_of(struct rd_str name); /* -1 if none */
const char *rd_modality_name(int modality);
const char *rd_status_name(int status);

/* Hash of the page id, the kind ("statement", ...) and spans; survives a re-reading that finds the same. */
void rd_record_id(char out[17], const char *page_id, const char *kind, const struct rd_span *spans, uint32_t n);

struct rd_buf;
/* One line a statement: form, channel, speaker, cue, said_on, content ... ending in the cite, for tests. */
void rd_records_dump(struct rd_buf *out, const struct rd_doc *d, const struct rd_records *r);
#endif
