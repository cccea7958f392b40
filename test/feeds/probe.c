/* probe.c - each feed named on the command line as one line of JSON: what the feed reader made of it, before any page is read.
 * For measure.py, which compares it with what the feeds themselves say that they hold. */
#include "intake/feed_int.h"

static void put(struct rd_buf *out, const char *name, struct rd_str v) {
    rd_buf_printf(out, "%s\"%s\":", out->n && out->p[out->n - 1] != '{' ? "," : "", name);
    rd_buf_json(out, v);
}

static void put_entry(struct rd_buf *out, const struct feed_entry *e, struct rd_arena *a) {
    rd_buf_c(out, '{');
    put(out, "title", feed_plain(e->field[FEED_TITLE], a));
    put(out, "title_html", e->field[FEED_TITLE]);
    put(out, "link", e->field[FEED_LINK]);
    put(out, "id", e->field[FEED_ID]);
    put(out, "published", feed_date(e->field[FEED_DATE], a));
    put(out, "updated", feed_date(e->field[FEED_UPDATED], a));
    put(out, "author", e->field[FEED_AUTHOR]);
    put(out, "content", e->field[FEED_CONTENT]);
    put(out, "summary", e->field[FEED_SUMMARY]);
    put(out, "lang", e->field[FEED_LANG]);
    rd_buf_c(out, '}');
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        struct intake_feed f;
        struct rd_buf bytes, out;
        struct rd_arena a;
        char piece[4096];
        size_t n;
        FILE *in = fopen(argv[i], "rb");
        if (!in)
            return 1;
        rd_buf_init(&bytes, RD_MAX_BLOB);
        rd_buf_init(&out, RD_MAX_JSON_OUT);
        rd_arena_init(&a);
        while ((n = fread(piece, 1, sizeof piece, in)) > 0)
            rd_buf_bytes(&bytes, piece, n);
        fclose(in);
        intake_feed_begin(&f, rd_buf_view(&bytes), RD_NONE, RD_NONE);
        rd_buf_c(&out, '{');
        put(&out, "file", rd_str_of(argv[i]));
        put(&out, "odd", rd_str_of(f.odd));
        rd_buf_printf(&out, ",\"is_feed\":%s,\"feed\":", intake_is_feed((const uint8_t *)bytes.p, bytes.n) ? "true" : "false");
        put_entry(&out, &f.feed, &a);
        rd_buf_z(&out, ",\"entries\":[");
        for (uint32_t k = 0; k < f.n; k++) {
            if (k)
                rd_buf_c(&out, ',');
            put_entry(&out, &f.entries[k], &a);
        }
        rd_buf_z(&out, "]}\n");
        fwrite(out.p, 1, out.n, stdout);
        intake_feed_end(&f);
        rd_arena_free(&a);
        rd_buf_free(&out);
        rd_buf_free(&bytes);
    }
    return 0;
}
