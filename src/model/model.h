/* model.h - a model file: mmap'd read-only, versioned sections with checksums.
 *   header: magic "RDMODEL1", format version, endianness mark, number of sections, SHA-256 of the rest
 *   section table [n]: name[24], type, shape[4], offset, bytes, checksum
 * Everything that reads numbers out of a model goes through here; what the numbers mean is known in analyse/ and train/. */
#ifndef RD_MODEL_H
#define RD_MODEL_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum rd_sec_type { RD_SEC_BYTES = 0, RD_SEC_I8 = 1, RD_SEC_I16 = 2, RD_SEC_I32 = 3, RD_SEC_F32 = 4, RD_SEC_STRINGS = 5 /* NUL-ended, one after another */ };

struct rd_section {
    char name[24];
    uint32_t type;         /* enum rd_sec_type */
    uint32_t shape[4];     /* unused dimensions are 1 */
    const void *data;      /* 64-byte aligned, in the mapping */
    uint64_t bytes;
};
struct rd_model;

/* Opens and checks a file. RD_EMODEL with a message that names file and fault; check=false skips section checksums. */
int rd_model_open(struct rd_model **out, const char *path, bool check, struct rd_err *err) RD_WARN_UNUSED;
void rd_model_close(struct rd_model *m);
uint32_t rd_model_count(const struct rd_model *m);
const struct rd_section *rd_model_at(const struct rd_model *m, uint32_t i);
const struct rd_section *rd_model_find(const struct rd_model *m, const char *name); /* NULL if none */
const char *rd_model_hash(const struct rd_model *m);   /* 64 hex digits of the header's SHA-256 */
const char *rd_model_path(const struct rd_model *m);
/* String number i of a STRINGS section. */
struct rd_str rd_model_string(const struct rd_section *s, uint32_t i);

/* Writing, for the trainer: add sections, then save (to a temporary name, fsync, rename). */
struct rd_model_writer;
struct rd_model_writer *rd_model_writer_new(struct rd_arena *a);
void rd_model_writer_add(struct rd_model_writer *w, const char *name, int type, const uint32_t shape[4], const void *data, uint64_t bytes);
int rd_model_writer_save(struct rd_model_writer *w, const char *path, char hash[65], struct rd_err *err) RD_WARN_UNUSED;
#endif
