/* web_int.h - a request, an answer, and what the views share. One view is one function of the table in routes.c:
 *   int web_<view>(const struct web_req *r, struct web_out *o, struct rd_err *err)
 * It appends to o->body; on failure what it wrote is thrown away and an error page takes its place: RD_ENOTFOUND is 404,
 * RD_EUSAGE 400, the rest 500. Everything that a view asks for lives in r->a, which ends with the request. */
#ifndef RD_WEB_INT_H
#define RD_WEB_INT_H
#include "base/buf.h"
#include "base/limits.h"
#include "dossier/dossier.h"
#include "store/store.h"
#include "web/html.h"

#define WEB_MAX_URI         8192u        /* bytes of a request's address; a full search is under 2 KiB */
#define WEB_CONN_MEMORY     (32u << 10)  /* bytes that one connection may use for its head; more is 431 */
#define WEB_MAX_CONNECTIONS 64u
#define WEB_TIMEOUT_S       20u          /* seconds a connection may be silent */
#define WEB_MAX_ARGS        32u
#define WEB_MAX_ARG         1024u        /* bytes of one value of a query, decoded */
#define WEB_MAX_THREADS     32u
#define WEB_MAX_ANSWER      (64u << 20)  /* bytes of one answer: JSON of the largest page that is kept */
#define WEB_MAX_OFFSET      10000000u
#define WEB_PER_PAGE        25u
#define WEB_MAX_PER_PAGE    200u
#define WEB_FACET_VALUES    12u
#define WEB_MAX_MARK_DEPTH  8u           /* marks over one another at one place */

struct web_arg {
    struct rd_str name, value;
};
struct web_req {
    struct rd_str path;      /* decoded, without a ".json" at its end */
    struct rd_str rest;      /* what the route's "*" stands for */
    struct web_arg *args; uint32_t n_args;
    bool json;
    struct rd_store *store;  /* this request's alone while it lasts */
    struct rd_arena *a;
};
struct web_out {
    struct rd_buf body;
    unsigned status;         /* HTTP */
    const char *type;        /* Content-Type */
    struct rd_str location;  /* of a redirection; unknown */
    bool immutable;          /* may be kept by browsers for good */
};

/* ---- request.c ---- */
/* Splits and decodes a request's address into path, args and json. RD_EUSAGE: not an address that this server knows: not
 * UTF-8, control characters, too many or too long values. */
int web_request_parse(struct web_req *r, struct rd_str uri, struct rd_err *err);
struct rd_str web_arg(const struct web_req *r, const char *name); /* unknown if absent or empty */
bool web_arg_ok(struct rd_str v); /* may it stand in a query: neither empty, nor too long, no control characters */
/* A whole number of the query, `otherwise` if it is absent, too large or none. */
uint32_t web_arg_uint(const struct web_req *r, const char *name, uint32_t max, uint32_t otherwise);
/* Is `host` (the header's value) a name of this server? `listen` is its numeric address; wildcard addresses answer to any
 * numeric address. Names in `hosts` fit with any port. */
bool web_host_ok(struct rd_str host, const char *listen, uint16_t port, const char *const *hosts, uint32_t n_hosts);
bool web_is_loopback(const char *numeric);

/* ---- routes.c ---- */
/* Answers a parsed request: always fills o, with an error page if need be. */
void web_answer(struct web_req *r, struct web_out *o);
/* An error as a page or as JSON (RFC 9457). */
void web_error(const struct web_req *r, struct web_out *o, unsigned status, struct rd_str detail);
void web_redirect(struct web_out *o, struct rd_str to);

/* ---- static.c ---- */
bool web_static(const struct web_req *r, struct web_out *o); /* false: no such file */

/* ---- the views ---- */
typedef int web_view(const struct web_req *r, struct web_out *o, struct rd_err *err);
web_view web_overview, web_statements, web_statement, web_pages, web_page, web_timeline, web_actors, web_actor, web_contacts,
    web_contact, web_event;

/* ---- query.c: the filter in an address ---- */
struct web_query {
    struct rd_filter f;
    uint32_t limit, offset;
};
/* Reads q, speaker, addressee, channel, side, outlet, lang, form, since, until, issue, code, order, limit, offset. */
void web_query_read(struct web_query *q, const struct web_req *r, int order);
/* "/path?..." with one value changed: unknown takes it out; a change of anything but the offset takes the offset out. */
void web_query_url(struct rd_buf *o, const struct web_req *r, const char *name, struct rd_str value);
void web_query_raw(struct rd_buf *o, const struct web_req *r, const char *name, struct rd_str value); /* for JSON: a bare & */
/* The filters that are set, as chips with a link that takes each off; nothing if none is. */
void web_chips(struct rd_buf *o, const struct web_req *r);
/* Links to earlier and later pages; nothing if all fits on one. */
void web_pager(struct rd_buf *o, const struct web_req *r, uint32_t limit, uint32_t offset, uint64_t total);
/* A facet's values as links with counts; nothing if there is none. */
int web_facet(struct rd_buf *o, const struct web_req *r, const struct rd_filter *f, int facet, const char *arg,
              const char *title, struct rd_err *err);
/* Hidden inputs for every value of the query except those named (NULL ends). */
void web_hidden(struct rd_buf *o, const struct web_req *r, const char *const *except);

/* ---- pieces.c: what several views show ---- */
void web_date(struct rd_buf *o, const struct rd_date *d);         /* "11 September 2023"; "undated" */
void web_date_basis(struct rd_buf *o, const struct rd_date *d);   /* " (from the weekday)"; nothing where it is printed */
void web_side(struct rd_buf *o, struct rd_str side);              /* a chip; nothing if unknown */
void web_party(struct rd_buf *o, const struct rd_row_party *p);   /* name with its link */
void web_parties(struct rd_buf *o, const struct rd_row_party *p, uint32_t n);
void web_words(struct rd_buf *o, const char *name);               /* "phone_call" as "phone call" */
void web_words_str(struct rd_buf *o, struct rd_str name);
void web_source(struct rd_buf *o, const struct rd_row_origin *p); /* outlet, title, link to the page */
struct rd_str web_title_of(const struct rd_row_origin *p);
/* "denied", "negated", "possible", ... as small labels. */
void web_flags(struct rd_buf *o, const struct rd_row_statement *s);
void web_card(struct rd_buf *o, const struct rd_row_statement *s, const struct web_req *r);
void web_cards(struct rd_buf *o, const struct rd_row_statement *s, uint32_t n, const struct web_req *r);
/* One line: when, what kind, between which sides, who told of it. */
void web_told_line(struct rd_buf *o, const struct rd_told_contact *c);
void web_page_line(struct rd_buf *o, const struct rd_row_page *p);
/* The form and the facets of a search; also the timeline's. */
void web_search_form(struct rd_buf *o, const struct web_req *r, const char *action, int order);
int web_facets(struct rd_buf *o, const struct web_req *r, const struct rd_filter *f, struct rd_err *err);
/* A notice for when a list is empty. */
void web_nothing(struct rd_buf *o, const char *text);
/* What users wrote beside a record. */
int web_user_notes(struct rd_buf *o, const struct web_req *r, struct rd_str id, struct rd_err *err);

/* ---- marks.c: spans in text ---- */
enum web_mark_kind { WEB_M_CONTENT, WEB_M_OTHER, WEB_M_CONDITION, WEB_M_SPEAKER, WEB_M_ADDRESSEE, WEB_M_CUE, WEB_M_EVIDENCE,
                     WEB_N_MARKS };
struct web_mark {
    struct rd_span at;      /* bytes of the page's text */
    uint8_t kind;
    struct rd_str anchor;   /* id of the element; unknown: none */
    struct rd_str field;    /* of evidence: what it gives */
    struct rd_str href;     /* with label: a link behind the words */
    uint32_t label;
};
/* `text` stands at byte `base` of the page's text; marks outside of it are cut off. They may overlap in any way. */
void web_marked(struct rd_buf *o, struct rd_str text, uint32_t base, const struct web_mark *m, uint32_t n, struct rd_arena *a);
/* The marks of a statement; evidence is left out with `plain`. With `anchors` each has an id that web_mark_anchor names. */
struct web_mark *web_statement_marks(const struct rd_row_statement *s, bool plain, bool anchors, struct rd_arena *a, uint32_t *n);
struct rd_str web_mark_anchor(int kind, uint32_t i, struct rd_arena *a);
const char *web_mark_name(int kind);
void web_legend(struct rd_buf *o, const struct web_mark *m, uint32_t n);

/* ---- json.c ---- */
/* One page loaded at a time, so that records print as docs/RECORDS.md says. */
struct web_stored {
    struct rd_store *store;
    struct rd_arena *a;
    bool open;
    struct rd_reading reading;
};
int web_stored_open(struct web_stored *x, struct rd_str page, struct rd_err *err);
void web_stored_close(struct web_stored *x);
int web_json_record(struct rd_buf *o, struct web_stored *x, struct rd_str page, int kind, uint32_t n, struct rd_err *err);
/* {"total":..,"offset":..,"limit":..,"next":..,"items":[ */
void web_json_head(struct rd_buf *o, const struct web_req *r, uint32_t limit, uint32_t offset, uint64_t total);
void web_json_counts(struct rd_buf *o, const struct rd_store_counts *c);
void web_json_tail(struct rd_buf *o);
int web_json_statements(struct rd_buf *o, const struct web_req *r, const struct rd_row_statement *s, uint32_t n, struct rd_err *err);
void web_json_actor(struct rd_buf *o, const struct rd_row_actor *a);
void web_json_page_row(struct rd_buf *o, const struct rd_row_page *p);
void web_json_problem(struct rd_buf *o, unsigned status, struct rd_str title, struct rd_str detail);
/* The content's spans as selectors of a W3C Web Annotation; `text` is the page's. */
void web_json_selector(struct rd_buf *o, const struct rd_row_statement *s, struct rd_str text);
int web_json_told(struct rd_buf *o, const struct web_req *r, const struct rd_told_contact *c, struct rd_err *err);

#endif
