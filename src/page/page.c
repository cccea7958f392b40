/* page.c - the order of the page's steps, and units -> rd_page.
 *   bytes -> source (charset.c) -> units (flat.c or html) -> roles, metadata -> text, blocks, map */
#include "page/flat_int.h"

#define SURE 0.5 /* of the language identifier, below which the page's own word counts */

void page_unit_look(struct page_unit *u) {
    struct rd_str t = u->text;
    bool in_word = false;
    u->words = u->cps = 0;
    for (uint32_t i = 0; i < t.n;) {
        uint32_t cp = rd_utf8_next(t, &i);
        u->cps++;
        bool word = cp < 0x80 ? cp != ' ' && !(cp < '0') : rd_cp_alpha(cp) || rd_cp_digit(cp);
        bool wide = cp >= 0x3040 && cp < 0xD7A4; /* scripts without blanks: two characters count as a word */
        if (wide)
            u->words += u->cps % 2;
        else if (word && !in_word)
            u->words++;
        in_word = cp != ' ' && (in_word || word);
    }
    u->ends = false;
    for (uint32_t at = t.n, tries = 0; at > 0 && tries < 4; tries++) {
        uint32_t start, cp = rd_utf8_prev(t, at, &start);
        if (rd_cp_quote(cp) || cp == ')' || cp == ']') {
            at = start;
            continue;
        }
        u->ends = cp == '.' || cp == '!' || cp == '?' || cp == 0x2026 || cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0x589 ||
                  cp == 0x61F || cp == 0x6D4 || (cp == ':' && u->words >= 12);
        break;
    }
    u->prose = (u->ends && u->words >= 6) || u->words >= 25;
}

static struct page_unit *new_unit(struct page_ctx *c) {
    if (c->n_units >= RD_MAX_BLOCKS) {
        c->cut = true;
        return NULL;
    }
    struct page_unit *u = RD_PUSH(c->a, c->units, c->n_units, c->cap_units);
    u->role = RD_ROLE_BODY;
    return u;
}

struct page_unit *page_unit_add(struct page_ctx *c, uint32_t beg, uint32_t end) {
    struct rd_arena_mark mark = rd_arena_mark(c->a);
    uint32_t room = (end - beg) * (c->src.damaged ? 3u : 1u) + 8;
    struct page_fold f = {.out = rd_arena_get(c->a, room), .first = UINT32_MAX};
    page_fold_run(&f, c->src.text, beg, end, false, UINT32_MAX);
    if (f.n == 0 || c->text_bytes + f.n > RD_MAX_TEXT) {
        c->cut = c->cut || f.n > 0;
        rd_arena_reset(c->a, mark);
        return NULL;
    }
    struct page_piece *piece = RD_NEW(c->a, struct page_piece);
    *piece = (struct page_piece){0, f.n, f.first, f.last};
    struct page_unit *u = new_unit(c);
    if (!u)
        return NULL;
    u->text = (struct rd_str){f.out, f.n};
    u->pieces = piece;
    u->n_pieces = 1;
    c->text_bytes += f.n + 1;
    page_unit_look(u);
    return u;
}

/* The source place of the character at byte `at` of a unit's text, or the place behind the last character before `at`. */
static uint32_t src_at(const struct page_ctx *c, const struct page_unit *u, uint32_t at, bool behind) {
    uint32_t k = 0;
    while (k + 1 < u->n_pieces && (behind ? u->pieces[k + 1].text < at : u->pieces[k + 1].text <= at))
        k++;
    const struct page_piece *p = &u->pieces[k];
    uint32_t into = at - p->text, room = (p->src_end - p->src) * 3 + 8;
    if (at <= p->text && !behind)
        return p->src;
    if (into >= p->len)
        return p->src_end;
    struct rd_arena_mark mark = rd_arena_mark(c->a);
    struct page_fold f = {.out = rd_arena_get(c->a, room), .first = UINT32_MAX};
    bool blank = u->text.p[at - 1] == ' ';
    /* A piece may begin with a blank, which the fold gives only behind something. */
    uint32_t lead = p->len && u->text.p[p->text] == ' ';
    uint32_t stop = into - lead - (blank && into > lead);
    uint32_t place = stop ? page_fold_range(&f, c->src.text, p->src, p->src_end, c->out->is_html, stop) : p->src;
    if (behind) {
        place = stop ? f.last : p->src;
    } else {
        f = (struct page_fold){.out = f.out, .first = UINT32_MAX};
        page_fold_range(&f, c->src.text, place, p->src_end, c->out->is_html, 1);
        place = f.first == UINT32_MAX ? p->src_end : f.first;
    }
    rd_arena_reset(c->a, mark);
    return place;
}

struct rd_span page_src_span(const struct page_ctx *c, const struct page_unit *u, uint32_t beg, uint32_t end) {
    if (!u || !u->n_pieces || beg >= end)
        return (struct rd_span){0, 0};
    return (struct rd_span){src_at(c, u, beg, false), src_at(c, u, end, true)};
}

struct rd_told page_told(const struct page_ctx *c, struct rd_str value, const struct page_unit *u, uint32_t beg, uint32_t end) {
    return (struct rd_told){value, page_src_span(c, u, beg, end)};
}

struct page_unit *page_unit_split(struct page_ctx *c, uint32_t i, uint32_t at) {
    struct page_unit head = c->units[i], tail = head;
    uint32_t end = at, beg = at;
    while (end > 0 && head.text.p[end - 1] == ' ')
        end--;
    while (beg < head.text.n && head.text.p[beg] == ' ')
        beg++;
    if (end == 0 || beg >= head.text.n || c->n_units >= RD_MAX_BLOCKS)
        return NULL;
    uint32_t head_src = src_at(c, &head, end, true), tail_src = src_at(c, &head, beg, false), k = 0;
    while (k + 1 < head.n_pieces && head.pieces[k + 1].text < end)
        k++;
    uint32_t t = k;
    while (t + 1 < head.n_pieces && head.pieces[t + 1].text <= beg)
        t++;
    tail.n_pieces = head.n_pieces - t;
    tail.pieces = rd_arena_dup(c->a, head.pieces + t, sizeof *tail.pieces * tail.n_pieces);
    tail.text = rd_str_sub(head.text, beg, head.text.n);
    for (uint32_t q = 0; q < tail.n_pieces; q++) {
        struct page_piece *p = &tail.pieces[q];
        if (q == 0) {
            p->len -= beg - p->text;
            p->text = beg;
            p->src = tail_src;
        }
        p->text -= beg;
    }
    head.n_pieces = k + 1;
    head.pieces = rd_arena_dup(c->a, head.pieces, sizeof *head.pieces * head.n_pieces);
    head.pieces[k].len = end - head.pieces[k].text;
    head.pieces[k].src_end = head_src;
    head.text = rd_str_sub(head.text, 0, end);
    if (!new_unit(c))
        return NULL;
    memmove(&c->units[i + 2], &c->units[i + 1], sizeof *c->units * (c->n_units - i - 2));
    page_unit_look(&head);
    page_unit_look(&tail);
    c->units[i] = head;
    c->units[i + 1] = tail;
    return &c->units[i + 1];
}

/* ---- putting the text together ---- */

static void add_segs(struct page_ctx *c, const struct page_unit *u, uint32_t at) {
    for (uint32_t k = 0; k < u->n_pieces; k++) {
        const struct page_piece *p = &u->pieces[k];
        if (p->len)
            c->out->segs[c->out->n_segs++] = (struct rd_seg){at + p->text, p->len, page_source_back(&c->src, p->src),
                                                             page_source_back(&c->src, p->src_end)};
    }
}

static void build_text(struct page_ctx *c) {
    struct rd_page *out = c->out;
    size_t bytes = 0, pieces = 0;
    for (uint32_t i = 0; i < c->n_units; i++) {
        bytes += c->units[i].text.n + 1;
        pieces += c->units[i].n_pieces;
    }
    char *text = rd_arena_get(c->a, bytes + 1);
    out->blocks = RD_NEW_N(c->a, struct rd_block, c->n_units + 1);
    out->segs = RD_NEW_N(c->a, struct rd_seg, pieces + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n_units; i++) {
        const struct page_unit *u = &c->units[i];
        if (i)
            text[n++] = '\n';
        memcpy(text + n, u->text.p, u->text.n);
        add_segs(c, u, n);
        out->blocks[out->n_blocks++] = (struct rd_block){u->role, u->copy, {n, n + u->text.n}, u->author};
        n += u->text.n;
    }
    text[n] = 0;
    out->text = (struct rd_str){text, n};
}

/* The unit and byte in the text for a place in the source; UINT32_MAX if no unit holds it. Units are in source order. */
static uint32_t text_at(const struct page_ctx *c, uint32_t src, bool behind) {
    uint32_t lo = 0, hi = c->n_units;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        const struct page_unit *u = &c->units[mid];
        uint32_t end = u->pieces[u->n_pieces - 1].src_end;
        if (behind ? end < src : end <= src)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo >= c->n_units || c->units[lo].pieces[0].src > src)
        return UINT32_MAX;
    const struct page_unit *u = &c->units[lo];
    uint32_t k = 0;
    while (k + 1 < u->n_pieces && (behind ? u->pieces[k].src_end < src : u->pieces[k].src_end <= src))
        k++;
    const struct page_piece *p = &u->pieces[k];
    struct rd_arena_mark mark = rd_arena_mark(c->a);
    struct page_fold f = {.out = rd_arena_get(c->a, (p->src_end - p->src) * 3 + 8), .first = UINT32_MAX};
    page_fold_range(&f, c->src.text, p->src, src < p->src ? p->src : src, c->out->is_html, UINT32_MAX);
    bool blank = !behind && f.space && f.n;
    rd_arena_reset(c->a, mark);
    uint32_t into = f.n + blank + (p->len && u->text.p[p->text] == ' ' && f.n && p->text);
    return c->out->blocks[lo].span.beg + p->text + (into < p->len ? into : p->len);
}

static void settle(const struct page_ctx *c, struct rd_span *s) {
    if (s->end == 0)
        return;
    uint32_t beg = text_at(c, s->beg, false), end = text_at(c, s->end, true);
    *s = beg == UINT32_MAX || end == UINT32_MAX || beg >= end ? (struct rd_span){0, 0} : (struct rd_span){beg, end};
}

static void settle_all(struct page_ctx *c) {
    struct rd_page *p = c->out;
    struct rd_told *one[] = {&p->title, &p->outlet, &p->section, &p->dateline, &p->canonical};
    for (size_t i = 0; i < RD_ARRAY_LEN(one); i++)
        settle(c, &one[i]->cite);
    for (uint32_t i = 0; i < p->n_authors; i++)
        settle(c, &p->authors[i].cite);
    for (uint32_t i = 0; i < p->n_cites; i++)
        settle(c, &p->cites[i].cite);
    settle(c, &p->published.cite);
    settle(c, &p->modified.cite);
}

/* ---- language, given fields, verdict ---- */

/* "en-GB", "en_GB" -> "gb" */
static void take_region(struct page_ctx *c, struct rd_str tag) {
    if (tag.n < 5 || (tag.p[2] != '-' && tag.p[2] != '_') || (tag.n > 5 && tag.p[5] != '-' && tag.p[5] != '_'))
        return;
    for (uint32_t i = 0; i < 2; i++)
        c->region[i] = (char)(tag.p[3 + i] | 32);
}

static void find_language(struct page_ctx *c, const struct rd_langid *langid) {
    struct rd_buf sample;
    rd_buf_init(&sample, 24000);
    for (int longer = 1; longer >= 0 && sample.n < 400; longer--)
        for (uint32_t i = 0; i < c->n_units && sample.n < 20000; i++)
            if ((int)c->units[i].prose == longer) {
                uint32_t room = 20000 - (uint32_t)sample.n;
                rd_buf_str(&sample, rd_str_sub(c->units[i].text, 0, room));
                rd_buf_c(&sample, '\n');
            }
    double sure = 0;
    struct rd_str told = c->blob->lang.n >= 2 ? c->blob->lang : c->out->lang, lang = RD_NONE;
    take_region(c, told);
    struct rd_str found = rd_langid_find(langid, rd_buf_view(&sample), &sure);
    if (c->opts && c->opts->lang.n)
        lang = c->opts->lang;
    else if (found.n && (sure >= SURE || !told.n))
        lang = found;
    else if (told.n)
        lang = told;
    rd_buf_free(&sample);
    if (lang.n) {
        uint32_t n = 0;
        while (n < lang.n && ((lang.p[n] | 32) >= 'a' && (lang.p[n] | 32) <= 'z'))
            n++;
        lang = rd_utf8_lower(rd_str_sub(lang, 0, n), c->a);
    }
    c->out->lang = lang.n ? lang : RD_NONE;
    if (lang.n)
        c->langs[c->n_langs++] = lang;
    static const char *const ALSO[] = {"en", "nl"};
    for (size_t i = 0; i < RD_ARRAY_LEN(ALSO); i++)
        if (!rd_str_is(lang, ALSO[i]))
            c->langs[c->n_langs++] = rd_str_of(ALSO[i]);
}

void page_given(struct page_ctx *c) {
    struct rd_page *p = c->out;
    if (c->blob->outlet.n)
        p->outlet.value = rd_arena_str(c->a, c->blob->outlet);
    if (c->blob->date.n && !page_date_machine(c, c->blob->date, &p->published))
        rd_note_add(&p->notes, c->a, "bad-date", (struct rd_span){0, 0}, "the given date \"%.*s\" is none",
                    RD_S(rd_str_sub(c->blob->date, 0, c->blob->date.n < 60 ? c->blob->date.n : 60)));
}

/* "Subscribe to read on", behind the first paragraph. */
static bool is_wall(const struct page_ctx *c, const struct page_unit *u) {
    struct page_words w;
    struct page_hit hit;
    if (u->role != RD_ROLE_FURNITURE || u->words < 3 || u->words > 25)
        return false;
    page_words_of(&w, u->text);
    return page_furniture(c, &w, &hit) && rd_str_is(hit.kind, "login");
}

static void flat_verdict(struct page_ctx *c) {
    uint32_t prose = 0, others = 0, main_cps = 0;
    bool wall = false;
    for (uint32_t i = 0; i < c->n_units; i++) {
        const struct page_unit *u = &c->units[i];
        bool in = u->role == RD_ROLE_LEAD || u->role == RD_ROLE_BODY || u->role == RD_ROLE_QUOTE;
        prose += in && u->prose;
        others += !u->prose;
        main_cps += in ? u->cps : 0;
        wall = wall || (prose && is_wall(c, u));
    }
    c->out->verdict = main_cps == 0 ? RD_VERDICT_EMPTY
                      : prose == 0 && others > 12 ? RD_VERDICT_INDEX
                      : wall && prose <= 3 && main_cps < 1000 ? RD_VERDICT_STUB
                                                  : RD_VERDICT_ARTICLE;
}

static bool looks_html(struct rd_str s) {
    static const char *const TAGS[] = {"<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<meta", "<script", "<article"};
    uint32_t end = s.n < 4096 ? s.n : 4096, hits = 0;
    for (uint32_t i = 0; i < end; i++)
        for (size_t k = 0; s.p[i] == '<' && k < RD_ARRAY_LEN(TAGS); k++) {
            uint32_t n = (uint32_t)strlen(TAGS[k]), m = 0;
            while (m < n && i + m < end && (s.p[i + m] == TAGS[k][m] || (s.p[i + m] >= 'A' && s.p[i + m] <= 'Z' && s.p[i + m] + 32 == TAGS[k][m])))
                m++;
            if (m == n && (k < 2 || ++hits >= 2))
                return true;
        }
    return false;
}

static void notes_of_source(struct page_ctx *c) {
    const struct rd_span nowhere = {0, 0};
    if (c->src.guessed)
        rd_note_add(&c->out->notes, c->a, "charset-guessed", nowhere, "read as %s", c->src.charset);
    if (c->src.damaged)
        rd_note_add(&c->out->notes, c->a, "charset-damaged", nowhere, "some bytes are not %s", c->src.charset);
    if (c->cut)
        rd_note_add(&c->out->notes, c->a, "too-long", nowhere, "the page is over a limit and was cut");
}

int rd_page_read(struct rd_page *out, const struct rd_blob *in, const struct rd_lex *lex, const struct rd_langid *langid,
                 const struct rd_opts *o, struct rd_arena *a, struct rd_err *err) {
    memset(out, 0, sizeof *out);
    if (in->n > RD_MAX_BLOB)
        return rd_fail(err, RD_ELIMIT, "page", "%zu bytes are over the limit", in->n);
    struct page_ctx c = {.a = a, .out = out, .blob = in, .lex = lex, .opts = o};
    struct rd_str raw = {(const char *)in->bytes, (uint32_t)in->n};
    bool html = in->media == RD_MEDIA_HTML || (in->media == RD_MEDIA_UNKNOWN && looks_html(raw));
    int rc = page_source_read(&c.src, in, html, a, err);
    if (rc)
        return rc;
    if (!html && in->media == RD_MEDIA_UNKNOWN && c.src.decoded)
        html = looks_html(c.src.text); /* UTF-16 hides its tags */
    out->is_html = html;
    out->charset = c.src.charset;
    if (html) {
        page_html_units(&c);
        find_language(&c, langid);
        page_html_roles(&c);
    } else {
        page_flat_units(&c);
        find_language(&c, langid);
        page_given(&c);
        page_flat_roles(&c);
        flat_verdict(&c);
    }
    build_text(&c);
    settle_all(&c);
    notes_of_source(&c);
    page_signature(out, a);
    return RD_OK;
}

int rd_page_lines_read(struct rd_page_lines *out, const struct rd_blob *in, const struct rd_lex *lex, const struct rd_langid *langid,
                       struct rd_arena *a, struct rd_err *err) {
    struct rd_page page = {.text = RD_NONE};
    struct page_ctx c = {.a = a, .out = &page, .blob = in, .lex = lex};
    memset(out, 0, sizeof *out);
    int rc = page_source_read(&c.src, in, false, a, err);
    if (rc)
        return rc;
    page_flat_units(&c);
    find_language(&c, langid);
    page_flat_rules(&c);
    struct page_look *looks = page_looks(&c);
    struct page_line *lines = page_lines(&c, looks, page_find_region(&c, looks, true));
    out->n = c.n_units;
    out->line = RD_NEW_N(a, struct rd_page_line, c.n_units + 1);
    for (uint32_t i = 0; i < c.n_units; i++)
        out->line[i] = (struct rd_page_line){c.units[i].pieces[0].src, c.units[i].pieces[0].src_end, lines[i].f, lines[i].n};
    return RD_OK;
}
