/* html_int.h - what the HTML files of page/ share.
 *   html.c     scanner and tree: bytes -> nodes and units        tags.c    what the elements are
 *   hints.c    what class, id and the like say of a node         main.c    which units are the article, comments, furniture
 *   meta.c     meta, link: the page on itself       pubdate.c  its days              jsonld.c  schema.org in JSON        byline.c  authors in the text
 * A node is an element that holds blocks, or that says something by its attributes; nodes are in the order of their start tags, so a
 * parent comes before its children. Units know the node that they stand in. */
#ifndef RD_HTML_INT_H
#define RD_HTML_INT_H
#include "page/page_int.h"

#define HTML_MAX_NODES 200000u
#define HTML_MAX_META 400u
#define HTML_MAX_LD 32u
#define HTML_MAX_LD_BYTES (1u << 20) /* of JSON-LD that is parsed; a parsed tree takes some twenty times its text */
#define HTML_PIECE 4096u /* bytes of a piece's text: what a citation has to read again */

enum html_kind {
    HTML_INLINE = 1,   /* part of a line, no white space around it */
    HTML_BLOCK = 2,    /* ends the block before it */
    HTML_VOID = 4,     /* has no end tag */
    HTML_SKIP = 8,     /* its content is not text of the page */
    HTML_RAW = 16,     /* its content holds no tags */
    HTML_SCOPE = 32,   /* end tags inside do not reach out of it */
    HTML_CLOSES_P = 64,
};

/* Elements that something depends on; the rest is HTML_T_OTHER. */
enum html_tag {
    HTML_T_OTHER, HTML_T_A, HTML_T_ADDRESS, HTML_T_ARTICLE, HTML_T_ASIDE, HTML_T_BLOCKQUOTE, HTML_T_BODY, HTML_T_BR, HTML_T_BUTTON,
    HTML_T_CAPTION, HTML_T_DD, HTML_T_DETAILS, HTML_T_DIV, HTML_T_DL, HTML_T_DT, HTML_T_FIELDSET, HTML_T_FIGCAPTION, HTML_T_FIGURE,
    HTML_T_FOOTER, HTML_T_FORM, HTML_T_H1, HTML_T_H2, HTML_T_H3, HTML_T_H4, HTML_T_H5, HTML_T_H6, HTML_T_HEAD, HTML_T_HEADER, HTML_T_HR,
    HTML_T_HTML, HTML_T_IMG, HTML_T_LI, HTML_T_LINK, HTML_T_MAIN, HTML_T_META, HTML_T_NAV, HTML_T_NOSCRIPT, HTML_T_OL, HTML_T_OPTION, HTML_T_P,
    HTML_T_PRE, HTML_T_SCRIPT, HTML_T_SECTION, HTML_T_SPAN, HTML_T_STYLE, HTML_T_SUMMARY, HTML_T_TABLE, HTML_T_TBODY, HTML_T_TD,
    HTML_T_TEXTAREA, HTML_T_TH, HTML_T_THEAD, HTML_T_TIME, HTML_T_TITLE, HTML_T_TR, HTML_T_UL, HTML_T_CITE, HTML_T_TFOOT, HTML_N_TAGS
};
struct html_tag_info { const char *name; uint8_t tag, kind; };
const struct html_tag_info *html_tag_find(const char *p, uint32_t n); /* any case; never NULL */

/* Attributes that are looked at; raw values (entities not decoded), unknown if absent. */
struct html_attrs {
    struct rd_str class_, id, itemprop, itemtype, rel, role, style, datetime, content, name, property, href, type, lang, title, data_test;
    bool hidden;
};
void html_attrs_read(struct html_attrs *out, struct rd_str s, uint32_t beg, uint32_t end);

/* What a node is by its attributes and its element. */
enum html_hint {
    HTML_H_NAV = 1,        /* navigation, menus, bars, crumbs, tags */
    HTML_H_ASIDE = 2,      /* related pages, teasers, boxes, recommendations */
    HTML_H_SHARE = 4,
    HTML_H_COMMENT = 8,    /* readers' comments */
    HTML_H_CAPTION = 16,
    HTML_H_BYLINE = 32,    /* who wrote it */
    HTML_H_DATE = 64,
    HTML_H_HIDDEN = 128,
    HTML_H_MAIN = 256,     /* says that the article's text is inside */
    HTML_H_AD = 512,
    HTML_H_FOOTER = 1024,
    HTML_H_LEAD = 2048,    /* standfirst, teaser text of the article itself */
    HTML_H_PAYWALL = 4096,
    HTML_H_TITLE = 8192,
    HTML_H_AUTHORBOX = 16384, /* about the author */
    HTML_H_LIVE = 32768,
    HTML_H_GALLERY = 65536,
    HTML_H_ARTICLE = 131072,
    HTML_H_META = 262144,  /* a line of facts about the article */
};
uint32_t html_hints(uint8_t tag, const struct html_attrs *a);

struct html_node {
    uint32_t parent;       /* node 0 is its own */
    uint32_t end;          /* index behind its last descendant */
    uint32_t hints;
    uint8_t tag;
    bool itemprop_author, itemprop_date, itemprop_name, rel_author, fn, author_link; /* what its text says */
    uint32_t unit, at;     /* where its text begins: unit, byte; */
    uint32_t unit_end, at_end;
    uint32_t cps, link_cps, prose_cps, n_prose; /* sums over all units inside */
    uint32_t state;        /* hints of itself and its ancestors that hold for its units; main.c */
};

struct html_meta { struct rd_str name, value; }; /* meta name/property/itemprop and content; link rel and href; time datetime */

struct html_ld;
struct html_doc {
    struct page_ctx *c;
    struct html_node *nodes; uint32_t n_nodes, cap_nodes;
    struct html_meta *metas; uint32_t n_metas, cap_metas;
    struct html_time { struct rd_str value; uint32_t node, unit; bool published, modified; } *times; uint32_t n_times, cap_times;
    struct rd_str ld[HTML_MAX_LD]; uint32_t n_ld, ld_left;
    struct rd_str title;   /* of <title> */
    struct rd_str canonical;
    struct rd_str base_type; /* og:type */
    uint32_t h1, main;     /* unit of the headline (n_units: none); node of the article */
    bool too_deep, too_many;
    const struct html_ld *ld_read;
};

struct rd_str html_meta_get(const struct html_doc *d, const char *name); /* first; unknown if none */
/* Text of a node, folded; from its units. */
struct rd_str html_node_text(const struct html_doc *d, uint32_t node, uint32_t max);
bool html_inside(const struct html_doc *d, uint32_t node, uint32_t outer);

void html_main(struct html_doc *d);                 /* roles and verdict */
void html_dates(struct html_doc *d, const struct html_ld *ld); /* published, modified */
/* The unit where the article begins: its headline, else its first paragraph. */
uint32_t html_head_unit(const struct html_doc *d);
void html_meta_read(struct html_doc *d);            /* title, outlet, dates, section, tags, canonical */
void html_authors(struct html_doc *d);
struct html_ld {
    struct rd_str headline, published, modified, publisher, section, lang, type, url;
    struct rd_str author[16]; uint32_t n_author;
    struct rd_str author_id[16]; uint32_t n_author_id; /* authors that are named elsewhere in the graph */
    struct rd_str keyword[32]; uint32_t n_keyword;
    bool live, paid;       /* paid: isAccessibleForFree is false */
};
void html_ld_read(const struct html_doc *d, struct html_ld *out);
#endif
