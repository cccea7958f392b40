/* web_int.h - a request, an answer, and what the views share. One view is one function of the table in routes.c:
 *   int web_<view>(const struct web_req *r, struct web_out *o, struct rd_err *err)
 * It appends to o->body in the format that r->format asks for (one of those that its route has); on failure what it wrote is
 * thrown away and an error page takes its place: RD_ENOTFOUND is 404, RD_EUSAGE 400, the rest 500. Everything that a view asks
 * for lives in r->a, which ends with the request. What a user changes comes as POST, through write.c alone. */
#ifndef RD_WEB_INT_H
#define RD_WEB_INT_H
#include "base/buf.h"
#include "base/limits.h"
#include "store/derived.h"
#include "store/store.h"
#include "view/view.h"
#include "web/html.h"

#define WEB_MAX_URI         8192u        /* bytes of a request's address; a full search is under 2 KiB */
#define WEB_CONN_MEMORY     (32u << 10)  /* bytes that one connection may use for its head; more is 431 */
#define WEB_MAX_CONNECTIONS 64u
#define WEB_TIMEOUT_S       20u          /* seconds a connection may be silent */
#define WEB_MAX_BODY        (16u << 10)  /* bytes of a form: a note of some pages */
#define WEB_MAX_ARGS        32u
#define WEB_MAX_ARG         1024u        /* bytes of one value of a query, decoded */
#define WEB_MAX_THREADS     32u
#define WEB_MAX_ANSWER      (64u << 20)  /* bytes of one answer: JSON of the largest page that is kept */
#define WEB_MAX_OFFSET      10000000u
#define WEB_PER_PAGE        25u
#define WEB_MAX_PER_PAGE    200u
#define WEB_FACET_VALUES    12u
#define WEB_MAX_MARK_DEPTH  8u           /* marks over one another at one place */

enum web_format { WEB_F_HTML = 1, WEB_F_JSON = 2, WEB_F_CSV = 4, WEB_F_ATOM = 8, WEB_F_TEXT = 16, WEB_F_ANNOTATION = 32, WEB_F_QUOTATION = 64 };

struct web_arg {
    struct rd_str name, value;
};
struct web_req {
    struct rd_str path;      /* decoded, without a ".json" at its end */
    struct rd_str rest;      /* what stands behind the route's path */
    struct web_arg *args; uint32_t n_args;
    struct web_arg *form; uint32_t n_form; /* of a POST */
    unsigned format;         /* enum web_format */
    const struct web_route *route; /* NULL: none fits */
    struct rd_str user;      /* who writes: the name that was given with the password, else the one the server was started with; unknown */
    const char *token;       /* what a form must hold to be believed; NULL: nothing is written here */
    struct rd_str base;      /* "http://127.0.0.1:8080", from a Host that was checked */
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
/* Splits and decodes a request's address into path, args and format. RD_EUSAGE: not an address that this server knows: not
 * UTF-8, control characters, too many or too long values. */
int web_request_parse(struct web_req *r, struct rd_str uri, struct rd_err *err);
int web_form_parse(struct web_req *r, struct rd_str body, struct rd_err *err);   /* application/x-www-form-urlencoded */
int web_query_parse(struct web_req *r, struct rd_str query, struct rd_err *err); /* a saved query into r->args */
const char *web_format_name(unsigned format);
struct rd_str web_arg(const struct web_req *r, const char *name); /* unknown if absent or empty */
struct rd_str web_form(const struct web_req *r, const char *name);
bool web_arg_ok(struct rd_str v); /* may it stand in a query: neither empty, nor too long, no control characters */
/* A whole number of the query, `otherwise` if it is absent, too large or none. */
uint32_t web_arg_uint(const struct web_req *r, const char *name, uint32_t max, uint32_t otherwise);
/* Is `host` (the header's value) a name of this server? `listen` is its numeric address; wildcard addresses answer to any
 * numeric address. Names in `hosts` fit with any port. */
bool web_host_ok(struct rd_str host, const char *listen, uint16_t port, const char *const *hosts, uint32_t n_hosts);
bool web_is_loopback(const char *numeric);

/* ---- auth.c: who may ask ---- */
/* What a password file or a token file holds; made once, read by all threads. */
struct web_auth;
/* Either path may be NULL. RD_EIO, RD_EUSAGE: it cannot be read, or holds nothing of use. *out NULL: nobody is asked. */
int web_auth_open(struct web_auth **out, const char *password_file, const char *token_file, struct rd_err *err);
void web_auth_close(struct web_auth *x);
bool web_auth_open_to_others(const char *path); /* may others than its owner read the file? */
enum web_asked { WEB_LET_IN, WEB_WRONG, WEB_TOO_OFTEN };
/* `header`: the value of Authorization or NULL. *user: the name in it, in `a`. */
int web_auth_check(struct web_auth *x, const char *header, struct rd_arena *a, struct rd_str *user);
bool web_same_secret(struct rd_str a, struct rd_str b); /* takes as long whatever they hold; only the lengths may show */
void web_random_hex(char *out, uint32_t bytes);          /* 2 * bytes digits and a NUL, from the kernel; stops the program if there are none */

/* ---- routes.c ---- */
typedef int web_view(const struct web_req *r, struct web_out *o, struct rd_err *err);
enum web_rest { WEB_REST_NONE, WEB_REST_ID, WEB_REST_KEY /* may hold a slash */ };
struct web_route {
    const char *path;        /* "/statement/" with a rest; else the whole path */
    uint8_t rest;            /* enum web_rest */
    uint8_t formats;         /* enum web_format, or-ed */
    uint32_t params;         /* WEB_P_..., or-ed */
    web_view *view;
    const char *summary;     /* for people, in /openapi.json */
    const char *item;        /* type of the JSON: of each item of a list, or of the one object */
    bool list;               /* JSON is {total, offset, limit, next, items} */
};
const struct web_route *web_routes(uint32_t *n);
/* Answers a parsed request: always fills o, with an error page if need be. */
void web_answer(struct web_req *r, struct web_out *o);
/* An error as a page or as JSON (RFC 9457). */
void web_error(const struct web_req *r, struct web_out *o, unsigned status, struct rd_str detail);
void web_redirect(struct web_out *o, struct rd_str to);
web_view web_openapi;        /* openapi.c */

/* ---- write.c: what users change ---- */
/* Answers a POST whose form was parsed; `s` may write. */
void web_write(struct web_req *r, struct rd_store *s, struct web_out *o);
bool web_is_write(struct rd_str path); /* is there such a POST? */
/* The start of a form that writes: action, token, where to go back to. The caller closes it. Nothing may be asked for where !r->token. */
void web_form_begin(struct rd_buf *o, const struct web_req *r, const char *action, const char *class);
/* Notes and changes of one thing, and the forms to add some. `fields`: what of it can be corrected (NULL ends; NULL: nothing can). */
int web_changes_of(struct rd_buf *o, const struct web_req *r, struct rd_str what, const char *const *fields, struct rd_err *err);
web_view web_changes;

/* ---- static.c ---- */
bool web_static(const struct web_req *r, struct web_out *o); /* false: no such file */

/* ---- the views ---- */
web_view web_overview, web_statements, web_statement, web_pages, web_page, web_timeline, web_actors, web_actor, web_contacts,
    web_contact, web_event, web_issues, web_issue, web_positions, web_ledger, web_disputes, web_dispute, web_names, web_name, web_stories,
    web_story, web_watches, web_watch;

/* ---- query.c: the filter in an address ---- */
enum { WEB_P_Q = 1, WEB_P_SPEAKER = 1 << 1, WEB_P_ADDRESSEE = 1 << 2, WEB_P_CHANNEL = 1 << 3, WEB_P_SIDE = 1 << 4, WEB_P_OUTLET = 1 << 5,
       WEB_P_LANG = 1 << 6, WEB_P_FORM = 1 << 7, WEB_P_SINCE = 1 << 8, WEB_P_UNTIL = 1 << 9, WEB_P_ISSUE = 1 << 10, WEB_P_CODE = 1 << 11,
       WEB_P_ACTOR = 1 << 12, WEB_P_SPEAKER_NAME = 1 << 13, WEB_P_ADDRESSEE_NAME = 1 << 14, WEB_P_OUTLET_NAME = 1 << 15,
       WEB_P_ORDER = 1 << 16, WEB_P_LIMIT = 1 << 17, WEB_P_OFFSET = 1 << 18,
       WEB_P_PAGING = WEB_P_LIMIT | WEB_P_OFFSET,
       WEB_P_RECORDS = ((1 << 16) - 1) | WEB_P_PAGING,
       WEB_P_DERIVED = WEB_P_Q | WEB_P_SIDE | WEB_P_OUTLET | WEB_P_LANG | WEB_P_SINCE | WEB_P_UNTIL | WEB_P_ISSUE | WEB_P_ACTOR | WEB_P_PAGING };
/* The i-th parameter, for /openapi.json; false: there is none. */
bool web_param(uint32_t i, const char **name, const char **about, bool *number);
struct web_query {
    struct rd_filter f;
    uint32_t limit, offset;
};
/* Reads q, speaker, addressee, channel, side, outlet, lang, form, since, until, issue, code, actor, order, limit, offset.
 * RD_EUSAGE: an actor that is not there. */
int web_query_read(struct web_query *q, const struct web_req *r, int order, struct rd_err *err);
/* "/path?..." with one value changed: unknown takes it out; a change of anything but the offset takes the offset out. */
void web_query_url(struct rd_buf *o, const struct web_req *r, const char *name, struct rd_str value);
void web_query_raw(struct rd_buf *o, const struct web_req *r, const char *name, struct rd_str value); /* for JSON: a bare & */
const char *web_param_label(struct rd_str name); /* "words" for "q"; NULL: there is no such parameter */
/* A saved query as the query of an address, in an attribute. */
void web_query_again(struct rd_buf *o, const struct web_req *r, struct rd_str query);
/* A form that saves the filters that are set; nothing if none is. */
void web_save_form(struct rd_buf *o, const struct web_req *r);
/* The filters that are set, as chips with a link that takes each off; nothing if none is. */
void web_chips(struct rd_buf *o, const struct web_req *r);
/* Links to earlier and later pages; nothing if all fits on one. */
void web_pager(struct rd_buf *o, const struct web_req *r, uint32_t limit, uint32_t offset, uint64_t total);
/* A facet's values as links with counts; nothing if there is none. */
int web_facet(struct rd_buf *o, const struct web_req *r, const struct rd_filter *f, int facet, const char *arg,
              const char *title, struct rd_err *err);
void web_facet_values(struct rd_buf *o, const struct web_req *r, const struct rd_row_count *v, uint32_t n, int facet, const char *arg, const char *title);
/* Hidden inputs for every value of the query except those named (NULL ends). */
void web_hidden(struct rd_buf *o, const struct web_req *r, const char *const *except);

/* ---- pieces.c: what several views show ---- */
void web_date(struct rd_buf *o, const struct rd_date *d);         /* "11 September 2023"; "undated" */
void web_date_basis(struct rd_buf *o, const struct rd_date *d);   /* " (from the weekday)"; nothing where it is printed */
void web_side(struct rd_buf *o, struct rd_str side);              /* a chip; nothing if unknown */
void web_stamp(struct rd_buf *o, struct rd_str at);               /* "2031-03-04T05:06:07Z" as "4 March 2031, 05:06 UTC" */
void web_party(struct rd_buf *o, const struct rd_row_party *p);   /* name with its link */
void web_parties(struct rd_buf *o, const struct rd_row_party *p, uint32_t n);
void web_words(struct rd_buf *o, const char *name);               /* "phone_call" as "phone call" */
void web_words_str(struct rd_buf *o, struct rd_str name);
struct rd_str web_cut(struct rd_str s, uint32_t chars); /* its beginning, not more than so many characters */
void web_source(struct rd_buf *o, const struct rd_row_origin *p); /* outlet, title, link to the page */
struct rd_str web_title_of(const struct rd_row_origin *p);
/* "denied", "negated", "possible", ... as small labels. */
void web_flags(struct rd_buf *o, const struct rd_row_statement *s);
void web_card(struct rd_buf *o, const struct rd_row_statement *s, const struct web_req *r);
void web_cards(struct rd_buf *o, const struct rd_row_statement *s, uint32_t n, const struct web_req *r);
void web_page_line(struct rd_buf *o, const struct rd_row_page *p);
/* The form and the facets of a search; also the timeline's. */
void web_search_form(struct rd_buf *o, const struct web_req *r, const char *action, int order);
int web_facets(struct rd_buf *o, const struct web_req *r, const struct rd_filter *f, struct rd_err *err);
/* A notice for when a list is empty. */
void web_nothing(struct rd_buf *o, const char *text);

/* ---- tables ---- */
struct web_col { const char *name; bool num; };
void web_table_begin(struct rd_buf *o, const char *label, const struct web_col *cols, uint32_t n);
void web_row_begin(struct rd_buf *o);
void web_td(struct rd_buf *o, const struct web_col *col, bool lead); /* the caller writes the cell and ends it */
void web_td_end(struct rd_buf *o);
void web_row_end(struct rd_buf *o);
void web_table_end(struct rd_buf *o);

/* ---- derived.c: what several views show of what was worked out over pages ---- */
void web_day(struct rd_buf *o, const struct rd_row_day *d);
void web_days(struct rd_buf *o, const struct rd_row_day *first, const struct rd_row_day *last);
struct rd_str web_day_text(const struct rd_row_day *d, struct rd_arena *a); /* 2031-03-04, --03-04; unknown */
void web_move(struct rd_buf *o, int move);
void web_counted(struct rd_buf *o, uint64_t n, const char *one, const char *many);
void web_actor_link(struct rd_buf *o, struct rd_str key, struct rd_str name, struct rd_str side);
void web_issue_link(struct rd_buf *o, struct rd_str key, struct rd_str name);
struct rd_str web_issue_key(const struct rd_row_statement *s, uint32_t i); /* its name where a record tells no key */
void web_ledger_href(struct rd_buf *o, struct rd_str actor, struct rd_str issue);
/* The words of `now`, with what was added to and taken from `before` marked; where little is left of it, one above the other. */
void web_diff(struct rd_buf *o, struct rd_str before, struct rd_str now, struct rd_str lang, struct rd_arena *a);
enum { WEB_SHOW_ACTOR = 1, WEB_SHOW_ISSUE = 2 };
void web_entry(struct rd_buf *o, const struct web_req *r, const struct rd_row_entry *e, unsigned show);
void web_entries(struct rd_buf *o, const struct web_req *r, const struct rd_row_entry *e, uint32_t n, unsigned show);
/* The last `want` entries that fit, in order of days. */
int web_last_entries(const struct web_req *r, const struct rd_filter *f, uint32_t want, struct rd_row_entry **out, uint32_t *n, uint64_t *total, struct rd_err *err);
void web_dispute_line(struct rd_buf *o, const struct web_req *r, const struct rd_row_dispute *d, bool issue);
void web_call_line(struct rd_buf *o, const struct rd_row_call *c);
/* Something that a user changed or wrote beside: a link if it is known what it is. */
void web_thing(struct rd_buf *o, const struct web_req *r, struct rd_str what);
/* A form that gives something the name by which the user wants to see it. */
void web_rename_form(struct rd_buf *o, const struct web_req *r, struct rd_str key, struct rd_str name);
void web_filter_form(struct rd_buf *o, const struct web_req *r, const char *action, const char *words);
/* A part that stands on several pages: its rows' JSON, parted by commas. */
#define WEB_ITEMS(o, n, call)                       \
    for (uint32_t i_ = 0; i_ < (n); i_++) {         \
        if (i_)                                     \
            WEB((o), H(","));                       \
        call;                                       \
    }
void web_csv_begin(struct rd_table *t, const char *const *names, struct rd_table_col *cols, uint32_t n, struct rd_arena *a);
void web_csv_num(struct rd_table *t, uint64_t n, struct rd_arena *a);
void web_csv_list(struct rd_table *t, const struct rd_str *v, uint32_t n, struct rd_arena *a);
void web_csv_statements(struct rd_buf *o, const struct rd_row_statement *s, uint32_t n, struct rd_arena *a);
void web_csv_entries(struct rd_buf *o, const struct rd_row_entry *e, uint32_t n, struct rd_arena *a);
void web_csv_disputes(struct rd_buf *o, const struct rd_row_dispute *d, uint32_t n, struct rd_arena *a);
void web_csv_calls(struct rd_buf *o, const struct rd_row_call *c, uint32_t n, struct rd_arena *a);
void web_csv_stories(struct rd_buf *o, const struct rd_row_story *s, uint32_t n, struct rd_arena *a);
void web_csv_events(struct rd_buf *o, const struct rd_row_event *e, uint32_t n, struct rd_arena *a);

/* ---- includes.c ---- */
struct web_teller { struct rd_str side, name; const struct rd_row_statement *s; uint32_t n; };
bool web_speaks_of(const struct rd_row_statement *s, struct rd_str issue);
/* Statement k of teller i is the element #r<i+1>-<k+1> of the view. Nothing for one teller alone. */
void web_includes(struct rd_buf *o, const struct web_teller *v, uint32_t n);

/* ---- chart.c ---- */
/* Entries as marks on a line of days, a lane for each side; hidden from whoever cannot see it, for the table beside it says the same. */
void web_chart(struct rd_buf *o, const struct web_req *r, const struct rd_row_entry *e, uint32_t n);

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
void web_json_member(struct rd_buf *o, const char *name, struct rd_str v); /* "name":"v" or null, without a comma */
void web_json_annotation(struct rd_buf *o, const struct web_req *r, const struct rd_row_statement *s, struct rd_str text);
void web_json_quotation(struct rd_buf *o, const struct web_req *r, const struct rd_row_statement *s);

#endif
