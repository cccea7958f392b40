#include "dossier/dossier_int.h"

#include "compare/compare.h"
#include "reader/reader.h"

#include <pthread.h>
#include <unistd.h>

enum { MAX_THREADS = 64, SLOTS_PER_THREAD = 2 };

/* One input on its way. Written by the caller's thread until it is given out, then by one worker until done is set. */
struct job {
    struct rd_arena arena;       /* copies of the blob */
    struct rd_blob blob;
    const char *note, *message;  /* of an input without a page */
    bool read;                   /* a worker shall read it; else it is settled already */
    bool done;
    bool loaded;                 /* reading holds something to free */
    struct rd_reading reading;
    int rc;
    struct rd_err err;
};

/* Jobs [head, tail) are under way; workers have taken those before `take`. Numbers only grow; slot = number % n_slots. */
struct pool {
    const struct rd_reader *reader;
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    struct job *slots;
    uint64_t n_slots, head, take, tail;
    bool stop;
};

static void *worker(void *p) {
    struct pool *pool = p;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (!pool->stop && pool->take == pool->tail) pthread_cond_wait(&pool->work, &pool->lock);
        if (pool->stop) break;
        struct job *j = &pool->slots[pool->take++ % pool->n_slots];
        pthread_mutex_unlock(&pool->lock);
        if (j->read) {
            j->rc = rd_reader_read(pool->reader, &j->blob, &j->reading, &j->err);
            j->loaded = true;
        }
        pthread_mutex_lock(&pool->lock);
        j->done = true;
        pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static void copy_blob(struct job *j, const struct rd_blob *b) {
    struct rd_arena *a = &j->arena;
    j->blob = *b;
    if (b->bytes) j->blob.bytes = rd_arena_dup(a, b->bytes, b->n);
    struct rd_str *s[] = {&j->blob.path, &j->blob.url, &j->blob.id, &j->blob.container, &j->blob.charset, &j->blob.date, &j->blob.outlet,
                          &j->blob.lang, &j->blob.source, &j->blob.target};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(s); i++) *s[i] = rd_arena_str(a, *s[i]);
}

static void job_free(struct job *j) {
    if (j->loaded) rd_reading_free(&j->reading);
    rd_arena_free(&j->arena);
    memset(j, 0, sizeof *j);
    rd_arena_init(&j->arena);
}

/* ---- the caller's thread ---- */

struct run {
    struct rd_store *s;
    const struct rd_add_opts *o;
    struct rd_add_counts *c;
    struct rd_err *err;
    struct pool pool;
    bool ended;                  /* the source has no more */
    int broke;                   /* ... because of this error: what came before it is still committed */
};

/* Takes one input from the source and puts it into a slot. What is there already in this version is not read again. */
static int pull(struct run *r) {
    struct rd_input in = {0};
    int rc = r->o->next(r->o->ctx, &in, r->err);
    if (rc <= 0) {
        r->ended = true;
        r->broke = rc;
        return RD_OK;
    }
    struct job *j = &r->pool.slots[r->pool.tail % r->pool.n_slots];
    copy_blob(j, &in.blob);
    if (!in.blob.bytes) {
        j->note = in.note ? in.note : "unreadable";
        j->message = in.message ? rd_arena_str(&j->arena, rd_str_of(in.message)).p : NULL;
    } else {
        bool there, same;
        rc = rd_store_has(r->s, j->blob.page_id, &r->o->version, &there, &same, r->err);
        if (rc) return rc;
        j->read = !same;
    }
    pthread_mutex_lock(&r->pool.lock);
    r->pool.tail++;
    pthread_cond_signal(&r->pool.work);
    pthread_mutex_unlock(&r->pool.lock);
    return RD_OK;
}

int rd_dossier_save(struct rd_store *s, const struct rd_reading *rd, const struct rd_version *v, int *saved, struct rd_err *err) {
    struct rd_arena a;
    rd_arena_init(&a);
    struct rd_str *keys = RD_NEW_N(&a, struct rd_str, rd->refs.n_entities + 1);
    for (uint32_t i = 0; i < rd->refs.n_entities; i++) keys[i] = rd_actor_key(&rd->refs.entities[i], &a);
    struct dossier_link d = {.s = s, .err = err};
    int64_t page = 0;
    bool there, same;
    rd_arena_init(&d.a);
    int rc = rd_store_begin(s, err);
    if (!rc) {
        rc = rd_store_has(s, rd->blob.page_id, v, &there, &same, err);
        if (!rc) rc = rd_store_page_key(s, rd->blob.page_id, &page, err);
        if (!rc && there && !same) rc = dossier_unlink_page(&d, page);
        if (!rc) rc = rd_store_save(s, rd, keys, v, saved, err);
        if (!rc && *saved != RD_SAVED_SAME) {
            rc = rd_store_page_key(s, rd->blob.page_id, &page, err);
            if (!rc) rc = dossier_link_page(&d, page, rd);
            if (!rc) rc = dossier_settle(&d);
        }
        rc = rd_store_end(s, rc, err);
    }
    rd_arena_free(&d.a);
    rd_arena_free(&a);
    return rc;
}

int rd_dossier_drop(struct rd_store *s, const char *page_id, struct rd_err *err) {
    struct dossier_link d = {.s = s, .err = err};
    int64_t page = 0;
    int rc = rd_store_begin(s, err);
    if (rc) return rc;
    rd_arena_init(&d.a);
    rc = rd_store_page_key(s, page_id, &page, err);
    if (!rc && page) rc = dossier_unlink_page(&d, page);
    if (!rc) rc = rd_store_drop(s, page_id, err);
    if (!rc) rc = dossier_settle(&d);
    rd_arena_free(&d.a);
    return rd_store_end(s, rc, err);
}

int rd_dossier_change(struct rd_store *s, const struct rd_row_change *c, struct rd_err *err) {
    struct dossier_link d = {.s = s, .err = err};
    int rc = rd_store_begin(s, err);
    if (rc) return rc;
    rd_arena_init(&d.a);
    rc = rd_store_change_add(s, c, err);
    if (!rc) rc = dossier_settle(&d);
    rd_arena_free(&d.a);
    return rd_store_end(s, rc, err);
}

int rd_dossier_undo(struct rd_store *s, int64_t id, struct rd_str who, struct rd_str at, struct rd_err *err) {
    struct dossier_link d = {.s = s, .err = err};
    int rc = rd_store_begin(s, err);
    if (rc) return rc;
    rd_arena_init(&d.a);
    rc = rd_store_change_undo(s, id, who, at, err);
    if (!rc) rc = dossier_settle(&d);
    rd_arena_free(&d.a);
    return rd_store_end(s, rc, err);
}

static void count(struct rd_add_counts *c, const struct job *j, int what) {
    uint64_t *n[] = {[RD_ADD_NEW] = &c->added, [RD_ADD_REPLACED] = &c->replaced, [RD_ADD_SAME] = &c->same, [RD_ADD_SKIPPED] = &c->skipped,
                     [RD_ADD_FAILED] = &c->failed};
    c->seen++;
    ++*n[what];
    if (what != RD_ADD_NEW && what != RD_ADD_REPLACED) return;
    c->bytes += j->blob.n;
    c->statements += j->reading.records.n_st;
    c->events += j->reading.records.n_ev;
    c->contacts += j->reading.records.n_ct;
    c->refused += j->reading.refused;
}

/* Commits the first job under way, which is done, and tells of it. */
static int commit(struct run *r, struct job *j) {
    int what = j->note ? RD_ADD_SKIPPED : !j->read ? RD_ADD_SAME : RD_ADD_NEW;
    const char *note = j->note;
    if (j->read && !j->rc) {
        int saved;
        j->rc = rd_dossier_save(r->s, &j->reading, &r->o->version, &saved, &j->err);
        if (j->rc == RD_ESTORE || j->rc == RD_EUSAGE) { /* the file, not the page */
            rd_err_where(&j->err, "%s", j->blob.page_id);
            if (r->err && !r->err->code) *r->err = j->err;
            return j->rc;
        }
        what = saved == RD_SAVED_REPLACED ? RD_ADD_REPLACED : saved == RD_SAVED_SAME ? RD_ADD_SAME : RD_ADD_NEW;
    }
    if (j->rc) {
        what = RD_ADD_FAILED;
        note = rd_code_name(j->rc);
    }
    count(r->c, j, what);
    if (!r->o->done) return RD_OK;
    struct rd_add_event e = {.blob = &j->blob, .what = what, .note = note, .message = j->rc ? j->err.msg : j->message, .counts = r->c};
    if (what == RD_ADD_NEW || what == RD_ADD_REPLACED) e.reading = &j->reading;
    return r->o->done(r->o->ctx, &e) ? rd_fail(r->err, RD_ECANCEL, "dossier", "stopped") : RD_OK;
}

static int drive(struct run *r) {
    struct pool *p = &r->pool;
    int rc = RD_OK;
    while (!rc) {
        pthread_mutex_lock(&p->lock);
        struct job *first = p->head < p->tail ? &p->slots[p->head % p->n_slots] : NULL;
        bool must = first && (r->ended || p->tail - p->head == p->n_slots);
        while (must && !first->done) pthread_cond_wait(&p->done, &p->lock);
        bool ready = first && first->done;
        pthread_mutex_unlock(&p->lock);
        if (ready) {
            rc = commit(r, first);
            job_free(first);
            p->head++;
            if (r->o->max_pages && r->c->added + r->c->replaced >= r->o->max_pages) break;
        } else if (!r->ended) {
            rc = pull(r);
        } else {
            break;
        }
    }
    return rc ? rc : r->broke;
}

static uint32_t workers(uint32_t asked) {
    long n = asked ? (long)asked : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MAX_THREADS ? MAX_THREADS : (uint32_t)n;
}

int rd_dossier_add(struct rd_store *s, const struct rd_reader *reader, const struct rd_add_opts *o, struct rd_add_counts *counts, struct rd_err *err) {
    struct run r = {.s = s, .o = o, .c = counts, .err = err};
    struct pool *p = &r.pool;
    struct rd_arena a;
    pthread_t thread[MAX_THREADS];
    uint32_t wanted = workers(o->threads), n = 0;
    int rc = RD_OK;
    memset(counts, 0, sizeof *counts);
    rd_arena_init(&a);
    p->reader = reader;
    p->n_slots = (uint64_t)wanted * SLOTS_PER_THREAD + 1;
    p->slots = RD_NEW_N(&a, struct job, p->n_slots);
    for (uint64_t i = 0; i < p->n_slots; i++) rd_arena_init(&p->slots[i].arena);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->done, NULL);
    while (n < wanted && pthread_create(&thread[n], NULL, worker, p) == 0) n++;
    rc = n ? drive(&r) : rd_fail(err, RD_EIO, "dossier", "cannot start a thread");
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (uint32_t i = 0; i < n; i++) pthread_join(thread[i], NULL);
    for (uint64_t i = 0; i < p->n_slots; i++) job_free(&p->slots[i]);
    pthread_cond_destroy(&p->done);
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->lock);
    rd_arena_free(&a);
    if (rc == RD_OK && counts->added + counts->replaced > 0) rc = rd_store_settle(s, err);
    return rc;
}
