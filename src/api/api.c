/* include/readout.h over the reader and the JSON view. */
#include "readout.h"

#include "intake/intake.h"
#include "reader/reader.h"
#include "view/view.h"

#include "base/limits.h"

struct readout {
    struct rd_reader *reader;
    struct rd_arena arena; /* holds this struct */
};

static int say(char *why, size_t n, int code, const struct rd_err *e) {
    if (why && n) snprintf(why, n, "%s: %s", rd_code_name(code), e->msg[0] ? e->msg : "no further word");
    return code;
}

const char *readout_version(void) {
    return RD_VERSION;
}

int readout_open(struct readout **out, const struct readout_options *o, char *why, size_t n_why) {
    struct rd_arena a;
    struct rd_err e = {0};
    struct rd_reader_opts ro = {0};
    rd_arena_init(&a);
    struct readout *r = RD_NEW(&a, struct readout);
    *out = NULL;
    if (o) {
        ro.home = o->home;
        ro.lexicons = o->lexicons;
        ro.n_lexicons = o->n_lexicons;
        ro.opts.lang = rd_arena_str(&a, rd_str_of(o->lang));
    }
    int rc = rd_reader_open(&r->reader, &ro, &e);
    r->arena = a;
    if (rc) {
        rd_arena_free(&a);
        return say(why, n_why, rc, &e);
    }
    *out = r;
    return RD_OK;
}

void readout_close(struct readout *r) {
    if (!r) return;
    rd_reader_close(r->reader);
    struct rd_arena a = r->arena; /* r lives in it */
    rd_arena_free(&a);
}

/* The value of "type", which every record begins with. */
static void type_of(struct rd_str line, char out[16]) {
    static const char head[] = "{\"type\":\"";
    uint32_t n = 0;
    if (rd_str_starts(line, head)) {
        for (uint32_t i = sizeof head - 1; i < line.n && line.p[i] != '"' && n < 15; i++) out[n++] = line.p[i];
    }
    out[n] = 0;
}

static int hand_out(struct rd_str lines, readout_line *on_line, void *user) {
    for (uint32_t at = 0; at < lines.n;) {
        const char *nl = memchr(lines.p + at, '\n', lines.n - at);
        uint32_t end = nl ? (uint32_t)(nl - lines.p) : lines.n;
        struct rd_str line = rd_str_sub(lines, at, end);
        char type[16];
        at = end + 1;
        type_of(line, type);
        if (line.n && on_line(user, type, line.p, line.n)) return 1;
    }
    return 0;
}

int readout_read(struct readout *r, const void *bytes, size_t n, const struct readout_page *page, readout_line *on_line, void *user,
                 char *why, size_t n_why) {
    struct rd_err e = {0};
    struct rd_reading rd;
    struct rd_blob blob = {.bytes = bytes, .n = n, .path = RD_LIT("page")};
    if (n > RD_MAX_BLOB) {
        rd_fail(&e, RD_ELIMIT, "api", "the page has %zu bytes, more than %u", n, RD_MAX_BLOB);
        return say(why, n_why, RD_ELIMIT, &e);
    }
    if (page) {
        if (page->path) blob.path = rd_str_of(page->path);
        blob.url = rd_str_of(page->url);
        blob.date = rd_str_of(page->date);
        blob.outlet = rd_str_of(page->outlet);
        blob.charset = rd_str_of(page->charset);
        blob.media = page->html < 0 ? RD_MEDIA_UNKNOWN : page->html ? RD_MEDIA_HTML : RD_MEDIA_TEXT;
    }
    rd_blob_seal(&blob);
    int rc = rd_reader_read(r->reader, &blob, &rd, &e);
    if (rc) return say(why, n_why, rc, &e);
    struct rd_buf out;
    rd_buf_init(&out, RD_MAX_JSON_OUT);
    rd_json_reading(&out, &rd, NULL, &rd.arena);
    if (out.err) {
        rd_fail(&e, RD_ELIMIT, "api", "the records are longer than %u bytes", RD_MAX_JSON_OUT);
        rc = say(why, n_why, RD_ELIMIT, &e);
    } else {
        rc = hand_out(rd_buf_view(&out), on_line, user);
    }
    rd_buf_free(&out);
    rd_reading_free(&rd);
    return rc;
}
