/* standalone.c - replays corpus files through a fuzz driver: `fuzz_X FILE...`. Prints how many. */
#include "fuzz.h"

#include <time.h>

static int replay(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f) {
        perror(path);
        return 1;
    }
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    uint8_t *p = n >= 0 ? malloc((size_t)n + 1) : NULL; /* of the exact size, so that a sanitizer sees a read beyond it */
    if (!p || fread(p, 1, (size_t)n, f) != (size_t)n) {
        fprintf(stderr, "%s: cannot be read\n", path);
        fclose(f);
        free(p);
        return 1;
    }
    fclose(f);
    clock_t t = clock();
    LLVMFuzzerTestOneInput(p, (size_t)n);
    double s = (double)(clock() - t) / CLOCKS_PER_SEC;
    if (s > 5) fprintf(stderr, "%s: slow, %.1f s\n", path, s);
    free(p);
    return s > 5;
}

int main(int argc, char **argv) {
    int bad = 0;
    for (int i = 1; i < argc; i++) bad += replay(argv[i]);
    rmdir(fuzz_dir()); /* drivers remove their files */
    const char *name = strrchr(argv[0], '/');
    printf("%s: %d replayed, %d bad\n", name ? name + 1 : argv[0], argc - 1, bad);
    return bad != 0;
}
