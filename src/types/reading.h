/* reading.h - one page read: all products of the stages. The document arena owns everything that it points to, except the
 * blob's bytes, which are the caller's. */
#ifndef RD_READING_H
#define RD_READING_H
#include "types/record.h"

struct rd_reading {
    struct rd_arena arena;
    struct rd_blob blob;
    struct rd_page page;
    struct rd_doc doc;
    struct rd_analysis analysis;
    struct rd_refs refs;
    struct rd_records records;
    uint32_t refused;        /* records whose citation did not re-read exactly */
    double seconds[8];       /* by stage: page text analyse refer extract cite; never part of the records */
};
#endif
