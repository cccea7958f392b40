/* jsonl.c - a line of JSON to a blob. jansson reads it; the depth is looked at before, because its parser recurses. */
#include "intake/intake_int.h"
#include <strings.h>

static void bad(struct rd_item *item, const char *code, const char *message) {
    item->note = code;
    item->blob.bytes = NULL;
    item->blob.n = 0;
    snprintf(item->message, sizeof item->message, "%s", message);
}

static bool too_deep(struct rd_str s) {
    int depth = 0;
    bool in_string = false;
    for (uint32_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (in_string) {
            if (c == '\\')
                i++;
            else if (c == '"')
                in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > INTAKE_MAX_JSON_DEPTH)
                return true;
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return false;
}

static struct rd_str field(const json_t *root, const char *name) {
    const json_t *v = json_object_get(root, name);
    if (!json_is_string(v))
        return RD_NONE;
    size_t n = json_string_length(v);
    if (n == 0 || n > INTAKE_MAX_FIELD)
        return RD_NONE;
    return (struct rd_str){json_string_value(v), (uint32_t)n};
}

static struct rd_str field_id(const json_t *root, struct rd_arena *a) {
    const json_t *v = json_object_get(root, "id");
    if (json_is_integer(v))
        return rd_arena_printf(a, "%lld", (long long)json_integer_value(v));
    return field(root, "id");
}

/* The name of a page without an id is its place, so that a partition and the whole file agree on all others. */
static struct rd_str shown_path(struct rd_str container, struct rd_str id, uint64_t offset, struct rd_arena *a) {
    if (id.n)
        return rd_arena_printf(a, "%.*s#%.*s", RD_S(container), RD_S(id));
    return rd_arena_printf(a, "%.*s#@%llu", RD_S(container), (unsigned long long)offset);
}

/* Is a "text" HTML after all? Two tags of its blocks or more, or a document from its first byte; "a < b" and a tag that is talked
 * about are text. */
static bool is_markup(const char *p, size_t n) {
    static const char *const TAGS[] = {"</p>", "<p>", "<br>", "<br/>", "<br />", "</div>", "</li>", "</h2>", "</html>", "</blockquote>"};
    struct rd_str head = rd_str_trim((struct rd_str){p, n < 64 ? (uint32_t)n : 64});
    uint32_t tags = 0;
    if (head.n > 5 && (strncasecmp(head.p, "<html", 5) == 0 || (head.n > 14 && strncasecmp(head.p, "<!doctype html", 14) == 0)))
        return true;
    for (const char *at = p, *end = p + n; tags < 2 && (at = memchr(at, '<', (size_t)(end - at))); at++)
        for (size_t i = 0; i < RD_ARRAY_LEN(TAGS); i++)
            if ((size_t)(end - at) >= strlen(TAGS[i]) && strncasecmp(at, TAGS[i], strlen(TAGS[i])) == 0) {
                tags++;
                break;
            }
    return tags >= 2;
}

void intake_json_line(struct rd_item *item, json_t **root, struct rd_str line, struct rd_str container, uint64_t offset,
                      uint64_t max_bytes, struct rd_arena *a) {
    struct rd_blob *b = &item->blob;
    b->container = container;
    b->offset = offset;
    b->path = shown_path(container, RD_NONE, offset, a);
    if (too_deep(line)) {
        bad(item, "bad-json", "nested too deep");
        return;
    }
    json_error_t e;
    *root = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &e);
    if (!*root) {
        bad(item, "bad-json", e.text);
        return;
    }
    if (!json_is_object(*root)) {
        bad(item, "bad-json", "not an object");
        return;
    }
    b->id = field_id(*root, a);
    b->path = shown_path(container, b->id, offset, a);
    b->url = field(*root, "url");
    b->date = field(*root, "date");
    b->outlet = field(*root, "outlet");
    b->lang = field(*root, "lang");
    b->source = field(*root, "source");
    b->target = field(*root, "target");
    b->charset = RD_LIT("utf-8");
    const json_t *html = json_object_get(*root, "html"), *text = json_object_get(*root, "text");
    bool is_html = json_is_string(html) && (json_string_length(html) > 0 || !json_is_string(text));
    const json_t *body = is_html ? html : text;
    if (!json_is_string(body)) {
        bad(item, "bad-json", "no \"text\" and no \"html\"");
        return;
    }
    if (json_string_length(body) == 0) {
        bad(item, "empty", "the text is empty");
        return;
    }
    if (json_string_length(body) > max_bytes) {
        bad(item, "too-large", "the text is over the limit");
        return;
    }
    is_html = is_html || is_markup(json_string_value(body), json_string_length(body));
    b->media = is_html ? RD_MEDIA_HTML : RD_MEDIA_TEXT;
    b->bytes = (const uint8_t *)json_string_value(body);
    b->n = json_string_length(body);
}
