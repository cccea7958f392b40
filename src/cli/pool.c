/* pool.c - reads pages on several threads and writes what comes of them in the order of the input.
 *   intake (caller's thread) -> ring of jobs -> workers: read, print into the job's buffer -> whoever finishes the oldest job
 *   writes it and those behind it that are done
 * A job owns copies of its page's bytes and strings, since intake's live until its next call only. */
#include "cli/shared.h"
#include "base/limits.h"

#include <pthread.h>
#include <unistd.h>

enum { MAX_THREADS = 256 };

struct job {
    struct rd_arena arena;     /* the item's bytes and strings, scratch of printing */
    struct rd_item item;
    struct rd_buf out;
    struct rd_tally tally;
    bool full, done;
};
struct pool {
    const struct cli_pool_opts *o;
    pthread_mutex_t lock;      /* of everything below */
    pthread_cond_t changed;
    struct job *jobs;          /* [n_jobs] ring; job number k lies at k % n_jobs */
    uint32_t n_jobs;
    uint64_t put, taken, written; /* numbers of jobs */
    bool closed;               /* no more jobs will come */
    bool writing;              /* somebody is in o->write */
    int stop;                  /* what o->write returned */
};

uint32_t cli_cores(void) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MAX_THREADS ? MAX_THREADS : (uint32_t)n;
}

static void copy_item(struct job *j, const struct rd_item *item) {
    struct rd_arena *a = &j->arena;
    struct rd_blob *b = &j->item.blob;
    j->item = *item;
    struct rd_str *strings[] = {&b->path, &b->url, &b->id, &b->container, &b->charset, &b->date, &b->outlet, &b->lang,
                                &b->source, &b->target};
    for (size_t i = 0; i < RD_ARRAY_LEN(strings); i++)
        *strings[i] = rd_arena_str(a, *strings[i]);
    if (b->bytes)
        b->bytes = rd_arena_dup(a, b->bytes, b->n);
}

static void work(const struct cli_pool_opts *o, struct job *j) {
    struct rd_err err = {0};
    struct rd_reading reading;
    j->tally = (struct rd_tally){0};
    rd_map_init(&j->tally.skipped, &j->arena);
    if (!j->item.blob.bytes) {
        o->print(o->ctx, &j->out, &j->item, NULL, NULL, &j->tally, &j->arena);
        return;
    }
    if (rd_reader_read(o->reader, &j->item.blob, &reading, &err) != RD_OK) {
        o->print(o->ctx, &j->out, &j->item, NULL, &err, &j->tally, &j->arena);
        return;
    }
    o->print(o->ctx, &j->out, &j->item, &reading, NULL, &j->tally, &j->arena);
    rd_reading_free(&reading);
}

static void job_clear(struct job *j) {
    rd_buf_clear(&j->out);
    rd_arena_free(&j->arena);
    j->full = j->done = false;
}

static void write_done(struct pool *p) {
    if (p->writing)
        return;
    p->writing = true;
    while (p->written < p->put && p->jobs[p->written % p->n_jobs].done) {
        struct job *j = &p->jobs[p->written % p->n_jobs];
        int stop = p->stop;
        if (!stop) {
            pthread_mutex_unlock(&p->lock);
            stop = p->o->write(p->o->ctx, &j->out, &j->tally);
            pthread_mutex_lock(&p->lock);
        }
        p->stop = stop;
        job_clear(j);
        p->written++;
        pthread_cond_broadcast(&p->changed);
    }
    p->writing = false;
}

static void *worker(void *arg) {
    struct pool *p = arg;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->taken == p->put && !p->closed)
            pthread_cond_wait(&p->changed, &p->lock);
        if (p->taken == p->put)
            break;
        struct job *j = &p->jobs[p->taken++ % p->n_jobs];
        bool skip = p->stop != 0;
        pthread_mutex_unlock(&p->lock);
        if (!skip)
            work(p->o, j);
        pthread_mutex_lock(&p->lock);
        j->done = true;
        write_done(p);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* The caller's thread: fills the ring. */
static int feed(struct cli *c, struct pool *p, struct rd_intake *in) {
    struct rd_item item;
    struct rd_err err = {0};
    int rc;
    while ((rc = rd_intake_next(in, &item, &err)) == 1) {
        pthread_mutex_lock(&p->lock);
        while (p->jobs[p->put % p->n_jobs].full && !p->stop)
            pthread_cond_wait(&p->changed, &p->lock);
        bool stop = p->stop != 0;
        pthread_mutex_unlock(&p->lock);
        if (stop)
            break;
        struct job *j = &p->jobs[p->put % p->n_jobs];
        j->full = true;
        copy_item(j, &item);
        pthread_mutex_lock(&p->lock);
        p->put++;
        pthread_cond_broadcast(&p->changed);
        pthread_mutex_unlock(&p->lock);
    }
    return rc < 0 ? cli_fail_err(c, c->cmd->name, &err) : 0;
}

static int run_alone(struct cli *c, struct rd_intake *in, const struct cli_pool_opts *o) {
    struct job j = {0};
    struct rd_err err = {0};
    int rc = 0, more = 0;
    rd_arena_init(&j.arena);
    rd_buf_init(&j.out, RD_MAX_JSON_OUT);
    while (rc == 0 && (more = rd_intake_next(in, &j.item, &err)) == 1) {
        work(o, &j);
        rc = o->write(o->ctx, &j.out, &j.tally);
        job_clear(&j);
    }
    rd_buf_free(&j.out);
    rd_arena_free(&j.arena);
    return more < 0 ? cli_fail_err(c, c->cmd->name, &err) : rc;
}

int cli_pool_run(struct cli *c, struct rd_intake *in, const struct cli_pool_opts *o) {
    uint32_t n = o->threads > MAX_THREADS ? MAX_THREADS : o->threads, started = 0;
    if (n <= 1)
        return run_alone(c, in, o);
    struct pool p = {.o = o, .n_jobs = 2 * n};
    pthread_t threads[MAX_THREADS];
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.changed, NULL);
    p.jobs = RD_NEW_N(&c->arena, struct job, p.n_jobs);
    for (uint32_t i = 0; i < p.n_jobs; i++) {
        rd_arena_init(&p.jobs[i].arena);
        rd_buf_init(&p.jobs[i].out, RD_MAX_JSON_OUT);
    }
    while (started < n && pthread_create(&threads[started], NULL, worker, &p) == 0)
        started++;
    int rc = started ? feed(c, &p, in) : cli_fail(c, CLI_SOFTWARE, c->cmd->name, "no thread could be started");
    pthread_mutex_lock(&p.lock);
    p.closed = true;
    pthread_cond_broadcast(&p.changed);
    pthread_mutex_unlock(&p.lock);
    for (uint32_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    for (uint32_t i = 0; i < p.n_jobs; i++) {
        rd_buf_free(&p.jobs[i].out);
        rd_arena_free(&p.jobs[i].arena);
    }
    pthread_cond_destroy(&p.changed);
    pthread_mutex_destroy(&p.lock);
    return p.stop ? p.stop : rc;
}
