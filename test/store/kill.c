/* Killed at any moment: a child adds pages and is sent SIGKILL again and again. After each death the dossier is whole and holds
 * every page that the child had reported; run to the end it holds the same as one that was never disturbed.
 * usage: kill [ROUNDS] */
#include "store/store_int.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../unit/store/made.h"

enum { PAGES = 400 };
static const struct rd_version v1 = {{"readout 1", 9}, {"en:aa", 5}, {"bb", 2}, {"72.1", 4}};
static const struct rd_str keys[3] = {{"n:person:ilka maren:ORS", 23}, {"w:VLD", 5}, {"w:ORS", 5}};

static void clean(const char *path) {
    char side[80];
    unlink(path);
    snprintf(side, sizeof side, "%s-wal", path);
    unlink(side);
    snprintf(side, sizeof side, "%s-shm", path);
    unlink(side);
}

/* Adds all pages; tells each one through the pipe after it is committed. */
static int add(const char *path, int tell) {
    struct rd_store *s;
    struct rd_err err = {0};
    int rc = rd_store_open(&s, path, RD_STORE_CREATE, &err);
    for (unsigned k = 0; !rc && k < PAGES; k++) {
        struct rd_reading r;
        int saved;
        made_reading(&r, k);
        rc = rd_store_save(s, &r, keys, &v1, &saved, &err);
        rd_arena_free(&r.arena);
        if (!rc && tell >= 0 && write(tell, &k, sizeof k) != sizeof k) rc = RD_EIO;
    }
    if (!rc) rc = rd_store_settle(s, &err);
    if (rc) fprintf(stderr, "add: %s\n", err.msg);
    rd_store_close(s);
    return rc;
}

static char *dump(const char *path) {
    struct rd_store *s;
    struct rd_err err = {0};
    struct rd_buf b;
    rd_buf_init(&b, 256u << 20);
    if (rd_store_open(&s, path, RD_STORE_WRITE, &err) || rd_store_check(s, &err) || rd_store_dump(s, &b, &err)) {
        fprintf(stderr, "FAIL %s\n", err.msg);
        exit(1);
    }
    rd_buf_c(&b, 0);
    rd_store_close(s);
    return b.p;
}

/* Runs the child for `us` microseconds; gives how many pages it reported, -1 if it came to its end. */
static long round_of(const char *path, long us) {
    int fd[2];
    if (pipe(fd)) exit(2);
    pid_t child = fork();
    if (child < 0) exit(2);
    if (child == 0) {
        close(fd[0]);
        _exit(add(path, fd[1]) ? 1 : 0);
    }
    close(fd[1]);
    struct timespec t = {us / 1000000, us % 1000000 * 1000};
    nanosleep(&t, NULL);
    kill(child, SIGKILL);
    int status;
    waitpid(child, &status, 0);
    long n = 0;
    unsigned k;
    while (read(fd[0], &k, sizeof k) == sizeof k) n++;
    close(fd[0]);
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0) exit(1);
    return WIFEXITED(status) ? -1 : n;
}

int main(int argc, char **argv) {
    char whole[64], torn[64];
    uint64_t rounds = 40, deaths = 0, lost = 0, seed = 12345;
    if (argc > 1 && !rd_str_uint(rd_str_of(argv[1]), 100000, &rounds)) return 2;
    snprintf(whole, sizeof whole, "/tmp/rd-kill-whole-%ld.db", (long)getpid());
    snprintf(torn, sizeof torn, "/tmp/rd-kill-torn-%ld.db", (long)getpid());
    clean(whole);
    clean(torn);
    if (add(whole, -1)) return 1;
    char *expected = dump(whole);
    for (uint64_t i = 0; i < rounds; i++) {
        seed = rd_hash_mix(seed, i);
        long reported = round_of(torn, (long)(seed % 400000));
        if (access(torn, F_OK) != 0) continue;
        struct rd_store *s;
        struct rd_store_counts c = {0};
        struct rd_err err = {0};
        if (rd_store_open(&s, torn, RD_STORE_CREATE, &err) || rd_store_check(s, &err) || rd_store_counts(s, &c, &err)) {
            printf("FAIL after a kill: %s\n", err.msg);
            return 1;
        }
        rd_store_close(s);
        if (reported >= 0) deaths++;
        if (reported >= 0 && c.pages < (uint64_t)reported) lost += (uint64_t)reported - c.pages;
        if (reported < 0 || c.pages == PAGES) clean(torn); /* it was done: begin anew */
    }
    if (add(torn, -1)) return 1;
    char *got = dump(torn);
    int bad = strcmp(expected, got) != 0;
    clean(whole);
    clean(torn);
    free(expected);
    free(got);
    printf("store kill: %llu deaths, %llu committed pages lost, content %s\n", (unsigned long long)deaths, (unsigned long long)lost, bad ? "DIFFERS" : "the same");
    return bad || lost || !deaths ? 1 : 0;
}
