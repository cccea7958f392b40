/* The order of the stages; nothing else knows it. */
#include "reader/reader.h"

#include "analyse/analyse.h"
#include "base/limits.h"
#include "coding/coding.h"
#include "extract/extract.h"
#include "grammar/grammar.h"
#include "page/page.h"
#include "reader/reader_int.h"
#include "refer/refer.h"
#include "text/text.h"
#include "topic/topic.h"

#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double lap(double *since) {
    double t = now(), d = t - *since;
    *since = t;
    return d;
}

/* The user's own dictionaries in place of our word lists. */
static void code_by_dictionary(const struct rd_reader *r, const struct rd_blob *in, struct rd_reading *o, const struct rd_lang *l, struct rd_arena *scratch) {
    const struct rd_dictionary *d = reader_dictionary(r);
    rd_dictionary_events(&o->records, d, in, &o->page, &o->doc, &o->arena, scratch);
    for (uint32_t i = 0; i < o->records.n_ev && rd_dictionary_is_cameo(d); i++) rd_event_facts(&o->records.ev[i], l, &o->arena);
}

static int run(const struct rd_reader *r, const struct rd_blob *in, struct rd_reading *o, struct rd_arena *scratch, struct rd_err *err) {
    double t = now();
    struct rd_arena *a = &o->arena;
    int rc = rd_page_read(&o->page, in, rd_reader_lexicon(r), rd_reader_langid(r), reader_opts(r), a, err);
    if (!rc && in->odd) rd_note_add(&o->page.notes, a, in->odd, (struct rd_span){0, 0}, "%s", in->odd_why);
    o->seconds[0] = lap(&t);
    if (rc || reader_opts(r)->no_records) return rc;
    const struct rd_lang *l = rd_reader_lang(r, o->page.lang);
    if ((rc = rd_doc_read(&o->doc, &o->page, l, a, err))) return rc;
    o->seconds[1] = lap(&t);
    if ((rc = rd_analysis_read(&o->analysis, &o->doc, l, a, scratch, err))) return rc;
    o->seconds[2] = lap(&t);
    if (!o->analysis.parsed) {
        rd_note_add(&o->page.notes, a, "language-unread", (struct rd_span){0, 0}, "no model for the language '%.*s': the page is kept, not read for statements", RD_S(o->page.lang));
        return RD_OK;
    }
    if ((rc = rd_refs_read(&o->refs, &o->page, &o->doc, &o->analysis, l, a, scratch, err))) return rc;
    o->seconds[3] = lap(&t);
    struct rd_grammar g;
    rd_grammar_make(&g, &o->doc, &o->analysis, l, scratch);
    if ((rc = rd_records_read(&o->records, in, &o->page, &g, &o->refs, l, a, scratch, err))) return rc;
    if ((rc = rd_events_read(&o->records, in, &o->page, &g, &o->refs, l, a, scratch, err))) return rc;
    if (reader_dictionary(r)) code_by_dictionary(r, in, o, l, scratch);
    if ((rc = rd_topics_read(&o->records, &o->page, &g, &o->refs, l, a, scratch, err))) return rc;
    o->seconds[4] = lap(&t);
    if (o->records.capped) rd_note_add(&o->page.notes, a, "too-many-statements", (struct rd_span){0, 0}, "more than %u quotations, %u cues or %u statements: the rest of the page was not read for them", RD_MAX_QUOTES, RD_MAX_CUES, RD_MAX_STATEMENTS);
    o->refused = reader_check_citations(o, scratch);
    o->seconds[5] = lap(&t);
    return RD_OK;
}

int rd_reader_read(const struct rd_reader *r, const struct rd_blob *in, struct rd_reading *out, struct rd_err *err) {
    struct rd_arena scratch;
    memset(out, 0, sizeof *out);
    rd_arena_init(&out->arena);
    rd_arena_init(&scratch);
    out->blob = *in;
    int rc = run(r, in, out, &scratch, err);
    rd_arena_free(&scratch);
    if (rc) {
        rd_err_where(err, "%.*s", RD_S(in->path));
        rd_reading_free(out);
    }
    return rc;
}

void rd_reading_free(struct rd_reading *rd) {
    rd_arena_free(&rd->arena);
    memset(rd, 0, sizeof *rd);
}
