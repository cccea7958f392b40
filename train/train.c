/* train.c - the order of training: labels, jackknifed tags, tags, lemmas, trees, names; then the model file. */
#include "train.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "model/model.h"
#include "card.h"
#include "distant.h"
#include "learn.h"
#include "lists.h"
#include "types/ud.h"
#include "neural.h"
#include "shorts_out.h"

#define OTHER_CASE 8u /* one in so many sentences with names trains in small letters too, and one in capitals */

static void copy_view(struct sview *to, const struct sview *from, struct rd_arena *a)
{
    *to = *from;
    to->upos = rd_arena_dup(a, from->upos, from->n + 1);
    to->bundle = rd_arena_dup(a, from->bundle, (from->n + 1) * sizeof *from->bundle);
}

static void pack_labels(struct pack *p, const struct learn_labels *l, struct rd_arena *a)
{
    p->n_bundle = l->n_bundle;
    p->bundle_upos = l->bundle_upos;
    p->bundles = RD_NEW_N(a, const char *, l->n_bundle);
    for (uint32_t i = 0; i < l->n_bundle; i++) p->bundles[i] = rd_arena_str(a, l->bundle_name[i]).p;
}

static struct sview *views_of(const struct corpus *c, const struct gazetteer *g, struct rd_arena *a)
{
    struct sview *v = RD_NEW_N(a, struct sview, c->n + 1);
    for (uint32_t i = 0; i < c->n; i++) decode_view(&v[i], c->sents[i].form, c->sents[i].n, g, a);
    return v;
}

/* Sentences are tagged by a tagger that did not see them; names' sentences by the tagger of their fold too. */
static void jackknife(struct learn_data *d, const struct corpus *names, struct sview *name_views, const struct learn_opts *o,
                      struct rd_arena *a)
{
    for (uint32_t i = 0; i < d->c->n; i++) copy_view(&d->jack[i], &d->view[i], a);
    for (uint32_t f = 0; f < LEARN_FOLDS; f++) {
        struct pack p;
        struct rd_arena tmp;
        rd_arena_init(&tmp);
        memset(&p, 0, sizeof p);
        pack_labels(&p, &d->labels, &tmp);
        learn_tags(&p, d, f, (o->tag_rounds + 1) / 2, o, &tmp);
        for (uint32_t i = 0; i < d->c->n; i++)
            if (d->c->sents[i].fold % LEARN_FOLDS == f) decode_tags(&p, &d->jack[i]);
        for (uint32_t i = 0; i < names->n; i++)
            if (names->sents[i].fold % LEARN_FOLDS == f) decode_tags(&p, &name_views[i]);
        rd_arena_free(&tmp);
    }
}

static void add_linear(struct rd_model_writer *w, const char *name, const struct linear *l)
{
    char full[32];
    snprintf(full, sizeof full, "%s.slots", name);
    rd_model_writer_add(w, full, RD_SEC_I32, (uint32_t[4]){l->cap, 2, 1, 1}, l->slots, 8ull * l->cap);
    snprintf(full, sizeof full, "%s.pairs", name);
    rd_model_writer_add(w, full, RD_SEC_I16, (uint32_t[4]){l->n_pairs, 2, 1, 1}, l->pairs, 4ull * l->n_pairs);
}

static void add_strings(struct rd_model_writer *w, const char *name, const struct rd_str *s, uint32_t n)
{
    struct rd_buf b;
    rd_buf_init(&b, 1u << 24);
    for (uint32_t i = 0; i < n; i++) {
        rd_buf_str(&b, s[i]);
        rd_buf_c(&b, 0);
    }
    rd_model_writer_add(w, name, RD_SEC_STRINGS, (uint32_t[4]){n, 1, 1, 1}, b.p, b.n);
    rd_buf_free(&b);
}

static void add_labels(struct rd_model_writer *w, const struct pack *p, const struct learn_labels *l, const struct train_job *job)
{
    struct rd_str lang = rd_str_of(job->lang);
    add_strings(w, "lang", &lang, 1);
    add_strings(w, "bundles", l->bundle_name, l->n_bundle);
    rd_model_writer_add(w, "bundle.upos", RD_SEC_I32, (uint32_t[4]){l->n_bundle, 1, 1, 1}, l->bundle_upos, 4ull * l->n_bundle);
    add_strings(w, "scripts", l->script_name, l->n_script);
    rd_model_writer_add(w, "lexicon.slots", RD_SEC_I32, (uint32_t[4]){p->lexicon.cap, 2, 1, 1}, p->lexicon.slots, 8ull * p->lexicon.cap);
    rd_model_writer_add(w, "lexicon.text", RD_SEC_STRINGS, (uint32_t[4]){1, 1, 1, 1}, p->lexicon.text, p->lexicon.n_text);
    add_linear(w, "lemma", &p->lemma);
    if (p->gaz.cap) rd_model_writer_add(w, "gazetteer", RD_SEC_I32, (uint32_t[4]){p->gaz.cap, 2, 1, 1}, p->gaz.slots, 8ull * p->gaz.cap);
    if (p->compounds.cap) rd_model_writer_add(w, "compounds", RD_SEC_I32, (uint32_t[4]){p->compounds.cap, 2, 1, 1}, p->compounds.slots, 8ull * p->compounds.cap);
    if (p->particle) rd_model_writer_add(w, "particle", RD_SEC_BYTES, (uint32_t[4]){1, 1, 1, 1}, "_", 1);
}

static int finish(struct rd_model_writer *w, const char *path, struct rd_err *err)
{
    char hash[65];
    int rc = rd_model_writer_save(w, path, hash, err);
    if (rc == RD_OK) printf("%s %s\n", path, hash);
    fflush(stdout);
    return rc;
}

static int save(const struct pack *p, const struct learn_labels *l, const struct train_job *job, struct rd_arena *a, struct rd_err *err)
{
    struct rd_model_writer *w = rd_model_writer_new(a);
    add_labels(w, p, l, job);
    add_linear(w, "upos", &p->upos);
    add_linear(w, "bundle", &p->bundle);
    if (p->has_trees) add_linear(w, "move", &p->move);
    if (p->has_trees) add_linear(w, "rel", &p->rel);
    if (p->has_names) add_linear(w, "name", &p->name);
    return finish(w, job->out, err);
}

struct net_saving { const struct pack *p; const struct learn_labels *l; const struct train_job *job; struct rd_err *err; };

/* Rows as bytes with a scale each, the rest as it is. */
static int save_net(struct neural *z, uint32_t epoch, void *arg)
{
    const struct net_saving *s = arg;
    struct rd_arena a;
    uint32_t d = z->net.dims.d, v[5 + ENC_MAX_BLOCKS] = {d, z->net.dims.n_block, z->net.dims.hp, z->net.dims.hl, z->net.dims.n_bundle};
    struct net mean = {0};
    net_lay_out(&mean, &z->net.dims, z->mean);
    if ((epoch + 1) % 3 != 0 && epoch + 1 != s->job->epochs) return RD_OK;
    rd_arena_init(&a);
    struct rd_model_writer *w = rd_model_writer_new(&a);
    int8_t *rows = rd_arena_zero(&a, (uint64_t)z->n_rows * d);
    float *scale = rd_arena_zero(&a, z->n_rows * sizeof *scale);
    for (uint32_t k = 0; k < ENC_MAX_BLOCKS; k++) v[5 + k] = z->net.dims.kind[k];
    for (uint32_t r = 0; r < z->n_rows; r++) {
        const float *x = z->rmean + (uint64_t)r * d;
        float top = 1e-12f;
        for (uint32_t j = 0; j < d; j++) top = x[j] > top ? x[j] : -x[j] > top ? -x[j] : top;
        scale[r] = top / 127.0f;
        for (uint32_t j = 0; j < d; j++) rows[(uint64_t)r * d + j] = (int8_t)(x[j] / scale[r] + (x[j] < 0 ? -0.5f : 0.5f));
    }
    add_labels(w, s->p, s->l, s->job);
    if (s->job->second) add_linear(w, "upos", &s->p->upos);
    if (s->job->second && s->p->has_names) add_linear(w, "name", &s->p->name);
    rd_model_writer_add(w, "net.shape", RD_SEC_I32, (uint32_t[4]){RD_ARRAY_LEN(v), 1, 1, 1}, v, sizeof v);
    shorts_out(w, &mean, &a);
    rd_model_writer_add(w, "net.dict", RD_SEC_I32, (uint32_t[4]){z->cap, 2, 1, 1}, z->dict, 8ull * z->cap);
    rd_model_writer_add(w, "net.rows", RD_SEC_I8, (uint32_t[4]){z->n_rows, d, 1, 1}, rows, (uint64_t)z->n_rows * d);
    rd_model_writer_add(w, "net.scale", RD_SEC_F32, (uint32_t[4]){z->n_rows, 1, 1, 1}, scale, 4ull * z->n_rows);
    int rc = finish(w, s->job->out, s->err);
    rd_arena_free(&a);
    return rc;
}

/* Typed proper nouns of the treebanks join the sentences that train names. */
static int add_distant(const struct train_job *job, struct corpus *c, struct corpus *names, const struct gazetteer *g, struct rd_err *err)
{
    struct corpus known;
    struct rd_str roles = RD_NONE;
    int rc = RD_OK;
    corpus_init(&known, c->arena);
    for (int i = 0; rc == RD_OK && i < job->n_known; i++) rc = corpus_add_iob2(&known, job->known[i], err);
    if (rc == RD_OK && job->roles) rc = corpus_read_file(&roles, job->roles, c->arena, err);
    if (rc != RD_OK) return rc;
    distant_names(c, &known, roles, g);
    for (uint32_t i = 0; i < c->n; i++) {
        *RD_PUSH(names->arena, names->sents, names->n, names->cap) = c->sents[i];
        names->words += c->sents[i].n;
    }
    return RD_OK;
}

static int add_names(struct corpus *names, struct rd_str path, struct rd_str skip, struct rd_err *err)
{
    return rd_str_ends(path, ".conllu") ? corpus_add_conllu(names, path.p, skip, err) : corpus_add_iob2(names, path.p, err);
}

/* Files of another kind of names, joined by commas. */
static int add_more(struct corpus *names, const char *list, uint8_t source, struct rd_str skip, struct rd_err *err)
{
    struct rd_str f[TRAIN_MAX_FILES];
    uint32_t from = names->n, n = rd_str_split(rd_str_of(list), ',', f, TRAIN_MAX_FILES);
    int rc = RD_OK;
    for (uint32_t i = 0; rc == RD_OK && i < n; i++) rc = add_names(names, rd_arena_str(names->arena, f[i]), skip, err);
    for (uint32_t i = from; i < names->n; i++) names->sents[i].source = source;
    return rc;
}

/* Some suites are tagged X from end to end: such sentences teach nothing. */
static void drop_untagged(struct corpus *c)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t x = 0;
        for (uint32_t k = 0; k < c->sents[i].n; k++) x += c->sents[i].upos[k] == RD_X;
        if (2 * x > c->sents[i].n) c->words -= c->sents[i].n;
        else c->sents[kept++] = c->sents[i];
    }
    c->n = kept;
}

static int load(const struct train_job *job, struct corpus *c, struct corpus *names, const struct gazetteer *g, struct rd_err *err)
{
    struct rd_str skip = RD_NONE;
    int rc = RD_OK;
    if (job->skip) rc = corpus_read_file(&skip, job->skip, c->arena, err);
    for (int i = 0; rc == RD_OK && i < job->n_files; i++) rc = corpus_add_conllu(c, job->files[i], skip, err);
    drop_untagged(c);
    for (int i = 0; rc == RD_OK && i < job->n_names; i++)
        rc = add_names(names, rd_str_of(job->names[i]), skip, err);
    for (int i = 0; rc == RD_OK && i < job->n_more; i++) rc = add_more(names, job->more[i], (uint8_t)(i + 1), skip, err);
    if (rc == RD_OK && job->n_known) rc = add_distant(job, c, names, g, err);
    if (rc == RD_OK && !job->quiet)
        fprintf(stderr, "%u sentences, %llu words; names: %u, %llu\n", (unsigned)c->n, (unsigned long long)c->words,
                (unsigned)names->n, (unsigned long long)names->words);
    return rc;
}

/* A sentence of the names' corpora that is one of the treebank word by word gives its names to that one. */
static bool same_words(const struct tsent *x, const struct tsent *y)
{
    if (x->n != y->n) return false;
    for (uint32_t i = 0; i < x->n; i++)
        if (!rd_str_eq(x->form[i], y->form[i])) return false;
    return true;
}

static struct rd_str capitals(struct rd_str s, struct rd_arena *a)
{
    struct rd_str r = rd_arena_str(a, s);
    for (uint32_t i = 0; i < r.n; i++)
        if (r.p[i] >= 'a' && r.p[i] <= 'z') ((char *)(uintptr_t)r.p)[i] -= 32;
    return r;
}

/* A name-bearing sentence in small letters or capitals, as the web and headlines write; NULL if it has no name. */
static const struct tsent *other_case(const struct tsent *s, bool upper, struct rd_arena *a)
{
    struct tsent *t = RD_NEW(a, struct tsent);
    uint32_t names = 0;
    *t = *s;
    t->form = RD_NEW_N(a, struct rd_str, s->n);
    for (uint32_t i = 0; i < s->n; i++) {
        t->form[i] = upper ? capitals(s->form[i], a) : rd_utf8_lower(s->form[i], a);
        names += s->bio[i] != BIO_O;
    }
    return names > 0 ? t : NULL;
}

static void add_cases(struct neural_item *items, uint32_t *n, const struct corpus *names, const struct gazetteer *g, struct rd_arena *a)
{
    for (uint32_t i = 0; i < names->n; i++) {
        const struct tsent *s = &names->sents[i], *t;
        uint32_t lot = s->fold % OTHER_CASE;
        if (s->n == 0 || s->source != 0 || lot > 1 || (t = other_case(s, lot == 1, a)) == NULL) continue;
        struct sview *v = RD_NEW(a, struct sview);
        decode_view(v, t->form, t->n, g, a);
        items[(*n)++] = (struct neural_item){t, v, NULL, false, true, 0};
    }
}

static struct neural_item *make_items(const struct learn_data *d, const struct corpus *names, const struct corpus *shapes,
                                      const struct gazetteer *g, uint32_t *n, struct rd_arena *a)
{
    struct sview *name_views = views_of(names, g, a), *shape_views = views_of(shapes, g, a);
    const struct corpus *c = d->c;
    struct neural_item *items = RD_NEW_N(a, struct neural_item, c->n + 2 * names->n + shapes->n + 1);
    struct rd_map by_fold;
    rd_map_init(&by_fold, a);
    for (uint32_t i = 0; i < c->n; i++) {
        items[i] = (struct neural_item){&c->sents[i], &d->view[i], d->labels.bundle[i], true, false, 0};
        *rd_map_put(&by_fold, rd_arena_printf(a, "%u", (unsigned)c->sents[i].fold), NULL) = i + 1;
    }
    *n = c->n;
    for (uint32_t i = 0; i < names->n; i++) {
        uint64_t at = 0;
        struct tsent *s = &names->sents[i];
        if (s->n == 0) continue;
        if (rd_map_get(&by_fold, rd_arena_printf(a, "%u", (unsigned)s->fold), &at) && same_words(s, &c->sents[at - 1]) &&
            !items[at - 1].names) {
            memcpy(c->sents[at - 1].bio, s->bio, s->n);
            items[at - 1].names = true;
            items[at - 1].source = s->source;
        } else {
            items[(*n)++] = (struct neural_item){s, &name_views[i], NULL, false, true, s->source};
        }
    }
    add_cases(items, n, names, g, a);
    for (uint32_t i = 0; i < shapes->n; i++)
        items[(*n)++] = (struct neural_item){&shapes->sents[i], &shape_views[i], NULL, true, false, 0};
    return items;
}

static int run_net(const struct train_job *job, struct learn_data *d, const struct corpus *names, const struct pack *p, struct rd_arena *a,
                   struct rd_err *err)
{
    struct neural *z = RD_NEW(a, struct neural);
    struct net_saving s = {p, &d->labels, job, err};
    struct neural_opts o = {.seed = job->seed, .epochs = job->epochs, .threads = job->threads, .batch_words = job->batch, .max_rows = job->rows,
                            .rate = (float)job->rate * 1e-5f, .drop = (float)job->drop / 100.0f, .quiet = job->quiet, .resume = job->resume,
                            .stop_after = job->stop_after, .checkpoint = rd_arena_printf(a, "%s.state", job->out).p};
    uint32_t n;
    o.dims = (struct net_dims){.d = job->width, .n_block = (uint32_t)strlen(job->net), .hp = job->hidden, .hl = job->hidden,
                               .n_bundle = (d->labels.n_bundle + 7) / 8 * 8, .n_more = (uint32_t)job->n_more};
    if (o.dims.n_block > ENC_MAX_BLOCKS || o.dims.d % 16 || o.dims.hp % 8 || o.dims.hp > NET_MAX_HIDDEN || strspn(job->net, "CS") != o.dims.n_block)
        return rd_fail(err, RD_EUSAGE, "train", "the shape of the network cannot be");
    memcpy(o.dims.kind, job->net, o.dims.n_block);
    struct corpus shapes;
    corpus_init(&shapes, a);
    for (int i = 0; i < job->n_shapes; i++) {
        int rc = corpus_add_conllu(&shapes, job->shapes[i], RD_NONE, err);
        if (rc != RD_OK) return rc;
    }
    corpus_mark_shapes(&shapes, 0);
    struct neural_item *items = make_items(d, names, &shapes, &p->gaz, &n, a);
    neural_init(z, &o, items, n);
    if (!job->quiet)
        fprintf(stderr, "network: %u sentences, %u rows, %llu dense weights\n", (unsigned)n, (unsigned)z->n_rows, (unsigned long long)z->n_dense);
    int rc = neural_train(z, &o, items, n, save_net, &s, err);
    neural_free(z);
    if (rc == RD_OK && job->stop_after == 0) remove(o.checkpoint);
    return rc;
}

static int run_linear(const struct train_job *job, struct learn_data *d, const struct corpus *names, struct pack *p, struct rd_arena *a,
                      const struct learn_opts *o, struct rd_err *err)
{
    struct sview *name_views = views_of(names, &p->gaz, a);
    jackknife(d, names, name_views, o, a);
    learn_tags(p, d, LEARN_FOLDS, o->tag_rounds, o, a);
    if (names->n) learn_names(p, names, name_views, o, a);
    if (job->net) return RD_OK; /* they stand beside the network */
    learn_trees(p, d, o, a);
    return save(p, &d->labels, job, a, err);
}

int train_run(const struct train_job *job, struct rd_err *err)
{
    struct rd_arena a;
    struct corpus c, names;
    struct pack p;
    struct learn_data d;
    bool particle = strcmp(job->lang, "nl") == 0;
    struct learn_opts o = {job->seed, job->rounds < 8 ? job->rounds : 8, job->rounds, 8, (uint64_t)job->budget_mb << 20, job->quiet};
    rd_arena_init(&a);
    corpus_init(&c, &a);
    corpus_init(&names, &a);
    memset(&p, 0, sizeof p);
    int rc = job->data ? lists_read(&p.gaz, job->data, job->lang, &a, err) : RD_OK;
    if (rc == RD_OK) rc = load(job, &c, &names, &p.gaz, err);
    if (rc == RD_OK) {
        memset(&d, 0, sizeof d);
        d.c = &c;
        learn_labels_make(&d.labels, &c, particle, &a);
        d.view = views_of(&c, &p.gaz, &a);
        d.jack = RD_NEW_N(&a, struct sview, c.n + 1);
        pack_labels(&p, &d.labels, &a);
        learn_lemmas(&p, &d, particle, &o, &a);
        if (!job->net || job->second) rc = run_linear(job, &d, &names, &p, &a, &o, err);
        if (rc == RD_OK && job->net) rc = run_net(job, &d, &names, &p, &a, err);
    }
    rd_arena_free(&a);
    if (rc == RD_OK && job->command && job->stop_after == 0) rc = card_write(job, err);
    return rc;
}
