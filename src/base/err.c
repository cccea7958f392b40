#include "base/err.h"

#include <stdarg.h>

int rd_fail(struct rd_err *e, int code, const char *stage, const char *fmt, ...) {
    if (e && !e->code) {
        va_list ap;
        e->code = code;
        e->stage = stage;
        va_start(ap, fmt);
        vsnprintf(e->msg, sizeof e->msg, fmt, ap);
        va_end(ap);
        for (char *p = e->msg; *p; p++) {
            if (*p == '\n' || *p == '\r') *p = ' ';
        }
    }
    return code;
}

void rd_err_where(struct rd_err *e, const char *fmt, ...) {
    if (e && !e->where[0]) {
        va_list ap;
        va_start(ap, fmt);
        vsnprintf(e->where, sizeof e->where, fmt, ap);
        va_end(ap);
    }
}

const char *rd_code_name(int code) {
    switch (code) {
    case RD_OK: return "ok";
    case RD_EIO: return "io";
    case RD_EFORMAT: return "format";
    case RD_ELIMIT: return "limit";
    case RD_ENOTFOUND: return "not found";
    case RD_EMODEL: return "model";
    case RD_ESTORE: return "store";
    case RD_EUSAGE: return "usage";
    case RD_ECANCEL: return "cancelled";
    case RD_ECITE: return "citation";
    default: return "unknown";
    }
}

void rd_assert_fail(const char *file, int line, const char *cond) {
    fprintf(stderr, "readout: internal error: %s:%d: %s\n", file, line, cond);
    abort();
}
