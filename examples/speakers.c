/* Prints who speaks on a page: a program of its own over include/readout.h.
 *   cc examples/speakers.c -Iinclude build/release/libreadout.a $(pkg-config --libs ...) -o speakers
 *   ./speakers page.html */
#include <readout.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int on_line(void *user, const char *type, const char *json, size_t n) {
    unsigned *statements = user;
    if (strcmp(type, "statement") != 0) return 0;
    ++*statements;
    printf("%.*s\n", (int)(n > 160 ? 160 : n), json);
    return 0;
}

int main(int argc, char **argv) {
    struct readout *r;
    char why[256];
    unsigned statements = 0;
    if (argc != 2) {
        fprintf(stderr, "usage: speakers PAGE\n");
        return 64;
    }
    FILE *f = fopen(argv[1], "rb");
    if (!f) {
        fprintf(stderr, "speakers: cannot open %s\n", argv[1]);
        return 66;
    }
    static char bytes[1 << 20];
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    if (readout_open(&r, NULL, why, sizeof why) != 0) {
        fprintf(stderr, "speakers: %s\n", why);
        return 1;
    }
    struct readout_page page = {.path = argv[1], .html = -1};
    int rc = readout_read(r, bytes, n, &page, on_line, &statements, why, sizeof why);
    if (rc < 0) fprintf(stderr, "speakers: %s\n", why);
    printf("%u statements, read by readout %s\n", statements, readout_version());
    readout_close(r);
    return rc < 0;
}
