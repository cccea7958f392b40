/* readout.h - the one public header: read pages into records from a program of your own.
 *   struct readout *r;  char why[256];
 *   if (readout_open(&r, NULL, why, sizeof why) != 0) ...
 *   readout_read(r, bytes, n, &page_info, on_line, user);   // the same JSON lines that `readout read` prints
 *   readout_close(r);
 * A reader is immutable after opening and may be shared by threads; a call of readout_read belongs to one thread.
 * The records and their fields are described in docs/RECORDS.md. Bad pages give a page record with a verdict and notes,
 * not an error. */
#ifndef READOUT_H
#define READOUT_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define READOUT_SCHEMA "readout/1"

struct readout;

struct readout_options {
    const char *home;              /* folder that holds data/ and models/; NULL: as the program finds it */
    const char *const *lexicons;   /* [n_lexicons] further lexicon folders, as with --lexicon */
    uint32_t n_lexicons;
    const char *lang;              /* ISO 639-1, forces the language; NULL: identify */
};

struct readout_page {
    const char *path;              /* the page's own name; with url NULL its id is made of it */
    const char *url;               /* or NULL */
    const char *date;              /* ISO 8601 day of publication, or NULL */
    const char *outlet;            /* or NULL */
    const char *charset;           /* IANA name if known, or NULL */
    int html;                      /* 1: HTML, 0: flattened text, -1: look at the bytes */
};

/* Called once a record with one line of JSON without its line break, in the order page, entities, statements, events, contacts,
 * notes. `type` is the record's type. Return 0 to go on, anything else to stop. */
typedef int readout_line(void *user, const char *type, const char *json, size_t n);

/* 0, or a negative code with a message of one line in `why`. `o` may be NULL. */
int readout_open(struct readout **out, const struct readout_options *o, char *why, size_t n_why);
void readout_close(struct readout *r);
/* Reads one page of n bytes. Returns 0; 1 if on_line stopped it; a negative code with `why` filled if the page could not be read
 * at all (out of limits). `bytes` is only read during the call. */
int readout_read(struct readout *r, const void *bytes, size_t n, const struct readout_page *page, readout_line *on_line, void *user,
                 char *why, size_t n_why);
/* "0.1.0" */
const char *readout_version(void);

#ifdef __cplusplus
}
#endif
#endif
