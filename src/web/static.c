/* static.c - the files that the pages need, from inside the program (tools/embed-static). */
#include "web/web_int.h"

#include "web/gen/static.inc"

bool web_static(const struct web_req *r, struct web_out *o) {
    for (uint32_t i = 0; i < RD_ARRAY_LEN(static_files); i++) {
        if (!rd_str_is(r->path, static_files[i].path))
            continue;
        o->type = static_files[i].type;
        for (const char *const *line = static_files[i].lines; *line; line++)
            rd_buf_z(&o->body, *line);
        return true;
    }
    return false;
}
