#include "store/store_int.h"

/* Tables with their rows in an order that does not hang on keys that SQLite gave; references are shown by what they stand for. */
static const struct {
    const char *name, *sql;
} tables[] = {
    {"version", "SELECT DISTINCT program, models, lexicon, icu FROM version ORDER BY 1, 2, 3, 4"},
    {"page", "SELECT p.id, path, url, input_id, container, source_offset, media, given_charset, given_date, given_outlet, given_lang, given_source, "
             "given_target, hex(sha256), n_bytes, charset, is_html, lang, title, outlet, outlet_key, published, published_precision, published_basis, "
             "modified, modified_precision, modified_basis, day_group, day_first, day_last, month_day, verdict, hex(signature), refused, program, models "
             "FROM page p JOIN version v ON v.pk = p.version ORDER BY p.pk"},
    {"source", "SELECT p.id, codec, hex(text_sha256), text FROM page_source s JOIN page p ON p.pk = s.page ORDER BY p.pk"},
    {"told", "SELECT p.id, field, n, value, byte_beg, byte_end, start, stop, exact FROM told t JOIN page p ON p.pk = t.page ORDER BY p.pk, field, n"},
    {"block", "SELECT p.id, n, role, copy, byte_beg, byte_end, start, stop, author FROM block t JOIN page p ON p.pk = t.page ORDER BY p.pk, n"},
    {"seg", "SELECT p.id, n, text, len, src, src_end FROM seg t JOIN page p ON p.pk = t.page ORDER BY p.pk, n"},
    {"note", "SELECT p.id, n, code, message, byte_beg, byte_end FROM note t JOIN page p ON p.pk = t.page ORDER BY p.pk, n"},
    {"actor", "SELECT key, world FROM actor ORDER BY key"},
    {"entity", "SELECT p.id, e.n, a.key, kind, name, role, org, side, code, e.world, plural, gender FROM entity e JOIN page p ON p.pk = e.page LEFT JOIN "
               "actor a ON a.pk = e.actor ORDER BY p.pk, e.n"},
    {"entity_name", "SELECT p.id, e.n, part, x.n, value, x.key FROM entity_name x JOIN entity e ON e.pk = x.entity JOIN page p ON p.pk = e.page ORDER BY "
                    "p.pk, e.n, part, x.n"},
    {"entity_cite", "SELECT p.id, e.n, field, byte_beg, byte_end, start, stop, exact FROM entity_cite x JOIN entity e ON e.pk = x.entity JOIN page p ON "
                    "p.pk = e.page ORDER BY p.pk, e.n, field"},
    {"mention", "SELECT p.id, m.n, e.n, m.kind, confidence, byte_beg, byte_end, start, stop FROM mention m JOIN page p ON p.pk = m.page LEFT JOIN entity e "
                "ON e.pk = m.entity ORDER BY p.pk, m.n"},
    {"record", "SELECT p.id, r.kind, n, r.id, at, date, date_precision, date_basis, r.day_group, from_page, r.day_first, r.day_last, r.month_day FROM record "
               "r JOIN page p ON p.pk = r.page ORDER BY p.pk, r.pk"},
    {"statement", "SELECT p.id, r.n, form, channel, modality, negated, denied, setting, cue_lemma, cue_class, cameo, plover_type, plover_mode, stance, ni.n, "
                  "an.n, ct.n, confidence, rule FROM statement s JOIN record r ON r.pk = s.pk JOIN page p ON p.pk = r.page LEFT JOIN record ni ON ni.pk = "
                  "s.nested_in LEFT JOIN record an ON an.pk = s.answers LEFT JOIN record ct ON ct.pk = s.contact ORDER BY p.pk, r.n"},
    {"event", "SELECT p.id, r.n, cameo, cameo_name, plover_type, plover_mode, quad, goldstein, place, place_geo, lat, lon, status, modality, tense, ri.n, "
              "confidence, rule FROM event e JOIN record r ON r.pk = e.pk JOIN page p ON p.pk = r.page LEFT JOIN record ri ON ri.pk = e.reported_in ORDER BY "
              "p.pk, r.n"},
    {"contact", "SELECT p.id, r.n, c.kind, (SELECT group_concat(place, '|') FROM (SELECT place FROM contact_place x WHERE x.contact = r.pk ORDER BY n)), "
                "(SELECT group_concat(n, '|') FROM (SELECT t.n AS n FROM contact_statement x JOIN record t ON t.pk = x.statement WHERE x.contact = r.pk ORDER "
                "BY x.n)) FROM contact c JOIN record r ON r.pk = c.pk JOIN page p ON p.pk = r.page ORDER BY p.pk, r.n"},
    {"party", "SELECT p.id, r.kind, r.n, part, q.n, e.n, a.key, q.name, name_key, q.role, q.org, q.side, q.code, byte_beg, byte_end, start, stop, exact FROM "
              "party q JOIN record r ON r.pk = q.record JOIN page p ON p.pk = r.page LEFT JOIN entity e ON e.pk = q.entity LEFT JOIN actor a ON a.pk = q.actor "
              "ORDER BY p.pk, r.pk, part, q.n"},
    {"cite", "SELECT p.id, r.kind, r.n, field, c.n, byte_beg, byte_end, start, stop, exact FROM cite c JOIN record r ON r.pk = c.record JOIN page p ON p.pk = "
             "r.page ORDER BY p.pk, r.pk, field, c.n"},
    {"label", "SELECT p.id, r.kind, r.n, field, l.n, value FROM label l JOIN record r ON r.pk = l.record JOIN page p ON p.pk = r.page ORDER BY p.pk, r.pk, "
              "field, l.n"},
    {"search", "SELECT p.id, r.kind, r.n, words, lemmas, names FROM record_fts f JOIN record r ON r.pk = f.rowid JOIN page p ON p.pk = r.page ORDER BY p.pk, r.pk"},
    {"user_note", "SELECT record, text, who, at FROM user_note ORDER BY pk"},
};

static void column(struct rd_buf *out, sqlite3_stmt *st, int i) {
    rd_buf_c(out, '\t');
    switch (sqlite3_column_type(st, i)) {
    case SQLITE_NULL: rd_buf_z(out, "-"); break;
    case SQLITE_INTEGER: rd_buf_printf(out, "%lld", (long long)sqlite3_column_int64(st, i)); break;
    default: {
        const unsigned char *p = sqlite3_column_text(st, i);
        rd_buf_json(out, (struct rd_str){p ? (const char *)p : "", (uint32_t)sqlite3_column_bytes(st, i)});
    }
    }
}

int rd_store_dump(struct rd_store *s, struct rd_buf *out, struct rd_err *err) {
    for (uint32_t t = 0; t < RD_ARRAY_LEN(tables); t++) {
        struct store_q q;
        store_q_open(&q, s, tables[t].sql, NULL, err);
        while (store_q_next(&q)) {
            rd_buf_z(out, tables[t].name);
            for (int i = 0; i < sqlite3_column_count(q.st); i++) column(out, q.st, i);
            rd_buf_c(out, '\n');
        }
        store_q_end(&q);
        if (q.rc) return q.rc;
    }
    return out->err ? rd_fail(err, RD_ELIMIT, "store", "the dump is too long") : RD_OK;
}
