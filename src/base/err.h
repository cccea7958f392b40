/* err.h - error codes and the optional record that says what went wrong.
 * Functions that can fail return int: 0 is RD_OK, a negative value one of enum rd_code. The record is the last parameter,
 * may be NULL, is set by whoever fails first and is not overwritten above; a caller may fill an empty `where`.
 * Bad input is no error: it is a verdict or a note in the reading. */
#ifndef RD_ERR_H
#define RD_ERR_H

#ifdef __GNUC__
#define RD_WARN_UNUSED __attribute__((warn_unused_result))
#define RD_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define RD_NORETURN __attribute__((noreturn))
#else
#define RD_WARN_UNUSED
#define RD_PRINTF(f, a)
#define RD_NORETURN
#endif

enum rd_code {
    RD_OK = 0,
    RD_EIO = -1,       /* a file, pipe or socket */
    RD_EFORMAT = -2,   /* a file of ours that is not what it should be (model, lexicon, dossier) */
    RD_ELIMIT = -3,    /* a cap of limits.h */
    RD_ENOTFOUND = -4,
    RD_EMODEL = -5,    /* a model is missing, damaged or of another version */
    RD_ESTORE = -6,    /* SQLite */
    RD_EUSAGE = -7,    /* the caller asked for what cannot be */
    RD_ECANCEL = -8,   /* a callback said stop */
    RD_ECITE = -9,     /* a citation does not hold */
};

struct rd_err {
    int code;           /* enum rd_code */
    const char *stage;  /* static string: the folder that failed */
    char msg[256];      /* one line, no full stop */
    char where[128];    /* file:offset, url or id; empty if unknown */
};

/* Fills `e` unless it is NULL or already set; returns `code`, so that `return rd_fail(...)` works. */
int rd_fail(struct rd_err *e, int code, const char *stage, const char *fmt, ...) RD_PRINTF(4, 5);

/* Fills `where` if it is empty. */
void rd_err_where(struct rd_err *e, const char *fmt, ...) RD_PRINTF(2, 3);

/* A short name of a code, e.g. "io". Static. */
const char *rd_code_name(int code);

/* A programming error: prints file, line and message to stderr and aborts. Stays in release builds. */
void rd_assert_fail(const char *file, int line, const char *cond) RD_NORETURN;
#define RD_ASSERT(cond) ((cond) ? (void)0 : rd_assert_fail(__FILE__, __LINE__, #cond))

#endif
