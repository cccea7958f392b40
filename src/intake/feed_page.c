/* feed_page.c - an entry of a feed as a page: an HTML document made of its fields, always the same bytes for the same entry, so
 * that citations can be read again from it. */
#include "base/map.h"
#include "intake/feed_int.h"

static void put_escaped(struct rd_buf *b, struct rd_str s) {
    for (uint32_t i = 0; i < s.n; i++) {
        if (s.p[i] == '<')
            rd_buf_z(b, "&lt;");
        else if (s.p[i] == '&')
            rd_buf_z(b, "&amp;");
        else if (s.p[i] == '"')
            rd_buf_z(b, "&quot;");
        else
            rd_buf_c(b, s.p[i]);
    }
}

/* "mail@x.example (Name)", "Name <mail>", "Name": the name; a bare address is none. */
static struct rd_str author_name(struct rd_str s) {
    s = rd_str_trim(s);
    int64_t open = rd_str_find(s, RD_LIT("("), 0), angle = rd_str_find(s, RD_LIT("<"), 0), at = rd_str_find(s, RD_LIT("@"), 0);
    if (at < 0)
        return s;
    if (open > at && s.p[s.n - 1] == ')')
        return rd_str_trim(rd_str_sub(s, (uint32_t)open + 1, s.n - 1));
    if (angle > 0 && angle < at)
        return rd_str_trim(rd_str_sub(s, 0, (uint32_t)angle));
    return RD_NONE;
}

/* A language as feeds write it ("en-us", "NL_nl") as its first part in lower case. */
static struct rd_str language(struct rd_str s, struct rd_arena *a) {
    uint32_t n = 0;
    while (n < s.n && (s.p[n] | 32) >= 'a' && (s.p[n] | 32) <= 'z')
        n++;
    if (n != 2)
        return RD_NONE;
    return rd_arena_printf(a, "%c%c", s.p[0] | 32, s.p[1] | 32);
}

static bool is_web(struct rd_str s) {
    return rd_str_starts(s, "http://") || rd_str_starts(s, "https://");
}

static void make_page(struct rd_buf *b, const struct feed_entry *e, struct rd_str title, struct rd_str author, struct rd_str url) {
    struct rd_str content = e->field[FEED_CONTENT], summary = e->field[FEED_SUMMARY];
    rd_buf_clear(b);
    rd_buf_z(b, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n<title>");
    put_escaped(b, title);
    rd_buf_z(b, "</title>\n<meta property=\"og:type\" content=\"article\">\n");
    if (author.n) {
        rd_buf_z(b, "<meta name=\"author\" content=\"");
        put_escaped(b, author);
        rd_buf_z(b, "\">\n");
    }
    if (url.n) {
        rd_buf_z(b, "<link rel=\"canonical\" href=\"");
        put_escaped(b, url);
        rd_buf_z(b, "\">\n");
    }
    rd_buf_z(b, "</head><body>\n<article>\n");
    if (title.n) {
        rd_buf_z(b, "<h1>");
        put_escaped(b, title);
        rd_buf_z(b, "</h1>\n");
    }
    /* the summary is mostly the content's beginning: it stands for it only where there is none */
    struct rd_str body = content.n ? content : summary;
    bool markup = body.n && memchr(body.p, '<', body.n);
    rd_buf_z(b, markup ? "<div>" : "<p>");
    rd_buf_str(b, body);
    rd_buf_z(b, markup ? "</div>\n" : "</p>\n");
    rd_buf_z(b, "</article>\n</body></html>\n");
}

static struct rd_str link_of(const struct intake_feed *f, const struct feed_entry *e, struct rd_arena *a) {
    struct rd_str link = e->field[FEED_LINK], home = f->feed.field[FEED_LINK];
    if (link.n && !is_web(link) && is_web(home)) /* a bare path, and nothing said where the feed is from */
        link = intake_url_join(home, link, a);
    return is_web(link) ? link : e->id_is_link && is_web(e->field[FEED_ID]) ? e->field[FEED_ID] : RD_NONE;
}

uint32_t rd_feed_links(struct rd_str **out, struct rd_str bytes, struct rd_str url, struct rd_str charset, struct rd_arena *a) {
    struct intake_feed f;
    struct rd_map seen;
    uint32_t n = 0;
    *out = NULL;
    if (!intake_is_feed((const uint8_t *)bytes.p, bytes.n))
        return 0;
    rd_map_init(&seen, a);
    intake_feed_begin(&f, bytes, url, charset);
    *out = RD_NEW_N(a, struct rd_str, f.n + 1);
    for (uint32_t i = 0; i < f.n; i++) {
        struct rd_str link = link_of(&f, &f.entries[i], a);
        bool fresh = false;
        if (link.n)
            (void)rd_map_put(&seen, link, &fresh);
        if (fresh)
            (*out)[n++] = rd_arena_str(a, link);
    }
    intake_feed_end(&f);
    return n;
}

bool intake_feed_next(struct intake_feed *f, struct rd_item *item, const struct rd_blob *where, struct rd_arena *a) {
    if (f->at >= f->n)
        return false;
    uint32_t number = f->at++;
    const struct feed_entry *e = &f->entries[number];
    struct rd_blob *b = &item->blob;
    *b = (struct rd_blob){.media = RD_MEDIA_HTML, .charset = RD_LIT("utf-8"), .id = e->field[FEED_ID]};
    b->container = where->container.n ? where->container : where->path;
    b->offset = where->container.n ? where->offset : e->offset;
    /* in an archive the offset is the record's: the entry's number tells entries apart */
    b->path = where->container.n ? rd_arena_printf(a, "%.*s.%u", RD_S(where->path), (unsigned)number + 1)
                                 : rd_arena_printf(a, "%.*s#@%llu", RD_S(where->path), (unsigned long long)e->offset);
    b->url = link_of(f, e, a);
    b->date = feed_date(e->field[FEED_DATE].n ? e->field[FEED_DATE] : e->field[FEED_UPDATED], a);
    b->outlet = feed_plain(f->feed.field[FEED_TITLE], a);
    b->lang = language(e->field[FEED_LANG].n ? e->field[FEED_LANG] : f->feed.field[FEED_LANG], a);
    struct rd_str title = feed_plain(e->field[FEED_TITLE], a);
    /* an Atom entry without author has the feed's (RFC 4287, 4.2.1); in RSS that is the editor of the site */
    bool own = e->field[FEED_AUTHOR].n || !f->is_atom;
    struct rd_str author = feed_plain(author_name(own ? e->field[FEED_AUTHOR] : f->feed.field[FEED_AUTHOR]), a);
    if (!title.n && !e->field[FEED_CONTENT].n && !e->field[FEED_SUMMARY].n) {
        item->note = "empty";
        snprintf(item->message, sizeof item->message, "the entry has neither title nor text");
        return true;
    }
    make_page(&f->page, e, title, author, b->url);
    if (f->page.err || f->page.n > RD_MAX_BLOB) {
        item->note = "too-large";
        snprintf(item->message, sizeof item->message, "the entry is over the limit");
        return true;
    }
    b->bytes = (const uint8_t *)f->page.p;
    b->n = f->page.n;
    return true;
}
