#include "store/store_int.h"

/* SQL: a node of a group as ids; the least of them for a group as a whole, whatever its key. */
#define NODE(kind, node) \
    "CASE " kind " WHEN 2 THEN (SELECT np.id || ' ' || nr.n FROM record nr JOIN page np ON np.pk = nr.page WHERE nr.pk = " node ") ELSE (SELECT np.id FROM page np WHERE np.pk = " node ") END"
#define FIRST_OF(kind, grp) "(SELECT min(" NODE(kind, "fm.node") ") FROM member fm WHERE fm.grp = " grp ")"
#define FIRST(grp) FIRST_OF("0", grp)

/* Tables with their rows in an order that does not hang on keys that SQLite gave; references are shown by what they stand for. */
static const struct {
    const char *name, *sql;
} tables[] = {
    {"version", "SELECT DISTINCT program, models, lexicon, icu FROM version ORDER BY 1, 2, 3, 4"},
    {"page", "SELECT p.id, path, url, input_id, container, source_offset, media, given_charset, given_date, given_outlet, given_lang, given_source, "
             "given_target, hex(sha256), n_bytes, charset, is_html, lang, title, outlet, outlet_key, published, published_precision, published_basis, "
             "modified, modified_precision, modified_basis, day_group, day_first, day_last, month_day, verdict, hex(signature), refused, program, models, publisher, tie "
             "FROM page p JOIN version v ON v.pk = p.version ORDER BY p.id"},
    {"source", "SELECT p.id, codec, hex(text_sha256), text FROM page_source s JOIN page p ON p.pk = s.page ORDER BY p.id"},
    {"told", "SELECT p.id, field, n, value, byte_beg, byte_end, start, stop, exact FROM told t JOIN page p ON p.pk = t.page ORDER BY p.id, field, n"},
    {"block", "SELECT p.id, n, role, copy, byte_beg, byte_end, start, stop, author FROM block t JOIN page p ON p.pk = t.page ORDER BY p.id, n"},
    {"seg", "SELECT p.id, n, text, len, src, src_end FROM seg t JOIN page p ON p.pk = t.page ORDER BY p.id, n"},
    {"note", "SELECT p.id, n, code, message, byte_beg, byte_end FROM note t JOIN page p ON p.pk = t.page ORDER BY p.id, n"},
    {"actor", "SELECT a.key, a.world, b.key, a.shown, a.pages, a.mentions, a.statements, a.addressed, a.events FROM actor a LEFT JOIN actor b ON b.pk = a.root ORDER BY a.key"},
    {"actor_tally", "SELECT a.key, field, value, n FROM actor_tally t JOIN actor a ON a.pk = t.actor ORDER BY 1, 2, 3"},
    {"entity", "SELECT p.id, e.n, a.key, kind, name, role, org, side, code, e.world, plural, gender FROM entity e JOIN page p ON p.pk = e.page LEFT JOIN "
               "actor a ON a.pk = e.actor ORDER BY p.id, e.n"},
    {"entity_name", "SELECT p.id, e.n, part, x.n, value, x.key FROM entity_name x JOIN entity e ON e.pk = x.entity JOIN page p ON p.pk = e.page ORDER BY "
                    "p.id, e.n, part, x.n"},
    {"entity_cite", "SELECT p.id, e.n, field, byte_beg, byte_end, start, stop, exact FROM entity_cite x JOIN entity e ON e.pk = x.entity JOIN page p ON "
                    "p.pk = e.page ORDER BY p.id, e.n, field"},
    {"mention", "SELECT p.id, m.n, e.n, m.kind, confidence, byte_beg, byte_end, start, stop FROM mention m JOIN page p ON p.pk = m.page LEFT JOIN entity e "
                "ON e.pk = m.entity ORDER BY p.id, m.n"},
    {"record", "SELECT p.id, r.kind, n, r.id, at, date, date_precision, date_basis, r.day_group, from_page, r.day_first, r.day_last, r.month_day FROM record "
               "r JOIN page p ON p.pk = r.page ORDER BY p.id, r.pk"},
    {"statement", "SELECT p.id, r.n, form, channel, modality, negated, denied, setting, cue_lemma, cue_class, cameo, plover_type, plover_mode, stance, ni.n, "
                  "an.n, ct.n, confidence, rule FROM statement s JOIN record r ON r.pk = s.pk JOIN page p ON p.pk = r.page LEFT JOIN record ni ON ni.pk = "
                  "s.nested_in LEFT JOIN record an ON an.pk = s.answers LEFT JOIN record ct ON ct.pk = s.contact ORDER BY p.id, r.n"},
    {"event", "SELECT p.id, r.n, cameo, cameo_name, plover_type, plover_mode, quad, goldstein, place, place_geo, lat, lon, status, modality, tense, ri.n, "
              "confidence, rule FROM event e JOIN record r ON r.pk = e.pk JOIN page p ON p.pk = r.page LEFT JOIN record ri ON ri.pk = e.reported_in ORDER BY "
              "p.id, r.n"},
    {"contact", "SELECT p.id, r.n, c.kind, (SELECT group_concat(place, '|') FROM (SELECT place FROM contact_place x WHERE x.contact = r.pk ORDER BY n)), "
                "(SELECT group_concat(n, '|') FROM (SELECT t.n AS n FROM contact_statement x JOIN record t ON t.pk = x.statement WHERE x.contact = r.pk ORDER "
                "BY x.n)) FROM contact c JOIN record r ON r.pk = c.pk JOIN page p ON p.pk = r.page ORDER BY p.id, r.n"},
    {"party", "SELECT p.id, r.kind, r.n, part, q.n, e.n, a.key, q.name, name_key, q.role, q.org, q.side, q.code, byte_beg, byte_end, start, stop, exact FROM "
              "party q JOIN record r ON r.pk = q.record JOIN page p ON p.pk = r.page LEFT JOIN entity e ON e.pk = q.entity LEFT JOIN actor a ON a.pk = q.actor "
              "ORDER BY p.id, r.pk, part, q.n"},
    {"cite", "SELECT p.id, r.kind, r.n, field, c.n, byte_beg, byte_end, start, stop, exact FROM cite c JOIN record r ON r.pk = c.record JOIN page p ON p.pk = "
             "r.page ORDER BY p.id, r.pk, field, c.n"},
    {"label", "SELECT p.id, r.kind, r.n, field, l.n, value, l.key, byte_beg, byte_end, start, stop, exact FROM label l JOIN record r ON r.pk = l.record JOIN page p ON p.pk = r.page ORDER BY p.id, r.pk, "
              "field, l.n"},
    {"search", "SELECT p.id, r.kind, r.n, words, lemmas, names FROM record_fts f JOIN record r ON r.pk = f.rowid JOIN page p ON p.pk = r.page ORDER BY p.id, r.pk"},
    {"term", "SELECT t.kind, facet, CASE facet WHEN 9 THEN (SELECT key FROM actor WHERE pk = t.value) ELSE t.value END AS v, n, (SELECT group_concat(word, ' ') FROM (SELECT word FROM term_word w "
             "WHERE w.term = t.pk ORDER BY word)) FROM term t ORDER BY 1, 2, 3"},
    {"post", "SELECT t.kind, facet, CASE facet WHEN 9 THEN (SELECT key FROM actor WHERE pk = t.value) ELSE t.value END AS v, x.ord, p.id, r.kind, r.n FROM post x JOIN term t ON t.pk = x.term JOIN record r "
             "ON r.pk = x.record JOIN page p ON p.pk = r.page ORDER BY 1, 2, 3, 4, 5, 6, 7"},
    {"day_count", "SELECT day, n FROM day_count ORDER BY day"},
    {"counter", "SELECT name, n FROM counter WHERE name <> 'came' ORDER BY name"},
    {"issue", "SELECT key, shown, statements, origins, actors, moves FROM issue ORDER BY key"},
    {"issue_name", "SELECT i.key, x.name, x.n FROM issue_name x JOIN issue i ON i.pk = x.issue ORDER BY 1, 2"},
    {"entry", "SELECT a.key, i.key, e.ord, p.id, r.n, b.key, e.side, " FIRST("e.origin") ", e.hash, e.folded, e.move, bp.id, br.n FROM entry e JOIN actor a ON a.pk = e.actor JOIN issue i ON i.pk = e.issue "
              "JOIN record r ON r.pk = e.record JOIN page p ON p.pk = r.page JOIN actor b ON b.pk = e.said_by LEFT JOIN record br ON br.pk = e.before LEFT JOIN page bp ON bp.pk = br.page ORDER BY 1, 2, 3, "
              "4, 5"},
    {"cell", "SELECT a.key, i.key, entries, c.moves FROM cell c JOIN actor a ON a.pk = c.actor JOIN issue i ON i.pk = c.issue ORDER BY 1, 2"},
    {"claim_key", "SELECT type, key, id, camps, why, origins, last, hidden FROM claim_key ORDER BY 1, 2"},
    {"claim_value", "SELECT k.type, k.key, value, n, v.origins, camp FROM claim_value v JOIN claim_key k ON k.pk = v.claim_key ORDER BY 1, 2, 3"},
    {"claim", "SELECT p.id, c.n, r.n, k.type, k.key, v.value, c.issue, c.side, c.ord, c.tie, byte_beg, byte_end, start, stop, exact FROM claim c JOIN claim_value v ON v.pk = c.value JOIN claim_key k ON k.pk "
              "= v.claim_key JOIN page p ON p.pk = c.page JOIN record r ON r.pk = c.record ORDER BY 1, 2"},
    {"thing", "SELECT key, names, uses, shown FROM thing ORDER BY 1"},
    {"called", "SELECT thing, words, speaker, by, d.side, a.key, uses, loaded, origins FROM called d LEFT JOIN actor a ON a.pk = d.actor ORDER BY 1, 2, 3, 4, 5, 6"},
    {"naming", "SELECT p.id, m.n, d.thing, d.words, r.n, m.loaded, m.ord, m.tie, byte_beg, byte_end, start, stop, exact FROM naming m JOIN called d ON d.pk = m.called JOIN page p ON p.pk = m.page LEFT JOIN "
               "record r ON r.pk = m.record ORDER BY 1, 2"},
    {"origin_tally", "SELECT t.kind, CASE t.kind WHEN 0 THEN (SELECT key FROM issue WHERE pk = what) WHEN 1 THEN (SELECT thing || ' ' || words || ' ' || speaker || by FROM called WHERE pk = what) ELSE (SELECT "
                     "k.type || ' ' || k.key || ' ' || v.value FROM claim_value v JOIN claim_key k ON k.pk = v.claim_key WHERE v.pk = what) END, " FIRST("t.origin") ", t.n FROM origin_tally t ORDER BY 1, 2, 3"},
    {"link", "SELECT l.kind, min(" NODE("l.kind", "l.a") ", " NODE("l.kind", "l.b") "), max(" NODE("l.kind", "l.a") ", " NODE("l.kind", "l.b") "), keys, score, why FROM link l ORDER BY 1, 2, 3"},
    {"member", "SELECT m.kind, " NODE("m.kind", "m.node") ", " FIRST_OF("m.kind", "m.grp") ", g.n, g.last, m.ord, m.tie FROM member m JOIN grp g ON g.pk = m.grp ORDER BY 1, 2"},
    {"meet", "SELECT m.kind, m.key, m.ord, m.tie, " NODE("m.kind", "m.node") " FROM meet m ORDER BY 1, 2, 3, 4, 5"},
    {"fact", "SELECT f.kind, " NODE("f.kind", "f.node") ", p.id, f.lang, sort, dated, first, last, actors, issues, contacts, given, hex(keys) FROM fact f JOIN page p ON p.pk = f.page ORDER BY 1, 2"},
    {"change", "SELECT kind, what, field, value, who, at, why, undone_by, undone_at FROM change ORDER BY pk"},
    {"watch", "SELECT name, query, at FROM watch ORDER BY name"},
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
