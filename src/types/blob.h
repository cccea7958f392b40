/* blob.h - one page as it came: bytes and where from. Made by intake. */
#ifndef RD_BLOB_H
#define RD_BLOB_H
#include "base/str.h"

enum rd_media { RD_MEDIA_UNKNOWN, RD_MEDIA_TEXT, RD_MEDIA_HTML };

struct rd_blob {
    const uint8_t *bytes;    /* [n]: for a line of JSON lines the bytes of its decoded "text" or "html" */
    size_t n;
    int media;               /* enum rd_media; UNKNOWN: the page stage looks at the bytes */
    struct rd_str path;      /* relative to the argument given; a line of JSON: "cases.jsonl#ID" */
    struct rd_str url;       /* unknown if not told */
    struct rd_str id;        /* the input's own id (JSON lines), else unknown */
    struct rd_str container; /* path of the archive or JSON lines file, else unknown */
    uint64_t offset;         /* byte offset of the record in its container */
    struct rd_str charset;   /* from a header or BOM, else unknown; JSON lines: "utf-8" */
    struct rd_str date;      /* given date of the page (ISO 8601), else unknown */
    struct rd_str outlet;    /* given, else unknown */
    struct rd_str lang;      /* given, else unknown */
    struct rd_str source, target; /* given actors' words, for coding marked sentences, else unknown */
    const char *odd, *odd_why; /* static: code and message of what was odd about it ("truncated"), which becomes a note; or NULL */
    uint8_t sha256[32];      /* of bytes */
    char page_id[33];        /* 32 hex digits: hash of the page's own name and its bytes (DESIGN, "Records") */
};
#endif
