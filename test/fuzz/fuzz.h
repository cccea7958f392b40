/* fuzz.h - what the fuzz drivers share. Each driver takes any bytes and aborts if a promise of the code under test is broken;
 * standalone.c replays files under any compiler, `make fuzz-NAME` runs libFuzzer under clang. */
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_ASSERT(cond) ((cond) ? (void)0 : fuzz_broken(__FILE__, __LINE__, #cond))

static inline void fuzz_broken(const char *file, int line, const char *what) {
    fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, what);
    abort();
}

/* A folder of this process under $TMPDIR; made at the first call. */
static inline const char *fuzz_dir(void) {
    static char dir[512];
    if (!dir[0]) {
        const char *tmp = getenv("TMPDIR");
        snprintf(dir, sizeof dir, "%s/rd-fuzz-XXXXXX", tmp && *tmp ? tmp : "/tmp");
        FUZZ_ASSERT(mkdtemp(dir) != NULL);
    }
    return dir;
}

/* Writes a file in the folder; `path` (512 bytes) gets its name. */
static inline void fuzz_file(char *path, const char *name, const void *p, size_t n) {
    snprintf(path, 512, "%.400s/%.100s", fuzz_dir(), name);
    FILE *f = fopen(path, "wb");
    FUZZ_ASSERT(f != NULL);
    FUZZ_ASSERT(fwrite(p, 1, n, f) == n);
    fclose(f);
}

#endif
