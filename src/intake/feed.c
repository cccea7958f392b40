/* feed.c - RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom 0.3 and 1.0 to entries, with expat. Elements are known by their namespaces, and by
 * the customary prefix where a feed forgets to declare it. Entities that refer to entities are refused; nothing outward is loaded. */
#include "base/utf8.h"
#include "intake/feed_int.h"
#include <expat.h>
#include <strings.h>

enum { MAX_DEPTH = 256, MAX_NS = 256, MAX_ENTRIES = 20000, MAX_CAPTURED = 128 << 20 };

enum ns { NS_RSS, NS_ATOM, NS_DC, NS_TERMS, NS_CONTENT, NS_XHTML, NS_RDF, NS_ITUNES, NS_XML, NS_OTHER };

static const struct { const char *prefix, *uri; int ns; } KNOWN[] = {
    {"atom", "http://www.w3.org/2005/Atom", NS_ATOM}, {"atom03", "http://purl.org/atom/ns#", NS_ATOM},
    {"atom02", "http://example.com/newformat#", NS_ATOM}, {"atom01", "http://example.com/necho", NS_ATOM},
    {"atom00", "http://purl.org/echo/", NS_ATOM}, {"atom0", "uri/of/echo/namespace#", NS_ATOM}, {"pie", "http://purl.org/pie/", NS_ATOM},
    {"dc", "http://purl.org/dc/elements/1.1/", NS_DC}, {"dcterms", "http://purl.org/dc/terms/", NS_TERMS},
    {"content", "http://purl.org/rss/1.0/modules/content/", NS_CONTENT}, {"xhtml", "http://www.w3.org/1999/xhtml", NS_XHTML},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", NS_RDF}, {"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd", NS_ITUNES},
    {"xml", "http://www.w3.org/XML/1998/namespace", NS_XML},
    {"rss", "http://purl.org/rss/1.0/", NS_RSS}, {"rss09", "http://my.netscape.com/rdf/simple/0.9/", NS_RSS},
    {"rss091", "http://purl.org/net/rss1.1#", NS_RSS}, {"rss092", "http://channel.netscape.com/rdf/simple/0.9/", NS_RSS},
};

/* What a field's element holds. */
enum mode { PLAIN, TEXT, HTML, MARKUP, BASE64 }; /* TEXT is escaped into HTML; MARKUP: child elements are the HTML */

struct place { struct rd_str prefix; int ns; uint32_t depth; };

struct parser {
    XML_Parser xml;
    struct intake_feed *out;
    struct place ns[MAX_NS]; uint32_t n_ns;
    struct rd_str base[MAX_DEPTH], lang[MAX_DEPTH];
    uint32_t depth;
    uint32_t channel, entry, author, dark; /* depths at which they began; dark: image, textinput, source: not the feed's own */
    bool is_atom;
    struct feed_entry *to;           /* the entry that is open, or the feed */
    struct rd_buf text;              /* of the field that is open */
    int field;                       /* -1: none is */
    uint32_t field_depth;
    int mode;
    bool strong;                     /* replaces what another element gave for the field */
    uint64_t captured;
};

/* ---- names ---- */

static int ns_of(const struct parser *p, struct rd_str prefix) {
    for (uint32_t i = p->n_ns; i > 0; i--)
        if (rd_str_eq(p->ns[i - 1].prefix, prefix))
            return p->ns[i - 1].ns;
    for (size_t i = 0; i < RD_ARRAY_LEN(KNOWN); i++)
        if (rd_str_is(prefix, KNOWN[i].prefix))
            return KNOWN[i].ns;
    return prefix.n ? NS_OTHER : NS_RSS;
}

static void declare(struct parser *p, struct rd_str prefix, struct rd_str uri) {
    int ns = uri.n ? NS_OTHER : NS_RSS;
    for (size_t i = 0; i < RD_ARRAY_LEN(KNOWN); i++)
        if (uri.n == strlen(KNOWN[i].uri) && strncasecmp(uri.p, KNOWN[i].uri, uri.n) == 0)
            ns = KNOWN[i].ns;
    /* RSS 2.0 has no namespace; these are what its readers have met */
    if (ns == NS_OTHER && (rd_str_starts(uri, "http://backend.userland.com/") || rd_str_starts(uri, "http://blogs.law.harvard.edu/tech/rss")))
        ns = NS_RSS;
    if (p->n_ns < MAX_NS)
        p->ns[p->n_ns++] = (struct place){rd_arena_str(&p->out->arena, prefix), ns, p->depth};
}

static struct rd_str local_of(const struct parser *p, const char *name, int *ns) {
    struct rd_str s = rd_str_of(name), prefix = RD_LIT("");
    const char *colon = strchr(name, ':');
    if (colon) {
        prefix = rd_str_sub(s, 0, (uint32_t)(colon - name));
        s = rd_str_sub(s, prefix.n + 1, s.n);
    }
    *ns = ns_of(p, prefix);
    return s;
}

static struct rd_str attr(const char **atts, const char *name) {
    for (; *atts; atts += 2)
        if (strcasecmp(atts[0], name) == 0)
            return rd_str_of(atts[1]);
    return RD_NONE;
}

static bool is(struct rd_str s, const char *z) {
    return s.n == strlen(z) && strncasecmp(s.p, z, s.n) == 0;
}

/* ---- fields ---- */

static void put_text(struct rd_buf *b, const char *p, size_t n, bool attribute) {
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '<')
            rd_buf_z(b, "&lt;");
        else if (p[i] == '>')
            rd_buf_z(b, "&gt;");
        else if (p[i] == '&')
            rd_buf_z(b, "&amp;");
        else if (attribute && p[i] == '"')
            rd_buf_z(b, "&quot;");
        else
            rd_buf_c(b, p[i]);
    }
}

static void stop(struct parser *p, const char *code, const char *why) {
    if (!p->out->odd) {
        p->out->odd = code;
        p->out->odd_why = why;
    }
    XML_StopParser(p->xml, XML_FALSE);
}

static void begin_field(struct parser *p, int field, int mode, bool strong) {
    rd_buf_clear(&p->text);
    p->field = field;
    p->mode = mode;
    p->strong = strong;
    p->field_depth = p->depth;
}

/* Links and bases are joined again and again, so what that makes counts as text that the feed grows to. */
static struct rd_str join(struct parser *p, struct rd_str base, struct rd_str ref) {
    p->captured += 2 * (uint64_t)(base.n + ref.n);
    if (p->captured > MAX_CAPTURED) {
        stop(p, "too-large", "the feed's links grow beyond the limit");
        return RD_NONE;
    }
    return intake_url_join(base, ref, &p->out->arena);
}

/* A field that every entry is given again, or that is looked at as a whole, is short in an honest feed. */
static bool fits(int field, uint32_t n) {
    return n <= INTAKE_MAX_FIELD || field == FEED_CONTENT || field == FEED_SUMMARY;
}

static void set_field(struct parser *p, int field, struct rd_str v, bool strong) {
    if (v.n && fits(field, v.n) && p->to && (strong || !p->to->field[field].n))
        p->to->field[field] = rd_arena_str(&p->out->arena, v);
}

/* In place; what is no base64 is left out, what does not become UTF-8 is dropped. */
static void undo_base64(struct rd_buf *b) {
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = 0, held = 0;
    size_t to = 0;
    for (size_t i = 0; i < b->n && b->p[i] != '='; i++) {
        const char *d = b->p[i] ? strchr(DIGITS, b->p[i]) : NULL;
        if (!d)
            continue;
        bits = bits << 6 | (uint32_t)(d - DIGITS);
        held += 6;
        if (held >= 8) {
            held -= 8;
            b->p[to++] = (char)(bits >> held & 0xFF);
        }
    }
    b->n = to;
    if (!rd_utf8_valid(rd_buf_view(b)) || (to && memchr(b->p, 0, to)))
        rd_buf_clear(b);
}

static void end_field(struct parser *p) {
    if (p->text.err)
        stop(p, "too-large", "a field of the feed is over the limit");
    if (p->mode == BASE64)
        undo_base64(&p->text);
    struct rd_str v = rd_str_trim(rd_buf_view(&p->text));
    if (p->field == FEED_LINK)
        v = join(p, p->base[p->depth], v);
    set_field(p, p->field, v, p->strong);
    p->field = -1;
}

/* <link rel= href=> of Atom, also inside RSS. */
static void atom_link(struct parser *p, const char **atts) {
    struct rd_str rel = attr(atts, "rel"), href = attr(atts, "href"), type = attr(atts, "type");
    if (!href.n || (rel.n && !is(rel, "alternate")))
        return;
    bool page = !type.n || is(type, "text/html") || is(type, "application/xhtml+xml");
    if (page || !p->to->field[FEED_LINK].n)
        set_field(p, FEED_LINK, join(p, p->base[p->depth], rd_str_trim(href)), false);
}

/* What an Atom text construct holds (RFC 4287, 3.1; Atom 0.3 has mode=). */
static int construct(const char **atts) {
    struct rd_str type = attr(atts, "type"), mode = attr(atts, "mode");
    if (is(mode, "base64") || is(type, "application/octet-stream"))
        return BASE64;
    if (is(type, "xhtml") || is(type, "application/xhtml+xml") || is(mode, "xml") || (is(type, "text/html") && is(mode, "xml")))
        return is(type, "text/plain") || (is(mode, "xml") && (!type.n || is(type, "text"))) ? TEXT : MARKUP;
    if (is(type, "html") || is(type, "text/html") || is(mode, "escaped"))
        return is(type, "text/plain") ? TEXT : HTML;
    if (type.n && !is(type, "text") && !is(type, "text/plain") && (type.n < 5 || strncasecmp(type.p, "text/", 5) != 0))
        return -1; /* a picture, or XML that is no page */
    return TEXT;
}

struct known { int ns; const char *name; int field, mode; bool strong; };

/* Which elements give which field; mode -1: an Atom text construct. Order does not matter: strong replaces weak, the first stays. */
static const struct known FIELDS[] = {
    {NS_RSS, "title", FEED_TITLE, HTML, true}, {NS_DC, "title", FEED_TITLE, HTML, false}, {NS_ATOM, "title", FEED_TITLE, -1, true},
    {NS_RSS, "link", FEED_LINK, PLAIN, true}, {NS_RSS, "guid", FEED_ID, PLAIN, true}, {NS_ATOM, "id", FEED_ID, PLAIN, true},
    {NS_DC, "identifier", FEED_ID, PLAIN, false},
    {NS_RSS, "pubdate", FEED_DATE, PLAIN, true}, {NS_DC, "date", FEED_DATE, PLAIN, false}, {NS_ATOM, "published", FEED_DATE, PLAIN, true},
    {NS_ATOM, "issued", FEED_DATE, PLAIN, true}, {NS_TERMS, "issued", FEED_DATE, PLAIN, true}, {NS_ATOM, "created", FEED_DATE, PLAIN, false},
    {NS_TERMS, "created", FEED_DATE, PLAIN, false}, {NS_ATOM, "updated", FEED_UPDATED, PLAIN, true},
    {NS_ATOM, "modified", FEED_UPDATED, PLAIN, false}, {NS_TERMS, "modified", FEED_UPDATED, PLAIN, false},
    {NS_RSS, "author", FEED_AUTHOR, PLAIN, true}, {NS_DC, "creator", FEED_AUTHOR, PLAIN, false}, {NS_DC, "author", FEED_AUTHOR, PLAIN, false},
    {NS_ITUNES, "author", FEED_AUTHOR, PLAIN, false},
    {NS_CONTENT, "encoded", FEED_CONTENT, HTML, true}, {NS_RSS, "fullitem", FEED_CONTENT, HTML, false}, {NS_XHTML, "body", FEED_CONTENT, MARKUP, false},
    {NS_XHTML, "div", FEED_CONTENT, MARKUP, false}, {NS_RSS, "body", FEED_CONTENT, HTML, false}, {NS_ATOM, "content", FEED_CONTENT, -1, true},
    {NS_RSS, "description", FEED_SUMMARY, HTML, true}, {NS_DC, "description", FEED_SUMMARY, HTML, false},
    {NS_ITUNES, "summary", FEED_SUMMARY, TEXT, false}, {NS_ATOM, "summary", FEED_SUMMARY, -1, true},
    {NS_RSS, "language", FEED_LANG, PLAIN, true}, {NS_DC, "language", FEED_LANG, PLAIN, false},
};

static void open_field(struct parser *p, int ns, struct rd_str name, const char **atts) {
    if (p->author && p->depth > p->author) {
        if (is(name, "name"))
            begin_field(p, FEED_AUTHOR, PLAIN, true);
        return;
    }
    for (size_t i = 0; i < RD_ARRAY_LEN(FIELDS); i++) {
        const struct known *k = &FIELDS[i];
        if (k->ns != ns || !is(name, k->name))
            continue;
        int mode = k->mode < 0 ? construct(atts) : k->mode;
        if (mode < 0)
            return;
        if (k->field == FEED_ID && ns == NS_RSS)
            p->to->id_is_link = !is(attr(atts, "isPermaLink"), "false");
        begin_field(p, k->field, mode, k->strong);
        return;
    }
}

/* ---- the handlers ---- */

static void scope(struct parser *p, const char **atts) {
    uint32_t d = p->depth;
    p->base[d] = p->base[d - 1];
    p->lang[d] = p->lang[d - 1];
    for (const char **a = atts; *a; a += 2) {
        if (strcmp(a[0], "xmlns") == 0)
            declare(p, RD_LIT(""), rd_str_trim(rd_str_of(a[1])));
        else if (strncmp(a[0], "xmlns:", 6) == 0)
            declare(p, rd_str_of(a[0] + 6), rd_str_trim(rd_str_of(a[1])));
        else if (strcmp(a[0], "xml:base") == 0)
            p->base[d] = join(p, p->base[d - 1], rd_str_trim(rd_str_of(a[1])));
        else if (strcmp(a[0], "xml:lang") == 0 && strlen(a[1]) < 64)
            p->lang[d] = rd_arena_str(&p->out->arena, rd_str_of(a[1]));
    }
}

static void open_entry(struct parser *p, const char **atts) {
    struct intake_feed *f = p->out;
    if (f->n >= MAX_ENTRIES) {
        stop(p, "too-large", "the feed has more entries than are read");
        return;
    }
    struct feed_entry *e = RD_PUSH(&f->arena, f->entries, f->n, f->cap);
    XML_Index at = XML_GetCurrentByteIndex(p->xml);
    e->offset = at > 0 ? (uint64_t)at : 0;
    e->field[FEED_BASE] = p->base[p->depth];
    e->field[FEED_LANG] = p->lang[p->depth];
    p->entry = p->depth;
    p->to = e;
    struct rd_str about = attr(atts, "rdf:about");
    if (about.n)
        set_field(p, FEED_LINK, join(p, p->base[p->depth], about), false);
}

static void put_tag(struct parser *p, const char *name, const char **atts) {
    const char *colon = strchr(name, ':');
    rd_buf_printf(&p->text, "<%s", colon ? colon + 1 : name);
    for (; *atts; atts += 2) {
        if (strncmp(atts[0], "xmlns", 5) == 0)
            continue;
        rd_buf_printf(&p->text, " %s=\"", atts[0]);
        put_text(&p->text, atts[1], strlen(atts[1]), true);
        rd_buf_c(&p->text, '"');
    }
    rd_buf_c(&p->text, '>');
}

static void on_start(void *ctx, const char *name, const char **atts) {
    struct parser *p = ctx;
    if (++p->depth >= MAX_DEPTH) {
        p->depth = MAX_DEPTH - 1;
        stop(p, "too-deep", "the feed's elements are nested too deep");
        return;
    }
    scope(p, atts);
    int ns;
    struct rd_str local = local_of(p, name, &ns);
    if (p->field >= 0) {
        if (p->mode != PLAIN && p->mode != BASE64)
            put_tag(p, name, atts);
        return;
    }
    if (p->dark)
        return;
    bool rss = ns == NS_RSS, atom = ns == NS_ATOM;
    /* <feed> or <rss> without its namespace is still one */
    if (p->depth == 1) {
        p->is_atom = p->out->is_atom = atom || is(local, "feed");
        if (p->is_atom && !atom)
            declare(p, RD_LIT(""), RD_LIT("http://www.w3.org/2005/Atom"));
        if (p->is_atom) {
            p->channel = p->depth;
            p->out->feed.field[FEED_LANG] = p->lang[p->depth];
        }
    } else if (rss && is(local, "channel")) {
        p->channel = p->depth;
        if (p->lang[p->depth].n)
            p->out->feed.field[FEED_LANG] = p->lang[p->depth];
    } else if (!p->entry && ((rss && is(local, "item")) || (atom && is(local, "entry")))) {
        open_entry(p, atts);
    } else if ((rss && (is(local, "image") || is(local, "textinput") || is(local, "source"))) || (atom && is(local, "source")) || (atom && is(local, "contributor"))) {
        p->dark = p->depth;
    } else if (is(local, "author") && (atom || (rss && p->is_atom)) && !p->author) {
        p->author = p->depth;
    } else if (atom && is(local, "link")) {
        atom_link(p, atts);
    } else if (p->entry || p->channel) {
        open_field(p, ns, local, atts);
    }
}

static void on_end(void *ctx, const char *name) {
    struct parser *p = ctx;
    uint32_t d = p->depth;
    if (p->field >= 0) {
        if (d == p->field_depth)
            end_field(p);
        else if (p->mode != PLAIN && p->mode != BASE64) {
            const char *colon = strchr(name, ':');
            rd_buf_printf(&p->text, "</%s>", colon ? colon + 1 : name);
        }
    }
    if (p->dark == d)
        p->dark = 0;
    if (p->author == d)
        p->author = 0;
    if (p->entry == d) {
        p->entry = 0;
        p->to = &p->out->feed;
    }
    if (p->channel == d)
        p->channel = 0;
    while (p->n_ns && p->ns[p->n_ns - 1].depth >= d)
        p->n_ns--;
    p->depth = d ? d - 1 : 0;
}

static void on_text(void *ctx, const char *s, int n) {
    struct parser *p = ctx;
    if (p->field < 0 || n <= 0)
        return;
    p->captured += (uint64_t)n;
    if (p->captured > MAX_CAPTURED) {
        stop(p, "entity-flood", "the feed's text grows beyond the limit");
        return;
    }
    bool inside = p->depth > p->field_depth;
    if (p->mode == TEXT || (p->mode != PLAIN && p->mode != BASE64 && inside) || p->mode == MARKUP)
        put_text(&p->text, s, (size_t)n, false);
    else
        rd_buf_bytes(&p->text, s, (size_t)n);
}

/* An entity that the feed does not declare, as HTML's often are: kept for who reads the HTML. */
static void on_skipped(void *ctx, const char *name, int is_parameter) {
    struct parser *p = ctx;
    if (p->field >= 0 && !is_parameter && strlen(name) < 40)
        rd_buf_printf(&p->text, "&%s;", name);
}

static void on_entity(void *ctx, const char *name, int is_parameter, const char *value, int n, const char *base, const char *system_id,
                      const char *public_id, const char *notation) {
    struct parser *p = ctx;
    (void)name, (void)base, (void)system_id, (void)public_id, (void)notation;
    /* a character by its number is all that honest feeds declare */
    bool refers = is_parameter && value;
    for (int i = 0; value && i < n && !refers; i++)
        refers = value[i] == '&' && !(i + 1 < n && value[i + 1] == '#');
    if (refers || n > 1024)
        stop(p, "entity-flood", "the feed declares entities made of entities, which are refused");
}

/* ---- the doors ---- */

bool intake_is_feed(const uint8_t *bytes, size_t n) {
    char head[2048];
    uint32_t m = 0, i = 0;
    for (size_t k = 0; k < n && m < sizeof head; k++)
        if (bytes[k]) /* UTF-16 is narrowed */
            head[m++] = (char)bytes[k];
    struct rd_str s = {head, m};
    while (i < m && head[i] != '<')
        if ((uint8_t)head[i++] < 0x80 && !strchr(" \t\r\n", head[i - 1]))
            return false;
    for (;;) {
        struct rd_str rest = rd_str_sub(s, i, m);
        int64_t end;
        if (rd_str_starts(rest, "<?"))
            end = rd_str_find(s, RD_LIT("?>"), i);
        else if (rd_str_starts(rest, "<!--"))
            end = rd_str_find(s, RD_LIT("-->"), i);
        else if (rd_str_starts(rest, "<!D") || rd_str_starts(rest, "<!d"))
            end = rd_str_find(s, RD_LIT("["), i) >= 0 ? rd_str_find(s, RD_LIT("]>"), i) : rd_str_find(s, RD_LIT(">"), i);
        else
            break;
        if (end < 0) /* a long comment, or declarations: those are for expat to judge */
            return rd_str_find(s, RD_LIT("<rss"), 0) >= 0 || rd_str_find(s, RD_LIT("<feed"), 0) >= 0 ||
                   rd_str_find(s, RD_LIT("<!ENTITY"), 0) >= 0;
        i = (uint32_t)end;
        while (i < m && head[i] != '<')
            i++;
    }
    uint32_t beg = i + 1, end = beg;
    while (end < m && !strchr(" \t\r\n/>", head[end]))
        end++;
    struct rd_str name = rd_str_sub(s, beg < m ? beg : m, end), pair[2];
    if (rd_str_split(name, ':', pair, 2) == 2)
        name = pair[1];
    if (is(name, "rss") || is(name, "feed"))
        return true;
    return is(name, "RDF") && (rd_str_find(s, RD_LIT("/rss/"), 0) >= 0 || rd_str_find(s, RD_LIT("/rdf/simple/"), 0) >= 0 ||
                               rd_str_find(s, RD_LIT("<channel"), 0) >= 0);
}

static void set_up(struct parser *p, struct intake_feed *f, struct rd_str url, bool converted) {
    memset(p, 0, sizeof *p);
    p->out = f;
    p->to = &f->feed;
    p->field = -1;
    p->base[0] = url.n ? rd_arena_str(&f->arena, url) : RD_LIT("");
    p->xml = XML_ParserCreate(converted ? "UTF-8" : NULL);
    rd_buf_init(&p->text, RD_MAX_BLOB);
    if (!p->xml)
        return;
    XML_SetUserData(p->xml, p);
    XML_SetElementHandler(p->xml, on_start, on_end);
    XML_SetCharacterDataHandler(p->xml, on_text);
    XML_SetSkippedEntityHandler(p->xml, on_skipped);
    XML_SetEntityDeclHandler(p->xml, on_entity);
    XML_UseForeignDTD(p->xml, XML_TRUE); /* so that an entity that is not declared is skipped instead of an error */
}

void intake_feed_begin(struct intake_feed *f, struct rd_str xml, struct rd_str url, struct rd_str charset) {
    memset(f, 0, sizeof *f);
    rd_arena_init(&f->arena);
    rd_buf_init(&f->page, RD_MAX_DECODED);
    struct parser *p = RD_NEW(&f->arena, struct parser);
    bool converted = false;
    xml = rd_str_trim(feed_utf8(xml, charset, &converted, &f->arena));
    set_up(p, f, url, converted);
    if (!p->xml)
        return;
    if (XML_Parse(p->xml, xml.p, (int)xml.n, 1) != XML_STATUS_OK && !f->odd) {
        bool flood = XML_GetErrorCode(p->xml) == XML_ERROR_AMPLIFICATION_LIMIT_BREACH;
        f->odd = flood ? "entity-flood" : "damaged";
        f->odd_why = flood ? "the feed's entities grow beyond the limit" : "the feed is not well-formed, what comes before the damage was read";
        if (p->field >= 0 && p->depth)
            end_field(p);
    }
    XML_ParserFree(p->xml);
    rd_buf_free(&p->text);
}

void intake_feed_end(struct intake_feed *f) {
    rd_buf_free(&f->page);
    rd_arena_free(&f->arena);
    memset(f, 0, sizeof *f);
}
