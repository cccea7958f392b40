/* jsonld.c - what schema.org objects in JSON say of the page. Numbers of objects and their depth are bounded. */
#include "page/html_int.h"
#include <jansson.h>

enum { MAX_OBJECTS = 400, MAX_DEPTH = 24 };

static struct rd_str copy(const struct html_doc *d, const json_t *v) {
    if (!json_is_string(v) || json_string_length(v) > 4096)
        return RD_NONE;
    return page_clean((struct rd_str){json_string_value(v), (uint32_t)json_string_length(v)}, true, d->c->a);
}

static struct rd_str name_of(const struct html_doc *d, const json_t *v) {
    if (json_is_array(v))
        v = json_array_get(v, 0);
    return json_is_object(v) ? copy(d, json_object_get(v, "name")) : copy(d, v);
}

static bool type_has(const json_t *object, const char *word) {
    const json_t *t = json_object_get(object, "@type");
    if (json_is_string(t))
        return strstr(json_string_value(t), word) != NULL;
    for (size_t i = 0; i < json_array_size(t); i++) {
        const json_t *one = json_array_get(t, i);
        if (json_is_string(one) && strstr(json_string_value(one), word))
            return true;
    }
    return false;
}

static void add_authors(const struct html_doc *d, struct html_ld *out, const json_t *v) {
    size_t n = json_is_array(v) ? json_array_size(v) : 1;
    for (size_t i = 0; v && i < n && out->n_author < RD_ARRAY_LEN(out->author); i++) {
        const json_t *one = json_is_array(v) ? json_array_get(v, i) : v;
        if (json_is_object(one) && type_has(one, "Organization"))
            continue;
        const json_t *name = json_is_object(one) ? json_object_get(one, "name") : one;
        const json_t *id = json_is_object(one) ? json_object_get(one, "@id") : NULL;
        if (!name && json_is_string(id) && out->n_author_id < RD_ARRAY_LEN(out->author_id))
            out->author_id[out->n_author_id++] = copy(d, id);
        for (size_t k = 0; k < (json_is_array(name) ? json_array_size(name) : 1) && out->n_author < RD_ARRAY_LEN(out->author); k++) {
            struct rd_str s = copy(d, json_is_array(name) ? json_array_get(name, k) : name);
            if (s.n)
                out->author[out->n_author++] = s;
        }
    }
}

static void add_keywords(const struct html_doc *d, struct html_ld *out, const json_t *v) {
    for (size_t i = 0; v && i < (json_is_array(v) ? json_array_size(v) : 1); i++) {
        struct rd_str part[32], s = copy(d, json_is_array(v) ? json_array_get(v, i) : v);
        uint32_t n = s.n ? rd_str_split(s, ',', part, 32) : 0;
        for (uint32_t k = 0; k < n && out->n_keyword < RD_ARRAY_LEN(out->keyword); k++)
            if (rd_str_trim(part[k]).n)
                out->keyword[out->n_keyword++] = rd_str_trim(part[k]);
    }
}

static void fill(struct rd_str *to, struct rd_str s) {
    if (!to->n && s.n)
        *to = s;
}

static void take_object(const struct html_doc *d, struct html_ld *out, const json_t *o) {
    if (type_has(o, "Person")) { /* an article may name its author by id only */
        struct rd_str id = copy(d, json_object_get(o, "@id"));
        for (uint32_t i = 0; i < out->n_author_id; i++)
            if (id.n && rd_str_eq(id, out->author_id[i]) && !out->n_author)
                add_authors(d, out, json_object_get(o, "name"));
        return;
    }
    bool article = type_has(o, "Article") || type_has(o, "BlogPosting") || type_has(o, "Report") || type_has(o, "LiveBlog") ||
                   type_has(o, "SocialMediaPosting") || type_has(o, "DiscussionForum") || type_has(o, "Recipe");
    bool page = type_has(o, "WebPage");
    if (!article && !page)
        return;
    out->live = out->live || type_has(o, "LiveBlog");
    const json_t *freely = json_object_get(o, "isAccessibleForFree");
    const char *told = json_string_value(freely);
    out->paid = out->paid || json_is_false(freely) || (told && (!strcmp(told, "False") || !strcmp(told, "false")));
    if (article) {
        fill(&out->headline, copy(d, json_object_get(o, "headline")));
        if (!out->n_author) {
            add_authors(d, out, json_object_get(o, "author"));
            if (!out->n_author)
                add_authors(d, out, json_object_get(o, "creator"));
        }
        fill(&out->section, name_of(d, json_object_get(o, "articleSection")));
        add_keywords(d, out, json_object_get(o, "keywords"));
    }
    fill(&out->published, copy(d, json_object_get(o, "datePublished")));
    fill(&out->modified, copy(d, json_object_get(o, "dateModified")));
    fill(&out->publisher, name_of(d, json_object_get(o, "publisher")));
    fill(&out->lang, name_of(d, json_object_get(o, "inLanguage")));
}

struct todo { const json_t *v; uint32_t depth; };

/* Walks without recursion; articles are taken before pages. */
static void walk(const struct html_doc *d, struct html_ld *out, const json_t *root, bool articles) {
    struct todo stack[MAX_OBJECTS];
    uint32_t n = 0, seen = 0;
    stack[n++] = (struct todo){root, 0};
    while (n && seen++ < MAX_OBJECTS * 4) {
        struct todo t = stack[--n];
        if (t.depth > MAX_DEPTH)
            continue;
        if (json_is_object(t.v)) {
            if (!articles == (type_has(t.v, "WebPage") || type_has(t.v, "Person")))
                take_object(d, out, t.v);
            const json_t *graph = json_object_get(t.v, "@graph"), *main = json_object_get(t.v, "mainEntity");
            if (main && n < MAX_OBJECTS)
                stack[n++] = (struct todo){main, t.depth + 1};
            if (graph && n < MAX_OBJECTS)
                stack[n++] = (struct todo){graph, t.depth + 1};
        } else {
            for (size_t i = json_array_size(t.v); i-- > 0 && n < MAX_OBJECTS;)
                if (i < MAX_OBJECTS)
                    stack[n++] = (struct todo){json_array_get(t.v, i), t.depth + 1};
        }
    }
}

static bool too_deep(struct rd_str s) {
    int depth = 0;
    bool quoted = false;
    for (uint32_t i = 0; i < s.n; i++) {
        char ch = s.p[i];
        if (quoted) {
            i += ch == '\\';
            quoted = ch != '"';
        } else if (ch == '"') {
            quoted = true;
        } else if (ch == '{' || ch == '[') {
            if (++depth > 100)
                return true;
        } else if (ch == '}' || ch == ']') {
            depth--;
        }
    }
    return false;
}

/* Sites write line breaks into strings, comments around the whole, and a comma too many; the first two are mended. */
static json_t *load(struct rd_str s, struct rd_arena *a) {
    char *p = rd_arena_get(a, s.n + 1);
    uint32_t beg = 0, end = s.n;
    while (beg < end && s.p[beg] != '{' && s.p[beg] != '[')
        beg++;
    while (end > beg && s.p[end - 1] != '}' && s.p[end - 1] != ']')
        end--;
    for (uint32_t i = beg; i < end; i++)
        p[i - beg] = (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i];
    return end > beg ? json_loadb(p, end - beg, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL) : NULL;
}

void html_ld_read(const struct html_doc *d, struct html_ld *out) {
    memset(out, 0, sizeof *out);
    json_t *roots[HTML_MAX_LD];
    for (uint32_t i = 0; i < d->n_ld; i++)
        roots[i] = too_deep(d->ld[i]) ? NULL : load(d->ld[i], d->c->a);
    for (int articles = 1; articles >= 0; articles--)
        for (uint32_t i = 0; i < d->n_ld; i++)
            walk(d, out, roots[i], articles);
    for (uint32_t i = 0; i < d->n_ld; i++)
        json_decref(roots[i]);
}
