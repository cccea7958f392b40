/* file_format.h - the bytes of a model file, for the reader and the writer.
 *   [0, 128)             header
 *   [128, 128 + 96 n)    section table
 *   ...                  sections, each at a multiple of 64
 * Integers are little-endian as the machine has them; the endianness mark refuses others. Checksums of sections are
 * model_sum with the section's number as seed (in version 1 rd_hash64, which reads a third as fast); the SHA-256 over all bytes behind the header is the model's identity. */
#ifndef MODEL_FILE_FORMAT_H
#define MODEL_FILE_FORMAT_H
#include <stddef.h>
#include <stdint.h>

#define MODEL_MAGIC "RDMODEL1"
#define MODEL_VERSION 2u
#define MODEL_OLDEST 1u
#define MODEL_ENDIAN 0x01020304u
#define MODEL_MAX_SECTIONS 256u
#define MODEL_ALIGN 64u

struct model_header {
    char magic[8];
    uint32_t version, endian, n_sections, reserved;
    uint64_t bytes;          /* of the whole file */
    uint64_t table_sum;
    uint8_t sha[32];
    uint8_t pad[48];
    uint64_t header_sum;     /* over the 120 bytes before it */
};

struct model_entry {
    char name[24];
    uint32_t type;
    uint32_t shape[4];
    uint32_t reserved;
    uint64_t offset, bytes, sum;
    uint8_t pad[24];
};

/* A checksum of n bytes in the way of a version: four chains side by side, because each waits for its own last step alone. */
uint64_t model_sum(uint32_t version, const void *p, uint64_t n, uint64_t seed);

_Static_assert(sizeof(struct model_header) == 128, "header size");
_Static_assert(sizeof(struct model_entry) == 96, "entry size");
#endif
