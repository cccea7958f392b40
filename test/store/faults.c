/* Fault injection: the disk fails at every single write, sync, truncate or open in turn, and the dossier must report it, stay
 * whole, and hold exactly the pages that were reported as saved. Also: a full disk. */
#include "store/store_int.h"

#include <stdarg.h>
#include <unistd.h>

#include "../unit/store/made.h"

static const struct rd_version v1 = {{"readout 1", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static const struct rd_version v2 = {{"readout 2", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static const struct rd_str keys[3] = {{"n:person:ilka maren:ORS", 23}, {"w:VLD", 5}, {"w:ORS", 5}};

/* ---- a VFS over SQLite's own that fails at call number `at` (and from there on if `lasting`) ---- */

static struct {
    long calls, at;
    bool lasting;
    int code;                /* SQLITE_IOERR or SQLITE_FULL */
} plan;

static sqlite3_vfs *real;
static sqlite3_io_methods methods;

struct file {
    sqlite3_file base;
    sqlite3_file *below;     /* follows this struct */
};

static int turn(void) {
    plan.calls++;
    return plan.at && (plan.lasting ? plan.calls >= plan.at : plan.calls == plan.at) ? plan.code : SQLITE_OK;
}

#define BELOW(f) (((struct file *)(f))->below)
#define IO(f) BELOW(f)->pMethods

static int f_close(sqlite3_file *f) { return IO(f)->xClose(BELOW(f)); }
static int f_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at) { return IO(f)->xRead(BELOW(f), p, n, at); }
static int f_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at) {
    int rc = turn();
    if (rc == SQLITE_OK) return IO(f)->xWrite(BELOW(f), p, n, at);
    if (n > 1) IO(f)->xWrite(BELOW(f), p, n / 2, at); /* torn: half of it got through */
    return rc;
}
static int f_truncate(sqlite3_file *f, sqlite3_int64 n) { int rc = turn(); return rc ? SQLITE_IOERR_TRUNCATE : IO(f)->xTruncate(BELOW(f), n); }
static int f_sync(sqlite3_file *f, int flags) { int rc = turn(); return rc ? SQLITE_IOERR_FSYNC : IO(f)->xSync(BELOW(f), flags); }
static int f_size(sqlite3_file *f, sqlite3_int64 *n) { return IO(f)->xFileSize(BELOW(f), n); }
static int f_lock(sqlite3_file *f, int l) { return IO(f)->xLock(BELOW(f), l); }
static int f_unlock(sqlite3_file *f, int l) { return IO(f)->xUnlock(BELOW(f), l); }
static int f_reserved(sqlite3_file *f, int *out) { return IO(f)->xCheckReservedLock(BELOW(f), out); }
static int f_control(sqlite3_file *f, int op, void *p) { return IO(f)->xFileControl(BELOW(f), op, p); }
static int f_sector(sqlite3_file *f) { return IO(f)->xSectorSize(BELOW(f)); }
static int f_device(sqlite3_file *f) { return IO(f)->xDeviceCharacteristics(BELOW(f)); }
static int f_shm_map(sqlite3_file *f, int i, int n, int x, void volatile **p) { return IO(f)->xShmMap(BELOW(f), i, n, x, p); }
static int f_shm_lock(sqlite3_file *f, int o, int n, int flags) { return IO(f)->xShmLock(BELOW(f), o, n, flags); }
static void f_shm_barrier(sqlite3_file *f) { IO(f)->xShmBarrier(BELOW(f)); }
static int f_shm_unmap(sqlite3_file *f, int del) { return IO(f)->xShmUnmap(BELOW(f), del); }

static int v_open(sqlite3_vfs *v, sqlite3_filename name, sqlite3_file *out, int flags, int *got) {
    (void)v;
    struct file *f = (struct file *)out;
    f->base.pMethods = NULL;
    if (turn()) return SQLITE_CANTOPEN;
    f->below = (sqlite3_file *)(f + 1);
    int rc = real->xOpen(real, name, f->below, flags, got);
    if (rc == SQLITE_OK) f->base.pMethods = &methods;
    return rc;
}

static void hook(void) {
    static sqlite3_vfs shim;
    real = sqlite3_vfs_find(NULL);
    shim = *real;
    shim.zName = "failing";
    shim.szOsFile = (int)sizeof(struct file) + real->szOsFile;
    shim.xOpen = v_open;
    methods = (sqlite3_io_methods){2, f_close, f_read, f_write, f_truncate, f_sync, f_size, f_lock, f_unlock, f_reserved, f_control, f_sector, f_device,
                                   f_shm_map, f_shm_lock, f_shm_barrier, f_shm_unmap, NULL, NULL};
    sqlite3_vfs_register(&shim, 1);
}

/* ---- the test ---- */

static char path[64];
static int failures;

static void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void complain(const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    printf("FAIL ");
    vprintf(fmt, ap);
    printf("\n");
    va_end(ap);
    failures++;
}

static void clean(void) {
    char side[80];
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

static int save(struct rd_store *s, unsigned k, const struct rd_version *v, struct rd_err *err) {
    struct rd_reading r;
    int saved;
    made_reading(&r, k);
    int rc = rd_store_save(s, &r, keys, v, &saved, err);
    rd_arena_free(&r.arena);
    return rc;
}

/* What the dossier holds: the dump, to be freed; NULL and a complaint if it is not whole. */
static char *held(const char *when) {
    struct rd_store *s;
    struct rd_err err = {0};
    struct rd_buf b;
    rd_buf_init(&b, 64u << 20);
    if (rd_store_open(&s, path, RD_STORE_CREATE, &err)) {
        complain("%s: cannot be opened again: %s", when, err.msg);
        return NULL;
    }
    if (rd_store_check(s, &err) || rd_store_dump(s, &b, &err)) complain("%s: %s", when, err.msg);
    rd_buf_c(&b, 0);
    rd_store_close(s);
    return b.p;
}

static void want(const char *when, const char *expected) {
    char *now = held(when);
    if (now && strcmp(now, expected) != 0) complain("%s: the dossier does not hold what was reported", when);
    free(now);
}

/* The states that a run goes through: [0] nothing, [1] page 0, [2] pages 0 and 1, [3] page 0 replaced. */
enum { STEPS = 3, STRIDE = 9 };
static char *state[STEPS + 1];

static int step(struct rd_store *s, int n, struct rd_err *err) {
    return n == 0 ? save(s, 0, &v1, err) : n == 1 ? save(s, 1, &v1, err) : save(s, 0, &v2, err);
}

static void states(void) {
    clean();
    for (int n = 0; n <= STEPS; n++) {
        struct rd_store *s;
        if (n) {
            if (rd_store_open(&s, path, RD_STORE_CREATE, NULL) || step(s, n - 1, NULL)) complain("without faults, step %d fails", n);
            rd_store_close(s);
        }
        state[n] = held("without faults");
    }
    clean();
}

/* One run that fails at call `at`; true if it went through without meeting the fault. */
static bool run(long at, bool lasting, int code) {
    struct rd_store *s = NULL;
    struct rd_err err = {0};
    char when[96];
    int reported = 0, rc;
    clean();
    plan.calls = 0;
    plan.at = at;
    plan.lasting = lasting;
    plan.code = code;
    rc = rd_store_open(&s, path, RD_STORE_CREATE, &err);
    for (int n = 0; !rc && n < STEPS; n++) {
        rc = step(s, n, &err);
        if (!rc) reported = n + 1;
    }
    /* the log may be folded in while closing: that may fail without harm */
    rd_store_close(s);
    bool met = plan.calls >= at;
    plan.at = 0;
    snprintf(when, sizeof when, "fault %d at call %ld%s, %d saved", code, at, lasting ? " and after" : "", reported);
    if (rc && (rc != RD_ESTORE || !err.msg[0])) complain("%s: returned %d '%s'", when, rc, err.msg);
    if (!rc && reported != STEPS) complain("%s: no error, not all saved", when);
    want(when, state[reported]);
    return !met;
}

static void full_disk(void) {
    struct rd_store *s;
    struct rd_err err = {0};
    int saved = 0;
    clean();
    if (rd_store_open(&s, path, RD_STORE_CREATE, &err)) {
        complain("full disk: %s", err.msg);
        return;
    }
    sqlite3_exec(s->db, "PRAGMA max_page_count = 400", NULL, NULL, NULL);
    while (saved < 10000 && !save(s, (unsigned)saved, &v1, &err)) saved++;
    if (err.code != RD_ESTORE || !strstr(err.msg, "full")) complain("full disk: reported as %d '%s'", err.code, err.msg);
    struct rd_store_counts c = {0};
    if (rd_store_counts(s, &c, NULL) || c.pages != (uint64_t)saved) complain("full disk: %d reported, %llu there", saved, (unsigned long long)c.pages);
    /* room again: it goes on */
    sqlite3_exec(s->db, "PRAGMA max_page_count = 1000000", NULL, NULL, NULL);
    if (save(s, (unsigned)saved, &v1, NULL)) complain("full disk: does not go on when there is room");
    rd_store_close(s);
    free(held("full disk"));
    printf("full disk: %d pages saved, then reported\n", saved);
}

int main(void) {
    snprintf(path, sizeof path, "/tmp/rd-faults-%ld.db", (long)getpid());
    hook();
    states();
    long runs = 0;
    for (int kind = 0; kind < 4; kind++) {
        /* a schema of many tables makes many calls: each kind of fault meets another ninth of them */
        long at = 1 + 2 * kind;
        for (; !run(at, kind % 2, kind / 2 ? SQLITE_FULL : SQLITE_IOERR_WRITE) && failures < 10; at += STRIDE) runs++;
    }
    full_disk();
    clean();
    for (int n = 0; n <= STEPS; n++) free(state[n]);
    printf("store faults: %ld runs, %d failures\n", runs, failures);
    return failures ? 1 : 0;
}
