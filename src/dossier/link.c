/* What a page does to all that is worked out over pages: it asks compare/, and tells store/ the answers. */
#include "dossier/dossier_int.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "compare/compare.h"
#include "compare/disputes.h"
#include "compare/origins.h"
#include "compare/positions.h"
#include "compare/stories.h"

/* ---- origins ---- */

static const char article_mark[] = "article";

/* Beside the fact's own fields: cites are its actors, the outlet its issue, the facts a line of numbers. */
static void origin_put(struct rd_fact *f, const struct rd_origin_in *o, struct rd_arena *a) {
    struct rd_buf b;
    rd_buf_init(&b, 64u << 10);
    if (o->article) rd_buf_z(&b, article_mark);
    for (uint32_t i = 0; i < o->n_facts; i++) {
        rd_buf_c(&b, '\n');
        rd_buf_u64(&b, o->facts[i]);
    }
    f->given = rd_arena_str(a, rd_buf_view(&b));
    rd_buf_free(&b);
    f->dated = o->dated;
    f->first = f->last = o->dated ? o->day : 0;
    f->sort = o->dated ? o->day : INT32_MAX;
    f->tie = (f->tie >> 1) | (o->n_cites ? (int64_t)1 << 59 : 0); /* as rd_origin_before has it */
    f->actors = RD_NEW_N(a, struct rd_str, o->n_cites + 1);
    for (uint32_t i = 0; i < o->n_cites && i < RD_MAX_FACTS; i++) f->actors[f->n_actors++] = o->cites[i];
    f->issues = RD_NEW_N(a, struct rd_str, 1);
    if (o->outlet.n) f->issues[f->n_issues++] = o->outlet;
}

static void origin_get(struct rd_origin_in *o, const struct rd_fact *f, struct rd_arena *a) {
    *o = (struct rd_origin_in){.id = f->id, .dated = f->dated, .day = f->first, .sig = f->signature, .n_sig = f->n_signature, .lang = f->lang, .cites = f->actors, .n_cites = f->n_actors};
    if (f->n_issues) o->outlet = f->issues[0];
    o->article = rd_str_starts(f->given, article_mark);
    struct rd_str line[RD_ORIGIN_FACTS + 1];
    uint32_t n = f->given.n ? rd_str_split(f->given, '\n', line, RD_ORIGIN_FACTS + 1) : 0;
    uint64_t *v = RD_NEW_N(a, uint64_t, n + 1);
    for (uint32_t i = 1; i < n; i++) {
        if (rd_str_uint(line[i], UINT64_MAX, &v[o->n_facts])) o->n_facts++;
    }
    o->facts = v;
}

static int same_origin(const struct rd_fact *a, const struct rd_fact *b, struct rd_str *why, struct rd_arena *scratch) {
    struct rd_origin_in x, y;
    struct rd_origin_link l;
    origin_get(&x, a, scratch);
    origin_get(&y, b, scratch);
    if (!rd_origin_same(&x, &y, &l)) return 0;
    const char *how = rd_origin_how_name(l.how);
    *why = l.credit.n ? rd_arena_printf(scratch, "%s; credits %.*s", how ? how : "", RD_S(l.credit)) : rd_arena_printf(scratch, "%s", how ? how : "");
    int per_cent = (l.held > l.alike ? l.held : l.alike) / 10;
    return per_cent < 1 ? 1 : per_cent > 100 ? 100 : per_cent;
}

/* ---- stories and calls ---- */

static struct rd_story_in story_of(const struct rd_fact *f) {
    return (struct rd_story_in){.page = f->id, .lang = f->lang, .dated = f->dated, .day = f->first, .actors = f->actors, .n_actors = f->n_actors, .issues = f->issues,
                                .n_issues = f->n_issues, .contacts = f->contacts, .n_contacts = f->n_contacts, .signature = f->signature, .n_signature = f->n_signature};
}

static int same_call(const struct rd_fact *a, const struct rd_fact *b, struct rd_arena *scratch) {
    struct rd_contact_in in[2];
    uint32_t group[2];
    const struct rd_fact *f[2] = {a, b};
    for (uint32_t i = 0; i < 2; i++) {
        in[i] = (struct rd_contact_in){.kind = f[i]->kind, .keys = f[i]->actors, .n_keys = f[i]->n_actors, .dated = f[i]->dated, .first = f[i]->first, .last = f[i]->last,
                                       .page = i && b->page != a->page};
    }
    return rd_contact_groups(in, 2, group, scratch) == 1 ? 100 : 0;
}

int dossier_same(int group, const struct rd_fact *a, const struct rd_fact *b, struct rd_str *why, struct rd_arena *scratch) {
    if (group == RD_GROUP_ORIGIN) return same_origin(a, b, why, scratch);
    if (group == RD_GROUP_CALL) return same_call(a, b, scratch);
    struct rd_story_in x = story_of(a), y = story_of(b);
    const char *line = NULL;
    int score = rd_story_same(&x, &y, &line);
    *why = rd_str_of(line);
    return score >= 50 ? score : 0;
}

/* Pairs of participants on each day it may have been; and its page, for what one page tells twice. */
static uint32_t call_keys(const struct rd_fact *f, uint64_t *keys) {
    uint32_t n = 0;
    int32_t last = f->last - f->first > 3 ? f->first - 1 : f->last;
    keys[n++] = rd_hash64(f->id.p, f->id.n, 21);
    for (int32_t day = f->first; f->dated && day <= last; day++) {
        for (uint32_t i = 0; i < f->n_actors; i++) {
            for (uint32_t k = i + 1; k < f->n_actors && n < RD_MAX_CALL_KEYS; k++) {
                uint64_t pair = rd_hash_mix(rd_hash64(f->actors[i].p, f->actors[i].n, 22), rd_hash64(f->actors[k].p, f->actors[k].n, 23));
                keys[n++] = rd_hash_mix(pair, (uint64_t)(int64_t)day);
            }
        }
    }
    return n;
}

/* ---- who published it ---- */

enum { ORGAN_WORD = 5, MAX_WORDS = 32 };

/* Words of a name, in any case. */
static uint32_t words_of(struct rd_str name, struct rd_str *out, struct rd_arena *a) {
    struct rd_str low = rd_utf8_bare(name, a);
    uint32_t n = 0;
    for (uint32_t i = 0; i < low.n && n < MAX_WORDS;) {
        uint32_t beg = i, end = i;
        while (i < low.n) {
            uint32_t cp = rd_utf8_next(low, &i);
            if (!rd_cp_alpha(cp) && !rd_cp_digit(cp)) break;
            end = i;
        }
        if (end > beg) out[n++] = rd_str_sub(low, beg, end);
    }
    return n;
}

static bool all_in(const struct rd_str *few, uint32_t n, const struct rd_str *v, uint32_t m) {
    for (uint32_t i = 0; i < n; i++) {
        bool there = false;
        for (uint32_t k = 0; k < m && !there; k++) there = rd_str_eq(few[i], v[k]);
        if (!there) return false;
    }
    return n > 0;
}

static bool share_long(const struct rd_str *x, uint32_t n, const struct rd_str *y, uint32_t m) {
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; x[i].n >= ORGAN_WORD && k < m; k++) {
            if (rd_str_eq(x[i], y[k])) return true;
        }
    }
    return false;
}

/* Does a role or body on the page have a word of the publisher's name ("Press Service of the President")? Newspapers have no such words. */
static bool of_office(const struct rd_entity *e, const struct rd_str *name, uint32_t n, struct rd_arena *a) {
    struct rd_str w[MAX_WORDS];
    if (share_long(name, n, w, words_of(e->role, w, a)) || share_long(name, n, w, words_of(e->org, w, a))) return true;
    for (uint32_t i = 0; i < e->n_titles; i++) {
        if (share_long(name, n, w, words_of(e->titles[i], w, a))) return true;
    }
    return false;
}

/* How many statements of the page a side makes. */
static uint32_t said_by(const struct rd_reading *rd, struct rd_str side) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < rd->records.n_st; i++) n += rd_str_eq(rd->records.st[i].speaker.side, side);
    return n;
}

/* The side whose organ a name is: it names the country and an office, or an office that people of one side on the page have; where people of
 * several sides have it ("the President"), the one whose words the page tells most. */
static struct rd_str organ_of(const struct rd_reading *rd, struct rd_str name, struct rd_arena *a) {
    struct rd_str own[MAX_WORDS], w[MAX_WORDS], best = RD_NONE, land = RD_NONE;
    uint32_t n = words_of(name, own, a), most = 0;
    bool office = false, tie = false;
    if (n < 2) return RD_NONE;
    for (uint32_t i = 0; i < rd->refs.n_entities; i++) {
        const struct rd_entity *e = &rd->refs.entities[i];
        bool mine = of_office(e, own, n, a);
        office |= mine;
        if (!e->side.n) continue;
        if (e->kind == RD_ENT_ORG && all_in(own, n, w, words_of(e->name, w, a))) return e->side;
        if (e->kind != RD_ENT_PERSON && !land.p) {
            bool named = all_in(w, words_of(e->name, w, a), own, n);
            for (uint32_t k = 0; k < e->n_names && !named; k++) named = all_in(w, words_of(e->names[k], w, a), own, n);
            if (named) land = e->side;
        }
        if (!mine || e->kind != RD_ENT_PERSON) continue;
        uint32_t said = 1 + said_by(rd, e->side);
        tie = (tie && said <= most) || (best.p && said == most && !rd_str_eq(best, e->side));
        if (said <= most) continue;
        most = said;
        best = e->side;
    }
    return land.p ? (office ? land : RD_NONE) : tie ? RD_NONE : best;
}

struct rd_str dossier_publisher(const struct rd_reading *rd, struct rd_arena *a) {
    const struct rd_page *p = &rd->page;
    struct rd_str out = rd->records.publisher;
    if (!out.p) out = organ_of(rd, p->outlet.value, a);
    for (uint32_t i = 0; i < p->n_authors && i < MAX_WORDS && !out.p; i++) out = organ_of(rd, p->authors[i].value, a);
    return out;
}

/* ---- a page ---- */

static int link_group(struct dossier_link *d, int group, int64_t page, const struct rd_reading *rd) {
    struct rd_arena_mark m = rd_arena_mark(&d->a);
    uint64_t keys[RD_ORIGIN_BANDS + RD_ORIGIN_RELAYS + RD_STORY_KEYS + RD_MAX_CALL_KEYS];
    struct rd_fact *f;
    uint32_t n;
    int rc = rd_store_facts_make(d->s, group, page, &d->a, &f, &n, d->err);
    for (uint32_t i = 0; i < n && !rc; i++) {
        uint32_t k = 0;
        if (group == RD_GROUP_ORIGIN) {
            struct rd_origin_in o;
            rd_origin_of(&o, rd, &d->a);
            k = rd_origin_bands(o.sig, o.n_sig, keys);
            k += rd_origin_relay_keys(&o, keys + k);
            origin_put(&f[i], &o, &d->a);
        } else if (group == RD_GROUP_STORY) {
            struct rd_story_in in = story_of(&f[i]);
            k = rd_story_keys(&in, keys);
        } else {
            k = call_keys(&f[i], keys);
        }
        rc = dossier_enter(d, group, &f[i], keys, k);
    }
    rd_arena_reset(&d->a, m);
    return rc;
}

int dossier_link_page(struct dossier_link *d, int64_t page, const struct rd_reading *rd) {
    struct rd_arena_mark m = rd_arena_mark(&d->a);
    struct rd_str side = dossier_publisher(rd, &d->a);
    int rc = side.p ? rd_store_publisher_set(d->s, page, side, d->err) : RD_OK;
    rd_arena_reset(&d->a, m);
    for (int g = 0; g < RD_N_GROUPS && !rc; g++) rc = link_group(d, g, page, rd);
    return rc;
}

int dossier_unlink_page(struct dossier_link *d, int64_t page) {
    int rc = RD_OK;
    for (int g = 0; g < RD_N_GROUPS && !rc; g++) {
        struct rd_arena_mark m = rd_arena_mark(&d->a);
        int64_t *node;
        uint32_t n;
        rc = rd_store_fact_nodes(d->s, g, page, &d->a, &node, &n, d->err);
        for (uint32_t i = 0; i < n && !rc; i++) rc = dossier_leave(d, g, node[i]);
        rd_arena_reset(&d->a, m);
    }
    return rc;
}

/* ---- what was touched ---- */

static struct rd_position position_of(const struct rd_ledger_entry *e, struct rd_arena *a) {
    struct rd_position_claim *c = RD_NEW_N(a, struct rd_position_claim, e->n_claims + 1);
    for (uint32_t i = 0; i < e->n_claims; i++) c[i] = (struct rd_position_claim){e->claims[i].type, e->claims[i].key, e->claims[i].value};
    return (struct rd_position){.lang = e->lang, .words = e->words, .lemmas = e->lemmas, .condition = e->condition, .stance = e->stance, .negated = e->negated, .denied = e->denied,
                                .modality = e->modality, .cameo = e->cameo, .claims = c, .n_claims = e->n_claims};
}

/* Entries at and behind [from, to] are set against those before them; the last of them moves at most RD_POSITION_WINDOW behind `to`. */
static int ledger(struct dossier_link *d, const struct rd_touched_entry *from, const struct rd_touched_entry *to) {
    struct rd_arena_mark m = rd_arena_mark(&d->a);
    struct rd_ledger_entry *v;
    uint32_t n, first;
    int rc = rd_store_ledger(d->s, from, to, RD_POSITION_WINDOW, RD_POSITION_WINDOW, &d->a, &v, &n, &first, d->err);
    struct rd_position *p = RD_NEW_N(&d->a, struct rd_position, n + 1);
    for (uint32_t i = 0; i < n; i++) p[i] = position_of(&v[i], &d->a);
    for (uint32_t i = first; i < n && !rc; i++) {
        const struct rd_position *earlier[RD_POSITION_WINDOW];
        uint32_t k = 0;
        int32_t against = -1;
        while (k < RD_POSITION_WINDOW && k < i) {
            earlier[k] = &p[i - 1 - k];
            k++;
        }
        int move = rd_position_move(earlier, k, &p[i], &against, &d->a);
        bool set = against >= 0 && (uint32_t)against < k;
        rc = rd_store_move_set(d->s, &v[i], move, set ? v[i - 1 - (uint32_t)against].at.record : 0, d->err);
    }
    rd_arena_reset(&d->a, m);
    return rc;
}

static int disputes(struct dossier_link *d, int64_t key) {
    struct rd_arena_mark m = rd_arena_mark(&d->a);
    struct rd_claim_row *v;
    uint32_t n, n_set = 0, camps = 0;
    const char *why = NULL;
    int rc = rd_store_claims(d->s, key, &d->a, &v, &n, d->err);
    struct rd_claim_in *in = RD_NEW_N(&d->a, struct rd_claim_in, n + 1);
    uint32_t *side_of = RD_NEW_N(&d->a, uint32_t, n + 1);
    struct rd_camp_set *set = RD_NEW_N(&d->a, struct rd_camp_set, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        in[i] = (struct rd_claim_in){.type = v[i].type, .key = v[i].key, .value = v[i].value, .side = v[i].side, .origin = v[i].origin, .dated = v[i].dated, .first = v[i].first,
                                     .last = v[i].last, .lang = v[i].lang, .confidence = v[i].confidence};
    }
    if (!rc && n > 1) camps = rd_dispute_camps(in, n, side_of, &why, &d->a);
    for (uint32_t i = 0; i < n && camps; i++) {
        bool there = side_of[i] == UINT32_MAX;
        for (uint32_t k = 0; k < n_set && !there; k++) there = set[k].value_key == v[i].value_key;
        if (!there) set[n_set++] = (struct rd_camp_set){v[i].value_key, side_of[i]};
    }
    if (!rc) rc = rd_store_camps_set(d->s, key, set, n_set, camps, why, d->err);
    rd_arena_reset(&d->a, m);
    return rc;
}

int dossier_settle(struct dossier_link *d) {
    struct rd_arena_mark m = rd_arena_mark(&d->a);
    struct rd_touched_entry *e;
    int64_t *claims;
    uint32_t n, n_claims;
    int rc = rd_store_touched(d->s, &d->a, &e, &n, &claims, &n_claims, d->err);
    for (uint32_t i = 0, k; i < n && !rc; i = k) {
        for (k = i + 1; k < n && e[k].actor == e[i].actor && e[k].issue == e[i].issue && e[k].ord == e[i].ord;) k++;
        rc = ledger(d, &e[i], &e[k - 1]);
    }
    for (uint32_t i = 0; i < n_claims && !rc; i++) rc = disputes(d, claims[i]);
    rd_arena_reset(&d->a, m);
    return rc;
}
